//! CSV and TSV: one document a record, with the columns of `columns.rs` named in the first record. Fields in quotes
//! may hold line breaks (RFC 4180). A record with more or fewer fields than the first fails alone; one that is too long
//! ends the input, since its end is not known.

use super::columns::{self, Names, ROLES, Values};
use super::pieces::{RECORD, too_long};
use super::{Content, Cut, Kind, Options, Piece, Raw, Records, decode};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(super) const KIND: Kind = Kind {
    name: "csv",
    extensions: &["csv"],
    about: "CSV with a header, one document a record; columns as in JSON Lines",
    cut: Cut::Records(|opened, options| open(opened.reader, b',', options)),
    longest: super::LONGEST,
    parse,
};

/// The same with tabs.
pub(super) const TABS: Kind = Kind {
    name: "tsv",
    extensions: &["tsv", "tab"],
    about: "the same with tabs between the fields",
    cut: Cut::Records(|opened, options| open(opened.reader, b'\t', options)),
    ..KIND
};

/// What is left of a record that wanted more.
const OVER: u64 = u64::MAX;

struct Delimited {
    reader: Reader<Bounded>,
    /// Bytes that the record may still have, or `OVER`.
    left: Arc<AtomicU64>,
    record: ByteRecord,
    places: [Option<usize>; ROLES],
}

fn open(
    reader: Box<dyn BufRead + Send>,
    delimiter: u8,
    options: &Options,
) -> Result<Box<dyn Records>, Error> {
    let left = Arc::new(AtomicU64::new(RECORD));
    let bounded = Bounded { reader, left: left.clone() };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
    let header = reader.byte_headers().map_err(|error| broken(&error, &left))?;
    if header.iter().all(|name| name.trim_ascii().is_empty()) {
        let places = [None; ROLES];
        return Ok(Box::new(Delimited { reader, left, record: ByteRecord::new(), places }));
    }
    let header: Vec<String> =
        header.iter().map(|name| decode::text(name, options.encoding).0.into_owned()).collect();
    let places = options.columns.find(&header)?;
    Ok(Box::new(Delimited { reader, left, record: ByteRecord::new(), places }))
}

impl Iterator for Delimited {
    type Item = (u64, Result<Raw, Error>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.left.load(Ordering::Relaxed) == OVER {
            return None;
        }
        self.left.store(RECORD, Ordering::Relaxed);
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => None,
            Err(error) => Some((line, Err(broken(&error, &self.left)))),
            Ok(true) => {
                let line = self.record.position().map_or(line, csv::Position::line);
                let wanted = self.reader.byte_headers().map_or(0, ByteRecord::len);
                if self.record.len() != wanted {
                    let message = format!(
                        "expected {wanted} fields as in the first record, found {}; put fields that hold the \
                         delimiter or line breaks in quotes",
                        self.record.len()
                    );
                    return Some((line, Err(Error::new(ErrorKind::Input, message))));
                }
                let raw =
                    self.places.map(|place| place.and_then(|at| self.record.get(at)).map(<[u8]>::to_vec));
                Some((line, Ok(raw)))
            }
        }
    }
}

impl Records for Delimited {}

/// Gives a record no more bytes than it may have.
struct Bounded {
    reader: Box<dyn BufRead + Send>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            self.left.store(OVER, Ordering::Relaxed);
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.reader.read(&mut buffer[..most])?;
        self.left.store(left - count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Reading errors end the input; others are of one record.
fn broken(error: &csv::Error, left: &AtomicU64) -> Error {
    if left.load(Ordering::Relaxed) == OVER {
        return too_long(String::new(), RECORD);
    }
    let kind = if error.is_io_error() { ErrorKind::Read } else { ErrorKind::Input };
    Error::new(kind, format!("expected records of CSV, found: {error}"))
}

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Record(raw) = &piece.content else { return Ok(Document::default()) };
    record(raw, &options.columns, options, piece)
}

/// The document of a record of a table.
pub(super) fn record(raw: &Raw, names: &Names, options: &Options, piece: &Piece) -> Result<Document, Error> {
    let mut values: Values = [const { None }; ROLES];
    let mut notes = Vec::new();
    for (value, bytes) in values.iter_mut().zip(raw) {
        let Some(bytes) = bytes else { continue };
        let (text, note) = decode::text(bytes, options.encoding);
        notes.extend(note);
        *value = Some(text);
    }
    notes.dedup();
    let mut document =
        columns::document(values, names, piece.place()).map_err(|error| error.at(piece.place()))?;
    notes.append(&mut document.notes);
    document.notes = notes;
    Ok(document)
}
