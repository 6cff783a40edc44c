//! Physical quantities: a number and a unit of `units.csv`, as a rate or not.
//!
//! ```text
//! quantity = number [-] unit [rate]         51.29 million tonnes, 400,000-bpd, 5 million barrels a day
//!          | number number-unit unit        370,924 60-kg bags: counts bags
//! ```
//! `60-kg bags` alone names the size of a bag and is no quantity.

use super::amount::Lead;
use super::measure::{self, Unit};
use super::numeral::Number;
use super::{Match, MentionKind, UnitOf, View, rate, words};
use crate::lexicon::{Class, Classes, Sense};
use crate::scan::Kind;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    if !view.holds(Classes::of(&[Class::Unit])) {
        return None;
    }
    let measured = measure::read(view, at, unit)?;
    Some(measured.mention(MentionKind::Quantity, at, "quantity"))
}

/// The unit behind a number without currency.
fn unit(view: &View, lead: &Lead, _inherited: Option<UnitOf>) -> Option<Unit> {
    if lead.currency.is_some() {
        return None;
    }
    let mut number = lead.number;
    let mut at = words::past_hyphen(view, number.end);
    if row(view, at).is_none() && number.letter {
        number = number.without_letter();
        at = number.end;
    }
    let at = past_size(view, at);
    let row =
        row(view, at).filter(|_| !is_bare_capital(view, &number, at) && !is_dozens(view, &number, at))?;
    let unit = view.lexicon.units.get(usize::from(row))?;
    if is_size(view, &number, at) || (number.worded && !number.scaled && unit.code.as_str() == "units") {
        return None;
    }
    let (mut code, mut end) = (unit.code, at + 1);
    if let Some((time, after)) = rate::time(view, end).filter(|_| !code.as_str().contains('/')) {
        code = code.per(time)?;
        end = after;
    }
    Some(Unit { number, unit: UnitOf::Known(code), factor: unit.multiplier, behind: true, end })
}

/// The row of the unit that the token means. A single capital is one only for tonnes: `5G`, `3D`.
fn row(view: &View, at: usize) -> Option<u16> {
    let text = view.text(at);
    if text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()) && text != "T" {
        return None;
    }
    if text.len() == 1 && view.kind(at + 1) == Some(Kind::Hyphen) && view.glued(at + 1) {
        return None;
    }
    view.find(at, |sense| if let Sense::Unit(row) = sense { Some(*row) } else { None })
}

/// `in 2019 dozens of firms`
fn is_dozens(view: &View, number: &Number, at: usize) -> bool {
    number.is_year() && view.senses(at).iter().any(|sense| matches!(sense, Sense::Cardinal(12)))
}

/// `5 T` alone may be anything; `3 mln T` is tonnes.
fn is_bare_capital(view: &View, number: &Number, at: usize) -> bool {
    view.text(at) == "T" && !number.scaled && !(number.grouped && view.glued(at))
}

/// Past the `60-kg` of `370,924 60-kg bags`, the `40-foot` of `300 40-foot containers`.
fn past_size(view: &View, at: usize) -> usize {
    let sized = view.kind(at) == Some(Kind::Number)
        && !view.glued(at)
        && view.kind(at + 1) == Some(Kind::Hyphen)
        && view.glued(at + 1)
        && view.kind(at + 2) == Some(Kind::Word)
        && row(view, at + 3).is_some();
    if sized { at + 3 } else { at }
}

/// Whether a number and unit with a hyphen are the size of a package: before another unit, or in kilograms.
fn is_size(view: &View, number: &Number, at: usize) -> bool {
    let hyphen = view.kind(number.end) == Some(Kind::Hyphen) && number.end + 1 == at;
    let another = !view.glued(at + 1) && row(view, at + 1).is_some();
    let small = row(view, at)
        .and_then(|row| view.lexicon.units.get(usize::from(row)))
        .is_some_and(|unit| matches!(unit.code.as_str(), "kg" | "lb" | "g"));
    hyphen && (another || small && number.is_bare_integer())
}
