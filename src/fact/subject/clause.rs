//! What the clause of a flow noun says of it before its verb or pronoun: the good or the partner.

use super::Subject;
use super::area::{area_list_ending, codes};
use super::good::{commodity_list_ending, goods};
use super::noun::BEFORE;
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, Flow, Part};
use crate::scan::Kind;

/// `Gold was the leading export`, `Electronics remained the top export`: of the good before the verb.
pub(super) fn predicate(items: &Items, subject: &mut Subject) {
    let (flow, head) = (subject.flows[0].0, subject.head);
    let apart = subject.commodities.is_empty() && subject.partners.is_empty();
    let one = || !items.words(head..head + 1).ends_with('s');
    if !apart || !matches!(flow, Flow::X | Flow::M) || !one() {
        return;
    }
    let plain = |&i: &usize| {
        matches!(items.what(i), Some(What::Word | What::Direction(_, Part::Adverb)))
            || items.is_any(i, Cues::of(&[Cue::Be, Cue::Article, Cue::Overall]))
    };
    let lowest = head.saturating_sub(BEFORE);
    let Some(good) = (lowest..head).rev().find(|i| !plain(i)) else { return };
    let article = (good + 1..head).any(|i| items.is(i, Cue::Article));
    if article && matches!(items.what(good), Some(What::Commodity(_))) {
        let list = commodity_list_ending(items, good, lowest);
        subject.items.start = list.start;
        subject.commodities = goods(items, list);
    }
}

/// `lithium, whose exports tripled`: the good before the pronoun.
pub(super) fn antecedent(items: &Items, subject: &mut Subject) {
    let Some(good) = subject.items.start.checked_sub(3).filter(|_| subject.commodities.is_empty()) else {
        return;
    };
    let pronoun = items.is(good + 2, Cue::Relative) && items.is_mark(good + 1, Kind::Comma);
    if pronoun && matches!(items.what(good), Some(What::Commodity(_))) {
        subject.commodities = goods(items, commodity_list_ending(items, good, good.saturating_sub(BEFORE)));
    }
}

/// `that with the European Union was a deficit`: the partner before the verb.
pub(super) fn balance_with(items: &Items, subject: &mut Subject) {
    let bare = subject.flows[0].0 == Flow::B && subject.bare();
    let plain = |i: &usize| items.is(*i, Cue::Article) || items.what(*i) == Some(What::Word);
    let verb = (subject.head.saturating_sub(4)..subject.head).rev().find(|i| !plain(i));
    let Some(last) =
        verb.filter(|&verb| bare && items.is(verb, Cue::Be)).and_then(|verb| verb.checked_sub(1))
    else {
        return;
    };
    if !matches!(items.what(last), Some(What::Area(..))) {
        return;
    }
    let list = area_list_ending(items, last, 0);
    let with = (0..list.start).rev().find(|&i| !items.is(i, Cue::Article));
    let of = with.and_then(|with| with.checked_sub(1)).filter(|&of| items.is(of + 1, Cue::With));
    if of.is_some_and(|of| items.is(of, Cue::SameFlow)) {
        subject.partners = codes(items, list);
    }
}
