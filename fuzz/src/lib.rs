//! What the targets assert, one file each: `check(bytes)` panics where something does not hold. A target in `fuzz_targets/`
//! is one line; the tests of the package run the same files over bytes of their own (`tests/fuzz.rs`).

pub mod choices;
pub mod english;
pub mod html;
pub mod input;
pub mod jsonl;
pub mod known;
pub mod lexicon;
pub mod money;
pub mod number;
pub mod pdf;
pub mod pdf_file;
pub mod period;
pub mod table;
pub mod text;
