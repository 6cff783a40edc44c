//! What was found in a document, sorted into its sentences.

use std::collections::BTreeMap;
use tradefacts::dataset::schema::{FACTS, MENTIONS};
use tradefacts::dataset::{Cell, CodePoints, FactRow, MentionRow};
use tradefacts::fact::refusal::Reason;
use tradefacts::lexicon::Lexicon;
use tradefacts::{Document, Extraction, Fact, Mention, Span};

/// A document with all that was found in it.
pub(super) struct Explained<'d> {
    pub(super) document: &'d Document,
    pub(super) extraction: &'d Extraction,
    lexicon: &'d Lexicon,
    offsets: CodePoints<'d>,
}

/// A sentence that holds something.
pub(super) struct Sentence<'d> {
    pub(super) span: Span,
    pub(super) mentions: Vec<&'d Mention>,
    pub(super) facts: Vec<&'d Fact>,
    pub(super) refused: Vec<(&'d Mention, Reason)>,
}

impl<'d> Explained<'d> {
    pub(super) fn new(document: &'d Document, extraction: &'d Extraction, lexicon: &'d Lexicon) -> Self {
        Explained { document, extraction, lexicon, offsets: CodePoints::new(&document.text) }
    }

    /// The sentences with an amount, a period or a fact, in order.
    pub(super) fn sentences(&self) -> Vec<Sentence<'d>> {
        let of = |span: Span| {
            self.extraction.sentences.partition_point(|sentence| sentence.start <= span.start).max(1) - 1
        };
        let mut found: BTreeMap<usize, Sentence> = BTreeMap::new();
        for mention in &self.extraction.mentions {
            entry(&mut found, self, mention.sentence).mentions.push(mention);
        }
        for fact in &self.extraction.facts {
            entry(&mut found, self, of(fact.quote)).facts.push(fact);
        }
        for refusal in &self.extraction.refusals {
            let Some(mention) = self.extraction.mentions.get(refusal.mention) else { continue };
            entry(&mut found, self, mention.sentence).refused.push((mention, refusal.reason));
        }
        found.into_values().collect()
    }

    /// The cells of a fact that are not missing, as text, in the order of the schema.
    pub(super) fn fact_cells(&self, fact: &'d Fact) -> Vec<(&'static str, String)> {
        let facts = &self.extraction.facts;
        let index = facts.iter().position(|other| std::ptr::eq(other, fact)).unwrap_or_default();
        let row = FactRow::new(self.document, facts, index, &self.offsets);
        FACTS.iter().filter_map(|column| Some((column.name, printed((column.cell)(&row))?))).collect()
    }

    /// The cells of a mention that are not missing, as text, in the order of the schema.
    pub(super) fn mention_cells(&self, mention: &'d Mention) -> Vec<(&'static str, String)> {
        let place = self.offsets.convert(mention.span);
        let row = MentionRow { document: self.document, lexicon: self.lexicon, mention, place };
        MENTIONS.iter().filter_map(|column| Some((column.name, printed((column.cell)(&row))?))).collect()
    }

    /// The offsets of a span in code points.
    pub(super) fn points(&self, span: Span) -> (u32, u32) {
        self.offsets.convert(span)
    }
}

/// The text of a cell; none where it is missing.
fn printed(cell: Cell) -> Option<String> {
    match cell {
        Cell::Missing => None,
        Cell::Text(text) => Some(text.into_owned()),
        Cell::Decimal(decimal) => Some(decimal.to_string()),
        Cell::Integer(integer) => Some(integer.to_string()),
        Cell::Date(date) => Some(date.to_string()),
    }
}

/// The sentence of that number, made where it is the first time that something stands in it.
fn entry<'s, 'd>(
    found: &'s mut BTreeMap<usize, Sentence<'d>>,
    explained: &Explained<'d>,
    index: usize,
) -> &'s mut Sentence<'d> {
    let span = explained.extraction.sentences.get(index).copied().unwrap_or_default();
    found.entry(index).or_insert_with(|| Sentence {
        span,
        mentions: Vec::new(),
        facts: Vec::new(),
        refused: Vec::new(),
    })
}

/// What all documents gave.
#[derive(Default)]
pub(super) struct Totals {
    pub(super) facts: usize,
    pub(super) amounts: usize,
    pub(super) refused: BTreeMap<&'static str, usize>,
}

impl Totals {
    pub(super) fn add(&mut self, extraction: &Extraction) {
        self.facts += extraction.facts.len();
        self.amounts += extraction
            .mentions
            .iter()
            .filter(|mention| mention.kind != tradefacts::mention::MentionKind::Period)
            .count();
        for refusal in &extraction.refusals {
            *self.refused.entry(refusal.reason.as_str()).or_default() += 1;
        }
    }
}
