//! Which sentences' amounts and periods facts can depend on, where facts alone are asked for.
//!
//! | sentence                            | why its mentions are needed                      |
//! |-------------------------------------|--------------------------------------------------|
//! | where trade is the topic            | its numbers are linked                           |
//! | with a name, a flow, a word of saying | it may leave a source or a name to the next    |
//! | with a number, before the last figure of trade | the currency printed last is carried  |
//!
//! A text without a number or an `unchanged` where trade is the topic has no facts. A table may stand anywhere: a text
//! with the caption of one is read as a whole.

use super::topic::Topic;
use super::{NAMES, source, table};
use crate::lexicon::{Class, Classes, Direction, Lexicon, Sense};
use crate::scan::{Scan, Sentence};

/// What of a text its facts depend on.
pub(crate) struct Needed {
    /// For each sentence whether its mentions are needed.
    pub(crate) sentences: Vec<bool>,
    pub(super) topic: Topic,
    /// The caption of a table stands in it.
    pub(super) captioned: bool,
}

/// What of a text is needed; none where it has no facts.
pub(crate) fn needed(text: &str, scan: &Scan, lexicon: &Lexicon) -> Option<Needed> {
    let topic = Topic::of(text, scan, lexicon)?;
    if table::is_captioned(text, scan, lexicon) {
        return Some(Needed { sentences: vec![true; scan.sentences.len()], topic, captioned: true });
    }
    let figures = |&at: &usize| topic.covers(at) && has_figure(scan, lexicon, &scan.sentences[at]);
    let last = (0..scan.sentences.len()).rev().find(figures)?;
    let needed = |(at, sentence): (usize, &Sentence)| {
        topic.covers(at)
            || sentence.classes.meets(NAMES)
            || sentence.numeric && at < last
            || scan.tokens[sentence.tokens.clone()]
                .iter()
                .any(|token| source::says_form(lexicon, token.lexeme))
    };
    let sentences = scan.sentences.iter().enumerate().map(needed).collect();
    Some(Needed { sentences, topic, captioned: false })
}

/// A number, or `unchanged`.
fn has_figure(scan: &Scan, lexicon: &Lexicon, sentence: &Sentence) -> bool {
    const DIRECTIONS: Classes = Classes::of(&[Class::Direction]);
    let flat = |sense: &Sense| matches!(sense, Sense::Direction(Direction::Flat, _));
    sentence.numeric
        || sentence.classes.meets(DIRECTIONS)
            && scan.tokens[sentence.tokens.clone()]
                .iter()
                .any(|token| lexicon.senses(token.lexeme).iter().any(flat))
}
