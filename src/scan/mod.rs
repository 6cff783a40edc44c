//! Text to tokens and sentences: the only place that looks at bytes of text.

mod anchors;
mod digit;
mod gate;
mod letters;
pub mod lexer;
mod raw;
mod sentence;
pub mod token;

pub(crate) use digit::ascii;
pub(crate) use gate::{Gate, SHORT, is_named_before};
pub use lexer::Lexer;
pub use token::{Kind, Token};

use crate::document::Span;
use crate::lexicon::{Classes, WordIds};
use std::ops::Range;

/// A sentence: a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens in [`Scan::tokens`].
    pub tokens: Range<usize>,
    /// Number of its paragraph, from 0; the first is the headline where there is one.
    pub paragraph: usize,
    /// Whether a digit or a number word stands in it: a sentence without holds no amount.
    pub numeric: bool,
    /// The classes of all its words.
    pub(crate) classes: Classes,
}

/// A document's tokens and sentences.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// The sentences, in order; `Break` tokens stand between them.
    pub sentences: Vec<Sentence>,
    /// The words of the tokens before phrases are merged.
    words: Vec<WordIds>,
    /// Those of these tokens that a phrase may start with.
    open: Vec<usize>,
}

impl Scan {
    /// Forgets the document; the buffers are kept.
    fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.words.clear();
        self.open.clear();
    }

    /// Where the sentences stand, each from its first token to its last.
    pub fn sentence_spans(&self) -> impl Iterator<Item = Span> {
        self.sentences.iter().map(|sentence| {
            let tokens = &self.tokens[sentence.tokens.clone()];
            let ends = tokens.first().zip(tokens.last());
            ends.map_or_else(Span::default, |(first, last)| first.span().join(last.span()))
        })
    }
}
