//! Where in a text a form of a list may stand: one pass over its bytes, in which no form is missed.
//!
//! Every form has four letters in a row (`xpor`, `trad`) that one of a few anchors are; the anchors are chosen so that many
//! forms share one and few other words have it. Of each two places one is looked at: the three letters there are those
//! of an anchor's start or of its end, or no anchor starts at either place.

/// Letters of an anchor.
const LETTERS: usize = 4;

/// Places that are looked at in one round, each for two places of the text.
const ROUND: usize = 8;

/// Bits of a hash of three letters.
const BITS: u32 = 13;

/// How often each letter occurs in English, a to z, in tenths of a percent.
const OFTEN: [u64; 26] =
    [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1];

/// What the comparing with one more anchor costs, in the unit of the products of [`OFTEN`].
const ANCHOR: u64 = 10_000_000;

type Anchor = [u8; LETTERS];

/// The anchors of a list of forms.
pub(super) struct Anchors {
    /// In lower case, as numbers.
    anchors: Vec<u32>,
    /// For each hash whether three letters of an anchor have it.
    parts: Box<[bool; 1 << BITS]>,
}

impl Anchors {
    /// Anchors for forms, which are words in small letters; none where a form has no four letters in a row.
    pub(super) fn of<'a>(forms: impl Iterator<Item = &'a [String]>) -> Option<Anchors> {
        let mut left: Vec<Vec<Anchor>> = forms.map(windows).collect();
        let mut anchors = Vec::new();
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
        for [a, b, c, d] in &anchors {
            parts[hash(u32::from_le_bytes([*a, *b, *c, 0]))] = true;
            parts[hash(u32::from_le_bytes([*b, *c, *d, 0]))] = true;
        }
        Some(Anchors { anchors: anchors.into_iter().map(u32::from_le_bytes).collect(), parts })
    }

    /// Whether `found` says so of a place where an anchor stands, and of its number; all are asked until one does.
    pub(super) fn any(&self, bytes: &[u8], mut found: impl FnMut(usize, usize) -> bool) -> bool {
        const READ: usize = 2 * ROUND + LETTERS;
        let mut at = 0;
        while let Some(round) = bytes.get(at..at + READ) {
            let four =
                |at: usize| u32::from_le_bytes([round[at], round[at + 1], round[at + 2], round[at + 3]]);
            let part = |place: usize| self.parts[hash(four(2 * place + 1))];
            // All of them without a branch: most rounds have none.
            if (0..ROUND).fold(false, |any, place| any | part(place)) {
                let places =
                    (0..ROUND).filter(|&place| part(place)).flat_map(|place| [2 * place, 2 * place + 1]);
                for place in places {
                    if self.number(four(place)).is_some_and(|anchor| found(at + place, anchor)) {
                        return true;
                    }
                }
            }
            at += 2 * ROUND;
        }
        let rest = bytes[at..].windows(LETTERS).enumerate();
        rest.filter_map(|(place, four)| Some((place, u32::from_le_bytes(four.try_into().ok()?))))
            .any(|(place, four)| self.number(four).is_some_and(|anchor| found(at + place, anchor)))
    }

    /// The first anchor of a form: its number, the word that it stands in, and where.
    pub(super) fn first_in(&self, form: &[String]) -> Option<(usize, usize, usize)> {
        form.iter().enumerate().find_map(|(word, letters)| {
            let fours = letters.as_bytes().windows(LETTERS).enumerate();
            fours
                .filter_map(|(at, four)| Some((at, u32::from_le_bytes(four.try_into().ok()?))))
                .find_map(|(at, four)| Some((self.number(four)?, word, at)))
        })
    }

    /// The number of the anchor that these four letters are.
    fn number(&self, four: u32) -> Option<usize> {
        self.anchors.iter().position(|&anchor| anchor == four | 0x2020_2020)
    }
}

/// The hash of the three letters that are the low bytes of a number; large and small letters have the same.
#[inline]
fn hash(letters: u32) -> usize {
    ((letters & 0x001F_1F1F).wrapping_mul(0x9E37_79B1) >> (u32::BITS - BITS)) as usize
}

/// All four letters in a row of the words of a form.
fn windows(form: &[String]) -> Vec<Anchor> {
    let windows = form.iter().flat_map(|word| word.as_bytes().windows(LETTERS));
    let letters = windows.filter(|window| window.iter().all(u8::is_ascii_lowercase));
    letters.filter_map(|window| window.try_into().ok()).collect()
}

/// What it costs to look for an anchor: the comparing, and the words that have it by chance.
fn cost(anchor: &Anchor) -> u64 {
    let often = |letter: &u8| OFTEN[usize::from(letter - b'a')];
    ANCHOR + anchor.iter().map(often).product::<u64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [&str; 5] = ["exports", "import bill", "foreign trade", "trade", "sales abroad"];

    fn anchors(forms: &[&str]) -> Option<Anchors> {
        let words = |form: &&str| form.split(' ').map(str::to_owned).collect();
        let forms: Vec<Vec<String>> = forms.iter().map(words).collect();
        Anchors::of(forms.iter().map(Vec::as_slice))
    }

    #[test]
    fn no_form_is_missed_wherever_it_stands() {
        let anchors = anchors(&FORMS).expect("four letters in each form");
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
        assert_eq!(anchors.anchors, [u32::from_le_bytes(*b"xpor")]);
        assert!(!anchors.any(b"The experts sported a report on ports.", |_, _| true));
    }

    #[test]
    fn a_form_without_four_letters_has_none() {
        assert!(anchors(&["exports", "fx 5"]).is_none());
    }
}
