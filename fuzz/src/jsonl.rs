//! Lines of JSON: an object that another reader finds a text in is a document of that text; fields printed by a
//! writer of JSON come back as they were.

use super::choices::Choices;
use super::input::{kind, read};
use serde_json::{Value, json};

pub fn check(bytes: &[u8]) {
    let Some(kind) = kind("jsonl") else { return };
    let mut choices = Choices::new(bytes);
    if choices.byte() & 1 == 0 {
        let mut part = |count| String::from_utf8_lossy(choices.bytes(count)).into_owned();
        let (id, title, url) = (part(5), part(9), part(9));
        let text = String::from_utf8_lossy(choices.rest()).into_owned();
        let line =
            json!({ "id": id, "other": [title, { "text": 1 }], "title": title, "text": text, "url": url });
        let document = read(kind, line.to_string().as_bytes()).expect("an object with a text is a document");
        assert_same(&document, &line);
        return;
    }
    let line = choices.rest();
    let Ok(document) = read(kind, line) else { return };
    super::text::document(&document);
    let object: Option<Value> = serde_json::from_slice(line).ok();
    if let Some(object) =
        object.filter(|object| object["text"].is_string() && object.as_object().is_some_and(is_plain))
    {
        assert_same(&document, &object);
    }
}

/// Whether each name stands alone: the reader takes the first of several spellings, this one the last.
fn is_plain(object: &serde_json::Map<String, Value>) -> bool {
    object.keys().all(|name| ["text", "id", "title", "url", "published", "other"].contains(&name.as_str()))
}

fn assert_same(document: &tradefacts::Document, line: &Value) {
    let stated = |name: &str| line[name].as_str().filter(|text| !text.trim().is_empty());
    assert_eq!(document.title.as_deref(), stated("title"));
    assert_eq!(document.url.as_deref(), stated("url"));
    if let Some(id) = stated("id") {
        assert_eq!(document.id, id);
    }
    // Text that is mended says so; a space for a space is not noted.
    if document.notes.is_empty() {
        let space =
            |text: &str| text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect::<String>();
        assert_eq!(space(&document.text), space(line["text"].as_str().unwrap_or_default()));
    }
}
