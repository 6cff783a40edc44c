//! One object a sentence: `doc_id`, `start`, `end`, `text`, `mentions`, `facts`, `refused`.
//!
//! Mentions and facts have the columns of the schema that are not missing, as strings. A fact has its
//! `evidence` too: column, rule, place and words. Offsets count Unicode code points.

use super::sentence::{Explained, Sentence};
use serde_json::{Map, Value, json};

pub(super) fn document(explained: &Explained) -> String {
    let mut out = String::new();
    for sentence in explained.sentences() {
        out.push_str(&object(explained, &sentence).to_string());
        out.push('\n');
    }
    out
}

fn object(explained: &Explained, sentence: &Sentence) -> Value {
    let text = &explained.document.text;
    let placed = |span| {
        let (start, end) = explained.points(span);
        json!({ "start": start, "end": end, "text": span.of(text) })
    };
    let mentions: Vec<Value> = sentence.mentions.iter().map(|m| cells(explained.mention_cells(m))).collect();
    let facts = sentence.facts.iter().map(|fact| {
        let mut object = cells(explained.fact_cells(fact));
        let evidence = fact.evidence.iter().map(|evidence| {
            let mut object = placed(evidence.span);
            object["column"] = evidence.column.into();
            object["rule"] = evidence.rule.into();
            object
        });
        object["evidence"] = evidence.collect();
        object
    });
    let refused = sentence.refused.iter().map(|(mention, reason)| {
        let mut object = placed(mention.span);
        object["rule"] = reason.as_str().into();
        object["about"] = reason.about().into();
        object
    });
    let mut object = placed(sentence.span);
    object["doc_id"] = explained.document.id.as_str().into();
    object["mentions"] = mentions.into();
    object["facts"] = facts.collect();
    object["refused"] = refused.collect();
    object
}

fn cells(cells: Vec<(&'static str, String)>) -> Value {
    let named = cells.into_iter().map(|(name, text)| (name.to_owned(), Value::String(text)));
    Value::Object(named.collect::<Map<String, Value>>())
}
