//! The schema: the only list of columns. Writers, help and documentation follow it.
//!
//! A column is one entry: its name, type, standard, meaning, codes, whether it belongs to the core and is always
//! filled, and how its cell is read from a row. One file for each table.

mod documents;
mod facts;
mod mentions;
mod observations;
mod sdmx;

pub use documents::{DOCUMENTS, TEXT};
pub use facts::FACTS;
pub use mentions::MENTIONS;
pub use observations::{OBSERVATIONS, ObservationCell};
pub use sdmx::SDMX;

use super::codes::CodeList;
use super::{Cell, CellType, DocumentRow, FactRow, MentionRow};
use crate::error::{Error, ErrorKind};

/// Reads a cell of a fact.
pub type FactCell = for<'a> fn(&FactRow<'a>) -> Cell<'a>;

/// Reads a cell of a mention.
pub type MentionCell = for<'a> fn(&MentionRow<'a>) -> Cell<'a>;

/// Reads a cell of a document.
pub type DocumentCell = for<'a> fn(&DocumentRow<'a>) -> Cell<'a>;

/// A column of a table whose cells are read by `C`.
#[derive(Clone, Copy, Debug)]
pub struct Column<C> {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: CellType,
    /// The standard that its values or its name follow; empty for none.
    pub standard: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// The closed list that its values are from, where there is one.
    pub codes: Option<&'static CodeList>,
    /// Whether it belongs to the core: the columns that are written where none are asked for.
    pub core: bool,
    /// Whether every row has a value.
    pub required: bool,
    /// Whether rows are looked up by it: a database has an index.
    pub indexed: bool,
    /// Reads its cell from a row.
    pub cell: C,
}

impl<C: Copy> Column<C> {
    /// A column that follows no standard, has no codes and may be empty.
    #[must_use]
    pub const fn new(name: &'static str, kind: CellType, doc: &'static str, cell: C) -> Column<C> {
        Column {
            name,
            kind,
            standard: "",
            doc,
            codes: None,
            core: false,
            required: false,
            indexed: false,
            cell,
        }
    }

    const fn standard(mut self, standard: &'static str) -> Column<C> {
        self.standard = standard;
        self
    }

    const fn core(mut self) -> Column<C> {
        self.core = true;
        self
    }

    /// The same column, with a value in every row.
    #[must_use]
    pub const fn required(mut self) -> Column<C> {
        self.required = true;
        self
    }

    const fn indexed(mut self) -> Column<C> {
        self.indexed = true;
        self
    }

    const fn codes(mut self, codes: &'static CodeList) -> Column<C> {
        self.codes = Some(codes);
        self
    }

    /// The same column, with its cells read in another way.
    fn with<D>(&self, cell: D) -> Column<D> {
        let Column { name, kind, standard, doc, codes, core, required, indexed, .. } = *self;
        Column { name, kind, standard, doc, codes, core, required, indexed, cell }
    }

    /// The column without how its cells are read.
    #[must_use]
    pub fn plain(&self) -> Column<()> {
        self.with(())
    }
}

const ISO_DATE: &str = "ISO 8601";
const ISO_CURRENCY: &str = "ISO 4217";
const ISO_AREA: &str = "SDMX REF_AREA; ISO 3166-1 alpha-2, ISO 3166-2";

/// Those of `columns` that `choice` asks for: `core`, `all`, or names with commas between them, in that order.
///
/// # Errors
/// Where a name is unknown or given twice; the message lists what exists.
///
/// ```
/// use tradefacts::dataset::schema::{FACTS, select};
/// assert_eq!(select("value,unit", FACTS).unwrap().len(), 2);
/// assert!(select("price", FACTS).unwrap_err().to_string().contains("found \"price\""));
/// ```
pub fn select<C: Copy>(choice: &str, columns: &[Column<C>]) -> Result<Vec<Column<C>>, Error> {
    match choice {
        "core" => return Ok(columns.iter().filter(|column| column.core).copied().collect()),
        "all" => return Ok(columns.to_vec()),
        _ => {}
    }
    let mut chosen: Vec<Column<C>> = Vec::new();
    for name in choice.split(',').map(str::trim) {
        if chosen.iter().any(|column| column.name == name) {
            return Err(Error::new(
                ErrorKind::Argument,
                format!("expected each column once, found {name:?} twice"),
            ));
        }
        let column = columns.iter().find(|column| column.name == name).ok_or_else(|| {
            let all = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
            Error::new(
                ErrorKind::Argument,
                format!("expected core, all or names of columns, found {name:?}; there are {all}"),
            )
        })?;
        chosen.push(*column);
    }
    Ok(chosen)
}

/// A table of the dataset, without how its cells are read.
pub struct Description {
    /// The table's name.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    /// Its columns.
    pub columns: Vec<Column<()>>,
}

/// All tables.
#[must_use]
pub fn tables() -> Vec<Description> {
    fn plain<C: Copy>(columns: &[Column<C>]) -> Vec<Column<()>> {
        columns.iter().map(Column::plain).collect()
    }
    let table = |name, doc, columns| Description { name, doc, columns };
    vec![
        table("facts", "One row per statement about trade.", plain(FACTS)),
        table("mentions", "One row per amount, percentage, quantity or period.", plain(MENTIONS)),
        table("documents", "One row per document read.", plain(DOCUMENTS)),
        table("observations", "One row per number of a fact: what --long writes.", plain(&OBSERVATIONS)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_stand_once() {
        for table in tables() {
            for (index, column) in table.columns.iter().enumerate() {
                assert!(
                    column.name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')),
                    "{}",
                    column.name
                );
                assert!(
                    table.columns[..index].iter().all(|other| other.name != column.name),
                    "{}",
                    column.name
                );
                assert!(column.doc.ends_with('.'), "{}", column.name);
            }
        }
    }

    #[test]
    fn columns_are_chosen_by_name_in_order() {
        let names = |choice| {
            select(choice, FACTS).map(|columns| columns.iter().map(|c| c.name).collect::<Vec<_>>()).ok()
        };
        assert_eq!(names("unit, value").as_deref(), Some(["unit", "value"].as_slice()));
        assert_eq!(names("unit,unit"), None);
        assert_eq!(names(""), None);
    }
}
