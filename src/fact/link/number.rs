//! A number, or a run of numbers, at its place in the sentence: which subject, which role.

use super::Walk;
use crate::fact::item::What;
use crate::fact::refusal::Reason;
use crate::fact::role::{self, Before, Role, Ruled};
use crate::fact::subject::Subject;
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
        self.unknown_member(at);
        self.focus_behind(at, end, &run);
        self.turn_to_whole(at);
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
            self.current = self.whole_behind(end).or_else(|| self.earned_ahead(at, end));
        }
        let Some(current) = self.current.filter(|&current| !self.is_of_other_outlook(current, at)) else {
            self.refuse(&run, Reason::NoSubject);
            return end;
        };
        if self.items.is(end, Cue::OtherWay) {
            self.refuse(&run, Reason::NoSubject);
            return end;
        }
        if self.blocked && forward.is_none() {
            self.refuse(&run, Reason::OtherMeasure);
            return end;
        }
        if forward.is_some_and(|(index, _)| self.is_told_of_name(index, at)) {
            self.refuse(&run, Reason::NoSubject);
            return end;
        }
        if forward.is_none() && self.is_of_unknown(current, at) {
            self.refuse(&run, Reason::NoSubject);
            return end;
        }
        let Some((mut role, mut rule)) = self.role(at, end, forward) else {
            self.refuse(&run, Reason::NoRole);
            return end;
        };
        let other_rate =
            self.is_of_other_rate(at) || role == Role::Share && self.is_of_part(current, forward);
        let of_supply = forward.is_some_and(|(index, _)| self.is_supply(index, at));
        if self.is_supply(current, at) || of_supply || other_rate {
            self.refuse(&run, Reason::OfMeasure);
            return end;
        }
        if self.base_form.is_some() && role == Role::Level && rule != "level.forecast" {
            (role, rule) = (Role::Base, "base.balance");
        }
        if role == Role::Level && self.is_signed_flow(current, at) {
            (role, rule) = (Role::Change(None), "change.signed");
        }
        // `10 percent, compared with 50 percent for Asia`: of another partner, not of another time.
        let other = self.focus.as_ref().is_some_and(|focus| focus.items == (at..at));
        if role == Role::OtherShare && other && self.items.is(end, Cue::For) {
            (role, rule) = (Role::Share, "share.list");
        }
        if self.is_of_compared(at) {
            role = match role {
                Role::Change(direction) => Role::OtherRate(direction),
                Role::Level => Role::Base,
                other => other,
            };
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
        } else if role == Role::Level && self.is_in_red(current, at, end) {
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
        let compared = || matches!(role::of(self.items, at, &self.before), Some((Role::Base, _)));
        if verb && same && compared() {
            let end = subject.items.end;
            self.subjects[index].items = end..end;
            return true;
        }
        false
    }

    /// Goes over to the subject behind the number. A share is of that subject, but about the one before or the focus:
    /// `semiconductors accounted for 19.5 percent of exports`.
    fn take_forward(&mut self, at: usize, index: usize) {
        let share = || matches!(role::of(self.items, at, &self.before), Some((Role::Share, _)));
        // `a duty toward its partners, reminding them that 60 percent of German exports go to the EU`: partners of no trade.
        let other = |holder: &Subject| {
            let refs = &self.subjects[index].refs;
            holder.flows[0].1 == FlowForm::Partner && !refs.is_empty() && *refs == holder.partners
        };
        let holds = |holder: &Subject| !holder.items.is_empty() && !other(holder);
        let holder = self.current.is_some_and(|c| holds(&self.subjects[c]) && !self.blocked);
        if holder && share() {
            if self.is_other_side(index) {
                let focus = self.focus.take();
                let refs = self.current.map(|current| self.subjects[current].refs.clone());
                let subject = &mut self.subjects[index];
                if let Some(refs) = refs.filter(|_| subject.refs.is_empty()) {
                    subject.refs = refs;
                }
                self.enter(index);
                self.focus = focus;
                self.before.start = at.saturating_sub(1);
                return;
            }
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

    /// `more than a third of India's total deficit of $238 billion`: the amount of the whole that the share is of.
    fn turn_to_whole(&mut self, at: usize) {
        if !matches!(self.before.last, Some((_, Role::Share))) {
            return;
        }
        let of = (at.saturating_sub(2)..at).rev().find(|&i| self.items.what(i) != Some(What::Bound));
        let Some(of) = of.filter(|&of| self.items.is(of, Cue::Of) && self.is_level_kind(at)) else { return };
        let whole = |s: &Subject| {
            s.items == (of..of) && s.head < of && of > 0 && !matches!(s.flows[0].1, FlowForm::Partner)
        };
        if let Some(index) = self.subjects.iter().position(whole) {
            self.focus = None;
            self.enter(index);
        } else if let (Some(current), Some((last, Role::Share))) = (self.current, self.before.last) {
            // `China accounted for 30 percent of Chile's exports of $90 billion`.
            let Range { start, end } = self.subjects[current].items;
            if self.focus.is_some() && last < start && end == of {
                self.focus = None;
                self.group += 1;
                (self.before.start, self.before.end, self.before.last) = (start, end, None);
            }
        }
    }

    /// `Germany took 15 percent of Swiss exports and supplied 25 percent of its imports`: a share of the other side of trade.
    fn is_other_side(&self, index: usize) -> bool {
        let flow = |index: usize| self.subjects[index].flows[0].0;
        let sides = self.current.map(|current| (flow(current), flow(index)));
        let named = self.focus.as_ref().is_some_and(|focus| !focus.partners.is_empty());
        named && matches!(sides, Some((Flow::X, Flow::M) | (Flow::M, Flow::X)))
    }

    /// `U.S. imports accounted for 73 percent of China's poultry imports`: the share is of the flow behind it, whose
    /// partner is the holder.
    fn hold(&mut self, index: usize) {
        let Some(current) = self.current else { return };
        // `China is Brazil's top trading partner, accounting for 30 percent of its exports`: those, and not all trade.
        let there = self.items.is(self.subjects[index].items.end, Cue::Counterpart);
        if self.subjects[current].flows[0].1 == FlowForm::Partner && !there {
            self.subjects[current].flows[0].0 = self.subjects[index].flows[0].0;
            return;
        }
        let (holder, whole) = (&self.subjects[current], &self.subjects[index]);
        // `Exports to Europe make up 10 percent of Japanese exports`: both are Japan's.
        if holder.refs.is_empty()
            && holder.flows == whole.flows
            && !holder.partners.is_empty()
            && !whole.owned
        {
            let refs = whole.refs.clone();
            self.subjects[current].refs = refs;
            return;
        }
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
        if self.is_ranked(at) {
            return Some((Role::Share, "share.partner"));
        }
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
        (partner && percent && at > 0 && self.items.is_any(at - 1, Cues::of(&[Cue::At, Cue::With])))
            .then_some((Role::Share, "share.partner"))
    }

    /// `The main partners for EU exports were the United States (19.7 percent) and the UK (13 percent)`.
    fn is_ranked(&self, at: usize) -> bool {
        let Some(subject) = self.current.map(|current| &self.subjects[current]) else { return false };
        if subject.flows[0].1 != FlowForm::Partner || at < 2 || !self.items.is_mark(at - 1, Kind::Open) {
            return false;
        }
        let percent = matches!(role::kind(self.items, at), Some(MentionKind::Percent));
        let plain = || role::amount(self.items, at).is_some_and(|amount| !amount.signed);
        // `the largest destination for EU exports in 2023 (19.7 percent)`.
        let dated = matches!(self.items.what(at - 2), Some(What::Period(_)));
        let behind = dated && self.focus.is_none() && !subject.partners.is_empty();
        let named = behind || matches!(self.items.what(at - 2), Some(What::Area(..)));
        let alone = self.items.is_mark(at + 1, Kind::Close) || self.items.is(at + 1, Cue::Of);
        let moved = |i: usize| matches!(self.items.what(i), Some(What::Direction(..)));
        percent && named && alone && plain() && !(subject.items.end..at).any(moved)
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
        // `compared with a forecast of $21.0 billion and $18.7 billion in May`: only the first was expected.
        let expected = run.len() == 2
            && at > 2
            && self.items.is(at - 1, Cue::Of)
            && self.items.is(at - 2, Cue::Forecast)
            && self.behind_comparison_cue(at - 2);
        if !closed || expected {
            run.truncate(1);
        }
        run
    }

    /// `compared with a`, `against the`, right before the item.
    fn behind_comparison_cue(&self, at: usize) -> bool {
        let before = (at.saturating_sub(2)..at).rev().find(|&i| !self.items.is(i, Cue::Article));
        before.is_some_and(|i| self.items.is_any(i, Cues::of(&[Cue::Compare, Cue::Than, Cue::Comparative])))
    }

    /// Whether the number before `end` is what was spent.
    fn is_spent(&self, end: usize) -> bool {
        (end.saturating_sub(4)..end).any(|i| self.items.is(i, Cue::Spent))
    }

    /// Whether a subject of exports begins at `at`, or behind its article.
    fn exports_begin(&self, at: usize) -> bool {
        let starts = |s: &Subject| s.items.start == at || s.items.start == at + 1;
        self.subjects.iter().any(|s| starts(s) && s.flows[0].0 == Flow::X)
    }

    /// A subject right behind the number: `a 0.8 bn euro surplus` (true), `a 3.6 percent fall in exports` (false).
    pub(super) fn forward(&self, end: usize) -> Option<(usize, bool)> {
        let mut start = end;
        if self.items.is_mark(end, Kind::Open) {
            start =
                (end..end + 6).find(|&i| self.items.is_mark(i, Kind::Close)).map_or(end, |close| close + 1);
        }
        let near = |s: &Subject| s.head > 0 && s.items.end > end.max(start) && s.items.start < start + 6;
        // Most numbers have no subject behind them: of one that has, the nearest counts.
        if !self.subjects.iter().any(near) {
            return None;
        }
        let mut crossed = false;
        for i in start..start + 6 {
            let begun = |s: &Subject| near(s) && s.items.start <= i && i < s.items.end;
            if let Some(index) = self.subjects.iter().position(begun) {
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
}
