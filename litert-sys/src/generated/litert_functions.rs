// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use super::litert_types::{
    AHardwareBuffer, ClearCustomTensorBuffer, CreateCustomTensorBuffer, DestroyCustomTensorBuffer,
    HwMemoryHandle, ImportCustomTensorBuffer, LiteRtAccelerator, LiteRtAcceleratorConst,
    LiteRtAcceleratorId, LiteRtAhwbDeallocator, LiteRtAllocation, LiteRtAny, LiteRtApiVersion,
    LiteRtBuilder, LiteRtClEvent, LiteRtClMem, LiteRtCompiledModel, LiteRtCustomEvent,
    LiteRtCustomOpKernel, LiteRtDelegateWrapper, LiteRtDmaBufDeallocator, LiteRtEglSyncKhr,
    LiteRtEnvOption, LiteRtEnvOptionTag, LiteRtEnvironment, LiteRtEnvironmentOptions, LiteRtEvent,
    LiteRtEventType, LiteRtExternalLiteRtBufferContext, LiteRtFastRpcDeallocator, LiteRtGLenum,
    LiteRtGLint, LiteRtGLuint, LiteRtGlBufferDeallocator, LiteRtGlTextureDeallocator, LiteRtHook,
    LiteRtHostMemoryDeallocator, LiteRtHwAcceleratorSet, LiteRtIonDeallocator, LiteRtLayout,
    LiteRtLogSeverity, LiteRtLogger, LiteRtLoggerConst, LiteRtMetalDeallocator, LiteRtMetric,
    LiteRtMetrics, LiteRtModel, LiteRtModelSerializationOptions, LiteRtOp, LiteRtOpCode,
    LiteRtOpList, LiteRtOpaqueOptions, LiteRtOpaqueOptionsHashFunc, LiteRtOpenClDeallocator,
    LiteRtOptions, LiteRtParamIndex, LiteRtProfiler, LiteRtQuantizationBlockWise,
    LiteRtQuantizationPerChannel, LiteRtQuantizationPerTensor, LiteRtQuantizationTypeId,
    LiteRtRankedTensorType, LiteRtRuntimeContext, LiteRtSchedulingInfo, LiteRtSignature,
    LiteRtStatus, LiteRtSubgraph, LiteRtTensor, LiteRtTensorBuffer, LiteRtTensorBufferLockMode,
    LiteRtTensorBufferRequirements, LiteRtTensorBufferType, LiteRtTensorDefiningOp,
    LiteRtTensorTypeId, LiteRtUnrankedTensorType, LiteRtWGPUBuffer, LiteRtWebGpuBufferDeallocator,
    LiteRtWebGpuTextureDeallocator, LiteRtWeights, LockCustomTensorBuffer, ProfiledEventData,
    ProfiledEventSource, UnlockCustomTensorBuffer,
};
use super::tflite_types::{TfLiteOpaqueDelegate, TfLiteTensor};
use core::ffi::{c_char, c_int, c_void};

pub type LiteRtCompareApiVersion =
    unsafe extern "C" fn(version: LiteRtApiVersion, reference: LiteRtApiVersion) -> c_int;

pub type LiteRtGetStatusString = unsafe extern "C" fn(status: LiteRtStatus) -> *const c_char;

pub type LiteRtGetNumLayoutElements =
    unsafe extern "C" fn(layout: *const LiteRtLayout, num_elements: *mut usize) -> LiteRtStatus;

pub type LiteRtIsSameLayout = unsafe extern "C" fn(
    layout1: *const LiteRtLayout,
    layout2: *const LiteRtLayout,
    result: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetQuantizationTypeId = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    q_type_id: *mut LiteRtQuantizationTypeId,
) -> LiteRtStatus;

pub type LiteRtGetPerTensorQuantization = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    per_tensor_quantization: *mut LiteRtQuantizationPerTensor,
) -> LiteRtStatus;

pub type LiteRtGetPerChannelQuantization = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    per_channel_quantization: *mut LiteRtQuantizationPerChannel,
) -> LiteRtStatus;

pub type LiteRtGetBlockWiseQuantization = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    block_wise_quantization: *mut LiteRtQuantizationBlockWise,
) -> LiteRtStatus;

pub type LiteRtGetTensorName =
    unsafe extern "C" fn(tensor: LiteRtTensor, name: *mut *const c_char) -> LiteRtStatus;

pub type LiteRtGetTensorIndex =
    unsafe extern "C" fn(tensor: LiteRtTensor, tensor_index: *mut u32) -> LiteRtStatus;

pub type LiteRtGetTensorTypeId =
    unsafe extern "C" fn(tensor: LiteRtTensor, type_id: *mut LiteRtTensorTypeId) -> LiteRtStatus;

pub type LiteRtGetUnrankedTensorType = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    unranked_tensor_type: *mut LiteRtUnrankedTensorType,
) -> LiteRtStatus;

pub type LiteRtGetRankedTensorType = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    ranked_tensor_type: *mut LiteRtRankedTensorType,
) -> LiteRtStatus;

pub type LiteRtGetNumTensorUses =
    unsafe extern "C" fn(tensor: LiteRtTensor, num_uses: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetTensorUse = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    use_index: LiteRtParamIndex,
    user: *mut LiteRtOp,
    user_arg_index: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetTensorDefiningOp = unsafe extern "C" fn(
    tensor: LiteRtTensor,
    has_defining_op: *mut bool,
    defining_op: *mut LiteRtTensorDefiningOp,
) -> LiteRtStatus;

pub type LiteRtGetTensorWeights =
    unsafe extern "C" fn(tensor: LiteRtTensor, weights: *mut LiteRtWeights) -> LiteRtStatus;

pub type LiteRtGetWeightsBytes = unsafe extern "C" fn(
    weights: LiteRtWeights,
    addr: *mut *const c_void,
    size: *mut usize,
) -> LiteRtStatus;

pub type LiteRtGetWeightsBufferId =
    unsafe extern "C" fn(weights: LiteRtWeights, buffer_id: *mut i32) -> LiteRtStatus;

pub type LiteRtGetOpCode =
    unsafe extern "C" fn(op: LiteRtOp, code: *mut LiteRtOpCode) -> LiteRtStatus;

pub type LiteRtGetCustomCode =
    unsafe extern "C" fn(op: LiteRtOp, code: *mut *const c_char) -> LiteRtStatus;

pub type LiteRtGetCustomOptions = unsafe extern "C" fn(
    op: LiteRtOp,
    custom_options: *mut *const u8,
    size: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetNumOpInputs =
    unsafe extern "C" fn(op: LiteRtOp, num_inputs: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetOpInput = unsafe extern "C" fn(
    op: LiteRtOp,
    input_index: LiteRtParamIndex,
    input: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetNumOpOutputs =
    unsafe extern "C" fn(op: LiteRtOp, num_outputs: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetOpOutput = unsafe extern "C" fn(
    op: LiteRtOp,
    output_index: LiteRtParamIndex,
    output: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetSubgraphName =
    unsafe extern "C" fn(subgraph: LiteRtSubgraph, name: *mut *const c_char) -> LiteRtStatus;

pub type LiteRtGetNumSubgraphInputs = unsafe extern "C" fn(
    subgraph: LiteRtSubgraph,
    num_inputs: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetSubgraphInput = unsafe extern "C" fn(
    subgraph: LiteRtSubgraph,
    input_index: LiteRtParamIndex,
    input: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetNumSubgraphOutputs = unsafe extern "C" fn(
    subgraph: LiteRtSubgraph,
    num_outputs: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetSubgraphOutput = unsafe extern "C" fn(
    subgraph: LiteRtSubgraph,
    output_index: LiteRtParamIndex,
    output: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetNumSubgraphOps =
    unsafe extern "C" fn(subgraph: LiteRtSubgraph, num_ops: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetSubgraphOp = unsafe extern "C" fn(
    subgraph: LiteRtSubgraph,
    op_index: LiteRtParamIndex,
    op: *mut LiteRtOp,
) -> LiteRtStatus;

pub type LiteRtGetSignatureKey = unsafe extern "C" fn(
    signature: LiteRtSignature,
    signature_key: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtGetSignatureSubgraph =
    unsafe extern "C" fn(signature: LiteRtSignature, subgraph: *mut LiteRtSubgraph) -> LiteRtStatus;

pub type LiteRtGetNumSignatureInputs = unsafe extern "C" fn(
    signature: LiteRtSignature,
    num_inputs: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetSignatureInputName = unsafe extern "C" fn(
    signature: LiteRtSignature,
    input_idx: LiteRtParamIndex,
    input_name: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtGetSignatureInputTensor = unsafe extern "C" fn(
    signature: LiteRtSignature,
    input_name: *const c_char,
    tensor: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetSignatureInputTensorByIndex = unsafe extern "C" fn(
    signature: LiteRtSignature,
    input_idx: LiteRtParamIndex,
    tensor: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetNumSignatureOutputs = unsafe extern "C" fn(
    signature: LiteRtSignature,
    num_outputs: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetSignatureOutputName = unsafe extern "C" fn(
    signature: LiteRtSignature,
    output_idx: LiteRtParamIndex,
    output_name: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtGetSignatureOutputTensor = unsafe extern "C" fn(
    signature: LiteRtSignature,
    output_name: *const c_char,
    tensor: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtGetSignatureOutputTensorByIndex = unsafe extern "C" fn(
    signature: LiteRtSignature,
    output_idx: LiteRtParamIndex,
    tensor: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtCreateModelFromFile = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    filename: *const c_char,
    model: *mut LiteRtModel,
) -> LiteRtStatus;

pub type LiteRtCreateModelFromBuffer = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    buffer_addr: *const c_void,
    buffer_size: usize,
    model: *mut LiteRtModel,
) -> LiteRtStatus;

pub type LiteRtCreateModelFromFd = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    fd: c_int,
    offset: usize,
    size: usize,
    model: *mut LiteRtModel,
) -> LiteRtStatus;

pub type LiteRtGetModelMetadata = unsafe extern "C" fn(
    model: LiteRtModel,
    metadata_key: *const c_char,
    metadata_buffer: *mut *const c_void,
    metadata_buffer_size: *mut usize,
) -> LiteRtStatus;

pub type LiteRtAddModelMetadata = unsafe extern "C" fn(
    model: LiteRtModel,
    metadata_key: *const c_char,
    metadata_buffer: *const c_void,
    metadata_buffer_size: usize,
) -> LiteRtStatus;

pub type LiteRtGetMainModelSubgraphIndex = unsafe extern "C" fn(
    model: LiteRtModel,
    main_subgraph_index: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetNumModelSubgraphs =
    unsafe extern "C" fn(model: LiteRtModel, num_subgraphs: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetModelSubgraph = unsafe extern "C" fn(
    model: LiteRtModel,
    subgraph_index: LiteRtParamIndex,
    subgraph: *mut LiteRtSubgraph,
) -> LiteRtStatus;

pub type LiteRtGetNumModelSignatures =
    unsafe extern "C" fn(model: LiteRtModel, num_signatures: *mut LiteRtParamIndex) -> LiteRtStatus;

pub type LiteRtGetModelSignature = unsafe extern "C" fn(
    model: LiteRtModel,
    signature_index: LiteRtParamIndex,
    signature: *mut LiteRtSignature,
) -> LiteRtStatus;

pub type LiteRtDestroyModel = unsafe extern "C" fn(model: LiteRtModel);

pub type LiteRtPushOp = unsafe extern "C" fn(
    op_list: LiteRtOpList,
    op: LiteRtOp,
    partition_index: LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtSerializeModelWithSignatures = unsafe extern "C" fn(
    model: LiteRtModel,
    buf: *mut *mut u8,
    size: *mut usize,
    offset: *mut usize,
    destroy_model: bool,
    signatures: *mut *mut c_char,
    num_signatures: LiteRtParamIndex,
    options: LiteRtModelSerializationOptions,
) -> LiteRtStatus;

pub type LiteRtSerializeModel = unsafe extern "C" fn(
    model: LiteRtModel,
    buf: *mut *mut u8,
    size: *mut usize,
    offset: *mut usize,
    destroy_model: bool,
    options: LiteRtModelSerializationOptions,
) -> LiteRtStatus;

pub type LiteRtCreateModelFromAllocation = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    allocation: LiteRtAllocation,
    model: *mut LiteRtModel,
) -> LiteRtStatus;

pub type LiteRtGetAddFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildAddOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetBatchMatmulAdjXOption =
    unsafe extern "C" fn(op: LiteRtOp, adj_x: *mut bool) -> LiteRtStatus;

pub type LiteRtGetBatchMatmulAdjYOption =
    unsafe extern "C" fn(op: LiteRtOp, adj_y: *mut bool) -> LiteRtStatus;

pub type LiteRtGetBatchMatmulAsymmetricQuantizeInputOption =
    unsafe extern "C" fn(op: LiteRtOp, asymmetric_quantize_input: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildBatchMatmulOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    adj_x: *mut bool,
    adj_y: *mut bool,
    asymmetric_quantize_input: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetConcatenationFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtGetConcatenationAxisOption =
    unsafe extern "C" fn(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildConcatenationOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
    axis: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetDivFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildDivOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetFullyConnectedFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtGetFullyConnectedWeightsFormatOption =
    unsafe extern "C" fn(op: LiteRtOp, weights_format: *mut u32) -> LiteRtStatus;

pub type LiteRtGetFullyConnectedKeepNumDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keep_num_dims: *mut bool) -> LiteRtStatus;

pub type LiteRtFullyConnectedGetQuantizedBiasTypeOption =
    unsafe extern "C" fn(op: LiteRtOp, quantized_bias_type: *mut u32) -> LiteRtStatus;

pub type LiteRtGetFullyConnectedAsymmetricQuantizeInputOption =
    unsafe extern "C" fn(op: LiteRtOp, asymmetric_quantize_input: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildFullyConnectedOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
    weights_format: *mut u32,
    keep_num_dims: *mut bool,
    quantized_bias_type: *mut u32,
    asymmetric_quantize_input: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetMulFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildMulOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetSoftmaxBetaOption =
    unsafe extern "C" fn(op: LiteRtOp, beta: *mut f32) -> LiteRtStatus;

pub type LiteRtBuilderBuildSoftmaxOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, beta: *mut f32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceBeginMaskOption =
    unsafe extern "C" fn(op: LiteRtOp, begin_mask: *mut i32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceEndMaskOption =
    unsafe extern "C" fn(op: LiteRtOp, end_mask: *mut i32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceEllipsisMaskOption =
    unsafe extern "C" fn(op: LiteRtOp, ellipsis_mask: *mut i32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceNewAxisMaskOption =
    unsafe extern "C" fn(op: LiteRtOp, new_axis_mask: *mut i32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceShrinkAxisMaskOption =
    unsafe extern "C" fn(op: LiteRtOp, shrink_axis_mask: *mut i32) -> LiteRtStatus;

pub type LiteRtGetStridedSliceOffsetOption =
    unsafe extern "C" fn(op: LiteRtOp, offset: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildStridedSliceOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    begin_mask: *mut i32,
    end_mask: *mut i32,
    ellipsis_mask: *mut i32,
    new_axis_mask: *mut i32,
    shrink_axis_mask: *mut i32,
    offset: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetSubFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildSubOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    fused_activation: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetReshapeNewShapeOption = unsafe extern "C" fn(
    op: LiteRtOp,
    new_shape: *mut *const i32,
    new_shape_size: *mut i32,
) -> LiteRtStatus;

pub type LiteRtBuilderBuildReshapeOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    new_shape: *mut i32,
    new_shape_size: i32,
) -> LiteRtStatus;

pub type LiteRtGetSumKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildSumOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetReduceMaxKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildReduceMaxOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetReduceMinKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildReduceMinOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetReduceAnyKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildReduceAnyOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetReduceAllKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildReduceAllOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetPackAxisOption =
    unsafe extern "C" fn(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;

pub type LiteRtGetPackValuesCountOption =
    unsafe extern "C" fn(op: LiteRtOp, values_count: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildPackOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    axis: *mut i32,
    values_count: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetOneHotAxisOption =
    unsafe extern "C" fn(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;

pub type LiteRtGetUnpackAxisOption =
    unsafe extern "C" fn(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;

pub type LiteRtGetUnpackNumOption =
    unsafe extern "C" fn(op: LiteRtOp, num: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildUnpackOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    axis: *mut i32,
    num: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetGatherAxisOption =
    unsafe extern "C" fn(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;

pub type LiteRtGetGatherBatchDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, batch_dims: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildGatherOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    axis: *mut i32,
    batch_dims: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetMeanKeepDimsOption =
    unsafe extern "C" fn(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildMeanOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;

pub type LiteRtGetSplitNumSplitsOption =
    unsafe extern "C" fn(op: LiteRtOp, num_splits: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildSplitOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    num_splits: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetSplitVNumSplitsOption =
    unsafe extern "C" fn(op: LiteRtOp, num_splits: *mut i32) -> LiteRtStatus;

pub type LiteRtGetSHLOCompositeOpName =
    unsafe extern "C" fn(op: LiteRtOp, name: *mut *const c_char) -> LiteRtStatus;

pub type LiteRtGetSHLOCompositeOpDecompositionSubgraphIndex =
    unsafe extern "C" fn(op: LiteRtOp, decomposition_subgraph_index: *mut i32) -> LiteRtStatus;

pub type LiteRtGetSHLOCompositeOpAttributes = unsafe extern "C" fn(
    op: LiteRtOp,
    attributes: *mut *const u8,
    attributes_size: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetSHLOCompositeOpVersion =
    unsafe extern "C" fn(op: LiteRtOp, version: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv2dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetConv2dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv2dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv2dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtGetConv2dDilationWOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_w_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv2dDilationHOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_h_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildConv2dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    dilation_w_factor: *mut i32,
    dilation_h_factor: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetConv3dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetConv3dStrideDOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_d: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv3dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv3dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv3dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtGetConv3dDilationDOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_d_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv3dDilationWOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_w_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtGetConv3dDilationHOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_h_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildConv3dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    stride_d: *mut i32,
    dilation_w_factor: *mut i32,
    dilation_h_factor: *mut i32,
    dilation_d_factor: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dDepthMultiplierOption =
    unsafe extern "C" fn(op: LiteRtOp, depth_multiplier: *mut i32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dDilationWOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_w_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtGetDepthwiseConv2dDilationHOption =
    unsafe extern "C" fn(op: LiteRtOp, dilation_h_factor: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildDepthwiseConv2dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    depth_multiplier: *mut i32,
    fused_activation_function: *mut u32,
    dilation_w_factor: *mut i32,
    dilation_h_factor: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetTransposeConvPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetTransposeConvStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetTransposeConvStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetTransposeConvFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildTransposeConvOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dFilterWidthOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_width: *mut i32) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dFilterHeightOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_height: *mut i32) -> LiteRtStatus;

pub type LiteRtGetAveragePool2dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildAveragePool2dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    filter_width: *mut i32,
    filter_height: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dFilterWidthOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_width: *mut i32) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dFilterHeightOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_height: *mut i32) -> LiteRtStatus;

pub type LiteRtGetMaxPool2dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildMaxPool2dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    filter_width: *mut i32,
    filter_height: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dPaddingOption =
    unsafe extern "C" fn(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dStrideWOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dStrideHOption =
    unsafe extern "C" fn(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dFilterWidthOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_width: *mut i32) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dFilterHeightOption =
    unsafe extern "C" fn(op: LiteRtOp, filter_height: *mut i32) -> LiteRtStatus;

pub type LiteRtGetL2Pool2dFusedActivationOption =
    unsafe extern "C" fn(op: LiteRtOp, fused_activation_function: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildL2Pool2dOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    padding: *mut u32,
    stride_w: *mut i32,
    stride_h: *mut i32,
    filter_width: *mut i32,
    filter_height: *mut i32,
    fused_activation_function: *mut u32,
) -> LiteRtStatus;

pub type LiteRtGetResizeBilinearAlignCornersOption =
    unsafe extern "C" fn(op: LiteRtOp, align_corners: *mut bool) -> LiteRtStatus;

pub type LiteRtGetResizeBilinearHalfPixelCenterOption =
    unsafe extern "C" fn(op: LiteRtOp, half_pixel_centers: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildResizeBilinearOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    align_corners: *mut bool,
    half_pixel_centers: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetLeakyReluAlphaOption =
    unsafe extern "C" fn(op: LiteRtOp, alpha: *mut f32) -> LiteRtStatus;

pub type LiteRtBuilderBuildLeakyReluOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, alpha: *mut f32) -> LiteRtStatus;

pub type LiteRtGetDepthToSpaceBlockSizeOption =
    unsafe extern "C" fn(op: LiteRtOp, block_size: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildDepthToSpaceOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    block_size: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetSpaceToDepthBlockSizeOption =
    unsafe extern "C" fn(op: LiteRtOp, block_size: *mut i32) -> LiteRtStatus;

pub type LiteRtBuilderBuildSpaceToDepthOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    block_size: *mut i32,
) -> LiteRtStatus;

pub type LiteRtGetResizeNearestNeighborAlignCornersOption =
    unsafe extern "C" fn(op: LiteRtOp, align_corners: *mut bool) -> LiteRtStatus;

pub type LiteRtGetResizeNearestNeighborHalfPixelCenterOption =
    unsafe extern "C" fn(op: LiteRtOp, half_pixel_centers: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildResizeNearestNeighborOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    align_corners: *mut bool,
    half_pixel_centers: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetCumsumExclusiveOption =
    unsafe extern "C" fn(op: LiteRtOp, exclusive: *mut bool) -> LiteRtStatus;

pub type LiteRtGetCumsumReverseOption =
    unsafe extern "C" fn(op: LiteRtOp, reverse: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildCumsumOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    exclusive: *mut bool,
    reverse: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetGeluApproximateOption =
    unsafe extern "C" fn(op: LiteRtOp, approximate: *mut bool) -> LiteRtStatus;

pub type LiteRtBuilderBuildGeluOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    approximate: *mut bool,
) -> LiteRtStatus;

pub type LiteRtGetMirrorPadModeOption =
    unsafe extern "C" fn(op: LiteRtOp, mode: *mut u32) -> LiteRtStatus;

pub type LiteRtBuilderBuildMirrorPadOpOption =
    unsafe extern "C" fn(builder: LiteRtBuilder, op: LiteRtOp, mode: *mut u32) -> LiteRtStatus;

pub type LiteRtGetSqueezeDimsOption = unsafe extern "C" fn(
    op: LiteRtOp,
    squeeze_dims: *mut *const i32,
    num_squeeze_dims: *mut i32,
) -> LiteRtStatus;

pub type LiteRtBuilderBuildSqueezeOpOption = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op: LiteRtOp,
    squeeze_dims: *const i32,
    num_squeeze_dims: i32,
) -> LiteRtStatus;

pub type LiteRtBuilderBuildTensor = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    tensor_type_id: LiteRtTensorTypeId,
    ranked_tensor_type: LiteRtRankedTensorType,
    unranked_tensor_type: LiteRtUnrankedTensorType,
    weights: LiteRtWeights,
    quantization_type_id: LiteRtQuantizationTypeId,
    per_tensor_quantization: LiteRtQuantizationPerTensor,
    per_channel_quantization: LiteRtQuantizationPerChannel,
    block_wise_quantization: LiteRtQuantizationBlockWise,
    name: *const c_char,
    new_tensor: *mut LiteRtTensor,
) -> LiteRtStatus;

pub type LiteRtBuilderBuildWeights = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    data: *const u8,
    size: LiteRtParamIndex,
    tensor: LiteRtTensor,
    new_weights: *mut LiteRtWeights,
) -> LiteRtStatus;

pub type LiteRtBuilderBuildOp = unsafe extern "C" fn(
    builder: LiteRtBuilder,
    op_code: LiteRtOpCode,
    num_inputs: LiteRtParamIndex,
    inputs: *mut LiteRtTensor,
    num_outputs: LiteRtParamIndex,
    outputs: *mut LiteRtTensor,
    new_op: *mut LiteRtOp,
) -> LiteRtStatus;

pub type LiteRtBuilderEraseOp =
    unsafe extern "C" fn(builder: LiteRtBuilder, op_to_erase: LiteRtOp) -> LiteRtStatus;

pub type LiteRtGetEnvironmentOptionsValue = unsafe extern "C" fn(
    options: LiteRtEnvironmentOptions,
    tag: LiteRtEnvOptionTag,
    value: *mut LiteRtAny,
) -> LiteRtStatus;

pub type LiteRtCreateEnvironment = unsafe extern "C" fn(
    num_options: c_int,
    options: *const LiteRtEnvOption,
    environment: *mut LiteRtEnvironment,
) -> LiteRtStatus;

pub type LiteRtDestroyEnvironment = unsafe extern "C" fn(environment: LiteRtEnvironment);

pub type LiteRtGetEnvironmentOptions = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    options: *mut LiteRtEnvironmentOptions,
) -> LiteRtStatus;

pub type LiteRtAddEnvironmentOptions = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    num_options: c_int,
    options: *const LiteRtEnvOption,
    overwrite: bool,
) -> LiteRtStatus;

pub type LiteRtGpuEnvironmentCreate = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    num_options: c_int,
    options: *const LiteRtEnvOption,
) -> LiteRtStatus;

pub type LiteRtEnvironmentSupportsClGlInterop =
    unsafe extern "C" fn(environment: LiteRtEnvironment, is_supported: *mut bool) -> LiteRtStatus;

pub type LiteRtEnvironmentSupportsAhwbClInterop =
    unsafe extern "C" fn(environment: LiteRtEnvironment, is_supported: *mut bool) -> LiteRtStatus;

pub type LiteRtEnvironmentSupportsAhwbGlInterop =
    unsafe extern "C" fn(environment: LiteRtEnvironment, is_supported: *mut bool) -> LiteRtStatus;

pub type LiteRtEnvironmentSupportsFP16 =
    unsafe extern "C" fn(environment: LiteRtEnvironment, is_supported: *mut bool) -> LiteRtStatus;

pub type LiteRtEnvironmentHasGpuEnvironment =
    unsafe extern "C" fn(environment: LiteRtEnvironment, has_gpu_environment: *mut bool);

pub type LiteRtCreateEventFromSyncFenceFd = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    sync_fence_fd: c_int,
    owns_fd: bool,
    event: *mut LiteRtEvent,
) -> LiteRtStatus;

pub type LiteRtCreateEventFromOpenClEvent = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    cl_event: LiteRtClEvent,
    event: *mut LiteRtEvent,
) -> LiteRtStatus;

pub type LiteRtCreateEventFromEglSyncFence = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    egl_sync: LiteRtEglSyncKhr,
    event: *mut LiteRtEvent,
) -> LiteRtStatus;

pub type LiteRtCreateManagedEvent = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    type_: LiteRtEventType,
    event: *mut LiteRtEvent,
) -> LiteRtStatus;

pub type LiteRtSetCustomEvent =
    unsafe extern "C" fn(event: LiteRtEvent, custom_event: LiteRtCustomEvent) -> LiteRtStatus;

pub type LiteRtGetCustomEvent =
    unsafe extern "C" fn(event: LiteRtEvent, custom_event: *mut LiteRtCustomEvent) -> LiteRtStatus;

pub type LiteRtGetEventCustomNativeEvent =
    unsafe extern "C" fn(event: LiteRtEvent, native: *mut *mut c_void) -> LiteRtStatus;

pub type LiteRtGetEventEventType =
    unsafe extern "C" fn(event: LiteRtEvent, type_: *mut LiteRtEventType) -> LiteRtStatus;

pub type LiteRtGetEventSyncFenceFd =
    unsafe extern "C" fn(event: LiteRtEvent, sync_fence_fd: *mut c_int) -> LiteRtStatus;

pub type LiteRtGetEventOpenClEvent =
    unsafe extern "C" fn(event: LiteRtEvent, cl_event: *mut LiteRtClEvent) -> LiteRtStatus;

pub type LiteRtGetEventEglSync =
    unsafe extern "C" fn(event: LiteRtEvent, egl_sync: *mut LiteRtEglSyncKhr) -> LiteRtStatus;

pub type LiteRtWaitEvent =
    unsafe extern "C" fn(event: LiteRtEvent, timeout_in_ms: i64) -> LiteRtStatus;

pub type LiteRtSignalEvent = unsafe extern "C" fn(event: LiteRtEvent) -> LiteRtStatus;

pub type LiteRtIsEventSignaled =
    unsafe extern "C" fn(event: LiteRtEvent, is_signaled: *mut bool) -> LiteRtStatus;

pub type LiteRtDupFdEvent =
    unsafe extern "C" fn(event: LiteRtEvent, dup_fd: *mut c_int) -> LiteRtStatus;

pub type LiteRtDestroyEvent = unsafe extern "C" fn(event: LiteRtEvent);

pub type LiteRtCreateTensorBufferRequirements = unsafe extern "C" fn(
    num_supported_tensor_buffer_types: c_int,
    supported_tensor_buffer_types: *const LiteRtTensorBufferType,
    buffer_size: usize,
    num_strides: c_int,
    strides: *const u32,
    requirements: *mut LiteRtTensorBufferRequirements,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferRequirementsWithAlignment = unsafe extern "C" fn(
    num_supported_tensor_buffer_types: c_int,
    supported_tensor_buffer_types: *const LiteRtTensorBufferType,
    buffer_size: usize,
    num_strides: c_int,
    strides: *const u32,
    alignment: usize,
    requirements: *mut LiteRtTensorBufferRequirements,
) -> LiteRtStatus;

pub type LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes =
    unsafe extern "C" fn(
        requirements: LiteRtTensorBufferRequirements,
        num_types: *mut c_int,
    ) -> LiteRtStatus;

pub type LiteRtGetTensorBufferRequirementsSupportedTensorBufferType =
    unsafe extern "C" fn(
        requirements: LiteRtTensorBufferRequirements,
        type_index: c_int,
        type_: *mut LiteRtTensorBufferType,
    ) -> LiteRtStatus;

pub type LiteRtGetTensorBufferRequirementsBufferSize = unsafe extern "C" fn(
    requirements: LiteRtTensorBufferRequirements,
    buffer_size: *mut usize,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferRequirementsStrides = unsafe extern "C" fn(
    requirements: LiteRtTensorBufferRequirements,
    num_strides: *mut c_int,
    strides: *mut *const u32,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferRequirementsAlignment = unsafe extern "C" fn(
    requirements: LiteRtTensorBufferRequirements,
    alignment: *mut usize,
) -> LiteRtStatus;

pub type LiteRtJoinTensorBufferRequirements = unsafe extern "C" fn(
    src_requirements_1: LiteRtTensorBufferRequirements,
    src_requirements_2: LiteRtTensorBufferRequirements,
    joined_requirements: *mut LiteRtTensorBufferRequirements,
) -> LiteRtStatus;

pub type LiteRtDestroyTensorBufferRequirements =
    unsafe extern "C" fn(requirements: LiteRtTensorBufferRequirements);

pub type LiteRtCreateTensorBufferFromHostMemory = unsafe extern "C" fn(
    tensor_type: *const LiteRtRankedTensorType,
    host_buffer_addr: *mut c_void,
    host_buffer_size: usize,
    deallocator: LiteRtHostMemoryDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferHostMemory = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    host_memory_addr: *mut *mut c_void,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromAhwb = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    ahwb: *mut AHardwareBuffer,
    ahwb_offset: usize,
    deallocator: LiteRtAhwbDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferAhwb = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    ahwb: *mut *mut AHardwareBuffer,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromIonBuffer = unsafe extern "C" fn(
    tensor_type: *const LiteRtRankedTensorType,
    ion_buffer_addr: *mut c_void,
    ion_buffer_fd: c_int,
    ion_buffer_size: usize,
    ion_buffer_offset: usize,
    deallocator: LiteRtIonDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferIonBuffer = unsafe extern "C" fn(
    buffer: LiteRtTensorBuffer,
    ion_buffer_addr: *mut *mut c_void,
    ion_buffer_fd: *mut c_int,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromDmaBufBuffer = unsafe extern "C" fn(
    tensor_type: *const LiteRtRankedTensorType,
    dmabuf_buffer_addr: *mut c_void,
    dmabuf_buffer_fd: c_int,
    dmabuf_buffer_size: usize,
    dmabuf_buffer_offset: usize,
    deallocator: LiteRtDmaBufDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferDmaBufBuffer = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    dmabuf_buffer_addr: *mut *mut c_void,
    dmabuf_buffer_fd: *mut c_int,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromFastRpcBuffer = unsafe extern "C" fn(
    tensor_type: *const LiteRtRankedTensorType,
    fastrpc_buffer_addr: *mut c_void,
    fastrpc_buffer_fd: c_int,
    fastrpc_buffer_size: usize,
    fastrpc_buffer_offset: usize,
    deallocator: LiteRtFastRpcDeallocator,
    tensor_buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferFastRpcBuffer = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    fastrpc_buffer_addr: *mut *mut c_void,
    fastrpc_buffer_fd: *mut c_int,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromOpenClMemory = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    buffer_type: LiteRtTensorBufferType,
    cl_mem_addr: LiteRtClMem,
    opencl_buffer_size: usize,
    deallocator: LiteRtOpenClDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferOpenClMemory = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    cl_mem_addr: *mut LiteRtClMem,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferCustomTensorBufferHandle = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    hw_memory_handle: *mut HwMemoryHandle,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromGlBuffer = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    target: LiteRtGLenum,
    id: LiteRtGLuint,
    size_bytes: usize,
    offset: usize,
    deallocator: LiteRtGlBufferDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferGlBuffer = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    target: *mut LiteRtGLenum,
    id: *mut LiteRtGLuint,
    size_bytes: *mut usize,
    offset: *mut usize,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromGlTexture = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    target: LiteRtGLenum,
    id: LiteRtGLuint,
    format: LiteRtGLenum,
    size_bytes: usize,
    layer: LiteRtGLint,
    deallocator: LiteRtGlTextureDeallocator,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferGlTexture = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    target: *mut LiteRtGLenum,
    id: *mut LiteRtGLuint,
    format: *mut LiteRtGLenum,
    size_bytes: *mut usize,
    layer: *mut LiteRtGLint,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromWebGpuBuffer = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    buffer_type: LiteRtTensorBufferType,
    wgpu_buffer: LiteRtWGPUBuffer,
    wgpu_buffer_size: usize,
    deallocator: LiteRtWebGpuBufferDeallocator,
    tensor_buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromWebGpuTexture = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    webgpu_texture: *mut c_void,
    webgpu_texture_size: usize,
    deallocator: LiteRtWebGpuTextureDeallocator,
    tensor_buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferWebGpuBuffer = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    hw_memory_handle: *mut HwMemoryHandle,
) -> LiteRtStatus;

pub type LiteRtCreateTensorBufferFromMetalMemory = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    buffer_type: LiteRtTensorBufferType,
    metal_buffer: *mut c_void,
    metal_buffer_size: usize,
    deallocator: LiteRtMetalDeallocator,
    tensor_buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferMetalMemory = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    hw_memory_handle: *mut HwMemoryHandle,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferVulkanMemory = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    hw_memory_handle: *mut HwMemoryHandle,
) -> LiteRtStatus;

pub type LiteRtCreateManagedTensorBuffer = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    buffer_type: LiteRtTensorBufferType,
    tensor_type: *const LiteRtRankedTensorType,
    buffer_size: usize,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtCreateManagedTensorBufferFromRequirements = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    tensor_type: *const LiteRtRankedTensorType,
    requirements: LiteRtTensorBufferRequirements,
    buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtDuplicateTensorBuffer =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus;

pub type LiteRtGetTensorBufferType = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    buffer_type: *mut LiteRtTensorBufferType,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferTensorType = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    tensor_type: *mut LiteRtRankedTensorType,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferSize =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, size: *mut usize) -> LiteRtStatus;

pub type LiteRtGetTensorBufferPackedSize =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, size: *mut usize) -> LiteRtStatus;

pub type LiteRtGetTensorBufferOffset =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, offset: *mut usize) -> LiteRtStatus;

pub type LiteRtHasTensorBufferEvent =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, has_event: *mut bool) -> LiteRtStatus;

pub type LiteRtGetTensorBufferEvent = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    event: *mut LiteRtEvent,
) -> LiteRtStatus;

pub type LiteRtSetTensorBufferEvent =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer, event: LiteRtEvent) -> LiteRtStatus;

pub type LiteRtClearTensorBufferEvent =
    unsafe extern "C" fn(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus;

pub type LiteRtLockTensorBuffer = unsafe extern "C" fn(
    tensor_buffer: LiteRtTensorBuffer,
    host_mem_addr: *mut *mut c_void,
    lock_mode: LiteRtTensorBufferLockMode,
) -> LiteRtStatus;

pub type LiteRtUnlockTensorBuffer =
    unsafe extern "C" fn(buffer: LiteRtTensorBuffer) -> LiteRtStatus;

pub type LiteRtClearTensorBuffer = unsafe extern "C" fn(buffer: LiteRtTensorBuffer) -> LiteRtStatus;

pub type LiteRtDestroyTensorBuffer = unsafe extern "C" fn(buffer: LiteRtTensorBuffer);

pub type LiteRtCreateOpaqueOptions = unsafe extern "C" fn(
    payload_identifier: *const c_char,
    payload_data: *mut c_void,
    payload_destructor: Option<unsafe extern "C" fn(payload_data: *mut c_void)>,
    options: *mut LiteRtOpaqueOptions,
) -> LiteRtStatus;

pub type LiteRtDestroyOpaqueOptions = unsafe extern "C" fn(options: LiteRtOpaqueOptions);

pub type LiteRtGetOpaqueOptionsIdentifier = unsafe extern "C" fn(
    options: LiteRtOpaqueOptions,
    payload_identifier: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtGetOpaqueOptionsData = unsafe extern "C" fn(
    options: LiteRtOpaqueOptions,
    payload_data: *mut *mut c_void,
) -> LiteRtStatus;

pub type LiteRtFindOpaqueOptionsData = unsafe extern "C" fn(
    options: LiteRtOpaqueOptions,
    payload_identifier: *const c_char,
    payload_data: *mut *mut c_void,
) -> LiteRtStatus;

pub type LiteRtGetNextOpaqueOptions =
    unsafe extern "C" fn(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus;

pub type LiteRtAppendOpaqueOptions = unsafe extern "C" fn(
    options: *mut LiteRtOpaqueOptions,
    appended_options: LiteRtOpaqueOptions,
) -> LiteRtStatus;

pub type LiteRtPopOpaqueOptions =
    unsafe extern "C" fn(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus;

pub type LiteRtSetOpaqueOptionsHash = unsafe extern "C" fn(
    options: LiteRtOpaqueOptions,
    payload_hash_func: LiteRtOpaqueOptionsHashFunc,
) -> LiteRtStatus;

pub type LiteRtGetOpaqueOptionsHash =
    unsafe extern "C" fn(options: LiteRtOpaqueOptions, hash: *mut u64) -> LiteRtStatus;

pub type LiteRtCreateOptions = unsafe extern "C" fn(options: *mut LiteRtOptions) -> LiteRtStatus;

pub type LiteRtDestroyOptions = unsafe extern "C" fn(options: LiteRtOptions);

pub type LiteRtSetOptionsHardwareAccelerators = unsafe extern "C" fn(
    options: LiteRtOptions,
    hardware_accelerators: LiteRtHwAcceleratorSet,
) -> LiteRtStatus;

pub type LiteRtGetOptionsHardwareAccelerators = unsafe extern "C" fn(
    options: LiteRtOptions,
    hardware_accelerators: *mut LiteRtHwAcceleratorSet,
) -> LiteRtStatus;

pub type LiteRtAddOpaqueOptions = unsafe extern "C" fn(
    options: LiteRtOptions,
    opaque_options: LiteRtOpaqueOptions,
) -> LiteRtStatus;

pub type LiteRtGetOpaqueOptions = unsafe extern "C" fn(
    options: LiteRtOptions,
    opaque_options: *mut LiteRtOpaqueOptions,
) -> LiteRtStatus;

pub type LiteRtAddCustomOpKernelOption = unsafe extern "C" fn(
    options: LiteRtOptions,
    custom_op_name: *const c_char,
    custom_op_version: c_int,
    custom_op_kernel: *const LiteRtCustomOpKernel,
    custom_op_kernel_user_data: *mut c_void,
) -> LiteRtStatus;

pub type LiteRtAddExternalTensorBinding = unsafe extern "C" fn(
    options: LiteRtOptions,
    signature_name: *const c_char,
    tensor_name: *const c_char,
    data: *mut c_void,
    size_bytes: usize,
) -> LiteRtStatus;

pub type LiteRtCreateMetrics = unsafe extern "C" fn(metrics: *mut LiteRtMetrics) -> LiteRtStatus;

pub type LiteRtGetNumMetrics =
    unsafe extern "C" fn(metrics: LiteRtMetrics, num_metrics: *mut c_int) -> LiteRtStatus;

pub type LiteRtGetMetric = unsafe extern "C" fn(
    metrics: LiteRtMetrics,
    metric_index: c_int,
    metric: *mut LiteRtMetric,
) -> LiteRtStatus;

pub type LiteRtDestroyMetrics = unsafe extern "C" fn(metrics: LiteRtMetrics);

pub type LiteRtCreateProfiler =
    unsafe extern "C" fn(size: c_int, profiler: *mut LiteRtProfiler) -> LiteRtStatus;

pub type LiteRtDestroyProfiler = unsafe extern "C" fn(profiler: LiteRtProfiler);

pub type LiteRtStartProfiler = unsafe extern "C" fn(profiler: LiteRtProfiler) -> LiteRtStatus;

pub type LiteRtStopProfiler = unsafe extern "C" fn(profiler: LiteRtProfiler) -> LiteRtStatus;

pub type LiteRtResetProfiler = unsafe extern "C" fn(profiler: LiteRtProfiler) -> LiteRtStatus;

pub type LiteRtSetProfilerCurrentEventSource = unsafe extern "C" fn(
    profiler: LiteRtProfiler,
    event_source: ProfiledEventSource,
) -> LiteRtStatus;

pub type LiteRtGetNumProfilerEvents =
    unsafe extern "C" fn(profiler: LiteRtProfiler, num_events: *mut c_int) -> LiteRtStatus;

pub type LiteRtGetProfilerEvents = unsafe extern "C" fn(
    profiler: LiteRtProfiler,
    num_events: c_int,
    events: *mut ProfiledEventData,
) -> LiteRtStatus;

pub type LiteRtGetProfileSummary = unsafe extern "C" fn(
    profiler: LiteRtProfiler,
    compiled_model: LiteRtCompiledModel,
    summary: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtCreateCompiledModel = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    model: LiteRtModel,
    compilation_options: LiteRtOptions,
    compiled_model: *mut LiteRtCompiledModel,
) -> LiteRtStatus;

pub type LiteRtGetCompiledModelInputBufferRequirements = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    input_index: LiteRtParamIndex,
    buffer_requirements: *mut LiteRtTensorBufferRequirements,
) -> LiteRtStatus;

pub type LiteRtGetCompiledModelOutputBufferRequirements = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    output_index: LiteRtParamIndex,
    buffer_requirements: *mut LiteRtTensorBufferRequirements,
) -> LiteRtStatus;

pub type LiteRtGetCompiledModelInputTensorLayout = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    input_index: LiteRtParamIndex,
    layout: *mut LiteRtLayout,
) -> LiteRtStatus;

pub type LiteRtGetCompiledModelOutputTensorLayouts = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_layouts: usize,
    layouts: *mut LiteRtLayout,
    update_allocation: bool,
) -> LiteRtStatus;

pub type LiteRtGetCompiledModelEnvironment = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    environment: *mut LiteRtEnvironment,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModel = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModelWithOptions = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
    options: LiteRtOptions,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModelAsync = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
    async_: *mut bool,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModelAsyncWithOptions = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
    async_: *mut bool,
    options: LiteRtOptions,
) -> LiteRtStatus;

pub type LiteRtCompiledModelSetSchedulingInfo = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    scheduling_info: *const LiteRtSchedulingInfo,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModelWithSchedulingInfo = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
    scheduling_info: *const LiteRtSchedulingInfo,
) -> LiteRtStatus;

pub type LiteRtRunCompiledModelAsyncWithSchedulingInfo = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    num_input_buffers: usize,
    input_buffers: *mut LiteRtTensorBuffer,
    num_output_buffers: usize,
    output_buffers: *mut LiteRtTensorBuffer,
    async_: *mut bool,
    scheduling_info: *const LiteRtSchedulingInfo,
) -> LiteRtStatus;

pub type LiteRtSetCompiledModelCancellationFunction = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    data: *mut c_void,
    check_cancelled_func: Option<unsafe extern "C" fn(arg1: *mut c_void) -> bool>,
) -> LiteRtStatus;

pub type LiteRtDestroyCompiledModel = unsafe extern "C" fn(compiled_model: LiteRtCompiledModel);

pub type LiteRtCompiledModelStartMetricsCollection =
    unsafe extern "C" fn(compiled_model: LiteRtCompiledModel, detail_level: c_int) -> LiteRtStatus;

pub type LiteRtCompiledModelStopMetricsCollection = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    metrics: LiteRtMetrics,
) -> LiteRtStatus;

pub type LiteRtCompiledModelIsFullyAccelerated = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    fully_accelerated: *mut bool,
) -> LiteRtStatus;

pub type LiteRtCompiledModelIsNonCpuFullyAccelerated = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    non_cpu_fully_accelerated: *mut bool,
) -> LiteRtStatus;

pub type LiteRtCompiledModelGetProfiler = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    profiler: *mut LiteRtProfiler,
) -> LiteRtStatus;

pub type LiteRtCompiledModelResizeInputTensor = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    input_index: LiteRtParamIndex,
    dims: *const c_int,
    dims_size: usize,
) -> LiteRtStatus;

pub type LiteRtCompiledModelResizeInputTensorNonStrict = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    input_index: LiteRtParamIndex,
    dims: *const c_int,
    dims_size: usize,
) -> LiteRtStatus;

pub type LiteRtCompiledModelSetDispatchAnnotation = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    key: *const c_char,
    value: *const c_char,
) -> LiteRtStatus;

pub type LiteRtCompiledModelGetDispatchAnnotation = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    key: *const c_char,
    value: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtCompiledModelRemoveDispatchAnnotation = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    signature_index: LiteRtParamIndex,
    key: *const c_char,
) -> LiteRtStatus;

pub type LiteRtCompiledModelClearErrors =
    unsafe extern "C" fn(compiled_model: LiteRtCompiledModel) -> LiteRtStatus;

pub type LiteRtCompiledModelGetErrorMessages = unsafe extern "C" fn(
    compiled_model: LiteRtCompiledModel,
    error_messages: *mut *mut c_char,
) -> LiteRtStatus;

pub type LiteRtGetLogSeverityName =
    unsafe extern "C" fn(severity: LiteRtLogSeverity) -> *const c_char;

pub type LiteRtCreateLogger = unsafe extern "C" fn(logger: *mut LiteRtLogger) -> LiteRtStatus;

pub type LiteRtGetMinLoggerSeverity = unsafe extern "C" fn(
    logger: LiteRtLogger,
    min_severity: *mut LiteRtLogSeverity,
) -> LiteRtStatus;

pub type LiteRtSetMinLoggerSeverity =
    unsafe extern "C" fn(logger: LiteRtLogger, min_severity: LiteRtLogSeverity) -> LiteRtStatus;

pub type LiteRtGetLoggerIdentifier =
    unsafe extern "C" fn(logger: LiteRtLoggerConst, identifier: *mut *const c_char) -> LiteRtStatus;

pub type LiteRtDestroyLogger = unsafe extern "C" fn(logger: LiteRtLogger);

pub type LiteRtCreateSinkLogger = unsafe extern "C" fn(logger: *mut LiteRtLogger) -> LiteRtStatus;

pub type LiteRtGetSinkLoggerSize =
    unsafe extern "C" fn(logger: LiteRtLogger, size: *mut usize) -> LiteRtStatus;

pub type LiteRtGetSinkLoggerMessage = unsafe extern "C" fn(
    logger: LiteRtLogger,
    idx: usize,
    message: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtClearSinkLogger = unsafe extern "C" fn(logger: LiteRtLogger) -> LiteRtStatus;

pub type LiteRtGetDefaultLogger = unsafe extern "C" fn() -> LiteRtLogger;

pub type LiteRtSetDefaultLogger = unsafe extern "C" fn(logger: LiteRtLogger) -> LiteRtStatus;

pub type LiteRtUseStandardLogger = unsafe extern "C" fn() -> LiteRtStatus;

pub type LiteRtUseSinkLogger = unsafe extern "C" fn() -> LiteRtStatus;

pub type LiteRtGetNumAccelerators = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    num_accelerators: *mut LiteRtParamIndex,
) -> LiteRtStatus;

pub type LiteRtGetAccelerator = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    index: LiteRtParamIndex,
    accelerator: *mut LiteRtAccelerator,
) -> LiteRtStatus;

pub type LiteRtGetAcceleratorName = unsafe extern "C" fn(
    accelerator: LiteRtAcceleratorConst,
    name: *mut *const c_char,
) -> LiteRtStatus;

pub type LiteRtGetAcceleratorId = unsafe extern "C" fn(
    accelerator: LiteRtAcceleratorConst,
    id: *mut LiteRtAcceleratorId,
) -> LiteRtStatus;

pub type LiteRtGetAcceleratorVersion = unsafe extern "C" fn(
    accelerator: LiteRtAcceleratorConst,
    version: *mut LiteRtApiVersion,
) -> LiteRtStatus;

pub type LiteRtGetAcceleratorHardwareSupport = unsafe extern "C" fn(
    accelerator: LiteRtAcceleratorConst,
    supported_hardware: *mut LiteRtHwAcceleratorSet,
) -> LiteRtStatus;

pub type LiteRtGetAcceleratorEnvironment = unsafe extern "C" fn(
    accelerator: LiteRtAcceleratorConst,
    environment: *mut LiteRtEnvironment,
) -> LiteRtStatus;

pub type LiteRtIsAcceleratorDelegateResponsibleForJitCompilation =
    unsafe extern "C" fn(
        accelerator: LiteRtAcceleratorConst,
        does_jit_compilation: *mut bool,
    ) -> LiteRtStatus;

pub type LiteRtCreateAccelerator =
    unsafe extern "C" fn(accelerator: *mut LiteRtAccelerator) -> LiteRtStatus;

pub type LiteRtDestroyAccelerator =
    unsafe extern "C" fn(accelerator: LiteRtAccelerator) -> LiteRtStatus;

pub type LiteRtRegisterAccelerator = unsafe extern "C" fn(
    environment: LiteRtEnvironment,
    accelerator: LiteRtAccelerator,
    data: *mut c_void,
    ReleaseData: Option<unsafe extern "C" fn(arg1: *mut c_void)>,
) -> LiteRtStatus;

pub type LiteRtSetAcceleratorGetName = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    GetName: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            name: *mut *const c_char,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetAcceleratorGetVersion = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    GetVersion: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            version: *mut LiteRtApiVersion,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetAcceleratorGetHardwareSupport = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    GetHardwareSupport: Option<
        unsafe extern "C" fn(
            accelerator: LiteRtAcceleratorConst,
            supported_hardware: *mut LiteRtHwAcceleratorSet,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetDelegateFunction = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    CreateDelegate: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            env: LiteRtEnvironment,
            accelerator: LiteRtAcceleratorConst,
            options: LiteRtOptions,
            delegate: *mut LiteRtDelegateWrapper,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation =
    unsafe extern "C" fn(
        accelerator: LiteRtAccelerator,
        IsTfLiteDelegateResponsibleForJitCompilation: Option<
            unsafe extern "C" fn(
                accelerator: LiteRtAcceleratorConst,
                does_jit_compilation: *mut bool,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;

pub type LiteRtSetAcceleratorStartMetricsCollection = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    StartMetricsCollection: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            delegate: LiteRtDelegateWrapper,
            detail_level: c_int,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetAcceleratorStopMetricsCollection = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    StopMetricsCollection: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            delegate: LiteRtDelegateWrapper,
            metrics: LiteRtMetrics,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtSetAcceleratorGetHooks = unsafe extern "C" fn(
    accelerator: LiteRtAccelerator,
    GetHooks: Option<
        unsafe extern "C" fn(
            runtime_context: *mut LiteRtRuntimeContext,
            delegate: LiteRtDelegateWrapper,
            hook: *mut LiteRtHook,
            user_data: *mut *mut c_void,
        ) -> LiteRtStatus,
    >,
) -> LiteRtStatus;

pub type LiteRtWrapDelegate = unsafe extern "C" fn(
    delegate: *mut TfLiteOpaqueDelegate,
    deleter: Option<unsafe extern "C" fn(arg1: *mut TfLiteOpaqueDelegate)>,
    wrapper: *mut LiteRtDelegateWrapper,
) -> LiteRtStatus;

pub type LiteRtUnwrapDelegate = unsafe extern "C" fn(
    wrapper: LiteRtDelegateWrapper,
    delegate: *mut *mut TfLiteOpaqueDelegate,
) -> LiteRtStatus;

pub type LiteRtDestroyDelegateWrapper = unsafe extern "C" fn(wrapper: LiteRtDelegateWrapper);

pub type LiteRtGetExternalLiteRtBufferContextTensorBuffer = unsafe extern "C" fn(
    context: LiteRtExternalLiteRtBufferContext,
    tensor: *const TfLiteTensor,
    tensor_buffer: *mut LiteRtTensorBuffer,
) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextCreateBufferForTensor =
    unsafe extern "C" fn(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextRegisterTensorBuffer =
    unsafe extern "C" fn(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer: LiteRtTensorBuffer,
    ) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextUnregisterTensorBuffer =
    unsafe extern "C" fn(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
    ) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextRegisterBufferRequirements =
    unsafe extern "C" fn(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer_requirements: LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextGetEnvironment = unsafe extern "C" fn(
    context: LiteRtExternalLiteRtBufferContext,
    env: *mut LiteRtEnvironment,
) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextIsAsyncExecutionMode =
    unsafe extern "C" fn(
        context: LiteRtExternalLiteRtBufferContext,
        is_async_execution_mode: *mut bool,
    ) -> LiteRtStatus;

pub type LiteRtExternalLiteRtBufferContextGetRunOptions = unsafe extern "C" fn(
    context: LiteRtExternalLiteRtBufferContext,
    run_options: *mut LiteRtOptions,
) -> LiteRtStatus;

pub type LiteRtDestroyExternalLiteRtBufferContext =
    unsafe extern "C" fn(context: LiteRtExternalLiteRtBufferContext);

pub type LiteRtRegisterTensorBufferHandlers = unsafe extern "C" fn(
    env: LiteRtEnvironment,
    buffer_type: LiteRtTensorBufferType,
    create_func: CreateCustomTensorBuffer,
    destroy_func: DestroyCustomTensorBuffer,
    lock_func: LockCustomTensorBuffer,
    unlock_func: UnlockCustomTensorBuffer,
    clear_func: ClearCustomTensorBuffer,
    import_func: ImportCustomTensorBuffer,
    device_tag: LiteRtEnvOptionTag,
    queue_tag: LiteRtEnvOptionTag,
) -> LiteRtStatus;

pub type LiteRtGetTensorBufferRegistry =
    unsafe extern "C" fn(env: LiteRtEnvironment, registry: *mut *mut c_void) -> LiteRtStatus;
