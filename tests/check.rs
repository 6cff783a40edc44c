//! The checks, each with facts that it finds something in and facts that it must be silent about. Cases are files in
//! `tests/check`:
//!
//! ```toml
//! [[case]]
//! name = "a wrong digit of imports"   # unique
//! text = "…"                          # a text to extract from, with published = "2016-11-04"; or
//! facts = "…"                         # facts as CSV
//! known = "…"                         # optional: known figures as CSV
//! rows = 3                            # optional: how many facts the text gives
//! finds = ["error balance"]           # severity and check of each finding, in order; or the verdict on a known figure
//! says = ["X - M"]                    # optional: what the printed findings have
//! ```

mod release;

use crate::spec::files;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tradefacts::check::format::{Report, format};
use tradefacts::check::{self, CHECKS, Finding, Severity, View, known};
use tradefacts::dataset::load::{self, Record};
use tradefacts::dataset::{Style, schema};
use tradefacts::{Document, Extractor, dataset};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Case {
    name: String,
    text: String,
    published: String,
    facts: String,
    known: String,
    rows: Option<usize>,
    finds: Vec<String>,
    says: Vec<String>,
}

/// The facts in CSV.
fn facts_of(csv: &[u8]) -> Vec<Record> {
    let table = load::Table::from_csv(csv, "facts.csv").expect("a table");
    load::records(&table).unwrap_or_else(|error| panic!("{error}"))
}

/// The facts of a text, written and read back.
fn extracted(text: &str, published: &str) -> Vec<Record> {
    let document = Document::new("text", text).published(published.parse().expect("a date"));
    let found = Extractor::english().expect("English").extract(&document);
    let table =
        dataset::Table::new(dataset::format("csv").expect("CSV"), Style::Plain, schema::FACTS.to_vec());
    let mut csv = Vec::new();
    table.head(&mut csv);
    table.add(&document, &found.facts, &mut csv);
    facts_of(&csv)
}

fn findings(case: &Case, facts: &[Record]) -> Vec<Finding> {
    let mut out = check::run(facts, CHECKS);
    if !case.known.is_empty() {
        let figures = known::from_csv(case.known.as_bytes(), "known.csv").expect("known figures");
        out.extend(known::compare(&View::new(facts), &figures));
    }
    out
}

/// `error balance`, or `error known conflict`.
fn label(finding: &Finding) -> String {
    format!("{} {} {}", finding.severity.as_str(), finding.check, finding.verdict).trim_end().to_owned()
}

#[test]
fn cases_find_what_they_should() {
    let (mut problems, mut names, mut finding) = (String::new(), BTreeSet::new(), BTreeSet::new());
    for path in files("tests/check", "toml") {
        let content = std::fs::read_to_string(&path).expect("a readable file");
        let path = path.file_name().expect("a name").to_string_lossy().into_owned();
        let file: File = toml::from_str(&content).unwrap_or_else(|error| panic!("{path}: {error}"));
        for case in file.case {
            assert!(names.insert(case.name.clone()), "{path}: two cases {:?}", case.name);
            let facts = match case.text.as_str() {
                "" => facts_of(case.facts.as_bytes()),
                text => extracted(text, &case.published),
            };
            if case.rows.is_some_and(|rows| rows != facts.len()) {
                writeln!(problems, "{path}, {}: {} facts: {facts:#?}", case.name, facts.len()).unwrap();
            }
            let found = findings(&case, &facts);
            let labels: Vec<String> = found.iter().map(label).collect();
            let report = Report { facts: &facts, findings: &found, checks: &[], threshold: Severity::Error };
            let printed = (format("text").expect("text").write)(&report);
            let silent = case.says.iter().find(|part| !printed.contains(*part));
            if labels != case.finds || silent.is_some() {
                writeln!(
                    problems,
                    "{path}, {}: wanted {:?} {silent:?}, got\n{printed}",
                    case.name, case.finds
                )
                .unwrap();
            }
            finding.extend(case.finds.iter().filter_map(|found| found.split(' ').nth(1).map(str::to_owned)));
        }
    }
    for check in CHECKS.iter().filter(|check| !finding.contains(check.name)) {
        writeln!(problems, "no case of tests/check has a finding of {:?}", check.name).unwrap();
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn the_samples_agree_with_official_figures() {
    let mut facts = Vec::new();
    for path in files("data/samples", "txt") {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let published = tradefacts::input::published::find(&text).expect("a date in the text");
        facts.extend(extracted(&text, &published.to_string()));
    }
    let found = known::compare(&View::new(&facts), &known::official().expect("a table"));
    let labels: Vec<String> = found.iter().map(label).collect();
    assert!(labels.iter().filter(|label| *label == "info known match").count() >= 8, "{labels:?}");
    let bad: Vec<&Finding> = found.iter().filter(|finding| finding.severity > Severity::Info).collect();
    assert!(bad.is_empty(), "{bad:#?}");
}
