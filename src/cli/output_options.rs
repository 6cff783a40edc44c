//! The options that say what is written, in which form and where.

use super::paths::Named;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};
use tradefacts::dataset::{self, FORMATS, Format, Style};
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

    /// Remove documents from a dataset folder that are not in the input any more
    #[arg(long)]
    pub(crate) prune: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name).chain([FOLDER]))
}

/// What the facts are written to.
pub(crate) enum Target<'a> {
    /// One table, in a file or on standard output.
    Table(&'static Format),
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
        if self.with_text && self.documents.is_none() {
            let message = "expected a dataset folder or --documents, found neither; add one of them";
            return Err(refused("--with-text", message));
        }
        let format = match &self.format {
            Some(name) => dataset::format(name).unwrap_or(FORMATS[0]),
            None => self.format_of("--output", path)?,
        };
        if self.style() != Style::Plain && !format.styled {
            let message = format!("expected csv or tsv, found {}; say --format csv", format.name);
            return Err(refused(if self.excel { "--excel" } else { "--excel-eu" }, &message));
        }
        Ok(Target::Table(format))
    }

    fn refuse_for_folders(&self) -> Result<(), Error> {
        let given = [
            ("--columns", self.columns.is_some()),
            ("--long", self.long),
            ("--excel", self.excel),
            ("--excel-eu", self.excel_eu),
            ("--mentions", self.mentions.is_some()),
            ("--documents", self.documents.is_some()),
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

    /// The format that a file's name asks for; the first one where the name has no extension.
    pub(crate) fn format_of(&self, option: &str, path: Option<&Path>) -> Result<&'static Format, Error> {
        let extension = path.and_then(Path::extension).and_then(|extension| extension.to_str());
        let Some(extension) = extension else { return Ok(FORMATS[0]) };
        dataset::format_of(extension).ok_or_else(|| {
            let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
            let instead = if option == "--output" { ", or say --format" } else { "" };
            let message = format!(
                "expected a file name that ends in {}{instead}, found .{extension}",
                known.join(" or ")
            );
            refused(option, &message)
        })
    }
}

/// Whether the name is that of a folder: it is one, or ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn refused(option: &str, message: &str) -> Error {
    Error::new(ErrorKind::Argument, message).at(option)
}
