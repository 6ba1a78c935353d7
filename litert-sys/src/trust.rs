//! Whether nobody but the system and this user could have put a file where it lies.
//!
//! A library is code: whoever may write to it, or to a folder on the way to it, decides what the program
//! does. So each folder from the root on, each symbolic link and the file itself must belong to a
//! trusted account and be writable by no other:
//!
//! - Trusted are root, the user that the program runs as, and the owner of the program's own file, who
//!   could as well have changed the program. In a container also an owner that no account of the
//!   container has: the folders of the host that are mounted there.
//! - A group may write if it is root's, or if nobody but the owner is in it, as many systems set up
//!   home folders.
//! - A folder with the sticky bit, such as `/tmp`, may be on the way: there nobody removes or renames
//!   what belongs to others. It may not hold the library itself, because libraries load others from
//!   beside them.
//! - A folder that the program's own file lies in or below is as good as that file: whoever may write there
//!   could as well have replaced the program. Build servers check projects out for everybody to write.
//!
//! Other systems than Unix are not asked.

use std::fmt;
use std::path::{Path, PathBuf};

#[cfg(unix)]
mod accounts;

/// The fault of a file or of a folder on the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distrust {
    /// The file or folder.
    pub path: PathBuf,
    /// The accounts that may change it.
    pub who: Who,
}

/// Accounts that may change a file, and should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Who {
    /// Everybody.
    Everybody,
    /// The members of a group.
    Group {
        /// The group's number.
        group: u32,
    },
    /// Another user, to whom it belongs.
    Owner {
        /// The owner's number.
        owner: u32,
        /// The number of the user that this program runs as.
        user: u32,
    },
}

impl fmt::Display for Distrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.who {
            Who::Everybody => write!(
                f,
                "everybody may write to {path}, and so decide what this program runs; take that right \
                 away with `chmod o-w {path}`"
            ),
            Who::Group { group } => write!(
                f,
                "all of the group {group} may write to {path}, and so decide what this program runs; \
                 take that right away with `chmod g-w {path}`"
            ),
            Who::Owner { owner, user } => write!(
                f,
                "{path} belongs to user {owner}, who so decides what this program runs, and it runs as \
                 user {user}; give it to that user or to root with `chown`, or copy the library to a \
                 folder of your own"
            ),
        }
    }
}

/// The fault of `path`, which exists, or of a folder on the way to it; `None` if all is well.
#[cfg(not(unix))]
pub fn distrusted(_: &Path) -> Option<Distrust> {
    None
}

/// The fault of `path`, which exists, or of a folder on the way to it; `None` if all is well.
///
/// For a folder it is asked whether a library may lie in it.
#[cfg(unix)]
pub fn distrusted(path: &Path) -> Option<Distrust> {
    distrusted_by(path, accounts::Accounts::of_this_process())
}

#[cfg(unix)]
fn distrusted_by(path: &Path, accounts: &accounts::Accounts) -> Option<Distrust> {
    use std::os::unix::fs::MetadataExt;

    let path = std::path::absolute(path).ok()?;
    let steps = steps(&path);
    let file = steps.last().map(|(path, _)| path.clone());
    // The folders that hold the library: the one by whose name it is loaded, and where a link leads.
    let named = [Some(path.as_path()), file.as_deref()];
    let holds = |folder: &Path| {
        named
            .into_iter()
            .flatten()
            .any(|file| file == folder || file.parent() == Some(folder))
    };
    for (path, metadata) in &steps {
        let leads = metadata.is_dir() && accounts.trusts_folder(path);
        let who = if !leads && !accounts.trusts_owner(metadata.uid()) {
            Some(Who::Owner {
                owner: metadata.uid(),
                user: accounts.user,
            })
        } else if metadata.is_symlink() || sticky(metadata) && !holds(path) {
            None
        } else if leads && !sticky(metadata) {
            // In a sticky folder others cannot replace the program, but put a library beside it.
            None
        } else if metadata.mode() & 0o002 != 0 {
            Some(Who::Everybody)
        } else if metadata.mode() & 0o020 != 0
            && !accounts.trusts_group(metadata.gid(), metadata.uid())
        {
            Some(Who::Group {
                group: metadata.gid(),
            })
        } else {
            None
        };
        if let Some(who) = who {
            let path = path.clone();
            return Some(Distrust { path, who });
        }
    }
    None
}

#[cfg(unix)]
fn sticky(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.is_dir() && metadata.mode() & 0o1000 != 0
}

/// Every folder, symbolic link and file that the system comes by on its way to `path`, in order.
#[cfg(unix)]
fn steps(path: &Path) -> Vec<(PathBuf, std::fs::Metadata)> {
    use std::ffi::OsString;
    use std::path::Component;

    const MOST_LINKS: usize = 40;
    let words = |path: &Path| -> Vec<OsString> {
        let words = path.components().rev();
        words.map(|word| word.as_os_str().to_owned()).collect()
    };
    let mut ahead = words(path);
    let mut here = PathBuf::new();
    let mut links = 0;
    let mut steps = Vec::new();
    while let Some(word) = ahead.pop() {
        match Path::new(&word).components().next() {
            Some(Component::ParentDir) => {
                here.pop();
                continue;
            }
            Some(Component::CurDir) | None => continue,
            // The root replaces what was there.
            Some(_) => here.push(&word),
        }
        let Ok(metadata) = std::fs::symlink_metadata(&here) else {
            break;
        };
        let link = metadata.is_symlink();
        steps.push((here.clone(), metadata));
        if link {
            links += 1;
            let Ok(target) = std::fs::read_link(&here) else {
                break;
            };
            if links > MOST_LINKS {
                break;
            }
            here.pop();
            ahead.extend(words(&target));
        }
    }
    steps
}

#[cfg(all(test, unix))]
mod tests;
