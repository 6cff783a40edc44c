//! One figure in several documents: copies of a sentence, later prints, and conflicts.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::Interval;
use super::view::{Item, View, finest};
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    name: "duplicates",
    about: "documents agree, and no statement is counted twice",
    why: "Syndicated copies of one sentence count once in any sum: a note names them. Levels of one flow, areas, good, period, unit, \
          status, adjustment and price base in two documents that differ by more than rounding are a conflict where they were \
          published on one day, and else a later print, which is a note.",
    example: "Two articles of one day: exports of $218.0 billion and of $281.0 billion in April.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let copies = view.groups(|item| {
        let record = item.record;
        let anchor = record.value.or(record.change).or(record.share);
        (!record.quote.is_empty()).then(|| (record.quote.as_str(), item.key().anywhere(), anchor))
    });
    for rows in copies.values() {
        let documents = documents(rows);
        if documents.len() > 1 {
            let message =
                format!("{}: the same sentence stands in {} documents", rows[0].name(), documents.len());
            let advice = "count it once";
            out.push(Finding::new(
                CHECK.name,
                Severity::Info,
                rows.iter().map(|item| item.at),
                message,
                advice,
            ));
        }
    }
    let levels = view.groups(|item| {
        (item.level().is_some() && item.key().is_full())
            .then(|| (item.key().anywhere(), item.record.unit.as_str()))
    });
    for rows in levels.values() {
        let documents = documents(rows);
        let finest: Vec<&Item> = documents.values().filter_map(|rows| finest(rows.iter().copied())).collect();
        conflicts(&finest, out);
    }
}

fn documents<'i, 'd>(rows: &[&'i Item<'d>]) -> BTreeMap<&'d str, Vec<&'i Item<'d>>> {
    let mut documents: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in rows {
        documents.entry(item.record.doc_id.as_str()).or_default().push(item);
    }
    documents
}

/// Each level that lies apart from one before it, and the one it is farthest from.
fn conflicts<'i>(items: &[&'i Item], out: &mut Vec<Finding>) {
    let end = |item: &&'i Item, high: bool| {
        let level = item.level()?;
        if high { level.high.clone() } else { level.low.clone() }
    };
    // The levels before that end first and begin last: what meets both meets all.
    let (mut least, mut most): (Option<&Item>, Option<&Item>) = (None, None);
    for item in items {
        let apart = |other: &&Item| item.level().zip(other.level()).is_some_and(|(a, b)| !a.meets(b));
        if let Some(other) = least.filter(apart).or_else(|| most.filter(apart)) {
            out.push(conflict(other, item));
        }
        if let Some(high) = end(item, true)
            && least.and_then(|least| end(&least, true)).is_none_or(|least| high < least)
        {
            least = Some(item);
        }
        if let Some(low) = end(item, false)
            && most.and_then(|most| end(&most, false)).is_none_or(|most| low > most)
        {
            most = Some(item);
        }
    }
}

fn conflict(other: &Item, item: &Item) -> Finding {
    let later = item.record.published.zip(other.record.published).is_some_and(|(a, b)| a != b);
    let (severity, what, advice) = match later {
        true => (
            Severity::Info,
            "a document of another day prints another level",
            "the later print may be a revision",
        ),
        false => (Severity::Warning, "another document prints another level", "look the two sentences up"),
    };
    let message = format!("{}: {what}", item.name());
    let mut finding = Finding::new(CHECK.name, severity, [other.at, item.at], message, advice);
    for item in [other, item] {
        let what = item.record.published.map_or_else(|| "level".to_owned(), |day| format!("level of {day}"));
        finding = finding.with(what, item.level().unwrap_or(&Interval::ALL), &item.record.unit);
    }
    finding
}
