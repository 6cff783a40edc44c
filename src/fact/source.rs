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
    /// Its sentence gives it as the source of what is said around it, too.
    pub(super) covers: bool,
    /// Where it stands.
    pub(super) span: Span,
}

/// The agency that the sentence names as its source: the first, or the name behind it (`the statistics office Eurostat`).
pub(super) fn find(items: &Items) -> Option<Source> {
    let first = (0..items.list.len()).find(|&i| is_source(items, i))?;
    let at = if is_source(items, first + 1) { first + 1 } else { first };
    let Some(What::Agency(row)) = items.what(at) else { return None };
    let agency = &items.lexicon.agencies[usize::from(row)];
    Some(Source {
        name: items.words(at..at + 1).split_whitespace().collect::<Vec<_>>().join(" "),
        code: agency.code.clone(),
        ref_area: agency.ref_area.clone(),
        monthly_basis: agency.monthly_basis,
        covers: covers(items, at),
        span: items.span(at..at + 1),
    })
}

/// An agency that is neither the wire of a dateline, `WASHINGTON (Reuters) -`, nor the one that is told, nor a part of
/// `customs-cleared`.
fn is_source(items: &Items, i: usize) -> bool {
    let dateline =
        (1..DATELINE).contains(&i) && items.is_mark(i - 1, Kind::Open) && items.is_mark(i + 1, Kind::Close);
    matches!(items.what(i), Some(What::Agency(_)))
        && !dateline
        && !items.is_mark(i + 1, Kind::Hyphen)
        && !follows(items, i, Cue::Hearer)
}

/// Whether an agency speaks for the sentences around it: it says something itself, and of trade or in figures.
fn covers(items: &Items, i: usize) -> bool {
    let any = |test: &dyn Fn(usize) -> bool| (0..items.list.len()).any(test);
    let says = any(&|i| items.is(i, Cue::Speech) || items.is(i, Cue::Level));
    let topic = || any(&|i| matches!(items.what(i), Some(What::Amount(_) | What::Flow(..))));
    says && !follows(items, i, Cue::Affiliation) && topic()
}

/// Whether a cue stands before an item, with no more than an article between.
fn follows(items: &Items, i: usize, cue: Cue) -> bool {
    i >= 1 && items.is(i - 1, cue) || i >= 2 && items.is(i - 1, Cue::Article) && items.is(i - 2, cue)
}
