//! The answer of a conversation piece by piece.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll};

use serde_json::{Map, Value};

use super::message::tool_call;
use super::{Conversation, Ended, Message, Reply, ToolCall};
use crate::counts::{Counts, StopReason};
use crate::error::{Error, Result};
use crate::session::Step;
use crate::stream::{CancelHandle, Event};

/// A piece of an answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Chunk {
    /// Text.
    Text(String),
    /// Text that is kept apart, such as thoughts.
    Channel {
        /// The name of the channel, such as `thought`.
        name: String,
        /// The text.
        text: String,
    },
    /// The model wants a tool called.
    ToolCall(ToolCall),
}

impl Chunk {
    /// The text, if it is text of the answer.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The pieces in what the library sends at once.
pub(super) fn chunks(fragment: &Map<String, Value>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let channels = fragment.get("channels").and_then(Value::as_object);
    for (name, text) in channels.into_iter().flatten() {
        if let Some(text) = text.as_str() {
            let (name, text) = (name.clone(), text.to_owned());
            chunks.push(Chunk::Channel { name, text });
        }
    }
    match fragment.get("content") {
        Some(Value::String(text)) => chunks.push(Chunk::Text(text.clone())),
        Some(Value::Array(parts)) => {
            let texts = parts.iter().filter_map(|part| part.get("text")?.as_str());
            chunks.extend(texts.map(|text| Chunk::Text(text.to_owned())));
        }
        _ => {}
    }
    let calls = fragment.get("tool_calls").and_then(Value::as_array);
    chunks.extend(
        calls
            .into_iter()
            .flatten()
            .filter_map(tool_call)
            .map(Chunk::ToolCall),
    );
    chunks
}

/// The answer of a conversation, piece by piece: an iterator, and
/// [`next_chunk`](Self::next_chunk) for async code of any executor. Pieces are whole characters.
///
/// Dropping it before its end cancels the answer, waits until the model has stopped, and leaves the
/// conversation as it was before the message.
#[must_use = "the answer is cancelled when this is dropped"]
pub struct ConversationStream<'a> {
    conversation: &'a mut Conversation,
    ready: VecDeque<Chunk>,
    ended: Option<Ended>,
}

impl<'a> ConversationStream<'a> {
    pub(super) fn new(conversation: &'a mut Conversation) -> Self {
        Self {
            conversation,
            ready: VecDeque::new(),
            ended: None,
        }
    }

    /// Why the answer ended and what it took; `None` before its end.
    pub fn end(&self) -> Option<(StopReason, Counts)> {
        self.ended
            .as_ref()
            .map(|(_, stop, counts)| (*stop, *counts))
    }

    /// The whole answer; `None` before its end.
    pub fn message(&self) -> Option<&Message> {
        self.ended.as_ref().map(|(message, _, _)| message)
    }

    /// Cancels it, from any thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        self.conversation.cancel_handle()
    }

    /// Waits for the rest of the answer.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if it is cancelled, and what the library says.
    pub fn collect_reply(mut self) -> Result<Reply> {
        for chunk in &mut self {
            chunk?;
        }
        match self.ended.take() {
            Some((_, StopReason::Cancelled, _)) | None => Err(Error::Cancelled),
            Some((message, stop, counts)) => Ok(Reply {
                message,
                stop,
                counts,
            }),
        }
    }

    /// The next piece, when it is there; `None` at the end.
    ///
    /// # Errors
    /// What the library says.
    pub async fn next_chunk(&mut self) -> Option<Result<Chunk>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// Asks for the next piece, as `Stream::poll_next` does.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Chunk>>> {
        loop {
            if let Some(chunk) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(chunk)));
            }
            let Some(running) = &self.conversation.running else {
                return Poll::Ready(None);
            };
            let event = match running.receiver.poll(context) {
                Poll::Ready(event) => event,
                Poll::Pending => return Poll::Pending,
            };
            if let Err(error) = self.take(event) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn take(&mut self, event: Event) -> Result<()> {
        match self.conversation.step(event)? {
            Step::Piece(chunks) => self.ready.extend(chunks),
            Step::Ended(message, stop, counts) => self.ended = Some((message, stop, counts)),
            Step::Nothing | Step::End(..) => {}
        }
        Ok(())
    }
}

impl Iterator for ConversationStream<'_> {
    type Item = Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(chunk) = self.ready.pop_front() {
                return Some(Ok(chunk));
            }
            let event = self.conversation.running.as_ref()?.receiver.next();
            if let Err(error) = self.take(event) {
                return Some(Err(error));
            }
        }
    }
}

impl Drop for ConversationStream<'_> {
    fn drop(&mut self) {
        self.conversation.settle();
    }
}

impl fmt::Debug for ConversationStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConversationStream")
            .field("end", &self.end())
            .finish_non_exhaustive()
    }
}
