//! Words for the period named last.
//!
//! ```text
//! anaphor = the period under review | that month | ... | the (period|month|quarter) | (in|during) the year
//! ```
//! `on the month` is a basis of change, and `the period from ...` names its months itself.

use super::reader::Reader;
use super::{Found, PeriodReading};
use crate::lexicon::{PeriodCue, TimeUnit};
use crate::scan::Kind;

const RULE: &str = "period.anaphoric";

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    if reader.cue(at, PeriodCue::Anaphor) && !reader.cue(at + 1, PeriodCue::Of) {
        return Some(Found::new(RULE, at + 1, PeriodReading::Anaphoric));
    }
    if !reader.cue(at, PeriodCue::The) {
        return None;
    }
    let stands = match reader.unit(at + 1) {
        Some(TimeUnit::Month) => !reader.after(at, PeriodCue::Event) && !is_over(reader, at),
        Some(TimeUnit::Quarter) => !reader.after(at, PeriodCue::Event),
        Some(TimeUnit::Year) => reader.after(at, PeriodCue::In) || is_during(reader, at),
        _ => reader.cue(at + 1, PeriodCue::Noun),
    };
    (stands && !goes_on(reader, at + 2)).then(|| Found::new(RULE, at + 2, PeriodReading::Anaphoric))
}

/// `over the month` is a change on the month before.
fn is_over(reader: &Reader, at: usize) -> bool {
    reader.after(at, PeriodCue::Over)
}

fn is_during(reader: &Reader, at: usize) -> bool {
    reader.after(at, PeriodCue::During) && !is_over(reader, at)
}

/// Whether the words go on with what the period is: `the month of May`, `the period from July 1`, `the quarter-end`.
fn goes_on(reader: &Reader, at: usize) -> bool {
    let joint = [PeriodCue::Of, PeriodCue::In, PeriodCue::From, PeriodCue::Between, PeriodCue::Until];
    let named = joint.into_iter().any(|cue| reader.cue(at, cue))
        && (reader.date(at + 1).is_some() || reader.year(at + 1).is_some());
    named || reader.kind(at) == Some(Kind::Hyphen)
}
