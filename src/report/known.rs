//! Known figures from a review: what was accepted, and what was corrected as it should be.

use super::{Change, Review, Verdict};
use crate::dataset::load::{Row, Table};
use crate::dataset::{Cell, Format, Style};
use crate::input;
use crate::value::{Period, PeriodKind};

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
    for row in facts.rows() {
        let decision = row.text("fact_id").and_then(|fact_id| review.decision(fact_id));
        let Some(decision) = decision.filter(|decision| decision.verdict != Verdict::Reject) else {
            continue;
        };
        let known = Known { row, changes: &decision.changes };
        if known.is_range() || known.cell("value").or(known.cell("change")).is_none() {
            continue;
        }
        let note = Some(decision.note.clone()).filter(|note| !note.is_empty());
        let cells =
            COLUMNS.iter().map(|column| if *column == "note" { note.clone() } else { known.cell(column) });
        let cells: Vec<Cell> =
            cells.map(|text| text.map_or(Cell::Missing, |text| Cell::Text(text.into()))).collect();
        encoder.row(&cells, &mut out);
    }
    out
}

/// A fact as it was written, with what is corrected.
struct Known<'a> {
    row: Row<'a>,
    changes: &'a [Change],
}

impl Known<'_> {
    fn cell(&self, column: &str) -> Option<String> {
        let change = |column: &str| self.changes.iter().find(|change| change.column == column);
        if column == "time_period" && change("period_start").or(change("period_end")).is_some() {
            return self.time_period();
        }
        match change(column) {
            Some(change) => change.value.clone(),
            None => self.row.text(column).map(str::to_owned),
        }
    }

    /// The period that follows from corrected days.
    fn time_period(&self) -> Option<String> {
        let day = |column| input::date(&self.cell(column)?).ok();
        let period = Period::new(day("period_start")?, day("period_end")?, PeriodKind::DayRange)?;
        Some(period.time_period())
    }

    /// Whether it is no single number.
    fn is_range(&self) -> bool {
        ["value_max", "change_max"].iter().any(|column| self.cell(column).is_some())
    }
}
