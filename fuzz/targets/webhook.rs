//! Fuzzes `testkit::strangers::webhook`. Decides nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| testkit::strangers::webhook(bytes));
