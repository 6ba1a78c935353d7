//! Ctrl-C: it ends an answer, and the program only where no answer is being written.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

use litert_lm::CancelHandle;

static PRESSED: AtomicBool = AtomicBool::new(false);
static ANSWER: Mutex<Option<CancelHandle>> = Mutex::new(None);

/// An answer is being written as long as this lives.
pub(crate) struct Answering(());

impl Answering {
    /// From now on Ctrl-C cancels with `cancel`.
    pub(crate) fn begin(cancel: CancelHandle) -> Self {
        watch();
        set(Some(cancel));
        Self(())
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        set(None);
    }
}

fn set(cancel: Option<CancelHandle>) {
    *ANSWER.lock().unwrap_or_else(PoisonError::into_inner) = cancel;
}

/// A signal's handler may do next to nothing, so a thread looks at what it noted.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        system::listen();
        let watcher = thread::Builder::new().name("ctrl-c".to_owned());
        // Without the thread Ctrl-C has no effect; nothing else is lost.
        let _ = watcher.spawn(|| {
            loop {
                thread::sleep(Duration::from_millis(20));
                if !PRESSED.swap(false, Ordering::SeqCst) {
                    continue;
                }
                let answer = ANSWER
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone();
                match answer {
                    Some(cancel) => drop(cancel.cancel()),
                    // As shells see a program that Ctrl-C ended.
                    None => std::process::exit(130),
                }
            }
        });
    });
}

#[cfg(unix)]
mod system {
    use std::ffi::c_int;
    use std::sync::atomic::Ordering;

    const SIGINT: c_int = 2;

    unsafe extern "C" {
        fn signal(number: c_int, handler: extern "C" fn(c_int)) -> usize;
    }

    extern "C" fn pressed(_: c_int) {
        super::PRESSED.store(true, Ordering::SeqCst);
    }

    pub(super) fn listen() {
        // SAFETY: the handler only sets a flag, which signal handlers may do.
        let _ = unsafe { signal(SIGINT, pressed) };
    }
}

#[cfg(windows)]
mod system {
    use std::ffi::c_int;
    use std::sync::atomic::Ordering;

    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn SetConsoleCtrlHandler(handler: extern "system" fn(u32) -> c_int, add: c_int) -> c_int;
    }

    extern "system" fn pressed(event: u32) -> c_int {
        // 0 is Ctrl-C; what closes the program goes on to the next handler.
        if event == 0 {
            super::PRESSED.store(true, Ordering::SeqCst);
        }
        c_int::from(event == 0)
    }

    pub(super) fn listen() {
        // SAFETY: the handler only sets a flag.
        let _ = unsafe { SetConsoleCtrlHandler(pressed, 1) };
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    pub(super) fn listen() {}
}
