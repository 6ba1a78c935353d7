// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use super::tflite_types::{TfLiteOpaqueDelegate, TfLiteTensor};
use core::ffi::{c_char, c_int, c_uint, c_void};

pub const LITERT_TENSOR_MAX_RANK: u32 = 8;

pub const LITERT_ACCELERATOR_DEF_CURRENT_VERSION: u32 = 1;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtAcceleratorT {
    _unused: [u8; 0],
}

pub type LiteRtAccelerator = *mut LiteRtAcceleratorT;

pub type LiteRtAcceleratorConst = *const LiteRtAcceleratorT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtDelegateWrapperT {
    _unused: [u8; 0],
}

pub type LiteRtDelegateWrapper = *mut LiteRtDelegateWrapperT;

pub type LiteRtDelegateWrapperConst = *const LiteRtDelegateWrapperT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtCompiledModelT {
    _unused: [u8; 0],
}

pub type LiteRtCompiledModel = *mut LiteRtCompiledModelT;

pub type LiteRtCompiledModelConst = *const LiteRtCompiledModelT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtJitExecutableT {
    _unused: [u8; 0],
}

pub type LiteRtJitExecutable = *mut LiteRtJitExecutableT;

pub type LiteRtJitExecutableConst = *const LiteRtJitExecutableT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEnvironmentT {
    _unused: [u8; 0],
}

pub type LiteRtEnvironment = *mut LiteRtEnvironmentT;

pub type LiteRtEnvironmentConst = *const LiteRtEnvironmentT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEnvironmentOptionsT {
    _unused: [u8; 0],
}

pub type LiteRtEnvironmentOptions = *mut LiteRtEnvironmentOptionsT;

pub type LiteRtEnvironmentOptionsConst = *const LiteRtEnvironmentOptionsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEventT {
    _unused: [u8; 0],
}

pub type LiteRtEvent = *mut LiteRtEventT;

pub type LiteRtEventConst = *const LiteRtEventT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLoggerT {
    _unused: [u8; 0],
}

pub type LiteRtLogger = *mut LiteRtLoggerT;

pub type LiteRtLoggerConst = *const LiteRtLoggerT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtMetricsT {
    _unused: [u8; 0],
}

pub type LiteRtMetrics = *mut LiteRtMetricsT;

pub type LiteRtMetricsConst = *const LiteRtMetricsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtWeightsT {
    _unused: [u8; 0],
}

pub type LiteRtWeights = *mut LiteRtWeightsT;

pub type LiteRtWeightsConst = *const LiteRtWeightsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtTensorT {
    _unused: [u8; 0],
}

pub type LiteRtTensor = *mut LiteRtTensorT;

pub type LiteRtTensorConst = *const LiteRtTensorT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtOpT {
    _unused: [u8; 0],
}

pub type LiteRtOp = *mut LiteRtOpT;

pub type LiteRtOpConst = *const LiteRtOpT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtSubgraphT {
    _unused: [u8; 0],
}

pub type LiteRtSubgraph = *mut LiteRtSubgraphT;

pub type LiteRtSubgraphConst = *const LiteRtSubgraphT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtSignatureT {
    _unused: [u8; 0],
}

pub type LiteRtSignature = *mut LiteRtSignatureT;

pub type LiteRtSignatureConst = *const LiteRtSignatureT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtModelT {
    _unused: [u8; 0],
}

pub type LiteRtModel = *mut LiteRtModelT;

pub type LiteRtModelConst = *const LiteRtModelT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtOpListT {
    _unused: [u8; 0],
}

pub type LiteRtOpList = *mut LiteRtOpListT;

pub type LiteRtOpListConst = *const LiteRtOpListT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtBuilderT {
    _unused: [u8; 0],
}

pub type LiteRtBuilder = *mut LiteRtBuilderT;

pub type LiteRtBuilderConst = *const LiteRtBuilderT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtOpaqueOptionsT {
    _unused: [u8; 0],
}

pub type LiteRtOpaqueOptions = *mut LiteRtOpaqueOptionsT;

pub type LiteRtOpaqueOptionsConst = *const LiteRtOpaqueOptionsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtOptionsT {
    _unused: [u8; 0],
}

pub type LiteRtOptions = *mut LiteRtOptionsT;

pub type LiteRtOptionsConst = *const LiteRtOptionsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtTensorBufferT {
    _unused: [u8; 0],
}

pub type LiteRtTensorBuffer = *mut LiteRtTensorBufferT;

pub type LiteRtTensorBufferConst = *const LiteRtTensorBufferT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtTensorBufferRequirementsT {
    _unused: [u8; 0],
}

pub type LiteRtTensorBufferRequirements = *mut LiteRtTensorBufferRequirementsT;

pub type LiteRtTensorBufferRequirementsConst = *const LiteRtTensorBufferRequirementsT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtProfilerT {
    _unused: [u8; 0],
}

pub type LiteRtProfiler = *mut LiteRtProfilerT;

pub type LiteRtProfilerConst = *const LiteRtProfilerT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtExternalLiteRtBufferContextT {
    _unused: [u8; 0],
}

pub type LiteRtExternalLiteRtBufferContext = *mut LiteRtExternalLiteRtBufferContextT;

pub type LiteRtExternalLiteRtBufferContextConst = *const LiteRtExternalLiteRtBufferContextT;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtApiVersion {
    pub major: c_int,
    pub minor: c_int,
    pub patch: c_int,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtApiVersion"][size_of::<LiteRtApiVersion>() - 12usize];
    ["Alignment of LiteRtApiVersion"][align_of::<LiteRtApiVersion>() - 4usize];
    ["Offset of field: LiteRtApiVersion::major"]
        [::core::mem::offset_of!(LiteRtApiVersion, major) - 0usize];
    ["Offset of field: LiteRtApiVersion::minor"]
        [::core::mem::offset_of!(LiteRtApiVersion, minor) - 4usize];
    ["Offset of field: LiteRtApiVersion::patch"]
        [::core::mem::offset_of!(LiteRtApiVersion, patch) - 8usize];
};

impl LiteRtStatus {
    pub const kLiteRtStatusOk: LiteRtStatus = LiteRtStatus(0);
    pub const kLiteRtStatusErrorInvalidArgument: LiteRtStatus = LiteRtStatus(1);
    pub const kLiteRtStatusErrorMemoryAllocationFailure: LiteRtStatus = LiteRtStatus(2);
    pub const kLiteRtStatusErrorRuntimeFailure: LiteRtStatus = LiteRtStatus(3);
    pub const kLiteRtStatusErrorMissingInputTensor: LiteRtStatus = LiteRtStatus(4);
    pub const kLiteRtStatusErrorUnsupported: LiteRtStatus = LiteRtStatus(5);
    pub const kLiteRtStatusErrorNotFound: LiteRtStatus = LiteRtStatus(6);
    pub const kLiteRtStatusErrorTimeoutExpired: LiteRtStatus = LiteRtStatus(7);
    pub const kLiteRtStatusErrorWrongVersion: LiteRtStatus = LiteRtStatus(8);
    pub const kLiteRtStatusErrorUnknown: LiteRtStatus = LiteRtStatus(9);
    pub const kLiteRtStatusErrorAlreadyExists: LiteRtStatus = LiteRtStatus(10);
    pub const kLiteRtStatusCancelled: LiteRtStatus = LiteRtStatus(100);
    pub const kLiteRtStatusErrorFileIO: LiteRtStatus = LiteRtStatus(500);
    pub const kLiteRtStatusErrorInvalidFlatbuffer: LiteRtStatus = LiteRtStatus(501);
    pub const kLiteRtStatusErrorDynamicLoading: LiteRtStatus = LiteRtStatus(502);
    pub const kLiteRtStatusErrorSerialization: LiteRtStatus = LiteRtStatus(503);
    pub const kLiteRtStatusErrorCompilation: LiteRtStatus = LiteRtStatus(504);
    pub const kLiteRtStatusErrorIndexOOB: LiteRtStatus = LiteRtStatus(1000);
    pub const kLiteRtStatusErrorInvalidIrType: LiteRtStatus = LiteRtStatus(1001);
    pub const kLiteRtStatusErrorInvalidGraphInvariant: LiteRtStatus = LiteRtStatus(1002);
    pub const kLiteRtStatusErrorGraphModification: LiteRtStatus = LiteRtStatus(1003);
    pub const kLiteRtStatusErrorInvalidToolConfig: LiteRtStatus = LiteRtStatus(1500);
    pub const kLiteRtStatusLegalizeNoMatch: LiteRtStatus = LiteRtStatus(2000);
    pub const kLiteRtStatusErrorInvalidLegalization: LiteRtStatus = LiteRtStatus(2001);
    pub const kLiteRtStatusPatternNoMatch: LiteRtStatus = LiteRtStatus(3000);
    pub const kLiteRtStatusInvalidTransformation: LiteRtStatus = LiteRtStatus(3001);
    pub const kLiteRtStatusErrorUnsupportedRuntimeVersion: LiteRtStatus = LiteRtStatus(4000);
    pub const kLiteRtStatusErrorUnsupportedCompilerVersion: LiteRtStatus = LiteRtStatus(4001);
    pub const kLiteRtStatusErrorIncompatibleByteCodeVersion: LiteRtStatus = LiteRtStatus(4002);
    pub const kLiteRtStatusErrorUnsupportedOpShapeInferer: LiteRtStatus = LiteRtStatus(5000);
    pub const kLiteRtStatusErrorShapeInferenceFailed: LiteRtStatus = LiteRtStatus(5001);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtStatus(pub c_uint);

impl LiteRtHwAccelerators {
    pub const kLiteRtHwAcceleratorNone: LiteRtHwAccelerators = LiteRtHwAccelerators(0);
    pub const kLiteRtHwAcceleratorCpu: LiteRtHwAccelerators = LiteRtHwAccelerators(1);
    pub const kLiteRtHwAcceleratorGpu: LiteRtHwAccelerators = LiteRtHwAccelerators(2);
    pub const kLiteRtHwAcceleratorNpu: LiteRtHwAccelerators = LiteRtHwAccelerators(4);
    pub const _kLiteRtHwAcceleratorNegativeDummy: LiteRtHwAccelerators = LiteRtHwAccelerators(-1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtHwAccelerators(pub c_int);

impl LiteRtDelegatePrecision {
    pub const kLiteRtDelegatePrecisionDefault: LiteRtDelegatePrecision = LiteRtDelegatePrecision(0);
    pub const kLiteRtDelegatePrecisionFp16: LiteRtDelegatePrecision = LiteRtDelegatePrecision(1);
    pub const kLiteRtDelegatePrecisionFp32: LiteRtDelegatePrecision = LiteRtDelegatePrecision(2);
    pub const kLiteRtDelegatePrecisionFp16WithFp32Accum: LiteRtDelegatePrecision =
        LiteRtDelegatePrecision(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtDelegatePrecision(pub c_uint);

impl LiteRtGpuPriority {
    pub const kLiteRtGpuPriorityDefault: LiteRtGpuPriority = LiteRtGpuPriority(0);
    pub const kLiteRtGpuPriorityLow: LiteRtGpuPriority = LiteRtGpuPriority(1);
    pub const kLiteRtGpuPriorityNormal: LiteRtGpuPriority = LiteRtGpuPriority(2);
    pub const kLiteRtGpuPriorityHigh: LiteRtGpuPriority = LiteRtGpuPriority(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtGpuPriority(pub c_uint);

impl LiteRtDelegateBufferStorageType {
    pub const kLiteRtDelegateBufferStorageTypeDefault: LiteRtDelegateBufferStorageType =
        LiteRtDelegateBufferStorageType(0);
    pub const kLiteRtDelegateBufferStorageTypeBuffer: LiteRtDelegateBufferStorageType =
        LiteRtDelegateBufferStorageType(1);
    pub const kLiteRtDelegateBufferStorageTypeTexture2D: LiteRtDelegateBufferStorageType =
        LiteRtDelegateBufferStorageType(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtDelegateBufferStorageType(pub c_uint);

impl LiteRtTensorBufferLockMode {
    pub const kLiteRtTensorBufferLockModeRead: LiteRtTensorBufferLockMode =
        LiteRtTensorBufferLockMode(0);
    pub const kLiteRtTensorBufferLockModeWrite: LiteRtTensorBufferLockMode =
        LiteRtTensorBufferLockMode(1);
    pub const kLiteRtTensorBufferLockModeReadWrite: LiteRtTensorBufferLockMode =
        LiteRtTensorBufferLockMode(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtTensorBufferLockMode(pub c_uint);

impl LiteRtGpuBackend {
    pub const kLiteRtGpuBackendAutomatic: LiteRtGpuBackend = LiteRtGpuBackend(0);
    pub const kLiteRtGpuBackendOpenCl: LiteRtGpuBackend = LiteRtGpuBackend(1);
    pub const kLiteRtGpuBackendWebGpu: LiteRtGpuBackend = LiteRtGpuBackend(2);
    pub const kLiteRtGpuBackendOpenGl: LiteRtGpuBackend = LiteRtGpuBackend(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtGpuBackend(pub c_uint);

impl LiteRtGpuWaitType {
    pub const kLiteRtGpuWaitTypeDefault: LiteRtGpuWaitType = LiteRtGpuWaitType(0);
    pub const kLiteRtGpuWaitTypePassive: LiteRtGpuWaitType = LiteRtGpuWaitType(1);
    pub const kLiteRtGpuWaitTypeActive: LiteRtGpuWaitType = LiteRtGpuWaitType(2);
    pub const kLiteRtGpuWaitTypeDoNotWait: LiteRtGpuWaitType = LiteRtGpuWaitType(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtGpuWaitType(pub c_uint);

impl LiteRtErrorReporterMode {
    pub const kLiteRtErrorReporterModeNone: LiteRtErrorReporterMode = LiteRtErrorReporterMode(0);
    pub const kLiteRtErrorReporterModeStderr: LiteRtErrorReporterMode = LiteRtErrorReporterMode(1);
    pub const kLiteRtErrorReporterModeBuffer: LiteRtErrorReporterMode = LiteRtErrorReporterMode(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtErrorReporterMode(pub c_uint);

pub type LiteRtHwAcceleratorSet = c_int;

pub type LiteRtParamIndex = usize;

impl LiteRtAnyType {
    pub const kLiteRtAnyTypeNone: LiteRtAnyType = LiteRtAnyType(0);
    pub const kLiteRtAnyTypeBool: LiteRtAnyType = LiteRtAnyType(1);
    pub const kLiteRtAnyTypeInt: LiteRtAnyType = LiteRtAnyType(2);
    pub const kLiteRtAnyTypeReal: LiteRtAnyType = LiteRtAnyType(3);
    pub const kLiteRtAnyTypeString: LiteRtAnyType = LiteRtAnyType(8);
    pub const kLiteRtAnyTypeVoidPtr: LiteRtAnyType = LiteRtAnyType(9);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtAnyType(pub c_uint);

#[repr(C)]
#[derive(Copy, Clone)]
pub struct LiteRtAny {
    pub type_: LiteRtAnyType,
    pub value: LiteRtAnyValue,
}

#[repr(C)]
#[derive(Copy, Clone)]
pub union LiteRtAnyValue {
    pub bool_value: bool,
    pub int_value: i64,
    pub real_value: f64,
    pub str_value: *const c_char,
    pub ptr_value: *const c_void,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtAnyValue"][size_of::<LiteRtAnyValue>() - 8usize];
    ["Alignment of LiteRtAnyValue"][align_of::<LiteRtAnyValue>() - 8usize];
    ["Offset of field: LiteRtAnyValue::bool_value"]
        [::core::mem::offset_of!(LiteRtAnyValue, bool_value) - 0usize];
    ["Offset of field: LiteRtAnyValue::int_value"]
        [::core::mem::offset_of!(LiteRtAnyValue, int_value) - 0usize];
    ["Offset of field: LiteRtAnyValue::real_value"]
        [::core::mem::offset_of!(LiteRtAnyValue, real_value) - 0usize];
    ["Offset of field: LiteRtAnyValue::str_value"]
        [::core::mem::offset_of!(LiteRtAnyValue, str_value) - 0usize];
    ["Offset of field: LiteRtAnyValue::ptr_value"]
        [::core::mem::offset_of!(LiteRtAnyValue, ptr_value) - 0usize];
};

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtAny"][size_of::<LiteRtAny>() - 16usize];
    ["Alignment of LiteRtAny"][align_of::<LiteRtAny>() - 8usize];
    ["Offset of field: LiteRtAny::type_"][::core::mem::offset_of!(LiteRtAny, type_) - 0usize];
};

impl LiteRtOpCode {
    pub const kLiteRtOpCodeTflAdd: LiteRtOpCode = LiteRtOpCode(0);
    pub const kLiteRtOpCodeTflAveragePool2d: LiteRtOpCode = LiteRtOpCode(1);
    pub const kLiteRtOpCodeTflConcatenation: LiteRtOpCode = LiteRtOpCode(2);
    pub const kLiteRtOpCodeTflConv2d: LiteRtOpCode = LiteRtOpCode(3);
    pub const kLiteRtOpCodeTflDepthwiseConv2d: LiteRtOpCode = LiteRtOpCode(4);
    pub const kLiteRtOpCodeTflDepthToSpace: LiteRtOpCode = LiteRtOpCode(5);
    pub const kLiteRtOpCodeTflDequantize: LiteRtOpCode = LiteRtOpCode(6);
    pub const kLiteRtOpCodeTflEmbeddingLookup: LiteRtOpCode = LiteRtOpCode(7);
    pub const kLiteRtOpCodeTflFloor: LiteRtOpCode = LiteRtOpCode(8);
    pub const kLiteRtOpCodeTflFullyConnected: LiteRtOpCode = LiteRtOpCode(9);
    pub const kLiteRtOpCodeTflHashtableLookup: LiteRtOpCode = LiteRtOpCode(10);
    pub const kLiteRtOpCodeTflL2Normalization: LiteRtOpCode = LiteRtOpCode(11);
    pub const kLiteRtOpCodeTflL2Pool2d: LiteRtOpCode = LiteRtOpCode(12);
    pub const kLiteRtOpCodeTflLocalResponseNormalization: LiteRtOpCode = LiteRtOpCode(13);
    pub const kLiteRtOpCodeTflLogistic: LiteRtOpCode = LiteRtOpCode(14);
    pub const kLiteRtOpCodeTflLshProjection: LiteRtOpCode = LiteRtOpCode(15);
    pub const kLiteRtOpCodeTflLstm: LiteRtOpCode = LiteRtOpCode(16);
    pub const kLiteRtOpCodeTflMaxPool2d: LiteRtOpCode = LiteRtOpCode(17);
    pub const kLiteRtOpCodeTflMul: LiteRtOpCode = LiteRtOpCode(18);
    pub const kLiteRtOpCodeTflRelu: LiteRtOpCode = LiteRtOpCode(19);
    pub const kLiteRtOpCodeTflReluN1To1: LiteRtOpCode = LiteRtOpCode(20);
    pub const kLiteRtOpCodeTflRelu6: LiteRtOpCode = LiteRtOpCode(21);
    pub const kLiteRtOpCodeTflReshape: LiteRtOpCode = LiteRtOpCode(22);
    pub const kLiteRtOpCodeTflResizeBilinear: LiteRtOpCode = LiteRtOpCode(23);
    pub const kLiteRtOpCodeTflRnn: LiteRtOpCode = LiteRtOpCode(24);
    pub const kLiteRtOpCodeTflSoftmax: LiteRtOpCode = LiteRtOpCode(25);
    pub const kLiteRtOpCodeTflSpaceToDepth: LiteRtOpCode = LiteRtOpCode(26);
    pub const kLiteRtOpCodeTflSvdf: LiteRtOpCode = LiteRtOpCode(27);
    pub const kLiteRtOpCodeTflTanh: LiteRtOpCode = LiteRtOpCode(28);
    pub const kLiteRtOpCodeTflConcatEmbeddings: LiteRtOpCode = LiteRtOpCode(29);
    pub const kLiteRtOpCodeTflSkipGram: LiteRtOpCode = LiteRtOpCode(30);
    pub const kLiteRtOpCodeTflCall: LiteRtOpCode = LiteRtOpCode(31);
    pub const kLiteRtOpCodeTflCustom: LiteRtOpCode = LiteRtOpCode(32);
    pub const kLiteRtOpCodeTflEmbeddingLookupSparse: LiteRtOpCode = LiteRtOpCode(33);
    pub const kLiteRtOpCodeTflPad: LiteRtOpCode = LiteRtOpCode(34);
    pub const kLiteRtOpCodeTflUnidirectionalSequenceRnn: LiteRtOpCode = LiteRtOpCode(35);
    pub const kLiteRtOpCodeTflGather: LiteRtOpCode = LiteRtOpCode(36);
    pub const kLiteRtOpCodeTflBatchToSpaceNd: LiteRtOpCode = LiteRtOpCode(37);
    pub const kLiteRtOpCodeTflSpaceToBatchNd: LiteRtOpCode = LiteRtOpCode(38);
    pub const kLiteRtOpCodeTflTranspose: LiteRtOpCode = LiteRtOpCode(39);
    pub const kLiteRtOpCodeTflMean: LiteRtOpCode = LiteRtOpCode(40);
    pub const kLiteRtOpCodeTflSub: LiteRtOpCode = LiteRtOpCode(41);
    pub const kLiteRtOpCodeTflDiv: LiteRtOpCode = LiteRtOpCode(42);
    pub const kLiteRtOpCodeTflSqueeze: LiteRtOpCode = LiteRtOpCode(43);
    pub const kLiteRtOpCodeTflUnidirectionalSequenceLstm: LiteRtOpCode = LiteRtOpCode(44);
    pub const kLiteRtOpCodeTflStridedSlice: LiteRtOpCode = LiteRtOpCode(45);
    pub const kLiteRtOpCodeTflBidirectionalSequenceRnn: LiteRtOpCode = LiteRtOpCode(46);
    pub const kLiteRtOpCodeTflExp: LiteRtOpCode = LiteRtOpCode(47);
    pub const kLiteRtOpCodeTflTopkV2: LiteRtOpCode = LiteRtOpCode(48);
    pub const kLiteRtOpCodeTflSplit: LiteRtOpCode = LiteRtOpCode(49);
    pub const kLiteRtOpCodeTflLogSoftmax: LiteRtOpCode = LiteRtOpCode(50);
    pub const kLiteRtOpCodeTflDelegate: LiteRtOpCode = LiteRtOpCode(51);
    pub const kLiteRtOpCodeTflBidirectionalSequenceLstm: LiteRtOpCode = LiteRtOpCode(52);
    pub const kLiteRtOpCodeTflCast: LiteRtOpCode = LiteRtOpCode(53);
    pub const kLiteRtOpCodeTflPrelu: LiteRtOpCode = LiteRtOpCode(54);
    pub const kLiteRtOpCodeTflMaximum: LiteRtOpCode = LiteRtOpCode(55);
    pub const kLiteRtOpCodeTflArgMax: LiteRtOpCode = LiteRtOpCode(56);
    pub const kLiteRtOpCodeTflMinimum: LiteRtOpCode = LiteRtOpCode(57);
    pub const kLiteRtOpCodeTflLess: LiteRtOpCode = LiteRtOpCode(58);
    pub const kLiteRtOpCodeTflNeg: LiteRtOpCode = LiteRtOpCode(59);
    pub const kLiteRtOpCodeTflPadv2: LiteRtOpCode = LiteRtOpCode(60);
    pub const kLiteRtOpCodeTflGreater: LiteRtOpCode = LiteRtOpCode(61);
    pub const kLiteRtOpCodeTflGreaterEqual: LiteRtOpCode = LiteRtOpCode(62);
    pub const kLiteRtOpCodeTflLessEqual: LiteRtOpCode = LiteRtOpCode(63);
    pub const kLiteRtOpCodeTflSelect: LiteRtOpCode = LiteRtOpCode(64);
    pub const kLiteRtOpCodeTflSlice: LiteRtOpCode = LiteRtOpCode(65);
    pub const kLiteRtOpCodeTflSin: LiteRtOpCode = LiteRtOpCode(66);
    pub const kLiteRtOpCodeTflTransposeConv: LiteRtOpCode = LiteRtOpCode(67);
    pub const kLiteRtOpCodeTflSparseToDense: LiteRtOpCode = LiteRtOpCode(68);
    pub const kLiteRtOpCodeTflTile: LiteRtOpCode = LiteRtOpCode(69);
    pub const kLiteRtOpCodeTflExpandDims: LiteRtOpCode = LiteRtOpCode(70);
    pub const kLiteRtOpCodeTflEqual: LiteRtOpCode = LiteRtOpCode(71);
    pub const kLiteRtOpCodeTflNotEqual: LiteRtOpCode = LiteRtOpCode(72);
    pub const kLiteRtOpCodeTflLog: LiteRtOpCode = LiteRtOpCode(73);
    pub const kLiteRtOpCodeTflSum: LiteRtOpCode = LiteRtOpCode(74);
    pub const kLiteRtOpCodeTflSqrt: LiteRtOpCode = LiteRtOpCode(75);
    pub const kLiteRtOpCodeTflRsqrt: LiteRtOpCode = LiteRtOpCode(76);
    pub const kLiteRtOpCodeTflShape: LiteRtOpCode = LiteRtOpCode(77);
    pub const kLiteRtOpCodeTflPow: LiteRtOpCode = LiteRtOpCode(78);
    pub const kLiteRtOpCodeTflArgMin: LiteRtOpCode = LiteRtOpCode(79);
    pub const kLiteRtOpCodeTflFakeQuant: LiteRtOpCode = LiteRtOpCode(80);
    pub const kLiteRtOpCodeTflReduceProd: LiteRtOpCode = LiteRtOpCode(81);
    pub const kLiteRtOpCodeTflReduceMax: LiteRtOpCode = LiteRtOpCode(82);
    pub const kLiteRtOpCodeTflPack: LiteRtOpCode = LiteRtOpCode(83);
    pub const kLiteRtOpCodeTflLogicalOr: LiteRtOpCode = LiteRtOpCode(84);
    pub const kLiteRtOpCodeTflOneHot: LiteRtOpCode = LiteRtOpCode(85);
    pub const kLiteRtOpCodeTflLogicalAnd: LiteRtOpCode = LiteRtOpCode(86);
    pub const kLiteRtOpCodeTflLogicalNot: LiteRtOpCode = LiteRtOpCode(87);
    pub const kLiteRtOpCodeTflUnpack: LiteRtOpCode = LiteRtOpCode(88);
    pub const kLiteRtOpCodeTflReduceMin: LiteRtOpCode = LiteRtOpCode(89);
    pub const kLiteRtOpCodeTflFloorDiv: LiteRtOpCode = LiteRtOpCode(90);
    pub const kLiteRtOpCodeTflReduceAny: LiteRtOpCode = LiteRtOpCode(91);
    pub const kLiteRtOpCodeTflSquare: LiteRtOpCode = LiteRtOpCode(92);
    pub const kLiteRtOpCodeTflZerosLike: LiteRtOpCode = LiteRtOpCode(93);
    pub const kLiteRtOpCodeTflFill: LiteRtOpCode = LiteRtOpCode(94);
    pub const kLiteRtOpCodeTflFloorMod: LiteRtOpCode = LiteRtOpCode(95);
    pub const kLiteRtOpCodeTflRange: LiteRtOpCode = LiteRtOpCode(96);
    pub const kLiteRtOpCodeTflResizeNearestNeighbor: LiteRtOpCode = LiteRtOpCode(97);
    pub const kLiteRtOpCodeTflLeakyRelu: LiteRtOpCode = LiteRtOpCode(98);
    pub const kLiteRtOpCodeTflSquaredDifference: LiteRtOpCode = LiteRtOpCode(99);
    pub const kLiteRtOpCodeTflMirrorPad: LiteRtOpCode = LiteRtOpCode(100);
    pub const kLiteRtOpCodeTflAbs: LiteRtOpCode = LiteRtOpCode(101);
    pub const kLiteRtOpCodeTflSplitV: LiteRtOpCode = LiteRtOpCode(102);
    pub const kLiteRtOpCodeTflUnique: LiteRtOpCode = LiteRtOpCode(103);
    pub const kLiteRtOpCodeTflCeil: LiteRtOpCode = LiteRtOpCode(104);
    pub const kLiteRtOpCodeTflReverseV2: LiteRtOpCode = LiteRtOpCode(105);
    pub const kLiteRtOpCodeTflAddN: LiteRtOpCode = LiteRtOpCode(106);
    pub const kLiteRtOpCodeTflGatherNd: LiteRtOpCode = LiteRtOpCode(107);
    pub const kLiteRtOpCodeTflCos: LiteRtOpCode = LiteRtOpCode(108);
    pub const kLiteRtOpCodeTflWhere: LiteRtOpCode = LiteRtOpCode(109);
    pub const kLiteRtOpCodeTflRank: LiteRtOpCode = LiteRtOpCode(110);
    pub const kLiteRtOpCodeTflElu: LiteRtOpCode = LiteRtOpCode(111);
    pub const kLiteRtOpCodeTflReverseSequence: LiteRtOpCode = LiteRtOpCode(112);
    pub const kLiteRtOpCodeTflMatrixDiag: LiteRtOpCode = LiteRtOpCode(113);
    pub const kLiteRtOpCodeTflQuantize: LiteRtOpCode = LiteRtOpCode(114);
    pub const kLiteRtOpCodeTflMatrixSetDiag: LiteRtOpCode = LiteRtOpCode(115);
    pub const kLiteRtOpCodeTflRound: LiteRtOpCode = LiteRtOpCode(116);
    pub const kLiteRtOpCodeTflHardSwish: LiteRtOpCode = LiteRtOpCode(117);
    pub const kLiteRtOpCodeTflIf: LiteRtOpCode = LiteRtOpCode(118);
    pub const kLiteRtOpCodeTflWhile: LiteRtOpCode = LiteRtOpCode(119);
    pub const kLiteRtOpCodeTflNonMaxSuppressionV4: LiteRtOpCode = LiteRtOpCode(120);
    pub const kLiteRtOpCodeTflNonMaxSuppressionV5: LiteRtOpCode = LiteRtOpCode(121);
    pub const kLiteRtOpCodeTflScatterNd: LiteRtOpCode = LiteRtOpCode(122);
    pub const kLiteRtOpCodeTflSelectV2: LiteRtOpCode = LiteRtOpCode(123);
    pub const kLiteRtOpCodeTflDensify: LiteRtOpCode = LiteRtOpCode(124);
    pub const kLiteRtOpCodeTflSegmentSum: LiteRtOpCode = LiteRtOpCode(125);
    pub const kLiteRtOpCodeTflBatchMatmul: LiteRtOpCode = LiteRtOpCode(126);
    pub const kLiteRtOpCodeTflPlaceholderForGreaterOpCodeTfls: LiteRtOpCode = LiteRtOpCode(127);
    pub const kLiteRtOpCodeTflCumsum: LiteRtOpCode = LiteRtOpCode(128);
    pub const kLiteRtOpCodeTflCallOnce: LiteRtOpCode = LiteRtOpCode(129);
    pub const kLiteRtOpCodeTflBroadcastTo: LiteRtOpCode = LiteRtOpCode(130);
    pub const kLiteRtOpCodeTflRfft2d: LiteRtOpCode = LiteRtOpCode(131);
    pub const kLiteRtOpCodeTflConv3d: LiteRtOpCode = LiteRtOpCode(132);
    pub const kLiteRtOpCodeTflImag: LiteRtOpCode = LiteRtOpCode(133);
    pub const kLiteRtOpCodeTflReal: LiteRtOpCode = LiteRtOpCode(134);
    pub const kLiteRtOpCodeTflComplexAbs: LiteRtOpCode = LiteRtOpCode(135);
    pub const kLiteRtOpCodeTflHashtable: LiteRtOpCode = LiteRtOpCode(136);
    pub const kLiteRtOpCodeTflHashtableFind: LiteRtOpCode = LiteRtOpCode(137);
    pub const kLiteRtOpCodeTflHashtableImport: LiteRtOpCode = LiteRtOpCode(138);
    pub const kLiteRtOpCodeTflHashtableSize: LiteRtOpCode = LiteRtOpCode(139);
    pub const kLiteRtOpCodeTflReduceAll: LiteRtOpCode = LiteRtOpCode(140);
    pub const kLiteRtOpCodeTflConv3dTranspose: LiteRtOpCode = LiteRtOpCode(141);
    pub const kLiteRtOpCodeTflVarHandle: LiteRtOpCode = LiteRtOpCode(142);
    pub const kLiteRtOpCodeTflReadVariable: LiteRtOpCode = LiteRtOpCode(143);
    pub const kLiteRtOpCodeTflAssignVariable: LiteRtOpCode = LiteRtOpCode(144);
    pub const kLiteRtOpCodeTflBroadcastArgs: LiteRtOpCode = LiteRtOpCode(145);
    pub const kLiteRtOpCodeTflRandomStandardNormal: LiteRtOpCode = LiteRtOpCode(146);
    pub const kLiteRtOpCodeTflBucketize: LiteRtOpCode = LiteRtOpCode(147);
    pub const kLiteRtOpCodeTflRandomUniform: LiteRtOpCode = LiteRtOpCode(148);
    pub const kLiteRtOpCodeTflMultinomial: LiteRtOpCode = LiteRtOpCode(149);
    pub const kLiteRtOpCodeTflGelu: LiteRtOpCode = LiteRtOpCode(150);
    pub const kLiteRtOpCodeTflDynamicUpdateSlice: LiteRtOpCode = LiteRtOpCode(151);
    pub const kLiteRtOpCodeTflRelu0To1: LiteRtOpCode = LiteRtOpCode(152);
    pub const kLiteRtOpCodeTflUnsortedSegmentProd: LiteRtOpCode = LiteRtOpCode(153);
    pub const kLiteRtOpCodeTflUnsortedSegmentMax: LiteRtOpCode = LiteRtOpCode(154);
    pub const kLiteRtOpCodeTflUnsortedSegmentSum: LiteRtOpCode = LiteRtOpCode(155);
    pub const kLiteRtOpCodeTflAtan2: LiteRtOpCode = LiteRtOpCode(156);
    pub const kLiteRtOpCodeTflUnsortedSegmentMin: LiteRtOpCode = LiteRtOpCode(157);
    pub const kLiteRtOpCodeTflSign: LiteRtOpCode = LiteRtOpCode(158);
    pub const kLiteRtOpCodeTflBitcast: LiteRtOpCode = LiteRtOpCode(159);
    pub const kLiteRtOpCodeTflBitwiseXor: LiteRtOpCode = LiteRtOpCode(160);
    pub const kLiteRtOpCodeTflRightShift: LiteRtOpCode = LiteRtOpCode(161);
    pub const kLiteRtOpCodeShloLogistic: LiteRtOpCode = LiteRtOpCode(162);
    pub const kLiteRtOpCodeShloAdd: LiteRtOpCode = LiteRtOpCode(163);
    pub const kLiteRtOpCodeShloDivide: LiteRtOpCode = LiteRtOpCode(164);
    pub const kLiteRtOpCodeShloMultiply: LiteRtOpCode = LiteRtOpCode(165);
    pub const kLiteRtOpCodeShloMaximum: LiteRtOpCode = LiteRtOpCode(166);
    pub const kLiteRtOpCodeShloReshape: LiteRtOpCode = LiteRtOpCode(167);
    pub const kLiteRtOpCodeShloClamp: LiteRtOpCode = LiteRtOpCode(168);
    pub const kLiteRtOpCodeShloConcatenate: LiteRtOpCode = LiteRtOpCode(169);
    pub const kLiteRtOpCodeShloBroadcastInDim: LiteRtOpCode = LiteRtOpCode(170);
    pub const kLiteRtOpCodeShloConvolution: LiteRtOpCode = LiteRtOpCode(171);
    pub const kLiteRtOpCodeShloSlice: LiteRtOpCode = LiteRtOpCode(172);
    pub const kLiteRtOpCodeShloCustomCall: LiteRtOpCode = LiteRtOpCode(173);
    pub const kLiteRtOpCodeShloReduce: LiteRtOpCode = LiteRtOpCode(174);
    pub const kLiteRtOpCodeShloAbs: LiteRtOpCode = LiteRtOpCode(175);
    pub const kLiteRtOpCodeShloAnd: LiteRtOpCode = LiteRtOpCode(176);
    pub const kLiteRtOpCodeShloCosine: LiteRtOpCode = LiteRtOpCode(177);
    pub const kLiteRtOpCodeShloExponential: LiteRtOpCode = LiteRtOpCode(178);
    pub const kLiteRtOpCodeShloFloor: LiteRtOpCode = LiteRtOpCode(179);
    pub const kLiteRtOpCodeShloLog: LiteRtOpCode = LiteRtOpCode(180);
    pub const kLiteRtOpCodeShloMinimum: LiteRtOpCode = LiteRtOpCode(181);
    pub const kLiteRtOpCodeShloNegate: LiteRtOpCode = LiteRtOpCode(182);
    pub const kLiteRtOpCodeShloOr: LiteRtOpCode = LiteRtOpCode(183);
    pub const kLiteRtOpCodeShloPower: LiteRtOpCode = LiteRtOpCode(184);
    pub const kLiteRtOpCodeShloRemainder: LiteRtOpCode = LiteRtOpCode(185);
    pub const kLiteRtOpCodeShloRsqrt: LiteRtOpCode = LiteRtOpCode(186);
    pub const kLiteRtOpCodeShloSelect: LiteRtOpCode = LiteRtOpCode(187);
    pub const kLiteRtOpCodeShloSubtract: LiteRtOpCode = LiteRtOpCode(188);
    pub const kLiteRtOpCodeShloTanh: LiteRtOpCode = LiteRtOpCode(189);
    pub const kLiteRtOpCodeShloScatter: LiteRtOpCode = LiteRtOpCode(190);
    pub const kLiteRtOpCodeShloCompare: LiteRtOpCode = LiteRtOpCode(191);
    pub const kLiteRtOpCodeShloConvert: LiteRtOpCode = LiteRtOpCode(192);
    pub const kLiteRtOpCodeShloDynamicSlice: LiteRtOpCode = LiteRtOpCode(193);
    pub const kLiteRtOpCodeShloDynamicUpdateSlice: LiteRtOpCode = LiteRtOpCode(194);
    pub const kLiteRtOpCodeShloPad: LiteRtOpCode = LiteRtOpCode(195);
    pub const kLiteRtOpCodeShloIota: LiteRtOpCode = LiteRtOpCode(196);
    pub const kLiteRtOpCodeShloGeneral: LiteRtOpCode = LiteRtOpCode(197);
    pub const kLiteRtOpCodeShloWindow: LiteRtOpCode = LiteRtOpCode(198);
    pub const kLiteRtOpCodeShloSort: LiteRtOpCode = LiteRtOpCode(199);
    pub const kLiteRtOpCodeShloWhile: LiteRtOpCode = LiteRtOpCode(200);
    pub const kLiteRtOpCodeShloGather: LiteRtOpCode = LiteRtOpCode(201);
    pub const kLiteRtOpCodeShloTranspose: LiteRtOpCode = LiteRtOpCode(202);
    pub const kLiteRtOpCodeTflDilate: LiteRtOpCode = LiteRtOpCode(203);
    pub const kLiteRtOpCodeShloRngBitGenerator: LiteRtOpCode = LiteRtOpCode(204);
    pub const kLiteRtOpCodeTflReduceWindow: LiteRtOpCode = LiteRtOpCode(205);
    pub const kLiteRtOpCodeShloComposite: LiteRtOpCode = LiteRtOpCode(206);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtOpCode(pub c_uint);

pub type LiteRtGLenum = u32;

pub type LiteRtGLuint = u32;

pub type LiteRtGLint = i32;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEglContextStruct {
    _unused: [u8; 0],
}

pub type LiteRtEglContext = *mut LiteRtEglContextStruct;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEglDisplayStruct {
    _unused: [u8; 0],
}

pub type LiteRtEglDisplay = *mut LiteRtEglDisplayStruct;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtEglSyncKhrStruct {
    _unused: [u8; 0],
}

pub type LiteRtEglSyncKhr = *mut LiteRtEglSyncKhrStruct;

#[repr(C)]
#[derive(Debug)]
pub struct _cl_mem {
    _unused: [u8; 0],
}

pub type LiteRtClMem = *mut _cl_mem;

#[repr(C)]
#[derive(Debug)]
pub struct _cl_event {
    _unused: [u8; 0],
}

pub type LiteRtClEvent = *mut _cl_event;

pub type LiteRtClInt = i32;

#[repr(C)]
#[derive(Debug)]
pub struct WGPUBufferImpl {
    _unused: [u8; 0],
}

pub type LiteRtWGPUBufferImpl = WGPUBufferImpl;

pub type LiteRtWGPUBuffer = *mut LiteRtWGPUBufferImpl;

impl LiteRtElementType {
    pub const kLiteRtElementTypeNone: LiteRtElementType = LiteRtElementType(0);
    pub const kLiteRtElementTypeBool: LiteRtElementType = LiteRtElementType(6);
    pub const kLiteRtElementTypeInt2: LiteRtElementType = LiteRtElementType(20);
    pub const kLiteRtElementTypeInt4: LiteRtElementType = LiteRtElementType(18);
    pub const kLiteRtElementTypeInt8: LiteRtElementType = LiteRtElementType(9);
    pub const kLiteRtElementTypeInt16: LiteRtElementType = LiteRtElementType(7);
    pub const kLiteRtElementTypeInt32: LiteRtElementType = LiteRtElementType(2);
    pub const kLiteRtElementTypeInt64: LiteRtElementType = LiteRtElementType(4);
    pub const kLiteRtElementTypeUInt4: LiteRtElementType = LiteRtElementType(21);
    pub const kLiteRtElementTypeUInt8: LiteRtElementType = LiteRtElementType(3);
    pub const kLiteRtElementTypeUInt16: LiteRtElementType = LiteRtElementType(17);
    pub const kLiteRtElementTypeUInt32: LiteRtElementType = LiteRtElementType(16);
    pub const kLiteRtElementTypeUInt64: LiteRtElementType = LiteRtElementType(13);
    pub const kLiteRtElementTypeFloat8E4M3FN: LiteRtElementType = LiteRtElementType(22);
    pub const kLiteRtElementTypeFloat8E5M2: LiteRtElementType = LiteRtElementType(23);
    pub const kLiteRtElementTypeFloat16: LiteRtElementType = LiteRtElementType(10);
    pub const kLiteRtElementTypeBFloat16: LiteRtElementType = LiteRtElementType(19);
    pub const kLiteRtElementTypeFloat32: LiteRtElementType = LiteRtElementType(1);
    pub const kLiteRtElementTypeFloat64: LiteRtElementType = LiteRtElementType(11);
    pub const kLiteRtElementTypeComplex64: LiteRtElementType = LiteRtElementType(8);
    pub const kLiteRtElementTypeComplex128: LiteRtElementType = LiteRtElementType(12);
    pub const kLiteRtElementTypeTfResource: LiteRtElementType = LiteRtElementType(14);
    pub const kLiteRtElementTypeTfString: LiteRtElementType = LiteRtElementType(5);
    pub const kLiteRtElementTypeTfVariant: LiteRtElementType = LiteRtElementType(15);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtElementType(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtUnrankedTensorType {
    pub element_type: LiteRtElementType,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtUnrankedTensorType"][size_of::<LiteRtUnrankedTensorType>() - 4usize];
    ["Alignment of LiteRtUnrankedTensorType"][align_of::<LiteRtUnrankedTensorType>() - 4usize];
    ["Offset of field: LiteRtUnrankedTensorType::element_type"]
        [::core::mem::offset_of!(LiteRtUnrankedTensorType, element_type) - 0usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtRankedTensorType {
    pub element_type: LiteRtElementType,
    pub layout: LiteRtLayout,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtRankedTensorType"][size_of::<LiteRtRankedTensorType>() - 72usize];
    ["Alignment of LiteRtRankedTensorType"][align_of::<LiteRtRankedTensorType>() - 4usize];
    ["Offset of field: LiteRtRankedTensorType::element_type"]
        [::core::mem::offset_of!(LiteRtRankedTensorType, element_type) - 0usize];
    ["Offset of field: LiteRtRankedTensorType::layout"]
        [::core::mem::offset_of!(LiteRtRankedTensorType, layout) - 4usize];
};

impl LiteRtTensorTypeId {
    pub const kLiteRtRankedTensorType: LiteRtTensorTypeId = LiteRtTensorTypeId(0);
    pub const kLiteRtUnrankedTensorType: LiteRtTensorTypeId = LiteRtTensorTypeId(1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtTensorTypeId(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtQuantizationPerTensor {
    pub scale: f32,
    pub zero_point: i64,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtQuantizationPerTensor"][size_of::<LiteRtQuantizationPerTensor>() - 16usize];
    ["Alignment of LiteRtQuantizationPerTensor"]
        [align_of::<LiteRtQuantizationPerTensor>() - 8usize];
    ["Offset of field: LiteRtQuantizationPerTensor::scale"]
        [::core::mem::offset_of!(LiteRtQuantizationPerTensor, scale) - 0usize];
    ["Offset of field: LiteRtQuantizationPerTensor::zero_point"]
        [::core::mem::offset_of!(LiteRtQuantizationPerTensor, zero_point) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtQuantizationPerChannel {
    pub quantized_dimension: i32,
    pub num_channels: u64,
    pub scales: *mut f32,
    pub zero_points: *mut i64,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtQuantizationPerChannel"][size_of::<LiteRtQuantizationPerChannel>() - 32usize];
    ["Alignment of LiteRtQuantizationPerChannel"]
        [align_of::<LiteRtQuantizationPerChannel>() - 8usize];
    ["Offset of field: LiteRtQuantizationPerChannel::quantized_dimension"]
        [::core::mem::offset_of!(LiteRtQuantizationPerChannel, quantized_dimension) - 0usize];
    ["Offset of field: LiteRtQuantizationPerChannel::num_channels"]
        [::core::mem::offset_of!(LiteRtQuantizationPerChannel, num_channels) - 8usize];
    ["Offset of field: LiteRtQuantizationPerChannel::scales"]
        [::core::mem::offset_of!(LiteRtQuantizationPerChannel, scales) - 16usize];
    ["Offset of field: LiteRtQuantizationPerChannel::zero_points"]
        [::core::mem::offset_of!(LiteRtQuantizationPerChannel, zero_points) - 24usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtQuantizationBlockWise {
    pub scales: LiteRtTensor,
    pub zero_points: LiteRtTensor,
    pub block_size: i32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtQuantizationBlockWise"][size_of::<LiteRtQuantizationBlockWise>() - 24usize];
    ["Alignment of LiteRtQuantizationBlockWise"]
        [align_of::<LiteRtQuantizationBlockWise>() - 8usize];
    ["Offset of field: LiteRtQuantizationBlockWise::scales"]
        [::core::mem::offset_of!(LiteRtQuantizationBlockWise, scales) - 0usize];
    ["Offset of field: LiteRtQuantizationBlockWise::zero_points"]
        [::core::mem::offset_of!(LiteRtQuantizationBlockWise, zero_points) - 8usize];
    ["Offset of field: LiteRtQuantizationBlockWise::block_size"]
        [::core::mem::offset_of!(LiteRtQuantizationBlockWise, block_size) - 16usize];
};

impl LiteRtQuantizationTypeId {
    pub const kLiteRtQuantizationNone: LiteRtQuantizationTypeId = LiteRtQuantizationTypeId(0);
    pub const kLiteRtQuantizationPerTensor: LiteRtQuantizationTypeId = LiteRtQuantizationTypeId(1);
    pub const kLiteRtQuantizationPerChannel: LiteRtQuantizationTypeId = LiteRtQuantizationTypeId(2);
    pub const kLiteRtQuantizationBlockWise: LiteRtQuantizationTypeId = LiteRtQuantizationTypeId(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtQuantizationTypeId(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtTensorDefiningOp {
    pub op: LiteRtOp,
    pub op_output_index: LiteRtParamIndex,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtTensorDefiningOp"][size_of::<LiteRtTensorDefiningOp>() - 16usize];
    ["Alignment of LiteRtTensorDefiningOp"][align_of::<LiteRtTensorDefiningOp>() - 8usize];
    ["Offset of field: LiteRtTensorDefiningOp::op"]
        [::core::mem::offset_of!(LiteRtTensorDefiningOp, op) - 0usize];
    ["Offset of field: LiteRtTensorDefiningOp::op_output_index"]
        [::core::mem::offset_of!(LiteRtTensorDefiningOp, op_output_index) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtTensorUserOp {
    pub op: LiteRtOp,
    pub op_input_index: LiteRtParamIndex,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtTensorUserOp"][size_of::<LiteRtTensorUserOp>() - 16usize];
    ["Alignment of LiteRtTensorUserOp"][align_of::<LiteRtTensorUserOp>() - 8usize];
    ["Offset of field: LiteRtTensorUserOp::op"]
        [::core::mem::offset_of!(LiteRtTensorUserOp, op) - 0usize];
    ["Offset of field: LiteRtTensorUserOp::op_input_index"]
        [::core::mem::offset_of!(LiteRtTensorUserOp, op_input_index) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtModelSerializationOptions {
    pub bytecode_alignment: usize,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtModelSerializationOptions"]
        [size_of::<LiteRtModelSerializationOptions>() - 8usize];
    ["Alignment of LiteRtModelSerializationOptions"]
        [align_of::<LiteRtModelSerializationOptions>() - 8usize];
    ["Offset of field: LiteRtModelSerializationOptions::bytecode_alignment"]
        [::core::mem::offset_of!(LiteRtModelSerializationOptions, bytecode_alignment) - 0usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtAllocationT {
    _unused: [u8; 0],
}

pub type LiteRtAllocation = *mut LiteRtAllocationT;

pub type LiteRtAllocationConst = *const LiteRtAllocationT;

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtCompilerContext {
    _unused: [u8; 0],
}

pub type LiteRtPatternFn = Option<
    unsafe extern "C" fn(
        context: *const LiteRtCompilerContext,
        builder: LiteRtBuilder,
        op: LiteRtOp,
    ) -> LiteRtStatus,
>;

#[repr(C)]
#[derive(Debug)]
pub struct AHardwareBuffer {
    _unused: [u8; 0],
}

pub type LiteRtHostMemoryDeallocator = Option<unsafe extern "C" fn(addr: *mut c_void)>;

pub type LiteRtAhwbDeallocator = Option<unsafe extern "C" fn(ahwb: *mut AHardwareBuffer)>;

pub type LiteRtIonDeallocator = Option<unsafe extern "C" fn(ion_buffer_addr: *mut c_void)>;

pub type LiteRtDmaBufDeallocator = Option<unsafe extern "C" fn(dmabuf_buffer_addr: *mut c_void)>;

pub type LiteRtFastRpcDeallocator = Option<unsafe extern "C" fn(fastrpc_buffer_addr: *mut c_void)>;

pub type LiteRtOpenClDeallocator = Option<unsafe extern "C" fn(opencl_buffer_addr: *mut c_void)>;

pub type LiteRtGlBufferDeallocator = Option<unsafe extern "C" fn(gl_buffer_addr: *mut c_void)>;

pub type LiteRtGlTextureDeallocator = Option<unsafe extern "C" fn(gl_texture_addr: *mut c_void)>;

pub type LiteRtWebGpuBufferDeallocator =
    Option<unsafe extern "C" fn(webgpu_buffer_addr: *mut c_void)>;

pub type LiteRtWebGpuTextureDeallocator =
    Option<unsafe extern "C" fn(webgpu_texture_addr: *mut c_void)>;

pub type LiteRtMetalDeallocator = Option<unsafe extern "C" fn(metal_buffer_addr: *mut c_void)>;

pub type LiteRtVulkanMemoryDeallocator =
    Option<unsafe extern "C" fn(vulkan_memory_addr: *mut c_void)>;

impl LiteRtTensorBufferType {
    pub const kLiteRtTensorBufferTypeUnknown: LiteRtTensorBufferType = LiteRtTensorBufferType(0);
    pub const kLiteRtTensorBufferTypeHostMemory: LiteRtTensorBufferType = LiteRtTensorBufferType(1);
    pub const kLiteRtTensorBufferTypeAhwb: LiteRtTensorBufferType = LiteRtTensorBufferType(2);
    pub const kLiteRtTensorBufferTypeIon: LiteRtTensorBufferType = LiteRtTensorBufferType(3);
    pub const kLiteRtTensorBufferTypeDmaBuf: LiteRtTensorBufferType = LiteRtTensorBufferType(4);
    pub const kLiteRtTensorBufferTypeFastRpc: LiteRtTensorBufferType = LiteRtTensorBufferType(5);
    pub const kLiteRtTensorBufferTypeGlBuffer: LiteRtTensorBufferType = LiteRtTensorBufferType(6);
    pub const kLiteRtTensorBufferTypeGlTexture: LiteRtTensorBufferType = LiteRtTensorBufferType(7);
    pub const kLiteRtTensorBufferTypeOpenClBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(10);
    pub const kLiteRtTensorBufferTypeOpenClBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(11);
    pub const kLiteRtTensorBufferTypeOpenClTexture: LiteRtTensorBufferType =
        LiteRtTensorBufferType(12);
    pub const kLiteRtTensorBufferTypeOpenClTextureFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(13);
    pub const kLiteRtTensorBufferTypeOpenClBufferPacked: LiteRtTensorBufferType =
        LiteRtTensorBufferType(14);
    pub const kLiteRtTensorBufferTypeOpenClImageBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(15);
    pub const kLiteRtTensorBufferTypeOpenClImageBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(16);
    pub const kLiteRtTensorBufferTypeWebGpuBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(20);
    pub const kLiteRtTensorBufferTypeWebGpuBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(21);
    pub const kLiteRtTensorBufferTypeWebGpuTexture: LiteRtTensorBufferType =
        LiteRtTensorBufferType(22);
    pub const kLiteRtTensorBufferTypeWebGpuTextureFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(23);
    pub const kLiteRtTensorBufferTypeWebGpuImageBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(24);
    pub const kLiteRtTensorBufferTypeWebGpuImageBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(25);
    pub const kLiteRtTensorBufferTypeWebGpuBufferPacked: LiteRtTensorBufferType =
        LiteRtTensorBufferType(26);
    pub const kLiteRtTensorBufferTypeMetalBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(30);
    pub const kLiteRtTensorBufferTypeMetalBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(31);
    pub const kLiteRtTensorBufferTypeMetalTexture: LiteRtTensorBufferType =
        LiteRtTensorBufferType(32);
    pub const kLiteRtTensorBufferTypeMetalTextureFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(33);
    pub const kLiteRtTensorBufferTypeMetalBufferPacked: LiteRtTensorBufferType =
        LiteRtTensorBufferType(34);
    pub const kLiteRtTensorBufferTypeVulkanBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(40);
    pub const kLiteRtTensorBufferTypeVulkanBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(41);
    pub const kLiteRtTensorBufferTypeVulkanTexture: LiteRtTensorBufferType =
        LiteRtTensorBufferType(42);
    pub const kLiteRtTensorBufferTypeVulkanTextureFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(43);
    pub const kLiteRtTensorBufferTypeVulkanImageBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(44);
    pub const kLiteRtTensorBufferTypeVulkanImageBufferFp16: LiteRtTensorBufferType =
        LiteRtTensorBufferType(45);
    pub const kLiteRtTensorBufferTypeVulkanBufferPacked: LiteRtTensorBufferType =
        LiteRtTensorBufferType(46);
    pub const kLiteRtTensorBufferTypeUserCustomBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(100);
    pub const kLiteRtTensorBufferTypeOpenVINOTensorBuffer: LiteRtTensorBufferType =
        LiteRtTensorBufferType(100);
    pub const kLiteRtTensorBufferTypeUserCustomBufferEnd: LiteRtTensorBufferType =
        LiteRtTensorBufferType(199);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtTensorBufferType(pub c_uint);

pub type LiteRtGpuDeviceId = *mut c_void;

pub type LiteRtGpuQueueId = *mut c_void;

pub type HwMemoryHandle = *mut c_void;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct HwMemoryInfo {
    pub memory_handle: HwMemoryHandle,
    pub raw_handle: *mut c_void,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of HwMemoryInfo"][size_of::<HwMemoryInfo>() - 16usize];
    ["Alignment of HwMemoryInfo"][align_of::<HwMemoryInfo>() - 8usize];
    ["Offset of field: HwMemoryInfo::memory_handle"]
        [::core::mem::offset_of!(HwMemoryInfo, memory_handle) - 0usize];
    ["Offset of field: HwMemoryInfo::raw_handle"]
        [::core::mem::offset_of!(HwMemoryInfo, raw_handle) - 8usize];
};

pub type HwMemoryInfoPtr = *mut HwMemoryInfo;

pub type CreateCustomTensorBuffer = Option<
    unsafe extern "C" fn(
        device_id: LiteRtGpuDeviceId,
        queue_id: LiteRtGpuQueueId,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_type: LiteRtTensorBufferType,
        bytes: usize,
        packed_bytes: usize,
        hw_memory_info: *mut HwMemoryInfoPtr,
    ) -> LiteRtStatus,
>;

pub type ImportCustomTensorBuffer = Option<
    unsafe extern "C" fn(
        device_id: LiteRtGpuDeviceId,
        queue_id: LiteRtGpuQueueId,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_type: LiteRtTensorBufferType,
        hw_buffer_handle: HwMemoryHandle,
        bytes: usize,
        packed_bytes: usize,
        hw_memory_info: *mut HwMemoryInfoPtr,
    ) -> LiteRtStatus,
>;

pub type DestroyCustomTensorBuffer =
    Option<unsafe extern "C" fn(hw_memory_info: HwMemoryInfoPtr) -> LiteRtStatus>;

pub type LockCustomTensorBuffer = Option<
    unsafe extern "C" fn(
        hw_memory_info: HwMemoryInfoPtr,
        mode: LiteRtTensorBufferLockMode,
        host_memory_ptr: *mut *mut c_void,
    ) -> LiteRtStatus,
>;

pub type UnlockCustomTensorBuffer =
    Option<unsafe extern "C" fn(hw_memory_info: HwMemoryInfoPtr) -> LiteRtStatus>;

pub type ClearCustomTensorBuffer =
    Option<unsafe extern "C" fn(hw_memory_info: HwMemoryInfoPtr) -> LiteRtStatus>;

impl LiteRtEnvOptionTag {
    pub const kLiteRtEnvOptionTagCompilerPluginLibraryDir: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(0);
    pub const kLiteRtEnvOptionTagDispatchLibraryDir: LiteRtEnvOptionTag = LiteRtEnvOptionTag(1);
    pub const kLiteRtEnvOptionTagOpenClDeviceId: LiteRtEnvOptionTag = LiteRtEnvOptionTag(2);
    pub const kLiteRtEnvOptionTagOpenClPlatformId: LiteRtEnvOptionTag = LiteRtEnvOptionTag(3);
    pub const kLiteRtEnvOptionTagOpenClContext: LiteRtEnvOptionTag = LiteRtEnvOptionTag(4);
    pub const kLiteRtEnvOptionTagOpenClCommandQueue: LiteRtEnvOptionTag = LiteRtEnvOptionTag(5);
    pub const kLiteRtEnvOptionTagEglDisplay: LiteRtEnvOptionTag = LiteRtEnvOptionTag(6);
    pub const kLiteRtEnvOptionTagEglContext: LiteRtEnvOptionTag = LiteRtEnvOptionTag(7);
    pub const kLiteRtEnvOptionTagWebGpuDevice: LiteRtEnvOptionTag = LiteRtEnvOptionTag(8);
    pub const kLiteRtEnvOptionTagWebGpuQueue: LiteRtEnvOptionTag = LiteRtEnvOptionTag(9);
    pub const kLiteRtEnvOptionTagMetalDevice: LiteRtEnvOptionTag = LiteRtEnvOptionTag(10);
    pub const kLiteRtEnvOptionTagMetalCommandQueue: LiteRtEnvOptionTag = LiteRtEnvOptionTag(11);
    pub const kLiteRtEnvOptionTagVulkanEnvironment: LiteRtEnvOptionTag = LiteRtEnvOptionTag(12);
    pub const kLiteRtEnvOptionTagCallbackOnGpuEnvDestroy: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(14);
    pub const kLiteRtEnvOptionTagCallbackUserDataOnGpuEnvDestroy: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(15);
    pub const kLiteRtEnvOptionTagMagicNumberConfigs: LiteRtEnvOptionTag = LiteRtEnvOptionTag(16);
    pub const kLiteRtEnvOptionTagMagicNumberVerifications: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(17);
    pub const kLiteRtEnvOptionTagCompilerCacheDir: LiteRtEnvOptionTag = LiteRtEnvOptionTag(18);
    pub const kLiteRtEnvOptionTagWebGpuInstance: LiteRtEnvOptionTag = LiteRtEnvOptionTag(19);
    pub const kLiteRtEnvOptionTagWebGpuProcs: LiteRtEnvOptionTag = LiteRtEnvOptionTag(20);
    pub const kLiteRtEnvOptionTagCustomTensorBufferHandlers_deprecated: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(21);
    pub const kLiteRtEnvOptionTagRuntimeLibraryDir: LiteRtEnvOptionTag = LiteRtEnvOptionTag(22);
    pub const kLiteRtEnvOptionTagSystemRuntimeHandle: LiteRtEnvOptionTag = LiteRtEnvOptionTag(23);
    pub const kLiteRtEnvOptionTagAutoRegisterAccelerators: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(24);
    pub const kLiteRtEnvOptionTagMinLoggerSeverity: LiteRtEnvOptionTag = LiteRtEnvOptionTag(25);
    pub const kLiteRtEnvOptionTagCompilerCacheMaxConfigsPerModel: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(26);
    pub const kLiteRtEnvOptionTagCompilerCacheMaxTotalSize: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(27);
    pub const kLiteRtEnvOptionTagContext: LiteRtEnvOptionTag = LiteRtEnvOptionTag(28);
    pub const kLiteRtEnvOptionTagWebGpuFlushCallback: LiteRtEnvOptionTag = LiteRtEnvOptionTag(29);
    pub const kLiteRtEnvOptionTagSystemGpuAcceleratorHandle: LiteRtEnvOptionTag =
        LiteRtEnvOptionTag(30);
    pub const kLiteRtEnvOptionTagNull: LiteRtEnvOptionTag = LiteRtEnvOptionTag(255);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtEnvOptionTag(pub c_uint);

#[repr(C)]
#[derive(Copy, Clone)]
pub struct LiteRtEnvOption {
    pub tag: LiteRtEnvOptionTag,
    pub value: LiteRtAny,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtEnvOption"][size_of::<LiteRtEnvOption>() - 24usize];
    ["Alignment of LiteRtEnvOption"][align_of::<LiteRtEnvOption>() - 8usize];
    ["Offset of field: LiteRtEnvOption::tag"]
        [::core::mem::offset_of!(LiteRtEnvOption, tag) - 0usize];
    ["Offset of field: LiteRtEnvOption::value"]
        [::core::mem::offset_of!(LiteRtEnvOption, value) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtMagicNumberConfig {
    pub magic_number: i64,
    pub target_number: i64,
    pub signature_prefix: *const c_char,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMagicNumberConfig"][size_of::<LiteRtMagicNumberConfig>() - 24usize];
    ["Alignment of LiteRtMagicNumberConfig"][align_of::<LiteRtMagicNumberConfig>() - 8usize];
    ["Offset of field: LiteRtMagicNumberConfig::magic_number"]
        [::core::mem::offset_of!(LiteRtMagicNumberConfig, magic_number) - 0usize];
    ["Offset of field: LiteRtMagicNumberConfig::target_number"]
        [::core::mem::offset_of!(LiteRtMagicNumberConfig, target_number) - 8usize];
    ["Offset of field: LiteRtMagicNumberConfig::signature_prefix"]
        [::core::mem::offset_of!(LiteRtMagicNumberConfig, signature_prefix) - 16usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtMagicNumberConfigs {
    pub num_configs: i64,
    pub configs: [LiteRtMagicNumberConfig; 0],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMagicNumberConfigs"][size_of::<LiteRtMagicNumberConfigs>() - 8usize];
    ["Alignment of LiteRtMagicNumberConfigs"][align_of::<LiteRtMagicNumberConfigs>() - 8usize];
    ["Offset of field: LiteRtMagicNumberConfigs::num_configs"]
        [::core::mem::offset_of!(LiteRtMagicNumberConfigs, num_configs) - 0usize];
    ["Offset of field: LiteRtMagicNumberConfigs::configs"]
        [::core::mem::offset_of!(LiteRtMagicNumberConfigs, configs) - 8usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtMagicNumberVerification {
    pub signature: *const c_char,
    pub test_signature: *const c_char,
    pub is_superset: bool,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMagicNumberVerification"][size_of::<LiteRtMagicNumberVerification>() - 24usize];
    ["Alignment of LiteRtMagicNumberVerification"]
        [align_of::<LiteRtMagicNumberVerification>() - 8usize];
    ["Offset of field: LiteRtMagicNumberVerification::signature"]
        [::core::mem::offset_of!(LiteRtMagicNumberVerification, signature) - 0usize];
    ["Offset of field: LiteRtMagicNumberVerification::test_signature"]
        [::core::mem::offset_of!(LiteRtMagicNumberVerification, test_signature) - 8usize];
    ["Offset of field: LiteRtMagicNumberVerification::is_superset"]
        [::core::mem::offset_of!(LiteRtMagicNumberVerification, is_superset) - 16usize];
};

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtMagicNumberVerifications {
    pub num_verifications: i64,
    pub verifications: [LiteRtMagicNumberVerification; 0],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMagicNumberVerifications"]
        [size_of::<LiteRtMagicNumberVerifications>() - 8usize];
    ["Alignment of LiteRtMagicNumberVerifications"]
        [align_of::<LiteRtMagicNumberVerifications>() - 8usize];
    ["Offset of field: LiteRtMagicNumberVerifications::num_verifications"]
        [::core::mem::offset_of!(LiteRtMagicNumberVerifications, num_verifications) - 0usize];
    ["Offset of field: LiteRtMagicNumberVerifications::verifications"]
        [::core::mem::offset_of!(LiteRtMagicNumberVerifications, verifications) - 8usize];
};

impl LiteRtEventType {
    pub const LiteRtEventTypeUnknown: LiteRtEventType = LiteRtEventType(0);
    pub const LiteRtEventTypeSyncFenceFd: LiteRtEventType = LiteRtEventType(1);
    pub const LiteRtEventTypeOpenCl: LiteRtEventType = LiteRtEventType(2);
    pub const LiteRtEventTypeEglSyncFence: LiteRtEventType = LiteRtEventType(3);
    pub const LiteRtEventTypeEglNativeSyncFence: LiteRtEventType = LiteRtEventType(4);
    pub const LiteRtEventTypeCustom: LiteRtEventType = LiteRtEventType(5);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtEventType(pub c_uint);

pub type LiteRtCustomEvent = *mut LiteRtCustomEventT;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtCustomEventT {
    pub Retain: Option<unsafe extern "C" fn(event: LiteRtCustomEvent)>,
    pub Release: Option<unsafe extern "C" fn(event: LiteRtCustomEvent)>,
    pub Wait: Option<unsafe extern "C" fn(event: LiteRtCustomEvent, timeout_in_ms: i64)>,
    pub IsSignaled: Option<unsafe extern "C" fn(event: LiteRtCustomEvent) -> c_int>,
    pub GetNative: Option<unsafe extern "C" fn(event: LiteRtCustomEvent) -> *mut c_void>,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtCustomEventT"][size_of::<LiteRtCustomEventT>() - 40usize];
    ["Alignment of LiteRtCustomEventT"][align_of::<LiteRtCustomEventT>() - 8usize];
    ["Offset of field: LiteRtCustomEventT::Retain"]
        [::core::mem::offset_of!(LiteRtCustomEventT, Retain) - 0usize];
    ["Offset of field: LiteRtCustomEventT::Release"]
        [::core::mem::offset_of!(LiteRtCustomEventT, Release) - 8usize];
    ["Offset of field: LiteRtCustomEventT::Wait"]
        [::core::mem::offset_of!(LiteRtCustomEventT, Wait) - 16usize];
    ["Offset of field: LiteRtCustomEventT::IsSignaled"]
        [::core::mem::offset_of!(LiteRtCustomEventT, IsSignaled) - 24usize];
    ["Offset of field: LiteRtCustomEventT::GetNative"]
        [::core::mem::offset_of!(LiteRtCustomEventT, GetNative) - 32usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtCustomOpKernel {
    pub Init: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            init_data: *const c_void,
            init_data_size: usize,
        ) -> LiteRtStatus,
    >,
    pub GetOutputLayouts: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            num_inputs: usize,
            input_layouts: *const LiteRtLayout,
            num_outputs: usize,
            output_layouts: *mut LiteRtLayout,
        ) -> LiteRtStatus,
    >,
    pub Run: Option<
        unsafe extern "C" fn(
            user_data: *mut c_void,
            num_inputs: usize,
            inputs: *const LiteRtTensorBuffer,
            num_outputs: usize,
            outputs: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub Destroy: Option<unsafe extern "C" fn(user_data: *mut c_void) -> LiteRtStatus>,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtCustomOpKernel"][size_of::<LiteRtCustomOpKernel>() - 32usize];
    ["Alignment of LiteRtCustomOpKernel"][align_of::<LiteRtCustomOpKernel>() - 8usize];
    ["Offset of field: LiteRtCustomOpKernel::Init"]
        [::core::mem::offset_of!(LiteRtCustomOpKernel, Init) - 0usize];
    ["Offset of field: LiteRtCustomOpKernel::GetOutputLayouts"]
        [::core::mem::offset_of!(LiteRtCustomOpKernel, GetOutputLayouts) - 8usize];
    ["Offset of field: LiteRtCustomOpKernel::Run"]
        [::core::mem::offset_of!(LiteRtCustomOpKernel, Run) - 16usize];
    ["Offset of field: LiteRtCustomOpKernel::Destroy"]
        [::core::mem::offset_of!(LiteRtCustomOpKernel, Destroy) - 24usize];
};

pub type LiteRtOpaqueOptionsHashFunc =
    Option<unsafe extern "C" fn(payload_data: *const c_void) -> u64>;

#[repr(C)]
#[derive(Copy, Clone)]
pub struct LiteRtMetric {
    pub name: *const c_char,
    pub value: LiteRtAny,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMetric"][size_of::<LiteRtMetric>() - 24usize];
    ["Alignment of LiteRtMetric"][align_of::<LiteRtMetric>() - 8usize];
    ["Offset of field: LiteRtMetric::name"][::core::mem::offset_of!(LiteRtMetric, name) - 0usize];
    ["Offset of field: LiteRtMetric::value"][::core::mem::offset_of!(LiteRtMetric, value) - 8usize];
};

impl LiteRtHookType {
    pub const kLiteRtHookTypeRuntimeStart: LiteRtHookType = LiteRtHookType(0);
    pub const kLiteRtHookTypeRuntimeStop: LiteRtHookType = LiteRtHookType(1);
    pub const kLiteRtHookTypeCompilerStart: LiteRtHookType = LiteRtHookType(2);
    pub const kLiteRtHookTypeCompilerStop: LiteRtHookType = LiteRtHookType(3);
    pub const kLiteRtHookTypeStopAndProcess: LiteRtHookType = LiteRtHookType(4);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtHookType(pub c_uint);

pub type LiteRtHook = Option<
    unsafe extern "C" fn(
        type_: LiteRtHookType,
        data: *const c_void,
        size: usize,
        user_data: *mut c_void,
    ),
>;

impl LiteRtProfilerEventType {
    pub const DEFAULT: LiteRtProfilerEventType = LiteRtProfilerEventType(1);
    pub const OPERATOR_INVOKE_EVENT: LiteRtProfilerEventType = LiteRtProfilerEventType(2);
    pub const DELEGATE_OPERATOR_INVOKE_EVENT: LiteRtProfilerEventType = LiteRtProfilerEventType(4);
    pub const DELEGATE_PROFILED_OPERATOR_INVOKE_EVENT: LiteRtProfilerEventType =
        LiteRtProfilerEventType(8);
    pub const GENERAL_RUNTIME_INSTRUMENTATION_EVENT: LiteRtProfilerEventType =
        LiteRtProfilerEventType(16);
    pub const TELEMETRY_EVENT: LiteRtProfilerEventType = LiteRtProfilerEventType(32);
    pub const TELEMETRY_REPORT_SETTINGS: LiteRtProfilerEventType = LiteRtProfilerEventType(64);
    pub const TELEMETRY_DELEGATE_EVENT: LiteRtProfilerEventType = LiteRtProfilerEventType(128);
    pub const TELEMETRY_DELEGATE_REPORT_SETTINGS: LiteRtProfilerEventType =
        LiteRtProfilerEventType(256);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtProfilerEventType(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtMemoryUsage {
    pub total_allocated_bytes: usize,
    pub in_use_allocated_bytes: usize,
    pub private_footprint_bytes: usize,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtMemoryUsage"][size_of::<LiteRtMemoryUsage>() - 24usize];
    ["Alignment of LiteRtMemoryUsage"][align_of::<LiteRtMemoryUsage>() - 8usize];
    ["Offset of field: LiteRtMemoryUsage::total_allocated_bytes"]
        [::core::mem::offset_of!(LiteRtMemoryUsage, total_allocated_bytes) - 0usize];
    ["Offset of field: LiteRtMemoryUsage::in_use_allocated_bytes"]
        [::core::mem::offset_of!(LiteRtMemoryUsage, in_use_allocated_bytes) - 8usize];
    ["Offset of field: LiteRtMemoryUsage::private_footprint_bytes"]
        [::core::mem::offset_of!(LiteRtMemoryUsage, private_footprint_bytes) - 16usize];
};

impl ProfiledEventSource {
    pub const LITERT: ProfiledEventSource = ProfiledEventSource(0);
    pub const TFLITE_INTERPRETER: ProfiledEventSource = ProfiledEventSource(1);
    pub const TFLITE_DELEGATE: ProfiledEventSource = ProfiledEventSource(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct ProfiledEventSource(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct ProfiledEventData {
    pub tag: *const c_char,
    pub event_type: LiteRtProfilerEventType,
    pub start_timestamp_us: u64,
    pub elapsed_time_us: u64,
    pub begin_mem_usage: LiteRtMemoryUsage,
    pub end_mem_usage: LiteRtMemoryUsage,
    pub event_metadata1: u64,
    pub event_metadata2: u64,
    pub event_source: ProfiledEventSource,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of ProfiledEventData"][size_of::<ProfiledEventData>() - 104usize];
    ["Alignment of ProfiledEventData"][align_of::<ProfiledEventData>() - 8usize];
    ["Offset of field: ProfiledEventData::tag"]
        [::core::mem::offset_of!(ProfiledEventData, tag) - 0usize];
    ["Offset of field: ProfiledEventData::event_type"]
        [::core::mem::offset_of!(ProfiledEventData, event_type) - 8usize];
    ["Offset of field: ProfiledEventData::start_timestamp_us"]
        [::core::mem::offset_of!(ProfiledEventData, start_timestamp_us) - 16usize];
    ["Offset of field: ProfiledEventData::elapsed_time_us"]
        [::core::mem::offset_of!(ProfiledEventData, elapsed_time_us) - 24usize];
    ["Offset of field: ProfiledEventData::begin_mem_usage"]
        [::core::mem::offset_of!(ProfiledEventData, begin_mem_usage) - 32usize];
    ["Offset of field: ProfiledEventData::end_mem_usage"]
        [::core::mem::offset_of!(ProfiledEventData, end_mem_usage) - 56usize];
    ["Offset of field: ProfiledEventData::event_metadata1"]
        [::core::mem::offset_of!(ProfiledEventData, event_metadata1) - 80usize];
    ["Offset of field: ProfiledEventData::event_metadata2"]
        [::core::mem::offset_of!(ProfiledEventData, event_metadata2) - 88usize];
    ["Offset of field: ProfiledEventData::event_source"]
        [::core::mem::offset_of!(ProfiledEventData, event_source) - 96usize];
};

impl LiteRtSchedulingInfoField {
    pub const kLiteRtSchedulingInfoFieldOriginalUid: LiteRtSchedulingInfoField =
        LiteRtSchedulingInfoField(1);
    pub const kLiteRtSchedulingInfoFieldDebugFeatureId: LiteRtSchedulingInfoField =
        LiteRtSchedulingInfoField(2);
    pub const kLiteRtSchedulingInfoFieldJobPriority: LiteRtSchedulingInfoField =
        LiteRtSchedulingInfoField(4);
    pub const kLiteRtSchedulingInfoFieldGroupId: LiteRtSchedulingInfoField =
        LiteRtSchedulingInfoField(8);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtSchedulingInfoField(pub c_uint);

pub const kLiteRtSchedulingInfoGroupIdSize: c_uint = 16;

impl LiteRtSchedulingJobPriority {
    pub const kLiteRtSchedulingInfoJobPriorityHighest: LiteRtSchedulingJobPriority =
        LiteRtSchedulingJobPriority(0);
    pub const kLiteRtSchedulingInfoJobPriorityLowest: LiteRtSchedulingJobPriority =
        LiteRtSchedulingJobPriority(1000);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtSchedulingJobPriority(pub c_uint);

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtSchedulingInfo {
    pub fields_mask: u32,
    pub original_uid: i32,
    pub debug_feature_id: *const c_char,
    pub job_priority: i32,
    pub group_id: [u8; 16usize],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtSchedulingInfo"][size_of::<LiteRtSchedulingInfo>() - 40usize];
    ["Alignment of LiteRtSchedulingInfo"][align_of::<LiteRtSchedulingInfo>() - 8usize];
    ["Offset of field: LiteRtSchedulingInfo::fields_mask"]
        [::core::mem::offset_of!(LiteRtSchedulingInfo, fields_mask) - 0usize];
    ["Offset of field: LiteRtSchedulingInfo::original_uid"]
        [::core::mem::offset_of!(LiteRtSchedulingInfo, original_uid) - 4usize];
    ["Offset of field: LiteRtSchedulingInfo::debug_feature_id"]
        [::core::mem::offset_of!(LiteRtSchedulingInfo, debug_feature_id) - 8usize];
    ["Offset of field: LiteRtSchedulingInfo::job_priority"]
        [::core::mem::offset_of!(LiteRtSchedulingInfo, job_priority) - 16usize];
    ["Offset of field: LiteRtSchedulingInfo::group_id"]
        [::core::mem::offset_of!(LiteRtSchedulingInfo, group_id) - 20usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtAbiHeader {
    pub struct_size: u16,
    pub major_version: u16,
    pub minor_version: u16,
    pub reserved: u16,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtAbiHeader"][size_of::<LiteRtAbiHeader>() - 8usize];
    ["Alignment of LiteRtAbiHeader"][align_of::<LiteRtAbiHeader>() - 2usize];
    ["Offset of field: LiteRtAbiHeader::struct_size"]
        [::core::mem::offset_of!(LiteRtAbiHeader, struct_size) - 0usize];
    ["Offset of field: LiteRtAbiHeader::major_version"]
        [::core::mem::offset_of!(LiteRtAbiHeader, major_version) - 2usize];
    ["Offset of field: LiteRtAbiHeader::minor_version"]
        [::core::mem::offset_of!(LiteRtAbiHeader, minor_version) - 4usize];
    ["Offset of field: LiteRtAbiHeader::reserved"]
        [::core::mem::offset_of!(LiteRtAbiHeader, reserved) - 6usize];
};

pub type LiteRtLogSeverity = i8;

pub const kLiteRtLogSeverityDebug: LiteRtLogSeverity = -1;

pub const kLiteRtLogSeverityVerbose: LiteRtLogSeverity = 0;

pub const kLiteRtLogSeverityInfo: LiteRtLogSeverity = 1;

pub const kLiteRtLogSeverityWarning: LiteRtLogSeverity = 2;

pub const kLiteRtLogSeverityError: LiteRtLogSeverity = 3;

pub const kLiteRtLogSeveritySilent: LiteRtLogSeverity = 4;

pub type LiteRtAcceleratorId = usize;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtCustomTensorBufferHandlersDef {
    pub abi_header: LiteRtAbiHeader,
    pub create_func: CreateCustomTensorBuffer,
    pub destroy_func: DestroyCustomTensorBuffer,
    pub lock_func: LockCustomTensorBuffer,
    pub unlock_func: UnlockCustomTensorBuffer,
    pub clear_func: ClearCustomTensorBuffer,
    pub import_func: ImportCustomTensorBuffer,
    pub device_tag: LiteRtEnvOptionTag,
    pub queue_tag: LiteRtEnvOptionTag,
    pub num_supported_buffer_types: usize,
    pub supported_buffer_types: [LiteRtTensorBufferType; 16usize],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtCustomTensorBufferHandlersDef"]
        [size_of::<LiteRtCustomTensorBufferHandlersDef>() - 136usize];
    ["Alignment of LiteRtCustomTensorBufferHandlersDef"]
        [align_of::<LiteRtCustomTensorBufferHandlersDef>() - 8usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::abi_header"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, abi_header) - 0usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::create_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, create_func) - 8usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::destroy_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, destroy_func) - 16usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::lock_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, lock_func) - 24usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::unlock_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, unlock_func) - 32usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::clear_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, clear_func) - 40usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::import_func"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, import_func) - 48usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::device_tag"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, device_tag) - 56usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::queue_tag"]
        [::core::mem::offset_of!(LiteRtCustomTensorBufferHandlersDef, queue_tag) - 60usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::num_supported_buffer_types"][::core::mem::offset_of!(
        LiteRtCustomTensorBufferHandlersDef,
        num_supported_buffer_types
    )
        - 64usize];
    ["Offset of field: LiteRtCustomTensorBufferHandlersDef::supported_buffer_types"][::core::mem::offset_of!(
        LiteRtCustomTensorBufferHandlersDef,
        supported_buffer_types
    ) - 72usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtRuntimeContext {
    pub abi_header: LiteRtAbiHeader,
    pub create_tensor_buffer_requirements: Option<
        unsafe extern "C" fn(
            num_supported_tensor_buffer_types: c_int,
            supported_tensor_buffer_types: *const LiteRtTensorBufferType,
            buffer_size: usize,
            num_strides: c_int,
            strides: *const u32,
            requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub get_external_litert_buffer_context_tensor_buffer: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            tensor: *const TfLiteTensor,
            tensor_buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_create_tensor_buffer: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            tensor: *const TfLiteTensor,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_register_tensor_buffer: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            tensor: *const TfLiteTensor,
            buffer: LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_unregister_tensor_buffer: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            tensor: *const TfLiteTensor,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_register_buffer_requirements: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            tensor: *const TfLiteTensor,
            buffer_requirements: LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_get_environment: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            env: *mut LiteRtEnvironment,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_is_async_execution_mode: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            is_async_execution_mode: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub external_litert_buffer_context_destroy:
        Option<unsafe extern "C" fn(context: LiteRtExternalLiteRtBufferContext)>,
    pub get_opaque_options: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            opaque_options: *mut LiteRtOpaqueOptions,
        ) -> LiteRtStatus,
    >,
    pub find_opaque_options_data: Option<
        unsafe extern "C" fn(
            options: LiteRtOpaqueOptions,
            payload_identifier: *const c_char,
            payload_data: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub destroy_options: Option<unsafe extern "C" fn(options: LiteRtOptions)>,
    pub get_environment_options: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            options: *mut LiteRtEnvironmentOptions,
        ) -> LiteRtStatus,
    >,
    pub get_environment_options_value: Option<
        unsafe extern "C" fn(
            options: LiteRtEnvironmentOptions,
            tag: LiteRtEnvOptionTag,
            option_value: *mut LiteRtAny,
        ) -> LiteRtStatus,
    >,
    pub environment_has_gpu_environment: Option<
        unsafe extern "C" fn(environment: LiteRtEnvironment, has_gpu_environment: *mut bool),
    >,
    pub add_environment_options: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            num_options: c_int,
            options: *const LiteRtEnvOption,
            overwrite: bool,
        ) -> LiteRtStatus,
    >,
    pub gpu_environment_create: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            num_options: c_int,
            options: *const LiteRtEnvOption,
        ) -> LiteRtStatus,
    >,
    pub wrap_delegate: Option<
        unsafe extern "C" fn(
            delegate: *mut TfLiteOpaqueDelegate,
            deleter: Option<unsafe extern "C" fn(arg1: *mut TfLiteOpaqueDelegate)>,
            wrapper: *mut LiteRtDelegateWrapper,
        ) -> LiteRtStatus,
    >,
    pub unwrap_delegate: Option<
        unsafe extern "C" fn(
            wrapper: LiteRtDelegateWrapper,
            delegate: *mut *mut TfLiteOpaqueDelegate,
        ) -> LiteRtStatus,
    >,
    pub create_tensor_buffer_from_host_memory: Option<
        unsafe extern "C" fn(
            tensor_type: *const LiteRtRankedTensorType,
            host_buffer_addr: *mut c_void,
            host_buffer_size: usize,
            deallocator: LiteRtHostMemoryDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub create_managed_tensor_buffer: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            buffer_type: LiteRtTensorBufferType,
            tensor_type: *const LiteRtRankedTensorType,
            buffer_size: usize,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub destroy_tensor_buffer: Option<unsafe extern "C" fn(buffer: LiteRtTensorBuffer)>,
    pub get_tensor_buffer_type: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            buffer_type: *mut LiteRtTensorBufferType,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_tensor_type: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            tensor_type: *mut LiteRtRankedTensorType,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_size: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            buffer_size: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_packed_size: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, size: *mut usize) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_offset: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, offset: *mut usize) -> LiteRtStatus,
    >,
    pub lock_tensor_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            host_mem_addr: *mut *mut c_void,
            mode: LiteRtTensorBufferLockMode,
        ) -> LiteRtStatus,
    >,
    pub unlock_tensor_buffer:
        Option<unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus>,
    pub get_tensor_buffer_host_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            host_memory_addr: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_opencl_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            cl_mem_addr: *mut LiteRtClMem,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_gl_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            target: *mut LiteRtGLenum,
            id: *mut LiteRtGLuint,
            size_bytes: *mut usize,
            offset: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_custom_tensor_buffer_handle: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            hw_memory_handle: *mut HwMemoryHandle,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_ahwb: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            ahwb: *mut *mut AHardwareBuffer,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_dma_buf_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            dmabuf_buffer_addr: *mut *mut c_void,
            dmabuf_buffer_fd: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_fast_rpc_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            host_buffer_addr: *mut *mut c_void,
            fd: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub has_tensor_buffer_event: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            has_event: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub get_tensor_buffer_event: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub set_tensor_buffer_event: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, event: LiteRtEvent) -> LiteRtStatus,
    >,
    pub create_managed_event: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            event_type: LiteRtEventType,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub create_event_from_sync_fence_fd: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            sync_fence_fd: c_int,
            owns_fd: bool,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub get_event_event_type: Option<
        unsafe extern "C" fn(event: LiteRtEvent, type_: *mut LiteRtEventType) -> LiteRtStatus,
    >,
    pub get_event_sync_fence_fd:
        Option<unsafe extern "C" fn(event: LiteRtEvent, sync_fence_fd: *mut c_int) -> LiteRtStatus>,
    pub create_event_from_opencl_event: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            cl_event: LiteRtClEvent,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub get_event_opencl_event: Option<
        unsafe extern "C" fn(event: LiteRtEvent, cl_event: *mut LiteRtClEvent) -> LiteRtStatus,
    >,
    pub set_custom_event: Option<
        unsafe extern "C" fn(event: LiteRtEvent, custom_event: LiteRtCustomEvent) -> LiteRtStatus,
    >,
    pub get_custom_event: Option<
        unsafe extern "C" fn(
            event: LiteRtEvent,
            custom_event: *mut LiteRtCustomEvent,
        ) -> LiteRtStatus,
    >,
    pub wait_event:
        Option<unsafe extern "C" fn(event: LiteRtEvent, timeout_in_ms: i64) -> LiteRtStatus>,
    pub external_litert_buffer_context_get_run_options: Option<
        unsafe extern "C" fn(
            context: LiteRtExternalLiteRtBufferContext,
            run_options: *mut LiteRtOptions,
        ) -> LiteRtStatus,
    >,
    pub get_options_hardware_accelerators: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            hardware_accelerators: *mut LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtRuntimeContext"][size_of::<LiteRtRuntimeContext>() - 408usize];
    ["Alignment of LiteRtRuntimeContext"][align_of::<LiteRtRuntimeContext>() - 8usize];
    ["Offset of field: LiteRtRuntimeContext::abi_header"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, abi_header) - 0usize];
    ["Offset of field: LiteRtRuntimeContext::create_tensor_buffer_requirements"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, create_tensor_buffer_requirements) - 8usize];
    ["Offset of field: LiteRtRuntimeContext::get_external_litert_buffer_context_tensor_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        get_external_litert_buffer_context_tensor_buffer
    )
        - 16usize];
    ["Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_create_tensor_buffer"]
        [::core::mem::offset_of!(
            LiteRtRuntimeContext,
            external_litert_buffer_context_create_tensor_buffer
        ) - 24usize];
    [
        "Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_register_tensor_buffer",
    ][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_register_tensor_buffer
    ) - 32usize];
    [
        "Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_unregister_tensor_buffer",
    ][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_unregister_tensor_buffer
    ) - 40usize];
    [
        "Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_register_buffer_requirements",
    ][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_register_buffer_requirements
    ) - 48usize];
    ["Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_get_environment"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_get_environment
    )
        - 56usize];
    [
        "Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_is_async_execution_mode",
    ][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_is_async_execution_mode
    ) - 64usize];
    ["Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_destroy"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_destroy
    ) - 72usize];
    ["Offset of field: LiteRtRuntimeContext::get_opaque_options"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_opaque_options) - 80usize];
    ["Offset of field: LiteRtRuntimeContext::find_opaque_options_data"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, find_opaque_options_data) - 88usize];
    ["Offset of field: LiteRtRuntimeContext::destroy_options"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, destroy_options) - 96usize];
    ["Offset of field: LiteRtRuntimeContext::get_environment_options"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_environment_options) - 104usize];
    ["Offset of field: LiteRtRuntimeContext::get_environment_options_value"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_environment_options_value) - 112usize];
    ["Offset of field: LiteRtRuntimeContext::environment_has_gpu_environment"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, environment_has_gpu_environment) - 120usize];
    ["Offset of field: LiteRtRuntimeContext::add_environment_options"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, add_environment_options) - 128usize];
    ["Offset of field: LiteRtRuntimeContext::gpu_environment_create"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, gpu_environment_create) - 136usize];
    ["Offset of field: LiteRtRuntimeContext::wrap_delegate"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, wrap_delegate) - 144usize];
    ["Offset of field: LiteRtRuntimeContext::unwrap_delegate"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, unwrap_delegate) - 152usize];
    ["Offset of field: LiteRtRuntimeContext::create_tensor_buffer_from_host_memory"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        create_tensor_buffer_from_host_memory
    ) - 160usize];
    ["Offset of field: LiteRtRuntimeContext::create_managed_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, create_managed_tensor_buffer) - 168usize];
    ["Offset of field: LiteRtRuntimeContext::destroy_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, destroy_tensor_buffer) - 176usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_type"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_type) - 184usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_tensor_type"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_tensor_type) - 192usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_size"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_size) - 200usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_packed_size"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_packed_size) - 208usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_offset"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_offset) - 216usize];
    ["Offset of field: LiteRtRuntimeContext::lock_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, lock_tensor_buffer) - 224usize];
    ["Offset of field: LiteRtRuntimeContext::unlock_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, unlock_tensor_buffer) - 232usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_host_memory"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_host_memory) - 240usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_opencl_memory"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_opencl_memory) - 248usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_gl_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_gl_buffer) - 256usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_custom_tensor_buffer_handle"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        get_tensor_buffer_custom_tensor_buffer_handle
    )
        - 264usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_ahwb"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_ahwb) - 272usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_dma_buf_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        get_tensor_buffer_dma_buf_buffer
    ) - 280usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_fast_rpc_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        get_tensor_buffer_fast_rpc_buffer
    ) - 288usize];
    ["Offset of field: LiteRtRuntimeContext::has_tensor_buffer_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, has_tensor_buffer_event) - 296usize];
    ["Offset of field: LiteRtRuntimeContext::get_tensor_buffer_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_tensor_buffer_event) - 304usize];
    ["Offset of field: LiteRtRuntimeContext::set_tensor_buffer_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, set_tensor_buffer_event) - 312usize];
    ["Offset of field: LiteRtRuntimeContext::create_managed_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, create_managed_event) - 320usize];
    ["Offset of field: LiteRtRuntimeContext::create_event_from_sync_fence_fd"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, create_event_from_sync_fence_fd) - 328usize];
    ["Offset of field: LiteRtRuntimeContext::get_event_event_type"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_event_event_type) - 336usize];
    ["Offset of field: LiteRtRuntimeContext::get_event_sync_fence_fd"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_event_sync_fence_fd) - 344usize];
    ["Offset of field: LiteRtRuntimeContext::create_event_from_opencl_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, create_event_from_opencl_event) - 352usize];
    ["Offset of field: LiteRtRuntimeContext::get_event_opencl_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_event_opencl_event) - 360usize];
    ["Offset of field: LiteRtRuntimeContext::set_custom_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, set_custom_event) - 368usize];
    ["Offset of field: LiteRtRuntimeContext::get_custom_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, get_custom_event) - 376usize];
    ["Offset of field: LiteRtRuntimeContext::wait_event"]
        [::core::mem::offset_of!(LiteRtRuntimeContext, wait_event) - 384usize];
    ["Offset of field: LiteRtRuntimeContext::external_litert_buffer_context_get_run_options"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        external_litert_buffer_context_get_run_options
    )
        - 392usize];
    ["Offset of field: LiteRtRuntimeContext::get_options_hardware_accelerators"][::core::mem::offset_of!(
        LiteRtRuntimeContext,
        get_options_hardware_accelerators
    ) - 400usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtAcceleratorDefV1 {
    pub abi_header: LiteRtAbiHeader,
    pub get_name: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            name: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub get_version: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            version: *mut LiteRtApiVersion,
        ) -> LiteRtStatus,
    >,
    pub get_hardware_support: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            supported_hardware: *mut LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
    pub is_tflite_delegate_responsible_for_jit_compilation: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            does_jit_compilation: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub create_delegate: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            env: LiteRtEnvironment,
            accelerator: LiteRtAcceleratorConst,
            options: LiteRtOptions,
            delegate_wrapper: *mut LiteRtDelegateWrapper,
        ) -> LiteRtStatus,
    >,
    pub start_metrics_collection: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            delegate: LiteRtDelegateWrapper,
            detail_level: c_int,
        ) -> LiteRtStatus,
    >,
    pub stop_metrics_collection: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            delegate: LiteRtDelegateWrapper,
            metrics: LiteRtMetrics,
        ) -> LiteRtStatus,
    >,
    pub buffer_handlers: LiteRtCustomTensorBufferHandlersDef,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtAcceleratorDefV1"][size_of::<LiteRtAcceleratorDefV1>() - 200usize];
    ["Alignment of LiteRtAcceleratorDefV1"][align_of::<LiteRtAcceleratorDefV1>() - 8usize];
    ["Offset of field: LiteRtAcceleratorDefV1::abi_header"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, abi_header) - 0usize];
    ["Offset of field: LiteRtAcceleratorDefV1::get_name"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, get_name) - 8usize];
    ["Offset of field: LiteRtAcceleratorDefV1::get_version"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, get_version) - 16usize];
    ["Offset of field: LiteRtAcceleratorDefV1::get_hardware_support"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, get_hardware_support) - 24usize];
    ["Offset of field: LiteRtAcceleratorDefV1::is_tflite_delegate_responsible_for_jit_compilation"]
        [::core::mem::offset_of!(
            LiteRtAcceleratorDefV1,
            is_tflite_delegate_responsible_for_jit_compilation
        ) - 32usize];
    ["Offset of field: LiteRtAcceleratorDefV1::create_delegate"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, create_delegate) - 40usize];
    ["Offset of field: LiteRtAcceleratorDefV1::start_metrics_collection"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, start_metrics_collection) - 48usize];
    ["Offset of field: LiteRtAcceleratorDefV1::stop_metrics_collection"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, stop_metrics_collection) - 56usize];
    ["Offset of field: LiteRtAcceleratorDefV1::buffer_handlers"]
        [::core::mem::offset_of!(LiteRtAcceleratorDefV1, buffer_handlers) - 64usize];
};

pub type LiteRtAcceleratorDef = LiteRtAcceleratorDefV1;

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtRuntimeCApiStruct {
    pub litert_create_environment: Option<
        unsafe extern "C" fn(
            num_options: c_int,
            options: *const LiteRtEnvOption,
            environment: *mut LiteRtEnvironment,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_environment: Option<unsafe extern "C" fn(environment: LiteRtEnvironment)>,
    pub litert_get_environment_options: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            options: *mut LiteRtEnvironmentOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_add_environment_options: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            num_options: c_int,
            options: *const LiteRtEnvOption,
            overwrite: bool,
        ) -> LiteRtStatus,
    >,
    pub litert_gpu_environment_create: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            num_options: c_int,
            options: *const LiteRtEnvOption,
        ) -> LiteRtStatus,
    >,
    pub litert_environment_supports_cl_gl_interop: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            is_supported: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_environment_supports_ahwb_cl_interop: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            is_supported: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_environment_supports_ahwb_gl_interop: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            is_supported: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_environment_has_gpu_environment: Option<
        unsafe extern "C" fn(environment: LiteRtEnvironment, has_gpu_environment: *mut bool),
    >,
    pub litert_get_environment_options_value: Option<
        unsafe extern "C" fn(
            options: LiteRtEnvironmentOptions,
            tag: LiteRtEnvOptionTag,
            value: *mut LiteRtAny,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_name: Option<
        unsafe extern "C" fn(tensor: LiteRtTensor, name: *mut *const c_char) -> LiteRtStatus,
    >,
    pub litert_get_tensor_index:
        Option<unsafe extern "C" fn(tensor: LiteRtTensor, tensor_index: *mut u32) -> LiteRtStatus>,
    pub litert_get_tensor_type_id: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            type_id: *mut LiteRtTensorTypeId,
        ) -> LiteRtStatus,
    >,
    pub litert_get_unranked_tensor_type: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            unranked_tensor_type: *mut LiteRtUnrankedTensorType,
        ) -> LiteRtStatus,
    >,
    pub litert_get_ranked_tensor_type: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            ranked_tensor_type: *mut LiteRtRankedTensorType,
        ) -> LiteRtStatus,
    >,
    pub litert_get_quantization_type_id: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            q_type_id: *mut LiteRtQuantizationTypeId,
        ) -> LiteRtStatus,
    >,
    pub litert_get_per_tensor_quantization: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            per_tensor_quantization: *mut LiteRtQuantizationPerTensor,
        ) -> LiteRtStatus,
    >,
    pub litert_get_per_channel_quantization: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            per_channel_quantization: *mut LiteRtQuantizationPerChannel,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_tensor_uses: Option<
        unsafe extern "C" fn(tensor: LiteRtTensor, num_uses: *mut LiteRtParamIndex) -> LiteRtStatus,
    >,
    pub litert_get_tensor_use: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            use_index: LiteRtParamIndex,
            user: *mut LiteRtOp,
            user_arg_index: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_defining_op: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            has_defining_op: *mut bool,
            defining_op: *mut LiteRtTensorDefiningOp,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_weights: Option<
        unsafe extern "C" fn(tensor: LiteRtTensor, weights: *mut LiteRtWeights) -> LiteRtStatus,
    >,
    pub litert_get_num_subgraph_inputs: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            num_inputs: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_subgraph_input: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            input_index: LiteRtParamIndex,
            input: *mut LiteRtTensor,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_subgraph_outputs: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            num_outputs: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_subgraph_output: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            output_index: LiteRtParamIndex,
            output: *mut LiteRtTensor,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_subgraph_ops: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            num_ops: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_subgraph_op: Option<
        unsafe extern "C" fn(
            subgraph: LiteRtSubgraph,
            op_index: LiteRtParamIndex,
            op: *mut LiteRtOp,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_key: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            signature_key: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_subgraph: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            subgraph: *mut LiteRtSubgraph,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_signature_inputs: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            num_inputs: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_input_name: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            input_idx: LiteRtParamIndex,
            input_name: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_input_tensor_by_index: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            input_idx: LiteRtParamIndex,
            tensor: *mut LiteRtTensor,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_signature_outputs: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            num_outputs: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_output_name: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            output_idx: LiteRtParamIndex,
            output_name: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_get_signature_output_tensor_by_index: Option<
        unsafe extern "C" fn(
            signature: LiteRtSignature,
            output_idx: LiteRtParamIndex,
            tensor: *mut LiteRtTensor,
        ) -> LiteRtStatus,
    >,
    pub litert_create_model_from_file: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            filename: *const c_char,
            model: *mut LiteRtModel,
        ) -> LiteRtStatus,
    >,
    pub litert_create_model_from_buffer: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            buffer_addr: *const c_void,
            buffer_size: usize,
            model: *mut LiteRtModel,
        ) -> LiteRtStatus,
    >,
    pub litert_get_model_metadata: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            metadata_key: *const c_char,
            metadata_buffer: *mut *const c_void,
            metadata_buffer_size: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub litert_add_model_metadata: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            metadata_key: *const c_char,
            metadata_buffer: *const c_void,
            metadata_buffer_size: usize,
        ) -> LiteRtStatus,
    >,
    pub litert_get_main_model_subgraph_index: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            main_subgraph_index: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_model_subgraphs: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            num_subgraphs: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_model_subgraph: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            subgraph_index: LiteRtParamIndex,
            subgraph: *mut LiteRtSubgraph,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_model_signatures: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            num_signatures: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_model_signature: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            signature_index: LiteRtParamIndex,
            signature: *mut LiteRtSignature,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_model: Option<unsafe extern "C" fn(model: LiteRtModel)>,
    pub litert_push_op: Option<
        unsafe extern "C" fn(
            op_list: LiteRtOpList,
            op: LiteRtOp,
            partition_index: LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_serialize_model_with_signatures: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            buf: *mut *mut u8,
            size: *mut usize,
            offset: *mut usize,
            destroy_model: bool,
            signatures: *mut *mut c_char,
            num_signatures: LiteRtParamIndex,
            options: LiteRtModelSerializationOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_serialize_model: Option<
        unsafe extern "C" fn(
            model: LiteRtModel,
            buf: *mut *mut u8,
            size: *mut usize,
            offset: *mut usize,
            destroy_model: bool,
            options: LiteRtModelSerializationOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_create_compiled_model: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            model: LiteRtModel,
            compilation_options: LiteRtOptions,
            compiled_model: *mut LiteRtCompiledModel,
        ) -> LiteRtStatus,
    >,
    pub litert_get_compiled_model_input_buffer_requirements: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            input_index: LiteRtParamIndex,
            buffer_requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub litert_get_compiled_model_output_buffer_requirements: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            output_index: LiteRtParamIndex,
            buffer_requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub litert_get_compiled_model_input_tensor_layout: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            input_index: LiteRtParamIndex,
            layout: *mut LiteRtLayout,
        ) -> LiteRtStatus,
    >,
    pub litert_get_compiled_model_output_tensor_layouts: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_layouts: usize,
            layouts: *mut LiteRtLayout,
            update_allocation: bool,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model_with_options: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
            options: LiteRtOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model_async: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
            async_: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model_async_with_options: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
            async_: *mut bool,
            options: LiteRtOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_set_compiled_model_cancellation_function: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            data: *mut c_void,
            check_cancelled_func: Option<unsafe extern "C" fn(arg1: *mut c_void) -> bool>,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_compiled_model:
        Option<unsafe extern "C" fn(compiled_model: LiteRtCompiledModel)>,
    pub litert_compiled_model_start_metrics_collection: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            detail_level: c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_stop_metrics_collection: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            metrics: LiteRtMetrics,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_is_fully_accelerated: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            fully_accelerated: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_get_profiler: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            profiler: *mut LiteRtProfiler,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_resize_input_tensor: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            input_index: LiteRtParamIndex,
            dims: *const c_int,
            dims_size: usize,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_resize_input_tensor_non_strict: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            input_index: LiteRtParamIndex,
            dims: *const c_int,
            dims_size: usize,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_set_dispatch_annotation: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            key: *const c_char,
            value: *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_get_dispatch_annotation: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            key: *const c_char,
            value: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_remove_dispatch_annotation: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            key: *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_report_error: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            format: *const c_char,
            ...
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_clear_errors:
        Option<unsafe extern "C" fn(compiled_model: LiteRtCompiledModel) -> LiteRtStatus>,
    pub litert_compiled_model_get_error_messages: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            error_messages: *mut *mut c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_requirements: Option<
        unsafe extern "C" fn(
            num_supported_tensor_buffer_types: c_int,
            supported_tensor_buffer_types: *const LiteRtTensorBufferType,
            buffer_size: usize,
            num_strides: c_int,
            strides: *const u32,
            requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_requirements_with_alignment: Option<
        unsafe extern "C" fn(
            num_supported_tensor_buffer_types: c_int,
            supported_tensor_buffer_types: *const LiteRtTensorBufferType,
            buffer_size: usize,
            num_strides: c_int,
            strides: *const u32,
            alignment: usize,
            requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_tensor_buffer_requirements_supported_buffer_types: Option<
        unsafe extern "C" fn(
            requirements: LiteRtTensorBufferRequirements,
            num_types: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_requirements_supported_tensor_buffer_type: Option<
        unsafe extern "C" fn(
            requirements: LiteRtTensorBufferRequirements,
            type_index: c_int,
            type_: *mut LiteRtTensorBufferType,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_requirements_buffer_size: Option<
        unsafe extern "C" fn(
            requirements: LiteRtTensorBufferRequirements,
            buffer_size: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_requirements_strides: Option<
        unsafe extern "C" fn(
            requirements: LiteRtTensorBufferRequirements,
            num_strides: *mut c_int,
            strides: *mut *const u32,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_requirements_alignment: Option<
        unsafe extern "C" fn(
            requirements: LiteRtTensorBufferRequirements,
            alignment: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub litert_join_tensor_buffer_requirements: Option<
        unsafe extern "C" fn(
            src_requirements_1: LiteRtTensorBufferRequirements,
            src_requirements_2: LiteRtTensorBufferRequirements,
            joined_requirements: *mut LiteRtTensorBufferRequirements,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_tensor_buffer_requirements:
        Option<unsafe extern "C" fn(requirements: LiteRtTensorBufferRequirements)>,
    pub litert_create_tensor_buffer_from_host_memory: Option<
        unsafe extern "C" fn(
            tensor_type: *const LiteRtRankedTensorType,
            host_buffer_addr: *mut c_void,
            host_buffer_size: usize,
            deallocator: LiteRtHostMemoryDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_host_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            host_memory_addr: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_ahwb: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            ahwb: *mut AHardwareBuffer,
            ahwb_offset: usize,
            deallocator: LiteRtAhwbDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_ahwb: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            ahwb: *mut *mut AHardwareBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_ion_buffer: Option<
        unsafe extern "C" fn(
            tensor_type: *const LiteRtRankedTensorType,
            ion_buffer_addr: *mut c_void,
            ion_buffer_fd: c_int,
            ion_buffer_size: usize,
            ion_buffer_offset: usize,
            deallocator: LiteRtIonDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_ion_buffer: Option<
        unsafe extern "C" fn(
            buffer: LiteRtTensorBuffer,
            ion_buffer_addr: *mut *mut c_void,
            ion_buffer_fd: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_dma_buf_buffer: Option<
        unsafe extern "C" fn(
            tensor_type: *const LiteRtRankedTensorType,
            dmabuf_buffer_addr: *mut c_void,
            dmabuf_buffer_fd: c_int,
            dmabuf_buffer_size: usize,
            dmabuf_buffer_offset: usize,
            deallocator: LiteRtDmaBufDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_dma_buf_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            dmabuf_buffer_addr: *mut *mut c_void,
            dmabuf_buffer_fd: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_fast_rpc_buffer: Option<
        unsafe extern "C" fn(
            tensor_type: *const LiteRtRankedTensorType,
            fastrpc_buffer_addr: *mut c_void,
            fastrpc_fd: c_int,
            fastrpc_buffer_size: usize,
            fastrpc_buffer_offset: usize,
            deallocator: LiteRtFastRpcDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_fast_rpc_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            fastrpc_buffer_addr: *mut *mut c_void,
            fastrpc_buffer_fd: *mut c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_opencl_memory: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            buffer_type: LiteRtTensorBufferType,
            cl_mem_addr: LiteRtClMem,
            opencl_buffer_size: usize,
            deallocator: LiteRtOpenClDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_opencl_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            cl_mem_addr: *mut LiteRtClMem,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_custom_tensor_buffer_handle: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            hw_memory_handle: *mut HwMemoryHandle,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_gl_buffer: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            target: LiteRtGLenum,
            id: LiteRtGLuint,
            size_bytes: usize,
            offset: usize,
            deallocator: LiteRtGlBufferDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_gl_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            target: *mut LiteRtGLenum,
            id: *mut LiteRtGLuint,
            size_bytes: *mut usize,
            offset: *mut usize,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_gl_texture: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            target: LiteRtGLenum,
            id: LiteRtGLuint,
            format: LiteRtGLenum,
            size_bytes: usize,
            layer: LiteRtGLint,
            deallocator: LiteRtGlTextureDeallocator,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_gl_texture: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            target: *mut LiteRtGLenum,
            id: *mut LiteRtGLuint,
            format: *mut LiteRtGLenum,
            size_bytes: *mut usize,
            layer: *mut LiteRtGLint,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_web_gpu_buffer: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            buffer_type: LiteRtTensorBufferType,
            wgpu_buffer: LiteRtWGPUBuffer,
            wgpu_buffer_size: usize,
            deallocator: LiteRtWebGpuBufferDeallocator,
            tensor_buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_web_gpu_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            hw_memory_handle: *mut HwMemoryHandle,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_web_gpu_texture: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            webgpu_texture: *mut c_void,
            webgpu_texture_size: usize,
            deallocator: LiteRtWebGpuTextureDeallocator,
            tensor_buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_create_tensor_buffer_from_metal_memory: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            buffer_type: LiteRtTensorBufferType,
            metal_buffer: *mut c_void,
            metal_buffer_size: usize,
            deallocator: LiteRtMetalDeallocator,
            tensor_buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_metal_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            hw_memory_handle: *mut HwMemoryHandle,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_vulkan_memory: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            hw_memory_handle: *mut HwMemoryHandle,
        ) -> LiteRtStatus,
    >,
    pub litert_create_managed_tensor_buffer: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            buffer_type: LiteRtTensorBufferType,
            tensor_type: *const LiteRtRankedTensorType,
            buffer_size: usize,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_create_managed_tensor_buffer_from_requirements: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            tensor_type: *const LiteRtRankedTensorType,
            requirements: LiteRtTensorBufferRequirements,
            buffer: *mut LiteRtTensorBuffer,
        ) -> LiteRtStatus,
    >,
    pub litert_duplicate_tensor_buffer:
        Option<unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus>,
    pub litert_get_tensor_buffer_type: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            buffer_type: *mut LiteRtTensorBufferType,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_tensor_type: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            tensor_type: *mut LiteRtRankedTensorType,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_size: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, size: *mut usize) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_packed_size: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, size: *mut usize) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_offset: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, offset: *mut usize) -> LiteRtStatus,
    >,
    pub litert_has_tensor_buffer_event: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            has_event: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_get_tensor_buffer_event: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub litert_set_tensor_buffer_event: Option<
        unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, event: LiteRtEvent) -> LiteRtStatus,
    >,
    pub litert_clear_tensor_buffer_event:
        Option<unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus>,
    pub litert_lock_tensor_buffer: Option<
        unsafe extern "C" fn(
            tensor_buffer: LiteRtTensorBuffer,
            host_mem_addr: *mut *mut c_void,
            lock_mode: LiteRtTensorBufferLockMode,
        ) -> LiteRtStatus,
    >,
    pub litert_unlock_tensor_buffer:
        Option<unsafe extern "C" fn(buffer: LiteRtTensorBuffer) -> LiteRtStatus>,
    pub litert_clear_tensor_buffer:
        Option<unsafe extern "C" fn(buffer: LiteRtTensorBuffer) -> LiteRtStatus>,
    pub litert_destroy_tensor_buffer: Option<unsafe extern "C" fn(buffer: LiteRtTensorBuffer)>,
    pub litert_create_event_from_sync_fence_fd: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            sync_fence_fd: c_int,
            owns_fd: bool,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub litert_create_event_from_opencl_event: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            cl_event: LiteRtClEvent,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub litert_create_event_from_egl_sync_fence: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            egl_sync: LiteRtEglSyncKhr,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub litert_create_managed_event: Option<
        unsafe extern "C" fn(
            env: LiteRtEnvironment,
            type_: LiteRtEventType,
            event: *mut LiteRtEvent,
        ) -> LiteRtStatus,
    >,
    pub litert_set_custom_event: Option<
        unsafe extern "C" fn(event: LiteRtEvent, custom_event: LiteRtCustomEvent) -> LiteRtStatus,
    >,
    pub litert_get_event_event_type: Option<
        unsafe extern "C" fn(event: LiteRtEvent, type_: *mut LiteRtEventType) -> LiteRtStatus,
    >,
    pub litert_get_event_sync_fence_fd:
        Option<unsafe extern "C" fn(event: LiteRtEvent, sync_fence_fd: *mut c_int) -> LiteRtStatus>,
    pub litert_get_event_opencl_event: Option<
        unsafe extern "C" fn(event: LiteRtEvent, cl_event: *mut LiteRtClEvent) -> LiteRtStatus,
    >,
    pub litert_get_event_egl_sync: Option<
        unsafe extern "C" fn(event: LiteRtEvent, egl_sync: *mut LiteRtEglSyncKhr) -> LiteRtStatus,
    >,
    pub litert_get_event_custom_native_event:
        Option<unsafe extern "C" fn(event: LiteRtEvent, native: *mut *mut c_void) -> LiteRtStatus>,
    pub litert_wait_event:
        Option<unsafe extern "C" fn(event: LiteRtEvent, timeout_in_ms: i64) -> LiteRtStatus>,
    pub litert_signal_event: Option<unsafe extern "C" fn(event: LiteRtEvent) -> LiteRtStatus>,
    pub litert_is_event_signaled:
        Option<unsafe extern "C" fn(event: LiteRtEvent, is_signaled: *mut bool) -> LiteRtStatus>,
    pub litert_dup_fd_event:
        Option<unsafe extern "C" fn(event: LiteRtEvent, dup_fd: *mut c_int) -> LiteRtStatus>,
    pub litert_destroy_event: Option<unsafe extern "C" fn(event: LiteRtEvent)>,
    pub litert_get_num_layout_elements: Option<
        unsafe extern "C" fn(layout: *const LiteRtLayout, num_elements: *mut usize) -> LiteRtStatus,
    >,
    pub litert_is_same_layout: Option<
        unsafe extern "C" fn(
            layout1: *const LiteRtLayout,
            layout2: *const LiteRtLayout,
            result: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_create_metrics:
        Option<unsafe extern "C" fn(metrics: *mut LiteRtMetrics) -> LiteRtStatus>,
    pub litert_get_num_metrics: Option<
        unsafe extern "C" fn(metrics: LiteRtMetrics, num_metrics: *mut c_int) -> LiteRtStatus,
    >,
    pub litert_get_metric: Option<
        unsafe extern "C" fn(
            metrics: LiteRtMetrics,
            metric_index: c_int,
            metric: *mut LiteRtMetric,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_metrics: Option<unsafe extern "C" fn(metrics: LiteRtMetrics)>,
    pub litert_create_opaque_options: Option<
        unsafe extern "C" fn(
            payload_identifier: *const c_char,
            payload_data: *mut c_void,
            payload_destructor: Option<unsafe extern "C" fn(payload_data: *mut c_void)>,
            options: *mut LiteRtOpaqueOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_destroy_opaque_options: Option<unsafe extern "C" fn(options: LiteRtOpaqueOptions)>,
    pub litert_get_opaque_options_identifier: Option<
        unsafe extern "C" fn(
            options: LiteRtOpaqueOptions,
            payload_identifier: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
    pub litert_get_opaque_options_data: Option<
        unsafe extern "C" fn(
            options: LiteRtOpaqueOptions,
            payload_data: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub litert_find_opaque_options_data: Option<
        unsafe extern "C" fn(
            options: LiteRtOpaqueOptions,
            payload_identifier: *const c_char,
            payload_data: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub litert_get_next_opaque_options:
        Option<unsafe extern "C" fn(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus>,
    pub litert_append_opaque_options: Option<
        unsafe extern "C" fn(
            options: *mut LiteRtOpaqueOptions,
            appended_options: LiteRtOpaqueOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_pop_opaque_options:
        Option<unsafe extern "C" fn(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus>,
    pub litert_set_opaque_options_hash: Option<
        unsafe extern "C" fn(
            options: LiteRtOpaqueOptions,
            payload_hash_func: LiteRtOpaqueOptionsHashFunc,
        ) -> LiteRtStatus,
    >,
    pub litert_get_opaque_options_hash:
        Option<unsafe extern "C" fn(options: LiteRtOpaqueOptions, hash: *mut u64) -> LiteRtStatus>,
    pub litert_create_options:
        Option<unsafe extern "C" fn(options: *mut LiteRtOptions) -> LiteRtStatus>,
    pub litert_destroy_options: Option<unsafe extern "C" fn(options: LiteRtOptions)>,
    pub litert_set_options_hardware_accelerators: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            hardware_accelerators: LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
    pub litert_get_options_hardware_accelerators: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            hardware_accelerators: *mut LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
    pub litert_add_opaque_options: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            opaque_options: LiteRtOpaqueOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_get_opaque_options: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            opaque_options: *mut LiteRtOpaqueOptions,
        ) -> LiteRtStatus,
    >,
    pub litert_add_custom_op_kernel_option: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            custom_op_name: *const c_char,
            custom_op_version: c_int,
            custom_op_kernel: *const LiteRtCustomOpKernel,
            custom_op_kernel_user_data: *mut c_void,
        ) -> LiteRtStatus,
    >,
    pub litert_add_external_tensor_binding: Option<
        unsafe extern "C" fn(
            options: LiteRtOptions,
            signature_name: *const c_char,
            tensor_name: *const c_char,
            data: *mut c_void,
            size_bytes: c_int,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_set_scheduling_info: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            scheduling_info: *const LiteRtSchedulingInfo,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model_with_scheduling_info: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
            scheduling_info: *const LiteRtSchedulingInfo,
        ) -> LiteRtStatus,
    >,
    pub litert_run_compiled_model_async_with_scheduling_info: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            signature_index: LiteRtParamIndex,
            num_input_buffers: usize,
            input_buffers: *mut LiteRtTensorBuffer,
            num_output_buffers: usize,
            output_buffers: *mut LiteRtTensorBuffer,
            async_: *mut bool,
            scheduling_info: *const LiteRtSchedulingInfo,
        ) -> LiteRtStatus,
    >,
    pub litert_environment_supports_fp16: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            is_supported: *mut bool,
        ) -> LiteRtStatus,
    >,
    pub litert_create_model_from_fd: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            fd: c_int,
            offset: usize,
            size: usize,
            model: *mut LiteRtModel,
        ) -> LiteRtStatus,
    >,
    pub litert_get_block_wise_quantization: Option<
        unsafe extern "C" fn(
            tensor: LiteRtTensor,
            block_wise_quantization: *mut LiteRtQuantizationBlockWise,
        ) -> LiteRtStatus,
    >,
    pub litert_get_num_accelerators: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            num_accelerators: *mut LiteRtParamIndex,
        ) -> LiteRtStatus,
    >,
    pub litert_get_accelerator: Option<
        unsafe extern "C" fn(
            environment: LiteRtEnvironment,
            index: LiteRtParamIndex,
            accelerator: *mut LiteRtAccelerator,
        ) -> LiteRtStatus,
    >,
    pub litert_get_accelerator_hardware_support: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            supported_hardware: *mut LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
    pub litert_compiled_model_is_non_cpu_fully_accelerated: Option<
        unsafe extern "C" fn(
            compiled_model: LiteRtCompiledModel,
            non_cpu_fully_accelerated: *mut bool,
        ) -> LiteRtStatus,
    >,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtRuntimeCApiStruct"][size_of::<LiteRtRuntimeCApiStruct>() - 1352usize];
    ["Alignment of LiteRtRuntimeCApiStruct"][align_of::<LiteRtRuntimeCApiStruct>() - 8usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_environment"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_environment) - 0usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_environment"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_environment) - 8usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_environment_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_environment_options
    ) - 16usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_add_environment_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_add_environment_options
    ) - 24usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_gpu_environment_create"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_gpu_environment_create) - 32usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_environment_supports_cl_gl_interop"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_environment_supports_cl_gl_interop
    )
        - 40usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_environment_supports_ahwb_cl_interop"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_environment_supports_ahwb_cl_interop
    )
        - 48usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_environment_supports_ahwb_gl_interop"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_environment_supports_ahwb_gl_interop
    )
        - 56usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_environment_has_gpu_environment"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_environment_has_gpu_environment
    )
        - 64usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_environment_options_value"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_environment_options_value
    ) - 72usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_name"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_tensor_name) - 80usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_index"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_tensor_index) - 88usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_type_id"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_tensor_type_id) - 96usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_unranked_tensor_type"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_unranked_tensor_type
    ) - 104usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_ranked_tensor_type"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_ranked_tensor_type
    ) - 112usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_quantization_type_id"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_quantization_type_id
    ) - 120usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_per_tensor_quantization"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_per_tensor_quantization
    ) - 128usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_per_channel_quantization"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_per_channel_quantization
    ) - 136usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_tensor_uses"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_num_tensor_uses) - 144usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_use"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_tensor_use) - 152usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_defining_op"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_defining_op
    ) - 160usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_weights"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_tensor_weights) - 168usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_subgraph_inputs"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_subgraph_inputs
    ) - 176usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_subgraph_input"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_subgraph_input) - 184usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_subgraph_outputs"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_subgraph_outputs
    ) - 192usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_subgraph_output"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_subgraph_output) - 200usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_subgraph_ops"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_num_subgraph_ops) - 208usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_subgraph_op"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_subgraph_op) - 216usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_key"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_signature_key) - 224usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_subgraph"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_signature_subgraph
    ) - 232usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_signature_inputs"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_signature_inputs
    ) - 240usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_input_name"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_signature_input_name
    ) - 248usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_input_tensor_by_index"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_signature_input_tensor_by_index
    )
        - 256usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_signature_outputs"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_signature_outputs
    ) - 264usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_output_name"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_signature_output_name
    ) - 272usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_signature_output_tensor_by_index"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_signature_output_tensor_by_index
    )
        - 280usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_model_from_file"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_model_from_file
    ) - 288usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_model_from_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_model_from_buffer
    ) - 296usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_model_metadata"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_model_metadata) - 304usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_add_model_metadata"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_add_model_metadata) - 312usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_main_model_subgraph_index"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_main_model_subgraph_index
    )
        - 320usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_model_subgraphs"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_model_subgraphs
    ) - 328usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_model_subgraph"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_model_subgraph) - 336usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_model_signatures"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_model_signatures
    ) - 344usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_model_signature"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_model_signature) - 352usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_model"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_model) - 360usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_push_op"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_push_op) - 368usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_serialize_model_with_signatures"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_serialize_model_with_signatures
    )
        - 376usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_serialize_model"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_serialize_model) - 384usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_compiled_model"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_compiled_model) - 392usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_get_compiled_model_input_buffer_requirements",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_compiled_model_input_buffer_requirements
    ) - 400usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_get_compiled_model_output_buffer_requirements",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_compiled_model_output_buffer_requirements
    ) - 408usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_compiled_model_input_tensor_layout"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_compiled_model_input_tensor_layout
    )
        - 416usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_compiled_model_output_tensor_layouts"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_compiled_model_output_tensor_layouts
    )
        - 424usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_run_compiled_model) - 432usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model_with_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_run_compiled_model_with_options
    )
        - 440usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model_async"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_run_compiled_model_async
    ) - 448usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model_async_with_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_run_compiled_model_async_with_options
    )
        - 456usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_set_compiled_model_cancellation_function"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_set_compiled_model_cancellation_function
    )
        - 464usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_compiled_model"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_destroy_compiled_model
    ) - 472usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_start_metrics_collection"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_start_metrics_collection
    )
        - 480usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_stop_metrics_collection"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_stop_metrics_collection
    )
        - 488usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_is_fully_accelerated"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_is_fully_accelerated
    )
        - 496usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_get_profiler"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_get_profiler
    ) - 504usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_resize_input_tensor"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_resize_input_tensor
    )
        - 512usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_resize_input_tensor_non_strict",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_resize_input_tensor_non_strict
    ) - 520usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_set_dispatch_annotation"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_set_dispatch_annotation
    )
        - 528usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_get_dispatch_annotation"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_get_dispatch_annotation
    )
        - 536usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_remove_dispatch_annotation"]
        [::core::mem::offset_of!(
            LiteRtRuntimeCApiStruct,
            litert_compiled_model_remove_dispatch_annotation
        ) - 544usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_report_error"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_report_error
    ) - 552usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_clear_errors"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_clear_errors
    ) - 560usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_get_error_messages"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_get_error_messages
    )
        - 568usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_requirements"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_requirements
    )
        - 576usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_requirements_with_alignment",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_requirements_with_alignment
    ) - 584usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_tensor_buffer_requirements_supported_buffer_types",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_tensor_buffer_requirements_supported_buffer_types
    ) - 592usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_requirements_supported_tensor_buffer_type",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_requirements_supported_tensor_buffer_type
    ) - 600usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_requirements_buffer_size"]
        [::core::mem::offset_of!(
            LiteRtRuntimeCApiStruct,
            litert_get_tensor_buffer_requirements_buffer_size
        ) - 608usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_requirements_strides"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_requirements_strides
    )
        - 616usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_requirements_alignment"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_requirements_alignment
    )
        - 624usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_join_tensor_buffer_requirements"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_join_tensor_buffer_requirements
    )
        - 632usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_tensor_buffer_requirements"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_destroy_tensor_buffer_requirements
    )
        - 640usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_host_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_host_memory
    )
        - 648usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_host_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_host_memory
    )
        - 656usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_ahwb"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_ahwb
    )
        - 664usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_ahwb"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_ahwb
    ) - 672usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_ion_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_ion_buffer
    )
        - 680usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_ion_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_ion_buffer
    ) - 688usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_dma_buf_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_dma_buf_buffer
    )
        - 696usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_dma_buf_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_dma_buf_buffer
    )
        - 704usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_fast_rpc_buffer"]
        [::core::mem::offset_of!(
            LiteRtRuntimeCApiStruct,
            litert_create_tensor_buffer_from_fast_rpc_buffer
        ) - 712usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_fast_rpc_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_fast_rpc_buffer
    )
        - 720usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_opencl_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_opencl_memory
    )
        - 728usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_opencl_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_opencl_memory
    )
        - 736usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_custom_tensor_buffer_handle",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_custom_tensor_buffer_handle
    ) - 744usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_gl_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_gl_buffer
    )
        - 752usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_gl_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_gl_buffer
    ) - 760usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_gl_texture"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_gl_texture
    )
        - 768usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_gl_texture"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_gl_texture
    ) - 776usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_web_gpu_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_web_gpu_buffer
    )
        - 784usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_web_gpu_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_web_gpu_buffer
    )
        - 792usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_web_gpu_texture"]
        [::core::mem::offset_of!(
            LiteRtRuntimeCApiStruct,
            litert_create_tensor_buffer_from_web_gpu_texture
        ) - 800usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_tensor_buffer_from_metal_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_tensor_buffer_from_metal_memory
    )
        - 808usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_metal_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_metal_memory
    )
        - 816usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_vulkan_memory"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_vulkan_memory
    )
        - 824usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_managed_tensor_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_managed_tensor_buffer
    ) - 832usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_create_managed_tensor_buffer_from_requirements",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_managed_tensor_buffer_from_requirements
    ) - 840usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_duplicate_tensor_buffer"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_duplicate_tensor_buffer
    ) - 848usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_type"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_type
    ) - 856usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_tensor_type"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_tensor_type
    )
        - 864usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_size"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_size
    ) - 872usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_packed_size"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_packed_size
    )
        - 880usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_offset"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_offset
    ) - 888usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_has_tensor_buffer_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_has_tensor_buffer_event
    ) - 896usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_tensor_buffer_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_tensor_buffer_event
    ) - 904usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_set_tensor_buffer_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_set_tensor_buffer_event
    ) - 912usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_clear_tensor_buffer_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_clear_tensor_buffer_event
    ) - 920usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_lock_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_lock_tensor_buffer) - 928usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_unlock_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_unlock_tensor_buffer) - 936usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_clear_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_clear_tensor_buffer) - 944usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_tensor_buffer"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_tensor_buffer) - 952usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_event_from_sync_fence_fd"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_event_from_sync_fence_fd
    )
        - 960usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_event_from_opencl_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_event_from_opencl_event
    )
        - 968usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_event_from_egl_sync_fence"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_event_from_egl_sync_fence
    )
        - 976usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_managed_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_managed_event) - 984usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_set_custom_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_set_custom_event) - 992usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_event_event_type"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_event_event_type) - 1000usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_event_sync_fence_fd"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_event_sync_fence_fd
    ) - 1008usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_event_opencl_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_event_opencl_event
    ) - 1016usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_event_egl_sync"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_event_egl_sync) - 1024usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_event_custom_native_event"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_event_custom_native_event
    )
        - 1032usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_wait_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_wait_event) - 1040usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_signal_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_signal_event) - 1048usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_is_event_signaled"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_is_event_signaled) - 1056usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_dup_fd_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_dup_fd_event) - 1064usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_event"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_event) - 1072usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_layout_elements"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_num_layout_elements
    ) - 1080usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_is_same_layout"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_is_same_layout) - 1088usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_metrics"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_metrics) - 1096usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_metrics"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_num_metrics) - 1104usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_metric"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_metric) - 1112usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_metrics"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_metrics) - 1120usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_opaque_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_create_opaque_options
    ) - 1128usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_opaque_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_destroy_opaque_options
    ) - 1136usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_opaque_options_identifier"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_opaque_options_identifier
    )
        - 1144usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_opaque_options_data"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_opaque_options_data
    ) - 1152usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_find_opaque_options_data"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_find_opaque_options_data
    ) - 1160usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_next_opaque_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_next_opaque_options
    ) - 1168usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_append_opaque_options"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_append_opaque_options
    ) - 1176usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_pop_opaque_options"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_pop_opaque_options) - 1184usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_set_opaque_options_hash"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_set_opaque_options_hash
    ) - 1192usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_opaque_options_hash"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_opaque_options_hash
    ) - 1200usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_options"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_options) - 1208usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_destroy_options"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_destroy_options) - 1216usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_set_options_hardware_accelerators"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_set_options_hardware_accelerators
    )
        - 1224usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_options_hardware_accelerators"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_options_hardware_accelerators
    )
        - 1232usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_add_opaque_options"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_add_opaque_options) - 1240usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_opaque_options"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_opaque_options) - 1248usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_add_custom_op_kernel_option"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_add_custom_op_kernel_option
    ) - 1256usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_add_external_tensor_binding"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_add_external_tensor_binding
    ) - 1264usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_set_scheduling_info"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_set_scheduling_info
    )
        - 1272usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model_with_scheduling_info"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_run_compiled_model_with_scheduling_info
    )
        - 1280usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_run_compiled_model_async_with_scheduling_info",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_run_compiled_model_async_with_scheduling_info
    ) - 1288usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_environment_supports_fp16"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_environment_supports_fp16
    ) - 1296usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_create_model_from_fd"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_create_model_from_fd) - 1304usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_block_wise_quantization"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_block_wise_quantization
    ) - 1312usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_num_accelerators"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_num_accelerators) - 1320usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_accelerator"]
        [::core::mem::offset_of!(LiteRtRuntimeCApiStruct, litert_get_accelerator) - 1328usize];
    ["Offset of field: LiteRtRuntimeCApiStruct::litert_get_accelerator_hardware_support"][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_get_accelerator_hardware_support
    )
        - 1336usize];
    [
        "Offset of field: LiteRtRuntimeCApiStruct::litert_compiled_model_is_non_cpu_fully_accelerated",
    ][::core::mem::offset_of!(
        LiteRtRuntimeCApiStruct,
        litert_compiled_model_is_non_cpu_fully_accelerated
    ) - 1344usize];
};

#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct LiteRtLayout {
    pub rank_and_flags: u32,
    pub dimensions: [i32; 8],
    pub strides: [u32; 8],
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    ["Size of LiteRtLayout"][size_of::<LiteRtLayout>() - 68usize];
    ["Alignment of LiteRtLayout"][align_of::<LiteRtLayout>() - 4usize];
    ["Offset of field: LiteRtLayout::dimensions"]
        [::core::mem::offset_of!(LiteRtLayout, dimensions) - 4usize];
    ["Offset of field: LiteRtLayout::strides"]
        [::core::mem::offset_of!(LiteRtLayout, strides) - 36usize];
};
