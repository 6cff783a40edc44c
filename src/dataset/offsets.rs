//! Byte offsets to offsets in Unicode code points.

use crate::document::Span;

/// Bytes between two counts that are kept.
const STEP: usize = 512;

/// Converts the offsets of one text. ASCII texts need no table; others keep a count every 512 bytes.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    counts: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// The offsets of `text`, which is shorter than 4 GiB.
    ///
    /// ```
    /// use tradefacts::{Span, dataset::CodePoints};
    /// let text = "€5 bn";
    /// assert_eq!(CodePoints::new(text).convert(Span::new(3, 7)), (1, 5));
    /// ```
    #[must_use]
    pub fn new(text: &'a str) -> CodePoints<'a> {
        let bytes = text.as_bytes();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in bytes.chunks(STEP) {
                counts.push(count);
                count += points(chunk);
            }
            counts.push(count);
        }
        CodePoints { bytes, counts }
    }

    /// The span in code points: first, and one past the last.
    #[must_use]
    pub fn convert(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: u32) -> u32 {
        let byte_index = byte as usize;
        let Some(count) = self.counts.get(byte_index / STEP) else { return byte };
        let from = byte_index / STEP * STEP;
        count + self.bytes.get(from..byte_index).map_or(0, points)
    }
}

/// The code points that start in the bytes.
fn points(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_counting() {
        let text = "Exporte stiegen um 5 %, 3 Mrd. € – 中国 €".repeat(60);
        let offsets = CodePoints::new(&text);
        let mut boundaries: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        boundaries.push(text.len());
        for (point, byte) in boundaries.into_iter().enumerate() {
            assert_eq!(offsets.at(byte as u32), point as u32);
        }
    }

    #[test]
    fn a_text_that_ends_at_a_step_has_an_end() {
        let text = "é".repeat(STEP / 2);
        assert_eq!(CodePoints::new(&text).convert(Span::new(0, STEP as u32)), (0, STEP as u32 / 2));
    }
}
