//! What a page says of itself. For each of title, publisher, address and language there is an order of trust; the first place that says it counts.
//!
//! | trust | title              | publisher            | address          | language           |
//! |-------|--------------------|----------------------|------------------|--------------------|
//! | 1     | JSON-LD `headline` | `og:site_name`       | `rel=canonical`  | `html lang`        |
//! | 2     | `og:title`         | JSON-LD `publisher`  | `og:url`         | `og:locale`        |
//! | 3     | Dublin Core        | `application-name`   | JSON-LD `url`    | Dublin Core        |
//! | 4     | `h1`               | Dublin Core          |                  | `content-language` |
//! | 5     | `title`            |                      |                  |                    |
//!
//! The date of publication has an order of its own (`dates`).

use super::dates::{Dates, is_dated};
use super::tags::{Part, attribute, parts};
use crate::input::mend;
use serde_json::Value;

/// What a page says of itself.
#[derive(Default, Debug)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// What may stand over the text: headings, titles.
    pub(super) titles: Vec<String>,
    pub(super) dates: Dates,
}

/// A value with its trust: 1 is the most.
type Ranked<T> = Option<(u8, T)>;

#[derive(Default)]
struct Found {
    title: Ranked<String>,
    publisher: Ranked<String>,
    url: Ranked<String>,
    language: Ranked<String>,
    titles: Vec<String>,
    dates: Dates,
}

/// Headings and titles that are kept.
const TITLES: usize = 8;

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
                    words.push_str(&mend::decoded(text));
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
    if let Some(url) = found.url.as_ref().map(|(_, url)| url.clone()).or_else(|| shortlink(html)) {
        found.dates.address(&url);
    }
    Metadata {
        titles: found.titles,
        dates: found.dates,
        title: found.title.map(|(_, title)| title),
        publisher: found.publisher.map(|(_, publisher)| publisher),
        url: found.url.map(|(_, url)| url),
        language: found.language.map(|(_, language)| language),
    }
}

/// Words with white space folded; nothing where there are none.
fn folded(text: &str) -> Option<String> {
    // Some pages encode titles twice.
    let text = mend::decoded(text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The short address of the page, where it gives one.
fn shortlink(html: &str) -> Option<String> {
    parts(html).find_map(|part| match part {
        Part::Open("link", behind) if attribute(behind, "rel").as_deref() == Some("shortlink") => {
            attribute(behind, "href").map(|href| href.into_owned())
        }
        _ => None,
    })
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
            _ => self.dates.element(name, behind),
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
            _ => self.dates.meta(key, content),
        }
    }

    fn words(&mut self, name: &str, words: &str) {
        match name {
            "h1" | "title" => {
                take(&mut self.title, if name == "h1" { 4 } else { 5 }, folded(words));
                if self.titles.len() < TITLES {
                    self.titles.extend(folded(words));
                }
            }
            _ => self.dates.words(name, words),
        }
    }

    /// JSON-LD; of one that is malformed, only the date.
    fn linked_data(&mut self, text: &str) {
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        match serde_json::from_str::<Value>(text) {
            Ok(value) => self.node(&value),
            Err(_) => self.dates.malformed(text),
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
                    take(&mut self.title, 1, text("headline").map(mend::decoded).as_deref().and_then(folded));
                    take(&mut self.url, 3, text("url").map(str::to_owned));
                    let publisher = node.get("publisher").and_then(|publisher| publisher.get("name"));
                    take(&mut self.publisher, 2, publisher.and_then(Value::as_str).and_then(folded));
                }
                if article || page {
                    let made = text("datePublished").or_else(|| text("dateCreated"));
                    self.dates.linked(article, made, text("dateModified"));
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
        let dates = read(html).dates;
        dates.stated(|| None).or(dates.weak()).map_or_else(|| "none".to_owned(), |date| date.to_string())
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
