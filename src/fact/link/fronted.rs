//! Numbers that stand before their subject: `At $2.7 billion, exports …`, `After declining 1.1 percent, exports …`.

use super::Walk;
use crate::fact::item::What;
use crate::fact::role::{self, Role};
use crate::fact::row::Slot;
use crate::fact::subject::Subject;
use crate::lexicon::{Cue, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;

impl Walk<'_, '_> {
    /// `At $12.1 billion, the surplus set a record`: a fronted number that no other joined.
    pub(super) fn place_pending(&mut self) {
        let stated = self.subjects.iter().position(Subject::stated);
        if let (true, Some(index), Some((role, slot))) =
            (self.rows.is_empty(), stated, self.pending.first().copied())
        {
            self.pending.clear();
            self.place(index, &[slot.item], role, slot.rule);
        }
    }

    /// `At $2.7 billion, exports …`: the number of a fronted phrase waits for the first row.
    pub(super) fn is_leading(&mut self, at: usize) -> bool {
        let role = if self.items.is(0, Cue::At) {
            Role::Level
        } else if self.items.is(0, Cue::From) {
            Role::Base
        } else {
            return false;
        };
        let fronted =
            at > 0 && at <= 3 && self.rows.is_empty() && self.subjects.iter().any(|s| s.items.start > at);
        if fronted && self.is_level_kind(at) {
            self.pending.push((role, Slot { item: at, direction: None, rule: "level.fronted" }));
        }
        fronted
    }

    /// `After declining 1.1 percent in August, exports edged down`: the rate of the subject behind the comma.
    pub(super) fn fell_before(&self, at: usize) -> Option<(usize, Role)> {
        if !self.items.is(0, Cue::After) || !self.rows.is_empty() || at > 4 {
            return None;
        }
        let direction = (1..at).find_map(|i| match self.items.what(i) {
            Some(What::Direction(direction, Part::Verb)) => Some(direction),
            _ => None,
        })?;
        let rate = matches!(role::kind(self.items, at), Some(MentionKind::Percent));
        let index = self.subjects.iter().position(|subject| subject.items.start > at)?;
        let comma = (at..self.subjects[index].items.start).any(|i| self.items.is_mark(i, Kind::Comma));
        (rate && comma).then_some((index, Role::OtherRate(Some(direction))))
    }
}
