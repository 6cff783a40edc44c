//! `tradefacts check`: a dataset against itself and against known figures.

use super::output::Output;
use super::{Outcome, findings, review};
use clap::builder::PossibleValuesParser;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tradefacts::check::format::Report;
use tradefacts::check::{self, CHECKS, known};
use tradefacts::dataset::load;
use tradefacts::{Error, ErrorKind};

const MORE: &str = "\
Two printed numbers contradict each other where no numbers that round to them fit. There is no other
tolerance, and nothing is edited. `tradefacts check --explain NAME` says what a check compares, why,
and gives an example; `--explain all` lists every one.

A table of known figures has columns of `tradefacts schema` as keys, value or change or both, and
where wanted published, tolerance and note. Empty keys fit everything; TOTAL|goods fits either. The
name official stands for the table that the program carries.

Exit codes: 0 no finding of the severity asked for; 1 some; 2 unusable arguments or input.

Examples:
  tradefacts check facts.csv
  tradefacts check release/ --known expected.csv --strict --format junit -o report.xml
  tradefacts extract release.txt --columns all | tradefacts check - --known official
  tradefacts check facts.csv --only balance,total --format jsonl
  tradefacts check --explain weighted_growth";

/// What stands below the options: the checks, the formats, and [`MORE`].
fn more() -> String {
    let mut out = String::from("Checks:\n");
    for (name, about) in check::names() {
        let _ = writeln!(out, "  {name:16} {about}");
    }
    out + "\n" + &findings::formats_help() + "\n" + MORE
}

/// Checks a dataset: its facts against each other, and against known figures
#[derive(clap::Args)]
#[command(after_help = more())]
pub(crate) struct Arguments {
    /// A dataset folder, a file of facts (.csv, .tsv, .jsonl), or - for standard input
    #[arg(value_name = "DATASET", required_unless_present = "explain")]
    dataset: Option<PathBuf>,

    /// Table of known figures, or official; may be given several times
    #[arg(long, value_name = "KNOWN")]
    known: Vec<PathBuf>,

    /// Decisions of a reviewer to apply first, as the page of `tradefacts report` saves them; may be given several times
    #[arg(long, value_name = "REVIEW.csv")]
    review: Vec<PathBuf>,

    /// Only these checks, with commas between them
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = known_names())]
    only: Vec<String>,

    /// All checks but these
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = known_names())]
    skip: Vec<String>,

    /// Says what a check does, why, and gives an example
    #[arg(long, value_name = "NAME", value_parser = explainable(), conflicts_with = "dataset")]
    explain: Option<String>,

    #[command(flatten)]
    findings: findings::Options,
}

fn known_names() -> PossibleValuesParser {
    PossibleValuesParser::new(check::names().map(|(name, _)| name))
}

fn explainable() -> PossibleValuesParser {
    PossibleValuesParser::new(check::names().map(|(name, _)| name).chain(["all"]))
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if let Some(name) = &arguments.explain {
        return explain(name);
    }
    let Some(path) = &arguments.dataset else { return Ok(Outcome::Done) };
    let facts = load::records(&review::read(&arguments.review)?.applied(&load::Table::open(path)?))?;
    let mut figures = Vec::new();
    for table in &arguments.known {
        figures.extend(read_known(table, path)?);
    }
    let wanted = |name: &str| {
        (arguments.only.is_empty() || arguments.only.iter().any(|only| only == name))
            && !arguments.skip.iter().any(|skip| skip == name)
    };
    let (names, found) = check::examine(&facts, &figures, wanted);
    let threshold = arguments.findings.threshold(check::Severity::Error);
    arguments.findings.write(&Report { facts: &facts, findings: &found, checks: &names, threshold })
}

/// The figures of a table; of two names for one input neither could be read.
fn read_known(table: &Path, dataset: &Path) -> Result<Vec<known::Figure>, Error> {
    if table.as_os_str() == "-" && dataset.as_os_str() == "-" {
        let message = "expected one of dataset and known figures on standard input, found both; name a file";
        return Err(Error::new(ErrorKind::Argument, message).at("--known"));
    }
    if table.as_os_str() == "official" { known::official() } else { known::read(table) }
}

fn explain(name: &str) -> Result<Outcome, Error> {
    let mut out = String::new();
    let mut say = |name: &str, about: &str, why: &str, example: &str| {
        let _ = writeln!(out, "{name}: {about}\n\n  {why}\n\n  Example: {example}\n");
    };
    if name == known::NAME || name == "all" {
        say(known::NAME, known::ABOUT, known::WHY, known::EXAMPLE);
    }
    for check in CHECKS.iter().filter(|check| check.name == name || name == "all") {
        say(check.name, check.about, check.why, check.example);
    }
    out.pop();
    let mut output = Output::standard();
    output.write(out.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Done)
}
