//! Settings of one turn of a conversation.

use std::sync::Arc;

use litert_sys::lm::{
    LiteRtLmConstraintType, LiteRtLmConversationOptionalArgs, LiteRtLmThinkingConfig,
};
use serde_json::{Map, Value};

use super::json;
use crate::engine::{Engine, positive};
use crate::error::{Error, Result};
use crate::native::{Handle, Native, c_text};

/// Settings of one turn of a conversation.
///
/// ```
/// let turn = litert_lm::Turn::new().max_output_tokens(100).regex("(yes|no)");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Turn {
    pub(super) max_tokens: Option<u32>,
    pub(super) constraint: Option<Constraint>,
    context: Option<Map<String, Value>>,
    penalty: Option<Penalty>,
    no_repeat: Option<(u32, u32)>,
    suppress: Vec<u32>,
    thinking: Option<(bool, Option<u32>)>,
    visual_tokens: Option<u32>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Constraint {
    Regex(String),
    Schema(Value),
}

/// What makes a token less likely that was there already.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Penalty {
    repetition: f32,
    presence: f32,
    frequency: f32,
    window: Option<u32>,
}

impl Default for Penalty {
    fn default() -> Self {
        Self::new()
    }
}

impl Penalty {
    /// None.
    pub const fn new() -> Self {
        Self {
            repetition: 1.0,
            presence: 0.0,
            frequency: 0.0,
            window: None,
        }
    }

    /// What the likelihood of a repeated token is divided by, above 0; 1 changes nothing.
    pub const fn repetition(mut self, factor: f32) -> Self {
        self.repetition = factor;
        self
    }

    /// What is taken off once a token was there.
    pub const fn presence(mut self, amount: f32) -> Self {
        self.presence = amount;
        self
    }

    /// What is taken off for each time that it was there.
    pub const fn frequency(mut self, amount: f32) -> Self {
        self.frequency = amount;
        self
    }

    /// How many tokens back it is looked, 1 or more.
    pub const fn window(mut self, tokens: u32) -> Self {
        self.window = Some(tokens);
        self
    }
}

impl Turn {
    /// As the conversation was made.
    pub fn new() -> Self {
        Self::default()
    }

    /// The most tokens of the answer, 1 or more.
    pub fn max_output_tokens(mut self, tokens: u32) -> Self {
        self.max_tokens = Some(tokens);
        self
    }

    /// The answer must match this regular expression as a whole. The conversation must allow
    /// constraints.
    pub fn regex(mut self, pattern: impl Into<String>) -> Self {
        self.constraint = Some(Constraint::Regex(pattern.into()));
        self
    }

    /// The answer must be JSON of this schema. The conversation must allow constraints.
    pub fn json_schema(mut self, schema: Value) -> Self {
        self.constraint = Some(Constraint::Schema(schema));
        self
    }

    /// Values for the template.
    pub fn extra_context(mut self, values: Map<String, Value>) -> Self {
        self.context = Some(values);
        self
    }

    /// Makes repeated tokens less likely.
    pub fn penalty(mut self, penalty: Penalty) -> Self {
        self.penalty = Some(penalty);
        self
    }

    /// No run of `size` tokens comes twice within `window` tokens; both 1 or more.
    pub fn no_repeat_ngrams(mut self, size: u32, window: u32) -> Self {
        self.no_repeat = Some((size, window));
        self
    }

    /// Tokens that must not come.
    pub fn suppress_tokens(mut self, tokens: impl IntoIterator<Item = u32>) -> Self {
        self.suppress = tokens.into_iter().collect();
        self
    }

    /// Whether the model thinks first, and with how many tokens at most.
    pub fn thinking(mut self, on: bool, budget: Option<u32>) -> Self {
        self.thinking = Some((on, budget));
        self
    }

    /// How many tokens a picture takes. Not tested by this project.
    pub fn visual_token_budget(mut self, tokens: u32) -> Self {
        self.visual_tokens = Some(tokens);
        self
    }

    pub(super) fn context(&self) -> Result<Option<std::ffi::CString>> {
        let context = self.context.as_ref();
        context
            .map(|values| json::text("extra context", &Value::Object(values.clone())))
            .transpose()
    }

    /// The settings as an object of the library; `None` if there are none.
    pub(super) fn make(
        &self,
        engine: &Engine,
        constraints: bool,
    ) -> Result<Option<Handle<LiteRtLmConversationOptionalArgs>>> {
        let any = Self {
            context: None,
            ..self.clone()
        };
        if any == Self::new() {
            return Ok(None);
        }
        if self.constraint.is_some() && !constraints {
            return Err(Error::unsupported(
                "a constraint",
                "the conversation was not made for them; call ConversationBuilder::constraints(true)",
            ));
        }
        let native = engine.native();
        let functions = native.api.turn.as_ref();
        let functions =
            functions.map_err(|missing| Error::missing("settings of a turn", missing))?;
        let args = native.create(
            "conversation_optional_args_create",
            functions.litert_lm_conversation_optional_args_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_conversation_optional_args_create)() },
        )?;
        let at = args.get();
        if let Some(tokens) = self.max_tokens {
            let tokens = positive("max_output_tokens", tokens)?;
            // SAFETY: here and below, all objects, texts and lists are alive, and are copied.
            unsafe {
                (functions.litert_lm_conversation_optional_args_set_max_output_tokens)(at, tokens);
            }
        }
        if let Some(tokens) = self.visual_tokens {
            let tokens = positive("visual_token_budget", tokens)?;
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_conversation_optional_args_set_visual_token_budget)(
                    at, tokens,
                );
            }
        }
        if let Some(constraint) = &self.constraint {
            let (kind, text) = match constraint {
                Constraint::Regex(pattern) => (
                    LiteRtLmConstraintType::kLiteRtLmConstraintTypeRegex,
                    c_text("regex", pattern)?,
                ),
                Constraint::Schema(schema) => (
                    LiteRtLmConstraintType::kLiteRtLmConstraintTypeJsonSchema,
                    json::text("schema", schema)?,
                ),
            };
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_conversation_optional_args_set_constraint)(
                    at,
                    kind,
                    text.as_ptr(),
                );
            }
        }
        if let Some(penalty) = &self.penalty {
            self.set_penalty(native, &args, penalty)?;
        }
        if let Some((size, window)) = self.no_repeat {
            let (size, window) = (positive("ngram size", size)?, positive("window", window)?);
            let config = native.create(
                "no_repeat_ngram_config_create",
                functions.litert_lm_no_repeat_ngram_config_delete,
                // SAFETY: takes nothing.
                |_| unsafe { (functions.litert_lm_no_repeat_ngram_config_create)() },
            )?;
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_no_repeat_ngram_config_set_no_repeat_ngram_size)(
                    config.get(),
                    size,
                );
                (functions.litert_lm_no_repeat_ngram_config_set_window_size)(config.get(), window);
                (functions.litert_lm_conversation_optional_args_set_no_repeat_ngram_config)(
                    at,
                    config.get(),
                );
            }
        }
        if !self.suppress.is_empty() {
            self.set_suppressed(engine, &args)?;
        }
        if let Some((on, budget)) = self.thinking {
            let thinking = thinking(native, on, budget)?;
            // SAFETY: as above.
            unsafe {
                (functions.litert_lm_conversation_optional_args_set_thinking_config)(
                    at,
                    thinking.get(),
                );
            }
        }
        Ok(Some(args))
    }

    fn set_penalty(
        &self,
        native: &Arc<Native>,
        args: &Handle<LiteRtLmConversationOptionalArgs>,
        penalty: &Penalty,
    ) -> Result<()> {
        let functions = native.api.turn.as_ref();
        let functions = functions.map_err(|missing| Error::missing("penalties", missing))?;
        if !(penalty.repetition.is_finite() && penalty.repetition > 0.0) {
            return Err(Error::setting(
                "repetition penalty",
                penalty.repetition,
                "above 0",
            ));
        }
        for (setting, value) in [
            ("presence penalty", penalty.presence),
            ("frequency penalty", penalty.frequency),
        ] {
            if !value.is_finite() {
                return Err(Error::setting(setting, value, "a finite number"));
            }
        }
        let config = native.create(
            "repetition_penalty_config_create",
            functions.litert_lm_repetition_penalty_config_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_repetition_penalty_config_create)() },
        )?;
        let at = config.get();
        // SAFETY: all objects are alive; the penalty is copied.
        unsafe {
            (functions.litert_lm_repetition_penalty_config_set_repetition_penalty)(
                at,
                penalty.repetition,
            );
            (functions.litert_lm_repetition_penalty_config_set_presence_penalty)(
                at,
                penalty.presence,
            );
            (functions.litert_lm_repetition_penalty_config_set_frequency_penalty)(
                at,
                penalty.frequency,
            );
            if let Some(window) = penalty.window {
                let window = positive("window", window)?;
                (functions.litert_lm_repetition_penalty_config_set_window_size)(at, window);
            }
            (functions.litert_lm_conversation_optional_args_set_repetition_penalty_config)(
                args.get(),
                at,
            );
        }
        Ok(())
    }

    fn set_suppressed(
        &self,
        engine: &Engine,
        args: &Handle<LiteRtLmConversationOptionalArgs>,
    ) -> Result<()> {
        let native = engine.native();
        let functions = native.api.turn.as_ref();
        let functions =
            functions.map_err(|missing| Error::missing("suppressed tokens", missing))?;
        let tokens = self.suppress.iter().map(|token| {
            i32::try_from(*token).map_err(|_| Error::setting("suppressed token", token, "a token"))
        });
        let tokens = tokens.collect::<Result<Vec<i32>>>()?;
        // The library takes tokens that do not exist without a word; the tokenizer knows them.
        for token in &tokens {
            if let Err(Error::Status { .. }) = engine.detokenize(&[*token]) {
                return Err(Error::setting(
                    "suppressed token",
                    token,
                    "a token of the model",
                ));
            }
        }
        let config = native.create(
            "suppress_tokens_config_create",
            functions.litert_lm_suppress_tokens_config_delete,
            // SAFETY: takes nothing.
            |_| unsafe { (functions.litert_lm_suppress_tokens_config_create)() },
        )?;
        // SAFETY: all objects and the list are alive, and are copied.
        unsafe {
            (functions.litert_lm_suppress_tokens_config_set_suppress_tokens)(
                config.get(),
                tokens.as_ptr(),
                tokens.len(),
            );
            (functions.litert_lm_conversation_optional_args_set_suppress_tokens_config)(
                args.get(),
                config.get(),
            );
        }
        Ok(())
    }
}

/// The settings of thinking as an object of the library.
pub(super) fn thinking(
    native: &Arc<Native>,
    on: bool,
    budget: Option<u32>,
) -> Result<Handle<LiteRtLmThinkingConfig>> {
    let functions = native.api.turn.as_ref();
    let functions = functions.map_err(|missing| Error::missing("settings of thinking", missing))?;
    let config = native.create(
        "thinking_config_create",
        functions.litert_lm_thinking_config_delete,
        // SAFETY: takes nothing.
        |_| unsafe { (functions.litert_lm_thinking_config_create)() },
    )?;
    // SAFETY: the object is alive.
    unsafe {
        (functions.litert_lm_thinking_config_set_enable_thinking)(config.get(), on);
        if let Some(budget) = budget {
            let budget = positive("thinking budget", budget)?;
            (functions.litert_lm_thinking_config_set_thinking_token_budget)(config.get(), budget);
        }
    }
    Ok(config)
}
