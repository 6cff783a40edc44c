//! A large dataset in several pages: whole documents together, as many as a browser shows without delay.

use super::text::Laid;
use std::ops::Range;

/// How much a page holds.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// Facts.
    pub(super) facts: usize,
    /// Bytes of text.
    pub(super) bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { facts: 6000, bytes: 8 << 20 }
    }
}

/// The documents of each page. A document that exceeds a limit alone has a page of its own.
pub(super) fn parts(documents: &[Laid], limits: Limits) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut facts, mut bytes) = (0, 0, 0);
    for (at, document) in documents.iter().enumerate() {
        facts += document.facts.len();
        bytes += document.text.len();
        if at > start && (facts > limits.facts || bytes > limits.bytes) {
            parts.push(start..at);
            (start, facts, bytes) = (at, document.facts.len(), document.text.len());
        }
    }
    if start < documents.len() {
        parts.push(start..documents.len());
    }
    parts
}

/// `report-1.html` and so on, for `report.html`.
pub(super) fn names(name: &str, count: usize) -> Vec<String> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "html"));
    (1..=count).map(|number| format!("{stem}-{number}.{extension}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(facts: usize) -> Laid<'static> {
        let facts = (0..facts).map(|fact| (fact, Vec::new())).collect();
        Laid { id: String::new(), source: None, text: "text".to_owned(), mentions: Vec::new(), facts }
    }

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "the parts are ranges")]
    fn documents_stay_whole() {
        let cut = |facts: &[usize]| {
            let documents: Vec<Laid> = facts.iter().map(|&facts| document(facts)).collect();
            parts(&documents, Limits { facts: 10, bytes: 12 })
        };
        assert_eq!(cut(&[4, 6]), [0..2]);
        assert_eq!(cut(&[4, 7]), [0..1, 1..2]);
        assert_eq!(cut(&[50, 1, 1]), [0..1, 1..3]);
        assert_eq!(cut(&[1, 1, 1, 1]), [0..3, 3..4], "12 bytes a page");
        assert!(cut(&[]).is_empty());
    }

    #[test]
    fn pages_are_named_after_the_report() {
        assert_eq!(names("a.b.html", 2), ["a.b-1.html", "a.b-2.html"]);
        assert_eq!(names("report", 1), ["report-1.html"]);
    }
}
