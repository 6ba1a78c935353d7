//! Texts as vectors.

use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, ptr, slice};

use litert_model::language_model::LanguageModelKind;
use litert_sys::groups::lm::Embedding as Functions;
use litert_sys::lm::{
    LiteRtLmEmbeddingEngine, LiteRtLmEmbeddingEngineSettings, LiteRtLmEmbeddingOptions,
    LiteRtLmEmbeddingResponse, LiteRtLmInputData, LiteRtLmInputOverflowStrategy,
};

use crate::engine::{Backend, Cache, check_threads, path_text, positive};
use crate::error::{Error, Result};
use crate::file::ModelFile;
use crate::info::ModelInfo;
use crate::library::Library;
use crate::native::{Handle, Native, c_text};
use crate::session::{Inputs, inputs};

/// What happens to a text with more tokens than the model takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Overflow {
    /// It is an error.
    #[default]
    Error,
    /// What is too much is left out.
    Truncate,
    /// It is cut into pieces, and their vectors are averaged.
    ChunkAndAverage,
}

/// How a text becomes a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct EmbedOptions {
    normalize: bool,
    special_tokens: bool,
    overflow: Overflow,
    size: Option<u32>,
}

impl Default for EmbedOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl EmbedOptions {
    /// A vector of length 1, with the model's tokens in front of the text and behind it; texts that are
    /// too long are an error.
    pub const fn new() -> Self {
        Self {
            normalize: true,
            special_tokens: true,
            overflow: Overflow::Error,
            size: None,
        }
    }

    /// Whether the vector is scaled to the length 1.
    pub const fn normalize(mut self, on: bool) -> Self {
        self.normalize = on;
        self
    }

    /// Whether the model's tokens are put in front of the text and behind it.
    pub const fn special_tokens(mut self, on: bool) -> Self {
        self.special_tokens = on;
        self
    }

    /// What happens to texts that are too long.
    pub const fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }

    /// Only the first numbers of the vector, 1 or more; scaled afterwards.
    pub const fn size(mut self, numbers: u32) -> Self {
        self.size = Some(numbers);
        self
    }

    fn make(
        &self,
        native: &Arc<Native>,
        functions: &Functions,
    ) -> Result<Handle<LiteRtLmEmbeddingOptions>> {
        let made = native.create(
            "embedding_options_create",
            functions.litert_lm_embedding_options_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_embedding_options_create)() },
        )?;
        let at = made.get();
        let overflow = match self.overflow {
            Overflow::ChunkAndAverage => {
                LiteRtLmInputOverflowStrategy::kLiteRtLmInputOverflowStrategyChunkAndAverage
            }
            Overflow::Truncate => {
                LiteRtLmInputOverflowStrategy::kLiteRtLmInputOverflowStrategyTruncate
            }
            Overflow::Error => LiteRtLmInputOverflowStrategy::kLiteRtLmInputOverflowStrategyError,
        };
        let size = self.size.map(|size| positive("size", size)).transpose()?;
        // SAFETY: the options are alive.
        unsafe {
            (functions.litert_lm_embedding_options_set_normalize)(at, self.normalize);
            (functions.litert_lm_embedding_options_set_insert_special_tokens)(
                at,
                self.special_tokens,
            );
            (functions.litert_lm_embedding_options_set_input_overflow_strategy)(at, overflow);
            if let Some(size) = size {
                (functions.litert_lm_embedding_options_set_output_size)(at, size);
            }
        }
        Ok(made)
    }
}

/// Makes an [`EmbeddingEngine`].
#[derive(Clone, Debug)]
#[must_use]
pub struct EmbeddingBuilder {
    path: PathBuf,
    library: Option<Library>,
    verified: bool,
    backend: Backend,
    cache: Cache,
    threads: Option<u32>,
    lengths: (Option<u32>, Option<u32>),
}

impl EmbeddingBuilder {
    /// The library to use, instead of the shared one.
    pub fn library(mut self, library: &Library) -> Self {
        self.library = Some(library.clone());
        self
    }

    /// What the model runs on; the CPU unless this is called.
    pub fn backend(mut self, backend: Backend) -> Self {
        self.backend = backend;
        self
    }

    /// Where arranged weights are kept; nowhere unless this is called.
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }

    /// The threads that compute, 1 to 256.
    pub fn threads(mut self, threads: u32) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The fewest tokens that the model is run with, 1 or more.
    pub fn min_input_length(mut self, tokens: u32) -> Self {
        self.lengths.0 = Some(tokens);
        self
    }

    /// The most tokens of a text, 1 or more. The model's own limit holds besides.
    pub fn max_input_length(mut self, tokens: u32) -> Self {
        self.lengths.1 = Some(tokens);
        self
    }

    /// Does not look at the file first.
    ///
    /// # Safety
    /// As for [`EngineBuilder::unverified`](crate::EngineBuilder::unverified).
    pub unsafe fn unverified(mut self) -> Self {
        self.verified = false;
        self
    }

    /// Looks at the file, and loads it.
    ///
    /// # Errors
    /// As for [`EngineBuilder::build`](crate::EngineBuilder::build); [`Error::WrongKind`] for a model
    /// that writes text.
    pub fn build(self) -> Result<EmbeddingEngine> {
        let info = self.look()?;
        check_threads("threads", self.threads.map(|it| it as usize))?;
        if let (Some(fewest), Some(most)) = self.lengths {
            if fewest > most {
                let needs = format!("at most max_input_length, {most}");
                return Err(Error::setting("min_input_length", fewest, needs));
            }
        }
        if let Some(info) = &info {
            info.check_backend("backend", self.backend)?;
        }
        let library = self.library.clone().map_or_else(Library::shared, Ok)?;
        let native = &library.0;
        let functions = functions(native)?;
        let settings = self.settings(native, functions)?;
        let handle = native.create(
            "embedding_engine_create",
            functions.litert_lm_embedding_engine_delete,
            // SAFETY: the settings are alive; they are copied.
            |_| unsafe { (functions.litert_lm_embedding_engine_create)(settings.get()) },
        )?;
        Ok(EmbeddingEngine {
            handle: Mutex::new(handle),
            native: Arc::clone(native),
            info,
        })
    }

    fn look(&self) -> Result<Option<ModelInfo>> {
        let path = &self.path;
        let file = ModelFile::open(path)?;
        if !self.verified {
            return Ok(None);
        }
        let file = file.read(path)?;
        let info = ModelInfo::of(path, &file)?;
        if info.kind == LanguageModelKind::Generates {
            return Err(Error::WrongKind {
                path: path.clone(),
                is: "a model that writes text, which embeds none",
                take: "Engine (`litert generate`)",
            });
        }
        file.check_embeds().map_err(|error| Error::Model {
            path: path.clone(),
            error,
        })?;
        Ok(Some(info))
    }

    fn settings(
        &self,
        native: &Arc<Native>,
        functions: &Functions,
    ) -> Result<Handle<LiteRtLmEmbeddingEngineSettings>> {
        let path = path_text("the model's path", &self.path)?;
        let backend = c_text("backend", self.backend.name())?;
        let settings = native.create(
            "embedding_engine_settings_create",
            functions.litert_lm_embedding_engine_settings_delete,
            // SAFETY: texts that live until the call returns, and null where that is allowed.
            |_| unsafe {
                (functions.litert_lm_embedding_engine_settings_create)(
                    path.as_ptr(),
                    backend.as_ptr(),
                    ptr::null(),
                    ptr::null(),
                )
            },
        )?;
        let at = settings.get();
        let cache = match &self.cache {
            Cache::None => Some(c_text("cache", ":nocache")?),
            Cache::Memory => Some(c_text("cache", ":memory")?),
            Cache::Folder(folder) if !folder.is_dir() => {
                return Err(Error::setting(
                    "cache",
                    folder.display(),
                    "a folder that exists",
                ));
            }
            Cache::Folder(folder) => Some(path_text("cache", folder)?),
            Cache::BesideModel => None,
        };
        let set =
            |set: unsafe extern "C" fn(_, c_int), setting, value: Option<u32>| -> Result<()> {
                if let Some(value) = value {
                    let value = positive(setting, value)?;
                    // SAFETY: the settings are alive.
                    unsafe { set(at, value) };
                }
                Ok(())
            };
        set(
            functions.litert_lm_embedding_engine_settings_set_num_threads,
            "threads",
            self.threads,
        )?;
        set(
            functions.litert_lm_embedding_engine_settings_set_min_input_length,
            "min_input_length",
            self.lengths.0,
        )?;
        set(
            functions.litert_lm_embedding_engine_settings_set_max_input_length,
            "max_input_length",
            self.lengths.1,
        )?;
        if let Some(cache) = cache {
            // SAFETY: the settings and the text are alive; the text is copied.
            unsafe {
                (functions.litert_lm_embedding_engine_settings_set_cache_dir)(at, cache.as_ptr());
            }
        }
        Ok(settings)
    }
}

/// A model that turns texts into vectors, loaded.
///
/// ```
/// # fn main() -> litert_lm::Result<()> {
/// use litert_lm::EmbeddingEngine;
///
/// let engine = EmbeddingEngine::new("../models/lm/tiny_embed.litertlm")?;
/// let vector = engine.embed("say hello")?;
/// assert_eq!(vector.len(), 64);
/// # Ok(())
/// # }
/// ```
pub struct EmbeddingEngine {
    // Nothing says that it may be used by two threads at once.
    handle: Mutex<Handle<LiteRtLmEmbeddingEngine>>,
    native: Arc<Native>,
    info: Option<ModelInfo>,
}

impl EmbeddingEngine {
    /// Loads a `.litertlm` file on the CPU.
    ///
    /// # Errors
    /// As for [`EmbeddingBuilder::build`].
    pub fn new(path: impl AsRef<Path>) -> Result<Self> {
        Self::builder(path).build()
    }

    /// Loads a file with other settings.
    pub fn builder(path: impl AsRef<Path>) -> EmbeddingBuilder {
        EmbeddingBuilder {
            path: path.as_ref().to_owned(),
            library: None,
            verified: true,
            backend: Backend::Cpu,
            cache: Cache::None,
            threads: None,
            lengths: (None, None),
        }
    }

    /// What the file says about the model; `None` if it was not looked at.
    pub fn info(&self) -> Option<&ModelInfo> {
        self.info.as_ref()
    }

    /// The vector of a text, of length 1.
    ///
    /// # Errors
    /// [`Error::Status`] for a text that is too long.
    pub fn embed<'a>(&self, text: impl Into<Inputs<'a>>) -> Result<Vec<f32>> {
        self.embed_with(text, &EmbedOptions::new())
    }

    /// The vector of a text.
    ///
    /// # Errors
    /// As for [`embed`](Self::embed), and [`Error::Setting`] for an option that makes no sense.
    pub fn embed_with<'a>(
        &self,
        text: impl Into<Inputs<'a>>,
        options: &EmbedOptions,
    ) -> Result<Vec<f32>> {
        let functions = functions(&self.native)?;
        let options = options.make(&self.native, functions)?;
        let inputs = inputs(&self.native, text.into(), self.info.as_ref())?;
        let pointers = pointers(&inputs);
        let handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        let response = self.native.create(
            "embedding_engine_compute_embedding",
            functions.litert_lm_embedding_response_delete,
            // SAFETY: the engine, the inputs and the options are alive, and the lock keeps others out.
            |_| unsafe {
                (functions.litert_lm_embedding_engine_compute_embedding)(
                    handle.get(),
                    pointers.as_ptr(),
                    pointers.len(),
                    options.get(),
                )
            },
        )?;
        // SAFETY: the response is alive.
        Ok(unsafe { vector(functions, response.get()) })
    }

    /// The vectors of several texts.
    ///
    /// # Errors
    /// As for [`embed_with`](Self::embed_with).
    pub fn embed_all(&self, texts: &[&str], options: &EmbedOptions) -> Result<Vec<Vec<f32>>> {
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let functions = functions(&self.native)?;
        let options = options.make(&self.native, functions)?;
        let made = texts
            .iter()
            .map(|text| inputs(&self.native, Inputs::from(*text), self.info.as_ref()))
            .collect::<Result<Vec<_>>>()?;
        let lists: Vec<_> = made.iter().map(|it| pointers(it)).collect();
        let firsts: Vec<_> = lists.iter().map(Vec::as_ptr).collect();
        let counts: Vec<usize> = lists.iter().map(Vec::len).collect();
        let handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        let responses = self.native.create(
            "embedding_engine_compute_embedding_batch",
            functions.litert_lm_embedding_responses_delete,
            // SAFETY: as in `embed_with`; the lists are as long as said.
            |_| unsafe {
                (functions.litert_lm_embedding_engine_compute_embedding_batch)(
                    handle.get(),
                    firsts.as_ptr(),
                    counts.as_ptr(),
                    firsts.len(),
                    options.get(),
                )
            },
        )?;
        // SAFETY: the responses are alive; each one belongs to them.
        unsafe {
            let count = (functions.litert_lm_embedding_responses_get_size)(responses.get());
            if count != texts.len() {
                let why = format!("the library gave {count} vectors for {} texts", texts.len());
                return Err(Error::unsupported("a batch", why));
            }
            let at =
                |index| (functions.litert_lm_embedding_responses_get_at)(responses.get(), index);
            Ok((0..count)
                .map(|index| vector(functions, at(index)))
                .collect())
        }
    }
}

fn functions(native: &Arc<Native>) -> Result<&Functions> {
    let group = native.api.embedding.as_ref();
    group.map_err(|missing| Error::missing("embedding models", missing))
}

fn pointers(inputs: &[Handle<LiteRtLmInputData>]) -> Vec<*const LiteRtLmInputData> {
    inputs.iter().map(|it| it.get().cast_const()).collect()
}

/// # Safety
/// `response` is null or alive.
unsafe fn vector(functions: &Functions, response: *const LiteRtLmEmbeddingResponse) -> Vec<f32> {
    // SAFETY: the functions take null; the list belongs to the response and is as long as it says.
    unsafe {
        let count = (functions.litert_lm_embedding_response_get_size)(response);
        let first = (functions.litert_lm_embedding_response_get_values)(response);
        if first.is_null() {
            return Vec::new();
        }
        slice::from_raw_parts(first, count).to_vec()
    }
}

impl fmt::Debug for EmbeddingEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddingEngine").finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<EmbeddingEngine>();
};
