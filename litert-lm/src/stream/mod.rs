//! Answers piece by piece.
//!
//! The library calls a function with each piece, on its one worker, and while that function runs no
//! other answer of the engine gets on. So it puts the piece into a queue without a bound, wakes
//! whoever waits and returns.

pub(crate) mod receiver;
mod whole;

pub use receiver::CancelHandle;
pub(crate) use receiver::{End, Event, Receiver};
pub(crate) use whole::Whole;
