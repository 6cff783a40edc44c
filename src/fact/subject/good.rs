//! Lists of goods, as printed.

use crate::fact::item::{Items, What};
use crate::fact::name::{Name, Names};
use crate::lexicon::{AreaForm, Cue, FlowForm};
use crate::scan::Kind;
use std::ops::Range;

/// The goods that start at `at`: words up to a verb, a preposition or a mark that ends the list.
pub(super) fn commodity_run(items: &Items, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    let mut last_word = at;
    while end < at + 12 {
        let word = match items.what(end) {
            Some(What::Commodity(_) | What::Word) => true,
            Some(What::Area(_, AreaForm::Demonym)) => end == at,
            Some(What::Cue(_)) => items.is(end, Cue::Goods) || items.is(end, Cue::Services),
            Some(What::Measure | What::Flow(_, FlowForm::WeakNoun)) => false,
            _ => false,
        };
        if word {
            end += 1;
            last_word = end;
        } else if end > at
            && (items.is(end, Cue::And)
                || items.is_mark(end, Kind::Comma)
                || items.is_mark(end, Kind::Hyphen))
        {
            end += 1;
        } else {
            break;
        }
    }
    // A list goes on only into another known good: `foods, feeds and beverages` is one entry of the table.
    // Behind a known good a plain word is a verb: `exports of auto parts went from …`.
    let mut known = false;
    let mut cut = at;
    let mut i = at;
    while i < last_word {
        if matches!(items.what(i), Some(What::Commodity(_))) {
            cut = i + 1;
            known = true;
        } else if items.is_mark(i, Kind::Comma) || items.is(i, Cue::And) {
            let goes_on =
                (i + 1..(i + 4).min(last_word)).any(|k| matches!(items.what(k), Some(What::Commodity(_))));
            if !goes_on {
                break;
            }
        } else if cut == i && !known {
            cut = i + 1;
        }
        i += 1;
    }
    (cut > at).then_some(at..cut)
}

/// The list of goods that ends at `last`: `engineering, electronics and rice`.
pub(super) fn commodity_list_ending(items: &Items, last: usize, lowest: usize) -> Range<usize> {
    let mut start = last;
    while start > lowest {
        let i = start - 1;
        let joined = items.is(i, Cue::And) || items.is_mark(i, Kind::Comma);
        match items.what(i) {
            // `CRUDE OIL Crude oil imports`: the heading says it, too.
            Some(What::Commodity(good)) if items.what(start) == Some(What::Commodity(good)) => break,
            Some(What::Commodity(_)) => start = i,
            _ if joined && i > lowest && matches!(items.what(i - 1), Some(What::Commodity(_))) => start = i,
            // `milk powder, butter, and cheese`.
            _ if items.is(i, Cue::And)
                && i > lowest + 1
                && items.is_mark(i - 1, Kind::Comma)
                && matches!(items.what(i - 2), Some(What::Commodity(_))) =>
            {
                start = i - 1
            }
            _ => break,
        }
    }
    start..last + 1
}

/// The goods of a list, as printed, in lower case.
pub(in crate::fact) fn goods(items: &Items, range: Range<usize>) -> Names {
    let mut goods = Names::new();
    let mut start = range.start;
    for at in range.clone() {
        let parts = items.is_mark(at, Kind::Comma) || items.is(at, Cue::And);
        if parts && at > start {
            goods.push(printed(items, start..at));
        }
        if parts {
            start = at + 1;
        }
    }
    if start < range.end {
        goods.push(printed(items, start..range.end));
    }
    goods
}

/// The words, with white space folded, in lower case.
pub(in crate::fact) fn printed(items: &Items, range: Range<usize>) -> Name {
    let words = items.words(range.clone());
    // Most goods are printed so already.
    let mut space = false;
    let small = words.bytes().all(|byte| {
        let double = std::mem::replace(&mut space, byte == b' ') && space;
        !double && (b' '..0x7F).contains(&byte) && !byte.is_ascii_uppercase()
    });
    if small { Name::new(words) } else { items.folded(range).to_lowercase().into() }
}
