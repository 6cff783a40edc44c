//! The date of publication of a page, by the trust of the places that state one:
//!
//! | trust | date of publication                                                                      |
//! |-------|------------------------------------------------------------------------------------------|
//! | 1     | JSON-LD `datePublished`                                                                    |
//! | 2     | `article:published_time`, `datePublished` as microdata                                     |
//! | 3     | Dublin Core, names of content systems                                                      |
//! | 4     | `time` marked as the date of publication                                                   |
//! | 5     | visible lines near the title: a label, a dateline, a line of its own, a line about the author |
//! | 6     | words in an element with a class such as `date`; the address: `/2023/05/22/`               |
//! | 7     | the first `time`                                                                           |
//! | 8     | the date of the last change                                                                |
//!
//! An option of the user comes between 4 and 5. The day is that of the place of publication: a statement in UTC gives way to one
//! a day off that has a zone of its own or none, or that stands near the title or in the address, where its hour allows for that.

use super::tags::attribute;
use crate::input::published;
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The least trust of a date that comes before what the text says.
const STATED: u8 = 4;
/// The trust of the words in a `time`.
const WORDS: u8 = 7;
/// Dates that are kept.
const KEPT: usize = 64;
/// The longest words about a date and an author, in bytes.
const BYLINE: usize = 160;
/// Lines before and behind the title in which its date is looked for.
const AROUND: (usize, usize) = (5, 20);
/// Characters of a title that tell where it stands.
const START: usize = 24;
/// What parts the title from the name of the site.
const SITES: [char; 4] = ['|', '–', '—', '»'];
/// Places of the title that are looked at.
const PLACES: usize = 8;
/// Hours of UTC before which the day may be the one before elsewhere (UTC-12), and from which it may be the next (UTC+14).
const HOURS: (u32, u32) = (12, 10);

/// Names of `meta` that hold the date of publication: of Dublin Core, then of content systems.
const NAMES: &[(&str, u8)] = &[
    ("article:published_time", 2),
    ("og:article:published_time", 2),
    ("og:published_time", 2),
    ("datepublished", 2),
    ("article:published", 2),
    ("dc.date.issued", 3),
    ("dcterms.issued", 3),
    ("dc.date", 3),
    ("dcterms.date", 3),
    ("dcterms.created", 3),
    ("dc.date.created", 3),
    ("dcterms.available", 3),
    ("parsely-pub-date", 3),
    ("sailthru.date", 3),
    ("pubdate", 3),
    ("publishdate", 3),
    ("publish-date", 3),
    ("publish_date", 3),
    ("publication_date", 3),
    ("published-date", 3),
    ("article.published", 3),
    ("cxenseparse:recs:publishtime", 3),
    ("citation_publication_date", 3),
    ("citation_date", 3),
    ("date", 3),
    ("rnews:datepublished", 3),
    ("originalpublicationdate", 3),
    ("article_date_original", 3),
    ("dcsext.articlefirstpublished", 3),
    ("bt:pubdate", 3),
    ("shareaholic:article_published_time", 3),
    ("datecreated", 3),
    ("article:modified_time", 8),
    ("og:updated_time", 8),
    ("dcterms.modified", 8),
    ("last-modified", 8),
    ("datemodified", 8),
    ("modified", 8),
];

const ADDRESS: &str =
    r"(?-u)/((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])(?:/|-|_|\.|$)";
const LINKED: &str =
    r#"(?-u)"datePublished"[ \n\r\t]{0,8}:[ \n\r\t]{0,8}"([0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:.Z+ -]{0,24})"#;
const CLOCK: &str =
    r"(?-u)[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]{1,9})? ?(Z$|UTC$|GMT$|[+-]00:?00$)?";

static IN_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(ADDRESS).ok());
static IN_BROKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LINKED).ok());
static CLOCKS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(CLOCK).ok());

/// A day as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    day: NaiveDate,
    /// Midnight sharp is a day without a time.
    clock: Option<Clock>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    is_utc: bool,
}

impl Clock {
    fn read(text: &str) -> Option<Clock> {
        let found = CLOCKS.as_ref()?.captures(text)?;
        let second = found.get(3).and_then(|second| second.as_str().parse().ok());
        let clock = Clock {
            hour: found[1].parse().ok()?,
            minute: found[2].parse().ok()?,
            second,
            is_utc: found.get(4).is_some(),
        };
        (clock.hour + clock.minute + second.unwrap_or(0) > 0).then_some(clock)
    }

    /// Whether both may show the same moment: zones differ by quarters of hours.
    fn agrees(self, other: Clock) -> bool {
        let seconds = self.second.zip(other.second);
        self.minute % 15 == other.minute % 15 && seconds.is_none_or(|(one, two)| one == two)
    }
}

impl Stamp {
    fn without_time(self) -> Stamp {
        Stamp { clock: None, ..self }
    }

    fn is_utc(self) -> bool {
        self.clock.is_some_and(|clock| clock.is_utc)
    }
}

/// The dates that a page states, in its order, each with its trust.
#[derive(Default, Debug)]
pub(super) struct Dates {
    found: Vec<(u8, Stamp)>,
    address: Option<NaiveDate>,
}

impl Dates {
    /// What a `meta` of that name (lower case) says.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        if let Some((_, trust)) = NAMES.iter().find(|(known, _)| *known == name) {
            self.stamp(*trust, content);
        }
    }

    /// What the attributes of an element say.
    pub(super) fn element(&mut self, name: &str, behind: &str) {
        let of = |wanted| attribute(behind, wanted).filter(|value| !value.trim().is_empty());
        if name == "time" {
            let Some(stated) = of("datetime") else { return };
            let marks = [of("itemprop"), of("class"), behind.contains("pubdate").then(|| "pubdate".into())];
            let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| marks.contains(word));
            let trust = if has(&["publish", "pubdate", "pub-date", "entry-date", "post-date", "dateline"]) {
                4
            } else if has(&["modified", "updated"]) {
                8
            } else {
                7
            };
            self.stamp(trust, &stated);
        } else if of("itemprop").is_some_and(|property| property.trim().eq_ignore_ascii_case("datePublished"))
        {
            let stated = ["content", "datetime", "title"].into_iter().find_map(of);
            self.stamp(2, &stated.unwrap_or_default());
        } else if matches!(name, "abbr" | "span")
            && of("class").is_some_and(|class| class.contains("published"))
        {
            self.stamp(4, &of("title").unwrap_or_default());
        }
    }

    /// What the words in a `time` or in an element that [`is_dated`] say.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        if words.len() <= BYLINE {
            let trust = if name == "time" { WORDS } else { 6 };
            let day = plausible(words).or_else(|| published::only(words));
            self.take(trust, day.map(|day| Stamp { day, clock: None }));
        }
    }

    /// What a node of JSON-LD about an article or a page says.
    pub(super) fn linked(&mut self, is_article: bool, made: Option<&str>, changed: Option<&str>) {
        self.stamp(if is_article { 1 } else { 3 }, made.unwrap_or_default());
        self.stamp(8, changed.unwrap_or_default());
    }

    /// What JSON-LD that is malformed says.
    pub(super) fn malformed(&mut self, text: &str) {
        if let Some(found) = IN_BROKEN.as_ref().and_then(|regex| regex.captures(text)) {
            self.stamp(1, &found[1]);
        }
    }

    /// What the address of the page says.
    pub(super) fn address(&mut self, url: &str) {
        self.address = IN_ADDRESS.as_ref().and_then(|regex| regex.captures(url)).and_then(|found| {
            NaiveDate::from_ymd_opt(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?)
        });
        self.take(6, self.address.map(|day| Stamp { day, clock: None }));
    }

    fn stamp(&mut self, trust: u8, text: &str) {
        let text = text.trim();
        let clock = Clock::read(text);
        self.take(trust, plausible(text).map(|day| Stamp { day, clock }));
    }

    fn take(&mut self, trust: u8, stamp: Option<Stamp>) {
        let found = stamp.map(|stamp| (trust, stamp));
        if let Some(found) = found.filter(|found| self.found.len() < KEPT && !self.found.contains(found)) {
            self.found.push(found);
        }
    }

    fn best(&self, is_stated: bool) -> Option<Stamp> {
        let dates = self.found.iter().filter(|(trust, _)| (*trust <= STATED) == is_stated);
        dates.min_by_key(|(trust, _)| *trust).map(|(_, stamp)| *stamp)
    }

    /// The date that comes before what the text says; `visible` is the date near the title.
    pub(super) fn stated(&self, visible: impl Fn() -> Option<NaiveDate>) -> Option<NaiveDate> {
        let best = self.best(true)?;
        let Some(clock) = best.clock.filter(|clock| clock.is_utc) else { return Some(best.day) };
        let fits = |day: &NaiveDate| match day.signed_duration_since(best.day).num_days() {
            0 => true,
            -1 => clock.hour < HOURS.0,
            1 => clock.hour >= HOURS.1,
            _ => false,
        };
        let agrees = |stamp: &&Stamp| stamp.clock.is_none_or(|local| local.agrees(clock));
        let local = self.found.iter().filter(|(trust, stamp)| *trust <= STATED && !stamp.is_utc());
        let local = local.map(|(_, stamp)| stamp).filter(agrees).map(|stamp| stamp.day).find(fits);
        let shown =
            || self.found.iter().any(|(trust, stamp)| *trust == WORDS && *stamp == best.without_time());
        if local.is_none() && shown() {
            return Some(best.day);
        }
        local.or_else(|| visible().filter(fits)).or_else(|| self.address.filter(fits)).or(Some(best.day))
    }

    /// The date that is less sure than what the text says.
    pub(super) fn weak(&self) -> Option<NaiveDate> {
        self.best(false).map(|stamp| stamp.day)
    }
}

fn plausible(text: &str) -> Option<NaiveDate> {
    published::day(text).filter(|date| (1980..2100).contains(&date.year()))
}

/// Whether an element is marked as one with a date.
pub(super) fn is_dated(name: &str, behind: &str) -> bool {
    const ELEMENTS: [&str; 15] =
        ["span", "div", "p", "li", "small", "em", "dd", "a", "h2", "h3", "h4", "h5", "h6", "td", "strong"];
    const MARKS: [&str; 6] = ["date", "publish", "posted", "timestamp", "pubtime", "byline"];
    // Most elements have neither; the attributes of the others are looked at.
    if behind.len() < 8 || !ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return false;
    }
    let marked = |value: Cow<str>| {
        let value = value.to_ascii_lowercase();
        MARKS.iter().any(|mark| value.contains(mark))
            && !["update", "modif", "event", "comment"].iter().any(|other| value.contains(other))
    };
    ["class", "id"].into_iter().filter_map(|key| attribute(behind, key)).any(marked)
}

/// The date that is printed near one of the titles in the text of the page: behind it, else before it.
pub(super) fn near_title<'a>(whole: &str, titles: impl Iterator<Item = &'a str>) -> Option<NaiveDate> {
    let lines: Vec<&str> = whole.lines().filter(|line| !line.trim().is_empty()).collect();
    let starts: Vec<String> = titles
        .flat_map(|title| title.split(SITES))
        .map(|title| title.trim().chars().take(START).collect::<String>())
        .filter(|start| start.len() >= START / 2)
        .collect();
    let holds = |line: &str| starts.iter().any(|start| line.contains(start.as_str()));
    let mut places: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(at, _)| at).take(PLACES).collect();
    if places.is_empty() {
        places.push(0);
    }
    let of = |range: std::ops::Range<usize>| published::find(&lines[range].join("\n"));
    let behind = |&at: &usize| of(at..lines.len().min(at + AROUND.1));
    let before = |&at: &usize| of(at.saturating_sub(AROUND.0)..at);
    places.iter().find_map(behind).or_else(|| places.iter().find_map(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        published::day(text)
    }

    fn stated(stamps: &[(u8, &str)], address: &str, visible: &str) -> Option<NaiveDate> {
        let mut dates = Dates::default();
        stamps.iter().for_each(|(trust, text)| dates.stamp(*trust, text));
        dates.address(address);
        dates.stated(|| day(visible))
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let utc = "2023-11-09T03:28:35Z";
        assert_eq!(stated(&[(1, utc)], "", ""), day("2023-11-09"));
        assert_eq!(stated(&[(1, utc)], "https://example.org/2023/11/08/a", ""), day("2023-11-08"));
        assert_eq!(stated(&[(1, utc)], "", "2023-11-08"), day("2023-11-08"));
        assert_eq!(stated(&[(1, utc), (4, "2023-11-08T22:28:35-05:00")], "", ""), day("2023-11-08"));
        assert_eq!(stated(&[(1, utc), (1, "2023-11-08 22:28:35")], "", "2023-11-09"), day("2023-11-08"));
        assert_eq!(stated(&[(1, utc), (2, "2023-11-08T12:05:00-05:00")], "", ""), day("2023-11-09"));
        // Nowhere is it the next day at 3 hours UTC, nor the day before at 15.
        assert_eq!(stated(&[(1, utc)], "", "2023-11-10"), day("2023-11-09"));
        assert_eq!(stated(&[(1, "2023-11-09T15:28:35+00:00")], "", "2023-11-08"), day("2023-11-09"));
        assert_eq!(stated(&[(1, "2023-11-09T15:28:35+00:00")], "", "2023-11-10"), day("2023-11-10"));
        // Midnight is no hour, and what has a zone is that of the place.
        assert_eq!(stated(&[(1, "2023-11-09T00:00:00Z")], "", "2023-11-08"), day("2023-11-09"));
        assert_eq!(stated(&[(1, "2023-11-09T03:28:35+09:00")], "", "2023-11-08"), day("2023-11-09"));
    }

    #[test]
    fn dates_near_the_title() {
        let near = |text: &str| near_title(text, ["The Daily | Exports up in May"].into_iter());
        let menu = "Thursday, November 9, 2023\n\nMenu\n\nTrade\n\nContact\n\nAbout\n\nSearch\n\nHome\n\n";
        assert_eq!(
            near(&format!("{menu}Exports up in May\n\nBy A. Smith\n\nNov 8, 2023\n\nText.")),
            day("2023-11-08")
        );
        assert_eq!(near(&format!("{menu}Nov 8, 2023\n\nExports up in May\n\nText.")), day("2023-11-08"));
        assert_eq!(near(&format!("{menu}Exports up in May\n\nText.")), None);
    }
}
