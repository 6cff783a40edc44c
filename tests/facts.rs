//! Specification of facts: texts in which the anchor of every expected fact is drawn with `⟦ ⟧`, in order.
//!
//! ```toml
//! [[case]]
//! rule = "change.direction"                    # what the case shows
//! published = "2018-05-08"
//! text = "Exports of China rose 6.4 percent to ⟦4.81 trillion yuan⟧ in January-April."
//! facts = ["X CN W0 2018-01-01..2018-04-30 value=4810000000000 unit=CNY change=6.4 basis=yoy"]
//! ```
//!
//! `rule` is a rule of linking, which a fact of the case must carry then, or another name for what the case shows. Every
//! rule of linking in `src/fact/` has a case.
//!
//! A fact is `FLOW REPORTER PARTNER START..END` (`-` where empty) and `name=value` for the columns that the case is
//! about; a value with spaces has `_` for them. Columns that are not written are not compared, except that level,
//! change and share must be absent where they are not written. No marks and no facts: the text is a trap.
//! `refused` lists the rules that stopped the other numbers, in order; every such rule has a case.
//! Facts with one number (`both exports and imports rose 2 percent`) share its mark.

use crate::spec::{files, unmark};
use crate::tidy::sources;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use tradefacts::fact::Figure;
use tradefacts::fact::refusal::Reason;
use tradefacts::{Document, Extractor, Fact};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    published: Option<chrono::NaiveDate>,
    #[serde(default)]
    facts: Vec<String>,
    refused: Option<Vec<String>>,
    rule: String,
}

impl Case {
    fn document(&self) -> Document {
        let mut document = Document::new("case", unmark(&self.text).0);
        document.published = self.published;
        document
    }
}

/// The columns of a fact by name; empty where absent.
fn column(fact: &Fact, name: &str) -> String {
    let value =
        |figure: &Option<Figure>| figure.map(|f| f.value.value.normalize().to_string()).unwrap_or_default();
    let max = |figure: &Option<Figure>| {
        figure.and_then(|f| f.value_max).map(|m| m.value.normalize().to_string()).unwrap_or_default()
    };
    let unit = |figure: &Option<Figure>| figure.map(|f| f.unit.to_string()).unwrap_or_default();
    match name {
        "value" => value(&fact.level),
        "value_max" => max(&fact.level),
        "unit" => unit(&fact.level.or(fact.base)),
        "converted_value" => value(&fact.converted),
        "converted_unit" => unit(&fact.converted),
        "change" => value(&fact.change),
        "change_max" => max(&fact.change),
        "change_unit" => unit(&fact.change),
        "basis" => fact.basis.map(|b| b.as_str().to_owned()).unwrap_or_default(),
        "base_value" => value(&fact.base),
        "share" => value(&fact.share),
        "obs_status" => fact.obs_status.as_str().to_owned(),
        "bound" => fact.anchor().map(|f| f.bound.as_str().to_owned()).unwrap_or_default(),
        "commodity" => fact.commodity.replace(' ', "_"),
        "source" => fact.source.clone().unwrap_or_default().replace(' ', "_"),
        "notes" => fact.notes.join("; ").replace(' ', "_"),
        "adjustment" => fact.adjustment.unwrap_or_default().to_owned(),
        "price_base" => fact.price_base.unwrap_or_default().to_owned(),
        "source_code" => fact.source_code.as_deref().unwrap_or_default().to_owned(),
        _ => panic!("a fact has no column `{name}`"),
    }
}

fn keys(fact: &Fact) -> String {
    let period = fact.period.map_or("-".to_owned(), |p| format!("{}..{}", p.start, p.end));
    let reporter = fact.ref_area.as_deref().unwrap_or("-");
    format!("{} {reporter} {} {period}", fact.trade_flow.as_str(), fact.counterpart_area)
}

fn fits(fact: &Fact, wanted: &str) -> bool {
    let words: Vec<&str> = wanted.split(' ').collect();
    let (head, columns) = words.split_at(4.min(words.len()));
    let named = |name: &str| columns.iter().any(|c| c.split('=').next() == Some(name));
    keys(fact) == head.join(" ").replace('_', " ")
        && ["value", "change", "share"].iter().all(|name| named(name) || column(fact, name).is_empty())
        && columns.iter().all(|c| c.split_once('=').is_some_and(|(name, value)| column(fact, name) == value))
}

fn printed(fact: &Fact, text: &str) -> String {
    let names = [
        "value",
        "value_max",
        "unit",
        "converted_value",
        "change",
        "change_max",
        "change_unit",
        "basis",
        "base_value",
        "share",
        "obs_status",
        "bound",
        "commodity",
    ];
    let mut out = keys(fact);
    for name in names {
        let value = column(fact, name);
        if !value.is_empty() {
            write!(out, " {name}={value}").unwrap();
        }
    }
    let anchor = fact.anchor().map_or("", |f| f.span.of(text));
    let rules: BTreeSet<&str> = fact.evidence.iter().map(|e| e.rule).filter(|rule| is_link(rule)).collect();
    format!("{out}   {anchor:?} by {rules:?}")
}

/// The starts of the names of rules that link a number to its row.
const LINKS: [&str; 4] = ["change.", "level.", "base.", "share."];

/// Rules that wait for a case. An entry that is not needed fails the test.
const WITHOUT_CASE: &[&str] = &[];

/// Whether the name is one of a rule that links a number to its row.
fn is_link(rule: &str) -> bool {
    rule == "converted" || LINKS.iter().any(|start| rule.starts_with(start))
}

fn carries(fact: &Fact, rule: &str) -> bool {
    fact.rule == rule || fact.evidence.iter().any(|evidence| evidence.rule == rule)
}

fn check(case: &Case, extractor: &mut Extractor) -> Option<String> {
    let (text, marks) = unmark(&case.text);
    let found = extractor.extract(&case.document());
    let facts = found.facts;
    let refused: Vec<&str> = found.refusals.iter().map(|refusal| refusal.reason.as_str()).collect();
    let traced = case.refused.as_ref().is_none_or(|wanted| *wanted == refused);
    let shown = !is_link(&case.rule) || facts.iter().any(|fact| carries(fact, &case.rule));
    let holds = |mark: &(u32, u32), fact: &Fact| {
        let anchor = fact.anchor().expect("a fact has a number").span;
        mark.0 <= anchor.start && anchor.end <= mark.1
    };
    let right = shown
        && traced
        && facts.len() == case.facts.len()
        && facts.iter().zip(&case.facts).all(|(fact, wanted)| fits(fact, wanted))
        && facts.iter().all(|fact| marks.iter().any(|mark| holds(mark, fact)))
        && marks.iter().all(|mark| facts.iter().any(|fact| holds(mark, fact)));
    if right {
        return None;
    }
    let mut message = format!("in  {}\n", case.text);
    if !shown {
        writeln!(message, "    no fact carries the rule {}", case.rule).unwrap();
    }
    if !traced {
        writeln!(message, "    refused {refused:?}").unwrap();
    }
    for wanted in &case.facts {
        writeln!(message, "    wanted {wanted}").unwrap();
    }
    for fact in &facts {
        writeln!(message, "    got    {}", printed(fact, &text)).unwrap();
    }
    Some(message)
}

/// The cases of a file.
fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    file.case
}

/// The texts of all cases, without marks.
pub(crate) fn documents() -> Vec<Document> {
    let cases = files("tests/spec/en/facts", "toml").into_iter().flat_map(|path| cases(&path));
    cases.map(|case| case.document()).collect()
}

#[test]
fn facts_are_linked_as_specified() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let (mut failures, mut count) = (String::new(), 0);
    for path in files("tests/spec/en/facts", "toml") {
        for case in &cases(&path) {
            count += 1;
            if let Some(message) = check(case, &mut extractor) {
                writeln!(failures, "{}: {message}", path.file_name().unwrap().to_string_lossy()).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "of {count} cases, these are linked otherwise:\n{failures}");
}

#[test]
fn every_rule_has_a_case() {
    let shown: BTreeSet<String> = files("tests/spec/en/facts", "toml")
        .iter()
        .flat_map(|path| cases(path))
        .map(|case| case.rule)
        .collect();
    let mut problems = String::new();
    for source in sources("src/fact") {
        for (line, rule) in &source.literals {
            if is_link(rule) && !shown.contains(rule) && !WITHOUT_CASE.contains(&rule.as_str()) {
                writeln!(problems, "{}:{line}: {rule}", source.path).unwrap();
            }
        }
    }
    let refused: BTreeSet<String> = files("tests/spec/en/facts", "toml")
        .iter()
        .flat_map(|path| cases(path))
        .flat_map(|case| case.refused.unwrap_or_default())
        .collect();
    for reason in Reason::ALL.iter().filter(|reason| !refused.contains(reason.as_str())) {
        writeln!(problems, "{} stops no number in any case", reason.as_str()).unwrap();
    }
    for rule in WITHOUT_CASE.iter().filter(|rule| shown.contains(**rule)) {
        writeln!(problems, "{rule} has a case now: take it off the list").unwrap();
    }
    assert!(problems.is_empty(), "rules without a case in tests/spec/en/facts:\n{problems}");
}
