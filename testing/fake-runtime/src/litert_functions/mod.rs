//! The `LiteRt*` functions.

mod accelerator;
mod buffer;
mod compiled;
mod environment;
mod event;
mod model;
mod observe;
mod options;
mod requirements;
mod run;

use std::ffi::c_void;
use std::ptr::NonNull;

use litert::types::Shape;
use litert_sys::litert::{LiteRtLayout, LiteRtStatus};

const OK: LiteRtStatus = LiteRtStatus(0);
const INVALID_ARGUMENT: LiteRtStatus = LiteRtStatus(1);
const RUNTIME_FAILURE: LiteRtStatus = LiteRtStatus(3);
const NOT_FOUND: LiteRtStatus = LiteRtStatus(6);

/// The address of a function.
pub(crate) fn find(name: &str) -> Option<NonNull<c_void>> {
    environment::find(name)
        .or_else(|| model::find(name))
        .or_else(|| options::find(name))
        .or_else(|| compiled::find(name))
        .or_else(|| run::find(name))
        .or_else(|| buffer::find(name))
        .or_else(|| event::find(name))
        .or_else(|| requirements::find(name))
        .or_else(|| observe::find(name))
        .or_else(|| accelerator::find(name))
}

/// The names of all functions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let files = [
        environment::NAMES,
        model::NAMES,
        options::NAMES,
        compiled::NAMES,
        run::NAMES,
        buffer::NAMES,
        event::NAMES,
        requirements::NAMES,
        observe::NAMES,
        accelerator::NAMES,
    ];
    files.into_iter().flatten().copied()
}

/// A shape as C knows it.
fn layout(shape: Shape) -> LiteRtLayout {
    let mut dimensions = [0; 8];
    dimensions[..shape.rank()].copy_from_slice(shape.dims());
    LiteRtLayout {
        rank_and_flags: shape.rank() as u32,
        dimensions,
        strides: [0; 8],
    }
}

/// A shape from C.
fn shape(layout: &LiteRtLayout) -> Option<Shape> {
    let rank = (layout.rank_and_flags & 0x7f) as usize;
    Shape::new(layout.dimensions.get(..rank)?).ok()
}
