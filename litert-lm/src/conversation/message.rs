//! Messages, as JSON that the library reads.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::json;
use crate::error::{Error, Result};

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Whoever made the program.
    System,
    /// Whoever uses it.
    User,
    /// The model.
    Assistant,
    /// A tool that the model called.
    Tool,
}

impl Role {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::Tool => "tool",
        }
    }
}

/// A call of a tool that the model wants.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ToolCall {
    /// The name of the tool.
    pub name: String,
    /// What it is called with.
    pub arguments: Value,
}

/// A message of a conversation.
///
/// ```
/// let message = litert_lm::Message::user("what color is the sky");
/// assert_eq!(message.text(), "what color is the sky");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    json: Map<String, Value>,
}

impl Message {
    fn new(role: Role, content: Value) -> Self {
        let mut json = Map::new();
        json.insert("role".to_owned(), role.name().into());
        json.insert("content".to_owned(), content);
        Self { json }
    }

    fn of_text(role: Role, text: &str) -> Self {
        Self::new(role, json!([{ "type": "text", "text": text }]))
    }

    /// A message of the user.
    pub fn user(text: impl AsRef<str>) -> Self {
        Self::of_text(Role::User, text.as_ref())
    }

    /// An instruction for the model.
    pub fn system(text: impl AsRef<str>) -> Self {
        Self::of_text(Role::System, text.as_ref())
    }

    /// What the model said, for a history.
    pub fn assistant(text: impl AsRef<str>) -> Self {
        Self::of_text(Role::Assistant, text.as_ref())
    }

    /// What a tool gave back, an error included.
    pub fn tool(name: impl AsRef<str>, response: Value) -> Self {
        let content = json!([{
            "type": "tool_response",
            "name": name.as_ref(),
            "response": response,
        }]);
        Self::new(Role::Tool, content)
    }

    /// Adds text.
    #[must_use]
    pub fn with_text(self, text: impl AsRef<str>) -> Self {
        self.with(json!({ "type": "text", "text": text.as_ref() }))
    }

    /// Adds a picture, by the path of its file. Not tested by this project.
    #[must_use]
    pub fn with_image(self, path: impl AsRef<str>) -> Self {
        self.with(json!({ "type": "image", "path": path.as_ref() }))
    }

    /// Adds sound, by the path of its file. Not tested by this project.
    #[must_use]
    pub fn with_audio(self, path: impl AsRef<str>) -> Self {
        self.with(json!({ "type": "audio", "path": path.as_ref() }))
    }

    fn with(mut self, part: Value) -> Self {
        if let Some(Value::Array(parts)) = self.json.get_mut("content") {
            parts.push(part);
        }
        self
    }

    /// A message as JSON: an object with `role`, and `content` as text or as a list of parts with a
    /// `type`, or `tool_calls`.
    ///
    /// # Errors
    /// [`Error::Json`] for anything else: the library takes it without a word.
    pub fn from_json(value: Value) -> Result<Self> {
        let Value::Object(json) = value else {
            return Err(wrong("it is no object"));
        };
        let roles = [Role::System, Role::User, Role::Assistant, Role::Tool];
        let role = json.get("role").and_then(Value::as_str);
        if !role.is_some_and(|role| roles.iter().any(|it| it.name() == role) || role == "model") {
            return Err(wrong(
                "its role is none of system, user, assistant, model and tool",
            ));
        }
        match json.get("content") {
            Some(Value::String(_)) => {}
            Some(Value::Array(parts)) => {
                for part in parts {
                    check_part(part)?;
                }
            }
            None if json.get("tool_calls").is_some_and(Value::is_array) => {}
            _ => return Err(wrong("its content is neither text nor a list of parts")),
        }
        json::depth("message", json.values())?;
        Ok(Self { json })
    }

    /// The JSON.
    pub fn to_json(&self) -> Value {
        Value::Object(self.json.clone())
    }

    /// The text, without what is in channels.
    pub fn text(&self) -> String {
        match self.json.get("content") {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Array(parts)) => parts
                .iter()
                .filter_map(|part| part.get("text")?.as_str())
                .collect(),
            _ => String::new(),
        }
    }

    /// Parts that are kept apart from the text, such as `thought`.
    pub fn channels(&self) -> BTreeMap<&str, &str> {
        let channels = self.json.get("channels").and_then(Value::as_object);
        let channels = channels.into_iter().flatten();
        channels
            .filter_map(|(name, text)| Some((name.as_str(), text.as_str()?)))
            .collect()
    }

    /// The tools that the model wants called.
    pub fn tool_calls(&self) -> Vec<ToolCall> {
        let calls = self.json.get("tool_calls").and_then(Value::as_array);
        let calls = calls.into_iter().flatten();
        calls.filter_map(tool_call).collect()
    }

    /// The types of its parts.
    pub(super) fn part_types(&self) -> impl Iterator<Item = &str> {
        let parts = self.json.get("content").and_then(Value::as_array);
        let parts = parts.into_iter().flatten();
        parts.filter_map(|part| part.get("type")?.as_str())
    }

    /// An answer of which nothing is there yet.
    pub(super) fn empty() -> Self {
        let mut json = Map::new();
        json.insert("role".to_owned(), Role::Assistant.name().into());
        Self { json }
    }

    /// Adds what came of an answer.
    pub(super) fn add(&mut self, fragment: &Map<String, Value>) {
        for (name, value) in fragment {
            if name != "role" {
                join(self.json.entry(name).or_insert(Value::Null), value);
            }
        }
    }
}

fn wrong(why: &str) -> Error {
    Error::json("message", why)
}

fn check_part(part: &Value) -> Result<()> {
    let kind = part.get("type").and_then(Value::as_str);
    let has = |name: &str| part.get(name).is_some_and(Value::is_string);
    let good = match kind {
        Some("text") => has("text"),
        Some("image" | "audio") => has("path") || has("blob"),
        Some("tool_response") => has("name"),
        _ => {
            return Err(wrong(
                "a part has none of the types text, image, audio, tool_response",
            ));
        }
    };
    match good {
        true => Ok(()),
        false => Err(wrong("a part lacks what its type asks for")),
    }
}

pub(super) fn tool_call(call: &Value) -> Option<ToolCall> {
    let function = call.get("function").unwrap_or(call);
    let arguments = function.get("arguments").cloned().unwrap_or(json!({}));
    // Some models write the arguments as a text that holds JSON.
    let arguments = match &arguments {
        Value::String(text) => serde_json::from_str(text).unwrap_or(arguments),
        _ => arguments,
    };
    Some(ToolCall {
        name: function.get("name")?.as_str()?.to_owned(),
        arguments,
    })
}

/// Joins texts with texts, by names, and in lists text parts with the text part before.
fn join(into: &mut Value, new: &Value) {
    match (into, new) {
        (Value::String(text), Value::String(more)) => text.push_str(more),
        (Value::Object(map), Value::Object(more)) => {
            for (name, value) in more {
                join(map.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(list), Value::Array(more)) => {
            for part in more {
                let text = |part: &Value| part.get("type").is_some_and(|it| it == "text");
                match list.last_mut().filter(|last| text(last) && text(part)) {
                    Some(last) => {
                        let more = part.get("text").and_then(Value::as_str).unwrap_or_default();
                        if let Some(Value::String(text)) = last.get_mut("text") {
                            text.push_str(more);
                        }
                    }
                    None => list.push(part.clone()),
                }
            }
        }
        (into, new) => *into = new.clone(),
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::user(text)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::user(text)
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        Self::user(text)
    }
}

impl From<&Message> for Message {
    fn from(message: &Message) -> Self {
        message.clone()
    }
}
