//! The verdict on one number of the table against one fact.
//!
//! `match` wants the very digits that rounding the known value at the last printed digit gives; `within-rounding` wants
//! no more than that the known value is in the interval of the printed one. A known value is exact unless it has a `tolerance`, or
//! `unit_mult` and `decimals`; one of three or more digits besides the zeros at its end may be a rounded one of more, and
//! is matched by it (`finer`).

use super::table::Figure;
use crate::check::finding::Severity;
use crate::check::interval::{Interval, Rational, rational, ten_to, whole};
use crate::check::printed::{half_unit, last_digit, level_exponent};
use crate::check::view::Item;
use crate::value::{Bound, Code};
use num_traits::Signed as _;
use rust_decimal::Decimal;
use std::fmt;

/// How a number was shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rounding {
    /// To the nearest, halves away from zero.
    HalfUp,
    /// To the nearest, halves to the even digit.
    HalfEven,
    /// Digits cut off.
    Truncated,
}

impl Rounding {
    const ALL: [Rounding; 3] = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Truncated];

    const fn as_str(self) -> &'static str {
        match self {
            Rounding::HalfUp => "half-up",
            Rounding::HalfEven => "half-even",
            Rounding::Truncated => "truncated",
        }
    }

    /// The number shortened to a power of ten.
    fn at(self, number: &Rational, exponent: i32) -> Rational {
        let unit = ten_to(exponent);
        let digits = number / &unit;
        let cut = digits.trunc();
        let (rest, half) = ((&digits - &cut).abs(), Rational::new(1.into(), 2.into()));
        let up = match self {
            Rounding::Truncated => false,
            Rounding::HalfUp => rest >= half,
            Rounding::HalfEven => rest > half || (rest == half && !(&cut / whole(2)).is_integer()),
        };
        let step = if !up {
            whole(0)
        } else if number.is_negative() {
            whole(-1)
        } else {
            whole(1)
        };
        (cut + step) * unit
    }
}

/// What is said of a known figure; the best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The print is the known value, shortened in these ways; in none of them where no digit was cut off.
    Match(Vec<Rounding>),
    /// The known value is in what the print stands for.
    WithinRounding,
    /// The print is a bound, a range or about, and the known value is in it.
    Coarser,
    /// The print has more digits than the known value and is shortened to it.
    Finer,
    /// It fits after moving by a power of ten.
    UnitMismatch,
    /// It fits with another sign, or another figure's flow, partner or unit.
    SignOrLabelSwap,
    /// It differs, and was published on another day, or is called revised.
    Vintage,
    /// It differs.
    Conflict,
    /// No fact is about it.
    Missing,
    /// A fact that the table has no figure for.
    Extra,
}

impl Verdict {
    /// Its name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Verdict::Match(_) => "match",
            Verdict::WithinRounding => "within-rounding",
            Verdict::Coarser => "coarser",
            Verdict::Finer => "finer",
            Verdict::UnitMismatch => "unit-mismatch",
            Verdict::SignOrLabelSwap => "sign-or-label-swap",
            Verdict::Vintage => "vintage",
            Verdict::Conflict => "conflict",
            Verdict::Missing => "missing",
            Verdict::Extra => "extra",
        }
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Verdict::UnitMismatch | Verdict::SignOrLabelSwap | Verdict::Conflict => Severity::Error,
            Verdict::Vintage | Verdict::Missing => Severity::Warning,
            _ => Severity::Info,
        }
    }

    pub(super) const fn advice(&self) -> &'static str {
        match self {
            Verdict::UnitMismatch => "look up the scale word of the print and the unit of the table",
            Verdict::SignOrLabelSwap => "look up the sign, flow, partner and unit of the fact",
            Verdict::Vintage => "see whether the figure was revised between the two days",
            Verdict::Conflict => "look up the sentence and the table: one of them is wrong",
            Verdict::Missing => "see whether the text prints the figure; if so, it was not read",
            Verdict::Extra => "add it to the table, or leave it",
            _ => "",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        match self {
            Verdict::Match(ways) if !ways.is_empty() => {
                write!(f, " ({})", ways.iter().map(|way| way.as_str()).collect::<Vec<_>>().join(", "))
            }
            _ => Ok(()),
        }
    }
}

/// Which number of a row is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Value,
    Change,
}

impl Measure {
    pub(super) const ALL: [Measure; 2] = [Measure::Value, Measure::Change];

    /// What a fact prints for it.
    pub(super) fn of<'i>(self, item: &'i Item) -> Option<&'i Interval> {
        match self {
            Measure::Value => item.printed.level.as_ref(),
            Measure::Change => item.printed.change.as_ref(),
        }
    }

    fn number(self, item: &Item) -> Option<Decimal> {
        match self {
            Measure::Value => item.record.value,
            Measure::Change => item.record.change,
        }
    }

    fn exponent(self, item: &Item, number: Decimal) -> i32 {
        match self {
            Measure::Value => level_exponent(number, true, item.record),
            Measure::Change if crate::check::printed::is_percentage(&item.record.change_unit) => {
                -i32::try_from(number.scale()).unwrap_or_default()
            }
            Measure::Change => last_digit(number),
        }
    }

    /// Whether the print says no more than a bound, or a range.
    fn is_loose(self, item: &Item) -> bool {
        let record = item.record;
        match self {
            Measure::Value => record.bound != Bound::Exact || record.value_max.is_some(),
            Measure::Change => {
                record.change_max.is_some() || (record.value.is_none() && record.bound != Bound::Exact)
            }
        }
    }
}

/// One number of the table.
pub(super) struct Known<'f> {
    pub(super) figure: &'f Figure,
    pub(super) measure: Measure,
    number: Decimal,
}

impl<'f> Known<'f> {
    pub(super) fn of(figure: &'f Figure, measure: Measure) -> Option<Known<'f>> {
        let number = match measure {
            Measure::Value => figure.keys.value,
            Measure::Change => figure.keys.change,
        };
        Some(Known { figure, measure, number: number? })
    }

    /// Place, and what the row is about, in codes.
    pub(super) fn name(&self) -> String {
        let keys = &self.figure.keys;
        let what = match self.measure {
            Measure::Value => "value",
            Measure::Change => "change",
        };
        let view = crate::check::view::View::new(std::slice::from_ref(keys));
        let name = view.items().first().map(Item::name).unwrap_or_default();
        format!("{} ({what} of {name})", self.figure.place)
    }

    pub(super) fn unit(&self, item: Option<&Item>) -> String {
        match self.measure {
            Measure::Value => item.map_or(&self.figure.keys.unit, |item| &item.record.unit).clone(),
            Measure::Change if self.figure.keys.change_unit.is_empty() => Code::PERCENT.as_str().to_owned(),
            Measure::Change => self.figure.keys.change_unit.clone(),
        }
    }

    /// All that the known value may be.
    pub(super) fn interval(&self) -> Interval {
        let number = rational(self.number);
        let keys = &self.figure.keys;
        let tolerance = self.figure.tolerance.map(rational);
        let digits = keys.unit_mult.zip(keys.decimals).filter(|_| self.measure == Measure::Value);
        let half = digits.map(|(mult, decimals)| half_unit(i32::from(mult) - i32::from(decimals)));
        Interval::around(&number, &tolerance.into_iter().chain(half).max().unwrap_or_else(|| whole(0)))
    }

    /// Whether it has enough digits that agreeing with it is no accident.
    fn is_telling(&self) -> bool {
        self.number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len() >= 3
    }

    /// Whether the fact has the number, and a change in the unit and of the basis of the row.
    pub(super) fn is_measured(&self, item: &Item) -> bool {
        let (keys, record) = (&self.figure.keys, item.record);
        let basis = || keys.basis.is_empty() || keys.basis == record.basis;
        let same = self.measure == Measure::Value || record.change_unit == self.unit(None) && basis();
        same && self.measure.of(item).is_some()
    }

    /// The verdict where they agree.
    fn agrees(&self, item: &Item) -> Option<Verdict> {
        let (number, printed) = (self.measure.number(item)?, self.measure.of(item)?);
        let (known, value) = (rational(self.number), rational(number));
        let in_print = printed.meets(&self.interval());
        if self.measure.is_loose(item) {
            return in_print.then_some(Verdict::Coarser);
        }
        if known == value {
            return Some(Verdict::Match(Vec::new()));
        }
        let exponent = self.measure.exponent(item, number);
        let ways =
            Rounding::ALL.into_iter().filter(|way| way.at(&known, exponent) == value).collect::<Vec<_>>();
        if !ways.is_empty() {
            return Some(Verdict::Match(ways));
        }
        let own = last_digit(self.number);
        let shortened = exponent < own && Rounding::ALL[..2].iter().any(|way| way.at(&value, own) == known);
        if shortened && (self.is_telling() || self.interval().has(&value)) {
            return Some(Verdict::Finer);
        }
        in_print.then_some(Verdict::WithinRounding)
    }
}

/// The verdict on a fact with the keys of the row.
pub(super) fn of(known: &Known, item: &Item, figures: &[Figure]) -> Verdict {
    if let Some(verdict) = known.agrees(item) {
        return verdict;
    }
    let interval = known.interval();
    let Some(printed) = known.measure.of(item) else { return Verdict::Missing };
    let scaled =
        |power: i32| power != 0 && printed.is_finite() && printed.scaled(&ten_to(power)).meets(&interval);
    if known.measure == Measure::Value && (-15..=15).any(scaled) {
        return Verdict::UnitMismatch;
    }
    if printed.negated().meets(&interval) || fits_another(known, item, figures) {
        return Verdict::SignOrLabelSwap;
    }
    let days = known.figure.keys.published.zip(item.record.published);
    if days.is_some_and(|(one, other)| one != other) || item.record.obs_status == "R" {
        return Verdict::Vintage;
    }
    Verdict::Conflict
}

/// Whether the fact has the number of another row that differs in flow or partner.
fn fits_another(known: &Known, item: &Item, figures: &[Figure]) -> bool {
    let other = |figure: &&Figure| {
        **figure != *known.figure
            && !figure.fits(item.record)
            && figure.fits_but_labels(item.record)
            && figure.fits_unit(item.record)
    };
    let known = |figure| Known::of(figure, known.measure);
    figures
        .iter()
        .filter(other)
        .filter_map(known)
        .any(|other| other.is_telling() && other.agrees(item).is_some())
}

/// Whether a fact of another flow, partner or unit has the number of the row, and no row of its own agrees with it.
pub(super) fn is_swapped(known: &Known, item: &Item, figures: &[Figure]) -> bool {
    let fits = known.is_telling()
        && !known.measure.is_loose(item)
        && known.figure.fits_but_labels(item.record)
        && known.is_measured(item)
        && known.agrees(item).is_some();
    let own = |figure: &Figure| {
        figure.fits(item.record)
            && Known::of(figure, known.measure).is_some_and(|own| own.agrees(item).is_some())
    };
    fits && !figures.iter().any(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shortened_in_three_ways() {
        let at = |text: &str, exponent| {
            let number = rational(text.parse().expect("a decimal"));
            Rounding::ALL.map(|way| way.at(&number, exponent))
        };
        assert_eq!(at("73148", 1), [whole(73150), whole(73150), whole(73140)]);
        assert_eq!(at("2.5", 0), [whole(3), whole(2), whole(2)]);
        assert_eq!(at("-2.5", 0), [whole(-3), whole(-2), whole(-2)]);
        assert_eq!(at("3.5", 0), [whole(4), whole(4), whole(3)]);
    }
}
