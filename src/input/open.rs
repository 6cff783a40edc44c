//! A source opened: what it is, without its compression, ready to be cut.

use super::json::{self, Values};
use super::pieces::{LONGEST, Progress, Records, too_long};
use super::sniff::{self, Found, LOOK};
use super::source::unreadable;
use super::{Cut, Kind, Options, Source, compress, decode, extensions};
use crate::error::{Error, ErrorKind};
use std::fs::File;
use std::io::{self, BufRead, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Standard input is looked at once it has shown a line or this many bytes: it may be slow to come.
const FIRST_BYTES: usize = 512;

/// An input that is being read.
pub(super) struct Input {
    pub(super) path: Arc<str>,
    pub(super) kind: &'static Kind,
    pub(super) body: Body,
    pub(super) line: u64,
}

/// What it is read from.
pub(super) enum Body {
    Bytes(Box<dyn BufRead + Send>),
    Values(Values),
    Records(Box<dyn Records>),
}

/// Where records are read from.
pub struct Opened {
    /// The input from its start.
    pub reader: Box<dyn BufRead + Send>,
    /// The file, where it is one that is not compressed.
    pub file: Option<PathBuf>,
}

/// A reader that counts what is read.
struct Counted<R>(R, Arc<Progress>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.0.read(out)?;
        self.1.bytes.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Opens a source; nothing where it is a file of a folder of no kind that is read.
pub(super) fn open(
    source: &Source,
    options: &Options,
    progress: &Arc<Progress>,
) -> Result<Option<Input>, Error> {
    let Some(path) = source.path() else {
        let reader: Box<dyn Read + Send> = Box::new(Counted(io::stdin(), progress.clone()));
        return opened(reader, None, source, options);
    };
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let length = file.metadata().map_err(|error| unreadable(path, &error))?.len();
    let whole = sniff::of_name(path).is_some_and(|kind| matches!(kind.cut, Cut::Whole));
    if whole && length > LONGEST {
        return Err(too_long(path.display().to_string(), LONGEST));
    }
    opened(Box::new(Counted(file, progress.clone())), Some(path), source, options)
}

fn opened(
    reader: Box<dyn Read + Send>,
    path: Option<&Path>,
    source: &Source,
    options: &Options,
) -> Result<Option<Input>, Error> {
    let name = path.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
    let failed = |error: io::Error| unreadable(Path::new(&name), &error);
    let (mut start, mut reader) = looked_at(reader, path.is_some()).map_err(failed)?;
    let compressed = compress::is_compressed(&start);
    if compressed {
        let plain = compress::decompress(compress::buffered(reader), &start)
            .map_err(|error| error.at(name.clone()))?;
        (start, reader) = looked_at(plain, true).map_err(failed)?;
    }
    let found = sniff::find(path, &start);
    let Some(kind) = of_kind(found, path, source, &start).map_err(|error| error.at(name.clone()))? else {
        return Ok(None);
    };
    let body = match kind.cut {
        Cut::Whole => Body::Bytes(compress::buffered(reader)),
        Cut::Lines => Body::Bytes(decode::narrowed(reader, &start, options.encoding)),
        // Settings and data in a folder are no corpus.
        Cut::Values if is_optional(source, options) && !json::has_text(&start, &options.columns) => {
            return Ok(None);
        }
        Cut::Values => Body::Values(Values::new(decode::narrowed(reader, &start, options.encoding))),
        Cut::Records(records) => {
            let reader = decode::narrowed(reader, &start, options.encoding);
            let file = path.filter(|_| !compressed).map(Path::to_path_buf);
            match records(Opened { reader, file }, options) {
                Ok(records) => Body::Records(records),
                // A table in a folder that has no text is no corpus.
                Err(error) if error.kind() == ErrorKind::Input && is_optional(source, options) => {
                    return Ok(None);
                }
                Err(error) => return Err(error.at(name)),
            }
        }
    };
    Ok(Some(Input { path: name.into(), kind, body, line: 0 }))
}

/// Whether a table or JSON without the columns of documents may be passed over: it is not named, and neither are columns.
fn is_optional(source: &Source, options: &Options) -> bool {
    matches!(source, Source::Found(_)) && options.columns.to_string().is_empty()
}

/// The start of an input, and the input from its start.
fn looked_at(mut reader: Box<dyn Read + Send>, is_file: bool) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut start = vec![0; LOOK];
    let mut length = 0;
    while length < LOOK {
        match reader.read(&mut start[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        let shown = start[..length].trim_ascii_start();
        if !is_file && (shown.len() >= FIRST_BYTES || shown.contains(&b'\n')) {
            break;
        }
    }
    start.truncate(length);
    let whole = Box::new(Cursor::new(start.clone()).chain(reader));
    Ok((start, whole))
}

/// The kind that is read, nothing where the file is passed over, and an error where it should have been one that is read.
fn of_kind(
    found: Found,
    path: Option<&Path>,
    source: &Source,
    start: &[u8],
) -> Result<Option<&'static Kind>, Error> {
    let extension = path.and_then(sniff::extension);
    let message = match found {
        Found::Kind(kind) => return Ok(Some(kind)),
        Found::Binary | Found::Text if matches!(source, Source::Found(_)) => return Ok(None),
        Found::Text if extension.is_none() => return Ok(Some(sniff::guess(start))),
        Found::Text => format!(
            "expected a file that ends in one of {}, found .{}; if it is text, pass it on standard input with -",
            extensions(),
            extension.unwrap_or_default()
        ),
        Found::Binary | Found::Corrupt => {
            "expected text or a kind of file that is read, found other binary data; `tradefacts extract --help` lists \
             the kinds"
                .to_owned()
        }
        Found::NotBuilt(name) => format!(
            "expected a kind of file that this build reads, found {name}; build it with `--features {name}`"
        ),
    };
    Err(Error::new(ErrorKind::Input, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_guessed_from_its_start() {
        let kind = |bytes: &'static [u8]| {
            let input = opened(Box::new(bytes), None, &Source::Standard, &Options::default());
            input.expect("readable").map(|input| input.kind.name)
        };
        assert_eq!(kind(b" \n{\"text\": \"\"}"), Some("jsonl"));
        assert_eq!(kind(b"\xEF\xBB\xBF{}"), Some("jsonl"));
        assert_eq!(kind(b"[ {\"text\": \"\"}"), Some("json"));
        assert_eq!(kind(b"[Reuters] Exports rose"), Some("text"));
        assert_eq!(kind(b"Exports rose"), Some("text"));
        assert_eq!(kind(b""), Some("text"));
    }
}
