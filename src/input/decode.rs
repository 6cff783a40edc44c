//! Bytes to text: UTF-8, with or without a byte order mark, and messages that say where it is not.

use crate::error::{Error, ErrorKind};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes without a byte order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// The text of the bytes, without a byte order mark; `path` and `first_line` place the error.
pub(super) fn utf8<'a>(bytes: &'a [u8], path: &str, first_line: u64) -> Result<&'a str, Error> {
    std::str::from_utf8(bytes).map(|text| text.strip_prefix('\u{FEFF}').unwrap_or(text)).map_err(|error| {
        let at = error.valid_up_to();
        let before = &bytes[..at];
        let line = first_line + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let column = at - before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let message = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            "expected UTF-8, found a UTF-16 byte order mark; convert it with `iconv -f UTF-16 -t UTF-8`".to_owned()
        } else {
            format!(
                "expected UTF-8, found the byte 0x{:02X} at byte {column} of the line (byte offset {at}); if it is \
                 Windows text, convert it with `iconv -f WINDOWS-1252 -t UTF-8`",
                bytes.get(at).copied().unwrap_or_default()
            )
        };
        Error::new(ErrorKind::Input, message).at(format!("{path}:{line}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_bad_byte_is_named() {
        let error = utf8(b"one\ntwo \xE9", "a.txt", 1).expect_err("not UTF-8");
        assert!(
            error.to_string().starts_with("a.txt:2: expected UTF-8, found the byte 0xE9 at byte 4"),
            "{error}"
        );
        assert!(error.to_string().contains("(byte offset 8)"), "{error}");
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(utf8(b"\xEF\xBB\xBFone", "a.txt", 1).expect("UTF-8"), "one");
    }
}
