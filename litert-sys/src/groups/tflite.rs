//! Groups of the `TfLite*` family.

use crate::group::family;

family! {
    /// The `TfLite*` functions of one library.
    ///
    /// Core groups are there as they are; a group that some supported version lacks is a `Result`.
    pub struct TfLiteApi(TfLite, crate::abi::TfLiteVersion) from tflite;

    alone {
        _ZN6tflite16logging_internal13MinimalLogger21SetMinimumLogSeverityENS_11LogSeverityE,
    }

    /// Models.
    core model: Model("model") {
        TfLiteVersion,
        TfLiteModelCreateWithErrorReporter,
        TfLiteModelDelete,
    }

    /// Interpreter options.
    core options: Options("interpreter options") {
        TfLiteInterpreterOptionsCreate,
        TfLiteInterpreterOptionsDelete,
        TfLiteInterpreterOptionsSetNumThreads,
        TfLiteInterpreterOptionsSetErrorReporter,
        TfLiteInterpreterOptionsAddDelegate,
    }

    /// Interpreters.
    core interpreter: Interpreter("interpreter") {
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

    /// Tensors.
    core tensor: Tensor("tensor") {
        TfLiteTensorType,
        TfLiteTensorNumDims,
        TfLiteTensorDim,
        TfLiteTensorByteSize,
        TfLiteTensorData,
        TfLiteTensorName,
        TfLiteTensorQuantizationParams,
    }

    /// Signature runners.
    extra signature: Signature("signature runner") {
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

    /// Properties that only the opaque view of a tensor has, strings above all.
    extra opaque_tensor: OpaqueTensor("string tensors") {
        TfLiteOpaqueTensorWriteStrings,
    }

    /// Cancelling an invoke from another thread.
    extra cancellation: Cancellation("cancellation") {
        TfLiteInterpreterOptionsEnableCancellation,
        TfLiteInterpreterCancel,
    }

    /// Operators that the application brings.
    ///
    /// `TfLiteOperatorCreate` takes four arguments where there is no `TfLiteOperatorCreateWithData`,
    /// and three where there is: then the other one takes the four.
    extra custom_ops: CustomOps("custom operators")
        through crate::int_array::WithIntArrays::new {
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
    }, optional {
        TfLiteOperatorCreateWithData,
        TfLiteInterpreterOptionsAddBuiltinOp,
    }

    /// The XNNPACK delegate.
    extra xnnpack: Xnnpack("XNNPACK delegate") {
        TfLiteXNNPackDelegateOptionsDefault,
        TfLiteXNNPackDelegateCreate,
        TfLiteXNNPackDelegateDelete,
    }, optional {
        TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider,
        TfLiteXNNPackDelegateInMemoryFilePath,
    }

    /// Packed weights that several XNNPACK delegates share.
    extra xnnpack_weights_cache: XnnpackWeightsCache("XNNPACK weights cache") {
        TfLiteXNNPackDelegateWeightsCacheCreate,
        TfLiteXNNPackDelegateWeightsCacheCreateWithSize,
        TfLiteXNNPackDelegateWeightsCacheFinalizeSoft,
        TfLiteXNNPackDelegateWeightsCacheFinalizeHard,
        TfLiteXNNPackDelegateWeightsCacheDelete,
    }

    /// NNAPI, on Android.
    extra nnapi: Nnapi("NNAPI delegate") {
        TfLiteNnapiDelegateOptionsDefault,
        TfLiteNnapiDelegateCreate,
        TfLiteNnapiDelegateDelete,
    }

    /// Tensors in memory of the caller's.
    extra custom_allocation: CustomAllocation("custom allocation") {
        TfLiteInterpreterSetCustomAllocationForTensor,
    }

    /// Any tensor of an interpreter.
    extra tensors: Tensors("tensors by index") {
        TfLiteInterpreterGetTensor,
    }

    /// Reports of what takes time.
    extra telemetry: Telemetry("telemetry") {
        TfLiteInterpreterOptionsSetTelemetryProfiler,
    }
}
