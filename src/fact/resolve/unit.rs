//! The unit of a number: as printed, settled from the document, or carried from the number before.

use super::{Sentence, note};
use crate::fact::inherit::Context;
use crate::fact::item::{Items, What};
use crate::fact::name::Name;
use crate::fact::role;
use crate::fact::row::{Row, Slot};
use crate::lexicon::{Cue, Lexicon};
use crate::mention::UnitOf;
use crate::value::Code;

/// The units of other amounts of a row.
fn others<const N: usize>(
    items: &Items,
    slots: [Option<Slot>; N],
    slot: Slot,
) -> impl Iterator<Item = UnitOf> {
    let others = slots.into_iter().flatten().filter(move |other| other.item != slot.item);
    others.filter_map(|other| role::amount(items, other.item)).map(|amount| amount.unit)
}

/// The unit of another amount of the row.
fn other_unit(items: &Items, row: &Row, slot: Slot) -> Option<Code> {
    others(items, [row.level, row.base, row.change], slot).find_map(|unit| match unit {
        UnitOf::Known(code) if code != Code::PERCENT && code != Code::POINTS => Some(code),
        _ => None,
    })
}

/// `34.1 billion kroner, up from 26.9 billion`: the money of the other amount, where several share its word.
fn shared_sign(sentence: &Sentence, row: &Row, slot: Slot) -> Option<Code> {
    others(sentence.items, [row.level, row.base], slot).find_map(|unit| match unit {
        UnitOf::Ambiguous(index) => {
            settled(sentence.items.lexicon, sentence.context, sentence.home, index).map(|(code, _)| code)
        }
        _ => None,
    })
}

/// The currency of a sign or word that several share, and what settles it.
pub(in crate::fact) fn settled(
    lexicon: &Lexicon,
    context: &Context,
    home: Option<Code>,
    index: u16,
) -> Option<(Code, &'static str)> {
    let candidates = lexicon.currency_candidates(index);
    // A bare dollar sign is the US dollar, unless an office of another dollar country reports.
    let usual = candidates.first().copied().filter(|code| lexicon.is_wire_currency(*code));
    // The office may be named at the end: `…, Statistics Canada reported.`
    let compiler = context.compiler();
    let official = || compiler == context.home.as_ref() || compiler.is_none() && context.office;
    let home = home.filter(|home| candidates.contains(home) && (usual.is_none() || official()));
    home.map(|home| (home, "by the reporting country")).or(usual.map(|usual| (usual, "by usage")))
}

/// The unit: as printed, settled from the document, or carried from the sentence.
pub(super) fn of(
    sentence: &Sentence,
    row: &Row,
    slot: Slot,
    unit: UnitOf,
    notes: &mut Vec<Name>,
) -> Option<Code> {
    match unit {
        UnitOf::Known(code) => Some(code),
        UnitOf::Ambiguous(index) => {
            // `7.7 billion Egyptian pounds, down from 8.2 billion pounds`.
            let candidates = sentence.items.lexicon.currency_candidates(index);
            let named = other_unit(sentence.items, row, slot).filter(|code| candidates.contains(code));
            if named.is_some() {
                return named;
            }
            let (settled, why) = settled(sentence.items.lexicon, sentence.context, sentence.home, index)?;
            note(notes, Name::from_iter(["currency ", settled.as_str(), " ", why]));
            Some(settled)
        }
        UnitOf::Missing if matches!(sentence.items.what(slot.item + 1), Some(What::Commodity(_))) => {
            Code::new("units")
        }
        UnitOf::Missing => {
            let other = other_unit(sentence.items, row, slot).or_else(|| counted(sentence.items, slot.item));
            let other = other.or_else(|| shared_sign(sentence, row, slot));
            let other = other.or_else(|| listed(sentence.items, slot.item));
            let carried = other.or(sentence.currency).or(sentence.context.currency)?;
            note(notes, Name::from_iter(["unit ", carried.as_str(), " carried"]));
            Some(carried)
        }
    }
}

/// `rose to 6.5 million bags, and Belgium with 3.8 million`: the unit of the number before, where that is one of goods in the
/// same scale.
fn listed(items: &Items, at: usize) -> Option<Code> {
    let scale = role::amount(items, at)?.value.unit_mult;
    let amounts = (0..at).rev().filter_map(|i| role::amount(items, i));
    let share = |unit| matches!(unit, UnitOf::Known(Code::PERCENT | Code::POINTS));
    let before = amounts.into_iter().find(|amount| !share(amount.unit))?;
    before.unit.quantity().filter(|_| before.value.unit_mult == scale && scale > 0)
}

/// `8.7 million tonnes of wheat, 5.6 million of barley`: the unit of the quantity before.
fn counted(items: &Items, at: usize) -> Option<Code> {
    let good = items.is(at + 1, Cue::Of) && matches!(items.what(at + 2), Some(What::Commodity(_)));
    let mut before = (0..at).rev().filter_map(|i| role::amount(items, i)).filter(|_| good);
    before.find_map(|amount| amount.unit.quantity())
}
