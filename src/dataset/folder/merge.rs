//! The new dataset: what is stored and what was read, merged in the order of the documents' names.

use super::block::Block;
use super::{TABLES, file_name};
use crate::dataset::Digest;
use crate::error::Error;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Blocks in the order of their ids.
pub(super) type Blocks<'a> = Box<dyn Iterator<Item = Result<Block, Error>> + 'a>;

/// Merges sources of blocks; where several have a document, the last of them counts.
pub(super) struct Merge<'a> {
    sources: Vec<Blocks<'a>>,
    heads: Vec<Option<Block>>,
    order: BinaryHeap<Reverse<(String, Reverse<usize>)>>,
}

impl<'a> Merge<'a> {
    pub(super) fn new(sources: Vec<Blocks<'a>>) -> Result<Merge<'a>, Error> {
        let heads = sources.iter().map(|_| None).collect();
        let mut merge = Merge { sources, heads, order: BinaryHeap::new() };
        (0..merge.sources.len()).try_for_each(|index| merge.advance(index))?;
        Ok(merge)
    }

    fn advance(&mut self, index: usize) -> Result<(), Error> {
        let head = self.sources[index].next().transpose()?;
        if let Some(block) = &head {
            self.order.push(Reverse((block.stamp.id.clone(), Reverse(index))));
        }
        self.heads[index] = head;
        Ok(())
    }

    fn read(&mut self) -> Result<Option<Block>, Error> {
        let Some(Reverse((id, Reverse(index)))) = self.order.pop() else { return Ok(None) };
        let block = self.heads[index].take();
        self.advance(index)?;
        while let Some(Reverse((_, Reverse(older)))) =
            self.order.peek().filter(|Reverse((other, _))| *other == id).cloned()
        {
            self.order.pop();
            self.advance(older)?;
        }
        Ok(block)
    }
}

impl Iterator for Merge<'_> {
    type Item = Result<Block, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A file that was written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Its path in the dataset.
    pub(super) path: String,
    /// Its length in bytes.
    pub(super) bytes: u64,
    /// Its content.
    pub(super) digest: Digest,
    /// Its rows, without the header.
    pub(super) rows: usize,
}

/// A table being written.
struct Out {
    writer: BufWriter<File>,
    hash: crate::dataset::digest::Running,
    written: Written,
}

impl Out {
    fn create(folder: &Path, table: &str, head: &[u8]) -> io::Result<Out> {
        let path = file_name(table);
        let writer = BufWriter::with_capacity(1 << 16, File::create(folder.join(&path))?);
        let written = Written { path, bytes: 0, digest: Digest::default(), rows: 0 };
        let mut out = Out { writer, hash: Default::default(), written };
        out.add(head, 0)?;
        Ok(out)
    }

    fn add(&mut self, bytes: &[u8], rows: usize) -> io::Result<()> {
        self.writer.write_all(bytes)?;
        self.hash.add(bytes);
        self.written.bytes += bytes.len() as u64;
        self.written.rows += rows;
        Ok(())
    }

    fn finish(mut self) -> io::Result<Written> {
        self.written.digest = self.hash.finish();
        self.writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(self.written)
    }
}

/// Writes the tables into `folder`, with these headers.
pub(super) fn write_tables(
    folder: &Path,
    heads: &[Vec<u8>; 3],
    blocks: impl Iterator<Item = Result<Block, Error>>,
    failed: impl Fn(io::Error) -> Error,
) -> Result<[Written; 3], Error> {
    let create = |index: usize| Out::create(folder, TABLES[index], &heads[index]).map_err(&failed);
    let mut outs = [create(0)?, create(1)?, create(2)?];
    for block in blocks {
        for (out, rows) in outs.iter_mut().zip(&block?.rows) {
            out.add(&rows.bytes, rows.count).map_err(&failed)?;
        }
    }
    let [documents, facts, mentions] = outs;
    Ok([
        documents.finish().map_err(&failed)?,
        facts.finish().map_err(&failed)?,
        mentions.finish().map_err(&failed)?,
    ])
}

#[cfg(test)]
mod tests {
    use super::super::block::{Rows, Stamp};
    use super::*;

    fn blocks(ids: &'static [&'static str], content: &'static str) -> Blocks<'static> {
        Box::new(ids.iter().map(move |id| {
            let stamp =
                Stamp { id: (*id).into(), published: None, sha256: String::new(), reading: String::new() };
            let rows = Rows { bytes: content.into(), count: 1 };
            Ok(Block { stamp, rows: [rows, Rows::default(), Rows::default()] })
        }))
    }

    #[test]
    fn the_last_source_of_a_document_counts() {
        let sources = vec![blocks(&["a", "b", "d"], "1"), blocks(&["b", "c"], "2"), blocks(&["b", "e"], "3")];
        let merged = Merge::new(sources).expect("sources").map(|block| block.expect("a block"));
        let found: Vec<String> = merged
            .map(|block| format!("{}{}", block.stamp.id, String::from_utf8_lossy(&block.rows[0].bytes)))
            .collect();
        assert_eq!(found, ["a1", "b3", "c2", "d1", "e3"]);
    }
}
