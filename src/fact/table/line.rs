//! The lines of a table: a label, then one cell for each column.

use super::{Cell, Line, Source};
use crate::lexicon::{Cue, Sense};
use crate::mention::parse_digits;
use crate::scan::Kind;

/// How many tokens a label has at most.
const LABEL: usize = 12;

/// The line that starts at `at`, with the index behind it; none without a label or with another number of cells.
pub(super) fn read(source: &Source, at: usize, columns: usize) -> Option<(Line, usize)> {
    let start = source.behind_rules(at);
    let end = (start..start + LABEL).find(|&i| cell(source, i).is_some())?;
    let label = start..end;
    if label.is_empty()
        || label.clone().any(|i| matches!(source.kind(i), None | Some(Kind::Stop | Kind::Exclamation)))
    {
        return None;
    }
    let label = start..(start..end).rfind(|&i| !is_rule(source, i))? + 1;
    let (mut cells, mut at) = (Vec::new(), source.behind_rules(end));
    while let Some((cell, behind)) = cell(source, at) {
        cells.push(cell);
        at = source.behind_rules(behind);
    }
    (cells.len() == columns).then_some((Line { label, cells, heading: None }, at))
}

fn is_rule(source: &Source, at: usize) -> bool {
    matches!(source.kind(at), Some(Kind::Bullet | Kind::Colon | Kind::Comma | Kind::Break))
}

/// The cell at `at`, with the index behind it; the outer none where none stands there.
pub(super) fn cell(source: &Source, at: usize) -> Option<(Option<Cell>, usize)> {
    if source.is(at, Cue::Missing) {
        return Some((None, at + 1));
    }
    let open = source.kind(at) == Some(Kind::Open);
    let sign = match source.kind(at)? {
        Kind::Open | Kind::Number => None,
        kind @ (Kind::Hyphen | Kind::Minus | Kind::Dash | Kind::Plus) => Some(kind),
        _ => return None,
    };
    let number = if open || sign.is_some() { at + 1 } else { at };
    let token = source.tokens.get(number).filter(|token| token.kind == Kind::Number)?;
    if sign.is_some() && !token.glued() {
        return None;
    }
    let (mantissa, decimals, _) = parse_digits(token.text(source.text))?;
    let mut end = number + 1;
    if source.has(end, Sense::Percent) {
        end += 1;
    }
    if open {
        (source.kind(end) == Some(Kind::Close)).then_some(())?;
        end += 1;
    }
    // `(0.8)` is minus 0.8 in the books of accountants.
    let negative = open || sign.is_some_and(|kind| kind != Kind::Plus);
    let mantissa = if negative { -mantissa } else { mantissa };
    let span = source.tokens[at].span().join(source.tokens[end - 1].span());
    Some((Some(Cell { digits: (mantissa, decimals), span }), end))
}
