//! The dataset as it is stored: its tables, read document by document in the order of their names.

use super::block::{Block, Rows, Stamp};
use super::{TABLES, file_name};
use crate::dataset::csv::write_record;
use crate::error::{Error, ErrorKind};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fs::File;
use std::path::{Path, PathBuf};

/// One table, read forwards.
struct Table {
    reader: Reader<File>,
    path: PathBuf,
    /// Where each column that is written now stands in the file; a column that it lacks is empty.
    columns: Vec<Option<usize>>,
    doc_id: usize,
    /// The row that was read ahead.
    next: Option<ByteRecord>,
}

impl Table {
    fn open(path: PathBuf, columns: &[&str], key: &str) -> Result<Table, Error> {
        let file = File::open(&path).map_err(|error| damaged(&path, &error.to_string()))?;
        let mut reader = ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(file);
        let header = reader.byte_headers().map_err(|error| damaged(&path, &error.to_string()))?.clone();
        let at = |name: &str| header.iter().position(|column| column == name.as_bytes());
        let columns = columns.iter().map(|name| at(name)).collect();
        let Some(doc_id) = at(key) else { return Err(damaged(&path, &format!("no column {key}"))) };
        let mut table = Table { reader, path, columns, doc_id, next: None };
        table.advance()?;
        Ok(table)
    }

    fn advance(&mut self) -> Result<(), Error> {
        let mut record = self.next.take().unwrap_or_default();
        let more = self.reader.read_byte_record(&mut record);
        self.next = more.map_err(|error| damaged(&self.path, &error.to_string()))?.then_some(record);
        Ok(())
    }

    /// The rows of a document, which are the next ones if it has any.
    fn rows_of(&mut self, id: &[u8]) -> Result<Rows, Error> {
        let mut rows = Rows::default();
        while let Some(record) = self.next.as_ref().filter(|record| record.get(self.doc_id) == Some(id)) {
            let fields = self.columns.iter().map(|at| at.and_then(|at| record.get(at)).unwrap_or_default());
            write_record(fields, &mut rows.bytes);
            rows.count += 1;
            self.advance()?;
        }
        Ok(rows)
    }

    fn text(&self, column: usize) -> String {
        let field = self.next.as_ref().zip(self.columns[column]).and_then(|(record, at)| record.get(at));
        String::from_utf8_lossy(field.unwrap_or_default()).into_owned()
    }
}

/// The documents of a dataset with their rows.
pub(super) struct Stored {
    tables: [Table; 3],
    /// Which columns of the documents are in a stamp.
    stamp: [usize; 4],
    last: Option<String>,
}

impl Stored {
    /// Opens the dataset in `folder`; its rows are given with these columns.
    pub(super) fn open(folder: &Path, columns: &[Vec<&'static str>; 3]) -> Result<Stored, Error> {
        let table =
            |index: usize| Table::open(folder.join(file_name(TABLES[index])), &columns[index], super::DOC_ID);
        let at = |name| columns[0].iter().position(|column| *column == name).unwrap_or_default();
        let stamp = super::STAMP.map(at);
        Ok(Stored { tables: [table(0)?, table(1)?, table(2)?], stamp, last: None })
    }

    /// The stamp of the next document, whose rows are not read yet.
    fn stamp(&self) -> Option<Stamp> {
        self.tables[0].next.as_ref()?;
        let [id, published, sha256, reading] = self.stamp.map(|column| self.tables[0].text(column));
        Some(Stamp { id, published: published.parse().ok(), sha256, reading })
    }

    fn read(&mut self) -> Result<Option<Block>, Error> {
        let Some(stamp) = self.stamp() else {
            let odd = self.tables.iter().find(|table| table.next.is_some());
            return odd.map_or(Ok(None), |table| Err(out_of_order(table)));
        };
        if self.last.as_ref().is_some_and(|last| *last >= stamp.id) {
            return Err(out_of_order(&self.tables[0]));
        }
        let [documents, facts, mentions] = &mut self.tables;
        let id = stamp.id.as_bytes();
        let rows = [documents.rows_of(id)?, facts.rows_of(id)?, mentions.rows_of(id)?];
        self.last = Some(stamp.id.clone());
        Ok(Some(Block { stamp, rows }))
    }

    /// The stamps of all documents.
    pub(super) fn stamps(mut self) -> Result<Vec<Stamp>, Error> {
        let mut stamps = Vec::new();
        while let Some(stamp) = self.stamp() {
            stamps.push(stamp);
            self.tables[0].advance()?;
        }
        Ok(stamps)
    }
}

impl Iterator for Stored {
    type Item = Result<Block, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

fn damaged(path: &Path, found: &str) -> Error {
    let message =
        format!("expected a table of a dataset, found: {found}; put it right, or write to another folder");
    Error::new(ErrorKind::Read, message).at(path.display().to_string())
}

fn out_of_order(table: &Table) -> Error {
    damaged(&table.path, "rows that are not in the order of the names of their documents")
}
