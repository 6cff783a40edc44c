//! What only the whole document says: the source of what stands before its source is named, the period of a headline, and
//! whether its figures are provisional.

use super::Context;
use crate::fact::resolve::set_source;
use crate::fact::{Fact, Figure, Name, ObsStatus};
use crate::value::PeriodKind;

/// A source named in so many bytes, about a page, speaks for what stands before it.
const OPENING: u32 = 2500;

impl Context {
    /// What only the whole document says: its headline has the source that its opening names, and where the release
    /// calls its figures provisional, those of its own period are estimates.
    pub(in crate::fact) fn settle(&self, facts: &mut [Fact]) {
        use ObsStatus::{Actual, Estimate, Revised};
        let seen = |f: &&mut Fact| matches!(f.obs_status, Actual | Estimate | Revised);
        if let Some(source) = self.source.as_ref().filter(|s| s.span.start < OPENING) {
            for fact in facts
                .iter_mut()
                .filter(seen)
                .filter(|f| f.source.is_none() && f.quote.end <= source.span.start)
            {
                set_source(fact, Some(&**source));
                fact.notes.push(Name::new_static("source from the text below"));
            }
        }
        let parts = |f: &Fact| {
            matches!(f.period.map(|period| period.kind), Some(PeriodKind::Month | PeriodKind::Quarter))
        };
        for fact in facts.iter_mut().filter(seen).filter(|f| f.adjustment.is_none() && parts(f)) {
            fact.adjustment = self.adjustment;
        }
        date_headline(facts);
        let own = |f: &&mut Fact| self.provisional && f.obs_status == Actual && self.is_main(f.period);
        for fact in facts.iter_mut().filter(own) {
            fact.obs_status = Estimate;
            fact.notes.push(Name::new_static("provisional release"));
        }
    }
}

/// A headline without a period repeats a figure of the text below, which has one.
fn date_headline(facts: &mut [Fact]) {
    let Some(headline) = facts.first().map(|fact| fact.quote).filter(|quote| quote.start == 0) else {
        return;
    };
    let count = facts.iter().take_while(|fact| fact.quote == headline).count();
    let (heads, body) = facts.split_at_mut(count);
    for fact in heads.iter_mut().filter(|fact| fact.period.is_none()) {
        let value = |figure: &Option<Figure>| figure.map(|figure| (figure.value, figure.unit));
        let figure = |fact: &Fact| value(&fact.level.or(fact.change).or(fact.share));
        let said = body.iter().find(|other| {
            let areas = fact.ref_area == other.ref_area && fact.counterpart_area == other.counterpart_area;
            areas
                && fact.trade_flow == other.trade_flow
                && other.period.is_some()
                && (figure(fact) == figure(other)
                    || fact.level.is_none() && value(&fact.change) == value(&other.change))
        });
        if let Some(said) = said {
            fact.period = said.period;
            if said.obs_status == ObsStatus::Forecast && fact.obs_status == ObsStatus::Actual {
                fact.obs_status = ObsStatus::Forecast;
            }
            fact.notes.push(Name::new_static("period from the text below"));
        }
    }
}
