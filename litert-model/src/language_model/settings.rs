//! What the file says about the model.

use super::proto::{Value, fields};

type Result<T> = std::result::Result<T, String>;

/// A token, or several that stand for one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Token {
    /// By number.
    Ids(Vec<i32>),
    /// By its text.
    Text(String),
}

/// How tokens are drawn unless somebody says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SamplerSettings {
    /// 0 unspecified, 1 top-k, 2 top-p, 3 greedy.
    pub kind: i32,
    /// The number of best tokens to draw from.
    pub top_k: i32,
    /// The share of probability to draw from.
    pub top_p: f32,
    /// How even the odds are.
    pub temperature: f32,
    /// The seed.
    pub seed: i32,
}

/// A part of an answer that is kept apart, such as thoughts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// The text that it begins with.
    pub start: String,
    /// The text that it ends with.
    pub end: String,
}

/// The settings of a model that writes text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LanguageSettings {
    /// The token in front of each text.
    pub start_token: Option<Token>,
    /// The tokens that end an answer.
    pub stop_tokens: Vec<Token>,
    /// Whether there are prefixes and suffixes of turns.
    pub has_prompt_templates: bool,
    /// The template of conversations, in Jinja.
    pub jinja_template: Option<String>,
    /// How tokens are drawn.
    pub sampler: Option<SamplerSettings>,
    /// The most tokens that a conversation may have.
    pub max_tokens: Option<u32>,
    /// The family of models, such as `gemma3`.
    pub model_type: Option<&'static str>,
    /// Parts of answers that are kept apart.
    pub channels: Vec<Channel>,
    /// Whether it can think before it answers.
    pub supports_thinking: bool,
    /// Whether it can call functions.
    pub supports_function_calling: bool,
    /// The oldest runtime for it. The engine does not check that.
    pub min_runtime_version: Option<String>,
}

/// The settings of a model that embeds text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EmbeddingSettings {
    /// The token in front of each text.
    pub start_token: Option<Token>,
    /// The token behind each text.
    pub end_token: Option<Token>,
    /// The fewest tokens of a text.
    pub min_input_length: Option<u32>,
    /// The most tokens of a text.
    pub max_input_length: Option<u32>,
    /// The oldest runtime for it.
    pub min_runtime_version: Option<String>,
}

/// The families of models, by field number.
const MODEL_TYPES: &[(u64, &str)] = &[
    (1, "generic"),
    (2, "gemma3n"),
    (3, "function_gemma"),
    (4, "gemma3"),
    (5, "qwen3"),
    (7, "qwen2p5"),
    (8, "gemma4"),
    (9, "fast_vlm"),
    (11, "lfm2"),
    (12, "minicpm5"),
    (13, "minicpmv4"),
];

impl LanguageSettings {
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut it = Self::default();
        fields(bytes, |number, value| {
            match number {
                1 => it.start_token = Some(token(value)?),
                2 => it.stop_tokens.push(token(value)?),
                3 => {
                    fields(value.bytes()?, |_, _| Ok(()))?;
                    it.has_prompt_templates = true;
                }
                4 => it.sampler = Some(sampler(value)?),
                5 => it.max_tokens = positive(value)?,
                6 => it.model_type = Some(model_type(value)?),
                7 => it.jinja_template = Some(value.text()?),
                8 => it.channels.push(channel(value)?),
                11 => it.supports_thinking = value.bool()?,
                12 => it.supports_function_calling = value.bool()?,
                13 => drop(token(value)?),
                14 => it.min_runtime_version = Some(value.text()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(it)
    }
}

impl EmbeddingSettings {
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut it = Self::default();
        fields(bytes, |number, value| {
            match number {
                1 => fields(value.bytes()?, |_, _| Ok(()))?,
                2 => it.start_token = Some(token(value)?),
                3 => it.end_token = Some(token(value)?),
                5 => it.min_input_length = positive(value)?,
                6 => it.max_input_length = positive(value)?,
                7 => it.min_runtime_version = Some(value.text()?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(it)
    }
}

fn positive(value: Value<'_>) -> Result<Option<u32>> {
    Ok(u32::try_from(value.int()?).ok().filter(|&it| it > 0))
}

fn token(value: Value<'_>) -> Result<Token> {
    let mut token = Token::Ids(Vec::new());
    fields(value.bytes()?, |number, value| {
        match number {
            1 => {
                let mut ids = Vec::new();
                fields(value.bytes()?, |number, value| match number {
                    1 => value.ints(&mut ids),
                    _ => Ok(()),
                })?;
                token = Token::Ids(ids);
            }
            2 => token = Token::Text(value.text()?),
            _ => {}
        }
        Ok(())
    })?;
    Ok(token)
}

fn sampler(value: Value<'_>) -> Result<SamplerSettings> {
    let mut it = SamplerSettings::default();
    fields(value.bytes()?, |number, value| {
        match number {
            1 => it.kind = value.int()?,
            2 => it.top_k = value.int()?,
            3 => it.top_p = value.float()?,
            4 => it.temperature = value.float()?,
            5 => it.seed = value.int()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(it)
}

fn channel(value: Value<'_>) -> Result<Channel> {
    let mut it = Channel::default();
    fields(value.bytes()?, |number, value| {
        match number {
            1 => it.name = value.text()?,
            2 => it.start = value.text()?,
            3 => it.end = value.text()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(it)
}

fn model_type(value: Value<'_>) -> Result<&'static str> {
    let mut found = "unknown";
    fields(value.bytes()?, |number, value| {
        let known = MODEL_TYPES.iter().find(|(it, _)| *it == number);
        found = known.map_or("unknown", |(_, name)| name);
        fields(value.bytes()?, |_, _| Ok(()))
    })?;
    Ok(found)
}
