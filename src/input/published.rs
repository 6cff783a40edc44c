//! The date of publication that a text prints of itself.
//!
//! ```text
//! label     = (Published|Posted|Released|Date|Updated|...) [on|at] [:] ... date         at the start of a line
//! dateline  = City [, .] month day [, year] ( "(" | -- | - | . | / )                    at the start of a line
//! alone     = a date, with a weekday and a time at most, on a line of its own
//! byline    = (By|From|...) name ... date | words mark date | date mark words       a short line with no other date
//! mark      = "|" | "•" | "·" | "–" | "—" | " - " | " / " | " // "
//! ```
//! Dates are those of `printed`, looked for in the first `HEAD` bytes; labels also in the last `FOOT`. In that order,
//! `Updated` last. A dateline without a year takes it from a full date up to a month before it, from the month that the text reports on, or from a printed year in which the weekday named in the
//! text fits; where these say nothing or disagree there is no date.

use super::printed::{Printed, dates, month};
use chrono::{Datelike, NaiveDate, Weekday};
use regex::Regex;
use std::sync::LazyLock;

/// Bytes at the start of the text that are looked at.
const HEAD: usize = 2_000;
/// Bytes at the end of the text in which labels are looked for.
const FOOT: usize = 600;
/// Lines at the start of the text in which a date alone on its line, or an ISO date, is that of publication.
const FIRST_LINES: usize = 12;
/// Bytes of the longest line about the author.
const BYLINE: usize = 120;
/// Months after a reported month within which it is published.
const DELAY: u32 = 2;

/// Days before a dateline within which a full date tells its year.
const NEAR: i64 = 31;
/// Bytes before a month in which a word says that it is compared with, not reported on.
const COMPARED: usize = 32;
/// Until this month the latest year printed may be the one before.
const TURN: u32 = 3;

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const LABEL: &str = r"(?-u)(?i)^[ \t*#>|_\[(]{0,8}(?:(?P<new>(?:first )?published|posted|issued|released?|publication date|release date|date of (?:release|publication)|news release|press release|embargoed|dated?|for release)|(?P<old>(?:page )?(?:last )?(?:updated|modified|revised|update)))\b";
const DATELINE: &str = r"(?-u)^[ \t*_]{0,4}(?P<city>[A-Z][A-Za-z/'-]{1,24}(?:[ ,/.]{1,2}[A-Z][A-Za-z.'-]{0,24}){0,4})?(?P<sep>[ ,.(]{0,3})$";
const REPORTED: &str = r"(?-u)(?i)\b(?P<n>MONTH)\.?,?[ ]{1,2}(?P<y>(?:19|20)[0-9]{2})\b";
const YEAR: &str = r"(?-u)\b(?:19|20)[0-9]{2}\b";
const WEEKDAY: &str = r"(?-u)\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b";
const TIME: &str = r"(?-u)(?i)\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2})?(?:[ap]m)?|[ap]\.?m\.?|(?:gmt|utc)(?:[+-][0-9]{1,2})?|[ecmp][sd]t|[ecmp]t|ist|bst|cet|cest|jst|kst|hkt|sgt|aes?d?t|at|on|hrs|hours)\b";
const AUTHOR: &str = r"^(?-u)[ \t*_]{0,4}(?i:by|from|author|written by|posted by|text)[ :]{1,2}[A-Z]";
const MARKED: &str = r"[|•·–—]|(?:^|\s)(?:-|/|//)(?:\s|$)";

static LABELS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(LABEL));
static DATELINES: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(DATELINE));
static REPORTS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(REPORTED));
static YEARS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(YEAR));
static WEEKDAYS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(WEEKDAY));
static TIMES: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(TIME));
static AUTHORS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(AUTHOR));
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(MARKED));

fn pattern(text: &str) -> Option<Regex> {
    Regex::new(&text.replace("MONTH", MONTH)).ok()
}

/// The date of publication, where the text says it without doubt.
///
/// ```
/// use tradefacts::input::published::find;
/// let text = "Trade up 41 percent\n\nSHANGHAI, May 22, 2023 (Global Times) -- Two-way trade rose.";
/// assert_eq!(find(text).unwrap().to_string(), "2023-05-22");
/// assert_eq!(find("Issued 04/11/2010"), None); // April or November
/// ```
#[must_use]
pub fn find(text: &str) -> Option<NaiveDate> {
    let head = &text[..boundary(text, HEAD.min(text.len()))];
    let foot = &text[boundary(text, text.len().saturating_sub(FOOT))..];
    // Most texts of a corpus print none, and patterns take their time at first use.
    dates(head).chain(dates(foot)).next()?;
    labelled(head, "new")
        .or_else(|| dateline(head))
        .or_else(|| alone(head))
        .or_else(|| byline(head))
        .or_else(|| iso(head))
        .or_else(|| labelled(foot, "new"))
        .or_else(|| labelled(head, "old"))
        .or_else(|| labelled(foot, "old"))
}

/// The day that a field for a date holds: a date in any of the forms above, with or without a weekday and a time.
#[must_use]
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let iso = text.get(..10).filter(|_| text[10..].is_empty() || text[10..].starts_with(['T', ' ']));
    if let Some(date) = iso.and_then(|date| super::date(date).ok()) {
        return Some(date);
    }
    // 20230522, with or without a time
    let packed = text.get(..8).filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(packed) = packed.filter(|_| !text[8..].starts_with(|next: char| next.is_ascii_digit())) {
        return super::date(&[&packed[..4], "-", &packed[4..6], "-", &packed[6..]].concat()).ok();
    }
    whole_line(text).and_then(|printed| printed.date())
}

/// The one full date in a few words, such as those of a line about the author.
#[cfg(feature = "html")]
#[must_use]
pub(super) fn only(words: &str) -> Option<NaiveDate> {
    let mut found = dates(words).filter_map(|printed| printed.date());
    let first = found.next()?;
    found.all(|date| date == first).then_some(first)
}

/// The character boundary at or before `at`.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The date on a line that starts with a label, or alone on the line after it.
fn labelled(text: &str, group: &str) -> Option<NaiveDate> {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let dated = |line: &str| dates(line).next().is_some();
        if !dated(line) && !lines.peek().is_some_and(|line| dated(line)) {
            continue;
        }
        let labels = LABELS.as_ref()?;
        let Some(end) = labels.captures(line).and_then(|found| found.name(group)).map(|label| label.end())
        else {
            continue;
        };
        let here = dates(line).find(|printed| printed.start >= end).and_then(|printed| printed.date());
        let below = || lines.peek().and_then(|line| whole_line(line)).and_then(|printed| printed.date());
        if let Some(date) = here.or_else(below) {
            return Some(date);
        }
    }
    None
}

/// The date that is all of a line but a weekday and a time.
fn whole_line(line: &str) -> Option<Printed> {
    let printed = dates(line).next()?;
    let rest = [&line[..printed.start], &line[printed.end..]].concat();
    let worded = |rest: &str| rest.contains(char::is_alphanumeric);
    (!worded(&rest) || !worded(&TIMES.as_ref()?.replace_all(&rest, ""))).then_some(printed)
}

/// A date on a line of its own that is not that of something else, which the line before it names.
fn alone(text: &str) -> Option<NaiveDate> {
    const OTHER: [&str; 6] = ["joined", "born", "member since", "registered", "next release", "deadline"];
    let other =
        |line: &str| OTHER.iter().any(|word| line.trim().trim_end_matches(':').eq_ignore_ascii_case(word));
    let before = std::iter::once("").chain(text.lines());
    let lines = before.zip(text.lines()).take(FIRST_LINES).filter(|(before, _)| !other(before));
    lines.filter_map(|(_, line)| whole_line(line)).find_map(|printed| printed.date())
}

/// The date of a short line about the author or the outlet: at its start or end, parted by a mark or behind a name.
fn byline(text: &str) -> Option<NaiveDate> {
    text.lines().take(FIRST_LINES).filter(|line| line.len() <= BYLINE).find_map(|line| {
        let mut found = dates(line);
        let printed = found.next().filter(|_| found.next().is_none())?;
        let worded = |part: &str| part.contains(char::is_alphanumeric);
        let before = line[..printed.start].trim_end_matches([' ', ',', '(']);
        let (authors, marks, times) = (AUTHORS.as_ref()?, MARKS.as_ref()?, TIMES.as_ref()?);
        let behind = times.replace_all(&line[printed.end..], "");
        let opens =
            !worded(before) && marks.find(&behind).is_some_and(|mark| !worded(&behind[..mark.start()]));
        let named = authors.is_match(before);
        let parted = || marks.find_iter(before).last().is_some_and(|mark| !worded(&before[mark.end()..]));
        let closes = !worded(&behind) && (named || parted());
        if opens || closes { printed.date() } else { None }
    })
}

/// The one date of figures with the year first in the first lines.
fn iso(text: &str) -> Option<NaiveDate> {
    let lines = text.lines().take(FIRST_LINES / 2);
    let mut found = lines.flat_map(dates).filter(|printed| printed.iso).filter_map(|printed| printed.date());
    let first = found.next()?;
    found.all(|date| date == first).then_some(first)
}

fn dateline(text: &str) -> Option<NaiveDate> {
    text.lines().find_map(|line| {
        let printed = dates(line).next()?;
        if !opens(&line[..printed.start], &line[printed.end..]) {
            return None;
        }
        printed.date().or_else(|| year_of(text, printed))
    })
}

/// Whether a city stands before the date and the mark of a dateline behind it.
fn opens(before: &str, behind: &str) -> bool {
    let Some(found) = DATELINES.as_ref().and_then(|regex| regex.captures(before)) else { return false };
    let city = found.name("city").map_or("", |city| city.as_str());
    let mark = found.name("sep").map_or("", |sep| sep.as_str());
    let shouted = !city.contains(|c: char| c.is_ascii_lowercase());
    let parted = shouted || mark.contains([',', '.', '(']) || mark.contains("  ");
    let behind = behind.trim_start_matches([' ', '.', ',', ')', '\t']);
    let marked = behind.starts_with(['(', '-', '–', '—', '/', '|']);
    let agency = behind.len() > 2 && behind.bytes().take(3).all(|byte| byte.is_ascii_uppercase());
    !city.is_empty() && parted && (marked || agency)
}

/// The date of a dateline without a year: of a full date of the same day or shortly before; else of the month reported; else of the
/// latest year printed, or in the first months the one after, where the weekday that is named is that of the date.
fn year_of(text: &str, dateline: Printed) -> Option<NaiveDate> {
    let on = |year| NaiveDate::from_ymd_opt(year, dateline.month, dateline.day);
    let mut near = text.lines().flat_map(dates).filter_map(|printed| {
        let days = on(printed.year?)?.signed_duration_since(printed.date()?).num_days();
        (0..=NEAR).contains(&days).then_some(printed.year?)
    });
    if let Some(year) = near.next() {
        return if near.all(|other| other == year) { on(year) } else { None };
    }
    let latest =
        YEARS.as_ref()?.find_iter(text).filter_map(|year| year.as_str().parse::<i32>().ok()).max()?;
    let weekday = weekday(text);
    let fits = |date: &NaiveDate| weekday.is_none_or(|weekday| date.weekday() == weekday);
    if let Some(year) = reported(text, dateline.month) {
        // A later year in the text leaves open which of them is meant.
        return on(year).filter(|date| fits(date) && latest <= year);
    }
    weekday?;
    let next = (dateline.month <= TURN).then(|| on(latest + 1)).flatten();
    on(latest).into_iter().chain(next).find(fits)
}

/// The year in which a month that is reported on, not compared with, is published in `month`.
fn reported(text: &str, published: u32) -> Option<i32> {
    let years = REPORTS.as_ref()?.captures_iter(text).filter_map(|found| {
        let before =
            &text[boundary(text, found.get(0)?.start().saturating_sub(COMPARED))..found.get(0)?.start()];
        let compared = ["than ", "from ", "against ", "compared ", "versus ", "since ", "over ", "on "];
        let month = month(found.name("n")?.as_str())?;
        let year: i32 = found.name("y")?.as_str().parse().ok()?;
        let delay = (published + 12 - month) % 12;
        let fits = delay <= DELAY && !compared.iter().any(|word| before.contains(word));
        fits.then_some(year + i32::from(published < month))
    });
    years.max()
}

/// The first weekday named.
fn weekday(text: &str) -> Option<Weekday> {
    WEEKDAYS.as_ref()?.find(text)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::find;

    fn published(text: &str) -> String {
        find(text).map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn labels() {
        for (text, date) in [
            ("Exports rise\nPublished: 2023-05-22\nExports rose.", "2023-05-22"),
            ("Exports rise\n*Published: 2022-05-18*\nExports rose.", "2022-05-18"),
            ("Exports rise\nPosted on May 22, 2023\nExports rose.", "2023-05-22"),
            ("Exports rise\nPublished on Monday, 22 May 2023 at 10:30 GMT", "2023-05-22"),
            ("Exports rise\nLast Updated : 24th June 2022 05:40 PM", "2022-06-24"),
            ("Exports rise\nUpdated: June 25, 2022\nPublished: June 24, 2022", "2022-06-24"),
            ("Exports rise\nReleased at 1:42 PM 10/26/2018", "2018-10-26"),
            ("Exports rise\nReleased at 11:30 am (Canberra time) 04/11/2010", "none"),
            ("Exports rise\nReleased at 11:30 am (Canberra time) 24/11/2010", "2010-11-24"),
            ("Exports rise\nDate\n26 October 2018\n", "2018-10-26"),
            ("Exports rise in May.\nThe data were published on May 9, 2019.", "none"),
            ("Exports rise\nNext release: 5 June 2019", "none"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn labels_at_the_end() {
        let text = format!("Exports rise\n\n{}\n\nPublished: 2023-05-22", "Exports rose again. ".repeat(200));
        assert_eq!(published(&text), "2023-05-22");
    }

    #[test]
    fn datelines() {
        for (text, date) in [
            ("SHANGHAI, May 22, 2023 (Global Times) -- Trade rose.", "2023-05-22"),
            ("Trade up\n\nMOSCOW, February 13, 2024. /TASS/. Trade rose.", "2024-02-13"),
            ("Trade up\n\nBaku. 28 September 2017. REPORT.AZ/ Trade rose.", "2017-09-28"),
            ("Trade up\n\nBEIJING, Nov. 7 (Xinhua) -- Trade rose in October 2020.", "2020-11-07"),
            (
                "Trade up\n\nBEIJING, Jan. 14 (Xinhua) -- Trade rose in December 2020 from December 2019.",
                "2021-01-14",
            ),
            ("Trade up\n\nKochi, Jun 24 (PTI) Trade rose.\nJune 24, 2022", "2022-06-24"),
            ("Trade up\n\nBEIJING/LONDON, Aug 10 - Trade rose in July 2020.", "2020-08-10"),
            ("Trade up\n\nSEOUL, Aug. 21 -- Trade rose.", "none"),
            (
                "Trade up\n\nSEOUL, Aug. 21 -- Trade rose Wednesday after 5 percent in 2023 and 2024.",
                "2024-08-21",
            ),
            (
                "Trade up\n\nSEOUL, Jan. 21 -- Trade rose on Tuesday after 5 percent in 2023 and 2024.",
                "2025-01-21",
            ),
            (
                "Trade up\n\nDelhi, Feb 17 (PTI) Trade rose on Monday to 5 from 4 in January 2024.",
                "2025-02-17",
            ),
            (
                "Trade up\n\nMOSCOW, February 13. /TASS/. From July 1, 2023 to February 10, 2024 it rose.",
                "2024-02-13",
            ),
            ("April 25 - Trade rose in March 2008.", "none"),
            ("Trade up\n\nTOKYO, Jan 26 - Trade rose in 2014.", "none"),
            ("Trade rose on May 9, 2019 (a Monday) to 5.", "none"),
            ("Trade of May 9, 2019 rose.", "none"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn first_lines() {
        for (text, date) in [
            ("Exports rise\n26 October 2018\nExports rose.", "2018-10-26"),
            ("Exports rise\nOctober 26, 2018\nExports rose.", "2018-10-26"),
            ("Exports rise\nFriday, 26 October 2018 10:30 GMT\nExports rose.", "2018-10-26"),
            ("Exports rise 2018-10-26\nExports rose.", "2018-10-26"),
            ("Exports rise 2018-10-26 2018-10-27\nExports rose.", "none"),
            ("Exports rise\n04/11/2010\nExports rose.", "none"),
            ("Exports rise\nMember since:\n26 October 2018\nExports rose.", "none"),
            ("Exports rise\n04.11.2010\nExports rose.", "2010-11-04"),
            ("Exports rise\n26 Oct 2018, 22:11 GMT+10\nExports rose.", "2018-10-26"),
            ("Exports rise\nExports rose in October 2018.", "none"),
            ("", "none"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn lines_about_the_author() {
        for (text, date) in [
            ("Exports rise\nBy Jane Smith, October 26, 2018 10:30 am\nExports rose.", "2018-10-26"),
            ("Exports rise\nThe Daily | 26 October 2018\nExports rose.", "2018-10-26"),
            ("Exports rise\nOctober 26, 2018 at 08:45 AM | Trade, Economy\nExports rose.", "2018-10-26"),
            ("Exports rise\nOctober 26, 2018 / 12:25 PM / Reuters\nExports rose.", "2018-10-26"),
            ("Exports rise\nBy October 26, 2018\nExports rose.", "none"),
            ("Exports rise\nThe Daily | from 26 October 2018\nExports rose.", "none"),
            ("Exports rise\nBy Jane Smith, October 26, 2018, and October 27, 2018\nExports rose.", "none"),
            ("Exports rise\nJane Smith wrote on October 26, 2018\nExports rose.", "none"),
        ] {
            assert_eq!(published(text), date, "{text}");
        }
    }

    #[test]
    fn no_boundary_is_cut() {
        assert_eq!(published(&"é".repeat(3_000)), "none");
    }
}
