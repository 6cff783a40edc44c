//! A reviewer's correction of a fact: columns as text, put into the typed record.
//!
//! A corrected number keeps the printed precision of the one that it replaces where it has no more digits, else it has
//! its own. What was read from the text stays as evidence, under the rule `reviewed`.

use super::review::Change;
use crate::fact::{Fact, Figure, Name, ObsStatus};
use crate::input;
use crate::lexicon::{Basis, Flow};
use crate::value::{Amount, Bound, Code, Period, PeriodKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The columns that can be corrected, in the order of the page's form.
pub(super) const COLUMNS: &[&str] = &[
    "trade_flow",
    "ref_area",
    "counterpart_area",
    "commodity",
    "period_start",
    "period_end",
    "value",
    "value_max",
    "unit",
    "change",
    "change_unit",
    "basis",
    "base_value",
    "share",
    "obs_status",
    "source",
];

/// The columns of the first and the last day of the period.
pub(super) const DAYS: [&str; 2] = ["period_start", "period_end"];

const FLOWS: &[Flow] = &[Flow::X, Flow::M, Flow::T, Flow::B, Flow::RX, Flow::RM, Flow::DX];
const BASES: &[Basis] = &[Basis::Yoy, Basis::Mom, Basis::Qoq, Basis::Wow, Basis::Saar, Basis::Other];
const STATUSES: &[ObsStatus] =
    &[ObsStatus::Actual, ObsStatus::Estimate, ObsStatus::Forecast, ObsStatus::Target, ObsStatus::Revised];

/// What was expected of a value that the column cannot have; `None` where it can.
pub(super) fn refused(column: &str, value: Option<&str>) -> Option<&'static str> {
    let (known, wanted) = match (column, value) {
        ("trade_flow", code) => (flow(code).is_some(), "a code of the column's list"),
        ("obs_status", code) => (status(code).is_some(), "a code of the column's list"),
        ("counterpart_area" | "commodity", value) => (value.is_some(), "a value: the column cannot be empty"),
        (_, None) => (true, ""),
        ("basis", code) => (basis(code).is_some(), "a code of the column's list"),
        ("period_start" | "period_end", Some(date)) => {
            (input::date(date).is_ok(), "a date that exists, as YYYY-MM-DD")
        }
        ("unit" | "change_unit", Some(code)) => (Code::new(code).is_some(), "a code of at most 11 letters"),
        ("value" | "value_max" | "change" | "base_value" | "share", Some(number)) => {
            (Decimal::from_str_exact(number).is_ok(), "a decimal in full units such as 73150000000 or -5.0")
        }
        _ => (true, ""),
    };
    (!known).then_some(wanted)
}

fn flow(code: Option<&str>) -> Option<Flow> {
    FLOWS.iter().copied().find(|flow| Some(flow.as_str()) == code)
}

fn basis(code: Option<&str>) -> Option<Basis> {
    BASES.iter().copied().find(|basis| Some(basis.as_str()) == code)
}

fn status(code: Option<&str>) -> Option<ObsStatus> {
    STATUSES.iter().copied().find(|status| Some(status.as_str()) == code)
}

/// The values that are corrected, by column.
struct Given<'a>(&'a [&'a Change]);

impl<'a> Given<'a> {
    /// What a column becomes: `None` where it is not corrected, `Some(None)` where it is emptied.
    fn get(&self, column: &str) -> Option<Option<&'a str>> {
        self.0.iter().find(|change| change.column == column).map(|change| change.value.as_deref())
    }
}

/// The fact with these corrections, which [`refused`] has let pass; else why they cannot stand together.
pub(super) fn corrected(fact: &Fact, changes: &[&Change]) -> Result<Fact, &'static str> {
    let given = Given(changes);
    let mut fact = fact.clone();
    keys(&mut fact, &given);
    fact.period = period(fact.period, &given)?;
    numbers(&mut fact, &given)?;
    for piece in fact.evidence.iter_mut().filter(|piece| given.get(piece.column).is_some()) {
        piece.rule = "reviewed";
    }
    Ok(fact)
}

fn keys(fact: &mut Fact, given: &Given) {
    if let Some(flow) = given.get("trade_flow").and_then(flow) {
        fact.trade_flow = flow;
    }
    if let Some(status) = given.get("obs_status").and_then(status) {
        fact.obs_status = status;
    }
    if let Some(area) = given.get("ref_area") {
        fact.ref_area = area.map(Name::new);
    }
    if let Some(area) = given.get("counterpart_area").flatten() {
        fact.counterpart_area = Name::new(area);
    }
    if let Some(good) = given.get("commodity").flatten() {
        fact.commodity = Name::new(good);
        fact.commodity_code = None;
    }
    if let Some(source) = given.get("source") {
        fact.source = source.map(Name::new);
        fact.source_code = None;
    }
    if let Some(code) = given.get("basis") {
        fact.basis = basis(code);
    }
}

fn period(old: Option<Period>, given: &Given) -> Result<Option<Period>, &'static str> {
    let day = |column, old: Option<NaiveDate>| match given.get(column) {
        None => old,
        Some(value) => value.and_then(|date| input::date(date).ok()),
    };
    let start = day("period_start", old.map(|period| period.start));
    let end = day("period_end", old.map(|period| period.end));
    match (start, end) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) => {
            let same = old.filter(|old| (old.start, old.end) == (start, end)).map(|old| old.kind);
            let kind = same.unwrap_or_else(|| kind_of(start, end));
            Period::new(start, end, kind).map(Some).ok_or("the period ends before it starts")
        }
        _ => Err("a period needs its first and its last day"),
    }
}

/// The kind of a period of these days, where nobody has said which it is.
fn kind_of(start: NaiveDate, end: NaiveDate) -> PeriodKind {
    let january = start.format("%m").to_string() == "01";
    let form = Period::new(start, end, PeriodKind::DayRange);
    match form.and_then(|period| period.whole_months()) {
        Some(1) => PeriodKind::Month,
        Some(12) if january => PeriodKind::Year,
        Some(_) if form.is_some_and(|period| period.time_period().contains("-Q")) => PeriodKind::Quarter,
        Some(_) if form.is_some_and(|period| period.time_period().contains("-S")) => PeriodKind::Half,
        Some(_) if january => PeriodKind::YearToDate,
        Some(_) => PeriodKind::MonthRange,
        None => PeriodKind::DayRange,
    }
}

fn numbers(fact: &mut Fact, given: &Given) -> Result<(), &'static str> {
    let span = fact.anchor().map_or(fact.quote, |figure| figure.span);
    let new = |unit| Figure { value: Amount::whole(0), value_max: None, unit, bound: Bound::Exact, span };
    let unit = given.get("unit").flatten().and_then(Code::new);
    let level_unit = unit.or(fact.level.map(|level| level.unit));
    let change_unit =
        given.get("change_unit").flatten().and_then(Code::new).or(fact.change.map(|change| change.unit));
    let without_unit = "a number needs its unit";
    fact.level = figure(fact.level, given.get("value"), level_unit.map(new)).ok_or(without_unit)?;
    if let (Some(level), Some(most)) = (&mut fact.level, given.get("value_max")) {
        level.value_max = most.and_then(decimal).map(|value| amount(value, Some(level.value)));
    }
    fact.base = figure(fact.base, given.get("base_value"), level_unit.map(new)).ok_or(without_unit)?;
    fact.change = figure(fact.change, given.get("change"), change_unit.map(new)).ok_or(without_unit)?;
    fact.share = figure(fact.share, given.get("share"), Some(new(Code::PERCENT))).ok_or(without_unit)?;
    for figure in [&mut fact.level, &mut fact.base].into_iter().flatten() {
        figure.unit = unit.unwrap_or(figure.unit);
    }
    if let (Some(change), Some(unit)) = (&mut fact.change, change_unit) {
        change.unit = unit;
    }
    match fact.anchor() {
        Some(_) => Ok(()),
        None => Err("a fact needs a level, a change or a share: reject it instead"),
    }
}

/// A figure after its correction; `new` is what one that was not there starts from. `None` where it has no unit.
fn figure(old: Option<Figure>, given: Option<Option<&str>>, new: Option<Figure>) -> Option<Option<Figure>> {
    let Some(value) = given else { return Some(old) };
    let Some(value) = value.and_then(decimal) else { return Some(None) };
    let was = old.map(|figure| figure.value);
    let figure = old.or(new)?;
    Some(Some(Figure { value: amount(value, was), ..figure }))
}

fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// The amount of a value, with the printed precision of `was` where it has no more digits than that.
fn amount(value: Decimal, was: Option<Amount>) -> Amount {
    let kept = was.filter(|was| {
        let step = Amount::new(1, was.decimals, was.unit_mult).map(|step| step.value);
        step.and_then(|step| value.checked_rem(step)).is_some_and(|rest| rest.is_zero())
    });
    // A decimal has at most 28 digits behind its point.
    let decimals = u8::try_from(value.scale()).unwrap_or(28);
    kept.map_or(Amount { value, unit_mult: 0, decimals }, |was| Amount { value, ..was })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::schema::FACTS;
    use crate::document::Document;
    use crate::extractor::Extractor;

    fn fact() -> Fact {
        let text = "China's exports rose 5.0 percent to $73.15 billion in April 2023, customs data showed.";
        let found = Extractor::english().expect("English").extract(&Document::new("a", text));
        found.facts.into_iter().next().expect("a fact")
    }

    fn change(column: &'static str, value: &str) -> Change {
        let value = (!value.is_empty()).then(|| value.to_owned());
        assert_eq!(refused(column, value.as_deref()), None, "{column} {value:?}");
        Change { column, was: None, value }
    }

    fn changed(changes: &[Change]) -> Result<Fact, &'static str> {
        corrected(&fact(), &changes.iter().collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_columns_of_facts() {
        for column in COLUMNS {
            assert!(FACTS.iter().any(|known| known.name == *column), "{column}");
        }
    }

    #[test]
    fn codes_are_those_of_the_schema() {
        let list =
            |column: &str| FACTS.iter().find(|known| known.name == column).and_then(|known| known.codes);
        for column in COLUMNS {
            for coded in list(column).map(|list| list.codes).unwrap_or_default() {
                assert_eq!(refused(column, Some(coded.code)), None, "{column} {}", coded.code);
            }
            assert_eq!(
                refused(column, Some("?")).is_some(),
                list(column).is_some() || number_or_date(column),
                "{column}"
            );
        }
    }

    fn number_or_date(column: &str) -> bool {
        use crate::dataset::CellType;
        let kind = FACTS.iter().find(|known| known.name == column).map(|known| known.kind);
        matches!(kind, Some(CellType::Decimal | CellType::Date))
    }

    #[test]
    fn a_number_keeps_its_printed_precision_where_it_can() {
        let level =
            |value: &str| changed(&[change("value", value)]).expect("a fact").level.expect("a level").value;
        assert_eq!((level("73160000000").unit_mult, level("73160000000").decimals), (9, 2));
        assert_eq!((level("73160000001").unit_mult, level("73160000001").decimals), (0, 0));
        assert_eq!(level("0.5").decimals, 1);
    }

    #[test]
    fn a_corrected_period_is_a_period_of_its_days() {
        let fact = changed(&[change("period_start", "2023-01-01")]).expect("a fact");
        assert_eq!(
            fact.period.map(|period| (period.time_period(), period.kind)),
            Some(("2023-01-01/P4M".to_owned(), PeriodKind::YearToDate))
        );
        assert!(changed(&[change("period_start", "2023-05-01")]).is_err());
        assert!(changed(&[change("period_end", "")]).is_err());
        let none = changed(&[change("period_start", ""), change("period_end", "")]).expect("a fact");
        assert_eq!(none.period, None);
    }

    #[test]
    fn corrections_that_cannot_stand_together_are_refused() {
        assert_eq!(
            changed(&[change("value", ""), change("change", "")]).expect_err("none").split(':').next(),
            Some("a fact needs a level, a change or a share")
        );
        assert_eq!(
            changed(&[change("share", "14.7")]).expect("a fact").share.expect("a share").unit,
            Code::PERCENT
        );
        let other = changed(&[change("unit", "EUR"), change("trade_flow", "M"), change("source", "")])
            .expect("a fact");
        assert_eq!(
            (other.level.expect("a level").unit.as_str(), other.trade_flow, other.source),
            ("EUR", Flow::M, None)
        );
        assert!(other.evidence.iter().any(|piece| piece.column == "trade_flow" && piece.rule == "reviewed"));
    }
}
