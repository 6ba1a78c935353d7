//! The loaded libraries.

use std::any::Any;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use litert_sys::{
    Family, FamilyApi, LiteRtApi, Load, LoadError, LoadReport, Resolved, Search, Slots,
    SymbolSource, TfLiteApi,
};

use crate::error::Result;
use crate::logging;

/// The native libraries, found and resolved.
///
/// A `Runtime` is cheap to clone, and everything made with it keeps it alive. Most programs never
/// name it: [`Interpreter::new`](crate::Interpreter::new) and
/// [`CompiledModel::new`](crate::CompiledModel::new) use [`Runtime::shared`].
///
/// Libraries are looked for in this order: a path given in code ([`Runtime::from_library`]),
/// `LITERT_LIBRARY_PATH`, those that the program was linked with (the features `link-litert` and
/// `link-tflite`), next to the executable and in `../lib`, what the feature `source` built, the
/// pinned runtime that the feature `download` fetched into the cache, and the system's own places.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// let runtime = litert::Runtime::load()?;
/// for library in runtime.libraries() {
///     println!("{library}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Runtime(Arc<Inner>);

struct Inner {
    sources: Sources,
    report: Mutex<LoadReport>,
    // A family is looked for when it is first needed: opening the large library takes 17 ms and
    // 90 MB, and a program that never uses its family should not pay for it.
    families: Slots,
    /// Of the type that the engine which keeps something here asks for.
    kept: OnceLock<Box<dyn Any + Send + Sync>>,
}

enum Sources {
    Search(Search),
    Given(Arc<dyn SymbolSource>),
}

impl Runtime {
    /// Looks for the libraries at the usual places.
    ///
    /// Only one library is loaded here, that behind [`CompiledModel`](crate::CompiledModel); if it
    /// cannot be had, that behind [`Interpreter`](crate::Interpreter). The other one is loaded when
    /// it is first needed.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if neither family of functions can be had; the text lists every place that
    /// was looked at and what to do.
    pub fn load() -> Result<Self> {
        Self::from_sources(Sources::Search(Search::new()), Family::LiteRt)
    }

    /// The runtime that the whole process shares, loaded when it is first asked for.
    ///
    /// # Errors
    /// As for [`Runtime::load`]. A failure is not remembered: the next call looks again.
    pub fn shared() -> Result<Self> {
        Self::shared_for(Family::LiteRt)
    }

    /// The same runtime as [`shared`](Runtime::shared); if it is not loaded yet, it begins with the
    /// library of this family. A program that uses one engine only so never loads the library of
    /// the other one: the engines themselves ask for the shared runtime this way.
    ///
    /// ```
    /// use litert::{Family, Runtime};
    ///
    /// # fn main() -> litert::Result<()> {
    /// let runtime = Runtime::shared_for(Family::TfLite)?;
    /// println!("{}", runtime.library(Family::TfLite)?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for [`Runtime::shared`]: only if neither family can be had.
    pub fn shared_for(family: Family) -> Result<Self> {
        static SHARED: Mutex<Option<Runtime>> = Mutex::new(None);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = &*shared {
            return Ok(runtime.clone());
        }
        let runtime = Self::from_sources(Sources::Search(Search::new()), family)?;
        Ok(shared.insert(runtime).clone())
    }

    /// Uses the library at `path` (a file, or a folder that holds one) and looks nowhere else.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if it cannot be loaded, is no LiteRT or TensorFlow Lite library, or is too
    /// old.
    ///
    /// # Safety
    /// Loading a library runs its initialisers, and everything in this crate then trusts its
    /// functions to be what their names say. The caller vouches for the file.
    pub unsafe fn from_library(path: impl Into<PathBuf>) -> Result<Self> {
        // SAFETY: passed on to the caller.
        let search = unsafe { Search::new().library(path) };
        Self::from_sources(Sources::Search(search), Family::LiteRt)
    }

    /// Uses symbols from `source`, for instance a fake runtime in tests.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if the source serves neither family.
    pub fn from_source(source: Arc<dyn SymbolSource>) -> Result<Self> {
        Self::from_sources(Sources::Given(source), Family::LiteRt)
    }

    /// A runtime that has a library for `first` or, if that cannot be had, for another family.
    fn from_sources(sources: Sources, first: Family) -> Result<Self> {
        let runtime = Self(Arc::new(Inner {
            sources,
            report: Mutex::default(),
            families: Slots::default(),
            kept: OnceLock::new(),
        }));
        let others = Family::of_graphs().filter(|family| *family != first);
        let families: Vec<Family> = std::iter::once(first).chain(others).collect();
        if families.iter().any(|family| runtime.find(*family).is_ok()) {
            return Ok(runtime);
        }
        // Nobody else looks for libraries of this runtime, so the report is on these alone.
        Err(LoadError {
            families,
            report: runtime.load_report(),
        }
        .into())
    }

    /// The functions behind `CompiledModel`.
    pub(crate) fn litert(&self) -> Result<&Arc<LiteRtApi>> {
        self.functions()
    }

    /// The functions behind `Interpreter`.
    pub(crate) fn tflite(&self) -> Result<&Arc<TfLiteApi>> {
        self.functions()
    }

    fn functions<A: FamilyApi>(&self) -> Result<&Arc<A>> {
        let found = A::slot(&self.0.families).get_or_init(|| self.load_family());
        found.as_ref().map_err(|error| error.clone().into())
    }

    fn find(&self, family: Family) -> Result<&dyn Resolved, &LoadError> {
        self.0.families.get_or_load(family, &Loader(self))
    }

    fn load_family<A: FamilyApi>(&self) -> Result<Arc<A>, LoadError> {
        let family = A::FAMILY;
        let mut report = self.0.report.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match &self.0.sources {
            Sources::Search(search) => search.find(family, &mut report, A::resolve),
            Sources::Given(source) => A::resolve(Arc::clone(source)).map_err(|error| {
                report
                    .notes
                    .push(format!("[{family}] {}: {error}", source.describe()));
                LoadError {
                    families: vec![family],
                    report: report.clone(),
                }
            }),
        };
        for attempt in &report.attempts {
            log::debug!(target: "litert::load", "{attempt}");
        }
        let api = found?;
        // A library with several families has one switch for all.
        logging::quiet_tflite(api.source().as_ref());
        Ok(Arc::new(api))
    }

    /// Every place that was looked at so far, and what came of it.
    ///
    /// A family is looked for when it is first needed, so the report grows.
    pub fn load_report(&self) -> LoadReport {
        self.0
            .report
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Which library serves `family`.
    ///
    /// # Errors
    /// [`Error::Load`](crate::Error::Load) if none does.
    pub fn library(&self, family: Family) -> Result<LibraryInfo> {
        let found = self.find(family).map_err(Clone::clone)?;
        Ok(LibraryInfo {
            family,
            path: found.source().describe(),
            version: found.version_in_words(),
        })
    }

    /// The libraries that can be had, one entry per family. Loads both.
    pub fn libraries(&self) -> Vec<LibraryInfo> {
        Family::of_graphs()
            .filter_map(|family| self.library(family).ok())
            .collect()
    }

    /// True if the loaded libraries can do `capability`.
    ///
    /// Asking may load a library that was not needed so far.
    pub fn supports(&self, capability: Capability) -> bool {
        let litert = || self.litert().ok();
        let tflite = || self.tflite().ok();
        match capability {
            Capability::CompiledModel => litert().is_some(),
            Capability::CompiledModelErrorMessages => litert().is_some_and(|a| a.errors.is_ok()),
            Capability::Interpreter => tflite().is_some(),
            Capability::Signatures => tflite().is_some_and(|api| api.signature.is_ok()),
            Capability::StringInputs => tflite().is_some_and(|api| api.opaque_tensor.is_ok()),
            Capability::Xnnpack => tflite().is_some_and(|api| api.xnnpack.is_ok()),
        }
    }

    /// What an engine keeps with the runtime, made when it first asks. One type at most is kept.
    pub(crate) fn kept<T: Default + Send + Sync + 'static>(&self) -> &T {
        let kept = self.0.kept.get_or_init(|| Box::<T>::default());
        kept.downcast_ref().expect("one type is kept")
    }
}

/// Looks for families where a runtime does.
struct Loader<'a>(&'a Runtime);

impl Load for Loader<'_> {
    fn load<A: FamilyApi>(&self) -> Result<Arc<A>, LoadError> {
        self.0.load_family()
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut runtime = f.debug_struct("Runtime");
        for family in Family::ALL {
            let found = self.0.families.get(family);
            let library = found.map(|found| found.source().describe());
            runtime.field(family.module(), &library);
        }
        runtime.finish()
    }
}

/// Something that not every library can do.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// use litert::{Capability, Runtime};
///
/// let runtime = Runtime::shared()?;
/// if runtime.supports(Capability::StringInputs) {
///     println!("strings can be written");
/// }
/// assert!(runtime.supports(Capability::Interpreter) || runtime.supports(Capability::CompiledModel));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Capability {
    /// Running models with [`CompiledModel`](crate::CompiledModel).
    CompiledModel,
    /// The runtime's own words in errors of a [`CompiledModel`](crate::CompiledModel).
    CompiledModelErrorMessages,
    /// Running models with [`Interpreter`](crate::Interpreter).
    Interpreter,
    /// Signatures of an [`Interpreter`](crate::Interpreter) that stand on other subgraphs than the
    /// first.
    Signatures,
    /// Writing string tensors of an [`Interpreter`](crate::Interpreter).
    StringInputs,
    /// The XNNPACK delegate of an [`Interpreter`](crate::Interpreter).
    Xnnpack,
}

/// A loaded library and the family it serves.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// let library = litert::Runtime::shared()?.library(litert::Family::LiteRt)?;
/// println!("{} {} from {}", library.family, library.version, library.path);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LibraryInfo {
    /// The family of C functions.
    pub family: Family,
    /// The file, or a bare name where the system's loader found it.
    pub path: String,
    /// The release, as far as the library tells.
    pub version: String,
}

impl fmt::Display for LibraryInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            family,
            path,
            version,
        } = self;
        write!(f, "{}: {family} {version} from {path}", family.engine())
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<Runtime>();
};
