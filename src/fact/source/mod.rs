//! Who says a number: the one nearest to it in its sentence that can say such a number, else the one of the document
//! (`inherit`).
//!
//! ```text
//! source    = AGENCY [NAME]            the Commerce Department; Commerce Minister Chen Deming
//!           | AFFILIATION body         an economist at Citigroup
//!           | TITLE NAME               President Barack Obama
//!           | body says, by body       the Kenya Flower Council said; according to the Kenya Flower Council
//!           | NAME says                Kashyap said, where the document introduced him
//! ```
//! What is seen is an office's; what is expected is a poll's or a speaker's, and an office's only where it does the
//! expecting or nothing else is told.

mod body;
mod speaker;

use super::item::{Item, Items, Sorts, What};
use super::name::Name;
use super::word::AGENCIES;
use super::{Fact, ObsStatus};
use crate::document::Span;
use crate::lexicon::{Basis, Cue, Cues, LexemeId, Lexicon, Sense, Voice};
use crate::scan::Kind;
use smallvec::SmallVec;
pub(super) use speaker::Speakers;
use std::ops::Range;
use std::rc::Rc;

/// A dateline is no longer than so many items.
const DATELINE: usize = 12;

/// How many items lie between a name and its verb at most: `the government on Thursday also announced`.
const VERB: usize = 5;

/// Who says something, as named.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Its name in the text.
    pub(super) name: Name,
    /// Its code in `agencies.csv`.
    pub(super) code: Option<Name>,
    /// The country it reports on; none for international bodies and generic names.
    pub(super) ref_area: Option<Name>,
    /// What its monthly changes are measured from.
    pub(super) monthly_basis: Option<Basis>,
    /// How it speaks.
    pub(super) voice: Voice,
    /// Its sentence gives it as the source of what is said around it, too.
    pub(super) covers: bool,
    /// It expects, forecasts or aims.
    pub(super) expects: bool,
    /// Where it stands.
    pub(super) span: Span,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

impl Source {
    /// A source named by the items, which is in no table.
    fn named(items: &Items, range: Range<usize>, voice: Voice, rule: &'static str) -> Source {
        Source {
            name: items.folded(range.clone()).into(),
            code: None,
            ref_area: None,
            monthly_basis: None,
            voice,
            covers: false,
            expects: expects(items, range.end),
            span: items.span(range),
            rule,
        }
    }

    /// Whether the name is one of common nouns that another name contains: `the ministry` after `Ministry of Finance`.
    pub(super) fn repeats(&self, other: &Source) -> bool {
        if self.voice != Voice::Says {
            return false;
        }
        let words = |name: &str| name.to_lowercase();
        let long = words(&other.name);
        words(&self.name).split(' ').all(|word| long.split(' ').any(|w| w == word))
    }
}

/// Words of saying and of outlook: without one, only an office of the table is a source.
const SAYS: Cues = Cues::of(&[
    Cue::Speech,
    Cue::Hearer,
    Cue::Estimate,
    Cue::Estimated,
    Cue::Forecast,
    Cue::Target,
    Cue::Sees,
]);

/// What reads sources that are in no table, each with the words of which its sentence needs one.
const READERS: [(Cues, Reader); 4] = [
    (Cues::of(&[Cue::Affiliation, Cue::At]), speaker::affiliated),
    (Cues::of(&[Cue::Title]), speaker::titled),
    (SAYS, speaker::expecting),
    (Cues::of(&[Cue::Body]), body::read),
];

/// The sources of a sentence; most have one.
pub(super) type Sources = SmallVec<[Rc<Source>; 2]>;

/// Everyone whom the sentence names as a source, in order.
pub(super) fn find_all(items: &Items, speakers: &Speakers) -> Sources {
    let mut sources = Sources::new();
    let office = |item: &Item| items.lexicon.is_any(item.lexeme, AGENCIES);
    if !(items.any_is(SAYS) || items.any_word(AGENCIES) && items.list.iter().any(office)) {
        return sources;
    }
    let readers: SmallVec<[Reader; READERS.len()]> =
        READERS.iter().filter(|(needed, _)| items.any_is(*needed)).map(|(_, read)| *read).collect();
    let mut at = 0;
    while let Some(next) = opening(&items.list, at) {
        at = next;
        let found = agency(items, at)
            .or_else(|| readers.iter().find_map(|read| read(items, at)))
            .or_else(|| speakers.again(items, at, sources.is_empty()));
        match found {
            Some((source, end)) => {
                sources.extend(source.map(Rc::new));
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    sources
}

/// The first item from `from` on at which a source can begin: a name, an office, or a word that leads to one. Not inlined:
/// in a large function the loop would keep nothing in registers.
#[inline(never)]
fn opening(items: &[Item], from: usize) -> Option<usize> {
    let ahead = items.get(from..)?.iter().position(|item| item.capital || item.opens)?;
    Some(from + ahead)
}

/// A source, where the items are one, and the index behind them.
type Read = (Option<Source>, usize);

/// Reads a source at an item.
type Reader = fn(&Items, usize) -> Option<Read>;

/// An agency of the table, with the person's name behind it: `Commerce Minister Chen Deming`.
fn agency(items: &Items, at: usize) -> Option<Read> {
    let row = row(items, at).filter(|_| is_source(items, at))?;
    let table = |row: u16| &items.lexicon.agencies[usize::from(row)];
    // `the statistics office Eurostat`: the name behind it.
    if self::row(items, at + 1).is_some_and(|next| table(next).voice == Voice::Compiles)
        && is_source(items, at + 1)
    {
        return None;
    }
    let agency = table(row);
    let (end, voice) = extent(items, at, agency.voice);
    let person = voice == Voice::Speaks && end > at + 1;
    let employer = follows(items, at, Cue::Affiliation);
    // Common nouns and banks are sources only where they say something.
    if matches!(agency.voice, Voice::Says | Voice::Speaks) && !person && !employer && !says(items, at) {
        return Some((None, end));
    }
    let source = Source {
        code: Some(agency.code.clone()),
        ref_area: agency.ref_area.as_deref().map(Name::new),
        monthly_basis: agency.monthly_basis,
        ..Source::named(items, at..end, voice, if person { "source.person" } else { "source.agency" })
    };
    let compiles = matches!(voice, Voice::Compiles | Voice::Says) && !source.expects;
    let covers = compiles && covers(items);
    let expects = source.expects || is_object(items, at);
    Some((Some(Source { covers, expects, ..source }), end))
}

/// The index behind the name, with the person or the part of the office that is named with it, and how it speaks.
fn extent(items: &Items, at: usize, voice: Voice) -> (usize, Voice) {
    if items.list[at].possessive {
        // `the Commerce Ministry's think-tank`.
        let part = items.is(at + 1, Cue::Body);
        return if part { (at + 2, Voice::Speaks) } else { (at + 1, voice) };
    }
    let end = speaker::name_end(items, at + 1);
    (end, if end > at + 1 { Voice::Speaks } else { voice })
}

/// The row of the table, also where the word is a cue besides.
fn row(items: &Items, at: usize) -> Option<u16> {
    let free = matches!(items.what(at), Some(What::Agency(_) | What::Cue(_) | What::Word));
    if !free || !items.lexicon.is_any(items.list[at].lexeme, AGENCIES) {
        return None;
    }
    items.sense(at, |sense| match sense {
        Sense::Agency(row) => Some(*row),
        _ => None,
    })
}

/// An agency that is neither the wire of a dateline, `WASHINGTON (Reuters) -`, nor the one that is told, nor a part of
/// `customs-cleared`.
fn is_source(items: &Items, i: usize) -> bool {
    let dateline =
        (1..DATELINE).contains(&i) && items.is_mark(i - 1, Kind::Open) && items.is_mark(i + 1, Kind::Close);
    row(items, i).is_some()
        && !dateline
        && !items.is_mark(i + 1, Kind::Hyphen)
        && !follows(items, i, Cue::Hearer)
}

/// Whether the form is a word of saying or of outlook.
pub(super) fn says_form(lexicon: &Lexicon, lexeme: LexemeId) -> bool {
    lexicon.marks(lexeme).cues.meets(SAYS)
}

/// Whether the name at `at` says, shows or expects something: `government data showed`, `said analysts`, `according to
/// traders`, `the government's target`.
fn says(items: &Items, at: usize) -> bool {
    let article = at > 0 && !matches!(items.what(at - 1), Some(What::Mark(_)));
    let before = |verb: &dyn Fn(usize) -> bool| at > 0 && verb(at - 1) || article && at > 1 && verb(at - 2);
    before(&|i| speaks(items, i))
        || is_object(items, at)
        || (at + 1..at + 1 + VERB)
            .take_while(|&i| !matches!(items.what(i), None | Some(What::Amount(_) | What::Mark(_))))
            .any(|i| speaks(items, i) || aims(items, i))
}

/// `is forecast by a government agency`, `expected by economists`.
fn is_object(items: &Items, at: usize) -> bool {
    let by =
        |i: usize| i > 0 && items.is(i, Cue::By) && (aims(items, i - 1) || items.is(i - 1, Cue::Estimate));
    at > 0 && by(at - 1) || at > 1 && by(at - 2)
}

/// A verb or phrase of attribution; `by` alone is none.
fn speaks(items: &Items, at: usize) -> bool {
    items.is(at, Cue::Speech) && !items.is(at, Cue::By) || items.is(at, Cue::Estimated)
}

/// Whether the verb behind a name is one of outlook: `DIHK forecast`, `analysts had expected`.
fn expects(items: &Items, from: usize) -> bool {
    (from..from + VERB)
        .take_while(|&i| {
            matches!(
                items.what(i),
                Some(What::Word | What::Cue(_) | What::Period(_) | What::Agency(_) | What::Flow(..))
            )
        })
        .any(|i| aims(items, i))
}

fn aims(items: &Items, at: usize) -> bool {
    items.is_any(at, Cues::of(&[Cue::Forecast, Cue::Target, Cue::Sees]))
}

/// Whether a sentence speaks for those around it: something is said in it, and of trade or in figures.
fn covers(items: &Items) -> bool {
    let says = items.any_is(Cues::of(&[Cue::Speech, Cue::Level, Cue::Estimated]));
    let figures = items.any_of(Sorts::AMOUNT) && !items.any_of(Sorts::MEASURE);
    says && (figures || items.any_of(Sorts::FLOW) || items.has(Cue::Statistics))
}

/// Whether a cue stands before an item, with no more than an article between.
fn follows(items: &Items, i: usize, cue: Cue) -> bool {
    i >= 1 && items.is(i - 1, cue) || i >= 2 && items.is(i - 1, Cue::Article) && items.is(i - 2, cue)
}

/// The source of a fact among those of its sentence; `seen` where the sentence tells of actual figures, too.
pub(super) fn choose<'s>(sources: &'s [Rc<Source>], fact: &Fact, seen: bool) -> Option<&'s Rc<Source>> {
    let at = fact.anchor().map_or(0, |figure| figure.span.start);
    let rank = |source: &&Rc<Source>| (!source.covers, source.span.start.abs_diff(at));
    let nearest =
        |fits: &dyn Fn(&Source) -> bool| sources.iter().filter(|source| fits(source)).min_by_key(rank);
    if matches!(fact.obs_status, ObsStatus::Forecast | ObsStatus::Target) {
        let outlook = |s: &Source| matches!(s.voice, Voice::Expects | Voice::Speaks) || s.expects;
        nearest(&outlook).or_else(|| if seen { None } else { nearest(&|_| true) })
    } else {
        nearest(&|s| s.voice == Voice::Compiles || s.voice == Voice::Says && !s.expects)
            .or_else(|| nearest(&|s| s.voice == Voice::Speaks && !s.expects))
    }
}
