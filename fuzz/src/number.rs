//! Any digits and marks as an amount: the value that is read has all digits that were printed under it and no others, and
//! its point stands at the last mark or behind the last digit, moved by the scale word. The slow reading is one of whole
//! numbers of any size.

use super::choices::Choices;
use super::english;
use num_bigint::BigInt;
use tradefacts::Document;
use tradefacts::mention::Reading;

const MARKS: [&str; 6] = [",", ".", "'", " ", "\u{a0}", "\u{202f}"];
const SCALES: [(&str, u32); 6] =
    [("", 0), (" thousand", 3), (" million", 6), (" crore", 7), (" bn", 9), (" trillion", 12)];
const FRAMES: [(&str, &str); 3] = [("It came to $", ""), ("It came to ", "%"), ("It came to ", " tonnes")];

pub fn check(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let ((before, after), (scale, power)) = (choices.pick(&FRAMES), choices.pick(&SCALES));
    let power = if after == "%" { 0 } else { power };
    let mut number = String::new();
    while !choices.is_empty() && number.len() < 60 {
        // Four runs of three digits and a mark for one of any other kind: what the grammar is about.
        let run = choices.byte();
        let length = if run & 3 == 0 { usize::from(run >> 2 & 7) } else { 3 };
        (0..length).for_each(|_| number.push(char::from(b'0' + choices.byte() % 10)));
        number.push_str(choices.pick(&MARKS));
    }
    if choices.byte() & 1 == 0 {
        number.truncate(number.trim_end_matches(|c: char| !c.is_ascii_digit()).len());
    }
    let scale = if power == 0 { "" } else { scale };
    let text = format!("{before}{number}{scale}{after} in all.");
    english::with(|extractor| {
        for mention in extractor.extract(&Document::new("fuzz", text.as_str())).mentions {
            let Reading::Amount(amount) = mention.reading else { continue };
            if amount.value_max.is_some() {
                continue;
            }
            let printed = mention.span.of(&text).trim_start_matches('$');
            let is_end = |c: char| c.is_ascii_digit() || MARKS.iter().any(|mark| mark.starts_with(c));
            let end = printed.find(|c| !is_end(c)).unwrap_or(printed.len());
            let power = if printed.contains(scale.trim()) { power } else { 0 };
            assert_faithful(&text, printed[..end].trim(), power, amount.value.value);
            let before = text[..mention.span.start as usize].chars().next_back();
            assert!(before.is_none_or(|c| !c.is_ascii_digit()), "{text:?}: a part of a number");
        }
    });
}

/// The value is that of the digits, with the point at the last mark or at their end.
fn assert_faithful(text: &str, printed: &str, power: u32, value: rust_decimal::Decimal) {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let whole: BigInt = digits.parse().unwrap_or_default();
    let last = printed.chars().rev().take_while(char::is_ascii_digit).count() as u32;
    let ten = |power| BigInt::from(10).pow(power);
    let got = BigInt::from(value.mantissa());
    let fits = |decimals: u32| &got * ten(decimals) == &whole * ten(power + value.scale());
    assert!(
        fits(0) || last < digits.len() as u32 + 1 && fits(last),
        "{text:?}: {printed:?} is read as {value}"
    );
}
