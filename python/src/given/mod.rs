//! What Python gives to be read: a list of texts or mappings, or an Arrow table.
//!
//! | field       | in a list                                   | in a table                                            |
//! |-------------|---------------------------------------------|-------------------------------------------------------|
//! | `text`      | `str`, needed                               | string, needed                                        |
//! | `id`        | `str` or `int`; else the index              | string or whole number; else the index                |
//! | `published` | `date`, or `str` as YYYY-MM-DD or timestamp | date, timestamp, or string as YYYY-MM-DD or timestamp |
//! | the others  | `str`                                       | string                                                |
//!
//! `None` and the empty string count as missing, and a document without a date has the one that its text states: as in
//! JSON Lines.

mod list;
mod table;

use list::List;
use table::Table;

use crate::failure::Failure;
use chrono::NaiveDate;
use pyo3::prelude::*;
use std::borrow::Cow;
use tradefacts::input::{LONGEST, date, published};
use tradefacts::{Document, Error, ErrorKind};

/// Documents by index, to be asked for from any thread.
pub(crate) trait Given: Send + Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// One of them.
    fn document(&self, index: usize) -> Result<Cow<'_, Document>, Failure>;
}

/// The fields of a document, in this order: text, id, published, title, url, publisher.
pub(crate) const FIELDS: usize = 6;

/// The name of each field, and whether its absence is an error.
pub(crate) type Names = [(String, bool); FIELDS];

/// The documents of an Arrow table or of an iterable.
pub(crate) fn open(given: &Bound<'_, PyAny>, names: Names) -> PyResult<Box<dyn Given>> {
    let is_table = given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")?;
    Ok(if is_table { Box::new(Table::new(given, names)?) } else { Box::new(List::new(given, &names)?) })
}

/// A value of a field.
pub(crate) enum Value {
    Missing,
    Text(String),
    /// A whole number, in digits.
    Integer(String),
    Date(NaiveDate),
    /// What it is instead.
    Other(String),
}

impl Value {
    fn text(text: &str) -> Value {
        if text.is_empty() { Value::Missing } else { Value::Text(text.to_owned()) }
    }

    fn string(self, name: &str) -> Result<Option<String>, Error> {
        match self {
            Value::Missing => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            Value::Date(_) => Err(wrong(name, "a string", "a date")),
            Value::Integer(_) => Err(wrong(name, "a string", "a number")),
            Value::Other(found) => Err(wrong(name, "a string", &found)),
        }
    }

    fn string_or_integer(self, name: &str) -> Result<Option<String>, Error> {
        match self {
            Value::Integer(digits) => Ok(Some(digits)),
            other => other.string(name),
        }
    }

    fn date(self, name: &str) -> Result<Option<NaiveDate>, Error> {
        match self {
            Value::Missing => Ok(None),
            Value::Date(date) => Ok(Some(date)),
            Value::Text(text) => {
                let day = match text.get(..10) {
                    Some(day) if text[10..].starts_with(['T', ' ']) => day,
                    _ => &text,
                };
                let parsed = date(day).map_err(|_| wrong(name, "a date as YYYY-MM-DD", &format!("{text:?}")));
                parsed.map(Some)
            }
            Value::Integer(_) => Err(wrong(name, "a date", "a number")),
            Value::Other(found) => Err(wrong(name, "a date", &found)),
        }
    }
}

fn wrong(field: &str, wanted: &str, found: &str) -> Error {
    Error::new(ErrorKind::Input, format!("field `{field}`: expected {wanted}, found {found}"))
}

/// The document of these values; `empty` says that the text is there and empty.
fn document(index: usize, names: &Names, values: [Value; FIELDS], empty: bool) -> Result<Document, Failure> {
    let [text, id, date, title, url, publisher] = values;
    let [text_name, id_name, date_name, title_name, url_name, publisher_name] = names;
    let id = id.string_or_integer(&id_name.0).map_err(|error| Failure::new(&index.to_string(), &error))?;
    let id = id.unwrap_or_else(|| index.to_string());
    let made = || -> Result<Document, Error> {
        let text = match text.string(&text_name.0)? {
            Some(text) if text.len() as u64 > LONGEST => {
                return Err(wrong(&text_name.0, "a text of less than 4 GiB", "a longer one"));
            }
            Some(text) => text,
            None if empty => String::new(),
            None => return Err(wrong(&text_name.0, "a string", "none")),
        };
        let published = date.date(&date_name.0)?.or_else(|| published::find(&text));
        Ok(Document {
            published,
            title: title.string(&title_name.0)?,
            url: url.string(&url_name.0)?,
            publisher: publisher.string(&publisher_name.0)?,
            ..Document::new(id.clone(), text)
        })
    };
    made().map_err(|error| Failure::new(&id, &error))
}
