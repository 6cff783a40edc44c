//! The tokens of a sentence as the period grammar sees them: months, days, years, counts, units and cues.
//!
//! A function that reads several tokens returns what it read and the index after it.

use crate::lexicon::{Class, Classes, PeriodCue, Sense, TimeUnit, period_bit};
use crate::mention::View;
use crate::scan::{Kind, Token};
use chrono::NaiveDate;

const UNITS: Classes = Classes::of(&[Class::TimeUnit]);
const MONTHS: Classes = Classes::of(&[Class::Month]);
const CARDINALS: Classes = Classes::of(&[Class::Cardinal]);
const ORDINALS: Classes = Classes::of(&[Class::Ordinal]);
/// Behind `first` these are counted.
const COUNTED: Classes =
    Classes::of(&[Class::TimeUnit, Class::Cardinal, Class::Period, Class::Fraction, Class::Month]);
/// What may be the first of its kind for so long.
const MOVED: Classes = Classes::of(&[Class::Direction, Class::Flow]);
/// What measures a number.
const MEASURES: Classes = Classes::of(&[
    Class::Scale,
    Class::Currency,
    Class::Unit,
    Class::Percent,
    Class::Points,
    Class::BasisPoints,
]);
/// What an expression may go on with, besides words of the grammar.
const GOING_ON: Classes = UNITS.and(MONTHS).and(CARDINALS).and(ORDINALS);
/// Words of the grammar that no expression goes on with: they open another one, or say something of this one.
const PASSED: u128 = super::cues(&[
    PeriodCue::A,
    PeriodCue::From,
    PeriodCue::During,
    PeriodCue::Against,
    PeriodCue::Event,
    PeriodCue::Perfect,
    PeriodCue::Record,
    PeriodCue::Future,
    PeriodCue::YearEarlier,
]);
/// How many tokens back words are looked for that change what an expression means.
const LOOK_BACK: usize = 7;
/// How many tokens back a word of the future is looked for.
const FUTURE_BACK: usize = 24;
/// Before how many tokens ahead it is looked for.
const FUTURE_AHEAD: usize = 4;
/// The same behind a period that its sentence starts with: `For November, the ministry sees`.
const FUTURE_BEHIND_FIRST: usize = 8;

/// A month, with the day and year that were printed with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateForm {
    /// The year, where printed.
    pub(super) year: Option<i32>,
    /// 1 to 12.
    pub(super) month: u32,
    /// 1 to 31, where printed.
    pub(super) day: Option<u32>,
    /// One past its last token.
    pub(super) end: usize,
}

/// The tokens of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl<'v, 'a> Reader<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>) -> Reader<'v, 'a> {
        Reader { view }
    }

    pub(super) fn view(&self) -> &'v View<'a> {
        self.view
    }

    pub(super) fn published(&self) -> Option<NaiveDate> {
        self.view.setting.published
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.view.token(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.view.text(at)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::glued)
    }

    #[inline]
    pub(super) fn cue(&self, at: usize, cue: PeriodCue) -> bool {
        self.any_cue(at, period_bit(cue))
    }

    /// Whether the token has one of the cues whose bits are set.
    #[inline]
    pub(super) fn any_cue(&self, at: usize, cues: u128) -> bool {
        self.view.marks(at).meets_periods(cues)
    }

    /// Whether the token before has the cue.
    pub(super) fn after(&self, at: usize, cue: PeriodCue) -> bool {
        at > 0 && self.cue(at - 1, cue)
    }

    /// The index after the cue, or the same index where it is not there.
    pub(super) fn skip(&self, at: usize, cue: PeriodCue) -> usize {
        if self.cue(at, cue) { at + 1 } else { at }
    }

    /// The index after `of` or `in`, or the same index.
    pub(super) fn joiner(&self, at: usize) -> usize {
        if self.cue(at, PeriodCue::Of) || self.cue(at, PeriodCue::In) { at + 1 } else { at }
    }

    /// The index after a hyphen or dash that stands between two words without space, or the same index.
    pub(super) fn hyphen(&self, at: usize) -> usize {
        if matches!(self.kind(at), Some(Kind::Hyphen)) { at + 1 } else { at }
    }

    pub(super) fn unit(&self, at: usize) -> Option<TimeUnit> {
        if !self.view.is_any(at, UNITS) {
            return None;
        }
        self.view.find(at, |sense| match sense {
            Sense::TimeUnit(unit) => Some(*unit),
            _ => None,
        })
    }

    /// A month, 1 to 12.
    pub(super) fn month(&self, at: usize) -> Option<u32> {
        if !self.view.is_any(at, MONTHS) {
            return None;
        }
        let month = self.view.find(at, |sense| match sense {
            Sense::Month(month) => Some(u32::from(*month)),
            _ => None,
        })?;
        (!self.is_name(at)).then_some(month)
    }

    /// `Theresa May`, `Mr. May`, `Minister Jun Azumi`: a name, not a month.
    fn is_name(&self, at: usize) -> bool {
        if at == self.view.start {
            return false;
        }
        if self.view.is_any(at - 1, Classes::of(&[Class::Abbreviation])) {
            return true;
        }
        let surname = || self.is_unknown_name(at - 1) && at - 1 > self.view.start;
        let given = || self.token(at - 1).is_some_and(Token::capital) && self.is_unknown_name(at + 1);
        self.cue(at, PeriodCue::Surname) && surname() || self.cue(at, PeriodCue::GivenName) && given()
    }

    /// A capitalised word that is not in the lexicon.
    fn is_unknown_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind == Kind::Word && token.capital() && !token.upper() && !token.lexeme.known()
        })
    }

    /// A whole number without points and commas.
    pub(super) fn digits(&self, at: usize) -> Option<&'a str> {
        let token = self.token(at).filter(|token| token.kind == Kind::Number)?;
        let text = token.text(self.view.text);
        text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
    }

    /// A whole number of one or two digits, or a number word below one hundred.
    pub(super) fn count(&self, at: usize) -> Option<u32> {
        if let Some(digits) = self.digits(at) {
            return if digits.len() <= 2 { digits.parse().ok() } else { None };
        }
        if !self.view.is_any(at, CARDINALS) {
            return None;
        }
        self.view.find(at, |sense| match sense {
            Sense::Cardinal(value) => Some(u32::from(*value)),
            _ => None,
        })
    }

    /// `first`, `1st`: 1 to 99.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if self.cue(at + 1, PeriodCue::OrdinalEnding) && self.glued(at + 1) && self.digits(at).is_some() {
            return self.count(at).filter(|count| (1..100).contains(count)).map(|count| (count, at + 2));
        }
        if !self.view.is_any(at, ORDINALS) {
            return None;
        }
        let value = self.view.find(at, |sense| match sense {
            Sense::Ordinal(value) => Some(u32::from(*value)),
            _ => None,
        })?;
        Some((value, at + 1))
    }

    /// A printed year, 1900 to 2099: four digits that are no amount.
    pub(super) fn year(&self, at: usize) -> Option<i32> {
        let digits = self.digits(at).filter(|digits| matches!(digits.as_bytes(), [b'1' | b'2', _, _, _]))?;
        let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
        (!self.is_amount(at)).then_some(year)
    }

    /// Whether a number has a currency sign before it or a scale, unit, percent or other glued word behind it.
    fn is_amount(&self, at: usize) -> bool {
        let sign = at > self.view.start && self.kind(at - 1) == Some(Kind::Symbol);
        let glued = self.glued(at + 1) && matches!(self.kind(at + 1), Some(Kind::Word | Kind::Symbol));
        sign || glued || self.is_measured(at)
    }

    /// Whether a scale, unit, currency or percent sign follows the number.
    pub(super) fn is_measured(&self, at: usize) -> bool {
        let next = self.hyphen(at + 1);
        self.view.is_any(next, MEASURES)
    }

    /// A day of a month: one or two digits that are no amount, with `st`, `nd`, `rd`, `th` or without.
    pub(super) fn day(&self, at: usize) -> Option<(u32, usize)> {
        let digits = self.digits(at)?;
        let day = self.count(at).filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
        if self.glued(at + 1) && self.cue(at + 1, PeriodCue::OrdinalEnding) {
            return Some((day, at + 2));
        }
        (!self.is_amount(at)).then_some((day, at + 1))
    }

    /// `April`, `April 2023`, `April 9`, `April 9, 2023`, `9 April 2023`.
    pub(super) fn date(&self, at: usize) -> Option<DateForm> {
        if let Some((day, next)) = self.day(at) {
            let next = self.joiner(next);
            let month = self.month(next)?;
            return Some(self.with_year(DateForm { year: None, month, day: Some(day), end: next + 1 }));
        }
        let month = self.month(at)?;
        let (day, end) = self.day(at + 1).map_or((None, at + 1), |(day, end)| (Some(day), end));
        Some(self.with_year(DateForm { year: None, month, day, end }))
    }

    fn with_year(&self, form: DateForm) -> DateForm {
        // `May 22, 2023`; tables also print `May.2008` and `May-2008`.
        let joined = match self.kind(form.end) {
            Some(Kind::Comma) => true,
            Some(Kind::Stop | Kind::Hyphen) => self.glued(form.end) && self.glued(form.end + 1),
            _ => false,
        };
        if let Some(year) = self.short_year(form.end) {
            return DateForm { year: Some(year), end: form.end + 2, ..form };
        }
        let comma = usize::from(joined);
        match self.year(form.end + comma) {
            Some(year) if !self.is_pair(form.end + comma) => {
                DateForm { year: Some(year), end: form.end + comma + 1, ..form }
            }
            _ => form,
        }
    }

    /// `'23`: a year of this century.
    fn short_year(&self, at: usize) -> Option<i32> {
        let digits = self.digits(at + 1).filter(|digits| digits.len() == 2)?;
        let quoted = self.kind(at) == Some(Kind::Quote) && self.glued(at + 1);
        digits.parse::<i32>().ok().filter(|_| quoted).map(|year| 2000 + year)
    }

    /// Whether the year goes on as `2020-21` or `2020/21`.
    fn is_pair(&self, at: usize) -> bool {
        let joined = matches!(self.kind(at + 1), Some(Kind::Hyphen | Kind::Dash | Kind::Slash));
        joined && self.glued(at + 1) && self.glued(at + 2) && self.digits(at + 2).is_some()
    }

    /// Whether some word of the sentence has the cue: what is not said need not be looked for.
    fn said(&self, cue: PeriodCue) -> bool {
        self.view.said.meets_periods(period_bit(cue))
    }

    /// The words before `at`, nearest first, at most `count`.
    pub(super) fn back(&self, at: usize, count: usize) -> impl Iterator<Item = usize> {
        (self.view.start..at).rev().take(count)
    }

    /// Whether no expression goes on with the token at `at`, nor with the one behind a comma or stop there.
    pub(super) fn closed(&self, at: usize) -> bool {
        let next = at + usize::from(matches!(self.kind(at), Some(Kind::Comma | Kind::Stop)));
        match self.kind(next) {
            None | Some(Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Close) => true,
            Some(Kind::Word) => {
                let marks = self.view.marks(next);
                !marks.meets_periods(!PASSED) && !marks.classes.meets(GOING_ON)
            }
            _ => false,
        }
    }

    /// Whether a superlative, a `first time` or a `high` stands shortly before: the number of months or the date
    /// behind it says since when, not when.
    pub(super) fn in_record(&self, at: usize) -> bool {
        (self.said(PeriodCue::Record) || self.view.holds(ORDINALS))
            && self
                .back(at, LOOK_BACK)
                .take_while(|&i| !matches!(self.kind(i), Some(Kind::Comma | Kind::Semicolon | Kind::Break)))
                .any(|i| self.cue(i, PeriodCue::Record) || self.is_first_of_kind(i))
    }

    /// `first rise` in `their first rise in four months`, not `first half`.
    fn is_first_of_kind(&self, at: usize) -> bool {
        self.view.is_any(at, ORDINALS)
            && self.ordinal(at).is_some_and(|(number, _)| number == 1)
            && !self.view.is_any(at + 1, COUNTED)
            && (at + 1..at + 4)
                .take_while(|&i| self.kind(i) == Some(Kind::Word))
                .any(|i| self.view.is_any(i, MOVED))
    }

    /// Whether `since` stands before, or opens a clause before that no period closes: `since data began in 1967`.
    pub(super) fn is_since(&self, at: usize) -> bool {
        self.said(PeriodCue::Since)
            && self
                .back(at, LOOK_BACK)
                .take_while(|&i| self.kind(i) == Some(Kind::Word) && self.month(i).is_none())
                .any(|i| self.cue(i, PeriodCue::Since))
    }

    /// Whether `since` and a month stand right before: `since November last year`.
    pub(super) fn in_since(&self, at: usize) -> bool {
        at >= self.view.start + 2 && self.month(at - 1).is_some() && self.cue(at - 2, PeriodCue::Since)
    }

    /// Whether the sentence spoke of the future shortly before, or does so right behind.
    pub(super) fn in_future(&self, at: usize) -> bool {
        let first = at <= self.view().start + 1;
        let ahead = if first { FUTURE_BEHIND_FIRST } else { FUTURE_AHEAD };
        self.said(PeriodCue::Future)
            && self
                .back(at, FUTURE_BACK)
                .take_while(|&i| self.kind(i) != Some(Kind::Semicolon))
                .chain(at + 1..at + ahead)
                .any(|i| self.cue(i, PeriodCue::Future))
    }

    /// The index after `'s`, or the same index. Behind digits the lexer leaves the apostrophe and the `s` apart.
    pub(super) fn possessive(&self, at: usize) -> usize {
        match self.kind(at) {
            Some(Kind::Possessive) => at + 1,
            Some(Kind::Quote) if self.glued(at) && self.glued(at + 1) && self.text(at + 1) == "s" => at + 2,
            _ => at,
        }
    }

    /// Whether `had` or `has` stands shortly before or behind.
    pub(super) fn in_perfect(&self, at: usize) -> bool {
        self.said(PeriodCue::Perfect)
            && self
                .back(at, FUTURE_BACK)
                .chain(at + 1..(at + LOOK_BACK).min(self.view.end))
                .any(|i| self.cue(i, PeriodCue::Perfect))
    }

    /// Whether the words say that the count of periods is a streak: `third month in a row`.
    pub(super) fn in_streak(&self, end: usize) -> bool {
        self.cue(end, PeriodCue::Streak)
    }
}
