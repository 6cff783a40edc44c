//! Numbers with a scale word or a sign whose unit stands elsewhere: `7.56 trillion`, `+9.6 bn`, `(-)725`.
//!
//! The linker gives them the unit of the list or table they stand in.

use super::amount::lead;
use super::{AmountReading, Form, Match, MentionKind, Reading, UnitOf, View, bound};
use crate::scan::Kind;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let lead = lead(view, at)?;
    let number = lead.number.without_letter();
    if lead.currency.is_some() || !(number.scaled || lead.signed) {
        return None;
    }
    // `+44 20 7946`: a telephone number; `5-million-strong`: a compound.
    let next = view.kind(number.end);
    let more = matches!(next, Some(Kind::Number | Kind::Open))
        || (next == Some(Kind::Hyphen) && view.glued(number.end));
    if !number.scaled && (more || number.worded) {
        return None;
    }
    Some(Match {
        kind: MentionKind::Number,
        tokens: at..number.end,
        reading: Reading::Amount(AmountReading {
            value: number.amount(lead.negative)?,
            value_max: None,
            unit: UnitOf::Missing,
            bound: bound::of(view, at, number.end),
            signed: lead.signed,
            form: Form::Plain,
        }),
        rule: "number",
        notes: Vec::new(),
    })
}
