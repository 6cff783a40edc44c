//! The one error of the library: opaque, with a kind to act on and a message that says what was expected, what was
//! found, where, and what to do.

use std::fmt;

/// What went wrong, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or stream could not be read.
    Read,
    /// A file or stream could not be written.
    Write,
    /// The input is not of the form it should have (encoding, JSON, field types).
    Input,
    /// An option or argument has an unusable value.
    Argument,
    /// A lexicon file is malformed or contradicts itself.
    Lexicon,
    /// The reader of our output went away (a closed pipe).
    ClosedPipe,
}

/// An error with its kind, place and message.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<String>,
    message: String,
}

impl ErrorKind {
    /// The kind as a word, for programs in other languages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ErrorKind::Read => "read",
            ErrorKind::Write => "write",
            ErrorKind::Input => "input",
            ErrorKind::Argument => "argument",
            ErrorKind::Lexicon => "lexicon",
            ErrorKind::ClosedPipe => "closed_pipe",
        }
    }
}

impl Error {
    /// An error of `kind`; `message` says what was expected, what was found and what to do.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, place: None, message: message.into() }
    }

    /// The same error with its place: a file, `file:line`, or an option's name.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Error {
        self.place = Some(place.into());
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What was expected, what was found and what to do, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it went wrong: a file, `file:line` or an option, where one is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Error {}
