//! Parquet: one document a row, with the columns of `columns.rs`. Only those columns are read, one row group at a time.
//!
//! Standard input and compressed files are read into memory first: the list of row groups stands at the end.

use super::columns::ROLES;
use super::{Content, Cut, Kind, Opened, Options, Piece, Raw, Records, delimited};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use ::parquet::basic::Compression;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use ::parquet::record::reader::RowIter;
use ::parquet::schema::types::{SchemaDescriptor, Type};
use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub(super) const KIND: Kind = Kind {
    name: "parquet",
    extensions: &["parquet"],
    about: "Parquet, one document a row; columns as in JSON Lines",
    cut: Cut::Records(open),
    longest: super::LONGEST,
    parse,
};

struct Rows {
    rows: RowIter<'static>,
    /// The roles of the columns that are read, in their order.
    roles: Vec<usize>,
    row: u64,
}

fn open(opened: Opened, options: &Options) -> Result<Box<dyn Records>, Error> {
    let reader: Box<dyn FileReader> = match opened.file {
        Some(path) => Box::new(SerializedFileReader::new(File::open(path).map_err(broken)?).map_err(broken)?),
        None => {
            let mut bytes = Vec::new();
            let mut reader = opened.reader;
            reader.read_to_end(&mut bytes).map_err(broken)?;
            Box::new(SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(broken)?)
        }
    };
    let schema = reader.metadata().file_metadata().schema_descr();
    let names: Vec<String> =
        schema.root_schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    let places = options.columns.find(&names)?;
    let mut wanted: Vec<(usize, usize)> =
        places.iter().enumerate().filter_map(|(role, at)| Some(((*at)?, role))).collect();
    wanted.sort_unstable();
    let fields = wanted.iter().map(|(at, _)| plain(schema, *at)).collect::<Result<Vec<_>, Error>>()?;
    compressed(reader.as_ref(), &wanted)?;
    let projection =
        Type::group_type_builder(schema.root_schema().name()).with_fields(fields).build().map_err(broken)?;
    let rows = RowIter::from_file_into(reader).project(Some(projection)).map_err(broken)?;
    Ok(Box::new(Rows { rows, roles: wanted.into_iter().map(|(_, role)| role).collect(), row: 0 }))
}

/// Refuses columns that are compressed by what this build has not.
fn compressed(reader: &dyn FileReader, wanted: &[(usize, usize)]) -> Result<(), Error> {
    let groups = reader.metadata().row_groups().iter();
    let columns = groups.flat_map(|group| group.columns()).filter(|column| {
        let field = column.column_path().parts().first();
        let root = reader.metadata().file_metadata().schema_descr().root_schema();
        wanted
            .iter()
            .any(|(at, _)| root.get_fields().get(*at).map(|of| of.name()) == field.map(String::as_str))
    });
    for column in columns {
        let codec = column.compression();
        if matches!(codec, Compression::BROTLI(_) | Compression::LZO) {
            let found = format!(
                "columns compressed by {codec}; snappy, gzip, lz4 and zstd are read: write the file again with one of them"
            );
            return Err(broken(found));
        }
    }
    Ok(())
}

/// The type of a column that holds one value a row.
fn plain(schema: &SchemaDescriptor, at: usize) -> Result<Arc<Type>, Error> {
    let field = schema.root_schema().get_fields()[at].clone();
    if field.is_primitive() {
        return Ok(field);
    }
    Err(broken(format!("the column {:?} has parts; one value a row is read", field.name())))
}

impl Iterator for Rows {
    type Item = (u64, Result<Raw, Error>);

    fn next(&mut self) -> Option<Self::Item> {
        self.row += 1;
        // A damaged page may panic in the library; what is behind it cannot be found.
        let row = catch_unwind(AssertUnwindSafe(|| self.rows.next())).unwrap_or_else(|_| {
            Some(Err(::parquet::errors::ParquetError::General("a damaged page".to_owned())))
        })?;
        let raw = row.map_err(|error| Error::new(ErrorKind::Read, broken(error).to_string())).map(|row| {
            let mut raw: Raw = [const { None }; ROLES];
            for ((_, field), role) in row.get_column_iter().zip(&self.roles) {
                raw[*role] = value(field);
            }
            raw
        });
        Some((self.row, raw))
    }
}

impl Records for Rows {}

fn value(field: &Field) -> Option<Vec<u8>> {
    match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone().into_bytes()),
        Field::Bytes(bytes) => Some(bytes.data().to_vec()),
        other => Some(other.to_string().into_bytes()),
    }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Input, format!("expected a Parquet file, found: {error}"))
}

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Record(raw) = &piece.content else { return Ok(Document::default()) };
    delimited::record(raw, &options.columns, options, piece)
}
