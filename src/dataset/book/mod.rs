//! Books: formats whose files are no rows of bytes one after the other, and that hold several tables or typed columns.
//!
//! A book is made where a path says, document by document, and is complete once it is finished. One format per file;
//! [`BOOKS`] is the registry. Each is a feature of the package, on by default.

#[cfg(feature = "xlsx")]
mod chart;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "xlsx")]
mod xlsx;

use super::Cell;
use super::schema::Column;
use crate::error::{Error, ErrorKind};
use std::fmt::Display;
use std::path::Path;

/// A table of a book.
#[derive(Clone)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    /// Its columns.
    pub columns: Vec<Column<()>>,
}

impl Sheet {
    /// Where the column of that name stands.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// A row of owned cells.
pub type Row = Vec<Cell<'static>>;

/// A book being written.
pub trait Book {
    /// Adds the rows of a document, for each sheet in order.
    ///
    /// # Errors
    /// Of the kind `Input` where the document cannot be in this book and nothing of it was added; else where the book
    /// cannot be written.
    fn add(&mut self, rows: &[&[Row]]) -> Result<(), Error>;

    /// Completes the book.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// A format of books.
pub struct BookFormat {
    /// Its name.
    pub name: &'static str,
    /// How its files' names end, without the point.
    pub extension: &'static str,
    /// What it is, for help texts.
    pub about: &'static str,
    /// Whether it holds all tables, or one.
    pub all_tables: bool,
    /// Starts a book with these sheets in the file at the path, which is there and empty.
    pub create: Create,
}

/// Starts a book.
pub type Create = fn(&Path, Vec<Sheet>) -> Result<Box<dyn Book>, Error>;

/// All formats of books.
pub const BOOKS: &[&BookFormat] = &[
    #[cfg(feature = "xlsx")]
    &xlsx::BOOK,
    #[cfg(feature = "parquet")]
    &parquet::BOOK,
    #[cfg(feature = "sqlite")]
    &sqlite::BOOK,
];

/// The error of writing a book, whose place the caller adds.
#[allow(dead_code, reason = "no format of books may be built in")]
fn failed(error: impl Display) -> Error {
    Error::new(ErrorKind::Write, format!("expected to be able to write, found: {error}"))
}
