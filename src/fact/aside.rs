//! Clauses of a sentence that tell of another period than the rest of it.
//!
//! ```text
//! relative = , (which | whose | where) … number … period … ,     `exports, which fell 5 percent in March, rose`
//! fronted  = (after | following) … period … ,                    `Following a 5 percent decline in March, exports rose`
//! ```

use super::item::{Items, Sorts, What};
use super::row::Row;
use crate::lexicon::Cue;
use crate::scan::Kind;
use smallvec::SmallVec;
use std::ops::Range;

/// The clauses, each from its first word to the comma behind it.
pub(super) fn dated(items: &Items) -> SmallVec<[Range<usize>; 2]> {
    let mut clauses = SmallVec::new();
    if !items.any_of(Sorts::PERIOD) {
        return clauses;
    }
    let comma = |from: usize| (from..items.list.len()).find(|&i| items.is_mark(i, Kind::Comma));
    let holds = |clause: &Range<usize>, sort: fn(What) -> bool| {
        clause.clone().any(|i| items.what(i).is_some_and(sort))
    };
    let period = |what: What| matches!(what, What::Period(_));
    let amount = |what: What| matches!(what, What::Amount(_));
    if items.is(0, Cue::After) {
        clauses.extend(comma(0).map(|end| 0..end).filter(|clause| holds(clause, period)));
    }
    if items.has(Cue::Relative) {
        let starts = (1..items.list.len())
            .filter(|&i| items.is(i, Cue::Relative) && items.is_mark(i - 1, Kind::Comma));
        let relative = starts.filter_map(|start| comma(start).map(|end| start..end));
        // Behind it the sentence goes on.
        let on = |clause: &Range<usize>| holds(&(clause.end..items.list.len()), amount);
        clauses.extend(
            relative.filter(|clause| holds(clause, period) && holds(clause, amount)).filter(|c| on(c)),
        );
    }
    clauses
}

/// Whether the item stands in one of the clauses, and the row does not.
pub(super) fn is_apart(clauses: &[Range<usize>], item: usize, row: &Row) -> bool {
    let number = row.extent().start;
    clauses.iter().any(|clause| clause.contains(&item) && !clause.contains(&number))
}
