//! Specification files: texts in which the expected mentions are drawn with `⟦ ⟧`, each with its reading.
//!
//! ```toml
//! kinds = ["money", "percent"]          # the kinds that this file is about; others are not looked at
//!
//! [[case]]
//! text = "Exports rose ⟦6.4 percent⟧ to ⟦about 4.81 trillion yuan⟧."
//! published = "2018-05-08"              # optional
//! mentions = ["percent 6.4 PC", "money 4810000000000 CNY ~ e12 d2"]
//! ```
//!
//! `notes = ["scale missing"]` names flags: each must be on one of the mentions. A reading is
//! `kind value[..value_max] unit [bound] [eN] [dN]`, or `period start..end kind`, `period unresolved`,
//! `period anaphoric`, `period comparison BASIS`. Bound (`= ~ > <`), `e` (power of the scale word) and `d` (printed decimals) are compared
//! only where they are written. A mark stands around the mention with its words of bound or without. A text without
//! marks is a trap: nothing of these kinds may be read in it.

mod currencies;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tradefacts::mention::{PeriodReading, Reading, UnitOf};
use tradefacts::{Document, Extractor, Mention};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Vec<String>,
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    published: Option<chrono::NaiveDate>,
    #[serde(default)]
    mentions: Vec<String>,
    /// Flags that the mentions have, among others.
    #[serde(default)]
    notes: Vec<String>,
    /// The kinds that this case is about, where they are not those of the file.
    kinds: Option<Vec<String>>,
    #[serde(default, rename = "why")]
    _why: Option<String>,
}

/// The examples at the end of a language file.
#[derive(serde::Deserialize)]
struct Examples {
    #[serde(default)]
    example: Vec<Case>,
}

const KINDS: [&str; 6] = ["money", "percent", "points", "quantity", "number", "period"];

/// Every file of a folder with that extension, sorted: no file can be forgotten.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} files in {}", folder.display());
    files
}

/// The text without marks, and the byte ranges that were marked.
pub(crate) fn unmark(marked: &str) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut marks, mut start) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match c {
            '⟦' => start = Some(text.len() as u32),
            '⟧' => marks.push((start.take().expect("⟧ without ⟦"), text.len() as u32)),
            c => text.push(c),
        }
    }
    assert!(start.is_none(), "⟦ without ⟧ in {marked}");
    (text, marks)
}

fn reading(mention: &Mention, extractor: &Extractor) -> String {
    let kind = mention.kind.as_str();
    match &mention.reading {
        Reading::Period(PeriodReading::Resolved(p)) => {
            format!("{kind} {}..{} {}", p.start, p.end, p.kind.as_str())
        }
        Reading::Period(PeriodReading::Unresolved) => format!("{kind} unresolved"),
        Reading::Period(PeriodReading::Anaphoric) => format!("{kind} anaphoric"),
        Reading::Period(PeriodReading::Comparison(basis)) => format!("{kind} comparison {}", basis.as_str()),
        Reading::Amount(amount) => {
            let mut out = format!("{kind} {}", amount.value.value.normalize());
            if let Some(max) = amount.value_max {
                write!(out, "..{}", max.value.normalize()).unwrap();
            }
            let unit = match amount.unit {
                UnitOf::Known(code) => code.to_string(),
                UnitOf::Ambiguous(index) => extractor
                    .lexicon()
                    .currency_candidates(index)
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("|"),
                UnitOf::Missing => "-".to_owned(),
            };
            let (e, d) = (amount.value.unit_mult, amount.value.decimals);
            write!(out, " {unit} {} e{e} d{d}", amount.bound.as_str()).unwrap();
            out
        }
    }
}

/// Whether a reading is as the specification writes it: the first words in order, further words in any order.
fn fits(wanted: &str, got: &str) -> bool {
    let got: Vec<&str> = got.split(' ').collect();
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let fixed = wanted.len().min(3);
    let head = wanted[..fixed].iter().zip(&got).all(|(w, g)| unit_fits(w, g));
    head && wanted[fixed..].iter().all(|w| got[fixed..].contains(w))
}

/// Equal; or, for a list of candidate currencies `USD|CAD|…`, as far as the specification writes it.
fn unit_fits(wanted: &str, got: &str) -> bool {
    wanted == got || wanted.strip_suffix("|…").is_some_and(|first| got.starts_with(&format!("{first}|")))
}

fn check(case: &Case, kinds: &[String], extractor: &mut Extractor) -> Option<String> {
    let kinds = case.kinds.as_deref().unwrap_or(kinds);
    let (text, marks) = unmark(&case.text);
    let mut document = Document::new("case", text.clone());
    document.published = case.published;
    let extraction = extractor.extract(&document);
    let found: Vec<&Mention> =
        extraction.mentions.iter().filter(|m| kinds.iter().any(|k| k == m.kind.as_str())).collect();
    let right = marks.len() == case.mentions.len()
        && found.len() == marks.len()
        && found.iter().zip(&marks).zip(&case.mentions).all(|((m, mark), wanted)| {
            mark.0 <= m.span.start && m.span.end == mark.1 && fits(wanted, &reading(m, extractor))
        });
    let flagged = |note: &String| found.iter().any(|mention| mention.notes.contains(&note.as_str()));
    let missing: Vec<&String> = case.notes.iter().filter(|note| !flagged(note)).collect();
    if right && missing.is_empty() {
        return None;
    }
    let mut message = format!("in  {}\n", case.text);
    for note in missing {
        writeln!(message, "    no mention has the note {note:?}").unwrap();
    }
    for (mark, wanted) in marks.iter().zip(&case.mentions) {
        writeln!(message, "    wanted {wanted:50} {:?}", &text[mark.0 as usize..mark.1 as usize]).unwrap();
    }
    if marks.len() != case.mentions.len() {
        writeln!(message, "    {} marks but {} readings", marks.len(), case.mentions.len()).unwrap();
    }
    for m in found {
        writeln!(message, "    got    {:50} {:?}", reading(m, extractor), m.span.of(&text)).unwrap();
    }
    Some(message)
}

#[test]
fn mentions_are_read_as_specified() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let (mut failures, mut cases) = (String::new(), 0);
    for path in files("tests/spec/en", "toml") {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let file: File = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            cases += 1;
            if let Some(message) = check(case, &file.kinds, &mut extractor) {
                writeln!(failures, "{}: {message}", path.file_name().unwrap().to_string_lossy()).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "of {cases} cases, these are read otherwise:\n{failures}");
}

#[test]
fn examples_of_language_files_are_read_as_they_say() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let kinds = KINDS.map(str::to_owned);
    let mut failures = String::new();
    for path in files("data/lang", "toml") {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let file: Examples = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(file.example.len() > 9, "{}: examples show how the file is read", path.display());
        for message in file.example.iter().filter_map(|case| check(case, &kinds, &mut extractor)) {
            writeln!(failures, "{}: {message}", path.file_name().unwrap().to_string_lossy()).unwrap();
        }
    }
    assert!(failures.is_empty(), "these examples are read otherwise:\n{failures}");
}
