//! Numbers to subjects: one walk over a sentence's items, from left to right.
//!
//! A flow word with its areas and goods (`subject`) is in force until the next one. Inside it, an area or a good that
//! stands before a number in a list (`followed by Italy with $1.3 billion`, `barley (+62%)`) is a `focus`: it replaces
//! the subject's partner or good. Numbers joined by commas and `and` are a run; a run as long as a list of its subject
//! is paired with it, member by member; a run that fits no list gives nothing.

mod again;
mod balance;
mod behind;
mod clause;
mod focus;
mod fronted;
mod good;
mod guard;
mod keys;
mod member;
mod number;
mod place;
mod share;

use super::inherit::Context;
use super::item::{Items, PLACED, Sorts, What};
use super::refusal::Reason;
use super::role::{self, Before, Role};
use super::row::{Row, Slot};
use super::subject::{self, Subject};
use crate::lexicon::{Cue, Cues, Direction, Flow, FlowForm, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;
use focus::Focus;
use std::ops::Range;

struct Walk<'i, 'a> {
    items: &'i Items<'a>,
    context: &'i Context,
    subjects: Vec<Subject>,
    current: Option<usize>,
    focus: Option<Focus>,
    /// A measure that is no trade flow is spoken of.
    blocked: bool,
    /// The subject goes on from the sentence before only because something is expected.
    outlook: bool,
    /// The number before was a price.
    at_price: bool,
    /// That measure is named in the sentence.
    measured: bool,
    before: Before,
    /// Roles of the numbers of the current subject or focus.
    first_role: Option<Role>,
    group: usize,
    rows: Vec<Row>,
    /// Numbers before the first subject: `At $2.7 billion, exports …`, `From $38.4 billion, imports …`.
    pending: Vec<(Role, Slot)>,
    /// The balance word of the level compared with: `against a shortfall of $3.5 billion`.
    base_form: Option<FlowForm>,
    /// Items whose number was given to no row, and why.
    refused: Vec<(usize, Reason)>,
}

/// What a sentence gives. Emptied, it is room for the next.
#[derive(Default)]
pub(super) struct Linked {
    /// The rows with a level, change or share.
    pub(super) rows: Vec<Row>,
    /// Levels compared with whose own level stands in the sentence before.
    pub(super) bases: Vec<Row>,
    /// The subjects found.
    pub(super) subjects: Vec<Subject>,
    /// Items whose number was given to no row, and why; a later entry of an item replaces an earlier one.
    pub(super) refused: Vec<(usize, Reason)>,
}

impl Linked {
    /// Nothing, in the same room.
    pub(super) fn emptied(mut self) -> Linked {
        self.rows.clear();
        self.bases.clear();
        self.subjects.clear();
        self.refused.clear();
        self
    }
}

/// The rows of a sentence and the subjects found in it, both in the room of earlier ones.
pub(super) fn rows(items: &Items, context: &Context, room: Linked) -> Linked {
    let subjects = subject::find_all(items, context, room.subjects);
    if !items.any_of(Sorts::AMOUNT.and(Sorts::FLAT)) {
        return Linked { subjects, ..room };
    }
    let mut walk = Walk {
        items,
        context,
        subjects,
        current: None,
        focus: None,
        blocked: false,
        outlook: false,
        at_price: false,
        measured: false,
        before: Before::default(),
        first_role: None,
        group: 0,
        rows: room.rows,
        pending: Vec::new(),
        base_form: None,
        refused: room.refused,
    };
    walk.run();
    let Walk { mut rows, subjects, refused, .. } = walk;
    let alone = |row: &mut Row| row.level.is_none() && row.change.is_none() && row.share.is_none();
    let mut bases = room.bases;
    bases.extend(rows.extract_if(.., alone));
    Linked { rows, bases, subjects, refused }
}

/// What the walk stops at; other words are read from there.
const STOPS: Sorts = Sorts::AMOUNT
    .and(Sorts::MEASURE)
    .and(Sorts::DIRECTION)
    .and(Sorts::OPEN)
    .and(Sorts::AREA)
    .and(Sorts::COMMODITY)
    .and(Sorts::PLACED);

impl Walk<'_, '_> {
    fn run(&mut self) {
        self.continue_from_context();
        let end = self.items.list.len();
        let mut stops = self.items.all_of(STOPS);
        let (mut at, mut begin, mut stop) = (0, 0, stops.next().unwrap_or(end));
        while at < end {
            while stop < at {
                stop = stops.next().unwrap_or(end);
            }
            if begin <= stop {
                at = at.max(begin);
                self.begin(at);
                let starts = self.subjects.iter().map(|s| s.items.start);
                begin = starts.filter(|&start| start > at).min().unwrap_or(usize::MAX);
                continue;
            }
            at = stop;
            at = match self.items.what(at) {
                Some(What::Amount(_)) => self.numbers(at),
                Some(What::Measure) if !self.is_inside(at) => {
                    self.measure(at);
                    at + 1
                }
                Some(What::Direction(direction, part)) => {
                    self.direction(at, direction, part);
                    at + 1
                }
                Some(What::Area(..) | What::Commodity(_)) if !self.is_inside(at) => self.maybe_focus(at),
                _ if self.items.is_any(at, PLACED) && !self.is_inside(at) => self.maybe_focus(at),
                _ => at + 1,
            };
        }
        self.place_pending();
    }

    /// Whether the item is one of the subject in force.
    fn is_inside(&self, at: usize) -> bool {
        self.current.is_some_and(|current| self.subjects[current].items.contains(&at))
    }

    /// Enters the subject that begins at the item, where one does.
    fn begin(&mut self, at: usize) {
        let begins = |s: &Subject| s.items.start == at && !s.items.is_empty();
        let Some(index) = self.subjects.iter().position(begins) else { return };
        if self.is_base(index) {
            self.base_form = Some(self.subjects[index].flows[0].1);
        } else if !self.is_measure_of(index) && !self.is_backdrop(index) {
            self.enter(index);
        }
    }

    /// `Crude stocks fell as imports slowed, against forecasts of a 400,000 barrel rise`: a clause without a number, behind
    /// another measure that the numbers go on with.
    fn is_backdrop(&self, index: usize) -> bool {
        if !self.measured {
            return false;
        }
        let Subject { items: Range { start, end }, .. } = self.subjects[index];
        let joined = |i: usize| {
            self.items.is(i, Cue::Contrast) || self.items.is(i, Cue::Cause) || self.items.is(i, Cue::And)
        };
        let mark = |i: &usize| !matches!(self.items.what(*i), None | Some(What::Mark(_)));
        let plain = (end..self.items.list.len()).take_while(mark);
        let clause = !matches!(self.items.what(end), Some(What::Mark(_)))
            && !plain.into_iter().any(|i| matches!(self.items.what(i), Some(What::Amount(_))));
        clause && (start.saturating_sub(3)..start).any(joined)
    }

    pub(super) fn enter(&mut self, index: usize) {
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
            let (form, end) = (subject.flows[0].1, subject.items.end);
            row.base_form = self.base_form.take();
            row.keys.form = form;
            self.before.end = end;
            if let Some(current) = self.current.filter(|&current| self.subjects[current].stated()) {
                self.subjects[current].flows[0].1 = form;
            }
            return;
        }
        if self.moves_to(index) {
            let (form, end) = (subject.flows[0].1, subject.items.end);
            if let (Some(row), Some(current)) = (self.rows.last_mut(), self.current) {
                row.keys.form = form;
                self.subjects[current].flows[0].1 = form;
            }
            self.before.end = end;
            return;
        }
        if let Some(share) = self.own_share(index) {
            (self.before.start, self.before.end) = (share, self.subjects[index].items.end);
            self.before.last = None;
            return;
        }
        if self.leads_to(index) || self.is_rise_in(index) {
            let (form, end) = (subject.flows[0].1, subject.items.end);
            if let (Some(row), Some(current)) = (self.rows.last_mut(), self.current) {
                row.keys.form = form;
                self.subjects[current].flows[0].1 = form;
            }
            self.before.end = end;
            return;
        }
        // `Germany with turnover of $2.6 bln`: the flow word repeats the subject of the list.
        let repeats = subject.bare()
            && self.focus.as_ref().is_some_and(|f| {
                f.items.end + 1 == subject.items.start || self.heads_list(f.items.end, subject.items.start)
            });
        self.base_form = None;
        self.current = Some(index);
        if !repeats {
            self.focus = None;
        }
        self.blocked = false;
        (self.measured, self.at_price) = (false, false);
        self.group += 1;
        self.before.parallel = self.first_role.take().or(self.before.parallel);
        self.before.start = self.subjects[index].items.start;
        self.before.end = self.subjects[index].items.end;
        self.before.growth = self.subjects[index].growth;
        // `the cost of petroleum imports`, `tariffs on imports`: a measure of the flow, not the flow.
        let start = self.subjects[index].items.start;
        let of_measure = start > 1 && self.items.what(start - 2) == Some(What::Measure);
        let of_growth = start > 1 && self.items.is(start - 1, Cue::Of) && self.is_rate(start - 2)
            || start > 1 && self.items.is(start - 1, Cue::In) && self.items.is(start - 2, Cue::Growth);
        self.before.growth |= of_growth;
        self.share_of(index);
        self.blocked = of_measure && self.items.is_any(start - 1, Cues::of(&[Cue::Of, Cue::On, Cue::For]));
        self.before.last = None;
    }

    /// `growth`, `the annual pace`.
    fn is_rate(&self, at: usize) -> bool {
        self.items.is(at, Cue::Growth) || self.items.is(at, Cue::Pace)
    }

    /// `motor cars topped the list of exports`: the list is of what stands before.
    fn heads_list(&self, end: usize, start: usize) -> bool {
        let plain = |i: usize| {
            matches!(self.items.what(i), Some(What::Word | What::Bound))
                || self.items.is_any(i, Cues::of(&[Cue::Article, Cue::Level, Cue::Share, Cue::Of, Cue::In]))
        };
        let of = start > 0 && self.items.is_any(start - 1, Cues::of(&[Cue::Of, Cue::In]));
        start > end + 2 && start < end + 6 && of && (end..start).all(plain)
    }

    fn measure(&mut self, at: usize) {
        // `percent of GDP`, `on higher oil prices`: behind a preposition a measure is no subject.
        // So is one of the world: `a sign of global demand`.
        let joint = at - usize::from(at > 1 && self.items.is(at - 1, Cue::World));
        let behind = joint > 0
            && self
                .items
                .is_any(joint - 1, Cues::of(&[Cue::Of, Cue::By, Cue::On, Cue::With, Cue::For, Cue::In]));
        // `the surplus on primary income`: the balance is the measure's.
        let balance = self.current.is_some_and(|current| {
            let subject = &self.subjects[current];
            subject.flows[0].0 == Flow::B && subject.stated() && subject.items.end + 1 == at
        });
        if (!behind || balance) && !self.is_in_tail(at) {
            self.blocked = true;
            self.measured = true;
        }
    }

    /// `coal imports by the world's second-largest economy`, `exports from Europe's growth engine`: words of the area
    /// behind the subject.
    pub(super) fn is_in_tail(&self, at: usize) -> bool {
        let Some(end) = self.current.map(|current| self.subjects[current].items.end) else { return false };
        let joined = self.items.is_any(end, Cues::of(&[Cue::By, Cue::To, Cue::From, Cue::Of]));
        let named = |i: usize| {
            let name = matches!(
                self.items.what(i),
                Some(What::Word | What::Area(..) | What::Mark(Kind::Hyphen) | What::Direction(_, Part::Noun))
            );
            name || self.items.is_any(i, Cues::of(&[Cue::Article, Cue::Overall, Cue::World, Cue::Reporter]))
        };
        // `exports to help the economy`: a verb.
        let verb = self.items.is(end, Cue::To)
            && self.items.what(end + 1) == Some(What::Word)
            && !self.items.list[end + 1].capital;
        joined && !verb && end > 0 && at < end + 9 && (end + 1..at).all(named)
    }

    fn direction(&mut self, at: usize, direction: Direction, part: Part) {
        // `U.S. growth` is the economy's.
        let before = at.checked_sub(1).and_then(|before| self.items.what(before));
        let economy = part == Part::Noun
            && match before {
                _ if self.is_growth_of_area(at) => true,
                Some(What::Area(..)) => true,
                // `2013 growth` in a sentence without a flow.
                Some(What::Period(_)) => {
                    !self.subjects.iter().any(Subject::stated) && self.items.is(at, Cue::Growth)
                }
                _ => false,
            };
        let inside = self.current.is_some_and(|c| self.subjects[c].items.contains(&at));
        // `As a result of the wider deficit, the annual growth pace was put at 0.9 percent`: a balance has no growth.
        let balance = |subject: &Subject| {
            subject.flows[0].0 == Flow::B
                || subject.flows[0] == (Flow::T, FlowForm::WeakNoun) && subject.bare()
        };
        let growth = part == Part::Noun
            && self.items.is(at, Cue::Growth)
            && !self.items.is_any(at + 1, Cues::of(&[Cue::Of, Cue::In]))
            && self.current.is_some_and(|current| balance(&self.subjects[current]));
        let economy = economy || growth || part == Part::Noun && self.is_of_part_of(at);
        if economy && !inside && !self.is_in_tail(at) {
            self.blocked = true;
            return;
        }
        // `grew by a lower-than-expected 2.7 percent`.
        let comparing = |i: &usize| {
            self.items.is_mark(*i, Kind::Hyphen)
                || self.items.is_any(*i, Cues::of(&[Cue::Than, Cue::Forecast]))
        };
        let expected = || (at + 1..at + 4).take_while(comparing).any(|i| self.items.is(i, Cue::Forecast));
        if part == Part::Adverb && expected() {
            return;
        }
        self.before.direction = Some(direction);
        let after_comma = at > 0 && self.items.is_mark(at - 1, Kind::Comma);
        // `Imports, which have outpaced exports, fell 1.7 percent`: behind the clause the outer subject goes on.
        if after_comma && part == Part::Verb {
            self.leave_clause();
        }
        if after_comma && part == Part::Verb && !self.heads_clause(at) {
            self.blocked = false;
        }
        // `a flat deficit`: an adjective.
        let noun = |what| matches!(what, Some(What::Flow(..) | What::Direction(_, Part::Noun)));
        let article = at > 0 && self.items.is(at - 1, Cue::Article);
        // `sagging exports and steady downward revisions`.
        let joined = at > 0
            && (self.items.is(at - 1, Cue::And) || after_comma)
            && matches!(self.items.what(at + 1), Some(What::Word | What::Direction(..)));
        let adjective = noun(self.items.what(at + 1)) || article || joined;
        // `expand or stay steady`: one of two.
        let or =
            (at.saturating_sub(2)..at).any(|i| self.items.is(i, Cue::Or)) || self.items.is(at + 1, Cue::Or);
        if direction == Direction::Flat && self.current.is_some() && !self.blocked && !adjective && !or {
            self.flat(at);
        }
    }

    /// `a third of total 2010 growth`: the growth of something else, a part of which is told.
    fn is_of_part_of(&self, growth: usize) -> bool {
        if !self.items.is(growth, Cue::Growth) {
            return false;
        }
        let plain = |i: &usize| {
            matches!(self.items.what(*i), Some(What::Word | What::Period(_)))
                || self.items.is(*i, Cue::Overall)
        };
        let of = (growth.saturating_sub(4)..growth).rev().find(|i| !plain(i));
        let of = of.filter(|&of| of > 0 && self.items.is(of, Cue::Of));
        of.is_some_and(|of| matches!(role::kind(self.items, of - 1), Some(MentionKind::Percent)))
    }

    /// `Private consumption, which makes up half of demand, rose`: the measure before the clause between commas goes on.
    fn heads_clause(&self, at: usize) -> bool {
        let Some(end) = self.current.map(|current| self.subjects[current].items.end) else { return false };
        let comma = (end..at.saturating_sub(1)).find(|&i| self.items.is_mark(i, Kind::Comma));
        comma.is_some_and(|comma| {
            self.items.is(comma + 1, Cue::Relative) && self.items.what(comma - 1) == Some(What::Measure)
        })
    }

    /// Goes back to the subject that a relative clause or an apposition interrupted: `exports to Canada, the biggest trade
    /// partner, grew 7.2 percent`.
    fn leave_clause(&mut self) {
        let Some(current) = self.current else { return };
        let partner = self.subjects[current].flows[0].1 == FlowForm::Partner;
        let outer = (0..current).rev().find(|&index| {
            let end = self.subjects[index].items.end;
            self.items.is_mark(end, Kind::Comma) && (partner || self.items.is(end + 1, Cue::Relative))
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
}
