//! Periods relative to the publication date.
//!
//! ```text
//! relative = (last|this|next) (month|quarter|half|week|year) | (last|this|next) April
//!          | (next|past|last) count (years|months)
//!          | year to date | so far this month | since July | since July 1
//!          | as of October 15 | (through|by the end of) May
//! ```
//! `this year` is the whole year; `so far this year` runs to the last month that had ended by the publication date.

use super::reader::Reader;
use super::tail::{self, Part, Tail, YearOf};
use super::{END_ASSUMED, Found, PeriodReading, YEAR_ASSUMED, count, when, window};
use crate::lexicon::{PeriodCue, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

const YTD: &str = "period.ytd";
/// Only the last day of a running total was printed.
const START_ASSUMED: &str = "start of the year assumed";
const RELATIVE: &str = "period.relative";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    to_date(reader, at)
        .or_else(|| since(reader, at))
        .or_else(|| through(reader, at))
        .or_else(|| by_day(reader, at))
        .or_else(|| unit(reader, at))
        .or_else(|| month(reader, at))
        .or_else(|| years(reader, at))
}

fn to_date(reader: &Reader, at: usize) -> Option<Found> {
    if reader.cue(at, PeriodCue::YearToDate) {
        let period = reader.published().and_then(|published| {
            let last = when::last_month(published)?;
            Period::months(last.year(), 1, last.month(), when::kind_of(1, last.month()))
        });
        return Some(Found::dated(YTD, at + 1, period).note_if(true, END_ASSUMED));
    }
    if !reader.cue(at, PeriodCue::MonthToDate) {
        return None;
    }
    let period = reader
        .published()
        .and_then(|published| Period::new(when::first_day(published)?, published, PeriodKind::DayRange));
    Some(Found::dated("period.day_range", at + 1, period).note_if(true, END_ASSUMED))
}

/// `since July`, where nothing makes it `the lowest since July`; only within the last twelve months.
fn since(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Since) || reader.in_record(at) {
        return None;
    }
    let form = reader.date(at + 1)?;
    let Some(published) = reader.published() else {
        return Some(Found::new("period.since", form.end, PeriodReading::Unresolved));
    };
    let start = match (form.year, form.day) {
        (Some(year), day) => NaiveDate::from_ymd_opt(year, form.month, day.unwrap_or(1)),
        (None, day) => when::latest_day(published, form.month, day.unwrap_or(1)),
    }?;
    if start < published.checked_sub_months(Months::new(13))? {
        return None;
    }
    let end = match form.day {
        Some(_) => published,
        None => when::last_day(when::last_month(published)?)?,
    };
    let kind = match (form.day, form.month) {
        (Some(_), _) => PeriodKind::DayRange,
        (None, 1) => PeriodKind::YearToDate,
        _ => PeriodKind::MonthRange,
    };
    let period = Period::new(start, end, kind)?;
    Some(Found::new("period.since", form.end, PeriodReading::Resolved(period)).note(END_ASSUMED))
}

/// `as of October 15`, `through May`: from the start of the year.
fn through(reader: &Reader, at: usize) -> Option<Found> {
    let (as_of, through) = (reader.cue(at, PeriodCue::AsOf), reader.cue(at, PeriodCue::Through));
    if !as_of && !through {
        return None;
    }
    let form = reader.date(reader.hyphen(at + 1))?;
    let assumed = form.year.is_none();
    if let Some(day) = form.day {
        let end = match form.year {
            Some(year) => NaiveDate::from_ymd_opt(year, form.month, day),
            None => reader.published().and_then(|date| when::latest_day(date, form.month, day)),
        };
        let period = end.and_then(|end| from_new_year(end, PeriodKind::DayRange));
        return as_of.then(|| Found::dated("period.as_of", form.end, period).note_if(true, START_ASSUMED));
    }
    if !through {
        return None;
    }
    let tail = tail::read(reader, reader.hyphen(at + 1) + 1);
    // Months from January to one that is not one of the last two are something else: `cuts through December`.
    if tail.year == YearOf::Unsaid
        && let Some(published) = reader.published()
    {
        let period = when::latest(published, form.month, 1, PeriodKind::Month)?;
        let near = when::last_month(published)?.checked_sub_months(Months::new(2))?;
        if period.start < near || reader.in_future(at) {
            return None;
        }
    }
    let part = Part::Nth(0, form.month);
    let kind = when::kind_of(1, form.month);
    let found = tail::place(reader, YTD, at, part, kind, tail);
    Some(found.note_if(assumed && tail.year != YearOf::Unsaid, YEAR_ASSUMED))
}

/// `had earned $5 billion by October 15`: from the start of the year.
fn by_day(reader: &Reader, at: usize) -> Option<Found> {
    if reader.text(at) != "by" && reader.text(at) != "By" || !reader.in_perfect(at) {
        return None;
    }
    let form = reader.date(at + 1)?;
    let day = form.day?;
    let end = match form.year {
        Some(year) => NaiveDate::from_ymd_opt(year, form.month, day),
        None => reader.published().and_then(|date| when::latest_day(date, form.month, day)),
    };
    let period = end.and_then(|end| from_new_year(end, PeriodKind::DayRange));
    Some(Found::dated("period.as_of", form.end, period).note_if(true, START_ASSUMED))
}

fn from_new_year(end: NaiveDate, kind: PeriodKind) -> Option<Period> {
    let mut period = Period::new(NaiveDate::from_ymd_opt(end.year(), 1, 1)?, end, kind)?;
    if let Some(count) = period.whole_months() {
        period.kind = when::kind_of(1, count);
    }
    Some(period)
}

/// Months after the current one of `last`, `this`, `next`; `past` and `previous` are read elsewhere.
fn shift(reader: &Reader, at: usize) -> Option<i32> {
    let stated =
        [PeriodCue::Last, PeriodCue::This, PeriodCue::Next].into_iter().any(|cue| reader.cue(at, cue));
    if stated { tail::shift(reader, at) } else { None }
}

/// `last month`, `this year`; not `late last month`.
fn unit(reader: &Reader, at: usize) -> Option<Found> {
    let shift = shift(reader, at)?;
    let unit = reader.unit(reader.hyphen(at + 1))?;
    if unit == TimeUnit::Day || is_vague(reader, at) {
        return None;
    }
    let end = reader.hyphen(at + 1) + 1;
    if let Some(found) = unit_to(reader, unit, shift, end) {
        return Some(found);
    }
    Some(Found::dated(RELATIVE, end, reader.published().and_then(|date| shifted(date, unit, shift))))
}

/// `this month to Aug. 29`, `this year to June`.
fn unit_to(reader: &Reader, unit: TimeUnit, shift: i32, end: usize) -> Option<Found> {
    if shift != 0 || !reader.cue(end, PeriodCue::Until) {
        return None;
    }
    if unit == TimeUnit::Month {
        return window::find(reader, end - 1);
    }
    let form = reader.date(end + 1).filter(|form| unit == TimeUnit::Year && form.day.is_none())?;
    let tail = Tail { end: form.end, year: form.year.map_or(YearOf::Unsaid, YearOf::Calendar) };
    Some(tail::place(reader, YTD, end + 1, Part::Nth(0, form.month), when::kind_of(1, form.month), tail))
}

fn is_vague(reader: &Reader, at: usize) -> bool {
    reader.after(at, PeriodCue::Vague)
        || at > 1 && reader.after(at, PeriodCue::The) && reader.cue(at - 2, PeriodCue::Vague)
}

/// The unit that holds the date, `shift` units later.
fn shifted(date: NaiveDate, unit: TimeUnit, shift: i32) -> Option<Period> {
    let (month, count, kind) = match unit {
        TimeUnit::Month => (date.month(), 1, PeriodKind::Month),
        TimeUnit::Quarter => ((date.month() - 1) / 3 * 3 + 1, 3, PeriodKind::Quarter),
        TimeUnit::Half => ((date.month() - 1) / 6 * 6 + 1, 6, PeriodKind::Half),
        TimeUnit::Year => (1, 12, PeriodKind::Year),
        TimeUnit::Week => return week(date, shift),
        TimeUnit::Day => return None,
    };
    Period::months(date.year(), month, count, kind)?.shifted(shift * i32::try_from(count).ok()?)
}

/// Monday to Sunday.
fn week(date: NaiveDate, shift: i32) -> Option<Period> {
    let monday = date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
    let by = Days::new(7 * u64::from(shift.unsigned_abs()));
    let monday = if shift < 0 { monday.checked_sub_days(by)? } else { monday.checked_add_days(by)? };
    Period::new(monday, monday.checked_add_days(Days::new(6))?, PeriodKind::Week)
}

/// `last May`, `this May`.
fn month(reader: &Reader, at: usize) -> Option<Found> {
    let shift = shift(reader, at)?;
    let form = reader.date(at + 1)?;
    if form.day.is_some() || form.year.is_some() || is_vague(reader, at) {
        return None;
    }
    let kind = PeriodKind::Month;
    let period = reader.published().and_then(|published| match shift {
        0 => Period::months(published.year(), form.month, 1, kind),
        1 => when::coming(published, form.month, 1, kind),
        _ => when::latest(published, form.month, 1, kind),
    });
    Some(Found::dated("period.month", form.end, period))
}

/// `next five years`, `past five years`, `past 12 months`.
fn years(reader: &Reader, at: usize) -> Option<Found> {
    let next = reader.cue(at, PeriodCue::Next);
    let past = reader.cue(at, PeriodCue::Past);
    let back = past || reader.cue(at, PeriodCue::Last);
    let counted = reader.count(at + 1).filter(|count| *count > 0);
    if !next && !back || counted.is_none() && !past || is_vague(reader, at) {
        return None;
    }
    let unit = reader.hyphen(at + 1 + usize::from(counted.is_some()));
    let number = counted.unwrap_or(1);
    let end = reader.skip(unit + 1, PeriodCue::Noun);
    let period = match reader.unit(unit)? {
        TimeUnit::Month if back && counted.is_some() => count::back_from_now(reader, number),
        TimeUnit::Year if counted.is_none() => count::back_from_now(reader, 12),
        TimeUnit::Year => reader.published().and_then(|date| {
            let first = if next { date.year() } else { date.year() - i32::try_from(number).ok()? };
            Period::months(first, 1, number.checked_mul(12)?, PeriodKind::Year)
        }),
        _ => return None,
    };
    let streak = reader.in_streak(end) || reader.kind(end) == Some(Kind::Hyphen);
    (!streak).then(|| Found::dated("period.window", end, period).note_if(true, END_ASSUMED))
}
