//! Any cells in a table of each format: what is written reads back equal.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use tradefacts::dataset::{Cell, Style, format};

#[derive(Arbitrary, Debug)]
enum Value {
    Missing,
    Text(String),
    Decimal(i64, u8),
    Integer(i64),
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Missing => Cell::Missing,
        Value::Text(text) if text.is_empty() => Cell::Missing,
        Value::Text(text) => Cell::Text(text.as_str().into()),
        Value::Decimal(mantissa, scale) => {
            Cell::Decimal(rust_decimal::Decimal::new(*mantissa, u32::from(scale % 20)))
        }
        Value::Integer(integer) => Cell::Integer(*integer),
    }
}

fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Decimal(decimal) => decimal.to_string(),
        Cell::Integer(integer) => integer.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}

fuzz_target!(|rows: Vec<[Value; 3]>| {
    let names = vec!["a", "b", "c"];
    let rows: Vec<[Cell; 3]> = rows.iter().map(|row| row.each_ref().map(cell)).collect();
    for name in ["csv", "tsv", "jsonl"] {
        let encoder = (format(name).expect("a format").encoder)(names.clone(), Style::default());
        let mut bytes = Vec::new();
        encoder.head(&mut bytes);
        rows.iter().for_each(|row| encoder.row(row, &mut bytes));
        let read: Vec<Vec<String>> = match name {
            "jsonl" => objects(&bytes),
            _ => {
                let delimiter = if name == "csv" { b',' } else { b'\t' };
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&bytes[..]);
                let records = reader.records().map(|record| record.expect("well formed"));
                records.map(|record| record.iter().map(str::to_owned).collect()).collect()
            }
        };
        let wanted: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(printed).collect()).collect();
        assert_eq!(read, wanted, "{name}");
    }
});

fn objects(bytes: &[u8]) -> Vec<Vec<String>> {
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    lines
        .map(|line| serde_json::from_slice::<serde_json::Value>(line).expect("an object"))
        .map(|object| ["a", "b", "c"].map(|name| text(&object[name])).to_vec())
        .collect()
}
