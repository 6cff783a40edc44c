//! A level given in two currencies: the rate between them lies in the band of its years, and two rates of one document and
//! period agree.

use super::Check;
use super::bands;
use super::finding::{Finding, Severity};
use super::interval::{Interval, ten_to};
use super::view::{Days, Item, View};

pub(super) const CHECK: Check = Check {
    name: "conversion",
    about: "a level in two currencies implies a rate that the year had",
    why: "A scale word that was mistyped in one of two currencies, and a currency that was mistaken, show in the rate: it is off \
          by a power of ten, or not between the lowest and highest rates of the years from the period to the publication \
          (data/exchange_rates.csv). Two rates of one document and period that differ inside the band are a note: \
          outlets convert at the rate of the day.",
    example: "\"78.7 billion yen ($538 billion)\" implies 0.146 yen to the dollar; $538 million would be 146.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items() {
        let Some(rate) = implied(item) else { continue };
        let Some(band) =
            days(item).and_then(|days| bands::rate(&item.record.unit, &item.record.converted_unit, days))
        else {
            continue;
        };
        if band.meets(&rate) {
            continue;
        }
        let scale = (-12..=12).find(|&power| rate.scaled(&ten_to(power)).meets(&band));
        let message = match scale {
            Some(power) => format!(
                "{}: level and conversion do not fit; they would if one were moved by a power of ten of {}",
                item.name(),
                power.abs()
            ),
            None => format!("{}: level and conversion do not fit", item.name()),
        };
        let advice = "look the scale words and currencies of the two numbers up";
        out.push(finding(item, item, Severity::Error, message, advice, &rate).with(
            "plausible rate",
            &band,
            &pair(item),
        ));
    }
    for rows in view
        .groups(|item| implied(item).map(|_| (item.record.doc_id.as_str(), pair(item), item.record.period)))
        .values()
    {
        for (at, item) in rows.iter().enumerate().skip(1) {
            let (Some(rate), Some(first)) = (implied(item), implied(rows[0])) else { continue };
            if !rate.meets(&first) {
                let message = format!(
                    "{}: row {at} of its document and period converts at another rate than the first",
                    item.name()
                );
                let advice = "see whether the outlet used rates of two days; else look the two pairs up";
                out.push(finding(item, rows[0], Severity::Info, message, advice, &rate).with(
                    "first rate",
                    &first,
                    &pair(item),
                ));
            }
        }
    }
}

fn finding(
    item: &Item,
    other: &Item,
    severity: Severity,
    message: String,
    advice: &str,
    rate: &Interval,
) -> Finding {
    let all = Interval::ALL;
    Finding::new(CHECK.name, severity, [item.at, other.at], message, advice)
        .with("level", item.level().unwrap_or(&all), &item.record.unit)
        .with("conversion", item.printed.converted.as_ref().unwrap_or(&all), &item.record.converted_unit)
        .with("implied rate", rate, &pair(item))
}

fn implied(item: &Item) -> Option<Interval> {
    Some(item.level()?.over(item.printed.converted.as_ref()?))
}

fn pair(item: &Item) -> String {
    format!("{}/{}", item.record.unit, item.record.converted_unit)
}

/// From the period to the publication: the days whose rates may have been used.
pub(super) fn days(item: &Item) -> Option<Days> {
    let published = item.record.published.map(|day| (day, day));
    let period = item.record.period.or(published)?;
    Some(published.map_or(period, |(day, _)| (period.0.min(day), period.1.max(day))))
}
