//! How an environment is to be made.

use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::ptr;

use litert_sys::{Family, cpu, litert};

use super::{Environment, check, made};
use crate::compiled::{Accelerators, plugged};
use crate::error::{Error, Result};
use crate::logging;
use crate::runtime::Runtime;

type Tag = litert::LiteRtEnvOptionTag;

/// Settings of an [`Environment`]. Nothing is done, and nothing fails, before
/// [`build`](EnvironmentBuilder::build).
///
/// ```
/// use litert::{Accelerators, CompiledModel, Environment};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// // No time is spent on looking for a GPU.
/// let environment = Environment::builder().auto_register(Accelerators::CPU).build()?;
/// let compiled = CompiledModel::builder().environment(&environment).build(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct EnvironmentBuilder {
    runtime: Option<Runtime>,
    runtime_dir: Option<PathBuf>,
    dispatch_dir: Option<PathBuf>,
    compiler_plugin_dir: Option<PathBuf>,
    compiler_cache_dir: Option<PathBuf>,
    compiler_cache_configs: Option<u32>,
    compiler_cache_bytes: Option<u64>,
    auto_register: Option<Accelerators>,
    log_severity: LogSeverity,
    delegates: usize,
}

/// From which severity on the native library logs to the standard error output.
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use litert::{Environment, LogSeverity};
///
/// let environment = Environment::builder().log_severity(LogSeverity::Warning).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LogSeverity {
    /// Everything.
    Debug,
    /// Details, and what follows.
    Verbose,
    /// What happens, and what follows.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
    /// Nothing.
    #[default]
    Silent,
}

impl LogSeverity {
    /// `LiteRtLogSeverity`.
    fn number(self) -> i64 {
        match self {
            LogSeverity::Debug => -1,
            LogSeverity::Verbose => 0,
            LogSeverity::Info => 1,
            LogSeverity::Warning => 2,
            LogSeverity::Error => 3,
            LogSeverity::Silent => 4,
        }
    }
}

impl EnvironmentBuilder {
    /// Uses this runtime instead of the shared one.
    pub fn runtime(mut self, runtime: &Runtime) -> Self {
        self.runtime = Some(runtime.clone());
        self
    }

    /// The folder with accelerator libraries, `libLiteRtWebGpuAccelerator` for instance. The folder
    /// of the runtime's own library unless told otherwise.
    ///
    /// # Safety
    /// Libraries in it are loaded, and what is in them is run. The caller vouches for them.
    pub unsafe fn runtime_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.runtime_dir = Some(folder.into());
        self
    }

    /// The folder with the dispatch library of an NPU's vendor, `libLiteRtDispatch_*`. None unless
    /// told otherwise; without it there is no NPU.
    ///
    /// # Safety
    /// As for [`runtime_dir`](Self::runtime_dir).
    pub unsafe fn dispatch_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.dispatch_dir = Some(folder.into());
        self
    }

    /// The folder with compiler plugins, `libLiteRtCompilerPlugin*`, which prepare models for an NPU
    /// when they are loaded. None unless told otherwise.
    ///
    /// # Safety
    /// As for [`runtime_dir`](Self::runtime_dir).
    pub unsafe fn compiler_plugin_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.compiler_plugin_dir = Some(folder.into());
        self
    }

    /// The folder where compiler plugins keep what they made. None unless told otherwise.
    ///
    /// # Safety
    /// What is in the folder is taken for what the plugin wrote. Nobody else may be able to write
    /// into it.
    pub unsafe fn compiler_cache_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.compiler_cache_dir = Some(folder.into());
        self
    }

    /// How many configurations of one model are kept in that folder. The library's choice unless
    /// told otherwise.
    pub fn compiler_cache_configs(mut self, configs: u32) -> Self {
        self.compiler_cache_configs = Some(configs);
        self
    }

    /// How many bytes are kept in that folder. The library's choice unless told otherwise.
    pub fn compiler_cache_bytes(mut self, bytes: u64) -> Self {
        self.compiler_cache_bytes = Some(bytes);
        self
    }

    /// Which kinds of hardware accelerators are looked for, and registered, when the environment is
    /// made. All unless told otherwise.
    ///
    /// The GPU is left out, with a warning in the log, on a processor that the official accelerator
    /// cannot run on: it would end the process.
    ///
    /// With [`Accelerators::NONE`] the environment starts without any, and models run on the plain
    /// kernels.
    pub fn auto_register(mut self, accelerators: Accelerators) -> Self {
        self.auto_register = Some(accelerators);
        self
    }

    /// How many [delegates](crate::delegate::Delegate) a compiled model of this environment can be
    /// given. None unless told otherwise.
    ///
    /// They are asked before XNNPACK, and after the GPU and the NPU where these are used. A compiled
    /// model that names no environment gets one with room for its delegates, so this is only for
    /// models that share one. Stands on `LiteRtRegisterAccelerator`.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// let environment = litert::Environment::builder().delegates(1).build()?;
    /// assert_eq!(environment.delegates(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn delegates(mut self, most: usize) -> Self {
        self.delegates = most;
        self
    }

    /// From which severity on the native library logs. Silent unless told otherwise.
    ///
    /// This holds for the **whole process**, not for this environment alone, until another
    /// environment is made; what accelerator libraries log on their own is not affected.
    pub fn log_severity(mut self, severity: LogSeverity) -> Self {
        self.log_severity = severity;
        self
    }

    /// Makes the environment. Stands on `LiteRtCreateEnvironment`.
    ///
    /// Hardware that is not there is no error: see [`Environment::accelerators`].
    ///
    /// # Errors
    /// [`Error::Load`] without a LiteRT library, [`Error::InvalidArgument`] for folders that cannot
    /// be passed on, [`Error::Unsupported`] for delegates with a library that does not take any,
    /// [`Error::Status`] if the library refuses.
    pub fn build(self) -> Result<Environment> {
        let runtime = match &self.runtime {
            Some(runtime) => runtime.clone(),
            None => Runtime::shared_for(Family::LiteRt)?,
        };
        let api = runtime.litert()?;
        let mut options = Options::default();
        options.int(
            Tag::kLiteRtEnvOptionTagMinLoggerSeverity,
            Some(self.log_severity.number()),
        )?;
        // Accelerators lie beside the library, where it does not look on its own.
        let library = api.source.describe();
        let beside = || runtime_folder(Path::new(&library));
        let runtime_dir = self.runtime_dir.or_else(beside);
        let mut auto_register = self.auto_register;
        let wanted = auto_register.unwrap_or(Accelerators::ALL);
        if wanted.contains(Accelerators::GPU)
            && runtime_dir.as_deref().is_some_and(has_foreign_accelerator)
        {
            auto_register = Some(wanted.without(Accelerators::GPU));
        }
        options.folder(Tag::kLiteRtEnvOptionTagRuntimeLibraryDir, runtime_dir)?;
        options.folder(
            Tag::kLiteRtEnvOptionTagDispatchLibraryDir,
            self.dispatch_dir,
        )?;
        options.folder(
            Tag::kLiteRtEnvOptionTagCompilerPluginLibraryDir,
            self.compiler_plugin_dir,
        )?;
        options.folder(
            Tag::kLiteRtEnvOptionTagCompilerCacheDir,
            self.compiler_cache_dir,
        )?;
        options.int(
            Tag::kLiteRtEnvOptionTagCompilerCacheMaxConfigsPerModel,
            self.compiler_cache_configs,
        )?;
        options.int(
            Tag::kLiteRtEnvOptionTagCompilerCacheMaxTotalSize,
            self.compiler_cache_bytes,
        )?;
        let (mut cpu, mut xnnpack_first) = (false, false);
        if self.delegates > 0 {
            let wanted = auto_register.unwrap_or(Accelerators::ALL);
            let rest;
            (rest, cpu) = plugged::order(api, wanted)?;
            auto_register = Some(rest);
            xnnpack_first = rest.contains(Accelerators::CPU);
        }
        options.int(
            Tag::kLiteRtEnvOptionTagAutoRegisterAccelerators,
            auto_register.map(Accelerators::bits),
        )?;
        let mut handle = ptr::null_mut();
        // SAFETY: the array has as many entries as stated; the strings in it are alive in
        // `options`, and the library copies them.
        let mut create = || unsafe {
            (api.environment.LiteRtCreateEnvironment)(
                options.entries.len() as i32,
                options.entries.as_ptr(),
                &raw mut handle,
            )
        };
        let quiet = self.log_severity == LogSeverity::Silent;
        let looks_for_gpu = auto_register
            .unwrap_or(Accelerators::ALL)
            .contains(Accelerators::GPU);
        let status = if quiet && looks_for_gpu {
            logging::quietly(None, create)
        } else {
            create()
        };
        check("LiteRtCreateEnvironment", "the environment", status)?;
        made("LiteRtCreateEnvironment", "the environment", handle)?;
        let environment =
            Environment::from_handle(handle, api, self.delegates, xnnpack_first, quiet);
        if self.delegates > 0 {
            // SAFETY: just made, by this library, and known to nobody else.
            unsafe { plugged::register(api, handle, self.delegates, cpu)? };
        }
        Ok(environment)
    }
}

/// Options as C takes them.
#[derive(Default)]
struct Options {
    entries: Vec<litert::LiteRtEnvOption>,
    // The entries point into these.
    strings: Vec<CString>,
}

impl Options {
    fn int(&mut self, tag: Tag, value: Option<impl TryInto<i64>>) -> Result<()> {
        let Some(value) = value else { return Ok(()) };
        let value = value.try_into().map_err(|_| {
            Error::invalid_argument("an environment cannot be told of more than 2^63 - 1 bytes")
        })?;
        self.entries.push(litert::LiteRtEnvOption {
            tag,
            value: litert::LiteRtAny {
                type_: litert::LiteRtAnyType::kLiteRtAnyTypeInt,
                value: litert::LiteRtAnyValue { int_value: value },
            },
        });
        Ok(())
    }

    fn folder(&mut self, tag: Tag, folder: Option<PathBuf>) -> Result<()> {
        let Some(folder) = folder else { return Ok(()) };
        let text = c_path(&folder)?;
        self.entries.push(litert::LiteRtEnvOption {
            tag,
            value: litert::LiteRtAny {
                type_: litert::LiteRtAnyType::kLiteRtAnyTypeString,
                value: litert::LiteRtAnyValue {
                    str_value: text.as_ptr(),
                },
            },
        });
        // Moving a `CString` does not move its characters.
        self.strings.push(text);
        Ok(())
    }
}

fn c_path(path: &Path) -> Result<CString> {
    #[cfg(unix)]
    let bytes = Some(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()));
    #[cfg(not(unix))]
    let bytes = path.to_str().map(str::as_bytes);
    bytes
        .and_then(|bytes| CString::new(bytes).ok())
        .ok_or_else(|| {
            Error::invalid_argument(format!(
                "the folder {path:?} cannot be passed to the library: it contains a NUL or is no \
                 Unicode"
            ))
        })
}

/// The folder of the library, if it was loaded from one that is known.
fn runtime_folder(library: &Path) -> Option<PathBuf> {
    let folder = library.parent()?;
    (!folder.as_os_str().is_empty()).then(|| folder.to_owned())
}

/// True if the folder has a GPU accelerator that would end the process, because it was compiled for
/// processors with more features than this one.
fn has_foreign_accelerator(folder: &Path) -> bool {
    let file = folder.join(cpu::GPU_ACCELERATOR);
    let missing = cpu::missing_features();
    let foreign = !missing.is_empty() && file.exists();
    if foreign {
        log::warn!(
            "{} is not used: it needs processor features that this machine lacks: {}",
            file.display(),
            missing.join(", ")
        );
    }
    foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_without_a_c_form_are_refused() {
        let error = c_path(Path::new("a\0b")).unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
        assert!(error.to_string().contains("a\\0b"), "{error}");
        let folder = c_path(Path::new("/a b/ü")).unwrap();
        assert_eq!(folder.to_str().unwrap(), "/a b/ü");
    }

    #[test]
    fn a_library_without_a_folder_has_none() {
        assert_eq!(runtime_folder(Path::new("libLiteRt.so")), None);
        let folder = runtime_folder(Path::new("/a/libLiteRt.so"));
        assert_eq!(folder.as_deref(), Some(Path::new("/a")));
    }
}
