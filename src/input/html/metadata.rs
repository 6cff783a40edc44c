//! What a page says of itself. For each of title, publisher, address, language and date of publication there is an order of
//! trust; the first place that says it counts.
//!
//! | trust | title              | publisher            | address          | language         | date of publication            |
//! |-------|--------------------|----------------------|------------------|------------------|--------------------------------|
//! | 1     | JSON-LD `headline` | `og:site_name`       | `rel=canonical`  | `html lang`      | JSON-LD `datePublished`        |
//! | 2     | `og:title`         | JSON-LD `publisher`  | `og:url`         | `og:locale`      | `article:published_time`, `datePublished` as microdata |
//! | 3     | Dublin Core        | `application-name`   | JSON-LD `url`    | Dublin Core      | Dublin Core, names of content systems |
//! | 4     | `h1`               | Dublin Core          |                  | `content-language` | `time` marked as the date of publication |
//! | 5     | `title`            |                      |                  |                  | visible lines: a label, a dateline, a date of its own |
//! | 6     |                    |                      |                  |                  | words in an element with a class such as `date`; the address: `/2023/05/22/`    |
//! | 7     |                    |                      |                  |                  | the first `time`               |
//! | 8     |                    |                      |                  |                  | the date of the last change    |
//!
//! An option of the user comes between 4 and 5. The date is that which is printed, in whatever zone.

use super::tags::{Part, attribute, parts};
use crate::input::published;
use chrono::{Datelike, NaiveDate};
use regex::Regex;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What a page says of itself.
#[derive(Default, Debug)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// Encoding that a `meta` declares is read elsewhere; these are dates by trust.
    pub(super) stated: Option<NaiveDate>,
    /// Dates that are less sure than what the text says.
    pub(super) weak: Option<NaiveDate>,
}

/// A value with its trust: 1 is the most.
type Ranked<T> = Option<(u8, T)>;

#[derive(Default)]
struct Found {
    title: Ranked<String>,
    publisher: Ranked<String>,
    url: Ranked<String>,
    language: Ranked<String>,
    date: Ranked<NaiveDate>,
}

/// The longest words about a date and an author, in bytes.
const BYLINE: usize = 160;

/// The least trust of a date that comes before what the text says.
const STATED: u8 = 4;

/// Names of `meta` that hold the date of publication: of Dublin Core, then of content systems.
const DATES: &[(&str, u8)] = &[
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
const LINKED: &str = r#"(?-u)"datePublished"[ \n\r\t]{0,8}:[ \n\r\t]{0,8}"([0-9]{4}-[0-9]{2}-[0-9]{2})"#;

static IN_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(ADDRESS).ok());
static IN_BROKEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LINKED).ok());

/// Takes a value where its trust is greater than that of what is there.
fn take<T>(place: &mut Ranked<T>, trust: u8, value: Option<T>) {
    if let Some(value) = value
        && place.as_ref().is_none_or(|(known, _)| trust < *known)
    {
        *place = Some((trust, value));
    }
}

/// What the page says.
pub(super) fn read(html: &str) -> Metadata {
    let mut found = Found::default();
    let mut inside: Option<(&str, String)> = None;
    let mut linked = false;
    for part in parts(html) {
        match part {
            Part::Text(text) if linked => found.linked_data(text),
            Part::Text(text) => {
                if let Some((_, words)) = &mut inside {
                    words.push_str(&html_escape::decode_html_entities(text));
                }
            }
            Part::Open(name, behind) => {
                linked = name.eq_ignore_ascii_case("script")
                    && attribute(behind, "type")
                        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
                found.element(&name.to_ascii_lowercase(), behind);
                let holds = ["title", "h1", "time"].iter().any(|known| known.eq_ignore_ascii_case(name));
                if inside.is_none() && (holds || is_dated(name, behind)) {
                    inside = Some((name, String::new()));
                }
            }
            Part::Close(name) => {
                linked = false;
                if let Some((_, words)) = inside.take_if(|(open, _)| open.eq_ignore_ascii_case(name)) {
                    found.words(&name.to_ascii_lowercase(), &words);
                }
            }
        }
    }
    found.address(html);
    let date = |sure: bool| found.date.filter(|(trust, _)| (*trust <= STATED) == sure).map(|(_, date)| date);
    Metadata {
        stated: date(true),
        weak: date(false),
        title: found.title.map(|(_, title)| title),
        publisher: found.publisher.map(|(_, publisher)| publisher),
        url: found.url.map(|(_, url)| url),
        language: found.language.map(|(_, language)| language),
    }
}

/// Whether an element is marked as one with a date.
fn is_dated(name: &str, behind: &str) -> bool {
    const ELEMENTS: [&str; 8] = ["span", "div", "p", "li", "small", "em", "dd", "a"];
    const MARKS: [&str; 6] = ["date", "publish", "posted", "timestamp", "pubtime", "byline"];
    // Most elements have neither; the attributes of the others are looked at.
    if behind.len() < 8 || !ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return false;
    }
    let marked = |value: Cow<str>| {
        let value = value.to_ascii_lowercase();
        MARKS.iter().any(|mark| value.contains(mark))
            && !["update", "modif", "event"].iter().any(|other| value.contains(other))
    };
    ["class", "id"].into_iter().filter_map(|key| attribute(behind, key)).any(marked)
}

/// Words with white space folded; nothing where there are none.
fn folded(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn day(text: &str) -> Option<NaiveDate> {
    published::day(text).filter(|date| (1980..2100).contains(&date.year()))
}

impl Found {
    fn element(&mut self, name: &str, behind: &str) {
        let of = |wanted| {
            attribute(behind, wanted).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let is = |value: Option<String>, wanted: &str| {
            value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        match name {
            "html" => take(&mut self.language, 1, of("lang").or_else(|| of("xml:lang"))),
            "link" if is(of("rel"), "canonical") => {
                take(&mut self.url, 1, of("href").filter(|url| url.contains("://")))
            }
            "meta" => {
                let Some(content) = of("content") else { return };
                for key in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(of) {
                    self.meta(&key.to_ascii_lowercase(), &content);
                }
            }
            "time" => {
                let Some(date) = of("datetime").and_then(|date| day(&date)) else { return };
                let marks = [
                    of("itemprop"),
                    of("class"),
                    of("pubdate")
                        .or(behind.contains("pubdate").then(String::new).map(|_| "published".to_owned())),
                ];
                let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
                let changed = marks.contains("modified") || marks.contains("updated");
                let marked = ["publish", "pubdate", "entry-date", "post-date", "dateline"]
                    .iter()
                    .any(|mark| marks.contains(mark));
                take(
                    &mut self.date,
                    if changed && !marked {
                        8
                    } else if marked {
                        4
                    } else {
                        7
                    },
                    Some(date),
                );
            }
            _ if is(of("itemprop"), "datePublished") => {
                take(&mut self.date, 2, of("content").or_else(|| of("datetime")).and_then(|date| day(&date)));
            }
            "abbr" | "span" if of("class").is_some_and(|class| class.contains("published")) => {
                take(&mut self.date, 4, of("title").and_then(|date| day(&date)));
            }
            _ => {}
        }
    }

    fn meta(&mut self, key: &str, content: &str) {
        match key {
            "og:title" => take(&mut self.title, 2, folded(content)),
            "dc.title" | "dcterms.title" | "twitter:title" => take(&mut self.title, 3, folded(content)),
            "og:site_name" => take(&mut self.publisher, 1, folded(content)),
            "application-name" => take(&mut self.publisher, 3, folded(content)),
            "dc.publisher" | "dcterms.publisher" => take(&mut self.publisher, 4, folded(content)),
            "og:url" => take(&mut self.url, 2, Some(content.to_owned()).filter(|url| url.contains("://"))),
            "og:locale" => take(&mut self.language, 2, Some(content.replace('_', "-"))),
            "dc.language" | "dcterms.language" => take(&mut self.language, 3, folded(content)),
            "content-language" => take(&mut self.language, 4, folded(content)),
            _ => {
                if let Some((_, trust)) = DATES.iter().find(|(name, _)| *name == key) {
                    take(&mut self.date, *trust, day(content));
                }
            }
        }
    }

    fn words(&mut self, name: &str, words: &str) {
        match name {
            "h1" => take(&mut self.title, 4, folded(words)),
            "title" => take(&mut self.title, 5, folded(words)),
            "time" => take(&mut self.date, 7, day(words)),
            _ if words.len() <= BYLINE => take(&mut self.date, 6, published::only(words)),
            _ => {}
        }
    }

    fn address(&mut self, html: &str) {
        let linked = || {
            parts(html).find_map(|part| match part {
                Part::Open("link", behind) if attribute(behind, "rel").as_deref() == Some("shortlink") => {
                    attribute(behind, "href")
                }
                _ => None,
            })
        };
        let url =
            self.url.as_ref().map(|(_, url)| url.clone()).or_else(|| linked().map(|url| url.into_owned()));
        let date = url.and_then(|url| {
            let found = IN_ADDRESS.as_ref()?.captures(&url)?;
            NaiveDate::from_ymd_opt(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?)
        });
        take(&mut self.date, 6, date);
    }

    /// JSON-LD; of one that is malformed, only the date.
    fn linked_data(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        match serde_json::from_str::<Value>(text) {
            Ok(value) => self.node(&value),
            Err(_) => {
                let found = IN_BROKEN.as_ref().and_then(|regex| regex.captures(text));
                take(&mut self.date, 1, found.and_then(|found| day(&found[1])));
            }
        }
    }

    fn node(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.node(value)),
            Value::Object(node) => {
                if let Some(graph) = node.get("@graph").or_else(|| node.get("mainEntity")) {
                    self.node(graph);
                }
                let text = |key| node.get(key).and_then(Value::as_str);
                let kinds: Vec<&str> = match node.get("@type") {
                    Some(Value::String(kind)) => vec![kind],
                    Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                    _ => Vec::new(),
                };
                let article = kinds.iter().any(|kind| {
                    ["Article", "Posting", "Report", "Review"].iter().any(|end| kind.contains(end))
                });
                let page = kinds.iter().any(|kind| kind.ends_with("WebPage"));
                if article {
                    take(
                        &mut self.title,
                        1,
                        text("headline")
                            .map(|title| html_escape::decode_html_entities(title))
                            .as_deref()
                            .and_then(folded),
                    );
                    take(&mut self.url, 3, text("url").map(str::to_owned));
                    let publisher = node.get("publisher").and_then(|publisher| publisher.get("name"));
                    take(&mut self.publisher, 2, publisher.and_then(Value::as_str).and_then(folded));
                }
                if article || page {
                    let date = text("datePublished").or_else(|| text("dateCreated")).and_then(day);
                    take(&mut self.date, if article { 1 } else { 3 }, date);
                    take(&mut self.date, 8, text("dateModified").and_then(day));
                }
            }
            _ => {}
        }
    }
}

/// The encoding that a page declares in its first bytes, if any.
pub(super) fn charset(start: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(start);
    if let Some(declaration) = start.trim_start().strip_prefix("<?xml") {
        let head = declaration.split("?>").next()?;
        if let Some((_, encoding)) = head.split_once("encoding=") {
            return Some(encoding.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.to_owned());
        }
    }
    parts(&start).find_map(|part| match part {
        Part::Open(name, behind) if name.eq_ignore_ascii_case("meta") => {
            let content = attribute(behind, "content").unwrap_or_default().to_ascii_lowercase();
            let typed = content.split_once("charset=").map(|(_, charset)| charset.trim().to_owned());
            attribute(behind, "charset").map(|charset| charset.trim().to_owned()).or(typed)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(html: &str) -> String {
        let found = read(html);
        found.stated.or(found.weak).map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn the_order_of_trust_of_dates() {
        let linked = r#"<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2023-05-22T23:30:00-05:00"}]}</script>"#;
        let meta = r#"<meta property="article:published_time" content="2023-05-21">"#;
        let core = r#"<meta name="DC.date" content="20 May 2023">"#;
        let time = r#"<time class="published" datetime="2023-05-19">"#;
        let address = r#"<link rel="canonical" href="https://example.org/2023/05/18/trade">"#;
        let plain = r#"<time datetime="2023-05-17T10:00">"#;
        let changed = r#"<meta property="article:modified_time" content="2023-05-16">"#;
        let all = [changed, plain, address, time, core, meta, linked];
        for (last, wanted) in (16..).zip(all).map(|(day, _)| (day, format!("2023-05-{day}"))) {
            assert_eq!(date(&all[..=last - 16].concat()), wanted);
            let mut turned = all[..=last - 16].to_vec();
            turned.reverse();
            assert_eq!(date(&turned.concat()), wanted);
        }
    }

    #[test]
    fn dates_of_marked_elements() {
        assert_eq!(date("<span class='post-date'>By A. Smith, May 22, 2023</span>"), "2023-05-22");
        assert_eq!(date("<div class=byline>May 22, 2023, as of May 20, 2023</div>"), "none");
        assert_eq!(date("<span class=updated-date>May 22, 2023</span><p class=x>May 22, 2023</p>"), "none");
    }

    #[test]
    fn what_a_page_says_of_itself() {
        let html = "<html lang=en-GB><head><title>Trade up | The Daily</title><meta property=og:title content='Trade &amp; up'>\
                    <meta property=og:site_name content='The Daily'><link rel=canonical href='https://example.org/a'></head><h1>x</h1>";
        let found = read(html);
        assert_eq!(found.title.as_deref(), Some("Trade & up"));
        assert_eq!(found.publisher.as_deref(), Some("The Daily"));
        assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn malformed_linked_data_still_has_its_date() {
        let html = "<script type='application/ld+json'>{\"headline\": \"a\nb\", \"datePublished\": \"2023-05-22T10\" }</script>";
        assert_eq!(date(html), "2023-05-22");
    }

    #[test]
    fn declared_encodings() {
        assert_eq!(charset(b"<meta charset=gbk>").as_deref(), Some("gbk"));
        assert_eq!(
            charset(b"<META http-equiv=Content-Type content='text/html; charset=euc-kr'>").as_deref(),
            Some("euc-kr")
        );
        assert_eq!(
            charset(b"<?xml version='1.0' encoding='windows-1251'?><html>").as_deref(),
            Some("windows-1251")
        );
        assert_eq!(charset(b"<p>"), None);
    }
}
