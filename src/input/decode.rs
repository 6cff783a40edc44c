//! Bytes to text: byte order mark, `--encoding`, valid UTF-8, what the document declares, detection; in that order.
//!
//! Text that is valid UTF-8 is UTF-8, whatever is declared: other encodings do not look like it by chance. Bytes that
//! the encoding does not have become U+FFFD and are counted.

use super::compress;
use super::options::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::{BufRead, Read};

/// Bytes at the start of an input in which UTF-16 without a mark shows.
const LOOK: usize = 2_048;

/// Valid sequences for each bad one from which text is UTF-8 with mistakes: other encodings have fewer by chance.
const VALID_PER_BAD: usize = 1;

/// The text of the bytes without a byte order mark, and a note where it is not plain UTF-8.
pub(super) fn text(bytes: &[u8], option: Option<Encoding>) -> (Cow<'_, str>, Option<String>) {
    declared(bytes, option, None)
}

/// The same for bytes that declare an encoding.
pub(super) fn declared<'a>(
    bytes: &'a [u8],
    option: Option<Encoding>,
    declared: Option<&str>,
) -> (Cow<'a, str>, Option<String>) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return read(encoding, &bytes[mark..], "byte order mark");
    }
    if let Some(option) = option {
        return read(option.0, bytes, "as told");
    }
    let declared = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    if let (Ok(text), false) = (simdutf8::basic::from_utf8(bytes), declared == Some(ISO_2022_JP)) {
        return match sixteen(bytes) {
            Some(encoding) => read(encoding, bytes, "detected"),
            None => (Cow::Borrowed(text), None),
        };
    }
    if let Some(encoding) = sixteen(bytes) {
        return read(encoding, bytes, "detected");
    }
    match declared.filter(|&encoding| encoding != UTF_8) {
        Some(encoding) => read(encoding, bytes, "declared"),
        None if mostly_utf8(bytes) => read(UTF_8, bytes, "detected"),
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            read(detector.guess(None, Utf8Detection::Deny), bytes, "detected")
        }
    }
}

fn read<'a>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
    how: &str,
) -> (Cow<'a, str>, Option<String>) {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let mut note = (encoding != UTF_8).then(|| format!("text in {} ({how})", encoding.name()));
    if bad {
        let count = text.matches('\u{FFFD}').count();
        let replaced = format!("undecodable bytes replaced: {count}");
        note = Some(note.map_or_else(|| replaced.clone(), |note| format!("{note}, {replaced}")));
    }
    (text, note)
}

/// UTF-16 without a mark: every other byte of plain text is zero.
pub(super) fn sixteen(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = &bytes[..bytes.len().min(LOOK) & !1];
    memchr::memchr(0, start)?;
    let zeros = |side: usize| start.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let enough = start.len() / 2 * 7 / 10;
    if start.len() < 4 {
        None
    } else if low > enough && high == 0 {
        Some(UTF_16LE)
    } else if high > enough && low == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether an input that starts so is UTF-16.
pub(super) fn is_wide(start: &[u8]) -> bool {
    start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") || sixteen(start).is_some()
}

/// The bytes without the byte order mark of UTF-8.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// An input that is cut into lines or records, in an encoding in which line ends are single bytes: UTF-16 becomes UTF-8.
pub(super) fn narrowed(
    reader: impl Read + Send + 'static,
    start: &[u8],
    option: Option<Encoding>,
) -> Box<dyn BufRead + Send> {
    let told = option.map(|option| option.0).filter(|&told| told == UTF_16LE || told == UTF_16BE);
    let mark =
        encoding_rs::Encoding::for_bom(start).map(|(encoding, _)| encoding).filter(|&mark| mark != UTF_8);
    let Some(encoding) = mark.or(told).or_else(|| sixteen(start)) else { return compress::buffered(reader) };
    let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .bom_override(true)
        .build(reader);
    compress::buffered(decoder)
}

/// Whether valid sequences of several bytes outweigh the bad ones by far.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    valid >= VALID_PER_BAD * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], label: Option<&str>, wanted: &str, note: Option<&str>) {
        let (text, found) = declared(bytes, None, label);
        assert_eq!((text.as_ref(), found.as_deref()), (wanted, note));
    }

    #[test]
    fn marks_declarations_and_detection() {
        check(b"\xEF\xBB\xBFone", None, "one", None);
        check(b"\xFF\xFEo\0n\0", None, "on", Some("text in UTF-16LE (byte order mark)"));
        check(b"\0E\0x\0p\0o", None, "Expo", Some("text in UTF-16BE (detected)"));
        check("€5".as_bytes(), Some("windows-1252"), "€5", None);
        check(b"\x805 bn", Some("windows-1252"), "€5 bn", Some("text in windows-1252 (declared)"));
        check(b"caf\xE9, \x80 5bn", None, "café, € 5bn", Some("text in windows-1252 (detected)"));
    }

    #[test]
    fn asian_and_cyrillic_text_is_detected() {
        // Russian is the same in both kinds of KOI8.
        for (encoding, name, text) in [
            (
                encoding_rs::GBK,
                "GBK",
                "据海关统计，今年前四个月我国进出口总值同比增长，出口和进口均有所增长。",
            ),
            (
                encoding_rs::SHIFT_JIS,
                "Shift_JIS",
                "財務省が発表した貿易統計によると、輸出額は前年同月比で増加した。",
            ),
            (
                encoding_rs::EUC_KR,
                "EUC-KR",
                "관세청이 발표한 수출입 현황에 따르면 수출은 전년 동기 대비 증가했다.",
            ),
            (
                encoding_rs::KOI8_R,
                "KOI8-U",
                "По данным таможенной службы, экспорт вырос по сравнению с прошлым годом.",
            ),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost);
            let note = format!("text in {name} (detected)");
            check(&bytes, None, text, Some(&note));
        }
    }

    #[test]
    fn bad_bytes_in_utf_8_are_replaced_and_counted() {
        let text = ["“Exports” rose to €5.1 billion – ".as_bytes(), b"\xFF\xFE", b" up"].concat();
        let note = Some("undecodable bytes replaced: 2");
        check(&text, None, "“Exports” rose to €5.1 billion – \u{FFFD}\u{FFFD} up", note);
    }
}
