//! Whether a percentage is a share: of what, the words behind `of` say.

use crate::fact::item::{Items, What};
use crate::lexicon::{Cue, Part};

/// `70 percent of exports`, `14.6 percent of the total`.
pub(super) fn is_share_of(items: &Items, at: usize) -> bool {
    if !items.is(at + 1, Cue::Of) {
        return false;
    }
    (at + 2..at + 9).find_map(|i| match items.what(i) {
        Some(What::Flow(..)) => Some(true),
        // `a third of the drop in imports`.
        Some(What::Direction(_, Part::Noun)) => Some(false),
        Some(What::Mark(_) | What::Amount(_) | What::Measure) | None => Some(false),
        // `77.6 percent of exporters expect sales to rise`: a clause of its own.
        _ if items.is(i, Cue::Forecast) || items.is(i, Cue::Be) => Some(false),
        // `a third of total 2010 growth`.
        _ if items.is(i, Cue::Overall) => Some(!is_of_growth_behind(items, i + 1)),
        // `a fourth of the gas that it consumes`: a clause.
        _ if items.is(i, Cue::SameFlow) => Some(i == at + 2 || items.is(i - 1, Cue::Article)),
        _ if items.is(i, Cue::Including) => Some(true),
        _ => None,
    }) == Some(true)
}

/// `total growth`, `overall 2010 growth`.
fn is_of_growth_behind(items: &Items, at: usize) -> bool {
    let noun = (at..at + 3).find(|&i| !matches!(items.what(i), Some(What::Period(_) | What::Word)));
    noun.is_some_and(|noun| matches!(items.what(noun), Some(What::Direction(_, Part::Noun))))
}
