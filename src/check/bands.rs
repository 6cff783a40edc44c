//! Bands of exchange rates: between which limits every daily rate of a year lies. `data/exchange_rates.csv` has them as
//! units of a currency for one US dollar.

use super::interval::{Interval, rational};
use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/exchange_rates.csv");

/// A row of the table.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    currency: String,
    from: i32,
    to: i32,
    low: String,
    high: String,
}

impl Band {
    fn interval(&self) -> Option<Interval> {
        let end = |text: &str| Decimal::from_str_exact(text).ok().map(rational);
        Some(Interval::between(end(&self.low)?, end(&self.high)?))
    }
}

static BANDS: LazyLock<Vec<(Band, Interval)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let rows = reader.deserialize().filter_map(Result::ok);
    rows.filter_map(|band: Band| band.interval().map(|interval| (band, interval))).collect()
});

/// Units of a currency for one dollar, in any year from `first` to `last`.
fn per_dollar(currency: &str, first: i32, last: i32) -> Option<Interval> {
    let fits = |band: &Band| band.currency == currency && band.from <= last && band.to >= first;
    let bands = BANDS.iter().filter(|(band, _)| fits(band)).map(|(_, interval)| interval.clone());
    bands.reduce(Interval::join)
}

/// Units of the currency `of` for one of `per`, at any time between the two days; none where the table has no band.
pub(super) fn rate(of: &str, per: &str, (start, end): (NaiveDate, NaiveDate)) -> Option<Interval> {
    let (first, last) = (start.year(), end.year());
    Some(per_dollar(of, first, last)?.over(&per_dollar(per, first, last)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_row_is_read_and_bands_of_a_currency_do_not_overlap() {
        assert_eq!(BANDS.len(), TABLE.lines().count() - 1, "a malformed row");
        let mut years: BTreeMap<&str, Vec<(i32, i32)>> = BTreeMap::new();
        for (band, interval) in BANDS.iter() {
            assert!(band.from <= band.to && interval.width() >= Some(super::super::interval::whole(0)));
            years.entry(&band.currency).or_default().push((band.from, band.to));
        }
        for (currency, years) in years {
            assert!(years.windows(2).all(|pair| pair[0].1 < pair[1].0), "{currency}: {years:?}");
        }
    }

    #[test]
    fn rates_follow_from_the_dollar() {
        let year = |year| {
            (NaiveDate::from_ymd_opt(year, 1, 1).unwrap(), NaiveDate::from_ymd_opt(year, 12, 31).unwrap())
        };
        let has = |of, per, when, rate: i64| {
            super::rate(of, per, year(when))
                .is_some_and(|band| band.has(&super::super::interval::whole(rate)))
        };
        assert!(has("JPY", "USD", 2023, 140) && !has("JPY", "USD", 2023, 100));
        assert!(has("JPY", "EUR", 2023, 150) && !has("ZZZ", "USD", 2023, 1));
    }
}
