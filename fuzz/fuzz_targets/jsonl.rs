#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tradefacts_fuzz::jsonl::check(bytes));
