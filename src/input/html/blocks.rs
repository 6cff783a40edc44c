//! Markup to text with its blocks: paragraphs with a blank line between them, list items behind `- `, tables as rows of
//! cells, so that no block runs into the next and no cell into its neighbour.
//!
//! ```text
//! paragraph
//!
//! - item
//!
//! | header | header |
//! | cell   |        |        a cell that spans columns is followed by empty ones; one that spans rows is repeated
//! ```
//! A table with long cells, or with a table inside, is there for the layout of the page: its cells are blocks.

use super::tags::{Part, attribute, parts};
use crate::input::mend;
use std::collections::HashSet;

/// Elements that start and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "title",
    "ul",
    "tbody",
    "thead",
    "tfoot",
];

/// Elements whose content is not shown.
const HIDDEN: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object", "select", "button",
    "textarea",
];

/// Elements that stand in the head.
const IN_HEAD: &[&str] =
    &["title", "meta", "link", "script", "style", "base", "noscript", "template", "head"];

/// What an item of a list starts with.
const ITEM: &str = "- ";

/// The longest cell of a table of figures, in bytes of markup without tags.
const CELL: usize = 240;

/// The most columns and rows that a cell may span.
const SPAN: usize = 64;

/// Bytes of cells that span others, on any page and for each four bytes of it; beyond, they span nothing.
const REPEATED: usize = 1 << 16;

/// The text of markup.
pub(super) fn text(html: &str) -> String {
    let all: Vec<Part> = parts(html).collect();
    let layout = layout_tables(&all);
    let mut out = Writer { spare: REPEATED + html.len() / 4, ..Writer::default() };
    let mut hidden: Option<(&str, usize)> = None;
    for (at, part) in all.iter().enumerate() {
        // A head that is not closed ends where something starts that does not belong in it.
        let in_head = hidden.is_some_and(|(name, _)| name.eq_ignore_ascii_case("head"));
        if in_head && matches!(part, Part::Open(name, _) if !is(IN_HEAD, name)) {
            hidden = None;
        }
        if let Some((name, depth)) = &mut hidden {
            match part {
                Part::Open(other, behind) if other.eq_ignore_ascii_case(name) && !behind.ends_with('/') => {
                    *depth += 1
                }
                Part::Close(other) if other.eq_ignore_ascii_case(name) => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                hidden = None;
            }
            continue;
        }
        match part {
            Part::Text(text) => out.text(&mend::decoded(text)),
            Part::Open(name, behind) if is(HIDDEN, name) => {
                hidden = (!behind.ends_with('/')).then_some((name, 1));
            }
            Part::Open(name, behind) => out.open(&name.to_ascii_lowercase(), behind, layout.contains(&at)),
            Part::Close(name) => out.close(&name.to_ascii_lowercase()),
        }
    }
    out.finish()
}

fn is(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The tables, by their place among the parts, that hold another table or a long cell.
fn layout_tables(all: &[Part]) -> HashSet<usize> {
    let mut layout = HashSet::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, part) in all.iter().enumerate() {
        match part {
            Part::Open(name, _) if name.eq_ignore_ascii_case("table") => {
                layout.extend(open.last().map(|(table, _)| *table));
                open.push((at, 0));
            }
            Part::Close(name) if name.eq_ignore_ascii_case("table") => drop(open.pop()),
            Part::Open(name, _) if is(&["td", "th", "tr", "caption"], name) => {
                if let Some((_, length)) = open.last_mut() {
                    *length = 0;
                }
            }
            Part::Text(text) => {
                if let Some((table, length)) = open.last_mut() {
                    *length += text.trim().len();
                    if *length > CELL {
                        layout.insert(*table);
                    }
                }
            }
            _ => {}
        }
    }
    layout
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    /// Whether it is there for layout.
    layout: bool,
    /// The cells of the row so far.
    row: Vec<String>,
    /// Cells of earlier rows that reach into later ones, by column: for how many rows, and their text.
    down: Vec<(usize, String)>,
    /// The cell that is open: columns and rows it spans.
    cell: Option<(usize, usize)>,
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The block that is open, with white space folded.
    block: String,
    tables: Vec<Table>,
    pre: usize,
    /// Bytes that cells which span others may still be repeated with.
    spare: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\n' if self.pre > 0 => self.block.push('\n'),
                c if c.is_whitespace() && c != '\u{A0}' => {
                    if !self.block.ends_with([' ', '\n']) {
                        self.block.push(' ');
                    }
                }
                c => self.block.push(c),
            }
        }
    }

    fn in_cell(&mut self) -> Option<&mut Table> {
        self.tables.last_mut().filter(|table| !table.layout && table.cell.is_some())
    }

    fn open(&mut self, name: &str, behind: &str, layout: bool) {
        match name {
            "table" => {
                self.end_block("\n\n");
                self.tables.push(Table { layout, ..Table::default() });
            }
            "tr" => self.end_row(),
            "td" | "th" => {
                self.end_cell();
                let span = |name| {
                    let span = attribute(behind, name).and_then(|span| span.trim().parse::<usize>().ok());
                    span.unwrap_or(1).clamp(1, SPAN)
                };
                match self.tables.last_mut() {
                    Some(table) if !table.layout => table.cell = Some((span("colspan"), span("rowspan"))),
                    _ => self.end_block("\n\n"),
                }
            }
            "br" if self.in_cell().is_none() => self.end_line(),
            "li" if self.in_cell().is_none() => {
                self.end_block("\n\n");
                self.block.push_str(ITEM);
            }
            "pre" => {
                self.end_block("\n\n");
                self.pre += 1;
            }
            _ if name == "br" || is(BLOCKS, name) => self.part(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.end_row();
                self.end_block("\n\n");
                if self.tables.pop().is_some() && !self.out.ends_with("\n\n") && !self.out.is_empty() {
                    self.out.push('\n');
                }
            }
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            "pre" => {
                self.end_block("\n\n");
                self.pre = self.pre.saturating_sub(1);
            }
            _ if is(BLOCKS, name) => {
                self.part();
                if name == "li" && self.block == ITEM {
                    self.block.clear();
                }
            }
            _ => {}
        }
    }

    /// Parts blocks; inside a cell, words.
    fn part(&mut self) {
        if self.in_cell().is_some() { self.text(" ") } else { self.end_block("\n\n") }
    }

    fn end_line(&mut self) {
        let kept = self.block.trim_end().len();
        self.block.truncate(kept);
        self.block.push('\n');
    }

    /// Writes the block that is open, and parts it from the next.
    fn end_block(&mut self, between: &str) {
        if self.block == ITEM {
            // The item starts with the next block.
            return;
        }
        let block = std::mem::take(&mut self.block);
        let block = block.trim_matches(|c: char| c.is_whitespace() && c != '\u{A0}');
        if !block.is_empty() {
            self.out.push_str(block);
            self.out.push_str(between);
        }
    }

    fn end_cell(&mut self) {
        if self.in_cell().is_none() {
            if self.tables.last().is_some_and(|table| !table.layout) {
                // Text between cells belongs to no cell.
                self.end_block("\n");
            }
            return;
        }
        let block = std::mem::take(&mut self.block);
        let Some(table) = self.tables.last_mut() else { return };
        let Some((columns, rows)) = table.cell.take() else { return };
        table.fill();
        let text = block.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/");
        let repeated = (columns * rows - 1) * (text.len() + 1);
        let (columns, rows) = if repeated <= self.spare { (columns, rows) } else { (1, 1) };
        self.spare = self.spare.saturating_sub(repeated);
        let at = table.row.len();
        table.down.resize_with(table.down.len().max(at + columns), Default::default);
        for column in 0..columns {
            let text = if column == 0 { text.clone() } else { String::new() };
            table.down[at + column] = (rows - 1, text.clone());
            table.row.push(text);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.last_mut().filter(|table| !table.layout) else {
            self.end_block("\n\n");
            return;
        };
        if table.row.is_empty() {
            return;
        }
        table.fill();
        let row = std::mem::take(&mut table.row);
        match row.iter().filter(|cell| !cell.is_empty()).count() {
            0 => {}
            1 if row.len() == 1 => {
                self.out.push_str(&row[0]);
                self.out.push_str("\n\n");
            }
            _ => {
                self.out.push_str("| ");
                self.out.push_str(&row.join(" | "));
                self.out.push_str(" |\n");
            }
        }
    }

    fn finish(mut self) -> String {
        self.end_row();
        self.end_block("");
        if self.block == ITEM {
            self.block.clear();
        }
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}

impl Table {
    /// Cells of earlier rows that reach into the next column of this row.
    fn fill(&mut self) {
        while let Some((rows, text)) = self.down.get_mut(self.row.len()).filter(|(rows, _)| *rows > 0) {
            *rows -= 1;
            self.row.push(text.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn blocks_are_parted() {
        let html = "<h1>Trade up</h1><p>One\n <b>two</b>.<p>Three<br>four<ul><li>five<li><p>six</p></ul><script>x</script>seven";
        assert_eq!(text(html), "Trade up\n\nOne two.\n\nThree\nfour\n\n- five\n\n- six\n\nseven");
    }

    #[test]
    fn a_head_that_is_not_closed_hides_no_text() {
        assert_eq!(text("<head><title>x</title><meta name=a><p>Exports rose."), "Exports rose.");
    }

    #[test]
    fn tables_are_rows_of_cells() {
        let html = "<p>In bn EUR</p><table><tr><th></th><th>May</th><th colspan=2>Change</th></tr>\
                    <tr><td rowspan=2>Exports</td><td>196.2</td><td>+5.2%</td></tr><tr><td>3.1</td><td><p>a</p><p>b</p></td></tr></table>End";
        let wanted = "In bn EUR\n\n|  | May | Change |  |\n| Exports | 196.2 | +5.2% |\n| Exports | 3.1 | a b |\n\nEnd";
        assert_eq!(text(html), wanted);
    }

    #[test]
    fn cells_that_span_a_page_full_are_not_repeated_for_ever() {
        let html = format!("<table>{}</table>", "<tr><td colspan=1000 rowspan=1000>196.2".repeat(2_000));
        let text = text(&html);
        assert!(text.len() < 6 * html.len(), "{}", text.len());
        assert_eq!(text.matches("196.2").count() / 2_000, 1);
    }

    #[test]
    fn tables_for_layout_are_blocks() {
        let html = format!(
            "<table><tr><td>Menu</td><td><p>{}</p><p>End.</p></td></tr></table>",
            "Exports rose. ".repeat(20)
        );
        let text = text(&html);
        assert!(text.starts_with("Menu\n\nExports rose."), "{text}");
        assert!(text.ends_with("rose.\n\nEnd."), "{text}");
    }
}
