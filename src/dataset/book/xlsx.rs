//! XLSX: a sheet for each table, one of their columns, and a chart.
//!
//! A number is a number where a spreadsheet keeps all its digits (15), else text; a date is a date from 1900 on, else
//! text; text is text, whatever it starts with. A table of more rows than a sheet has goes on in the next; a text of
//! more than 32,767 characters is cut, and ends with an ellipsis.

use super::chart::Series;
use super::{Book, BookFormat, Row, Sheet, failed};
use crate::dataset::Cell;
use crate::dataset::schema::tables;
use crate::dataset::spreadsheet::survives;
use crate::error::Error;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

pub(super) const BOOK: BookFormat = BookFormat {
    name: "xlsx",
    extension: "xlsx",
    about: "a sheet for each table, their columns, and a chart",
    all_tables: true,
    create,
};

/// Rows of a sheet, the header included.
const ROWS: u32 = 1_048_576;

/// Characters of a cell.
const LONGEST: usize = 32_767;

/// Characters of the widest column.
const WIDEST: usize = 50;

/// The name of the sheet that describes the columns.
const COLUMNS: &str = "columns";

/// Formats of cells.
pub(super) struct Formats {
    head: Format,
    date: Format,
    /// By the number of decimals, which are shown as they are written elsewhere.
    decimals: Vec<Format>,
}

impl Formats {
    fn new() -> Formats {
        let decimals = |count: usize| {
            let code = if count == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(count)) };
            Format::new().set_num_format(code)
        };
        Formats {
            head: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            decimals: (0..=28).map(decimals).collect(),
        }
    }
}

/// A table being written.
struct Page {
    sheet: Sheet,
    /// Its worksheet in the book.
    index: usize,
    /// How many worksheets it has filled.
    filled: u32,
    row: u32,
    widths: Vec<usize>,
}

struct Xlsx {
    path: PathBuf,
    book: Workbook,
    formats: Formats,
    pages: Vec<Page>,
    worksheets: usize,
    series: Option<Series>,
}

fn create(path: &Path, sheets: Vec<Sheet>) -> Result<Box<dyn Book>, Error> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title("Trade facts read from documents")
        .set_comment(format!("tradefacts {}", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?);
    book.set_properties(&properties);
    let series = sheets.first().and_then(Series::of);
    let mut xlsx = Xlsx {
        path: path.to_path_buf(),
        book,
        formats: Formats::new(),
        pages: Vec::new(),
        worksheets: 0,
        series,
    };
    for sheet in sheets {
        let index = xlsx.worksheet(sheet.name, &sheet).map_err(failed)?;
        let widths = sheet.columns.iter().map(|column| column.name.len()).collect();
        xlsx.pages.push(Page { sheet, index, filled: 0, row: 1, widths });
    }
    Ok(Box::new(xlsx))
}

impl Xlsx {
    /// Adds a worksheet with the header of a table; its rows are written in order and not kept in memory.
    fn worksheet(&mut self, name: &str, sheet: &Sheet) -> Result<usize, XlsxError> {
        let worksheet = self.book.add_worksheet_with_constant_memory()?;
        worksheet.set_name(name)?;
        worksheet.set_freeze_panes(1, 0)?;
        for (column, at) in sheet.columns.iter().zip(0..) {
            worksheet.write_string_with_format(0, at, column.name, &self.formats.head)?;
        }
        self.worksheets += 1;
        Ok(self.worksheets - 1)
    }

    fn row(&mut self, page: usize, row: &Row) -> Result<(), XlsxError> {
        if self.pages[page].row == ROWS {
            self.close_page(page)?;
            let Page { sheet, filled, .. } = &self.pages[page];
            let (sheet, name) = (sheet.clone(), format!("{}_{}", sheet.name, filled + 1));
            let index = self.worksheet(&name, &sheet)?;
            self.pages[page].index = index;
            self.pages[page].row = 1;
        }
        let page = &mut self.pages[page];
        let worksheet = self.book.worksheet_from_index(page.index)?;
        for ((cell, width), at) in row.iter().zip(&mut page.widths).zip(0..) {
            *width = (*width).max(write(worksheet, page.row, at, cell, &self.formats)?);
        }
        page.row += 1;
        Ok(())
    }

    /// Filters and widths, once the rows are known.
    fn close_page(&mut self, page: usize) -> Result<(), XlsxError> {
        let page = &mut self.pages[page];
        page.filled += 1;
        let worksheet = self.book.worksheet_from_index(page.index)?;
        let last = page.widths.len().saturating_sub(1);
        worksheet.autofilter(0, 0, page.row - 1, u16::try_from(last).unwrap_or(u16::MAX))?;
        widen(worksheet, &page.widths)
    }

    fn end(&mut self) -> Result<(), XlsxError> {
        (0..self.pages.len()).try_for_each(|page| self.close_page(page))?;
        let names: Vec<&str> = self.pages.iter().map(|page| page.sheet.name).collect();
        describe(self.book.add_worksheet(), &names, &self.formats)?;
        if let Some(series) = self.series.take() {
            series.draw(self.book.add_worksheet(), &self.formats)?;
        }
        let file = File::options().write(true).open(&self.path)?;
        self.book.save_to_writer(file)
    }
}

/// The library panics where a file that it writes its rows to takes no more; that is an error like any other.
fn guarded(work: impl FnOnce() -> Result<(), XlsxError>) -> Result<(), Error> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(failed),
        Err(_) => Err(failed("no room for the rows of a sheet")),
    }
}

impl Xlsx {
    fn rows(&mut self, rows: &[&[Row]]) -> Result<(), XlsxError> {
        for (page, rows) in rows.iter().enumerate() {
            for row in *rows {
                if let (0, Some(series)) = (page, &mut self.series) {
                    series.add(row);
                }
                self.row(page, row)?;
            }
        }
        Ok(())
    }
}

impl Book for Xlsx {
    fn add(&mut self, rows: &[&[Row]]) -> Result<(), Error> {
        guarded(|| self.rows(rows))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        guarded(|| self.end())
    }
}

/// The columns of the tables, with their meaning.
fn describe(worksheet: &mut Worksheet, names: &[&str], formats: &Formats) -> Result<(), XlsxError> {
    worksheet.set_name(COLUMNS)?;
    worksheet.set_freeze_panes(1, 0)?;
    let head = ["table", "column", "type", "meaning", "standard"];
    let mut widths = head.map(str::len);
    for (name, at) in head.into_iter().zip(0..) {
        worksheet.write_string_with_format(0, at, name, &formats.head)?;
    }
    let mut row = 0;
    for table in tables().iter().filter(|table| names.contains(&table.name)) {
        for column in &table.columns {
            row += 1;
            let cells = [table.name, column.name, column.kind.as_str(), column.doc, column.standard];
            for ((text, width), at) in cells.into_iter().zip(&mut widths).zip(0..) {
                worksheet.write_string(row, at, text)?;
                *width = (*width).max(text.len());
            }
        }
    }
    widen(worksheet, &widths)?;
    worksheet.autofilter(0, 0, row, 4)?;
    Ok(())
}

/// Sets the widths of columns to those of their contents, in characters.
pub(super) fn widen(worksheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    for (&width, at) in widths.iter().zip(0..) {
        let width = u16::try_from(width.min(WIDEST) + 3).unwrap_or(u16::MAX);
        worksheet.set_column_width(at, f64::from(width))?;
    }
    Ok(())
}

/// Writes a cell; returns its width in characters.
pub(super) fn write(
    worksheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<usize, XlsxError> {
    match cell {
        Cell::Missing => Ok(0),
        Cell::Text(text) => write_text(worksheet, row, at, text),
        Cell::Decimal(number) => {
            let text = number.to_string();
            let format = formats.decimals.get(number.scale() as usize);
            match (double(*number), format) {
                (Some(double), Some(format)) => {
                    worksheet.write_number_with_format(row, at, double, format)?;
                    Ok(text.len())
                }
                _ => write_text(worksheet, row, at, &text),
            }
        }
        Cell::Integer(number) => write(worksheet, row, at, &Cell::Decimal((*number).into()), formats),
        Cell::Date(date) => match excel_date(*date) {
            Some(date) => {
                worksheet.write_datetime_with_format(row, at, &date, &formats.date)?;
                Ok(10)
            }
            None => write_text(worksheet, row, at, &date.to_string()),
        },
    }
}

/// The number as a spreadsheet keeps it, where it keeps all its digits.
pub(super) fn double(number: Decimal) -> Option<f64> {
    survives(number).then(|| number.to_string().parse().ok()).flatten()
}

/// The date as a spreadsheet keeps it. Before March 1900 the programs count days in two ways.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year())
        .ok()
        .filter(|_| date >= NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or_default())?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn write_text(worksheet: &mut Worksheet, row: u32, at: u16, text: &str) -> Result<usize, XlsxError> {
    // Most texts have fewer bytes than a cell has characters.
    let length = if text.len() <= LONGEST { text.len() } else { text.chars().count() };
    if length <= LONGEST {
        worksheet.write_string(row, at, text)?;
    } else {
        let cut: String = text.chars().take(LONGEST - 1).chain(['…']).collect();
        worksheet.write_string(row, at, cut)?;
    }
    Ok(length)
}
