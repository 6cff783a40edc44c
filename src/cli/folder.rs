//! A dataset folder: blocks made by the workers, taken in the order of the input.

use super::pipeline::{Made, Work};
use super::review::Reviews;
use tradefacts::dataset::Digest;
use tradefacts::dataset::folder::{Encoder, Entry, Slot};
use tradefacts::{Document, Extractor};

/// Makes the blocks of documents.
pub(crate) struct Blocks {
    pub(crate) encoder: Encoder,
    pub(crate) reviews: Reviews,
}

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
        match self.encoder.slot(&document, digest) {
            Slot::Unchanged(id) => {
                made.push(Entry { name, digest, rows: Ok(id) });
                0
            }
            Slot::Read(id) => {
                document.id = id;
                let mut found = extractor.extract(&document);
                self.reviews.apply(&document, &mut found.facts);
                let block = self.encoder.block(&document, digest, extractor.lexicon(), &found);
                made.push(Entry { name, digest, rows: Err(block) });
                found.facts.len() as u64
            }
        }
    }
}
