//! What can start at a token. Most tokens start nothing, and their form alone says so.

use super::{View, amount, period, words};
use crate::lexicon::{Class, Classes, Marks, NumberWord, PeriodCue, Sense, period_bit};
use crate::scan::{Kind, Token};

/// Words that a number starts with.
const NUMBERS: Classes = Classes::of(&[Class::Cardinal, Class::Currency]);
/// Words that are a multiple by themselves.
const RATIOS: Classes = Classes::of(&[Class::Multiple, Class::Ratio]);
/// Words that `a` and `one` count.
const COUNTED: Classes =
    Classes::of(&[Class::Cardinal, Class::Fraction, Class::Scale, Class::Points, Class::Currency]);
/// Words that a period starts with, besides those of its grammar.
const PERIODS: Classes = Classes::of(&[Class::Month, Class::Ordinal]);
/// Words that are counted, or start a period where its end or number stands behind them.
const UNITS: Classes = Classes::of(&[Class::TimeUnit]);
/// Words that count units of time.
const COUNTS: Classes = Classes::of(&[Class::Cardinal]);
const MONTHS: Classes = Classes::of(&[Class::Month]);
/// How many tokens behind a day its month stands at most: `20th to the 26th of June`.
const MONTH: usize = 6;
/// Words that a period goes on with behind `the`, `this` and `that`.
const POINTED_AT: Classes = Classes::of(&[Class::TimeUnit, Class::Month, Class::Period]);
/// Longest in bytes of the words in capitals that no form says: `VIII`, `MSEK`.
const SIGLUM: u32 = 4;

/// A set of what may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starts(u8);

impl Starts {
    /// Nothing.
    pub const NONE: Starts = Starts(0);
    /// A period.
    pub const PERIOD: Starts = Starts(1);
    /// A number with its sign and currency.
    pub const AMOUNT: Starts = Starts(2);
    /// Anything.
    pub const ALL: Starts = Starts(1 | 2 | 4);
    /// A number, or a word such as `doubled`.
    pub const AMOUNT_OR_RATIO: Starts = Starts(2 | 4);

    /// Whether the sets share a member.
    #[must_use]
    pub const fn meet(self, other: Starts) -> bool {
        self.0 & other.0 != 0
    }

    const fn and_if(self, condition: bool, other: Starts) -> Starts {
        if condition { Starts(self.0 | other.0) } else { self }
    }
}

/// What may start at the token.
#[inline(always)]
pub(super) fn at(view: &View, token: &Token, at: usize) -> Starts {
    let plain = token.kind == Kind::Word && !token.upper();
    if plain && (!token.lexeme.known() || starts_nothing(view.marks(at))) {
        return Starts::NONE;
    }
    at_other(view, token, at)
}

/// Whether no word of these senses starts anything.
#[inline]
fn starts_nothing(marks: &Marks) -> bool {
    !marks.meets_periods(!period::JOINS) && !marks.classes.meets(ANY.and(WORDS))
}

#[inline(never)]
fn at_other(view: &View, token: &Token, at: usize) -> Starts {
    if token.kind != Kind::Word {
        let date = token.kind == Kind::Number && is_date(view, token, at);
        return Starts::NONE.and_if(amount(view, token, at), Starts::AMOUNT).and_if(date, Starts::PERIOD);
    }
    let siglum = token.upper() && token.end - token.start <= SIGLUM;
    let numeral = siglum && matches!(view.kind(at + 1), Some(Kind::Hyphen | Kind::Dash));
    let starts = Starts::NONE.and_if(numeral, Starts::PERIOD);
    if token.lexeme.known() {
        word(view, view.marks(at), at, starts)
    } else {
        starts.and_if(siglum, Starts::AMOUNT)
    }
}

/// Whether a number with its sign and currency may start at the token.
pub(super) fn amount(view: &View, token: &Token, at: usize) -> bool {
    const CURRENCIES: Classes = Classes::of(&[Class::Currency]);
    match token.kind {
        Kind::Number => true,
        Kind::Symbol => {
            let doubled = usize::from(view.kind(at + 1) == Some(Kind::Symbol));
            matches!(
                view.kind(at + 1 + doubled),
                Some(
                    Kind::Number
                        | Kind::Word
                        | Kind::Open
                        | Kind::Plus
                        | Kind::Minus
                        | Kind::Hyphen
                        | Kind::Dash
                )
            )
        }
        Kind::Plus | Kind::Minus | Kind::Hyphen | Kind::Dash => {
            amount::may_sign(view, at)
                && (view.kind(at + 1) == Some(Kind::Number) || view.is_any(at + 1, CURRENCIES))
        }
        Kind::Open => matches!(view.kind(at + 1), Some(Kind::Minus | Kind::Hyphen | Kind::Dash)),
        Kind::Word if token.lexeme.known() => {
            let marks = view.marks(at);
            marks.classes.meets(NUMBERS) || marks.classes.meets(WORDS) && opens_number(view, marks, at)
        }
        Kind::Word => token.upper() && token.end - token.start <= SIGLUM,
        _ => false,
    }
}

/// Whether the number may be a year of some calendar, a count of units of time, or a day of a month.
fn is_date(view: &View, token: &Token, at: usize) -> bool {
    let text = token.text(view.text).as_bytes();
    text.iter().all(u8::is_ascii_digit)
        && match text.len() {
            1 | 2 => is_count(view, at) || is_day(view, at),
            4 => matches!(&text[..2], b"13" | b"14" | b"19" | b"20"),
            _ => false,
        }
}

/// `3 months`, `3-month`, `3rd`, `3Q`.
fn is_count(view: &View, at: usize) -> bool {
    const SIGNS: u128 = period_bit(PeriodCue::OrdinalEnding)
        | period_bit(PeriodCue::QuarterSign)
        | period_bit(PeriodCue::HalfSign)
        | period_bit(PeriodCue::MonthSign);
    let unit = at + 1 + usize::from(view.kind(at + 1) == Some(Kind::Hyphen));
    view.is_any(unit, UNITS) || view.marks(at + 1).meets_periods(SIGNS)
}

fn is_day(view: &View, at: usize) -> bool {
    view.holds(MONTHS) && (at + 1..=at + MONTH).any(|at| view.is_any(at, MONTHS))
}

/// Words of which some start a number.
const WORDS: Classes = Classes::of(&[Class::Fraction, Class::NumberWord]);
/// Words that start nothing have none of these, besides those of the grammars of numbers and periods.
const ANY: Classes = NUMBERS.and(RATIOS).and(PERIODS).and(UNITS).and(COUNTS);

fn word(view: &View, marks: &Marks, at: usize, starts: Starts) -> Starts {
    let classes = marks.classes;
    let starts = starts
        .and_if(opens_period(view, marks, at), Starts::PERIOD)
        .and_if(classes.meets(WORDS) && opens_number(view, marks, at), Starts::AMOUNT);
    if !classes.meets(ANY) {
        return starts;
    }
    starts
        .and_if(classes.meets(PERIODS), Starts::PERIOD)
        .and_if(classes.meets(COUNTS) && is_count(view, at), Starts::PERIOD)
        .and_if(classes.meets(UNITS) && is_bounded(view, at), Starts::PERIOD)
        .and_if(classes.meets(NUMBERS), Starts::AMOUNT)
        .and_if(classes.meets(RATIOS), Starts::AMOUNT_OR_RATIO)
}

/// `months to May`, `week of July 8`, `Quarter 1`.
fn is_bounded(view: &View, at: usize) -> bool {
    const BOUNDS: u128 =
        period_bit(PeriodCue::Until) | period_bit(PeriodCue::Of) | period_bit(PeriodCue::Noun);
    view.kind(at + 1) == Some(Kind::Number) || view.marks(at + 1).meets_periods(BOUNDS)
}

/// A word of the period grammar that does not only join; `the`, `this` and `that` before one more.
fn opens_period(view: &View, marks: &Marks, at: usize) -> bool {
    const POINTS: u128 =
        period_bit(PeriodCue::The) | period_bit(PeriodCue::This) | period_bit(PeriodCue::That);
    marks.meets_periods(!period::JOINS)
        && (marks.meets_periods(!(period::JOINS | POINTS))
            || view.is_any(at + 1, POINTED_AT)
            || view.kind(at + 1) == Some(Kind::Hyphen))
}

/// `minus`, `plus`, `half`, `quarter`, and the article before what it counts.
fn opens_number(view: &View, marks: &Marks, at: usize) -> bool {
    let part = view.has(at, Sense::Fraction(1, 2)) || view.has(at, Sense::Fraction(1, 4));
    if part || marks.has_word(NumberWord::Minus) || marks.has_word(NumberWord::Plus) {
        return true;
    }
    let counted = |at| view.is_any(at, COUNTED) || view.has(at, Sense::NumberWord(NumberWord::Full));
    marks.has_word(NumberWord::One) && (counted(at + 1) || counted(words::past_hyphen(view, at + 1)))
}
