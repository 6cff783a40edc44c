//! The periods that rows are compared with, and rates of other periods than their sentence's.

use super::When;
use super::place::Place;
use crate::fact::inherit::Context;
use crate::fact::item::{Items, What};
use crate::fact::row::Row;
use crate::lexicon::{Basis, Cue, Cues};
use crate::mention::PeriodReading;
use crate::value::{Period, PeriodKind};
use chrono::Datelike;
use std::ops::Range;

/// `slower than the 22.3-percent gain in March`: the rate of the period that is compared with.
pub(super) fn other_rate(
    items: &Items,
    whens: &mut [When],
    (rows, index): (&[Row], usize),
    places: &[Place],
    scope: &Range<usize>,
    context: &Context,
) {
    let row = &rows[index];
    let period = whens[index].period;
    let number = row.extent().start;
    // `Imports rose 20.4 percent, compared with an 11.3 percent gain for exports`, `those from the euro zone 6.7 percent, compared
    // with 1.9 percent overall`: both in one period.
    let other_flow = index > 0 && {
        let (before, keys) = (&rows[index - 1].keys, &row.keys);
        before.flow != keys.flow || before.partner != keys.partner && keys.overall
    };
    let inside = || places.iter().filter(|p| scope.contains(&p.item));
    // `December's 11.9 percent rise`.
    let owner = inside().find(|p| p.item + 1 == number && items.list[p.item].possessive);
    let behind = || inside().find(|p| p.item > number);
    // `compared with 1 percent in the prior two months`: of no one period that is known.
    if behind().is_some_and(|place| matches!(place.reading, PeriodReading::Comparison(Basis::Other))) {
        (whens[index].period, whens[index].span, whens[index].own) = (None, None, false);
        return;
    }
    // `fell to 71.5% from 75.9%`: a share of the period that changes are measured from.
    let before = period.filter(|_| row.share.is_some() && owner.or_else(behind).is_none());
    // `up from 2 percent before the war`: of a time that is not known.
    if before.is_some() && items.what(number + 1) == Some(What::Word) {
        (whens[index].period, whens[index].span, whens[index].own) = (None, None, false);
        return;
    }
    if let Some(last) = before {
        whens[index].period = match context.usual_basis(None) {
            Basis::Mom if last.kind == PeriodKind::Month => last.shifted(-1),
            _ => last.shifted(-12),
        };
        whens[index].own = false;
        return;
    }
    // `rose 3 percent in April after a 2 percent drop`: what stands before the word that compares is not the number's.
    let word = (number.saturating_sub(8)..number).rev().find(|&i| items.is_any(i, COMPARING));
    let near = || inside().next_back().filter(|place| word.is_none_or(|word| word < place.item));
    let Some(place) = owner.or_else(behind).or_else(near) else {
        if other_flow {
            return;
        }
        // `rose 0.3% (after -1.9%)`: of the period before.
        let after = word.is_some_and(|word| items.is(word, Cue::After));
        let before = period.filter(|_| after).and_then(|period| period.before());
        (whens[index].period, whens[index].span, whens[index].own) = (before, None, false);
        whens[index].beside = period;
        return;
    };
    if let Some(dated) = dated(place, period) {
        // `faster than a 16.5 percent increase in the year to September`: the rate of that month.
        let before = index.checked_sub(1).and_then(|before| whens[before].period);
        let month = before.is_some_and(|period| period.kind == PeriodKind::Month);
        whens[index].period = if month { last_month(dated) } else { None }.or(Some(dated));
        whens[index].own = false;
    }
}

/// Words that compare with a rate.
const COMPARING: Cues = Cues::of(&[Cue::After, Cue::From, Cue::Compare, Cue::Than, Cue::Comparative]);

/// The last of twelve months that are no calendar year.
pub(super) fn last_month(months: Period) -> Option<Period> {
    if months.kind == PeriodKind::Year || months.whole_months() != Some(12) {
        return None;
    }
    Period::months(months.end.year(), months.end.month(), 1, PeriodKind::Month)
}

/// The period that the row is compared with: behind its first number, else before it.
pub(super) fn compared(places: &[Place], row: &Row, scope: &Range<usize>) -> Option<Place> {
    let first = row.extent().start;
    let mut inside = places.iter().filter(|p| p.compared && scope.contains(&p.item));
    inside.clone().find(|p| p.item > first).or_else(|| inside.next()).copied()
}

/// The period right behind a level without a change or a base that tells of an earlier time: `$21.3 billion in the year-ago
/// month`.
pub(super) fn told_of_then(items: &Items, places: &[Place], row: &Row) -> Option<Place> {
    let alone = row.level.is_some() && row.change.is_none() && row.base.is_none();
    let end = row.extent().end;
    let place = places.iter().find(|place| alone && place.item >= end)?;
    let comparison = matches!(place.reading, PeriodReading::Comparison(_));
    let joined = (end..place.item).all(|i| items.is(i, Cue::In) || items.is(i, Cue::Article));
    (comparison && joined).then_some(*place)
}

/// The dates of a compared period.
pub(super) fn dated(place: &Place, of: Option<Period>) -> Option<Period> {
    match place.reading {
        PeriodReading::Resolved(period) => Some(period),
        PeriodReading::Comparison(basis) => of?.shifted(match basis {
            Basis::Yoy => -12,
            Basis::Mom => -1,
            Basis::Qoq => -3,
            _ => return None,
        }),
        _ => None,
    }
}
