//! A delegate between the runtime and the real one, which notes how that gets on with the graph.
//!
//! CompiledModel only says that some delegate failed. With one of these around each, it is known
//! which.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use litert_sys::tflite;

use super::{Attached, probe};

type Replace = unsafe extern "C" fn(
    *mut tflite::TfLiteContext,
    tflite::TfLiteRegistration,
    *const tflite::TfLiteIntArray,
    *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus;

const OK: tflite::TfLiteStatus = tflite::TfLiteStatus(0);
const FAILED: tflite::TfLiteStatus = tflite::TfLiteStatus(1);

/// How a delegate got on with the graph that it was shown last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Verdict {
    /// It was shown none, or nobody can tell because it is of the opaque kind.
    Unknown,
    /// It took what it wants.
    Accepted,
    /// It failed.
    Refused,
    /// It describes operators with structs of another TensorFlow Lite.
    OldStructs,
}

/// The stand-in that the runtime gets for a delegate.
///
/// Only showing the graph goes through it. The kernels that the real delegate makes name the real
/// one, so tensors and buffers are its own affair.
pub(crate) struct Proxy {
    /// The delegate that the runtime gets; its `data_` is `inner`.
    delegate: Box<tflite::TfLiteDelegate>,
    inner: Box<Inner>,
}

struct Inner {
    real: *mut tflite::TfLiteDelegate,
    plain_registrations: bool,
    verdict: AtomicU8,
    /// How many operators it took, in all graphs it was shown since [`Proxy::forget`]; `UNSEEN` before
    /// the first.
    operators: AtomicUsize,
}

const UNSEEN: usize = usize::MAX;

// SAFETY: the runtime calls it only while it applies delegates, during calls that hold the compiled
// model exclusively; the pointer is that of an `Attached`, which is `Send`.
unsafe impl Send for Proxy {}

thread_local! {
    /// The runtime's own function, while a delegate looks at a graph on this thread.
    static REPLACE: Cell<Option<Replace>> = const { Cell::new(None) };
    /// Whether structs of another layout came through.
    static OLD: Cell<bool> = const { Cell::new(false) };
}

impl Proxy {
    /// A proxy of `attached`, which must outlive whatever the proxy is given to.
    pub(crate) fn new(attached: &Attached) -> Self {
        let real = attached.as_ptr();
        let inner = Box::new(Inner {
            real,
            plain_registrations: attached.has_plain_registrations(),
            verdict: AtomicU8::new(Verdict::Unknown as u8),
            operators: AtomicUsize::new(UNSEEN),
        });
        // SAFETY: `attached` has a live delegate. Older, shorter structs have this field as well.
        let flags = unsafe { (&raw const (*real).flags).read() };
        let delegate = Box::new(tflite::TfLiteDelegate {
            data_: (&raw const *inner).cast_mut().cast(),
            Prepare: Some(prepare),
            CopyFromBufferHandle: None,
            CopyToBufferHandle: None,
            FreeBufferHandle: None,
            flags,
            opaque_delegate_builder: ptr::null_mut(),
        });
        Self { delegate, inner }
    }

    /// To be given to the runtime, which keeps it: the proxy must outlive the compiled model.
    pub(crate) fn as_ptr(&self) -> *mut tflite::TfLiteDelegate {
        // SAFETY: alive, by the promise that `new` asks for.
        let opaque = unsafe { (&raw const (*self.inner.real).Prepare).read().is_none() };
        if opaque {
            // The runtime asks this kind in another way.
            return self.inner.real;
        }
        (&raw const *self.delegate).cast_mut()
    }

    /// Forgets what came of the graphs that the delegate was shown before.
    pub(crate) fn forget(&self) {
        let unknown = Verdict::Unknown as u8;
        self.inner.verdict.store(unknown, Ordering::Relaxed);
        self.inner.operators.store(UNSEEN, Ordering::Relaxed);
    }

    /// How many operators the delegate took; `None` if nobody can tell, because it was shown no
    /// graph or is of the opaque kind.
    pub(crate) fn operators(&self) -> Option<usize> {
        let operators = self.inner.operators.load(Ordering::Relaxed);
        (operators != UNSEEN).then_some(operators)
    }

    pub(crate) fn verdict(&self) -> Verdict {
        let all = [Verdict::Accepted, Verdict::Refused, Verdict::OldStructs];
        let noted = self.inner.verdict.load(Ordering::Relaxed);
        all.into_iter()
            .find(|verdict| *verdict as u8 == noted)
            .unwrap_or(Verdict::Unknown)
    }
}

unsafe extern "C" fn prepare(
    context: *mut tflite::TfLiteContext,
    proxy: *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus {
    catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the runtime passes the proxy that it was given, whose data `Proxy` owns and keeps
        // for longer than the compiled model.
        let inner = unsafe { &*(*proxy).data_.cast::<Inner>() };
        // SAFETY: the context is the runtime's, alive during this call; so is the real delegate.
        let (status, verdict) = unsafe { show(context, inner) };
        inner.verdict.store(verdict as u8, Ordering::Relaxed);
        if verdict == Verdict::Accepted {
            // SAFETY: as above; the delegate is done with this graph.
            let taken = unsafe { probe::taken_by(context, inner.real) };
            let before = inner.operators.load(Ordering::Relaxed);
            let before = if before == UNSEEN { 0 } else { before };
            inner.operators.store(before + taken, Ordering::Relaxed);
        }
        status
    }))
    .unwrap_or(FAILED)
}

/// Shows the graph to the real delegate.
///
/// # Safety
/// Both are alive, and the context is in the state in which delegates see it.
unsafe fn show(
    context: *mut tflite::TfLiteContext,
    inner: &Inner,
) -> (tflite::TfLiteStatus, Verdict) {
    // SAFETY: the caller's promise.
    let (prepare, replace) = unsafe {
        (
            (*inner.real).Prepare,
            (*context).ReplaceNodeSubsetsWithDelegateKernels,
        )
    };
    let (Some(prepare), Some(replace)) = (prepare, replace) else {
        return (FAILED, Verdict::Refused);
    };
    if inner.plain_registrations {
        OLD.set(false);
        let before = REPLACE.replace(Some(replace));
        // SAFETY: for as long as the delegate looks at the graph, on this thread, the context has
        // our function in place of its own, which that one calls.
        let status = unsafe {
            (*context).ReplaceNodeSubsetsWithDelegateKernels = Some(look);
            paint_stack();
            let status = prepare(context, inner.real);
            (*context).ReplaceNodeSubsetsWithDelegateKernels = Some(replace);
            status
        };
        REPLACE.set(before);
        if OLD.take() {
            return (FAILED, Verdict::OldStructs);
        }
        return (status, verdict_of(status));
    }
    // SAFETY: what the runtime itself would call.
    let status = unsafe { prepare(context, inner.real) };
    (status, verdict_of(status))
}

fn verdict_of(status: tflite::TfLiteStatus) -> Verdict {
    if status == OK {
        Verdict::Accepted
    } else {
        Verdict::Refused
    }
}

/// Receives the struct as today's runtimes do, and passes it on if it is one of today's.
unsafe extern "C" fn look(
    context: *mut tflite::TfLiteContext,
    registration: tflite::TfLiteRegistration,
    nodes: *const tflite::TfLiteIntArray,
    delegate: *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus {
    // Where an old struct ends, there is whatever its caller's frame has.
    let today = registration.registration_external.is_null()
        && registration.async_kernel.is_none()
        && registration.inplace_operator == 0;
    if !today {
        OLD.set(true);
        return FAILED;
    }
    let Some(replace) = REPLACE.get() else {
        return FAILED;
    };
    // SAFETY: the runtime's function, with what it would have got.
    unsafe { replace(context, registration, nodes, delegate) }
}

/// Leaves a pattern where functions called from here will have their frames: zeros there, by
/// chance, would look like fields that were left at zero.
#[inline(never)]
pub(in crate::delegate) fn paint_stack() {
    let mut frame = [0_u8; 64 * 1024];
    frame.fill(0xA5);
    std::hint::black_box(&mut frame);
}
