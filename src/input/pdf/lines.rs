//! Pages of lines to a text: headers, footers and page numbers dropped, words that are broken over lines joined.
//!
//! A line near the top or bottom that stands on most pages, with its digits changing at most, is a header or footer. A word
//! with a hyphen at the end of a line is joined with the next line where that starts with a small letter; the hyphen
//! stays where the word is hyphenated elsewhere, or goes on with a further hyphen (`year-` `on-year`).

use std::collections::{HashMap, HashSet};

/// Lines at the top and at the bottom of a page that may be header or footer.
const EDGE: usize = 2;
/// Pages from which repeated lines show.
const PAGES: usize = 3;

/// The text of pages, and how many lines of headers and footers were dropped.
pub(super) fn text(pages: &[String]) -> (String, usize) {
    let pages: Vec<Vec<&str>> = pages.iter().map(|page| lines(page)).collect();
    let repeated = repeated(&pages);
    let mut dropped = 0;
    let mut kept: Vec<&str> = Vec::new();
    for page in &pages {
        let shown: Vec<usize> = (0..page.len()).filter(|&at| !page[at].is_empty()).collect();
        let is_edge = |at: usize| {
            let place = shown.iter().position(|&shown| shown == at);
            place.is_some_and(|place| place < EDGE || place + EDGE >= shown.len())
        };
        for (at, &line) in page.iter().enumerate() {
            let edge = pages.len() >= PAGES && is_edge(at);
            if edge && (repeated.contains(&shape(line)) || is_page_number(line)) {
                dropped += 1;
            } else if !line.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
                kept.push(line);
            }
        }
    }
    (joined(&kept), dropped)
}

fn lines(page: &str) -> Vec<&str> {
    page.lines().map(str::trim_end).collect()
}

/// A line with its digits made equal.
fn shape(line: &str) -> String {
    line.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Shapes of lines that stand at the edge of more than half of the pages.
fn repeated(pages: &[Vec<&str>]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let shown: Vec<&&str> = page.iter().filter(|line| !line.is_empty()).collect();
        let edges = shown.iter().take(EDGE).chain(shown.iter().rev().take(EDGE));
        let shapes: HashSet<String> = edges.map(|line| shape(line)).collect();
        for shape in shapes {
            *counts.entry(shape).or_default() += 1;
        }
    }
    // A line without letters is a row of figures, not a header.
    let often = |(shape, count): (String, usize)| {
        (count * 2 > pages.len() && shape.contains(char::is_alphabetic)).then_some(shape)
    };
    counts.into_iter().filter_map(often).collect()
}

/// `3`, `- 3 -`, `Page 3 of 10`, `3/10`.
fn is_page_number(line: &str) -> bool {
    let rest = line.trim().trim_matches(['-', '–', ' ', '|']);
    let rest = rest.strip_prefix("Page ").or_else(|| rest.strip_prefix("page ")).unwrap_or(rest);
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let parted = rest.split_once(" of ").or_else(|| rest.split_once('/'));
    parted
        .map_or_else(|| number(rest) && rest.len() < 4, |(page, of)| number(page.trim()) && number(of.trim()))
}

fn joined(lines: &[&str]) -> String {
    let whole = lines.join("\n");
    let hyphenated: HashSet<&str> = whole
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')'))
        .filter(|word| word.contains('-'))
        .collect();
    let mut out = String::with_capacity(whole.len());
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |next| next.trim_start());
        let tail = line.rsplit(' ').next().unwrap_or_default();
        let head: &str = next.split([' ', ',', '.', ';', ')']).next().unwrap_or_default();
        let stem =
            tail.strip_suffix(['-', '\u{2010}', '\u{AD}']).filter(|stem| stem.ends_with(char::is_alphabetic));
        let (Some(stem), true) = (stem, head.starts_with(char::is_lowercase)) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let soft = tail.ends_with('\u{AD}');
        out.push_str(&line[..line.len() - tail.len()]);
        out.push_str(stem);
        if !soft && (head.contains('-') || hyphenated.contains(format!("{stem}-{head}").as_str())) {
            out.push('-');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::text;

    fn pages(pages: &[&str]) -> (String, usize) {
        text(&pages.iter().map(|&page| page.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headers_footers_and_page_numbers_are_dropped() {
        let page = |number: usize, body: &str| {
            format!(
                "Statistics Office, Release {number}\n\n{body}\nof {number} months.\n\nPage {number} of 3\n"
            )
        };
        let first = page(1, "Exports rose\nby 5.1 percent");
        let second = page(2, "Imports fell\nin the third quarter");
        let third = page(3, "The balance\nwas unchanged");
        let (text, dropped) = pages(&[&first, &second, &third]);
        assert_eq!(text.lines().next(), Some("Exports rose"));
        assert!(!text.contains("Office") && !text.contains("of 3"), "{text}");
        assert!(text.contains("Imports fell\nin the third quarter"), "{text}");
        assert_eq!(dropped, 6 + 3, "{text}");
    }

    #[test]
    fn words_are_joined_over_lines() {
        let (text, _) = pages(&[
            "The trade sur-\nplus rose year-\non-year to a record-\nhigh, a record-high.\nIn Baden-\nWürttemberg 5-\n6 percent",
        ]);
        assert_eq!(
            text,
            "The trade surplus rose year-on-year to a record-high, a record-high.\nIn Baden-\nWürttemberg 5-\n6 percent"
        );
    }
}
