//! What the words around a number say of it: about, more than, up to, or more.
//!
//! ```text
//! before = bound [a]              more than a, nearly, ~, >
//!        | bound the .. mark      crossed the $500bn mark
//! after  = or more | or less | or so | [-]plus
//! ```
//! `5 percent more than $30 billion` and `above the $5 billion of last year` compare and bound nothing.

use super::View;
use crate::lexicon::{Class, Classes, Cue, NumberWord, Sense};
use crate::scan::Kind;
use crate::value::Bound;

/// The bound of the amount whose tokens are `start..end`.
pub(super) fn of(view: &View, start: usize, end: usize) -> Bound {
    let bound = before(view, start);
    // A word of numbers, or one that is glued, as the plus of `5-plus`.
    let word = |at| view.is_any(at, Classes::of(&[Class::NumberWord]));
    let says_more = word(end) || view.glued(end) && word(super::words::past_hyphen(view, end));
    if !says_more {
        return bound;
    }
    match bound {
        Bound::Exact if view.has(end, Sense::NumberWord(NumberWord::Mark)) => crossed(view, start),
        Bound::Exact => after(view, end),
        bound => bound,
    }
}

pub(super) fn before(view: &View, start: usize) -> Bound {
    const BOUNDS: Classes = Classes::of(&[Class::Bound, Class::NumberWord]);
    let Some(mut at) = start.checked_sub(1) else { return Bound::Exact };
    let marks = view.marks(at);
    if !marks.classes.meets(BOUNDS) && !marks.cues.has(Cue::Than) && view.kind(at) != Some(Kind::Other) {
        return Bound::Exact;
    }
    if sense(view, at).is_none() && view.has(at, Sense::NumberWord(NumberWord::One)) && at > view.start {
        at -= 1;
    }
    let Some(bound) = sense(view, at) else { return or_than(view, at) };
    if matches!(bound, Bound::More | Bound::Less) && at > view.start && ends_amount(view, at - 1) {
        return Bound::Exact;
    }
    bound
}

/// `or less than 0.1 percent`, whose first words are one form of the lexicon.
fn or_than(view: &View, at: usize) -> Bound {
    if at == view.start || !view.has(at, Sense::Cue(Cue::Than)) {
        return Bound::Exact;
    }
    let word = |word| view.has(at - 1, Sense::NumberWord(word));
    match (word(NumberWord::OrMore), word(NumberWord::OrLess)) {
        (true, _) => Bound::More,
        (_, true) => Bound::Less,
        _ => Bound::Exact,
    }
}

/// The bound of a mark: what stands before its article.
fn crossed(view: &View, start: usize) -> Bound {
    let article = start.checked_sub(1).filter(|&at| view.has(at, Sense::Cue(Cue::Article)));
    let verb = article.and_then(|at| at.checked_sub(1)).filter(|&at| at >= view.start);
    let verb = verb.filter(|&at| at == view.start || !ends_amount(view, at - 1));
    verb.and_then(|at| sense(view, at)).unwrap_or_default()
}

/// Whether an amount ends with the token, so that the words behind it compare.
fn ends_amount(view: &View, at: usize) -> bool {
    view.kind(at) == Some(Kind::Number)
        || view.senses(at).iter().any(|sense| {
            matches!(
                sense,
                Sense::Percent
                    | Sense::Points
                    | Sense::BasisPoints
                    | Sense::Scale(_)
                    | Sense::Currency(_)
                    | Sense::Unit(_)
                    | Sense::NumberWord(NumberWord::Times)
                    | Sense::Ratio(_)
            )
        })
}

#[inline]
fn sense(view: &View, at: usize) -> Option<Bound> {
    let token = view.token(at)?;
    if token.kind == Kind::Other {
        return match view.text(at) {
            "~" | "≈" => Some(Bound::About),
            ">" | "≥" => Some(Bound::More),
            "<" | "≤" => Some(Bound::Less),
            _ => None,
        };
    }
    if !view.is_any(at, Classes::of(&[Class::Bound])) {
        return None;
    }
    view.find(at, |sense| if let Sense::Bound(bound) = sense { Some(*bound) } else { None })
}

fn after(view: &View, end: usize) -> Bound {
    // `0.5 billion dollars or less than 0.1 percent`: the words are of the number behind them.
    let ahead = view.has(end + 1, Sense::Cue(Cue::Than));
    let word = |at, word| !ahead && view.has(at, Sense::NumberWord(word));
    if word(end, NumberWord::OrMore) {
        Bound::More
    } else if word(end, NumberWord::OrLess) {
        Bound::Less
    } else if word(end, NumberWord::OrSo) {
        Bound::About
    } else if view.glued(end) && word(super::words::past_hyphen(view, end), NumberWord::Plus) {
        Bound::More
    } else {
        Bound::Exact
    }
}

/// The token before the amount and its words of bound.
pub(super) fn word_before(view: &View, start: usize) -> Option<usize> {
    let mut at = start.checked_sub(1)?;
    for _ in 0..2 {
        if at > view.start && (sense(view, at).is_some() || view.has(at, Sense::Cue(Cue::Article))) {
            at -= 1;
        }
    }
    Some(at)
}
