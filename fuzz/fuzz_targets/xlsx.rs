//! Any cells in a workbook: what is written reads back equal with another library, numbers of up to 15 digits as numbers,
//! all others as text, dates as days.
#![no_main]

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;
use std::path::Path;
use tradefacts::dataset::book::{BOOKS, Sheet};
use tradefacts::dataset::schema::Column;
use tradefacts::dataset::{Cell, CellType};
use tradefacts_fuzz::table::{printed, rows};

fn written(rows: &[[Cell<'static>; 3]], path: &Path) {
    let book = BOOKS.iter().find(|book| book.name == "xlsx").expect("it is built in");
    let columns = ["a", "b", "c"].map(|name| Column::new(name, CellType::String, "", ())).to_vec();
    std::fs::write(path, "").expect("a file");
    let mut writer = (book.create)(path, vec![Sheet { name: "facts", doc: "", columns }]).expect("a book");
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.to_vec()).collect();
    writer.add(&[&rows]).expect("rows are added");
    writer.finish().expect("it is written");
}

/// What a cell says, as the writer was told to say it.
fn same(data: Option<&Data>, cell: &Cell) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    match (data.unwrap_or(&Data::Empty), cell) {
        (Data::Empty, cell) => printed(cell).is_empty(),
        (Data::String(text), _) => *text == printed(cell),
        (Data::Float(value), Cell::Decimal(_) | Cell::Integer(_)) => {
            number(&value.to_string()).zip(number(&printed(cell))).is_some_and(|(got, wanted)| got == wanted)
        }
        (Data::DateTime(day), Cell::Date(date)) => {
            let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            (*date - epoch).num_days() as f64 == day.as_f64()
        }
        _ => false,
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let rows = rows(bytes);
    let path = std::env::temp_dir().join(format!("tradefacts-fuzz-{}.xlsx", std::process::id()));
    written(&rows, &path);
    let mut book: Xlsx<_> = open_workbook(&path).expect("it opens");
    let sheet = book.worksheet_range("facts").expect("the sheet");
    for (at, row) in (1..).zip(&rows) {
        for (column, cell) in (0..).zip(row) {
            let data = sheet.get_value((at, column));
            assert!(same(data, cell), "row {at}, column {column}: {cell:?} is read as {data:?}");
        }
    }
});
