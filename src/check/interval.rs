//! Closed intervals of exact rationals: all that a printed number may stand for.
//!
//! Nothing here rounds. An end may be missing: the interval goes on without limit. Intervals that only touch meet, so
//! that a number on the edge of a rounding is never called wrong.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed as _, Zero as _};
use rust_decimal::Decimal;
use std::fmt;

/// An exact number.
pub type Rational = BigRational;

/// The rational that a decimal is.
#[must_use]
pub fn rational(decimal: Decimal) -> Rational {
    Rational::new(decimal.mantissa().into(), power(decimal.scale()))
}

/// A whole number.
#[must_use]
pub fn whole(number: i64) -> Rational {
    Rational::from_integer(number.into())
}

/// Ten to a power, negative ones too.
#[must_use]
pub fn ten_to(exponent: i32) -> Rational {
    let power = Rational::from_integer(power(exponent.unsigned_abs()));
    if exponent < 0 { power.recip() } else { power }
}

fn power(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// From a lowest to a highest number, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lowest number; none where there is no limit below.
    pub low: Option<Rational>,
    /// The highest number; none where there is no limit above.
    pub high: Option<Rational>,
}

impl Interval {
    /// All numbers.
    pub const ALL: Interval = Interval { low: None, high: None };

    /// One number alone.
    #[must_use]
    pub fn point(number: Rational) -> Interval {
        Interval { low: Some(number.clone()), high: Some(number) }
    }

    /// From `low` to `high`, in either order.
    #[must_use]
    pub fn between(low: Rational, high: Rational) -> Interval {
        if low <= high {
            Interval { low: Some(low), high: Some(high) }
        } else {
            Interval { low: Some(high), high: Some(low) }
        }
    }

    /// `number` and what is at most `half` from it.
    #[must_use]
    pub fn around(number: &Rational, half: &Rational) -> Interval {
        Interval::between(number - half, number + half)
    }

    /// Whether both ends are limits.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// How wide it is; none without limit.
    #[must_use]
    pub fn width(&self) -> Option<Rational> {
        Some(self.high.as_ref()? - self.low.as_ref()?)
    }

    /// Whether some number is in both.
    #[must_use]
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |low: &Option<Rational>, high: &Option<Rational>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        below(&self.low, &other.high) && below(&other.low, &self.high)
    }

    /// Whether every number of it is below every number of the other.
    #[must_use]
    pub fn is_below(&self, other: &Interval) -> bool {
        matches!((&self.high, &other.low), (Some(high), Some(low)) if high < low)
    }

    /// Whether the number is in it.
    #[must_use]
    pub fn has(&self, number: &Rational) -> bool {
        self.low.as_ref().is_none_or(|low| low <= number)
            && self.high.as_ref().is_none_or(|high| number <= high)
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn join(self, other: Interval) -> Interval {
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        Interval { low, high }
    }

    /// The sums.
    #[must_use]
    pub fn plus(&self, other: &Interval) -> Interval {
        let sum = |a: &Option<Rational>, b: &Option<Rational>| Some(a.as_ref()? + b.as_ref()?);
        Interval { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    /// The opposite numbers.
    #[must_use]
    pub fn negated(&self) -> Interval {
        let negate = |end: &Option<Rational>| end.as_ref().map(|end| -end);
        Interval { low: negate(&self.high), high: negate(&self.low) }
    }

    /// The differences.
    #[must_use]
    pub fn minus(&self, other: &Interval) -> Interval {
        self.plus(&other.negated())
    }

    /// The numbers without their signs.
    #[must_use]
    pub fn magnitude(&self) -> Interval {
        let zero = Rational::zero();
        if self.low.as_ref().is_some_and(|low| *low >= zero) {
            return self.clone();
        }
        let opposite = self.negated();
        if self.high.as_ref().is_some_and(|high| *high <= zero) {
            return opposite;
        }
        Interval { low: Some(zero), high: self.high.clone().zip(opposite.high).map(|(a, b)| a.max(b)) }
    }

    /// The numbers times an exact one.
    #[must_use]
    pub fn scaled(&self, by: &Rational) -> Interval {
        let scale = |end: &Option<Rational>| end.as_ref().map(|end| end * by);
        let (low, high) = (scale(&self.low), scale(&self.high));
        if by.is_negative() { Interval { low: high, high: low } } else { Interval { low, high } }
    }

    /// The products. Where an end is missing they are known of numbers without a sign only; else all numbers.
    #[must_use]
    pub fn times(&self, other: &Interval) -> Interval {
        if let (Some(a), Some(b), Some(c), Some(d)) = (&self.low, &self.high, &other.low, &other.high) {
            let products = [a * c, a * d, b * c, b * d];
            let low = products.iter().min().cloned();
            return Interval { low, high: products.into_iter().max() };
        }
        match (&self.low, &other.low) {
            (Some(a), Some(b)) if !a.is_negative() && !b.is_negative() => {
                Interval { low: Some(a * b), high: None }
            }
            _ => Interval::ALL,
        }
    }

    /// The quotients; all numbers where the divisor may be 0.
    #[must_use]
    pub fn over(&self, other: &Interval) -> Interval {
        let positive = other.low.as_ref().is_some_and(Rational::is_positive);
        if !positive {
            let negative = other.high.as_ref().is_some_and(Rational::is_negative);
            return if negative { self.negated().over(&other.negated()) } else { Interval::ALL };
        }
        let most = other.low.as_ref().map(Rational::recip);
        let least = other.high.as_ref().map_or_else(Rational::zero, Rational::recip);
        self.times(&Interval { low: Some(least), high: most })
    }

    /// What a change in percent multiplies by: `1 + change / 100`.
    #[must_use]
    pub fn as_factor(&self) -> Interval {
        self.scaled(&ten_to(-2)).plus(&Interval::point(whole(1)))
    }
}

/// `73145000000 to 73155000000`; ends that are no short decimals are widened to six digits.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high => f.write_str(&shown(low, false)),
            (Some(low), Some(high)) => write!(f, "{} to {}", shown(low, false), shown(high, true)),
            (Some(low), None) => write!(f, "{} or more", shown(low, false)),
            (None, Some(high)) => write!(f, "{} or less", shown(high, true)),
            (None, None) => f.write_str("any number"),
        }
    }
}

/// A number as a plain decimal, exactly where its digits end early, else moved up or down at its sixth digit.
#[must_use]
pub fn shown(number: &Rational, up: bool) -> String {
    let mut decimals = 0;
    while decimals < 28 && !(number * ten_to(decimals)).is_integer() {
        decimals += 1;
    }
    if decimals > 6 {
        decimals = 0;
        while decimals < 28 && (number.abs() * ten_to(decimals)) < whole(100_000) {
            decimals += 1;
        }
    }
    let scaled = number * ten_to(decimals);
    let digits = if up { scaled.ceil() } else { scaled.floor() }.to_integer();
    let sign = if digits.is_negative() { "-" } else { "" };
    let digits = digits.abs().to_string();
    let places = usize::try_from(decimals).unwrap_or_default();
    if places == 0 {
        return format!("{sign}{digits}");
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    format!("{sign}{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: i64, high: i64) -> Interval {
        Interval::between(whole(low), whole(high))
    }

    #[test]
    fn arithmetic_holds_every_pair() {
        let all = [interval(-3, -1), interval(-2, 3), interval(0, 2), interval(2, 5)];
        for one in &all {
            for other in &all {
                let ends = |i: &Interval| [i.low.clone().unwrap(), i.high.clone().unwrap()];
                for a in ends(one) {
                    for b in ends(other) {
                        assert!(one.plus(other).has(&(&a + &b)));
                        assert!(one.minus(other).has(&(&a - &b)));
                        assert!(one.times(other).has(&(&a * &b)));
                        assert!(b.is_zero() || one.over(other).has(&(&a / &b)));
                    }
                }
            }
        }
        assert_eq!(interval(6, 8).over(&interval(2, 2)), interval(3, 4));
        assert_eq!(interval(-2, 3).magnitude(), interval(0, 3));
    }

    #[test]
    fn intervals_that_touch_meet() {
        assert!(interval(1, 2).meets(&interval(2, 3)));
        assert!(!interval(1, 2).meets(&interval(3, 4)));
        assert!(Interval { low: Some(whole(3)), high: None }.meets(&interval(1, 4)));
    }

    #[test]
    fn numbers_are_shown_in_full_or_widened() {
        assert_eq!(shown(&Rational::new(1.into(), 4.into()), false), "0.25");
        assert_eq!(shown(&Rational::new((-1).into(), 3.into()), false), "-0.333334");
        assert_eq!(shown(&Rational::new(1.into(), 3.into()), true), "0.333334");
        assert_eq!(shown(&whole(-50), true), "-50");
        assert_eq!(interval(1, 2).to_string(), "1 to 2");
    }
}
