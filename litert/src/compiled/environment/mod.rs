//! What compiled models and their buffers share.

mod builder;
mod gpu;

use std::ffi::{CStr, c_char};
use std::fmt;
use std::ptr::{self, NonNull};
use std::sync::Arc;

use litert_sys::{LiteRtApi, litert};

pub use builder::{EnvironmentBuilder, LogSeverity};
pub use gpu::GpuSupport;

use super::{Accelerators, plugged};
use crate::error::{Error, Result, StatusError};
use crate::runtime::Runtime;
use crate::status::Status;

/// A `LiteRtEnvironment`: the accelerators that were found, and what else is shared.
///
/// Cheap to clone; every compiled model and buffer keeps its environment alive. Most programs
/// never name one: [`Runtime::environment`] is shared by all compiled models of a runtime.
#[derive(Clone)]
pub struct Environment(Arc<Inner>);

struct Inner {
    handle: litert::LiteRtEnvironment,
    api: Arc<LiteRtApi>,
    /// How many accelerators of ours there are.
    delegates: usize,
}

// SAFETY: creation and compilation are serialised by the library, and nothing here changes an
// environment after it was created.
unsafe impl Send for Inner {}
// SAFETY: as above; shared access only reads.
unsafe impl Sync for Inner {}

impl Drop for Inner {
    fn drop(&mut self) {
        // SAFETY: created by this API and destroyed once; everything made with it holds the `Arc`
        // around this value, so nothing uses it any more.
        unsafe { (self.api.environment.LiteRtDestroyEnvironment)(self.handle) }
    }
}

impl Environment {
    /// Makes an environment of its own, with everything as it is by default.
    ///
    /// The library's own log output, which goes to stderr, is turned off for the process.
    ///
    /// # Errors
    /// [`Error::Load`] without a LiteRT library, [`Error::Status`] if it refuses.
    pub fn new(runtime: &Runtime) -> Result<Self> {
        Self::builder().runtime(runtime).build()
    }

    /// Settings to make an environment with. Any number of environments can exist in a process.
    pub fn builder() -> EnvironmentBuilder {
        EnvironmentBuilder::default()
    }

    fn from_handle(
        handle: litert::LiteRtEnvironment,
        api: &Arc<LiteRtApi>,
        delegates: usize,
    ) -> Self {
        Self(Arc::new(Inner {
            handle,
            api: Arc::clone(api),
            delegates,
        }))
    }

    /// How many delegates a compiled model of this environment can be given. See
    /// [`EnvironmentBuilder::delegates`].
    pub fn delegates(&self) -> usize {
        self.0.delegates
    }

    pub(in crate::compiled) fn as_ptr(&self) -> litert::LiteRtEnvironment {
        self.0.handle
    }

    pub(in crate::compiled) fn api(&self) -> &Arc<LiteRtApi> {
        &self.0.api
    }

    /// The accelerators that are registered: their names and what they run on.
    pub fn accelerators(&self) -> Vec<(String, Accelerators)> {
        let functions = &self.0.api.environment;
        let mut count = 0;
        // SAFETY: the environment is alive.
        let status = unsafe { (functions.LiteRtGetNumAccelerators)(self.0.handle, &raw mut count) };
        if status.0 != 0 {
            return Vec::new();
        }
        (0..count)
            .filter_map(|index| {
                let mut accelerator = ptr::null_mut();
                let mut name: *const c_char = ptr::null();
                let mut support = 0;
                // SAFETY: the environment is alive and owns the accelerator, and the name is the
                // accelerator's own; each is used only after a status of 0.
                unsafe {
                    let found = (functions.LiteRtGetAccelerator)(
                        self.0.handle,
                        index,
                        &raw mut accelerator,
                    );
                    if found.0 != 0 || accelerator.is_null() {
                        return None;
                    }
                    let named = (functions.LiteRtGetAcceleratorName)(accelerator, &raw mut name);
                    let hardware = (functions.LiteRtGetAcceleratorHardwareSupport)(
                        accelerator,
                        &raw mut support,
                    );
                    if named.0 != 0 || hardware.0 != 0 || name.is_null() {
                        return None;
                    }
                    let name = CStr::from_ptr(name);
                    // There to hand out delegates, if a model comes with some.
                    if plugged::is_ours(name) {
                        return None;
                    }
                    let name = name.to_string_lossy().into_owned();
                    Some((name, Accelerators::from_bits(support)))
                }
            })
            .collect()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("accelerators", &self.accelerators())
            .finish()
    }
}

/// `Ok` for a status of 0.
pub(in crate::compiled) fn check(
    call: &'static str,
    on: &str,
    status: litert::LiteRtStatus,
) -> Result<()> {
    if status.0 == 0 {
        return Ok(());
    }
    Err(failed(call, on, status, String::new()))
}

/// What a call made, which was successful by its status.
pub(in crate::compiled) fn made<T>(
    call: &'static str,
    on: &str,
    pointer: *mut T,
) -> Result<NonNull<T>> {
    NonNull::new(pointer).ok_or_else(|| {
        Error::Status(Box::new(StatusError {
            call,
            on: on.to_owned(),
            status: None,
            detail: String::new(),
            hint: String::new(),
        }))
    })
}

#[cold]
pub(in crate::compiled) fn failed(
    call: &'static str,
    on: &str,
    status: litert::LiteRtStatus,
    detail: String,
) -> Error {
    // On some platforms C enums are unsigned.
    #[allow(clippy::unnecessary_cast)]
    let status = Status::litert(status.0 as i32);
    Error::Status(Box::new(StatusError {
        call,
        on: on.to_owned(),
        status: Some(status),
        detail,
        hint: String::new(),
    }))
}
