//! Dates as texts print them.
//!
//! ```text
//! date  = year mark n mark n                            2023-05-22, 2023/5/22
//!       | month [.] gap n [th] [[,] gap year]           May 22, 2023; Nov. 7
//!       | n [th] gap month [.] [[,] gap year]           22nd May 2023
//!       | n (mark | .) n (mark | .) year                22/05/2023, 22.05.2023
//! year  = 19NN | 20NN        n = one or two digits        gap = one to three spaces
//! mark  = - | /              month = its English name, or three letters of it, or Sept
//! ```
//! A date starts and ends where a word of ASCII does. One in figures whose day and month could change places is none,
//! except with points: there the day is first.

use chrono::NaiveDate;

/// The names of the months in small letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Letters of the short name of a month.
const SHORT: usize = 3;

/// A date as printed, with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    pub(super) day: u32,
    /// Whether it is in figures with the year first.
    pub(super) iso: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Printed {
    pub(super) fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }
}

/// All dates of a text, from left to right.
pub(super) fn dates(text: &str) -> impl Iterator<Item = Printed> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let word = Reader { bytes, at };
            at = word.end_of_word();
            if at == word.at {
                at += 1;
                continue;
            }
            if let Some(found) = word.date() {
                at = found.end;
                if let Some(printed) = found.printed(word.at) {
                    return Some(printed);
                }
            }
        }
        None
    })
}

/// The number of a month by its name, short or whole.
pub(super) fn month(name: &str) -> Option<u32> {
    let (month, end) = Reader { bytes: name.as_bytes(), at: 0 }.month()?;
    (end.at == name.len()).then_some(month)
}

/// A date as it stands there: which of two figures is the month may be open.
struct Found {
    year: Option<i32>,
    /// Month and day; none where either may be the month.
    day: Option<(u32, u32)>,
    iso: bool,
    end: usize,
}

impl Found {
    fn printed(&self, start: usize) -> Option<Printed> {
        let (month, day) = self.day?;
        Some(Printed { year: self.year, month, day, iso: self.iso, start, end: self.end })
    }
}

/// A place in a text.
#[derive(Clone, Copy)]
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    /// The end of the run of letters and digits that starts here.
    fn end_of_word(self) -> usize {
        self.at + self.bytes[self.at..].iter().take_while(|byte| is_word(**byte)).count()
    }

    /// The date that starts here.
    fn date(self) -> Option<Found> {
        if !self.next()?.is_ascii_digit() {
            return self.month_first();
        }
        self.year_first().or_else(|| self.day_first()).or_else(|| self.in_figures())
    }

    fn year_first(self) -> Option<Found> {
        let (year, rest) = self.year()?;
        let (month, rest) = rest.one_of(b"-/")?.figure()?;
        let (day, rest) = rest.one_of(b"-/")?.figure()?;
        rest.ended().then_some(Found { year: Some(year), day: Some((month, day)), iso: true, end: rest.at })
    }

    fn month_first(self) -> Option<Found> {
        let (month, rest) = self.month()?;
        let (day, rest) = rest.one_of(b".").unwrap_or(rest).gap()?.figure()?;
        rest.ordinal().with_year(month, day)
    }

    fn day_first(self) -> Option<Found> {
        let (day, rest) = self.figure()?;
        let (month, rest) = rest.ordinal().gap()?.month()?;
        let behind = rest.one_of(b".").and_then(|rest| rest.with_year(month, day));
        behind.or_else(|| rest.with_year(month, day))
    }

    fn in_figures(self) -> Option<Found> {
        let (a, marked) = self.figure()?;
        let (b, rest) = marked.one_of(b"-/.")?.figure()?;
        let (year, rest) = rest.one_of(b"-/.")?.year()?;
        let day = if marked.next() == Some(b'.') { Some((b, a)) } else { in_order(a, b) };
        rest.ended().then_some(Found { year: Some(year), day, iso: false, end: rest.at })
    }

    /// The date whose month and day stand before, with the year behind them where there is one.
    fn with_year(self, month: u32, day: u32) -> Option<Found> {
        let year = self.one_of(b",").unwrap_or(self).gap().and_then(Reader::year);
        let (year, rest) = match year.filter(|(_, rest)| rest.ended()) {
            Some((year, rest)) => (Some(year), rest),
            None => (None, self),
        };
        rest.ended().then_some(Found { year, day: Some((month, day)), iso: false, end: rest.at })
    }

    fn next(self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(self, bytes: usize) -> Self {
        Reader { at: self.at + bytes, ..self }
    }

    fn one_of(self, marks: &[u8]) -> Option<Self> {
        marks.contains(&self.next()?).then(|| self.skip(1))
    }

    /// One or two digits.
    fn figure(self) -> Option<(u32, Self)> {
        let digits = self.bytes[self.at..].iter().take(2).take_while(|byte| byte.is_ascii_digit());
        let (count, figure) =
            digits.fold((0, 0), |(count, figure), byte| (count + 1, 10 * figure + u32::from(byte - b'0')));
        (count > 0).then(|| (figure, self.skip(count)))
    }

    fn year(self) -> Option<(i32, Self)> {
        let (century, rest) = self.figure().filter(|(century, _)| matches!(century, 19 | 20))?;
        let (year, end) = rest.figure().filter(|(_, end)| end.at == self.at + 4)?;
        Some((i32::try_from(100 * century + year).ok()?, end))
    }

    fn month(self) -> Option<(u32, Self)> {
        let rest = &self.bytes[self.at..];
        let starts = |name: &str| {
            rest.get(..name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name.as_bytes()))
        };
        let (name, month) = MONTHS.iter().zip(1..).find(|(name, _)| starts(&name[..SHORT]))?;
        let lengths = [name.len(), if month == 9 { "sept".len() } else { SHORT }, SHORT];
        let length = lengths.into_iter().find(|&length| starts(&name[..length]))?;
        Some((month, self.skip(length)))
    }

    /// Behind the ending of an ordinal, where there is one.
    fn ordinal(self) -> Self {
        let ending = self.bytes.get(self.at..self.at + 2);
        let is =
            |ending: &[u8]| [b"st", b"nd", b"rd", b"th"].iter().any(|one| ending.eq_ignore_ascii_case(*one));
        if ending.is_some_and(is) { self.skip(2) } else { self }
    }

    /// Behind one to three spaces.
    fn gap(self) -> Option<Self> {
        let spaces = self.bytes[self.at..].iter().take(3).take_while(|byte| **byte == b' ').count();
        (spaces > 0).then(|| self.skip(spaces))
    }

    /// Whether a word ends or starts here.
    fn ended(self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at));
        before.is_some_and(|byte| is_word(*byte)) != self.next().is_some_and(is_word)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Month and day of two numbers, where only one order makes a date or both make the same.
fn in_order(a: u32, b: u32) -> Option<(u32, u32)> {
    match (a, b) {
        (13.., 1..=12) => Some((b, a)),
        (1..=12, 13..) => Some((a, b)),
        _ if a == b => Some((a, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each date in brackets, behind it year, month and day; `-` for no year.
    fn marked(text: &str) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for Printed { year, month, day, start, end, .. } in dates(text) {
            let year = year.map_or_else(|| "-".to_owned(), |year| year.to_string());
            out.push_str(&format!("{}⟦{} = {year} {month} {day}⟧", &text[done..start], &text[start..end]));
            done = end;
        }
        out + &text[done..]
    }

    #[test]
    fn dates_are_found_where_they_stand() {
        for wanted in [
            "on ⟦2023-05-22 = 2023 5 22⟧ and ⟦2023/5/2 = 2023 5 2⟧.",
            "⟦May 22, 2023 = 2023 5 22⟧ and ⟦Nov. 7 = - 11 7⟧ (Xinhua)",
            "⟦SEPT 3rd 2019 = 2019 9 3⟧, ⟦sep 3 = - 9 3⟧ and ⟦September 3 = - 9 3⟧",
            "⟦22nd May 2023 = 2023 5 22⟧; ⟦22 May = - 5 22⟧. ⟦1 Aug., 2023 = 2023 8 1⟧",
            "⟦22/05/2023 = 2023 5 22⟧, ⟦05/22/2023 = 2023 5 22⟧, ⟦04.05.2023 = 2023 5 4⟧, ⟦5-5-2023 = 2023 5 5⟧",
            "⟦May 5 = - 5 5⟧, 20191 or ⟦5 May = - 5 5⟧ 3023",
            "é⟦May 5 = - 5 5⟧é",
        ] {
            let text: String = wanted
                .split(['⟦', '⟧'])
                .map(|part| part.split_once(" = ").map_or(part, |(printed, _)| printed))
                .collect();
            assert_eq!(marked(&text), wanted);
        }
    }

    #[test]
    fn other_figures_and_words_are_no_dates() {
        for text in [
            "04/05/2023",
            "2023-05",
            "May 2023",
            "22 May2023",
            "dismay 5",
            "May 123",
            "1822-05-22",
            "2023-05-221",
            "x2023-05-22",
            "22    May 2023",
            "5 Marching",
            "",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
