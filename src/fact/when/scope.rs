//! The part of a sentence in which the period of a row is looked for.

use crate::fact::aside;
use crate::fact::item::{Items, What};
use crate::fact::row::Row;
use crate::lexicon::{Cue, Cues};
use std::ops::Range;

/// From the row's subject to the next row that starts behind its numbers.
pub(super) fn scope(items: &Items, rows: &[Row], index: usize, asides: &[Range<usize>]) -> Range<usize> {
    let end = items.list.len();
    if rows.len() == 1 {
        return 0..end;
    }
    let extent = rows[index].extent();
    // Rows of a clause of another period close nothing.
    let apart = |row: &&Row| aside::is_apart(asides, row.extent().start, &rows[index]);
    let first = rows[..index].iter().all(|row| apart(&row));
    let start = if first { 0 } else { rows[index].start.min(extent.start) };
    // `missed in March when imports rose 5.3 percent`.
    let when =
        start > 1 && items.is(start - 1, Cue::When) && matches!(items.what(start - 2), Some(What::Period(_)));
    let start = if when { start - 2 } else { start };
    let behind = |row: &Row| behind_period(items, row.extent().end);
    let before = rows[..index].iter().rev().filter(|row| !apart(row));
    let start = before.map(behind).find(|&e| e <= extent.start && e > start).unwrap_or(start);
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
    // `from a year earlier, when they fell 5 percent`: of both.
    let rated = rated && !(extent.end..stop).any(|i| items.is(i, Cue::When));
    let stop = if rated { (extent.end..stop).rev().find(cue).unwrap_or(stop) } else { stop };
    start..stop
}

/// The index behind the period that follows a number at once: `$1.324 billion in January`.
fn behind_period(items: &Items, at: usize) -> usize {
    let preposition = items.is_any(at, Cues::of(&[Cue::In, Cue::Of, Cue::For, Cue::On]));
    let period = if preposition { at + 1 } else { at };
    if matches!(items.what(period), Some(What::Period(_))) { period + 1 } else { at }
}
