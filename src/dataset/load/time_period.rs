//! SDMX `TIME_PERIOD` read back: `2023`, `2023-S1`, `2023-Q2`, `2023-04`, `2023-04-30`, `2023-01-01/P4M`,
//! `2023-08-01/P20D`.

use chrono::{Days, Months, NaiveDate};

/// First and last day of a period in one of the forms; `None` for any other text.
///
/// ```
/// use tradefacts::dataset::load::period_of;
/// let (start, end) = period_of("2023-01-01/P4M").unwrap();
/// assert_eq!((start.to_string(), end.to_string()), ("2023-01-01".into(), "2023-04-30".into()));
/// assert!(period_of("2023-13").is_none());
/// ```
#[must_use]
pub fn period_of(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some((start, length)) = text.split_once('/') {
        let start = crate::input::date(start).ok()?;
        let (count, unit) = length.strip_prefix('P')?.split_at_checked(length.len().checked_sub(2)?)?;
        let count: u32 = count.parse().ok()?;
        return match unit {
            "M" => months(start, count),
            "D" => Some((start, start.checked_add_days(Days::new(u64::from(count).checked_sub(1)?))?)),
            _ => None,
        };
    }
    let Some((year, part)) = text.split_once('-') else { return months(first(text, 1)?, 12) };
    match part.split_at_checked(1)? {
        ("Q", quarter) => months(first(year, 3 * quarter.parse::<u32>().ok()?.checked_sub(1)? + 1)?, 3),
        ("S", half) => months(first(year, 6 * half.parse::<u32>().ok()?.checked_sub(1)? + 1)?, 6),
        _ if part.len() == 2 => months(first(year, part.parse().ok()?)?, 1),
        _ => crate::input::date(text).ok().map(|day| (day, day)),
    }
}

/// The first day of a month of a year of four digits.
fn first(year: &str, month: u32) -> Option<NaiveDate> {
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    NaiveDate::from_ymd_opt(digits.then(|| year.parse().ok())??, month, 1)
}

fn months(start: NaiveDate, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let end = start.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Period, PeriodKind};

    #[test]
    fn what_a_period_writes_reads_back() {
        for (month, count) in [(1, 12), (7, 6), (4, 3), (2, 1), (4, 12), (1, 4), (11, 4)] {
            let period = Period::months(2023, month, count, PeriodKind::MonthRange).expect("a period");
            assert_eq!(period_of(&period.time_period()), Some((period.start, period.end)));
        }
        let day = |day| NaiveDate::from_ymd_opt(2024, 2, day).expect("a day");
        for (from, to) in [(1, 20), (29, 29)] {
            let period = Period::new(day(from), day(to), PeriodKind::DayRange).expect("a period");
            assert_eq!(period_of(&period.time_period()), Some((period.start, period.end)));
        }
    }

    #[test]
    fn other_texts_are_no_period() {
        for text in [
            "",
            "23",
            "2023-00",
            "2023-Q0",
            "2023-Q5",
            "2023-S3",
            "2023-01-01/P0D",
            "2023-01-01/4M",
            "2023-é",
            "2023-1",
        ] {
            assert_eq!(period_of(text), None, "{text}");
        }
    }
}
