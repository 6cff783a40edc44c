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
    /// The letters in lower case; [`Packed::NONE`] where they are too many.
    pub(super) lower: Packed,
}

/// The letters of `bytes` from `at` on.
#[inline(always)]
pub(super) fn run(bytes: &[u8], at: usize) -> Run {
    let (length, cases, lower) = eight(bytes, at);
    if length < 8 {
        Run { length, cases, lower: Packed::new(lower, 0) }
    } else {
        longer(bytes, at, cases, lower)
    }
}

/// The run whose first eight letters are `first`.
fn longer(bytes: &[u8], at: usize, mut cases: u8, first: u64) -> Run {
    let mut length = 8;
    let mut last = 0;
    loop {
        let (count, more, lower) = eight(bytes, at + length);
        last = if length == 8 { lower } else { last };
        cases |= more;
        length += count;
        if count < 8 {
            let fits = length <= Packed::LONGEST;
            return Run { length, cases, lower: if fits { Packed::new(first, last) } else { Packed::NONE } };
        }
    }
}

/// How many of the eight bytes from `at` on are letters, from the first on; their cases, and the letters in lower case, with
/// zeros behind them.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> (usize, u8, u64) {
    let eight = load(bytes, at);
    // The highest bit of each byte says whether it is a letter: from `a` on and not behind `z`.
    let small = eight & !HIGH | SMALL;
    let from_a = small + u64::from(0x80 - b'a') * LOW;
    let behind_z = small + u64::from(0x7f - b'z') * LOW;
    let letters = from_a & !behind_z & !eight & HIGH;
    let end = letters ^ HIGH;
    // The letters before the first other byte.
    let run = letters & (end ^ end.wrapping_sub(1));
    // The bit of small letters, in the place of the highest.
    let small_ones = run & eight << 2;
    let cases = if small_ones != 0 { LOWER } else { 0 } | if small_ones != run { UPPER } else { 0 };
    let whole = (run << 1).wrapping_sub(run >> 7);
    ((end.trailing_zeros() / u8::BITS) as usize, cases, small & whole)
}

/// Eight bytes from `at` on, with zeros behind the last.
#[inline(always)]
fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.first_chunk().map_or_else(|| load_last(rest), |chunk| u64::from_le_bytes(*chunk))
}

/// The last bytes of a text, fewer than eight.
#[cold]
fn load_last(rest: &[u8]) -> u64 {
    let mut chunk = [0; 8];
    chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, length: usize, cases: u8) {
        let lower = Packed::of(&text[..length].to_ascii_lowercase()).unwrap_or(Packed::NONE);
        for before in 0..3 {
            let found = run(format!("{}{text}", "7".repeat(before)).as_bytes(), before);
            assert_eq!(found, Run { length, cases, lower }, "{text:?}");
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
