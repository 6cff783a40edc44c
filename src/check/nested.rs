//! Periods within periods: parts that fill a period add up to it, and no part of a flow is larger than the whole.
//!
//! Parts are halves of two lengths (January-April = January-March + April), and months, quarters or half-years of one
//! length. Daily and monthly averages, and percentages, do not add up; a sentence that speaks of averages, of adjusted figures
//! or of the terms of a currency is left alone.

use super::finding::{Finding, Severity};
use super::interval::{Interval, whole};
use super::view::{Days, Item, Key, View, finest};
use super::{Check, printed};
use crate::value::{Period, PeriodKind};
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    name: "nested",
    about: "months add up to quarters, years and the year to date",
    why: "A wrong scale or label of one month shows against the year to date. In one document an error; across documents a \
          warning, since earlier months are revised. Balances and flows must add up; a part larger than the whole is \
          wrong for flows alone.",
    example: "$40 billion in January-March and $18 billion in April beside $73 billion in January-April.",
    run,
};

/// Levels of one series, by their period.
type Levels<'i, 'd> = BTreeMap<Days, &'i Item<'d>>;

fn run(view: &View, out: &mut Vec<Finding>) {
    let series =
        |item: &Item<'_>| item.level().is_some() && item.key().is_full() && adds_up(&item.record.unit);
    let own = view.groups(|item| series(item).then(|| (item.key().period(None), item.record.unit.as_str())));
    let is_sum = |finding: &Finding| {
        !view.is_parallel(&finding.facts.iter().map(|&at| &view.items()[at]).collect::<Vec<_>>())
    };
    for rows in own.values() {
        let mut found = Vec::new();
        compare(rows, Severity::Error, &mut found);
        out.extend(found.into_iter().filter(is_sum));
    }
    let all = view.groups(|item| {
        (series(item) && item.is_observed())
            .then(|| (without_document(item.key()), item.record.unit.as_str()))
    });
    for rows in
        all.values().filter(|rows| rows.iter().any(|item| item.record.doc_id != rows[0].record.doc_id))
    {
        let mut found = Vec::new();
        compare(rows, Severity::Warning, &mut found);
        let across = |finding: &Finding| {
            let documents: Vec<&str> =
                finding.facts.iter().map(|&at| view.items()[at].record.doc_id.as_str()).collect();
            documents.iter().any(|document| *document != documents[0])
        };
        out.extend(found.into_iter().filter(across).filter(is_sum));
    }
}

fn without_document(key: Key<'_>) -> Key<'_> {
    let mut key = key.anywhere().period(None);
    key.status = "";
    key
}

fn adds_up(unit: &str) -> bool {
    !unit.is_empty() && !unit.contains('/') && !printed::is_percentage(unit)
}

fn compare(rows: &[&Item], severity: Severity, out: &mut Vec<Finding>) {
    let mut by_period: BTreeMap<Days, Vec<&Item>> = BTreeMap::new();
    for item in rows {
        by_period.entry(item.record.period.unwrap_or_default()).or_default().push(item);
    }
    let levels: Levels =
        by_period.into_iter().filter_map(|(days, items)| Some((days, finest(items)?))).collect();
    for (&days, &item) in &levels {
        tilings(days, &levels).into_iter().for_each(|parts| sum(item, &parts, severity, out));
        if !item.is_balance() {
            larger(days, item, &levels, severity, out);
        }
    }
}

/// The ways in which printed periods fill one: two of any lengths, or months, quarters, half-years.
fn tilings<'i, 'd>((start, end): Days, levels: &Levels<'i, 'd>) -> Vec<Vec<&'i Item<'d>>> {
    let Some(months) =
        Period::new(start, end, PeriodKind::MonthRange).and_then(|period| period.whole_months())
    else {
        return Vec::new();
    };
    let part = |from: u32, to: u32| {
        let first = start.checked_add_months(Months::new(from))?;
        let last = start.checked_add_months(Months::new(to))?.pred_opt()?;
        levels.get(&(first, last)).copied()
    };
    let halves = (1..months.min(36)).map(|cut| vec![part(0, cut), part(cut, months)]);
    let even = [1, 3, 6].into_iter().filter(|length| months % length == 0 && months / length > 2);
    let even = even.map(|length| {
        (0..(months / length).min(36)).map(|at| part(at * length, (at + 1) * length)).collect()
    });
    halves.chain(even).filter_map(|parts: Vec<_>| parts.into_iter().collect()).collect()
}

fn sum(item: &Item, parts: &[&Item], severity: Severity, out: &mut Vec<Finding>) {
    let levels = parts.iter().filter_map(|part| part.level());
    let sum = levels.fold(Interval::point(whole(0)), |sum, level| sum.plus(level));
    let Some(level) = item.level().filter(|level| !level.meets(&sum)) else { return };
    let message = format!("{}: {} parts of the period do not add up to it", item.name(), parts.len());
    let advice = "look the levels up; an earlier one may have been revised since";
    let facts = parts.iter().map(|part| part.at).chain([item.at]);
    let unit = &item.record.unit;
    let mut finding =
        Finding::new(CHECK.name, severity, facts, message, advice).with("whole period", level, unit);
    if parts.len() == 2 {
        for part in parts {
            finding = finding.with("part", part.level().unwrap_or(&Interval::ALL), unit);
        }
    }
    out.push(finding.with("sum of the parts", &sum, unit));
}

/// The largest of the periods inside one, where it is larger than the whole.
fn larger((start, end): Days, item: &Item, levels: &Levels, severity: Severity, out: &mut Vec<Finding>) {
    let inside = levels.range((start, NaiveDate::MIN)..=(end, NaiveDate::MAX));
    let inside = inside.filter(|((first, last), _)| *last <= end && (*first, *last) != (start, end));
    for (_, &part) in inside {
        let (Some(level), Some(own)) = (part.level(), item.level()) else { continue };
        if own.is_below(level) {
            let message = format!("{}: {} is a part of its period and larger", item.name(), part.name());
            let advice = "look up scale and period of both";
            let unit = &item.record.unit;
            let finding = Finding::new(CHECK.name, severity, [item.at, part.at], message, advice);
            out.push(finding.with("whole period", own, unit).with("part", level, unit));
        }
    }
}
