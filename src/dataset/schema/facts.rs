//! The columns of `facts`.

use super::{Column, FactCell, ISO_AREA, ISO_CURRENCY, ISO_DATE};
use crate::dataset::CellType::{self, Date, Decimal, Integer, String as Text};
use crate::dataset::{Cell, codes};

const fn fact(name: &'static str, kind: CellType, doc: &'static str, cell: FactCell) -> Column<FactCell> {
    Column::new(name, kind, doc, cell)
}

/// The columns of `facts`: one row per statement and combination of flow, reporter, partner, commodity, period and
/// status.
pub static FACTS: &[Column<FactCell>] = &[
    fact(
        "fact_id",
        Text,
        "Stable identity: the first 16 hexadecimal digits of the SHA-256 of doc_id, offsets, flow, areas, commodity, \
         period, status and basis. The same statement read the same way keeps it.",
        |row| Cell::made(row.identity()),
    )
    .required(),
    fact(
        "series_key",
        Text,
        "What is measured: flow, areas, commodity, period, status (A also for E and R), adjustment and price base, with \
         colons between them. Statements of the same figure share it, in other documents and vintages too: compare \
         levels where the unit, changes where change_unit and basis agree. Empty where reporter or period is not known.",
        |row| Cell::made(row.series_key()),
    )
    .indexed(),
    fact("doc_id", Text, "The document: the id of a JSON Lines document, or the path as given.", |row| {
        Cell::text(&row.document.id)
    })
    .core()
    .required()
    .indexed(),
    fact("published", Date, "Date of publication, which relative periods are counted from.", |row| {
        Cell::of(row.document.published, Cell::Date)
    })
    .standard(ISO_DATE)
    .core()
    .indexed(),
    fact(
        "source",
        Text,
        "Who compiled or announced the number, as named; inherited within the document where it clearly covers the \
         sentence. Empty where nobody is named.",
        |row| Cell::of(row.fact.source.as_deref(), Cell::text),
    )
    .core(),
    fact("source_code", Text, "Code of the source, from the table of agencies.", |row| {
        Cell::of(row.fact.source_code.as_deref(), Cell::text)
    }),
    fact("publisher", Text, "Outlet, where the input names it.", |row| {
        Cell::of(row.document.publisher.as_deref(), Cell::text)
    }),
    fact("url", Text, "Address, where the input names it.", |row| {
        Cell::of(row.document.url.as_deref(), Cell::text)
    }),
    fact(
        "also_in",
        Text,
        "Other documents with the same statement, with \"; \" between them, where --unique leaves it out there.",
        |_| Cell::Missing,
    ),
    fact(
        "trade_flow",
        Text,
        "X exports, M imports, T total (two-way) trade, B balance, RX re-exports, RM re-imports, DX domestic exports.",
        |row| Cell::text(row.fact.trade_flow.as_str()),
    )
    .standard("UN Comtrade flow codes, with T and B")
    .core()
    .codes(&codes::FLOWS)
    .required(),
    fact(
        "ref_area",
        Text,
        "The economy whose flow the sentence states, as stated (no mirroring); blocs EU, EA, ASEAN, OPEC, MERCOSUR, \
         GCC, EAEU, BRICS, G7, AFRICA, LATAM, ASIA, MIDEAST, EUROPE; W0 the world; a group joins its codes with +.",
        |row| Cell::of(row.fact.ref_area.as_deref(), Cell::text),
    )
    .standard(ISO_AREA)
    .core()
    .indexed(),
    fact("counterpart_area", Text, "The partner, same codes; W0 for the world and where none is meant.", |row| {
        Cell::text(&row.fact.counterpart_area)
    })
    .standard("SDMX COUNTERPART_AREA; ISO 3166-1 alpha-2, ISO 3166-2")
    .core()
    .required()
    .indexed(),
    fact(
        "commodity",
        Text,
        "TOTAL; goods or services where the text limits it so; or the good as named, lower case. Kinds of trader and \
         trade regimes also stand here.",
        |row| Cell::text(&row.fact.commodity),
    )
    .core()
    .required()
    .indexed(),
    fact("commodity_code", Text, "Code of the good, where one fits.", |row| {
        Cell::of(row.fact.commodity_code.as_deref(), Cell::text)
    })
    .standard("Harmonized System"),
    fact("period_start", Date, "First day of the period that the number is about; empty where it is not known.", |row| {
        Cell::of(row.fact.period, |period| Cell::Date(period.start))
    })
    .standard(ISO_DATE)
    .core()
    .indexed(),
    fact("period_end", Date, "Last day of the period, included.", |row| {
        Cell::of(row.fact.period, |period| Cell::Date(period.end))
    })
    .standard(ISO_DATE)
    .core(),
    fact(
        "period_kind",
        Text,
        "month, month_range, ytd, quarter, half, year, fiscal_year, fiscal_ytd, marketing_year, rolling, week, \
         day_range or as_of.",
        |row| Cell::of(row.fact.period, |period| Cell::text(period.kind.as_str())),
    )
    .codes(&codes::PERIOD_KINDS),
    fact("time_period", Text, "The period in one word: 2023-01-01/P4M, 2023-Q2, 2023-04, 2023.", |row| {
        Cell::of(row.fact.period, |period| Cell::made(period.time_period()))
    })
    .standard("SDMX TIME_PERIOD")
    .core(),
    fact("period_text", Text, "The words of the period, also where its dates are not known.", |row| {
        Cell::of(row.fact.period_span, |span| Cell::words(&row.document.text, span))
    }),
    fact("value", Decimal, "The level in full units; of a range the lower end. A deficit is negative.", |row| {
        Cell::of(row.fact.level.as_ref(), |level| Cell::number(level.value, Some(level.unit)))
    })
    .standard("SDMX OBS_VALUE")
    .core(),
    fact("value_max", Decimal, "Upper end of a level that is a range.", |row| {
        let level = row.fact.level.as_ref();
        Cell::of(level, |level| Cell::of(level.value_max, |value| Cell::number(value, Some(level.unit))))
    })
    .core(),
    fact(
        "unit",
        Text,
        "Unit of the level: a currency, else t, bbl, bbl/d, kg, m3, TEU, units and so on; USD/mo for a monthly \
         average; PC where the level is a percentage of something else.",
        |row| Cell::of(row.fact.level.as_ref(), |level| Cell::text(level.unit.as_str())),
    )
    .standard(ISO_CURRENCY)
    .core(),
    fact(
        "bound",
        Text,
        "= as printed, ~ about, > more than, < less than: of the level, else of the change, else of the share.",
        |row| Cell::of(row.fact.anchor(), |figure| Cell::text(figure.bound.as_str())),
    )
    .core()
    .codes(&codes::BOUNDS),
    fact(
        "unit_mult",
        Integer,
        "Power of ten of the printed scale word (billion is 9), of the same number as bound.",
        |row| Cell::of(row.fact.anchor(), |figure| Cell::Integer(figure.value.unit_mult.into())),
    )
    .standard("SDMX UNIT_MULT"),
    fact("decimals", Integer, "Digits printed after the point, of the same number as bound.", |row| {
        Cell::of(row.fact.anchor(), |figure| Cell::Integer(figure.value.decimals.into()))
    })
    .standard("SDMX DECIMALS"),
    fact("value_text", Text, "The level as printed.", |row| row.words(row.fact.level.as_ref())),
    fact("converted_value", Decimal, "The same level given in a second currency.", |row| {
        Cell::of(row.fact.converted.as_ref(), |figure| Cell::number(figure.value, Some(figure.unit)))
    }),
    fact("converted_unit", Text, "That currency.", |row| {
        Cell::of(row.fact.converted.as_ref(), |figure| Cell::text(figure.unit.as_str()))
    })
    .standard(ISO_CURRENCY),
    fact(
        "change",
        Decimal,
        "The change, signed by direction: fell 3.2 percent is -3.2, doubled is 100, unchanged is 0. Of a balance, the \
         change of its size: a deficit that widens is positive.",
        |row| Cell::of(row.fact.change.as_ref(), |figure| Cell::number(figure.value, Some(figure.unit))),
    )
    .core(),
    fact("change_max", Decimal, "Other end of a change that is a range.", |row| {
        let change = row.fact.change.as_ref();
        Cell::of(change, |figure| Cell::of(figure.value_max, |value| Cell::number(value, Some(figure.unit))))
    })
    .core(),
    fact(
        "change_unit",
        Text,
        "PC percent, PP percentage points, or the currency or unit of a change that is an amount.",
        |row| Cell::of(row.fact.change.as_ref(), |figure| Cell::text(figure.unit.as_str())),
    )
    .core(),
    fact(
        "basis",
        Text,
        "What the change is measured from: yoy a year before, mom the month before, qoq the quarter before, wow the \
         week before, saar annualised, other.",
        |row| Cell::of(row.fact.basis, |basis| Cell::text(basis.as_str())),
    )
    .core()
    .codes(&codes::BASES),
    fact("base_value", Decimal, "The stated level compared with, in the unit of the level; signed for balances.", |row| {
        Cell::of(row.fact.base.as_ref(), |figure| Cell::number(figure.value, Some(figure.unit)))
    })
    .core(),
    fact("change_text", Text, "The change as printed.", |row| row.words(row.fact.change.as_ref())),
    fact("share", Decimal, "Share of the wider flow, in percent.", |row| {
        Cell::of(row.fact.share.as_ref(), |figure| Cell::number(figure.value, Some(figure.unit)))
    })
    .core(),
    fact("share_text", Text, "The share as printed.", |row| row.words(row.fact.share.as_ref())),
    fact(
        "obs_status",
        Text,
        "A actual, E estimate or provisional, F forecast or expectation, G target or plan, R revised.",
        |row| Cell::text(row.fact.obs_status.as_str()),
    )
    .standard("SDMX OBS_STATUS, with G for targets and R for revised")
    .core()
    .codes(&codes::STATUSES)
    .required(),
    fact(
        "adjustment",
        Text,
        "N not adjusted, S seasonally, W by working days, Y both, T trend; empty where it is not stated.",
        |row| Cell::of(row.fact.adjustment, Cell::text),
    )
    .standard("SDMX ADJUSTMENT")
    .codes(&codes::ADJUSTMENTS),
    fact("price_base", Text, "V current prices, Q constant prices; empty where it is not stated.", |row| {
        Cell::of(row.fact.price_base, Cell::text)
    })
    .standard("SDMX PRICES")
    .codes(&codes::PRICE_BASES),
    fact("quote", Text, "The sentence, with white space folded.", |row| {
        Cell::words(&row.document.text, row.fact.quote)
    })
    .core()
    .required(),
    fact(
        "start",
        Integer,
        "Where the first available of level, change and share stands in the text: offset in Unicode code points, \
         from 0, behind a byte order mark.",
        |row| Cell::of(row.place(), |(start, _)| Cell::Integer(start.into())),
    ),
    fact("end", Integer, "Where it ends: one past its last code point.", |row| {
        Cell::of(row.place(), |(_, end)| Cell::Integer(end.into()))
    }),
    fact("rule", Text, "The rule that linked the fact.", |row| Cell::text(row.fact.rule))
    .required(),
    fact("notes", Text, "Assumptions and flags, with \"; \" between them.", |row| {
        Cell::made(row.fact.notes.join("; "))
    }),
    fact(
        "evidence",
        Text,
        "What each column was read from, as \"column start-end rule\" with \"; \" between them, offsets in Unicode code \
         points.",
        |row| row.evidence(),
    ),
];
