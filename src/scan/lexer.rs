//! One pass over the bytes of a text: tokens, and phrases of the lexicon merged into one token.
//!
//! ```text
//! word    = letter+            letters of any script; inner apostrophes of names belong to it (d'Ivoire)
//! number  = [.] digit+ ([.,] digit+ | ' digit{3})*      digits of one script: see `digit`; `.5` only behind no word
//! symbol  = a currency or percent sign
//! phrase  = (word|symbol|mark) ((space|hyphen|line break) (word|number|symbol|mark))*   the longest form that matches
//! ```
//! Letters and digits part: `43.3bn`, `RM107`, `FY22` are two tokens, the second marked as glued.

use super::Scan;
use super::digit;
use super::letters::{self, LOWER, UPPER};
use super::sentence;
use super::token::{Kind, Token};
use crate::lexicon::{Class, Classes, LONGEST_FORM, LexemeId, Lexicon, NumberWord, Sense, TrieNode, WordIds};

/// Turns texts into tokens and sentences.
pub struct Lexer<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Lexer<'l> {
    /// A lexer for the words of `lexicon`.
    #[must_use]
    pub fn new(lexicon: &'l Lexicon) -> Lexer<'l> {
        Lexer { lexicon }
    }

    /// Reads `text` into `scan`, whose buffers are used again.
    pub fn scan(&self, text: &str, scan: &mut Scan) {
        scan.tokens.clear();
        scan.sentences.clear();
        scan.words.clear();
        let mut raw = Raw::new(text);
        while let Some(token) = raw.next() {
            let words = if can_start(token.kind) { self.ids(&token, text) } else { WordIds::default() };
            scan.tokens.push(token);
            scan.words.push(words);
        }
        self.merge(text, &mut scan.tokens, &scan.words);
        sentence::split(text, self.lexicon, scan);
    }

    /// The ids of the word that the token is.
    fn ids(&self, token: &Token, text: &str) -> WordIds {
        self.lexicon.trie().word(key(token, text), token.capital())
    }

    /// Finds the form that starts at every token, and merges phrases, in place.
    fn merge(&self, text: &str, tokens: &mut Vec<Token>, words: &[WordIds]) {
        let trie = self.lexicon.trie();
        let (mut read, mut write) = (0, 0);
        while read < tokens.len() {
            let mut token = tokens[read];
            let mut next = read + 1;
            // Most words are in no form.
            if words[read] != WordIds::default() {
                let mut best = LexemeId::UNKNOWN;
                for node in trie.start(words[read]).into_iter().flatten() {
                    let (lexeme, end) = self.longest(text, tokens, words, read, node);
                    if lexeme.known() && (end > next || !best.known()) {
                        (best, next) = (lexeme, end);
                    }
                }
                token.lexeme = best;
                if next > read + 1 {
                    token.end = tokens[next - 1].end;
                    token.kind = Kind::Word;
                }
            }
            tokens[write] = token;
            write += 1;
            read = next;
        }
        tokens.truncate(write);
    }

    /// The longest form from `node`, whose path ends at token `at`, with the index after its last token.
    fn longest(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[WordIds],
        at: usize,
        node: TrieNode,
    ) -> (LexemeId, usize) {
        let trie = self.lexicon.trie();
        let mut best = (trie.lexeme(node), at + 1);
        if !trie.goes_on(node) {
            return best;
        }
        let Some(next) = next_in_phrase(tokens, at) else { return best };
        let token = &tokens[next];
        // `A $5 billion deal` is no Australian dollar: an article takes no sign that stands apart.
        if token.kind == Kind::Symbol && !token.glued() && self.is_article(words[at]) {
            return best;
        }
        let ids = if can_start(token.kind) { words[next] } else { self.ids(token, text) };
        for node in trie.step(node, ids).into_iter().flatten() {
            let found = self.longest(text, tokens, words, next, node);
            if found.0.known() && (found.1 > best.1 || !best.0.known()) {
                best = found;
            }
        }
        best
    }

    /// Whether an area may be one of the last two tokens of a text, whose end is given; no text that has one there is denied.
    /// Which words are merged depends on the text before them, so any that a form has count as one token.
    pub(super) fn may_end_with_area(&self, end: &str) -> bool {
        let mut raw = Raw::new(end);
        let tokens: Vec<Token> = std::iter::from_fn(|| raw.next()).collect();
        let first = tokens.len().saturating_sub(2 * LONGEST_FORM);
        let words: Vec<WordIds> = tokens.iter().map(|token| self.ids(token, end)).collect();
        let mut forms: Vec<(usize, usize, LexemeId)> = Vec::new();
        for at in first..tokens.len() {
            for node in self.lexicon.trie().start(words[at]).into_iter().flatten() {
                self.forms(&tokens, &words, at, node, &mut |lexeme, end| forms.push((at, end, lexeme)));
            }
        }
        let one = |at: usize| {
            at + 1 >= tokens.len() || forms.iter().any(|&(start, end, _)| (start, end) == (at, tokens.len()))
        };
        let is_area = |lexeme| self.lexicon.is_any(lexeme, Classes::of(&[Class::Area]));
        forms.iter().any(|&(_, end, lexeme)| one(end) && is_area(lexeme))
    }

    /// All forms from `node`, whose path ends at token `at`, with the index after their last token.
    fn forms(
        &self,
        tokens: &[Token],
        words: &[WordIds],
        at: usize,
        node: TrieNode,
        found: &mut impl FnMut(LexemeId, usize),
    ) {
        let trie = self.lexicon.trie();
        if trie.lexeme(node).known() {
            found(trie.lexeme(node), at + 1);
        }
        if let Some(next) = next_in_phrase(tokens, at).filter(|_| trie.goes_on(node)) {
            for node in trie.step(node, words[next]).into_iter().flatten() {
                self.forms(tokens, words, next, node, found);
            }
        }
    }

    /// Whether the word alone is an article.
    fn is_article(&self, word: WordIds) -> bool {
        let trie = self.lexicon.trie();
        let one = Sense::NumberWord(NumberWord::One);
        trie.start(word).into_iter().flatten().any(|node| self.lexicon.has(trie.lexeme(node), one))
    }
}

/// The words of a form of the lexicon, cut as the lexer cuts text.
pub(crate) fn pieces(form: &str, mut take: impl FnMut(&str)) {
    // Most forms are such words, and a lexicon has tens of thousands.
    if form.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        return form.split_ascii_whitespace().for_each(take);
    }
    let mut raw = Raw::new(form);
    while let Some(token) = raw.next() {
        if token.kind != Kind::Hyphen {
            take(key(&token, form));
        }
    }
}

/// The spelling under which a token is looked up.
fn key<'t>(token: &Token, text: &'t str) -> &'t str {
    match token.kind {
        Kind::Possessive => "'s",
        _ => token.text(text),
    }
}

fn can_start(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Symbol | Kind::Equals)
}

/// The token that a phrase may go on with: the next one, or the one after a glued hyphen.
fn next_in_phrase(tokens: &[Token], at: usize) -> Option<usize> {
    let next = tokens.get(at + 1)?;
    match next.kind {
        Kind::Break | Kind::Semicolon | Kind::Colon => None,
        Kind::Hyphen if next.glued() && tokens.get(at + 2)?.glued() => Some(at + 2),
        _ => Some(at + 1),
    }
}

/// Single tokens of a text, before the lexicon is asked.
struct Raw<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    last: Option<Kind>,
}

impl<'t> Raw<'t> {
    fn new(text: &'t str) -> Raw<'t> {
        Raw { text, bytes: text.as_bytes(), at: 0, last: None }
    }

    fn next(&mut self) -> Option<Token> {
        let before = self.at;
        let lines = self.skip_space();
        let start = self.at;
        if lines > 1 && self.last.is_some_and(|kind| kind != Kind::Break) {
            self.last = Some(Kind::Break);
            return Some(Token {
                start: before as u32,
                end: start as u32,
                lexeme: LexemeId::UNKNOWN,
                kind: Kind::Break,
                flags: 0,
            });
        }
        let mut flags = 0;
        if start == before && self.last.is_some() {
            flags |= Token::GLUED;
        }
        if lines > 0 {
            flags |= Token::LINE;
        }
        let kind = match *self.bytes.get(start)? {
            b'0'..=b'9' => self.number(),
            b'A'..=b'Z' | b'a'..=b'z' => self.word(&mut flags),
            0x80.. => self.other_script(&mut flags),
            byte => self.mark(byte),
        };
        self.last = Some(kind);
        Some(Token { start: start as u32, end: self.at as u32, lexeme: LexemeId::UNKNOWN, kind, flags })
    }

    /// Skips white space and invisible characters; the number of line breaks in it.
    fn skip_space(&mut self) -> usize {
        // One space between two words: by far the most frequent.
        if self.bytes.get(self.at) == Some(&b' ')
            && self.bytes.get(self.at + 1).is_some_and(|b| b.is_ascii_graphic())
        {
            self.at += 1;
            return 0;
        }
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

    fn word(&mut self, flags: &mut u8) -> Kind {
        let start = self.at;
        let mut cases = 0;
        loop {
            self.at += letters::run(&self.bytes[self.at..], &mut cases);
            match self.bytes.get(self.at) {
                Some(0x80..) if self.letter(&mut cases) => {}
                _ => break,
            }
        }
        let first = self.bytes[start];
        if first.is_ascii_uppercase() || first >= 0x80 && self.char_at(start).is_uppercase() {
            *flags |= Token::CAPITAL;
        }
        if cases == UPPER {
            *flags |= Token::UPPER;
        }
        Kind::Word
    }

    /// A letter of more than one byte; false where the word ends before it.
    fn letter(&mut self, cases: &mut u8) -> bool {
        let c = self.char_at(self.at);
        if is_invisible(c) || !c.is_alphabetic() {
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
        if c.is_alphabetic() {
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

/// Soft hyphen, zero-width characters, directional marks and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
