//! Fiscal years and their labels.
//!
//! ```text
//! label  = FY22 | FY2023-24 | 2021-22 | 2022/23 | fiscal 2022 | (this|last|next) fiscal [year] | of the fiscal year
//! fiscal = label | fiscal year (to|ended|ending) [day] month year
//! ```
//! `2021-22` is the year that starts in 2021. `FY22` is named after its first or last year as the country does. Where the
//! country counts its own years (`FY 2079/80` in Nepal, 1402 in Iran), the reading nearer to the publication date is
//! taken; a note says so unless the text names the calendar.

use super::reader::Reader;
use super::{CALENDAR_ASSUMED, FISCAL_UNKNOWN, Found, PeriodReading, tail, when, window};
use crate::lexicon::{FiscalYear, PeriodCue};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::{Datelike, Days, Months, NaiveDate};

/// What names a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `2021-22`: the year it starts in.
    Pair(i32),
    /// `FY22`: one year, first or last as the country names it.
    Named(i32),
    /// `Iranian year 1401`, `EFY 2015`: a year of the country's own calendar, for sure.
    Own(i32),
    /// `this fiscal`: years from the current one.
    Relative(i32),
}

/// The year that labels are compared with where no publication date is known.
const USUAL_YEAR: i32 = 2020;

/// The fiscal year at `at`, without an article.
pub(super) fn label(reader: &Reader, at: usize) -> Option<(Label, usize)> {
    if let Some(found) = pair(reader, at) {
        let year = reader.skip(found.1, PeriodCue::Fiscal);
        return Some((found.0, year));
    }
    if let Some(found) = own(reader, at) {
        return Some(found);
    }
    if reader.cue(at, PeriodCue::Fiscal) {
        let next = reader.hyphen(at + 1);
        return number(reader, next).or(Some((Label::Relative(0), next))).filter(|_| !is_dated(reader, next));
    }
    if reader.year(at).is_some() && reader.cue(at + 1, PeriodCue::Fiscal) {
        return Some((Label::Named(reader.year(at)?), at + 2));
    }
    let shift = tail::shift(reader, at)?;
    if !reader.cue(at + 1, PeriodCue::Fiscal) {
        return None;
    }
    number(reader, at + 2).or(Some((Label::Relative(shift), at + 2)))
}

/// `EFY 2015`, `Iranian year 1401`; `in 1402` where the country's years are of that size.
fn own(reader: &Reader, at: usize) -> Option<(Label, usize)> {
    let offset = reader.view().setting.fiscal_year.map(|year| year.offset).filter(|offset| *offset != 0)?;
    let named = reader.cue(at, PeriodCue::OwnYear);
    let bare = offset > 100 && (reader.after(at, PeriodCue::In) || reader.after(at, PeriodCue::Of));
    let number = at + usize::from(named);
    let year: i32 = reader.digits(number).filter(|digits| digits.len() == 4)?.parse().ok()?;
    let plausible = (1300..1500).contains(&year) || named && (1900..2100).contains(&year);
    (plausible && (named || bare) && !reader.is_measured(number)).then_some((Label::Own(year), number + 1))
}

fn is_dated(reader: &Reader, at: usize) -> bool {
    reader.cue(at, PeriodCue::Until) && reader.date(at + 1).is_some()
}

/// `2022`, `22`, `'22`, `2021-22`, `22-23` behind `FY`.
fn number(reader: &Reader, at: usize) -> Option<(Label, usize)> {
    let apostrophe = at + usize::from(reader.kind(at) == Some(Kind::Quote) && reader.glued(at + 1));
    if let Some(found) = pair(reader, apostrophe) {
        return Some(found);
    }
    let first = full_year(reader, apostrophe)?;
    if is_followed(reader, apostrophe, first) {
        return Some((Label::Pair(first), apostrophe + 3));
    }
    Some((Label::Named(first), apostrophe + 1))
}

fn full_year(reader: &Reader, at: usize) -> Option<i32> {
    if let Some(year) = reader.year(at) {
        return Some(year);
    }
    let digits = reader.digits(at).filter(|digits| digits.len() == 2)?;
    digits.parse::<i32>().ok().map(|year| 2000 + year)
}

/// Whether a hyphen, dash or slash joins the number to one glued behind it that is the year after `first`, printed
/// with one digit (`2006-7`), two or four.
fn is_followed(reader: &Reader, at: usize, first: i32) -> bool {
    let joined = matches!(reader.kind(at + 1), Some(Kind::Hyphen | Kind::Dash | Kind::Slash));
    let glued = reader.glued(at + 1) && reader.glued(at + 2);
    let more =
        matches!(reader.kind(at + 3), Some(Kind::Hyphen | Kind::Slash | Kind::Word)) && reader.glued(at + 3);
    let Some(digits) = reader.digits(at + 2).filter(|_| joined && glued && !more) else { return false };
    let modulus = match digits.len() {
        1 => 10,
        2 => 100,
        4 => 10_000,
        _ => return false,
    };
    digits.parse() == Ok((first + 1) % modulus)
}

/// `2021-22`, `2022/23`, `2022/2023`: four digits and the year after. Two full years with a hyphen are a range, unless
/// the country's fiscal year is known or named.
fn pair(reader: &Reader, at: usize) -> Option<(Label, usize)> {
    let fiscal = reader.view().setting.fiscal_year.is_some() || reader.cue(at + 3, PeriodCue::Fiscal);
    let range = reader.digits(at + 2)?.len() == 4 && reader.kind(at + 1) != Some(Kind::Slash) && !fiscal;
    if range { None } else { any_pair(reader, at).map(|first| (Label::Pair(first), at + 3)) }
}

/// The first of two years joined by a hyphen, dash or slash: `2021-22`, `2021-2022`.
pub(super) fn any_pair(reader: &Reader, at: usize) -> Option<i32> {
    let digits = reader.digits(at).filter(|digits| digits.len() == 4)?;
    let first = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    is_followed(reader, at, first).then_some(first)
}

/// The calendar year in which a labelled year starts, as printed.
fn printed_start(label: Label, year: FiscalYear) -> Option<i32> {
    match label {
        Label::Pair(start) => Some(start),
        Label::Named(name) if year.named_by_end && (year.month, year.day) != (1, 1) => Some(name - 1),
        Label::Named(name) => Some(name),
        Label::Own(start) => Some(start - i32::from(year.named_by_end)),
        Label::Relative(_) => None,
    }
}

/// Whether the label counts in the country's own calendar, though the text does not say so.
fn is_of_own_calendar(label: Label, year: FiscalYear, published: Option<NaiveDate>) -> bool {
    let Some(start) = printed_start(label, year).filter(|_| year.offset != 0) else { return false };
    let now = published.map_or(USUAL_YEAR, |date| date.year());
    !matches!(label, Label::Own(_)) && (start + year.offset - now).abs() < (start - now).abs()
}

/// First day of the fiscal year.
pub(super) fn start(label: Label, year: FiscalYear, published: Option<NaiveDate>) -> Option<NaiveDate> {
    let first = |start: i32| NaiveDate::from_ymd_opt(start, year.month, year.day);
    let own = matches!(label, Label::Own(_)) || is_of_own_calendar(label, year, published);
    let offset = if own { year.offset } else { 0 };
    match label {
        Label::Pair(_) | Label::Named(_) | Label::Own(_) => first(printed_start(label, year)? + offset),
        Label::Relative(shift) => {
            let published = published?;
            let current = first(published.year()).filter(|start| *start <= published);
            current.or_else(|| first(published.year() - 1)).and_then(|start| first(start.year() + shift))
        }
    }
}

fn whole(label: Label, year: FiscalYear, published: Option<NaiveDate>) -> Option<Period> {
    let first = start(label, year, published)?;
    let last = first.checked_add_months(Months::new(12))?.checked_sub_days(Days::new(1))?;
    Period::new(first, last, PeriodKind::FiscalYear)
}

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    let the = reader.skip(at, PeriodCue::The);
    if let Some(found) = ended(reader, the) {
        return (the == at).then_some(found);
    }
    let (label, end) = label(reader, at)?;
    if is_word(reader, at, label, end) {
        return None;
    }
    // `the start of the fiscal year` is a day.
    if reader.after(at, PeriodCue::The) && at > 1 && reader.cue(at - 2, PeriodCue::Vague) {
        return None;
    }
    // `the fiscal` alone is the one named last.
    if reader.cue(at, PeriodCue::Fiscal) && label == Label::Relative(0) {
        return Some(Found::new("period.anaphoric", end, PeriodReading::Anaphoric));
    }
    let Some(year) = reader.view().setting.fiscal_year else {
        return Some(Found::new("period.fiscal_year", end, PeriodReading::Unresolved).note(FISCAL_UNKNOWN));
    };
    let found = Found::dated("period.fiscal_year", end, whole(label, year, reader.published()));
    Some(found.note_if(is_of_own_calendar(label, year, reader.published()), CALENDAR_ASSUMED))
}

/// `fiscal policy`, `the fiscal deficit`: the adjective of something that is no year.
fn is_word(reader: &Reader, at: usize, label: Label, end: usize) -> bool {
    if end > at + 1 || label != Label::Relative(0) {
        return false;
    }
    let noun = reader.text(at).contains([' ', '-']);
    let goes_on = reader.joiner(end) > end;
    !reader.after(at, PeriodCue::The) || !noun && !goes_on && reader.kind(end) == Some(Kind::Word)
}

/// `fiscal year ending March 2021`.
fn ended(reader: &Reader, at: usize) -> Option<Found> {
    if !reader.cue(at, PeriodCue::Fiscal) {
        return None;
    }
    if !reader.cue(at + 1, PeriodCue::Until) {
        return None;
    }
    window::months_to_date(reader, "period.fiscal_year", at + 2, 12, PeriodKind::FiscalYear)
}

/// `count` months from the start of the country's fiscal year, where they end with one of the last two months
/// before publication.
pub(super) fn ends_now(reader: &Reader, count: u32) -> Option<Period> {
    let year = reader.view().setting.fiscal_year.filter(|year| year.month != 1)?;
    let now = when::last_month(reader.published()?)?;
    let first = start(Label::Relative(0), year, when::last_day(now))?;
    let last = first.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
    let before = now.checked_sub_months(Months::new(1))?;
    let ends = last >= before && first <= now && last <= when::last_day(now)?;
    if ends { Period::new(first, last, PeriodKind::FiscalYearToDate) } else { None }
}
