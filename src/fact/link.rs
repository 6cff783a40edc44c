//! Numbers to subjects: one walk over a sentence's items, from left to right.
//!
//! A flow word with its areas and goods (`subject`) is in force until the next one. Inside it, an area or a good that
//! stands before a number in a list (`followed by Italy with $1.3 billion`, `barley (+62%)`) is a `focus`: it replaces
//! the subject's partner or good. Numbers joined by commas and `and` are a run; a run as long as a list of its subject
//! is paired with it, member by member; a run that fits no list gives nothing.

use super::inherit::Context;
use super::item::{Items, What};
use super::role::{self, Before, Role, Ruled};
use super::row::{Keys, Row, Slot};
use super::subject::{self, Subject};
use crate::lexicon::{AreaForm, AreaKind, Cue, Direction, Flow, FlowForm, Part, Sense};
use crate::mention::MentionKind;
use crate::scan::Kind;
use std::ops::Range;

/// An area or good in a list that replaces the one of the subject.
#[derive(Clone, Debug, Default)]
struct Focus {
    partners: Vec<String>,
    refs: Vec<String>,
    commodities: Vec<String>,
    items: Range<usize>,
}

struct Walk<'i, 'a> {
    items: &'i Items<'a>,
    context: &'i Context,
    subjects: Vec<Subject>,
    current: Option<usize>,
    focus: Option<Focus>,
    /// A measure that is no trade flow is spoken of.
    blocked: bool,
    before: Before,
    /// Roles of the numbers of the current subject or focus.
    first_role: Option<Role>,
    group: usize,
    rows: Vec<Row>,
    /// Numbers before the first subject: `At $2.7 billion, exports …`, `From $38.4 billion, imports …`.
    pending: Vec<(Role, Slot)>,
    /// The balance word of the level compared with: `against a shortfall of $3.5 billion`.
    base_form: Option<FlowForm>,
}

/// What a sentence gives.
pub(super) struct Linked {
    /// The rows with a level, change or share.
    pub(super) rows: Vec<Row>,
    /// Levels compared with whose own level stands in the sentence before.
    pub(super) bases: Vec<Row>,
    /// The subjects found.
    pub(super) subjects: Vec<Subject>,
}

/// The rows of a sentence, and the subjects found in it.
pub(super) fn rows(items: &Items, context: &Context) -> Linked {
    let subjects = subject::find_all(items, context);
    let mut walk = Walk {
        items,
        context,
        subjects,
        current: None,
        focus: None,
        blocked: false,
        before: Before::default(),
        first_role: None,
        group: 0,
        rows: Vec::new(),
        pending: Vec::new(),
        base_form: None,
    };
    walk.run();
    let (rows, bases) = walk
        .rows
        .into_iter()
        .partition(|row| row.level.is_some() || row.change.is_some() || row.share.is_some());
    Linked { rows, bases, subjects: walk.subjects }
}

impl Walk<'_, '_> {
    fn run(&mut self) {
        self.continue_from_context();
        let mut at = 0;
        while at < self.items.list.len() {
            if let Some(index) = self.subjects.iter().position(|s| s.items.start == at && !s.items.is_empty())
            {
                if self.is_base(index) {
                    self.base_form = Some(self.subjects[index].flows[0].1);
                } else {
                    self.enter(index);
                }
            }
            let inside = self.current.is_some_and(|s| self.subjects[s].items.contains(&at));
            at = match self.items.what(at) {
                Some(What::Amount(_)) => self.numbers(at),
                Some(What::Measure) if !inside => {
                    self.measure(at);
                    at + 1
                }
                Some(What::Direction(direction, part)) => {
                    self.direction(at, direction, part);
                    at + 1
                }
                Some(What::Area(..) | What::Commodity(_) | What::Word) if !inside => self.maybe_focus(at),
                _ if !inside && self.items.is(at, Cue::Counterpart) => self.maybe_focus(at),
                _ => at + 1,
            };
        }
    }

    /// A sentence that starts with a pronoun or a ranking goes on with the subject before it.
    fn continue_from_context(&mut self) {
        let (Some(last), Some(first)) = (&self.context.last, &self.context.first) else { return };
        let measured = self.items.list.iter().any(|i| i.what == What::Measure);
        let expected = !measured
            && (0..self.items.list.len())
                .any(|i| self.items.is(i, Cue::Forecast) || self.items.is(i, Cue::Target));
        let carries = [Cue::SameFlow, Cue::Followed, Cue::Terms, Cue::Value, Cue::Volume];
        let it = |i: usize| {
            self.items.is(i, Cue::Reporter) && self.items.words(i..i + 1).eq_ignore_ascii_case("it")
        };
        let pronoun = expected && self.subjects.is_empty()
            || self.items.is(0, Cue::Compare)
            || matches!(self.items.what(0), Some(What::Direction(_, Part::Noun)))
            || (0..4).any(|i| carries.iter().any(|&cue| self.items.is(i, cue)))
            || (0..3).any(it);
        // The subject must be fresh: facts in the sentence before, or the one before that.
        let fresh = self.context.silent <= 1;
        let pronoun = pronoun && fresh;
        let listed = self.subjects.is_empty() && !measured && fresh;
        if !pronoun && !listed {
            return;
        }
        let mut subject = if pronoun { last.clone() } else { first.clone() };
        subject.items = 0..0;
        subject.head = 0;
        self.subjects.insert(0, subject);
        // A list needs an area or a good before its number: without a pronoun the bare subject takes none.
        self.blocked = !pronoun;
        self.before.growth = matches!(self.items.what(0), Some(What::Direction(_, Part::Noun)));
        self.current = Some(0);
    }

    /// `compared with a surplus of …`, `from a $463 million deficit`: a balance that another is compared with.
    fn is_base(&self, index: usize) -> bool {
        let subject = &self.subjects[index];
        let balance = |subject: &Subject| subject.flows[0].0 == Flow::B;
        let compares = self.current.is_some_and(|current| balance(&self.subjects[current]))
            && balance(subject)
            && subject.bare();
        compares && self.behind_comparison(subject.items.start)
    }

    /// Whether `compared with`, `against` or `from` stands before the item, with no expectation between.
    fn behind_comparison(&self, at: usize) -> bool {
        for i in (at.saturating_sub(6)..at).rev() {
            if self.items.is(i, Cue::Forecast) || self.items.is(i, Cue::Target) {
                return false;
            }
            if self.items.is(i, Cue::Compare) || self.items.is(i, Cue::From) {
                return true;
            }
            match self.items.what(i) {
                Some(What::Amount(_) | What::Bound | What::Word) => {}
                Some(What::Cue(_))
                    if [Cue::Article, Cue::Revised, Cue::Estimate, Cue::Adjusted]
                        .iter()
                        .any(|&c| self.items.is(i, c)) => {}
                _ => return false,
            }
        }
        false
    }

    fn enter(&mut self, index: usize) {
        if self.current == Some(index) {
            return;
        }
        let subject = &self.subjects[index];
        // `from a deficit of X to a surplus of Y`: the level joins the base that was printed first.
        let joins = self.base_form.is_some() && subject.flows[0].0 == Flow::B && subject.bare();
        if let (true, Some(row)) = (joins, self.rows.last_mut())
            && row.level.is_none()
            && row.group == self.group
        {
            row.base_form = self.base_form.take();
            row.keys.form = subject.flows[0].1;
            self.before.end = subject.items.end;
            return;
        }
        // `Germany with turnover of $2.6 bln`: the flow word repeats the subject of the list.
        let repeats =
            subject.bare() && self.focus.as_ref().is_some_and(|f| f.items.end + 1 == subject.items.start);
        self.base_form = None;
        self.current = Some(index);
        if !repeats {
            self.focus = None;
        }
        self.blocked = false;
        self.group += 1;
        self.before.parallel = self.first_role.take().or(self.before.parallel);
        self.before.start = self.subjects[index].items.start;
        self.before.end = self.subjects[index].items.end;
        self.before.growth = self.subjects[index].growth;
        // `the cost of petroleum imports`, `tariffs on imports`: a measure of the flow, not the flow.
        let start = self.subjects[index].items.start;
        let of_measure = start > 1 && self.items.what(start - 2) == Some(What::Measure);
        self.blocked =
            of_measure && [Cue::Of, Cue::On, Cue::For].iter().any(|&c| self.items.is(start - 1, c));
        self.before.last = None;
    }

    fn measure(&mut self, at: usize) {
        // `percent of GDP`, `on higher oil prices`: behind a preposition a measure is no subject.
        let behind = at > 0
            && [Cue::Of, Cue::By, Cue::On, Cue::With, Cue::For, Cue::In]
                .iter()
                .any(|&c| self.items.is(at - 1, c));
        if !behind {
            self.blocked = true;
        }
    }

    fn direction(&mut self, at: usize, direction: Direction, part: Part) {
        // `U.S. growth` is the economy's.
        let economy = part == Part::Noun && at > 0 && matches!(self.items.what(at - 1), Some(What::Area(..)));
        let inside = self.current.is_some_and(|c| self.subjects[c].items.contains(&at));
        if economy && !inside {
            self.blocked = true;
            return;
        }
        self.before.direction = Some(direction);
        let after_comma = at > 0 && self.items.is_mark(at - 1, Kind::Comma);
        // `Imports, which have outpaced exports, fell 1.7 percent`: behind the clause the outer subject goes on.
        if after_comma && part == Part::Verb {
            self.leave_clause();
        }
        if after_comma && part == Part::Verb {
            self.blocked = false;
        }
        if direction == Direction::Flat && self.current.is_some() && !self.blocked {
            self.flat(at);
        }
    }

    /// Goes back to the subject that a relative clause interrupted.
    fn leave_clause(&mut self) {
        let Some(current) = self.current else { return };
        let outer = (0..current).rev().find(|&index| {
            let end = self.subjects[index].items.end;
            self.items.is_mark(end, Kind::Comma) && self.items.is(end + 1, Cue::Relative)
        });
        if let Some(outer) = outer {
            self.enter(outer);
        }
    }

    /// `unchanged` is a change of 0 that no number prints: the word stands in the slot.
    fn flat(&mut self, at: usize) {
        let number_near =
            (at + 1..at + 3).any(|i| matches!(role::kind(self.items, i), Some(MentionKind::Percent)));
        let stated = |c: &usize| !self.subjects[*c].items.is_empty();
        let Some(current) = self.current.filter(stated).filter(|_| !number_near) else { return };
        let role = Role::Change(Some(Direction::Flat));
        self.place(current, &[at], role, "change.unchanged");
        self.before.last = Some((at, role));
        self.first_role = self.first_role.or(Some(role));
    }

    /// A list member at `at` that stands before a number: the index behind it.
    fn maybe_focus(&mut self, at: usize) -> usize {
        let Some(focus) = self.focus_at(at) else { return at + 1 };
        let end = focus.items.end;
        self.group += 1;
        self.before.parallel = self.first_role.take().or(self.before.parallel);
        self.before.start = focus.items.start;
        self.before.end = end;
        self.before.last = None;
        self.blocked = false;
        self.focus = Some(focus);
        end
    }

    fn focus_at(&self, at: usize) -> Option<Focus> {
        let current = self.current.map(|index| &self.subjects[index]);
        let upcoming = self.subjects.iter().find(|s| s.items.start > at);
        if current.is_none() && upcoming.is_none() {
            return None;
        }
        let named = matches!(self.items.what(at), Some(What::Area(_, form)) if form != AreaForm::City && form != AreaForm::Capital)
            || self.items.is(at, Cue::Counterpart);
        if named {
            let list = subject::area_list(self.items, at).unwrap_or(at..at + 1);
            if self.items.list[list.end - 1].possessive || !self.number_follows(list.end) {
                return None;
            }
            let codes = subject::codes(self.items, list.clone());
            let as_ref = self.lists_reporters(current, &list);
            let (refs, partners) = if as_ref { (codes, Vec::new()) } else { (Vec::new(), codes) };
            return Some(Focus { partners, refs, items: list, ..Focus::default() });
        }
        if matches!(self.items.what(at), Some(What::Commodity(_))) {
            let mut end = at + 1;
            while matches!(self.items.what(end), Some(What::Commodity(_)))
                || matches!(self.items.what(end + 1), Some(What::Commodity(_)))
                    && (self.items.is(end, Cue::And) || self.items.is_mark(end, Kind::Comma))
            {
                end += 1;
            }
            let before_number = at > 1
                && self.items.is(at - 1, Cue::Of)
                && matches!(self.items.what(at - 2), Some(What::Amount(_)));
            if before_number || !self.number_follows(end) {
                return None;
            }
            return Some(Focus {
                commodities: subject::goods(self.items, at..end),
                items: at..end,
                ..Focus::default()
            });
        }
        None
    }

    /// Whether a number follows at once, or behind `with`, `at`, `(`, a direction or a level verb.
    fn number_follows(&self, from: usize) -> bool {
        let mut at = from;
        while self.items.is_mark(at, Kind::Open)
            && self.items.is_mark(at + 2, Kind::Close)
            && !matches!(self.items.what(at + 1), Some(What::Amount(_)))
        {
            at += 3;
        }
        let mut plain = false;
        for i in at..at + 6 {
            match self.items.what(i) {
                Some(What::Amount(_)) => return !plain,
                Some(What::Flow(..)) => {
                    return i > at && self.items.is(i - 1, Cue::With) && self.items.is(i + 1, Cue::Of);
                }
                Some(What::Word) => plain = true,
                Some(What::Direction(..) | What::Mark(Kind::Open | Kind::Colon)) => plain = false,
                Some(What::Bound | What::Mark(Kind::Comma) | What::Basis(_)) => {}
                Some(What::Cue(_))
                    if [Cue::With, Cue::At, Cue::Share, Cue::Level, Cue::Worth]
                        .iter()
                        .any(|&c| self.items.is(i, c)) =>
                {
                    plain = false
                }
                Some(What::Cue(_))
                    if [
                        Cue::With,
                        Cue::At,
                        Cue::Article,
                        Cue::Level,
                        Cue::Share,
                        Cue::Be,
                        Cue::To,
                        Cue::By,
                        Cue::Followed,
                        Cue::Each,
                    ]
                    .iter()
                    .any(|&c| self.items.is(i, c)) => {}
                _ => return false,
            }
        }
        false
    }

    /// `Germany (+148.0 bn) posted the largest surplus, followed by …`: the list is of reporters.
    fn lists_reporters(&self, current: Option<&Subject>, list: &Range<usize>) -> bool {
        if let Some(Focus { refs, .. }) = &self.focus
            && !refs.is_empty()
        {
            return true;
        }
        let prepositional = list.start > 0
            && [Cue::To, Cue::From, Cue::With].iter().any(|&c| self.items.is(list.start - 1, c));
        let Some(subject) = current.or_else(|| self.subjects.iter().find(|s| s.items.start >= list.end))
        else {
            return false;
        };
        if prepositional || !subject.partners.is_empty() || subject.flows[0].1 == FlowForm::Partner {
            return false;
        }
        let ahead = subject.items.start >= list.end;
        ahead
            && (list.end..subject.items.start)
                .any(|i| self.items.is(i, Cue::Level) && !self.items.is(i, Cue::Share))
    }

    /// Links the run of numbers that starts at `at`: the index behind it.
    fn numbers(&mut self, at: usize) -> usize {
        let run = self.run_at(at);
        let end = run.last().map_or(at + 1, |last| last + 1);
        // `1.3 billion potential customers` counts customers.
        let counts = role::kind(self.items, at) == Some(MentionKind::Number)
            && self.items.what(end) == Some(What::Word)
            && !self.items.list[end].capital;
        let covered = at > 1
            && self.items.is(at - 1, Cue::On)
            && (at.saturating_sub(5)..at).any(|i| self.items.what(i) == Some(What::Measure));
        if counts || covered || self.is_unit_price(end) || self.is_tiny(at) || self.is_of_measure(end) {
            return end;
        }
        if self.items.is(end, Cue::For)
            && let Some(list) =
                subject::area_list(self.items, end + 1).filter(|l| !self.items.list[l.end - 1].possessive)
        {
            self.group += 1;
            let refs = subject::codes(self.items, list);
            self.focus = Some(Focus { refs, items: at..at, ..self.focus.take().unwrap_or_default() });
        }
        if let Some(good) = self.good_behind(&run) {
            self.group += 1;
            let focus = self.focus.take().unwrap_or_default();
            self.focus = Some(Focus { commodities: vec![good], items: at..at, ..focus });
        }
        let forward = self.forward(end);
        let base_ahead = forward.is_some_and(|(index, _)| self.is_base(index));
        if let (true, Some((index, _))) = (base_ahead, forward) {
            self.base_form = Some(self.subjects[index].flows[0].1);
        } else if let Some((index, _)) = forward
            && self.current != Some(index)
        {
            self.take_forward(at, index);
        }
        if self.is_leading(at) && forward.is_none() {
            return end;
        }
        let upcoming =
            self.current.is_none().then(|| self.subjects.iter().position(|s| s.items.start >= end)).flatten();
        if self.focus.is_some() && self.current.is_none() {
            self.current = upcoming;
        }
        let Some(current) = self.current else { return end };
        if self.blocked && forward.is_none() {
            return end;
        }
        let Some((mut role, mut rule)) = self.role(at, end, forward) else { return end };
        if self.base_form.is_some() && role == Role::Level {
            (role, rule) = (Role::Base, "base.balance");
        }
        self.place(current, &run, role, rule);
        self.before.last = run.last().map(|&item| (item, role));
        self.first_role = self.first_role.or(Some(role));
        if let Role::Change(Some(direction)) = role {
            self.before.direction = Some(direction);
        }
        end
    }

    /// `At $2.7 billion, exports …`: the number of a fronted phrase waits for the first row.
    fn is_leading(&mut self, at: usize) -> bool {
        let fronted =
            at > 0 && at <= 3 && self.rows.is_empty() && self.subjects.iter().any(|s| s.items.start > at);
        let role = if self.items.is(0, Cue::At) {
            Role::Level
        } else if self.items.is(0, Cue::From) {
            Role::Base
        } else {
            return false;
        };
        if fronted && self.is_level_kind(at) {
            self.pending.push((role, Slot { item: at, direction: None, rule: "level.fronted" }));
        }
        fronted
    }

    /// Goes over to the subject behind the number. A share is of that subject, but about the one before or the focus:
    /// `semiconductors accounted for 19.5 percent of exports`.
    fn take_forward(&mut self, at: usize, index: usize) {
        let share = matches!(role::of(self.items, at, &self.before), Some((Role::Share, _)));
        let holder = self.current.is_some_and(|c| !self.subjects[c].items.is_empty() && !self.blocked);
        if share && holder {
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

    fn role(&self, at: usize, end: usize, forward: Option<(usize, bool)>) -> Option<Ruled> {
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
        found.filter(|(role, _)| {
            !(matches!(role, Role::Level | Role::Base) && !self.is_level_kind(at) && *role == Role::Level)
        })
    }

    /// `$224 per ton`, `$68.44 a barrel`: a price, no value of trade.
    fn is_unit_price(&self, end: usize) -> bool {
        let per = self.items.is(end, Cue::Per)
            || self.items.is(end, Cue::Article)
            || self.items.is_mark(end, Kind::Slash);
        per && self.items.sense(end + 1, |sense| matches!(sense, Sense::Unit(_)).then_some(())).is_some()
    }

    /// `a 3 percent drop in overall import prices`, `4.1% of GDP`: the number is a measure's.
    fn is_of_measure(&self, end: usize) -> bool {
        let mut of = false;
        for i in end..end + 7 {
            match self.items.what(i) {
                Some(What::Measure) => return of || i < end + 3,
                Some(
                    What::Direction(..) | What::Basis(_) | What::Word | What::Area(..) | What::Commodity(_),
                ) => {}
                Some(What::Cue(_)) if self.items.is(i, Cue::In) || self.items.is(i, Cue::Of) => of = true,
                Some(What::Cue(_))
                    if [Cue::Article, Cue::Overall, Cue::Reporter].iter().any(|&c| self.items.is(i, c)) => {}
                _ => return false,
            }
        }
        false
    }

    /// Money of less than a million without a scale word is no flow of an economy, unless the sentence says the scale
    /// (`in billions of dollars`).
    fn is_tiny(&self, at: usize) -> bool {
        let money = matches!(role::kind(self.items, at), Some(MentionKind::Money));
        let small = role::amount(self.items, at).is_some_and(|a| {
            a.value.unit_mult == 0 && a.value.value.abs() < rust_decimal::Decimal::from(1_000_000)
        });
        money && small && super::scale::stated(self.items).is_none()
    }

    fn is_level_kind(&self, at: usize) -> bool {
        matches!(
            role::kind(self.items, at),
            Some(MentionKind::Money | MentionKind::Quantity | MentionKind::Number)
        )
    }

    /// Numbers of one kind joined by commas, `and` and repeated prepositions.
    fn run_at(&self, at: usize) -> Vec<usize> {
        let kind = role::kind(self.items, at);
        let mut run = vec![at];
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
        if !closed {
            run.truncate(1);
        }
        run
    }

    /// A subject right behind the number: `a 0.8 bn euro surplus` (true), `a 3.6 percent fall in exports` (false).
    fn forward(&self, end: usize) -> Option<(usize, bool)> {
        let mut crossed = false;
        let mut start = end;
        if self.items.is_mark(end, Kind::Open) {
            start =
                (end..end + 6).find(|&i| self.items.is_mark(i, Kind::Close)).map_or(end, |close| close + 1);
        }
        for i in start..start + 6 {
            if let Some(index) = self
                .subjects
                .iter()
                .position(|s| s.head > 0 && s.items.start <= i && i < s.items.end && s.items.end > end)
            {
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
                What::Cue(_)
                    if self.items.is(i, Cue::Be)
                        && matches!(
                            self.items.what(i + 1),
                            Some(What::Flow(_, FlowForm::Verb | FlowForm::WeakVerb))
                        ) => {}
                What::Cue(_)
                    if [Cue::Article, Cue::Average, Cue::Overall, Cue::Goods, Cue::SameFlow]
                        .iter()
                        .any(|&c| self.items.is(i, c)) => {}
                _ => return None,
            }
        }
        None
    }

    /// Gives the numbers of a run to rows.
    fn place(&mut self, current: usize, run: &[usize], role: Role, rule: &'static str) {
        let keys = self.keys(current, run, role);
        let direction = match role {
            Role::Change(direction) | Role::OtherRate(direction) => direction,
            _ => None,
        };
        if keys.is_empty() {
            self.respective(run, role, direction, rule);
            return;
        }
        let start = self.before.start;
        let members: Vec<(Keys, usize)> = match (keys.len(), run.len()) {
            (n, m) if n == m => keys.into_iter().zip(run.iter().copied()).collect(),
            (_, 1) => keys.into_iter().map(|k| (k, run[0])).collect(),
            _ => return,
        };
        let width = members.len();
        if width == 1 && self.restates(role, members[0].1) {
            return;
        }
        let tail = self.rows.len().saturating_sub(width);
        let fits = self.rows.len() >= width
            && self.rows[tail..].iter_mut().zip(&members).all(|(row, (keys, _))| {
                let same = row.keys == *keys && row.group == self.group;
                same && row.slot(role).is_none()
                    && !row.other_rate
                    && !matches!(role, Role::OtherRate(_) | Role::OtherShare)
            })
            && self.compatible(tail, role, run[0]);
        if !fits {
            // A base may come before its level: `from $38.4 billion, imports climbed to $44.4 billion`.
            let first = self.rows.last().is_none_or(|row| row.group != self.group);
            if role == Role::Converted || role == Role::Base && !first {
                return;
            }
            let group = self.group;
            self.rows.extend(members.iter().map(|(keys, _)| Row::new(keys.clone(), group, start)));
            if width == 1
                && let Some(row) = self.rows.last_mut()
            {
                for (role, slot) in self.pending.drain(..) {
                    *row.slot(role) = Some(slot);
                }
            }
        }
        let tail = match (role, width) {
            (Role::Level | Role::Share, 1) => self.first_open(self.rows.len() - 1, role),
            _ => self.rows.len() - width,
        };
        for (row, (_, item)) in self.rows[tail..].iter_mut().zip(members) {
            *row.slot(role) = Some(Slot { item, direction, rule });
            row.other_rate |= matches!(role, Role::OtherRate(_) | Role::OtherShare);
            if role == Role::Base {
                row.base_form = self.base_form.take();
            }
        }
    }

    /// `exports totalled A and imports B, gains of x and y percent`: a run as long as the rows before it, which lack it.
    fn respective(&mut self, run: &[usize], role: Role, direction: Option<Direction>, rule: &'static str) {
        let tail = self.rows.len().saturating_sub(run.len());
        let rows = &mut self.rows[tail..];
        let distinct = rows.windows(2).all(|pair| pair[0].keys != pair[1].keys);
        let lacking = rows.iter_mut().all(|row| row.level.is_some() && row.slot(role).is_none());
        if rows.len() != run.len() || !distinct || !lacking || matches!(role, Role::Level | Role::Base) {
            return;
        }
        for (row, &item) in rows.iter_mut().zip(run) {
            *row.slot(role) = Some(Slot { item, direction, rule });
        }
    }

    /// The first row of the group with the same keys and that slot free: the level of `by 2.7% on the month and by 27.8%
    /// on the year to $126.7 billion` stands with the first change.
    fn first_open(&mut self, last: usize, role: Role) -> usize {
        let (keys, group) = (self.rows[last].keys.clone(), self.rows[last].group);
        let mut first = last;
        while first > 0 {
            let row = &mut self.rows[first - 1];
            let fits = row.group == group && row.keys == keys && !row.other_rate;
            if !fits || row.slot(role).is_some() {
                break;
            }
            first -= 1;
        }
        first
    }

    /// `by $8.1 bln or 48.8%`, `$0.5 billion (0.2 percent)`: one change printed twice; the percentage stands. True
    /// where the row has taken the number up or does not need it.
    fn restates(&mut self, role: Role, item: usize) -> bool {
        let percent = |items: &Items, item| matches!(role::kind(items, item), Some(MentionKind::Percent));
        let Role::Change(direction) = role else { return false };
        let Some(row) = self.rows.last_mut().filter(|row| row.group == self.group) else { return false };
        let Some(slot) = row.change.filter(|slot| slot.direction != Some(Direction::Flat)) else {
            return false;
        };
        let (old, new) = (percent(self.items, slot.item), percent(self.items, item));
        if old == new || item > slot.item + 5 {
            return false;
        }
        if new {
            row.change = Some(Slot { item, direction: direction.or(slot.direction), rule: slot.rule });
        }
        true
    }

    /// A level does not join a row whose change belongs to another statement: a level behind a comma and a conjunction.
    fn compatible(&self, tail: usize, role: Role, item: usize) -> bool {
        let Some(row) = self.rows.get(tail) else { return false };
        let kinds_differ = |slot: Option<Slot>| {
            slot.is_some_and(|s| {
                role::amount(self.items, s.item).map(|a| a.unit)
                    != role::amount(self.items, item).map(|a| a.unit)
            })
        };
        match role {
            Role::Base => row.level.is_some() || row.change.is_some() || row.share.is_some(),
            Role::Converted => row.level.is_some() && kinds_differ(row.level),
            _ => true,
        }
    }

    /// The keys of the subject in force: one, or as many as the run has numbers; none where they do not fit.
    fn keys(&self, current: usize, run: &[usize], role: Role) -> Vec<Keys> {
        let mut subject = self.subjects[current].clone();
        if let Some(focus) = &self.focus {
            if !focus.partners.is_empty() {
                subject.partners.clone_from(&focus.partners);
            }
            // `Germany accounts for 40 percent of the euro zone's exports`: a member's exports.
            if role == Role::Share
                && subject.refs.iter().all(|code| self.is_bloc(code))
                && !focus.partners.iter().any(|code| self.is_bloc(code))
                && !subject.refs.is_empty()
            {
                subject.refs = std::mem::take(&mut subject.partners);
            }
            if !focus.refs.is_empty() {
                subject.refs.clone_from(&focus.refs);
            }
            if !focus.commodities.is_empty() {
                subject.commodities.clone_from(&focus.commodities);
            }
        }
        let first = run[0];
        if first > 0 && self.items.is(first - 1, Cue::Overall) {
            subject.partners.clear();
            subject.commodities.clear();
            subject.overall = true;
        }
        let count = run.len();
        let lists =
            [subject.flows.len(), subject.refs.len(), subject.partners.len(), subject.commodities.len()];
        let paired = lists.iter().rposition(|&length| length == count && count > 1);
        // `export and import growth to average 10 percent` is said of both; a level of both is their total.
        let fresh = self.rows.last().is_none_or(|row| row.group != self.group);
        let percent = matches!(role::kind(self.items, first), Some(MentionKind::Percent));
        let both = subject.flows.len() > 1
            && fresh
            && percent
            && matches!(role, Role::Change(_) | Role::OtherRate(_));
        let spread = if count == 1 && both {
            Some(0)
        } else if count == 1 && subject.each {
            lists.iter().rposition(|&length| length > 1)
        } else {
            paired
        };
        if count > 1 && paired.is_none() {
            return Vec::new();
        }
        let width = spread.map_or(1, |list| lists[list]);
        (0..width).map(|member| self.key(&subject, spread, member)).collect()
    }

    /// `forecasts for a $10.7 billion gap` behind a surplus is one of a surplus.
    fn gap(&self) -> FlowForm {
        let surplus = |form: FlowForm| matches!(form, FlowForm::Surplus | FlowForm::WeakSurplus);
        let here = self.rows.iter().rev().find(|row| row.keys.flow == Flow::B).map(|row| row.keys.form);
        let before = self.context.last.as_ref().map(|last| last.flows[0].1);
        if here.or(before).is_some_and(surplus) { FlowForm::WeakSurplus } else { FlowForm::WeakDeficit }
    }

    fn is_bloc(&self, code: &str) -> bool {
        self.items.lexicon.areas.iter().any(|area| area.code == code && area.kind == AreaKind::Bloc)
    }

    /// One member's key: its own member of the list that is paired, the joined members of the others.
    fn key(&self, subject: &Subject, spread: Option<usize>, member: usize) -> Keys {
        let area = |list: usize, codes: &[String]| {
            if spread == Some(list) { codes.get(member).cloned() } else { joined(codes) }
        };
        let (flow, form) = if spread == Some(0) {
            subject.flows[member]
        } else if subject.flows.len() > 1 {
            (Flow::T, FlowForm::Noun)
        } else {
            subject.flows[0]
        };
        let form = if form == FlowForm::Gap { self.gap() } else { form };
        let commodity = if spread == Some(3) {
            subject.commodities.get(member).cloned()
        } else if subject.commodities.is_empty() {
            None
        } else {
            Some(listed(&subject.commodities))
        };
        let partner = area(2, &subject.partners);
        Keys {
            flow,
            form,
            ref_area: area(1, &subject.refs),
            partner,
            commodity,
            overall: subject.overall,
            owned: subject.owned,
            daily: subject.daily,
        }
    }

    /// `4.9 million tonnes of barley`: the good behind the number.
    fn good_behind(&self, run: &[usize]) -> Option<String> {
        let last = *run.last()?;
        let of = self.items.is(last + 1, Cue::Of) || self.items.is(last + 1, Cue::Worth);
        let counted = role::kind(self.items, last) == Some(MentionKind::Number)
            && matches!(self.items.what(last + 1), Some(What::Commodity(_)));
        if !(of || counted) || !self.is_level_kind(last) {
            return None;
        }
        let start = if of { last + 2 } else { last + 1 };
        let mut end = start;
        while matches!(self.items.what(end), Some(What::Commodity(_)))
            || end > start
                && self.items.is(end, Cue::And)
                && matches!(self.items.what(end + 1), Some(What::Commodity(_)))
        {
            end += 1;
        }
        (end > start).then(|| subject::printed(self.items, start..end))
    }
}

/// Codes of a group, sorted and joined.
fn joined(codes: &[String]) -> Option<String> {
    let mut codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    codes.sort_unstable();
    (!codes.is_empty()).then(|| codes.join("+"))
}

/// Goods as a printed list.
fn listed(goods: &[String]) -> String {
    match goods {
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}
