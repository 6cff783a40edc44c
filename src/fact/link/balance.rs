//! Balances said in two words, and flows that another is compared with: subjects of no statement of their own.

use super::Walk;
use crate::fact::item::What;
use crate::fact::role;
use crate::fact::subject::Subject;
use crate::lexicon::{Cue, Cues, Flow, Part};

impl Walk<'_, '_> {
    /// `compared with a surplus of …`, `from a $463 million deficit`: a balance that another is compared with.
    pub(super) fn is_base(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let balance = |subject: &Subject| subject.flows[0].0 == Flow::B;
        let compares = self.current.is_some_and(|current| balance(&self.subjects[current]))
            && balance(subject)
            && subject.bare();
        // `smaller than the $47.3 billion gap that markets had expected` is a fact of its own.
        let expected = compares && role::is_expected_behind(self.items, subject.items.end);
        compares && !expected && self.behind_comparison(subject.items.start)
    }

    /// `by a smaller amount than exports, down 1.4 percent`, `faster than imports`: a flow that another is compared with,
    /// without a number of its own.
    pub(super) fn is_measure_of(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let start = subject.items.start;
        let numbered = || {
            matches!(self.items.what(subject.items.end), Some(What::Amount(_) | What::Bound))
                || self.items.is_any(subject.items.end, Cues::of(&[Cue::Of, Cue::At]))
                || self.items.is(subject.items.end + 1, Cue::Relative)
        };
        let than = start > 0 && self.items.is_any(start - 1, Cues::of(&[Cue::Than, Cue::Comparative]));
        // `grew twice as fast as imports, at 12 percent`.
        let than = than
            || start > 1 && self.items.is(start - 1, Cue::Contrast) && self.items.is(start - 2, Cue::Pace);
        self.current.is_some() && than && subject.flows[0].0 != Flow::B && !numbered()
    }

    /// Whether `compared with`, `against` or `from` stands before the item, with no expectation between.
    pub(super) fn behind_comparison(&self, at: usize) -> bool {
        for i in (at.saturating_sub(8)..at).rev() {
            if self.items.is(i, Cue::Forecast) || self.items.is(i, Cue::Target) {
                return false;
            }
            if self.items.is_any(i, Cues::of(&[Cue::Compare, Cue::From, Cue::Comparative, Cue::After])) {
                return true;
            }
            match self.items.what(i) {
                Some(What::Amount(_) | What::Bound | What::Word) => {}
                // `from July's $37.0 billion deficit`.
                Some(What::Period(_)) if self.items.list[i].possessive => {}
                Some(What::Cue(_))
                    if self.items.is_any(
                        i,
                        Cues::of(&[
                            Cue::Article,
                            Cue::Of,
                            Cue::Previously,
                            Cue::Revised,
                            Cue::Estimate,
                            Cue::Adjusted,
                        ]),
                    ) => {}
                _ => return false,
            }
        }
        false
    }

    /// `the balance on goods decreased $675 million in September, to a surplus of $4.6 billion`: the level of the change.
    pub(super) fn leads_to(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let start = subject.items.start;
        let to = (start.saturating_sub(2)..start).rev().find(|&i| !self.items.is(i, Cue::Article));
        let open = self.rows.last().is_some_and(|row| {
            row.keys.flow == Flow::B && row.group == self.group && row.level.is_none() && row.change.is_some()
        });
        open && subject.flows[0].0 == Flow::B
            && subject.bare()
            && to.is_some_and(|to| self.items.is(to, Cue::To))
    }

    /// `the balance moved from a $1.1 billion surplus in November to a $0.3 billion deficit`: the level of the base.
    pub(super) fn moves_to(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let open = self.rows.last().is_some_and(|row| {
            let based = row.base.is_some() && row.base_form.is_some() && row.level.is_none();
            row.keys.flow == Flow::B && row.group == self.group && based
        });
        if !open || subject.flows[0].0 != Flow::B || !subject.bare() {
            return false;
        }
        let plain = |i: &usize| {
            matches!(self.items.what(*i), Some(What::Amount(_) | What::Bound | What::Word))
                || self.items.is(*i, Cue::Article)
        };
        let start = subject.items.start;
        let to = (start.saturating_sub(4)..start).rev().find(|i| !plain(i));
        to.is_some_and(|to| self.items.is(to, Cue::To))
    }

    /// `the balance amounted to -$4.9 billion, an annual increase in the deficit of 17.5 percent`: the change of the level.
    pub(super) fn is_rise_in(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let start = subject.items.start;
        let of_rise = start > 1
            && self.items.is(start - 1, Cue::In)
            && matches!(self.items.what(start - 2), Some(What::Direction(_, Part::Noun)));
        let open = self.rows.last().is_some_and(|row| {
            row.keys.flow == Flow::B && row.group == self.group && row.level.is_some() && row.change.is_none()
        });
        open && of_rise && subject.flows[0].0 == Flow::B && subject.bare()
    }
}
