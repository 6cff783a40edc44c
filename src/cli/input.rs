//! The options that say what is read, and those that say how, of every command that reads documents.

use chrono::NaiveDate;
use clap::ValueEnum;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use tradefacts::input::{self, Encoding, Globs, Names, Options, PdfReader, Role, Source};
use tradefacts::{Error, ErrorKind};

/// What is read, and how.
#[derive(clap::Args)]
pub(crate) struct InputArguments {
    /// Files, folders (their files of known kinds, sorted by name), or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Of folders, read only files that match; may be given several times [default: all of known kinds]
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    include: Vec<String>,

    /// Of folders, leave out files and folders that match; may be given several times
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    exclude: Vec<String>,

    #[command(flatten)]
    reading: ReadingOptions,
}

/// How documents are read.
#[derive(clap::Args)]
pub(crate) struct ReadingOptions {
    /// Date of publication of documents that have no such field or metadata, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    published: Option<NaiveDate>,

    /// Column or field that holds the text [default: text, body, content, article, ...]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    text_column: Option<String>,

    /// Column or field that names the document [default: id, doc_id, ...]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    id_column: Option<String>,

    /// Column or field with the date of publication [default: published, publish_date, date, ...]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    published_column: Option<String>,

    /// Column or field with the title [default: title, headline, heading]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    title_column: Option<String>,

    /// Column or field with the address [default: url, link, ...]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    url_column: Option<String>,

    /// Column or field with the outlet [default: publisher, publication, outlet, source, ...]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    publisher_column: Option<String>,

    /// Column or field with the language [default: language, lang]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    language_column: Option<String>,

    /// Encoding of text, such as windows-1252 or gb18030 [default: as marked, declared or detected]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    encoding: Option<Encoding>,

    /// What reads PDF: the program itself, or pdftotext of poppler, which has to be installed
    #[arg(long, value_enum, value_name = "READER", default_value = "builtin", help_heading = "Input")]
    pdf_reader: Reader,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reader {
    Builtin,
    Pdftotext,
}

impl ReadingOptions {
    /// How inputs are read.
    pub(crate) fn options(&self) -> Options {
        let mut columns = Names::default();
        for (role, name) in [
            (Role::Text, &self.text_column),
            (Role::Id, &self.id_column),
            (Role::Published, &self.published_column),
            (Role::Title, &self.title_column),
            (Role::Url, &self.url_column),
            (Role::Publisher, &self.publisher_column),
            (Role::Language, &self.language_column),
        ] {
            if let Some(name) = name {
                columns.set(role, name.clone());
            }
        }
        let pdf = match self.pdf_reader {
            Reader::Builtin => PdfReader::Builtin,
            Reader::Pdftotext => PdfReader::Pdftotext,
        };
        Options { published: self.published, columns, encoding: self.encoding, pdf }
    }

    /// What of the options decides how a document is read, for a dataset that remembers it.
    fn reading(&self) -> Vec<String> {
        let published = self.published.map(|date| date.to_string()).unwrap_or_default();
        let Options { columns, encoding, pdf, .. } = self.options();
        let told =
            [columns.to_string(), encoding.map(|e| e.to_string()).unwrap_or_default(), pdf.to_string()];
        let told = told.into_iter().filter(|told| !told.is_empty());
        std::iter::once(published).chain(told).collect()
    }
}

impl InputArguments {
    /// How inputs are read.
    pub(crate) fn options(&self) -> Options {
        self.reading.options()
    }

    /// What of the options decides how a document is read, for a dataset that remembers it.
    pub(crate) fn reading(&self) -> Vec<String> {
        self.reading.reading()
    }

    /// What is named.
    pub(crate) fn named(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// What there is to read; without arguments, standard input unless it is a terminal.
    pub(crate) fn sources(&self) -> Result<Vec<Result<Source, Error>>, Error> {
        let globs = Globs::new(&self.include, &self.exclude)?;
        if !self.inputs.is_empty() {
            return Ok(input::find_sources(&self.inputs, &globs));
        }
        if io::stdin().is_terminal() {
            let message =
                "expected files, folders or - (standard input), found nothing to read; see tradefacts --help";
            return Err(Error::new(ErrorKind::Argument, message));
        }
        Ok(vec![Ok(Source::Standard)])
    }
}
