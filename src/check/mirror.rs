//! Mirror figures: what one economy exports to another is what the other imports from it, but for freight, timing and
//! the routes of goods. Differences are known of; they are notes and nothing more.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::ten_to;
use super::view::{Item, Key, View, finest};

pub(super) const CHECK: Check = Check {
    name: "mirror",
    about: "exports of one to the other = imports of the other from the one; a note only",
    why: "Two offices count one flow at two borders: imports include freight and insurance, goods travel through third countries \
          and arrive in another month. A gap is no mistake, but one that is far from usual may be.",
    example: "China's exports to Russia of $33.7 billion beside Russia's imports from China of $31.2 billion.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let levels = view.groups(|item| {
        let usable = item.level().is_some() && item.key().is_full() && item.is_observed();
        usable.then(|| (plain(item.key()), item.record.unit.as_str()))
    });
    for ((key, unit), rows) in levels.iter().filter(|((key, _), _)| key.flow == "X" && key.partner != "W0") {
        let mut mirrored = key.clone().flow("M").partner(key.area);
        mirrored.area = key.partner;
        let Some(others) = levels.get(&(mirrored, *unit)) else { continue };
        let (Some(item), Some(other)) = (finest(rows.iter().copied()), finest(others.iter().copied())) else {
            continue;
        };
        if let Some(finding) = gap(item, other, unit) {
            out.push(finding);
        }
    }
}

fn plain(key: Key<'_>) -> Key<'_> {
    let mut key = key.anywhere();
    key.status = "";
    key
}

fn gap(item: &Item, other: &Item, unit: &str) -> Option<Finding> {
    let (exports, imports) = (item.level()?, other.level()?);
    if exports.meets(imports) {
        return None;
    }
    let percent = imports.minus(exports).over(exports).scaled(&ten_to(2));
    let message = format!("{}: the partner's imports differ", item.name());
    let advice = "none need be wrong: freight, timing and routes differ";
    let finding = Finding::new(CHECK.name, Severity::Info, [item.at, other.at], message, advice);
    Some(finding.with("X", exports, unit).with("M of the partner", imports, unit).with(
        "difference",
        &percent,
        crate::value::Code::PERCENT.as_str(),
    ))
}
