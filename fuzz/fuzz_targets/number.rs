#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tradefacts_fuzz::number::check(bytes));
