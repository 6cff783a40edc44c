//! What a number does in its clause: level, change, base, share or conversion. The words next to it decide; each
//! decision has a name, which `rule` columns carry.
//!
//! | rule | shape |
//! |---|---|
//! | `change.direction` | `rose 6.4 percent`, `up 41.3 percent`, `a fall of 3 percent` |
//! | `change.before-noun` | `a 1.1-percent drop`, `41.3 percent more`, `$1.9 billion lower` |
//! | `change.parenthesis` | `(+0.4%)`, `(up 28.3 percent)` |
//! | `change.ellipsis` | `and imports 18.9%` after `exports fell 36.7%` |
//! | `level.to`, `level.verb`, `level.noun` | `to $20.1bn`, `stood at $20.1bn`, `a deficit of $5bn` |
//! | `level.before-flow` | `a 5.2 billion euro surplus`, `$4 billion in exports` |
//! | `level.list` | `followed by Italy with $1.3 billion`, `India (N1.83 trillion)` |
//! | `base.from`, `base.compare` | `from $18.8bn`, `compared with $18.8bn` |
//! | `share` | `accounting for 14.7 percent`, `70 percent of exports` |
//! | `converted` | `9.11 trillion yuan (about 1.43 trillion US dollars)` |

use super::item::{Items, What};
use crate::lexicon::{Cue, Direction, Part};
use crate::mention::{AmountReading, Form, MentionKind, Reading, UnitOf};
use crate::scan::Kind;
use crate::value::Code;

/// What a number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The level of the flow.
    Level,
    /// The change, with its direction; none where the sign was printed or is taken over.
    Change(Option<Direction>),
    /// The level or share compared with.
    Base,
    /// A rate compared with: a row of its own for its own period.
    OtherRate(Option<Direction>),
    /// The share of a wider flow.
    Share,
    /// A share compared with: a row of its own for its own period.
    OtherShare,
    /// The level in a second currency.
    Converted,
}

/// A role with the rule that gave it.
pub(super) type Ruled = (Role, &'static str);

/// What was read before the number in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// The number before: its item, role.
    pub(super) last: Option<(usize, Role)>,
    /// The direction used last.
    pub(super) direction: Option<Direction>,
    /// First item of the subject or focus in force.
    pub(super) start: usize,
    /// One past the last item of its phrase.
    pub(super) end: usize,
    /// The subject is a growth rate: `export growth slowed to 3 percent`.
    pub(super) growth: bool,
    /// Role of the first number of the subject before, for `imports $34.2 billion` after `exports increased $22.8 billion`.
    pub(super) parallel: Option<Role>,
}

/// The word that governs a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    Direction(Direction, Part, usize),
    Cue(Cue, usize),
    Open(usize),
    Comma,
    Amount(usize),
    Subject,
    Measure,
    None,
}

/// Cues that govern a number, in the order in which a word that has several is asked.
const GOVERNING: &[Cue] = &[
    Cue::Share,
    Cue::Level,
    Cue::Worth,
    Cue::Compare,
    Cue::To,
    Cue::From,
    Cue::By,
    Cue::At,
    Cue::Of,
    Cue::With,
    Cue::Than,
    Cue::Followed,
    Cue::Including,
    Cue::Average,
    Cue::Resulting,
    Cue::Forecast,
    Cue::Target,
    Cue::Be,
];

/// The role of the number at `at`.
pub(super) fn of(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    let amount = amount(items, at)?;
    let percent = matches!(kind(items, at)?, MentionKind::Percent | MentionKind::Points);
    if percent { rate(items, at, &amount, before) } else { level(items, at, &amount, before) }
}

pub(super) fn amount(items: &Items, at: usize) -> Option<AmountReading> {
    match items.what(at)? {
        What::Amount(index) => match items.mentions[index].reading {
            Reading::Amount(amount) => Some(amount),
            Reading::Period(_) => None,
        },
        _ => None,
    }
}

pub(super) fn kind(items: &Items, at: usize) -> Option<MentionKind> {
    match items.what(at)? {
        What::Amount(index) => Some(items.mentions[index].kind),
        _ => None,
    }
}

/// The nearest word before the number that governs it.
fn governor(items: &Items, at: usize, before: &Before) -> Governor {
    for i in (before.start..at).rev() {
        match items.what(i) {
            // `fell a larger 1.7 percent`: the verb governs.
            Some(What::Direction(_, Part::Adverb))
                if i > 1
                    && items.is(i - 1, Cue::Article)
                    && matches!(items.what(i - 2), Some(What::Direction(..))) => {}
            Some(What::Direction(d, p)) => return Governor::Direction(d, p, i),
            Some(What::Amount(_)) => return Governor::Amount(i),
            Some(What::Measure) => return Governor::Measure,
            Some(What::Mark(Kind::Open)) => return Governor::Open(i),
            Some(What::Mark(Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Close))
                if i >= before.end =>
            {
                return if items.is_mark(i, Kind::Colon) {
                    Governor::Cue(Cue::Level, i)
                } else {
                    Governor::Comma
                };
            }
            _ if i < before.end && i >= before.start && !matches!(items.what(i), Some(What::Cue(_))) => {
                return Governor::Subject;
            }
            Some(What::Cue(_) | What::Flow(..)) => {
                if let Some(&cue) = GOVERNING.iter().find(|&&cue| items.is(i, cue)) {
                    if i < before.end {
                        return Governor::Subject;
                    }
                    return Governor::Cue(cue, i);
                }
            }
            _ => {}
        }
    }
    if before.end > before.start && at >= before.end { Governor::Subject } else { Governor::None }
}

/// The direction word before `at`, back to the start of the subject, with its item.
fn direction_before(items: &Items, at: usize, start: usize) -> Option<(Direction, usize)> {
    (start..at).rev().find_map(|i| match items.what(i) {
        Some(What::Direction(direction, _)) => Some((direction, i)),
        _ => None,
    })
}

/// A direction word right behind the number: `percent more`, `-percent drop`, `percent year-on-year increase`.
fn direction_behind(items: &Items, at: usize) -> Option<Direction> {
    let mut i = at + 1;
    if items.is_mark(i, Kind::Open) {
        i = (i..i + 5).find(|&k| items.is_mark(k, Kind::Close))? + 1;
    }
    for i in i..i + 3 {
        match items.what(i)? {
            What::Direction(direction, Part::Noun | Part::Adverb) => {
                let level_follows =
                    items.is(i + 1, Cue::At) && matches!(items.what(i), Some(What::Direction(_, Part::Verb)));
                return (!level_follows).then_some(direction);
            }
            What::Direction(direction, Part::Verb) if noun_too(items, i) => return Some(direction),
            What::Basis(_) | What::Word | What::Mark(Kind::Hyphen) => {}
            What::Cue(_)
                if items.is(i, Cue::Average) || items.is(i, Cue::Forecast) || items.is(i, Cue::Estimate) => {}
            _ => return None,
        }
    }
    None
}

fn noun_too(items: &Items, at: usize) -> bool {
    use crate::lexicon::Sense;
    items.sense(at, |s| matches!(s, Sense::Direction(_, Part::Noun)).then_some(())).is_some()
}

/// Whether the direction word already has its number before it: `5 percent below the $3 billion of May`.
fn is_taken(items: &Items, direction: usize) -> bool {
    (direction.saturating_sub(3)..direction)
        .any(|i| matches!(items.what(i), Some(What::Amount(_))) && direction_behind(items, i).is_some())
}

/// Percentages, points, multiples and fractions.
fn rate(items: &Items, at: usize, amount: &AmountReading, before: &Before) -> Option<Ruled> {
    let governor = governor(items, at, before);
    if is_share_of(items, at) && !matches!(governor, Governor::Direction(..)) {
        return Some((Role::Share, "share.of"));
    }
    if let Governor::Cue(Cue::Compare | Cue::Than | Cue::From, _) = governor {
        return compared_rate(items, at, before);
    }
    // `faster than the 136.4 percent gain in March`.
    if let Governor::Direction(_, Part::Adverb, i) = governor
        && items.is(i + 1, Cue::Article)
    {
        return compared_rate(items, at, before);
    }
    if before.growth
        && amount.unit == UnitOf::Known(Code::PERCENT)
        && matches!(
            governor,
            Governor::Cue(Cue::To | Cue::At | Cue::Level | Cue::Be | Cue::Forecast | Cue::Average, _)
                | Governor::Direction(..)
        )
    {
        let direction = (!amount.signed).then_some(Direction::Up);
        return Some((Role::Change(direction), "change.rate-to"));
    }
    if let Some(direction) = direction_behind(items, at) {
        return Some((Role::Change(Some(direction)), "change.before-noun"));
    }
    if is_expected(items, at) && amount.form == Form::Plain {
        return Some((Role::Change(before.direction.or(Some(Direction::Up))), "change.forecast"));
    }
    if amount.signed
        && !matches!(governor, Governor::Direction(..) | Governor::Cue(Cue::Share, _) | Governor::Amount(_))
    {
        return Some((Role::Change(None), "change.signed"));
    }
    if amount.form == Form::Multiple && is_expected(items, at) {
        return None;
    }
    if amount.form == Form::Multiple {
        let direction =
            direction_before(items, at, before.start).map(|(d, _)| d).filter(|d| *d == Direction::Down);
        let own = if amount.value.value.is_sign_negative() { None } else { direction };
        return Some((
            Role::Change(own.or(Some(Direction::Up)).filter(|_| !amount.value.value.is_sign_negative())),
            "change.multiple",
        ));
    }
    match governor {
        // `offset declines in five out of seven sectors` counts sectors.
        Governor::Direction(_, _, i)
            if amount.form == Form::Fraction && (i..at).any(|k| items.is(k, Cue::In)) =>
        {
            None
        }
        Governor::Direction(direction, _, _) => Some((Role::Change(Some(direction)), "change.direction")),
        Governor::Cue(Cue::By, i) | Governor::Cue(Cue::At, i) | Governor::Cue(Cue::Of, i) => {
            by_or_of(items, i, before)
        }
        Governor::Cue(Cue::To, i) => to_rate(items, i, before),
        Governor::Cue(Cue::Be | Cue::Level, i) if (before.start..i).any(|k| items.is(k, Cue::Share)) => {
            Some((Role::Share, "share.noun"))
        }
        Governor::Cue(Cue::Share, _) => Some((Role::Share, "share.verb")),
        Governor::Cue(Cue::Level | Cue::With | Cue::Followed | Cue::Forecast, _) => {
            match before.last.map(|(_, role)| role).or(before.parallel) {
                Some(Role::Share) => Some((Role::Share, "share.list")),
                _ if matches!(governor, Governor::Cue(Cue::Forecast, _)) => {
                    Some((Role::Change(before.direction.or(Some(Direction::Up))), "change.forecast"))
                }
                _ => None,
            }
        }
        Governor::Open(i) => parenthesis_rate(items, i, amount, before),
        Governor::Comma | Governor::Subject => ellipsis_rate(amount, before, governor),
        Governor::Amount(i) => after_number(items, i, at, before),
        _ => None,
    }
}

/// `the 3 percent that had been expected`, `the 11 percent economists had forecast`.
fn is_expected(items: &Items, at: usize) -> bool {
    (at + 1..at + 7)
        .take_while(|&i| matches!(items.what(i), Some(What::Word | What::Cue(_) | What::Agency(_))))
        .any(|i| items.is(i, Cue::Forecast))
}

/// `70 percent of exports`, `14.6 percent of the total`.
fn is_share_of(items: &Items, at: usize) -> bool {
    if !items.is(at + 1, Cue::Of) {
        return false;
    }
    (at + 2..at + 9).find_map(|i| match items.what(i) {
        Some(What::Flow(..)) => Some(true),
        Some(What::Mark(_) | What::Amount(_) | What::Measure) | None => Some(false),
        _ if items.is(i, Cue::Overall) || items.is(i, Cue::SameFlow) || items.is(i, Cue::Including) => {
            Some(true)
        }
        _ => None,
    }) == Some(true)
}

/// `compared with 69.9%`, `than the 22.3-percent gain in March`: a rate of another period.
fn compared_rate(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    if matches!(before.last, Some((_, Role::Share))) {
        return Some((Role::OtherShare, "share.compared"));
    }
    let growth = before.growth.then_some(Direction::Up);
    let direction = direction_behind(items, at).or(growth).or(before.direction);
    Some((Role::OtherRate(direction), "change.compared"))
}

fn by_or_of(items: &Items, cue: usize, before: &Before) -> Option<Ruled> {
    match direction_before(items, cue, before.start) {
        Some((direction, _)) => Some((Role::Change(Some(direction)), "change.direction")),
        None if (before.start..cue).any(|i| items.is(i, Cue::Share)) => Some((Role::Share, "share.noun")),
        None if (before.start.saturating_sub(4)..cue).any(|i| items.is(i, Cue::Target)) => {
            Some((Role::Change(Some(Direction::Up)), "change.target"))
        }
        None => before.direction.map(|direction| (Role::Change(Some(direction)), "change.ellipsis")),
    }
}

/// `climbed to 46.3 percent`: the share, where a share is spoken of; else a growth rate.
fn to_rate(items: &Items, cue: usize, before: &Before) -> Option<Ruled> {
    let share = (before.start..cue).any(|i| items.is(i, Cue::Share))
        || matches!(before.last, Some((i, _)) if kind(items, i) == Some(MentionKind::Points));
    if share {
        return Some((Role::Share, "share.to"));
    }
    let growth = (before.start..cue).any(|i| matches!(items.what(i), Some(What::Direction(_, Part::Noun))));
    growth.then_some((Role::Change(Some(Direction::Up)), "change.rate-to"))
}

fn parenthesis_rate(items: &Items, open: usize, amount: &AmountReading, before: &Before) -> Option<Ruled> {
    let inside_after_number = before.last.is_some_and(|(i, _)| i + 1 == open);
    if amount.signed {
        return Some((Role::Change(None), "change.parenthesis"));
    }
    match before.last {
        Some((_, Role::Change(direction))) if inside_after_number => {
            Some((Role::Change(direction), "change.percent-of-change"))
        }
        Some((_, Role::Level)) if inside_after_number => Some((Role::Share, "share.parenthesis")),
        _ if open > 0 && matches!(items.what(open - 1), Some(What::Area(..) | What::Commodity(_))) => {
            before.direction.map(|direction| (Role::Change(Some(direction)), "change.list"))
        }
        _ => None,
    }
}

/// A percentage that stands right behind the subject or a comma takes the role of the one before.
fn ellipsis_rate(amount: &AmountReading, before: &Before, governor: Governor) -> Option<Ruled> {
    if amount.signed {
        return Some((Role::Change(None), "change.signed"));
    }
    match before.last.map(|(_, role)| role).or(before.parallel) {
        Some(Role::Share) => Some((Role::Share, "share.list")),
        Some(_) if governor == Governor::Subject => {
            before.direction.map(|d| (Role::Change(Some(d)), "change.ellipsis"))
        }
        Some(Role::Change(direction)) => Some((Role::Change(direction), "change.list")),
        _ => None,
    }
}

/// `$5.0 billion or 4 percent`, `135,000 bpd, or 5.4 percent`.
fn after_number(items: &Items, number: usize, at: usize, before: &Before) -> Option<Ruled> {
    let or = (number + 1..at).any(|i| items.is(i, Cue::Or) || items.is(i, Cue::And));
    match before.last {
        Some((_, Role::Change(direction))) if or => Some((Role::Change(direction), "change.or")),
        Some((_, Role::Level)) if or => Some((Role::Share, "share.or")),
        Some((_, Role::Share)) if or => Some((Role::Share, "share.list")),
        _ => None,
    }
}

/// Money, quantities and bare numbers.
fn level(items: &Items, at: usize, amount: &AmountReading, before: &Before) -> Option<Ruled> {
    if let Some(direction) = direction_behind(items, at).filter(|_| !is_level_before_adverb(items, at)) {
        return Some((Role::Change(Some(direction)), "change.before-noun"));
    }
    match governor(items, at, before) {
        Governor::Direction(direction, part, i) => by_direction(items, at, direction, part, i),
        Governor::Cue(Cue::By, i) => match direction_before(items, i, before.start) {
            Some((direction, _)) => Some((Role::Change(Some(direction)), "change.direction")),
            None => None,
        },
        Governor::Cue(Cue::Of, i) => of_amount(items, i, before),
        Governor::Cue(Cue::From, i) => from_amount(items, i, before),
        Governor::Cue(Cue::Compare, _) => Some((Role::Base, "base.compare")),
        Governor::Cue(Cue::Than, _) => Some((Role::Base, "base.than")),
        Governor::Cue(Cue::To, _) => Some((Role::Level, "level.to")),
        Governor::Cue(Cue::With | Cue::Followed, _) => Some((Role::Level, "level.list")),
        Governor::Cue(..) => Some((Role::Level, "level.verb")),
        Governor::Open(i) => parenthesis_amount(items, i, at, before),
        Governor::Subject => ellipsis_amount(amount, before),
        Governor::Comma => comma_amount(items, at, before),
        Governor::Amount(i) => amount_after_amount(items, i, at, before),
        Governor::Measure | Governor::None => None,
    }
}

/// `$33.69 billion higher` is a change, `$1.9 trillion, higher than` is not reached; `at $5bn more than` neither.
fn is_level_before_adverb(items: &Items, at: usize) -> bool {
    at > 0 && (items.is(at - 1, Cue::At) || items.is(at - 1, Cue::To))
}

fn by_direction(items: &Items, at: usize, direction: Direction, part: Part, i: usize) -> Option<Ruled> {
    let names_level = part == Part::Adverb && items.is(i + 1, Cue::Article);
    if is_taken(items, i) || names_level {
        return Some((Role::Base, "base.than"));
    }
    let adverb_to_level = part == Part::Noun && items.is(i + 1, Cue::To);
    if adverb_to_level {
        return Some((Role::Level, "level.to"));
    }
    let _ = at;
    Some((Role::Change(Some(direction)), "change.direction"))
}

fn of_amount(items: &Items, of: usize, before: &Before) -> Option<Ruled> {
    for i in (before.start..of).rev() {
        match items.what(i) {
            Some(What::Direction(direction, Part::Noun)) => {
                return Some((Role::Change(Some(direction)), "change.direction"));
            }
            Some(What::Flow(..) | What::Amount(_)) => break,
            Some(What::Mark(kind)) if kind != Kind::Hyphen => break,
            _ if items.is(i, Cue::To) => break,
            _ if items.is(i, Cue::Compare) || items.is(i, Cue::From) => {
                return Some((Role::Base, "base.compare"));
            }
            _ => {}
        }
    }
    let compared = (before.start.saturating_sub(4)..before.start)
        .any(|i| items.is(i, Cue::Compare) || items.is(i, Cue::From));
    if compared && before.last.is_some() {
        return Some((Role::Base, "base.compare"));
    }
    Some((Role::Level, "level.noun"))
}

fn from_amount(items: &Items, from: usize, before: &Before) -> Option<Ruled> {
    let moved = direction_before(items, from, before.start).is_some() || before.last.is_some();
    let to_follows = (from + 1..from + 6).any(|i| items.is(i, Cue::To));
    (moved || to_follows || from == 0).then_some((Role::Base, "base.from"))
}

fn parenthesis_amount(items: &Items, open: usize, at: usize, before: &Before) -> Option<Ruled> {
    let after_number = before.last.filter(|(i, _)| i + 1 == open);
    match after_number {
        None if open > 0
            && before.last.is_some()
            && matches!(items.what(open - 1), Some(What::Period(_))) =>
        {
            Some((Role::Base, "base.parenthesis"))
        }
        Some((i, Role::Level)) => {
            let (first, second) = (unit(items, i), unit(items, at));
            let money =
                kind(items, at) == Some(MentionKind::Money) && kind(items, i) == Some(MentionKind::Money);
            if money && first != second {
                Some((Role::Converted, "converted"))
            } else if kind(items, at) == kind(items, i) || kind(items, at) == Some(MentionKind::Number) {
                Some((Role::Base, "base.parenthesis"))
            } else {
                Some((Role::Level, "level.parenthesis"))
            }
        }
        Some((_, Role::Base | Role::Change(_))) => None,
        _ => {
            let named = open > 0
                && matches!(
                    items.what(open - 1),
                    Some(
                        What::Area(..)
                            | What::Commodity(_)
                            | What::Word
                            | What::Direction(..)
                            | What::Mark(Kind::Close)
                    )
                );
            named.then_some((Role::Level, "level.list"))
        }
    }
}

fn unit(items: &Items, at: usize) -> Option<crate::mention::UnitOf> {
    amount(items, at).map(|a| a.unit)
}

fn ellipsis_amount(amount: &AmountReading, before: &Before) -> Option<Ruled> {
    match before.parallel.or(before.last.map(|(_, role)| role)) {
        Some(Role::Change(_)) => {
            before.direction.map(|direction| (Role::Change(Some(direction)), "change.ellipsis"))
        }
        Some(Role::Base) if amount.signed => Some((Role::Level, "level.list")),
        Some(Role::Level | Role::Base) => Some((Role::Level, "level.ellipsis")),
        _ if amount.signed => Some((Role::Level, "level.signed")),
        _ => Some((Role::Level, "level.noun")),
    }
}

fn comma_amount(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    let of_good = items.is(at + 1, Cue::Of) && matches!(items.what(at + 2), Some(What::Commodity(_)));
    if at > 0 && items.is(at - 1, Cue::Or) && matches!(before.last, Some((_, Role::Share))) {
        return Some((Role::Level, "level.or"));
    }
    match before.last {
        Some((_, Role::Change(_))) if of_good => Some((Role::Level, "level.list")),
        Some((_, Role::Level)) => Some((Role::Level, "level.list")),
        _ => None,
    }
}

/// `4.8 million tonnes worth $2 billion` is caught by `worth`; `$5.0 billion` behind `9.8%, or` repeats the change.
fn amount_after_amount(items: &Items, number: usize, at: usize, before: &Before) -> Option<Ruled> {
    let or = (number + 1..at).any(|i| items.is(i, Cue::Or));
    let and = (number + 1..at).any(|i| items.is(i, Cue::And));
    match before.last {
        Some((_, Role::Level)) if or && kind(items, number) == kind(items, at) => {
            Some((Role::Converted, "converted"))
        }
        Some((_, Role::Share)) if or => Some((Role::Level, "level.list")),
        Some((_, Role::Level)) if or || and => Some((Role::Level, "level.list")),
        _ => None,
    }
}
