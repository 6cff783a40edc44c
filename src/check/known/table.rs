//! The table of known figures: how it is read, and which facts a row is about.

use crate::dataset::load::{Record, Row, Table};
use crate::dataset::schema;
use crate::error::Error;
use rust_decimal::Decimal;
use std::path::Path;

/// Official totals of several economies: `data/known/official.csv`.
pub const OFFICIAL: &str = include_str!("../../../data/known/official.csv");

/// Columns of the table that are none of the schema.
const OWN: &[&str] = &["tolerance", "note"];

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// File and line.
    pub place: String,
    /// The keys and the numbers.
    pub keys: Record,
    /// How far a printed value may be from the known one beyond its rounding; in full units, 0 or more.
    pub tolerance: Option<Decimal>,
    /// What was noted.
    pub note: String,
    /// Whether it is missing where no fact is about it; the official table has more than any dataset.
    pub required: bool,
}

/// The rows of the table in a file.
///
/// # Errors
/// Where it cannot be read or is malformed; the message names line and column.
pub fn read(path: &Path) -> Result<Vec<Figure>, Error> {
    from_table(&Table::open(path)?, &path.display().to_string())
}

/// The rows of the table in bytes of CSV; `place` names them in messages.
///
/// ```
/// use tradefacts::check::known::from_csv;
///
/// let figures = from_csv(b"trade_flow,time_period,value\nX,2023-04,295420000000\n", "known.csv").unwrap();
/// assert_eq!(figures[0].place, "known.csv:2");
///
/// let error = from_csv(b"trade_flow,partner,value\nX,RU,1\n", "known.csv").unwrap_err().to_string();
/// assert!(error.starts_with("known.csv:1: column 2: expected a column of facts"), "{error}");
/// ```
///
/// # Errors
/// Where it is malformed; the message names line and column.
pub fn from_csv(bytes: &[u8], place: &str) -> Result<Vec<Figure>, Error> {
    from_table(&Table::from_csv(bytes, place)?, place)
}

/// The rows of the table of official totals that the program carries.
///
/// # Errors
/// Where it is malformed; the test suite shows that it is not.
pub fn official() -> Result<Vec<Figure>, Error> {
    let mut figures = from_csv(OFFICIAL.as_bytes(), "official")?;
    figures.iter_mut().for_each(|figure| figure.required = false);
    Ok(figures)
}

/// The rows of a table; `place` names it in findings.
///
/// # Errors
/// Where it is malformed; the message names line and column.
pub fn from_table(table: &Table, place: &str) -> Result<Vec<Figure>, Error> {
    table.require(&[&["trade_flow"], &["value", "change"]])?;
    let tables = schema::tables();
    let facts = tables.iter().find(|table| table.name == "facts");
    let known = |name: &str| {
        OWN.contains(&name)
            || facts.is_some_and(|facts| facts.columns.iter().any(|column| column.name == name))
    };
    if let Some(name) = table.columns().iter().find(|name| !known(name)) {
        return Err(table.header_error(name, "a column of facts (see tradefacts schema), tolerance or note"));
    }
    table.rows().map(|row| figure(&row, place)).collect()
}

fn figure(row: &Row, place: &str) -> Result<Figure, Error> {
    let keys = Record::read(row)?;
    if keys.value.is_none() && keys.change.is_none() {
        return Err(row.error("value", "a value or a change", "neither"));
    }
    if keys.trade_flow.is_empty() {
        return Err(row.error("trade_flow", "a flow: X M T B RX RM DX", "nothing"));
    }
    let tolerance = row.decimal("tolerance")?;
    if tolerance.is_some_and(|tolerance| tolerance.is_sign_negative()) {
        return Err(row.error("tolerance", "a number that is not negative", "a negative one"));
    }
    let note = row.text("note").unwrap_or_default().to_owned();
    Ok(Figure { place: format!("{place}:{}", row.line), keys, tolerance, note, required: true })
}

/// Whether a cell of the table allows a code: an empty one all, one with `|` each of its parts.
fn allows(cell: &str, code: &str) -> bool {
    cell.is_empty() || cell.split('|').any(|part| part.trim() == code)
}

impl Figure {
    /// Whether the fact is about this figure.
    #[must_use]
    pub fn fits(&self, fact: &Record) -> bool {
        self.fits_but_period(fact) && self.keys.period.is_none_or(|period| fact.period == Some(period))
    }

    /// Whether the fact is about this series, of whatever period.
    #[must_use]
    pub fn fits_but_period(&self, fact: &Record) -> bool {
        (self.keys.doc_id.is_empty() || self.keys.doc_id == fact.doc_id)
            && allows(&self.keys.trade_flow, &fact.trade_flow)
            && allows(&self.keys.counterpart_area, &fact.counterpart_area)
            && self.is_like(fact)
            && self.fits_unit(fact)
    }

    /// Whether the fact could be about this figure but for its flow, partner or unit.
    #[must_use]
    pub fn fits_but_labels(&self, fact: &Record) -> bool {
        self.is_like(fact) && self.keys.period.is_none_or(|period| fact.period == Some(period))
    }

    /// Whether it is of that unit.
    #[must_use]
    pub fn fits_unit(&self, fact: &Record) -> bool {
        fact.value.is_none() || allows(&self.keys.unit, &fact.unit)
    }

    /// Area, good, adjustment, prices and status. Without a status, observations are meant.
    fn is_like(&self, fact: &Record) -> bool {
        let status = if self.keys.obs_status.is_empty() { "A|E|R|" } else { &self.keys.obs_status };
        allows(&self.keys.ref_area, &fact.ref_area)
            && allows(&self.keys.commodity, &fact.commodity)
            && allows(&self.keys.adjustment, &fact.adjustment)
            && allows(&self.keys.price_base, &fact.price_base)
            && allows(status, &fact.obs_status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_table_is_well_formed_and_says_where_each_figure_is_from() {
        let figures = official().expect("a well-formed table");
        assert!(figures.len() >= 40, "{}", figures.len());
        for figure in &figures {
            assert!(!figure.keys.source.is_empty() && !figure.note.is_empty(), "{}", figure.place);
            assert!(figure.keys.period.is_some() && !figure.keys.ref_area.is_empty(), "{}", figure.place);
        }
    }

    #[test]
    fn cells_may_name_several_codes() {
        assert!(allows("", "X") && allows("X|M", "M") && !allows("X|M", "T") && !allows("X", ""));
    }
}
