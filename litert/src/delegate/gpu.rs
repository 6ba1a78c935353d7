//! The GPU, through TensorFlow Lite's GPU delegate V2 in a library of its own.

use std::ffi::{CString, c_void};
use std::mem::offset_of;
use std::path::PathBuf;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::group::Group;
use litert_sys::groups::plugin::GpuV2;
use litert_sys::tflite::TfLiteGpuDelegateOptionsV2 as Struct;
use litert_sys::{SymbolSource, tflite};

use super::defaults::Options;
use super::external::open;
use super::{Attached, Delegate};
use crate::error::{Error, Result};

/// The name of the delegate.
const NAME: &str = "GPU";

/// How the application uses the model.
///
/// ```no_run
/// use litert::delegate::gpu::{GpuDelegateOptions, InferencePreference};
///
/// // SAFETY: from the same release as the runtime.
/// let gpu = unsafe { GpuDelegateOptions::new("libtensorflowlite_gpu_delegate.so") }
///     .inference_preference(InferencePreference::SustainedSpeed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InferencePreference {
    /// It runs once: starting counts too.
    FastSingleAnswer,
    /// It runs again and again: only running counts.
    SustainedSpeed,
    /// In between.
    Balanced,
}

/// The goal where the delegate has a choice.
///
/// ```no_run
/// use litert::delegate::gpu::{GpuDelegateOptions, Priority};
///
/// // SAFETY: from the same release as the runtime.
/// let gpu = unsafe { GpuDelegateOptions::new("libtensorflowlite_gpu_delegate.so") }
///     .priorities(&[Priority::MinLatency, Priority::MinMemoryUsage]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Priority {
    /// Exact results.
    MaxPrecision,
    /// Speed.
    MinLatency,
    /// Memory.
    MinMemoryUsage,
}

/// The API of the GPU.
///
/// ```no_run
/// use litert::delegate::gpu::{GpuDelegateBackend, GpuDelegateOptions};
///
/// // SAFETY: from the same release as the runtime.
/// let gpu = unsafe { GpuDelegateOptions::new("libtensorflowlite_gpu_delegate.so") }
///     .backend(GpuDelegateBackend::OpenCl);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GpuDelegateBackend {
    /// OpenCL, and nothing else.
    OpenCl,
    /// OpenGL ES, and nothing else.
    OpenGl,
}

/// Settings of the GPU delegate. What is not set stays as the library prefers it.
///
/// No official package has the library for desktop Linux, macOS or Windows; Android apps bring it
/// (`libtensorflowlite_gpu_delegate.so`, or `libtensorflowlite_gpu_jni.so` of the Android archive).
/// For a GPU elsewhere, see [`CompiledModel`](crate::CompiledModel).
///
/// ```no_run
/// use litert::delegate::gpu::{GpuDelegateOptions, InferencePreference, Priority};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("model.tflite")?;
/// // SAFETY: from the same release as the runtime.
/// let gpu = unsafe { GpuDelegateOptions::new("libtensorflowlite_gpu_delegate.so") }
///     .inference_preference(InferencePreference::SustainedSpeed)
///     .priorities(&[Priority::MinLatency]);
/// // SAFETY: the application's own folder, and a token for this version of this model.
/// let gpu = unsafe { gpu.serialization("/data/data/app/cache", "model-v3") };
/// let interpreter = litert::Interpreter::builder().prefer(gpu).build(&model)?;
/// # Ok(())
/// # }
/// ```
///
/// It stands on `TfLiteGpuDelegateV2Create`.
#[derive(Clone, Debug)]
#[must_use]
pub struct GpuDelegateOptions {
    library: PathBuf,
    precision_loss: Option<bool>,
    preference: Option<InferencePreference>,
    priorities: Option<Vec<Priority>>,
    quantized: Option<bool>,
    backend: Option<GpuDelegateBackend>,
    max_partitions: Option<u16>,
    serialization: Option<(PathBuf, String)>,
}

impl GpuDelegateOptions {
    /// The delegate of the library at this path, or of that name wherever the system's loader
    /// looks if it is a bare file name. Nothing is loaded before an interpreter is built.
    ///
    /// # Safety
    /// As for [`ExternalDelegate::new`](super::ExternalDelegate::new): the library must be what its
    /// name says, built for a TensorFlow Lite whose structs agree with the runtime's.
    pub unsafe fn new(library: impl Into<PathBuf>) -> Self {
        Self {
            library: library.into(),
            precision_loss: None,
            preference: None,
            priorities: None,
            quantized: None,
            backend: None,
            max_partitions: None,
            serialization: None,
        }
    }

    /// True if results may be less exact, half precision above all. An older form of
    /// [`priorities`](Self::priorities).
    pub fn precision_loss_allowed(mut self, allowed: bool) -> Self {
        self.precision_loss = Some(allowed);
        self
    }

    /// How the model is used.
    pub fn inference_preference(mut self, preference: InferencePreference) -> Self {
        self.preference = Some(preference);
        self
    }

    /// What counts, the most important first: up to three, each once. The rest is the library's
    /// choice.
    pub fn priorities(mut self, priorities: &[Priority]) -> Self {
        self.priorities = Some(priorities.to_vec());
        self
    }

    /// Whether quantized models are taken over, computed in floating point. They are by default.
    pub fn quantized_models(mut self, on: bool) -> Self {
        self.quantized = Some(on);
        self
    }

    /// Insists on one way to reach the GPU.
    pub fn backend(mut self, backend: GpuDelegateBackend) -> Self {
        self.backend = Some(backend);
        self
    }

    /// How many parts of the model may go to the GPU; the default is one. Data crosses between
    /// processors before and after each.
    pub fn max_delegated_partitions(mut self, count: u16) -> Self {
        self.max_partitions = Some(count);
        self
    }

    /// Keeps compiled kernels in `folder`, under `model_token`. Later starts are faster. With OpenCL
    /// only.
    ///
    /// # Safety
    /// What lies in the folder is trusted: nobody else may be able to write into it. The token must be
    /// another one for each model and each version of it: the delegate does not notice that what it
    /// finds was compiled from another one.
    pub unsafe fn serialization(
        mut self,
        folder: impl Into<PathBuf>,
        model_token: impl Into<String>,
    ) -> Self {
        self.serialization = Some((folder.into(), model_token.into()));
        self
    }

    fn create(&self) -> Result<Attached> {
        let failed = |message: String, help: &str| Error::delegate(NAME, message, help);
        let path = self.library.display();
        // SAFETY: `GpuDelegateOptions::new` made the caller vouch for the file.
        let library = unsafe { open(&self.library) }.map_err(|reason| {
            failed(
                format!("{path} cannot be loaded: {reason}"),
                "put TensorFlow Lite's GPU delegate library there, in a build for this system",
            )
        })?;
        let functions = GpuV2::resolve(&library).map_err(|missing| {
            failed(
                format!("{path} is no GPU delegate: {missing}"),
                "name a library with the GPU delegate V2",
            )
        })?;
        let default = functions.TfLiteGpuDelegateOptionsV2Default;
        // SAFETY: the function returns its options struct by value and takes no arguments.
        let options = unsafe { Options::of(default as *mut c_void) };
        // The struct has been the same since TensorFlow Lite 2.5, and grows at its end only.
        let known = options.filter(|options| {
            options.extent() >= offset_of!(Struct, model_token) + size_of::<usize>()
        });
        let mut options = known.ok_or_else(|| {
            Error::unsupported(
                "the options struct of the GPU delegate",
                path.to_string(),
                "use a build of TensorFlow Lite 2.5 or later, on x86-64 or ARM",
            )
        })?;
        let keep = self.fill(&mut options)?;
        // SAFETY: the options are those that this very library filled in; the strings they point
        // to are in `keep`.
        let delegate = unsafe {
            (functions.TfLiteGpuDelegateV2Create)(
                options.as_ptr::<tflite::TfLiteGpuDelegateOptionsV2>(),
            )
        };
        let handle = NonNull::new(delegate).ok_or_else(|| {
            failed(
                format!("{path} refused to make a delegate without saying why"),
                "check that the system has a driver for the GPU (OpenCL or OpenGL ES)",
            )
        })?;
        let source: Arc<dyn SymbolSource> = Arc::new(library);
        // SAFETY: just created, and destroyed by the function that ships with it; `keep` has what
        // it borrows.
        Ok(unsafe {
            Attached::new(
                NAME,
                handle,
                functions.TfLiteGpuDelegateV2Delete,
                Box::new(keep),
                source,
            )
        })
    }

    /// Writes what was set into the struct, and returns the strings that it then points to.
    fn fill(&self, options: &mut Options) -> Result<Vec<CString>> {
        if let Some(allowed) = self.precision_loss {
            let offset = offset_of!(Struct, is_precision_loss_allowed);
            options.set(offset, i32::from(allowed));
        }
        if let Some(preference) = self.preference {
            let number = match preference {
                InferencePreference::FastSingleAnswer => 0_i32,
                InferencePreference::SustainedSpeed => 1,
                InferencePreference::Balanced => 2,
            };
            options.set(offset_of!(Struct, inference_preference), number);
        }
        if let Some(priorities) = &self.priorities {
            let numbers = priority_numbers(priorities)?;
            options.set(offset_of!(Struct, inference_priority1), numbers[0]);
            options.set(offset_of!(Struct, inference_priority2), numbers[1]);
            options.set(offset_of!(Struct, inference_priority3), numbers[2]);
        }
        if let Some(count) = self.max_partitions {
            if count == 0 {
                return Err(Error::invalid_argument(
                    "with at most 0 partitions the GPU would get nothing; give 1 or more",
                ));
            }
            let offset = offset_of!(Struct, max_delegated_partitions);
            options.set(offset, i32::from(count));
        }
        let flags = offset_of!(Struct, experimental_flags);
        let mut bits = options.get_u32(flags);
        let mut switch = |flag: u32, on: bool| bits = if on { bits | flag } else { bits & !flag };
        if let Some(on) = self.quantized {
            switch(1, on);
        }
        if let Some(backend) = self.backend {
            switch(2, backend == GpuDelegateBackend::OpenCl);
            switch(4, backend == GpuDelegateBackend::OpenGl);
        }
        let mut keep = Vec::new();
        if let Some((folder, token)) = &self.serialization {
            if self.backend == Some(GpuDelegateBackend::OpenGl) {
                return Err(Error::invalid_argument(
                    "the GPU delegate keeps compiled kernels with OpenCL only, and OpenGL is \
                     insisted on",
                ));
            }
            switch(8, true);
            let texts = [folder.as_os_str().as_encoded_bytes(), token.as_bytes()];
            for (text, offset) in texts.into_iter().zip([
                offset_of!(Struct, serialization_dir),
                offset_of!(Struct, model_token),
            ]) {
                let text = CString::new(text).map_err(|_| {
                    Error::invalid_argument(
                        "the folder or token for compiled kernels contains a NUL character",
                    )
                })?;
                options.set(offset, text.as_ptr());
                keep.push(text);
            }
        }
        // The flags have 64 bits, of which only low ones are used.
        options.set(flags, i64::from(bits));
        Ok(keep)
    }
}

/// The three fields: what is asked for, then zeros for the library's choice.
fn priority_numbers(priorities: &[Priority]) -> Result<[i32; 3]> {
    let mut numbers = [0; 3];
    let twice = (1..priorities.len()).any(|end| priorities[..end].contains(&priorities[end]));
    if priorities.len() > numbers.len() || twice {
        return Err(Error::invalid_argument(format!(
            "{priorities:?} are no priorities for the GPU: give up to three, each once"
        )));
    }
    for (number, priority) in numbers.iter_mut().zip(priorities) {
        *number = match priority {
            Priority::MaxPrecision => 1,
            Priority::MinLatency => 2,
            Priority::MinMemoryUsage => 3,
        };
    }
    Ok(numbers)
}

impl From<GpuDelegateOptions> for Delegate {
    fn from(options: GpuDelegateOptions) -> Self {
        Self::planned(NAME, move |_| options.create())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priorities_fill_the_three_fields() {
        use Priority::{MaxPrecision, MinLatency, MinMemoryUsage};
        let numbers = |list: &[Priority]| priority_numbers(list).unwrap();
        assert_eq!(numbers(&[]), [0, 0, 0]);
        assert_eq!(numbers(&[MinLatency]), [2, 0, 0]);
        assert_eq!(numbers(&[MinMemoryUsage, MaxPrecision]), [3, 1, 0]);
        for wrong in [
            &[MinLatency, MinLatency][..],
            &[MinLatency, MaxPrecision, MinMemoryUsage, MinLatency],
        ] {
            let error = priority_numbers(wrong).unwrap_err().to_string();
            assert!(error.contains("each once"), "{error}");
        }
    }
}
