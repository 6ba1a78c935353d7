//! Models, their signatures and tensors.

use std::ffi::{CString, c_char, c_void};
use std::sync::Arc;

use litert_sys::litert::*;

use super::environment::Environment;
use super::{NOT_FOUND, OK, layout};
use crate::call::{Call, c_functions};
use crate::image::{self, Image};
use crate::pointer::Mut;
use crate::registry::Thing;

pub(super) struct Model {
    pub(super) image: Arc<Image>,
}

impl Thing for Model {
    const KIND: &'static str = "LiteRtModel";
}

struct Signature {
    image: Arc<Image>,
    index: usize,
    model: usize,
}

impl Thing for Signature {
    const KIND: &'static str = "LiteRtSignature";
    const OWNED: bool = false;
}

impl Signature {
    fn info(&self) -> &image::Signature {
        &self.image.signatures[self.index]
    }
}

struct Tensor {
    image: Arc<Image>,
    graph: usize,
    index: usize,
}

impl Thing for Tensor {
    const KIND: &'static str = "LiteRtTensor";
    const OWNED: bool = false;
}

impl Tensor {
    fn info(&self) -> &image::Tensor {
        &self.image.graphs[self.graph].tensors[self.index]
    }
}

fn tensor(
    call: &mut Call,
    signature: LiteRtSignature,
    position: usize,
    tensors: fn(&image::Signature) -> &[(CString, usize)],
    out: Mut<LiteRtTensor>,
) -> Option<LiteRtStatus> {
    let signature = call.get::<Signature>(signature as usize)?;
    let Some((_, index)) = tensors(signature.info()).get(position) else {
        return Some(NOT_FOUND);
    };
    let tensor = Tensor {
        image: Arc::clone(&signature.image),
        graph: signature.info().graph,
        index: *index,
    };
    let model = signature.model;
    out.put(call.create_in(model, tensor));
    Some(OK)
}

fn name(
    call: &mut Call,
    signature: LiteRtSignature,
    position: usize,
    tensors: fn(&image::Signature) -> &[(CString, usize)],
    out: Mut<*const c_char>,
) -> Option<LiteRtStatus> {
    let signature = call.get::<Signature>(signature as usize)?;
    let Some((name, _)) = tensors(signature.info()).get(position) else {
        return Some(NOT_FOUND);
    };
    out.put(name.as_ptr());
    Some(OK)
}

c_functions! { litert;
    fn LiteRtCreateModelFromBuffer(
        call,
        environment: LiteRtEnvironment,
        bytes: *const c_void,
        len: usize,
        out: *mut LiteRtModel,
    ) -> LiteRtStatus, null out {
        let environment = environment.raw() as usize;
        call.get::<Environment>(environment)?;
        let Ok(image) = Image::read(bytes.bytes(), len) else {
            return Some(LiteRtStatus(501));
        };
        let model: LiteRtModel = call.create(Model { image: Arc::new(image) });
        call.uses(model as usize, environment);
        out.put(model);
        Some(OK)
    }

    fn LiteRtDestroyModel(call, model: LiteRtModel) {
        call.destroy::<Model>(model.raw() as usize).map(drop)
    }

    fn LiteRtGetNumModelSignatures(
        call,
        model: LiteRtModel,
        count: *mut LiteRtParamIndex,
    ) -> LiteRtStatus {
        count.put(call.get::<Model>(model.raw() as usize)?.image.signatures.len());
        Some(OK)
    }

    fn LiteRtGetModelSignature(
        call,
        model: LiteRtModel,
        index: LiteRtParamIndex,
        out: *mut LiteRtSignature,
    ) -> LiteRtStatus, null out {
        let address = model.raw() as usize;
        let image = Arc::clone(&call.get::<Model>(address)?.image);
        if index >= image.signatures.len() {
            return Some(NOT_FOUND);
        }
        out.put(call.create_in(address, Signature { image, index, model: address }));
        Some(OK)
    }

    fn LiteRtGetSignatureKey(
        call,
        signature: LiteRtSignature,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        out.put(call.get::<Signature>(signature.raw() as usize)?.info().key.as_ptr());
        Some(OK)
    }

    fn LiteRtGetNumSignatureInputs(
        call,
        signature: LiteRtSignature,
        count: *mut LiteRtParamIndex,
    ) -> LiteRtStatus {
        count.put(call.get::<Signature>(signature.raw() as usize)?.info().inputs.len());
        Some(OK)
    }

    fn LiteRtGetNumSignatureOutputs(
        call,
        signature: LiteRtSignature,
        count: *mut LiteRtParamIndex,
    ) -> LiteRtStatus {
        count.put(call.get::<Signature>(signature.raw() as usize)?.info().outputs.len());
        Some(OK)
    }

    fn LiteRtGetSignatureInputName(
        call,
        signature: LiteRtSignature,
        position: LiteRtParamIndex,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        name(call, signature.raw(), position, |it| &it.inputs, out)
    }

    fn LiteRtGetSignatureOutputName(
        call,
        signature: LiteRtSignature,
        position: LiteRtParamIndex,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        name(call, signature.raw(), position, |it| &it.outputs, out)
    }

    fn LiteRtGetSignatureInputTensorByIndex(
        call,
        signature: LiteRtSignature,
        position: LiteRtParamIndex,
        out: *mut LiteRtTensor,
    ) -> LiteRtStatus, null out {
        tensor(call, signature.raw(), position, |it| &it.inputs, out)
    }

    fn LiteRtGetSignatureOutputTensorByIndex(
        call,
        signature: LiteRtSignature,
        position: LiteRtParamIndex,
        out: *mut LiteRtTensor,
    ) -> LiteRtStatus, null out {
        tensor(call, signature.raw(), position, |it| &it.outputs, out)
    }

    fn LiteRtGetTensorName(
        call,
        tensor: LiteRtTensor,
        out: *mut *const c_char,
    ) -> LiteRtStatus, null out {
        out.put(call.get::<Tensor>(tensor.raw() as usize)?.info().name.as_ptr());
        Some(OK)
    }

    fn LiteRtGetTensorIndex(call, tensor: LiteRtTensor, out: *mut u32) -> LiteRtStatus {
        out.put(call.get::<Tensor>(tensor.raw() as usize)?.index as u32);
        Some(OK)
    }

    fn LiteRtGetTensorTypeId(
        call,
        tensor: LiteRtTensor,
        out: *mut LiteRtTensorTypeId,
    ) -> LiteRtStatus {
        call.get::<Tensor>(tensor.raw() as usize)?;
        out.put(LiteRtTensorTypeId::kLiteRtRankedTensorType);
        Some(OK)
    }

    fn LiteRtGetRankedTensorType(
        call,
        tensor: LiteRtTensor,
        out: *mut LiteRtRankedTensorType,
    ) -> LiteRtStatus {
        let info = call.get::<Tensor>(tensor.raw() as usize)?.info();
        out.put(LiteRtRankedTensorType {
            element_type: LiteRtElementType(info.element_type.runtime_code() as _),
            layout: layout(info.open),
        });
        Some(OK)
    }

    fn LiteRtGetUnrankedTensorType(
        call,
        tensor: LiteRtTensor,
        out: *mut LiteRtUnrankedTensorType,
    ) -> LiteRtStatus {
        let info = call.get::<Tensor>(tensor.raw() as usize)?.info();
        out.put(LiteRtUnrankedTensorType {
            element_type: LiteRtElementType(info.element_type.runtime_code() as _),
        });
        Some(OK)
    }
}
