//! Multiples against levels: `tripled` is three times the base, and so is `threefold`; `three times more` is read either way.

use super::Check;
use super::finding::Finding;
use super::interval::{Interval, ten_to, whole};
use super::view::View;
use crate::dataset::load::Record;
use rust_decimal::Decimal;

pub(super) const CHECK: Check = Check {
    name: "multiples",
    about: "a multiple is the ratio of the levels",
    why: "A multiple is a change of (n - 1) × 100 percent. Where level and base are printed too, their ratio must be n, to half a \
          unit of the last digit of n. Where the ratio is n + 1 or n - 1, it was counted in the other way.",
    example: "\"tripled to $4 billion from $2 billion\": the ratio is 2.",
    run,
};

/// Whether the change was printed as a multiple: its text has not the digits of the percentage.
pub(super) fn is_multiple(record: &Record) -> bool {
    let Some(change) = record.change.filter(|_| !record.change_text.is_empty()) else { return false };
    let digits = change.abs().to_string();
    let printed = record.change_text.contains(|c: char| c.is_numeric());
    if printed {
        !record.change_text.replace(',', ".").contains(&digits)
    } else {
        change >= Decimal::ONE_HUNDRED
    }
}

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items() {
        let (Some(level), Some(change), Some(base)) = (item.level(), item.percent(), &item.printed.base)
        else {
            continue;
        };
        if item.is_balance() || !is_multiple(item.record) {
            continue;
        }
        let (ratio, multiple) =
            (level.over(base), change.scaled(&ten_to(-2)).plus(&Interval::point(whole(1))));
        if ratio.meets(&multiple) {
            continue;
        }
        let near = [1, -1].into_iter().any(|by| multiple.plus(&Interval::point(whole(by))).meets(&ratio));
        let message = match near {
            true => format!("{}: the multiple is counted one off the ratio of the levels", item.name()),
            false => format!("{}: the multiple is not the ratio of the levels", item.name()),
        };
        let advice = "look up the three numbers, and whether the multiple counts what was there before";
        let unit = &item.record.unit;
        out.push(
            Finding::new(CHECK.name, view.error_unless_bounded(item), [item.at], message, advice)
                .with("level", level, unit)
                .with("base", base, unit)
                .with("ratio", &ratio, "")
                .with("multiple", &multiple, ""),
        );
    }
}
