//! Single tables: encoded by the workers, written in the order of the input.

use super::output::Output;
use super::output_options::OutputOptions;
use super::pipeline::{Made, Work};
use super::review::Reviews;
use std::path::Path;
use tradefacts::dataset::schema::{
    DOCUMENTS, DocumentCell, FACTS, FactCell, MENTIONS, MentionCell, OBSERVATIONS, ObservationCell, TEXT,
    select,
};
use tradefacts::dataset::{Digest, DocumentRow, Format, Table};
use tradefacts::{Document, Error, Extractor, Fact};

/// A table of facts, with a row per fact or a row per number.
enum Facts {
    Wide(Table<FactCell>),
    Long(Table<ObservationCell>),
}

impl Facts {
    fn head(&self, out: &mut Vec<u8>) {
        match self {
            Facts::Wide(table) => table.head(out),
            Facts::Long(table) => table.head(out),
        }
    }

    fn add(&self, document: &Document, facts: &[Fact], out: &mut Vec<u8>) {
        match self {
            Facts::Wide(table) => table.add(document, facts, out),
            Facts::Long(table) => table.add(document, facts, out),
        }
    }
}

/// The tables that were asked for.
pub(crate) struct Tables {
    facts: Facts,
    mentions: Option<Table<MentionCell>>,
    documents: Option<Table<DocumentCell>>,
    language: &'static str,
    reviews: Reviews,
}

impl Tables {
    /// Facts in `format`, and the other tables as their names ask for.
    pub(crate) fn new(
        options: &OutputOptions,
        format: &'static Format,
        language: &'static str,
        reviews: Reviews,
    ) -> Result<Tables, Error> {
        let style = options.style();
        let choice = options.columns.as_deref().unwrap_or(format.columns);
        let place = |error: Error| error.at("--columns");
        let facts = if options.long {
            Facts::Long(Table::new(format, style, select(choice, &OBSERVATIONS).map_err(place)?))
        } else {
            Facts::Wide(Table::new(format, style, select(choice, FACTS).map_err(place)?))
        };
        let format_of = |option, path: &Option<std::path::PathBuf>| {
            path.as_deref().map(|path| options.format_of(option, Some(path))).transpose()
        };
        let mentions = format_of("--mentions", &options.mentions)?
            .map(|format| Table::new(format, style, MENTIONS.to_vec()));
        let documents = format_of("--documents", &options.documents)?.map(|format| {
            let columns = DOCUMENTS.iter().chain(options.with_text.then_some(&TEXT)).copied();
            Table::new(format, style, columns.collect())
        });
        Ok(Tables { facts, mentions, documents, language, reviews })
    }

    /// What stands before the first rows.
    pub(crate) fn heads(&self) -> Encoded {
        let mut heads = Encoded::default();
        self.facts.head(&mut heads.facts);
        if let Some(table) = &self.mentions {
            table.head(&mut heads.mentions);
        }
        if let Some(table) = &self.documents {
            table.head(&mut heads.documents);
        }
        heads
    }
}

/// Encoded rows.
#[derive(Default)]
pub(crate) struct Encoded {
    facts: Vec<u8>,
    mentions: Vec<u8>,
    documents: Vec<u8>,
}

impl Made for Encoded {
    fn lengths(&self) -> [usize; 3] {
        [self.facts.len(), self.mentions.len(), self.documents.len()]
    }

    fn truncate(&mut self, lengths: [usize; 3]) {
        self.facts.truncate(lengths[0]);
        self.mentions.truncate(lengths[1]);
        self.documents.truncate(lengths[2]);
    }
}

impl Work for Tables {
    type Made = Encoded;

    fn wants_digest(&self) -> bool {
        self.documents.is_some()
    }

    fn work(&self, document: Document, digest: Digest, extractor: &mut Extractor, made: &mut Encoded) -> u64 {
        let mut facts = match &self.mentions {
            None => extractor.extract_facts(&document),
            Some(table) => {
                let found = extractor.extract(&document);
                table.add(&document, extractor.lexicon(), &found.mentions, &mut made.mentions);
                found.facts
            }
        };
        self.reviews.apply(&document, &mut facts);
        self.facts.add(&document, &facts, &mut made.facts);
        if let Some(table) = &self.documents {
            let reading = env!("CARGO_PKG_VERSION");
            let language = self.language;
            table.add(
                &DocumentRow { document: &document, language, digest, reading, facts: facts.len() },
                &mut made.documents,
            );
        }
        facts.len() as u64
    }
}

/// Where the tables go.
pub(crate) struct Outputs {
    facts: Output,
    mentions: Option<Output>,
    documents: Option<Output>,
}

impl Outputs {
    /// Opens them; nothing is there under their names before they are complete.
    pub(crate) fn open(options: &OutputOptions) -> Result<Outputs, Error> {
        let open = |path: Option<&Path>| path.map(Output::file).transpose();
        Ok(Outputs {
            facts: options.file().map_or_else(|| Ok(Output::standard()), Output::file)?,
            mentions: open(options.mentions.as_deref())?,
            documents: open(options.documents.as_deref())?,
        })
    }

    /// Adds rows.
    pub(crate) fn write(&mut self, rows: &Encoded) -> Result<(), Error> {
        self.facts.write(&rows.facts)?;
        self.mentions.as_mut().map_or(Ok(()), |output| output.write(&rows.mentions))?;
        self.documents.as_mut().map_or(Ok(()), |output| output.write(&rows.documents))
    }

    /// Completes them.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.facts.finish()?;
        self.mentions.map_or(Ok(()), Output::finish)?;
        self.documents.map_or(Ok(()), Output::finish)
    }
}
