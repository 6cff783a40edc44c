//! Dates from months and the publication date.
//!
//! A period without a year is the latest one that ends before the publication date; offices print a month's figures
//! in its last days, so a period that ends on the publication date or one of the two days after it counts as ended.

use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Days from the publication date on, this one among them, on which a period that ends counts as ended.
const LEAD: u64 = 3;

/// The date from which on a period has not ended: `LEAD` days after publication.
pub(super) fn horizon(published: NaiveDate) -> Option<NaiveDate> {
    published.checked_add_days(Days::new(LEAD))
}

/// The latest `count` months from `month` that had ended by the publication date.
pub(super) fn latest(published: NaiveDate, month: u32, count: u32, kind: PeriodKind) -> Option<Period> {
    let before = month_number(horizon(published)?);
    (0..3)
        .map(|back| published.year() - back)
        .filter(|year| last_number(*year, month, count) < before)
        .find_map(|year| Period::months(year, month, count, kind))
}

/// The months nearest to the publication date that had not ended by it.
pub(super) fn coming(published: NaiveDate, month: u32, count: u32, kind: PeriodKind) -> Option<Period> {
    let now = month_number(published);
    (-1..3)
        .map(|ahead| published.year() + ahead)
        .filter(|year| last_number(*year, month, count) >= now)
        .find_map(|year| Period::months(year, month, count, kind))
}

/// Whether the publication date lies in the months of some year; they are 12 at most.
pub(super) fn runs(published: NaiveDate, month: u32, count: u32) -> bool {
    (month_number(published) + 1 - i64::from(month)).rem_euclid(12) < i64::from(count)
}

/// Months from the year 0 to that of the date.
fn month_number(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The same to the last of `count` months from `month`, 1 to 12, of the year.
fn last_number(year: i32, month: u32, count: u32) -> i64 {
    i64::from(year) * 12 + i64::from(month) + i64::from(count) - 2
}

/// The first day of the last month that had ended by the publication date.
pub(super) fn last_month(published: NaiveDate) -> Option<NaiveDate> {
    first_day(horizon(published)?)?.checked_sub_months(Months::new(1))
}

/// The first day of the month of `date`.
pub(super) fn first_day(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)
}

/// The last day of the month that `first` starts.
pub(super) fn last_day(first: NaiveDate) -> Option<NaiveDate> {
    first_day(first)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}

/// `count` months that end with `month` of `year`.
pub(super) fn months_to(year: i32, month: u32, count: u32, kind: PeriodKind) -> Option<Period> {
    let end = NaiveDate::from_ymd_opt(year, month, 1)?;
    let start = end.checked_sub_months(Months::new(count.checked_sub(1)?))?;
    Period::months(start.year(), start.month(), count, kind)
}

/// The latest occurrence of a day that ends something which had ended by the publication date.
pub(super) fn latest_day(published: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    before(horizon(published)?, month, day)
}

/// The latest occurrence of a day that something started on: the publication date or before it.
pub(super) fn latest_start(published: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    before(published.succ_opt()?, month, day)
}

/// The latest occurrence of a day before the limit; leap days are up to eight years apart.
fn before(limit: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    (0..9)
        .filter_map(|back| NaiveDate::from_ymd_opt(limit.year() - back, month, day))
        .find(|date| *date < limit)
}

/// Months from `first` to `last`, both 1 to 12, over the turn of the year where `last` comes first.
pub(super) fn span(first: u32, last: u32) -> u32 {
    if last >= first { last - first + 1 } else { last + 13 - first }
}

/// What months of a calendar year are called.
pub(super) fn kind_of(first: u32, count: u32) -> PeriodKind {
    match (first, count) {
        (_, 1) => PeriodKind::Month,
        (1, 12) => PeriodKind::Year,
        (1, 2..12) => PeriodKind::YearToDate,
        _ => PeriodKind::MonthRange,
    }
}
