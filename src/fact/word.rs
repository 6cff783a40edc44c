//! What each form of the lexicon is to the linker: looked up once, so that a word of a text is one look at a table.

use super::item::{Item, What};
use crate::lexicon::{Class, Classes, Cue, Cues, LexemeId, Lexicon, Part, Sense};

/// Offices, banks and polls of the table.
pub(super) const AGENCIES: Classes = Classes::of(&[Class::Agency]);

/// Words that name who says something.
pub(super) const NAMES: Classes = AGENCIES.and(Classes::of(&[Class::Area]));

/// Words that lead to who says something.
const LEADS: Cues = Cues::of(&[Cue::Affiliation, Cue::At, Cue::Title, Cue::It, Cue::Person]);

/// The words of a lexicon, each as the item that it is where no neighbour decides otherwise.
pub(crate) struct Words(Vec<Item>);

impl Words {
    /// Those of the lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Words {
        Words(lexicon.lexemes().map(|lexeme| word(lexicon, lexeme)).collect())
    }

    /// The item of a form.
    pub(super) fn get(&self, lexeme: LexemeId) -> &Item {
        &self.0[usize::from(lexeme.0)]
    }
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
