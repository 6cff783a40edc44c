//! Closed intervals of days with the kind of period they were printed as, and their SDMX `TIME_PERIOD` form.

use chrono::{Datelike, Months, NaiveDate};

/// What sort of period was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// Several months that do not start a year: `March-May`.
    MonthRange,
    /// Months from the start of the calendar year: `the first four months`.
    YearToDate,
    /// A calendar quarter.
    Quarter,
    /// A calendar half-year.
    Half,
    /// A calendar year, or several.
    Year,
    /// A fiscal year.
    FiscalYear,
    /// Months from the start of a fiscal year.
    FiscalYearToDate,
    /// A marketing or crop year, or its part to a date.
    MarketingYear,
    /// A moving window: `the 12 months to March`, `the three months to May`.
    Rolling,
    /// A week.
    Week,
    /// Days: `June 1-20`.
    DayRange,
    /// One day that a stock or running total refers to.
    AsOf,
}

impl PeriodKind {
    /// The word written in the `period_kind` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PeriodKind::Month => "month",
            PeriodKind::MonthRange => "month_range",
            PeriodKind::YearToDate => "ytd",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Half => "half",
            PeriodKind::Year => "year",
            PeriodKind::FiscalYear => "fiscal_year",
            PeriodKind::FiscalYearToDate => "fiscal_ytd",
            PeriodKind::MarketingYear => "marketing_year",
            PeriodKind::Rolling => "rolling",
            PeriodKind::Week => "week",
            PeriodKind::DayRange => "day_range",
            PeriodKind::AsOf => "as_of",
        }
    }
}

/// A closed interval of days, `start <= end`, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    /// What was printed.
    pub kind: PeriodKind,
}

impl Period {
    /// The period from `start` to `end`, or `None` where they are reversed or outside the years 1 to 9999.
    #[must_use]
    pub fn new(start: NaiveDate, end: NaiveDate, kind: PeriodKind) -> Option<Period> {
        (start <= end && start.year() >= 1 && end.year() <= 9999).then_some(Period { start, end, kind })
    }

    /// `count` whole months from `month` (1 to 12) of `year`.
    ///
    /// ```
    /// use tradefacts::value::{Period, PeriodKind};
    /// let period = Period::months(2023, 1, 4, PeriodKind::YearToDate).unwrap();
    /// assert_eq!(period.time_period(), "2023-01-01/P4M");
    /// assert_eq!(Period::months(2023, 4, 3, PeriodKind::Quarter).unwrap().time_period(), "2023-Q2");
    /// ```
    #[must_use]
    pub fn months(year: i32, month: u32, count: u32, kind: PeriodKind) -> Option<Period> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let behind = month_number(start).checked_add_unsigned(count)?;
        let (year, month) = month_of(behind.checked_sub(1)?);
        Period::new(start, NaiveDate::from_ymd_opt(year, month, days(year, month))?, kind)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(year: i32) -> Option<Period> {
        Period::months(year, 1, 12, PeriodKind::Year)
    }

    /// The number of whole months, or `None` where the period does not run from a first to a last day of a month.
    #[must_use]
    pub fn whole_months(&self) -> Option<u32> {
        let whole = self.start.day() == 1 && self.end.day() == days(self.end.year(), self.end.month());
        let count = month_number(self.end) - month_number(self.start) + 1;
        u32::try_from(count).ok().filter(|_| whole)
    }

    /// By how many months another period ends in an earlier month than this one; negative where it ends in a later one.
    pub(crate) fn months_behind(&self, earlier: &Period) -> i32 {
        month_number(self.end) - month_number(earlier.end)
    }

    /// The period moved by whole months (negative: earlier). A period of whole months stays one.
    #[must_use]
    pub fn shifted(&self, months: i32) -> Option<Period> {
        if let Some(count) = self.whole_months() {
            let (year, month) = month_of(month_number(self.start).checked_add(months)?);
            return Period::months(year, month, count, self.kind);
        }
        Period::new(shift(self.start, months)?, shift(self.end, months)?, self.kind)
    }

    /// The month, quarter or year right before this one; none where "the one before" may be of the same part of the
    /// year before.
    ///
    /// ```
    /// use tradefacts::value::{Period, PeriodKind};
    /// let january = Period::months(2023, 1, 1, PeriodKind::Month).unwrap();
    /// assert_eq!(january.before().unwrap().time_period(), "2022-12");
    /// assert_eq!(Period::months(2023, 1, 4, PeriodKind::YearToDate).unwrap().before(), None);
    /// ```
    #[must_use]
    pub fn before(&self) -> Option<Period> {
        let months = match self.kind {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Year | PeriodKind::FiscalYear => 12,
            _ => return None,
        };
        self.shifted(-months)
    }

    /// SDMX `TIME_PERIOD`: `2023`, `2023-S1`, `2023-Q2`, `2023-04`, `2023-01-01/P4M`, `2023-08-01/P20D`.
    #[must_use]
    pub fn time_period(&self) -> String {
        let (year, month) = (self.start.year().unsigned_abs(), self.start.month());
        let mut out = String::with_capacity(FORM);
        two(&mut out, year / 100);
        two(&mut out, year % 100);
        match (self.whole_months(), month) {
            (Some(12), 1) => {}
            (Some(6), 1 | 7) => counted(&mut out, "-S", month / 7 + 1),
            (Some(3), 1 | 4 | 7 | 10) => counted(&mut out, "-Q", month / 3 + 1),
            (Some(1), _) => part(&mut out, month),
            (count, _) => {
                part(&mut out, month);
                part(&mut out, self.start.day());
                if let Some(count) = count {
                    counted(&mut out, "/P", count);
                    out.push('M');
                } else if self.start != self.end {
                    let days = (self.end - self.start).num_days().unsigned_abs() + 1;
                    counted(&mut out, "/P", u32::try_from(days).unwrap_or(u32::MAX));
                    out.push('D');
                }
            }
        }
        out
    }
}

/// Room for most forms.
const FORM: usize = 16;

/// Adds month or day behind a hyphen.
fn part(out: &mut String, value: u32) {
    out.push('-');
    two(out, value);
}

/// Adds a number behind what it counts.
fn counted(out: &mut String, what: &str, value: u32) {
    out.push_str(what);
    match value {
        0..10 => out.push(digit(value)),
        10..100 => two(out, value),
        _ => out.push_str(&value.to_string()),
    }
}

/// Adds two digits of a number below 100.
fn two(out: &mut String, value: u32) {
    out.push(digit(value / 10));
    out.push(digit(value % 10));
}

fn digit(value: u32) -> char {
    char::from(b'0' + (value % 10) as u8)
}

/// The months from the year 0 to the month of the day.
fn month_number(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// Year and month (1 to 12) of a number of months.
fn month_of(number: i32) -> (i32, u32) {
    (number.div_euclid(12), number.rem_euclid(12).unsigned_abs() + 1)
}

/// The days of a month.
fn days(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn shift(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sdmx_forms() {
        let form = |year, month, count| {
            Period::months(year, month, count, PeriodKind::MonthRange)
                .map(|p| p.time_period())
                .unwrap_or_default()
        };
        assert_eq!(form(2022, 1, 12), "2022");
        assert_eq!(form(2022, 7, 6), "2022-S2");
        assert_eq!(form(2022, 10, 3), "2022-Q4");
        assert_eq!(form(2022, 2, 1), "2022-02");
        assert_eq!(form(2021, 4, 12), "2021-04-01/P12M");
        let days = |from, to| {
            let day = |day| NaiveDate::from_ymd_opt(2023, 8, day).expect("a day");
            Period::new(day(from), day(to), PeriodKind::DayRange).map(|p| p.time_period()).unwrap_or_default()
        };
        assert_eq!(days(1, 20), "2023-08-01/P20D");
        assert_eq!(days(20, 20), "2023-08-20");
        assert_eq!(days(21, 20), "");
    }

    #[test]
    fn shifting_keeps_whole_months_whole() {
        let february = Period::months(2024, 2, 1, PeriodKind::Month).expect("a month");
        let before = february.shifted(-12).expect("a month");
        assert_eq!(before.end.to_string(), "2023-02-28");
        assert_eq!(february.shifted(-1).expect("a month").end.to_string(), "2024-01-31");
    }

    #[test]
    fn the_end_of_each_month_is_the_day_before_the_next() {
        for number in 12..12 * 2500 {
            let ((year, month), (next_year, next)) = (month_of(number), month_of(number + 1));
            let period = Period::months(year, month, 1, PeriodKind::Month).expect("a month");
            let next = NaiveDate::from_ymd_opt(next_year, next, 1).expect("a day");
            assert_eq!(Some(period.end), next.pred_opt());
            assert_eq!(period.whole_months(), Some(1));
        }
        assert_eq!(Period::months(2023, 5, 0, PeriodKind::Month), None);
        assert_eq!(Period::months(9999, 12, 2, PeriodKind::MonthRange), None);
    }
}
