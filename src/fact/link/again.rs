//! A sentence that goes on with what was spoken of: by a pronoun, by what is expected, or as one more line of a list.

use super::Walk;
use crate::fact::item::{Sorts, What};
use crate::fact::subject::{self, Subject};
use crate::lexicon::{Cue, Cues, Flow, FlowForm, Part};
use smallvec::smallvec;

impl Walk<'_, '_> {
    /// A sentence that starts with a pronoun or a ranking goes on with the subject before it.
    pub(super) fn continue_from_context(&mut self) {
        // The subject must be fresh: facts in the sentence before, or the one before that.
        let (Some(last), Some(first), 0..=1) = (&self.context.last, &self.context.first, self.context.silent)
        else {
            return;
        };
        let said = self.says_again();
        if !said && !self.subjects.is_empty() {
            return;
        }
        let measured = self.items.any_of(Sorts::MEASURE);
        let outlook = Cues::of(&[Cue::Forecast, Cue::Target]);
        // `cut its growth forecast to 5.1 percent`: the economy's.
        let of_growth = |i: usize| self.items.is_any(i, outlook) && self.items.is(i - 1, Cue::Growth);
        let growth = self.items.any_is(outlook) && (1..self.items.list.len()).any(of_growth);
        let some_flow = |test: &dyn Fn(usize, Flow, FlowForm) -> bool| {
            let tested =
                |i| matches!(self.items.what(i), Some(What::Flow(flow, form)) if test(i, flow, form));
            self.items.any_of(Sorts::FLOW) && (0..self.items.list.len()).any(tested)
        };
        // `Sumitomo plans to import …`: a company goes on with nothing.
        let company = some_flow(&|i, _, _| subject::is_company(self.items, i));
        // Nor does a sentence go on that has a flow of its own, which is none here: `Hyundai expected its exports to double`.
        let other = measured || growth || company || some_flow(&|_, _, form| form == FlowForm::Noun);
        let expected = !other && self.items.any_is(outlook);
        let pronoun = said || expected && self.subjects.is_empty();
        // `Sales of BMW cars jumped`: a flow word that is no subject here is none of the list either.
        let sold = some_flow(&|i, _, _| subject::is_brand(self.items, i));
        // A flow of its own, which is none that is known, is not that of the list.
        let sold = sold || some_flow(&|_, flow, form| form == FlowForm::Verb && flow != first.flows[0].0);
        let listed = self.subjects.is_empty() && !measured && !sold;
        if !pronoun && !listed {
            return;
        }
        // `imports grew, leaving a gap of $12.7 billion. That is 19.6 percent more`: the gap.
        let that = self.items.is(0, Cue::SameFlow) && self.items.is(1, Cue::Be);
        let closing = self.context.closing.as_ref().filter(|_| that);
        let mut subject = Subject::clone(closing.unwrap_or(if pronoun { last } else { first }));
        // `That compared with a deficit of …`: the balance that the sentence before gave.
        if let Some(compared) = self.subjects.first().filter(|s| s.flows[0].0 == Flow::B && s.bare())
            && self.items.is(0, Cue::Compare)
        {
            subject = compared.clone();
        }
        // `Tea fetched $16 billion, coffee $4.7 billion` behind imports and exports: the exports.
        if subject.flows[0].0 == Flow::M && self.items.any_is(Cues::of(&[Cue::Earned])) {
            subject.flows = smallvec![(Flow::X, FlowForm::Noun)];
            subject.partners.clear();
        }
        // `The ministry raised its forecast to …` behind a list of buyers: of all of them.
        let named = (0..4).any(|i| self.items.is_any(i, Cues::of(&[Cue::SameFlow, Cue::It])));
        if expected && !named && subject.flows[0].1 == FlowForm::Partner {
            subject.partners.clear();
        }
        // `The top export destinations were the USA (10.4%) and …`: of all exports.
        if !pronoun && some_flow(&|_, _, form| form == FlowForm::Partner) {
            subject.commodities.clear();
        }
        subject.items = 0..0;
        subject.head = 0;
        self.subjects.insert(0, subject);
        self.outlook = pronoun && !said;
        // A list needs an area or a good before its number: without a pronoun the bare subject takes none.
        self.blocked = !pronoun;
        self.before.growth = matches!(self.items.what(0), Some(What::Direction(_, Part::Noun)));
        self.current = Some(0);
    }

    /// `That compared with …`, `Those to China …`, `An increase of …`: words that go on with what was spoken of.
    fn says_again(&self) -> bool {
        let carries = Cues::of(&[Cue::SameFlow, Cue::Followed, Cue::Terms, Cue::Value, Cue::Volume]);
        self.items.is(0, Cue::Compare)
            || matches!(self.items.what(0), Some(What::Direction(_, Part::Noun)))
            || (0..4)
                .take_while(|&i| i == 0 || self.items.what(i - 1) != Some(What::Word))
                .any(|i| self.items.is_any(i, carries))
            || (0..4).any(|i| self.items.is(i, Cue::It))
    }
}
