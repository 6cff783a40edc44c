//! A number, or a run of numbers, at its place in the sentence: which subject, which role.

use super::Walk;
use super::focus::Focus;
use crate::fact::item::What;
use crate::fact::refusal::Reason;
use crate::fact::role::{self, Before, Role, Ruled};
use crate::fact::subject;
use crate::lexicon::{Cue, Cues, Flow, FlowForm, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;
use smallvec::{SmallVec, smallvec};
use std::ops::Range;

impl Walk<'_, '_> {
    /// Links the run of numbers that starts at `at`: the index behind it.
    pub(super) fn numbers(&mut self, at: usize) -> usize {
        let run = self.run_at(at);
        let end = run.last().map_or(at + 1, |last| last + 1);
        if let Some(reason) = self.no_fact(at, end) {
            if reason == Reason::Price {
                self.give_back(at);
                self.at_price = true;
            }
            self.refuse(&run, reason);
            return end;
        }
        self.focus_behind(at, end, &run);
        let forward = self.forward(end).filter(|&(index, _)| !self.is_participle(at, index));
        self.turn_to(at, forward);
        if self.is_leading(at) && forward.is_none() {
            return end;
        }
        if let Some((index, role)) = self.fell_before(at) {
            self.place(index, &run, role, "change.fronted-after");
            return end;
        }
        if self.current.is_none() && self.focus.as_ref().is_some_and(|focus| !focus.refs.is_empty()) {
            self.current = self.subjects.iter().position(|s| s.items.start >= end);
        }
        if self.current.is_none() && self.focus.is_some() {
            self.current = self.whole_behind(end);
        }
        let Some(current) = self.current.filter(|&current| !self.is_of_other_outlook(current, at)) else {
            self.refuse(&run, Reason::NoSubject);
            return end;
        };
        if self.blocked && forward.is_none() {
            self.refuse(&run, Reason::OtherMeasure);
            return end;
        }
        let Some((mut role, mut rule)) = self.role(at, end, forward) else {
            self.refuse(&run, Reason::NoRole);
            return end;
        };
        let other_rate =
            self.is_of_other_rate(at) || role == Role::Share && self.is_of_part(current, forward);
        if self.is_supply(current, at) || other_rate {
            self.refuse(&run, Reason::OfMeasure);
            return end;
        }
        if self.base_form.is_some() && role == Role::Level {
            (role, rule) = (Role::Base, "base.balance");
        }
        if role == Role::Level && self.is_signed_flow(current, at) {
            (role, rule) = (Role::Change(None), "change.signed");
        }
        // `burst through $100,000 per tonne, up ninefold`: the price's.
        let priced = self.context.priced || self.at_price;
        if priced && matches!(role, Role::Change(_) | Role::OtherRate(_)) {
            self.refuse(&run, Reason::Price);
            return end;
        }
        if matches!(role, Role::Share | Role::Level) {
            self.went_to(forward);
        }
        if matches!(role, Role::Change(_)) && self.is_into_red(current, end) {
            (role, rule) = (Role::Level, "level.into-deficit");
            self.subjects[current].flows[0].1 = FlowForm::Deficit;
        }
        self.place(current, &run, role, rule);
        self.before.last = run.last().map(|&item| (item, role));
        self.first_role = self.first_role.or(Some(role));
        if let Role::Change(Some(direction)) = role {
            self.before.direction = Some(direction);
        }
        end
    }

    /// `Copper fell 0.5 percent to $3.50 a pound`: the change before a price is the price's.
    fn give_back(&mut self, at: usize) {
        let change = self
            .rows
            .last()
            .filter(|row| row.level.is_none() && row.share.is_none())
            .and_then(|row| row.change);
        let Some(change) = change.filter(|change| change.item < at && at <= change.item + 3) else { return };
        if self.items.is(change.item + 1, Cue::To) {
            self.rows.pop();
            self.refuse(&[change.item], Reason::Price);
        }
    }

    /// Notes why the numbers of a run are given to no row.
    pub(super) fn refuse(&mut self, run: &[usize], reason: Reason) {
        self.refused.extend(run.iter().map(|&item| (item, reason)));
    }

    /// A reporter or good right behind the number: `a surplus of 0.8 bn for the EU28`, `4.9 million tonnes of barley`.
    fn focus_behind(&mut self, at: usize, end: usize, run: &[usize]) {
        let named = |list: &Range<usize>| !self.items.list[list.end - 1].possessive;
        self.partner_behind(at, end, run);
        let areas = self.items.is(end, Cue::For).then(|| subject::area_list(self.items, end + 1)).flatten();
        if let Some(list) = areas.filter(named) {
            self.group += 1;
            let refs = subject::codes(self.items, list);
            self.focus = Some(Focus { refs, items: at..at, ..self.focus.take().unwrap_or_default() });
        }
        if let Some(good) = self.good_behind(run).or_else(|| self.good_named(at, end)) {
            self.group += 1;
            let focus = self.focus.take().unwrap_or_default();
            let good = subject::printed(self.items, good);
            self.focus = Some(Focus { commodities: smallvec![good], items: at..at, ..focus });
        }
    }

    /// `of which $9.5 billion was oil`, `two thirds of exports were crude`: the good that a part is, behind its verb.
    fn good_named(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let of_which = at > 0 && self.items.is(at - 1, Cue::Including);
        let part =
            matches!(role::kind(self.items, at), Some(MentionKind::Percent)) && self.items.is(end, Cue::Of);
        if !of_which && !part {
            return None;
        }
        let verb = match self.forward(end) {
            Some((index, _)) if part => self.behind_periods(self.subjects[index].items.end),
            None if of_which => end,
            _ => return None,
        };
        let good = |i: usize| matches!(self.items.what(i), Some(What::Commodity(_)));
        let behind = (verb + 1..).find(|&i| !good(i))?;
        let named = self.items.is(verb, Cue::Be) && behind > verb + 1;
        (named && !matches!(self.items.what(behind), Some(What::Flow(..) | What::Measure)))
            .then_some(verb + 1..behind)
    }

    /// The index behind the periods at `at`, each with its preposition.
    pub(super) fn behind_periods(&self, at: usize) -> usize {
        let period = |i: usize| matches!(self.items.what(i), Some(What::Period(_)));
        let mut end = at;
        loop {
            end = match () {
                () if period(end) => end + 1,
                () if self.items.is(end, Cue::In) && period(end + 1) => end + 2,
                () => return end,
            };
        }
    }

    /// `exports rose 5 percent to France and fell 3 percent to China`: the partner behind the number.
    fn partner_behind(&mut self, at: usize, end: usize, run: &[usize]) {
        let Some(subject) = self.current.map(|current| &self.subjects[current]) else { return };
        let joins = subject.joins_partner();
        let end = self.good_behind(run).map_or(end, |good| {
            // `$53.9 million of the steel wire from China`.
            let plain = |i: &usize| self.items.what(*i) == Some(What::Word) && !self.items.list[*i].capital;
            (good.end..good.end + 2).take_while(plain).last().map_or(good.end, |last| last + 1)
        });
        // `with 25 percent coming from Canada`, `while 0.3 million barrels went to Jordan`.
        let verb = self.items.what(end) == Some(What::Word) && self.items.is(end + 1, joins);
        let end = if verb { end + 1 } else { end };
        if !self.items.is(end, joins) || !subject.partners.is_empty() {
            return;
        }
        let closed = |list: &Range<usize>| {
            !self.items.list[list.end - 1].possessive
                && !matches!(
                    self.items.what(list.end),
                    Some(What::Amount(_) | What::Flow(..) | What::Currency(_))
                )
        };
        if let Some(list) = subject::area_list(self.items, end + 1).filter(closed) {
            self.group += 1;
            let partners = subject::codes(self.items, list);
            self.focus = Some(Focus { partners, items: at..at, ..self.focus.take().unwrap_or_default() });
        }
    }

    /// Goes over to a subject behind the number, or takes it as the balance that is compared with.
    fn turn_to(&mut self, at: usize, forward: Option<(usize, bool)>) {
        let Some((index, _)) = forward else { return };
        if self.is_base(index) {
            self.base_form = Some(self.subjects[index].flows[0].1);
        } else if self.current != Some(index) {
            self.take_forward(at, index);
        }
    }

    /// `more than the 647 tonnes shipped in January`: the participle says no more than the subject in force.
    fn is_participle(&mut self, at: usize, index: usize) -> bool {
        let subject = &self.subjects[index];
        let Some(current) = self.current.map(|current| &self.subjects[current]) else { return false };
        let verb = matches!(subject.flows[0].1, FlowForm::Verb | FlowForm::WeakVerb);
        let same = subject.flows[0].0 == current.flows[0].0 && subject.head == at + 1;
        let compared = matches!(role::of(self.items, at, &self.before), Some((Role::Base, _)));
        if verb && same && compared {
            let end = subject.items.end;
            self.subjects[index].items = end..end;
            return true;
        }
        false
    }

    /// `80 percent of Mexico's exports went to the United States`, `two thirds of exports - mostly cars - went to …`:
    /// the partner stands behind the subject.
    fn went_to(&mut self, forward: Option<(usize, bool)>) {
        let Some((index, _)) = forward.filter(|_| self.focus.is_none()) else { return };
        let end = self.behind_aside(self.subjects[index].items.end);
        let to = (end..end + 3).find(|&i| self.items.is(i, Cue::To) || self.items.is(i, Cue::From));
        let verb = to.is_some_and(|to| {
            (end..to).all(|i| matches!(self.items.what(i), Some(What::Word | What::Cue(_)))) && to > end
        });
        if let Some(list) = to.filter(|_| verb).and_then(|to| subject::area_list(self.items, to + 1)) {
            self.focus = Some(Focus::named(self.items, list));
        }
    }

    /// The index behind an aside between two marks that starts at `at`; `at` where none does.
    fn behind_aside(&self, at: usize) -> usize {
        let Some(What::Mark(kind @ (Kind::Comma | Kind::Dash | Kind::Hyphen))) = self.items.what(at) else {
            return at;
        };
        let plain = |&i: &usize| !matches!(self.items.what(i), None | Some(What::Amount(_)));
        let inside = (at + 1..at + 16).take_while(plain);
        inside.filter(|&i| self.items.is_mark(i, kind)).last().map_or(at, |close| close + 1)
    }

    /// Goes over to the subject behind the number. A share is of that subject, but about the one before or the focus:
    /// `semiconductors accounted for 19.5 percent of exports`.
    fn take_forward(&mut self, at: usize, index: usize) {
        let share = matches!(role::of(self.items, at, &self.before), Some((Role::Share, _)));
        let holder = self.current.is_some_and(|c| !self.subjects[c].items.is_empty() && !self.blocked);
        if share && holder {
            self.hold(index);
            let end = self.subjects[index].items.end;
            self.subjects[index].items = end..end;
            return;
        }
        let focus = self.focus.take().filter(|_| self.before.last.is_none());
        let before = self.before;
        self.enter(index);
        self.before.parallel = before.parallel;
        if let Some(focus) = focus {
            self.before.start = focus.items.start.min(before.start);
            self.focus = Some(focus);
        }
    }

    /// `U.S. imports accounted for 73 percent of China's poultry imports`: the share is of the flow behind it, whose
    /// partner is the holder.
    fn hold(&mut self, index: usize) {
        let Some(current) = self.current else { return };
        let (holder, whole) = (&self.subjects[current], &self.subjects[index]);
        let apart = !holder.refs.is_empty() && !whole.refs.is_empty() && holder.refs != whole.refs;
        if !apart || !holder.partners.is_empty() || whole.refs.iter().any(|code| self.is_bloc(code)) {
            return;
        }
        let mut subject = whole.clone();
        subject.items = holder.items.clone();
        subject.head = holder.head;
        subject.overall = false;
        subject.partners.clone_from(&holder.refs);
        if subject.commodities.is_empty() {
            subject.commodities.clone_from(&holder.commodities);
        }
        self.subjects[current] = subject;
    }

    fn role(&self, at: usize, end: usize, forward: Option<(usize, bool)>) -> Option<Ruled> {
        let found = match forward {
            Some((_, premodifier)) => {
                let before = Before { start: at.saturating_sub(4), end: 0, ..self.before };
                match role::of(self.items, at, &before) {
                    Some(ruled @ (Role::Change(_) | Role::Share | Role::OtherRate(_) | Role::Base, _)) => {
                        Some(ruled)
                    }
                    _ if premodifier || self.is_level_kind(at) => Some((Role::Level, "level.before-flow")),
                    other => other,
                }
            }
            None => role::of(self.items, at, &self.before),
        };
        let found = found.or_else(|| role::of(self.items, end - 1, &self.before));
        let found = found.or_else(|| self.part_of_partner(at));
        found.filter(|(role, _)| {
            !(matches!(role, Role::Level | Role::Base) && !self.is_level_kind(at) && *role == Role::Level)
        })
    }

    /// `Switzerland was the main destination at 42.3 percent, followed by China at 17.0 percent`.
    fn part_of_partner(&self, at: usize) -> Option<Ruled> {
        let partner = self.current.is_some_and(|i| self.subjects[i].flows[0].1 == FlowForm::Partner);
        let percent = matches!(role::kind(self.items, at), Some(MentionKind::Percent));
        (partner && percent && at > 0 && self.items.is(at - 1, Cue::At))
            .then_some((Role::Share, "share.partner"))
    }

    /// Numbers of one kind joined by commas, `and` and repeated prepositions.
    pub(super) fn run_at(&self, at: usize) -> SmallVec<[usize; 4]> {
        let kind = role::kind(self.items, at);
        let mut run = smallvec![at];
        let mut last = at;
        loop {
            let mut next = last + 1;
            while self.items.is_mark(next, Kind::Comma)
                || self.items.is(next, Cue::And)
                || self.items.what(next) == Some(What::Bound)
            {
                next += 1;
            }
            let joined = next > last + 1 && next <= last + 4;
            let same = match (role::kind(self.items, next), kind) {
                (Some(MentionKind::Number), Some(MentionKind::Money | MentionKind::Quantity)) => true,
                (found, wanted) => found == wanted,
            };
            if !joined || !same || role::kind(self.items, next).is_none() {
                break;
            }
            run.push(next);
            last = next;
        }
        // `$278.5 billion, $0.5 billion above February` is no list: a list ends with `and`.
        let closed = run.len() < 2 || (run[run.len() - 2]..last).any(|i| self.items.is(i, Cue::And));
        if !closed {
            run.truncate(1);
        }
        run
    }

    /// `gold accounted for $3.2 billion, or 38.4 percent of exports`: the subject that the share behind the number is of.
    fn whole_behind(&self, end: usize) -> Option<usize> {
        let or = if self.items.is_mark(end, Kind::Comma) { end + 1 } else { end };
        let share = matches!(role::kind(self.items, or + 1), Some(MentionKind::Percent));
        let of = self.items.is(or, Cue::Or) && share && self.items.is(or + 2, Cue::Of);
        let near = |s: &subject::Subject| (or + 3..or + 6).contains(&s.items.start);
        self.subjects.iter().position(near).filter(|_| of)
    }

    /// Whether the number before `end` is what was spent.
    fn is_spent(&self, end: usize) -> bool {
        (end.saturating_sub(4)..end).any(|i| self.items.is(i, Cue::Spent))
    }

    /// Whether a subject of exports begins at `at`, or behind its article.
    fn exports_begin(&self, at: usize) -> bool {
        let starts = |s: &subject::Subject| s.items.start == at || s.items.start == at + 1;
        self.subjects.iter().any(|s| starts(s) && s.flows[0].0 == Flow::X)
    }

    /// A subject right behind the number: `a 0.8 bn euro surplus` (true), `a 3.6 percent fall in exports` (false).
    pub(super) fn forward(&self, end: usize) -> Option<(usize, bool)> {
        let mut crossed = false;
        let mut start = end;
        if self.items.is_mark(end, Kind::Open) {
            start =
                (end..end + 6).find(|&i| self.items.is_mark(i, Kind::Close)).map_or(end, |close| close + 1);
        }
        for i in start..start + 6 {
            if let Some(index) = self
                .subjects
                .iter()
                .position(|s| s.head > 0 && s.items.start <= i && i < s.items.end && s.items.end > end)
            {
                return (Some(index) != self.current || !crossed).then_some((index, !crossed));
            }
            match self.items.what(i)? {
                What::Direction(_, Part::Noun)
                | What::Direction(_, Part::Verb)
                | What::Basis(_)
                | What::Word
                | What::Commodity(_) => {}
                What::Cue(_)
                    if self.items.is(i, Cue::In)
                        || self.items.is(i, Cue::Of)
                        || self.items.is(i, Cue::For)
                        || self.items.is(i, Cue::Worth) =>
                {
                    crossed = true
                }
                // `spent $4 billion on imports`.
                What::Cue(_) if i == start && self.items.is(i, Cue::On) && self.is_spent(end) => {
                    crossed = true
                }
                // `earned $2.6 billion from oil exports`.
                What::Cue(_) if i == start && self.items.is(i, Cue::From) && self.exports_begin(i + 1) => {}
                What::Cue(_)
                    if self.items.is(i, Cue::Be)
                        && matches!(
                            self.items.what(i + 1),
                            Some(What::Flow(_, FlowForm::Verb | FlowForm::WeakVerb))
                        ) => {}
                What::Cue(_)
                    if self.items.is_any(
                        i,
                        Cues::of(&[
                            Cue::Article,
                            Cue::Average,
                            Cue::Overall,
                            Cue::World,
                            Cue::Goods,
                            Cue::SameFlow,
                            Cue::Combined,
                        ]),
                    ) => {}
                _ => return None,
            }
        }
        None
    }

    /// `4.9 million tonnes of barley`, `a $1.7 billion increase in consumer goods`: the good behind the number.
    pub(super) fn good_behind(&self, run: &[usize]) -> Option<Range<usize>> {
        let mut last = *run.last()?;
        if matches!(self.items.what(last + 1), Some(What::Direction(_, Part::Noun)))
            && self.items.is(last + 2, Cue::In)
            && matches!(self.items.what(last + 3), Some(What::Commodity(_)))
        {
            let end = (last + 4..).find(|&i| !matches!(self.items.what(i), Some(What::Commodity(_))))?;
            return (!matches!(self.items.what(end), Some(What::Flow(..) | What::Measure)))
                .then_some(last + 3..end);
        }
        last = *run.last()?;
        let of = self.items.is(last + 1, Cue::Of) || self.items.is(last + 1, Cue::Worth);
        // `and $3 billion steel`: a good that ends its list.
        let ends = matches!(self.items.what(last + 2), None | Some(What::Mark(_)))
            || self.items.is(last + 2, Cue::And);
        let counted = (ends || role::kind(self.items, last) == Some(MentionKind::Number))
            && matches!(self.items.what(last + 1), Some(What::Commodity(_)));
        if !(of || counted) || !self.is_level_kind(last) {
            return None;
        }
        let start = if of { last + 2 } else { last + 1 };
        let mut end = start;
        while matches!(self.items.what(end), Some(What::Commodity(_)))
            || end > start
                && self.items.is(end, Cue::And)
                && matches!(self.items.what(end + 1), Some(What::Commodity(_)))
        {
            end += 1;
        }
        (end > start).then_some(start..end)
    }
}
