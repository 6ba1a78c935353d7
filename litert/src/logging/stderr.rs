//! Keeps lines of the native libraries off the standard error output.
//!
//! TensorFlow Lite and the GPU accelerator print a few lines that no function of theirs turns off. While
//! a call runs that is known to print them, the process's standard error output leads to a thread of
//! ours, which hands on every other line as it comes and keeps those. Calls in several threads share one
//! such window, and what other threads print meanwhile gets through, line by line. A process that
//! another thread starts meanwhile inherits the window, and what it prints gets through for as long as
//! this process lives.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long the end of a window is waited for. Longer than this it takes only if nobody reads the
/// standard error output, and then nobody may wait for it who does not print.
const PATIENCE: Duration = Duration::from_secs(5);

/// A line that tells the thread to stop. No program prints it.
const END: &[u8] = b"\0litert: the end of a window\0\n";

/// The window that is open, if any.
static WINDOW: Mutex<Option<Window>> = Mutex::new(None);

struct Window {
    /// How many calls it is open for.
    calls: usize,
    /// Where the standard error output led before.
    before: OwnedFd,
    /// Where it leads now.
    inside: UnixStream,
    lines: Receiver<Vec<String>>,
}

fn lock() -> MutexGuard<'static, Option<Window>> {
    WINDOW.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a call, and returns the native libraries' lines that were printed meanwhile. Where there can
/// be no window, the lines are printed.
pub(super) fn without_native_lines<T>(call: impl FnOnce() -> T) -> (T, Vec<String>) {
    /// Closes the window, also in a panic.
    struct Guard(bool);

    impl Guard {
        fn close(&mut self) -> Vec<String> {
            if std::mem::take(&mut self.0) {
                close()
            } else {
                Vec::new()
            }
        }
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            self.close();
        }
    }

    let mut guard = Guard(open().is_some());
    let result = call();
    (result, guard.close())
}

fn open() -> Option<()> {
    let mut window = lock();
    if let Some(window) = &mut *window {
        window.calls += 1;
        return Some(());
    }
    let before = std::io::stderr().as_fd().try_clone_to_owned().ok()?;
    let (inside, outside) = UnixStream::pair().ok()?;
    let to = File::from(before.try_clone().ok()?);
    let (sender, lines) = channel();
    thread::Builder::new()
        .name("litert-stderr".to_owned())
        .spawn(move || pump(outside, to, &sender))
        .ok()?;
    redirect(&inside)?;
    *window = Some(Window {
        calls: 1,
        before,
        inside,
        lines,
    });
    Some(())
}

fn close() -> Vec<String> {
    let mut guard = lock();
    let Some(window) = &mut *guard else {
        return Vec::new();
    };
    window.calls -= 1;
    if window.calls > 0 {
        return Vec::new();
    }
    let Some(mut window) = guard.take() else {
        return Vec::new();
    };
    // Whoever redirected it meanwhile knows better.
    if leads_to(&window.inside) {
        let _ = redirect(&window.before);
    }
    drop(guard);
    // Where nobody reads, this blocks.
    let end = move || window.inside.write_all(END);
    if thread::Builder::new().spawn(end).is_err() {
        return Vec::new();
    }
    // What was printed before is handed on by then. If the thread died, there is nothing to wait for.
    window.lines.recv_timeout(PATIENCE).unwrap_or_default()
}

/// Lets the standard error output lead somewhere else.
fn redirect(to: &impl AsFd) -> Option<()> {
    unsafe extern "C" {
        fn dup2(from: std::ffi::c_int, to: std::ffi::c_int) -> std::ffi::c_int;
    }
    // SAFETY: `to` is open; number 2 is the standard error output, which Rust knows by its number only.
    (unsafe { dup2(to.as_fd().as_raw_fd(), 2) } == 2).then_some(())
}

/// True if the standard error output leads to our end of the window.
fn leads_to(inside: &UnixStream) -> bool {
    let identity = |fd: OwnedFd| {
        let metadata = File::from(fd).metadata().ok()?;
        Some((metadata.dev(), metadata.ino()))
    };
    let now = std::io::stderr().as_fd().try_clone_to_owned();
    let ours = inside.as_fd().try_clone_to_owned();
    match (now, ours) {
        (Ok(now), Ok(ours)) => identity(now) == identity(ours),
        _ => false,
    }
}

/// Hands on lines until nobody can print any more, and says at the end of the window which it kept.
fn pump(from: UnixStream, mut to: File, lines: &Sender<Vec<String>>) {
    let mut from = BufReader::new(from);
    let mut kept: Vec<String> = Vec::new();
    let mut after_native = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        match from.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        if let Some(rest) = line.strip_suffix(END) {
            // Something without a line break came before.
            let _ = to.write_all(rest);
            if let Err(late) = lines.send(std::mem::take(&mut kept)) {
                print(&mut to, late.0);
            }
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        // The accelerator ends what it prints with an empty line.
        if is_native(text) || after_native && text.is_empty() {
            after_native = true;
            if !text.is_empty() {
                kept.push(text.to_owned());
            }
            continue;
        }
        after_native = false;
        let _ = to.write_all(&line);
    }
    if let Err(late) = lines.send(kept) {
        print(&mut to, late.0);
    }
}

/// Prints lines that nobody waits for any more.
fn print(to: &mut File, lines: Vec<String>) {
    for line in lines {
        let _ = writeln!(to, "{line}");
    }
}

/// True if a native library prints this line, and nobody else.
fn is_native(line: &str) -> bool {
    const BEGINNINGS: [&str; 10] = [
        "INFO: Created TensorFlow Lite ",
        "INFO: Initialized TensorFlow Lite runtime",
        "INFO: Failed to load OpenCL library",
        "INFO: Loaded OpenCL library",
        "INFO: Initialized OpenCL-based API",
        // Dawn names the limit, for instance maxDynamicUniformBuffersPerPipelineLayout.
        "Warning: maxDynamic",
        "WARNING: Logging before InitGoogle() is written to STDERR",
        "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
        "Warning: Couldn't load Vulkan",
        "=== Source Location Trace: ===",
    ];
    BEGINNINGS
        .iter()
        .any(|beginning| line.starts_with(beginning))
        || line.contains("third_party/dawn/")
        || line.starts_with("third_party/") && line.contains(".cc:")
        || is_google_log(line)
}

/// `E0000 00:00:1795853468.683469     933 delegate_webgpu.cc:736] text`
fn is_google_log(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let day = words.next().unwrap_or_default();
    let severity = day.starts_with(['I', 'W', 'E']);
    let digits = day.get(1..).unwrap_or_default();
    let place = words.nth(2).unwrap_or_default();
    severity
        && digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && place.contains(".cc:")
        && place.ends_with(']')
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    const CHILD: &str = "LITERT_TEST_WINDOW";
    const NATIVE: &str = "INFO: Created TensorFlow Lite XNNPACK delegate for CPU.";
    const THREADS: usize = 4;
    const LINES: usize = 300;

    #[test]
    fn lines_of_native_libraries_are_told_from_others() {
        for line in [
            NATIVE,
            "INFO: Failed to load OpenCL library with dlopen: libOpenCL.so: cannot open",
            "Warning: maxDynamicUniformBuffersPerPipelineLayout artificially reduced from 1000000",
            "    at operator() (third_party/dawn/src/dawn/native/vulkan/BackendVk.cpp:368)",
            "E0000 00:00:1795853468.683469     933 delegate_webgpu.cc:736] Failed to get",
        ] {
            assert!(is_native(line), "{line}");
        }
        for line in [
            "",
            "INFO: the server listens",
            "Warning: low battery",
            "E0308 mismatched types",
            "thread 'main' panicked at src/main.rs:1:1:",
        ] {
            assert!(!is_native(line), "{line}");
        }
    }

    /// What other threads print while windows open and close arrives, each line once.
    #[test]
    fn lines_of_other_threads_get_through() {
        let output = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "--ignored", "--nocapture"])
            .arg("logging::stderr::tests::child_prints")
            .env(CHILD, "1")
            .stdin(Stdio::null())
            .output()
            .expect("a child process");
        let printed = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(output.status.success(), "{printed}");
        for thread in 0..THREADS {
            for line in 0..LINES {
                let text = format!("line {line} of {thread}.\n");
                assert_eq!(printed.matches(&text).count(), 1, "{text}");
            }
        }
        assert!(!printed.contains(NATIVE), "{printed}");
        assert!(printed.ends_with("no line break"), "{printed}");
    }

    /// A thread that prints where nobody reads waits, as it would without a window, and nobody else.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_output_stops_only_who_prints() {
        use std::io::Read;

        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "--ignored", "--nocapture"])
            .arg("logging::stderr::tests::child_fills_the_output")
            .env(CHILD, "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a child process");
        let (sender, passed) = channel();
        let stdout = child.stdout.take().expect("a pipe");
        thread::spawn(move || {
            let lines = BufReader::new(stdout).lines();
            for line in lines.map_while(Result::ok) {
                if line.contains("the window is closed") {
                    let _ = sender.send(());
                }
            }
        });
        // For a hang only.
        let passed = passed.recv_timeout(Duration::from_secs(120));
        if passed.is_err() {
            child.kill().expect("it runs");
        }
        let mut printed = String::new();
        let mut stderr = child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut printed).expect("text");
        child.wait().expect("it ends");
        passed.expect("the window closes");
        assert_eq!(printed.matches(FILLING).count(), FILLED);
    }

    const FILLING: &str = "a line of an output that nobody reads";
    /// More than a pipe and a socket hold.
    const FILLED: usize = 2_000;

    #[test]
    #[ignore = "run in a child process by another test"]
    fn child_fills_the_output() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        if std::env::var_os(CHILD).is_none() {
            return;
        }
        let printed = &AtomicUsize::new(0);
        thread::scope(|scope| {
            let ((), _) = without_native_lines(|| {
                scope.spawn(move || {
                    for _ in 0..FILLED {
                        let text = format!("{FILLING}{}\n", ".".repeat(1000));
                        let mut stderr = std::io::stderr();
                        stderr.write_all(text.as_bytes()).expect("a line");
                        printed.fetch_add(text.len(), Ordering::Relaxed);
                    }
                });
                // More than a pipe holds, so that the end of the window does not get through.
                while printed.load(Ordering::Relaxed) < 80 << 10 {
                    thread::yield_now();
                }
            });
            println!("\nthe window is closed");
        });
    }

    #[test]
    #[ignore = "run in a child process by another test"]
    fn child_prints() {
        if std::env::var_os(CHILD).is_none() {
            return;
        }
        thread::scope(|scope| {
            for thread in 0..THREADS {
                scope.spawn(move || {
                    for line in 0..LINES {
                        // Not `eprintln!`, which a test may capture.
                        let text = format!("line {line} of {thread}.\n");
                        std::io::stderr()
                            .write_all(text.as_bytes())
                            .expect("a line");
                    }
                });
            }
            for _ in 0..2 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        without_native_lines(|| {
                            let text = format!("{NATIVE}\n");
                            std::io::stderr()
                                .write_all(text.as_bytes())
                                .expect("a line");
                        });
                    }
                });
            }
        });
        let ((), kept) = without_native_lines(|| {
            let text = format!("{NATIVE}\nno line break");
            std::io::stderr()
                .write_all(text.as_bytes())
                .expect("a line");
        });
        assert_eq!(kept, [NATIVE]);
    }
}
