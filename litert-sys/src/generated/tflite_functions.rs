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

pub type TfLiteOperatorCreate = unsafe extern "C" fn(
    builtin_code: TfLiteBuiltinOperator,
    custom_name: *const c_char,
    version: c_int,
    user_data: *mut c_void,
) -> *mut TfLiteOperator;

pub type TfLiteOperatorDelete = unsafe extern "C" fn(registration: *mut TfLiteOperator);

pub type TfLiteOperatorGetBuiltInCode =
    unsafe extern "C" fn(registration: *const TfLiteOperator) -> TfLiteBuiltinOperator;

pub type TfLiteOperatorGetCustomName =
    unsafe extern "C" fn(registration: *const TfLiteOperator) -> *const c_char;

pub type TfLiteOperatorGetVersion =
    unsafe extern "C" fn(registration: *const TfLiteOperator) -> c_int;

pub type TfLiteOperatorGetUserData =
    unsafe extern "C" fn(registration: *const TfLiteOperator) -> *mut c_void;

pub type TfLiteOperatorSetInit = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    init: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            buffer: *const c_char,
            length: usize,
        ) -> *mut c_void,
    >,
);

pub type TfLiteOperatorSetInitWithData = unsafe extern "C" fn(
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

pub type TfLiteOperatorSetFree = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    free: Option<unsafe extern "C" fn(context: *mut TfLiteOpaqueContext, data: *mut c_void)>,
);

pub type TfLiteOperatorSetFreeWithData = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    free: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            context: *mut TfLiteOpaqueContext,
            data: *mut c_void,
        ),
    >,
) -> TfLiteStatus;

pub type TfLiteOperatorSetPrepare = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    prepare: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> TfLiteStatus,
    >,
);

pub type TfLiteOperatorSetPrepareWithData = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    prepare: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> TfLiteStatus,
    >,
) -> TfLiteStatus;

pub type TfLiteOperatorSetInvoke = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    invoke: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> TfLiteStatus,
    >,
);

pub type TfLiteOperatorSetInvokeWithData = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    invoke: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> TfLiteStatus,
    >,
) -> TfLiteStatus;

pub type TfLiteOperatorSetAsyncKernel = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    async_kernel: Option<
        unsafe extern "C" fn(
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> *mut TfLiteAsyncKernel,
    >,
);

pub type TfLiteOperatorSetAsyncKernelWithData = unsafe extern "C" fn(
    registration: *mut TfLiteOperator,
    async_kernel: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            context: *mut TfLiteOpaqueContext,
            node: *mut TfLiteOpaqueNode,
        ) -> *mut TfLiteAsyncKernel,
    >,
) -> TfLiteStatus;

pub type TfLiteOperatorSetInplaceOperator =
    unsafe extern "C" fn(registration: *mut TfLiteOperator, inplace_operator: u64);

pub type TfLiteIntArrayGetSizeInBytes = unsafe extern "C" fn(size: c_int) -> usize;

pub type TfLiteIntArrayCreate = unsafe extern "C" fn(size: c_int) -> *mut TfLiteIntArray;

pub type TfLiteIntArrayEqual =
    unsafe extern "C" fn(a: *const TfLiteIntArray, b: *const TfLiteIntArray) -> c_int;

pub type TfLiteIntArrayEqualsArray =
    unsafe extern "C" fn(a: *const TfLiteIntArray, b_size: c_int, b_data: *const c_int) -> c_int;

pub type TfLiteIntArrayCopy =
    unsafe extern "C" fn(src: *const TfLiteIntArray) -> *mut TfLiteIntArray;

pub type TfLiteIntArrayFree = unsafe extern "C" fn(a: *mut TfLiteIntArray);

pub type TfLiteFloatArrayGetSizeInBytes = unsafe extern "C" fn(size: c_int) -> c_int;

pub type TfLiteFloatArrayCreate = unsafe extern "C" fn(size: c_int) -> *mut TfLiteFloatArray;

pub type TfLiteFloatArrayCopy =
    unsafe extern "C" fn(src: *const TfLiteFloatArray) -> *mut TfLiteFloatArray;

pub type TfLiteFloatArrayFree = unsafe extern "C" fn(a: *mut TfLiteFloatArray);

pub type TfLiteTypeGetName = unsafe extern "C" fn(type_: TfLiteType) -> *const c_char;

pub type TfLiteTensorDataFree = unsafe extern "C" fn(t: *mut TfLiteTensor);

pub type TfLiteTensorDataFreeWithAllocator =
    unsafe extern "C" fn(t: *mut TfLiteTensor, allocator: *mut TfLiteAllocator);

pub type TfLiteQuantizationFree = unsafe extern "C" fn(quantization: *mut TfLiteQuantization);

pub type TfLiteSparsityFree = unsafe extern "C" fn(sparsity: *mut TfLiteSparsity);

pub type TfLiteTensorFree = unsafe extern "C" fn(t: *mut TfLiteTensor);

pub type TfLiteTensorReset = unsafe extern "C" fn(
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

pub type TfLiteTensorCopy =
    unsafe extern "C" fn(src: *const TfLiteTensor, dst: *mut TfLiteTensor) -> TfLiteStatus;

pub type TfLiteTensorClone = unsafe extern "C" fn(src: TfLiteTensor) -> TfLiteTensor;

pub type TfLiteTensorResizeMaybeCopy = unsafe extern "C" fn(
    num_bytes: usize,
    tensor: *mut TfLiteTensor,
    preserve_data: bool,
) -> TfLiteStatus;

pub type TfLiteTensorResizeMaybeCopyWithAllocator = unsafe extern "C" fn(
    num_bytes: usize,
    tensor: *mut TfLiteTensor,
    preserve_data: bool,
    allocator: *mut TfLiteAllocator,
) -> TfLiteStatus;

pub type TfLiteTensorRealloc =
    unsafe extern "C" fn(num_bytes: usize, tensor: *mut TfLiteTensor) -> TfLiteStatus;

pub type TfLiteTensorReallocWithAllocator = unsafe extern "C" fn(
    num_bytes: usize,
    tensor: *mut TfLiteTensor,
    allocator: *mut TfLiteAllocator,
) -> TfLiteStatus;

pub type TfLiteTensorGetDimsSignature =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> *const TfLiteIntArray;

pub type TfLiteDelegateCreate = unsafe extern "C" fn() -> TfLiteDelegate;

pub type TfLiteOpaqueDelegateCreate = unsafe extern "C" fn(
    opaque_delegate_builder: *const TfLiteOpaqueDelegateBuilder,
) -> *mut TfLiteOpaqueDelegate;

pub type TfLiteOpaqueDelegateDelete = unsafe extern "C" fn(delegate: *mut TfLiteOpaqueDelegate);

pub type TfLiteOpaqueDelegateGetData =
    unsafe extern "C" fn(delegate: *const TfLiteOpaqueDelegate) -> *mut c_void;

pub type TfLiteTensorGetAllocationStrategy =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> TfLiteAllocationStrategy;

pub type TfLiteTensorGetBufferAddressStability =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> TfLiteRunStability;

pub type TfLiteTensorGetDataStability =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> TfLiteRunStability;

pub type TfLiteTensorGetDataKnownStep =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> TfLiteRunStep;

pub type TfLiteTensorGetShapeKnownStep =
    unsafe extern "C" fn(t: *const TfLiteTensor) -> TfLiteRunStep;

pub type TfLiteKernelInitFailed = unsafe extern "C" fn() -> *mut c_void;

pub type TfLiteVersion = unsafe extern "C" fn() -> *const c_char;

pub type TfLiteExtensionApisVersion = unsafe extern "C" fn() -> *const c_char;

pub type TfLiteSchemaVersion = unsafe extern "C" fn() -> c_int;

pub type TfLiteModelCreate =
    unsafe extern "C" fn(model_data: *const c_void, model_size: usize) -> *mut TfLiteModel;

pub type TfLiteModelCreateWithErrorReporter = unsafe extern "C" fn(
    model_data: *const c_void,
    model_size: usize,
    reporter: Option<
        unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
    >,
    user_data: *mut c_void,
) -> *mut TfLiteModel;

pub type TfLiteModelCreateFromFile =
    unsafe extern "C" fn(model_path: *const c_char) -> *mut TfLiteModel;

pub type TfLiteModelCreateFromFileWithErrorReporter = unsafe extern "C" fn(
    model_path: *const c_char,
    reporter: Option<
        unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
    >,
    user_data: *mut c_void,
) -> *mut TfLiteModel;

pub type TfLiteModelDelete = unsafe extern "C" fn(model: *mut TfLiteModel);

pub type TfLiteInterpreterOptionsCreate = unsafe extern "C" fn() -> *mut TfLiteInterpreterOptions;

pub type TfLiteInterpreterOptionsCopy =
    unsafe extern "C" fn(from: *const TfLiteInterpreterOptions) -> *mut TfLiteInterpreterOptions;

pub type TfLiteInterpreterOptionsDelete =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions);

pub type TfLiteInterpreterOptionsSetNumThreads =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions, num_threads: i32);

pub type TfLiteInterpreterOptionsAddDelegate = unsafe extern "C" fn(
    options: *mut TfLiteInterpreterOptions,
    delegate: *mut TfLiteOpaqueDelegate,
);

pub type TfLiteInterpreterOptionsSetErrorReporter = unsafe extern "C" fn(
    options: *mut TfLiteInterpreterOptions,
    reporter: Option<
        unsafe extern "C" fn(user_data: *mut c_void, format: *const c_char, args: *mut c_void),
    >,
    user_data: *mut c_void,
);

pub type TfLiteInterpreterOptionsAddOperator =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions, registration: *mut TfLiteOperator);

pub type TfLiteInterpreterOptionsEnableCancellation =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions, enable: bool) -> TfLiteStatus;

pub type TfLiteInterpreterCreate = unsafe extern "C" fn(
    model: *const TfLiteModel,
    optional_options: *const TfLiteInterpreterOptions,
) -> *mut TfLiteInterpreter;

pub type TfLiteInterpreterDelete = unsafe extern "C" fn(interpreter: *mut TfLiteInterpreter);

pub type TfLiteInterpreterGetInputTensorCount =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> i32;

pub type TfLiteInterpreterInputTensorIndices =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> *const c_int;

pub type TfLiteInterpreterGetInputTensor = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    input_index: i32,
) -> *mut TfLiteTensor;

pub type TfLiteInterpreterResizeInputTensor = unsafe extern "C" fn(
    interpreter: *mut TfLiteInterpreter,
    input_index: i32,
    input_dims: *const c_int,
    input_dims_size: i32,
) -> TfLiteStatus;

pub type TfLiteInterpreterAllocateTensors =
    unsafe extern "C" fn(interpreter: *mut TfLiteInterpreter) -> TfLiteStatus;

pub type TfLiteInterpreterInvoke =
    unsafe extern "C" fn(interpreter: *mut TfLiteInterpreter) -> TfLiteStatus;

pub type TfLiteInterpreterGetOutputTensorCount =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> i32;

pub type TfLiteInterpreterOutputTensorIndices =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> *const c_int;

pub type TfLiteInterpreterGetOutputTensor = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    output_index: i32,
) -> *const TfLiteTensor;

pub type TfLiteInterpreterGetTensor =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter, index: c_int) -> *mut TfLiteTensor;

pub type TfLiteInterpreterCancel =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> TfLiteStatus;

pub type TfLiteInterpreterGetSignatureCount =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> i32;

pub type TfLiteInterpreterGetSignatureKey = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    signature_index: i32,
) -> *const c_char;

pub type TfLiteInterpreterGetSignatureRunner = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    signature_key: *const c_char,
) -> *mut TfLiteSignatureRunner;

pub type TfLiteSignatureRunnerGetInputCount =
    unsafe extern "C" fn(signature_runner: *const TfLiteSignatureRunner) -> usize;

pub type TfLiteSignatureRunnerGetInputName = unsafe extern "C" fn(
    signature_runner: *const TfLiteSignatureRunner,
    input_index: i32,
) -> *const c_char;

pub type TfLiteSignatureRunnerResizeInputTensor = unsafe extern "C" fn(
    signature_runner: *mut TfLiteSignatureRunner,
    input_name: *const c_char,
    input_dims: *const c_int,
    input_dims_size: i32,
) -> TfLiteStatus;

pub type TfLiteSignatureRunnerAllocateTensors =
    unsafe extern "C" fn(signature_runner: *mut TfLiteSignatureRunner) -> TfLiteStatus;

pub type TfLiteSignatureRunnerGetInputTensor = unsafe extern "C" fn(
    signature_runner: *mut TfLiteSignatureRunner,
    input_name: *const c_char,
) -> *mut TfLiteTensor;

pub type TfLiteSignatureRunnerInvoke =
    unsafe extern "C" fn(signature_runner: *mut TfLiteSignatureRunner) -> TfLiteStatus;

pub type TfLiteSignatureRunnerGetOutputCount =
    unsafe extern "C" fn(signature_runner: *const TfLiteSignatureRunner) -> usize;

pub type TfLiteSignatureRunnerGetOutputName = unsafe extern "C" fn(
    signature_runner: *const TfLiteSignatureRunner,
    output_index: i32,
) -> *const c_char;

pub type TfLiteSignatureRunnerGetOutputTensor = unsafe extern "C" fn(
    signature_runner: *const TfLiteSignatureRunner,
    output_name: *const c_char,
) -> *const TfLiteTensor;

pub type TfLiteTensorType = unsafe extern "C" fn(tensor: *const TfLiteTensor) -> TfLiteType;

pub type TfLiteTensorNumDims = unsafe extern "C" fn(tensor: *const TfLiteTensor) -> i32;

pub type TfLiteTensorDim = unsafe extern "C" fn(tensor: *const TfLiteTensor, dim_index: i32) -> i32;

pub type TfLiteTensorByteSize = unsafe extern "C" fn(tensor: *const TfLiteTensor) -> usize;

pub type TfLiteTensorData = unsafe extern "C" fn(tensor: *const TfLiteTensor) -> *mut c_void;

pub type TfLiteTensorName = unsafe extern "C" fn(tensor: *const TfLiteTensor) -> *const c_char;

pub type TfLiteTensorQuantizationParams =
    unsafe extern "C" fn(tensor: *const TfLiteTensor) -> TfLiteQuantizationParams;

pub type TfLiteTensorCopyFromBuffer = unsafe extern "C" fn(
    tensor: *mut TfLiteTensor,
    input_data: *const c_void,
    input_data_size: usize,
) -> TfLiteStatus;

pub type TfLiteTensorCopyToBuffer = unsafe extern "C" fn(
    output_tensor: *const TfLiteTensor,
    output_data: *mut c_void,
    output_data_size: usize,
) -> TfLiteStatus;

pub type TfLiteSignatureRunnerDelete =
    unsafe extern "C" fn(signature_runner: *mut TfLiteSignatureRunner);

pub type TfLiteOpaqueTensorType =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> TfLiteType;

pub type TfLiteOpaqueTensorNumDims =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> i32;

pub type TfLiteOpaqueTensorDim =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor, dim_index: i32) -> i32;

pub type TfLiteOpaqueTensorGetNumDimsSignature = unsafe extern "C" fn(
    opaque_tensor: *const TfLiteOpaqueTensor,
    num_dims: *mut i32,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorGetDimSignature = unsafe extern "C" fn(
    opaque_tensor: *const TfLiteOpaqueTensor,
    dim_index: i32,
    dim_length: *mut i32,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorIsVariable =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> c_int;

pub type TfLiteOpaqueTensorByteSize =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> usize;

pub type TfLiteOpaqueTensorData =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> *mut c_void;

pub type TfLiteOpaqueTensorGetAllocationType =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> TfLiteAllocationType;

pub type TfLiteOpaqueTensorGetAllocationStrategy =
    unsafe extern "C" fn(t: *const TfLiteOpaqueTensor) -> TfLiteAllocationStrategy;

pub type TfLiteOpaqueTensorGetBufferAddressStability =
    unsafe extern "C" fn(t: *const TfLiteOpaqueTensor) -> TfLiteRunStability;

pub type TfLiteOpaqueTensorGetDataStability =
    unsafe extern "C" fn(t: *const TfLiteOpaqueTensor) -> TfLiteRunStability;

pub type TfLiteOpaqueTensorGetDataKnownStep =
    unsafe extern "C" fn(t: *const TfLiteOpaqueTensor) -> TfLiteRunStep;

pub type TfLiteOpaqueTensorGetShapeKnownStep =
    unsafe extern "C" fn(t: *const TfLiteOpaqueTensor) -> TfLiteRunStep;

pub type TfLiteOpaqueTensorName =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> *const c_char;

pub type TfLiteOpaqueTensorGetQuantization =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> TfLiteQuantization;

pub type TfLiteOpaqueTensorGetQuantizationParams =
    unsafe extern "C" fn(opaque_tensor: *const TfLiteOpaqueTensor) -> TfLiteQuantizationParams;

pub type TfLiteOpaqueTensorCopyFromBuffer = unsafe extern "C" fn(
    opaque_tensor: *mut TfLiteOpaqueTensor,
    input_data: *const c_void,
    input_data_size: usize,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorCopyToBuffer = unsafe extern "C" fn(
    opaque_tensor: *const TfLiteOpaqueTensor,
    output_data: *mut c_void,
    output_data_size: usize,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorGetStringCount =
    unsafe extern "C" fn(tensor: *const TfLiteOpaqueTensor) -> c_int;

pub type TfLiteOpaqueTensorGetString = unsafe extern "C" fn(
    tensor: *const TfLiteOpaqueTensor,
    index: c_int,
    str_: *mut *const c_char,
    len: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorWriteStrings = unsafe extern "C" fn(
    tensor: *mut TfLiteOpaqueTensor,
    str_array: *const *const c_char,
    str_array_len: c_int,
    str_n_len: *const c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorWriteString = unsafe extern "C" fn(
    tensor: *mut TfLiteOpaqueTensor,
    str_: *const c_char,
    len: c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueTensorBuilderCreate = unsafe extern "C" fn() -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorBuilderDelete =
    unsafe extern "C" fn(builder: *mut TfLiteOpaqueTensorBuilder);

pub type TfLiteOpaqueTensorBuilderSetType = unsafe extern "C" fn(
    builder: *mut TfLiteOpaqueTensorBuilder,
    type_: TfLiteType,
) -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorBuilderSetData = unsafe extern "C" fn(
    builder: *mut TfLiteOpaqueTensorBuilder,
    data: *mut c_void,
) -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorBuilderSetAllocationType =
    unsafe extern "C" fn(
        builder: *mut TfLiteOpaqueTensorBuilder,
        allocation_type: TfLiteAllocationType,
    ) -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorBuilderSetQuantizationParams =
    unsafe extern "C" fn(
        builder: *mut TfLiteOpaqueTensorBuilder,
        params: TfLiteQuantizationParams,
    ) -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorBuilderSetQuantization =
    unsafe extern "C" fn(
        builder: *mut TfLiteOpaqueTensorBuilder,
        quantization: TfLiteQuantization,
    ) -> *mut TfLiteOpaqueTensorBuilder;

pub type TfLiteOpaqueTensorSetAllocationTypeToDynamic =
    unsafe extern "C" fn(tensor: *mut TfLiteOpaqueTensor);

pub type TfLiteOpaqueTensorSetNonCpuAllocation =
    unsafe extern "C" fn(tensor: *mut TfLiteOpaqueTensor);

pub type TfLiteOpaqueNodeGetInput = unsafe extern "C" fn(
    opaque_context: *const TfLiteOpaqueContext,
    opaque_node: *const TfLiteOpaqueNode,
    index: c_int,
) -> *const TfLiteOpaqueTensor;

pub type TfLiteOpaqueNodeGetOutput = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    opaque_node: *const TfLiteOpaqueNode,
    index: c_int,
) -> *mut TfLiteOpaqueTensor;

pub type TfLiteOpaqueNodeNumberOfInputs =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode) -> c_int;

pub type TfLiteOpaqueNodeNumberOfOutputs =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode) -> c_int;

pub type TfLiteOpaqueNodeGetUserData =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode) -> *mut c_void;

pub type TfLiteOpaqueNodeGetBuiltinData =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode) -> *mut c_void;

pub type TfLiteOpaqueNodeGetCustomInitialData = unsafe extern "C" fn(
    opaque_node: *const TfLiteOpaqueNode,
    init_data: *mut *const c_void,
    size: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueNodeInputs = unsafe extern "C" fn(
    opaque_node: *const TfLiteOpaqueNode,
    inputs: *mut *const c_int,
    num_inputs: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueNodeOutputs = unsafe extern "C" fn(
    opaque_node: *const TfLiteOpaqueNode,
    outputs: *mut *const c_int,
    num_outputs: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueNodeSetTemporaries = unsafe extern "C" fn(
    opaque_node: *mut TfLiteOpaqueNode,
    temporaries: *const c_int,
    num_temporaries: c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueNodeTemporaries = unsafe extern "C" fn(
    opaque_node: *const TfLiteOpaqueNode,
    temporaries: *mut *const c_int,
    num_temporaries: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueNodeGetInputTensorIndex =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode, index_of_input: c_int) -> c_int;

pub type TfLiteOpaqueNodeGetOutputTensorIndex =
    unsafe extern "C" fn(opaque_node: *const TfLiteOpaqueNode, index_of_output: c_int) -> c_int;

pub type TfLiteOpaqueContextGetExecutionPlan = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    execution_plan: *mut *mut TfLiteIntArray,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetExternalContext = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    external_context: *mut *mut c_void,
    type_: TfLiteExternalContextType,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetNodeAndRegistration = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    node_index: c_int,
    node: *mut *mut TfLiteOpaqueNode,
    registration_external: *mut *mut TfLiteOperator,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextReplaceNodeSubsetsWithDelegateKernels =
    unsafe extern "C" fn(
        opaque_context: *mut TfLiteOpaqueContext,
        registration_external: *mut TfLiteOperator,
        nodes_to_replace: *const TfLiteIntArray,
        opaque_delegate: *mut TfLiteOpaqueDelegate,
    ) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetOpaqueTensor = unsafe extern "C" fn(
    opaque_context: *const TfLiteOpaqueContext,
    index: c_int,
) -> *mut TfLiteOpaqueTensor;

pub type TfLiteOpaqueContextGetInputs = unsafe extern "C" fn(
    opaque_context: *const TfLiteOpaqueContext,
    inputs: *mut *const c_int,
    num_inputs: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetOutputs = unsafe extern "C" fn(
    opaque_context: *const TfLiteOpaqueContext,
    outputs: *mut *const c_int,
    num_outputs: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetVariables = unsafe extern "C" fn(
    opaque_context: *const TfLiteOpaqueContext,
    variables: *mut *const c_int,
    num_variables: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetNumNodes =
    unsafe extern "C" fn(opaque_context: *const TfLiteOpaqueContext) -> usize;

pub type TfLiteOpaqueContextGetNumTensors =
    unsafe extern "C" fn(opaque_context: *const TfLiteOpaqueContext) -> usize;

pub type TfLiteOpaqueContextGetName =
    unsafe extern "C" fn(opaque_context: *const TfLiteOpaqueContext) -> *const c_char;

pub type TfLiteOpaqueContextResizeTensor = unsafe extern "C" fn(
    context: *mut TfLiteOpaqueContext,
    tensor: *mut TfLiteOpaqueTensor,
    new_size: *mut TfLiteIntArray,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextAcquireSubgraphContext = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    subgraph_index: c_int,
    acquired_opaque_context: *mut *mut TfLiteOpaqueContext,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextReleaseSubgraphContext = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    subgraph_index: c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextMarkSubgraphAsDelegationSkippable =
    unsafe extern "C" fn(
        opaque_context: *mut TfLiteOpaqueContext,
        subgraph_index: c_int,
    ) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetNodeInitDataMmapInfo = unsafe extern "C" fn(
    context: *const TfLiteOpaqueContext,
    node: *const TfLiteOpaqueNode,
    fd: *mut c_int,
    custom_initial_data_offset_in_file: *mut i64,
    custom_initial_data_size: *mut i64,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextAddTensor = unsafe extern "C" fn(
    context: *mut TfLiteOpaqueContext,
    builder: *mut TfLiteOpaqueTensorBuilder,
    new_tensor_index: *mut c_int,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetSizeOfType = unsafe extern "C" fn(
    context: *mut TfLiteOpaqueContext,
    type_: TfLiteType,
    bytes: *mut usize,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextGetMetadata = unsafe extern "C" fn(
    context: *mut TfLiteOpaqueContext,
    name: *const c_char,
    ptr: *mut *const c_char,
    bytes: *mut usize,
) -> TfLiteStatus;

pub type TfLiteOpaqueContextReportErrorVa = unsafe extern "C" fn(
    opaque_context: *mut TfLiteOpaqueContext,
    format: *const c_char,
    vlist: *mut c_void,
);

pub type TfLiteInterpreterResetVariableTensors =
    unsafe extern "C" fn(interpreter: *mut TfLiteInterpreter) -> TfLiteStatus;

pub type TfLiteInterpreterGetVariableTensorCount =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter) -> i32;

pub type TfLiteInterpreterGetVariableTensor = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    variable_index: i32,
) -> *mut TfLiteTensor;

pub type TfLiteInterpreterOptionsAddBuiltinOp = unsafe extern "C" fn(
    options: *mut TfLiteInterpreterOptions,
    op: TfLiteBuiltinOperator,
    registration: *const TfLiteRegistration,
    min_version: i32,
    max_version: i32,
);

pub type TfLiteInterpreterOptionsAddCustomOp = unsafe extern "C" fn(
    options: *mut TfLiteInterpreterOptions,
    name: *const c_char,
    registration: *const TfLiteRegistration,
    min_version: i32,
    max_version: i32,
);

pub type TfLiteInterpreterOptionsSetOpResolverExternal = unsafe extern "C" fn(
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

pub type TfLiteInterpreterOptionsSetOpResolverExternalWithFallback = unsafe extern "C" fn(
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

pub type TfLiteInterpreterOptionsSetOpResolver = unsafe extern "C" fn(
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

pub type TfLiteInterpreterOptionsSetOpResolverV3 = unsafe extern "C" fn(
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

pub type TfLiteInterpreterOptionsSetOpResolverV2 = unsafe extern "C" fn(
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

pub type TfLiteInterpreterOptionsSetOpResolverV1 = unsafe extern "C" fn(
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

pub type TfLiteInterpreterCreateWithSelectedOps = unsafe extern "C" fn(
    model: *const TfLiteModel,
    options: *const TfLiteInterpreterOptions,
) -> *mut TfLiteInterpreter;

pub type TfLiteInterpreterOptionsSetUseNNAPI =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions, enable: bool);

pub type TfLiteInterpreterOptionsSetEnableDelegateFallback =
    unsafe extern "C" fn(options: *mut TfLiteInterpreterOptions, enable: bool);

pub type TfLiteInterpreterModifyGraphWithDelegate = unsafe extern "C" fn(
    interpreter: *const TfLiteInterpreter,
    delegate: *mut TfLiteDelegate,
) -> TfLiteStatus;

pub type TfLiteInterpreterGetInputTensorIndex =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter, input_index: i32) -> i32;

pub type TfLiteInterpreterGetOutputTensorIndex =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter, output_index: i32) -> i32;

pub type TfLiteInterpreterSetCustomAllocationForTensor = unsafe extern "C" fn(
    interpreter: *mut TfLiteInterpreter,
    tensor_index: c_int,
    allocation: *const TfLiteCustomAllocation,
    flags: i64,
) -> TfLiteStatus;

pub type TfLiteInterpreterSetBufferHandle = unsafe extern "C" fn(
    interpreter: *mut TfLiteInterpreter,
    tensor: *mut TfLiteTensor,
    buffer_handle: TfLiteBufferHandle,
    delegate: *mut TfLiteOpaqueDelegate,
) -> TfLiteStatus;

pub type TfLiteInterpreterGetBufferHandle = unsafe extern "C" fn(
    interpreter: *mut TfLiteInterpreter,
    tensor_index: c_int,
    buffer_handle: *mut TfLiteBufferHandle,
    delegate: *mut *mut TfLiteOpaqueDelegate,
) -> TfLiteStatus;

pub type TfLiteSetAllowBufferHandleOutput =
    unsafe extern "C" fn(interpreter: *const TfLiteInterpreter, allow_buffer_handle_output: bool);

pub type TfLiteSignatureRunnerCancel =
    unsafe extern "C" fn(signature_runner: *mut TfLiteSignatureRunner) -> TfLiteStatus;

pub type TfLiteInterpreterOptionsSetTelemetryProfiler = unsafe extern "C" fn(
    options: *mut TfLiteInterpreterOptions,
    profiler: *mut TfLiteTelemetryProfilerStruct,
);

pub type TfLiteInterpreterEnsureTensorDataIsReadable =
    unsafe extern "C" fn(interpreter: *mut TfLiteInterpreter, tensor_index: c_int) -> TfLiteStatus;

pub type TfLiteTelemetryConversionMetadataGetModelOptimizationModes =
    unsafe extern "C" fn(metadata: *const TfLiteTelemetryConversionMetadata) -> *const i32;

pub type TfLiteTelemetryConversionMetadataGetNumModelOptimizationModes =
    unsafe extern "C" fn(metadata: *const TfLiteTelemetryConversionMetadata) -> usize;

pub type TfLiteTelemetryInterpreterSettingsGetConversionMetadata =
    unsafe extern "C" fn(
        settings: *const TfLiteTelemetryInterpreterSettings,
    ) -> *const TfLiteTelemetryConversionMetadata;

pub type TfLiteTelemetryInterpreterSettingsGetNumSubgraphInfo =
    unsafe extern "C" fn(settings: *const TfLiteTelemetryInterpreterSettings) -> usize;

pub type TfLiteTelemetryInterpreterSettingsGetSubgraphInfo =
    unsafe extern "C" fn(
        settings: *const TfLiteTelemetryInterpreterSettings,
    ) -> *const TfLiteTelemetrySubgraphInfo;

pub type TfLiteTelemetrySubgraphInfoGetNumQuantizations =
    unsafe extern "C" fn(subgraph_info: *mut TfLiteTelemetrySubgraphInfo) -> usize;

pub type TfLiteTelemetrySubgraphInfoGetQuantizations =
    unsafe extern "C" fn(
        subgraph_info: *mut TfLiteTelemetrySubgraphInfo,
    ) -> *const TfLiteQuantization;

pub type TfLiteTelemetryGpuDelegateSettingsGetNumNodesDelegated =
    unsafe extern "C" fn(settings: *const TfLiteTelemetryGpuDelegateSettings) -> usize;

pub type TfLiteTelemetryGpuDelegateSettingsGetBackend =
    unsafe extern "C" fn(settings: *const TfLiteTelemetryGpuDelegateSettings) -> c_int;

pub type TfLiteXNNPackDelegateCanUseInMemoryWeightCacheProvider = unsafe extern "C" fn() -> bool;

pub type TfLiteXNNPackDelegateInMemoryFilePath = unsafe extern "C" fn() -> *const c_char;

pub type TfLiteXNNPackDelegateOptionsDefault =
    unsafe extern "C" fn() -> TfLiteXNNPackDelegateOptionsStorage;

pub type TfLiteXNNPackDelegateCreate =
    unsafe extern "C" fn(options: *const TfLiteXNNPackDelegateOptions) -> *mut TfLiteDelegate;

pub type TfLiteXNNPackDelegateCreateWithThreadpool = unsafe extern "C" fn(
    options: *const TfLiteXNNPackDelegateOptions,
    context: *mut TfLiteContext,
) -> *mut TfLiteDelegate;

pub type TfLiteXNNPackDelegateGetThreadPool =
    unsafe extern "C" fn(delegate: *mut TfLiteDelegate) -> *mut c_void;

pub type TfLiteXNNPackDelegateGetOptions =
    unsafe extern "C" fn(delegate: *mut TfLiteDelegate) -> *const TfLiteXNNPackDelegateOptions;

pub type TfLiteXNNPackDelegateGetFlags =
    unsafe extern "C" fn(delegate: *mut TfLiteDelegate) -> c_int;

pub type TfLiteXNNPackDelegateDelete = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

pub type TfLiteXNNPackDelegateWeightsCacheCreate =
    unsafe extern "C" fn() -> *mut TfLiteXNNPackDelegateWeightsCache;

pub type TfLiteXNNPackDelegateWeightsCacheCreateWithSize =
    unsafe extern "C" fn(size: usize) -> *mut TfLiteXNNPackDelegateWeightsCache;

pub type TfLiteXNNPackDelegateWeightsCacheFinalizeSoft =
    unsafe extern "C" fn(cache: *mut TfLiteXNNPackDelegateWeightsCache) -> bool;

pub type TfLiteXNNPackDelegateWeightsCacheFinalizeHard =
    unsafe extern "C" fn(cache: *mut TfLiteXNNPackDelegateWeightsCache) -> bool;

pub type TfLiteXNNPackDelegateWeightsCacheDelete =
    unsafe extern "C" fn(cache: *mut TfLiteXNNPackDelegateWeightsCache);

pub type TfLiteGpuDelegateOptionsV2Default =
    unsafe extern "C" fn() -> TfLiteGpuDelegateOptionsV2Storage;

pub type TfLiteGpuDelegateV2Create =
    unsafe extern "C" fn(options: *const TfLiteGpuDelegateOptionsV2) -> *mut TfLiteDelegate;

pub type TfLiteGpuDelegateV2Delete = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

pub type tflite_plugin_create_delegate = unsafe extern "C" fn(
    options_keys: *const *const c_char,
    options_values: *const *const c_char,
    num_options: usize,
    report_error: Option<unsafe extern "C" fn(arg1: *const c_char)>,
) -> *mut TfLiteDelegate;

pub type tflite_plugin_destroy_delegate = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

pub type TfLiteExternalDelegateOptionsInsert = unsafe extern "C" fn(
    options: *mut TfLiteExternalDelegateOptions,
    key: *const c_char,
    value: *const c_char,
) -> TfLiteStatus;

pub type TfLiteExternalDelegateOptionsDefault =
    unsafe extern "C" fn(lib_path: *const c_char) -> TfLiteExternalDelegateOptionsStorage;

pub type TfLiteExternalDelegateCreate =
    unsafe extern "C" fn(options: *const TfLiteExternalDelegateOptions) -> *mut TfLiteDelegate;

pub type TfLiteExternalDelegateDelete = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

pub type TfLiteNnapiDelegateCreate =
    unsafe extern "C" fn(options: *const TfLiteNnapiDelegateOptions) -> *mut TfLiteDelegate;

pub type TfLiteNnapiDelegateOptionsDefault =
    unsafe extern "C" fn() -> TfLiteNnapiDelegateOptionsStorage;

pub type TfLiteNnapiDelegateDelete = unsafe extern "C" fn(delegate: *mut TfLiteDelegate);

pub type TfLiteOperatorCreateWithData = unsafe extern "C" fn(
    builtin_code: TfLiteBuiltinOperator,
    custom_name: *const c_char,
    version: c_int,
    user_data: *mut c_void,
) -> *mut TfLiteOperator;
