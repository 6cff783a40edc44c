//! Numbers in words: cardinals below one thousand, spoken decimals, halves.
//!
//! ```text
//! group    = tens [-] unit | unit | teen | [group] hundred [and] group | [unit] dozen
//! decimals = point (unit)+                      three point four, 31-point-three
//! rest     = and a half | and three quarters    two and a half, four-and-a-half
//! part     = [a] half | a quarter | three quarters   before a scale: half a billion, a quarter of a million
//! ```

use super::View;
use crate::lexicon::{Class, Classes, Cue, NumberWord, Sense};
use crate::scan::Kind;

/// Most digits after a spoken point.
const MAX_DECIMALS: u8 = 12;

/// The token after `at`, past a hyphen that is glued on both sides.
pub(super) fn past_hyphen(view: &View, at: usize) -> usize {
    if view.kind(at) == Some(Kind::Hyphen) && view.glued(at) && view.glued(at + 1) { at + 1 } else { at }
}

/// Whether a text is one letter or sign.
pub(super) fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some() && chars.next().is_none()
}

fn cardinal(view: &View, at: usize) -> Option<u32> {
    const CARDINALS: Classes = Classes::of(&[Class::Cardinal]);
    if !view.is_any(at, CARDINALS) {
        return None;
    }
    view.find(at, |sense| if let Sense::Cardinal(value) = sense { Some(u32::from(*value)) } else { None })
}

pub(super) fn is_cardinal(view: &View, at: usize) -> bool {
    cardinal(view, at).is_some()
}

fn is_hundred(view: &View, at: usize) -> bool {
    view.has(at, Sense::Scale(2)) && view.kind(at) == Some(Kind::Word)
}

/// A cardinal below one thousand: value and one past its last token.
pub(super) fn group(view: &View, at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = below_hundred(view, at)?;
    let next = past_hyphen(view, end);
    if value < 100 && is_hundred(view, next) {
        value *= 100;
        end = next + 1;
        let after = if view.has(end, Sense::Cue(Cue::And)) { end + 1 } else { past_hyphen(view, end) };
        if let Some((rest, stop)) = below_hundred(view, after) {
            value += rest;
            end = stop;
        }
    }
    Some((value, end))
}

fn below_hundred(view: &View, at: usize) -> Option<(u32, usize)> {
    let first = cardinal(view, at)?;
    let next = past_hyphen(view, at + 1);
    match cardinal(view, next) {
        Some(unit) if first >= 20 && (1..10).contains(&unit) => Some((first + unit, next + 1)),
        // two dozen
        Some(12) if (1..10).contains(&first) => Some((first * 12, next + 1)),
        _ => Some((first, at + 1)),
    }
}

/// `point three four` after a number: the digits, how many, and one past the last.
pub(super) fn spoken_decimals(view: &View, at: usize) -> Option<(i128, u8, usize)> {
    let point = past_hyphen(view, at);
    if !view.has(point, Sense::NumberWord(NumberWord::Point)) {
        return None;
    }
    let (mut value, mut count, mut end) = (0, 0, point + 1);
    while count < MAX_DECIMALS {
        let next = past_hyphen(view, end);
        match cardinal(view, next) {
            Some(digit) if digit < 10 => value = value * 10 + i128::from(digit),
            _ => break,
        }
        (count, end) = (count + 1, next + 1);
    }
    (count > 0).then_some((value, count, end))
}

/// A fraction word with what counts it: `half`, `a quarter`, `three quarters`, `two-thirds`.
///
/// Numerator, denominator, and one past the last token.
pub(super) fn fraction(view: &View, at: usize) -> Option<(u32, u32, usize)> {
    if !view.holds(Classes::of(&[Class::Fraction])) {
        return None;
    }
    let word = |at| {
        view.find(
            at,
            |s| if let Sense::Fraction(n, d) = s { Some((u32::from(*n), u32::from(*d))) } else { None },
        )
    };
    if let Some((1, 2)) = word(at) {
        return Some((1, 2, at + 1));
    }
    let count = if view.has(at, Sense::NumberWord(NumberWord::One)) { 1 } else { cardinal(view, at)? };
    let next = past_hyphen(view, at + 1);
    let (numerator, denominator) = word(next)?;
    Some((numerator * count, denominator, next + 1))
}

/// `and a half` after a number: numerator, denominator, and one past the last token.
pub(super) fn and_fraction(view: &View, at: usize) -> Option<(u32, u32, usize)> {
    let and = past_hyphen(view, at);
    if !view.has(and, Sense::Cue(Cue::And)) {
        return None;
    }
    let (numerator, denominator, end) = fraction(view, past_hyphen(view, and + 1))?;
    // `3 and half of` is a list.
    let counted = end > past_hyphen(view, and + 1) + 1;
    (counted && numerator < denominator).then_some((numerator, denominator, end))
}

/// `numerator/denominator` as hundredths, where that is exact.
pub(super) fn decimal(numerator: u32, denominator: u32) -> Option<(i128, u8)> {
    let (mut mantissa, mut decimals) = (i128::from(numerator), 0);
    let denominator = i128::from(denominator);
    while decimals <= 3 {
        if denominator != 0 && mantissa % denominator == 0 {
            return Some((mantissa / denominator, decimals));
        }
        mantissa *= 10;
        decimals += 1;
    }
    None
}
