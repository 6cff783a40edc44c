//! Known figures from a review: what was accepted, and what was corrected as it should be.

use super::Review;
use crate::dataset::load::Table;
use crate::dataset::{Cell, Format, Style};

/// The columns of known figures, as the check of known figures reads them.
const COLUMNS: &[&str] = &[
    "doc_id",
    "published",
    "trade_flow",
    "ref_area",
    "counterpart_area",
    "commodity",
    "period_start",
    "period_end",
    "time_period",
    "obs_status",
    "unit",
    "value",
    "change",
    "change_unit",
    "basis",
    "note",
];

/// The known figures of a review in a format: a row for each accepted or corrected fact, in the order of the facts.
/// A fact without level and change, or with a range of either, is none.
///
/// ```
/// use tradefacts::dataset::{format, load::Table};
/// use tradefacts::report::{Review, known};
///
/// let table = |text: &str| Table::from_csv(text.as_bytes(), "x.csv").unwrap();
/// let facts = table("fact_id,trade_flow,ref_area,value,unit\n1,X,DE,5,EUR\n2,M,DE,6,EUR\n3,B,DE,7,EUR\n");
/// let review = "fact_id,decision,column,was,value,note\n1,accept,,,,\n2,reject,,,,\n3,correct,value,7,-1,a deficit\n";
/// let known = known::table(&Review::read(&table(review)).unwrap(), &facts, format("csv").unwrap());
/// assert!(String::from_utf8(known).unwrap().ends_with("\n,,X,DE,,,,,,,EUR,5,,,,\n,,B,DE,,,,,,,EUR,-1,,,,a deficit\n"));
/// ```
#[must_use]
pub fn table(review: &Review, facts: &Table, format: &Format) -> Vec<u8> {
    let encoder = (format.encoder)(COLUMNS.to_vec(), Style::Plain);
    let mut out = Vec::new();
    encoder.head(&mut out);
    for row in review.applied(facts).rows() {
        let Some(decision) = row.text("fact_id").and_then(|fact_id| review.decision(fact_id)) else {
            continue;
        };
        let has = |column: &&str| row.text(column).is_some();
        if !["value", "change"].iter().any(has) || ["value_max", "change_max"].iter().any(has) {
            continue;
        }
        let text = |column: &&str| match *column {
            "note" => Some(decision.note.as_str()).filter(|note| !note.is_empty()),
            column => row.text(column),
        };
        let cell = |text: Option<&str>| text.map_or(Cell::Missing, |text| Cell::Text(text.to_owned().into()));
        let cells: Vec<Cell> = COLUMNS.iter().map(|column| cell(text(column))).collect();
        encoder.row(&cells, &mut out);
    }
    out
}
