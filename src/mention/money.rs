//! Money: a currency before or after a number.
//!
//! ```text
//! money    = lead [[-] currency] [rate]     the currency before, behind, or both where they agree
//!          | number code scale              75 USD million
//!          | number million-code            120 MEUR, MSEK 35
//!          | number currency [and] number [cents]   15 dollars 50 cents; without `cents` only at the end of a sentence
//!          | a currency [rate]             a dollar a barrel
//! ```
//! Single letters (`R`, `N`) are a currency only when glued to the number. A sign that several currencies share stays
//! ambiguous; with a rate (`$293 million a day`) the most usual one is assumed and a note says so.

use super::amount::{Lead, currency_at, million_code};
use super::measure::{self, Measured, Unit};
use super::numeral::{self, Number, scale_at};
use super::{Match, MentionKind, Notes, UnitOf, View, bound, caption, rate, words};
use crate::lexicon::{Class, Classes, Cue, Cues, Direction, NumberWord, Part, Sense};
use crate::scan::Kind;
use crate::value::Amount;
use rust_decimal::Decimal;

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    if !view.holds(Classes::of(&[Class::Currency])) {
        return None;
    }
    let plain = |measured| (measured, "money");
    let (mut measured, rule) = measure::read(view, at, unit)
        .map(plain)
        .or_else(|| caption::captioned(view, at))
        .or_else(|| caption::in_unit(view, at).or_else(|| one(view, at)).map(plain))?;
    if is_exchange_rate(view, at, measured.end) || is_quoted_rate(view, at, &measured) {
        return None;
    }
    with_cents(view, &mut measured);
    caption::with_stated_scale(view, at, &mut measured);
    with_rate(view, &mut measured);
    Some(measured.mention(MentionKind::Money, at, rule))
}

/// `a dollar a barrel`, `half of it for a euro.`: the article counts one where nothing goes on with the word.
fn one(view: &View, at: usize) -> Option<Measured> {
    let word = view.kind(at + 1) == Some(Kind::Word) && view.has(at, Sense::NumberWord(NumberWord::One));
    let other = view.has(at + 1, Sense::NumberWord(NumberWord::AfterOnly));
    let index = currency_at(view, at + 1)
        .filter(|_| word && !other && !view.text(at + 1).contains(char::is_uppercase))?;
    let end = at + 2;
    let closed = matches!(view.kind(end), None | Some(Kind::Stop | Kind::Comma | Kind::Close));
    if !closed && rate::any(view, end).is_none() {
        return None;
    }
    Some(Measured {
        value: Amount::whole(1),
        max: None,
        unit: unit_of(view, index),
        signed: false,
        bound: bound::of(view, at, end),
        end,
        notes: Notes::new(),
    })
}

/// `$1 = 7.09 yuan`, `Rs 116.32 per $`, `148.4 yen to the dollar`: the price of one money in another is no amount.
fn is_exchange_rate(view: &View, at: usize, end: usize) -> bool {
    let equals = |at| view.kind(at) == Some(Kind::Equals);
    if equals(end) || at.checked_sub(1).is_some_and(equals) {
        return true;
    }
    let marks = view.marks(end);
    let to = marks.cues.meets(Cues::of(&[Cue::Per, Cue::To, Cue::Compare]))
        || marks.has_word(NumberWord::One)
        || marks.has_word(NumberWord::Each);
    let slash = view.kind(end) == Some(Kind::Slash) && view.glued(end);
    if !to && !slash {
        return false;
    }
    let other = end + 1 + usize::from(view.has(end + 1, Sense::Cue(Cue::Article)));
    let alone = view.kind(other + 1) != Some(Kind::Number) && currency_at(view, other).is_some();
    alone && view.text(other).chars().count() + usize::from(view.kind(other) == Some(Kind::Symbol)) > 1
}

/// How many tokens may stand between a currency and its price in another.
const QUOTE: usize = 4;

/// `the dollar at 148.4 yen`: a small amount behind a currency of which no amount is stated.
fn is_quoted_rate(view: &View, at: usize, measured: &Measured) -> bool {
    let small = || measured.value.unit_mult == 0 && is_below_thousand(measured.value);
    let led = at > view.start && view.marks(at - 1).cues.meets(Cues::of(&[Cue::At, Cue::To]));
    let of_amount =
        |i: usize| matches!(view.kind(i), Some(Kind::Number | Kind::Hyphen)) || scale_at(view, i).is_some();
    led && small()
        && (view.start + 1..at).rev().take(QUOTE).take_while(|&i| view.kind(i) == Some(Kind::Word)).any(|i| {
            let ordinary = view.has(i, Sense::NumberWord(NumberWord::Ordinary));
            currency_at(view, i).is_some() && !of_amount(i - 1) && !ordinary
        })
}

/// Turns the unit into a rate where one follows. The words of the rate stay outside: the amount is what was printed.
/// A small amount that is no rate may have lost its scale: a note says so.
fn with_rate(view: &View, measured: &mut Measured) {
    let Some(per) = rate::any(view, measured.end) else {
        let (value, plain) = (measured.value, measured.notes.is_empty() && measured.value.unit_mult == 0);
        if plain && is_below_thousand(value) && !is_cent(view, measured.unit) {
            measured.notes.push(measure::SCALE_MISSING);
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

fn is_below_thousand(amount: Amount) -> bool {
    let (mantissa, scale) = (amount.value.mantissa().unsigned_abs(), amount.value.scale());
    mantissa < 1000 || scale > 0 && mantissa < 1000 * 10_u128.pow(scale)
}

/// `15 dollars 50 cents`, `20 rupees 43.`: adds the hundredths.
fn with_cents(view: &View, measured: &mut Measured) {
    let whole = measured.value;
    let plain = measured.max.is_none() && measured.notes.is_empty();
    if !plain || whole.unit_mult != 0 || whole.decimals != 0 || whole.value.is_sign_negative() {
        return;
    }
    let next = measured.end + usize::from(view.has(measured.end, Sense::Cue(Cue::And)));
    let Some((hundredths, end)) = hundredths(view, next).filter(|_| !is_cent(view, measured.unit)) else {
        return;
    };
    let mantissa =
        whole.value.mantissa().checked_mul(100).and_then(|m| m.checked_add(i128::from(hundredths)));
    if let Some(value) = mantissa.and_then(|mantissa| Amount::new(mantissa, 2, 0)) {
        (measured.value, measured.end) = (value, end);
    }
}

/// `50 cents`, `five jiao`, `43` that closes the amount: hundredths, and one past the last token.
fn hundredths(view: &View, at: usize) -> Option<(u32, usize)> {
    if !matches!(view.kind(at), Some(Kind::Number | Kind::Word)) {
        return None;
    }
    let number = numeral::number(view, at)?;
    let count = number.integer().filter(|&count| count < 100)?;
    let Some(index) = currency_at(view, number.end) else {
        let closed = ends_sentence(view, number.end)
            || number.worded && view.has(number.end, Sense::Cue(Cue::And))
            || view.has(number.end, Sense::Direction(Direction::Up, Part::Adverb));
        return (closed && (count > 9 || number.worded)).then_some((count, number.end));
    };
    match unit_of(view, index) {
        UnitOf::Known(code) if code.as_str() == TENTH && count < 10 => {
            let rest = numeral::number(view, number.end + 1).filter(|rest| ends_sentence(view, rest.end));
            let digit = rest.and_then(|rest| rest.integer().filter(|&digit| digit < 10).zip(Some(rest.end)));
            Some(digit.map_or((count * 10, number.end + 1), |(digit, end)| (count * 10 + digit, end)))
        }
        unit => is_cent(view, unit).then_some((count, number.end + 1)),
    }
}

/// The code of tenths of a currency in a language file.
const TENTH: &str = "1/10";

/// Hundredths and tenths of a currency that is not said have codes of their own, which are none of ISO 4217. A sign that several
/// units share is one of hundredths of all of them, or of none.
pub(super) fn is_cent(view: &View, unit: UnitOf) -> bool {
    match unit {
        UnitOf::Known(code) => !code.is_currency(),
        UnitOf::Ambiguous(index) => {
            view.lexicon.currency_candidates(index).first().is_some_and(|code| !code.is_currency())
        }
        UnitOf::Missing => false,
    }
}

fn ends_sentence(view: &View, at: usize) -> bool {
    matches!(view.kind(at), None | Some(Kind::Stop | Kind::Exclamation)) && !view.glued(at + 1)
}

/// The currency of a number.
fn unit(view: &View, lead: &Lead, inherited: Option<UnitOf>) -> Option<Unit> {
    let plain = |unit, number: Number, behind, end| Unit { number, unit, factor: Decimal::ONE, behind, end };
    let number = with_letter_apart(view, lead);
    let before = lead.currency.map(|index| unit_of(view, index));
    if let Some((index, scaled, end)) = behind(view, lead, number) {
        let after = unit_of(view, index);
        return match before {
            None => Some(plain(after, scaled, true, end)),
            Some(before) => Some(match agree(view, before, after) {
                Some(unit) => plain(unit, scaled, false, end),
                None => plain(before, number, false, number.end),
            }),
        };
    }
    let unit = before.or(inherited)?;
    Some(plain(unit, number, false, number.end))
}

/// `$43.3 b`, `5 m euros`: a scale letter that stands apart counts beside a currency.
fn with_letter_apart(view: &View, lead: &Lead) -> Number {
    let (number, at) = (lead.number, lead.number.end);
    let Some(mult) = scale_at(view, at).filter(|_| !number.scaled) else { return number };
    let letter = matches!(view.text(at), "b" | "m" | "k" | "B" | "M") && !view.glued(at);
    let behind = currency_at(view, at + 1).is_some() && !view.glued(at + 1);
    if letter && (behind || lead.currency.is_some() && view.parted(at + 1)) {
        number.with_scale(mult).ending(at + 1)
    } else {
        number
    }
}

pub(super) fn unit_of(view: &View, index: u16) -> UnitOf {
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
fn behind(view: &View, lead: &Lead, number: Number) -> Option<(u16, Number, usize)> {
    let at = words::past_hyphen(view, number.end);
    if let Some(index) = million_code(view, at).filter(|_| !number.scaled) {
        return Some((index, number.with_scale(6), at + 1));
    }
    let sign = view.kind(at) == Some(Kind::Symbol);
    // `$5 billion-$6 billion`, `$5 $6`: the sign is of the next number.
    if sign && (at != number.end || !view.glued(at) && is_glued_number(view, at + 1)) {
        return None;
    }
    let index = currency_at(view, at)?;
    let single_letter = matches!(view.text(at).as_bytes(), [byte] if byte.is_ascii_alphabetic());
    if single_letter || (view.has(at, Sense::NumberWord(NumberWord::Ordinary)) && number.is_bare_integer()) {
        return None;
    }
    let may_do_without = lead.currency.is_some() || number.is_bare_integer();
    if belongs_to_next(view, may_do_without, at) || number.is_year() && is_price_base(view, lead.start) {
        return None;
    }
    let bare_word = !number.scaled && at == number.end && view.kind(at) == Some(Kind::Word);
    if let Some(mult) = scale_at(view, at + 1).filter(|_| bare_word && view.text(at + 1).chars().count() > 1)
    {
        return Some((index, number.with_scale(mult), at + 2));
    }
    Some((index, number, at + 1))
}

fn is_glued_number(view: &View, at: usize) -> bool {
    view.kind(at) == Some(Kind::Number) && view.glued(at)
}

/// `in 2018 $5 billion`: the sign stands with the number behind it, where the one before may do without.
fn belongs_to_next(view: &View, may_do_without: bool, at: usize) -> bool {
    if view.kind(at + 1) != Some(Kind::Number) || view.glued(at) {
        return false;
    }
    if is_glued_number(view, at + 1) {
        return true;
    }
    let sign = view.kind(at) == Some(Kind::Symbol) || !view.text(at).chars().any(char::is_lowercase);
    let next = numeral::number(view, at + 1);
    let unit = |at| currency_at(view, at).map(|index| unit_of(view, index));
    let own = next.and_then(|number| unit(number.end)).zip(unit(at));
    // `10 $ 30 $`
    let behind_too = next.is_some_and(|next| view.kind(next.end) == Some(Kind::Symbol)) && own.is_some();
    let next_has_other = own.is_some_and(|(next, this)| agree(view, this, next).is_none());
    let next_scaled = next.is_some_and(|number| number.scaled);
    sign && !behind_too
        && !next_has_other
        && (view.kind(at) == Some(Kind::Symbol) || next_scaled)
        && may_do_without
}

/// The `in` of `in 2019 dollars`: prices of a year, no amount.
fn is_price_base(view: &View, start: usize) -> bool {
    start > view.start && view.has(start - 1, Sense::Cue(Cue::In))
}
