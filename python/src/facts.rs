//! Facts that were extracted or written, as one table of text: what is checked, compared and shown.

use crate::failure::raised;
use pyo3::prelude::*;
use std::path::PathBuf;
use tradefacts::check::known::{self, Figure};
use tradefacts::dataset::load::{self, Record, Table};
use tradefacts::{Error, report};

/// Facts, or known figures.
#[pyclass(frozen, module = "tradefacts._native")]
pub(crate) struct Facts {
    pub(crate) table: Table,
    /// What they are called in messages.
    place: String,
    /// Where they come from, if that is a dataset folder.
    folder: Option<PathBuf>,
}

#[pymethods]
impl Facts {
    /// Those of a dataset folder or a file.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Facts> {
        let table = py.detach(|| Table::open(&path)).map_err(|error| raised(py, &error))?;
        let place = path.display().to_string();
        Ok(Facts { table, place, folder: path.is_dir().then_some(path) })
    }

    /// Those of JSON Lines, which messages call `place`.
    #[staticmethod]
    fn lines(py: Python<'_>, lines: &[u8], place: String) -> PyResult<Facts> {
        let table =
            py.detach(|| Table::from_json_lines(lines, &place)).map_err(|error| raised(py, &error))?;
        Ok(Facts { table, place, folder: None })
    }
}

impl Facts {
    pub(crate) fn records(&self) -> Result<Vec<Record>, Error> {
        load::records(&self.table)
    }

    /// The documents of the dataset.
    pub(crate) fn sources(&self) -> Result<Vec<report::Source>, Error> {
        self.folder.as_deref().map_or_else(|| Ok(Vec::new()), report::Source::stored)
    }
}

/// Known figures, those of the tables in their order, then the official ones.
pub(crate) fn figures(tables: &[&Facts], official: bool) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    for facts in tables {
        figures.extend(known::from_table(&facts.table, &facts.place)?);
    }
    if official {
        figures.extend(known::official()?);
    }
    Ok(figures)
}
