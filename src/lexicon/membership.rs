//! Who belonged to a bloc when: `data/members.csv`.

use chrono::NaiveDate;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/members.csv");

/// A row of the table: the days are the first and last of membership, empty where it began before 1990 or goes on.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    bloc: String,
    area: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// Read when first asked for: most texts do not ask.
static MEMBERS: LazyLock<Vec<Member>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
});

/// Whether an area was a member of a bloc through all of the days from `start` to `end`.
pub(crate) fn belongs(area: &str, bloc: &str, (start, end): (NaiveDate, NaiveDate)) -> bool {
    let through = |member: &Member| {
        member.from.is_none_or(|from| from <= start) && member.to.is_none_or(|to| end <= to)
    };
    MEMBERS.iter().any(|member| member.bloc == bloc && member.area == area && through(member))
}

/// Whether an area was a member of a bloc on a day, or ever where no day is given.
pub(crate) fn includes(area: &str, bloc: &str, day: Option<NaiveDate>) -> bool {
    match day {
        Some(day) => belongs(area, bloc, (day, day)),
        None => MEMBERS.iter().any(|member| member.bloc == bloc && member.area == area),
    }
}

/// Whether the members of a bloc are known.
pub(crate) fn is_known(bloc: &str) -> bool {
    MEMBERS.iter().any(|member| member.bloc == bloc)
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
        let day = NaiveDate::from_ymd_opt(2024, 11, 20);
        assert!(includes("DE", "EU", day) && !includes("GB", "EU", day) && includes("GB", "EU", None));
        assert!(is_known("EU") && !is_known("LATAM"));
    }
}
