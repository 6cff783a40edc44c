//! A change that is printed as an amount: level - change is the base, and the percentage beside it is change / base.
//!
//! The change of a balance is that of its size.

use super::Check;
use super::finding::Finding;
use super::interval::Interval;
use super::view::{Item, View};

pub(super) const CHECK: Check = Check {
    name: "absolute_change",
    about: "level - change in amount = base, and change / base = change in percent",
    why: "A statement such as \"fell $1,166m (3%) to $40,122m\" says the base twice. Rows of one document with the same keys \
          and basis are taken together.",
    example: "\"$206.3 billion, $4.4 billion less than in May\" beside a base of $201.7 billion: it should be 210.7.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let groups = view.groups(|item| {
        let key = item.key();
        key.is_full().then_some((key, item.record.basis.as_str()))
    });
    for item in view.items() {
        let Some(amount) = item.amount_of_change() else { continue };
        let rows = groups.get(&(item.key(), item.record.basis.as_str()));
        let rows = rows.map_or_else(|| vec![item], |rows| rows.clone());
        let Some((level, holder)) = level_of(item, &rows) else { continue };
        let size =
            |interval: &Interval| if item.is_balance() { interval.magnitude() } else { interval.clone() };
        let before = size(level).minus(amount);
        let unit = &item.record.unit;
        let finding = |other: &Item, message: &str| {
            let advice =
                "look the numbers up: one has a wrong digit or sign, or the change is of something else";
            let message = format!("{}: {message}", item.name());
            Finding::new(
                CHECK.name,
                view.error_unless_bounded(item),
                [item.at, holder.at, other.at],
                message,
                advice,
            )
            .with("level", level, unit)
            .with("change", amount, unit)
            .with("level - change", &before, unit)
        };
        if let Some(base) = item.printed.base.as_ref().filter(|_| !swings(item))
            && !before.meets(&size(base))
        {
            out.push(finding(item, "level, change and base do not agree").with("base", base, unit));
        }
        for other in rows.iter().filter(|other| other.record.quote == item.record.quote) {
            if let Some(percent) = other.percent()
                && !before.times(&percent.as_factor()).meets(&size(level))
            {
                out.push(finding(other, "the change in amount is not the change in percent").with(
                    "change",
                    percent,
                    &other.record.change_unit,
                ));
            }
        }
    }
}

/// The level on the row itself, else the one on a row beside it.
fn level_of<'i, 'd>(item: &'i Item<'d>, rows: &[&'i Item<'d>]) -> Option<(&'i Interval, &'i Item<'d>)> {
    let own = item.level().map(|level| (level, item));
    let same_unit = |other: &&&Item| other.record.unit == item.record.change_unit;
    own.or_else(|| rows.iter().filter(same_unit).find_map(|other| Some((other.level()?, *other))))
}

fn swings(item: &Item) -> bool {
    let signs = item.record.value.zip(item.record.base_value);
    item.is_balance() && signs.is_some_and(|(a, b)| a.is_sign_negative() != b.is_sign_negative())
}
