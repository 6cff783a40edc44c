//! Loads a language file and the tables into a [`Lexicon`], and refuses what contradicts itself.

use super::tables::{self, members, optional};
use super::trie::{Node, Trie};
use super::{
    AreaForm, AreaKind, Basis, Class, Cue, Direction, Flow, FlowForm, Form, LexemeId, Lexicon, Marks,
    NumberWord, Part, PeriodCue, Sense, TimeUnit,
};
use crate::error::{Error, ErrorKind};
use crate::scan::lexer::pieces;
use crate::value::{Bound, Code};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// The files a lexicon is made of.
pub(super) struct Files {
    language: (&'static str, &'static str),
    areas: &'static str,
    currencies: &'static str,
    units: &'static str,
    agencies: &'static str,
    commodities: &'static str,
}

pub(super) const ENGLISH: Files = Files {
    language: ("lang/en.toml", include_str!("../../data/lang/en.toml")),
    areas: include_str!("../../data/areas.csv"),
    currencies: include_str!("../../data/currencies.csv"),
    units: include_str!("../../data/units.csv"),
    agencies: include_str!("../../data/agencies.csv"),
    commodities: include_str!("../../data/commodities.csv"),
};

type Forms<K> = BTreeMap<K, Vec<String>>;

/// The sections of a language file; `data/README.md` says what each holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    cardinals: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u8>,
    fractions: BTreeMap<String, [u8; 2]>,
    scales: BTreeMap<String, i8>,
    percent: Percent,
    multiples: BTreeMap<String, u16>,
    ratios: BTreeMap<String, u16>,
    number_words: Forms<NumberWord>,
    bounds: Bounds,
    currencies: Forms<String>,
    wire_currencies: Vec<String>,
    ambiguous_currencies: BTreeMap<String, Vec<String>>,
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    time_units: Forms<TimeUnit>,
    periods: Forms<PeriodCue>,
    season_starts: BTreeMap<String, u8>,
    flows: BTreeMap<Flow, Forms<FlowForm>>,
    measures: Vec<String>,
    directions: BTreeMap<Direction, Forms<Part>>,
    bases: Forms<Basis>,
    cues: Forms<Cue>,
    abbreviations: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Percent {
    percent: Vec<String>,
    points: Vec<String>,
    basis_points: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    about: Vec<String>,
    more: Vec<String>,
    less: Vec<String>,
}

pub(super) fn load(files: Files) -> Result<Lexicon, Error> {
    let (file, text) = files.language;
    let language: Language =
        toml::from_str(text).map_err(|e| Error::new(ErrorKind::Lexicon, e.to_string()).at(file))?;
    let mut builder = Builder::new(file);
    builder.language(&language)?;
    builder.areas(&tables::rows("areas.csv", files.areas)?)?;
    builder.currencies(&tables::rows("currencies.csv", files.currencies)?)?;
    builder.units(&tables::rows("units.csv", files.units)?)?;
    builder.agencies(&tables::rows("agencies.csv", files.agencies)?)?;
    builder.commodities(&tables::rows("commodities.csv", files.commodities)?)?;
    builder.lexicon.trie.alias_capitals();
    Ok(builder.finish())
}

struct Builder {
    lexicon: Lexicon,
    /// All senses, each with the index of the next one of its form; 0 ends the list.
    senses: Vec<(Sense, u32)>,
    /// Index of the first sense of each form.
    first: Vec<u32>,
    file: &'static str,
}

impl Builder {
    fn new(file: &'static str) -> Builder {
        let lexicon = Lexicon {
            trie: Trie::new(),
            forms: Vec::new(),
            senses: Vec::new(),
            currency_candidates: Vec::new(),
            wire_currencies: Vec::new(),
            plain_forms: Vec::new(),
            trade_forms: Vec::new(),
            joining_forms: Vec::new(),
            areas: Vec::new(),
            currencies: Vec::new(),
            units: Vec::new(),
            agencies: Vec::new(),
            commodities: Vec::new(),
        };
        Builder { lexicon, senses: vec![(Sense::Abbreviation, 0)], first: vec![0], file }
    }

    /// The lexicon with the senses of all forms in one list.
    fn finish(self) -> Lexicon {
        let Builder { mut lexicon, senses, first, .. } = self;
        lexicon.senses.reserve(senses.len());
        lexicon.forms.reserve(first.len());
        for mut at in first {
            let first = lexicon.senses.len() as u32;
            let mut marks = Marks::default();
            while let Some(&(sense, next)) = senses.get(at as usize).filter(|_| at > 0) {
                marks.add(sense);
                if let Sense::Area(row, _) = sense
                    && lexicon.areas[usize::from(row)].kind == AreaKind::Bloc
                {
                    marks.add_class(Class::Bloc);
                }
                lexicon.senses.push(sense);
                at = next;
            }
            lexicon.forms.push(Form { marks, first, end: lexicon.senses.len() as u32 });
        }
        lexicon
    }

    /// Gives the form one more sense. The same sense twice is an error: one of the two lines is not needed.
    fn add(&mut self, form: &str, sense: Sense) -> Result<(), Error> {
        let node = self.node(form)?;
        let mut lexeme = self.lexicon.trie.lexeme(node);
        if !lexeme.known() {
            let id = u16::try_from(self.first.len())
                .map_err(|_| self.error("more than 65,535 forms: the lexicon is too large".to_owned()))?;
            lexeme = LexemeId(id);
            self.first.push(0);
            self.lexicon.trie.set_lexeme(node, lexeme);
        }
        let new = self.senses.len() as u32;
        let mut last = None;
        let mut at = self.first[usize::from(lexeme.0)];
        while at > 0 {
            let (known, next) = self.senses[at as usize];
            if known == sense {
                return Err(self
                    .error(format!("the form `{form}` stands twice with the sense {sense:?}: remove one")));
            }
            (last, at) = (Some(at), next);
        }
        match last {
            Some(last) => self.senses[last as usize].1 = new,
            None => self.first[usize::from(lexeme.0)] = new,
        }
        self.senses.push((sense, 0));
        Ok(())
    }

    fn node(&mut self, form: &str) -> Result<Node, Error> {
        let mut node = None;
        pieces(form, |word| node = Some(self.lexicon.trie.insert(node, word)));
        node.ok_or_else(|| self.error(format!("the form `{form}` has no word")))
    }

    fn add_all<'f>(&mut self, forms: impl IntoIterator<Item = &'f str>, sense: Sense) -> Result<(), Error> {
        forms.into_iter().try_for_each(|form| self.add(form, sense))
    }

    fn error(&self, message: String) -> Error {
        Error::new(ErrorKind::Lexicon, message).at(self.file)
    }

    fn language(&mut self, language: &Language) -> Result<(), Error> {
        self.numbers(language)?;
        self.currency_words(language)?;
        for (month, forms) in (1..).zip(&language.months) {
            self.add_all(strings(forms), Sense::Month(month))?;
        }
        self.add_all(strings(&language.weekdays), Sense::Weekday)?;
        self.keyed(&language.time_units, Sense::TimeUnit)?;
        self.keyed(&language.periods, Sense::Period)?;
        for (form, &month) in &language.season_starts {
            self.add(form, Sense::Period(PeriodCue::Season))?;
            self.add(form, Sense::SeasonStart(month))?;
        }
        for (&flow, forms) in &language.flows {
            self.keyed(forms, |form| Sense::Flow(flow, form))?;
        }
        self.topic_words(language);
        self.add_all(strings(&language.measures), Sense::Measure)?;
        for (&direction, forms) in &language.directions {
            self.keyed(forms, |part| Sense::Direction(direction, part))?;
        }
        self.keyed(&language.bases, Sense::Basis)?;
        self.keyed(&language.cues, Sense::Cue)?;
        self.add_all(strings(&language.abbreviations), Sense::Abbreviation)
    }

    /// The words that make trade the topic of a text.
    fn topic_words(&mut self, language: &Language) {
        let (mut plain, mut trade) = (Vec::new(), Vec::new());
        for (&flow, forms) in &language.flows {
            for (&form, forms) in forms {
                if form.is_plain() {
                    plain.extend_from_slice(forms);
                } else if FlowForm::NEEDS_TRADERS == (flow, form) {
                    trade.extend_from_slice(forms);
                }
            }
        }
        let joining = [Cue::Between, Cue::With].iter().filter_map(|cue| language.cues.get(cue));
        self.lexicon.joining_forms = joining.flatten().cloned().collect();
        (self.lexicon.plain_forms, self.lexicon.trade_forms) = (plain, trade);
    }

    fn keyed<K: Copy>(&mut self, forms: &Forms<K>, sense: impl Fn(K) -> Sense) -> Result<(), Error> {
        forms.iter().try_for_each(|(&key, forms)| self.add_all(strings(forms), sense(key)))
    }

    fn numbers(&mut self, language: &Language) -> Result<(), Error> {
        for (form, &value) in &language.cardinals {
            self.add(form, Sense::Cardinal(value))?;
        }
        for (form, &value) in &language.ordinals {
            self.add(form, Sense::Ordinal(value))?;
        }
        for (form, &[numerator, denominator]) in &language.fractions {
            self.add(form, Sense::Fraction(numerator, denominator))?;
        }
        for (form, &power) in &language.scales {
            self.add(form, Sense::Scale(power))?;
        }
        for (form, &hundredths) in &language.multiples {
            self.add(form, Sense::Multiple(hundredths))?;
        }
        for (form, &hundredths) in &language.ratios {
            self.add(form, Sense::Ratio(hundredths))?;
        }
        self.keyed(&language.number_words, Sense::NumberWord)?;
        self.add_all(strings(&language.percent.percent), Sense::Percent)?;
        self.add_all(strings(&language.percent.points), Sense::Points)?;
        self.add_all(strings(&language.percent.basis_points), Sense::BasisPoints)?;
        self.add_all(strings(&language.bounds.about), Sense::Bound(Bound::About))?;
        self.add_all(strings(&language.bounds.more), Sense::Bound(Bound::More))?;
        self.add_all(strings(&language.bounds.less), Sense::Bound(Bound::Less))
    }

    fn currency_words(&mut self, language: &Language) -> Result<(), Error> {
        for (code, forms) in &language.currencies {
            let sense = self.currency_sense(std::slice::from_ref(code))?;
            self.add_all(strings(forms), sense)?;
        }
        for (form, codes) in &language.ambiguous_currencies {
            let sense = self.currency_sense(codes)?;
            self.add(form, sense)?;
        }
        for code in &language.wire_currencies {
            let code = Code::new(code).ok_or_else(|| self.error(format!("`{code}` is no currency code")))?;
            self.lexicon.wire_currencies.push(code);
        }
        Ok(())
    }

    /// The sense of a sign that may mean any of the `codes`; equal lists share one index.
    fn currency_sense(&mut self, codes: &[String]) -> Result<Sense, Error> {
        let codes = codes
            .iter()
            .map(|code| Code::new(code).ok_or_else(|| self.error(format!("`{code}` is no currency code"))))
            .collect::<Result<Vec<Code>, Error>>()?;
        let all = &mut self.lexicon.currency_candidates;
        let index = all.iter().position(|candidates| *candidates == codes).unwrap_or_else(|| {
            all.push(codes);
            all.len() - 1
        });
        Ok(Sense::Currency(index as u16))
    }

    fn areas(&mut self, rows: &[tables::AreaRow]) -> Result<(), Error> {
        self.file = "areas.csv";
        for (row, index) in rows.iter().zip(0..) {
            self.lexicon.areas.push(row.area()?);
            let names = std::iter::once(row.name.as_str()).chain(members(&row.forms));
            self.add_all(names, Sense::Area(index, AreaForm::Name))?;
            self.add_all(members(&row.demonyms), Sense::Area(index, AreaForm::Demonym))?;
            self.add_all(members(&row.capital), Sense::Area(index, AreaForm::Capital))?;
            self.add_all(members(&row.cities), Sense::Area(index, AreaForm::City))?;
        }
        Ok(())
    }

    fn currencies(&mut self, rows: &[tables::CurrencyRow]) -> Result<(), Error> {
        self.file = "currencies.csv";
        for row in rows {
            let sense = self.currency_sense(std::slice::from_ref(&row.code))?;
            let Some(code) = Code::new(&row.code) else { continue };
            self.lexicon.currencies.push(tables::Currency { code, name: row.name.clone() });
            self.add(&row.code, sense)?;
            self.add_all(members(&row.forms), sense)?;
        }
        Ok(())
    }

    fn units(&mut self, rows: &[tables::UnitRow]) -> Result<(), Error> {
        self.file = "units.csv";
        for (row, index) in rows.iter().zip(0..) {
            let code = Code::new(&row.code)
                .ok_or_else(|| self.error(format!("`{}` is no unit code of at most 11 letters", row.code)))?;
            let multiplier = Decimal::from_str_exact(&row.multiplier)
                .map_err(|_| self.error(format!("`{}` is no exact multiplier", row.multiplier)))?;
            self.lexicon.units.push(tables::Unit { code, multiplier });
            self.add_all(members(&row.forms), Sense::Unit(index))?;
        }
        Ok(())
    }

    fn agencies(&mut self, rows: &[tables::AgencyRow]) -> Result<(), Error> {
        self.file = "agencies.csv";
        for (row, index) in rows.iter().zip(0..) {
            self.lexicon.agencies.push(tables::Agency {
                code: row.code.clone(),
                ref_area: optional(&row.ref_area),
                name: row.name.clone(),
                monthly_basis: row.monthly_basis,
                voice: row.voice.unwrap_or_default(),
            });
            let names = std::iter::once(row.name.as_str()).chain(members(&row.forms));
            self.add_all(names, Sense::Agency(index))?;
        }
        Ok(())
    }

    fn commodities(&mut self, rows: &[tables::CommodityRow]) -> Result<(), Error> {
        self.file = "commodities.csv";
        for (row, index) in rows.iter().zip(0..) {
            self.lexicon
                .commodities
                .push(tables::Commodity { name: row.name.clone(), hs: optional(&row.hs) });
            let names = std::iter::once(row.name.as_str()).chain(members(&row.forms));
            self.add_all(names, Sense::Commodity(index))?;
        }
        Ok(())
    }
}

fn strings(forms: &[String]) -> impl Iterator<Item = &str> {
    forms.iter().map(String::as_str)
}
