//! Golden documents: every `data/samples/NAME.txt` gives the facts of `NAME.facts`, which name the place of a
//! fact by its `anchor`, the printed words, and by their `occurrence` in the text (1 where absent).
//!
//! Differences that are known stand in `tests/golden/known.txt`, one a line: document, anchor, and `lost`, `gained` or
//! the column. A difference that is not listed fails the test, and so does a listed one that no longer happens.
//! `TRADEFACTS_BLESS=1 cargo test golden` writes the file anew: read the printed differences before committing it.

mod coverage;

use crate::spec::files;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use tradefacts::fact::{Figure, Name};
use tradefacts::input::published;
use tradefacts::{Document, Extractor, Fact, Span};

/// The document of which no difference may be known.
const FLAGSHIP: &str = "china-russia-2023";

const DECIMALS: &[&str] =
    &["value", "value_max", "converted_value", "change", "change_max", "base_value", "share"];

/// Compared by their words: a name may be printed longer or shorter.
const WORDS: &[&str] = &["commodity", "source"];

/// A fact as columns, with its place.
struct Row {
    anchor: Span,
    columns: BTreeMap<String, String>,
}

pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) document: Document,
    facts: Vec<Row>,
}

/// All samples, in the order of their names.
pub(crate) fn samples() -> Vec<Sample> {
    files("data/samples", "txt").iter().map(|path| sample(path)).collect()
}

fn sample(path: &Path) -> Sample {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let published = published::find(&text);
    assert!(published.is_some(), "{name}: no date of publication is found");
    let facts =
        std::fs::read_to_string(path.with_extension("facts")).unwrap_or_else(|e| panic!("{name}.facts: {e}"));
    let facts = facts.lines().map(|line| wanted(line, &text, &name)).collect();
    let document = Document { published, ..Document::new(name.as_str(), text) };
    Sample { name, document, facts }
}

fn wanted(line: &str, text: &str, name: &str) -> Row {
    let fields: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}.facts: {e} in {line}"));
    let mut columns = BTreeMap::new();
    let mut occurrence = 1;
    for (column, value) in fields {
        match (column.as_str(), value) {
            ("occurrence", value) => occurrence = value.as_u64().expect("a number from 1"),
            (_, serde_json::Value::String(value)) => {
                columns.insert(column, value);
            }
            (_, other) => panic!("{name}.facts: `{column}` should be a string, not {other}"),
        }
    }
    let printed = columns.remove("anchor").unwrap_or_else(|| panic!("{name}: no anchor in {line}"));
    let (start, _) = text
        .match_indices(&printed)
        .nth(occurrence as usize - 1)
        .unwrap_or_else(|| panic!("{name}: `{printed}` does not stand {occurrence} times in the text"));
    Row { anchor: Span::new(start as u32, (start + printed.len()) as u32), columns }
}

/// The columns that are compared, in words of the record; what is absent is not stated.
fn got(fact: &Fact) -> Row {
    let mut columns = BTreeMap::new();
    let mut put = |column: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            columns.insert(column.to_owned(), value);
        }
    };
    let value = |figure: &Option<Figure>| figure.as_ref().map(|f| f.value.value.normalize().to_string());
    let maximum = |figure: &Option<Figure>| Some(figure.as_ref()?.value_max?.value.normalize().to_string());
    let unit = |figure: &Option<Figure>| figure.as_ref().map(|f| f.unit.to_string());
    put("trade_flow", Some(fact.trade_flow.as_str().to_owned()));
    put("ref_area", fact.ref_area.as_ref().map(Name::to_string));
    put("counterpart_area", Some(fact.counterpart_area.to_string()));
    put("commodity", Some(fact.commodity.to_string()));
    put("period_start", fact.period.map(|p| p.start.to_string()));
    put("period_end", fact.period.map(|p| p.end.to_string()));
    put("value", value(&fact.level));
    put("value_max", maximum(&fact.level));
    put("unit", unit(&fact.level));
    put("bound", fact.anchor().map(|figure| figure.bound.as_str().to_owned()));
    put("converted_value", value(&fact.converted));
    put("converted_unit", unit(&fact.converted));
    put("change", value(&fact.change));
    put("change_max", maximum(&fact.change));
    put("change_unit", unit(&fact.change));
    put("basis", fact.basis.map(|basis| basis.as_str().to_owned()));
    put("base_value", value(&fact.base));
    put("share", value(&fact.share));
    put("obs_status", Some(fact.obs_status.as_str().to_owned()));
    put("source", fact.source.as_ref().map(Name::to_string));
    Row { anchor: fact.anchor().map(|figure| figure.span).unwrap_or_default(), columns }
}

/// Whether a column is as wanted: decimals by value, names by their words, the rest as text.
fn same(column: &str, wanted: Option<&String>, got: Option<&String>) -> bool {
    let (Some(wanted), Some(got)) = (wanted, got) else { return wanted == got };
    if DECIMALS.contains(&column) {
        return Decimal::from_str(wanted).expect("a decimal") == Decimal::from_str(got).expect("a decimal");
    }
    if WORDS.contains(&column) {
        let (a, b) = (words(wanted), words(got));
        return !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a));
    }
    wanted == got
}

fn words(name: &str) -> BTreeSet<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && !"&-_".contains(c))
        .filter(|word| !word.is_empty() && !["the", "of", "and", "for"].contains(word))
        .map(str::to_owned)
        .collect()
}

/// The columns that differ, in the order of their names.
fn differing<'r>(wanted: &'r Row, got: &'r Row) -> Vec<&'r str> {
    let all: BTreeSet<&str> = wanted.columns.keys().chain(got.columns.keys()).map(String::as_str).collect();
    all.into_iter().filter(|c| !same(c, wanted.columns.get(*c), got.columns.get(*c))).collect()
}

/// Pairs of indices of overlapping facts, one to one, those with fewest differing columns first.
fn pairs(wanted: &[Row], got: &[Row]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, w) in wanted.iter().enumerate() {
        for (j, g) in got.iter().enumerate() {
            if w.anchor.start < g.anchor.end && g.anchor.start < w.anchor.end {
                candidates.push((differing(w, g).len(), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if taken.iter().all(|&(a, b)| a != i && b != j) {
            taken.push((i, j));
        }
    }
    taken.sort_unstable();
    taken
}

/// The differences of one document: a line of `known.txt` for each, and the same for a reader.
fn differences(sample: &Sample, extractor: &mut Extractor) -> Vec<(String, String)> {
    let text = &sample.document.text;
    let got: Vec<Row> = extractor.extract(&sample.document).facts.iter().map(got).collect();
    let pairs = pairs(&sample.facts, &got);
    let mut out = Vec::new();
    let mut add = |row: &Row, what: &str, detail: String| {
        let key = format!("{} | {} | {what}", sample.name, place(row.anchor, text));
        out.push((key.clone(), format!("{key}{detail}")));
    };
    for &(i, j) in &pairs {
        let (wanted, got) = (&sample.facts[i], &got[j]);
        for column in differing(wanted, got) {
            let value = |row: &Row| row.columns.get(column).map_or("-", |v| v.as_str()).to_owned();
            add(wanted, column, format!(": {} <> {}", value(wanted), value(got)));
        }
    }
    for (i, row) in sample.facts.iter().enumerate() {
        if pairs.iter().all(|pair| pair.0 != i) {
            add(row, "lost", format!(": {}", values(row)));
        }
    }
    for (j, row) in got.iter().enumerate() {
        if pairs.iter().all(|pair| pair.1 != j) {
            add(row, "gained", format!(": {}", values(row)));
        }
    }
    out
}

/// The printed words, with their number where they stand in the text before.
fn place(anchor: Span, text: &str) -> String {
    let printed = anchor.of(text);
    let occurrence = text[..anchor.start as usize].matches(printed).count() + 1;
    let printed = printed.replace('\n', " ");
    if occurrence == 1 { printed } else { format!("{printed} #{occurrence}") }
}

fn values(row: &Row) -> String {
    row.columns.values().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn known_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/known.txt")
}

#[test]
fn samples_give_their_facts() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let found: Vec<(String, String)> =
        samples().iter().flat_map(|sample| differences(sample, &mut extractor)).collect();
    if std::env::var_os("TRADEFACTS_BLESS").is_some() {
        let lines: String = found.iter().map(|(key, _)| format!("{key}\n")).collect();
        std::fs::write(known_file(), lines).expect("a writable file");
    }
    let known = std::fs::read_to_string(known_file()).expect("a readable file");
    let mut known: Vec<&str> = known.lines().filter(|line| !line.is_empty()).collect();
    let mut report = String::new();
    for (key, shown) in &found {
        match known.iter().position(|line| line == key) {
            Some(index) => drop(known.swap_remove(index)),
            None => writeln!(report, "new:    {shown}").unwrap(),
        }
    }
    known.sort_unstable();
    for line in known {
        writeln!(report, "solved: {line}").unwrap();
    }
    assert!(
        report.is_empty(),
        "the samples differ from tests/golden/known.txt (tests/README.md says what to do):\n{report}"
    );
}

#[test]
fn the_main_job_has_no_known_difference() {
    let samples = samples();
    let flagship = samples.iter().find(|sample| sample.name == FLAGSHIP).expect("the sample of the README");
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let found = differences(flagship, &mut extractor);
    let report: String = found.iter().map(|(_, shown)| format!("{shown}\n")).collect();
    assert!(report.is_empty(), "{report}");
    let mentions = extractor.extract(&flagship.document).mentions;
    let found: Vec<(&str, &str)> =
        mentions.iter().map(|m| (m.kind.as_str(), m.span.of(&flagship.document.text))).collect();
    let wanted = [
        ("money", "$73.15 billion"),
        ("period", "first four months of this year"),
        ("percent", "41.3 percent"),
    ];
    assert_eq!(found, wanted, "mentions of {FLAGSHIP}");
}
