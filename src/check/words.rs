//! What the words of a quote say: directions, months, cues of parallel series. The words are those of the lexicon.

use crate::lexicon::{Cue, Direction, Flow, Lexicon, Part, Sense};
use crate::scan::{Kind, Lexer, Scan, Token};

/// A quote cut into tokens.
pub(super) struct Words {
    lexicon: &'static Lexicon,
    scan: Scan,
}

impl Words {
    pub(super) fn of(text: &str, lexicon: &'static Lexicon) -> Words {
        let mut scan = Scan::default();
        Lexer::new(lexicon).scan(text, &mut scan);
        Words { lexicon, scan }
    }

    fn sense<T>(&self, token: &Token, choose: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.lexicon.find(token.lexeme, choose)
    }

    /// The one direction that all its verbs and adverbs of change have; none where they differ or there are none.
    pub(super) fn direction(&self) -> Option<Direction> {
        let verbs = self.scan.tokens.iter().filter_map(|token| {
            self.sense(token, |sense| match sense {
                Sense::Direction(direction, Part::Verb | Part::Noun) => Some(*direction),
                _ => None,
            })
        });
        let mut directions: Vec<Direction> = verbs.collect();
        directions.sort_unstable();
        directions.dedup();
        match directions[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether it has a word such as "about" or "more than".
    pub(super) fn has_bound(&self) -> bool {
        let is_bound = |sense: &Sense| matches!(sense, Sense::Bound(_)).then_some(());
        self.scan.tokens.iter().any(|token| self.sense(token, is_bound).is_some())
    }

    /// Whether it has one of the cues.
    pub(super) fn has(&self, cues: &[Cue]) -> bool {
        self.scan.tokens.iter().any(|token| cues.iter().any(|cue| self.lexicon.is_cue(token.lexeme, *cue)))
    }

    /// The months, 1 to 12, of the first list of three or more.
    pub(super) fn months(&self) -> Option<Vec<u8>> {
        let mut list = Vec::new();
        for token in &self.scan.tokens {
            let month = self.sense(token, |sense| match sense {
                Sense::Month(month) => Some(*month),
                _ => None,
            });
            match month {
                Some(month) => list.push(month),
                None if token.kind == Kind::Comma || self.lexicon.is_cue(token.lexeme, Cue::And) => {}
                None if list.len() >= 3 => break,
                None => list.clear(),
            }
        }
        (list.len() >= 3).then_some(list)
    }

    /// The area that follows an import word and "to": goods are not imported to their seller.
    pub(super) fn imported_to(&self) -> Option<&str> {
        let tokens = &self.scan.tokens;
        let flow = tokens.iter().position(|token| {
            self.sense(token, |sense| matches!(sense, Sense::Flow(Flow::M, _)).then_some(())).is_some()
        })?;
        let reach = tokens.iter().enumerate().take(flow + 4).skip(flow + 1);
        let (to, _) = reach.rev().find(|(_, token)| self.lexicon.is_cue(token.lexeme, Cue::To))?;
        let area = self.sense(tokens.get(to + 1)?, |sense| match sense {
            Sense::Area(row, _) => Some(*row),
            _ => None,
        })?;
        self.lexicon.areas.get(usize::from(area)).map(|area| area.code.as_str())
    }
}
