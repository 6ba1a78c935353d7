//! Tools that a model may call.

use std::fmt;

use serde_json::{Value, json};

use super::{Conversation, Message, Reply, json};
use crate::error::{Error, Result};

/// A tool: its name, what it is for, and the schema of its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolSpec {
    json: Value,
}

impl ToolSpec {
    /// A tool whose arguments are an object of this JSON schema.
    ///
    /// # Errors
    /// [`Error::Json`] for a name that is no identifier, or a schema that is no object: the library takes
    /// both without a word.
    pub fn new(name: &str, description: &str, parameters: Value) -> Result<Self> {
        let wrong = |why: &str| Err(Error::json("tool", format!("'{name}': {why}")));
        let identifier = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '.';
        if name.is_empty() || !name.chars().all(identifier) {
            return wrong("its name must consist of letters, digits and _-.");
        }
        if !parameters.is_object() {
            return wrong("its parameters must be a JSON schema, an object");
        }
        json::depth("tool", [&parameters])?;
        Ok(Self {
            json: json!({
                "type": "function",
                "function": {
                    "name": name,
                    "description": description,
                    "parameters": parameters,
                },
            }),
        })
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.json["function"]["name"].as_str().unwrap_or_default()
    }

    /// The JSON that the model's template gets.
    pub fn to_json(&self) -> &Value {
        &self.json
    }
}

type Function<'a> = Box<dyn FnMut(&Value) -> std::result::Result<Value, String> + Send + 'a>;

/// Rust functions that a model may call.
///
/// ```
/// use litert_lm::{ToolSpec, Tools};
/// use serde_json::json;
///
/// # fn main() -> litert_lm::Result<()> {
/// let schema = json!({ "type": "object", "properties": { "city": { "type": "string" } } });
/// let mut tools = Tools::new();
/// tools.add(ToolSpec::new("weather", "the weather in a city", schema)?, |arguments| {
///     let city = arguments["city"].as_str().ok_or("no city was named")?;
///     Ok(json!({ "city": city, "degrees": 21 }))
/// })?;
/// assert_eq!(tools.specs().count(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Tools<'a> {
    all: Vec<(ToolSpec, Function<'a>)>,
}

impl<'a> Tools<'a> {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a function. What it gives back goes to the model, an error as `{"error": …}`.
    ///
    /// # Errors
    /// [`Error::Json`] if there is one of this name.
    pub fn add(
        &mut self,
        spec: ToolSpec,
        function: impl FnMut(&Value) -> std::result::Result<Value, String> + Send + 'a,
    ) -> Result<()> {
        if self.all.iter().any(|(it, _)| it.name() == spec.name()) {
            let why = format!("there are two of the name '{}'", spec.name());
            return Err(Error::json("tools", why));
        }
        self.all.push((spec, Box::new(function)));
        Ok(())
    }

    /// What the conversation must be told ([`ConversationBuilder::tools`](crate::ConversationBuilder::tools)).
    pub fn specs(&self) -> impl Iterator<Item = &ToolSpec> {
        self.all.iter().map(|(spec, _)| spec)
    }

    /// What to say to the model about one call.
    fn call(&mut self, name: &str, arguments: &Value) -> Value {
        let Some((_, function)) = self.all.iter_mut().find(|(spec, _)| spec.name() == name) else {
            let names: Vec<&str> = self.all.iter().map(|(spec, _)| spec.name()).collect();
            return json!({ "error": format!("there is no tool '{name}'; there are {}", names.join(", ")) });
        };
        match function(arguments) {
            Ok(value) => value,
            Err(why) => json!({ "error": why }),
        }
    }
}

impl fmt::Debug for Tools<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.specs().map(ToolSpec::name))
            .finish()
    }
}

impl Conversation {
    /// Sends a message, calls the tools that the model wants, tells it what they gave, and goes on until
    /// it wants no more.
    ///
    /// The conversation must have been told of the tools
    /// ([`ConversationBuilder::tools`](crate::ConversationBuilder::tools)).
    ///
    /// # Errors
    /// As for [`send`](Self::send), and [`Error::TooManyRounds`] if the model still calls tools after
    /// `rounds` rounds; what was said until then stays.
    pub fn send_with_tools(
        &mut self,
        message: impl Into<Message>,
        tools: &mut Tools<'_>,
        rounds: usize,
    ) -> Result<Reply> {
        let mut reply = self.send(message)?;
        for _ in 0..rounds {
            let calls = reply.message.tool_calls();
            if calls.is_empty() {
                return Ok(reply);
            }
            let mut answers = calls.iter().map(|call| {
                let value = tools.call(&call.name, &call.arguments);
                json!({ "type": "tool_response", "name": call.name, "response": value })
            });
            let content: Vec<Value> = answers.by_ref().collect();
            let answer = json!({ "role": "tool", "content": content });
            reply = self.send(Message::from_json(answer)?)?;
        }
        match reply.message.tool_calls().is_empty() {
            true => Ok(reply),
            false => Err(Error::TooManyRounds { rounds }),
        }
    }
}
