//! For people: the sentence with its amounts and periods in brackets, then facts and refusals.
//!
//! ```text
//! Exports rose [5 percent] in [May].
//!   fact  X  CN > W0  TOTAL  2023-05  change 5 PC yoy  status A
//!         trade_flow                "Exports"  flow.word
//!         change                    "5 percent"  change.direction
//!         period_start              "May"  period.sentence
//!         assumed or noted          reporter inherited
//!   none  "3 percent"  refused.of-measure: belongs to a measure that is no trade flow
//! ```

use super::sentence::{Explained, Sentence, Totals};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use tradefacts::mention::MentionKind;
use tradefacts::{Fact, Mention, Span};

/// How the parts look; all plain where no colour is wanted.
pub(super) struct Looks {
    number: Style,
    percent: Style,
    period: Style,
    fact: Style,
    refused: Style,
    faint: Style,
    colored: bool,
}

impl Looks {
    pub(super) fn new(colored: bool) -> Looks {
        let color = |color: AnsiColor| if colored { color.on_default() } else { Style::new() };
        let bold = |style: Style| if colored { style.bold() } else { style };
        Looks {
            number: bold(color(AnsiColor::Green)),
            percent: bold(color(AnsiColor::Yellow)),
            period: bold(color(AnsiColor::Cyan)),
            fact: bold(color(AnsiColor::Blue)),
            refused: color(AnsiColor::Red),
            faint: if colored { Style::new().dimmed() } else { Style::new() },
            colored,
        }
    }

    fn of(&self, kind: MentionKind) -> Style {
        match kind {
            MentionKind::Period => self.period,
            MentionKind::Percent | MentionKind::Points => self.percent,
            MentionKind::Money | MentionKind::Quantity | MentionKind::Number => self.number,
        }
    }
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// White space folded to single spaces: a sentence stands on one line.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        let space = index > 0 || text.starts_with(char::is_whitespace);
        out.push_str(if space { " " } else { "" });
        out.push_str(word);
    }
    if text.ends_with(char::is_whitespace) && !text.trim().is_empty() {
        out.push(' ');
    }
    out
}

pub(super) fn document(explained: &Explained, looks: &Looks) -> String {
    let document = explained.document;
    let published = document.published.map_or("not known".to_owned(), |date| date.to_string());
    let mut out = format!(
        "{}{}\n",
        styled(looks.fact, &document.id),
        styled(looks.faint, &format!("  published {published}"))
    );
    if looks.colored {
        let legend = [
            styled(looks.number, "amount"),
            styled(looks.percent, "percent, points"),
            styled(looks.period, "period"),
        ];
        let _ = writeln!(out, "{}", legend.join("  "));
    }
    for sentence in explained.sentences() {
        let _ = writeln!(out, "\n{}", marked(&document.text, &sentence, looks));
        for fact in &sentence.facts {
            block(&mut out, explained, fact, looks);
        }
        for (mention, reason) in &sentence.refused {
            let _ = writeln!(
                out,
                "  {}  {:?}  {}: {}",
                styled(looks.refused, "none"),
                folded(mention.span.of(&document.text)),
                reason.as_str(),
                reason.about()
            );
        }
    }
    out.push('\n');
    out
}

/// The sentence with its mentions in brackets.
fn marked(text: &str, sentence: &Sentence, looks: &Looks) -> String {
    let mut out = String::new();
    let mut at = sentence.span.start;
    for Mention { span, kind, .. } in sentence.mentions.iter().copied() {
        out.push_str(&folded(Span::new(at, span.start).of(text)));
        out.push_str(&styled(looks.of(*kind), &format!("[{}]", folded(span.of(text)))));
        at = span.end;
    }
    out + &folded(Span::new(at, sentence.span.end).of(text))
}

/// The row in one line, then the words and rules that its columns were read from, then what was assumed.
fn block(out: &mut String, explained: &Explained, fact: &Fact, looks: &Looks) {
    let text = &explained.document.text;
    let cells = explained.fact_cells(fact);
    let _ = writeln!(out, "  {}  {}", styled(looks.fact, "fact"), head(&cells));
    for (columns, span, rule) in read_from(fact) {
        let words = format!("{:?}", folded(span.of(text)));
        let _ = writeln!(out, "        {columns:24}  {words}  {}", styled(looks.faint, rule));
    }
    for note in &fact.notes {
        let _ = writeln!(out, "        {:24}  {note}", "assumed or noted");
    }
}

/// The row in one line: who, what, when, how much. Empty columns are `-` where all rows have them, else left out.
fn head(cells: &[(&str, String)]) -> String {
    let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map(|(_, text)| text.as_str());
    let all = |name: &str| cell(name).unwrap_or("-");
    let mut parts = vec![
        all("trade_flow").to_owned(),
        format!("{} > {}", all("ref_area"), all("counterpart_area")),
        all("commodity").to_owned(),
        all("time_period").to_owned(),
    ];
    let groups: [(&str, &[&str]); 5] = [
        ("value", &["value", "value_max", "unit"]),
        ("converted_value", &["converted_value", "converted_unit"]),
        ("change", &["change", "change_max", "change_unit", "basis"]),
        ("base_value", &["base_value"]),
        ("share", &["share"]),
    ];
    for (first, columns) in groups {
        if cell(first).is_some() {
            let words: Vec<&str> = columns.iter().filter_map(|column| cell(column)).collect();
            parts.push(format!("{first} {}", words.join(" ")));
        }
    }
    parts.extend(cell("bound").filter(|bound| *bound != "=").map(|bound| format!("bound {bound}")));
    parts.push(format!("status {}", all("obs_status")));
    parts.join("  ")
}

/// The evidence in order; columns that the same words gave by the same rule together.
fn read_from(fact: &Fact) -> Vec<(String, Span, &'static str)> {
    let mut found: Vec<(String, Span, &'static str)> = Vec::new();
    for evidence in &fact.evidence {
        match found.iter_mut().find(|(_, span, rule)| (*span, *rule) == (evidence.span, evidence.rule)) {
            Some((columns, ..)) => {
                let _ = write!(columns, ", {}", evidence.column);
            }
            None => found.push((evidence.column.to_owned(), evidence.span, evidence.rule)),
        }
    }
    found
}

/// What all documents gave, in words.
pub(super) fn totals(totals: &Totals) -> String {
    let stopped: usize = totals.refused.values().sum();
    let mut out = format!(
        "amounts: {}, facts: {}, amounts in sentences about trade without a fact: {stopped}\n",
        totals.amounts, totals.facts
    );
    for (rule, count) in &totals.refused {
        let _ = writeln!(out, "  {count:6}  {rule}");
    }
    out
}
