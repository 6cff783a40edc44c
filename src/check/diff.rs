//! Two datasets, or one at two dates: which figures are new, gone, revised, re-rounded, or have other evidence.
//!
//! Figures are the numbers of a series: level by unit, change by unit and basis, share. The series are those of the column
//! `series_key`; where it is empty, reporter or period are not known and a statement is a series of its own. Of several
//! statements of a figure the last published stands, and among those the one with most digits.

use super::finding::{Finding, Severity};
use super::interval::Interval;
use super::printed::Printed;
use crate::dataset::load::Record;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The name under which differences are printed.
pub const NAME: &str = "diff";

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Only the new dataset has it.
    New,
    /// Only the old dataset has it.
    Gone,
    /// It has another value.
    Revised,
    /// It has another value or number of digits, within what both print.
    ReRounded,
    /// It is the same, and other sentences or documents say so.
    OtherEvidence,
}

impl Kind {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::New => "new",
            Kind::Gone => "gone",
            Kind::Revised => "revised",
            Kind::ReRounded => "re-rounded",
            Kind::OtherEvidence => "other-evidence",
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Kind::Gone | Kind::Revised => Severity::Warning,
            Kind::New | Kind::ReRounded | Kind::OtherEvidence => Severity::Info,
        }
    }

    const fn advice(self) -> &'static str {
        match self {
            Kind::New => "see whether it was expected",
            Kind::Gone => "see whether its document was taken out, or it is not read any more",
            Kind::Revised => "see whether the source revised it, or one of the two was misread",
            Kind::ReRounded => "none need be wrong: one prints more digits",
            Kind::OtherEvidence => "nothing: the figure is the same",
        }
    }
}

/// A number of a series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    series: String,
    /// `value`, `change`, `share`, with basis.
    measure: String,
    unit: String,
}

/// The facts that were published by a day; those without a day are always there.
#[must_use]
pub fn as_of(facts: &[Record], day: NaiveDate) -> Vec<Record> {
    facts.iter().filter(|fact| fact.published.is_none_or(|published| published <= day)).cloned().collect()
}

/// What became of each figure from `old` to `new`, by series. The facts of a finding count through `old`, then `new`.
#[must_use]
pub fn between(old: &[Record], new: &[Record]) -> Vec<Finding> {
    let (before, after) = (figures(old, 0), figures(new, old.len()));
    let keys: BTreeSet<&Figure> = before.keys().chain(after.keys()).collect();
    keys.into_iter().filter_map(|key| difference(key, before.get(key), after.get(key))).collect()
}

/// A statement of a figure.
struct Statement<'r> {
    at: usize,
    record: &'r Record,
    number: Decimal,
    interval: Interval,
}

fn figures(records: &[Record], offset: usize) -> BTreeMap<Figure, Vec<Statement<'_>>> {
    let mut figures: BTreeMap<Figure, Vec<Statement>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let printed = Printed::of(record);
        let percent = crate::value::Code::PERCENT.as_str();
        let numbers = [
            ("value".to_owned(), record.unit.as_str(), record.value, printed.level),
            (format!("change {}", record.basis), record.change_unit.as_str(), record.change, printed.change),
            ("share".to_owned(), percent, record.share, printed.share),
        ];
        for (measure, unit, number, interval) in numbers {
            let (Some(number), Some(interval)) = (number, interval) else { continue };
            let key = Figure {
                series: series(record),
                measure: measure.trim_end().to_owned(),
                unit: unit.to_owned(),
            };
            figures.entry(key).or_default().push(Statement { at: offset + at, record, number, interval });
        }
    }
    figures
}

/// The series of a fact: its column, else the same made of its parts, else the statement alone.
fn series(record: &Record) -> String {
    let Some((start, end)) = record.period.filter(|_| !record.ref_area.is_empty()) else {
        return format!("{} {}", record.doc_id, record.quote);
    };
    if !record.series_key.is_empty() {
        return record.series_key.clone();
    }
    let status = match record.obs_status.as_str() {
        "E" | "R" => "A",
        other => other,
    };
    let period = crate::value::Period::new(start, end, crate::value::PeriodKind::DayRange);
    let period = period.map(|period| period.time_period()).unwrap_or_default();
    [
        record.trade_flow.as_str(),
        &record.ref_area,
        &record.counterpart_area,
        &record.commodity.replace(':', " "),
        &period,
        status,
        &record.adjustment,
        &record.price_base,
    ]
    .join(":")
}

fn difference(key: &Figure, old: Option<&Vec<Statement>>, new: Option<&Vec<Statement>>) -> Option<Finding> {
    let (before, after) = (old.and_then(|all| last(all)), new.and_then(|all| last(all)));
    let kind = match (before, after) {
        (None, Some(_)) => Kind::New,
        (Some(_), None) => Kind::Gone,
        (Some(one), Some(other)) if !one.interval.meets(&other.interval) => Kind::Revised,
        (Some(one), Some(other)) if one.interval != other.interval => Kind::ReRounded,
        (Some(_), Some(_)) if evidence(old) != evidence(new) => Kind::OtherEvidence,
        _ => return None,
    };
    let shown = |statement: Option<&Statement>| statement.map(|statement| statement.number.to_string());
    let numbers = match (shown(before), shown(after)) {
        (Some(one), Some(other)) => format!("{one} -> {other}"),
        (one, other) => one.or(other).unwrap_or_default(),
    };
    let message = format!("{} ({}): {} {numbers} {}", key.series, key.measure, kind.as_str(), key.unit);
    let facts = [before, after].into_iter().flatten().map(|statement| statement.at);
    let mut finding = Finding::new(NAME, kind.severity(), facts, message, kind.advice());
    finding.verdict = kind.as_str();
    for (what, statement) in [("old", before), ("new", after)] {
        if let Some(statement) = statement {
            finding = finding.with(what, &statement.interval, &key.unit);
        }
    }
    Some(finding)
}

/// The statement that stands: the last published, then the one with most digits.
fn last<'s, 'r>(statements: &'s [Statement<'r>]) -> Option<&'s Statement<'r>> {
    statements.iter().reduce(|best, next| {
        let (one, other) = (best.record.published, next.record.published);
        let finer = match (best.interval.width(), next.interval.width()) {
            (Some(one), Some(other)) => other < one,
            (one, other) => one.is_none() && other.is_some(),
        };
        if other > one || (other == one && finer) { next } else { best }
    })
}

fn evidence<'r>(statements: Option<&Vec<Statement<'r>>>) -> BTreeSet<(&'r str, &'r str)> {
    let all = statements.into_iter().flatten();
    all.map(|statement| (statement.record.doc_id.as_str(), statement.record.quote.as_str())).collect()
}
