//! The compiled half of the Python package: documents from Python or Arrow, tables for both.
//!
//! What users see is `python/tradefacts/`, which is written in Python and typed; this module has what must be fast.

mod column;
mod engine;
mod facts;
mod failure;
mod findings;
mod given;
mod page;
mod table;

use pyo3::prelude::*;

/// The compiled half of `tradefacts`; use the package instead.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::facts::Facts;
    #[pymodule_export]
    use super::findings::{Findings, check, diff};
    #[pymodule_export]
    use super::page::{Report, report};
    #[pymodule_export]
    use super::table::Columns;
    use crate::failure::ERRORS;
    use pyo3::prelude::*;
    use tradefacts::dataset::schema::{Column, FACTS, MENTIONS, tables};
    use tradefacts::extractor::LANGUAGES;

    /// Name, type, meaning and standard of a column, and whether every row has a value.
    type Described = (&'static str, &'static str, &'static str, &'static str, bool);

    fn described<C>(columns: &[Column<C>]) -> Vec<Described> {
        let one = |column: &Column<C>| {
            (column.name, column.kind.as_str(), column.doc, column.standard, column.required)
        };
        columns.iter().map(one).collect()
    }

    /// Name, meaning and columns of every table.
    #[pyfunction]
    fn schema() -> Vec<(&'static str, &'static str, Vec<Described>)> {
        let doc = |name| tables().into_iter().find(|table| table.name == name).map_or("", |table| table.doc);
        vec![
            ("facts", doc("facts"), described(FACTS)),
            ("mentions", doc("mentions"), described(MENTIONS)),
            (
                "errors",
                "One row per document that failed, or value that Arrow cannot hold.",
                described(ERRORS),
            ),
        ]
    }

    /// ISO 639-1 codes of the languages, the default first.
    #[pyfunction]
    fn languages() -> Vec<&'static str> {
        LANGUAGES.iter().map(|language| language.code).collect()
    }

    /// The version of the library.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
