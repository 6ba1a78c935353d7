//! Stopping a run from another thread.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Stops runs of the engine it was given to. Clones are the same token, and any thread may use
/// them.
///
/// A token stays cancelled until it is [`reset`](CancellationToken::reset): every run that uses it
/// returns [`Error::Cancelled`](crate::Error::Cancelled), also one that starts later. So nothing
/// is lost when the cancellation comes a moment before the run. Where late cancellations must not
/// hit the next run, give each run a token of its own.
///
/// [`Interpreter`](crate::Interpreter)s take their token when they are built, with
/// [`cancellation`](crate::InterpreterBuilder::cancellation).
///
/// A run looks at its token before each operator. What a delegate runs counts as one operator, so
/// a model that is a single XNNPACK or GPU partition runs to its end once it has begun.
///
/// ```
/// use std::time::Duration;
/// use litert::{CancellationToken, CompiledModel, Error, Model};
///
/// # fn main() -> litert::Result<()> {
/// # let model = Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = CompiledModel::new(&model)?;
/// let token = CancellationToken::new();
/// compiled.set_cancellation(&token)?;
/// let timer = token.clone();
/// let timer = std::thread::spawn(move || {
///     std::thread::sleep(Duration::from_millis(20));
///     timer.cancel();
/// });
/// while !matches!(compiled.run(), Err(Error::Cancelled)) {}
/// # let _ = timer.join();
/// token.reset();
/// compiled.run()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct CancellationToken(Arc<Inner>);

#[derive(Default)]
struct Inner {
    flag: AtomicBool,
    /// Engines that do not look at the flag while they run, but have to be told.
    told: Mutex<Vec<Weak<dyn Stop>>>,
}

/// An engine that has to be told to stop.
pub(crate) trait Stop: Send + Sync {
    /// Stops the run in progress, if there is one.
    fn stop(self: Arc<Self>);
}

impl CancellationToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the run in progress, and those to come.
    pub fn cancel(&self) {
        self.0.flag.store(true, Ordering::Release);
        let told = self
            .0
            .told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        told.iter().filter_map(Weak::upgrade).for_each(Stop::stop);
    }

    /// True if [`cancel`](CancellationToken::cancel) was called since the last reset.
    pub fn is_cancelled(&self) -> bool {
        self.0.flag.load(Ordering::Acquire)
    }

    /// Lets runs go ahead again.
    pub fn reset(&self) {
        self.0.flag.store(false, Ordering::Release);
    }

    /// Where the flag is, for C code that looks at it. Alive as long as any clone of the token.
    pub(crate) fn as_ptr(&self) -> *const AtomicBool {
        &raw const self.0.flag
    }

    /// From now on tells `engine` of cancellations, for as long as it exists.
    pub(crate) fn tell(&self, engine: Weak<dyn Stop>) {
        let mut told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|known| known.strong_count() > 0);
        told.push(engine);
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationToken")
            .field("cancelled", &self.is_cancelled())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_are_the_same_token() {
        let token = CancellationToken::new();
        let clone = token.clone();
        clone.cancel();
        assert!(token.is_cancelled());
        token.reset();
        assert!(!clone.is_cancelled());
        assert_eq!(token.as_ptr(), clone.as_ptr());
    }
}
