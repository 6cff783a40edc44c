//! `check` and `diff`: findings, as the program writes them.

use crate::facts::{Facts, figures};
use crate::failure::raised;
use pyo3::prelude::*;
use tradefacts::check::format::{FORMATS, Report, format};
use tradefacts::check::{DIFF, Finding, Severity, between, examine, names};
use tradefacts::dataset::load::Record;
use tradefacts::{Error, ErrorKind};

/// What was found in facts.
#[pyclass(frozen, module = "tradefacts._native")]
pub(crate) struct Findings {
    facts: Vec<Record>,
    found: Vec<Finding>,
    checks: Vec<&'static str>,
}

#[pymethods]
impl Findings {
    /// The findings in a format of the program; from the severity on, one is a failure.
    fn written(&self, py: Python<'_>, name: &str, severity: &str) -> PyResult<String> {
        let format =
            format(name).ok_or_else(|| unknown(py, "format", FORMATS.iter().map(|f| f.name), name))?;
        let levels = || Severity::ALL.into_iter();
        let threshold = levels()
            .find(|level| level.as_str() == severity)
            .ok_or_else(|| unknown(py, "severity", levels().map(Severity::as_str), severity))?;
        let report = Report { facts: &self.facts, findings: &self.found, checks: &self.checks, threshold };
        Ok(py.detach(|| (format.write)(&report)))
    }
}

/// Something else was given than one of the known names.
fn unknown(py: Python<'_>, argument: &str, known: impl Iterator<Item = &'static str>, found: &str) -> PyErr {
    let known: Vec<&str> = known.collect();
    let message = format!("expected one of {}, found {found:?}", known.join(", "));
    raised(py, &Error::new(ErrorKind::Argument, message).at(argument))
}

/// What the checks find in facts: those of the names `only`, or all where there are none, but those of `skip`.
#[pyfunction]
pub(crate) fn check(
    py: Python<'_>,
    facts: &Facts,
    known: Vec<Bound<'_, Facts>>,
    official: bool,
    only: Vec<String>,
    skip: Vec<String>,
) -> PyResult<Findings> {
    for (argument, given) in [("only", &only), ("skip", &skip)] {
        if let Some(name) = given.iter().find(|name| !names().any(|(known, _)| known == **name)) {
            return Err(unknown(py, argument, names().map(|(known, _)| known), name));
        }
    }
    let known: Vec<&Facts> = known.iter().map(Bound::get).collect();
    let found = py.detach(|| {
        let records = facts.records()?;
        let has = |given: &[String], name: &str| given.iter().any(|known| known == name);
        let wanted = |name: &str| (only.is_empty() || has(&only, name)) && !has(&skip, name);
        let (checks, found) = examine(&records, &figures(&known, official)?, wanted);
        Ok(Findings { facts: records, found, checks })
    });
    found.map_err(|error: Error| raised(py, &error))
}

/// What became of each figure from `old` to `new`.
#[pyfunction]
pub(crate) fn diff(py: Python<'_>, old: &Facts, new: &Facts) -> PyResult<Findings> {
    let found = py.detach(|| {
        let (old, new) = (old.records()?, new.records()?);
        let found = between(&old, &new);
        Ok(Findings { facts: [old, new].concat(), found, checks: vec![DIFF] })
    });
    found.map_err(|error: Error| raised(py, &error))
}
