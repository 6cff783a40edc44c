//! Web pages: any bytes are a document, the same each time and no longer than they allow; of a page of paragraphs the
//! text has no words but those of the page, in order, whatever tags and entities stand between them.

use super::choices::Choices;
use super::input::{any, kind, read};

/// What may stand around words and changes none.
const MARKUP: &[&str] = &[
    "",
    " ",
    "\n",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"x\">",
    "</a>",
    "<br>",
    "<!-- 5 -->",
    "<span class='x'>",
    "</span>",
    "</p><p>",
    "</p>\n<p class=\"lead\">",
    "<sup>",
    "</sup>",
    "&nbsp;",
    "&#32;",
    "<wbr>",
    "<img src=\"9.png\" alt=\"\">",
];
const WORDS: &[&str] = &[
    "exports",
    "rose",
    "5.1",
    "percent",
    "to",
    "US&#36;",
    "73.15",
    "billion",
    "&euro;",
    "in",
    "April",
    "2023",
    "Germany&rsquo;s",
    "&amp;",
    "1,234",
    "&lt;",
    "trade,",
    "deficit.",
    "&pound;7",
    "imports",
    "–",
    "tonnes",
];

pub fn check(bytes: &[u8]) {
    let Some(kind) = kind("html") else { return };
    let mut choices = Choices::new(bytes);
    if choices.byte() & 1 == 1 {
        return any(kind, choices.rest());
    }
    let (mut page, mut wanted) = (
        String::from("<!DOCTYPE html><html><head><title>Trade</title></head><body><article><p>"),
        Vec::new(),
    );
    for _ in 0..600 {
        if choices.is_empty() {
            break;
        }
        page.push_str(choices.pick(MARKUP));
        page.push(' ');
        let word = choices.pick(WORDS);
        page.push_str(word);
        page.push(' ');
        wanted.push(word);
    }
    page.push_str("</p></article></body></html>");
    let document = read(kind, page.as_bytes()).expect("a page is a document");
    let plain = |word: &str| {
        let decoded = [
            ("&#36;", "$"),
            ("&euro;", "€"),
            ("&rsquo;", "’"),
            ("&lt;", "<"),
            ("&pound;", "£"),
            ("&amp;", "&"),
        ];
        decoded.iter().fold(word.to_owned(), |word, (name, meant)| word.replace(name, meant))
    };
    let is_whole = document.notes.iter().any(|note| note.ends_with("all text of the page"));
    let mut page_words = wanted.into_iter().map(plain);
    let mut words = document.text.split_whitespace();
    // What the reader takes for an aside is left out.
    let in_order = words.by_ref().all(|word| page_words.by_ref().any(|other| other == word));
    assert!(
        in_order && !(is_whole && page_words.next().is_some()),
        "{:?}\nis read from {page}",
        document.text
    );
}
