//! Running totals: from the start of a year, month or named month to a day or month.
//!
//! ```text
//! total = year to date | so far this month | since January | since July 1 | (through|by the end of) May
//!       | so far in 2023 | so far in August | since the start of 2023 | as of October 15 | had .. by October 15
//! ```
//! `so far this year` runs to the last month that had ended by the publication date. `the lowest since July` and
//! `production cuts through December` are no totals.

use super::reader::Reader;
use super::tail::{self, Part, YearOf};
use super::{END_ASSUMED, Found, PeriodReading, season, when};
use crate::lexicon::{Basis, PeriodCue};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Months, NaiveDate};

/// Rule of a total up to a day.
pub(crate) const AS_OF: &str = "period.as_of";
const YTD: &str = "period.ytd";
/// Only the last day of a running total was printed.
const START_ASSUMED: &str = "start of the year or season assumed";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    of_year(reader, at)
        .or_else(|| of_month(reader, at))
        .or_else(|| to_date(reader, at))
        .or_else(|| since(reader, at))
        .or_else(|| to_day(reader, at))
        .or_else(|| through(reader, at))
}

/// `so far in 2023`, `2023 so far`, `since the start of 2023`: to the last month before publication, of that year only.
fn of_year(reader: &Reader, at: usize) -> Option<Found> {
    let since = reader.cue(at, PeriodCue::Since) && reader.cue(at + 1, PeriodCue::Vague);
    let ahead = since || reader.cue(at, PeriodCue::SoFar);
    let year_at = at + usize::from(ahead) + usize::from(since);
    let year = reader.year(year_at)?;
    // `so far in 2023/24`: a season.
    if reader.kind(year_at + 1) == Some(Kind::Slash) {
        return None;
    }
    if !ahead && !reader.cue(year_at + 1, PeriodCue::SoFar) {
        return None;
    }
    let published = reader.published().filter(|date| date.year() == year);
    let period = published
        .and_then(when::last_month)
        .filter(|last| last.year() == year)
        .and_then(|last| Period::months(year, 1, last.month(), when::kind_of(1, last.month())));
    let end = year_at + 1 + usize::from(!ahead);
    Some(Found::dated(YTD, end, period).note_if(true, END_ASSUMED))
}

/// `so far in August`, in August.
fn of_month(reader: &Reader, at: usize) -> Option<Found> {
    let month = reader.month(at + 1).filter(|_| reader.cue(at, PeriodCue::SoFar))?;
    let published = reader.published().filter(|day| day.month() == month)?;
    let period = Period::new(when::first_day(published)?, published, PeriodKind::DayRange);
    Some(Found::dated("period.day_range", at + 2, period).note_if(true, END_ASSUMED))
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

/// `since January`, `since July 1`, where nothing makes it `the lowest since July`; only within the last twelve months.
/// Since a month that starts no year, calendar or fiscal, is what a change is measured from.
fn since(reader: &Reader, at: usize) -> Option<Found> {
    let counted =
        || reader.back(at, 6).any(|i| reader.cue(i, PeriodCue::Streak) || reader.ordinal(i).is_some());
    if !reader.cue(at, PeriodCue::Since) || reader.in_record(at) || counted() {
        return None;
    }
    let form = reader.date(at + 1)?;
    let tail = tail::read(reader, form.end);
    let (year, end_at) = match tail.year {
        YearOf::Calendar(year) => (Some(year), tail.end),
        _ => (form.year, form.end),
    };
    let Some(published) = reader.published() else {
        return Some(Found::new("period.since", form.end, PeriodReading::Unresolved));
    };
    let start = match (year, form.day) {
        (Some(year), day) => NaiveDate::from_ymd_opt(year, form.month, day.unwrap_or(1)),
        (None, day) => when::latest_start(published, form.month, day.unwrap_or(1)),
    }?;
    if start < published.checked_sub_months(Months::new(13))? {
        return None;
    }
    let first = reader.view().setting.fiscal_year.map_or(1, |year| year.month);
    if form.day.is_none() && form.month != 1 && form.month != first {
        return Some(Found::new("period.since", end_at, PeriodReading::Comparison(Basis::Other)));
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
    Some(Found::new("period.since", end_at, PeriodReading::Resolved(period)).note(END_ASSUMED))
}

/// `as of October 15`, `had earned $5 billion by October 15`: from the start of the year or season.
fn to_day(reader: &Reader, at: usize) -> Option<Found> {
    let by = reader.cue(at, PeriodCue::By) && reader.in_perfect(at);
    if !by && !reader.cue(at, PeriodCue::AsOf) {
        return None;
    }
    let form = reader.date(at + 1)?;
    let day = form.day?;
    let end = match form.year {
        Some(year) => NaiveDate::from_ymd_opt(year, form.month, day),
        None => reader.published().and_then(|date| when::latest_day(date, form.month, day)),
    };
    let season = end.and_then(|end| season::to_day(reader, form.end, end));
    let period = season.or_else(|| from_new_year(end?));
    Some(Found::dated(AS_OF, form.end, period).note_if(true, START_ASSUMED))
}

/// `through May`, `by the end of May`: from the start of the year.
fn through(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Through) {
        return None;
    }
    let month = reader.hyphen(at + 1);
    let form = reader.date(month).filter(|form| form.day.is_none())?;
    let tail = tail::read(reader, month + 1);
    // Months from January to one that is not one of the last are something else: `cuts through December`.
    if tail.year == YearOf::Unsaid
        && let Some(published) = reader.published()
    {
        let period = when::latest(published, form.month, 1, PeriodKind::Month)?;
        let near = when::last_month(published)?.checked_sub_months(Months::new(2))?;
        if period.start < near || reader.in_future(at) {
            return None;
        }
    }
    let part = Part::Named(1, form.month);
    Some(tail::place(reader, YTD, at, part, when::kind_of(1, form.month), tail))
}

fn from_new_year(end: NaiveDate) -> Option<Period> {
    let mut period = Period::new(NaiveDate::from_ymd_opt(end.year(), 1, 1)?, end, PeriodKind::DayRange)?;
    if let Some(count) = period.whole_months() {
        period.kind = when::kind_of(1, count);
    }
    Some(period)
}
