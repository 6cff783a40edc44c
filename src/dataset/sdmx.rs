//! SDMX-CSV 2.0: plain CSV with the columns of [`super::schema::SDMX`], one observation a row.

use super::csv::Csv;
use super::{Format, Style};

pub(super) const FORMAT: Format = Format {
    name: "sdmx-csv",
    extension: "",
    about: "observations in the exchange form of official statistics, SDMX-CSV 2.0",
    columns: "all",
    styled: false,
    encoder: |names, _| Box::new(Csv { names, separator: b',', style: Style::Plain }),
};

impl Format {
    /// Whether its rows are observations with columns of their own.
    #[must_use]
    pub fn is_sdmx(&self) -> bool {
        self.name == FORMAT.name
    }
}
