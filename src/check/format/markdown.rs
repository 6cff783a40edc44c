//! For issues and release notes: a table of findings, then each with its numbers and sentences.

use super::{Format, Report, compared, place};
use std::fmt::Write as _;

pub(super) const FORMAT: Format = Format { name: "markdown", about: "a table, then each finding", write };

fn write(report: &Report) -> String {
    let mut out = format!("{}\n", report.summary());
    if report.findings.is_empty() {
        return out;
    }
    out.push_str("\n| | severity | check | finding |\n|---|---|---|---|\n");
    for (at, finding) in report.findings.iter().enumerate() {
        let severity = finding.severity.as_str();
        // Writing to a string cannot fail.
        let _ =
            writeln!(out, "| {} | {severity} | {} | {} |", at + 1, finding.check, escaped(&finding.message));
    }
    for (at, finding) in report.findings.iter().enumerate() {
        let _ = writeln!(out, "\n### {}. {}\n\n{}\n", at + 1, finding.check, escaped(&finding.message));
        for number in &finding.compared {
            let _ = writeln!(out, "- {}", escaped(&compared(number)));
        }
        for fact in report.facts_of(finding) {
            let _ = writeln!(out, "- {}: \"{}\"", escaped(&place(fact)), escaped(&fact.quote));
        }
        let _ = writeln!(out, "\nTo do: {}", escaped(&finding.advice));
    }
    out
}

/// Signs that Markdown or HTML would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn findings_are_a_table_and_paragraphs() {
        let text = super::super::tests::written(&super::FORMAT);
        assert!(text.contains("| 1 | error | balance | the balance is not X - M |\n"), "{text}");
        assert!(
            text.contains("- a &lt;b>.txt line 2: \"A \"deficit\" of 36.4 \\| billion,  it said.\"\n"),
            "{text}"
        );
    }
}
