//! Money: a currency before or after a number.
//!
//! ```text
//! money    = lead [[-] currency] [rate]     the currency before, behind, or both where they agree
//!          | number code scale              75 USD million
//!          | number million-code            120 MEUR, MSEK 35
//! ```
//! Single letters (`R`, `N`) are a currency only when glued to the number. A sign that several currencies share stays
//! ambiguous; with a rate (`$293 million a day`) the most usual one is assumed and a note says so.

use super::amount::{Lead, Number, currency_at, scale_at};
use super::measure::{self, Measured, Unit};
use super::{AmountReading, Form, Match, MentionKind, Reading, UnitOf, View, rate, words};
use crate::lexicon::{Cue, NumberWord, Sense};
use crate::scan::Kind;
use rust_decimal::Decimal;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let mut measured = measure::read(view, at, unit)?;
    with_rate(view, &mut measured);
    Some(Match {
        kind: MentionKind::Money,
        tokens: at..measured.end,
        reading: Reading::Amount(AmountReading {
            value: measured.value,
            value_max: measured.max,
            unit: measured.unit,
            bound: measured.bound,
            signed: measured.signed,
            form: Form::Plain,
        }),
        rule: "money",
        notes: measured.notes,
    })
}

/// Turns the unit into a rate where one follows. The words of the rate stay outside: the amount is what was printed.
fn with_rate(view: &View, measured: &mut Measured) {
    let time = rate::time(view, measured.end).map(|(code, _)| code);
    let Some(per) = time.or_else(|| rate::unit(view, measured.end).map(|(code, _)| code)) else { return };
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
    let index = currency_at(view, at)?;
    let text = view.text(at);
    let single_letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic) && text.is_ascii();
    if single_letter || (view.has(at, Sense::NumberWord(NumberWord::Ordinary)) && number.is_bare_integer()) {
        return None;
    }
    if belongs_to_next(view, lead, at) || is_price_base(view, lead) {
        return None;
    }
    if !number.scaled && at == number.end && view.kind(at) == Some(Kind::Word) {
        if let Some(mult) = scale_at(view, at + 1).filter(|_| view.text(at + 1).chars().count() > 1) {
            return Some((index, number.with_scale(mult), at + 2));
        }
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
        super::amount::number(view, at + 1).is_some_and(|number| currency_at(view, number.end).is_some());
    let next_scaled = super::amount::number(view, at + 1).is_some_and(|number| number.scaled);
    sign && !next_has_own
        && (view.kind(at) == Some(Kind::Symbol) || next_scaled)
        && (lead.currency.is_some() || lead.number.is_bare_integer())
}

/// `in 2019 dollars`: prices of a year, no amount.
fn is_price_base(view: &View, lead: &Lead) -> bool {
    lead.number.is_year() && lead.start > view.start && view.has(lead.start - 1, Sense::Cue(Cue::In))
}
