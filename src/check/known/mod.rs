//! Known figures: a table of what should have been read, and a verdict on each of its rows.
//!
//! A row of the table has columns of the schema as keys (an empty cell fits everything, `TOTAL|goods` fits either),
//! `value` in full units or `change` or both, and, where wanted, `published`, `tolerance` and `note`. Values may carry more
//! digits than a text prints. [`Verdict`] lists what is said of a row.

mod judge;
mod table;

pub use judge::{Rounding, Verdict};
pub use table::{Figure, OFFICIAL, from_csv, from_table, official, read};

use super::finding::{Compared, Finding, Severity};
use super::interval::Interval;
use super::printed::Printed;
use super::view::{Item, View};
use judge::{Known, Measure};
use std::collections::BTreeMap;

/// The name under which verdicts are printed, and chosen or skipped, beside those of the checks.
pub const NAME: &str = "known";

/// What it does, in a line.
pub const ABOUT: &str = "each known figure was read, and is what the printed digits stand for";

/// Why.
pub const WHY: &str = "A regression test: the table has what an office published, and every row gets a verdict: match (and whether \
    rounded half-up, half-even or truncated), within-rounding, coarser, finer, unit-mismatch (a power of ten off), \
    sign-or-label-swap (it fits with another sign, flow, partner or unit), vintage (it differs, and was published on another \
    day), conflict, missing, extra (a fact of a series of the table, of a period that the table does not have).";

/// An example.
pub const EXAMPLE: &str = "value 73148000000 against \"$73.15 billion\": match (half-up, half-even).";

/// The verdicts on the rows of a table, in their order, then the facts that it does not have.
#[must_use]
pub fn compare(view: &View, figures: &[Figure]) -> Vec<Finding> {
    let mut out = Vec::new();
    for figure in figures {
        for measure in Measure::ALL {
            if let Some(known) = Known::of(figure, measure) {
                row(view, figures, &known, &mut out);
            }
        }
    }
    extra(view, figures, &mut out);
    out
}

/// The verdicts on one number of the table; facts with the same verdict stand together.
fn row(view: &View, figures: &[Figure], known: &Known, out: &mut Vec<Finding>) {
    let candidates =
        view.items().iter().filter(|item| known.figure.fits(item.record) && known.is_measured(item));
    let mut verdicts: BTreeMap<Verdict, Vec<&Item>> = BTreeMap::new();
    for item in candidates {
        verdicts.entry(judge::of(known, item, figures)).or_default().push(item);
    }
    if verdicts.is_empty() {
        let elsewhere: Vec<&Item> =
            view.items().iter().filter(|item| judge::is_swapped(known, item, figures)).collect();
        let verdict = if elsewhere.is_empty() { Verdict::Missing } else { Verdict::SignOrLabelSwap };
        verdicts.insert(verdict, elsewhere);
    }
    if !known.figure.required {
        verdicts.remove(&Verdict::Missing);
    }
    out.extend(verdicts.into_iter().map(|(verdict, items)| finding(known, verdict, &items)));
}

fn finding(known: &Known, verdict: Verdict, items: &[&Item]) -> Finding {
    let message = format!("{}: {verdict}", known.name());
    let mut finding =
        Finding::new(NAME, verdict.severity(), items.iter().map(|item| item.at), message, verdict.advice());
    finding.verdict = verdict.as_str();
    let unit = known.unit(items.first().copied());
    finding = finding.with("known", &known.interval(), &unit);
    if let Some(printed) = items.first().and_then(|item| known.measure.of(item)) {
        finding = finding.with("printed", printed, &unit);
    }
    finding
}

/// Facts of a series that the table has, of periods that it has not.
fn extra(view: &View, figures: &[Figure], out: &mut Vec<Finding>) {
    for item in view.items().iter().filter(|item| item.record.value.is_some() && item.is_observed()) {
        let series = |figure: &&Figure| {
            figure.required && figure.fits_but_period(item.record) && figure.keys.value.is_some()
        };
        let has_series = figures.iter().any(|figure| series(&figure) && figure.keys.period.is_some());
        if has_series
            && item.record.period.is_some()
            && !figures.iter().any(|figure| figure.fits(item.record))
        {
            let message = format!("{}: {}", item.name(), Verdict::Extra);
            let advice = Verdict::Extra.advice();
            let mut finding = Finding::new(NAME, Severity::Info, [item.at], message, advice);
            finding.verdict = Verdict::Extra.as_str();
            let interval = Printed::of(item.record).level.unwrap_or(Interval::ALL);
            finding.compared.push(Compared {
                what: "printed".into(),
                interval,
                unit: item.record.unit.clone(),
            });
            out.push(finding);
        }
    }
}
