//! Inputs cut into pieces, one document each, read as they are asked for.

use super::columns::ROLES;
use super::open::{Body, Input, open};
use super::{Cut, Kind, Options, Source, decode, published};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest piece, in bytes: offsets are 32 bits.
pub const LONGEST: u64 = u32::MAX as u64;

/// The longest line or record, in bytes: an unclosed quote does not collect the rest of a file in memory.
pub(super) const RECORD: u64 = (32 << 20) - 1;

/// The values of a record, by the role of their column.
pub type Raw = [Option<Vec<u8>>; ROLES];

/// An input that is cut into records: each with the line where it starts, or its number where there are no lines.
pub trait Records: Iterator<Item = (u64, Result<Raw, Error>)> + Send {}

/// What a piece holds.
#[derive(Clone)]
pub enum Content {
    /// The bytes of a file or line.
    Bytes(Vec<u8>),
    /// The values of a record.
    Record(Raw),
}

/// What is to be read into one document, with where it comes from.
#[derive(Clone)]
pub struct Piece {
    /// Path as given; `-` for standard input.
    pub path: Arc<str>,
    /// Line or record where it starts, from 1; 0 where the piece is a whole input.
    pub line: u64,
    /// What it is.
    pub kind: &'static Kind,
    /// What it holds.
    pub content: Content,
}

/// Where a piece comes from, told as `path` or `path:line`.
#[derive(Clone, Debug, Default)]
pub struct Place {
    path: Arc<str>,
    line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.path)?;
        if self.line == 0 { Ok(()) } else { write!(out, ":{}", self.line) }
    }
}

impl From<Place> for String {
    fn from(place: Place) -> String {
        place.to_string()
    }
}

impl Piece {
    /// Where it comes from.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { path: self.path.clone(), line: self.line }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Bytes(bytes) => bytes.len(),
            Content::Record(values) => values.iter().flatten().map(Vec::len).sum(),
        }
    }

    /// Its bytes; those of a record one value after the other, each behind its length.
    #[must_use]
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.content {
            Content::Bytes(bytes) => Cow::Borrowed(bytes),
            Content::Record(values) => {
                let length =
                    |value: &Option<Vec<u8>>| value.as_ref().map_or(u64::MAX, |value| value.len() as u64);
                let value = |value: &Option<Vec<u8>>| {
                    [&length(value).to_le_bytes()[..], value.as_deref().unwrap_or_default()].concat()
                };
                Cow::Owned(values.iter().flat_map(value).collect())
            }
        }
    }

    /// The document. Its publication date is that of the input's own field or metadata; else that of the options; else
    /// the one that the text states, if any.
    ///
    /// # Errors
    /// Where the piece is not of the form that the kind of input has, or beyond its limits.
    pub fn into_document(self, options: &Options) -> Result<Document, Error> {
        let mut document = (self.kind.parse)(&self, options)?;
        document.path = Some(self.path.to_string());
        document.published =
            document.published.or(options.published).or_else(|| published::find(&document.text));
        Ok(document)
    }
}

/// How far reading has come; shared with who shows it.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes of files and standard input, as they are stored.
    pub bytes: AtomicU64,
    /// Documents, those that fail among them.
    pub pieces: AtomicU64,
    /// Files of folders that are of no kind that is read.
    pub passed_over: AtomicU64,
}

/// The pieces of a list of sources, in order. A source that cannot be read is an error in its place, and reading goes
/// on with the next.
pub struct Pieces {
    sources: std::vec::IntoIter<Result<Source, Error>>,
    options: Arc<Options>,
    open: Option<Input>,
    progress: Arc<Progress>,
}

impl Pieces {
    /// The pieces of `sources`.
    #[must_use]
    pub fn new(sources: Vec<Result<Source, Error>>, options: Arc<Options>) -> Pieces {
        Pieces { sources: sources.into_iter(), options, open: None, progress: Arc::default() }
    }

    /// How far reading has come.
    #[must_use]
    pub fn progress(&self) -> Arc<Progress> {
        self.progress.clone()
    }

    /// The next input that is read.
    fn next_input(&mut self) -> Option<Result<Input, Error>> {
        loop {
            let opened = match self.sources.next()? {
                Ok(source) => open(&source, &self.options, &self.progress),
                Err(error) => Err(error),
            };
            match opened {
                Ok(Some(input)) => return Some(Ok(input)),
                Ok(None) => drop(self.progress.passed_over.fetch_add(1, Ordering::Relaxed)),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn next_piece(&mut self) -> Option<Result<Piece, Error>> {
        loop {
            if let Some(input) = &mut self.open {
                let piece = input.next_piece();
                let whole = matches!(input.kind.cut, Cut::Whole);
                if whole || matches!(&piece, Err(error) if error.kind() == ErrorKind::Read) {
                    self.open = None;
                }
                match piece {
                    Ok(Some(piece)) => return Some(Ok(piece)),
                    Ok(None) => self.open = None,
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.next_input()? {
                Ok(input) => self.open = Some(input),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.next_piece();
        self.progress.pieces.fetch_add(u64::from(piece.is_some()), Ordering::Relaxed);
        piece
    }
}

impl Input {
    fn piece(&self, content: Content) -> Piece {
        Piece { path: self.path.clone(), line: self.line, kind: self.kind, content }
    }

    fn next_piece(&mut self) -> Result<Option<Piece>, Error> {
        match (&mut self.body, self.kind.cut) {
            (Body::Records(records), _) => match records.next() {
                None => Ok(None),
                Some((line, raw)) => {
                    self.line = line;
                    let raw = raw.map_err(|error| error.at(format!("{}:{line}", self.path)))?;
                    Ok(Some(self.piece(Content::Record(raw))))
                }
            },
            (Body::Values(values), _) => {
                self.line += 1;
                let (path, line) = (self.path.clone(), self.line);
                let unreadable =
                    |error: &io::Error| super::source::unreadable(std::path::Path::new(&*path), error);
                let value = values.next(unreadable).map_err(|error| error.at(format!("{path}:{line}")))?;
                Ok(value.map(|bytes| self.piece(Content::Bytes(bytes))))
            }
            (Body::Bytes(_), Cut::Lines) => self.next_line(),
            (Body::Bytes(_), _) => self.whole(),
        }
    }

    /// Reads from the bytes of the input.
    fn read<T>(&mut self, read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>) -> Result<T, Error> {
        let Body::Bytes(reader) = &mut self.body else {
            return Err(self.failed(&io::Error::from(io::ErrorKind::Unsupported)));
        };
        read(reader).map_err(|error| self.failed(&error))
    }

    fn whole(&mut self) -> Result<Option<Piece>, Error> {
        let longest = self.kind.longest;
        let mut bytes = Vec::new();
        self.read(|reader| reader.take(longest + 1).read_to_end(&mut bytes))?;
        if bytes.len() as u64 > longest {
            Err(too_long(self.path.to_string(), longest))
        } else {
            Ok(Some(self.piece(Content::Bytes(bytes))))
        }
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> Result<Option<Piece>, Error> {
        let longest = self.kind.longest;
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            self.read(|reader| read_line(reader, longest + 1, &mut bytes))?;
            if bytes.is_empty() {
                return Ok(None);
            }
            if bytes.len() as u64 > longest {
                self.read(|reader| reader.skip_until(b'\n'))?;
                return Err(too_long(format!("{}:{}", self.path, self.line), longest));
            }
            if !decode::without_mark(&bytes).trim_ascii().is_empty() {
                return Ok(Some(self.piece(Content::Bytes(bytes))));
            }
        }
    }

    fn failed(&self, error: &io::Error) -> Error {
        super::source::unreadable(std::path::Path::new(&*self.path), error)
    }
}

/// Adds a line with its end, or its first `most` bytes. The standard library looks at one byte after the other for the end.
fn read_line(reader: &mut dyn BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<()> {
    let mut left = usize::try_from(most).unwrap_or(usize::MAX);
    loop {
        let read = match reader.fill_buf() {
            Ok(read) => &read[..read.len().min(left)],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', read).map(|at| at + 1);
        let length = end.unwrap_or(read.len());
        line.extend_from_slice(&read[..length]);
        reader.consume(length);
        left -= length;
        if end.is_some() || length == 0 || left == 0 {
            return Ok(());
        }
    }
}

pub(super) fn too_long(place: String, longest: u64) -> Error {
    let limit = if longest == LONGEST { "4 GiB".to_owned() } else { format!("{} MiB", (longest + 1) >> 20) };
    let message = format!("expected a document of less than {limit}, found a longer one; split it");
    Error::new(ErrorKind::Input, message).at(place)
}

#[cfg(test)]
mod tests {
    use super::super::{jsonl, text};
    use super::*;

    fn cut(kind: &'static Kind, bytes: &'static [u8]) -> Vec<(String, Vec<u8>)> {
        let input = Input { path: "a".into(), kind, body: Body::Bytes(Box::new(bytes)), line: 0 };
        let mut pieces = Pieces::new(Vec::new(), Arc::default());
        pieces.open = Some(input);
        let bytes = |content| match content {
            Content::Bytes(bytes) => bytes,
            Content::Record(_) => Vec::new(),
        };
        pieces
            .map(|piece| piece.map(|p| (p.place().to_string(), bytes(p.content))).expect("readable"))
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        let pieces = cut(&jsonl::KIND, b"\xEF\xBB\xBF\n{1}\r\n \r\n{2}");
        assert_eq!(pieces, [("a:2".to_owned(), b"{1}\r\n".to_vec()), ("a:4".to_owned(), b"{2}".to_vec())]);
    }

    #[test]
    fn a_line_without_end_fails_alone() {
        let long = std::io::repeat(b'x').take(RECORD + 5).chain(&b"\n{2}\n"[..]);
        let body = Body::Bytes(Box::new(std::io::BufReader::new(long)));
        let mut pieces = Pieces::new(Vec::new(), Arc::default());
        pieces.open = Some(Input { path: "a".into(), kind: &jsonl::KIND, body, line: 0 });
        let read: Vec<_> =
            pieces.map(|piece| piece.map(|p| p.place().to_string()).map_err(|e| e.to_string())).collect();
        let wanted = "a:1: expected a document of less than 32 MiB, found a longer one; split it";
        assert_eq!(read, [Err(wanted.to_owned()), Ok("a:2".to_owned())]);
    }

    #[test]
    fn text_is_one_piece_even_where_it_is_empty() {
        assert_eq!(cut(&text::KIND, b""), [("a".to_owned(), Vec::new())]);
    }
}
