//! What an input is: its first bytes decide, else the end of its name, else whether it looks like text.
//!
//! | starts with                                            | is                                              |
//! |--------------------------------------------------------|-------------------------------------------------|
//! | `%PDF-` in the first 1024 bytes                        | PDF                                             |
//! | `PAR1`                                                 | Parquet                                         |
//! | `<!doctype html`, `<html`, `<head`, `<body`, behind comments too | HTML                                  |
//! | `From:`, `MIME-Version:`, … where no name says otherwise | mail                                          |
//! | `{` where no name says otherwise                       | JSON Lines                                      |
//! | `[` and `{` where no name says otherwise               | JSON                                            |
//! | a zero byte, and is not UTF-16                         | nothing that is read                            |

use super::{Kind, compress, decode, kind, kind_of};
use std::path::Path;

/// Bytes at the start of an input that are looked at.
pub(super) const LOOK: usize = 8_192;

/// How far into a file the mark of a PDF may stand.
const PDF_MARK: usize = 1_024;

/// What an input turned out to be.
#[derive(Clone, Copy)]
pub(super) enum Found {
    /// Of this kind.
    Kind(&'static Kind),
    /// Of a kind that is known by its content, but not built in.
    NotBuilt(&'static str),
    /// Text of no kind that its name tells.
    Text,
    /// Not text.
    Binary,
    /// Not text, though its name says so.
    Corrupt,
}

/// What an input of that name that starts so is.
pub(super) fn find(path: Option<&Path>, start: &[u8]) -> Found {
    if let Some(name) = by_content(start) {
        return kind(name).map_or(Found::NotBuilt(name), Found::Kind);
    }
    match path.and_then(of_name) {
        Some(kind) if is_binary(start) && !matches!(kind.name, "pdf" | "parquet") => Found::Corrupt,
        Some(kind) => Found::Kind(kind),
        None if is_binary(start) => Found::Binary,
        None => Found::Text,
    }
}

/// The kind that the name of a file tells, whatever its compression.
pub(super) fn of_name(path: &Path) -> Option<&'static Kind> {
    kind_of(&extension(path)?)
}

/// The end of the name that tells the kind: that before the end of a compressed file.
pub(super) fn extension(path: &Path) -> Option<String> {
    let end = path.extension()?.to_str()?;
    if compress::EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(end)) {
        return Path::new(path.file_stem()?).extension()?.to_str().map(str::to_owned);
    }
    Some(end.to_owned())
}

/// What the content of an input without a telling name is, if it is text.
pub(super) fn guess(start: &[u8]) -> &'static Kind {
    let start = decode::without_mark(start).trim_ascii_start();
    let name = if start.starts_with(b"{") {
        "jsonl"
    } else if start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{")) {
        "json"
    } else if is_mail(start) {
        "mail"
    } else {
        "text"
    };
    kind(name).unwrap_or(&super::text::KIND)
}

fn is_binary(start: &[u8]) -> bool {
    start.contains(&0) && !decode::is_wide(start)
}

fn by_content(start: &[u8]) -> Option<&'static str> {
    let head = &start[..start.len().min(PDF_MARK)];
    if memchr::memmem::find(head, b"%PDF-").is_some_and(|at| at == 0 || !is_html(head)) {
        Some("pdf")
    } else if start.starts_with(b"PAR1") {
        Some("parquet")
    } else if is_html(start) {
        Some("html")
    } else {
        None
    }
}

fn is_html(start: &[u8]) -> bool {
    let mut rest = decode::without_mark(start).trim_ascii_start();
    while let Some(end) = rest.starts_with(b"<!--").then(|| memchr::memmem::find(rest, b"-->")).flatten() {
        rest = rest[end + 3..].trim_ascii_start();
    }
    if let Some(end) = rest.starts_with(b"<?xml").then(|| memchr::memmem::find(rest, b"?>")).flatten() {
        rest = rest[end + 2..].trim_ascii_start();
    }
    let opens = |mark: &[u8]| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].into_iter().any(opens)
}

/// Whether the first lines are the header of a mail.
fn is_mail(start: &[u8]) -> bool {
    const FIELDS: [&[u8]; 8] = [
        b"from",
        b"mime-version",
        b"received",
        b"return-path",
        b"delivered-to",
        b"message-id",
        b"subject",
        b"date",
    ];
    let mut fields = 0;
    for line in start.split(|&byte| byte == b'\n').take_while(|line| !line.trim_ascii().is_empty()) {
        let Some(colon) = memchr::memchr(b':', line) else { continue };
        fields += usize::from(FIELDS.iter().any(|field| field.eq_ignore_ascii_case(&line[..colon])));
    }
    fields >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(path: &str, start: &[u8]) -> &'static str {
        match find(Some(Path::new(path)), start) {
            Found::Kind(kind) => kind.name,
            Found::NotBuilt(name) => name,
            Found::Text => "some text",
            Found::Binary => "binary",
            Found::Corrupt => "corrupt",
        }
    }

    #[test]
    fn content_comes_before_the_name() {
        assert_eq!(name("a.txt", b"%PDF-1.7"), "pdf");
        assert_eq!(name("a.txt", b"\xEF\xBB\xBF <!-- saved --> <!DOCTYPE html>"), "html");
        assert_eq!(name("a.csv", b"<?xml version=\"1.0\"?><html lang=\"en\">"), "html");
        assert_eq!(name("a.txt", b"<p>is no page"), "text");
        assert_eq!(name("a", b"PAR1"), "parquet");
        assert_eq!(name("a.txt", b"\x89PNG\0\0"), "corrupt");
        assert_eq!(name("a.png", b"\x89PNG\0\0"), "binary");
        assert_eq!(name("a.txt", b"E\0x\0p\0o\0"), "text");
    }

    #[test]
    fn the_name_decides_among_texts() {
        assert_eq!(name("a.TXT", b"{}"), "text");
        assert_eq!(name("a.csv", b"text"), "csv");
        assert_eq!(name("a.jsonl.gz", b"{}"), "jsonl");
        assert_eq!(name("a.rs", b"fn"), "some text");
        assert_eq!(name("a", b""), "some text");
    }

    #[test]
    fn text_without_a_name_is_looked_into() {
        assert_eq!(guess(b"\xEF\xBB\xBF\n {}").name, "jsonl");
        assert_eq!(guess(b"Exports rose").name, "text");
        let mail = b"From: a@example.org\nSubject: Trade\nDate: Mon, 22 May 2023 10:00:00 +0000\n\nExports";
        assert_eq!(guess(mail).name, if cfg!(feature = "mail") { "mail" } else { "text" });
    }
}
