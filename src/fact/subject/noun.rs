//! A flow noun with the words before it and the tails behind it.

use super::area::{LAST_PARTNER, area_list, area_list_ending, codes, is_acronym, place};
use super::clause::{antecedent, balance_with, predicate};
use super::good::{commodity_list_ending, commodity_run, goods, printed};
use super::{Subject, owner};
use crate::fact::Name;
use crate::fact::item::{Items, What};
use crate::lexicon::{AreaForm, Cue, Cues, Direction, Flow, FlowForm, Part};
use crate::scan::Kind;
use smallvec::smallvec;

/// How many items before the flow word belong to it at most.
pub(super) const BEFORE: usize = 9;

/// The code of the world.
pub(in crate::fact) const WORLD: &str = "W0";

/// How many tails follow it at most.
const TAILS: usize = 4;

pub(super) fn read(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: smallvec![(flow, form)], ..Subject::default() };
    before(items, &mut subject, floor);
    antecedent(items, &mut subject);
    balance_with(items, &mut subject);
    after(items, &mut subject);
    predicate(items, &mut subject);
    owner::between(items, &mut subject);
    subject.growth = items.is(head, Cue::Growth)
        || matches!(items.what(subject.items.end), Some(What::Direction(Direction::Up, Part::Noun)));
    let first = subject.items.start;
    // `the July-September period exports`: the article is the period's.
    let dated = (first..head).any(|i| matches!(items.what(i), Some(What::Period(_))));
    subject.definite = items.is(first, Cue::Definite) && !dated;
    subject
}

/// Reads the words before the flow word.
fn before(items: &Items, subject: &mut Subject, floor: usize) {
    let head = subject.head;
    let lowest = floor.max(head.saturating_sub(BEFORE));
    let mut at = head;
    while at > lowest {
        let i = at - 1;
        let taken = match items.what(i) {
            Some(What::Area(..)) => {
                let list = area_list_ending(items, i, lowest);
                at = list.start + 1;
                let hyphen = list.len() > 1
                    && (list.start + 1..i)
                        .any(|k| items.is_mark(k, Kind::Hyphen) || items.is_mark(k, Kind::Dash));
                let codes = codes(items, list.clone());
                if codes.is_empty() {
                    // `China's` in `China's Guangdong`.
                } else if is_bound_for(items, i, head) {
                    subject.partners = codes;
                } else if hyphen && codes.len() == 2 {
                    subject.refs = smallvec![codes[0].clone()];
                    subject.partners = smallvec![codes[1].clone()];
                } else {
                    // `intra-EU trade`: between its members.
                    if list.start > lowest + 1 && items.is(list.start - 2, Cue::Intra) {
                        subject.partners.clone_from(&codes);
                    }
                    // `Japan's Iranian crude imports`: the owner reports, the adjective is the partner.
                    let owner = items.list[list.end - 1].possessive && !subject.refs.is_empty();
                    if owner && subject.flows[0].0 == Flow::M && subject.partners.is_empty() {
                        subject.partners = std::mem::take(&mut subject.refs);
                    }
                    subject.refs = codes;
                }
                true
            }
            Some(What::Commodity(_)) => {
                let mut list = commodity_list_ending(items, i, lowest);
                // `non-petroleum imports`.
                if list.start >= lowest + 2
                    && items.is_mark(list.start - 1, Kind::Hyphen)
                    && items.is(list.start - 2, Cue::Excluding)
                {
                    list.start -= 2;
                }
                at = list.start + 1;
                subject.commodities = goods(items, list);
                true
            }
            // `the surplus of $7.5 billion in April offset its deficit`: no month of the deficit.
            Some(What::Period(_)) if i > 0 && items.is(i - 1, Cue::In) => {
                !(at..head).any(|k| items.what(k) == Some(What::Word))
            }
            Some(What::Period(_) | What::Basis(_) | What::Direction(_, Part::Adverb)) => true,
            Some(What::Currency(_)) => true,
            Some(What::Cue(_)) => cue_before(items, subject, i),
            Some(What::Agency(_)) => false,
            Some(What::Word) => !items.list[i].capital || i == 0,
            Some(What::Mark(Kind::Hyphen)) => items.tokens[items.list[i].tokens.start].glued(),
            _ => false,
        };
        if !taken {
            break;
        }
        at -= 1;
        if matches!(
            items.what(at),
            Some(What::Area(..) | What::Commodity(_) | What::Cue(_) | What::Period(_))
        ) {
            subject.items.start = at;
        }
    }
    // `halved its Iranian crude imports`: those from Iran.
    let named = subject.own && !subject.refs.is_empty() && subject.refs[..] != [WORLD];
    if named && subject.flows[0].0 == Flow::M && subject.partners.is_empty() {
        subject.partners = std::mem::take(&mut subject.refs);
    }
    // `China's global exports` are China's.
    if subject.own && subject.refs[..] == [WORLD] {
        subject.refs.clear();
    }
    if subject.refs.is_empty() {
        owner::find(items, subject, floor);
        subject.owned = !subject.refs.is_empty();
    }
}

/// Takes a cue before the flow word; false ends the phrase.
fn cue_before(items: &Items, subject: &mut Subject, at: usize) -> bool {
    if items.is(at, Cue::World) && subject.refs.is_empty() {
        subject.refs = smallvec![WORLD.into()];
        subject.overall = true;
    } else if items.is(at, Cue::Overall) {
        subject.overall = true;
    } else if is_all_goods(items, at) {
        // `goods and services imports`: all of them.
        subject.commodities.clear();
    } else if items.is(at, Cue::Goods) {
        subject.commodities = smallvec!["goods".into()];
    } else if items.is(at, Cue::Services) {
        subject.commodities = smallvec!["services".into()];
    } else if items.is(at, Cue::Each) {
        subject.each = true;
    } else if items.is(at, Cue::Reporter) {
        subject.own = true;
    } else if items.is(at, Cue::Average) {
        subject.daily |= items.is(at, Cue::Daily);
    } else {
        return items.is_any(
            at,
            Cues::of(&[
                Cue::Article,
                Cue::Adjusted,
                Cue::Abroad,
                Cue::Estimate,
                Cue::Revised,
                Cue::Volume,
                Cue::BoundFor,
                Cue::Intra,
                Cue::Monthly,
                Cue::Bilateral,
                Cue::Nationally,
                Cue::Saw,
            ]),
        );
    }
    true
}

/// One of the words of `goods and services`.
pub(super) fn is_all_goods(items: &Items, at: usize) -> bool {
    (at.saturating_sub(2)..=at).any(|goods| {
        items.is(goods, Cue::Goods) && items.is(goods + 1, Cue::And) && items.is(goods + 2, Cue::Services)
    })
}

/// `U.S.-bound shipments`: the area is the partner.
fn is_bound_for(items: &Items, area: usize, head: usize) -> bool {
    (area + 1..head).any(|i| items.is(i, Cue::BoundFor))
}

/// Reads the tails behind the flow word.
fn after(items: &Items, subject: &mut Subject) {
    let (flow, _) = subject.flows[0];
    let mut at = subject.items.end;
    for _ in 0..TAILS {
        while matches!(items.what(at), Some(What::Period(_)))
            || items.is(at, Cue::Abroad)
            || is_acronym(items, at)
        {
            at += if is_acronym(items, at) { 3 } else { 1 };
        }
        let Some(end) = tail(items, subject, flow, at) else { break };
        at = end;
        subject.items.end = end;
    }
    behind_number(items, subject, at);
}

/// `a surplus of $3 billion with Japan`, `exports of $3 billion to Japan`: the partner behind the number.
fn behind_number(items: &Items, subject: &mut Subject, at: usize) {
    let number = (at + 1..at + 4).find(|&i| matches!(items.what(i), Some(What::Amount(_))));
    let Some(number) = number.filter(|_| items.is(at, Cue::Of) && subject.partners.is_empty()) else {
        return;
    };
    let flow = subject.flows[0].0;
    let trade = flow == Flow::B && is_trade_behind(items, number + 2);
    let next = if trade { number + 3 } else { number + 1 };
    if items.is(next, subject.joins_partner()) {
        let end = subject.items.end;
        tail(items, subject, flow, next);
        subject.items.end = end;
    }
}

/// `a surplus of $3 billion in trade with Japan`: the trade at `at` is that of the surplus.
pub(super) fn is_trade_behind(items: &Items, at: usize) -> bool {
    at >= 2
        && matches!(items.what(at), Some(What::Flow(Flow::T, _)))
        && items.is(at - 1, Cue::In)
        && matches!(items.what(at - 2), Some(What::Amount(_)))
        && (3..6).any(|back| at > back && items.is(at - back, Cue::Of))
}

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
fn tail(items: &Items, subject: &mut Subject, flow: Flow, at: usize) -> Option<usize> {
    let shipped = matches!(items.what(at), Some(What::Flow(verb, FlowForm::WeakVerb)) if verb == flow);
    if !shipped && !items.is_any(at, TAIL) {
        return None;
    }
    if let Some(end) = heading(items, subject, flow, at) {
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

/// `exports going to China`, `exports shipped to China`, `imports coming from China`: the index behind the partner.
fn heading(items: &Items, subject: &mut Subject, flow: Flow, at: usize) -> Option<usize> {
    let verb = matches!(items.what(at), Some(What::Flow(..)));
    if !verb && !items.is(at, Cue::Heading) || !subject.partners.is_empty() {
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
        return None;
    }
    if !items.is(at, Cue::In) {
        return of_goods(items, subject, next);
    }
    None
}

fn of_goods(items: &Items, subject: &mut Subject, at: usize) -> Option<usize> {
    let list = commodity_run(items, at)?;
    subject.commodities = goods(items, list.clone());
    Some(list.end)
}
