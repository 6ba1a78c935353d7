//! Groups of the `LiteRt*` family.

use crate::group::symbol_group;

symbol_group! {
    /// Environments: what runtimes, models and buffers share.
    pub struct Environment(LiteRt, "environment", core) from litert;
    required {
        LiteRtCreateEnvironment,
        LiteRtDestroyEnvironment,
        LiteRtGetNumAccelerators,
        LiteRtGetAccelerator,
        LiteRtGetAcceleratorName,
        LiteRtGetAcceleratorHardwareSupport,
    }
    optional {}
}

symbol_group! {
    /// Models and their signatures.
    pub struct Model(LiteRt, "model", core) from litert;
    required {
        LiteRtCreateModelFromBuffer,
        LiteRtDestroyModel,
        LiteRtGetNumModelSignatures,
        LiteRtGetModelSignature,
        LiteRtGetSignatureKey,
        LiteRtGetNumSignatureInputs,
        LiteRtGetSignatureInputName,
        LiteRtGetSignatureInputTensorByIndex,
        LiteRtGetNumSignatureOutputs,
        LiteRtGetSignatureOutputName,
        LiteRtGetSignatureOutputTensorByIndex,
        LiteRtGetTensorName,
        LiteRtGetTensorIndex,
        LiteRtGetTensorTypeId,
        LiteRtGetRankedTensorType,
        LiteRtGetUnrankedTensorType,
    }
    optional {}
}

symbol_group! {
    /// Compilation options and the opaque options they carry.
    pub struct Options(LiteRt, "compilation options", core) from litert;
    required {
        LiteRtCreateOptions,
        LiteRtDestroyOptions,
        LiteRtSetOptionsHardwareAccelerators,
        LiteRtAddOpaqueOptions,
        LiteRtCreateOpaqueOptions,
        LiteRtDestroyOpaqueOptions,
    }
    optional {}
}

symbol_group! {
    /// Compiled models.
    pub struct CompiledModel(LiteRt, "compiled model", core) from litert;
    required {
        LiteRtCreateCompiledModel,
        LiteRtDestroyCompiledModel,
        LiteRtRunCompiledModel,
        LiteRtGetCompiledModelInputTensorLayout,
        LiteRtGetCompiledModelOutputTensorLayouts,
        LiteRtCompiledModelResizeInputTensor,
        LiteRtCompiledModelResizeInputTensorNonStrict,
        LiteRtCompiledModelIsFullyAccelerated,
    }
    optional {}
}

symbol_group! {
    /// Tensor buffers in host memory.
    pub struct TensorBuffer(LiteRt, "tensor buffer", core) from litert;
    required {
        LiteRtCreateTensorBufferFromHostMemory,
        LiteRtCreateManagedTensorBuffer,
        LiteRtDestroyTensorBuffer,
        LiteRtLockTensorBuffer,
        LiteRtUnlockTensorBuffer,
        LiteRtGetTensorBufferSize,
        LiteRtGetTensorBufferPackedSize,
    }
    optional {}
}

symbol_group! {
    /// The runtime's own words after a failed call.
    pub struct Errors(LiteRt, "error messages", extra) from litert;
    required {
        LiteRtCompiledModelGetErrorMessages,
        LiteRtCompiledModelClearErrors,
    }
    optional {}
}

symbol_group! {
    /// Cancelling a run from another thread.
    pub struct Cancellation(LiteRt, "cancellation", extra) from litert;
    required {
        LiteRtSetCompiledModelCancellationFunction,
    }
    optional {}
}
