//! The answer of a session piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll};

use super::{Answer, Session, Step};
use crate::counts::{Counts, StopReason};
use crate::error::{Error, Result};
use crate::stream::{CancelHandle, Event};

/// The answer of a session, piece by piece: an iterator, and [`next_piece`](Self::next_piece) for async
/// code of any executor. Pieces are whole characters.
///
/// Dropping it before its end cancels the answer, waits until the model has stopped, and puts the
/// session back to where it was before.
#[must_use = "the answer is cancelled when this is dropped"]
pub struct SessionStream<'a> {
    session: &'a mut Session,
    end: Option<(StopReason, Counts)>,
}

impl<'a> SessionStream<'a> {
    pub(super) fn new(session: &'a mut Session) -> Self {
        Self { session, end: None }
    }

    /// Why the answer ended and what it took; `None` before its end.
    pub fn end(&self) -> Option<(StopReason, Counts)> {
        self.end
    }

    /// Cancels it, from any thread.
    pub fn cancel_handle(&self) -> CancelHandle {
        self.session.cancel_handle()
    }

    /// Waits for the rest of the answer.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if it is cancelled, and what the library says.
    pub fn collect_answer(mut self) -> Result<Answer> {
        let mut text = String::new();
        for piece in &mut self {
            text.push_str(&piece?);
        }
        let (stop, counts) = self.end.ok_or(Error::Cancelled)?;
        match stop {
            StopReason::Cancelled => Err(Error::Cancelled),
            stop => Ok(Answer { text, stop, counts }),
        }
    }

    /// The next piece, when it is there; `None` at the end.
    ///
    /// # Errors
    /// What the library says.
    pub async fn next_piece(&mut self) -> Option<Result<String>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    /// Asks for the next piece, as `Stream::poll_next` does.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<String>>> {
        loop {
            let Some(running) = &self.session.running else {
                return Poll::Ready(None);
            };
            let event = match running.receiver.poll(context) {
                Poll::Ready(event) => event,
                Poll::Pending => return Poll::Pending,
            };
            if let Some(item) = self.take(event) {
                return Poll::Ready(item);
            }
        }
    }

    /// What an event means to the reader; `None` if nothing.
    #[allow(clippy::option_option, reason = "an item, the end, or neither")]
    fn take(&mut self, event: Event) -> Option<Option<Result<String>>> {
        match self.session.step(event) {
            Ok(Step::Piece(text)) => Some(Some(Ok(text))),
            Ok(Step::Nothing | Step::Ended(..)) => None,
            Ok(Step::End(stop, counts)) => {
                self.end = Some((stop, counts));
                Some(None)
            }
            Err(error) => Some(Some(Err(error))),
        }
    }
}

impl Iterator for SessionStream<'_> {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let event = self.session.running.as_ref()?.receiver.next();
            if let Some(item) = self.take(event) {
                return item;
            }
        }
    }
}

impl Drop for SessionStream<'_> {
    fn drop(&mut self) {
        self.session.settle();
    }
}

impl fmt::Debug for SessionStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionStream")
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}
