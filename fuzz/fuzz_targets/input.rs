//! Any bytes as any kind of input: a document or an error, and the document is read without a fault.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use tradefacts::Extractor;
use tradefacts::input::{Content, Options, Piece, KINDS};

thread_local! {
    static EXTRACTOR: RefCell<Extractor> = RefCell::new(Extractor::english().expect("the lexicon loads"));
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let kind = KINDS[usize::from(first) % KINDS.len()];
    let piece = Piece { path: "fuzz".into(), line: 1, kind, content: Content::Bytes(rest.to_vec()) };
    if let Ok(document) = piece.into_document(&Options::default()) {
        EXTRACTOR.with_borrow_mut(|extractor| extractor.extract_facts(&document));
    }
});
