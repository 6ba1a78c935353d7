//! Groups of the `LiteRt*` family.

use crate::group::symbol_group;

symbol_group! {
    /// Environments: what runtimes, models and buffers share.
    pub struct Environment(LiteRt, "environment", core) from litert;
    required {
        LiteRtCreateEnvironment,
        LiteRtDestroyEnvironment,
    }
    optional {}
}

symbol_group! {
    /// The accelerators that an environment has.
    ///
    /// The official library for Windows does not export these; since 2.3 all but the name are found
    /// in its table of functions, see [`runtime_table`](crate::runtime_table).
    pub struct RegisteredAccelerators(LiteRt, "registered accelerators", extra) from litert;
    required {
        LiteRtGetNumAccelerators,
        LiteRtGetAccelerator,
        LiteRtGetAcceleratorHardwareSupport,
    }
    optional {
        LiteRtGetAcceleratorName,
    }
}

symbol_group! {
    /// What the GPU behind an environment can do.
    pub struct GpuEnvironment(LiteRt, "GPU environment", extra) from litert;
    required {
        LiteRtEnvironmentHasGpuEnvironment,
        LiteRtEnvironmentSupportsFP16,
        LiteRtEnvironmentSupportsClGlInterop,
        LiteRtEnvironmentSupportsAhwbClInterop,
        LiteRtEnvironmentSupportsAhwbGlInterop,
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
    optional {
        LiteRtCompiledModelIsNonCpuFullyAccelerated,
    }
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

symbol_group! {
    /// What buffers an input or output can take.
    pub struct BufferRequirements(LiteRt, "buffer requirements", extra) from litert;
    required {
        LiteRtGetCompiledModelInputBufferRequirements,
        LiteRtGetCompiledModelOutputBufferRequirements,
        LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes,
        LiteRtGetTensorBufferRequirementsSupportedTensorBufferType,
        LiteRtGetTensorBufferRequirementsBufferSize,
        LiteRtGetTensorBufferRequirementsStrides,
        LiteRtGetTensorBufferRequirementsAlignment,
    }
    optional {}
}

symbol_group! {
    /// Tensor buffers over memory of devices, made by somebody else.
    pub struct DeviceBuffers(LiteRt, "device buffers", extra) from litert;
    required {
        LiteRtGetTensorBufferType,
    }
    optional {
        LiteRtCreateTensorBufferFromAhwb,
        LiteRtCreateTensorBufferFromDmaBufBuffer,
        LiteRtCreateTensorBufferFromOpenClMemory,
        LiteRtCreateTensorBufferFromGlBuffer,
        LiteRtCreateTensorBufferFromWebGpuBuffer,
        LiteRtCreateTensorBufferFromMetalMemory,
    }
}

symbol_group! {
    /// Running without waiting, and the events that tell when it is done.
    pub struct Events(LiteRt, "asynchronous runs", extra) from litert;
    required {
        LiteRtRunCompiledModelAsync,
        LiteRtHasTensorBufferEvent,
        LiteRtGetTensorBufferEvent,
        LiteRtClearTensorBufferEvent,
        LiteRtWaitEvent,
    }
    optional {}
}

symbol_group! {
    /// Runs with options of their own.
    pub struct RunOptions(LiteRt, "run options", extra) from litert;
    required {
        LiteRtRunCompiledModelWithOptions,
        LiteRtRunCompiledModelAsyncWithOptions,
    }
    optional {}
}

symbol_group! {
    /// Hints to schedulers of hardware that is shared.
    pub struct Scheduling(LiteRt, "scheduling", extra) from litert;
    required {
        LiteRtCompiledModelSetSchedulingInfo,
    }
    optional {}
}

symbol_group! {
    /// What a compiled model spends its time on.
    pub struct Profiler(LiteRt, "profiler", extra) from litert;
    required {
        LiteRtCompiledModelGetProfiler,
        LiteRtStartProfiler,
        LiteRtStopProfiler,
        LiteRtResetProfiler,
        LiteRtGetNumProfilerEvents,
        LiteRtGetProfilerEvents,
        LiteRtGetProfileSummary,
    }
    optional {}
}

symbol_group! {
    /// Numbers that accelerators collect about their work.
    pub struct Metrics(LiteRt, "metrics", extra) from litert;
    required {
        LiteRtCreateMetrics,
        LiteRtDestroyMetrics,
        LiteRtCompiledModelStartMetricsCollection,
        LiteRtCompiledModelStopMetricsCollection,
        LiteRtGetNumMetrics,
        LiteRtGetMetric,
    }
    optional {}
}

symbol_group! {
    /// Operators that the application brings.
    pub struct CustomOps(LiteRt, "custom operators", extra) from litert;
    required {
        LiteRtAddCustomOpKernelOption,
        LiteRtGetTensorBufferTensorType,
    }
    optional {}
}

symbol_group! {
    /// Accelerators that applications bring along.
    pub struct Accelerators(LiteRt, "application-provided accelerators", extra) from litert;
    required {
        LiteRtCreateAccelerator,
        LiteRtSetAcceleratorGetName,
        LiteRtSetAcceleratorGetVersion,
        LiteRtSetAcceleratorGetHardwareSupport,
        LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation,
        LiteRtSetDelegateFunction,
        LiteRtRegisterAccelerator,
        LiteRtWrapDelegate,
    }
    optional {
        LiteRtDestroyAccelerator,
    }
}
