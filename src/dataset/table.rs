//! A table being written: chosen columns in a format.

use super::schema::{Column, FactCell, MENTIONS, MentionCell};
use super::{Cell, CodePoints, Encoder, FactRow, Format, MentionRow};
use crate::document::Document;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::mention::Mention;

/// Encodes rows with cells of the kind `C`.
///
/// ```
/// use tradefacts::dataset::{Table, format, schema};
/// use tradefacts::{Document, Extractor};
///
/// let document = Document::new("a", "China's exports rose 5.0 percent in April 2023.");
/// let found = Extractor::english().unwrap().extract(&document);
/// let table = Table::facts(format("jsonl").unwrap(), schema::select("all").unwrap());
/// let mut bytes = Vec::new();
/// table.head(&mut bytes);
/// table.add(&document, &found.facts, &mut bytes);
/// ```
pub struct Table<C: 'static> {
    columns: Vec<&'static Column<C>>,
    encoder: Box<dyn Encoder>,
}

impl<C> Table<C> {
    fn new(format: &Format, columns: Vec<&'static Column<C>>) -> Table<C> {
        let names = columns.iter().map(|column| column.name).collect();
        Table { columns, encoder: (format.encoder)(names) }
    }

    /// Adds what stands before the first row.
    pub fn head(&self, out: &mut Vec<u8>) {
        self.encoder.head(out);
    }
}

impl Table<FactCell> {
    /// A table of facts with these columns.
    #[must_use]
    pub fn facts(format: &Format, columns: Vec<&'static Column<FactCell>>) -> Table<FactCell> {
        Table::new(format, columns)
    }

    /// Adds the facts of a document.
    pub fn add(&self, document: &Document, facts: &[Fact], out: &mut Vec<u8>) {
        if facts.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut cells: Vec<Cell> = Vec::with_capacity(self.columns.len());
        for fact in facts {
            let place = fact.anchor().map(|figure| offsets.convert(figure.span));
            let row = FactRow { document, fact, place, offsets: &offsets };
            cells.clear();
            cells.extend(self.columns.iter().map(|column| (column.cell)(&row)));
            self.encoder.row(&cells, out);
        }
    }
}

impl Table<MentionCell> {
    /// A table of mentions.
    #[must_use]
    pub fn mentions(format: &Format) -> Table<MentionCell> {
        Table::new(format, MENTIONS.iter().collect())
    }

    /// Adds the mentions of a document.
    pub fn add(&self, document: &Document, lexicon: &Lexicon, mentions: &[Mention], out: &mut Vec<u8>) {
        if mentions.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut cells: Vec<Cell> = Vec::with_capacity(self.columns.len());
        for mention in mentions {
            let row = MentionRow { document, lexicon, mention, place: offsets.convert(mention.span) };
            cells.clear();
            cells.extend(self.columns.iter().map(|column| (column.cell)(&row)));
            self.encoder.row(&cells, out);
        }
    }
}
