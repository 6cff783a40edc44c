//! An exact decimal together with the precision it was printed with.
//!
//! `73.15 billion` is the value 73150000000, `unit_mult` 9 (the power of ten of the scale word) and `decimals` 2. Half
//! a unit of the last printed digit, `0.5 × 10^(unit_mult − decimals)`, is the only tolerance used anywhere.

use rust_decimal::Decimal;

/// The largest integer a `Decimal` holds: 96 bits.
const MAX_MANTISSA: u128 = (1 << 96) - 1;

/// An exact number as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The full value, scale word included.
    pub value: Decimal,
    /// Power of ten of the printed scale word: 0 to 15 (`billion` is 9).
    pub unit_mult: i8,
    /// Digits printed after the decimal point: 0 to 28.
    pub decimals: u8,
}

impl Amount {
    /// The amount of `mantissa × 10^(unit_mult − decimals)`: `new(7315, 2, 9)` is 73.15 billion.
    ///
    /// `None` where the value needs more than 96 bits or 28 decimal places: such a number is refused, never rounded.
    ///
    /// ```
    /// use tradefacts::value::Amount;
    /// let amount = Amount::new(7315, 2, 9).unwrap();
    /// assert_eq!(amount.value.to_string(), "73150000000");
    /// assert!(Amount::new(i128::MAX, 0, 0).is_none());
    /// ```
    #[must_use]
    pub fn new(mantissa: i128, decimals: u8, unit_mult: i8) -> Option<Amount> {
        let exponent = i32::from(unit_mult) - i32::from(decimals);
        Some(Amount { value: exact(mantissa, exponent)?, unit_mult, decimals })
    }

    /// A whole number without scale word.
    #[must_use]
    pub fn whole(value: i64) -> Amount {
        Amount { value: Decimal::from(value), unit_mult: 0, decimals: 0 }
    }

    /// The amount with the opposite sign.
    #[must_use]
    pub fn negated(self) -> Amount {
        Amount { value: -self.value, ..self }
    }

    /// The amount without its sign.
    #[must_use]
    pub fn magnitude(self) -> Amount {
        Amount { value: self.value.abs(), ..self }
    }

    /// Half a unit of the last printed digit, or `None` where it has more than 28 decimal places.
    #[must_use]
    pub fn half_unit(self) -> Option<Decimal> {
        exact(5, i32::from(self.unit_mult) - i32::from(self.decimals) - 1)
    }

    /// The amount times `factor`, exactly: `None` where the product would not fit without rounding.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Amount> {
        if factor.scale() == 0 && factor.mantissa() == 1 {
            // A whole number has no zeros behind the point to lose.
            let normal = self.value.scale() == 0 && !self.value.is_zero();
            return Some(if normal { self } else { Amount { value: self.value.normalize(), ..self } });
        }
        let (a, b) = (self.value.normalize(), factor.normalize());
        let mantissa = a.mantissa().checked_mul(b.mantissa())?;
        let scale = i32::try_from(a.scale() + b.scale()).ok()?;
        Some(Amount { value: exact(mantissa, -scale)?, ..self })
    }
}

/// `mantissa × 10^exponent` as a decimal without trailing zeros after the point being lost, or `None` where it does
/// not fit.
fn exact(mantissa: i128, exponent: i32) -> Option<Decimal> {
    if let (Ok(short), -28..=0) = (i64::try_from(mantissa), exponent) {
        return Some(Decimal::new(short, exponent.unsigned_abs()));
    }
    if exponent >= 0 {
        let power = 10_i128.checked_pow(u32::try_from(exponent).ok()?)?;
        let value = mantissa.checked_mul(power)?;
        (value.unsigned_abs() <= MAX_MANTISSA).then(|| Decimal::from_i128_with_scale(value, 0))
    } else {
        let scale = u32::try_from(-exponent).ok()?;
        (scale <= 28 && mantissa.unsigned_abs() <= MAX_MANTISSA)
            .then(|| Decimal::from_i128_with_scale(mantissa, scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact_or_refused() {
        let largest = (1_i128 << 96) - 1;
        assert_eq!(Amount::new(1, 0, 12).map(|a| a.value.to_string()).as_deref(), Some("1000000000000"));
        assert_eq!(Amount::new(5, 3, 0).map(|a| a.value.to_string()).as_deref(), Some("0.005"));
        for decimals in [0, 28] {
            for mantissa in [largest, -largest] {
                assert_eq!(Amount::new(mantissa, decimals, 0).map(|a| a.value.mantissa()), Some(mantissa));
            }
            for mantissa in [largest + 1, -largest - 1, i128::MIN] {
                assert_eq!(Amount::new(mantissa, decimals, 0), None, "{mantissa}");
            }
        }
        assert_eq!(Amount::new(largest, 0, 1), None);
        assert_eq!(Amount::new(1, 29, 0), None);
    }

    #[test]
    fn half_a_unit_follows_the_printed_digits() {
        let amount = Amount::new(7315, 2, 9).expect("fits");
        assert_eq!(amount.half_unit().map(|d| d.to_string()).as_deref(), Some("5000000"));
    }

    #[test]
    fn products_do_not_round() {
        let third = Amount { value: Decimal::from_i128_with_scale(1, 28), unit_mult: 0, decimals: 28 };
        assert_eq!(third.times(Decimal::from_i128_with_scale(1, 1)), None);
        let half = Amount::new(25, 1, 6).expect("fits").times(Decimal::from_i128_with_scale(15, 1));
        assert_eq!(half.map(|a| (a.value.normalize().to_string(), a.unit_mult)), Some(("3750000".into(), 6)));
    }

    #[test]
    fn signs_change_and_go() {
        let amount = Amount::new(-25, 1, 0).expect("fits");
        assert_eq!(
            (amount.negated().value.to_string(), amount.magnitude().value.to_string()),
            ("2.5".into(), "2.5".into())
        );
        assert_eq!(amount.negated().negated(), amount);
        assert_eq!(Amount::whole(-7).value.to_string(), "-7");
    }
}
