//! Decimal digits and marks of numbers in other scripts.
//!
//! ```text
//! digits  ٠–٩ Arabic-Indic, ۰–۹ its Eastern form, ०–९ Devanagari, ০–৯ Bengali, ０–９ full width
//! marks   ٫ ． decimal point, ٬ ， grouping
//! ```
//! Superscripts, subscripts and the numerals of other systems are no digits: they mark notes and powers.

use std::borrow::Cow;

/// The zero of each kind of digits.
const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];

/// A digit that is none of ASCII: the zero of its kind, and its value, 0 to 9.
pub(super) fn of(c: char) -> Option<(char, u8)> {
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.iter().find_map(|&zero| Some((zero, u8::try_from(value(zero)?).ok()?)))
}

/// The mark of ASCII that the character stands for inside a number.
pub(super) fn mark(c: char) -> Option<char> {
    match c {
        '.' | '\u{66b}' | '\u{ff0e}' => Some('.'),
        ',' | '\u{66c}' | '\u{ff0c}' => Some(','),
        _ => None,
    }
}

/// The text of a number in digits and marks of ASCII.
pub(crate) fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| of(c).map_or_else(|| mark(c).unwrap_or(c), |(_, value)| char::from(b'0' + value));
    Cow::Owned(text.chars().map(plain).collect())
}

#[cfg(test)]
mod tests {
    use super::{ascii, of};

    #[test]
    fn digits_of_other_scripts_have_the_same_values() {
        for (text, plain) in
            [("１，２３４．５", "1,234.5"), ("١٢٣٫٤", "123.4"), ("۱۲٬۳۴۵", "12,345"), ("১२", "12")]
        {
            assert_eq!(ascii(text), plain);
        }
        assert!("²³¹⁰₅五Ⅷ".chars().all(|c| of(c).is_none()));
    }
}
