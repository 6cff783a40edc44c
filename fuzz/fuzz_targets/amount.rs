//! Values printed in the styles of the field and read again: equal to a slow reading with integers, or refused.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use rust_decimal::Decimal;
use std::cell::RefCell;
use tradefacts::mention::Reading;
use tradefacts::{Document, Extractor};

thread_local! {
    static EXTRACTOR: RefCell<Extractor> = RefCell::new(Extractor::english().expect("the lexicon loads"));
}

#[derive(Arbitrary, Debug)]
struct Printed {
    whole: u64,
    decimals: Vec<u8>,
    scale: u8,
    style: u8,
    grouped: bool,
}

const SCALES: [(&str, u32); 7] =
    [("", 0), (" thousand", 3), (" million", 6), (" crore", 7), (" billion", 9), (" bn", 9), (" trillion", 12)];

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fuzz_target!(|printed: Printed| {
    let whole = printed.whole.to_string();
    let decimals: String =
        printed.decimals.iter().take(12).map(|digit| char::from(b'0' + digit % 10)).collect();
    // Three decimals behind a point read as thousands in some countries, and are flagged.
    if decimals.len() == 3 {
        return;
    }
    let number = if printed.grouped { grouped(&whole) } else { whole.clone() };
    let number = if decimals.is_empty() { number } else { format!("{number}.{decimals}") };
    let (scale, power) = SCALES[usize::from(printed.scale) % SCALES.len()];
    let text = match printed.style % 4 {
        0 => format!("It came to US${number}{scale} in all."),
        1 => format!("It came to {number}{scale} euros in all."),
        2 => format!("It came to EUR {number}{scale} in all."),
        _ => format!("It came to -€{number}{scale} in all."),
    };
    // The slow reading: digits as one integer, moved by the scale.
    let digits = format!("{whole}{decimals}");
    let exponent = power as i32 - decimals.len() as i32;
    let wanted: Option<i128> = digits.parse().ok();
    EXTRACTOR.with_borrow_mut(|extractor| {
        let found = extractor.extract(&Document::new("fuzz", text.as_str()));
        for mention in &found.mentions {
            let Reading::Amount(amount) = &mention.reading else { continue };
            if mention.span.of(&text).trim_start_matches('-').len() + 2 < number.len() {
                continue;
            }
            let got: Decimal = amount.value.value.abs();
            let Some(wanted) = wanted else { panic!("{text}: read {got}, too large to be exact") };
            // got × 10^scale == wanted × 10^(scale + exponent), in integers.
            let (got, got_scale) = (got.mantissa(), got.scale() as i32);
            let shift = got_scale + exponent;
            let equal = if shift >= 0 {
                10_i128.checked_pow(shift as u32).and_then(|by| wanted.checked_mul(by)) == Some(got)
            } else {
                10_i128.checked_pow(-shift as u32).and_then(|by| got.checked_mul(by)) == Some(wanted)
            };
            assert!(equal, "{text}: read {}", amount.value.value);
        }
    });
});
