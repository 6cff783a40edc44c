//! What stands behind a flow noun: `of oil`, `to Japan`, `from Canada`, `with the EU`, `going to China`.

use super::Subject;
use super::area::{LAST_PARTNER, area_list, codes, place};
use super::good::{commodity_run, goods, printed};
use crate::fact::item::{Items, Sorts, What};
use crate::fact::name::Name;
use crate::lexicon::{AreaForm, AreaKind, Cue, Cues, Flow, FlowForm, Part};
use crate::scan::Kind;
use smallvec::smallvec;
use std::ops::Range;

/// Words that a tail begins with.
const TAIL: Cues = Cues::of(&[
    Cue::Between,
    Cue::On,
    Cue::Of,
    Cue::In,
    Cue::Worth,
    Cue::To,
    Cue::For,
    Cue::From,
    Cue::With,
    Cue::Compare,
    Cue::By,
    Cue::Heading,
]);

/// One tail at `at`: the index behind it.
pub(super) fn tail(items: &Items, subject: &mut Subject, flow: Flow, at: usize) -> Option<usize> {
    let shipped = matches!(items.what(at), Some(What::Flow(verb, FlowForm::WeakVerb)) if verb == flow);
    if !shipped && !items.is_any(at, TAIL) && !may_head(items, at) {
        return None;
    }
    // `most exports in May went to China`.
    let dated = items.is(at, Cue::In) && matches!(items.what(at + 1), Some(What::Period(_)));
    if let Some(end) = heading(items, subject, flow, if dated { at + 2 } else { at }) {
        return Some(end);
    }
    if items.is(at, Cue::Between) && items.is(at + 1, Cue::Pair) {
        subject.own = true;
        return Some(at + 2);
    }
    if items.is(at, Cue::Between) {
        let list = area_list(items, at + 1)?;
        let codes = codes(items, list.clone());
        if let [first, others @ ..] = codes.as_slice() {
            subject.refs = smallvec![first.clone()];
            subject.partners = others.into();
        }
        return Some(list.end);
    }
    // `the shortfall on the trade balance`, `the deficit of the trade balance`: one balance in two words.
    if let (true, Some(end)) = (flow == Flow::B, of_balance(items, subject, at)) {
        return Some(end);
    }
    if items.is(at, Cue::Of) || items.is(at, Cue::In) || items.is(at, Cue::Worth) {
        return of(items, subject, at);
    }
    // `U.S. exports to the country`: the one named last.
    let joins = items.is(at, subject.joins_partner()) && subject.partners.is_empty();
    if joins
        && items.is(at + 1, Cue::Reporter)
        && !items.is(at + 1, Cue::Its)
        && !items.list[at + 1].possessive
    {
        subject.partners = smallvec![LAST_PARTNER.into()];
        return Some(at + 2);
    }
    // `the deficit with other countries`: not with the world.
    let others = at + 1 + usize::from(items.is(at + 1, Cue::Article));
    if items.is(others, Cue::Others) && items.is_any(at, Cues::of(&[Cue::To, Cue::With, Cue::From])) {
        subject.partners = smallvec![printed(items, others..others + 1)];
        return Some(others + 1);
    }
    let list = || area_list(items, at + 1).or_else(|| place(items, at + 1));
    // `exports to Grenville`: not to the world.
    let plain = joins && subject.flows[0].1 == FlowForm::Noun && list().is_none();
    if let Some(name) = unknown(items, subject.head, at + 1).filter(|_| plain) {
        subject.partners = smallvec![items.folded(name.clone()).into()];
        return Some(name.end);
    }
    let import = matches!(flow, Flow::M | Flow::RM);
    let balance = matches!(flow, Flow::B | Flow::T);
    if items.is(at, Cue::For) && area_list(items, at + 1).is_none() {
        return of_goods(items, subject, at + 1);
    }
    if items.is(at, Cue::To) || items.is(at, Cue::For) {
        let list = list()?;
        let codes = codes(items, list.clone());
        if import {
            // `U.S. imports into the EU`: those of U.S. goods.
            let origin = std::mem::replace(&mut subject.refs, codes);
            if subject.partners.is_empty() && origin != subject.refs && !subject.owned {
                subject.partners = origin;
            }
        } else if items.is(at, Cue::For) && balance && subject.refs.is_empty() {
            // `the surplus for the euro zone`.
            subject.refs = codes
        } else {
            subject.partners = codes
        }
        return Some(list.end);
    }
    if items.is(at, Cue::From) {
        let list = list()?;
        let codes = codes(items, list.clone());
        if import {
            subject.partners = codes
        } else if subject.refs.is_empty() || subject.owned || is_part(items, &codes, &subject.refs) {
            subject.refs = codes
        }
        return Some(list.end);
    }
    if (items.is(at, Cue::With) || items.is(at, Cue::Compare)) && balance {
        let list = list()?;
        subject.partners = codes(items, list.clone());
        return Some(list.end);
    }
    if items.is(at, Cue::By) {
        let list = area_list(items, at + 1)?;
        subject.refs = codes(items, list.clone());
        return Some(list.end);
    }
    None
}

/// Words with capitals that no table has, where not all words have them: some are titles.
fn unknown(items: &Items, head: usize, at: usize) -> Option<Range<usize>> {
    let name = |i: &usize| items.what(*i) == Some(What::Word) && items.list[*i].capital;
    let mut end = (at..at + 4).take_while(name).last()? + 1;
    if items.is_mark(end, Kind::Hyphen) && name(&(end + 1)) {
        end += 2;
    }
    let small =
        |i: usize| matches!(items.what(i), Some(What::Word | What::Direction(..))) && !items.list[i].capital;
    (!items.list[head].capital || (0..items.list.len()).any(small)).then_some(at..end)
}

/// `most exports went to China`: whatever the verb, where no number says what part.
fn may_head(items: &Items, at: usize) -> bool {
    items.what(at) == Some(What::Word) && !items.any_of(Sorts::AMOUNT)
}

/// `exports going to China`, `exports shipped to China`, `imports coming from China`: the index behind the partner.
fn heading(items: &Items, subject: &mut Subject, flow: Flow, at: usize) -> Option<usize> {
    let verb = match items.what(at) {
        Some(What::Flow(..)) => true,
        _ => items.is(at, Cue::Heading) || may_head(items, at),
    };
    if !verb || !subject.partners.is_empty() {
        return None;
    }
    let joins = match flow {
        Flow::M | Flow::RM => items.is(at + 1, Cue::From),
        Flow::B => false,
        _ => items.is_any(at + 1, Cues::of(&[Cue::To, Cue::For])),
    };
    let list = area_list(items, at + 2).filter(|_| joins)?;
    subject.partners = codes(items, list.clone());
    Some(list.end)
}

/// `China's exports from Guangdong`; not `Russia's exports from Baltic ports`.
fn is_part(items: &Items, parts: &[Name], of: &[Name]) -> bool {
    let parent = |code: &Name| items.lexicon.area(code).and_then(|area| area.parent.as_deref());
    parts.iter().all(|part| parent(part).is_some_and(|parent| of.iter().any(|code| **code == *parent)))
}

/// `on the goods trade balance`, `of the trade balance`: the index behind it.
fn of_balance(items: &Items, subject: &mut Subject, at: usize) -> Option<usize> {
    let on = items.is(at, Cue::On);
    if !on && !items.is(at, Cue::Of) {
        return None;
    }
    let mut head = at + 1;
    while items.is_any(head, Cues::of(&[Cue::Article, Cue::Goods, Cue::Overall]))
        || matches!(items.what(head), Some(What::Area(..))) && items.list[head].possessive
    {
        head += 1;
    }
    let balance =
        matches!(items.what(head), Some(What::Flow(flow, _)) if flow == Flow::B || on && flow == Flow::T);
    let goods = (at + 1..head).any(|i| items.is(i, Cue::Goods));
    if goods && (balance || on) {
        subject.commodities = smallvec!["goods".into()];
    }
    let refs = codes(items, at + 1..head);
    if balance && !refs.is_empty() {
        subject.refs = refs;
    }
    if balance { Some(head + 1) } else { (on && goods).then_some(head) }
}

/// `of …` and `in …`: an area, goods or a good.
pub(super) fn of(items: &Items, subject: &mut Subject, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while items.is(next, Cue::Article) || items.is(next, Cue::Adjusted) {
        next += 1;
    }
    // `the gap in goods and services trade`: the trade is the balance's.
    let behind_trade = |end: usize| {
        let trade = items.is(at, Cue::In) && matches!(items.what(end), Some(What::Flow(Flow::T, _)));
        if trade { end + 1 } else { end }
    };
    if items.is(next, Cue::Goods) && items.is(next + 1, Cue::And) && items.is(next + 2, Cue::Services) {
        return Some(behind_trade(next + 3));
    }
    for (cue, name) in [(Cue::Goods, "goods"), (Cue::Services, "services")] {
        if items.is(next, cue) {
            subject.commodities = smallvec![name.into()];
            return Some(behind_trade(next + 1));
        }
    }
    if let Some(list) = area_list(items, next) {
        let adjective = matches!(items.what(next), Some(What::Area(_, AreaForm::Demonym)))
            || list.len() == 1 && matches!(items.what(list.end), Some(What::Commodity(_)));
        if adjective && commodity_run(items, list.end).is_some() {
            let origin = codes(items, list.clone());
            if subject.flows[0].0 == Flow::M {
                subject.partners = origin
            } else {
                subject.refs = origin
            }
            return of_goods(items, subject, list.end);
        }
        // `the gap in U.S. trade`: the trade is the balance's.
        if items.is(at, Cue::In) && matches!(items.what(list.end), Some(What::Flow(Flow::T, _))) {
            subject.refs = codes(items, list.clone());
            let end = list.end + 1;
            return of(items, subject, end).or(Some(end));
        }
        if items.is(at, Cue::Of) {
            let named = codes(items, list.clone());
            // `trade of India and Iran` is between the two.
            if let ([first, second], Flow::T) = (named.as_slice(), subject.flows[0].0) {
                subject.refs = smallvec![first.clone()];
                subject.partners = smallvec![second.clone()];
                return Some(list.end);
            }
            subject.refs = named;
            return Some(list.end);
        }
        return in_country(items, subject, list);
    }
    if !items.is(at, Cue::In) {
        return of_goods(items, subject, next);
    }
    None
}

/// `crude imports in Japan fell`: whose they are, where no other economy is named.
fn in_country(items: &Items, subject: &mut Subject, list: std::ops::Range<usize>) -> Option<usize> {
    let flow = subject.flows[0].0;
    let moves = matches!(items.what(list.end), Some(What::Direction(_, Part::Verb)))
        || items.is_any(list.end, Cues::of(&[Cue::Be, Cue::Level]));
    let named = codes(items, list.clone());
    let country = |code: &Name| items.lexicon.area(code).is_some_and(|area| area.kind == AreaKind::Country);
    let one = matches!(flow, Flow::X | Flow::M) && subject.refs.is_empty() && !subject.own && moves;
    if !one || !named.iter().all(country) {
        return None;
    }
    subject.refs = named;
    Some(list.end)
}

fn of_goods(items: &Items, subject: &mut Subject, at: usize) -> Option<usize> {
    let list = commodity_run(items, at)?;
    // `growth of just 4.9 percent`: no good.
    let degree = list.len() == 1 && items.what(at) == Some(What::Word);
    if degree && matches!(items.what(list.end), Some(What::Amount(_) | What::Bound)) {
        return None;
    }
    subject.commodities = goods(items, list.clone());
    Some(list.end)
}
