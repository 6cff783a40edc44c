//! Which PDF files are read: those whose text unfolds within limits. A file of some kilobytes can hold gigabytes, or forms that
//! draw themselves; that is found here, before a reader follows it.
//!
//! | limit                                                   | value          |
//! |---------------------------------------------------------|----------------|
//! | pages                                                   | `PAGES`        |
//! | bytes of all streams that are no images, unpacked       | `UNPACKED`     |
//! | bytes of content drawn, forms counted each time they are | `DRAWN`        |
//! | forms drawn inside one another                          | `DEPTH`        |

use super::Refused;
use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::io::{self, Read};

/// Pages of a file.
const PAGES: usize = 5_000;
/// Bytes of unpacked streams.
const UNPACKED: u64 = 128 << 20;
/// Bytes of content drawn.
const DRAWN: usize = 256 << 20;
/// Forms inside one another; a form that draws itself goes on for ever.
const DEPTH: usize = 12;
/// Forms drawn.
const FORMS: usize = 20_000;
/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 600;
/// A byte of LZW or run-length data stands for up to so many.
const OLD_FILTERS: u64 = 100;

/// Refuses files with streams that unpack to too much; before anything is parsed.
pub(super) fn unpacked(bytes: &[u8]) -> Result<(), Refused> {
    let mut total = 0;
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"stream") {
        let start = at + found + b"stream".len();
        at = start;
        if bytes[..start].ends_with(b"endstream") {
            continue;
        }
        let dictionary = &bytes[(start - b"stream".len()).saturating_sub(DICTIONARY)..start];
        let dictionary = &dictionary[memchr::memmem::rfind(dictionary, b" obj").unwrap_or(0)..];
        let has = |name: &[u8]| memchr::memmem::find(dictionary, name).is_some();
        let end = memchr::memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |end| start + end);
        at = end;
        let data = bytes[start..end].trim_ascii_start();
        if has(b"/Image") && !has(b"/ObjStm") {
            continue;
        }
        let twice = memchr::memmem::find_iter(dictionary, b"/FlateDecode").count() > 1;
        let packed = ZlibDecoder::new(data);
        let length = if twice { length(ZlibDecoder::new(packed)) } else { length(packed) };
        total += length;
        if has(b"/LZWDecode") || has(b"/RunLengthDecode") {
            total += data.len() as u64 * OLD_FILTERS;
        }
        if total > UNPACKED {
            return Err(Refused::Limit(format!("streams that unpack to more than {} MiB", UNPACKED >> 20)));
        }
    }
    Ok(())
}

/// How many bytes come out, up to the limit; what is broken ends there.
fn length(packed: impl Read) -> u64 {
    let mut counted = Counter(0);
    let _ = io::copy(&mut packed.take(UNPACKED + 1), &mut counted);
    counted.0
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Refuses documents that draw too much, or in a circle.
pub(super) fn drawn(document: &Document) -> Result<(), Refused> {
    let pages = document.get_pages();
    if pages.len() > PAGES {
        return Err(Refused::Limit(format!("{} pages, more than {PAGES}", pages.len())));
    }
    let mut drawing = Drawing { document, names: HashMap::new(), bytes: 0, forms: 0 };
    for &page in pages.values() {
        let Ok(content) = document.get_page_content(page) else { continue };
        drawing.bytes += content.len();
        let names = drawn_names(&content);
        if let Some(resources) = page_resources(document, page) {
            drawing.follow(&names, resources, 0)?;
        }
    }
    Ok(())
}

/// The resources of a page, its own or inherited.
fn page_resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..DEPTH {
        if let Some(found) = dictionary(document, node, b"Resources") {
            return Some(found);
        }
        node = dictionary(document, node, b"Parent")?;
    }
    None
}

fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    document.dereference(of.get(key).ok()?).ok()?.1.as_dict().ok()
}

/// The names in front of `Do`.
fn drawn_names(content: &[u8]) -> Vec<Vec<u8>> {
    let words = content
        .split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'<' | b'>' | b'(' | b')'));
    let mut last: &[u8] = b"";
    let mut names = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if word == b"Do" {
            names.extend(last.strip_prefix(b"/").map(<[u8]>::to_vec));
        }
        last = &word[memchr::memrchr(b'/', word).unwrap_or(0)..];
    }
    names
}

/// What was drawn so far.
struct Drawing<'a> {
    document: &'a Document,
    /// What each form draws, and how long it is.
    names: HashMap<ObjectId, (Vec<Vec<u8>>, usize)>,
    bytes: usize,
    forms: usize,
}

impl<'a> Drawing<'a> {
    fn follow(&mut self, names: &[Vec<u8>], resources: &'a Dictionary, depth: usize) -> Result<(), Refused> {
        if depth > DEPTH {
            return Err(Refused::Limit(format!(
                "forms that draw themselves or stand more than {DEPTH} deep"
            )));
        }
        let Some(objects) = dictionary(self.document, resources, b"XObject") else { return Ok(()) };
        for name in names {
            let Some((id, form)) = self.form(objects, name) else { continue };
            let (inner, length) = self.names.entry(id).or_insert_with(|| {
                let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
                (drawn_names(&content), content.len())
            });
            let (inner, length) = (inner.clone(), *length);
            self.bytes += length;
            self.forms += 1;
            if self.bytes > DRAWN || self.forms > FORMS {
                return Err(Refused::Limit("forms that are drawn too often".to_owned()));
            }
            let own = dictionary(self.document, &form.dict, b"Resources").unwrap_or(resources);
            self.follow(&inner, own, depth + 1)?;
        }
        Ok(())
    }

    fn form(&self, objects: &'a Dictionary, name: &[u8]) -> Option<(ObjectId, &'a Stream)> {
        let (id, object) = self.document.dereference(objects.get(name).ok()?).ok()?;
        let Object::Stream(stream) = object else { return None };
        let image = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
        (!image).then_some((id?, stream))
    }
}
