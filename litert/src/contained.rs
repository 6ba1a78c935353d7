//! Code of the application's that may panic where a panic would do harm: in a callback of C's, on a
//! thread of ours, in a destructor.

use std::any::Any;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work`; `None` if it panicked. The panic hook has told about it by then.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(value) => Some(value),
        Err(payload) => {
            drop_payload(payload);
            None
        }
    }
}

/// Drops a value whose destructor may panic.
pub(crate) fn drop_contained<T>(value: T) {
    let _ = contained(move || drop(value));
}

/// What was thrown may itself panic when it is dropped; what that throws is leaked.
pub(crate) fn drop_payload(payload: Box<dyn Any + Send>) {
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(second);
    }
}

/// A value of a type of the application's, whose destructor does no harm if it panics: not in a
/// callback, and not while another one panics, which would end the process.
pub(crate) struct Contained<T>(ManuallyDrop<T>);

impl<T> Contained<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(ManuallyDrop::new(value))
    }
}

impl<T> Deref for Contained<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Drop for Contained<T> {
    fn drop(&mut self) {
        // SAFETY: taken once, here, and the field is not looked at afterwards.
        let value = unsafe { ManuallyDrop::take(&mut self.0) };
        drop_contained(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            std::panic::panic_any(Bomb);
        }
    }

    /// What it throws is another one of its kind.
    #[test]
    fn destructors_that_panic_one_after_the_other_end_nothing() {
        drop([Contained::new(Bomb), Contained::new(Bomb)]);
        assert!(contained(|| drop(Bomb)).is_none());
        assert_eq!(contained(|| 7), Some(7));
    }
}
