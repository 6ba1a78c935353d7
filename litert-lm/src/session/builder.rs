//! Settings of a session.

use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::Arc;

use litert_sys::lm::LiteRtLmSessionConfig;

use super::Session;
use crate::engine::{Engine, path_text, positive};
use crate::error::{Error, Result};
use crate::native::{Handle, Native};
use crate::sampler::Sampler;
use crate::stream::CancelHandle;

/// Makes a [`Session`].
#[derive(Clone, Debug)]
#[must_use]
pub struct SessionBuilder {
    engine: Engine,
    config: SessionConfig,
}

/// What sessions and conversations have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionConfig {
    pub(crate) sampler: Option<Sampler>,
    pub(crate) max_tokens: Option<u32>,
    pub(crate) template: Option<bool>,
    pub(crate) lora: Option<PathBuf>,
    pub(crate) audio_lora: Option<PathBuf>,
}

impl SessionBuilder {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            engine: engine.clone(),
            config: SessionConfig::default(),
        }
    }

    /// How tokens are chosen; as the model says unless this is called.
    pub fn sampler(mut self, sampler: Sampler) -> Self {
        self.config.sampler = Some(sampler);
        self
    }

    /// The most tokens of one answer, 1 or more.
    pub fn max_output_tokens(mut self, tokens: u32) -> Self {
        self.config.max_tokens = Some(tokens);
        self
    }

    /// Whether the model's prefix and suffix of turns are put around a prompt; they are unless this is
    /// called.
    pub fn prompt_template(mut self, on: bool) -> Self {
        self.config.template = Some(on);
        self
    }

    /// An adapter (LoRA). Not tested by this project.
    pub fn lora(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.lora = Some(path.into());
        self
    }

    /// An adapter for sound. Not tested by this project.
    pub fn audio_lora(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.audio_lora = Some(path.into());
        self
    }

    /// Makes it.
    ///
    /// # Errors
    /// [`Error::Setting`] for a setting that makes no sense, [`Error::Status`] if the library refuses.
    pub fn build(self) -> Result<Session> {
        let Self { engine, config } = self;
        let native = engine.native();
        let made = config.make(native)?;
        let session = &native.api.session;
        let alone = engine.alone();
        let handle = native.create(
            "engine_create_session",
            session.litert_lm_session_delete,
            // SAFETY: the engine and the settings are alive; the latter are copied.
            |_| unsafe { (session.litert_lm_engine_create_session)(engine.get(), made.get()) },
        )?;
        drop(alone);
        Ok(Session {
            handle,
            max_tokens: config.max_tokens,
            engine,
            cancel: CancelHandle::default(),
            running: None,
            is_full: false,
            is_lost: false,
            not_shared: PhantomData,
        })
    }
}

impl SessionConfig {
    pub(crate) fn make(&self, native: &Arc<Native>) -> Result<Handle<LiteRtLmSessionConfig>> {
        let functions = &native.api.session;
        let made = native.create(
            "session_config_create",
            functions.litert_lm_session_config_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_session_config_create)() },
        )?;
        let at = made.get();
        if let Some(sampler) = &self.sampler {
            let sampler = sampler.make(native)?;
            // SAFETY: both are alive; the sampler is copied.
            unsafe { (functions.litert_lm_session_config_set_sampler_params)(at, sampler.get()) };
        }
        if let Some(tokens) = self.max_tokens {
            let tokens = positive("max_output_tokens", tokens)?;
            // SAFETY: the settings are alive.
            unsafe { (functions.litert_lm_session_config_set_max_output_tokens)(at, tokens) };
        }
        if let Some(on) = self.template {
            // SAFETY: as above.
            unsafe { (functions.litert_lm_session_config_set_apply_prompt_template)(at, on) };
        }
        if self.lora.is_some() || self.audio_lora.is_some() {
            let lora = native.api.lora.as_ref();
            let lora = lora.map_err(|missing| Error::missing("adapters", missing))?;
            for (call, set, path) in [
                (
                    "session_config_set_lora_path",
                    lora.litert_lm_session_config_set_lora_path,
                    &self.lora,
                ),
                (
                    "session_config_set_audio_lora_path",
                    lora.litert_lm_session_config_set_audio_lora_path,
                    &self.audio_lora,
                ),
            ] {
                let Some(path) = path else {
                    continue;
                };
                let path = path_text("lora", path)?;
                // SAFETY: the settings and the text are alive.
                native.status(call, |_| unsafe { set(at, path.as_ptr()) })?;
            }
        }
        Ok(made)
    }
}
