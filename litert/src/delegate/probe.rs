//! A delegate that takes nothing over and only looks at what the others did.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Mutex, PoisonError};

use litert_sys::tflite;

use crate::model::BuiltinOperator;

/// The C API does not tell what a delegate took over. A delegate is shown the graph, though, so
/// this one is applied last, after all others, and counts.
///
/// It is asked again whenever the runtime applies its delegates anew, after a resize for instance,
/// and so stays up to date.
pub(crate) struct Probe {
    /// The delegate that the runtime gets; its `data_` is `seen`.
    delegate: Box<tflite::TfLiteDelegate>,
    seen: Box<Mutex<BTreeMap<usize, Seen>>>,
}

// SAFETY: the runtime calls the probe only while it is applied, during calls that hold the
// interpreter exclusively, and what it writes is behind a lock.
unsafe impl Send for Probe {}

/// One subgraph, as its delegates left it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Per group of operators that was taken over: by which delegate, and how many.
    pub(crate) partitions: Vec<(usize, usize)>,
    /// The operators that nobody took, by name.
    pub(crate) rest: BTreeMap<String, usize>,
}

impl Probe {
    pub(crate) fn new() -> Self {
        let seen: Box<Mutex<BTreeMap<usize, Seen>>> = Box::default();
        let flags = tflite::TfLiteDelegateFlags::kTfLiteDelegateFlagsAllowDynamicTensors.0;
        let delegate = Box::new(tflite::TfLiteDelegate {
            data_: (&raw const *seen).cast_mut().cast(),
            Prepare: Some(prepare),
            CopyFromBufferHandle: None,
            CopyToBufferHandle: None,
            FreeBufferHandle: None,
            // Without this flag the graph could not be resized any more.
            flags: i64::from(flags),
            opaque_delegate_builder: ptr::null_mut(),
        });
        Self { delegate, seen }
    }

    /// To be given to the runtime, which keeps it: the probe must outlive the interpreter.
    pub(crate) fn as_ptr(&self) -> *mut tflite::TfLiteDelegate {
        (&raw const *self.delegate).cast_mut()
    }

    /// The last observation, per subgraph.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.values().cloned().collect()
    }
}

unsafe extern "C" fn prepare(
    context: *mut tflite::TfLiteContext,
    delegate: *mut tflite::TfLiteDelegate,
) -> tflite::TfLiteStatus {
    // Whatever happens, a probe never stands in the way.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the runtime passes a context and the delegate that it was given, whose data is
        // the lock that `Probe` owns and keeps for longer than the interpreter.
        let seen = unsafe {
            let seen = (*delegate).data_.cast::<Mutex<BTreeMap<usize, Seen>>>();
            &*seen
        };
        // SAFETY: the context is alive during this call.
        let now = unsafe { look(context) };
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(context as usize, now);
    }));
    tflite::TfLiteStatus(0)
}

/// How many operators of a subgraph `delegate` has taken over so far.
///
/// # Safety
/// `context` is alive and in the state in which delegates see it.
pub(super) unsafe fn taken_by(
    context: *mut tflite::TfLiteContext,
    delegate: *const tflite::TfLiteDelegate,
) -> usize {
    // SAFETY: passed on.
    let seen = unsafe { look(context) };
    let partitions = seen.partitions.iter();
    let taken = partitions.filter(|(by, _)| *by == delegate as usize);
    taken.map(|(_, operators)| operators).sum()
}

/// Reads the execution plan.
///
/// # Safety
/// `context` is alive and in the state in which delegates see it.
unsafe fn look(context: *mut tflite::TfLiteContext) -> Seen {
    let mut found = Seen::default();
    // SAFETY: the caller's promise; the layout of this part of the struct is the same in every
    // supported release, and what `libedgetpu` and other delegates build on.
    let (plan_of, node_of) = unsafe {
        (
            (*context).GetExecutionPlan,
            (*context).GetNodeAndRegistration,
        )
    };
    let (Some(plan_of), Some(node_of)) = (plan_of, node_of) else {
        return found;
    };
    let mut plan = ptr::null_mut();
    // SAFETY: as above; the array belongs to the runtime and is copied at once.
    let plan = unsafe {
        if plan_of(context, &raw mut plan).0 != 0 {
            return found;
        }
        int_array(plan)
    };
    for index in plan {
        let (mut node, mut registration) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the index is of the plan that the runtime just gave.
        let status = unsafe { node_of(context, index, &raw mut node, &raw mut registration) };
        if status.0 != 0 || node.is_null() || registration.is_null() {
            continue;
        }
        // SAFETY: both are alive during this call.
        unsafe { count(&*node, &*registration, &mut found) };
    }
    found
}

/// Counts one node of the plan.
///
/// # Safety
/// Node and registration belong together and are alive.
unsafe fn count(
    node: &tflite::TfLiteNode,
    registration: &tflite::TfLiteRegistration,
    found: &mut Seen,
) {
    if node.delegate.is_null() {
        let name = match BuiltinOperator(registration.builtin_code) {
            // SAFETY: a C string owned by the registration, or null.
            BuiltinOperator::CUSTOM if !registration.custom_name.is_null() => unsafe {
                CStr::from_ptr(registration.custom_name)
                    .to_string_lossy()
                    .into_owned()
            },
            operator => operator.to_string(),
        };
        *found.rest.entry(name).or_default() += 1;
        return;
    }
    // A node that a delegate made has as its parameters the list of nodes that it replaces.
    let operators = if node.builtin_data.is_null() {
        0
    } else {
        // SAFETY: the delegate is alive, and its kind decides which struct the runtime made.
        let nodes = unsafe {
            if is_opaque(&*node.delegate) {
                (*node
                    .builtin_data
                    .cast::<tflite::TfLiteOpaqueDelegateParams>())
                .nodes_to_replace
            } else {
                (*node.builtin_data.cast::<tflite::TfLiteDelegateParams>()).nodes_to_replace
            }
        };
        // SAFETY: an array of the runtime's, alive as long as the node.
        unsafe { int_array(nodes) }.len()
    };
    found.partitions.push((node.delegate as usize, operators));
}

/// True if the runtime treats a delegate as one of the opaque kind; its own rule.
fn is_opaque(delegate: &tflite::TfLiteDelegate) -> bool {
    delegate.Prepare.is_none()
        && delegate.CopyFromBufferHandle.is_none()
        && delegate.FreeBufferHandle.is_none()
        && !delegate.opaque_delegate_builder.is_null()
}

/// Copies an array of the runtime's.
///
/// # Safety
/// Null, or an array that is alive.
unsafe fn int_array(array: *const tflite::TfLiteIntArray) -> Vec<c_int> {
    if array.is_null() {
        return Vec::new();
    }
    // SAFETY: the length is followed by that many numbers.
    unsafe {
        let len = usize::try_from((*array).size).unwrap_or(0);
        let data = (&raw const (*array).data).cast::<c_int>();
        (0..len).map(|index| *data.add(index)).collect()
    }
}
