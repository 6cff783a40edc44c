//! The dataset: rows of cells, and the formats that write them. [`schema`] is the only list of columns.
//!
//! Rows are encoded to bytes here, in memory, so that it can be done on any thread; writing the bytes is the caller's
//! part. One format per file; [`FORMATS`] is the registry.

pub mod aside;
pub mod book;
mod cell;
pub mod codes;
mod csv;
mod digest;
pub mod folder;
mod jsonl;
pub mod load;
mod observation;
mod offsets;
mod row;
pub mod schema;
mod sdmx;
mod spreadsheet;
mod table;
mod tsv;
mod view;

pub use cell::{Cell, CellType};
pub use digest::Digest;
pub use observation::{Measure, Observation};
pub use offsets::CodePoints;
pub use row::{DocumentRow, FactRow, MentionRow};
pub use spreadsheet::Style;
pub use table::Table;
pub use view::View;

/// Encodes rows.
pub trait Encoder: Send + Sync {
    /// Adds what stands before the first row.
    fn head(&self, out: &mut Vec<u8>);

    /// Adds a row, whose cells are in the order of the columns.
    fn row(&self, cells: &[Cell], out: &mut Vec<u8>);
}

/// A format of tables.
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// How its files' names end, without the point; empty where only its name asks for it.
    pub extension: &'static str,
    /// What it is, for help texts.
    pub about: &'static str,
    /// Which columns of facts it has where none are asked for: see [`schema::select`].
    pub columns: &'static str,
    /// Whether spreadsheets open it, and other styles than the plain one differ.
    pub styled: bool,
    /// An encoder for columns of these names. Formats that no spreadsheet opens have one style.
    pub encoder: fn(Vec<&'static str>, Style) -> Box<dyn Encoder>,
}

/// All formats; the first is the default.
pub const FORMATS: &[&Format] = &[&csv::FORMAT, &tsv::FORMAT, &jsonl::FORMAT, &sdmx::FORMAT];

/// The format of that name.
///
/// ```
/// assert_eq!(tradefacts::dataset::format("csv").map(|format| format.extension), Some("csv"));
/// ```
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// The format of files whose name ends in `extension`, in any case.
#[must_use]
pub fn format_of(extension: &str) -> Option<&'static Format> {
    FORMATS
        .iter()
        .copied()
        .find(|format| !extension.is_empty() && format.extension.eq_ignore_ascii_case(extension))
}
