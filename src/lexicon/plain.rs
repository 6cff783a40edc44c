//! The plain part of TOML that the language files of `data/` keep to: each start reads thousands of words from them.
//!
//! ```text
//! file    = entry* section*                  up to the first `[[`: what follows are examples, for the tests
//! section = "[" key ("." key)? "]" entry*    those of one first key stand together
//! entry   = key "=" value
//! key     = letters | string
//! value   = number | string | "[" (value ",")* value? "]"
//! string  = '"' signs '"'                    no quote and no backslash among them
//! ```
//! Spaces, line breaks and comments stand between any of these.

use crate::error::{Error, ErrorKind};
use serde::de::value::{BorrowedStrDeserializer, Error as Malformed};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// The sections of a file of that name.
pub(super) fn parse<'t, T: Deserialize<'t>>(file: &str, text: &'t str) -> Result<T, Error> {
    let mut reader = Reader { rest: text };
    T::deserialize(Table::new(&mut reader, Kind::File)).map_err(|error| {
        let read = &text[..text.len() - reader.rest.len()];
        let line = 1 + read.bytes().filter(|&byte| byte == b'\n').count();
        Error::new(ErrorKind::Lexicon, error.to_string()).at(format!("{file}:{line}"))
    })
}

/// What is not yet read.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    /// The next byte that is neither space nor of a comment.
    fn peek(&mut self) -> Option<u8> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let next = self.rest.bytes().next()?;
            if next != b'#' {
                return Some(next);
            }
            let line = memchr::memchr(b'\n', self.rest.as_bytes());
            self.rest = &self.rest[line.unwrap_or(self.rest.len())..];
        }
    }

    /// Passes that byte, where it is the next one.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.rest = &self.rest[usize::from(is_next)..];
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.take(byte) { Ok(()) } else { Err(self.expected(&format!("`{}`", char::from(byte)))) }
    }

    fn expected(&self, what: &str) -> Malformed {
        let found = self.rest.lines().next().unwrap_or("the end");
        Malformed::custom(format_args!("expected {what}, found {found}"))
    }

    /// The rest of a string.
    fn string(&mut self) -> Result<&'t str, Malformed> {
        let end = memchr::memchr2(b'"', b'\\', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (string, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.rest = rest.strip_prefix('"').ok_or_else(|| self.expected("the end of a string"))?;
        Ok(string)
    }

    fn key(&mut self) -> Result<&'t str, Malformed> {
        if self.take(b'"') {
            return self.string();
        }
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        match self.letters(is_letter) {
            "" => Err(self.expected("a key")),
            key => Ok(key),
        }
    }

    fn letters(&mut self, are: impl Fn(u8) -> bool) -> &'t str {
        let end = self.rest.bytes().position(|byte| !are(byte)).unwrap_or(self.rest.len());
        let (letters, rest) = self.rest.split_at(end);
        self.rest = rest;
        letters
    }
}

/// A table that is still to be read.
struct Table<'r, 't> {
    reader: &'r mut Reader<'t>,
    kind: Kind<'t>,
    /// The key read last.
    key: &'t str,
}

enum Kind<'t> {
    /// Entries and sections.
    File,
    /// The sections whose first key is this one.
    Sections(&'t str),
    /// Entries alone.
    Section,
}

impl<'r, 't> Table<'r, 't> {
    fn new(reader: &'r mut Reader<'t>, kind: Kind<'t>) -> Table<'r, 't> {
        Table { reader, kind, key: "" }
    }

    /// Whether the table goes on; passes what stands before its next key.
    fn goes_on(&mut self) -> bool {
        let reader = &mut *self.reader;
        let Some(next) = reader.peek() else { return false };
        match self.kind {
            Kind::File if reader.rest.starts_with("[[") => return false,
            Kind::File => reader.rest = reader.rest.strip_prefix('[').unwrap_or(reader.rest),
            Kind::Section => return next != b'[',
            Kind::Sections(_) if next == b'.' => reader.rest = &reader.rest[1..],
            Kind::Sections(name) => {
                let section = reader.rest.strip_prefix('[').and_then(|rest| rest.strip_prefix(name));
                let Some(rest) = section.and_then(|rest| rest.strip_prefix('.')) else { return false };
                reader.rest = rest;
            }
        }
        true
    }
}

impl<'de> MapAccess<'de> for Table<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Malformed> {
        if !self.goes_on() {
            return Ok(None);
        }
        self.key = self.reader.key()?;
        seed.deserialize(BorrowedStrDeserializer::new(self.key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Malformed> {
        let reader = &mut *self.reader;
        match reader.peek() {
            Some(b'.') => seed.deserialize(Table::new(reader, Kind::Sections(self.key))),
            Some(b']') => {
                reader.expect(b']')?;
                seed.deserialize(Table::new(reader, Kind::Section))
            }
            _ => {
                reader.expect(b'=')?;
                seed.deserialize(reader)
            }
        }
    }
}

impl<'de> Deserializer<'de> for Table<'_, 'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A value.
impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.take(b'"') {
            return visitor.visit_borrowed_str(self.string()?);
        }
        if self.take(b'[') {
            let list = visitor.visit_seq(&mut *self)?;
            self.expect(b']')?;
            return Ok(list);
        }
        let number = self.letters(|byte| byte.is_ascii_digit());
        visitor.visit_u64(number.parse().map_err(|_| self.expected("a string, a list or a number"))?)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The values of a list.
impl<'de> SeqAccess<'de> for &mut Reader<'de> {
    type Error = Malformed;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Malformed> {
        if self.peek() == Some(b']') {
            return Ok(None);
        }
        let value = seed.deserialize(&mut **self)?;
        if !self.take(b',') && self.peek() != Some(b']') {
            return Err(self.expected("`,` or `]`"));
        }
        Ok(Some(value))
    }

    /// As many as there are commas in the line: most lists end with it.
    fn size_hint(&self) -> Option<usize> {
        let line = self.rest.lines().next()?;
        Some(1 + memchr::memchr_iter(b',', line.as_bytes()).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type File<'t> = BTreeMap<&'t str, BTreeMap<&'t str, BTreeMap<&'t str, Vec<&'t str>>>>;

    #[test]
    fn what_is_not_plain_is_refused_with_its_line() {
        for (text, wanted) in [
            ("[a.b]\nc = [\"d\"\n\"e\"]", "a.toml:3: expected `,` or `]`, found \"e\"]"),
            ("[a.b]\nc = [\"d\\u0041\"]", "a.toml:2: expected the end of a string, found \\u0041\"]"),
            ("[a.b]\nc = ['d']", "a.toml:2: expected a string, a list or a number, found 'd']"),
            ("[a.b]\n'c' = 1", "a.toml:2: expected a key, found 'c' = 1"),
        ] {
            let error = parse::<File<'_>>("a.toml", text).map_err(|error| error.to_string());
            assert_eq!(error, Err(wanted.to_owned()));
        }
    }
}
