//! Engines: a loaded model.

mod builder;
mod tokens;

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use litert_sys::lm::LiteRtLmEngine;

pub use builder::{Activations, Backend, Cache, EngineBuilder};
pub(crate) use builder::{check_threads, path_text, positive};

use crate::conversation::{Conversation, ConversationBuilder};
use crate::error::{Error, Result};
use crate::info::ModelInfo;
use crate::native::{Handle, Native};
use crate::session::{Session, SessionBuilder};

/// A language model, loaded and ready to write.
///
/// It is cheap to clone, and sessions and conversations keep it alive. One engine writes one answer at
/// a time: what is asked for meanwhile waits, in the order in which it was asked for.
///
/// ```
/// # fn main() -> litert_lm::Result<()> {
/// use litert_lm::Engine;
///
/// let engine = Engine::new("../models/lm/tiny_lm.litertlm")?;
/// let mut conversation = engine.conversation()?;
/// let reply = conversation.send("what color is the sky")?;
/// assert_eq!(reply.text(), "the sky is blue.");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Engine(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    // Deleted before the functions that it needs are let go.
    handle: Handle<LiteRtLmEngine>,
    pub(crate) native: Arc<Native>,
    pub(crate) info: Option<ModelInfo>,
    /// The most tokens of a conversation, if that is known.
    pub(crate) context: Option<u32>,
    /// Held by calls on the engine itself: nothing says that two at once are fine.
    calls: Mutex<()>,
    /// Answers that are being written, or wait for it.
    running: AtomicUsize,
}

impl Engine {
    /// Loads a `.litertlm` or `.task` file on the CPU.
    ///
    /// # Errors
    /// As for [`EngineBuilder::build`].
    pub fn new(path: impl AsRef<Path>) -> Result<Self> {
        Self::builder(path).build()
    }

    /// Loads a file with other settings.
    pub fn builder(path: impl AsRef<Path>) -> EngineBuilder {
        EngineBuilder::new(path.as_ref())
    }

    /// A conversation with the settings of the model.
    ///
    /// # Errors
    /// As for [`ConversationBuilder::build`].
    pub fn conversation(&self) -> Result<Conversation> {
        self.conversation_builder().build()
    }

    /// A conversation with a system message, a history, tools or other settings.
    pub fn conversation_builder(&self) -> ConversationBuilder {
        ConversationBuilder::new(self)
    }

    /// A session with the settings of the model.
    ///
    /// # Errors
    /// As for [`SessionBuilder::build`].
    pub fn session(&self) -> Result<Session> {
        self.session_builder().build()
    }

    /// A session with other settings.
    pub fn session_builder(&self) -> SessionBuilder {
        SessionBuilder::new(self)
    }

    /// What the file says about the model; `None` if it was not looked at
    /// ([`EngineBuilder::unverified`]).
    pub fn info(&self) -> Option<&ModelInfo> {
        self.0.info.as_ref()
    }

    /// The most tokens of a conversation, as far as that is known.
    pub fn context_tokens(&self) -> Option<u32> {
        self.0.context
    }

    /// Whether an answer is being written, or waits for it.
    pub fn is_busy(&self) -> bool {
        self.0.running.load(Ordering::SeqCst) > 0
    }

    /// [`Error::Busy`] if an answer is being written.
    pub(crate) fn free(&self) -> Result<()> {
        match self.is_busy() {
            true => Err(Error::Busy),
            false => Ok(()),
        }
    }

    /// Keeps other calls on the engine itself out.
    pub(crate) fn alone(&self) -> MutexGuard<'_, ()> {
        self.0.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self) -> *mut LiteRtLmEngine {
        self.0.handle.get()
    }

    pub(crate) fn native(&self) -> &Arc<Native> {
        &self.0.native
    }

    /// Counts an answer for as long as the result lives.
    pub(crate) fn counted(&self) -> Counted {
        self.0.running.fetch_add(1, Ordering::SeqCst);
        Counted(self.clone())
    }
}

/// An answer that is being written.
pub(crate) struct Counted(Engine);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("context_tokens", &self.context_tokens())
            .field("is_busy", &self.is_busy())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<Engine>();
};
