//! Sums over regions: members of a bloc within the bloc, countries within the world, subdivisions within their country.
//! The lexicon knows who belonged to a bloc when.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, whole};
use super::view::{Days, Item, View, finest};
use crate::lexicon::membership;
use std::collections::BTreeMap;

pub(super) const CHECK: Check = Check {
    name: "regions",
    about: "members of a bloc, countries and provinces are within the whole",
    why: "A partner that was given the number of another, or a wrong scale, makes the parts larger than the region. Levels of one \
          document, flow, good, period and unit are compared; a country counts once.",
    example: "Exports to Germany of $9 billion and to France of $8 billion beside exports to the EU of $15 billion.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let usable = |item: &Item| item.level().is_some() && item.key().is_full() && !item.is_balance();
    let partners =
        view.groups(|item| usable(item).then(|| (item.key().partner(""), item.record.unit.as_str())));
    let inside = |area: &str, whole: &str, days| match whole {
        "W0" => view.is_country(area),
        bloc => membership::belongs(area, bloc, days),
    };
    for rows in partners.values() {
        compare(rows, |item| &item.record.counterpart_area, inside, out);
    }
    let reporters = view.groups(|item| {
        let mut key = item.key();
        key.area = key.area.split('-').next().unwrap_or_default();
        usable(item).then_some((key, item.record.unit.as_str()))
    });
    for rows in reporters.values() {
        let inside =
            |area: &str, whole: &str, _| area.split_once('-').is_some_and(|(country, _)| country == whole);
        compare(rows, |item| &item.record.ref_area, inside, out);
    }
}

fn compare(
    rows: &[&Item],
    area: impl for<'i> Fn(&'i Item) -> &'i str,
    belongs: impl Fn(&str, &str, Days) -> bool,
    out: &mut Vec<Finding>,
) {
    let mut areas: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in rows {
        areas.entry(area(item).to_owned()).or_default().push(item);
    }
    let finest: BTreeMap<&str, &Item> = areas
        .iter()
        .filter_map(|(area, items)| Some((area.as_str(), finest(items.iter().copied())?)))
        .collect();
    for (bloc, item) in &finest {
        let Some(days) = item.record.period else { continue };
        let members: Vec<&Item> =
            finest.iter().filter(|(area, _)| belongs(area, bloc, days)).map(|(_, item)| *item).collect();
        let levels = members.iter().filter_map(|member| member.level());
        let sum = levels.fold(Interval::point(whole(0)), |sum, level| sum.plus(level));
        // One part alone is the business of `parts`, where the whole is the world.
        let Some(level) =
            item.level().filter(|level| members.len() > usize::from(*bloc == "W0") && level.is_below(&sum))
        else {
            continue;
        };
        let message = format!("{}: {} of its parts are larger than it together", item.name(), members.len());
        let advice = "look up the levels, and which partner each belongs to";
        let facts = members.iter().map(|member| member.at).chain([item.at]);
        let unit = &item.record.unit;
        let finding = Finding::new(CHECK.name, Severity::Error, facts, message, advice);
        out.push(finding.with("whole", level, unit).with("sum of the parts", &sum, unit));
    }
}
