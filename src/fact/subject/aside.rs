//! Subjects in a clause between commas or dashes that names no number: the flow is told of before it.

use super::Subject;
use super::rank;
use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Cues, FlowForm};
use crate::scan::Kind;

/// A subject in a clause between commas that names no number: `the UAE, which re-exports many goods, should rebound to
/// $22.2 billion`, `Canada, the biggest trade partner, grew 7.2 percent`.
pub(super) fn is_aside(items: &Items, subject: &Subject) -> bool {
    let head = subject.head;
    let plain = |i: &usize| !matches!(items.what(*i), Some(What::Amount(_)));
    // `non-oil exports (including re-exports) rose`.
    let opened = subject.items.start > 1 && items.is_mark(subject.items.start - 2, Kind::Open);
    if opened
        && items.is(subject.items.start - 1, Cue::Including)
        && items.is_mark(subject.items.end, Kind::Close)
    {
        return true;
    }
    // `the European Union - China's biggest customer - grew`.
    let dash = |i: usize| {
        let spaced = items.is_mark(i, Kind::Hyphen) && !items.tokens[items.list[i].tokens.start].glued();
        spaced || items.is_mark(i, Kind::Dash)
    };
    let mark = |i: usize| items.is_mark(i, Kind::Comma) || dash(i);
    let Some(open) = (0..head).rev().take_while(plain).find(|&i| mark(i)) else {
        return false;
    };
    let same = |i: usize| if dash(open) { dash(i) } else { items.is_mark(i, Kind::Comma) };
    let closed = || (head + 1..items.list.len()).take_while(plain).any(same);
    let relative = items.is_any(open + 1, Cues::of(&[Cue::Relative, Cue::Including])) && open > 0;
    let apposed = open > 0
        && matches!(items.what(open - 1), Some(What::Area(..)))
        && subject.flows[0].1 == FlowForm::Partner
        && (items.is_any(open + 1, Cues::of(&[Cue::Article, Cue::Reporter]))
            || is_of_partner(items, open)
            || rank::trades_behind(items, open, head));
    // `Oil, Russia's main export, has lost 76 percent`.
    let named = open > 0
        && matches!(items.what(open - 1), Some(What::Word | What::Commodity(_)))
        && subject.items.start == open + 1
        && items.is_mark(subject.items.end, Kind::Comma)
        && !subject.refs.is_empty();
    (relative || apposed || named || is_epithet_of_good(items, subject, open)) && closed()
}

/// `Exports of chips, the country's key export item, surged`: the flow is told of before.
fn is_epithet_of_good(items: &Items, subject: &Subject, open: usize) -> bool {
    if open == 0 || !matches!(items.what(open - 1), Some(What::Commodity(_))) {
        return false;
    }
    let own = subject.own || !subject.refs.is_empty();
    let end = subject.items.end;
    // `Electronics, the top export, fell`.
    let noun = items.what(end) == Some(What::Word) && items.is_mark(end + 1, Kind::Comma)
        || items.is_mark(end, Kind::Comma) && items.is(open + 1, Cue::Definite);
    let own = own || items.is(open + 1, Cue::Definite);
    let one = !items.words(subject.head..subject.head + 1).ends_with('s');
    let whole = (open + 1..subject.head)
        .all(|i| !matches!(items.what(i), Some(What::Amount(_) | What::Flow(..) | What::Mark(_))));
    own && noun && one && whole
}

/// `Trade with ASEAN, China's largest partner, totaled $4 billion`: the apposition tells of whom the flow is with.
fn is_of_partner(items: &Items, open: usize) -> bool {
    let joins = Cues::of(&[Cue::With, Cue::To, Cue::From]);
    let owner = matches!(items.what(open + 1), Some(What::Area(..))) && items.list[open + 1].possessive;
    (open.saturating_sub(3)..open).any(|i| items.is_any(i, joins)) && owner
}
