//! A flow said by a verb (`exported`, `shipped`) or by the one who trades (`buyer`, `supplier`).

use super::Subject;
use super::area::{LAST_PARTNER, area_list, area_list_ending, before_apposition, codes, is_acronym, place};
use super::good::{commodity_list_ending, commodity_run, goods};
use super::noun::is_all_goods;
use super::rank;
use super::tail::of;
use crate::fact::item::{Items, What};
use crate::fact::name::Name;
use crate::lexicon::{AreaForm, Cue, Cues, Flow, FlowForm};
use crate::scan::Kind;
use smallvec::smallvec;

/// `exported`, `shipped`: the subject before the verb is the reporter; goods and partner come behind the number.
pub(super) fn read(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: smallvec![(flow, form)], ..Subject::default() };
    let lowest = floor.max(head.saturating_sub(12));
    let by = passive(items, &mut subject);
    // `China, Australia's top iron ore customer, imported 100 million tonnes`: China's.
    let named = head.checked_sub(1).and_then(|close| before_apposition(items, close));
    let (lowest, from) = named.map_or((lowest, head), |area| (lowest.min(area), area + 1));
    for at in (lowest..from).rev() {
        // `the United States took 29 percent of the value exported by Colombia`: who takes a share does not report.
        if by || items.is(at, Cue::Share) {
            break;
        }
        let before = (at.saturating_sub(2)..at).rev().find(|&i| !items.is(i, Cue::Article));
        let governed = before.is_some_and(|before| {
            items.is_any(
                before,
                Cues::of(&[Cue::To, Cue::From, Cue::With, Cue::In, Cue::Of, Cue::By, Cue::For]),
            )
        });
        let acronym = at > 0 && is_acronym(items, at - 1);
        if let Some(What::Area(_, form)) = items.what(at)
            && form != AreaForm::City
            && !governed
            && !acronym
        {
            let list = area_list_ending(items, at, floor);
            subject.refs = codes(items, list.clone());
            subject.items.start = list.start;
            break;
        }
        // `So far in August exporters have shipped`, `exporters brought in $2.5 billion`.
        if items.is(at, Cue::Exporters) && (flow == Flow::X || earns(items, head)) {
            subject.flows = smallvec![(Flow::X, form)];
            subject.own = true;
        }
        // `the Philippines says it aims to import`: the name before the pronoun.
        subject.own |= items.is(at, Cue::Reporter) && !items.list[at].possessive;
    }
    let mut at = head + 1;
    let limit = (head + 14).min(items.list.len());
    while at < limit {
        if is_value(items, at) {
            at += 4;
            continue;
        }
        if items.is_mark(at, Kind::Comma)
            || matches!(items.what(at), Some(What::Flow(..) | What::Mark(Kind::Semicolon)))
        {
            break;
        }
        match items.what(at) {
            Some(What::Area(_, form))
                if (form == AreaForm::Demonym
                    || items.is_any(at - 1, Cues::of(&[Cue::Of, Cue::In, Cue::Worth])))
                    && (matches!(items.what(at + 1), Some(What::Commodity(_)))
                        || items.is_any(at + 1, Cues::of(&[Cue::Goods, Cue::Services]))) =>
            {
                let origin = codes(items, at..at + 1);
                if flow == Flow::M {
                    subject.partners = origin
                } else if subject.refs.is_empty() {
                    subject.refs = origin
                }
            }
            Some(What::Commodity(_)) if subject.commodities.is_empty() => {
                if let Some(list) = commodity_run(items, at) {
                    at = list.end;
                    subject.commodities = goods(items, list);
                    continue;
                }
            }
            // `exported goods to the value of 127.3 billion euros`.
            _ if subject.commodities.is_empty() && !is_all_goods(items, at) && part(items, at).is_some() => {
                subject.commodities.extend(part(items, at).map(Name::new_static));
            }
            _ if items.is(at, Cue::To) || items.is(at, Cue::From) => {
                let toward = items.is(at, Cue::To) == (flow == Flow::X);
                // `exported $34 billion to Russia and bought $39 billion from it`.
                if toward && items.is(at + 1, Cue::It) && subject.partners.is_empty() {
                    subject.partners = smallvec![LAST_PARTNER.into()];
                    break;
                }
                if let Some(list) = area_list(items, at + 1).or_else(|| place(items, at + 1))
                    && toward
                {
                    // `5 tonnes to Vietnam and 3 tonnes to Egypt`: each number has the partner behind it.
                    if !subject.partners.is_empty() {
                        subject.partners.clear();
                        break;
                    }
                    subject.partners = codes(items, list.clone());
                    at = list.end;
                    continue;
                }
            }
            _ if items.is(at, Cue::Abroad) => subject.overall = true,
            _ => {}
        }
        at += 1;
    }
    traders(items, &mut subject, lowest);
    exporters(items, &mut subject, lowest);
    if let Some(area) = named {
        rank::of_apposition(items, &mut subject, area + 2..head - 1);
    }
    subject
}

/// `exported 436,544 tons of chicken, valued at $376 million, to China`: the partner stands behind it.
fn is_value(items: &Items, at: usize) -> bool {
    items.is_mark(at, Kind::Comma)
        && items.is_any(at + 1, Cues::of(&[Cue::Worth, Cue::Level]))
        && matches!(items.what(at + 2), Some(What::Amount(_)))
        && items.is_mark(at + 3, Kind::Comma)
}

/// `Private enterprises exported 3.76 trillion yuan`: what stands before the verb of a number is the kind of trader.
fn traders(items: &Items, subject: &mut Subject, lowest: usize) {
    let Some(last) = subject.head.checked_sub(1).filter(|_| subject.commodities.is_empty()) else { return };
    let joint =
        |i: &usize| matches!(items.what(*i), Some(What::Flow(..) | What::Bound)) || items.is(*i, Cue::And);
    let object = (subject.head + 1..subject.head + 5).find(|i| !joint(i));
    let number = object.is_some_and(|i| matches!(items.what(i), Some(What::Amount(_))));
    if number && matches!(items.what(last), Some(What::Commodity(_))) {
        subject.commodities = goods(items, commodity_list_ending(items, last, lowest));
    }
}

/// `Coffee exporters have shipped 300,000 tonnes`: of the good before them.
fn exporters(items: &Items, subject: &mut Subject, lowest: usize) {
    if subject.flows[0].0 != Flow::X || !subject.commodities.is_empty() || !items.has(Cue::Exporters) {
        return;
    }
    let good = (lowest + 1..subject.head).rev().find(|&i| items.is(i, Cue::Exporters)).map(|i| i - 1);
    if let Some(good) = good.filter(|&i| matches!(items.what(i), Some(What::Commodity(_)))) {
        subject.commodities = goods(items, commodity_list_ending(items, good, lowest));
    }
}

/// `brought in $2.5 billion`: money, not goods for money.
fn earns(items: &Items, verb: usize) -> bool {
    items.is(verb, Cue::Earned)
        && !(verb + 2..verb + 4).any(|i| items.is(i, Cue::Worth) || items.is(i, Cue::Of))
}

/// `the value exported by Colombia`: the reporter behind the verb.
fn passive(items: &Items, subject: &mut Subject) -> bool {
    let list = items.is(subject.head + 1, Cue::By).then(|| area_list(items, subject.head + 2)).flatten();
    if let Some(list) = list {
        subject.refs = codes(items, list.clone());
        subject.items.end = list.end;
        return true;
    }
    false
}

/// `goods` or `services`.
fn part(items: &Items, at: usize) -> Option<&'static str> {
    [(Cue::Goods, "goods"), (Cue::Services, "services")]
        .into_iter()
        .find_map(|(cue, name)| items.is(at, cue).then_some(name))
}

/// `Turkey was the top buyer of Russian wheat`: the area before is the partner, the one behind `of` the reporter.
pub(super) fn partner(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: smallvec![(flow, form)], ..Subject::default() };
    let lowest = floor.max(head.saturating_sub(14));
    let mut at = head;
    while at > lowest {
        at -= 1;
        match items.what(at) {
            Some(What::Area(..)) => {
                let list = area_list_ending(items, at, lowest);
                at = list.start;
                let found = codes(items, list.clone());
                if items.list[list.end - 1].possessive {
                    subject.refs = found
                } else {
                    subject.partners = found
                }
                subject.items.start = list.start;
            }
            _ if items.is(at, Cue::Reporter) && items.list[at].possessive => subject.own = true,
            Some(What::Amount(_) | What::Mark(Kind::Semicolon)) => break,
            _ => {}
        }
    }
    if items.is(head + 1, Cue::Of)
        && let Some(end) = of(items, &mut subject, head + 1)
    {
        subject.items.end = end;
    }
    subject
}
