//! Why a number of a sentence about trade gave no fact: the rule that stopped it, so that what is missing can be counted.
//!
//! Only sentences with a flow word, or with facts, are looked at: a number elsewhere is not expected to be a fact.

use super::item::{Items, Sorts, What};
use super::row::Row;

/// The rule that stopped a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A number that counts things: `1.3 billion potential customers`.
    Count,
    /// The goods that a tariff covers: `tariffs on $34 billion of goods`.
    Covered,
    /// A part of a plan: `52 percent of its export target`.
    OfTarget,
    /// A level of the past: `the highest since the record of $231.6 billion`.
    History,
    /// A price: `$348 per tonne`.
    Price,
    /// Money below a million without a scale word.
    Tiny,
    /// A number of another measure: `4.1% of GDP`.
    OfMeasure,
    /// No subject of trade is in force.
    NoSubject,
    /// Another measure than trade is spoken of: `the economy grew 4.5 percent`.
    OtherMeasure,
    /// No word gives the number a role.
    NoRole,
    /// A list of numbers that fits no list of its subject.
    ListLength,
    /// A change that is printed twice; the percentage stands.
    Restated,
    /// A level compared with whose own level is not given.
    LoneBase,
    /// The words are conditional, hypothetical or deny it.
    NotAsserted,
    /// The unit is not known.
    NoUnit,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 15] = [
        Reason::Count,
        Reason::Covered,
        Reason::OfTarget,
        Reason::History,
        Reason::Price,
        Reason::Tiny,
        Reason::OfMeasure,
        Reason::NoSubject,
        Reason::OtherMeasure,
        Reason::NoRole,
        Reason::ListLength,
        Reason::Restated,
        Reason::LoneBase,
        Reason::NotAsserted,
        Reason::NoUnit,
    ];

    /// The rule's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Count => "refused.count",
            Reason::Covered => "refused.covered",
            Reason::OfTarget => "refused.of-target",
            Reason::History => "refused.history",
            Reason::Price => "refused.price",
            Reason::Tiny => "refused.tiny",
            Reason::OfMeasure => "refused.of-measure",
            Reason::NoSubject => "refused.no-subject",
            Reason::OtherMeasure => "refused.other-measure",
            Reason::NoRole => "refused.no-role",
            Reason::ListLength => "refused.list-length",
            Reason::Restated => "refused.restated",
            Reason::LoneBase => "refused.lone-base",
            Reason::NotAsserted => "refused.not-asserted",
            Reason::NoUnit => "refused.no-unit",
        }
    }

    /// What it says of the number, for people.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Reason::Count => "counts things",
            Reason::Covered => "is what a tariff or another measure covers",
            Reason::OfTarget => "is a part of a plan or target",
            Reason::History => "is a level of the past, named as a mark",
            Reason::Price => "is a price",
            Reason::Tiny => "is money below a million without a scale word",
            Reason::OfMeasure => "belongs to a measure that is no trade flow",
            Reason::NoSubject => "has no subject of trade in force",
            Reason::OtherMeasure => "follows a measure that is no trade flow",
            Reason::NoRole => "has no word that says whether it is a level, a change or a share",
            Reason::ListLength => "stands in a list that fits no list of its subject",
            Reason::Restated => "says a change again that stands in percent",
            Reason::LoneBase => "is compared with a level that is not given",
            Reason::NotAsserted => "is conditional, hypothetical or denied",
            Reason::NoUnit => "has a unit that is not known",
        }
    }
}

/// A number that gave no fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Index of the amount among the document's mentions.
    pub mention: usize,
    /// The rule that stopped it.
    pub reason: Reason,
}

/// The refusals of a sentence: amounts in no slot of `placed`, with the reason that the walk noted for their item.
pub(super) fn of_sentence(items: &Items, placed: &[&Row], noted: &[(usize, Reason)], out: &mut Vec<Refusal>) {
    for at in items.all_of(Sorts::AMOUNT) {
        let Some(What::Amount(mention)) = items.what(at) else { continue };
        if placed.iter().any(|row| row.holds(at)) {
            continue;
        }
        let noted = noted.iter().rev().find(|(item, _)| *item == at);
        out.push(Refusal {
            mention: mention as usize,
            reason: noted.map_or(Reason::NoRole, |(_, reason)| *reason),
        });
    }
}
