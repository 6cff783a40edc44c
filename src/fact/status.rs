//! Whether a number is actual, estimated, expected, aimed at or revised; or hypothetical, and no fact.

use super::ObsStatus;
use super::item::{Items, Sorts, What};
use super::role;
use super::row::Row;
use super::word::{AGENCIES, is_poll};
use crate::lexicon::{Cue, Cues, Part};
use crate::scan::Kind;
use crate::value::Bound;

/// How far the words reach that decide: items before and behind the number.
const REACH: usize = 12;

/// Words that say what a number is, each by itself.
const OUTLOOK: Cues = Cues::of(&[Cue::Forecast, Cue::Sees, Cue::Target, Cue::Estimate]);

/// All words that decide: without one of them, and without a poll, a number is an actual one.
const WEIGHED: Cues =
    OUTLOOK.and(Cues::of(&[Cue::Estimated, Cue::Hypothetical, Cue::Conditional, Cue::Negation]));

/// The status of the number at `at`; none where it is hypothetical or denied.
pub(super) fn of(items: &Items, at: usize, start: usize) -> Option<ObsStatus> {
    if !items.any_is(WEIGHED) && !items.any_word(AGENCIES) {
        let moves = is_to_move(items, at, start);
        return Some(if moves { ObsStatus::Forecast } else { ObsStatus::Actual });
    }
    if is_conditional(items, at, start) || is_denied(items, start, at) {
        return None;
    }
    // `most exports were to China`: no verb stands behind.
    let place = |i: usize| matches!(items.what(i + 1), Some(What::Area(..))) || items.is(i + 1, Cue::Article);
    let (mut status, mut hypothetical) = (ObsStatus::Actual, false);
    if items.any_is(OUTLOOK) || items.has(Cue::Hypothetical) {
        for i in before(items, at, start).chain(behind(items, at)) {
            if i > at && (is_of_clause(items, i) || items.is(i, Cue::Sees)) {
                continue;
            }
            status = stronger(status, word(items, i));
            hypothetical |= items.is(i, Cue::Hypothetical) && !place(i);
        }
        status = at_subject(items, at, start).fold(status, |status, i| stronger(status, word(items, i)));
    }
    if status == ObsStatus::Forecast && is_past_record(items, at) {
        return Some(ObsStatus::Actual);
    }
    if is_polled(items, at) || is_to_move(items, at, start) {
        status = stronger(status, ObsStatus::Forecast);
    }
    if let Some(before) = coordinate(items, at).filter(|_| status == ObsStatus::Actual) {
        return of(items, before, start.min(before));
    }
    if is_marked_provisional(items, at) || is_reckoned(items, at) {
        status = stronger(status, ObsStatus::Estimate);
    }
    // `had forecast exports would grow 2.6 percent` is a forecast, `exports would fall 22 percent` a hypothesis.
    (!hypothetical || matches!(status, ObsStatus::Forecast | ObsStatus::Target)).then_some(status)
}

/// `sees a fall of 5 percent in exports and a rise of 2 percent in imports`: the number before that is said in the same way.
fn coordinate(items: &Items, at: usize) -> Option<usize> {
    let moved = |i: usize| {
        i > 2 && items.is(i - 1, Cue::Of) && matches!(items.what(i - 2), Some(What::Direction(_, Part::Noun)))
    };
    let and = (at.saturating_sub(5)..at).rev().find(|&i| items.is(i, Cue::And))?;
    let before =
        (and.saturating_sub(5)..and).rev().find(|&i| matches!(items.what(i), Some(What::Amount(_))))?;
    (moved(at) && moved(before)).then_some(before)
}

/// `India's exports to rise 5 percent`: a headline of what is expected. A verb before the subject says what is meant.
fn is_to_move(items: &Items, at: usize, start: usize) -> bool {
    let heads = start.checked_sub(1).is_none_or(|i| matches!(items.what(i), Some(What::Mark(_))));
    let verb = (start..at).rev().find(|&i| matches!(items.what(i), Some(What::Direction(_, Part::Verb))));
    let to = verb.and_then(|verb| verb.checked_sub(1)).filter(|&to| heads && items.is(to, Cue::To));
    to.is_some_and(|to| {
        let named = |i| matches!(items.what(i), Some(What::Flow(..) | What::Area(..) | What::Commodity(_)));
        to > start
            && named(to - 1)
            && !(start..to).any(|i| matches!(items.what(i), Some(What::Direction(..))))
    })
}

/// `on track to surpass last year's record of $288 billion`: the record is known.
fn is_past_record(items: &Items, at: usize) -> bool {
    let owner = |i: usize| items.list[i].possessive && matches!(items.what(i), Some(What::Period(_)));
    let plain = |i: &usize| !matches!(items.what(*i), Some(What::Amount(_) | What::Mark(_)));
    let mut before = (at.saturating_sub(6)..at).rev().take_while(plain);
    items.has(Cue::Exceed) && before.any(|i| items.is(i, Cue::Exceed) && (i..at).any(owner))
}

/// `$16.3 billion (provisional)`.
pub(super) fn is_marked_provisional(items: &Items, at: usize) -> bool {
    items.is_mark(at + 1, Kind::Open) && items.is(at + 2, Cue::Estimate)
}

/// `…, ship-tracking firm Kpler estimated.`: said of the whole sentence behind its last comma.
fn is_reckoned(items: &Items, at: usize) -> bool {
    if !items.has(Cue::Estimated) {
        return false;
    }
    let last = (at..items.list.len()).rev().find(|&i| !matches!(items.what(i), Some(What::Mark(_))));
    last.is_some_and(|last| {
        let comma = (at..last).rev().find(|&i| items.is_mark(i, Kind::Comma));
        items.is(last, Cue::Estimated)
            && comma.is_some_and(|comma| {
                (comma + 1..last).all(|i| {
                    matches!(
                        items.what(i),
                        Some(What::Word | What::Agency(_) | What::Cue(_) | What::Mark(Kind::Hyphen))
                    )
                })
            })
    })
}

/// `rose 16.5 percent in October, according to a Reuters poll`: the last number before those who expect.
fn is_polled(items: &Items, at: usize) -> bool {
    if !items.any_word(AGENCIES) {
        return false;
    }
    let expects = |i: usize| is_poll(items, i);
    // `a market consensus of $44.0 billion`.
    if at > 1 && items.is_any(at - 1, Cues::of(&[Cue::Of, Cue::For])) && expects(at - 2) {
        return true;
    }
    // `the market consensus was for export growth of 3.5 percent`.
    let before = (at.saturating_sub(REACH)..at).rev();
    let mut open =
        before.take_while(|&i| !matches!(items.what(i), Some(What::Mark(_))) && !items.is(i, Cue::Contrast));
    let market = items.has(Cue::Be) && items.has(Cue::For);
    if market && open.any(|i| expects(i) && items.is(i + 1, Cue::Be) && items.is(i + 2, Cue::For)) {
        return true;
    }
    let clause = (at + 1..items.list.len()).take_while(|&i| !matches!(items.what(i), Some(What::Amount(_))));
    let mut said = clause.filter(|&i| items.is(i, Cue::Speech));
    items.has(Cue::Speech) && said.any(|said| (said + 1..said + 4).any(expects))
}

/// `If the duties take effect, …`, `Without a deal, …`.
fn is_conditional(items: &Items, at: usize, start: usize) -> bool {
    if !items.has(Cue::Conditional) {
        return false;
    }
    let opens = |i: usize| {
        let joined = |before: usize| {
            matches!(items.what(before), Some(What::Mark(_)))
                || items.is(before, Cue::Contrast)
                || items.is(before, Cue::And)
        };
        i.checked_sub(1).is_none_or(joined)
    };
    // `trade without undeclared trade`: all but a part.
    // `Germany had the largest surplus`: who stands before the verb has it.
    let part = |i: usize| i > 0 && matches!(items.what(i - 1), Some(What::Flow(..) | What::Area(..)));
    let near = (start.saturating_sub(3)..start).any(|i| items.is(i, Cue::Conditional) && !part(i));
    near || (0..at).any(|i| items.is(i, Cue::Conditional) && opens(i)) || is_conditional_behind(items, at)
}

/// `could fall 22 percent if tariffs reach 60 percent`; a question of whether (`it is not known if …`) has no modal.
fn is_conditional_behind(items: &Items, at: usize) -> bool {
    let modal = (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|&i| !matches!(items.what(i), Some(What::Mark(Kind::Semicolon) | What::Amount(_))))
        .any(|i| items.is(i, Cue::Hypothetical) || items.is(i, Cue::Forecast));
    let behind = (at + 1..at + REACH).take_while(|&i| {
        !matches!(items.what(i), None | Some(What::Mark(Kind::Comma | Kind::Semicolon) | What::Amount(_)))
    });
    modal && behind.into_iter().any(|i| items.is(i, Cue::Conditional))
}

/// Whether a modal stands behind the number in its clause.
pub(super) fn is_before_modal(items: &Items, at: usize) -> bool {
    items.has(Cue::Modal) && behind(items, at).any(|i| items.is(i, Cue::Modal))
}

/// `a 1.7 percent rise in imports will be welcome news`: what is known will be welcome. `5 million tonnes will be shipped` are
/// still to come.
fn is_of_clause(items: &Items, modal: usize) -> bool {
    let trade = |i: usize| {
        matches!(items.what(i), None | Some(What::Flow(..) | What::Direction(..) | What::Amount(_)))
            || items.is(i, Cue::Level)
    };
    items.is(modal, Cue::Modal) && !(modal + 1..modal + 5).any(trade)
}

/// `did not rise by 10 percent`.
fn is_denied(items: &Items, start: usize, at: usize) -> bool {
    items.has(Cue::Negation)
        && (start..at)
            .rev()
            .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(_))))
            .any(|i| items.is(i, Cue::Negation))
}

/// The items before the number that speak of it: back to another number, a comma or another clause.
fn before<'i>(items: &'i Items, at: usize, start: usize) -> impl Iterator<Item = usize> + 'i {
    let from = start.saturating_sub(REACH).max(at.saturating_sub(2 * REACH));
    (from..at).rev().take_while(move |&i| {
        let mark = match items.what(i) {
            Some(What::Amount(_) | What::Mark(Kind::Semicolon)) => true,
            Some(What::Mark(Kind::Comma)) => i != start,
            _ => false,
        };
        // `behind the 9 percent expected and October's 11.6 percent`: October's is known.
        let next = i + 2 <= at && items.is(i, Cue::And) && (i + 1..at).any(|k| is_owner_of(items, k, at));
        let clause = next
            || items.is_any(i, Cues::of(&[Cue::Contrast, Cue::When, Cue::After]))
            || i < start && items.is(i, Cue::And);
        !(mark || clause && i != start)
    })
}

/// `October's 11.6 percent`: a period that owns the number.
fn is_owner_of(items: &Items, period: usize, at: usize) -> bool {
    period + 1 == at && items.list[period].possessive && matches!(items.what(period), Some(What::Period(_)))
}

/// The items behind the number that speak of it.
fn behind<'i>(items: &'i Items, at: usize) -> impl Iterator<Item = usize> + 'i {
    (at + 1..at + REACH).take_while(|&i| {
        let mark = matches!(
            items.what(i),
            None | Some(
                What::Amount(_)
                    | What::Mark(Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Open | Kind::Dash)
            )
        ) || is_spaced_hyphen(items, i);
        // `fell 3.5 percent, short of expectations of a 5 percent decline` expects the number behind.
        let noun = items.is(i, Cue::Forecast) && !items.is(i - 1, Cue::Be);
        let amount = (i + 2..i + 5).any(|k| matches!(items.what(k), Some(What::Amount(_))));
        let next = noun && amount && (items.is(i + 1, Cue::Of) || items.is(i + 1, Cue::For));
        !mark && !next && !items.is_any(i, Cues::of(&[Cue::Compare, Cue::Contrast, Cue::And]))
    })
}

/// `grew 1 percent - well below the forecast`: a hyphen that stands for a dash.
fn is_spaced_hyphen(items: &Items, at: usize) -> bool {
    items.is_mark(at, Kind::Hyphen) && !items.tokens[items.list[at].tokens.start].glued()
}

/// Words of outlook at the subject, apart from the number: `its projection of exports for the year, which …, at …`.
fn at_subject<'i>(items: &'i Items, at: usize, start: usize) -> impl Iterator<Item = usize> + 'i {
    (start.saturating_sub(3)..(start + 4).min(at)).filter(move |&i| {
        let apart = (i.min(start)..i.max(start)).any(|k| {
            items.is(k, Cue::Relative)
                || matches!(items.what(k), Some(What::Mark(Kind::Comma) | What::Amount(_)))
        });
        // `beat forecasts of a 3 percent fall, rising 1 percent`: it is of the first number.
        let of_other = (i..at).any(|k| matches!(items.what(k), Some(What::Amount(_))));
        !apart && !of_other && (items.is(i, Cue::Forecast) || items.is(i, Cue::Target))
    })
}

/// The status of a rate that is compared with: `a 5 percent rise expected by analysts`, `from 3.4 percent in 2012`.
pub(super) fn of_compared(items: &Items, at: usize) -> Option<ObsStatus> {
    let before = (at.saturating_sub(6)..at)
        .rev()
        .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(_))))
        .take_while(|&i| !items.is(i, Cue::And));
    let behind = (at + 1..at + 8)
        .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(_)) | None))
        .take_while(|&i| !items.is(i, Cue::Contrast) && !items.is(i, Cue::And));
    let expected =
        items.any_is(OUTLOOK) && before.chain(behind).any(|i| word(items, i) == ObsStatus::Forecast);
    Some(if expected { ObsStatus::Forecast } else { ObsStatus::Actual })
}

/// Whether a row tells the rate that was expected.
pub(super) fn is_expected(items: &Items, row: &Row) -> bool {
    row.first().and_then(|at| of_compared(items, at)) == Some(ObsStatus::Forecast)
}

/// `had expected`: the outlook of before, on a figure that is known by now.
pub(super) fn is_past(items: &Items, row: &Row) -> bool {
    let Some(at) = row.first() else { return false };
    items.has(Cue::Had)
        && (0..at).any(|i| {
            let expects = items.is(i + 1, Cue::Forecast) || items.is(i + 2, Cue::Forecast);
            expects && items.is(i, Cue::Had)
        })
}

/// What one word says.
fn word(items: &Items, at: usize) -> ObsStatus {
    if !items.is_any(at, OUTLOOK) {
        return ObsStatus::Actual;
    }
    let bound = items.what(at) == Some(What::Bound) && items.is(at, Cue::Estimated);
    if !bound && !matches!(items.what(at), Some(What::Cue(_) | What::Word | What::Measure | What::Flow(..))) {
        return ObsStatus::Actual;
    }
    // `more than expected`, `larger-than-expected` compares; it does not expect.
    let compares = at > 0
        && (matches!(
            items.what(at - 1),
            Some(What::Bound | What::Direction(_, Part::Adverb) | What::Mark(Kind::Hyphen))
        ) || items.is_any(at - 1, Cues::of(&[Cue::Than, Cue::With, Cue::Exceed])));
    // `topping expectations for a 22.4 percent rise` names what was expected.
    // `much lower than forecasts around $51 billion`.
    let bound = items.what(at + 1) == Some(What::Bound)
        || role::amount(items, at + 1).is_some_and(|amount| amount.bound == Bound::About);
    // `far below forecasts in a Reuters poll for $18.6 billion`.
    let far = (at + 2..at + 7)
        .take_while(|&i| matches!(items.what(i), Some(What::Cue(_) | What::Agency(_) | What::Word)))
        .any(|i| items.is(i, Cue::For) && matches!(items.what(i + 1), Some(What::Amount(_))));
    let named = items.is(at + 1, Cue::Of) || items.is(at + 1, Cue::For) || bound || far;
    // `pointed to data that showed exports rose`: what is known.
    let data = (at + 1..at + 4).find(|&i| items.what(i) != Some(What::Word));
    let known = data.is_some_and(|i| items.is_any(i, Cues::of(&[Cue::Data, Cue::Statistics])));
    // `barely half that forecast`, not `the 0.1 percent that had been expected`.
    let half = at > 1
        && items.is(at - 1, Cue::SameFlow)
        && items.what(at - 2) == Some(What::Word)
        && (matches!(items.what(at + 1), None | Some(What::Mark(_))) || items.is(at + 1, Cue::By));
    let compares = (compares || known || half || is_met(items, at)) && !named;
    let sees = items.is(at, Cue::Sees) && at > 0 && !matches!(items.what(at - 1), Some(What::Area(..)));
    if items.is(at, Cue::Target) {
        ObsStatus::Target
    } else if items.is(at, Cue::Forecast) && !compares || sees {
        ObsStatus::Forecast
    } else if items.is(at, Cue::Estimate) {
        ObsStatus::Estimate
    } else {
        ObsStatus::Actual
    }
}

/// `missed forecasts`, `beat analysts' estimates`, `defied expectations`: what was expected, and the number is another.
fn is_met(items: &Items, at: usize) -> bool {
    let between = |&i: &usize| matches!(items.what(i), Some(What::Word | What::Cue(_) | What::Agency(_)));
    items.has(Cue::Met) && (at.saturating_sub(4)..at).rev().take_while(between).any(|i| items.is(i, Cue::Met))
}

fn stronger(a: ObsStatus, b: ObsStatus) -> ObsStatus {
    let rank = |status| match status {
        ObsStatus::Target => 3,
        ObsStatus::Forecast => 2,
        ObsStatus::Estimate => 1,
        ObsStatus::Actual | ObsStatus::Revised => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// Whether the row is: `Revised imports for November were $50.1 billion`, `on top of a revised 1.1 percent rise`.
pub(super) fn is_revised_row(items: &Items, row: &Row) -> bool {
    if !items.has(Cue::Revised) {
        return false;
    }
    let phrase = row.phrase.start.saturating_sub(1)..row.phrase.end;
    let number = row.level.or(row.change);
    // `Revised data on exports for August showed a decrease of 1.1%`.
    let before = row.level.or(row.change).map_or(0, |slot| slot.item);
    let old = (row.start..before).any(|i| items.is(i, Cue::Previously));
    // `revised its initial estimate for May's deficit to $43.3 billion`.
    let estimate = (0..row.start).any(|i| {
        items.is(i, Cue::Revised) && (i + 1..i + 4).any(|k| items.is(k, Cue::Previously) && k < row.start)
    });
    // `Data for July was revised to show the deficit at $64.7 billion`.
    let shown = |i: usize| {
        let verb = i + 1 + usize::from(items.is(i + 1, Cue::To));
        items.is(i, Cue::Revised) && items.is(verb, Cue::Speech)
    };
    let shown = !row.other_rate && (estimate || (0..row.start).any(shown));
    let data = shown || items.is(0, Cue::Revised) && row.start <= 4 && !row.other_rate && !old;
    let old = data || row.base.is_some_and(|slot| is_revised_from(items, slot.item));
    old || number.is_some_and(|slot| is_revised(items, slot.item))
        || phrase.into_iter().any(|i| items.is(i, Cue::Revised))
}

/// Whether the number is called revised: `from a revised $123.2 billion`, `was revised to +10.9 bn`, `from $70.8 billion in
/// August, revised`.
pub(super) fn is_revised(items: &Items, at: usize) -> bool {
    if !items.has(Cue::Revised) {
        return false;
    }
    let mut end = at + 1;
    if items.is(end, Cue::In) {
        end += 1;
    }
    if matches!(items.what(end), Some(What::Period(_))) {
        end += 1;
    }
    let closed = matches!(items.what(end + 2), None | Some(What::Mark(_)));
    let behind = items.is_mark(end, Kind::Comma) && items.is(end + 1, Cue::Revised) && closed;
    behind
        || (at.saturating_sub(4)..at)
            .rev()
            .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(Kind::Comma))))
            .any(|i| items.is(i, Cue::Revised) && !leads_from(items, i))
}

/// `revised from`, `revised downwards from`: the old number follows.
fn leads_from(items: &Items, revised: usize) -> bool {
    let way = matches!(items.what(revised + 1), Some(What::Word | What::Direction(_, Part::Adverb)));
    items.is(revised + 1 + usize::from(way), Cue::From)
}

/// `$98.3 billion, revised from $99.1 billion`: the number compared with is the old one.
fn is_revised_from(items: &Items, base: usize) -> bool {
    (base.saturating_sub(5)..base)
        .rev()
        .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(Kind::Comma))))
        .any(|i| items.is(i, Cue::Revised) && leads_from(items, i))
}

/// `according to first estimates by Eurostat`, `on the basis of provisional data`: said of the release, not of one
/// number in brackets behind it.
pub(super) fn is_release_provisional(items: &Items) -> bool {
    // `preliminary results from Wells Fargo`: none of trade.
    let told = items.any_of(Sorts::FLOW)
        || items.any_is(Cues::of(&[Cue::Data, Cue::Statistics]))
        || items.any_word(AGENCIES);
    items.any_is(Cues::of(&[Cue::Estimate]))
        && told
        && (0..items.list.len()).any(|i| {
            if !items.is(i, Cue::Estimate) {
                return false;
            }
            let bracketed = i > 0 && items.is_mark(i - 1, Kind::Open);
            let of_number = (i + 1..i + 4).any(|k| matches!(items.what(k), Some(What::Amount(_))))
                || matches!(items.what(i + 1), Some(What::Direction(..) | What::Period(_)))
                || (i + 1..i + 10).any(|k| items.what(k) == Some(What::Measure));
            !items.is(i, Cue::Estimated) && !bracketed && !of_number
        })
}
