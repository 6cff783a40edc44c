//! One figure stated several times in a document: the statements agree within what they print.
//!
//! `506.24 billion` and `506.2 billion` agree; `$88.66 billion, up 37.5 percent` and `up 34.6 percent` do not.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, ten_to};
use super::view::{Item, View};
use crate::value::Code;
use num_traits::Zero as _;

pub(super) const CHECK: Check = Check {
    name: "repeated",
    about: "headline, body and table of a document agree",
    why: "The same figure in two sentences, with another scale or digit. Levels of one flow, areas, good, period, unit, status, \
          adjustment and price base are compared, and changes of one basis. Rates in the terms of another currency or by \
          volume are parallel series. Where a key was inherited from another sentence, two sources are named, or one change has no level, it is a warning.",
    example: "\"gained 37.5 percent to $88.66 billion, up 34.6 percent from a year ago\".",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let full = |item: &Item| item.key().is_full();
    let levels = view.groups(|item| {
        (item.level().is_some() && full(item)).then(|| (item.key(), item.record.unit.as_str()))
    });
    for rows in levels.values() {
        compare(view, rows, |item| item.level(), |item| &item.record.unit, out);
    }
    let changes = view.groups(|item| {
        let record = item.record;
        let comparable =
            item.printed.change.is_some() && full(item) && !matches!(record.basis.as_str(), "" | "other");
        comparable.then(|| (item.key(), record.basis.as_str(), record.change_unit.as_str(), measure(item)))
    });
    for rows in changes.values() {
        compare(view, rows, |item| item.printed.change.as_ref(), |item| &item.record.change_unit, out);
    }
}

/// What is measured where it is no money: a change of tonnes is none of dollars. A change without a level is taken for one
/// of money; where volume is meant, the sentence says so.
fn measure<'d>(item: &Item<'d>) -> &'d str {
    let unit = item.record.unit.as_str();
    if Code::new(unit).is_some_and(|code| code.is_currency()) { "" } else { unit }
}

/// Whether both are of levels, in different currencies.
fn other_currency(one: &Item, other: &Item) -> bool {
    let units = [&one.record.unit, &other.record.unit];
    units.iter().all(|unit| !unit.is_empty()) && units[0] != units[1]
}

fn compare<'i, 'd>(
    view: &View,
    rows: &[&'i Item<'d>],
    number: impl Fn(&'i Item<'d>) -> Option<&'i Interval>,
    unit: impl Fn(&'i Item<'d>) -> &'i str,
    out: &mut Vec<Finding>,
) {
    for (at, item) in rows.iter().enumerate() {
        let first = rows[..at].iter().find(|first| {
            let apart = number(first).zip(number(item)).is_some_and(|(one, other)| !one.meets(other));
            apart && !other_currency(first, item) && !parallel(view, first, item)
        });
        let Some(first) = first else { continue };
        let (Some(one), Some(other)) = (number(first), number(item)) else { continue };
        let scale = (-12..=12)
            .find(|&power| power != 0 && !is_zero(other) && one.meets(&other.scaled(&ten_to(power))));
        let message = match scale {
            Some(power) => format!(
                "{}: two statements of one figure are a power of ten of {} apart",
                item.name(),
                power.abs()
            ),
            None => format!("{}: two statements of one figure differ by more than rounding", item.name()),
        };
        let advice = "look the two sentences up: one number is wrong, or one of them is about something else";
        let finding = Finding::new(CHECK.name, severity(first, item), [first.at, item.at], message, advice);
        out.push(finding.with("one statement", one, unit(first)).with("the other", other, unit(item)));
    }
}

fn is_zero(interval: &Interval) -> bool {
    interval.has(&super::interval::Rational::zero())
}

/// Keys that were taken over from another sentence may be wrong, two sources may both be right, and a change without a
/// level may be of volume.
fn severity(one: &Item, other: &Item) -> Severity {
    let sure = |item: &Item| !item.record.notes.contains("inherited");
    let one_sentence = !one.record.quote.is_empty() && one.record.quote == other.record.quote;
    let alike = one.record.source == other.record.source && one.level().is_some() == other.level().is_some();
    if one_sentence || sure(one) && sure(other) && alike { Severity::Error } else { Severity::Warning }
}

/// Whether the two are series beside each other: other terms, or what two forecasters expect.
fn parallel(view: &View, one: &Item, other: &Item) -> bool {
    let forecasts = !one.is_observed() && one.record.quote != other.record.quote;
    forecasts || view.is_parallel(&[one, other])
}
