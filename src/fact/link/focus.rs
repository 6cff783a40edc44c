//! Areas and goods in a list, each before its number.

use super::Walk;
use crate::fact::item::{Items, What};
use crate::fact::name::Names;
use crate::fact::role::{self, Role};
use crate::fact::subject::{self, LAST_PARTNER, Subject};
use crate::lexicon::{AreaForm, Cue, Cues, Direction, Flow, FlowForm, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;
use std::ops::Range;

/// An area or good in a list that replaces the one of the subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus {
    pub(super) partners: Names,
    pub(super) refs: Names,
    pub(super) commodities: Names,
    pub(super) items: Range<usize>,
}

impl Focus {
    /// The areas and goods among the items.
    pub(super) fn named(items: &Items, range: Range<usize>) -> Focus {
        let partners = subject::codes(items, range.clone());
        let commodities =
            if partners.is_empty() { subject::goods(items, range.clone()) } else { Names::new() };
        Focus { partners, commodities, items: range, ..Focus::default() }
    }
}

impl Walk<'_, '_> {
    /// A list member at `at` that stands before a number: the index behind it.
    pub(super) fn maybe_focus(&mut self, at: usize) -> usize {
        let Some(mut focus) = self.focus_at(at) else { return at + 1 };
        let end = self.behind_brackets(focus.items.end);
        if self.is_in_force(&focus) {
            return end;
        }
        // `those to the U.S. grew 20 percent, led by cars, which surged 36 percent`: cars to the U.S.
        let goes_on = self.current.is_some_and(|current| !self.subjects[current].stated());
        if let Some(before) = self.focus.as_ref().filter(|_| goes_on && focus.partners.is_empty()) {
            focus.partners.clone_from(&before.partners);
        }
        self.group += 1;
        self.before.parallel = self.first_role.take().or(self.before.parallel);
        // `the share of exports going to China`: the share is of these.
        let share = self.items.is(self.before.start, Cue::Share) && self.heads_for(self.before.end);
        if !share {
            self.before.start = focus.items.start;
        }
        self.before.end = end;
        self.before.last = None;
        self.blocked = false;
        self.focus = Some(focus);
        end
    }

    /// `exported goods for $67 billion to the EU (-5.5 percent)`: the partner of the number before, whose change follows.
    fn is_in_force(&self, focus: &Focus) -> bool {
        let Some(current) = self.current.map(|current| &self.subjects[current]) else { return false };
        let partners = match &self.focus {
            Some(before) if !before.partners.is_empty() => &before.partners,
            _ => &current.partners,
        };
        let alone = focus.refs.is_empty() && focus.commodities.is_empty() && !focus.partners.is_empty();
        let number = focus.items.start.saturating_sub(5)..focus.items.start;
        let last = self.before.last.is_some_and(|(last, role)| role == Role::Level && number.contains(&last));
        // `from those countries`: those that were named.
        let again = self.focus.is_none() && !partners.is_empty() && focus.partners[..] == [LAST_PARTNER];
        alone && last && (again || *partners == focus.partners)
    }

    fn focus_at(&self, at: usize) -> Option<Focus> {
        let current = self.current.map(|index| &self.subjects[index]);
        let upcoming = self.subjects.iter().find(|s| s.items.start > at);
        if current.is_none() && upcoming.is_none() {
            return None;
        }
        let named = matches!(self.items.what(at), Some(What::Area(_, form)) if form != AreaForm::City && form != AreaForm::Capital)
            || self.items.is(at, Cue::Counterpart);
        if let Some(focus) = self.origin_at(at) {
            return Some(focus);
        }
        if named {
            let list = subject::area_list(self.items, at).unwrap_or(at..at + 1);
            if !self.number_follows(list.end) && !self.takes_share(list.clone()) {
                return None;
            }
            // `The Balkan state shrank 5 percent as imports fell`: of no flow.
            let adjective = matches!(self.items.what(at), Some(What::Area(_, AreaForm::Demonym)));
            if adjective && current.is_none() && self.items.what(list.end) == Some(What::Word) {
                return None;
            }
            let codes = subject::codes(self.items, list.clone());
            if self.items.list[list.end - 1].possessive {
                return self.is_ellipsis(current, list.end).then(|| Focus {
                    refs: codes,
                    items: list,
                    ..Focus::default()
                });
            }
            // `and the economy of Japan expanded`: the owner of the measure.
            let of_measure = at > 1
                && self.items.is(at - 1, Cue::Of)
                && self.items.what(at - 2) == Some(What::Measure)
                && self.blocked;
            if of_measure {
                return None;
            }
            // `exports to China, including Hong Kong, rose`: a part of the partner.
            let joint = |i: usize| self.items.is(i, Cue::And) || self.items.is_mark(i, Kind::Comma);
            let mut head = at;
            while head > 1 && joint(head - 1) && matches!(self.items.what(head - 2), Some(What::Area(..))) {
                head -= 2;
            }
            let aside = head > 1
                && self.items.is_any(head - 1, Cues::of(&[Cue::Including, Cue::Excluding]))
                && self.items.is_mark(head - 2, Kind::Comma);
            if aside && self.items.is_mark(list.end, Kind::Comma) {
                return None;
            }
            // `exports to China including Hong Kong rose`.
            let part = at > 1 && self.items.is(at - 1, Cue::Including);
            if part && matches!(self.items.what(at - 2), Some(What::Area(..))) {
                return None;
            }
            // `Vietnam had a $3 billion surplus with Japan`: the owner of what comes, which has its partner.
            if upcoming.is_some_and(|s| s.refs == codes && !s.partners.is_empty()) {
                return None;
            }
            let as_ref = self.lists_reporters(current, &list);
            let (refs, partners) = if as_ref { (codes, Names::new()) } else { (Names::new(), codes) };
            return Some(Focus { partners, refs, items: list, ..Focus::default() });
        }
        // `services made up 30.8 percent of exports`; other nouns have services as an adjective: `services activity`.
        let services = self.items.is(at, Cue::Services) && self.items.is(at + 1, Cue::Share);
        if services || matches!(self.items.what(at), Some(What::Commodity(_))) {
            return self.good_at(at, current);
        }
        None
    }

    /// `Germany's exports rose 5 percent and France's 3 percent`: the flow word is not said again.
    fn is_ellipsis(&self, current: Option<&Subject>, end: usize) -> bool {
        let owned = current.is_some_and(|subject| subject.stated() && !subject.refs.is_empty());
        let moved = matches!(
            self.items.what(end),
            Some(What::Amount(_) | What::Direction(_, Part::Verb | Part::Adverb))
        ) || self.items.is(end, Cue::Be)
            || self.items.is(end, Cue::Level);
        let number = (end..end + 4).find(|&i| matches!(self.items.what(i), Some(What::Amount(_))));
        let said =
            |i: usize| matches!(self.items.what(i), Some(What::Flow(..) | What::Direction(_, Part::Noun)));
        owned && moved && number.is_some_and(|number| !(number + 1..number + 5).any(said))
    }

    /// `China consumed almost 14 percent of Brazil's exports`: whatever the verb, the share is of another's flow.
    fn takes_share(&self, list: Range<usize>) -> bool {
        let plain = |i: &usize| match self.items.what(*i) {
            Some(What::Word) => !self.items.list[*i].capital,
            Some(What::Bound) => true,
            _ => self.items.is_mark(*i, Kind::Comma),
        };
        let number = (list.end..list.end + 6).find(|i| !plain(i)).filter(|&number| number > list.end);
        let percent = |i: usize| matches!(role::kind(self.items, i), Some(MentionKind::Percent));
        let named = subject::codes(self.items, list);
        number.is_some_and(|number| {
            let whole = self.subjects.iter().find(|subject| subject.items.start > number);
            let other = |whole: &Subject| {
                !whole.refs.is_empty() && whole.refs != named && whole.items.start <= number + 4
            };
            percent(number) && self.items.is(number + 1, Cue::Of) && whole.is_some_and(other)
        })
    }

    /// `Iranian oil accounts for 10 percent of Japan's imports`: where the good comes from.
    fn origin_at(&self, at: usize) -> Option<Focus> {
        if !matches!(self.items.what(at), Some(What::Area(_, AreaForm::Demonym))) {
            return None;
        }
        let good = |i: usize| matches!(self.items.what(i), Some(What::Commodity(_)));
        let end = (at + 1..at + 4).find(|&i| !good(i)).filter(|&end| end > at + 1)?;
        let share = self.items.is(end, Cue::Share) && self.number_follows(end);
        let whole = self.subjects.iter().find(|s| s.items.start > end && s.flows[0].0 == Flow::M)?;
        let commodities =
            if whole.commodities.is_empty() { subject::goods(self.items, at + 1..end) } else { Names::new() };
        let partners = subject::codes(self.items, at..at + 1);
        (share && whole.partners.is_empty()).then(|| Focus {
            partners,
            commodities,
            items: at..end,
            ..Focus::default()
        })
    }

    /// Whether a number follows at once, or behind `with`, `at`, `(`, a direction or a level verb.
    pub(super) fn number_follows(&self, from: usize) -> bool {
        let at = self.behind_brackets(self.behind_apposition(from));
        let mut plain = false;
        for i in at..at + 6 {
            match self.items.what(i) {
                Some(What::Amount(_)) => return !plain,
                // `those to Japan were flat`.
                Some(What::Direction(Direction::Flat, Part::Adverb)) if i > at => return !plain,
                // `garments brought in $4 billion`.
                Some(What::Flow(_, FlowForm::WeakVerb)) if self.items.is(i, Cue::Earned) => plain = false,
                Some(What::Flow(..)) => {
                    // `motor cars topped the list of exports with $1.5 billion`.
                    let joint = i > at && self.items.is_any(i - 1, Cues::of(&[Cue::Of, Cue::In]));
                    let list = joint && self.items.is(i + 1, Cue::With);
                    return list
                        || i > at && self.items.is(i - 1, Cue::With) && self.items.is(i + 1, Cue::Of);
                }
                // `accounted for only 0.6 percent`.
                Some(What::Word) => plain = i == at || !self.items.is(i - 1, Cue::Share),
                Some(What::Direction(..) | What::Mark(Kind::Open | Kind::Colon)) => plain = false,
                // `from China - $10.3 billion, Poland - $5.1 billion`.
                Some(What::Mark(Kind::Dash | Kind::Hyphen)) if i == at => {
                    return matches!(self.items.what(i + 1), Some(What::Amount(_)));
                }
                Some(What::Bound | What::Mark(Kind::Comma) | What::Basis(_)) => {}
                Some(What::Cue(_)) if plain && self.items.is_any(i, Cues::of(&[Cue::Of, Cue::In])) => {}
                // `Electronics, which made up 57.4 percent of exports, rose`.
                // `Germany, which is responsible for half of the bloc's exports`.
                Some(What::Cue(_))
                    if self.items.is(i, Cue::Relative)
                        && (self.items.is(i + 1, Cue::Share)
                            || matches!(self.items.what(i + 1), Some(What::Direction(_, Part::Verb)))
                            || self.items.is(i + 1, Cue::Be) && self.items.is(i + 2, Cue::Share)) => {}
                // `and with Canada it totaled $6.1 billion`.
                // `while to the United States they rose 15 percent`.
                Some(What::Cue(_))
                    if i == at && (self.items.is(i, Cue::It) || self.items.is(i, Cue::SameFlow)) => {}
                // `China accounted for 24 percent of exports, Japan for 7 percent`, `for $1 billion of exports`.
                Some(What::Cue(_)) if self.items.is(i, Cue::For) && self.accounted_before(from) => {
                    plain = false
                }
                // `the largest share came from China: goods worth $5 billion`.
                Some(What::Cue(_)) if self.items.is(i, Cue::Goods) && self.items.is(i + 1, Cue::Worth) => {}
                Some(What::Cue(_))
                    if self
                        .items
                        .is_any(i, Cues::of(&[Cue::With, Cue::At, Cue::Share, Cue::Level, Cue::Worth])) =>
                {
                    plain = false
                }
                Some(What::Cue(_))
                    if self.items.is_any(
                        i,
                        Cues::of(&[Cue::Article, Cue::Be, Cue::To, Cue::By, Cue::Followed, Cue::Each]),
                    ) => {}
                _ => return false,
            }
        }
        false
    }

    /// `the foreign-invested sector (including crude oil)`: the index behind brackets without a number.
    pub(super) fn behind_brackets(&self, mut at: usize) -> usize {
        let plain = |i: &usize| !matches!(self.items.what(*i), None | Some(What::Amount(_) | What::Mark(_)));
        while self.items.is_mark(at, Kind::Open) {
            let close = (at + 1..at + 6).find(|i| !plain(i)).unwrap_or(at + 1);
            if close == at + 1 || !self.items.is_mark(close, Kind::Close) {
                break;
            }
            at = close + 1;
        }
        at
    }

    /// `those to the EU, the second most important market, fell`: the index behind the name's apposition.
    fn behind_apposition(&self, at: usize) -> usize {
        // `Indonesia, Southeast Asia's largest economy, took 0.6 percent`.
        let owner =
            matches!(self.items.what(at + 1), Some(What::Area(..))) && self.items.list[at + 1].possessive;
        // `the foreign sector, including crude oil, earned $5 billion`.
        let part = self.items.is(at + 1, Cue::Including);
        if !self.items.is_mark(at, Kind::Comma) || !(owner || part || self.items.is(at + 1, Cue::Article)) {
            return at;
        }
        let inside = |&i: &usize| {
            let plain = matches!(self.items.what(i), Some(What::Word | What::Cue(_) | What::Flow(..)));
            plain
                || owner && matches!(self.items.what(i), Some(What::Area(..) | What::Measure))
                || part && matches!(self.items.what(i), Some(What::Commodity(_)))
        };
        let close = (at + 2..at + 12).find(|i| !inside(i)).filter(|&i| self.items.is_mark(i, Kind::Comma));
        close.map_or(at, |close| close + 1)
    }

    /// Whether a share was spoken of, or who accounts for an amount.
    pub(super) fn accounted_before(&self, at: usize) -> bool {
        self.after_share() || self.items.has(Cue::Share) && (0..at).any(|i| self.items.is(i, Cue::Share))
    }

    pub(super) fn after_share(&self) -> bool {
        let last = self.before.last.map(|(_, role)| role);
        last.or(self.before.parallel) == Some(Role::Share)
    }

    /// `Germany (+148.0 bn) posted the largest surplus, followed by …`: the list is of reporters.
    fn lists_reporters(&self, current: Option<&Subject>, list: &Range<usize>) -> bool {
        if let Some(Focus { refs, .. }) = &self.focus
            && !refs.is_empty()
        {
            return true;
        }
        let prepositional =
            list.start > 0 && self.items.is_any(list.start - 1, Cues::of(&[Cue::To, Cue::From, Cue::With]));
        // `Pakistan bought 190.8 million kilos, followed by Egypt with 73.6 million`.
        let followed = list.start > 0 && self.items.is(list.start - 1, Cue::Followed);
        let trades = |s: &Subject| match s.flows[0] {
            // `Germany bought 19 percent of the total and the United States 17 percent`.
            (Flow::M, FlowForm::WeakVerb) => !s.refs.is_empty(),
            // `Germany had the largest surplus, followed by Ireland`.
            (Flow::B, _) => followed && s.owned && !s.refs.is_empty() && s.partners.is_empty(),
            (_, FlowForm::Verb | FlowForm::WeakVerb) => {
                followed && !s.refs.is_empty() && s.partners.is_empty()
            }
            _ => false,
        };
        // `South Korea imported 4 tonnes, while Vietnam took 1 tonne`.
        let buys =
            current.is_some_and(|s| matches!(s.flows[0], (Flow::M, FlowForm::Verb)) && !s.refs.is_empty());
        let before = (list.start.saturating_sub(2)..list.start).rev();
        let joint = before.into_iter().find(|&i| !self.items.is(i, Cue::Article));
        let clause = joint.is_some_and(|i| self.items.is(i, Cue::Contrast))
            && self.items.is_any(list.end, Cues::of(&[Cue::Share, Cue::Level]));
        // `Brazil shipped 9 tonnes to China, while the United States supplied 2 tonnes`.
        let sells = current.is_some_and(|s| {
            matches!(s.flows[0], (Flow::X, FlowForm::Verb | FlowForm::WeakVerb)) && !s.refs.is_empty()
        });
        if clause && (buys || sells && self.items.is(list.end, Cue::Provides)) {
            return true;
        }
        if !prepositional && (current.is_some_and(trades) || self.owns_ahead(list.end)) {
            return true;
        }
        let Some(subject) = current.or_else(|| self.subjects.iter().find(|s| s.items.start >= list.end))
        else {
            return false;
        };
        // `Germany was the largest exporter of goods to China, followed by France`: the partner is said.
        if self.items.is(subject.head, Cue::Trader) && !prepositional {
            return true;
        }
        if prepositional || !subject.partners.is_empty() || subject.flows[0].1 == FlowForm::Partner {
            return false;
        }
        let ahead = subject.items.start >= list.end && subject.refs.is_empty();
        ahead
            && (list.end..subject.items.start)
                .any(|i| self.items.is(i, Cue::Level) && !self.items.is(i, Cue::Share))
    }

    /// `Iraq, with $4.8 billion of imports from Iran`: the flow behind the number has its partner, so the name is the
    /// reporter.
    fn owns_ahead(&self, end: usize) -> bool {
        let Some(ahead) = self.subjects.iter().find(|s| s.items.start >= end) else { return false };
        let start = ahead.items.start;
        let joined =
            [Cue::Of, Cue::In, Cue::Worth].iter().any(|&cue| start > 1 && self.items.is(start - 1, cue));
        let number = start > 1 && matches!(self.items.what(start - 2), Some(What::Amount(_)));
        joined && number && start - 2 < end + 5 && ahead.refs.is_empty() && !ahead.partners.is_empty()
    }
}
