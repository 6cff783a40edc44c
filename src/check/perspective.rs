//! Whose flow it is: what is imported comes from the partner.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::View;

pub(super) const CHECK: Check = Check {
    name: "perspective",
    about: "imports come from their partner",
    why: "Goods that are \"imported to\" a country which the row has as their origin: the preposition or the verb is mistaken, and \
          the flow may be the other one.",
    example: "\"China imported goods to Russia worth $33.69 billion\".",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items().iter().filter(|item| item.is("M")) {
        let record = item.record;
        let Some(words) = view.words(item) else { continue };
        let Some(area) = words.imported_to() else { continue };
        let reversed = area == record.counterpart_area && area != record.ref_area;
        if reversed {
            let message = format!("{}: the sentence has it imported to {area}", item.name());
            let advice = "look up which of the two sold: preposition and verb contradict each other";
            out.push(Finding::new(CHECK.name, Severity::Warning, [item.at], message, advice));
        }
    }
}
