//! The schema: the only list of columns. Writers, help and documentation follow it.
//!
//! A column is one entry: its name, type, standard, meaning, whether it belongs to the core, and how its cell is read
//! from a row.

use super::CellType::{Date, Decimal, Integer, String as Text};
use super::{Cell, CellType, FactRow, MentionRow};
use crate::error::{Error, ErrorKind};

/// Reads a cell of a fact.
pub type FactCell = for<'a> fn(&FactRow<'a>) -> Cell<'a>;

/// Reads a cell of a mention.
pub type MentionCell = for<'a> fn(&MentionRow<'a>) -> Cell<'a>;

/// A column of a table whose cells are read by `C`.
#[derive(Clone, Copy, Debug)]
pub struct Column<C> {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: CellType,
    /// The standard that its values or its name follow; empty for none.
    pub standard: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it belongs to the core: the columns that are written where none are asked for.
    pub core: bool,
    /// Reads its cell from a row.
    pub cell: C,
}

const fn fact(name: &'static str, kind: CellType, doc: &'static str, cell: FactCell) -> Column<FactCell> {
    Column { name, kind, standard: "", doc, core: false, cell }
}

const fn mention(
    name: &'static str,
    kind: CellType,
    doc: &'static str,
    cell: MentionCell,
) -> Column<MentionCell> {
    Column { name, kind, standard: "", doc, core: true, cell }
}

impl<C: Copy> Column<C> {
    const fn standard(mut self, standard: &'static str) -> Column<C> {
        self.standard = standard;
        self
    }

    const fn core(mut self) -> Column<C> {
        self.core = true;
        self
    }
}

const ISO_DATE: &str = "ISO 8601";
const ISO_CURRENCY: &str = "ISO 4217";
const ISO_AREA: &str = "SDMX REF_AREA; ISO 3166-1 alpha-2, ISO 3166-2";

/// The columns of `facts`: one row per statement and combination of flow, reporter, partner, commodity, period and
/// status.
pub static FACTS: &[Column<FactCell>] = &[
    fact(
        "fact_id",
        Text,
        "Stable identity: the first 16 hexadecimal digits of the SHA-256 of doc_id, offsets, flow, areas, commodity, \
         period, status and basis. The same statement read the same way keeps it.",
        |row| Cell::made(row.identity()),
    ),
    fact("doc_id", Text, "The document: the id of a JSON Lines document, or the path as given.", |row| {
        Cell::text(&row.document.id)
    })
    .core(),
    fact("published", Date, "Date of publication, which relative periods are counted from.", |row| {
        Cell::of(row.document.published, Cell::Date)
    })
    .standard(ISO_DATE)
    .core(),
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
        "trade_flow",
        Text,
        "X exports, M imports, T total (two-way) trade, B balance, RX re-exports, RM re-imports, DX domestic exports.",
        |row| Cell::text(row.fact.trade_flow.as_str()),
    )
    .standard("UN Comtrade flow codes, with T and B")
    .core(),
    fact(
        "ref_area",
        Text,
        "The economy whose flow the sentence states, as stated (no mirroring); blocs EU, EA, ASEAN, OPEC, MERCOSUR, \
         GCC, EAEU, BRICS, G7, AFRICA, LATAM, ASIA, MIDEAST, EUROPE; W0 the world; a group joins its codes with +.",
        |row| Cell::of(row.fact.ref_area.as_deref(), Cell::text),
    )
    .standard(ISO_AREA)
    .core(),
    fact("counterpart_area", Text, "The partner, same codes; W0 for the world and where none is meant.", |row| {
        Cell::text(&row.fact.counterpart_area)
    })
    .standard("SDMX COUNTERPART_AREA; ISO 3166-1 alpha-2, ISO 3166-2")
    .core(),
    fact(
        "commodity",
        Text,
        "TOTAL; goods or services where the text limits it so; or the good as named, lower case. Kinds of trader and \
         trade regimes also stand here.",
        |row| Cell::text(&row.fact.commodity),
    )
    .core(),
    fact("commodity_code", Text, "Code of the good, where one fits.", |row| {
        Cell::of(row.fact.commodity_code.as_deref(), Cell::text)
    })
    .standard("Harmonized System"),
    fact("period_start", Date, "First day of the period that the number is about; empty where it is not known.", |row| {
        Cell::of(row.fact.period, |period| Cell::Date(period.start))
    })
    .standard(ISO_DATE)
    .core(),
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
    ),
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
    .core(),
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
    .core(),
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
    .core(),
    fact(
        "adjustment",
        Text,
        "N not adjusted, S seasonally, W by working days, Y both, T trend; empty where it is not stated.",
        |row| Cell::of(row.fact.adjustment, Cell::text),
    )
    .standard("SDMX ADJUSTMENT"),
    fact("price_base", Text, "V current prices, Q constant prices; empty where it is not stated.", |row| {
        Cell::of(row.fact.price_base, Cell::text)
    })
    .standard("SDMX PRICES"),
    fact("quote", Text, "The sentence, with white space folded.", |row| {
        Cell::words(&row.document.text, row.fact.quote)
    })
    .core(),
    fact(
        "start",
        Integer,
        "Where the first available of level, change and share stands in the text: offset in Unicode code points, \
         from 0, behind a byte order mark.",
        |row| Cell::of(row.place, |(start, _)| Cell::Integer(start.into())),
    ),
    fact("end", Integer, "Where it ends: one past its last code point.", |row| {
        Cell::of(row.place, |(_, end)| Cell::Integer(end.into()))
    }),
    fact("rule", Text, "The rule that linked the fact.", |row| Cell::text(row.fact.rule)),
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

/// The columns of `mentions`: one row per amount, percentage, quantity or period.
pub static MENTIONS: &[Column<MentionCell>] = &[
    mention("doc_id", Text, "The document: the id of a JSON Lines document, or the path as given.", |row| {
        Cell::text(&row.document.id)
    }),
    mention("kind", Text, "money, percent, points, quantity, number or period.", |row| {
        Cell::text(row.mention.kind.as_str())
    }),
    mention("start", Integer, "Where it stands: offset in Unicode code points, from 0.", |row| {
        Cell::Integer(row.place.0.into())
    }),
    mention("end", Integer, "Where it ends: one past its last code point.", |row| {
        Cell::Integer(row.place.1.into())
    }),
    mention("text", Text, "The words, with white space folded.", |row| {
        Cell::words(&row.document.text, row.mention.span)
    }),
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
        "The unit, as in facts; of a shared sign, the currencies it may be, as USD|CAD.",
        |row| row.unit(),
    )
    .standard(ISO_CURRENCY),
    mention("bound", Text, "= as printed, ~ about, > more than, < less than.", |row| {
        Cell::of(row.amount(), |amount| Cell::text(amount.bound.as_str()))
    }),
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
    }),
    mention("rule", Text, "The rule that read it.", |row| Cell::text(row.mention.rule)),
];

/// The columns of facts that `choice` asks for: `core`, `all`, or names with commas between them, in that order.
///
/// # Errors
/// Where a name is unknown or given twice; the message lists what exists.
///
/// ```
/// use tradefacts::dataset::schema::select;
/// assert_eq!(select("value,unit").unwrap().len(), 2);
/// assert!(select("price").unwrap_err().to_string().contains("found \"price\""));
/// ```
pub fn select(choice: &str) -> Result<Vec<&'static Column<FactCell>>, Error> {
    match choice {
        "core" => return Ok(FACTS.iter().filter(|column| column.core).collect()),
        "all" => return Ok(FACTS.iter().collect()),
        _ => {}
    }
    let mut chosen: Vec<&Column<FactCell>> = Vec::new();
    for name in choice.split(',').map(str::trim) {
        if chosen.iter().any(|column| column.name == name) {
            return Err(Error::new(
                ErrorKind::Argument,
                format!("expected each column once, found {name:?} twice"),
            ));
        }
        let column = FACTS.iter().find(|column| column.name == name).ok_or_else(|| {
            let all = FACTS.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
            Error::new(
                ErrorKind::Argument,
                format!("expected core, all or names of columns, found {name:?}; there are {all}"),
            )
        })?;
        chosen.push(column);
    }
    Ok(chosen)
}

/// A table of the dataset, without how its cells are read.
pub struct Description {
    /// The table's name.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    /// Its columns.
    pub columns: Vec<Column<()>>,
}

/// All tables.
#[must_use]
pub fn tables() -> Vec<Description> {
    fn plain<C>(columns: &[Column<C>]) -> Vec<Column<()>> {
        let one = |c: &Column<C>| Column {
            name: c.name,
            kind: c.kind,
            standard: c.standard,
            doc: c.doc,
            core: c.core,
            cell: (),
        };
        columns.iter().map(one).collect()
    }
    vec![
        Description { name: "facts", doc: "One row per statement about trade.", columns: plain(FACTS) },
        Description {
            name: "mentions",
            doc: "One row per amount, percentage, quantity or period.",
            columns: plain(MENTIONS),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_stand_once() {
        for table in tables() {
            for (index, column) in table.columns.iter().enumerate() {
                assert!(
                    column.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                    "{}",
                    column.name
                );
                assert!(
                    table.columns[..index].iter().all(|other| other.name != column.name),
                    "{}",
                    column.name
                );
                assert!(column.doc.ends_with('.'), "{}", column.name);
            }
        }
    }

    #[test]
    fn columns_are_chosen_by_name_in_order() {
        let names =
            |choice| select(choice).map(|columns| columns.iter().map(|c| c.name).collect::<Vec<_>>()).ok();
        assert_eq!(names("unit, value").as_deref(), Some(["unit", "value"].as_slice()));
        assert_eq!(names("unit,unit"), None);
        assert_eq!(names(""), None);
    }
}
