//! The texts of a report: those that a dataset folder keeps, and documents that are read anew.

use crate::dataset::CodePoints;
use crate::dataset::load::{Row, Table};
use crate::document::Document;
use crate::error::Error;
use crate::extractor::{Extraction, Extractor};
use std::collections::HashMap;
use std::path::Path;

/// A document with the amounts and periods in its text.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The document.
    pub document: Document,
    /// The amounts and periods.
    pub mentions: Vec<Marked>,
}

/// Start and end in Unicode code points, and kind, as the table of mentions has them.
pub type Marked = (u32, u32, String);

/// The files of a dataset folder that are shown.
const DOCUMENTS: &str = "documents.csv";
const MENTIONS: &str = "mentions.csv";

impl Source {
    /// The document with the mentions of its extraction.
    #[must_use]
    pub fn new(document: Document, extraction: &Extraction) -> Source {
        let offsets = CodePoints::new(&document.text);
        let marked = extraction.mentions.iter().map(|mention| {
            let (start, end) = offsets.convert(mention.span);
            (start, end, mention.kind.as_str().to_owned())
        });
        let mentions = marked.collect();
        Source { document, mentions }
    }

    /// The document with the mentions that the extractor finds in it.
    ///
    /// ```
    /// use tradefacts::report::Source;
    /// use tradefacts::{Document, Extractor};
    ///
    /// let mut extractor = Extractor::english().unwrap();
    /// let source = Source::read(Document::new("note", "Exports rose 5 percent."), &mut extractor);
    /// assert_eq!(source.mentions, [(13, 22, "percent".to_owned())]);
    /// ```
    #[must_use]
    pub fn read(document: Document, extractor: &mut Extractor) -> Source {
        let extraction = extractor.extract(&document);
        Source::new(document, &extraction)
    }

    /// The documents of a dataset folder, with the mentions where it has them; none where it has no table of documents.
    ///
    /// # Errors
    /// Where a table of the folder cannot be read.
    pub fn stored(folder: &Path) -> Result<Vec<Source>, Error> {
        let path = folder.join(DOCUMENTS);
        if !path.is_file() {
            return Ok(Vec::new());
        }
        let mut mentions = mentions(&folder.join(MENTIONS))?;
        let stored = |row: Row| {
            let field = |name: &str| row.text(name).map(str::to_owned);
            let document = Document {
                id: field("doc_id").unwrap_or_default(),
                text: field("text").unwrap_or_default(),
                published: row.date("published")?,
                title: field("title"),
                url: field("url"),
                publisher: field("publisher"),
                ..Document::default()
            };
            let mentions = mentions.remove(&document.id).unwrap_or_default();
            Ok(Source { document, mentions })
        };
        Table::open(&path)?.rows().map(stored).collect()
    }
}

/// The mentions of each document.
fn mentions(path: &Path) -> Result<HashMap<String, Vec<Marked>>, Error> {
    let mut found: HashMap<String, Vec<Marked>> = HashMap::new();
    if !path.is_file() {
        return Ok(found);
    }
    for row in Table::open(path)?.rows() {
        let field = |name: &str| row.text(name).unwrap_or_default().to_owned();
        if let (Some(start), Some(end)) = (row.integer("start")?, row.integer("end")?) {
            found.entry(field("doc_id")).or_default().push((start, end, field("kind")));
        }
    }
    Ok(found)
}
