//! Calendar years.
//!
//! ```text
//! year  = (in|of|for|from|to|than|during|...) 2022 | full-year 2022 | calendar 2022 | 2022 as a whole
//!       | 2022 exports | (2022) | 2022:
//! range = 2017-2021 | 2017 to 2022 | between 2017 and 2022
//! whole = full year | for the year
//! ```
//! Four digits alone are no year: `2019 tonnes`, `2,022`, `since 2000`, `by 2030 countries`.

use super::reader::Reader;
use super::{Found, PeriodReading, YEAR_ASSUMED};
use crate::lexicon::{Cue, PeriodCue, Sense, TimeUnit};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::Datelike;

const YEAR: &str = "period.year";
/// The year without a number: until March that of the annual figures just printed, then the current one.
const ANNUAL_UNTIL: u32 = 3;
/// The longest range of years.
const LONGEST: i32 = 60;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    range(reader, at).or_else(|| year(reader, at)).or_else(|| whole(reader, at))
}

fn range(reader: &Reader, at: usize) -> Option<Found> {
    let first = reader.year(at)?;
    let between = reader.after(at, PeriodCue::Between);
    let from = reader.after(at, PeriodCue::From);
    let sign = matches!(reader.kind(at + 1), Some(Kind::Hyphen | Kind::Dash)) && reader.glued(at + 1);
    let word = from && reader.cue(at + 1, PeriodCue::Until) || between && reader.cue(at + 1, PeriodCue::And);
    let last = reader.year(at + 2).filter(|last| (first + 1..first + LONGEST).contains(last))?;
    if !sign && !word || reader.after(at, PeriodCue::Since) || is_date(reader, at) {
        return None;
    }
    let count = u32::try_from(last - first + 1).ok()?;
    Some(Found::dated(YEAR, at + 3, Period::months(first, 1, count * 12, PeriodKind::Year)))
}

fn year(reader: &Reader, at: usize) -> Option<Found> {
    let start = reader.skip(at, PeriodCue::Whole);
    let start = reader.skip(start, PeriodCue::Calendar);
    let year = reader.year(start)?;
    let said = start > at || is_said(reader, at) || is_noun(reader, at) || is_alone(reader, at);
    if !said || is_date(reader, start) || reader.is_since(at) {
        return None;
    }
    if reader.after(at, PeriodCue::Vague)
        || matches!(reader.kind(at + 1), Some(Kind::Hyphen | Kind::Slash)) && reader.digits(at + 2).is_some()
    {
        return None;
    }
    Some(Found::dated(YEAR, start + 1, Period::year(year)))
}

/// Whether a word stands before that makes four digits a year.
fn is_said(reader: &Reader, at: usize) -> bool {
    let cues = [
        PeriodCue::Of,
        PeriodCue::In,
        PeriodCue::For,
        PeriodCue::From,
        PeriodCue::During,
        PeriodCue::Against,
        PeriodCue::Until,
        PeriodCue::Between,
        PeriodCue::Whole,
        PeriodCue::Event,
    ];
    // `for all 2010`.
    let whole = at > 0 && reader.view().has(at - 1, Sense::Cue(Cue::Overall));
    if whole && (reader.after(at - 1, PeriodCue::For) || reader.after(at - 1, PeriodCue::In)) {
        return true;
    }
    let unit = at > 0 && reader.unit(at - 1) == Some(TimeUnit::Year);
    unit || cues.into_iter().any(|cue| reader.after(at, cue)) || is_second(reader, at)
}

/// `in 2021 and 2022`, `from 2021's`: the second of two years.
fn is_second(reader: &Reader, at: usize) -> bool {
    let joined = reader.after(at, PeriodCue::And) || at > 0 && reader.kind(at - 1) == Some(Kind::Comma);
    joined && at > 1 && reader.year(at - 2).is_some() && !is_date(reader, at - 2)
}

/// `2022 exports`, `2022's exports`, `2022 forecast`, `2022 as a whole`.
fn is_noun(reader: &Reader, at: usize) -> bool {
    let view = reader.view();
    let next = reader.possessive(at + 1);
    let flow = view.senses(next).iter().any(|sense| matches!(sense, Sense::Flow(..)));
    flow || next > at + 1 || reader.cue(next, PeriodCue::Figure) || reader.cue(next, PeriodCue::AsWhole)
}

/// `(2022)`, `(2022: ...)`, or the first word before a colon.
fn is_alone(reader: &Reader, at: usize) -> bool {
    let opened = at > 0 && reader.kind(at - 1) == Some(Kind::Open);
    let first = at == reader.view().start;
    let colon = reader.kind(at + 1) == Some(Kind::Colon);
    opened && (colon || matches!(reader.kind(at + 1), Some(Kind::Close | Kind::Comma))) || first && colon
}

/// Whether the year belongs to a date before it: `22 May 2023`, `May 22, 2023`.
fn is_date(reader: &Reader, at: usize) -> bool {
    (1..=4)
        .filter_map(|back| at.checked_sub(back))
        .any(|start| reader.date(start).is_some_and(|form| form.year.is_some() && form.end == at + 1))
}

/// `full-year`, `the whole year`, `for the year`.
fn whole(reader: &Reader, at: usize) -> Option<Found> {
    let for_year = reader.cue(at, PeriodCue::The)
        && reader.unit(at + 1) == Some(TimeUnit::Year)
        && reader.after(at, PeriodCue::For)
        && !reader.cue(at + 2, PeriodCue::Until);
    if !reader.cue(at, PeriodCue::Whole) && !for_year {
        return None;
    }
    let end = at + 1 + usize::from(for_year);
    let Some(published) = reader.published() else {
        return Some(Found::new(YEAR, end, PeriodReading::Unresolved));
    };
    let last = published.month() <= ANNUAL_UNTIL && !reader.in_future(at);
    let period = Period::year(published.year() - i32::from(last));
    Some(Found::dated(YEAR, end, period).note_if(true, YEAR_ASSUMED))
}
