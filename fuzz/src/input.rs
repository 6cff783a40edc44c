//! Any bytes as any kind of input: a document or an error that says where, the same when it is read again, no longer than its bytes
//! allow; and the document is read as any text is.

use tradefacts::Document;
use tradefacts::input::{Content, KINDS, Kind, Options, Piece};

pub fn check(bytes: &[u8]) {
    let Some((&first, rest)) = bytes.split_first() else { return };
    any(KINDS[usize::from(first) % KINDS.len()], rest);
}

/// Reads any bytes as a kind of input, and the document, where there is one, as any text is read.
pub fn any(kind: &'static Kind, bytes: &[u8]) {
    if let Ok(document) = read(kind, bytes) {
        super::text::document(&document);
    }
}

/// The kind of that name, where it is built in.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// Compressed kinds aside, a character of a document has a byte of its input, or shares the bytes of a name: `&NotEqualTilde;`
/// and its like are one or two characters. Tables add marks between cells.
const GROWTH: usize = 8;

/// One length in so many is read a second time: twice the runs in a time tell more than each result twice.
const AGAIN: usize = 4;

/// Readers of others' formats may panic, and are caught; without this the fuzzer ends at each.
pub fn outlive_readers() {
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
}

/// The document of the bytes as a kind of input.
pub fn read(kind: &'static Kind, bytes: &[u8]) -> Result<Document, String> {
    let piece = || Piece { path: "fuzz".into(), line: 1, kind, content: Content::Bytes(bytes.to_vec()) };
    let read = || piece().into_document(&Options::default()).map_err(|error| error.to_string());
    let document = read();
    if bytes.len().is_multiple_of(AGAIN) {
        assert_eq!(read(), document, "{}", kind.name);
    }
    match &document {
        Ok(document) if !["pdf", "parquet"].contains(&kind.name) => {
            let longest = 64 + GROWTH * bytes.len();
            assert!(
                document.text.len() <= longest,
                "{}: {} of {}",
                kind.name,
                document.text.len(),
                bytes.len()
            );
        }
        Ok(_) => {}
        Err(message) => {
            assert!(message.starts_with("fuzz:1: ") && message.contains("expected "), "{message}")
        }
    }
    document
}
