//! What a sentence adds to the fact before it: `That compared with $4 billion in March.`, `That was down 5.4 percent.`
//! Such a fact is stated in two sentences, and its quote spans both.

use super::item::{Items, What};
use super::resolve::{BASIS_ASSUMED, Figures, Sentence, read};
use super::row::Row;
use super::subject::{Subject, WORLD};
use super::{Evidence, Fact, Name, ObsStatus};
use crate::lexicon::{Cue, Cues, Flow};

/// Gives what a sentence found, the facts from `from` on, to the facts before it where it is theirs. True where the first
/// of its bases was taken.
pub(super) fn join(
    sentence: &Sentence,
    bases: &[Row],
    subjects: &[Subject],
    facts: &mut Vec<Fact>,
    from: usize,
) -> bool {
    let (items, fresh) = (sentence.items, sentence.context.silent == 0);
    // `That compared with $4 billion in March`: the sentence speaks of nothing else.
    let compares = items.is(0, Cue::Compare) || !subjects.iter().any(Subject::stated);
    let taken = match (bases.first(), facts[..from].last_mut()) {
        (Some(row), Some(fact)) if fresh && compares => base(sentence, row, fact),
        _ => false,
    };
    let (before, found) = facts.split_at_mut(from);
    if let (true, Some(fact), Some(level)) = (fresh, found.first(), before.last_mut())
        && change(items, fact, level)
    {
        facts.remove(from);
    }
    if items.any_is(Cues::of(&[Cue::Previously])) {
        remove_reported(items, facts, from);
    }
    let (before, found) = facts.split_at_mut(from);
    if fresh {
        partner_of_balance(before, found);
    }
    taken
}

/// `That compared with a deficit of 8.7 billion pounds in March.`: the base of the fact before. Whether it is one.
fn base(sentence: &Sentence, row: &Row, fact: &mut Fact) -> bool {
    let form = row.base_form.unwrap_or(row.keys.form);
    let figure = row
        .base
        .and_then(|slot| read(sentence, row, slot, Figures::Level(form), &mut fact.notes).map(|f| (f, slot)));
    let Some((base, slot)) = figure else { return false };
    let fits = fact.base.is_none()
        && fact.trade_flow == row.keys.flow
        && fact.level.is_some_and(|level| level.unit == base.unit);
    if fits {
        fact.base = Some(base);
        // Such a row is stated in two sentences.
        fact.quote = fact.quote.join(sentence.quote);
        fact.evidence.push(Evidence { column: "base_value", span: base.span, rule: slot.rule });
    }
    fits
}

/// `That was down 5.4 percent from a year ago.`: the change of the level before. True where it was taken over.
fn change(items: &Items, fact: &Fact, level: &mut Fact) -> bool {
    let again = (items.is(0, Cue::SameFlow) || items.is(0, Cue::It)) && items.is(1, Cue::Be);
    let bare = fact.level.is_none() && fact.share.is_none() && fact.change.is_some();
    let open = level.level.is_some() && level.change.is_none() && level.trade_flow == fact.trade_flow;
    let same = level.period == fact.period && level.counterpart_area == fact.counterpart_area;
    let taken = again && bare && open && same;
    if taken {
        (level.change, level.basis) = (fact.change, fact.basis);
        level.base = level.base.or(fact.base);
        level.quote = level.quote.join(fact.quote);
        let figures = |evidence: &&Evidence| matches!(evidence.column, "change" | "base_value");
        level.evidence.extend(fact.evidence.iter().filter(figures));
        level.notes.extend(fact.notes.iter().filter(|note| note.starts_with(BASIS_ASSUMED)).cloned());
    }
    taken
}

/// Takes away what tells old figures of the facts before it.
fn remove_reported(items: &Items, facts: &mut Vec<Fact>, from: usize) {
    let mut at = from;
    while at < facts.len() {
        let (before, found) = facts.split_at_mut(from);
        if was_reported(items, &found[at - from], before) {
            facts.remove(at);
        } else {
            at += 1;
        }
    }
}

/// `July's gap was previously reported as $61 billion`: what the revised figure of the sentence before was, or, where none
/// stands there, an old figure that no longer holds. True where the fact is one.
fn was_reported(items: &Items, fact: &Fact, facts: &mut [Fact]) -> bool {
    if fact.obs_status != ObsStatus::Actual {
        return false;
    }
    let Some(level) = fact.level.or(fact.change) else { return false };
    let number = (0..items.list.len()).find(|&i| items.span(i..i + 1) == level.span);
    let said = number.is_some_and(|number| {
        let clause = (0..number)
            .rev()
            .take_while(|&i| !matches!(items.what(i), Some(What::Amount(_) | What::Mark(_))));
        clause.into_iter().any(|i| items.is(i, Cue::Previously))
    });
    if said && fact.level.is_some() {
        let revised = facts.iter_mut().rev().find(|revised| {
            revised.obs_status == ObsStatus::Revised
                && revised.trade_flow == fact.trade_flow
                && revised.period == fact.period
                && revised.base.is_none()
        });
        if let Some(revised) = revised {
            revised.base = Some(level);
            revised.quote = revised.quote.join(fact.quote);
            revised.evidence.push(Evidence { column: "base_value", span: level.span, rule: fact.rule });
        }
    }
    said
}

/// `The deficit with China increased to $19.7 billion. Exports increased to $12.0 billion and imports to $31.7 billion.`:
/// exports and imports whose difference is the balance of the sentence before are those with its partner.
fn partner_of_balance(facts: &[Fact], found: &mut [Fact]) {
    let Some(last) = facts.last() else { return };
    let bilateral = |fact: &&Fact| fact.trade_flow == Flow::B && fact.counterpart_area != WORLD;
    let Some(balance) = facts.iter().rev().take_while(|fact| fact.quote == last.quote).find(bilateral) else {
        return;
    };
    let level = |flow| {
        let side = |fact: &&Fact| {
            fact.trade_flow == flow
                && fact.counterpart_area == WORLD
                && fact.period == balance.period
                && fact.ref_area == balance.ref_area
                && fact.commodity == balance.commodity
        };
        let figure = found.iter().find(side)?.level.filter(|level| level.value_max.is_none())?;
        let unit = balance.level.map(|level| level.unit);
        (unit == Some(figure.unit)).then_some(figure.value.value)
    };
    let (Some(exports), Some(imports)) = (level(Flow::X), level(Flow::M)) else { return };
    if exports.checked_sub(imports) != balance.level.map(|level| level.value.value) {
        return;
    }
    let bare = |fact: &&mut Fact| {
        matches!(fact.trade_flow, Flow::X | Flow::M)
            && fact.counterpart_area == WORLD
            && fact.period == balance.period
    };
    for fact in found.iter_mut().filter(bare) {
        fact.counterpart_area.clone_from(&balance.counterpart_area);
        fact.notes.push(Name::new_static("partner of the balance of the sentence before"));
    }
}
