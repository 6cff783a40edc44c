//! Partners by rank: `the largest partner for EU exports`, `China, Australia's top iron ore customer, bought …`.

use super::Subject;
use super::area::{codes, owns_apposition};
use super::good::{commodity_list_ending, goods};
use super::{owner, verb};
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, Flow, FlowForm};
use crate::mention::MentionKind;
use std::ops::Range;

/// `China was the largest source of EU imports`, `the main partners for EU exports`: one flow in two words. Takes the rank
/// before the flow into the subject, and away from those before it.
pub(super) fn join(items: &Items, subjects: &mut Vec<Subject>, subject: &mut Subject, floor: usize) {
    let [(flow, FlowForm::Noun | FlowForm::WeakNoun)] = subject.flows[..] else { return };
    if !matches!(flow, Flow::X | Flow::M | Flow::T) {
        return;
    }
    let Some(head) = head(items, subjects.last(), subject.items.start) else { return };
    let Some(What::Flow(of, FlowForm::Partner)) = items.what(head) else { return };
    if of != flow && of != Flow::T {
        return;
    }
    let last = subjects.pop_if(|last| last.head == head);
    let rank = last.unwrap_or_else(|| verb::partner(items, head, floor, of, FlowForm::Partner));
    let other = !rank.refs.is_empty() && !subject.refs.is_empty() && rank.refs != subject.refs;
    if other || owner::is_epithet(items, &rank) {
        return;
    }
    subject.flows[0].1 = FlowForm::Partner;
    (subject.items.start, subject.head) = (rank.items.start, head);
    if subject.refs.is_empty() {
        subject.refs = rank.refs;
    }
    if subject.partners.is_empty() {
        subject.partners = rank.partners;
    }
    if subject.commodities.is_empty() {
        subject.commodities = rank.commodities;
    }
    subject.own |= rank.own;
}

/// The partner word whose flow begins at `start`: `partner for`, `supplier of EU` with the area taken up.
fn head(items: &Items, last: Option<&Subject>, start: usize) -> Option<usize> {
    let rank = |at: usize| matches!(items.what(at), Some(What::Flow(_, FlowForm::Partner)));
    let joint = (start.saturating_sub(2)..start).rev().find(|&i| !items.is(i, Cue::Article));
    let joint = joint.filter(|&i| items.is_any(i, Cues::of(&[Cue::For, Cue::Of, Cue::In])));
    let named = || last.filter(|last| last.items.end == start && items.is(last.head + 1, Cue::Of));
    let head = joint.and_then(|joint| joint.checked_sub(1)).or_else(|| named().map(|last| last.head));
    head.filter(|&head| rank(head))
}

/// `Tourism is Thailand's largest source of income`: no source of goods.
pub(super) fn is_of_other(items: &Items, head: usize) -> bool {
    let behind = |i: usize| {
        matches!(items.what(i), Some(What::Commodity(_) | What::Flow(Flow::M, _))) || items.is(i, Cue::Goods)
    };
    items.is(head, Cue::Origin) && !(items.is(head + 1, Cue::Of) && (head + 2..head + 5).any(behind))
}

/// Whether a verb of trade stands behind the comma that closes an apposition: `China, Japan's biggest partner, imported`.
pub(super) fn trades_behind(items: &Items, open: usize, head: usize) -> bool {
    if !owns_apposition(items, open + 1) {
        return false;
    }
    let close = (head + 1..head + 4).find(|&i| matches!(items.what(i), Some(What::Mark(_))));
    let share = |verb: usize| (verb + 1..verb + 4).any(|i| items.kind(i) == Some(MentionKind::Percent));
    close.is_some_and(|close| {
        let verb = close + 1 + usize::from(items.is(close + 1, Cue::Be));
        matches!(items.what(verb), Some(What::Flow(_, FlowForm::Verb | FlowForm::WeakVerb))) && !share(verb)
    })
}

/// `Russia, Turkey's top wheat supplier, shipped 3 million tonnes`: what the apposition says of the partner and the good of
/// a verb that names none. Who exports or imports does so with the world.
pub(super) fn of_apposition(items: &Items, subject: &mut Subject, aside: Range<usize>) {
    let rank = aside.clone().find_map(|i| match items.what(i) {
        Some(What::Flow(flow, FlowForm::Partner)) => Some(flow),
        _ => None,
    });
    let (flow, form) = subject.flows[0];
    let fits = matches!((rank, flow), (Some(Flow::M), Flow::X) | (Some(Flow::X), Flow::M));
    if rank.is_none() || !matches!(flow, Flow::X | Flow::M) {
        return;
    }
    let behind = subject.head + 1..subject.head + 8;
    let its = || flow == Flow::M && behind.clone().any(|i| items.is(i, Cue::Its));
    let sold = fits && form == FlowForm::WeakVerb;
    if subject.partners.is_empty() && (sold || its()) {
        subject.partners = codes(items, aside.start..aside.start + 1);
    }
    let quantity = || behind.clone().any(|i| items.kind(i) == Some(MentionKind::Quantity));
    let good = aside.clone().rev().find(|&i| matches!(items.what(i), Some(What::Commodity(_))));
    if let Some(good) = good.filter(|_| fits && subject.commodities.is_empty() && quantity()) {
        subject.commodities = goods(items, commodity_list_ending(items, good, aside.start));
    }
}
