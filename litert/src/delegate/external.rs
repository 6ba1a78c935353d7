//! Any delegate in a library of its own, through the plugin interface.

use std::ffi::{CString, c_char};
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::group::Group;
use litert_sys::groups::plugin::Plugin;
use litert_sys::{Library, SymbolSource};

use super::{Attached, Delegate, capture, messages};
use crate::error::{Error, Result};

/// A delegate that a library offers through TensorFlow Lite's plugin interface
/// (`tflite_plugin_create_delegate`), with options as keys and values.
///
/// ```no_run
/// use litert::delegate::ExternalDelegate;
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("model.tflite")?;
/// // SAFETY: the vendor's own library, built for this version of TensorFlow Lite.
/// let npu = unsafe { ExternalDelegate::new("/usr/lib/libvx_delegate.so") };
/// let interpreter = litert::Interpreter::builder()
///     .delegate(npu.option("cache_file_path", "/var/cache/npu.bin"))
///     .build(&model)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ExternalDelegate {
    path: PathBuf,
    options: Vec<(String, String)>,
}

impl ExternalDelegate {
    /// The delegate of the library at `path`, or of that name wherever the system's loader looks
    /// if it is a bare file name. Nothing is loaded before an interpreter is built.
    ///
    /// # Safety
    /// Loading a library runs its initialisers, and the runtime then trusts what the plugin does
    /// with its data structures. The caller vouches for the file, and that it was built for a
    /// version of TensorFlow Lite that agrees with the runtime's: since 2.14 the structure that
    /// describes operators has 88 bytes, and older plugins crash.
    pub unsafe fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            options: Vec::new(),
        }
    }

    /// Passes an option. The plugin decides what it means; keys may repeat.
    pub fn option(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.push((key.into(), value.into()));
        self
    }

    fn name(&self) -> String {
        let file = self.path.file_name().unwrap_or(self.path.as_os_str());
        file.to_string_lossy().into_owned()
    }

    fn create(&self) -> Result<Attached> {
        let name = self.name();
        // SAFETY: `ExternalDelegate::new` made the caller vouch for the file.
        let library = unsafe { open(&self.path) }.map_err(|reason| {
            Error::delegate(
                &name,
                format!("{} cannot be loaded: {reason}", self.path.display()),
                "check the path, and that the libraries it depends on are installed (`ldd` lists \
                 them)",
            )
        })?;
        let functions = Plugin::resolve(&library).map_err(|missing| {
            Error::delegate(
                &name,
                format!("it is no delegate plugin: {missing}"),
                "name a library with TensorFlow Lite's external delegate interface",
            )
        })?;
        let mut strings = Vec::new();
        for (key, value) in &self.options {
            for text in [key, value] {
                strings.push(CString::new(text.as_str()).map_err(|_| {
                    Error::invalid_argument(format!(
                        "{name}: the option {key:?} contains a NUL character, which C strings \
                         cannot hold"
                    ))
                })?);
            }
        }
        let pointers = |first: usize| -> Vec<*const c_char> {
            let every_other = strings.iter().skip(first).step_by(2);
            every_other.map(|text| text.as_ptr()).collect()
        };
        let (keys, values) = (pointers(0), pointers(1));
        // SAFETY: both arrays have as many C strings as stated, alive in `strings`; the callback
        // is a function that lives for ever.
        let (delegate, said) = capture(|| unsafe {
            (functions.tflite_plugin_create_delegate)(
                keys.as_ptr(),
                values.as_ptr(),
                keys.len(),
                Some(messages::report),
            )
        });
        let Some(handle) = NonNull::new(delegate) else {
            let said = if said.is_empty() {
                "the plugin refused without saying why".to_owned()
            } else {
                format!("the plugin says: {said}")
            };
            return Err(Error::delegate(
                &name,
                said,
                "check the options, and that the hardware is there and accessible",
            ));
        };
        let source: Arc<dyn SymbolSource> = Arc::new(library);
        // SAFETY: just created, and destroyed by the function that ships with it. Plugins may keep
        // the option strings, so these live as long as the delegate.
        Ok(unsafe {
            Attached::new(
                name,
                handle,
                functions.tflite_plugin_destroy_delegate,
                Box::new(strings),
                source,
            )
        })
    }
}

impl From<ExternalDelegate> for Delegate {
    fn from(options: ExternalDelegate) -> Self {
        Self::planned(options.name(), move |_| options.create())
    }
}

/// Opens the library at a path, or by its bare name.
///
/// # Safety
/// The caller vouches for the file.
pub(super) unsafe fn open(path: &Path) -> Result<&'static Library, String> {
    match path.to_str() {
        // SAFETY: passed on to the caller.
        Some(name) if path.components().count() == 1 => unsafe { Library::open_system(name) },
        // SAFETY: as above.
        _ => unsafe { Library::open(path) },
    }
}
