//! Numbers with a scale word or a sign whose unit stands elsewhere: `7.56 trillion`, `+9.6 bn`, `(-)725`.
//!
//! A number with a scale that follows an amount of money, joined by `and`, `,`, `to`, `from`, has its currency:
//! `RMB 546.41 billion and 528.46 billion`. The rest get the unit of their list or table where facts are linked.

use super::amount::{Lead, lead};
use super::measure::{self, Measured, Unit};
use super::{Match, Mention, MentionKind, Notes, Reading, UnitOf, View, bound, caption};
use crate::lexicon::{Class, Classes, Cue, Sense};
use crate::scan::Kind;
use rust_decimal::Decimal;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let scaled = view.holds(Classes::of(&[Class::Scale]));
    if !scaled && view.kind(at) == Some(Kind::Number) {
        return None;
    }
    let lead = lead(view, at)?;
    if lead.currency.is_some() || !scaled && !lead.signed {
        return None;
    }
    let measured =
        measure::read(view, at, unit).filter(|m| m.notes.is_empty() || !lead.number.is_bare_integer());
    let measured = measured.or_else(|| signed(view, &lead))?;
    Some(measured.mention(MentionKind::Number, at, "number"))
}

/// A scale word stands for the unit.
fn unit(view: &View, lead: &Lead, _inherited: Option<UnitOf>) -> Option<Unit> {
    let number = lead.number.with_capital(view, lead.signed);
    let bare = lead.currency.is_none() && number.scaled;
    bare.then_some(Unit {
        number,
        unit: UnitOf::Missing,
        factor: Decimal::ONE,
        behind: true,
        end: number.end,
    })
}

/// A number with a sign and without scale. Not `+44 20 7946`, a telephone number.
fn signed(view: &View, lead: &Lead) -> Option<Measured> {
    let number = lead.number.without_letter();
    let end = number.end;
    let next = view.kind(end);
    let more =
        matches!(next, Some(Kind::Number | Kind::Open)) || (next == Some(Kind::Hyphen) && view.glued(end));
    if !lead.signed || number.worded || more {
        return None;
    }
    Some(Measured {
        value: number.amount(lead.negative)?,
        max: None,
        unit: UnitOf::Missing,
        signed: true,
        bound: bound::of(view, lead.start, end),
        end,
        notes: Notes::new(),
    })
}

/// Most tokens between an amount and the number that shares its currency.
const MAX_JOINT: usize = 4;

/// Gives a bare number the currency of the amount of money right before it, or the one that its flow is said to be
/// denominated in.
pub(super) fn carry(view: &View, before: Option<&Mention>, found: &mut Match) {
    if let Reading::Amount(number) = &mut found.reading
        && number.value.unit_mult > 2
        && let Some(unit) = caption::denominated(view, found.tokens.start)
    {
        number.unit = unit;
        found.kind = MentionKind::Money;
        found.notes.push("currency carried");
        return;
    }
    let Some(before) = before else { return };
    let (Reading::Amount(money), Reading::Amount(number)) = (before.reading, &mut found.reading) else {
        return;
    };
    let plain = match money.unit {
        UnitOf::Known(code) => code.is_currency() && !code.as_str().contains('/'),
        UnitOf::Ambiguous(_) => true,
        UnitOf::Missing => false,
    };
    let between = before.tokens.end..found.tokens.start;
    let near = !between.is_empty() && between.len() <= MAX_JOINT;
    let scaled = money.value.unit_mult > 2 && number.value.unit_mult > 2;
    if before.kind != MentionKind::Money
        || !plain
        || !near
        || !scaled
        || !between.clone().all(|at| joins(view, at))
    {
        return;
    }
    number.unit = money.unit;
    found.kind = MentionKind::Money;
    found.notes.push("currency carried");
}

fn joins(view: &View, at: usize) -> bool {
    let cue = |sense: &Sense| {
        matches!(sense, Sense::Bound(_) | Sense::Cue(Cue::And | Cue::Or | Cue::To | Cue::From | Cue::Compare))
    };
    view.kind(at) == Some(Kind::Comma) || view.senses(at).iter().any(cue)
}
