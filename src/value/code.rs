//! Short ASCII codes (`USD`, `bbl/d`, `PC`) kept inline so that mentions stay `Copy`.

use std::fmt;

/// An ASCII code of at most 11 bytes: an ISO 4217 currency (`USD`), a unit (`t`, `bbl/d`, `USD/mo`), `PC` or `PP`.
///
/// ```
/// use tradefacts::value::Code;
/// let usd = Code::new("USD").unwrap();
/// assert_eq!(usd.as_str(), "USD");
/// assert_eq!(usd.per("mo").unwrap().as_str(), "USD/mo");
/// assert!(Code::new("far too long to be a code").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    bytes: [u8; 11],
    length: u8,
}

impl Code {
    /// Percent.
    pub const PERCENT: Code = Code::literal("PC");
    /// Percentage points.
    pub const POINTS: Code = Code::literal("PP");

    /// The code, or `None` where it is empty, longer than 11 bytes or not ASCII.
    #[must_use]
    pub const fn new(text: &str) -> Option<Code> {
        let source = text.as_bytes();
        if source.is_empty() || source.len() > 11 || !text.is_ascii() {
            return None;
        }
        Some(Code::literal(text))
    }

    const fn literal(text: &str) -> Code {
        let source = text.as_bytes();
        let mut bytes = [0; 11];
        let mut i = 0;
        while i < source.len() {
            bytes[i] = source[i];
            i += 1;
        }
        Code { bytes, length: source.len() as u8 }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }

    /// The rate unit `self/time` (`USD` per `mo`), or `None` where it would be too long.
    #[must_use]
    pub fn per(&self, time: &str) -> Option<Code> {
        Code::new(&format!("{}/{time}", self.as_str()))
    }

    /// Whether this is an ISO 4217 currency or a rate of one (`USD`, `USD/d`): three capitals before any slash.
    #[must_use]
    pub fn is_currency(&self) -> bool {
        let [first, second, third, next, ..] = self.bytes;
        let capitals =
            first.is_ascii_uppercase() && second.is_ascii_uppercase() && third.is_ascii_uppercase();
        capitals && (self.length == 3 || next == b'/') && [first, second, third] != *b"TEU"
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn currencies_are_three_capitals_before_any_slash() {
        let is_currency = |text| Code::new(text).is_some_and(|code| code.is_currency());
        for code in ["USD", "EUR", "USD/d", "XDR/mo"] {
            assert!(is_currency(code), "{code}");
        }
        for code in ["TEU", "PC", "t", "bbl", "bbl/d", "MWh", "UsD", "USDX", "GWh/a"] {
            assert!(!is_currency(code), "{code}");
        }
    }

    #[test]
    fn codes_are_short_and_ascii() {
        assert_eq!(Code::new("12345678901").map(|code| code.to_string()).as_deref(), Some("12345678901"));
        for text in ["", "123456789012", "€"] {
            assert_eq!(Code::new(text), None, "{text}");
        }
        assert_eq!(format!("{:?}", Code::PERCENT), "PC");
    }
}
