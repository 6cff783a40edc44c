//! Lists of areas, and the codes they give.

use super::Names;
use crate::fact::item::{Items, What};
use crate::lexicon::{AreaForm, AreaKind, Cue, Cues};
use crate::scan::Kind;
use std::ops::Range;

/// Stands for the partner named last until the link is made.
pub(in crate::fact) const LAST_PARTNER: &str = "@";

/// Stands for the group of countries named last.
pub(in crate::fact) const LAST_BLOC: &str = "@bloc";

/// The areas listed from `at`: `the EU, the United States (US) and members of ASEAN`.
pub(in crate::fact) fn area_list(items: &Items, at: usize) -> Option<Range<usize>> {
    let first = skip_to_area(items, at)?;
    // `to Japan's Sodeco`: a company, not the country.
    if items.list[first].possessive && !matches!(items.what(first + 1), Some(What::Area(..))) {
        return None;
    }
    let mut end = first + 1;
    loop {
        while is_acronym(items, end) {
            end += 3;
        }
        let mut next = end;
        while items.is_mark(next, Kind::Comma)
            || items.is(next, Cue::And)
            || items.is_mark(next, Kind::Hyphen)
            || items.is_mark(next, Kind::Dash)
            || items.is_mark(next, Kind::Slash)
        {
            next += 1;
        }
        if next == end || next > end + 2 {
            return Some(at..end);
        }
        // A possessive starts a phrase of its own: `to Russia and China's imports`.
        match skip_to_area(items, next) {
            Some(area)
                if !items.list[area].possessive
                    && !matches!(items.what(area + 1), Some(What::Flow(..)))
                    && !is_adjective(items, next, area) =>
            {
                end = area + 1
            }
            _ => return Some(at..end),
        }
    }
}

/// `from China and stronger U.S. demand`: a phrase of its own.
fn is_adjective(items: &Items, start: usize, area: usize) -> bool {
    let plain =
        |i: usize| matches!(items.what(i), Some(What::Word | What::Direction(..))) && !items.list[i].capital;
    plain(start) && start < area && (plain(area + 1) || items.what(area + 1) == Some(What::Measure))
}

/// The area at `at` or behind an article and a few plain words (`members of the European Union`).
fn skip_to_area(items: &Items, at: usize) -> Option<usize> {
    for i in at..at + 8 {
        match items.what(i)? {
            What::Mark(Kind::Hyphen) if i > at => {}
            _ if items.is(i, Cue::Relative) => return None,
            What::Area(..) if is_parent(items, i) => {}
            What::Area(..) => return Some(i),
            What::Word => {}
            // `from oil cartel OPEC`.
            What::Commodity(_) if word(items, i + 1) && matches!(items.what(i + 2), Some(What::Area(..))) => {
            }
            What::Cue(_)
                if items.is_any(
                    i,
                    Cues::of(&[
                        Cue::Article,
                        Cue::Of,
                        Cue::Each,
                        Cue::Overall,
                        Cue::World,
                        Cue::Reporter,
                        Cue::Members,
                        Cue::Excluding,
                    ]),
                ) => {}
            _ => return None,
        }
    }
    None
}

fn word(items: &Items, at: usize) -> bool {
    items.what(at) == Some(What::Word) && !items.list[at].capital
}

/// A place named by a word: `there`, `its northern neighbour`.
pub(super) fn place(items: &Items, at: usize) -> Option<Range<usize>> {
    (at..at + 6)
        .take_while(|&i| {
            items.is(i, Cue::Article)
                || items.is(i, Cue::Reporter)
                || matches!(items.what(i), Some(What::Word | What::Mark(Kind::Hyphen)))
                || is_place(items, i)
        })
        .find(|&i| is_place(items, i))
        .map(|i| at..i + 1)
}

fn is_place(items: &Items, at: usize) -> bool {
    items.is(at, Cue::Counterpart) || items.is(at, Cue::Bloc)
}

/// `(EU)` behind a name.
pub(super) fn is_acronym(items: &Items, at: usize) -> bool {
    items.is_mark(at, Kind::Open)
        && items.is_mark(at + 2, Kind::Close)
        && matches!(items.what(at + 1), Some(What::Area(..) | What::Agency(_) | What::Word))
}

/// `China, Australia's biggest market, took 35 percent`: the owner in an apposition.
pub(super) fn owns_apposition(items: &Items, at: usize) -> bool {
    // `Meanwhile, China's`: none.
    let named = |at: usize| matches!(items.what(at), Some(What::Area(..) | What::Mark(Kind::Close)));
    at > 1 && items.list[at].possessive && items.is_mark(at - 1, Kind::Comma) && named(at - 2)
}

/// The area before the apposition that a comma closes: of `China, Asia's largest economy,` China.
pub(super) fn before_apposition(items: &Items, close: usize) -> Option<usize> {
    let open = (close.saturating_sub(12)..close).rev().find(|&i| items.is_mark(i, Kind::Comma))?;
    let named = |at: usize| matches!(items.what(at), Some(What::Area(..))) && !items.list[at].possessive;
    let owner = matches!(items.what(open + 1), Some(What::Area(..))) && owns_apposition(items, open + 1);
    let plain = |i: usize| !matches!(items.what(i), Some(What::Amount(_) | What::Period(_)));
    let apposition = items.is_mark(close, Kind::Comma) && owner && (open..close).all(plain);
    open.checked_sub(1).filter(|&at| apposition && named(at))
}

/// The list of areas that ends at `last`, not before `lowest`.
pub(super) fn area_list_ending(items: &Items, last: usize, lowest: usize) -> Range<usize> {
    let mut start = last;
    loop {
        let mut before = start;
        // `the United States, ASEAN and the EU`.
        let article = before > lowest + 1 && items.is(before - 1, Cue::Article);
        if article && (items.is(before - 2, Cue::And) || items.is_mark(before - 2, Kind::Comma)) {
            before -= 1;
        }
        let from = before;
        while before > lowest
            && (items.is_mark(before - 1, Kind::Comma)
                || items.is(before - 1, Cue::And)
                || is_joint(items, before - 1))
            && from - before < 2
        {
            before -= 1;
        }
        // A list of two owners has `and`.
        let aside = start == last && owns_apposition(items, last);
        if before == from
            || before <= lowest
            || aside && before + 1 == last
            || !matches!(items.what(before - 1), Some(What::Area(..)))
            || items.list[before - 1].possessive
        {
            let fronted = start > 0 && start < last && is_fronted(items, start - 1, last);
            return if fronted { last..last + 1 } else { start..last + 1 };
        }
        start = before - 1;
    }
}

/// `With China, Japan incurred a deficit`: a comma without `and` behind a preposition that opens the sentence ends its
/// phrase.
fn is_fronted(items: &Items, preposition: usize, last: usize) -> bool {
    let opens = preposition == 0 || preposition == 1 && items.is(0, Cue::Contrast);
    let cues = Cues::of(&[Cue::With, Cue::To, Cue::From, Cue::In, Cue::For, Cue::Including]);
    let and = (preposition..last).any(|i| items.is(i, Cue::And));
    // `with the rest of Asia, including China, Japan had a surplus`.
    let part = preposition > 0
        && items.is(preposition, Cue::Including)
        && items.is_mark(preposition - 1, Kind::Comma);
    (opens || part) && items.is_any(preposition, cues) && items.is_mark(last - 1, Kind::Comma) && !and
}

/// The dash of `China–Russia trade`; not that of `SINGAPORE - China's imports`.
fn is_joint(items: &Items, at: usize) -> bool {
    let dash = items.is_mark(at, Kind::Hyphen) || items.is_mark(at, Kind::Dash);
    dash && items.tokens[items.list[at].tokens.start].glued()
}

/// The codes of the areas among the items; `there` stands for the partner named last and gives `@`.
pub(in crate::fact) fn codes(items: &Items, range: Range<usize>) -> Names {
    let mut codes = Names::new();
    // `countries other than the United States`.
    let without = range.clone().find(|&at| items.is(at, Cue::Excluding));
    for at in range {
        if items.is(at, Cue::Members) {
            codes.clear();
        }
        let code = match items.what(at) {
            Some(What::Area(_, _)) if is_parent(items, at) => continue,
            Some(What::Area(..)) if is_epithet(items, at) => LAST_PARTNER.into(),
            Some(What::Area(index, _)) => {
                let code = &items.lexicon.areas[usize::from(index)].code;
                if without.is_some_and(|without| without < at) {
                    format!("non-{code}").into()
                } else {
                    code.clone()
                }
            }
            _ if items.is(at, Cue::Counterpart) => LAST_PARTNER.into(),
            _ if items.is(at, Cue::Bloc) => LAST_BLOC.into(),
            _ => continue,
        };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// `the Asian manufacturing giant`, `the European nation`: one economy of a part of the world, which was named before.
fn is_epithet(items: &Items, at: usize) -> bool {
    let Some(What::Area(row, AreaForm::Demonym)) = items.what(at) else { return false };
    // `the north Asian nation`.
    let before = at.checked_sub(1).map(|i| if word(items, i) { i.saturating_sub(1) } else { i });
    let article = before.is_some_and(|before| items.is(before, Cue::Definite));
    let plain = |i: &usize| {
        matches!(items.what(*i), Some(What::Word | What::Measure | What::Commodity(_) | What::Cue(_)))
    };
    let one = || (at + 1..at + 4).take_while(plain).any(|i| items.is(i, Cue::Economy));
    article && items.lexicon.areas[usize::from(row)].kind == AreaKind::Bloc && one()
}

/// `China's` in `China's Zhejiang`: the part is meant.
fn is_parent(items: &Items, at: usize) -> bool {
    let (Some(What::Area(whole, _)), Some(What::Area(part, _))) = (items.what(at), items.what(at + 1)) else {
        return false;
    };
    let (whole, part) = (&items.lexicon.areas[usize::from(whole)], &items.lexicon.areas[usize::from(part)]);
    part.kind == AreaKind::Subdivision && part.parent.as_ref() == Some(&whole.code)
}
