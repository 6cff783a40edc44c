//! The words that forms are made of, by their letters. A word of up to 16 bytes is two integers, so that finding it
//! touches the table alone.

use super::trie::WordId;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// The word as written and with its case folded; either may be absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordIds {
    pub(super) exact: WordId,
    pub(super) folded: WordId,
}

/// The bytes of a word of up to 16, the first in the lowest place, with zeros behind the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packed(u64, u64);

/// The spellings of a word that differ in case.
#[derive(Clone, Copy, Default)]
struct Cases {
    /// In lower case.
    plain: WordId,
    /// One past the index of another spelling in `others`; 0 where there is none.
    other: u32,
}

/// A spelling with capitals.
struct Other {
    /// Its letters, where they are short and of ASCII; [`Packed::NONE`] for others.
    word: Packed,
    /// Where the letters of others stand in `letters`.
    start: u32,
    end: u32,
    id: WordId,
    /// One past the index of the next one.
    next: u32,
}

#[derive(Default)]
pub(super) struct Spellings {
    short: FxHashMap<Packed, Cases>,
    long: FxHashMap<Box<str>, Cases>,
    others: Vec<Other>,
    /// The letters of those `others` that are not packed.
    letters: String,
}

impl Spellings {
    pub(super) fn reserve(&mut self, words: usize) {
        self.short.reserve(words);
    }

    /// The ids of a word of the text; the folded one where it starts with a capital.
    pub(super) fn get(&self, word: &str, capital: bool) -> WordIds {
        if let Some(packed) = Packed::of(word).filter(Packed::is_ascii) {
            return self.packed(packed, packed.lower(), capital);
        }
        let lower = fold(word);
        let cases = match Packed::of(&lower) {
            Some(packed) => self.short.get(&packed),
            None => self.long.get(&*lower),
        };
        let Some(&cases) = cases else { return WordIds::default() };
        let exact = if lower == word {
            cases.plain
        } else {
            self.other(cases, |other| self.letters_of(other) == word)
        };
        ids(cases, exact, capital)
    }

    /// The same for a word that is packed, as written and in lower case.
    #[inline]
    pub(super) fn packed(&self, word: Packed, lower: Packed, capital: bool) -> WordIds {
        let Some(&cases) = self.short.get(&lower) else { return WordIds::default() };
        let exact = if word == lower { cases.plain } else { self.other(cases, |other| other.word == word) };
        ids(cases, exact, capital)
    }

    /// The spelling with capitals that is the one looked for.
    #[inline]
    fn other(&self, cases: Cases, is_it: impl Fn(&Other) -> bool) -> WordId {
        let mut at = cases.other;
        while let Some(other) = at.checked_sub(1).and_then(|index| self.others.get(index as usize)) {
            if is_it(other) {
                return other.id;
            }
            at = other.next;
        }
        WordId::default()
    }

    fn letters_of(&self, other: &Other) -> &str {
        self.letters.get(other.start as usize..other.end as usize).unwrap_or_default()
    }

    /// The id of exactly this spelling.
    pub(super) fn exact(&self, word: &str) -> WordId {
        self.get(word, false).exact
    }

    pub(super) fn insert(&mut self, word: &str, id: WordId) {
        if let Some(packed) = Packed::of(word).filter(Packed::is_ascii) {
            return self.insert_packed(packed, id);
        }
        let lower = fold(word);
        let plain = lower == word;
        let cases = match Packed::of(&lower) {
            Some(packed) => self.short.entry(packed).or_default(),
            None => self.long.entry(lower.into()).or_default(),
        };
        if plain {
            cases.plain = id;
            return;
        }
        let start = self.letters.len() as u32;
        self.letters.push_str(word);
        let end = self.letters.len() as u32;
        self.others.push(Other { word: Packed::NONE, start, end, id, next: cases.other });
        cases.other = self.others.len() as u32;
    }

    fn insert_packed(&mut self, word: Packed, id: WordId) {
        let lower = word.lower();
        let cases = self.short.entry(lower).or_default();
        if word == lower {
            cases.plain = id;
            return;
        }
        self.others.push(Other { word, start: 0, end: 0, id, next: cases.other });
        cases.other = self.others.len() as u32;
    }

    /// Lets words with capitals match in capitals throughout, where that spelling is not a word of its own.
    pub(super) fn alias_capitals(&mut self) {
        for index in 0..self.others.len() {
            let Other { word, id, .. } = self.others[index];
            if word != Packed::NONE {
                let upper = word.upper();
                if self.packed(upper, upper.lower(), false).exact == WordId::default() {
                    self.insert_packed(upper, id);
                }
                continue;
            }
            let word = self.letters_of(&self.others[index]);
            let upper = match word.is_ascii() {
                true => word.to_ascii_uppercase(),
                false => word.chars().flat_map(char::to_uppercase).collect(),
            };
            if self.exact(&upper) == WordId::default() {
                self.insert(&upper, id);
            }
        }
    }
}

fn ids(cases: Cases, exact: WordId, capital: bool) -> WordIds {
    WordIds { exact, folded: if capital { cases.plain } else { WordId::default() } }
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.chars().flat_map(char::to_lowercase).collect()
    }
}

/// One word for the hasher; words that agree in it are told apart by both.
impl Hash for Packed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0 ^ self.1.rotate_left(29));
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

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The lowest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// The bit that small letters have and capitals have not.
const SMALL: u64 = 0x20 * LOW;

/// Eight bytes of ASCII in lower case.
const fn lower(bytes: u64) -> u64 {
    bytes | capitals(bytes) >> 2
}

/// The highest bit of each of eight bytes of ASCII that is a capital: adding sets it in those from `A` on, and in those
/// behind `Z`.
const fn capitals(bytes: u64) -> u64 {
    let from_a = bytes + (0x80 - b'A' as u64) * LOW;
    let behind_z = bytes + (0x7f - b'Z' as u64) * LOW;
    (from_a ^ behind_z) & HIGH
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
        let mut spellings = Spellings::default();
        for (word, id) in words.iter().zip(1..) {
            spellings.insert(word, WordId(id));
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
}
