//! A good in a list before its number, and where a good is none: a verb, a part of an aside, the good of something else.

use super::Walk;
use super::focus::Focus;
use crate::fact::item::What;
use crate::fact::role;
use crate::fact::subject::{self, Subject};
use crate::lexicon::{Cue, Cues};
use crate::mention::MentionKind;
use crate::scan::Kind;
use smallvec::smallvec;

impl Walk<'_, '_> {
    /// A good before a number.
    pub(super) fn good_at(&self, at: usize, current: Option<&Subject>) -> Option<Focus> {
        // `Arch Coal was up 4.5 percent`: a company.
        let name = |i: usize| self.items.what(i) == Some(What::Word) && self.items.list[i].capital;
        if self.items.list[at].capital && at > 0 && name(at - 1) {
            return None;
        }
        // `exports from the world's largest oil exporter fell`: words of the owner.
        if self.is_in_tail(at) {
            return None;
        }
        // `demand for crude oil rose`: so is this one.
        let of_measure = at > 1
            && self.blocked
            && self.items.is_any(at - 1, Cues::of(&[Cue::For, Cue::Of, Cue::In]))
            && self.items.what(at - 2) == Some(What::Measure);
        if of_measure {
            return None;
        }
        // `prices for imported oil rose`: the good of the measure.
        if self.blocked && current.is_some_and(|subject| subject.stated() && subject.items.end == at) {
            return None;
        }
        let mut end = at + 1;
        while matches!(self.items.what(end), Some(What::Commodity(_)))
            || matches!(self.items.what(end + 1), Some(What::Commodity(_)))
                && (self.items.is(end, Cue::And) || self.items.is_mark(end, Kind::Comma))
        {
            end += 1;
        }
        // `Canada, which ships a fifth of its exports`: a verb.
        let verb = at > 0
            && self.items.is(at - 1, Cue::Relative)
            && matches!(self.items.what(end), Some(What::Amount(_) | What::Bound));
        // `subsidies fuel about 60 percent of exports`: so is this.
        let verb = verb || self.is_verb_of_share(at, end);
        let before_number = at > 1
            && self.items.is(at - 1, Cue::Of)
            && matches!(self.items.what(at - 2), Some(What::Amount(_)));
        // `exports of goods, including precious metals, rose`: a part of them.
        let aside = at > 1
            && self.items.is(at - 1, Cue::Including)
            && self.items.is_mark(at - 2, Kind::Comma)
            && self.items.is_mark(end, Kind::Comma);
        let aside = aside || self.is_in_aside(at, end);
        // `The energy bill rose`: in a sentence without a flow the good of something else.
        let stated = self.subjects.iter().any(Subject::stated);
        let other = !stated && self.items.what(end) == Some(What::Word);
        if verb || before_number || aside || other || !self.number_follows(end) {
            return None;
        }
        // `exports excluding gold fell`: all but the good.
        let without = at.checked_sub(1).filter(|&i| self.items.is(i, Cue::Excluding));
        let commodities = match without {
            Some(start) => smallvec![subject::printed(self.items, start..end)],
            None => subject::goods(self.items, at..end),
        };
        Some(Focus { commodities, items: at..end, ..Focus::default() })
    }

    /// Whether a share of a flow follows at once, outside a list of shares.
    fn is_verb_of_share(&self, at: usize, end: usize) -> bool {
        let number = end + usize::from(self.items.what(end) == Some(What::Bound));
        let percent = matches!(role::kind(self.items, number), Some(MentionKind::Percent));
        let listed = at == 0 || self.items.is(at - 1, Cue::And) || self.items.is_mark(at - 1, Kind::Comma);
        percent && self.items.is(number + 1, Cue::Of) && !listed && !self.accounted_before(at)
    }

    /// `gas imports, including piped gas and LNG, rose`, `exports, from cars to toys, rose`: parts of the good before.
    fn is_in_aside(&self, at: usize, end: usize) -> bool {
        if !self.items.is_mark(end, Kind::Comma) || !self.items.any_is(Cues::of(&[Cue::Including, Cue::From]))
        {
            return false;
        }
        let inside =
            |i: &usize| !matches!(self.items.what(*i), Some(What::Amount(_) | What::Mark(Kind::Comma)));
        let mut before = (at.saturating_sub(6)..at).rev().take_while(inside);
        let ranges = at > 0 && self.items.is(at - 1, Cue::To);
        before.any(|i| {
            let opens = self.items.is(i, Cue::Including) || ranges && self.items.is(i, Cue::From);
            opens && i > 0 && self.items.is_mark(i - 1, Kind::Comma)
        })
    }
}
