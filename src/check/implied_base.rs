//! The base that level and change imply, against the level that is printed for the earlier period itself.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::{Key, View, finest};

pub(super) const CHECK: Check = Check {
    name: "implied_base",
    about: "level / (1 + change / 100) = the level printed for the period before",
    why: "A release gives a level and its change; an earlier one, or another sentence, gave the level before. Where they do \
          not fit, a number is wrong or the earlier level was revised since: offices compute changes from revised \
          levels, and both are right in their vintage. So this never is an error: a warning in one document, a note \
          across documents.",
    example: "$73.148 billion, up 41.3 percent, implies $51.75 to 51.79 billion; $51.09 billion was published a year before.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let key = |key: Key<'_>| key.anywhere().is_full();
    let levels = view.groups(|item| {
        item.level()
            .filter(|_| item.is_observed() && key(item.key()))
            .map(|_| (plain(item.key()), item.record.unit.as_str()))
    });
    for item in view.items() {
        let (Some(level), Some(change), Some(before)) = (item.level(), item.percent(), item.period_before())
        else {
            continue;
        };
        if item.is_balance() || !item.is_observed() {
            continue;
        }
        let implied = level.over(&change.as_factor());
        let wanted = (plain(item.key().period(Some(before))), item.record.unit.as_str());
        let Some(others) = levels.get(&wanted) else { continue };
        let own = |own: bool| {
            let there = others.iter().copied();
            there.filter(move |other| (other.record.doc_id == item.record.doc_id) == own)
        };
        let Some(other) = finest(own(true)).or_else(|| finest(own(false))) else { continue };
        let Some(printed) = other.level().filter(|printed| !printed.meets(&implied)) else { continue };
        let same = other.record.doc_id == item.record.doc_id;
        let severity = if same { Severity::Warning } else { Severity::Info };
        let message =
            format!("{}: the change implies another level before than was printed for it", item.name());
        let advice = "see whether the earlier level was revised since; if not, look the three numbers up";
        let unit = &item.record.unit;
        out.push(
            Finding::new(CHECK.name, severity, [item.at, other.at], message, advice)
                .with("level", level, unit)
                .with("change", change, &item.record.change_unit)
                .with("implied base", &implied, unit)
                .with("printed base", printed, unit),
        );
    }
}

/// The key without document and status: a level may be provisional first.
fn plain(mut key: Key<'_>) -> Key<'_> {
    key.status = "";
    key.anywhere()
}
