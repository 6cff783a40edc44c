//! What matchers see: a sentence, its words with what each can mean, and what is known of the document.

use super::{amount, digits};
use crate::lexicon::{Class, Classes, FiscalYear, Lexicon, Marks, Sense};
use crate::scan::{Kind, Scan, Sentence, Token};
use chrono::NaiveDate;
use std::cell::OnceCell;

/// What matchers know of the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// Date of publication, which relative periods are resolved against.
    pub published: Option<NaiveDate>,
    /// Fiscal year of the country that the document is about.
    pub fiscal_year: Option<FiscalYear>,
}

/// What the views of all sentences of a document share.
pub(crate) struct Document<'a> {
    text: &'a str,
    scan: &'a Scan,
    lexicon: &'a Lexicon,
    setting: &'a Setting,
    /// The decimal mark of its numbers, which few of them ask for.
    decimal_mark: OnceCell<digits::Marks>,
    /// The numbers that were read last: matchers ask for the same ones again and again.
    pub(super) leads: amount::Leads,
}

impl<'a> Document<'a> {
    pub(crate) fn new(
        text: &'a str,
        scan: &'a Scan,
        lexicon: &'a Lexicon,
        setting: &'a Setting,
    ) -> Document<'a> {
        let (decimal_mark, leads) = (OnceCell::new(), amount::Leads::default());
        Document { text, scan, lexicon, setting, decimal_mark, leads }
    }

    pub(super) fn sentences(&self) -> &'a [Sentence] {
        &self.scan.sentences
    }

    /// The decimal mark of its numbers.
    pub(super) fn decimal_mark(&self) -> digits::Marks {
        *self.decimal_mark.get_or_init(|| digits::Marks::of(self.text, &self.scan.tokens))
    }

    /// The view of one of its sentences, whose meanings are put into a buffer that is used again. Where `gate` is not
    /// set, all are said to be there, so that each is looked for.
    pub(super) fn view<'v>(
        &'v self,
        sentence: &Sentence,
        gate: bool,
        meanings: &'v mut Vec<&'a Marks>,
    ) -> View<'v> {
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let tokens = &self.scan.tokens[..end];
        let said = self.meanings(&tokens[start..], meanings);
        View {
            text: self.text,
            lexicon: self.lexicon,
            tokens,
            start,
            end,
            setting: self.setting,
            said: if gate { said } else { Marks::ALL },
            meanings,
            document: self,
        }
    }

    /// What each of the tokens can mean, and what all of them can, with what a siglum may.
    fn meanings(&self, tokens: &[Token], meanings: &mut Vec<&'a Marks>) -> Marks {
        let mut said = Marks::NONE;
        meanings.clear();
        meanings.extend(tokens.iter().map(|token| {
            let marks = self.lexicon.marks(token.lexeme);
            if token.lexeme.known() {
                said = said.and(marks);
            } else if amount::is_siglum(token) {
                said.classes = said.classes.and(Classes::of(&[Class::Currency]));
            }
            marks
        }));
        said
    }
}

/// A sentence as matchers see it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The tokens of the document up to the end of the sentence.
    pub tokens: &'a [Token],
    /// The first token of the sentence: matchers stay inside.
    pub start: usize,
    /// One past the last token of the sentence.
    pub end: usize,
    /// What is known of the document.
    pub setting: &'a Setting,
    /// What each token of the sentence can mean.
    meanings: &'a [&'a Marks],
    /// The senses of all words of the sentence: what it lacks is not looked for.
    pub(super) said: Marks,
    pub(super) document: &'a Document<'a>,
}

impl<'a> View<'a> {
    /// The token at `at`, where it belongs to the sentence.
    #[must_use]
    #[inline]
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.start { None } else { self.tokens.get(at) }
    }

    /// The senses of the token at `at`.
    #[must_use]
    pub fn senses(&self, at: usize) -> &'a [Sense] {
        self.token(at).map_or(&[], |token| self.lexicon.senses(token.lexeme))
    }

    /// What the token at `at` can mean; nothing outside the sentence.
    #[inline]
    pub(crate) fn marks(&self, at: usize) -> &'a Marks {
        self.meanings.get(at.wrapping_sub(self.start)).copied().unwrap_or(&Marks::NONE)
    }

    /// Whether a word of the sentence has a sense of one of the classes.
    #[inline]
    pub(super) fn holds(&self, classes: Classes) -> bool {
        self.said.classes.meets(classes)
    }

    /// Whether the token at `at` has a sense of one of the classes.
    #[inline]
    #[must_use]
    pub(crate) fn is_any(&self, at: usize, classes: Classes) -> bool {
        self.marks(at).classes.meets(classes)
    }

    /// The first sense of the token at `at` that `choose` takes.
    pub fn find<T>(&self, at: usize, choose: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.senses(at).iter().find_map(choose)
    }

    /// Whether the token at `at` has that sense.
    #[inline(always)]
    #[must_use]
    pub fn has(&self, at: usize, sense: Sense) -> bool {
        self.marks(at).has(sense).unwrap_or_else(|| self.senses(at).contains(&sense))
    }

    /// The kind of the token at `at`, where it belongs to the sentence.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    /// Whether the token at `at` stands in the sentence with no white space before it.
    #[must_use]
    pub fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::glued)
    }

    /// Whether the token at `at` stands apart from what is before it, or is a mark that closes it: `5 b.`, `5 b)`.
    pub(super) fn parted(&self, at: usize) -> bool {
        !self.glued(at)
            || matches!(
                self.kind(at),
                Some(Kind::Stop | Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Close | Kind::Quote)
            )
    }

    /// The text of the token at `at`; empty outside the sentence.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.text(self.text))
    }
}
