//! Periods: what a number is about in time.
//!
//! ```text
//! period = comparison | anaphor | fiscal | season | window | part of a year | calendar | relative | year
//! ```
//! One family per file; [`FAMILIES`] is the order in which they are asked. The mention is the expression without the
//! preposition before it and without `the`, except where these decide what it means (`since July`, `the period`).
//!
//! A period without a printed year is the latest one that had ended by the publication date (see [`when`]); a note
//! says so. Without a publication date it stays unresolved.

mod anaphor;
mod calendar;
mod comparison;
mod count;
mod fiscal;
mod part;
mod reader;
mod relative;
mod tail;
mod when;
mod window;
mod year;

use super::{Match, MentionKind, PeriodReading, Reading, View};
use crate::lexicon::Sense;
use crate::scan::Kind;
use crate::value::Period;
use reader::Reader;

/// The year was not printed: it is taken from the publication date.
const YEAR_ASSUMED: &str = "year from publication date";
/// The end was not printed: the last month that had ended by the publication date.
const END_ASSUMED: &str = "end from publication date";
/// The country's fiscal year is not known.
const FISCAL_UNKNOWN: &str = "fiscal year unknown";

/// A period found: one past its last token, and what it says.
struct Found {
    end: usize,
    reading: PeriodReading,
    rule: &'static str,
    notes: Vec<&'static str>,
}

impl Found {
    fn new(rule: &'static str, end: usize, reading: PeriodReading) -> Found {
        Found { end, reading, rule, notes: Vec::new() }
    }

    /// Resolved where the period is known, else unresolved.
    fn dated(rule: &'static str, end: usize, period: Option<Period>) -> Found {
        Found::new(rule, end, period.map_or(PeriodReading::Unresolved, PeriodReading::Resolved))
    }

    fn note(mut self, note: &'static str) -> Found {
        self.notes.push(note);
        self
    }

    /// With the note, where the period was resolved at all.
    fn note_if(self, condition: bool, note: &'static str) -> Found {
        let resolved = matches!(self.reading, PeriodReading::Resolved(_));
        if condition && resolved { self.note(note) } else { self }
    }
}

/// Reads one family of expressions at a token.
type Family = fn(&Reader, usize) -> Option<Found>;

/// The families, in the order in which they are asked: longer and more special forms first.
const FAMILIES: &[Family] = &[
    comparison::find,
    fiscal::find,
    window::find,
    count::find,
    part::find,
    calendar::find,
    relative::find,
    year::find,
    anaphor::find,
];

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    if !may_start(view, at) {
        return None;
    }
    let reader = Reader::new(view);
    let found = FAMILIES.iter().find_map(|family| family(&reader, at))?;
    Some(Match {
        kind: MentionKind::Period,
        tokens: at..found.end,
        reading: Reading::Period(found.reading),
        rule: found.rule,
        notes: found.notes,
    })
}

/// Whether a period can start at the token: a number, or a word of the period grammar.
fn may_start(view: &View, at: usize) -> bool {
    match view.token(at).map(|token| token.kind) {
        Some(Kind::Number) => true,
        Some(Kind::Word) => {
            calendar::roman(view.text(at)).is_some()
                || view.senses(at).iter().any(|sense| {
                    matches!(
                        sense,
                        Sense::Month(_)
                            | Sense::Ordinal(_)
                            | Sense::Cardinal(_)
                            | Sense::TimeUnit(_)
                            | Sense::Period(_)
                    )
                })
        }
        _ => false,
    }
}
