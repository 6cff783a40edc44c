//! What a spreadsheet program makes of a cell: it takes text for formulas, numbers and dates, and keeps fifteen digits.

use rust_decimal::Decimal;

/// The longest word that can be part of a date in text: `September`.
const LONGEST_MONTH: usize = 9;

/// How a table is meant to be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// By programs: nothing is added.
    #[default]
    Plain,
    /// By a double click, where numbers have a decimal point.
    Excel,
    /// By a double click, where numbers have a decimal comma and lists semicolons.
    ExcelEu,
}

/// Whether the number has no more digits than a spreadsheet keeps: 15, zeros at the ends not counted.
pub(super) fn survives(number: Decimal) -> bool {
    let mut digits = number.mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits < 10_u128.pow(15)
}

/// Whether a spreadsheet program would take the text for something else: a formula, a number, a date or time, a truth
/// value. Generous: what has digits and at most one short word besides counts.
pub(super) fn is_taken_for_more(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    if start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '|', '%'])
        || text.starts_with(['\t', '\r', '\n', '\''])
    {
        return true;
    }
    if start.eq_ignore_ascii_case("true") || start.trim_end().eq_ignore_ascii_case("false") {
        return true;
    }
    let mut words = start.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (first, second) = (words.next(), words.next());
    start.contains(|c: char| c.is_numeric())
        && second.is_none()
        && first.is_none_or(|word| word.chars().count() <= LONGEST_MONTH)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_survive() {
        let survives = |text| survives(Decimal::from_str_exact(text).expect("a decimal"));
        for kept in
            ["0", "-5.0", "123456789012345", "0.000000000000001", "73150000000", "9000000000000000000"]
        {
            assert!(survives(kept), "{kept}");
        }
        for lost in ["1234567890123456", "0.1234567890123456", "-100000000000000.1"] {
            assert!(!survives(lost), "{lost}");
        }
    }

    #[test]
    fn formulas_numbers_dates_are_seen() {
        let seen = [
            "=1+1",
            "+1",
            "-2",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "\u{200B}=1",
            "＝1",
            "0901",
            "2023-04",
            "2023-Q2",
            "May 22",
            "March 2023",
            "22 September 2023",
            "1/2",
            "5%",
            "$20.1",
            "12:30",
            "1E5",
            "TRUE",
            "false",
            "6 pm",
            "'5",
        ];
        for text in seen {
            assert!(is_taken_for_more(text), "{text:?}");
        }
        for text in
            ["crude oil", "General Administration of Customs", "2023-01-01/P4M", "up 5 percent", "CN+IN", ""]
        {
            assert!(!is_taken_for_more(text), "{text:?}");
        }
    }
}
