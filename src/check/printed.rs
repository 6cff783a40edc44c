//! What the printed digits stand for: the interval of each number of a fact.
//!
//! | printed | stands for |
//! |---|---|
//! | `73.15 billion` | half a unit of the last printed digit on both sides: 73.145 to 73.155 billion |
//! | `74,000 million` | groups of three zeros at the end of a whole number say its scale, as a scale word does: 73.5 to 74.5 billion |
//! | `about 70 billion` | a whole unit of the last digit that is not zero, on both sides: 60 to 80 billion |
//! | `more than 70 billion` | half a unit below it, and anything above |
//! | `less than 70 billion` | from zero to half a unit above it |
//! | `5 to 7 percent` | both ends, and what is between them |
//! | `a third`, `doubled` | half a unit of the first digit: words are no digits |
//! | `3.5 times` (a change of 250) | half a unit of the last digit that is not zero |
//!
//! `unit_mult` and `decimals` are those of the first of level, change and share. Other percentages have their printed
//! decimals in the column; other levels have lost the zeros at their end, and are read to their last digit that is not
//! zero, which is never narrower than what was printed. A deficit mirrors a surplus: more than a deficit of 5 is below -5.

use super::interval::{Interval, Rational, rational, ten_to};
use crate::dataset::load::Record;
use crate::value::Bound;
use num_traits::Zero as _;
use rust_decimal::Decimal;

/// The intervals of a fact's numbers.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// Of `value`.
    pub level: Option<Interval>,
    /// Of `change`.
    pub change: Option<Interval>,
    /// Of `base_value`.
    pub base: Option<Interval>,
    /// Of `share`.
    pub share: Option<Interval>,
    /// Of `converted_value`.
    pub converted: Option<Interval>,
}

impl Printed {
    /// The intervals of a record.
    #[must_use]
    pub fn of(record: &Record) -> Printed {
        let anchor = Anchor::of(record);
        let level = record.value.map(|value| {
            let bound = anchor.bound(Anchor::Level, record);
            stands_for(value, record.value_max, level_exponent(value, anchor == Anchor::Level, record), bound)
        });
        let change = record.change.map(|change| {
            let bound = anchor.bound(Anchor::Change, record);
            stands_for(change, record.change_max, change_exponent(change, record), bound)
        });
        let share = record.share.map(|share| {
            let exponent = percent_exponent(share, &record.share_text);
            stands_for(share, None, exponent, anchor.bound(Anchor::Share, record))
        });
        let loose = |value: Decimal| stands_for(value, None, last_digit(value), Bound::Exact);
        let converted = |value: Decimal| {
            let about = matches!(record.bound, Bound::About).then_some(Bound::About);
            stands_for(value, None, last_digit(value), about.unwrap_or_default())
        };
        Printed {
            level,
            change,
            share,
            base: record.base_value.map(loose),
            converted: record.converted_value.map(converted),
        }
    }
}

/// The number that `bound`, `unit_mult` and `decimals` are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Level,
    Change,
    Share,
}

impl Anchor {
    fn of(record: &Record) -> Anchor {
        match (record.value, record.change) {
            (Some(_), _) => Anchor::Level,
            (None, Some(_)) => Anchor::Change,
            (None, None) => Anchor::Share,
        }
    }

    fn bound(self, of: Anchor, record: &Record) -> Bound {
        if self == of { record.bound } else { Bound::Exact }
    }
}

/// Power of ten of the last digit of a level that says something.
#[must_use]
pub(super) fn level_exponent(value: Decimal, is_anchor: bool, record: &Record) -> i32 {
    let (Some(mult), Some(decimals)) = (record.unit_mult, record.decimals) else { return last_digit(value) };
    if !is_anchor || !has_digit(&record.value_text) {
        return last_digit(value);
    }
    let exponent = i32::from(mult) - i32::from(decimals);
    let zeros = last_digit(value) - exponent;
    if decimals == 0 && zeros > 0 { exponent + zeros / 3 * 3 } else { exponent }
}

/// The same of a change: percentages keep their printed decimals, amounts do not.
fn change_exponent(change: Decimal, record: &Record) -> i32 {
    if is_percentage(&record.change_unit) {
        percent_exponent(change, &record.change_text)
    } else {
        last_digit(change)
    }
}

/// Whether a unit is percent or percentage points.
pub(super) fn is_percentage(unit: &str) -> bool {
    [crate::value::Code::PERCENT, crate::value::Code::POINTS].iter().any(|code| code.as_str() == unit)
}

/// A percentage that was printed in digits has them in its text; one in words, and a multiple, has not.
fn percent_exponent(value: Decimal, text: &str) -> i32 {
    if text.is_empty() {
        return -exponent_of(value.scale());
    }
    if !has_digit(text) {
        return first_digit(value);
    }
    let digits = value.abs().to_string();
    let zeros = zeros_behind(text, &digits).or_else(|| zeros_behind(&text.replace(',', "."), &digits));
    zeros.map_or_else(|| last_digit(value), |zeros| -exponent_of(value.scale() + zeros))
}

/// How many zeros the text prints behind the digits as decimals, which the value does not keep: one in `5.0 percent`.
fn zeros_behind(text: &str, digits: &str) -> Option<u32> {
    let behind = &text[text.find(digits)? + digits.len()..];
    let decimals = if digits.contains('.') { behind } else { behind.strip_prefix('.').unwrap_or_default() };
    let zeros = decimals.bytes().take_while(|&byte| byte == b'0').count();
    let ends = !decimals.as_bytes().get(zeros).is_some_and(u8::is_ascii_digit);
    Some(if ends { u32::try_from(zeros).unwrap_or_default() } else { 0 })
}

/// Text that is not there says nothing against digits.
fn has_digit(text: &str) -> bool {
    text.is_empty() || text.contains(|c: char| c.is_numeric())
}

fn exponent_of(scale: u32) -> i32 {
    i32::try_from(scale).unwrap_or_default()
}

/// Power of ten of the last digit that is not zero; 0 for zero.
#[must_use]
pub fn last_digit(value: Decimal) -> i32 {
    let mut digits = value.mantissa().unsigned_abs();
    let mut exponent = -exponent_of(value.scale());
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
        exponent += 1;
    }
    if digits == 0 { 0 } else { exponent }
}

/// Power of ten of the first digit; 0 for zero.
fn first_digit(value: Decimal) -> i32 {
    let digits = value.mantissa().unsigned_abs();
    digits
        .checked_ilog10()
        .map_or(0, |count| i32::try_from(count).unwrap_or_default() - exponent_of(value.scale()))
}

/// The interval of a number whose last digit that says something has the power of ten `exponent`.
#[must_use]
pub fn stands_for(value: Decimal, most: Option<Decimal>, exponent: i32, bound: Bound) -> Interval {
    let number = rational(value);
    let half = half_unit(exponent);
    let near = Interval::around(&number, &half);
    if let Some(most) = most {
        let half = half.min(half_unit(last_digit(most)));
        return Interval::between(number.clone(), rational(most))
            .plus(&Interval::between(-half.clone(), half));
    }
    let negative = number < Rational::zero();
    match bound {
        Bound::Exact => near,
        Bound::About => Interval::around(&number, &ten_to(exponent.max(last_digit(value)))),
        Bound::More if negative => Interval { low: None, ..near },
        Bound::More => Interval { high: None, ..near },
        Bound::Less if negative => Interval { high: Some(Rational::zero()), ..near },
        Bound::Less => Interval { low: Some(Rational::zero()), ..near },
    }
}

/// Half a unit of the digit at a power of ten.
#[must_use]
pub fn half_unit(exponent: i32) -> Rational {
    ten_to(exponent - 1) * super::interval::whole(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(value: &str, unit_mult: i8, decimals: u8, bound: Bound) -> String {
        let value = value.parse().expect("a decimal");
        let record = Record {
            value: Some(value),
            unit_mult: Some(unit_mult),
            decimals: Some(decimals),
            bound,
            ..Record::default()
        };
        Printed::of(&record).level.expect("a level").to_string()
    }

    fn change(value: &str, text: &str) -> String {
        let record = Record {
            change: Some(value.parse().expect("a decimal")),
            change_unit: "PC".into(),
            change_text: text.into(),
            ..Record::default()
        };
        Printed::of(&record).change.expect("a change").to_string()
    }

    #[test]
    fn levels_stand_for_half_a_unit_of_their_last_digit() {
        assert_eq!(level("73150000000", 9, 2, Bound::Exact), "73145000000 to 73155000000");
        assert_eq!(level("70000000000", 9, 1, Bound::Exact), "69950000000 to 70050000000");
        assert_eq!(level("-36400000000", 9, 1, Bound::Exact), "-36450000000 to -36350000000");
        assert_eq!(level("374953", 0, 0, Bound::Exact), "374952.5 to 374953.5");
    }

    #[test]
    fn groups_of_zeros_say_the_scale() {
        assert_eq!(level("74000000000", 6, 0, Bound::Exact), "73500000000 to 74500000000");
        assert_eq!(level("70000000000", 9, 0, Bound::Exact), "69500000000 to 70500000000");
        assert_eq!(level("600", 0, 0, Bound::Exact), "599.5 to 600.5");
    }

    #[test]
    fn words_before_a_number_widen_it() {
        assert_eq!(level("70000000000", 9, 0, Bound::About), "60000000000 to 80000000000");
        assert_eq!(level("70000000000", 9, 0, Bound::More), "69500000000 or more");
        assert_eq!(level("70000000000", 9, 0, Bound::Less), "0 to 70500000000");
        assert_eq!(level("-5000", 3, 0, Bound::More), "-4500 or less");
    }

    #[test]
    fn percentages_have_their_printed_decimals() {
        assert_eq!(change("5.0", "5.0 percent"), "4.95 to 5.05");
        assert_eq!(change("-20", "20%"), "-20.5 to -19.5");
        // The column does not keep the zeros.
        assert_eq!(change("5", "5.0 percent"), "4.95 to 5.05");
        assert_eq!(change("0.7", "0,70%"), "0.695 to 0.705");
        assert_eq!(change("5", "five percent"), "4.5 to 5.5");
        assert_eq!(change("100", "doubled"), "50 to 150");
        assert_eq!(change("250", "3.5 times"), "245 to 255");
        assert_eq!(change("33.3", "a third"), "28.3 to 38.3");
    }
}
