//! Level, change in percent and base of one statement: `level = base × (1 + change / 100)`.
//!
//! The change of a balance is that of its size; a balance that changes its sign has no such change. A multiple has a
//! check of its own.

use super::Check;
use super::finding::Finding;
use super::multiples::is_multiple;
use super::view::View;

pub(super) const CHECK: Check = Check {
    name: "growth",
    about: "level = base × (1 + change / 100), on one row",
    why: "A statement that prints a level, the level before and the change says one of them twice. A wrong digit, a change \
          of the wrong sign and a base of another period show here. A basis that compares with something else (a plan, an \
          average) is compared all the same: the base is what the statement compares with.",
    example: "\"rose 6.9 percent to $20.1 billion from $19.8 billion\": 20.1 / 19.8 is between 1.2 and 1.8 percent.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items() {
        let (Some(level), Some(change), Some(base)) = (item.level(), item.percent(), &item.printed.base)
        else {
            continue;
        };
        let swings = item.is_balance()
            && item
                .record
                .value
                .zip(item.record.base_value)
                .is_some_and(|(a, b)| a.is_sign_negative() != b.is_sign_negative());
        if swings || is_multiple(item.record) {
            continue;
        }
        let (level, base) = if item.is_balance() {
            (level.magnitude(), base.magnitude())
        } else {
            (level.clone(), base.clone())
        };
        let expected = base.times(&change.as_factor());
        if expected.meets(&level) {
            continue;
        }
        let other_way = base.times(&change.negated().as_factor());
        let message = if other_way.meets(&level) {
            format!("{}: the change has the opposite sign of the levels", item.name())
        } else {
            format!("{}: level, change and base do not agree", item.name())
        };
        let advice =
            "look the three numbers up: one has a wrong digit or sign, or the base is of another period";
        let unit = &item.record.unit;
        out.push(
            Finding::new(CHECK.name, view.error_unless_bounded(item), [item.at], message, advice)
                .with("level", &level, unit)
                .with("change", change, &item.record.change_unit)
                .with("base", &base, unit)
                .with("base × (1 + change)", &expected, unit),
        );
    }
}
