//! Who said the figures of a sentence: named there, or before.

use super::Context;
use crate::fact::source::{self, Source};
use crate::fact::{Fact, ObsStatus};
use crate::lexicon::{Voice, membership};
use std::rc::Rc;

impl Context {
    /// Gives the facts of a sentence their sources.
    pub(in crate::fact) fn attribute(&mut self, facts: &mut [Fact], sources: &[Rc<Source>]) {
        use ObsStatus::{Forecast, Target};
        let outlook = |fact: &Fact| matches!(fact.obs_status, Forecast | Target);
        let seen = facts.iter().any(|fact| !outlook(fact));
        for fact in facts {
            let inherited = if outlook(fact) {
                // The office that compiles the past does not say the future.
                let goes_on = |forecaster: &&Rc<Source>| {
                    fact.obs_status == Forecast && self.is_forecaster(forecaster, seen)
                };
                self.forecaster.as_ref().filter(goes_on)
            } else {
                self.source.as_ref().filter(|source| self.may_tell(source, fact))
            };
            let named = source::choose(sources, fact, seen);
            // `the ministry`: the one named before.
            let again = named.and_then(|named| self.source.as_ref().filter(|source| named.repeats(source)));
            crate::fact::resolve::set_source(fact, again.or(named).or(inherited).map(Rc::as_ref));
            if outlook(fact) && named.is_some() {
                self.forecaster = named.cloned();
            }
        }
    }

    /// An office that compiles the trade of one country does not tell that of two others.
    fn may_tell(&self, source: &Source, fact: &Fact) -> bool {
        let Some(of) = source.ref_area.as_deref() else { return true };
        if fact.ref_area.as_deref() == Some(of) || source.monthly_basis.is_none() {
            return true;
        }
        let country = |code: &str| code.split('-').next().is_some_and(|code| of.starts_with(code));
        let about = |code: &str| country(code) || code.contains(of) || membership::includes(code, of, None);
        source.voice != Voice::Compiles
            || fact.ref_area.as_deref().is_none_or(about)
            || about(&fact.counterpart_area)
    }

    /// Whether one who has told a forecast tells the next: a poll that figures are compared with, or the one who tells
    /// the whole document.
    fn is_forecaster(&self, forecaster: &Source, compared: bool) -> bool {
        let whole = self.source.as_ref().is_none_or(|source| source.name == forecaster.name);
        if forecaster.voice == Voice::Expects { compared } else { whole }
    }
}
