//! The chart of an XLSX book: levels and changes over time of the series with most points.
//!
//! A series is what shares flow, areas, commodity, kind of period, unit of the level and basis of the change. A period
//! that was published more than once counts with its last vintage.

use super::xlsx::{Formats, double, widen, write};
use super::{Row, Sheet};
use crate::dataset::Cell;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// The name of the sheet.
const NAME: &str = "chart";

/// What a series is known by, in the order of its title.
const KEYS: [&str; 7] =
    ["ref_area", "trade_flow", "counterpart_area", "commodity", "period_kind", "unit", "basis"];

/// What a point has.
const POINT: [&str; 5] = ["period_start", "published", "time_period", "value", "change"];

struct Point {
    published: Option<NaiveDate>,
    time_period: String,
    value: Option<Decimal>,
    change: Option<Decimal>,
}

/// All series of a table of facts.
pub(super) struct Series {
    keys: [usize; 7],
    point: [usize; 5],
    found: BTreeMap<[String; 7], BTreeMap<NaiveDate, Point>>,
}

impl Series {
    /// The series of a table, which are none where it lacks one of the columns.
    pub(super) fn of(sheet: &Sheet) -> Option<Series> {
        let mut keys = [0; 7];
        let mut point = [0; 5];
        for (at, name) in keys.iter_mut().zip(KEYS).chain(point.iter_mut().zip(POINT)) {
            *at = sheet.column(name)?;
        }
        Some(Series { keys, point, found: BTreeMap::new() })
    }

    /// Adds the point of a fact, if it has one.
    pub(super) fn add(&mut self, row: &Row) {
        let [start, published, time_period, value, change] = self.point.map(|at| &row[at]);
        let (Cell::Date(start), Cell::Text(time_period)) = (start, time_period) else { return };
        let number = |cell: &Cell| if let Cell::Decimal(number) = cell { Some(*number) } else { None };
        let point = Point {
            published: if let Cell::Date(date) = published { Some(*date) } else { None },
            time_period: time_period.to_string(),
            value: number(value),
            change: number(change),
        };
        let text = |at: usize| if let Cell::Text(text) = &row[at] { text.to_string() } else { String::new() };
        let points = self.found.entry(self.keys.map(text)).or_default();
        match points.get_mut(start) {
            // A row of the same vintage may say what the first left out.
            Some(old) if old.published >= point.published => {
                old.value = old.value.or(point.value);
                old.change = old.change.or(point.change);
            }
            _ => drop(points.insert(*start, point)),
        }
    }

    /// Draws the series with most points, beside its numbers.
    pub(super) fn draw(&self, worksheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        worksheet.set_name(NAME)?;
        let longest = self.found.iter().max_by_key(|(key, points)| (points.len(), std::cmp::Reverse(*key)));
        let Some((key, points)) = longest else {
            worksheet.write_string(0, 0, "No fact has a period.")?;
            return Ok(());
        };
        let title = title(key);
        let text = |text: &str| Cell::Text(text.to_owned().into());
        let heads = [text("period"), text("published"), text("level"), text("change")];
        let mut widths = [10; 4];
        for (at, cell) in (0..).zip(&heads) {
            write(worksheet, 0, at, cell, formats)?;
        }
        for (row, point) in (1..).zip(points.values()) {
            let cells = [
                text(&point.time_period),
                point.published.map_or(Cell::Missing, Cell::Date),
                point.value.map_or(Cell::Missing, Cell::Decimal),
                point.change.map_or(Cell::Missing, Cell::Decimal),
            ];
            for ((at, cell), width) in (0..).zip(&cells).zip(&mut widths) {
                *width = (*width).max(write(worksheet, row, at, cell, formats)?);
            }
        }
        widen(worksheet, &widths)?;
        let last = u32::try_from(points.len()).unwrap_or(u32::MAX);
        let has = |number: fn(&Point) -> Option<Decimal>| {
            points.values().any(|point| number(point).and_then(double).is_some())
        };
        let chart = chart(&title, &key[5], last, has(|point| point.value), has(|point| point.change));
        worksheet.insert_chart(1, 5, &chart)?;
        Ok(())
    }
}

fn title(key: &[String; 7]) -> String {
    let [area, flow, partner, commodity, period, ..] = key;
    format!("{flow} of {area}, partner {partner}, {commodity}, by {period}")
}

/// Levels as columns, changes as a line on an axis of their own.
fn chart(title: &str, unit: &str, last: u32, levels: bool, changes: bool) -> Chart {
    let mut line = Chart::new(ChartType::Line);
    line.add_series()
        .set_name("change")
        .set_categories((NAME, 1, 0, last, 0))
        .set_values((NAME, 1, 3, last, 3))
        .set_secondary_axis(levels);
    let mut chart = if levels { Chart::new(ChartType::Column) } else { line.clone() };
    if levels {
        chart
            .add_series()
            .set_name("level")
            .set_categories((NAME, 1, 0, last, 0))
            .set_values((NAME, 1, 2, last, 2));
        chart.y_axis().set_name(unit).set_num_format("#,##0");
        if changes {
            line.y2_axis().set_name("change");
            chart.combine(&line);
        }
    }
    chart.title().set_name(title);
    chart.x_axis().set_name("period");
    chart.set_width(900).set_height(420);
    chart
}
