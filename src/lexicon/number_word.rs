//! Small words of the number grammar: what a word inside or right beside a number does.

use serde::Deserialize;

/// Small words inside and around numbers; the keys of `[number_words]` in a language file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NumberWord {
    /// `a`, `an`: one, before a scale or a fraction.
    One,
    /// `point`: the decimal point as spoken.
    Point,
    /// `minus`.
    Minus,
    /// `plus`.
    Plus,
    /// `times` after a ratio.
    Times,
    /// `fold` after a ratio.
    Fold,
    /// `out of` in `four out of ten`.
    OutOf,
    /// What follows a ratio that compares: `the`, `as much`, `higher`.
    Compared,
    /// `or more`.
    OrMore,
    /// `or less`.
    OrLess,
    /// `or so`.
    OrSo,
    /// `full`, `whole`: changes nothing.
    Full,
    /// `working` in `per working day`.
    Working,
    /// `each`, `every`: a rate.
    Each,
    /// `per working day`, which has other senses as a phrase: a day.
    Daily,
    /// A currency code that is an ordinary word too.
    Ordinary,
    /// A currency word that stands only after its number.
    AfterOnly,
    /// `unit` in the brackets behind a number: `(unit: 100 million yuan)`.
    Unit,
    /// `points`, of a share or of a rate of growth.
    Points,
    /// `mark` behind an amount that is crossed.
    Mark,
}
