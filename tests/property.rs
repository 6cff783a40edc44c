//! Properties that hold for any text: printed values are read back, spans are in order and on characters, facts stand in
//! their sentences, documents give what each gives alone, nothing panics, and time grows with length.

mod documents;
mod generated;
mod print;
pub(crate) mod random;
mod strings;
mod time;

use crate::golden::samples;
use documents::assert_facts_stand;
use random::{Random, cases};
use strings::{any_bytes, any_characters, any_text};
use tradefacts::mention::{MentionKind, Reading};
use tradefacts::scan::{Lexer, Scan};
use tradefacts::{Document, Extractor, Mention};

/// Mentions are in order, do not overlap and stand on characters.
fn assert_in_order(text: &str, mentions: &[Mention]) {
    let mut end = 0;
    for mention in mentions {
        let span = mention.span;
        assert!(span.start >= end && span.start < span.end, "{span:?} after {end} in {text:?}");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} cuts {text:?}");
        end = span.end;
    }
}

#[test]
fn any_text_gives_spans_in_order() {
    let (mut random, mut extractor) = (Random(3), Extractor::english().unwrap());
    for round in 0..cases(6000) {
        let text = match round % 3 {
            0 => any_text(&mut random),
            1 => any_bytes(&mut random),
            _ => any_characters(&mut random),
        };
        let mut document = Document::new("property", text);
        document.published = chrono::NaiveDate::from_ymd_opt(2023, 5, 22).filter(|_| round % 2 == 0);
        let found = extractor.extract(&document);
        assert_in_order(&document.text, &found.mentions);
        assert_facts_stand(&document.text, &found.facts);
    }
}

/// What does not depend on where in the document it stands: kind, place, reading (of an amount) and rule.
fn essence(mention: &Mention, shift: u32) -> (MentionKind, u32, u32, Option<Reading>, &'static str) {
    let reading = Some(mention.reading).filter(|reading| matches!(reading, Reading::Amount(_)));
    (mention.kind, mention.span.start + shift, mention.span.end + shift, reading, mention.rule)
}

#[test]
fn documents_one_after_the_other_give_what_each_gives_alone() {
    let (mut random, mut extractor) = (Random(5), Extractor::english().unwrap());
    let mut texts: Vec<String> = samples().into_iter().map(|sample| sample.document.text).collect();
    texts.extend((0..100).map(|_| format!("{}.", any_text(&mut random).trim())));
    for _ in 0..300 {
        let (first, second) = (&texts[random.below(texts.len())], &texts[random.below(texts.len())]);
        let (first, second) = (first.trim_end(), second.trim_start());
        let both = format!("{first}.\n\n{second}");
        let mut alone = |text: &str, shift: u32| -> Vec<_> {
            let mentions = extractor.extract(&Document::new("property", text)).mentions;
            mentions.iter().map(|mention| essence(mention, shift)).collect()
        };
        let mut wanted = alone(&format!("{first}."), 0);
        wanted.extend(alone(second, first.len() as u32 + 3));
        assert_eq!(alone(&both, 0), wanted, "{both:?}");
    }
}

#[test]
fn an_extractor_can_be_used_again() {
    let mut used = Extractor::english().unwrap();
    for sample in samples() {
        let fresh = Extractor::english().unwrap().extract(&sample.document);
        let again = used.extract(&sample.document);
        assert_eq!(again.mentions, fresh.mentions, "{}", sample.name);
        assert_eq!(again.facts, fresh.facts, "{}", sample.name);
    }
}

/// A sentence that is cut for its length may leave one that has no word.
#[test]
fn a_sentence_may_have_no_word() {
    let mut extractor = Extractor::english().unwrap();
    for mark in ["dogs'", "dog's", "dog.", "dog\"", "dog 5"] {
        let long = format!("Exports rose.\n\n{}{mark}\n\nImports rose 5 percent.", "word ".repeat(999));
        assert!(!extractor.extract(&Document::new("property", long)).facts.is_empty(), "{mark}");
    }
}

#[test]
fn amounts_stand_in_numeric_sentences_only() {
    let (mut random, mut extractor, mut scan) = (Random(13), Extractor::english().unwrap(), Scan::default());
    let mut texts: Vec<String> = samples().into_iter().map(|sample| sample.document.text).collect();
    texts.extend((0..2000).map(|_| any_text(&mut random)));
    for text in texts {
        Lexer::new(extractor.lexicon()).scan(&text, &mut scan);
        for mention in extractor.extract(&Document::new("property", text.as_str())).mentions {
            let passed = scan.sentences[mention.sentence].numeric || mention.kind == MentionKind::Period;
            assert!(passed, "the gate would lose {:?} in {text:?}", mention.span.of(&text));
        }
    }
}
