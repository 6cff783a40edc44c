//! A fact as it was written, with typed columns. The schema says what each means.

use super::{Row, period_of};
use crate::error::Error;
use crate::value::Bound;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A row of `facts`. A missing value is `None`, and missing text is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the column of that name, and the schema says what it means")]
pub struct Record {
    /// Line of its file on which it starts, from 1.
    pub line: u64,
    pub fact_id: String,
    pub series_key: String,
    pub doc_id: String,
    pub published: Option<NaiveDate>,
    pub source: String,
    pub source_code: String,
    pub publisher: String,
    pub url: String,
    pub trade_flow: String,
    pub ref_area: String,
    pub counterpart_area: String,
    pub commodity: String,
    pub commodity_code: String,
    /// First and last day, from `period_start` and `period_end`, else from `time_period`.
    pub period: Option<(NaiveDate, NaiveDate)>,
    pub period_kind: String,
    pub period_text: String,
    /// Decimals keep the zeros at their end: 5.0 is not 5.
    pub value: Option<Decimal>,
    pub value_max: Option<Decimal>,
    pub unit: String,
    pub bound: Bound,
    pub unit_mult: Option<i8>,
    pub decimals: Option<u8>,
    pub value_text: String,
    pub converted_value: Option<Decimal>,
    pub converted_unit: String,
    pub change: Option<Decimal>,
    pub change_max: Option<Decimal>,
    pub change_unit: String,
    pub basis: String,
    pub base_value: Option<Decimal>,
    pub change_text: String,
    pub share: Option<Decimal>,
    pub share_text: String,
    pub obs_status: String,
    pub adjustment: String,
    pub price_base: String,
    pub quote: String,
    pub start: Option<u64>,
    pub end: Option<u64>,
    pub rule: String,
    pub notes: String,
    pub evidence: String,
}

impl Record {
    /// The record of a row.
    ///
    /// # Errors
    /// Where a value is not of the type of its column.
    pub fn read(row: &Row) -> Result<Record, Error> {
        let text = |column: &str| row.text(column).unwrap_or_default().to_owned();
        Ok(Record {
            line: row.line,
            fact_id: text("fact_id"),
            series_key: text("series_key"),
            doc_id: text("doc_id"),
            published: row.date("published")?,
            source: text("source"),
            source_code: text("source_code"),
            publisher: text("publisher"),
            url: text("url"),
            trade_flow: text("trade_flow"),
            ref_area: text("ref_area"),
            counterpart_area: text("counterpart_area"),
            commodity: text("commodity"),
            commodity_code: text("commodity_code"),
            period: period(row)?,
            period_kind: text("period_kind"),
            period_text: text("period_text"),
            value: row.decimal("value")?,
            value_max: row.decimal("value_max")?,
            unit: text("unit"),
            bound: row.parsed("bound", "one of = ~ > <", bound)?.unwrap_or_default(),
            unit_mult: row.integer("unit_mult")?,
            decimals: row.integer("decimals")?,
            value_text: text("value_text"),
            converted_value: row.decimal("converted_value")?,
            converted_unit: text("converted_unit"),
            change: row.decimal("change")?,
            change_max: row.decimal("change_max")?,
            change_unit: text("change_unit"),
            basis: text("basis"),
            base_value: row.decimal("base_value")?,
            change_text: text("change_text"),
            share: row.decimal("share")?,
            share_text: text("share_text"),
            obs_status: text("obs_status"),
            adjustment: text("adjustment"),
            price_base: text("price_base"),
            quote: text("quote"),
            start: row.integer("start")?,
            end: row.integer("end")?,
            rule: text("rule"),
            notes: text("notes"),
            evidence: text("evidence"),
        })
    }
}

/// The bound of a sign of the `bound` column.
fn bound(sign: &str) -> Option<Bound> {
    [Bound::Exact, Bound::About, Bound::More, Bound::Less].into_iter().find(|bound| bound.as_str() == sign)
}

fn period(row: &Row) -> Result<Option<(NaiveDate, NaiveDate)>, Error> {
    let wanted = "an SDMX period such as 2023, 2023-Q2, 2023-04 or 2023-01-01/P4M";
    let whole = row.parsed("time_period", wanted, period_of)?;
    match (row.date("period_start")?, row.date("period_end")?) {
        (Some(start), Some(end)) if start <= end => Ok(Some((start, end))),
        (Some(start), Some(end)) => {
            Err(row.error("period_end", &format!("a day not before {start}"), &format!("{end}")))
        }
        (None, None) => Ok(whole),
        (Some(_), None) => Err(row.error("period_end", "the last day beside the first", "nothing")),
        (None, Some(_)) => Err(row.error("period_start", "the first day beside the last", "nothing")),
    }
}

#[cfg(test)]
mod tests {
    use crate::dataset::load::{Record, Table, records};
    use crate::dataset::schema;

    /// The names of columns that this file reads.
    fn names() -> Vec<&'static str> {
        let code = include_str!("record.rs").split("#[cfg(test)]").next().expect("the code");
        let calls = ["text(\"", "date(\"", "decimal(\"", "integer(\"", "parsed(\""];
        let found = calls.into_iter().flat_map(|call| code.split(call).skip(1));
        found.filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_column_read_is_one_of_the_schema() {
        let tables = schema::tables();
        let facts = tables.iter().find(|table| table.name == "facts").expect("the table of facts");
        let names = names();
        assert!(names.len() > 35, "{names:?}");
        for name in names {
            assert!(facts.columns.iter().any(|column| column.name == name), "{name} is no column of facts");
        }
    }

    #[test]
    fn a_record_has_what_was_written() {
        let csv = "trade_flow,period_start,period_end,value,bound,decimals,share,quote\n\
                   B,2023-01-01,2023-04-30,-1.50,~,2,,\"so, \"\"it\"\" said\"\n";
        let read = records(&Table::from_csv(csv.as_bytes(), "a.csv").expect("a table")).expect("records");
        let [
            Record {
                line: 2, bound, value: Some(value), share: None, period: Some((start, end)), quote, ..
            },
        ] = &read[..]
        else {
            panic!("{read:?}");
        };
        assert_eq!(
            (bound.as_str(), value.to_string().as_str(), quote.as_str()),
            ("~", "-1.50", "so, \"it\" said")
        );
        assert_eq!((start.to_string(), end.to_string()), ("2023-01-01".into(), "2023-04-30".into()));
    }

    #[test]
    fn wrong_values_name_line_and_column() {
        let message = |csv: &str| {
            let table = Table::from_csv(csv.as_bytes(), "a.csv").expect("a table");
            records(&table).expect_err("an error").to_string()
        };
        assert_eq!(
            message("trade_flow,period_start,period_end,value\nX,2023-05-01,2023-04-30,1\n"),
            "a.csv:2: column 3 (period_end): expected a day not before 2023-05-01, found 2023-04-30"
        );
        assert!(
            message("trade_flow,value,bound\nX,1,?\n")
                .starts_with("a.csv:2: column 3 (bound): expected one of")
        );
        assert_eq!(message("a,value\n"), "a.csv:1: expected a column trade_flow, found the columns a, value");
    }
}
