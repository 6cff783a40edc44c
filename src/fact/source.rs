//! Who compiled a number: the agency named in the sentence, else the one of the document.

use super::item::{Items, What};
use crate::lexicon::Cue;
use crate::scan::Kind;

/// A dateline is no longer than so many items.
const DATELINE: usize = 12;

/// An agency as named, with its row.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) row: u16,
    /// A verb of saying stands in the sentence.
    pub(super) says: bool,
}

/// The agency that the sentence names as its source.
pub(super) fn find(items: &Items) -> Option<Named> {
    let says = (0..items.list.len()).any(|i| items.is(i, Cue::Speech) || items.is(i, Cue::Level));
    (0..items.list.len()).find_map(|i| match items.what(i) {
        // `WASHINGTON (Reuters) -` names the wire.
        Some(What::Agency(_))
            if (1..DATELINE).contains(&i)
                && items.is_mark(i - 1, Kind::Open)
                && items.is_mark(i + 1, Kind::Close) =>
        {
            None
        }
        Some(What::Agency(row)) => Some(Named {
            name: items.words(i..i + 1).split_whitespace().collect::<Vec<_>>().join(" "),
            row,
            says,
        }),
        _ => None,
    })
}
