//! Periods: what a number is about in time.
//!
//! ```text
//! period = comparison | anaphor | fiscal | season | window | part of a year | calendar | relative | year
//! ```
//! One family per file; [`FAMILIES`] is the order in which they are asked. The mention is the expression without the
//! preposition before it and without `the`, except where these decide what it means (`since July`, `the period`).
//!
//! A period without a printed year is the latest one that had ended by the publication date (see [`when`]); a note
//! says so. Without a publication date it stays unresolved.

mod anaphor;
mod calendar;
mod comparison;
mod count;
mod fiscal;
mod part;
mod reader;
mod relative;
mod season;
mod tail;
mod total;
mod when;
mod window;
mod year;

use super::{Match, MentionKind, Notes, PeriodReading, Reading, View};
use crate::lexicon::{Class, Classes, Marks, PeriodCue, period_bit};
use crate::scan::Kind;
use crate::value::Period;
use reader::Reader;
pub(crate) use total::AS_OF;
pub(crate) use window::YEAR_TO;

/// The year was not printed: it is taken from the publication date.
const YEAR_ASSUMED: &str = "year from publication date";
/// The end was not printed: the last month that had ended by the publication date.
pub(crate) const END_ASSUMED: &str = "end from publication date";
/// The year is one of the country's own calendar, which the text does not say.
const CALENDAR_ASSUMED: &str = "calendar of the country assumed";
/// The country's fiscal year is not known.
const FISCAL_UNKNOWN: &str = "fiscal year unknown";

/// A period found: one past its last token, and what it says.
struct Found {
    end: usize,
    reading: PeriodReading,
    rule: &'static str,
    notes: Notes,
}

impl Found {
    fn new(rule: &'static str, end: usize, reading: PeriodReading) -> Found {
        Found { end, reading, rule, notes: Notes::new() }
    }

    /// Resolved where the period is known, else unresolved.
    fn dated(rule: &'static str, end: usize, period: Option<Period>) -> Found {
        Found::new(rule, end, period.map_or(PeriodReading::Unresolved, PeriodReading::Resolved))
    }

    fn note(mut self, note: &'static str) -> Found {
        self.notes.push(note);
        self
    }

    /// With the note, where the period was resolved at all.
    fn note_if(self, condition: bool, note: &'static str) -> Found {
        let resolved = matches!(self.reading, PeriodReading::Resolved(_));
        if condition && resolved { self.note(note) } else { self }
    }
}

/// Reads one family of expressions at a token.
type Family = fn(&Reader, usize) -> Option<Found>;

const COUNTS: Classes = Classes::of(&[Class::Cardinal]);
const ORDINALS: Classes = Classes::of(&[Class::Ordinal]);
const MONTHS: Classes = Classes::of(&[Class::Month]);
const UNITS: Classes = Classes::of(&[Class::TimeUnit]);
const NONE: Classes = Classes::of(&[]);

/// Four digits, which may be a year.
const YEAR: u8 = 1;
/// One or two digits.
const COUNT: u8 = 2;
/// A word in capitals, which may be a Roman numeral.
const ROMAN: u8 = 4;

/// Words that place a unit of time: `last`, `this`, `next`.
const SHIFTS: u128 =
    cues(&[PeriodCue::This, PeriodCue::Last, PeriodCue::Previous, PeriodCue::Past, PeriodCue::Next]);

/// What the expressions of a family start with: forms of tokens, words of the grammar, words of classes.
struct Opening(u8, u128, Classes);

/// Nothing.
const NEVER: Opening = Opening(0, 0, NONE);

/// The families, in the order in which they are asked: longer and more special forms first. Each with what it starts with
/// where the expression may go on behind the token, and where it cannot: most families need more than one token.
const FAMILIES: &[(Opening, Opening, Family)] = {
    use PeriodCue::{
        Anaphor, AsOf, By, Calendar, Final, Fiscal, HalfSign, Last, MonthEarlier, MonthToDate, Next, OwnYear,
        Past, Previous, QuarterEarlier, QuarterSign, Same, Season, SeasonToDate, Since, SoFar, That, The,
        This, Through, WeekEarlier, Whole, YearEarlier, YearToDate,
    };
    const EARLIER: u128 = cues(&[YearEarlier, MonthEarlier, QuarterEarlier, WeekEarlier]);
    const TO_DATE: u128 = cues(&[YearToDate, MonthToDate]);
    &[
        (
            Opening(COUNT, EARLIER | cues(&[Same, Previous, Last]), COUNTS),
            Opening(0, EARLIER, NONE),
            comparison::find,
        ),
        (
            Opening(YEAR, SHIFTS | cues(&[Season, SeasonToDate, Since]), MONTHS),
            Opening(0, cues(&[SeasonToDate]), NONE),
            season::find,
        ),
        (
            Opening(YEAR, SHIFTS | cues(&[Fiscal, OwnYear]), NONE),
            Opening(YEAR, cues(&[Fiscal]), NONE),
            fiscal::find,
        ),
        (Opening(COUNT, 0, COUNTS.and(UNITS)), NEVER, window::find),
        (Opening(COUNT, cues(&[Past, Last, Final]), COUNTS.and(ORDINALS)), NEVER, count::find),
        (
            Opening(
                YEAR | COUNT,
                SHIFTS | cues(&[QuarterSign, HalfSign, Final]),
                ORDINALS.and(MONTHS).and(UNITS),
            ),
            Opening(0, 0, ORDINALS),
            part::find,
        ),
        (Opening(YEAR | COUNT | ROMAN, 0, MONTHS), Opening(0, 0, MONTHS), calendar::find),
        (
            Opening(YEAR, TO_DATE | cues(&[Since, SoFar, By, AsOf, Through]), NONE),
            Opening(0, TO_DATE, NONE),
            total::find,
        ),
        (Opening(0, cues(&[Last, This, Next, Past]), NONE), NEVER, relative::find),
        (Opening(YEAR, cues(&[Whole, Calendar, The]), NONE), Opening(YEAR, cues(&[Whole]), NONE), year::find),
        (
            Opening(0, cues(&[Anaphor, The, That, This]), NONE),
            Opening(0, cues(&[Anaphor]), NONE),
            anaphor::find,
        ),
    ]
};

pub(super) fn find(view: &View, at: usize) -> Option<Match> {
    let reader = Reader::new(view);
    let asked = Asked::at(&reader, at);
    let families = FAMILIES.iter().filter(|family| asked.is(family));
    let found = families.into_iter().find_map(|(.., family)| family(&reader, at))?;
    Some(Match {
        kind: MentionKind::Period,
        tokens: at..found.end,
        reading: Reading::Period(found.reading),
        rule: found.rule,
        notes: found.notes,
    })
}

/// Whether no family that is not asked at the token would find anything there.
#[cfg(test)]
pub(super) fn finds_nothing_unasked(view: &View, at: usize) -> bool {
    let reader = Reader::new(view);
    let asked = Asked::at(&reader, at);
    let unasked = FAMILIES.iter().filter(|family| !asked.is(family));
    unasked.into_iter().all(|(.., family)| family(&reader, at).is_none())
}

/// What says which families are asked at a token.
struct Asked<'a> {
    form: u8,
    marks: &'a Marks,
    /// Whether no expression goes on behind the token, or behind the year of a month.
    closed: bool,
}

impl<'a> Asked<'a> {
    fn at(reader: &Reader<'_, 'a>, at: usize) -> Asked<'a> {
        let (view, marks) = (reader.view(), reader.view().marks(at));
        let dated = marks.classes.meets(MONTHS) && form(view, at + 1) == YEAR;
        Asked { form: form(view, at), marks, closed: reader.closed(at + 1 + usize::from(dated)) }
    }

    fn is(&self, (open, closed, _): &(Opening, Opening, Family)) -> bool {
        let Opening(forms, cues, classes) = *if self.closed { closed } else { open };
        self.form & forms != 0 || self.marks.meets_periods(cues) || self.marks.classes.meets(classes)
    }
}

/// The form of the token.
fn form(view: &View, at: usize) -> u8 {
    match view.token(at) {
        Some(token) if token.kind == Kind::Number => match token.text(view.text).as_bytes() {
            digits if !digits.iter().all(u8::is_ascii_digit) => 0,
            [_] | [_, _] => COUNT,
            [_, _, _, _] => YEAR,
            _ => 0,
        },
        Some(token) if token.upper() => ROMAN,
        _ => 0,
    }
}

/// The bits of words of the grammar.
const fn cues(cues: &[PeriodCue]) -> u128 {
    let (mut bits, mut at) = (0, 0);
    while at < cues.len() {
        bits |= period_bit(cues[at]);
        at += 1;
    }
    bits
}

/// Words of the grammar that start no period: they join, or say something of what stands beside them.
pub(super) const JOINS: u128 = cues(&[
    PeriodCue::A,
    PeriodCue::Of,
    PeriodCue::In,
    PeriodCue::And,
    PeriodCue::From,
    PeriodCue::Between,
    PeriodCue::Until,
    PeriodCue::For,
    PeriodCue::During,
    PeriodCue::Against,
    PeriodCue::Event,
    PeriodCue::Perfect,
    PeriodCue::Noun,
    PeriodCue::Earlier,
    PeriodCue::Vague,
    PeriodCue::Streak,
    PeriodCue::Record,
    PeriodCue::Window,
    PeriodCue::Figure,
    PeriodCue::Future,
    PeriodCue::OrdinalEnding,
    PeriodCue::Said,
    PeriodCue::Review,
    PeriodCue::Over,
    PeriodCue::AsWhole,
    PeriodCue::Clause,
    PeriodCue::Runs,
    PeriodCue::Plural,
    PeriodCue::Surname,
    PeriodCue::GivenName,
]);

#[cfg(test)]
mod tests {
    //! Readings that need a country's fiscal year, and the notes; the rest stands in `tests/spec`.

    use crate::lexicon::{FiscalYear, Lexicon};
    use crate::mention::{PeriodReading, Reading, Setting, find_all};
    use crate::scan::{Lexer, Scan};
    use chrono::NaiveDate;

    const INDIA: FiscalYear = FiscalYear { month: 4, day: 1, named_by_end: true, offset: 0 };
    const PAKISTAN: FiscalYear = FiscalYear { month: 7, day: 1, named_by_end: true, offset: 0 };
    const JAPAN: FiscalYear = FiscalYear { month: 4, day: 1, named_by_end: false, offset: 0 };
    const IRAN: FiscalYear = FiscalYear { month: 3, day: 21, named_by_end: false, offset: 621 };
    const NEPAL: FiscalYear = FiscalYear { month: 7, day: 17, named_by_end: true, offset: -57 };
    const ETHIOPIA: FiscalYear = FiscalYear { month: 7, day: 8, named_by_end: true, offset: 8 };

    /// The periods of a text, `;` separated, with their notes in brackets.
    fn periods(text: &str, published: &str, fiscal_year: Option<FiscalYear>) -> String {
        let Ok(lexicon) = Lexicon::english() else { return String::new() };
        let mut scan = Scan::default();
        Lexer::new(lexicon).scan(text, &mut scan);
        let setting = Setting { published: published.parse::<NaiveDate>().ok(), fiscal_year };
        let read = |mention: crate::Mention| match mention.reading {
            Reading::Period(PeriodReading::Resolved(p)) => {
                let notes: String = mention.notes.iter().map(|note| format!(" [{note}]")).collect();
                Some(format!("{}..{} {}{notes}", p.start, p.end, p.kind.as_str()))
            }
            Reading::Period(other) => Some(format!("{other:?}")),
            Reading::Amount(_) => None,
        };
        let all: Vec<String> =
            find_all(text, &scan, lexicon, &setting).into_iter().filter_map(read).collect();
        all.join("; ")
    }

    #[test]
    fn fiscal_years() {
        for (text, fiscal_year, wanted) in [
            ("in FY22", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in FY2021-22", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in FY 21-22", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in 2021-22", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in 2021/22", PAKISTAN, "2021-07-01..2022-06-30 fiscal_year"),
            ("in 2021-2", PAKISTAN, "2021-07-01..2022-06-30 fiscal_year"),
            ("in fiscal 2022", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in fiscal 2022", JAPAN, "2022-04-01..2023-03-31 fiscal_year"),
            ("in this fiscal", INDIA, "2022-04-01..2023-03-31 fiscal_year"),
            ("in last fiscal", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in the last financial year", INDIA, "2021-04-01..2022-03-31 fiscal_year"),
            ("in the current fiscal year", PAKISTAN, "2021-07-01..2022-06-30 fiscal_year"),
            ("in the next fiscal year", PAKISTAN, "2022-07-01..2023-06-30 fiscal_year"),
            ("in the 2021-22 fiscal year", IRAN, "2021-03-21..2022-03-20 fiscal_year"),
        ] {
            assert_eq!(periods(text, "2022-06-24", Some(fiscal_year)), wanted, "{text}");
        }
    }

    #[test]
    fn years_of_other_calendars() {
        for (text, published, fiscal_year, wanted) in [
            ("in FY 2079/80", "2023-04-20", NEPAL, "2022-07-17..2023-07-16 fiscal_year"),
            ("in fiscal year 2079-80", "2023-04-20", NEPAL, "2022-07-17..2023-07-16 fiscal_year"),
            ("in FY 2022/23", "2023-04-20", NEPAL, "2022-07-17..2023-07-16 fiscal_year"),
            ("the first nine months of FY 2079/80", "2023-04-20", NEPAL, "2022-07-17..2023-04-16 fiscal_ytd"),
            ("from mid-July to mid-April", "2023-04-20", NEPAL, "2022-07-17..2023-04-16 fiscal_ytd"),
            (
                "from mid-July 2021 to mid-July 2022",
                "2023-04-20",
                NEPAL,
                "2021-07-17..2022-07-16 fiscal_year",
            ),
            ("in EFY 2015", "2023-09-20", ETHIOPIA, "2022-07-08..2023-07-07 fiscal_year"),
            (
                "in the Ethiopian fiscal year 2015",
                "2023-09-20",
                ETHIOPIA,
                "2022-07-08..2023-07-07 fiscal_year",
            ),
            ("in 2014/15", "2023-09-20", ETHIOPIA, "2022-07-08..2023-07-07 fiscal_year"),
            ("in 2014/15", "2015-09-20", ETHIOPIA, "2014-07-08..2015-07-07 fiscal_year"),
            ("in the Iranian year 1401", "2023-07-30", IRAN, "2022-03-21..2023-03-20 fiscal_year"),
            ("in the Iranian calendar year 1401", "2023-07-30", IRAN, "2022-03-21..2023-03-20 fiscal_year"),
            ("in 1402", "2023-07-30", IRAN, "2023-03-21..2024-03-20 fiscal_year"),
            ("in the current Iranian year", "2023-07-30", IRAN, "2023-03-21..2024-03-20 fiscal_year"),
        ] {
            let found = periods(text, published, Some(fiscal_year));
            assert_eq!(found.split(" [").next(), Some(wanted), "{text}: {found}");
        }
        assert_eq!(periods("in 1402", "2023-07-30", None), "");
        assert_eq!(periods("from mid-June to mid-July", "2023-07-30", None), "Unresolved");
    }

    #[test]
    fn parts_of_fiscal_years() {
        for (text, published, fiscal_year, wanted) in [
            ("the first quarter of FY22", "2022-06-24", INDIA, "2021-04-01..2021-06-30 quarter"),
            ("Q3 FY24", "2024-06-24", INDIA, "2023-10-01..2023-12-31 quarter"),
            ("1H FY24", "2024-06-24", INDIA, "2023-04-01..2023-09-30 half"),
            ("9M FY24", "2024-06-24", INDIA, "2023-04-01..2023-12-31 fiscal_ytd"),
            ("April-January 2024-25", "2025-02-17", INDIA, "2024-04-01..2025-01-31 fiscal_ytd"),
            ("July-April FY22", "2022-05-17", PAKISTAN, "2021-07-01..2022-04-30 fiscal_ytd"),
            ("April-May of this fiscal", "2022-06-24", INDIA, "2022-04-01..2022-05-31 fiscal_ytd"),
            ("the ten months of this fiscal", "2025-02-17", INDIA, "2024-04-01..2025-01-31 fiscal_ytd"),
            (
                "the first eight months of the current fiscal year",
                "2021-03-17",
                PAKISTAN,
                "2020-07-01..2021-02-28 fiscal_ytd",
            ),
            (
                "the first three quarters of the current fiscal year",
                "2018-04-10",
                PAKISTAN,
                "2017-07-01..2018-03-31 fiscal_ytd",
            ),
            (
                "the first four months of the 2022-23 fiscal year",
                "2022-08-05",
                IRAN,
                "2022-03-21..2022-07-20 fiscal_ytd",
            ),
        ] {
            assert_eq!(periods(text, published, Some(fiscal_year)), wanted, "{text}");
        }
    }

    #[test]
    fn bare_months_end_now_in_the_calendar_or_the_fiscal_year() {
        let assumed = "[year from publication date]";
        for (text, published, fiscal_year, wanted) in [
            ("Eight-month exports rose", "2021-03-17", Some(PAKISTAN), "2020-07-01..2021-02-28 fiscal_ytd"),
            ("in the first eight months", "2021-03-17", Some(PAKISTAN), "2020-07-01..2021-02-28 fiscal_ytd"),
            ("in the first six months", "2021-07-17", Some(PAKISTAN), "2021-01-01..2021-06-30 ytd"),
            ("in the first six months", "2021-07-17", None, "2021-01-01..2021-06-30 ytd"),
        ] {
            assert_eq!(periods(text, published, fiscal_year), format!("{wanted} {assumed}"), "{text}");
        }
        assert_eq!(periods("Eight-month exports rose", "2021-03-17", None), "");
    }

    #[test]
    fn notes_say_what_was_assumed() {
        for (text, wanted) in [
            ("in April", "2023-04-01..2023-04-30 month [year from publication date]"),
            ("in April 2023", "2023-04-01..2023-04-30 month"),
            ("year to date", "2023-01-01..2023-04-30 ytd [end from publication date]"),
            (
                "in the year to March",
                "2022-04-01..2023-03-31 rolling [year from publication date] [year_to: ambiguous]",
            ),
            ("the 2022/23 season", "2022-07-01..2023-06-30 marketing_year [season July to June assumed]"),
        ] {
            assert_eq!(periods(text, "2023-05-22", None), wanted, "{text}");
        }
    }

    #[test]
    fn nothing_is_resolved_from_no_publication_date() {
        for text in [
            "in April",
            "last month",
            "this year",
            "year to date",
            "in Q1",
            "first 20 days of May",
            "since July",
        ] {
            assert_eq!(periods(text, "", Some(INDIA)), "Unresolved", "{text}");
        }
    }
}
