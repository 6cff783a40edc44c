//! Tokens: 12 bytes each, in one buffer that is used again for every document.

use crate::document::Span;
use crate::lexicon::LexemeId;

/// What sort of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, or a phrase of the lexicon merged into one token.
    Word,
    /// Digits with inner points and commas.
    Number,
    /// A currency sign, percent sign or other sign of the lexicon.
    Symbol,
    /// `'s`, or the apostrophe after a plural.
    Possessive,
    /// `,`
    Comma,
    /// `.`
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// `-` and its relatives U+2010, U+2011.
    Hyphen,
    /// `–`, `—`, `--`.
    Dash,
    /// U+2212.
    Minus,
    /// `+`
    Plus,
    /// `/`
    Slash,
    /// `=`
    Equals,
    /// A quotation mark or a lone apostrophe.
    Quote,
    /// `!` or `?`
    Exclamation,
    /// `*`, `•`, `|` and other signs that structure a text.
    Bullet,
    /// A blank line.
    Break,
    /// Any other sign.
    Other,
}

/// A piece of text with its meaning in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The form of the lexicon, or [`LexemeId::UNKNOWN`].
    pub lexeme: LexemeId,
    /// What sort of token it is.
    pub kind: Kind,
    /// Set of `Token::GLUED`, `CAPITAL`, `UPPER`, `LINE`, `STOP`.
    pub flags: u8,
}

impl Token {
    /// No white space stands before the token.
    pub const GLUED: u8 = 1;
    /// The first letter is a capital.
    pub const CAPITAL: u8 = 2;
    /// All letters are capitals.
    pub const UPPER: u8 = 4;
    /// A line break stands before the token.
    pub const LINE: u8 = 8;
    /// A phrase that ends in a full stop.
    pub const STOP: u8 = 16;

    /// Where the token stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The token's text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span().of(text)
    }

    /// Whether no white space stands before the token.
    #[must_use]
    pub const fn glued(&self) -> bool {
        self.flags & Self::GLUED != 0
    }

    /// Whether the first letter is a capital.
    #[must_use]
    pub const fn capital(&self) -> bool {
        self.flags & Self::CAPITAL != 0
    }

    /// Whether all letters are capitals.
    #[must_use]
    pub const fn upper(&self) -> bool {
        self.flags & Self::UPPER != 0
    }
}
