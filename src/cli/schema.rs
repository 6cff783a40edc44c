//! `tradefacts schema`: the columns, with type, meaning and standard.

use super::Outcome;
use super::output::Output;
use clap::ValueEnum;
use std::fmt::Write as _;
use tradefacts::Error;
use tradefacts::dataset::schema::{Column, Description, tables};
use tradefacts::dataset::{self, Cell, Style};

/// Prints the columns of the tables with their type, meaning and standard
#[derive(clap::Args)]
#[command(after_help = "\
Columns marked * are the core: those that CSV has where none are asked for.

Examples:
  tradefacts schema
  tradefacts schema --format markdown > COLUMNS.md")]
pub(crate) struct Arguments {
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Csv,
    Jsonl,
    Markdown,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let printed = match arguments.format {
        Form::Text => text(&tables()).into_bytes(),
        Form::Markdown => markdown(&tables()).into_bytes(),
        Form::Csv => table("csv", &tables()),
        Form::Jsonl => table("jsonl", &tables()),
    };
    let mut output = Output::standard();
    output.write(&printed)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn mark(column: &Column<()>) -> &'static str {
    if column.core { "*" } else { "" }
}

fn text(tables: &[Description]) -> String {
    let mut out = String::new();
    for table in tables {
        let _ = writeln!(out, "{}: {}\n", table.name, table.doc);
        for column in &table.columns {
            let _ = writeln!(out, "  {}{}  {}", column.name, mark(column), column.kind.as_str());
            let _ = writeln!(out, "      {}", column.doc);
            if !column.standard.is_empty() {
                let _ = writeln!(out, "      Standard: {}.", column.standard);
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn markdown(tables: &[Description]) -> String {
    let mut out = String::new();
    for table in tables {
        let _ = writeln!(out, "## {}\n\n{}\n", table.name, table.doc);
        out.push_str("| column | type | meaning | standard |\n|---|---|---|---|\n");
        for column in &table.columns {
            let doc = column.doc.replace('|', "\\|");
            let _ = writeln!(
                out,
                "| `{}`{} | {} | {doc} | {} |",
                column.name,
                mark(column).replace('*', "\\*"),
                column.kind.as_str(),
                column.standard
            );
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The schema as a table itself.
fn table(format: &str, tables: &[Description]) -> Vec<u8> {
    let names = vec!["table", "column", "type", "core", "meaning", "standard"];
    let mut out = Vec::new();
    let Some(format) = dataset::format(format) else { return out };
    let encoder = (format.encoder)(names, Style::Plain);
    encoder.head(&mut out);
    for table in tables {
        for column in &table.columns {
            let standard =
                if column.standard.is_empty() { Cell::Missing } else { Cell::Text(column.standard.into()) };
            let core = if column.core { "yes" } else { "no" };
            let cells = [table.name, column.name, column.kind.as_str(), core, column.doc];
            let mut cells: Vec<Cell> = cells.into_iter().map(|cell| Cell::Text(cell.into())).collect();
            cells.push(standard);
            encoder.row(&cells, &mut out);
        }
    }
    out
}
