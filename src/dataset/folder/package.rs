//! `datapackage.json`: the dataset described for others' tools, as a Frictionless data package with a table schema for
//! each file.

use super::DOC_ID;
use super::merge::Written;
use crate::dataset::CellType;
use crate::dataset::codes::{CODE_LISTS, CodeList};
use crate::dataset::schema::Column;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The property by which a package of this program is known.
const MARK: &str = "tradefacts";

/// Whether the file is a package that this program wrote.
pub(super) fn is_ours(path: &Path) -> bool {
    let text = fs::read(path).unwrap_or_default();
    serde_json::from_slice::<Value>(&text).is_ok_and(|package| package.get(MARK).is_some())
}

/// A table that is described: its file, what a row is, its columns and its key.
pub(super) struct Described<'a> {
    pub(super) written: &'a Written,
    pub(super) name: &'static str,
    pub(super) doc: &'static str,
    pub(super) columns: &'a [Column<()>],
    pub(super) key: &'static [&'static str],
}

/// The whole package.
pub(super) fn package(name: &str, tables: &[Described<'_>], codes: &[(String, Written)]) -> Vec<u8> {
    let mut resources: Vec<Value> = tables.iter().map(table).collect();
    resources.extend(codes.iter().map(|(name, written)| code_table(name, written)));
    let package = json!({
        "name": slug(name),
        "title": "Trade facts read from documents",
        "description": "One row per statement about trade, each with the sentence and the characters it was read \
                        from. README.md says more.",
        "profile": "tabular-data-package",
        MARK: { "version": env!("CARGO_PKG_VERSION") },
        "resources": resources,
    });
    let mut text = serde_json::to_vec_pretty(&package).unwrap_or_default();
    text.push(b'\n');
    text
}

/// A name as packages have it: lower case, digits, `-`, `_` and `.`.
fn slug(name: &str) -> String {
    let plain =
        |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c.to_ascii_lowercase() } else { '-' };
    name.chars().map(plain).collect()
}

fn resource(name: &str, written: &Written, description: &str, schema: &Value) -> Value {
    json!({
        "name": slug(name),
        "path": written.path,
        "profile": "tabular-data-resource",
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.digest),
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\n" },
        "schema": schema,
    })
}

fn table(described: &Described<'_>) -> Value {
    let Described { written, name, doc, columns, key } = described;
    let fields: Vec<Value> = columns.iter().map(|column| field(column, key)).collect();
    let mut foreign: Vec<Value> = Vec::new();
    if !key.contains(&DOC_ID) {
        foreign.push(reference(DOC_ID, super::TABLES[0], DOC_ID));
    }
    foreign.extend(
        columns
            .iter()
            .filter_map(|column| column.codes.map(|list| reference(column.name, &code_name(list), "code"))),
    );
    let mut schema = json!({ "fields": fields, "missingValues": [""], "foreignKeys": foreign });
    if !key.is_empty() {
        schema["primaryKey"] = json!(key);
    }
    resource(name, written, doc, &schema)
}

fn reference(field: &str, resource: &str, to: &str) -> Value {
    json!({ "fields": [field], "reference": { "resource": resource, "fields": [to] } })
}

fn field(column: &Column<()>, key: &[&str]) -> Value {
    let mut constraints = json!({});
    if column.required {
        constraints["required"] = json!(true);
    }
    if let [only] = key
        && *only == column.name
    {
        constraints["unique"] = json!(true);
    }
    if let Some(list) = column.codes {
        constraints["enum"] = list.codes.iter().map(|coded| coded.code).collect();
    }
    let kind = match column.kind {
        CellType::String => "string",
        CellType::Decimal => "number",
        CellType::Integer => "integer",
        CellType::Date => "date",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.doc });
    match column.kind {
        CellType::Decimal => {
            field["decimalChar"] = json!(".");
            field["bareNumber"] = json!(true);
        }
        CellType::Date => field["format"] = json!("default"),
        _ => {}
    }
    if !column.standard.is_empty() {
        field["standard"] = json!(column.standard);
    }
    if constraints.as_object().is_some_and(|all| !all.is_empty()) {
        field["constraints"] = constraints;
    }
    field
}

/// The name of a code list's resource.
pub(super) fn code_name(list: &CodeList) -> String {
    format!("codes-{}", list.name.replace('_', "-"))
}

fn code_table(name: &str, written: &Written) -> Value {
    let about = CODE_LISTS
        .iter()
        .find(|list| code_name(list) == name)
        .map_or("Codes that a column may have, among others", |_| "All codes that a column may have");
    let fields = json!([
        { "name": "code", "type": "string", "constraints": { "required": true, "unique": true } },
        { "name": "name", "type": "string", "constraints": { "required": true } },
    ]);
    resource(
        name,
        written,
        about,
        &json!({ "fields": fields, "missingValues": [""], "primaryKey": ["code"] }),
    )
}
