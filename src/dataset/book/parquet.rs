//! Parquet: one table, its decimals as `DECIMAL(38, 10)` (Decimal128), its dates as `DATE` (Date32).
//!
//! A decimal of more than 10 decimals or 28 whole digits does not fit: it is null, and the row's notes say so.

use super::{Book, BookFormat, Row, Sheet, failed};
use crate::dataset::{Cell, CellType};
use crate::error::Error;
use chrono::NaiveDate;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use rust_decimal::Decimal;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

pub(super) const BOOK: BookFormat = BookFormat {
    name: "parquet",
    extension: "parquet",
    about: "one table with exact decimals and dates",
    all_tables: false,
    create,
};

const PRECISION: i32 = 38;
const SCALE: u32 = 10;

/// Bytes that `PRECISION` digits take.
const WIDTH: i32 = 16;

/// Rows of a row group.
const GROUP: usize = 1 << 16;

/// Values of a column, without those that are missing, and for each row whether it has one.
struct Buffer<T> {
    values: Vec<T>,
    levels: Vec<i16>,
}

impl<T> Buffer<T> {
    fn new() -> Buffer<T> {
        Buffer { values: Vec::new(), levels: Vec::new() }
    }

    fn push(&mut self, value: Option<T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn clear(&mut self) {
        self.values.clear();
        self.levels.clear();
    }
}

enum Values {
    Text(Buffer<ByteArray>),
    Decimal(Buffer<FixedLenByteArray>),
    Integer(Buffer<i64>),
    Date(Buffer<i32>),
}

impl Values {
    fn new(kind: CellType) -> Values {
        match kind {
            CellType::String => Values::Text(Buffer::new()),
            CellType::Decimal => Values::Decimal(Buffer::new()),
            CellType::Integer => Values::Integer(Buffer::new()),
            CellType::Date => Values::Date(Buffer::new()),
        }
    }

    fn push(&mut self, cell: &Cell) {
        match self {
            Values::Text(buffer) => buffer.push(match cell {
                Cell::Text(text) => Some(ByteArray::from(text.as_ref())),
                _ => None,
            }),
            Values::Decimal(buffer) => buffer.push(match cell {
                Cell::Decimal(number) => {
                    scaled(*number).map(|number| FixedLenByteArray::from(number.to_be_bytes().to_vec()))
                }
                _ => None,
            }),
            Values::Integer(buffer) => buffer.push(match cell {
                Cell::Integer(number) => Some(*number),
                _ => None,
            }),
            Values::Date(buffer) => buffer.push(match cell {
                Cell::Date(date) => i32::try_from((*date - NaiveDate::default()).num_days()).ok(),
                _ => None,
            }),
        }
    }

    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> parquet::errors::Result<usize> {
        match self {
            Values::Text(b) => {
                let written = column.typed::<ByteArrayType>().write_batch(&b.values, Some(&b.levels), None);
                b.clear();
                written
            }
            Values::Decimal(b) => {
                let column = column.typed::<FixedLenByteArrayType>();
                let written = column.write_batch(&b.values, Some(&b.levels), None);
                b.clear();
                written
            }
            Values::Integer(b) => {
                let written = column.typed::<Int64Type>().write_batch(&b.values, Some(&b.levels), None);
                b.clear();
                written
            }
            Values::Date(b) => {
                let written = column.typed::<Int32Type>().write_batch(&b.values, Some(&b.levels), None);
                b.clear();
                written
            }
        }
    }
}

/// The number times 10^SCALE, where that is whole and has at most PRECISION digits.
fn scaled(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let power = 10_i128.checked_pow(SCALE.checked_sub(number.scale())?)?;
    let scaled = number.mantissa().checked_mul(power)?;
    (scaled.unsigned_abs() < 10_u128.pow(PRECISION.unsigned_abs())).then_some(scaled)
}

struct Parquet {
    writer: SerializedFileWriter<File>,
    columns: Vec<Values>,
    notes: Option<usize>,
    rows: usize,
}

fn schema(sheet: &Sheet) -> parquet::errors::Result<Type> {
    let field = |column: &crate::dataset::schema::Column<()>| {
        let physical = match column.kind {
            CellType::String => Physical::BYTE_ARRAY,
            CellType::Decimal => Physical::FIXED_LEN_BYTE_ARRAY,
            CellType::Integer => Physical::INT64,
            CellType::Date => Physical::INT32,
        };
        let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        let field = match column.kind {
            CellType::String => field.with_logical_type(Some(LogicalType::String)),
            CellType::Decimal => field
                .with_logical_type(Some(LogicalType::decimal(SCALE.cast_signed(), PRECISION)))
                .with_length(WIDTH)
                .with_precision(PRECISION)
                .with_scale(SCALE.cast_signed()),
            CellType::Integer => field,
            CellType::Date => field.with_logical_type(Some(LogicalType::Date)),
        };
        field.build().map(Arc::new)
    };
    let fields = sheet.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(sheet.name).with_fields(fields).build()
}

fn create(path: &Path, sheets: Vec<Sheet>) -> Result<Box<dyn Book>, Error> {
    let Some(sheet) = sheets.into_iter().next() else { return Err(failed("no table")) };
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("tradefacts version {}", env!("CARGO_PKG_VERSION")))
        .build();
    let file = File::options().write(true).open(path).map_err(failed)?;
    let schema = Arc::new(schema(&sheet).map_err(failed)?);
    let writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).map_err(failed)?;
    let columns = sheet.columns.iter().map(|column| Values::new(column.kind)).collect();
    Ok(Box::new(Parquet { writer, columns, notes: sheet.column("notes"), rows: 0 }))
}

impl Parquet {
    fn row(&mut self, row: &Row) -> Result<(), Error> {
        let lost = row.iter().any(|cell| matches!(cell, Cell::Decimal(number) if scaled(*number).is_none()));
        for (index, (column, cell)) in self.columns.iter_mut().zip(row).enumerate() {
            if lost && self.notes == Some(index) {
                column.push(&noted(cell));
            } else {
                column.push(cell);
            }
        }
        self.rows += 1;
        if self.rows == GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        let mut columns = self.columns.iter_mut();
        while let Some(mut column) = group.next_column().map_err(failed)? {
            if let Some(values) = columns.next() {
                values.write(&mut column).map_err(failed)?;
            }
            column.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }
}

/// The notes with what became of a decimal.
fn noted(notes: &Cell) -> Cell<'static> {
    let note = format!("a number does not fit decimal({PRECISION}, {SCALE}) and is left out");
    match notes {
        Cell::Text(text) => Cell::Text(format!("{text}; {note}").into()),
        _ => Cell::Text(note.into()),
    }
}

impl Book for Parquet {
    fn add(&mut self, rows: &[&[Row]]) -> Result<(), Error> {
        rows.first().into_iter().flat_map(|rows| rows.iter()).try_for_each(|row| self.row(row))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.writer.close().map_err(failed)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_scaled_exactly_or_not_at_all() {
        let scaled = |text| scaled(Decimal::from_str_exact(text).expect("a decimal"));
        assert_eq!(scaled("-41.30"), Some(-413_000_000_000));
        assert_eq!(scaled("0.0000000001"), Some(1));
        assert_eq!(scaled("0.00000000001"), None);
        assert_eq!(scaled("9999999999999999999999999999").map(|n| n % 10), Some(0));
        assert_eq!(scaled("10000000000000000000000000000"), None);
    }
}
