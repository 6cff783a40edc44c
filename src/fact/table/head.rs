//! The caption of a table, which gives the unit of its levels, and the heads of its columns.

use super::{Column, Note, Source};
use crate::document::Span;
use crate::lexicon::{Basis, Cue, Direction, Part, Sense};
use crate::mention::UnitOf;
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use rust_decimal::Decimal;
use std::ops::{Range, RangeInclusive};

/// Years that heads of columns have.
const YEARS: RangeInclusive<i32> = 1950..=2099;

/// The unit and scale of a table's levels.
pub(super) struct Caption {
    pub(super) unit: UnitOf,
    pub(super) mult: i8,
    pub(super) tokens: Range<usize>,
}

/// The caption whose scale word is at `at`: no number stands before it, but for `100 million yuan`.
pub(super) fn caption(source: &Source, at: usize) -> Option<Caption> {
    let scale = source.find(at, |sense| match sense {
        Sense::Scale(mult) => Some(*mult),
        _ => None,
    })?;
    let hundred = at > 0 && source.kind(at - 1) == Some(Kind::Number);
    let hundred = match hundred {
        true if source.tokens[at - 1].text(source.text) == "100" => true,
        true => return None,
        false => false,
    };
    let mult = if hundred { scale + 2 } else { scale };
    let start = if hundred { at - 1 } else { at };
    if let Some(unit) = start.checked_sub(1).and_then(|before| unit(source, before)) {
        return Some(Caption { unit, mult, tokens: start - 1..at + 1 });
    }
    let named = if source.is(at + 1, Cue::Of) { at + 2 } else { at + 1 };
    Some(Caption { unit: unit(source, named)?, mult, tokens: start..named + 1 })
}

/// The currency or unit named at `at`.
fn unit(source: &Source, at: usize) -> Option<UnitOf> {
    source.find(at, |sense| match *sense {
        Sense::Currency(index) => Some(match source.lexicon.currency_candidates(index) {
            [code] => UnitOf::Known(*code),
            _ => UnitOf::Ambiguous(index),
        }),
        Sense::Unit(row) => {
            let unit = source.lexicon.units.get(usize::from(row))?;
            (unit.multiplier == Decimal::ONE).then_some(UnitOf::Known(unit.code))
        }
        _ => None,
    })
}

/// The columns whose first head is at `at`, two at least and one of levels, with the index behind them.
pub(super) fn columns(source: &Source, at: usize) -> Option<(Vec<Column>, usize)> {
    let (mut columns, mut end) = (Vec::new(), at);
    while let Some((column, behind)) = column(source, end) {
        columns.push(column);
        end = source.behind_rules(behind);
    }
    let levels = columns.iter().any(|column| matches!(column, Column::Level(..)));
    (columns.len() > 1 && levels).then_some((columns, end))
}

/// One head at `at`, with the index behind it.
fn column(source: &Source, at: usize) -> Option<(Column, usize)> {
    if let Some((period, span, end)) = period(source, at) {
        let (note, end) = note(source, end);
        return Some((Column::Level(period, span, note), end));
    }
    let end = (at..at + 4).take_while(|&i| is_rate_word(source, i)).last()? + 1;
    let any = |test: &dyn Fn(usize) -> bool| (at..end).any(test);
    let basis = (at..end).find_map(|i| basis(source, i));
    let changes = any(&|i| source.is(i, Cue::Change) || source.is(i, Cue::Growth)) || basis.is_some();
    if any(&|i| source.is(i, Cue::Share)) {
        return Some((Column::Share, end));
    }
    changes.then_some((Column::Change(basis), end))
}

/// The period that starts at `at`, with the index behind it.
pub(super) fn period(source: &Source, at: usize) -> Option<(Period, Span, usize)> {
    let month = source.find(at, |sense| match sense {
        Sense::Month(month) => Some(u32::from(*month)),
        _ => None,
    });
    let number = if month.is_none() { at } else { at + 1 };
    let Some(year) = year(source, number, month.is_some()) else { return source.period(at) };
    let period = match month {
        Some(month) => Period::months(year, month, 1, PeriodKind::Month)?,
        None => Period::year(year)?,
    };
    Some((period, source.tokens[at].span().join(source.tokens[number].span()), number + 1))
}

/// A year in digits: `2019`; behind a month `19`, too, which in a head is no day.
fn year(source: &Source, at: usize, short: bool) -> Option<i32> {
    let text = source.tokens.get(at).filter(|token| token.kind == Kind::Number)?.text(source.text);
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 if YEARS.contains(&year) => Some(year),
        2 if short && !text.starts_with('0') => Some(2000 + year),
        _ => None,
    }
}

pub(super) fn basis(source: &Source, at: usize) -> Option<Basis> {
    source.find(at, |sense| match sense {
        Sense::Basis(basis) => Some(*basis),
        _ => None,
    })
}

/// A word of a head of changes or shares: `change pct`, `% y/y`, `share of total`.
fn is_rate_word(source: &Source, at: usize) -> bool {
    let rise = source.has(at, Sense::Direction(Direction::Up, Part::Noun));
    let cue =
        [Cue::Change, Cue::Growth, Cue::Share, Cue::Of, Cue::Overall].iter().any(|&cue| source.is(at, cue));
    rise || cue || source.has(at, Sense::Percent) || basis(source, at).is_some()
}

/// The note in brackets behind a period, with the index behind it: `(rev)`, `(prev)`, `(p)`.
pub(super) fn note(source: &Source, at: usize) -> (Note, usize) {
    if source.kind(at) != Some(Kind::Open) || source.kind(at + 2) != Some(Kind::Close) {
        return (Note::Plain, at);
    }
    let note = if source.is(at + 1, Cue::Revised) {
        Note::Revised
    } else if source.is(at + 1, Cue::Previously) {
        Note::Previous
    } else if source.is(at + 1, Cue::Estimate) {
        Note::Estimate
    } else {
        return (Note::Plain, at);
    };
    (note, at + 3)
}
