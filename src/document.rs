//! A document: text with what is known of its publication.

use chrono::NaiveDate;

/// Half-open byte offsets into a document's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text under the span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A text to extract from. Texts of 4 GiB and more are refused by the inputs: offsets are 32 bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Name of the document in the dataset: the JSON Lines `id`, or the path as given.
    pub id: String,
    /// The text that offsets refer to.
    pub text: String,
    /// Date of publication, where known.
    pub published: Option<NaiveDate>,
    /// Title, where it is known apart from the text.
    pub title: Option<String>,
    /// Address, where known.
    pub url: Option<String>,
    /// Outlet, where known.
    pub publisher: Option<String>,
    /// File that it comes from, as given; `-` for standard input, nothing where it comes from no file.
    pub path: Option<String>,
    /// Language that the document states of itself, as a BCP 47 tag: `en`, `en-GB`.
    pub language: Option<String>,
    /// How the text was obtained, where that is not plain: what was replaced, mended or left out.
    pub notes: Vec<String>,
}

impl Document {
    /// A document of that name and text.
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Document {
        Document { id: id.into(), text: text.into(), ..Document::default() }
    }

    /// The same document with its date of publication.
    #[must_use]
    pub fn published(mut self, date: NaiveDate) -> Document {
        self.published = Some(date);
        self
    }
}
