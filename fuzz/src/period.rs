//! Periods printed in the styles of the field are read with their first and last day, and words of periods in any order give
//! periods that run forwards, are what their kind says and are written as an SDMX `TIME_PERIOD` of the same days. The slow
//! reading counts days one by one.

use super::choices::Choices;
use super::english;
use tradefacts::Document;
use tradefacts::mention::{PeriodReading, Reading};
use tradefacts::value::{Period, PeriodKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const NUMBERS: [&str; 13] =
    ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10", "11", "12"];

/// Words of periods, and what stands between them.
const WORDS: &[&str] = &[
    "January",
    "February",
    "May",
    "Dec.",
    "June-",
    "1",
    "2",
    "12",
    "20",
    "31",
    "2023",
    "2024",
    "1999",
    "0001",
    "9999",
    "FY22",
    "FY2022-23",
    "2022/23",
    "2023-04",
    "2023-05-17",
    "Q1",
    "3Q23",
    "H1",
    "1H2023",
    "first",
    "second",
    "last",
    "the",
    "same",
    "this",
    "next",
    "previous",
    "current",
    "fiscal",
    "marketing",
    "calendar",
    "quarter",
    "half",
    "year",
    "years",
    "month",
    "months",
    "week",
    "days",
    "period",
    "ended",
    "ending",
    "to",
    "through",
    "until",
    "from",
    "between",
    "and",
    "of",
    "in",
    "for",
    "since",
    "end",
    "-",
    "–",
    ",",
    "/",
    "(",
    ")",
    "year-on-year",
    "earlier",
    "ago",
    "so far",
    "to date",
    "year-to-date",
    "cumulative",
    "a",
    "one",
    "two",
    "three",
    "eleven",
    "twelve",
    "thirty",
    "as of",
    "late",
    "early",
    "mid-",
    "season",
    "crop",
    "winter",
    "Chinese",
    "Indian",
    "Monday",
    "yesterday",
    "today",
    "respectively",
];

/// A day as year, month, day.
type Day = (i32, u32, u32);

fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn next((year, month, day): Day) -> Day {
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// The last day of so many months from a first of a month.
fn after(year: i32, month: u32, count: u32) -> Day {
    let last = month - 1 + count - 1;
    let (year, month) = (year + (last / 12) as i32, last % 12 + 1);
    (year, month, length(year, month))
}

fn printed((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn day(text: &str) -> Day {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().expect("digits"));
    let mut part = || parts.next().expect("a part");
    (part() as i32, part(), part())
}

/// First and last day of an SDMX period.
fn days(text: &str) -> (String, String) {
    if let Some((start, length)) = text.split_once("/P") {
        let (count, unit) = length.split_at(length.len() - 1);
        let (count, first) = (count.parse::<u32>().expect("a count"), day(start));
        let last = match unit {
            "M" => after(first.0, first.1, count),
            _ => (1..count).fold(first, |day, _| next(day)),
        };
        return (start.to_owned(), printed(last));
    }
    let year: i32 = text[..4].parse().expect("a year");
    let (first, count) = match text[4..].split_at_checked(2) {
        None => (1, 12),
        Some(("-Q", quarter)) => (quarter.parse::<u32>().expect("a quarter") * 3 - 2, 3),
        Some(("-S", half)) => (half.parse::<u32>().expect("a half") * 6 - 5, 6),
        Some(_) if text.len() == 7 => (text[5..].parse().expect("a month"), 1),
        Some(_) => return (text.to_owned(), text.to_owned()),
    };
    (printed((year, first, 1)), printed(after(year, first, count)))
}

/// What holds for any period.
pub fn assert_whole(text: &str, period: &Period) {
    let (start, end) = (period.start.to_string(), period.end.to_string());
    assert!(period.start <= period.end, "{text:?}: {period:?}");
    assert_eq!(days(&period.time_period()), (start.clone(), end.clone()), "{text:?}: {period:?}");
    let months = period.whole_months();
    let is_kind = match period.kind {
        PeriodKind::Month => months == Some(1),
        // `the half ended July 11` runs from day to day.
        PeriodKind::Quarter => months.is_none_or(|months| months == 3),
        PeriodKind::Half => months.is_none_or(|months| months == 6),
        PeriodKind::Year => months.is_some_and(|months| months % 12 == 0) && start.ends_with("-01-01"),
        PeriodKind::YearToDate => start.ends_with("-01-01"),
        PeriodKind::AsOf => start == end,
        PeriodKind::MonthRange => months.is_some(),
        _ => true,
    };
    assert!(is_kind, "{text:?}: {period:?}");
}

/// A period as it is printed, with its first and last day.
fn style(choices: &mut Choices) -> (String, Day, Day) {
    let year = 1950 + choices.below(100) as i32;
    let (month, number) = (choices.below(12) as u32 + 1, choices.below(12) as u32 + 1);
    let name = |month: u32| MONTHS[month as usize - 1];
    let span = |first: u32, count: u32| ((year, first, 1), after(year, first, count));
    let (low, high) = (month.min(number), month.max(number));
    let (text, (first, last)) = match choices.below(12) {
        0 => (format!("{} {year}", name(month)), span(month, 1)),
        1 => (format!("{} of {year}", name(month)), span(month, 1)),
        2 => {
            (format!("the {} quarter of {year}", ORDINALS[number as usize % 4]), span(number % 4 * 3 + 1, 3))
        }
        3 => (format!("Q{} {year}", number % 4 + 1), span(number % 4 * 3 + 1, 3)),
        4 => (format!("the {} half of {year}", ORDINALS[number as usize % 2]), span(number % 2 * 6 + 1, 6)),
        5 => (format!("{year}"), span(1, 12)),
        6 if low < high => (format!("{}-{} {year}", name(low), name(high)), span(low, high - low + 1)),
        7 if low < high => (format!("{} to {} {year}", name(low), name(high)), span(low, high - low + 1)),
        8 if number > 1 => {
            let form = if number % 2 == 0 { NUMBERS[number as usize].to_owned() } else { number.to_string() };
            (format!("the first {form} months of {year}"), span(1, number))
        }
        9 => {
            let before = (year - 1, month % 12 + 1, 1);
            let first = if month == 12 { (year, 1, 1) } else { before };
            (format!("the 12 months to {} {year}", name(month)), (first, after(year, month, 1)))
        }
        10 => {
            let count = length(year, month);
            let (one, other) =
                (choices.below(count as usize) as u32 + 1, choices.below(count as usize) as u32 + 1);
            let (from, to) = (one.min(other), one.max(other));
            // Fewer days are those of an event.
            if to - from < 5 && !(from < to && [1, 11, 21].contains(&from)) {
                return style(&mut Choices::new(&[month as u8, number as u8]));
            }
            (format!("{} {from}-{to}, {year}", name(month)), ((year, month, from), (year, month, to)))
        }
        // `2000-01` is a fiscal year.
        11 if (year + 1) % 100 != month as i32 => (format!("{year:04}-{month:02}"), span(month, 1)),
        _ => (format!("{} {year}", name(month)), span(month, 1)),
    };
    (text, first, last)
}

fn assert_read(choices: &mut Choices) {
    let (form, first, last) = style(choices);
    let text = format!("Exports rose 5 percent in {form}.");
    english::with(|extractor| {
        let mentions = extractor.extract(&Document::new("fuzz", text.as_str())).mentions;
        let period = |mention: &tradefacts::Mention| match mention.reading {
            Reading::Period(period) => Some(period),
            Reading::Amount(_) => None,
        };
        let periods: Vec<_> = mentions.iter().filter_map(period).collect();
        let [PeriodReading::Resolved(period)] = periods[..] else { panic!("{text:?}: {periods:?}") };
        let got = (period.start.to_string(), period.end.to_string());
        assert_eq!(got, (printed(first), printed(last)), "{text:?}");
    });
}

pub fn check(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    if choices.byte() & 1 == 0 {
        return assert_read(&mut choices);
    }
    let mut text = String::from("Exports rose 5 percent in");
    while !choices.is_empty() && text.len() < 400 {
        if choices.byte() & 7 != 0 {
            text.push(' ');
        }
        text.push_str(choices.pick(WORDS));
    }
    text.push('.');
    let document = Document::new("fuzz", text.as_str());
    let date = ["2024-02-29", "2023-05-22", "2023-12-31", "0001-01-01", "9999-12-31"];
    let published = choices.pick(&date).parse().expect("a date");
    super::text::document(&if choices.byte() & 3 == 0 { document } else { document.published(published) });
}
