//! One value of a row, with its type.

use crate::document::Span;
use crate::value::{Amount, Code};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellType {
    /// Text.
    String,
    /// An exact decimal: plain digits, at most one point, no exponent, no separators.
    Decimal,
    /// A whole number.
    Integer,
    /// A day, `YYYY-MM-DD`.
    Date,
}

impl CellType {
    /// The type's name, as the schema prints it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CellType::String => "string",
            CellType::Decimal => "decimal",
            CellType::Integer => "integer",
            CellType::Date => "date",
        }
    }
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Not stated: written as nothing (CSV) or `null` (JSON), never as 0.
    Missing,
    /// Text.
    Text(Cow<'a, str>),
    /// An exact decimal.
    Decimal(Decimal),
    /// A whole number.
    Integer(i64),
    /// A day.
    Date(NaiveDate),
}

impl<'a> Cell<'a> {
    /// The same value, which borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Cell::Missing => Cell::Missing,
            Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Cell::Decimal(number) => Cell::Decimal(number),
            Cell::Integer(number) => Cell::Integer(number),
            Cell::Date(date) => Cell::Date(date),
        }
    }

    /// Borrowed text; missing where it is empty.
    pub(super) fn text(text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Missing } else { Cell::Text(Cow::Borrowed(text)) }
    }

    /// Made text; missing where it is empty.
    pub(super) fn made(text: String) -> Cell<'a> {
        if text.is_empty() { Cell::Missing } else { Cell::Text(Cow::Owned(text)) }
    }

    /// The cell of a value that may be missing.
    pub(super) fn of<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell<'a>) -> Cell<'a> {
        value.map_or(Cell::Missing, cell)
    }

    /// The words under a span, with white space folded to single spaces.
    pub(super) fn words(text: &'a str, span: Span) -> Cell<'a> {
        let words = span.of(text);
        if is_folded(words) {
            return Cell::text(words);
        }
        Cell::made(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A number in that unit: percent and points keep the printed decimals (`5.0`), levels and amounts are written in
    /// full units without zeros at the end of the decimals. Zero has no sign.
    pub(super) fn number(amount: Amount, unit: Option<Code>) -> Cell<'a> {
        let mut value = amount.value;
        if !matches!(unit, Some(Code::PERCENT | Code::POINTS)) {
            value = value.normalize();
        }
        if value.is_zero() {
            value.set_sign_positive(true);
        }
        Cell::Decimal(value)
    }
}

/// Whether the only white space is single spaces inside.
fn is_folded(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if *first == b' ' || *last == b' ' {
        return false;
    }
    // To the end without a branch, which the compiler makes of it: many bytes at once.
    let pairs = bytes.iter().zip(&bytes[1..]);
    let apart = |(one, next): (&u8, &u8)| (*one != b' ') | (*next != b' ');
    let letter = |byte: &u8| byte.wrapping_sub(b' ') < 0x5F;
    if pairs.clone().fold(true, |all, pair| all & letter(pair.0) & apart(pair)) && letter(last) {
        return true;
    }
    let printed = |byte: &u8| (*byte >= b' ') & (*byte != 0x7F);
    bytes.iter().fold(true, |all, byte| all & printed(byte))
        && pairs.fold(true, |all, pair| all & apart(pair))
        // All white space that is not ASCII starts with one of these bytes.
        && memchr::memchr2_iter(0xC2, 0xE1, bytes)
            .chain(memchr::memchr2_iter(0xE2, 0xE3, bytes))
            .all(|at| !words[at..].starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain() {
        let number = |mantissa, decimals, mult, unit| match Cell::number(
            Amount::new(mantissa, decimals, mult).expect("fits"),
            Code::new(unit),
        ) {
            Cell::Decimal(decimal) => decimal.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(number(7315, 2, 9, "USD"), "73150000000");
        assert_eq!(number(550, 2, 0, "USD"), "5.5");
        assert_eq!(number(50, 1, 0, "PC"), "5.0");
        assert_eq!(number(-50, 1, 0, "PP"), "-5.0");
        assert_eq!(number(0, 1, 0, "PC"), "0.0");
        assert_eq!(number(1, 28, 0, "t"), "0.0000000000000000000000000001");
        assert_eq!(number(9_000, 0, 24, "IDR"), "9000000000000000000000000000");
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = Amount::new(0, 1, 0).expect("fits").negated();
        assert_eq!(Cell::number(zero, Some(Code::PERCENT)), Cell::Decimal(Decimal::new(0, 1)));
    }

    #[test]
    fn white_space_is_folded() {
        let words = |text| Cell::words(text, Span::new(0, 5));
        assert_eq!(words("a b c"), Cell::Text("a b c".into()));
        assert_eq!(words("a\r\n b"), Cell::Text("a b".into()));
        assert_eq!(words("     "), Cell::Missing);
        let whole = |text: &'static str| Cell::words(text, Span::new(0, text.len() as u32));
        assert_eq!(whole("a’s – b€ c"), Cell::Text("a’s – b€ c".into()));
        for space in (0..=0x3000).filter_map(char::from_u32).filter(|space| space.is_whitespace()) {
            let text = format!("é{space}{space}b");
            assert_eq!(
                Cell::words(&text, Span::new(0, text.len() as u32)),
                Cell::Text("é b".into()),
                "{space:?}"
            );
        }
    }
}
