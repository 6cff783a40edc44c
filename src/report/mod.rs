//! The review page: facts beside the sentences that they were read from, charts, findings, and the reviewer's
//! decisions, in one HTML file that loads nothing.
//!
//! A page is a template, a style sheet and scripts (the files in `page/`), and the data as JSON in an element that no
//! browser runs. What the data says never becomes markup: the scripts make it text. A content security policy names
//! the hashes of style and script, and forbids everything else.

mod correct;
mod data;
pub mod known;
mod page;
mod review;
mod source;
mod split;
mod text;

pub use review::{Change, Decision, Review, VERDICTS, Verdict};
pub use source::{Marked, Source};

use crate::check::Finding;
use crate::dataset::load::{Row, Table};
use crate::dataset::schema::FACTS;
use text::Laid;

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Title of the page; decisions are kept in the browser under it.
    pub title: String,
    /// Columns of the facts, by their names in the schema.
    pub columns: Vec<&'static str>,
    /// Cells of the facts, in the order of `columns`; `None` where they are missing.
    pub facts: Vec<Vec<Option<String>>>,
    /// Documents whose text is at hand. The facts of others are shown with their quotes.
    pub documents: Vec<Source>,
    /// What the checks found in the facts, by their places in `facts`; `None` where nothing was checked.
    pub findings: Option<Vec<Finding>>,
}

/// A file of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// Its HTML.
    pub html: String,
}

impl Report {
    /// A report of a table of facts. Columns that the schema does not know are left out.
    #[must_use]
    pub fn new(title: impl Into<String>, facts: &Table) -> Report {
        let known = |name: &&'static str| facts.columns().iter().any(|column| column == name);
        let columns: Vec<&'static str> = FACTS.iter().map(|column| column.name).filter(known).collect();
        let cells = |row: Row| columns.iter().map(|name| row.text(name).map(str::to_owned)).collect();
        Report { title: title.into(), facts: facts.rows().map(cells).collect(), columns, ..Report::default() }
    }

    /// The pages: one of the name `name`, or where there is more than a browser shows smoothly, one of that name that
    /// lists the others, `name-1.html` and so on.
    ///
    /// ```
    /// use tradefacts::report::Report;
    /// let report = Report { title: "Empty".to_owned(), ..Report::default() };
    /// let pages = report.pages("report.html");
    /// assert_eq!(pages.len(), 1);
    /// assert!(pages[0].html.starts_with("<!doctype html>"));
    /// ```
    #[must_use]
    pub fn pages(&self, name: &str) -> Vec<Page> {
        let laid = self.lay();
        let parts = split::parts(&laid, split::Limits::default());
        if let [_] | [] = parts[..] {
            return vec![self.page(name.to_owned(), &laid, None)];
        }
        let names = split::names(name, parts.len());
        let list = data::list(self, &laid, &parts, &names);
        let mut pages = vec![Page { name: name.to_owned(), html: page::html(&list) }];
        let own = names.into_iter().zip(&parts);
        pages.extend(own.map(|(own, part)| self.page(own, &laid[part.clone()], Some(name))));
        pages
    }

    fn page(&self, name: String, documents: &[Laid], index: Option<&str>) -> Page {
        Page { name, html: page::html(&data::page(self, documents, index)) }
    }

    /// The documents in the order in which the facts name them, then those without facts; each with its facts.
    fn lay(&self) -> Vec<Laid<'_>> {
        text::lay(self)
    }

    /// The cell of a column; `None` where the table has no such column or the cell is missing.
    fn cell(&self, fact: usize, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|name| *name == column)?;
        self.facts.get(fact)?.get(at)?.as_deref()
    }
}
