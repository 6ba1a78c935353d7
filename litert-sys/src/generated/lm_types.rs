// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use core::ffi::{c_uint, c_void};

impl LiteRtLmInputDataType {
    pub const kLiteRtLmInputDataTypeText: LiteRtLmInputDataType = LiteRtLmInputDataType(0);
    pub const kLiteRtLmInputDataTypeImage: LiteRtLmInputDataType = LiteRtLmInputDataType(1);
    pub const kLiteRtLmInputDataTypeImageEnd: LiteRtLmInputDataType = LiteRtLmInputDataType(2);
    pub const kLiteRtLmInputDataTypeAudio: LiteRtLmInputDataType = LiteRtLmInputDataType(3);
    pub const kLiteRtLmInputDataTypeAudioEnd: LiteRtLmInputDataType = LiteRtLmInputDataType(4);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmInputDataType(pub c_uint);

impl LiteRtLmTokenUnionType {
    pub const kLiteRtLmTokenUnionTypeString: LiteRtLmTokenUnionType = LiteRtLmTokenUnionType(0);
    pub const kLiteRtLmTokenUnionTypeIds: LiteRtLmTokenUnionType = LiteRtLmTokenUnionType(1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmTokenUnionType(pub c_uint);

impl LiteRtLmSamplerType {
    pub const kLiteRtLmSamplerTypeUnspecified: LiteRtLmSamplerType = LiteRtLmSamplerType(0);
    pub const kLiteRtLmSamplerTypeTopK: LiteRtLmSamplerType = LiteRtLmSamplerType(1);
    pub const kLiteRtLmSamplerTypeTopP: LiteRtLmSamplerType = LiteRtLmSamplerType(2);
    pub const kLiteRtLmSamplerTypeGreedy: LiteRtLmSamplerType = LiteRtLmSamplerType(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmSamplerType(pub c_uint);

impl LiteRtLmModality {
    pub const kLiteRtLmModalityText: LiteRtLmModality = LiteRtLmModality(0);
    pub const kLiteRtLmModalityVision: LiteRtLmModality = LiteRtLmModality(1);
    pub const kLiteRtLmModalityAudio: LiteRtLmModality = LiteRtLmModality(2);
    pub const kLiteRtLmModalityVideo: LiteRtLmModality = LiteRtLmModality(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmModality(pub c_uint);

impl LiteRtLmNpuBrand {
    pub const kLiteRtLmNpuBrandUnknown: LiteRtLmNpuBrand = LiteRtLmNpuBrand(0);
    pub const kLiteRtLmNpuBrandQualcomm: LiteRtLmNpuBrand = LiteRtLmNpuBrand(1);
    pub const kLiteRtLmNpuBrandGoogleTensor: LiteRtLmNpuBrand = LiteRtLmNpuBrand(2);
    pub const kLiteRtLmNpuBrandMediaTek: LiteRtLmNpuBrand = LiteRtLmNpuBrand(3);
    pub const kLiteRtLmNpuBrandIntel: LiteRtLmNpuBrand = LiteRtLmNpuBrand(4);
    pub const kLiteRtLmNpuBrandSamsung: LiteRtLmNpuBrand = LiteRtLmNpuBrand(5);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmNpuBrand(pub c_uint);

impl LiteRtLmBackendType {
    pub const kLiteRtLmBackendTypeUnspecified: LiteRtLmBackendType = LiteRtLmBackendType(0);
    pub const kLiteRtLmBackendTypeCpu: LiteRtLmBackendType = LiteRtLmBackendType(1);
    pub const kLiteRtLmBackendTypeGpu: LiteRtLmBackendType = LiteRtLmBackendType(2);
    pub const kLiteRtLmBackendTypeNpu: LiteRtLmBackendType = LiteRtLmBackendType(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmBackendType(pub c_uint);

impl LiteRtLmModelType {
    pub const kLiteRtLmModelTypeUnknown: LiteRtLmModelType = LiteRtLmModelType(0);
    pub const kLiteRtLmModelTypeLlm: LiteRtLmModelType = LiteRtLmModelType(1);
    pub const kLiteRtLmModelTypeEmbedding: LiteRtLmModelType = LiteRtLmModelType(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmModelType(pub c_uint);

impl LiteRtLmActivationDataType {
    pub const kLiteRtLmActivationDataTypeFloat32: LiteRtLmActivationDataType =
        LiteRtLmActivationDataType(0);
    pub const kLiteRtLmActivationDataTypeFloat16: LiteRtLmActivationDataType =
        LiteRtLmActivationDataType(1);
    pub const kLiteRtLmActivationDataTypeInt16: LiteRtLmActivationDataType =
        LiteRtLmActivationDataType(2);
    pub const kLiteRtLmActivationDataTypeInt8: LiteRtLmActivationDataType =
        LiteRtLmActivationDataType(3);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmActivationDataType(pub c_uint);

impl LiteRtLmConstraintType {
    pub const kLiteRtLmConstraintTypeNone: LiteRtLmConstraintType = LiteRtLmConstraintType(0);
    pub const kLiteRtLmConstraintTypeRegex: LiteRtLmConstraintType = LiteRtLmConstraintType(1);
    pub const kLiteRtLmConstraintTypeJsonSchema: LiteRtLmConstraintType = LiteRtLmConstraintType(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmConstraintType(pub c_uint);

impl LiteRtLmConstraintProviderType {
    pub const kLiteRtLmConstraintProviderTypeLlGuidance: LiteRtLmConstraintProviderType =
        LiteRtLmConstraintProviderType(1);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmConstraintProviderType(pub c_uint);

impl LiteRtLmLogSeverity {
    pub const kLiteRtLmLogSeverityVerbose: LiteRtLmLogSeverity = LiteRtLmLogSeverity(0);
    pub const kLiteRtLmLogSeverityDebug: LiteRtLmLogSeverity = LiteRtLmLogSeverity(1);
    pub const kLiteRtLmLogSeverityInfo: LiteRtLmLogSeverity = LiteRtLmLogSeverity(2);
    pub const kLiteRtLmLogSeverityWarning: LiteRtLmLogSeverity = LiteRtLmLogSeverity(3);
    pub const kLiteRtLmLogSeverityError: LiteRtLmLogSeverity = LiteRtLmLogSeverity(4);
    pub const kLiteRtLmLogSeverityFatal: LiteRtLmLogSeverity = LiteRtLmLogSeverity(5);
    pub const kLiteRtLmLogSeveritySilent: LiteRtLmLogSeverity = LiteRtLmLogSeverity(1000);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmLogSeverity(pub c_uint);

impl LiteRtLmInputOverflowStrategy {
    pub const kLiteRtLmInputOverflowStrategyChunkAndAverage: LiteRtLmInputOverflowStrategy =
        LiteRtLmInputOverflowStrategy(0);
    pub const kLiteRtLmInputOverflowStrategyTruncate: LiteRtLmInputOverflowStrategy =
        LiteRtLmInputOverflowStrategy(1);
    pub const kLiteRtLmInputOverflowStrategyError: LiteRtLmInputOverflowStrategy =
        LiteRtLmInputOverflowStrategy(2);
}

#[repr(transparent)]
#[derive(Debug, Copy, Clone, Hash, PartialEq, Eq)]
pub struct LiteRtLmInputOverflowStrategy(pub c_uint);

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmBenchmarkInfo {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmConversation {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmConversationConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmConversationOptionalArgs {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmDetokenizeResult {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEmbeddingEngine {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEmbeddingEngineSettings {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEmbeddingOptions {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEmbeddingResponse {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEmbeddingResponses {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEngine {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmEngineSettings {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmInputData {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmJsonResponse {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmLoadedFile {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmNoRepeatNgramConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmRepetitionPenaltyConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmResponses {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmSamplerParams {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmSession {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmSessionConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmSessionDebugInfo {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmStreamChunk {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmSuppressTokensConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmThinkingConfig {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmTokenUnion {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmTokenUnions {
    _unused: [u8; 0],
}

#[repr(C)]
#[derive(Debug)]
pub struct LiteRtLmTokenizeResult {
    _unused: [u8; 0],
}

pub type LiteRtLmStreamCallback =
    Option<unsafe extern "C" fn(callback_data: *mut c_void, chunk: *const LiteRtLmStreamChunk)>;
