//! `tradefacts extract`: documents in, tables out.

use super::output::Output;
use super::pipeline::{self, Done, Job};
use super::{Outcome, complain};
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use tradefacts::dataset::schema::{Column, FactCell};
use tradefacts::dataset::{self, FORMATS, Format, Table, schema};
use tradefacts::extractor::{LANGUAGES, Language};
use tradefacts::input::{self, Pieces, Source};
use tradefacts::{Error, ErrorKind};

const MORE: &str = "\
Standard input (-) and files without an extension are JSON Lines where their first sign is {, else
text. Of the fields of a document only \"text\" is needed; offsets refer to it. Its date of
publication is its field, else --published, else what the text says.

Output: one row per statement about trade, in the order of the input. `tradefacts schema` says what
the columns mean. A file is complete or as it was: it is written aside and renamed.

Exit codes: 0 done; 1 some document failed, the others are written; 2 unusable arguments.

Examples:
  tradefacts extract article.txt --published 2023-05-22
  tradefacts extract news.jsonl -o facts.jsonl --mentions mentions.csv
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
    out + "\n" + MORE
}

/// Writes the trade facts of documents as CSV or JSON Lines
#[derive(clap::Args)]
#[command(after_help = more())]
pub(crate) struct Arguments {
    /// Files, folders (their files of known kinds, sorted by name), or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// File to write facts to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Format of the facts [default: as the output's name ends, else csv]
    #[arg(long, value_parser = formats())]
    format: Option<String>,

    /// File to write all amounts, percentages, quantities and periods to, .csv or .jsonl
    #[arg(long, value_name = "FILE")]
    mentions: Option<PathBuf>,

    /// Date of publication of documents that have no such field, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    published: Option<NaiveDate>,

    /// Language of the documents
    #[arg(long, default_value = LANGUAGES[0].code, value_parser = languages())]
    language: String,

    /// core, all, or names with commas between them [default: depends on the format]
    #[arg(long, value_name = "COLUMNS", value_parser = schema::select)]
    columns: Option<Columns>,

    /// Number of threads, which the output does not depend on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

type Columns = std::vec::Vec<&'static Column<FactCell>>;

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(LANGUAGES.iter().map(|language| language.code))
}

/// What a run did.
#[derive(Default)]
struct Tally {
    documents: u64,
    facts: u64,
    failed: u64,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = sources(arguments)?;
    let format = match &arguments.format {
        Some(name) => dataset::format(name).unwrap_or(FORMATS[0]),
        None => format_of("--output", arguments.output.as_deref())?,
    };
    refuse_inputs(arguments, &sources)?;
    let job = job(arguments, format)?;
    let mut facts = open(arguments.output.as_deref())?;
    let mut mentions = arguments.mentions.as_deref().map(Output::file).transpose()?;
    let mut head = Done::default();
    job.facts.head(&mut head.facts);
    if let Some(table) = &job.mentions {
        table.head(&mut head.mentions);
    }

    let mut tally = Tally::default();
    let mut take = |done: Done| {
        done.failed.iter().for_each(|error| complain(error));
        tally.documents += done.documents;
        tally.facts += done.found;
        tally.failed += done.failed.len() as u64;
        facts.write(&done.facts)?;
        mentions.as_mut().map_or(Ok(()), |output| output.write(&done.mentions))
    };
    take(head)?;
    pipeline::run(Pieces::new(sources), job, threads(arguments), take)?;
    facts.finish()?;
    mentions.map_or(Ok(()), Output::finish)?;
    summary(&tally);
    Ok(if tally.failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
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

fn job(arguments: &Arguments, format: &Format) -> Result<Job, Error> {
    let language: &Language =
        LANGUAGES.iter().find(|known| known.code == arguments.language).unwrap_or(&LANGUAGES[0]);
    let columns = match &arguments.columns {
        Some(columns) => columns.clone(),
        None => schema::select(format.columns)?,
    };
    let mentions = match arguments.mentions.as_deref() {
        Some(path) => Some(Table::mentions(format_of("--mentions", Some(path))?)),
        None => None,
    };
    Ok(Job { published: arguments.published, language, facts: Table::facts(format, columns), mentions })
}

/// The format that a file's name asks for; the first one where the name has no extension.
fn format_of(option: &str, path: Option<&Path>) -> Result<&'static Format, Error> {
    let Some(extension) = path.and_then(Path::extension).and_then(|extension| extension.to_str()) else {
        return Ok(FORMATS[0]);
    };
    dataset::format_of(extension).ok_or_else(|| {
        let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
        let instead = if option == "--output" { ", or say --format" } else { "" };
        let message =
            format!("expected a file name that ends in {}{instead}, found .{extension}", known.join(" or "));
        Error::new(ErrorKind::Argument, message).at(option)
    })
}

/// The output named; `-` and none are standard output.
fn open(path: Option<&Path>) -> Result<Output, Error> {
    match path {
        Some(path) if path.as_os_str() != "-" => Output::file(path),
        _ => Ok(Output::standard()),
    }
}

/// The path without links, also of a file that is not there yet.
fn real(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(path)
        .or_else(|_| fs::canonicalize(folder).map(|folder| folder.join(path.file_name().unwrap_or_default())))
        .unwrap_or_else(|_| path.to_path_buf())
}

/// Refuses outputs that are inputs, by whatever name or link, and one output for two tables.
fn refuse_inputs(arguments: &Arguments, sources: &[Result<Source, Error>]) -> Result<(), Error> {
    let facts = arguments.output.as_deref().filter(|path| path.as_os_str() != "-").map(real);
    let mentions = arguments.mentions.as_deref().map(real);
    let refuse = |option: &str, message: String| Err(Error::new(ErrorKind::Argument, message).at(option));
    if facts.is_some() && facts == mentions && !facts.as_deref().is_some_and(|path| path.starts_with("/dev"))
    {
        return refuse(
            "--mentions",
            "expected another file than that of --output, found the same".to_owned(),
        );
    }
    for source in sources.iter().flatten() {
        let path = match source {
            Source::Standard => Path::new("/dev/stdin"),
            Source::File(path) => path,
        };
        let real = Some(real(path)).filter(|path| path.is_file());
        for (option, output) in [("--output", &facts), ("--mentions", &mentions)] {
            if real.is_some() && real == *output {
                let message = format!(
                    "expected a file that is not read, found the input {}; name another",
                    path.display()
                );
                return refuse(option, message);
            }
        }
    }
    Ok(())
}

fn threads(arguments: &Arguments) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    arguments.threads.map_or_else(all, usize::from)
}

/// Says what was done, to people only.
fn summary(tally: &Tally) {
    let mut stderr = io::stderr().lock();
    if stderr.is_terminal() {
        let Tally { documents, facts, failed } = tally;
        let _ = writeln!(stderr, "documents: {documents}, facts: {facts}, failed: {failed}");
    }
}
