//! Where in a text a form of a list may stand: one pass over its bytes, in which no form is missed.
//!
//! Every form has five letters in a row (`expor`, `trade`) that one of a few anchors are; the anchors are chosen so that many
//! forms share one and few other words have it. Of each three places one is looked at: the three letters there are those
//! of an anchor's start, middle or end, or no anchor starts at any of the three. The anchor of a form without five such
//! letters (`NODX`) is its rarest letter, which is looked for by itself.

/// Letters of an anchor.
const LETTERS: usize = 5;

/// Letters that are looked at together.
const PART: usize = 3;

/// The places of the text that one look is for.
const STEP: usize = LETTERS - PART + 1;

/// Looks in one round.
const ROUND: usize = 8;

/// Bits of a hash of three letters.
const BITS: u32 = 13;

/// How often each letter occurs in English, a to z, in tenths of a percent.
const OFTEN: [u64; 26] =
    [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1];

/// What the comparing with one more anchor costs, in the unit of the products of three of [`OFTEN`].
const ANCHOR: u64 = 250_000;

type Anchor = [u8; LETTERS];

/// The anchors of a list of forms.
pub(super) struct Anchors {
    /// In lower case, as numbers.
    anchors: Vec<u64>,
    /// Letters in lower case; their numbers are those behind the anchors'.
    letters: Vec<u8>,
    /// For each hash whether three letters of an anchor have it.
    parts: Box<[bool; 1 << BITS]>,
}

impl Anchors {
    /// Anchors for forms, which are words in small letters; none where a form has no letter.
    pub(super) fn of<'a>(forms: impl Iterator<Item = &'a [String]>) -> Option<Anchors> {
        let (mut anchors, mut letters) = (Vec::new(), Vec::new());
        let mut left = Vec::new();
        for form in forms {
            match windows(form) {
                windows if windows.is_empty() => letters.push(rarest(form)?),
                windows => left.push(windows),
            }
        }
        letters.sort_unstable();
        letters.dedup();
        while !left.is_empty() {
            let mut offered: Vec<Anchor> = left.iter().flatten().copied().collect();
            offered.sort_unstable();
            offered.dedup();
            let covered = |anchor: &Anchor| left.iter().filter(|form| form.contains(anchor)).count() as u64;
            // The least cost for each form that it covers.
            let best = offered.into_iter().min_by_key(|anchor| cost(anchor) / covered(anchor).max(1))?;
            left.retain(|form| !form.contains(&best));
            anchors.push(best);
        }
        let mut parts = Box::new([false; 1 << BITS]);
        for part in anchors.iter().flat_map(|anchor| anchor.windows(PART)) {
            parts[hash(number(part) as u32)] = true;
        }
        let anchors = anchors.iter().map(|anchor| number(anchor)).collect();
        Some(Anchors { anchors, letters, parts })
    }

    /// Whether `found` says so of a place where an anchor stands, and of its number; all are asked until one does.
    pub(super) fn any(&self, bytes: &[u8], mut found: impl FnMut(usize, usize) -> bool) -> bool {
        const READ: usize = STEP * ROUND - 1 + LETTERS;
        let mut at = 0;
        while let Some(round) = bytes.get(at..at + READ) {
            let part = |look: usize| {
                let start = STEP * look + STEP - 1;
                let four = [round[start], round[start + 1], round[start + 2], round[start + 3]];
                self.parts[hash(u32::from_le_bytes(four))]
            };
            // All of them without a branch: most rounds have none.
            if (0..ROUND).fold(false, |any, look| any | part(look)) {
                let looks = (0..ROUND).filter(|&look| part(look));
                for place in looks.flat_map(|look| STEP * look..STEP * (look + 1)) {
                    let there = &round[place..place + LETTERS];
                    if self.anchor(there).is_some_and(|anchor| found(at + place, anchor)) {
                        return true;
                    }
                }
            }
            at += STEP * ROUND;
        }
        let rest = bytes[at..].windows(LETTERS).enumerate();
        rest.filter_map(|(place, there)| Some((at + place, self.anchor(there)?)))
            .any(|(place, anchor)| found(place, anchor))
            || (self.anchors.len()..).zip(&self.letters).any(|(anchor, &letter)| {
                let places = memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), bytes);
                places.into_iter().any(|place| found(place, anchor))
            })
    }

    /// The first anchor of a form: its number, the word that it stands in, and where.
    pub(super) fn first_in(&self, form: &[String]) -> Option<(usize, usize, usize)> {
        let in_words = |width: usize, number: &dyn Fn(&[u8]) -> Option<usize>| {
            form.iter().enumerate().find_map(|(word, letters)| {
                let there = letters.as_bytes().windows(width).enumerate();
                there.into_iter().find_map(|(at, there)| Some((number(there)?, word, at)))
            })
        };
        let letter = |there: &[u8]| {
            self.letters.iter().position(|letter| [*letter] == *there).map(|at| self.anchors.len() + at)
        };
        in_words(LETTERS, &|there| self.anchor(there)).or_else(|| in_words(1, &letter))
    }

    /// The number of the anchor that these letters are.
    fn anchor(&self, letters: &[u8]) -> Option<usize> {
        let letters = number(letters) | SMALL;
        self.anchors.iter().position(|&anchor| anchor == letters)
    }
}

/// The bit of small letters, in each letter of an anchor.
const SMALL: u64 = 0x20_2020_2020;

/// A few bytes as a number, the first one lowest.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The hash of the three letters that are the low bytes of a number; large and small letters have the same.
#[inline]
fn hash(letters: u32) -> usize {
    ((letters & 0x001F_1F1F).wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS)) as usize
}

/// All runs of letters of the words of a form that an anchor may be.
fn windows(form: &[String]) -> Vec<Anchor> {
    let windows = form.iter().flat_map(|word| word.as_bytes().windows(LETTERS));
    let letters = windows.filter(|window| window.iter().all(u8::is_ascii_lowercase));
    letters.filter_map(|window| window.try_into().ok()).collect()
}

/// The letter of a form that is least often in a text.
fn rarest(form: &[String]) -> Option<u8> {
    let letters = form.iter().flat_map(|word| word.bytes()).filter(u8::is_ascii_lowercase);
    letters.min_by_key(often)
}

/// What it costs to look for an anchor: the comparing, and the words that have a part of it by chance.
fn cost(anchor: &Anchor) -> u64 {
    ANCHOR + anchor.windows(PART).map(|part| part.iter().map(often).product::<u64>()).sum::<u64>()
}

fn often(letter: &u8) -> u64 {
    OFTEN[usize::from(letter - b'a')]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [&str; 6] = ["exports", "import bill", "foreign trade", "trade", "sales abroad", "nodx"];

    fn anchors(forms: &[&str]) -> Option<Anchors> {
        let words = |form: &&str| form.split(' ').map(str::to_owned).collect();
        let forms: Vec<Vec<String>> = forms.iter().map(words).collect();
        Anchors::of(forms.iter().map(Vec::as_slice))
    }

    #[test]
    fn no_form_is_missed_wherever_it_stands() {
        let anchors = anchors(&FORMS).expect("letters in each form");
        for form in FORMS {
            for form in [form.to_owned(), form.to_uppercase()] {
                for before in 0..50 {
                    let text = [&"–".repeat(before), form.as_str(), &" ".repeat(before % 7)].concat();
                    let mut places = Vec::new();
                    anchors.any(text.as_bytes(), |at, _| {
                        places.push(at);
                        false
                    });
                    assert!(places.iter().any(|&at| at >= before * 3), "{text:?}: {places:?}");
                }
            }
        }
    }

    #[test]
    fn few_anchors_stand_for_many_forms() {
        let anchors =
            anchors(&["export", "exports", "exported", "re exports", "export bill"]).expect("anchors");
        assert_eq!(anchors.anchors, [number(b"expor")]);
        assert!(!anchors.any(b"The experts sported a report on ports.", |_, _| true));
    }

    #[test]
    fn the_rarest_letter_stands_for_a_short_form() {
        let anchors = anchors(&["exports", "nodx", "net fx 5"]).expect("anchors");
        assert_eq!(anchors.letters, [b'x']);
        assert!(!anchors.any(b"Other words.", |_, _| true));
    }

    #[test]
    fn a_form_without_letters_has_none() {
        assert!(anchors(&["exports", "5"]).is_none());
    }
}
