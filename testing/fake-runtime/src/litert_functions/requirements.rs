//! What buffers inputs and outputs can take.

use std::ffi::c_int;

use litert_sys::litert::*;

use super::compiled::CompiledModel;
use super::{NOT_FOUND, OK};
use crate::call::{Call, c_functions};
use crate::compute::byte_len;
use crate::pointer::Mut;
use crate::registry::Thing;

pub(super) struct Requirements {
    types: Vec<LiteRtTensorBufferType>,
    size: usize,
}

impl Thing for Requirements {
    const KIND: &'static str = "LiteRtTensorBufferRequirements";
    const OWNED: bool = false;
}

fn requirements(
    call: &mut Call,
    model: usize,
    signature: usize,
    tensors: fn(&crate::image::Signature) -> &[(std::ffi::CString, usize)],
    position: usize,
    out: Mut<LiteRtTensorBufferRequirements>,
) -> Option<LiteRtStatus> {
    let device = call.world()?.device_memory;
    let it = call.get::<CompiledModel>(model)?;
    let info = it.image.signatures.get(signature)?;
    let Some(&(_, index)) = tensors(info).get(position) else {
        return Some(NOT_FOUND);
    };
    let element_type = it.image.graphs[info.graph].tensors[index].element_type;
    let size = byte_len(element_type, it.shapes[info.graph][index]);
    let mut types = vec![LiteRtTensorBufferType::kLiteRtTensorBufferTypeHostMemory];
    if device {
        types.insert(
            0,
            LiteRtTensorBufferType::kLiteRtTensorBufferTypeWebGpuBuffer,
        );
    }
    out.put(call.create_in(model, Requirements { types, size }));
    Some(OK)
}

c_functions! { litert;
    fn LiteRtGetCompiledModelInputBufferRequirements(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        position: LiteRtParamIndex,
        out: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus, null out {
        requirements(call, model.raw() as usize, signature, |it| &it.inputs, position, out)
    }

    fn LiteRtGetCompiledModelOutputBufferRequirements(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        position: LiteRtParamIndex,
        out: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus, null out {
        requirements(call, model.raw() as usize, signature, |it| &it.outputs, position, out)
    }

    fn LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes(
        call,
        requirements: LiteRtTensorBufferRequirements,
        out: *mut c_int,
    ) -> LiteRtStatus {
        let it = call.get::<Requirements>(requirements.raw() as usize)?;
        out.put(it.types.len() as c_int);
        Some(OK)
    }

    fn LiteRtGetTensorBufferRequirementsSupportedTensorBufferType(
        call,
        requirements: LiteRtTensorBufferRequirements,
        index: c_int,
        out: *mut LiteRtTensorBufferType,
    ) -> LiteRtStatus {
        let it = call.get::<Requirements>(requirements.raw() as usize)?;
        match usize::try_from(index).ok().and_then(|index| it.types.get(index)) {
            Some(kind) => {
                out.put(*kind);
                Some(OK)
            }
            None => Some(NOT_FOUND),
        }
    }

    fn LiteRtGetTensorBufferRequirementsBufferSize(
        call,
        requirements: LiteRtTensorBufferRequirements,
        out: *mut usize,
    ) -> LiteRtStatus {
        out.put(call.get::<Requirements>(requirements.raw() as usize)?.size);
        Some(OK)
    }

    fn LiteRtGetTensorBufferRequirementsAlignment(
        call,
        requirements: LiteRtTensorBufferRequirements,
        out: *mut usize,
    ) -> LiteRtStatus {
        call.get::<Requirements>(requirements.raw() as usize)?;
        out.put(64);
        Some(OK)
    }

    fn LiteRtGetTensorBufferRequirementsStrides(
        call,
        requirements: LiteRtTensorBufferRequirements,
        count: *mut c_int,
        strides: *mut *const u32,
    ) -> LiteRtStatus, null strides {
        call.get::<Requirements>(requirements.raw() as usize)?;
        count.put(0);
        strides.put(std::ptr::null());
        Some(OK)
    }
}
