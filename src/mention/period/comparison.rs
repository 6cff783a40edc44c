//! The period that a fact is compared with.
//!
//! ```text
//! comparison = a year earlier | year-ago [period] | a month earlier | ...
//!            | same [what] (period|month|...) when        the same period last year, the same 10 months of 2019
//!            | previous (month|quarter|week|year|season|three months)
//!            | last year's same period
//!            | against N units earlier                    than three years ago
//! when       = last year | a year earlier | [of|in] (year | fiscal year | the previous year)
//! ```
//! `the same period` with no `when` is the period named last, or the one compared with where `from`, `than` or
//! `against` stands before it.

use super::reader::Reader;
use super::{Found, PeriodReading, fiscal};
use crate::lexicon::{Basis, PeriodCue, TimeUnit};
use crate::scan::Kind;
use chrono::Datelike;

const RULE: &str = "period.comparison";
/// The year of the period compared with was not printed.
const BASE_ASSUMED: &str = "compared with a year earlier assumed";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    phrase(reader, at)
        .or_else(|| same(reader, at))
        .or_else(|| previous(reader, at))
        .or_else(|| last_years(reader, at))
        .or_else(|| units_ago(reader, at))
}

fn compared(basis: Basis, end: usize) -> Found {
    Found::new(RULE, end, PeriodReading::Comparison(basis))
}

/// The basis of a phrase such as `a year earlier`.
fn phrase_basis(reader: &Reader, at: usize) -> Option<Basis> {
    let bases = [
        (PeriodCue::YearEarlier, Basis::Yoy),
        (PeriodCue::MonthEarlier, Basis::Mom),
        (PeriodCue::QuarterEarlier, Basis::Qoq),
        (PeriodCue::WeekEarlier, Basis::Wow),
    ];
    bases.into_iter().find_map(|(cue, basis)| reader.cue(at, cue).then_some(basis))
}

fn phrase(reader: &Reader, at: usize) -> Option<Found> {
    let basis = phrase_basis(reader, at)?;
    // `a year before the crisis` counts from something else.
    if reader.cue(at + 1, PeriodCue::The) && reader.cue(at, PeriodCue::Clause) {
        return None;
    }
    Some(compared(basis, noun(reader, at + 1)))
}

/// The index after a `period` or `month` that an adjective (`year-ago`) qualifies.
fn noun(reader: &Reader, at: usize) -> usize {
    let season = reader.cue(at, PeriodCue::Season);
    if season || reader.cue(at, PeriodCue::Noun) || reader.unit(at).is_some() { at + 1 } else { at }
}

fn same(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Same) {
        return None;
    }
    let end = what(reader, at + 1)?;
    if let Some((basis, end)) = earlier(reader, end) {
        return Some(compared(basis, end));
    }
    let the = if reader.after(at, PeriodCue::The) { at - 1 } else { at };
    if reader.after(the, PeriodCue::Against) {
        return Some(compared(Basis::Yoy, end).note(BASE_ASSUMED));
    }
    Some(Found::new("period.anaphoric", end, PeriodReading::Anaphoric))
}

/// What is the same: `period`, `month`, `four months`, `10-month period`, `January-April period`, `first quarter`.
fn what(reader: &Reader, at: usize) -> Option<usize> {
    let mut next = at;
    if let Some(form) = reader.date(next) {
        next = reader.hyphen(form.end);
        next = reader.date(next).map_or(form.end, |last| last.end);
        return Some(reader.skip(next, PeriodCue::Noun));
    }
    if let Some((_, end)) = reader.ordinal(next) {
        next = reader.hyphen(end);
    }
    if reader.count(next).is_some() {
        next = reader.hyphen(next + 1);
    }
    let end = noun(reader, next);
    (end > next).then(|| reader.skip(end, PeriodCue::Noun))
}

/// When it was.
fn earlier(reader: &Reader, at: usize) -> Option<(Basis, usize)> {
    let joined = reader.skip(reader.joiner(at), PeriodCue::For);
    let joined = if joined == at { reader.skip(at, PeriodCue::From) } else { joined };
    if let Some(basis) = phrase_basis(reader, joined) {
        return Some((basis, joined + 1));
    }
    let the = reader.skip(joined, PeriodCue::The);
    let back = reader.cue(the, PeriodCue::Last) || reader.cue(the, PeriodCue::Previous);
    if back {
        return unit_basis(reader, the + 1);
    }
    if let Some((label, end)) = fiscal::label(reader, the) {
        return (label != fiscal::Label::Relative(0)).then_some((Basis::Yoy, end));
    }
    if let Some(form) = reader.date(the).filter(|form| form.day.is_none() && form.year.is_none()) {
        // `down 6.1% from the same period in January`: the same days of the month before.
        let back = (reader.published()?.month() + 12 - form.month) % 12;
        return (1..=2).contains(&back).then_some((Basis::Mom, form.end));
    }
    let year = reader.year(the)?;
    Some((year_basis(reader, year), the + 1))
}

/// A year before the one before last is no year-on-year comparison, as far as the publication date can tell.
fn year_basis(reader: &Reader, year: i32) -> Basis {
    match reader.published() {
        Some(date) if year < date.year() - 2 || (year == date.year() - 2 && date.month() > 4) => Basis::Other,
        _ => Basis::Yoy,
    }
}

/// The basis of a unit: `month` is month on month.
fn unit_basis(reader: &Reader, at: usize) -> Option<(Basis, usize)> {
    let fiscal = reader.skip(at, PeriodCue::Fiscal);
    if reader.cue(fiscal, PeriodCue::Season) {
        return Some((Basis::Yoy, fiscal + 1));
    }
    let basis = match reader.unit(fiscal) {
        Some(TimeUnit::Year) => Basis::Yoy,
        Some(TimeUnit::Month) => Basis::Mom,
        Some(TimeUnit::Quarter) => Basis::Qoq,
        Some(TimeUnit::Week) => Basis::Wow,
        Some(TimeUnit::Half) => Basis::Other,
        _ if fiscal > at => return Some((Basis::Yoy, fiscal)),
        _ => return None,
    };
    Some((basis, fiscal + 1))
}

fn previous(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Previous) {
        return None;
    }
    let next = reader.hyphen(at + 1);
    if let Some((basis, end)) = unit_basis(reader, next) {
        let end = match reader.kind(end) {
            Some(Kind::Possessive) => same_noun(reader, end + 1).unwrap_or(end),
            _ => reader.skip(reader.hyphen(end), PeriodCue::Noun),
        };
        return Some(compared(basis, end));
    }
    if reader.cue(next, PeriodCue::Noun) {
        return Some(compared(Basis::Other, next + 1));
    }
    let count = reader.count(next).filter(|_| !reader.after(at, PeriodCue::Streak))?;
    let unit = reader.hyphen(next + 1);
    let basis = match (count, reader.unit(unit)?) {
        (3, TimeUnit::Month) => Basis::Qoq,
        (12, TimeUnit::Month) => Basis::Yoy,
        (_, TimeUnit::Day) => return None,
        _ => Basis::Other,
    };
    Some(compared(basis, reader.skip(unit + 1, PeriodCue::Noun)))
}

/// `same period` after `last year's`.
fn same_noun(reader: &Reader, at: usize) -> Option<usize> {
    if reader.cue(at, PeriodCue::Same) { what(reader, at + 1) } else { None }
}

fn last_years(reader: &Reader, at: usize) -> Option<Found> {
    let last = reader.cue(at, PeriodCue::Last) && reader.unit(at + 1) == Some(TimeUnit::Year);
    if !last || reader.kind(at + 2) != Some(Kind::Possessive) {
        return None;
    }
    same_noun(reader, at + 3).map(|end| compared(Basis::Yoy, end))
}

/// `than three years ago`.
fn units_ago(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.after(at, PeriodCue::Against) {
        return None;
    }
    let count = reader.count(at)?;
    let unit = reader.unit(at + 1)?;
    if !reader.cue(at + 2, PeriodCue::Earlier) || unit == TimeUnit::Day {
        return None;
    }
    let basis = match (count, unit) {
        (1, TimeUnit::Year) | (12, TimeUnit::Month) => Basis::Yoy,
        (1, TimeUnit::Month) => Basis::Mom,
        _ => Basis::Other,
    };
    Some(compared(basis, at + 3))
}
