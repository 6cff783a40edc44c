//! Whose share is spoken of: `China's share of exports`, `the share of oil in exports`, `the share of exports to China`.

use super::Walk;
use super::focus::Focus;
use crate::fact::item::What;
use crate::lexicon::{Cue, Cues};

impl Walk<'_, '_> {
    /// `Oil exports fell 3 percent, and their share of total exports to 71.5 percent`: the share is of those spoken of.
    pub(super) fn own_share(&self, index: usize) -> Option<usize> {
        if !self.items.has(Cue::Share) {
            return None;
        }
        let start = self.subjects[index].items.start;
        let joint = |i: &usize| {
            let word = self.items.what(*i) == Some(What::Word);
            word || self.items.is_any(*i, Cues::of(&[Cue::Of, Cue::In, Cue::Article]))
        };
        let share =
            (start.saturating_sub(3)..start).rev().find(|i| !joint(i) || self.items.is(*i, Cue::Share))?;
        let whole = self.items.is(share, Cue::Share) && share > 0 && self.items.is(share - 1, Cue::Its);
        let held = self.current.is_some_and(|current| self.subjects[current].stated());
        (whole && held).then_some(share)
    }

    /// `China's share of Australia's exports`, `the share of oil in Norway's exports`: the numbers are shares of the holder.
    pub(super) fn share_of(&mut self, index: usize) {
        if !self.items.has(Cue::Share) {
            return;
        }
        let start = self.subjects[index].items.start;
        let is = |at: usize, cue: Cue| self.items.is(at, cue);
        let named = |at: usize| matches!(self.items.what(at), Some(What::Area(..) | What::Commodity(_)));
        let share = (start.saturating_sub(6)..start).rev().find(|&i| is(i, Cue::Share));
        let Some(share) = share else { return };
        // The holder stands before the share (`China's share of …`) or behind it (`the share of oil in …`).
        let joint = (share + 1..start).all(|i| is(i, Cue::Of) || is(i, Cue::In) || is(i, Cue::Article));
        let holder = if joint {
            let area = |at: usize| matches!(self.items.what(at), Some(What::Area(..)));
            share.checked_sub(1).filter(|&at| area(at) || named(at) && self.items.list[at].possessive)
        } else {
            (share + 1..start - 1).find(|&at| named(at)).filter(|_| is(start - 1, Cue::In))
        };
        let Some(holder) = holder else {
            // `the share of exports to China`: the part is the flow itself.
            let subject = &self.subjects[index];
            let part = !subject.partners.is_empty()
                || !subject.commodities.is_empty()
                || self.heads_for(subject.items.end);
            let held = share > 0 && (self.items.list[share - 1].possessive || is(share - 1, Cue::Its));
            if joint && part && !held {
                self.before.start = share;
            }
            return;
        };
        let end = if holder < share { share } else { start - 1 };
        self.before.start = share;
        self.focus = Some(Focus::named(self.items, holder..end));
    }

    /// `exports going to China`, `imports that come from Canada`: words behind the flow lead to its partner.
    pub(super) fn heads_for(&self, end: usize) -> bool {
        let to = Cues::of(&[Cue::To, Cue::From, Cue::For]);
        let on = |i: &usize| {
            self.items.what(*i) == Some(What::Word)
                || self.items.is_any(*i, Cues::of(&[Cue::Article, Cue::Relative, Cue::SameFlow]).and(to))
        };
        let area = (end..end + 6).find(|i| !on(i)).unwrap_or(end);
        let led = |i: usize| self.items.is_any(i, to);
        matches!(self.items.what(area), Some(What::Area(..))) && (end..area).any(led)
    }
}
