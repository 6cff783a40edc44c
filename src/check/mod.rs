//! Checks: facts against each other, against known figures, against an older dataset.
//!
//! Every comparison is between intervals: all numbers that the printed digits may stand for ([`printed`]). Facts
//! contradict each other where no numbers in their intervals fit; nothing else is a tolerance. Nothing is ever edited:
//! a check only finds. One check per file; [`CHECKS`] is the registry.

mod absolute_change;
mod balance;
mod bands;
mod conversion;
mod daily_average;
mod diff;
mod direction;
mod duplicates;
mod finding;
pub mod format;
mod growth;
mod implied_base;
pub mod interval;
pub mod known;
mod magnitude;
mod mirror;
mod multiples;
mod nested;
mod parts;
mod percent;
mod periods;
mod perspective;
pub mod printed;
mod regions;
mod repeated;
mod share;
mod total;
mod view;
mod weighted_growth;
mod words;

pub use diff::{Kind, NAME as DIFF, as_of, between};
pub use finding::{Compared, Finding, Severity};
pub use view::View;

use crate::dataset::load::Record;

/// A check of facts against each other.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// What it compares, in a line.
    pub about: &'static str,
    /// Why: which mistakes it finds, and when it says nothing.
    pub why: &'static str,
    /// A text that it finds something in, and what.
    pub example: &'static str,
    /// Finds.
    pub run: fn(&View, &mut Vec<Finding>),
}

/// All checks, in the order in which their findings are printed.
pub const CHECKS: &[&Check] = &[
    &balance::CHECK,
    &total::CHECK,
    &growth::CHECK,
    &implied_base::CHECK,
    &absolute_change::CHECK,
    &weighted_growth::CHECK,
    &conversion::CHECK,
    &share::CHECK,
    &parts::CHECK,
    &direction::CHECK,
    &nested::CHECK,
    &regions::CHECK,
    &magnitude::CHECK,
    &repeated::CHECK,
    &duplicates::CHECK,
    &daily_average::CHECK,
    &periods::CHECK,
    &percent::CHECK,
    &multiples::CHECK,
    &perspective::CHECK,
    &mirror::CHECK,
];

/// The names under which something is found in facts, that of known figures first, with a line on each.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::once((known::NAME, known::ABOUT)).chain(CHECKS.iter().map(|check| (check.name, check.about)))
}

/// The check of that name.
///
/// ```
/// assert!(tradefacts::check::check("balance").is_some());
/// ```
#[must_use]
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.name == name)
}

/// What these checks find in the facts: by check, then in the order of the facts.
///
/// ```
/// use tradefacts::check::{CHECKS, run};
/// use tradefacts::dataset::load::{Table, records};
///
/// let csv = b"doc_id,trade_flow,ref_area,time_period,value,unit,unit_mult,decimals
/// a,X,US,2016-09,189200000000,USD,9,1
/// a,M,US,2016-09,226600000000,USD,9,1
/// a,B,US,2016-09,-36400000000,USD,9,1
/// ";
/// let facts = records(&Table::from_csv(csv, "facts.csv").unwrap()).unwrap();
/// let findings = run(&facts, CHECKS);
/// assert_eq!(findings[0].check, "balance");
/// ```
#[must_use]
pub fn run(facts: &[Record], checks: &[&Check]) -> Vec<Finding> {
    let view = View::new(facts);
    let mut out = Vec::new();
    for check in checks {
        let start = out.len();
        (check.run)(&view, &mut out);
        out[start..].sort_by(|a, b| a.facts.cmp(&b.facts).then_with(|| a.message.cmp(&b.message)));
    }
    out
}

/// The verdicts on known figures, then what the checks find, each only where its name is `wanted`; in front, the names
/// of what was looked at.
///
/// ```
/// use tradefacts::check::{examine, known};
/// use tradefacts::dataset::load::{Table, records};
///
/// let csv = b"doc_id,trade_flow,ref_area,time_period,value,unit\na,X,US,2016-09,189200000000,USD\n";
/// let facts = records(&Table::from_csv(csv, "facts.csv").unwrap()).unwrap();
/// let figures = known::from_csv(b"trade_flow,time_period,value\nX,2016-09,189150000000\n", "known.csv").unwrap();
/// let (names, findings) = examine(&facts, &figures, |name| name != "balance");
/// assert_eq!((names[0], names[1]), ("known", "total"));
/// assert_eq!(findings[0].verdict, "match");
/// ```
#[must_use]
pub fn examine(
    facts: &[Record],
    figures: &[known::Figure],
    wanted: impl Fn(&str) -> bool,
) -> (Vec<&'static str>, Vec<Finding>) {
    let checks: Vec<&Check> = CHECKS.iter().copied().filter(|check| wanted(check.name)).collect();
    let mut names: Vec<&'static str> = checks.iter().map(|check| check.name).collect();
    let mut found = Vec::new();
    if !figures.is_empty() && wanted(known::NAME) {
        names.insert(0, known::NAME);
        found = known::compare(&View::new(facts), figures);
    }
    found.extend(run(facts, &checks));
    (names, found)
}
