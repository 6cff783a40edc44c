//! Percent, percentage points and amounts that were taken for each other.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, ten_to, whole};
use super::view::{Item, View};
use crate::value::Code;

pub(super) const CHECK: Check = Check {
    name: "percent",
    about: "percent, percentage points and amounts are told apart",
    why: "A share that rises from 50 to 54 percent rises by 4 points, or 8 percent; \"4 percent\" is one for the other. Points of a \
          level in money mean nothing. A change without scale and percent sign beside a level of millions has lost its sign.",
    example: "\"topping $137.77 billion, up 34.6 from a year before\".",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let shares = view.groups(|item| item.printed.share.as_ref().map(|_| item.key()));
    for item in view.items() {
        lost_sign(item, out);
        points_of_a_level(item, out);
        let Some(before) = item.period_before() else { continue };
        let others = shares.get(&item.key().period(Some(before)));
        if let Some(other) = others.and_then(|rows| rows.first()) {
            points_as_percent(item, other, out);
        }
    }
}

/// A change in the unit of the level, without a scale, next to a level of millions.
fn lost_sign(item: &Item, out: &mut Vec<Finding>) {
    let (Some(change), Some(level)) = (item.amount_of_change(), item.level()) else { return };
    let small = change.magnitude().is_below(&Interval::point(whole(1000)));
    let large = Interval::point(whole(1_000_000)).is_below(&level.magnitude());
    if small && large && item.record.change.is_some_and(|change| !change.is_zero()) {
        let message = format!("{}: a change of less than a thousand beside a level of millions", item.name());
        let advice = "look the sentence up: a percent sign or a scale word was lost";
        let unit = &item.record.unit;
        let finding = Finding::new(CHECK.name, Severity::Error, [item.at], message, advice);
        out.push(finding.with("level", level, unit).with("change", change, unit));
    }
}

fn points_of_a_level(item: &Item, out: &mut Vec<Finding>) {
    let (Some(level), Some(change)) = (item.level(), item.printed.change.as_ref()) else { return };
    let money = Code::new(&item.record.unit).is_some_and(|code| code.is_currency());
    let points = item.record.change_unit == Code::POINTS.as_str();
    if money && points && item.printed.share.is_none() {
        let message = format!("{}: percentage points of a level in money", item.name());
        let advice = "look the sentence up: the points are of a share or a rate, or percent is meant";
        let finding = Finding::new(CHECK.name, Severity::Warning, [item.at], message, advice);
        out.push(finding.with("level", level, &item.record.unit).with(
            "change",
            change,
            Code::POINTS.as_str(),
        ));
    }
}

fn points_as_percent(item: &Item, other: &Item, out: &mut Vec<Finding>) {
    let (Some(share), Some(before), Some(change)) =
        (item.printed.share.as_ref(), other.printed.share.as_ref(), item.printed.change.as_ref())
    else {
        return;
    };
    if item.level().is_some() {
        return;
    }
    let points = share.minus(before);
    let percent = points.over(before).scaled(&ten_to(2));
    let (right, wrong) = match item.percent() {
        Some(_) => (&percent, &points),
        None => (&points, &percent),
    };
    if !right.meets(change) && wrong.meets(change) {
        let message = format!("{}: percent and percentage points were taken for each other", item.name());
        let advice = "look up whether the change of the share is in percent or in points";
        let unit = Code::PERCENT.as_str();
        out.push(
            Finding::new(CHECK.name, Severity::Error, [item.at, other.at], message, advice)
                .with("share", share, unit)
                .with("share before", before, unit)
                .with("change", change, &item.record.change_unit)
                .with("change in points", &points, Code::POINTS.as_str())
                .with("change in percent", &percent, unit),
        );
    }
}
