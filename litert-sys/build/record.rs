//! Leaves word of this build's libraries in the target folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::{BUILT, FETCHED, RECORD};
use crate::message;

/// Writes the record next to where cargo puts programs, and tells the crate which lines are for it.
///
/// Where nothing can be written, programs look in the cache as the environment names it.
pub(crate) fn write(out_dir: &Path, built: Option<&Path>, fetched: &[PathBuf]) {
    // <profile>/build/<package>-<hash>/out
    let build = out_dir.parent().and_then(Path::file_name);
    let build = build.unwrap_or_default().to_string_lossy();
    message::rustc_env("LITERT_SYS_BUILD", &message::one_line(&build));
    let profile = out_dir.ancestors().find(|path| path.ends_with("build"));
    let Some(profile) = profile.and_then(Path::parent) else {
        return;
    };
    let path = profile.join(RECORD);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let mut text = String::new();
    for line in before.lines() {
        let mut fields = line.splitn(3, '\t');
        let other = fields.next() != Some(&*build);
        // Builds that were cleaned away leave their lines behind.
        let lives = fields.nth(1).is_some_and(|path| Path::new(path).exists());
        if other && lives {
            text.push_str(line);
            text.push('\n');
        }
    }
    let built = built.map(|folder| (BUILT, folder));
    let fetched = fetched.iter().map(|folder| (FETCHED, folder.as_path()));
    for (kind, folder) in built.into_iter().chain(fetched) {
        match folder.to_str() {
            Some(folder) if !folder.contains(char::is_control) => {
                text.push_str(&format!("{build}\t{kind}\t{folder}\n"));
            }
            // A path that no line can hold.
            _ => {}
        }
    }
    if text != before {
        let fresh = profile.join(format!("{RECORD}.{}", std::process::id()));
        if fs::write(&fresh, text)
            .and_then(|()| fs::rename(&fresh, &path))
            .is_err()
        {
            let _ = fs::remove_file(&fresh);
        }
    }
}
