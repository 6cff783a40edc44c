//! `tradefacts export`: a dataset folder in another form, as of a day or without duplicates.

use super::Outcome;
use super::output_options::{Form, OutputOptions, Target};
use super::paths;
use super::rows::{DocumentRows, Sinks};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tradefacts::dataset::book::Row;
use tradefacts::dataset::folder::{DOC_ID, TABLES};
use tradefacts::dataset::load::{self, Table};
use tradefacts::dataset::schema::{Column, DOCUMENTS, FACTS, MENTIONS, TEXT};
use tradefacts::dataset::{Cell, CellType};
use tradefacts::{Error, ErrorKind};

/// Writes a dataset folder in another form, as of a day or without duplicates
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  tradefacts export trade/ -o trade.xlsx
  tradefacts export trade/ --as-of 2023-06-30 --unique --columns series_key,published,value,unit
  tradefacts export trade/ -o facts.parquet --mentions mentions.parquet")]
pub(crate) struct Arguments {
    /// The dataset folder
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    #[command(flatten)]
    output: OutputOptions,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let Target::Table(form) = arguments.output.target()? else {
        let message = "expected a single file, found a dataset folder; copy the folder instead";
        return Err(Error::new(ErrorKind::Argument, message).at("--output"));
    };
    let long = arguments.output.long || matches!(form, Form::Text(format) if format.is_sdmx());
    if long {
        let message = "expected facts, found observations, which a dataset does not store; use extract";
        return Err(Error::new(ErrorKind::Argument, message).at(if arguments.output.long {
            "--long"
        } else {
            "--format"
        }));
    }
    if !arguments.dataset.is_dir() {
        let message = "expected a dataset folder, found none; name one that extract -o NAME/ wrote";
        return Err(Error::new(ErrorKind::Argument, message).at(arguments.dataset.display().to_string()));
    }
    paths::refuse_outputs(&arguments.output.named(), std::slice::from_ref(&arguments.dataset), &[])?;
    let mut sinks = Sinks::open(&arguments.output, form)?;
    for rows in read(&arguments.dataset, arguments.output.with_text)? {
        sinks.take(rows)?;
    }
    match sinks.finish()?.into_iter().next() {
        Some(error) => Err(error),
        None => Ok(Outcome::Done),
    }
}

/// The rows of a dataset, by document.
fn read(folder: &Path, with_text: bool) -> Result<Vec<DocumentRows>, Error> {
    let documents: Vec<Column<_>> = DOCUMENTS.iter().chain(with_text.then_some(&TEXT)).copied().collect();
    let [listed, facts, mentions] =
        [rows(folder, 0, &documents)?, rows(folder, 1, FACTS)?, rows(folder, 2, MENTIONS)?];
    let mut places = HashMap::new();
    let mut found = Vec::new();
    for (id, row) in listed {
        let published = DOCUMENTS.iter().zip(&row).find(|(column, _)| column.name == "published");
        let published = if let Some((_, Cell::Date(date))) = published { Some(*date) } else { None };
        places.insert(id, found.len());
        found.push(DocumentRows {
            published,
            document: vec![row],
            facts: Vec::new(),
            observations: Vec::new(),
            mentions: Vec::new(),
        });
    }
    let mut give = |rows: Vec<(String, Row)>, add: fn(&mut DocumentRows, Row)| {
        for (id, row) in rows {
            let place = places.get(&id).ok_or_else(|| unknown(folder, &id))?;
            add(&mut found[*place], row);
        }
        Ok(())
    };
    give(facts, |document, row| document.facts.push(row))?;
    give(mentions, |document, row| document.mentions.push(row))?;
    Ok(found)
}

/// The rows of a table, with the names of their documents.
fn rows<C>(folder: &Path, table: usize, columns: &[Column<C>]) -> Result<Vec<(String, Row)>, Error> {
    let table = Table::open(&folder.join(format!("{}.csv", TABLES[table])))?;
    let row = |row: load::Row| {
        let cells = columns.iter().map(|column| cell(&row, column.name, column.kind));
        let id = row.text(DOC_ID).unwrap_or_default().to_owned();
        Ok((id, cells.collect::<Result<Row, Error>>()?))
    };
    table.rows().map(row).collect()
}

fn cell(row: &load::Row, name: &str, kind: CellType) -> Result<Cell<'static>, Error> {
    Ok(match kind {
        CellType::String => row.text(name).map(|text| Cell::Text(text.to_owned().into())),
        CellType::Decimal => row.decimal(name)?.map(Cell::Decimal),
        CellType::Integer => row.integer(name)?.map(Cell::Integer),
        CellType::Date => row.date(name)?.map(Cell::Date),
    }
    .unwrap_or(Cell::Missing))
}

fn unknown(folder: &Path, id: &str) -> Error {
    let message = format!("expected rows of documents that are listed, found {id:?}; write the dataset anew");
    Error::new(ErrorKind::Input, message).at(folder.display().to_string())
}
