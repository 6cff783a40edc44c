//! The data of a page, as its scripts read it.
//!
//! Cells are strings, so that decimals stay exact; facts, documents and findings are referred to by their places on the
//! page.

use super::text::{Laid, Origin};
use super::{Report, correct};
use crate::check::interval::shown;
use crate::check::{Compared, Finding};
use crate::dataset::CellType;
use crate::dataset::schema::FACTS;
use crate::lexicon::{AreaKind, Lexicon};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    key: &'a str,
    /// The code of the world.
    world: &'a str,
    columns: Vec<(&'a str, &'a str, &'a str, bool)>,
    documents: Vec<DocumentOf<'a>>,
    facts: Vec<FactOf<'a>>,
    findings: Vec<FindingOf<'a>>,
    checked: bool,
    names: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    /// The columns that a reviewer can correct, in the order of the form.
    correctable: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<PartOf<'a>>>,
}

#[derive(Serialize)]
struct DocumentOf<'a> {
    id: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    /// Whether it is the text, or quotes that stand in for it.
    whole: bool,
    mentions: &'a [(u32, u32, &'a str)],
}

#[derive(Serialize)]
struct FactOf<'a> {
    document: usize,
    cells: &'a [Option<String>],
    spans: Vec<(&'a str, u32, u32, &'a str)>,
}

#[derive(Serialize)]
struct FindingOf<'a> {
    check: &'a str,
    severity: &'a str,
    verdict: &'a str,
    message: &'a str,
    advice: &'a str,
    facts: Vec<usize>,
    intervals: Vec<IntervalOf<'a>>,
}

/// An interval that was compared; an end that is missing is no limit.
#[derive(Serialize)]
struct IntervalOf<'a> {
    label: &'a str,
    unit: &'a str,
    low: Option<String>,
    high: Option<String>,
}

#[derive(Serialize)]
struct PartOf<'a> {
    file: &'a str,
    documents: usize,
    facts: usize,
    first: &'a str,
    last: &'a str,
}

/// The data of a page with these documents; `index` names the page that lists all.
pub(super) fn page(report: &Report, documents: &[Laid], index: Option<&str>) -> String {
    let mut places = HashMap::new();
    let mut facts = Vec::new();
    for (document, laid) in documents.iter().enumerate() {
        for (fact, origins) in &laid.facts {
            places.insert(*fact, facts.len());
            facts.push(FactOf {
                document,
                cells: &report.facts[*fact],
                spans: origins.iter().map(span).collect(),
            });
        }
    }
    let documents = documents.iter().map(|laid| document(report, laid)).collect();
    let all = report.findings.as_deref().unwrap_or_default();
    let findings = all.iter().filter_map(|finding| of_page(finding, &places)).collect();
    let data = Data { documents, facts, findings, names: names(report), index, ..empty(report) };
    written(&data)
}

/// The data of the page that lists the others.
pub(super) fn list(report: &Report, documents: &[Laid], parts: &[Range<usize>], names: &[String]) -> String {
    let part = |(range, file): (&Range<usize>, &String)| {
        let own = &documents[range.clone()];
        let name = |laid: Option<&Laid>| laid.map(|laid| laid.id.clone()).unwrap_or_default();
        (
            file.clone(),
            own.len(),
            own.iter().map(|laid| laid.facts.len()).sum(),
            name(own.first()),
            name(own.last()),
        )
    };
    let made: Vec<(String, usize, usize, String, String)> = parts.iter().zip(names).map(part).collect();
    let parts = made.iter().map(|(file, documents, facts, first, last)| PartOf {
        file,
        documents: *documents,
        facts: *facts,
        first,
        last,
    });
    written(&Data { parts: Some(parts.collect()), ..empty(report) })
}

fn written(data: &Data) -> String {
    // Maps with keys that are strings and values of plain types: this cannot fail.
    serde_json::to_string(data).unwrap_or_default()
}

fn empty(report: &Report) -> Data<'_> {
    Data {
        title: &report.title,
        key: &report.title,
        world: world(),
        columns: columns(report),
        documents: Vec::new(),
        facts: Vec::new(),
        findings: Vec::new(),
        checked: report.findings.is_some(),
        names: BTreeMap::new(),
        correctable: correct::COLUMNS,
        index: None,
        parts: None,
    }
}

fn columns(report: &Report) -> Vec<(&str, &str, &str, bool)> {
    let column = |name: &&'static str| {
        let known = FACTS.iter().find(|column| column.name == *name);
        let (kind, doc, core) =
            known.map_or((CellType::String, "", false), |column| (column.kind, column.doc, column.core));
        (*name, kind.as_str(), doc, core)
    };
    report.columns.iter().map(column).collect()
}

fn span(origin: &Origin) -> (&str, u32, u32, &str) {
    (&origin.column, origin.start, origin.end, &origin.rule)
}

fn document<'a>(report: &'a Report, laid: &'a Laid) -> DocumentOf<'a> {
    let source = laid.source.map(|source| &source.document);
    let of_fact = |column| laid.facts.first().and_then(|(fact, _)| report.cell(*fact, column));
    DocumentOf {
        id: &laid.id,
        title: source.and_then(|document| document.title.as_deref()),
        published: source
            .and_then(|d| d.published)
            .map(|date| date.to_string())
            .or_else(|| of_fact("published").map(str::to_owned)),
        publisher: source.and_then(|document| document.publisher.as_deref()).or_else(|| of_fact("publisher")),
        url: source.and_then(|document| document.url.as_deref()).or_else(|| of_fact("url")),
        text: &laid.text,
        whole: source.is_some_and(|document| !document.text.is_empty()),
        mentions: &laid.mentions,
    }
}

/// The finding with its facts of this page; none where it concerns other pages alone.
fn of_page<'a>(finding: &'a Finding, places: &HashMap<usize, usize>) -> Option<FindingOf<'a>> {
    let facts: Vec<usize> = finding.facts.iter().filter_map(|fact| places.get(fact).copied()).collect();
    if facts.is_empty() && !finding.facts.is_empty() {
        return None;
    }
    let interval = |compared: &'a Compared| IntervalOf {
        label: &compared.what,
        unit: &compared.unit,
        low: compared.interval.low.as_ref().map(|low| shown(low, false)),
        high: compared.interval.high.as_ref().map(|high| shown(high, true)),
    };
    Some(FindingOf {
        check: finding.check,
        severity: finding.severity.as_str(),
        verdict: finding.verdict,
        message: &finding.message,
        advice: &finding.advice,
        facts,
        intervals: finding.compared.iter().map(interval).collect(),
    })
}

/// The code of the world, as the table of areas has it.
fn world() -> &'static str {
    let lexicon = Lexicon::english().ok();
    let area = lexicon.and_then(|lexicon| lexicon.areas.iter().find(|area| area.kind == AreaKind::World));
    area.map_or("", |area| &area.code)
}

/// The names of codes: of the columns that have a list, and of the areas and currencies that the facts have.
fn names(report: &Report) -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let mut names: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for column in FACTS {
        if let Some(list) = column.codes {
            names.insert(column.name, list.codes.iter().map(|coded| (coded.code, coded.name)).collect());
        }
    }
    let (mut areas, mut units) = (BTreeMap::new(), BTreeMap::new());
    if let Ok(lexicon) = Lexicon::english() {
        areas.extend(lexicon.areas.iter().map(|area| (area.code.as_str(), area.name.as_str())));
        units.extend(lexicon.currencies.iter().map(|money| (money.code.as_str(), money.name.as_str())));
    }
    let used: std::collections::HashSet<&str> =
        report.facts.iter().flatten().flatten().flat_map(|cell| cell.split('+')).collect();
    areas.retain(|code, _| used.contains(code));
    units.retain(|code, _| used.contains(code));
    names.insert("areas", areas);
    names.insert("units", units);
    names
}
