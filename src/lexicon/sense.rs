//! What a word or phrase of the lexicon can mean. A form may have several senses (`quarter` is a fraction and a
//! period, `second` an ordinal and a time unit); matchers ask for the one they can use.

use super::NumberWord;
use super::cue::Cue;
use crate::value::Bound;
use serde::Deserialize;

/// One meaning of a form. Numbers in the variants are indices into the tables of the lexicon unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sense {
    /// A cardinal number word below one hundred, and `dozen`: its value.
    Cardinal(u16),
    /// An ordinal, 1 to 99.
    Ordinal(u8),
    /// A fraction word: numerator and denominator (`half` is 1/2).
    Fraction(u8, u8),
    /// A scale word: its power of ten (`billion` is 9, `crore` 7).
    Scale(i8),
    /// A currency sign or word: index into [`crate::lexicon::Lexicon::currency_candidates`].
    Currency(u16),
    /// A physical unit: row of `units.csv`.
    Unit(u16),
    /// `percent`.
    Percent,
    /// `percentage points`.
    Points,
    /// `basis points`.
    BasisPoints,
    /// A multiple in one word (`doubled`, `halved`): hundredths of the ratio new/old.
    Multiple(u16),
    /// A word that is a multiple only beside a word of change or comparison (`double`, `twice`): hundredths of new/old.
    Ratio(u16),
    /// A small word of the number grammar.
    NumberWord(NumberWord),
    /// An approximator or bound (`about`, `more than`).
    Bound(Bound),
    /// A month, 1 to 12.
    Month(u8),
    /// A day of the week, a season or another time word that is never an amount.
    Weekday,
    /// A word of the period grammar.
    Period(PeriodCue),
    /// A kind of marketing year: the month it starts in, 1 to 12.
    SeasonStart(u8),
    /// A unit of time for rates (`a day`, `per month`) and periods.
    TimeUnit(TimeUnit),
    /// A trade flow, as a noun, a verb or an adjective.
    Flow(Flow, FlowForm),
    /// A measure that is not a trade flow (GDP, prices, tariffs, shares): its numbers are not facts.
    Measure,
    /// A direction of change.
    Direction(Direction, Part),
    /// An area: row of `areas.csv`.
    Area(u16, AreaForm),
    /// An agency: row of `agencies.csv`.
    Agency(u16),
    /// A commodity: row of `commodities.csv`.
    Commodity(u16),
    /// What a change is measured from.
    Basis(Basis),
    /// A cue of the linking grammar.
    Cue(Cue),
    /// An abbreviation whose full stop ends no sentence.
    Abbreviation,
}

/// The trade flows of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Flow {
    /// Exports.
    X,
    /// Imports.
    M,
    /// Total (two-way) trade.
    T,
    /// Balance.
    B,
    /// Re-exports.
    RX,
    /// Re-imports.
    RM,
    /// Domestic exports.
    DX,
}

impl Flow {
    /// The code written in the `trade_flow` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Flow::X => "X",
            Flow::M => "M",
            Flow::T => "T",
            Flow::B => "B",
            Flow::RX => "RX",
            Flow::RM => "RM",
            Flow::DX => "DX",
        }
    }
}

/// How a flow word stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowForm {
    /// `exports`, `import bill`.
    Noun,
    /// A noun that is a flow only where the sentence makes it one: `trade`, `shipments`, `sales`, `purchases`.
    WeakNoun,
    /// A noun of sales and proceeds (`revenue`, `sales`): a flow only beside a partner, a good or a flow.
    Proceeds,
    /// `exported`, `imported`, `shipped`: subject is the trader.
    Verb,
    /// A verb that is a flow only with an object and a place: `bought`, `sold`.
    WeakVerb,
    /// A surplus: a balance that is positive.
    Surplus,
    /// A deficit: a balance that is negative.
    Deficit,
    /// A bare `gap`, `surplus`, `deficit`, `balance`: a trade balance only in a trade context.
    WeakSurplus,
    /// See [`FlowForm::WeakSurplus`].
    WeakDeficit,
    /// `gap`: a deficit, or a surplus where one is spoken of.
    Gap,
    /// The one who trades: `buyer`, `supplier`, `destination`: the word names a partner of the flow.
    Partner,
}

impl FlowForm {
    /// `trade`: means trade across borders beside those who trade.
    pub const NEEDS_TRADERS: (Flow, FlowForm) = (Flow::T, FlowForm::WeakNoun);

    /// Whether the form means trade across borders wherever it stands.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        matches!(self, FlowForm::Noun | FlowForm::Verb | FlowForm::Surplus | FlowForm::Deficit)
    }

    /// Whether it says that a balance is above zero, in a word of trade or in one of any balance.
    #[must_use]
    pub const fn is_surplus(self) -> bool {
        matches!(self, FlowForm::Surplus | FlowForm::WeakSurplus)
    }

    /// The same of a balance below zero.
    #[must_use]
    pub const fn is_deficit(self) -> bool {
        matches!(self, FlowForm::Deficit | FlowForm::WeakDeficit)
    }
}

/// Up, down or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Rise.
    Up,
    /// Fall.
    Down,
    /// Unchanged.
    Flat,
}

/// Part of speech of a direction word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// `rose`, `grew by`.
    Verb,
    /// `a rise of`, `growth`.
    Noun,
    /// `up`, `higher`, `more`.
    Adverb,
}

/// How an area was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaForm {
    /// By its name or an abbreviation.
    Name,
    /// By its adjective or people.
    Demonym,
    /// By its capital.
    Capital,
    /// By another of its cities (datelines).
    City,
}

/// What a change is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The same period of the year before.
    Yoy,
    /// The month before.
    Mom,
    /// The quarter before.
    Qoq,
    /// The week before.
    Wow,
    /// Annualised.
    Saar,
    /// Anything else that is named.
    Other,
}

impl Basis {
    /// The word written in the `basis` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Basis::Yoy => "yoy",
            Basis::Mom => "mom",
            Basis::Qoq => "qoq",
            Basis::Wow => "wow",
            Basis::Saar => "saar",
            Basis::Other => "other",
        }
    }
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
}

/// Words of the period grammar; the keys of `[periods]` in a language file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PeriodCue {
    /// `last` before a unit: the one before the current.
    Last,
    /// `past`, `trailing`: a window that ends now.
    Past,
    /// `this`, `current`.
    This,
    /// `next`, `coming`.
    Next,
    /// `previous`, `preceding`: the unit before that of the fact.
    Previous,
    /// `the same`, `corresponding`.
    Same,
    /// `final`, `closing`: the last part of a year.
    Final,
    /// `the`.
    The,
    /// `a`, `an`.
    A,
    /// `of`: what joins a part to its year.
    Of,
    /// `in`.
    In,
    /// `by`.
    By,
    /// `had`, `has`: what a day with `by` closes a running total with.
    Perfect,
    /// `to`, `through`, `ended`: what joins a window or a range to its end.
    Until,
    /// `and` in `between January and May`.
    And,
    /// `from`.
    From,
    /// `between`.
    Between,
    /// `since`.
    Since,
    /// `as of`: a running total from the start of the year.
    AsOf,
    /// `by the end of`, `up to`, `through`: a running total to a month.
    Through,
    /// `for`.
    For,
    /// `during`, `over`.
    During,
    /// Words after which a month is compared with, not reported: `than`, `against`.
    Against,
    /// Words after which a full date is an event: `on`, `by`, `due`.
    Event,
    /// `period`.
    Noun,
    /// `that time`: the period named last.
    Anaphor,
    /// `that`, `those`.
    That,
    /// `reporting`, `said` in `the reporting period`.
    Said,
    /// `under review` behind a period.
    Review,
    /// `a year earlier`.
    YearEarlier,
    /// `a month earlier`.
    MonthEarlier,
    /// `a quarter earlier`.
    QuarterEarlier,
    /// `a week earlier`.
    WeekEarlier,
    /// `earlier`, `ago` after a number of units.
    Earlier,
    /// `year to date`, `so far this year`.
    YearToDate,
    /// `so far in` before or `so far` behind a year.
    SoFar,
    /// `month to date`, `so far this month`.
    MonthToDate,
    /// `so far this season`, `since the start of the season`.
    SeasonToDate,
    /// `fiscal`, `financial`, `FY`.
    Fiscal,
    /// `EFY`, `Iranian year`: a fiscal year that is counted in the country's own calendar.
    OwnYear,
    /// `season`, `marketing year`.
    Season,
    /// `calendar` before a year.
    Calendar,
    /// `full-year`, `the whole year`.
    Whole,
    /// `Q` with a digit.
    QuarterSign,
    /// `H` with a digit.
    HalfSign,
    /// `M` with digits: months from the start of the year.
    MonthSign,
    /// `early`, `the end of`: a part of a period with no exact bounds.
    Vague,
    /// `mid`: from or to the middle of a month.
    Mid,
    /// `fortnight`: half a month.
    Fortnight,
    /// `consecutive`, `in a row`: a count of periods, not a period.
    Streak,
    /// `lowest`, `first time`: what follows says since when, not when.
    Record,
    /// `high`, `average`: after `three-month`, no period of a total.
    Window,
    /// `figure`, `total`: nouns that a bare year or a number of months may qualify.
    Figure,
    /// `will`, `is expected to`: a month without a year may be still to come.
    Future,
    /// `st`, `nd`, `rd`, `th` after digits.
    OrdinalEnding,
    /// `over`: `over the month` is a change on the month before.
    Over,
    /// `as a whole` behind a year.
    AsWhole,
    /// Comparisons that a clause may follow, and then count from it: `a year before the crisis`.
    Clause,
    /// `which ends on`: the year still runs.
    Runs,
    /// `months`: behind the name of one, those of many years.
    Plural,
    /// Months that are surnames too.
    Surname,
    /// Months that are given names too.
    GivenName,
}
