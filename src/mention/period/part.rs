//! Quarters and halves of a year.
//!
//! ```text
//! quarter = (first|...|final) quarter [tail] | Q1 [tail] | 1Q [year] | 1Q23 | 2018Q4 | March quarter [tail]
//!         | Quarter 1 [(Jan to Mar)] [tail] | .. quarter .. the second
//! half    = (first|second) half [tail] | H1 [tail] | 1H23
//! sum     = 9M 2023 | 2M2021 | Q1-Q3 2023
//! owned   = (last|this) year's (first quarter | first half | first four months | April)
//! days    = (first|second) (half|fortnight) of April
//! ```

use super::reader::Reader;
use super::tail::{self, Part, Tail, YearOf};
use super::{FISCAL_UNKNOWN, Found, PeriodReading, fiscal, when};
use crate::lexicon::{PeriodCue, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, NaiveDate};

/// How many tokens back the quarter may stand that `the second` leaves out.
const ELLIPSIS: usize = 24;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    owned(reader, at)
        .or_else(|| year_first(reader, at))
        .or_else(|| sign_first(reader, at))
        .or_else(|| digit_first(reader, at))
        .or_else(|| month_quarter(reader, at))
        .or_else(|| unit_first(reader, at))
        .or_else(|| ordinal(reader, at))
}

fn rule(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Quarter => "period.quarter",
        PeriodKind::Half => "period.half",
        PeriodKind::Rolling => "period.rolling",
        _ => "period.ytd",
    }
}

/// The part that `Q`, `H` or `M` makes of a number.
fn signed(reader: &Reader, sign: usize, number: u32) -> Option<(Part, PeriodKind)> {
    if reader.cue(sign, PeriodCue::QuarterSign) && (1..=4).contains(&number) {
        return Some((Part::Nth((number - 1) * 3, 3), PeriodKind::Quarter));
    }
    if reader.cue(sign, PeriodCue::HalfSign) && (1..=2).contains(&number) {
        return Some((Part::Nth((number - 1) * 6, 6), PeriodKind::Half));
    }
    let months = reader.cue(sign, PeriodCue::MonthSign) && (1..=12).contains(&number);
    months.then(|| (Part::Nth(0, number), when::kind_of(1, number)))
}

/// `2018Q4`, `2018-Q4`, `2018 Q4`, `2023 first quarter`, `2023's first quarter`, `2023 first three quarters`.
fn year_first(reader: &Reader, at: usize) -> Option<Found> {
    let digits = reader.digits(at).filter(|digits| digits.len() == 4)?;
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    let next = match reader.kind(at + 1) {
        Some(Kind::Hyphen | Kind::Slash) => at + 2,
        _ => reader.possessive(at + 1),
    };
    let tail = |end| Tail { end, year: YearOf::Calendar(year) };
    if reader.glued(next + 1)
        && let Some(number) = reader.digits(next + 1).and_then(|_| reader.count(next + 1))
        && !reader.cue(next, PeriodCue::MonthSign)
        && let Some((part, kind)) = signed(reader, next, number)
    {
        return Some(tail::place(reader, rule(kind), at, part, kind, tail(next + 2)));
    }
    let (part, kind, end) = numbered(reader, next).or_else(|| first_months(reader, next))?;
    Some(tail::place(reader, rule(kind), at, part, kind, tail(end)))
}

/// `last year's third quarter`, `this year's first four months`.
fn owned(reader: &Reader, at: usize) -> Option<Found> {
    let shift = tail::shift(reader, at)?;
    let next = reader.possessive(at + 2);
    if reader.unit(at + 1) != Some(TimeUnit::Year) || next == at + 2 {
        return None;
    }
    let year = reader.published().map_or(YearOf::Unknown, |date| YearOf::Calendar(date.year() + shift));
    let (part, kind, end) = numbered(reader, next).or_else(|| months_of(reader, next))?;
    Some(tail::place(reader, rule(kind), at, part, kind, Tail { end, year }))
}

/// `April`, `first four months` behind an owned year.
fn months_of(reader: &Reader, at: usize) -> Option<(Part, PeriodKind, usize)> {
    if let Some(month) = reader.month(at) {
        let alone = !super::calendar::is_range(reader, at) && reader.day(at + 1).is_none();
        return alone.then_some((Part::Named(month, 1), PeriodKind::Month, at + 1));
    }
    first_months(reader, at)
}

/// `first nine months`, `first three quarters`.
fn first_months(reader: &Reader, at: usize) -> Option<(Part, PeriodKind, usize)> {
    let (_, next) = reader.ordinal(at).filter(|(number, _)| *number == 1)?;
    let months = match reader.unit(next + 1)? {
        TimeUnit::Month => 1,
        TimeUnit::Quarter => 3,
        _ => return None,
    };
    let count = reader.count(next)?.checked_mul(months).filter(|count| (1..=12).contains(count))?;
    Some((Part::Nth(0, count), when::kind_of(1, count), next + 2))
}

/// `Q1`, `H1`, with their year; `Q1-Q3 2023`.
fn sign_first(reader: &Reader, at: usize) -> Option<Found> {
    if reader.cue(at, PeriodCue::MonthSign) || !reader.glued(at + 1) {
        return None;
    }
    let number = reader.digits(at + 1).filter(|digits| digits.len() == 1).and(reader.count(at + 1))?;
    let (mut part, mut kind) = signed(reader, at, number)?;
    let mut end = at + 2;
    if matches!(reader.kind(end), Some(Kind::Hyphen | Kind::Dash))
        && reader.digits(end + 2).is_some()
        && let Some((Part::Nth(offset, count), _)) = signed(reader, end + 1, reader.count(end + 2)?)
        && let Part::Nth(first, _) = part
        && offset > first
    {
        part = Part::Nth(first, offset + count - first);
        kind = when::kind_of(first + 1, offset + count - first);
        end += 3;
    }
    Some(tail::place(reader, rule(kind), at, part, kind, sign_tail(reader, end)))
}

/// `1Q`, `1Q23`, `1Q 2023`, `9M 2023`. Months need a year: `9M` alone is nine million.
fn digit_first(reader: &Reader, at: usize) -> Option<Found> {
    let money = at > 0 && reader.kind(at - 1) == Some(Kind::Symbol);
    let number = reader.digits(at).and_then(|_| reader.count(at))?;
    if money || !reader.glued(at + 1) {
        return None;
    }
    let (part, kind) = signed(reader, at + 1, number)?;
    let tail = sign_tail(reader, at + 2);
    if reader.cue(at + 1, PeriodCue::MonthSign) && tail.year == YearOf::Unsaid {
        return None;
    }
    Some(tail::place(reader, rule(kind), at, part, kind, tail))
}

/// The year behind `Q1` or `1Q`: `23`, `'23`, `-2023`, `/2023`, `FY24` or a tail.
fn sign_tail(reader: &Reader, at: usize) -> Tail {
    let joined =
        matches!(reader.kind(at), Some(Kind::Hyphen | Kind::Slash | Kind::Quote)) && reader.glued(at);
    let next = at + usize::from(joined);
    let short = reader.glued(next) || joined;
    if let Some(digits) = reader.digits(next).filter(|digits| digits.len() == 2 && short)
        && let Ok(year) = digits.parse::<i32>()
    {
        return Tail { end: next + 1, year: YearOf::Calendar(2000 + year) };
    }
    match reader.year(next) {
        Some(year) if fiscal::label(reader, next).is_none() => {
            Tail { end: next + 1, year: YearOf::Calendar(year) }
        }
        _ => tail::read(reader, at),
    }
}

/// `March quarter`, `June year`: the three or twelve months that end with it.
fn month_quarter(reader: &Reader, at: usize) -> Option<Found> {
    let month = reader.month(at)?;
    let printed = reader.year(at + 1);
    let next = reader.hyphen(at + 1 + usize::from(printed.is_some()));
    let (count, kind) = match reader.unit(next)? {
        TimeUnit::Quarter => (3, PeriodKind::Quarter),
        TimeUnit::Half => (6, PeriodKind::Half),
        TimeUnit::Year => (12, PeriodKind::Rolling),
        _ => return None,
    };
    let first = (month + 12 - count) % 12 + 1;
    let tail = tail::read(reader, next + 1);
    let year = match printed.map_or(tail.year, YearOf::Calendar) {
        YearOf::Calendar(year) => YearOf::Calendar(year - i32::from(first > month)),
        year => year,
    };
    let part = Part::Named(first, count);
    Some(tail::place(reader, rule(kind), at, part, kind, Tail { year, ..tail }))
}

/// `Quarter 1 (Jan to Mar) 2023`.
fn unit_first(reader: &Reader, at: usize) -> Option<Found> {
    let number = reader.digits(at + 1).filter(|digits| digits.len() == 1).and(reader.count(at + 1))?;
    if reader.unit(at) != Some(TimeUnit::Quarter) || !(1..=4).contains(&number) || reader.is_measured(at + 1)
    {
        return None;
    }
    let explained = reader.kind(at + 2) == Some(Kind::Open)
        && reader.month(at + 3).is_some()
        && reader.month(at + 5).is_some()
        && reader.kind(at + 6) == Some(Kind::Close);
    let tail = tail::read(reader, at + 2 + 5 * usize::from(explained));
    let part = Part::Nth((number - 1) * 3, 3);
    Some(tail::place(reader, rule(PeriodKind::Quarter), at, part, PeriodKind::Quarter, tail))
}

/// `first quarter`, `second half`, `final quarter`: the part and the index after it.
fn numbered(reader: &Reader, at: usize) -> Option<(Part, PeriodKind, usize)> {
    let (number, end) = match reader.ordinal(at) {
        Some((number, end)) => (Some(number), end),
        None if reader.cue(at, PeriodCue::Final) || reader.cue(at, PeriodCue::Last) => (None, at + 1),
        None => return None,
    };
    let unit = reader.hyphen(end);
    let (part, kind) = match reader.unit(unit)? {
        TimeUnit::Quarter => (Part::Nth((number.unwrap_or(4) - 1) * 3, 3), PeriodKind::Quarter),
        TimeUnit::Half => (Part::Nth((number.unwrap_or(2) - 1) * 6, 6), PeriodKind::Half),
        _ => return None,
    };
    let fits = matches!(part, Part::Nth(offset, count) if offset + count <= 12);
    fits.then_some((part, kind, unit + 1))
}

fn ordinal(reader: &Reader, at: usize) -> Option<Found> {
    if let Some((number, end)) = reader.ordinal(at)
        && reader.cue(end, PeriodCue::Fiscal)
        && reader.unit(end + 1) == Some(TimeUnit::Quarter)
        && number <= 4
    {
        return Some(Found::new("period.quarter", end + 2, PeriodReading::Unresolved).note(FISCAL_UNKNOWN));
    }
    if let Some((number, end)) = reader.ordinal(at).filter(|(number, _)| *number <= 2)
        && reader.cue(end, PeriodCue::Fortnight)
    {
        return half_month(reader, number, end + 1);
    }
    if let Some(found) = elliptic(reader, at) {
        return Some(found);
    }
    let (part, kind, end) = numbered(reader, at)?;
    let number = reader.ordinal(at).map_or(2, |(number, _)| number);
    if kind == PeriodKind::Half
        && let Some(found) = half_month(reader, number, end)
    {
        return Some(found);
    }
    let end = closed(reader, part, end);
    let tail = tail::read(reader, end);
    // `a third quarter of contraction` counts quarters; `last quarter` alone is the one before the current.
    let counted =
        reader.after(at, PeriodCue::A) && reader.hyphen(at + 1) == at + 1 && reader.cue(end, PeriodCue::Of);
    if counted || reader.in_streak(end) || reader.cue(at, PeriodCue::Last) && tail.end == end {
        return None;
    }
    Some(tail::place(reader, rule(kind), at, part, kind, tail))
}

/// `from the first quarter to 155 billion euros in the second`.
fn elliptic(reader: &Reader, at: usize) -> Option<Found> {
    let (number, end) = reader.ordinal(at).filter(|(number, _)| *number <= 4)?;
    let closed =
        matches!(reader.kind(end), None | Some(Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Close));
    if !closed || !reader.after(at, PeriodCue::The) {
        return None;
    }
    let named = reader.back(at, ELLIPSIS).any(|i| {
        i > 0
            && reader.unit(i) == Some(TimeUnit::Quarter)
            && numbered(reader, i - 1).is_some_and(|(.., end)| end == i + 1)
    });
    let tail = Tail { end, year: YearOf::Unsaid };
    let part = Part::Nth((number - 1) * 3, 3);
    named.then(|| tail::place(reader, "period.quarter", at, part, PeriodKind::Quarter, tail))
}

/// The index after `to June` behind `first half`, where June ends it.
fn closed(reader: &Reader, part: Part, end: usize) -> usize {
    let Part::Nth(offset, count) = part else { return end };
    let ends = reader.cue(end, PeriodCue::Until) && reader.month(end + 1) == Some(offset + count);
    if ends { end + 2 } else { end }
}

/// `first half of April`, `second half of last month`.
fn half_month(reader: &Reader, number: u32, end: usize) -> Option<Found> {
    if !reader.cue(end, PeriodCue::Of) {
        return None;
    }
    let (month, end) = month_at(reader, end + 1)?;
    let period = month.and_then(|month| {
        let second = number == 2;
        let middle = if second { 16 } else { 15 };
        let middle = NaiveDate::from_ymd_opt(month.start.year(), month.start.month(), middle)?;
        let (start, end) = if second { (middle, month.end) } else { (month.start, middle) };
        Period::new(start, end, PeriodKind::DayRange)
    });
    Some(Found::dated("period.day_range", end, period))
}

/// A month, named or relative, after `of`: the month where it can be resolved, and the index after it.
pub(super) fn month_at(reader: &Reader, at: usize) -> Option<(Option<Period>, usize)> {
    if let Some(month) = reader.month(at) {
        let tail = tail::read(reader, at + 1);
        let period = match tail.year {
            YearOf::Calendar(year) => Period::months(year, month, 1, PeriodKind::Month),
            // Days of a month are printed while it runs.
            YearOf::Unsaid => reader.published().and_then(|date| {
                let first = when::latest_start(date, month, 1)?;
                Period::months(first.year(), month, 1, PeriodKind::Month)
            }),
            _ => None,
        };
        return Some((period, tail.end));
    }
    let the = reader.skip(at, PeriodCue::The);
    let (shift, unit) = match tail::shift(reader, the) {
        Some(shift) => (shift, the + 1),
        None if the > at => (0, the),
        None => return None,
    };
    if reader.unit(unit) != Some(TimeUnit::Month) {
        return None;
    }
    let period = reader
        .published()
        .and_then(when::first_day)
        .and_then(|first| Period::months(first.year(), first.month(), 1, PeriodKind::Month)?.shifted(shift));
    Some((period, unit + 1))
}

#[cfg(test)]
mod tests {
    use super::{PeriodKind, rule};

    #[test]
    fn parts_are_named_by_their_kind() {
        let kinds = [PeriodKind::Quarter, PeriodKind::Half, PeriodKind::Rolling, PeriodKind::YearToDate];
        let names = ["period.quarter", "period.half", "period.rolling", "period.ytd"];
        assert_eq!(kinds.map(rule), names);
    }
}
