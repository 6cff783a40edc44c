//! PDF: the text of all pages, with line breaks mended.
//!
//! Pages are read by `pdf-extract`, page by page, so that a fault of it costs one page; that page is then read by `lopdf`.
//! `lopdf` reads all pages a second time: numbers that only its reading has are noted, and so is a great difference
//! in length. With `--pdf-reader pdftotext` pages are read by poppler. Files with a password, broken ones, those of images only and
//! those beyond the limits of `guard` are one error.

mod guard;
mod lines;
mod poppler;

use super::{Content, Cut, Kind, Options, PdfReader, Piece, mend, published};
use crate::document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use pdf_extract::{Dictionary, Document, Object, PlainTextOutput, output_doc_page};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) const KIND: Kind = Kind {
    name: "pdf",
    extensions: &["pdf"],
    about: "PDF with text, one document a file",
    cut: Cut::Whole,
    longest: (256 << 20) - 1,
    parse,
};

/// Readings whose words differ by more than one in so many are noted.
const DIFFERENCE: usize = 10;

/// Numbers of the second reading that a note names.
const NAMED: usize = 5;

/// Why there is no text.
pub(super) enum Refused {
    /// It needs a password.
    Encrypted,
    /// It is no PDF, or damaged.
    Broken(String),
    /// It is beyond a limit.
    Limit(String),
    /// It has pages, and no text on any.
    Images,
    /// The program that should read it cannot be run.
    Reader(String),
}

impl Refused {
    fn message(self) -> String {
        match self {
            Refused::Encrypted => "expected a PDF that opens without a password, found an encrypted one; save it without".to_owned(),
            Refused::Broken(found) => format!("expected a PDF, found a broken one ({found}); save or download it again"),
            Refused::Limit(found) => format!("expected a PDF within the limits, found {found}; split it"),
            Refused::Images => {
                "expected a PDF with text, found pages without any; they may be images: recognise their text first (OCR)".to_owned()
            }
            Refused::Reader(found) => format!(
                "expected the program pdftotext, found: {found}; install poppler-utils, or leave out --pdf-reader"
            ),
        }
    }
}

fn parse(piece: &Piece, options: &Options) -> Result<document::Document, Error> {
    let Content::Bytes(bytes) = &piece.content else { return Ok(document::Document::default()) };
    read(bytes, options)
        .map(|document| document::Document { id: piece.path.to_string(), ..document })
        .map_err(|refused| Error::new(ErrorKind::Input, refused.message()).at(piece.place()))
}

fn read(bytes: &[u8], options: &Options) -> Result<document::Document, Refused> {
    let mut out = document::Document::default();
    let (pages, info) = match options.pdf {
        PdfReader::Pdftotext => {
            out.notes.push("read by pdftotext".to_owned());
            (poppler::pages(bytes)?, Info::default())
        }
        PdfReader::Builtin => {
            let pdf = load(bytes)?;
            (pages(&pdf, &mut out.notes)?, Info::of(&pdf))
        }
    };
    let (text, dropped) = lines::text(&pages);
    if dropped > 0 {
        out.notes.push(format!("lines of page headers and footers dropped: {dropped}"));
    }
    if !text.contains(char::is_alphanumeric) && !pages.is_empty() {
        return Err(Refused::Images);
    }
    out.text = mend::parsed(text, &mut out.notes);
    out.title = info.title;
    let stated = options.published.or_else(|| published::find(&out.text));
    if let (None, Some(made)) = (stated, info.made) {
        out.notes.push("published on the day the file was made".to_owned());
        out.published = Some(made);
    } else {
        out.published = stated;
    }
    Ok(out)
}

/// The file parsed and found within the limits.
fn load(bytes: &[u8]) -> Result<Document, Refused> {
    guard::unpacked(bytes)?;
    let loaded = catch_unwind(|| Document::load_mem(bytes));
    let mut pdf = match loaded {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(error)) => {
            let message = error.to_string();
            let locked =
                ["password", "decrypt", "encrypt"].iter().any(|word| message.to_lowercase().contains(word));
            return Err(if locked { Refused::Encrypted } else { Refused::Broken(message) });
        }
        Err(_) => return Err(Refused::Broken("its reader fails on it".to_owned())),
    };
    if pdf.is_encrypted() && !matches!(catch_unwind(AssertUnwindSafe(|| pdf.decrypt(""))), Ok(Ok(()))) {
        return Err(Refused::Encrypted);
    }
    if pdf.get_pages().is_empty() {
        return Err(Refused::Broken("it has no pages".to_owned()));
    }
    guard::drawn(&pdf)?;
    Ok(pdf)
}

/// The text of the pages; what two readings differ in is noted.
fn pages(pdf: &Document, notes: &mut Vec<String>) -> Result<Vec<String>, Refused> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut failed = 0;
    for &number in pdf.get_pages().keys() {
        let other = catch_unwind(AssertUnwindSafe(|| pdf.extract_text(&[number]))).ok().and_then(Result::ok);
        let other = other.unwrap_or_default();
        let page = catch_unwind(AssertUnwindSafe(|| {
            let mut text = String::new();
            let mut output = PlainTextOutput::new(&mut text);
            output_doc_page(pdf, &mut output, number).map(|()| text)
        }));
        if let Ok(Ok(text)) = page {
            first.push(text);
        } else {
            failed += 1;
            first.push(other.clone());
        }
        second.push(other);
    }
    if failed > 0 {
        notes.push(format!(
            "pages read by the second reader because the first fails on them: {failed} of {}",
            first.len()
        ));
    }
    notes.extend(difference(&first.join("\n"), &second.join("\n")));
    Ok(first)
}

/// What the readings differ in, where it may matter.
fn difference(first: &str, second: &str) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (one, two) = (letters(first), letters(second));
    let only = missing_numbers(first, second);
    if only.is_empty() && two.saturating_sub(one) * DIFFERENCE <= one.max(two) {
        return None;
    }
    let mut note = format!("two readings of the PDF differ: {one} and {two} letters and digits");
    if !only.is_empty() {
        let named = only.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" ");
        note.push_str(&format!(", {} numbers only in the second, such as {named}", only.len()));
    }
    Some(note)
}

/// Numbers that `second` has more often than `first`.
fn missing_numbers(first: &str, second: &str) -> Vec<String> {
    let numbers = |text: &str| {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let digits = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','));
        for number in
            text.split(digits).map(|word| word.trim_matches(['.', ','])).filter(|word| word.len() > 1)
        {
            *counts.entry(number.to_owned()).or_default() += 1;
        }
        counts
    };
    let has = numbers(first);
    // Spaces that one of the readings leaves out glue or part numbers: compare without them, too.
    let glued: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let mut missing: Vec<String> = numbers(second)
        .into_iter()
        .filter(|(number, _)| !has.contains_key(number) && !glued.contains(number.as_str()))
        .map(|(number, _)| number)
        .collect();
    missing.sort();
    missing
}

/// What the file says of itself.
#[derive(Default)]
struct Info {
    title: Option<String>,
    made: Option<NaiveDate>,
}

impl Info {
    fn of(pdf: &Document) -> Info {
        let info = pdf.trailer.get(b"Info").ok().and_then(|info| pdf.dereference(info).ok());
        let Some((_, Object::Dictionary(info))) = info else { return Info::default() };
        let made = string(info, b"CreationDate").and_then(|date| {
            let digits = date.trim_start_matches("D:");
            published::day(digits.get(..8)?)
        });
        Info { title: string(info, b"Title"), made }
    }
}

/// A string of a dictionary: UTF-16 where it is marked, else Latin.
fn string(of: &Dictionary, key: &[u8]) -> Option<String> {
    let bytes = of.get(key).and_then(Object::as_str).ok()?;
    let text = if bytes.starts_with(b"\xFE\xFF") {
        encoding_rs::UTF_16BE.decode(bytes).0.into_owned()
    } else {
        encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
    };
    let text = text.trim_matches(['\0', ' ']).to_owned();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_compared_by_their_numbers() {
        assert_eq!(difference("Exports rose 5.1% to 196.2", "Exports rose 5. 1% to 196.2"), None);
        let note = difference("Exports rose", "Exports rose 5.1% to 196.2").expect("a note");
        assert_eq!(
            note,
            "two readings of the PDF differ: 11 and 19 letters and digits, 2 numbers only in the second, such as 196.2 5.1"
        );
    }
}
