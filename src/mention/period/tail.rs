//! The year behind a part of a year, and where the part then lies.
//!
//! ```text
//! tail = [period] [,|(] [of|in] ( year | [the] (this|last|next|previous) year | fiscal | the year )
//! part = months of the calendar (April; July-February) | months from the start of the year (first quarter)
//! ```

use super::reader::Reader;
use super::{FISCAL_UNKNOWN, Found, YEAR_ASSUMED, fiscal, when};
use crate::lexicon::{FiscalYear, PeriodCue, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Which year a part belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    /// None printed.
    Unsaid,
    /// A calendar year.
    Calendar(i32),
    /// A year that needs a publication date which is not known.
    Unknown,
    /// A fiscal year.
    Fiscal(fiscal::Label),
}

/// The year behind a part, and one past its last token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    pub(super) end: usize,
    pub(super) year: YearOf,
}

/// Months of a year.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// From a calendar month on: first month, number of months.
    Named(u32, u32),
    /// From the start of the year on, calendar or fiscal: months after its start, number of months.
    Nth(u32, u32),
}

/// Words that a tail starts with.
const OPENING: u128 = super::SHIFTS
    | super::cues(&[
        PeriodCue::Noun,
        PeriodCue::Of,
        PeriodCue::In,
        PeriodCue::For,
        PeriodCue::The,
        PeriodCue::Calendar,
        PeriodCue::Fiscal,
        PeriodCue::OwnYear,
    ]);

/// The tail at `at`; where there is none, it ends at `at`.
pub(super) fn read(reader: &Reader, at: usize) -> Tail {
    let opens = matches!(reader.kind(at), Some(Kind::Number | Kind::Comma | Kind::Open | Kind::Hyphen));
    if !opens && !reader.any_cue(at, OPENING) {
        return Tail { end: at, year: YearOf::Unsaid };
    }
    let behind = reader.skip(at, PeriodCue::Noun);
    let comma = behind + usize::from(reader.kind(behind) == Some(Kind::Comma));
    if reader.year(comma).is_some()
        && let Some(tail) = year(reader, comma)
    {
        return tail;
    }
    if reader.kind(behind) == Some(Kind::Open)
        && let Some(tail) = year(reader, behind + 1)
        && reader.kind(tail.end) == Some(Kind::Close)
    {
        return Tail { end: tail.end + 1, ..tail };
    }
    let joined = reader.skip(reader.hyphen(reader.joiner(behind)), PeriodCue::For);
    if let Some(tail) = year(reader, joined) {
        return tail;
    }
    let the = reader.skip(joined, PeriodCue::The);
    let said = joined > behind && the > joined;
    if said && reader.unit(the) == Some(TimeUnit::Year) && !reader.cue(the + 1, PeriodCue::Until) {
        return Tail { end: the + 1, year: YearOf::Unsaid };
    }
    Tail { end: at, year: YearOf::Unsaid }
}

/// A year: printed, relative or fiscal.
pub(super) fn year(reader: &Reader, at: usize) -> Option<Tail> {
    let the = reader.skip(at, PeriodCue::The);
    if let Some((label, end)) = fiscal::label(reader, the) {
        return Some(Tail { end, year: YearOf::Fiscal(label) });
    }
    let calendar = reader.skip(the, PeriodCue::Calendar);
    if let Some(year) = reader.year(calendar) {
        return Some(Tail { end: calendar + 1, year: YearOf::Calendar(year) });
    }
    let shift = shift(reader, the)?;
    if reader.unit(the + 1) != Some(TimeUnit::Year) {
        return None;
    }
    let year = reader.published().map_or(YearOf::Unknown, |date| YearOf::Calendar(date.year() + shift));
    Some(Tail { end: the + 2, year })
}

/// Years from the current one: `last`, `this`, `next`.
pub(super) fn shift(reader: &Reader, at: usize) -> Option<i32> {
    if !reader.any_cue(at, super::SHIFTS) {
        return None;
    }
    let shifts = [
        (PeriodCue::This, 0),
        (PeriodCue::Last, -1),
        (PeriodCue::Previous, -1),
        (PeriodCue::Past, -1),
        (PeriodCue::Next, 1),
    ];
    shifts.into_iter().find_map(|(cue, shift)| reader.cue(at, cue).then_some(shift))
}

/// The part with its tail, as a period of `kind`.
pub(super) fn place(
    reader: &Reader,
    rule: &'static str,
    at: usize,
    part: Part,
    kind: PeriodKind,
    tail: Tail,
) -> Found {
    match tail.year {
        YearOf::Unknown => Found::new(rule, tail.end, super::PeriodReading::Unresolved),
        YearOf::Calendar(year) => Found::dated(rule, tail.end, calendar(year, part, kind)),
        YearOf::Unsaid => unsaid(reader, rule, at, part, kind, tail.end),
        YearOf::Fiscal(label) => in_fiscal(reader, rule, part, kind, label, tail.end),
    }
}

fn calendar(year: i32, part: Part, kind: PeriodKind) -> Option<Period> {
    match part {
        Part::Named(month, count) => Period::months(year, month, count, kind),
        Part::Nth(offset, count) => Period::months(year, offset + 1, count, kind),
    }
}

/// The latest that had ended; the coming one where the sentence speaks of the future; a quarter or half that runs.
fn unsaid(reader: &Reader, rule: &'static str, at: usize, part: Part, kind: PeriodKind, end: usize) -> Found {
    let (month, count) = match part {
        Part::Named(month, count) => (month, count),
        Part::Nth(offset, count) => (offset + 1, count),
    };
    let period = reader.published().and_then(|published| {
        let (may_run, future) =
            (matches!(kind, PeriodKind::Quarter | PeriodKind::Half), reader.in_future(at));
        let runs = may_run && when::runs(published, month, count);
        if runs || future {
            let coming = when::coming(published, month, count, kind)?;
            if runs || coming.end <= published.checked_add_months(Months::new(6))? {
                return Some(coming);
            }
        }
        when::latest(published, month, count, kind)
    });
    Found::dated(rule, end, period).note_if(true, YEAR_ASSUMED)
}

fn in_fiscal(
    reader: &Reader,
    rule: &'static str,
    part: Part,
    kind: PeriodKind,
    label: fiscal::Label,
    end: usize,
) -> Found {
    let hint = match part {
        Part::Named(month @ (4 | 7 | 10), count) if count > 1 => {
            Some(FiscalYear { month, day: 1, named_by_end: true, offset: 0 })
        }
        _ => None,
    };
    let own = reader.view().setting.fiscal_year.filter(|year| hint.is_none() || lies_in(part, *year));
    let Some(fiscal_year) = own.or(hint) else {
        let latest = match (part, reader.published()) {
            (Part::Named(month, count), Some(published)) if label == fiscal::Label::Relative(0) => {
                when::latest(published, month, count, kind)
            }
            _ => None,
        };
        return Found::dated(rule, end, latest).note(FISCAL_UNKNOWN);
    };
    let period = fiscal::start(label, fiscal_year, reader.published())
        .and_then(|start| part_of(start, part, fiscal_kind(part, fiscal_year, kind)));
    Found::dated(rule, end, period)
}

/// Whether months named lie in one fiscal year: `April-January` is no part of a year from October.
fn lies_in(part: Part, year: FiscalYear) -> bool {
    match part {
        Part::Named(month, count) => (month + 12 - year.month) % 12 + count <= 12,
        Part::Nth(..) => true,
    }
}

/// `part` of the fiscal year that starts on `start`.
fn part_of(start: NaiveDate, part: Part, kind: PeriodKind) -> Option<Period> {
    match part {
        Part::Named(month, count) => {
            let year = start.year() + i32::from(month < start.month());
            Period::months(year, month, count, kind)
        }
        Part::Nth(offset, count) => {
            let first = start.checked_add_months(Months::new(offset))?;
            let last = first.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
            Period::new(first, last, kind)
        }
    }
}

fn fiscal_kind(part: Part, fiscal_year: FiscalYear, kind: PeriodKind) -> PeriodKind {
    match (part, kind) {
        (_, PeriodKind::Quarter | PeriodKind::Half | PeriodKind::Month) => kind,
        (Part::Named(month, 12) | Part::Nth(month, 12), _) if month == fiscal_year.month || month == 0 => {
            PeriodKind::FiscalYear
        }
        (Part::Nth(0, _), _) => PeriodKind::FiscalYearToDate,
        (Part::Named(month, _), _) if month == fiscal_year.month => PeriodKind::FiscalYearToDate,
        _ => PeriodKind::MonthRange,
    }
}
