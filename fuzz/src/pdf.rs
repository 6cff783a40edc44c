//! PDF: any bytes are a document or an error, the same each time; of a file of plain lines every word is in the text, in
//! order, and what two readings differ in is noted.

use super::choices::Choices;
use super::input::{any, kind, read};
use super::pdf_file as file;

const WORDS: &[&str] = &[
    "exports", "rose", "5.1", "percent", "to", "US$", "73.15", "billion", "in", "April", "2023", "Germany",
    "1,234", "trade,", "deficit.", "imports", "tonnes", "-", "20", "first",
];

pub fn check(bytes: &[u8]) {
    let Some(kind) = kind("pdf") else { return };
    let mut choices = Choices::new(bytes);
    if choices.byte() & 1 == 1 {
        return any(kind, choices.rest());
    }
    let mut lines: Vec<String> = Vec::new();
    while !choices.is_empty() && lines.len() < 40 {
        let words: Vec<&str> = (0..choices.below(9) + 4).map(|_| choices.pick(WORDS)).collect();
        lines.push(words.join(" "));
    }
    if lines.is_empty() {
        return;
    }
    let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
    let document =
        read(kind, &file::pdf(&[&file::lines(&shown)], "", &[])).expect("a file of lines is a document");
    let mut rest = document.text.as_str();
    for word in lines.iter().flat_map(|line| line.split(' ')) {
        let Some(at) = rest.find(word) else {
            panic!("{word:?} is lost from {:?}\nof {lines:#?}", document.text)
        };
        rest = &rest[at + word.len()..];
    }
}
