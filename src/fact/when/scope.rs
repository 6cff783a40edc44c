//! The part of a sentence in which the period of a row is looked for.

use crate::fact::item::{Items, What};
use crate::fact::row::Row;
use crate::lexicon::{Cue, Cues};
use std::ops::Range;

/// From the row's subject to the next row that starts behind its numbers.
pub(super) fn scope(items: &Items, rows: &[Row], index: usize, end: usize) -> Range<usize> {
    if rows.len() == 1 {
        return 0..end;
    }
    let extent = rows[index].extent();
    let start = if index == 0 { 0 } else { rows[index].start.min(extent.start) };
    let behind = |row: &Row| behind_period(items, row.extent().end);
    let start =
        rows[..index].iter().rev().map(behind).find(|&e| e <= extent.start && e > start).unwrap_or(start);
    let stop = rows
        .iter()
        .filter(|row| row.extent().start >= extent.end)
        .map(|row| if row.start >= extent.end { row.start } else { row.extent().start })
        .min()
        .unwrap_or(end);
    // `grew 36.7 percent versus September's 33.4 percent`: what is compared begins with the cue.
    let rated = rows.get(index + 1).is_some_and(|next| next.other_rate && next.extent().start == stop);
    let cue = |&i: &usize| {
        items.is_any(i, Cues::of(&[Cue::Compare, Cue::From, Cue::Than, Cue::Comparative, Cue::After]))
    };
    let stop = if rated { (extent.end..stop).rev().find(cue).unwrap_or(stop) } else { stop };
    start..stop
}

/// The index behind the period that follows a number at once: `$1.324 billion in January`.
fn behind_period(items: &Items, at: usize) -> usize {
    let preposition = items.is_any(at, Cues::of(&[Cue::In, Cue::Of, Cue::For, Cue::On]));
    let period = if preposition { at + 1 } else { at };
    if matches!(items.what(period), Some(What::Period(_))) { period + 1 } else { at }
}
