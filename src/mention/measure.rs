//! A number with its unit, alone, as a range, or in a list that gives its unit or scale once.
//!
//! ```text
//! range = N (-|–) N unit | between N and N unit | N to N unit | N unit to N unit
//! list  = N (, N)* (and|or) N unit | from N to N unit | N (N) unit
//! ```
//! `N to N unit` is a range where the first number has no unit, or no scale, of its own. With both, `from` makes it a
//! move of the level and two amounts; money and quantities are a range only behind `to`, `at`, `of` or a bound, the
//! upper end at most twice the lower: in `rose $1.2 billion to $9.3 billion` the first is a change.

use super::amount::{Lead, lead, lead_inside};
use super::numeral::{self, Number};
use super::{AmountReading, Form, Match, MentionKind, Notes, Reading, UnitOf, View, bound, words};
use crate::lexicon::{Class, Classes, Cue, Cues, Sense};
use crate::scan::Kind;
use crate::value::{Amount, Bound};
use rust_decimal::Decimal;
use smallvec::smallvec;

/// The mark of the number may group its digits or part its decimals.
const AMBIGUOUS: &str = "separator ambiguous";
/// A small amount of money may have lost its scale.
pub(super) const SCALE_MISSING: &str = "scale missing";
/// Notes that doubt the number itself.
pub(crate) const FLAGS: &[&str] = &[AMBIGUOUS, SCALE_MISSING];
/// Most members of a list that are looked at.
const MAX_LIST: usize = 8;
/// Most tokens of a member of a list that is looked for.
const MEMBER: usize = 5;

/// The unit behind a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The number as it stands with this unit: a scale letter may have been the unit.
    pub(super) number: Number,
    /// The unit.
    pub(super) unit: UnitOf,
    /// What the number is multiplied with.
    pub(super) factor: Decimal,
    /// Whether the unit stands behind the number, so that a list before it can share it.
    pub(super) behind: bool,
    /// One past the last token.
    pub(super) end: usize,
}

/// Reads the unit of a number; for later members of a range or list with the unit of the first.
pub(super) type ReadUnit = fn(&View, &Lead, Option<UnitOf>) -> Option<Unit>;

/// A number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) value: Amount,
    pub(super) max: Option<Amount>,
    pub(super) unit: UnitOf,
    pub(super) signed: bool,
    pub(super) bound: Bound,
    pub(super) end: usize,
    pub(super) notes: Notes,
}

impl Measured {
    /// The mention of it that starts at the token `at`.
    pub(super) fn mention(self, kind: MentionKind, at: usize, rule: &'static str) -> Match {
        Match {
            kind,
            tokens: at..self.end,
            reading: Reading::Amount(AmountReading {
                value: self.value,
                value_max: self.max,
                unit: self.unit,
                bound: self.bound,
                signed: self.signed,
                form: Form::Plain,
            }),
            rule,
            notes: self.notes,
        }
    }
}

/// What is measured from the token `at`.
pub(super) fn read(view: &View, at: usize, read_unit: ReadUnit) -> Option<Measured> {
    let first = lead(view, at)?;
    let own = read_unit(view, &first, None);
    let end = own.map_or(first.number.end, |unit| unit.end);
    // Most amounts stand alone; behind the letter of a scale may stand what its number goes on with.
    let (ranges, lists) = if first.number.letter { (true, true) } else { goes_on(view, end) };
    let range = if ranges { range(view, &first, own, read_unit) } else { None };
    let joined = if lists { range.or_else(|| carried(view, &first, own, read_unit)) } else { range };
    let mut measured = match joined {
        Some(joined) => joined,
        None => alone(view, &first, own.or_else(|| enclosed(view, &first, read_unit))?)?,
    };
    if first.number.ambiguous {
        measured.notes.push(AMBIGUOUS);
    }
    Some(measured)
}

/// `5.1` of `4.8 (5.1) bn euros`: scale and unit stand behind the bracket.
fn enclosed(view: &View, lead: &Lead, read_unit: ReadUnit) -> Option<Unit> {
    let open = lead.start.checked_sub(1)?;
    let follows =
        view.kind(open) == Some(Kind::Open) && view.kind(open.checked_sub(1)?) == Some(Kind::Number);
    if !follows || view.kind(lead.number.end) != Some(Kind::Close) || lead.number.scaled {
        return None;
    }
    let number = numeral::with_scales(view, lead.number.ending(lead.number.end + 1))?;
    read_unit(view, &Lead { number, ..*lead }, None).filter(|unit| unit.behind)
}

fn alone(view: &View, first: &Lead, unit: Unit) -> Option<Measured> {
    Some(Measured {
        value: first.amount(&unit.number)?.times(unit.factor)?,
        max: None,
        unit: unit.unit,
        signed: first.signed,
        bound: bound::of(view, first.start, unit.end),
        end: unit.end,
        notes: Notes::new(),
    })
}

/// Whether a range, and whether a list, may go on at the token.
fn goes_on(view: &View, at: usize) -> (bool, bool) {
    const JOINTS: Cues = Cues::of(&[Cue::To, Cue::Or, Cue::And]);
    match view.kind(at) {
        None => (false, false),
        Some(Kind::Hyphen | Kind::Dash | Kind::Minus) => (true, false),
        Some(Kind::Comma | Kind::Open) => (false, true),
        Some(_) => {
            let joined = view.marks(at).cues.meets(JOINTS);
            (joined, joined)
        }
    }
}

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    Between,
    To,
    Or,
}

fn joint(view: &View, first: &Lead, end: usize) -> Option<Joint> {
    let cue = |cue| view.has(end, Sense::Cue(cue));
    match view.kind(end)? {
        Kind::Hyphen | Kind::Dash | Kind::Minus if view.glued(end) && view.glued(end + 1) => {
            Some(Joint::Dash)
        }
        _ if cue(Cue::To) => Some(Joint::To),
        _ if cue(Cue::Or) => Some(Joint::Or),
        _ if cue(Cue::And) && follows(view, first.start, Cue::Between) => Some(Joint::Between),
        _ => None,
    }
}

/// Whether the cue stands before the amount and its words of bound.
fn follows(view: &View, start: usize, cue: Cue) -> bool {
    view.said.cues.has(cue) && is_before(view, start, cue)
}

fn is_before(view: &View, start: usize, cue: Cue) -> bool {
    bound::word_before(view, start).is_some_and(|at| view.has(at, Sense::Cue(cue)))
        || start.checked_sub(1).is_some_and(|at| view.has(at, Sense::Cue(cue)))
}

fn range(view: &View, first: &Lead, own: Option<Unit>, read_unit: ReadUnit) -> Option<Measured> {
    let end = own.map_or(first.number.end, |unit| unit.end);
    let joint = joint(view, first, end)?;
    let mut last = lead_inside(view, end + 1)?;
    if joint == Joint::Dash {
        if own.is_some_and(|own| !own.behind && own.end == first.number.end) && is_again(view, first, &last) {
            return None;
        }
        last.start = end + 1;
    }
    let unit = read_unit(view, &last, own.map(|own| own.unit))?;
    if joint == Joint::Or && (own.is_some() || !follows_on(&first.number, &unit.number)) {
        return None;
    }
    let number = scaled_like(own.map_or(first.number, |own| own.number), &unit.number);
    let shared = match own {
        None => unit.behind.then_some(unit.unit)?,
        Some(own) => common(view, own.unit, unit.unit)?,
    };
    let low = first.amount(&number)?.times(own.map_or(unit.factor, |own| own.factor))?;
    let high = last.amount(&unit.number)?.times(unit.factor)?;
    let rising = if low.value.is_sign_negative() { high.value < low.value } else { low.value < high.value };
    if !rising || first.number.is_year() || !plausible(view, first, own, joint, (low, high)) {
        return None;
    }
    Some(Measured {
        value: low,
        max: Some(high),
        unit: shared,
        signed: first.signed || last.signed,
        bound: bound::of(view, first.start, unit.end),
        end: unit.end,
        notes: Notes::new(),
    })
}

/// Whether an amount is the same again, with no word behind it that could make it more: `$1-$1-$1`.
fn is_again(view: &View, first: &Lead, last: &Lead) -> bool {
    first.number.is_same(&last.number)
        && first.negative == last.negative
        && view.kind(words::past_hyphen(view, last.number.end)) != Some(Kind::Word)
}

/// Whether two numbers that are joined so are a range rather than a change and a level.
fn plausible(
    view: &View,
    first: &Lead,
    own: Option<Unit>,
    joint: Joint,
    (low, high): (Amount, Amount),
) -> bool {
    let open = own.is_none_or(|own| !own.number.scaled && !own.behind);
    let twice =
        |n: i64| low.value.checked_mul(Decimal::from(n)).is_some_and(|most| high.value.abs() <= most.abs());
    match joint {
        Joint::Dash | Joint::Between | Joint::Or => true,
        Joint::To if follows(view, first.start, Cue::From) => false,
        Joint::To if open => own.is_some() || twice(10),
        Joint::To if own.is_some_and(|own| matches!(own.unit, UnitOf::Known(code) if !code.is_currency() && code.as_str().starts_with('P'))) => twice(4),
        Joint::To => {
            let led = [Cue::To, Cue::At, Cue::Of, Cue::Level].iter().any(|&cue| follows(view, first.start, cue));
            // `declined nearly half a million bpd to 953,000 bpd`: a change and a level.
            let moved = bound::word_before(view, first.start)
                .is_some_and(|at| view.is_any(at, Classes::of(&[Class::Direction])));
            (led || bound::before(view, first.start) != Bound::Exact) && !moved && twice(2)
        }
    }
}

/// `two or three million`: the second is one more than the first.
fn follows_on(first: &Number, last: &Number) -> bool {
    let ((low, decimals), (high, others)) = (first.parts(), last.parts());
    decimals == 0 && others == 0 && low.checked_add(1) == Some(high)
}

/// The unit that both ends of a range have, the more exact of the two.
fn common(view: &View, first: UnitOf, last: UnitOf) -> Option<UnitOf> {
    let has = |index: u16, unit| match unit {
        UnitOf::Known(code) => view.lexicon.currency_candidates(index).contains(&code),
        _ => false,
    };
    match (first, last) {
        _ if first == last => Some(first),
        (UnitOf::Ambiguous(index), known) if has(index, known) => Some(known),
        (known, UnitOf::Ambiguous(index)) if has(index, known) => Some(known),
        (UnitOf::Ambiguous(a), UnitOf::Ambiguous(b)) => {
            let first = |index| view.lexicon.currency_candidates(index).first().copied();
            (first(a) == first(b)).then_some(UnitOf::Ambiguous(a))
        }
        _ => None,
    }
}

/// The number with the scale of the other, where it has none of its own and can take one.
fn scaled_like(number: Number, other: &Number) -> Number {
    if other.scaled && number.is_small() { number.with_scale(other.mult) } else { number }
}

/// The number with the unit, or the scale, of the last number of its list.
fn carried(view: &View, first: &Lead, own: Option<Unit>, read_unit: ReadUnit) -> Option<Measured> {
    let needs_scale = own.is_some_and(|own| !own.behind && own.number.is_small());
    if (own.is_some() && !needs_scale)
        || (own.is_none() && first.currency.is_some())
        || first.number.is_year()
    {
        return None;
    }
    let number = own.map_or(first.number.without_letter(), |own| own.number);
    if own.is_none() && number.is_bare_integer() && is_numbered(view, first.start) {
        return None;
    }
    let mut at = own.map_or(number.end, |own| own.end);
    let from = follows(view, first.start, Cue::From);
    if !ends_in_sight(view, at, from) {
        return None;
    }
    for _ in 0..MAX_LIST {
        let (next, final_joint) = list_joint(view, at, from)?;
        let member = lead_inside(view, next)?;
        let unit = read_unit(view, &member, own.map(|own| own.unit));
        let unit = unit.or_else(|| enclosed(view, &member, read_unit));
        let complete = unit.filter(|unit| if needs_scale { unit.number.scaled } else { unit.behind });
        let Some(unit) = complete.filter(|_| final_joint) else {
            if final_joint || unit.is_some_and(|unit| unit.behind) || member.number.is_year() {
                return None;
            }
            at = unit.map_or(member.number.end, |unit| unit.end);
            continue;
        };
        let shared = match own {
            None => unit.unit,
            Some(own) => common(view, own.unit, unit.unit)?,
        };
        let scaled = scaled_like(number, &unit.number);
        return Some(Measured {
            value: first.amount(&scaled)?.times(unit.factor)?,
            max: None,
            unit: shared,
            signed: first.signed,
            bound: bound::before(view, first.start),
            end: number.end,
            notes: smallvec![if own.is_some() { "scale carried" } else { "unit carried" }],
        });
    }
    None
}

/// What joins the members of a list: the token after it, and whether the last member follows.
fn list_joint(view: &View, at: usize, from: bool) -> Option<(usize, bool)> {
    if view.kind(at) == Some(Kind::Open) {
        return Some((at + 1, true));
    }
    if view.kind(at) == Some(Kind::Comma) {
        return Some(if is_last(view, at + 1, from) { (at + 2, true) } else { (at + 1, false) });
    }
    is_last(view, at, from).then_some((at + 1, true))
}

/// What stands before the last member of a list; behind `from`, its end.
const fn last_cues(from: bool) -> Cues {
    const LAST: Cues = Cues::of(&[Cue::And, Cue::Or]);
    const END: Cues = Cues::of(&[Cue::And, Cue::Or, Cue::To]);
    if from { END } else { LAST }
}

/// Whether the last member of a list follows the token.
fn is_last(view: &View, at: usize, from: bool) -> bool {
    view.token(at).is_some_and(|token| token.kind == Kind::Word && view.marks(at).cues.meets(last_cues(from)))
}

/// Whether a list that goes on with a comma has a last member near: a look that costs less than reading the members,
/// which a long row of numbers would have read again and again.
fn ends_in_sight(view: &View, at: usize, from: bool) -> bool {
    if view.kind(at) != Some(Kind::Comma) {
        return true;
    }
    let sight = at..view.end.min(at + MAX_LIST * MEMBER);
    view.tokens[sight.clone()].iter().any(|token| token.kind == Kind::Open)
        || view.said.cues.meets(last_cues(from)) && sight.into_iter().any(|i| is_last(view, i, from))
}

/// `Article 5`, `Phase 2`: an integer behind a name.
fn is_numbered(view: &View, start: usize) -> bool {
    start > view.start
        && view
            .token(start - 1)
            .is_some_and(|token| token.kind == Kind::Word && token.capital() && !token.lexeme.known())
}
