//! Marketing years: the seasons of crops.
//!
//! ```text
//! season = 2022/23 season [(October-September)] | season 2022/23 | (this|last|next) season | July-June season
//!        | season, which ends on June 30
//!        | so far in the 2022/23 [July-June] season | so far this season | since the start of the [current] [2022/23] season [on July 1]
//! ```
//! A season of printed years runs from July to June unless the text or its crop says otherwise (coffee, cocoa and sugar
//! from October, cotton from August, maize and soya from September); a note says so. A season without a year is not resolved.

use super::reader::Reader;
use super::{END_ASSUMED, Found, PeriodReading, YEAR_ASSUMED, fiscal, tail, when};
use crate::lexicon::{PeriodCue, Sense};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, NaiveDate};

const RULE: &str = "period.marketing_year";
/// First month of a season of which none is printed and no crop is named.
const FIRST: u32 = 7;
/// How many tokens ahead `of the season` may stand behind the last day of a running total.
const AHEAD: usize = 28;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    if reader.cue(at, PeriodCue::SeasonToDate) {
        return Some(Found::new(RULE, at + 1, PeriodReading::Unresolved));
    }
    if let Some(found) = since(reader, at) {
        return Some(found);
    }
    if let Some((year, end)) = named(reader, at) {
        let said = range(reader, at + 3).map(|(first, _)| (first, end)).or_else(|| bracketed(reader, end));
        let (first, end) = said.unwrap_or((first_month(reader, at, end), end));
        let whole = Period::months(year, first, 12, PeriodKind::MarketingYear);
        let period = if so_far(reader, at) { until_now(reader, whole) } else { whole };
        return Some(Found::dated(RULE, end, period).note_if(said.is_none(), assumed(first)));
    }
    if let Some((first, end)) = months(reader, at) {
        let period = reader
            .published()
            .and_then(|date| when::latest_start(date, first, 1))
            .and_then(|start| Period::months(start.year(), first, 12, PeriodKind::MarketingYear));
        return Some(Found::dated(RULE, end, period).note_if(true, YEAR_ASSUMED));
    }
    if let Some(found) = ending(reader, at) {
        return Some(found);
    }
    let relative = tail::shift(reader, at).is_some() && reader.cue(at + 1, PeriodCue::Season);
    relative.then(|| Found::new(RULE, at + 2, PeriodReading::Unresolved))
}

/// The note on a first month that was not printed.
fn assumed(first: u32) -> &'static str {
    match first {
        8 => "season August to July assumed",
        9 => "season September to August assumed",
        10 => "season October to September assumed",
        _ => "season July to June assumed",
    }
}

/// The month that seasons of the crop named between `at` and `end` start in.
fn first_month(reader: &Reader, at: usize, end: usize) -> u32 {
    let start = |i| {
        reader.view().find(i, |sense| if let Sense::SeasonStart(month) = sense { Some(*month) } else { None })
    };
    (at..end).find_map(start).map_or(FIRST, u32::from)
}

/// `July-June season`: its first month, and the index after it.
fn months(reader: &Reader, at: usize) -> Option<(u32, usize)> {
    let (first, end) = range(reader, at)?;
    let season = reader.hyphen(end);
    reader.cue(season, PeriodCue::Season).then_some((first, season + 1))
}

/// `(October-September)` behind a season.
fn bracketed(reader: &Reader, at: usize) -> Option<(u32, usize)> {
    let (first, end) = range(reader, at + 1).filter(|_| reader.kind(at) == Some(Kind::Open))?;
    (reader.kind(end) == Some(Kind::Close)).then_some((first, end + 1))
}

/// `October-September`: twelve months.
fn range(reader: &Reader, at: usize) -> Option<(u32, usize)> {
    let first = reader.month(at)?;
    let joined = matches!(reader.kind(at + 1), Some(Kind::Hyphen | Kind::Dash | Kind::Slash))
        || reader.cue(at + 1, PeriodCue::Until);
    let last = reader.month(at + 2).filter(|_| joined)?;
    (when::span(first, last) == 12).then_some((first, at + 3))
}

/// The first year of `2022/23 season`, `season 2022/23`, and the index after it.
fn named(reader: &Reader, at: usize) -> Option<(i32, usize)> {
    if reader.cue(at, PeriodCue::Season) {
        return fiscal::any_pair(reader, at + 1).map(|year| (year, at + 4));
    }
    let year = fiscal::any_pair(reader, at)?;
    // `the 2024/25 July-June season`.
    let months = range(reader, at + 3).map_or(at + 3, |(_, end)| end);
    let season = reader.joiner(reader.hyphen(months));
    reader.cue(season, PeriodCue::Season).then_some((year, season + 1))
}

/// `so far in the 2024/25 season`.
fn so_far(reader: &Reader, at: usize) -> bool {
    let before = |i: usize| at.checked_sub(i).is_some_and(|i| reader.cue(i, PeriodCue::SoFar));
    before(1) || before(2) && reader.cue(at - 1, PeriodCue::The)
}

/// The season up to the day of publication, where that is in it.
fn until_now(reader: &Reader, season: Option<Period>) -> Option<Period> {
    let season = season?;
    let published = reader.published().filter(|day| (season.start..season.end).contains(day));
    published.map_or(Some(season), |day| Period::new(season.start, day, season.kind))
}

/// `since the start of the current marketing year on July 1`: to the publication date.
fn since(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Since) || !reader.cue(at + 1, PeriodCue::Vague) {
        return None;
    }
    let the = reader.skip(at + 2, PeriodCue::The);
    let this = reader.skip(the, PeriodCue::This);
    let (year, end) = match named(reader, this) {
        Some((year, end)) => (Some(year), end),
        None if reader.cue(this, PeriodCue::Season) => (None, this + 1),
        None => return None,
    };
    let day = reader.date(reader.skip(end, PeriodCue::Event)).filter(|form| form.day.is_some());
    let end = day.map_or(end, |form| form.end);
    let published = reader.published();
    let first = first_month(reader, at, end);
    let start = match (year, day) {
        (Some(year), _) => NaiveDate::from_ymd_opt(year, day.map_or(first, |form| form.month), 1),
        (None, Some(form)) => published.and_then(|date| when::latest_start(date, form.month, form.day?)),
        (None, None) => None,
    };
    let period =
        start.zip(published).and_then(|(start, end)| Period::new(start, end, PeriodKind::MarketingYear));
    Some(Found::dated(RULE, end, period).note_if(true, END_ASSUMED).note_if(day.is_none(), assumed(first)))
}

/// `marketing year, which ends on June 30`, `season ending in June 2024`: `ends` says that it still runs.
fn ending(reader: &Reader, at: usize) -> Option<Found> {
    let until = at + 1 + usize::from(reader.kind(at + 1) == Some(Kind::Comma));
    if !reader.cue(at, PeriodCue::Season) || !reader.cue(until, PeriodCue::Until) {
        return None;
    }
    let form = reader.date(until + 1)?;
    let runs = reader.cue(until, PeriodCue::Runs);
    let year = form.year.or_else(|| {
        let month = match reader.published()? {
            date if runs => when::coming(date, form.month, 1, PeriodKind::Month)?,
            date => when::latest(date, form.month, 1, PeriodKind::Month)?,
        };
        Some(month.end.year())
    });
    let period = year.and_then(|year| when::months_to(year, form.month, 12, PeriodKind::MarketingYear));
    Some(Found::dated(RULE, form.end, period))
}

/// The part of the season that is named behind `at`, to `end`: `as of Dec. 9 it exported 18 million tonnes this season`.
pub(super) fn to_day(reader: &Reader, at: usize, end: NaiveDate) -> Option<Period> {
    let season = (at..at + AHEAD)
        .take_while(|&i| reader.token(i).is_some())
        .find(|&i| reader.cue(i, PeriodCue::Season) || reader.cue(i, PeriodCue::SeasonToDate))?;
    let pair = (season.saturating_sub(4)..=season).find_map(|i| named(reader, i));
    let first = first_month(reader, season, season + 1);
    let start = match pair {
        Some((year, _)) => NaiveDate::from_ymd_opt(year, first, 1)?,
        None => when::latest_start(end, first, 1)?,
    };
    Period::new(start, end, PeriodKind::MarketingYear)
}
