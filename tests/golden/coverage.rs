//! Every number of an expected fact is a mention: value, change, share, the level compared with, and the ends of ranges. A
//! number that is no mention is a fact that no rule can find.
//!
//! `TRADEFACTS_GOLD=FILE cargo test coverage -- --nocapture` measures the same on documents of one's own: JSON Lines with
//! `text`, `published` and `facts`, which name their place by `start` and `end` in code points.

use super::{Row, samples};
use rust_decimal::Decimal;
use std::str::FromStr as _;
use tradefacts::mention::Reading;
use tradefacts::{Document, Extractor, Span};

/// Columns with numbers, the anchor's first.
const NUMBERS: &[&str] =
    &["value", "change", "share", "base_value", "value_max", "change_max", "converted_value"];

/// The amounts of a text without their signs, which facts take from words: place, value and upper end.
fn amounts(document: &Document, extractor: &mut Extractor) -> Vec<(Span, Decimal, Option<Decimal>)> {
    let mentions = extractor.extract(document).mentions;
    let amount = |mention: &tradefacts::Mention| match mention.reading {
        Reading::Amount(a) => {
            Some((mention.span, a.value.value.abs(), a.value_max.map(|max| max.value.abs())))
        }
        Reading::Period(_) => None,
    };
    mentions.iter().filter_map(amount).collect()
}

/// The columns of a row that no mention covers. `unchanged` is a change of 0 that no number prints.
fn uncovered(row: &Row, amounts: &[(Span, Decimal, Option<Decimal>)]) -> Vec<&'static str> {
    let number = |column: &str| row.columns.get(column).and_then(|value| Decimal::from_str(value).ok());
    let anchored = NUMBERS[..3].iter().find(|column| number(column).is_some());
    NUMBERS
        .iter()
        .copied()
        .filter(|column| {
            let Some(wanted) = number(column).map(|value| value.abs()).filter(|value| !value.is_zero())
            else {
                return false;
            };
            let here = |span: Span| span.start < row.anchor.end && row.anchor.start < span.end;
            !amounts.iter().any(|&(span, value, max)| {
                (value == wanted || max == Some(wanted)) && (Some(column) != anchored || here(span))
            })
        })
        .collect()
}

#[test]
fn numbers_of_facts_are_mentions() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let mut missing = String::new();
    for sample in samples() {
        let amounts = amounts(&sample.document, &mut extractor);
        for row in &sample.facts {
            for column in uncovered(row, &amounts) {
                let value = &row.columns[column];
                missing.push_str(&format!("{}: {column} {value} is no mention\n", sample.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
}

/// The document and the rows of a line of JSON.
fn document(line: &str) -> (Document, Vec<Row>) {
    let json: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
    let text = json["text"].as_str().expect("`text`");
    let byte = |at: &serde_json::Value| {
        let at = at.as_u64().expect("an offset in code points") as usize;
        text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte) as u32
    };
    let row = |fact: &serde_json::Value| Row {
        anchor: Span::new(byte(&fact["start"]), byte(&fact["end"])),
        columns: NUMBERS
            .iter()
            .filter_map(|column| Some(((*column).to_owned(), fact[*column].as_str()?.to_owned())))
            .collect(),
    };
    let mut document = Document::new(json["id"].as_str().unwrap_or("document"), text);
    document.published = json["published"].as_str().and_then(|date| date.parse().ok());
    (document, json["facts"].as_array().into_iter().flatten().map(row).collect())
}

#[test]
fn coverage_of_documents_of_ones_own() {
    let Some(path) = std::env::var_os("TRADEFACTS_GOLD") else { return };
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let (mut rows, mut covered) = (0, 0);
    for line in std::fs::read_to_string(path).expect("a readable file").lines() {
        let (document, wanted) = document(line);
        let amounts = amounts(&document, &mut extractor);
        for row in &wanted {
            let missing = uncovered(row, &amounts);
            rows += 1;
            covered += usize::from(missing.is_empty());
            if !missing.is_empty() {
                println!("{}: {missing:?} at {:?}", document.id, row.anchor.of(&document.text));
            }
        }
    }
    println!("{covered} of {rows} rows are covered");
    assert!(covered * 100 >= rows * 99, "{covered} of {rows} rows are covered, less than 99 in 100");
}
