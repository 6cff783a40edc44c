//! Rows to facts: signs, currencies, areas, goods and defaults, each assumption with its note.

mod keys;
mod list;
pub(super) mod series;
mod unit;

pub(super) use unit::settled;

use super::inherit::Context;
use super::item::{Items, What};
use super::refusal::Reason;
use super::role;
use super::row::{Row, Slot};
use super::source::Source;
use super::status;
use super::when::When;
use super::{Evidence, Fact, Figure, Name, ObsStatus};
use crate::document::Span;
use crate::lexicon::{Basis, Cue, Direction, Flow, FlowForm};
use crate::mention::{FLAGS, UnitOf};
use crate::value::{Amount, Bound, Code, PeriodKind};
use std::ops::Range;

/// The note of a basis that the text does not state.
pub(super) const BASIS_ASSUMED: &str = "basis assumed";

/// How many pieces of evidence most facts have room for.
const EVIDENCE: usize = 8;

/// What all rows of a sentence share.
pub(super) struct Sentence<'s, 'a> {
    pub(super) items: &'s Items<'a>,
    pub(super) context: &'s Context,
    pub(super) quote: Span,
    /// Currency printed in the sentence.
    pub(super) currency: Option<Code>,
    /// The money of the country that the document reports on, where an agency of it is named.
    pub(super) home: Option<Code>,
}

/// Adds the facts of a row to `found`: one, and one more for a revised base.
///
/// # Errors
/// Why the row gives none.
pub(super) fn facts(
    sentence: &Sentence,
    rows: &[Row],
    index: usize,
    when: &When,
    before: Option<ObsStatus>,
    found: &mut Vec<Fact>,
) -> Result<(), Reason> {
    let (row, count) = (&rows[index], found.len());
    let first = row.first().ok_or(Reason::NoRole)?;
    // A rate compared with has only the words next to it: `from 3.4 percent in 2012` is no forecast.
    let read = if row.other_rate {
        status::of_compared(sentence.items, first)
    } else {
        status::of(sentence.items, first, row.start)
    };
    let obs_status = read.ok_or(Reason::NotAsserted)?;
    if list::is_part_of_nobody(sentence.items, row) {
        return Err(Reason::NoRole);
    }
    fact(sentence, rows, index, when, found);
    let fact = found.get_mut(count).ok_or(Reason::NoUnit)?;
    fact.obs_status = obs_status;
    // `sees exports of $307.5 billion and imports of $202.2 billion`, `expects exports to shrink and imports to come to …`.
    let outlook = before.filter(|status| matches!(status, ObsStatus::Forecast | ObsStatus::Target));
    if let (ObsStatus::Actual, Some(status)) = (obs_status, outlook)
        && (list::goes_on(sentence.items, row, index > 0 && rows[index - 1].group == row.group)
            || list::is_listed(sentence.items, rows, index))
    {
        fact.obs_status = status;
    }
    if fact.obs_status == ObsStatus::Actual
        && sentence.items.has(Cue::Estimate)
        && row.numbers().any(|item| status::is_marked_provisional(sentence.items, item))
    {
        fact.obs_status = ObsStatus::Estimate;
    }
    if status::is_revised_row(sentence.items, row) {
        fact.obs_status = ObsStatus::Revised;
    }
    // `sees trade doubling by 2030`: nobody has seen it yet. Of what was seen, such a period is that of other sentences.
    if fact.obs_status == ObsStatus::Actual && sentence.context.is_to_come(fact.period) {
        if when.inherited {
            (fact.period, fact.period_span) = (None, None);
        } else {
            fact.obs_status = ObsStatus::Forecast;
        }
    }
    // `Export growth of 3 percent this year will be offset by a fall in consumption`: the year goes on.
    let open = fact.period.is_some() && !sentence.context.is_past(fact.period);
    if fact.obs_status == ObsStatus::Actual && open && status::is_before_modal(sentence.items, first) {
        fact.obs_status = ObsStatus::Forecast;
    }
    if matches!(fact.obs_status, ObsStatus::Forecast | ObsStatus::Target) {
        let unstated = when.inherited || when.period.is_none() && !when.unresolved;
        // `will rise in the four weeks to October 10`, told in September: of the coming October.
        if when.own
            && let Some(coming) = fact.period.and_then(|period| sentence.context.coming(period))
        {
            fact.period = Some(coming);
        }
        // Beside an actual figure a forecast is one of the same period.
        let alone = !matches!(before, Some(ObsStatus::Actual | ObsStatus::Estimate));
        // `Economists had expected $8 billion`: of what has come, not of what is still expected.
        let had = status::is_past(sentence.items, row) && when.period.is_some();
        if let (true, Some((period, span))) = (unstated && alone && !had, sentence.context.outlook) {
            (fact.period, fact.period_span) = (Some(period), Some(span));
        }
        // `a goal of doubling exports`: from now, not within a year.
        let doubled = row.change.is_some_and(|slot| slot.rule == "change.multiple");
        if doubled
            && !when.own
            && fact.level.is_none()
            && when.basis.is_none()
            && fact.basis == Some(Basis::Yoy)
        {
            fact.basis = Some(Basis::Other);
            fact.notes.retain(|note| !note.starts_with(BASIS_ASSUMED));
        }
        // `doubling exports, as he said last week`: not within that week.
        if doubled && fact.period.is_some_and(|period| period.kind == PeriodKind::Week) {
            (fact.period, fact.period_span, fact.basis) = (None, None, Some(Basis::Other));
        }
        // `pledged to double exports`: a plan is for none of the months that were told.
        let planned = fact.obs_status == ObsStatus::Target && (unstated || !when.own && fact.level.is_none());
        if planned && sentence.context.is_past(fact.period) {
            (fact.period, fact.period_span) = (None, None);
        }
    }
    if sentence.items.has(Cue::Revised) {
        let revised = revised_base(sentence, row, fact, when);
        found.extend(revised);
    }
    Ok(())
}

/// `from a revised $123.2 billion`: the base is a fact of its own period.
fn revised_base(sentence: &Sentence, row: &Row, fact: &Fact, when: &When) -> Option<Fact> {
    let slot = row.base.filter(|slot| status::is_revised(sentence.items, slot.item))?;
    let level = fact.base?;
    let month_before = || fact.period.filter(|p| p.kind == PeriodKind::Month)?.shifted(-1);
    let period = when.base_period.or_else(month_before);
    let mut notes = vec![Name::new_static("revised base of another row")];
    let form = row.base_form.unwrap_or(row.keys.form);
    let before =
        previously(sentence.items, slot.item).map(|item| Slot { item, direction: None, rule: slot.rule });
    let base = before.and_then(|slot| read(sentence, row, slot, Figures::Level(form), &mut notes));
    Some(Fact {
        period,
        period_span: None,
        level: Some(level),
        converted: None,
        change: None,
        basis: None,
        base: base.filter(|base| base.unit == level.unit),
        share: None,
        obs_status: ObsStatus::Revised,
        rule: slot.rule,
        notes,
        evidence: vec![Evidence { column: "value", span: level.span, rule: slot.rule }],
        ..fact.clone()
    })
}

/// `a revised $59.2 billion, originally reported as $60 billion`: the item of the number that was revised.
fn previously(items: &Items, revised: usize) -> Option<usize> {
    let next =
        (revised + 1..revised + 10).find(|&i| matches!(items.what(i), None | Some(What::Amount(_))))?;
    (revised..next).any(|i| items.is(i, Cue::Previously)).then_some(next)
}

/// Adds the fact of a row, where it has a figure: a fact is large and moved once, to its place.
fn fact(sentence: &Sentence, rows: &[Row], index: usize, when: &When, found: &mut Vec<Fact>) {
    let row = &rows[index];
    let mut notes = Vec::new();
    let mut evidence = Vec::with_capacity(EVIDENCE);
    stated(sentence.items, row, &mut evidence);
    let mut figure = |slot: Option<Slot>, column: &'static str, kind: Figures| {
        let figure = slot.and_then(|slot| read(sentence, row, slot, kind, &mut notes));
        if let (Some(figure), Some(slot)) = (figure, slot) {
            evidence.push(Evidence { column, span: figure.span, rule: slot.rule });
        }
        figure
    };
    let level = figure(row.level, "value", Figures::Level(row.keys.form));
    let converted = figure(row.converted, "converted_value", Figures::Level(row.keys.form))
        .map(|converted| in_other_money(sentence, row, level, converted));
    // `15.3 percent lower than the $3.73-billion gap`: a gap is one of the same sign.
    let base_form = row.base_form.filter(|&form| form != FlowForm::Gap).unwrap_or(row.keys.form);
    let mut base = figure(row.base, "base_value", Figures::Level(base_form));
    let change = figure(row.change, "change", Figures::Change);
    let share = figure(row.share, "share", Figures::Share);
    // Tonnes are not compared with dollars: such a base belongs elsewhere.
    if base.zip(level).is_some_and(|(base, level)| base.unit != level.unit) {
        base = None;
        evidence.retain(|evidence| evidence.column != "base_value");
    }
    if level.is_none() && change.is_none() && share.is_none() {
        return;
    }
    let (ref_area, counterpart_area) = keys::areas(sentence, rows, index, &mut notes);
    let sides = (ref_area.as_ref(), &counterpart_area);
    let (commodity, commodity_code) = keys::commodity(sentence, (rows, index), sides, &mut notes);
    if let Some(span) = when.span {
        evidence.push(Evidence {
            column: "period_start",
            span,
            rule: if when.own { "period.sentence" } else { "period.inherited" },
        });
        if !when.own {
            notes.push(Name::new_static("period inherited"));
        }
    }
    if when.unresolved {
        notes.push(Name::new_static(
            "period not resolved: the date, fiscal year or period that it counts from is not known",
        ));
    }
    let basis = change.and_then(|_| keys::basis(sentence, (row, when), ref_area.as_deref(), &mut notes));
    if let Some(terms) = series::terms(sentence.items, row).filter(|_| change.is_some() && level.is_none()) {
        notes.push(Name::from_iter(["told ", terms.of(sentence.items.text)]));
    }
    let mut code = |column, stated: Option<series::Stated>| {
        let (code, span) = stated?;
        evidence.push(Evidence { column, span, rule: "series.words" });
        Some(code)
    };
    let adjustment = code("adjustment", series::adjustment(sentence.items, row));
    let price_base = code("price_base", series::price_base(sentence.items, row));
    let rule = row.level.or(row.change).or(row.share).map_or("", |slot| slot.rule);
    found.push(Fact {
        fact_id: None,
        trade_flow: row.keys.flow,
        ref_area,
        counterpart_area,
        commodity,
        commodity_code,
        period: when.period,
        period_span: when.span,
        level,
        converted,
        change,
        basis,
        base,
        share,
        obs_status: ObsStatus::Actual,
        adjustment,
        price_base,
        source: None,
        source_code: None,
        quote: sentence.quote,
        rule,
        notes,
        evidence,
    });
}

/// `C$1.10 billion ($812 million)`: a bare sign behind a money is another money, that of the wire.
fn in_other_money(sentence: &Sentence, row: &Row, level: Option<Figure>, converted: Figure) -> Figure {
    let lexicon = sentence.items.lexicon;
    let printed =
        row.converted.and_then(|slot| role::amount(sentence.items, slot.item)).map(|amount| amount.unit);
    let (Some(level), Some(UnitOf::Ambiguous(index))) = (level, printed) else { return converted };
    let usual = lexicon.currency_candidates(index).first().copied();
    match usual.filter(|&code| level.unit == converted.unit && lexicon.is_wire_currency(code)) {
        Some(unit) => Figure { unit, ..converted },
        None => converted,
    }
}

/// Where flow, areas and good are printed.
fn stated(items: &Items, row: &Row, evidence: &mut Vec<Evidence>) {
    let of = |words: &Range<usize>| (!words.is_empty()).then(|| items.span(words.clone()));
    let flow = of(&row.head).map(|span| Evidence { column: "trade_flow", span, rule: "flow.word" });
    evidence.extend(flow);
    let (phrase, rule) = match &row.focus {
        Some(focus) => (focus, "subject.focus"),
        None => (&row.phrase, "subject.phrase"),
    };
    let Some(span) = of(phrase) else { return };
    let keys = &row.keys;
    for (column, named) in [
        ("ref_area", keys.ref_area.is_some()),
        ("counterpart_area", keys.partner.is_some()),
        ("commodity", keys.commodity.is_some()),
    ] {
        if named {
            evidence.push(Evidence { column, span, rule });
        }
    }
}

/// Names the source of a fact.
pub(super) fn set_source(fact: &mut Fact, source: Option<&Source>) {
    if fact.source.is_some() {
        fact.evidence.retain(|evidence| evidence.column != "source");
    }
    fact.source = source.map(|source| source.name.clone());
    fact.source_code = source.and_then(|source| source.code.clone());
    fact.evidence.extend(source.map(|source| Evidence {
        column: "source",
        span: source.span,
        rule: source.rule,
    }));
}

/// `a monthly average of $16 billion`.
fn is_monthly_average(items: &Items, at: usize) -> bool {
    if !items.has(Cue::Monthly) {
        return false;
    }
    let of = (at.saturating_sub(2)..at).rev().find(|&i| items.what(i) != Some(What::Bound));
    let of = of.filter(|&of| items.is(of, Cue::Of));
    of.is_some_and(|of| of > 1 && items.is(of - 1, Cue::Average) && items.is(of - 2, Cue::Monthly))
}

/// What sort of figure a slot holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    Level(FlowForm),
    Change,
    Share,
}

/// The figure of a slot, signed, with its unit.
pub(super) fn read(
    sentence: &Sentence,
    row: &Row,
    slot: Slot,
    kind: Figures,
    notes: &mut Vec<Name>,
) -> Option<Figure> {
    if slot.direction == Some(Direction::Flat) {
        let span = sentence.items.span(slot.item..slot.item + 1);
        return Some(Figure {
            value: Amount::whole(0),
            value_max: None,
            unit: Code::PERCENT,
            bound: Bound::Exact,
            span,
        });
    }
    let amount = role::amount(sentence.items, slot.item)?;
    let Some(What::Amount(mention)) = sentence.items.what(slot.item) else { return None };
    let mention = &sentence.items.mentions[mention as usize];
    for flag in mention.notes.iter().filter(|flag| FLAGS.contains(flag)) {
        note(notes, Name::new_static(flag));
    }
    let mut unit = unit::of(sentence, row, slot, amount.unit, notes)?;
    if row.keys.daily && kind != Figures::Share && unit.is_currency() && !unit.as_str().contains('/') {
        unit = unit.per("d")?;
    }
    if kind != Figures::Share && is_monthly_average(sentence.items, slot.item) && !unit.as_str().contains('/')
    {
        unit = unit.per("mo")?;
    }
    let direction = match (row.keys.form, slot.direction) {
        (form, Some(direction)) if form.is_deficit() && is_of_quality(sentence.items, row, slot) => {
            Some(if direction == Direction::Up { Direction::Down } else { Direction::Up })
        }
        (_, direction) => direction,
    };
    let sign = |value: Amount| match kind {
        Figures::Level(form) if form.is_deficit() => value.magnitude().negated(),
        Figures::Level(form) if form.is_surplus() && !amount.signed => value.magnitude(),
        Figures::Level(FlowForm::Noun) if is_in_the_red(sentence.items, row, slot) => {
            value.magnitude().negated()
        }
        Figures::Change => match direction {
            Some(Direction::Up) if !amount.signed => value,
            Some(Direction::Down) => value.magnitude().negated(),
            _ => value,
        },
        _ => value,
    };
    // The larger end of a falling range is the smaller fall: ends stay as printed.
    Some(Figure {
        value: sign(amount.value),
        value_max: amount.value_max.map(sign),
        unit,
        bound: passed(sentence.items, slot).unwrap_or(amount.bound),
        span: mention.span,
    })
}

/// `the balance slipped into the red to the tune of $5 billion`.
fn is_in_the_red(items: &Items, row: &Row, slot: Slot) -> bool {
    let amount = |i: &usize| matches!(items.what(*i), Some(What::Amount(_)));
    let mut before = (row.start..slot.item).rev().take_while(|i| !amount(i));
    row.keys.flow == Flow::B && items.has(Cue::Red) && before.any(|i| items.is(i, Cue::Red))
}

/// `the deficit improved by $14 billion`: it shrank.
fn is_of_quality(items: &Items, row: &Row, slot: Slot) -> bool {
    let direction = |i: &usize| matches!(items.what(*i), Some(What::Direction(..)));
    let behind = Some(slot.item + 1).filter(direction);
    let near = behind.or_else(|| (row.start..slot.item).rev().find(direction));
    near.is_some_and(|i| items.is(i, Cue::Quality))
}

/// `exceeded $43.5 bln`, `will cross USD 800 billion`, `climbed past $400 billion`: the number is a bound.
fn passed(items: &Items, slot: Slot) -> Option<Bound> {
    let at = slot.item;
    let before =
        at.checked_sub(1).map(|i| if items.is(i, Cue::Article) { i.saturating_sub(1) } else { i })?;
    if slot.rule == "level.passes" {
        let falls = (before.saturating_sub(1)..before)
            .any(|i| matches!(items.what(i), Some(What::Direction(Direction::Down, _))));
        return Some(if falls { Bound::Less } else { Bound::More });
    }
    items.is(before, Cue::Exceed).then_some(Bound::More)
}

fn note(notes: &mut Vec<Name>, text: Name) {
    if !notes.contains(&text) {
        notes.push(text);
    }
}
