//! `report`: the review page.

use crate::facts::{Facts, figures};
use crate::failure::raised;
use crate::given::{self, Names};
use pyo3::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use tradefacts::report::{Marked, Report as Inner, Source};
use tradefacts::{Document, Error, check};

/// What is shown.
#[pyclass(frozen, module = "tradefacts._native")]
pub(crate) struct Report(Inner);

#[pymethods]
impl Report {
    /// Name and HTML of each page, the first of the name `name`.
    fn pages(&self, py: Python<'_>, name: &str) -> Vec<(String, String)> {
        let pages = py.detach(|| self.0.pages(name));
        pages.into_iter().map(|page| (page.name, page.html)).collect()
    }
}

/// A report of facts, with what the checks find, and with the texts of `documents`: what they are, and the names of their
/// fields. `mentions` are those of the documents: name of the document, start, end, kind.
#[pyfunction]
pub(crate) fn report(
    py: Python<'_>,
    facts: &Facts,
    title: String,
    known: Vec<Bound<'_, Facts>>,
    official: bool,
    documents: Option<(Bound<'_, PyAny>, Names)>,
    mentions: Vec<(String, u32, u32, String)>,
) -> PyResult<Report> {
    let documents = documents.map_or_else(|| Ok(Vec::new()), |(given, names)| read(&given, names))?;
    let known: Vec<&Facts> = known.iter().map(Bound::get).collect();
    let made = py.detach(|| {
        facts.table.require(&[&["doc_id"], &["value", "change", "share"]])?;
        let mut report = Inner::new(title, &facts.table);
        let (_, found) = check::examine(&facts.records()?, &figures(&known, official)?, |_| true);
        report.findings = Some(found);
        report.documents = facts.sources()?;
        report.documents.extend(with_mentions(documents, mentions));
        Ok(Report(report))
    });
    made.map_err(|error: Error| raised(py, &error))
}

/// The documents that can be read.
fn read(given: &Bound<'_, PyAny>, names: Names) -> PyResult<Vec<Document>> {
    let given = given::open(given, names)?;
    let documents = (0..given.len()).filter_map(|index| given.document(index).ok());
    Ok(documents.map(Cow::into_owned).collect())
}

fn with_mentions(documents: Vec<Document>, mentions: Vec<(String, u32, u32, String)>) -> Vec<Source> {
    let mut marked: HashMap<String, Vec<Marked>> = HashMap::new();
    for (document, start, end, kind) in mentions {
        marked.entry(document).or_default().push((start, end, kind));
    }
    let source = |document: Document| {
        let mentions = marked.remove(&document.id).unwrap_or_default();
        Source { document, mentions }
    };
    documents.into_iter().map(source).collect()
}
