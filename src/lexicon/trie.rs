//! Forms of one or more words as paths of word ids; the longest path that matches wins.

use super::LexemeId;
use super::spelling::{Packed, Spellings, WordIds};
use rustc_hash::FxHashMap;

/// A word that occurs in some form: the place of its node among those that forms start with. 0 is no such word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordId(pub(super) u32);

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node(u32);

/// What is known at a node; what leads further in two fields, which makes it small.
#[derive(Clone, Copy, Default)]
struct Place {
    words: u64,
    marks: u8,
    /// The form that ends there.
    lexeme: LexemeId,
}

impl Place {
    #[inline]
    const fn further(&self) -> Further {
        Further { words: self.words, marks: self.marks }
    }
}

/// What may lead further in a form: no more than that it may, as several words share a bit.
#[derive(Clone, Copy, Default)]
pub(crate) struct Further {
    /// A bit for each word.
    words: u64,
    /// Set of `NUMBER`, `MARK`.
    marks: u8,
}

/// Some number leads further.
const NUMBER: u8 = 1;
/// Some mark does.
const MARK: u8 = 2;

impl Further {
    /// Whether nothing does.
    pub(crate) const fn is_none(self) -> bool {
        self.words == 0
    }

    /// Whether some number leads further.
    #[inline]
    pub(crate) const fn with_number(self) -> bool {
        self.marks & NUMBER != 0
    }

    /// Whether some mark leads further.
    #[inline]
    pub(crate) const fn with_mark(self) -> bool {
        self.marks & MARK != 0
    }

    /// Whether the word may lead further.
    #[inline]
    pub(crate) const fn with(self, word: WordIds) -> bool {
        self.words & (bit(word.exact) | bit(word.folded)) != 0
    }

    const fn and(self, other: Further) -> Further {
        Further { words: self.words | other.words, marks: self.marks | other.marks }
    }
}

/// About how many words a language has, and how many steps from one to the next: tables of that size need not grow.
const WORDS: usize = 8_000;
const STEPS: usize = 14_000;

#[derive(Default)]
pub(crate) struct Trie {
    words: Spellings,
    edges: FxHashMap<(u32, WordId), u32>,
    places: Vec<Place>,
}

impl Trie {
    pub(crate) fn new() -> Trie {
        let mut trie = Trie::default();
        trie.words.reserve(WORDS);
        trie.edges.reserve(STEPS);
        trie.places.reserve(WORDS + STEPS);
        trie.add();
        trie
    }

    /// The node that `word` leads to from `node`, or from the start; made where it is new.
    pub(crate) fn insert(&mut self, node: Option<Node>, word: &str) -> Node {
        let id = self.intern(word);
        let Some(node) = node else { return Node(id.0) };
        if let Some(next) = self.edge_of(node, id) {
            return next;
        }
        let next = self.add();
        self.edges.insert((node.0, id), next);
        let place = &mut self.places[node.0 as usize];
        place.words |= bit(id);
        place.marks |= match () {
            // Most words, of which a lexicon has tens of thousands.
            () if word.bytes().all(|byte| byte.is_ascii_alphabetic()) => 0,
            () if word.starts_with(char::is_numeric) => NUMBER,
            () if word.chars().any(char::is_numeric) => NUMBER | MARK,
            () if word.chars().all(char::is_alphabetic) => 0,
            () => MARK,
        };
        Node(next)
    }

    fn add(&mut self) -> u32 {
        let new = self.places.len() as u32;
        self.places.push(Place::default());
        new
    }

    pub(crate) fn set_lexeme(&mut self, node: Node, lexeme: LexemeId) {
        self.places[node.0 as usize].lexeme = lexeme;
    }

    #[inline]
    pub(crate) fn lexeme(&self, node: Node) -> LexemeId {
        self.places[node.0 as usize].lexeme
    }

    /// What may lead further from `node`.
    pub(crate) fn further(&self, node: Node) -> Further {
        self.places[node.0 as usize].further()
    }

    /// The form that a word is by itself, as written or else folded, and what may lead further from it.
    #[inline]
    pub(crate) fn alone(&self, word: WordIds) -> (LexemeId, Further) {
        let exact = &self.places[word.exact.0 as usize];
        if word.folded.0 == 0 {
            return (exact.lexeme, exact.further());
        }
        let folded = &self.places[word.folded.0 as usize];
        let lexeme = if exact.lexeme.known() { exact.lexeme } else { folded.lexeme };
        (lexeme, exact.further().and(folded.further()))
    }

    /// Lets words with capitals match in capitals throughout, where that spelling is not a word of its own.
    pub(crate) fn alias_capitals(&mut self) {
        self.words.alias_capitals();
    }

    /// The ids of a word of the text.
    pub(crate) fn word(&self, word: &str, capital: bool) -> WordIds {
        self.words.get(word, capital)
    }

    /// The same for a word whose letters are packed, as written and in lower case.
    #[inline]
    pub(crate) fn packed(&self, word: Packed, lower: Packed, capital: bool) -> WordIds {
        self.words.packed(word, lower, capital)
    }

    /// The nodes that a form starting with the word leads to: as written, then folded.
    #[inline]
    pub(crate) fn start(&self, word: WordIds) -> [Option<Node>; 2] {
        [word.exact, word.folded].map(|id| if id.0 == 0 { None } else { Some(Node(id.0)) })
    }

    /// The nodes one word further.
    #[inline]
    pub(crate) fn step(&self, node: Node, word: WordIds) -> [Option<Node>; 2] {
        let words = self.further(node).words;
        [word.exact, word.folded].map(|id| if words & bit(id) == 0 { None } else { self.edge_of(node, id) })
    }

    fn edge_of(&self, node: Node, word: WordId) -> Option<Node> {
        self.edges.get(&(node.0, word)).map(|&next| Node(next))
    }

    fn intern(&mut self, word: &str) -> WordId {
        let known = self.words.exact(word);
        if known != WordId::default() {
            return known;
        }
        let id = WordId(self.add());
        self.words.insert(word, id);
        id
    }
}

/// The bit of a word; none where there is no word.
const fn bit(word: WordId) -> u64 {
    ((word.0 != 0) as u64) << (word.0 % u64::BITS)
}
