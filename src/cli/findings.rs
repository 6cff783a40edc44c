//! What `check` and `diff` share: how findings are printed, and from which severity on they fail.

use super::Outcome;
use super::output::Output;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use std::fmt::Write as _;
use std::path::PathBuf;
use tradefacts::Error;
use tradefacts::check::Severity;
use tradefacts::check::format::{self, FORMATS, Report};

/// How findings are printed, and which fail.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How findings are printed
    #[arg(long, default_value = FORMATS[0].name, value_parser = formats())]
    format: String,

    /// File to write findings to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Least severity of a finding that makes the exit code 1 [default: error; of diff, warning]
    #[arg(long, value_enum)]
    severity: Option<Level>,

    /// The same as --severity warning
    #[arg(long, conflicts_with = "severity")]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Info,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
}

/// The formats, as a help text lists them.
pub(crate) fn formats_help() -> String {
    let mut out = String::from("Formats:\n");
    for format in FORMATS {
        let _ = writeln!(out, "  {:16} {}", format.name, format.about);
    }
    out
}

impl Options {
    /// From which severity on a finding fails; `usual` where none was asked for.
    pub(crate) fn threshold(&self, usual: Severity) -> Severity {
        match self.severity {
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Info) => Severity::Info,
            None if self.strict => Severity::Warning,
            None => usual,
        }
    }

    /// Prints findings.
    pub(crate) fn write(&self, report: &Report) -> Result<Outcome, Error> {
        let format = format::format(&self.format).unwrap_or(FORMATS[0]);
        let mut output = match self.output.as_deref().filter(|path| path.as_os_str() != "-") {
            Some(path) => Output::file(path)?,
            None => Output::standard(),
        };
        output.write((format.write)(report).as_bytes())?;
        output.finish()?;
        Ok(if report.fails() { Outcome::Found } else { Outcome::Done })
    }
}
