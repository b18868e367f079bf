//! Who this process is, and whether another one still lives.

use std::sync::LazyLock;

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

/// This machine's name.
pub(super) static HOST: LazyLock<String> = LazyLock::new(|| {
    let host = gethostname::gethostname().to_string_lossy().replace(['\n', '\r'], " ");
    if host.is_empty() { "localhost".to_owned() } else { host }
});

/// When this process started, in seconds since 1970; 0 when the system does not say.
pub(super) static STARTED: LazyLock<u64> =
    LazyLock::new(|| start_of(std::process::id()).unwrap_or(0));

/// Returns when a process of this machine started; `None` when there is none of this number.
fn start_of(process: u32) -> Option<u64> {
    let pid = Pid::from_u32(process);
    let mut system = System::new();
    let _ = system.refresh_processes_specifics(
        ProcessesToUpdate::Some(&[pid]),
        true,
        ProcessRefreshKind::nothing(),
    );
    let found = system.process(pid)?;
    // A zombie holds its number but will never write again.
    if matches!(found.status(), sysinfo::ProcessStatus::Zombie | sysinfo::ProcessStatus::Dead) {
        return None;
    }
    Some(found.start_time())
}

/// Returns whether a process that started then still lives; numbers are used again, so the start
/// counts too (with slack, since it is computed from the clock).
pub(super) fn lives(process: u32, started: u64) -> bool {
    match start_of(process) {
        None => false,
        Some(now) => started == 0 || now == 0 || now.abs_diff(started) <= 2,
    }
}

/// Returns a random number; the clock stands in where the system has no randomness.
pub fn random() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |d| d.subsec_nanos());
        (u64::from(std::process::id()) << 32) | u64::from(now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_lives_and_an_ended_child_does_not() {
        assert!(lives(std::process::id(), *STARTED));
        assert!(!lives(std::process::id(), 1_000));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let id = child.id();
        let _ = child.wait().unwrap();
        assert!(!lives(id, 0));
    }
}
