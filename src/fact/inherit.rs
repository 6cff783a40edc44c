//! What a sentence takes over from those before it: reporter, partner pair, good, period, source, basis, currency.
//! Here and nowhere else.

use super::subject::Subject;
use crate::document::Span;
use crate::lexicon::{AreaForm, AreaKind, Basis, FlowForm, Lexicon, Sense};
use crate::scan::Scan;
use crate::value::{Code, Period};

/// How many sentences of the lead settle what a document is about.
const LEAD: usize = 4;

/// What is in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The document speaks of trade flows.
    pub(super) trade: bool,
    /// The economy that the document reports on.
    pub(super) reporter: Option<String>,
    /// The two economies of a document about bilateral trade.
    pub(super) pair: Option<(String, String)>,
    /// The partner named last.
    pub(super) partner: Option<String>,
    /// The good that the document is about.
    pub(super) commodity: Option<String>,
    /// The period named last.
    pub(super) period: Option<(Period, Span)>,
    /// Who compiled the numbers: as named, and the code.
    pub(super) source: Option<(String, Option<String>)>,
    /// The whole release is provisional.
    pub(super) provisional: bool,
    /// What monthly changes were last said to be measured from.
    pub(super) monthly_basis: Option<Basis>,
    /// What the compiling agency's monthly changes are measured from.
    pub(super) agency_basis: Option<Basis>,
    /// The subject named last.
    pub(super) last: Option<Subject>,
    /// The currency printed last, for numbers whose unit stands earlier.
    pub(super) currency: Option<Code>,
}

/// The row of the area that a document is about: of its agency, or named at the flow word, or named first.
pub(crate) fn home(scan: &Scan, lexicon: &Lexicon) -> Option<u16> {
    let (mut agency, mut trader, mut first) = (None, None, None);
    for sentence in scan.sentences.iter().take(LEAD) {
        for at in sentence.tokens.clone() {
            for sense in lexicon.senses(scan.tokens[at].lexeme) {
                match sense {
                    Sense::Agency(row) if agency.is_none() => {
                        let code = lexicon.agencies[usize::from(*row)].ref_area.as_ref();
                        agency = code.and_then(|code| area_row(lexicon, code));
                    }
                    Sense::Area(row, form) => {
                        let near = (at + 1..at + 7)
                            .filter_map(|i| scan.tokens.get(i))
                            .any(|t| is_flow(lexicon, t.lexeme));
                        if trader.is_none() && near && *form != AreaForm::City {
                            trader = Some(*row);
                        }
                        first = first.or(Some(*row));
                    }
                    _ => {}
                }
            }
        }
    }
    let row = agency.or(trader).or(first)?;
    country(lexicon, row)
}

fn is_flow(lexicon: &Lexicon, lexeme: crate::lexicon::LexemeId) -> bool {
    lexicon
        .senses(lexeme)
        .iter()
        .any(|sense| matches!(sense, Sense::Flow(_, form) if *form != FlowForm::WeakVerb))
}

fn area_row(lexicon: &Lexicon, code: &str) -> Option<u16> {
    lexicon.areas.iter().position(|area| area.code == code).and_then(|row| u16::try_from(row).ok())
}

/// The country of a subdivision; other areas as they are.
fn country(lexicon: &Lexicon, row: u16) -> Option<u16> {
    let area = &lexicon.areas[usize::from(row)];
    match (area.kind, &area.parent) {
        (AreaKind::Subdivision, Some(parent)) => area_row(lexicon, parent),
        _ => Some(row),
    }
}

impl Context {
    /// What a document starts with.
    pub(super) fn new(scan: &Scan, lexicon: &Lexicon, home: Option<u16>) -> Context {
        let trade = scan.tokens.iter().any(|token| {
            lexicon.senses(token.lexeme).iter().any(|sense| {
                matches!(
                    sense,
                    Sense::Flow(_, FlowForm::Noun | FlowForm::Surplus | FlowForm::Deficit | FlowForm::Verb)
                )
            })
        });
        let reporter = home.map(|row| lexicon.areas[usize::from(row)].code.clone());
        Context { trade, reporter, ..Context::default() }
    }

    /// The money of the reporting country where one of its agencies is named.
    pub(super) fn home_currency(&self, lexicon: &Lexicon, home: Option<u16>) -> Option<Code> {
        lexicon.areas[usize::from(home?)].currency
    }

    /// Takes up what a sentence says before its rows are linked.
    pub(super) fn open(&mut self, items: &super::item::Items, lexicon: &Lexicon) {
        if let Some(named) = super::source::find(items) {
            let agency = &lexicon.agencies[usize::from(named.row)];
            if self.source.is_none() && named.says {
                self.source = Some((named.name, Some(agency.code.clone())));
            }
            self.agency_basis = self.agency_basis.or(agency.monthly_basis);
        }
    }

    /// Takes up what a sentence leaves to the next.
    pub(super) fn close(
        &mut self,
        subjects: &[Subject],
        facts: &[super::Fact],
        whens: &[super::when::When],
        currency: Option<Code>,
    ) {
        use super::ObsStatus::{Actual, Estimate};
        self.currency = currency.or(self.currency);
        for fact in facts.iter().filter(|f| matches!(f.obs_status, Actual | Estimate)) {
            if let (Some(basis), Some(period)) = (fact.basis, fact.period)
                && period.kind == crate::value::PeriodKind::Month
                && !fact.notes.iter().any(|n| n.starts_with("basis"))
            {
                self.monthly_basis = Some(basis);
            }
            if fact.counterpart_area != "W0" {
                self.partner = Some(fact.counterpart_area.clone());
            }
        }
        let first = whens.iter().find(|w| w.own && w.period.is_some());
        if let Some(when) = first
            && let (Some(period), Some(span)) = (when.period, when.span)
            && facts.iter().any(|f| matches!(f.obs_status, Actual | Estimate))
        {
            self.period = Some((period, span));
        }
        if self.pair.is_none()
            && self.last.is_none()
            && let Some(subject) = subjects.first()
            && let ([a], [b]) = (subject.refs.as_slice(), subject.partners.as_slice())
        {
            self.pair = Some((a.clone(), b.clone()));
        }
        if self.last.is_none()
            && let Some(subject) = subjects.iter().find(|s| !s.bare())
            && let [good] = subject.commodities.as_slice()
            && good != "goods"
            && good != "services"
        {
            self.commodity = Some(good.clone());
        }
        if let Some(subject) = subjects.last() {
            self.last = Some(subject.clone());
        }
    }
}
