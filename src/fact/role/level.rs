//! Money, quantities and bare numbers: level, base, change or conversion.

use super::governor::{Governor, direction_before, direction_behind, governor, is_taken};
use super::rate::is_expected;
use super::{Before, LEVEL_LIST, LEVEL_NOUN, Role, Ruled, amount, kind};
use crate::fact::item::{Items, What};
use crate::fact::word::is_poll;
use crate::lexicon::{AreaForm, Cue, Cues, Direction, Flow, NumberWord, Part, Sense};
use crate::mention::{AmountReading, MentionKind, UnitOf};
use crate::scan::Kind;

/// Money, quantities and bare numbers.
pub(super) fn of(items: &Items, at: usize, reading: &AmountReading, before: &Before) -> Option<Ruled> {
    // `imported $1.02 billion more than it exported` is said of neither flow.
    if items.is(at + 2, Cue::It) && matches!(items.what(at + 3), Some(What::Flow(..))) {
        return None;
    }
    if is_miss(items, at) {
        return None;
    }
    // `$5 billion after $3 billion in March` compares; `stopped after 169,000 barrels a day were shut in` tells of other things.
    let word = (0..at).rev().find(|&i| items.what(i) != Some(What::Bound) && !items.is(i, Cue::Article));
    if word.is_some_and(|i| items.is(i, Cue::After)) {
        return matches!(before.last, Some((_, Role::Level))).then_some((Role::Base, "base.than"));
    }
    if let Some(direction) = direction_behind(items, at).filter(|_| !is_level_before_adverb(items, at)) {
        return Some((Role::Change(Some(direction)), "change.before-noun"));
    }
    if let Some(direction) = said_twice(items, at) {
        return Some((Role::Change(Some(direction)), "change.before-noun"));
    }
    let ruled = governed(items, at, reading, before);
    // `smaller than the 16 billion euros economists had expected`: a fact of its own.
    match ruled {
        Some((Role::Base, rule)) if rule != "base.from" && is_expected(items, at) => {
            Some((Role::Level, "level.forecast"))
        }
        _ => ruled,
    }
}

/// `$2 billion less than expected`: apart from what was expected, not from a level.
fn is_miss(items: &Items, at: usize) -> bool {
    let adverb = matches!(items.what(at + 1), Some(What::Direction(_, Part::Adverb)) | Some(What::Bound));
    let than = if items.is_any(at + 2, Cues::of(&[Cue::Than, Cue::Article])) { at + 3 } else { at + 2 };
    adverb && items.is_any(than, Cues::of(&[Cue::Forecast, Cue::Target]))
}

/// `compared with a $70 billion surplus expected in the poll and $68.4 billion in August`: both are compared with.
fn goes_on_comparing(items: &Items, at: usize, before: &Before) -> bool {
    let Some((number, Role::Level)) = before.last.filter(|_| items.has(Cue::Forecast)) else { return false };
    let and = (at.saturating_sub(2)..at).rev().find(|&i| items.what(i) != Some(What::Bound));
    let Some(and) = and else { return false };
    let compares = Cues::of(&[Cue::Compare, Cue::Than, Cue::Comparative]);
    // `and May's $18.7 billion`.
    let owned = and > 0 && items.list[and].possessive;
    let (period, and) = if owned { (and, and - 1) } else { (at + 2, and) };
    items.is(and, Cue::And)
        && (owned || items.is(at + 1, Cue::In))
        && matches!(items.what(period), Some(What::Period(_)))
        && (number.saturating_sub(3)..at).any(|i| items.is(i, Cue::Forecast))
        && (number.saturating_sub(5)..number).any(|i| items.is_any(i, compares))
}

/// The role that the governing word gives.
fn governed(items: &Items, at: usize, reading: &AmountReading, before: &Before) -> Option<Ruled> {
    if goes_on_comparing(items, at, before) {
        return Some((Role::Base, "base.compare"));
    }
    // `much lower than forecasts around $51 billion`.
    let word = (at.saturating_sub(2)..at).rev().find(|&i| items.what(i) != Some(What::Bound));
    if word.is_some_and(|i| items.is(i, Cue::Forecast) && is_noun_of_outlook(items, i)) {
        return Some((Role::Level, "level.forecast"));
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
        Governor::Cue(Cue::With | Cue::Followed, _) => Some((Role::Level, LEVEL_LIST)),
        // `compared with 5.8 million bags worth $846 million`.
        Governor::Cue(Cue::Worth, i) if matches!(before.last, Some((last, Role::Base)) if last + 1 == i) => {
            Some((Role::Base, "base.worth"))
        }
        Governor::Cue(..) => Some((Role::Level, "level.verb")),
        Governor::Open(i) => parenthesis_amount(items, i, at, before),
        Governor::Subject => ellipsis_amount(reading, before),
        Governor::Comma => comma_amount(items, at, before),
        Governor::Amount(i) => amount_after_amount(items, i, at, before),
        Governor::Measure | Governor::None => None,
    }
}

/// `than forecasts`, `above expectations`: a noun that something is compared with.
fn is_noun_of_outlook(items: &Items, at: usize) -> bool {
    let compares = Cues::of(&[Cue::Than, Cue::Compare, Cue::Comparative, Cue::From]);
    at > 0
        && (items.is_any(at - 1, compares)
            || matches!(items.what(at - 1), Some(What::Direction(_, Part::Adverb))))
}

/// `NOK 268 million or 2 percent less`, `NOK 1.1 billion, or 2 percent, down`: one change in money and in percent.
fn said_twice(items: &Items, at: usize) -> Option<Direction> {
    let past = |i: usize| if items.is_mark(i, Kind::Comma) { i + 1 } else { i };
    let or = past(at + 1);
    if !items.is(or, Cue::Or) || kind(items, or + 1) != Some(MentionKind::Percent) {
        return None;
    }
    match items.what(past(or + 2)) {
        Some(What::Direction(direction, Part::Noun | Part::Adverb)) => Some(direction),
        _ => None,
    }
}

/// `$33.69 billion higher` is a change, `$1.9 trillion, higher than` is not reached; `at $5bn more than` neither.
fn is_level_before_adverb(items: &Items, at: usize) -> bool {
    at > 0 && (items.is(at - 1, Cue::At) || items.is(at - 1, Cue::To))
}

fn by_direction(items: &Items, at: usize, direction: Direction, part: Part, i: usize) -> Option<Ruled> {
    // `above September's 2,800 tonnes`.
    let period = matches!(items.what(i + 1), Some(What::Period(_))) && items.list[i + 1].possessive;
    let names_level =
        part == Part::Adverb && (items.is(i + 1, Cue::Article) || period || items.is(i, Cue::Comparative));
    // `fell below $400 billion`, `surged past the $400 billion mark`.
    if !period && passes(items, at, part, i) {
        return Some((Role::Level, "level.passes"));
    }
    // `staying above the $70 billion mark`.
    let mark = |sense: &Sense| (*sense == Sense::NumberWord(NumberWord::Mark)).then_some(());
    if names_level && items.sense(at + 1, mark).is_some() {
        return None;
    }
    if is_taken(items, i) || names_level {
        return Some((Role::Base, "base.than"));
    }
    let adverb_to_level = part == Part::Noun && items.is(i + 1, Cue::To);
    if adverb_to_level {
        return Some((Role::Level, "level.to"));
    }
    // `after rising $0.3 billion in September`.
    if part == Part::Verb && i > 0 && items.is(i - 1, Cue::After) {
        return Some((Role::OtherRate(Some(direction)), "change.after"));
    }
    Some((Role::Change(Some(direction)), "change.direction"))
}

/// Whether a verb of direction and a word such as `below` lead to the number: `fell below $400 billion`. `rose above the $5
/// billion of May` is compared with.
pub(super) fn passes(items: &Items, at: usize, part: Part, direction: usize) -> bool {
    if !items.has(Cue::Passes) {
        return false;
    }
    let verb = if part == Part::Verb { Some(direction) } else { direction.checked_sub(1) };
    let Some(verb) = verb.filter(|&i| matches!(items.what(i), Some(What::Direction(_, Part::Verb)))) else {
        return false;
    };
    let mark = |sense: &Sense| (*sense == Sense::NumberWord(NumberWord::Mark)).then_some(());
    let article = items.is(at - 1, Cue::Article);
    let word = at - 1 - usize::from(article);
    word > verb && items.is(word, Cue::Passes) && (!article || items.sense(at + 1, mark).is_some())
}

fn of_amount(items: &Items, of: usize, before: &Before) -> Option<Ruled> {
    // `less than half of the $31.5 billion recorded in July`: the whole that a part is of.
    if of.checked_sub(1).and_then(|part| kind(items, part)) == Some(MentionKind::Percent) {
        return None;
    }
    // `well below the monthly target of $5.3 billion`: a fact of its own.
    if of > 0 && items.is(of - 1, Cue::Target) {
        return Some((Role::Level, "level.target"));
    }
    // `against a forecast of $44 billion`: so is this.
    if of > 0 && before.last.is_some() && (items.is(of - 1, Cue::Forecast) || is_poll(items, of - 1)) {
        return Some((Role::Level, "level.forecast"));
    }
    for i in (before.start..of).rev() {
        match items.what(i) {
            Some(What::Direction(direction, Part::Noun)) => {
                return Some((Role::Change(Some(direction)), "change.direction"));
            }
            Some(What::Flow(..) | What::Amount(_)) => break,
            Some(What::Mark(kind)) if kind != Kind::Hyphen => break,
            _ if items.is(i, Cue::To) => break,
            // `shattering the 2005 record of $201.6 billion`.
            _ if items.is(i, Cue::Met)
                && i + 6 > of
                && matches!(before.last, Some((_, Role::Level)))
                && !(i..of).any(|k| items.is(k, Cue::Forecast)) =>
            {
                return Some((Role::Base, "base.than"));
            }
            // `smaller than the one of $26.9 billion in 2022`.
            _ if items.is(i, Cue::Comparative)
                && before.last.is_some()
                && (i + 1..of).all(|k| {
                    matches!(items.what(k), Some(What::Word | What::Period(_)))
                        || items.is_any(k, Cues::of(&[Cue::Article, Cue::Average]))
                }) =>
            {
                return Some((Role::Base, "base.than"));
            }
            _ if items.is(i, Cue::Compare) || items.is(i, Cue::From) => {
                return Some((Role::Base, "base.compare"));
            }
            _ => {}
        }
    }
    // `remained far below the record of $64.9 billion`.
    let below = (of.saturating_sub(4).max(before.start)..of)
        .rev()
        .take_while(|&i| !matches!(items.what(i), Some(What::Flow(..) | What::Amount(_) | What::Mark(_))));
    if before.last.is_none() && below.into_iter().any(|i| items.is(i, Cue::Comparative)) {
        return Some((Role::Base, "base.than"));
    }
    if let Some(direction) = rise_in(items, of, before.start) {
        return Some((Role::Change(Some(direction)), "change.direction"));
    }
    let compared = (before.start.saturating_sub(4)..before.start)
        .any(|i| items.is(i, Cue::Compare) || items.is(i, Cue::From));
    if compared && before.last.is_some() {
        return Some((Role::Base, "base.compare"));
    }
    Some((Role::Level, LEVEL_NOUN))
}

/// `an increase in the goods deficit of $6.2 billion to $99.2 billion`, `a fall in exports of $0.5 billion`: the number behind
/// `of` is how far it went.
fn rise_in(items: &Items, of: usize, start: usize) -> Option<Direction> {
    let noun = start.checked_sub(2).filter(|_| items.is(start - 1, Cue::In))?;
    (of + 1..of + 3).find(|&i| matches!(items.what(i), Some(What::Amount(_))))?;
    match items.what(noun) {
        // `decreases in imports`: the plural is a verb, too.
        Some(What::Direction(direction, Part::Noun | Part::Verb)) => Some(direction),
        _ => None,
    }
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
            } else if kind(items, at) == Some(MentionKind::Quantity)
                && kind(items, i) == kind(items, at)
                && !has_period(items, at)
            {
                // `346,223 metric tons (381,646 tons)` is one weight in two tons.
                None
            } else if kind(items, at) == kind(items, i) || kind(items, at) == Some(MentionKind::Number) {
                Some((Role::Base, "base.parenthesis"))
            } else {
                Some((Role::Level, "level.parenthesis"))
            }
        }
        Some((_, Role::Base | Role::Change(_))) => None,
        // `accounted for 47.3 percent ($2.8 billion) of exports`.
        Some((_, Role::Share)) => Some((Role::Level, "level.parenthesis")),
        _ => {
            // `Es Sider (447,000 bpd), Ras Lanuf (195,000 bpd)`: of places that are not known.
            let unknown = |at: usize| match items.what(at) {
                Some(What::Word) => items.list[at].capital,
                Some(What::Area(_, form)) => matches!(form, AreaForm::City | AreaForm::Capital),
                _ => false,
            };
            let named = open > 0
                && !unknown(open - 1)
                && matches!(
                    items.what(open - 1),
                    Some(
                        What::Area(..)
                            | What::Commodity(_)
                            | What::Flow(Flow::B, _)
                            | What::Word
                            | What::Direction(..)
                            | What::Mark(Kind::Close)
                    )
                );
            named.then_some((Role::Level, LEVEL_LIST))
        }
    }
}

/// `or $2.5 billion`, `or around $2.5 billion`.
fn or_before(items: &Items, at: usize) -> bool {
    let before = (at.saturating_sub(3)..at).rev().find(|&i| items.what(i) != Some(What::Bound));
    before.is_some_and(|i| items.is(i, Cue::Or))
}

fn unit(items: &Items, at: usize) -> Option<UnitOf> {
    amount(items, at).map(|a| a.unit)
}

/// Whether a period stands with the number in its bracket.
fn has_period(items: &Items, at: usize) -> bool {
    (at + 1..at + 6)
        .take_while(|&i| !items.is_mark(i, Kind::Close))
        .any(|i| matches!(items.what(i), Some(What::Period(_))))
}

/// `or 1.43 trillion dollars` converts; `49 million tonnes, or 11.6 million bpd` are two measures, each a fact.
fn in_other_unit(items: &Items, at: usize) -> Ruled {
    match kind(items, at) {
        Some(MentionKind::Money) => (Role::Converted, "converted"),
        _ => (Role::Level, "level.or"),
    }
}

fn ellipsis_amount(amount: &AmountReading, before: &Before) -> Option<Ruled> {
    match before.parallel.or(before.last.map(|(_, role)| role)) {
        Some(Role::Change(_)) => {
            before.direction.map(|direction| (Role::Change(Some(direction)), "change.ellipsis"))
        }
        Some(Role::Base) if amount.signed => Some((Role::Level, LEVEL_LIST)),
        Some(Role::Level | Role::Base) => Some((Role::Level, "level.ellipsis")),
        _ if amount.signed => Some((Role::Level, "level.signed")),
        _ => Some((Role::Level, LEVEL_NOUN)),
    }
}

fn comma_amount(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    let of_good = items.is(at + 1, Cue::Of) && matches!(items.what(at + 2), Some(What::Commodity(_)));
    let or = or_before(items, at);
    if or && matches!(before.last, Some((_, Role::Share))) {
        return Some((Role::Level, "level.or"));
    }
    if let Some((last, Role::Level)) = before.last
        && or
        && unit(items, last) != unit(items, at)
    {
        return Some(in_other_unit(items, at));
    }
    let like = |last| unit(items, last) == unit(items, at) || unit(items, at) == Some(UnitOf::Missing);
    if compares(items, at) && matches!(before.last, Some((last, Role::Level)) if like(last)) {
        return Some((Role::Base, "base.than"));
    }
    match before.last {
        Some((_, Role::Change(_))) if of_good => Some((Role::Level, LEVEL_LIST)),
        // `half of Britain's exports go to the EU, about 234 billion pounds`.
        Some((_, Role::Share)) if kind(items, at) == Some(MentionKind::Money) => {
            Some((Role::Level, "level.or"))
        }
        Some((_, Role::Level)) => Some((Role::Level, LEVEL_LIST)),
        // `with the U.S. was $83 billion; with the EU, $29 billion`.
        None if before.parallel == Some(Role::Level) && before.end + 1 == at && before.start < before.end => {
            Some((Role::Level, LEVEL_LIST))
        }
        _ => None,
    }
}

/// `$295.5 billion, below $317.8 billion`, `22.3 billion, after 21.1 billion`: what was before stands behind the comma.
fn compares(items: &Items, at: usize) -> bool {
    let over = |sense: &Sense| matches!(sense, Sense::Direction(_, Part::Adverb)).then_some(());
    let comma = |i: usize| i > 0 && items.is_mark(i - 1, Kind::Comma);
    let bound = at > 1 && items.what(at - 1) == Some(What::Bound) && items.sense(at - 1, over).is_some();
    at > 1 && comma(at - 1) && (bound || items.is(at - 1, Cue::After))
}

/// `4.8 million tonnes worth $2 billion` is caught by `worth`; `$5.0 billion` behind `9.8%, or` repeats the change.
fn amount_after_amount(items: &Items, number: usize, at: usize, before: &Before) -> Option<Ruled> {
    let or = (number + 1..at).any(|i| items.is(i, Cue::Or));
    let and = (number + 1..at).any(|i| items.is(i, Cue::And));
    // `beat forecasts of $19 billion as well as June's $20 billion`: both are compared with.
    let period =
        at > 1 && matches!(items.what(at - 1), Some(What::Period(_))) && items.list[at - 1].possessive;
    let beaten = period && items.is(at - 2, Cue::And) && items.has(Cue::Met);
    if beaten && (before.start..number).any(|i| items.is(i, Cue::Met)) {
        return Some((Role::Base, "base.than"));
    }
    match before.last {
        Some((_, Role::Level)) if or && kind(items, number) == kind(items, at) => {
            Some(in_other_unit(items, at))
        }
        Some((_, Role::Share)) if or => Some((Role::Level, LEVEL_LIST)),
        Some((_, Role::Level)) if or || and => Some((Role::Level, LEVEL_LIST)),
        _ => None,
    }
}
