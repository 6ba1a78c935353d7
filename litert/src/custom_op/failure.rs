//! What went wrong inside a callback, kept until the call that led there returns.

use std::any::Any;
use std::error::Error as StdError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

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
        // What was thrown may itself panic when it is dropped; that one is leaked.
        if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            std::mem::forget(second);
        }
        Cause::Panic(text)
    }

    pub(super) fn at(self, name: &str, stage: Stage) -> CustomOpError {
        // The words of an error are the application's code, too.
        let (message, panicked, source) = match self {
            Cause::Panic(text) => (text, true, None),
            Cause::Error(error) => match catch_unwind(AssertUnwindSafe(|| error.to_string())) {
                Ok(text) => (text, false, Some(error)),
                Err(payload) => {
                    std::mem::forget(payload);
                    (
                        "(an error that panics when it is shown)".to_owned(),
                        false,
                        None,
                    )
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
        first.get_or_insert(failure);
        self.any.store(true, Ordering::Release);
    }

    /// Whether there is one.
    pub(super) fn any(&self) -> bool {
        self.any.load(Ordering::Acquire)
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
