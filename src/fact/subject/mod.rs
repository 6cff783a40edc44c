//! What a number is about: a flow word with the areas and goods around it.
//!
//! ```text
//! subject = (area | commodity | goods | overall | article | adjective)* FLOW tail*
//! tail    = of (area | good) | to area | from area | with area | by area | between area and area | in goods | period
//! ```
//! `to` names the partner of exports and the reporter of imports, `from` the other way round; `with` names a partner;
//! a possessive, a demonym or a name before the flow word is the reporter.

mod area;
mod aside;
mod clause;
mod good;
mod noun;
mod owner;
mod rank;
mod relate;
mod tail;
mod verb;

pub(super) use area::{LAST_BLOC, LAST_PARTNER, area_list, codes};
pub(super) use good::{goods, printed};
pub(super) use noun::WORLD;
pub(super) use owner::{is_brand, is_company};

use super::inherit::Context;
use super::item::{Items, Sorts, What};
use super::name::Names;
use crate::lexicon::{Cue, Cues, Flow, FlowForm, Part};
use crate::scan::Kind;
use smallvec::SmallVec;
use std::ops::Range;

/// A flow with its areas and goods; lists where several are named.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// The items of the phrase.
    pub(super) items: Range<usize>,
    /// The flow word.
    pub(super) head: usize,
    /// The flows, in order.
    pub(super) flows: SmallVec<[(Flow, FlowForm); 2]>,
    /// The reporters, in order.
    pub(super) refs: Names,
    /// The partners, in order.
    pub(super) partners: Names,
    /// The goods, in order.
    pub(super) commodities: Names,
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
    /// Some number was given to it.
    pub(super) used: bool,
}

impl Subject {
    /// Whether the subject stands in the sentence, not in one before.
    pub(super) fn stated(&self) -> bool {
        self.items.end > 0
    }

    /// The word before the partner: exports go to, imports come from, a balance is one with.
    pub(super) fn joins_partner(&self) -> Cue {
        match self.flows[0].0 {
            Flow::B | Flow::T => Cue::With,
            Flow::M | Flow::RM => Cue::From,
            Flow::X | Flow::RX | Flow::DX => Cue::To,
        }
    }

    /// Whether the subject names no area and no good of its own.
    pub(super) fn bare(&self) -> bool {
        self.refs.is_empty() && self.partners.is_empty() && self.commodities.is_empty() && !self.overall
    }
}

/// The subjects of a sentence, in order, in the room of earlier ones.
pub(super) fn find_all(items: &Items, context: &Context, mut subjects: Vec<Subject>) -> Vec<Subject> {
    subjects.clear();
    if !items.any_of(Sorts::FLOW) {
        return subjects;
    }
    for at in items.all_of(Sorts::FLOW) {
        let Some(What::Flow(flow, form)) = items.what(at) else { continue };
        if subjects.last().is_some_and(|last| last.items.contains(&at)) {
            continue;
        }
        let floor = subjects.last().map_or(0, |last| last.items.end);
        let mut subject = match form {
            FlowForm::Verb | FlowForm::WeakVerb => verb::read(items, at, floor, flow, form),
            FlowForm::Noun if is_infinitive(items, at) => verb::read(items, at, floor, flow, FlowForm::Verb),
            FlowForm::Partner => verb::partner(items, at, floor, flow, form),
            _ => noun::read(items, at, floor, flow, form),
        };
        if items.any_of(Sorts::PARTNER) {
            rank::join(items, &mut subjects, &mut subject, floor);
        }
        if aside::is_aside(items, &subject) || owner::is_epithet(items, &subject) {
            continue;
        }
        owner::refer(items, &mut subject);
        if accepted(items, &subject, &subjects, context)
            && !relate::coordinate(items, &mut subjects, &mut subject)
        {
            subjects.push(subject);
        }
    }
    relate::fronted(items, &mut subjects, context);
    relate::of_data(items, &mut subjects);
    relate::nationwide(items, &mut subjects, context);
    relate::resume(&mut subjects, context);
    relate::same_side(items, &mut subjects, context);
    relate::accompany(items, &mut subjects);
    subjects
}

/// The subject that a label names: one flow with its areas and goods.
pub(super) fn of_label(items: &Items, context: &Context) -> Option<Subject> {
    let head = items.all_of(Sorts::FLOW).next()?;
    let What::Flow(flow, form) = items.what(head)? else { return None };
    let mut subjects = vec![noun::read(items, head, 0, flow, form)];
    relate::resume(&mut subjects, context);
    subjects.pop()
}

/// `to import 2.2 million tonnes`, `aims to import 2.2 million tonnes`: a verb.
fn is_infinitive(items: &Items, at: usize) -> bool {
    let verb =
        |i: usize| items.is_any(i, Cues::of(&[Cue::To, Cue::Target, Cue::Forecast, Cue::Hypothetical]));
    at > 0 && verb(at - 1) && matches!(items.what(at + 1), Some(What::Amount(_) | What::Bound))
}

/// Whether a weak flow word is one here, in a text about trade.
fn accepted(items: &Items, subject: &Subject, before: &[Subject], context: &Context) -> bool {
    let (flow, form) = subject.flows[0];
    let placed = !subject.partners.is_empty() || subject.overall;
    let good = !subject.commodities.is_empty();
    let own = !subject.refs.is_empty() || subject.own;
    let last = before.last().map(|last| last.flows[0].0);
    if last == Some(Flow::B) && noun::is_trade_behind(items, subject.head) {
        return false;
    }
    // `deals to ship 200,000 tons`: a contract.
    let to = items.has(Cue::Deal) && subject.head > 0 && items.is(subject.head - 1, Cue::To);
    let deal = to
        && (subject.head.saturating_sub(14)..subject.head)
            .rev()
            .take_while(|&i| {
                !matches!(items.what(i), Some(What::Mark(Kind::Comma | Kind::Semicolon) | What::Amount(_)))
            })
            .any(|i| items.is(i, Cue::Deal));
    if deal {
        return false;
    }
    // In a text about a company a flow is an economy's only where it says so.
    let stated =
        !subject.refs.is_empty() && !subject.owned || !subject.partners.is_empty() && own && !subject.own;
    if context.company && !stated && !subject.overall {
        return false;
    }
    // `Brent trade volumes were low, nearing 285,000 lots`.
    if flow == Flow::T && !stated && items.has(Cue::Bourse) {
        return false;
    }
    if is_of_other(items, subject)
        || owner::is_of_company(items, subject)
        || owner::is_part_of_own(items, subject.head)
    {
        return false;
    }
    if is_weak_balance(form) && is_other_balance(items, subject, before, context)
        || is_session(items, subject)
    {
        return false;
    }
    // `the major supplier's assets`, `Commerce revised its figure`: no trade.
    let name = flow == Flow::T && subject.head == 0 && form == FlowForm::WeakNoun && subject.bare();
    let speaks = items.is_any(1, Cues::of(&[Cue::Speech, Cue::Revised, Cue::Forecast]));
    if form == FlowForm::Partner && items.list[subject.head].possessive || name && speaks {
        return false;
    }
    if !own && owner::is_brand(items, subject.head) {
        return false;
    }
    match form {
        // `imported petroleum costs fell`: a measure of what is imported.
        FlowForm::Verb if is_of_measure(items, subject.head) => false,
        FlowForm::Verb => own || !owner::is_company(items, subject.head),
        FlowForm::WeakVerb if flow == Flow::X && !placed && is_sold_at_home(items, subject.head) => false,
        FlowForm::Noun | FlowForm::Surplus | FlowForm::Deficit => {
            !owner::is_told_of_name(items, subject.head) && !is_compound(items, subject.head)
        }
        FlowForm::WeakSurplus | FlowForm::WeakDeficit | FlowForm::Gap => true,
        // `shares gave up gains to trade lower`.
        FlowForm::WeakNoun if flow == Flow::T && subject.head > 0 && items.is(subject.head - 1, Cue::To) => {
            false
        }
        // `Brazil was the top destination, buying $13.6 billion`: the purchase of the one who was named.
        FlowForm::WeakNoun
            if subject.bare()
                && before
                    .last()
                    .is_some_and(|last| last.flows[0].1 == FlowForm::Partner && last.flows[0].0 != flow) =>
        {
            false
        }
        FlowForm::WeakNoun => {
            // `with sales abroad of $77 billion and purchases of $67 billion`.
            let end = subject.items.end;
            let other = matches!((last, flow), (Some(Flow::X), Flow::M) | (Some(Flow::M), Flow::X))
                // `and imports to $196.3 billion, with a balance of $59.1 billion`.
                || matches!((last, flow), (Some(Flow::X | Flow::M), Flow::B));
            let level = other
                && items.is(end, Cue::Of)
                && matches!(items.what(end + 1), Some(What::Amount(_) | What::Bound));
            // `China took first place in trade with $9.1 billion`.
            let listed = flow == Flow::T
                && items.is(end, Cue::With)
                && matches!(items.what(end + 1), Some(What::Amount(_)));
            // `trade, exports and imports expanded by 7, 3 and 12 percent respectively`.
            let paired = items.has(Cue::Respectively)
                && items.is_mark(end, Kind::Comma)
                && matches!(items.what(end + 1), Some(What::Flow(..)));
            placed || good || own || level || listed || paired || predicate_follows(items, end)
        }
        // `gasoline supplies fell`, `U.S. vehicle sales fell`: stocks, and sales at home.
        FlowForm::Proceeds => {
            let of = items.is(subject.head + 1, Cue::Of) && !own;
            let traded = flow == Flow::T && (!subject.refs.is_empty() || good);
            let of = of && !items.is(subject.head, Cue::Stock);
            !subject.partners.is_empty() || good && of || traded || last == Some(flow)
        }
        FlowForm::WeakVerb => {
            let object =
                (subject.head + 1..subject.head + 3).any(|i| matches!(items.what(i), Some(What::Amount(_))));
            (placed || own && (object || good)) && (own || !owner::is_company(items, subject.head))
        }
        FlowForm::Partner => (placed || good || own) && !rank::is_of_other(items, subject.head),
    }
}

/// `a $10 billion joint export venture`: the money of a noun that is no flow.
fn is_compound(items: &Items, head: usize) -> bool {
    let noun = items.what(head + 1) == Some(What::Word) && !items.list[head + 1].capital;
    let one = !items.words(head..head + 1).ends_with('s');
    let word = |i: &usize| items.what(*i) == Some(What::Word);
    let number = (head.saturating_sub(3)..head).rev().find(|i| !word(i));
    noun && one && number.is_some_and(|i| matches!(items.what(i), Some(What::Amount(_))))
}

/// `imported petroleum costs`, `imported oil prices`.
fn is_of_measure(items: &Items, head: usize) -> bool {
    let end = (head + 1..head + 4).find(|&i| !matches!(items.what(i), Some(What::Commodity(_))));
    end.is_some_and(|end| end > head + 1 && items.what(end) == Some(What::Measure))
}

/// `it sold 195,462 vehicles in the United States last month`: where it was sold, not to whom.
fn is_sold_at_home(items: &Items, head: usize) -> bool {
    let inside = (head + 1..head + 8).take_while(|&i| !matches!(items.what(i), None | Some(What::Mark(_))));
    inside.into_iter().any(|i| items.is(i, Cue::In) && area_list(items, i + 1).is_some())
}

/// `futures were down 0.1 percent in early Asian trade`, `at 1.32 euros in Frankfurt trade`: the hours of a market.
fn is_session(items: &Items, subject: &Subject) -> bool {
    let first = subject.items.start;
    let place = subject.flows[0] == FlowForm::NEEDS_TRADERS
        && subject.partners.is_empty()
        && matches!(items.what(first), Some(What::Area(..)))
        && (first..subject.head).all(|i| matches!(items.what(i), Some(What::Area(..) | What::Word)))
        && (first..subject.head).all(|i| !items.list[i].possessive);
    let word = |i: usize| matches!(items.what(i), Some(What::Word | What::Direction(_, Part::Adverb)));
    let behind = (first.saturating_sub(2)..first).rev().find(|&i| !word(i));
    let Some(behind) = behind.filter(|&i| place && items.is(i, Cue::In)) else { return false };
    // `In early Asian trade, the euro was up`.
    let end = subject.items.end;
    let closed = matches!(items.what(end), Some(What::Mark(_) | What::Period(_))) || items.is(end, Cue::On);
    if behind == 0 && closed {
        return true;
    }
    // `a rise of 5 percent in EU trade`, `5 percent of growth in EU trade`: that is of trade.
    let clause =
        (0..behind).rev().take_while(|&i| !matches!(items.what(i), Some(What::Mark(_) | What::Flow(..))));
    let mut said = clause.filter_map(|i| match items.what(i) {
        _ if items.is(i, Cue::Share) => Some(false),
        Some(What::Direction(_, part)) => Some(part != Part::Noun),
        Some(What::Amount(_)) => Some(true),
        _ => None,
    });
    said.next() == Some(true) && said.all(|session| session)
}

/// `deficit`, `gap`: of what, the words around must say.
fn is_weak_balance(form: FlowForm) -> bool {
    matches!(form, FlowForm::WeakSurplus | FlowForm::WeakDeficit | FlowForm::Gap)
}

/// A deficit of the current account or the budget: `a $2.4 billion gap in the public finances`, `the current account swung
/// to a deficit of 437 billion yen`, and what goes on about it.
fn is_other_balance(items: &Items, subject: &Subject, before: &[Subject], context: &Context) -> bool {
    let other = |i: usize| items.is(i, Cue::OtherBalance);
    let of_trade = before.iter().any(|subject| subject.flows[0].0 == Flow::B);
    let end = subject.items.end;
    let behind = items.is(end, Cue::In) && (end + 1..end + 5).any(other);
    let named = items.has(Cue::OtherBalance) && (0..subject.items.start).any(other);
    behind || !of_trade && subject.partners.is_empty() && (named || context.other_balance)
}

/// `Maruti's exports`: those of a name that is no economy. A name before a verb is `owner::is_company`'s.
fn is_of_other(items: &Items, subject: &Subject) -> bool {
    let Some(owner) = subject.items.start.checked_sub(1).and_then(|at| items.list.get(at)) else {
        return false;
    };
    let known = items.tokens[owner.tokens.start].lexeme.known();
    let name = owner.what == What::Word && owner.capital && owner.possessive && !known;
    name && !subject.own && (subject.refs.is_empty() || subject.items.start < subject.head)
}

fn predicate_follows(items: &Items, at: usize) -> bool {
    matches!(items.what(at), Some(What::Direction(..) | What::Amount(_)))
        || items.is(at, Cue::Level)
        || items.is(at, Cue::At) && matches!(items.what(at + 1), Some(What::Amount(_) | What::Bound))
        || items.is(at, Cue::Be)
        || items.is(at, Cue::Revised)
}
