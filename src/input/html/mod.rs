//! Web pages: main text, title, outlet, address, language and date of publication.
//!
//! The main text is what `dom_smoothie` (Mozilla's Readability) takes for it, written in blocks (`blocks`). Two guards stand
//! around it: pages that would cost a tree too much (`guard`), and those in which it finds nothing, are read whole,
//! with a note. What a page says of itself is read apart (`metadata`).

mod blocks;
mod dates;
mod guard;
mod metadata;
mod tags;

use super::{Content, Cut, Kind, Options, Piece, decode, mend};
use crate::document::Document;
use crate::error::Error;
use std::borrow::Cow;
use std::panic::catch_unwind;

pub(super) const KIND: Kind = Kind {
    name: "html",
    extensions: &["html", "htm", "xhtml"],
    about: "web pages: main text and metadata, one document a page",
    cut: Cut::Whole,
    longest: (32 << 20) - 1,
    parse,
};

/// Bytes at the start of a page in which an encoding is declared.
const DECLARED: usize = 4_096;

/// The shortest main text, in bytes, where the whole page has more.
const SHORT: usize = 200;

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Bytes(bytes) = &piece.content else { return Ok(Document::default()) };
    let declared = metadata::charset(&bytes[..bytes.len().min(DECLARED)]);
    Ok(Document { id: piece.path.to_string(), ..page(bytes, declared.as_deref(), options) })
}

/// The document of a page, without a name.
pub(super) fn page(bytes: &[u8], declared: Option<&str>, options: &Options) -> Document {
    let (html, note) = decode::declared(bytes, options.encoding, declared);
    let said = metadata::read(&html);
    let mut document = Document {
        title: said.title,
        publisher: said.publisher,
        url: said.url,
        language: said.language,
        notes: note.into_iter().collect(),
        ..Document::default()
    };
    let whole = blocks::text(&html);
    let text = match main_text(&html) {
        Ok(text) if text.len() >= SHORT || whole.len() < SHORT => text,
        Ok(_) => {
            document.notes.push("no main text found: all text of the page".to_owned());
            whole.clone()
        }
        Err(reason) => {
            document.notes.push(format!("{reason}: all text of the page"));
            whole.clone()
        }
    };
    document.text = mend::parsed(text, &mut document.notes);
    let titles = || document.title.as_deref().into_iter().chain(said.titles.iter().map(String::as_str));
    let visible = || dates::near_title(&whole, titles());
    document.published =
        said.dates.stated(visible).or(options.published).or_else(visible).or_else(|| said.dates.weak());
    document
}

/// The main text, or why there is none.
fn main_text(html: &str) -> Result<String, Cow<'static, str>> {
    guard::check(html).map_err(|refusal| refusal.to_string())?;
    let config = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    // A fault of the library costs the main text of one page.
    let article = catch_unwind(|| dom_smoothie::Readability::new(html, None, Some(config))?.parse());
    match article {
        Ok(Ok(article)) => Ok(blocks::text(&article.content)),
        Ok(Err(_)) => Ok(String::new()),
        Err(_) => Err("page that the reader of main text fails on".into()),
    }
}
