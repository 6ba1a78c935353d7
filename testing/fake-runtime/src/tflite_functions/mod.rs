//! The `TfLite*` functions.

mod custom_op;
mod delegate;
mod interpreter;
mod model;
mod signature;
mod state;
mod tensor;

use std::ffi::c_void;
use std::ptr::NonNull;

/// The address of a function.
pub(crate) fn find(name: &str) -> Option<NonNull<c_void>> {
    model::find(name)
        .or_else(|| interpreter::find(name))
        .or_else(|| tensor::find(name))
        .or_else(|| signature::find(name))
        .or_else(|| custom_op::find(name))
        // These return a struct by value, which the crate receives in a way of its own.
        .or_else(|| delegate::find(name).filter(|_| !cfg!(miri)))
}

/// The names of all functions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let files = [
        model::NAMES,
        interpreter::NAMES,
        tensor::NAMES,
        signature::NAMES,
        custom_op::NAMES,
        delegate::NAMES,
    ];
    files.into_iter().flatten().copied()
}
