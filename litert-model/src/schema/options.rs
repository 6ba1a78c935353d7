//! The options of the operators that name other graphs of the model, and of those that crash on
//! missing ones.

use super::table::table;
use super::tflite::Operator;
use super::wire::Scalars;

table! {
    /// `CALL`.
    CallOptions {
        0 subgraph: scalar u32 = 0,
    }

    /// `IF`.
    IfOptions {
        0 then_subgraph: scalar i32 = 0,
        1 else_subgraph: scalar i32 = 0,
    }

    /// `WHILE`.
    WhileOptions {
        0 cond_subgraph: scalar i32 = 0,
        1 body_subgraph: scalar i32 = 0,
    }

    /// `CALL_ONCE`.
    CallOnceOptions {
        0 init_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_CUSTOM_CALL`.
    StablehloCustomCallOptions {
        4 called_computations: scalars i32,
    }

    /// `STABLEHLO_REDUCE`.
    StablehloReduceOptions {
        1 body_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_SCATTER`.
    StablehloScatterOptions {
        1 update_window_dims: scalars i64,
        2 inserted_window_dims: scalars i64,
        3 scatter_dims_to_operand_dims: scalars i64,
        4 index_vector_dim: scalar i64 = 0,
        6 update_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_REDUCE_WINDOW`.
    StablehloReduceWindowOptions {
        0 window_dimensions: scalars i64,
        2 base_dilations: scalars i64,
        3 window_dilations: scalars i64,
        4 padding: scalars i64,
        5 body_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_SORT`.
    StablehloSortOptions {
        2 comparator_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_WHILE`.
    StablehloWhileOptions {
        0 cond_subgraph: scalar i32 = 0,
        1 body_subgraph: scalar i32 = 0,
    }

    /// `STABLEHLO_COMPOSITE`.
    StablehloCompositeOptions {
        0 name: text,
        1 decomposition_subgraph: scalar i32 = 0,
        2 composite_attributes: scalars u8,
        4 version: scalar i32 = 0,
    }

    /// `STABLEHLO_CASE`.
    StablehloCaseOptions {
        0 branch_subgraphs: scalars i32,
    }
}

table! {
    /// `ARG_MAX` and `ARG_MIN`.
    ArgMaxOptions {
        0 output_type: scalar i8 = 0,
    }

    /// `BATCH_MATMUL`.
    BatchMatMulOptions {
        0 adj_x: scalar bool = false,
        1 adj_y: scalar bool = false,
    }

    /// `SHAPE`.
    ShapeOptions {
        0 out_type: scalar i8 = 0,
    }

    /// `VAR_HANDLE`.
    VarHandleOptions {
        0 container: text,
        1 shared_name: text,
    }

    /// `HASHTABLE`.
    HashtableOptions {
        0 table_id: scalar i32 = 0,
    }

    /// `ADD`.
    AddOptions {
        0 activation: scalar i8 = 0,
        1 pot_scale_int16: scalar bool = true,
    }

    /// `SUB`.
    SubOptions {
        0 activation: scalar i8 = 0,
        1 pot_scale_int16: scalar bool = true,
    }

    /// `MUL` and `DIV`.
    ActivationOptions {
        0 activation: scalar i8 = 0,
    }

    /// `RESHAPE`.
    ReshapeOptions {
        0 new_shape: scalars i32,
    }

    /// `CONV_2D`.
    Conv2DOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        4 dilation_w: scalar i32 = 1,
        5 dilation_h: scalar i32 = 1,
    }

    /// `DEPTHWISE_CONV_2D`.
    DepthwiseConv2DOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        5 dilation_w: scalar i32 = 1,
        6 dilation_h: scalar i32 = 1,
    }

    /// The pooling operators.
    Pool2DOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
        3 filter_width: scalar i32 = 0,
        4 filter_height: scalar i32 = 0,
    }

    /// `TRANSPOSE_CONV`.
    TransposeConvOptions {
        0 padding: scalar i8 = 0,
        1 stride_w: scalar i32 = 0,
        2 stride_h: scalar i32 = 0,
    }

    /// `FULLY_CONNECTED`.
    FullyConnectedOptions {
        2 keep_num_dims: scalar bool = false,
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
    ReducerOptions {
        0 keep_dims: scalar bool = false,
    }

    /// `ONE_HOT`.
    OneHotOptions {
        0 axis: scalar i32 = 0,
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

    /// `REVERSE_SEQUENCE`.
    ReverseSequenceOptions {
        0 seq_dim: scalar i32 = 0,
        1 batch_dim: scalar i32 = 0,
    }

    /// `EMBEDDING_LOOKUP_SPARSE`.
    EmbeddingLookupSparseOptions {
        0 combiner: scalar i8 = 0,
    }

    /// `SPLIT`.
    SplitOptions {
        0 num_splits: scalar i32 = 0,
    }

    /// `STABLEHLO_PAD`.
    StablehloPadOptions {
        0 edge_padding_low: scalars i64,
        1 edge_padding_high: scalars i64,
        2 interior_padding: scalars i64,
    }

    /// `STABLEHLO_GATHER`.
    StablehloGatherOptions {
        0 offset_dims: scalars i64,
        1 collapsed_slice_dims: scalars i64,
        2 start_index_map: scalars i64,
        3 index_vector_dim: scalar i64 = 0,
        4 slice_sizes: scalars i64,
    }

    /// `MIRROR_PAD`.
    MirrorPadOptions {
        0 mode: scalar i8 = 0,
    }

    /// `DEPTH_TO_SPACE` and `SPACE_TO_DEPTH`.
    BlockOptions {
        0 size: scalar i32 = 0,
    }
}

/// What an operator does with the graphs it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubgraphUse {
    /// It runs them, so a graph that reaches itself would never end.
    Runs,
    /// It only looks at them, to recognise a simple operation.
    Inspects,
}

/// The graphs that an operator names.
#[derive(Clone, Copy)]
pub(crate) struct SubgraphRefs<'a> {
    /// What happens to them.
    pub(crate) used: SubgraphUse,
    /// Whether −1, for none, is a legal index.
    pub(crate) may_be_none: bool,
    fixed: [Option<i64>; 2],
    list: Option<Scalars<'a, i32>>,
}

impl<'a> SubgraphRefs<'a> {
    fn new(used: SubgraphUse, first: i64, second: Option<i64>) -> Self {
        let may_be_none = used == SubgraphUse::Inspects;
        Self {
            used,
            may_be_none,
            fixed: [Some(first), second],
            list: None,
        }
    }

    fn list(used: SubgraphUse, list: Option<Scalars<'a, i32>>) -> Self {
        let may_be_none = used == SubgraphUse::Inspects;
        Self {
            used,
            may_be_none,
            fixed: [None, None],
            list,
        }
    }

    /// Their indices as stored, which may be out of range.
    pub(crate) fn indices(self) -> impl Iterator<Item = i64> + 'a {
        let list = self
            .list
            .into_iter()
            .flat_map(|list| list.iter().map(i64::from));
        self.fixed.into_iter().flatten().chain(list)
    }
}

impl<'a> Operator<'a> {
    /// The graphs that this operator names in its options, if it is of a kind that does.
    pub(crate) fn subgraph_refs(self) -> Option<SubgraphRefs<'a>> {
        use SubgraphUse::{Inspects, Runs};

        let pair = |first: i32, second: i32| {
            SubgraphRefs::new(Runs, i64::from(first), Some(i64::from(second)))
        };
        let one = |used, index: i32| SubgraphRefs::new(used, i64::from(index), None);
        // The first union never holds anything together with the second one.
        if self.options_type() != 0 {
            return self
                .call()
                .map(|o| SubgraphRefs::new(Runs, i64::from(o.subgraph()), None))
                .or_else(|| {
                    self.if_()
                        .map(|o| pair(o.then_subgraph(), o.else_subgraph()))
                })
                .or_else(|| {
                    self.while_()
                        .map(|o| pair(o.cond_subgraph(), o.body_subgraph()))
                })
                .or_else(|| self.call_once().map(|o| one(Runs, o.init_subgraph())));
        }
        if self.options_2_type() == 0 {
            return None;
        }
        self.composite()
            .map(|o| {
                // A delegate may take the composite as a whole and need no decomposition.
                SubgraphRefs {
                    may_be_none: true,
                    ..one(Runs, o.decomposition_subgraph())
                }
            })
            .or_else(|| {
                self.stablehlo_while()
                    .map(|o| pair(o.cond_subgraph(), o.body_subgraph()))
            })
            .or_else(|| {
                self.case()
                    .map(|o| SubgraphRefs::list(Runs, o.branch_subgraphs()))
            })
            .or_else(|| {
                self.custom_call()
                    .map(|o| SubgraphRefs::list(Inspects, o.called_computations()))
            })
            .or_else(|| self.reduce().map(|o| one(Inspects, o.body_subgraph())))
            .or_else(|| self.scatter().map(|o| one(Inspects, o.update_subgraph())))
            .or_else(|| {
                self.reduce_window()
                    .map(|o| one(Inspects, o.body_subgraph()))
            })
            .or_else(|| self.sort().map(|o| one(Inspects, o.comparator_subgraph())))
    }
}
