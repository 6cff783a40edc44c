//! Who compiled a number: the agency named in the sentence, else the one of the document.

use super::item::{Items, What};
use crate::document::Span;
use crate::lexicon::{Basis, Cue};
use crate::scan::Kind;

/// A dateline is no longer than so many items.
const DATELINE: usize = 12;

/// An agency as named.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Its name in the text.
    pub(super) name: String,
    /// Its code in `agencies.csv`.
    pub(super) code: String,
    /// The country it reports on; none for international bodies and generic names.
    pub(super) ref_area: Option<String>,
    /// What its monthly changes are measured from.
    pub(super) monthly_basis: Option<Basis>,
    /// A verb of saying stands in the sentence.
    pub(super) says: bool,
    /// Where it stands.
    pub(super) span: Span,
}

/// The agency that the sentence names as its source.
pub(super) fn find(items: &Items) -> Option<Source> {
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
        Some(What::Agency(row)) => {
            let agency = &items.lexicon.agencies[usize::from(row)];
            Some(Source {
                name: items.words(i..i + 1).split_whitespace().collect::<Vec<_>>().join(" "),
                code: agency.code.clone(),
                ref_area: agency.ref_area.clone(),
                monthly_basis: agency.monthly_basis,
                says,
                span: items.span(i..i + 1),
            })
        }
        _ => None,
    })
}
