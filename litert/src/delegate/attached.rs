//! A delegate that exists, and what it takes to destroy it.

use std::any::Any;
use std::fmt;
use std::ptr::NonNull;
use std::sync::Arc;

use litert_sys::{LiteRtApi, SymbolSource, TfLiteApi, tflite};

use crate::error::{Error, Result};
use crate::model::Model;

/// The TensorFlow Lite that a delegate is to work with.
#[derive(Clone, Copy)]
pub(crate) enum Host<'a> {
    /// One that shows its functions.
    TfLite(&'a Arc<TfLiteApi>),
    /// The one inside a LiteRT library, which keeps them to itself.
    LiteRt(&'a Arc<LiteRtApi>),
}

impl<'a> Host<'a> {
    /// Its functions, if it shows them.
    #[cfg_attr(
        not(target_os = "linux"),
        allow(dead_code, reason = "trials need fork")
    )]
    pub(crate) fn tflite(self) -> Option<&'a Arc<TfLiteApi>> {
        match self {
            Host::TfLite(api) => Some(api),
            Host::LiteRt(_) => None,
        }
    }

    /// As [`tflite`](Self::tflite), for the delegate of this name, which it has to come from.
    pub(crate) fn provider(self, delegate: &str) -> Result<&'a Arc<TfLiteApi>> {
        match self {
            Host::TfLite(api) => Ok(api),
            Host::LiteRt(api) => Err(Error::delegate(
                delegate,
                format!(
                    "{} does not offer it to applications, and that of another library would meet \
                     another copy of TensorFlow Lite",
                    api.source.describe()
                ),
                "use Interpreter, or leave it out: CompiledModel runs on XNNPACK on its own, and \
                 CompiledModelBuilder::cpu has its settings",
            )),
        }
    }
}

/// The engine and model that a delegate is made for.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) host: Host<'a>,
    /// `None` if the delegate is made before it is known.
    pub(crate) model: Option<&'a Model>,
    /// The interpreter's own thread count.
    pub(crate) threads: Option<i32>,
}

/// Tells loaded copies of TensorFlow Lite apart: a delegate made by one of them must not meet an
/// interpreter of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LibraryTag {
    /// A function of the library. Two runtimes on one library agree, two copies never do.
    address: usize,
    description: String,
}

impl LibraryTag {
    pub(crate) fn of(api: &TfLiteApi) -> Self {
        Self {
            address: api.interpreter.TfLiteInterpreterCreate as usize,
            description: format!("{} ({})", api.source.describe(), api.version),
        }
    }
}

/// Whether a delegate that exists can be used in a context that was not known when it was made.
type Check = Box<dyn Fn(*mut tflite::TfLiteDelegate, &Context<'_>) -> Result<()> + Send>;

/// A better error for a failed run than the runtime's words, if there is one.
type Explain = Box<dyn Fn(&str) -> Option<Error> + Send>;

/// A delegate, and what it takes to destroy it.
///
/// The C side only borrows a delegate, so the interpreter it is given to owns this value and drops
/// it after itself.
pub(crate) struct Attached {
    name: String,
    handle: NonNull<tflite::TfLiteDelegate>,
    destroy: unsafe extern "C" fn(*mut tflite::TfLiteDelegate),
    library: Option<LibraryTag>,
    check: Option<Check>,
    explain: Option<Explain>,
    plain_registrations: bool,
    /// Memory that the delegate points to: dropped after it.
    _keep: Box<dyn Any + Send>,
    // The destructor's code; a source is never unloaded, but a fake one is freed.
    _source: Arc<dyn SymbolSource>,
}

impl Attached {
    /// Takes over `handle`.
    ///
    /// # Safety
    /// `handle` is a live delegate that nobody else destroys, and `destroy` is the function that
    /// belongs to it. `keep` owns all memory of ours that the delegate borrowed.
    pub(crate) unsafe fn new(
        name: impl Into<String>,
        handle: NonNull<tflite::TfLiteDelegate>,
        destroy: unsafe extern "C" fn(*mut tflite::TfLiteDelegate),
        keep: Box<dyn Any + Send>,
        source: Arc<dyn SymbolSource>,
    ) -> Self {
        Self {
            name: name.into(),
            handle,
            destroy,
            library: None,
            check: None,
            explain: None,
            plain_registrations: false,
            _keep: keep,
            _source: source,
        }
    }

    /// Marks the delegate as one that only this library's interpreters may use.
    pub(crate) fn bound_to(mut self, api: &TfLiteApi) -> Self {
        self.library = Some(LibraryTag::of(api));
        self
    }

    /// Sets what is to be checked when the delegate, made before, meets an interpreter.
    pub(crate) fn checking(
        mut self,
        check: impl Fn(*mut tflite::TfLiteDelegate, &Context<'_>) -> Result<()> + Send + 'static,
    ) -> Self {
        self.check = Some(Box::new(check));
        self
    }

    /// Sets what tells more about a failed run than the runtime does.
    pub(crate) fn explaining(
        mut self,
        explain: impl Fn(&str) -> Option<Error> + Send + 'static,
    ) -> Self {
        self.explain = Some(Box::new(explain));
        self
    }

    /// Notes that the delegate leaves the newer fields of the structs that describe its operators
    /// at zero, so that anything else there tells of older structs.
    pub(crate) fn with_plain_registrations(mut self) -> Self {
        self.plain_registrations = true;
        self
    }

    pub(crate) fn has_plain_registrations(&self) -> bool {
        self.plain_registrations
    }

    /// A better error for a failed run, from the runtime's words about it.
    pub(crate) fn explain(&self, said: &str) -> Option<Error> {
        self.explain.as_ref()?(said)
    }

    /// True if the delegate says that it cannot do with tensors whose size is known late.
    pub(crate) fn needs_fixed_sizes(&self) -> bool {
        // SAFETY: the delegate is alive, and this field is the same in all releases.
        let flags = unsafe { (*self.handle.as_ptr()).flags };
        let allowed = tflite::TfLiteDelegateFlags::kTfLiteDelegateFlagsAllowDynamicTensors;
        flags & i64::from(allowed.0) == 0
    }

    pub(crate) fn as_ptr(&self) -> *mut tflite::TfLiteDelegate {
        self.handle.as_ptr()
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Refuses an interpreter that the delegate cannot work with: of another library than the one
    /// that made it, for instance.
    pub(crate) fn check(&self, context: &Context<'_>) -> Result<()> {
        if let Some(check) = &self.check {
            check(self.as_ptr(), context)?;
        }
        let Some(made) = &self.library else {
            return Ok(());
        };
        let wanted = match context.host {
            Host::TfLite(api) => LibraryTag::of(api),
            Host::LiteRt(api) => LibraryTag {
                address: 0,
                description: format!("{} (LiteRT {})", api.source.describe(), api.version),
            },
        };
        if made.address == wanted.address {
            return Ok(());
        }
        Err(Error::delegate(
            &self.name,
            format!(
                "it was made by {}, and is to be used by {}: two copies of TensorFlow Lite cannot \
                 share a delegate",
                made.description, wanted.description
            ),
            "make the delegate with the runtime that uses it, or give the builder the options instead",
        ))
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // SAFETY: `new` was promised that the two belong together; it is destroyed once, and by
        // field order of its owner after the interpreter that used it.
        unsafe { (self.destroy)(self.handle.as_ptr()) }
    }
}

impl fmt::Debug for Attached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attached")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

// SAFETY: it is used by one interpreter at a time, through `&mut`, and what it keeps is `Send` by its
// type. XNNPACK has no thread affinity; the GPU delegate's OpenGL back-end has, and refuses to run on
// another thread than the one that prepared it. For any other library its `unsafe` constructor makes the
// caller vouch.
unsafe impl Send for Attached {}
