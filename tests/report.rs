//! The review page as a file: what documents say is data and never markup, and every file of the page is compiled in.
//! How it behaves in a browser is tested in `tests/report/`; see `tests/README.md`.

use crate::tidy::{all_files, root};
use html5gum::{Token, Tokenizer};
use std::fmt::Write as _;
use tradefacts::Document;
use tradefacts::check::interval::Interval;
use tradefacts::check::{Compared, Finding, Severity};
use tradefacts::dataset::load::Table;
use tradefacts::report::{Report, Source};

/// Texts that try to become markup: the forms with which such texts open and close, each with several tails.
fn payloads() -> Vec<String> {
    let forms = [
        "<script>{}</script>",
        "</script><script>{}</script>",
        "</SCRIPT\t><img src=x onerror={}>",
        "<!--<script>{}",
        "-->{}<b>",
        "\"><img src=x onerror={}>",
        "' onclick='{}",
        "\" onfocus=\"{}",
        "<svg/onload={}>",
        "</title><p>{}",
        "</style><p>{}",
        "<![CDATA[{}]]>",
        "<?php {} ?>",
        "&lt;script&gt;{}",
        "\\u003cscript\\u003e{}",
        "{script}{style}{data}{}",
        "\u{2028}</script>{}",
        "<base href=//example.org/>{}",
        "<meta http-equiv=refresh content=0>{}",
        "<a href=javascript:{}>x</a>",
        "\u{0}</script>{}",
        "<template>{}</template>",
        "<math><style>{}</style></math>",
        "<!doctype html>{}",
        "<x y=\"</script>{}\">",
        "]]>--!>{}<!--",
        "<noscript>{}</noscript>",
        "<plaintext>{}",
        "<textarea>{}",
        "</body></html>{}",
    ];
    let tails = ["alert(1)", "'", "\"", "</", "<!--", "-->", "&#x3c;script&#x3e;"];
    forms.iter().flat_map(|form| tails.iter().map(|tail| form.replace("{}", tail))).collect()
}

/// A page in which everything that a dataset can say is `said`.
fn page(said: &str) -> String {
    let cell = |text: &str| serde_json::to_string(text).expect("a string");
    let columns = [
        "fact_id",
        "doc_id",
        "source",
        "publisher",
        "url",
        "trade_flow",
        "commodity",
        "value",
        "unit",
        "quote",
        "rule",
        "notes",
        "evidence",
    ];
    let row = columns.map(|name| format!("{}:{}", cell(name), cell(said))).join(",");
    let facts = Table::from_json_lines(format!("{{{row}}}\n").as_bytes(), "facts.jsonl").expect("a table");
    let mut report = Report::new(said, &facts);
    let document = Document {
        title: Some(said.to_owned()),
        publisher: Some(said.to_owned()),
        ..Document::new(said, said)
    };
    report.documents = vec![Source { document, mentions: vec![(0, 1, said.to_owned())] }];
    let compared = Compared { what: said.to_owned(), interval: Interval::ALL, unit: said.to_owned() };
    report.findings = Some(vec![Finding {
        check: "balance",
        severity: Severity::Error,
        verdict: "",
        facts: vec![0],
        message: said.to_owned(),
        compared: vec![compared],
        advice: said.to_owned(),
    }]);
    report.pages("report.html").remove(0).html
}

/// Elements with their attributes and values, comments and the doctype, in order, as an HTML parser sees them; and the
/// text of the element that holds the data.
fn parsed(html: &str) -> (Vec<String>, String) {
    let (mut shape, mut data, mut inside) = (Vec::new(), String::new(), false);
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                inside = tag.attributes.values().any(|value| value.value.as_slice() == b"data");
                shape.push(format!("{tag:?}").split("span").next().unwrap_or_default().to_owned());
            }
            Token::EndTag(tag) => {
                inside = false;
                shape.push(format!("/{}", String::from_utf8_lossy(&tag.name)));
            }
            Token::String(text) if inside => data.push_str(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) => shape.push("comment or doctype".to_owned()),
            Token::String(_) | Token::Error(_) => {}
        }
    }
    (shape, data)
}

#[test]
fn what_a_dataset_says_makes_no_element_and_no_attribute() {
    let payloads = payloads();
    assert!(payloads.len() >= 200, "{}", payloads.len());
    let (shape, _) = parsed(&page("plain words"));
    assert!(shape.len() > 100, "{shape:?}");
    for payload in payloads {
        let (found, data) = parsed(&page(&payload));
        assert_eq!(found, shape, "{payload}");
        let read: serde_json::Value =
            serde_json::from_str(&data).unwrap_or_else(|error| panic!("{payload}: {error}"));
        assert_eq!(read["title"], payload.as_str());
        assert_eq!(read["documents"][0]["text"], payload.as_str());
        assert_eq!(read["findings"][0]["intervals"][0]["label"], payload.as_str());
    }
}

#[test]
fn every_file_of_the_page_is_compiled_in_and_short() {
    let code = std::fs::read_to_string(root().join("src/report/page.rs")).expect("a readable file");
    let mut problems = String::new();
    for path in all_files("src/report/page") {
        let name = path.rsplit('/').next().expect("a name");
        if !code.contains(&format!("include_str!(\"page/{name}\")")) {
            writeln!(problems, "{path}: no include_str! in src/report/page.rs").unwrap();
        }
        let lines = std::fs::read_to_string(root().join(&path)).expect("a readable file").lines().count();
        if lines > 450 {
            writeln!(problems, "{path}: {lines} lines, more than 450: split it").unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}");
}
