//! Settings of a conversation.

use litert_sys::lm::{LiteRtLmConstraintProviderType, LiteRtLmConversationConfig};
use serde_json::{Map, Value};

use super::turn::thinking;
use super::{Conversation, Message, ToolSpec, json};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::native::{Handle, c_text};
use crate::sampler::Sampler;
use crate::session::builder::SessionConfig;

/// Makes a [`Conversation`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ConversationBuilder {
    engine: Engine,
    session: SessionConfig,
    system: Option<Message>,
    history: Vec<Message>,
    tools: Vec<ToolSpec>,
    context: Option<Map<String, Value>>,
    template: Option<String>,
    constraints: bool,
    keep_channels: Option<bool>,
    stream_calls: Option<String>,
    thinking: Option<(bool, Option<u32>)>,
}

impl ConversationBuilder {
    pub(crate) fn new(engine: &Engine) -> Self {
        Self {
            engine: engine.clone(),
            session: SessionConfig::default(),
            system: None,
            history: Vec::new(),
            tools: Vec::new(),
            context: None,
            template: None,
            constraints: false,
            keep_channels: None,
            stream_calls: None,
            thinking: None,
        }
    }

    /// What the model is told before anything else.
    pub fn system(mut self, text: impl AsRef<str>) -> Self {
        self.system = Some(Message::system(text));
        self
    }

    /// What was said before. The model reads it with the first message.
    pub fn history(mut self, messages: impl IntoIterator<Item = Message>) -> Self {
        self.history = messages.into_iter().collect();
        self
    }

    /// The tools that the model may call. Its template must know how to tell it of them.
    pub fn tools<'a>(mut self, tools: impl IntoIterator<Item = &'a ToolSpec>) -> Self {
        self.tools = tools.into_iter().cloned().collect();
        self
    }

    /// Values for the template.
    pub fn extra_context(mut self, values: Map<String, Value>) -> Self {
        self.context = Some(values);
        self
    }

    /// Another template than the model's, in Jinja. A broken one fails with the first message.
    pub fn template(mut self, jinja: impl Into<String>) -> Self {
        self.template = Some(jinja.into());
        self
    }

    /// How tokens are chosen; as the model says unless this is called.
    pub fn sampler(mut self, sampler: Sampler) -> Self {
        self.session.sampler = Some(sampler);
        self
    }

    /// The most tokens of one answer, 1 or more.
    pub fn max_output_tokens(mut self, tokens: u32) -> Self {
        self.session.max_tokens = Some(tokens);
        self
    }

    /// Allows constraints ([`Turn::regex`](crate::Turn::regex),
    /// [`Turn::json_schema`](crate::Turn::json_schema)).
    pub fn constraints(mut self, on: bool) -> Self {
        self.constraints = on;
        self
    }

    /// Whether what the model thought is forgotten once its answer is there.
    pub fn forget_channels(mut self, on: bool) -> Self {
        self.keep_channels = Some(on);
        self
    }

    /// Streams calls of tools as text, in a channel of this name.
    pub fn stream_tool_calls(mut self, channel: impl Into<String>) -> Self {
        self.stream_calls = Some(channel.into());
        self
    }

    /// Whether the model thinks before it answers, and with how many tokens at most.
    pub fn thinking(mut self, on: bool, budget: Option<u32>) -> Self {
        self.thinking = Some((on, budget));
        self
    }

    /// An adapter (LoRA). Not tested by this project.
    pub fn lora(mut self, path: impl Into<std::path::PathBuf>) -> Self {
        self.session.lora = Some(path.into());
        self
    }

    /// Makes it.
    ///
    /// # Errors
    /// [`Error::Setting`] and [`Error::Json`] for settings that make no sense, [`Error::Unsupported`] if
    /// the library or the model lacks something, [`Error::Status`] if the library refuses.
    pub fn build(self) -> Result<Conversation> {
        let native = self.engine.native();
        // Needed for each answer.
        if let Err(missing) = &native.api.conversation_clone {
            return Err(Error::missing(
                "conversations that can be cancelled",
                missing,
            ));
        }
        for message in self.system.iter().chain(&self.history) {
            super::fits(&self.engine, message)?;
        }
        let config = self.config()?;
        let functions = &native.api.conversation;
        let alone = self.engine.alone();
        let handle = native.create(
            "conversation_create",
            functions.litert_lm_conversation_delete,
            // SAFETY: the engine and the settings are alive; the latter are copied.
            |_| unsafe {
                (functions.litert_lm_conversation_create)(self.engine.get(), config.get())
            },
        )?;
        drop(alone);
        let Self {
            engine,
            session,
            constraints,
            ..
        } = self;
        Ok(Conversation::new(
            handle,
            engine,
            session.max_tokens,
            constraints,
        ))
    }

    fn config(&self) -> Result<Handle<LiteRtLmConversationConfig>> {
        let native = self.engine.native();
        let functions = &native.api.conversation;
        let config = native.create(
            "conversation_config_create",
            functions.litert_lm_conversation_config_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_conversation_config_create)() },
        )?;
        let at = config.get();
        let session = self.session.make(native)?;
        // SAFETY: here and below, the settings and what is given to them are alive, and all is copied.
        unsafe { (functions.litert_lm_conversation_config_set_session_config)(at, session.get()) };
        if let Some(message) = &self.system {
            // Its content: a whole message would be taken for one without text.
            let text = json::text("system message", &message.to_json()["content"])?;
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_conversation_config_set_system_message)(at, text.as_ptr());
            }
        }
        if !self.history.is_empty() {
            let all = self.history.iter().map(Message::to_json).collect();
            let text = json::text("history", &Value::Array(all))?;
            // SAFETY: as above.
            unsafe { (functions.litert_lm_conversation_config_set_messages)(at, text.as_ptr()) };
        }
        if !self.tools.is_empty() {
            let all = self
                .tools
                .iter()
                .map(|tool| tool.to_json().clone())
                .collect();
            let text = json::text("tools", &Value::Array(all))?;
            // SAFETY: as above.
            unsafe { (functions.litert_lm_conversation_config_set_tools)(at, text.as_ptr()) };
        }
        if let Some(values) = &self.context {
            let text = json::text("extra context", &Value::Object(values.clone()))?;
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_conversation_config_set_extra_context)(at, text.as_ptr());
            }
        }
        let more = self.template.is_some()
            || self.constraints
            || self.keep_channels.is_some()
            || self.stream_calls.is_some()
            || self.thinking.is_some();
        if more {
            self.set_more(&config)?;
        }
        Ok(config)
    }

    fn set_more(&self, config: &Handle<LiteRtLmConversationConfig>) -> Result<()> {
        let native = self.engine.native();
        let at = config.get();
        let more = native.api.conversation_settings.as_ref();
        let more = more.map_err(|missing| Error::missing("this setting", missing))?;
        if let Some(template) = &self.template {
            let text = c_text("template", template)?;
            // SAFETY: here and below, the settings and what is given to them are alive, and all is copied.
            unsafe { (more.litert_lm_conversation_config_set_prompt_template)(at, text.as_ptr()) };
        }
        if self.constraints {
            let provider =
                LiteRtLmConstraintProviderType::kLiteRtLmConstraintProviderTypeLlGuidance;
            // SAFETY: as above.
            unsafe {
                (more.litert_lm_conversation_config_set_constraint_provider)(
                    at,
                    &raw const provider,
                );
                (more.litert_lm_conversation_config_set_enable_constrained_decoding)(at, true);
            }
        }
        if let Some(on) = self.keep_channels {
            // SAFETY: as above.
            unsafe {
                (more.litert_lm_conversation_config_set_filter_channel_content_from_kv_cache)(
                    at, on,
                );
            }
        }
        if let Some(channel) = &self.stream_calls {
            let text = c_text("channel", channel)?;
            // SAFETY: as above.
            unsafe {
                (more.litert_lm_conversation_config_set_stream_tool_calls)(at, true, text.as_ptr());
            }
        }
        if let Some((on, budget)) = self.thinking {
            let thinking = thinking(native, on, budget)?;
            // SAFETY: as above.
            unsafe {
                (more.litert_lm_conversation_config_set_thinking_config)(at, thinking.get());
            }
        }
        Ok(())
    }
}
