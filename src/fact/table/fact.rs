//! Lines of a table to facts: the level of the latest period, with its change, its share and the level compared with.

use super::{Cell, Column, Line, Note, Table};
use crate::document::Span;
use crate::fact::inherit::Context;
use crate::fact::item::Items;
use crate::fact::name::Name;
use crate::fact::resolve::settled;
use crate::fact::subject::{self, Subject};
use crate::fact::when::between;
use crate::fact::word::Words;
use crate::fact::{Evidence, Fact, Figure, ObsStatus};
use crate::lexicon::{Basis, Flow};
use crate::mention::UnitOf;
use crate::scan::Scan;
use crate::value::{Bound, Code, Period};
use smallvec::smallvec;

/// The rule that all rows of tables carry.
const RULE: &str = "table.line";

/// What the lines of a table share.
pub(in crate::fact) struct Setting<'s, 'a> {
    pub(in crate::fact) text: &'a str,
    pub(in crate::fact) scan: &'a Scan,
    pub(in crate::fact) lexicon: &'a crate::lexicon::Lexicon,
    pub(in crate::fact) words: &'a Words,
    pub(in crate::fact) context: &'s Context,
    /// The money of the country that the document reports on.
    pub(in crate::fact) home: Option<Code>,
}

impl Table {
    /// The facts of the table.
    pub(in crate::fact) fn facts(&self, setting: &Setting) -> Vec<Fact> {
        let (unit, note) = match self.unit {
            UnitOf::Known(unit) => (unit, None),
            UnitOf::Ambiguous(index) => {
                match settled(setting.lexicon, setting.context, setting.home, index) {
                    Some((unit, why)) => {
                        (unit, Some(Name::from_iter(["currency ", unit.as_str(), " ", why])))
                    }
                    None => return Vec::new(),
                }
            }
            UnitOf::Missing => return Vec::new(),
        };
        let heading = self.headings.iter().find_map(|words| self.subject(setting, words));
        let mut facts = Vec::new();
        for line in &self.lines {
            let own = line.heading.as_ref().and_then(|words| self.subject(setting, words));
            let heading = own.as_ref().or(heading.as_ref());
            let Some(subject) = self.line_subject(setting, line, heading) else { continue };
            let mut rows = self.rows(setting, line, &subject, unit);
            rows.iter_mut().for_each(|row| row.notes.extend(note.clone()));
            facts.extend(rows);
        }
        facts
    }

    /// The subject that some words name: one flow, with its areas and goods.
    fn subject(&self, setting: &Setting, words: &std::ops::Range<usize>) -> Option<Subject> {
        let items =
            Items::of_words(setting.text, setting.lexicon, setting.words, setting.scan, words.clone());
        subject::of_label(&items, setting.context)
    }

    /// The subject of a line: its own flow, or an area or a good of the flow of the heading.
    fn line_subject(&self, setting: &Setting, line: &Line, heading: Option<&Subject>) -> Option<Subject> {
        if let Some(mut subject) = self.subject(setting, &line.label) {
            if subject.commodities.is_empty()
                && let Some(heading) = heading
            {
                subject.commodities.clone_from(&heading.commodities);
            }
            return Some(subject);
        }
        let mut subject = heading.filter(|heading| heading.flows[0].0 != Flow::T)?.clone();
        let items =
            Items::of_words(setting.text, setting.lexicon, setting.words, setting.scan, line.label.clone());
        let all = 0..items.list.len();
        subject.partners = subject::codes(&items, all.clone());
        if subject.partners.is_empty() {
            subject.commodities = smallvec![subject::printed(&items, all)];
        }
        Some(subject)
    }

    /// The rows of a line: the main one, one for each further change, and those of revised and earlier figures.
    fn rows(&self, setting: &Setting, line: &Line, subject: &Subject, unit: Code) -> Vec<Fact> {
        let levels: Vec<(Period, Span, Note, Cell)> = self
            .columns
            .iter()
            .zip(&line.cells)
            .filter_map(|(column, cell)| match *column {
                Column::Level(period, span, note) => Some((period, span, note, (*cell)?)),
                _ => None,
            })
            .collect();
        let latest = levels.iter().map(|(period, ..)| period.end).max();
        let Some(&main) = levels.iter().find(|(period, ..)| Some(period.end) == latest) else {
            return Vec::new();
        };
        // The level that the change is told against, else the one before.
        let basis = self.columns.iter().find_map(|column| match column {
            Column::Change(basis) => *basis,
            _ => None,
        });
        let others =
            levels.iter().filter(|(period, _, note, _)| *period != main.0 && *note != Note::Previous);
        let other = others
            .clone()
            .find(|(period, ..)| basis.is_some_and(|basis| between(*period, main.0) == basis))
            .or_else(|| others.max_by_key(|(period, ..)| period.end));
        let mut fact = self.row(setting, line, subject, unit, main);
        if let Some(&(period, _, _, cell)) = other {
            fact.base = self.figure(subject, cell, unit);
            fact.basis = Some(between(period, main.0));
        }
        let mut rows = Vec::new();
        for (column, cell) in self.columns.iter().zip(&line.cells) {
            let Some(cell) = *cell else { continue };
            match *column {
                Column::Change(basis) => {
                    let change = percent(cell);
                    if fact.change.is_none() {
                        (fact.change, fact.basis) = (change, basis.or(fact.basis).or(Some(Basis::Yoy)));
                    } else {
                        rows.push(Fact { level: None, base: None, change, basis, ..fact.clone() });
                    }
                }
                Column::Share => fact.share = percent(cell),
                Column::Level(..) | Column::Other => {}
            }
        }
        fact.basis = fact.basis.filter(|_| fact.change.is_some());
        rows.insert(0, fact);
        let own = levels.iter().filter(|(_, _, note, _)| matches!(note, Note::Revised | Note::Previous));
        rows.extend(own.map(|&level| self.row(setting, line, subject, unit, level)));
        rows.retain(|row| row.anchor().is_some());
        rows.iter_mut().for_each(trace);
        rows
    }

    /// A row with a level and nothing else.
    fn row(
        &self,
        setting: &Setting,
        line: &Line,
        subject: &Subject,
        unit: Code,
        (period, span, note, cell): (Period, Span, Note, Cell),
    ) -> Fact {
        let tokens = &setting.scan.tokens;
        let label = tokens[line.label.start].span().join(tokens[line.label.end - 1].span());
        let last = line.cells.iter().flatten().map(|cell| cell.span).next_back().unwrap_or(cell.span);
        let commodity = subject.commodities.first().map_or("TOTAL", Name::as_str);
        let good = setting.lexicon.commodities.iter().find(|good| good.name == commodity);
        Fact {
            fact_id: None,
            trade_flow: subject.flows[0].0,
            ref_area: subject.refs.first().or(setting.context.reporter()).cloned(),
            counterpart_area: subject.partners.first().cloned().unwrap_or(Name::new_static(subject::WORLD)),
            commodity: Name::new(commodity),
            commodity_code: good.and_then(|good| good.hs.as_deref().map(Name::new)),
            period: Some(period),
            period_span: Some(span),
            level: self.figure(subject, cell, unit),
            converted: None,
            change: None,
            basis: None,
            base: None,
            share: None,
            obs_status: match note {
                Note::Revised => ObsStatus::Revised,
                Note::Estimate => ObsStatus::Estimate,
                Note::Plain | Note::Previous => ObsStatus::Actual,
            },
            adjustment: None,
            price_base: None,
            source: None,
            source_code: None,
            quote: label.join(last),
            rule: RULE,
            notes: Vec::new(),
            evidence: vec![Evidence { column: "trade_flow", span: label, rule: "table.label" }],
        }
    }

    /// The level of a cell; a deficit without a sign is negative.
    fn figure(&self, subject: &Subject, cell: Cell, unit: Code) -> Option<Figure> {
        let value = cell.amount(self.mult)?;
        let deficit = subject.flows[0].1.is_deficit();
        let value = if deficit { value.magnitude().negated() } else { value };
        Some(Figure { value, value_max: None, unit, bound: Bound::Exact, span: cell.span })
    }
}

fn percent(cell: Cell) -> Option<Figure> {
    let value = cell.amount(0)?;
    Some(Figure { value, value_max: None, unit: Code::PERCENT, bound: Bound::Exact, span: cell.span })
}

/// Notes where the figures of a row stand.
fn trace(fact: &mut Fact) {
    let figures =
        [("value", fact.level), ("base_value", fact.base), ("change", fact.change), ("share", fact.share)];
    let period = fact.period_span.map(|span| Evidence { column: "period_start", span, rule: "period.head" });
    let cells = figures.into_iter().filter_map(|(column, figure)| {
        figure.map(|figure| Evidence { column, span: figure.span, rule: "table.cell" })
    });
    fact.evidence.extend(cells.chain(period));
}
