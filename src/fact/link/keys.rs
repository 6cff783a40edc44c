//! The keys of rows: of the subject in force, with the focus in place of its partner or good.

use super::Walk;
use crate::fact::item::What;
use crate::fact::name::Name;
use crate::fact::role::{self, Role};
use crate::fact::row::Keys;
use crate::fact::subject::Subject;
use crate::lexicon::membership;
use crate::lexicon::{AreaKind, Cue, Cues, Flow, FlowForm};
use crate::mention::MentionKind;
use smallvec::SmallVec;

/// The keys of the numbers of a run; most runs have one.
pub(super) type Members = SmallVec<[Keys; 1]>;

/// What a number is about: the lists of the subject, or of the focus in their place.
struct About<'s> {
    flows: &'s [(Flow, FlowForm)],
    refs: &'s [Name],
    partners: &'s [Name],
    commodities: &'s [Name],
    overall: bool,
    owned: bool,
    daily: bool,
}

impl About<'_> {
    fn of(subject: &Subject) -> About<'_> {
        About {
            flows: &subject.flows,
            refs: &subject.refs,
            partners: &subject.partners,
            commodities: &subject.commodities,
            overall: subject.overall,
            owned: subject.owned,
            daily: subject.daily,
        }
    }
}

impl Walk<'_, '_> {
    /// The keys of the subject in force: one, or as many as the run has numbers; none where they do not fit.
    pub(super) fn keys(&self, current: usize, run: &[usize], role: Role) -> Members {
        let subject = &self.subjects[current];
        let mut about = About::of(subject);
        if let Some(focus) = &self.focus {
            if !focus.partners.is_empty() {
                about.partners = &focus.partners;
            }
            // `Germany accounts for 40 percent of the euro zone's exports`: a member's exports. Those of China are not among them.
            if let ([bloc], Role::Share) = (about.refs, role)
                && !focus.partners.is_empty()
                && focus.partners.iter().all(|code| self.is_part(code, bloc))
            {
                about.refs = std::mem::take(&mut about.partners);
            }
            if !focus.refs.is_empty() {
                about.refs = &focus.refs;
            }
            if !focus.commodities.is_empty() {
                about.commodities = &focus.commodities;
            }
        }
        let first = run[0];
        let total = first > 0 && self.items.is(first - 1, Cue::Overall) && !self.is_verb(first - 1);
        // `compared with a 1.9 percent overall rise`.
        if total || matches!(role, Role::OtherRate(_)) && self.items.is(first + 1, Cue::Overall) {
            about.partners = &[];
            about.commodities = &[];
            about.overall = true;
        }
        // `imports from Japan and the United Kingdom each rose 4 percent`.
        let mut behind = subject.items.end..first;
        let each = subject.each || self.items.has(Cue::Each) && behind.any(|i| self.items.is(i, Cue::Each));
        let count = run.len();
        let lists = [about.flows.len(), about.refs.len(), about.partners.len(), about.commodities.len()];
        let paired = if count > 1 { lists.iter().rposition(|&length| length == count) } else { None };
        if count > 1 && paired.is_none() {
            return Members::new();
        }
        // `export and import growth to average 10 percent` is said of both; a level of both is their total.
        let both = || {
            let fresh = self.rows.last().is_none_or(|row| row.group != self.group);
            let percent = matches!(role::kind(self.items, first), Some(MentionKind::Percent));
            about.flows.len() > 1
                && fresh
                && percent
                && !self.is_combined(subject)
                && !self.level_follows(first + 1)
                && matches!(role, Role::Change(_) | Role::OtherRate(_))
        };
        let spread = if count > 1 {
            paired
        } else if both() {
            Some(0)
        } else if each {
            lists.iter().rposition(|&length| length > 1)
        } else {
            None
        };
        let width = spread.map_or(1, |list| lists[list]);
        let mut members = Members::new();
        for member in 0..width {
            members.push(self.key(&about, spread, member));
        }
        members
    }

    /// `growth for combined exports and imports`: of the total of both.
    fn is_combined(&self, subject: &Subject) -> bool {
        let start = subject.items.start.saturating_sub(1);
        (start..subject.items.end).any(|i| self.items.is(i, Cue::Combined))
    }

    /// `imports and exports rose 5.3 percent year on year to $32 trillion`: the change is that of the level.
    fn level_follows(&self, at: usize) -> bool {
        let joint = |i: &usize| {
            let words = Cues::of(&[Cue::In, Cue::From, Cue::Article]);
            matches!(self.items.what(*i), Some(What::Basis(_) | What::Period(_)))
                || self.items.is_any(*i, words)
        };
        let to = (at..at + 6).find(|i| !joint(i)).filter(|&i| self.items.is(i, Cue::To));
        let number =
            to.and_then(|to| (to + 1..to + 3).find(|&i| matches!(self.items.what(i), Some(What::Amount(_)))));
        number.is_some_and(|number| self.is_level_kind(number))
    }

    /// `could total $249 billion`: the word is a verb.
    fn is_verb(&self, at: usize) -> bool {
        at > 0 && self.items.is_any(at - 1, Cues::of(&[Cue::Forecast, Cue::Hypothetical, Cue::To]))
    }

    /// `forecasts for a $10.7 billion gap` behind a surplus is one of a surplus.
    fn gap(&self) -> FlowForm {
        let here = self.rows.iter().rev().find(|row| row.keys.flow == Flow::B).map(|row| row.keys.form);
        let before = self.context.last.as_ref().map(|last| last.flows[0].1);
        if here.or(before).is_some_and(FlowForm::is_surplus) {
            FlowForm::WeakSurplus
        } else {
            FlowForm::WeakDeficit
        }
    }

    /// Whether a country is of a bloc; of one whose members are not known, any may be.
    fn is_part(&self, code: &str, bloc: &str) -> bool {
        self.is_bloc(bloc)
            && !self.is_bloc(code)
            && (!membership::is_known(bloc) || self.context.is_member(code, bloc))
    }

    pub(super) fn is_bloc(&self, code: &str) -> bool {
        self.items.lexicon.area(code).is_some_and(|area| area.kind == AreaKind::Bloc)
    }

    /// One member's key: its own member of the list that is paired, the joined members of the others.
    fn key(&self, about: &About, spread: Option<usize>, member: usize) -> Keys {
        let area = |list: usize, codes: &[Name]| {
            if spread == Some(list) { codes.get(member).cloned() } else { joined(codes) }
        };
        let (flow, form) = if spread == Some(0) {
            about.flows[member]
        } else if about.flows.len() > 1 {
            (Flow::T, FlowForm::Noun)
        } else {
            about.flows[0]
        };
        let form = if form == FlowForm::Gap { self.gap() } else { form };
        let commodity = if spread == Some(3) {
            about.commodities.get(member).cloned()
        } else if about.commodities.is_empty() {
            None
        } else {
            Some(listed(about.commodities))
        };
        let partner = area(2, about.partners);
        Keys {
            flow,
            form,
            ref_area: area(1, about.refs),
            partner,
            commodity,
            overall: about.overall,
            owned: about.owned,
            daily: about.daily,
        }
    }
}

/// Codes of a group, sorted and joined.
fn joined(codes: &[Name]) -> Option<Name> {
    if let [one] = codes {
        return Some(one.clone());
    }
    let mut codes: Vec<&str> = codes.iter().map(Name::as_str).collect();
    codes.sort_unstable();
    (!codes.is_empty()).then(|| codes.join("+").into())
}

/// Goods as a printed list.
fn listed(goods: &[Name]) -> Name {
    match goods {
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")).into(),
        [] => Name::default(),
    }
}
