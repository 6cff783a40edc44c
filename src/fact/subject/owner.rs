//! The economy whose flow a subject is, where it does not stand at the flow word: before a verb, before a relative
//! clause, or as what `its` refers to.

use super::Subject;
use super::area::{LAST_PARTNER, area_list_ending, before_apposition, codes, is_acronym, owns_apposition};
use crate::fact::item::{Items, Sorts, What};
use crate::lexicon::{AreaForm, AreaKind, Cue, Cues, Flow, FlowForm, Part};
use crate::scan::Kind;
use smallvec::smallvec;

/// How many items lie between a pronoun and its economy at most.
const PRONOUN: usize = 30;

/// `Japan ran a trade deficit`, `leaving China with a deficit`: the area before the verb or `with` is the reporter.
pub(super) fn find(items: &Items, subject: &mut Subject, floor: usize) {
    let lowest = floor.max(subject.items.start.saturating_sub(10));
    let (mut verb, mut dated) = (false, false);
    let mut at = subject.items.start;
    while at > lowest {
        at -= 1;
        match items.what(at) {
            Some(What::Area(..)) if dated && is_governed(items, at) => return,
            // `Iran's estimated 2.6 million barrels per day of oil exports`.
            Some(What::Area(_, form)) if !verb && form != AreaForm::City && owns_number(items, at) => {
                subject.refs = codes(items, at..at + 1);
                return;
            }
            Some(What::Area(..)) if !verb && is_given(items, at) => {
                subject.refs = codes(items, at..at + 1);
                return;
            }
            Some(What::Area(_, form)) if verb && form != AreaForm::City && !items.list[at].possessive => {
                subject.refs = codes(items, area_list_ending(items, at, lowest));
                return;
            }
            Some(What::Mark(Kind::Close))
                if verb && at >= lowest + 2 && items.is_mark(at - 2, Kind::Open) =>
            {
                at -= 2
            }
            Some(
                What::Mark(Kind::Hyphen)
                | What::Word
                | What::Amount(_)
                | What::Bound
                | What::Direction(_, Part::Adverb),
            ) => {}
            // `the United States, which ran a deficit`.
            Some(What::Cue(_))
                if verb
                    && at > lowest + 1
                    && items.is(at, Cue::Relative)
                    && items.is_mark(at - 1, Kind::Comma) =>
            {
                at -= 1
            }
            // `China on Friday reported a surplus`, `Germany last week announced a surplus`.
            Some(What::Period(_)) if verb => dated = true,
            Some(What::Cue(_)) if verb && items.is(at, Cue::On) => dated = true,
            // `posted a 2 percent rise in exports`.
            Some(What::Cue(_))
                if items.is(at, Cue::In)
                    && at > lowest
                    && matches!(items.what(at - 1), Some(What::Direction(_, Part::Noun))) =>
            {
                at -= 1
            }
            // `China, Asia's largest economy, saw exports rise`.
            Some(What::Mark(Kind::Comma)) if verb => match before_apposition(items, at) {
                Some(area) if area >= floor => at = area + 1,
                _ => return,
            },
            Some(What::Direction(..)) if !verb => return,
            Some(What::Cue(_))
                if items.is_any(at, Cues::of(&[Cue::Level, Cue::Sees, Cue::Saw]))
                    || is_report(items, at, subject.items.start) =>
            {
                verb = true
            }
            Some(What::Cue(_)) if items.is(at, Cue::With) && at > 0 && is_given(items, at - 1) => {}
            // `China returned to a trade surplus`, `slipped into a deficit`.
            Some(What::Cue(_)) if !verb && items.is(at, Cue::To) && is_moved(items, at) => {
                verb = true;
                at -= 1;
            }
            // `recorded $3 billion in exports`, `$3 billion worth of exports`.
            Some(What::Cue(_))
                if items.is_any(at, Cues::of(&[Cue::In, Cue::Of, Cue::From, Cue::Worth]))
                    && at > 0
                    && matches!(items.what(at - 1), Some(What::Amount(_))) => {}
            Some(What::Cue(_))
                if items.is_any(
                    at,
                    Cues::of(&[
                        Cue::Article,
                        Cue::Be,
                        Cue::Overall,
                        Cue::World,
                        Cue::Forecast,
                        Cue::Revised,
                        Cue::Estimate,
                    ]),
                ) => {}
            _ => return,
        }
    }
}

/// `returned to`, `slipped into`: a verb of motion before the preposition.
fn is_moved(items: &Items, to: usize) -> bool {
    to.checked_sub(1).is_some_and(|verb| match items.what(verb) {
        Some(What::Word) => !items.list[verb].capital,
        Some(What::Direction(_, part)) => part == Part::Verb,
        _ => false,
    })
}

/// Whether a possessive stands before a number, as in `Libya's 1.3 million bpd of exports`.
fn owns_number(items: &Items, area: usize) -> bool {
    let degree = |i: &usize| items.what(*i) == Some(What::Bound) || items.is(*i, Cue::Estimate);
    let number = (area + 1..area + 3).find(|i| !degree(i));
    items.list[area].possessive && number.is_some_and(|i| matches!(items.what(i), Some(What::Amount(_))))
}

/// `gave the euro zone a surplus`, `leaving China with a deficit`.
fn is_given(items: &Items, area: usize) -> bool {
    let verb = match area.checked_sub(1) {
        Some(before) if items.is(before, Cue::Article) => area.checked_sub(2),
        before => before,
    };
    verb.is_some_and(|verb| items.is(verb, Cue::Resulting))
}

/// `reported a deficit`, `reported export growth`: a verb of speech with its object, the subject that starts at `object`.
fn is_report(items: &Items, at: usize, object: usize) -> bool {
    items.is(at, Cue::Speech) && (items.is(at + 1, Cue::Article) || at + 1 == object)
}

/// What stands before the subject gives its reporter: `Uruguay, where exports to Argentina fell`, `Portugal narrowed its
/// trade deficit`, `China's own data showed it ran a deficit`.
pub(super) fn refer(items: &Items, subject: &mut Subject) {
    if !subject.refs.is_empty() {
        return;
    }
    let start = subject.items.start;
    let found = match pronoun(items, subject) {
        Some(pronoun) => nominal(items, pronoun).filter(|&area| {
            // `China supplied a quarter of the country's imports`: not China's. `China's agency said the country's` are.
            let own = items.is(pronoun, Cue::Its) || items.list[pronoun].possessive;
            own || (area..pronoun).any(|i| items.is(i, Cue::Speech))
        }),
        None => relative(items, start).or_else(|| leading(items, start)).or_else(|| measured(items, start)),
    };
    if let Some(area) = found {
        let refs = codes(items, area_list_ending(items, area, 0));
        // `making Russia its second source of imports`: not Russia's.
        if !refs.iter().any(|code| subject.partners.contains(code)) {
            subject.refs = refs;
            subject.owned = true;
        }
    }
}

/// The `its` or `the country's` of the subject, or the `it` of `it ran a deficit`.
fn pronoun(items: &Items, subject: &Subject) -> Option<usize> {
    if !items.any_is(Cues::of(&[Cue::Its, Cue::Reporter])) {
        return None;
    }
    let start = subject.items.start;
    let inside = start.saturating_sub(1)..subject.head;
    let its = inside.clone().find(|&i| items.is(i, Cue::Its));
    // `the country's` is one form of the lexicon.
    let owns = |i: usize| items.list[i].possessive || items.words(i..i + 1).ends_with("'s");
    let country = |&i: &usize| items.is(i, Cue::Reporter) && owns(i);
    let ran = |&i: &usize| items.is(i, Cue::Its) && items.is(i + 1, Cue::Level);
    let its = its.or_else(|| before_number(items, start));
    its.or_else(|| inside.clone().find(country)).or_else(|| (start.saturating_sub(4)..start).find(ran))
}

/// The `its` of `its 650,000 barrels per day (bpd) of crude exports`.
fn before_number(items: &Items, start: usize) -> Option<usize> {
    let of = start.checked_sub(1).filter(|&of| items.is(of, Cue::Of))?;
    let inside = |i: &usize| {
        matches!(items.what(*i), Some(What::Amount(_) | What::Word | What::Mark(Kind::Open | Kind::Close)))
    };
    let its = (of.saturating_sub(6)..of).rev().find(|i| !inside(i)).filter(|&i| items.is(i, Cue::Its))?;
    matches!(items.what(its + 1), Some(What::Amount(_))).then_some(its)
}

/// `bilateral trade`, `the bilateral U.S. trade deficit`: between the two named in the sentence (`China and India aim to
/// raise bilateral trade`), else with the partner named last.
pub(super) fn between(items: &Items, subject: &mut Subject) {
    // `a bilateral trade deficit`: the trade of the deficit.
    let said = items.has(Cue::Bilateral)
        && (subject.items.start.saturating_sub(1)..subject.items.end).any(|i| items.is(i, Cue::Bilateral));
    if !said || !subject.partners.is_empty() {
        return;
    }
    let before = (0..subject.items.start).rev();
    let pair = before
        .filter(|&i| matches!(items.what(i), Some(What::Area(..))))
        .map(|last| codes(items, area_list_ending(items, last, 0)))
        .find(|codes| codes.len() == 2);
    match pair.filter(|_| subject.refs.is_empty()).as_deref() {
        Some([first, second]) => {
            subject.refs = smallvec![first.clone()];
            subject.partners = smallvec![second.clone()];
        }
        _ => subject.partners = smallvec![LAST_PARTNER.into()],
    }
}

/// The economy named last before the pronoun that is no partner and no adjective of another noun.
fn nominal(items: &Items, pronoun: usize) -> Option<usize> {
    let clause = (pronoun.saturating_sub(PRONOUN)..pronoun).rev().take_while(|&i| {
        // `Germany, which sells half of its exports to the euro zone`: Germany's.
        let flow = matches!(items.what(i), Some(What::Flow(..))) && !is_part_of_own(items, i);
        !items.is_mark(i, Kind::Semicolon) && !flow
    });
    // `the country` is no group of them.
    let country = !items.is(pronoun, Cue::Its);
    let bloc = |row: u16| country && items.lexicon.areas[usize::from(row)].kind == AreaKind::Bloc;
    clause.into_iter().find(|&i| {
        // `South Korea, Asia's fourth-largest economy, said its exports rose`: South Korea.
        let aside = owns_apposition(items, i);
        let acronym = i > 0 && is_acronym(items, i - 1);
        let named = matches!(items.what(i), Some(What::Area(row, form)) if form != AreaForm::City && form != AreaForm::Demonym && !bloc(row));
        named && !aside && !acronym && !is_governed(items, i)
    })
}

/// `Zhejiang, which runs a surplus, aims to lift exports`: who aims or expects, at the start of the sentence.
fn leading(items: &Items, start: usize) -> Option<usize> {
    if !items.any_of(Sorts::AREA) {
        return None;
    }
    let first = (0..start).find(|&i| !items.is(i, Cue::Contrast) && !items.is(i, Cue::Article))?;
    let named = matches!(items.what(first), Some(What::Area(_, form)) if form != AreaForm::City && form != AreaForm::Demonym);
    if !named {
        return None;
    }
    // `Libya, returning to full production, has pushed up exports`; `fast-growing` pushes nothing.
    let pushed = |i: usize| {
        matches!(items.what(i), Some(What::Direction(_, Part::Verb))) && !items.is_mark(i - 1, Kind::Hyphen)
    };
    let outlook = (first + 1..start)
        .any(|i| pushed(i) || items.is_any(i, Cues::of(&[Cue::Target, Cue::Forecast, Cue::Sees])))
        && !(first + 1..start).any(|i| items.is(i, Cue::Contrast) || items.is(i, Cue::Speech));
    // `The United States is a major producer, with exports of $123 billion`.
    let along = start > first + 2
        && items.is(start - 1, Cue::With)
        && items.is_mark(start - 2, Kind::Comma)
        && items.is(first + 1, Cue::Be)
        && !(first + 1..start).any(|i| matches!(items.what(i), Some(What::Flow(..))));
    let outlook = outlook || along;
    let plain = (first + 1..start).all(|i| !matches!(items.what(i), Some(What::Area(..) | What::Amount(_))));
    (outlook && plain && !items.list[first].possessive).then_some(first)
}

/// `Spanish labor costs fell, while exports rose`: whose measure the sentence begins with.
fn measured(items: &Items, start: usize) -> Option<usize> {
    let contrast = start.checked_sub(1).filter(|&i| items.is(i, Cue::Contrast))?;
    let adjective = |i: usize| {
        matches!(items.what(i), Some(What::Area(_, AreaForm::Demonym))) || items.list[i].possessive
    };
    let area = matches!(items.what(0), Some(What::Area(..))) && adjective(0);
    let alone = (1..contrast).all(|i| !matches!(items.what(i), Some(What::Area(..) | What::Flow(..))));
    let measure = (1..5).find(|&i| items.what(i) != Some(What::Word));
    (area && alone && measure.is_some_and(|i| items.what(i) == Some(What::Measure))).then_some(0)
}

/// Whether a preposition stands before the name.
fn is_governed(items: &Items, area: usize) -> bool {
    let before = (area.saturating_sub(2)..area).rev().find(|&i| !items.is(i, Cue::Article));
    before.is_some_and(|i| {
        items.is_any(
            i,
            Cues::of(&[
                Cue::To,
                Cue::From,
                Cue::With,
                Cue::In,
                Cue::Of,
                Cue::By,
                Cue::For,
                Cue::On,
                Cue::Between,
                Cue::And,
                Cue::Excluding,
            ]),
        )
    })
}

/// The economy before `, where` or `, which` whose clause the subject stands in.
fn relative(items: &Items, start: usize) -> Option<usize> {
    if !items.has(Cue::Relative) || !items.any_of(Sorts::AREA) {
        return None;
    }
    // `where garments make up 75 percent of exports`.
    let part = |i: usize| matches!(items.what(i), Some(What::Amount(_))) && items.is(i + 1, Cue::Of);
    let pronoun = (start.saturating_sub(9)..start)
        .rev()
        .take_while(|&i| {
            let ends = matches!(
                items.what(i),
                Some(What::Amount(_) | What::Mark(_) | What::Flow(..) | What::Area(..))
            );
            !ends || part(i)
        })
        .find(|&i| items.is(i, Cue::Relative))?;
    let area = pronoun.checked_sub(2).filter(|_| items.is_mark(pronoun - 1, Kind::Comma))?;
    matches!(items.what(area), Some(What::Area(_, form)) if form != AreaForm::City).then_some(area)
}

/// `the world's top buyer took 49 million tonnes`: another name of the reporter.
pub(super) fn is_epithet(items: &Items, subject: &Subject) -> bool {
    let world = |i: usize| items.is(i, Cue::World) && items.list[i].possessive;
    let named =
        matches!(items.what(subject.head + 1), Some(What::Cue(_))) && items.is(subject.head + 1, Cue::Of);
    subject.flows[0].1 == FlowForm::Partner
        && !named
        && (subject.head.saturating_sub(3)..subject.head).any(world)
}

/// `Sumitomo plans to import 2,000 tons`: who trades is a name that is no area; not `Exporters shipped`.
pub(in crate::fact) fn is_company(items: &Items, verb: usize) -> bool {
    let auxiliary = |i: usize| {
        items.is_any(i, Cues::of(&[Cue::To, Cue::Target, Cue::Forecast, Cue::Be, Cue::Hypothetical]))
            || matches!(items.what(i), Some(What::Word)) && !items.list[i].capital
    };
    let clause = (verb.saturating_sub(12)..verb).rev();
    let mut clause = clause.take_while(|&i| !matches!(items.what(i), Some(What::Mark(_) | What::Amount(_))));
    if clause.any(|i| items.is(i, Cue::Company)) {
        return true;
    }
    if is_told_of_name(items, verb) {
        return true;
    }
    // `Freeport LNG exported`: a good in the name.
    let part = |i: usize| matches!(items.what(i), Some(What::Commodity(_))) && items.list[i].capital;
    let name = (verb.saturating_sub(6)..verb).rev().find(|&i| !auxiliary(i) && !part(i));
    name.is_some_and(|name| {
        // `Exporters shipped`, `Most was exported`: a sentence begins with a capital.
        let known = items.tokens[items.list[name].tokens.start].lexeme.known();
        let common = name == 0 && (known || items.words(name..name + 1).ends_with('s'));
        items.what(name) == Some(What::Word) && items.list[name].capital && !common
    })
}

/// `Fonterra, which exports 2.5 million tonnes`: a name that is no economy.
pub(super) fn is_told_of_name(items: &Items, verb: usize) -> bool {
    let relative = verb > 2 && items.is(verb - 1, Cue::Relative) && items.is_mark(verb - 2, Kind::Comma);
    relative && items.what(verb - 3) == Some(What::Word) && items.list[verb - 3].capital
}

/// `the company's exports`, `Hyundai expected its exports to double`: those of who is no economy.
pub(super) fn is_of_company(items: &Items, subject: &Subject) -> bool {
    if !items.any_is(Cues::of(&[Cue::Company, Cue::Its])) {
        return false;
    }
    let start = subject.items.start;
    let owned = start > 0 && items.is(start - 1, Cue::Company) && items.list[start - 1].possessive;
    let Some(pronoun) = (start.saturating_sub(1)..subject.head).find(|&i| items.is(i, Cue::Its)) else {
        return owned;
    };
    let nominal = |&i: &usize| {
        let area = matches!(items.what(i), Some(What::Area(..)));
        area && !is_governed(items, i) || items.is(i, Cue::Company) || is_named(items, i)
    };
    let found = (0..pronoun).rev().find(nominal);
    owned || found.is_some_and(|i| !matches!(items.what(i), Some(What::Area(..))))
}

/// `sells three-quarters of its exports to the United States`: a share of the flow that the verb's object names.
pub(super) fn is_part_of_own(items: &Items, head: usize) -> bool {
    let verb = matches!(items.what(head), Some(What::Flow(Flow::X, FlowForm::Verb | FlowForm::WeakVerb)));
    if !verb || !items.has(Cue::Its) {
        return false;
    }
    let degree = |i: &usize| matches!(items.what(*i), Some(What::Bound | What::Word));
    let number = (head + 1..head + 5).find(|i| !degree(i));
    number.is_some_and(|number| {
        let flow = (number + 3..number + 6)
            .find(|&i| !matches!(items.what(i), Some(What::Commodity(_) | What::Word)));
        matches!(items.what(number), Some(What::Amount(_)))
            && items.is(number + 1, Cue::Of)
            && items.is(number + 2, Cue::Its)
            && flow.is_some_and(|i| matches!(items.what(i), Some(What::Flow(_, FlowForm::Noun))))
    })
}

/// A name that is no area and does something: `Hyundai expects`, `Toyota Motor Corp said`.
fn is_named(items: &Items, at: usize) -> bool {
    let name = |i: usize| {
        items.what(i) == Some(What::Word)
            && items.list[i].capital
            && !items.tokens[items.list[i].tokens.start].lexeme.known()
    };
    let verb = [Cue::Speech, Cue::Forecast, Cue::Target, Cue::Sees, Cue::Saw];
    // `Cloud Peak Energy has seen`.
    let good = matches!(items.what(at), Some(What::Commodity(_))) && items.list[at].capital;
    (name(at) || good && at > 0 && items.what(at - 1) == Some(What::Word) && items.list[at - 1].capital)
        && verb.iter().any(|&cue| items.is(at + 1, cue))
}

/// `sales of BMW cars`, `shipments of Volvo trucks`: a name that is no area stands before the good.
pub(in crate::fact) fn is_brand(items: &Items, head: usize) -> bool {
    let weak = matches!(items.what(head), Some(What::Flow(_, FlowForm::Proceeds | FlowForm::WeakNoun)));
    let name = |i: usize| items.what(i) == Some(What::Word) && items.list[i].capital;
    let good = |i: usize| matches!(items.what(i), Some(What::Commodity(_)));
    let owner = |i: usize| name(i) && items.list[i].possessive;
    weak && items.is(head + 1, Cue::Of) && (head + 2..head + 5).any(|i| name(i) && good(i + 1) || owner(i))
}
