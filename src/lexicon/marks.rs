//! What a form can mean, as bits: most questions are asked of words that do not have the answer, and one bit says so.

use super::{Cue, NumberWord, PeriodCue, Sense};

/// The sort of a sense, without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Cardinal,
    Ordinal,
    Fraction,
    Scale,
    Currency,
    Unit,
    Percent,
    Points,
    BasisPoints,
    Multiple,
    Ratio,
    NumberWord,
    Bound,
    Month,
    Weekday,
    Period,
    TimeUnit,
    Flow,
    /// A flow word that means trade across borders wherever it stands; besides `Flow`.
    PlainFlow,
    Measure,
    Direction,
    Area,
    /// An area that is a group of countries; besides `Area`.
    Bloc,
    Agency,
    /// Words that introduce a speaker; besides `Cue`.
    Speaker,
    Commodity,
    /// Balances that are none of trade; besides `Cue`.
    OtherBalance,
    Basis,
    Cue,
    Abbreviation,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Classes(u32);

impl Classes {
    /// The set of these classes.
    pub(crate) const fn of(classes: &[Class]) -> Classes {
        let (mut bits, mut at) = (0, 0);
        while at < classes.len() {
            bits |= 1 << classes[at] as u32;
            at += 1;
        }
        Classes(bits)
    }

    /// Both sets.
    pub(crate) const fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether they share a class.
    pub(crate) const fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Cues(u128);

impl Cues {
    /// The set of these cues.
    pub(crate) const fn of(cues: &[Cue]) -> Cues {
        let (mut bits, mut at) = (0, 0);
        while at < cues.len() {
            bits |= bit(cues[at]);
            at += 1;
        }
        Cues(bits)
    }

    /// Both sets.
    pub(crate) const fn and(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }

    /// Whether they share a cue.
    pub(crate) const fn meets(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the cue is in it.
    pub(crate) const fn has(self, cue: Cue) -> bool {
        self.0 & bit(cue) != 0
    }
}

/// The senses of a form as sets. A sense that says no more than its class, its cue or its word is known from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Marks {
    pub(crate) classes: Classes,
    pub(crate) cues: Cues,
    words: u32,
    periods: u128,
}

impl Marks {
    /// Nothing.
    pub(crate) const NONE: Marks = Marks { classes: Classes(0), cues: Cues(0), words: 0, periods: 0 };
    /// Every class, cue and word.
    pub(crate) const ALL: Marks =
        Marks { classes: Classes(u32::MAX), cues: Cues(u128::MAX), words: u32::MAX, periods: u128::MAX };

    /// Those of both.
    pub(crate) const fn and(self, other: &Marks) -> Marks {
        Marks {
            classes: self.classes.and(other.classes),
            cues: self.cues.and(other.cues),
            words: self.words | other.words,
            periods: self.periods | other.periods,
        }
    }

    pub(super) fn add(&mut self, sense: Sense) {
        self.classes = self.classes.and(Classes::of(&[class(sense)]));
        match sense {
            Sense::Cue(cue) => {
                self.cues = self.cues.and(Cues::of(&[cue]));
                if matches!(cue, Cue::Affiliation | Cue::Title) {
                    self.add_class(Class::Speaker);
                }
                if cue == Cue::OtherBalance {
                    self.add_class(Class::OtherBalance);
                }
            }
            Sense::Period(cue) => self.periods |= period_bit(cue),
            Sense::Flow(_, form) if form.is_plain() => self.add_class(Class::PlainFlow),
            Sense::NumberWord(word) => self.words |= 1 << word as u32,
            _ => {}
        }
    }

    pub(super) fn add_class(&mut self, class: Class) {
        self.classes = self.classes.and(Classes::of(&[class]));
    }

    /// Whether the sense is there; none where only the list of senses can tell.
    #[inline(always)]
    pub(crate) const fn has(&self, sense: Sense) -> Option<bool> {
        Some(match sense {
            Sense::Cue(cue) => self.cues.has(cue),
            Sense::Period(cue) => self.periods & period_bit(cue) != 0,
            Sense::NumberWord(word) => self.words & (1 << word as u32) != 0,
            Sense::Percent
            | Sense::Points
            | Sense::BasisPoints
            | Sense::Weekday
            | Sense::Measure
            | Sense::Abbreviation => self.classes.meets(Classes::of(&[class(sense)])),
            _ if self.classes.meets(Classes::of(&[class(sense)])) => return None,
            _ => false,
        })
    }

    /// Whether the form has one of these words of the period grammar.
    pub(crate) const fn meets_periods(&self, periods: u128) -> bool {
        self.periods & periods != 0
    }

    /// Whether the form has that word of the number grammar.
    pub(crate) const fn has_word(&self, word: NumberWord) -> bool {
        self.words & (1 << word as u32) != 0
    }
}

const fn bit(cue: Cue) -> u128 {
    1 << cue as u32
}

/// The bit of a word of the period grammar.
pub(crate) const fn period_bit(cue: PeriodCue) -> u128 {
    1 << cue as u32
}

const fn class(sense: Sense) -> Class {
    match sense {
        Sense::Cardinal(_) => Class::Cardinal,
        Sense::Ordinal(_) => Class::Ordinal,
        Sense::Fraction(..) => Class::Fraction,
        Sense::Scale(_) => Class::Scale,
        Sense::Currency(_) => Class::Currency,
        Sense::Unit(_) => Class::Unit,
        Sense::Percent => Class::Percent,
        Sense::Points => Class::Points,
        Sense::BasisPoints => Class::BasisPoints,
        Sense::Multiple(_) => Class::Multiple,
        Sense::Ratio(_) => Class::Ratio,
        Sense::NumberWord(_) => Class::NumberWord,
        Sense::Bound(_) => Class::Bound,
        Sense::Month(_) => Class::Month,
        Sense::Weekday => Class::Weekday,
        Sense::Period(_) | Sense::SeasonStart(_) => Class::Period,
        Sense::TimeUnit(_) => Class::TimeUnit,
        Sense::Flow(..) => Class::Flow,
        Sense::Measure => Class::Measure,
        Sense::Direction(..) => Class::Direction,
        Sense::Area(..) => Class::Area,
        Sense::Agency(_) => Class::Agency,
        Sense::Commodity(_) => Class::Commodity,
        Sense::Basis(_) => Class::Basis,
        Sense::Cue(_) => Class::Cue,
        Sense::Abbreviation => Class::Abbreviation,
    }
}
