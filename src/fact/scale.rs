//! `in billions of dollars`: a scale said once for the numbers of a sentence that print none.

use super::item::Items;
use crate::lexicon::{Cue, Sense};

/// The power of ten that the sentence states for its numbers: `in billions of dollars`, `in millions of euros`.
pub(super) fn stated(items: &Items) -> Option<i8> {
    (0..items.list.len()).find_map(|i| {
        let power = items.sense(i + 1, |sense| match sense {
            Sense::Scale(power) => Some(*power),
            _ => None,
        })?;
        let currency = (i + 3..i + 5)
            .any(|k| items.sense(k, |s| matches!(s, Sense::Currency(_)).then_some(())).is_some());
        (items.is(i, Cue::In) && items.is(i + 2, Cue::Of) && currency).then_some(power)
    })
}
