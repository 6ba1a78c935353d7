//! A delegate between the runtime and the real one, which looks at what the real one passes.
//!
//! Only a trial's child uses it, where a crash harms nobody.

use std::ffi::c_int;
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};

use litert_sys::tflite;

use super::trial::{_exit, OLD_STRUCTS, write};
use crate::delegate::proxy::paint_stack;

type Replace = unsafe extern "C" fn(
    *mut tflite::TfLiteContext,
    tflite::TfLiteRegistration,
    *const tflite::TfLiteIntArray,
    *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus;

/// The runtime's own function. The child has one thread, and the function has no user data.
static REPLACE: AtomicUsize = AtomicUsize::new(0);
/// Where the child reports.
static STEPS: AtomicI32 = AtomicI32::new(-1);

/// A delegate that shows the graph to `real`, and reports to `steps` if structs of another layout
/// come back.
///
/// # Safety
/// `real` is a live delegate, and this process is a trial's child.
pub(super) unsafe fn proxy(
    real: *mut tflite::TfLiteDelegate,
    steps: c_int,
) -> tflite::TfLiteDelegate {
    STEPS.store(steps, Ordering::Relaxed);
    // SAFETY: alive, by the caller's promise; an old, shorter struct has these fields as well.
    let flags = unsafe { (*real).flags };
    tflite::TfLiteDelegate {
        data_: real.cast(),
        Prepare: Some(prepare),
        CopyFromBufferHandle: None,
        CopyToBufferHandle: None,
        FreeBufferHandle: None,
        flags,
        opaque_delegate_builder: ptr::null_mut(),
    }
}

unsafe extern "C" fn prepare(
    context: *mut tflite::TfLiteContext,
    proxy: *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus {
    const FAILED: tflite::TfLiteStatus = tflite::TfLiteStatus(1);
    // SAFETY: the runtime passes its context and the proxy, whose data is the real delegate. For
    // as long as the real one looks at the graph, the context has our function in place of its own.
    unsafe {
        let real = (*proxy).data_.cast::<tflite::TfLiteDelegate>();
        let (Some(replace), Some(prepare)) = (
            (*context).ReplaceNodeSubsetsWithDelegateKernels,
            (*real).Prepare,
        ) else {
            return FAILED;
        };
        REPLACE.store(replace as usize, Ordering::Relaxed);
        (*context).ReplaceNodeSubsetsWithDelegateKernels = Some(look);
        paint_stack();
        let status = prepare(context, real);
        (*context).ReplaceNodeSubsetsWithDelegateKernels = Some(replace);
        status
    }
}

/// Receives the struct as today's runtimes do.
unsafe extern "C" fn look(
    context: *mut tflite::TfLiteContext,
    registration: tflite::TfLiteRegistration,
    nodes: *const tflite::TfLiteIntArray,
    delegate: *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus {
    // libedgetpu leaves the fields that are new at zero. Where an old one ends, there is whatever
    // its caller's frame has.
    let today = registration.registration_external.is_null()
        && registration.async_kernel.is_none()
        && registration.inplace_operator == 0;
    if !today {
        // SAFETY: one byte to a descriptor of ours, and the end of the child.
        unsafe {
            write(
                STEPS.load(Ordering::Relaxed),
                (&raw const OLD_STEP).cast(),
                1,
            );
            _exit(0);
        }
    }
    // SAFETY: `prepare` stored the runtime's function, which is passed what it would have got.
    unsafe {
        let replace: Replace = std::mem::transmute(REPLACE.load(Ordering::Relaxed));
        replace(context, registration, nodes, delegate)
    }
}

static OLD_STEP: u8 = OLD_STRUCTS;
