//! The rows of the CSV tables of `data/`, borrowed from them: there are thousands at each start.
//!
//! ```text
//! row   = field ("," field)* line-break      as many fields as the first row
//! field = letters | '"' letters '"'          no quote among the letters
//! ```

use crate::error::{Error, ErrorKind};
use serde::de::value::Error as Malformed;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// Hands over the rows of a table, one by one. Its columns are the fields of `T`, in their order.
pub(super) fn rows<'t, T: Deserialize<'t>>(
    file: &str,
    text: &'t str,
    mut take: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut rest, mut header, mut fields) = (text, Vec::new(), Vec::new());
    let mut line = 1;
    let malformed = |error: Malformed, line| {
        Error::new(ErrorKind::Lexicon, error.to_string()).at(format!("{file}:{line}"))
    };
    cut(&mut rest, &mut header).map_err(|error| malformed(error, line))?;
    while !rest.is_empty() {
        line += 1;
        let columns = (line == 2).then_some(header.as_slice());
        let row = cut(&mut rest, &mut fields).and_then(|()| {
            if fields.len() != header.len() {
                let message = format_args!("expected {} fields, found {}", header.len(), fields.len());
                return Err(Malformed::custom(message));
            }
            T::deserialize(Row { columns, fields: fields.iter() })
        });
        take(row.map_err(|error| malformed(error, line))?)?;
    }
    Ok(())
}

/// Cuts the first row of a text off it, into its fields.
fn cut<'t>(text: &mut &'t str, fields: &mut Vec<&'t str>) -> Result<(), Malformed> {
    let (row, behind) = split(text, b'\n');
    let mut row = row.strip_suffix('\r').unwrap_or(row);
    *text = behind.get(1..).unwrap_or_default();
    fields.clear();
    loop {
        let field;
        (field, row) = match row.as_bytes().first() {
            Some(b'"') => {
                let (field, behind) = split(&row[1..], b'"');
                (field, behind.get(1..).unwrap_or_default())
            }
            // Most are empty.
            Some(b',') => ("", row),
            _ => split(row, b','),
        };
        fields.push(field);
        row = match row.strip_prefix(',') {
            Some(row) => row,
            None if row.is_empty() => return Ok(()),
            None => return Err(Malformed::custom("expected `,` or the end of the line behind a quote")),
        };
    }
}

/// What stands before the first such byte, and the rest.
fn split(text: &str, at: u8) -> (&str, &str) {
    text.split_at(memchr::memchr(at, text.as_bytes()).unwrap_or(text.len()))
}

/// A row of a table.
struct Row<'r, 't> {
    /// The names of the columns, where they are not known to be the right ones.
    columns: Option<&'r [&'t str]>,
    fields: std::slice::Iter<'r, &'t str>,
}

impl<'de> Deserializer<'de> for Row<'_, 'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_seq(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        match self.columns {
            Some(columns) if columns != names => {
                let (names, columns) = (names.join(","), columns.join(","));
                Err(Malformed::custom(format_args!("expected the columns {names}, found {columns}")))
            }
            _ => visitor.visit_seq(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Row<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Malformed> {
        self.fields.next().map(|field| seed.deserialize(Field(field))).transpose()
    }
}

/// A field of a row; an empty one is absent, where it may be.
struct Field<'t>(&'t str);

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    struct Good<'t> {
        name: &'t str,
        forms: Option<&'t str>,
    }

    fn read(text: &str) -> Result<Vec<Good<'_>>, String> {
        let mut all = Vec::new();
        let read = rows("goods.csv", text, |good| {
            all.push(good);
            Ok(())
        });
        read.map(|()| all).map_err(|error| error.to_string())
    }

    #[test]
    fn fields_are_cut_at_commas_outside_quotes() {
        let wheat = Good { name: "wheat", forms: None };
        let tea = Good { name: "tea, coffee", forms: Some("mate") };
        assert_eq!(read("name,forms\nwheat,\n\"tea, coffee\",\"mate\""), Ok(vec![wheat, tea]));
        assert_eq!(read("name,forms\r\ncocoa,\r\n"), Ok(vec![Good { name: "cocoa", forms: None }]));
        assert_eq!(read("name,forms\n"), Ok(vec![]));
    }

    #[test]
    fn what_is_no_row_is_refused_with_its_line() {
        for (text, wanted) in [
            ("name,form\na,b\n", "goods.csv:2: expected the columns name,forms, found name,form"),
            ("name,forms\na,b\na\n", "goods.csv:3: expected 2 fields, found 1"),
            ("name,forms\n\"a\"b,c\n", "goods.csv:2: expected `,` or the end of the line behind a quote"),
        ] {
            assert_eq!(read(text), Err(wanted.to_owned()));
        }
    }
}
