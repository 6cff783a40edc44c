//! Facts read back from a dataset: typed records of a file of facts or of a dataset folder.
//!
//! | what is named | what is read |
//! |---|---|
//! | a folder | its `facts.csv`, else `facts.tsv`, else `facts.jsonl` |
//! | `.csv`, `.tsv` | a header, then a row a line as of RFC 4180 |
//! | `.jsonl` | an object a line |
//! | `-` | standard input: JSON Lines where the first sign is `{`, else CSV |
//!
//! Columns are found by their names, in any order; columns that the schema does not know are passed over, and what a
//! file does not have is missing in its records. A value of the wrong type is an error that names line and column.

mod record;
mod table;
mod time_period;

pub use record::Record;
pub use table::{Row, Table};
pub use time_period::period_of;

use crate::error::Error;
use std::path::Path;

/// The records of the facts at `path`: a file, a dataset folder, or `-`.
///
/// # Errors
/// Where nothing can be read there, where it is no table of facts, or where a value is not of the type of its column;
/// the message names line and column.
pub fn facts(path: &Path) -> Result<Vec<Record>, Error> {
    records(&Table::open(path)?)
}

/// The records of a table of facts.
///
/// ```
/// use tradefacts::dataset::load::{Table, records};
///
/// let table = Table::from_csv(b"trade_flow,value,unit\nX,73150000000,USD\n", "facts.csv").unwrap();
/// assert_eq!(records(&table).unwrap()[0].value.unwrap().to_string(), "73150000000");
///
/// let table = Table::from_csv(b"trade_flow,value\nX,73 bn\n", "facts.csv").unwrap();
/// let message = records(&table).unwrap_err().to_string();
/// assert!(message.starts_with("facts.csv:2: column 2 (value): expected a plain decimal"), "{message}");
/// ```
///
/// # Errors
/// Where a column that each fact needs is missing, or a value is not of the type of its column.
pub fn records(table: &Table) -> Result<Vec<Record>, Error> {
    table.require(&[&["trade_flow"], &["value", "change", "share"]])?;
    table.rows().map(|row| Record::read(&row)).collect()
}
