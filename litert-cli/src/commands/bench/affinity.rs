//! Which processor cores are used.

use anyhow::Result;

/// Keeps this thread, and those that it will start, on some cores.
#[cfg(target_os = "linux")]
pub(super) fn restrict(cores: &[usize]) -> Result<()> {
    use anyhow::{Context, ensure};
    use rustix::thread::CpuSet;

    let mut set = CpuSet::new();
    for &core in cores {
        ensure!(core < CpuSet::MAX_CPU, "there is no core {core}");
        set.set(core);
    }
    rustix::thread::sched_setaffinity(None, &set)
        .with_context(|| format!("cannot keep to the cores {cores:?}; do they exist?"))
}

/// Only Linux lets a program say so through one call.
#[cfg(not(target_os = "linux"))]
pub(super) fn restrict(_cores: &[usize]) -> Result<()> {
    anyhow::bail!("--cpu works on Linux only")
}
