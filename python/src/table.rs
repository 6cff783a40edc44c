//! A table of an extraction: rows for Python, record batches for Arrow.

use crate::column::{Builder, Column, arrow_type, scaled};
use crate::failure::Failure;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchOptions};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::sync::Arc;
use tradefacts::dataset::schema::Column as Described;
use tradefacts::dataset::{Cell, CellType};

/// Name and type of the columns of a table.
pub(crate) type Shape = Vec<(&'static str, CellType)>;

/// The shape of columns of the schema.
pub(crate) fn shape<C>(columns: &[Described<C>]) -> Shape {
    columns.iter().map(|column| (column.name, column.kind)).collect()
}

fn arrow_schema(shape: &[(&'static str, CellType)]) -> SchemaRef {
    let fields = shape.iter().map(|&(name, kind)| Field::new(name, arrow_type(kind), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Rows being added.
pub(crate) struct Rows {
    builders: Vec<Builder>,
    len: usize,
}

impl Rows {
    pub(crate) fn new(shape: &[(&'static str, CellType)]) -> Rows {
        Rows { builders: shape.iter().map(|&(_, kind)| Builder::new(kind)).collect(), len: 0 }
    }

    /// Adds a row. Says of decimals that Arrow cannot hold that they will be missing there.
    pub(crate) fn push<'a>(
        &mut self,
        shape: &[(&'static str, CellType)],
        doc_id: &str,
        cells: impl Iterator<Item = Cell<'a>>,
        failures: &mut Vec<Failure>,
    ) {
        for ((builder, &(name, _)), cell) in self.builders.iter_mut().zip(shape).zip(cells) {
            if let Cell::Decimal(decimal) = &cell
                && scaled(decimal).is_none()
            {
                let message = format!(
                    "expected a {name} that decimal128(38, 12) holds exactly, found {decimal}; it is null in Arrow \
                     tables, and exact in rows"
                );
                failures.push(Failure {
                    doc_id: doc_id.to_owned(),
                    kind: "decimal",
                    position: None,
                    message,
                });
            }
            builder.push(cell);
        }
        self.len += 1;
    }

    pub(crate) fn finish(self) -> Part {
        Part { columns: self.builders.into_iter().map(Builder::finish).collect(), len: self.len }
    }
}

/// Consecutive rows.
pub(crate) struct Part {
    columns: Vec<Column>,
    len: usize,
}

impl Part {
    fn to_arrow(&self, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter().map(Column::to_arrow).collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(self.len));
        RecordBatch::try_new_with_options(schema.clone(), columns, &options)
    }
}

/// A table, in parts.
#[pyclass(frozen, module = "tradefacts._native")]
pub(crate) struct Columns {
    schema: SchemaRef,
    parts: Vec<Part>,
    len: usize,
}

impl Columns {
    pub(crate) fn new(shape: &[(&'static str, CellType)], parts: Vec<Part>) -> Columns {
        let parts: Vec<Part> = parts.into_iter().filter(|part| part.len > 0).collect();
        Columns { schema: arrow_schema(shape), len: parts.iter().map(|part| part.len).sum(), parts }
    }
}

#[pymethods]
impl Columns {
    fn __len__(&self) -> usize {
        self.len
    }

    /// The rows from `start` to before `stop`, as tuples.
    fn rows<'py>(&self, py: Python<'py>, start: usize, stop: usize) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        let mut out = Vec::with_capacity(stop.min(self.len).saturating_sub(start));
        let mut first = 0;
        for part in &self.parts {
            for row in start.max(first)..stop.min(first + part.len) {
                let cells = part.columns.iter().map(|column| column.value(py, row - first));
                out.push(PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)?);
            }
            first += part.len;
        }
        Ok(out)
    }

    /// The names of the columns.
    fn names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The type of the rows, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(refused)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows, by the Arrow PyCapsule interface. Another schema than the table's own may be asked for, and is not
    /// given, as the interface allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.parts.iter().map(|part| part.to_arrow(&self.schema));
        let batches = batches.collect::<Result<Vec<_>, _>>().map_err(refused)?;
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
