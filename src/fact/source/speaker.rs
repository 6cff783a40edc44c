//! Persons: whom they work for, and that they speak again.

use super::{Read, Source, VERB, body, speaks};
use crate::fact::item::{Items, What};
use crate::fact::name::Name;
use crate::lexicon::{AreaForm, Cue, Voice};
use crate::scan::Kind;
use std::rc::Rc;

/// How many words a person's name has at most.
const NAME: usize = 4;

/// How many items the aside behind a name has at most.
const ASIDE: usize = 10;

/// The persons whom a document has introduced, each with the source that he or she speaks for.
#[derive(Clone, Debug, Default)]
pub(in crate::fact) struct Speakers {
    /// A word of the name and the source.
    named: Vec<(String, Rc<Source>)>,
    /// The person who spoke last.
    last: Option<Rc<Source>>,
    /// The person or office named last.
    any: Option<Rc<Source>>,
}

impl Speakers {
    /// Takes up the persons of a sentence.
    pub(in crate::fact) fn take(&mut self, items: &Items, sources: &[Rc<Source>]) {
        if let Some(last) = sources.last() {
            self.any = Some(Rc::clone(last));
        }
        for source in sources.iter().filter(|source| source.voice == Voice::Speaks) {
            let known = ["source.affiliation", "source.person", "source.title"].contains(&source.rule);
            if !known {
                continue;
            }
            self.last = Some(source.clone());
            let first = (0..items.list.len()).find(|&i| items.span(i..i + 1).start >= source.span.start);
            for word in first.map(|first| name(items, first)).unwrap_or_default() {
                self.named.push((word, source.clone()));
            }
            let own = source.name.split(' ').map(|word| (word.to_owned(), source.clone()));
            self.named.extend(own.filter(|_| source.rule != "source.affiliation"));
        }
    }

    /// `Kashyap said`, `he said`, `it now sees`: one who was introduced before.
    pub(super) fn again(&self, items: &Items, at: usize, first: bool) -> Option<Read> {
        let source = if first && items.is(at, Cue::It) && super::expects(items, at + 1) {
            self.any.as_ref()
        } else if self.last.is_none() {
            None
        } else if items.is(at, Cue::Person) {
            self.last.as_ref().filter(|_| is_beside_speech(items, at))
        } else if is_name(items, at) && is_beside_speech(items, at) {
            let word = items.words(at..at + 1);
            self.named.iter().rev().find(|(name, _)| name == word).map(|(_, source)| source)
        } else {
            None
        }?;
        let again = Source {
            span: items.span(at..at + 1),
            expects: super::expects(items, at + 1),
            covers: false,
            rule: "source.again",
            ..Source::clone(source)
        };
        Some((Some(again), at + 1))
    }
}

fn is_beside_speech(items: &Items, at: usize) -> bool {
    let speech = |i: usize| speaks(items, i) || items.is(i, Cue::Hearer) || items.is(i, Cue::Estimate);
    at > 0 && speech(at - 1) || (at + 1..at + 3).any(speech)
}

/// `Zhang Hong, a Beijing-based researcher, expects`, `the Philippines says it aims to import`.
pub(super) fn expecting(items: &Items, at: usize) -> Option<Read> {
    let begins = at == 0 || items.is(at - 1, Cue::And) || matches!(items.what(at - 1), Some(What::Mark(_)));
    if let Some(What::Area(_, AreaForm::Name)) = items.what(at)
        && speaks(items, at + 1)
        && !items.list[at].possessive
        && super::expects(items, at + 1)
    {
        return Some((Some(Source::named(items, at..at + 1, Voice::Speaks, "source.country")), at + 1));
    }
    if !begins {
        return None;
    }
    let end = name_end(items, at);
    if end < at + 2 || !items.is_mark(end, Kind::Comma) {
        return None;
    }
    let close = (end + 1..end + ASIDE).find(|&i| items.is_mark(i, Kind::Comma))?;
    let verb = speaks(items, close + 1) || super::aims(items, close + 1);
    let source = Source {
        expects: super::aims(items, close + 1),
        ..Source::named(items, at..end, Voice::Speaks, "source.person")
    };
    verb.then_some((Some(source), end))
}

/// `an economist at Citigroup`, `Li Yushi at the Chinese Academy of …`: the employer speaks.
pub(super) fn affiliated(items: &Items, at: usize) -> Option<Read> {
    let start = if items.is(at, Cue::Affiliation) {
        let named = items.is(at, Cue::Affiliation) && matches!(items.what(at + 1), Some(What::Area(..)));
        // `head of Asia, Scotia Mocatta`.
        if named && items.is_mark(at + 2, Kind::Comma) { at + 3 } else { at + 1 }
    } else if items.is(at, Cue::At) && at > 2 && is_said_name(items, at) {
        at + 1
    } else {
        return None;
    };
    let range = body::run(items, start)?;
    let own = (range.clone()).any(|i| matches!(items.what(i), Some(What::Word | What::Cue(_))));
    let agency = range.clone().find_map(|i| super::row(items, i));
    let office = |row: u16| items.lexicon.agencies[usize::from(row)].voice == Voice::Compiles;
    if !own && agency.is_none_or(office) {
        return None;
    }
    let end = range.end;
    // A byline or a heading names an employer, too.
    if !(0..items.list.len()).any(|i| speaks(items, i))
        && !super::expects(items, at)
        && !super::expects(items, end)
    {
        return Some((None, end));
    }
    let code = agency.map(|row| &items.lexicon.agencies[usize::from(row)]);
    let source = Source {
        code: code.map(|agency| agency.code.clone()),
        ref_area: code.and_then(|agency| agency.ref_area.as_deref()).map(Name::new),
        ..Source::named(items, range, Voice::Speaks, "source.affiliation")
    };
    Some((Some(source), end))
}

/// `said Li Yushi`: a name behind a verb of speech.
fn is_said_name(items: &Items, end: usize) -> bool {
    let start = (end.saturating_sub(NAME)..end).rev().take_while(|&i| is_name(items, i)).last();
    start.is_some_and(|start| start > 0 && items.is(start - 1, Cue::Speech))
}

/// `President Barack Obama`: an official who says or aims.
pub(super) fn titled(items: &Items, at: usize) -> Option<Read> {
    if !items.is(at, Cue::Title) || !items.list[at].capital {
        return None;
    }
    let end = name_end(items, at + 1);
    let told = (0..items.list.len()).any(|i| speaks(items, i)) || super::expects(items, end);
    let source = (told && end > at + 1).then(|| Source::named(items, at..end, Voice::Speaks, "source.title"));
    Some((source, end))
}

/// The index behind the name that starts at `at`.
pub(super) fn name_end(items: &Items, at: usize) -> usize {
    let mut end = at;
    while end < at + NAME && is_name(items, end) {
        end += 1;
        while items.is_mark(end, Kind::Hyphen) {
            end += 2;
        }
    }
    end.min(items.list.len())
}

fn is_name(items: &Items, at: usize) -> bool {
    items.what(at) == Some(What::Word) && items.list[at].capital
}

/// The words of the name before `, an economist at`, or of the one that the items before `at` end with.
fn name(items: &Items, at: usize) -> Vec<String> {
    let mut end = at;
    let lowest = at.saturating_sub(2 * VERB);
    while end > lowest && !is_name(items, end - 1) {
        end -= 1;
    }
    let mut words = Vec::new();
    while end > lowest && is_name(items, end - 1) {
        end -= 1;
        words.push(items.words(end..end + 1).to_owned());
    }
    words
}
