//! Facts: who traded what with whom, when, how much, up or down by how much, who says so.

mod aside;
mod inherit;
mod item;
mod late;
mod link;
mod name;
mod need;
pub mod refusal;
mod resolve;
mod role;
mod row;
mod source;
mod status;
mod subject;
mod table;
mod topic;
mod when;
mod word;

pub(crate) use crate::document::Span;
use crate::lexicon::{Basis, Class, Classes, Flow, Lexicon};
use crate::mention::{Mention, Reading, UnitOf};
use crate::scan::Scan;
use crate::value::{Amount, Bound, Code, Period};
use inherit::Context;
pub(crate) use inherit::home;
use item::Items;
use link::Linked;
pub use name::Name;
pub(crate) use need::{Needed, needed};
use refusal::{Reason, Refusal};
use resolve::Sentence;
use row::Row;
use smallvec::SmallVec;
use std::borrow::Cow;
use topic::Topic;
use when::{When, Whens};
use word::Words;

/// A level, change, share or base as the fact carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The value, signed.
    pub value: Amount,
    /// The upper end of a range, signed.
    pub value_max: Option<Amount>,
    /// Its unit: ISO 4217, a code of `units.csv`, `PC`, `PP`.
    pub unit: Code,
    /// What the words before the number say of it.
    pub bound: Bound,
    /// Where it is printed.
    pub span: Span,
}

/// Status of an observation; SDMX code list CL_OBS_STATUS, with `G` for targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ObsStatus {
    /// Actual.
    #[default]
    Actual,
    /// Estimate or provisional.
    Estimate,
    /// Forecast or expectation.
    Forecast,
    /// Target or plan.
    Target,
    /// Revised.
    Revised,
}

impl ObsStatus {
    /// The code written in the `obs_status` column.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ObsStatus::Actual => "A",
            ObsStatus::Estimate => "E",
            ObsStatus::Forecast => "F",
            ObsStatus::Target => "G",
            ObsStatus::Revised => "R",
        }
    }
}

/// What a piece of evidence supports: the column's name in the schema, the characters, and the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Column of the schema.
    pub column: &'static str,
    /// Where in the text.
    pub span: Span,
    /// The rule that read it so.
    pub rule: &'static str,
}

/// One statement about trade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its identity, where that does not follow from what it says: the one that a corrected fact had before.
    pub fact_id: Option<String>,
    /// The flow, as stated.
    pub trade_flow: Flow,
    /// The economy whose flow it is; none where the text does not say.
    pub ref_area: Option<Name>,
    /// The partner; `W0` for the world.
    pub counterpart_area: Name,
    /// `TOTAL`, `goods`, `services` or the good as named.
    pub commodity: Name,
    /// HS code, where one fits.
    pub commodity_code: Option<Name>,
    /// The period, where it is known.
    pub period: Option<Period>,
    /// The words of the period.
    pub period_span: Option<Span>,
    /// The level.
    pub level: Option<Figure>,
    /// The same level in a second currency.
    pub converted: Option<Figure>,
    /// The change.
    pub change: Option<Figure>,
    /// What the change is measured from.
    pub basis: Option<Basis>,
    /// The level compared with.
    pub base: Option<Figure>,
    /// The share of the wider flow.
    pub share: Option<Figure>,
    /// Status.
    pub obs_status: ObsStatus,
    /// `S` seasonally, `W` working-day, `Y` calendar and seasonally adjusted, `T` trend, `N` not adjusted.
    pub adjustment: Option<&'static str>,
    /// `V` current, `Q` constant prices.
    pub price_base: Option<&'static str>,
    /// Who compiled the number, as named.
    pub source: Option<Name>,
    /// Code of the source in `agencies.csv`.
    pub source_code: Option<Name>,
    /// The sentence.
    pub quote: Span,
    /// The rule that linked it.
    pub rule: &'static str,
    /// Assumptions and flags.
    pub notes: Vec<Name>,
    /// What each column was read from.
    pub evidence: Vec<Evidence>,
}

impl Fact {
    /// The figure that the row's `start` and `end` point at: the first available of level, change, share.
    #[must_use]
    pub fn anchor(&self) -> Option<&Figure> {
        self.level.as_ref().or(self.change.as_ref()).or(self.share.as_ref())
    }
}

/// What the mentions of a document gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) facts: Vec<Fact>,
    /// Numbers in sentences about trade that gave no fact.
    pub(crate) refusals: Vec<Refusal>,
}

/// A document as the linker reads it.
#[derive(Clone, Copy)]
pub(crate) struct Scanned<'a> {
    pub(crate) text: &'a str,
    pub(crate) scan: &'a Scan,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) mentions: &'a [Mention],
    /// What was asked of it before its mentions were read, where facts alone are.
    pub(crate) needed: Option<&'a Needed>,
    /// The area that it is about.
    pub(crate) home: Option<u16>,
    pub(crate) published: Option<chrono::NaiveDate>,
}

/// Links the mentions of documents into facts.
pub(crate) struct Linker {
    words: Words,
    // Items, rows and periods of a sentence, kept for their room.
    items: item::Room,
    linked: Linked,
    whens: Whens,
}

impl Linker {
    /// A linker for documents that are read with this lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> Linker {
        Linker {
            words: Words::of(lexicon),
            items: item::Room::default(),
            linked: Linked::default(),
            whens: Whens::new(),
        }
    }

    /// The facts of a document, from its tokens and mentions.
    pub(crate) fn find_all(&mut self, document: Scanned) -> Found {
        if !document.scan.sentences.iter().any(|sentence| sentence.classes.meets(FLOWS)) {
            return Found::default();
        }
        self.link_all(document, is_idle)
    }
}

/// Whether a sentence need not be read.
type Gate = fn(&Context, Classes, bool) -> bool;

impl Linker {
    fn link_all(&mut self, document: Scanned, gate: Gate) -> Found {
        let Scanned { text, scan, lexicon, mentions, .. } = document;
        let own = if document.needed.is_none() { Topic::of(text, scan, lexicon) } else { None };
        let Some(topic) = document.needed.map(|needed| &needed.topic).or(own.as_ref()) else {
            return Found::default();
        };
        let (mut facts, mut refusals) = (Vec::with_capacity(mentions.len() / 2), Vec::new());
        let mut context = Context::of(&document);
        let home_currency = context.home_currency(lexicon, document.home);
        let (tables, mentions) = match document.needed {
            Some(needed) if !needed.captioned => (Vec::new(), Cow::Borrowed(mentions)),
            _ => table::apart(text, scan, lexicon, mentions),
        };
        let words = &self.words;
        let (mut room, mut linked) = (std::mem::take(&mut self.items), std::mem::take(&mut self.linked));
        let mut whens = std::mem::take(&mut self.whens);
        // One past the last mention of the sentence before.
        let mut behind = 0;
        for (index, sentence) in scan.sentences.iter().enumerate() {
            let count = mentions[behind..].iter().take_while(|m| m.sentence == index).count();
            let own = behind..behind + count;
            behind = own.end;
            let currency = sentence_currency(&mentions[own.clone()], lexicon);
            let table = tables.iter().find(|table| table.sentence == index);
            if table.is_none() && gate(&context, sentence.classes, own.is_empty()) {
                context.open(&Items::none(text, lexicon, scan), lexicon, sentence.paragraph, &[]);
                context.close(&mut Vec::new(), &[], &[], currency);
                continue;
            }
            let items = Items::of(text, lexicon, words, scan, &mentions, (index, own), room);
            let sources = source::find_all(&items, &context.speakers);
            context.open(&items, lexicon, sentence.paragraph, &sources);
            if sentence.classes.meets(NAMES) {
                context.take_measures(&items);
            }
            linked = linked.emptied();
            if topic.covers(index) {
                linked = link::rows(&items, &context, linked);
            }
            if let Some(subject) = linked.subjects.iter().find(|subject| subject.stated())
                && linked.rows.is_empty()
                && context.lacks_period()
            {
                context.mention_period(when::first_main(&items, subject.head));
            }
            when::of_rows(&items, &linked.rows, &context, &mut whens);
            let sentence = Sentence {
                quote: items.span(0..items.list.len().max(1)),
                currency,
                home: home_currency,
                items: &items,
                context: &context,
            };
            let from = facts.len();
            if let Some(table) = table {
                let home = home_currency;
                let setting = table::Setting { text, scan, lexicon, words, context: &context, home };
                facts.extend(table.facts(&setting));
            }
            // Where facts alone are asked for, nobody reads why a number is none.
            let refusals = Some(&mut refusals).filter(|_| document.needed.is_none());
            add_rows(&sentence, &mut linked, &whens, (&mut facts, from), refusals);
            let found = &mut facts[from..];
            found.sort_by_key(|fact| fact.anchor().map_or(0, |figure| figure.span.start));
            context.attribute(found, &sources);
            context.close(&mut linked.subjects, found, &whens, currency);
            room = items.into_room();
        }
        (self.items, self.linked, self.whens) = (room, linked, whens);
        context.settle(&mut facts);
        Found { facts, refusals }
    }
}

/// Adds the facts of a sentence's rows to those from `from` on, or to the ones before that they are said of; and why its
/// other numbers give none.
fn add_rows(
    sentence: &Sentence,
    linked: &mut Linked,
    whens: &[When],
    (facts, from): (&mut Vec<Fact>, usize),
    refusals: Option<&mut Vec<Refusal>>,
) {
    let Linked { rows, bases, subjects, refused } = linked;
    let mut placed: SmallVec<[&Row; 4]> = SmallVec::new();
    for (i, when) in whens.iter().enumerate() {
        let before = facts[from..].last().map(|fact| fact.obs_status);
        match resolve::facts(sentence, rows, i, when, before, facts) {
            Ok(()) => placed.push(&rows[i]),
            Err(reason) => refused.extend(rows[i].numbers().map(|item| (item, reason))),
        }
    }
    if late::join(sentence, bases, subjects, facts, from) {
        placed.extend(bases.first());
    }
    let about_trade = sentence.items.any_word(FLOWS) || facts.len() > from;
    if let Some(refusals) = refusals.filter(|_| about_trade) {
        refused.extend(bases.iter().flat_map(Row::numbers).map(|item| (item, Reason::LoneBase)));
        refusal::of_sentence(sentence.items, &placed, refused, refusals);
    }
}

/// Flow words: without one nothing is linked.
const FLOWS: Classes = Classes::of(&[Class::Flow]);
/// What a sentence without a subject before it leaves to the next.
const NAMES: Classes =
    Classes::of(&[Class::Flow, Class::Bloc, Class::Agency, Class::Speaker, Class::OtherBalance]);
/// What a sentence without a number can say of the subject before it.
const WORDS: Classes = Classes::of(&[Class::Measure, Class::Direction]);

/// Whether a sentence gives no facts and leaves nothing to the next: without a flow word it can only go on with the
/// subject before it, which without a number gives no row.
fn is_idle(context: &Context, classes: Classes, empty: bool) -> bool {
    !classes.meets(NAMES) && (context.last.is_none() || empty && !classes.meets(WORDS))
}

/// The first known currency of a sentence, for numbers without one.
fn sentence_currency(mentions: &[Mention], lexicon: &Lexicon) -> Option<Code> {
    mentions.iter().find_map(|mention| match mention.reading {
        Reading::Amount(amount) => match amount.unit {
            UnitOf::Known(code) if code.is_currency() => Some(code),
            UnitOf::Ambiguous(index) => lexicon.currency_candidates(index).first().copied(),
            _ => None,
        },
        Reading::Period(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Linker, Scanned, home};
    use crate::lexicon::Lexicon;
    use crate::mention::{self, Setting};
    use crate::scan::{Lexer, Scan};

    /// Samples, also with a line of another between each two of their own.
    fn texts() -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples");
        let paths = std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("entry").path());
        let samples = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
        let texts: Vec<String> = samples.map(|path| std::fs::read_to_string(path).expect("text")).collect();
        let mixed = texts.iter().zip(texts.iter().skip(1)).map(|(one, other)| {
            let lines = one.lines().zip(other.lines().chain(["It said so.", "In May.", "Prices were flat."]));
            lines.map(|(one, other)| format!("{one} He said so.\n{other}\nIt fell.\n")).collect()
        });
        mixed.collect::<Vec<String>>().into_iter().chain(texts.clone()).collect()
    }

    #[test]
    fn sentences_that_are_not_read_change_nothing() {
        let lexicon = Lexicon::english().expect("a lexicon");
        let (mut scan, mut linker) = (Scan::default(), Linker::new(lexicon));
        for text in texts() {
            Lexer::new(lexicon).scan(&text, &mut scan);
            let home = home(&scan, lexicon);
            let mentions = mention::find_all(&text, &scan, lexicon, &Setting::default());
            let document = Scanned {
                text: &text,
                scan: &scan,
                lexicon,
                mentions: &mentions,
                needed: None,
                home,
                published: None,
            };
            let all = linker.link_all(document, |_, _, _| false);
            assert_eq!(linker.find_all(document), all, "{text}");
        }
    }
}
