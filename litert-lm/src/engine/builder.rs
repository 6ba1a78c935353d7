//! Settings of an engine.

use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

use litert_model::language_model::LanguageModelKind;
use litert_sys::groups::lm::EngineSettings as Functions;
use litert_sys::lm::{LiteRtLmActivationDataType, LiteRtLmEngineSettings};

use super::{Engine, Inner};
use crate::error::{Error, Result};
use crate::file::ModelFile;
use crate::info::ModelInfo;
use crate::library::Library;
use crate::native::{Handle, c_text};

/// What a model runs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Backend {
    /// The CPU, with XNNPACK.
    #[default]
    Cpu,
    /// A GPU. Not tested by this project.
    Gpu,
    /// An NPU. Not tested by this project.
    Npu,
}

impl Backend {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "gpu",
            Self::Npu => "npu",
        }
    }
}

/// Where weights that were arranged for this machine are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cache {
    /// Nowhere: they are arranged each time.
    #[default]
    None,
    /// In memory, for the next engine of this process.
    Memory,
    /// In a folder, which must exist.
    Folder(PathBuf),
    /// In a file beside the model. The library does so if it is told nothing.
    BesideModel,
}

/// The type of what is computed between the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Activations {
    F32,
    F16,
    I16,
    I8,
}

/// More threads than this are a mistake.
const MOST_THREADS: usize = 256;

/// Makes an [`Engine`].
#[derive(Clone, Debug)]
#[must_use]
pub struct EngineBuilder {
    path: PathBuf,
    library: Option<Library>,
    verified: bool,
    backend: Backend,
    vision: Option<Backend>,
    audio: Option<Backend>,
    cache: Cache,
    threads: Option<usize>,
    audio_threads: Option<usize>,
    max_tokens: Option<u32>,
    max_images: Option<u32>,
    vision_tokens: Option<u32>,
    activations: Option<Activations>,
    dispatch: Option<PathBuf>,
    speculative: bool,
    prefill_chunk: Option<u32>,
    ranks: Vec<u32>,
    audio_ranks: Vec<u32>,
    switches: Vec<Switch>,
}

#[derive(Clone, Copy, Debug)]
enum Switch {
    ParallelLoading(bool),
    SingleThreaded(bool),
    RingBuffers(bool),
    WaitForUploads(bool),
    StepsPerSync(u32),
}

impl EngineBuilder {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            library: None,
            verified: true,
            backend: Backend::Cpu,
            vision: None,
            audio: None,
            cache: Cache::None,
            threads: None,
            audio_threads: None,
            max_tokens: None,
            max_images: None,
            vision_tokens: None,
            activations: None,
            dispatch: None,
            speculative: false,
            prefill_chunk: None,
            ranks: Vec::new(),
            audio_ranks: Vec::new(),
            switches: Vec::new(),
        }
    }

    /// The library to use, instead of the shared one.
    pub fn library(mut self, library: &Library) -> Self {
        self.library = Some(library.clone());
        self
    }

    /// What the text model runs on; the CPU unless this is called.
    pub fn backend(mut self, backend: Backend) -> Self {
        self.backend = backend;
        self
    }

    /// Takes pictures, and says what their model runs on. Not tested by this project.
    pub fn images(mut self, backend: Backend) -> Self {
        self.vision = Some(backend);
        self
    }

    /// Takes sound, and says what its model runs on. Not tested by this project.
    pub fn audio(mut self, backend: Backend) -> Self {
        self.audio = Some(backend);
        self
    }

    /// Where arranged weights are kept; nowhere unless this is called.
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }

    /// The threads that compute, 1 to 256; the library takes 4 unless this is called.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The threads that compute for sound.
    pub fn audio_threads(mut self, threads: usize) -> Self {
        self.audio_threads = Some(threads);
        self
    }

    /// The most tokens of a conversation, 1 or more. The model's own limit holds besides.
    pub fn max_tokens(mut self, tokens: u32) -> Self {
        self.max_tokens = Some(tokens);
        self
    }

    /// The most pictures of a conversation.
    pub fn max_images(mut self, images: u32) -> Self {
        self.max_images = Some(images);
        self
    }

    /// The most tokens that one picture takes.
    pub fn max_vision_tokens(mut self, tokens: u32) -> Self {
        self.vision_tokens = Some(tokens);
        self
    }

    /// The type of what is computed between the weights. On the CPU it has no effect that we saw.
    pub fn activations(mut self, activations: Activations) -> Self {
        self.activations = Some(activations);
        self
    }

    /// The folder of the NPU vendor's library.
    pub fn dispatch_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.dispatch = Some(folder.into());
        self
    }

    /// Speculative decoding, which needs a model with a drafter.
    pub fn speculative_decoding(mut self, on: bool) -> Self {
        self.speculative = on;
        self
    }

    /// How many tokens of a prompt are computed at once, 1 or more.
    pub fn prefill_chunk(mut self, tokens: u32) -> Self {
        self.prefill_chunk = Some(tokens);
        self
    }

    /// The ranks of adapters (LoRA) that sessions may use, 1 or more each. Not tested by this project.
    pub fn lora_ranks(mut self, ranks: impl IntoIterator<Item = u32>) -> Self {
        self.ranks = ranks.into_iter().collect();
        self
    }

    /// The same for sound.
    pub fn audio_lora_ranks(mut self, ranks: impl IntoIterator<Item = u32>) -> Self {
        self.audio_ranks = ranks.into_iter().collect();
        self
    }

    /// Whether the parts of the file are loaded at the same time.
    pub fn parallel_loading(mut self, on: bool) -> Self {
        self.switches.push(Switch::ParallelLoading(on));
        self
    }

    /// Whether the engine does without a worker of its own.
    pub fn single_threaded(mut self, on: bool) -> Self {
        self.switches.push(Switch::SingleThreaded(on));
        self
    }

    /// Whether local attention keeps only what it looks at.
    pub fn ring_buffers(mut self, on: bool) -> Self {
        self.switches.push(Switch::RingBuffers(on));
        self
    }

    /// Whether a GPU's weights are there before the engine is.
    pub fn gpu_wait_for_uploads(mut self, on: bool) -> Self {
        self.switches.push(Switch::WaitForUploads(on));
        self
    }

    /// How many tokens a GPU computes before it is waited for, 1 or more.
    pub fn gpu_steps_per_sync(mut self, steps: u32) -> Self {
        self.switches.push(Switch::StepsPerSync(steps));
        self
    }

    /// Does not look at the file first.
    ///
    /// # Safety
    /// The library does not check files: one that lacks a part, is damaged or is of another kind ends the
    /// process or reads memory that is not its own. The caller vouches for the file.
    pub unsafe fn unverified(mut self) -> Self {
        self.verified = false;
        self
    }

    /// Looks at the file, and loads it.
    ///
    /// # Errors
    /// [`Error::Setting`] for a setting that makes no sense, [`Error::Model`] for a damaged file,
    /// [`Error::WrongKind`] for an embedding model, [`Error::Load`] without a library, and
    /// [`Error::Status`] if the library refuses.
    pub fn build(self) -> Result<Engine> {
        let info = self.look()?;
        self.check(info.as_ref())?;
        let library = self.library.clone().map_or_else(Library::shared, Ok)?;
        let native = &library.0;
        let settings = self.settings(&library)?;
        let engine = &native.api.engine;
        let handle = native.create("engine_create", engine.litert_lm_engine_delete, |_| {
            // SAFETY: the settings are alive; they are copied.
            unsafe { (engine.litert_lm_engine_create)(settings.get()) }
        })?;
        let of_model = info.as_ref().and_then(ModelInfo::context_tokens);
        let context = match (self.max_tokens, of_model) {
            (Some(wanted), Some(most)) => Some(wanted.min(most)),
            // Without a limit of the file, the one asked for may not be the one that holds.
            (_, most) => most,
        };
        Ok(Engine(Arc::new(Inner {
            handle,
            native: Arc::clone(native),
            info,
            context,
            calls: Mutex::new(()),
            running: AtomicUsize::new(0),
        })))
    }

    fn look(&self) -> Result<Option<ModelInfo>> {
        let file = ModelFile::open(&self.path)?;
        if !self.verified {
            return Ok(None);
        }
        let path = &self.path;
        let file = file.read(path)?;
        let info = ModelInfo::of(path, &file)?;
        match info.kind {
            LanguageModelKind::Generates => {}
            LanguageModelKind::Embeds => {
                return Err(Error::WrongKind {
                    path: path.clone(),
                    is: "an embedding model, which writes no text",
                    take: "EmbeddingEngine (`litert embed-text`)",
                });
            }
            _ => {
                let error = file.language_settings().err();
                let path = path.clone();
                return Err(match error {
                    Some(error) => Error::Model { path, error },
                    None => Error::unsupported("this kind of model", "it writes no text"),
                });
            }
        }
        let path = path.clone();
        file.check_generates()
            .map_err(|error| Error::Model { path, error })?;
        Ok(Some(info))
    }

    fn check(&self, info: Option<&ModelInfo>) -> Result<()> {
        for (setting, threads) in [
            ("threads", self.threads),
            ("audio_threads", self.audio_threads),
        ] {
            check_threads(setting, threads)?;
        }
        for (setting, value) in [
            ("max_tokens", self.max_tokens),
            ("max_images", self.max_images),
            ("max_vision_tokens", self.vision_tokens),
            ("prefill_chunk", self.prefill_chunk),
        ] {
            value.map_or(Ok(0), |value| positive(setting, value))?;
        }
        for (setting, ranks) in [
            ("lora_ranks", &self.ranks),
            ("audio_lora_ranks", &self.audio_ranks),
        ] {
            for rank in ranks {
                positive(setting, *rank)?;
            }
        }
        for switch in &self.switches {
            if let Switch::StepsPerSync(steps) = switch {
                positive("gpu_steps_per_sync", *steps)?;
            }
        }
        for (setting, folder) in [
            ("cache", self.cache_folder()),
            ("dispatch_folder", self.dispatch()),
        ] {
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                return Err(Error::setting(
                    setting,
                    folder.display(),
                    "a folder that exists",
                ));
            }
        }
        let Some(info) = info else {
            return Ok(());
        };
        info.check_backend("backend", self.backend)?;
        if self.speculative && !info.has_drafter {
            return Err(Error::unsupported(
                "speculative decoding",
                "the model has no drafter (a part of the type mtp_drafter)",
            ));
        }
        if self.vision.is_some() && !info.takes_images {
            return Err(Error::unsupported(
                "pictures",
                "the model has no part that sees",
            ));
        }
        if self.audio.is_some() && !info.takes_audio {
            return Err(Error::unsupported(
                "sound",
                "the model has no part that hears",
            ));
        }
        Ok(())
    }

    fn cache_folder(&self) -> Option<&Path> {
        match &self.cache {
            Cache::Folder(folder) => Some(folder),
            _ => None,
        }
    }

    fn dispatch(&self) -> Option<&Path> {
        self.dispatch.as_deref()
    }

    fn settings(&self, library: &Library) -> Result<Handle<LiteRtLmEngineSettings>> {
        let native = &library.0;
        let core = &native.api.engine;
        let path = path_text("the model's path", &self.path)?;
        let backends = [Some(self.backend), self.vision, self.audio].map(|backend| {
            backend
                .map(|backend| c_text("backend", backend.name()))
                .transpose()
        });
        let [backend, vision, audio] = backends;
        let (backend, vision, audio) = (backend?, vision?, audio?);
        let name =
            |it: &Option<std::ffi::CString>| it.as_ref().map_or(ptr::null(), |it| it.as_ptr());
        let settings = native.create(
            "engine_settings_create",
            core.litert_lm_engine_settings_delete,
            // SAFETY: texts that live until the call returns, or null where that is allowed.
            |_| unsafe {
                (core.litert_lm_engine_settings_create)(
                    path.as_ptr(),
                    name(&backend),
                    name(&vision),
                    name(&audio),
                )
            },
        )?;
        let at = settings.get();
        let cache = match &self.cache {
            Cache::None => Some(c_text("cache", ":nocache")?),
            Cache::Memory => Some(c_text("cache", ":memory")?),
            Cache::Folder(folder) => Some(path_text("cache", folder)?),
            Cache::BesideModel => None,
        };
        // SAFETY: here and below, `settings` is alive, the texts and lists live until the calls return,
        // and all of it is copied.
        unsafe {
            if let Some(cache) = &cache {
                (core.litert_lm_engine_settings_set_cache_dir)(at, cache.as_ptr());
            }
            if let Some(threads) = self.threads {
                (core.litert_lm_engine_settings_set_num_threads)(at, threads as c_int);
            }
            if let Some(tokens) = self.max_tokens {
                let tokens = positive("max_tokens", tokens)?;
                (core.litert_lm_engine_settings_set_max_num_tokens)(at, tokens);
            }
            // Counts and times at the end of each answer.
            (core.litert_lm_engine_settings_enable_benchmark)(at);
        }
        if self.needs_more() {
            let more = native.api.engine_settings.as_ref();
            let more = more.map_err(|missing| Error::missing("this setting", missing))?;
            self.set_more(library, more, &settings)?;
        }
        Ok(settings)
    }

    fn needs_more(&self) -> bool {
        self.audio_threads.is_some()
            || self.max_images.is_some()
            || self.vision_tokens.is_some()
            || self.activations.is_some()
            || self.dispatch.is_some()
            || self.speculative
            || self.prefill_chunk.is_some()
            || !self.ranks.is_empty()
            || !self.audio_ranks.is_empty()
            || !self.switches.is_empty()
    }

    fn set_more(
        &self,
        library: &Library,
        more: &Functions,
        settings: &Handle<LiteRtLmEngineSettings>,
    ) -> Result<()> {
        let at = settings.get();
        let dispatch = self.dispatch.as_deref();
        let dispatch = dispatch
            .map(|it| path_text("dispatch_folder", it))
            .transpose()?;
        // SAFETY: as in `settings`.
        unsafe {
            if let Some(threads) = self.audio_threads {
                (more.litert_lm_engine_settings_set_audio_num_threads)(at, threads as c_int);
            }
            if let Some(images) = self.max_images {
                let images = positive("max_images", images)?;
                (more.litert_lm_engine_settings_set_max_num_images)(at, images);
            }
            if let Some(tokens) = self.vision_tokens {
                let tokens = positive("max_vision_tokens", tokens)?;
                (more.litert_lm_engine_settings_set_max_vision_tokens_per_image)(at, tokens);
            }
            if let Some(activations) = self.activations {
                let number = match activations {
                    Activations::F32 => 0,
                    Activations::F16 => 1,
                    Activations::I16 => 2,
                    Activations::I8 => 3,
                };
                let number = LiteRtLmActivationDataType(number);
                (more.litert_lm_engine_settings_set_activation_data_type)(at, number);
            }
            if let Some(folder) = &dispatch {
                (more.litert_lm_engine_settings_set_litert_dispatch_lib_dir)(at, folder.as_ptr());
            }
            if self.speculative {
                (more.litert_lm_engine_settings_set_enable_speculative_decoding)(at, true);
            }
            if let Some(tokens) = self.prefill_chunk {
                let tokens = positive("prefill_chunk", tokens)?;
                (more.litert_lm_engine_settings_set_prefill_chunk_size)(at, tokens);
            }
            for switch in &self.switches {
                match *switch {
                    Switch::ParallelLoading(on) => {
                        (more.litert_lm_engine_settings_set_parallel_file_section_loading)(at, on);
                    }
                    Switch::SingleThreaded(on) => {
                        (more.litert_lm_engine_settings_set_single_threaded_execution)(at, on);
                    }
                    Switch::RingBuffers(on) => {
                        (more.litert_lm_engine_settings_set_use_ringbuffers_local_attention)(
                            at, on,
                        );
                    }
                    Switch::WaitForUploads(on) => {
                        (more.litert_lm_engine_settings_set_gpu_wait_for_weight_uploads)(at, on);
                    }
                    Switch::StepsPerSync(steps) => {
                        let steps = positive("gpu_steps_per_sync", steps)?;
                        (more.litert_lm_engine_settings_set_gpu_decode_steps_per_sync)(at, steps);
                    }
                }
            }
        }
        for (call, set, ranks) in [
            (
                "engine_settings_set_supported_lora_ranks",
                more.litert_lm_engine_settings_set_supported_lora_ranks,
                &self.ranks,
            ),
            (
                "engine_settings_set_supported_audio_lora_ranks",
                more.litert_lm_engine_settings_set_supported_audio_lora_ranks,
                &self.audio_ranks,
            ),
        ] {
            if ranks.is_empty() {
                continue;
            }
            let ranks = ranks.iter().map(|rank| positive("lora_ranks", *rank));
            let ranks = ranks.collect::<Result<Vec<c_int>>>()?;
            // SAFETY: as above; the list has as many numbers as are said.
            let set = |_: &_| unsafe { set(at, ranks.as_ptr(), ranks.len()) };
            library.0.status(call, set)?;
        }
        Ok(())
    }
}

/// A number of threads, where one is given.
pub(crate) fn check_threads(setting: &'static str, threads: Option<usize>) -> Result<()> {
    match threads {
        Some(threads) if threads == 0 || threads > MOST_THREADS => {
            Err(Error::setting(setting, threads, "1 to 256"))
        }
        _ => Ok(()),
    }
}

/// A number from 1 on that an `int` can hold.
pub(crate) fn positive(setting: &'static str, value: u32) -> Result<c_int> {
    match c_int::try_from(value) {
        Ok(value) if value > 0 => Ok(value),
        _ => Err(Error::setting(
            setting,
            value,
            "1 or more, up to 2147483647",
        )),
    }
}

/// A path for the library, which takes text.
pub(crate) fn path_text(setting: &'static str, path: &Path) -> Result<std::ffi::CString> {
    let Some(text) = path.to_str() else {
        return Err(Error::setting(setting, path.display(), "a path in UTF-8"));
    };
    c_text(setting, text)
}
