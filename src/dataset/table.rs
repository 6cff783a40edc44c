//! A table being written: chosen columns in a format.

use super::schema::{Column, DocumentCell, FactCell, MentionCell, ObservationCell};
use super::{Cell, CodePoints, DocumentRow, Encoder, FactRow, Format, MentionRow, Observation, Style};
use crate::document::Document;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::mention::Mention;

/// Encodes rows with cells of the kind `C`.
///
/// ```
/// use tradefacts::dataset::{Style, Table, format, schema};
/// use tradefacts::{Document, Extractor};
///
/// let document = Document::new("a", "China's exports rose 5.0 percent in April 2023.");
/// let found = Extractor::english().unwrap().extract(&document);
/// let table = Table::new(format("jsonl").unwrap(), Style::Plain, schema::FACTS.to_vec());
/// let mut bytes = Vec::new();
/// table.head(&mut bytes);
/// table.add(&document, &found.facts, &mut bytes);
/// ```
pub struct Table<C> {
    columns: Vec<Column<C>>,
    encoder: Box<dyn Encoder>,
}

impl<C> Table<C> {
    /// A table with these columns.
    #[must_use]
    pub fn new(format: &Format, style: Style, columns: Vec<Column<C>>) -> Table<C> {
        let names = columns.iter().map(|column| column.name).collect();
        Table { columns, encoder: (format.encoder)(names, style) }
    }

    /// Adds what stands before the first row.
    pub fn head(&self, out: &mut Vec<u8>) {
        self.encoder.head(out);
    }

    /// Adds a row whose cells `read` reads.
    fn row<'a>(&self, cells: &mut Vec<Cell<'a>>, read: impl Fn(&C) -> Cell<'a>, out: &mut Vec<u8>) {
        cells.clear();
        cells.extend(self.columns.iter().map(|column| read(&column.cell)));
        self.encoder.row(cells, out);
    }
}

impl Table<FactCell> {
    /// Adds the facts of a document.
    pub fn add(&self, document: &Document, facts: &[Fact], out: &mut Vec<u8>) {
        if facts.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut cells = Vec::with_capacity(self.columns.len());
        for index in 0..facts.len() {
            let row = FactRow::new(document, facts, index, &offsets);
            self.row(&mut cells, |read| read(&row), out);
        }
    }
}

impl Table<ObservationCell> {
    /// Adds the numbers of the facts of a document.
    pub fn add(&self, document: &Document, facts: &[Fact], out: &mut Vec<u8>) {
        if facts.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut cells = Vec::with_capacity(self.columns.len());
        let rows = (0..facts.len()).map(|index| FactRow::new(document, facts, index, &offsets));
        for row in rows.flat_map(Observation::all) {
            self.row(&mut cells, |cell| cell.read(&row), out);
        }
    }
}

impl Table<MentionCell> {
    /// Adds the mentions of a document.
    pub fn add(&self, document: &Document, lexicon: &Lexicon, mentions: &[Mention], out: &mut Vec<u8>) {
        if mentions.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut cells = Vec::with_capacity(self.columns.len());
        for mention in mentions {
            let row = MentionRow { document, lexicon, mention, place: offsets.convert(mention.span) };
            self.row(&mut cells, |read| read(&row), out);
        }
    }
}

impl Table<DocumentCell> {
    /// Adds a document.
    pub fn add(&self, row: &DocumentRow, out: &mut Vec<u8>) {
        self.row(&mut Vec::with_capacity(self.columns.len()), |read| read(row), out);
    }
}
