//! What a check found: how bad it is, which facts, the numbers compared, and what a person could do.

use super::interval::Interval;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing need be wrong.
    Info,
    /// Something may be wrong, or two sources differ.
    Warning,
    /// The printed numbers cannot all be right.
    Error,
}

impl Severity {
    /// All, worst first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// A number that was compared, or computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What it is: `exports`, `exports - imports`.
    pub what: String,
    /// All that it may stand for.
    pub interval: Interval,
    /// Its unit; empty for a ratio.
    pub unit: String,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's name.
    pub check: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The verdict on a known figure, or the kind of a difference; empty for a check of facts against each other.
    pub verdict: &'static str,
    /// The facts, by their place in the dataset, in order; none where a figure is missing.
    pub facts: Vec<usize>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// The numbers that were compared.
    pub compared: Vec<Compared>,
    /// What a person could do.
    pub advice: String,
}

impl Finding {
    /// A finding about facts; they are put in order.
    pub(super) fn new(
        check: &'static str,
        severity: Severity,
        facts: impl IntoIterator<Item = usize>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Finding {
        let mut facts: Vec<usize> = facts.into_iter().collect();
        facts.sort_unstable();
        facts.dedup();
        Finding {
            check,
            severity,
            verdict: "",
            facts,
            message: message.into(),
            compared: Vec::new(),
            advice: advice.into(),
        }
    }

    /// The same finding with a number that was compared.
    pub(super) fn with(mut self, what: impl Into<String>, interval: &Interval, unit: &str) -> Finding {
        self.compared.push(Compared { what: what.into(), interval: interval.clone(), unit: unit.to_owned() });
        self
    }
}
