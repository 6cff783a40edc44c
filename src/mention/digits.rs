//! Numbers in digits: what the points, commas and spaces between them mean.
//!
//! ```text
//! plain      1741   1741.9   15,72   0,123   .5
//! English    1,741   1,741.9          groups of three
//! Indian     4,29,164   4,29,164.50   groups of two before the last three
//! continental 1.741.900   1.741,9     groups of three, decimal comma
//! Swiss      1'741.9
//! spaced     1 741.9                  one space, thin space or no-break space before each group of three
//! ```
//! A point with digits on both sides is a decimal point, a comma before exactly three digits groups. `1.234` may be either
//! and is settled by the other numbers of the document (see [`Marks`]). Any other mixture (`1,2,3`, `12.741.96`) is no
//! number. At most 28 digits are read: more do not fit 96 bits.

use super::View;
use crate::scan::{Kind, Token, ascii};
use std::borrow::Cow;

/// Most digits that are looked at.
const MAX_DIGITS: usize = 38;
/// Most groups of a number with spaces: 10 groups of three are more than 96 bits hold.
const MAX_GROUPS: usize = 10;

/// What the numbers of a document show of its decimal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Marks {
    /// Nothing: `1.234` is read with a decimal point, and a note says that it may be grouped.
    #[default]
    Unknown,
    /// A decimal point: `12.5`, `1,741.9`.
    Point,
    /// A decimal comma, twice or more, and no decimal point: `3,1`, `1.741,9`.
    Comma,
}

impl Marks {
    /// The decimal mark of the document with these tokens.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Marks {
        let mut commas = 0;
        for token in tokens.iter().filter(|token| token.kind == Kind::Number) {
            let number = ascii(token.text(text));
            let three = || number.len() - number.rfind(['.', ',']).map_or(number.len(), |at| at + 1) == 3;
            match (count_of(&number, b'.'), count_of(&number, b',')) {
                (0, 0) => {}
                (1, 0) if !three() || number.starts_with('0') => return Marks::Point,
                (1, 1..) if number.rfind('.') > number.rfind(',') => return Marks::Point,
                (1.., 1) if number.rfind(',') > number.rfind('.') => commas += 1,
                (0, 1) if is_decimal_comma(&number) => commas += 1,
                _ => {}
            }
        }
        if commas > 1 { Marks::Comma } else { Marks::Unknown }
    }
}

/// A number as its digits say it: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// The digits without separators.
    pub(super) mantissa: i128,
    /// How many of them stand after the decimal point.
    pub(super) decimals: u8,
    /// Whether separators group the digits.
    pub(super) grouped: bool,
    /// Whether its one mark may group or part decimals, and the document does not say which.
    pub(super) ambiguous: bool,
    /// One past the last token.
    pub(super) end: usize,
}

/// The number in digits that starts at the token `at`.
#[inline]
pub(super) fn read(view: &View, at: usize) -> Option<Digits> {
    let token = view.token(at).filter(|token| token.kind == Kind::Number)?;
    let behind_number = at > view.start && view.kind(at - 1) == Some(Kind::Number);
    if (behind_number || view.kind(at + 1) == Some(Kind::Number))
        && let Some(spaced) = spaced(view, at)
    {
        return spaced;
    }
    let text = token.text(view.text);
    // By far most numbers: whatever the document's decimal mark, they mean the same.
    if let Some((mantissa, decimals, grouped)) = usual(text.as_bytes()).filter(|usual| usual.1 != 3) {
        return Some(Digits { mantissa, decimals, grouped, ambiguous: false, end: at + 1 });
    }
    let text = ascii(text);
    let before_three = text.len().checked_sub(4).is_some_and(|at| text.as_bytes()[at] == b'.');
    let thousands = before_three && count_of(&text, b'.') == 1 && well_grouped(&text, '.');
    if thousands && view.document.decimal_mark() == Marks::Comma {
        let (mantissa, ..) = parse(&text.replace('.', ""))?;
        return Some(Digits { mantissa, decimals: 0, grouped: true, ambiguous: false, end: at + 1 });
    }
    let (mantissa, decimals, grouped) = parse(&text)?;
    let ambiguous = thousands && view.document.decimal_mark() == Marks::Unknown;
    Some(Digits { mantissa, decimals, grouped, ambiguous, end: at + 1 })
}

/// The token in digits and marks of ASCII.
fn number<'a>(view: &View<'a>, at: usize) -> Cow<'a, str> {
    ascii(view.text(at))
}

/// `1 741.9`: none where the number at `at` is no first group; refused inside where the groups are too many.
fn spaced(view: &View, at: usize) -> Option<Option<Digits>> {
    let inside = is_group(view, at);
    if !inside && !is_group(view, at + 1) {
        return None;
    }
    if inside
        && at > view.start
        && (1..=3).contains(&number(view, at - 1).len())
        && all_digits(&number(view, at - 1))
    {
        return Some(None);
    }
    let first = number(view, at);
    if first.len() > 3 || !all_digits(&first) || first.starts_with('0') || !is_group(view, at + 1) {
        return None;
    }
    let mut digits = String::from(first);
    let mut end = at + 1;
    while is_group(view, end) {
        if end - at > MAX_GROUPS {
            return Some(None);
        }
        digits.push_str(&number(view, end));
        end += 1;
        if !all_digits(&number(view, end - 1)) {
            break;
        }
    }
    let (mantissa, decimals, _) = parse(&digits.replace(',', "."))?;
    Some(Some(Digits { mantissa, decimals, grouped: true, ambiguous: false, end }))
}

/// Whether the token is three digits, with decimals or not, one space after the number before it.
fn is_group(view: &View, at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|at| view.token(at)), view.token(at))
    else {
        return false;
    };
    if token.kind != Kind::Number || before.kind != Kind::Number {
        return false;
    }
    // Most numbers behind others are shorter.
    if token.end - token.start < 3 {
        return false;
    }
    let gap = view.text.get(before.end as usize..token.start as usize).unwrap_or_default();
    let text = ascii(token.text(view.text));
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    let marks = text.len() - text.bytes().filter(u8::is_ascii_digit).count();
    matches!(gap, " " | "\u{a0}" | "\u{2009}" | "\u{202f}" | "\u{2007}") && whole.len() == 3 && marks <= 1
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Mantissa, decimals and whether separators group; none where the separators contradict each other.
pub(crate) fn parse(text: &str) -> Option<(i128, u8, bool)> {
    usual(text.as_bytes()).or_else(|| any(text))
}

/// Longest number that is read in one pass: its digits fit 64 bits.
const USUAL: usize = 18;

/// `1741`, `1741.9`, `1,741.9`: by far most numbers.
fn usual(text: &[u8]) -> Option<(i128, u8, bool)> {
    let (mut mantissa, mut grouped, mut point, mut run) = (0_u64, false, false, 0);
    if text.len() > USUAL || text.len() > 1 && text[0] == b'0' && text[1] != b'.' {
        return None;
    }
    for &byte in text {
        if byte.is_ascii_digit() {
            mantissa = mantissa * 10 + u64::from(byte - b'0');
            run += 1;
            continue;
        }
        let group_ends = if grouped { run == 3 } else { (1..=3).contains(&run) };
        match byte {
            b',' if !point && group_ends => grouped = true,
            b'.' if !point && run > 0 && (!grouped || group_ends) => point = true,
            _ => return None,
        }
        run = 0;
    }
    let ends = if grouped && !point { run == 3 } else { run > 0 };
    ends.then_some((i128::from(mantissa), if point { run } else { 0 }, grouped))
}

/// Numbers of any other form.
fn any(text: &str) -> Option<(i128, u8, bool)> {
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    if count > MAX_DIGITS || text.len() > 1 && text.starts_with('0') && text.as_bytes()[1].is_ascii_digit() {
        return None;
    }
    if text.contains('\'') {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let plain = !whole.contains(',') && fraction.bytes().all(|byte| byte.is_ascii_digit());
        return if plain && well_grouped(whole, '\'') {
            parse(&text.replace('\'', "")).map(|(m, d, _)| (m, d, true))
        } else {
            None
        };
    }
    if let Some(fraction) = text.strip_prefix('.') {
        return parse(&format!("0.{fraction}"))
            .filter(|(_, decimals, _)| usize::from(*decimals) == fraction.len());
    }
    let (points, commas) = (count_of(text, b'.'), count_of(text, b','));
    let (whole, fraction, mark) = match (points, commas) {
        (0, 0) => (text, "", None),
        (1, 0) => split_last(text, '.').map(|(w, f)| (w, f, None))?,
        (0, 1) if is_decimal_comma(text) => split_last(text, ',').map(|(w, f)| (w, f, None))?,
        (0, _) => (text, "", Some(',')),
        (_, 0) => (text, "", Some('.')),
        (1, _) if text.rfind('.') > text.rfind(',') => {
            split_last(text, '.').map(|(w, f)| (w, f, Some(',')))?
        }
        (_, 1) if text.rfind(',') > text.rfind('.') => {
            split_last(text, ',').map(|(w, f)| (w, f, Some('.')))?
        }
        _ => return None,
    };
    if mark.is_some_and(|mark| !well_grouped(whole, mark)) || (mark.is_none() && !all_digits(whole)) {
        return None;
    }
    // 38 digits fit: see `MAX_DIGITS`.
    let digits = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
    let mantissa = digits.fold(0, |mantissa, digit| mantissa * 10 + i128::from(digit - b'0'));
    (count > 0).then_some((mantissa, u8::try_from(fraction.len()).ok()?, mark.is_some()))
}

fn count_of(text: &str, mark: u8) -> usize {
    text.bytes().filter(|&byte| byte == mark).count()
}

fn split_last(text: &str, mark: char) -> Option<(&str, &str)> {
    text.rsplit_once(mark)
}

/// `15,72`, `3,1`, `0,123`: a comma that cannot group.
fn is_decimal_comma(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, fraction)| {
        matches!(fraction.len(), 1 | 2) || (fraction.len() == 3 && whole == "0")
    })
}

/// Groups of three, or for commas the Indian way: of two, the last of three. A leading zero groups nothing.
fn well_grouped(text: &str, mark: char) -> bool {
    let Some((before, last)) = text.rsplit_once(mark) else { return false };
    let mut middle = before.split(mark);
    let first = middle.next().unwrap_or_default();
    if last.len() != 3 || first.starts_with('0') || first.is_empty() {
        return false;
    }
    let all = |length: usize| middle.clone().all(|group| group.len() == length);
    first.len() <= 3 && all(3) || mark == ',' && first.len() <= 2 && all(2)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn separators_are_told_apart() {
        let plain = |text| parse(text).map(|(mantissa, decimals, _)| (mantissa, decimals));
        assert_eq!(plain("1741"), Some((1741, 0)));
        assert_eq!(plain("1,741.9"), Some((17419, 1)));
        assert_eq!(plain("4,29,164"), Some((429_164, 0)));
        assert_eq!(plain("15,72"), Some((1572, 2)));
        assert_eq!(plain("1.741,9"), Some((17419, 1)));
        assert_eq!(plain("1.741.900"), Some((1_741_900, 0)));
        assert_eq!(plain("0.005"), Some((5, 3)));
        assert_eq!(plain("1'234'567.8"), Some((12_345_678, 1)));
        assert_eq!(plain(".5"), Some((5, 1)));
    }

    #[test]
    fn usual_numbers_are_read_as_any_others() {
        let marks = ["", ".", ",", "'"];
        let runs = ["", "0", "7", "00", "12", "000", "305", "007", "1234"];
        for first in runs {
            for (mark, second) in marks.iter().flat_map(|mark| runs.iter().map(move |run| (mark, run))) {
                for (end, third) in marks.iter().flat_map(|mark| runs.iter().map(move |run| (mark, run))) {
                    let text = format!("{first}{mark}{second}{end}{third}");
                    let usual = super::usual(text.as_bytes());
                    assert!(usual.is_none() || usual == super::any(&text), "{text}: {usual:?}");
                }
            }
        }
    }

    #[test]
    fn contradictions_are_refused() {
        for text in [
            "007",
            "00.5",
            "1'2",
            "1'234,567",
            "1'234'5,6",
            "1'234.567'8",
            ".5.5",
            "1,2,3",
            "12.741.96",
            "1,23.456,7",
            "0,001,000",
            "1,2345",
            "1.2.3",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
