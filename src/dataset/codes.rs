//! The code lists of the schema: every code that a coded column can have, with its meaning.

/// A code and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// As it is written.
    pub code: &'static str,
    /// What it means.
    pub name: &'static str,
}

/// A closed list of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeList {
    /// Its name, which is that of its file in a dataset folder.
    pub name: &'static str,
    /// Its codes, in the order of their importance.
    pub codes: &'static [Coded],
}

macro_rules! code_list {
    ($(#[$doc:meta])* $constant:ident, $name:literal, $($code:literal $meaning:literal),+ $(,)?) => {
        $(#[$doc])*
        pub static $constant: CodeList =
            CodeList { name: $name, codes: &[$(Coded { code: $code, name: $meaning }),+] };
    };
}

code_list!(
    /// Flows of trade.
    FLOWS, "flows",
    "X" "exports",
    "M" "imports",
    "T" "total (two-way) trade",
    "B" "balance: exports less imports",
    "RX" "re-exports",
    "RM" "re-imports",
    "DX" "domestic exports",
);
code_list!(
    /// Kinds of period.
    PERIOD_KINDS, "period_kinds",
    "month" "a calendar month",
    "month_range" "several months that do not start a year",
    "ytd" "months from the start of the calendar year",
    "quarter" "a calendar quarter",
    "half" "a calendar half-year",
    "year" "a calendar year",
    "fiscal_year" "a fiscal year",
    "fiscal_ytd" "months from the start of a fiscal year",
    "marketing_year" "a marketing or crop year, or its part to a date",
    "rolling" "a moving window of months",
    "week" "a week",
    "day_range" "days",
    "as_of" "one day that a stock or running total refers to",
);
code_list!(
    /// What a printed number says of the value.
    BOUNDS, "bounds",
    "=" "as printed, to half a unit of the last digit",
    "~" "about",
    ">" "more than",
    "<" "less than",
);
code_list!(
    /// What a change is measured from.
    BASES, "bases",
    "yoy" "the same period of the year before",
    "mom" "the month before",
    "qoq" "the quarter before",
    "wow" "the week before",
    "saar" "annualised",
    "other" "anything else that is named",
);
code_list!(
    /// Status of an observation.
    STATUSES, "statuses",
    "A" "actual",
    "E" "estimate or provisional",
    "F" "forecast or expectation",
    "G" "target or plan",
    "R" "revised",
);
code_list!(
    /// Adjustment for season and calendar.
    ADJUSTMENTS, "adjustments",
    "N" "not adjusted",
    "S" "seasonally adjusted",
    "W" "adjusted by working days",
    "Y" "seasonally adjusted and by working days",
    "T" "trend",
);
code_list!(
    /// Prices that a level or change is measured in.
    PRICE_BASES, "price_bases",
    "V" "current prices",
    "Q" "constant prices",
);
code_list!(
    /// Kinds of mention.
    MENTION_KINDS, "mention_kinds",
    "money" "a monetary amount",
    "percent" "a percentage, a multiple or a fraction in words",
    "points" "percentage points or basis points",
    "quantity" "a physical quantity",
    "number" "a number whose unit stands elsewhere",
    "period" "a period",
);
code_list!(
    /// Which number of a fact an observation is.
    MEASURES, "measures",
    "level" "the level, in its unit",
    "change" "the change, in percent, points or an amount",
    "share" "the share of the wider flow, in percent",
    "base" "the level of the period compared with",
    "converted" "the level in a second currency",
);

/// All lists.
pub static CODE_LISTS: &[&CodeList] = &[
    &FLOWS,
    &PERIOD_KINDS,
    &BOUNDS,
    &BASES,
    &STATUSES,
    &ADJUSTMENTS,
    &PRICE_BASES,
    &MENTION_KINDS,
    &MEASURES,
];

impl CodeList {
    /// Whether the list has this code.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|coded| coded.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::ObsStatus;
    use crate::lexicon::{Basis, Flow};
    use crate::mention::MentionKind;
    use crate::value::{Bound, PeriodKind};

    fn codes(list: &CodeList) -> Vec<&'static str> {
        list.codes.iter().map(|coded| coded.code).collect()
    }

    #[test]
    fn lists_are_those_of_the_types() {
        use {Basis as Ba, Bound as Bo, Flow as F, MentionKind as M, ObsStatus as S, PeriodKind as P};
        let flows = [F::X, F::M, F::T, F::B, F::RX, F::RM, F::DX];
        assert_eq!(codes(&FLOWS), flows.map(F::as_str));
        let bases = [Ba::Yoy, Ba::Mom, Ba::Qoq, Ba::Wow, Ba::Saar, Ba::Other];
        assert_eq!(codes(&BASES), bases.map(Ba::as_str));
        let bounds = [Bo::Exact, Bo::About, Bo::More, Bo::Less];
        assert_eq!(codes(&BOUNDS), bounds.map(Bo::as_str));
        let statuses = [S::Actual, S::Estimate, S::Forecast, S::Target, S::Revised];
        assert_eq!(codes(&STATUSES), statuses.map(S::as_str));
        let kinds = [M::Money, M::Percent, M::Points, M::Quantity, M::Number, M::Period];
        assert_eq!(codes(&MENTION_KINDS), kinds.map(M::as_str));
        let periods = [
            [P::Month, P::MonthRange, P::YearToDate, P::Quarter, P::Half, P::Year].as_slice(),
            &[
                P::FiscalYear,
                P::FiscalYearToDate,
                P::MarketingYear,
                P::Rolling,
                P::Week,
                P::DayRange,
                P::AsOf,
            ],
        ]
        .concat();
        assert_eq!(codes(&PERIOD_KINDS), periods.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
    }
}
