//! What each form of the lexicon is to the linker: found out once, so that a word of a text is one look at a table.

use super::item::{Item, Items, What};
use crate::lexicon::{Class, Classes, Cue, Cues, LexemeId, Lexicon, Part, Sense, Voice};
use std::cell::OnceCell;

/// Offices, banks and polls of the table.
pub(super) const AGENCIES: Classes = Classes::of(&[Class::Agency]);

/// Words that name who says something.
pub(super) const NAMES: Classes = AGENCIES.and(Classes::of(&[Class::Area]));

/// Words that lead to who says something.
const LEADS: Cues = Cues::of(&[Cue::Affiliation, Cue::At, Cue::Title, Cue::It, Cue::Person]);

/// The words of a lexicon, each as the item that it is where no neighbour decides otherwise; a few together, found out when
/// a text has one of them: most texts have few of all.
pub(crate) struct Words(Vec<OnceCell<Box<[Item; FEW]>>>);

const FEW: usize = 4;

impl Words {
    /// Those of the lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Words {
        let few = lexicon.forms().div_ceil(FEW);
        Words(std::iter::repeat_with(OnceCell::new).take(few).collect())
    }

    /// The item of a form of that lexicon.
    #[inline]
    pub(super) fn get(&self, lexicon: &Lexicon, lexeme: LexemeId) -> &Item {
        let lexeme = usize::from(lexeme.0);
        let few = self.0[lexeme / FEW].get_or_init(|| few(lexicon, lexeme - lexeme % FEW));
        &few[lexeme % FEW]
    }
}

#[cold]
fn few(lexicon: &Lexicon, first: usize) -> Box<[Item; FEW]> {
    let last = lexicon.forms() - 1;
    Box::new(std::array::from_fn(|at| word(lexicon, LexemeId((first + at).min(last) as u16))))
}

fn word(lexicon: &Lexicon, lexeme: LexemeId) -> Item {
    let marks = lexicon.marks(lexeme);
    let role = match lexicon.senses(lexeme) {
        [sense] => role(sense),
        senses => senses.iter().filter_map(role).min_by_key(|(rank, _)| *rank),
    };
    let what = role.map_or(What::Word, |(_, what)| what);
    let opens = marks.classes.meets(NAMES) || marks.cues.meets(LEADS);
    Item::of_form(lexeme, what, marks.cues, opens)
}

/// The role of a sense, with its rank: the lowest rank wins.
fn role(sense: &Sense) -> Option<(u8, What)> {
    Some(match *sense {
        Sense::Area(index, form) => (0, What::Area(index, form)),
        Sense::Cue(Cue::Neutral) => (1, What::Cue(Cue::Neutral)),
        Sense::Flow(flow, form) => (2, What::Flow(flow, form)),
        Sense::Measure => (3, What::Measure),
        Sense::Bound(_) => (4, What::Bound),
        Sense::Direction(direction, part) => {
            (if part == Part::Verb { 5 } else { 6 }, What::Direction(direction, part))
        }
        Sense::Basis(basis) => (7, What::Basis(basis)),
        Sense::Cue(cue) => (8, What::Cue(cue)),
        Sense::Agency(index) => (9, What::Agency(index)),
        Sense::Commodity(index) => (10, What::Commodity(index)),
        Sense::Currency(index) => (11, What::Currency(index)),
        _ => return None,
    })
}

/// Whether the item names who expects: a poll, the market's consensus.
pub(super) fn is_poll(items: &Items, at: usize) -> bool {
    let voice = items.sense(at, |sense| match sense {
        Sense::Agency(row) => Some(items.lexicon.agencies[usize::from(*row)].voice),
        _ => None,
    });
    voice == Some(Voice::Expects)
}
