//! The word next to a number that governs it.

use super::Before;
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Direction, Part, Sense};
use crate::scan::Kind;

/// The word that governs a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    Direction(Direction, Part, usize),
    Cue(Cue, usize),
    Open(usize),
    Comma,
    Amount(usize),
    Subject,
    Measure,
    None,
}

/// Cues that govern a number, in the order in which a word that has several is asked.
const GOVERNING: &[Cue] = &[
    Cue::Share,
    Cue::Level,
    Cue::Worth,
    Cue::Compare,
    Cue::To,
    Cue::From,
    Cue::By,
    Cue::At,
    Cue::Of,
    Cue::With,
    Cue::Than,
    Cue::Followed,
    Cue::Including,
    Cue::Average,
    Cue::Resulting,
    Cue::Earned,
    Cue::Forecast,
    Cue::Target,
    Cue::Be,
];

/// The nearest word before the number that governs it.
pub(super) fn governor(items: &Items, at: usize, before: &Before) -> Governor {
    let from = behind_object(items, at, before).unwrap_or(at);
    for i in (before.start..from).rev() {
        match items.what(i) {
            // `fell a larger 1.7 percent`: the verb governs.
            _ if is_degree(items, i) => {}
            Some(What::Direction(d, p)) => return Governor::Direction(d, p, i),
            Some(What::Amount(_)) => return Governor::Amount(i),
            Some(What::Measure) => return Governor::Measure,
            Some(What::Mark(Kind::Open)) => return Governor::Open(i),
            Some(What::Mark(Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Close))
                if i >= before.end =>
            {
                // `from China - $10.3 billion, Poland - $5.1 billion`.
                return if items.is_mark(i, Kind::Colon) || items.is_mark(i, Kind::Dash) && i == before.end {
                    Governor::Cue(Cue::Level, i)
                } else {
                    Governor::Comma
                };
            }
            _ if i < before.end && i >= before.start && !matches!(items.what(i), Some(What::Cue(_))) => {
                return Governor::Subject;
            }
            Some(What::Cue(_) | What::Flow(..)) => {
                if let Some(&cue) = GOVERNING.iter().find(|&&cue| items.is(i, cue)) {
                    if i < before.end {
                        return Governor::Subject;
                    }
                    return Governor::Cue(cue, i);
                }
            }
            _ => {}
        }
    }
    if before.end > before.start && at >= before.end { Governor::Subject } else { Governor::None }
}

/// `rose 8.2% from March and 24.1% from …`, `1.5 million tonnes from Ukraine and 0.8 million from …`: the cue before `and`
/// has its object, so that the number behind goes on from what stands before the cue.
fn behind_object(items: &Items, at: usize, before: &Before) -> Option<usize> {
    let plain = |i: &usize| items.is(*i, Cue::Article) || items.what(*i) == Some(What::Bound);
    let and = (at.saturating_sub(3)..at).rev().find(|i| !plain(i));
    let and = and.filter(|&i| items.is(i, Cue::And) || items.is(i, Cue::Contrast))?;
    let named = |i: &usize| matches!(items.what(*i), Some(What::Period(_) | What::Area(..)));
    let object = and.checked_sub(1).filter(named).filter(|&i| !items.list[i].possessive)?;
    let cue = (object.saturating_sub(2).max(before.start)..object).rev().find(|i| !plain(i))?;
    let area = matches!(items.what(object), Some(What::Area(..)));
    let takes = |cues: &[Cue]| cues.iter().any(|&taker| items.is(cue, taker));
    (takes(&[Cue::From, Cue::Compare, Cue::Than]) || area && takes(&[Cue::To, Cue::With])).then_some(cue)
}

/// The direction word before `at`, back to the start of the subject, with its item.
pub(super) fn direction_before(items: &Items, at: usize, start: usize) -> Option<(Direction, usize)> {
    (start..at).rev().find_map(|i| match items.what(i) {
        Some(What::Direction(direction, _)) if !is_degree(items, i) => Some((direction, i)),
        _ => None,
    })
}

/// Whether a comparative says of a change how large it is and not which way it goes: `a much slower 0.5 percent`, `at a
/// slower pace of 5 percent`, `fell more slowly, by 2 percent`, `rose less than expected, by 2 percent`.
fn is_degree(items: &Items, at: usize) -> bool {
    if !matches!(items.what(at), Some(What::Direction(_, Part::Adverb))) {
        return false;
    }
    if items.is(at + 1, Cue::Forecast) {
        return true;
    }
    items.is(at, Cue::Degree)
        && match items.what(at + 1) {
            Some(What::Word) if items.words(at + 1..at + 2).ends_with("ly") => true,
            // `by a less-robust 0.9 percent`.
            Some(What::Word | What::Mark(Kind::Hyphen)) => {
                let word = |i: &usize| matches!(items.what(*i), Some(What::Word | What::Mark(Kind::Hyphen)));
                let next = (at + 1..at + 4).find(|i| !word(i));
                has_article(items, at) && next.is_some_and(|i| matches!(items.what(i), Some(What::Amount(_))))
            }
            Some(What::Amount(_) | What::Bound | What::Basis(_)) => has_article(items, at),
            _ => items.is(at + 1, Cue::Pace) && has_article(items, at),
        }
}

/// Whether an article stands before the adjective, or before the words that strengthen it: `a much slower`.
fn has_article(items: &Items, at: usize) -> bool {
    let before = (at.saturating_sub(3)..at).rev().find(|&i| items.what(i) != Some(What::Word));
    before.is_some_and(|i| items.is(i, Cue::Article))
}

/// A direction word right behind the number: `percent more`, `-percent drop`, `percent year-on-year increase`.
pub(super) fn direction_behind(items: &Items, at: usize) -> Option<Direction> {
    let mut i = at + 1;
    if items.is_mark(i, Kind::Open) {
        i = (i..i + 5).find(|&k| items.is_mark(k, Kind::Close))? + 1;
    }
    for i in i..i + 3 {
        match items.what(i)? {
            What::Direction(direction, Part::Noun | Part::Adverb) => {
                let level_follows =
                    items.is(i + 1, Cue::At) && matches!(items.what(i), Some(What::Direction(_, Part::Verb)));
                return (!level_follows).then_some(direction);
            }
            What::Direction(direction, Part::Verb) if noun_too(items, i) => return Some(direction),
            // `grew 1 percent - well below the forecast`: a dash ends the phrase.
            What::Mark(Kind::Hyphen) if !items.tokens[items.list[i].tokens.start].glued() => return None,
            // `the 17.5 percent rate of contraction`, `a 4.9 percent annual rate of export growth`.
            What::Basis(_) | What::Cue(_) if items.is(i, Cue::Pace) && items.is(i + 1, Cue::Of) => {
                return match items.what(i + 2)? {
                    What::Direction(direction, Part::Noun) => Some(direction),
                    _ if items.is(i + 2, Cue::Growth) || items.is(i + 3, Cue::Growth) => Some(Direction::Up),
                    _ => None,
                };
            }
            What::Basis(_) | What::Word | What::Mark(Kind::Hyphen) => {}
            What::Cue(_)
                if items.is(i, Cue::Average) || items.is(i, Cue::Forecast) || items.is(i, Cue::Estimate) => {}
            _ => return None,
        }
    }
    None
}

fn noun_too(items: &Items, at: usize) -> bool {
    items.sense(at, |s| matches!(s, Sense::Direction(_, Part::Noun)).then_some(())).is_some()
}

/// Whether the word may be a noun of that direction: `decline`, `fall`.
pub(super) fn is_noun(items: &Items, at: usize, direction: Direction) -> bool {
    let noun = |sense: &Sense| (*sense == Sense::Direction(direction, Part::Noun)).then_some(());
    matches!(items.what(at), Some(What::Direction(..))) && items.sense(at, noun).is_some()
}

/// Whether the direction word already has its number before it: `5 percent below the $3 billion of May`.
pub(super) fn is_taken(items: &Items, direction: usize) -> bool {
    (direction.saturating_sub(3)..direction)
        .any(|i| matches!(items.what(i), Some(What::Amount(_))) && direction_behind(items, i).is_some())
}
