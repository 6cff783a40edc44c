//! Forms of one or more words as paths of word ids; the longest path that matches wins.

use super::LexemeId;
use super::spelling::{Packed, Spellings, WordIds};
use crate::scan::lexer::Piece;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::{Hash, Hasher};

/// A word that occurs in some form: the place of its node among those that forms start with. 0 is no such word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordId(pub(super) u32);

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node(u32);

/// What is known at a node; what leads further in two fields, which makes it small.
#[derive(Clone, Copy, Default)]
struct Place {
    words: u32,
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
    words: u32,
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
const WORDS: usize = 9_000;
const STEPS: usize = 14_000;

/// A word behind a node.
#[derive(PartialEq, Eq)]
struct Step {
    from: u32,
    word: WordId,
}

/// One number for the hasher, not two.
impl Hash for Step {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.from) << u32::BITS | u64::from(self.word.0));
    }
}

pub(crate) struct Trie {
    words: Spellings,
    edges: FxHashMap<Step, u32>,
    places: Vec<Place>,
}

impl Trie {
    pub(crate) fn new() -> Trie {
        let mut places = Vec::with_capacity(WORDS + STEPS);
        places.push(Place::default());
        let edges = FxHashMap::with_capacity_and_hasher(STEPS, FxBuildHasher);
        Trie { words: Spellings::with_room(WORDS), edges, places }
    }

    /// The node that a word leads to from `node`, or from the start; made where it is new.
    pub(crate) fn insert(&mut self, node: Option<Node>, piece: Piece) -> Node {
        let new = WordId(self.places.len() as u32);
        let word = match piece {
            Piece::Letters(word, lower) => self.words.intern_packed(word, lower, new),
            Piece::Other(word) => self.words.intern(word, new),
        };
        if word == new {
            self.places.push(Place::default());
        }
        let Some(node) = node else { return Node(word.0) };
        let new = self.places.len() as u32;
        let next = *self.edges.entry(Step { from: node.0, word }).or_insert(new);
        if next == new {
            self.places.push(Place::default());
            let place = &mut self.places[node.0 as usize];
            place.words |= bit(word);
            if let Piece::Other(word) = piece {
                place.marks |= marks(word);
            }
        }
        Node(next)
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

    /// Lets words with capitals match in capitals throughout: called once all are there.
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
        self.edges.get(&Step { from: node.0, word }).map(|&next| Node(next))
    }
}

/// Whether a word is a number or a mark, or may be either: a set of `NUMBER`, `MARK`.
fn marks(word: &str) -> u8 {
    match () {
        () if word.starts_with(char::is_numeric) => NUMBER,
        () if word.chars().any(char::is_numeric) => NUMBER | MARK,
        () if word.chars().all(char::is_alphabetic) => 0,
        () => MARK,
    }
}

/// The bit of a word; none where there is no word.
const fn bit(word: WordId) -> u32 {
    ((word.0 != 0) as u32) << (word.0 % u32::BITS)
}
