//! What the cells of a row are read from.

use super::{Cell, CodePoints};
use crate::document::Document;
use crate::fact::{Fact, Figure};
use crate::lexicon::Lexicon;
use crate::mention::{AmountReading, Mention, PeriodReading, Reading, UnitOf};
use crate::value::{Code, Period};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A fact with its document.
#[derive(Clone, Copy)]
pub struct FactRow<'a> {
    /// The document.
    pub document: &'a Document,
    /// The fact.
    pub fact: &'a Fact,
    /// Where its anchor stands, in code points; none for a fact without a number.
    pub place: Option<(u32, u32)>,
    /// Converts the offsets of the document.
    pub offsets: &'a CodePoints<'a>,
}

impl<'a> FactRow<'a> {
    /// The first 16 hexadecimal digits of the SHA-256 of the document's name, the anchor's offsets, and flow, areas,
    /// commodity, period, status and basis, each followed by a line feed: the same statement read the same way keeps
    /// its identity, whatever else is in the file.
    pub(super) fn identity(&self) -> String {
        let (start, end) = self.place.unwrap_or_default();
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
        let mut hash = Sha256::new();
        for key in keys {
            hash.update(key.as_bytes());
            hash.update(b"\n");
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
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

    /// The unit; for a sign that several currencies share, these, most usual first, with `|` between them.
    pub(super) fn unit(&self) -> Cell<'a> {
        match self.amount().map(|amount| &amount.unit) {
            Some(UnitOf::Known(code)) => Cell::text(code.as_str()),
            Some(UnitOf::Ambiguous(index)) => {
                let candidates = self.lexicon.currency_candidates(*index);
                Cell::made(candidates.iter().map(|code| code.as_str()).collect::<Vec<_>>().join("|"))
            }
            Some(UnitOf::Missing) | None => Cell::Missing,
        }
    }
}
