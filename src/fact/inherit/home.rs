//! The economy that a document is about, before anything of it is read.

use super::Context;
use crate::fact::Scanned;
use crate::fact::word::{AGENCIES, NAMES};
use crate::lexicon::{AreaForm, AreaKind, Cue, Flow, FlowForm, Lexicon, Sense, Voice};
use crate::scan::{Kind, Scan, Sentence, Token};

/// How many sentences of the lead settle what a document is about.
const LEAD: usize = 4;

impl Context {
    /// What a document starts with.
    pub(in crate::fact) fn of(document: &Scanned) -> Context {
        let &Scanned { text, scan, lexicon, home, published, .. } = document;
        let area = home.map(|row| &lexicon.areas[usize::from(row)]);
        let home = area.map(|area| area.code.clone());
        Context {
            published,
            agency_basis: area.and_then(|area| area.monthly_basis),
            priced: is_headed_by_prices(scan, lexicon),
            company: is_of_company(text, scan),
            office: names_office(scan, lexicon, home.as_deref()),
            home,
            ..Context::default()
        }
    }
}

/// The row of the area that a document is about: of its agency, or named at the flow word, or named first.
pub(crate) fn home(scan: &Scan, lexicon: &Lexicon) -> Option<u16> {
    let (mut agency, mut trader, mut first) = (None, None, None);
    let mut named = Vec::new();
    let partners = partners(scan, lexicon);
    let group = |row: u16| lexicon.areas[usize::from(row)].kind == AreaKind::Bloc;
    for sentence in scan.sentences.iter().take(LEAD) {
        let names = |at: &usize| lexicon.is_any(scan.tokens[*at].lexeme, NAMES);
        for at in sentence.tokens.clone().filter(names) {
            for sense in lexicon.senses(scan.tokens[at].lexeme) {
                match sense {
                    Sense::Agency(row) if agency.is_none() => {
                        let code = lexicon.agencies[usize::from(*row)].ref_area.as_ref();
                        agency = code.and_then(|code| lexicon.area_row(code));
                    }
                    Sense::Area(row, form) => {
                        named.push(*row);
                        let aside = owns_apposition(scan, lexicon, at);
                        if aside || is_governed(scan, lexicon, at) || partners.contains(row) {
                            continue;
                        }
                        let near = || {
                            let mut behind = scan.tokens.iter().skip(at + 1).take(6);
                            behind.any(|token| is_flow(lexicon, token.lexeme))
                        };
                        if trader.is_none() && *form != AreaForm::City && near() {
                            trader = Some(*row);
                        }
                        // A group of countries is what a text is about where it names none of them.
                        let city = matches!(form, AreaForm::City | AreaForm::Capital);
                        first = first.filter(|&first| !group(first) || group(*row) || city).or(Some(*row));
                    }
                    _ => {}
                }
            }
        }
    }
    // Without a trader in the lead the office named below it is surer than a name that stands alone.
    let below = || scan.sentences.iter().skip(LEAD).find_map(|sentence| office(scan, lexicon, sentence));
    // `China's struggle with smugglers`, as told by an office of a country that the lead does not name. One of a group of
    // countries, as the Commission, tells of its members, too: it counts where the group is named first.
    let told_of = |row: &u16| {
        let among = if group(*row) { named.first() == Some(row) } else { named.contains(row) };
        among || named.iter().all(|&row| group(row))
    };
    let row = agency.filter(told_of).or(trader).or_else(|| below().filter(told_of)).or(first)?;
    country(lexicon, row)
}

/// The economy of the office that a sentence names.
fn office(scan: &Scan, lexicon: &Lexicon, sentence: &Sentence) -> Option<u16> {
    if !sentence.classes.meets(AGENCIES) {
        return None;
    }
    let mut senses = sentence.tokens.clone().flat_map(|at| lexicon.senses(scan.tokens[at].lexeme));
    senses.find_map(|sense| match sense {
        Sense::Agency(row) => {
            let agency = &lexicon.agencies[usize::from(*row)];
            let compiles = agency.voice == Voice::Compiles;
            agency.ref_area.as_ref().filter(|_| compiles).and_then(|code| lexicon.area_row(code))
        }
        _ => None,
    })
}

/// The areas that the lead imports from: `Trade gap widens on Chinese imports` is told of another economy.
fn partners(scan: &Scan, lexicon: &Lexicon) -> Vec<u16> {
    let lead = scan.sentences.iter().skip_while(|sentence| sentence.paragraph == 0).take(1);
    let imports = |at: usize| {
        lexicon.senses(scan.tokens[at].lexeme).iter().any(|sense| matches!(sense, Sense::Flow(Flow::M, _)))
    };
    let from = |at: &usize| {
        at.checked_sub(2)
            .is_some_and(|flow| lexicon.is_cue(scan.tokens[flow + 1].lexeme, Cue::From) && imports(flow))
    };
    let areas = |at: usize| {
        lexicon.senses(scan.tokens[at].lexeme).iter().filter_map(|sense| match sense {
            Sense::Area(row, _) => Some(*row),
            _ => None,
        })
    };
    lead.flat_map(|sentence| sentence.tokens.clone().filter(from)).flat_map(areas).collect()
}

/// `China, Asia's largest economy, saw exports rise`: told of China.
fn owns_apposition(scan: &Scan, lexicon: &Lexicon, at: usize) -> bool {
    let kind = |at: usize| scan.tokens.get(at).map(|token| token.kind);
    let area =
        |at: usize| lexicon.senses(scan.tokens[at].lexeme).iter().any(|s| matches!(s, Sense::Area(..)));
    at >= 2
        && kind(at - 1) == Some(Kind::Comma)
        && kind(at + 1) == Some(Kind::Possessive)
        && area(at - 2)
        && !is_governed(scan, lexicon, at - 2)
}

/// `imports from France`, `to China and Japan`, `to non-EU countries`: a partner. `Exports from India` are India's.
fn is_governed(scan: &Scan, lexicon: &Lexicon, at: usize) -> bool {
    let cue = |at: usize, cue| scan.tokens.get(at).is_some_and(|token| lexicon.is_cue(token.lexeme, cue));
    let other = at >= 3 && cue(at - 2, Cue::Excluding) && scan.tokens[at - 1].kind == Kind::Hyphen;
    let at = if other { at - 2 } else { at };
    let before = at.checked_sub(1).map(|i| if cue(i, Cue::Article) { i.saturating_sub(1) } else { i });
    let Some(i) = before else { return false };
    let is_area =
        |at: &usize| lexicon.senses(scan.tokens[*at].lexeme).iter().any(|s| matches!(s, Sense::Area(..)));
    if cue(i, Cue::And)
        && let Some(member) = i.checked_sub(1).filter(is_area)
    {
        return is_governed(scan, lexicon, member);
    }
    let sells = |at: usize| {
        lexicon
            .senses(scan.tokens[at].lexeme)
            .iter()
            .any(|s| matches!(s, Sense::Flow(Flow::X | Flow::RX | Flow::DX, _)))
    };
    let exports = (i.saturating_sub(4)..i).any(sells);
    cue(i, Cue::To) || cue(i, Cue::With) || cue(i, Cue::From) && !exports
}

fn is_flow(lexicon: &Lexicon, lexeme: crate::lexicon::LexemeId) -> bool {
    lexicon
        .senses(lexeme)
        .iter()
        .any(|sense| matches!(sense, Sense::Flow(_, form) if *form != FlowForm::WeakVerb))
}

/// The country of a subdivision; other areas as they are.
fn country(lexicon: &Lexicon, row: u16) -> Option<u16> {
    let area = &lexicon.areas[usize::from(row)];
    match (area.kind, &area.parent) {
        (AreaKind::Subdivision, Some(parent)) => lexicon.area_row(parent),
        _ => Some(row),
    }
}

/// Whether an office of the economy is named anywhere.
fn names_office(scan: &Scan, lexicon: &Lexicon, home: Option<&str>) -> bool {
    let named = |token: &Token| {
        let lexeme = token.lexeme;
        lexicon.is_any(lexeme, AGENCIES)
            && lexicon.senses(lexeme).iter().any(|sense| match sense {
                Sense::Agency(row) => lexicon.agencies[usize::from(*row)].ref_area.as_deref() == home,
                _ => false,
            })
    };
    let mut sentences = scan.sentences.iter().filter(|sentence| sentence.classes.meets(AGENCIES));
    home.is_some() && sentences.any(|sentence| scan.tokens[sentence.tokens.clone()].iter().any(named))
}

/// Whether the headline tells of prices of imports or exports, and of nothing traded: `Import prices rise 2.3 percent`.
fn is_headed_by_prices(scan: &Scan, lexicon: &Lexicon) -> bool {
    let mut head = scan.sentences.iter().take_while(|sentence| sentence.paragraph == 0).peekable();
    let body = scan.sentences.iter().any(|sentence| sentence.paragraph > 0);
    let prices = |at: usize| lexicon.is_cue(scan.tokens[at].lexeme, Cue::TradePrices);
    body && head.peek().is_some_and(|headline| {
        headline.tokens.clone().any(prices)
            && !headline.tokens.clone().any(|at| is_flow(lexicon, scan.tokens[at].lexeme))
    })
}

/// How many tokens into the lead the company that it is about is named at most.
const NAMED: usize = 16;

/// Whether the lead begins with a listed company: `Hyundai Motor Co ( 005380.KS ) said …`.
fn is_of_company(text: &str, scan: &Scan) -> bool {
    let Some(lead) = scan.sentences.iter().find(|sentence| sentence.paragraph > 0) else { return false };
    let tokens = &scan.tokens[lead.tokens.clone()];
    let begin = (1..tokens.len().min(NAMED)).filter(|&at| {
        tokens[at].kind == Kind::Open && tokens[at.saturating_sub(2)..at].iter().any(|token| token.capital())
    });
    begin.into_iter().any(|open| {
        let code = tokens[open + 1..].iter().take(5).take_while(|token| token.kind != Kind::Close);
        let end = open + 1 + code.clone().count();
        let dotted = code.clone().any(|token| token.text(text).contains('.'));
        let short = code.clone().all(|token| {
            token.text(text).bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_')
        });
        dotted && short && end > open + 1 && tokens.get(end).is_some_and(|token| token.kind == Kind::Close)
    })
}
