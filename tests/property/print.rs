//! Numbers in every style that is read: grouped in all ways, with decimals, in digits of other scripts, in words.

use super::random::Random;
use rust_decimal::Decimal;

/// A number as printed, with its exact value before any scale word.
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) mantissa: i128,
    pub(super) decimals: u8,
}

impl Printed {
    /// The value with a scale of that power of ten, where it fits.
    pub(super) fn value(&self, power: u32) -> Option<Decimal> {
        let mantissa = self.mantissa.checked_mul(10_i128.pow(power))?;
        Decimal::try_from_i128_with_scale(mantissa, u32::from(self.decimals)).ok()
    }
}

/// `mantissa × 10^power`.
pub(super) fn scaled(mantissa: i128, power: u32) -> Decimal {
    Decimal::from_i128_with_scale(mantissa * 10_i128.pow(power), 0)
}

/// Scale words, glued and apart.
pub(super) const SCALES: &[(&str, u32)] = &[
    ("", 0),
    (" thousand", 3),
    (" lakh", 5),
    (" million", 6),
    ("-million", 6),
    ("million", 6),
    (" mln", 6),
    (" mn", 6),
    (" crore", 7),
    (" hundred million", 8),
    (" billion", 9),
    ("billion", 9),
    (" bn", 9),
    ("bn", 9),
    (" bln", 9),
    (" trillion", 12),
    ("tn", 12),
    (" trn", 12),
    (" lakh crore", 12),
    (" quadrillion", 15),
];

/// The size of the last group of digits, and of those before it.
pub(super) const WESTERN: (usize, usize) = (3, 3);
const INDIAN: (usize, usize) = (3, 2);

/// Separator, groups, decimal mark.
const STYLES: &[(&str, (usize, usize), &str)] = &[
    ("", WESTERN, "."),
    (",", WESTERN, "."),
    (",", INDIAN, "."),
    ("'", WESTERN, "."),
    (" ", WESTERN, "."),
    ("\u{a0}", WESTERN, "."),
    ("\u{2009}", WESTERN, "."),
    ("\u{202f}", WESTERN, "."),
    (".", WESTERN, ","),
    ("\u{a0}", WESTERN, ","),
    ("", WESTERN, ","),
];

/// The zeros of other digits.
const ZEROS: &[char] = &['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

/// A number of one to nine digits before the mark and none to six behind it.
pub(super) fn number(random: &mut Random) -> Printed {
    let digits = 1 + random.below(9) as u32;
    let whole = i128::from(10_u64.pow(digits - 1) + random.next() % (9 * 10_u64.pow(digits - 1)));
    let (separator, groups, mark) = random.pick(STYLES);
    let mut decimals = random.below(7) as u8;
    // A comma before three digits groups them, one of four to six is no number, and one point may group.
    if mark == "," && decimals > 2 {
        decimals = 1 + decimals % 2;
    }
    if separator == "." && decimals == 0 && (4..=6).contains(&digits) {
        decimals = 1;
    }
    let part = i128::from(random.next() % 10_u64.pow(u32::from(decimals)));
    let mut text = grouped(&whole.to_string(), separator, groups);
    if decimals > 0 {
        text.push_str(&format!("{mark}{part:0width$}", width = usize::from(decimals)));
    }
    if random.below(16) == 0 && !text.contains(|c: char| c.is_whitespace() || c == '\'') {
        text = in_script(&text, random.pick(ZEROS));
    }
    Printed { text, mantissa: whole * 10_i128.pow(u32::from(decimals)) + part, decimals }
}

fn in_script(text: &str, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The digits with a separator between groups.
pub(super) fn grouped(digits: &str, separator: &str, (last, others): (usize, usize)) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left >= last && (left - last).is_multiple_of(others) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// The ten digits as spoken.
pub(super) const DIGITS: [&str; 10] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS: [&str; 10] = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number from 1 to 999 in words.
pub(super) fn words(number: u32) -> String {
    let at = |index: u32| index as usize;
    match number {
        0..10 => DIGITS[at(number)].to_owned(),
        10..20 => TEENS[at(number - 10)].to_owned(),
        20..100 if number.is_multiple_of(10) => TENS[at(number / 10 - 2)].to_owned(),
        20..100 => format!("{}-{}", TENS[at(number / 10 - 2)], DIGITS[at(number % 10)]),
        _ if number.is_multiple_of(100) => format!("{} hundred", DIGITS[at(number / 100)]),
        _ => format!("{} hundred and {}", DIGITS[at(number / 100)], words(number % 100)),
    }
}
