//! Money: a currency before or after a number.
//!
//! ```text
//! money    = lead [[-] currency] [rate]     the currency before, behind, or both where they agree
//!          | number code scale              75 USD million
//!          | number million-code            120 MEUR, MSEK 35
//!          | number currency [and] number [cents]   15 dollars 50 cents; without `cents` only at the end of a sentence
//! ```
//! Single letters (`R`, `N`) are a currency only when glued to the number. A sign that several currencies share stays
//! ambiguous; with a rate (`$293 million a day`) the most usual one is assumed and a note says so.

use super::amount::{Lead, currency_at, million_code};
use super::measure::{self, Measured, Unit};
use super::numeral::{self, Number, scale_at};
use super::{Match, MentionKind, UnitOf, View, rate, words};
use crate::lexicon::{Cue, NumberWord, Sense};
use crate::scan::Kind;
use crate::value::Amount;
use rust_decimal::Decimal;

/// How many tokens back a stated scale is looked for.
const MAX_BACK: usize = 64;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let mut measured = measure::read(view, at, unit)?;
    if is_exchange_rate(view, at, measured.end) {
        return None;
    }
    with_cents(view, &mut measured);
    with_stated_scale(view, at, &mut measured);
    with_rate(view, &mut measured);
    Some(measured.mention(MentionKind::Money, at, "money"))
}

/// `$1 = 7.09 yuan`, `Rs 116.32 per $`, `148.4 yen to the dollar`: the price of one money in another is no amount.
fn is_exchange_rate(view: &View, at: usize, end: usize) -> bool {
    let equals = |at| view.kind(at) == Some(Kind::Equals);
    if equals(end) || at.checked_sub(1).is_some_and(equals) {
        return true;
    }
    let to = view.senses(end).iter().any(|sense| {
        matches!(
            sense,
            Sense::Cue(Cue::Per | Cue::To | Cue::Compare)
                | Sense::NumberWord(NumberWord::One | NumberWord::Each)
        )
    });
    let other = end + 1 + usize::from(view.has(end + 1, Sense::Cue(Cue::Article)));
    let slash = view.kind(end) == Some(Kind::Slash) && view.glued(end);
    let alone = view.kind(other + 1) != Some(Kind::Number) && currency_at(view, other).is_some();
    (to || slash)
        && alone
        && view.text(other).chars().count() + usize::from(view.kind(other) == Some(Kind::Symbol)) > 1
}

/// Turns the unit into a rate where one follows. The words of the rate stay outside: the amount is what was printed.
/// A small amount that is no rate may have lost its scale: a note says so.
fn with_rate(view: &View, measured: &mut Measured) {
    let value = measured.value;
    let bare = value.unit_mult == 0 && value.value.abs() < Decimal::ONE_THOUSAND && measured.notes.is_empty();
    let time = rate::time(view, measured.end).map(|(code, _)| code);
    let Some(per) = time.or_else(|| rate::unit(view, measured.end).map(|(code, _)| code)) else {
        if bare && !is_cent(view, measured.unit) {
            measured.notes.push("scale missing");
        }
        return;
    };
    let code = match measured.unit {
        UnitOf::Known(code) => Some(code),
        UnitOf::Ambiguous(index) => {
            measured.notes.push("currency assumed");
            view.lexicon.currency_candidates(index).first().copied()
        }
        UnitOf::Missing => None,
    };
    if let Some(code) = code.and_then(|code| code.per(per)) {
        measured.unit = UnitOf::Known(code);
    }
}

/// `15 dollars 50 cents`, `20 rupees 43.`: adds the hundredths.
fn with_cents(view: &View, measured: &mut Measured) {
    let whole = measured.value;
    let plain = measured.max.is_none() && measured.notes.is_empty() && !is_cent(view, measured.unit);
    if !plain || whole.unit_mult != 0 || whole.decimals != 0 || whole.value.is_sign_negative() {
        return;
    }
    let next = measured.end + usize::from(view.has(measured.end, Sense::Cue(Cue::And)));
    let Some(number) = numeral::number(view, next) else { return };
    let Some(cents) = number.integer().filter(|&cents| cents < 100) else { return };
    let unit = currency_at(view, number.end).map(|index| unit_of(view, index));
    let end = match unit {
        Some(unit) if is_cent(view, unit) => number.end + 1,
        None if (cents > 9 || number.worded) && ends_sentence(view, number.end) => number.end,
        _ => return,
    };
    let mantissa = whole.value.mantissa().checked_mul(100).and_then(|m| m.checked_add(i128::from(cents)));
    if let Some(value) = mantissa.and_then(|mantissa| Amount::new(mantissa, 2, 0)) {
        (measured.value, measured.end) = (value, end);
    }
}

/// Hundredths of a currency that is not said have a code of their own, which is none of ISO 4217.
fn is_cent(view: &View, unit: UnitOf) -> bool {
    match unit {
        UnitOf::Known(code) => !code.is_currency(),
        UnitOf::Ambiguous(index) => {
            view.lexicon.currency_candidates(index).iter().any(|code| !code.is_currency())
        }
        UnitOf::Missing => false,
    }
}

fn ends_sentence(view: &View, at: usize) -> bool {
    matches!(view.kind(at), None | Some(Kind::Stop | Kind::Exclamation)) && !view.glued(at + 1)
}

/// `surpluses, in billions of dollars, with Brazil $1.1`: the scale that the sentence states for its bare amounts.
fn with_stated_scale(view: &View, at: usize, measured: &mut Measured) {
    let value = measured.value;
    if value.unit_mult != 0
        || measured.max.is_some()
        || !measured.notes.is_empty()
        || is_cent(view, measured.unit)
    {
        return;
    }
    let stated =
        (view.start.max(at.saturating_sub(MAX_BACK))..at).rev().find_map(|at| stated_scale(view, at));
    let mantissa = value.value.mantissa();
    let scaled = stated.and_then(|mult| Amount::new(mantissa, value.decimals, mult));
    if let Some(scaled) = scaled.filter(|_| value.value.scale() == u32::from(value.decimals)) {
        measured.value = scaled;
        measured.notes.push("scale stated in the sentence");
    }
}

/// `in billions of dollars` at a token.
fn stated_scale(view: &View, at: usize) -> Option<i8> {
    if !view.has(at, Sense::Cue(Cue::In)) {
        return None;
    }
    let mult = scale_at(view, at + 1)?;
    let of = at + 2 + usize::from(view.has(at + 2, Sense::Cue(Cue::Of)));
    currency_at(view, of).map(|_| mult)
}

/// The currency of a number.
fn unit(view: &View, lead: &Lead, inherited: Option<UnitOf>) -> Option<Unit> {
    let plain = |unit, number: Number, behind, end| Unit { number, unit, factor: Decimal::ONE, behind, end };
    let before = lead.currency.map(|index| unit_of(view, index));
    if let Some((index, number, end)) = behind(view, lead) {
        let after = unit_of(view, index);
        return match before {
            None => Some(plain(after, number, true, end)),
            Some(before) => Some(match agree(view, before, after) {
                Some(unit) => plain(unit, number, false, end),
                None => plain(before, lead.number, false, lead.number.end),
            }),
        };
    }
    let unit = before.or(inherited)?;
    Some(plain(unit, lead.number, false, lead.number.end))
}

fn unit_of(view: &View, index: u16) -> UnitOf {
    match view.lexicon.currency_candidates(index) {
        [only] => UnitOf::Known(*only),
        _ => UnitOf::Ambiguous(index),
    }
}

/// `US$5 billion dollars`: the unit both mean.
fn agree(view: &View, before: UnitOf, after: UnitOf) -> Option<UnitOf> {
    let codes = |unit| match unit {
        UnitOf::Known(code) => vec![code],
        UnitOf::Ambiguous(index) => view.lexicon.currency_candidates(index).to_vec(),
        UnitOf::Missing => Vec::new(),
    };
    let (first, second) = (codes(before), codes(after));
    match (first.len(), second.len()) {
        (1, _) => second.contains(&first[0]).then_some(before),
        (_, 1) => first.contains(&second[0]).then_some(after),
        _ => (first.first() == second.first()).then_some(before),
    }
}

/// A currency behind the number: its index, the number with a scale behind it, and one past the last token.
fn behind(view: &View, lead: &Lead) -> Option<(u16, Number, usize)> {
    let number = lead.number;
    let at = words::past_hyphen(view, number.end);
    if let Some(index) = million_code(view, at).filter(|_| !number.scaled) {
        return Some((index, number.with_scale(6), at + 1));
    }
    let index = currency_at(view, at)?;
    // `$5 billion-$6 billion`: the sign behind a hyphen is of the next number.
    if at != number.end && view.kind(at) == Some(Kind::Symbol) {
        return None;
    }
    let text = view.text(at);
    let single_letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic) && text.is_ascii();
    if single_letter || (view.has(at, Sense::NumberWord(NumberWord::Ordinary)) && number.is_bare_integer()) {
        return None;
    }
    if belongs_to_next(view, lead, at) || is_price_base(view, lead) {
        return None;
    }
    let bare_word = !number.scaled && at == number.end && view.kind(at) == Some(Kind::Word);
    if let Some(mult) = scale_at(view, at + 1).filter(|_| bare_word && view.text(at + 1).chars().count() > 1)
    {
        return Some((index, number.with_scale(mult), at + 2));
    }
    Some((index, number, at + 1))
}

/// `in 2018 $5 billion`: the sign stands with the number behind it.
fn belongs_to_next(view: &View, lead: &Lead, at: usize) -> bool {
    if view.kind(at + 1) != Some(Kind::Number) || view.glued(at) {
        return false;
    }
    if view.glued(at + 1) {
        return true;
    }
    let sign = view.kind(at) == Some(Kind::Symbol) || !view.text(at).chars().any(char::is_lowercase);
    let next_has_own =
        numeral::number(view, at + 1).is_some_and(|number| currency_at(view, number.end).is_some());
    let next_scaled = numeral::number(view, at + 1).is_some_and(|number| number.scaled);
    sign && !next_has_own
        && (view.kind(at) == Some(Kind::Symbol) || next_scaled)
        && (lead.currency.is_some() || lead.number.is_bare_integer())
}

/// `in 2019 dollars`: prices of a year, no amount.
fn is_price_base(view: &View, lead: &Lead) -> bool {
    lead.number.is_year() && lead.start > view.start && view.has(lead.start - 1, Sense::Cue(Cue::In))
}
