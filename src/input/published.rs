//! The date of publication, where the text states it.

use chrono::NaiveDate;

/// The date of publication that the text states, if it does.
#[must_use]
pub fn find(_text: &str) -> Option<NaiveDate> {
    None
}
