//! What a change is measured from.

use super::When;
use super::place::Place;
use crate::fact::item::{Items, Sorts, What};
use crate::fact::row::Row;
use crate::lexicon::{Basis, Cue, Part, PeriodCue, Sense};
use crate::mention::PeriodReading;
use crate::value::{Period, PeriodKind};
use std::ops::Range;

/// What the change is measured from: a phrase next to it, else the period it is compared with.
pub(super) fn basis(
    items: &Items,
    row: &Row,
    scope: &Range<usize>,
    compared: Option<Place>,
    when: &When,
) -> Option<Basis> {
    let change = row.change.or(row.base).or(row.level)?.item;
    let phrase = |range: Range<usize>| {
        range.filter_map(|i| match items.what(i) {
            Some(What::Basis(basis)) => Some((i, basis)),
            // `a monthly rise`.
            Some(What::Cue(_)) if is_monthly_move(items, i) => Some((i, Basis::Mom)),
            _ => None,
        })
    };
    // `rose 13.5 percent, but on a monthly basis they grew 1.7 percent`: of what follows.
    let end = || (change..scope.end).find(|&i| items.is(i, Cue::Contrast)).unwrap_or(scope.end);
    let told = items.any_of(Sorts::BASIS) || items.has(Cue::Monthly);
    let behind = if told { phrase(change..end()).next() } else { None };
    let ahead = if told { phrase(scope.start..change).next_back() } else { None };
    // `by 24.1% compared with May last year` has its own comparison, also where nothing says what of.
    let own = compared.is_some_and(|place| place.item > change);
    // `rose 7.5 percent year-on-year in October, slower than September's pace`.
    let next = behind.filter(|&(at, _)| at == change + 1).map(|(_, basis)| basis);
    // `have risen sevenfold since 2005`.
    let behind = behind.or(items.is(change + 1, Cue::Since).then_some((change, Basis::Other)));
    let explicit = behind.or(ahead.filter(|_| !own)).map(|(_, basis)| basis);
    // `rose 1.2 percent in seasonally adjusted terms and 5.9 percent from a year earlier`: on the month.
    let behind_number = change + 1 < scope.end && items.is(change + 1, Cue::Seasonal);
    let step = behind_number.then(|| when.period.and_then(before)).flatten();
    let explicit = explicit.or(step);
    // `little changed from July's gain`: that of July is another rate.
    let of_rate = |place: &Place| {
        items.list[place.item].possessive && matches!(items.what(place.item + 1), Some(What::Direction(..)))
    };
    // `a 23 percent jump year-over-year, but a decline when compared with December`.
    let apart =
        |place: &Place| explicit.is_some() && (change..place.item).any(|i| items.is(i, Cue::Contrast));
    let by_period =
        compared.filter(|place| !of_rate(place) && !apart(place)).and_then(|place| match place.reading {
            // `in the third quarter compared with the preceding period`.
            PeriodReading::Comparison(Basis::Other) if is_step(items, place.item) => {
                when.period.and_then(before).or(Some(Basis::Other))
            }
            PeriodReading::Comparison(basis) => Some(basis),
            PeriodReading::Resolved(other) => when.period.map(|period| between(other, period)),
            _ => None,
        });
    // `growth accelerated to 28.4 percent from 21.8 percent in April`: April's is another rate, not what is measured from.
    let rate = row.change.is_some_and(|slot| matches!(slot.rule, "change.rate-to" | "change.rate-of"));
    if row.other_rate || rate { explicit } else { next.or(by_period).or(explicit) }
}

/// The step from the period before.
fn before(period: Period) -> Option<Basis> {
    match period.kind {
        PeriodKind::Month => Some(Basis::Mom),
        PeriodKind::Quarter => Some(Basis::Qoq),
        _ => None,
    }
}

/// `the preceding period`, not `the preceding two years`.
fn is_step(items: &Items, item: usize) -> bool {
    let lexemes = || items.list[item].tokens.range().map(|token| items.tokens[token].lexeme);
    let period = |cue| lexemes().any(|lexeme| items.lexicon.has(lexeme, Sense::Period(cue)));
    period(PeriodCue::Previous)
        && period(PeriodCue::Noun)
        && !lexemes().any(|lexeme| {
            items
                .lexicon
                .find(lexeme, |s| matches!(s, Sense::Cardinal(_) | Sense::TimeUnit(_)).then_some(()))
                .is_some()
        })
}

fn is_monthly_move(items: &Items, at: usize) -> bool {
    items.is(at, Cue::Monthly) && matches!(items.what(at + 1), Some(What::Direction(_, Part::Noun)))
}

/// The basis of a change from period `from` to period `to`.
pub(in crate::fact) fn between(from: Period, to: Period) -> Basis {
    if to.shifted(-12).is_some_and(|p| p.start == from.start) {
        return Basis::Yoy;
    }
    match to.whole_months() {
        Some(1) if to.shifted(-1).is_some_and(|p| p.start == from.start) => Basis::Mom,
        Some(3) if to.shifted(-3).is_some_and(|p| p.start == from.start) => Basis::Qoq,
        _ if to.kind == PeriodKind::Week && from.kind == PeriodKind::Week => Basis::Wow,
        _ if from.kind == PeriodKind::Year && to.kind != PeriodKind::Year => Basis::Yoy,
        _ => Basis::Other,
    }
}
