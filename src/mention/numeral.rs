//! A number with its scale, in digits or words.
//!
//! ```text
//! number = part (part)*                     13 billion 422 million 73 thousand: scales fall
//! part   = (digits | words) [decimals] [rest] [-] [scale+]
//!        | digits ten thousand           as units of East Asia are translated; `wan`, `oku` only before a unit
//!        | a scale | half [a] scale         a billion, half a million, three quarters of a billion
//! ```
//! A single letter is a scale only where it is glued to the number; it may turn out to be a unit.

use super::{View, digits, words};
use crate::lexicon::{Class, Classes, Cue, NumberWord, Sense};
use crate::scan::Kind;
use crate::value::Amount;

/// Most parts of a compound number.
const MAX_PARTS: usize = 6;

/// A number with its scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The digits without the point.
    mantissa: i128,
    /// How many of them stand after the point.
    decimals: u8,
    /// Power of ten of the scale.
    pub(super) mult: i8,
    /// Whether a scale was printed.
    pub(super) scaled: bool,
    /// Whether the scale is a single letter, the last token, which may be a unit instead.
    pub(super) letter: bool,
    /// Whether separators group the digits.
    pub(super) grouped: bool,
    /// Whether its one mark may group or part decimals.
    pub(super) ambiguous: bool,
    /// Whether it was printed in words.
    pub(super) worded: bool,
    /// One past the last token.
    pub(super) end: usize,
}

impl Number {
    /// The exact value, or none where it needs more than 96 bits.
    pub(super) fn amount(&self, negative: bool) -> Option<Amount> {
        let amount = Amount::new(self.mantissa, self.decimals, self.mult)?;
        Some(if negative { amount.negated() } else { amount })
    }

    /// The number without the scale letter.
    pub(super) fn without_letter(self) -> Number {
        if self.letter {
            Number { mult: 0, scaled: false, letter: false, end: self.end - 1, ..self }
        } else {
            self
        }
    }

    /// The number with a scale that stands elsewhere.
    pub(super) fn with_scale(self, mult: i8) -> Number {
        Number { mult, scaled: true, ..self }
    }

    /// The number with its last token elsewhere.
    pub(super) fn ending(self, end: usize) -> Number {
        Number { end, ..self }
    }

    /// The number with its scale letter for sure: a capital behind a sign or decimals, `-1.14B`, `2.7M`.
    pub(super) fn with_capital(self, view: &View, signed: bool) -> Number {
        let sure = self.letter && (signed || self.decimals > 0);
        if sure && matches!(view.text(self.end - 1), "B" | "M") {
            Number { letter: false, ..self }
        } else {
            self.without_letter()
        }
    }

    /// Whether it is a bare integer that may be a year.
    pub(super) fn is_year(&self) -> bool {
        !self.scaled && !self.grouped && self.decimals == 0 && (1900..=2100).contains(&self.mantissa)
    }

    /// Whether it is a bare integer below one thousand or has decimals: only such numbers take a scale from a list.
    pub(super) fn is_small(&self) -> bool {
        !self.scaled
            && !self.grouped
            && !self.is_year()
            && self.mantissa < 1000 * 10_i128.pow(u32::from(self.decimals.min(28)))
    }

    /// Whether it is a whole number without scale or separators.
    pub(super) fn is_bare_integer(&self) -> bool {
        !self.scaled && !self.grouped && self.decimals == 0
    }

    /// The digits as an integer, where nothing but an integer was printed.
    pub(super) fn integer(&self) -> Option<u32> {
        if self.is_bare_integer() { u32::try_from(self.mantissa).ok() } else { None }
    }

    /// Whether both are the same digits with the same scale.
    pub(super) fn is_same(&self, other: &Number) -> bool {
        (self.mantissa, self.decimals, self.mult) == (other.mantissa, other.decimals, other.mult)
    }

    /// Mantissa and digits after the point.
    pub(super) fn parts(&self) -> (i128, u8) {
        (self.mantissa, self.decimals)
    }
}

/// The scale that the token means: a power of ten.
pub(super) fn scale_at(view: &View, at: usize) -> Option<i8> {
    const SCALES: Classes = Classes::of(&[Class::Scale]);
    if !view.is_any(at, SCALES) {
        return None;
    }
    view.find(at, |sense| if let Sense::Scale(mult) = sense { Some(*mult) } else { None })
}

/// The number that starts at `at`, with its scale.
pub(super) fn number(view: &View, at: usize) -> Option<Number> {
    let first = part(view, at)?;
    if first.scaled { Some(compound(view, first)) } else { Some(first) }
}

/// The sum of a part and those behind it.
fn compound(view: &View, mut total: Number) -> Number {
    for _ in 1..MAX_PARTS {
        let Some(sum) = next_part(view, &total) else { break };
        total = sum;
    }
    total
}

/// `13 billion` with the `422 million` behind it.
fn next_part(view: &View, total: &Number) -> Option<Number> {
    if !total.scaled || total.decimals > 0 || total.letter || total.mult < 2 {
        return None;
    }
    const STARTS: Classes = Classes::of(&[Class::Cardinal, Class::Fraction, Class::NumberWord]);
    let mut at = total.end;
    if total.worded && view.has(at, Sense::Cue(Cue::And)) {
        at += 1;
    }
    if view.kind(at) != Some(Kind::Number) && !view.is_any(at, STARTS) {
        return None;
    }
    if view.glued(at) && view.kind(at) == Some(Kind::Number) {
        return None;
    }
    let next = part(view, at)?;
    // `5 thousand 60-kg bags`
    if !next.scaled && view.kind(next.end) == Some(Kind::Hyphen) && view.glued(next.end) {
        return None;
    }
    let joined = match next.scaled {
        true => next.mult < total.mult,
        false => total.mult == 3 || (total.worded && next.worded),
    };
    let power = 10_i128.checked_pow(
        u32::try_from(i32::from(total.mult) - i32::from(next.mult) + i32::from(next.decimals)).ok()?,
    )?;
    if !joined || next.letter || next.grouped || next.mantissa >= power || total.worded != next.worded {
        return None;
    }
    let mantissa = total.mantissa.checked_mul(power)?.checked_add(next.mantissa)?;
    Some(Number { mantissa, ..next })
}

/// One number with its own scale.
fn part(view: &View, at: usize) -> Option<Number> {
    let word = view.kind(at)? == Kind::Word;
    if let Some(number) = if word { part_of_scale(view, at) } else { None } {
        return Some(number);
    }
    let mut number = plain(view, at)?;
    if !may_go_on(view, number.end) {
        return Some(number);
    }
    if is_scale_alone(view, number.end) {
        number = with_scales(view, number)?;
        return Some(and_half(view, &number).unwrap_or(number));
    }
    if let Some((value, count, end)) = spoken(view, &number) {
        let power = 10_i128.pow(u32::from(count));
        number = Number {
            mantissa: number.mantissa.checked_mul(power)?.checked_add(value)?,
            decimals: count,
            end,
            ..number
        };
    } else if let Some((numerator, denominator, end)) = rest(view, &number) {
        let (value, decimals) = words::decimal(numerator, denominator)?;
        let power = 10_i128.pow(u32::from(decimals));
        number = Number {
            mantissa: number.mantissa.checked_mul(power)?.checked_add(value)?,
            decimals,
            end,
            ..number
        };
    }
    let number = with_scales(view, number)?;
    Some(and_half(view, &number).unwrap_or(number))
}

/// Whether a number may go on at the token: with `point`, `and`, a scale, `ten`, a fraction in signs.
fn may_go_on(view: &View, at: usize) -> bool {
    const SCALES: Classes = Classes::of(&[Class::Scale, Class::Cardinal]);
    let at = words::past_hyphen(view, at);
    let Some(token) = view.token(at) else { return false };
    match token.kind {
        Kind::Number => view.kind(at + 1) == Some(Kind::Slash),
        Kind::Other => true,
        _ => {
            let marks = view.marks(at);
            marks.classes.meets(SCALES) || marks.cues.has(Cue::And) || marks.has_word(NumberWord::Point)
        }
    }
}

/// Whether the token is a scale and nothing else that a number goes on with.
fn is_scale_alone(view: &View, at: usize) -> bool {
    const SCALES: Classes = Classes::of(&[Class::Scale]);
    let marks = view.marks(at);
    view.kind(at) == Some(Kind::Word)
        && marks.classes.meets(SCALES)
        && !marks.cues.has(Cue::And)
        && !marks.has_word(NumberWord::Point)
}

/// `one million and a half`: what is added to a scale; not `a million and a third of imports`.
fn and_half(view: &View, number: &Number) -> Option<Number> {
    let plain = number.scaled && !number.letter && number.decimals == 0;
    if !plain {
        return None;
    }
    let (numerator, denominator, end) = words::and_fraction(view, number.end)?;
    let (value, decimals) = words::decimal(numerator, denominator)?;
    let power = 10_i128.pow(u32::from(decimals));
    let mantissa = number.mantissa.checked_mul(power)?.checked_add(value)?;
    (!view.has(end, Sense::Cue(Cue::Of))).then_some(Number { mantissa, decimals, end, ..*number })
}

/// `a billion`, `half a million`, `three quarters of a billion`: the fraction must be exact.
fn part_of_scale(view: &View, at: usize) -> Option<Number> {
    let one = view.has(at, Sense::NumberWord(NumberWord::One));
    if one && (is_scale_word(view, at + 1) || is_dozen(view, at + 1)) {
        let plain = if is_scale_word(view, at + 1) { worded(1, 0, at + 1) } else { worded(12, 0, at + 2) };
        let number = with_scales(view, plain)?;
        return Some(and_half(view, &number).unwrap_or(number));
    }
    // quarter million
    if !one && !view.is_any(at, Classes::of(&[Class::Cardinal, Class::Fraction])) {
        return None;
    }
    let bare = view.find(at, |s| if let Sense::Fraction(1, d) = s { Some(u32::from(*d)) } else { None });
    let (numerator, denominator, mut end) =
        words::fraction(view, at).or_else(|| bare.map(|denominator| (1, denominator, at + 1)))?;
    if view.has(end, Sense::Cue(Cue::Of)) {
        end += 1;
    }
    if view.has(end, Sense::NumberWord(NumberWord::One)) {
        end += 1;
    }
    end = words::past_hyphen(view, end);
    // half a dozen
    if is_dozen(view, end) && (numerator * 12).is_multiple_of(denominator) {
        return with_scales(view, worded(i128::from(numerator * 12 / denominator), 0, end + 1));
    }
    let (mantissa, decimals) = words::decimal(numerator, denominator)?;
    is_scale_word(view, end).then(|| with_scales(view, worded(mantissa, decimals, end)))?
}

/// `dozen` behind an article: nobody says `a twelve`.
fn is_dozen(view: &View, at: usize) -> bool {
    view.has(at, Sense::Cardinal(12))
}

/// A scale of more than one letter.
fn is_scale_word(view: &View, at: usize) -> bool {
    scale_at(view, at).is_some() && view.text(at).chars().count() > 2
}

/// Digits or words without decimals in words and without scale.
#[inline]
fn plain(view: &View, at: usize) -> Option<Number> {
    if let Some(read) = digits::read(view, at) {
        return Some(Number {
            mantissa: read.mantissa,
            decimals: read.decimals,
            mult: 0,
            scaled: false,
            letter: false,
            grouped: read.grouped,
            ambiguous: read.ambiguous,
            worded: false,
            end: read.end,
        });
    }
    if view.kind(at) != Some(Kind::Word) {
        return None;
    }
    let (value, end) = words::group(view, at)?;
    Some(worded(i128::from(value), 0, end))
}

/// A number in words, without a scale.
fn worded(mantissa: i128, decimals: u8, end: usize) -> Number {
    Number {
        mantissa,
        decimals,
        mult: 0,
        scaled: false,
        letter: false,
        grouped: false,
        ambiguous: false,
        worded: true,
        end,
    }
}

fn spoken(view: &View, number: &Number) -> Option<(i128, u8, usize)> {
    if number.decimals > 0 { None } else { words::spoken_decimals(view, number.end) }
}

/// `and a half`, `1/2` after a space, `½`: what is added to an integer.
fn rest(view: &View, number: &Number) -> Option<(u32, u32, usize)> {
    if number.decimals > 0 || number.grouped {
        return None;
    }
    let end = number.end;
    match view.text(end) {
        "½" => return Some((1, 2, end + 1)),
        "¼" => return Some((1, 4, end + 1)),
        "¾" => return Some((3, 4, end + 1)),
        _ => {}
    }
    let slash = view.kind(end + 1) == Some(Kind::Slash) && view.glued(end + 1) && view.glued(end + 2);
    if slash && !number.worded && !view.glued(end) && number.mantissa < 1000 {
        return match (view.text(end), view.text(end + 2)) {
            ("1", "2") => Some((1, 2, end + 3)),
            ("1", "4") => Some((1, 4, end + 3)),
            ("3", "4") => Some((3, 4, end + 3)),
            _ => None,
        };
    }
    words::and_fraction(view, end)
}

/// The scales of East Asia are names of people too.
fn is_of_myriads(mult: i8) -> bool {
    matches!(mult, 4 | 8)
}

/// Whether a currency or a unit stands at the token.
fn has_unit(view: &View, at: usize) -> bool {
    view.is_any(at, Classes::of(&[Class::Currency, Class::Unit]))
}

/// The number with the scales that follow it: `5 hundred million`, `31.5-billion`, `43.3bn`, `5m`.
pub(super) fn with_scales(view: &View, number: Number) -> Option<Number> {
    let mut number = number;
    for step in 0..3 {
        let mut at = words::past_hyphen(view, number.end);
        let ten = !number.worded && view.has(at, Sense::Cardinal(10));
        at += usize::from(ten);
        let Some(mult) = scale_at(view, at).map(|mult| mult + i8::from(ten)) else { break };
        if is_of_myriads(mult) && !ten && !view.text(at).contains([' ', '-', '\n']) && !has_unit(view, at + 1)
        {
            break;
        }
        let letter = words::is_letter(view.text(at));
        if letter && (step > 0 || !view.glued(at) || at != number.end) {
            break;
        }
        // Larger scales multiply smaller ones (hundred million, lakh crore); `billion million` is nothing.
        if number.scaled && mult < number.mult {
            break;
        }
        number.mult = number.mult.checked_add(mult)?;
        number.scaled = true;
        number.letter = letter;
        number.end = at + 1;
    }
    Some(number)
}
