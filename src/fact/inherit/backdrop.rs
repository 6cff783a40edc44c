//! What is told beside trade, and what it means for it: balances of another kind, the quarter of the national accounts, and
//! whether months in a row go on.

use super::Context;
use crate::document::Span;
use crate::fact::item::{Items, Sorts, What};
use crate::fact::when;
use crate::lexicon::{Cue, Cues};
use crate::value::{Period, PeriodKind};
use chrono::Datelike;

/// Days after a quarter within which its national accounts are told and revised.
const BACKDROP: i64 = 130;

/// Days that lie so far back are of the year to come where they are expected.
const COMING: i64 = 180;

impl Context {
    /// What a sentence says of other measures: their balance, their quarter.
    pub(in crate::fact) fn take_measures(&mut self, items: &Items) {
        if items.any_of(Sorts::BALANCE) {
            self.other_balance = false;
        } else if items.any_is(Cues::of(&[Cue::OtherBalance])) {
            self.other_balance = true;
        }
        if items.any_of(Sorts::MEASURE) && items.any_of(Sorts::PERIOD) {
            let told = |end: chrono::NaiveDate| {
                self.published.is_none_or(|day| (0..=BACKDROP).contains(&(day - end).num_days()))
            };
            let mut quarters = when::named(items).filter(|(period, _)| period.kind == PeriodKind::Quarter);
            self.backdrop = self.backdrop.or(quarters.find(|(period, _)| told(period.end)));
        }
    }

    /// The period in force. Months in a row do not go on where something else was told in between, nor where the sentence
    /// compares with a month (`the highest since September`): it is of the month of the release.
    pub(in crate::fact) fn goes_on(&self, items: &Items) -> Option<(Period, Span)> {
        let long = self.period.filter(|(period, _)| {
            matches!(period.kind, PeriodKind::YearToDate | PeriodKind::MonthRange | PeriodKind::Rolling)
        });
        let since = || {
            let since =
                |i: usize| items.is(i, Cue::Since) && matches!(items.what(i + 1), Some(What::Period(_)));
            (0..items.list.len()).any(since)
        };
        let month = self.main.filter(|(main, _)| main.kind == PeriodKind::Month);
        match (long, month) {
            (Some(_), Some(month)) if self.silent > 0 || since() => Some(month),
            _ => self.period,
        }
    }

    /// Whether a period had ended when the document was published.
    pub(in crate::fact) fn is_past(&self, period: Option<Period>) -> bool {
        self.published.zip(period).is_some_and(|(day, period)| period.end < day)
    }

    /// The days of the coming year that a forecast is of, where they are told without a year and lie a year back.
    pub(in crate::fact) fn coming(&self, period: Period) -> Option<Period> {
        let day = self.published?;
        let weeks = matches!(period.kind, PeriodKind::Rolling | PeriodKind::Week | PeriodKind::DayRange)
            && period.whole_months().is_none();
        let far = (day - period.end).num_days() > COMING;
        period.shifted(12).filter(|coming| weeks && far && coming.end >= day)
    }

    /// Whether a period had not begun when the document was published.
    pub(in crate::fact) fn is_to_come(&self, period: Option<Period>) -> bool {
        self.published.zip(period).is_some_and(|(day, period)| day < period.start)
    }

    /// `so far this year` runs to the end of the release's own month, and `the last 12 months` end with it.
    pub(in crate::fact) fn to_date(&self, period: Period, notes: &[&'static str]) -> Period {
        let assumed = notes.contains(&crate::mention::END_ASSUMED);
        let Some((main, _)) = self.main.filter(|(main, _)| assumed && main.end > period.start) else {
            return period;
        };
        let months = |day: chrono::NaiveDate| day.year() * 12 + day.month0() as i32;
        let moved = match period.kind {
            PeriodKind::Rolling => period.shifted(months(main.end) - months(period.end)),
            _ => Period::new(period.start, main.end, period.kind),
        };
        moved.unwrap_or(period)
    }
}
