//! Rates: `a day`, `per month`, `/year`, `per working day`, `per tonne`.
//!
//! ```text
//! rate = (per | a | each | / | -a-) [working] (unit of time | physical unit)
//! ```
//! `a year earlier`, `a month ago` are no rates.

use super::{View, words};
use crate::lexicon::{Cue, NumberWord, PeriodCue, Sense, TimeUnit};
use crate::scan::Kind;

/// A unit of time or a physical one after `per`, an article or a slash: its code.
pub(super) fn any<'a>(view: &View<'a>, at: usize) -> Option<&'a str> {
    if !may_open(view, at) {
        return None;
    }
    if view.has(at, Sense::NumberWord(NumberWord::Daily)) {
        return Some("d");
    }
    let (article, next) = opening(view, at)?;
    opened_time(view, article, next).map(|(code, _)| code).or_else(|| unit(view, next))
}

/// A unit of time after `per` or an article: its code, and one past the last token.
pub(super) fn time(view: &View, at: usize) -> Option<(&'static str, usize)> {
    if view.has(at, Sense::NumberWord(NumberWord::Daily)) {
        return Some(("d", at + 1));
    }
    let (article, next) = opening(view, at)?;
    opened_time(view, article, next)
}

fn opened_time(view: &View, article: bool, mut next: usize) -> Option<(&'static str, usize)> {
    if view.has(next, Sense::NumberWord(NumberWord::Working)) {
        next += 1;
    }
    let unit = view.find(next, |sense| if let Sense::TimeUnit(unit) = sense { Some(*unit) } else { None })?;
    let past = |cue| view.has(next + 1, Sense::Period(cue));
    if article
        && [PeriodCue::Earlier, PeriodCue::Event, PeriodCue::Since, PeriodCue::Previous].into_iter().any(past)
    {
        return None;
    }
    let code = match unit {
        TimeUnit::Day => "d",
        TimeUnit::Week => "wk",
        TimeUnit::Month => "mo",
        TimeUnit::Quarter => "q",
        TimeUnit::Year => "yr",
        TimeUnit::Half => return None,
    };
    Some((code, next + 1))
}

/// A physical unit: its code.
fn unit<'a>(view: &View<'a>, at: usize) -> Option<&'a str> {
    let row = view.find(at, |sense| if let Sense::Unit(row) = sense { Some(*row) } else { None })?;
    view.lexicon.units.get(usize::from(row)).map(|unit| unit.code.as_str())
}

/// Whether a rate may start at a token of that kind.
fn may_open(view: &View, at: usize) -> bool {
    matches!(view.kind(at), Some(Kind::Word | Kind::Slash | Kind::Hyphen))
}

/// What opens a rate: whether it is an article, and the token after it.
fn opening(view: &View, at: usize) -> Option<(bool, usize)> {
    let first = words::past_hyphen(view, at);
    let token = view.token(first)?;
    if token.kind == Kind::Slash {
        return Some((false, first + 1));
    }
    let marks = view.marks(first);
    let article = match () {
        () if marks.cues.has(Cue::Per) || marks.has_word(NumberWord::Each) => false,
        () if marks.has_word(NumberWord::One) => true,
        () => return None,
    };
    Some((article, words::past_hyphen(view, first + 1)))
}
