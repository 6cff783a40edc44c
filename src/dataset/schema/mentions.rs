//! The columns of `mentions`.

use super::{Column, ISO_CURRENCY, ISO_DATE, MentionCell};
use crate::dataset::CellType::{self, Date, Decimal, Integer, String as Text};
use crate::dataset::{Cell, codes};

const fn mention(
    name: &'static str,
    kind: CellType,
    doc: &'static str,
    cell: MentionCell,
) -> Column<MentionCell> {
    Column::new(name, kind, doc, cell).core()
}

/// The columns of `mentions`: one row per amount, percentage, quantity or period.
pub static MENTIONS: &[Column<MentionCell>] = &[
    mention("doc_id", Text, "The document: the id of a JSON Lines document, or the path as given.", |row| {
        Cell::text(&row.document.id)
    })
    .required()
    .indexed(),
    mention("kind", Text, "money, percent, points, quantity, number or period.", |row| {
        Cell::text(row.mention.kind.as_str())
    })
    .codes(&codes::MENTION_KINDS)
    .required(),
    mention("start", Integer, "Where it stands: offset in Unicode code points, from 0.", |row| {
        Cell::Integer(row.place.0.into())
    })
    .required(),
    mention("end", Integer, "Where it ends: one past its last code point.", |row| {
        Cell::Integer(row.place.1.into())
    })
    .required(),
    mention("text", Text, "The words, with white space folded.", |row| {
        Cell::words(&row.document.text, row.mention.span)
    })
    .required(),
    mention("value", Decimal, "The amount in full units; signed where a sign is printed.", |row| {
        Cell::of(row.amount(), |amount| Cell::number(amount.value, row.known_unit()))
    })
    .standard("SDMX OBS_VALUE"),
    mention("value_max", Decimal, "Upper end of a range.", |row| {
        let most = row.amount().and_then(|amount| amount.value_max);
        Cell::of(most, |value| Cell::number(value, row.known_unit()))
    }),
    mention(
        "unit",
        Text,
        "The unit, as in facts; of a sign that several currencies share, the most usual.",
        |row| Cell::of(row.unit(), |unit| Cell::text(unit.as_str())),
    )
    .standard(ISO_CURRENCY),
    mention(
        "unit_candidates",
        Text,
        "The currencies that a shared sign may be, as USD|CAD; empty where the unit is certain.",
        |row| Cell::text(row.candidates()),
    ),
    mention("bound", Text, "= as printed, ~ about, > more than, < less than.", |row| {
        Cell::of(row.amount(), |amount| Cell::text(amount.bound.as_str()))
    })
    .codes(&codes::BOUNDS),
    mention("unit_mult", Integer, "Power of ten of the printed scale word.", |row| {
        Cell::of(row.amount(), |amount| Cell::Integer(amount.value.unit_mult.into()))
    })
    .standard("SDMX UNIT_MULT"),
    mention("decimals", Integer, "Digits printed after the point.", |row| {
        Cell::of(row.amount(), |amount| Cell::Integer(amount.value.decimals.into()))
    })
    .standard("SDMX DECIMALS"),
    mention("period_start", Date, "First day of a period; empty where it is not known.", |row| {
        Cell::of(row.period(), |period| Cell::Date(period.start))
    })
    .standard(ISO_DATE),
    mention("period_end", Date, "Last day of a period, included.", |row| {
        Cell::of(row.period(), |period| Cell::Date(period.end))
    })
    .standard(ISO_DATE),
    mention("period_kind", Text, "The kind of a period, as in facts.", |row| {
        Cell::of(row.period(), |period| Cell::text(period.kind.as_str()))
    })
    .codes(&codes::PERIOD_KINDS),
    mention("time_period", Text, "The period in one word, as in facts.", |row| {
        Cell::of(row.period(), |period| Cell::made(period.time_period()))
    })
    .standard("SDMX TIME_PERIOD"),
    mention("rule", Text, "The rule that read it.", |row| Cell::text(row.mention.rule)).required(),
    mention("notes", Text, "Assumptions and flags, with \"; \" between them.", |row| {
        Cell::made(row.mention.notes.join("; "))
    }),
];
