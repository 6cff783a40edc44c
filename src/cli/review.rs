//! `tradefacts review`: what a review says of facts; and the applying of reviews to what is extracted.

use super::output::Output;
use super::{Outcome, complain};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tradefacts::dataset::load::Table;
use tradefacts::dataset::{self, FORMATS, Format};
use tradefacts::report::{Review, VERDICTS, known};
use tradefacts::{Document, Error, ErrorKind, Fact};

/// Counts the decisions of a review, or makes known figures of them
#[derive(clap::Args)]
#[command(after_help = "\
REVIEW is the review.csv that the page of `tradefacts report` saves; FACTS are the facts that were
reviewed: a dataset folder, a .jsonl file, or a .csv file with --columns all.

Without an option it prints how many facts were accepted, rejected and corrected, and which columns.
With --to-known it writes the accepted and corrected facts as known figures, against which
`tradefacts check --known` holds any later extraction.

Examples:
  tradefacts review review.csv facts.jsonl
  tradefacts review review.csv facts.jsonl --to-known -o known.csv
  tradefacts extract news.jsonl --review review.csv -o facts.csv")]
pub(crate) struct Arguments {
    /// The review
    #[arg(value_name = "REVIEW")]
    review: PathBuf,

    /// The facts that were reviewed
    #[arg(value_name = "FACTS")]
    facts: PathBuf,

    /// Write what was accepted or corrected as known figures
    #[arg(long)]
    to_known: bool,

    /// File to write to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let review = Review::open(&arguments.review)?;
    let facts = Table::open(&arguments.facts)?;
    facts.require(&[&["fact_id"]])?;
    let written = if arguments.to_known {
        known::table(&review, &facts, format(arguments.output.as_deref())?)
    } else {
        summary(&review, &facts).into_bytes()
    };
    let mut output = match arguments.output.as_deref() {
        Some(path) if path.as_os_str() != "-" => Output::file(path)?,
        _ => Output::standard(),
    };
    output.write(&written)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn format(path: Option<&Path>) -> Result<&'static Format, Error> {
    let extension = path.and_then(Path::extension).and_then(|extension| extension.to_str());
    let Some(extension) = extension else { return Ok(FORMATS[0]) };
    dataset::format_of(extension).ok_or_else(|| {
        let message = format!("expected a file name that ends in .csv or .jsonl, found .{extension}");
        Error::new(ErrorKind::Argument, message).at("--output")
    })
}

/// The decisions counted.
fn summary(review: &Review, facts: &Table) -> String {
    let here: BTreeSet<&str> = facts.rows().filter_map(|row| row.text("fact_id")).collect();
    let decided: Vec<_> = review.decisions().filter(|(fact_id, _)| here.contains(fact_id)).collect();
    let mut out = format!("facts: {}, reviewed: {}\n", facts.rows().count(), decided.len());
    for verdict in VERDICTS {
        let count = decided.iter().filter(|(_, decision)| decision.verdict == *verdict).count();
        let share = (count * 1000).checked_div(decided.len()).unwrap_or_default();
        let _ = writeln!(out, "{}: {count} ({}.{}%)", verdict.as_str(), share / 10, share % 10);
    }
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for change in decided.iter().flat_map(|(_, decision)| &decision.changes) {
        *columns.entry(change.column).or_default() += 1;
    }
    for (column, count) in columns {
        let _ = writeln!(out, "corrected {column}: {count}");
    }
    let elsewhere = review.decisions().count() - decided.len();
    if elsewhere > 0 {
        let _ = writeln!(out, "of facts that are not here: {elsewhere}");
    }
    out
}

/// The decisions in these files; those of a later file take the place of an earlier one's.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Review, Error> {
    let mut all = Review::default();
    for path in paths {
        all.extend(Review::open(path)?);
    }
    Ok(all)
}

/// Reviews that are applied to what is extracted, on any thread.
#[derive(Clone, Default)]
pub(crate) struct Reviews {
    review: Arc<Review>,
    /// The facts that were decided on and found.
    met: Arc<Mutex<BTreeSet<String>>>,
}

impl Reviews {
    /// The reviews in these files.
    pub(crate) fn open(paths: &[PathBuf]) -> Result<Reviews, Error> {
        Ok(Reviews { review: Arc::new(read(paths)?), met: Arc::default() })
    }

    /// What stands for the reviews where it matters how something was read; empty for none.
    pub(crate) fn reading(&self) -> String {
        if self.review.decisions().next().is_none() { String::new() } else { self.review.digest().short() }
    }

    /// Applies the decisions to the facts of a document.
    pub(crate) fn apply(&self, document: &Document, facts: &mut Vec<Fact>) {
        let mut met = BTreeSet::new();
        self.review.apply(document, facts, &mut met);
        if !met.is_empty() {
            self.met.lock().unwrap_or_else(PoisonError::into_inner).append(&mut met);
        }
    }

    /// Says which decisions concern no fact that was found.
    pub(crate) fn complain_of_unmet(&self) {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let unmet: Vec<&str> =
            self.review.decisions().map(|one| one.0).filter(|one| !met.contains(*one)).collect();
        if let Some(first) = unmet.first() {
            let count = unmet.len();
            let message = format!(
                "expected the reviewed facts among those that were read, found no {first}, and {count} such in all; \
                 these decisions are not applied"
            );
            complain(&Error::new(ErrorKind::Input, message).at("--review"));
        }
    }
}
