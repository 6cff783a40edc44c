//! Compressed inputs: `.gz` (several members too) and `.zst`, read as they are asked for.

use crate::error::{Error, ErrorKind};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::io::{BufRead, BufReader, Read};

const BUFFER: usize = 1 << 16;

/// The ends of the names of compressed files.
pub(super) const EXTENSIONS: &[&str] = &["gz", "zst"];

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// Whether an input that starts so is compressed.
pub(super) fn is_compressed(start: &[u8]) -> bool {
    start.starts_with(GZIP) || start.starts_with(ZSTD)
}

/// The input without its compression.
pub(super) fn decompress(
    mut reader: Box<dyn BufRead + Send>,
    start: &[u8],
) -> Result<Box<dyn Read + Send>, Error> {
    if start.starts_with(GZIP) {
        return Ok(Box::new(MultiGzDecoder::new(reader)));
    }
    let broken = |error: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Read, format!("expected Zstandard data, found: {error}"))
    };
    let mut frames = Frames { frame: None, rest: None };
    reader.fill_buf().map_err(|error| broken(&error))?;
    frames.frame = Some(StreamingDecoder::new(reader).map_err(|error| broken(&error))?);
    Ok(Box::new(frames))
}

type Frame = StreamingDecoder<Box<dyn BufRead + Send>, ruzstd::decoding::FrameDecoder>;

/// The frames of a Zstandard input one after another.
struct Frames {
    frame: Option<Frame>,
    rest: Option<Box<dyn BufRead + Send>>,
}

impl Read for Frames {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let length = frame.read(out)?;
                if length > 0 || out.is_empty() {
                    return Ok(length);
                }
                self.rest = self.frame.take().map(StreamingDecoder::into_inner);
            }
            let Some(mut rest) = self.rest.take() else { return Ok(0) };
            if rest.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.frame = Some(StreamingDecoder::new(rest).map_err(std::io::Error::other)?);
        }
    }
}

/// A buffer around a reader.
pub(super) fn buffered(reader: impl Read + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(BUFFER, reader))
}
