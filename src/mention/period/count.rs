//! Numbers of months, quarters, weeks and days from the start of a year or month.
//!
//! ```text
//! first  = first count (months|quarters) [tail] | first month of tail
//! last   = (last|final) count months tail
//! bare   = count months tail | (in|over) count months | count-month (period|noun of a total)
//! days   = first count (days|weeks) of month
//! ```
//! A bare number of months is a total only where it ends now: with the last month or two before publication, in the
//! calendar year or in the country's fiscal year. `the nine months` is the period named last.

use super::reader::Reader;
use super::tail::{self, Part, YearOf};
use super::{END_ASSUMED, Found, PeriodReading, YEAR_ASSUMED, fiscal, part, when};
use crate::lexicon::{PeriodCue, Sense, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

const YTD: &str = "period.ytd";
/// How many words may stand between `11-month` and the noun of the total.
const ADJECTIVES: usize = 3;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    first(reader, at).or_else(|| last(reader, at)).or_else(|| bare(reader, at))
}

/// The months of a unit that parts of a year are counted in.
fn months(unit: TimeUnit) -> Option<u32> {
    match unit {
        TimeUnit::Month => Some(1),
        TimeUnit::Quarter => Some(3),
        _ => None,
    }
}

fn first(reader: &Reader, at: usize) -> Option<Found> {
    let (number, next) = reader.ordinal(at)?;
    if number != 1 || reader.count(next).is_none() {
        return nth_month(reader, number, at, next);
    }
    let count = reader.count(next)?;
    let unit_at = reader.hyphen(next + 1);
    let unit = reader.unit(unit_at)?;
    if matches!(unit, TimeUnit::Day | TimeUnit::Week) {
        let days = if unit == TimeUnit::Week { count.checked_mul(7)? } else { count };
        return first_days(reader, unit_at + 1, days);
    }
    let count = count.checked_mul(months(unit)?).filter(|count| (1..=12).contains(count))?;
    let tail = tail::read(reader, unit_at + 1);
    if tail.year == YearOf::Unsaid
        && reader.view().setting.fiscal_year.is_some()
        && let Some(period) = ends_now(reader, count)
    {
        return Some(Found::new(YTD, tail.end, PeriodReading::Resolved(period)).note(YEAR_ASSUMED));
    }
    Some(tail::place(reader, YTD, at, Part::Nth(0, count), when::kind_of(1, count), tail))
}

/// `first month of 2023`, `fifth month of the year`.
fn nth_month(reader: &Reader, number: u32, at: usize, unit: usize) -> Option<Found> {
    // Weeks of a month are counted in different ways.
    if reader.unit(unit) == Some(TimeUnit::Week) && reader.cue(unit + 1, PeriodCue::Of) {
        let (_, end) = part::month_at(reader, unit + 2)?;
        return Some(Found::new("period.week", end, PeriodReading::Unresolved));
    }
    let months = reader.unit(unit) == Some(TimeUnit::Month) && (1..=12).contains(&number);
    let tail = tail::read(reader, unit + 1);
    if !months || tail.end == unit + 1 {
        return months.then(|| month_now(reader, number, at, unit + 1))?;
    }
    Some(tail::place(reader, "period.month", at, Part::Nth(number - 1, 1), PeriodKind::Month, tail))
}

/// `in the fifth month`: where it is the last one or two that ended, and is not counted otherwise.
fn month_now(reader: &Reader, number: u32, at: usize, end: usize) -> Option<Found> {
    let inside = reader.after(at, PeriodCue::The) && is_inside(reader, at - 1);
    let counted = reader.in_streak(end) || reader.cue(end, PeriodCue::Of) || reader.in_record(at);
    let now = when::last_month(reader.published()?)?;
    let after = i64::from(now.month()) - i64::from(number);
    if !inside || counted || !(0..=1).contains(&after) {
        return None;
    }
    let period = Period::months(now.year(), number, 1, PeriodKind::Month);
    Some(Found::dated("period.month", end, period).note(YEAR_ASSUMED))
}

/// `20 days of August`.
fn first_days(reader: &Reader, at: usize, count: u32) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Of) || count == 0 {
        return None;
    }
    let Some((month, end)) = part::month_at(reader, at + 1) else {
        return first_days_of_year(reader, at, count);
    };
    let period = month.and_then(|month| {
        let last = month.start.checked_add_days(Days::new(u64::from(count - 1)))?;
        if last > month.end {
            return None;
        }
        Period::new(month.start, last, PeriodKind::DayRange)
    });
    Some(Found::dated("period.day_range", end, period))
}

/// `first ten weeks of 2012`, `first ten weeks of the year`.
fn first_days_of_year(reader: &Reader, at: usize, count: u32) -> Option<Found> {
    let tail = tail::read(reader, at);
    if tail.end == at {
        return None;
    }
    let days = |year: i32| {
        let start = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let last = start.checked_add_days(Days::new(u64::from(count - 1)))?;
        (last.year() == year).then(|| Period::new(start, last, PeriodKind::DayRange))?
    };
    let found = |period| Found::dated("period.day_range", tail.end, period);
    match (tail.year, reader.published()) {
        (YearOf::Calendar(year), _) => Some(found(days(year))),
        // The last that have ended by then.
        (YearOf::Unsaid, Some(date)) => {
            let ended = |period: &Period| period.end <= date;
            let this = days(date.year()).filter(ended).or_else(|| days(date.year() - 1));
            Some(found(this).note(YEAR_ASSUMED))
        }
        _ => Some(found(None)),
    }
}

/// `last three months of 2021`; `past eight months of the year` are its first.
fn last(reader: &Reader, at: usize) -> Option<Found> {
    let past = reader.cue(at, PeriodCue::Past);
    if !past && !reader.cue(at, PeriodCue::Last) && !reader.cue(at, PeriodCue::Final) {
        return None;
    }
    let count = reader.count(at + 1)?;
    let unit = reader.hyphen(at + 2);
    let count = count.checked_mul(months(reader.unit(unit)?)?).filter(|count| (1..12).contains(count))?;
    let tail = tail::read(reader, unit + 1);
    if tail.end == unit + 1 {
        return None;
    }
    if past {
        return Some(tail::place(reader, YTD, at, Part::Nth(0, count), when::kind_of(1, count), tail));
    }
    let part = Part::Nth(12 - count, count);
    Some(tail::place(reader, "period.month_range", at, part, when::kind_of(13 - count, count), tail))
}

fn bare(reader: &Reader, at: usize) -> Option<Found> {
    let count = reader.count(at).filter(|count| *count >= 2)?;
    let unit = reader.hyphen(at + 1);
    let days = matches!(reader.unit(unit), Some(TimeUnit::Day | TimeUnit::Week));
    if days && reader.cue(unit + 1, PeriodCue::Noun) && reader.after(at, PeriodCue::The) {
        return Some(Found::new("period.anaphoric", unit + 2, PeriodReading::Anaphoric));
    }
    if reader.unit(unit) == Some(TimeUnit::Day) && count <= 31 && unit == at + 1 {
        return first_days(reader, unit + 1, count);
    }
    if reader.unit(unit) != Some(TimeUnit::Month) || is_counted(reader, at, unit + 1) {
        return None;
    }
    if count > 12 {
        return None;
    }
    let adjective = unit > at + 1;
    let noun = reader.cue(unit + 1, PeriodCue::Noun);
    let tail = tail::read(reader, unit + 1);
    if tail.year != YearOf::Unsaid {
        return Some(tail::place(reader, YTD, at, Part::Nth(0, count), when::kind_of(1, count), tail));
    }
    let end = reader.skip(unit + 1, PeriodCue::Noun);
    if !adjective && !noun && reader.after(at, PeriodCue::The) {
        return Some(Found::new("period.anaphoric", end, PeriodReading::Anaphoric));
    }
    let total = match adjective {
        true => noun || is_total(reader, unit + 1),
        false => is_inside(reader, at) && !reader.in_record(at),
    };
    if !total {
        return None;
    }
    // `over 12 months`: counted back from the last one.
    if count == 12 && !adjective && reader.after(at, PeriodCue::Over) {
        let found = Found::dated("period.window", end, back_from_now(reader, count));
        return Some(found.note_if(true, END_ASSUMED));
    }
    match ends_now(reader, count) {
        Some(period) => Some(Found::new(YTD, end, PeriodReading::Resolved(period)).note(YEAR_ASSUMED)),
        None if adjective && noun => Some(Found::new("period.anaphoric", end, PeriodReading::Anaphoric)),
        None => None,
    }
}

/// Whether the months are counted back, ahead or in a row.
fn is_counted(reader: &Reader, at: usize, end: usize) -> bool {
    let before = [PeriodCue::Past, PeriodCue::Last, PeriodCue::Next, PeriodCue::Previous];
    before.into_iter().any(|cue| reader.after(at, cue))
        || reader.in_streak(end)
        || reader.cue(end, PeriodCue::Earlier)
        || reader.cue(end, PeriodCue::Window)
}

/// Whether `in` or `over` stands before.
fn is_inside(reader: &Reader, at: usize) -> bool {
    reader.after(at, PeriodCue::In) || reader.after(at, PeriodCue::During)
}

/// Whether a flow or the noun of a total follows `11-month`, with nothing between that makes it another thing.
fn is_total(reader: &Reader, at: usize) -> bool {
    let view = reader.view();
    (at..at + ADJECTIVES)
        .take_while(|&i| reader.kind(i) == Some(Kind::Word) && !reader.cue(i, PeriodCue::Window))
        .any(|i| {
            reader.cue(i, PeriodCue::Figure)
                || view.senses(i).iter().any(|sense| matches!(sense, Sense::Flow(..)))
        })
}

/// `count` months from the start of the calendar or fiscal year that end one or two months before publication.
fn ends_now(reader: &Reader, count: u32) -> Option<Period> {
    let calendar = reader.published().and_then(|published| {
        let period = when::latest(published, 1, count, when::kind_of(1, count))?;
        let after = months_between(period.end, when::last_month(published)?);
        (0..=1).contains(&after).then_some(period)
    });
    calendar.or_else(|| fiscal::ends_now(reader, count))
}

fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32
}

/// `past 12 months`: as many months, the last one that had ended by the publication date included.
pub(super) fn back_from_now(reader: &Reader, count: u32) -> Option<Period> {
    let last = when::last_month(reader.published()?)?;
    let start = last.checked_sub_months(Months::new(count.checked_sub(1)?))?;
    Period::months(start.year(), start.month(), count, PeriodKind::Rolling)
}
