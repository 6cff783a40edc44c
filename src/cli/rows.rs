//! Rows of typed cells: made by the workers, written one document after the other, for the formats and views that need
//! more than bytes in order.

use super::output::Output;
use super::output_options::{Form, OutputOptions};
use super::pipeline::{Made, Work};
use super::review::Reviews;
use chrono::NaiveDate;
use std::panic;
use std::path::Path;
use tradefacts::dataset::book::{Book, Row, Sheet};
use tradefacts::dataset::schema::{
    Column, DOCUMENTS, DocumentCell, FACTS, MENTIONS, OBSERVATIONS, ObservationCell, SDMX, TEXT, select,
    tables,
};
use tradefacts::dataset::{
    CodePoints, Digest, DocumentRow, Encoder, FactRow, MentionRow, Observation, Style, View,
};
use tradefacts::{Document, Error, ErrorKind, Extractor};

/// The rows of a document.
pub(crate) struct DocumentRows {
    pub(crate) published: Option<NaiveDate>,
    pub(crate) document: Vec<Row>,
    /// With all columns.
    pub(crate) facts: Vec<Row>,
    /// For each fact, the rows of its numbers, where these are wanted instead.
    pub(crate) observations: Vec<Vec<Row>>,
    pub(crate) mentions: Vec<Row>,
}

/// Makes the rows of documents.
pub(crate) struct Rows {
    observations: Option<Vec<Column<ObservationCell>>>,
    documents: Vec<Column<DocumentCell>>,
    sdmx: bool,
    language: &'static str,
    reviews: Reviews,
}

impl Made for Vec<DocumentRows> {
    fn lengths(&self) -> [usize; 3] {
        [self.len(), 0, 0]
    }

    fn truncate(&mut self, lengths: [usize; 3]) {
        Vec::truncate(self, lengths[0]);
    }
}

fn document_columns(options: &OutputOptions) -> Vec<Column<DocumentCell>> {
    DOCUMENTS.iter().chain(options.with_text.then_some(&TEXT)).copied().collect()
}

impl Rows {
    pub(crate) fn new(options: &OutputOptions, form: Form, language: &'static str, reviews: Reviews) -> Rows {
        let observations = match form {
            Form::Text(format) if format.is_sdmx() => Some(SDMX.clone()),
            _ if options.long => Some(OBSERVATIONS.clone()),
            _ => None,
        };
        let sdmx = matches!(form, Form::Text(format) if format.is_sdmx());
        Rows { observations, documents: document_columns(options), sdmx, language, reviews }
    }
}

impl Work for Rows {
    type Made = Vec<DocumentRows>;

    fn wants_digest(&self) -> bool {
        true
    }

    fn work(
        &self,
        document: Document,
        digest: Digest,
        extractor: &mut Extractor,
        made: &mut Vec<DocumentRows>,
    ) -> u64 {
        let mut found = extractor.extract(&document);
        self.reviews.apply(&document, &mut found.facts);
        let offsets = CodePoints::new(&document.text);
        let (reading, language, facts) = (env!("CARGO_PKG_VERSION"), self.language, found.facts.len());
        let row = DocumentRow { document: &document, language, digest, reading, facts };
        let mut rows = DocumentRows {
            published: document.published,
            document: vec![self.documents.iter().map(|column| (column.cell)(&row).into_owned()).collect()],
            facts: Vec::with_capacity(facts),
            observations: Vec::new(),
            mentions: Vec::with_capacity(found.mentions.len()),
        };
        for index in 0..facts {
            let fact = FactRow::new(&document, &found.facts, index, &offsets);
            rows.facts.push(FACTS.iter().map(|column| (column.cell)(&fact).into_owned()).collect());
            if let Some(columns) = &self.observations {
                let all = Observation::all(fact).filter(|row| !self.sdmx || row.has_sdmx_key());
                let row = |row: Observation| columns.iter().map(|c| c.cell.read(&row).into_owned()).collect();
                rows.observations.push(all.map(row).collect());
            }
        }
        let lexicon = extractor.lexicon();
        for mention in &found.mentions {
            let place = offsets.convert(mention.span);
            let row = MentionRow { document: &document, lexicon, mention, place };
            rows.mentions.push(MENTIONS.iter().map(|column| (column.cell)(&row).into_owned()).collect());
        }
        made.push(rows);
        facts as u64
    }
}

/// A table that an output has: which one, and which of its columns.
struct Part {
    table: usize,
    columns: Vec<usize>,
}

enum Writer {
    Text(Box<dyn Encoder>),
    Book(Box<dyn Book>),
}

/// An output with its tables.
struct Sink {
    output: Output,
    parts: Vec<Part>,
    writer: Writer,
}

impl Sink {
    fn open(
        path: Option<&Path>,
        form: Form,
        style: Style,
        all: &[(Part, Sheet)],
        at: usize,
    ) -> Result<Sink, Error> {
        let mut output = path.map_or_else(|| Ok(Output::standard()), Output::file)?;
        let sheet = &all[at].1;
        let part = |part: &Part| Part { table: part.table, columns: part.columns.clone() };
        let (parts, writer) = match form {
            Form::Text(format) => {
                let encoder =
                    (format.encoder)(sheet.columns.iter().map(|column| column.name).collect(), style);
                let mut head = Vec::new();
                encoder.head(&mut head);
                output.write(&head)?;
                (vec![part(&all[at].0)], Writer::Text(encoder))
            }
            Form::Book(format) => {
                let chosen: Vec<&(Part, Sheet)> =
                    if format.all_tables { all.iter().collect() } else { vec![&all[at]] };
                let sheets = chosen.iter().map(|(_, sheet)| sheet.clone()).collect();
                let book = (format.create)(output.aside()?, sheets).map_err(|error| output.named(error))?;
                (chosen.into_iter().map(|(one, _)| part(one)).collect(), Writer::Book(book))
            }
        };
        Ok(Sink { output, parts, writer })
    }

    fn add(&mut self, rows: &[&[Row]; 3]) -> Result<(), Error> {
        let pick = |part: &Part| -> Vec<Row> {
            let row = |row: &Row| part.columns.iter().map(|&at| row[at].clone()).collect();
            rows[part.table].iter().map(row).collect()
        };
        let picked: Vec<Vec<Row>> = self.parts.iter().map(pick).collect();
        match &mut self.writer {
            Writer::Text(encoder) => {
                let mut bytes = Vec::new();
                picked.iter().flatten().for_each(|row| encoder.row(row, &mut bytes));
                self.output.write(&bytes)
            }
            Writer::Book(book) => {
                let rows: Vec<&[Row]> = picked.iter().map(Vec::as_slice).collect();
                quietly(|| book.add(&rows)).map_err(|error| self.output.named(error))
            }
        }
    }

    fn finish(self) -> Result<(), Error> {
        if let Writer::Book(book) = self.writer {
            quietly(|| book.finish()).map_err(|error| self.output.named(error))?;
        }
        self.output.finish()
    }
}

/// Runs what turns panics of a library into errors, which are told once.
fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = work();
    panic::set_hook(hook);
    result
}

/// All outputs of a run.
pub(crate) struct Sinks {
    sinks: Vec<Sink>,
    view: View,
    /// What is held back until all is there, where a view asks for it.
    held: Vec<DocumentRows>,
    long: bool,
}

impl Sinks {
    /// Opens the outputs; `form` is that of the facts.
    pub(crate) fn open(options: &OutputOptions, form: Form) -> Result<Sinks, Error> {
        let sdmx = matches!(form, Form::Text(format) if format.is_sdmx());
        let long = options.long || sdmx;
        let (name, columns, chosen) = if sdmx {
            ("observations", plain(&SDMX), (0..SDMX.len()).collect())
        } else if long {
            ("observations", plain(&OBSERVATIONS), choose(options, form, &plain(&OBSERVATIONS))?)
        } else {
            ("facts", plain(FACTS), choose(options, form, &plain(FACTS))?)
        };
        let all = [
            part(0, name, &columns, chosen),
            part(1, "mentions", &plain(MENTIONS), (0..MENTIONS.len()).collect()),
            part(
                2,
                "documents",
                &plain(&document_columns(options)),
                (0..document_columns(options).len()).collect(),
            ),
        ];
        let style = options.style();
        let mut sinks = vec![Sink::open(options.file(), form, style, &all, 0)?];
        for (option, path, at) in
            [("--mentions", &options.mentions, 1), ("--documents", &options.documents, 2)]
        {
            if let Some(path) = path {
                let form = options.form_of(option, Some(path))?;
                sinks.push(Sink::open(Some(path), form, style, &all, at)?);
            }
        }
        Ok(Sinks { sinks, view: options.view(), held: Vec::new(), long })
    }

    /// Takes the rows of a document.
    ///
    /// # Errors
    /// Of the kind `Input` where an output cannot have this document; it has none of it.
    pub(crate) fn take(&mut self, rows: DocumentRows) -> Result<(), Error> {
        if self.view.is_all() {
            let chosen: Vec<usize> = (0..rows.facts.len()).collect();
            return self.write(&rows, &chosen);
        }
        if self.view.has(rows.published) {
            self.held.push(rows);
        }
        Ok(())
    }

    fn write(&mut self, rows: &DocumentRows, chosen: &[usize]) -> Result<(), Error> {
        let facts: Vec<Row> = if self.long {
            chosen.iter().flat_map(|&index| rows.observations[index].iter().cloned()).collect()
        } else {
            chosen.iter().map(|&index| rows.facts[index].clone()).collect()
        };
        let rows = [facts.as_slice(), &rows.mentions, &rows.document];
        self.sinks.iter_mut().try_for_each(|sink| sink.add(&rows))
    }

    /// Applies the view and completes the outputs. Returns the documents that an output could not have.
    pub(crate) fn finish(mut self) -> Result<Vec<Error>, Error> {
        let mut held = std::mem::take(&mut self.held);
        let counts: Vec<usize> = held.iter().map(|rows| rows.facts.len()).collect();
        let mut all: Vec<Row> = held.iter_mut().flat_map(|rows| std::mem::take(&mut rows.facts)).collect();
        let chosen = self.view.choose(&mut all);
        let (mut all, mut chosen, mut first) = (all.into_iter(), chosen.into_iter().peekable(), 0);
        let mut failed = Vec::new();
        for (mut rows, count) in held.into_iter().zip(counts) {
            rows.facts.extend(all.by_ref().take(count));
            let mut own = Vec::new();
            while let Some(index) = chosen.next_if(|&index| index < first + count) {
                own.push(index - first);
            }
            first += count;
            match self.write(&rows, &own) {
                Err(error) if is_of_document(&error) => failed.push(error),
                other => other?,
            }
        }
        self.sinks.into_iter().try_for_each(Sink::finish)?;
        Ok(failed)
    }
}

fn plain<C: Copy>(columns: &[Column<C>]) -> Vec<Column<()>> {
    columns.iter().map(Column::plain).collect()
}

fn part(table: usize, name: &'static str, columns: &[Column<()>], chosen: Vec<usize>) -> (Part, Sheet) {
    let doc = tables().iter().find(|table| table.name == name).map_or("", |table| table.doc);
    let columns = chosen.iter().map(|&at| columns[at]).collect();
    (Part { table, columns: chosen }, Sheet { name, doc, columns })
}

/// The columns that are asked for, by their places.
fn choose(options: &OutputOptions, form: Form, columns: &[Column<()>]) -> Result<Vec<usize>, Error> {
    let choice = options.columns.as_deref().unwrap_or(form.columns());
    let mut chosen = select(choice, columns).map_err(|error| error.at("--columns"))?;
    let also_in = columns.iter().find(|column| column.name == "also_in").filter(|_| options.unique);
    if let (None, Some(column)) = (&options.columns, also_in)
        && chosen.iter().all(|other| other.name != column.name)
    {
        chosen.push(*column);
    }
    let at = |column: Column<()>| columns.iter().position(|other| other.name == column.name);
    Ok(chosen.into_iter().filter_map(at).collect())
}

/// Whether the error is of one document, and the others go on.
pub(crate) fn is_of_document(error: &Error) -> bool {
    error.kind() == ErrorKind::Input
}
