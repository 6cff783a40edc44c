//! Months, ranges of months and ranges of days, by name.
//!
//! ```text
//! month = April | April 2023 | April (of|in) year-tail | 2023-05
//! range = [from] January [year] (-|/|to|through) April [year-tail] | between January and May | I-X 2017
//! days  = June 1-20 | 1-20 June | July 1, 2023 to February 10, 2024 | 1 January to 30 September 2022
//! ```
//! A single day is an event, a release or a dateline: no period. Two neighbouring months joined by `from .. to` or
//! `between .. and` are a change from one to the other: each stands for itself. Days without a year are those nearest
//! to the publication date.

use super::reader::{DateForm, Reader};
use super::tail::{self, Part, YearOf};
use super::{Found, PeriodReading, YEAR_ASSUMED, when};
use crate::lexicon::{Cue, PeriodCue, Sense, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

const MONTH: &str = "period.month";
const RANGE: &str = "period.month_range";
const DAYS: &str = "period.day_range";
/// Days of one month that are printed for a period and not for an event are at least this many.
const SHORTEST: i64 = 5;
/// How far behind two months `respectively` is looked for.
const RESPECTIVELY: usize = 24;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    if let Some(month) = reader.month(at)
        && let dated = reader.year(at + 1)
        && reader.closed(at + 1 + usize::from(dated.is_some()))
    {
        return alone(reader, at, month, dated);
    }
    iso(reader, at)
        .or_else(|| romans(reader, at))
        .or_else(|| days(reader, at))
        .or_else(|| months(reader, at))
        .or_else(|| month(reader, at))
}

/// `2023-05`; not `the 2007-09 recession`. `2011-12` is a fiscal year where the second number is the year after.
fn iso(reader: &Reader, at: usize) -> Option<Found> {
    let year: i32 = reader.digits(at).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let joined = reader.kind(at + 1) == Some(Kind::Hyphen) && reader.glued(at + 1) && reader.glued(at + 2);
    let month = reader.digits(at + 2).filter(|digits| digits.len() == 2)?.parse().ok()?;
    let day = reader.kind(at + 3) == Some(Kind::Hyphen) && reader.glued(at + 3);
    if !joined || day || reader.after(at, PeriodCue::The) || !(1900..2100).contains(&year) {
        return None;
    }
    Period::months(year, month, 1, PeriodKind::Month)
        .map(|period| Found::new(MONTH, at + 3, PeriodReading::Resolved(period)))
}

/// A month in Roman numerals, 1 to 12.
fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMERALS.iter().zip(1..).find_map(|(numeral, month)| (*numeral == text).then_some(month))
}

/// `I-X 2017`.
fn romans(reader: &Reader, at: usize) -> Option<Found> {
    if !matches!(reader.kind(at + 1), Some(Kind::Hyphen | Kind::Dash)) {
        return None;
    }
    let first = roman(reader.text(at))?;
    let last = roman(reader.text(at + 2)).filter(|last| *last > first)?;
    let year = reader.year(at + 3)?;
    let count = last - first + 1;
    Some(Found::dated(RANGE, at + 4, Period::months(year, first, count, when::kind_of(first, count))))
}

/// The index after what joins the ends of a range: `-`, `/`, `to`; `and` after `between`.
fn joint(reader: &Reader, at: usize, between: bool) -> Option<usize> {
    let sign = matches!(reader.kind(at), Some(Kind::Hyphen | Kind::Dash | Kind::Slash | Kind::Minus));
    // `January-to-August`.
    if sign && reader.cue(at + 1, PeriodCue::Until) && reader.kind(at + 2) == Some(Kind::Hyphen) {
        return Some(at + 3);
    }
    let word = reader.cue(at, PeriodCue::Until) || between && reader.cue(at, PeriodCue::And);
    (sign || word).then_some(at + 1)
}

fn days(reader: &Reader, at: usize) -> Option<Found> {
    if ![at, at + 1].iter().any(|&i| reader.kind(i) == Some(Kind::Number)) {
        return None;
    }
    let (first, last) = day_ends(reader, at)?;
    let end = last.end;
    let between = |year: i32| -> Option<Period> {
        let to = NaiveDate::from_ymd_opt(year, last.month, last.day?)?;
        let from = first.year.unwrap_or(year - i32::from(first.month > last.month));
        Period::new(NaiveDate::from_ymd_opt(from, first.month, first.day?)?, to, PeriodKind::DayRange)
    };
    let year = last.year.or(first.year);
    let period = match (year, reader.published()) {
        (Some(year), _) => between(year)?,
        (None, Some(date)) => (date.year() - 1..=date.year() + 1)
            .filter_map(between)
            .min_by_key(|period| (period.start - date).max(date - period.end))?,
        (None, None) => return Some(Found::new(DAYS, end, PeriodReading::Unresolved)),
    };
    let named = reader.cue(end, PeriodCue::Noun) || reader.cue(reader.hyphen(end), PeriodCue::Noun);
    let marked = matches!(first.day, Some(1 | 11 | 21)) && !reader.after(at, PeriodCue::Event);
    if !named && !marked && (period.end - period.start).num_days() < SHORTEST {
        return None;
    }
    let kind = period.whole_months().map_or(PeriodKind::DayRange, |count| when::kind_of(first.month, count));
    let found = Found::new(DAYS, end, PeriodReading::Resolved(Period { kind, ..period }));
    Some(found.note_if(year.is_none(), YEAR_ASSUMED))
}

/// The two ends of a range of days, the second with the end of the whole.
fn day_ends(reader: &Reader, at: usize) -> Option<(DateForm, DateForm)> {
    let between = reader.after(at, PeriodCue::Between);
    if let Some(first) = reader.date(at) {
        first.day?;
        let next = joint(reader, first.end, between)?;
        if let Some(last) = reader.date(next) {
            return Some((first, last));
        }
        let (day, end) = reader.day(next)?;
        let comma = end + usize::from(reader.kind(end) == Some(Kind::Comma));
        let year = reader.year(comma);
        let end = if year.is_some() { comma + 1 } else { end };
        return Some((first, DateForm { year, day: Some(day), end, ..first }));
    }
    let (day, end) = reader.day(at)?;
    let last = reader.date(joint(reader, end, between)?)?;
    last.day?;
    Some((DateForm { day: Some(day), ..last }, last))
}

/// Whether a range of months starts at the token.
pub(super) fn is_range(reader: &Reader, at: usize) -> bool {
    reader.month(at).is_some()
        && joint(reader, at + 1, false).is_some_and(|next| reader.month(next).is_some())
}

fn months(reader: &Reader, at: usize) -> Option<Found> {
    let month = reader.month(at).filter(|_| !is_day(reader, at))?;
    let year = reader.year(at + 1);
    let between = reader.after(at, PeriodCue::Between);
    let behind = at + 1 + usize::from(year.is_some());
    let (next, pair) = match joint(reader, behind, between) {
        Some(next) => (next, false),
        None if reader.cue(behind, PeriodCue::And) => (behind + 1, true),
        None => return None,
    };
    let next = reader.hyphen(reader.skip(next, PeriodCue::Vague));
    let last = reader.month(next)?;
    if is_mid(reader, at) || is_mid(reader, next) {
        return from_mid(reader, (month, year), next);
    }
    let change = between || reader.after(at, PeriodCue::From) && reader.cue(behind, PeriodCue::Until);
    let neighbours = last == month % 12 + 1;
    if reader.day(next + 1).is_some() || month == last && year.is_none() {
        return None;
    }
    if neighbours && change && month != 1 || pair && !(neighbours && is_pair(reader, next)) {
        return None;
    }
    let count = when::span(month, last);
    let quarter = count == 3 && reader.unit(next + 1) == Some(TimeUnit::Quarter);
    let tail = tail::read(reader, next + 1 + usize::from(quarter));
    if let (Some(year), YearOf::Calendar(last_year)) = (year, tail.year) {
        let count = (last_year - year) * 12 + last as i32 - month as i32 + 1;
        let period = u32::try_from(count)
            .ok()
            .and_then(|count| Period::months(year, month, count, when::kind_of(month, count)));
        return Some(Found::dated(RANGE, tail.end, period));
    }
    let kind = if quarter { PeriodKind::Quarter } else { range_kind(reader, month, count) };
    let part = Part::Named(month, count);
    let year = match (year, tail.year) {
        (Some(year), _) => YearOf::Calendar(year),
        // The year behind a range over the turn of the year is that of its end.
        (None, YearOf::Calendar(year)) if last < month => YearOf::Calendar(year - 1),
        (None, year) => year,
    };
    Some(tail::place(reader, RANGE, at, part, kind, tail::Tail { year, ..tail }))
}

/// Whether `mid-` stands before the month.
fn is_mid(reader: &Reader, at: usize) -> bool {
    at > 1 && reader.kind(at - 1) == Some(Kind::Hyphen) && reader.cue(at - 2, PeriodCue::Mid)
        || reader.after(at, PeriodCue::Mid)
}

/// `mid-July to mid-April`: exact only in a country whose fiscal months start in the middle of ours.
fn from_mid(reader: &Reader, first: (u32, Option<i32>), at: usize) -> Option<Found> {
    let form = reader.date(at)?;
    let both = reader.view().setting.fiscal_year.filter(|year| year.day > 1 && year.month == first.0);
    let period = both.and_then(|fiscal| {
        let month = form.month;
        let year = match (first.1, form.year) {
            (Some(year), _) => year,
            (None, Some(year)) => year - i32::from(month <= first.0),
            (None, None) => {
                when::latest_day(reader.published()?, month, fiscal.day)?.year() - i32::from(month <= first.0)
            }
        };
        let start = NaiveDate::from_ymd_opt(year, first.0, fiscal.day)?;
        let count = when::span(first.0, month) - 1;
        let count = if count == 0 { 12 } else { count };
        let last = start.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
        let kind = if count == 12 { PeriodKind::FiscalYear } else { PeriodKind::FiscalYearToDate };
        Period::new(start, last, kind)
    });
    Some(Found::dated(RANGE, form.end, period))
}

/// `January and February` as one period: not where `respectively` takes them apart.
fn is_pair(reader: &Reader, at: usize) -> bool {
    let view = reader.view();
    !(at..(at + RESPECTIVELY).min(view.end)).any(|i| view.has(i, Sense::Cue(Cue::Respectively)))
}

fn range_kind(reader: &Reader, month: u32, count: u32) -> PeriodKind {
    match reader.view().setting.fiscal_year {
        Some(year) if year.month == month && month != 1 => PeriodKind::FiscalYearToDate,
        _ => when::kind_of(month, count),
    }
}

/// A month with its year or without one, behind which nothing goes on.
fn alone(reader: &Reader, at: usize, month: u32, year: Option<i32>) -> Option<Found> {
    let end = at + 1 + usize::from(year.is_some());
    if !stands(reader, at, end) {
        return None;
    }
    let tail = tail::Tail { end, year: year.map_or(YearOf::Unsaid, YearOf::Calendar) };
    Some(tail::place(reader, MONTH, at, Part::Named(month, 1), PeriodKind::Month, tail))
}

/// Whether what stands before the month, which ends at `end` with its year, lets it be a period of its own.
fn stands(reader: &Reader, at: usize, end: usize) -> bool {
    let vague = at > 0 && reader.cue(at - 1, PeriodCue::Vague)
        || at > 1 && reader.hyphen(at - 1) == at && reader.cue(at - 2, PeriodCue::Vague);
    !vague && !is_day(reader, at) && (!reader.is_since(at) || is_told(reader, end))
}

fn month(reader: &Reader, at: usize) -> Option<Found> {
    let month = reader.month(at)?;
    let form = reader.date(at)?;
    if form.day.is_some() || !stands(reader, at, form.end) {
        return None;
    }
    let named = usize::from(reader.unit(at + 1) == Some(TimeUnit::Month));
    // `July months` are those of many years.
    if named == 1 && reader.cue(at + 1, PeriodCue::Plural) {
        return None;
    }
    let mut tail = tail::read(reader, at + 1 + named);
    if tail.year == YearOf::Unsaid
        && let Some(year) = form.year
    {
        tail = tail::Tail { end: form.end, year: YearOf::Calendar(year) };
    }
    Some(tail::place(reader, MONTH, at, Part::Named(month, 1), PeriodKind::Month, tail))
}

/// `since July 2010, when exports jumped 23.5 percent`: what happened in the month is told.
fn is_told(reader: &Reader, end: usize) -> bool {
    reader.kind(end) == Some(Kind::Comma) && reader.text(end + 1) == "when"
}

/// Whether the month is that of a day before it: `22 May`.
fn is_day(reader: &Reader, at: usize) -> bool {
    let back =
        |i: usize| at.checked_sub(i).and_then(|start| reader.day(start)).is_some_and(|(_, end)| end == at);
    back(1) || back(2)
}
