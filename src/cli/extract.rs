//! `tradefacts extract`: documents in, tables out.

use super::folder::Blocks;
use super::language::{Chosen, LanguageOptions};
use super::output_options::{Form, OutputOptions, Target};
use super::pipeline::{self, Job, Work};
use super::review::Reviews;
use super::rows::{Rows, Sinks, is_of_document};
use super::tables::{Outputs, Tables};
use super::{Outcome, complain, paths};
use chrono::NaiveDate;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use tradefacts::dataset::book::BOOKS;
use tradefacts::dataset::folder::{Folder, Growth, Options};
use tradefacts::dataset::{FORMATS, Format};
use tradefacts::extractor::Language;
use tradefacts::input::{self, Pieces, Source};
use tradefacts::{Error, ErrorKind};

const MORE: &str = "\
Standard input (-) and files without an extension are JSON Lines where their first sign is {, else
text. Of the fields of a document only \"text\" is needed; offsets refer to it. Its date of
publication is its field, else --published, else what the text says.

Output: one row per statement about trade, in the order of the input. `tradefacts schema` says what
the columns mean. A file is complete or as it was: it is written aside and renamed.

A dataset folder (-o name/) has facts, mentions, documents and codes as CSV, a data package that
says what they are, and a README. It grows: documents that are known are not read again, changed
ones are replaced, and one that is published again on another day is another vintage beside it.

Exit codes: 0 done; 1 some document failed, the others are written; 2 unusable arguments.

Examples:
  tradefacts extract article.txt --published 2023-05-22
  tradefacts extract news.jsonl -o facts.jsonl --mentions mentions.csv
  tradefacts extract releases/ -o trade/
  tradefacts extract releases/ --columns doc_id,trade_flow,value,unit,time_period
  curl -s https://example.org/article.txt | tradefacts extract -";

/// What stands below the options: the registries, and [`MORE`].
fn more() -> String {
    let mut out = String::from("Inputs:\n");
    for kind in input::KINDS {
        let names: Vec<String> = kind.extensions.iter().map(|extension| format!(".{extension}")).collect();
        let _ = writeln!(out, "  {:15} {}", names.join(" "), kind.about);
    }
    out.push_str("\nFormats:\n");
    for format in FORMATS {
        let _ = writeln!(
            out,
            "  {:15} {}; by default with {} columns",
            format.name, format.about, format.columns
        );
    }
    for book in BOOKS {
        let _ = writeln!(out, "  {:15} {}; by default with all columns", book.name, book.about);
    }
    out + "\n" + MORE
}

/// Writes the trade facts of documents as CSV or JSON Lines
#[derive(clap::Args)]
#[command(after_help = more())]
pub(crate) struct Arguments {
    /// Files, folders (their files of known kinds, sorted by name), or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Date of publication of documents that have no such field, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    published: Option<NaiveDate>,

    #[command(flatten)]
    language: LanguageOptions,

    /// Number of threads, which the output does not depend on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Decisions of a reviewer to apply, as the page of `tradefacts report` saves them; can be repeated
    #[arg(long, value_name = "REVIEW.csv")]
    review: Vec<PathBuf>,

    #[command(flatten)]
    output: OutputOptions,
}

/// What a run did.
#[derive(Default)]
struct Tally {
    documents: u64,
    facts: u64,
    failed: u64,
    growth: Option<Growth>,
}

impl Tally {
    /// Adds what came of some documents; those that failed are named on standard error.
    fn add(&mut self, documents: u64, facts: u64, failed: &[Error]) {
        failed.iter().for_each(|error| complain(error));
        self.documents += documents;
        self.facts += facts;
        self.failed += failed.len() as u64;
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = sources(arguments)?;
    let target = arguments.output.target()?;
    paths::refuse_outputs(&arguments.output.named(), &arguments.inputs, &sources)?;
    let chosen = arguments.language.read()?;
    let pieces = Pieces::new(sources);
    let tally = match target {
        Target::Table(Form::Text(format)) if arguments.output.is_plain(Form::Text(format))? => {
            tables(arguments, chosen.language, format, pieces)?
        }
        Target::Table(form) => rows(arguments, chosen.language, form, pieces)?,
        Target::Folder(path) => folder(arguments, chosen, path, pieces)?,
    };
    summary(&tally);
    Ok(if tally.failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// Writes single tables.
fn tables(
    arguments: &Arguments,
    language: Language,
    format: &'static Format,
    pieces: Pieces,
) -> Result<Tally, Error> {
    let reviews = Reviews::open(&arguments.review)?;
    let tables = Tables::new(&arguments.output, format, language.code, reviews.clone())?;
    let mut outputs = Outputs::open(&arguments.output)?;
    outputs.write(&tables.heads())?;
    let mut tally = Tally::default();
    pipeline::run(pieces, arguments.job(language, tables), arguments.threads(), |done| {
        tally.add(done.documents, done.found, &done.failed);
        outputs.write(&done.made)
    })?;
    outputs.finish()?;
    reviews.complain_of_unmet();
    Ok(tally)
}

/// Writes tables whose rows are not bytes in the order of the input.
fn rows(arguments: &Arguments, language: Language, form: Form, pieces: Pieces) -> Result<Tally, Error> {
    let reviews = Reviews::open(&arguments.review)?;
    let mut sinks = Sinks::open(&arguments.output, form)?;
    let rows = Rows::new(&arguments.output, form, language.code, reviews.clone());
    let job = arguments.job(language, rows);
    let mut tally = Tally::default();
    pipeline::run(pieces, job, arguments.threads(), |done| {
        tally.add(done.documents, done.found, &done.failed);
        for rows in done.made {
            match sinks.take(rows) {
                Err(error) if is_of_document(&error) => tally.add(0, 0, &[error]),
                other => other?,
            }
        }
        Ok(())
    })?;
    let failed = sinks.finish()?;
    tally.add(0, 0, &failed);
    reviews.complain_of_unmet();
    Ok(tally)
}

/// Adds to a dataset folder.
fn folder(arguments: &Arguments, chosen: Chosen, path: &Path, pieces: Pieces) -> Result<Tally, Error> {
    let Chosen { language, lexicon } = chosen;
    let published = arguments.published.map(|date| date.to_string()).unwrap_or_default();
    let reviews = Reviews::open(&arguments.review)?;
    let options = Options {
        with_text: arguments.output.with_text,
        prune: arguments.output.prune,
        reading: [language.code.to_owned(), published, reviews.reading()]
            .into_iter()
            .chain(lexicon.map(|file| file.short()))
            .collect(),
    };
    let mut folder = Folder::open(path, options, language.code)?;
    let extractor = language.extractor()?;
    let job = arguments.job(language, Blocks { encoder: folder.encoder(), reviews });
    let mut tally = Tally::default();
    pipeline::run(pieces, job, arguments.threads(), |done| {
        tally.add(done.documents, done.found, &done.failed);
        if !done.failed.is_empty() {
            folder.fail();
        }
        for entry in done.made {
            match folder.take(entry) {
                Err(error) if error.kind() == ErrorKind::Input => tally.add(0, 0, &[error]),
                other => other?,
            }
        }
        Ok(())
    })?;
    tally.growth = Some(folder.finish(extractor.lexicon())?);
    Ok(tally)
}

impl Arguments {
    fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn job<W: Work>(&self, language: Language, work: W) -> Job<W> {
        Job { published: self.published, language, work }
    }
}

/// What there is to read; without arguments, standard input unless it is a terminal.
fn sources(arguments: &Arguments) -> Result<Vec<Result<Source, Error>>, Error> {
    if !arguments.inputs.is_empty() {
        return Ok(input::find_sources(&arguments.inputs));
    }
    if io::stdin().is_terminal() {
        let message = "expected files, folders or - (standard input), found nothing to read; see tradefacts extract --help";
        return Err(Error::new(ErrorKind::Argument, message));
    }
    Ok(vec![Ok(Source::Standard)])
}

/// Says what was done, to people only.
fn summary(tally: &Tally) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        let Tally { documents, facts, failed, growth } = tally;
        let _ = writeln!(stderr, "documents: {documents}, facts: {facts}, failed: {failed}");
        if let Some(Growth { documents, facts, unchanged, pruned }) = growth {
            let _ = writeln!(
                stderr,
                "unchanged: {unchanged}, removed: {pruned}; in the dataset: documents: {documents}, facts: {facts}"
            );
        }
    }
}
