//! Language models in Rust, on Google's official LiteRT-LM library.
//!
//! A model comes as one file, `.litertlm` or `.task`. [`Engine`] loads it; a [`Conversation`] keeps
//! messages with roles, applies the model's template and knows its tools; a [`Session`] is the plain
//! form of it, text in and text out. [`EmbeddingEngine`] turns texts into vectors.
//!
//! ```
//! # fn main() -> litert_lm::Result<()> {
//! use litert_lm::Engine;
//!
//! let engine = Engine::new("../models/lm/tiny_lm.litertlm")?;
//! let mut conversation = engine.conversation()?;
//! let mut stream = conversation.stream("count from three to nine")?;
//! for chunk in &mut stream {
//!     print!("{}", chunk?.text().unwrap_or_default());
//! }
//! let (stop, counts) = stream.end().expect("it came to its end");
//! println!(" ({stop:?}, {} tokens)", counts.answer_tokens);
//! # Ok(())
//! # }
//! ```
//!
//! What the library does in silence or with a crash is an error here, before the library sees it:
//! settings without sense, files that are damaged or of another kind, JSON that is nested too deep.
//!
//! - **One answer at a time.** An engine writes one answer after the other, in the order in which they
//!   were asked for; [`Conversation::try_send`] does not wait. A stream that nobody reads holds up no
//!   other: its pieces are kept.
//! - **Cancelling** works from any thread ([`CancelHandle`]), and by dropping a stream. The session or
//!   conversation is then as it was before the message.
//! - **The end of the program** waits until nothing is written any more: the library would crash
//!   otherwise.
//!
//! `docs/lm.md` of the repository tells the way from a file to a chat, and what was not tested.

mod conversation;
mod counts;
mod embedding;
mod engine;
mod error;
mod exit;
mod file;
mod info;
mod library;
mod native;
mod sampler;
mod session;
mod stream;

pub use conversation::{
    Chunk, Conversation, ConversationBuilder, ConversationStream, Message, Penalty, Reply, Role,
    ToolCall, ToolSpec, Tools, Turn,
};
pub use counts::{Counts, StopReason, TurnCount, Turns};
pub use embedding::{EmbedOptions, EmbeddingBuilder, EmbeddingEngine, Overflow};
pub use engine::{Activations, Backend, Cache, Engine, EngineBuilder};
pub use error::{Code, Error, Result};
#[doc(hidden)]
pub use exit::running;
pub use info::{ModelInfo, TokenizerKind};
pub use library::{Library, LogLevel};
pub use litert_model::language_model::{LanguageModelFormat, LanguageModelKind, Token};
pub use sampler::Sampler;
pub use session::{Answer, Input, Inputs, Score, Session, SessionBuilder, SessionStream};
pub use stream::CancelHandle;
