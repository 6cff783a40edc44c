//! Properties that hold for any text: printed values are read back, spans are in order and on characters, facts stand in
//! their sentences, documents give what each gives alone, nothing panics, and time grows with length.

mod documents;

use crate::golden::samples;
use documents::assert_facts_stand;
use rust_decimal::Decimal;
use std::time::{Duration, Instant};
use tradefacts::mention::{MentionKind, Reading, UnitOf};
use tradefacts::scan::{Lexer, Scan};
use tradefacts::{Document, Extractor, Mention};

/// Xorshift64*: small, and the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A number as printed, with its exact value before any scale word.
struct Printed {
    text: String,
    mantissa: i128,
    decimals: u8,
}

fn number(random: &mut Random, separators: &[&str]) -> Printed {
    let digits = 1 + random.below(7);
    let whole = (10_u64.pow(digits as u32 - 1) + random.next() % (9 * 10_u64.pow(digits as u32 - 1))) as i128;
    // Three digits after a point would read as thousands in some countries.
    let decimals = random.below(3) as u8;
    let part = i128::from(random.next() % 10_u64.pow(u32::from(decimals)));
    let mut text = grouped(whole, random.pick(separators));
    if decimals > 0 {
        text.push_str(&format!(".{part:0width$}", width = usize::from(decimals)));
    }
    Printed { text, mantissa: whole * 10_i128.pow(u32::from(decimals)) + part, decimals }
}

fn grouped(value: i128, separator: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

fn value(printed: &Printed, power: u32) -> Decimal {
    let scaled = printed.mantissa * 10_i128.pow(power);
    Decimal::from_i128_with_scale(scaled, u32::from(printed.decimals))
}

/// The one mention of a kind in the text; a panic names the text.
fn only(extractor: &mut Extractor, text: &str, kind: MentionKind) -> Mention {
    let mentions = extractor.extract(&Document::new("property", text)).mentions;
    let mut of_kind = mentions.iter().filter(|m| m.kind == kind);
    match (of_kind.next(), of_kind.next()) {
        (Some(mention), None) => mention.clone(),
        _ => panic!("not one {} in {text:?} but {mentions:#?}", kind.as_str()),
    }
}

/// Whether the wanted unit is what was read, or among what a shared sign may mean.
fn unit_fits(extractor: &Extractor, unit: UnitOf, wanted: &str) -> bool {
    match unit {
        UnitOf::Known(code) => code.as_str() == wanted,
        UnitOf::Ambiguous(index) => {
            extractor.lexicon().currency_candidates(index).iter().any(|code| code.as_str() == wanted)
        }
        UnitOf::Missing => false,
    }
}

fn assert_reads(extractor: &mut Extractor, text: &str, kind: MentionKind, wanted: (Decimal, u32, u8, &str)) {
    let (value, power, decimals, unit) = wanted;
    let mention = only(extractor, text, kind);
    let Reading::Amount(amount) = mention.reading else { panic!("no amount in {text:?}") };
    assert_eq!(amount.value.value, value, "{text:?}");
    assert_eq!(amount.value.decimals, decimals, "decimals in {text:?}");
    assert_eq!(amount.value.unit_mult as u32, power, "power of the scale word in {text:?}");
    assert!(unit_fits(extractor, amount.unit, unit), "{unit} in {text:?}: {:?}", amount.unit);
}

const SEPARATORS: &[&str] = &[",", "\u{a0}", "\u{202f}", "\u{2009}"];
const SCALES: &[(&str, u32)] =
    &[("", 0), (" million", 6), (" billion", 9), (" trillion", 12), (" bn", 9), ("bn", 9), (" crore", 7)];

#[test]
fn money_is_read_back_in_every_style() {
    const BEFORE: &[(&str, &str)] = &[
        ("$", "USD"),
        ("US$", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("EUR ", "EUR"),
        ("USD ", "USD"),
        ("₹", "INR"),
    ];
    const AFTER: &[(&str, &str)] =
        &[(" euros", "EUR"), (" yuan", "CNY"), (" U.S. dollars", "USD"), (" USD", "USD"), (" yen", "JPY")];
    let (mut random, mut extractor) = (Random(7), Extractor::english().unwrap());
    for _ in 0..3000 {
        let printed = number(&mut random, SEPARATORS);
        let (scale, power) = random.pick(SCALES);
        let (amount, unit) = if random.below(2) == 0 {
            let (sign, unit) = random.pick(BEFORE);
            (format!("{sign}{}{scale}", printed.text), unit)
        } else {
            let (word, unit) = random.pick(AFTER);
            (format!("{}{scale}{word}", printed.text), unit)
        };
        let text = format!("Exports came to {amount} in the period.");
        let wanted = (value(&printed, power), power, printed.decimals, unit);
        assert_reads(&mut extractor, &text, MentionKind::Money, wanted);
    }
}

#[test]
fn percentages_and_quantities_are_read_back_in_every_style() {
    let (mut random, mut extractor) = (Random(11), Extractor::english().unwrap());
    for _ in 0..1000 {
        let printed = number(&mut random, &[","]);
        let word = random.pick(&["%", " %", " percent", " per cent", " pct", "-percent"]);
        let text = format!("Exports were up {}{word} on the year.", printed.text);
        let wanted = (value(&printed, 0), 0, printed.decimals, "PC");
        assert_reads(&mut extractor, &text, MentionKind::Percent, wanted);

        let (scale, power) = random.pick(&[("", 0), (" million", 6), (" thousand", 3)]);
        let (word, unit) = random.pick(&[(" tonnes", "t"), (" metric tons", "t"), (" barrels", "bbl")]);
        let text = format!("The port shipped {}{scale}{word} of it.", printed.text);
        let wanted = (value(&printed, power), power, printed.decimals, unit);
        assert_reads(&mut extractor, &text, MentionKind::Quantity, wanted);
    }
}

/// Pieces that are awkward next to each other.
const PIECES: &[&str] = &[
    "$",
    "US$",
    "€",
    "1",
    "12",
    "3.5",
    "1,234",
    "1.",
    ",5",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "-",
    "–",
    "−",
    "+",
    "%",
    "(",
    ")",
    "“",
    "’s",
    "'",
    "million",
    "billion",
    "bn",
    "lakh crore",
    "percent",
    "percentage points",
    "a third",
    "half",
    "doubled",
    "twenty",
    "one",
    "first",
    "quarter",
    "May",
    "in",
    "the",
    "of",
    "to",
    "from",
    "2023",
    "2022/23",
    "FY22",
    "last",
    "year",
    "months",
    "tonnes",
    "barrels",
    "per day",
    "China",
    "exports",
    "rose",
    "é",
    "中",
    "🙂",
    "\u{200b}",
    "\u{a0}",
    "\u{202f}",
    "\u{301}",
    "\t",
    "\r\n",
    "9999999999999999999999999999999999",
    "0.0000000000000000000001",
    ".",
];

fn any_text(random: &mut Random) -> String {
    let length = random.below(40);
    (0..length).map(|_| random.pick(PIECES)).collect::<Vec<_>>().join(random.pick(&["", " "]))
}

fn any_bytes(random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..random.below(200)).map(|_| random.next() as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Mentions are in order, do not overlap and stand on characters.
fn assert_in_order(text: &str, mentions: &[Mention]) {
    let mut end = 0;
    for mention in mentions {
        let span = mention.span;
        assert!(span.start >= end && span.start < span.end, "{span:?} after {end} in {text:?}");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} cuts {text:?}");
        end = span.end;
    }
}

#[test]
fn any_text_gives_spans_in_order() {
    let (mut random, mut extractor) = (Random(3), Extractor::english().unwrap());
    for round in 0..6000 {
        let text = if round % 2 == 0 { any_text(&mut random) } else { any_bytes(&mut random) };
        let mut document = Document::new("property", text);
        document.published = chrono::NaiveDate::from_ymd_opt(2023, 5, 22).filter(|_| round % 3 == 0);
        let found = extractor.extract(&document);
        assert_in_order(&document.text, &found.mentions);
        assert_facts_stand(&document.text, &found.facts);
    }
}

/// What does not depend on where in the document it stands: kind, place, reading (of an amount) and rule.
fn essence(mention: &Mention, shift: u32) -> (MentionKind, u32, u32, Option<Reading>, &'static str) {
    let reading = Some(mention.reading).filter(|reading| matches!(reading, Reading::Amount(_)));
    (mention.kind, mention.span.start + shift, mention.span.end + shift, reading, mention.rule)
}

#[test]
fn documents_one_after_the_other_give_what_each_gives_alone() {
    let (mut random, mut extractor) = (Random(5), Extractor::english().unwrap());
    let mut texts: Vec<String> = samples().into_iter().map(|sample| sample.document.text).collect();
    texts.extend((0..100).map(|_| format!("{}.", any_text(&mut random).trim())));
    for _ in 0..300 {
        let (first, second) = (&texts[random.below(texts.len())], &texts[random.below(texts.len())]);
        let (first, second) = (first.trim_end(), second.trim_start());
        let both = format!("{first}.\n\n{second}");
        let mut alone = |text: &str, shift: u32| -> Vec<_> {
            let mentions = extractor.extract(&Document::new("property", text)).mentions;
            mentions.iter().map(|mention| essence(mention, shift)).collect()
        };
        let mut wanted = alone(&format!("{first}."), 0);
        wanted.extend(alone(second, first.len() as u32 + 3));
        assert_eq!(alone(&both, 0), wanted, "{both:?}");
    }
}

#[test]
fn an_extractor_can_be_used_again() {
    let mut used = Extractor::english().unwrap();
    for sample in samples() {
        let fresh = Extractor::english().unwrap().extract(&sample.document);
        let again = used.extract(&sample.document);
        assert_eq!(again.mentions, fresh.mentions, "{}", sample.name);
        assert_eq!(again.facts, fresh.facts, "{}", sample.name);
    }
}

/// A sentence that is cut for its length may leave one that has no word.
#[test]
fn a_sentence_may_have_no_word() {
    let mut extractor = Extractor::english().unwrap();
    for mark in ["dogs'", "dog's", "dog.", "dog\"", "dog 5"] {
        let long = format!("Exports rose.\n\n{}{mark}\n\nImports rose 5 percent.", "word ".repeat(999));
        assert!(!extractor.extract(&Document::new("property", long)).facts.is_empty(), "{mark}");
    }
}

#[test]
fn amounts_stand_in_numeric_sentences_only() {
    let (mut random, mut extractor, mut scan) = (Random(13), Extractor::english().unwrap(), Scan::default());
    let mut texts: Vec<String> = samples().into_iter().map(|sample| sample.document.text).collect();
    texts.extend((0..2000).map(|_| any_text(&mut random)));
    for text in texts {
        Lexer::new(extractor.lexicon()).scan(&text, &mut scan);
        for mention in extractor.extract(&Document::new("property", text.as_str())).mentions {
            let passed = scan.sentences[mention.sentence].numeric || mention.kind == MentionKind::Period;
            assert!(passed, "the gate would lose {:?} in {text:?}", mention.span.of(&text));
        }
    }
}

/// The shortest of three runs.
fn time(extractor: &mut Extractor, text: &str) -> Duration {
    let document = Document::new("property", text);
    let run = |extractor: &mut Extractor| {
        let start = Instant::now();
        let _ = extractor.extract(&document);
        start.elapsed()
    };
    (0..3).map(|_| run(extractor)).min().unwrap()
}

/// Eight times the text may take forty times as long, which leaves room for a busy machine; work that grows with the
/// square takes sixty-four times as long.
#[test]
fn time_grows_with_length() {
    const HOSTILE: &[&str] = &[
        "1 ",
        "1,",
        "123 ",
        "1-",
        "$",
        "$1 ",
        "(",
        "million ",
        "1 million ",
        "one ",
        "one hundred ",
        "in ",
        "the first ",
        "January ",
        "from January to ",
        "a ",
        "year ",
        "percent ",
        "about ",
        "exports ",
        "rose ",
        "China ",
        "China-",
        "and ",
        "\"",
        "'s ",
        "1 to ",
        "Exports rose 5 percent to $1 billion, ",
        "\u{a0}",
        "é",
    ];
    let mut extractor = Extractor::english().unwrap();
    for piece in HOSTILE {
        let short = time(&mut extractor, &piece.repeat(500));
        let long = time(&mut extractor, &piece.repeat(4_000));
        let floor = Duration::from_millis(1);
        assert!(long < short.max(floor) * 40, "{piece:?}: {short:?} for 500 times, {long:?} for 4,000");
    }
}
