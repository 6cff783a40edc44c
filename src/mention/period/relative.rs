//! Periods relative to the publication date.
//!
//! ```text
//! relative = (last|this|next) (month|quarter|half|week|year) | (last|this|next) April
//!          | (next|past|last) count (years|months)
//! ```
//! `this year` is the whole year, also where it still runs.

use super::reader::Reader;
use super::tail::{self, Part, Tail, YearOf};
use super::{END_ASSUMED, Found, calendar, count, when, window};
use crate::lexicon::{PeriodCue, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, NaiveDate};

const YTD: &str = "period.ytd";
const RELATIVE: &str = "period.relative";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    unit(reader, at).or_else(|| month(reader, at)).or_else(|| years(reader, at))
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
    // `the second lowest monthly level this year`, `the highest since November last year`: since when, not when.
    let bare = !reader.after(at, PeriodCue::In) && !reader.after(at, PeriodCue::During);
    let record = unit == TimeUnit::Year && bare && (reader.in_record(at) || reader.in_since(at));
    if unit == TimeUnit::Day || is_vague(reader, at) || record {
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
pub(super) fn week(date: NaiveDate, shift: i32) -> Option<Period> {
    let monday = date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
    let by = Days::new(7 * u64::from(shift.unsigned_abs()));
    let monday = if shift < 0 { monday.checked_sub_days(by)? } else { monday.checked_add_days(by)? };
    Period::new(monday, monday.checked_add_days(Days::new(6))?, PeriodKind::Week)
}

/// `last May`, `this May`.
fn month(reader: &Reader, at: usize) -> Option<Found> {
    let shift = shift(reader, at)?;
    let form = reader.date(at + 1)?;
    let range = calendar::is_range(reader, at + 1) || reader.unit(form.end).is_some();
    if form.day.is_some() || form.year.is_some() || range || is_vague(reader, at) {
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
