// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.

use super::litert_types::{
    AHardwareBuffer, ClearCustomTensorBuffer, CreateCustomTensorBuffer, DestroyCustomTensorBuffer,
    HwMemoryHandle, ImportCustomTensorBuffer, LiteRtAccelerator, LiteRtAcceleratorConst,
    LiteRtAcceleratorDef, LiteRtAcceleratorId, LiteRtAhwbDeallocator, LiteRtAllocation, LiteRtAny,
    LiteRtApiVersion, LiteRtBuilder, LiteRtClEvent, LiteRtClMem, LiteRtCompiledModel,
    LiteRtCustomEvent, LiteRtCustomOpKernel, LiteRtDelegateWrapper, LiteRtDmaBufDeallocator,
    LiteRtEglSyncKhr, LiteRtEnvOption, LiteRtEnvOptionTag, LiteRtEnvironment,
    LiteRtEnvironmentOptions, LiteRtEvent, LiteRtEventType, LiteRtExternalLiteRtBufferContext,
    LiteRtFastRpcDeallocator, LiteRtGLenum, LiteRtGLint, LiteRtGLuint, LiteRtGlBufferDeallocator,
    LiteRtGlTextureDeallocator, LiteRtHook, LiteRtHostMemoryDeallocator, LiteRtHwAcceleratorSet,
    LiteRtIonDeallocator, LiteRtLayout, LiteRtLogSeverity, LiteRtLogger, LiteRtLoggerConst,
    LiteRtMetalDeallocator, LiteRtMetric, LiteRtMetrics, LiteRtModel,
    LiteRtModelSerializationOptions, LiteRtOp, LiteRtOpCode, LiteRtOpList, LiteRtOpaqueOptions,
    LiteRtOpaqueOptionsHashFunc, LiteRtOpenClDeallocator, LiteRtOptions, LiteRtParamIndex,
    LiteRtProfiler, LiteRtQuantizationBlockWise, LiteRtQuantizationPerChannel,
    LiteRtQuantizationPerTensor, LiteRtQuantizationTypeId, LiteRtRankedTensorType,
    LiteRtRuntimeCApiStruct, LiteRtRuntimeContext, LiteRtSchedulingInfo, LiteRtSignature,
    LiteRtStatus, LiteRtSubgraph, LiteRtTensor, LiteRtTensorBuffer, LiteRtTensorBufferLockMode,
    LiteRtTensorBufferRequirements, LiteRtTensorBufferType, LiteRtTensorDefiningOp,
    LiteRtTensorTypeId, LiteRtUnrankedTensorType, LiteRtWGPUBuffer, LiteRtWebGpuBufferDeallocator,
    LiteRtWebGpuTextureDeallocator, LiteRtWeights, LockCustomTensorBuffer, ProfiledEventData,
    ProfiledEventSource, UnlockCustomTensorBuffer,
};
use super::tflite_types::{TfLiteOpaqueDelegate, TfLiteTensor};
use core::ffi::{c_char, c_int, c_void};

unsafe extern "C" {
    pub fn LiteRtCompareApiVersion(version: LiteRtApiVersion, reference: LiteRtApiVersion)
    -> c_int;
    pub fn LiteRtGetStatusString(status: LiteRtStatus) -> *const c_char;
    pub fn LiteRtGetNumLayoutElements(
        layout: *const LiteRtLayout,
        num_elements: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtIsSameLayout(
        layout1: *const LiteRtLayout,
        layout2: *const LiteRtLayout,
        result: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetQuantizationTypeId(
        tensor: LiteRtTensor,
        q_type_id: *mut LiteRtQuantizationTypeId,
    ) -> LiteRtStatus;
    pub fn LiteRtGetPerTensorQuantization(
        tensor: LiteRtTensor,
        per_tensor_quantization: *mut LiteRtQuantizationPerTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetPerChannelQuantization(
        tensor: LiteRtTensor,
        per_channel_quantization: *mut LiteRtQuantizationPerChannel,
    ) -> LiteRtStatus;
    pub fn LiteRtGetBlockWiseQuantization(
        tensor: LiteRtTensor,
        block_wise_quantization: *mut LiteRtQuantizationBlockWise,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorName(tensor: LiteRtTensor, name: *mut *const c_char) -> LiteRtStatus;
    pub fn LiteRtGetTensorIndex(tensor: LiteRtTensor, tensor_index: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetTensorTypeId(
        tensor: LiteRtTensor,
        type_id: *mut LiteRtTensorTypeId,
    ) -> LiteRtStatus;
    pub fn LiteRtGetUnrankedTensorType(
        tensor: LiteRtTensor,
        unranked_tensor_type: *mut LiteRtUnrankedTensorType,
    ) -> LiteRtStatus;
    pub fn LiteRtGetRankedTensorType(
        tensor: LiteRtTensor,
        ranked_tensor_type: *mut LiteRtRankedTensorType,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumTensorUses(
        tensor: LiteRtTensor,
        num_uses: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorUse(
        tensor: LiteRtTensor,
        use_index: LiteRtParamIndex,
        user: *mut LiteRtOp,
        user_arg_index: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorDefiningOp(
        tensor: LiteRtTensor,
        has_defining_op: *mut bool,
        defining_op: *mut LiteRtTensorDefiningOp,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorWeights(
        tensor: LiteRtTensor,
        weights: *mut LiteRtWeights,
    ) -> LiteRtStatus;
    pub fn LiteRtGetWeightsBytes(
        weights: LiteRtWeights,
        addr: *mut *const c_void,
        size: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtGetWeightsBufferId(weights: LiteRtWeights, buffer_id: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetOpCode(op: LiteRtOp, code: *mut LiteRtOpCode) -> LiteRtStatus;
    pub fn LiteRtGetCustomCode(op: LiteRtOp, code: *mut *const c_char) -> LiteRtStatus;
    pub fn LiteRtGetCustomOptions(
        op: LiteRtOp,
        custom_options: *mut *const u8,
        size: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumOpInputs(op: LiteRtOp, num_inputs: *mut LiteRtParamIndex) -> LiteRtStatus;
    pub fn LiteRtGetOpInput(
        op: LiteRtOp,
        input_index: LiteRtParamIndex,
        input: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumOpOutputs(op: LiteRtOp, num_outputs: *mut LiteRtParamIndex) -> LiteRtStatus;
    pub fn LiteRtGetOpOutput(
        op: LiteRtOp,
        output_index: LiteRtParamIndex,
        output: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSubgraphName(
        subgraph: LiteRtSubgraph,
        name: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumSubgraphInputs(
        subgraph: LiteRtSubgraph,
        num_inputs: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSubgraphInput(
        subgraph: LiteRtSubgraph,
        input_index: LiteRtParamIndex,
        input: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumSubgraphOutputs(
        subgraph: LiteRtSubgraph,
        num_outputs: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSubgraphOutput(
        subgraph: LiteRtSubgraph,
        output_index: LiteRtParamIndex,
        output: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumSubgraphOps(
        subgraph: LiteRtSubgraph,
        num_ops: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSubgraphOp(
        subgraph: LiteRtSubgraph,
        op_index: LiteRtParamIndex,
        op: *mut LiteRtOp,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureKey(
        signature: LiteRtSignature,
        signature_key: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureSubgraph(
        signature: LiteRtSignature,
        subgraph: *mut LiteRtSubgraph,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumSignatureInputs(
        signature: LiteRtSignature,
        num_inputs: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureInputName(
        signature: LiteRtSignature,
        input_idx: LiteRtParamIndex,
        input_name: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureInputTensor(
        signature: LiteRtSignature,
        input_name: *const c_char,
        tensor: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureInputTensorByIndex(
        signature: LiteRtSignature,
        input_idx: LiteRtParamIndex,
        tensor: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumSignatureOutputs(
        signature: LiteRtSignature,
        num_outputs: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureOutputName(
        signature: LiteRtSignature,
        output_idx: LiteRtParamIndex,
        output_name: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureOutputTensor(
        signature: LiteRtSignature,
        output_name: *const c_char,
        tensor: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSignatureOutputTensorByIndex(
        signature: LiteRtSignature,
        output_idx: LiteRtParamIndex,
        tensor: *mut LiteRtTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateModelFromFile(
        environment: LiteRtEnvironment,
        filename: *const c_char,
        model: *mut LiteRtModel,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateModelFromBuffer(
        environment: LiteRtEnvironment,
        buffer_addr: *const c_void,
        buffer_size: usize,
        model: *mut LiteRtModel,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateModelFromFd(
        environment: LiteRtEnvironment,
        fd: c_int,
        offset: usize,
        size: usize,
        model: *mut LiteRtModel,
    ) -> LiteRtStatus;
    pub fn LiteRtGetModelMetadata(
        model: LiteRtModel,
        metadata_key: *const c_char,
        metadata_buffer: *mut *const c_void,
        metadata_buffer_size: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtAddModelMetadata(
        model: LiteRtModel,
        metadata_key: *const c_char,
        metadata_buffer: *const c_void,
        metadata_buffer_size: usize,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMainModelSubgraphIndex(
        model: LiteRtModel,
        main_subgraph_index: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumModelSubgraphs(
        model: LiteRtModel,
        num_subgraphs: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetModelSubgraph(
        model: LiteRtModel,
        subgraph_index: LiteRtParamIndex,
        subgraph: *mut LiteRtSubgraph,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumModelSignatures(
        model: LiteRtModel,
        num_signatures: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetModelSignature(
        model: LiteRtModel,
        signature_index: LiteRtParamIndex,
        signature: *mut LiteRtSignature,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyModel(model: LiteRtModel);
    pub fn LiteRtPushOp(
        op_list: LiteRtOpList,
        op: LiteRtOp,
        partition_index: LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtSerializeModelWithSignatures(
        model: LiteRtModel,
        buf: *mut *mut u8,
        size: *mut usize,
        offset: *mut usize,
        destroy_model: bool,
        signatures: *mut *mut c_char,
        num_signatures: LiteRtParamIndex,
        options: LiteRtModelSerializationOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtSerializeModel(
        model: LiteRtModel,
        buf: *mut *mut u8,
        size: *mut usize,
        offset: *mut usize,
        destroy_model: bool,
        options: LiteRtModelSerializationOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateModelFromAllocation(
        environment: LiteRtEnvironment,
        allocation: LiteRtAllocation,
        model: *mut LiteRtModel,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAddFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildAddOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetBatchMatmulAdjXOption(op: LiteRtOp, adj_x: *mut bool) -> LiteRtStatus;
    pub fn LiteRtGetBatchMatmulAdjYOption(op: LiteRtOp, adj_y: *mut bool) -> LiteRtStatus;
    pub fn LiteRtGetBatchMatmulAsymmetricQuantizeInputOption(
        op: LiteRtOp,
        asymmetric_quantize_input: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildBatchMatmulOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        adj_x: *mut bool,
        adj_y: *mut bool,
        asymmetric_quantize_input: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConcatenationFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConcatenationAxisOption(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildConcatenationOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
        axis: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetDivFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildDivOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetFullyConnectedFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetFullyConnectedWeightsFormatOption(
        op: LiteRtOp,
        weights_format: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetFullyConnectedKeepNumDimsOption(
        op: LiteRtOp,
        keep_num_dims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtFullyConnectedGetQuantizedBiasTypeOption(
        op: LiteRtOp,
        quantized_bias_type: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetFullyConnectedAsymmetricQuantizeInputOption(
        op: LiteRtOp,
        asymmetric_quantize_input: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildFullyConnectedOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
        weights_format: *mut u32,
        keep_num_dims: *mut bool,
        quantized_bias_type: *mut u32,
        asymmetric_quantize_input: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMulFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildMulOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSoftmaxBetaOption(op: LiteRtOp, beta: *mut f32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSoftmaxOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        beta: *mut f32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceBeginMaskOption(op: LiteRtOp, begin_mask: *mut i32)
    -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceEndMaskOption(op: LiteRtOp, end_mask: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceEllipsisMaskOption(
        op: LiteRtOp,
        ellipsis_mask: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceNewAxisMaskOption(
        op: LiteRtOp,
        new_axis_mask: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceShrinkAxisMaskOption(
        op: LiteRtOp,
        shrink_axis_mask: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetStridedSliceOffsetOption(op: LiteRtOp, offset: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildStridedSliceOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        begin_mask: *mut i32,
        end_mask: *mut i32,
        ellipsis_mask: *mut i32,
        new_axis_mask: *mut i32,
        shrink_axis_mask: *mut i32,
        offset: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSubFusedActivationOption(
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSubOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        fused_activation: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetReshapeNewShapeOption(
        op: LiteRtOp,
        new_shape: *mut *const i32,
        new_shape_size: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildReshapeOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        new_shape: *mut i32,
        new_shape_size: i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSumKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSumOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetReduceMaxKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildReduceMaxOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetReduceMinKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildReduceMinOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetReduceAnyKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildReduceAnyOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetReduceAllKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildReduceAllOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetPackAxisOption(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetPackValuesCountOption(op: LiteRtOp, values_count: *mut i32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildPackOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        axis: *mut i32,
        values_count: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetOneHotAxisOption(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetUnpackAxisOption(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetUnpackNumOption(op: LiteRtOp, num: *mut i32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildUnpackOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        axis: *mut i32,
        num: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetGatherAxisOption(op: LiteRtOp, axis: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetGatherBatchDimsOption(op: LiteRtOp, batch_dims: *mut i32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildGatherOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        axis: *mut i32,
        batch_dims: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMeanKeepDimsOption(op: LiteRtOp, keepdims: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildMeanOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        keepdims: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSplitNumSplitsOption(op: LiteRtOp, num_splits: *mut i32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSplitOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        num_splits: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSplitVNumSplitsOption(op: LiteRtOp, num_splits: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetSHLOCompositeOpName(op: LiteRtOp, name: *mut *const c_char) -> LiteRtStatus;
    pub fn LiteRtGetSHLOCompositeOpDecompositionSubgraphIndex(
        op: LiteRtOp,
        decomposition_subgraph_index: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSHLOCompositeOpAttributes(
        op: LiteRtOp,
        attributes: *mut *const u8,
        attributes_size: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSHLOCompositeOpVersion(op: LiteRtOp, version: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv2dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetConv2dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv2dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv2dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv2dDilationWOption(
        op: LiteRtOp,
        dilation_w_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv2dDilationHOption(
        op: LiteRtOp,
        dilation_h_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildConv2dOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        padding: *mut u32,
        stride_w: *mut i32,
        stride_h: *mut i32,
        dilation_w_factor: *mut i32,
        dilation_h_factor: *mut i32,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv3dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetConv3dStrideDOption(op: LiteRtOp, stride_d: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv3dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv3dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetConv3dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv3dDilationDOption(
        op: LiteRtOp,
        dilation_d_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv3dDilationWOption(
        op: LiteRtOp,
        dilation_w_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetConv3dDilationHOption(
        op: LiteRtOp,
        dilation_h_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildConv3dOpOption(
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
    pub fn LiteRtGetDepthwiseConv2dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dDepthMultiplierOption(
        op: LiteRtOp,
        depth_multiplier: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dDilationWOption(
        op: LiteRtOp,
        dilation_w_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetDepthwiseConv2dDilationHOption(
        op: LiteRtOp,
        dilation_h_factor: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildDepthwiseConv2dOpOption(
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
    pub fn LiteRtGetTransposeConvPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetTransposeConvStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetTransposeConvStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetTransposeConvFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildTransposeConvOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        padding: *mut u32,
        stride_w: *mut i32,
        stride_h: *mut i32,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dFilterWidthOption(
        op: LiteRtOp,
        filter_width: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dFilterHeightOption(
        op: LiteRtOp,
        filter_height: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAveragePool2dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildAveragePool2dOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        padding: *mut u32,
        stride_w: *mut i32,
        stride_h: *mut i32,
        filter_width: *mut i32,
        filter_height: *mut i32,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dFilterWidthOption(
        op: LiteRtOp,
        filter_width: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dFilterHeightOption(
        op: LiteRtOp,
        filter_height: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMaxPool2dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildMaxPool2dOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        padding: *mut u32,
        stride_w: *mut i32,
        stride_h: *mut i32,
        filter_width: *mut i32,
        filter_height: *mut i32,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dPaddingOption(op: LiteRtOp, padding: *mut u32) -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dStrideWOption(op: LiteRtOp, stride_w: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dStrideHOption(op: LiteRtOp, stride_h: *mut i32) -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dFilterWidthOption(op: LiteRtOp, filter_width: *mut i32)
    -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dFilterHeightOption(
        op: LiteRtOp,
        filter_height: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetL2Pool2dFusedActivationOption(
        op: LiteRtOp,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildL2Pool2dOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        padding: *mut u32,
        stride_w: *mut i32,
        stride_h: *mut i32,
        filter_width: *mut i32,
        filter_height: *mut i32,
        fused_activation_function: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetResizeBilinearAlignCornersOption(
        op: LiteRtOp,
        align_corners: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetResizeBilinearHalfPixelCenterOption(
        op: LiteRtOp,
        half_pixel_centers: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildResizeBilinearOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        align_corners: *mut bool,
        half_pixel_centers: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetLeakyReluAlphaOption(op: LiteRtOp, alpha: *mut f32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildLeakyReluOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        alpha: *mut f32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetDepthToSpaceBlockSizeOption(op: LiteRtOp, block_size: *mut i32)
    -> LiteRtStatus;
    pub fn LiteRtBuilderBuildDepthToSpaceOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        block_size: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSpaceToDepthBlockSizeOption(op: LiteRtOp, block_size: *mut i32)
    -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSpaceToDepthOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        block_size: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetResizeNearestNeighborAlignCornersOption(
        op: LiteRtOp,
        align_corners: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetResizeNearestNeighborHalfPixelCenterOption(
        op: LiteRtOp,
        half_pixel_centers: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildResizeNearestNeighborOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        align_corners: *mut bool,
        half_pixel_centers: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCumsumExclusiveOption(op: LiteRtOp, exclusive: *mut bool) -> LiteRtStatus;
    pub fn LiteRtGetCumsumReverseOption(op: LiteRtOp, reverse: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildCumsumOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        exclusive: *mut bool,
        reverse: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetGeluApproximateOption(op: LiteRtOp, approximate: *mut bool) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildGeluOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        approximate: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetMirrorPadModeOption(op: LiteRtOp, mode: *mut u32) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildMirrorPadOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        mode: *mut u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetSqueezeDimsOption(
        op: LiteRtOp,
        squeeze_dims: *mut *const i32,
        num_squeeze_dims: *mut i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildSqueezeOpOption(
        builder: LiteRtBuilder,
        op: LiteRtOp,
        squeeze_dims: *const i32,
        num_squeeze_dims: i32,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildTensor(
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
    pub fn LiteRtBuilderBuildWeights(
        builder: LiteRtBuilder,
        data: *const u8,
        size: LiteRtParamIndex,
        tensor: LiteRtTensor,
        new_weights: *mut LiteRtWeights,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderBuildOp(
        builder: LiteRtBuilder,
        op_code: LiteRtOpCode,
        num_inputs: LiteRtParamIndex,
        inputs: *mut LiteRtTensor,
        num_outputs: LiteRtParamIndex,
        outputs: *mut LiteRtTensor,
        new_op: *mut LiteRtOp,
    ) -> LiteRtStatus;
    pub fn LiteRtBuilderEraseOp(builder: LiteRtBuilder, op_to_erase: LiteRtOp) -> LiteRtStatus;
    pub fn LiteRtGetEnvironmentOptionsValue(
        options: LiteRtEnvironmentOptions,
        tag: LiteRtEnvOptionTag,
        value: *mut LiteRtAny,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateEnvironment(
        num_options: c_int,
        options: *const LiteRtEnvOption,
        environment: *mut LiteRtEnvironment,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyEnvironment(environment: LiteRtEnvironment);
    pub fn LiteRtGetEnvironmentOptions(
        environment: LiteRtEnvironment,
        options: *mut LiteRtEnvironmentOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtAddEnvironmentOptions(
        environment: LiteRtEnvironment,
        num_options: c_int,
        options: *const LiteRtEnvOption,
        overwrite: bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGpuEnvironmentCreate(
        environment: LiteRtEnvironment,
        num_options: c_int,
        options: *const LiteRtEnvOption,
    ) -> LiteRtStatus;
    pub fn LiteRtEnvironmentSupportsClGlInterop(
        environment: LiteRtEnvironment,
        is_supported: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtEnvironmentSupportsAhwbClInterop(
        environment: LiteRtEnvironment,
        is_supported: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtEnvironmentSupportsAhwbGlInterop(
        environment: LiteRtEnvironment,
        is_supported: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtEnvironmentSupportsFP16(
        environment: LiteRtEnvironment,
        is_supported: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtEnvironmentHasGpuEnvironment(
        environment: LiteRtEnvironment,
        has_gpu_environment: *mut bool,
    );
    pub fn LiteRtCreateEventFromSyncFenceFd(
        env: LiteRtEnvironment,
        sync_fence_fd: c_int,
        owns_fd: bool,
        event: *mut LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateEventFromOpenClEvent(
        env: LiteRtEnvironment,
        cl_event: LiteRtClEvent,
        event: *mut LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateEventFromEglSyncFence(
        env: LiteRtEnvironment,
        egl_sync: LiteRtEglSyncKhr,
        event: *mut LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateManagedEvent(
        env: LiteRtEnvironment,
        type_: LiteRtEventType,
        event: *mut LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtSetCustomEvent(
        event: LiteRtEvent,
        custom_event: LiteRtCustomEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCustomEvent(
        event: LiteRtEvent,
        custom_event: *mut LiteRtCustomEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtGetEventCustomNativeEvent(
        event: LiteRtEvent,
        native: *mut *mut c_void,
    ) -> LiteRtStatus;
    pub fn LiteRtGetEventEventType(event: LiteRtEvent, type_: *mut LiteRtEventType)
    -> LiteRtStatus;
    pub fn LiteRtGetEventSyncFenceFd(event: LiteRtEvent, sync_fence_fd: *mut c_int)
    -> LiteRtStatus;
    pub fn LiteRtGetEventOpenClEvent(
        event: LiteRtEvent,
        cl_event: *mut LiteRtClEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtGetEventEglSync(
        event: LiteRtEvent,
        egl_sync: *mut LiteRtEglSyncKhr,
    ) -> LiteRtStatus;
    pub fn LiteRtWaitEvent(event: LiteRtEvent, timeout_in_ms: i64) -> LiteRtStatus;
    pub fn LiteRtSignalEvent(event: LiteRtEvent) -> LiteRtStatus;
    pub fn LiteRtIsEventSignaled(event: LiteRtEvent, is_signaled: *mut bool) -> LiteRtStatus;
    pub fn LiteRtDupFdEvent(event: LiteRtEvent, dup_fd: *mut c_int) -> LiteRtStatus;
    pub fn LiteRtDestroyEvent(event: LiteRtEvent);
    pub fn LiteRtCreateTensorBufferRequirements(
        num_supported_tensor_buffer_types: c_int,
        supported_tensor_buffer_types: *const LiteRtTensorBufferType,
        buffer_size: usize,
        num_strides: c_int,
        strides: *const u32,
        requirements: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferRequirementsWithAlignment(
        num_supported_tensor_buffer_types: c_int,
        supported_tensor_buffer_types: *const LiteRtTensorBufferType,
        buffer_size: usize,
        num_strides: c_int,
        strides: *const u32,
        alignment: usize,
        requirements: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumTensorBufferRequirementsSupportedBufferTypes(
        requirements: LiteRtTensorBufferRequirements,
        num_types: *mut c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferRequirementsSupportedTensorBufferType(
        requirements: LiteRtTensorBufferRequirements,
        type_index: c_int,
        type_: *mut LiteRtTensorBufferType,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferRequirementsBufferSize(
        requirements: LiteRtTensorBufferRequirements,
        buffer_size: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferRequirementsStrides(
        requirements: LiteRtTensorBufferRequirements,
        num_strides: *mut c_int,
        strides: *mut *const u32,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferRequirementsAlignment(
        requirements: LiteRtTensorBufferRequirements,
        alignment: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtJoinTensorBufferRequirements(
        src_requirements_1: LiteRtTensorBufferRequirements,
        src_requirements_2: LiteRtTensorBufferRequirements,
        joined_requirements: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyTensorBufferRequirements(requirements: LiteRtTensorBufferRequirements);
    pub fn LiteRtCreateTensorBufferFromHostMemory(
        tensor_type: *const LiteRtRankedTensorType,
        host_buffer_addr: *mut c_void,
        host_buffer_size: usize,
        deallocator: LiteRtHostMemoryDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferHostMemory(
        tensor_buffer: LiteRtTensorBuffer,
        host_memory_addr: *mut *mut c_void,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromAhwb(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        ahwb: *mut AHardwareBuffer,
        ahwb_offset: usize,
        deallocator: LiteRtAhwbDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferAhwb(
        tensor_buffer: LiteRtTensorBuffer,
        ahwb: *mut *mut AHardwareBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromIonBuffer(
        tensor_type: *const LiteRtRankedTensorType,
        ion_buffer_addr: *mut c_void,
        ion_buffer_fd: c_int,
        ion_buffer_size: usize,
        ion_buffer_offset: usize,
        deallocator: LiteRtIonDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferIonBuffer(
        buffer: LiteRtTensorBuffer,
        ion_buffer_addr: *mut *mut c_void,
        ion_buffer_fd: *mut c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromDmaBufBuffer(
        tensor_type: *const LiteRtRankedTensorType,
        dmabuf_buffer_addr: *mut c_void,
        dmabuf_buffer_fd: c_int,
        dmabuf_buffer_size: usize,
        dmabuf_buffer_offset: usize,
        deallocator: LiteRtDmaBufDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferDmaBufBuffer(
        tensor_buffer: LiteRtTensorBuffer,
        dmabuf_buffer_addr: *mut *mut c_void,
        dmabuf_buffer_fd: *mut c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromFastRpcBuffer(
        tensor_type: *const LiteRtRankedTensorType,
        fastrpc_buffer_addr: *mut c_void,
        fastrpc_buffer_fd: c_int,
        fastrpc_buffer_size: usize,
        fastrpc_buffer_offset: usize,
        deallocator: LiteRtFastRpcDeallocator,
        tensor_buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferFastRpcBuffer(
        tensor_buffer: LiteRtTensorBuffer,
        fastrpc_buffer_addr: *mut *mut c_void,
        fastrpc_buffer_fd: *mut c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromOpenClMemory(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_type: LiteRtTensorBufferType,
        cl_mem_addr: LiteRtClMem,
        opencl_buffer_size: usize,
        deallocator: LiteRtOpenClDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferOpenClMemory(
        tensor_buffer: LiteRtTensorBuffer,
        cl_mem_addr: *mut LiteRtClMem,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferCustomTensorBufferHandle(
        tensor_buffer: LiteRtTensorBuffer,
        hw_memory_handle: *mut HwMemoryHandle,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromGlBuffer(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        target: LiteRtGLenum,
        id: LiteRtGLuint,
        size_bytes: usize,
        offset: usize,
        deallocator: LiteRtGlBufferDeallocator,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferGlBuffer(
        tensor_buffer: LiteRtTensorBuffer,
        target: *mut LiteRtGLenum,
        id: *mut LiteRtGLuint,
        size_bytes: *mut usize,
        offset: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromGlTexture(
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
    pub fn LiteRtGetTensorBufferGlTexture(
        tensor_buffer: LiteRtTensorBuffer,
        target: *mut LiteRtGLenum,
        id: *mut LiteRtGLuint,
        format: *mut LiteRtGLenum,
        size_bytes: *mut usize,
        layer: *mut LiteRtGLint,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromWebGpuBuffer(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_type: LiteRtTensorBufferType,
        wgpu_buffer: LiteRtWGPUBuffer,
        wgpu_buffer_size: usize,
        deallocator: LiteRtWebGpuBufferDeallocator,
        tensor_buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromWebGpuTexture(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        webgpu_texture: *mut c_void,
        webgpu_texture_size: usize,
        deallocator: LiteRtWebGpuTextureDeallocator,
        tensor_buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferWebGpuBuffer(
        tensor_buffer: LiteRtTensorBuffer,
        hw_memory_handle: *mut HwMemoryHandle,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateTensorBufferFromMetalMemory(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_type: LiteRtTensorBufferType,
        metal_buffer: *mut c_void,
        metal_buffer_size: usize,
        deallocator: LiteRtMetalDeallocator,
        tensor_buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferMetalMemory(
        tensor_buffer: LiteRtTensorBuffer,
        hw_memory_handle: *mut HwMemoryHandle,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferVulkanMemory(
        tensor_buffer: LiteRtTensorBuffer,
        hw_memory_handle: *mut HwMemoryHandle,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateManagedTensorBuffer(
        env: LiteRtEnvironment,
        buffer_type: LiteRtTensorBufferType,
        tensor_type: *const LiteRtRankedTensorType,
        buffer_size: usize,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateManagedTensorBufferFromRequirements(
        env: LiteRtEnvironment,
        tensor_type: *const LiteRtRankedTensorType,
        requirements: LiteRtTensorBufferRequirements,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtDuplicateTensorBuffer(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferType(
        tensor_buffer: LiteRtTensorBuffer,
        buffer_type: *mut LiteRtTensorBufferType,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferTensorType(
        tensor_buffer: LiteRtTensorBuffer,
        tensor_type: *mut LiteRtRankedTensorType,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferSize(
        tensor_buffer: LiteRtTensorBuffer,
        size: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferPackedSize(
        tensor_buffer: LiteRtTensorBuffer,
        size: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferOffset(
        tensor_buffer: LiteRtTensorBuffer,
        offset: *mut usize,
    ) -> LiteRtStatus;
    pub fn LiteRtHasTensorBufferEvent(
        tensor_buffer: LiteRtTensorBuffer,
        has_event: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetTensorBufferEvent(
        tensor_buffer: LiteRtTensorBuffer,
        event: *mut LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtSetTensorBufferEvent(
        tensor_buffer: LiteRtTensorBuffer,
        event: LiteRtEvent,
    ) -> LiteRtStatus;
    pub fn LiteRtClearTensorBufferEvent(tensor_buffer: LiteRtTensorBuffer) -> LiteRtStatus;
    pub fn LiteRtLockTensorBuffer(
        tensor_buffer: LiteRtTensorBuffer,
        host_mem_addr: *mut *mut c_void,
        lock_mode: LiteRtTensorBufferLockMode,
    ) -> LiteRtStatus;
    pub fn LiteRtUnlockTensorBuffer(buffer: LiteRtTensorBuffer) -> LiteRtStatus;
    pub fn LiteRtClearTensorBuffer(buffer: LiteRtTensorBuffer) -> LiteRtStatus;
    pub fn LiteRtDestroyTensorBuffer(buffer: LiteRtTensorBuffer);
    pub fn LiteRtCreateOpaqueOptions(
        payload_identifier: *const c_char,
        payload_data: *mut c_void,
        payload_destructor: Option<unsafe extern "C" fn(payload_data: *mut c_void)>,
        options: *mut LiteRtOpaqueOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyOpaqueOptions(options: LiteRtOpaqueOptions);
    pub fn LiteRtGetOpaqueOptionsIdentifier(
        options: LiteRtOpaqueOptions,
        payload_identifier: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetOpaqueOptionsData(
        options: LiteRtOpaqueOptions,
        payload_data: *mut *mut c_void,
    ) -> LiteRtStatus;
    pub fn LiteRtFindOpaqueOptionsData(
        options: LiteRtOpaqueOptions,
        payload_identifier: *const c_char,
        payload_data: *mut *mut c_void,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNextOpaqueOptions(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus;
    pub fn LiteRtAppendOpaqueOptions(
        options: *mut LiteRtOpaqueOptions,
        appended_options: LiteRtOpaqueOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtPopOpaqueOptions(options: *mut LiteRtOpaqueOptions) -> LiteRtStatus;
    pub fn LiteRtSetOpaqueOptionsHash(
        options: LiteRtOpaqueOptions,
        payload_hash_func: LiteRtOpaqueOptionsHashFunc,
    ) -> LiteRtStatus;
    pub fn LiteRtGetOpaqueOptionsHash(options: LiteRtOpaqueOptions, hash: *mut u64)
    -> LiteRtStatus;
    pub fn LiteRtCreateOptions(options: *mut LiteRtOptions) -> LiteRtStatus;
    pub fn LiteRtDestroyOptions(options: LiteRtOptions);
    pub fn LiteRtSetOptionsHardwareAccelerators(
        options: LiteRtOptions,
        hardware_accelerators: LiteRtHwAcceleratorSet,
    ) -> LiteRtStatus;
    pub fn LiteRtGetOptionsHardwareAccelerators(
        options: LiteRtOptions,
        hardware_accelerators: *mut LiteRtHwAcceleratorSet,
    ) -> LiteRtStatus;
    pub fn LiteRtAddOpaqueOptions(
        options: LiteRtOptions,
        opaque_options: LiteRtOpaqueOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtGetOpaqueOptions(
        options: LiteRtOptions,
        opaque_options: *mut LiteRtOpaqueOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtAddCustomOpKernelOption(
        options: LiteRtOptions,
        custom_op_name: *const c_char,
        custom_op_version: c_int,
        custom_op_kernel: *const LiteRtCustomOpKernel,
        custom_op_kernel_user_data: *mut c_void,
    ) -> LiteRtStatus;
    pub fn LiteRtAddExternalTensorBinding(
        options: LiteRtOptions,
        signature_name: *const c_char,
        tensor_name: *const c_char,
        data: *mut c_void,
        size_bytes: usize,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateMetrics(metrics: *mut LiteRtMetrics) -> LiteRtStatus;
    pub fn LiteRtGetNumMetrics(metrics: LiteRtMetrics, num_metrics: *mut c_int) -> LiteRtStatus;
    pub fn LiteRtGetMetric(
        metrics: LiteRtMetrics,
        metric_index: c_int,
        metric: *mut LiteRtMetric,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyMetrics(metrics: LiteRtMetrics);
    pub fn LiteRtCreateProfiler(size: c_int, profiler: *mut LiteRtProfiler) -> LiteRtStatus;
    pub fn LiteRtDestroyProfiler(profiler: LiteRtProfiler);
    pub fn LiteRtStartProfiler(profiler: LiteRtProfiler) -> LiteRtStatus;
    pub fn LiteRtStopProfiler(profiler: LiteRtProfiler) -> LiteRtStatus;
    pub fn LiteRtResetProfiler(profiler: LiteRtProfiler) -> LiteRtStatus;
    pub fn LiteRtSetProfilerCurrentEventSource(
        profiler: LiteRtProfiler,
        event_source: ProfiledEventSource,
    ) -> LiteRtStatus;
    pub fn LiteRtGetNumProfilerEvents(
        profiler: LiteRtProfiler,
        num_events: *mut c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtGetProfilerEvents(
        profiler: LiteRtProfiler,
        num_events: c_int,
        events: *mut ProfiledEventData,
    ) -> LiteRtStatus;
    pub fn LiteRtGetProfileSummary(
        profiler: LiteRtProfiler,
        compiled_model: LiteRtCompiledModel,
        summary: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateCompiledModel(
        environment: LiteRtEnvironment,
        model: LiteRtModel,
        compilation_options: LiteRtOptions,
        compiled_model: *mut LiteRtCompiledModel,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCompiledModelInputBufferRequirements(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        input_index: LiteRtParamIndex,
        buffer_requirements: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCompiledModelOutputBufferRequirements(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        output_index: LiteRtParamIndex,
        buffer_requirements: *mut LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCompiledModelInputTensorLayout(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        input_index: LiteRtParamIndex,
        layout: *mut LiteRtLayout,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCompiledModelOutputTensorLayouts(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_layouts: usize,
        layouts: *mut LiteRtLayout,
        update_allocation: bool,
    ) -> LiteRtStatus;
    pub fn LiteRtGetCompiledModelEnvironment(
        compiled_model: LiteRtCompiledModel,
        environment: *mut LiteRtEnvironment,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModel(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModelWithOptions(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
        options: LiteRtOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModelAsync(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
        async_: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModelAsyncWithOptions(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
        async_: *mut bool,
        options: LiteRtOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelSetSchedulingInfo(
        compiled_model: LiteRtCompiledModel,
        scheduling_info: *const LiteRtSchedulingInfo,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModelWithSchedulingInfo(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
        scheduling_info: *const LiteRtSchedulingInfo,
    ) -> LiteRtStatus;
    pub fn LiteRtRunCompiledModelAsyncWithSchedulingInfo(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        num_input_buffers: usize,
        input_buffers: *mut LiteRtTensorBuffer,
        num_output_buffers: usize,
        output_buffers: *mut LiteRtTensorBuffer,
        async_: *mut bool,
        scheduling_info: *const LiteRtSchedulingInfo,
    ) -> LiteRtStatus;
    pub fn LiteRtSetCompiledModelCancellationFunction(
        compiled_model: LiteRtCompiledModel,
        data: *mut c_void,
        check_cancelled_func: Option<unsafe extern "C" fn(arg1: *mut c_void) -> bool>,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyCompiledModel(compiled_model: LiteRtCompiledModel);
    pub fn LiteRtCompiledModelStartMetricsCollection(
        compiled_model: LiteRtCompiledModel,
        detail_level: c_int,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelStopMetricsCollection(
        compiled_model: LiteRtCompiledModel,
        metrics: LiteRtMetrics,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelIsFullyAccelerated(
        compiled_model: LiteRtCompiledModel,
        fully_accelerated: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelIsNonCpuFullyAccelerated(
        compiled_model: LiteRtCompiledModel,
        non_cpu_fully_accelerated: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelGetProfiler(
        compiled_model: LiteRtCompiledModel,
        profiler: *mut LiteRtProfiler,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelResizeInputTensor(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        input_index: LiteRtParamIndex,
        dims: *const c_int,
        dims_size: usize,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelResizeInputTensorNonStrict(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        input_index: LiteRtParamIndex,
        dims: *const c_int,
        dims_size: usize,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelSetDispatchAnnotation(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        key: *const c_char,
        value: *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelGetDispatchAnnotation(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        key: *const c_char,
        value: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelRemoveDispatchAnnotation(
        compiled_model: LiteRtCompiledModel,
        signature_index: LiteRtParamIndex,
        key: *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtCompiledModelClearErrors(compiled_model: LiteRtCompiledModel) -> LiteRtStatus;
    pub fn LiteRtCompiledModelGetErrorMessages(
        compiled_model: LiteRtCompiledModel,
        error_messages: *mut *mut c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetLogSeverityName(severity: LiteRtLogSeverity) -> *const c_char;
    pub fn LiteRtCreateLogger(logger: *mut LiteRtLogger) -> LiteRtStatus;
    pub fn LiteRtGetMinLoggerSeverity(
        logger: LiteRtLogger,
        min_severity: *mut LiteRtLogSeverity,
    ) -> LiteRtStatus;
    pub fn LiteRtSetMinLoggerSeverity(
        logger: LiteRtLogger,
        min_severity: LiteRtLogSeverity,
    ) -> LiteRtStatus;
    pub fn LiteRtGetLoggerIdentifier(
        logger: LiteRtLoggerConst,
        identifier: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyLogger(logger: LiteRtLogger);
    pub fn LiteRtCreateSinkLogger(logger: *mut LiteRtLogger) -> LiteRtStatus;
    pub fn LiteRtGetSinkLoggerSize(logger: LiteRtLogger, size: *mut usize) -> LiteRtStatus;
    pub fn LiteRtGetSinkLoggerMessage(
        logger: LiteRtLogger,
        idx: usize,
        message: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtClearSinkLogger(logger: LiteRtLogger) -> LiteRtStatus;
    pub fn LiteRtGetDefaultLogger() -> LiteRtLogger;
    pub fn LiteRtSetDefaultLogger(logger: LiteRtLogger) -> LiteRtStatus;
    pub fn LiteRtUseStandardLogger() -> LiteRtStatus;
    pub fn LiteRtUseSinkLogger() -> LiteRtStatus;
    pub fn LiteRtGetNumAccelerators(
        environment: LiteRtEnvironment,
        num_accelerators: *mut LiteRtParamIndex,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAccelerator(
        environment: LiteRtEnvironment,
        index: LiteRtParamIndex,
        accelerator: *mut LiteRtAccelerator,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAcceleratorName(
        accelerator: LiteRtAcceleratorConst,
        name: *mut *const c_char,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAcceleratorId(
        accelerator: LiteRtAcceleratorConst,
        id: *mut LiteRtAcceleratorId,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAcceleratorVersion(
        accelerator: LiteRtAcceleratorConst,
        version: *mut LiteRtApiVersion,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAcceleratorHardwareSupport(
        accelerator: LiteRtAcceleratorConst,
        supported_hardware: *mut LiteRtHwAcceleratorSet,
    ) -> LiteRtStatus;
    pub fn LiteRtGetAcceleratorEnvironment(
        accelerator: LiteRtAcceleratorConst,
        environment: *mut LiteRtEnvironment,
    ) -> LiteRtStatus;
    pub fn LiteRtIsAcceleratorDelegateResponsibleForJitCompilation(
        accelerator: LiteRtAcceleratorConst,
        does_jit_compilation: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtCreateAccelerator(accelerator: *mut LiteRtAccelerator) -> LiteRtStatus;
    pub fn LiteRtDestroyAccelerator(accelerator: LiteRtAccelerator) -> LiteRtStatus;
    pub fn LiteRtRegisterAccelerator(
        environment: LiteRtEnvironment,
        accelerator: LiteRtAccelerator,
        data: *mut c_void,
        ReleaseData: Option<unsafe extern "C" fn(arg1: *mut c_void)>,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorGetName(
        accelerator: LiteRtAccelerator,
        GetName: Option<
            unsafe extern "C" fn(
                accelerator: LiteRtAcceleratorConst,
                name: *mut *const c_char,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorGetVersion(
        accelerator: LiteRtAccelerator,
        GetVersion: Option<
            unsafe extern "C" fn(
                accelerator: LiteRtAcceleratorConst,
                version: *mut LiteRtApiVersion,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorGetHardwareSupport(
        accelerator: LiteRtAccelerator,
        GetHardwareSupport: Option<
            unsafe extern "C" fn(
                accelerator: LiteRtAcceleratorConst,
                supported_hardware: *mut LiteRtHwAcceleratorSet,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetDelegateFunction(
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
    pub fn LiteRtSetIsAcceleratorDelegateResponsibleForJitCompilation(
        accelerator: LiteRtAccelerator,
        IsTfLiteDelegateResponsibleForJitCompilation: Option<
            unsafe extern "C" fn(
                accelerator: LiteRtAcceleratorConst,
                does_jit_compilation: *mut bool,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorStartMetricsCollection(
        accelerator: LiteRtAccelerator,
        StartMetricsCollection: Option<
            unsafe extern "C" fn(
                runtime_context: *mut LiteRtRuntimeContext,
                delegate: LiteRtDelegateWrapper,
                detail_level: c_int,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorStopMetricsCollection(
        accelerator: LiteRtAccelerator,
        StopMetricsCollection: Option<
            unsafe extern "C" fn(
                runtime_context: *mut LiteRtRuntimeContext,
                delegate: LiteRtDelegateWrapper,
                metrics: LiteRtMetrics,
            ) -> LiteRtStatus,
        >,
    ) -> LiteRtStatus;
    pub fn LiteRtSetAcceleratorGetHooks(
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
    pub fn LiteRtWrapDelegate(
        delegate: *mut TfLiteOpaqueDelegate,
        deleter: Option<unsafe extern "C" fn(arg1: *mut TfLiteOpaqueDelegate)>,
        wrapper: *mut LiteRtDelegateWrapper,
    ) -> LiteRtStatus;
    pub fn LiteRtUnwrapDelegate(
        wrapper: LiteRtDelegateWrapper,
        delegate: *mut *mut TfLiteOpaqueDelegate,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyDelegateWrapper(wrapper: LiteRtDelegateWrapper);
    pub fn LiteRtGetExternalLiteRtBufferContextTensorBuffer(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        tensor_buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextCreateBufferForTensor(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer: *mut LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextRegisterTensorBuffer(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer: LiteRtTensorBuffer,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextUnregisterTensorBuffer(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextRegisterBufferRequirements(
        context: LiteRtExternalLiteRtBufferContext,
        tensor: *const TfLiteTensor,
        buffer_requirements: LiteRtTensorBufferRequirements,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextGetEnvironment(
        context: LiteRtExternalLiteRtBufferContext,
        env: *mut LiteRtEnvironment,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextIsAsyncExecutionMode(
        context: LiteRtExternalLiteRtBufferContext,
        is_async_execution_mode: *mut bool,
    ) -> LiteRtStatus;
    pub fn LiteRtExternalLiteRtBufferContextGetRunOptions(
        context: LiteRtExternalLiteRtBufferContext,
        run_options: *mut LiteRtOptions,
    ) -> LiteRtStatus;
    pub fn LiteRtDestroyExternalLiteRtBufferContext(context: LiteRtExternalLiteRtBufferContext);
    pub fn LiteRtRegisterTensorBufferHandlers(
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
    pub fn LiteRtGetTensorBufferRegistry(
        env: LiteRtEnvironment,
        registry: *mut *mut c_void,
    ) -> LiteRtStatus;
    pub static kLiteRtRuntimeBuiltin: LiteRtRuntimeCApiStruct;
    pub static mut LiteRtStaticLinkedAcceleratorCpuDef: *const LiteRtAcceleratorDef;
    pub static mut LiteRtStaticLinkedAcceleratorGpuDef: *const LiteRtAcceleratorDef;
}
