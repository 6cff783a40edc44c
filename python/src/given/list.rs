//! A list of texts or mappings.

use super::{FIELDS, Given, Names, Value, document};
use crate::failure::Failure;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyInt, PyMapping, PyString};
use std::borrow::Cow;
use tradefacts::Document;

/// Documents copied out of Python, to be read without its lock.
pub(crate) struct List {
    documents: Vec<Result<Document, Failure>>,
}

impl List {
    /// The documents of an iterable of `str` and mappings.
    pub(crate) fn new(items: &Bound<'_, PyAny>, names: &Names) -> PyResult<List> {
        let documents = items.try_iter()?.enumerate().map(|(index, item)| one(index, &item?, names));
        Ok(List { documents: documents.collect::<PyResult<_>>()? })
    }
}

impl Given for List {
    fn len(&self) -> usize {
        self.documents.len()
    }

    fn document(&self, index: usize) -> Result<Cow<'_, Document>, Failure> {
        match &self.documents[index] {
            Ok(document) => Ok(Cow::Borrowed(document)),
            Err(failure) => Err(failure.clone()),
        }
    }
}

fn one(index: usize, item: &Bound<'_, PyAny>, names: &Names) -> PyResult<Result<Document, Failure>> {
    let mut values = [const { Value::Missing }; FIELDS];
    let text = if let Ok(mapping) = item.cast::<PyMapping>() {
        for (value, (name, _)) in values.iter_mut().zip(names) {
            if mapping.contains(name)? {
                *value = read(&mapping.get_item(name)?)?;
            }
        }
        mapping.contains(&names[0].0)?.then(|| mapping.get_item(&names[0].0)).transpose()?
    } else {
        values[0] = read(item)?;
        Some(item.clone())
    };
    let empty = text.is_some_and(|text| text.cast::<PyString>().is_ok());
    Ok(document(index, names, values, empty))
}

fn read(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if value.is_none() {
        return Ok(Value::Missing);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(match text.to_cow() {
            Ok(text) => Value::text(&text),
            Err(_) => Value::Other("a string with half of a surrogate pair, which is no text".to_owned()),
        });
    }
    if value.cast::<PyInt>().is_ok() && value.cast::<PyBool>().is_err() {
        return Ok(Value::Integer(value.str()?.to_string()));
    }
    if let Ok(date) = value.extract::<NaiveDate>() {
        return Ok(Value::Date(date));
    }
    Ok(Value::Other(format!("a value of the type {}", value.get_type().name()?)))
}
