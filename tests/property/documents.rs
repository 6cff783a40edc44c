//! Properties of documents with facts: facts stand in their sentences, and depend on no other document and no thread.

use super::assert_in_order;
use crate::golden::samples;
use std::io::Write as _;
use std::process::{Command, Stdio};
use tradefacts::{Document, Extractor, Fact};

/// Every place that a fact names lies in the text, on characters; all but the period and the source,
/// which may be inherited, in its sentence.
pub(super) fn assert_facts_stand(text: &str, facts: &[Fact]) {
    for fact in facts {
        let anchor = fact.anchor().expect("a fact has a number").span;
        let spans = [fact.quote, anchor].into_iter().chain(fact.period_span);
        for span in spans.chain(fact.evidence.iter().map(|evidence| evidence.span)) {
            let cut = text.get(span.start as usize..span.end as usize);
            assert!(cut.is_some_and(|cut| !cut.is_empty()), "{span:?} of {fact:?} in {text:?}");
        }
        let own = |rule: &str| !rule.starts_with("period.") && !rule.starts_with("source.");
        for evidence in fact.evidence.iter().filter(|evidence| own(evidence.rule)) {
            let (span, quote) = (evidence.span, fact.quote);
            let inside = quote.start <= span.start && span.end <= quote.end;
            assert!(inside, "{evidence:?} is not in {:?} of {text:?}", quote.of(text));
        }
        assert!(fact.evidence.iter().any(|evidence| evidence.span == anchor), "no evidence for {anchor:?}");
    }
}

/// Documents with facts: the samples, and the cases of linking.
fn documents_with_facts() -> Vec<Document> {
    samples().into_iter().map(|sample| sample.document).chain(crate::facts::documents()).collect()
}

#[test]
fn facts_stand_in_their_sentences() {
    let mut extractor = Extractor::english().unwrap();
    let mut count = 0;
    for document in documents_with_facts() {
        let found = extractor.extract(&document);
        assert_in_order(&document.text, &found.mentions);
        assert_facts_stand(&document.text, &found.facts);
        count += found.facts.len();
    }
    assert!(count > 300, "{count} facts are too few to show anything");
}

/// What `extract` writes for these JSON Lines documents.
fn written(lines: &str, threads: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tradefacts"))
        .args(["extract", "-", "--quiet", "--format", "jsonl", "--threads", threads])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("an input");
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).expect("the program reads"));
    let output = program.wait_with_output().expect("the program ends");
    writer.join().expect("all is written");
    assert!(output.status.success(), "{:?}", output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn facts_of_a_document_do_not_depend_on_the_batch_or_the_threads() {
    let lines: Vec<String> = documents_with_facts()
        .iter()
        .enumerate()
        .map(|(index, document)| {
            let (id, published) = (format!("d{index}"), document.published.map(|date| date.to_string()));
            format!("{}\n", serde_json::json!({ "id": id, "text": document.text, "published": published }))
        })
        .collect();
    let batch = written(&lines.concat(), "1");
    assert!(batch == written(&lines.concat(), "7"), "seven threads write something else than one");
    let backwards: String = lines.iter().rev().map(String::as_str).collect();
    let backwards = written(&backwards, "3");
    let rows = |of: &str, id: usize| -> String {
        let id = format!("\"doc_id\":\"d{id}\"");
        of.lines().filter(|line| line.contains(&id)).flat_map(|line| [line, "\n"]).collect()
    };
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(rows(&batch, index), rows(&backwards, index), "in another order: {line}");
    }
    for index in (0..lines.len()).step_by(23).chain(0..5) {
        assert_eq!(rows(&batch, index), written(&lines[index], "2"), "alone: {}", lines[index]);
    }
}

/// Sentences without a word of trade, long enough that no text with them counts as short.
const OTHER: &str =
    "The minister spoke on Friday of the weather and of the state of the roads in the north. ";

#[test]
fn texts_that_are_not_read_hold_no_fact() {
    let mut extractor = Extractor::english().unwrap();
    let (mut with_facts, mut without) = (0, 0);
    for document in documents_with_facts() {
        let texts = [
            document.text.clone(),
            OTHER.repeat(8) + &document.text,
            document.text.to_uppercase(),
            document.text.replace(' ', "\n  ") + &OTHER.repeat(8),
            document.text.replace("xport", "xpart").replace("mport", "mpart") + &OTHER.repeat(8),
            document.text.replace(' ', "\u{a0}") + &OTHER.repeat(8),
        ];
        for text in texts {
            let document = Document { text, ..document.clone() };
            let all = extractor.extract(&document).facts;
            assert_eq!(extractor.extract_facts(&document), all, "{}", document.text);
            if all.is_empty() { without += 1 } else { with_facts += 1 }
        }
    }
    assert!(with_facts > 300 && without > 300, "{with_facts} and {without} show nothing");
}
