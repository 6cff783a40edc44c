//! One pass over the bytes of a text: tokens, and phrases of the lexicon merged into one token.
//!
//! ```text
//! word    = letter+            letters of any script; inner apostrophes of names belong to it (d'Ivoire)
//! number  = [.] digit+ ([.,] digit+ | ' digit{3})*      digits of one script: see `digit`; `.5` only behind no word
//! symbol  = a currency or percent sign
//! phrase  = (word|symbol|mark) ((space|hyphen|line break) (word|number|symbol|mark))*   the longest form that matches
//! ```
//! Letters and digits part: `43.3bn`, `RM107`, `FY22` are two tokens, the second marked as glued.

use super::letters;
use super::raw::Raw;
use super::token::{Kind, Token};
use super::{Scan, sentence};
use crate::lexicon::{
    Class, Classes, Further, LONGEST_FORM, LexemeId, Lexicon, NumberWord, Packed, Sense, TrieNode, WordIds,
};

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
        let trie = self.lexicon.trie();
        scan.clear();
        let mut raw = Raw::new(text);
        // The last token that a phrase may go on from, and with what.
        let (mut last, mut further) = (0, Further::default());
        while let Some(mut token) = raw.next() {
            let words = match token.kind {
                Kind::Word if raw.letters.word != Packed::NONE => {
                    trie.packed(raw.letters.word, raw.letters.lower, token.capital())
                }
                Kind::Word => self.ids(&token, text),
                // A single sign, which has no case.
                Kind::Symbol | Kind::Equals => {
                    let sign = sign(&token, text);
                    trie.packed(sign, sign, false)
                }
                _ => WordIds::default(),
            };
            if can_start(token.kind) {
                if further.with(words) {
                    scan.open.push(last);
                }
                last = scan.tokens.len();
                (token.lexeme, further) = trie.alone(words);
            } else if token.kind != Kind::Hyphen {
                if goes_on(further, token.kind) {
                    scan.open.push(last);
                }
                further = Further::default();
            }
            scan.tokens.push(token);
            scan.words.push(words);
        }
        self.merge(text, scan);
        sentence::split(text, self.lexicon, scan);
    }

    /// The ids of the word that the token is.
    fn ids(&self, token: &Token, text: &str) -> WordIds {
        self.lexicon.trie().word(key(token, text), token.capital())
    }

    /// Merges the tokens of phrases, in place.
    fn merge(&self, text: &str, scan: &mut Scan) {
        let Scan { tokens, words, open, .. } = scan;
        let (mut read, mut write) = (0, 0);
        for at in open.iter().copied() {
            if at < read {
                continue;
            }
            let Some((lexeme, end)) = self.phrase(text, tokens, words, at) else { continue };
            let (first, last) = (tokens[at], tokens[end - 1]);
            let stop = if last.kind == Kind::Stop { Token::STOP } else { 0 };
            tokens.copy_within(read..at, write);
            write += at - read;
            let flags = first.flags | stop;
            tokens[write] = Token { start: first.start, end: last.end, lexeme, kind: Kind::Word, flags };
            write += 1;
            read = end;
        }
        tokens.copy_within(read.., write);
        tokens.truncate(write + tokens.len() - read);
    }

    /// The longest phrase that starts at token `at`, with the index after its last token.
    fn phrase(
        &self,
        text: &str,
        tokens: &[Token],
        words: &[WordIds],
        at: usize,
    ) -> Option<(LexemeId, usize)> {
        let mut best = (LexemeId::UNKNOWN, at + 1);
        for node in self.lexicon.trie().start(words[at]).into_iter().flatten() {
            let found = self.longest(text, tokens, words, at, node);
            if found.0.known() && found.1 > best.1 {
                best = found;
            }
        }
        best.0.known().then_some(best)
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
        let further = trie.further(node);
        if further.is_none() {
            return best;
        }
        let Some(next) = next_in_phrase(tokens, at) else { return best };
        let token = &tokens[next];
        // `A $5 billion deal` is no Australian dollar: an article takes no sign that stands apart.
        if token.kind == Kind::Symbol && !token.glued() && self.is_article(words[at]) {
            return best;
        }
        let ids = match can_start(token.kind) {
            true => words[next],
            false if goes_on(further, token.kind) => self.ids(token, text),
            false => return best,
        };
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
        if let Some(next) = next_in_phrase(tokens, at) {
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

/// A word of a form.
pub(crate) enum Piece<'f> {
    /// Letters of ASCII, not too many, as written and in lower case.
    Letters(Packed, Packed),
    /// Any other word, a number or a mark, as it is looked up.
    Other(&'f str),
}

/// The words of a form of the lexicon, cut as the lexer cuts text.
pub(crate) fn pieces<'f>(form: &'f str, mut take: impl FnMut(Piece<'f>)) {
    // Most of the thousands of forms are letters and single spaces.
    let mut at = 0;
    loop {
        let run = letters::run(form.as_bytes(), at);
        let behind = form.as_bytes().get(at + run.length);
        if run.word == Packed::NONE || behind.is_some_and(|&byte| byte != b' ') {
            break;
        }
        take(Piece::Letters(run.word, run.lower));
        if behind.is_none() {
            return;
        }
        at += run.length + 1;
    }
    let mut raw = Raw::behind_word(form, at);
    while let Some(token) = raw.next() {
        match token.kind {
            Kind::Word if raw.letters.word != Packed::NONE => {
                take(Piece::Letters(raw.letters.word, raw.letters.lower));
            }
            Kind::Hyphen => {}
            _ => take(Piece::Other(key(&token, form))),
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

/// The letters of a sign: of ASCII, it is one byte.
fn sign(token: &Token, text: &str) -> Packed {
    match text.as_bytes().get(token.start as usize) {
        Some(&byte) if byte.is_ascii() => Packed::new(u64::from(byte), 0),
        _ => Packed::of(token.text(text)).unwrap_or(Packed::NONE),
    }
}

/// Whether a phrase may go on with a number or a mark of that kind.
fn goes_on(further: Further, kind: Kind) -> bool {
    if kind == Kind::Number { further.with_number() } else { further.with_mark() }
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
