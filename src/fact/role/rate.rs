//! Percentages, points, multiples and fractions: change, share, or a rate compared with.

use super::governor::{Governor, direction_before, direction_behind, governor, is_noun};
use super::level::passes;
use super::share::is_share_of;
use super::{Before, Role, Ruled, kind};
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, Direction, Flow, Part};
use crate::mention::{AmountReading, Form, MentionKind, UnitOf};
use crate::scan::Kind;
use crate::value::Code;

/// The role of a percentage: what is next to it, else what governs it.
pub(super) fn of(items: &Items, at: usize, amount: &AmountReading, before: &Before) -> Option<Ruled> {
    let governor = governor(items, at, before);
    let halved = amount.value.value.is_sign_negative() && amount.form != Form::Plain;
    if halved && is_share_of(items, at) {
        return Some((Role::Change(None), "change.multiple"));
    }
    if is_share_of(items, at) && !matches!(governor, Governor::Direction(..)) {
        return Some((Role::Share, "share.of"));
    }
    // `a third of the company's costs`, `almost a third of growth`: a part of something else.
    if items.is(at + 1, Cue::Of) && !matches!(governor, Governor::Direction(..)) {
        return None;
    }
    // `a 26.3 percent share`.
    if items.is(at + 1, Cue::Share) && at > 0 && items.is(at - 1, Cue::Article) {
        return Some((Role::Share, "share.noun"));
    }
    if is_comparison(items, at, amount, governor) || is_of_growth(amount, before) {
        return None;
    }
    let behind = direction_behind(items, at);
    if let Some(direction) = follows_after(items, at, governor, behind) {
        return Some((Role::OtherRate(Some(direction)), "change.after"));
    }
    if is_compared(items, at, governor) {
        return compared_rate(items, at, before, behind);
    }
    if before.growth && amount.unit == UnitOf::Known(Code::PERCENT) && says_rate(governor) {
        return Some((Role::Change((!amount.signed).then_some(Direction::Up)), "change.rate-to"));
    }
    if let Some(direction) = behind {
        return (!is_miss(items, at)).then_some((Role::Change(Some(direction)), "change.before-noun"));
    }
    if is_expected(items, at) {
        return (amount.form == Form::Plain)
            .then(|| (Role::Change(expected_direction(before)), "change.forecast"));
    }
    // `edged up 0.3% (after -1.9%)`.
    if amount.signed && at > 0 && items.is(at - 1, Cue::After) && before.last.is_some() {
        return Some((Role::OtherRate(None), "change.after"));
    }
    // `Exports: $198.0 billion +0.9%`.
    let apart = matches!(governor, Governor::Amount(i) if i + 1 < at);
    if amount.signed && !apart && !matches!(governor, Governor::Direction(..) | Governor::Cue(Cue::Share, _))
    {
        return Some((Role::Change(None), "change.signed"));
    }
    if amount.form == Form::Multiple {
        return Some((Role::Change(multiple(items, at, amount, before)), "change.multiple"));
    }
    governed(items, at, amount, before, governor)
}

/// `less than half the 12.7 percent rise forecast`, `half what it was`: no share and no change. A multiple of another
/// rate, of a speed or of what was expected is none either: `double the 3 percent rise`, `twice as fast as imports`,
/// `four times greater than expected`, `nearly double the target`.
fn is_comparison(items: &Items, at: usize, amount: &AmountReading, governor: Governor) -> bool {
    let compared = matches!(governor, Governor::Cue(Cue::Compare | Cue::Than, _));
    match amount.form {
        Form::Fraction => {
            compared
                || items.what(at + 1) == Some(What::Word)
                || items.is_any(at + 1, Cues::of(&[Cue::Article, Cue::SameFlow]))
        }
        Form::Multiple => compared || is_of_rate(items, at),
        Form::Plain => false,
    }
}

/// Whether a rate, a speed, a percentage, an expectation or a target stands behind the multiple in its clause.
fn is_of_rate(items: &Items, at: usize) -> bool {
    (at + 1..at + 7)
        .take_while(|&i| {
            // `more than three times the second quarter's 1.4 percent increase`.
            let period = matches!(items.what(i), Some(What::Period(_))) && !items.list[i].possessive;
            !period && !matches!(items.what(i), None | Some(What::Mark(_) | What::Flow(..)))
        })
        .any(|i| match items.what(i) {
            Some(What::Amount(_)) => matches!(kind(items, i), Some(MentionKind::Percent)),
            _ => items.is_any(i, Cues::of(&[Cue::Pace, Cue::Growth, Cue::Forecast, Cue::Target, Cue::Share])),
        })
}

/// `21.5 percent below the monthly target`, `5 percent above forecasts`: apart from what was planned, not from a level.
fn is_miss(items: &Items, at: usize) -> bool {
    matches!(items.what(at + 1), Some(What::Direction(_, Part::Adverb)))
        && (at + 2..at + 6)
            .take_while(|&i| matches!(items.what(i), Some(What::Cue(_) | What::Word | What::Agency(_))))
            .any(|i| items.is(i, Cue::Target) || items.is(i, Cue::Forecast))
}

/// `smaller than the forecast of a 6.4 percent decline and the 9.2 percent drop in January`.
fn goes_on_comparing(items: &Items, at: usize) -> bool {
    // `and the 9.2 percent drop in January`, `and August's 7.0 percent growth`.
    let period = |i: usize| matches!(items.what(i), Some(What::Period(_))) && items.list[i].possessive;
    let named = at >= 3 && (items.is(at - 1, Cue::Definite) || period(at - 1));
    if !named || !items.is(at - 2, Cue::And) {
        return false;
    }
    (at.saturating_sub(16)..at - 2)
        .rev()
        .take_while(|&i| !matches!(items.what(i), Some(What::Direction(_, Part::Verb) | What::Flow(..))))
        .any(|i| items.is_any(i, Cues::of(&[Cue::Than, Cue::Comparative, Cue::Compare])))
}

/// `growth doubled to 22.3 percent`: the multiple is of the rate.
fn is_of_growth(amount: &AmountReading, before: &Before) -> bool {
    before.growth && amount.form == Form::Multiple
}

/// `after a 3 percent rise in May`, `on top of a revised 1.1 percent gain`, `after falling 1.3 percent`: the rate of the
/// period before, with its direction.
fn follows_after(
    items: &Items,
    at: usize,
    governor: Governor,
    behind: Option<Direction>,
) -> Option<Direction> {
    if let Governor::Direction(direction, Part::Verb, i) = governor
        && i > 0
        && items.is(i - 1, Cue::After)
    {
        return Some(direction);
    }
    let direction = behind?;
    if goes_on_comparing(items, at) {
        return Some(direction);
    }
    (at.saturating_sub(6)..at)
        .rev()
        .take_while(|&i| match items.what(i) {
            // `after the previous month's 6.6 percent fall`.
            Some(What::Period(_)) => items.list[i].possessive,
            Some(What::Word | What::Bound | What::Cue(_) | What::Direction(_, Part::Adverb)) => true,
            _ => false,
        })
        .any(|i| items.is(i, Cue::After))
        .then_some(direction)
}

/// `compared with 5 percent`, `from 14.6 percent`, `faster than the 136.4 percent gain in March`.
fn is_compared(items: &Items, at: usize, governor: Governor) -> bool {
    match governor {
        Governor::Cue(Cue::Compare | Cue::Than | Cue::From, _) => true,
        // `up from an average 37 percent last year`.
        Governor::Cue(Cue::Average, i) => (i.saturating_sub(2)..i).any(|i| items.is(i, Cue::From)),
        Governor::Direction(_, Part::Adverb, i) => {
            // `29.4% higher than in April but 54.2% lower than …` compares with April.
            let apart = (i..at).any(|i| items.is(i, Cue::Contrast) || items.is(i, Cue::And));
            // `dragged down by a 14.2 percent fall in cars`.
            items.is(i + 1, Cue::Article) && !items.is(i, Cue::By) || items.is(i, Cue::Comparative) && !apart
        }
        _ => false,
    }
}

/// Behind a growth rate these words lead to its value: `slowed to`, `was`, `to average`.
fn says_rate(governor: Governor) -> bool {
    matches!(
        governor,
        Governor::Cue(Cue::To | Cue::At | Cue::Level | Cue::Be | Cue::Forecast | Cue::Average, _)
            | Governor::Direction(..)
    )
}

/// The direction of a multiple: down behind a word of decline, unless the mention has turned the ratio over already.
fn multiple(items: &Items, at: usize, amount: &AmountReading, before: &Before) -> Option<Direction> {
    if amount.value.value.is_sign_negative() {
        return None;
    }
    let down =
        direction_before(items, at, before.start).is_some_and(|(direction, _)| direction == Direction::Down);
    Some(if down { Direction::Down } else { Direction::Up })
}

/// The role that the governing word gives.
fn governed(
    items: &Items,
    at: usize,
    amount: &AmountReading,
    before: &Before,
    governor: Governor,
) -> Option<Ruled> {
    match governor {
        // `offset declines in five out of seven sectors` counts sectors.
        Governor::Direction(_, _, i)
            if amount.form == Form::Fraction && (i..at).any(|k| items.is(k, Cue::In)) =>
        {
            None
        }
        // `the share fell below 5 percent`.
        Governor::Direction(_, part, i) if passes(items, at, part, i) => to_rate(items, at - 1, before),
        Governor::Direction(direction, _, _) => Some((Role::Change(Some(direction)), "change.direction")),
        Governor::Cue(Cue::By | Cue::At | Cue::Of | Cue::Average, i) => by_or_of(items, i, before),
        Governor::Cue(Cue::To, i) => to_rate(items, i, before),
        Governor::Cue(Cue::Be | Cue::Level, i) if (before.start..i).any(|k| items.is(k, Cue::Share)) => {
            Some((Role::Share, "share.noun"))
        }
        // `contributed 1.1 percentage points to growth` is no share.
        Governor::Cue(Cue::Share, _) if kind(items, at) == Some(MentionKind::Points) => None,
        Governor::Cue(Cue::Share, _) => Some((Role::Share, "share.verb")),
        Governor::Cue(cue @ (Cue::Level | Cue::With | Cue::Followed | Cue::Forecast), _) => {
            match before.last.map(|(_, role)| role).or(before.parallel) {
                Some(Role::Share) => Some((Role::Share, "share.list")),
                _ if cue == Cue::Forecast => {
                    Some((Role::Change(expected_direction(before)), "change.forecast"))
                }
                _ => None,
            }
        }
        Governor::Open(i) => parenthesis_rate(items, i, before),
        Governor::Comma if at > 0 && items.is(at - 1, Cue::Or) => after_number(items, at - 2, at, before),
        Governor::Comma | Governor::Subject => {
            ellipsis_rate(before, governor).or_else(|| transitive(items, at, before))
        }
        Governor::Amount(i) => after_number(items, i, at, before),
        _ => None,
    }
}

/// What was expected moves as what was seen: `rose 2.5 percent after their biggest fall, beating the 0.7 percent forecast`.
fn expected_direction(before: &Before) -> Option<Direction> {
    match before.last {
        Some((_, Role::Change(Some(direction)) | Role::OtherRate(Some(direction))))
            if direction != Direction::Flat =>
        {
            Some(direction)
        }
        _ => before.direction.or(Some(Direction::Up)),
    }
}

/// `the 3 percent that had been expected`, `the 11 percent economists had forecast`.
pub(super) fn is_expected(items: &Items, at: usize) -> bool {
    // `77.6 percent of exporters expect sales to rise` counts exporters.
    if items.is(at + 1, Cue::Of) {
        return false;
    }
    // `the $47.3 billion gap that markets had expected`.
    let noun = matches!(items.what(at + 1), Some(What::Flow(Flow::B, _)));
    is_expected_behind(items, at + 1 + usize::from(noun))
}

/// Whether the words from `at` on say that something was expected.
pub(in crate::fact) fn is_expected_behind(items: &Items, at: usize) -> bool {
    (at..at + 6)
        .take_while(|&i| matches!(items.what(i), Some(What::Word | What::Cue(_) | What::Agency(_))))
        .any(|i| items.is(i, Cue::Forecast))
}

/// `compared with 69.9%`, `than the 22.3-percent gain in March`: a rate of another period.
fn compared_rate(items: &Items, at: usize, before: &Before, behind: Option<Direction>) -> Option<Ruled> {
    let of_share = || (before.start..at).any(|i| items.is(i, Cue::Share));
    if matches!(before.last, Some((_, Role::Share))) || before.last.is_none() && of_share() {
        return Some((Role::OtherShare, "share.compared"));
    }
    let growth = before.growth.then_some(Direction::Up);
    // `fell 1.8 percent, more than the 0.1 percent expected`: the compared rate falls too.
    let same = match before.last {
        Some((_, Role::Change(direction) | Role::OtherRate(direction))) => direction,
        _ => None,
    };
    let behind = behind.or(growth);
    // `The share of exports going to China rose from 38 percent`: without another rate before it, of no rate of change.
    before.last.map(|_| ()).or(behind.map(|_| ()))?;
    let direction = behind.or(same).or(before.direction);
    Some((Role::OtherRate(direction), "change.compared"))
}

fn by_or_of(items: &Items, cue: usize, before: &Before) -> Option<Ruled> {
    // `export growth of 5 percent`, `growth slowed from a peak of 13.5 percent`.
    let noun = cue > 0 && matches!(items.what(cue - 1), Some(What::Direction(..)));
    // `well below the pace of more than 20 percent`: of another time.
    let adverb = |i: usize| {
        matches!(items.what(i), Some(What::Direction(_, Part::Adverb))) && !items.is(i, Cue::Degree)
    };
    if cue > 0 && items.is(cue - 1, Cue::Pace) && (cue.saturating_sub(4)..cue).any(adverb) {
        return None;
    }
    let target = (before.start.saturating_sub(4)..cue).any(|i| items.is(i, Cue::Target));
    // `to lower its imports and meet its emission target of 30 percent`: the target of another clause.
    let other = cue > before.end && items.is(cue - 1, Cue::Target);
    if other && (before.end..cue).any(|i| items.is(i, Cue::And)) {
        return None;
    }
    if before.growth && items.is(cue, Cue::Of) && !noun && !target {
        let compared = before.last.is_some() && is_behind_comparison(items, cue, before.end);
        let role = if compared { Role::OtherRate } else { Role::Change };
        return Some((
            role(Some(Direction::Up)),
            if compared { "change.compared" } else { "change.rate-of" },
        ));
    }
    // `rose 4.7 percent, below a forecast of 6.0 percent`: what was expected rises, too.
    if items.is(cue, Cue::Of) && items.is(cue - 1, Cue::Forecast) && before.last.is_some() {
        return Some((Role::Change(expected_direction(before)), "change.forecast"));
    }
    if let Some(ruled) = low_of(items, cue, before) {
        return ruled;
    }
    match direction_before(items, cue, before.start) {
        // `up from an increase of 10 percent in March`.
        Some((direction, noun)) if is_behind_comparison(items, noun, before.end) => {
            Some((Role::OtherRate(Some(direction)), "change.compared"))
        }
        Some((direction, _)) => Some((Role::Change(Some(direction)), "change.direction")),
        None if (before.start..cue).any(|i| items.is(i, Cue::Share)) => Some((Role::Share, "share.noun")),
        // `after closing U.S. trade at 2.5 percent`: no change.
        None if items.is(cue, Cue::At) && cue == before.end => None,
        // `missed the target of $20 billion by 9 percent` is measured from the target.
        None if items.is(cue, Cue::By) && (before.end..cue).any(|i| items.is(i, Cue::Target)) => None,
        // `hopes to cut imports by 6 percent`: the verb before its object.
        None if target => {
            let verb = before.start.checked_sub(1).and_then(|verb| items.what(verb));
            let direction = match verb {
                Some(What::Direction(direction, Part::Verb)) => direction,
                _ => Direction::Up,
            };
            Some((Role::Change(Some(direction)), "change.target"))
        }
        None => before.direction.map(|direction| (Role::Change(Some(direction)), "change.ellipsis")),
    }
}

/// `with growth falling to a 17-month low of 10 percent`, `the share fell to a low of 10 percent`: what it fell to, not by
/// how much.
fn low_of(items: &Items, of: usize, before: &Before) -> Option<Option<Ruled>> {
    if !items.is(of, Cue::Of) {
        return None;
    }
    let (_, verb) = direction_before(items, of, before.start)?;
    let plain = |i: &usize| {
        matches!(items.what(*i), Some(What::Word | What::Period(_) | What::Mark(Kind::Hyphen)))
            || items.is(*i, Cue::Article)
    };
    let to = (verb + 1..of).rev().find(|i| !plain(i)).filter(|&to| items.is(to, Cue::To) && to + 1 < of)?;
    if (before.start..to).any(|i| items.is(i, Cue::Share)) {
        return Some(Some((Role::Share, "share.to")));
    }
    let growth = before.growth || (before.start..verb).any(|i| items.is(i, Cue::Growth));
    Some(growth.then_some((Role::Change(Some(Direction::Up)), "change.rate-to")))
}

/// Whether `from`, `than` or `compared with` stands before the noun and its article, behind the subject that ends at
/// `end`.
fn is_behind_comparison(items: &Items, noun: usize, end: usize) -> bool {
    (noun.saturating_sub(3).max(end)..noun)
        .rev()
        .take_while(|&i| {
            !matches!(items.what(i), Some(What::Mark(_) | What::Amount(_) | What::Direction(..)))
        })
        .any(|i| items.is_any(i, Cues::of(&[Cue::From, Cue::Compare, Cue::Than, Cue::After])))
}

/// `climbed to 46.3 percent`: the share, where a share is spoken of; else a growth rate.
fn to_rate(items: &Items, cue: usize, before: &Before) -> Option<Ruled> {
    let share = (before.start..cue).any(|i| items.is(i, Cue::Share))
        || matches!(before.last, Some((i, _)) if kind(items, i) == Some(MentionKind::Points));
    if share {
        return Some((Role::Share, "share.to"));
    }
    if is_of_decline(items, cue, before) {
        return Some((Role::Change(Some(Direction::Down)), "change.rate-to"));
    }
    let growth = (before.start..cue).any(|i| matches!(items.what(i), Some(What::Direction(_, Part::Noun))));
    growth.then_some((Role::Change(Some(Direction::Up)), "change.rate-to"))
}

/// `the export decline deepened to 3 percent`, `the fall in exports narrowed to 3 percent`, `exports narrowed their fall to 3
/// percent`: the rate of a decline follows `to`.
fn is_of_decline(items: &Items, to: usize, before: &Before) -> bool {
    let decline = |at: Option<usize>| at.is_some_and(|at| is_noun(items, at, Direction::Down));
    let held = to.checked_sub(1).filter(|&at| at > 0 && items.is_any(at - 1, HOLDERS));
    let of = before.start.checked_sub(1).filter(|&of| items.is(of, Cue::In) || items.is(of, Cue::Of));
    decline(Some(before.end)) || decline(held) || decline(of.and_then(|of| of.checked_sub(1)))
}

/// Words before a noun that is somebody's.
const HOLDERS: Cues = Cues::of(&[Cue::Article, Cue::Its, Cue::Reporter]);

fn parenthesis_rate(items: &Items, open: usize, before: &Before) -> Option<Ruled> {
    let inside_after_number = before.last.is_some_and(|(i, _)| i + 1 == open);
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
fn ellipsis_rate(before: &Before, governor: Governor) -> Option<Ruled> {
    match before.last.map(|(_, role)| role).or(before.parallel) {
        Some(Role::Share) => Some((Role::Share, "share.list")),
        Some(Role::OtherRate(direction)) if governor == Governor::Comma && before.last.is_some() => {
            Some((Role::OtherRate(direction), "change.compared"))
        }
        Some(_) if governor == Governor::Subject => {
            before.direction.map(|d| (Role::Change(Some(d)), "change.ellipsis"))
        }
        Some(Role::Change(direction)) => Some((Role::Change(direction), "change.list")),
        _ => None,
    }
}

/// `trimmed total imports 0.4 percent`, `boosted U.S. imports 1.7 percent`: the verb before the subject that ends at the
/// number.
fn transitive(items: &Items, at: usize, before: &Before) -> Option<Ruled> {
    let verb = before.start.checked_sub(1).filter(|_| before.end == at && before.last.is_none())?;
    let object = !items.is(verb.wrapping_sub(1), Cue::Article);
    match items.what(verb) {
        Some(What::Direction(direction, Part::Verb)) if object => {
            Some((Role::Change(Some(direction)), "change.direction"))
        }
        _ => None,
    }
}

/// `$5.0 billion or 4 percent`, `135,000 bpd, or 5.4 percent`.
fn after_number(items: &Items, number: usize, at: usize, before: &Before) -> Option<Ruled> {
    // `33.4 billion francs and machinery off 1.1 percent`: of another good.
    let named = |i: usize| matches!(items.what(i), Some(What::Commodity(_) | What::Area(..)));
    let or = (number + 1..at).any(|i| items.is(i, Cue::Or) || items.is(i, Cue::And));
    let apart = (number + 1..at).any(named);
    match before.last {
        Some((_, Role::Change(direction))) if or => Some((Role::Change(direction), "change.or")),
        // `after falls of 21.6 percent in June and 25.6 percent in May`.
        Some((_, Role::OtherRate(direction))) if or => Some((Role::OtherRate(direction), "change.compared")),
        Some((_, Role::Level)) if or && !apart => Some((Role::Share, "share.or")),
        Some((_, Role::Share)) if or => Some((Role::Share, "share.list")),
        _ => None,
    }
}
