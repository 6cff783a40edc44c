//! The columns of `observations`: the facts with one number a row, for pivot tables and plots.

use super::{Column, FACTS, FactCell, ISO_CURRENCY, ISO_DATE};
use crate::dataset::CellType::{self, Date, Decimal, Integer, String as Text};
use crate::dataset::{Cell, Observation, codes};
use std::sync::LazyLock;

/// Reads a cell of an observation.
#[derive(Clone, Copy)]
pub enum ObservationCell {
    /// That of its fact.
    Fact(FactCell),
    /// Its own.
    Own(for<'a> fn(&Observation<'a>) -> Cell<'a>),
}

impl ObservationCell {
    /// The cell of a row.
    #[must_use]
    pub fn read<'a>(self, row: &Observation<'a>) -> Cell<'a> {
        match self {
            ObservationCell::Fact(read) => read(&row.fact),
            ObservationCell::Own(read) => read(row),
        }
    }
}

type Own = for<'a> fn(&Observation<'a>) -> Cell<'a>;

fn own(name: &'static str, kind: CellType, doc: &'static str, cell: Own) -> Column<ObservationCell> {
    Column::new(name, kind, doc, ObservationCell::Own(cell))
}

/// The columns of facts from `first` to `last`.
fn shared(first: &str, last: &str) -> impl Iterator<Item = Column<ObservationCell>> {
    let at = |name: &str| FACTS.iter().position(|column| column.name == name).unwrap_or_default();
    FACTS[at(first)..=at(last)].iter().map(|column| column.with(ObservationCell::Fact(column.cell)))
}

/// The columns of `observations`: one row per number of a fact.
pub static OBSERVATIONS: LazyLock<Vec<Column<ObservationCell>>> = LazyLock::new(|| {
    let mut columns: Vec<Column<ObservationCell>> = shared("fact_id", "commodity_code").collect();
    columns.extend(periods());
    columns.extend(shared("period_text", "period_text"));
    columns.extend(numbers());
    columns.extend(shared("obs_status", "quote"));
    columns.extend(places());
    columns.extend(shared("rule", "evidence"));
    columns
});

fn periods() -> [Column<ObservationCell>; 5] {
    [
        own("measure", Text, "Which number of the fact it is: level, change, share, base or converted.", |row| {
            Cell::text(row.measure.as_str())
        })
        .codes(&codes::MEASURES)
        .core()
        .required(),
        own(
            "period_start",
            Date,
            "First day of the period that the number is about; of a base, of the period compared with. Empty where it \
             is not known.",
            |row| Cell::of(row.period(), |period| Cell::Date(period.start)),
        )
        .standard(ISO_DATE)
        .core(),
        own("period_end", Date, "Last day of the period, included.", |row| {
            Cell::of(row.period(), |period| Cell::Date(period.end))
        })
        .standard(ISO_DATE)
        .core(),
        own("period_kind", Text, "The kind of the period, as in facts.", |row| {
            Cell::of(row.period(), |period| Cell::text(period.kind.as_str()))
        })
        .codes(&codes::PERIOD_KINDS),
        own("time_period", Text, "The period in one word.", |row| {
            Cell::of(row.period(), |period| Cell::made(period.time_period()))
        })
        .standard("SDMX TIME_PERIOD")
        .core(),
    ]
}

fn numbers() -> [Column<ObservationCell>; 8] {
    [
        own("obs_value", Decimal, "The number in full units; of a range the lower end.", |row| {
            Cell::number(row.figure.value, Some(row.figure.unit))
        })
        .standard("SDMX OBS_VALUE")
        .core()
        .required(),
        own("obs_value_max", Decimal, "Other end of a range.", |row| {
            Cell::of(row.figure.value_max, |value| Cell::number(value, Some(row.figure.unit)))
        })
        .core(),
        own("unit", Text, "Unit of the number, as in facts; PC for a share.", |row| Cell::text(row.unit()))
            .standard(ISO_CURRENCY)
            .core()
            .required(),
        own("bound", Text, "= as printed, ~ about, > more than, < less than.", |row| {
            Cell::text(row.figure.bound.as_str())
        })
        .codes(&codes::BOUNDS)
        .core(),
        own("unit_mult", Integer, "Power of ten of the printed scale word.", |row| {
            Cell::Integer(row.figure.value.unit_mult.into())
        })
        .standard("SDMX UNIT_MULT"),
        own("decimals", Integer, "Digits printed after the point.", |row| {
            Cell::Integer(row.figure.value.decimals.into())
        })
        .standard("SDMX DECIMALS"),
        own("basis", Text, "What a change is measured from; empty for other measures.", |row| {
            Cell::of(row.basis(), |basis| Cell::text(basis.as_str()))
        })
        .codes(&codes::BASES)
        .core(),
        own("obs_text", Text, "The number as printed.", |row| row.fact.words(Some(row.figure))),
    ]
}

fn places() -> [Column<ObservationCell>; 2] {
    [
        own("start", Integer, "Where the number stands: offset in Unicode code points, from 0.", |row| {
            Cell::Integer(row.place.0.into())
        }),
        own("end", Integer, "Where it ends: one past its last code point.", |row| {
            Cell::Integer(row.place.1.into())
        }),
    ]
}
