//! Real folders and files, with the permissions of real machines.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown, symlink};

use super::*;

/// A folder of our own below one that nobody else may write to.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/tmp-trust");
        let folder = folder.join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("a/b")).expect("folders");
        fs::write(folder.join("a/b/lib.so"), "code").expect("a file");
        let folder = fs::canonicalize(folder).expect("it is there");
        for path in ["", "a", "a/b"] {
            mode(&folder.join(path), 0o755);
        }
        mode(&folder.join("a/b/lib.so"), 0o644);
        Self(folder)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

/// True if the place where these tests are built is trusted at all.
fn usable(place: &Place) -> bool {
    let found = distrusted(&place.at("a/b/lib.so"));
    if let Some(found) = &found {
        assert!(
            std::env::var("LITERT_REQUIRE").as_deref() != Ok("1"),
            "{found}"
        );
        println!("skipped: {found}");
    }
    found.is_none()
}

#[test]
fn file_or_folder_writable_by_everybody_is_named() {
    let place = Place::new("everybody");
    if !usable(&place) {
        return;
    }
    let library = place.at("a/b/lib.so");
    for (path, usual) in [("a/b/lib.so", 0o644), ("a/b", 0o755), ("a", 0o755)] {
        let path = place.at(path);
        mode(&path, usual | 0o002);
        let found = distrusted(&library).expect("everybody may write");
        assert_eq!((&found.path, found.who), (&path, Who::Everybody));
        let text = found.to_string();
        assert!(
            text.contains(&format!("chmod o-w {}", path.display())),
            "{text}"
        );
        mode(&path, usual);
    }
    assert_eq!(distrusted(&library), None);
}

#[test]
fn sticky_folder_may_lead_to_a_library_and_not_hold_one() {
    let place = Place::new("sticky");
    if !usable(&place) {
        return;
    }
    let library = place.at("a/b/lib.so");
    mode(&place.at("a"), 0o1777);
    assert_eq!(distrusted(&library), None);
    mode(&place.at("a"), 0o755);
    mode(&place.at("a/b"), 0o1777);
    let found = distrusted(&library).expect("others may put files beside it");
    assert_eq!(found.path, place.at("a/b"));
    assert_eq!(distrusted(&place.at("a/b")), Some(found));
}

#[test]
fn links_are_followed_and_every_folder_on_the_way_counts() {
    let place = Place::new("links");
    if !usable(&place) {
        return;
    }
    fs::create_dir(place.at("open")).expect("a folder");
    fs::create_dir(place.at("mine")).expect("a folder");
    symlink("../a/b/lib.so", place.at("open/second.so")).expect("a link");
    symlink(place.at("open/second.so"), place.at("mine/first.so")).expect("a link");
    let first = place.at("mine/first.so");
    mode(&place.at("open"), 0o755);
    mode(&place.at("mine"), 0o755);
    assert_eq!(distrusted(&first), None);
    mode(&place.at("open"), 0o777);
    assert_eq!(distrusted(&first).expect("the way").path, place.at("open"));
    mode(&place.at("open"), 0o755);
    mode(&place.at("a"), 0o777);
    assert_eq!(distrusted(&first).expect("the end").path, place.at("a"));
    // A circle ends.
    symlink("round.so", place.at("mine/round.so")).expect("a link");
    let _ = distrusted(&place.at("mine/round.so"));
}

#[test]
fn another_owner_or_a_shared_group_is_named() {
    let place = Place::new("owner");
    if !usable(&place) {
        return;
    }
    let library = place.at("a/b/lib.so");
    if chown(place.at("a"), Some(54321), None).is_err() {
        println!("skipped: only root may give files away");
        return;
    }
    let accounts = accounts::Accounts {
        passwd: "ann:x:54321:54321::/:/bin/sh".to_owned(),
        ..accounts::Accounts::default()
    };
    let found = distrusted_by(&library, &accounts).expect("another owner");
    assert_eq!(found.path, place.at("a"));
    assert_eq!(
        found.who,
        Who::Owner {
            owner: 54321,
            user: 0
        }
    );
    assert!(found.to_string().contains("chown"), "{found}");

    chown(place.at("a"), Some(0), Some(54322)).expect("root may");
    assert_eq!(distrusted_by(&library, &accounts), None);
    mode(&place.at("a"), 0o775);
    let found = distrusted_by(&library, &accounts).expect("a group");
    assert_eq!(found.who, Who::Group { group: 54322 });
    assert!(found.to_string().contains("chmod g-w"), "{found}");
}

/// Whoever may write to it could replace the program, too. Where the folder is sticky they could not.
#[test]
fn folder_that_leads_to_the_program_may_be_open() {
    let place = Place::new("program");
    if !usable(&place) {
        return;
    }
    let library = place.at("a/b/lib.so");
    let below = |program: &str| accounts::Accounts {
        program_path: place.at(program),
        ..accounts::Accounts::of_this_process().clone()
    };
    mode(&place.at("a"), 0o777);
    for (program, open) in [
        ("a/program", true),
        ("a/b/program", true),
        ("a", false),
        ("c/program", false),
    ] {
        let found = distrusted_by(&library, &below(program));
        assert_eq!(found.is_none(), open, "{program}: {found:?}");
    }
    // The library itself is no folder.
    mode(&library, 0o666);
    let found = distrusted_by(&library, &below("a/program")).expect("everybody may write to it");
    assert_eq!(found.path, library);
    mode(&library, 0o644);
    mode(&place.at("a/b"), 0o1777);
    let found = distrusted_by(&library, &below("a/b/program")).expect("the folder is sticky");
    assert_eq!(found.path, place.at("a/b"));
}
