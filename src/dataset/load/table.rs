//! A table as it was written: named columns of text, and typed reading of its cells.

use crate::error::{Error, ErrorKind};
use crate::input;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::str::FromStr;

/// Named columns and rows of text. A missing cell is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    place: String,
    /// Whether its columns have numbers, as in CSV, that a message can give.
    numbered: bool,
    columns: Vec<String>,
    rows: Vec<(u64, Vec<Option<String>>)>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    /// Line on which the row starts, from 1.
    pub line: u64,
    cells: &'t [Option<String>],
}

impl Table {
    /// The table at `path`: see the [folder's table](super).
    ///
    /// # Errors
    /// Where nothing can be read there, or it is of none of the forms.
    pub fn open(path: &Path) -> Result<Table, Error> {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let place = "standard input";
            std::io::stdin().read_to_end(&mut bytes).map_err(|error| unreadable(place, &error))?;
            let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
            let read = if start == Some(&b'{') { Table::from_json_lines } else { Table::from_csv };
            return read(&bytes, place);
        }
        let inside = ["facts.csv", "facts.tsv", "facts.jsonl"].map(|name| path.join(name));
        let file =
            inside.iter().find(|file| path.is_dir() && file.is_file()).map_or(path, |file| file.as_path());
        let place = file.display().to_string();
        let bytes = fs::read(file).map_err(|error| match path.is_dir() {
            true => refuse("expected a dataset folder, with facts.csv in it, found none").at(&place),
            false => unreadable(&place, &error),
        })?;
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Table::from_csv(&bytes, &place),
            "tsv" => Table::delimited(&bytes, &place, b'\t'),
            "jsonl" => Table::from_json_lines(&bytes, &place),
            _ => {
                Err(refuse("expected a file that ends in .csv, .tsv or .jsonl, or a dataset folder")
                    .at(place))
            }
        }
    }

    /// The table in bytes of CSV; `place` names them in messages.
    ///
    /// # Errors
    /// Where they are no CSV with a header, or a row has another number of fields than it.
    pub fn from_csv(bytes: &[u8], place: &str) -> Result<Table, Error> {
        Table::delimited(bytes, place, b',')
    }

    fn delimited(bytes: &[u8], place: &str, delimiter: u8) -> Result<Table, Error> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut table = Table { place: place.to_owned(), numbered: true, ..Table::default() };
        for record in reader.records() {
            let record = record.map_err(|error| malformed(&error, place))?;
            let line = record.position().map_or(1, csv::Position::line);
            if table.columns.is_empty() {
                table.columns = record.iter().map(|name| name.trim().to_owned()).collect();
                table.refuse_twins(line)?;
                continue;
            }
            table.refuse_length(&record, line)?;
            let cells = record.iter().map(|cell| (!cell.is_empty()).then(|| cell.to_owned())).collect();
            table.rows.push((line, cells));
        }
        if table.columns.is_empty() {
            return Err(refuse("expected a line with the names of the columns, found nothing")
                .at(format!("{place}:1")));
        }
        Ok(table)
    }

    /// The table in bytes of JSON Lines; `place` names them in messages. Values are strings, whole numbers, `true`,
    /// `false` or `null`; a number with a point is refused, since its digits may have been changed already.
    ///
    /// # Errors
    /// Where a line is no object of such values.
    pub fn from_json_lines(bytes: &[u8], place: &str) -> Result<Table, Error> {
        let mut table = Table { place: place.to_owned(), ..Table::default() };
        let lines = bytes.split(|&byte| byte == b'\n').zip(1..);
        for (line, number) in lines.filter(|(line, _)| !line.trim_ascii().is_empty()) {
            let object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(line).map_err(|error| {
                    let message = format!("expected a JSON object, found: {error}");
                    refuse(&message).at(format!("{place}:{number}"))
                })?;
            let mut cells = vec![None; table.columns.len()];
            for (name, value) in object {
                let column = table.columns.iter().position(|column| *column == name).unwrap_or_else(|| {
                    table.columns.push(name.clone());
                    cells.push(None);
                    table.columns.len() - 1
                });
                cells[column] = plain(&value).map_err(|found| {
                    let message = format!("field {name}: expected text, a whole number or null, found {found}; write decimals as strings");
                    refuse(&message).at(format!("{place}:{number}"))
                })?;
            }
            table.rows.push((number, cells));
        }
        Ok(table)
    }

    /// The names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }

    /// The table after `edit`, which says of each row which cells become what, or `None` where the row is left out. A
    /// column that there is not is added.
    #[must_use]
    pub fn edited(&self, mut edit: impl FnMut(&Row) -> Option<Vec<(&'static str, Option<String>)>>) -> Table {
        let mut table = Table { rows: Vec::with_capacity(self.rows.len()), ..self.clone() };
        for row in self.rows() {
            let Some(changes) = edit(&row) else { continue };
            let mut cells = row.cells.to_vec();
            for (column, value) in changes {
                let at = table.columns.iter().position(|name| name == column).unwrap_or_else(|| {
                    table.columns.push(column.to_owned());
                    table.columns.len() - 1
                });
                cells.resize(cells.len().max(at + 1), None);
                cells[at] = value;
            }
            table.rows.push((row.line, cells));
        }
        table
    }

    /// Refuses a table with rows that has, of some group of names, no column at all.
    ///
    /// # Errors
    /// Where it is so; the message names the group and the columns that there are.
    pub fn require(&self, groups: &[&[&str]]) -> Result<(), Error> {
        let has = |name: &&str| self.columns.iter().any(|column| column == name);
        match groups.iter().find(|group| !group.iter().any(has)) {
            Some(group) if self.numbered || !self.rows.is_empty() => {
                let message = format!(
                    "expected a column {}, found the columns {}",
                    group.join(" or "),
                    self.columns.join(", ")
                );
                Err(refuse(&message).at(format!("{}:1", self.place)))
            }
            _ => Ok(()),
        }
    }

    /// An error in the line of names: something else was `wanted` than the column of that name.
    #[must_use]
    pub fn header_error(&self, column: &str, wanted: &str) -> Error {
        let at = self.columns.iter().position(|name| name == column).unwrap_or_default();
        let message = format!("column {}: expected {wanted}, found {column:?}", at + 1);
        refuse(&message).at(format!("{}:1", self.place))
    }

    fn refuse_twins(&self, line: u64) -> Result<(), Error> {
        let twin = (1..self.columns.len()).find(|&at| self.columns[..at].contains(&self.columns[at]));
        twin.map_or(Ok(()), |at| {
            let message = format!(
                "column {} ({}): expected each name once, found it twice; take one away",
                at + 1,
                self.columns[at]
            );
            Err(refuse(&message).at(format!("{}:{line}", self.place)))
        })
    }

    fn refuse_length(&self, record: &csv::StringRecord, line: u64) -> Result<(), Error> {
        let (wanted, found) = (self.columns.len(), record.len());
        if wanted == found {
            return Ok(());
        }
        let what = match self.columns.get(found) {
            Some(name) => format!("column {} ({name}) is missing", found + 1),
            None => format!("column {} has no name: quote a field that has the delimiter in it", wanted + 1),
        };
        let message = format!("expected {wanted} fields as in the first line, found {found}: {what}");
        Err(refuse(&message).at(format!("{}:{line}", self.place)))
    }
}

impl<'t> Row<'t> {
    /// The text of a cell; `None` where it is missing or there is no such column.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<&'t str> {
        let at = self.table.columns.iter().position(|name| name == column)?;
        self.cells.get(at)?.as_deref()
    }

    /// The decimal of a cell: digits with at most one point and a sign in front, kept as they are written.
    ///
    /// # Errors
    /// Where the cell is anything else, or needs more than 28 digits.
    pub fn decimal(&self, column: &str) -> Result<Option<Decimal>, Error> {
        let wanted = "a plain decimal such as 73150000000 or -5.0, of at most 28 digits";
        self.parsed(column, wanted, |text| {
            let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
            let digits = whole.strip_prefix('-').unwrap_or(whole);
            let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            (plain(digits) && plain(rest)).then(|| Decimal::from_str_exact(text).ok()).flatten()
        })
    }

    /// The whole number of a cell.
    ///
    /// # Errors
    /// Where the cell is anything else.
    pub fn integer<T: FromStr>(&self, column: &str) -> Result<Option<T>, Error> {
        self.parsed(column, "a whole number", |text| text.parse().ok())
    }

    /// The day of a cell.
    ///
    /// # Errors
    /// Where the cell is no day that exists, as YYYY-MM-DD.
    pub fn date(&self, column: &str) -> Result<Option<NaiveDate>, Error> {
        self.parsed(column, "a date that exists, as YYYY-MM-DD", |text| input::date(text).ok())
    }

    /// What `parse` makes of a cell.
    ///
    /// # Errors
    /// Where it makes nothing of it; the message says that `wanted` was expected.
    pub fn parsed<T>(
        &self,
        column: &str,
        wanted: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(text) = self.text(column).map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        parse(text).map(Some).ok_or_else(|| self.error(column, wanted, &format!("{text:?}")))
    }

    /// An error in this row: `wanted` was expected in the column and something else `found`.
    #[must_use]
    pub fn error(&self, column: &str, wanted: &str, found: &str) -> Error {
        let at = self.table.columns.iter().position(|name| name == column);
        let what = match at.filter(|_| self.table.numbered) {
            Some(at) => format!("column {} ({column})", at + 1),
            None => format!("field {column}"),
        };
        let message = format!("{what}: expected {wanted}, found {found}");
        refuse(&message).at(format!("{}:{}", self.table.place, self.line))
    }
}

/// The text of a JSON value.
fn plain(value: &serde_json::Value) -> Result<Option<String>, &'static str> {
    match value {
        serde_json::Value::Null => Ok(None),
        serde_json::Value::String(text) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        serde_json::Value::Bool(truth) => Ok(Some(truth.to_string())),
        serde_json::Value::Number(number) if number.is_i64() || number.is_u64() => {
            Ok(Some(number.to_string()))
        }
        serde_json::Value::Number(_) => Err("a number with a point or an exponent"),
        serde_json::Value::Array(_) => Err("an array"),
        serde_json::Value::Object(_) => Err("an object"),
    }
}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::Input, message)
}

fn unreadable(place: &str, error: &std::io::Error) -> Error {
    let message = format!("expected a table that can be read, found: {error}; check the name and its rights");
    Error::new(ErrorKind::Read, message).at(place)
}

/// An error of the CSV reader: bytes that are no UTF-8 are the only ones left to it.
fn malformed(error: &csv::Error, place: &str) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    let what = match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => {
            format!("column {}: expected UTF-8, found other bytes; save the file as UTF-8", err.field() + 1)
        }
        _ => format!("expected CSV, found: {error}"),
    };
    refuse(&what).at(format!("{place}:{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(csv: &[u8]) -> String {
        Table::from_csv(csv, "a.csv").expect_err("an error").to_string()
    }

    #[test]
    fn malformed_tables_name_line_and_column() {
        assert!(message(b"").starts_with("a.csv:1: expected a line with the names"));
        assert_eq!(
            message(b"a,b\n1,2\n1\n"),
            "a.csv:3: expected 2 fields as in the first line, found 1: column 2 (b) is missing"
        );
        assert!(message(b"a,b\n1,2,3\n").starts_with("a.csv:2: expected 2 fields"));
        assert!(message(b"a,a\n").starts_with("a.csv:1: column 2 (a): expected each name once"));
        assert!(message(b"a,b\n1,\xFF\n").starts_with("a.csv:2: column 2: expected UTF-8"));
    }

    #[test]
    fn a_row_of_several_lines_is_named_by_its_first() {
        let table = Table::from_csv(b"a,value\n\"x\ny\",1\n\"x\ny\",?\n", "a.csv").expect("a table");
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!(rows[0].decimal("value").expect("a decimal"), Some(Decimal::ONE));
        let error = rows[1].decimal("value").expect_err("an error").to_string();
        assert!(error.starts_with("a.csv:4: column 2 (value): expected a plain decimal"), "{error}");
    }

    #[test]
    fn decimals_are_plain() {
        let table = Table::from_csv(b"v\n5.0\n-3\n1e3\n1_000\n.5\n5.\n+1\n", "a.csv").expect("a table");
        let read: Vec<Option<String>> = table
            .rows()
            .map(|row| row.decimal("v").ok().flatten().map(|decimal| decimal.to_string()))
            .collect();
        let wanted = [Some("5.0"), Some("-3"), None, None, None, None, None];
        assert_eq!(read, wanted.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn json_lines_need_no_common_fields() {
        let table =
            Table::from_json_lines(b"{\"a\":1}\n\n{\"b\":\"x\",\"a\":null}\n", "a.jsonl").expect("a table");
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!((rows[0].text("a"), rows[0].text("b"), rows[0].line), (Some("1"), None, 1));
        assert_eq!((rows[1].text("a"), rows[1].text("b"), rows[1].line), (None, Some("x"), 3));
        let error = Table::from_json_lines(b"{\"a\":1.5}", "a.jsonl").expect_err("an error").to_string();
        assert!(error.starts_with("a.jsonl:1: field a: expected text, a whole number or null"), "{error}");
    }
}
