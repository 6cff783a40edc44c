//! Sums over regions: members of a bloc within the bloc, countries within the world, subdivisions within their country.
//! `data/members.csv` says who belonged to a bloc when.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, whole};
use super::view::{Days, Item, View, finest};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/members.csv");

pub(super) const CHECK: Check = Check {
    name: "regions",
    about: "members of a bloc, countries and provinces are within the whole",
    why: "A partner that was given the number of another, or a wrong scale, makes the parts larger than the region. Levels of one \
          document, flow, good, period and unit are compared; a country counts once.",
    example: "Exports to Germany of $9 billion and to France of $8 billion beside exports to the EU of $15 billion.",
    run,
};

/// A row of the table: the days are the first and last of membership, empty where it began before 1990 or goes on.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    bloc: String,
    area: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

static MEMBERS: LazyLock<Vec<Member>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
});

/// Whether an area was a member of a bloc through all of a period.
fn belongs(area: &str, bloc: &str, (start, end): Days) -> bool {
    let through = |member: &Member| {
        member.from.is_none_or(|from| from <= start) && member.to.is_none_or(|to| end <= to)
    };
    MEMBERS.iter().any(|member| member.bloc == bloc && member.area == area && through(member))
}

fn run(view: &View, out: &mut Vec<Finding>) {
    let usable = |item: &Item| item.level().is_some() && item.key().is_full() && !item.is_balance();
    let partners =
        view.groups(|item| usable(item).then(|| (item.key().partner(""), item.record.unit.as_str())));
    let inside = |area: &str, whole: &str, days| match whole {
        "W0" => view.is_country(area),
        bloc => belongs(area, bloc, days),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(MEMBERS.len(), TABLE.lines().count() - 1, "a malformed row");
    }

    #[test]
    fn membership_has_dates() {
        let year = |year| {
            (NaiveDate::from_ymd_opt(year, 1, 1).unwrap(), NaiveDate::from_ymd_opt(year, 12, 31).unwrap())
        };
        assert!(belongs("GB", "EU", year(2015)) && !belongs("GB", "EU", year(2021)));
        assert!(belongs("HR", "EA", year(2023)) && !belongs("HR", "EA", year(2022)));
        assert!(belongs("VN", "ASEAN", year(2020)) && !belongs("CN", "ASEAN", year(2020)));
    }
}
