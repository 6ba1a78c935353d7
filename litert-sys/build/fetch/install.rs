//! Writing the cache so that no other build ever sees half of it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};
use std::{fs, io, process};

use super::super::layout::{self, Expected, State};
use super::FetchError;

/// Work in progress lies here, on the same file system as what it becomes.
const WORK: &str = ".tmp";

/// What a killed build leaves behind is removed after a day: no build takes that long.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// A directory of this build alone, removed when dropped.
#[derive(Debug)]
pub(crate) struct WorkDir {
    pub(crate) path: PathBuf,
}

impl WorkDir {
    /// Makes one, after removing those that killed builds left.
    pub(crate) fn new(cache: &Path) -> Result<Self, FetchError> {
        let parent = cache.join(WORK);
        create_dir_all(&parent).map_err(|error| FetchError::io("create", &parent, error))?;
        remove_stale(&parent);
        Self::in_folder(&parent)
    }

    /// Makes one that was not there before, so that nobody else has put anything into it.
    pub(crate) fn in_folder(parent: &Path) -> Result<Self, FetchError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            let nanos = now.unwrap_or_default().as_nanos();
            let path = parent.join(format!("{}-{nanos}-{count}", process::id()));
            match create_dir(&path) {
                Ok(()) => return Ok(Self { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(FetchError::io("create", &path, error)),
            }
        }
    }

    /// Makes an empty directory in it.
    pub(crate) fn subdir(&self, name: &str) -> Result<PathBuf, FetchError> {
        let path = self.path.join(name);
        create_dir(&path).map_err(|error| FetchError::io("create", &path, error))?;
        Ok(path)
    }
}

impl Drop for WorkDir {
    fn drop(&mut self) {
        // What cannot be removed now (a virus scanner holds it) is removed by a build in a day.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn remove_stale(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let modified = entry.metadata().and_then(|meta| meta.modified());
        let age = modified
            .ok()
            .and_then(|time| SystemTime::now().duration_since(time).ok());
        if age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Marks verified files: the stamp, the fixed modification time, nobody else may write.
pub(crate) fn seal(dir: &Path, files: &[Expected<'_>]) -> Result<(), FetchError> {
    for file in files {
        let path = dir.join(file.name);
        mark(&path).map_err(|error| FetchError::io("mark", &path, error))?;
    }
    let path = dir.join(layout::STAMP);
    fs::write(&path, layout::stamp(files))
        .map_err(|error| FetchError::io("write", &path, error))?;
    mark(&path).map_err(|error| FetchError::io("mark", &path, error))
}

/// Gives a verified file its modification time and permissions.
pub(crate) fn mark(path: &Path) -> io::Result<()> {
    let file = fs::File::options().write(true).open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.set_modified(layout::verified_mtime())
}

/// Moves `files` to `dest` in one step. If another build was faster, its copy is used.
pub(crate) fn install(
    files: &Path,
    dest: &Path,
    expected: &[Expected<'_>],
    work: &WorkDir,
) -> Result<(), FetchError> {
    let failed = |error| FetchError::io("move the verified runtime to", dest, error);
    if let Some(parent) = dest.parent() {
        create_dir_all(parent).map_err(failed)?;
    }
    let mut last = None;
    for round in 0..5 {
        if layout::check(dest, expected) == State::Ready {
            return Ok(());
        }
        if fs::symlink_metadata(dest).is_ok() {
            // Damaged. A directory cannot be replaced in one step, so it steps aside first; a
            // process that still uses its files keeps them.
            let aside = work.path.join(format!("damaged-{round}"));
            match fs::rename(dest, aside) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        match fs::rename(files, dest) {
            Ok(()) => return Ok(()),
            // Another build put its copy there in between: look again.
            Err(error) => last = Some(error),
        }
    }
    Err(failed(last.unwrap_or_else(|| io::ErrorKind::Other.into())))
}

/// Directories that others can read and nobody else can write: libraries are loaded from them.
fn create_dir_all(path: &Path) -> io::Result<()> {
    builder().recursive(true).create(path)
}

fn create_dir(path: &Path) -> io::Result<()> {
    builder().create(path)
}

fn builder() -> fs::DirBuilder {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder
}
