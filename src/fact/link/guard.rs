//! Numbers that are no facts although a flow stands near: prices, measures, counts.

use super::Walk;
use crate::fact::item::{Sorts, What};
use crate::fact::refusal::Reason;
use crate::fact::role::{self, Role};
use crate::fact::subject::Subject;
use crate::lexicon::{Cue, Cues, Flow, FlowForm, NumberWord, Part, Sense};
use crate::mention::{MentionKind, UnitOf};
use crate::scan::Kind;

/// Units of time in the codes of rates.
const TIMES: [&str; 5] = ["d", "wk", "mo", "q", "yr"];

impl Walk<'_, '_> {
    /// Why the number at `at`, whose run ends before `end`, is no figure of a flow; none where it may be one.
    pub(super) fn no_fact(&self, at: usize, end: usize) -> Option<Reason> {
        if self.is_made(end) || self.is_of_output(at, end) {
            Some(Reason::OfMeasure)
        } else if self.counts(at, end) || self.is_each(at, end) {
            Some(Reason::Count)
        } else if self.is_covered(at) {
            Some(Reason::Covered)
        } else if self.is_of_target(end) {
            Some(Reason::OfTarget)
        } else if self.is_history(at) {
            Some(Reason::History)
        } else if self.is_price(at) {
            Some(Reason::Price)
        } else if self.is_tiny(at) {
            Some(Reason::Tiny)
        } else {
            (self.is_growth_of_area(end)
                || self.is_growth_of_economy(at, end)
                || self.is_growth_helped(at)
                || self.is_of_measure(end)
                || self.is_contribution(at, end)
                || self.is_share_of_measure(at))
            .then_some(Reason::OfMeasure)
        }
    }

    /// `the 476 million tons of coal produced in Wyoming`: a good's production.
    fn is_made(&self, end: usize) -> bool {
        let good = |i: &usize| matches!(self.items.what(*i), Some(What::Commodity(_)));
        let behind = end + usize::from(self.items.is(end, Cue::Of));
        let verb = (behind..behind + 4).find(|i| !good(i));
        let adjective =
            |i: usize| matches!(self.items.what(i + 1), Some(What::Commodity(_) | What::Flow(..)));
        self.items.has(Cue::Made) && verb.is_some_and(|i| self.items.is(i, Cue::Made) && !adjective(i))
    }

    /// `80 percent of an output of 1.5 million vehicles is exported`: how much is made.
    fn is_of_output(&self, at: usize, end: usize) -> bool {
        let of = (at.saturating_sub(2)..at).rev().find(|&i| self.items.what(i) != Some(What::Bound));
        let of = of.filter(|&of| of > 0 && self.items.is(of, Cue::Of) && self.is_level_kind(at));
        of.is_some_and(|of| self.items.what(of - 1) == Some(What::Measure)) && self.forward(end).is_some()
    }

    /// `8.7 percent growth for China` in a sentence without a flow: that of the economy.
    pub(super) fn is_growth_of_area(&self, at: usize) -> bool {
        if !self.items.is(at, Cue::Growth) {
            return false;
        }
        let area = at + 2 + usize::from(self.items.is(at + 2, Cue::Article));
        self.items.is_any(at + 1, Cues::of(&[Cue::For, Cue::In]))
            && matches!(self.items.what(area), Some(What::Area(..)))
            && !self.subjects.iter().any(Subject::stated)
    }

    /// `Trade was a boost to the quarter's 2.7 percent annual growth`: a balance and trade as such have no growth.
    fn is_growth_of_economy(&self, at: usize, end: usize) -> bool {
        if !self.items.has(Cue::Growth) {
            return false;
        }
        let percent = role::kind(self.items, at) == Some(MentionKind::Percent);
        let noun = end + usize::from(matches!(self.items.what(end), Some(What::Basis(_))));
        let bare = |current: usize| {
            let subject = &self.subjects[current];
            subject.flows[0] == (Flow::T, FlowForm::WeakNoun) && subject.bare() && subject.items.start == 0
        };
        let joined = self.items.is_any(noun + 1, Cues::of(&[Cue::Of, Cue::In]));
        percent && self.items.is(noun, Cue::Growth) && !joined && self.current.is_some_and(bare)
    }

    /// `led by exports of services, helping generate growth of 2.7 percent`: that of the economy.
    fn is_growth_helped(&self, at: usize) -> bool {
        let growth =
            at.checked_sub(2).filter(|&i| self.items.is(i, Cue::Growth) && self.items.is(i + 1, Cue::Of));
        let Some((growth, current)) = growth.zip(self.current) else { return false };
        let end = self.subjects[current].items.end;
        let verb = growth.checked_sub(1).is_some_and(|i| self.items.what(i) == Some(What::Word));
        verb && end < growth && (end..growth).any(|i| self.items.is_mark(i, Kind::Comma))
    }

    /// `1.3 billion potential customers` counts customers.
    fn counts(&self, at: usize, end: usize) -> bool {
        let number = role::kind(self.items, at) == Some(MentionKind::Number);
        // `through a 1.6 million bpd pipeline`: how much it can carry.
        // `China buys $1 billion in dollars a day`: money.
        let money =
            self.items.is(end, Cue::In) && matches!(self.items.what(end + 1), Some(What::Currency(_)));
        let verb = |current: usize| self.subjects[current].flows[0].1 == FlowForm::WeakVerb;
        if money && self.current.is_some_and(verb) {
            return true;
        }
        let carries = role::kind(self.items, at) == Some(MentionKind::Quantity);
        carries && (self.items.is(end, Cue::Company) || self.is_plant_behind(at, end))
            || number && self.items.what(end) == Some(What::Word) && !self.items.list[end].capital
    }

    /// `through a 1.6 million bpd crude oil pipeline`: what is behind the words has the capacity.
    fn is_plant_behind(&self, at: usize, end: usize) -> bool {
        let word = |i: &usize| match self.items.what(*i) {
            Some(What::Word) => !self.items.list[*i].capital,
            Some(What::Commodity(_) | What::Flow(_, FlowForm::Noun) | What::Mark(Kind::Hyphen)) => true,
            _ => false,
        };
        let article = at > 0 && self.items.is(at - 1, Cue::Article);
        article && (end..end + 4).find(|i| !word(i)).is_some_and(|i| self.items.is(i, Cue::Company))
    }

    /// `Every $1 billion in exports supports 4,200 jobs`, `for each extra $1 billion`: a unit of counting. `fall 1.2 percent
    /// with every 1 percent rise of the euro` is of no time.
    fn is_each(&self, at: usize, end: usize) -> bool {
        let each = |at: Option<usize>| {
            let item = at.and_then(|at| self.items.list.get(at));
            item.is_some_and(|item| self.items.lexicon.has(item.lexeme, Sense::NumberWord(NumberWord::Each)))
        };
        let extra = at > 1 && self.items.what(at - 1) == Some(What::Word);
        let unit = each(at.checked_sub(1)) || extra && each(at.checked_sub(2));
        let behind = self.items.is(end, Cue::With) || self.items.is(end, Cue::For);
        let amount = |at: usize| matches!(self.items.what(at), Some(What::Amount(_)));
        self.is_level_kind(at) && unit
            || behind && each(Some(end + 1)) && (amount(end + 2) || amount(end + 3))
    }

    /// `tariffs on $34 billion of goods`, `duties now cover $34 billion of imports`.
    fn is_covered(&self, at: usize) -> bool {
        if !self.items.any_of(Sorts::MEASURE) && !self.items.has(Cue::Cover) {
            return false;
        }
        // `exports covered 80 percent of imports`: the ratio of two flows.
        let ratio = matches!(role::kind(self.items, at), Some(MentionKind::Percent))
            && self.items.is(at + 1, Cue::Of)
            && (at.saturating_sub(2)..at).any(|i| self.items.is(i, Cue::Cover))
            && self.forward(at + 1).is_some();
        if ratio {
            return true;
        }
        let measure =
            |reach: usize| (at.saturating_sub(reach)..at).any(|i| self.items.what(i) == Some(What::Measure));
        let on = at > 1 && self.items.is(at - 1, Cue::On);
        let cover = (at.saturating_sub(3)..at).any(|i| self.items.is(i, Cue::Cover));
        // `the complaint covers exports worth $7.3 billion`.
        let start = self.current.map_or(0, |current| self.subjects[current].items.start);
        let balance = self.current.is_some_and(|current| self.subjects[current].flows[0].0 == Flow::B);
        let covers = !balance
            && (1..at).contains(&start)
            && self.items.is(start - 1, Cue::Cover)
            && self.is_level_kind(at);
        // `contracts worth $25 billion in U.S. exports`, `a loan to finance $3 billion in exports`.
        let of = self.items.is(at + 1, Cue::In) || self.items.is(at + 1, Cue::Of);
        let financed = measure(4) && of && self.is_level_kind(at) && self.forward(at + 1).is_some();
        on && measure(5) || cover && measure(9) || covers || financed
    }

    /// `the highest since the record of $231.6 billion`: history.
    fn is_history(&self, at: usize) -> bool {
        // `have fallen 18.6 percent since 2008 to 2.4 million bpd`.
        if !self.items.has(Cue::Since) || at > 0 && self.items.is(at - 1, Cue::To) {
            return false;
        }
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&i| {
                !matches!(
                    self.items.what(i),
                    Some(What::Mark(Kind::Comma) | What::Amount(_) | What::Period(_))
                )
            })
            .any(|i| self.items.is(i, Cue::Since) && !self.items.is(i + 1, Cue::Be) && !self.moves(i, at))
    }

    /// `the most since exports rose 15.5 percent in August 2010`: a clause of its own.
    fn moves(&self, since: usize, at: usize) -> bool {
        let flow = (since..at).find(|&i| matches!(self.items.what(i), Some(What::Flow(..))));
        flow.is_some_and(|flow| {
            (flow..at).any(|i| matches!(self.items.what(i), Some(What::Direction(_, Part::Verb))))
        })
    }

    /// `another 50 basis-point cut`: points are of a rate or a share, which must be spoken of.
    pub(super) fn is_of_other_rate(&self, at: usize) -> bool {
        if role::kind(self.items, at) != Some(MentionKind::Points) {
            return false;
        }
        let percent_follows = self.items.is(at + 1, Cue::To)
            && matches!(role::kind(self.items, at + 2), Some(MentionKind::Percent));
        let is = |i, cue| self.items.is(i, cue);
        let spoken = (0..self.items.list.len())
            .any(|i| is(i, Cue::Share) || is(i, Cue::Growth) || is(i, Cue::Pace) && is(i, Cue::SameFlow));
        let shared =
            matches!(self.before.last.or(self.before.parallel.map(|role| (0, role))), Some((_, Role::Share)));
        !(percent_follows || spoken || shared)
    }

    /// `the global surplus of 5.17 million tonnes`: what is left of a harvest, no balance of trade.
    pub(super) fn is_supply(&self, current: usize, at: usize) -> bool {
        let (flow, form) = self.subjects[current].flows[0];
        if flow != Flow::B || !matches!(form, FlowForm::WeakSurplus | FlowForm::WeakDeficit | FlowForm::Gap) {
            return false;
        }
        // `31 percent of the global surplus of 5.17 million tonnes`.
        let end = self.subjects[current].items.end;
        let quantity = |i: usize| role::kind(self.items, i) == Some(MentionKind::Quantity);
        quantity(at) || self.items.is(end, Cue::Of) && quantity(end + 1)
    }

    /// `52 percent of its export plan`: a share of a target.
    fn is_of_target(&self, end: usize) -> bool {
        let target = |i: usize| self.items.is(i, Cue::Target);
        self.items.has(Cue::Target) && self.items.is(end, Cue::Of) && (end + 1..end + 6).any(target)
    }

    /// Cents, and money per unit of a good (`USD/t`): a price, no value of trade. Money per day or month is a flow.
    fn is_price(&self, at: usize) -> bool {
        if role::kind(self.items, at) != Some(MentionKind::Money) {
            return false;
        }
        let Some(UnitOf::Known(code)) = role::amount(self.items, at).map(|amount| amount.unit) else {
            return false;
        };
        let unit_price = || code.as_str().split_once('/').is_some_and(|(_, per)| !TIMES.contains(&per));
        !code.is_currency() || unit_price()
    }

    /// `a 3 percent drop in overall import prices`, `4.1% of GDP`: the number is a measure's.
    fn is_of_measure(&self, end: usize) -> bool {
        if !self.items.any_of(Sorts::MEASURE.and(Sorts::CURRENCY)) {
            return false;
        }
        let (mut of, mut word) = (false, false);
        for i in end..end + 7 {
            match self.items.what(i) {
                Some(What::Measure) => return of || i < end + 3,
                // `a 14 percent drop in the yen`.
                Some(What::Currency(_)) if self.items.is(i - 1, Cue::Article) => return of,
                // `fell 0.1 percent in a sign of faltering demand` tells what the fall shows.
                _ if of && word && self.items.is(i, Cue::Of) => return false,
                Some(What::Word) => word |= of,
                // `a 1.3 percent drop in imported petroleum prices`.
                Some(What::Flow(_, FlowForm::Verb)) if of => {}
                Some(What::Direction(..) | What::Basis(_) | What::Area(..) | What::Commodity(_)) => {}
                // `a 3.5 percent advance third quarter gross domestic product figure`.
                Some(What::Period(_)) if i < end + 3 => {}
                Some(What::Cue(_)) if self.items.is(i, Cue::In) || self.items.is(i, Cue::Of) => of = true,
                Some(What::Cue(_))
                    if self.items.is_any(
                        i,
                        Cues::of(&[Cue::Article, Cue::Overall, Cue::World, Cue::Reporter, Cue::Neutral]),
                    ) => {}
                _ => return false,
            }
        }
        false
    }

    /// `As a share of gross domestic product, the surplus shrank to 2.1 percent`.
    fn is_share_of_measure(&self, at: usize) -> bool {
        let percent = matches!(role::kind(self.items, at), Some(MentionKind::Percent));
        let share = |i: usize| {
            self.items.is(i, Cue::Share)
                && (i + 1..i + 3).any(|measure| self.items.what(measure) == Some(What::Measure))
        };
        percent && self.items.any_of(Sorts::MEASURE) && (0..at.min(4)).any(share)
    }

    /// `added 1.03 percentage points to growth of 3.2 percent`: the growth that trade adds to is another measure's.
    fn is_contribution(&self, at: usize, end: usize) -> bool {
        let points = |i: usize| role::kind(self.items, i) == Some(MentionKind::Points);
        let growth = |i: usize| {
            self.items.is(i, Cue::To)
                && matches!(self.items.what(i + 1), Some(What::Direction(_, Part::Noun)))
        };
        let of_growth = at > 3 && points(at - 4) && growth(at - 3) && self.items.is(at - 1, Cue::Of);
        points(at) && growth(end) || of_growth
    }

    /// Money of less than a million without a scale is no flow of an economy.
    fn is_tiny(&self, at: usize) -> bool {
        // `786,000 tons, compared with 632,000`: the unit is said before.
        let counted = self.before.last.is_some_and(|(last, role)| {
            role == Role::Level && role::kind(self.items, last) == Some(MentionKind::Quantity)
        });
        let number = role::kind(self.items, at) == Some(MentionKind::Number) && !counted;
        let money = number || role::kind(self.items, at) == Some(MentionKind::Money);
        money
            && role::amount(self.items, at).is_some_and(|a| {
                a.value.unit_mult == 0 && a.value.value.abs() < rust_decimal::Decimal::from(1_000_000)
            })
    }

    pub(super) fn is_level_kind(&self, at: usize) -> bool {
        matches!(
            role::kind(self.items, at),
            Some(MentionKind::Money | MentionKind::Quantity | MentionKind::Number)
        )
    }
}
