//! Single tokens of a text, before the lexicon is asked: the kinds of `token`, by the bytes they start with.

use super::digit;
use super::letters::{self, LOWER, Run, UPPER};
use super::token::{Kind, Token};
use crate::lexicon::{LexemeId, Packed};

/// Reads one token after the other.
pub(super) struct Raw<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    last: Option<Kind>,
    /// The letters of the last word; not packed where some are none of ASCII.
    pub(super) letters: Run,
}

impl<'t> Raw<'t> {
    pub(super) fn new(text: &'t str) -> Raw<'t> {
        Raw { text, bytes: text.as_bytes(), at: 0, last: None, letters: Run::default() }
    }

    /// The tokens from `at` on, where words and single spaces stand before.
    pub(super) fn behind_word(text: &'t str, at: usize) -> Raw<'t> {
        Raw { at, last: (at > 0).then_some(Kind::Word), ..Raw::new(text) }
    }

    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Token> {
        let before = self.at;
        let mut flags = 0;
        // One space, or none before a mark: by far the most frequent.
        self.at += usize::from(self.bytes.get(before) == Some(&b' '));
        if !matches!(self.bytes.get(self.at), Some(b'!'..=b'~')) {
            let lines = self.skip_space();
            if lines > 1 && self.last.is_some_and(|kind| kind != Kind::Break) {
                return Some(self.token(before, Kind::Break, 0));
            }
            flags |= if lines > 0 { Token::LINE } else { 0 };
        }
        let start = self.at;
        flags |= if start == before && self.last.is_some() { Token::GLUED } else { 0 };
        let kind = match *self.bytes.get(start)? {
            byte @ (b'A'..=b'Z' | b'a'..=b'z') => {
                flags |= if byte.is_ascii_uppercase() { Token::CAPITAL } else { 0 };
                self.word(&mut flags)
            }
            b'0'..=b'9' => self.number(),
            0x80.. => self.other_script(&mut flags),
            byte => self.mark(byte),
        };
        Some(self.token(start, kind, flags))
    }

    /// The token that starts there and ends here.
    #[inline(always)]
    fn token(&mut self, start: usize, kind: Kind, flags: u8) -> Token {
        self.last = Some(kind);
        Token { start: start as u32, end: self.at as u32, lexeme: LexemeId::UNKNOWN, kind, flags }
    }

    /// Skips white space and invisible characters; the number of line breaks in it.
    fn skip_space(&mut self) -> usize {
        let mut lines = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => lines += 1,
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {}
                0xc2 | 0xe2 | 0xe3 | 0xef => match self.char_at(self.at) {
                    '\u{2028}' => lines += 1,
                    '\u{2029}' => lines += 2,
                    c if c.is_whitespace() || is_invisible(c) => {
                        self.at += c.len_utf8();
                        continue;
                    }
                    _ => return lines,
                },
                _ => return lines,
            }
            self.at += if byte < 0x80 { 1 } else { 3 };
        }
        lines
    }

    fn char_at(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    fn number(&mut self) -> Kind {
        loop {
            while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                self.at += 1;
            }
            let inner = matches!(self.bytes.get(self.at), Some(b'.' | b','))
                && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
            self.at += match inner {
                true => 1,
                false if self.is_swiss_group() => 1,
                false => return Kind::Number,
            };
        }
    }

    /// `1'234'567`: an apostrophe before three digits and no more.
    fn is_swiss_group(&self) -> bool {
        let digit = |at: usize| self.bytes.get(self.at + at).is_some_and(u8::is_ascii_digit);
        self.bytes.get(self.at) == Some(&b'\'') && (1..4).all(digit) && !digit(4)
    }

    /// A number in the digits that start with `zero`.
    fn other_number(&mut self, zero: char) -> Kind {
        let is_digit = |c: char| digit::of(c).is_some_and(|(of, _)| of == zero);
        loop {
            let rest = &self.text[self.at..];
            let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            self.at += digits;
            let mut next = rest[digits..].chars();
            let Some(mark) = next.next().filter(|&c| digit::mark(c).is_some()) else { return Kind::Number };
            if !next.next().is_some_and(is_digit) {
                return Kind::Number;
            }
            self.at += mark.len_utf8();
        }
    }

    #[inline(always)]
    fn word(&mut self, flags: &mut u8) -> Kind {
        self.letters = letters::run(self.bytes, self.at);
        self.at += self.letters.length;
        if self.bytes.get(self.at).is_some_and(|&byte| byte >= 0x80) {
            self.other_letters();
        }
        *flags |= if self.letters.cases == UPPER { Token::UPPER } else { 0 };
        Kind::Word
    }

    /// The rest of a word from a letter on that is none of ASCII.
    fn other_letters(&mut self) {
        let mut cases = self.letters.cases;
        while self.letter(&mut cases) {
            let run = letters::run(self.bytes, self.at);
            self.at += run.length;
            cases |= run.cases;
            self.letters.word = Packed::NONE;
        }
        self.letters.cases = cases;
    }

    /// A letter of more than one byte; false where the word ends before it.
    fn letter(&mut self, cases: &mut u8) -> bool {
        let c = self.char_at(self.at);
        if is_invisible(c) || !is_letter(c) {
            return false;
        }
        *cases |= if c.is_uppercase() { UPPER } else { 0 } | if c.is_lowercase() { LOWER } else { 0 };
        self.at += c.len_utf8();
        true
    }

    fn other_script(&mut self, flags: &mut u8) -> Kind {
        let c = self.char_at(self.at);
        if is_garbled(self.text, self.at) {
            self.at += "â€".len();
            self.at += self.char_at(self.at).len_utf8();
            return Kind::Other;
        }
        if let Some((zero, _)) = digit::of(c) {
            return self.other_number(zero);
        }
        if is_letter(c) {
            *flags |= if c.is_uppercase() { Token::CAPITAL } else { 0 };
            return self.word(flags);
        }
        self.at += c.len_utf8();
        match c {
            '’' | '‘' | '“' | '”' | '„' | '«' | '»' | '‚' | '‹' | '›' => {
                if c == '’' {
                    self.apostrophe()
                } else {
                    Kind::Quote
                }
            }
            '‐' | '‑' => Kind::Hyphen,
            '–' | '—' | '―' | '‒' => Kind::Dash,
            '−' => Kind::Minus,
            '•' | '·' | '▪' | '●' | '■' | '◆' | '►' => Kind::Bullet,
            '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '％' | '＄' | '￠' | '￡' | '￥' | '￦' => {
                Kind::Symbol
            }
            // Armenian, Afghan, Bengali, Gujarati, Tamil, Thai, Khmer and Arabic signs of money.
            '֏' | '؋' | '\u{9f2}' | '৳' | '\u{af1}' | '\u{bf9}' | '฿' | '៛' | '﷼' => Kind::Symbol,
            _ => Kind::Other,
        }
    }

    /// After an apostrophe: a possessive where a word stands before it.
    fn apostrophe(&mut self) -> Kind {
        if self.last != Some(Kind::Word) {
            return Kind::Quote;
        }
        let next = self.bytes.get(self.at).copied();
        let after = self.bytes.get(self.at + 1).copied().unwrap_or(b' ');
        if matches!(next, Some(b's' | b'S')) && !after.is_ascii_alphanumeric() && after < 0x80 {
            self.at += 1;
            return Kind::Possessive;
        }
        let bare = next.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let plural = self.bytes[..self.at].iter().rev().find(|b| b.is_ascii_alphabetic()) == Some(&b's');
        if bare && plural { Kind::Possessive } else { Kind::Quote }
    }

    /// Whether the point just passed stands before a digit and behind a space, a sign or nothing: `rose .5 percent`.
    fn starts_number(&self) -> bool {
        let before = self.at.checked_sub(2).map(|at| self.bytes[at]);
        let apart = before.is_none_or(|byte| byte.is_ascii_whitespace() || b"$(-+~<>".contains(&byte));
        apart && self.bytes.get(self.at).is_some_and(u8::is_ascii_digit)
    }

    fn mark(&mut self, byte: u8) -> Kind {
        self.at += 1;
        match byte {
            b'$' | b'%' | b'&' => Kind::Symbol,
            b',' => Kind::Comma,
            b'.' if self.starts_number() => self.number(),
            b'.' => Kind::Stop,
            b':' => Kind::Colon,
            b';' => Kind::Semicolon,
            b'(' | b'[' => Kind::Open,
            b')' | b']' => Kind::Close,
            b'-' if self.bytes.get(self.at) == Some(&b'-') => {
                while self.bytes.get(self.at) == Some(&b'-') {
                    self.at += 1;
                }
                Kind::Dash
            }
            b'-' => Kind::Hyphen,
            b'+' => Kind::Plus,
            b'/' => Kind::Slash,
            b'=' => Kind::Equals,
            b'\'' => self.apostrophe(),
            b'"' => Kind::Quote,
            b'!' | b'?' => Kind::Exclamation,
            b'*' | b'|' => Kind::Bullet,
            _ => Kind::Other,
        }
    }
}

/// `â€“`: a dash, quotation mark or bullet whose bytes were read in a wrong encoding. It is not mended.
fn is_garbled(text: &str, at: usize) -> bool {
    text[at..].starts_with("â€") && text[at + "â€".len()..].starts_with(|c: char| !c.is_ascii())
}

/// A letter of any script. Marks of punctuation, among them the curly quotes, and signs of money are none: asking for them is
/// a long way to that answer.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}') && c.is_alphabetic()
}

/// Soft hyphen, zero-width characters, directional marks and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn no_letter_stands_among_punctuation_and_signs_of_money() {
        assert!(('\0'..=char::MAX).all(|c| is_letter(c) == c.is_alphabetic()));
    }
}
