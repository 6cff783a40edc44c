//! A sentence as the linker reads it: one item per mention, name, flow word, direction, cue or mark; what is none of
//! these is a plain word. Words have one role here: where the lexicon gives several, the neighbours decide.

use super::word::Words;
use crate::document::Span;
use crate::lexicon::{
    AreaForm, Basis, Classes, Cue, Cues, Direction, Flow, FlowForm, LexemeId, Lexicon, Part, Sense,
};
use crate::mention::{CELL, Mention, MentionKind, Reading};
use crate::scan::{Kind, Scan, Sentence, Token};
use std::borrow::Cow;
use std::ops::Range;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An amount: index of the mention.
    Amount(u32),
    /// A period: index of the mention.
    Period(u32),
    /// An area: row of the table.
    Area(u16, AreaForm),
    /// A flow word.
    Flow(Flow, FlowForm),
    /// A measure that is not a trade flow.
    Measure,
    /// A direction word.
    Direction(Direction, Part),
    /// A basis phrase.
    Basis(Basis),
    /// A commodity: row of the table.
    Commodity(u16),
    /// An agency: row of the table.
    Agency(u16),
    /// Words of bound before a number.
    Bound,
    /// A currency word without a number (`in yuan terms`): index of its candidates.
    Currency(u16),
    /// A cue; the item's lexeme may carry further cues.
    Cue(Cue),
    /// A mark of punctuation.
    Mark(Kind),
    /// Any other word.
    Word,
}

/// Words that stand in a list as areas and goods do.
pub(super) const PLACED: Cues = Cues::of(&[Cue::Counterpart, Cue::Services]);

/// Kinds of item, as a set: what occurs in a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sorts(u16);

impl Sorts {
    pub(super) const AMOUNT: Sorts = Sorts(1);
    pub(super) const PERIOD: Sorts = Sorts(1 << 1);
    pub(super) const AREA: Sorts = Sorts(1 << 2);
    pub(super) const FLOW: Sorts = Sorts(1 << 3);
    pub(super) const MEASURE: Sorts = Sorts(1 << 4);
    /// `unchanged`: a change that no number prints.
    pub(super) const FLAT: Sorts = Sorts(1 << 5);
    /// A currency word without a number.
    pub(super) const CURRENCY: Sorts = Sorts(1 << 6);
    /// A balance of trade.
    pub(super) const BALANCE: Sorts = Sorts(1 << 7);
    /// `year on year`.
    pub(super) const BASIS: Sorts = Sorts(1 << 8);
    /// Words that their neighbours settle.
    pub(super) const OPEN: Sorts = Sorts(1 << 9);
    pub(super) const COMMODITY: Sorts = Sorts(1 << 10);
    pub(super) const DIRECTION: Sorts = Sorts(1 << 11);
    /// Words that stand in a list as areas and goods do.
    pub(super) const PLACED: Sorts = Sorts(1 << 12);
    /// Who trades, as a partner: `buyer`, `supplier`.
    pub(super) const PARTNER: Sorts = Sorts(1 << 13);

    pub(super) const fn of(what: What) -> Sorts {
        match what {
            What::Amount(_) => Sorts::AMOUNT,
            What::Period(_) => Sorts::PERIOD,
            What::Area(..) => Sorts::AREA,
            What::Flow(Flow::B, FlowForm::Noun | FlowForm::Surplus | FlowForm::Deficit) => {
                Sorts::FLOW.and(Sorts::BALANCE)
            }
            What::Flow(_, FlowForm::Partner) => Sorts::FLOW.and(Sorts::PARTNER),
            What::Flow(..) => Sorts::FLOW,
            What::Measure => Sorts::MEASURE,
            What::Currency(_) => Sorts::CURRENCY,
            What::Basis(_) => Sorts::BASIS,
            What::Commodity(_) => Sorts::COMMODITY,
            What::Direction(direction, part) => {
                let flat = if matches!(direction, Direction::Flat) { Sorts::FLAT } else { Sorts(0) };
                let open = if matches!(part, Part::Verb) { Sorts::OPEN } else { Sorts(0) };
                Sorts::DIRECTION.and(flat).and(open)
            }
            What::Bound => Sorts::OPEN,
            _ => Sorts(0),
        }
    }

    pub(super) const fn and(self, other: Sorts) -> Sorts {
        Sorts(self.0 | other.0)
    }

    /// Those that are in both.
    const fn only(self, other: Sorts) -> Sorts {
        Sorts(self.0 & other.0)
    }

    /// Whether they share a kind.
    pub(super) const fn meets(self, other: Sorts) -> bool {
        self.only(other).0 != 0
    }
}

/// The tokens of an item: half-open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Extent {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// An item with its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) what: What,
    /// The kinds of its word, whatever its neighbours make of it.
    sorts: Sorts,
    pub(super) tokens: Extent,
    pub(super) lexeme: LexemeId,
    /// The cues of its word; a mention has none.
    cues: Cues,
    /// The kind of an amount.
    kind: Option<MentionKind>,
    /// `'s` follows.
    pub(super) possessive: bool,
    /// The first letter is a capital.
    pub(super) capital: bool,
    /// A source may begin with its word, or with the first word of a mention.
    pub(super) opens: bool,
}

/// A sentence's items, with what is needed to read them.
pub(super) struct Items<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) tokens: &'a [Token],
    pub(super) mentions: &'a [Mention],
    pub(super) list: Vec<Item>,
    /// The items that are of some kind.
    kinds: Vec<(usize, Sorts)>,
    /// The cues of all items.
    cues: Cues,
    /// The kinds of all items.
    sorts: Sorts,
    /// The classes of all words, those inside mentions too.
    classes: Classes,
}

/// Items of an earlier sentence, for the room of them.
#[derive(Default)]
pub(super) struct Room {
    list: Vec<Item>,
    kinds: Vec<(usize, Sorts)>,
}

impl Item {
    /// An item of a form, whatever its neighbours are and wherever it stands.
    pub(super) fn of_form(lexeme: LexemeId, what: What, cues: Cues, opens: bool) -> Item {
        let sorts = Sorts::of(what).and(if cues.meets(PLACED) { Sorts::PLACED } else { Sorts(0) });
        let (tokens, kind, possessive, capital) = (Extent::default(), None, false, false);
        Item { what, sorts, tokens, lexeme, cues, kind, possessive, capital, opens }
    }
}

impl<'a> Items<'a> {
    /// No items: a sentence of which nothing is asked.
    pub(super) fn none(text: &'a str, lexicon: &'a Lexicon, scan: &'a Scan) -> Items<'a> {
        Items {
            text,
            lexicon,
            tokens: &scan.tokens,
            mentions: &[],
            list: Vec::new(),
            kinds: Vec::new(),
            cues: Cues::default(),
            sorts: Sorts::default(),
            classes: Classes::default(),
        }
    }

    /// The items of a sentence, whose mentions are those of a range of all, in the room of earlier ones.
    pub(super) fn of(
        text: &'a str,
        lexicon: &'a Lexicon,
        words: &Words,
        scan: &'a Scan,
        mentions: &'a [Mention],
        (index, own): (usize, Range<usize>),
        Room { mut list, mut kinds }: Room,
    ) -> Items<'a> {
        let Sentence { tokens: range, classes, .. } = scan.sentences[index].clone();
        list.clear();
        list.reserve(range.len());
        kinds.clear();
        let mut items = Items { mentions, list, kinds, classes, ..Items::none(text, lexicon, scan) };
        let mut at = range.start;
        for (mention, index) in mentions[own.clone()].iter().zip(own) {
            // One inside the one before is none of its own.
            if mention.tokens.start >= at {
                items.words_of(words, at..mention.tokens.start);
                items.number(words, mention, index);
                at = mention.tokens.end;
            }
        }
        items.words_of(words, at..range.end);
        items.settle();
        items
    }

    /// The items of some words without numbers: a label.
    pub(super) fn of_words(
        text: &'a str,
        lexicon: &'a Lexicon,
        words: &Words,
        scan: &'a Scan,
        label: Range<usize>,
    ) -> Items<'a> {
        let mut items = Items::none(text, lexicon, scan);
        items.classes = label.clone().fold(Classes::default(), |classes, at| {
            classes.and(lexicon.marks(scan.tokens[at].lexeme).classes)
        });
        items.words_of(words, label);
        items.settle();
        items
    }

    /// The room of the items.
    pub(super) fn into_room(self) -> Room {
        Room { list: self.list, kinds: self.kinds }
    }

    fn number(&mut self, words: &Words, mention: &Mention, index: usize) {
        // A text has less than 4 GiB, and so fewer mentions.
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let what = match mention.reading {
            // Which row and column a cell stands in, the sentence does not say.
            Reading::Amount(_) if mention.rule == CELL => What::Word,
            Reading::Amount(_) => What::Amount(index),
            Reading::Period(_) => What::Period(index),
        };
        let Range { start, end } = mention.tokens;
        let token = &self.tokens[start];
        let first = words.get(self.lexicon, token.lexeme);
        let mut item = Item { tokens: Extent { start, end }, capital: token.capital(), what, ..*first };
        let sorts = if what == What::Word {
            first.sorts.only(Sorts::PLACED)
        } else {
            item.cues = Cues::default();
            item.kind = matches!(what, What::Amount(_)).then_some(mention.kind);
            Sorts::of(what)
        };
        self.cues = self.cues.and(item.cues);
        self.sorts = self.sorts.and(sorts);
        self.kinds.push((self.list.len(), sorts));
        self.list.push(item);
    }

    /// Adds words that are in no mention. Not inlined: in a large function the loop would keep nothing in registers.
    #[inline(never)]
    fn words_of(&mut self, words: &Words, tokens: Range<usize>) {
        let (mut cues, mut sorts) = (self.cues, self.sorts);
        for (at, token) in tokens.clone().zip(&self.tokens[tokens]) {
            if token.kind == Kind::Possessive {
                if let Some(last) = self.list.last_mut() {
                    last.possessive = true;
                }
                continue;
            }
            let word = words.get(self.lexicon, token.lexeme);
            // A copy of bytes, changed in place: an item put together field by field takes twice as long.
            self.list.extend_from_slice(std::slice::from_ref(word));
            let place = self.list.len() - 1;
            let item = &mut self.list[place];
            (item.tokens, item.capital) = (Extent { start: at, end: at + 1 }, token.capital());
            let mut own = word.sorts;
            if !matches!(token.kind, Kind::Word | Kind::Symbol | Kind::Number) {
                (item.what, own) = (What::Mark(token.kind), own.only(Sorts::PLACED));
            }
            if own != Sorts::default() {
                self.kinds.push((place, own));
            }
            cues = cues.and(word.cues);
            sorts = sorts.and(own);
        }
        (self.cues, self.sorts) = (cues, sorts);
    }

    /// Decides words that the neighbours settle.
    fn settle(&mut self) {
        if !self.any_of(Sorts::OPEN) {
            return;
        }
        for kind in 0..self.kinds.len() {
            let (at, sorts) = self.kinds[kind];
            if !sorts.meets(Sorts::OPEN) {
                continue;
            }
            let what = self.list[at].what;
            let before = at.checked_sub(1).map(|i| self.list[i].what);
            let after = self.what(at + 1);
            let settled = match what {
                What::Bound => self.bound_or_direction(at, before, after),
                What::Direction(direction, Part::Verb) if self.is_noun_use(at, before, after) => {
                    What::Direction(direction, Part::Noun)
                }
                what => what,
            };
            self.list[at].what = settled;
            let sorts = sorts.and(Sorts::of(settled));
            self.kinds[kind].1 = sorts;
            self.sorts = self.sorts.and(sorts);
        }
    }

    /// `more than` bounds the number behind it, unless a number stands before it: `5 percent more than`.
    fn bound_or_direction(&self, at: usize, before: Option<What>, after: Option<What>) -> What {
        let direction = self.sense(at, |s| match s {
            Sense::Direction(d, p) => Some(What::Direction(*d, *p)),
            _ => None,
        });
        match direction {
            Some(direction)
                if matches!(before, Some(What::Amount(_)))
                    || !matches!(after, Some(What::Amount(_)))
                    // `was $18.7 billion, smaller than $19.6 billion in …`.
                    || before == Some(What::Mark(Kind::Comma)) && self.is(at, Cue::Comparative) =>
            {
                direction
            }
            _ => What::Bound,
        }
    }

    /// A form that is both verb and noun (`rise`, `fall`) is a noun after a number, an article or an adjective, and
    /// before `of` and `in`.
    fn is_noun_use(&self, at: usize, before: Option<What>, after: Option<What>) -> bool {
        let noun = self.sense(at, |s| matches!(s, Sense::Direction(_, Part::Noun)).then_some(())).is_some();
        let like_noun = match before {
            Some(
                What::Amount(_) | What::Basis(_) | What::Cue(Cue::Article | Cue::Of | Cue::By | Cue::With),
            ) => true,
            Some(What::Word) => !matches!(after, Some(What::Amount(_) | What::Cue(Cue::By))),
            _ => false,
        };
        noun && (like_noun || matches!(after, Some(What::Cue(Cue::Of))))
    }

    /// The items of one of the kinds, also those that their neighbours have settled otherwise.
    pub(super) fn all_of(&self, sorts: Sorts) -> impl Iterator<Item = usize> {
        let kinds = if self.any_of(sorts) { self.kinds.as_slice() } else { &[] };
        kinds.iter().filter(move |(_, own)| own.meets(sorts)).map(|(at, _)| *at)
    }

    /// What the item at `at` is; none outside the sentence.
    pub(super) fn what(&self, at: usize) -> Option<What> {
        self.list.get(at).map(|item| item.what)
    }

    /// The kind of the amount that the item is.
    pub(super) fn kind(&self, at: usize) -> Option<MentionKind> {
        self.list.get(at).and_then(|item| item.kind)
    }

    /// The first sense of the item's lexeme that `choose` takes.
    pub(super) fn sense<T>(&self, at: usize, choose: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.list.get(at).and_then(|item| self.lexicon.find(item.lexeme, choose))
    }

    /// Whether the item has the cue, as its role or besides it. Mentions have none.
    pub(super) fn is(&self, at: usize, cue: Cue) -> bool {
        self.list.get(at).is_some_and(|item| item.cues.has(cue))
    }

    /// Whether the item has one of the cues.
    pub(super) fn is_any(&self, at: usize, cues: Cues) -> bool {
        self.list.get(at).is_some_and(|item| item.cues.meets(cues))
    }

    /// Whether some item has one of the cues.
    pub(super) fn any_is(&self, cues: Cues) -> bool {
        self.cues.meets(cues)
    }

    /// Whether some item has the cue.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.cues.has(cue)
    }

    /// Whether some word has a sense of one of the classes.
    pub(super) fn any_word(&self, classes: Classes) -> bool {
        self.classes.meets(classes)
    }

    /// Whether some item is of one of the kinds.
    pub(super) fn any_of(&self, sorts: Sorts) -> bool {
        self.sorts.meets(sorts)
    }

    /// Whether the item is that mark.
    pub(super) fn is_mark(&self, at: usize, kind: Kind) -> bool {
        self.what(at) == Some(What::Mark(kind))
    }

    /// Where the items stand in the text.
    pub(super) fn span(&self, items: Range<usize>) -> Span {
        let first = &self.list[items.start];
        let last = &self.list[items.end - 1];
        self.tokens[first.tokens.start].span().join(self.tokens[last.tokens.end - 1].span())
    }

    /// The text of the items, with white space folded to single spaces.
    pub(super) fn folded(&self, items: Range<usize>) -> Cow<'a, str> {
        let words = self.words(items);
        // Most names are of plain letters with single spaces between them.
        let apart = |pair: (u8, u8)| pair != (b' ', b' ');
        let plain = words.bytes().all(|byte| (b' '..0x7F).contains(&byte))
            && words.bytes().zip(words.bytes().skip(1)).all(apart);
        if plain {
            return Cow::Borrowed(words);
        }
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The text of the items.
    pub(super) fn words(&self, items: Range<usize>) -> &'a str {
        self.span(items).of(self.text)
    }
}
