//! What the document is about, and the subjects that a later sentence may go on with.

use super::Context;
use crate::fact::name::Name;
use crate::fact::subject::{Subject, WORLD};
use crate::lexicon::Flow;
use std::rc::Rc;

impl Context {
    /// What the document is about: its reporter, its pair, its good.
    pub(super) fn take_topic(&mut self, subjects: &[Subject]) {
        // `Trade gap narrows as Japan imports tumble`: the lead tells who imports from Japan.
        let from = |code: &Name| subjects.iter().any(|s| !s.refs.contains(code) && s.partners.contains(code));
        let placed = |subject: &Subject| !subject.refs.is_empty() || !subject.partners.is_empty();
        if self.titled && self.paragraph > 0 && subjects.iter().any(placed) {
            self.titled = false;
            self.reporter = self.reporter.take().filter(|code| !from(code));
        }
        for subject in subjects {
            if let [code] = subject.refs.as_slice()
                && subject.partners.first() != Some(code)
            {
                self.titled |= self.reporter.is_none() && self.paragraph == 0;
                // A text that opens with the trade of the world goes over to that of its own country.
                let world = self.reporter.as_deref() == Some(WORLD) && self.home.as_ref() == Some(code);
                self.reporter = self.reporter.take().filter(|_| !world).or_else(|| Some(code.clone()));
            }
            if subject.overall && subject.commodities.is_empty() {
                self.commodity = None;
            }
        }
        if self.pair.is_none()
            && self.last.is_none()
            && let Some(subject) = subjects.first()
            && subject.flows[0].0 == Flow::T
            && let ([a], [b]) = (subject.refs.as_slice(), subject.partners.as_slice())
        {
            self.pair = Some((a.clone(), b.clone()));
        }
        if self.last.is_none()
            && let Some(subject) = subjects.first()
            && let [good] = subject.commodities.as_slice()
            && good != "goods"
            && good != "services"
        {
            self.commodity = Some(good.clone());
            // `Iran oil imports`: perhaps of oil from there.
            let adjective = subject.flows[0].0 == Flow::M && subject.partners.is_empty();
            let reporter = subject.refs.first().or(self.reporter()).filter(|_| !adjective).cloned();
            self.ways = ways(subject.flows[0].0, reporter, subject.partners.first().cloned());
        }
    }

    /// Whether a flow goes to where the good of the document comes from, or comes from where that goes.
    pub(in crate::fact) fn is_way_back(&self, flow: Flow, reporter: Option<&Name>, partner: &Name) -> bool {
        let partner = Some(partner).filter(|code| *code != WORLD);
        let [from, to] = ways(flow, reporter, partner);
        let [origin, destination] = self.ways.each_ref().map(Option::as_ref);
        let same = |a: Option<&Name>, b: Option<&Name>| a.is_some() && a == b;
        from.is_some() && to.is_some() && (same(from, destination) || same(to, origin))
    }

    /// The subjects that a later sentence may go on with.
    pub(super) fn take_subjects(&mut self, subjects: &mut [Subject]) {
        // A list of goods or partners behind exports, imports and the balance is of the exports.
        let flow = |s: &Subject| !s.items.is_empty() && s.flows[0].0 != Flow::B;
        let first = subjects.iter().position(flow).or((!subjects.is_empty()).then_some(0));
        let fresh = self.first_paragraph != Some(self.paragraph);
        let first = first.filter(|&at| fresh || subjects[at].flows[0].0 == Flow::X);
        // A sentence with numbers is about the subject that has them.
        let used = subjects.iter().any(|subject| subject.used);
        let last = subjects.iter().rposition(|s| s.used == used && flow(s));
        let last = last.or_else(|| subjects.iter().rposition(|s| s.used == used));
        if used {
            let told = subjects.iter().rfind(|subject| subject.used).map(|subject| &subject.commodities[..]);
            self.good = told.and_then(|goods| goods.first().filter(|_| goods.len() == 1)).cloned();
        }
        let closing = subjects.iter().rposition(|s| s.used && s.stated());
        match closing.filter(|&at| last.is_some_and(|last| last < at)) {
            Some(at) => keep(&mut self.closing, &mut subjects[at]),
            None if used => self.closing = None,
            None => {}
        }
        let both = first == last && first.is_some();
        if let Some(at) = first {
            self.first_paragraph = Some(self.paragraph);
            if both {
                self.first = None;
            } else {
                keep(&mut self.first, &mut subjects[at]);
            }
        }
        if let Some(at) = last {
            keep(&mut self.last, &mut subjects[at]);
        }
        if both {
            self.first.clone_from(&self.last);
        }
    }
}

/// Where a flow comes from, and where it goes.
fn ways<T>(flow: Flow, reporter: Option<T>, partner: Option<T>) -> [Option<T>; 2] {
    match flow {
        Flow::M | Flow::RM => [partner, reporter],
        Flow::X | Flow::RX | Flow::DX => [reporter, partner],
        Flow::T | Flow::B => [None, None],
    }
}

/// Puts a subject where an earlier one is kept, in its room where nothing else keeps that.
fn keep(place: &mut Option<Rc<Subject>>, subject: &mut Subject) {
    match place.as_mut().and_then(Rc::get_mut) {
        Some(earlier) => std::mem::swap(earlier, subject),
        None => *place = Some(Rc::new(std::mem::take(subject))),
    }
}
