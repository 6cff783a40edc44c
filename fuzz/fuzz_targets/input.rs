#![no_main]

use tradefacts_fuzz::input;

libfuzzer_sys::fuzz_target!(init: input::outlive_readers(), |bytes: &[u8]| input::check(bytes));
