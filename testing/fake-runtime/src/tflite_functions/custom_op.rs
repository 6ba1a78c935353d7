//! Operators that the application brings.

use std::ffi::{CString, c_char, c_int, c_void};

use litert::types::Shape;
use litert_sys::tflite::*;

use super::interpreter::mutable;
use super::state::{Context, Interpreter, Tensor};
use crate::call::{Call, c_functions};
use crate::image;
use crate::pointer::Mut;
use crate::registry::Thing;

type Init = unsafe extern "C" fn(
    *mut c_void,
    *mut TfLiteOpaqueContext,
    *const c_char,
    usize,
) -> *mut c_void;
type Free = unsafe extern "C" fn(*mut c_void, *mut TfLiteOpaqueContext, *mut c_void);
type Part = unsafe extern "C" fn(
    *mut c_void,
    *mut TfLiteOpaqueContext,
    *mut TfLiteOpaqueNode,
) -> TfLiteStatus;

#[derive(Clone)]
pub(super) struct Operator {
    pub(super) name: CString,
    pub(super) version: i32,
    pub(super) user_data: Mut<c_void>,
    pub(super) init: Option<Init>,
    pub(super) free: Option<Free>,
    pub(super) prepare: Option<Part>,
    pub(super) invoke: Option<Part>,
}

impl Thing for Operator {
    const KIND: &'static str = "TfLiteOperator";
}

/// An operator in a graph.
pub(super) struct Node {
    pub(super) operator: usize,
    /// What the operator's `init` made.
    pub(super) own: Mut<c_void>,
    inputs: Vec<c_int>,
    outputs: Vec<c_int>,
}

impl Thing for Node {
    const KIND: &'static str = "TfLiteOpaqueNode";
    const OWNED: bool = false;
}

impl Node {
    pub(super) fn new(operator: usize, in_file: &image::Operator) -> Self {
        let number = |index: Option<usize>| index.map_or(-1, |index| index as c_int);
        Self {
            operator,
            own: mutable(std::ptr::null_mut()),
            inputs: in_file.inputs.iter().map(|index| number(*index)).collect(),
            outputs: in_file
                .outputs
                .iter()
                .map(|index| number(Some(*index)))
                .collect(),
        }
    }
}

fn create(
    call: &mut Call,
    name: crate::pointer::Const<c_char>,
    version: c_int,
    user_data: Mut<c_void>,
) -> Option<*mut TfLiteOperator> {
    let name = name.text()?;
    Some(call.create(Operator {
        name,
        version,
        user_data,
        init: None,
        free: None,
        prepare: None,
        invoke: None,
    }))
}

fn tensor_at<T>(
    call: &mut Call,
    context: usize,
    indices: impl Fn(&Node) -> &[c_int],
    node: usize,
    position: c_int,
) -> Option<*mut T> {
    let index = *indices(call.get::<Node>(node)?).get(usize::try_from(position).ok()?)?;
    let interpreter = call.get::<Context>(context)?.interpreter;
    let it = call.get::<Interpreter>(interpreter)?;
    // The graph is the one that has this node.
    let graph = it.graphs.iter().position(|graph| {
        graph
            .nodes
            .iter()
            .flatten()
            .any(|known| known.raw() as usize == node)
    })?;
    let tensor = it.graphs[graph].tensors.get(usize::try_from(index).ok()?)?;
    Some(tensor.handle as *mut T)
}

c_functions! { tflite;
    fn TfLiteOperatorCreate(
        call,
        _builtin: TfLiteBuiltinOperator,
        name: *const c_char,
        version: c_int,
        user_data: *mut c_void,
    ) -> *mut TfLiteOperator {
        create(call, name, version, user_data)
    }

    fn TfLiteOperatorDelete(call, operator: *mut TfLiteOperator) {
        call.destroy::<Operator>(operator.raw() as usize).map(drop)
    }

    fn TfLiteOperatorGetUserData(call, operator: *const TfLiteOperator) -> *mut c_void {
        Some(call.get::<Operator>(operator.raw() as usize)?.user_data.raw())
    }

    fn TfLiteOperatorSetInitWithData(
        call,
        operator: *mut TfLiteOperator,
        init: Option<Init>,
    ) -> TfLiteStatus {
        call.get::<Operator>(operator.raw() as usize)?.init = init;
        Some(TfLiteStatus(0))
    }

    fn TfLiteOperatorSetFreeWithData(
        call,
        operator: *mut TfLiteOperator,
        free: Option<Free>,
    ) -> TfLiteStatus {
        call.get::<Operator>(operator.raw() as usize)?.free = free;
        Some(TfLiteStatus(0))
    }

    fn TfLiteOperatorSetPrepareWithData(
        call,
        operator: *mut TfLiteOperator,
        prepare: Option<Part>,
    ) -> TfLiteStatus {
        call.get::<Operator>(operator.raw() as usize)?.prepare = prepare;
        Some(TfLiteStatus(0))
    }

    fn TfLiteOperatorSetInvokeWithData(
        call,
        operator: *mut TfLiteOperator,
        invoke: Option<Part>,
    ) -> TfLiteStatus {
        call.get::<Operator>(operator.raw() as usize)?.invoke = invoke;
        Some(TfLiteStatus(0))
    }

    fn TfLiteOpaqueNodeInputs(
        call,
        node: *const TfLiteOpaqueNode,
        indices: *mut *const c_int,
        count: *mut c_int,
    ) -> TfLiteStatus {
        let node = call.get::<Node>(node.raw() as usize)?;
        indices.put(node.inputs.as_ptr());
        count.put(node.inputs.len() as c_int);
        Some(TfLiteStatus(0))
    }

    fn TfLiteOpaqueNodeOutputs(
        call,
        node: *const TfLiteOpaqueNode,
        indices: *mut *const c_int,
        count: *mut c_int,
    ) -> TfLiteStatus {
        let node = call.get::<Node>(node.raw() as usize)?;
        indices.put(node.outputs.as_ptr());
        count.put(node.outputs.len() as c_int);
        Some(TfLiteStatus(0))
    }

    fn TfLiteOpaqueNodeGetInput(
        call,
        context: *const TfLiteOpaqueContext,
        node: *const TfLiteOpaqueNode,
        position: c_int,
    ) -> *const TfLiteOpaqueTensor {
        let (context, node) = (context.raw() as usize, node.raw() as usize);
        let tensor: *mut TfLiteOpaqueTensor =
            tensor_at(call, context, |node| &node.inputs, node, position)?;
        Some(tensor.cast_const())
    }

    fn TfLiteOpaqueNodeGetOutput(
        call,
        context: *mut TfLiteOpaqueContext,
        node: *const TfLiteOpaqueNode,
        position: c_int,
    ) -> *mut TfLiteOpaqueTensor {
        let (context, node) = (context.raw() as usize, node.raw() as usize);
        tensor_at(call, context, |node| &node.outputs, node, position)
    }

    fn TfLiteOpaqueNodeGetUserData(call, node: *const TfLiteOpaqueNode) -> *mut c_void {
        Some(call.get::<Node>(node.raw() as usize)?.own.raw())
    }

    fn TfLiteIntArrayCreate(call, size: c_int) -> *mut TfLiteIntArray {
        // The size, and the numbers behind it.
        let mut array = vec![0; usize::try_from(size).ok()?.checked_add(1)?].into_boxed_slice();
        array[0] = size;
        let address = array.as_mut_ptr();
        call.world()?.arrays.push(array);
        Some(address.cast())
    }

    fn TfLiteOpaqueContextResizeTensor(
        call,
        context: *mut TfLiteOpaqueContext,
        tensor: *mut TfLiteOpaqueTensor,
        size: *mut TfLiteIntArray,
    ) -> TfLiteStatus {
        // It belongs to the runtime from here on, whatever comes of it.
        let arrays = &mut call.world()?.arrays;
        let given = arrays.iter().position(|array| std::ptr::eq(array.as_ptr(), size.raw().cast()));
        let Some(given) = given else {
            call.violation("an array that no TfLiteIntArrayCreate made, or that was passed before");
            return None;
        };
        let dims = arrays.swap_remove(given)[1..].to_vec();
        call.get::<Context>(context.raw() as usize)?;
        let tensor = *call.get::<Tensor>(tensor.raw() as usize)?;
        let it = call.get::<Interpreter>(tensor.interpreter)?;
        let shape = Shape::new(&dims).ok()?;
        it.graphs[tensor.graph].tensors[tensor.index].shape = shape;
        Some(TfLiteStatus(0))
    }
}
