//! Multiples and fractions in words, as percent.
//!
//! ```text
//! multiple = doubled | threefold | number [-] fold | number times (compared | behind a direction) | to double | twice compared
//! fraction = (half | a third | two-thirds) of … | (by | bound | than | direction) fraction
//!          | number in number | number out of number              one in seven, four out of ten
//! ```
//! A multiple is the change `(ratio − 1) × 100`: doubled 100, halved −50, 2.3-fold 130. Behind a word of decline
//! (`fell 2.5 times`) the ratio is the other way up. A fraction is the share in percent, with one decimal, half up,
//! where it is not exact: a third is 33.3.

use super::amount::lead;
use super::numeral::{Number, scale_at};
use super::{AmountReading, Form, Match, MentionKind, Notes, Reading, UnitOf, View, bound, words};
use crate::lexicon::{Class, Classes, Cue, Direction, FlowForm, NumberWord, Part, PeriodCue, Sense};
use crate::scan::Kind;
use crate::value::{Amount, Bound, Code};

pub(super) fn in_words(view: &View, at: usize) -> Option<Match> {
    one_word(view, at).or_else(|| times(view, at)).or_else(|| out_of(view, at)).or_else(|| fraction(view, at))
}

fn percent(tokens: std::ops::Range<usize>, value: Amount, bound: Bound, form: Form) -> Match {
    Match {
        kind: MentionKind::Percent,
        tokens,
        reading: Reading::Amount(AmountReading {
            value,
            value_max: None,
            unit: UnitOf::Known(Code::PERCENT),
            bound,
            signed: false,
            form,
        }),
        rule: if form == Form::Multiple { "multiple" } else { "fraction" },
        notes: Notes::new(),
    }
}

/// `(numerator/denominator − 1) × 100`, where the ratio is new to old.
fn change(numerator: i128, denominator: i128) -> Option<Amount> {
    hundredfold(numerator.checked_sub(denominator)?, denominator)
}

/// `numerator/denominator × 100`: exact, or with one decimal, half up.
fn hundredfold(numerator: i128, denominator: i128) -> Option<Amount> {
    for decimals in 0..=4 {
        let scaled = numerator.checked_mul(10_i128.pow(2 + u32::from(decimals)))?;
        if scaled.checked_rem(denominator)? == 0 {
            return Amount::new(scaled / denominator, decimals, 0);
        }
    }
    let tenths = numerator.checked_mul(2000)?.checked_add(denominator * numerator.signum())?;
    Amount::new(tenths.checked_div(denominator.checked_mul(2)?)?, 1, 0)
}

/// Whether the word before the amount and its bound, or before a `by`, is a direction; which.
fn direction_before(view: &View, at: usize) -> Option<Direction> {
    let mut before = bound::word_before(view, at)?;
    if view.has(before, Sense::Cue(Cue::By)) && before > view.start {
        before -= 1;
    }
    view.find(
        before,
        |sense| if let Sense::Direction(direction, _) = sense { Some(*direction) } else { None },
    )
}

/// `doubled`, `threefold`; `to double`, `twice as much`.
fn one_word(view: &View, at: usize) -> Option<Match> {
    if !view.is_any(at, Classes::of(&[Class::Multiple, Class::Ratio])) {
        return None;
    }
    let (hundredths, sure) = view.find(at, |sense| match sense {
        Sense::Multiple(hundredths) => Some((*hundredths, true)),
        Sense::Ratio(hundredths) => Some((*hundredths, false)),
        _ => None,
    })?;
    let before = bound::word_before(view, at);
    let compared = compares(view, at + 1);
    let verb = before.is_some_and(|at| {
        let coming = [Sense::Cue(Cue::To), Sense::Cue(Cue::Forecast), Sense::Period(PeriodCue::Future)];
        coming.into_iter().any(|sense| view.has(at, sense))
    });
    let hyphen = view.kind(at + 1) == Some(Kind::Hyphen) && view.glued(at + 1);
    let behind = noun_behind(view, at + 1);
    let direction = direction_before(view, at).or(behind);
    if hyphen || !(sure || compared || verb || direction.is_some() || doubles_flow(view, at)) {
        return None;
    }
    let down = direction == Some(Direction::Down);
    let ratio = i128::from(hundredths);
    let value = if down && ratio > 100 { change(100, ratio)? } else { change(ratio, 100)? };
    Some(percent(at..at + 1, value, bound::before(view, at), Form::Multiple))
}

/// The direction of `decrease` behind `threefold`.
fn noun_behind(view: &View, at: usize) -> Option<Direction> {
    view.find(
        at,
        |sense| if let Sense::Direction(direction, Part::Noun) = sense { Some(*direction) } else { None },
    )
}

/// `helped Washington double U.S. exports`: a verb, whose object is a flow.
fn doubles_flow(view: &View, at: usize) -> bool {
    let object =
        at + 1 + usize::from(view.senses(at + 1).iter().any(|sense| matches!(sense, Sense::Area(..))));
    let article =
        bound::word_before(view, at).is_some_and(|at| view.has(at, Sense::NumberWord(NumberWord::One)));
    let flow = |sense: &Sense| matches!(sense, Sense::Flow(_, FlowForm::Noun));
    !article && at > view.start && view.senses(object).iter().any(flow)
}

/// Whether the token says what a ratio compares with: `the`, `as much`, or a noun phrase such as `the volume`.
fn compares(view: &View, at: usize) -> bool {
    view.has(at, Sense::NumberWord(NumberWord::Compared))
        || (view.has(at, Sense::Cue(Cue::SameFlow)) && view.text(at).contains(' '))
}

/// `2.3 times`, `1.9-fold`.
fn times(view: &View, at: usize) -> Option<Match> {
    if !view.said.has_word(NumberWord::Times) && !view.said.has_word(NumberWord::Fold) {
        return None;
    }
    let lead = lead(view, at)?;
    if lead.currency.is_some() || lead.number.scaled || lead.signed {
        return None;
    }
    let word = words::past_hyphen(view, lead.number.end);
    let fold = view.has(word, Sense::NumberWord(NumberWord::Fold));
    if !fold && !view.has(word, Sense::NumberWord(NumberWord::Times)) {
        return None;
    }
    let direction = direction_before(view, at).or_else(|| noun_behind(view, word + 1));
    let compared = compares(view, word + 1);
    let by = bound::word_before(view, at).is_some_and(|at| view.has(at, Sense::Cue(Cue::By)));
    let noun =
        word > lead.number.end && view.senses(word + 1).iter().any(|s| matches!(s, Sense::Direction(..)));
    if !(fold || compared || noun || by || direction.is_some()) {
        return None;
    }
    let value = ratio_change(&lead.number, direction == Some(Direction::Down))?;
    Some(percent(at..word + 1, value, bound::of(view, at, word + 1), Form::Multiple))
}

fn ratio_change(number: &Number, down: bool) -> Option<Amount> {
    let (mantissa, decimals) = number.parts();
    let one = 10_i128.checked_pow(u32::from(decimals))?;
    if mantissa == 0 {
        return None;
    }
    if down { change(one, mantissa) } else { change(mantissa, one) }
}

/// `one in seven`, `four out of ten`.
fn out_of(view: &View, at: usize) -> Option<Match> {
    if !view.said.has_word(NumberWord::OutOf) && view.kind(at) != Some(Kind::Word) {
        return None;
    }
    let first = lead(view, at)?;
    let middle = first.number.end;
    let out_of = view.has(middle, Sense::NumberWord(NumberWord::OutOf));
    let worded_in = view.has(middle, Sense::Cue(Cue::In)) && first.number.worded;
    if !out_of && !worded_in {
        return None;
    }
    let last = lead(view, middle + 1)?;
    let (part, whole) = (first.number.integer()?, last.number.integer()?);
    let plain = first.currency.is_none() && last.currency.is_none() && !first.signed && !last.signed;
    let small = (2..=100).contains(&whole) && part < whole && part > 0;
    if !plain || !small || (!out_of && !last.number.worded) || (out_of && whole > 20 && whole != 100) {
        return None;
    }
    let value = hundredfold(i128::from(part), i128::from(whole))?;
    Some(percent(at..last.number.end, value, bound::before(view, at), Form::Fraction))
}

/// `a third of`, `by half`, `nearly two-thirds`.
fn fraction(view: &View, at: usize) -> Option<Match> {
    let (numerator, denominator, end) = words::fraction(view, at)?;
    if numerator >= denominator
        || view.glued(at) && at > view.start && view.kind(at - 1) == Some(Kind::Hyphen)
    {
        return None;
    }
    let before = bound::word_before(view, at);
    let ordinal = at > view.start && names_a_part(view, at - 1);
    let of = view.has(end, Sense::Cue(Cue::Of));
    let led = bound::before(view, at) != Bound::Exact
        || before.is_some_and(|at| view.has(at, Sense::Cue(Cue::By)) || view.has(at, Sense::Cue(Cue::Than)))
        || direction_before(view, at).is_some()
        || leads_to_level(view, end);
    let hyphen = view.kind(end) == Some(Kind::Hyphen) && view.glued(end);
    if ordinal || hyphen || !(of || led) || is_time(view, if of { end + 1 } else { end }) {
        return None;
    }
    let value = hundredfold(i128::from(numerator), i128::from(denominator))?;
    Some(percent(at..end, value, bound::before(view, at), Form::Fraction))
}

/// `second`, `last`, `the` before `half`: a part of a year, not a share.
fn names_a_part(view: &View, at: usize) -> bool {
    use PeriodCue::{Calendar, Final, Fiscal, Last, Next, Past, Previous, Same, The, This, Whole};
    view.senses(at).iter().any(|sense| match sense {
        Sense::Ordinal(_) => true,
        Sense::Period(cue) => {
            matches!(
                cue,
                Calendar | Final | Fiscal | Last | Next | Past | Previous | Same | The | This | Whole
            )
        }
        _ => false,
    })
}

/// `those to Argentina two-thirds, to $1 billion`: a change before its level.
fn leads_to_level(view: &View, end: usize) -> bool {
    let to = end + usize::from(view.kind(end) == Some(Kind::Comma));
    view.has(to, Sense::Cue(Cue::To))
        && lead(view, to + 1).is_some_and(|lead| lead.currency.is_some() || lead.number.scaled)
}

/// `the year`, `2019`, `this month`, `a million`, `a point`: a fraction of a time or a number is no share.
fn is_time(view: &View, at: usize) -> bool {
    let next = at + usize::from(view.has(at, Sense::Cue(Cue::Article)) || names_a_part(view, at));
    let timed = |at| view.senses(at).iter().any(|s| matches!(s, Sense::TimeUnit(_) | Sense::Month(_)));
    let year = super::digits::read(view, next)
        .is_some_and(|digits| (1900..=2100).contains(&digits.mantissa) && digits.decimals == 0);
    let point = |at| {
        view.senses(at).iter().any(|s| {
            matches!(
                s,
                Sense::Percent | Sense::Points | Sense::BasisPoints | Sense::NumberWord(NumberWord::Point)
            )
        })
    };
    timed(at) || timed(next) || point(at) || point(next) || year || scale_at(view, next).is_some()
}
