//! XNNPACK: the fast CPU kernels, with all their settings.

mod cache;
mod flags;
mod layout;
mod room;

use std::ffi::{CStr, CString};
use std::fmt;
use std::path::PathBuf;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::TfLiteApi;
use litert_sys::groups::tflite::Xnnpack;

use super::defaults::Options;
use super::{Attached, Context, Delegate};
use crate::engine::thread_count;
use crate::error::{Error, Result, StatusError};
use crate::logging;
use crate::model::Model;
pub(crate) use cache::Held;
pub use cache::WeightsCache;
pub use flags::XnnpackFlags;
use layout::{Fields, Layout};
pub(crate) use room::usable as weight_cache_usable;

/// Settings of the XNNPACK delegate. What is not set stays as the library prefers it.
///
/// An interpreter uses XNNPACK on its own, with default settings; give it these to change them:
///
/// ```
/// use litert::delegate::{XnnpackFlags, XnnpackOptions};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_float32.tflite")?;
/// let xnnpack = XnnpackOptions::new()
///     .threads(2)
///     .enable(XnnpackFlags::TRANSIENT_INDIRECTION_BUFFER);
/// let interpreter = litert::Interpreter::builder().delegate(xnnpack).build(&model)?;
/// # Ok(())
/// # }
/// ```
///
/// It stands on `TfLiteXNNPackDelegateCreate`. The options struct of that function grew twice; the
/// one that the library has is recognised by what the library itself writes into it, and a setting
/// that it has no field for is [`Error::Unsupported`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct XnnpackOptions {
    threads: Option<usize>,
    exact_flags: Option<XnnpackFlags>,
    enabled: XnnpackFlags,
    disabled: XnnpackFlags,
    runtime_flags: Option<u32>,
    handle_variable_ops: Option<bool>,
    lock_weight_cache: bool,
    cache: Cache,
}

#[derive(Clone, Debug, Default)]
enum Cache {
    #[default]
    None,
    Shared(WeightsCache),
    File(PathBuf),
    InMemory,
}

impl XnnpackOptions {
    /// Default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many threads XNNPACK uses; zero stands for as many as the machine has. The default is
    /// the interpreter's own thread count.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Switches flags on, in addition to those that the library has on.
    pub fn enable(mut self, flags: XnnpackFlags) -> Self {
        self.enabled |= flags;
        self.disabled = self.disabled.without(flags);
        self
    }

    /// Switches flags off.
    pub fn disable(mut self, flags: XnnpackFlags) -> Self {
        self.disabled |= flags;
        self.enabled = self.enabled.without(flags);
        self
    }

    /// Sets exactly these flags, whatever the library prefers. Without `QS8` and `QU8`, quantized
    /// models run at half the speed.
    pub fn flags(mut self, flags: XnnpackFlags) -> Self {
        self.exact_flags = Some(flags);
        self
    }

    /// Flags for `xnn_create_runtime`, as XNNPACK's own header numbers them.
    pub fn runtime_flags(mut self, flags: u32) -> Self {
        self.runtime_flags = Some(flags);
        self
    }

    /// Takes over operators on variables. An older name for
    /// [`XnnpackFlags::VARIABLE_OPERATORS`].
    pub fn handle_variable_ops(mut self, on: bool) -> Self {
        self.handle_variable_ops = Some(on);
        self
    }

    /// Shares packed weights with other interpreters. Replaces a cache file.
    pub fn weights_cache(mut self, cache: &WeightsCache) -> Self {
        self.cache = Cache::Shared(cache.clone());
        self
    }

    /// Keeps packed weights in this file: it is written when the model is first run, and mapped
    /// into memory from then on, which makes every later start faster. A damaged file, or one of
    /// another format, is written anew. Where none can be written, or there may be no
    /// room for it (twice the size of the model), the interpreter does without; a warning in the log
    /// says so.
    ///
    /// TensorFlow Lite 2.17 crashes with it on x86 processors, where it is therefore
    /// [`Error::Unsupported`].
    ///
    /// # Safety
    /// The file is mapped and trusted. Each model, and each version of it, needs a file of its own:
    /// XNNPACK does not notice that it belongs to another one, and computes with the other one's
    /// weights. Nothing else may change it while it is in use.
    pub unsafe fn weight_cache_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.cache = Cache::File(path.into());
        self
    }

    /// Keeps packed weights in anonymous memory, where equal ones are kept once.
    pub fn weight_cache_in_memory(mut self) -> Self {
        self.cache = Cache::InMemory;
        self
    }

    /// Keeps a mapped weight cache from being swapped out.
    pub fn lock_weight_cache(mut self, on: bool) -> Self {
        self.lock_weight_cache = on;
        self
    }

    pub(crate) fn create(&self, context: &Context<'_>) -> Result<Attached> {
        let api = context.host.provider(NAME)?;
        let functions = api.xnnpack.as_ref().map_err(|missing| {
            Error::missing(
                "the XNNPACK delegate",
                missing,
                litert_sys::Family::TfLite.remedy(),
            )
        })?;
        if let Some(why) = context.model.and_then(|it| it.info().beyond_xnnpack()) {
            return Err(Error::delegate(
                NAME,
                format!("{why}; it would write past the end of that"),
                "leave XNNPACK out, with `xnnpack(false)`: other kernels run the model",
            ));
        }
        let (mut options, layout) = layout::defaults(api, functions);
        let threads = match self.threads {
            Some(threads) => Some(thread_count(threads)?),
            None => context.threads,
        };
        if let Some(threads) = threads {
            // Every version has the thread count at the beginning.
            options.set(0, threads);
        }
        let keep = self.fill(&mut options, layout, functions, api, context.model)?;
        // SAFETY: the options are those that this very library filled in, changed only where its
        // struct has the field; what they point to is in `keep`.
        let create = || unsafe { (functions.TfLiteXNNPackDelegateCreate)(options.as_ptr()) };
        let once = functions.TfLiteXNNPackDelegateCreate as usize;
        let delegate = logging::quietly(Some(once), create);
        let handle = NonNull::new(delegate).ok_or_else(|| {
            Error::Status(Box::new(StatusError {
                call: "TfLiteXNNPackDelegateCreate",
                on: "the XNNPACK delegate".to_owned(),
                status: None,
                detail: String::new(),
                hint: String::new(),
            }))
        })?;
        // SAFETY: just created, by the library that `destroy` belongs to; `keep` has what it
        // borrows.
        let attached = unsafe {
            Attached::new(
                NAME,
                handle,
                functions.TfLiteXNNPackDelegateDelete,
                Box::new(keep),
                Arc::clone(&api.source),
            )
        };
        Ok(attached.bound_to(api))
    }

    /// Writes what was set into the struct, and returns what the struct then points to.
    fn fill(
        &self,
        options: &mut Options,
        layout: Layout,
        functions: &Xnnpack,
        api: &TfLiteApi,
        model: Option<&Model>,
    ) -> Result<Keep> {
        let mut keep = Keep::default();
        if self.sets_nothing() {
            return Ok(keep);
        }
        let unsupported = |what: &str| {
            Error::unsupported(
                format!("{what} of the XNNPACK delegate"),
                format!(
                    "TensorFlow Lite {} from {}",
                    api.version,
                    api.source.describe()
                ),
                "leave the setting out, or use liblitert-lm (package litert-lm-api)",
            )
        };
        let fields = layout
            .fields()
            .ok_or_else(|| unsupported("any setting but the thread count"))?;
        self.fill_flags(options, layout, fields, &unsupported)?;
        if let Some(on) = self.handle_variable_ops {
            options.set(fields.handle_variable_ops, on);
        }
        if self.lock_weight_cache {
            let offset = fields
                .lock_memory
                .ok_or_else(|| unsupported("locking the weight cache in memory"))?;
            options.set(offset, true);
        }
        match &self.cache {
            Cache::None => {}
            Cache::Shared(cache) => {
                if !cache.belongs_to(api) {
                    return Err(Error::delegate(
                        NAME,
                        format!(
                            "its cache of weights belongs to {}, and the interpreter to {}",
                            cache.library(),
                            api.source.describe()
                        ),
                        "make the cache with the interpreter's runtime",
                    ));
                }
                options.set(fields.weights_cache, cache.as_ptr());
                keep.cache = Some(cache.clone());
            }
            Cache::File(path) => {
                if layout == Layout::Small && cfg!(any(target_arch = "x86_64", target_arch = "x86"))
                {
                    // It packs weights into memory that is not aligned for its own kernels, and
                    // crashes where these use AVX-512.
                    return Err(unsupported("a weight cache file, on x86 processors"));
                }
                let offset = fields
                    .file_path
                    .ok_or_else(|| unsupported("a weight cache file"))?;
                if model.is_some_and(|model| !room::usable(path, model)) {
                    return Ok(keep);
                }
                let path = CString::new(path.as_os_str().as_encoded_bytes()).map_err(|_| {
                    Error::invalid_argument(format!(
                        "the weight cache path {path:?} contains a NUL character"
                    ))
                })?;
                options.set(offset, path.as_ptr());
                keep.path = Some(path);
            }
            Cache::InMemory => {
                let (path, offset) = in_memory_path(functions)
                    .zip(fields.file_path)
                    .ok_or_else(|| unsupported("a weight cache in memory"))?;
                options.set(offset, path.as_ptr());
            }
        }
        Ok(keep)
    }

    fn fill_flags(
        &self,
        options: &mut Options,
        layout: Layout,
        fields: Fields,
        unsupported: &dyn Fn(&str) -> Error,
    ) -> Result<()> {
        let asked = self.exact_flags.unwrap_or_default().union(self.enabled);
        let unknown = asked.intersection(layout.unknown_flags());
        if !unknown.is_empty() {
            return Err(unsupported(&format!("the flag {unknown}")));
        }
        let before = match self.exact_flags {
            Some(flags) => flags.bits(),
            None => options.get_u32(fields.flags),
        };
        let flags = (before | self.enabled.bits()) & !self.disabled.bits();
        options.set(fields.flags, flags);
        if let Some(flags) = self.runtime_flags {
            let offset = fields
                .runtime_flags
                .ok_or_else(|| unsupported("the setting runtime_flags"))?;
            options.set(offset, flags);
        }
        Ok(())
    }

    /// True if only the thread count may differ from the library's defaults.
    fn sets_nothing(&self) -> bool {
        matches!(
            self,
            Self {
                threads: _,
                exact_flags: None,
                enabled,
                disabled,
                runtime_flags: None,
                handle_variable_ops: None,
                lock_weight_cache: false,
                cache: Cache::None,
            } if enabled.is_empty() && disabled.is_empty()
        )
    }

    /// The settings that may decide which weights are packed, and how.
    fn packing(&self) -> String {
        let Self {
            threads: _,
            exact_flags,
            enabled,
            disabled,
            runtime_flags,
            handle_variable_ops,
            lock_weight_cache: _,
            cache: _,
        } = self;
        let mut settings = String::new();
        let mut say = |name: &str, value: &dyn fmt::Debug| {
            let comma = if settings.is_empty() { "" } else { ", " };
            settings.push_str(&format!("{comma}{name} {value:?}"));
        };
        if let Some(flags) = exact_flags {
            say("flags", flags);
        }
        if !enabled.is_empty() {
            say("enable", enabled);
        }
        if !disabled.is_empty() {
            say("disable", disabled);
        }
        if let Some(flags) = runtime_flags {
            say("runtime_flags", flags);
        }
        if let Some(on) = handle_variable_ops {
            say("handle_variable_ops", on);
        }
        settings
    }

    fn shared_cache(&self) -> Option<WeightsCache> {
        match &self.cache {
            Cache::Shared(cache) => Some(cache.clone()),
            _ => None,
        }
    }
}

/// The name of the delegate.
pub(crate) const NAME: &str = "XNNPACK";

/// Memory that a delegate borrows.
#[derive(Default)]
struct Keep {
    cache: Option<WeightsCache>,
    path: Option<CString>,
}

/// The pseudo path that stands for memory, from a library that has it and on a system that can.
fn in_memory_path(functions: &Xnnpack) -> Option<&'static CStr> {
    let can = functions.TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider?;
    let path = functions.TfLiteXNNPackDelegateInMemoryFilePath?;
    // SAFETY: neither has preconditions.
    let path = unsafe { if can() { path() } else { return None } };
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, and a string literal inside a library that is never unloaded.
    Some(unsafe { CStr::from_ptr(path) })
}

impl From<XnnpackOptions> for Delegate {
    fn from(options: XnnpackOptions) -> Self {
        let (cache, settings) = (options.shared_cache(), options.packing());
        Self::planned(NAME, move |context| options.create(context)).sharing(cache, settings)
    }
}
