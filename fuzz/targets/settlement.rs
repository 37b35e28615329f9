//! Fuzzes `testkit::strangers::settlement_file`. Decides nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| testkit::strangers::settlement_file(bytes));
