//! The CSV tables of `data/`, row by row. `data/README.md` says what each column means.

use super::Basis;
use super::sections::Text;
use crate::error::{Error, ErrorKind};
use crate::value::Code;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use smol_str::SmolStr;

/// What sort of area it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// A country or territory of ISO 3166-1.
    Country,
    /// A group of countries, a continent.
    Bloc,
    /// The world.
    World,
    /// A province, state, city or port.
    Subdivision,
}

/// When a fiscal year starts and what names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// First month, 1 to 12.
    pub month: u32,
    /// First day of that month.
    pub day: u32,
    /// Whether the year is named after the calendar year in which it ends.
    pub named_by_end: bool,
    /// Years to add to those of the country's own calendar; 0 where it has none.
    pub offset: i32,
}

/// A row of `areas.csv`.
#[derive(Clone, Debug)]
pub struct Area {
    /// ISO 3166-1 alpha-2, ISO 3166-2 or bloc code.
    pub code: SmolStr,
    /// What sort of area it is.
    pub kind: AreaKind,
    /// Usual English name.
    pub name: SmolStr,
    /// ISO 4217 code of its money.
    pub currency: Option<Code>,
    /// Its fiscal year in trade statistics.
    pub fiscal_year: Option<FiscalYear>,
    /// Country of a subdivision.
    pub parent: Option<SmolStr>,
    /// What the monthly changes of most of its offices are measured from, where that is the month before.
    pub monthly_basis: Option<Basis>,
}

/// A row of `currencies.csv`.
#[derive(Clone, Debug)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: Code,
    /// English name.
    pub name: SmolStr,
}

/// A row of `units.csv`.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Code written in the `unit` column.
    pub code: Code,
    /// How many of `code` one printed unit is: exact.
    pub multiplier: Decimal,
}

/// A row of `agencies.csv`.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its acronym, unique.
    pub code: SmolStr,
    /// Country it reports on; none for international bodies and generic names.
    pub ref_area: Option<SmolStr>,
    /// Official English name.
    pub name: SmolStr,
    /// `mom` or `yoy`: what its monthly changes are usually measured from.
    pub monthly_basis: Option<Basis>,
    /// How it speaks.
    pub voice: Voice,
}

/// What an agency's name says of the figures beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// An office: it compiles the figures, wherever it is named.
    #[default]
    Compiles,
    /// A common noun (`the government`): it compiles figures where it says something.
    Says,
    /// Analysts, banks, persons: what they say is of their own sentence.
    Speaks,
    /// A poll or a consensus: its figures are forecasts.
    Expects,
}

/// A row of `commodities.csv`.
#[derive(Clone, Debug)]
pub struct Commodity {
    /// Usual name, lower case.
    pub name: SmolStr,
    /// HS chapter, heading or subheading, where one fits.
    pub hs: Option<SmolStr>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct AreaRow<'t> {
    pub(super) code: Text<'t>,
    kind: Option<AreaKind>,
    pub(super) name: Text<'t>,
    pub(super) forms: Text<'t>,
    pub(super) demonyms: Text<'t>,
    pub(super) capital: Text<'t>,
    pub(super) cities: Text<'t>,
    currency: Text<'t>,
    fiscal_year: Text<'t>,
    parent: Text<'t>,
}

impl AreaRow<'_> {
    /// The area; none where the row only adds forms to a known one.
    pub(super) fn area(&self, new: bool) -> Result<Option<Area>, Error> {
        let others = [&self.currency, &self.fiscal_year, &self.parent];
        if !is_whole("area", &self.code, &self.name, new, others.iter().any(|field| !field.is_empty()))? {
            return Ok(None);
        }
        let fiscal_year = optional(&self.fiscal_year)
            .map(|text| {
                fiscal_year(&text).ok_or_else(|| {
                    self.wrong(
                        "fiscal_year",
                        "MM-DD/end or MM-DD/start, with +N or -N where the country counts its own years",
                    )
                })
            })
            .transpose()?;
        let currency = optional(&self.currency)
            .map(|text| Code::new(&text).ok_or_else(|| self.wrong("currency", "an ISO 4217 code")))
            .transpose()?;
        Ok(Some(Area {
            code: SmolStr::new(&*self.code),
            kind: self.kind.ok_or_else(|| self.wrong("kind", "country, bloc, world or subdivision"))?,
            name: SmolStr::new(&*self.name),
            currency,
            fiscal_year,
            parent: optional(&self.parent),
            monthly_basis: None,
        }))
    }

    fn wrong(&self, column: &str, expected: &str) -> Error {
        Error::new(ErrorKind::Lexicon, format!("`{column}` of `{}` should be {expected}", self.code))
    }
}

/// Whether a row says all of a thing. One without a name adds forms to a known one, and may say nothing else.
fn is_whole(what: &str, code: &str, name: &str, new: bool, others: bool) -> Result<bool, Error> {
    if name.is_empty() && (new || others) {
        let known = if new { "is new" } else { "has more than forms" };
        let message = format!("the {what} `{code}` {known} and needs a `name`");
        return Err(Error::new(ErrorKind::Lexicon, message));
    }
    Ok(!name.is_empty())
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct CurrencyRow<'t> {
    pub(super) code: Text<'t>,
    #[serde(rename = "numeric")]
    _numeric: Text<'t>,
    #[serde(rename = "minor_unit")]
    _minor_unit: Text<'t>,
    name: Text<'t>,
    #[serde(rename = "areas")]
    _areas: Text<'t>,
    pub(super) forms: Text<'t>,
}

impl CurrencyRow<'_> {
    /// The currency; none where the row only adds forms to a known one.
    pub(super) fn currency(&self, code: Code, new: bool) -> Result<Option<Currency>, Error> {
        let whole = is_whole("currency", &self.code, &self.name, new, false)?;
        Ok(whole.then(|| Currency { code, name: SmolStr::new(&*self.name) }))
    }
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct UnitRow<'t> {
    pub(super) code: Text<'t>,
    #[serde(rename = "dimension")]
    _dimension: Text<'t>,
    pub(super) multiplier: Text<'t>,
    pub(super) forms: Text<'t>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct AgencyRow<'t> {
    pub(super) code: Text<'t>,
    ref_area: Text<'t>,
    pub(super) name: Text<'t>,
    pub(super) forms: Text<'t>,
    monthly_basis: Option<Basis>,
    voice: Option<Voice>,
}

impl AgencyRow<'_> {
    /// The agency; none where the row only adds forms to a known one.
    pub(super) fn agency(&self, new: bool) -> Result<Option<Agency>, Error> {
        let others = !self.ref_area.is_empty() || self.monthly_basis.is_some() || self.voice.is_some();
        let whole = is_whole("agency", &self.code, &self.name, new, others)?;
        Ok(whole.then(|| Agency {
            code: SmolStr::new(&*self.code),
            ref_area: optional(&self.ref_area),
            name: SmolStr::new(&*self.name),
            monthly_basis: self.monthly_basis,
            voice: self.voice.unwrap_or_default(),
        }))
    }
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub(super) struct CommodityRow<'t> {
    pub(super) name: Text<'t>,
    pub(super) hs: Text<'t>,
    pub(super) forms: Text<'t>,
}

/// A row of a CSV table of `data/`.
pub(super) struct Row<'t> {
    file: &'t str,
    header: &'t csv::StringRecord,
    fields: &'t csv::StringRecord,
}

impl<'t> Row<'t> {
    /// Its fields by the names in the header.
    pub(super) fn read<T: Deserialize<'t>>(&self) -> Result<T, Error> {
        self.fields.deserialize(Some(self.header)).map_err(|error| malformed(&error, self.file))
    }
}

/// Hands over the rows of a CSV table, one by one.
pub(super) fn rows(
    file: &str,
    text: &str,
    mut take: impl FnMut(Row) -> Result<(), Error>,
) -> Result<(), Error> {
    let malformed = |error| malformed(&error, file);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(malformed)?.clone();
    let mut fields = csv::StringRecord::new();
    while reader.read_record(&mut fields).map_err(malformed)? {
        take(Row { file, header: &header, fields: &fields })?;
    }
    Ok(())
}

fn malformed(error: &csv::Error, file: &str) -> Error {
    Error::new(ErrorKind::Lexicon, error.to_string()).at(file)
}

/// The rows of a table by what names them.
pub(super) fn rows_by<T>(rows: &[T], name: impl Fn(&T) -> &SmolStr) -> FxHashMap<SmolStr, u16> {
    (0..).zip(rows).map(|(index, row)| (name(row).clone(), index)).collect()
}

/// Tells each area what the monthly changes of most of its offices are measured from.
pub(super) fn usual_bases(areas: &mut [Area], rows: &FxHashMap<SmolStr, u16>, agencies: &[Agency]) {
    let mut monthly = vec![0; areas.len()];
    for agency in agencies {
        if let Some(&row) = agency.ref_area.as_ref().and_then(|code| rows.get(code)) {
            monthly[usize::from(row)] += match agency.monthly_basis {
                Some(Basis::Mom) => 1,
                Some(Basis::Yoy) => -1,
                _ => 0,
            };
        }
    }
    for (area, surplus) in areas.iter_mut().zip(monthly) {
        area.monthly_basis = (surplus > 0).then_some(Basis::Mom);
    }
}

/// The members of a `|` separated field.
pub(super) fn members(field: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'|', field.as_bytes()).chain(std::iter::once(field.len()));
    let mut start = 0;
    let members =
        ends.map(move |end| field.get(std::mem::replace(&mut start, end + 1)..end).unwrap_or_default());
    members.filter(|member| !member.is_empty())
}

pub(super) fn optional(field: &str) -> Option<SmolStr> {
    (!field.is_empty()).then(|| SmolStr::new(field))
}

fn fiscal_year(text: &str) -> Option<FiscalYear> {
    let (day, named_by) = text.split_once('/')?;
    let (month, day) = day.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let (named_by, offset) = named_by.split_at(named_by.find(['+', '-']).unwrap_or(named_by.len()));
    let offset = if offset.is_empty() { 0 } else { offset.parse().ok()? };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && matches!(named_by, "end" | "start");
    valid.then_some(FiscalYear { month, day, named_by_end: named_by == "end", offset })
}
