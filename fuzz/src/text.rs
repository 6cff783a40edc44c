//! Any text: what is found stands in the text, in order, on characters; periods run forwards; what is found stays in
//! proportion to the text; and, of texts of one length in four, the same text gives the same again, and the gate changes no
//! fact.

use super::english;
use tradefacts::mention::{PeriodReading, Reading};
use tradefacts::{Document, Span};

fn assert_in(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some_and(|cut| !cut.is_empty()), "{span:?}");
}

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let date = "2023-05-22".parse().expect("a date");
    document(&Document::new("fuzz", text).published(date));
}

/// What holds for any document.
pub fn document(document: &Document) {
    let text = &document.text;
    english::with(|extractor| {
        let found = extractor.extract(document);
        let mut end = 0;
        for mention in &found.mentions {
            assert_in(text, mention.span);
            assert!(end <= mention.span.start, "mentions overlap at {end}");
            end = mention.span.end;
            if let Reading::Period(PeriodReading::Resolved(period)) = mention.reading {
                super::period::assert_whole(text, &period);
            }
        }
        for fact in &found.facts {
            assert_in(text, fact.quote);
            let anchor = fact.anchor().expect("a fact has a number");
            assert!(fact.quote.start <= anchor.span.start && anchor.span.end <= fact.quote.end);
            fact.evidence.iter().for_each(|evidence| assert_in(text, evidence.span));
        }
        assert!(found.mentions.len() <= text.len() && found.facts.len() <= 64 + text.len(), "too many");
        // Two thirds of the time of a text, so of one length in four.
        if text.len().is_multiple_of(4) {
            let again = extractor.extract(document);
            assert_eq!((&again.mentions, &again.facts), (&found.mentions, &found.facts));
            assert_eq!(extractor.extract_facts(document), found.facts);
        }
    });
}
