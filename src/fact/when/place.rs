//! The periods of a sentence: which are compared with, and which are no row's at all.

use super::FEW;
use crate::fact::item::{Items, Sorts, What};
use crate::fact::row::Row;
use crate::fact::word::{AGENCIES, is_poll};
use crate::lexicon::{Cue, Cues, Direction, Part, PeriodCue, Sense};
use crate::mention::{AS_OF, MentionKind, PeriodReading, Reading};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use chrono::Datelike;
use smallvec::SmallVec;

/// How many items before a period the word stands at most that makes it one compared with.
const REACH: usize = 7;

/// A period in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) item: usize,
    pub(super) reading: PeriodReading,
    /// It is what something is compared with.
    pub(super) compared: bool,
}

/// The periods of a sentence.
pub(super) type Places = SmallVec<[Place; FEW]>;

pub(super) fn places(items: &Items, rows: &[Row]) -> Places {
    let mut places = all(items, rows);
    if places.len() < 2 {
        return places;
    }
    to_date(items, &mut places);
    // `the first four months (July-October) of the current fiscal year`: the year only places the months.
    let parts = places.clone();
    places.retain(|year| !parts.iter().any(|part| is_year_of(items, year, part)));
    places
}

/// `exports in May came to $18 billion as of May 15`: the month up to the day, not the year up to it beside a whole month.
fn to_date(items: &Items, places: &mut Places) {
    let told = |place: &Place| match (items.what(place.item), place.reading) {
        (Some(What::Period(mention)), PeriodReading::Resolved(period)) => {
            let days = period.kind == PeriodKind::DayRange;
            (days && items.mentions[mention as usize].rule == AS_OF).then_some(period)
        }
        _ => None,
    };
    let Some((index, day)) = places.iter().enumerate().find_map(|(i, place)| Some((i, told(place)?.end)))
    else {
        return;
    };
    let of_day = |place: &&mut Place| match place.reading {
        PeriodReading::Resolved(period) => {
            !place.compared && period.kind == PeriodKind::Month && period.start.month() == day.month()
        }
        _ => false,
    };
    let days = day.with_day(1).and_then(|first| Period::new(first, day, PeriodKind::DayRange));
    let month = places.iter_mut().find(of_day);
    if let (Some(month), Some(days)) = (month, days) {
        month.reading = PeriodReading::Resolved(days);
        places.remove(index);
    }
}

/// Whether a period says only which year the one before it is of.
fn is_year_of(items: &Items, year: &Place, part: &Place) -> bool {
    let (PeriodReading::Resolved(outer), PeriodReading::Resolved(inner)) = (year.reading, part.reading)
    else {
        return false;
    };
    let mut between = part.item + 1..year.item;
    let within = inner != outer && outer.start <= inner.start && inner.end <= outer.end;
    let of = between.clone().any(|i| items.is(i, Cue::Of));
    let joint = |i: usize| {
        matches!(items.what(i), Some(What::Mark(Kind::Open | Kind::Close)))
            || items.is(i, Cue::Of)
            || items.is(i, Cue::Article)
    };
    within && of && between.all(joint)
}

fn all(items: &Items, rows: &[Row]) -> Places {
    let mut places = Places::new();
    for item in items.all_of(Sorts::PERIOD) {
        let Some(What::Period(mention)) = items.what(item) else { continue };
        let Reading::Period(reading) = items.mentions[mention as usize].reading else { continue };
        let other = is_since(items, item)
            || is_aside(items, rows, item)
            || is_of_measure(items, item)
            || is_of_poll(items, item)
            || is_of_report(items, item);
        if !other {
            let comparison = matches!(reading, PeriodReading::Comparison(_));
            places.push(Place { item, reading, compared: comparison || is_compared(items, rows, item) });
        }
    }
    places
}

/// `the smallest since the fourth quarter of 2001`: since when, not when. A month is read behind `since` only where what
/// happened in it is told.
fn is_since(items: &Items, item: usize) -> bool {
    let Some(What::Period(mention)) = items.what(item) else { return false };
    let kind = match items.mentions[mention as usize].reading {
        Reading::Period(PeriodReading::Resolved(period)) => Some(period.kind),
        _ => None,
    };
    if kind == Some(PeriodKind::Month) {
        // `the highest since the depths of the crisis in August 2008`: nothing traded in between.
        let plain = |i: &usize| matches!(items.what(*i), Some(What::Word | What::Cue(_) | What::Area(..)));
        let mut before = (item.saturating_sub(9)..item).rev().take_while(plain);
        return items.has(Cue::Since) && before.any(|i| items.is(i, Cue::Since) && i + 2 < item);
    }
    let before = (item.saturating_sub(2)..item).rev().find(|&i| !items.is(i, Cue::Article));
    kind == Some(PeriodKind::YearToDate) && is_of_streak(items, item)
        || before.is_some_and(|before| items.is(before, Cue::Since))
}

/// `extending the declines since the start of the year`: how long, not when.
fn is_of_streak(items: &Items, item: usize) -> bool {
    let Some(noun) = item.checked_sub(1) else { return false };
    let counted = noun.checked_sub(1).map(|before| items.what(before));
    let plural = items.words(noun..item).ends_with('s');
    match items.what(noun) {
        Some(What::Direction(_, part)) => {
            (plural || part == Part::Noun)
                && !matches!(counted, Some(Some(What::Amount(_) | What::Mark(Kind::Hyphen))))
        }
        _ => false,
    }
}

/// In a relative clause between commas, away from the row: `exports, which have been a support since 2009, climbed`.
fn is_aside(items: &Items, rows: &[Row], item: usize) -> bool {
    if !items.has(Cue::Relative) {
        return false;
    }
    let comma = (0..item).rev().find(|&i| items.is_mark(i, Kind::Comma));
    let Some(end) = (item..items.list.len()).find(|&i| items.is_mark(i, Kind::Comma)) else { return false };
    comma.is_some_and(|comma| {
        let numbers = rows.iter().flat_map(Row::numbers).any(|number| (comma..end).contains(&number));
        items.is(comma + 1, Cue::Relative) && !numbers
    })
}

/// `Q2 GDP revisions`, `first-quarter economic growth`: the period is another measure's.
fn is_of_measure(items: &Items, item: usize) -> bool {
    if !items.any_of(Sorts::MEASURE) {
        return false;
    }
    // `In December demand slackened`: the period is the sentence's.
    let in_front = item.checked_sub(1).is_some_and(|before| items.is(before, Cue::In));
    let preposition = in_front
        || items.list[item].tokens.range().any(|token| {
            let lexeme = items.tokens[token].lexeme;
            [Cue::In, Cue::For, Cue::On, Cue::From, Cue::Of]
                .iter()
                .any(|&cue| items.lexicon.is_cue(lexeme, cue))
        });
    !preposition
        && !items.is_mark(item + 1, Kind::Comma)
        && is_before(items, item, &|what| what == What::Measure)
}

/// `economists polled by Reuters last week`: when the poll was taken.
fn is_of_poll(items: &Items, item: usize) -> bool {
    if !items.any_word(AGENCIES) {
        return false;
    }
    item > 0 && is_poll(items, item - 1)
}

/// `the 7 percent drop reported last month`: when it was told.
fn is_of_report(items: &Items, item: usize) -> bool {
    let told = item > 1 && items.is(item - 1, Cue::Speech) && !items.is(item - 1, Cue::By);
    told && matches!(
        items.what(item - 2),
        Some(What::Direction(_, Part::Noun) | What::Amount(_) | What::Flow(..))
    )
}

/// `first-quarter economic growth`, `a March rise`: an adjective of a measure or of a change.
pub(super) fn is_attributive(items: &Items, item: usize) -> bool {
    is_before(items, item, &|what| matches!(what, What::Measure | What::Direction(_, Part::Noun)))
}

/// Whether the next word that is more than an adjective passes.
fn is_before(items: &Items, item: usize, test: &dyn Fn(What) -> bool) -> bool {
    (item + 1..item + 4)
        .find(|&i| !matches!(items.what(i), Some(What::Word | What::Basis(_) | What::Mark(Kind::Hyphen))))
        .and_then(|i| items.what(i))
        .is_some_and(test)
}

/// `from March`, `than in 2013`, `below April 2024`, `against $9.31 billion in February`.
fn is_compared(items: &Items, rows: &[Row], item: usize) -> bool {
    // `a 12 percent increase over 2009`.
    let first = items.tokens[items.list[item].tokens.start].lexeme;
    let risen =
        item > 0 && matches!(items.what(item - 1), Some(What::Amount(_) | What::Direction(_, Part::Noun)));
    if risen && items.lexicon.is_cue(first, Cue::Over) {
        return true;
    }
    // `above September's 2,800 tonnes`.
    let of_base = |row: &Row| row.base.is_some_and(|slot| slot.item == item + 1);
    if items.list[item].possessive && rows.iter().any(of_base) {
        return true;
    }
    // `1.6 percent smaller in January than in December`: what is compared stands behind `than`.
    if items.is(item + 1, Cue::Than) {
        return false;
    }
    // `fell 3.5% between April and May`: a change from one to the other.
    let next = matches!(items.what(item + 2), Some(What::Period(_)));
    if item > 0 && items.is(item - 1, Cue::Between) && items.is(item + 1, Cue::And) && next {
        return true;
    }
    for i in (item.saturating_sub(REACH)..item).rev() {
        match items.what(i) {
            Some(What::Amount(_)) => {
                // `That compared with $8.7 billion in March`: the level of the sentence before is of another.
                let first = || {
                    !(0..i).any(|k| matches!(items.what(k), Some(What::Amount(_) | What::Mark(Kind::Comma))))
                };
                let opened = items.is(0, Cue::Compare) && first();
                let base = opened || rows.iter().any(|row| row.base.is_some_and(|slot| slot.item == i));
                // `rose from $11.4 billion in April, but was below forecasts`: of a row without a level.
                let from = i > 0 && items.is(i - 1, Cue::From) && !rows.iter().any(|row| row.holds(i));
                return base
                    || from
                    || is_part_of_then(items, rows, i)
                    || is_topped(items, i)
                    || goes_on_comparing(items, rows, i);
            }
            Some(What::Direction(_, Part::Adverb)) if items.is(i, Cue::Comparative) => return true,
            // `were 65 percent higher in May versus year-ago levels`: May's own.
            Some(What::Direction(_, Part::Adverb)) if i + 2 == item && is_alone(items, i) => return false,
            Some(What::Direction(_, Part::Adverb)) => {
                return i > 0
                    && matches!(
                        items.what(i - 1),
                        Some(What::Amount(_) | What::Mark(Kind::Close) | What::Direction(..))
                    );
            }
            Some(What::Mark(Kind::Comma | Kind::Semicolon)) => return false,
            Some(What::Mark(Kind::Close)) if i + 1 == item => {}
            Some(What::Direction(Direction::Flat, _)) => return true,
            // `earned $3.5 billion from exports in September`.
            Some(What::Flow(..)) if items.is(i.saturating_sub(1), Cue::From) => return false,
            Some(What::Flow(..))
                if items.is(i.saturating_sub(2), Cue::From)
                    && !matches!(items.what(i - 1), Some(What::Amount(_))) =>
            {
                return false;
            }
            // `an increase of 60.78% over the value recorded in the second quarter`.
            Some(What::Bound) if items.is(i, Cue::Over) => {
                let before = i.checked_sub(1).and_then(|i| items.what(i));
                return matches!(before, Some(What::Amount(_) | What::Direction(_, Part::Noun)));
            }
            Some(What::Flow(..) | What::Bound | What::Word | What::Basis(_)) => {}
            Some(What::Cue(_)) => {
                // `imported 80,000 vehicles from the region in 2011`.
                let it = items.is_any(i, Cues::of(&[Cue::It, Cue::Its]));
                if !it && items.is_any(i, Cues::of(&[Cue::Counterpart, Cue::Bloc, Cue::Reporter])) {
                    return false;
                }
                // `less than expected in March` compares with what was expected.
                if items.is(i, Cue::Forecast) {
                    return false;
                }
                if items.is(i, Cue::From) {
                    return !is_range(items, item);
                }
                if items.is(i, Cue::Than) || items.is(i, Cue::Compare) {
                    return true;
                }
                // `spent $4 billion on imports in July` compares with nothing.
                let flow = matches!(items.what(i + 1), Some(What::Flow(..)));
                if (items.is(i, Cue::On) || items.is(i, Cue::Over)) && !flow {
                    let before = i.checked_sub(1).and_then(|i| items.what(i));
                    return matches!(before, Some(What::Amount(_) | What::Direction(_, Part::Noun)));
                }
            }
            _ => return false,
        }
    }
    false
}

/// `higher in`, not `less than in`.
fn is_alone(items: &Items, adverb: usize) -> bool {
    let than = |sense: &Sense| (*sense == Sense::Period(PeriodCue::Against)).then_some(());
    items.is(adverb + 1, Cue::In) && items.sense(adverb, than).is_none()
}

/// `fetched $458 million, half of what they did in July 2022`: a fraction that is no row's.
fn is_part_of_then(items: &Items, rows: &[Row], number: usize) -> bool {
    let fraction = items.kind(number) == Some(MentionKind::Percent) && items.is(number + 1, Cue::Of);
    let apart = number > 0 && items.is_mark(number - 1, Kind::Comma);
    fraction && apart && !rows.iter().any(|row| row.holds(number))
}

/// `topped the $75.1 billion seen in October 2023`, `against 2.3 per cent of GDP ($1.8bn) last year`: the number is one
/// compared with.
fn is_topped(items: &Items, number: usize) -> bool {
    let article = number.checked_sub(1).filter(|&i| items.is(i, Cue::Article));
    let topped = article.and_then(|article| article.checked_sub(1)).is_some_and(|i| items.is(i, Cue::Exceed));
    let plain = |&i: &usize| {
        items.is_any(i, Cues::of(&[Cue::Article, Cue::Of]))
            || matches!(
                items.what(i),
                Some(What::Bound | What::Measure | What::Amount(_) | What::Mark(Kind::Open))
            )
    };
    let inside = items.is_mark(number.wrapping_sub(1), Kind::Open);
    let before = (number.saturating_sub(REACH)..number).rev().find(|i| !plain(i));
    topped || inside && before.is_some_and(|i| items.is(i, Cue::Compare))
}

/// `compared with $16.9 billion in May and $11.6 billion in June last year`: the second number is compared with, too.
fn goes_on_comparing(items: &Items, rows: &[Row], number: usize) -> bool {
    let and = (number.saturating_sub(2)..number).rev().find(|&i| items.what(i) != Some(What::Bound));
    and.filter(|&and| items.is(and, Cue::And)).and_then(|and| and.checked_sub(1)).is_some_and(|period| {
        matches!(items.what(period), Some(What::Period(_))) && is_compared(items, rows, period)
    })
}

/// `(from) January to April`, `(from) January through April`: the preposition belongs to the range.
fn is_range(items: &Items, item: usize) -> bool {
    let has = |token: usize, wanted: fn(&Sense) -> bool| {
        items.lexicon.senses(items.tokens[token].lexeme).iter().any(wanted)
    };
    let words = items.list[item].tokens.range();
    words.clone().any(|token| {
        let to = has(token, |sense| *sense == Sense::Cue(Cue::To));
        let until = has(token, |sense| matches!(sense, Sense::Period(PeriodCue::Until | PeriodCue::Through)));
        // `the year ended September` is no range.
        let counted = token > words.start && has(token - 1, |sense| matches!(sense, Sense::TimeUnit(_)));
        to || until && !counted
    })
}
