//! Whether a sentence stands where trade is the topic.
//!
//! Most words of sales and purchases (`sales`, `bought`, `gap`, `partners`) say nothing of trade across borders in a text
//! about anything else, and a sentence without a flow word can only go on with one that has it. So numbers are linked
//!
//! - in a sentence with a plain word of trade (`exports`, `imported`, `trade deficit`, `trade with`);
//! - in a text that opens with one, also in its opening and a few sentences behind each;
//! - in any other text, in the sentence right behind it;
//! - in a text of up to 250 bytes with any word of trade: it is too short to have another topic.
//!
//! `scan::gate` looks for the same in the bytes of a text that is not cut into tokens yet, and lets more through.

use crate::lexicon::{Class, Classes, Cue, FlowForm, Lexicon, Sense};
use crate::scan::{SHORT, Scan, Sentence, is_named_before};
use std::ops::Range;

/// A headline and the first sentences: what they speak of is the topic of the text.
const OPENING: usize = 6;

/// How many sentences the topic lasts behind a plain word of trade, in a text about trade and in any other.
const LASTS: (usize, usize) = (5, 1);

/// Plain words of trade.
const PLAIN: Classes = Classes::of(&[Class::PlainFlow]);
/// Words of trade of any kind.
const FLOWS: Classes = Classes::of(&[Class::Flow]);

/// How far the topic of trade reaches in a text.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    /// For each sentence whether it has a plain word of trade.
    plain: Vec<bool>,
    /// The text opens with one.
    opens: bool,
}

impl Topic {
    /// The topic of a text; none where no sentence has a plain word of trade.
    pub(super) fn of(text: &str, scan: &Scan, lexicon: &Lexicon) -> Option<Topic> {
        let plain: Vec<bool> =
            scan.sentences.iter().map(|sentence| is_plain(text, sentence, scan, lexicon)).collect();
        let short = text.len() <= SHORT && scan.sentences.iter().any(|s| s.classes.meets(FLOWS));
        let opens = short || plain.iter().take(OPENING).any(|&plain| plain);
        (short || plain.contains(&true)).then_some(Topic { plain, opens })
    }

    /// Whether numbers of the sentence may be of trade.
    pub(super) fn covers(&self, sentence: usize) -> bool {
        let lasts = if self.opens { LASTS.0 } else { LASTS.1 };
        let before: Range<usize> = sentence.saturating_sub(lasts)..sentence + 1;
        self.opens && sentence < OPENING || self.plain[before].contains(&true)
    }
}

/// Whether the sentence has a plain word of trade: a form that means nothing else, or `trade` beside those who trade.
fn is_plain(text: &str, sentence: &Sentence, scan: &Scan, lexicon: &Lexicon) -> bool {
    sentence.classes.meets(PLAIN)
        || sentence.classes.meets(FLOWS)
            && sentence.tokens.clone().any(|at| is_trade_of(text, scan, lexicon, at, &sentence.tokens))
}

/// `trade between`, `trade with`, `Sino-US trade`, `China's trade`.
fn is_trade_of(text: &str, scan: &Scan, lexicon: &Lexicon, at: usize, sentence: &Range<usize>) -> bool {
    let lexeme = |at: usize| scan.tokens[at].lexeme;
    let (flow, form) = FlowForm::NEEDS_TRADERS;
    lexicon.has(lexeme(at), Sense::Flow(flow, form)) && {
        let joined = |cue| at + 1 < sentence.end && lexicon.is_cue(lexeme(at + 1), cue);
        let area = |at: usize| lexicon.is_any(lexeme(at), Classes::of(&[Class::Area]));
        let named = (sentence.start.max(at.saturating_sub(2))..at).any(area)
            && is_named_before(text.as_bytes(), scan.tokens[at].start as usize);
        joined(Cue::Between) || joined(Cue::With) || named
    }
}
