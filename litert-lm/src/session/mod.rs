//! Sessions: prompts and answers without roles.

pub(crate) mod builder;
mod input;
mod responses;
mod streamed;

pub use builder::SessionBuilder;
pub use input::Input;
pub use input::Inputs;
pub(crate) use input::inputs;
pub use responses::Score;
pub use streamed::SessionStream;

use std::ffi::{CStr, c_void};
use std::fmt;

use litert_sys::groups::lm::Checkpoint;
use litert_sys::lm::LiteRtLmSession;

use crate::counts::{self, Counts, StopReason, Turns};
use crate::engine::{Counted, Engine};
use crate::error::{Error, Result};
use crate::exit::Live;
use crate::native::{Handle, NotShared, c_text};
use crate::stream::receiver::on_chunk;
use crate::stream::{CancelHandle, End, Event, Receiver, Whole};

/// A session: text goes in, and the model goes on with it.
///
/// A prompt is read ([`prefill`](Self::prefill)), then the answer is written
/// ([`decode`](Self::decode)); [`generate`](Self::generate) does both. An answer that is cancelled, or
/// whose stream is dropped, leaves the session as it was before.
///
/// It may be sent to another thread, and not be used by two at once:
///
/// ```compile_fail
/// fn shared<T: Sync>() {}
/// shared::<litert_lm::Session>();
/// ```
pub struct Session {
    // Deleted before the engine may be.
    handle: Handle<LiteRtLmSession>,
    engine: Engine,
    cancel: CancelHandle,
    max_tokens: Option<u32>,
    running: Option<Running>,
    is_full: bool,
    /// A cancelled answer could not be taken back.
    is_lost: bool,
    not_shared: NotShared,
}

/// An answer that is being written.
struct Running {
    receiver: Receiver,
    before: Turns,
    /// Where to go back to.
    mark: &'static CStr,
    whole: Whole,
    _counted: Counted,
}

/// An answer of a session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// The text.
    pub text: String,
    /// Why it ended.
    pub stop: StopReason,
    /// What it took.
    pub counts: Counts,
}

/// What came of a step.
pub(crate) enum Step<T> {
    Piece(T),
    Nothing,
    End(StopReason, Counts),
    /// The end of a turn of a conversation.
    Ended(crate::conversation::Message, StopReason, Counts),
}

/// The marks of this crate, which no user can name.
const BEFORE_PROMPT: &CStr = c"\x01litert-rs: before the prompt";
const BEFORE_ANSWER: &CStr = c"\x01litert-rs: before the answer";

impl Session {
    /// Reads a prompt.
    ///
    /// # Errors
    /// [`Error::ContextFull`] if nothing fits behind what is there, [`Error::Status`] if the prompt
    /// is longer than what is left.
    pub fn prefill<'a>(&mut self, prompt: impl Into<Inputs<'a>>) -> Result<()> {
        self.settle();
        self.check()?;
        let native = self.engine.native();
        let made = inputs(native, prompt.into(), self.engine.info())?;
        let pointers: Vec<_> = made.iter().map(|it| it.get().cast_const()).collect();
        let session = &native.api.session;
        native.status("session_run_prefill", |_| {
            // SAFETY: the session is alive, and so are the inputs, none of which is null.
            unsafe {
                (session.litert_lm_session_run_prefill)(
                    self.handle.get(),
                    pointers.as_ptr(),
                    pointers.len(),
                )
            }
        })
    }

    /// Writes the answer to what was read.
    ///
    /// # Errors
    /// [`Error::Status`] if nothing was read before, [`Error::Cancelled`] if it is cancelled.
    pub fn decode(&mut self) -> Result<Answer> {
        self.stream()?.collect_answer()
    }

    /// Writes the answer piece by piece.
    ///
    /// # Errors
    /// As for [`decode`](Self::decode).
    pub fn stream(&mut self) -> Result<SessionStream<'_>> {
        self.settle();
        self.check()?;
        let before = self.turns()?;
        self.start(BEFORE_ANSWER, before)?;
        Ok(SessionStream::new(self))
    }

    /// Reads a prompt and writes the answer.
    ///
    /// # Errors
    /// As for [`prefill`](Self::prefill) and [`decode`](Self::decode).
    pub fn generate<'a>(&mut self, prompt: impl Into<Inputs<'a>>) -> Result<Answer> {
        self.generate_stream(prompt)?.collect_answer()
    }

    /// Reads a prompt and writes the answer piece by piece.
    ///
    /// # Errors
    /// As for [`prefill`](Self::prefill) and [`decode`](Self::decode).
    pub fn generate_stream<'a>(
        &mut self,
        prompt: impl Into<Inputs<'a>>,
    ) -> Result<SessionStream<'_>> {
        self.settle();
        self.check()?;
        let before = self.turns()?;
        self.mark(BEFORE_PROMPT)?;
        let started = self
            .prefill(prompt)
            .and_then(|()| self.start(BEFORE_PROMPT, before));
        if let Err(error) = started {
            // The prompt may be half read.
            let _ = self.go_back(BEFORE_PROMPT);
            return Err(error);
        }
        Ok(SessionStream::new(self))
    }

    /// How likely the model takes `target` for the answer to what was read.
    ///
    /// # Errors
    /// [`Error::Status`] if nothing was read before.
    pub fn score(&mut self, target: &str) -> Result<Score> {
        self.settle();
        self.check()?;
        let target = c_text("target", target)?;
        let native = self.engine.native();
        let session = &native.api.session;
        let mut targets = [target.as_ptr()];
        let responses = native.create(
            "session_run_text_scoring",
            native.api.responses.litert_lm_responses_delete,
            // SAFETY: the session is alive, and so is the one text.
            |_| unsafe {
                (session.litert_lm_session_run_text_scoring)(
                    self.handle.get(),
                    targets.as_mut_ptr(),
                    1,
                    true,
                )
            },
        )?;
        responses::score(native, &responses)
    }

    /// Names the state that the session is in, to go back to it.
    ///
    /// # Errors
    /// [`Error::Setting`] for an empty name or one with control characters.
    pub fn checkpoint(&mut self, name: &str) -> Result<()> {
        self.settle();
        self.check()?;
        let name = mark_name(name)?;
        self.mark(&name)
    }

    /// Goes back to a state that was named.
    ///
    /// # Errors
    /// [`Error::Status`] if there is no such name.
    pub fn rewind(&mut self, name: &str) -> Result<()> {
        self.settle();
        let name = mark_name(name)?;
        self.go_back(&name)
    }

    /// Goes back to where the session had this many tokens.
    ///
    /// # Errors
    /// [`Error::Status`] if it never had as many.
    pub fn rewind_to_step(&mut self, step: u32) -> Result<()> {
        self.settle();
        let functions = self.checkpoints()?;
        let step = i32::try_from(step).map_err(|_| Error::setting("step", step, "smaller"))?;
        self.engine.native().status("session_rewind_to_step", |_| {
            // SAFETY: the session is alive.
            unsafe { (functions.litert_lm_session_rewind_to_step)(self.handle.get(), step) }
        })?;
        self.is_full = false;
        Ok(())
    }

    /// What was computed so far.
    ///
    /// # Errors
    /// [`Error::Busy`] while a stream that was forgotten is still written, [`Error::Exiting`] while the
    /// program ends.
    pub fn turns(&self) -> Result<Turns> {
        if self.running.is_some() {
            return Err(Error::Busy);
        }
        let native = self.engine.native();
        counts::read(native, "session_get_benchmark_info", || {
            let Ok(functions) = native.api.benchmark.as_ref() else {
                return std::ptr::null_mut();
            };
            // SAFETY: the session is alive.
            unsafe { (functions.litert_lm_session_get_benchmark_info)(self.handle.get()) }
        })
    }

    /// Cancels answers of this session, from any thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        self.cancel.clone()
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether an answer can be begun.
    fn check(&self) -> Result<()> {
        if self.is_lost {
            return Err(Error::unsupported(
                "this session",
                "an answer was cancelled, and the library could not take it back; make a new session",
            ));
        }
        match self.is_full {
            true => Err(Error::ContextFull {
                used: self.engine.context_tokens(),
                most: self.engine.context_tokens(),
            }),
            false => Ok(()),
        }
    }

    fn checkpoints(&self) -> Result<&Checkpoint> {
        let group = self.engine.native().api.checkpoint.as_ref();
        group.map_err(|missing| Error::missing("going back", missing))
    }

    fn mark(&self, name: &CStr) -> Result<()> {
        let functions = self.checkpoints()?;
        self.engine.native().status("session_save_checkpoint", |_| {
            // SAFETY: the session and the text are alive.
            unsafe {
                (functions.litert_lm_session_save_checkpoint)(self.handle.get(), name.as_ptr())
            }
        })
    }

    fn go_back(&mut self, name: &CStr) -> Result<()> {
        let functions = self.checkpoints()?;
        self.engine
            .native()
            .status("session_rewind_to_checkpoint", |_| {
                // SAFETY: the session and the text are alive.
                unsafe {
                    (functions.litert_lm_session_rewind_to_checkpoint)(
                        self.handle.get(),
                        name.as_ptr(),
                    )
                }
            })?;
        self.is_full = false;
        self.is_lost = false;
        Ok(())
    }

    fn start(&mut self, mark: &'static CStr, before: Turns) -> Result<()> {
        if mark == BEFORE_ANSWER {
            self.mark(mark)?;
        }
        let native = self.engine.native();
        let session = &native.api.session;
        let target = self.handle.get().cast::<c_void>();
        // SAFETY: the function takes a session; `target` is this session until `forget`, which `finish`
        // calls before the session can be dropped.
        let live = unsafe {
            let cancel = std::mem::transmute::<
                unsafe extern "C" fn(*mut LiteRtLmSession),
                unsafe extern "C" fn(*mut c_void),
            >(session.litert_lm_session_cancel_process);
            Live::begin(target, cancel, true)
        };
        let call = "session_run_decode_async";
        // SAFETY: the session is alive until the last chunk, because `finish` waits for it; `data` is
        // what `on_chunk` wants, and the library calls it unless it returns an error.
        let receiver = unsafe {
            Receiver::start(live, native, &self.cancel, call, |data| {
                (session.litert_lm_session_run_decode_async)(
                    self.handle.get(),
                    Some(on_chunk),
                    data,
                )
            })
        }?;
        self.running = Some(Running {
            receiver,
            before,
            mark,
            whole: Whole::default(),
            _counted: self.engine.counted(),
        });
        Ok(())
    }

    /// Cancels and waits for what nobody reads any more.
    fn settle(&mut self) {
        if let Some(running) = &self.running {
            running.receiver.live().cancel();
            let end = running.receiver.end();
            // Whatever came of it: the state is that before.
            let _ = self.finish(end);
        }
    }

    fn step(&mut self, event: Event) -> Result<Step<String>> {
        match event {
            Event::Piece(bytes) => {
                let whole = self.running.as_mut().map(|it| it.whole.push(&bytes));
                Ok(match whole {
                    Some(text) if !text.is_empty() => Step::Piece(text),
                    _ => Step::Nothing,
                })
            }
            Event::End(end) => {
                let rest = self.running.as_mut().and_then(|it| it.whole.rest());
                if let Some(rest) = rest {
                    // The end comes again.
                    return Ok(Step::Piece(rest));
                }
                self.finish(end)
                    .map(|(stop, counts)| Step::End(stop, counts))
            }
        }
    }

    fn finish(&mut self, end: End) -> Result<(StopReason, Counts)> {
        let Some(running) = self.running.take() else {
            return Err(Error::Cancelled);
        };
        let live = running.receiver.live();
        self.cancel.set(None);
        live.forget();
        let is_cancelled = live.is_cancelled();
        let full =
            matches!(&end, End::Error(said) if said.contains("Max number of tokens reached"));
        let counts = self.turns()?.since(&running.before);
        if is_cancelled || (!full && matches!(end, End::Error(_))) {
            // Not before all is written, and always: our own word counts, not that of the library.
            self.is_lost = true;
            self.go_back(running.mark)?;
            return match end {
                End::Error(message) if !is_cancelled => Err(Error::Status {
                    call: "session_run_decode_async",
                    code: crate::error::Code(2),
                    message,
                }),
                _ => Ok((StopReason::Cancelled, counts)),
            };
        }
        self.is_full = full;
        let most = self
            .max_tokens
            .is_some_and(|most| counts.answer_tokens >= most);
        let stop = match (full, most) {
            (true, _) => StopReason::ContextFull,
            (_, true) => StopReason::MaxTokens,
            _ => StopReason::Stop,
        };
        Ok((stop, counts))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.receiver.live().cancel();
            running.receiver.end();
            self.cancel.set(None);
            running.receiver.live().forget();
        }
    }
}

fn mark_name(name: &str) -> Result<std::ffi::CString> {
    if name.is_empty() || name.chars().any(char::is_control) {
        let needs = "a name without control characters";
        return Err(Error::setting("checkpoint", format!("{name:?}"), needs));
    }
    c_text("checkpoint", name)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("is_writing", &self.running.is_some())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send>() {}
    assert_send::<Session>();
};
