//! What a row is about where its words do not say all of it: reporter, partner, good and basis.

use super::{BASIS_ASSUMED, Sentence};
use crate::fact::item::{Items, Sorts, What};
use crate::fact::name::Name;
use crate::fact::role;
use crate::fact::row::Row;
use crate::fact::subject::{LAST_BLOC, LAST_PARTNER, WORLD};
use crate::fact::when::When;
use crate::lexicon::{AreaForm, Basis, Cue, Cues, Flow, Sense};
use crate::value::{Period, PeriodKind};

/// Fewer days than these are told in weeks.
const WEEKS: i64 = 60;

/// Reporter and partner: stated, else of the rows before in the sentence, else of the document.
pub(super) fn areas(
    sentence: &Sentence,
    rows: &[Row],
    index: usize,
    notes: &mut Vec<Name>,
) -> (Option<Name>, Name) {
    let context = sentence.context;
    let keys = &rows[index].keys;
    let earlier = &rows[..index];
    let stated = |row: &Row| row.keys.ref_area.clone().filter(|code| !code.contains(LAST_PARTNER));
    let mut reporter = stated(&rows[index]);
    let unnamed = reporter.is_none();
    // `shipments from those countries`: of whom was named as partner; `the small Baltic nation's exports`: of the one in force.
    let there = |item: usize| sentence.items.is(item, Cue::Counterpart);
    let place = unnamed && keys.ref_area.is_some() && rows[index].phrase.clone().any(there);
    let inherited = if place && context.partner.is_some() {
        context.partner.as_ref()
    } else {
        reporter = reporter.or_else(|| earlier.iter().rev().find_map(stated));
        context.reporter_with(keys.partner.as_ref())
    };
    if reporter.is_none() && inherited.is_some() {
        reporter = inherited.cloned();
        notes.push(Name::new_static("reporter inherited"));
    }
    // The world has no balance.
    if unnamed && keys.flow == Flow::B && reporter.as_deref() == Some(WORLD) {
        reporter.clone_from(&context.home);
    }
    let named_before = || {
        earlier
            .iter()
            .rev()
            .find_map(|row| row.keys.partner.clone().filter(|code| !code.starts_with(LAST_PARTNER)))
    };
    let mut partner = match keys.partner.as_deref() {
        Some(LAST_PARTNER) => named_before()
            .or_else(|| went_to(sentence.items, rows[index].start))
            .or_else(|| context.partner.clone())
            .or_else(|| named_in(sentence.items, &rows[index], reporter.as_ref()))
            // `imports from China fell … China's exports there`: to the one that the text is about.
            .filter(|code| keys.ref_area.as_ref() != Some(code))
            .or_else(|| {
                let stated = keys.ref_area.as_ref()?;
                context.topic().filter(|topic| *topic != stated).cloned()
            }),
        Some(LAST_BLOC) => context.bloc.clone(),
        // `exports to the U.S. rose and those to the rest of the world fell`.
        Some(WORLD) => earlier
            .iter()
            .find(|row| row.keys.flow == keys.flow && row.keys.ref_area == keys.ref_area)
            .and_then(|row| row.keys.partner.as_deref())
            .filter(|code| !code.starts_with(LAST_PARTNER) && *code != WORLD && !code.contains('+'))
            .map(|code| Name::from_iter(["non-", code]))
            .or_else(|| keys.partner.clone()),
        _ => keys.partner.clone(),
    };
    // The total of a sentence about two is theirs; else `total` and `overall` are of all partners.
    let total = keys.flow == Flow::T && earlier.iter().any(|row| row.keys.partner.is_some());
    if partner.is_none() && (!keys.overall || total) && (unnamed || keys.owned) {
        partner = earlier
            .iter()
            .rev()
            .take_while(|row| !row.keys.overall)
            .take_while(|row| row.keys.ref_area.is_none() || unnamed || row.keys.ref_area == keys.ref_area)
            .filter(|row| row.keys.partner.is_some())
            .find(|row| row.keys.flow != keys.flow || keys.flow == Flow::B)
            .filter(|row| row.keys.partner != row.keys.ref_area)
            .and_then(|row| row.keys.partner.clone())
            .and_then(|code| if code == LAST_PARTNER { named_before() } else { Some(code) });
        if partner.is_none()
            && earlier.is_empty() | earlier.iter().all(|row| row.keys.ref_area.is_none() || row.keys.owned)
        {
            partner = context.pair.as_ref().and_then(|(a, b)| match &reporter {
                Some(r) if r == b => Some(a.clone()),
                Some(r) if r == a => Some(b.clone()),
                _ => None,
            });
        }
        // `With China, Japan had a deficit. Shipments were up 5.2 percent`.
        if partner.is_none() && unnamed && !keys.overall {
            partner.clone_from(&context.with);
        }
        if partner.is_some() {
            notes.push(Name::new_static("partner inherited"));
        }
    }
    // Two-way trade between two: the compiler's country comes first.
    if keys.flow == Flow::T
        && let (Some(first), Some(second)) = (&reporter, &partner)
        && context.compiler() == Some(second)
    {
        return (Some(second.clone()), first.clone());
    }
    // `Russia accounted for 26 percent of world arms exports`: they are Russia's.
    if reporter.as_deref() == Some(WORLD) && partner.as_deref().is_some_and(|code| code != WORLD) {
        if rows[index].share.is_some() || !unnamed && sentence.items.has(Cue::Share) {
            (reporter, partner) = (partner, reporter);
        } else if unnamed {
            reporter = None;
        }
    }
    if partner == reporter {
        if unnamed {
            // The reporter in force is the partner here: the other side of the fact before reports.
            let other = |code: &&Name| Some(*code) != partner.as_ref();
            let sides = [context.topic(), context.partner.as_ref()];
            let known = reporter.filter(|_| keys.ref_area.is_none() || place);
            reporter = sides.into_iter().flatten().find(other).cloned().or(known);
        }
        if partner == reporter && !is_within(sentence.items, &rows[index]) {
            partner = None;
        }
    }
    (reporter, partner.unwrap_or_else(|| Name::new_static(WORLD)))
}

/// `Most exports went to the United States: exports there rose`: the partner named before in the sentence.
fn went_to(items: &Items, at: usize) -> Option<Name> {
    let area = (0..at).rev().find(|&i| matches!(items.what(i), Some(What::Area(_, AreaForm::Name))))?;
    let joint = (0..area).rev().find(|&i| !items.is(i, Cue::Article))?;
    let Some(What::Area(row, _)) = items.what(area) else { return None };
    let joins = items.is_any(joint, Cues::of(&[Cue::To, Cue::From, Cue::With]));
    joins.then(|| items.lexicon.areas[usize::from(row)].code.clone())
}

/// `China had a big share, with imports from that country rising`: the area named before that is not the reporter.
fn named_in(items: &Items, row: &Row, reporter: Option<&Name>) -> Option<Name> {
    (0..row.phrase.start).rev().find_map(|at| match items.what(at) {
        Some(What::Area(area, _)) => {
            let code = &items.lexicon.areas[usize::from(area)].code;
            reporter.is_none_or(|reporter| reporter != code).then(|| Name::new(code))
        }
        _ => None,
    })
}

/// `intra-EU trade`: the area is reporter and partner.
fn is_within(items: &Items, row: &Row) -> bool {
    row.phrase.clone().any(|item| items.is(item, Cue::Intra))
}

/// `The goods deficit widened to $5.2 billion, against forecasts for a gap of $4.2 billion`: goods go on in the sentence,
/// in bare flows between the same two.
fn part_of(rows: &[Row], index: usize) -> Option<Name> {
    let keys = &rows[index].keys;
    let part = |name: &&Name| ["goods", "services"].contains(&name.as_str());
    let before = rows[..index].iter().rev().find_map(|row| row.keys.commodity.as_ref())?;
    let bare = !keys.overall && keys.ref_area.is_none();
    Some(before).filter(part).filter(|_| bare).cloned()
}

/// `102.6 million barrels of crude oil`: the good that the unit names.
fn of_unit(items: &Items, row: &Row) -> Option<Name> {
    let Some(What::Amount(mention)) = items.what(row.level?.item) else { return None };
    let words = items.mentions[mention as usize].tokens.clone();
    let named = |token: usize| {
        if !items.tokens[token].lexeme.known() {
            return None;
        }
        let text = items.tokens[token].text(items.text);
        let senses = items.lexicon.senses(items.tokens[token].lexeme);
        if senses.iter().any(|sense| matches!(sense, Sense::Commodity(_))) {
            return Some(text.to_lowercase().into());
        }
        // The unit may be one phrase, which ends in the good: `barrels of crude oil`.
        let mut ends = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
        ends.find(|good| items.lexicon.commodity(good).is_some()).map(|good| good.to_lowercase().into())
    };
    words.rev().find_map(named)
}

/// `Steel exports rose to 9.2 million tons, while imports fell to 0.6 million tons`: the good of the quantity before, as
/// there are no tons of all goods.
fn of_quantity(sentence: &Sentence, rows: &[Row], index: usize) -> Option<Name> {
    let items = sentence.items;
    let unit = |row: &Row| role::amount(items, row.level?.item)?.unit.quantity();
    let row = &rows[index];
    let own = unit(row).filter(|_| !row.keys.overall)?;
    let mut goods = rows[..index].iter().filter(|row| unit(row) == Some(own)).map(|row| &row.keys.commodity);
    // `Iraq was the second supplier with 0.9 million bpd`: of the good of the sentence before.
    let Some(good @ Some(_)) = goods.next() else { return sentence.context.good.clone() };
    goods.all(|other| other == good).then(|| good.clone())?
}

/// The good: stated, else that of the quantity before, else the document's, else all.
pub(super) fn commodity(
    sentence: &Sentence,
    (rows, index): (&[Row], usize),
    (reporter, partner): (Option<&Name>, &Name),
    notes: &mut Vec<Name>,
) -> (Name, Option<Name>) {
    let row = &rows[index];
    let overall = rows[..index].iter().any(|row| row.keys.overall);
    let stated = row.keys.commodity.clone().or_else(|| part_of(rows, index));
    let stated = stated.or_else(|| of_unit(sentence.items, row));
    let carried = if stated.is_none() { of_quantity(sentence, rows, index) } else { None };
    if carried.is_some() {
        notes.push(Name::new_static("commodity inherited"));
    }
    let name = match (stated.or(carried), &sentence.context.commodity) {
        (Some(name), _) => name,
        (None, Some(topic))
            if !overall
                && !row.keys.overall
                && matches!(row.keys.flow, Flow::X | Flow::M | Flow::DX)
                // `Australia's exports of coal to China fell. China's exports to Australia rose`.
                && !sentence.context.is_way_back(row.keys.flow, reporter, partner) =>
        {
            notes.push(Name::new_static("commodity inherited"));
            // `Coffee exports hit a record. In the first four months, exports came to …` in a text on soybeans.
            sentence.context.good.as_ref().unwrap_or(topic).clone()
        }
        _ => return (Name::new_static("TOTAL"), None),
    };
    let code = sentence.items.lexicon.commodity(&name).and_then(|good| good.hs.as_deref().map(Name::new));
    (name, code)
}

/// What the change is measured from: stated, else by the document's usage, else by the period.
pub(super) fn basis(
    sentence: &Sentence,
    (row, when): (&Row, &When),
    ref_area: Option<&str>,
    notes: &mut Vec<Name>,
) -> Option<Basis> {
    let context = sentence.context;
    if when.basis.is_some() {
        // `a 4.9 percent annual rate` of a month is one from a year before, but in an office that compares months.
        let annual = |item: usize| {
            sentence.items.what(item) == Some(What::Basis(Basis::Saar)) && sentence.items.is(item, Cue::Pace)
        };
        let month = when.period.is_some_and(|period| period.kind == PeriodKind::Month);
        let yearly = month
            && when.basis == Some(Basis::Saar)
            && context.agency_basis != Some(Basis::Mom)
            && sentence.items.all_of(Sorts::BASIS).any(annual);
        return if yearly { Some(Basis::Yoy) } else { when.basis };
    }
    let period = when.period.or(when.beside);
    // Four weeks, up or down: from the weeks before or those of a year ago, the text must say.
    if period.is_some_and(is_weeks) {
        return None;
    }
    // `at a 28.7 percent pace in the quarter`: perhaps of a whole year.
    let pace = |item: usize| (item + 1..item + 3).any(|i| sentence.items.is(i, Cue::Pace));
    if period.is_some_and(|period| period.kind == PeriodKind::Quarter)
        && row.change.is_some_and(|change| pace(change.item))
    {
        return None;
    }
    let assumed = if period.is_some_and(|period| period.kind == PeriodKind::Month) {
        context.usual_basis(ref_area.and_then(|code| sentence.items.lexicon.area(code)))
    } else if period.is_some_and(|period| period.kind == PeriodKind::Quarter)
        && context.annual
        && ref_area
            .and_then(|code| sentence.items.lexicon.area(code))
            .is_some_and(|area| area.monthly_basis == Some(Basis::Mom))
    {
        // `tumbled 29.9 percent in the first quarter` in a text that tells of annual rates.
        Basis::Saar
    } else if context.agency_basis == Some(Basis::Mom)
        && context.compiler() == context.reporter()
        && period.is_some_and(|period| period.kind == PeriodKind::Quarter)
    {
        Basis::Qoq
    } else if period.is_some_and(|period| period.kind == PeriodKind::Week) {
        Basis::Wow
    } else if period.is_some_and(is_over_years)
        || context.agency_basis == Some(Basis::Mom) && period.is_some_and(is_rolling)
    {
        Basis::Other
    } else {
        Basis::Yoy
    };
    notes.push(Name::from_iter([BASIS_ASSUMED, ": ", assumed.as_str()]));
    Some(assumed)
}

/// Some weeks; months in days, as of another calendar, are longer.
fn is_weeks(period: Period) -> bool {
    let days = (period.end - period.start).num_days();
    period.kind == PeriodKind::Rolling && period.whole_months().is_none() && days < WEEKS
}

/// `Between 2014 and 2024, imports doubled`: from the first year to the last.
fn is_over_years(period: Period) -> bool {
    period.whole_months().is_some_and(|months| months >= 24)
}

/// Three months that are no calendar quarter: an office that compares months compares them with the three before.
fn is_rolling(period: Period) -> bool {
    period.whole_months() == Some(3) && period.kind != PeriodKind::Quarter
}
