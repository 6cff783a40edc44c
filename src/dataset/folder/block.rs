//! A document's rows as they are stored: encoded, with what tells whether the document must be read again.
//!
//! Runs are files of blocks sorted by id. They are what an interrupted run leaves behind, and the next one goes on
//! from: a line of JSON for each block, then the bytes of its rows.

use crate::dataset::Digest;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// What is known of a document that was read before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its name in the dataset.
    pub id: String,
    /// Its date of publication.
    pub published: Option<NaiveDate>,
    /// The digest of the bytes it was read from, in hexadecimal digits.
    pub sha256: String,
    /// Program version and options.
    pub reading: String,
}

/// Some rows of a table, encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Their bytes.
    pub bytes: Vec<u8>,
    /// How many there are.
    pub count: usize,
}

/// The rows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What tells whether it must be read again.
    pub stamp: Stamp,
    /// Its rows in the tables, in the order of [`super::TABLES`].
    pub rows: [Rows; 3],
}

impl Stamp {
    /// Whether a document of these bytes and this reading would give the same rows.
    pub(super) fn same(&self, digest: Digest, reading: &str) -> bool {
        self.reading == reading && self.sha256 == digest.to_string()
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(flatten)]
    stamp: Stamp,
    lengths: [usize; 3],
    counts: [usize; 3],
}

/// Writes a run and syncs it.
pub(super) fn write_run(path: &Path, blocks: &[Block]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for block in blocks {
        let rows = block.rows.each_ref();
        let (lengths, counts) = (rows.map(|rows| rows.bytes.len()), rows.map(|rows| rows.count));
        let head = Head { stamp: block.stamp.clone(), lengths, counts };
        serde_json::to_writer(&mut out, &head)?;
        out.write_all(b"\n")?;
        block.rows.iter().try_for_each(|rows| out.write_all(&rows.bytes))?;
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// The blocks of a run, one after the other.
pub(super) struct Run<R = BufReader<File>> {
    reader: R,
    name: String,
}

impl Run {
    pub(super) fn open(path: &Path) -> Result<Run, Error> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| broken(&name, &error.to_string()))?;
        Ok(Run { reader: BufReader::with_capacity(1 << 16, file), name })
    }
}

impl<R: BufRead> Run<R> {
    fn read(&mut self) -> io::Result<Option<Block>> {
        let mut line = String::new();
        if self.reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Head { stamp, lengths, counts } = serde_json::from_str(&line)?;
        let mut rows = counts.map(|count| Rows { bytes: Vec::new(), count });
        for (rows, length) in rows.iter_mut().zip(lengths) {
            rows.bytes.resize(length, 0);
            self.reader.read_exact(&mut rows.bytes)?;
        }
        Ok(Some(Block { stamp, rows }))
    }
}

impl<R: BufRead> Iterator for Run<R> {
    type Item = Result<Block, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(|error| broken(&self.name, &error.to_string())).transpose()
    }
}

fn broken(name: &str, found: &str) -> Error {
    let message = format!("expected what an interrupted run had written, found: {found}; remove it");
    Error::new(ErrorKind::Read, message).at(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_back() {
        let rows = |bytes: &[u8]| Rows { bytes: bytes.to_vec(), count: 1 };
        let stamp = Stamp { id: "a\nb".into(), published: None, sha256: "0".into(), reading: "1".into() };
        let block = Block { stamp, rows: [rows(b"a\n"), Rows::default(), rows(b"{\"\n")] };
        let path = std::env::temp_dir().join(format!("tradefacts-run-{}", std::process::id()));
        write_run(&path, &[block.clone(), block.clone()]).expect("written");
        let read: Vec<Block> =
            Run::open(&path).expect("a run").map(|block| block.expect("a block")).collect();
        std::fs::remove_file(&path).expect("removed");
        assert_eq!(read, [block.clone(), block]);
    }
}
