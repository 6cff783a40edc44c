//! The columns of `documents`.

use super::{Column, DocumentCell, ISO_DATE};
use crate::dataset::Cell;
use crate::dataset::CellType::{self, Date, Integer, String as Text};

const fn document(
    name: &'static str,
    kind: CellType,
    doc: &'static str,
    cell: DocumentCell,
) -> Column<DocumentCell> {
    Column::new(name, kind, doc, cell).core()
}

/// The columns of `documents`: one row per document read, with or without facts.
pub static DOCUMENTS: &[Column<DocumentCell>] = &[
    document("doc_id", Text, "The document: the id of a JSON Lines document, or the path as given.", |row| {
        Cell::text(&row.document.id)
    })
    .required(),
    document("path", Text, "File that it was read from, as given; - for standard input.", |row| {
        Cell::of(row.document.path.as_deref(), Cell::text)
    }),
    document("url", Text, "Address, where the input names it.", |row| {
        Cell::of(row.document.url.as_deref(), Cell::text)
    }),
    document("publisher", Text, "Outlet, where the input names it.", |row| {
        Cell::of(row.document.publisher.as_deref(), Cell::text)
    }),
    document("title", Text, "Title, where the input names it apart from the text.", |row| {
        Cell::of(row.document.title.as_deref(), Cell::text)
    }),
    document("published", Date, "Date of publication: the vintage of its facts.", |row| {
        Cell::of(row.document.published, Cell::Date)
    })
    .standard(ISO_DATE),
    document(
        "language",
        Text,
        "Language that it states of itself, else the one whose words it was read with.",
        |row| Cell::text(row.document.language.as_deref().unwrap_or(row.language)),
    )
    .standard("BCP 47")
    .required(),
    document("sha256", Text, "SHA-256 of the bytes read: the file, or the line of JSON Lines.", |row| {
        Cell::made(row.digest.to_string())
    })
    .required(),
    document(
        "reading",
        Text,
        "Program version and digest of the options it was read with: a dataset does not read the same bytes with the \
         same reading again.",
        |row| Cell::text(row.reading),
    )
    .required(),
    document("characters", Integer, "Length of its text in Unicode code points.", |row| {
        Cell::Integer(i64::try_from(row.document.text.chars().count()).unwrap_or(i64::MAX))
    })
    .required(),
    document("facts", Integer, "How many facts were found in it.", |row| {
        Cell::Integer(i64::try_from(row.facts).unwrap_or(i64::MAX))
    })
    .required(),
    document("notes", Text, "How its text was obtained, and what is odd about it, with \"; \" between them.", |row| {
        Cell::made(row.document.notes.join("; "))
    }),
];

/// The column that `--with-text` adds to `documents`.
pub static TEXT: Column<DocumentCell> =
    document("text", Text, "The text that offsets refer to.", |row| Cell::text(&row.document.text));
