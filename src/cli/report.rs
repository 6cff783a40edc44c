//! `tradefacts report`: facts beside their sentences, as a page for a browser.

use super::input::ReadingOptions;
use super::output::Output;
use super::{Outcome, complain, paths};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;
use tradefacts::check::{self, Finding, known};
use tradefacts::dataset::load::{Table, records};
use tradefacts::dataset::schema::{FACTS, select};
use tradefacts::dataset::{self, FORMATS, Style};
use tradefacts::extractor::LANGUAGES;
use tradefacts::input::{self, Globs, Pieces};
use tradefacts::report::{Report, Source};
use tradefacts::{Document, Error, Extraction};

/// Writes a page to look at facts in their sentences, on charts, and to review them
#[derive(clap::Args)]
#[command(after_help = "\
FACTS is what `tradefacts extract` wrote: a dataset folder, a .jsonl file, or a .csv file (with
--columns all, else facts cannot be reviewed and are shown without their evidence). The texts come
from the dataset where it has them, else from --texts; without either the page shows the
sentences of the facts. Any other file or folder is one of documents, whose facts are shown.

The page is one HTML file that loads nothing. Of more than 6,000 facts or 8 MiB of text it lists
further pages, which stand beside it as NAME-1.html and so on. Decisions are kept in the browser and saved as
review.csv, which `tradefacts extract --review` applies.

Examples:
  tradefacts extract news.jsonl -o facts.jsonl
  tradefacts report facts.jsonl --texts news.jsonl -o report.html
  tradefacts report dataset/
  tradefacts report release.pdf")]
pub(crate) struct Arguments {
    /// Facts: a dataset folder, or a .jsonl or .csv file; or documents in any other file or folder
    #[arg(value_name = "FACTS")]
    facts: PathBuf,

    /// File to write the page to
    #[arg(short, long, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,

    /// Documents that the facts were read from, for facts whose dataset has no texts; can be repeated
    #[arg(long, value_name = "INPUT")]
    texts: Vec<PathBuf>,

    /// Table of known figures, with which the facts are compared; can be repeated
    #[arg(long, value_name = "KNOWN.csv")]
    known: Vec<PathBuf>,

    /// Title of the page [default: the name of FACTS]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    reading: ReadingOptions,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Done;
    let (facts, documents) = if holds_facts(&arguments.facts) {
        let facts = Table::open(&arguments.facts)?;
        facts.require(&[&["doc_id"], &["value", "change", "share"]])?;
        (facts, Vec::new())
    } else {
        extracted(arguments, &mut outcome)?
    };
    if outcome != Outcome::Done && documents.is_empty() {
        // None of the documents could be read, which has been said.
        return Ok(outcome);
    }
    let mut read = arguments.texts.clone();
    read.push(arguments.facts.clone());
    let sources: Vec<Result<input::Source, Error>> =
        read.iter().cloned().map(|path| Ok(input::Source::File(path))).collect();
    paths::refuse_outputs(&[("--output", &arguments.output)], &read, &sources)?;
    let mut report = Report::new(title(arguments), &facts);
    report.findings = Some(findings(arguments, &facts)?);
    if arguments.facts.is_dir() && documents.is_empty() {
        report.documents = Source::stored(&arguments.facts)?;
    }
    report.documents.extend(documents);
    report.documents.extend(given(arguments, &mut outcome)?);
    let name = arguments.output.file_name().unwrap_or_default().to_string_lossy();
    let pages = report.pages(&name);
    for page in &pages {
        let mut output = Output::file(&arguments.output.with_file_name(&page.name))?;
        output.write(page.html.as_bytes())?;
        output.finish()?;
    }
    summary(arguments, report.facts.len(), pages.len());
    Ok(outcome)
}

fn title(arguments: &Arguments) -> String {
    let name = || arguments.facts.file_name().unwrap_or_default().to_string_lossy();
    arguments.title.clone().unwrap_or_else(|| format!("Trade facts: {}", name()))
}

/// What the checks find, and what is said of known figures.
fn findings(arguments: &Arguments, facts: &Table) -> Result<Vec<Finding>, Error> {
    let records = records(facts)?;
    let mut figures = Vec::new();
    for table in &arguments.known {
        figures.extend(known::read(table)?);
    }
    Ok(check::examine(&records, &figures, |_| true).1)
}

/// Whether a path holds facts, not documents.
fn holds_facts(path: &Path) -> bool {
    if path.is_dir() {
        return ["facts.csv", "facts.tsv", "facts.jsonl"].iter().any(|name| path.join(name).is_file());
    }
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    path.as_os_str() == "-" || ["csv", "tsv", "jsonl"].iter().any(|end| extension.eq_ignore_ascii_case(end))
}

/// The facts of documents that are read now, and the documents.
fn extracted(arguments: &Arguments, outcome: &mut Outcome) -> Result<(Table, Vec<Source>), Error> {
    let mut rows = Vec::new();
    let format = dataset::format("jsonl").unwrap_or(FORMATS[0]);
    let table = dataset::Table::new(format, Style::default(), select("all", FACTS)?);
    let documents = read(slice::from_ref(&arguments.facts), arguments, outcome, |document, extraction| {
        table.add(document, &extraction.facts, &mut rows);
    })?;
    Ok((Table::from_json_lines(&rows, &arguments.facts.display().to_string())?, documents))
}

/// The documents that `--texts` names.
fn given(arguments: &Arguments, outcome: &mut Outcome) -> Result<Vec<Source>, Error> {
    if arguments.texts.is_empty() {
        return Ok(Vec::new());
    }
    read(&arguments.texts, arguments, outcome, |_, _| {})
}

/// Documents with their mentions. One that cannot be read is named and left out.
fn read(
    paths: &[PathBuf],
    arguments: &Arguments,
    outcome: &mut Outcome,
    mut see: impl FnMut(&Document, &Extraction),
) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    let mut extractor = LANGUAGES[0].extractor()?;
    let options = Arc::new(arguments.reading.options());
    for piece in Pieces::new(input::find_sources(paths, &Globs::default()), options.clone()) {
        match piece.and_then(|piece| piece.into_document(&options)) {
            Ok(document) => {
                let extraction = extractor.extract(&document);
                see(&document, &extraction);
                sources.push(Source::new(document, &extraction));
            }
            Err(error) => {
                complain(&error);
                *outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(sources)
}

/// Says what was written, to people only.
fn summary(arguments: &Arguments, facts: usize, pages: usize) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        let _ = writeln!(stderr, "{}: {facts} facts, pages: {pages}", arguments.output.display());
    }
}
