//! Who compiled a number: the agency named in the sentence, else the one of the document.

use super::item::{Items, What};
use crate::lexicon::Cue;

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
        Some(What::Agency(row)) => Some(Named {
            name: items.words(i..i + 1).split_whitespace().collect::<Vec<_>>().join(" "),
            row,
            says,
        }),
        _ => None,
    })
}
