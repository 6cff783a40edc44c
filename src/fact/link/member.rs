//! Members of a list that no table has: `circuits fell 18 percent, PC parts 48 percent and diodes 33 percent`.

use super::Walk;
use super::focus::Focus;
use crate::fact::item::What;
use crate::fact::subject;
use crate::lexicon::Cue;
use crate::scan::Kind;
use smallvec::smallvec;

/// How many words such a name has at most.
const NAME: usize = 3;
/// How far before the name the last number of the list stands at most.
const NEAR: usize = 5;

impl Walk<'_, '_> {
    /// Takes a name right before the number at `at` for the next member of the list in force, printed as it is: its number is
    /// not that of the member before.
    pub(super) fn unknown_member(&mut self, at: usize) {
        let (Some(focus), Some((last, _))) = (&self.focus, self.before.last) else { return };
        let word = |i: &usize| self.items.what(*i) == Some(What::Word);
        let Some(start) = (at.saturating_sub(NAME)..at).rev().take_while(word).last() else { return };
        let joint = start.saturating_sub(1);
        let joined = self.items.is(joint, Cue::And) || self.items.is_mark(joint, Kind::Comma);
        let known = |i: usize| self.items.tokens[self.items.list[i].tokens.start].lexeme.known();
        if !joined || joint <= last || joint > last + NEAR || (start..at).all(known) {
            return;
        }
        let (mut next, items) = (Focus::default(), start..at);
        if !focus.commodities.is_empty() {
            next.partners.clone_from(&focus.partners);
            next.commodities = smallvec![subject::printed(self.items, items.clone())];
        } else if !focus.partners.is_empty() && self.items.list[start].capital {
            next.partners = smallvec![self.items.folded(items.clone()).into()];
        } else {
            return;
        }
        next.refs.clone_from(&focus.refs);
        next.items = items;
        self.group += 1;
        self.before.parallel = self.first_role.take().or(self.before.parallel);
        (self.before.start, self.before.end, self.before.last) = (start, at, None);
        self.focus = Some(next);
    }
}
