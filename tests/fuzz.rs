//! What the fuzz targets assert (`fuzz/src/`), over bytes that are the same on every machine: any bytes, and pieces of the
//! samples, cut, joined and changed. `TRADEFACTS_CASES` runs more of them; `just fuzz` lets a fuzzer look for bytes.

#![allow(dead_code, unreachable_pub, missing_docs)]

#[path = "../fuzz/src/lib.rs"]
pub(crate) mod targets;

use crate::golden::samples;
use crate::property::random::{Random, cases};

/// Bytes of any kind.
fn bytes(random: &mut Random, texts: &[String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..=random.below(4) {
        if random.below(2) == 0 {
            bytes.extend((0..random.below(120)).map(|_| random.next() as u8));
            continue;
        }
        let text = texts[random.below(texts.len())].as_bytes();
        let start = random.below(text.len());
        bytes.extend(text[start..].iter().take(random.below(300)));
    }
    for _ in 0..random.below(3).min(bytes.len()) {
        let at = random.below(bytes.len());
        bytes[at] = random.next() as u8;
    }
    bytes
}

fn check(usual: usize, check: fn(&[u8])) {
    let texts: Vec<String> = samples().into_iter().map(|sample| sample.document.text).collect();
    let mut random = Random(29);
    for _ in 0..cases(usual) {
        let bytes = bytes(&mut random, &texts);
        if let Err(panic) = std::panic::catch_unwind(|| check(&bytes)) {
            eprintln!("the bytes: {bytes:?}");
            std::panic::resume_unwind(panic);
        }
    }
}

macro_rules! targets {
    ($($name:ident $usual:literal)*) => {
        $(#[test]
        fn $name() {
            check($usual, targets::$name::check);
        })*
    };
}

targets! {
    text 400
    number 3000
    money 3000
    period 2000
    html 200
    pdf 60
    jsonl 500
    known 400
    lexicon 12
    input 300
    table 1000
}
