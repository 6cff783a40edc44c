//! A row a finding. Several facts, numbers and sentences stand in one field, with " | " between them.

use super::{Format, Report, compared};

pub(super) const FORMAT: Format = Format { name: "csv", about: "a row a finding", write };

const HEADER: [&str; 10] = [
    "severity",
    "check",
    "verdict",
    "message",
    "compared",
    "documents",
    "facts",
    "lines",
    "quotes",
    "advice",
];

fn write(report: &Report) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![HEADER.map(str::to_owned)];
    for finding in report.findings {
        let facts: Vec<_> = report.facts_of(finding).collect();
        let joined = |parts: Vec<String>| parts.join(" | ");
        let mut quotes: Vec<String> = facts.iter().map(|fact| fact.quote.clone()).collect();
        quotes.dedup();
        let mut documents: Vec<String> = facts.iter().map(|fact| fact.doc_id.clone()).collect();
        documents.dedup();
        rows.push([
            finding.severity.as_str().to_owned(),
            finding.check.to_owned(),
            finding.verdict.to_owned(),
            finding.message.clone(),
            joined(finding.compared.iter().map(compared).collect()),
            joined(documents),
            joined(facts.iter().map(|fact| fact.fact_id.clone()).collect()),
            joined(facts.iter().map(|fact| fact.line.to_string()).collect()),
            joined(quotes),
            finding.advice.clone(),
        ]);
    }
    // Writing to a vector cannot fail, and rows of one length are no error.
    rows.iter().for_each(|row| drop(writer.write_record(row)));
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_finding_is_a_row() {
        let text = super::super::tests::written(&super::FORMAT);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            rows[0].iter().take(6).collect::<Vec<_>>(),
            ["error", "balance", "", "the balance is not X - M", "X - M: 0 USD", "a <b>.txt",]
        );
        assert_eq!(&rows[0][7], "2 | 3");
    }
}
