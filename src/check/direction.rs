//! The direction that a sentence says against the levels that it prints.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::View;
use crate::lexicon::Direction;
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    name: "direction",
    about: "what is said to rise has a higher level than before",
    why: "Numbers that were put in the wrong order, and verbs that were mistaken. Only a sentence with one fact, and with words of \
          one direction, is read so; where a change is printed too, `growth` compares it. Of a balance, its size.",
    example: "\"exports decreased to Rs 13.52 billion from Rs 12.22 billion\": 13.52 is above 12.22.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let mut facts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for item in view.items() {
        *facts.entry((&item.record.doc_id, &item.record.quote)).or_default() += 1;
    }
    for item in view.items() {
        let record = item.record;
        let (Some(level), Some(base), None) = (item.level(), &item.printed.base, record.change) else {
            continue;
        };
        let alone = facts.get(&(record.doc_id.as_str(), record.quote.as_str())) == Some(&1);
        if !alone || record.quote.is_empty() {
            continue;
        }
        let (level, base) = if item.is_balance() {
            (level.magnitude(), base.magnitude())
        } else {
            (level.clone(), base.clone())
        };
        let against = match view.words(item).and_then(|words| words.direction()) {
            Some(Direction::Up) => level.is_below(&base),
            Some(Direction::Down) => base.is_below(&level),
            _ => false,
        };
        if against {
            let message = format!("{}: the sentence says one direction and its levels another", item.name());
            let advice = "look the sentence up: the levels may have changed places, or the verb is mistaken";
            let finding = Finding::new(CHECK.name, Severity::Error, [item.at], message, advice);
            out.push(finding.with("level", &level, &record.unit).with("base", &base, &record.unit));
        }
    }
}
