//! The queue between the library's worker and whoever reads.

use std::collections::VecDeque;
use std::ffi::{CStr, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use litert_sys::groups::lm::Stream as Functions;
use litert_sys::lm::LiteRtLmStreamChunk;

use crate::error::Result;
use crate::exit::Live;
use crate::native::Native;

/// What came.
#[derive(Debug)]
pub(crate) enum Event {
    Piece(Vec<u8>),
    End(End),
}

/// How it ended, in the library's words.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Final,
    Error(String),
}

struct State {
    queue: VecDeque<Vec<u8>>,
    end: Option<End>,
    waker: Option<Waker>,
}

struct Shared {
    live: Arc<Live>,
    functions: Functions,
    state: Mutex<State>,
    ready: Condvar,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of the queue that is read.
pub(crate) struct Receiver(Arc<Shared>);

impl Receiver {
    fn new(live: Arc<Live>, functions: Functions) -> Self {
        Self(Arc::new(Shared {
            live,
            functions,
            state: Mutex::new(State {
                queue: VecDeque::new(),
                end: None,
                waker: None,
            }),
            ready: Condvar::new(),
        }))
    }

    /// Begins an answer, which `cancel` then cancels. `make` calls the function of that name with
    /// [`on_chunk`] and with this data for it. Where the library refuses, nothing is left of the answer.
    ///
    /// # Safety
    /// `make` gives the library the data once, and returns 0 only if the library goes on to call
    /// [`on_chunk`] with it until a last chunk, and not at all otherwise.
    pub(crate) unsafe fn start(
        live: Arc<Live>,
        native: &Native,
        cancel: &CancelHandle,
        call: &'static str,
        make: impl FnOnce(*mut c_void) -> c_int,
    ) -> Result<Self> {
        let receiver = Self::new(live, native.api.stream);
        let data = Arc::into_raw(Arc::clone(&receiver.0));
        cancel.set(Some(receiver.live().clone()));
        let started = native.status(call, |_| make(data.cast_mut().cast()));
        if let Err(error) = started {
            receiver.live().finished();
            // SAFETY: the library refused, or was not called: by the caller's promise it does not use
            // this share, which is the one made above.
            drop(unsafe { Arc::from_raw(data) });
            receiver.live().forget();
            cancel.set(None);
            return Err(error);
        }
        Ok(receiver)
    }

    /// Waits for what comes next.
    pub(crate) fn next(&self) -> Event {
        let mut state = self.0.state();
        loop {
            if let Some(event) = take(&mut state) {
                return event;
            }
            let waited = self.0.ready.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// What comes next, if it is there.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<Event> {
        let mut state = self.0.state();
        if let Some(event) = take(&mut state) {
            return Poll::Ready(event);
        }
        // A waker's `clone` and `drop` are the caller's code: they run without the lock.
        drop(state);
        let waker = context.waker().clone();
        let mut state = self.0.state();
        if let Some(event) = take(&mut state) {
            return Poll::Ready(event);
        }
        let old = state.waker.replace(waker);
        drop(state);
        drop(old);
        Poll::Pending
    }

    /// Waits for the end, and drops what comes before.
    pub(crate) fn end(&self) -> End {
        loop {
            if let Event::End(end) = self.next() {
                return end;
            }
        }
    }

    pub(crate) fn live(&self) -> &Arc<Live> {
        &self.0.live
    }
}

fn take(state: &mut State) -> Option<Event> {
    match state.queue.pop_front() {
        Some(piece) => Some(Event::Piece(piece)),
        // It stays, so that asking again does not wait for ever.
        None => state.end.clone().map(Event::End),
    }
}

/// What the library calls with each chunk.
///
/// # Safety
/// `data` came from [`Receiver::data`], and nothing comes behind the last chunk.
pub(crate) unsafe extern "C" fn on_chunk(data: *mut c_void, chunk: *const LiteRtLmStreamChunk) {
    let shared = data.cast_const().cast::<Shared>();
    // SAFETY: the share that `data` made is alive until the last chunk.
    let known = unsafe { &*shared };
    // SAFETY: the chunk is alive during this call, and so are its texts.
    let (text, is_final, error) = unsafe {
        (
            bytes((known.functions.litert_lm_stream_chunk_get_text)(chunk)),
            (known.functions.litert_lm_stream_chunk_is_final)(chunk),
            bytes((known.functions.litert_lm_stream_chunk_get_error)(chunk)),
        )
    };
    let is_last = is_final || error.is_some();
    let waker = {
        let mut state = known.state();
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            state.queue.push_back(text);
        }
        if is_last {
            state.end = Some(match error {
                Some(error) => End::Error(String::from_utf8_lossy(&error).into_owned()),
                None => End::Final,
            });
            known.live.finished();
        }
        state.waker.take()
    };
    known.ready.notify_all();
    if let Some(waker) = waker {
        // A waker is the caller's code, and a panic must not go through the library.
        let _ = catch_unwind(AssertUnwindSafe(|| waker.wake()));
    }
    if is_last {
        // SAFETY: the share that `data` made, given back; the library is done with it.
        drop(unsafe { Arc::from_raw(shared) });
    } else {
        known.live.piece();
    }
}

/// # Safety
/// `pointer` is null or a text with a NUL at its end.
unsafe fn bytes(pointer: *const std::ffi::c_char) -> Option<Vec<u8>> {
    // SAFETY: not null, and the caller's promise.
    (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_bytes().to_vec())
}

/// Cancels what a session or conversation is writing, from any thread.
#[derive(Clone, Default)]
pub struct CancelHandle(Arc<Mutex<Option<Arc<Live>>>>);

impl CancelHandle {
    /// Cancels the answer that is being written; whether there was one. It ends after a token or two.
    pub fn cancel(&self) -> bool {
        let live = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(live) = &live {
            live.cancel();
        }
        live.is_some()
    }

    pub(crate) fn set(&self, live: Option<Arc<Live>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = live;
    }
}

impl std::fmt::Debug for CancelHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CancelHandle")
    }
}
