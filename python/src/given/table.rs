//! An Arrow table, read in place: strings of every layout, dictionaries of strings, whole numbers, dates, timestamps.

use super::{FIELDS, Given, Names, Value, document};
use crate::failure::{Failure, raised};
use arrow_array::cast::AsArray as _;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::types::{
    Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_pyarrow::FromPyArrow as _;
use arrow_schema::{DataType, Schema, TimeUnit};
use pyo3::prelude::*;
use std::borrow::Cow;
use tradefacts::{Document, Error, ErrorKind};

/// Record batches with the columns that are wanted.
pub(crate) struct Table {
    names: Names,
    /// The index of the first document of each batch, and its columns.
    batches: Vec<(usize, [Option<ArrayRef>; FIELDS])>,
    len: usize,
}

impl Table {
    /// The table behind an object with the Arrow PyCapsule interface: `__arrow_c_stream__` or `__arrow_c_array__`.
    pub(crate) fn new(given: &Bound<'_, PyAny>, names: Names) -> PyResult<Table> {
        let py = given.py();
        let refuse = |message: String| raised(py, &Error::new(ErrorKind::Argument, message));
        let mut table = Table { names, batches: Vec::new(), len: 0 };
        if given.hasattr("__arrow_c_stream__")? {
            let reader = RecordBatchStreamReader::from_pyarrow_bound(given).map_err(|error| {
                refuse(format!(
                    "expected a table of documents, found: {error}; a column of texts can be given as a list"
                ))
            })?;
            for batch in reader {
                table
                    .add(&batch.map_err(|error| refuse(error.to_string()))?)
                    .map_err(|error| raised(py, &error))?;
            }
        } else {
            table.add(&RecordBatch::from_pyarrow_bound(given)?).map_err(|error| raised(py, &error))?;
        }
        Ok(table)
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let mut columns = [const { None }; FIELDS];
        for (column, (name, needed)) in columns.iter_mut().zip(&self.names) {
            match batch.column_by_name(name) {
                Some(array) => {
                    check(name, array)?;
                    *column = Some(array.clone());
                }
                None if *needed => return Err(no_column(name, &batch.schema())),
                None => {}
            }
        }
        self.batches.push((self.len, columns));
        self.len += batch.num_rows();
        Ok(())
    }
}

fn no_column(name: &str, schema: &Schema) -> Error {
    let known: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let message = format!("expected a column {name:?}, found the columns {}", known.join(", "));
    Error::new(ErrorKind::Argument, message)
}

/// Refuses a column of a type that is not read, and one whose memory is not as Arrow has it.
fn check(name: &str, array: &ArrayRef) -> Result<(), Error> {
    let refuse = |found: String| {
        let message =
            format!("expected strings, whole numbers or dates in the column {name:?}, found {found}");
        Err(Error::new(ErrorKind::Argument, message))
    };
    let values = match array.data_type() {
        DataType::Dictionary(_, values) => values,
        kind => kind,
    };
    let is_read = values.is_string() || values.is_integer() && values == array.data_type();
    let is_day =
        matches!(values, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) | DataType::Null);
    if !is_read && !is_day {
        return refuse(array.data_type().to_string());
    }
    array.to_data().validate_full().or_else(|error| refuse(error.to_string()))
}

impl Given for Table {
    fn len(&self) -> usize {
        self.len
    }

    fn document(&self, index: usize) -> Result<Cow<'_, Document>, Failure> {
        let batch = self.batches.partition_point(|(first, _)| *first <= index).saturating_sub(1);
        let (first, columns) = &self.batches[batch];
        let row = index - first;
        let values = columns.each_ref().map(|column| {
            let array = column.as_ref().filter(|array| row < array.len() && !array.is_null(row));
            array.map_or(Value::Missing, |array| read(array, row))
        });
        let empty = columns[0].as_ref().is_some_and(|array| row < array.len() && !array.is_null(row));
        document(index, &self.names, values, empty).map(Cow::Owned)
    }
}

/// The value of a row that is not null.
fn read(array: &ArrayRef, row: usize) -> Value {
    macro_rules! digits {
        ($($kind:ident => $type:ty),*) => {
            match array.data_type() {
                $(DataType::$kind => return Value::Integer(array.as_primitive::<$type>().value(row).to_string()),)*
                _ => {}
            }
        };
    }
    digits!(Int64 => Int64Type, Int32 => Int32Type, Int16 => Int16Type, Int8 => Int8Type);
    digits!(UInt64 => UInt64Type, UInt32 => UInt32Type, UInt16 => UInt16Type, UInt8 => UInt8Type);
    match array.data_type() {
        DataType::Utf8 => Value::text(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Value::text(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Value::text(array.as_string_view().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = dictionary.normalized_keys().get(row).copied().unwrap_or_default();
            read(dictionary.values(), key)
        }
        _ => day(array, row),
    }
}

/// The day of a date or timestamp; a timestamp's is that of UTC.
fn day(array: &ArrayRef, row: usize) -> Value {
    let day = match array.data_type() {
        DataType::Date32 => array.as_primitive::<Date32Type>().value_as_date(row),
        DataType::Date64 => array.as_primitive::<Date64Type>().value_as_date(row),
        DataType::Timestamp(TimeUnit::Second, _) => {
            array.as_primitive::<TimestampSecondType>().value_as_date(row)
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            array.as_primitive::<TimestampMillisecondType>().value_as_date(row)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            array.as_primitive::<TimestampMicrosecondType>().value_as_date(row)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            array.as_primitive::<TimestampNanosecondType>().value_as_date(row)
        }
        _ => None,
    };
    day.map_or_else(|| Value::Other(format!("a value of the type {}", array.data_type())), Value::Date)
}
