//! Mentions: the amounts, percentages, quantities and periods of a text, each an exact value with its place.
//!
//! One matcher per file; [`MATCHERS`] is the registry. A matcher looks at tokens only. At each token of a sentence the
//! matchers are asked in order; the first that matches takes its tokens, and reading goes on behind them.

mod amount;
mod bound;
mod caption;
mod digits;
mod measure;
mod money;
mod multiple;
mod number;
mod numeral;
mod percent;
mod period;
mod quantity;
mod rate;
mod starts;
mod view;
mod words;

pub(crate) use caption::CELL;
pub(crate) use digits::parse as parse_digits;
pub(crate) use measure::FLAGS;
pub(crate) use period::{AS_OF, END_ASSUMED, YEAR_TO};
pub use starts::Starts;
pub(crate) use view::Document;
pub use view::{Setting, View};

use crate::document::Span;
use crate::lexicon::{Basis, Lexicon};
use crate::scan::Scan;
use crate::value::{Amount, Bound, Code, Period};
use smallvec::SmallVec;
use std::ops::Range;

/// What a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A monetary amount.
    Money,
    /// A percentage, a multiple (`doubled` is 100) or a fraction in words.
    Percent,
    /// Percentage points, basis points.
    Points,
    /// A physical quantity.
    Quantity,
    /// A number with a scale word or a sign whose unit stands elsewhere (`+9.6 bn`, `to 7.56 trillion`).
    Number,
    /// A period.
    Period,
}

impl MentionKind {
    /// The word written in the `kind` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            MentionKind::Money => "money",
            MentionKind::Percent => "percent",
            MentionKind::Points => "points",
            MentionKind::Quantity => "quantity",
            MentionKind::Number => "number",
            MentionKind::Period => "period",
        }
    }
}

/// The unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitOf {
    /// A known unit: ISO 4217, a code of `units.csv`, `PC`, `PP`.
    Known(Code),
    /// A sign or word that several currencies share: index for [`Lexicon::currency_candidates`].
    Ambiguous(u16),
    /// None printed.
    Missing,
}

impl UnitOf {
    /// The code of a unit of quantity: no money, no percentage.
    #[must_use]
    pub fn quantity(self) -> Option<Code> {
        match self {
            UnitOf::Known(Code::PERCENT | Code::POINTS) => None,
            UnitOf::Known(code) => Some(code).filter(|code| !code.is_currency()),
            UnitOf::Ambiguous(_) | UnitOf::Missing => None,
        }
    }
}

/// Whether a percentage was printed as a plain percent, a multiple or a fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Digits or number words with a unit.
    #[default]
    Plain,
    /// `doubled`, `threefold`, `2.3 times`: the value is the change in percent, (ratio − 1) × 100.
    Multiple,
    /// `a third`, `half`, `two-thirds`: the value is the share in percent.
    Fraction,
}

/// An amount as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountReading {
    /// The value, signed where a sign was printed.
    pub value: Amount,
    /// The upper end of a range.
    pub value_max: Option<Amount>,
    /// The unit.
    pub unit: UnitOf,
    /// What the words before the number say of it.
    pub bound: Bound,
    /// Whether a plus or minus sign, or `minus`, was printed.
    pub signed: bool,
    /// How a percentage was printed.
    pub form: Form,
}

/// A period as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodReading {
    /// Dates are known.
    Resolved(Period),
    /// A period whose dates need a publication date or a country that is not known.
    Unresolved,
    /// `the same period`, `the reporting period`, `the month`: the period named last.
    Anaphoric,
    /// `a year earlier`, `the previous month`, `the same period last year`: the period that the fact is compared
    /// with; the basis says how far back.
    Comparison(Basis),
}

/// What a mention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An amount of any kind.
    Amount(AmountReading),
    /// A period.
    Period(PeriodReading),
}

/// Assumptions and flags. Hardly a mention has two: one is kept in place.
pub type Notes = SmallVec<[&'static str; 1]>;

/// An amount or period with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is of.
    pub kind: MentionKind,
    /// Where it stands: the number with its sign, scale and unit, without words of bound.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// What it says.
    pub reading: Reading,
    /// The rule that read it.
    pub rule: &'static str,
    /// Assumptions and flags.
    pub notes: Notes,
}

/// What a matcher found: the mention's tokens, reading, rule and notes.
#[derive(Clone, Debug)]
pub struct Match {
    /// What it is of.
    pub kind: MentionKind,
    /// Its tokens, which start at the token that was asked for.
    pub tokens: Range<usize>,
    /// What it says.
    pub reading: Reading,
    /// The rule that read it.
    pub rule: &'static str,
    /// Assumptions and flags.
    pub notes: Notes,
}

/// A matcher: what starts at a token, if anything.
pub type Matcher = fn(&View, usize) -> Option<Match>;

/// All matchers, in the order in which they are asked, with what must be able to start at the token.
pub const MATCHERS: &[(&str, Starts, Matcher)] = &[
    ("period", Starts::PERIOD, period::find),
    ("percent", Starts::AMOUNT_OR_RATIO, percent::find),
    ("quantity", Starts::AMOUNT, quantity::find),
    ("money", Starts::AMOUNT, money::find),
    ("number", Starts::AMOUNT, number::find),
];

/// All mentions of a scanned text, in order.
#[must_use]
pub fn find_all(text: &str, scan: &Scan, lexicon: &Lexicon, setting: &Setting) -> Vec<Mention> {
    // About one in each sentence of an article; many short sentences may have none.
    let mut mentions = Vec::with_capacity(scan.sentences.len().min(64));
    find_all_into(text, scan, lexicon, setting, &mut mentions);
    mentions
}

/// The same into a buffer that is used again: what stood in it is forgotten.
pub fn find_all_into(
    text: &str,
    scan: &Scan,
    lexicon: &Lexicon,
    setting: &Setting,
    mentions: &mut Vec<Mention>,
) {
    mentions.clear();
    read_all(&Document::new(text, scan, lexicon, setting), true, |_| true, mentions);
}

/// Those of some sentences, into a buffer that is used again: of each sentence, whether it is read.
pub(crate) fn find_in(document: &Document, sentences: &[bool], mentions: &mut Vec<Mention>) {
    mentions.clear();
    read_all(document, true, |index| sentences[index], mentions);
}

/// The same with every matcher asked at every token: slower, and what shows that [`Starts`] loses nothing.
#[must_use]
pub fn find_all_ungated(text: &str, scan: &Scan, lexicon: &Lexicon, setting: &Setting) -> Vec<Mention> {
    let mut mentions = Vec::new();
    read_all(&Document::new(text, scan, lexicon, setting), false, |_| true, &mut mentions);
    mentions
}

fn read_all(document: &Document, gate: bool, is_read: impl Fn(usize) -> bool, mentions: &mut Vec<Mention>) {
    let mut meanings = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate().filter(|(index, _)| is_read(*index)) {
        let view = document.view(sentence, gate, &mut meanings);
        let mut at = view.start;
        while at < view.end {
            let starts = if gate { starts::at(&view, &view.tokens[at], at) } else { Starts::ALL };
            let Some(mut found) = ask(&view, at, starts) else {
                at += 1;
                continue;
            };
            at = found.tokens.end.max(at + 1);
            if found.kind == MentionKind::Number {
                let before = mentions.last().filter(|before| before.sentence == index);
                number::carry(&view, before, &mut found);
            }
            mentions.push(located(&view, found, index));
        }
    }
}

/// What the first matcher finds that can find anything at the token.
fn ask(view: &View, at: usize, starts: Starts) -> Option<Match> {
    if starts == Starts::NONE {
        return None;
    }
    for (_, needed, matcher) in MATCHERS {
        if needed.meet(starts)
            && let Some(found) = matcher(view, at)
        {
            return Some(found);
        }
    }
    None
}

fn located(view: &View, found: Match, sentence: usize) -> Mention {
    let first = view.tokens[found.tokens.start].span();
    let last = view.tokens[found.tokens.end - 1].span();
    Mention {
        kind: found.kind,
        span: first.join(last),
        tokens: found.tokens,
        sentence,
        reading: found.reading,
        rule: found.rule,
        notes: found.notes,
    }
}

#[cfg(test)]
mod tests {
    //! No matcher finds anything at a token that it is not asked at.

    use super::{Document, MATCHERS, Setting, Starts, View, amount, period, starts};
    use crate::lexicon::{Class, Classes, Lexicon};
    use crate::scan::{Lexer, Scan};
    use chrono::NaiveDate;

    const FRACTIONS: Classes = Classes::of(&[Class::Fraction]);

    fn texts() -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
        let paths = std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("entry").path());
        let samples = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
        let mut texts: Vec<String> =
            samples.map(|path| std::fs::read_to_string(path).expect("text")).collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spec/en");
        let cases = std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("entry").path());
        let cases = cases.filter(|path| path.extension().is_some_and(|end| end == "toml"));
        texts.extend(cases.map(|path| std::fs::read_to_string(path).expect("text")));
        texts.extend(texts.clone().iter().map(|text| text.to_uppercase()));
        texts.push(
            "A one-half point, a full point, half a billion, the year, this-year, that May, I-X 2017".into(),
        );
        texts.push("MSEK 35 and 120 MEUR, (-)5, -5, minus five, twice as much, a third of it, $$31".into());
        texts
    }

    fn assert_nothing_is_missed(view: &View) {
        for at in view.start..view.end {
            let starts = starts::at(view, &view.tokens[at], at);
            for (name, needed, matcher) in MATCHERS {
                let found = if needed.meet(starts) { None } else { matcher(view, at) };
                assert!(found.is_none(), "{name} would find {found:?} at {:?}", view.text(at));
            }
            assert!(period::finds_nothing_unasked(view, at), "a period starts at {:?}", view.text(at));
            // `fifth million` is read behind other words only.
            if !starts.meet(Starts::AMOUNT) && !view.is_any(at, FRACTIONS) {
                assert!(amount::unchecked(view, at).is_none(), "a number starts at {:?}", view.text(at));
            }
        }
    }

    #[test]
    fn matchers_are_asked_wherever_they_find_something() {
        let lexicon = Lexicon::english().expect("a lexicon");
        let mut scan = Scan::default();
        let setting = Setting { published: NaiveDate::from_ymd_opt(2023, 5, 22), fiscal_year: None };
        for text in texts() {
            Lexer::new(lexicon).scan(&text, &mut scan);
            let document = Document::new(&text, &scan, lexicon, &setting);
            for sentence in &scan.sentences {
                assert_nothing_is_missed(&document.view(sentence, true, &mut Vec::new()));
            }
        }
    }
}
