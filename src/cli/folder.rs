//! A dataset folder: blocks made by the workers, taken in the order of the input.

use super::pipeline::{Made, Work};
use tradefacts::dataset::Digest;
use tradefacts::dataset::folder::{Encoder, Entry, Slot};
use tradefacts::{Document, Extractor};

/// Makes the blocks of documents.
pub(crate) struct Blocks(pub(crate) Encoder);

impl Made for Vec<Entry> {
    fn lengths(&self) -> [usize; 3] {
        [self.len(), 0, 0]
    }

    fn truncate(&mut self, lengths: [usize; 3]) {
        Vec::truncate(self, lengths[0]);
    }
}

impl Work for Blocks {
    type Made = Vec<Entry>;

    fn wants_digest(&self) -> bool {
        true
    }

    fn work(
        &self,
        mut document: Document,
        digest: Digest,
        extractor: &mut Extractor,
        made: &mut Vec<Entry>,
    ) -> u64 {
        let name = document.id.clone();
        match self.0.slot(&document, digest) {
            Slot::Unchanged(id) => {
                made.push(Entry { name, digest, rows: Ok(id) });
                0
            }
            Slot::Read(id) => {
                document.id = id;
                let found = extractor.extract(&document);
                let block = self.0.block(&document, digest, extractor.lexicon(), &found);
                made.push(Entry { name, digest, rows: Err(block) });
                found.facts.len() as u64
            }
        }
    }
}
