//! The bare C functions, called as a C program would.

use std::ptr;

use anyhow::{Context, Result, ensure};
use litert::{AlignedBuffer, Model};
use litert_sys::{Family, LiteRtApi, LoadReport, Search, litert as c};

/// A compiled model with host memory for its inputs and outputs. Never destroyed: this program ends
/// soon.
pub(crate) struct Compiled {
    api: LiteRtApi,
    handle: c::LiteRtCompiledModel,
    signature: usize,
    inputs: Vec<c::LiteRtTensorBuffer>,
    outputs: Vec<c::LiteRtTensorBuffer>,
    _memory: Vec<AlignedBuffer>,
    _model: Model,
}

fn ok(call: &str, status: c::LiteRtStatus) -> Result<()> {
    ensure!(status.0 == 0, "{call} returned {}", status.0);
    Ok(())
}

impl Compiled {
    pub(crate) fn new(model: &Model) -> Result<Self> {
        let api = Search::new().find(
            Family::LiteRt,
            &mut LoadReport::default(),
            LiteRtApi::resolve,
        )?;
        let bytes = model.as_bytes();
        let (mut environment, mut c_model) = (ptr::null_mut(), ptr::null_mut());
        let (mut options, mut handle) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: each call gets what the ones before it made; the model's bytes are kept below.
        unsafe {
            let environments = &api.environment;
            ok(
                "LiteRtCreateEnvironment",
                (environments.LiteRtCreateEnvironment)(0, ptr::null(), &raw mut environment),
            )?;
            ok(
                "LiteRtCreateModelFromBuffer",
                (api.model.LiteRtCreateModelFromBuffer)(
                    environment,
                    bytes.as_ptr().cast(),
                    bytes.len(),
                    &raw mut c_model,
                ),
            )?;
            ok(
                "LiteRtCreateOptions",
                (api.options.LiteRtCreateOptions)(&raw mut options),
            )?;
            ok(
                "LiteRtSetOptionsHardwareAccelerators",
                (api.options.LiteRtSetOptionsHardwareAccelerators)(options, 1),
            )?;
            ok(
                "LiteRtCreateCompiledModel",
                (api.compiled_model.LiteRtCreateCompiledModel)(
                    environment,
                    c_model,
                    options,
                    &raw mut handle,
                ),
            )?;
        }
        let mut made = Self {
            api,
            handle,
            signature: model.info().default_signature_index(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            _memory: Vec::new(),
            _model: model.clone(),
        };
        for tensor in model.default_signature().inputs() {
            let buffer = made.buffer(tensor)?;
            made.inputs.push(buffer);
        }
        for tensor in model.default_signature().outputs() {
            let buffer = made.buffer(tensor)?;
            made.outputs.push(buffer);
        }
        Ok(made)
    }

    fn buffer(&mut self, tensor: &litert::model::TensorInfo) -> Result<c::LiteRtTensorBuffer> {
        let len = tensor.byte_len().context("a tensor without a size")?;
        let mut memory = AlignedBuffer::zeroed(len + 128);
        let mut dimensions = [0; 8];
        dimensions[..tensor.shape().rank()].copy_from_slice(tensor.shape().dims());
        let ranked = c::LiteRtRankedTensorType {
            element_type: c::LiteRtElementType(tensor.element_type().runtime_code() as _),
            layout: c::LiteRtLayout {
                rank_and_flags: tensor.shape().rank() as u32,
                dimensions,
                strides: [0; 8],
            },
        };
        let mut buffer = ptr::null_mut();
        // SAFETY: the memory is aligned, as long as stated, and kept.
        ok("LiteRtCreateTensorBufferFromHostMemory", unsafe {
            (self
                .api
                .tensor_buffer
                .LiteRtCreateTensorBufferFromHostMemory)(
                &raw const ranked,
                memory.as_mut_ptr().cast(),
                len,
                None,
                &raw mut buffer,
            )
        })?;
        self._memory.push(memory);
        Ok(buffer)
    }

    #[inline]
    pub(crate) fn run(&mut self) -> Result<()> {
        // SAFETY: the compiled model and the buffers are alive, and fit.
        let status = unsafe {
            (self.api.compiled_model.LiteRtRunCompiledModel)(
                self.handle,
                self.signature,
                self.inputs.len(),
                self.inputs.as_mut_ptr(),
                self.outputs.len(),
                self.outputs.as_mut_ptr(),
            )
        };
        if status.0 == 0 {
            Ok(())
        } else {
            ok("LiteRtRunCompiledModel", status)
        }
    }
}
