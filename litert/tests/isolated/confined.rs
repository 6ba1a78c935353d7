//! A worker that tries to change something beyond itself.
#![cfg(target_os = "linux")]

use super::*;

const CONFINED: &str = "LITERT_TEST_CONFINED";

/// What a hostile worker would try. It is a worker before it tries, and prints what worked.
#[test]
fn confined_worker_changes_nothing_beyond_itself() {
    if env::var_os("LITERT_TEST_RUNNER").is_some() {
        println!("skipped: an emulator passes no filters on to the kernel");
        return;
    }
    let folder = child::Scratch::new();
    for file in ["written", "mapped", "shortened", "removed", "renamed"] {
        std::fs::write(folder.path().join(file), "as it was").expect("a file");
    }
    let variables = [(CONFINED, Some(folder.path().into()))];
    let ended = child::run("confined::child_tries_everything", &variables);
    ended.assert_passed();
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["mapped", "removed", "renamed", "shortened", "written"]
    );
    for name in names {
        let text = std::fs::read_to_string(folder.path().join(&name)).expect("a file");
        assert_eq!(text, "as it was", "{name}");
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_tries_everything() {
    use std::fs;
    use std::net::{TcpStream, UdpSocket};

    if !child::is_child() {
        return;
    }
    let folder = std::path::PathBuf::from(env::var_os(CONFINED).expect("a folder"));
    let at = |name: &str| folder.join(name);
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a server");
    let address = server.local_addr().expect("an address");
    let parent = std::os::unix::process::parent_id().to_string();
    let confinement = isolated::confine();
    println!("{confinement}");
    assert!(confinement.protects_files(), "{confinement}");
    assert!(confinement.seccomp, "this kernel has seccomp");
    let mut worked = Vec::new();
    let mut tried = |what: &'static str, done: bool| {
        if done {
            worked.push(what);
        }
    };
    tried("write", fs::write(at("written"), "x").is_ok());
    tried(
        "append",
        fs::File::options().append(true).open(at("written")).is_ok(),
    );
    // A shared mapping needs a file that is open for writing.
    tried(
        "map",
        fs::File::options()
            .read(true)
            .write(true)
            .open(at("mapped"))
            .is_ok(),
    );
    let readable = fs::File::open(at("shortened")).expect("reading is allowed");
    tried("shorten", readable.set_len(0).is_ok());
    tried("remove", fs::remove_file(at("removed")).is_ok());
    tried("rename", fs::rename(at("renamed"), at("other")).is_ok());
    tried("make", fs::File::create_new(at("new")).is_ok());
    tried("folder", fs::create_dir(at("folder")).is_ok());
    tried("remove folder", fs::remove_dir(&folder).is_ok());
    tried(
        "symlink",
        std::os::unix::fs::symlink("/etc", at("link")).is_ok(),
    );
    tried("link", fs::hard_link(at("written"), at("hard")).is_ok());
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    tried("mode", fs::set_permissions(at("written"), mode).is_ok());
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    tried(
        "mode of an open file",
        readable.set_permissions(mode).is_ok(),
    );
    let now = std::time::SystemTime::now();
    tried("time", readable.set_modified(now).is_ok());
    tried("connect", TcpStream::connect(address).is_ok());
    tried("send", UdpSocket::bind("127.0.0.1:0").is_ok());
    tried(
        "listen",
        std::os::unix::net::UnixListener::bind(at("socket")).is_ok(),
    );
    tried("start", Command::new("true").status().is_ok());
    let memory = format!("/proc/{parent}/mem");
    tried(
        "parent's memory",
        fs::File::options().write(true).open(memory).is_ok(),
    );
    unsafe extern "C" {
        fn kill(process: i32, signal: i32) -> i32;
    }
    let other: i32 = parent.parse().expect("a number");
    let own = i32::try_from(std::process::id()).expect("a small number");
    // SAFETY: signal 0 asks whether a signal might be sent.
    let (other, own) = unsafe { (kill(other, 0), kill(own, 0)) };
    tried("signal", other == 0);
    assert_eq!(worked, [""; 0]);
    assert_eq!(own, 0, "a process may end itself");

    // What engines need goes on to work.
    assert_eq!(
        fs::read_to_string(at("written")).expect("reading"),
        "as it was"
    );
    assert_eq!(std::thread::spawn(|| 7).join().expect("a thread"), 7);
}
