//! Units that the sentence states for its numbers: in a caption, in brackets, or by what a flow is denominated in.
//!
//! ```text
//! caption     = (in | `(` | :) scale [of] currency           in billions of Canadian dollars, (million euros):
//! denominated = currency[-]denominated
//! unit        = number ( unit [:] number currency )          10,229 (unit: 100 million yuan)
//! ```

use super::amount::{currency_at, lead, lead_inside};
use super::measure::Measured;
use super::money::{is_cent, unit_of};
use super::numeral::scale_at;
use super::{Notes, UnitOf, View, bound, digits};
use crate::lexicon::{Class, Classes, Cue, NumberWord, Sense};
use crate::scan::Kind;
use crate::value::Amount;
use rust_decimal::Decimal;
use smallvec::smallvec;

const SCALES: Classes = Classes::of(&[Class::Scale]);
/// How many tokens back a stated scale is looked for.
const MAX_BACK: usize = 64;

/// `surpluses, in billions of dollars, with Brazil $1.1`: the scale that the sentence states for its bare amounts.
pub(super) fn with_stated_scale(view: &View, at: usize, measured: &mut Measured) {
    let value = measured.value;
    let bare = value.unit_mult == 0 && measured.max.is_none() && measured.notes.is_empty();
    if !bare || !view.holds(SCALES) {
        return;
    }
    let stated = stated_between(view, view.start.max(at.saturating_sub(MAX_BACK)), at);
    let mantissa = value.value.mantissa();
    let scaled = stated.and_then(|(mult, ..)| Amount::new(mantissa, value.decimals, mult));
    let plain = value.value.scale() == u32::from(value.decimals);
    if let Some(scaled) = scaled.filter(|_| plain && !is_cent(view, measured.unit)) {
        measured.value = scaled;
        measured.notes.push("scale stated in the sentence");
    }
}

/// The nearest scale with its currency that is stated between the tokens.
fn stated_between(view: &View, from: usize, at: usize) -> Option<(i8, u16, usize)> {
    if !view.holds(SCALES) {
        return None;
    }
    (from..at).rev().find_map(|at| stated_unit(view, at))
}

/// `in billions of dollars` at a token: the scale, the currency, and one past its last token.
fn stated_unit(view: &View, at: usize) -> Option<(i8, u16, usize)> {
    let mult = scale_at(view, at + 1)?;
    let opened = view.has(at, Sense::Cue(Cue::In)) || matches!(view.kind(at), Some(Kind::Open | Kind::Colon));
    if !opened {
        return None;
    }
    let of = at + 2 + usize::from(view.has(at + 2, Sense::Cue(Cue::Of)));
    currency_at(view, of).map(|index| (mult, index, of + 1))
}

/// `in billions of Canadian dollars: balance -1.806 -0.954 exports 39.097`, `exports (million euros): 5,210`: numbers
/// that a caption before them gives scale and currency. Those printed with other decimals than the first one are of
/// another column.
pub(super) fn captioned(view: &View, at: usize) -> Option<(Measured, &'static str)> {
    let lead = lead(view, at)?;
    let number = lead.number;
    let (mantissa, decimals) = number.parts();
    if lead.currency.is_some() || number.scaled || number.worded || decimals == 0 && !number.grouped {
        return None;
    }
    let from = view.start.max(at.saturating_sub(MAX_BACK));
    let (mult, index, end) = stated_between(view, from, at)?;
    let marked = |i| matches!(view.kind(i), Some(Kind::Colon | Kind::Close));
    let first = (end..number.end)
        .find(|&i| view.kind(i) == Some(Kind::Number))
        .and_then(|i| digits::read(view, i))?;
    let alone = view.parted(number.end) && !is_measured(view, number.end);
    if !(end..at).any(marked) || first.decimals != decimals || !alone {
        return None;
    }
    let value = Amount::new(mantissa, decimals, mult)?;
    let rule = if has_rows(view, end, number.end) { CELL } else { "money" };
    let measured = Measured {
        value: if lead.negative { value.negated() } else { value },
        max: None,
        unit: unit_of(view, index),
        signed: lead.signed,
        bound: bound::of(view, at, number.end),
        end: number.end,
        notes: smallvec!["scale stated in the sentence"],
    };
    Some((measured, rule))
}

/// `10,229 (unit: 100 million yuan)`: a number counted in a round amount of money.
pub(super) fn in_unit(view: &View, at: usize) -> Option<Measured> {
    let counted = lead(view, at)?;
    let open = counted.number.end;
    let said = view.kind(open) == Some(Kind::Open) && view.has(open + 1, Sense::NumberWord(NumberWord::Unit));
    if !said || counted.currency.is_some() || counted.number.scaled || counted.number.worded {
        return None;
    }
    let of = open + 2 + usize::from(view.kind(open + 2) == Some(Kind::Colon));
    let (one, unit_end) = match (scale_at(view, of), lead_inside(view, of)) {
        (_, Some(lead)) if !lead.signed && lead.currency.is_none() => {
            (lead.number.amount(false)?, lead.number.end)
        }
        (Some(mult), _) => {
            (Amount::new(1, 0, mult)?, of + 1 + usize::from(view.has(of + 1, Sense::Cue(Cue::Of))))
        }
        _ => return None,
    };
    let index = currency_at(view, unit_end)?;
    if view.kind(unit_end + 1) != Some(Kind::Close) {
        return None;
    }
    let value = counted.amount(&counted.number)?.times(one.value)?;
    Some(Measured {
        value: Amount { unit_mult: power_of_ten(one.value)?, ..value },
        max: None,
        unit: unit_of(view, index),
        signed: counted.signed,
        bound: bound::of(view, at, unit_end + 2),
        end: unit_end + 2,
        notes: Notes::new(),
    })
}

/// The exponent of 1, 10, 100 and so on.
fn power_of_ten(value: Decimal) -> Option<i8> {
    (0..=15).find(|&power| Amount::new(1, 0, power).is_some_and(|amount| amount.value == value))
}

/// The rule of a cell in a row of numbers: which column it stands in, no sentence says.
pub(crate) const CELL: &str = "money.cell";

/// How many tokens behind a number are looked at for others in its row.
const ROW: usize = 4;

/// Whether numbers stand side by side from the caption on, as in a table that lost its lines: `exports 39.097 39.027 +0.2`.
fn has_rows(view: &View, caption: usize, end: usize) -> bool {
    (caption..end + ROW).any(|i| {
        let sign = matches!(view.kind(i + 1), Some(Kind::Hyphen | Kind::Minus | Kind::Plus | Kind::Dash));
        view.kind(i) == Some(Kind::Number) && view.kind(i + 1 + usize::from(sign)) == Some(Kind::Number)
    })
}

/// Whether the token makes a percentage or a quantity of the number before it.
fn is_measured(view: &View, at: usize) -> bool {
    view.senses(at).iter().any(|sense| {
        matches!(
            sense,
            Sense::Percent | Sense::Points | Sense::BasisPoints | Sense::Unit(_) | Sense::TimeUnit(_)
        )
    })
}

/// How many tokens back a currency that a flow is denominated in is looked for.
const DENOMINATED: usize = 12;

/// `yuan-denominated exports were 1.27 trillion`.
pub(super) fn denominated(view: &View, at: usize) -> Option<UnitOf> {
    let (word, terms) = (Sense::Cue(Cue::Terms), (view.start + 1..at).rev().take(DENOMINATED));
    let at = terms.into_iter().find(|&i| view.has(i, word) && currency_at(view, i).is_none())?;
    let before = at - 1 - usize::from(view.kind(at - 1) == Some(Kind::Hyphen) && at > view.start + 1);
    let index = currency_at(view, before).filter(|_| view.kind(before) == Some(Kind::Word))?;
    Some(unit_of(view, index))
}
