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
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
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
        match cell {
            Cell::Missing => {}
            Cell::Text(text) => {
                let guard = self.style != Style::Plain && is_taken_for_more(text);
                field(text.as_bytes(), self.separator, guard, out);
            }
            Cell::Decimal(decimal) if self.style == Style::Plain => plain_decimal(*decimal, out),
            Cell::Decimal(decimal) => {
                let mut number = decimal.to_string();
                if self.style == Style::ExcelEu {
                    number = number.replace('.', ",");
                }
                field(number.as_bytes(), self.separator, !survives(*decimal), out);
            }
            Cell::Integer(integer) => plain_number(*integer < 0, integer.unsigned_abs(), 0, out),
            Cell::Date(date) => plain_date(*date, out),
        }
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

/// Adds a decimal as `Display` prints it, which takes three times as long.
fn plain_decimal(decimal: Decimal, out: &mut Vec<u8>) {
    let (Ok(mantissa), scale) = (u64::try_from(decimal.mantissa().unsigned_abs()), decimal.scale() as usize)
    else {
        // Writing to a vector cannot fail.
        let _ = write!(out, "{decimal}");
        return;
    };
    plain_number(decimal.is_sign_negative(), mantissa, scale, out);
}

/// Adds a number whose last `scale` digits, at most 28, stand behind the point.
fn plain_number(negative: bool, mantissa: u64, scale: usize, out: &mut Vec<u8>) {
    if negative {
        out.push(b'-');
    }
    // At most 20 digits of the mantissa, or 28 behind the point and one before it; and the point.
    let (mut digits, mut rest) = ([0; 30], mantissa);
    let (mut at, mut written) = (digits.len(), 0);
    while rest > 0 || written <= scale {
        if written == scale && scale > 0 {
            at -= 1;
            digits[at] = b'.';
        }
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        written += 1;
    }
    out.extend_from_slice(&digits[at..]);
}

/// Adds a date as `Display` prints it.
fn plain_date(date: NaiveDate, out: &mut Vec<u8>) {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let digit = |number: u32| b'0' + (number % 10) as u8;
    match u32::try_from(year) {
        Ok(year) if year < 10_000 => out.extend_from_slice(&[
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ]),
        _ => {
            let _ = write!(out, "{date}");
        }
    }
}

/// Fields shorter than this are looked at byte by byte.
const SHORT: usize = 24;

/// Adds a field, behind an apostrophe where it is to be `guarded`.
fn field(text: &[u8], separator: u8, guarded: bool, out: &mut Vec<u8>) {
    let plain = is_plain(text, separator);
    if plain && !guarded {
        out.extend_from_slice(text);
    } else {
        marked(text, plain, guarded, out);
    }
}

/// Whether a field needs no quotation marks.
fn is_plain(text: &[u8], separator: u8) -> bool {
    let special = |byte: u8| (byte == b'"') | (byte == b'\n') | (byte == b'\r') | (byte == separator);
    if text.len() < SHORT {
        // One look at a letter: all letters stand above what may be special.
        !text.iter().any(|&byte| byte <= b';' && special(byte))
    } else {
        // Most sentences have a comma soon.
        memchr::memchr3(separator, b'"', b'\n', text).is_none() && memchr::memchr(b'\r', text).is_none()
    }
}

/// Adds a field with an apostrophe or in quotation marks.
fn marked(text: &[u8], plain: bool, guarded: bool, out: &mut Vec<u8>) {
    let apostrophe: &[u8] = if guarded { b"'" } else { b"" };
    if plain {
        out.extend_from_slice(apostrophe);
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(apostrophe);
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=at]);
        out.push(b'"');
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn numbers_and_dates_are_written_as_they_display() {
        for mantissa in [0, 1, 9, 10, 507, 1_234_567_890, i64::MAX.into(), u64::MAX.into(), 1_i128 << 95] {
            for scale in [0, 1, 2, 9, 18, 19, 20, 27, 28] {
                for mut decimal in [mantissa, -mantissa].map(|m| Decimal::from_i128_with_scale(m, scale)) {
                    assert_eq!(written(&[Cell::Decimal(decimal)], Style::Plain), format!("{decimal}\n"));
                    decimal.set_sign_negative(true);
                    assert_eq!(written(&[Cell::Decimal(decimal)], Style::Plain), format!("{decimal}\n"));
                }
            }
        }
        for integer in [0, 1, -1, 10, 1_234_567, i64::MAX, i64::MIN] {
            assert_eq!(written(&[Cell::Integer(integer)], Style::Plain), format!("{integer}\n"));
        }
        for (year, month, day) in
            [(1, 1, 1), (987, 12, 31), (2023, 5, 22), (9999, 10, 9), (12345, 6, 7), (-3, 2, 1)]
        {
            let date = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
            assert_eq!(written(&[Cell::Date(date)], Style::Plain), format!("{date}\n"));
        }
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
