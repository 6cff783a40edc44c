//! The sections of a language file. Their words are borrowed from the file: there are thousands.

use super::{Basis, Cue, Direction, Flow, FlowForm, NumberWord, Part, PeriodCue, TimeUnit, tables};
use crate::error::{Error, ErrorKind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

/// What a file says, borrowed from the file where nothing in it is escaped.
#[derive(Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub(super) struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self)
    }
}

/// Forms by what they mean.
pub(super) type Forms<'t, K> = BTreeMap<K, Vec<Text<'t>>>;

/// The sections of a language file; `data/README.md` says what each holds. A user's file may leave out any, and may add
/// rows to the tables.
#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct Language<'t> {
    pub(super) cardinals: BTreeMap<Text<'t>, u16>,
    pub(super) ordinals: BTreeMap<Text<'t>, u8>,
    pub(super) fractions: BTreeMap<Text<'t>, [u8; 2]>,
    pub(super) scales: BTreeMap<Text<'t>, i8>,
    pub(super) percent: Percent<'t>,
    pub(super) multiples: BTreeMap<Text<'t>, u16>,
    pub(super) ratios: BTreeMap<Text<'t>, u16>,
    pub(super) number_words: Forms<'t, NumberWord>,
    pub(super) bounds: Bounds<'t>,
    pub(super) currencies: Forms<'t, Text<'t>>,
    pub(super) wire_currencies: Vec<Text<'t>>,
    pub(super) ambiguous_currencies: BTreeMap<Text<'t>, Vec<Text<'t>>>,
    pub(super) months: Vec<Vec<Text<'t>>>,
    pub(super) weekdays: Vec<Text<'t>>,
    pub(super) time_units: Forms<'t, TimeUnit>,
    pub(super) periods: Forms<'t, PeriodCue>,
    pub(super) season_starts: BTreeMap<Text<'t>, u8>,
    pub(super) flows: BTreeMap<Flow, Forms<'t, FlowForm>>,
    pub(super) measures: Vec<Text<'t>>,
    pub(super) directions: BTreeMap<Direction, Forms<'t, Part>>,
    pub(super) bases: Forms<'t, Basis>,
    pub(super) cues: Forms<'t, Cue>,
    pub(super) abbreviations: Vec<Text<'t>>,
    pub(super) area: Vec<tables::AreaRow<'t>>,
    pub(super) currency: Vec<tables::CurrencyRow<'t>>,
    pub(super) unit: Vec<tables::UnitRow<'t>>,
    pub(super) agency: Vec<tables::AgencyRow<'t>>,
    pub(super) commodity: Vec<tables::CommodityRow<'t>>,
    #[serde(rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct Percent<'t> {
    pub(super) percent: Vec<Text<'t>>,
    pub(super) points: Vec<Text<'t>>,
    pub(super) basis_points: Vec<Text<'t>>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct Bounds<'t> {
    pub(super) about: Vec<Text<'t>>,
    pub(super) more: Vec<Text<'t>>,
    pub(super) less: Vec<Text<'t>>,
}

/// The sections of a file of that name, which may be written in any way that TOML knows.
pub(super) fn parse<'t>(file: &str, text: &'t str) -> Result<Language<'t>, Error> {
    toml::from_str(text).map_err(|e| Error::new(ErrorKind::Lexicon, e.to_string()).at(file))
}

#[cfg(test)]
mod tests {
    use super::super::{language::ENGLISH, plain};
    use super::*;

    #[test]
    fn own_files_are_read_as_toml_says() {
        let (file, text) = ENGLISH.language;
        // The examples behind are read by the tests alone.
        let (text, _) = text.split_once("[[example]]").expect("examples");
        let plain: Language = plain::parse(file, text).expect("a plain file");
        assert!(plain == parse(file, text).expect("TOML"));
        assert!(!plain.cues.is_empty());
    }
}
