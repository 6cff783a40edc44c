//! Reads news articles and statistical releases and writes the trade facts in them as exact, dated, traceable records.

pub mod check;
pub mod dataset;
pub mod document;
pub mod error;
pub mod extractor;
pub mod fact;
pub mod input;
pub mod lexicon;
pub mod mention;
pub mod report;
pub mod scan;
pub mod value;

pub use document::{Document, Span};
pub use error::{Error, ErrorKind};
pub use extractor::{Extraction, Extractor};
pub use fact::Fact;
pub use mention::Mention;

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
