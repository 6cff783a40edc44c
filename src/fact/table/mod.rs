//! Tables that stand in running text, their lines run together or not: a unit, column heads, then labels with numbers.
//!
//! ```text
//! table   = caption word* column column+ line+
//! caption = scale [of] unit | currency scale                 in billions of Canadian dollars; US$ million; 1,000 tonnes
//! column  = period [ "(" note ")" ] | change | share         June; May (rev); change pct; share
//! line    = label cell{as many as columns}                   Exports 39.097 39.027 +0.2
//! cell    = [sign] number ["%"] | "(" number ["%"] ")" | n.a
//! ```
//! The label is a subject like any other (`Exports to China`); under a heading with a flow it may be an area or a good
//! alone. Rows of cells between bars are read by `grid`. A line with more or fewer cells than columns ends the table: nothing is guessed from cells that run together.

mod fact;
mod grid;
mod head;
mod line;

use crate::document::Span;
use crate::lexicon::{Basis, Class, Classes, Cue, LexemeId, Lexicon, Sense};
use crate::mention::{Mention, Reading, UnitOf};
use crate::scan::{Kind, Scan, Token};
use crate::value::{Amount, Period};
pub(super) use fact::Setting;
use head::Caption;
use std::borrow::Cow;
use std::ops::Range;

/// How many tokens may stand between the caption and the first column.
const HEADING: usize = 24;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Level(Period, Span, Note),
    Change(Option<Basis>),
    Share,
    /// Anything else: not read.
    Other,
}

/// What a head says of its levels besides their period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Note {
    Plain,
    Revised,
    /// The figure as it was before a revision.
    Previous,
    Estimate,
}

/// A number of a line.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// The number without the scale of the table.
    digits: (i128, u8),
    span: Span,
}

impl Cell {
    fn amount(self, mult: i8) -> Option<Amount> {
        Amount::new(self.digits.0, self.digits.1, mult)
    }
}

/// A label with its cells, one for each column; none where the table says that there is no number.
#[derive(Clone, Debug)]
struct Line {
    label: Range<usize>,
    cells: Vec<Option<Cell>>,
    /// The words that stand over this line and others within the table.
    heading: Option<Range<usize>>,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The sentence of its caption.
    pub(super) sentence: usize,
    /// All its tokens, from the caption on.
    pub(super) tokens: Range<usize>,
    unit: UnitOf,
    mult: i8,
    /// The words between caption and columns, and those before the caption.
    headings: [Range<usize>; 2],
    columns: Vec<Column>,
    lines: Vec<Line>,
}

/// What a caption, a head or a line is read from.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    mentions: &'a [Mention],
}

impl Source<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn lexeme(&self, at: usize) -> LexemeId {
        self.tokens.get(at).map_or(LexemeId::UNKNOWN, |token| token.lexeme)
    }

    fn is(&self, at: usize, cue: Cue) -> bool {
        self.lexicon.is_cue(self.lexeme(at), cue)
    }

    fn find<T>(&self, at: usize, choose: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.lexicon.find(self.lexeme(at), choose)
    }

    fn has(&self, at: usize, sense: Sense) -> bool {
        self.lexicon.has(self.lexeme(at), sense)
    }

    /// The period that starts at `at`, with the index behind it.
    fn period(&self, at: usize) -> Option<(Period, Span, usize)> {
        let index = self.mentions.binary_search_by_key(&at, |mention| mention.tokens.start).ok()?;
        match self.mentions[index].reading {
            Reading::Period(crate::mention::PeriodReading::Resolved(period)) => {
                Some((period, self.mentions[index].span, self.mentions[index].tokens.end))
            }
            _ => None,
        }
    }

    /// The index of the first token from `at` on that is no rule, no line and no comma.
    fn behind_rules(&self, at: usize) -> usize {
        let rule =
            |kind| matches!(kind, Kind::Bullet | Kind::Break | Kind::Comma | Kind::Colon | Kind::Semicolon);
        (at..).find(|&i| !self.kind(i).is_some_and(rule)).unwrap_or(at)
    }
}

/// Words that a caption needs.
const SCALES: Classes = Classes::of(&[Class::Scale]);

/// The tables of a document, and its mentions outside them.
pub(super) fn apart<'m>(
    text: &str,
    scan: &Scan,
    lexicon: &Lexicon,
    mentions: &'m [Mention],
) -> (Vec<Table>, Cow<'m, [Mention]>) {
    let tables = find_all(text, scan, lexicon, mentions);
    if tables.is_empty() {
        return (tables, Cow::Borrowed(mentions));
    }
    let outside =
        |mention: &&Mention| !tables.iter().any(|table| table.tokens.contains(&mention.tokens.start));
    let kept = mentions.iter().filter(outside).cloned().collect();
    (tables, Cow::Owned(kept))
}

/// Whether a table may stand in the document: a caption does.
pub(super) fn is_captioned(text: &str, scan: &Scan, lexicon: &Lexicon) -> bool {
    let source = Source { text, lexicon, tokens: &scan.tokens, mentions: &[] };
    let scaled = scan.sentences.iter().filter(|sentence| sentence.classes.meets(SCALES));
    let mut tokens =
        scaled.flat_map(|sentence| sentence.tokens.clone().zip(&scan.tokens[sentence.tokens.clone()]));
    tokens.any(|(at, token)| lexicon.is_any(token.lexeme, SCALES) && head::caption(&source, at).is_some())
}

/// The tables of a document, in order.
fn find_all(text: &str, scan: &Scan, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Table> {
    let source = Source { text, lexicon, tokens: &scan.tokens, mentions };
    let mut tables: Vec<Table> = Vec::new();
    for (sentence, place) in scan.sentences.iter().enumerate() {
        if !place.classes.meets(SCALES) {
            continue;
        }
        let free = tables.last().map_or(0, |table| table.tokens.end).max(place.tokens.start);
        let scales = (free..place.tokens.end).filter(|&at| lexicon.is_any(source.lexeme(at), SCALES));
        let found = scales
            .filter_map(|at| head::caption(&source, at))
            .find_map(|c| read(&source, (sentence, free), &c));
        tables.extend(found);
    }
    tables
}

/// The table under a caption in a sentence that starts at `opening`.
fn read(source: &Source, (sentence, opening): (usize, usize), caption: &Caption) -> Option<Table> {
    let start = caption.tokens.end;
    let plain = |&at: &usize| source.kind(at).is_some_and(|kind| !matches!(kind, Kind::Number | Kind::Stop));
    let columns = |at: usize| grid::columns(source, at).or_else(|| head::columns(source, at));
    let head = |at: usize| columns(at).map(|(columns, end)| (at, columns, end));
    let candidates =
        (start..start + HEADING).take_while(|at| plain(at) || head::period(source, *at).is_some());
    let (first, columns, end) = candidates.filter_map(head).next()?;
    let (lines, at) = lines(source, end, &columns);
    (!lines.is_empty()).then_some(Table {
        sentence,
        tokens: caption.tokens.start..at,
        unit: caption.unit,
        mult: caption.mult,
        headings: [start..first, opening..caption.tokens.start],
        columns,
        lines,
    })
}

/// The lines from `at` on, with the index behind them.
fn lines(source: &Source, mut at: usize, columns: &[Column]) -> (Vec<Line>, usize) {
    let (mut lines, mut heading) = (Vec::new(), None);
    if grid::row_around(source, at).is_none() {
        while let Some((line, behind)) = line::read(source, at, columns.len()) {
            lines.push(line);
            at = behind;
        }
        return (lines, at);
    }
    while let Some(row) = grid::row_around(source, at) {
        match grid::below(source, &row, columns) {
            Some(grid::Below::Line(line)) => lines.push(Line { heading: heading.clone(), ..line }),
            Some(grid::Below::Heading(words)) => heading = Some(words),
            None => break,
        }
        at = row.end;
    }
    (lines, at)
}
