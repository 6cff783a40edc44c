//! The words: `data/` loaded once into lookup tables.
//!
//! A form written in lower case matches any case; a form with a capital matches as written or in capitals
//! throughout. Forms of several words match across a space, a hyphen or a line break; the longest form wins.

mod cue;
mod language;
mod marks;
pub(crate) mod membership;
mod number_word;
mod plain;
mod sections;
pub mod sense;
mod spelling;
mod tables;
mod trie;

pub use cue::Cue;
pub use number_word::NumberWord;
pub use sense::{AreaForm, Basis, Direction, Flow, FlowForm, Part, PeriodCue, Sense, TimeUnit};
pub use tables::{Agency, Area, AreaKind, Commodity, Currency, FiscalYear, Unit, Voice};

use crate::error::Error;
use crate::value::Code;
pub(crate) use marks::{Class, Classes, Cues, Marks, period_bit};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
pub(crate) use spelling::{Packed, WordIds};
use std::sync::LazyLock;
use trie::Trie;
pub(crate) use trie::{Further, Node as TrieNode};

/// A form of the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LexemeId(pub(crate) u16);

impl LexemeId {
    /// No form of the lexicon.
    pub const UNKNOWN: LexemeId = LexemeId(0);

    /// Whether the token is a form of the lexicon.
    #[must_use]
    pub const fn known(self) -> bool {
        self.0 != 0
    }
}

/// The longest form, in words and marks.
pub(crate) const LONGEST_FORM: usize = 16;

/// What is known of a form: where its senses stand in the list of all, and where these senses as bits, which many forms
/// share. Small, as there are thousands and a text asks for any of them.
#[derive(Clone, Copy, Default)]
struct Form {
    first: u32,
    count: u16,
    marks: u16,
}

/// What a sign or word of money may mean.
struct Candidates {
    /// Most usual first.
    codes: Vec<Code>,
    /// `USD|CAD`, where there are several: a text may ask for it at each of its numbers.
    names: String,
}

impl Candidates {
    fn new(codes: Vec<Code>) -> Candidates {
        let names = match &codes[..] {
            [_] => String::new(),
            shared => shared.iter().map(Code::as_str).collect::<Vec<_>>().join("|"),
        };
        Candidates { codes, names }
    }
}

/// All words and tables of one language.
pub struct Lexicon {
    trie: Trie,
    forms: Vec<Form>,
    marks: Vec<Marks>,
    senses: Vec<Sense>,
    currency_candidates: Vec<Candidates>,
    wire_currencies: Vec<Code>,
    /// Forms that mean trade wherever they stand: what the gate of texts looks for.
    pub(crate) plain_forms: Vec<String>,
    /// Forms that mean trade beside those who trade.
    pub(crate) trade_forms: Vec<String>,
    /// Forms that join them to `trade`.
    pub(crate) joining_forms: Vec<String>,
    area_rows: FxHashMap<SmolStr, u16>,
    commodity_rows: FxHashMap<SmolStr, u16>,
    /// Rows of `areas.csv`.
    pub areas: Vec<Area>,
    /// Rows of `currencies.csv`.
    pub currencies: Vec<Currency>,
    /// Rows of `units.csv`.
    pub units: Vec<Unit>,
    /// Rows of `agencies.csv`.
    pub agencies: Vec<Agency>,
    /// Rows of `commodities.csv`.
    pub commodities: Vec<Commodity>,
}

impl Lexicon {
    /// The English lexicon, loaded at first use.
    ///
    /// # Errors
    /// Where an embedded file is malformed; the test suite shows that none is.
    pub fn english() -> Result<&'static Lexicon, &'static Error> {
        static ENGLISH: LazyLock<Result<Lexicon, Error>> =
            LazyLock::new(|| language::load(language::ENGLISH, None));
        ENGLISH.as_ref()
    }

    /// The English lexicon with what a file of the user's says: sections of a language file, and rows of the tables;
    /// `data/README.md` says how it is written. `file` is its name in messages.
    ///
    /// # Errors
    /// Where the text is no such file or contradicts itself; the message names the key or form.
    ///
    /// ```
    /// use tradefacts::lexicon::Lexicon;
    /// let lexicon = Lexicon::english_with("my.toml", "[[commodity]]\nname = \"lithium carbonate\"").unwrap();
    /// assert!(lexicon.commodities.iter().any(|commodity| commodity.name == "lithium carbonate"));
    /// assert!(Lexicon::english_with("my.toml", "[colours]").is_err());
    /// ```
    pub fn english_with(file: &str, text: &str) -> Result<Lexicon, Error> {
        language::load(language::ENGLISH, Some(language::Own { file, text }))
    }

    /// How many forms there are; the first is no form.
    pub(crate) fn forms(&self) -> usize {
        self.forms.len()
    }

    /// The senses of a form, in the order of the data; empty for an unknown word.
    #[must_use]
    pub fn senses(&self, lexeme: LexemeId) -> &[Sense] {
        let form = self.forms[usize::from(lexeme.0)];
        &self.senses[form.first as usize..][..usize::from(form.count)]
    }

    /// Gives a form one more sense; false where it has it. The senses of a form stand together, so that those it has move
    /// behind all others where they are not the last: few forms have more than one.
    fn give(&mut self, lexeme: LexemeId, sense: Sense) -> bool {
        let form = &mut self.forms[usize::from(lexeme.0)];
        let (first, count) = (form.first as usize, usize::from(form.count));
        let known = first..first + count;
        if self.senses[known.clone()].contains(&sense) {
            return false;
        }
        if known.end < self.senses.len() {
            form.first = self.senses.len() as u32;
            self.senses.extend_from_within(known);
        }
        form.count += 1;
        self.senses.push(sense);
        true
    }

    /// Gives each form the marks of its senses, once all forms have theirs.
    fn mark(&mut self) {
        let mut known: FxHashMap<Marks, u16> = FxHashMap::default();
        // Forms of one list mostly have the same.
        let mut last = (Marks::ALL, 0);
        for form in &mut self.forms {
            let mut marks = Marks::default();
            for &sense in &self.senses[form.first as usize..][..usize::from(form.count)] {
                marks.add(sense);
                if let Sense::Area(row, _) = sense
                    && self.areas[usize::from(row)].kind == AreaKind::Bloc
                {
                    marks.add_class(Class::Bloc);
                }
            }
            if marks != last.0 {
                let number = *known.entry(marks).or_insert_with(|| {
                    self.marks.push(marks);
                    self.marks.len() as u16 - 1
                });
                last = (marks, number);
            }
            form.marks = last.1;
        }
    }

    /// The senses of a form as bits.
    #[inline]
    pub(crate) fn marks(&self, lexeme: LexemeId) -> &Marks {
        &self.marks[usize::from(self.forms[usize::from(lexeme.0)].marks)]
    }

    /// Whether the form has a sense of one of the classes.
    #[inline]
    pub(crate) fn is_any(&self, lexeme: LexemeId, classes: Classes) -> bool {
        self.marks(lexeme).classes.meets(classes)
    }

    /// Whether the form has that sense; where it is known which is asked for, a look at a bit.
    #[inline(always)]
    #[must_use]
    pub fn has(&self, lexeme: LexemeId, sense: Sense) -> bool {
        self.marks(lexeme).has(sense).unwrap_or_else(|| self.senses(lexeme).contains(&sense))
    }

    /// The row of `areas.csv` with that code.
    pub(crate) fn area_row(&self, code: &str) -> Option<u16> {
        self.area_rows.get(code).copied()
    }

    /// The area with that code.
    pub(crate) fn area(&self, code: &str) -> Option<&Area> {
        self.area_row(code).map(|row| &self.areas[usize::from(row)])
    }

    /// The good of that name.
    pub(crate) fn commodity(&self, name: &str) -> Option<&Commodity> {
        self.commodity_rows.get(name).map(|&row| &self.commodities[usize::from(row)])
    }

    /// The currencies a sign or word may mean, most usual first; one where it is unambiguous.
    #[must_use]
    pub fn currency_candidates(&self, index: u16) -> &[Code] {
        &self.currency_candidates[usize::from(index)].codes
    }

    /// The same as text, `USD|CAD`; empty where it is unambiguous.
    pub(crate) fn candidate_names(&self, index: u16) -> &str {
        &self.currency_candidates[usize::from(index)].names
    }

    /// The index of a currency alone, where its code is known.
    #[must_use]
    pub fn currency_of(&self, code: &str) -> Option<u16> {
        let index = self
            .currency_candidates
            .iter()
            .position(|c| matches!(c.codes[..], [only] if only.as_str() == code));
        index.and_then(|index| u16::try_from(index).ok())
    }

    /// Whether a sign that several currencies share means this one in wire copy, unless an office of another country
    /// reports.
    #[must_use]
    pub fn is_wire_currency(&self, code: Code) -> bool {
        self.wire_currencies.contains(&code)
    }

    /// The first sense that `choose` takes.
    pub fn find<T>(&self, lexeme: LexemeId, choose: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.senses(lexeme).iter().find_map(choose)
    }

    /// Whether the form has that cue.
    #[must_use]
    pub fn is_cue(&self, lexeme: LexemeId, cue: Cue) -> bool {
        self.has(lexeme, Sense::Cue(cue))
    }

    pub(crate) fn trie(&self) -> &Trie {
        &self.trie
    }
}
