//! A flow noun with the words before it and the tails behind it.

use super::area::{area_list_ending, codes, is_acronym};
use super::clause::{antecedent, balance_with, predicate};
use super::good::{commodity_list_ending, goods, printed};
use super::tail::tail;
use super::{Subject, owner};
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, Direction, Flow, FlowForm, NumberWord, Part, Sense, TimeUnit};
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
    // `Of the main export items, electronics rose`: of all exports.
    let part = first == 1 && items.is(0, Cue::Of);
    subject.definite = items.is(first, Cue::Definite) && !dated && !part;
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
            // `(goods) exports`.
            Some(What::Mark(Kind::Close)) if i > lowest + 1 && items.is_mark(i - 2, Kind::Open) => {
                let part = items.is_any(i - 1, Cues::of(&[Cue::Goods, Cue::Services]));
                part && cue_before(items, subject, i - 1) && {
                    at = i - 1;
                    true
                }
            }
            Some(What::Cue(_)) => cue_before(items, subject, i),
            // `Thai customs-cleared exports`.
            Some(What::Agency(_)) => items.is_mark(i + 1, Kind::Hyphen),
            // `non-traditional exports`: a part of them.
            Some(What::Word) if is_kind_left_out(items, i, lowest) => {
                at = i - 1;
                if subject.commodities.is_empty() {
                    subject.commodities = smallvec![printed(items, i - 2..i + 1)];
                }
                true
            }
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

/// `non-automotive`, `non-traditional`: a kind that no table has; `non-seasonally adjusted` is none.
fn is_kind_left_out(items: &Items, word: usize, lowest: usize) -> bool {
    let hyphen = word > lowest + 1 && items.is_mark(word - 1, Kind::Hyphen);
    hyphen && items.is(word - 2, Cue::Excluding) && !items.words(word..word + 1).ends_with("ly")
}

/// Takes a cue before the flow word; false ends the phrase.
fn cue_before(items: &Items, subject: &mut Subject, at: usize) -> bool {
    if items.is(at, Cue::World) && subject.refs.is_empty() {
        // `global slowdown stunts exports`: not the world's.
        if (at..subject.head).filter(|&i| items.what(i) == Some(What::Word)).count() > 1 {
            return false;
        }
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
    } else if items.is(at, Cue::Per) && items.is_mark(at + 1, Kind::Hyphen) {
        // `per-day exports`.
        let day = |sense: &Sense| (*sense == Sense::TimeUnit(TimeUnit::Day)).then_some(());
        subject.daily |= items.sense(at + 2, day).is_some();
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
                Cue::Combined,
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
        // `exports per working day`.
        if let Some(end) = per_day(items, at) {
            subject.daily = true;
            (at, subject.items.end) = (end, end);
        }
        let Some(end) = tail(items, subject, flow, at) else { break };
        at = end;
        subject.items.end = end;
    }
    behind_number(items, subject, at);
}

/// The index behind `per day`, `per working day` at `at`.
fn per_day(items: &Items, at: usize) -> Option<usize> {
    let day = |i: &usize| {
        let sense = |sense: &Sense| (*sense == Sense::TimeUnit(TimeUnit::Day)).then_some(());
        items.sense(*i, sense).is_some()
    };
    let phrase = |sense: &Sense| (*sense == Sense::NumberWord(NumberWord::Daily)).then_some(());
    if items.what(at) == Some(What::Word) && items.sense(at, phrase).is_some() {
        return Some(at + 1);
    }
    if !items.is(at, Cue::Per) {
        return None;
    }
    (at + 1..at + 3).find(day).map(|day| day + 1)
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
