//! Texts as a browser counts them: spans in UTF-16 code units, and a stand-in of quotes where no text is at hand.
//!
//! A dataset without texts has the sentence of each fact. These are laid one below another in the order of the text,
//! with a sign of omission between them. Where in its sentence a fact stands follows from the words of its number: they
//! must stand there once, and every other word that the dataset repeats (period, change, share) must stand where the
//! offsets say, else only what is found is marked.

use super::{Report, Source};
use std::collections::HashMap;

/// What a column of a fact was read from, in the text that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) column: String,
    /// UTF-16 code units.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) rule: String,
}

/// A document laid out for the page.
pub(super) struct Laid<'a> {
    pub(super) id: String,
    pub(super) source: Option<&'a Source>,
    /// The text, or the quotes.
    pub(super) text: String,
    /// Spans of the mentions, in UTF-16 code units, with their kind.
    pub(super) mentions: Vec<(u32, u32, &'a str)>,
    /// Its facts: their place in the report, and what they were read from.
    pub(super) facts: Vec<(usize, Vec<Origin>)>,
}

/// A column with its span in code points and the rule.
type Piece = (String, (u32, u32), String);

/// What stands between two quotes.
const OMISSION: &str = "\n\n[…]\n\n";

pub(super) fn lay(report: &Report) -> Vec<Laid<'_>> {
    let mut order: Vec<&str> = Vec::new();
    let mut facts: HashMap<&str, Vec<usize>> = HashMap::new();
    for fact in 0..report.facts.len() {
        let id = report.cell(fact, "doc_id").unwrap_or_default();
        facts
            .entry(id)
            .or_insert_with(|| {
                order.push(id);
                Vec::new()
            })
            .push(fact);
    }
    let mut sources: HashMap<&str, &Source> = HashMap::new();
    for source in &report.documents {
        sources.insert(&source.document.id, source);
        if !facts.contains_key(source.document.id.as_str()) && !source.document.text.is_empty() {
            order.push(&source.document.id);
        }
    }
    let lay = |id: &str| {
        let facts = facts.get(id).cloned().unwrap_or_default();
        match sources.get(id).filter(|source| !source.document.text.is_empty()) {
            Some(source) => whole(report, source, &facts),
            None => quoted(report, id, sources.get(id).copied(), &facts),
        }
    };
    order.into_iter().map(lay).collect()
}

/// A document with its text.
fn whole<'a>(report: &Report, source: &'a Source, facts: &[usize]) -> Laid<'a> {
    let text = &source.document.text;
    let units = Units::new(text);
    let mentions = source.mentions.iter().filter_map(|(start, end, kind)| {
        let (start, end) = units.convert((*start, *end))?;
        Some((start, end, kind.as_str()))
    });
    let origins = |&fact: &usize| {
        let spans = evidence(report, fact).into_iter().filter_map(|(column, span, rule)| {
            let (start, end) = units.convert(span)?;
            Some(Origin { column: column.to_owned(), start, end, rule: rule.to_owned() })
        });
        (fact, spans.collect())
    };
    Laid {
        id: source.document.id.clone(),
        source: Some(source),
        text: text.clone(),
        mentions: mentions.collect(),
        facts: facts.iter().map(origins).collect(),
    }
}

/// A document of which only the sentences of its facts are at hand.
fn quoted<'a>(report: &Report, id: &str, source: Option<&'a Source>, facts: &[usize]) -> Laid<'a> {
    let mut text = String::new();
    let mut length = 0;
    // The quotes that stand in the text already, with where they start, in code points.
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut found: Vec<(usize, Vec<Piece>)> = Vec::new();
    for &fact in facts {
        let quote = report.cell(fact, "quote").unwrap_or_default();
        let place = *places.entry(quote).or_insert_with(|| {
            if !text.is_empty() && !quote.is_empty() {
                text.push_str(OMISSION);
                length += points(OMISSION);
            }
            let place = length;
            text.push_str(quote);
            length += points(quote);
            place
        });
        let spans = in_quote(report, fact, quote).into_iter();
        found.push((
            fact,
            spans.map(|(column, (start, end), rule)| (column, (start + place, end + place), rule)).collect(),
        ));
    }
    let units = Units::new(&text);
    let origin = |(column, span, rule)| {
        let (start, end) = units.convert(span)?;
        Some(Origin { column, start, end, rule })
    };
    let facts = found
        .into_iter()
        .map(|(fact, spans)| (fact, spans.into_iter().filter_map(origin).collect()))
        .collect();
    Laid { id: id.to_owned(), source, text, mentions: Vec::new(), facts }
}

/// The columns whose words the dataset repeats, with the column that has the words.
const WORDS: &[(&str, &str)] = &[
    ("value", "value_text"),
    ("change", "change_text"),
    ("share", "share_text"),
    ("period_start", "period_text"),
];

/// What a fact was read from, in code points of its quote, as far as that is certain.
fn in_quote(report: &Report, fact: usize, quote: &str) -> Vec<Piece> {
    let evidence = evidence(report, fact);
    let words = |column: &str| {
        WORDS.iter().find(|known| known.0 == column).and_then(|known| report.cell(fact, known.1))
    };
    let anchor =
        WORDS.iter().find_map(|(column, _)| Some((*column, words(column)?, once(quote, words(column)?)?)));
    let Some((column, text, place)) = anchor else { return Vec::new() };
    let own = |rule: &str| vec![(column.to_owned(), (place, place + points(text)), rule.to_owned())];
    let Some((_, (start, _), rule)) = evidence.iter().find(|found| found.0 == column) else {
        return own(report.cell(fact, "rule").unwrap_or_default());
    };
    let Some(shift) = start.checked_sub(place) else { return own(rule) };
    let length = points(quote);
    let moved = evidence.iter().filter_map(|(column, (start, end), rule)| {
        let span = (start.checked_sub(shift)?, end.checked_sub(shift)?);
        (span.1 <= length).then(|| ((*column).to_owned(), span, (*rule).to_owned()))
    });
    let moved: Vec<Piece> = moved.collect();
    // White space is folded in quotes: where that moved the words, the offsets do not fit.
    let fits =
        moved.iter().all(|(column, span, _)| words(column).is_none_or(|words| slice(quote, *span) == words));
    if fits { moved } else { own(rule) }
}

/// Where `words` stand in `text`, in code points, if they do once.
fn once(text: &str, words: &str) -> Option<u32> {
    let mut places = text.match_indices(words);
    let (place, _) = places.next().filter(|_| !words.is_empty())?;
    places.next().is_none().then(|| points(&text[..place]))
}

fn slice(text: &str, (start, end): (u32, u32)) -> String {
    text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
}

/// The pieces of the evidence: column, span in code points of the document, rule. What is not of that form is no
/// piece.
fn evidence(report: &Report, fact: usize) -> Vec<(&str, (u32, u32), &str)> {
    let written = report.cell(fact, "evidence").unwrap_or_default();
    let piece = |piece| {
        let mut words = str::split(piece, ' ');
        let (column, span, rule) = (words.next()?, words.next()?, words.next()?);
        let (start, end) = span.split_once('-')?;
        Some((column, (start.parse().ok()?, end.parse().ok()?), rule))
    };
    let mut pieces: Vec<(&str, (u32, u32), &str)> = written.split("; ").filter_map(piece).collect();
    if pieces.is_empty()
        && let (Some(start), Some(end)) = (report.cell(fact, "start"), report.cell(fact, "end"))
        && let (Ok(start), Ok(end)) = (start.parse(), end.parse())
    {
        let column =
            ["value", "change", "share"].into_iter().find(|column| report.cell(fact, column).is_some());
        pieces.push((column.unwrap_or("value"), (start, end), report.cell(fact, "rule").unwrap_or_default()));
    }
    pieces
}

fn points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Offsets in code points to offsets in UTF-16 code units.
struct Units {
    /// The offset of each code point, and of the end; empty where both counts agree throughout.
    offsets: Vec<u32>,
    length: u32,
}

impl Units {
    fn new(text: &str) -> Units {
        let length = points(text);
        if text.chars().all(|c| c.len_utf16() == 1) {
            return Units { offsets: Vec::new(), length };
        }
        let mut offsets = vec![0];
        let mut units = 0;
        for c in text.chars() {
            units += c.len_utf16() as u32;
            offsets.push(units);
        }
        Units { offsets, length }
    }

    /// The span in UTF-16 code units; none where it is outside the text or reversed.
    fn convert(&self, (start, end): (u32, u32)) -> Option<(u32, u32)> {
        let at = |point: u32| self.offsets.get(point as usize).copied().unwrap_or(point);
        (start < end && end <= self.length).then(|| (at(start), at(end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const COLUMNS: &[&str] = &["doc_id", "value", "value_text", "period_text", "quote", "rule", "evidence"];

    fn report(cells: &[&str], text: &str) -> Report {
        let cells = cells.iter().map(|cell| (!cell.is_empty()).then(|| (*cell).to_owned())).collect();
        let documents =
            vec![Source { document: Document::new("d", text), mentions: vec![(0, 1, "money".to_owned())] }];
        Report { columns: COLUMNS.to_vec(), facts: vec![cells], documents, ..Report::default() }
    }

    /// The words that each column was read from, as drawn on the page.
    fn words(report: &Report) -> Vec<(String, String)> {
        let laid = lay(report);
        let units: Vec<u16> = laid[0].text.encode_utf16().collect();
        let origins = laid[0].facts[0].1.iter();
        let text =
            |origin: &Origin| String::from_utf16_lossy(&units[origin.start as usize..origin.end as usize]);
        origins.map(|origin| (origin.column.clone(), text(origin))).collect()
    }

    #[test]
    fn spans_count_as_a_browser_does() {
        let text = "😀😀 Exports: $5 bn in May";
        let row =
            ["d", "5000000000", "$5 bn", "May", "x", "r", "value 12-17 level.verb; period_start 21-24 p"];
        let found = words(&report(&row, text));
        assert_eq!(
            found,
            [("value".to_owned(), "$5 bn".to_owned()), ("period_start".to_owned(), "May".to_owned())]
        );
    }

    #[test]
    fn quotes_stand_in_for_a_text() {
        let row = [
            "d",
            "5",
            "$5 bn",
            "May",
            "Exports: $5 bn in May",
            "r",
            "value 109-114 v; period_start 118-121 p; source 7-9 s",
        ];
        let found = words(&report(&row, ""));
        assert_eq!(
            found,
            [("value".to_owned(), "$5 bn".to_owned()), ("period_start".to_owned(), "May".to_owned())]
        );
    }

    #[test]
    fn what_is_not_certain_in_a_quote_is_not_marked() {
        // Two spaces of the text are one in the quote: the period is not where the offsets say.
        let row = [
            "d",
            "5",
            "$5 bn",
            "May",
            "Exports: $5 bn in May",
            "r",
            "value 109-114 v; period_start 119-122 p",
        ];
        assert_eq!(words(&report(&row, "")), [("value".to_owned(), "$5 bn".to_owned())]);
        let twice = ["d", "5", "$5 bn", "", "From $5 bn to $5 bn", "r", "value 109-114 v"];
        assert!(words(&report(&twice, "")).is_empty());
    }

    #[test]
    fn a_quote_stands_once() {
        let row =
            ["d", "5", "$5 bn", "", "It was $5 bn.", "r", ""].map(|cell| Some(cell.to_owned())).to_vec();
        let other =
            ["d", "6", "$6 bn", "", "Then $6 bn.", "r", ""].map(|cell| Some(cell.to_owned())).to_vec();
        let report =
            Report { columns: COLUMNS.to_vec(), facts: vec![row.clone(), row, other], ..Report::default() };
        assert_eq!(lay(&report)[0].text, "It was $5 bn.\n\n[…]\n\nThen $6 bn.");
    }
}
