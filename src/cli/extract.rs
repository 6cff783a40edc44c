//! `tradefacts extract`: documents in, tables out.

use super::folder::Blocks;
use super::input::InputArguments;
use super::language::{Chosen, LanguageOptions};
use super::output_options::{Form, OutputOptions, Target};
use super::pipeline::{self, Job, Work};
use super::progress::Tally;
use super::review::Reviews;
use super::rows::{Rows, Sinks, is_of_document};
use super::tables::{Outputs, Tables};
use super::{Outcome, paths};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradefacts::dataset::book::BOOKS;
use tradefacts::dataset::folder::{Folder, Options};
use tradefacts::dataset::{FORMATS, Format};
use tradefacts::extractor::Language;
use tradefacts::input::{self, Pieces};
use tradefacts::{Error, ErrorKind};

const MORE: &str = "\
What a file is, its first bytes say, else the end of its name; each may be compressed (.gz, .zst).
Standard input (-) and files without an extension are JSON Lines where their first sign is {, else
text. Of folders, hidden files, links to folders and files of other kinds are passed over. Of the fields of a document only \"text\" is needed; offsets refer to it. Its date of
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
    #[command(flatten)]
    input: InputArguments,

    #[command(flatten)]
    language: LanguageOptions,

    /// Number of threads, which the output does not depend on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// Decisions of a reviewer to apply, as the page of `tradefacts report` saves them; can be repeated
    #[arg(long, value_name = "REVIEW.csv")]
    review: Vec<PathBuf>,

    /// Print neither progress nor what was done, only what failed
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    output: OutputOptions,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = arguments.input.sources()?;
    let target = arguments.output.target()?;
    paths::refuse_outputs(&arguments.output.named(), arguments.input.named(), &sources)?;
    let chosen = arguments.language.read()?;
    let files: Vec<_> = sources.iter().flatten().cloned().collect();
    let pieces = Pieces::new(sources, Arc::new(arguments.input.options()));
    let mut tally = Tally::new(&files, pieces.progress(), arguments.quiet, arguments.output.file().is_none());
    match target {
        Target::Table(Form::Text(format)) if arguments.output.is_plain(Form::Text(format))? => {
            tables(arguments, chosen.language, format, pieces, &mut tally)?
        }
        Target::Table(form) => rows(arguments, chosen.language, form, pieces, &mut tally)?,
        Target::Folder(path) => folder(arguments, chosen, path, pieces, &mut tally)?,
    }
    tally.finish()
}

/// Writes single tables.
fn tables(
    arguments: &Arguments,
    language: Language,
    format: &'static Format,
    pieces: Pieces,
    tally: &mut Tally,
) -> Result<(), Error> {
    let reviews = Reviews::open(&arguments.review)?;
    let tables = Tables::new(&arguments.output, format, language.code, reviews.clone())?;
    let mut outputs = Outputs::open(&arguments.output)?;
    outputs.write(&tables.heads())?;
    pipeline::run(pieces, arguments.job(language, tables), arguments.threads(), |done| {
        tally.add(&done);
        outputs.write(&done.made)
    })?;
    outputs.finish()?;
    reviews.complain_of_unmet();
    Ok(())
}

/// Writes tables whose rows are not bytes in the order of the input.
fn rows(
    arguments: &Arguments,
    language: Language,
    form: Form,
    pieces: Pieces,
    tally: &mut Tally,
) -> Result<(), Error> {
    let reviews = Reviews::open(&arguments.review)?;
    let mut sinks = Sinks::open(&arguments.output, form)?;
    let rows = Rows::new(&arguments.output, form, language.code, reviews.clone());
    let job = arguments.job(language, rows);
    pipeline::run(pieces, job, arguments.threads(), |done| {
        tally.add(&done);
        for rows in done.made {
            match sinks.take(rows) {
                Err(error) if is_of_document(&error) => tally.refuse(&error),
                other => other?,
            }
        }
        Ok(())
    })?;
    let failed = sinks.finish()?;
    failed.iter().for_each(|error| tally.refuse(error));
    reviews.complain_of_unmet();
    Ok(())
}

/// Adds to a dataset folder.
fn folder(
    arguments: &Arguments,
    chosen: Chosen,
    path: &Path,
    pieces: Pieces,
    tally: &mut Tally,
) -> Result<(), Error> {
    let Chosen { language, lexicon } = chosen;
    let reviews = Reviews::open(&arguments.review)?;
    let options = Options {
        with_text: arguments.output.with_text,
        prune: arguments.output.prune,
        reading: [language.code.to_owned(), reviews.reading()]
            .into_iter()
            .chain(arguments.input.reading())
            .chain(lexicon.map(|file| file.short()))
            .collect(),
    };
    let mut folder = Folder::open(path, options, language.code)?;
    let extractor = language.extractor()?;
    let job = arguments.job(language, Blocks { encoder: folder.encoder(), reviews });
    pipeline::run(pieces, job, arguments.threads(), |done| {
        tally.add(&done);
        if !done.failed.is_empty() {
            folder.fail();
        }
        for entry in done.made {
            match folder.take(entry) {
                Err(error) if error.kind() == ErrorKind::Input => tally.refuse(&error),
                other => other?,
            }
        }
        Ok(())
    })?;
    tally.grown(folder.finish(extractor.lexicon())?);
    Ok(())
}

impl Arguments {
    fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn job<W: Work>(&self, language: Language, work: W) -> Job<W> {
        Job { options: Arc::new(self.input.options()), language, work }
    }
}
