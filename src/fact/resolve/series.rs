//! Which of several parallel series a row is of: adjusted or not, at current or constant prices.
//!
//! | column       | code | words                              |
//! |--------------|------|------------------------------------|
//! | `adjustment` | `S`  | seasonally adjusted                |
//! |              | `W`  | working-day or calendar adjusted   |
//! |              | `Y`  | calendar and seasonally adjusted   |
//! |              | `T`  | trend                              |
//! |              | `N`  | not adjusted, original             |
//! | `price_base` | `Q`  | real, constant prices, by volume   |
//! |              | `V`  | nominal, current prices, by value  |
//!
//! The currency in which a change is told (`in yuan terms`) stands in the notes.
//!
//! The words stand before the row's numbers, right behind them, or at an end of the sentence; nothing is taken over from
//! another sentence.

use super::super::item::{Items, Sorts, What};
use super::super::row::Row;
use crate::document::Span;
use crate::lexicon::{Cue, Cues};
use crate::mention::MentionKind;
use crate::scan::Kind;

/// A code with the words that say it.
pub(super) type Stated = (&'static str, Span);

const ADJUSTMENTS: [(Cue, &str); 5] = [
    (Cue::CalendarAndSeasonal, "Y"),
    (Cue::Seasonal, "S"),
    (Cue::WorkingDays, "W"),
    (Cue::Trend, "T"),
    (Cue::Unadjusted, "N"),
];
const PRICE_BASES: [(Cue, &str); 2] = [(Cue::RealTerms, "Q"), (Cue::NominalTerms, "V")];

/// The cues of a table of codes.
const fn cues<const N: usize>(codes: &[(Cue, &str); N]) -> Cues {
    let (mut all, mut at) = (Cues::of(&[]), 0);
    while at < N {
        all = all.and(Cues::of(&[codes[at].0]));
        at += 1;
    }
    all
}
const ADJUSTING: Cues = cues(&ADJUSTMENTS);
const PRICING: Cues = cues(&PRICE_BASES);

/// The adjustment of the row.
pub(super) fn adjustment(items: &Items, row: &Row) -> Option<Stated> {
    stated(items, row, ADJUSTING, &ADJUSTMENTS)
}

/// The price base of the row; a quantity has none, whatever stands beside it.
pub(super) fn price_base(items: &Items, row: &Row) -> Option<Stated> {
    let quantity = row.level.is_some_and(|level| items.kind(level.item) == Some(MentionKind::Quantity));
    stated(items, row, PRICING, &PRICE_BASES).filter(|_| !quantity)
}

/// The adjustment of a whole release: `All figures are seasonally adjusted`, in a sentence without a number.
pub(in crate::fact) fn of_release(items: &Items) -> Option<&'static str> {
    let mut all = 0..items.list.len();
    if !items.any_is(Cues::of(&[Cue::Adjusted])) || items.any_of(Sorts::AMOUNT) {
        return None;
    }
    let codes = |i| ADJUSTMENTS.iter().find(|(cue, _)| items.is(i, *cue)).map(|(_, code)| *code);
    let said = |i: usize| items.is(i, Cue::Be);
    all.clone().any(said).then(|| all.find_map(codes)).flatten()
}

/// The words that say in which currency, or prices, a change is told.
pub(super) fn terms(items: &Items, row: &Row) -> Option<Span> {
    stated(items, row, Cues::of(&[Cue::Terms]), &[(Cue::Terms, "")]).map(|(_, span)| span)
}

fn stated(items: &Items, row: &Row, all: Cues, codes: &[(Cue, &'static str)]) -> Option<Stated> {
    if !items.any_is(all) {
        return None;
    }
    let (first, last) = row.ends()?;
    let code = |at: usize| {
        let code = codes.iter().find(|(cue, _)| items.is(at, *cue))?;
        Some((code.1, items.span(at..at + 1)))
    };
    let ends =
        |at: &usize| matches!(items.what(*at), Some(What::Amount(_) | What::Mark(Kind::Semicolon)) | None);
    // `4.4 percent in value and 6.4 percent in volume`: each has its own behind it.
    let joins = |at: &usize| ends(at) || items.is_mark(*at, Kind::Comma) || items.is(*at, Cue::And);
    let right_behind = (last + 1..last + 4).take_while(|at| !joins(at)).find_map(code);
    let own = || (0..first).rev().take_while(|at| !ends(at)).find_map(code);
    let inside = || (first..last).find_map(code);
    let behind = || (last + 1..).take_while(|at| !ends(at)).find_map(code);
    let fronted = || (0..first).rev().find_map(code);
    // `exports were up 1.3% and imports 3.4% on a seasonally adjusted basis`: of all clauses without a contrast.
    let apart = |at: &usize| items.is(*at, Cue::Contrast) || items.is_mark(*at, Kind::Semicolon);
    let trailing = || (last + 1..items.list.len()).take_while(|at| !apart(at)).find_map(code);
    right_behind.or_else(own).or_else(inside).or_else(behind).or_else(fronted).or_else(trailing)
}
