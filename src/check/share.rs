//! A share against the part and the whole that it is a share of.
//!
//! The whole is a level of the same document, area, period, status, with the world for the partner or all goods for the good; the
//! total for a flow is tried too. What a share is a share of is not in the record: only where it fits none of the
//! wholes is it found.

use super::finding::{Finding, Severity};
use super::interval::{Interval, ten_to};
use super::view::{Item, Key, View, finest};
use super::{Check, bands, conversion};

pub(super) const CHECK: Check = Check {
    name: "share",
    about: "part / whole = share",
    why: "A part in the wrong currency or scale is not the share of the whole that the text gives. Wholes in another currency are \
          converted by the band of the years. An error where there is one whole alone, a warning where it fits none of several.",
    example: "A part of 1.24 trillion dollars with a share of 13.6 percent beside a whole of 9.11 trillion yuan: 13.6 percent fits yuan.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let levels = view.groups(|item| {
        item.level().filter(|_| item.key().is_full() && !item.is_balance()).map(|_| item.key())
    });
    for item in view.items() {
        let (Some(part), Some(share)) = (item.level(), &item.printed.share) else { continue };
        // All trade of an economy is a part of that of the world, or of the country it lies in.
        let overall = item.record.counterpart_area == "W0" && item.record.commodity == "TOTAL";
        if item.is_balance() || overall {
            continue;
        }
        let keys = wider(item);
        let wholes: Vec<&Item> = keys.iter().filter_map(|key| levels.get(key)).flatten().copied().collect();
        let (same, other): (Vec<&Item>, Vec<&Item>) =
            wholes.into_iter().partition(|whole| whole.record.unit == item.record.unit);
        let ratio = |whole: &Item| Some(part.over(whole.level()?).scaled(&ten_to(2)));
        let fits = |whole: &&Item| ratio(whole).is_none_or(|ratio| ratio.meets(share));
        if !same.is_empty() {
            if !same.iter().any(fits) {
                let severity = if one_figure(&same) { Severity::Error } else { Severity::Warning };
                out.extend(finest(same).and_then(|whole| {
                    finding(item, whole, severity, &ratio(whole)?, "the share is not part / whole")
                }));
            }
            continue;
        }
        let converted = |whole: &Item| {
            let rate = bands::rate(&item.record.unit, &whole.record.unit, conversion::days(item)?)?;
            Some(part.over(&whole.level()?.times(&rate)).scaled(&ten_to(2)))
        };
        let off = |whole: &Item| converted(whole).filter(|ratio| !ratio.meets(share));
        if let Some(whole) = finest(other.iter().copied().filter(|whole| off(whole).is_some()))
            && other.iter().all(|whole| off(whole).is_some())
            && let Some(ratio) = off(whole)
        {
            let (severity, what) = match other.iter().any(fits) {
                true => (Severity::Error, "the share fits only if the part is in the currency of the whole"),
                false => (Severity::Warning, "the share is not part / whole"),
            };
            out.extend(finding(item, whole, severity, &ratio, what));
        }
    }
}

/// Whether all are one figure: of one flow, partner and good.
fn one_figure(items: &[&Item]) -> bool {
    items.iter().all(|item| item.key() == items[0].key())
}

/// The keys of what it may be a part of: with all partners, with all goods, with both; of its own flow and of the total.
fn wider<'d>(item: &Item<'d>) -> Vec<Key<'d>> {
    let own = item.key();
    let mut keys = Vec::new();
    for commodity in [own.commodity, "TOTAL", "goods", "services"] {
        for partner in [own.partner, "W0"] {
            for flow in [own.flow, "T"] {
                let key = own.clone().flow(flow).partner(partner).commodity(commodity);
                if key != own && !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
    }
    keys
}

fn finding(item: &Item, whole: &Item, severity: Severity, ratio: &Interval, what: &str) -> Option<Finding> {
    let (part, share) = (item.level()?, item.printed.share.as_ref()?);
    let message = format!("{}: {what}", item.name());
    let advice = "look up what the share is a share of, and the unit and scale of part and whole";
    Some(
        Finding::new(CHECK.name, severity, [item.at, whole.at], message, advice)
            .with("part", part, &item.record.unit)
            .with("whole", whole.level()?, &whole.record.unit)
            .with("share", share, crate::value::Code::PERCENT.as_str())
            .with("part / whole", ratio, crate::value::Code::PERCENT.as_str()),
    )
}
