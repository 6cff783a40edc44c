//! For people: a finding is a paragraph, with the numbers compared, the sentences, and what to do.

use super::{Format, Report, compared, place};
use std::fmt::Write as _;

pub(super) const FORMAT: Format =
    Format { name: "text", about: "paragraphs for people, and a summary", write };

fn write(report: &Report) -> String {
    let mut out = String::new();
    for finding in report.findings {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} {}: {}", finding.severity.as_str(), finding.check, finding.message);
        for number in &finding.compared {
            let _ = writeln!(out, "    {}", compared(number));
        }
        let mut last = "";
        for fact in report.facts_of(finding) {
            let _ = writeln!(out, "  {}", place(fact));
            if !fact.quote.is_empty() && fact.quote != last {
                let _ = writeln!(out, "    \"{}\"", fact.quote);
            }
            last = &fact.quote;
        }
        if !finding.advice.is_empty() {
            let _ = writeln!(out, "  to do: {}", finding.advice);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", report.summary());
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_finding_is_a_paragraph() {
        let text = super::super::tests::written(&super::FORMAT);
        assert!(
            text.starts_with(
                "error balance: the balance is not X - M\n    X - M: 0 USD\n  a <b>.txt line 2\n"
            ),
            "{text}"
        );
        assert!(text.ends_with("  to do: none\n\n1 error, 0 warnings, 1 note in 2 facts\n"), "{text}");
    }
}
