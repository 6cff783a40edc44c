//! PDF: the text of all pages, with line breaks mended.
//!
//! Pages are read by `pdf-extract`, its glyphs put together by `glyphs`, page by page, so that a fault of it costs one page; that page is then read by `lopdf`.
//! `lopdf` reads all pages a second time: numbers that only its reading has are noted, and so is a great difference
//! in length. With `--pdf-reader pdftotext` pages are read by poppler. Files with a password, broken ones, those of images only and
//! those beyond the limits of `guard` are one error.

mod glyphs;
mod guard;
mod lines;
mod poppler;

use super::{Content, Cut, Kind, Options, PdfReader, Piece, mend, published};
use crate::document;
use crate::error::{Error, ErrorKind};
use chrono::NaiveDate;
use pdf_extract::content::Content as Operations;
use pdf_extract::{Dictionary, Document, Object, ObjectId, output_doc_page};
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
    /// It has pages, and no text is drawn on any.
    Images,
    /// Text is drawn, and the file does not say which letters.
    Letters,
    /// The readers fail on its pages, or find nothing on them.
    Unread,
    /// The program that should read it fails on it.
    Poppler(String),
    /// The program that should read it cannot be run.
    Reader(String),
}

impl Refused {
    fn message(self) -> String {
        match self {
            Refused::Encrypted => "expected a PDF that opens without a password, found an encrypted one; save it without".to_owned(),
            Refused::Broken(found) => {
                format!("expected a PDF, found a broken one ({found}); save or download it again, or try --pdf-reader pdftotext")
            }
            Refused::Limit(found) => format!("expected a PDF within the limits, found {found}; split it"),
            Refused::Images => {
                "expected a PDF with text, found pages without any; they may be images: recognise their text first (OCR)".to_owned()
            }
            Refused::Letters => {
                "expected a PDF that says which letters it draws, found one that does not; try --pdf-reader pdftotext, or \
                 recognise its text (OCR)".to_owned()
            }
            Refused::Unread => {
                "expected pages that can be read, found none; try --pdf-reader pdftotext, or recognise their text (OCR)".to_owned()
            }
            Refused::Poppler(found) => {
                format!("expected a PDF that pdftotext reads, found: {found}; save or download it again")
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
    if bytes.is_empty() {
        return Err(Refused::Broken("an empty file".to_owned()));
    }
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
        // Without its password the pages of an encrypted file are not seen.
        if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
            return Err(Refused::Encrypted);
        }
        return Err(Refused::Broken("it has no pages".to_owned()));
    }
    guard::drawn(&pdf)?;
    Ok(pdf)
}

/// The text of the pages; what two readings differ in is noted.
fn pages(pdf: &Document, notes: &mut Vec<String>) -> Result<Vec<String>, Refused> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let (mut failed, mut drawn) = (0, 0);
    for &number in pdf.get_pages().keys() {
        let other = catch_unwind(AssertUnwindSafe(|| pdf.extract_text(&[number]))).ok().and_then(Result::ok);
        let other = other.unwrap_or_default();
        let mut page = glyphs::Page::default();
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(pdf, &mut page, number)));
        drawn += page.drawn;
        let is_read = matches!(read, Ok(Ok(())));
        failed += usize::from(!is_read);
        let text = page.into_text();
        // What was drawn before a fault is not lost where the other reading has less.
        let kept = is_read || letters(&text) > letters(&other);
        first.push(if kept { text } else { other.clone() });
        second.push(other);
    }
    if failed == first.len() {
        return Err(Refused::Unread);
    }
    if !first.iter().any(|page| page.contains(char::is_alphanumeric)) {
        return Err(match drawn {
            0 if has_sealed_pages(pdf) => Refused::Unread,
            0 => Refused::Images,
            _ => Refused::Letters,
        });
    }
    if failed > 0 {
        notes.push(format!(
            "pages that may lack text because the reader fails on them: {failed} of {}",
            first.len()
        ));
    }
    notes.extend(difference(&first.join("\n"), &second.join("\n")));
    Ok(first)
}

/// Whether there is a page of which nothing can be unpacked.
fn has_sealed_pages(pdf: &Document) -> bool {
    let sealed = |&page: &ObjectId| {
        let content = pdf.get_page_content(page).unwrap_or_default();
        let known = Operations::decode(&content).is_ok_and(|content| !content.operations.is_empty());
        !known && !content.trim_ascii().is_empty()
    };
    pdf.get_pages().values().any(sealed)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// What the readings differ in, where it may matter.
fn difference(first: &str, second: &str) -> Option<String> {
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
