//! Groups of the `LiteRt*` family.

use crate::group::family;

family! {
    /// The `LiteRt*` functions of one library.
    ///
    /// Core groups are there as they are; a group that some supported version lacks is a `Result`.
    pub struct LiteRtApi(LiteRt, crate::abi::LiteRtVersion) from litert;

    alone {
        LiteRtCreateModelFromFd,
        LiteRtEnvironmentSupportsFP16,
        LiteRtGetCompiledModelEnvironment,
        LiteRtGetCustomEvent,
        LiteRtGetRuntimeAbiVersion,
        LiteRtRunCompiledModelWithOptions,
        LiteRtStaticLinkedAcceleratorCpuDef,
        LiteRtStaticLinkedAcceleratorXnnpackDef,
        kLiteRtRuntimeBuiltin,
    }

    /// Environments: what runtimes, models and buffers share.
    core environment: Environment("environment") {
        LiteRtCreateEnvironment,
        LiteRtDestroyEnvironment,
    }

    /// The accelerators that an environment has.
    ///
    /// The official library for Windows does not export these; since 2.3 all but the name are found
    /// in its table of functions, see [`runtime_table`](crate::runtime_table).
    extra registered_accelerators: RegisteredAccelerators("registered accelerators")
        through crate::runtime_table::WithTable::new {
        LiteRtGetNumAccelerators,
        LiteRtGetAccelerator,
        LiteRtGetAcceleratorHardwareSupport,
    }, optional {
        LiteRtGetAcceleratorName,
    }

    /// Capabilities of the GPU behind an environment.
    extra gpu_environment: GpuEnvironment("GPU environment") {
        LiteRtEnvironmentHasGpuEnvironment,
        LiteRtEnvironmentSupportsFP16,
        LiteRtEnvironmentSupportsClGlInterop,
        LiteRtEnvironmentSupportsAhwbClInterop,
        LiteRtEnvironmentSupportsAhwbGlInterop,
    }

    /// Models and their signatures.
    core model: Model("model") {
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

    /// Compilation options and the opaque options they carry.
    core options: Options("compilation options") {
        LiteRtCreateOptions,
        LiteRtDestroyOptions,
        LiteRtSetOptionsHardwareAccelerators,
        LiteRtAddOpaqueOptions,
        LiteRtCreateOpaqueOptions,
        LiteRtDestroyOpaqueOptions,
    }

    /// Compiled models.
    core compiled_model: CompiledModel("compiled model") {
        LiteRtCreateCompiledModel,
        LiteRtDestroyCompiledModel,
        LiteRtRunCompiledModel,
        LiteRtGetCompiledModelInputTensorLayout,
        LiteRtGetCompiledModelOutputTensorLayouts,
        LiteRtCompiledModelResizeInputTensor,
        LiteRtCompiledModelResizeInputTensorNonStrict,
        LiteRtCompiledModelIsFullyAccelerated,
    }, optional {
        LiteRtCompiledModelIsNonCpuFullyAccelerated,
    }

    /// Tensor buffers in host memory.
    core tensor_buffer: TensorBuffer("tensor buffer") {
        LiteRtCreateTensorBufferFromHostMemory,
        LiteRtCreateManagedTensorBuffer,
        LiteRtDestroyTensorBuffer,
        LiteRtLockTensorBuffer,
        LiteRtUnlockTensorBuffer,
        LiteRtGetTensorBufferSize,
        LiteRtGetTensorBufferPackedSize,
    }

    /// The runtime's own words after a failed call.
    extra errors: Errors("error messages") {
        LiteRtCompiledModelGetErrorMessages,
        LiteRtCompiledModelClearErrors,
    }

    /// Cancelling a run from another thread.
    extra cancellation: Cancellation("cancellation") {
        LiteRtSetCompiledModelCancellationFunction,
    }

    /// Requirements of inputs and outputs for their buffers.
    extra buffer_requirements: BufferRequirements("buffer requirements") {
        LiteRtGetCompiledModelInputBufferRequirements,
        LiteRtGetCompiledModelOutputBufferRequirements,
        LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes,
        LiteRtGetTensorBufferRequirementsSupportedTensorBufferType,
        LiteRtGetTensorBufferRequirementsBufferSize,
        LiteRtGetTensorBufferRequirementsStrides,
        LiteRtGetTensorBufferRequirementsAlignment,
    }

    /// Tensor buffers over memory of devices, made by somebody else.
    extra device_buffers: DeviceBuffers("device buffers") {
        LiteRtGetTensorBufferType,
    }, optional {
        LiteRtCreateTensorBufferFromAhwb,
        LiteRtCreateTensorBufferFromDmaBufBuffer,
        LiteRtCreateTensorBufferFromOpenClMemory,
        LiteRtCreateTensorBufferFromGlBuffer,
        LiteRtCreateTensorBufferFromWebGpuBuffer,
        LiteRtCreateTensorBufferFromMetalMemory,
    }

    /// Running without waiting, and the events that tell when it is done.
    extra events: Events("asynchronous runs") {
        LiteRtRunCompiledModelAsync,
        LiteRtHasTensorBufferEvent,
        LiteRtGetTensorBufferEvent,
        LiteRtClearTensorBufferEvent,
        LiteRtWaitEvent,
    }

    /// Runs with options of their own.
    extra run_options: RunOptions("run options") {
        LiteRtRunCompiledModelWithOptions,
        LiteRtRunCompiledModelAsyncWithOptions,
    }

    /// Hints to schedulers of hardware that is shared.
    extra scheduling: Scheduling("scheduling") {
        LiteRtCompiledModelSetSchedulingInfo,
    }

    /// The profile of a compiled model.
    extra profiler: Profiler("profiler") {
        LiteRtCompiledModelGetProfiler,
        LiteRtStartProfiler,
        LiteRtStopProfiler,
        LiteRtResetProfiler,
        LiteRtGetNumProfilerEvents,
        LiteRtGetProfilerEvents,
        LiteRtGetProfileSummary,
    }

    /// Numbers that accelerators collect about their work.
    extra metrics: Metrics("metrics") {
        LiteRtCreateMetrics,
        LiteRtDestroyMetrics,
        LiteRtCompiledModelStartMetricsCollection,
        LiteRtCompiledModelStopMetricsCollection,
        LiteRtGetNumMetrics,
        LiteRtGetMetric,
    }

    /// Operators that the application brings.
    extra custom_ops: CustomOps("custom operators") {
        LiteRtAddCustomOpKernelOption,
        LiteRtGetTensorBufferTensorType,
    }

    /// Accelerators that applications bring along.
    extra accelerators: Accelerators("application-provided accelerators") {
        LiteRtCreateAccelerator,
        LiteRtSetAcceleratorGetName,
        LiteRtSetAcceleratorGetVersion,
        LiteRtSetAcceleratorGetHardwareSupport,
        LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation,
        LiteRtSetDelegateFunction,
        LiteRtRegisterAccelerator,
        LiteRtWrapDelegate,
    }, optional {
        LiteRtDestroyAccelerator,
    }
}
