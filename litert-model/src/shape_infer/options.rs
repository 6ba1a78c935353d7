//! The operator options that decide shapes.
//!
//! The view of a model leaves most options out, because nothing else needs them. So this is a
//! second reading of the same bytes that follows only the way to the operators, with its own check.

use crate::ModelView;
use crate::schema::root;
use crate::schema::wire::table;
use crate::verify::limits;

table! {
    /// The root.
    Root {
        2 subgraphs: tables Graph,
    }

    /// One graph.
    Graph {
        3 operators: tables Options,
    }

    /// One operator; a getter gives its options if they are of that kind.
    Options {
        choice 3 4 {
            1 => conv: ConvOptions,
            2 => depthwise: DepthwiseOptions,
            5 => pool: PoolOptions,
            8 => fully_connected: FullyConnectedOptions,
            10 => concatenation: ConcatenationOptions,
            11 => add: ActivationOptions,
            17 => reshape: ReshapeOptions,
            19 => space_to_depth: BlockOptions,
            21 => mul: ActivationOptions,
            23 => gather: GatherOptions,
            27 => reduce: ReduceOptions,
            28 => sub: ActivationOptions,
            29 => div: ActivationOptions,
            30 => squeeze: SqueezeOptions,
            32 => strided_slice: StridedSliceOptions,
            49 => transpose_conv: TransposeConvOptions,
            59 => pack: PackOptions,
            61 => one_hot: OneHotOptions,
            64 => unpack: PackOptions,
            94 => depth_to_space: BlockOptions,
            101 => batch_matmul: BatchMatMulOptions,
        }
    }

    /// `CONV_2D`.
    ConvOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        4 dilation_w: scalar i32 = 1,
        5 dilation_h: scalar i32 = 1,
    }

    /// `DEPTHWISE_CONV_2D`.
    DepthwiseOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        5 dilation_w: scalar i32 = 1,
        6 dilation_h: scalar i32 = 1,
    }

    /// `TRANSPOSE_CONV`.
    TransposeConvOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
    }

    /// The pools.
    PoolOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        3 filter_w: scalar i32 = 0,
        4 filter_h: scalar i32 = 0,
    }

    /// `FULLY_CONNECTED`.
    FullyConnectedOptions {
        2 keep_num_dims: scalar bool = false,
    }

    /// `BATCH_MATMUL`.
    BatchMatMulOptions {
        0 adj_x: scalar bool = false,
        1 adj_y: scalar bool = false,
    }

    /// `ADD`, `SUB`, `MUL` and `DIV`.
    ActivationOptions {
        0 activation: scalar i8 = 0,
    }

    /// `CONCATENATION`.
    ConcatenationOptions {
        0 axis: scalar i32 = 0,
    }

    /// `PACK` and `UNPACK`.
    PackOptions {
        0 count: scalar i32 = 0,
        1 axis: scalar i32 = 0,
    }

    /// `RESHAPE`.
    ReshapeOptions {
        0 new_shape: scalars i32,
    }

    /// `SQUEEZE`.
    SqueezeOptions {
        0 axes: scalars i32,
    }

    /// `GATHER`.
    GatherOptions {
        0 axis: scalar i32 = 0,
        1 batch_dims: scalar i32 = 0,
    }

    /// `MEAN`, `SUM` and their like.
    ReduceOptions {
        0 keep_dims: scalar bool = false,
    }

    /// `ONE_HOT`.
    OneHotOptions {
        0 axis: scalar i32 = 0,
    }

    /// `SPACE_TO_DEPTH` and `DEPTH_TO_SPACE`.
    BlockOptions {
        0 size: scalar i32 = 0,
    }

    /// `STRIDED_SLICE`.
    StridedSliceOptions {
        0 begin_mask: scalar i32 = 0,
        1 end_mask: scalar i32 = 0,
        2 ellipsis_mask: scalar i32 = 0,
        3 new_axis_mask: scalar i32 = 0,
        4 shrink_axis_mask: scalar i32 = 0,
        5 offset: scalar bool = false,
    }
}

/// Checks the options of the whole model; `None` if any are damaged, and then nothing is inferred.
pub(crate) fn read(model: ModelView<'_>) -> Option<Root<'_>> {
    root::<Root<'_>>(&limits(model.bytes()), model.bytes()).ok()
}

impl<'a> Root<'a> {
    /// The options of operator `operator` of graph `graph`.
    pub(crate) fn of(self, graph: usize, operator: usize) -> Option<Options<'a>> {
        self.subgraphs()?.get(graph)?.operators()?.get(operator)
    }
}
