//! Conversations: messages with roles, templates and tools.

mod builder;
mod json;
mod message;
mod streamed;
mod tools;
mod turn;

pub use builder::ConversationBuilder;
pub use message::{Message, Role, ToolCall};
pub use streamed::{Chunk, ConversationStream};
pub use tools::{ToolSpec, Tools};
pub use turn::{Penalty, Turn};

use std::ffi::c_void;
use std::marker::PhantomData;
use std::{fmt, ptr};

use litert_sys::lm::LiteRtLmConversation;
use serde_json::Value;

use crate::counts::{self, Counts, StopReason, Turns};
use crate::engine::{Counted, Engine};
use crate::error::{Code, Error, Result};
use crate::exit::Live;
use crate::native::{Handle, NotShared};
use crate::session::Step;
use crate::stream::receiver::on_chunk;
use crate::stream::{CancelHandle, End, Event, Receiver};

/// A conversation: messages go back and forth, and the model remembers them.
///
/// Each turn is written by a copy of the conversation, which takes its place when the answer is there.
/// So a turn that is cancelled, or fails, or whose stream is dropped, leaves the conversation as it was
/// before, and the next message goes on from there. The copy has the memory of the model's cache once
/// more while the answer is written.
///
/// It may be sent to another thread, and not be used by two at once:
///
/// ```compile_fail
/// fn shared<T: Sync>() {}
/// shared::<litert_lm::Conversation>();
/// ```
pub struct Conversation {
    // Deleted before the engine may be.
    handle: Handle<LiteRtLmConversation>,
    running: Option<Running>,
    engine: Engine,
    cancel: CancelHandle,
    max_tokens: Option<u32>,
    constraints: bool,
    not_shared: NotShared,
}

/// A turn that is being written.
struct Running {
    handle: Handle<LiteRtLmConversation>,
    receiver: Receiver,
    before: Turns,
    message: Message,
    max_tokens: Option<u32>,
    is_constrained: bool,
    _counted: Counted,
}

/// An answer of a conversation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reply {
    /// The answer.
    pub message: Message,
    /// Why it ended.
    pub stop: StopReason,
    /// What it took.
    pub counts: Counts,
}

impl Reply {
    /// The text, without what the model thought.
    pub fn text(&self) -> String {
        self.message.text()
    }
}

/// What an ended turn came to.
pub(crate) type Ended = (Message, StopReason, Counts);

impl Conversation {
    fn new(
        handle: Handle<LiteRtLmConversation>,
        engine: Engine,
        max_tokens: Option<u32>,
        constraints: bool,
    ) -> Self {
        Self {
            handle,
            running: None,
            engine,
            cancel: CancelHandle::default(),
            max_tokens,
            constraints,
            not_shared: PhantomData,
        }
    }

    /// Sends a message and waits for the answer.
    ///
    /// # Errors
    /// [`Error::ContextFull`] if nothing fits any more, [`Error::Cancelled`] if it is cancelled,
    /// [`Error::Status`] if the library refuses.
    pub fn send(&mut self, message: impl Into<Message>) -> Result<Reply> {
        self.stream(message)?.collect_reply()
    }

    /// The same with settings for this turn.
    ///
    /// # Errors
    /// As for [`send`](Self::send), and [`Error::Setting`] for a setting that makes no sense.
    pub fn send_with(&mut self, message: impl Into<Message>, turn: &Turn) -> Result<Reply> {
        self.stream_with(message, turn)?.collect_reply()
    }

    /// The same, but not if another answer of the engine is being written: the engine writes one at a
    /// time, and others wait.
    ///
    /// # Errors
    /// [`Error::Busy`], and as for [`send`](Self::send).
    pub fn try_send(&mut self, message: impl Into<Message>) -> Result<Reply> {
        self.settle();
        self.engine.free()?;
        self.send(message)
    }

    /// Sends a message; the answer comes piece by piece.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    pub fn stream(&mut self, message: impl Into<Message>) -> Result<ConversationStream<'_>> {
        self.stream_with(message, &Turn::new())
    }

    /// The same with settings for this turn.
    ///
    /// # Errors
    /// As for [`send_with`](Self::send_with).
    pub fn stream_with(
        &mut self,
        message: impl Into<Message>,
        turn: &Turn,
    ) -> Result<ConversationStream<'_>> {
        self.settle();
        self.start(&message.into(), turn)?;
        Ok(ConversationStream::new(self))
    }

    /// Another conversation that remembers the same.
    ///
    /// # Errors
    /// [`Error::Status`] if the library refuses.
    pub fn duplicate(&mut self) -> Result<Self> {
        self.settle();
        let handle = self.copy()?;
        let engine = self.engine.clone();
        Ok(Self::new(handle, engine, self.max_tokens, self.constraints))
    }

    /// What the template makes of a message: the text that the model reads.
    ///
    /// # Errors
    /// [`Error::Status`] if the template is broken.
    pub fn render(&self, message: impl Into<Message>) -> Result<String> {
        let text = json::text("message", &message.into().to_json())?;
        let native = self.engine.native();
        native.text("conversation_render_message_to_string", |api| {
            // SAFETY: the conversation and the text are alive. `NotShared` keeps other threads
            // out of the buffer that the result lies in.
            unsafe {
                (api.conversation
                    .litert_lm_conversation_render_message_to_string)(
                    self.handle.get(),
                    text.as_ptr(),
                )
            }
        })
    }

    /// What the template makes of what comes before the first message.
    ///
    /// # Errors
    /// [`Error::Status`] if the template is broken.
    pub fn render_preface(&self) -> Result<String> {
        let native = self.engine.native();
        let group = native.api.conversation_settings.as_ref();
        let functions = group.map_err(|missing| Error::missing("the preface", missing))?;
        native.text("conversation_render_preface_to_string", |_| {
            // SAFETY: as in `render`.
            unsafe {
                (functions.litert_lm_conversation_render_preface_to_string)(self.handle.get())
            }
        })
    }

    /// How many tokens the model remembers.
    ///
    /// # Errors
    /// [`Error::Status`] if the library cannot tell.
    pub fn token_count(&self) -> Result<u32> {
        self.tokens_of(&self.handle)
    }

    fn tokens_of(&self, handle: &Handle<LiteRtLmConversation>) -> Result<u32> {
        let _entered = crate::exit::enter()?;
        let functions = &self.engine.native().api.conversation;
        // SAFETY: the conversation is alive.
        let count = unsafe { (functions.litert_lm_conversation_get_token_count)(handle.get()) };
        u32::try_from(count).map_err(|_| Error::Status {
            call: "conversation_get_token_count",
            code: Code(2),
            message: "the library does not know how many tokens there are".to_owned(),
        })
    }

    /// What was computed so far.
    ///
    /// # Errors
    /// [`Error::Exiting`] while the program ends.
    pub fn turns(&self) -> Result<Turns> {
        self.turns_of(&self.handle)
    }

    fn turns_of(&self, handle: &Handle<LiteRtLmConversation>) -> Result<Turns> {
        let native = self.engine.native();
        counts::read(native, "conversation_get_benchmark_info", || {
            let Ok(functions) = native.api.benchmark.as_ref() else {
                return ptr::null_mut();
            };
            // SAFETY: the conversation is alive.
            unsafe { (functions.litert_lm_conversation_get_benchmark_info)(handle.get()) }
        })
    }

    /// Cancels answers of this conversation, from any thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        self.cancel.clone()
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    fn copy(&self) -> Result<Handle<LiteRtLmConversation>> {
        let native = self.engine.native();
        let clone = native.api.conversation_clone.as_ref();
        let clone = clone.map_err(|missing| Error::missing("copies of conversations", missing))?;
        native.create(
            "conversation_clone",
            native.api.conversation.litert_lm_conversation_delete,
            // SAFETY: the conversation is alive.
            |_| unsafe { (clone.litert_lm_conversation_clone)(self.handle.get()) },
        )
    }

    fn start(&mut self, message: &Message, turn: &Turn) -> Result<()> {
        fits(&self.engine, message)?;
        if let (Ok(used), Some(most)) = (self.token_count(), self.engine.context_tokens()) {
            if used >= most {
                let (used, most) = (Some(used), Some(most));
                return Err(Error::ContextFull { used, most });
            }
        }
        let text = json::text("message", &message.to_json())?;
        let context = turn.context()?;
        let args = turn.make(&self.engine, self.constraints)?;
        let before = self.turns()?;
        let handle = self.copy()?;
        let native = self.engine.native();
        let functions = &native.api.conversation;
        // SAFETY: the function takes a conversation; the target is this copy until `forget`, which comes
        // before the copy is dropped.
        let live = unsafe {
            let cancel = std::mem::transmute::<
                unsafe extern "C" fn(*mut LiteRtLmConversation),
                unsafe extern "C" fn(*mut c_void),
            >(functions.litert_lm_conversation_cancel_process);
            Live::begin(handle.get().cast::<c_void>(), cancel, false)
        };
        let call = "conversation_send_message_stream";
        // SAFETY: the copy is alive until the last chunk, because it is waited for; the texts and the
        // settings are alive until the call returns; `data` is what `on_chunk` wants, and the library
        // calls it unless it returns an error.
        let receiver = unsafe {
            Receiver::start(live, native, &self.cancel, call, |data| {
                (functions.litert_lm_conversation_send_message_stream)(
                    handle.get(),
                    text.as_ptr(),
                    context.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
                    args.as_ref()
                        .map_or(ptr::null(), |it| it.get().cast_const()),
                    Some(on_chunk),
                    data,
                )
            })
        }?;
        self.running = Some(Running {
            handle,
            receiver,
            before,
            message: Message::empty(),
            max_tokens: turn.max_tokens.or(self.max_tokens),
            is_constrained: turn.constraint.is_some(),
            _counted: self.engine.counted(),
        });
        Ok(())
    }

    /// Cancels and waits for what nobody reads any more. The conversation is as before.
    fn settle(&mut self) {
        if let Some(running) = self.running.take() {
            running.receiver.live().cancel();
            running.receiver.end();
            self.cancel.set(None);
            running.receiver.live().forget();
        }
    }

    fn step(&mut self, event: Event) -> Result<Step<Vec<Chunk>>> {
        match event {
            Event::Piece(bytes) => {
                let Some(running) = &mut self.running else {
                    return Ok(Step::Nothing);
                };
                let text = String::from_utf8_lossy(&bytes);
                match serde_json::from_str(&text) {
                    Ok(Value::Object(fragment)) => {
                        running.message.add(&fragment);
                        Ok(Step::Piece(streamed::chunks(&fragment)))
                    }
                    _ => {
                        self.settle();
                        Err(Error::json(
                            "answer",
                            format!("the library sent no message: {text}"),
                        ))
                    }
                }
            }
            Event::End(end) => {
                let (message, stop, counts) = self.finish(&end)?;
                Ok(Step::Ended(message, stop, counts))
            }
        }
    }

    fn finish(&mut self, end: &End) -> Result<Ended> {
        let Some(running) = self.running.take() else {
            return Err(Error::Cancelled);
        };
        self.cancel.set(None);
        let live = running.receiver.live();
        live.forget();
        let counts = self.turns_of(&running.handle)?.since(&running.before);
        let message = running.message;
        if live.is_cancelled() {
            return Ok((message, StopReason::Cancelled, counts));
        }
        let full = match end {
            End::Final => false,
            End::Error(said) if said.contains("Max number of tokens reached") => true,
            End::Error(message) => {
                return Err(Error::Status {
                    call: "conversation_send_message_stream",
                    code: Code(code_of(message)),
                    message: message.clone(),
                });
            }
        };
        let used = self.tokens_of(&running.handle).ok();
        let most = self.engine.context_tokens();
        let full = full || used.zip(most).is_some_and(|(used, most)| used >= most);
        let limit = running
            .max_tokens
            .is_some_and(|most| counts.answer_tokens >= most);
        let stop = match (full, limit) {
            (false, false) => StopReason::Stop,
            _ if running.is_constrained => StopReason::ConstraintUnsatisfied,
            (true, _) => StopReason::ContextFull,
            (_, true) => StopReason::MaxTokens,
        };
        self.handle = running.handle;
        Ok((message, stop, counts))
    }
}

/// The library writes the name of the code in front.
fn code_of(message: &str) -> i32 {
    let named = [
        ("CANCELLED", 1),
        ("INVALID_ARGUMENT", 3),
        ("NOT_FOUND", 5),
        ("RESOURCE_EXHAUSTED", 8),
        ("FAILED_PRECONDITION", 9),
        ("OUT_OF_RANGE", 11),
        ("UNIMPLEMENTED", 12),
        ("INTERNAL", 13),
    ];
    let found = named.iter().find(|(name, _)| message.starts_with(name));
    found.map_or(2, |(_, code)| *code)
}

/// What the library would leave out of a message without a word.
fn fits(engine: &Engine, message: &Message) -> Result<()> {
    let Some(info) = engine.info() else {
        return Ok(());
    };
    for kind in message.part_types() {
        if kind == "image" && !info.takes_images {
            return Err(Error::unsupported(
                "a picture",
                "the model has no part that sees",
            ));
        }
        if kind == "audio" && !info.takes_audio {
            return Err(Error::unsupported(
                "sound",
                "the model has no part that hears",
            ));
        }
    }
    Ok(())
}

impl Drop for Conversation {
    fn drop(&mut self) {
        self.settle();
    }
}

impl fmt::Debug for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversation")
            .field("is_writing", &self.running.is_some())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send>() {}
    assert_send::<Conversation>();
};
