//! Findings written out. One format per file; [`FORMATS`] is the registry. The order is that of the findings, and nothing
//! of the time or machine is written: the same datasets give the same bytes.

mod csv;
mod jsonl;
mod junit;
mod markdown;
mod text;

use super::finding::{Compared, Finding, Severity};
use crate::dataset::load::Record;

/// Findings with what they are about.
pub struct Report<'a> {
    /// The facts that findings count.
    pub facts: &'a [Record],
    /// The findings, in order.
    pub findings: &'a [Finding],
    /// The checks that ran, in order.
    pub checks: &'a [&'static str],
    /// From which severity on a finding is a failure.
    pub threshold: Severity,
}

/// A format of findings.
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What it is, for help texts.
    pub about: &'static str,
    /// Writes it.
    pub write: fn(&Report) -> String,
}

/// All formats; the first is the default.
pub const FORMATS: &[&Format] =
    &[&text::FORMAT, &csv::FORMAT, &jsonl::FORMAT, &junit::FORMAT, &markdown::FORMAT];

/// The format of that name.
///
/// ```
/// assert!(tradefacts::check::format::format("junit").is_some());
/// ```
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

impl Report<'_> {
    /// The facts of a finding.
    fn facts_of<'r>(&'r self, finding: &'r Finding) -> impl Iterator<Item = &'r Record> {
        finding.facts.iter().filter_map(|&at| self.facts.get(at))
    }

    /// How many findings have that severity.
    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether some finding is a failure.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity >= self.threshold)
    }

    /// `2 errors, 1 warning, 0 notes in 40 facts`.
    fn summary(&self) -> String {
        let counted = |severity, one: &str, more: &str| {
            let count = self.count(severity);
            format!("{count} {}", if count == 1 { one } else { more })
        };
        format!(
            "{}, {}, {} in {} facts",
            counted(Severity::Error, "error", "errors"),
            counted(Severity::Warning, "warning", "warnings"),
            counted(Severity::Info, "note", "notes"),
            self.facts.len()
        )
    }
}

/// `X - M: -37500000000 to -37300000000 USD`.
fn compared(compared: &Compared) -> String {
    let Compared { what, interval, unit } = compared;
    format!("{what}: {interval} {unit}").trim_end().to_owned()
}

/// Where a fact stands: its document and its identity, else its line.
fn place(fact: &Record) -> String {
    let identity = if fact.fact_id.is_empty() { format!("line {}", fact.line) } else { fact.fact_id.clone() };
    if fact.doc_id.is_empty() { identity } else { format!("{} {identity}", fact.doc_id) }
}

#[cfg(test)]
mod tests {
    use super::{Format, Report};
    use crate::check::finding::{Finding, Severity};
    use crate::check::interval::{Interval, whole};
    use crate::dataset::load::Record;

    /// Two findings of two facts, in this format.
    pub(super) fn written(format: &Format) -> String {
        let fact = |line, flow: &str| Record {
            line,
            doc_id: "a <b>.txt".into(),
            trade_flow: flow.into(),
            quote: "A \"deficit\" of 36.4 | billion,\u{1} it said.".into(),
            ..Record::default()
        };
        let facts = [fact(2, "X"), fact(3, "B")];
        let finding =
            Finding::new("balance", Severity::Error, [0, 1], "the balance is not X - M", "look it up");
        let finding = finding.with("X - M", &Interval::point(whole(0)), "USD");
        let note = Finding::new("mirror", Severity::Info, [1], "they differ", "none");
        let (findings, checks) = ([finding, note], ["balance", "total", "mirror"]);
        (format.write)(&Report {
            facts: &facts,
            findings: &findings,
            checks: &checks,
            threshold: Severity::Error,
        })
    }
}
