//! The environment that compiled models and their buffers share.

mod builder;
mod gpu;
mod shared;

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
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{CompiledModel, Environment, Runtime};
///
/// let environment = Environment::new(&Runtime::shared()?)?;
/// for (name, hardware) in environment.accelerators() {
///     println!("{name} runs on {hardware}");
/// }
/// // Models of one environment can share buffers.
/// let first = CompiledModel::builder().environment(&environment).build(&model)?;
/// let second = CompiledModel::builder().environment(&environment).build(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Environment(Arc<Inner>);

struct Inner {
    /// True if the library is to print nothing.
    quiet: bool,
    handle: litert::LiteRtEnvironment,
    api: Arc<LiteRtApi>,
    /// How many accelerators of ours there are.
    delegates: usize,
    /// True if XNNPACK is asked before them.
    xnnpack_first: bool,
}

// SAFETY: the library compiles under a mutex of the process, and nothing here changes an environment
// after it was created.
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
        xnnpack_first: bool,
        quiet: bool,
    ) -> Self {
        Self(Arc::new(Inner {
            quiet,
            handle,
            api: Arc::clone(api),
            delegates,
            xnnpack_first,
        }))
    }

    /// True if XNNPACK is asked before delegates of the application's.
    pub(in crate::compiled) fn xnnpack_comes_first(&self) -> bool {
        self.0.xnnpack_first
    }

    /// How many delegates a compiled model of this environment can be given. See
    /// [`EnvironmentBuilder::delegates`].
    pub fn delegates(&self) -> usize {
        self.0.delegates
    }

    /// True if the library is to print nothing.
    pub(in crate::compiled) fn is_quiet(&self) -> bool {
        self.0.quiet
    }

    pub(in crate::compiled) fn as_ptr(&self) -> litert::LiteRtEnvironment {
        self.0.handle
    }

    pub(in crate::compiled) fn api(&self) -> &Arc<LiteRtApi> {
        &self.0.api
    }

    /// The accelerators that are registered: their names and what they run on.
    ///
    /// Empty if the library cannot say, as on Windows before LiteRT 2.3.
    pub fn accelerators(&self) -> Vec<(String, Accelerators)> {
        self.registered().unwrap_or_default()
    }

    /// The accelerators that are registered; `None` if the library cannot say.
    pub(crate) fn registered(&self) -> Option<Vec<(String, Accelerators)>> {
        let functions = self.0.api.registered_accelerators.as_ref().ok()?;
        let mut count = 0;
        // SAFETY: the environment is alive.
        let status = unsafe { (functions.LiteRtGetNumAccelerators)(self.0.handle, &raw mut count) };
        if status.0 != 0 {
            return None;
        }
        let accelerators = (0..count)
            .filter_map(|index| {
                let mut accelerator = ptr::null_mut();
                let mut support = 0;
                // SAFETY: the environment is alive and owns the accelerator, which is used only
                // after a status of 0.
                unsafe {
                    let found = (functions.LiteRtGetAccelerator)(
                        self.0.handle,
                        index,
                        &raw mut accelerator,
                    );
                    if found.0 != 0 || accelerator.is_null() {
                        return None;
                    }
                    let hardware = (functions.LiteRtGetAcceleratorHardwareSupport)(
                        accelerator,
                        &raw mut support,
                    );
                    if hardware.0 != 0 {
                        return None;
                    }
                }
                let support = Accelerators::from_bits(support);
                let name = match functions.LiteRtGetAcceleratorName {
                    // SAFETY: the environment is alive, so the accelerator is.
                    Some(get) => unsafe { name_of(get, accelerator)? },
                    // Accelerators of ours run on no hardware that LiteRT knows.
                    None if support == Accelerators::NONE => return None,
                    None => format!("{support} (the library does not tell its name)"),
                };
                Some((name, support))
            })
            .collect();
        Some(accelerators)
    }
}

/// The name of an accelerator that is not one of ours.
///
/// # Safety
/// The accelerator is alive, and of the library that `get` is of.
unsafe fn name_of(
    get: litert::LiteRtGetAcceleratorName,
    accelerator: litert::LiteRtAccelerator,
) -> Option<String> {
    let mut name: *const c_char = ptr::null();
    // SAFETY: the caller's promise; the result is written to a pointer of ours.
    let status = unsafe { get(accelerator, &raw mut name) };
    if status.0 != 0 || name.is_null() {
        return None;
    }
    // SAFETY: not null, and the accelerator's own string.
    let name = unsafe { CStr::from_ptr(name) };
    // Ours are there to hand out delegates, if a model comes with some.
    (!plugged::is_ours(name)).then(|| name.to_string_lossy().into_owned())
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

/// The pointer that a successful call made; an error if it is null.
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
