//! Plain text: the file is one document, named by its path as given. Offsets count from behind a byte order mark.

use super::{Cut, Kind, Piece, decode};
use crate::document::Document;
use crate::error::Error;

pub(super) const KIND: Kind = Kind {
    name: "text",
    extensions: &["txt", "md"],
    about: "text in UTF-8, one document a file",
    cut: Cut::Whole,
    parse,
};

fn parse(piece: &Piece) -> Result<Document, Error> {
    let text = decode::utf8(&piece.bytes, &piece.path, 1)?;
    Ok(Document::new(&*piece.path, text))
}
