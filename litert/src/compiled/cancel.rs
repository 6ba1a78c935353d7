//! The token of a compiled model, where its runs look at it.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::CompiledModel;
use super::handle::Handle;
use crate::engine::cancel::CancellationToken;
use crate::error::{Error, Result};

/// What the C side asks before every operator. It cannot be told to stop asking, so this lives as
/// long as the compiled model, whatever token it has.
#[derive(Default)]
pub(super) struct Cancellation(OnceLock<Arc<Slot>>);

#[derive(Default)]
struct Slot {
    /// The flag of `token`, or null: read while a run is in progress, without a lock.
    flag: AtomicPtr<AtomicBool>,
    /// True if the run in progress was told to stop.
    answered: AtomicBool,
    /// Keeps `flag` alive.
    token: Mutex<Option<CancellationToken>>,
}

impl Cancellation {
    /// True if the run that just failed did so because it was told to.
    #[cold]
    pub(super) fn take(&self) -> bool {
        self.0
            .get()
            .is_some_and(|slot| slot.answered.swap(false, Ordering::AcqRel))
    }

    /// Puts a token in; asks the C side to look at it when there has been none so far.
    ///
    /// No run may be in progress.
    fn set(&self, handle: &Handle, token: Option<&CancellationToken>) -> Result<()> {
        let slot = match (self.0.get(), token) {
            (Some(slot), _) => slot,
            (None, None) => return Ok(()),
            (None, Some(_)) => {
                let functions = handle.api().cancellation.as_ref().map_err(|missing| {
                    Error::missing("cancellation", missing, "use LiteRT 2.1.6 or later")
                })?;
                let slot = Arc::<Slot>::default();
                let data = Arc::as_ptr(&slot).cast_mut().cast();
                // SAFETY: the compiled model is alive. The slot is on the heap; the handle that
                // comes to own it drops the compiled model first.
                let status = unsafe {
                    (functions.LiteRtSetCompiledModelCancellationFunction)(
                        handle.as_ptr(),
                        data,
                        Some(is_cancelled),
                    )
                };
                // By the status alone: once it is 0 the runtime knows the slot, whatever else may
                // have failed.
                if status.0 != 0 {
                    handle.check("LiteRtSetCompiledModelCancellationFunction", status)?;
                }
                self.0.get_or_init(|| slot)
            }
        };
        let mut kept = slot.token.lock().unwrap_or_else(PoisonError::into_inner);
        let flag = token.map_or(ptr::null(), CancellationToken::as_ptr);
        slot.flag.store(flag.cast_mut(), Ordering::Release);
        slot.answered.store(false, Ordering::Release);
        // Only now may the token before it go.
        *kept = token.cloned();
        Ok(())
    }
}

/// Called by the runtime, on the thread that runs the model.
unsafe extern "C" fn is_cancelled(data: *mut c_void) -> bool {
    // SAFETY: `data` is the slot given above, alive as long as the compiled model.
    let slot = unsafe { &*data.cast::<Slot>() };
    let flag = slot.flag.load(Ordering::Acquire);
    // SAFETY: null, or kept alive by `slot.token`, which changes only while no run is in progress:
    // that takes `&mut` of the compiled model, and so does a run.
    let cancelled = unsafe { flag.as_ref() }.is_some_and(|flag| flag.load(Ordering::Acquire));
    if cancelled {
        slot.answered.store(true, Ordering::Release);
    }
    cancelled
}

impl CompiledModel {
    /// Lets a token stop runs of this compiled model; `None` takes it away again.
    ///
    /// Cancelled runs return [`Error::Cancelled`]. Stands on
    /// `LiteRtSetCompiledModelCancellationFunction`.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if the library cannot cancel.
    pub fn set_cancellation<'t>(
        &mut self,
        token: impl Into<Option<&'t CancellationToken>>,
    ) -> Result<()> {
        self.handle.in_flight.wait();
        self.handle.cancellation.set(&self.handle, token.into())
    }
}
