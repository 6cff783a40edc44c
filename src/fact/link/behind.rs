//! What stands behind a number: the partner, the reporter or the good that it is of, or the whole that it is a part of.

use super::Walk;
use super::focus::Focus;
use crate::fact::item::What;
use crate::fact::name::Names;
use crate::fact::role::{self, Role};
use crate::fact::subject;
use crate::lexicon::{AreaForm, Cue, Cues, Flow, FlowForm, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;
use smallvec::smallvec;
use std::ops::Range;

impl Walk<'_, '_> {
    /// A reporter or good right behind the number: `a surplus of 0.8 bn for the EU28`, `4.9 million tonnes of barley`.
    pub(super) fn focus_behind(&mut self, at: usize, end: usize, run: &[usize]) {
        let named = |list: &Range<usize>| !self.items.list[list.end - 1].possessive;
        let good = self.good_behind(run);
        // `173,000 barrels per day (bpd) from Iran`.
        let behind = self.behind_brackets(end);
        // `about 10 percent each to the European Union and the United States`.
        let behind = behind + usize::from(self.items.is(behind, Cue::Each));
        self.partner_behind(at, behind, good.as_ref());
        self.reporter_behind(at, behind);
        let areas = self.items.is(end, Cue::For).then(|| subject::area_list(self.items, end + 1)).flatten();
        if let Some(list) = areas.filter(named) {
            self.group += 1;
            let codes = subject::codes(self.items, list);
            let focus = Focus { items: at..at, ..self.focus.take().unwrap_or_default() };
            // `exports to Europe make up 10 percent of Japan's exports, those for Asia 50 percent`: whose share it is.
            let share =
                matches!(role::kind(self.items, at), Some(MentionKind::Percent)) && self.after_share();
            let held = self.current.is_some_and(|current| {
                let subject = &self.subjects[current];
                !subject.partners.is_empty() && !subject.refs.is_empty()
            });
            self.focus = Some(if share && held {
                Focus { partners: codes, ..focus }
            } else {
                Focus { refs: codes, ..focus }
            });
        }
        if let Some(good) = good.or_else(|| self.good_named(at, end)) {
            self.group += 1;
            let mut focus = self.focus.take().unwrap_or_default();
            if let Some(partners) = self.origin_behind(&good).filter(|_| focus.partners.is_empty()) {
                focus.partners = partners;
            }
            let good = subject::printed(self.items, good);
            self.focus = Some(Focus { commodities: smallvec![good], items: at..at, ..focus });
        }
    }

    /// `of which $9.5 billion was oil`, `two thirds of exports were crude`: the good that a part is, behind its verb.
    fn good_named(&self, at: usize, end: usize) -> Option<Range<usize>> {
        // `$20 billion of which will come from iron ore`.
        let of_which = at > 0 && self.items.is(at - 1, Cue::Including) || self.items.is(end, Cue::Including);
        let part =
            matches!(role::kind(self.items, at), Some(MentionKind::Percent)) && self.items.is(end, Cue::Of);
        if !of_which && !part {
            return None;
        }
        let verb = match self.forward(end) {
            Some((index, _)) if part => self.behind_periods(self.subjects[index].items.end),
            None if of_which => self.verb_of_part(end),
            _ => return None,
        };
        let good = |i: usize| matches!(self.items.what(i), Some(What::Commodity(_)));
        let behind = (verb + 1..).find(|&i| !good(i))?;
        let joins = self.items.is(verb, Cue::Be) || of_which && self.items.is(verb, Cue::From);
        let named = joins && behind > verb + 1;
        (named && !matches!(self.items.what(behind), Some(What::Flow(..) | What::Measure)))
            .then_some(verb + 1..behind)
    }

    /// The last word before the good of a part: `(of which) will come from`, `was`.
    fn verb_of_part(&self, end: usize) -> usize {
        let from = end + usize::from(self.items.is(end, Cue::Including));
        let verb = |i: &usize| {
            self.items.what(*i) == Some(What::Word)
                || self.items.is_any(*i, Cues::of(&[Cue::Be, Cue::Forecast, Cue::From, Cue::Hypothetical]))
        };
        (from..from + 5).take_while(verb).last().unwrap_or(end)
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
    fn partner_behind(&mut self, at: usize, end: usize, good: Option<&Range<usize>>) {
        let Some(subject) = self.current.map(|current| &self.subjects[current]) else { return };
        // `imported $163 million from Ivory Coast, $85 million from Guinea`: each number has its own.
        let verb = matches!(subject.flows[0].1, FlowForm::Verb | FlowForm::WeakVerb);
        let listed =
            verb && self.before.last.is_some_and(|(last, role)| role == Role::Level && last + 8 > at);
        let joins = subject.joins_partner();
        // `imports from the EU fell $2 billion, offset by a rise of $1 billion from Japan`: of another one.
        if !subject.partners.is_empty() && !listed && !self.items.is(end, joins) {
            return;
        }
        let end = good.map_or(end, |good| {
            // `$53.9 million of the steel wire from China`.
            let plain = |i: &usize| self.items.what(*i) == Some(What::Word) && !self.items.list[*i].capital;
            (good.end..good.end + 2).take_while(plain).last().map_or(good.end, |last| last + 1)
        });
        // `with 25 percent coming from Canada`, `while 0.3 million barrels went to Jordan`.
        let verb = self.items.what(end) == Some(What::Word) || self.items.is(end, Cue::Heading);
        let verb = verb && self.items.is(end + 1, joins);
        let end = if verb { end + 1 } else { end };
        if !self.items.is(end, joins) {
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

    /// An adjective of a country before a good.
    fn is_origin(&self, at: usize) -> bool {
        matches!(self.items.what(at), Some(What::Area(_, AreaForm::Demonym)))
            && matches!(self.items.what(at + 1), Some(What::Commodity(_)))
    }

    /// `imports around 400,000 tonnes of Thai sugar`: where the good behind the number comes from.
    fn origin_behind(&self, good: &Range<usize>) -> Option<Names> {
        let subject = &self.subjects[self.current?];
        let origin = good.start.checked_sub(1).filter(|&at| self.is_origin(at))?;
        let imports = matches!(subject.flows[0].0, Flow::M | Flow::RM) && subject.partners.is_empty();
        imports.then(|| subject::codes(self.items, origin..origin + 1))
    }

    /// `The five exported $3.4 billion. That included $1.1 billion from Thailand`: one of those who export.
    fn reporter_behind(&mut self, at: usize, end: usize) {
        let Some(subject) = self.current.map(|current| &self.subjects[current]) else { return };
        let exports = matches!(subject.flows[0].0, Flow::X | Flow::RX | Flow::DX);
        let several = subject.refs.len() > 1 || subject.refs.iter().any(|code| self.is_bloc(code));
        if !(exports && several && self.is_level_kind(at) && self.items.is(end, Cue::From)) {
            return;
        }
        let owner = |list: &Range<usize>| self.items.list[list.end - 1].possessive;
        if let Some(list) = subject::area_list(self.items, end + 1).filter(|list| !owner(list)) {
            self.group += 1;
            let refs = subject::codes(self.items, list);
            self.focus = Some(Focus { refs, items: at..at, ..self.focus.take().unwrap_or_default() });
        }
    }

    /// `80 percent of Mexico's exports went to the United States`, `two thirds of exports - mostly cars - went to …`:
    /// the partner stands behind the subject.
    pub(super) fn went_to(&mut self, forward: Option<(usize, bool)>) {
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

    /// `gold accounted for $3.2 billion, or 38.4 percent of exports`: the subject that the share behind the number is of.
    pub(super) fn whole_behind(&self, end: usize) -> Option<usize> {
        let or = if self.items.is_mark(end, Kind::Comma) { end + 1 } else { end };
        let share = matches!(role::kind(self.items, or + 1), Some(MentionKind::Percent));
        let of = self.items.is(or, Cue::Or) && share && self.items.is(or + 2, Cue::Of);
        let near = |s: &subject::Subject| (or + 3..or + 6).contains(&s.items.start);
        self.subjects.iter().position(near).filter(|_| of)
    }

    /// `The domestic sector earned $96 billion, accounting for 27 percent of exports`: what is earned is exported.
    pub(super) fn earned_ahead(&self, at: usize, end: usize) -> Option<usize> {
        let focus = self.focus.as_ref().filter(|focus| !focus.commodities.is_empty())?;
        let earned =
            self.items.has(Cue::Earned) && (focus.items.end..at).any(|i| self.items.is(i, Cue::Earned));
        let exports = |s: &subject::Subject| s.items.start >= end && s.flows[0] == (Flow::X, FlowForm::Noun);
        self.subjects.iter().position(exports).filter(|_| earned)
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
        // `400,000 tonnes of Thai sugar`.
        let start = start + usize::from(self.is_origin(start));
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
