//! Whether a text can hold a fact, by its bytes alone: most texts of a large corpus cannot, and are not read at all.
//!
//! A fact needs trade as the topic, and that needs a plain word of trade (`exports`, `trade deficit`), or `trade` beside
//! those who trade. The gate lets through every text that has one, and some that have not:
//!
//! ```text
//! form  = word (other+ word)* end       other: no letter and no digit of ASCII; end: no letter of ASCII, or the end
//! trade = form (between | with), or form in lower case with a name among the two words before it, and an area
//! ```
//!
//! A quick pass finds where five letters of a form stand (`anchors`); only there forms are compared with the text.

use super::anchors::Anchors;
use super::lexer::Lexer;
use crate::lexicon::{LONGEST_FORM, Lexicon};

/// Texts of so many bytes are short: any word of trade is their topic.
pub(crate) const SHORT: usize = 250;

/// How many bytes before `trade` are looked at for names of those who trade.
const REACH: usize = 64;

/// How many bytes before it are cut into tokens for an area, where as many forms as matter have room in them.
const AREA: usize = 256;

/// The gate of one language.
pub(crate) struct Gate {
    /// Where forms may stand; none where a form has no letter, and every text is let through.
    anchors: Option<Anchors>,
    /// The words that have an anchor, by its number.
    words: Vec<Vec<Word>>,
    /// What may stand behind `trade`.
    joining: Vec<Words>,
}

/// The words of a form in small letters.
type Words = Vec<String>;

/// A word with an anchor, and the forms that it stands in.
struct Word {
    letters: String,
    /// Where in it the anchor starts.
    offset: usize,
    forms: Vec<Form>,
}

/// The words of a form before and behind the one with the anchor.
struct Form {
    before: Words,
    behind: Words,
    /// `trade`: it needs those who trade beside it.
    needs_traders: bool,
}

impl Gate {
    pub(crate) fn new(lexicon: &Lexicon) -> Gate {
        let plain = lexicon.plain_forms.iter().map(|form| (words(form), false));
        let mut all: Vec<(Words, bool)> =
            plain.chain(lexicon.trade_forms.iter().map(|form| (words(form), true))).collect();
        // A form that another one is part of (`export value`) adds nothing to it.
        let plain: Vec<Words> = all.iter().filter(|form| !form.1).map(|form| form.0.clone()).collect();
        all.retain(|(form, _)| {
            !plain.iter().any(|part| part.len() < form.len() && form.windows(part.len()).any(|w| w == part))
        });
        let anchors = Anchors::of(all.iter().map(|(words, _)| words.as_slice()));
        let joining = lexicon.joining_forms.iter().map(|form| words(form)).collect();
        let mut gate = Gate { anchors, words: Vec::new(), joining };
        for (form, needs_traders) in all {
            gate.add(form, needs_traders);
        }
        gate
    }

    fn add(&mut self, mut before: Words, needs_traders: bool) {
        let Some((anchor, word, offset)) = self.anchors.as_ref().and_then(|all| all.first_in(&before)) else {
            return;
        };
        let behind = before.split_off(word + 1);
        let Some(letters) = before.pop() else { return };
        self.words.resize_with(self.words.len().max(anchor + 1), Vec::new);
        let words = &mut self.words[anchor];
        let form = Form { before, behind, needs_traders };
        match words.iter_mut().find(|word| word.offset == offset && word.letters == letters) {
            Some(word) => word.forms.push(form),
            None => words.push(Word { letters, offset, forms: vec![form] }),
        }
    }

    /// Whether the text may hold a fact; where not, it holds none.
    pub(crate) fn opens(&self, text: &str, lexicon: &Lexicon) -> bool {
        let Some(anchors) = &self.anchors else { return true };
        text.len() <= SHORT
            || anchors.any(text.as_bytes(), |at, anchor| {
                self.words.get(anchor).into_iter().flatten().any(|word| self.is_at(text, at, word, lexicon))
            })
    }

    /// Whether a form stands with the anchor of this word at `at`, and has what it needs.
    fn is_at(&self, text: &str, at: usize, word: &Word, lexicon: &Lexicon) -> bool {
        let bytes = text.as_bytes();
        let Some(start) = at.checked_sub(word.offset) else { return false };
        let Some(end) = ends_at(bytes, start, std::slice::from_ref(&word.letters)) else { return false };
        if start > 0 && bytes[start - 1].is_ascii_alphabetic() {
            return false;
        }
        // Of most forms the first letter of the word behind is another one.
        let next = bytes[end..].iter().find(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
        let behind = word
            .forms
            .iter()
            .filter(|form| form.behind.first().is_none_or(|word| word.bytes().next() == next));
        behind.into_iter().any(|form| {
            let Some(end) = goes_on(bytes, end, &form.behind) else { return false };
            let Some(start) = starts_at(bytes, start, &form.before) else { return false };
            !form.needs_traders
                || self.joining.iter().any(|words| goes_on(bytes, end, words).is_some())
                || is_named_before(bytes, start) && may_follow_area(text, start, lexicon)
        })
    }
}

/// Whether an area may be among the two tokens before `at`.
fn may_follow_area(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let start = (at.saturating_sub(AREA)..=at).find(|&start| text.is_char_boundary(start)).unwrap_or(at);
    let before = &text[start..at];
    let room = start == 0 || before.split_ascii_whitespace().nth(2 * LONGEST_FORM).is_some();
    !room || Lexer::new(lexicon).may_end_with_area(before)
}

/// Where words end that stand behind the one that ends at `at`; none where others stand there.
fn goes_on(bytes: &[u8], at: usize, words: &[String]) -> Option<usize> {
    if words.is_empty() { Some(at) } else { ends_at(bytes, at + gap(&bytes[at..])?, words) }
}

/// Where words that start at `at` end; none where others stand there or the last one goes on.
fn ends_at(bytes: &[u8], at: usize, words: &[String]) -> Option<usize> {
    let mut end = at;
    for (number, word) in words.iter().enumerate() {
        if number > 0 {
            end += gap(&bytes[end..])?;
        }
        let there = bytes.get(end..end + word.len())?;
        if !there.eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
        end += word.len();
    }
    (!bytes.get(end).is_some_and(u8::is_ascii_alphabetic)).then_some(end)
}

/// Where words start that end before the one at `at`; none where others stand there or more letters before the first.
fn starts_at(bytes: &[u8], at: usize, words: &[String]) -> Option<usize> {
    let mut start = at;
    for word in words.iter().rev() {
        let gap = bytes[..start].iter().rev().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let end = start - gap;
        start = end.checked_sub(word.len())?;
        if gap == 0 || !bytes[start..end].eq_ignore_ascii_case(word.as_bytes()) {
            return None;
        }
    }
    (start == 0 || !bytes[start - 1].is_ascii_alphabetic()).then_some(start)
}

/// The bytes between two words, at the start of these; none where there are none.
fn gap(bytes: &[u8]) -> Option<usize> {
    let gap = bytes.iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    (gap > 0).then_some(gap)
}

/// Whether the word at `end` has those who trade before it: one of the two words there starts with a capital and is no short
/// word such as `The`. A word that is part of a name itself (`World Trade Organization`) has none.
pub(crate) fn is_named_before(bytes: &[u8], end: usize) -> bool {
    let is = |at: usize, case: fn(&u8) -> bool| bytes.get(at).is_some_and(case);
    if is(end, u8::is_ascii_uppercase) && is(end + 1, u8::is_ascii_lowercase) {
        return false;
    }
    let before = &bytes[end.saturating_sub(REACH)..end];
    let words = before.rsplit(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80);
    words.filter(|word| !word.is_empty()).take(2).any(|word| {
        let capital = word[0].is_ascii_uppercase() || word[0] >= 0x80;
        capital && (word.len() > 3 || word.iter().all(u8::is_ascii_uppercase))
    })
}

/// The words of a form, as bytes tell them apart.
fn words(form: &str) -> Words {
    let words = form.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text about something else, long enough to have a topic, with this in it.
    fn opens(what: &str) -> bool {
        let other = "The mayor spoke of the weather and of the roads in the north of the town. ".repeat(4);
        let lexicon = Lexicon::english().expect("a lexicon");
        Gate::new(lexicon).opens(&format!("{other}{what} {other}"), lexicon)
    }

    #[test]
    fn plain_words_of_trade_open_it() {
        for what in [
            "exports.",
            "It EXPORTED cars.",
            "its import bill",
            "a trade\n deficit",
            "re-exports",
            "(5exports)",
            "the surplus on trade in goods",
            "sales abroad",
            "sales – abroad",
            "trade with Ghana",
            "US–China trade.",
            "China's trade.",
            "outbound shipments",
            "NODX",
        ] {
            assert!(opens(what), "{what}");
        }
    }

    #[test]
    fn other_words_do_not() {
        for what in [
            "",
            "exporters",
            "It trades well.",
            "The trade was done.",
            "trade withdrawn",
            "the World Trade Organization",
            "sales at home and abroad",
            "important",
            "tradedeficit",
            "microexports",
            "services deficit",
        ] {
            assert!(!opens(what), "{what}");
        }
    }
}
