//! Inputs: files, folders and standard input cut into pieces, and pieces read into documents.
//!
//! Cutting ([`Pieces`]) is sequential and cheap; reading a piece ([`Piece::into_document`]) is where decoding and
//! parsing happen, and pieces are independent, so that it can be done on any thread. One kind of input per file or
//! folder; [`KINDS`] is the registry. What a file is, its first bytes say, else the end of its name (`sniff`).

mod columns;
mod compress;
mod decode;
mod delimited;
#[cfg(feature = "html")]
mod html;
mod json;
mod jsonl;
#[cfg(feature = "mail")]
mod mail;
mod mend;
mod open;
mod options;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod printed;
pub mod published;
mod sniff;
mod source;
mod text;

pub use columns::{Names, Role};
pub use open::Opened;
pub use options::{Encoding, Options, PdfReader};
pub use pieces::{Content, LONGEST, Piece, Pieces, Place, Progress, Raw, Records};
pub use source::{Globs, Source, find_sources};

use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use std::ops::Range;

/// How the bytes of an input are cut into pieces.
#[derive(Clone, Copy)]
pub enum Cut {
    /// The whole input is one document.
    Whole,
    /// Each line that is not blank is a document.
    Lines,
    /// Each value of JSON is a document.
    Values,
    /// Each record is a document; the function opens the input.
    Records(OpenRecords),
}

/// Opens an input that is cut into records.
pub type OpenRecords = fn(Opened, &Options) -> Result<Box<dyn Records>, Error>;

/// A kind of input.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// How its files' names end, lower case, without the point.
    pub extensions: &'static [&'static str],
    /// What it is, for help texts.
    pub about: &'static str,
    /// How it is cut.
    pub cut: Cut,
    /// The longest document of this kind, in bytes.
    pub longest: u64,
    /// Reads a piece into a document; the publication date is set only where the input has a field or metadata for it.
    pub parse: fn(&Piece, &Options) -> Result<Document, Error>,
}

/// All kinds of input.
pub const KINDS: &[&Kind] = &[
    &text::KIND,
    &jsonl::KIND,
    &json::KIND,
    &delimited::KIND,
    &delimited::TABS,
    #[cfg(feature = "html")]
    &html::KIND,
    #[cfg(feature = "pdf")]
    &pdf::KIND,
    #[cfg(feature = "mail")]
    &mail::KIND,
    #[cfg(feature = "parquet")]
    &parquet::KIND,
];

/// The kind of that name, where it is built in.
fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The kind of files whose name ends in `extension`, in any case.
#[must_use]
pub fn kind_of(extension: &str) -> Option<&'static Kind> {
    KINDS
        .iter()
        .copied()
        .find(|kind| kind.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// All known extensions, as a message lists them: `.txt, .md, .jsonl, .ndjson`.
#[must_use]
pub fn extensions() -> String {
    let all = KINDS.iter().flat_map(|kind| kind.extensions);
    all.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

/// The date that `YYYY-MM-DD` says, years 1 to 9999.
///
/// # Errors
/// Where the text is anything else; the message says what was expected and found.
///
/// ```
/// assert!(tradefacts::input::date("2023-05-22").is_ok());
/// assert!(tradefacts::input::date("22/05/2023").is_err());
/// ```
pub fn date(text: &str) -> Result<NaiveDate, Error> {
    let shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let part = |range: Range<usize>| text.get(range).filter(|_| shaped)?.parse::<u32>().ok();
    let date = || {
        let year = i32::try_from(part(0..4)?).ok().filter(|&year| year >= 1)?;
        NaiveDate::from_ymd_opt(year, part(5..7)?, part(8..10)?)
    };
    date().ok_or_else(|| {
        let message = format!(
            "expected a date that exists, as YYYY-MM-DD, found {text:?}; write for instance 2023-05-22"
        );
        Error::new(ErrorKind::Argument, message)
    })
}
