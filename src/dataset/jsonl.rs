//! JSON Lines: one object a row, with every column; decimals are strings, so that no reader makes floats of them;
//! whole numbers are numbers, dates are strings, missing is `null`.

use super::{Cell, Encoder, Format};
use std::io::Write as _;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extension: "jsonl",
    about: "one object a line, decimals as strings",
    columns: "all",
    styled: false,
    encoder: |names, _| Box::new(JsonLines::new(&names)),
};

struct JsonLines {
    /// What stands before each value. Names of columns need no escapes.
    keys: Vec<String>,
}

impl JsonLines {
    fn new(names: &[&str]) -> JsonLines {
        let keys = names.iter().enumerate();
        JsonLines {
            keys: keys.map(|(at, name)| format!("{}\"{name}\":", if at == 0 { '{' } else { ',' })).collect(),
        }
    }
}

impl Encoder for JsonLines {
    fn head(&self, _: &mut Vec<u8>) {}

    fn row(&self, cells: &[Cell], out: &mut Vec<u8>) {
        for (key, cell) in self.keys.iter().zip(cells) {
            out.extend_from_slice(key.as_bytes());
            // Writing to a vector cannot fail.
            let _ = match cell {
                Cell::Missing => out.write_all(b"null"),
                Cell::Text(text) => serde_json::to_writer(&mut *out, text).map_err(Into::into),
                Cell::Decimal(decimal) => write!(out, "\"{decimal}\""),
                Cell::Integer(integer) => write!(out, "{integer}"),
                Cell::Date(date) => write!(out, "\"{date}\""),
            };
        }
        out.extend_from_slice(b"}\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn a_row_is_an_object_with_every_column() {
        let mut out = Vec::new();
        let cells = [
            Cell::Text("a \"b\"\n\u{1}€".into()),
            Cell::Decimal(Decimal::new(50, 1)),
            Cell::Missing,
            Cell::Integer(-3),
        ];
        JsonLines::new(&["a", "b", "c", "d"]).row(&cells, &mut out);
        let line = String::from_utf8(out).expect("UTF-8");
        assert_eq!(line, "{\"a\":\"a \\\"b\\\"\\n\\u0001€\",\"b\":\"5.0\",\"c\":null,\"d\":-3}\n");
    }
}
