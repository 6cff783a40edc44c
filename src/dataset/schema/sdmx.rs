//! The columns of SDMX-CSV 2.0: the observations of facts in the exchange form of official statistics.
//!
//! Codes of `FREQ`, `UNIT_MULT`, `OBS_STATUS` and `DECIMALS` are those of the SDMX cross-domain code lists. What has no
//! code there is written with the code for that, not with one of our own:
//!
//! | ours | there |
//! |---|---|
//! | a period that is no year, half, quarter, month, week or day (`ytd`, `rolling`, …) | `FREQ` `_O` other; `TIME_PERIOD` has start and length |
//! | a scale of ten to the power 5 or 7 (lakh, crore) | `UNIT_MULT` 0, and the value in full units |
//! | status `G`, a target (there `G` is experimental) | `OBS_STATUS` `F`, and the comment says target |
//! | status `R`, revised | `OBS_STATUS` `A`, and the comment says revised |
//! | no reporter | `REF_AREA` `_X` |
//! | no basis: a level, a share | `BASIS` `_Z` |
//!
//! An observation without a known period cannot be one in SDMX, and is left out.

use super::observations::ObservationCell;
use super::{Column, FACTS};
use crate::dataset::CellType::{self, Date, Decimal, Integer, String as Text};
use crate::dataset::{Cell, Observation};
use crate::fact::ObsStatus;
use crate::value::PeriodKind;
use rust_decimal::Decimal as Number;
use std::sync::LazyLock;

/// The scales of CL_UNIT_MULT.
const SCALES: [i8; 8] = [0, 1, 2, 3, 6, 9, 12, 15];

type Own = for<'a> fn(&Observation<'a>) -> Cell<'a>;

fn own(name: &'static str, kind: CellType, doc: &'static str, cell: Own) -> Column<ObservationCell> {
    Column::new(name, kind, doc, ObservationCell::Own(cell)).core()
}

/// A column of facts under its SDMX name.
fn shared(name: &'static str, of: &str) -> Column<ObservationCell> {
    let at = FACTS.iter().position(|column| column.name == of).unwrap_or_default();
    let column = &FACTS[at];
    Column { name, ..column.with(ObservationCell::Fact(column.cell)).core() }
}

/// The columns of SDMX-CSV.
pub static SDMX: LazyLock<Vec<Column<ObservationCell>>> = LazyLock::new(|| {
    let mut columns = Vec::from(head());
    columns.extend(dimensions());
    columns.extend(measures());
    columns.extend([
        shared("ADJUSTMENT", "adjustment"),
        shared("PRICE_BASE", "price_base"),
        shared("COMPILING_ORG", "source"),
        shared("PUBLISHED", "published"),
        shared("DOC_ID", "doc_id"),
    ]);
    columns.push(own("COMMENT_OBS", Text, "What the codes cannot say, then the sentence.", |row| {
        let note = match row.fact.fact.obs_status {
            ObsStatus::Target => "target: ",
            ObsStatus::Revised => "revised: ",
            _ => "",
        };
        match Cell::words(&row.fact.document.text, row.fact.fact.quote) {
            Cell::Text(quote) => Cell::made(format!("{note}{quote}")),
            other => other,
        }
    }));
    columns
});

fn head() -> [Column<ObservationCell>; 3] {
    [
        own("STRUCTURE", Text, "What the structure is.", |_| Cell::text("dataflow")),
        own("STRUCTURE_ID", Text, "The structure.", |_| Cell::text("TRADEFACTS:TRADE_FACTS(1.0.0)")),
        own("ACTION", Text, "I: information.", |_| Cell::text("I")),
    ]
}

fn dimensions() -> Vec<Column<ObservationCell>> {
    vec![
        own("FREQ", Text, "Frequency.", |row| Cell::text(frequency(row))),
        own("REF_AREA", Text, "Reporter.", |row| {
            Cell::text(row.fact.fact.ref_area.as_deref().unwrap_or("_X"))
        }),
        shared("COUNTERPART_AREA", "counterpart_area"),
        shared("TRADE_FLOW", "trade_flow"),
        shared("COMMODITY", "commodity"),
        own("MEASURE", Text, "Which number of the statement.", |row| Cell::text(row.measure.as_str())),
        own("BASIS", Text, "What a change is measured from.", |row| {
            Cell::text(row.basis().map_or("_Z", |basis| basis.as_str()))
        }),
        own("UNIT_MEASURE", Text, "Unit.", |row| Cell::text(row.unit())),
        shared("FACT_ID", "fact_id"),
        own("TIME_PERIOD", Text, "Period.", |row| {
            Cell::of(row.period(), |period| Cell::made(period.time_period()))
        }),
    ]
}

fn measures() -> Vec<Column<ObservationCell>> {
    vec![
        own("OBS_VALUE", Decimal, "The number, to be multiplied by 10 to the power of UNIT_MULT.", |row| {
            match scaled(row) {
                Some((number, _)) => Cell::Decimal(number),
                None => Cell::number(row.figure.value, Some(row.figure.unit)),
            }
        }),
        own("UNIT_MULT", Integer, "Power of ten.", |row| {
            Cell::Integer(scaled(row).map_or(0, |(_, scale)| scale.into()))
        }),
        own("DECIMALS", Integer, "Digits printed after the point.", |row| {
            let printed = row.is_rate() || scaled(row).is_some();
            Cell::Integer(if printed { row.figure.value.decimals.into() } else { 0 })
        }),
        own("OBS_STATUS", Text, "Status.", |row| {
            Cell::text(match row.fact.fact.obs_status {
                ObsStatus::Actual | ObsStatus::Revised => "A",
                ObsStatus::Estimate => "E",
                ObsStatus::Forecast | ObsStatus::Target => "F",
            })
        }),
        own("BOUND", Text, "= as printed, ~ about, > more than, < less than.", |row| {
            Cell::text(row.figure.bound.as_str())
        }),
        own("OBS_DATE", Date, "Last day of the period.", |row| {
            Cell::of(row.period(), |period| Cell::Date(period.end))
        }),
    ]
}

/// The number as printed with its scale, where the code list has that scale.
fn scaled(row: &Observation<'_>) -> Option<(Number, i8)> {
    let amount = row.figure.value;
    if row.is_rate() || !SCALES.contains(&amount.unit_mult) {
        return None;
    }
    let scale = u32::try_from(amount.unit_mult).ok()?;
    let number = amount.value.normalize();
    let shifted =
        Number::try_from_i128_with_scale(number.mantissa(), number.scale() + scale).ok()?.normalize();
    Some((shifted, amount.unit_mult))
}

/// The code of CL_FREQ.
fn frequency(row: &Observation<'_>) -> &'static str {
    let Some(period) = row.period() else { return "_U" };
    match (period.kind, period.whole_months()) {
        (PeriodKind::Week, _) => "W",
        (PeriodKind::AsOf, _) => "D",
        _ if period.start == period.end => "D",
        (PeriodKind::Rolling | PeriodKind::YearToDate | PeriodKind::FiscalYearToDate, Some(count))
            if count > 1 =>
        {
            "_O"
        }
        (_, Some(1)) => "M",
        (_, Some(3)) => "Q",
        (_, Some(6)) => "S",
        (_, Some(12)) => "A",
        _ => "_O",
    }
}

impl Observation<'_> {
    /// Whether the observation has what SDMX needs of one: a period.
    #[must_use]
    pub fn has_sdmx_key(&self) -> bool {
        self.period().is_some()
    }
}
