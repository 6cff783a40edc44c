//! Every currency of `data/currencies.csv` is read by its code and its forms; every one in use by its English name too,
//! in the singular and the plural.

use crate::tidy::column;
use std::fmt::Write as _;
use tradefacts::mention::{MentionKind, Reading, UnitOf};
use tradefacts::{Document, Extractor};

/// Codes whose name in the table is no name that a text would print for an amount of it, and why.
const NAMELESS: &[(&str, &str)] = &[
    ("USN", "the name is that of USD"),
    ("VED", "the name is that of VES"),
    ("MXV", "a unit of account, named in Spanish"),
    ("UYI", "a unit of account, named in Spanish"),
];

/// Codes whose plural is not made with an s.
const NO_PLURAL: &[&str] = &["BOV", "CLF", "COU", "CUC", "UYW", "XAF", "XSU", "ZWG"];

/// The currencies that an amount in the text may be in, where it is one amount of five billion.
fn candidates(extractor: &mut Extractor, text: &str) -> Vec<String> {
    let mentions = extractor.extract(&Document::new("case", text)).mentions;
    let money: Vec<_> = mentions.iter().filter(|mention| mention.kind == MentionKind::Money).collect();
    let [mention] = money[..] else { return Vec::new() };
    match mention.reading {
        Reading::Amount(amount) if amount.value.value.to_string() == "5000000000" => match amount.unit {
            UnitOf::Known(code) => vec![code.to_string()],
            UnitOf::Ambiguous(index) => {
                extractor.lexicon().currency_candidates(index).iter().map(ToString::to_string).collect()
            }
            UnitOf::Missing => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn plural(name: &str) -> String {
    name.strip_suffix('y').map_or_else(|| format!("{name}s"), |stem| format!("{stem}ies"))
}

#[test]
fn every_currency_is_read() {
    let mut extractor = Extractor::english().expect("the embedded lexicon loads");
    let of = |name| column("data/currencies.csv", name);
    let (mut problems, mut read) = (String::new(), 0);
    for (((code, name), areas), forms) in of("code").iter().zip(of("name")).zip(of("areas")).zip(of("forms"))
    {
        let mut texts = vec![
            format!("It came to 5 billion {code} in all."),
            format!("It came to {code} 5 billion in all."),
            format!("It came to {code}5bn in all."),
        ];
        texts
            .extend(forms.split('|').filter(|f| !f.is_empty()).map(|f| format!("It came to {f} 5 billion.")));
        if !areas.is_empty() && !NAMELESS.iter().any(|(nameless, _)| nameless == code) {
            let name = name.split(" (").next().unwrap_or_default().to_owned();
            texts.extend([&name, &name.to_lowercase()].map(|name| format!("It came to 5 billion {name}.")));
            if !NO_PLURAL.contains(&code.as_str()) {
                texts.push(format!("It came to 5 billion {}.", plural(&name)));
            }
        }
        for text in texts {
            read += 1;
            // The first rouble of Russia is written as the present one is.
            if !candidates(&mut extractor, &text)
                .iter()
                .any(|found| found == code || code == "RUR" && found == "RUB")
            {
                writeln!(problems, "{code}: {text}").unwrap();
            }
        }
    }
    assert!(
        problems.is_empty(),
        "of {read} texts, these are read in another currency or not at all:\n{problems}"
    );
}
