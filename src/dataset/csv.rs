//! CSV as of RFC 4180, in UTF-8: a header, commas, a line feed behind each row. A field with a comma, a quotation mark
//! or a line break stands in quotation marks; a missing value is empty.

use super::{Cell, Encoder, Format};
use std::io::Write as _;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    about: "commas and a header",
    columns: "core",
    encoder: |names| Box::new(Csv { names }),
};

struct Csv {
    names: Vec<&'static str>,
}

impl Encoder for Csv {
    fn head(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.names.join(",").as_bytes());
        out.push(b'\n');
    }

    fn row(&self, cells: &[Cell], out: &mut Vec<u8>) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            // Writing to a vector cannot fail.
            let _ = match cell {
                // A line with nothing on it would be no row.
                Cell::Missing if cells.len() == 1 => out.write_all(b"\"\""),
                Cell::Missing => Ok(()),
                Cell::Text(text) => {
                    field(text.as_bytes(), out);
                    Ok(())
                }
                Cell::Decimal(decimal) => write!(out, "{decimal}"),
                Cell::Integer(integer) => write!(out, "{integer}"),
                Cell::Date(date) => write!(out, "{date}"),
            };
        }
        out.push(b'\n');
    }
}

fn field(text: &[u8], out: &mut Vec<u8>) {
    if !text.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
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

    fn written(cells: &[Cell]) -> String {
        let mut out = Vec::new();
        Csv { names: Vec::new() }.row(cells, &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_is_written_reads_back() {
        let fields = ["plain", "a,b", "\"", "say \"no\"", "line\nfeed", "return\r", " space ", "é €", "'"];
        let cells: Vec<Cell> = fields.iter().map(|field| Cell::Text((*field).into())).collect();
        let line = written(&cells);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let record = reader.records().next().expect("a record").expect("well formed");
        assert_eq!(record.iter().collect::<Vec<_>>(), fields);
    }

    #[test]
    fn missing_is_empty_but_still_a_row() {
        assert_eq!(written(&[Cell::Missing, Cell::Integer(0)]), ",0\n");
        assert_eq!(written(&[Cell::Missing]), "\"\"\n");
    }
}
