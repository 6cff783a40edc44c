//! The growth of total trade lies between those of exports and imports, weighted by their levels before.
//!
//! With levels: `X / (1 + gx) + M / (1 + gm) = T / (1 + gt)`. Without: `gt` is between `gx` and `gm`.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::Interval;
use super::view::{Item, View, finest};

pub(super) const CHECK: Check = Check {
    name: "weighted_growth",
    about: "the growth of total trade is that of exports and imports, weighted",
    why: "Growth rates that were swapped between exports and imports look right one by one, and show in the total. Rates of one \
          document with the same areas, good, period, basis and status are compared; where levels are printed too, their \
          bases must add up.",
    example: "Exports of 39.46 (+67.2%) and imports of 33.69 (+24.8%) give a total of +44.6%, not +41.3%; swapped they give +41.3%.",
    run,
};

/// A rate and its level, where one is printed.
struct Flow<'i, 'd> {
    item: &'i Item<'d>,
    rate: Interval,
    level: Option<Interval>,
}

fn run(view: &View, out: &mut Vec<Finding>) {
    let groups = view.groups(|item| {
        let key = item.key().flow("");
        (item.percent().is_some() && key.is_full()).then_some((key, item.record.basis.as_str()))
    });
    for ((_, basis), rows) in &groups {
        let of = |flow: &str| {
            let rated = rows.iter().copied().filter(|item| item.is(flow));
            let item = finest(rated.clone()).or_else(|| rated.clone().next())?;
            Some(Flow { item, rate: item.percent()?.clone(), level: item.level().cloned() })
        };
        let (Some(x), Some(m), Some(t)) = (of("X"), of("M"), of("T")) else { continue };
        if are_parallel(view, [x.item, m.item, t.item]) {
            continue;
        }
        let levels = x.level.clone().zip(m.level.clone());
        let Some((wanted, swapped)) = compare(&x, &m, &t, levels) else { continue };
        let mut message =
            format!("{}: the growth of the total does not follow from those of X and M", t.item.name());
        if swapped {
            message += "; it does where the two are swapped";
        }
        let advice = "look the three rates up: they may be swapped, or one has a wrong digit";
        let facts = [x.item.at, m.item.at, t.item.at];
        let percent = &t.item.record.change_unit;
        out.push(
            Finding::new(CHECK.name, Severity::Error, facts, message, advice)
                .with(format!("X {basis}"), &x.rate, percent)
                .with(format!("M {basis}"), &m.rate, percent)
                .with(format!("T {basis}"), &t.rate, percent)
                .with("T as it follows", &wanted, percent),
        );
    }
}

/// Whether the rates are of levels in different units, or of different terms: in yuan, by volume, adjusted.
fn are_parallel(view: &View, items: [&Item; 3]) -> bool {
    let mut units: Vec<&str> =
        items.iter().map(|item| item.record.unit.as_str()).filter(|unit| !unit.is_empty()).collect();
    units.dedup();
    let one_sentence = items.iter().all(|item| item.record.quote == items[0].record.quote);
    units.len() > 1 || (!one_sentence && view.is_parallel(&items))
}

/// The growth of the total that follows, where the printed one does not meet it; and whether it would with the rates
/// swapped.
fn compare(x: &Flow, m: &Flow, t: &Flow, levels: Option<(Interval, Interval)>) -> Option<(Interval, bool)> {
    let Some((exports, imports)) = levels else {
        let wanted = x.rate.clone().join(m.rate.clone());
        return (!wanted.meets(&t.rate)).then_some((wanted, false));
    };
    let total = t.level.clone().unwrap_or_else(|| exports.plus(&imports));
    let follows = |gx: &Interval, gm: &Interval| {
        let base = exports.over(&gx.as_factor()).plus(&imports.over(&gm.as_factor()));
        total
            .over(&base)
            .minus(&Interval::point(super::interval::whole(1)))
            .scaled(&super::interval::ten_to(2))
    };
    let wanted = follows(&x.rate, &m.rate);
    (!wanted.meets(&t.rate)).then(|| {
        let swapped = follows(&m.rate, &x.rate).meets(&t.rate);
        (wanted, swapped)
    })
}
