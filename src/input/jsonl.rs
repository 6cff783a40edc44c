//! JSON Lines: one document a line, an object with the fields of `columns.rs`.
//!
//! Of the fields only `text` is needed; offsets refer to it. `id` is a string or an integer, `published` a date or a
//! timestamp of which the date is taken; the others are strings. A title is kept apart: facts are read from the text
//! alone. `null` and the empty string count as missing. Other fields are ignored. A bad line fails alone.

use super::columns::{self, Names, ROLES, Role, Values, wrong_type};
use super::{Content, Cut, Kind, Options, Piece, decode};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "JSON Lines, one document a line: text, id, published, title, url, publisher, language",
    cut: Cut::Lines,
    longest: super::pieces::RECORD,
    parse,
};

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    record(piece, options, "a JSON object on each line")
}

/// The document of a record; `wanted` says what is expected, for messages.
pub(super) fn record(piece: &Piece, options: &Options, wanted: &str) -> Result<Document, Error> {
    let Content::Bytes(bytes) = &piece.content else { return Ok(Document::default()) };
    let (line, note) = decode::text(bytes, options.encoding);
    let read = || {
        let mut values: Values = [const { None }; ROLES];
        for (role, value) in fields(&line, &options.columns, wanted)?.into_iter().enumerate() {
            values[role] = value.map(|value| string(role, value, &options.columns)).transpose()?.flatten();
        }
        columns::document(values, &options.columns, piece.place())
    };
    let mut document = read().map_err(|error| error.at(piece.place()))?;
    document.notes.splice(0..0, note);
    Ok(document)
}

/// The values of the fields by role.
type Fields = [Option<Value>; ROLES];

fn fields(line: &str, names: &Names, wanted: &str) -> Result<Fields, Error> {
    let line = line.trim();
    if !line.starts_with('{') {
        return Err(expected(wanted, &format!("{:?}", first_words(line))));
    }
    let read = |text_as_bytes| {
        let mut reader = serde_json::Deserializer::from_str(line);
        let fields = Wanted { names, text_as_bytes }.deserialize(&mut reader)?;
        reader.end().map(|()| fields)
    };
    if !has_controls(line.as_bytes())
        && let Ok(fields) = read(true)
    {
        return Ok(fields);
    }
    read(false).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let found = format!("malformed JSON at column {}: {message}", error.column());
        expected(wanted, &found)
    })
}

/// Whether a line has control characters, which stand in no string.
fn has_controls(line: &[u8]) -> bool {
    // Of many bytes the least, without a branch.
    let has = |bytes: &[u8]| bytes.iter().fold(u8::MAX, |least, byte| least.min(*byte)) < b' ';
    let (blocks, rest) = line.as_chunks::<256>();
    blocks.iter().any(|block| has(block)) || has(rest)
}

/// Reads the fields that have a role and passes over the others.
struct Wanted<'a> {
    names: &'a Names,
    /// The reader looks for the end of bytes many at a time, but neither for control characters nor for halves of a pair. What
    /// comes of them is read as a string again, and told if it is none.
    text_as_bytes: bool,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Fields;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Fields;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
        let mut fields: Fields = [const { None }; ROLES];
        let mut ranks = [usize::MAX; ROLES];
        while let Some(name) = map.next_key::<Cow<str>>()? {
            match self.names.role(&name) {
                Some((role, rank)) if rank <= ranks[role] => {
                    let is_bytes = self.text_as_bytes && role == Role::Text as usize;
                    fields[role] =
                        Some(if is_bytes { map.next_value_seed(Bytes)? } else { map.next_value()? });
                    ranks[role] = rank;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(fields)
    }
}

/// A string that is read as bytes.
struct Bytes;

impl<'de> DeserializeSeed<'de> for Bytes {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Bytes {
    type Value = Value;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str("a string")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Value, E> {
        simdutf8::basic::from_utf8(bytes).map(Value::from).map_err(E::custom)
    }
}

/// A field as a string; `null` is missing, and so is the empty string where it is not the text.
fn string<'a>(role: usize, value: Value, names: &Names) -> Result<Option<Cow<'a, str>>, Error> {
    let (is_text, is_id) = (role == Role::Text as usize, role == Role::Id as usize);
    let wrong = |wanted, found| Err(wrong_type(names.name_at(role), wanted, found));
    match value {
        Value::String(text) => Ok((is_text || !text.is_empty()).then_some(Cow::Owned(text))),
        Value::Null if !is_text => Ok(None),
        Value::Number(number) if is_id && !number.is_f64() => Ok(Some(Cow::Owned(number.to_string()))),
        Value::Number(_) if is_id => wrong("a string or an integer", "a fraction"),
        Value::Null => wrong("a string", "no such field"),
        other => wrong("a string", type_name(&other)),
    }
}

fn expected(wanted: &str, found: &str) -> Error {
    Error::new(ErrorKind::Input, format!("expected {wanted}, found {found}"))
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn first_words(line: &str) -> &str {
    let end = line.char_indices().nth(30).map_or(line.len(), |(at, _)| at);
    line[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Document, String> {
        let content = Content::Bytes(line.as_bytes().to_vec());
        let piece = Piece { path: "a.jsonl".into(), line: 7, kind: &KIND, content };
        parse(&piece, &Options::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn fields_are_read_and_unknown_ones_ignored() {
        let line =
            r#"{"id": 12, "text": "a\nb", "published": "2023-05-22T23:00:00Z", "title": null, "x": [1, {}]}"#;
        let document = read(line).expect("a document");
        assert_eq!((document.id.as_str(), document.text.as_str()), ("12", "a\nb"));
        assert_eq!(document.published.map(|date| date.to_string()).as_deref(), Some("2023-05-22"));
        assert_eq!(read(r#"{"text": ""}"#).map(|document| document.id).as_deref(), Ok("a.jsonl:7"));
    }

    #[test]
    fn a_text_is_what_another_reader_finds_in_it() {
        let texts = [
            r#"a\tb\u00e9\u20AC \/ \\ \"q\""#,
            r"\ud83d\ude00",
            r"\ud83d",
            r"\ude00\ud83d",
            r"\ud83dx",
            r"\x",
            "\u{1}",
            "a\tb",
            "",
        ];
        for text in texts {
            for behind in ["", &"b".repeat(300)] {
                let line = format!("{{\"id\": \"1\", \"text\": \"{text}{behind}\"}}");
                let wanted = serde_json::from_str::<Value>(&line).ok();
                let wanted = wanted.as_ref().and_then(|line| line["text"].as_str());
                assert_eq!(read(&line).ok().map(|document| document.text).as_deref(), wanted, "{line}");
            }
        }
    }

    #[test]
    fn messages_name_line_and_field() {
        let message = |line| read(line).expect_err("an error");
        assert_eq!(
            message(r#"{"id": "a"}"#),
            "a.jsonl:7: field `text`: expected a string, found no such field"
        );
        assert_eq!(message(r#"{"text": 5}"#), "a.jsonl:7: field `text`: expected a string, found a number");
        assert_eq!(
            message(r#"{"text": "", "id": 1.5}"#),
            "a.jsonl:7: field `id`: expected a string or an integer, found a fraction"
        );
        assert_eq!(
            message(r#"{"text": "", "published": "04/05/2023"}"#),
            "a.jsonl:7: field `published`: expected a date as YYYY-MM-DD, found \"04/05/2023\""
        );
        assert!(
            message(r#"{"text": "#)
                .starts_with("a.jsonl:7: expected a JSON object on each line, found malformed")
        );
        assert_eq!(message("[1]"), "a.jsonl:7: expected a JSON object on each line, found \"[1]\"");
    }
}
