//! SQLite: every table with types, keys and indexes, and the code lists that its columns refer to.
//!
//! Decimals are text, exact to the digit, as SQLite has no type for them; the view `TABLE_numbers` has them as
//! floating-point numbers, for sums and averages.

use super::{Book, BookFormat, Row, Sheet, failed};
use crate::dataset::codes::CODE_LISTS;
use crate::dataset::folder::TABLES;
use crate::dataset::{Cell, CellType};
use crate::error::{Error, ErrorKind};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter};
use std::fmt::Write as _;
use std::path::Path;

pub(super) const BOOK: BookFormat = BookFormat {
    name: "sqlite",
    extension: "sqlite",
    about: "every table with keys and indexes; decimals are text, and numbers in views",
    all_tables: true,
    create,
};

struct Sqlite {
    connection: Connection,
    sheets: Vec<Sheet>,
    inserts: Vec<String>,
}

fn create(path: &Path, sheets: Vec<Sheet>) -> Result<Box<dyn Book>, Error> {
    let connection = Connection::open(path).map_err(failed)?;
    let mut script = String::from(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN;\n",
    );
    for list in CODE_LISTS {
        let _ = writeln!(
            script,
            "CREATE TABLE codes_{} (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;",
            list.name
        );
        for coded in list.codes {
            let name = coded.name.replace('\'', "''");
            let _ = writeln!(script, "INSERT INTO codes_{} VALUES ('{}', '{name}');", list.name, coded.code);
        }
    }
    sheets.iter().for_each(|sheet| define(sheet, &sheets, &mut script));
    connection.execute_batch(&script).map_err(failed)?;
    let inserts = sheets.iter().map(insert).collect();
    Ok(Box::new(Sqlite { connection, sheets, inserts }))
}

/// The definition of a table, and of its view where it has decimals.
fn define(sheet: &Sheet, all: &[Sheet], script: &mut String) {
    let (documents, facts) = (TABLES[0], TABLES[1]);
    let with_documents = all.iter().any(|other| other.name == documents);
    let lines: Vec<String> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let kind = if column.kind == CellType::Integer { "INTEGER" } else { "TEXT" };
            let mut line = format!("  \"{}\" {kind}", column.name);
            // The first column of these two is what names the row.
            if index == 0 && column.required && (sheet.name == documents || sheet.name == facts) {
                line.push_str(" PRIMARY KEY");
            } else if column.name == crate::dataset::folder::DOC_ID && with_documents {
                let _ = write!(line, " REFERENCES \"{documents}\" DEFERRABLE INITIALLY DEFERRED");
            }
            if column.required {
                line.push_str(" NOT NULL");
            }
            if let Some(list) = column.codes {
                let _ = write!(line, " REFERENCES codes_{}", list.name);
            }
            line
        })
        .collect();
    let _ = writeln!(script, "CREATE TABLE \"{}\" (\n{}\n) STRICT;", sheet.name, lines.join(",\n"));
    if sheet.columns.iter().any(|column| column.kind == CellType::Decimal) {
        let read = |column: &crate::dataset::schema::Column<()>| match column.kind {
            CellType::Decimal => format!("CAST(\"{0}\" AS REAL) AS \"{0}\"", column.name),
            _ => format!("\"{}\"", column.name),
        };
        let columns: Vec<String> = sheet.columns.iter().map(read).collect();
        let name = sheet.name;
        let _ = writeln!(
            script,
            "CREATE VIEW \"{name}_numbers\" AS SELECT {} FROM \"{name}\";",
            columns.join(", ")
        );
    }
}

fn insert(sheet: &Sheet) -> String {
    let marks = vec!["?"; sheet.columns.len()].join(", ");
    format!("INSERT INTO \"{}\" VALUES ({marks})", sheet.name)
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Missing => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Decimal(number) => ToSqlOutput::Owned(Value::Text(number.to_string())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Date(date) => ToSqlOutput::Owned(Value::Text(date.to_string())),
        })
    }
}

impl Sqlite {
    fn insert(&self, rows: &[&[Row]]) -> rusqlite::Result<()> {
        for (insert, rows) in self.inserts.iter().zip(rows) {
            let mut statement = self.connection.prepare_cached(insert)?;
            for row in *rows {
                statement.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

impl Book for Sqlite {
    fn add(&mut self, rows: &[&[Row]]) -> Result<(), Error> {
        self.connection.execute_batch("SAVEPOINT document").map_err(failed)?;
        let inserted = self.insert(rows);
        let end =
            if inserted.is_ok() { "RELEASE document" } else { "ROLLBACK TO document; RELEASE document" };
        self.connection.execute_batch(end).map_err(failed)?;
        inserted.map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => {
                let message =
                    "expected documents of different names, found two of one name; the second is left out";
                Error::new(ErrorKind::Input, message)
            }
            _ => failed(error),
        })
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let mut script = String::new();
        for sheet in &self.sheets {
            for column in sheet.columns.iter().filter(|column| column.indexed) {
                let (table, name) = (sheet.name, column.name);
                let _ = writeln!(script, "CREATE INDEX \"{table}_{name}\" ON \"{table}\" (\"{name}\");");
            }
        }
        script.push_str("COMMIT;");
        self.connection.execute_batch(&script).map_err(failed)?;
        self.connection.close().map_err(|(_, error)| failed(error))
    }
}
