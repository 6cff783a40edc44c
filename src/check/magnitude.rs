//! Levels that are off by orders of magnitude: without a scale word, or beside the others of their series.

use super::finding::{Finding, Severity};
use super::interval::{Interval, Rational, rational, whole};
use super::view::{Item, View};
use super::{Check, printed};
use crate::value::Code;
use num_traits::Zero as _;
use rust_decimal::Decimal;

pub(super) const CHECK: Check = Check {
    name: "magnitude",
    about: "levels have the size of the others of their series",
    why: "A scale word that was lost or mistyped. An error: the trade of an economy in all goods below ten thousand units of \
          money. A warning: a level a hundred times above or below the median of at least three others of its flow, areas, \
          good, unit and length of period (five hundred times for balances, which come close to zero).",
    example: "\"recorded $11.25 in its international trade\"; a surplus of $5.15 million among surpluses of billions.",
    run,
};

/// Below it, a level of an economy's trade in money has lost its scale word.
const LEAST: i64 = 10_000;

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items() {
        let record = item.record;
        let money =
            Code::new(&record.unit).is_some_and(|code| code.is_currency()) && !record.unit.contains('/');
        let (Some(value), Some(level)) = (record.value, item.level()) else { continue };
        let overall = super::view::is_overall(&record.commodity) && !record.ref_area.contains('-');
        let exact = level.magnitude().is_below(&Interval::point(whole(LEAST)));
        if money && overall && exact && !value.is_zero() && record.unit_mult.unwrap_or(0) == 0 {
            let message = format!("{}: a level without a scale word", item.name());
            let advice = "look the sentence up: the scale word was lost, or the number is no level of trade";
            let finding = Finding::new(CHECK.name, Severity::Error, [item.at], message, advice);
            out.push(finding.with("level", level, &record.unit));
        }
    }
    let series = view.groups(|item| {
        let (start, end) = item.record.period?;
        let months = ((end - start).num_days() + 1) / 28;
        let key = item.key().anywhere().period(None);
        (item.level().is_some()
            && item.key().is_full()
            && item.is_observed()
            && !printed::is_percentage(&item.record.unit))
        .then_some((key, item.record.unit.as_str(), months))
    });
    for rows in series.values().filter(|rows| rows.len() > 3) {
        outliers(rows, out);
    }
}

fn outliers(rows: &[&Item], out: &mut Vec<Finding>) {
    let factor = whole(if rows[0].is_balance() { 500 } else { 100 });
    let size = |item: &Item| item.record.value.map_or(Decimal::ZERO, |value| value.abs());
    for item in rows {
        let mut others: Vec<Decimal> = rows
            .iter()
            .filter(|other| other.at != item.at && other.record.period != item.record.period)
            .map(|other| size(other))
            .collect();
        others.sort_unstable();
        let Some(median) = others.get(others.len() / 2).filter(|_| others.len() >= 3) else { continue };
        let (own, median): (Rational, Rational) = (rational(size(item)), rational(*median));
        let off = &own * &factor < median || (!median.is_zero() && own > &median * &factor);
        if off && !own.is_zero() {
            let message = format!("{}: far from the others of its series", item.name());
            let advice = "look the scale word and the unit up";
            let finding = Finding::new(CHECK.name, Severity::Warning, [item.at], message, advice);
            let unit = &item.record.unit;
            let finding = finding.with("level", item.level().unwrap_or(&Interval::ALL), unit);
            out.push(finding.with("median of the others", &Interval::point(median), unit));
        }
    }
}
