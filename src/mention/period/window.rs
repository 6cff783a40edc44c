//! Windows that end with a printed month or day.
//!
//! ```text
//! week   = week of July 8                                                  the one from Monday that holds the day
//! window = [count] (months|quarter|half|year) until [day] month [year]     three months to May, year ended June 2016
//!        | [count] (weeks|days) until day month [year]                     week ended July 11
//!        | month until day month                                           month to Aug. 29
//! until  = to | through | ended | ending | ended in | ...
//! ```
//! `in the year to March` may mean twelve months, the months since January, or March against the March before; it is
//! read as twelve months, with a note.

use super::reader::{DateForm, Reader};
use super::{Found, PeriodReading, YEAR_ASSUMED, fiscal, relative, when};
use crate::lexicon::{Cue, PeriodCue, Sense, TimeUnit};
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

const ROLLING: &str = "period.rolling";
/// Fiscal years that are not calendar years start in this month or later.
const EARLIEST: u32 = 3;
/// The note of `in the year to March`.
pub(crate) const YEAR_TO: &str = "year_to: ambiguous";
const WEEK_ASSUMED: &str = "week from Monday assumed";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    let (count, unit_at) = match reader.count(at) {
        Some(count) => (Some(count), reader.hyphen(at + 1)),
        None => (None, at),
    };
    let unit = reader.unit(unit_at)?;
    let next = reader.skip(unit_at + 1, PeriodCue::Noun);
    if unit == TimeUnit::Week && count.is_none() && reader.cue(next, PeriodCue::Of) {
        return week_of(reader, next + 1);
    }
    if !reader.cue(next, PeriodCue::Until) || reader.is_since(at) {
        return None;
    }
    let number = count.unwrap_or(1);
    match unit {
        TimeUnit::Day | TimeUnit::Week => days_to(reader, next + 1, number * days(unit)),
        TimeUnit::Month if count.is_none() => month_to(reader, next + 1),
        _ => {
            let months = number.checked_mul(months(unit))?;
            let kind = match (unit, count) {
                (TimeUnit::Quarter, None) => PeriodKind::Quarter,
                (TimeUnit::Half, None) => PeriodKind::Half,
                _ => PeriodKind::Rolling,
            };
            let found = months_to_date(reader, ROLLING, next + 1, months, kind)?;
            let year = months == 12 && matches!(unit, TimeUnit::Year | TimeUnit::Month);
            let ambiguous = year && reader.view().has(next, Sense::Cue(Cue::To));
            Some(if ambiguous { found.note(YEAR_TO) } else { found })
        }
    }
}

fn days(unit: TimeUnit) -> u32 {
    if unit == TimeUnit::Week { 7 } else { 1 }
}

fn months(unit: TimeUnit) -> u32 {
    match unit {
        TimeUnit::Quarter => 3,
        TimeUnit::Half => 6,
        TimeUnit::Year => 12,
        _ => 1,
    }
}

/// `count` months that end with the date at `at`.
pub(super) fn months_to_date(
    reader: &Reader,
    rule: &'static str,
    at: usize,
    count: u32,
    kind: PeriodKind,
) -> Option<Found> {
    let form = reader.date(reader.hyphen(reader.skip(at, PeriodCue::Vague)))?;
    if form.year.is_none()
        && let Some(year) = fiscal::any_pair(reader, form.end)
    {
        return fiscal_months(rule, form, count, kind, year);
    }
    let assumed = form.year.is_none();
    let kind = if kind == PeriodKind::Rolling && count == form.month && count > 3 && count < 12 {
        PeriodKind::YearToDate
    } else {
        kind
    };
    let period = match form.day {
        Some(day) => end_day(reader, form, day).and_then(|end| window(end, count, kind)),
        None => end_year(reader, form).and_then(|year| when::months_to(year, form.month, count, kind)),
    };
    Some(Found::dated(rule, form.end, period).note_if(assumed, YEAR_ASSUMED))
}

/// `nine months to March 2021-22`: of the fiscal year that starts in the first of the two years.
fn fiscal_months(
    rule: &'static str,
    form: DateForm,
    count: u32,
    kind: PeriodKind,
    year: i32,
) -> Option<Found> {
    let first = (form.month + 24 - count.min(12)) % 12 + 1;
    let kind = match count {
        12 => PeriodKind::FiscalYear,
        4.. if kind == PeriodKind::Rolling => PeriodKind::FiscalYearToDate,
        _ => kind,
    };
    let period = Period::months(year + i32::from(first < EARLIEST), first, count, kind);
    Some(Found::dated(rule, form.end + 3, period))
}

fn end_year(reader: &Reader, form: DateForm) -> Option<i32> {
    form.year.or_else(|| {
        when::latest(reader.published()?, form.month, 1, PeriodKind::Month).map(|month| month.end.year())
    })
}

fn end_day(reader: &Reader, form: DateForm, day: u32) -> Option<NaiveDate> {
    match form.year {
        Some(year) => NaiveDate::from_ymd_opt(year, form.month, day),
        None => when::latest_day(reader.published()?, form.month, day),
    }
}

/// `count` months that end with that day.
fn window(end: NaiveDate, count: u32, kind: PeriodKind) -> Option<Period> {
    if when::last_day(end) == Some(end) {
        return when::months_to(end.year(), end.month(), count, kind);
    }
    let start = end.checked_sub_months(Months::new(count))?.checked_add_days(Days::new(1))?;
    Period::new(start, end, kind)
}

/// `week ended July 11`.
fn days_to(reader: &Reader, at: usize, count: u32) -> Option<Found> {
    let form = reader.date(at)?;
    let day = form.day?;
    let (kind, rule) =
        if count == 7 { (PeriodKind::Week, "period.week") } else { (PeriodKind::Rolling, ROLLING) };
    let period = end_day(reader, form, day).and_then(|end| {
        let start = end.checked_sub_days(Days::new(u64::from(count.checked_sub(1)?)))?;
        Period::new(start, end, kind)
    });
    Some(Found::dated(rule, form.end, period).note_if(form.year.is_none(), YEAR_ASSUMED))
}

/// `week of July 8`.
fn week_of(reader: &Reader, at: usize) -> Option<Found> {
    let form = reader.date(at)?;
    let day = form.day?;
    let period = end_day(reader, form, day).and_then(|date| relative::week(date, 0));
    Some(Found::dated("period.week", form.end, period).note_if(true, WEEK_ASSUMED))
}

/// `month to Aug. 29`.
fn month_to(reader: &Reader, at: usize) -> Option<Found> {
    let form = reader.date(at)?;
    let day = form.day?;
    let Some(end) = end_day(reader, form, day) else {
        return Some(Found::new("period.day_range", form.end, PeriodReading::Unresolved));
    };
    let period = Period::new(when::first_day(end)?, end, PeriodKind::DayRange);
    Some(Found::dated("period.day_range", form.end, period).note_if(form.year.is_none(), YEAR_ASSUMED))
}
