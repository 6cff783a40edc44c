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
    /// Where its letters stand in `letters`.
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
    /// The letters of all `others`.
    letters: String,
}

impl Spellings {
    pub(super) fn reserve(&mut self, words: usize) {
        self.short.reserve(words);
    }

    /// The ids of a word of the text that is packed in lower case, or not at all; `plain` says whether it is written so.
    #[inline]
    pub(super) fn find<'w>(
        &self,
        lower: Packed,
        plain: bool,
        capital: bool,
        word: impl FnOnce() -> &'w str,
    ) -> WordIds {
        if lower == Packed::NONE {
            return self.get(word(), capital);
        }
        let Some(&cases) = self.short.get(&lower) else { return WordIds::default() };
        if plain {
            return WordIds { exact: cases.plain, folded: WordId::default() };
        }
        self.ids(cases, word(), false, capital)
    }

    /// The ids of a word of the text; the folded one where it starts with a capital.
    pub(super) fn get(&self, word: &str, capital: bool) -> WordIds {
        let Some(packed) = Packed::of(word).filter(Packed::is_ascii) else {
            return self.get_folded(word, capital);
        };
        let lower = packed.lower();
        let Some(&cases) = self.short.get(&lower) else { return WordIds::default() };
        self.ids(cases, word, lower == packed, capital)
    }

    /// The same for long words and those with other letters.
    fn get_folded(&self, word: &str, capital: bool) -> WordIds {
        let lower = fold(word);
        match self.cases(&lower) {
            Some(cases) => self.ids(cases, word, lower == word, capital),
            None => WordIds::default(),
        }
    }

    fn ids(&self, cases: Cases, word: &str, plain: bool, capital: bool) -> WordIds {
        WordIds {
            exact: if plain { cases.plain } else { self.other(cases, word) },
            folded: if capital { cases.plain } else { WordId::default() },
        }
    }

    fn cases(&self, lower: &str) -> Option<Cases> {
        match Packed::of(lower) {
            Some(packed) => self.short.get(&packed).copied(),
            None => self.long.get(lower).copied(),
        }
    }

    fn other(&self, cases: Cases, word: &str) -> WordId {
        let mut at = cases.other;
        while let Some(other) = at.checked_sub(1).and_then(|index| self.others.get(index as usize)) {
            if self.letters_of(other) == word {
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
        let (cases, plain) = match Packed::of(word).filter(Packed::is_ascii) {
            Some(packed) => (self.short.entry(packed.lower()).or_default(), packed.lower() == packed),
            None => {
                let lower = fold(word);
                let plain = lower == word;
                let cases = match Packed::of(&lower) {
                    Some(packed) => self.short.entry(packed).or_default(),
                    None => self.long.entry(lower.into()).or_default(),
                };
                (cases, plain)
            }
        };
        if plain {
            cases.plain = id;
        } else {
            let start = self.letters.len() as u32;
            self.letters.push_str(word);
            self.others.push(Other { start, end: self.letters.len() as u32, id, next: cases.other });
            cases.other = self.others.len() as u32;
        }
    }

    /// Lets words with capitals match in capitals throughout, where that spelling is not a word of its own.
    pub(super) fn alias_capitals(&mut self) {
        let mut upper = String::new();
        for index in 0..self.others.len() {
            let (word, id) = (self.letters_of(&self.others[index]), self.others[index].id);
            upper.clear();
            if word.is_ascii() {
                upper.push_str(word);
                upper.make_ascii_uppercase();
            } else {
                upper.extend(word.chars().flat_map(char::to_uppercase));
            }
            if self.exact(&upper) == WordId::default() {
                self.insert(&upper, id);
            }
        }
    }
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
}

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The lowest bit of each byte.
const LOW: u64 = 0x0101_0101_0101_0101;

/// Eight bytes of ASCII in lower case: adding sets the highest bit of those from `A` on, and of those behind `Z`.
const fn lower(bytes: u64) -> u64 {
    let from_a = bytes + (0x80 - b'A' as u64) * LOW;
    let behind_z = bytes + (0x7f - b'Z' as u64) * LOW;
    bytes | ((from_a ^ behind_z) & HIGH) >> 2
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
