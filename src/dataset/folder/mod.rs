//! A dataset folder: `facts.csv`, `mentions.csv` and `documents.csv` with all columns, `datapackage.json`, code lists
//! and a `README.md`. It grows: what is stored is kept, what is new is added, what changed is replaced.
//!
//! The rows stand in the order of their documents' names, so that the files depend on what is in the dataset and not on
//! the order in which it came. Writing takes three steps: blocks of rows are collected, and kept aside where they are
//! many; then they are merged with what is stored; then the new folder takes the place of the old one in one step. A
//! run that is interrupted leaves the old dataset, and the next one goes on from the blocks that were kept.

mod block;
mod known;
mod lists;
mod merge;
mod package;
mod place;
mod readme;
mod stored;

pub use block::{Block, Rows, Stamp};
pub use known::{Known, Slot};

use super::schema::{Column, DOCUMENTS, FACTS, MENTIONS, TEXT, tables};
use super::{Digest, DocumentRow, Style, Table, csv};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::extractor::Extraction;
use crate::lexicon::Lexicon;
use block::Run;
use merge::{Blocks, Merge, Written, write_tables};
use package::Described;
use place::Place;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stored::Stored;

/// The tables, the one that names the documents first.
pub const TABLES: [&str; 3] = ["documents", "facts", "mentions"];

/// The file that describes the others.
pub const PACKAGE: &str = "datapackage.json";

const CODES: &str = "codes";
const README: &str = "README.md";
/// The column that names the document of a row.
pub const DOC_ID: &str = "doc_id";
const STAMP: [&str; 4] = [DOC_ID, "published", "sha256", "reading"];

/// Blocks are kept aside once they have this many bytes.
const KEEP: usize = 16 << 20;

fn file_name(table: &str) -> String {
    format!("{table}.csv")
}

/// Whether a file or folder of that name, at the top of a dataset, belongs to it.
fn is_own(name: &str) -> bool {
    [PACKAGE, README, CODES].contains(&name) || TABLES.iter().any(|table| file_name(table) == name)
}

/// How documents are read and stored.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the texts are stored too.
    pub with_text: bool,
    /// Whether documents that are not in the input any more are removed.
    pub prune: bool,
    /// What else decides how a document is read, as text: the language, a date of publication that was given.
    pub reading: Vec<String>,
}

impl Options {
    /// Program version and a digest of the options.
    fn reading(&self) -> String {
        let with_text = if self.with_text { "with text" } else { "" };
        let parts = std::iter::once(with_text).chain(self.reading.iter().map(String::as_str));
        format!("{}+{}", env!("CARGO_PKG_VERSION"), Digest::of_parts(parts).short())
    }
}

/// Encodes the rows of documents as they are stored; works on any thread.
pub struct Encoder {
    documents: Table<super::schema::DocumentCell>,
    facts: Table<super::schema::FactCell>,
    mentions: Table<super::schema::MentionCell>,
    known: Arc<Known>,
    language: &'static str,
}

/// What became of a document.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name it was given.
    pub name: String,
    /// The digest of the bytes it was read from.
    pub digest: Digest,
    /// The name it is stored under, where it need not be read again; else its rows.
    pub rows: Result<String, Block>,
}

impl Encoder {
    /// Where the document goes: it needs to be read only where it is not known.
    #[must_use]
    pub fn slot(&self, document: &Document, digest: Digest) -> Slot {
        self.known.slot(document, digest)
    }

    /// The rows of a document whose id is that of its slot.
    #[must_use]
    pub fn block(&self, document: &Document, digest: Digest, lexicon: &Lexicon, found: &Extraction) -> Block {
        let reading = self.known.reading();
        let facts = found.facts.len();
        let row = DocumentRow { document, language: self.language, digest, reading, facts };
        let mut rows = [1, facts, found.mentions.len()].map(|count| Rows { bytes: Vec::new(), count });
        self.documents.add(&row, &mut rows[0].bytes);
        self.facts.add(document, &found.facts, &mut rows[1].bytes);
        self.mentions.add(document, lexicon, &found.mentions, &mut rows[2].bytes);
        let stamp = Stamp {
            id: document.id.clone(),
            published: document.published,
            sha256: digest.to_string(),
            reading: reading.to_owned(),
        };
        Block { stamp, rows }
    }
}

/// What a run did to the dataset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    /// Documents in the dataset now.
    pub documents: usize,
    /// Facts in the dataset now.
    pub facts: usize,
    /// Documents that were known already.
    pub unchanged: usize,
    /// Documents that were removed.
    pub pruned: usize,
}

/// A dataset being written.
pub struct Folder {
    place: Place,
    options: Options,
    language: &'static str,
    known: Arc<Known>,
    /// Runs that an interrupted run left, and those of this one.
    left: Vec<PathBuf>,
    runs: Vec<PathBuf>,
    next_run: usize,
    /// Blocks that are not kept aside yet.
    blocks: Vec<Block>,
    held: usize,
    /// What each document of this run was read from, by the name it was given.
    seen: FxHashMap<String, Digest>,
    /// Names under which documents are stored that were not read again.
    unchanged: FxHashSet<String>,
    failed: bool,
}

impl Folder {
    /// Opens the dataset at `path`, which is made where there is none, and locks it.
    ///
    /// # Errors
    /// Where another run writes it, where `path` is a folder with other files, where what is there is damaged or
    /// nothing can be written.
    pub fn open(path: &Path, options: Options, language: &'static str) -> Result<Folder, Error> {
        let place = Place::open(path)?;
        let mut known = Known::new(options.reading());
        let stored = match place.stored() {
            Some(folder) => Stored::open(folder, &columns(&options))?.stamps()?,
            None => Vec::new(),
        };
        stored.into_iter().for_each(|stamp| known.add(stamp));
        let (left, next_run) = place.runs()?;
        for run in &left {
            Run::open(run)?.try_for_each(|block| block.map(|block| known.add(block.stamp)))?;
        }
        Ok(Folder {
            place,
            options,
            language,
            known: Arc::new(known),
            left,
            runs: Vec::new(),
            next_run,
            blocks: Vec::new(),
            held: 0,
            seen: FxHashMap::default(),
            unchanged: FxHashSet::default(),
            failed: false,
        })
    }

    /// An encoder of blocks.
    #[must_use]
    pub fn encoder(&self) -> Encoder {
        let format = &csv::FORMAT;
        Encoder {
            documents: Table::new(format, Style::Plain, document_columns(&self.options)),
            facts: Table::new(format, Style::Plain, FACTS.to_vec()),
            mentions: Table::new(format, Style::Plain, MENTIONS.to_vec()),
            known: self.known.clone(),
            language: self.language,
        }
    }

    /// Takes a document. Entries come in the order of the input.
    ///
    /// # Errors
    /// Of the kind `Input` where two documents of this run have one name; it is left out. Else where nothing can be
    /// written.
    pub fn take(&mut self, entry: Entry) -> Result<(), Error> {
        if let Some(digest) = self.seen.get(&entry.name) {
            if *digest == entry.digest {
                return Ok(());
            }
            let message = "expected documents of different names, found two of this name with different content; the \
                           second is left out";
            return Err(Error::new(ErrorKind::Input, message).at(entry.name));
        }
        self.seen.insert(entry.name, entry.digest);
        match entry.rows {
            Ok(id) => drop(self.unchanged.insert(id)),
            Err(block) => {
                self.held += block.rows.iter().map(|rows| rows.bytes.len()).sum::<usize>();
                self.blocks.push(block);
            }
        }
        if self.held >= KEEP { self.keep() } else { Ok(()) }
    }

    /// Notes that a document failed: which one is not known, so that nothing may be removed as missing.
    pub fn fail(&mut self) {
        self.failed = true;
    }

    fn keep(&mut self) -> Result<(), Error> {
        let blocks = self.sorted();
        self.runs.push(self.place.keep(self.next_run, &blocks)?);
        self.next_run += 1;
        Ok(())
    }

    fn sorted(&mut self) -> Vec<Block> {
        let mut blocks = std::mem::take(&mut self.blocks);
        blocks.sort_by(|one, other| one.stamp.id.cmp(&other.stamp.id));
        self.held = 0;
        blocks
    }

    /// Writes the new dataset and puts it in the place of the old one.
    ///
    /// # Errors
    /// Where it cannot be written or what is stored is damaged: the old dataset is as it was.
    pub fn finish(mut self, lexicon: &Lexicon) -> Result<Growth, Error> {
        let new = self.place.fresh()?;
        let columns = columns(&self.options);
        let mut growth = Growth { unchanged: self.unchanged.len(), ..Growth::default() };
        let last = self.sorted();
        let blocks = self.merged(&columns, last)?;
        let keep = |id: &str| !self.options.prune || self.failed || self.is_in_input(id);
        let blocks = blocks.filter(|block| match block {
            Ok(block) if !keep(&block.stamp.id) => {
                growth.pruned += 1;
                false
            }
            _ => true,
        });
        let encoder = self.encoder();
        let mut heads = [Vec::new(), Vec::new(), Vec::new()];
        encoder.documents.head(&mut heads[0]);
        encoder.facts.head(&mut heads[1]);
        encoder.mentions.head(&mut heads[2]);
        let written = write_tables(&new, &heads, blocks, |error| self.place.failed(&error))?;
        growth.documents = written[0].rows;
        growth.facts = written[1].rows;
        self.describe(&new, &written, lexicon).map_err(|error| self.place.failed(&error))?;
        self.place.publish()?;
        Ok(growth)
    }

    /// What is stored, what an interrupted run left of documents of this run, and what this run read.
    fn merged<'a>(&'a self, columns: &[Vec<&'static str>; 3], last: Vec<Block>) -> Result<Merge<'a>, Error> {
        let mut sources: Vec<Blocks<'a>> = Vec::new();
        if let Some(folder) = self.place.stored() {
            sources.push(Box::new(Stored::open(folder, columns)?));
        }
        for run in &self.left {
            let wanted = |block: &Result<Block, Error>| {
                block.as_ref().map_or(true, |block| {
                    self.unchanged.contains(&block.stamp.id) && block.stamp.reading == self.known.reading()
                })
            };
            sources.push(Box::new(Run::open(run)?.filter(wanted)));
        }
        for run in &self.runs {
            sources.push(Box::new(Run::open(run)?));
        }
        sources.push(Box::new(last.into_iter().map(Ok)));
        Merge::new(sources)
    }

    fn is_in_input(&self, id: &str) -> bool {
        self.seen.contains_key(id) || self.seen.contains_key(known::given_name(id))
    }

    /// Writes the code lists, the package and the README.
    fn describe(&self, new: &Path, written: &[Written; 3], lexicon: &Lexicon) -> std::io::Result<()> {
        let lists = lists::write_lists(new, lexicon)?;
        let documents: Vec<Column<()>> = document_columns(&self.options).iter().map(Column::plain).collect();
        let all = tables();
        let described: Vec<Described> = [(1, &["fact_id"][..]), (2, &[]), (0, &[DOC_ID])]
            .into_iter()
            .filter_map(|(index, key)| {
                let table = all.iter().find(|table| table.name == TABLES[index])?;
                let columns = if index == 0 { &documents } else { &table.columns };
                Some(Described { written: &written[index], name: table.name, doc: table.doc, columns, key })
            })
            .collect();
        let name = self.place.name();
        let write = |path: &str, text: &[u8]| {
            let mut file = File::create(new.join(path))?;
            file.write_all(text)?;
            file.sync_all()
        };
        write(PACKAGE, &package::package(&name, &described, &lists))?;
        write(README, readme::readme(&name, &described, &lists).as_bytes())
    }
}

fn document_columns(options: &Options) -> Vec<Column<super::schema::DocumentCell>> {
    DOCUMENTS.iter().chain(options.with_text.then_some(&TEXT)).copied().collect()
}

/// The names of the columns of [`TABLES`].
fn columns(options: &Options) -> [Vec<&'static str>; 3] {
    fn names<C>(columns: &[Column<C>]) -> Vec<&'static str> {
        columns.iter().map(|column| column.name).collect()
    }
    [names(&document_columns(options)), names(FACTS), names(MENTIONS)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractor::Extractor;

    fn documents() -> Vec<Document> {
        let text = |n: usize| format!("China's exports rose {n}.5 percent to $20.1 billion in April 2023.");
        (0..9).map(|n| Document::new(format!("d{}", n * 7 % 9), text(n))).collect()
    }

    /// Takes documents until `stop`, keeping blocks after each third; how many need not be read.
    fn take(folder: &mut Folder, stop: usize) -> usize {
        let encoder = folder.encoder();
        let mut extractor = Extractor::english().expect("a lexicon");
        let mut known = 0;
        for (index, document) in documents().iter().take(stop).enumerate() {
            let digest = Digest::of(document.text.as_bytes());
            let rows = match encoder.slot(document, digest) {
                Slot::Unchanged(id) => Ok(id),
                Slot::Read(_) => {
                    let found = extractor.extract(document);
                    Err(encoder.block(document, digest, extractor.lexicon(), &found))
                }
            };
            known += usize::from(rows.is_ok());
            folder.take(Entry { name: document.id.clone(), digest, rows }).expect("taken");
            if index % 3 == 2 && !folder.blocks.is_empty() {
                folder.keep().expect("kept");
            }
        }
        known
    }

    #[test]
    fn a_run_goes_on_from_what_an_interrupted_one_kept() {
        let base = std::env::temp_dir().join(format!("tradefacts-folder-{}", std::process::id()));
        std::fs::create_dir_all(&base).expect("a folder");
        let open = |name: &str| Folder::open(&base.join(name), Options::default(), "en").expect("opened");
        let lexicon = Lexicon::english().expect("a lexicon");

        let mut whole = open("whole");
        take(&mut whole, 9);
        let growth = whole.finish(lexicon).expect("written");
        assert_eq!((growth.documents, growth.facts, growth.unchanged), (9, 9, 0));

        let mut first = open("parts");
        take(&mut first, 7);
        drop(first);
        assert!(!base.join("parts").exists() && base.join(".parts.part").exists());
        let mut second = open("parts");
        assert_eq!(take(&mut second, 9), 6, "two times three were kept");
        second.finish(lexicon).expect("written");
        assert!(!base.join(".parts.part").exists());
        for table in TABLES {
            let read = |name: &str| std::fs::read(base.join(name).join(file_name(table))).expect("a table");
            assert!(read("parts") == read("whole"), "{table}");
        }

        let mut stale = open("stale");
        take(&mut stale, 6);
        drop(stale);
        let growth = open("stale").finish(lexicon).expect("written");
        assert_eq!(growth.documents, 0, "what is not in the input is not taken over");
        std::fs::remove_dir_all(&base).expect("removed");
    }
}
