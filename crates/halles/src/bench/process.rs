//! What a process used, as the kernel counts it: processor time and memory. Absent figures are 0 where the system keeps
//! no `/proc`.

use std::fs;

/// The kernel tells processor time in hundredths of a second on every Linux.
const MICROS_A_TICK: u64 = 10_000;
/// Fields of `/proc/PID/stat` behind the name in brackets: user time, then system time.
const USER_TIME: usize = 11;

/// A running process.
#[derive(Debug, Clone, Copy)]
pub struct Process {
    id: u32,
}

impl Process {
    pub fn of(id: u32) -> Self {
        Self { id }
    }

    /// This one.
    pub fn own() -> Self {
        Self::of(std::process::id())
    }

    /// Processor time used so far by all its threads, in microseconds.
    pub fn cpu_micros(self) -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.id)).unwrap_or_default();
        let Some((_, behind)) = text.rsplit_once(')') else { return 0 };
        let ticks = behind.split_whitespace().skip(USER_TIME).take(2);
        ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * MICROS_A_TICK
    }

    /// Memory now, in MiB.
    pub fn memory_mb(self) -> u64 {
        self.status("VmRSS:")
    }

    /// The most memory that it ever had, in MiB.
    pub fn memory_most_mb(self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(self, name: &str) -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/status", self.id)).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kib.unwrap_or(0) / 1_024
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_knows_what_it_uses() {
        let own = Process::own();
        assert!(own.memory_mb() > 0 && own.memory_most_mb() >= own.memory_mb());
        assert_eq!(Process::of(u32::MAX).memory_mb(), 0, "nobody uses nothing");
    }
}
