//! Values printed in every supported style are read again, equal to the digit: none is rounded, none lost. Asking each
//! matcher at each token finds no more.
//!
//! A case is a sentence with one printed amount, and what it says. `TRADEFACTS_CASES=1000000` runs as many of them.

use super::print::{self, Printed};
use super::random::{Random, cases};
use crate::golden::samples;
use rust_decimal::Decimal;
use tradefacts::lexicon::Lexicon;
use tradefacts::mention::{MentionKind, Reading, Setting, UnitOf, find_all, find_all_ungated};
use tradefacts::scan::{Lexer, Scan};
use tradefacts::value::Bound;
use tradefacts::{Document, Extractor, Mention};

/// An amount in a sentence, and how it must be read.
struct Case {
    text: String,
    kind: MentionKind,
    value: Decimal,
    max: Option<Decimal>,
    decimals: u8,
    unit: &'static str,
    bound: Bound,
}

const FRAMES: &[(&str, &str)] = &[
    ("Exports came to ", " in all."),
    ("They reached ", ", they said."),
    ("Of that (", "), little was new."),
    ("The office put it at ", "; others differ."),
    ("“It is ", "”, he said."),
    ("", " is the figure."),
    ("* Total: ", "\n\nMore follows."),
];

const BOUNDS: &[(&str, Bound)] = &[
    ("", Bound::Exact),
    ("", Bound::Exact),
    ("about ", Bound::About),
    ("nearly ", Bound::About),
    ("some ", Bound::About),
    ("more than ", Bound::More),
    ("at least ", Bound::More),
    ("just over ", Bound::More),
    ("less than ", Bound::Less),
    ("up to ", Bound::Less),
    ("just under ", Bound::Less),
];

const SIGNS_BEFORE: &[(&str, &str)] = &[
    ("$", "USD"),
    ("US$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("Rs ", "PKR"),
    ("Rs. ", "INR"),
    ("RM", "MYR"),
    ("R$", "BRL"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("HK$", "HKD"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("GH¢", "GHS"),
    ("KSh ", "KES"),
    ("Tk ", "BDT"),
    ("EUR ", "EUR"),
    ("EUR", "EUR"),
    ("USD ", "USD"),
    ("RMB ", "CNY"),
    ("CHF ", "CHF"),
    ("PLN ", "PLN"),
    ("SDR ", "XDR"),
    ("-$", "-USD"),
    ("−€", "-EUR"),
    ("–€", "-EUR"),
    ("+€", "EUR"),
    ("€-", "-EUR"),
    ("minus US$", "-USD"),
];

const WORDS_AFTER: &[(&str, &str)] = &[
    (" euros", "EUR"),
    (" euro", "EUR"),
    (" yuan", "CNY"),
    (" dollars", "USD"),
    (" U.S. dollars", "USD"),
    (" Canadian dollars", "CAD"),
    (" USD", "USD"),
    (" yen", "JPY"),
    (" rupees", "INR"),
    (" crowns", "NOK"),
    (" won", "KRW"),
    (" roubles", "RUB"),
    (" Swiss francs", "CHF"),
    (" baht", "THB"),
    (" €", "EUR"),
];

const PERCENTS: &[(&str, &str)] = &[
    ("%", "PC"),
    (" %", "PC"),
    ("％", "PC"),
    (" percent", "PC"),
    (" per cent", "PC"),
    (" pct", "PC"),
    ("pc", "PC"),
    ("-percent", "PC"),
    (" percentage points", "PP"),
    (" pp", "PP"),
    (" p.p.", "PP"),
];

/// Units with how many of the code one is, as a power of ten.
const UNITS: &[(&str, &str, u32)] = &[
    (" tonnes", "t", 0),
    (" tons", "t", 0),
    (" metric tons", "t", 0),
    (" kt", "t", 3),
    (" Mt", "t", 6),
    (" kg", "kg", 0),
    (" barrels", "bbl", 0),
    (" barrels per day", "bbl/d", 0),
    (" b/d", "bbl/d", 0),
    (" bushels", "bu", 0),
    (" bcm", "m3", 9),
    (" cubic feet", "ft3", 0),
    (" TEU", "TEU", 0),
    (" units", "units", 0),
    (" head", "head", 0),
    (" carats", "ct", 0),
    (" litres", "L", 0),
    (" MWh", "MWh", 0),
    (" bags", "bags", 0),
    (" bales", "bales", 0),
];

/// A sentence with an amount of any kind.
fn case(random: &mut Random) -> Case {
    loop {
        let case = match random.below(8) {
            0..3 => money(random),
            3 => percent(random),
            4 => quantity(random),
            5 => Some(compound(random)),
            6 => Some(worded(random)),
            _ => Some(range(random)),
        };
        if let Some(case) = case {
            return case;
        }
    }
}

fn framed(random: &mut Random, amount: &str) -> (String, Bound) {
    let (word, bound) = random.pick(BOUNDS);
    let (before, after) = random.pick(FRAMES);
    (format!("{before}{word}{amount}{after}"), bound)
}

fn money(random: &mut Random) -> Option<Case> {
    let printed = print::number(random);
    let (scale, power) = random.pick(print::SCALES);
    let (amount, unit) = if random.below(2) == 0 {
        let (sign, unit) = random.pick(SIGNS_BEFORE);
        (format!("{sign}{}{scale}", printed.text), unit)
    } else {
        let (word, unit) = random.pick(WORDS_AFTER);
        (format!("{}{scale}{word}", printed.text), unit)
    };
    let (text, bound) = framed(random, &amount);
    let value = printed.value(power)?;
    let (value, unit) = unit.strip_prefix('-').map_or((value, unit), |unit| (-value, unit));
    Some(Case { text, kind: MentionKind::Money, value, max: None, decimals: printed.decimals, unit, bound })
}

fn percent(random: &mut Random) -> Option<Case> {
    let printed = print::number(random);
    let (word, unit) = random.pick(PERCENTS);
    let (text, bound) = framed(random, &format!("{}{word}", printed.text));
    let kind = if unit == "PP" { MentionKind::Points } else { MentionKind::Percent };
    let value = printed.value(0)?;
    Some(Case { text, kind, value, max: None, decimals: printed.decimals, unit, bound })
}

fn quantity(random: &mut Random) -> Option<Case> {
    let printed = print::number(random);
    let (scale, power) = random.pick(print::SCALES);
    let (word, unit, more) = random.pick(UNITS);
    let (text, bound) = framed(random, &format!("{}{scale}{word}", printed.text));
    let value = printed.value(power + more)?;
    Some(Case {
        text,
        kind: MentionKind::Quantity,
        value,
        max: None,
        decimals: printed.decimals,
        unit,
        bound,
    })
}

/// `13 billion 422 million 73.5 thousand dollars`.
fn compound(random: &mut Random) -> Case {
    let (billions, millions, thousands) =
        (1 + random.below(999), random.below(999) + 1, random.below(999) + 1);
    let tenth = random.below(10);
    let (word, unit) = random.pick(WORDS_AFTER);
    let (last, value, decimals) = match random.below(3) {
        0 => (String::new(), print::scaled((billions * 1000 + millions) as i128, 6), 0),
        1 => {
            let value = ((billions * 1000 + millions) * 1000 + thousands) as i128;
            (format!(" {thousands} thousand"), print::scaled(value, 3), 0)
        }
        _ => {
            let value = (((billions * 1000 + millions) * 1000 + thousands) * 10 + tenth) as i128;
            (format!(" {thousands}.{tenth} thousand"), print::scaled(value, 2), 1)
        }
    };
    let (text, bound) = framed(random, &format!("{billions} billion {millions} million{last}{word}"));
    Case { text, kind: MentionKind::Money, value, max: None, decimals, unit, bound }
}

/// `thirty-one point three billion dollars`, `31-point-three percent`.
fn worded(random: &mut Random) -> Case {
    let (whole, digits) = (random.below(998) as u32 + 2, random.below(4));
    let mut text = if random.below(2) == 0 { print::words(whole) } else { whole.to_string() };
    let mut value = i128::from(whole);
    for place in 0..digits {
        let digit = random.below(10);
        text.push_str(if place == 0 { " point " } else { " " });
        text.push_str(print::DIGITS[digit]);
        value = value * 10 + digit as i128;
    }
    let (scale, power) = random.pick(&[(" million", 6), (" billion", 9), (" trillion", 12)]);
    let value = |power: u32| Decimal::from_i128_with_scale(value * 10_i128.pow(power), digits as u32);
    let (kind, value, unit, amount) = if random.below(3) == 0 {
        (MentionKind::Percent, value(0), "PC", format!("{text} percent"))
    } else {
        let (word, unit) = random.pick(WORDS_AFTER);
        (MentionKind::Money, value(power), unit, format!("{text}{scale}{word}"))
    };
    let (text, bound) = framed(random, &amount);
    Case { text, kind, value, max: None, decimals: digits as u8, unit, bound }
}

/// `$30-34 billion`, `between 3.1 and 3.4 trillion yen`, `5% to 7%`.
fn range(random: &mut Random) -> Case {
    let decimals = random.below(3) as u32;
    let low = 1 + (random.next() % 500) as i128;
    let high = low + 1 + (random.next() % (low as u64 * 2).min(400)) as i128;
    let print = |value: i128| Decimal::from_i128_with_scale(value, decimals);
    let (a, b) = (print(low), print(high));
    let (scale, power) = random.pick(&[(" million", 6), (" billion", 9), (" trillion", 12)]);
    let money = |value: i128| Decimal::from_i128_with_scale(value * 10_i128.pow(power), decimals);
    let (before, after) = random.pick(&[("It grows by ", " in all."), ("The range is ", ", they said.")]);
    let (amount, kind, unit) = match random.below(6) {
        0 => (format!("${a}-{b}{scale}"), MentionKind::Money, "USD"),
        1 => (format!("€{a}–{b}{scale}"), MentionKind::Money, "EUR"),
        2 => (format!("between {a} and {b}{scale} yen"), MentionKind::Money, "JPY"),
        3 => (format!("{a}-{b} percent"), MentionKind::Percent, "PC"),
        4 => (format!("between {a}% and {b}%"), MentionKind::Percent, "PC"),
        _ => (format!("{a} to {b}{scale} tonnes"), MentionKind::Quantity, "t"),
    };
    let (value, max) = match kind {
        MentionKind::Percent => (a, b),
        _ => (money(low), money(high)),
    };
    let text = format!("{before}{amount}{after}");
    Case { text, kind, value, max: Some(max), decimals: decimals as u8, unit, bound: Bound::Exact }
}

fn unit_fits(lexicon: &Lexicon, unit: UnitOf, wanted: &str) -> bool {
    match unit {
        UnitOf::Known(code) => code.as_str() == wanted,
        UnitOf::Ambiguous(index) => {
            lexicon.currency_candidates(index).iter().any(|code| code.as_str() == wanted)
        }
        UnitOf::Missing => false,
    }
}

/// What is read otherwise than it was printed.
fn difference(case: &Case, mentions: &[Mention], lexicon: &Lexicon) -> Option<String> {
    let amounts: Vec<&Mention> = mentions.iter().filter(|m| m.kind != MentionKind::Period).collect();
    let [mention] = amounts[..] else { return Some(format!("{} amounts", amounts.len())) };
    let Reading::Amount(amount) = mention.reading else { return Some("no amount".to_owned()) };
    let same = mention.kind == case.kind
        && amount.value.value == case.value
        && amount.value_max.map(|max| max.value) == case.max
        && amount.value.decimals == case.decimals
        && amount.bound == case.bound
        && unit_fits(lexicon, amount.unit, case.unit);
    (!same).then(|| format!("{} {amount:?}", mention.kind.as_str()))
}

#[test]
fn printed_values_are_read_back_to_the_digit() {
    let lexicon = Lexicon::english().unwrap();
    let (lexer, mut scan, mut random) = (Lexer::new(lexicon), Scan::default(), Random(7));
    let (wanted, mut failures) = (cases(20_000), Vec::new());
    for _ in 0..wanted {
        let case = case(&mut random);
        lexer.scan(&case.text, &mut scan);
        let found = find_all(&case.text, &scan, lexicon, &Setting::default());
        if let Some(got) = difference(&case, &found, lexicon) {
            failures.push(format!("{:?}: wanted {} {}, got {got}", case.text, case.value, case.unit));
        }
    }
    let shown = failures.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} of {wanted} are read otherwise:\n{shown}", failures.len());
}

/// More digits than 96 bits hold: refused, never rounded or cut.
#[test]
fn what_does_not_fit_is_refused() {
    let lexicon = Lexicon::english().unwrap();
    let (lexer, mut scan, mut random) = (Lexer::new(lexicon), Scan::default(), Random(17));
    for _ in 0..cases(2_000).min(100_000) {
        let digits = 30 + random.below(40);
        let number: String = (0..digits).map(|_| char::from(b'1' + random.below(9) as u8)).collect();
        let grouped = print::grouped(&number, ",", print::WESTERN);
        for number in [number, grouped] {
            let text = format!("It was ${number}, or {number} percent, or {number} billion tonnes.");
            lexer.scan(&text, &mut scan);
            let found = find_all(&text, &scan, lexicon, &Setting::default());
            assert!(found.is_empty(), "{text:?}: {found:?}");
        }
    }
}

/// What is found with the gate and without it.
fn assert_gate_loses_nothing(text: &str, lexicon: &Lexicon, scan: &mut Scan, setting: &Setting) {
    Lexer::new(lexicon).scan(text, scan);
    let gated = find_all(text, scan, lexicon, setting);
    assert_eq!(gated, find_all_ungated(text, scan, lexicon, setting), "{text:?}");
    for mention in gated.iter().filter(|mention| mention.kind != MentionKind::Period) {
        assert!(scan.sentences[mention.sentence].numeric, "{:?} in {text:?}", mention.span.of(text));
    }
}

#[test]
fn the_gate_loses_nothing() {
    let (lexicon, mut scan, mut random) = (Lexicon::english().unwrap(), Scan::default(), Random(19));
    let mut extractor = Extractor::english().unwrap();
    let published = chrono::NaiveDate::from_ymd_opt(2023, 5, 22);
    let setting = Setting { published, fiscal_year: None };
    let documents = samples().into_iter().map(|sample| sample.document).chain(crate::facts::documents());
    for document in documents {
        let setting = Setting { published: document.published, fiscal_year: None };
        assert_gate_loses_nothing(&document.text, lexicon, &mut scan, &setting);
    }
    for round in 0..cases(5_000) {
        let text =
            if round % 2 == 0 { case(&mut random).text } else { super::strings::any_text(&mut random) };
        assert_gate_loses_nothing(&text, lexicon, &mut scan, &setting);
        let document = Document::new("generated", text);
        let all = extractor.extract(&document).facts;
        assert_eq!(extractor.extract_facts(&document), all, "{:?}", document.text);
    }
}

/// Every number is a `Printed` of one style.
#[test]
fn styles_print_the_value() {
    let mut random = Random(23);
    for _ in 0..1000 {
        let Printed { text, mantissa, decimals } = print::number(&mut random);
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !",.'".contains(*c)).collect();
        assert!(mantissa > 0 && decimals < 7 && !digits.is_empty(), "{text}");
    }
}
