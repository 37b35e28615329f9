//! What the system knows of this process: memory, time on processors, open files. Absent where there is no `/proc`.

use std::path::Path;

use super::text::Text;

/// Ticks a second in `/proc/*/stat`: fixed for user space on Linux.
const TICKS: u64 = 100;
/// Bytes of a page where nothing else is said.
const PAGE_BYTES: u64 = 4_096;

pub fn write(text: &mut Text) {
    let Some(stat) = Stat::read(Path::new("/proc/self")) else { return };
    text.gauge("process_resident_memory_bytes", "Memory in use.", stat.resident_pages * PAGE_BYTES);
    text.gauge("process_virtual_memory_bytes", "Address space in use.", stat.virtual_bytes);
    let cpu = super::text::seconds(stat.ticks * 1_000_000 / TICKS);
    text.counter("process_cpu_seconds_total", "Time on processors, for users and in the system.", cpu);
    text.gauge("process_threads", "Threads.", stat.threads);
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        text.gauge("process_open_fds", "Open files and connections.", open.count());
    }
    if let Some(most) = files_max() {
        text.gauge("process_max_fds", "Files and connections that may be open.", most);
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Stat {
    ticks: u64,
    threads: u64,
    virtual_bytes: u64,
    resident_pages: u64,
}

impl Stat {
    fn read(folder: &Path) -> Option<Self> {
        Self::parse(&std::fs::read_to_string(folder.join("stat")).ok()?)
    }

    /// The name of the program, in brackets, may hold anything; counting begins behind it.
    fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
        Some(Self {
            ticks: field(14)? + field(15)?,
            threads: field(20)?,
            virtual_bytes: field(23)?,
            resident_pages: field(24)?,
        })
    }
}

fn files_max() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find(|line| line.starts_with("Max open files"))?;
    line.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_process_are_found_behind_its_name() {
        let text = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 12345 1048576 300 18446744073709551615";
        let expected = Stat { ticks: 300, threads: 9, virtual_bytes: 1_048_576, resident_pages: 300 };
        assert_eq!(Stat::parse(text), Some(expected));
        assert_eq!(Stat::parse("nonsense"), None);
    }
}
