//! The failure of a callback, kept until the call that led there returns.

use std::any::Any;
use std::error::Error as StdError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::contained::{contained, drop_contained, drop_payload};
use crate::error::CustomOpError;

/// Which function of the operator failed.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    Init,
    OutputShapes,
    Invoke,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Init => "init",
            Stage::OutputShapes => "output_shapes",
            Stage::Invoke => "invoke",
        }
    }
}

/// How it failed.
pub(super) enum Cause {
    Error(Box<dyn StdError + Send + Sync>),
    Panic(String),
}

impl Cause {
    pub(super) fn panic(payload: Box<dyn Any + Send>) -> Self {
        let text = match payload.downcast_ref::<&str>() {
            Some(text) => (*text).to_owned(),
            None => match payload.downcast_ref::<String>() {
                Some(text) => text.clone(),
                None => "(without a text)".to_owned(),
            },
        };
        drop_payload(payload);
        Cause::Panic(text)
    }

    pub(super) fn at(self, name: &str, stage: Stage) -> CustomOpError {
        // The words of an error are the application's code, too.
        let (message, panicked, source) = match self {
            Cause::Panic(text) => (text, true, None),
            Cause::Error(error) => match contained(|| error.to_string()) {
                Some(text) => (text, false, Some(error)),
                None => {
                    drop_contained(error);
                    let text = "(an error that panics when it is shown)".to_owned();
                    (text, false, None)
                }
            },
        };
        CustomOpError {
            operator: name.to_owned(),
            function: stage.name(),
            message,
            panicked,
            source,
        }
    }
}

/// Holds the first failure since it was last emptied. Shared by the callbacks of one engine and
/// the engine.
#[derive(Default)]
pub(super) struct Failures {
    any: AtomicBool,
    first: Mutex<Option<CustomOpError>>,
}

impl Failures {
    pub(super) fn note(&self, failure: CustomOpError) {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let later = match *first {
            Some(_) => Some(failure),
            None => first.replace(failure),
        };
        self.any.store(true, Ordering::Release);
        // The error is the application's, and its destructor may panic, or ask this engine something.
        drop(first);
        drop_contained(later);
    }

    /// True if there is one.
    pub(super) fn any(&self) -> bool {
        self.any.load(Ordering::Acquire)
    }

    /// Forgets it.
    pub(super) fn discard(&self) {
        if self.any() {
            drop_contained(self.take());
        }
    }

    /// Takes it.
    pub(super) fn take(&self) -> Option<CustomOpError> {
        if !self.any() {
            return None;
        }
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        self.any.store(false, Ordering::Release);
        first.take()
    }
}

impl Drop for Failures {
    fn drop(&mut self) {
        self.discard();
    }
}
