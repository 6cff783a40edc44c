//! JSON: an array of records, or one record after another, over as many lines as they like. Each is a document, with the
//! fields of JSON Lines (`jsonl`), named by its number where it has no name.
//!
//! ```text
//! file  = "[" [ value { "," value } ] "]"  |  { value }
//! ```
//! Here only brackets, quotes and commas are looked at, so that an array of any length is read as it comes; what is between them
//! is read as a record by whoever reads the piece. Records under a key of an object are not looked for. Of folders, files without
//! a field for the text in their first bytes are passed over.

use super::pieces::RECORD;
use super::{Content, Cut, Kind, Names, Options, Piece, Role, jsonl};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use std::io::{self, BufRead};

pub(super) const KIND: Kind = Kind {
    name: "json",
    extensions: &["json"],
    about: "JSON: an array of records, or one after another, with the fields of JSON Lines",
    cut: Cut::Values,
    longest: RECORD,
    parse,
};

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Bytes(_) = &piece.content else { return Ok(Document::default()) };
    jsonl::record(piece, options, "a JSON object for each document")
}

/// Whether a file that starts so has a field for the text: else it is settings or data, and no corpus.
pub(super) fn has_text(start: &[u8], names: &Names) -> bool {
    let mut strings = start.split(|&byte| byte == b'"').peekable();
    while let Some(name) = strings.next() {
        let is_key = strings.peek().is_some_and(|behind| behind.trim_ascii_start().starts_with(b":"));
        let role = std::str::from_utf8(name).ok().filter(|_| is_key).and_then(|name| names.role(name));
        if role.is_some_and(|(role, _)| role == Role::Text as usize) {
            return true;
        }
    }
    false
}

/// Where the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// In the array.
    Array,
    /// Among values that are in none.
    Sequence,
    /// Behind the array.
    End,
}

impl Place {
    /// Whether a byte between values is no part of one.
    fn passes(&mut self, byte: u8) -> Result<bool, Error> {
        match (*self, byte) {
            // The mark of UTF-8.
            (Place::Start, 0xEF | 0xBB | 0xBF) => return Ok(true),
            (Place::Start, b'[') => *self = Place::Array,
            (Place::Start, _) => {
                *self = Place::Sequence;
                return Ok(false);
            }
            (Place::Array, b']') => *self = Place::End,
            (Place::Array, b',') => {}
            (Place::End, _) => return Err(lost("nothing behind the array", "other text")),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The values of a file, one by one.
pub(super) struct Values {
    reader: Box<dyn BufRead + Send>,
    place: Place,
}

/// How far a value has been read.
#[derive(Default)]
struct Value {
    bytes: Vec<u8>,
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Value {
    /// Takes a byte; whether the value ends with it.
    fn take(&mut self, byte: u8) -> bool {
        self.bytes.push(byte);
        if self.quoted {
            let ends = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.quoted = !ends;
            return ends && self.depth == 0;
        }
        match byte {
            b'"' => self.quoted = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => return false,
        }
        !self.quoted && self.depth == 0
    }

    /// Whether a value that has no brackets or quotes ends before a byte.
    fn ends_before(&self, byte: u8) -> bool {
        self.depth == 0
            && !self.quoted
            && !self.bytes.is_empty()
            && (byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'{'))
    }
}

impl Values {
    pub(super) fn new(reader: Box<dyn BufRead + Send>) -> Values {
        Values { reader, place: Place::Start }
    }

    /// The bytes of the next value; nothing at the end.
    ///
    /// # Errors
    /// Of the kind `Read` where there is nothing to go on with, else of this value alone.
    pub(super) fn next(
        &mut self,
        unreadable: impl Fn(&io::Error) -> Error,
    ) -> Result<Option<Vec<u8>>, Error> {
        let mut value = Value::default();
        loop {
            let chunk = self.reader.fill_buf().map_err(|error| unreadable(&error))?;
            if chunk.is_empty() {
                return self.at_end(value);
            }
            let (mut used, mut ended) = (0, false);
            for &byte in chunk {
                if value.ends_before(byte) {
                    ended = true;
                    break;
                }
                used += 1;
                let inside = !value.bytes.is_empty();
                if !inside && (byte.is_ascii_whitespace() || self.place.passes(byte)?) {
                    continue;
                }
                if value.take(byte) {
                    ended = true;
                    break;
                }
            }
            self.reader.consume(used);
            if value.bytes.len() as u64 > RECORD {
                return Err(lost("a record of less than 32 MiB", "a longer one"));
            }
            if ended {
                return Ok(Some(value.bytes));
            }
        }
    }

    fn at_end(&mut self, value: Value) -> Result<Option<Vec<u8>>, Error> {
        if !value.bytes.is_empty() {
            // A record that is cut off is told when it is read.
            return Ok(Some(value.bytes));
        }
        if std::mem::replace(&mut self.place, Place::End) == Place::Array {
            return Err(lost("] at the end of the array", "the end of the file: records may be missing"));
        }
        Ok(None)
    }
}

fn lost(wanted: &str, found: &str) -> Error {
    Error::new(ErrorKind::Read, format!("expected {wanted}, found {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    /// The values, read in small bites, and the error that ends them.
    fn values(json: &'static str) -> (Vec<String>, Option<String>) {
        let mut values = Values::new(Box::new(BufReader::with_capacity(3, Cursor::new(json))));
        let mut found = Vec::new();
        loop {
            match values.next(|error| lost("text", &error.to_string())) {
                Ok(Some(value)) => found.push(String::from_utf8(value).expect("UTF-8")),
                Ok(None) => return (found, None),
                Err(error) => return (found, Some(error.to_string())),
            }
        }
    }

    #[test]
    fn values_are_cut_at_their_brackets() {
        for json in [
            "[{\"a\": \"]}\\\"\"}, {\"b\": [1, {}]}\n]\n",
            "\u{FEFF} [ {\"a\": \"]}\\\"\"} ,\n{\"b\": [1, {}]}]",
            "{\"a\": \"]}\\\"\"}\n{\"b\": [1, {}]}",
            "{\"a\": \"]}\\\"\"}{\"b\": [1, {}]}\n",
        ] {
            let wanted = ["{\"a\": \"]}\\\"\"}".to_owned(), "{\"b\": [1, {}]}".to_owned()];
            assert_eq!(values(json), (wanted.to_vec(), None), "{json}");
        }
        assert_eq!(values(" [] ").0, [""; 0]);
        assert_eq!(values("").0, [""; 0]);
    }

    #[test]
    fn what_is_no_record_is_a_value_of_its_own() {
        assert_eq!(values("[1, \"a,b\", x {}, null]").0, ["1", "\"a,b\"", "x", "{}", "null"]);
    }

    #[test]
    fn an_array_that_is_cut_off_is_told() {
        let (found, error) = values("[{\"a\": 1}, {\"b\"");
        assert_eq!((found.len(), error.is_some()), (2, true));
        let (found, error) = values("[{\"a\": 1}] {}");
        assert_eq!(
            (found.len(), error.as_deref()),
            (1, Some("expected nothing behind the array, found other text"))
        );
    }
}
