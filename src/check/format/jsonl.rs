//! An object a finding, decimals as strings. A fact has its place and its sentence; a missing end of an interval is `null`.

use super::{Format, Report};
use crate::check::interval::{Rational, shown};
use serde_json::json;

pub(super) const FORMAT: Format = Format { name: "jsonl", about: "an object a finding", write };

fn write(report: &Report) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let facts: Vec<_> = report
            .facts_of(finding)
            .map(|fact| json!({ "id": fact.fact_id, "document": fact.doc_id, "line": fact.line, "quote": fact.quote }))
            .collect();
        let end = |end: &Option<Rational>, up| end.as_ref().map(|end| shown(end, up));
        let compared: Vec<_> = finding
            .compared
            .iter()
            .map(|number| {
                let interval = &number.interval;
                let (low, high) = (end(&interval.low, false), end(&interval.high, true));
                json!({ "what": number.what, "low": low, "high": high, "unit": number.unit })
            })
            .collect();
        let line = json!({
            "severity": finding.severity.as_str(),
            "check": finding.check,
            "verdict": finding.verdict,
            "message": finding.message,
            "compared": compared,
            "facts": facts,
            "advice": finding.advice,
        });
        out += &line.to_string();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_finding_is_an_object() {
        let text = super::super::tests::written(&super::FORMAT);
        let line: serde_json::Value =
            serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
        assert_eq!(line["check"], "balance");
        assert_eq!(line["compared"][0]["low"], "0");
        assert_eq!(line["facts"][1]["line"], 3);
        assert_eq!(text.lines().count(), 2);
    }
}
