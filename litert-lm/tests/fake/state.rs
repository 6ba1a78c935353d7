//! What the made-up library has, and what goes wrong in it.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The address of a function.
#[derive(Clone, Copy)]
pub(crate) struct Address(pub(crate) *const c_void);

// SAFETY: the address of a function, which lives as long as the process.
unsafe impl Send for Address {}
// SAFETY: as above.
unsafe impl Sync for Address {}

pub(crate) static NUMBER: c_int = 1;
pub(crate) static REAL: f32 = 1.0;

/// What a stream sends: texts, then perhaps an error.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    pub(crate) pieces: Vec<String>,
    pub(crate) error: Option<String>,
}

#[derive(Default)]
pub(crate) struct State {
    /// The function that fails.
    pub(crate) fault: Option<&'static str>,
    /// Objects that were made and not freed.
    pub(crate) live: BTreeMap<usize, &'static str>,
    /// What was freed and had not been made.
    pub(crate) wrong: usize,
    /// What streams send, one after the other.
    pub(crate) scripts: VecDeque<Script>,
    /// Messages that were sent.
    pub(crate) sent: Vec<String>,
    pub(crate) code: c_int,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);
static ONE_TEST: Mutex<()> = Mutex::new(());

/// One test at a time has the library.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    let guard = ONE_TEST.lock().unwrap_or_else(PoisonError::into_inner);
    with(|state| *state = State::default());
    guard
}

pub(crate) fn with<T>(change: impl FnOnce(&mut State) -> T) -> T {
    let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
    change(state.get_or_insert_default())
}

pub(crate) fn fails(name: &str) -> bool {
    with(|state| {
        let fails = state.fault == Some(name);
        if fails {
            state.code = 13;
        }
        fails
    })
}

pub(crate) fn make(name: &'static str) -> *mut c_void {
    if fails(name) {
        return ptr::null_mut();
    }
    let object = Box::into_raw(Box::new(0_u64));
    with(|state| state.live.insert(object as usize, name));
    object.cast()
}

pub(crate) fn free(object: *mut c_void) {
    if object.is_null() {
        return;
    }
    let known = with(|state| {
        let known = state.live.remove(&(object as usize)).is_some();
        state.wrong += usize::from(!known);
        known
    });
    if known {
        // SAFETY: `make` made it, and nobody freed it before.
        drop(unsafe { Box::from_raw(object.cast::<u64>()) });
    }
}

pub(crate) fn text(name: &str) -> *const c_char {
    let text: &CStr = c"text";
    // A failure without a reason: the harder case.
    if name == "litert_lm_get_last_error_message" || fails(name) {
        return ptr::null();
    }
    text.as_ptr()
}

pub(crate) fn status(name: &str) -> c_int {
    if fails(name) { -1 } else { 0 }
}

pub(crate) fn code() -> c_int {
    with(|state| std::mem::take(&mut state.code))
}
