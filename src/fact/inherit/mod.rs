//! What a sentence takes over from those before it: reporter, partner pair, good, period, source, basis, currency.
//! Here and in `settle`, and nowhere else.

mod attribute;
mod backdrop;
mod basis;
mod home;
mod settle;
mod topic;

pub(crate) use home::home;

use super::Fact;
use super::item::{Items, Sorts, What};
use super::source::{Source, Speakers};
use super::subject::{Subject, WORLD};
use super::when::When;
use crate::document::Span;
use crate::fact::name::Name;
use crate::lexicon::membership;
use crate::lexicon::{AreaForm, AreaKind, Basis, Class, Classes, Cue, Cues, Flow, Lexicon};
use crate::mention::PeriodReading;
use crate::scan::Kind;
use crate::value::{Code, Period, PeriodKind};
use std::rc::Rc;

/// Groups of countries.
const BLOCS: Classes = Classes::of(&[Class::Bloc]);

/// Days after which a period is history: ten years.
const OLD: i64 = 3653;

/// Months of the longest period that sentences without one take over.
const LONG: u32 = 36;

/// Days after a month within which most offices tell of its trade.
const RELEASE: i64 = 75;

/// What is in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The economy whose agency reports, or that the document names first.
    pub(super) home: Option<Name>,

    /// When the document was published.
    published: Option<chrono::NaiveDate>,
    /// The economy that the document reports on: the first one named at a flow, else the home.
    reporter: Option<Name>,
    /// That economy is named in the headline, and no sentence of the text has named one.
    titled: bool,
    /// The reporter named last in the paragraph.
    named: Option<Name>,
    /// It was named as the partner of the home: `China bought $8.8 billion in U.S. goods` in a text on U.S. trade.
    mirror: bool,
    /// The periods named so far.
    recent: Vec<(Period, Span)>,
    /// The period of the forecasts or targets in the paragraph.
    pub(super) outlook: Option<(Period, Span)>,
    /// The two economies of a document about bilateral trade.
    pub(super) pair: Option<(Name, Name)>,
    /// The partner named last.
    pub(super) partner: Option<Name>,
    /// The group of countries named last that is not the reporter.
    pub(super) bloc: Option<Name>,
    /// The good that the document is about.
    pub(super) commodity: Option<Name>,
    /// Where that good comes from and where it goes, as far as the text says so.
    ways: [Option<Name>; 2],
    /// The partner that the paragraph is about: `With China, Japan had a deficit`.
    pub(super) with: Option<Name>,
    /// The good of the sentence before, in its paragraph.
    pub(super) good: Option<Name>,
    /// The period in force: the one named last, and in a new paragraph the main one.
    pub(super) period: Option<(Period, Span)>,
    /// The period of the release: the first of the body, else of the headline.
    main: Option<(Period, Span)>,
    /// The main period stands in the headline only.
    headline: bool,
    /// The period of several months that the last two paragraphs named.
    spans: [Option<Period>; 2],
    /// The month named last.
    pub(super) month: Option<(Period, Span)>,
    /// The paragraph of the sentence before.
    paragraph: usize,
    /// Who compiled the numbers.
    pub(super) source: Option<Rc<Source>>,
    /// Who told the last forecast.
    forecaster: Option<Rc<Source>>,
    /// The persons introduced so far.
    pub(super) speakers: Speakers,
    /// An office of the home is named somewhere in the document.
    pub(super) office: bool,
    /// The whole release is provisional.
    pub(super) provisional: bool,
    /// The adjustment of all figures of the release.
    adjustment: Option<&'static str>,
    /// What the changes of the paragraph are measured from: `Year over year, exports fell. Imports fell 3 percent`.
    told_basis: Option<Basis>,
    /// What monthly changes were last said to be measured from.
    pub(super) monthly_basis: Option<Basis>,
    /// What the first monthly change of the document is measured from.
    lead_basis: Option<Basis>,
    /// Rates of a year are told of quarters: `a 5.7 percent annual rate`.
    pub(super) annual: bool,
    /// What the compiling agency's monthly changes are measured from.
    pub(super) agency_basis: Option<Basis>,
    /// The subject named last.
    pub(super) last: Option<Rc<Subject>>,
    /// The balance that the sentence named last, behind other flows: `That is 5 percent more` speaks of it.
    pub(super) closing: Option<Rc<Subject>>,
    /// The first subject of the paragraph, or its last exports: what a list of goods or partners is of.
    pub(super) first: Option<Rc<Subject>>,
    /// The paragraph of that subject.
    first_paragraph: Option<usize>,
    /// Sentences since the last fact.
    pub(super) silent: usize,
    /// The balance named last is that of the current account or the budget.
    pub(super) other_balance: bool,
    /// The quarter that other measures are told of, for a text that names no period of trade.
    pub(super) backdrop: Option<(Period, Span)>,
    /// The lead is about a listed company.
    pub(super) company: bool,
    /// The headline tells of prices of imports or exports, and of nothing traded.
    pub(super) priced: bool,
    /// The currency printed last, for numbers whose unit stands earlier.
    pub(super) currency: Option<Code>,
}

impl Context {
    /// The money of the reporting country where one of its agencies is named.
    pub(super) fn home_currency(&self, lexicon: &Lexicon, home: Option<u16>) -> Option<Code> {
        lexicon.areas[usize::from(home?)].currency
    }

    /// Takes up what a sentence says before its rows are linked.
    pub(super) fn open(
        &mut self,
        items: &Items,
        lexicon: &Lexicon,
        paragraph: usize,
        sources: &[Rc<Source>],
    ) {
        if paragraph != self.paragraph {
            self.named = None;
            self.mirror = false;
            self.told_basis = None;
            self.outlook = None;
            self.good = None;
            self.with = None;
            // `Of the total, garments fetched $9 billion`: of the period of the paragraph before.
            let part = items.is(0, Cue::Of)
                && (1..4).any(|i| items.is(i, Cue::Overall) || items.is(i, Cue::SameFlow));
            if part {
                self.spans[0] = self.spans[1];
            } else if !self.stays() {
                self.spans = [self.spans[1], None];
                self.period = self.main.filter(|_| paragraph > 1).or(self.period);
            }
        }
        self.paragraph = paragraph;
        let areas = if items.any_word(BLOCS) { Sorts::AREA } else { Sorts::default() };
        for at in items.all_of(areas) {
            if let Some(What::Area(row, _)) = items.what(at) {
                let area = &lexicon.areas[usize::from(row)];
                if area.kind == AreaKind::Bloc
                    && self.reporter().is_none_or(|reporter| *reporter != area.code)
                {
                    self.bloc = Some(area.code.clone());
                }
            }
        }
        if let Some(What::Basis(basis @ (Basis::Yoy | Basis::Mom))) = items.what(0)
            && items.is_mark(1, Kind::Comma)
        {
            self.told_basis = Some(basis);
        }
        if items.is(0, Cue::With)
            && let Some(What::Area(row, _)) = items.what(1)
            && items.is_mark(2, Kind::Comma)
        {
            self.with = Some(lexicon.areas[usize::from(row)].code.clone());
        }
        if let Some(partner) = named_partner(items) {
            self.partner = Some(partner);
        }
        if let Some(named) = sources.iter().find(|source| source.covers) {
            // A named office replaces a generic `customs data`.
            let generic = self.source.as_ref().is_none_or(|source| source.ref_area.is_none());
            let own = self.home.is_none() || named.ref_area == self.home;
            let better = self.source.is_none() || generic && named.ref_area.is_some() && own;
            self.agency_basis = named.monthly_basis.or(self.agency_basis);
            if better {
                self.source = Some(named.clone());
            }
        }
        self.annual |= items.all_of(Sorts::BASIS).any(|at| items.what(at) == Some(What::Basis(Basis::Saar)));
        self.adjustment = self.adjustment.or_else(|| super::resolve::series::of_release(items));
        self.speakers.take(items, sources);
        let attributed = items.any_is(Cues::of(&[Cue::Speech]));
        self.provisional |= attributed && super::status::is_release_provisional(items);
    }

    /// The economy of the agency that compiled the numbers.
    pub(super) fn compiler(&self) -> Option<&Name> {
        self.source.as_ref().and_then(|source| source.ref_area.as_ref())
    }

    /// The economy in force: named in the paragraph, else of the document.
    pub(super) fn reporter(&self) -> Option<&Name> {
        self.named.as_ref().or(self.reporter.as_ref()).or(self.home.as_ref())
    }

    /// The economy whose flow with the partner is told where the words name none.
    pub(super) fn reporter_with(&self, partner: Option<&Name>) -> Option<&Name> {
        // What the partner of the home exports to it is told behind what the home imports.
        if self.mirror && self.named.as_ref() != partner { self.home.as_ref() } else { self.reporter() }
    }

    /// The economy that the document reports on.
    pub(super) fn topic(&self) -> Option<&Name> {
        self.reporter.as_ref().or(self.home.as_ref())
    }

    /// The last period of that many months.
    pub(super) fn of_months(&self, count: u32) -> Option<(Period, Span)> {
        self.recent.iter().rev().find(|(period, _)| period.whole_months() == Some(count)).copied()
    }

    /// Whether the last two paragraphs were about one period of several months, which the next then goes on with.
    fn stays(&self) -> bool {
        let [before, last] = self.spans;
        last.is_some() && before == last && self.period.map(|(period, _)| period) == last
    }

    /// The month of the release, where a longer period that ends with it is in force.
    pub(super) fn month_behind(&self, period: Option<Period>) -> Option<(Period, Span)> {
        let longer = period.filter(|period| period.whole_months().is_some_and(|months| months > 1))?;
        self.main.filter(|(main, _)| main.kind == PeriodKind::Month && main.end == longer.end)
    }

    /// The period named last, where it is one of several months.
    pub(super) fn span(&self) -> Option<(Period, Span)> {
        self.recent
            .last()
            .filter(|(period, _)| period.whole_months().is_some_and(|months| months > 1))
            .copied()
    }

    /// Whether a document of this date may be the first to tell of the month.
    pub(super) fn is_of_release(&self, month: Period) -> bool {
        self.published.is_none_or(|published| {
            let days = (published - month.end).num_days();
            (0..=RELEASE).contains(&days)
        })
    }

    /// The period of a row that is compared with another and names no period of its own: `from $29.1 billion in
    /// September` is of the month of the release, `than in the first four months of 2007` of those of this year.
    pub(super) fn mirrored(&self, compared: PeriodReading) -> Option<Period> {
        let PeriodReading::Resolved(other) = compared else { return None };
        let in_force = self.period.map(|(period, _)| period);
        if in_force.is_some_and(|period| period != other && period.whole_months() == other.whole_months()) {
            return None;
        }
        let month = self.month.map(|(month, _)| month);
        if other.kind == PeriodKind::Month {
            return month.filter(|month| month.start > other.start);
        }
        let end = month.or(in_force).map(|period| period.end);
        let ends = |months: i32| other.shifted(months).filter(|period| Some(period.end) == end);
        let running = |year: &Period| {
            in_force.is_none()
                && year.kind == PeriodKind::Year
                && self.published.is_some_and(|day| (year.start..=year.end).contains(&day))
        };
        ends(12).or_else(|| ends(1)).or_else(|| other.shifted(12).filter(running))
    }

    /// Whether a country was a member of a bloc on the day of publication, or ever where that is not known.
    pub(super) fn is_member(&self, area: &str, bloc: &str) -> bool {
        membership::includes(area, bloc, self.published)
    }

    /// Whether the period of a sentence without rows is taken up.
    pub(super) fn lacks_period(&self) -> bool {
        self.main.is_none() || self.headline || self.month.is_none()
    }

    /// Takes up the period of a sentence without rows; one that is still to come is no period of a release.
    pub(super) fn mention_period(&mut self, period: Option<(Period, Span)>) {
        let begun = |period: &Period| self.published.is_none_or(|day| period.start <= day);
        let period = period.filter(|(period, _)| begun(period));
        if let Some((period, span)) = period.filter(|_| self.main.is_none() || self.headline) {
            self.take_period(period, span);
        } else if self.month.is_none() {
            // `… the December trade gap. That month, …`.
            self.month = period.filter(|(period, _)| period.kind == PeriodKind::Month);
        }
    }

    /// A period older than the release's own is background and not inherited.
    fn take_period(&mut self, period: Period, span: Span) {
        self.recent.push((period, span));
        // `built between 1976 and 1990`: history.
        let old = self.published.is_some_and(|day| (day - period.end).num_days() > OLD);
        if old || period.whole_months().is_some_and(|months| months > LONG) {
            return;
        }
        self.spans[1] = Some(period).filter(|period| period.whole_months().is_some_and(|months| months > 1));
        let newer = self.main.is_none_or(|(main, _)| period.end >= main.end);
        if self.main.is_none() || self.headline && newer {
            self.main = Some((period, span));
            self.headline = self.paragraph == 0;
        }
        // A period that ended a quarter before is still of the release; one of the year before is background.
        let recent = |main: Period| match main.months_behind(&period) {
            3 => main.shifted(-3).is_none_or(|before| period.end >= before.end),
            months => months < 3,
        };
        // A monthly release only looks back at the months before its own.
        let month = |period: Period| period.kind == PeriodKind::Month;
        let earlier = |main: Period| month(main) && month(period) && period.end < main.end;
        if self.main.is_none_or(|(main, _)| !earlier(main) && recent(main)) {
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
        subjects: &mut Vec<Subject>,
        facts: &[Fact],
        whens: &[When],
        currency: Option<Code>,
    ) {
        self.currency = currency.or(self.currency);
        self.silent = if facts.is_empty() { self.silent + 1 } else { 0 };
        self.take_facts(facts, whens);
        self.told_basis = self.told_basis.filter(|_| !facts.is_empty() && !whens.iter().any(|when| when.own));
        subjects.retain(Subject::stated);
        self.take_topic(subjects);
        self.take_subjects(subjects);
        // `It was the smallest in a year` behind the current account is none of trade.
        if self.other_balance && facts.is_empty() {
            self.last = None;
        }
    }

    /// Basis, partner and periods of the facts of a sentence.
    fn take_facts(&mut self, facts: &[Fact], whens: &[When]) {
        use super::ObsStatus::{Actual, Estimate, Forecast, Target};
        // `China bought 27 percent of the total`: who has a share of it is not whom the text is about.
        let part = |f: &Fact| f.share.is_some() && f.level.is_none() && f.change.is_none();
        let told = |f: &&Fact| f.evidence.iter().any(|evidence| evidence.column == "ref_area") && !part(f);
        for fact in facts.iter().filter(told) {
            self.named.clone_from(&fact.ref_area);
            self.mirror = Some(&fact.counterpart_area) == self.home.as_ref();
        }
        let actual = || facts.iter().filter(|f| matches!(f.obs_status, Actual | Estimate));
        self.take_basis(facts);
        for fact in actual().filter(|fact| fact.counterpart_area != WORLD) {
            self.partner = Some(fact.counterpart_area.clone());
        }
        let mut first = true;
        for fact in actual() {
            let own = whens.iter().any(|w| w.own && w.span == fact.period_span);
            if let (true, Some(period), Some(span)) = (own, fact.period, fact.period_span) {
                // The first period of a sentence stays in force; a later one holds for its own row.
                if std::mem::take(&mut first) {
                    self.take_period(period, span);
                } else {
                    self.recent.push((period, span));
                }
            }
        }
        self.outlook = facts
            .iter()
            .rev()
            .find(|f| matches!(f.obs_status, Forecast | Target))
            .and_then(|f| f.period.zip(f.period_span))
            .or(self.outlook);
    }
}

/// The partner of a sentence without numbers: `Most exports went to the United States. Exports to that country rose 5 percent.`
fn named_partner(items: &Items) -> Option<Name> {
    if items.any_of(Sorts::AMOUNT) || !items.any_of(Sorts::FLOW) || !items.any_of(Sorts::AREA) {
        return None;
    }
    // Exports `from` a place are its own.
    let exports = |i: usize| matches!(items.what(i), Some(What::Flow(Flow::X, _)));
    let joins = |i: usize| {
        items.is_any(i, Cues::of(&[Cue::To, Cue::With]))
            || items.is(i, Cue::From) && !(i.saturating_sub(3)..i).any(exports)
    };
    let mut at = (0..items.list.len()).rev();
    at.find_map(|at| {
        let What::Area(row, AreaForm::Name) = items.list[at].what else { return None };
        // `from neighboring Lithuania`.
        let plain = |i: usize| items.what(i) == Some(What::Word) && !items.list[i].capital;
        let before = (at.saturating_sub(3)..at).rev().find(|&i| !items.is(i, Cue::Article) && !plain(i))?;
        joins(before).then(|| items.lexicon.areas[usize::from(row)].code.clone())
    })
}
