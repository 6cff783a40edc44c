//! The command line: arguments, progress, exit codes. Only this folder prints.
//!
//! Exit codes: 0 done; 1 some document failed, which is named on standard error, and the others are written; 2 the
//! arguments are unusable, and nothing is read or written. `check` and `diff` end with 1 where they find something of
//! the severity asked for, and with 2 where they cannot read. A reader of our output that goes away ends the program
//! quietly.

mod check;
mod diff;
mod explain;
mod export;
mod extract;
mod findings;
mod folder;
mod input;
mod language;
mod output;
mod output_options;
mod paths;
mod pipeline;
mod progress;
mod report;
mod review;
mod rows;
mod schema;
mod tables;

use clap::{Parser, Subcommand};
use std::fmt::Display;
use std::io::{self, Write as _};
use std::panic;
use std::process::ExitCode;
use std::thread;
use tradefacts::ErrorKind;

/// Reads news articles and statistical releases and writes the trade facts in them as exact, dated, traceable
/// records.
#[derive(Parser)]
#[command(name = "tradefacts", version, arg_required_else_help = true, max_term_width = 110)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(Box<extract::Arguments>),
    Explain(explain::Arguments),
    Export(export::Arguments),
    Report(report::Arguments),
    Review(review::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Schema(schema::Arguments),
}

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
    /// Findings of the severity asked for.
    Found,
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        if thread::current().name() != Some(pipeline::WORKER) {
            told(fault);
        }
    }));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no failure.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let outcome = match &arguments.command {
        Command::Extract(arguments) => extract::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
    };
    // There 1 means findings.
    let unreadable = if matches!(arguments.command, Command::Check(_) | Command::Diff(_)) { 2 } else { 1 };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed | Outcome::Found) => ExitCode::from(1),
        Err(error) if error.kind() == ErrorKind::ClosedPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            let unusable = matches!(error.kind(), ErrorKind::Argument | ErrorKind::Lexicon);
            ExitCode::from(if unusable { 2 } else { unreadable })
        }
    }
}

/// Prints an error; where standard error is closed, nobody wants it.
fn complain(error: &dyn Display) {
    let _ = writeln!(io::stderr().lock(), "error: {error}");
}
