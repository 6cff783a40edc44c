//! Runs of letters of ASCII, eight bytes at a time, with their case and in lower case.

use crate::lexicon::Packed;

/// A letter of the run is a capital.
pub(super) const UPPER: u8 = 1;
/// A letter of the run is a small one.
pub(super) const LOWER: u8 = 2;

/// The lowest and the highest bit of each of eight bytes, and the one that small letters have and capitals have not.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * LOW;
const SMALL: u64 = 0x20 * LOW;

/// A run of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// How many.
    pub(super) length: usize,
    /// Set of `UPPER`, `LOWER`.
    pub(super) cases: u8,
    /// The letters; [`Packed::NONE`] where they are too many.
    pub(super) word: Packed,
    /// The same in lower case.
    pub(super) lower: Packed,
}

/// The letters of `bytes` from `at` on.
#[inline(always)]
pub(super) fn run(bytes: &[u8], at: usize) -> Run {
    let first = eight(bytes, at);
    if first.length < 8 {
        packed(first.length, first.cases, first, Eight::default())
    } else {
        longer(bytes, at, first)
    }
}

#[inline(always)]
fn packed(length: usize, cases: u8, first: Eight, next: Eight) -> Run {
    let [word, lower] = [(first.word, next.word), (first.lower, next.lower)].map(|(a, b)| Packed::new(a, b));
    Run { length, cases, word, lower }
}

/// The run whose first eight letters are `first`.
#[inline(always)]
fn longer(bytes: &[u8], at: usize, first: Eight) -> Run {
    let next = eight(bytes, at + 8);
    let (mut length, mut cases, mut last) = (8 + next.length, first.cases | next.cases, next);
    while last.length == 8 {
        last = eight(bytes, at + length);
        length += last.length;
        cases |= last.cases;
    }
    if length <= Packed::LONGEST {
        packed(length, cases, first, next)
    } else {
        Run { length, cases, word: Packed::NONE, lower: Packed::NONE }
    }
}

/// The letters at the start of eight bytes.
#[derive(Clone, Copy, Default)]
struct Eight {
    length: usize,
    cases: u8,
    /// The letters, with zeros behind them.
    word: u64,
    /// The same in lower case.
    lower: u64,
}

#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> Eight {
    let eight = load(bytes, at);
    // The highest bit of each byte says whether it is a letter: from `a` on and not behind `z`.
    let small = eight & !HIGH | SMALL;
    let from_a = small + u64::from(0x80 - b'a') * LOW;
    let behind_z = small + u64::from(0x7f - b'z') * LOW;
    let letters = from_a & !behind_z & !eight & HIGH;
    let end = letters ^ HIGH;
    // The letters before the first other byte, then all bits of them.
    let run = letters & (end ^ end.wrapping_sub(1));
    let whole = (run << 1).wrapping_sub(run >> 7);
    let (word, lower) = (eight & whole, small & whole);
    let capitals = if word != lower { UPPER } else { 0 };
    let cases = capitals | if word & SMALL != 0 { LOWER } else { 0 };
    Eight { length: (end.trailing_zeros() / u8::BITS) as usize, cases, word, lower }
}

#[inline(always)]
fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().map_or_else(|| load_last(rest), |chunk| u64::from_le_bytes(*chunk))
}

/// The last bytes of a text, fewer than eight: two reads, which may overlap.
#[cold]
fn load_last(rest: &[u8]) -> u64 {
    let behind = |length: usize| 8 * (rest.len() - length);
    if let (Some(&first), Some(&last)) = (rest.first_chunk(), rest.last_chunk()) {
        return u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << behind(4);
    }
    if let (Some(&first), Some(&last)) = (rest.first_chunk(), rest.last_chunk()) {
        return u64::from(u16::from_le_bytes(first)) | u64::from(u16::from_le_bytes(last)) << behind(2);
    }
    rest.first().map_or(0, |&byte| u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, length: usize, cases: u8) {
        let packed = |word: &str| Packed::of(word).unwrap_or(Packed::NONE);
        let (word, lower) = (packed(&text[..length]), packed(&text[..length].to_ascii_lowercase()));
        for before in 0..3 {
            let found = run(format!("{}{text}", "7".repeat(before)).as_bytes(), before);
            assert_eq!(found, Run { length, cases, word, lower }, "{text:?}");
        }
    }

    #[test]
    fn a_run_ends_at_any_byte_that_is_no_letter() {
        for byte in (0..=0xFF).map(char::from).filter(|byte| !byte.is_ascii_alphabetic()) {
            for before in 0..20 {
                let wanted = if before == 0 { 0 } else { UPPER | LOWER };
                check(&format!("{}{byte}{}", "aZ".repeat(before), "b".repeat(10)), 2 * before, wanted);
            }
        }
    }

    #[test]
    fn the_cases_are_those_of_the_run_alone() {
        for length in 1..20 {
            check(&format!("{} bB", "Z".repeat(length)), length, UPPER);
            check(&format!("{}, BbB", "z".repeat(length)), length, LOWER);
            check(&"A".repeat(length), length, UPPER);
        }
        check("", 0, 0);
    }
}
