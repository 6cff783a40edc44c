//! Tables whose rows are lines of cells between bars, as those of web pages and of Markdown are. There an empty cell keeps its
//! place, a head may be any words, and a row without numbers is the heading of those below it.
//!
//! ```text
//! row   = "|" cell "|" { cell "|" }         on a line of its own
//! heads = row of: any cell, then period | words of change | words of share | other words
//! line  = row of: label, then number | nothing
//! ```

use super::{Column, Line, Source, head, line};
use crate::document::Span;
use crate::lexicon::Cue;
use crate::scan::Kind;
use std::ops::Range;

/// How many tokens a row has at most.
const ROW: usize = 256;

/// A row of a grid.
pub(super) struct Row {
    cells: Vec<Range<usize>>,
    /// The index behind it.
    pub(super) end: usize,
}

/// The row that starts at `at`.
pub(super) fn row(source: &Source, at: usize) -> Option<Row> {
    if !is_bar(source, at) || !starts_line(source, at) {
        return None;
    }
    let (mut cells, mut start) = (Vec::new(), at + 1);
    for i in at + 1..at + ROW {
        if matches!(source.kind(i), None | Some(Kind::Break)) || starts_line(source, i) {
            return (start == i && cells.len() > 1).then_some(Row { cells, end: i });
        }
        if is_bar(source, i) {
            cells.push(start..i);
            start = i + 1;
        }
    }
    None
}

/// The row whose first cell starts at `at`, or is empty and ends there.
pub(super) fn row_around(source: &Source, at: usize) -> Option<Row> {
    let bars = (0..at).rev().take_while(|&i| is_bar(source, i)).chain([at]);
    bars.filter(|&i| starts_line(source, i)).find_map(|i| row(source, i))
}

fn is_bar(source: &Source, at: usize) -> bool {
    source.kind(at) == Some(Kind::Bullet) && source.tokens[at].text(source.text) == "|"
}

/// Whether a token is the first of its line.
fn starts_line(source: &Source, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| source.tokens.get(before)) else { return true };
    let Some(token) = source.tokens.get(at) else { return true };
    let between = Span::new(before.span().end, token.span().start);
    before.kind == Kind::Break || between.of(source.text).contains('\n')
}

/// The columns that a row names behind its first cell, of which one at least holds levels.
pub(super) fn columns(source: &Source, at: usize) -> Option<(Vec<Column>, usize)> {
    let row = row(source, at)?;
    let columns: Vec<Column> = row.cells[1..].iter().map(|cell| column(source, cell)).collect();
    columns.iter().any(|column| matches!(column, Column::Level(..))).then_some((columns, row.end))
}

fn column(source: &Source, cell: &Range<usize>) -> Column {
    let any = |test: &dyn Fn(usize) -> bool| cell.clone().any(test);
    let basis = cell.clone().find_map(|at| head::basis(source, at));
    if any(&|at| source.is(at, Cue::Share)) {
        Column::Share
    } else if basis.is_some() || any(&|at| source.is(at, Cue::Change) || source.is(at, Cue::Growth)) {
        Column::Change(basis)
    } else if let Some((period, span, end)) =
        head::period(source, cell.start).filter(|(.., end)| *end <= cell.end)
    {
        let (note, _) = head::note(source, end);
        Column::Level(period, span, note)
    } else {
        Column::Other
    }
}

/// What a row is below the heads.
pub(super) enum Below {
    Line(Line),
    /// A heading: the words of its only cell.
    Heading(Range<usize>),
}

/// A row with as many cells as there are columns, and its label; none where a cell holds anything but one number.
pub(super) fn below(source: &Source, row: &Row, columns: &[Column]) -> Option<Below> {
    let (label, cells) = row.cells.split_first()?;
    if label.is_empty() || cells.len() != columns.len() {
        return None;
    }
    if cells.iter().all(Range::is_empty) {
        return Some(Below::Heading(label.clone()));
    }
    let mut read = Vec::new();
    for (cell, column) in cells.iter().zip(columns) {
        let number = line::cell(source, cell.start).filter(|(_, end)| *end == cell.end);
        read.push(match number {
            Some((number, _)) => number,
            // A dash, or words in a column that is not read.
            None if cell.len() <= 1 || matches!(column, Column::Other) => None,
            None => return None,
        });
    }
    Some(Below::Line(Line { label: label.clone(), cells: read, heading: None }))
}
