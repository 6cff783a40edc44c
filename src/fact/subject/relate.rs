//! What subjects take from each other and from what was said before.

use super::Subject;
use super::area::{LAST_PARTNER, area_list, codes};
use super::good::{commodity_run, printed};
use crate::fact::inherit::Context;
use crate::fact::item::{Items, What};
use crate::fact::name::{Name, Names};
use crate::lexicon::{AreaKind, Cue, Cues, Flow, FlowForm};
use crate::scan::Kind;
use smallvec::smallvec;
use std::ops::Range;

/// `The imports were down 22.6 percent`: those spoken of before; `Iranian imports` in a text about Japan's purchases from
/// Iran: the partner.
pub(super) fn resume(subjects: &mut [Subject], context: &Context) {
    for subject in subjects {
        let flow = subject.flows[0].0;
        let listed = subject.flows[0].1 == FlowForm::Partner;
        if subject.definite
            && !listed
            && subject.bare()
            && let Some(last) =
                context.last.as_ref().filter(|last| last.flows[0].0 == flow && flow != Flow::B)
        {
            subject.partners.clone_from(&last.partners);
            subject.commodities.clone_from(&last.commodities);
        }
        let named = subject.refs.first();
        let partner = || named.is_some() && named == context.partner.as_ref() && named != context.reporter();
        let noun = !matches!(subject.flows[0].1, FlowForm::Verb | FlowForm::WeakVerb) && !subject.owned;
        if flow == Flow::M && noun && subject.partners.is_empty() && partner() {
            subject.partners = std::mem::take(&mut subject.refs);
        }
    }
}

/// `and with the United States there was a surplus`: whom the balance is with, before it in its clause.
fn with_before(items: &Items, subject: &Subject) -> Names {
    let start = subject.items.start;
    let opens = |i: usize| {
        items.is_any(i, Cues::of(&[Cue::And, Cue::Contrast])) || matches!(items.what(i), Some(What::Mark(_)))
    };
    let with = (start.saturating_sub(7)..start).rev().find(|&i| items.is(i, Cue::With));
    let list = with.filter(|&with| with > 0 && opens(with - 1)).and_then(|with| area_list(items, with + 1));
    let plain = |i: usize| matches!(items.what(i), Some(What::Word | What::Cue(_)));
    match list {
        Some(list) if list.end < start && (list.end..start).all(plain) => codes(items, list),
        _ => Names::new(),
    }
}

/// `For the EU28, the first estimate was …`, `In Germany, exports …`: the reporter of the sentence. `From the European
/// Union, imports …`: the partner.
pub(super) fn fronted(items: &Items, subjects: &mut [Subject], context: &Context) {
    let first = usize::from(items.is(0, Cue::Contrast) || items.is(0, Cue::And));
    let from = items.is(first, Cue::From);
    // `In all, exports eased 1.6 percent`: behind those of one good.
    if items.is(first, Cue::Overall) && items.is_mark(first + 1, Kind::Comma) {
        subjects.iter_mut().for_each(|subject| subject.overall = true);
        return;
    }
    // `Excluding fuels, exports declined 5.2 percent and imports 5.1 percent`.
    if items.is(first, Cue::Excluding)
        && let Some(list) =
            commodity_run(items, first + 1).filter(|list| items.is_mark(list.end, Kind::Comma))
    {
        for subject in subjects.iter_mut().filter(|subject| subject.commodities.is_empty()) {
            subject.commodities = smallvec![printed(items, first..list.end)];
        }
        return;
    }
    if (from || items.is(first, Cue::To))
        && let Some(list) = area_list(items, first + 1).filter(|list| items.is_mark(list.end, Kind::Comma))
    {
        let partners = codes(items, list);
        let flow = if from { Flow::M } else { Flow::X };
        for subject in subjects.iter_mut().filter(|s| s.flows[0].0 == flow && s.partners.is_empty()) {
            subject.partners.clone_from(&partners);
        }
        return;
    }
    // `Trade in goods with the United States: exports decreased`.
    if let [head, others @ ..] = subjects
        && matches!(head.flows[0].0, Flow::B | Flow::T)
        && head.items.start <= 1
        && items.is_mark(head.items.end, Kind::Colon)
    {
        for subject in others.iter_mut().filter(|subject| subject.partners.is_empty()) {
            subject.partners.clone_from(&head.partners);
        }
    }
    for subject in subjects.iter_mut().filter(|s| s.flows[0].0 == Flow::B && s.partners.is_empty()) {
        subject.partners = with_before(items, subject);
    }
    // `With Mexico the gap was $15.1 billion`.
    if items.is(first, Cue::With)
        && let Some(list) = area_list(items, first + 1).filter(|list| items.is(list.end, Cue::Article))
        && let Some(subject) = subjects.iter_mut().find(|s| s.items.start == list.start && s.head > list.end)
        && subject.flows[0].0 == Flow::B
        && subject.partners.is_empty()
    {
        subject.items.start = list.end;
        subject.partners = std::mem::take(&mut subject.refs);
        return;
    }
    // `With European Union countries, Italy registered a deficit`.
    let closes = |list: &Range<usize>| {
        let end = list.end + usize::from(items.what(list.end) == Some(What::Word));
        items.is_mark(end, Kind::Comma)
    };
    if items.is(first, Cue::With)
        && let Some(list) = area_list(items, first + 1).map(|list| fronted_list(items, list)).filter(closes)
    {
        let balance = |s: &&mut Subject| matches!(s.flows[0].0, Flow::B | Flow::T) && s.partners.is_empty();
        for subject in subjects.iter_mut().filter(balance) {
            subject.partners = codes(items, list.clone());
        }
        return;
    }
    if !(items.is(0, Cue::For) || items.is(0, Cue::In)) {
        return;
    }
    let Some(list) = area_list(items, 1).filter(|list| items.is_mark(list.end, Kind::Comma)) else { return };
    let refs = codes(items, list);
    // `Exports to the United States rose 7.2 percent. For the European Union, exports rose 13.2 percent`.
    let country = |code: &Name| {
        items.lexicon.area(code).is_some_and(|area| area.kind == AreaKind::Country) && !refs.contains(code)
    };
    let partner = items.is(0, Cue::For) && context.partner.is_some() && context.topic().is_some_and(country);
    for subject in subjects.iter_mut().filter(|s| s.refs.is_empty()) {
        if !partner {
            subject.refs.clone_from(&refs);
            subject.owned = true;
        } else if subject.partners.is_empty() {
            subject.partners.clone_from(&refs);
        }
    }
}

/// `Chinese trade data showed copper imports jumped`, `data from China showed`: whose the figures are.
pub(super) fn of_data(items: &Items, subjects: &mut [Subject]) {
    let Some(first) = subjects.first().map(|subject| subject.items.start) else { return };
    if !items.has(Cue::Data) {
        return;
    }
    let told = |data: usize| (data + 1..first).any(|i| items.is(i, Cue::Speech));
    let area = |at: usize| matches!(items.what(at), Some(What::Area(..)));
    let Some(data) = (0..first).find(|&i| items.is(i, Cue::Data) && told(i)) else { return };
    let from = (items.is(data + 1, Cue::From) && area(data + 2)).then_some(data + 2);
    let before = (data.saturating_sub(2)..data).rev().find(|&i| area(i));
    let Some(owner) = from.or(before) else { return };
    let refs = codes(items, owner..owner + 1);
    for subject in subjects.iter_mut().filter(|s| s.refs.is_empty() && !s.own) {
        subject.refs.clone_from(&refs);
        subject.owned = true;
    }
}

/// `With China, Japan incurred a deficit`: behind the last comma without `and` the clause begins.
fn fronted_list(items: &Items, list: Range<usize>) -> Range<usize> {
    let comma = list.clone().rev().find(|&i| items.is_mark(i, Kind::Comma));
    let joined = |comma: usize| (comma..list.end).any(|i| items.is(i, Cue::And));
    let end = comma.filter(|&comma| !joined(comma) && !items.is_mark(list.end, Kind::Comma));
    list.start..end.unwrap_or(list.end)
}

/// `Nationally, foreign trade rose`: of the country, where a part of it reports.
pub(super) fn nationwide(items: &Items, subjects: &mut [Subject], context: &Context) {
    if !(items.is(0, Cue::Nationally) || items.is(1, Cue::Nationally)) {
        return;
    }
    let part = context.reporter().and_then(|code| items.lexicon.area(code));
    if let Some(country) = part.and_then(|part| part.parent.clone()) {
        for subject in subjects.iter_mut().filter(|subject| subject.refs.is_empty()) {
            subject.refs = smallvec![Name::new(&country)];
        }
    }
}

/// `trade with Russia rose, with exports and imports at …`, `China was the largest supplier, with imports of …`: what
/// comes along is about the same areas.
pub(super) fn accompany(items: &Items, subjects: &mut [Subject]) {
    for index in 1..subjects.len() {
        let (before, from) = subjects.split_at_mut(index);
        reporter_before(items, before, &mut from[0]);
        let (before, subject) = (&before[index - 1], &mut from[0]);
        let start = subject.items.start;
        let with = start > 0
            && (items.is(start - 1, Cue::With)
                || start > 1 && items.is(start - 1, Cue::Article) && items.is(start - 2, Cue::With));
        let of_partner = before.flows[0].1 == FlowForm::Partner;
        let again = matches!(subject.flows[0].1, FlowForm::WeakNoun | FlowForm::Proceeds)
            && subject.flows[0].0 == before.flows[0].0;
        // `imports from China were $296 billion and exports $70 billion, giving a U.S. deficit of $227 billion`.
        let result = (start.saturating_sub(2)..start).any(|i| items.is(i, Cue::Resulting));
        let same = subject.refs.is_empty() || subject.refs == before.refs;
        if result && same && subject.flows[0].0 == Flow::B && subject.partners.is_empty() && !subject.overall
        {
            subject.partners.clone_from(&before.partners);
        }
        if subject.partners[..] == [LAST_PARTNER] && !before.partners.is_empty() {
            subject.partners.clone_from(&before.partners);
            // `China is Australia's biggest market, with two-way trade worth $53 billion`.
            if subject.refs.is_empty() && before.flows[0].1 == FlowForm::Partner {
                subject.refs.clone_from(&before.refs);
            }
        }
        // `a deficit with China as exports dropped by a fifth`.
        if subject.bare()
            && !subject.definite
            && subject.flows[0].0 != before.flows[0].0
            && before.flows[0].0 == Flow::B
        {
            subject.partners.clone_from(&before.partners);
        }
        // `the biggest supplier of imported goods`: the good stands at the second word.
        let named = of_partner && subject.refs.is_empty() && subject.partners.is_empty() && !subject.overall;
        if (with || of_partner || again || shows(items, before, subject)) && subject.bare() || named {
            subject.refs.clone_from(&before.refs);
            subject.partners.clone_from(&before.partners);
            if subject.commodities.is_empty() {
                subject.commodities.clone_from(&before.commodities);
            }
            subject.overall = before.overall;
        }
    }
}

/// `U.S. exports set a record and imports from Japan fell 25 percent`: the same economy's.
fn reporter_before(items: &Items, before: &[Subject], subject: &mut Subject) {
    let joined = subject.items.start.checked_sub(1);
    let joined = joined.is_some_and(|i| items.is(i, Cue::And) || items.is(i, Cue::Contrast));
    let placed = joined && subject.refs.is_empty() && !subject.own && subject.flows[0].1 == FlowForm::Noun;
    let named = before.iter().rev().find(|before| !before.refs.is_empty());
    if let Some([code]) = named.map(|named| named.refs.as_slice())
        && placed
        && !subject.partners.is_empty()
        && !subject.partners.contains(code)
        && !subject.partners.iter().any(|partner| partner == LAST_PARTNER)
    {
        subject.refs = smallvec![code.clone()];
    }
}

/// `the EU balance showed a surplus`, `trade with China gave a deficit`: one balance in two words.
fn shows(items: &Items, before: &Subject, subject: &Subject) -> bool {
    let balances = matches!(before.flows[0].0, Flow::B | Flow::T) && subject.flows[0].0 == Flow::B;
    // `exports to China comprised the highest export value`.
    let again = before.flows == subject.flows && items.is(before.items.end, Cue::Share);
    let word = |i: usize| again && matches!(items.what(i), Some(What::Word | What::Direction(..)));
    let balances = balances || again;
    let verb = |i: usize| {
        items.is_any(i, Cues::of(&[Cue::Level, Cue::Resulting, Cue::Be])) || again && items.is(i, Cue::Share)
    };
    let inside = |i: usize| {
        verb(i) || word(i) || items.is(i, Cue::Article) || matches!(items.what(i), Some(What::Amount(_)))
    };
    let mut between = before.items.end..subject.items.start;
    balances && verb(between.start) && between.all(inside)
}

/// `Imports from Australia rose 36.7 percent, while European Union imports rose 28.2 percent`: the same imports from
/// another partner.
pub(super) fn same_side(items: &Items, subjects: &mut [Subject], context: &Context) {
    for index in 1..subjects.len() {
        let (before, from) = subjects.split_at_mut(index);
        let (before, subject) = (&before[index - 1], &mut from[0]);
        let other = subject.refs.first().is_some_and(|code| Some(code) != context.reporter());
        // `Imports rose, led by a 12.1 percent increase in shipments from China`: shipments that are imports.
        let shipped = before.flows[0] == (Flow::M, FlowForm::Noun)
            && subject.flows[0] == (Flow::X, FlowForm::WeakNoun)
            && items.is(subject.head + 1, Cue::From);
        if shipped && other && subject.partners.is_empty() {
            subject.flows[0].0 = Flow::M;
            subject.partners = std::mem::take(&mut subject.refs);
            subject.refs.clone_from(&before.refs);
        }
        // `imports hit a high in September, when shipments jumped 15 percent`: the same.
        let again = before.flows[0] == (Flow::M, FlowForm::Noun)
            && subject.flows[0] == (Flow::X, FlowForm::WeakNoun)
            && subject.bare()
            && subject.items.start > 0
            && items.is(subject.items.start - 1, Cue::When);
        if again {
            subject.flows[0].0 = Flow::M;
            subject.refs.clone_from(&before.refs);
            subject.partners.clone_from(&before.partners);
            subject.commodities.clone_from(&before.commodities);
        }
        let imports = [before, &*subject].iter().all(|s| matches!(s.flows[0], (Flow::M, FlowForm::Noun)));
        if imports
            && other
            && before.refs.is_empty()
            && !before.partners.is_empty()
            && subject.partners.is_empty()
        {
            subject.partners = std::mem::take(&mut subject.refs);
        }
    }
}

/// `the trade in goods deficit`: the trade is the balance's.
fn is_of_trade(last: &Subject, subject: &Subject) -> bool {
    let balance = subject.flows[0].0 == Flow::B && subject.refs.is_empty();
    let bare = matches!(last.flows[..], [(Flow::T, FlowForm::WeakNoun | FlowForm::Noun)]);
    balance && bare && last.items.end == subject.head && last.partners.is_empty()
}

/// Joins `exports and imports` into one subject with two flows: true where the last has taken this one up.
pub(super) fn coordinate(items: &Items, subjects: &mut Vec<Subject>, subject: &mut Subject) -> bool {
    if let Some(trade) = subjects.pop_if(|last| is_of_trade(last, subject)) {
        subject.items.start = trade.items.start;
        subject.refs = trade.refs;
        subject.commodities = trade.commodities;
        subject.own |= trade.own;
        subject.overall |= trade.overall;
    }
    if let Some(last) = subjects.last_mut() {
        let gap = last.items.end..subject.items.start;
        let joined = gap.len() == 1
            && (items.is(gap.start, Cue::And) || items.is_mark(gap.start, Kind::Comma))
            || gap.len() == 2 && items.is_mark(gap.start, Kind::Comma) && items.is(gap.start + 1, Cue::And);
        // A balance stands in a list of flows only where numbers are paired one by one.
        let one =
            |(flow, form): &(Flow, FlowForm)| matches!(flow, Flow::X | Flow::M) && *form != FlowForm::Partner;
        let traded = |s: &Subject| s.flows.iter().all(one);
        let joined = joined && (items.has(Cue::Respectively) || traded(last) && traded(subject));
        let new_flow =
            last.flows.iter().all(|(flow, _)| subject.flows.iter().all(|(other, _)| other != flow));
        if joined && new_flow {
            last.items.end = subject.items.end;
            last.flows.extend_from_slice(&subject.flows);
            extend(&mut last.partners, &mut subject.partners);
            extend(&mut last.refs, &mut subject.refs);
            extend(&mut last.commodities, &mut subject.commodities);
            last.each |= subject.each;
            last.growth |= subject.growth;
            return true;
        }
    }
    false
}

fn extend(list: &mut Names, more: &mut Names) {
    for member in more.drain(..) {
        if !list.contains(&member) {
            list.push(member);
        }
    }
}
