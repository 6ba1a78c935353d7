//! Android's Neural Networks API. Android calls it deprecated since version 15.

use super::Delegate;
#[cfg(target_os = "android")]
use super::{Attached, Context, defaults::Options};
use crate::error::Error;

/// The name of the delegate.
const NAME: &str = "NNAPI";

/// The goal of optimisation.
///
/// ```
/// use litert::delegate::nnapi::{ExecutionPreference, NnapiOptions};
///
/// let nnapi = NnapiOptions::new().execution_preference(ExecutionPreference::LowPower);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExecutionPreference {
    /// Little energy.
    LowPower,
    /// One fast answer.
    FastSingleAnswer,
    /// Many answers one after another.
    SustainedSpeed,
}

/// Settings of the NNAPI delegate. On anything but Android, building an interpreter with it is
/// [`Error::Unsupported`].
///
/// ```no_run
/// use litert::delegate::nnapi::{ExecutionPreference, NnapiOptions};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("model.tflite")?;
/// let nnapi = NnapiOptions::new()
///     .execution_preference(ExecutionPreference::SustainedSpeed)
///     .allow_fp16(true);
/// let interpreter = litert::Interpreter::builder().prefer(nnapi).build(&model)?;
/// # Ok(())
/// # }
/// ```
///
/// It stands on `TfLiteNnapiDelegateCreate`.
#[derive(Clone, Debug, Default)]
#[cfg_attr(
    not(target_os = "android"),
    allow(dead_code, reason = "read on Android")
)]
#[must_use]
pub struct NnapiOptions {
    preference: Option<ExecutionPreference>,
    accelerator: Option<String>,
    cache: Option<(String, String)>,
    disallow_cpu: Option<bool>,
    allow_fp16: Option<bool>,
    max_partitions: Option<u16>,
}

impl NnapiOptions {
    /// Default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// The goal of optimisation.
    pub fn execution_preference(mut self, preference: ExecutionPreference) -> Self {
        self.preference = Some(preference);
        self
    }

    /// Uses the accelerator of this name.
    pub fn accelerator(mut self, name: impl Into<String>) -> Self {
        self.accelerator = Some(name.into());
        self
    }

    /// Keeps compiled models in `folder`, under `model_token`.
    ///
    /// # Safety
    /// What lies in the folder is trusted: nobody else may be able to write into it. The token must be
    /// another one for each model and each version of it: the driver does not notice that what it
    /// finds was compiled from another one.
    pub unsafe fn cache(
        mut self,
        folder: impl Into<String>,
        model_token: impl Into<String>,
    ) -> Self {
        self.cache = Some((folder.into(), model_token.into()));
        self
    }

    /// Whether Android's own CPU implementation, which is slow, is left out. It is by default.
    pub fn disallow_nnapi_cpu(mut self, on: bool) -> Self {
        self.disallow_cpu = Some(on);
        self
    }

    /// Whether float operators may be computed in half precision.
    pub fn allow_fp16(mut self, on: bool) -> Self {
        self.allow_fp16 = Some(on);
        self
    }

    /// How many parts of the model may be delegated; the default is three, and zero means any
    /// number.
    pub fn max_delegated_partitions(mut self, count: u16) -> Self {
        self.max_partitions = Some(count);
        self
    }
}

#[cfg(target_os = "android")]
impl NnapiOptions {
    fn create(&self, context: &Context<'_>) -> crate::Result<Attached> {
        use std::ffi::{CString, c_void};
        use std::mem::offset_of;
        use std::ptr::NonNull;
        use std::sync::Arc;

        use litert_sys::tflite::TfLiteNnapiDelegateOptions as Struct;

        let api = context.host.provider(NAME)?;
        let functions = api.nnapi.as_ref().map_err(|missing| {
            Error::missing(
                NAME,
                missing,
                "use a libtensorflowlite_c that was built with NNAPI",
            )
        })?;
        let default = functions.TfLiteNnapiDelegateOptionsDefault;
        // SAFETY: the function returns its options struct by value and takes no arguments.
        let options = unsafe { Options::of(default as *mut c_void) };
        let last = offset_of!(Struct, max_number_delegated_partitions);
        let mut options = options
            .filter(|options| options.extent() >= last + size_of::<i32>())
            .ok_or_else(|| {
                Error::unsupported(
                    "the options struct of NNAPI",
                    api.source.describe(),
                    "use TensorFlow Lite 2.14 or later",
                )
            })?;
        if let Some(preference) = self.preference {
            let number = match preference {
                ExecutionPreference::LowPower => 0_i32,
                ExecutionPreference::FastSingleAnswer => 1,
                ExecutionPreference::SustainedSpeed => 2,
            };
            options.set(offset_of!(Struct, execution_preference), number);
        }
        if let Some(on) = self.disallow_cpu {
            options.set(offset_of!(Struct, disallow_nnapi_cpu), i32::from(on));
        }
        if let Some(on) = self.allow_fp16 {
            options.set(offset_of!(Struct, allow_fp16), i32::from(on));
        }
        if let Some(count) = self.max_partitions {
            options.set(last, i32::from(count));
        }
        let mut keep = Vec::new();
        let (folder, token) = self.cache.clone().unzip();
        for (text, offset) in [
            (&self.accelerator, offset_of!(Struct, accelerator_name)),
            (&folder, offset_of!(Struct, cache_dir)),
            (&token, offset_of!(Struct, model_token)),
        ] {
            let Some(text) = text else { continue };
            let text = CString::new(text.as_str()).map_err(|_| {
                Error::invalid_argument(format!("a setting of {NAME} contains a NUL character"))
            })?;
            options.set(offset, text.as_ptr());
            keep.push(text);
        }
        // SAFETY: the options are those that this very library filled in; the strings they point
        // to are in `keep`.
        let delegate = unsafe { (functions.TfLiteNnapiDelegateCreate)(options.as_ptr()) };
        let handle = NonNull::new(delegate).ok_or_else(|| {
            Error::delegate(
                NAME,
                "the runtime refused to make it",
                "use another delegate",
            )
        })?;
        // SAFETY: just created, and destroyed by the function of the same library.
        let attached = unsafe {
            Attached::new(
                NAME,
                handle,
                functions.TfLiteNnapiDelegateDelete,
                Box::new(keep),
                Arc::clone(&api.source),
            )
        };
        Ok(attached.bound_to(api))
    }
}

impl From<NnapiOptions> for Delegate {
    #[cfg(target_os = "android")]
    fn from(options: NnapiOptions) -> Self {
        Self::planned(NAME, move |context| options.create(context))
    }

    #[cfg(not(target_os = "android"))]
    fn from(_: NnapiOptions) -> Self {
        Self::planned(NAME, |_| {
            Err(Error::unsupported(
                NAME,
                format!("{}, because it is a part of Android", std::env::consts::OS),
                "use XNNPACK, or the delegate of this system's accelerator",
            ))
        })
    }
}
