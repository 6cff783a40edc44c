//! Observations: the numbers of a fact one by one.

use super::FactRow;
use crate::fact::{Fact, Figure};
use crate::lexicon::Basis;
use crate::value::{Code, Period};

/// Which number of a fact an observation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The level.
    Level,
    /// The change.
    Change,
    /// The share of the wider flow.
    Share,
    /// The level of the period compared with.
    Base,
    /// The level in a second currency.
    Converted,
}

impl Measure {
    /// All measures, in the order in which the observations of a fact are written.
    pub const ALL: [Measure; 5] =
        [Measure::Level, Measure::Change, Measure::Share, Measure::Base, Measure::Converted];

    /// The word written in the `measure` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Measure::Level => "level",
            Measure::Change => "change",
            Measure::Share => "share",
            Measure::Base => "base",
            Measure::Converted => "converted",
        }
    }

    fn of(self, fact: &Fact) -> Option<&Figure> {
        match self {
            Measure::Level => fact.level.as_ref(),
            Measure::Change => fact.change.as_ref(),
            Measure::Share => fact.share.as_ref(),
            Measure::Base => fact.base.as_ref(),
            Measure::Converted => fact.converted.as_ref(),
        }
    }
}

/// One number of a fact.
#[derive(Clone, Copy)]
pub struct Observation<'a> {
    /// The fact.
    pub fact: FactRow<'a>,
    /// Which of its numbers it is.
    pub measure: Measure,
    /// The number.
    pub figure: &'a Figure,
    /// Where it stands, in code points.
    pub place: (u32, u32),
}

impl<'a> Observation<'a> {
    /// The observations of a fact.
    pub fn all(fact: FactRow<'a>) -> impl Iterator<Item = Observation<'a>> {
        Measure::ALL.into_iter().filter_map(move |measure| {
            let figure = measure.of(fact.fact)?;
            Some(Observation { fact, measure, figure, place: fact.offsets.convert(figure.span) })
        })
    }

    /// The period of the number. That of a base lies as far back as the basis says; where the basis does not say, it
    /// is not known.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        let period = self.fact.fact.period?;
        if self.measure != Measure::Base {
            return Some(period);
        }
        match self.fact.fact.basis? {
            Basis::Yoy => period.shifted(-12),
            Basis::Qoq => period.shifted(-3),
            Basis::Mom => period.shifted(-1),
            Basis::Wow | Basis::Saar | Basis::Other => None,
        }
    }

    /// The unit of the number; a share is in percent.
    #[must_use]
    pub fn unit(&self) -> &'a str {
        self.figure.unit.as_str()
    }

    /// What a change is measured from.
    #[must_use]
    pub fn basis(&self) -> Option<Basis> {
        self.fact.fact.basis.filter(|_| self.measure == Measure::Change)
    }

    /// Whether the number is in percent or points.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        matches!(self.figure.unit, Code::PERCENT | Code::POINTS)
    }
}
