#![no_main]

use tradefacts_fuzz::{html, input};

libfuzzer_sys::fuzz_target!(init: input::outlive_readers(), |bytes: &[u8]| html::check(bytes));
