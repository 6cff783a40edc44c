//! What a number is about: a flow word with the areas and goods around it.
//!
//! ```text
//! subject = (area | commodity | goods | overall | article | adjective)* FLOW tail*
//! tail    = of (area | good) | to area | from area | with area | by area | between area and area | in goods | period
//! ```
//! `to` names the partner of exports and the reporter of imports, `from` the other way round; `with` names a partner;
//! a possessive, a demonym or a name before the flow word is the reporter.

use super::inherit::Context;
use super::item::{Items, What};
use crate::lexicon::{AreaForm, AreaKind, Cue, Direction, Flow, FlowForm, Part};
use crate::scan::Kind;
use std::ops::Range;

/// A flow with its areas and goods; lists where several are named.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// The items of the phrase.
    pub(super) items: Range<usize>,
    /// The flow word.
    pub(super) head: usize,
    /// The flows, in order.
    pub(super) flows: Vec<(Flow, FlowForm)>,
    /// The reporters, in order.
    pub(super) refs: Vec<String>,
    /// The partners, in order.
    pub(super) partners: Vec<String>,
    /// The goods, in order.
    pub(super) commodities: Vec<String>,
    /// `total`, `overall`: no partner and no good is inherited.
    pub(super) overall: bool,
    /// `both`, `each`: one number holds for every member.
    pub(super) each: bool,
    /// `daily average exports`: the level is a daily one.
    pub(super) daily: bool,
    /// The subject is a rate of growth: `export growth`.
    pub(super) growth: bool,
    /// The reporter stands at a verb (`Japan ran a deficit`), not at the flow word.
    pub(super) owned: bool,
    /// `the exports`: those spoken of before.
    pub(super) definite: bool,
    /// The reporter is the document's: `its exports`, `the country's exports`.
    pub(super) own: bool,
}

impl Subject {
    /// Whether the subject names no area and no good of its own.
    pub(super) fn bare(&self) -> bool {
        self.refs.is_empty() && self.partners.is_empty() && self.commodities.is_empty() && !self.overall
    }
}

/// How many items before the flow word belong to it at most.
const BEFORE: usize = 9;
/// How many tails follow it at most.
const TAILS: usize = 4;

/// The subjects of a sentence, in order.
pub(super) fn find_all(items: &Items, context: &Context) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    for at in 0..items.list.len() {
        let Some(What::Flow(flow, form)) = items.what(at) else { continue };
        if subjects.last().is_some_and(|last| last.items.contains(&at)) {
            continue;
        }
        let floor = subjects.last().map_or(0, |last| last.items.end);
        let subject = match form {
            FlowForm::Verb | FlowForm::WeakVerb => verb(items, at, floor, flow, form),
            FlowForm::Noun if is_infinitive(items, at) => verb(items, at, floor, flow, FlowForm::Verb),
            FlowForm::Partner => partner(items, at, floor, flow, form),
            _ => noun(items, at, floor, flow, form),
        };
        if accepted(items, &subject, &subjects, context) {
            coordinate(items, &mut subjects, subject);
        }
    }
    fronted(items, &mut subjects);
    resume(&mut subjects, context);
    accompany(items, &mut subjects);
    subjects
}

/// `The imports were down 22.6 percent`: those spoken of before; `Iranian imports` in a text about Japan's purchases from
/// Iran: the partner.
fn resume(subjects: &mut [Subject], context: &Context) {
    for subject in subjects {
        let flow = subject.flows[0].0;
        if subject.definite
            && subject.bare()
            && let Some(last) =
                context.last.as_ref().filter(|last| last.flows[0].0 == flow && flow != Flow::B)
        {
            subject.partners.clone_from(&last.partners);
            subject.commodities.clone_from(&last.commodities);
        }
        let named = subject.refs.first();
        let partner = named.is_some() && named == context.partner.as_ref() && named != context.reporter();
        if flow == Flow::M && partner && subject.partners.is_empty() {
            subject.partners = std::mem::take(&mut subject.refs);
        }
    }
}

/// `For the EU28, the first estimate was …`, `In Germany, exports …`: the reporter of the sentence. `From the European
/// Union, imports …`: the partner.
fn fronted(items: &Items, subjects: &mut [Subject]) {
    let first = usize::from(items.is(0, Cue::Contrast) || items.is(0, Cue::And));
    let from = items.is(first, Cue::From);
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
    if !(items.is(0, Cue::For) || items.is(0, Cue::In)) {
        return;
    }
    let Some(list) = area_list(items, 1).filter(|list| items.is_mark(list.end, Kind::Comma)) else { return };
    let refs = codes(items, list);
    for subject in subjects.iter_mut().filter(|s| s.refs.is_empty()) {
        subject.refs.clone_from(&refs);
        subject.owned = true;
    }
}

/// `trade with Russia rose, with exports and imports at …`, `China was the largest supplier, with imports of …`: what
/// comes along is about the same areas.
fn accompany(items: &Items, subjects: &mut [Subject]) {
    for index in 1..subjects.len() {
        let (before, from) = subjects.split_at_mut(index);
        let (before, subject) = (&before[index - 1], &mut from[0]);
        let start = subject.items.start;
        let with = start > 0
            && (items.is(start - 1, Cue::With)
                || start > 1 && items.is(start - 1, Cue::Article) && items.is(start - 2, Cue::With));
        let of_partner = before.flows[0].1 == FlowForm::Partner;
        let again = matches!(subject.flows[0].1, FlowForm::WeakNoun | FlowForm::Proceeds)
            && subject.flows[0].0 == before.flows[0].0;
        if subject.partners == [LAST_PARTNER] && !before.partners.is_empty() {
            subject.partners.clone_from(&before.partners);
        }
        // `a deficit with China as exports dropped by a fifth`.
        if subject.bare()
            && !subject.definite
            && subject.flows[0].0 != before.flows[0].0
            && before.flows[0].0 == Flow::B
        {
            subject.partners.clone_from(&before.partners);
        }
        if (with || of_partner || again) && subject.bare() {
            subject.refs.clone_from(&before.refs);
            subject.partners.clone_from(&before.partners);
            subject.commodities.clone_from(&before.commodities);
            subject.overall = before.overall;
        }
    }
}

/// `to import 2.2 million tonnes`: a verb.
fn is_infinitive(items: &Items, at: usize) -> bool {
    at > 0 && items.is(at - 1, Cue::To) && matches!(items.what(at + 1), Some(What::Amount(_) | What::Bound))
}

/// Joins `exports and imports` into one subject with two flows.
fn coordinate(items: &Items, subjects: &mut Vec<Subject>, subject: Subject) {
    if let Some(last) = subjects.last_mut() {
        let gap = last.items.end..subject.items.start;
        let joined = gap.len() == 1
            && (items.is(gap.start, Cue::And) || items.is_mark(gap.start, Kind::Comma))
            || gap.len() == 2 && items.is_mark(gap.start, Kind::Comma) && items.is(gap.start + 1, Cue::And);
        // A balance stands in a list of flows only where numbers are paired one by one.
        let traded = |s: &Subject| s.flows.iter().all(|(flow, _)| matches!(flow, Flow::X | Flow::M));
        let paired = (0..items.list.len()).any(|i| items.is(i, Cue::Respectively));
        let joined = joined && (paired || traded(last) && traded(&subject));
        let new_flow =
            last.flows.iter().all(|(flow, _)| subject.flows.iter().all(|(other, _)| other != flow));
        if joined && new_flow {
            last.items.end = subject.items.end;
            last.flows.extend(subject.flows);
            extend(&mut last.partners, subject.partners);
            extend(&mut last.refs, subject.refs);
            extend(&mut last.commodities, subject.commodities);
            last.each |= subject.each;
            return;
        }
    }
    subjects.push(subject);
}

fn extend(list: &mut Vec<String>, more: Vec<String>) {
    for member in more {
        if !list.contains(&member) {
            list.push(member);
        }
    }
}

/// Whether a weak flow word is one here.
fn accepted(items: &Items, subject: &Subject, before: &[Subject], context: &Context) -> bool {
    let (flow, form) = subject.flows[0];
    let placed = !subject.partners.is_empty() || subject.overall;
    let named = placed || !subject.refs.is_empty() || !subject.commodities.is_empty() || subject.own;
    let topic = context.trade || !before.is_empty();
    match form {
        FlowForm::Noun | FlowForm::Surplus | FlowForm::Deficit | FlowForm::Verb => true,
        FlowForm::WeakSurplus | FlowForm::WeakDeficit | FlowForm::Gap => {
            topic || placed || !subject.commodities.is_empty()
        }
        FlowForm::WeakNoun if flow == Flow::B => {
            named || topic && predicate_follows(items, subject.items.end)
        }
        FlowForm::WeakNoun if flow == Flow::T => {
            named || topic && predicate_follows(items, subject.items.end)
        }
        FlowForm::Proceeds => {
            let again = before.last().is_some_and(|last| last.flows[0].0 == flow);
            !subject.partners.is_empty() || topic && (!subject.commodities.is_empty() || again)
        }
        FlowForm::WeakNoun => placed || topic && (named || predicate_follows(items, subject.items.end)),
        FlowForm::WeakVerb => {
            let object =
                (subject.head + 1..subject.head + 3).any(|i| matches!(items.what(i), Some(What::Amount(_))));
            placed
                || topic
                    && (!subject.refs.is_empty() || subject.own)
                    && (object || !subject.commodities.is_empty())
        }
        FlowForm::Partner => topic && named || !subject.refs.is_empty() && !subject.commodities.is_empty(),
    }
}

fn predicate_follows(items: &Items, at: usize) -> bool {
    matches!(items.what(at), Some(What::Direction(..) | What::Amount(_)))
        || items.is(at, Cue::Level)
        || items.is(at, Cue::Be)
        || items.is(at, Cue::Revised)
}

fn noun(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: vec![(flow, form)], ..Subject::default() };
    before(items, &mut subject, floor);
    after(items, &mut subject);
    subject.growth = items.words(head..head + 1).to_ascii_lowercase().ends_with("growth")
        || matches!(items.what(subject.items.end), Some(What::Direction(Direction::Up, Part::Noun)));
    let first = subject.items.start;
    subject.definite =
        items.is(first, Cue::Article) && items.words(first..first + 1).eq_ignore_ascii_case("the");
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
                if is_bound_for(items, i, head) {
                    subject.partners = codes;
                } else if hyphen && codes.len() == 2 {
                    subject.refs = vec![codes[0].clone()];
                    subject.partners = vec![codes[1].clone()];
                } else {
                    subject.refs = codes;
                }
                true
            }
            Some(What::Commodity(_)) => {
                let list = commodity_list_ending(items, i, lowest);
                at = list.start + 1;
                subject.commodities = goods(items, list);
                true
            }
            Some(What::Period(_) | What::Basis(_) | What::Direction(_, Part::Adverb)) => true,
            Some(What::Currency(_)) => true,
            Some(What::Cue(_)) => cue_before(items, subject, i),
            Some(What::Agency(_)) => false,
            Some(What::Word) => !items.list[i].capital || i == 0,
            Some(What::Mark(Kind::Hyphen)) => true,
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
    if subject.refs.is_empty() {
        owner(items, subject, floor);
        subject.owned = !subject.refs.is_empty();
    }
}

/// `Japan ran a trade deficit`, `leaving China with a deficit`: the area before the verb or `with` is the reporter.
fn owner(items: &Items, subject: &mut Subject, floor: usize) {
    let lowest = floor.max(subject.items.start.saturating_sub(10));
    let mut verb = false;
    let mut at = subject.items.start;
    while at > lowest {
        at -= 1;
        match items.what(at) {
            Some(What::Area(..)) if !verb && is_given(items, at) => {
                subject.refs = codes(items, at..at + 1);
                return;
            }
            Some(What::Area(_, form)) if verb && form != AreaForm::City && !items.list[at].possessive => {
                subject.refs = codes(items, area_list_ending(items, at, lowest));
                return;
            }
            Some(What::Mark(Kind::Close))
                if verb && at >= lowest + 2 && items.is_mark(at - 2, Kind::Open) =>
            {
                at -= 2
            }
            Some(
                What::Mark(Kind::Hyphen)
                | What::Word
                | What::Amount(_)
                | What::Bound
                | What::Direction(_, Part::Adverb),
            ) => {}
            Some(What::Direction(..)) if !verb => return,
            Some(What::Cue(_)) if items.is(at, Cue::Level) => verb = true,
            Some(What::Cue(_)) if items.is(at, Cue::With) && at > 0 && is_given(items, at - 1) => {}
            Some(What::Cue(_))
                if [Cue::Article, Cue::Be, Cue::Overall, Cue::Forecast, Cue::Revised]
                    .iter()
                    .any(|&c| items.is(at, c)) => {}
            _ => return,
        }
    }
}

/// Takes a cue before the flow word; false ends the phrase.
fn cue_before(items: &Items, subject: &mut Subject, at: usize) -> bool {
    if items.is(at, Cue::Overall) {
        subject.overall = true;
    } else if items.is(at, Cue::Goods) {
        subject.commodities = vec!["goods".to_owned()];
    } else if items.is(at, Cue::Services) {
        subject.commodities = vec!["services".to_owned()];
    } else if items.is(at, Cue::Each) {
        subject.each = true;
    } else if items.is(at, Cue::Reporter) {
        subject.own = true;
    } else if items.is(at, Cue::Average) {
        subject.daily |= items.words(at..at + 1).to_ascii_lowercase().contains("daily");
    } else {
        return [Cue::Article, Cue::Adjusted, Cue::Abroad, Cue::Estimate, Cue::Revised, Cue::Volume]
            .iter()
            .any(|&c| items.is(at, c));
    }
    true
}

/// `U.S.-bound shipments`: the area is the partner.
fn is_bound_for(items: &Items, area: usize, head: usize) -> bool {
    (area + 1..head)
        .any(|i| items.what(i) == Some(What::Word) && items.words(i..i + 1).eq_ignore_ascii_case("bound"))
}

/// `gave the euro zone a surplus`, `leaving China with a deficit`.
fn is_given(items: &Items, area: usize) -> bool {
    let verb = match area.checked_sub(1) {
        Some(before) if items.is(before, Cue::Article) => area.checked_sub(2),
        before => before,
    };
    verb.is_some_and(|verb| items.is(verb, Cue::Resulting))
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
}

/// One tail at `at`: the index behind it.
fn tail(items: &Items, subject: &mut Subject, flow: Flow, at: usize) -> Option<usize> {
    if items.is(at, Cue::Between) && items.is(at + 1, Cue::Pair) {
        subject.own = true;
        return Some(at + 2);
    }
    if items.is(at, Cue::Between) {
        let list = area_list(items, at + 1)?;
        let codes = codes(items, list.clone());
        if let [first, others @ ..] = codes.as_slice() {
            subject.refs = vec![first.clone()];
            subject.partners = others.to_vec();
        }
        return Some(list.end);
    }
    if items.is(at, Cue::Of) || items.is(at, Cue::In) || items.is(at, Cue::Worth) {
        return of(items, subject, at);
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
        } else {
            subject.refs = codes
        }
        return Some(list.end);
    }
    if (items.is(at, Cue::With) || items.is(at, Cue::Compare)) && balance {
        let list = list()?;
        subject.partners = codes(items, list.clone());
        return Some(list.end);
    }
    // `the shortfall on the trade balance`: one balance in two words.
    if items.is(at, Cue::On) && flow == Flow::B {
        let head = if items.is(at + 1, Cue::Article) { at + 2 } else { at + 1 };
        return matches!(items.what(head), Some(What::Flow(Flow::B | Flow::T, _))).then_some(head + 1);
    }
    if items.is(at, Cue::By) {
        let list = area_list(items, at + 1)?;
        subject.refs = codes(items, list.clone());
        return Some(list.end);
    }
    None
}

/// `of …` and `in …`: an area, goods or a good.
fn of(items: &Items, subject: &mut Subject, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while items.is(next, Cue::Article) || items.is(next, Cue::Adjusted) {
        next += 1;
    }
    if items.is(next, Cue::Goods) && items.is(next + 1, Cue::And) && items.is(next + 2, Cue::Services) {
        return Some(next + 3);
    }
    for (cue, name) in [(Cue::Goods, "goods"), (Cue::Services, "services")] {
        if items.is(next, cue) {
            subject.commodities = vec![name.to_owned()];
            return Some(next + 1);
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
            subject.refs = codes(items, list.clone());
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

/// `exported`, `shipped`: the subject before the verb is the reporter; goods and partner come behind the number.
fn verb(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: vec![(flow, form)], ..Subject::default() };
    let lowest = floor.max(head.saturating_sub(12));
    for at in (lowest..head).rev() {
        let governed = at > 0
            && [Cue::To, Cue::From, Cue::With, Cue::In, Cue::Of, Cue::By]
                .iter()
                .any(|&c| items.is(at - 1, c));
        if let Some(What::Area(_, form)) = items.what(at)
            && form != AreaForm::City
            && !governed
        {
            let list = area_list_ending(items, at, lowest);
            subject.refs = codes(items, list.clone());
            subject.items.start = list.start;
            break;
        }
        // `the Philippines says it aims to import`: the name before the pronoun.
        subject.own |= items.is(at, Cue::Reporter);
    }
    let mut at = head + 1;
    let limit = (head + 14).min(items.list.len());
    while at < limit
        && !items.is_mark(at, Kind::Comma)
        && !matches!(items.what(at), Some(What::Flow(..) | What::Mark(Kind::Semicolon)))
    {
        match items.what(at) {
            Some(What::Area(_, form))
                if (form == AreaForm::Demonym || items.is(at - 1, Cue::Of))
                    && matches!(items.what(at + 1), Some(What::Commodity(_))) =>
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
            _ if items.is(at, Cue::To) || items.is(at, Cue::From) => {
                let toward = items.is(at, Cue::To) == (flow == Flow::X);
                if let Some(list) = area_list(items, at + 1)
                    && toward
                {
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
    subject
}

/// `Turkey was the top buyer of Russian wheat`: the area before is the partner, the one behind `of` the reporter.
fn partner(items: &Items, head: usize, floor: usize, flow: Flow, form: FlowForm) -> Subject {
    let mut subject =
        Subject { items: head..head + 1, head, flows: vec![(flow, form)], ..Subject::default() };
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

/// The areas listed from `at`: `the EU, the United States (US) and members of ASEAN`.
pub(super) fn area_list(items: &Items, at: usize) -> Option<Range<usize>> {
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
                if !items.list[area].possessive && !matches!(items.what(area + 1), Some(What::Flow(..))) =>
            {
                end = area + 1
            }
            _ => return Some(at..end),
        }
    }
}

/// The area at `at` or behind an article and a few plain words (`members of the European Union`).
fn skip_to_area(items: &Items, at: usize) -> Option<usize> {
    for i in at..at + 8 {
        match items.what(i)? {
            What::Mark(Kind::Hyphen) if i > at => {}
            What::Area(..) if is_parent(items, i) => {}
            What::Area(..) => return Some(i),
            What::Word => {}
            What::Cue(_)
                if [Cue::Article, Cue::Of, Cue::Each, Cue::Overall, Cue::Reporter, Cue::Members]
                    .iter()
                    .any(|&c| items.is(i, c)) => {}
            _ => return None,
        }
    }
    None
}

/// A place named by a word: `there`, `its northern neighbour`.
fn place(items: &Items, at: usize) -> Option<Range<usize>> {
    (at..at + 3).find(|&i| items.is(i, Cue::Counterpart) || items.is(i, Cue::Bloc)).map(|i| at..i + 1)
}

/// `(EU)` behind a name.
fn is_acronym(items: &Items, at: usize) -> bool {
    items.is_mark(at, Kind::Open)
        && items.is_mark(at + 2, Kind::Close)
        && matches!(items.what(at + 1), Some(What::Area(..) | What::Agency(_) | What::Word))
}

/// The list of areas that ends at `last`, not before `lowest`.
fn area_list_ending(items: &Items, last: usize, lowest: usize) -> Range<usize> {
    let mut start = last;
    loop {
        let mut before = start;
        while before > lowest
            && (items.is_mark(before - 1, Kind::Comma)
                || items.is(before - 1, Cue::And)
                || items.is_mark(before - 1, Kind::Hyphen)
                || items.is_mark(before - 1, Kind::Dash))
            && start - before < 2
        {
            before -= 1;
        }
        if before == start
            || before <= lowest
            || !matches!(items.what(before - 1), Some(What::Area(..)))
            || items.list[before - 1].possessive
        {
            return start..last + 1;
        }
        start = before - 1;
    }
}

/// The codes of the areas among the items; `there` stands for the partner named last and gives `@`.
pub(super) fn codes(items: &Items, range: Range<usize>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for at in range {
        if items.is(at, Cue::Members) {
            codes.clear();
        }
        let code = match items.what(at) {
            Some(What::Area(_, _)) if is_parent(items, at) => continue,
            Some(What::Area(index, _)) => items.lexicon.areas[usize::from(index)].code.clone(),
            _ if items.is(at, Cue::Counterpart) => LAST_PARTNER.to_owned(),
            _ if items.is(at, Cue::Bloc) => LAST_BLOC.to_owned(),
            _ => continue,
        };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// `China's` in `China's Zhejiang`: the part is meant.
fn is_parent(items: &Items, at: usize) -> bool {
    let (Some(What::Area(whole, _)), Some(What::Area(part, _))) = (items.what(at), items.what(at + 1)) else {
        return false;
    };
    let (whole, part) = (&items.lexicon.areas[usize::from(whole)], &items.lexicon.areas[usize::from(part)]);
    part.kind == AreaKind::Subdivision && part.parent.as_ref() == Some(&whole.code)
}

/// Stands for the partner named last until the link is made.
pub(super) const LAST_PARTNER: &str = "@";
/// Stands for the group of countries named last.
pub(super) const LAST_BLOC: &str = "@bloc";

/// The goods that start at `at`: words up to a verb, a preposition or a mark that ends the list.
fn commodity_run(items: &Items, at: usize) -> Option<Range<usize>> {
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
    let mut cut = at;
    let mut i = at;
    while i < last_word {
        if matches!(items.what(i), Some(What::Commodity(_))) {
            cut = i + 1;
        } else if items.is_mark(i, Kind::Comma) || items.is(i, Cue::And) {
            let known =
                (i + 1..(i + 4).min(last_word)).any(|k| matches!(items.what(k), Some(What::Commodity(_))));
            if !known {
                break;
            }
        } else if cut == i {
            cut = i + 1;
        }
        i += 1;
    }
    (cut > at).then_some(at..cut)
}

/// The list of goods that ends at `last`: `engineering, electronics and rice`.
fn commodity_list_ending(items: &Items, last: usize, lowest: usize) -> Range<usize> {
    let mut start = last;
    while start > lowest {
        let i = start - 1;
        let joined = items.is(i, Cue::And) || items.is_mark(i, Kind::Comma);
        match items.what(i) {
            Some(What::Commodity(_)) => start = i,
            _ if joined && i > lowest && matches!(items.what(i - 1), Some(What::Commodity(_))) => start = i,
            _ => break,
        }
    }
    start..last + 1
}

/// The goods of a list, as printed, in lower case.
pub(super) fn goods(items: &Items, range: Range<usize>) -> Vec<String> {
    let mut goods = Vec::new();
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

pub(super) fn printed(items: &Items, range: Range<usize>) -> String {
    items.words(range).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
