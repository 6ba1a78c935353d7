//! Groups of the `TfLite*` family.

use crate::group::symbol_group;

symbol_group! {
    /// Models.
    pub struct Model(TfLite, "model", core) from tflite;
    required {
        TfLiteVersion,
        TfLiteModelCreateWithErrorReporter,
        TfLiteModelDelete,
    }
    optional {}
}

symbol_group! {
    /// Interpreter options.
    pub struct Options(TfLite, "interpreter options", core) from tflite;
    required {
        TfLiteInterpreterOptionsCreate,
        TfLiteInterpreterOptionsDelete,
        TfLiteInterpreterOptionsSetNumThreads,
        TfLiteInterpreterOptionsSetErrorReporter,
        TfLiteInterpreterOptionsAddDelegate,
    }
    optional {}
}

symbol_group! {
    /// Interpreters.
    pub struct Interpreter(TfLite, "interpreter", core) from tflite;
    required {
        TfLiteInterpreterCreate,
        TfLiteInterpreterDelete,
        TfLiteInterpreterGetInputTensorCount,
        TfLiteInterpreterGetInputTensor,
        TfLiteInterpreterGetOutputTensorCount,
        TfLiteInterpreterGetOutputTensor,
        TfLiteInterpreterResizeInputTensor,
        TfLiteInterpreterAllocateTensors,
        TfLiteInterpreterInvoke,
        TfLiteInterpreterResetVariableTensors,
    }
    optional {}
}

symbol_group! {
    /// Tensors.
    pub struct Tensor(TfLite, "tensor", core) from tflite;
    required {
        TfLiteTensorType,
        TfLiteTensorNumDims,
        TfLiteTensorDim,
        TfLiteTensorByteSize,
        TfLiteTensorData,
        TfLiteTensorName,
        TfLiteTensorQuantizationParams,
    }
    optional {}
}

symbol_group! {
    /// Signature runners.
    pub struct Signature(TfLite, "signature runner", extra) from tflite;
    required {
        TfLiteInterpreterGetSignatureCount,
        TfLiteInterpreterGetSignatureKey,
        TfLiteInterpreterGetSignatureRunner,
        TfLiteSignatureRunnerDelete,
        TfLiteSignatureRunnerGetInputCount,
        TfLiteSignatureRunnerGetInputName,
        TfLiteSignatureRunnerGetInputTensor,
        TfLiteSignatureRunnerGetOutputCount,
        TfLiteSignatureRunnerGetOutputName,
        TfLiteSignatureRunnerGetOutputTensor,
        TfLiteSignatureRunnerResizeInputTensor,
        TfLiteSignatureRunnerAllocateTensors,
        TfLiteSignatureRunnerInvoke,
    }
    optional {}
}

symbol_group! {
    /// What only the opaque view of a tensor tells, strings above all.
    pub struct OpaqueTensor(TfLite, "string tensors", extra) from tflite;
    required {
        TfLiteOpaqueTensorWriteStrings,
    }
    optional {}
}

symbol_group! {
    /// Cancelling an invoke from another thread.
    pub struct Cancellation(TfLite, "cancellation", extra) from tflite;
    required {
        TfLiteInterpreterOptionsEnableCancellation,
        TfLiteInterpreterCancel,
    }
    optional {}
}

symbol_group! {
    /// Operators that the application brings.
    ///
    /// `TfLiteOperatorCreate` takes four arguments where there is no `TfLiteOperatorCreateWithData`,
    /// and three where there is: then the other one takes the four.
    pub struct CustomOps(TfLite, "custom operators", extra) from tflite;
    required {
        TfLiteOperatorCreate,
        TfLiteOperatorDelete,
        TfLiteOperatorGetUserData,
        TfLiteOperatorSetInitWithData,
        TfLiteOperatorSetFreeWithData,
        TfLiteOperatorSetPrepareWithData,
        TfLiteOperatorSetInvokeWithData,
        TfLiteInterpreterOptionsAddOperator,
        TfLiteOpaqueNodeInputs,
        TfLiteOpaqueNodeOutputs,
        TfLiteOpaqueNodeGetInput,
        TfLiteOpaqueNodeGetOutput,
        TfLiteOpaqueNodeGetUserData,
        TfLiteOpaqueTensorType,
        TfLiteOpaqueTensorNumDims,
        TfLiteOpaqueTensorDim,
        TfLiteOpaqueTensorByteSize,
        TfLiteOpaqueTensorData,
        TfLiteOpaqueContextResizeTensor,
        TfLiteIntArrayCreate,
    }
    optional {
        TfLiteOperatorCreateWithData,
    }
}

symbol_group! {
    /// The XNNPACK delegate.
    pub struct Xnnpack(TfLite, "XNNPACK delegate", extra) from tflite;
    required {
        TfLiteXNNPackDelegateOptionsDefault,
        TfLiteXNNPackDelegateCreate,
        TfLiteXNNPackDelegateDelete,
    }
    optional {
        TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider,
        TfLiteXNNPackDelegateInMemoryFilePath,
    }
}

symbol_group! {
    /// Packed weights that several XNNPACK delegates share.
    pub struct XnnpackWeightsCache(TfLite, "XNNPACK weights cache", extra) from tflite;
    required {
        TfLiteXNNPackDelegateWeightsCacheCreate,
        TfLiteXNNPackDelegateWeightsCacheCreateWithSize,
        TfLiteXNNPackDelegateWeightsCacheFinalizeSoft,
        TfLiteXNNPackDelegateWeightsCacheFinalizeHard,
        TfLiteXNNPackDelegateWeightsCacheDelete,
    }
    optional {}
}

symbol_group! {
    /// NNAPI, on Android.
    pub struct Nnapi(TfLite, "NNAPI delegate", extra) from tflite;
    required {
        TfLiteNnapiDelegateOptionsDefault,
        TfLiteNnapiDelegateCreate,
        TfLiteNnapiDelegateDelete,
    }
    optional {}
}

symbol_group! {
    /// Tensors in memory of the caller's.
    pub struct CustomAllocation(TfLite, "custom allocation", extra) from tflite;
    required {
        TfLiteInterpreterSetCustomAllocationForTensor,
    }
    optional {}
}

symbol_group! {
    /// Any tensor of an interpreter.
    pub struct Tensors(TfLite, "tensors by index", extra) from tflite;
    required {
        TfLiteInterpreterGetTensor,
    }
    optional {}
}

symbol_group! {
    /// Reports of what takes time.
    pub struct Telemetry(TfLite, "telemetry", extra) from tflite;
    required {
        TfLiteInterpreterOptionsSetTelemetryProfiler,
    }
    optional {}
}
