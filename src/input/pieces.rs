//! Inputs cut into pieces of bytes, one document each, read as they are asked for.

use super::source::unreadable;
use super::{Cut, Kind, Source, decode, jsonl, kind_of, published, text};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

/// The longest piece, in bytes: offsets are 32 bits.
pub const LONGEST: u64 = u32::MAX as u64;

const BUFFER: usize = 1 << 16;

/// The bytes of one document, with where they come from.
#[derive(Clone)]
pub struct Piece {
    /// Path as given; `-` for standard input.
    pub path: Arc<str>,
    /// Line where it starts, from 1; 0 where the piece is a whole input.
    pub line: u64,
    /// What it is.
    pub kind: &'static Kind,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Piece {
    /// Where it comes from: `path` or `path:line`.
    #[must_use]
    pub fn place(&self) -> String {
        if self.line == 0 { self.path.to_string() } else { format!("{}:{}", self.path, self.line) }
    }

    /// The document. Its publication date is that of the input's own field; else `published`; else the one that the
    /// text states, if any.
    ///
    /// # Errors
    /// Where the bytes are not UTF-8 or not of the form that the kind of input has.
    pub fn into_document(self, published: Option<NaiveDate>) -> Result<Document, Error> {
        let mut document = (self.kind.parse)(&self)?;
        document.path = Some(self.path.to_string());
        document.published = document.published.or(published).or_else(|| published::find(&document.text));
        Ok(document)
    }
}

/// An input that is being read.
struct Open {
    path: Arc<str>,
    kind: &'static Kind,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

/// The pieces of a list of sources, in order. A source that cannot be read is an error in its place, and reading goes
/// on with the next.
pub struct Pieces {
    sources: std::vec::IntoIter<Result<Source, Error>>,
    open: Option<Open>,
}

impl Pieces {
    /// The pieces of `sources`.
    #[must_use]
    pub fn new(sources: Vec<Result<Source, Error>>) -> Pieces {
        Pieces { sources: sources.into_iter(), open: None }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                let piece = match open.kind.cut {
                    Cut::Whole => open.whole(),
                    Cut::Lines => open.next_line(),
                };
                let last =
                    open.kind.cut == Cut::Whole || matches!(&piece, Err(e) if e.kind() == ErrorKind::Read);
                if last {
                    self.open = None;
                }
                match piece {
                    Ok(Some(piece)) => return Some(Ok(piece)),
                    Ok(None) => self.open = None,
                    Err(error) => return Some(Err(error)),
                }
            }
            match self.sources.next()?.and_then(|source| Open::new(&source)) {
                Ok(open) => self.open = Some(open),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Open {
    fn new(source: &Source) -> Result<Open, Error> {
        match source {
            Source::Standard => Open::guessed("-", Box::new(io::stdin())),
            Source::File(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                let name = path.display().to_string();
                let kind = path.extension().and_then(|end| end.to_str()).and_then(kind_of);
                let Some(kind) = kind else { return Open::guessed(&name, Box::new(file)) };
                let length = file.metadata().map_err(|error| unreadable(path, &error))?.len();
                if kind.cut == Cut::Whole && length > LONGEST {
                    return Err(too_long(name));
                }
                Ok(Open {
                    path: name.into(),
                    kind,
                    reader: Box::new(BufReader::with_capacity(BUFFER, file)),
                    line: 0,
                })
            }
        }
    }

    /// An input without a telling name: JSON Lines where its first byte that is not white space is `{`, else text.
    fn guessed(name: &str, mut reader: Box<dyn Read + Send>) -> Result<Open, Error> {
        let mut start = Vec::new();
        let kind = loop {
            let mut byte = [0; 4096];
            let length = match reader.read(&mut byte) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(Path::new(name), &error)),
                Ok(length) => length,
            };
            start.extend_from_slice(&byte[..length]);
            let enough = start.len() > 2 || length == 0;
            match decode::without_mark(&start).iter().find(|byte| !byte.is_ascii_whitespace()) {
                Some(b'{') if enough => break &jsonl::KIND,
                Some(_) if enough => break &text::KIND,
                None if length == 0 => break &text::KIND,
                _ => {}
            }
        };
        let reader = BufReader::with_capacity(BUFFER, Cursor::new(start).chain(reader));
        Ok(Open { path: name.into(), kind, reader: Box::new(reader), line: 0 })
    }

    fn piece(&self, bytes: Vec<u8>) -> Piece {
        Piece { path: self.path.clone(), line: self.line, kind: self.kind, bytes }
    }

    fn whole(&mut self) -> Result<Option<Piece>, Error> {
        let mut bytes = Vec::new();
        self.reader
            .by_ref()
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| self.failed(&error))?;
        if bytes.len() as u64 > LONGEST {
            Err(too_long(self.path.to_string()))
        } else {
            Ok(Some(self.piece(bytes)))
        }
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> Result<Option<Piece>, Error> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let read = self.reader.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes);
            if read.map_err(|error| self.failed(&error))? == 0 {
                return Ok(None);
            }
            if bytes.len() as u64 > LONGEST {
                self.reader.skip_until(b'\n').map_err(|error| self.failed(&error))?;
                return Err(too_long(format!("{}:{}", self.path, self.line)));
            }
            if !decode::without_mark(&bytes).trim_ascii().is_empty() {
                return Ok(Some(self.piece(bytes)));
            }
        }
    }

    fn failed(&self, error: &io::Error) -> Error {
        unreadable(Path::new(&*self.path), error)
    }
}

fn too_long(place: String) -> Error {
    let message = "expected a document of less than 4 GiB, found a longer one; split it";
    Error::new(ErrorKind::Input, message).at(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(kind: &'static Kind, bytes: &'static [u8]) -> Vec<(String, Vec<u8>)> {
        let open = Open { path: "a".into(), kind, reader: Box::new(bytes), line: 0 };
        let pieces = Pieces { sources: Vec::new().into_iter(), open: Some(open) };
        pieces.map(|piece| piece.map(|p| (p.place(), p.bytes)).expect("readable")).collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_passed_over() {
        let pieces = cut(&jsonl::KIND, b"\xEF\xBB\xBF\n{1}\r\n \r\n{2}");
        assert_eq!(pieces, [("a:2".to_owned(), b"{1}\r\n".to_vec()), ("a:4".to_owned(), b"{2}".to_vec())]);
    }

    #[test]
    fn text_is_one_piece_even_where_it_is_empty() {
        assert_eq!(cut(&text::KIND, b""), [("a".to_owned(), Vec::new())]);
    }

    #[test]
    fn the_kind_is_guessed_from_the_first_sign() {
        let kind = |bytes: &'static [u8]| Open::guessed("-", Box::new(bytes)).map(|open| open.kind.name).ok();
        assert_eq!(kind(b" \n{\"text\": \"\"}"), Some("jsonl"));
        assert_eq!(kind(b"\xEF\xBB\xBF{}"), Some("jsonl"));
        assert_eq!(kind(b"Exports rose"), Some("text"));
        assert_eq!(kind(b""), Some("text"));
    }
}
