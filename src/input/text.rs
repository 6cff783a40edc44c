//! Plain text: the file is one document, named by its path as given. Offsets count from behind a byte order mark.

use super::{Content, Cut, Kind, Options, Piece, decode, mend};
use crate::document::Document;
use crate::error::Error;

pub(super) const KIND: Kind = Kind {
    name: "text",
    extensions: &["txt", "md"],
    about: "text in any common encoding, one document a file",
    cut: Cut::Whole,
    longest: super::LONGEST,
    parse,
};

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Bytes(bytes) = &piece.content else { return Ok(Document::default()) };
    let mut document = Document::new(&*piece.path, "");
    let (text, note) = decode::text(bytes, options.encoding);
    document.notes.extend(note);
    document.text = mend::text(text, &mut document.notes);
    Ok(document)
}
