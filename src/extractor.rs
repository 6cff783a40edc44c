//! From a document to its mentions and facts.

use crate::document::{Document, Span};
use crate::error::Error;
use crate::fact::refusal::Refusal;
use crate::fact::{self, Fact, Found, Linker, Needed, Scanned};
use crate::lexicon::Lexicon;
use crate::mention::{self, Mention, Setting};
use crate::scan::{Gate, Lexer, Scan};
use std::sync::Arc;

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
#[derive(Clone)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Name in English.
    pub name: &'static str,
    source: Source,
    with: fn(&str, &str) -> Result<Lexicon, Error>,
}

/// Where the words of a language come from.
#[derive(Clone)]
enum Source {
    /// The lexicon's own files, loaded at first use.
    Built(fn() -> Result<Words, &'static Error>),
    /// These with a file of the user's.
    Own(Words),
}

/// A lexicon that is loaded.
#[derive(Clone)]
enum Words {
    Built(&'static Lexicon),
    Own(Arc<Lexicon>),
}

impl Words {
    fn english() -> Result<Words, &'static Error> {
        Lexicon::english().map(Words::Built)
    }

    fn lexicon(&self) -> &Lexicon {
        match self {
            Words::Built(lexicon) => lexicon,
            Words::Own(lexicon) => lexicon,
        }
    }
}

/// All languages; the first is the default.
pub const LANGUAGES: &[Language] = &[Language {
    code: "en",
    name: "English",
    source: Source::Built(Words::english),
    with: Lexicon::english_with,
}];

impl Language {
    /// An extractor for this language.
    ///
    /// # Errors
    /// Where the embedded lexicon is malformed; the test suite shows that it is not.
    pub fn extractor(&self) -> Result<Extractor, Error> {
        let words = match &self.source {
            Source::Built(load) => load().map_err(|error| Error::new(error.kind(), error.to_string()))?,
            Source::Own(words) => words.clone(),
        };
        Ok(Extractor::new(words))
    }

    /// The language with what a lexicon file of the user's says; `file` is its name in messages.
    ///
    /// # Errors
    /// Where the text is no such file or contradicts itself: see [`Lexicon::english_with`].
    pub fn with_lexicon(&self, file: &str, text: &str) -> Result<Language, Error> {
        let words = Words::Own(Arc::new((self.with)(file, text)?));
        Ok(Language { source: Source::Own(words), ..self.clone() })
    }
}

/// The gate is made once so many bytes were read: for a few articles it costs more than it saves.
const PAYS: usize = 1 << 15;

/// Reads documents. Make one and use it again: its buffers are kept.
pub struct Extractor {
    words: Words,
    gate: Option<Gate>,
    /// Bytes of the texts read so far.
    read: usize,
    scan: Scan,
    mentions: Vec<Mention>,
    /// Made for the first document that is linked.
    linker: Option<Linker>,
}

impl Extractor {
    fn new(words: Words) -> Extractor {
        Extractor { words, gate: None, read: 0, scan: Scan::default(), mentions: Vec::new(), linker: None }
    }

    /// An extractor for English.
    ///
    /// # Errors
    /// Where the embedded lexicon is malformed; the test suite shows that it is not.
    pub fn english() -> Result<Extractor, &'static Error> {
        Ok(Extractor::new(Words::english()?))
    }

    /// The words that are used.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.words.lexicon()
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
            self.gate = Some(Gate::new(self.words.lexicon()));
        }
        let opens = self.gate.as_mut().is_none_or(|gate| gate.opens(&document.text, self.words.lexicon()));
        if opens { self.facts(document) } else { Vec::new() }
    }

    /// The facts alone: mentions that no fact can depend on are not read.
    fn facts(&mut self, document: &Document) -> Vec<Fact> {
        let lexicon = self.words.lexicon();
        Lexer::new(lexicon).scan(&document.text, &mut self.scan);
        let Some(needed) = fact::needed(&document.text, &self.scan, lexicon) else { return Vec::new() };
        let (home, setting) = self.setting(document);
        let mut mentions = std::mem::take(&mut self.mentions);
        let scanned = mention::Document::new(&document.text, &self.scan, lexicon, &setting);
        mention::find_in(&scanned, &needed.sentences, &mut mentions);
        let found = self.link(document, &mentions, Some(&needed), home);
        self.mentions = mentions;
        found.facts
    }

    /// The area that the scanned document is about, and what matchers know of the document.
    fn setting(&self, document: &Document) -> (Option<u16>, Setting) {
        let lexicon = self.words.lexicon();
        let home = fact::home(&self.scan, lexicon);
        let fiscal_year = home.and_then(|row| lexicon.areas[usize::from(row)].fiscal_year);
        (home, Setting { published: document.published, fiscal_year })
    }

    /// The facts of the scanned document.
    fn link(
        &mut self,
        document: &Document,
        mentions: &[Mention],
        needed: Option<&Needed>,
        home: Option<u16>,
    ) -> Found {
        let lexicon = self.words.lexicon();
        let linker = self.linker.get_or_insert_with(|| Linker::new(lexicon));
        let (text, published) = (&document.text, document.published);
        linker.find_all(Scanned { text, scan: &self.scan, lexicon, mentions, needed, home, published })
    }

    /// The mentions and facts of a document.
    pub fn extract(&mut self, document: &Document) -> Extraction {
        let lexicon = self.words.lexicon();
        Lexer::new(lexicon).scan(&document.text, &mut self.scan);
        let (home, setting) = self.setting(document);
        let mentions = mention::find_all(&document.text, &self.scan, lexicon, &setting);
        let Found { facts, refusals } = self.link(document, &mentions, None, home);
        let sentences = self.scan.sentence_spans().collect();
        Extraction { mentions, facts, refusals, sentences }
    }
}
