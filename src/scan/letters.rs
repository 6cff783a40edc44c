//! Runs of letters of ASCII, eight bytes at a time, and their case.

/// A letter of the run is a capital.
pub(super) const UPPER: u8 = 1;
/// A letter of the run is a small one.
pub(super) const LOWER: u8 = 2;

/// The lowest and the highest bit of each of eight bytes, and the one that small letters have and capitals have not.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * LOW;
const SMALL: u64 = 0x20 * LOW;

/// How many bytes are letters, from the first on; their cases are added to `cases`.
pub(super) fn run(bytes: &[u8], cases: &mut u8) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk() {
        let eight = u64::from_le_bytes(*chunk);
        // The highest bit of each byte says whether it is a letter: from `a` on and not behind `z`.
        let small = eight & !HIGH | SMALL;
        let from_a = small + u64::from(0x80 - b'a') * LOW;
        let behind_z = small + u64::from(0x7f - b'z') * LOW;
        let letters = from_a & !behind_z & !eight & HIGH;
        let count = (letters ^ HIGH).trailing_zeros() / u8::BITS;
        let run = letters & if count == 8 { u64::MAX } else { (1 << (count * u8::BITS)) - 1 };
        // The bit of small letters, in the place of the highest.
        let small = run & eight << 2;
        *cases |= if small != 0 { LOWER } else { 0 } | if small != run { UPPER } else { 0 };
        at += count as usize;
        if count < 8 {
            return at;
        }
    }
    let rest = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic());
    rest.map(|byte| *cases |= if byte.is_ascii_uppercase() { UPPER } else { LOWER }).count() + at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, length: usize, wanted: u8) {
        let mut cases = 0;
        assert_eq!((run(text.as_bytes(), &mut cases), cases), (length, wanted), "{text:?}");
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
