#![no_main]

use tradefacts_fuzz::{input, pdf};

libfuzzer_sys::fuzz_target!(init: input::outlive_readers(), |bytes: &[u8]| pdf::check(bytes));
