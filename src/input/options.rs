//! What the reader of an input may be told: dates, names of columns, encoding, reader of PDF.

use super::columns::Names;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;

/// How inputs are read. The default reads everything by what it says of itself.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Date of publication of documents that have no field or metadata for it.
    pub published: Option<NaiveDate>,
    /// Columns of tables and fields of JSON Lines, where they are not named as usual.
    pub columns: Names,
    /// Encoding of all inputs that have no byte order mark; else it is declared or detected.
    pub encoding: Option<Encoding>,
    /// What reads PDF.
    pub pdf: PdfReader,
}

/// An encoding by its label in the WHATWG standard: `windows-1252`, `gb18030`, `shift_jis`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(pub(super) &'static encoding_rs::Encoding);

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(label: &str) -> Result<Encoding, Error> {
        encoding_rs::Encoding::for_label(label.as_bytes()).map(Encoding).ok_or_else(|| {
            let message = format!(
                "expected the name of an encoding, found {label:?}; write for instance windows-1252, gb18030, \
                 shift_jis, euc-kr or koi8-r"
            );
            Error::new(ErrorKind::Argument, message)
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.0.name())
    }
}

/// What reads PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfReader {
    /// The program itself.
    #[default]
    Builtin,
    /// The program `pdftotext` of poppler, which has to be installed.
    Pdftotext,
}

/// Its name; nothing for the program itself.
impl fmt::Display for PdfReader {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            PdfReader::Builtin => "",
            PdfReader::Pdftotext => "pdftotext",
        })
    }
}
