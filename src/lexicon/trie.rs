//! Forms of one or more words as paths of word ids; the longest path that matches wins.

use super::LexemeId;
use super::spelling::{Spellings, WordIds};
use rustc_hash::FxHashMap;

/// A word that occurs in some form. 0 is no such word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordId(pub(super) u32);

/// A place in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node(u32);

/// About how many words a language has, and how many steps from one to the next: tables of that size need not grow.
const WORDS: usize = 8_000;
const STEPS: usize = 14_000;

#[derive(Default)]
pub(crate) struct Trie {
    words: Spellings,
    edges: FxHashMap<(u32, WordId), u32>,
    /// First node of each word, 0 where no form starts with it.
    roots: Vec<u32>,
    lexemes: Vec<LexemeId>,
    /// Whether a longer form goes on from the node.
    inner: Vec<bool>,
}

impl Trie {
    pub(crate) fn new() -> Trie {
        let mut trie =
            Trie { roots: vec![0], lexemes: vec![LexemeId::UNKNOWN], inner: vec![false], ..Trie::default() };
        trie.words.reserve(WORDS);
        trie.edges.reserve(STEPS);
        trie
    }

    /// The node that `word` leads to from `node`, or from the start; made where it is new.
    pub(crate) fn insert(&mut self, node: Option<Node>, word: &str) -> Node {
        let id = self.intern(word);
        let next = match node {
            None => self.roots[id.0 as usize],
            Some(node) => self.edges.get(&(node.0, id)).copied().unwrap_or(0),
        };
        Node(if next != 0 { next } else { self.add(node, id) })
    }

    fn add(&mut self, node: Option<Node>, word: WordId) -> u32 {
        let new = self.lexemes.len() as u32;
        self.lexemes.push(LexemeId::UNKNOWN);
        self.inner.push(false);
        match node {
            None => self.roots[word.0 as usize] = new,
            Some(node) => {
                self.edges.insert((node.0, word), new);
                self.inner[node.0 as usize] = true;
            }
        }
        new
    }

    pub(crate) fn set_lexeme(&mut self, node: Node, lexeme: LexemeId) {
        self.lexemes[node.0 as usize] = lexeme;
    }

    pub(crate) fn lexeme(&self, node: Node) -> LexemeId {
        self.lexemes[node.0 as usize]
    }

    /// Whether some form is longer than the path to `node`.
    pub(crate) fn goes_on(&self, node: Node) -> bool {
        self.inner[node.0 as usize]
    }

    /// Lets words with capitals match in capitals throughout, where that spelling is not a word of its own.
    pub(crate) fn alias_capitals(&mut self) {
        self.words.alias_capitals();
    }

    /// The ids of a word of the text.
    pub(crate) fn word(&self, word: &str, capital: bool) -> WordIds {
        self.words.get(word, capital)
    }

    /// The nodes that a form starting with the word leads to: as written, then folded.
    pub(crate) fn start(&self, word: WordIds) -> [Option<Node>; 2] {
        [word.exact, word.folded].map(|id| match self.roots[id.0 as usize] {
            0 => None,
            node => Some(Node(node)),
        })
    }

    /// The nodes one word further.
    pub(crate) fn step(&self, node: Node, word: WordIds) -> [Option<Node>; 2] {
        [word.exact, word.folded].map(|id| if id.0 == 0 { None } else { self.edge_of(node, id) })
    }

    fn edge_of(&self, node: Node, word: WordId) -> Option<Node> {
        self.edges.get(&(node.0, word)).map(|&next| Node(next))
    }

    fn intern(&mut self, word: &str) -> WordId {
        let known = self.words.exact(word);
        if known != WordId::default() {
            return known;
        }
        let id = WordId(self.roots.len() as u32);
        self.roots.push(0);
        self.words.insert(word, id);
        id
    }
}
