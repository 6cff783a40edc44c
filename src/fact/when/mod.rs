//! Which period a row is about, and what its change is measured from.
//!
//! A period belongs to the row in whose clause it stands; one behind `from`, `than`, `compared with`, or next to a base
//! is what the row is compared with. A row without a period takes the one of the rows before it in the sentence, then
//! of those behind it, then of the document (`inherit`).

mod basis;
mod comparison;
mod place;
mod scope;

pub(super) use basis::between;

use super::aside;
use super::inherit::Context;
use super::item::{Items, Sorts, What};
use super::row::{Row, Slot};
use super::status;
use crate::document::Span;
use crate::lexicon::{Basis, Cue, Part, Sense, TimeUnit};
use crate::mention::{PeriodReading, Reading, YEAR_TO};
use crate::scan::Kind;
use crate::value::{Period, PeriodKind};
use comparison::{compared, dated, last_month, other_rate, told_of_then};
use place::{Place, Places, places};
use scope::scope;
use smallvec::SmallVec;
use std::ops::Range;

/// How many items behind a number its period stands at most.
const NEAR: usize = 14;

/// How many items before a share its verb stands at most.
const SHARE: usize = 3;

/// What a row's period came out as.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct When {
    /// The period, where it is known.
    pub(super) period: Option<Period>,
    /// Where it is printed.
    pub(super) span: Option<Span>,
    /// Item of the period in the row's sentence.
    item: Option<usize>,
    /// It was printed in the row's own sentence.
    pub(super) own: bool,
    /// It follows from the period that the row is compared with.
    pub(super) mirrored: bool,
    /// It comes from a sentence before.
    pub(super) inherited: bool,
    /// It is printed, but cannot be resolved.
    pub(super) unresolved: bool,
    /// What the change is measured from, where the text says so.
    pub(super) basis: Option<Basis>,
    /// The period of the base, where it is printed and the base may be a fact.
    pub(super) base_period: Option<Period>,
    /// The period of the rate that it is compared with, which is measured in the same way.
    pub(super) beside: Option<Period>,
}

/// How many rows and periods most sentences have at most.
const FEW: usize = 4;

/// One for each row.
pub(super) type Whens = Vec<When>;

/// The periods and bases of all rows of a sentence, in the room of earlier ones.
pub(super) fn of_rows(items: &Items, rows: &[Row], context: &Context, whens: &mut Whens) {
    whens.clear();
    if rows.is_empty() {
        return;
    }
    let (places, asides) = (places(items, rows), aside::dated(items));
    let mut scopes: SmallVec<[Range<usize>; FEW]> = SmallVec::new();
    for (i, row) in rows.iter().enumerate() {
        let scope = scope(items, rows, i, &asides);
        let when = if asides.is_empty() {
            own(items, &places, row, &scope, context)
        } else {
            let shown = places.iter().filter(|place| !aside::is_apart(&asides, place.item, row));
            own(items, &shown.copied().collect::<Places>(), row, &scope, context)
        };
        whens.push(when);
        scopes.push(scope);
    }
    // `growth of 10 percent for both imports and exports in 2012`: one number, one period.
    for i in (1..rows.len()).rev() {
        if rows[i].extent() == rows[i - 1].extent() && whens[i].own {
            whens[i - 1] = whens[i];
        }
    }
    spread(items, whens, rows, &asides);
    // `(-2.2% and +2.5% in May)`: a period behind a run is that of its members.
    for i in (1..rows.len()).rev() {
        let mut between = rows[i - 1].extent().end..rows[i].extent().start;
        let run =
            !between.is_empty() && between.all(|i| items.is(i, Cue::And) || items.is_mark(i, Kind::Comma));
        let behind = whens[i].item.is_some_and(|item| item >= rows[i].extent().end);
        let opened =
            rows[i - 1].extent().start > 0 && items.is_mark(rows[i - 1].extent().start - 1, Kind::Open);
        if run && behind && opened {
            whens[i - 1] = whens[i];
        }
    }
    for (i, row) in rows.iter().enumerate() {
        if whens[i].period.is_some() || whens[i].unresolved || is_general(items, row) {
            continue;
        }
        let monthly = items.has(Cue::Monthly) && row.phrase.clone().any(|i| items.is(i, Cue::Monthly));
        let mirrored = compared(&places, row, &scopes[i]).and_then(|place| context.mirrored(place.reading));
        // A forecast goes on with the period of the forecasts before it; see `resolve`.
        let quarter = context.backdrop.filter(|_| row.change.is_some());
        let inherited = context.month.filter(|_| monthly).or_else(|| context.goes_on(items)).or(quarter);
        // `Compared with the first quarter of 2007, exports are up 17.6 percent, while imports have increased 12 percent`.
        let before = i.checked_sub(1).map(|before| whens[before]);
        let mirrored = mirrored.or_else(|| before.filter(|when| when.mirrored && !when.own)?.period);
        if let Some(period) = mirrored {
            (whens[i].period, whens[i].mirrored) = (Some(period), true);
        } else if let Some((period, span)) = inherited {
            (whens[i].period, whens[i].span, whens[i].inherited) = (Some(period), Some(span), true);
        }
        // `The deficit was $21.3 billion a year earlier`: then, not in the period in force.
        if let Some(place) = told_of_then(items, &places, row) {
            whens[i].period = whens[i].period.and_then(|period| dated(&place, Some(period)));
        }
    }
    // `Imports surged 21 percent, lifting the deficit to $24 billion from $18 billion in March`: both are of April.
    for i in (1..whens.len()).rev() {
        if whens[i - 1].inherited && whens[i].mirrored {
            (whens[i - 1].period, whens[i - 1].mirrored) = (whens[i].period, true);
        }
    }
    for i in 0..rows.len() {
        // What was expected of a period is a rate of that period, not of the one it is compared with.
        if rows[i].other_rate && !status::is_expected(items, &rows[i]) {
            other_rate(items, whens, (rows, i), &places, &scopes[i], context);
        } else if i > 0
            && (!whens[i].own || is_of_rate_before(rows, i, &whens[i]))
            && status::is_expected(items, &rows[i])
        {
            of_first(rows, whens, i);
        }
        let compared = compared(&places, &rows[i], &scopes[i]);
        // Only a revised base is a fact of its own period.
        let base = compared.filter(|_| rows[i].base.is_some() && items.has(Cue::Revised));
        whens[i].base_period = base.and_then(|place| dated(&place, whens[i].period));
        whens[i].basis = basis::basis(items, &rows[i], &scopes[i], compared, &whens[i]).or(whens[i].basis);
        // `rose 18.5 percent and 4.2 percent year on year, respectively`.
        if let basis @ Some(_) = whens[i].basis {
            let contrast = |j: usize| {
                (rows[j].extent().end..rows[j + 1].extent().start).any(|i| items.is(i, Cue::Contrast))
            };
            let joined = |j: usize| {
                // Two changes of one flow are measured from different periods.
                rows[j].start == rows[j + 1].start && rows[j].keys != rows[j + 1].keys && !contrast(j)
                    || is_joined(items, &rows[j], &rows[j + 1])
            };
            let alike = |&j: &usize| whens[j].basis.is_none() && joined(j);
            let first = (0..i).rev().take_while(alike).last().unwrap_or(i);
            whens[first..i].iter_mut().for_each(|when| when.basis = basis);
        }
        // Behind the year to date a change on the month is one of the release's month.
        if whens[i].inherited
            && whens[i].basis == Some(Basis::Mom)
            && let Some((month, span)) = context.month_behind(whens[i].period)
        {
            (whens[i].period, whens[i].span) = (Some(month), Some(span));
        }
        if whens[i].basis.is_none() {
            measured_alike(rows, whens, i);
        }
    }
}

/// A rate compared with is measured like the one before it, and so are those behind it: `a 38.9 percent slump in May and a
/// 67.0 percent drop in April`; another flow of the same period, too.
fn measured_alike(rows: &[Row], whens: &mut [When], i: usize) {
    let Some(last) = i.checked_sub(1) else { return };
    let main = (0..i).rev().find(|&j| !rows[j].other_rate);
    let period = |j: usize| whens[i].period.is_some() && whens[i].period == whens[j].period;
    let like = rows[i].other_rate
        || whens[i].period == whens[last].period
        || main.is_some_and(period)
        || rows[last].other_rate && rows[i].keys == rows[last].keys;
    if like {
        // A balance compared with a level between two changes says nothing of them.
        let same = |j: &usize| rows[*j].change.is_some() && whens[*j].period == whens[i].period;
        let before = (0..i).rev().find(same).filter(|_| rows[last].change.is_none()).unwrap_or(last);
        whens[i].basis = whens[before].basis;
    }
}

/// `exports fell by 3.5% and imports by 2.9% compared with May`: two changes in one clause.
fn is_joined(items: &Items, before: &Row, row: &Row) -> bool {
    let changes = before.change.is_some() && row.change.is_some() && !before.other_rate && !row.other_rate;
    changes && before.extent().end + 1 == row.start && items.is(before.extent().end, Cue::And)
}

/// The period in the row's own scope: the nearest before its last number, else the first behind it.
fn own(items: &Items, places: &[Place], row: &Row, scope: &Range<usize>, context: &Context) -> When {
    let last = row.extent().end;
    let main = || places.iter().filter(|p| !p.compared && scope.contains(&p.item));
    let behind = main().find(|p| p.item >= last);
    // `The January-October deficit is on track to top that this year, running at $245.5 billion`.
    let phrase = |p: &&Place| row.phrase.contains(&p.item) && is_part_of_year(p);
    let ahead = main().rfind(|p| p.item < last);
    let ahead = ahead.map(|a| main().rfind(phrase).filter(|_| is_year(a)).unwrap_or(a));
    // A period behind `and` leads to the next number: `7.35 million tonnes and brought the January-July total to …`.
    // One in a further clause (`but that was the best since the crisis in October 2008`) is not the number's.
    let behind = behind.filter(|b| {
        let apart = (last..b.item)
            .any(|i| items.is(i, Cue::Contrast) || items.is(i, Cue::Relative) || items.is(i, Cue::Since));
        // `fell 43.1 percent, twice December's 21.3 percent drop`: December's is the next number.
        let next = items.list[b.item].possessive && matches!(items.what(b.item + 1), Some(What::Amount(_)));
        !apart && !next && b.item < last + NEAR
    });
    let behind = behind.filter(|b| {
        // `between April and May`: no clause of its own.
        let and = |i: usize| items.is(i, Cue::And) && !matches!(items.what(i - 1), Some(What::Period(_)));
        // `10 percent growth for exports and imports in 2012`.
        let and = |i: usize| and(i) && !row.phrase.contains(&i);
        let joined = (last..b.item).any(|i| i > 0 && and(i) || items.is(i, Cue::Contrast));
        !(joined && (scope.end < items.list.len() || is_general(items, row)))
    });
    // A period right behind the number is closer than one before the subject or behind the number before.
    let taken = |a: &Place| (row.start..a.item).any(|i| matches!(items.what(i), Some(What::Amount(_))));
    // `narrows in December, swells 33 percent in 2010`: a clause of its own.
    let moves = |a: &Place| {
        let verb = |i: usize| matches!(items.what(i), Some(What::Direction(_, Part::Verb)));
        (a.item + 1..last).any(|i| items.is_mark(i, Kind::Comma) && verb(i + 1))
    };
    // `fell in October after hitting 6.25 million barrels in September`: of then.
    let after = |a: &Place| (a.item + 1..last).any(|i| items.is(i, Cue::After));
    let chosen = match (ahead, behind) {
        (Some(a), Some(b)) if after(a) && b.item <= last + 2 => Some(b),
        (Some(a), Some(b)) if (a.item < row.start || taken(a) || moves(a)) && b.item <= last + 3 => Some(b),
        (Some(a), _) => Some(a),
        (None, b) => b,
    };
    let chosen = told_when(items, places, row).or_else(|| antecedent(items, places, row)).or(chosen);
    let Some(place) = chosen else { return When::default() };
    let span = Some(items.span(place.item..place.item + 1));
    match place.reading {
        PeriodReading::Resolved(period) => {
            let notes = &items.mentions[mention(items, place.item)].notes;
            // `imports fell 5.0 percent in the year to March`: without a level, March against the March before.
            let rate = row.change.is_some() && row.level.is_none() && row.share.is_none();
            let month = if rate && notes.contains(&YEAR_TO) { last_month(period) } else { None };
            let month = month.filter(|&month| context.is_of_release(month));
            let period = month.unwrap_or_else(|| context.to_date(period, notes));
            When {
                period: Some(period),
                basis: month.map(|_| Basis::Yoy),
                span,
                item: Some(place.item),
                own: !row.other_rate,
                ..When::default()
            }
        }
        // `last year when the annual deficit hit a record`: of a year that is not worked out.
        PeriodReading::Unresolved | PeriodReading::Comparison(_) => {
            When { span, own: true, unresolved: true, ..When::default() }
        }
        PeriodReading::Anaphoric => match named_before(items, places, place.item) {
            Some((period, span)) => {
                When { period: Some(period), span: Some(span), own: true, ..When::default() }
            }
            None => anaphoric(items, place.item, context),
        },
    }
}

/// `narrower than January's, which was revised to a $47.0 billion deficit`: the month that the clause is of.
fn antecedent<'p>(items: &Items, places: &'p [Place], row: &Row) -> Option<&'p Place> {
    if !items.has(Cue::Relative) {
        return None;
    }
    let number = row.extent().start;
    let heads = |place: &&Place| {
        let at = place.item;
        at + 2 < number
            && items.list[at].possessive
            && items.is_mark(at + 1, Kind::Comma)
            && items.is(at + 2, Cue::Relative)
            && !(at + 3..number).any(|i| items.is_mark(i, Kind::Comma))
    };
    places.iter().find(heads)
}

/// `costs fell in the first quarter, while exports rose in the same period`: the period that the sentence named first.
fn named_before(items: &Items, places: &[Place], item: usize) -> Option<(Period, Span)> {
    let mut before = places.iter().filter(|place| place.item < item && !place.compared);
    before.find_map(|place| match place.reading {
        PeriodReading::Resolved(period) => Some((period, items.span(place.item..place.item + 1))),
        _ => None,
    })
}

/// `eased from a high in September, when shipments rose 15 percent`: the month before the clause.
fn told_when<'p>(items: &Items, places: &'p [Place], row: &Row) -> Option<&'p Place> {
    let when = (row.start.saturating_sub(2)..row.start).rev().find(|&i| !items.is(i, Cue::Article));
    let when = when.filter(|&i| items.is(i, Cue::When))?;
    let before = when.checked_sub(1 + usize::from(when > 0 && items.is_mark(when - 1, Kind::Comma)))?;
    places.iter().find(|place| place.item == before)
}

fn is_year(place: &Place) -> bool {
    matches!(place.reading, PeriodReading::Resolved(period) if period.kind == PeriodKind::Year)
}

/// A running total: part of a year, and more than a month or quarter of it.
fn is_part_of_year(place: &Place) -> bool {
    matches!(place.reading, PeriodReading::Resolved(period)
        if matches!(period.kind, PeriodKind::YearToDate | PeriodKind::MonthRange | PeriodKind::FiscalYearToDate))
}

fn mention(items: &Items, item: usize) -> usize {
    match items.what(item) {
        Some(What::Period(mention)) => mention as usize,
        _ => 0,
    }
}

/// The period of a sentence without numbers, for those behind it: `the balance turned negative in May 2022`.
pub(super) fn first_main(items: &Items, subject: usize) -> Option<(Period, Span)> {
    if !items.any_of(Sorts::PERIOD) {
        return None;
    }
    let main = |found: &&Place| !found.compared && !place::is_attributive(items, found.item);
    let places = places(items, &[]);
    // `claims hit a high this month and imports fell in September`: the one behind the subject is its own.
    let behind = places.iter().filter(main).find(|found| found.item > subject);
    let place = behind.or_else(|| places.iter().find(main))?;
    match place.reading {
        PeriodReading::Resolved(period) => Some((period, items.span(place.item..place.item + 1))),
        _ => None,
    }
}

/// The periods of a sentence that are known.
pub(super) fn named<'i>(items: &'i Items) -> impl Iterator<Item = (Period, Span)> + 'i {
    items.all_of(Sorts::PERIOD).filter_map(|at| match items.what(at)? {
        What::Period(mention) => match items.mentions[mention as usize].reading {
            Reading::Period(PeriodReading::Resolved(period)) => Some((period, items.span(at..at + 1))),
            _ => None,
        },
        _ => None,
    })
}

/// `the month under review` is the month named last, `the same period` the period in force.
fn anaphoric(items: &Items, item: usize, context: &Context) -> When {
    let month = items.list[item].tokens.range().any(|token| {
        items.lexicon.senses(items.tokens[token].lexeme).contains(&Sense::TimeUnit(TimeUnit::Month))
            && !items.tokens[token].text(items.text).ends_with('s')
    });
    let count = items.list[item].tokens.range().find_map(|token| {
        items.lexicon.find(items.tokens[token].lexeme, |sense| match sense {
            Sense::Cardinal(count) => Some(u32::from(*count)),
            _ => None,
        })
    });
    let named = match count {
        // `in the four months`, where none of that length was named.
        Some(count) => context.of_months(count).or(context
            .period
            .filter(|(period, _)| period.whole_months().is_none_or(|months| months == count))),
        None if month => context.month.or(context.period),
        // `in the period` speaks of more than a month where one was named.
        None => context.span().or(context.period),
    };
    match named {
        Some((period, span)) => When { period: Some(period), span: Some(span), own: true, ..When::default() },
        None => When { unresolved: count.is_some(), ..When::default() },
    }
}

/// `Germany accounts for 40 percent of the bloc's exports`: of no one period.
fn is_general(items: &Items, row: &Row) -> bool {
    let shared = row.share.filter(|_| row.level.is_none() && row.change.is_none());
    // The share may stand before its flow: `accounts for 40 percent of the bloc's exports`.
    let near = |item: usize| row.start.min(item.saturating_sub(SHARE))..item;
    // `two thirds of Indonesia's exports are commodities`.
    let now = |slot: Slot| slot.rule == "share.of" && items.is(row.phrase.end, Cue::Now);
    shared.is_some_and(|slot| now(slot) || near(slot.item).any(|i| items.is(i, Cue::General)))
}

/// Within the sentence: from the rows before, else from those behind.
fn spread(items: &Items, whens: &mut [When], rows: &[Row], asides: &[Range<usize>]) {
    let apart = |j: usize, i: usize| aside::is_apart(asides, rows[j].extent().start, &rows[i]);
    for i in 1..whens.len() {
        // A rate of another period in between is passed over.
        let before = (0..i).rev().find(|&j| !rows[j].other_rate && !apart(j, i)).map(|j| whens[j]);
        if let Some(before) = before.filter(|_| !whens[i].own && whens[i].period.is_none()) {
            (whens[i].period, whens[i].span, whens[i].unresolved) =
                (before.period, before.span, before.unresolved);
        }
    }
    for i in (0..whens.len().saturating_sub(1)).rev() {
        let behind = whens[i + 1];
        if whens[i].own || whens[i].period.is_some() || rows[i + 1].other_rate {
            continue;
        }
        // `compared with a forecast of 1.0 percent and followed a 2.8 percent gain in August`: August is the gain's.
        let and = (rows[i].extent().end..rows[i + 1].extent().start).any(|k| items.is(k, Cue::And));
        if and
            && rows[i].keys == rows[i + 1].keys
            && status::is_expected(items, &rows[i])
            && !status::is_expected(items, &rows[i + 1])
        {
            continue;
        }
        // Only a period at the end of the sentence holds for the clauses before it.
        let trails = behind.item.is_none_or(|item| item >= rows[i + 1].extent().end);
        // `exported 3.5 million tonnes worth $1.2 billion in May`: two levels of the same trade.
        let between = rows[i].extent().end..rows[i + 1].extent().start;
        let worth = rows[i].keys == rows[i + 1].keys && between.clone().any(|k| items.is(k, Cue::Worth));
        // `a pace that would reach the goal of doubling exports by 2013`: the year is the goal's.
        let by = behind.item.is_some_and(|item| is_until(items, item));
        if (trails || worth) && !by && !apart(i + 1, i) && !is_general(items, &rows[i]) {
            (whens[i].period, whens[i].span, whens[i].unresolved) =
                (behind.period, behind.span, behind.unresolved);
        }
    }
}

/// `slower than the 23.5% surge in June and below the 9.9% forecast`: of the month of the first.
fn of_first(rows: &[Row], whens: &mut [When], index: usize) {
    let seen = (0..index).find(|&j| !rows[j].other_rate && rows[j].group == rows[index].group);
    if let Some(When { period: Some(period), span, .. }) = seen.map(|seen| whens[seen]) {
        (whens[index].period, whens[index].span, whens[index].own) = (Some(period), span, false);
    }
}

/// `following an 8.8 percent drop in August and beating a forecast of 7.6 percent`: the month is the drop's.
fn is_of_rate_before(rows: &[Row], index: usize, when: &When) -> bool {
    let before = &rows[index - 1];
    let between = before.extent().end..rows[index].extent().start;
    before.other_rate && when.item.is_some_and(|item| between.contains(&item))
}

/// `by 2013`: when a plan is to be reached.
fn is_until(items: &Items, item: usize) -> bool {
    let first = items.tokens[items.list[item].tokens.start].lexeme;
    items.lexicon.is_cue(first, Cue::By) || item > 0 && items.is(item - 1, Cue::By)
}
