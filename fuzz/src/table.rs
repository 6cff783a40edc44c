//! Any cells in a table of each format that is rows of bytes: what is written reads back equal.

use super::choices::Choices;
use tradefacts::dataset::{Cell, Style, format};

/// A cell of any type.
pub fn cell(choices: &mut Choices) -> Cell<'static> {
    match choices.byte() % 5 {
        0 => Cell::Missing,
        1 => {
            let length = choices.below(40);
            let text = String::from_utf8_lossy(choices.bytes(length)).into_owned();
            if text.is_empty() { Cell::Missing } else { Cell::Text(text.into()) }
        }
        2 => Cell::Decimal(rust_decimal::Decimal::new(choices.number(8) as i64, choices.below(20) as u32)),
        3 => {
            let (year, day) = (1 + choices.below(9999) as i32, 1 + choices.below(365) as u32);
            Cell::Date(chrono::NaiveDate::from_yo_opt(year, day).expect("a day"))
        }
        _ => Cell::Integer(choices.number(8) as i64),
    }
}

/// What a cell is printed as.
pub fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Decimal(decimal) => decimal.to_string(),
        Cell::Integer(integer) => integer.to_string(),
        Cell::Date(date) => date.to_string(),
    }
}

/// Rows of three cells.
pub fn rows(bytes: &[u8]) -> Vec<[Cell<'static>; 3]> {
    let mut choices = Choices::new(bytes);
    let mut rows = Vec::new();
    while !choices.is_empty() && rows.len() < 40 {
        rows.push([(); 3].map(|()| cell(&mut choices)));
    }
    rows
}

pub fn check(bytes: &[u8]) {
    let rows = rows(bytes);
    let wanted: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(printed).collect()).collect();
    for name in ["csv", "tsv", "jsonl"] {
        let encoder = (format(name).expect("a format").encoder)(vec!["a", "b", "c"], Style::default());
        let mut bytes = Vec::new();
        encoder.head(&mut bytes);
        rows.iter().for_each(|row| encoder.row(row, &mut bytes));
        let read = match name {
            "jsonl" => objects(&bytes),
            "csv" => records(&bytes, b','),
            _ => records(&bytes, b'\t'),
        };
        assert_eq!(read, wanted, "{name}");
    }
}

fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let records = reader.records().map(|record| record.expect("well formed"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

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
