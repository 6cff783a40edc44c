//! From a document to its mentions and facts.

use crate::document::{Document, Span};
use crate::error::Error;
use crate::fact::refusal::Refusal;
use crate::fact::{self, Fact, Found};
use crate::lexicon::Lexicon;
use crate::mention::{self, Mention, Setting};
use crate::scan::{Gate, Lexer, Scan};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Amounts and periods, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// Numbers of sentences about trade that gave no fact, in the order of the text, each with the rule that stopped it.
    pub refusals: Vec<Refusal>,
    /// Where the sentences stand; [`Mention::sentence`] counts them from 0.
    pub sentences: Vec<Span>,
}

/// A language that documents can be in.
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Name in English.
    pub name: &'static str,
    make: fn() -> Result<Extractor, &'static Error>,
}

/// All languages; the first is the default.
pub const LANGUAGES: &[Language] = &[Language { code: "en", name: "English", make: Extractor::english }];

impl Language {
    /// An extractor for this language.
    ///
    /// # Errors
    /// Where the embedded lexicon is malformed; the test suite shows that it is not.
    pub fn extractor(&self) -> Result<Extractor, Error> {
        (self.make)().map_err(|error| Error::new(error.kind(), error.to_string()))
    }
}

/// The gate is made once so many bytes were read: for a few articles it costs more than it saves.
const PAYS: usize = 1 << 15;

/// Reads documents. Make one and use it again: its buffers are kept.
pub struct Extractor {
    lexicon: &'static Lexicon,
    gate: Option<Gate>,
    /// Bytes of the texts read so far.
    read: usize,
    scan: Scan,
}

impl Extractor {
    /// An extractor for English.
    ///
    /// # Errors
    /// Where the embedded lexicon is malformed; the test suite shows that it is not.
    pub fn english() -> Result<Extractor, &'static Error> {
        Ok(Extractor { lexicon: Lexicon::english()?, gate: None, read: 0, scan: Scan::default() })
    }

    /// The words that are used.
    #[must_use]
    pub fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// The facts of a document alone: those of [`Extractor::extract`]. Many times as fast on texts about other things,
    /// which are not read further than it takes to see that.
    ///
    /// ```
    /// use tradefacts::{Document, Extractor};
    ///
    /// let document = Document::new("a", "China's exports rose 5.0 percent in April 2023.");
    /// let mut extractor = Extractor::english().unwrap();
    /// assert_eq!(extractor.extract_facts(&document), extractor.extract(&document).facts);
    /// ```
    pub fn extract_facts(&mut self, document: &Document) -> Vec<Fact> {
        self.read = self.read.saturating_add(document.text.len());
        if self.gate.is_none() && self.read >= PAYS {
            self.gate = Some(Gate::new(self.lexicon));
        }
        match &self.gate {
            Some(gate) if !gate.opens(&document.text) => Vec::new(),
            _ => self.extract(document).facts,
        }
    }

    /// The mentions and facts of a document.
    pub fn extract(&mut self, document: &Document) -> Extraction {
        Lexer::new(self.lexicon).scan(&document.text, &mut self.scan);
        let home = fact::home(&self.scan, self.lexicon);
        let fiscal_year = home.and_then(|row| self.lexicon.areas[usize::from(row)].fiscal_year);
        let setting = Setting { published: document.published, fiscal_year };
        let mentions = mention::find_all(&document.text, &self.scan, self.lexicon, &setting);
        let Found { facts, refusals } =
            fact::find_all(&document.text, &self.scan, self.lexicon, &mentions, home, document.published);
        let sentences = self.scan.sentence_spans().collect();
        Extraction { mentions, facts, refusals, sentences }
    }
}
