//! The options that say what is written, in which form and where.

use super::paths::Named;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};
use tradefacts::dataset::book::{BOOKS, BookFormat};
use tradefacts::dataset::{self, FORMATS, Format, Style, View};
use tradefacts::input;
use tradefacts::{Error, ErrorKind};

/// What `--format` calls a dataset folder.
const FOLDER: &str = "folder";

/// What is written, in which form and where.
#[derive(clap::Args)]
#[command(next_help_heading = "Output options")]
pub(crate) struct OutputOptions {
    /// File to write facts to; a name that ends in / is a dataset folder, which grows [default: standard output]
    #[arg(short, long, value_name = "FILE|FOLDER/")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the facts [default: as the output's name ends, else csv]
    #[arg(long, value_parser = formats())]
    format: Option<String>,

    /// core, all, or names with commas between them [default: depends on the format]
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) columns: Option<String>,

    /// One row per number: level, change, share, base and conversion as observations
    #[arg(long)]
    pub(crate) long: bool,

    /// CSV or TSV that opens with a double click: byte order mark, text that stays text
    #[arg(long, conflicts_with = "excel_eu")]
    excel: bool,

    /// The same with semicolons and decimal commas
    #[arg(long)]
    excel_eu: bool,

    /// File to write all amounts, percentages, quantities and periods to
    #[arg(long, value_name = "FILE")]
    pub(crate) mentions: Option<PathBuf>,

    /// File to write the list of documents to
    #[arg(long, value_name = "FILE")]
    pub(crate) documents: Option<PathBuf>,

    /// Write the texts too, as a column of the documents
    #[arg(long)]
    pub(crate) with_text: bool,

    /// Of each figure the last vintage that was published on or before this day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    as_of: Option<NaiveDate>,

    /// Of the same statement in several places the one with most digits; also_in lists the other documents
    #[arg(long)]
    pub(crate) unique: bool,

    /// Remove documents from a dataset folder that are not in the input any more
    #[arg(long)]
    pub(crate) prune: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name).chain(books()).chain([FOLDER]))
}

fn books() -> impl Iterator<Item = &'static str> {
    BOOKS.iter().map(|book| book.name)
}

/// The form of a table.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// Rows encoded one after the other.
    Text(&'static Format),
    /// A book.
    Book(&'static BookFormat),
}

impl Form {
    /// Which columns of facts it has where none are asked for.
    pub(crate) fn columns(self) -> &'static str {
        match self {
            Form::Text(format) => format.columns,
            Form::Book(_) => "all",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Form::Text(format) => format.name,
            Form::Book(format) => format.name,
        }
    }

    fn is_styled(self) -> bool {
        matches!(self, Form::Text(format) if format.styled)
    }
}

/// What the facts are written to.
pub(crate) enum Target<'a> {
    /// One table, in a file or on standard output.
    Table(Form),
    /// A dataset folder.
    Folder(&'a Path),
}

impl OutputOptions {
    /// What the facts are written to.
    pub(crate) fn target(&self) -> Result<Target<'_>, Error> {
        let path = self.file();
        let named_folder = self.format.as_deref() == Some(FOLDER);
        let folder = path.filter(|path| named_folder || self.format.is_none() && is_folder(path));
        if let Some(folder) = folder {
            self.refuse_for_folders()?;
            return Ok(Target::Folder(folder));
        }
        if named_folder {
            return Err(refused("--format", "expected --output with the name of a folder, found none"));
        }
        if self.prune {
            return Err(refused(
                "--prune",
                "expected a dataset folder, found another output; end its name with /",
            ));
        }
        let form = match &self.format {
            Some(name) => form_named(name),
            None => self.form_of("--output", path)?,
        };
        let all_tables = matches!(form, Form::Book(book) if book.all_tables);
        if self.with_text && self.documents.is_none() && !all_tables {
            let message = "expected a dataset folder or --documents, found neither; add one of them";
            return Err(refused("--with-text", message));
        }
        if self.style() != Style::Plain && !form.is_styled() {
            let message = format!("expected csv or tsv, found {}; say --format csv", form.name());
            return Err(refused(if self.excel { "--excel" } else { "--excel-eu" }, &message));
        }
        if matches!(form, Form::Text(format) if format.is_sdmx()) && (self.columns.is_some() || self.long) {
            let option = if self.long { "--long" } else { "--columns" };
            return Err(refused(option, "expected nothing, as sdmx-csv has its own columns; leave this out"));
        }
        if path.is_none() && matches!(form, Form::Book(_)) {
            let message =
                format!("expected the name of a file for {}, found standard output; name one", form.name());
            return Err(refused("--output", &message));
        }
        Ok(Target::Table(form))
    }

    fn refuse_for_folders(&self) -> Result<(), Error> {
        let given = [
            ("--columns", self.columns.is_some()),
            ("--long", self.long),
            ("--excel", self.excel),
            ("--excel-eu", self.excel_eu),
            ("--mentions", self.mentions.is_some()),
            ("--documents", self.documents.is_some()),
            ("--as-of", self.as_of.is_some()),
            ("--unique", self.unique),
        ];
        match given.iter().find(|(_, given)| *given) {
            Some((option, _)) => {
                let message = "expected a single table, found a dataset folder, which has all tables and columns as \
                               plain CSV; leave this out";
                Err(refused(option, message))
            }
            None => Ok(()),
        }
    }

    /// The output that is no standard output.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// How tables are meant to be opened.
    pub(crate) fn style(&self) -> Style {
        match (self.excel, self.excel_eu) {
            (true, _) => Style::Excel,
            (_, true) => Style::ExcelEu,
            _ => Style::Plain,
        }
    }

    /// All outputs with the options that name them.
    pub(crate) fn named(&self) -> Vec<Named<'_>> {
        let all = [
            ("--output", self.file()),
            ("--mentions", self.mentions.as_deref()),
            ("--documents", self.documents.as_deref()),
        ];
        all.into_iter().filter_map(|(option, path)| Some((option, path?))).collect()
    }

    /// Which facts are wanted.
    pub(crate) fn view(&self) -> View {
        View { as_of: self.as_of, unique: self.unique }
    }

    /// Whether all outputs are rows of bytes that need no others: they are encoded at once.
    pub(crate) fn is_plain(&self, form: Form) -> Result<bool, Error> {
        let text = |option, path: &Option<PathBuf>| match path {
            Some(path) => Ok(matches!(self.form_of(option, Some(path))?, Form::Text(_))),
            None => Ok(true),
        };
        Ok(self.view().is_all()
            && matches!(form, Form::Text(format) if !format.is_sdmx())
            && text("--mentions", &self.mentions)?
            && text("--documents", &self.documents)?)
    }

    /// The form that a file's name asks for; the first one where the name has no extension.
    pub(crate) fn form_of(&self, option: &str, path: Option<&Path>) -> Result<Form, Error> {
        let extension = path.and_then(Path::extension).and_then(|extension| extension.to_str());
        let Some(extension) = extension else { return Ok(Form::Text(FORMATS[0])) };
        let book = BOOKS.iter().find(|book| book.extension.eq_ignore_ascii_case(extension));
        if let Some(book) = book {
            return Ok(Form::Book(book));
        }
        dataset::format_of(extension).map(Form::Text).ok_or_else(|| {
            let text =
                FORMATS.iter().map(|format| format.extension).filter(|extension| !extension.is_empty());
            let known: Vec<String> =
                text.chain(BOOKS.iter().map(|book| book.extension)).map(|end| format!(".{end}")).collect();
            let instead = if option == "--output" { ", or say --format" } else { "" };
            let message = format!(
                "expected a file name that ends in {}{instead}, found .{extension}",
                known.join(" or ")
            );
            refused(option, &message)
        })
    }

    /// The format of bytes that a file's name asks for.
    pub(crate) fn format_of(&self, option: &str, path: Option<&Path>) -> Result<&'static Format, Error> {
        match self.form_of(option, path)? {
            Form::Text(format) => Ok(format),
            Form::Book(_) => Ok(FORMATS[0]),
        }
    }
}

/// The form of that name.
fn form_named(name: &str) -> Form {
    let book = BOOKS.iter().find(|book| book.name == name).map(|book| Form::Book(book));
    book.unwrap_or_else(|| Form::Text(dataset::format(name).unwrap_or(FORMATS[0])))
}

/// Whether the name is that of a folder: it is one, or ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn refused(option: &str, message: &str) -> Error {
    Error::new(ErrorKind::Argument, message).at(option)
}
