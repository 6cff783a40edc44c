//! `tradefacts explain`: each sentence with what was read in it, by which rule, and what was passed by.
//!
//! | module     | what                                                                          |
//! |------------|-------------------------------------------------------------------------------|
//! | `sentence` | the mentions, facts and refusals of a document, sorted into its sentences      |
//! | `text`     | for people: marks in the text, a table below each fact, in colour on a terminal |
//! | `jsonl`    | for programs: one object a sentence                                           |

mod jsonl;
mod sentence;
mod text;

use super::input::InputArguments;
use super::language::LanguageOptions;
use super::output::Output;
use super::{Outcome, complain};
use clap::ValueEnum;
use sentence::Explained;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use tradefacts::Error;
use tradefacts::input::Pieces;

/// Shows each sentence with what was read in it, by which rule, and which numbers gave no fact
#[derive(clap::Args)]
#[command(after_help = "\
A sentence is shown where it holds an amount, a period or a fact. Amounts and periods stand in
brackets; below stand the facts, each column with the words and the rule that it was read from, or
with the assumption; then the numbers that gave no fact, with the rule that stopped them. The last
lines count both.

Examples:
  tradefacts explain article.txt --published 2023-05-22
  tradefacts explain page.html
  echo 'Exports rose 5 percent in May.' | tradefacts explain - --published 2023-06-07
  tradefacts explain news.jsonl --format jsonl > explained.jsonl")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: InputArguments,

    #[command(flatten)]
    language: LanguageOptions,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Form,

    /// Whether the text is in colour; auto is a terminal without NO_COLOR
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    fn wanted(self) -> bool {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        self == Color::Always || self == Color::Auto && !plain && io::stdout().is_terminal()
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let sources = arguments.input.sources()?;
    let mut extractor = arguments.language.read()?.language.extractor()?;
    let mut output = Output::standard();
    let mut totals = sentence::Totals::default();
    let mut outcome = Outcome::Done;
    let looks = text::Looks::new(arguments.color.wanted());
    let options = Arc::new(arguments.input.options());
    for piece in Pieces::new(sources, options.clone()) {
        let document = match piece.and_then(|piece| piece.into_document(&options)) {
            Ok(document) => document,
            Err(error) => {
                complain(&error);
                outcome = Outcome::SomeFailed;
                continue;
            }
        };
        let extraction = extractor.extract(&document);
        let explained = Explained::new(&document, &extraction, extractor.lexicon());
        totals.add(&extraction);
        let printed = match arguments.format {
            Form::Text => text::document(&explained, &looks),
            Form::Jsonl => jsonl::document(&explained),
        };
        output.write(printed.as_bytes())?;
    }
    if matches!(arguments.format, Form::Text) {
        output.write(text::totals(&totals).as_bytes())?;
    }
    output.finish()?;
    Ok(outcome)
}
