//! What a sentence takes over from those before it: reporter, partner pair, good, period, source, basis, currency.
//! Here and nowhere else.

use super::subject::Subject;
use crate::document::Span;
use crate::lexicon::{AreaForm, AreaKind, Basis, FlowForm, Lexicon, Sense};
use crate::scan::Scan;
use crate::value::{Code, Period, PeriodKind};

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
    /// The period in force: the one named last, and in a new paragraph the main one.
    pub(super) period: Option<(Period, Span)>,
    /// The period of the release: the first of the body, else of the headline.
    main: Option<(Period, Span)>,
    /// The main period stands in the headline only.
    headline: bool,
    /// The month named last.
    pub(super) month: Option<(Period, Span)>,
    /// The paragraph of the sentence before.
    paragraph: usize,
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
    pub(super) fn open(&mut self, items: &super::item::Items, lexicon: &Lexicon, paragraph: usize) {
        if paragraph != self.paragraph && paragraph > 1 {
            self.period = self.main.or(self.period);
        }
        self.paragraph = paragraph;
        if let Some(named) = super::source::find(items) {
            let agency = &lexicon.agencies[usize::from(named.row)];
            if self.source.is_none() && named.says {
                self.source = Some((named.name, Some(agency.code.clone())));
            }
            self.agency_basis = self.agency_basis.or(agency.monthly_basis);
            self.provisional |= super::status::is_release_provisional(items);
        }
    }

    /// A period older than the release's own is background and not inherited.
    fn take_period(&mut self, when: &super::when::When) {
        let (Some(period), Some(span)) = (when.period, when.span) else { return };
        if self.main.is_none() || self.headline {
            self.main = Some((period, span));
            self.headline = self.paragraph == 0;
        }
        if self.main.is_none_or(|(main, _)| period.end >= main.end) {
            self.period = Some((period, span));
            if period.kind == PeriodKind::Month {
                self.month = self.period;
            }
        }
    }

    /// Whether a period ends with the release's own.
    pub(super) fn is_main(&self, period: Option<Period>) -> bool {
        match (self.main, period) {
            (Some((main, _)), Some(period)) => period.end == main.end,
            _ => true,
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
                && period.kind == PeriodKind::Month
                && !fact.notes.iter().any(|n| n.starts_with("basis"))
            {
                self.monthly_basis = Some(basis);
            }
            if fact.counterpart_area != "W0" {
                self.partner = Some(fact.counterpart_area.clone());
            }
        }
        if facts.iter().any(|f| matches!(f.obs_status, Actual | Estimate))
            && let Some(when) = whens.iter().find(|w| w.own && w.period.is_some())
        {
            self.take_period(when);
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

    /// Where the release calls its figures provisional, those of its own period are estimates.
    pub(super) fn settle_status(&self, facts: &mut [super::Fact]) {
        if !self.provisional {
            return;
        }
        for fact in
            facts.iter_mut().filter(|f| f.obs_status == super::ObsStatus::Actual && self.is_main(f.period))
        {
            fact.obs_status = super::ObsStatus::Estimate;
            fact.notes.push("provisional release".to_owned());
        }
    }
}
