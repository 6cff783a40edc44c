//! Numbers into rows: one that is open, or a new one.

use super::Walk;
use super::keys::Members;
use crate::fact::aside;
use crate::fact::item::{Items, What};
use crate::fact::refusal::Reason;
use crate::fact::role::{self, Role};
use crate::fact::row::{Keys, Row, Slot};
use crate::lexicon::{Cue, Cues, Direction, Part};
use crate::mention::MentionKind;
use crate::scan::Kind;
use std::ops::Range;

impl Walk<'_, '_> {
    /// Gives the numbers of a run to rows.
    pub(super) fn place(&mut self, current: usize, run: &[usize], role: Role, rule: &'static str) {
        let keys = self.keys(current, run, role);
        let direction = match role {
            Role::Change(direction) | Role::OtherRate(direction) => direction,
            _ => None,
        };
        if keys.is_empty() {
            self.respective(run, role, direction, rule);
            return;
        }
        let (first, width) = (run[0], keys.len());
        if width != run.len() && run.len() != 1 {
            self.refuse(run, Reason::ListLength);
            return;
        }
        if let (1, Some(idle)) = (width, self.restates(role, first, rule)) {
            self.refuse(&[idle], Reason::Restated);
            return;
        }
        if let (1, Role::Change(_), Some(row)) = (width, role, self.row_of_measure(&keys[0], first)) {
            self.rows[row].give(role, Slot { item: first, direction, rule });
            return;
        }
        if let (1, Role::Change(_), Some(row)) = (width, role, self.row_before_expected(&keys[0], first)) {
            self.rows[row].give(role, Slot { item: first, direction, rule });
            return;
        }
        if width == 1 && self.passes_aside(role, first, direction, rule) {
            return;
        }
        let fits = self.fits(&keys, first, role);
        let like = keys.first().filter(|_| fits && width == 1).and_then(|keys| self.row_like(keys, first));
        if !fits {
            // A base may come before its level: `from $38.4 billion, imports climbed to $44.4 billion`.
            let opens = self.rows.last().is_none_or(|row| row.group != self.group);
            if role == Role::Converted || role == Role::Base && !opens {
                self.refuse(run, Reason::LoneBase);
                return;
            }
            self.open_rows(current, keys);
        }
        let tail = match (role, width) {
            (Role::Base, 1) => like.unwrap_or_else(|| self.behind_bracket(self.rows.len() - 1, first)),
            (Role::Level | Role::Share, 1) => self.first_open(self.rows.len() - 1, role, first),
            _ => self.rows.len() - width,
        };
        // One number may hold for several rows.
        let items = run.iter().copied().chain(std::iter::repeat(first)).take(width);
        for (row, item) in self.rows[tail..].iter_mut().zip(items) {
            row.give(role, Slot { item, direction, rule });
            row.other_rate |= matches!(role, Role::OtherRate(_) | Role::OtherShare);
            if role == Role::Base {
                row.base_form = self.base_form.take();
            }
        }
    }

    /// `3.5 million tonnes worth $1.2 billion, up 5 percent in volume and 8 percent in value`: the row whose level is of
    /// the measure that the change names.
    fn row_of_measure(&self, keys: &Keys, item: usize) -> Option<usize> {
        let wanted = self.measure_behind(item)?;
        let of_measure =
            |row: &Row| row.level.is_some_and(|level| role::kind(self.items, level.item) == Some(wanted));
        let rows = self.rows.iter().enumerate().rev();
        rows.take_while(|(_, row)| row.group == self.group && row.keys == *keys)
            .find(|(_, row)| row.change.is_none() && of_measure(row))
            .map(|(index, _)| index)
    }

    /// `$64.3 billion, below expectations for a $66 billion gap and down 6.8 percent`: what went down is not what was expected.
    fn row_before_expected(&self, keys: &Keys, item: usize) -> Option<usize> {
        let down = item.checked_sub(2)?;
        let moved = matches!(self.items.what(down + 1), Some(What::Direction(_, Part::Adverb)));
        let (last, before) = (self.rows.len().checked_sub(1)?, self.rows.len().checked_sub(2)?);
        let level = self.rows[last].level?.item;
        let expected = (self.rows[before].extent().end..level).any(|i| self.items.is(i, Cue::Forecast));
        let fits = |row: &Row| row.keys.flow == keys.flow && row.level.is_some() && row.change.is_none();
        let joined = moved && self.items.is(down, Cue::And) && level < down;
        (joined && expected && fits(&self.rows[last]) && fits(&self.rows[before])).then_some(before)
    }

    /// The measure that the words behind a change name: `5 percent by volume`.
    fn measure_behind(&self, item: usize) -> Option<MentionKind> {
        // `a 1.3 percent drop in weight`.
        // `5 percent less by volume`.
        let noun = matches!(self.items.what(item + 1), Some(What::Direction(_, Part::Noun | Part::Adverb)));
        let next = item + 1 + usize::from(noun);
        let joined = self.items.is(next, Cue::In) || self.items.is(next, Cue::By);
        let named = if joined { next + 1 } else { next };
        match (self.items.is(named, Cue::Volume), self.items.is(named, Cue::Value)) {
            (true, _) => Some(MentionKind::Quantity),
            (_, true) => Some(MentionKind::Money),
            _ => None,
        }
    }

    /// `6.1 million bags worth $1.1 billion, compared with 5.8 million bags worth $846 million`: the row before the last
    /// whose level is of the measure of the base, where that of the last is not.
    fn row_like(&self, keys: &Keys, item: usize) -> Option<usize> {
        let of = |row: &Row| row.level.and_then(|level| role::kind(self.items, level.item));
        let kind = role::kind(self.items, item);
        let (last, before) = (self.rows.len().checked_sub(1)?, self.rows.len().checked_sub(2)?);
        let fits = |row: &Row| row.group == self.group && row.keys == *keys && row.base.is_none();
        let other = of(&self.rows[last]).is_some_and(|last| kind.is_some_and(|kind| kind != last));
        (other && fits(&self.rows[before]) && of(&self.rows[before]) == kind).then_some(before)
    }

    /// Whether the last rows are of these keys and have the slot free.
    fn fits(&mut self, keys: &[Keys], item: usize, role: Role) -> bool {
        let Some(tail) = self.rows.len().checked_sub(keys.len()) else { return false };
        let other = matches!(role, Role::OtherRate(_) | Role::OtherShare);
        let group = self.group;
        // `after a 7.5 percent drop to $633 billion in 2023`: the level of that drop.
        let dropped = |row: &Row| {
            role == Role::Level
                && item == row.extent().end + 2
                && self.items.is(item - 1, Cue::To)
                && row.change.is_some_and(|change| change.rule == "change.after")
        };
        let open = self.rows[tail..].iter().zip(keys).all(|(row, keys)| {
            let closed = row.other_rate && !dropped(row);
            row.keys == *keys && row.group == group && !closed && row.slot(role).is_none()
        });
        let end = self.rows[tail].extent().end;
        open && !self.is_late(tail, role)
            && !other
            && self.compatible(tail, role, item)
            && !self.turns(end, item)
            && !self.is_told_apart(tail, item)
            && !self.is_behind_contrast(tail, role, item)
    }

    /// `exports, which fell 5 percent in March, rose 2.5 percent`: the row is of another period.
    fn is_told_apart(&self, row: usize, item: usize) -> bool {
        let last = self.rows[row].extent().end.saturating_sub(1);
        let apart = |clause: &Range<usize>| clause.contains(&last) && !clause.contains(&item);
        aside::dated(self.items).iter().any(apart)
    }

    /// `rose from $11.4 billion, but was below forecasts of $18.6 billion`: not what it rose to.
    fn is_behind_contrast(&self, row: usize, role: Role, item: usize) -> bool {
        let row = &self.rows[row];
        let base = row.base.filter(|_| role == Role::Level && row.level.is_none() && row.change.is_none());
        base.is_some_and(|base| (base.item..item).any(|i| self.items.is(i, Cue::Contrast)))
    }

    /// `That compared with $8.7 billion and confounded forecasts of $8.5 billion`: the base is of the sentence before.
    fn is_late(&self, row: usize, role: Role) -> bool {
        let row = &self.rows[row];
        self.items.is(0, Cue::Compare) && role == Role::Level && row.level.is_none() && row.base.is_some()
    }

    /// `at 21.26 million tons, while the total for 2009 rose 13.9 percent`: behind a conjunction, another period or `it`
    /// opens a statement of its own.
    fn turns(&self, end: usize, item: usize) -> bool {
        // `fetched $144 million as volumes rose 6.6 percent to 631,000 bags`: another measure.
        let money = self.rows.last().and_then(|row| row.level);
        let money = money.is_some_and(|level| role::kind(self.items, level.item) == Some(MentionKind::Money));
        let volume = (end..item).find(|&i| money && self.items.is(i, Cue::Volume));
        let moved = volume.is_some_and(|volume| {
            matches!(self.items.what(volume + 1), Some(What::Direction(_, Part::Verb)))
        });
        if money && moved {
            return true;
        }
        if !self.items.has(Cue::Contrast) {
            return false;
        }
        let contrast = (end..item).find(|&i| self.items.is(i, Cue::Contrast));
        contrast.is_some_and(|contrast| {
            (contrast..item).any(|i| {
                let main = matches!(self.items.what(i), Some(What::Period(_)));
                main || self.items.is(i, Cue::SameFlow) || self.items.is(i, Cue::It)
            })
        })
    }

    /// Starts a row for each member; numbers that were printed before the subject stand in the first.
    fn open_rows(&mut self, current: usize, keys: Members) {
        self.subjects[current].used = true;
        let subject = &self.subjects[current];
        let head = if subject.items.is_empty() { 0..0 } else { subject.head..subject.head + 1 };
        let focus = self.focus.as_ref().map(|focus| focus.items.clone()).filter(|items| !items.is_empty());
        let (group, start) = (self.group, self.before.start);
        let single = keys.len() == 1;
        for keys in keys {
            let mut row = Row::new(keys, group, start);
            (row.head, row.phrase, row.focus) = (head.clone(), subject.items.clone(), focus.clone());
            self.rows.push(row);
        }
        if let (true, Some(row)) = (single, self.rows.last_mut()) {
            for (role, slot) in self.pending.drain(..) {
                row.give(role, slot);
            }
        }
    }

    /// `exports totalled A and imports B, gains of x and y percent`: a run as long as the rows before it, which lack it.
    fn respective(&mut self, run: &[usize], role: Role, direction: Option<Direction>, rule: &'static str) {
        let tail = self.rows.len().saturating_sub(run.len());
        let rows = &mut self.rows[tail..];
        let distinct = rows.windows(2).all(|pair| pair[0].keys != pair[1].keys);
        let lacking = rows.iter().all(|row| row.level.is_some() && row.slot(role).is_none());
        if rows.len() != run.len() || !distinct || !lacking || matches!(role, Role::Level | Role::Base) {
            self.refuse(run, Reason::ListLength);
            return;
        }
        for (row, &item) in rows.iter_mut().zip(run) {
            row.give(role, Slot { item, direction, rule });
        }
    }

    /// The first row of the group with the same keys and that slot free: the level of `by 2.7% on the month and by 27.8%
    /// on the year to $126.7 billion` stands with the first change.
    fn first_open(&mut self, last: usize, role: Role, item: usize) -> usize {
        let group = self.rows[last].group;
        let mut first = last;
        // `rose 18.5% by value and 4% by volume to 0.8 million tonnes`: the level of the last.
        let named = self.rows[last].change.and_then(|change| self.measure_behind(change.item));
        if named.is_some() && named == role::kind(self.items, item) {
            return last;
        }
        while first > 0 {
            let like =
                self.rows[first - 1].group == group && self.rows[first - 1].keys == self.rows[last].keys;
            let told = self.is_told_apart(first - 1, self.rows[last].extent().start);
            if !like || told || self.rows[first - 1].other_rate || self.rows[first - 1].slot(role).is_some() {
                break;
            }
            let between = self.rows[first - 1].extent().end..self.rows[first].extent().start;
            // `and for the first nine months they were 10.2 percent higher at $346 billion`.
            let again = |i: usize| {
                self.items.is(i, Cue::SameFlow)
                    && !self.items.is_any(i - 1, Cues::of(&[Cue::Of, Cue::Share]))
                    && (self.items.is(i + 1, Cue::Be)
                        || matches!(self.items.what(i + 1), Some(What::Direction(..))))
            };
            let apart = between.clone().any(|i| self.items.is(i, Cue::Contrast) || again(i));
            if apart || self.is_late(first - 1, role) || self.is_behind_contrast(first - 1, role, item) {
                break;
            }
            first -= 1;
        }
        first
    }

    /// `a surplus of $5.3 billion (forecast $4 billion) vs. $3.1 billion`: what stands behind a bracket is compared with
    /// the number before it.
    fn behind_bracket(&self, last: usize, item: usize) -> usize {
        let Some(before) = last.checked_sub(1) else { return last };
        let (row, outer) = (&self.rows[last], &self.rows[before]);
        let number = row.extent();
        let open = (outer.extent().end..number.start).any(|i| self.items.is_mark(i, Kind::Open));
        let closed = (number.end..item).any(|i| self.items.is_mark(i, Kind::Close));
        let same = outer.group == row.group && outer.keys.flow == row.keys.flow && outer.base.is_none();
        if open && closed && same { before } else { last }
    }

    /// `bigger than the forecast of $4 billion and 50 percent larger than the record of $3 billion`: what goes on comparing
    /// is said of the row before the figure that was compared with. True where that row has taken the number.
    fn passes_aside(
        &mut self,
        role: Role,
        item: usize,
        direction: Option<Direction>,
        rule: &'static str,
    ) -> bool {
        let Some(before) = self.rows.len().checked_sub(2) else { return false };
        let (outer, row) = (&self.rows[before], &self.rows[before + 1]);
        let alike = outer.group == row.group && outer.keys == row.keys;
        // `was $77.7 billion, compared with a $70 billion surplus expected and $68.4 billion in August`.
        let balance = role == Role::Base && rule == "base.compare" && outer.keys.flow == row.keys.flow;
        let same = (alike || balance) && row.level.is_some();
        if !same || !matches!(role, Role::Change(_) | Role::Base) {
            return false;
        }
        let compares =
            |i| self.items.is_any(i, Cues::of(&[Cue::Than, Cue::Comparative, Cue::Met, Cue::Compare]));
        let aside = (outer.extent().start..row.extent().start).any(compares);
        let and = (row.extent().end..item).any(|i| self.items.is(i, Cue::And));
        if !(aside && and) {
            return false;
        }
        let form = if role == Role::Base { self.base_form.take() } else { None };
        let outer = &mut self.rows[before];
        if outer.slot(role).is_some() {
            return false;
        }
        outer.give(role, Slot { item, direction, rule });
        outer.base_form = form.or(outer.base_form);
        true
    }

    /// `by $8.1 bln or 48.8%`, `$0.5 billion (0.2 percent)`: one change printed twice; the percentage stands. The
    /// number that the row does not need, where that is so.
    fn restates(&mut self, role: Role, item: usize, rule: &'static str) -> Option<usize> {
        let percent = |items: &Items, item| matches!(role::kind(items, item), Some(MentionKind::Percent));
        let Role::Change(direction) = role else { return None };
        let row = self.rows.last_mut().filter(|row| row.group == self.group)?;
        let slot = row.change.filter(|slot| slot.direction != Some(Direction::Flat))?;
        let (old, new) = (percent(self.items, slot.item), percent(self.items, item));
        if old == new || item > slot.item + 5 {
            return None;
        }
        if new {
            row.give(role, Slot { item, direction: direction.or(slot.direction), rule });
        }
        Some(if new { slot.item } else { item })
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
}
