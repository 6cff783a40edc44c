//! `README.md` of a dataset: what is in it, for the one who opens the folder.

use super::merge::Written;
use super::package::Described;
use std::fmt::Write as _;

const BEFORE: &str = "\
Each row of `facts.csv` is one statement about trade, made in a document: who exported or imported what, with whom, when,
how much, up or down by how much, and who says so. `quote` is the sentence, `start` and `end` are the characters of its
number.

";

const AFTER: &str = "\
A missing value is empty. Decimals are exact: read them as decimals, not as floating-point numbers. Offsets count
Unicode code points from 0. Rows stand in the order of their documents' names, and of the text.

## Vintages

Rows with the same `series_key` are about the same figure. A figure that is published again later is a row of its own:
`published` says which vintage it is. A document that changed is replaced, unless it is published on another day; then
it is stored beside the first, as `NAME@DATE`.

## Opening it

    import pandas                             # Python
    facts = pandas.read_csv(\"facts.csv\", dtype=str, keep_default_na=False)

    read.csv(\"facts.csv\", colClasses = \"character\")     # R

    SELECT * FROM read_csv('facts.csv', all_varchar = true);   -- DuckDB

    frictionless validate datapackage.json    # any Frictionless tool takes types and keys from it

";

/// The whole file.
pub(super) fn readme(name: &str, tables: &[Described<'_>], lists: &[(String, Written)]) -> String {
    let mut out = format!("# {name}\n\n{BEFORE}| file | rows | a row is |\n|---|---|---|\n");
    for table in tables {
        let Written { path, rows, .. } = table.written;
        let _ = writeln!(out, "| `{path}` | {rows} | {} |", table.doc.trim_end_matches('.').to_lowercase());
    }
    for (_, written) in lists {
        let _ = writeln!(out, "| `{}` | {} | one row per code |", written.path, written.rows);
    }
    out.push_str("| `datapackage.json` | | types, constraints and keys of all of these |\n\n");
    out.push_str(AFTER);
    for table in tables {
        let _ = write!(out, "## Columns of {}\n\n| column | type | meaning |\n|---|---|---|\n", table.name);
        for column in table.columns {
            let doc = column.doc.replace('|', "\\|");
            let _ = writeln!(out, "| `{}` | {} | {doc} |", column.name, column.kind.as_str());
        }
        out.push('\n');
    }
    let _ = writeln!(out, "Written by tradefacts {}.", env!("CARGO_PKG_VERSION"));
    out
}
