//! Packed weights, shared between interpreters.

use std::ffi::c_void;
use std::fmt;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use litert_sys::{TfLiteApi, tflite};

use crate::delegate::LibraryTag;
use crate::error::{Error, Result, StatusError};
use crate::model::Model;
use crate::runtime::Runtime;

/// XNNPACK's packed weights, kept once for all interpreters that are given this cache.
///
/// XNNPACK repacks the weights of a model for its kernels; without a cache every interpreter keeps
/// its own copy. Give the cache to every interpreter of a model, [`finalize`](Self::finalize) it,
/// and only then run: XNNPACK refuses to run while the cache can still grow.
///
/// A cache is for one model, that of the first interpreter built with it, which it keeps alive: a
/// build with another one is an error. So is, once it is finalized, a build with other delegates, or
/// other settings of theirs, than were used before.
///
/// ```
/// use litert::delegate::{WeightsCache, XnnpackOptions};
/// use litert::{Interpreter, Model, Runtime};
///
/// # fn main() -> litert::Result<()> {
/// # let model = Model::from_file("../models/digits/digits_float32.tflite")?;
/// let cache = WeightsCache::new(&Runtime::shared()?)?;
/// let build = || {
///     let xnnpack = XnnpackOptions::new().weights_cache(&cache);
///     Interpreter::builder().delegate(xnnpack).build(&model)
/// };
/// let mut first = build()?;
/// cache.finalize()?;
/// let mut second = build()?; // finds all weights in the cache
/// first.run()?;
/// second.run()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct WeightsCache(Arc<Inner>);

struct Inner {
    handle: NonNull<tflite::TfLiteXNNPackDelegateWeightsCache>,
    functions: litert_sys::groups::tflite::XnnpackWeightsCache,
    api: Arc<TfLiteApi>,
    library: LibraryTag,
    /// Held while interpreters are built or allocated with the cache, and while it is finalized.
    contents: Mutex<Contents>,
    /// The thread that holds it.
    holder: Mutex<Option<ThreadId>>,
}

/// The contents of a cache.
struct Contents {
    state: State,
    /// The one whose weights are in it.
    model: Option<Model>,
    /// With which delegates, in their settings, interpreters were built: these take the same
    /// operators and pack the same weights.
    built: Vec<String>,
}

/// How far a cache is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Takes new weights; nothing that uses it can run.
    Growing,
    /// Takes no new weights, and gives out those it has.
    Finalized,
    /// Cannot be given to another interpreter.
    Frozen,
}

// SAFETY: the cache has no thread affinity: what it holds is memory and a lock of XNNPACK's own. The
// rest is `Send`.
unsafe impl Send for Inner {}
// SAFETY: XNNPACK's own lock is held from when room is made for weights until they are in the cache, or
// were found there; closing the cache does not take it. So whatever may add weights (building and
// allocating interpreters) and closing are done under `contents`. Runs read what does not move any more:
// XNNPACK refuses them before the cache is closed.
unsafe impl Sync for Inner {}

impl WeightsCache {
    /// An empty cache for interpreters of `runtime`. It grows as interpreters are built.
    ///
    /// # Errors
    /// [`Error::Unsupported`] if the library has no XNNPACK.
    pub fn new(runtime: &Runtime) -> Result<Self> {
        Self::create(runtime, None)
    }

    /// As [`new`](Self::new), with room for `bytes` of weights, which saves growing.
    ///
    /// # Errors
    /// As there, and [`Error::Status`] if that much memory cannot be had.
    pub fn with_size(runtime: &Runtime, bytes: usize) -> Result<Self> {
        Self::create(runtime, Some(bytes))
    }

    fn create(runtime: &Runtime, bytes: Option<usize>) -> Result<Self> {
        let api = runtime.tflite()?;
        let functions = *api.xnnpack_weights_cache.as_ref().map_err(|missing| {
            Error::missing(
                "a shared cache of XNNPACK weights",
                missing,
                litert_sys::Family::TfLite.remedy(),
            )
        })?;
        // SAFETY: neither has preconditions.
        let handle = unsafe {
            match bytes {
                Some(bytes) => (functions.TfLiteXNNPackDelegateWeightsCacheCreateWithSize)(bytes),
                None => (functions.TfLiteXNNPackDelegateWeightsCacheCreate)(),
            }
        };
        let handle = NonNull::new(handle).ok_or_else(|| {
            failed(
                "TfLiteXNNPackDelegateWeightsCacheCreate",
                "not enough memory",
            )
        })?;
        Ok(Self(Arc::new(Inner {
            handle,
            functions,
            api: Arc::clone(api),
            library: LibraryTag::of(api),
            contents: Mutex::new(Contents {
                state: State::Growing,
                model: None,
                built: Vec::new(),
            }),
            holder: Mutex::new(None),
        })))
    }

    /// Closes the cache for new weights, so that interpreters can run. Interpreters of the
    /// same model can still be built with the same delegates, and find their weights here.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if the cache was finalized before, and while this thread builds an
    /// interpreter with it.
    pub fn finalize(&self) -> Result<()> {
        let functions = &self.0.functions;
        self.close(
            "TfLiteXNNPackDelegateWeightsCacheFinalizeSoft",
            State::Finalized,
            functions.TfLiteXNNPackDelegateWeightsCacheFinalizeSoft,
        )
    }

    /// As [`finalize`](Self::finalize), and for ever: memory shrinks to what is used, and no other
    /// interpreter can be built with the cache.
    ///
    /// # Errors
    /// As there.
    pub fn finalize_hard(&self) -> Result<()> {
        let functions = &self.0.functions;
        self.close(
            "TfLiteXNNPackDelegateWeightsCacheFinalizeHard",
            State::Frozen,
            functions.TfLiteXNNPackDelegateWeightsCacheFinalizeHard,
        )
    }

    fn close(
        &self,
        call: &'static str,
        next: State,
        close: unsafe extern "C" fn(*mut tflite::TfLiteXNNPackDelegateWeightsCache) -> bool,
    ) -> Result<()> {
        let mut held = self.hold()?;
        if held.contents.state != State::Growing {
            return Err(Error::invalid_argument(
                "this cache of XNNPACK weights was finalized before; once is enough",
            ));
        }
        // SAFETY: the cache is alive, and the lock keeps anything else from changing it.
        if !unsafe { close(self.0.handle.as_ptr()) } {
            return Err(Error::invalid_argument(format!(
                "this cache of XNNPACK weights cannot be finalized ({call} refused): no interpreter \
                 was built with it yet"
            )));
        }
        held.contents.state = next;
        Ok(())
    }

    /// Held while an interpreter is built or allocated with the cache.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if this thread holds it already: a custom operator or a logger that
    /// is called while an interpreter is built may build another one.
    pub(crate) fn hold(&self) -> Result<Held<'_>> {
        let holder = || lock(&self.0.holder);
        if *holder() == Some(thread::current().id()) {
            return Err(Error::invalid_argument(
                "this thread is building or allocating an interpreter with this cache of XNNPACK \
                 weights, and cannot use the cache before that is done",
            ));
        }
        let contents = lock(&self.0.contents);
        *holder() = Some(thread::current().id());
        Ok(Held {
            contents,
            holder: &self.0.holder,
        })
    }

    /// Something to order caches by.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// True if both are the same cache.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The pointer for the options struct.
    pub(super) fn as_ptr(&self) -> *mut c_void {
        self.0.handle.as_ptr().cast()
    }

    pub(super) fn belongs_to(&self, api: &TfLiteApi) -> bool {
        self.0.library == LibraryTag::of(api)
    }

    pub(super) fn library(&self) -> String {
        self.0.api.source.describe()
    }
}

/// A cache that nobody else uses.
pub(crate) struct Held<'a> {
    contents: MutexGuard<'a, Contents>,
    holder: &'a Mutex<Option<ThreadId>>,
}

impl Held<'_> {
    /// Makes sure that an interpreter of this model, with these delegates, finds its weights in the
    /// cache, or can add them. XNNPACK takes an address from a closed cache for what is not in it.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for another model, and for other delegates once the cache is closed.
    pub(crate) fn expect(&mut self, model: &Model, delegates: &str) -> Result<()> {
        let Contents {
            state,
            model: bound,
            built,
        } = &mut *self.contents;
        if *state == State::Frozen {
            return Err(Error::invalid_argument(
                "the cache of XNNPACK weights was closed for ever by `finalize_hard`; build all \
                 interpreters before, or call `finalize` instead",
            ));
        }
        let first = bound.get_or_insert_with(|| model.clone());
        if first.as_bytes().as_ptr() != model.as_bytes().as_ptr()
            && first.as_bytes() != model.as_bytes()
        {
            return Err(Error::invalid_argument(format!(
                "the cache of XNNPACK weights holds those of {first}, and is to be used for {model}: \
                 make a cache for each model"
            )));
        }
        if *state == State::Finalized && !built.iter().any(|known| known == delegates) {
            return Err(Error::invalid_argument(format!(
                "the cache of XNNPACK weights was finalized, and no interpreter was built before with \
                 these delegates: {delegates}. It may not hold their weights: build one before \
                 `finalize`, or make a cache for them"
            )));
        }
        Ok(())
    }

    /// Takes note that an interpreter was built with these delegates.
    pub(crate) fn built_with(&mut self, delegates: &str) {
        let built = &mut self.contents.built;
        if !built.iter().any(|known| known == delegates) {
            built.push(delegates.to_owned());
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *lock(self.holder) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed(call: &'static str, detail: &str) -> Error {
    Error::Status(Box::new(StatusError {
        call,
        on: "a cache of XNNPACK weights".to_owned(),
        status: None,
        detail: detail.to_owned(),
        hint: String::new(),
    }))
}

impl Drop for Inner {
    fn drop(&mut self) {
        // SAFETY: created by this library, deleted only here; every delegate that uses it holds an
        // `Arc` of this value.
        unsafe {
            (self.functions.TfLiteXNNPackDelegateWeightsCacheDelete)(self.handle.as_ptr());
        }
    }
}

impl fmt::Debug for WeightsCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeightsCache").finish_non_exhaustive()
    }
}
