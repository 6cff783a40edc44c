//! Rows of a list: which go on with what was expected before, and which are of nobody.

use crate::fact::item::{Items, What};
use crate::fact::role;
use crate::fact::row::Row;
use crate::lexicon::{Cue, Cues, Part};
use crate::scan::Kind;

/// `Half of all imports came from five countries`, `Electric gear accounted for 52 percent of exports`: a share before its
/// whole, of no partner and no good that is known.
pub(super) fn is_part_of_nobody(items: &Items, row: &Row) -> bool {
    let share = row.share.filter(|share| share.rule == "share.of" && share.item < row.head.start);
    let Some(at) = share.map(|share| share.item) else { return false };
    let verb = (at.saturating_sub(4)..at).any(|i| items.is(i, Cue::Share));
    let keys = &row.keys;
    let held = keys.partner.is_some() || keys.commodity.is_some() || row.focus.is_some();
    let named = held || keys.ref_area.is_some() && !verb;
    (at <= 2 || verb) && !named && row.level.is_none() && row.change.is_none()
}

/// `Analysts forecast exports rose 38 percent, imports grew 39 percent and the surplus was $7 billion`: one verb before the
/// first subject expects all that is listed behind it.
pub(super) fn is_listed(items: &Items, rows: &[Row], index: usize) -> bool {
    let expects = |i: usize| items.is(i, Cue::Forecast) || items.is(i, Cue::Target);
    let Some(first) = rows.first() else { return false };
    let leads = (first.start.saturating_sub(3)..first.start).any(expects);
    let apart = |i: usize| {
        items.is_any(i, Cues::of(&[Cue::Contrast, Cue::Relative, Cue::Compare, Cue::Than, Cue::Speech]))
            || items.is_mark(i, Kind::Semicolon)
    };
    // `after a 7.5 percent drop`: of what was.
    let was = rows[index].change.is_some_and(|change| change.rule == "change.after");
    // `a slowdown from 20.3 percent in 2011`; `lowered its forecast from 18 percent` tells what was expected before.
    let dated = |row: &Row| {
        let end = row.extent().end;
        row.other_rate && (end..end + 2).any(|i| matches!(items.what(i), Some(What::Period(_))))
    };
    leads && index > 0 && !was && !dated(&rows[index]) && !(first.start..rows[index].start).any(apart)
}

/// Whether the row's clause has no verb of its own: `and imports of …`, `and of …`, `and imports to come to …`.
pub(super) fn goes_on(items: &Items, row: &Row, same: bool) -> bool {
    let Some(first) = row.first() else { return false };
    let listed = row.level.is_some_and(|slot| [role::LEVEL_NOUN, role::LEVEL_LIST].contains(&slot.rule));
    let joined = row.start > 0 && items.is(row.start - 1, Cue::And);
    let infinitive = (row.start..first).any(|i| {
        items.is(i, Cue::To)
            && (items.is(i + 1, Cue::Level) || matches!(items.what(i + 1), Some(What::Direction(..))))
    });
    // `sees exports rising 8 percent, imports up 7.8 percent`.
    let verbless = row.level.is_none()
        && first == row.phrase.end + 1
        && matches!(items.what(row.phrase.end), Some(What::Direction(_, Part::Adverb)));
    // `expectations of a 6 percent rise in exports, an 11 percent rise in imports`.
    let noun = row.change.is_some_and(|slot| slot.rule == "change.before-noun") && first < row.start;
    let article = (first.saturating_sub(2)..first).rev().find(|&i| items.what(i) != Some(What::Bound));
    let article = article.filter(|&i| noun && i > 0 && items.is(i, Cue::Article));
    let listed_noun = article.is_some_and(|i| items.is(i - 1, Cue::And) || items.is_mark(i - 1, Kind::Comma));
    // `sees arrivals at 6 million tonnes, and imports for the year at 62.5 million`.
    let at = first > 0 && items.is(first - 1, Cue::At) && row.level.is_some();
    let placed = at
        && !(row.start..first).any(|i| {
            items.is_any(i, Cues::of(&[Cue::Level, Cue::Be]))
                || matches!(items.what(i), Some(What::Direction(..)))
        });
    listed_noun || verbless || same && listed || joined && (listed || infinitive || placed)
}
