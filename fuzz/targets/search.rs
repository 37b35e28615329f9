//! Fuzzes `testkit::strangers::search`. Decides nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| testkit::strangers::search(bytes));
