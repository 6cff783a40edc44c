//! The words that forms are made of, by their letters. A word of up to 16 bytes is two integers, so that finding it
//! touches the table alone.

use super::trie::WordId;
use rustc_hash::FxHashMap;

/// The word as written and with its case folded; either may be absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordIds {
    pub(super) exact: WordId,
    pub(super) folded: WordId,
}

/// The bytes of a word of up to 16, the first in the lowest place, with zeros behind the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packed(u64, u64);

/// A word as a form has it, with up to 16 bytes.
struct Spelling {
    letters: Packed,
    id: WordId,
    /// The number of another spelling that differs from this one in case; 0 where there is none.
    next: u32,
}

/// All words. Those that differ in the bit of case alone are a list: the one in lower case, then the others as they came.
pub(super) struct Spellings {
    /// Where each list starts, by a hash of the word: the number of a spelling, and some of the hash above it; 0 where there
    /// is none. There is a power of two of them.
    slots: Vec<u32>,
    /// Spellings by their numbers, from 1.
    short: Vec<Spelling>,
    /// Words of more bytes.
    long: FxHashMap<Box<str>, WordId>,
    /// Words with capitals that are long or not of ASCII.
    others: Vec<(Box<str>, WordId)>,
}

/// The bits of a slot that are a number. The others are of the hash: most words that are none of ours differ in them.
const NUMBER: u32 = 0x00FF_FFFF;

impl Spellings {
    /// No words, with room for about so many.
    pub(super) fn with_room(words: usize) -> Spellings {
        let slots = vec![0; slots(words)];
        Spellings { slots, short: Vec::with_capacity(words), long: FxHashMap::default(), others: Vec::new() }
    }

    /// The ids of a word of the text; the folded one where it starts with a capital.
    pub(super) fn get(&self, word: &str, capital: bool) -> WordIds {
        if let Some(packed) = Packed::of(word).filter(Packed::is_ascii) {
            return self.packed(packed, packed.lower(), capital);
        }
        let folded = if capital { self.written(&fold(word)) } else { WordId::default() };
        WordIds { exact: self.written(word), folded }
    }

    /// The same for a word that is packed, as written and in lower case.
    #[inline]
    pub(super) fn packed(&self, word: Packed, lower: Packed, capital: bool) -> WordIds {
        let slot = self.slots[lower.hash() as usize & (self.slots.len() - 1)];
        if slot == 0 {
            return WordIds::default();
        }
        match self.spelling(slot) {
            Some(first) if first.letters == lower && (word == lower || first.next == 0) => {
                let is = |it: bool| if it { first.id } else { WordId::default() };
                WordIds { exact: is(word == lower), folded: is(capital) }
            }
            // The one in lower case would stand before it.
            Some(first) if first.letters == word => WordIds { exact: first.id, folded: WordId::default() },
            _ => self.listed(word, lower, capital),
        }
    }

    /// The same from the list of the word, wherever that is. One of ours with capitals matches in capitals throughout too,
    /// where that is not a word of its own.
    #[inline(never)]
    fn listed(&self, word: Packed, lower: Packed, capital: bool) -> WordIds {
        let Some(first) = self.first(lower) else { return WordIds::default() };
        let mut exact = self.find(first, |letters| letters == word);
        if exact == WordId::default() && word == lower.upper() {
            exact = self.find(first, |letters| letters != lower && letters.lower() == lower);
        }
        let folded = if capital { self.find(first, |letters| letters == lower) } else { WordId::default() };
        WordIds { exact, folded }
    }

    /// The id of exactly this spelling.
    fn written(&self, word: &str) -> WordId {
        let Some(letters) = Packed::of(word) else { return self.long.get(word).copied().unwrap_or_default() };
        let first = self.first(letters);
        first.map_or(WordId::default(), |first| self.find(first, |spelling| spelling == letters))
    }

    /// The spelling of that number.
    #[inline]
    fn spelling(&self, number: u32) -> Option<&Spelling> {
        self.short.get(((number & NUMBER) as usize).wrapping_sub(1))
    }

    /// The id of the spelling that is meant, among that one and those behind it.
    #[inline]
    fn find(&self, first: &Spelling, is_it: impl Fn(Packed) -> bool) -> WordId {
        let mut list = std::iter::successors(Some(first), |spelling| self.spelling(spelling.next));
        list.find(|spelling| is_it(spelling.letters)).map_or(WordId::default(), |spelling| spelling.id)
    }

    /// The first spelling of a word.
    #[inline]
    fn first(&self, word: Packed) -> Option<&Spelling> {
        self.spelling(self.slots[self.slot(word)])
    }

    /// The slot of the list of a word; an empty one where there is none.
    #[inline]
    fn slot(&self, word: Packed) -> usize {
        let (hash, last) = (word.hash(), self.slots.len() - 1);
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots[at];
            let is_it = |first: &Spelling| first.letters.is_but_for_case(word);
            if slot == 0 || (slot ^ hash) & !NUMBER == 0 && self.spelling(slot).is_some_and(is_it) {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    /// The id of exactly this spelling: `new` where it was not known.
    pub(super) fn intern(&mut self, word: &str, new: WordId) -> WordId {
        let letters = Packed::of(word);
        let id = match letters {
            Some(letters) => self.intern_packed(letters, letters.lower(), new),
            None => *self.long.entry(word.into()).or_insert(new),
        };
        if id == new && !letters.is_some_and(|letters| letters.is_ascii()) && fold(word) != word {
            self.others.push((word.into(), new));
        }
        id
    }

    /// The same for a word that is packed, as written and in lower case.
    pub(super) fn intern_packed(&mut self, word: Packed, lower: Packed, new: WordId) -> WordId {
        // Most words of forms are in others too.
        if let Some(first) = self.spelling(self.slots[word.hash() as usize & (self.slots.len() - 1)])
            && first.letters == word
        {
            return first.id;
        }
        let slot = self.slot(word);
        let first = self.slots[slot] & NUMBER;
        let (mut last, mut at) = (0, first);
        while let Some(spelling) = self.spelling(at) {
            if spelling.letters == word {
                return spelling.id;
            }
            (last, at) = (at, spelling.next);
        }
        let number = self.short.len() as u32 + 1;
        let next = if word == lower { first } else { 0 };
        self.short.push(Spelling { letters: word, id: new, next });
        if word == lower || first == 0 {
            self.slots[slot] = word.hash() & !NUMBER | number;
        } else {
            self.short[last as usize - 1].next = number;
        }
        if slots(self.short.len()) > self.slots.len() {
            self.grow();
        }
        new
    }

    fn grow(&mut self) {
        let more = vec![0; 2 * self.slots.len()];
        for slot in std::mem::replace(&mut self.slots, more) {
            if let Some(first) = self.spelling(slot) {
                let at = self.slot(first.letters);
                self.slots[at] = slot;
            }
        }
    }

    /// Lets the other words with capitals match in capitals throughout too.
    pub(super) fn alias_capitals(&mut self) {
        for (word, id) in std::mem::take(&mut self.others) {
            let upper: String = word.chars().flat_map(char::to_uppercase).collect();
            if self.get(&upper, false).exact == WordId::default() {
                self.intern(&upper, id);
            }
        }
    }
}

/// How many slots so many words have: half stay empty, as most words of a text are none of ours, and an empty slot says so.
const fn slots(words: usize) -> usize {
    (2 * words).next_power_of_two()
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.chars().flat_map(char::to_lowercase).collect()
    }
}

impl Packed {
    /// The longest word, in bytes.
    pub(crate) const LONGEST: usize = 16;
    /// No word.
    pub(crate) const NONE: Packed = Packed(0, 0);

    /// A word by its first eight bytes and the next ones.
    pub(crate) const fn new(first: u64, last: u64) -> Packed {
        Packed(first, last)
    }

    /// A word that is not too long.
    pub(crate) fn of(word: &str) -> Option<Packed> {
        let bytes = word.as_bytes();
        let length = bytes.len();
        // The last bytes are read together with some before them, and put in their place.
        Some(match length {
            1..4 => {
                let byte = |at: usize| u64::from(bytes[at]) << (8 * at);
                Packed(byte(0) | byte(length / 2) | byte(length - 1), 0)
            }
            4..8 => Packed(four(bytes, 0) | four(bytes, length - 4) << (8 * (length - 4)), 0),
            8 => Packed(eight(bytes, 0), 0),
            9..=Packed::LONGEST => {
                Packed(eight(bytes, 0), eight(bytes, length - 8) >> (8 * (Packed::LONGEST - length)))
            }
            _ => return None,
        })
    }

    /// Whether another word has the same letters, whatever their case.
    #[inline]
    fn is_but_for_case(self, other: Packed) -> bool {
        ((self.0 ^ other.0) | (self.1 ^ other.1)) & !SMALL == 0
    }

    /// Some bits that depend on all letters and not on their case: the middle of a product.
    #[inline]
    fn hash(self) -> u32 {
        let letters = (self.0 ^ self.1.rotate_left(u32::BITS)) & !SMALL;
        ((u128::from(letters) * u128::from(ODD)) >> u64::BITS) as u32
    }

    fn is_ascii(&self) -> bool {
        (self.0 | self.1) & HIGH == 0
    }

    fn lower(self) -> Packed {
        Packed(lower(self.0), lower(self.1))
    }

    fn upper(self) -> Packed {
        // A small letter is what becomes one by its bit and has it.
        let upper = |bytes: u64| bytes & !(capitals(bytes & !SMALL) >> 2 & bytes);
        Packed(upper(self.0), upper(self.1))
    }
}

/// A number whose bits are as those of a random one.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The lowest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// The bit that small letters have and capitals have not.
const SMALL: u64 = 0x20 * LOW;

/// Eight bytes with the letters of ASCII in lower case.
const fn lower(bytes: u64) -> u64 {
    bytes | capitals(bytes) >> 2
}

/// The highest bit of each of eight bytes that is a capital of ASCII: adding sets it in those from `A` on, and in those
/// behind `Z`.
const fn capitals(bytes: u64) -> u64 {
    let ascii = bytes & !HIGH;
    let from_a = ascii + (0x80 - b'A' as u64) * LOW;
    let behind_z = ascii + (0x7f - b'Z' as u64) * LOW;
    (from_a ^ behind_z) & !bytes & HIGH
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

fn four(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)))
}

#[cfg(test)]
mod tests {
    use super::{Spellings, WordId, WordIds};

    #[test]
    fn words_are_found_as_written_and_folded() {
        let words = [
            "a",
            "us",
            "US",
            "May",
            "may",
            "tonne",
            "Germany",
            "Afghanistan",
            "Côte",
            "élan",
            "trade-weighted-and-more",
            "İzmir",
        ];
        let mut spellings = Spellings::with_room(2);
        for (word, id) in words.iter().zip(1..) {
            assert_eq!(spellings.intern(word, WordId(id)), WordId(id));
            assert_eq!(spellings.intern(word, WordId(100)), WordId(id));
        }
        spellings.alias_capitals();
        let id =
            |word: &str| words.iter().zip(1..).find(|(known, _)| **known == word).map_or(0, |(_, id)| id);
        for (word, capital, exact, folded) in [
            ("a", false, "a", ""),
            ("A", true, "", "a"),
            ("US", true, "US", "us"),
            ("Us", true, "", "us"),
            ("MAY", true, "May", "may"),
            ("Tonne", true, "", "tonne"),
            ("tOnne", false, "", ""),
            ("GERMANY", true, "Germany", ""),
            ("AFGHANISTAN", true, "Afghanistan", ""),
            ("AFGHANIsTAN", true, "", ""),
            ("germany", false, "", ""),
            ("CÔTE", true, "Côte", ""),
            ("Élan", true, "", "élan"),
            ("Trade-weighted-and-more", true, "", "trade-weighted-and-more"),
            ("İzmir", true, "İzmir", ""),
            ("unknown", false, "", ""),
        ] {
            let wanted = WordIds { exact: WordId(id(exact)), folded: WordId(id(folded)) };
            assert_eq!(spellings.get(word, capital), wanted, "{word}");
        }
    }

    #[test]
    fn many_words_are_told_apart() {
        let words: Vec<String> = (1..2000).flat_map(|n| [format!("Ab{n}"), format!("ab{n}")]).collect();
        let mut spellings = Spellings::with_room(2);
        for _ in 0..2 {
            for (word, id) in words.iter().zip(1..) {
                assert_eq!(spellings.intern(word, WordId(id)), WordId(id));
            }
        }
        for (word, id) in words.iter().zip(1..) {
            let capital = word.starts_with('A');
            let folded = WordId(if capital { id + 1 } else { 0 });
            assert_eq!(spellings.get(word, capital), WordIds { exact: WordId(id), folded }, "{word}");
        }
    }
}
