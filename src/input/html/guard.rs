//! Which pages are built as a tree. Some pages of few bytes make a parser build millions of nodes or take minutes; they
//! are recognised before, in one pass, and read without a tree.
//!
//! | limit              | value                          | against                                                  |
//! |--------------------|--------------------------------|----------------------------------------------------------|
//! | depth              | `DEPTH` elements               | time that grows with the square of the depth             |
//! | nodes              | `NODES`, one per `BYTES_PER_NODE` bytes | memory; open formatting elements count again with each block and text, as parsers copy them |
//! | attributes         | `ATTRIBUTES` of a tag          | time that grows with the square of their number          |
//! | entities           | `ENTITIES` of a text           | the same: each is appended to a text that is copied      |

use super::tags::{Part, attributes, parts};
use std::fmt;

/// The deepest tree.
const DEPTH: usize = 200;
/// Nodes that any page may have.
const NODES: usize = 20_000;
/// Beyond these, one node for so many bytes.
const BYTES_PER_NODE: usize = 10;
/// The most nodes of all.
const MOST_NODES: usize = 400_000;
/// Attributes of one tag.
const ATTRIBUTES: usize = 200;
/// Entities of one text.
const ENTITIES: usize = 20_000;
/// How far up an end tag is looked for.
const REACH: usize = 32;

/// Elements without an end tag, and those whose end tag may be left out: they do not nest by being repeated.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "rp", "rt", "html", "head", "body",
];

/// Elements that a parser opens again in the next block where they were not closed.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Why a page is read without a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Depth,
    Nodes,
    Attributes,
    Entities,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(match self {
            Refusal::Depth => "elements nested too deeply",
            Refusal::Nodes => "too many elements",
            Refusal::Attributes => "too many attributes",
            Refusal::Entities => "too many entities",
        })
    }
}

fn is(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a paragraph is open.
#[derive(Default)]
struct Paragraph(bool);

impl Paragraph {
    /// Whether a part of the page is a node; the end of a paragraph that is not open makes one.
    fn makes_node(&mut self, part: Part) -> bool {
        match part {
            Part::Open(name, _) => {
                self.0 |= name.eq_ignore_ascii_case("p");
                true
            }
            Part::Close(name) if name.eq_ignore_ascii_case("p") => !std::mem::take(&mut self.0),
            Part::Close(_) => false,
            Part::Text(_) => true,
        }
    }
}

/// Whether the page may be built as a tree.
pub(super) fn check(html: &str) -> Result<(), Refusal> {
    let most = (NODES + html.len() / BYTES_PER_NODE).min(MOST_NODES);
    let (mut nodes, mut formatting) = (0, 0);
    let mut open: Vec<&str> = Vec::new();
    let mut paragraph = Paragraph::default();
    for part in parts(html) {
        nodes += usize::from(paragraph.makes_node(part)) + formatting;
        if nodes > most {
            return Err(Refusal::Nodes);
        }
        match part {
            Part::Text(text) => {
                let many = text.len() > ENTITIES * "&lt;".len();
                if many && memchr::memchr_iter(b'&', text.as_bytes()).nth(ENTITIES).is_some() {
                    return Err(Refusal::Entities);
                }
            }
            Part::Open(name, behind) => {
                // A tag without a space behind its name has no attributes.
                if behind.len() > ATTRIBUTES && attributes(behind).nth(ATTRIBUTES).is_some() {
                    return Err(Refusal::Attributes);
                }
                if is(FLAT, name) || behind.ends_with('/') && !is(FORMATTING, name) {
                    continue;
                }
                formatting += usize::from(is(FORMATTING, name));
                open.push(name);
                if open.len() > DEPTH {
                    return Err(Refusal::Depth);
                }
            }
            Part::Close(name) => {
                let near = open.len().saturating_sub(REACH);
                let Some(at) = open[near..].iter().rposition(|open| open.eq_ignore_ascii_case(name)) else {
                    continue;
                };
                // Formatting elements inside stay open for the parser: `<b><p></b>`.
                if is(FORMATTING, name) {
                    open.remove(near + at);
                    formatting -= 1;
                } else {
                    let mut index = 0;
                    open.retain(|open| {
                        index += 1;
                        index <= near + at || is(FORMATTING, open)
                    });
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_would_explode_are_refused() {
        assert_eq!(check(&"<div>".repeat(100_000)), Err(Refusal::Depth));
        assert_eq!(check(&"<b><p></b>".repeat(3_000)), Ok(()));
        assert_eq!(check(&"<a><div></a>".repeat(6_000)), Err(Refusal::Depth));
        let adoption: String = (0..150).map(|n| format!("<font size={n}>")).collect();
        assert_eq!(check(&(adoption + &"<p>x".repeat(6_000))), Err(Refusal::Nodes));
        assert_eq!(check(&"</p>".repeat(50_000)), Err(Refusal::Nodes));
        assert_eq!(check(&"&amp;".repeat(30_000)), Err(Refusal::Entities));
        let attributes: String = (0..1_000).map(|n| format!(" a{n}=1")).collect();
        assert_eq!(check(&format!("<p{attributes}>")), Err(Refusal::Attributes));
    }

    #[test]
    fn ordinary_pages_are_not() {
        let list = format!("<ul>{}</ul>", "<li><a href=x>y</a>".repeat(2_000));
        assert_eq!(check(&list), Ok(()));
        assert_eq!(check(&"<p>one <b>two</b><br></p>".repeat(3_000)), Ok(()));
        assert_eq!(check(&"<!-- x".repeat(10_000)), Ok(()));
    }
}
