//! What failed, as rows and as Python exceptions.
//!
//! | kind       | what failed                                                        | exception       |
//! |------------|--------------------------------------------------------------------|-----------------|
//! | `input`    | a document: no text, no date where one should be                   | `InputError`    |
//! | `argument` | an argument: an unknown language, a column that does not exist     | `ArgumentError` |
//! | `lexicon`  | a lexicon file                                                     | `LexiconError`  |
//! | `decimal`  | a value that Arrow's `decimal128(38, 12)` cannot hold exactly      | none: a row     |
//! | `fault`    | the program itself, at one document                                | `FaultError`    |

use pyo3::prelude::*;
use std::borrow::Cow;
use tradefacts::Error;
use tradefacts::dataset::schema::Column;
use tradefacts::dataset::{Cell, CellType};

/// Why a document, or a value of it, is missing from the tables.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(crate) doc_id: String,
    pub(crate) kind: &'static str,
    pub(crate) position: Option<String>,
    pub(crate) message: String,
}

/// Reads a cell of a failure.
type FailureCell = for<'a> fn(&'a Failure) -> Cell<'a>;

const fn column(name: &'static str, doc: &'static str, cell: FailureCell) -> Column<FailureCell> {
    Column::new(name, CellType::String, doc, cell)
}

/// The columns of `errors`.
pub(crate) static ERRORS: &[Column<FailureCell>] = &[
    column("doc_id", "The document.", |failure| text(&failure.doc_id)).required(),
    column("kind", "input, argument, lexicon, decimal or fault.", |failure| text(failure.kind)).required(),
    column("position", "Where in the input, where it is known.", |failure| {
        failure.position.as_deref().map_or(Cell::Missing, text)
    }),
    column("message", "What was expected, what was found, and what to do.", |failure| text(&failure.message))
        .required(),
];

fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

impl Failure {
    /// The failure of a document, as the library tells it.
    pub(crate) fn new(doc_id: &str, error: &Error) -> Failure {
        Failure {
            doc_id: doc_id.to_owned(),
            kind: error.kind().as_str(),
            position: error.place().map(str::to_owned),
            message: error.message().to_owned(),
        }
    }

    /// The failure of a document at which the program itself failed.
    pub(crate) fn fault(doc_id: &str) -> Failure {
        let message =
            "expected to read any text, found a fault of the program; please report it with this document"
                .to_owned();
        Failure { doc_id: doc_id.to_owned(), kind: "fault", position: None, message }
    }

    /// The same as an exception of `tradefacts.errors`.
    pub(crate) fn raise(&self, py: Python<'_>) -> PyErr {
        let made = py.import("tradefacts.errors").and_then(|errors| {
            errors.call_method1("of_kind", (self.kind, self.position.as_deref(), &self.message))
        });
        made.map_or_else(|error| error, PyErr::from_value)
    }
}

/// An error of the library as an exception of `tradefacts.errors`.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    Failure::new("", error).raise(py)
}
