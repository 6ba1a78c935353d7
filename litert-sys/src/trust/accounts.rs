//! The accounts of this machine, according to the files of the system.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The facts that decide whom to trust.
#[derive(Debug, Clone, Default)]
pub(super) struct Accounts {
    /// The user that this process runs as.
    pub(super) user: u32,
    /// The owner of the program's file.
    pub(super) program: Option<u32>,
    /// Where that lies, without symbolic links.
    pub(super) program_path: PathBuf,
    /// True if this process is root in a container, whose accounts are all in `passwd`.
    pub(super) container: bool,
    /// Users that stand for all whose number means nothing in this namespace.
    pub(super) unmapped: Option<u32>,
    /// `/etc/passwd`.
    pub(super) passwd: String,
    /// `/etc/group`.
    pub(super) group: String,
}

/// The system's own account on Android, which owns the folders of applications.
const ANDROID_SYSTEM: u32 = 1000;
/// The administrators of macOS, who may become root.
const APPLE_ADMIN: u32 = 80;

impl Accounts {
    pub(super) fn of_this_process() -> &'static Self {
        static ACCOUNTS: OnceLock<Accounts> = OnceLock::new();
        unsafe extern "C" {
            fn geteuid() -> std::ffi::c_uint;
        }
        ACCOUNTS.get_or_init(|| {
            // SAFETY: no preconditions.
            let user = unsafe { geteuid() };
            let program = std::env::current_exe().and_then(fs::canonicalize);
            let program_path = program.unwrap_or_default();
            let program = fs::metadata(&program_path);
            let marks = ["/.dockerenv", "/run/.containerenv"];
            let text = |path: &str| {
                let text = fs::read(path).unwrap_or_default();
                String::from_utf8_lossy(&text).into_owned()
            };
            Self {
                user,
                program: program.ok().map(|program| program.uid()),
                program_path,
                container: user == 0 && marks.iter().any(|mark| Path::new(mark).exists()),
                unmapped: unmapped(
                    &text("/proc/self/uid_map"),
                    &text("/proc/sys/kernel/overflowuid"),
                ),
                passwd: text("/etc/passwd"),
                group: text("/etc/group"),
            }
        })
    }

    pub(super) fn trusts_owner(&self, owner: u32) -> bool {
        owner == 0
            || owner == self.user
            || Some(owner) == self.program
            || Some(owner) == self.unmapped
            || cfg!(target_os = "android") && owner == ANDROID_SYSTEM
            || self.container && !self.users().any(|user| user.number == owner)
    }

    /// True if the program itself lies in this folder or below, so that whoever may rename what is in
    /// there could as well have changed the program.
    pub(super) fn trusts_folder(&self, folder: &Path) -> bool {
        self.program_path
            .parent()
            .is_some_and(|holds| holds.starts_with(folder))
    }

    /// True if nobody but the owner of a file is in its group, apart from root.
    pub(super) fn trusts_group(&self, group: u32, owner: u32) -> bool {
        if group == 0 || cfg!(target_vendor = "apple") && group == APPLE_ADMIN {
            return true;
        }
        let name = match self.users().find(|user| user.number == owner) {
            Some(user) => user.name,
            // Accounts that come from elsewhere: a group of one's own has the number of the user.
            None => return group == owner && !self.users().any(|user| user.group == group),
        };
        let members = self.group.lines().find_map(|line| {
            let mut fields = line.split(':').skip(2);
            (fields.next()?.parse() == Ok(group)).then(|| fields.next().unwrap_or_default())
        });
        let alone = match members {
            Some(members) => members
                .split(',')
                .map(str::trim)
                .all(|member| member.is_empty() || member == name || member == "root"),
            None => group == owner,
        };
        let mut users = self.users();
        alone && users.all(|user| user.group != group || user.number == owner || user.number == 0)
    }

    fn users(&self) -> impl Iterator<Item = User<'_>> {
        self.passwd.lines().filter_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            let mut numbers = fields.skip(1).map(str::parse);
            Some(User {
                name,
                number: numbers.next()?.ok()?,
                group: numbers.next()?.ok()?,
            })
        })
    }
}

struct User<'a> {
    name: &'a str,
    number: u32,
    group: u32,
}

/// In a user namespace, the number that stands for every user without one. Who that is cannot be
/// told; root's own files look like this there.
fn unmapped(map: &str, overflow: &str) -> Option<u32> {
    let overflow: u32 = overflow.trim().parse().ok()?;
    let mut ranges = map.lines().filter_map(|line| {
        let mut numbers = line.split_whitespace().map(str::parse::<u64>);
        let (first, _, count) = (
            numbers.next()?.ok()?,
            numbers.next()?,
            numbers.next()?.ok()?,
        );
        Some(first..first + count)
    });
    let mapped = map.trim().is_empty() || ranges.any(|range| range.contains(&overflow.into()));
    (!mapped).then_some(overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts() -> Accounts {
        Accounts {
            user: 1000,
            passwd: "root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n\
                     bob:x:1001:1001::/home/bob:/bin/sh\nexample:x:1002:100::/:/bin/sh\n\
                     eve:x:1003:1005::/:/bin/sh\n"
                .to_owned(),
            group: "root:x:0:bob\nann:x:1000:\nbob:x:1001:ann\nusers:x:100:\nmany:x:500:ann,bob\n\
                    own:x:501:ann\nshared:x:1005:\n"
                .to_owned(),
            ..Accounts::default()
        }
    }

    #[test]
    fn owners_trusted_are_root_self_and_the_owner_of_the_program() {
        let mut accounts = accounts();
        assert!(accounts.trusts_owner(0) && accounts.trusts_owner(1000));
        assert!(!accounts.trusts_owner(1001));
        accounts.program = Some(1001);
        assert!(accounts.trusts_owner(1001));
    }

    #[test]
    fn owner_without_account_is_trusted_in_a_container_only() {
        let mut accounts = accounts();
        assert!(!accounts.trusts_owner(4321));
        accounts.container = true;
        assert!(accounts.trusts_owner(4321) && !accounts.trusts_owner(1001));
    }

    #[test]
    fn groups_trusted_have_nobody_but_the_owner_in_them() {
        let accounts = accounts();
        for (group, owner, trusted) in [
            (0, 1000, true),
            (1000, 1000, true),
            (501, 1000, true),
            // Another member, another user's own group, no list but other users.
            (500, 1000, false),
            (1001, 1001, false),
            (1000, 1001, false),
            (100, 1000, false),
            (1005, 1000, false),
            // Nothing is known of the group, or of the user.
            (9999, 1000, false),
            (7777, 7777, true),
            (7777, 7778, false),
        ] {
            assert_eq!(
                accounts.trusts_group(group, owner),
                trusted,
                "group {group}, owner {owner}"
            );
        }
    }

    #[test]
    fn unmapped_number_is_known_in_a_user_namespace_only() {
        assert_eq!(
            unmapped("         0          0 4294967295\n", "65534\n"),
            None
        );
        assert_eq!(
            unmapped("         0       1000          1\n", "65534\n"),
            Some(65534)
        );
        assert_eq!(unmapped("", "65534\n"), None);
    }
}
