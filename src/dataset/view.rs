//! Views of facts: as of a date, and without duplicates.
//!
//! Both look at rows with all columns of the schema, and compare what two rows have in common: levels in one unit,
//! changes in one unit from one basis, shares.

use super::Cell;
use super::book::Row;
use super::schema::FACTS;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Which facts are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The last vintage published on or before this day. Facts without a date of publication are left out.
    pub as_of: Option<NaiveDate>,
    /// Of the same statement in several places, the one with most digits.
    pub unique: bool,
}

/// Where the columns that are looked at stand.
struct At {
    doc_id: usize,
    also_in: usize,
    series_key: usize,
    published: usize,
    bound: usize,
    unit_mult: usize,
    decimals: usize,
    basis: usize,
    /// Value and unit of level, change and share.
    figures: [(usize, Option<usize>); 3],
}

impl At {
    fn new() -> At {
        let at = |name: &str| FACTS.iter().position(|column| column.name == name).unwrap_or_default();
        At {
            doc_id: at("doc_id"),
            also_in: at("also_in"),
            series_key: at("series_key"),
            published: at("published"),
            bound: at("bound"),
            unit_mult: at("unit_mult"),
            decimals: at("decimals"),
            basis: at("basis"),
            figures: [
                (at("value"), Some(at("unit"))),
                (at("change"), Some(at("change_unit"))),
                (at("share"), None),
            ],
        }
    }
}

/// A number of a row, with what it can be compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Figure {
    kind: String,
    value: Decimal,
    /// Half a unit of its last printed digit.
    half: Decimal,
    digits: u32,
}

fn text(cell: &Cell) -> String {
    if let Cell::Text(text) = cell { text.to_string() } else { String::new() }
}

fn date(cell: &Cell) -> Option<NaiveDate> {
    if let Cell::Date(date) = cell { Some(*date) } else { None }
}

/// The numbers of a row. Scale word and decimals stand in the row for the first of them; the others have the decimals
/// that are written.
fn figures(row: &Row, at: &At) -> Vec<Figure> {
    let integer = |cell: &Cell| if let Cell::Integer(number) = cell { Some(*number) } else { None };
    let mut found: Vec<Figure> = Vec::new();
    for (index, (value, unit)) in at.figures.iter().enumerate() {
        let Cell::Decimal(value) = row[*value] else { continue };
        let unit = unit.map(|unit| text(&row[unit])).unwrap_or_default();
        let basis = if index == 1 { text(&row[at.basis]) } else { String::new() };
        let printed =
            integer(&row[at.unit_mult]).zip(integer(&row[at.decimals])).filter(|_| found.is_empty());
        let exponent = printed.map_or(-i64::from(value.scale()), |(mult, decimals)| mult - decimals);
        found.push(Figure {
            kind: format!("{index} {unit} {basis}"),
            value,
            half: half_unit(exponent).unwrap_or_default(),
            digits: digits(value, exponent),
        });
    }
    found
}

/// `0.5 × 10^exponent`, where it fits.
fn half_unit(exponent: i64) -> Option<Decimal> {
    let power = u32::try_from(exponent.unsigned_abs()).ok()?;
    if exponent > 0 {
        10_i128
            .checked_pow(power - 1)?
            .checked_mul(5)
            .and_then(|half| Decimal::try_from_i128_with_scale(half, 0).ok())
    } else {
        Decimal::try_from_i128_with_scale(5, power + 1).ok()
    }
}

/// The printed digits of a number whose last one stands at 10^exponent.
fn digits(value: Decimal, exponent: i64) -> u32 {
    let value = value.abs();
    let whole =
        value.trunc().mantissa().unsigned_abs().checked_ilog10().map_or(0, |digits| i64::from(digits) + 1);
    u32::try_from(whole - exponent).unwrap_or(0)
}

/// Whether two numbers differ by no more than the rounding of the coarser.
fn agree(one: &Figure, other: &Figure) -> bool {
    let coarser = one.half.max(other.half);
    one.kind == other.kind
        && one.value.checked_sub(other.value).is_some_and(|difference| difference.abs() <= coarser)
}

impl View {
    /// Whether all facts are wanted as they are.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == View::default()
    }

    /// Whether a document or fact of that date of publication is wanted.
    #[must_use]
    pub fn has(&self, published: Option<NaiveDate>) -> bool {
        self.as_of.is_none_or(|day| published.is_some_and(|published| published <= day))
    }

    /// The rows that are wanted, by their place in `rows`, in order. Where duplicates are left out, the row that is
    /// kept names their documents.
    #[must_use]
    pub fn choose(&self, rows: &mut [Row]) -> Vec<usize> {
        let at = At::new();
        let mut chosen: Vec<usize> = (0..rows.len()).collect();
        if self.as_of.is_some() {
            chosen.retain(|&index| self.has(date(&rows[index][at.published])));
            chosen = last_vintages(rows, &chosen, &at);
        }
        if self.unique {
            chosen = without_duplicates(rows, &chosen, &at);
        }
        chosen
    }
}

/// Those of which some number was not published again later.
fn last_vintages(rows: &[Row], chosen: &[usize], at: &At) -> Vec<usize> {
    let mut last: FxHashMap<(String, String), Option<NaiveDate>> = FxHashMap::default();
    let keys = |index: usize| {
        let series = text(&rows[index][at.series_key]);
        figures(&rows[index], at).into_iter().map(move |figure| (series.clone(), figure.kind))
    };
    for &index in chosen {
        for key in keys(index) {
            let published = date(&rows[index][at.published]);
            let latest = last.entry(key).or_insert(published);
            *latest = (*latest).max(published);
        }
    }
    let is_last = |index: &usize| {
        let published = date(&rows[*index][at.published]);
        text(&rows[*index][at.series_key]).is_empty()
            || keys(*index).any(|key| last.get(&key) == Some(&published))
    };
    chosen.iter().copied().filter(is_last).collect()
}

/// One of each statement: the one with most numbers, then most digits, then the first.
fn without_duplicates(rows: &mut [Row], chosen: &[usize], at: &At) -> Vec<usize> {
    let mut series: FxHashMap<String, Vec<(usize, Vec<Figure>)>> = FxHashMap::default();
    for &index in chosen {
        series.entry(text(&rows[index][at.series_key])).or_default().push((index, figures(&rows[index], at)));
    }
    let mut kept =
        series.remove("").unwrap_or_default().into_iter().map(|(index, _)| index).collect::<Vec<_>>();
    for mut group in series.into_values() {
        let digits = |figures: &[Figure]| figures.iter().map(|figure| figure.digits).sum::<u32>();
        group.sort_by_key(|(index, figures)| {
            (std::cmp::Reverse(figures.len()), std::cmp::Reverse(digits(figures)), *index)
        });
        let mut own: Vec<(usize, Vec<Figure>)> = Vec::new();
        for (index, figures) in group {
            let covers = |(keeper, all): &&(usize, Vec<Figure>)| {
                text(&rows[*keeper][at.bound]) == text(&rows[index][at.bound])
                    && figures.iter().all(|figure| all.iter().any(|other| agree(figure, other)))
            };
            match own.iter().find(covers).map(|(keeper, _)| *keeper) {
                Some(keeper) => note_document(rows, keeper, index, at),
                None => own.push((index, figures)),
            }
        }
        kept.extend(own.into_iter().map(|(index, _)| index));
    }
    kept.sort_unstable();
    kept
}

/// Adds the document of a duplicate to those of the row that is kept.
fn note_document(rows: &mut [Row], keeper: usize, duplicate: usize, at: &At) {
    let document = text(&rows[duplicate][at.doc_id]);
    let noted = text(&rows[keeper][at.also_in]);
    if document == text(&rows[keeper][at.doc_id]) || noted.split("; ").any(|other| other == document) {
        return;
    }
    let all = if noted.is_empty() { document } else { format!("{noted}; {document}") };
    rows[keeper][at.also_in] = Cell::Text(all.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{CodePoints, FactRow};
    use crate::{Document, Extractor};

    fn rows(texts: &[(&str, &str, &str)]) -> Vec<Row> {
        let mut extractor = Extractor::english().expect("a lexicon");
        let mut rows = Vec::new();
        for (id, published, text) in texts {
            let document = Document::new(*id, *text).published(published.parse().expect("a date"));
            let found = extractor.extract(&document);
            let offsets = CodePoints::new(&document.text);
            for index in 0..found.facts.len() {
                let row = FactRow::new(&document, &found.facts, index, &offsets);
                rows.push(FACTS.iter().map(|column| (column.cell)(&row).into_owned()).collect());
            }
        }
        rows
    }

    fn chosen(view: View, rows: &[Row]) -> Vec<String> {
        let (at, mut rows) = (At::new(), rows.to_vec());
        let chosen = view.choose(&mut rows).into_iter();
        chosen
            .map(|index| format!("{}|{}", text(&rows[index][at.doc_id]), text(&rows[index][at.also_in])))
            .collect()
    }

    #[test]
    fn the_same_statement_is_kept_once_with_most_digits() {
        let rows = rows(&[
            ("a", "2023-05-09", "China's exports rose 8.5 percent in April 2023."),
            ("b", "2023-05-09", "China's exports rose 8.5 percent to $295.42 billion in April 2023."),
            ("c", "2023-05-10", "China's exports rose 8.5 percent to $295.4 billion in April 2023."),
            ("d", "2023-06-09", "China's exports rose 7.3 percent to $293.1 billion in April 2023."),
            ("e", "2023-06-09", "China's imports fell 7.9 percent in April 2023."),
        ]);
        let view = View { unique: true, ..View::default() };
        assert_eq!(chosen(view, &rows), ["b|c; a", "d|", "e|"]);
    }

    #[test]
    fn the_last_vintage_by_a_day_is_chosen() {
        let rows = rows(&[
            ("a", "2023-05-09", "China's exports rose 8.5 percent to $295.42 billion in April 2023."),
            ("b", "2023-06-09", "China's exports rose 7.3 percent to $293.1 billion in April 2023."),
            ("c", "2023-06-09", "China's exports rose 16.8 percent to 2.02 trillion yuan in April 2023."),
        ]);
        let as_of = |day: &str| chosen(View { as_of: day.parse().ok(), unique: false }, &rows);
        assert_eq!(as_of("2023-05-08"), [""; 0]);
        assert_eq!(as_of("2023-06-08"), ["a|"]);
        assert_eq!(as_of("2023-06-09"), ["a|", "b|", "c|"][1..]);
    }
}
