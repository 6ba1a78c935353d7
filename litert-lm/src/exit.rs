//! The end of the program.
//!
//! `exit` runs the destructors of the library while its worker still writes an answer, and the process
//! ends with a segmentation fault. So a function that `exit` calls first cancels what runs and waits
//! until no thread is inside of the library any more.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// Longer than this a library that does not answer does not hold up the end of the program.
const LONGEST: Duration = Duration::from_secs(60);

/// Threads that are inside of the library.
static INSIDE: AtomicUsize = AtomicUsize::new(0);
/// Answers that are being written.
static RUNNING: Mutex<Vec<Arc<Live>>> = Mutex::new(Vec::new());
static EXITING: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// How often this thread is inside.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// A thread is inside of the library as long as this lives.
pub(crate) struct Entered(());

/// Enters the library.
pub(crate) fn enter() -> Result<Entered> {
    // In this order: the function at the end sets EXITING first and then looks at INSIDE.
    INSIDE.fetch_add(1, Ordering::SeqCst);
    if EXITING.load(Ordering::SeqCst) {
        INSIDE.fetch_sub(1, Ordering::SeqCst);
        return Err(Error::Exiting);
    }
    // Where the thread is ending there is nothing to count in.
    let _ = DEPTH.try_with(|depth| depth.set(depth.get() + 1));
    Ok(Entered(()))
}

impl Drop for Entered {
    fn drop(&mut self) {
        let _ = DEPTH.try_with(|depth| depth.set(depth.get() - 1));
        INSIDE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// An answer that is being written.
pub(crate) struct Live {
    cancelled: AtomicBool,
    done: AtomicBool,
    /// Where the object is; 0 once it may be gone. A lock, so that nobody cancels what is being deleted.
    target: Mutex<usize>,
    cancel: unsafe extern "C" fn(*mut c_void),
    /// Whether it may be cancelled now.
    may_cancel: AtomicBool,
}

impl Live {
    /// Notes that `target` is about to write an answer. A session that is cancelled before its first
    /// piece never says that it has ended, so for those `waits`: the cancel then comes with the first
    /// piece.
    ///
    /// # Safety
    /// `cancel` may be called with `target`, from any thread, until [`forget`](Self::forget).
    pub(crate) unsafe fn begin(
        target: *mut c_void,
        cancel: unsafe extern "C" fn(*mut c_void),
        waits: bool,
    ) -> Arc<Self> {
        let live = Arc::new(Self {
            cancelled: AtomicBool::new(false),
            done: AtomicBool::new(false),
            target: Mutex::new(target as usize),
            cancel,
            may_cancel: AtomicBool::new(!waits),
        });
        register(&BEGUN);
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.push(Arc::clone(&live));
        live
    }

    /// Cancels it. It ends soon, and not at once.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
        self.again();
    }

    /// A piece came. A cancel that comes before the work has begun may be lost, so it is said again with
    /// each piece.
    pub(crate) fn piece(&self) {
        self.may_cancel.store(true, Ordering::SeqCst);
        self.again();
    }

    fn again(&self) {
        if !self.may_cancel.load(Ordering::SeqCst) {
            return;
        }
        // Not waited for: whoever has the lock cancels, or lets the object go.
        let Ok(target) = self.target.try_lock() else {
            return;
        };
        if *target != 0 && !self.is_done() && self.is_cancelled() {
            // SAFETY: the promise of `begin`: the object is there until `forget`, which waits for this
            // lock.
            unsafe { (self.cancel)(*target as *mut c_void) };
        }
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }

    fn is_done(&self) -> bool {
        self.done.load(Ordering::SeqCst)
    }

    /// Nothing of it is written any more.
    pub(crate) fn finished(&self) {
        self.done.store(true, Ordering::SeqCst);
    }

    /// Its object may be deleted after this.
    pub(crate) fn forget(self: &Arc<Self>) {
        *self.target.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|it| !Arc::ptr_eq(it, self));
    }
}

/// How many answers are being written, in the whole process. For tests.
#[doc(hidden)]
pub fn running() -> usize {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.iter().filter(|it| !it.is_done()).count()
}

unsafe extern "C" {
    fn atexit(at_exit: extern "C" fn()) -> c_int;
}

/// Has `exit` call us. What is registered last is called first, and the library registers destructors
/// when it is loaded, and others when it makes its first engine: so this is called before and after.
pub(crate) fn register(once: &'static Once) {
    once.call_once(|| {
        // SAFETY: the C library's function; ours takes nothing and does not unwind.
        let _ = unsafe { atexit(at_exit) };
    });
}

/// Before the first engine is made.
pub(crate) static BEFORE: Once = Once::new();
/// After it is made.
pub(crate) static AFTER: Once = Once::new();
/// After the first answer has begun.
static BEGUN: Once = Once::new();

extern "C" fn at_exit() {
    EXITING.store(true, Ordering::SeqCst);
    // A thread that calls `exit` from inside does not wait for itself.
    let own = DEPTH.try_with(Cell::get).unwrap_or(0);
    let start = Instant::now();
    while start.elapsed() < LONGEST {
        let mut left = false;
        let running: Vec<_> = match RUNNING.try_lock() {
            Ok(running) => running.clone(),
            Err(_) => {
                std::thread::yield_now();
                continue;
            }
        };
        for live in running {
            if !live.is_done() {
                left = true;
                live.cancel();
            }
        }
        if !left && INSIDE.load(Ordering::SeqCst) <= own {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}
