//! What all amounts share: a number (see `numeral`) with its sign and the currency before it.
//!
//! ```text
//! lead   = [sign] [currency [scale letter]] [sign] number
//! sign   = + | - | − | – | minus | plus | (-)
//! ```
//! A hyphen or dash between two numbers or words is never a sign. A number that is glued to letters which are no
//! currency (`G20`, `A320`), or to digits by `/` or `:`, is not read.

use super::numeral::{Number, number, scale_at};
use super::{View, starts, words};
use crate::lexicon::{Class, Classes, NumberWord, Sense};
use crate::scan::{Kind, Token};
use crate::value::Amount;
use std::cell::Cell;

/// Words that may be glued to a number.
const UNITS: Classes =
    Classes::of(&[Class::Currency, Class::Unit, Class::Percent, Class::Points, Class::BasisPoints]);

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
    /// The number.
    pub(super) number: Number,
}

impl Lead {
    pub(super) fn amount(&self, number: &Number) -> Option<Amount> {
        number.amount(self.negative)
    }
}

/// How many numbers are kept: those of a list of eight members of up to four tokens, without the same place twice.
const KEPT: usize = 32;

/// The numbers that were read last, each by the token at which it starts or does not.
pub(super) struct Leads([Kept; KEPT]);

/// What starts at a token.
struct Kept {
    at: Cell<usize>,
    /// Whether what stands before lets an amount start there.
    clean: Cell<bool>,
    lead: Cell<Option<Lead>>,
}

impl Default for Leads {
    fn default() -> Leads {
        let none = || Kept { at: Cell::new(usize::MAX), clean: Cell::new(false), lead: Cell::new(None) };
        Leads(std::array::from_fn(|_| none()))
    }
}

/// What starts an amount at the token `at`.
pub(super) fn lead(view: &View, at: usize) -> Option<Lead> {
    let kept = kept(view, at)?;
    if kept.clean.get() { kept.lead.get() } else { None }
}

/// The same after a dash or a conjunction of a range or list, where what stands before is known.
pub(super) fn lead_inside(view: &View, at: usize) -> Option<Lead> {
    kept(view, at)?.lead.get()
}

#[inline]
fn kept<'a>(view: &View<'a>, at: usize) -> Option<&'a Kept> {
    let kept = &view.document.leads.0[at % KEPT];
    if kept.at.get() != at {
        keep(view, at, kept)?;
    }
    Some(kept)
}

fn keep(view: &View, at: usize, kept: &Kept) -> Option<()> {
    let token = view.token(at)?;
    kept.lead.set(if starts::amount(view, token, at) { unchecked(view, at) } else { None });
    kept.clean.set(starts_clean(view, at));
    kept.at.set(at);
    Some(())
}

/// The same at any token: at most of them, a long way to nothing.
pub(super) fn unchecked(view: &View, at: usize) -> Option<Lead> {
    if view.kind(at) == Some(Kind::Number) {
        let number = number(view, at).filter(|number| ends_clean(view, number.end))?;
        return Some(Lead { start: at, negative: false, signed: false, currency: None, number });
    }
    // A sign of money is no other sign.
    let mut sign = if view.kind(at) == Some(Kind::Symbol) { None } else { sign(view, at) };
    let mut next = sign.map_or(at, |(_, next)| next);
    let mut currency = None;
    let currency_at = next;
    if let Some((index, after)) = currency_before(view, next) {
        currency = Some(index);
        next = after;
    }
    let mut letter = currency.and_then(|_| scale_letter_before(view, next));
    next += usize::from(letter.is_some());
    if currency.is_none()
        && let Some(index) = million_code(view, next)
    {
        (currency, letter, next) = (Some(index), Some(6), next + 1);
    }
    if sign.is_none() && currency.is_some() && view.kind(next) != Some(Kind::Number) {
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
        number,
    })
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
        // `3 ,5 percent`: a number that was taken apart.
        Some(Kind::Comma) => view.glued(before) || before == view.start,
        // `1'23'45`
        Some(Kind::Quote) => {
            before == view.start || view.kind(before - 1) != Some(Kind::Number) || !view.glued(before)
        }
        Some(Kind::Slash | Kind::Colon | Kind::Equals | Kind::Possessive) => {
            view.kind(at) == Some(Kind::Symbol)
        }
        Some(Kind::Number) => {
            !matches!(view.kind(at), Some(Kind::Number | Kind::Word | Kind::Symbol | Kind::Hyphen))
        }
        Some(Kind::Symbol) => view.text(before) != "%" && view.kind(at) == Some(Kind::Symbol),
        _ => true,
    }
}

/// `6 . 2 %`, `3 / 4 %`, `35.1 4 billion`: the end of a number that was taken apart. A sentence may seem to end at the
/// point. Cells of a table that stand in a row have decimals alike.
fn is_cut(view: &View, at: usize) -> bool {
    if at > view.start
        && view.kind(at) == Some(Kind::Number)
        && view.kind(at - 1) == Some(Kind::Number)
        && view.text(at).len() < 3
        && view.text(at - 1).contains('.')
        && view.token(at).is_some_and(|token| token.flags & Token::LINE == 0)
    {
        return scale_at(view, at + 1).is_some();
    }
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
        Some(Kind::Word) => {
            view.is_any(end, UNITS)
                || view.has(end, Sense::NumberWord(NumberWord::Times))
                || view.has(end, Sense::NumberWord(NumberWord::Fold))
        }
        Some(Kind::Slash | Kind::Colon | Kind::Equals | Kind::Quote) => {
            view.kind(end + 1) != Some(Kind::Number) || !view.glued(end + 1)
        }
        Some(Kind::Number) => false,
        // A power or the mark of a note: `10³`, `1.5¹`.
        Some(Kind::Other) => {
            !matches!(view.text(end), "⁰" | "¹" | "²" | "³" | "⁴" | "⁵" | "⁶" | "⁷" | "⁸" | "⁹")
        }
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
            let opened = matches!(kind_before(view, at), Some(Kind::Open | Kind::Colon));
            let near = view.glued(at + 1) || opened;
            (may_sign(view, at) && near && signed(at + 1)).then_some((kind != Kind::Plus, at + 1))
        }
        _ => None,
    }
}

/// Whether what stands before a plus, minus, hyphen or dash lets it be a sign.
pub(super) fn may_sign(view: &View, at: usize) -> bool {
    !view.glued(at)
        || match kind_before(view, at) {
            None
            | Some(Kind::Open | Kind::Quote | Kind::Colon | Kind::Comma | Kind::Symbol | Kind::Bullet) => {
                true
            }
            Some(Kind::Slash) => view.kind(at) == Some(Kind::Plus),
            _ => false,
        }
}

fn kind_before(view: &View, at: usize) -> Option<Kind> {
    at.checked_sub(1).and_then(|before| view.kind(before))
}

/// The currency that the token means.
pub(super) fn currency_at(view: &View, at: usize) -> Option<u16> {
    const CURRENCIES: Classes = Classes::of(&[Class::Currency]);
    if !view.is_any(at, CURRENCIES) {
        return None;
    }
    view.find(at, |sense| if let Sense::Currency(index) = sense { Some(*index) } else { None })
}

/// A currency that may stand before a number, and the token after it.
fn currency_before(view: &View, at: usize) -> Option<(u16, usize)> {
    let index = currency_at(view, at)?;
    if view.kind(at) == Some(Kind::Symbol) {
        // `$$31.3`
        let doubled = view.kind(at + 1) == Some(Kind::Symbol)
            && view.glued(at + 1)
            && currency_at(view, at + 1) == Some(index);
        return Some((index, at + 1 + usize::from(doubled)));
    }
    let text = view.text(at);
    let letters = view.kind(at) == Some(Kind::Word) && text.chars().all(char::is_alphabetic);
    let number_glued = || view.glued(at + 1) && view.kind(at + 1) == Some(Kind::Number);
    if letters && words::is_letter(text) && !number_glued() {
        return None;
    }
    let word = letters && (text.starts_with(char::is_lowercase) || text.chars().nth(4).is_some());
    let shared = || view.lexicon.currency_candidates(index).len() > 1;
    if word && shared() && !number(view, at + 1).is_some_and(|number| number.scaled)
        || word && view.has(at, Sense::NumberWord(NumberWord::AfterOnly))
    {
        return None;
    }
    Some((index, at + 1))
}

/// `US$b 10.83`, `$m 5 210`: the scale letter between currency and number.
fn scale_letter_before(view: &View, at: usize) -> Option<i8> {
    let mult = scale_at(view, at)?;
    (view.glued(at) && !view.glued(at + 1) && view.kind(at + 1) == Some(Kind::Number)).then_some(mult)
}

/// `MSEK`, `MEUR`: a million of the currency.
pub(super) fn million_code(view: &View, at: usize) -> Option<u16> {
    view.token(at).filter(|token| is_siglum(token))?;
    let code = view.text(at).strip_prefix('M').filter(|code| code.len() == 3)?;
    view.lexicon.currency_of(code)
}

/// Whether the token is in capitals and no form: the one currency that no form says may be.
pub(super) fn is_siglum(token: &Token) -> bool {
    token.kind == Kind::Word && token.upper() && !token.lexeme.known()
}
