//! Where sentences end: at a blank line, a full stop, an exclamation or question mark, before a list item.
//!
//! A run of [`LONGEST`] tokens without an end is no prose and is cut there, so that work that looks around in a
//! sentence stays in proportion to the text.

use super::token::{Kind, Token};
use super::{Scan, Sentence};
use crate::lexicon::{Class, Classes, Cue, Lexicon, Sense};

/// Lines shorter than this that end without a mark are headings: hard-wrapped prose has longer ones.
const HEADING: u32 = 56;

/// Words of numbers, and those that `a` counts: a percentage point, a dollar.
const NUMBER_WORDS: Classes = Classes::of(&[
    Class::Cardinal,
    Class::Fraction,
    Class::Scale,
    Class::Multiple,
    Class::Ratio,
    Class::Points,
    Class::Currency,
]);

/// The longest heading in capitals in the line of its text, in tokens.
const CAPITALS: usize = 8;

/// The longest sentence, in tokens.
const LONGEST: usize = 1000;

pub(super) fn split(text: &str, lexicon: &Lexicon, scan: &mut Scan) {
    let Scan { tokens, sentences, .. } = scan;
    let mut push = |tokens, paragraph, numeric, classes: Classes| {
        let numeric = numeric || classes.meets(NUMBER_WORDS);
        sentences.push(Sentence { tokens, paragraph, numeric, classes });
    };
    let (mut start, mut paragraph, mut line_start) = (0, 0, 0);
    let (mut numeric, mut classes) = (false, Classes::default());
    for (at, token) in tokens.iter().enumerate() {
        numeric |= token.kind == Kind::Number;
        if token.lexeme.known() {
            classes = classes.and(lexicon.marks(token.lexeme).classes);
        }
        if token.flags & Token::LINE != 0 {
            line_start = token.start;
        }
        let full = at + 1 - start >= LONGEST;
        if !full && goes_on(token, tokens.get(at + 1), at - start) {
            continue;
        }
        let broken = token.kind == Kind::Break;
        let ends = full
            || broken
            || ends_sentence(text, lexicon, tokens, at, line_start)
            || ends_capitals(text, tokens, start, at);
        if !ends {
            continue;
        }
        let end = if broken { at } else { at + 1 };
        if end > start {
            push(start..end, paragraph, numeric, classes);
        }
        (start, numeric, classes) = (at + 1, false, Classes::default());
        if broken {
            paragraph += 1;
            line_start = token.end;
        }
    }
    if tokens.len() > start {
        push(start..tokens.len(), paragraph, numeric, classes);
    }
}

/// Whether no sentence ends with the token, `before` tokens behind its first: most are words in small letters, within a
/// line.
#[inline(always)]
fn goes_on(token: &Token, next: Option<&Token>, before: usize) -> bool {
    let small = token.kind == Kind::Word && token.flags & (Token::UPPER | Token::STOP) == 0;
    (small || is_inside(token.kind, before)) && next.is_some_and(|next| next.flags & Token::LINE == 0)
}

/// Whether no sentence ends with a number or a mark of that kind.
fn is_inside(kind: Kind, before: usize) -> bool {
    match kind {
        Kind::Number => before >= CAPITALS,
        Kind::Word | Kind::Stop | Kind::Exclamation => false,
        Kind::Dash | Kind::Quote | Kind::Close | Kind::Break => false,
        _ => true,
    }
}

/// Whether a sentence ends with the token at `at`.
fn ends_sentence(text: &str, lexicon: &Lexicon, tokens: &[Token], at: usize, line_start: u32) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    if next.kind == Kind::Break {
        return false;
    }
    let new_line = next.flags & Token::LINE != 0;
    if new_line && (next.kind == Kind::Bullet || is_heading(&tokens[at], next, line_start)) {
        return true;
    }
    let token = &tokens[at];
    match token.kind {
        Kind::Exclamation => !next.glued(),
        // ` -- Exports up 8.9 pct` starts a point of a list.
        Kind::Dash => {
            token.text(text) == "--"
                && !token.glued()
                && !next.glued()
                && next.kind == Kind::Word
                && next.capital()
        }
        Kind::Stop => !next.glued() && opens(next) && !is_initial(text, tokens, at),
        Kind::Quote | Kind::Close => {
            let closed =
                at > 0 && token.glued() && matches!(tokens[at - 1].kind, Kind::Stop | Kind::Exclamation);
            closed && !next.glued() && opens(next)
        }
        // An abbreviation that ends in a full stop (`U.S.`, `Jan.`) ends a sentence only before a usual first word.
        Kind::Word if token.flags & Token::STOP != 0 => {
            next.kind == Kind::Word && next.capital() && is_starter(lexicon, next)
        }
        _ => false,
    }
}

/// `OIL PRICE UP U.S. imports rose`, `EYES ON CHINA The deficit widened`: a heading in capitals that stands in the line of
/// its text.
fn ends_capitals(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    if !tokens[at].upper() && tokens[at].kind != Kind::Number {
        return false;
    }
    let capitals = |token: &Token| {
        let small = |byte: u8| byte == b'.' || byte.is_ascii_lowercase();
        token.kind == Kind::Word && token.upper() && !token.text(text).bytes().any(small)
    };
    let heading = |token: &Token| capitals(token) || token.kind == Kind::Number;
    let (Some(next), true) = (tokens.get(at + 1), at > start && at - start < CAPITALS) else { return false };
    let begins = next.kind == Kind::Word
        && next.capital()
        && !capitals(next)
        && next.flags & Token::LINE == 0
        && !next.glued();
    let run = &tokens[start..=at];
    begins
        && run.iter().all(heading)
        && capitals(&run[0])
        && run.iter().filter(|token| capitals(token)).count() > 1
}

fn opens(next: &Token) -> bool {
    match next.kind {
        Kind::Word => next.capital(),
        Kind::Number | Kind::Symbol | Kind::Quote | Kind::Open | Kind::Bullet | Kind::Dash => true,
        // `… 3.4 percent. - The balance came to …`: points of a list in one line.
        Kind::Hyphen => !next.glued(),
        _ => false,
    }
}

fn is_starter(lexicon: &Lexicon, token: &Token) -> bool {
    lexicon
        .senses(token.lexeme)
        .iter()
        .any(|sense| matches!(sense, Sense::Cue(Cue::Starter) | Sense::Flow(..)))
}

/// `J. Smith`: a single capital before the full stop.
fn is_initial(text: &str, tokens: &[Token], at: usize) -> bool {
    at > 0 && {
        let before = &tokens[at - 1];
        before.kind == Kind::Word && before.upper() && before.text(text).chars().count() == 1
    }
}

/// A short line without a final mark, before a capital.
fn is_heading(token: &Token, next: &Token, line_start: u32) -> bool {
    let short = token.end.saturating_sub(line_start) < HEADING;
    short
        && next.kind == Kind::Word
        && next.capital()
        && matches!(token.kind, Kind::Word | Kind::Number | Kind::Symbol)
}
