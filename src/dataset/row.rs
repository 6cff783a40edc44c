//! What the cells of a row are read from.

use super::{Cell, CodePoints, Digest};
use crate::document::Document;
use crate::fact::{Fact, Figure, ObsStatus};
use crate::lexicon::Lexicon;
use crate::mention::{AmountReading, Mention, PeriodReading, Reading, UnitOf};
use crate::value::{Code, Period};
use std::fmt::Write as _;

/// A fact with its document.
#[derive(Clone, Copy)]
pub struct FactRow<'a> {
    /// The document.
    pub document: &'a Document,
    /// The fact.
    pub fact: &'a Fact,
    /// Converts the offsets of the document.
    pub offsets: &'a CodePoints<'a>,
    /// The facts before it in the document.
    pub before: &'a [Fact],
}

impl<'a> FactRow<'a> {
    /// The row of the fact at `index` of a document's facts; `offsets` are those of the document.
    #[must_use]
    pub fn new(
        document: &'a Document,
        facts: &'a [Fact],
        index: usize,
        offsets: &'a CodePoints<'a>,
    ) -> FactRow<'a> {
        FactRow { document, fact: &facts[index], offsets, before: &facts[..index] }
    }

    /// Where its anchor stands, in code points; none for a fact without a number.
    #[must_use]
    pub fn place(&self) -> Option<(u32, u32)> {
        self.fact.anchor().map(|figure| self.offsets.convert(figure.span))
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the document's name, the anchor's offsets, and flow, areas,
    /// commodity, period, status and basis, each followed by a line feed: the same statement read the same way keeps
    /// its identity, whatever else is in the file. A second fact with all of these has its ordinal, too. A fact that was corrected
    /// keeps the identity that it had.
    #[must_use]
    pub fn identity(&self) -> String {
        if let Some(fact_id) = &self.fact.fact_id {
            return fact_id.clone();
        }
        let (start, end) = self.place().unwrap_or_default();
        let fact = self.fact;
        let period = fact.period.map(|period| format!("{}/{}", period.start, period.end));
        let place = format!("{start}-{end}");
        let keys = [
            self.document.id.as_str(),
            &place,
            fact.trade_flow.as_str(),
            fact.ref_area.as_deref().unwrap_or_default(),
            &fact.counterpart_area,
            &fact.commodity,
            period.as_deref().unwrap_or_default(),
            fact.obs_status.as_str(),
            fact.basis.map_or("", |basis| basis.as_str()),
        ];
        let ordinal = Some(ordinal(self.before, fact))
            .filter(|ordinal| *ordinal > 0)
            .map(|ordinal| ordinal.to_string());
        Digest::of_parts(keys.into_iter().chain(ordinal.as_deref())).short()
    }

    /// What is measured, as the column `series_key` says; empty where reporter or period is not known.
    pub(super) fn series_key(&self) -> String {
        let fact = self.fact;
        let (Some(area), Some(period)) = (fact.ref_area.as_deref(), fact.period) else {
            return String::new();
        };
        let status = match fact.obs_status {
            ObsStatus::Estimate | ObsStatus::Revised => ObsStatus::Actual,
            other => other,
        };
        [
            fact.trade_flow.as_str(),
            area,
            &fact.counterpart_area,
            &fact.commodity.replace(':', " "),
            &period.time_period(),
            status.as_str(),
            fact.adjustment.unwrap_or_default(),
            fact.price_base.unwrap_or_default(),
        ]
        .join(":")
    }

    /// What each column was read from, as `column start-end rule` with "; " between them.
    pub(super) fn evidence(&self) -> Cell<'a> {
        let mut out = String::new();
        for piece in &self.fact.evidence {
            let (start, end) = self.offsets.convert(piece.span);
            let separator = if out.is_empty() { "" } else { "; " };
            // Writing to a string cannot fail.
            let _ = write!(out, "{separator}{} {start}-{end} {}", piece.column, piece.rule);
        }
        Cell::made(out)
    }

    /// The words of a figure.
    pub(super) fn words(&self, figure: Option<&'a Figure>) -> Cell<'a> {
        Cell::of(figure, |figure| Cell::words(&self.document.text, figure.span))
    }
}

/// How many of the facts before it have the keys and the anchor of `fact`. They stand in its sentence.
fn ordinal(before: &[Fact], fact: &Fact) -> u32 {
    let keys = |fact: &Fact| {
        (fact.anchor().map(|figure| figure.span), fact.trade_flow, fact.period, fact.obs_status, fact.basis)
    };
    let same = |other: &&Fact| {
        keys(other) == keys(fact)
            && other.ref_area == fact.ref_area
            && other.counterpart_area == fact.counterpart_area
            && other.commodity == fact.commodity
    };
    let sentence = before.iter().rev().take_while(|other| other.quote == fact.quote);
    u32::try_from(sentence.filter(same).count()).unwrap_or(u32::MAX)
}

/// A document with what was made of it.
#[derive(Clone, Copy)]
pub struct DocumentRow<'a> {
    /// The document.
    pub document: &'a Document,
    /// Code of the language whose words it was read with.
    pub language: &'a str,
    /// The bytes that it was read from.
    pub digest: Digest,
    /// Program version and options.
    pub reading: &'a str,
    /// Number of facts found.
    pub facts: usize,
}

/// A mention with its document.
#[derive(Clone, Copy)]
pub struct MentionRow<'a> {
    /// The document.
    pub document: &'a Document,
    /// The words, for the currencies that an ambiguous sign may mean.
    pub lexicon: &'a Lexicon,
    /// The mention.
    pub mention: &'a Mention,
    /// Where it stands, in code points.
    pub place: (u32, u32),
}

impl<'a> MentionRow<'a> {
    /// What an amount says; none for a period.
    pub(super) fn amount(&self) -> Option<&'a AmountReading> {
        match &self.mention.reading {
            Reading::Amount(amount) => Some(amount),
            Reading::Period(_) => None,
        }
    }

    /// The period, where its dates are known.
    pub(super) fn period(&self) -> Option<&'a Period> {
        match &self.mention.reading {
            Reading::Period(PeriodReading::Resolved(period)) => Some(period),
            _ => None,
        }
    }

    /// The unit, where it is known.
    pub(super) fn known_unit(&self) -> Option<Code> {
        match self.amount().map(|amount| &amount.unit) {
            Some(UnitOf::Known(code)) => Some(*code),
            _ => None,
        }
    }

    /// The unit; of a sign that several currencies share, the most usual of them.
    pub(super) fn unit(&self) -> Option<&'a Code> {
        match self.amount().map(|amount| &amount.unit) {
            Some(UnitOf::Known(code)) => Some(code),
            Some(UnitOf::Ambiguous(index)) => self.lexicon.currency_candidates(*index).first(),
            _ => None,
        }
    }

    /// The currencies that a shared sign may be, most usual first; none where the unit is certain.
    pub(super) fn candidates(&self) -> &'a str {
        match self.amount().map(|amount| &amount.unit) {
            Some(UnitOf::Ambiguous(index)) => self.lexicon.candidate_names(*index),
            _ => "",
        }
    }
}
