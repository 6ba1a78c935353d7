//! Room on the disk for a file of packed weights.
//!
//! XNNPACK ends the process when the disk becomes full while it writes such a file. In other places
//! that cannot be written to it goes on without, and so do we where there is no room.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::model::Model;

/// True if there is a file of weights at `path`, or room for one of this model.
pub(crate) fn usable(path: &Path, model: &Model) -> bool {
    match lacking(path, model.as_bytes().len() as u64) {
        None => true,
        Some(why) => {
            log::warn!(
                "{model} is run without the XNNPACK weight cache {}: {why}",
                path.display()
            );
            false
        }
    }
}

/// Why the file cannot be written; `None` if it need not, or if XNNPACK should try.
fn lacking(path: &Path, model: u64) -> Option<String> {
    let found = fs::metadata(path).ok();
    if found.as_ref().is_some_and(|it| !it.is_file()) {
        return Some("that is no file".to_owned());
    }
    if is_complete(path) {
        return None;
    }
    // Packed weights are about as long as those in the model, and half-precision ones become floats.
    let there = found.map_or(0, |it| it.len());
    let needed = model.saturating_mul(2).saturating_sub(there);
    let error = reserve(path, needed).err()?;
    Some(format!("it takes up to {needed} bytes more ({error})"))
}

/// Behind its version the header says where the list of buffers lies, at the end of the file, and how
/// long it is; both are written last. Where another format says something else, we only ask for room
/// that is not needed.
fn is_complete(path: &Path) -> bool {
    const HEADER: usize = 24;

    let read = || -> io::Result<([u8; HEADER], u64)> {
        let (mut file, mut header) = (File::open(path)?, [0; HEADER]);
        file.read_exact(&mut header)?;
        Ok((header, file.metadata()?.len()))
    };
    let Ok((header, len)) = read() else {
        return false;
    };
    let number = |at: usize| {
        let bytes = header[at..at + 8].iter().rev();
        bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let (offset, size) = (number(8), number(16));
    size > 0 && offset.checked_add(size) == Some(len)
}

/// Takes `len` bytes beside the file for a moment.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn reserve(path: &Path, len: u64) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    unsafe extern "C" {
        fn fallocate(file: i32, mode: i32, offset: i64, len: i64) -> i32;
    }
    let Ok(len) = i64::try_from(len) else {
        return Err(io::ErrorKind::StorageFull.into());
    };
    let name = beside(path);
    // Where none can be made, XNNPACK cannot make its own, and goes on without.
    let Ok(file) = File::create_new(&name) else {
        return Ok(());
    };
    let _beside = Beside(name);
    // SAFETY: the descriptor is open for as long as `file` lives; nothing else is passed.
    if len == 0 || unsafe { fallocate(file.as_raw_fd(), 0, 0, len) } == 0 {
        return Ok(());
    }
    let error = io::Error::last_os_error();
    match error.kind() {
        // Other file systems cannot tell.
        io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    }
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
fn reserve(_path: &Path, _len: u64) -> io::Result<()> {
    Ok(())
}

/// A file that is removed again.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
struct Beside(std::path::PathBuf);

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A name that no other process or thread takes.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn beside(path: &Path) -> std::path::PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};

    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}-{count}.room", std::process::id()));
    name.into()
}
