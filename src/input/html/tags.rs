//! Tags and text of a page in one pass, without a tree: any bytes are read in time that grows with their number.
//!
//! Comments, declarations and processing instructions are passed over. What stands in `RAW` elements is one text up to
//! their end tag. What is not closed reaches to the end of the page, as in browsers.

use crate::input::mend;
use std::borrow::Cow;

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text as it stands, with its entities.
    Text(&'a str),
    /// A start tag, with what stands behind its name.
    Open(&'a str, &'a str),
    /// An end tag.
    Close(&'a str),
}

/// The parts of a page, in order.
pub(super) struct Parts<'a> {
    html: &'a str,
    at: usize,
    /// The raw element that was opened last.
    raw: Option<&'a str>,
}

/// The parts of `html`.
pub(super) fn parts(html: &str) -> Parts<'_> {
    Parts { html, at: 0, raw: None }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if let Some(name) = self.raw.take() {
            let end = self.at + end_of_raw(&self.html[self.at..], name);
            if end > self.at {
                let text = &self.html[self.at..end];
                self.at = end;
                return Some(Part::Text(text));
            }
        }
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            let Some(tag) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                self.at += end;
                return Some(Part::Text(&rest[..end]));
            };
            let first = tag.bytes().next().unwrap_or_default();
            if tag.starts_with("!--") {
                self.at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            } else if matches!(first, b'!' | b'?') {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
            } else if first == b'/' {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
                return Some(Part::Close(name(&tag[1..])));
            } else if first.is_ascii_alphabetic() {
                let name = name(tag);
                let behind = &tag[name.len()..];
                let end = end_of_tag(behind);
                self.at += 1 + name.len() + (end + 1).min(behind.len());
                self.raw = RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)).then_some(name);
                return Some(Part::Open(name, &behind[..end]));
            } else {
                // `<` that opens nothing is text.
                let end = tag.find('<').map_or(rest.len(), |end| end + 1);
                self.at += end;
                return Some(Part::Text(&rest[..end]));
            }
        }
        None
    }
}

fn name(tag: &str) -> &str {
    &tag[..tag.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(tag.len())]
}

/// Where a start tag ends: the first `>` outside quotes.
fn end_of_tag(behind: &str) -> usize {
    let mut quote = None;
    let mut value = false;
    for (at, byte) in behind.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        // Only a quote behind `=` opens a value.
        value = byte == b'=' || value && byte.is_ascii_whitespace();
    }
    behind.len()
}

/// Where the raw element of that name ends in `html`.
fn end_of_raw(html: &str, name: &str) -> usize {
    let mut ends = memchr::memmem::find_iter(html.as_bytes(), b"</");
    let closes = |at: &usize| {
        html.as_bytes()[at + 2..]
            .get(..name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    ends.find(closes).unwrap_or(html.len())
}

/// The names and values of attributes, as they stand.
pub(super) fn attributes(behind: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = behind;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name may start with `=`, not go on with it.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
        let end = rest[first..].find(ends).map_or(rest.len(), |end| end + first);
        let name = rest.get(..end)?;
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start();
        let quoted = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (value, behind) = match quoted {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = behind;
        Some((name, value))
    })
}

/// The value of an attribute with its entities decoded; the first of that name counts.
pub(super) fn attribute<'a>(behind: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let found = attributes(behind).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| mend::decoded(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Close, Open, Text};

    #[test]
    fn tags_and_text() {
        let html = "<!doctype html><P class='a>b'>x &lt; 5<br/><!-- <p> --></p a><script>if (a<b) '<p>'</script>y < z<";
        let all: Vec<Part> = parts(html).collect();
        let wanted = [
            Open("P", " class='a>b'"),
            Text("x &lt; 5"),
            Open("br", "/"),
            Close("p"),
            Open("script", ""),
            Text("if (a<b) '<p>'"),
            Close("script"),
            Text("y "),
            Text("< z"),
            Text("<"),
        ];
        assert_eq!(all, wanted);
    }

    #[test]
    fn what_is_not_closed_reaches_to_the_end() {
        assert_eq!(parts("a<!-- b <p>").collect::<Vec<_>>(), [Text("a")]);
        assert_eq!(parts("<script>a").collect::<Vec<_>>(), [Open("script", ""), Text("a")]);
        assert_eq!(parts("<a href=\"b>").collect::<Vec<_>>(), [Open("a", " href=\"b>")]);
    }

    #[test]
    fn attributes_are_read() {
        assert_eq!(attributes("\u{A0} /=\u{A0}=é").count(), 2);
        let all: Vec<_> = attributes(" a=1 b = 'x y' c d=\"é&amp;\"/").collect();
        assert_eq!(all, [("a", "1"), ("b", "x y"), ("c", ""), ("d", "é&amp;")]);
        assert_eq!(attribute(" D=\"é&amp;\"", "d").as_deref(), Some("é&"));
    }
}
