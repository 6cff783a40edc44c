//! The parts that all amounts share: a number with its scale, and what stands before it.
//!
//! ```text
//! lead   = [sign] [currency [scale letter]] [sign] number
//! number = part (part)*                     13 billion 422 million 73 thousand: scales fall
//! part   = (digits | words) [decimals] [rest] [-] [scale+]
//!        | a scale | half [a] scale         a billion, half a million, three quarters of a billion
//! sign   = + | - | − | – | minus | plus | (-)
//! ```
//! A hyphen or dash between two numbers or words is never a sign. A number that is glued to letters which are no
//! currency (`G20`, `A320`), or to digits by `/` or `:`, is not read.

use super::{View, digits, words};
use crate::lexicon::{Cue, NumberWord, Sense};
use crate::scan::{Kind, Token};
use crate::value::Amount;

/// Most parts of a compound number.
const MAX_PARTS: usize = 6;

/// A number with its scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    mantissa: i128,
    decimals: u8,
    /// Power of ten of the scale.
    pub(super) mult: i8,
    /// Whether a scale was printed.
    pub(super) scaled: bool,
    /// Where the scale is a single letter, which may be a unit instead.
    pub(super) letter: Option<usize>,
    /// Whether separators group the digits.
    pub(super) grouped: bool,
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
        match self.letter {
            Some(at) => Number { mult: 0, scaled: false, letter: None, end: at, ..self },
            None => self,
        }
    }

    /// The number with a scale that stands elsewhere.
    pub(super) fn with_scale(self, mult: i8) -> Number {
        Number { mult, scaled: true, ..self }
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

    /// Mantissa and digits after the point.
    pub(super) fn parts(&self) -> (i128, u8) {
        (self.mantissa, self.decimals)
    }
}

/// A number with its sign and the currency before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// First token.
    pub(super) start: usize,
    /// Whether a minus was printed.
    pub(super) negative: bool,
    /// Whether a sign was printed.
    pub(super) signed: bool,
    /// The currency before the number: index for `currency_candidates`.
    pub(super) currency: Option<u16>,
    /// The token of that currency.
    pub(super) currency_at: usize,
    /// The number.
    pub(super) number: Number,
}

impl Lead {
    pub(super) fn amount(&self, number: &Number) -> Option<Amount> {
        number.amount(self.negative)
    }
}

/// What starts an amount at the token `at`.
pub(super) fn lead(view: &View, at: usize) -> Option<Lead> {
    if !starts_clean(view, at) { None } else { lead_inside(view, at) }
}

/// The same after a dash or a conjunction of a range or list, where what stands before is known.
pub(super) fn lead_inside(view: &View, at: usize) -> Option<Lead> {
    if !may_start(view, at) {
        return None;
    }
    let mut sign = sign(view, at);
    let mut next = sign.map_or(at, |(_, next)| next);
    let mut currency = None;
    let currency_at = next;
    if let Some((index, after)) = currency_before(view, next) {
        currency = Some(index);
        next = after;
    }
    let mut letter = currency.and_then(|_| scale_letter_before(view, next));
    next += usize::from(letter.is_some());
    if let Some(index) = million_code(view, next).filter(|_| currency.is_none()) {
        (currency, letter, next) = (Some(index), Some(6), next + 1);
    }
    if sign.is_none() && currency.is_some() {
        sign = self::sign(view, next);
        next = sign.map_or(next, |(_, next)| next);
    }
    let mut number = number(view, next)?;
    if let (Some(mult), false) = (letter, number.scaled) {
        number = number.with_scale(mult);
    }
    if currency.is_some()
        && view.has(currency_at, Sense::NumberWord(NumberWord::Ordinary))
        && number.is_bare_integer()
    {
        return None;
    }
    ends_clean(view, number.end).then_some(Lead {
        start: at,
        negative: sign.is_some_and(|(negative, _)| negative),
        signed: sign.is_some(),
        currency,
        currency_at,
        number,
    })
}

/// A cheap look at the first token: most tokens start no amount.
fn may_start(view: &View, at: usize) -> bool {
    match view.kind(at) {
        Some(
            Kind::Number | Kind::Symbol | Kind::Plus | Kind::Minus | Kind::Hyphen | Kind::Dash | Kind::Open,
        ) => true,
        Some(Kind::Word) if million_code(view, at).is_some() => true,
        Some(Kind::Word) => view.senses(at).iter().any(|sense| {
            matches!(
                sense,
                Sense::Cardinal(_)
                    | Sense::Fraction(1, 2 | 4)
                    | Sense::Currency(_)
                    | Sense::NumberWord(NumberWord::One | NumberWord::Minus | NumberWord::Plus)
            )
        }),
        _ => false,
    }
}

/// Whether what stands before the token lets an amount start there.
fn starts_clean(view: &View, at: usize) -> bool {
    if is_cut(view, at) {
        return false;
    }
    if at == view.start || !view.glued(at) {
        return true;
    }
    let before = at - 1;
    match view.kind(before) {
        // `sales—5 percent of them`: a dash between words; `24-12`, `Covid-19`, `twenty-five`: no start.
        Some(Kind::Hyphen) => {
            !view.glued(before) || before == view.start || view.kind(at) == Some(Kind::Symbol)
        }
        Some(Kind::Dash) => {
            !view.glued(before) || before == view.start || view.kind(before - 1) != Some(Kind::Number)
        }
        Some(Kind::Word) => view.kind(at) == Some(Kind::Symbol) && view.text(at) != "%",
        Some(Kind::Other) => matches!(view.text(before), "~" | "≈" | "<" | ">" | "≤" | "≥" | "…"),
        Some(Kind::Slash | Kind::Colon | Kind::Equals | Kind::Possessive) => {
            view.kind(at) == Some(Kind::Symbol)
        }
        Some(Kind::Number) => !matches!(view.kind(at), Some(Kind::Word | Kind::Symbol | Kind::Hyphen)),
        Some(Kind::Symbol) => view.text(before) != "%" && view.kind(at) == Some(Kind::Symbol),
        _ => true,
    }
}

/// `6 . 2 %`, `3 / 4 %`: the end of a number that was taken apart. A sentence may seem to end at the point.
fn is_cut(view: &View, at: usize) -> bool {
    let Some([number, mark, token]) = at.checked_sub(2).and_then(|from| view.tokens.get(from..=at)) else {
        return false;
    };
    token.kind == Kind::Number
        && number.kind == Kind::Number
        && matches!(mark.kind, Kind::Stop | Kind::Slash)
        && !mark.glued()
        && !token.glued()
        && token.flags & Token::LINE == 0
}

/// Whether what stands after a number lets it be one: no letters, no `/` or `:` with digits.
fn ends_clean(view: &View, end: usize) -> bool {
    if !view.glued(end) {
        return true;
    }
    match view.kind(end) {
        Some(Kind::Word) => view.senses(end).iter().any(|sense| {
            matches!(
                sense,
                Sense::Currency(_)
                    | Sense::Unit(_)
                    | Sense::Percent
                    | Sense::Points
                    | Sense::BasisPoints
                    | Sense::NumberWord(NumberWord::Times | NumberWord::Fold)
            )
        }),
        Some(Kind::Slash | Kind::Colon | Kind::Equals) => {
            view.kind(end + 1) != Some(Kind::Number) || !view.glued(end + 1)
        }
        Some(Kind::Number) => false,
        _ => true,
    }
}

/// A sign at `at`: whether it is a minus, and the token after it.
fn sign(view: &View, at: usize) -> Option<(bool, usize)> {
    let signed = |next: usize| view.kind(next) == Some(Kind::Number) || currency_at(view, next).is_some();
    match view.kind(at)? {
        Kind::Word => {
            let negative = match () {
                () if view.has(at, Sense::NumberWord(NumberWord::Minus)) => true,
                () if view.has(at, Sense::NumberWord(NumberWord::Plus)) => false,
                () => return None,
            };
            (signed(at + 1) || words::is_cardinal(view, at + 1)).then_some((negative, at + 1))
        }
        Kind::Open => {
            let minus = matches!(view.kind(at + 1), Some(Kind::Hyphen | Kind::Minus | Kind::Dash));
            let closed = view.kind(at + 2) == Some(Kind::Close) && view.glued(at + 2) && view.glued(at + 1);
            (minus && closed && signed(at + 3)).then_some((true, at + 3))
        }
        kind @ (Kind::Plus | Kind::Minus | Kind::Hyphen | Kind::Dash) => {
            if kind == Kind::Dash && view.text(at) != "–" {
                return None;
            }
            let before = at.checked_sub(1).and_then(|before| view.kind(before));
            let opened = matches!(before, Some(Kind::Open | Kind::Colon));
            let apart = !view.glued(at)
                || before.is_none()
                || matches!(
                    before,
                    Some(Kind::Open | Kind::Quote | Kind::Colon | Kind::Comma | Kind::Symbol | Kind::Bullet)
                )
                || (kind == Kind::Plus && before == Some(Kind::Slash));
            let near = view.glued(at + 1) || opened;
            (apart && near && signed(at + 1)).then_some((kind != Kind::Plus, at + 1))
        }
        _ => None,
    }
}

/// The currency that the token means.
pub(super) fn currency_at(view: &View, at: usize) -> Option<u16> {
    view.find(at, |sense| if let Sense::Currency(index) = sense { Some(*index) } else { None })
}

/// A currency that may stand before a number, and the token after it.
fn currency_before(view: &View, at: usize) -> Option<(u16, usize)> {
    let index = currency_at(view, at)?;
    let text = view.text(at);
    let candidates = view.lexicon.currency_candidates(index);
    let letters = text.chars().all(char::is_alphabetic);
    let number_glued = view.glued(at + 1) && view.kind(at + 1) == Some(Kind::Number);
    if letters && text.chars().count() == 1 && !number_glued {
        return None;
    }
    let word = letters && (text.starts_with(char::is_lowercase) || text.chars().count() > 4);
    if word && candidates.len() > 1 && !number(view, at + 1).is_some_and(|number| number.scaled) {
        return None;
    }
    if word && view.has(at, Sense::NumberWord(NumberWord::AfterOnly)) {
        return None;
    }
    let mut next = at + 1;
    // `$$31.3`
    if view.kind(at) == Some(Kind::Symbol) && view.glued(next) && currency_at(view, next) == Some(index) {
        next += 1;
    }
    Some((index, next))
}

/// `US$b 10.83`, `$m 5 210`: the scale letter between currency and number.
fn scale_letter_before(view: &View, at: usize) -> Option<i8> {
    let mult = scale_at(view, at)?;
    (view.glued(at) && !view.glued(at + 1) && view.kind(at + 1) == Some(Kind::Number)).then_some(mult)
}

/// `MSEK`, `MEUR`: a million of the currency.
pub(super) fn million_code(view: &View, at: usize) -> Option<u16> {
    let token = view.token(at)?;
    if token.kind != Kind::Word || token.lexeme.known() || !token.upper() {
        return None;
    }
    let code = view.text(at).strip_prefix('M').filter(|code| code.len() == 3)?;
    view.lexicon.currency_of(code)
}

pub(super) fn scale_at(view: &View, at: usize) -> Option<i8> {
    view.find(at, |sense| if let Sense::Scale(mult) = sense { Some(*mult) } else { None })
}

/// The number that starts at `at`, with its scale.
pub(super) fn number(view: &View, at: usize) -> Option<Number> {
    let mut total = part(view, at)?;
    for _ in 1..MAX_PARTS {
        let Some(sum) = next_part(view, &total) else { break };
        total = sum;
    }
    Some(total)
}

/// `13 billion` with the `422 million` behind it.
fn next_part(view: &View, total: &Number) -> Option<Number> {
    if !total.scaled || total.decimals > 0 || total.letter.is_some() || total.mult < 2 {
        return None;
    }
    let mut at = total.end;
    if total.worded && view.has(at, Sense::Cue(Cue::And)) {
        at += 1;
    }
    if view.glued(at) && view.kind(at) == Some(Kind::Number) {
        return None;
    }
    let next = part(view, at)?;
    let joined = match next.scaled {
        true => next.mult < total.mult,
        false => total.mult == 3 || (total.worded && next.worded),
    };
    let power = 10_i128.checked_pow(
        u32::try_from(i32::from(total.mult) - i32::from(next.mult) + i32::from(next.decimals)).ok()?,
    )?;
    if !joined
        || next.letter.is_some()
        || next.grouped
        || next.mantissa >= power
        || total.worded != next.worded
    {
        return None;
    }
    let mantissa = total.mantissa.checked_mul(power)?.checked_add(next.mantissa)?;
    Some(Number { mantissa, ..next })
}

/// One number with its own scale.
fn part(view: &View, at: usize) -> Option<Number> {
    if let Some(number) = part_of_scale(view, at) {
        return Some(number);
    }
    let mut number = plain(view, at)?;
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
    with_scales(view, number)
}

/// `a billion`, `half a million`, `three quarters of a billion`: the fraction must be exact.
fn part_of_scale(view: &View, at: usize) -> Option<Number> {
    let number = |mantissa, decimals, end| Number {
        mantissa,
        decimals,
        mult: 0,
        scaled: false,
        letter: None,
        grouped: false,
        worded: true,
        end,
    };
    let one = view.has(at, Sense::NumberWord(NumberWord::One));
    if one
        && (is_scale_word(view, at + 1)
            || (words::is_cardinal(view, at + 1) && view.text(at + 1).eq_ignore_ascii_case("dozen")))
    {
        let plain = if is_scale_word(view, at + 1) { number(1, 0, at + 1) } else { number(12, 0, at + 2) };
        return with_scales(view, plain);
    }
    // quarter million
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
    let (mantissa, decimals) = words::decimal(numerator, denominator)?;
    is_scale_word(view, end).then(|| with_scales(view, number(mantissa, decimals, end)))?
}

/// A scale of more than one letter.
fn is_scale_word(view: &View, at: usize) -> bool {
    scale_at(view, at).is_some() && view.text(at).chars().count() > 2
}

/// Digits or words without decimals in words and without scale.
fn plain(view: &View, at: usize) -> Option<Number> {
    if let Some(read) = digits::read(view, at) {
        return Some(Number {
            mantissa: read.mantissa,
            decimals: read.decimals,
            mult: 0,
            scaled: false,
            letter: None,
            grouped: read.grouped,
            worded: false,
            end: read.end,
        });
    }
    if view.kind(at) != Some(Kind::Word) {
        return None;
    }
    let (value, end) = words::group(view, at)?;
    Some(Number {
        mantissa: i128::from(value),
        decimals: 0,
        mult: 0,
        scaled: false,
        letter: None,
        grouped: false,
        worded: true,
        end,
    })
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

/// The number with the scales that follow it: `5 hundred million`, `31.5-billion`, `43.3bn`, `5m`.
fn with_scales(view: &View, number: Number) -> Option<Number> {
    let mut number = number;
    for step in 0..3 {
        let at = words::past_hyphen(view, number.end);
        let Some(mult) = scale_at(view, at) else { break };
        let letter = view.text(at).chars().count() == 1;
        if letter && (step > 0 || !view.glued(at) || at != number.end) {
            break;
        }
        // Larger scales multiply smaller ones (hundred million, lakh crore); `billion million` is nothing.
        if number.scaled && mult < number.mult {
            break;
        }
        number.mult = number.mult.checked_add(mult)?;
        number.scaled = true;
        number.letter = letter.then_some(at);
        number.end = at + 1;
    }
    Some(number)
}
