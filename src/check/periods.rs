//! Periods end before their figures are published, and months in a list follow each other.

use super::Check;
use super::finding::{Finding, Severity};
use super::view::View;

pub(super) const CHECK: Check = Check {
    name: "periods",
    about: "periods end by the day of publication, and listed months follow each other",
    why: "A year that was read as the next one, and a month that slipped. An observation of a period that had not begun is an \
          error, one of a period that had not ended a warning; estimates are made before a period ends, forecasts and \
          targets are of the future. A list of three or more months that leaves one out is a warning.",
    example: "Exports of December 2024 in an article of 3 December 2024; \"July, August and October\" for a quarter.",
    run,
};

fn run(view: &View, out: &mut Vec<Finding>) {
    for item in view.items() {
        let record = item.record;
        if let (Some((start, end)), Some(published), true) =
            (record.period, record.published, item.is_observed())
        {
            let found = if start > published {
                Some((Severity::Error, "the period had not begun when the figure was published"))
            } else if end > published && record.obs_status != "E" {
                Some((Severity::Warning, "the period had not ended when the figure was published"))
            } else {
                None
            };
            if let Some((severity, what)) = found {
                let message = format!("{}: {what} on {published}", item.name());
                let advice = "look up the period and the date of publication; a forecast has the status F";
                out.push(Finding::new(CHECK.name, severity, [item.at], message, advice));
            }
        }
        let months = view.words(item).and_then(|words| words.months());
        if let Some(months) = months.filter(|months| has_slip(months)) {
            let list = months.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
            let message = format!("{}: the months {list} leave one out", item.name());
            let advice = "look the list up: one month has the wrong name";
            out.push(Finding::new(CHECK.name, Severity::Warning, [item.at], message, advice));
        }
    }
}

/// Whether all months but one follow the one before, and that one comes a month late.
fn has_slip(months: &[u8]) -> bool {
    let steps: Vec<u8> = months.windows(2).map(|pair| (pair[1] + 12 - pair[0]) % 12).collect();
    steps.iter().filter(|&&step| step == 2).count() == 1
        && steps.iter().filter(|&&step| step == 1).count() + 1 == steps.len()
}

#[cfg(test)]
mod tests {
    use super::has_slip;

    #[test]
    fn one_month_may_not_be_left_out() {
        assert!(has_slip(&[7, 8, 10]) && has_slip(&[11, 12, 2]));
        assert!(!has_slip(&[7, 8, 9]) && !has_slip(&[1, 4, 7]) && !has_slip(&[11, 12, 1]));
    }
}
