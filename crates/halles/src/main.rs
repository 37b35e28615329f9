//! The binary, which `lib.rs` is all of.

use std::process::ExitCode;

fn main() -> ExitCode {
    halles::main()
}
