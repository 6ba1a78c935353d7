//! The tables that describe a model.

use super::options::{
    ActivationOptions, AddOptions, ArgMaxOptions, BatchMatMulOptions, BlockOptions,
    CallOnceOptions, CallOptions, ConcatenationOptions, Conv2DOptions, DepthwiseConv2DOptions,
    EmbeddingLookupSparseOptions, FullyConnectedOptions, GatherOptions, HashtableOptions,
    IfOptions, MirrorPadOptions, OneHotOptions, PackOptions, Pool2DOptions, ReducerOptions,
    ReshapeOptions, ReverseSequenceOptions, ShapeOptions, SplitOptions, SqueezeOptions,
    StablehloCaseOptions, StablehloCompositeOptions, StablehloCustomCallOptions,
    StablehloGatherOptions, StablehloPadOptions, StablehloReduceOptions,
    StablehloReduceWindowOptions, StablehloScatterOptions, StablehloSortOptions,
    StablehloWhileOptions, StridedSliceOptions, SubOptions, TransposeConvOptions, VarHandleOptions,
    WhileOptions,
};
use super::table::table;

table! {
    /// The root.
    Model {
        0 version: scalar u32 = 0,
        1 operator_codes: tables OperatorCode,
        2 subgraphs: tables SubGraph,
        3 description: text,
        4 buffers: tables Buffer,
        6 metadata: tables Metadata,
        7 signature_defs: tables SignatureDef,
        9 external_buffers: tables ExternalBuffer,
    }

    /// One kind of operator.
    OperatorCode {
        0 old_builtin_code: scalar i8 = 0,
        1 custom_code: text,
        2 version: scalar i32 = 1,
        3 builtin_code: scalar i32 = 0,
    }

    /// One graph.
    SubGraph {
        0 tensors: tables Tensor,
        1 inputs: scalars i32,
        2 outputs: scalars i32,
        3 operators: tables Operator,
        4 name: text,
    }

    /// One value in a graph.
    Tensor {
        0 shape: scalars i32,
        1 type_code: scalar i8 = 0,
        2 buffer: scalar u32 = 0,
        3 name: text,
        4 quantization: table QuantizationParameters,
        5 is_variable: scalar bool = false,
        6 sparsity: table SparsityParameters,
        7 shape_signature: scalars i32,
        8 has_rank: scalar bool = false,
        10 external_buffer: scalar u32 = 0,
    }

    /// How stored integers stand for real numbers.
    QuantizationParameters {
        2 scale: scalars f32,
        3 zero_point: scalars i64,
        4 details_type: scalar u8 = 0,
        6 quantized_dimension: scalar i32 = 0,
        choice 4 5 {
            2 => blockwise: BlockwiseQuantization,
            3 => multi_axis: MultiAxisQuantization,
        }
    }

    /// Scales per block of elements.
    BlockwiseQuantization {
        0 scales: scalar i32 = 0,
        1 zero_points: scalar i32 = 0,
        2 block_size: scalar i32 = 0,
    }

    /// Scales along several axes.
    MultiAxisQuantization {
        0 scales: scalar i32 = 0,
        1 zero_points: scalar i32 = 0,
        2 block_size: scalar i32 = 0,
        3 quantized_dimensions: scalars i32,
    }

    /// How the elements that are stored spread over a tensor that is mostly zero.
    SparsityParameters {
        0 traversal_order: scalars i32,
        1 block_map: scalars i32,
        2 dim_metadata: tables DimensionMetadata,
    }

    /// One level of a sparse tensor.
    DimensionMetadata {
        0 format: scalar i8 = 0,
        1 dense_size: scalar i32 = 0,
        choice 2 3 {
            1 => segments_i32: Int32Vector,
            2 => segments_u16: Uint16Vector,
            3 => segments_u8: Uint8Vector,
        }
        choice 4 5 {
            1 => indices_i32: Int32Vector,
            2 => indices_u16: Uint16Vector,
            3 => indices_u8: Uint8Vector,
        }
    }

    /// Wide indices.
    Int32Vector {
        0 values: scalars i32,
    }

    /// Narrow indices.
    Uint16Vector {
        0 values: scalars u16,
    }

    /// Very narrow indices.
    Uint8Vector {
        0 values: scalars u8,
    }

    /// One node of a graph.
    Operator {
        0 opcode_index: scalar u32 = 0,
        1 inputs: scalars i32,
        2 outputs: scalars i32,
        3 options_type: scalar u8 = 0,
        5 custom_options: scalars u8,
        7 mutating_variable_inputs: scalars u8,
        8 intermediates: scalars i32,
        9 large_custom_options_offset: scalar u64 = 0,
        10 large_custom_options_size: scalar u64 = 0,
        11 options_2_type: scalar u8 = 0,
        choice 3 4 {
            1 => conv: Conv2DOptions,
            2 => depthwise: DepthwiseConv2DOptions,
            5 => pool: Pool2DOptions,
            8 => fully_connected: FullyConnectedOptions,
            10 => concatenation: ConcatenationOptions,
            11 => add: AddOptions,
            16 => call: CallOptions,
            17 => reshape: ReshapeOptions,
            19 => space_to_depth: BlockOptions,
            20 => embedding_lookup_sparse: EmbeddingLookupSparseOptions,
            21 => mul: ActivationOptions,
            23 => gather_options: GatherOptions,
            27 => reducer: ReducerOptions,
            28 => sub: SubOptions,
            29 => div: ActivationOptions,
            30 => squeeze: SqueezeOptions,
            32 => strided_slice: StridedSliceOptions,
            35 => split: SplitOptions,
            40 => arg_max: ArgMaxOptions,
            49 => transpose_conv: TransposeConvOptions,
            55 => shape_of: ShapeOptions,
            57 => arg_min: ArgMaxOptions,
            59 => pack: PackOptions,
            61 => one_hot: OneHotOptions,
            64 => unpack: PackOptions,
            77 => mirror_pad: MirrorPadOptions,
            87 => reverse_sequence: ReverseSequenceOptions,
            92 => if_: IfOptions,
            93 => while_: WhileOptions,
            94 => depth_to_space: BlockOptions,
            101 => batch_matmul: BatchMatMulOptions,
            103 => call_once: CallOnceOptions,
            107 => hashtable: HashtableOptions,
            111 => var_handle: VarHandleOptions,
        }
        choice 11 12 {
            5 => custom_call: StablehloCustomCallOptions,
            6 => reduce: StablehloReduceOptions,
            7 => scatter: StablehloScatterOptions,
            10 => pad: StablehloPadOptions,
            13 => reduce_window: StablehloReduceWindowOptions,
            14 => sort: StablehloSortOptions,
            15 => stablehlo_while: StablehloWhileOptions,
            16 => gather: StablehloGatherOptions,
            21 => composite: StablehloCompositeOptions,
            23 => case: StablehloCaseOptions,
        }
    }

    /// Bytes: inside the flatbuffer, or elsewhere in the file.
    Buffer {
        0 data: scalars u8,
        1 offset: scalar u64 = 0,
        2 size: scalar u64 = 0,
    }

    /// A named buffer.
    Metadata {
        0 name: text,
        1 buffer: scalar u32 = 0,
    }

    /// Bytes in another file.
    ExternalBuffer {
        0 id: scalar u32 = 0,
        1 group: scalar u32 = 0,
        2 offset: scalar u64 = 0,
        3 length: scalar u64 = 0,
    }

    /// A name that a signature gives to a tensor.
    TensorMap {
        0 name: text,
        1 tensor_index: scalar u32 = 0,
    }

    /// A way to call a model.
    SignatureDef {
        0 inputs: tables TensorMap,
        1 outputs: tables TensorMap,
        2 signature_key: text,
        4 subgraph_index: scalar u32 = 0,
    }
}
