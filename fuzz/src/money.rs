//! Amounts printed in the styles of the field, in any currency of the table: read with all their digits and that
//! currency where 96 bits hold them, and refused where not. The slow reading is one of whole numbers of any size.

use super::choices::Choices;
use super::english;
use num_bigint::BigInt;
use tradefacts::Document;
use tradefacts::mention::{MentionKind, Reading, UnitOf};

const SCALES: [(&str, u32); 7] = [
    ("", 0),
    (" thousand", 3),
    (" million", 6),
    (" crore", 7),
    (" billion", 9),
    (" bn", 9),
    (" trillion", 12),
];

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub fn check(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    english::with(|extractor| {
        let currencies = &extractor.lexicon().currencies;
        let code = currencies[choices.below(currencies.len())].code.as_str().to_owned();
        let (style, (scale, power)) = (choices.byte(), choices.pick(&SCALES));
        // A code that is a word too, as ALL, is one before a scale word alone.
        let bare = format!("It came to {code} 5 in all.");
        if power == 0 && extractor.extract(&Document::new("fuzz", bare)).mentions.is_empty() {
            return;
        }
        // As many bytes as make numbers of any length up to 20 digits.
        let size = choices.below(8) + 1;
        let whole = choices.number(size).to_string();
        let decimals: String =
            (0..choices.below(13)).map(|_| char::from(b'0' + choices.byte() % 10)).collect();
        // Three decimals behind a point read as thousands in some countries, and are flagged.
        if decimals.len() == 3 {
            return;
        }
        let number = if style & 8 == 0 { whole.clone() } else { grouped(&whole) };
        let number = if decimals.is_empty() { number } else { format!("{number}.{decimals}") };
        let (text, code, sign) = match style % 5 {
            0 => (format!("It came to US${number}{scale} in all."), "USD", 1),
            1 => (format!("It came to {number}{scale} euros in all."), "EUR", 1),
            2 => (format!("It came to {code} {number}{scale} in all."), &*code, 1),
            3 => (format!("It came to {number}{scale} {code} in all."), &*code, 1),
            _ => (format!("It came to -€{number}{scale} in all."), "EUR", -1),
        };
        let digits: BigInt = format!("{whole}{decimals}").parse().expect("digits");
        let (wanted, scale) = match (decimals.len() as u32).checked_sub(power) {
            Some(scale) => (digits, scale),
            None => (digits * BigInt::from(10).pow(power - decimals.len() as u32), 0),
        };
        let fits = wanted < BigInt::from(1) << 96 && whole.len() + decimals.len() <= 28;
        let mentions = extractor.extract(&Document::new("fuzz", text.as_str())).mentions;
        let amounts: Vec<_> = mentions.iter().filter(|mention| mention.kind != MentionKind::Period).collect();
        let Some(mention) = amounts.first() else { return assert!(!fits, "{text:?}: not read") };
        let Reading::Amount(amount) = mention.reading else { panic!("{text:?}: {mention:?}") };
        assert!(amounts.len() == 1 && mention.kind == MentionKind::Money, "{text:?}: {amounts:?}");
        let value = amount.value.value;
        let ten = |power| BigInt::from(10).pow(power);
        let (got, wanted) = (BigInt::from(value.mantissa()) * ten(scale), wanted * sign * ten(value.scale()));
        assert_eq!(got, wanted, "{text:?}: read as {value}");
        let unit = match amount.unit {
            // Rubles before 1998 are written as today's.
            UnitOf::Known(unit) => unit.as_str() == code || code == "RUR" && unit.as_str() == "RUB",
            UnitOf::Ambiguous(index) => extractor
                .lexicon()
                .currency_candidates(index)
                .iter()
                .any(|candidate| candidate.as_str() == code),
            UnitOf::Missing => false,
        };
        assert!(unit, "{text:?}: {:?}", amount.unit);
    });
}
