//! Bodies that are in no table: a capitalised name with `Council`, `Institute`, `Bureau`, which says something.

use super::{Read, Source, covers, says};
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, Voice};
use crate::scan::Kind;
use std::ops::Range;

/// How many items a name has at most.
const LONGEST: usize = 14;

/// `the Kenya Flower Council said`, `according to the National Cotton Council of America`.
pub(super) fn read(items: &Items, at: usize) -> Option<Read> {
    let begins =
        items.list[at].capital && (at == 0 || !items.list[at - 1].capital || items.is(at - 1, Cue::Article));
    if !begins {
        return None;
    }
    let range = run(items, at).filter(|range| range.start == at)?;
    let named = range.len() > 1 && range.clone().any(|i| items.is(i, Cue::Body) && items.list[i].capital);
    let table = range.clone().any(|i| super::row(items, i).is_some());
    if !named || table {
        return None;
    }
    let last = if items.is_mark(range.end, Kind::Open) { range.end + 2 } else { range.end - 1 };
    let first = if at > 0 && items.is(at - 1, Cue::Article) { at - 1 } else { at };
    let told = first > 0 && items.is(first - 1, Cue::Speech) && !items.is(first - 1, Cue::By);
    let end = range.end;
    let speaks = told || says(items, last.min(items.list.len() - 1));
    let source = speaks
        .then(|| Source { covers: covers(items), ..Source::named(items, range, Voice::Says, "source.body") });
    Some((source, end))
}

/// The capitalised name at `at` or behind its article: `the Organisation for Trade and Development`.
pub(super) fn run(items: &Items, at: usize) -> Option<Range<usize>> {
    let start = if items.is(at, Cue::Article) && at + 1 < items.list.len() { at + 1 } else { at };
    let capital = |i: usize| items.list.get(i).is_some_and(|item| item.capital) && !is_number(items, i);
    if !capital(start) {
        return None;
    }
    let mut end = start + 1;
    while end < start + LONGEST && !items.list[end - 1].possessive {
        let joins = |i: usize| {
            items.is_any(i, Cues::of(&[Cue::Of, Cue::And, Cue::For, Cue::In, Cue::Article]))
                || items.is_mark(i, Kind::Hyphen)
        };
        if capital(end) {
            end += 1;
        } else if joins(end) && capital(end + 1) {
            end += 2;
        } else if joins(end) && joins(end + 1) && capital(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    Some(start..end)
}

fn is_number(items: &Items, at: usize) -> bool {
    matches!(items.what(at), Some(What::Amount(_) | What::Period(_) | What::Mark(_)))
}
