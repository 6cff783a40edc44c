//! Loads a language file and the tables into a [`Lexicon`], and refuses what contradicts itself.

use super::sections::{Forms, Language, Text, parse};
use super::tables::{self, Row, members, optional};
use super::trie::{Node, Trie};
use super::{
    AreaForm, Candidates, Cue, FlowForm, Form, LONGEST_FORM, LexemeId, Lexicon, PeriodCue, Sense, plain,
};
use crate::error::{Error, ErrorKind};
use crate::scan::lexer::pieces;
use crate::value::{Bound, Code};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

/// The files a lexicon is made of.
pub(super) struct Files {
    /// Its name and text.
    pub(super) language: (&'static str, &'static str),
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

/// A lexicon file of the user's: its name, for messages, and its text.
#[derive(Clone, Copy)]
pub(super) struct Own<'f> {
    pub(super) file: &'f str,
    pub(super) text: &'f str,
}

pub(super) fn load(files: Files, own: Option<Own<'_>>) -> Result<Lexicon, Error> {
    let (file, text) = files.language;
    let mut builder = Builder::new(file);
    builder.language(&plain::parse(file, text)?)?;
    // Long lists: as they grow, they would be copied again and again.
    builder.lexicon.areas.reserve(lines(files.areas));
    builder.lexicon.agencies.reserve(lines(files.agencies));
    builder.lexicon.commodities.reserve(lines(files.commodities));
    builder.table("areas.csv", files.areas, |builder, row| builder.area(&row.read()?))?;
    builder.table("currencies.csv", files.currencies, |builder, row| builder.currency(&row.read()?))?;
    builder.table("units.csv", files.units, |builder, row| builder.unit(&row.read()?))?;
    builder.table("agencies.csv", files.agencies, |builder, row| builder.agency(&row.read()?))?;
    builder.table("commodities.csv", files.commodities, |builder, row| builder.commodity(&row.read()?))?;
    if let Some(own) = own {
        builder.own(own)?;
    }
    builder.lexicon.trie.alias_capitals();
    Ok(builder.finish())
}

/// About how many forms a language has: lists of that length need not grow.
const FORMS: usize = 16_000;

struct Builder<'f> {
    /// Its forms have no marks until all is read.
    lexicon: Lexicon,
    /// Where each list of currencies stands in the lexicon's.
    candidates: FxHashMap<Vec<Code>, u16>,
    /// The forms that a file of the user's has given a sense; none while the lexicon's own files are read.
    own: Option<FxHashSet<LexemeId>>,
    file: &'f str,
}

impl<'f> Builder<'f> {
    fn new(file: &'f str) -> Builder<'f> {
        let mut lexicon = Lexicon {
            trie: Trie::new(),
            forms: Vec::with_capacity(FORMS),
            marks: Vec::new(),
            senses: Vec::with_capacity(FORMS),
            currency_candidates: Vec::new(),
            wire_currencies: Vec::new(),
            plain_forms: Vec::new(),
            trade_forms: Vec::new(),
            joining_forms: Vec::new(),
            area_rows: FxHashMap::default(),
            commodity_rows: FxHashMap::default(),
            areas: Vec::new(),
            currencies: Vec::new(),
            units: Vec::new(),
            agencies: Vec::new(),
            commodities: Vec::new(),
        };
        lexicon.forms.push(Form::default());
        Builder { lexicon, candidates: FxHashMap::default(), own: None, file }
    }

    /// The lexicon with what follows from all of its rows.
    fn finish(self) -> Lexicon {
        let Builder { mut lexicon, .. } = self;
        lexicon.area_rows = tables::rows_by(&lexicon.areas, |area| &area.code);
        lexicon.commodity_rows = tables::rows_by(&lexicon.commodities, |commodity| &commodity.name);
        tables::usual_bases(&mut lexicon.areas, &lexicon.area_rows, &lexicon.agencies);
        lexicon.mark();
        lexicon
    }

    /// Adds what a file of the user's says. A form that stands in it means what it says there and nothing else; a row
    /// with the code of a known one adds forms to it, or takes its place where it has a name.
    fn own(&mut self, own: Own<'f>) -> Result<(), Error> {
        self.file = own.file;
        self.own = Some(FxHashSet::default());
        let language = parse(own.file, own.text)?;
        if language.months.len() > 12 {
            return Err(
                self.error(format!("`months` has {} lists, and there are 12 months", language.months.len()))
            );
        }
        self.language(&language)?;
        language.area.iter().try_for_each(|row| self.area(row))?;
        language.currency.iter().try_for_each(|row| self.currency(row))?;
        language.unit.iter().try_for_each(|row| self.unit(row))?;
        language.agency.iter().try_for_each(|row| self.agency(row))?;
        language.commodity.iter().try_for_each(|row| self.commodity(row))
    }

    /// Adds the rows of a table of that name.
    fn table(
        &mut self,
        file: &'f str,
        text: &str,
        add: impl Fn(&mut Builder<'f>, Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.file = file;
        tables::rows(file, text, |row| add(self, row))
    }

    /// Where a row of the user's stands among the known ones; the lexicon's own rows are known to differ.
    fn known<T>(&self, rows: &[T], same: impl Fn(&T) -> bool) -> Option<usize> {
        self.own.as_ref().and_then(|_| rows.iter().position(same))
    }

    /// Gives the form one more sense. The same sense twice is an error: one of the two lines is not needed.
    fn add(&mut self, form: &str, sense: Sense) -> Result<(), Error> {
        let node = self.node(form)?;
        let mut lexeme = self.lexicon.trie.lexeme(node);
        if !lexeme.known() {
            let id = u16::try_from(self.lexicon.forms.len())
                .map_err(|_| self.error("more than 65,535 forms: the lexicon is too large".to_owned()))?;
            lexeme = LexemeId(id);
            self.lexicon.forms.push(Form::default());
            self.lexicon.trie.set_lexeme(node, lexeme);
        }
        if self.own.as_mut().is_some_and(|own| own.insert(lexeme)) {
            self.lexicon.forms[usize::from(lexeme.0)] = Form::default();
        }
        if !self.lexicon.give(lexeme, sense) {
            let message = format!("the form `{form}` stands twice with the sense {sense:?}: remove one");
            return Err(self.error(message));
        }
        Ok(())
    }

    fn node(&mut self, form: &str) -> Result<Node, Error> {
        let (mut node, mut words) = (None, 0);
        pieces(form, |word| (node, words) = (Some(self.lexicon.trie.insert(node, word)), words + 1));
        let wrong = match node {
            Some(node) if words <= LONGEST_FORM => return Ok(node),
            Some(_) => format!("has {words} words and marks, the longest may have {LONGEST_FORM}"),
            None => "has no word".to_owned(),
        };
        Err(self.error(format!("the form `{form}` {wrong}")))
    }

    fn add_all<'a>(&mut self, forms: impl IntoIterator<Item = &'a str>, sense: Sense) -> Result<(), Error> {
        forms.into_iter().try_for_each(|form| self.add(form, sense))
    }

    fn error(&self, message: String) -> Error {
        Error::new(ErrorKind::Lexicon, message).at(self.file)
    }

    fn language(&mut self, language: &Language<'_>) -> Result<(), Error> {
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
    fn topic_words(&mut self, language: &Language<'_>) {
        let Lexicon { plain_forms, trade_forms, joining_forms, .. } = &mut self.lexicon;
        for (&flow, forms) in &language.flows {
            plain_forms.extend(
                forms
                    .iter()
                    .filter(|(form, _)| form.is_plain())
                    .flat_map(|(_, forms)| strings(forms))
                    .map(str::to_owned),
            );
            let needing = forms.iter().filter(|&(&form, _)| FlowForm::NEEDS_TRADERS == (flow, form));
            trade_forms.extend(needing.flat_map(|(_, forms)| strings(forms)).map(str::to_owned));
        }
        let joining = [Cue::Between, Cue::With].iter().filter_map(|cue| language.cues.get(cue));
        joining_forms.extend(joining.flat_map(|forms| strings(forms)).map(str::to_owned));
    }

    fn keyed<K: Copy>(&mut self, forms: &Forms<'_, K>, sense: impl Fn(K) -> Sense) -> Result<(), Error> {
        forms.iter().try_for_each(|(&key, forms)| self.add_all(strings(forms), sense(key)))
    }

    fn numbers(&mut self, language: &Language<'_>) -> Result<(), Error> {
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

    fn currency_words(&mut self, language: &Language<'_>) -> Result<(), Error> {
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
    fn currency_sense(&mut self, codes: &[Text<'_>]) -> Result<Sense, Error> {
        let codes = codes
            .iter()
            .map(|code| Code::new(code).ok_or_else(|| self.error(format!("`{code}` is no currency code"))))
            .collect::<Result<Vec<Code>, Error>>()?;
        let all = &mut self.lexicon.currency_candidates;
        let index = *self.candidates.entry(codes).or_insert_with_key(|codes| {
            all.push(Candidates::new(codes.clone()));
            all.len() as u16 - 1
        });
        Ok(Sense::Currency(index))
    }

    fn area(&mut self, row: &tables::AreaRow<'_>) -> Result<(), Error> {
        let known = self.known(&self.lexicon.areas, |area| area.code == *row.code);
        let area = row.area(known.is_none()).map_err(|error| error.at(self.file))?;
        let index = put(&mut self.lexicon.areas, known, area);
        let names = given(&row.name).chain(members(&row.forms));
        self.add_all(names, Sense::Area(index, AreaForm::Name))?;
        self.add_all(members(&row.demonyms), Sense::Area(index, AreaForm::Demonym))?;
        self.add_all(members(&row.capital), Sense::Area(index, AreaForm::Capital))?;
        self.add_all(members(&row.cities), Sense::Area(index, AreaForm::City))?;
        Ok(())
    }

    fn currency(&mut self, row: &tables::CurrencyRow<'_>) -> Result<(), Error> {
        let sense = self.currency_sense(std::slice::from_ref(&row.code))?;
        let Some(code) = Code::new(&row.code) else { return Ok(()) };
        let known = self.known(&self.lexicon.currencies, |currency| currency.code == code);
        let currency = row.currency(code, known.is_none()).map_err(|error| error.at(self.file))?;
        put(&mut self.lexicon.currencies, known, currency);
        if known.is_none() {
            self.add(&row.code, sense)?;
        }
        self.add_all(members(&row.forms), sense)?;
        Ok(())
    }

    fn unit(&mut self, row: &tables::UnitRow<'_>) -> Result<(), Error> {
        let code = Code::new(&row.code)
            .ok_or_else(|| self.error(format!("`{}` is no unit code of at most 11 letters", row.code)))?;
        let multiplier = Decimal::from_str_exact(&row.multiplier)
            .map_err(|_| self.error(format!("`{}` is no exact multiplier", row.multiplier)))?;
        let index = put(&mut self.lexicon.units, None, Some(tables::Unit { code, multiplier }));
        self.add_all(members(&row.forms), Sense::Unit(index))?;
        Ok(())
    }

    fn agency(&mut self, row: &tables::AgencyRow<'_>) -> Result<(), Error> {
        let known = self.known(&self.lexicon.agencies, |agency| agency.code == *row.code);
        let agency = row.agency(known.is_none()).map_err(|error| error.at(self.file))?;
        let index = put(&mut self.lexicon.agencies, known, agency);
        self.add_all(given(&row.name).chain(members(&row.forms)), Sense::Agency(index))?;
        Ok(())
    }

    fn commodity(&mut self, row: &tables::CommodityRow<'_>) -> Result<(), Error> {
        if row.name.is_empty() {
            return Err(self.error("a commodity has no `name`".to_owned()));
        }
        let known = self.known(&self.lexicon.commodities, |commodity| commodity.name == *row.name);
        let hs = optional(&row.hs);
        let commodity = tables::Commodity { name: SmolStr::new(&*row.name), hs };
        let index = put(
            &mut self.lexicon.commodities,
            known,
            Some(commodity).filter(|row| known.is_none() || row.hs.is_some()),
        );
        let name = given(&row.name).filter(|_| known.is_none());
        self.add_all(name.chain(members(&row.forms)), Sense::Commodity(index))?;
        Ok(())
    }
}

fn lines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Puts a row in the place of a known one or at the end, and says where. No row leaves the known one as it is.
fn put<T>(rows: &mut Vec<T>, known: Option<usize>, row: Option<T>) -> u16 {
    let index = known.unwrap_or(rows.len());
    match (row, rows.get_mut(index)) {
        (Some(row), Some(place)) => *place = row,
        (Some(row), None) => rows.push(row),
        (None, _) => {}
    }
    index as u16
}

/// The name of a row; a row that adds forms to a known one has none.
fn given(name: &str) -> impl Iterator<Item = &str> {
    std::iter::once(name).filter(|name| !name.is_empty())
}

fn strings<'a>(forms: &'a [Text<'_>]) -> impl Iterator<Item = &'a str> {
    forms.iter().map(|form| &**form)
}
