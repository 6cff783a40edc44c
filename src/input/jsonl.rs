//! JSON Lines: one document a line.
//!
//! | field       | type              |                                                            |
//! |-------------|-------------------|------------------------------------------------------------|
//! | `text`      | string            | needed; offsets refer to it                                |
//! | `id`        | string or integer | `doc_id`; where missing, `path:line`                       |
//! | `published` | string            | `YYYY-MM-DD`, or a timestamp of which the date is taken    |
//! | `title`     | string            | kept apart: facts are read from `text` alone               |
//! | `url`       | string            |                                                            |
//! | `publisher` | string            |                                                            |
//! | `language`  | string            | a BCP 47 tag such as `en`                                  |
//!
//! `null` and the empty string count as missing. Other fields are ignored. A bad line fails alone.

use super::{Cut, Kind, Piece, decode};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

pub(super) const KIND: Kind = Kind {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    about: "JSON Lines, one document a line: text, id, published, title, url, publisher, language",
    cut: Cut::Lines,
    parse,
};

/// The fields that are read, of any type: wrong types are reported by name.
#[derive(Deserialize)]
struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    published: Option<Value>,
    title: Option<Value>,
    url: Option<Value>,
    publisher: Option<Value>,
    language: Option<Value>,
}

fn parse(piece: &Piece) -> Result<Document, Error> {
    let line = decode::utf8(&piece.bytes, &piece.path, piece.line)?;
    fields(line).and_then(|fields| document(fields, piece)).map_err(|error| error.at(piece.place()))
}

fn fields(line: &str) -> Result<Fields, Error> {
    if !line.trim_start().starts_with('{') {
        return Err(expected("a JSON object on each line", &format!("{:?}", first_words(line))));
    }
    serde_json::from_str(line.trim_end()).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let found = format!("malformed JSON at column {}: {message}", error.column());
        expected("a JSON object on each line", &found)
    })
}

fn document(fields: Fields, piece: &Piece) -> Result<Document, Error> {
    let id = match fields.id {
        Some(Value::Number(number)) if !number.is_f64() => Some(number.to_string()),
        Some(Value::Number(_)) => return Err(wrong_type("id", "a string or an integer", "a fraction")),
        other => string("id", other)?,
    };
    let text = match fields.text {
        Some(Value::String(text)) => text,
        None | Some(Value::Null) => return Err(wrong_type("text", "a string", "no such field")),
        Some(other) => return Err(wrong_type("text", "a string", type_name(&other))),
    };
    Ok(Document {
        id: id.unwrap_or_else(|| piece.place()),
        text,
        published: string("published", fields.published)?.map(|date| published(&date)).transpose()?,
        title: string("title", fields.title)?,
        url: string("url", fields.url)?,
        publisher: string("publisher", fields.publisher)?,
        language: string("language", fields.language)?,
        ..Document::default()
    })
}

/// A string field; `null` and the empty string are missing.
fn string(name: &str, value: Option<Value>) -> Result<Option<String>, Error> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok((!text.is_empty()).then_some(text)),
        Some(other) => Err(wrong_type(name, "a string", type_name(&other))),
    }
}

fn published(text: &str) -> Result<NaiveDate, Error> {
    let date = match text.get(..10) {
        Some(date) if text[10..].starts_with(['T', ' ']) => date,
        _ => text,
    };
    super::date(date).map_err(|_| wrong_type("published", "a date as YYYY-MM-DD", &format!("{text:?}")))
}

fn wrong_type(field: &str, wanted: &str, found: &str) -> Error {
    Error::new(ErrorKind::Input, format!("field `{field}`: expected {wanted}, found {found}"))
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
        let piece = Piece { path: "a.jsonl".into(), line: 7, kind: &KIND, bytes: line.as_bytes().to_vec() };
        parse(&piece).map_err(|error| error.to_string())
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
            message(r#"{"text": "", "published": "22 May 2023"}"#),
            "a.jsonl:7: field `published`: expected a date as YYYY-MM-DD, found \"22 May 2023\""
        );
        assert!(
            message(r#"{"text": "#)
                .starts_with("a.jsonl:7: expected a JSON object on each line, found malformed")
        );
        assert_eq!(message("[1]"), "a.jsonl:7: expected a JSON object on each line, found \"[1]\"");
    }
}
