//! What monthly changes are measured from, where a sentence does not say: what the document began with, as long as it
//! goes on with it, else what the office compares with.

use super::Context;
use crate::fact::resolve::BASIS_ASSUMED;
use crate::fact::{Fact, ObsStatus};
use crate::lexicon::{Area, Basis};
use crate::value::PeriodKind;

impl Context {
    /// The basis of a monthly change of an area that states none.
    pub(in crate::fact) fn usual_basis(&self, area: Option<&Area>) -> Basis {
        if let Some(told) = self.told_basis {
            return told;
        }
        let led = self.monthly_basis.filter(|_| self.monthly_basis == self.lead_basis);
        // `The U.S. was Vietnam's largest market, up 12 percent`: Vietnam's office measures from something else.
        let other = area.filter(|area| self.home.as_ref().is_some_and(|home| **home != *area.code));
        // Another country's office, named in the lead, does not say what this one measures from.
        let own = self.home.is_none() || self.reporter() == self.home.as_ref() && other.is_none();
        let basis = led.or(self.agency_basis.filter(|_| own)).or(self.monthly_basis);
        let usual = other.map_or(self.agency_basis, |area| area.monthly_basis);
        basis.or(usual).unwrap_or(Basis::Yoy)
    }

    /// Takes up the basis of a sentence. The first is the usual one: `0.5% less than in April but 11.7% more than in May
    /// 2021`.
    pub(super) fn take_basis(&mut self, facts: &[Fact]) {
        let seen = |f: &&Fact| matches!(f.obs_status, ObsStatus::Actual | ObsStatus::Estimate);
        let monthly = |f: &&Fact| f.period.is_some_and(|p| p.kind == PeriodKind::Month);
        let usual = |f: &&Fact| matches!(f.basis, Some(Basis::Yoy | Basis::Mom));
        // `China's exports fell 17.5 percent from a year earlier` in a text on U.S. trade.
        let own = |f: &&Fact| self.home.is_none() || f.ref_area.is_none() || f.ref_area == self.home;
        let topic = |f: &&Fact| own(f) || f.ref_area.as_ref() == self.topic();
        let changes = facts.iter().filter(seen).filter(monthly).filter(usual).filter(topic);
        let Some(first) = changes.min_by_key(|f| f.change.map(|change| change.span.start)) else { return };
        self.lead_basis = self.lead_basis.or(first.basis);
        if !first.notes.iter().any(|note| note.starts_with(BASIS_ASSUMED)) {
            self.monthly_basis = first.basis;
        }
    }
}
