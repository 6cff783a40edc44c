//! A daily average against the level of its period: their ratio is a number of days that the period can have.

use super::Check;
use super::finding::{Finding, Severity};
use super::interval::{Interval, Rational, whole};
use super::view::{Days, View, finest};
use chrono::{Datelike as _, NaiveDate, Weekday};

pub(super) const CHECK: Check = Check {
    name: "daily_average",
    about: "level / daily average = working days of the period",
    why: "A wrong scale, and an average of another period. The days must lie between half of the days from Monday to Friday \
          (long holidays; half Saturdays count in some offices) and all days of the period. Above all days it is an error.",
    example: "Exports of $35.3 billion in the first 20 days of a month beside $2.52 billion a day: 14 days.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    let levels = view.groups(|item| {
        (item.level().is_some() && item.key().is_full()).then(|| (item.key(), item.record.unit.clone()))
    });
    for ((key, unit), rows) in &levels {
        let Some(currency) = unit.strip_suffix("/d") else { continue };
        let whole_period =
            levels.get(&(key.clone(), currency.to_owned())).and_then(|rows| finest(rows.iter().copied()));
        let (Some(average), Some(item), Some(days)) =
            (finest(rows.iter().copied()), whole_period, key.period)
        else {
            continue;
        };
        let (Some(daily), Some(level)) = (average.level(), item.level()) else { continue };
        let (implied, possible) = (level.over(daily), possible(days));
        if implied.meets(&possible) {
            continue;
        }
        let severity = if possible.is_below(&implied) { Severity::Error } else { Severity::Warning };
        let message = format!(
            "{}: level and daily average imply a number of days that the period does not have",
            item.name()
        );
        let advice = "look up both numbers, and the period of the average";
        out.push(
            Finding::new(CHECK.name, severity, [item.at, average.at], message, advice)
                .with("level", level, currency)
                .with("daily average", daily, unit)
                .with("implied days", &implied, "")
                .with("possible days", &possible, ""),
        );
    }
}

/// From half of the weekdays to all days.
fn possible((start, end): Days) -> Interval {
    let all = (end - start).num_days() + 1;
    let is_weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let weekdays = start.iter_days().take_while(|day| *day <= end).filter(is_weekday).count();
    let weekdays = i64::try_from(weekdays).unwrap_or(all);
    Interval::between(Rational::new(weekdays.into(), 2.into()), whole(all))
}
