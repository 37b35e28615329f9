//! A process that lives no longer than the one that started it: between them is a pipe, whose other end closes with the
//! starter however that ends.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};

/// Ends this process when the one that started it has gone.
pub fn end_with_the_starter() {
    std::thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(1);
    });
}

/// Runs a command that ends with its starter, and waits for it.
pub fn wait(command: &mut Command) -> io::Result<ExitStatus> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    // Waiting would close it.
    let _leash = child.stdin.take();
    child.wait()
}
