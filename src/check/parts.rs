//! Parts are within their whole: no share above 100, no part above the whole, no shares of countries above 100 together.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, whole};
use super::view::{Item, View, finest};
use crate::value::Code;
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    name: "parts",
    about: "parts and shares are within the whole",
    why: "A scale that is one word too high makes a part larger than the whole. Parts are compared with the level for the \
          world, or for all goods, of the same document, flow, area, period and unit. Shares of different countries in one \
          flow add up to 100 at most; a warning, since they may be of different wholes.",
    example: "Exports to Japan of $54 billion beside exports of $5.2 billion in all.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let all = Interval::between(whole(0), whole(100));
    for item in view.items() {
        if let Some(share) = item.printed.share.as_ref().filter(|share| !share.meets(&all)) {
            let message = format!("{}: a share is between 0 and 100", item.name());
            let advice = "look the number up: it may be a change, or have lost its point";
            let finding = Finding::new(CHECK.name, Severity::Error, [item.at], message, advice);
            out.push(finding.with("share", share, Code::PERCENT.as_str()));
        }
    }
    levels(view, out);
    shares(view, out);
}

fn levels(view: &View, out: &mut Vec<Finding>) {
    let levels = view.groups(|item| {
        item.level()
            .filter(|_| item.key().is_full() && !item.is_balance())
            .map(|_| (item.key(), item.record.unit.as_str()))
    });
    for ((key, unit), rows) in &levels {
        let wider = [
            key.clone().partner("W0"),
            key.clone().commodity("TOTAL"),
            key.clone().partner("W0").commodity("TOTAL"),
        ];
        let mut wider: Vec<_> = wider.into_iter().filter(|wider| wider != key).collect();
        wider.dedup();
        for wide in wider {
            let Some(whole) = levels.get(&(wide, *unit)).and_then(|rows| finest(rows.iter().copied())) else {
                continue;
            };
            let Some(part) = finest(rows.iter().copied()) else { continue };
            let (Some(a), Some(b)) = (whole.level(), part.level()) else { continue };
            if a.is_below(b) {
                let message = format!("{}: the part is larger than the whole", part.name());
                let advice = "look up the scale words, and whose flows they are";
                let finding = Finding::new(CHECK.name, Severity::Error, [part.at, whole.at], message, advice);
                out.push(finding.with("part", b, unit).with("whole", a, unit));
            }
        }
    }
}

fn shares(view: &View, out: &mut Vec<Finding>) {
    let groups = view.groups(|item| {
        (view.is_country(&item.record.counterpart_area)
            && item.printed.share.is_some()
            && item.key().is_full())
        .then(|| item.key().partner(""))
    });
    for rows in groups.values() {
        let mut partners: BTreeMap<&str, &Item> = BTreeMap::new();
        for item in rows {
            partners.entry(item.record.counterpart_area.as_str()).or_insert(item);
        }
        let shares = partners.values().filter_map(|item| item.printed.share.clone());
        let sum = shares.fold(Interval::point(whole(0)), |sum, share| sum.plus(&share));
        if partners.len() > 1 && Interval::point(whole(100)).is_below(&sum) {
            let message = format!(
                "{}: the shares of {} countries are more than 100 together",
                rows[0].name(),
                partners.len()
            );
            let advice = "look up what each is a share of";
            let finding = Finding::new(
                CHECK.name,
                Severity::Warning,
                partners.values().map(|item| item.at),
                message,
                advice,
            );
            out.push(finding.with("sum", &sum, Code::PERCENT.as_str()));
        }
    }
}
