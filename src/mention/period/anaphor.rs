//! Words for the period named last.
//!
//! ```text
//! anaphor = that time | (that|this) (period|month|quarter) | the reporting (period|month)
//!         | the (period|month|quarter) [under review] | (in|during) the year
//! ```
//! `on the month` is a basis of change, and `the period from ...` names its months itself.

use super::reader::Reader;
use super::{Found, PeriodReading};
use crate::lexicon::{PeriodCue, TimeUnit};
use crate::scan::Kind;

pub(super) fn find(reader: &Reader, at: usize) -> Option<Found> {
    let end = if reader.cue(at, PeriodCue::Anaphor) { at + 1 } else { end(reader, at)? };
    (!goes_on(reader, end)).then(|| Found::new("period.anaphoric", end, PeriodReading::Anaphoric))
}

/// One past the last token of an anaphor of several words.
fn end(reader: &Reader, at: usize) -> Option<usize> {
    let the = reader.cue(at, PeriodCue::The);
    let that = reader.cue(at, PeriodCue::That);
    let this = reader.cue(at, PeriodCue::This);
    let said = the && reader.cue(at + 1, PeriodCue::Said);
    let noun = at + 1 + usize::from(said);
    let unit = reader.unit(noun).filter(|unit| *unit != TimeUnit::Day);
    let period = reader.cue(noun, PeriodCue::Noun);
    let end = noun + 1;
    if the && reader.cue(end, PeriodCue::Review) && (period || unit.is_some()) {
        return Some(end + 1);
    }
    let stands = match unit {
        Some(_) => that || said || the && stands_alone(reader, at, unit),
        None => period && (the || that || this),
    };
    stands.then_some(end)
}

/// Whether `the month`, `the quarter` or `the year` is one named before and not a basis of change.
fn stands_alone(reader: &Reader, at: usize, unit: Option<TimeUnit>) -> bool {
    let over = reader.after(at, PeriodCue::Over);
    match unit {
        Some(TimeUnit::Month) => !reader.after(at, PeriodCue::Event) && !over,
        Some(TimeUnit::Quarter) => !reader.after(at, PeriodCue::Event),
        Some(TimeUnit::Year) => {
            reader.after(at, PeriodCue::In) || reader.after(at, PeriodCue::During) && !over
        }
        _ => false,
    }
}

/// Whether the words go on with what the period is: `the month of May`, `the period from July 1`, `the quarter-end`,
/// `that time of year`.
fn goes_on(reader: &Reader, at: usize) -> bool {
    let joint = [PeriodCue::Of, PeriodCue::In, PeriodCue::From, PeriodCue::Between, PeriodCue::Until];
    let named = joint.into_iter().any(|cue| reader.cue(at, cue))
        && (reader.date(at + 1).is_some() || reader.year(at + 1).is_some() || reader.unit(at + 1).is_some());
    // `the month of Shrawan`: a month of another calendar.
    let other = reader.cue(at, PeriodCue::Of)
        && reader.token(at + 1).is_some_and(|token| token.capital() && !token.lexeme.known());
    named || other || reader.year(at).is_some() || reader.kind(at) == Some(Kind::Hyphen)
}
