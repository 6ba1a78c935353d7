// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use super::tflite_types::{
    TfLiteAllocationStrategy, TfLiteAllocationType, TfLiteAllocator, TfLiteAsyncKernel,
    TfLiteBufferHandle, TfLiteBuiltinOperator, TfLiteContext, TfLiteCustomAllocation,
    TfLiteDelegate, TfLiteExternalContextType, TfLiteExternalDelegateOptions,
    TfLiteExternalDelegateOptionsStorage, TfLiteFloatArray, TfLiteGpuDelegateOptionsV2,
    TfLiteGpuDelegateOptionsV2Storage, TfLiteIntArray, TfLiteInterpreter, TfLiteInterpreterOptions,
    TfLiteModel, TfLiteNnapiDelegateOptions, TfLiteNnapiDelegateOptionsStorage,
    TfLiteOpaqueContext, TfLiteOpaqueDelegate, TfLiteOpaqueDelegateBuilder, TfLiteOpaqueNode,
    TfLiteOpaqueTensor, TfLiteOpaqueTensorBuilder, TfLiteOperator, TfLiteQuantization,
    TfLiteQuantizationParams, TfLiteRegistration, TfLiteRegistration_V1, TfLiteRegistration_V2,
    TfLiteRegistration_V3, TfLiteRunStability, TfLiteRunStep, TfLiteSignatureRunner,
    TfLiteSparsity, TfLiteStatus, TfLiteTelemetryConversionMetadata,
    TfLiteTelemetryGpuDelegateSettings, TfLiteTelemetryInterpreterSettings,
    TfLiteTelemetryProfilerStruct, TfLiteTelemetrySubgraphInfo, TfLiteTensor, TfLiteType,
    TfLiteXNNPackDelegateOptions, TfLiteXNNPackDelegateOptionsStorage,
    TfLiteXNNPackDelegateWeightsCache,
};
use core::ffi::{c_char, c_int, c_void};

unsafe extern "C" {
    pub fn TfLiteOperatorCreate(
        builtin_code: TfLiteBuiltinOperator,
        custom_name: *const c_char,
        version: c_int,
        user_data: *mut c_void,
    ) -> *mut TfLiteOperator;
    pub fn TfLiteOperatorDelete(registration: *mut TfLiteOperator);
    pub fn TfLiteOperatorGetBuiltInCode(
        registration: *const TfLiteOperator,
    ) -> TfLiteBuiltinOperator;
    pub fn TfLiteOperatorGetCustomName(registration: *const TfLiteOperator) -> *const c_char;
    pub fn TfLiteOperatorGetVersion(registration: *const TfLiteOperator) -> c_int;
    pub fn TfLiteOperatorGetUserData(registration: *const TfLiteOperator) -> *mut c_void;
    pub fn TfLiteOperatorSetInit(
        registration: *mut TfLiteOperator,
        init: Option<
            unsafe extern "C" fn(
                context: *mut TfLiteOpaqueContext,
                buffer: *const c_char,
                length: usize,
            ) -> *mut c_void,
        >,
    );
    pub fn TfLiteOperatorSetInitWithData(
        registration: *mut TfLiteOperator,
        init: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                context: *mut TfLiteOpaqueContext,
                buffer: *const c_char,
                length: usize,
            ) -> *mut c_void,
        >,
    ) -> TfLiteStatus;
    pub fn TfLiteOperatorSetFree(
        registration: *mut TfLiteOperator,
        free: Option<unsafe extern "C" fn(context: *mut TfLiteOpaqueContext, data: *mut c_void)>,
    );
    pub fn TfLiteOperatorSetFreeWithData(
        registration: *mut TfLiteOperator,
        free: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                context: *mut TfLiteOpaqueContext,
                data: *mut c_void,
            ),
        >,
    ) -> TfLiteStatus;
    pub fn TfLiteOperatorSetPrepare(
        registration: *mut TfLiteOperator,
        prepare: Option<
            unsafe extern "C" fn(
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> TfLiteStatus,
        >,
    );
    pub fn TfLiteOperatorSetPrepareWithData(
        registration: *mut TfLiteOperator,
        prepare: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> TfLiteStatus,
        >,
    ) -> TfLiteStatus;
    pub fn TfLiteOperatorSetInvoke(
        registration: *mut TfLiteOperator,
        invoke: Option<
            unsafe extern "C" fn(
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> TfLiteStatus,
        >,
    );
    pub fn TfLiteOperatorSetInvokeWithData(
        registration: *mut TfLiteOperator,
        invoke: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> TfLiteStatus,
        >,
    ) -> TfLiteStatus;
    pub fn TfLiteOperatorSetAsyncKernel(
        registration: *mut TfLiteOperator,
        async_kernel: Option<
            unsafe extern "C" fn(
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> *mut TfLiteAsyncKernel,
        >,
    );
    pub fn TfLiteOperatorSetAsyncKernelWithData(
        registration: *mut TfLiteOperator,
        async_kernel: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                context: *mut TfLiteOpaqueContext,
                node: *mut TfLiteOpaqueNode,
            ) -> *mut TfLiteAsyncKernel,
        >,
    ) -> TfLiteStatus;
    pub fn TfLiteOperatorSetInplaceOperator(
        registration: *mut TfLiteOperator,
        inplace_operator: u64,
    );
    pub fn TfLiteIntArrayGetSizeInBytes(size: c_int) -> usize;
    pub fn TfLiteIntArrayCreate(size: c_int) -> *mut TfLiteIntArray;
    pub fn TfLiteIntArrayEqual(a: *const TfLiteIntArray, b: *const TfLiteIntArray) -> c_int;
    pub fn TfLiteIntArrayEqualsArray(
        a: *const TfLiteIntArray,
        b_size: c_int,
        b_data: *const c_int,
    ) -> c_int;
    pub fn TfLiteIntArrayCopy(src: *const TfLiteIntArray) -> *mut TfLiteIntArray;
    pub fn TfLiteIntArrayFree(a: *mut TfLiteIntArray);
    pub fn TfLiteFloatArrayGetSizeInBytes(size: c_int) -> c_int;
    pub fn TfLiteFloatArrayCreate(size: c_int) -> *mut TfLiteFloatArray;
    pub fn TfLiteFloatArrayCopy(src: *const TfLiteFloatArray) -> *mut TfLiteFloatArray;
    pub fn TfLiteFloatArrayFree(a: *mut TfLiteFloatArray);
    pub fn TfLiteTypeGetName(type_: TfLiteType) -> *const c_char;
    pub fn TfLiteTensorDataFree(t: *mut TfLiteTensor);
    pub fn TfLiteTensorDataFreeWithAllocator(t: *mut TfLiteTensor, allocator: *mut TfLiteAllocator);
    pub fn TfLiteQuantizationFree(quantization: *mut TfLiteQuantization);
    pub fn TfLiteSparsityFree(sparsity: *mut TfLiteSparsity);
    pub fn TfLiteTensorFree(t: *mut TfLiteTensor);
    pub fn TfLiteTensorReset(
        type_: TfLiteType,
        name: *const c_char,
        dims: *mut TfLiteIntArray,
        quantization: TfLiteQuantizationParams,
        buffer: *mut c_char,
        size: usize,
        allocation_type: TfLiteAllocationType,
        allocation: *const c_void,
        is_variable: bool,
        tensor: *mut TfLiteTensor,
    );
    pub fn TfLiteTensorCopy(src: *const TfLiteTensor, dst: *mut TfLiteTensor) -> TfLiteStatus;
    pub fn TfLiteTensorClone(src: TfLiteTensor) -> TfLiteTensor;
    pub fn TfLiteTensorResizeMaybeCopy(
        num_bytes: usize,
        tensor: *mut TfLiteTensor,
        preserve_data: bool,
    ) -> TfLiteStatus;
    pub fn TfLiteTensorResizeMaybeCopyWithAllocator(
        num_bytes: usize,
        tensor: *mut TfLiteTensor,
        preserve_data: bool,
        allocator: *mut TfLiteAllocator,
    ) -> TfLiteStatus;
    pub fn TfLiteTensorRealloc(num_bytes: usize, tensor: *mut TfLiteTensor) -> TfLiteStatus;
    pub fn TfLiteTensorReallocWithAllocator(
        num_bytes: usize,
        tensor: *mut TfLiteTensor,
        allocator: *mut TfLiteAllocator,
    ) -> TfLiteStatus;
    pub fn TfLiteTensorGetDimsSignature(t: *const TfLiteTensor) -> *const TfLiteIntArray;
    pub fn TfLiteDelegateCreate() -> TfLiteDelegate;
    pub fn TfLiteOpaqueDelegateCreate(
        opaque_delegate_builder: *const TfLiteOpaqueDelegateBuilder,
    ) -> *mut TfLiteOpaqueDelegate;
    pub fn TfLiteOpaqueDelegateDelete(delegate: *mut TfLiteOpaqueDelegate);
    pub fn TfLiteOpaqueDelegateGetData(delegate: *const TfLiteOpaqueDelegate) -> *mut c_void;
    pub fn TfLiteTensorGetAllocationStrategy(t: *const TfLiteTensor) -> TfLiteAllocationStrategy;
    pub fn TfLiteTensorGetBufferAddressStability(t: *const TfLiteTensor) -> TfLiteRunStability;
    pub fn TfLiteTensorGetDataStability(t: *const TfLiteTensor) -> TfLiteRunStability;
    pub fn TfLiteTensorGetDataKnownStep(t: *const TfLiteTensor) -> TfLiteRunStep;
    pub fn TfLiteTensorGetShapeKnownStep(t: *const TfLiteTensor) -> TfLiteRunStep;
    pub fn TfLiteKernelInitFailed() -> *mut c_void;
    pub fn TfLiteVersion() -> *const c_char;
    pub fn TfLiteExtensionApisVersion() -> *const c_char;
    pub fn TfLiteSchemaVersion() -> c_int;
    pub fn TfLiteModelCreate(model_data: *const c_void, model_size: usize) -> *mut TfLiteModel;
    pub fn TfLiteModelCreateWithErrorReporter(
        model_data: *const c_void,
        model_size: usize,
        reporter: Option<
            unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
        >,
        user_data: *mut c_void,
    ) -> *mut TfLiteModel;
    pub fn TfLiteModelCreateFromFile(model_path: *const c_char) -> *mut TfLiteModel;
    pub fn TfLiteModelCreateFromFileWithErrorReporter(
        model_path: *const c_char,
        reporter: Option<
            unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
        >,
        user_data: *mut c_void,
    ) -> *mut TfLiteModel;
    pub fn TfLiteModelDelete(model: *mut TfLiteModel);
    pub fn TfLiteInterpreterOptionsCreate() -> *mut TfLiteInterpreterOptions;
    pub fn TfLiteInterpreterOptionsCopy(
        from: *const TfLiteInterpreterOptions,
    ) -> *mut TfLiteInterpreterOptions;
    pub fn TfLiteInterpreterOptionsDelete(options: *mut TfLiteInterpreterOptions);
    pub fn TfLiteInterpreterOptionsSetNumThreads(
        options: *mut TfLiteInterpreterOptions,
        num_threads: i32,
    );
    pub fn TfLiteInterpreterOptionsAddDelegate(
        options: *mut TfLiteInterpreterOptions,
        delegate: *mut TfLiteOpaqueDelegate,
    );
    pub fn TfLiteInterpreterOptionsSetErrorReporter(
        options: *mut TfLiteInterpreterOptions,
        reporter: Option<
            unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
        >,
        user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsAddOperator(
        options: *mut TfLiteInterpreterOptions,
        registration: *mut TfLiteOperator,
    );
    pub fn TfLiteInterpreterOptionsEnableCancellation(
        options: *mut TfLiteInterpreterOptions,
        enable: bool,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterCreate(
        model: *const TfLiteModel,
        optional_options: *const TfLiteInterpreterOptions,
    ) -> *mut TfLiteInterpreter;
    pub fn TfLiteInterpreterDelete(interpreter: *mut TfLiteInterpreter);
    pub fn TfLiteInterpreterGetInputTensorCount(interpreter: *const TfLiteInterpreter) -> i32;
    pub fn TfLiteInterpreterInputTensorIndices(
        interpreter: *const TfLiteInterpreter,
    ) -> *const c_int;
    pub fn TfLiteInterpreterGetInputTensor(
        interpreter: *const TfLiteInterpreter,
        input_index: i32,
    ) -> *mut TfLiteTensor;
    pub fn TfLiteInterpreterResizeInputTensor(
        interpreter: *mut TfLiteInterpreter,
        input_index: i32,
        input_dims: *const c_int,
        input_dims_size: i32,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterAllocateTensors(interpreter: *mut TfLiteInterpreter) -> TfLiteStatus;
    pub fn TfLiteInterpreterInvoke(interpreter: *mut TfLiteInterpreter) -> TfLiteStatus;
    pub fn TfLiteInterpreterGetOutputTensorCount(interpreter: *const TfLiteInterpreter) -> i32;
    pub fn TfLiteInterpreterOutputTensorIndices(
        interpreter: *const TfLiteInterpreter,
    ) -> *const c_int;
    pub fn TfLiteInterpreterGetOutputTensor(
        interpreter: *const TfLiteInterpreter,
        output_index: i32,
    ) -> *const TfLiteTensor;
    pub fn TfLiteInterpreterGetTensor(
        interpreter: *const TfLiteInterpreter,
        index: c_int,
    ) -> *mut TfLiteTensor;
    pub fn TfLiteInterpreterCancel(interpreter: *const TfLiteInterpreter) -> TfLiteStatus;
    pub fn TfLiteInterpreterGetSignatureCount(interpreter: *const TfLiteInterpreter) -> i32;
    pub fn TfLiteInterpreterGetSignatureKey(
        interpreter: *const TfLiteInterpreter,
        signature_index: i32,
    ) -> *const c_char;
    pub fn TfLiteInterpreterGetSignatureRunner(
        interpreter: *const TfLiteInterpreter,
        signature_key: *const c_char,
    ) -> *mut TfLiteSignatureRunner;
    pub fn TfLiteSignatureRunnerGetInputCount(
        signature_runner: *const TfLiteSignatureRunner,
    ) -> usize;
    pub fn TfLiteSignatureRunnerGetInputName(
        signature_runner: *const TfLiteSignatureRunner,
        input_index: i32,
    ) -> *const c_char;
    pub fn TfLiteSignatureRunnerResizeInputTensor(
        signature_runner: *mut TfLiteSignatureRunner,
        input_name: *const c_char,
        input_dims: *const c_int,
        input_dims_size: i32,
    ) -> TfLiteStatus;
    pub fn TfLiteSignatureRunnerAllocateTensors(
        signature_runner: *mut TfLiteSignatureRunner,
    ) -> TfLiteStatus;
    pub fn TfLiteSignatureRunnerGetInputTensor(
        signature_runner: *mut TfLiteSignatureRunner,
        input_name: *const c_char,
    ) -> *mut TfLiteTensor;
    pub fn TfLiteSignatureRunnerInvoke(
        signature_runner: *mut TfLiteSignatureRunner,
    ) -> TfLiteStatus;
    pub fn TfLiteSignatureRunnerGetOutputCount(
        signature_runner: *const TfLiteSignatureRunner,
    ) -> usize;
    pub fn TfLiteSignatureRunnerGetOutputName(
        signature_runner: *const TfLiteSignatureRunner,
        output_index: i32,
    ) -> *const c_char;
    pub fn TfLiteSignatureRunnerGetOutputTensor(
        signature_runner: *const TfLiteSignatureRunner,
        output_name: *const c_char,
    ) -> *const TfLiteTensor;
    pub fn TfLiteTensorType(tensor: *const TfLiteTensor) -> TfLiteType;
    pub fn TfLiteTensorNumDims(tensor: *const TfLiteTensor) -> i32;
    pub fn TfLiteTensorDim(tensor: *const TfLiteTensor, dim_index: i32) -> i32;
    pub fn TfLiteTensorByteSize(tensor: *const TfLiteTensor) -> usize;
    pub fn TfLiteTensorData(tensor: *const TfLiteTensor) -> *mut c_void;
    pub fn TfLiteTensorName(tensor: *const TfLiteTensor) -> *const c_char;
    pub fn TfLiteTensorQuantizationParams(tensor: *const TfLiteTensor) -> TfLiteQuantizationParams;
    pub fn TfLiteTensorCopyFromBuffer(
        tensor: *mut TfLiteTensor,
        input_data: *const c_void,
        input_data_size: usize,
    ) -> TfLiteStatus;
    pub fn TfLiteTensorCopyToBuffer(
        output_tensor: *const TfLiteTensor,
        output_data: *mut c_void,
        output_data_size: usize,
    ) -> TfLiteStatus;
    pub fn TfLiteSignatureRunnerDelete(signature_runner: *mut TfLiteSignatureRunner);
    pub fn TfLiteOpaqueTensorType(opaque_tensor: *const TfLiteOpaqueTensor) -> TfLiteType;
    pub fn TfLiteOpaqueTensorNumDims(opaque_tensor: *const TfLiteOpaqueTensor) -> i32;
    pub fn TfLiteOpaqueTensorDim(opaque_tensor: *const TfLiteOpaqueTensor, dim_index: i32) -> i32;
    pub fn TfLiteOpaqueTensorGetNumDimsSignature(
        opaque_tensor: *const TfLiteOpaqueTensor,
        num_dims: *mut i32,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorGetDimSignature(
        opaque_tensor: *const TfLiteOpaqueTensor,
        dim_index: i32,
        dim_length: *mut i32,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorIsVariable(opaque_tensor: *const TfLiteOpaqueTensor) -> c_int;
    pub fn TfLiteOpaqueTensorByteSize(opaque_tensor: *const TfLiteOpaqueTensor) -> usize;
    pub fn TfLiteOpaqueTensorData(opaque_tensor: *const TfLiteOpaqueTensor) -> *mut c_void;
    pub fn TfLiteOpaqueTensorGetAllocationType(
        opaque_tensor: *const TfLiteOpaqueTensor,
    ) -> TfLiteAllocationType;
    pub fn TfLiteOpaqueTensorGetAllocationStrategy(
        t: *const TfLiteOpaqueTensor,
    ) -> TfLiteAllocationStrategy;
    pub fn TfLiteOpaqueTensorGetBufferAddressStability(
        t: *const TfLiteOpaqueTensor,
    ) -> TfLiteRunStability;
    pub fn TfLiteOpaqueTensorGetDataStability(t: *const TfLiteOpaqueTensor) -> TfLiteRunStability;
    pub fn TfLiteOpaqueTensorGetDataKnownStep(t: *const TfLiteOpaqueTensor) -> TfLiteRunStep;
    pub fn TfLiteOpaqueTensorGetShapeKnownStep(t: *const TfLiteOpaqueTensor) -> TfLiteRunStep;
    pub fn TfLiteOpaqueTensorName(opaque_tensor: *const TfLiteOpaqueTensor) -> *const c_char;
    pub fn TfLiteOpaqueTensorGetQuantization(
        opaque_tensor: *const TfLiteOpaqueTensor,
    ) -> TfLiteQuantization;
    pub fn TfLiteOpaqueTensorGetQuantizationParams(
        opaque_tensor: *const TfLiteOpaqueTensor,
    ) -> TfLiteQuantizationParams;
    pub fn TfLiteOpaqueTensorCopyFromBuffer(
        opaque_tensor: *mut TfLiteOpaqueTensor,
        input_data: *const c_void,
        input_data_size: usize,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorCopyToBuffer(
        opaque_tensor: *const TfLiteOpaqueTensor,
        output_data: *mut c_void,
        output_data_size: usize,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorGetStringCount(tensor: *const TfLiteOpaqueTensor) -> c_int;
    pub fn TfLiteOpaqueTensorGetString(
        tensor: *const TfLiteOpaqueTensor,
        index: c_int,
        str_: *mut *const c_char,
        len: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorWriteStrings(
        tensor: *mut TfLiteOpaqueTensor,
        str_array: *const *const c_char,
        str_array_len: c_int,
        str_n_len: *const c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorWriteString(
        tensor: *mut TfLiteOpaqueTensor,
        str_: *const c_char,
        len: c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueTensorBuilderCreate() -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorBuilderDelete(builder: *mut TfLiteOpaqueTensorBuilder);
    pub fn TfLiteOpaqueTensorBuilderSetType(
        builder: *mut TfLiteOpaqueTensorBuilder,
        type_: TfLiteType,
    ) -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorBuilderSetData(
        builder: *mut TfLiteOpaqueTensorBuilder,
        data: *mut c_void,
    ) -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorBuilderSetAllocationType(
        builder: *mut TfLiteOpaqueTensorBuilder,
        allocation_type: TfLiteAllocationType,
    ) -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorBuilderSetQuantizationParams(
        builder: *mut TfLiteOpaqueTensorBuilder,
        params: TfLiteQuantizationParams,
    ) -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorBuilderSetQuantization(
        builder: *mut TfLiteOpaqueTensorBuilder,
        quantization: TfLiteQuantization,
    ) -> *mut TfLiteOpaqueTensorBuilder;
    pub fn TfLiteOpaqueTensorSetAllocationTypeToDynamic(tensor: *mut TfLiteOpaqueTensor);
    pub fn TfLiteOpaqueTensorSetNonCpuAllocation(tensor: *mut TfLiteOpaqueTensor);
    pub fn TfLiteOpaqueNodeGetInput(
        opaque_context: *const TfLiteOpaqueContext,
        opaque_node: *const TfLiteOpaqueNode,
        index: c_int,
    ) -> *const TfLiteOpaqueTensor;
    pub fn TfLiteOpaqueNodeGetOutput(
        opaque_context: *mut TfLiteOpaqueContext,
        opaque_node: *const TfLiteOpaqueNode,
        index: c_int,
    ) -> *mut TfLiteOpaqueTensor;
    pub fn TfLiteOpaqueNodeNumberOfInputs(opaque_node: *const TfLiteOpaqueNode) -> c_int;
    pub fn TfLiteOpaqueNodeNumberOfOutputs(opaque_node: *const TfLiteOpaqueNode) -> c_int;
    pub fn TfLiteOpaqueNodeGetUserData(opaque_node: *const TfLiteOpaqueNode) -> *mut c_void;
    pub fn TfLiteOpaqueNodeGetBuiltinData(opaque_node: *const TfLiteOpaqueNode) -> *mut c_void;
    pub fn TfLiteOpaqueNodeGetCustomInitialData(
        opaque_node: *const TfLiteOpaqueNode,
        init_data: *mut *const c_void,
        size: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueNodeInputs(
        opaque_node: *const TfLiteOpaqueNode,
        inputs: *mut *const c_int,
        num_inputs: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueNodeOutputs(
        opaque_node: *const TfLiteOpaqueNode,
        outputs: *mut *const c_int,
        num_outputs: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueNodeSetTemporaries(
        opaque_node: *mut TfLiteOpaqueNode,
        temporaries: *const c_int,
        num_temporaries: c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueNodeTemporaries(
        opaque_node: *const TfLiteOpaqueNode,
        temporaries: *mut *const c_int,
        num_temporaries: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueNodeGetInputTensorIndex(
        opaque_node: *const TfLiteOpaqueNode,
        index_of_input: c_int,
    ) -> c_int;
    pub fn TfLiteOpaqueNodeGetOutputTensorIndex(
        opaque_node: *const TfLiteOpaqueNode,
        index_of_output: c_int,
    ) -> c_int;
    pub fn TfLiteOpaqueContextGetExecutionPlan(
        opaque_context: *mut TfLiteOpaqueContext,
        execution_plan: *mut *mut TfLiteIntArray,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetExternalContext(
        opaque_context: *mut TfLiteOpaqueContext,
        external_context: *mut *mut c_void,
        type_: TfLiteExternalContextType,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetNodeAndRegistration(
        opaque_context: *mut TfLiteOpaqueContext,
        node_index: c_int,
        node: *mut *mut TfLiteOpaqueNode,
        registration_external: *mut *mut TfLiteOperator,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextReplaceNodeSubsetsWithDelegateKernels(
        opaque_context: *mut TfLiteOpaqueContext,
        registration_external: *mut TfLiteOperator,
        nodes_to_replace: *const TfLiteIntArray,
        opaque_delegate: *mut TfLiteOpaqueDelegate,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetOpaqueTensor(
        opaque_context: *const TfLiteOpaqueContext,
        index: c_int,
    ) -> *mut TfLiteOpaqueTensor;
    pub fn TfLiteOpaqueContextGetInputs(
        opaque_context: *const TfLiteOpaqueContext,
        inputs: *mut *const c_int,
        num_inputs: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetOutputs(
        opaque_context: *const TfLiteOpaqueContext,
        outputs: *mut *const c_int,
        num_outputs: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetVariables(
        opaque_context: *const TfLiteOpaqueContext,
        variables: *mut *const c_int,
        num_variables: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetNumNodes(opaque_context: *const TfLiteOpaqueContext) -> usize;
    pub fn TfLiteOpaqueContextGetNumTensors(opaque_context: *const TfLiteOpaqueContext) -> usize;
    pub fn TfLiteOpaqueContextGetName(opaque_context: *const TfLiteOpaqueContext) -> *const c_char;
    pub fn TfLiteOpaqueContextResizeTensor(
        context: *mut TfLiteOpaqueContext,
        tensor: *mut TfLiteOpaqueTensor,
        new_size: *mut TfLiteIntArray,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextAcquireSubgraphContext(
        opaque_context: *mut TfLiteOpaqueContext,
        subgraph_index: c_int,
        acquired_opaque_context: *mut *mut TfLiteOpaqueContext,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextReleaseSubgraphContext(
        opaque_context: *mut TfLiteOpaqueContext,
        subgraph_index: c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextMarkSubgraphAsDelegationSkippable(
        opaque_context: *mut TfLiteOpaqueContext,
        subgraph_index: c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetNodeInitDataMmapInfo(
        context: *const TfLiteOpaqueContext,
        node: *const TfLiteOpaqueNode,
        fd: *mut c_int,
        custom_initial_data_offset_in_file: *mut i64,
        custom_initial_data_size: *mut i64,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextAddTensor(
        context: *mut TfLiteOpaqueContext,
        builder: *mut TfLiteOpaqueTensorBuilder,
        new_tensor_index: *mut c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetSizeOfType(
        context: *mut TfLiteOpaqueContext,
        type_: TfLiteType,
        bytes: *mut usize,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextGetMetadata(
        context: *mut TfLiteOpaqueContext,
        name: *const c_char,
        ptr: *mut *const c_char,
        bytes: *mut usize,
    ) -> TfLiteStatus;
    pub fn TfLiteOpaqueContextReportErrorVa(
        opaque_context: *mut TfLiteOpaqueContext,
        format: *const c_char,
        vlist: *mut c_void,
    );
    pub fn TfLiteInterpreterResetVariableTensors(
        interpreter: *mut TfLiteInterpreter,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterGetVariableTensorCount(interpreter: *const TfLiteInterpreter) -> i32;
    pub fn TfLiteInterpreterGetVariableTensor(
        interpreter: *const TfLiteInterpreter,
        variable_index: i32,
    ) -> *mut TfLiteTensor;
    pub fn TfLiteInterpreterOptionsAddBuiltinOp(
        options: *mut TfLiteInterpreterOptions,
        op: TfLiteBuiltinOperator,
        registration: *const TfLiteRegistration,
        min_version: i32,
        max_version: i32,
    );
    pub fn TfLiteInterpreterOptionsAddCustomOp(
        options: *mut TfLiteInterpreterOptions,
        name: *const c_char,
        registration: *const TfLiteRegistration,
        min_version: i32,
        max_version: i32,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolverExternal(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: c_int,
                version: c_int,
            ) -> *const TfLiteOperator,
        >,
        find_custom_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                custom_op: *const c_char,
                version: c_int,
            ) -> *const TfLiteOperator,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolverExternalWithFallback(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op_external: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: c_int,
                version: c_int,
            ) -> *const TfLiteOperator,
        >,
        find_custom_op_external: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                custom_op: *const c_char,
                version: c_int,
            ) -> *const TfLiteOperator,
        >,
        find_builtin_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: TfLiteBuiltinOperator,
                version: c_int,
            ) -> *const TfLiteRegistration,
        >,
        find_custom_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: *const c_char,
                version: c_int,
            ) -> *const TfLiteRegistration,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolver(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: TfLiteBuiltinOperator,
                version: c_int,
            ) -> *const TfLiteRegistration,
        >,
        find_custom_op: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                custom_op: *const c_char,
                version: c_int,
            ) -> *const TfLiteRegistration,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolverV3(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op_v3: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: TfLiteBuiltinOperator,
                version: c_int,
            ) -> *const TfLiteRegistration_V3,
        >,
        find_custom_op_v3: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: *const c_char,
                version: c_int,
            ) -> *const TfLiteRegistration_V3,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolverV2(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op_v2: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: TfLiteBuiltinOperator,
                version: c_int,
            ) -> *const TfLiteRegistration_V2,
        >,
        find_custom_op_v2: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: *const c_char,
                version: c_int,
            ) -> *const TfLiteRegistration_V2,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterOptionsSetOpResolverV1(
        options: *mut TfLiteInterpreterOptions,
        find_builtin_op_v1: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: TfLiteBuiltinOperator,
                version: c_int,
            ) -> *const TfLiteRegistration_V1,
        >,
        find_custom_op_v1: Option<
            unsafe extern "C" fn(
                user_data: *mut c_void,
                op: *const c_char,
                version: c_int,
            ) -> *const TfLiteRegistration_V1,
        >,
        op_resolver_user_data: *mut c_void,
    );
    pub fn TfLiteInterpreterCreateWithSelectedOps(
        model: *const TfLiteModel,
        options: *const TfLiteInterpreterOptions,
    ) -> *mut TfLiteInterpreter;
    pub fn TfLiteInterpreterOptionsSetUseNNAPI(
        options: *mut TfLiteInterpreterOptions,
        enable: bool,
    );
    pub fn TfLiteInterpreterOptionsSetEnableDelegateFallback(
        options: *mut TfLiteInterpreterOptions,
        enable: bool,
    );
    pub fn TfLiteInterpreterModifyGraphWithDelegate(
        interpreter: *const TfLiteInterpreter,
        delegate: *mut TfLiteDelegate,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterGetInputTensorIndex(
        interpreter: *const TfLiteInterpreter,
        input_index: i32,
    ) -> i32;
    pub fn TfLiteInterpreterGetOutputTensorIndex(
        interpreter: *const TfLiteInterpreter,
        output_index: i32,
    ) -> i32;
    pub fn TfLiteInterpreterSetCustomAllocationForTensor(
        interpreter: *mut TfLiteInterpreter,
        tensor_index: c_int,
        allocation: *const TfLiteCustomAllocation,
        flags: i64,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterSetBufferHandle(
        interpreter: *mut TfLiteInterpreter,
        tensor: *mut TfLiteTensor,
        buffer_handle: TfLiteBufferHandle,
        delegate: *mut TfLiteOpaqueDelegate,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterGetBufferHandle(
        interpreter: *mut TfLiteInterpreter,
        tensor_index: c_int,
        buffer_handle: *mut TfLiteBufferHandle,
        delegate: *mut *mut TfLiteOpaqueDelegate,
    ) -> TfLiteStatus;
    pub fn TfLiteSetAllowBufferHandleOutput(
        interpreter: *const TfLiteInterpreter,
        allow_buffer_handle_output: bool,
    );
    pub fn TfLiteSignatureRunnerCancel(
        signature_runner: *mut TfLiteSignatureRunner,
    ) -> TfLiteStatus;
    pub fn TfLiteInterpreterOptionsSetTelemetryProfiler(
        options: *mut TfLiteInterpreterOptions,
        profiler: *mut TfLiteTelemetryProfilerStruct,
    );
    pub fn TfLiteInterpreterEnsureTensorDataIsReadable(
        interpreter: *mut TfLiteInterpreter,
        tensor_index: c_int,
    ) -> TfLiteStatus;
    pub fn TfLiteTelemetryConversionMetadataGetModelOptimizationModes(
        metadata: *const TfLiteTelemetryConversionMetadata,
    ) -> *const i32;
    pub fn TfLiteTelemetryConversionMetadataGetNumModelOptimizationModes(
        metadata: *const TfLiteTelemetryConversionMetadata,
    ) -> usize;
    pub fn TfLiteTelemetryInterpreterSettingsGetConversionMetadata(
        settings: *const TfLiteTelemetryInterpreterSettings,
    ) -> *const TfLiteTelemetryConversionMetadata;
    pub fn TfLiteTelemetryInterpreterSettingsGetNumSubgraphInfo(
        settings: *const TfLiteTelemetryInterpreterSettings,
    ) -> usize;
    pub fn TfLiteTelemetryInterpreterSettingsGetSubgraphInfo(
        settings: *const TfLiteTelemetryInterpreterSettings,
    ) -> *const TfLiteTelemetrySubgraphInfo;
    pub fn TfLiteTelemetrySubgraphInfoGetNumQuantizations(
        subgraph_info: *mut TfLiteTelemetrySubgraphInfo,
    ) -> usize;
    pub fn TfLiteTelemetrySubgraphInfoGetQuantizations(
        subgraph_info: *mut TfLiteTelemetrySubgraphInfo,
    ) -> *const TfLiteQuantization;
    pub fn TfLiteTelemetryGpuDelegateSettingsGetNumNodesDelegated(
        settings: *const TfLiteTelemetryGpuDelegateSettings,
    ) -> usize;
    pub fn TfLiteTelemetryGpuDelegateSettingsGetBackend(
        settings: *const TfLiteTelemetryGpuDelegateSettings,
    ) -> c_int;
    pub fn TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider() -> bool;
    pub fn TfLiteXNNPackDelegateInMemoryFilePath() -> *const c_char;
    pub fn TfLiteXNNPackDelegateOptionsDefault() -> TfLiteXNNPackDelegateOptionsStorage;
    pub fn TfLiteXNNPackDelegateCreate(
        options: *const TfLiteXNNPackDelegateOptions,
    ) -> *mut TfLiteDelegate;
    pub fn TfLiteXNNPackDelegateCreateWithThreadpool(
        options: *const TfLiteXNNPackDelegateOptions,
        context: *mut TfLiteContext,
    ) -> *mut TfLiteDelegate;
    pub fn TfLiteXNNPackDelegateGetThreadPool(delegate: *mut TfLiteDelegate) -> *mut c_void;
    pub fn TfLiteXNNPackDelegateGetOptions(
        delegate: *mut TfLiteDelegate,
    ) -> *const TfLiteXNNPackDelegateOptions;
    pub fn TfLiteXNNPackDelegateGetFlags(delegate: *mut TfLiteDelegate) -> c_int;
    pub fn TfLiteXNNPackDelegateDelete(delegate: *mut TfLiteDelegate);
    pub fn TfLiteXNNPackDelegateWeightsCacheCreate() -> *mut TfLiteXNNPackDelegateWeightsCache;
    pub fn TfLiteXNNPackDelegateWeightsCacheCreateWithSize(
        size: usize,
    ) -> *mut TfLiteXNNPackDelegateWeightsCache;
    pub fn TfLiteXNNPackDelegateWeightsCacheFinalizeSoft(
        cache: *mut TfLiteXNNPackDelegateWeightsCache,
    ) -> bool;
    pub fn TfLiteXNNPackDelegateWeightsCacheFinalizeHard(
        cache: *mut TfLiteXNNPackDelegateWeightsCache,
    ) -> bool;
    pub fn TfLiteXNNPackDelegateWeightsCacheDelete(cache: *mut TfLiteXNNPackDelegateWeightsCache);
    pub fn TfLiteGpuDelegateOptionsV2Default() -> TfLiteGpuDelegateOptionsV2Storage;
    pub fn TfLiteGpuDelegateV2Create(
        options: *const TfLiteGpuDelegateOptionsV2,
    ) -> *mut TfLiteDelegate;
    pub fn TfLiteGpuDelegateV2Delete(delegate: *mut TfLiteDelegate);
    pub fn tflite_plugin_create_delegate(
        options_keys: *const *const c_char,
        options_values: *const *const c_char,
        num_options: usize,
        report_error: Option<unsafe extern "C" fn(arg1: *const c_char)>,
    ) -> *mut TfLiteDelegate;
    pub fn tflite_plugin_destroy_delegate(delegate: *mut TfLiteDelegate);
    pub fn TfLiteExternalDelegateOptionsInsert(
        options: *mut TfLiteExternalDelegateOptions,
        key: *const c_char,
        value: *const c_char,
    ) -> TfLiteStatus;
    pub fn TfLiteExternalDelegateOptionsDefault(
        lib_path: *const c_char,
    ) -> TfLiteExternalDelegateOptionsStorage;
    pub fn TfLiteExternalDelegateCreate(
        options: *const TfLiteExternalDelegateOptions,
    ) -> *mut TfLiteDelegate;
    pub fn TfLiteExternalDelegateDelete(delegate: *mut TfLiteDelegate);
    pub fn TfLiteNnapiDelegateCreate(
        options: *const TfLiteNnapiDelegateOptions,
    ) -> *mut TfLiteDelegate;
    pub fn TfLiteNnapiDelegateOptionsDefault() -> TfLiteNnapiDelegateOptionsStorage;
    pub fn TfLiteNnapiDelegateDelete(delegate: *mut TfLiteDelegate);
    pub fn TfLiteOperatorCreateWithData(
        builtin_code: TfLiteBuiltinOperator,
        custom_name: *const c_char,
        version: c_int,
        user_data: *mut c_void,
    ) -> *mut TfLiteOperator;
}
