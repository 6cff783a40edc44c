//! The HTML of a page: the template with style, scripts and data, and the hashes that the policy names.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");

/// The scripts, which share one scope, in the order in which they run.
const SCRIPTS: &[&str] = &[
    include_str!("page/exact.js"),
    include_str!("page/csv.js"),
    include_str!("page/dom.js"),
    include_str!("page/data.js"),
    include_str!("page/review.js"),
    include_str!("page/filters.js"),
    include_str!("page/table.js"),
    include_str!("page/text.js"),
    include_str!("page/card.js"),
    include_str!("page/findings.js"),
    include_str!("page/series.js"),
    include_str!("page/scale.js"),
    include_str!("page/charts.js"),
    include_str!("page/gallery.js"),
    include_str!("page/main.js"),
];

static SCRIPT: LazyLock<String> =
    LazyLock::new(|| format!("\n\"use strict\";\n(() => {{\n{}}})();\n", SCRIPTS.join("\n")));

/// The page with this data, which is JSON.
pub(super) fn html(data: &str) -> String {
    let mut out = String::with_capacity(TEMPLATE.len() + STYLE.len() + SCRIPT.len() + data.len());
    // The template is gone through once: what is put in is never looked at for marks.
    for (at, piece) in TEMPLATE.split('{').enumerate() {
        let filled = piece.split_once('}').filter(|_| at > 0).and_then(|(name, rest)| {
            let value = match name {
                "style" => STYLE.to_owned(),
                "script" => SCRIPT.clone(),
                "style-hash" => hash(STYLE),
                "script-hash" => hash(&SCRIPT),
                "data" => in_element(data),
                _ => return None,
            };
            Some(value + rest)
        });
        match filled {
            Some(filled) => out.push_str(&filled),
            None if at > 0 => {
                out.push('{');
                out.push_str(piece);
            }
            None => out.push_str(piece),
        }
    }
    out
}

/// The hash that a content security policy compares an element's content with.
fn hash(content: &str) -> String {
    STANDARD.encode(Sha256::digest(content.as_bytes()))
}

/// JSON that can stand in a script element: outside strings JSON has none of these signs, and inside strings they may
/// be written as escapes. Without `<` the element cannot be closed, nor a comment opened.
fn in_element(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_its_element() {
        assert_eq!(in_element("\"</script>&\u{2028}\""), "\"\\u003c/script\\u003e\\u0026\\u2028\"");
        let page = html("{\"a\":\"{script} </script>\"}");
        assert!(page.contains("{\"a\":\"{script} \\u003c/script\\u003e\"}"));
    }

    #[test]
    fn the_policy_names_what_is_in_the_page() {
        let page = html("{}");
        for (element, kind) in [("style", "style-src"), ("script", "script-src")] {
            let (_, rest) = page.split_once(&format!("<{element}>")).expect("the element");
            let (content, _) = rest.split_once(&format!("</{element}>")).expect("its end");
            assert!(page.contains(&format!("{kind} 'sha256-{}'", hash(content))), "{element}");
        }
        assert!(page.contains("default-src 'none'"));
        assert!(!page.contains("{style}") && !page.contains("{script}"));
    }

    #[test]
    fn the_page_names_no_address_to_load_from() {
        let page = html("{}");
        let addresses: Vec<&str> =
            page.match_indices("http").map(|(at, _)| &page[at..(at + 30).min(page.len())]).collect();
        let known = |text: &&str| {
            text.starts_with("http-equiv")
                || text.starts_with("http://www.w3.org/2000/svg")
                || text.starts_with("https?:")
        };
        assert!(addresses.iter().all(known), "{addresses:?}");
    }
}
