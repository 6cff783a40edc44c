//! The review file: what a reader of the facts decided, and what follows from it.
//!
//! | column     |                                                                                       |
//! |------------|---------------------------------------------------------------------------------------|
//! | `fact_id`  | the fact                                                                              |
//! | `doc_id`   | its document, for people                                                              |
//! | `decision` | `accept`; `reject`: the fact is left out; `correct`: `column` becomes `value`         |
//! | `column`   | the column that is corrected; a fact with several has a row for each                  |
//! | `was`      | what stood in it; where that has changed since, the correction is not applied          |
//! | `value`    | what should stand in it; empty empties it                                             |
//! | `note`     | the reviewer's words, which go into the fact's notes                                  |
//!
//! A corrected fact keeps its identity, so that the same review applies to it again. Every decision that is applied
//! leaves a note; nothing is applied silently.

use super::correct;
use crate::dataset::load::{Row, Table};
use crate::dataset::schema::{FACTS, FactCell};
use crate::dataset::{Cell, CodePoints, Digest, FactRow};
use crate::document::Document;
use crate::error::Error;
use crate::fact::{Fact, Name};
use crate::input;
use crate::value::{Period, PeriodKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The fact is right.
    Accept,
    /// It is no fact, or wrong beyond correction.
    Reject,
    /// Some columns are wrong.
    Correct,
}

/// All verdicts.
pub const VERDICTS: &[Verdict] = &[Verdict::Accept, Verdict::Reject, Verdict::Correct];

impl Verdict {
    /// The word in the `decision` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
            Verdict::Correct => "correct",
        }
    }
}

/// A decision about a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// The reviewer's words; empty for none.
    pub note: String,
    /// What is corrected.
    pub changes: Vec<Change>,
}

/// A corrected column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in the schema.
    pub column: &'static str,
    /// What stood in it.
    pub was: Option<String>,
    /// What should stand in it.
    pub value: Option<String>,
}

/// Decisions by the `fact_id` of their facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    decisions: BTreeMap<String, Decision>,
}

impl Review {
    /// The decisions in a file.
    ///
    /// # Errors
    /// Where it cannot be read or is no review file; the message names line and column.
    pub fn open(path: &Path) -> Result<Review, Error> {
        Review::read(&Table::open(path)?)
    }

    /// The decisions in a table.
    ///
    /// ```
    /// use tradefacts::dataset::load::Table;
    /// use tradefacts::report::Review;
    ///
    /// let text = "fact_id,decision,column,was,value,note\n0a1b,correct,value,5,6,a typing error\n";
    /// let review = Review::read(&Table::from_csv(text.as_bytes(), "review.csv").unwrap()).unwrap();
    /// assert_eq!(review.decision("0a1b").unwrap().note, "a typing error");
    ///
    /// let text = "fact_id,decision,column,was,value,note\n0a1b,correct,value,5,six,\n";
    /// let error = Review::read(&Table::from_csv(text.as_bytes(), "review.csv").unwrap()).unwrap_err();
    /// assert!(error.to_string().starts_with("review.csv:2: column 5 (value): expected a decimal"));
    /// ```
    ///
    /// # Errors
    /// Where it is no review; the message names line and column.
    pub fn read(table: &Table) -> Result<Review, Error> {
        for column in ["fact_id", "decision"] {
            table.require(&[&[column]])?;
        }
        let mut review = Review::default();
        for row in table.rows() {
            review.add(&row)?;
        }
        Ok(review)
    }

    fn add(&mut self, row: &Row) -> Result<(), Error> {
        let text = |column| row.text(column).unwrap_or_default().trim();
        let verdict = VERDICTS.iter().copied().find(|verdict| verdict.as_str() == text("decision"));
        let Some(verdict) = verdict else {
            let found = format!("{:?}", text("decision"));
            return Err(row.error("decision", "accept, reject or correct", &found));
        };
        if text("fact_id").is_empty() {
            return Err(row.error("fact_id", "the identity of a fact", "nothing"));
        }
        let made = Decision { verdict, note: text("note").to_owned(), changes: Vec::new() };
        let known = self.decisions.entry(text("fact_id").to_owned()).or_insert(made);
        if known.verdict != verdict {
            let wanted = format!("{} as on the line before for this fact", known.verdict.as_str());
            return Err(row.error("decision", &wanted, verdict.as_str()));
        }
        if verdict == Verdict::Correct {
            known.changes.push(change(row)?);
        }
        Ok(())
    }

    /// The decision about a fact.
    #[must_use]
    pub fn decision(&self, fact_id: &str) -> Option<&Decision> {
        self.decisions.get(fact_id)
    }

    /// All decisions, by the identity of their facts.
    pub fn decisions(&self) -> impl Iterator<Item = (&str, &Decision)> {
        self.decisions.iter().map(|(fact_id, decision)| (fact_id.as_str(), decision))
    }

    /// A digest of all decisions.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut parts = Vec::new();
        for (fact_id, decision) in &self.decisions {
            parts.extend([fact_id.as_str(), decision.verdict.as_str(), &decision.note]);
            for change in &decision.changes {
                parts.extend([change.column, change.was.as_deref().unwrap_or_default()]);
                parts.push(change.value.as_deref().unwrap_or_default());
            }
        }
        Digest::of_parts(parts)
    }

    /// Adds the decisions of another review; those about the same facts take the place of these.
    pub fn extend(&mut self, other: Review) {
        self.decisions.extend(other.decisions);
    }

    /// Applies the decisions to the facts of a document. `met` gets the identities of the facts that were decided on.
    pub fn apply(&self, document: &Document, facts: &mut Vec<Fact>, met: &mut BTreeSet<String>) {
        if self.decisions.is_empty() || facts.is_empty() {
            return;
        }
        let offsets = CodePoints::new(&document.text);
        let mut reviewed = Vec::with_capacity(facts.len());
        for index in 0..facts.len() {
            let row = FactRow::new(document, facts, index, &offsets);
            let fact_id = row.identity();
            match self.decisions.get(&fact_id) {
                None => reviewed.push(facts[index].clone()),
                Some(decision) => {
                    reviewed.extend(decided(&row, decision, &fact_id));
                    met.insert(fact_id);
                }
            }
        }
        *facts = reviewed;
    }
}

impl Review {
    /// The facts of a table after the decisions: rejected ones are left out, corrected ones corrected.
    #[must_use]
    pub fn applied(&self, facts: &Table) -> Table {
        facts.edited(|row| match row.text("fact_id").and_then(|fact_id| self.decision(fact_id)) {
            None => Some(Vec::new()),
            Some(decision) if decision.verdict == Verdict::Reject => None,
            Some(decision) => Some(edits(row, decision)),
        })
    }
}

/// The cells that a decision changes.
fn edits(row: &Row, decision: &Decision) -> Vec<(&'static str, Option<String>)> {
    let mut cells = Vec::new();
    let mut notes: Vec<String> = row.text("notes").map(str::to_owned).into_iter().collect();
    for change in &decision.changes {
        let now = row.text(change.column).map(str::to_owned);
        if now == change.was || now == change.value {
            cells.push((change.column, change.value.clone()));
            notes.push(applied(change));
        } else {
            notes.push(not_applied(change, CHANGED));
        }
    }
    cells.extend(time_period(row, &cells).map(|period| ("time_period", period)));
    if decision.verdict == Verdict::Accept {
        notes.push(ACCEPTED.to_owned());
    }
    notes.extend(reviewer(decision));
    cells.push(("notes", Some(notes.join("; "))));
    cells
}

/// The period in one word, where its days are corrected.
fn time_period(row: &Row, cells: &[(&str, Option<String>)]) -> Option<Option<String>> {
    let [start, end] = correct::DAYS.map(|column| cells.iter().find(|cell| cell.0 == column));
    start.or(end)?;
    let day = |column, cell: Option<&(&str, Option<String>)>| {
        let text = cell.map_or_else(|| row.text(column), |cell| cell.1.as_deref())?;
        input::date(text).ok()
    };
    let period = day(correct::DAYS[0], start).zip(day(correct::DAYS[1], end));
    let period = period.and_then(|(start, end)| Period::new(start, end, PeriodKind::DayRange));
    Some(period.map(|period| period.time_period()))
}

fn change(row: &Row) -> Result<Change, Error> {
    let name = row.text("column").unwrap_or_default().trim();
    let owned = |column| row.text(column).map(|text| text.trim().to_owned());
    let Some(column) = correct::COLUMNS.iter().find(|column| **column == name) else {
        let wanted = format!("one of {}", correct::COLUMNS.join(", "));
        return Err(row.error("column", &wanted, &format!("{name:?}")));
    };
    let change = Change { column, was: owned("was"), value: owned("value") };
    match correct::refused(column, change.value.as_deref()) {
        Some(wanted) => Err(row.error("value", wanted, &format!("{:?}", change.value.unwrap_or_default()))),
        None => Ok(change),
    }
}

/// The fact after a decision; none where it is rejected.
fn decided(row: &FactRow, decision: &Decision, fact_id: &str) -> Option<Fact> {
    let mut fact = row.fact.clone();
    match decision.verdict {
        Verdict::Reject => return None,
        Verdict::Accept => fact.notes.push(Name::new_static(ACCEPTED)),
        Verdict::Correct => {
            let (changes, stale): (Vec<&Change>, Vec<&Change>) =
                decision.changes.iter().partition(|change| {
                    let now = cell(row, change.column);
                    now == change.was || now == change.value
                });
            fact.notes.extend(stale.iter().map(|change| not_applied(change, CHANGED).into()));
            match correct::corrected(&fact, &changes) {
                Ok(corrected) => {
                    fact = corrected;
                    fact.notes.extend(changes.iter().map(|change| applied(change).into()));
                }
                Err(why) => fact.notes.extend(changes.iter().map(|change| not_applied(change, why).into())),
            }
        }
    }
    fact.notes.extend(reviewer(decision).map(Name::from));
    fact.fact_id = Some(fact_id.to_owned());
    Some(fact)
}

const ACCEPTED: &str = "reviewed: accepted";
const CHANGED: &str = "it has changed since the review";

fn applied(change: &Change) -> String {
    format!("reviewed: {} corrected, was {}", change.column, change.was.as_deref().unwrap_or("empty"))
}

fn not_applied(change: &Change, why: &str) -> String {
    let value = change.value.as_deref().unwrap_or("empty");
    format!("reviewed: {} not corrected to {value}: {why}", change.column)
}

/// The reviewer's words as one note: a line without the separator of notes.
fn reviewer(decision: &Decision) -> Option<String> {
    let words = decision.note.split_whitespace().collect::<Vec<_>>().join(" ").replace("; ", ", ");
    (!words.is_empty()).then(|| format!("reviewer: {words}"))
}

/// The cell of a column as it is written.
fn cell(row: &FactRow, column: &str) -> Option<String> {
    let read: FactCell = FACTS.iter().find(|known| known.name == column)?.cell;
    match read(row) {
        Cell::Missing => None,
        Cell::Text(text) => Some(text.into_owned()),
        Cell::Decimal(decimal) => Some(decimal.to_string()),
        Cell::Integer(integer) => Some(integer.to_string()),
        Cell::Date(date) => Some(date.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractor::Extractor;

    const HEAD: &str = "fact_id,doc_id,decision,column,was,value,note\n";

    fn review(rows: &str) -> Result<Review, String> {
        let table = Table::from_csv(format!("{HEAD}{rows}").as_bytes(), "review.csv").expect("a table");
        Review::read(&table).map_err(|error| error.to_string())
    }

    /// Two facts, by the file's rows for the first of them.
    fn reviewed(rows: impl Fn(&str) -> String) -> Vec<Fact> {
        let text =
            "China's exports rose 5.0 percent to $73.15 billion in April 2023. Its imports fell 2.0 percent.";
        let document = Document::new("a", text);
        let mut facts = Extractor::english().expect("English").extract(&document).facts;
        assert_eq!(facts.len(), 2);
        let offsets = CodePoints::new(text);
        let id = FactRow::new(&document, &facts, 0, &offsets).identity();
        let mut met = BTreeSet::new();
        review(&rows(&id)).expect("a review").apply(&document, &mut facts, &mut met);
        assert_eq!(met.into_iter().collect::<Vec<_>>(), [id.as_str()]);
        for fact in &facts {
            let again = FactRow::new(&document, std::slice::from_ref(fact), 0, &offsets).identity();
            assert_eq!(fact.trade_flow.as_str() != "M", again == id, "identities are kept");
        }
        facts
    }

    #[test]
    fn a_rejected_fact_is_left_out_and_an_accepted_one_says_so() {
        assert_eq!(reviewed(|id| format!("{id},a,reject,,,,\n")).len(), 1);
        let accepted = reviewed(|id| format!("{id},a,accept,,,,\"fine;  \nthanks\"\n"));
        assert!(accepted[0].notes.ends_with(&["reviewed: accepted".into(), "reviewer: fine, thanks".into()]));
    }

    #[test]
    fn a_correction_keeps_the_identity_and_leaves_a_note() {
        let facts = reviewed(|id| {
            format!(
                "{id},a,correct,value,73150000000,7315000000,a digit\n{id},a,correct,trade_flow,X,RX,a digit\n"
            )
        });
        assert_eq!(facts[0].level.expect("a level").value.value.to_string(), "7315000000");
        assert_eq!(facts[0].trade_flow.as_str(), "RX");
        let notes = facts[0].notes.join("; ");
        assert!(notes.ends_with("reviewed: value corrected, was 73150000000; reviewed: trade_flow corrected, was X; reviewer: a digit"), "{notes}");
    }

    #[test]
    fn what_has_changed_since_the_review_is_not_corrected() {
        let facts = reviewed(|id| format!("{id},a,correct,value,1,2,\n"));
        assert_eq!(facts[0].level.expect("a level").value.value.to_string(), "73150000000");
        assert!(
            facts[0]
                .notes
                .contains(&"reviewed: value not corrected to 2: it has changed since the review".into())
        );
    }

    #[test]
    fn malformed_reviews_name_line_and_column() {
        let message = |rows: &str| review(rows).expect_err("an error");
        assert!(
            message("1,a,approve,,,,\n")
                .starts_with("review.csv:2: column 3 (decision): expected accept, reject or correct")
        );
        assert!(
            message("1,a,correct,price,,5,\n")
                .starts_with("review.csv:2: column 4 (column): expected one of trade_flow")
        );
        assert!(
            message("1,a,correct,obs_status,A,Z,\n")
                .starts_with("review.csv:2: column 6 (value): expected a code")
        );
        assert!(
            message("1,a,accept,,,,\n1,a,reject,,,,\n")
                .starts_with("review.csv:3: column 3 (decision): expected accept as")
        );
        assert!(message(",a,accept,,,,\n").starts_with("review.csv:2: column 1 (fact_id)"));
    }
}
