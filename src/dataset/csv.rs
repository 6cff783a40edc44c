//! CSV as of RFC 4180, in UTF-8: a header, commas, a line feed behind each row. A field with a comma, a quotation mark
//! or a line break stands in quotation marks; a missing value is empty.
//!
//! | style    | separator | decimal | lines | starts with     | text that a spreadsheet would take for more |
//! |----------|-----------|---------|-------|-----------------|---------------------------------------------|
//! | plain    | `,`       | `.`     | LF    | the header      | as it is                                    |
//! | Excel    | `,`       | `.`     | CRLF  | byte order mark | behind an apostrophe                        |
//! | Excel EU | `;`       | `,`     | CRLF  | byte order mark | behind an apostrophe                        |
//!
//! A number of more digits than a spreadsheet keeps is such a text there. Tab-separated values differ in the separator.

use super::spreadsheet::{Style, is_taken_for_more, survives};
use super::{Cell, Encoder, Format};
use std::io::Write as _;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    about: "commas and a header",
    columns: "core",
    styled: true,
    encoder: |names, style| {
        let separator = if style == Style::ExcelEu { b';' } else { b',' };
        Box::new(Csv { names, separator, style })
    },
};

/// Encodes rows of fields with a separator between them.
pub(super) struct Csv {
    pub(super) names: Vec<&'static str>,
    pub(super) separator: u8,
    pub(super) style: Style,
}

impl Csv {
    fn ends(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.style == Style::Plain { b"\n" } else { b"\r\n" });
    }

    fn cell(&self, cell: &Cell, out: &mut Vec<u8>) {
        // Writing to a vector cannot fail.
        let _ = match cell {
            Cell::Missing => Ok(()),
            Cell::Text(text) => {
                let guard = self.style != Style::Plain && is_taken_for_more(text);
                field(text.as_bytes(), self.separator, guard, out);
                Ok(())
            }
            Cell::Decimal(decimal) if self.style == Style::Plain => write!(out, "{decimal}"),
            Cell::Decimal(decimal) => {
                let mut number = decimal.to_string();
                if self.style == Style::ExcelEu {
                    number = number.replace('.', ",");
                }
                field(number.as_bytes(), self.separator, !survives(*decimal), out);
                Ok(())
            }
            Cell::Integer(integer) => write!(out, "{integer}"),
            Cell::Date(date) => write!(out, "{date}"),
        };
    }
}

impl Encoder for Csv {
    fn head(&self, out: &mut Vec<u8>) {
        if self.style != Style::Plain {
            out.extend_from_slice("\u{FEFF}".as_bytes());
        }
        let separator = char::from(self.separator).to_string();
        out.extend_from_slice(self.names.join(&separator).as_bytes());
        self.ends(out);
    }

    fn row(&self, cells: &[Cell], out: &mut Vec<u8>) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                out.push(self.separator);
            }
            self.cell(cell, out);
        }
        if let [Cell::Missing] = cells {
            // A line with nothing on it would be no row.
            out.extend_from_slice(b"\"\"");
        }
        self.ends(out);
    }
}

/// Adds a row of fields that are text already, as plain CSV.
pub(super) fn write_record<'a>(fields: impl Iterator<Item = &'a [u8]>, out: &mut Vec<u8>) {
    for (index, text) in fields.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        field(text, b',', false, out);
    }
    out.push(b'\n');
}

/// Adds a field, behind an apostrophe where it is to be `guarded`.
fn field(text: &[u8], separator: u8, guarded: bool, out: &mut Vec<u8>) {
    let plain = !text.iter().any(|&byte| matches!(byte, b'"' | b'\n' | b'\r') || byte == separator);
    let apostrophe: &[u8] = if guarded { b"'" } else { b"" };
    if plain {
        out.extend_from_slice(apostrophe);
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(apostrophe);
    for part in text.split_inclusive(|&byte| byte == b'"') {
        out.extend_from_slice(part);
        if part.ends_with(b"\"") {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn written(cells: &[Cell], style: Style) -> String {
        let mut out = Vec::new();
        (FORMAT.encoder)(vec!["a", "b"], style).row(cells, &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_is_written_reads_back() {
        let fields =
            ["plain", "a,b", "\"", "say \"no\"", "line\nfeed", "return\r", " space ", "é €", "'", "=1"];
        let cells: Vec<Cell> = fields.iter().map(|field| Cell::Text((*field).into())).collect();
        let line = written(&cells, Style::Plain);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let record = reader.records().next().expect("a record").expect("well formed");
        assert_eq!(record.iter().collect::<Vec<_>>(), fields);
    }

    #[test]
    fn missing_is_empty_but_still_a_row() {
        assert_eq!(written(&[Cell::Missing, Cell::Integer(0)], Style::Plain), ",0\n");
        assert_eq!(written(&[Cell::Missing], Style::Plain), "\"\"\n");
    }

    #[test]
    fn spreadsheets_get_numbers_as_numbers_and_text_as_text() {
        let number = |text| Cell::Decimal(Decimal::from_str_exact(text).expect("a decimal"));
        let text = |text: &'static str| Cell::Text(text.into());
        let cells = [number("-5.0"), text("0901"), text("a;b"), text("=1\n"), number("1234567890123456")];
        assert_eq!(written(&cells, Style::Excel), "-5.0,'0901,a;b,\"'=1\n\",'1234567890123456\r\n");
        assert_eq!(written(&cells, Style::ExcelEu), "-5,0;'0901;\"a;b\";\"'=1\n\";'1234567890123456\r\n");
        let mut head = Vec::new();
        (FORMAT.encoder)(vec!["a", "b"], Style::ExcelEu).head(&mut head);
        assert_eq!(head, "\u{FEFF}a;b\r\n".as_bytes());
    }
}
