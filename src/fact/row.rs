//! A row in the making: keys and the numbers that were given to it.

use super::name::Name;
use super::role::Role;
use crate::lexicon::{Direction, Flow, FlowForm};
use std::ops::Range;

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) flow: Flow,
    pub(super) form: FlowForm,
    pub(super) ref_area: Option<Name>,
    pub(super) partner: Option<Name>,
    pub(super) commodity: Option<Name>,
    pub(super) overall: bool,
    /// The reporter stands at a verb, not at the flow word.
    pub(super) owned: bool,
    /// The level is a daily average.
    pub(super) daily: bool,
}

/// A number in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Item of the number.
    pub(super) item: usize,
    /// Direction that gives the sign; none where the printed sign stands.
    pub(super) direction: Option<Direction>,
    /// The rule that gave the role.
    pub(super) rule: &'static str,
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) keys: Keys,
    /// Subject and focus it belongs to: rows of one group share their keys' origin.
    pub(super) group: usize,
    /// First item of its subject or focus.
    pub(super) start: usize,
    /// The flow word.
    pub(super) head: Range<usize>,
    /// The subject's phrase.
    pub(super) phrase: Range<usize>,
    /// The area or good that replaces the subject's, where there is one.
    pub(super) focus: Option<Range<usize>>,
    pub(super) level: Option<Slot>,
    pub(super) converted: Option<Slot>,
    pub(super) change: Option<Slot>,
    pub(super) base: Option<Slot>,
    pub(super) share: Option<Slot>,
    /// The change or share is of another period, which it is compared with.
    pub(super) other_rate: bool,
    /// The balance word printed at the base, where it has one of its own.
    pub(super) base_form: Option<FlowForm>,
    /// The items of its first and last number.
    ends: Option<(usize, usize)>,
}

impl Row {
    pub(super) fn new(keys: Keys, group: usize, start: usize) -> Row {
        Row {
            keys,
            group,
            start,
            head: 0..0,
            phrase: 0..0,
            focus: None,
            level: None,
            converted: None,
            change: None,
            base: None,
            share: None,
            other_rate: false,
            base_form: None,
            ends: None,
        }
    }

    /// The number of a role.
    pub(super) fn slot(&self, role: Role) -> Option<Slot> {
        match role {
            Role::Level => self.level,
            Role::Change(_) | Role::OtherRate(_) => self.change,
            Role::Base => self.base,
            Role::Share | Role::OtherShare => self.share,
            Role::Converted => self.converted,
        }
    }

    /// Gives it the number of a role, in place of the one it has.
    pub(super) fn give(&mut self, role: Role, slot: Slot) {
        let place = match role {
            Role::Level => &mut self.level,
            Role::Change(_) | Role::OtherRate(_) => &mut self.change,
            Role::Base => &mut self.base,
            Role::Share | Role::OtherShare => &mut self.share,
            Role::Converted => &mut self.converted,
        };
        *place = Some(slot);
        let mut items = self.slots().into_iter().flatten().map(|slot| slot.item);
        self.ends = items
            .next()
            .map(|one| items.fold((one, one), |(first, last), item| (first.min(item), last.max(item))));
    }

    /// The item of its first number.
    pub(super) fn first(&self) -> Option<usize> {
        self.ends().map(|(first, _)| first)
    }

    /// Whether the item is one of its numbers.
    pub(super) fn holds(&self, item: usize) -> bool {
        self.slots().into_iter().flatten().any(|slot| slot.item == item)
    }

    /// The items of its numbers, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        let mut items = self.slots().map(|slot| slot.as_ref().map_or(usize::MAX, |slot| slot.item));
        items.sort_unstable();
        items.into_iter().take_while(|&item| item != usize::MAX)
    }

    fn slots(&self) -> [&Option<Slot>; 5] {
        [&self.level, &self.converted, &self.change, &self.base, &self.share]
    }

    /// The items of its first and last number.
    pub(super) fn ends(&self) -> Option<(usize, usize)> {
        self.ends
    }

    /// From the first to behind the last number.
    pub(super) fn extent(&self) -> Range<usize> {
        self.ends().map_or(self.start..self.start, |(first, last)| first..last + 1)
    }
}
