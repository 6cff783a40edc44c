//! Percentages and percentage points.
//!
//! ```text
//! percent  = number [-] (percent | points | basis points)
//!          | %number                                        %12
//!          | fraction [of] [a] [full] (percent | points)    three-quarters of a percentage point
//!          | a [full] points                                a percentage point
//! ```
//! Multiples and fractions in words are in `multiple`. Basis points become points, exactly.

use super::amount::{Lead, lead};
use super::measure::{self, Measured, Unit};
use super::{Match, MentionKind, Notes, UnitOf, View, bound, digits, multiple, words};
use crate::lexicon::{Class, Classes, Cue, NumberWord, Sense};
use crate::scan::Kind;
use crate::value::{Amount, Code};
use rust_decimal::Decimal;

const UNITS: Classes = Classes::of(&[Class::Percent, Class::Points, Class::BasisPoints]);

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let Some(measured) = measured(view, at) else { return multiple::in_words(view, at) };
    let kind =
        if measured.unit == UnitOf::Known(Code::POINTS) { MentionKind::Points } else { MentionKind::Percent };
    Some(measured.mention(kind, at, kind.as_str()))
}

fn measured(view: &View, at: usize) -> Option<Measured> {
    if !view.holds(UNITS) && !view.said.has_word(NumberWord::Points) {
        return None;
    }
    fraction_of_point(view, at)
        .or_else(|| one_point(view, at))
        .or_else(|| sign_before(view, at))
        .or_else(|| measure::read(view, at, unit))
}

/// How many tokens back a share or a rate of growth is looked for.
const SHARE_BACK: usize = 16;

/// `its share rose 1.2 points`: points of a share or of a rate of growth. Bare points are those of an index.
fn points_of_share(view: &View, number: usize, at: usize) -> bool {
    let whole = |i| view.has(i, Sense::Cue(Cue::Share)) || view.has(i, Sense::Cue(Cue::Growth));
    view.has(at, Sense::NumberWord(NumberWord::Points))
        && (view.start..number).rev().take(SHARE_BACK).any(whole)
        && !(view.start..number).rev().take(SHARE_BACK).any(|i| view.has(i, Sense::Measure))
}

/// What the token makes of a number: unit and factor.
fn sense(view: &View, at: usize) -> Option<(Code, Decimal)> {
    if !view.is_any(at, UNITS) {
        return None;
    }
    view.find(at, |sense| match sense {
        Sense::Percent => Some((Code::PERCENT, Decimal::ONE)),
        Sense::Points => Some((Code::POINTS, Decimal::ONE)),
        Sense::BasisPoints => Some((Code::POINTS, Decimal::new(1, 2))),
        _ => None,
    })
}

fn unit(view: &View, lead: &Lead, _inherited: Option<UnitOf>) -> Option<Unit> {
    if lead.currency.is_some() || lead.number.letter || lead.number.mult > 3 {
        return None;
    }
    let at = words::past_hyphen(view, lead.number.end);
    let points = (Code::POINTS, Decimal::ONE);
    let (code, factor) =
        sense(view, at).or_else(|| points_of_share(view, lead.start, at).then_some(points))?;
    Some(Unit { number: lead.number, unit: UnitOf::Known(code), factor, behind: true, end: at + 1 })
}

fn plain(view: &View, at: usize, end: usize, value: Amount, unit: Code) -> Measured {
    Measured {
        value,
        max: None,
        unit: UnitOf::Known(unit),
        signed: false,
        bound: bound::of(view, at, end),
        end,
        notes: Notes::new(),
    }
}

/// `half a percent`, `three-quarters of a percentage point`, `two-tenths of a point`.
fn fraction_of_point(view: &View, at: usize) -> Option<Measured> {
    let (numerator, denominator, mut end) = words::fraction(view, at)?;
    for skipped in
        [Sense::Cue(Cue::Of), Sense::NumberWord(NumberWord::One), Sense::NumberWord(NumberWord::Full)]
    {
        end = words::past_hyphen(view, end);
        end += usize::from(view.has(end, skipped));
    }
    end = words::past_hyphen(view, end);
    let (unit, factor) = sense(view, end)?;
    let (mantissa, decimals) = words::decimal(numerator, denominator)?;
    let value = Amount::new(mantissa, decimals, 0)?.times(factor)?;
    Some(plain(view, at, end + 1, value, unit))
}

/// `a percentage point`, `a full percentage point`.
fn one_point(view: &View, at: usize) -> Option<Measured> {
    // `two-thirds of a percentage point` has no exact value.
    let part = || {
        at >= view.start + 2
            && view.has(at - 1, Sense::Cue(Cue::Of))
            && view.is_any(at - 2, Classes::of(&[Class::Fraction]))
    };
    if !view.has(at, Sense::NumberWord(NumberWord::One)) || part() {
        return None;
    }
    let next = at + 1 + usize::from(view.has(at + 1, Sense::NumberWord(NumberWord::Full)));
    if !view.has(next, Sense::Points) || view.kind(next) != Some(Kind::Word) {
        return None;
    }
    Some(plain(view, at, next + 1, Amount::whole(1), Code::POINTS))
}

/// `%12`: the sign before the number.
fn sign_before(view: &View, at: usize) -> Option<Measured> {
    let sign = view.has(at, Sense::Percent) && view.kind(at) == Some(Kind::Symbol);
    if !sign
        || (view.glued(at) && at > view.start && view.kind(at - 1) != Some(Kind::Open))
        || !view.glued(at + 1)
    {
        return None;
    }
    let read = digits::read(view, at + 1)?;
    let closed = !view.glued(read.end)
        || matches!(
            view.kind(read.end),
            Some(Kind::Stop | Kind::Comma | Kind::Close | Kind::Semicolon | Kind::Quote)
        );
    if !closed || lead(view, read.end).is_some_and(|lead| lead.start == at) {
        return None;
    }
    Some(plain(view, at, read.end, Amount::new(read.mantissa, read.decimals, 0)?, Code::PERCENT))
}
