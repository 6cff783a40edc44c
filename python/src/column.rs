//! One column of a table in memory, as compact as Arrow's own: Arrow takes it without a copy, but for decimals, which
//! keep their own number of digits here and get one scale there.

use arrow_array::builder::{Date32Builder, Int64Builder, StringBuilder};
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef, Date32Array, Decimal128Array, Int64Array, StringArray};
use arrow_schema::{ArrowError, DataType};
use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use rust_decimal::Decimal;
use std::sync::Arc;
use tradefacts::dataset::{Cell, CellType};

/// Digits of a decimal in Arrow, all together.
pub(crate) const PRECISION: u8 = 38;
/// Digits of them behind the point.
pub(crate) const SCALE: i8 = 12;

/// The type in Arrow.
pub(crate) fn arrow_type(kind: CellType) -> DataType {
    match kind {
        CellType::String => DataType::Utf8,
        CellType::Decimal => DataType::Decimal128(PRECISION, SCALE),
        CellType::Integer => DataType::Int64,
        CellType::Date => DataType::Date32,
    }
}

/// The decimal as a whole number of 10⁻¹²; none where that would lose digits or have more than 38.
pub(crate) fn scaled(decimal: &Decimal) -> Option<i128> {
    let decimal = decimal.normalize();
    let power = u32::try_from(SCALE).ok()?.checked_sub(decimal.scale())?;
    let scaled = decimal.mantissa().checked_mul(10_i128.checked_pow(power)?)?;
    (scaled.unsigned_abs() < 10_u128.pow(PRECISION.into())).then_some(scaled)
}

/// A column being filled.
pub(crate) enum Builder {
    Text(StringBuilder),
    Decimal(Vec<Option<Decimal>>),
    Integer(Int64Builder),
    Date(Date32Builder),
}

impl Builder {
    pub(crate) fn new(kind: CellType) -> Builder {
        match kind {
            CellType::String => Builder::Text(StringBuilder::new()),
            CellType::Decimal => Builder::Decimal(Vec::new()),
            CellType::Integer => Builder::Integer(Int64Builder::new()),
            CellType::Date => Builder::Date(Date32Builder::new()),
        }
    }

    /// Adds a cell. One of another type than the column's is missing; the schema's tests show that there is none.
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Builder::Text(builder), _) => builder.append_null(),
            (Builder::Decimal(values), Cell::Decimal(decimal)) => values.push(Some(decimal)),
            (Builder::Decimal(values), _) => values.push(None),
            (Builder::Integer(builder), Cell::Integer(integer)) => builder.append_value(integer),
            (Builder::Integer(builder), _) => builder.append_null(),
            (Builder::Date(builder), Cell::Date(date)) => {
                builder.append_value(Date32Type::from_naive_date(date))
            }
            (Builder::Date(builder), _) => builder.append_null(),
        }
    }

    pub(crate) fn finish(self) -> Column {
        match self {
            Builder::Text(mut builder) => Column::Text(builder.finish()),
            Builder::Decimal(values) => Column::Decimal(values),
            Builder::Integer(mut builder) => Column::Integer(builder.finish()),
            Builder::Date(mut builder) => Column::Date(builder.finish()),
        }
    }
}

/// A column.
pub(crate) enum Column {
    Text(StringArray),
    Decimal(Vec<Option<Decimal>>),
    Integer(Int64Array),
    Date(Date32Array),
}

impl Column {
    /// The column as Arrow has it; a decimal that does not fit is null.
    pub(crate) fn to_arrow(&self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Column::Text(array) => Arc::new(array.clone()),
            Column::Integer(array) => Arc::new(array.clone()),
            Column::Date(array) => Arc::new(array.clone()),
            Column::Decimal(values) => {
                let scaled = values.iter().map(|value| value.as_ref().and_then(scaled));
                Arc::new(Decimal128Array::from_iter(scaled).with_precision_and_scale(PRECISION, SCALE)?)
            }
        })
    }

    /// The value of a row for Python: `str`, `Decimal`, `int`, `date` or `None`.
    pub(crate) fn value<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Column::Text(array) => array.is_valid(row).then(|| array.value(row)).into_bound_py_any(py),
            Column::Decimal(values) => values.get(row).copied().flatten().into_bound_py_any(py),
            Column::Integer(array) => array.is_valid(row).then(|| array.value(row)).into_bound_py_any(py),
            Column::Date(array) => {
                array.is_valid(row).then(|| array.value_as_date(row)).flatten().into_bound_py_any(py)
            }
        }
    }
}
