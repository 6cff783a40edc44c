//! Mails (`.eml`) and pages saved as MHTML: their web page, else their plain text; subject, sender and date.

use super::{Content, Cut, Kind, Options, Piece, mend};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders, PartType};

pub(super) const KIND: Kind = Kind {
    name: "mail",
    extensions: &["eml", "mhtml", "mht"],
    about: "mails, and web pages saved as MHTML",
    cut: Cut::Whole,
    longest: (64 << 20) - 1,
    parse,
};

fn parse(piece: &Piece, options: &Options) -> Result<Document, Error> {
    let Content::Bytes(bytes) = &piece.content else { return Ok(Document::default()) };
    if bytes.trim_ascii().is_empty() {
        return Ok(Document::new(&*piece.path, ""));
    }
    let parsed = std::panic::catch_unwind(|| MessageParser::default().parse(bytes)).ok().flatten();
    let message = parsed.filter(|message| !message.headers().is_empty());
    let Some(message) = message else {
        let found = "expected a mail or a page saved as MHTML, found no header; check the file";
        return Err(Error::new(ErrorKind::Input, found).at(piece.place()));
    };
    Ok(Document { id: piece.path.to_string(), ..document(&message, options) })
}

fn document(message: &Message, options: &Options) -> Document {
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, html)),
        _ => None,
    });
    let plain = message.body_text(0).filter(|_| {
        message.text_body.first().is_some_and(|&part| {
            message.parts.get(part as usize).is_some_and(|part| matches!(part.body, PartType::Text(_)))
        })
    });
    let saved = message.header("Snapshot-Content-Location").and_then(HeaderValue::as_text);
    let mut document = match (page, plain) {
        // A saved page has a page first; a mail, its plain text.
        (Some((_, html)), plain) if saved.is_some() || plain.is_none() => web_page(html, options),
        (_, Some(plain)) => {
            let mut notes = Vec::new();
            let text = mend::text(plain, &mut notes);
            Document { text, notes, ..Document::default() }
        }
        _ => Document::default(),
    };
    let address = saved.or_else(|| page.and_then(|(part, _)| part.content_location()));
    document.url = document.url.or_else(|| address.map(str::to_owned)).filter(|url| url.contains("://"));
    document.title = document.title.or_else(|| message.subject().map(str::to_owned));
    let sender = message.from().and_then(|from| from.first()).and_then(|from| from.name().or(from.address()));
    document.publisher =
        document.publisher.or_else(|| sender.map(str::to_owned)).filter(|name| !name.starts_with("Saved by"));
    // The date of a saved page is the day it was saved.
    if saved.is_none() && document.published.is_none() {
        document.published = message.date().and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        });
    }
    document
}

#[cfg(feature = "html")]
fn web_page(html: &str, options: &Options) -> Document {
    super::html::page(html.as_bytes(), None, options)
}

#[cfg(not(feature = "html"))]
fn web_page(_: &str, _: &Options) -> Document {
    let notes = vec!["web page that this build does not read".to_owned()];
    Document { notes, ..Document::default() }
}
