//! The facts as the checks see them: each with its intervals, and groups of those that may be compared.

use super::finding::Severity;
use super::interval::Interval;
use super::printed::{Printed, is_percentage};
use super::words::Words;
use crate::dataset::load::Record;
use crate::lexicon::{AreaKind, Cue, Lexicon};
use crate::value::{Code, Period, PeriodKind};
use chrono::{Datelike as _, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Days, first and last.
pub(super) type Days = (NaiveDate, NaiveDate);

/// Facts to check.
pub struct View<'d> {
    items: Vec<Item<'d>>,
    /// The words, for the quotes; none where they cannot be loaded.
    pub(super) lexicon: Option<&'static Lexicon>,
    countries: BTreeSet<&'static str>,
}

/// A fact and its intervals.
pub(super) struct Item<'d> {
    /// Its place in the dataset.
    pub(super) at: usize,
    pub(super) record: &'d Record,
    pub(super) printed: Printed,
}

/// What must agree for two statements to be about one figure, and to be compared at all: parallel series (another
/// adjustment, price base, status, unit) never meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'d> {
    pub(super) document: &'d str,
    pub(super) flow: &'d str,
    pub(super) area: &'d str,
    pub(super) partner: &'d str,
    pub(super) commodity: &'d str,
    pub(super) period: Option<Days>,
    pub(super) status: &'d str,
    pub(super) adjustment: &'d str,
    pub(super) price_base: &'d str,
}

impl<'d> View<'d> {
    /// A view of these facts.
    #[must_use]
    pub fn new(records: &'d [Record]) -> View<'d> {
        let items = records.iter().enumerate();
        let items = items.map(|(at, record)| Item { at, record, printed: Printed::of(record) }).collect();
        let lexicon = Lexicon::english().ok();
        let areas = lexicon.into_iter().flat_map(|lexicon| &lexicon.areas);
        let countries = areas.filter(|area| area.kind == AreaKind::Country);
        View { items, lexicon, countries: countries.map(|area| area.code.as_str()).collect() }
    }

    pub(super) fn items(&self) -> &[Item<'d>] {
        &self.items
    }

    /// Whether one of the sentences speaks of the terms of a currency, of volume, of averages or of adjusted figures:
    /// such series are parallel, and both may be right.
    pub(super) fn is_parallel(&self, items: &[&Item]) -> bool {
        const SERIES: &[Cue] = &[Cue::Terms, Cue::Volume, Cue::Adjusted, Cue::Average, Cue::Excluding];
        let has = |item: &&Item| self.words(item).is_some_and(|words| words.has(SERIES));
        items.iter().any(has)
    }

    /// An error, or a warning where the sentence has a word such as "about" or "more than": the column `bound` is of one
    /// number, and the word may be of another.
    pub(super) fn error_unless_bounded(&self, item: &Item) -> Severity {
        let bounded = self.words(item).is_some_and(|words| words.has_bound());
        if bounded { Severity::Warning } else { Severity::Error }
    }

    /// The words of a fact's sentence.
    pub(super) fn words(&self, item: &Item) -> Option<Words> {
        let lexicon = self.lexicon.filter(|_| !item.record.quote.is_empty())?;
        Some(Words::of(&item.record.quote, lexicon))
    }

    /// Whether the code is that of a country, not of a bloc.
    pub(super) fn is_country(&self, code: &str) -> bool {
        self.countries.contains(code)
    }

    /// The facts by a key, in its order; those without one are left out.
    pub(super) fn groups<K: Ord>(&self, key: impl Fn(&Item<'d>) -> Option<K>) -> BTreeMap<K, Vec<&Item<'d>>> {
        let mut groups: BTreeMap<K, Vec<&Item<'d>>> = BTreeMap::new();
        for item in &self.items {
            if let Some(key) = key(item) {
                groups.entry(key).or_default().push(item);
            }
        }
        groups
    }

    /// Groups of levels in one document that differ in their flow only: exports, imports, trade and balance of the
    /// same areas, good, period and unit.
    pub(super) fn accounts(&self) -> Vec<Vec<&Item<'d>>> {
        let key = |item: &Item<'d>| {
            item.printed.level.as_ref().map(|_| (item.key().flow(""), item.record.unit.as_str()))
        };
        self.groups(|item| key(item).filter(|(key, _)| key.is_full())).into_values().collect()
    }
}

impl<'d> Item<'d> {
    pub(super) fn key(&self) -> Key<'d> {
        let record = self.record;
        Key {
            document: &record.doc_id,
            flow: &record.trade_flow,
            area: &record.ref_area,
            partner: &record.counterpart_area,
            commodity: &record.commodity,
            period: record.period,
            status: &record.obs_status,
            adjustment: &record.adjustment,
            price_base: &record.price_base,
        }
    }

    pub(super) fn level(&self) -> Option<&Interval> {
        self.printed.level.as_ref()
    }

    /// The change, where it is one in percent.
    pub(super) fn percent(&self) -> Option<&Interval> {
        let change = self.printed.change.as_ref();
        change.filter(|_| self.record.change_unit == Code::PERCENT.as_str())
    }

    /// The change, where it is an amount in the unit of the level.
    pub(super) fn amount_of_change(&self) -> Option<&Interval> {
        let change = self.printed.change.as_ref();
        let unit = &self.record.unit;
        change.filter(|_| !unit.is_empty() && !is_percentage(unit) && self.record.change_unit == *unit)
    }

    /// What it is about, in codes: `X of CN with RU, TOTAL, 2023-01-01/P4M`.
    pub(super) fn name(&self) -> String {
        let record = self.record;
        let period = record.period.and_then(|(start, end)| Period::new(start, end, PeriodKind::DayRange));
        let period = period.map_or_else(|| "no period".to_owned(), |period| period.time_period());
        let area = if record.ref_area.is_empty() { "?" } else { &record.ref_area };
        let partner = if record.counterpart_area.is_empty() { "?" } else { &record.counterpart_area };
        format!("{} of {area} with {partner}, {}, {period}", record.trade_flow, record.commodity)
    }

    pub(super) fn is(&self, flow: &str) -> bool {
        self.record.trade_flow == flow
    }

    /// Whether it is a balance, which has a sign.
    pub(super) fn is_balance(&self) -> bool {
        self.is("B")
    }

    /// Whether it is an observation, not a forecast or a target.
    pub(super) fn is_observed(&self) -> bool {
        !matches!(self.record.obs_status.as_str(), "F" | "G")
    }

    /// The period that a change of this basis is measured from.
    pub(super) fn period_before(&self) -> Option<Days> {
        let (start, end) = self.record.period?;
        let months = match self.record.basis.as_str() {
            "yoy" => 12,
            "mom" => 1,
            "qoq" => 3,
            _ => return None,
        };
        Some(earlier((start, end), months))
    }
}

impl<'d> Key<'d> {
    /// The same key with another flow.
    pub(super) fn flow(mut self, flow: &'d str) -> Key<'d> {
        self.flow = flow;
        self
    }

    /// The same key with another partner.
    pub(super) fn partner(mut self, partner: &'d str) -> Key<'d> {
        self.partner = partner;
        self
    }

    /// The same key with another good.
    pub(super) fn commodity(mut self, commodity: &'d str) -> Key<'d> {
        self.commodity = commodity;
        self
    }

    /// The same key with another period.
    pub(super) fn period(mut self, period: Option<Days>) -> Key<'d> {
        self.period = period;
        self
    }

    /// The same key in whatever document.
    pub(super) fn anywhere(mut self) -> Key<'d> {
        self.document = "";
        self
    }

    /// Whether it says whose flow it is and when: otherwise nothing may be compared.
    pub(super) fn is_full(&self) -> bool {
        !self.area.is_empty() && self.period.is_some()
    }
}

/// The fact with the narrowest level: of a figure stated several times, the one with most digits.
pub(super) fn finest<'i, 'd>(items: impl IntoIterator<Item = &'i Item<'d>>) -> Option<&'i Item<'d>>
where
    'd: 'i,
{
    items
        .into_iter()
        .filter_map(|item| Some((item.level()?.width(), item)))
        .min_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        })
        .map(|(_, item)| item)
}

/// Whether a good stands for all goods, or for all goods or services.
pub(super) fn is_overall(commodity: &str) -> bool {
    matches!(commodity, "TOTAL" | "goods" | "services")
}

/// The period so many months before; whole months stay whole.
pub(super) fn earlier((start, end): Days, months: u32) -> Days {
    let last = end.succ_opt().is_some_and(|after| after.day() == 1);
    let moved = |day: NaiveDate| day.checked_sub_months(Months::new(months)).unwrap_or(day);
    let end = match (last, end.succ_opt()) {
        (true, Some(after)) => moved(after).pred_opt().unwrap_or(end),
        _ => moved(end),
    };
    (moved(start), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_moved_back_stays_whole() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(earlier((day(2024, 2, 1), day(2024, 2, 29)), 12), (day(2023, 2, 1), day(2023, 2, 28)));
        assert_eq!(earlier((day(2023, 2, 1), day(2023, 2, 28)), 36).1, day(2020, 2, 29));
    }
}
