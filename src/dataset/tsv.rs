//! Tab-separated values: as CSV, with tabs.

use super::Format;
use super::csv::Csv;

pub(super) const FORMAT: Format = Format {
    name: "tsv",
    extension: "tsv",
    about: "tabs and a header, quoted like CSV",
    columns: "core",
    styled: true,
    encoder: |names, style| Box::new(Csv { names, separator: b'\t', style }),
};
