//! What the clause around a number says of it beyond its role: a deficit that was gone into, the outlook of something else, a
//! sign, a whole that it is no part of.

use super::Walk;
use crate::fact::item::What;
use crate::fact::role;
use crate::lexicon::{Cue, Cues, Flow, FlowForm};
use crate::mention::{PeriodReading, Reading};
use crate::scan::Kind;

impl Walk<'_, '_> {
    /// `The site will pay $1 billion, months before it is expected to sell shares`: between the word of outlook and the
    /// number another verb stands.
    pub(super) fn is_of_other_outlook(&self, current: usize, at: usize) -> bool {
        if !self.outlook || current > 0 {
            return false;
        }
        let outlook = |i: &usize| self.items.is(*i, Cue::Forecast) || self.items.is(*i, Cue::Target);
        let verb = |i: usize| self.items.what(i) == Some(What::Word) && !self.items.list[i].capital;
        let moves = |i: usize| {
            matches!(self.items.what(i), Some(What::Direction(..))) || self.items.is(i, Cue::Level)
        };
        let ahead = (0..at).rev().find(outlook);
        match ahead {
            Some(cue) => (cue + 1..at).any(verb) && !(cue + 1..at).any(moves),
            None => (at + 1..at + 5).take_while(|&i| !verb(i)).all(|i| !outlook(&i)),
        }
    }

    /// `the balance plunged $31.5 billion into the red`, `into its largest deficit`: how deep it went.
    pub(super) fn is_into_red(&self, current: usize, end: usize) -> bool {
        let form = self.subjects[current].flows[0];
        let into = self.behind_periods(end);
        let red = |i: usize| {
            let deficit = matches!(self.items.what(i), Some(What::Flow(Flow::B, form)) if form.is_deficit());
            self.items.is(i, Cue::Red) || deficit
        };
        form == (Flow::B, FlowForm::Noun)
            && self.is_level_kind(end - 1)
            && self.items.is(into, Cue::To)
            && (into + 1..into + 4).any(red)
    }

    /// `the balance was 432 billion yen in the red`: a level below zero.
    pub(super) fn is_in_red(&self, current: usize, at: usize, end: usize) -> bool {
        let signed = role::amount(self.items, at).is_some_and(|amount| amount.signed);
        let red = self.items.is(end + 1, Cue::Red)
            || matches!(self.items.what(end + 1), Some(What::Flow(Flow::B, form)) if form.is_deficit());
        let balance = self.subjects[current].flows[0] == (Flow::B, FlowForm::Noun);
        balance && !signed && self.items.is(end, Cue::In) && red
    }

    /// `up from a year earlier, when it stood at $50 billion`: the number is of the period compared with.
    pub(super) fn is_of_compared(&self, at: usize) -> bool {
        if !self.items.has(Cue::When) {
            return false;
        }
        let inside = |&i: &usize| !matches!(self.items.what(i), Some(What::Mark(_)));
        let when = (0..at).rev().take_while(inside).find(|&i| self.items.is(i, Cue::When));
        // `the first decline since the second quarter of 2003, when they fell 1.7 percent`, also without the comma.
        let since = |when: usize| {
            let period = matches!(self.items.what(when - 1), Some(What::Period(_)));
            period && (when.saturating_sub(4)..when).any(|i| self.items.is(i, Cue::Since))
        };
        if when.is_some_and(|when| when > 1 && since(when)) {
            return true;
        }
        let Some(period) = when.and_then(|when| when.checked_sub(2)) else { return false };
        let Some(What::Period(mention)) = self.items.what(period) else { return false };
        let comparison = matches!(
            self.items.mentions[mention as usize].reading,
            Reading::Period(PeriodReading::Comparison(_))
        );
        let compares = Cues::of(&[Cue::From, Cue::Than, Cue::Compare, Cue::Comparative]);
        let cue = (period.saturating_sub(2)..period).any(|i| self.items.is_any(i, compares));
        self.items.is_mark(period + 1, Kind::Comma) && (comparison || cue)
    }

    /// `The drop in exports was led by gadgets, which slid $9.4 billion`: who is told of in the clause is no flow and no good
    /// that is known.
    pub(super) fn is_of_unknown(&self, current: usize, at: usize) -> bool {
        if !self.items.has(Cue::Relative) {
            return false;
        }
        let inside =
            |&i: &usize| !matches!(self.items.what(i), Some(What::Mark(Kind::Comma | Kind::Semicolon)));
        let start = (0..at).rev().take_while(inside).last();
        let Some(start) = start.filter(|&start| start > 1 && self.items.is(start, Cue::Relative)) else {
            return false;
        };
        let noun = start - 2;
        let unknown = self.items.what(noun) == Some(What::Word) || self.items.is(noun, Cue::Goods);
        let unknown = unknown && !self.items.list[noun].capital;
        // `exports of machines and other gear, which rose 5 percent`: words of the flow's own phrase.
        let moved = |i: usize| {
            matches!(self.items.what(i), Some(What::Amount(_) | What::Direction(..)))
                || self.items.is_any(i, Cues::of(&[Cue::By, Cue::Be]))
        };
        let end = self.subjects[current].items.end;
        unknown && end < start && (end..noun).any(moved)
    }

    /// `Glenbrindle, which reached $5.5 billion in exports`: of who is told of in the clause, and no economy or good that is known.
    pub(super) fn is_told_of_name(&self, index: usize, at: usize) -> bool {
        if !self.items.has(Cue::Relative) || !self.subjects[index].bare() || self.subjects[index].own {
            return false;
        }
        let inside = |&i: &usize| !matches!(self.items.what(i), Some(What::Mark(_) | What::Amount(_)));
        let start = (0..at).rev().take_while(inside).last().filter(|&start| start > 1);
        start.is_some_and(|start| {
            self.items.is(start, Cue::Relative)
                && self.items.is_mark(start - 1, Kind::Comma)
                && self.items.what(start - 2) == Some(What::Word)
                && self.items.list[start - 2].capital
        })
    }

    /// `sales to China (+RM2.7 billion)`: only a balance has a level with a sign.
    pub(super) fn is_signed_flow(&self, current: usize, at: usize) -> bool {
        let signed = role::amount(self.items, at).is_some_and(|amount| amount.signed);
        signed && self.subjects[current].flows.iter().all(|&(flow, _)| flow != Flow::B)
    }

    /// `the gap was equal to 4.1 percent of imports`: exports or imports are no whole that a balance is part of.
    pub(super) fn is_of_part(&self, current: usize, forward: Option<(usize, bool)>) -> bool {
        let balance = |index: usize| self.subjects[index].flows[0].0 == Flow::B;
        balance(current) && forward.is_some_and(|(index, _)| !balance(index))
    }
}
