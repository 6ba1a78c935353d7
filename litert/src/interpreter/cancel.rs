//! Stopping an invoke from another thread.

use std::ptr::NonNull;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use litert_sys::{TfLiteApi, groups, tflite};

use crate::engine::cancel::{CancellationToken, Stop};

/// The state that a token and an interpreter share.
pub(super) struct Stopper {
    cancel: groups::tflite::Cancellation,
    state: Mutex<State>,
    // The function's code; a source is never unloaded, but a fake one is freed.
    _api: Arc<TfLiteApi>,
}

struct State {
    /// Gone once the interpreter is: the lock is what keeps it alive during a cancellation.
    interpreter: Option<NonNull<tflite::TfLiteInterpreter>>,
    /// How many invokes have begun.
    invokes: u64,
    /// True if the last of them is still in progress.
    running: bool,
}

// SAFETY: the pointer is only used for `TfLiteInterpreterCancel`, the one function that may be
// called while another thread runs the interpreter, and only under the lock that the end of
// `Cancellation` takes before the interpreter is deleted.
unsafe impl Send for State {}

impl Stopper {
    /// Which invoke is in progress, if any is.
    fn current(&self) -> Option<u64> {
        let state = self.lock();
        state.running.then_some(state.invokes)
    }

    /// Cancels this invoke, and no later one. `false` if it is over.
    fn cancel(&self, invoke: u64) -> bool {
        let state = self.lock();
        let (Some(interpreter), true) = (state.interpreter, state.running) else {
            return false;
        };
        if state.invokes != invoke {
            return false;
        }
        // SAFETY: alive as long as the lock is held, see the end of `Cancellation`; this function
        // may be called during an invoke. Whether it succeeds makes no difference here.
        let _ = unsafe { (self.cancel.TfLiteInterpreterCancel)(interpreter.as_ptr()) };
        true
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stop for Stopper {
    /// The runtime forgets a cancellation that comes before the invoke has really begun, and there
    /// is no telling when that is. So it is told again until the invoke is over.
    fn stop(self: Arc<Self>) {
        let Some(invoke) = self.current() else {
            return;
        };
        if !self.cancel(invoke) {
            return;
        }
        let again = Arc::downgrade(&self);
        let insist = move || {
            let still_running =
                |stopper: Weak<Self>| stopper.upgrade().is_some_and(|it| it.cancel(invoke));
            while still_running(again.clone()) {
                thread::sleep(Duration::from_millis(1));
            }
        };
        // Without a thread to spare the first attempt has to do.
        let _ = thread::Builder::new()
            .name("litert-cancel".to_owned())
            .spawn(insist);
    }
}

/// The token that an interpreter was built with, and how it reaches the interpreter.
pub(super) struct Cancellation {
    token: CancellationToken,
    stopper: Arc<Stopper>,
}

impl Cancellation {
    pub(super) fn new(
        api: &Arc<TfLiteApi>,
        cancel: groups::tflite::Cancellation,
        interpreter: NonNull<tflite::TfLiteInterpreter>,
        token: &CancellationToken,
    ) -> Self {
        let state = Mutex::new(State {
            interpreter: Some(interpreter),
            invokes: 0,
            running: false,
        });
        let stopper = Arc::new(Stopper {
            cancel,
            state,
            _api: Arc::clone(api),
        });
        let known: Arc<dyn Stop> = stopper.clone();
        token.tell(Arc::downgrade(&known));
        Self {
            token: token.clone(),
            stopper,
        }
    }

    /// Runs `invoke` unless the token is cancelled; `None` if it is.
    pub(super) fn run(
        &self,
        invoke: impl FnOnce() -> tflite::TfLiteStatus,
    ) -> Option<tflite::TfLiteStatus> {
        {
            let mut state = self.stopper.lock();
            state.invokes += 1;
            state.running = true;
        }
        // Looked at after it is known that a run begins: a cancellation comes either before this,
        // and is seen here, or after it, and finds the run.
        let status = (!self.token.is_cancelled()).then(invoke);
        self.stopper.lock().running = false;
        status.filter(|&status| status != tflite::TfLiteStatus::kTfLiteCancelled)
    }
}

impl Drop for Cancellation {
    fn drop(&mut self) {
        self.stopper.lock().interpreter = None;
    }
}
