//! JUnit XML, as CI systems show it: a suite a check, a case a finding. From the chosen severity on a case fails; below it, it
//! passes and its text is output. A check without findings is one case that passes.

use super::{Format, Report, compared, place};
use crate::check::finding::Finding;
use std::fmt::Write as _;

pub(super) const FORMAT: Format = Format { name: "junit", about: "XML for CI systems", write };

fn write(report: &Report) -> String {
    let failures = |findings: &[&Finding]| findings.iter().filter(|f| f.severity >= report.threshold).count();
    let suites: Vec<(&str, Vec<&Finding>)> = report
        .checks
        .iter()
        .map(|check| (*check, report.findings.iter().filter(|finding| finding.check == *check).collect()))
        .collect();
    let tests: usize = suites.iter().map(|(_, findings)| findings.len().max(1)).sum();
    let failed: usize = suites.iter().map(|(_, findings)| failures(findings)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"tradefacts\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\">"
    );
    for (check, findings) in suites {
        let (tests, failed) = (findings.len().max(1), failures(&findings));
        let _ = writeln!(
            out,
            "  <testsuite name=\"{check}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
        );
        if findings.is_empty() {
            let _ = writeln!(out, "    <testcase classname=\"tradefacts.{check}\" name=\"no findings\"/>");
        }
        for finding in findings {
            case(report, finding, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(report: &Report, finding: &Finding, out: &mut String) {
    let mut details = String::new();
    for number in &finding.compared {
        let _ = writeln!(details, "{}", compared(number));
    }
    for fact in report.facts_of(finding) {
        let _ = writeln!(details, "{}: \"{}\"", place(fact), fact.quote);
    }
    let _ = writeln!(details, "to do: {}", finding.advice);
    let (message, details) = (escaped(&finding.message), escaped(&details));
    let _ = writeln!(out, "    <testcase classname=\"tradefacts.{}\" name=\"{message}\">", finding.check);
    let _ = if finding.severity >= report.threshold {
        let kind = finding.severity.as_str();
        writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{details}</failure>")
    } else {
        writeln!(out, "      <system-out>{details}</system-out>")
    };
    out.push_str("    </testcase>\n");
}

/// Text as XML 1.0 allows it: what it cannot say at all becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("&#13;"),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_suite_is_a_check_and_a_case_a_finding() {
        let text = super::super::tests::written(&super::FORMAT);
        assert!(
            text.contains("<testsuites name=\"tradefacts\" tests=\"3\" failures=\"1\" errors=\"0\">"),
            "{text}"
        );
        assert!(
            text.contains("<failure type=\"error\" message=\"the balance is not X - M\">X - M: 0 USD\n"),
            "{text}"
        );
        assert!(text.contains("a &lt;b&gt;.txt line 2: &quot;A &quot;deficit&quot; of"), "{text}");
        assert!(text.contains("classname=\"tradefacts.total\" name=\"no findings\"/>"), "{text}");
        assert!(!text.contains('\u{1}'), "{text}");
        let opened = text.matches("<testcase").count();
        assert_eq!(opened, text.matches("</testcase>").count() + text.matches("findings\"/>").count());
    }
}
