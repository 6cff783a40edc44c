//! Whether a text can hold a fact, by its bytes alone: most texts of a large corpus cannot, and are not read at all.
//!
//! A fact needs trade as the topic, and that needs a plain word of trade (`exports`, `trade deficit`), or `trade` beside
//! those who trade. The gate lets through every text that has one, and some that have not:
//!
//! ```text
//! form  = word (other+ word)* end       other: no letter and no digit of ASCII; end: no letter of ASCII, or the end
//! trade = form (between | with), or form in lower case with a name among the two words before it
//! ```

use crate::lexicon::Lexicon;
use crate::scan::lexer::pieces;
use regex::bytes::{Regex, RegexBuilder};

/// Texts of so many bytes are short: any word of trade is their topic.
pub(crate) const SHORT: usize = 250;

/// How many bytes before `trade` are looked at for names of those who trade.
const REACH: usize = 64;

/// The gate of one language.
pub(crate) struct Gate {
    /// Plain words of trade.
    plain: Option<Regex>,
    /// Words such as `trade`, with what they need behind them where they have it.
    of_traders: Option<Regex>,
}

impl Gate {
    pub(crate) fn new(lexicon: &Lexicon) -> Gate {
        let joined = alternatives(&lexicon.joining_forms);
        Gate {
            plain: pattern(&format!("(?:{})(?:[^a-z]|$)", alternatives(&lexicon.plain_forms))),
            of_traders: pattern(&format!(
                "(?:{})(?:[^a-z0-9]+(?P<joined>{joined})(?:[^a-z]|$)|[^a-z]|$)",
                alternatives(&lexicon.trade_forms),
            )),
        }
    }

    /// Whether the text may hold a fact; where not, it holds none.
    pub(crate) fn opens(&self, text: &str) -> bool {
        let (Some(plain), Some(of_traders)) = (&self.plain, &self.of_traders) else { return true };
        let bytes = text.as_bytes();
        text.len() <= SHORT
            || plain.is_match(bytes)
            || of_traders.captures_iter(bytes).any(|found| {
                let start = found.get(0).map_or(0, |whole| whole.start());
                found.name("joined").is_some() || is_named_before(bytes, start)
            })
    }
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

/// The forms as alternatives of a pattern, each word apart from the next by anything but letters and digits. A form that
/// starts with another (`export value`) adds nothing to it.
fn alternatives(forms: &[String]) -> String {
    let mut cut: Vec<Vec<String>> = forms
        .iter()
        .map(|form| {
            let mut words = Vec::new();
            pieces(form, |word| words.push(regex::escape(word)));
            words
        })
        .collect();
    cut.sort_unstable();
    cut.dedup_by(|form, before| form.starts_with(before));
    cut.iter().map(|words| words.join("[^a-z0-9]+")).collect::<Vec<_>>().join("|")
}

/// A pattern on bytes: Unicode classes are many times slower on text with a curly quotation mark.
fn pattern(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).unicode(false).case_insensitive(true).build().ok()
}
