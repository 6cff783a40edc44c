//! `tradefacts diff`: what became of each figure from one dataset to another, or from one day to another.

use super::{Outcome, findings};
use chrono::NaiveDate;
use std::path::PathBuf;
use tradefacts::check::format::Report;
use tradefacts::check::{self, DIFF, Severity};
use tradefacts::dataset::load::{self, Record};
use tradefacts::{Error, ErrorKind, input};

/// Compares two datasets by series: figures that are new, gone, revised, re-rounded, or have other evidence
#[derive(clap::Args)]
#[command(after_help = "\
Figures are compared by their series (the column series_key): level by unit, change by unit and basis,
share. Of several statements of a figure the last published stands, and of those the one with most
digits. `revised` and `gone` are warnings; `new`, `re-rounded` (another print of a number that both
allow) and `other-evidence` (the same figure in other sentences) are notes.

Exit codes: 0 no finding of the severity asked for; 1 some; 2 unusable arguments or input.

Examples:
  tradefacts diff yesterday.csv today.csv
  tradefacts diff old/ new/ --format markdown > CHANGES.md
  tradefacts diff dataset/ --as-of 2023-05-31 --as-of 2023-06-30
  tradefacts diff old.jsonl new.jsonl --severity info --format csv")]
pub(crate) struct Arguments {
    /// A dataset folder, a file of facts (.csv, .tsv, .jsonl), or - for standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The dataset compared with [default: OLD, at the second day of --as-of]
    #[arg(value_name = "NEW", required_unless_present = "as_of")]
    new: Option<PathBuf>,

    /// Only facts published by that day; given twice, of OLD and of NEW
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    as_of: Vec<NaiveDate>,

    #[command(flatten)]
    findings: findings::Options,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let wrong = |found: &str| {
        let message =
            format!("expected two datasets, or one and two days, found {found}; see tradefacts diff --help");
        Err(Error::new(ErrorKind::Argument, message).at("--as-of"))
    };
    let days = match (arguments.as_of.as_slice(), &arguments.new) {
        ([], _) => [None, None],
        ([day], Some(_)) => [Some(*day), Some(*day)],
        ([one, other], _) => [Some(*one), Some(*other)],
        ([_], None) => return wrong("one and one day"),
        (days, _) => return wrong(&format!("{} days", days.len())),
    };
    let old = load::facts(&arguments.old)?;
    let new = arguments.new.as_ref().map_or_else(|| Ok(old.clone()), |new| load::facts(new))?;
    let at = |facts: Vec<Record>, day: Option<NaiveDate>| match day {
        Some(day) => check::as_of(&facts, day),
        None => facts,
    };
    let (old, new) = (at(old, days[0]), at(new, days[1]));
    let found = check::between(&old, &new);
    let facts = [old, new].concat();
    let threshold = arguments.findings.threshold(Severity::Warning);
    arguments.findings.write(&Report { facts: &facts, findings: &found, checks: &[DIFF], threshold })
}
