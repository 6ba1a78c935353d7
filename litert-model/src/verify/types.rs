//! The types that tensors have when the graph runs.
//!
//! Many kernels do not compare the type that the file declares for their output with what they
//! give: they overwrite it. Files that declare another type exist, and run; but the kernels behind
//! see a type that the file does not tell.

use crate::reader::{SubgraphView, TensorView};
use crate::types::ElementType;

/// The types of a graph's tensors, after all kernels have said what they give.
pub(super) struct Types {
    when_run: Vec<ElementType>,
    /// Which of them READ_VARIABLE writes.
    variables: Vec<bool>,
}

const READ_VARIABLE: i32 = 143;

impl Types {
    pub(super) fn of(graph: SubgraphView<'_>) -> Self {
        let declared = graph.tensors().map(TensorView::element_type);
        let mut types = Self {
            when_run: declared.collect(),
            variables: vec![false; graph.tensor_count()],
        };
        for operator in graph.operators() {
            let Some(code) = operator.code() else {
                continue;
            };
            let given = match gives(code.builtin_code()) {
                Some(Gives::TypeOf(at)) => {
                    let input = operator.inputs().nth(at).flatten();
                    input.map(|input| types.when_run(input))
                }
                Some(Gives::Always(ty)) => Some(ty),
                None => None,
            };
            // SPLIT and SPLIT_V have several outputs that are alike.
            let alike = if matches!(code.builtin_code(), 49 | 102) {
                usize::MAX
            } else {
                1
            };
            for output in operator.outputs().take(alike) {
                if let (READ_VARIABLE, Some(slot)) =
                    (code.builtin_code(), types.variables.get_mut(output.index()))
                {
                    *slot = true;
                }
                if let (Some(given), Some(slot)) = (given, types.when_run.get_mut(output.index())) {
                    *slot = given;
                }
            }
        }
        types
    }

    /// The type that a tensor of the graph has for the kernels behind the one that writes it.
    pub(super) fn when_run(&self, tensor: TensorView<'_>) -> ElementType {
        let found = self.when_run.get(tensor.index()).copied();
        found.unwrap_or_else(|| tensor.element_type())
    }

    /// Whether a tensor of the graph is the value of a variable.
    pub(super) fn is_variable(&self, tensor: TensorView<'_>) -> bool {
        self.variables.get(tensor.index()) == Some(&true)
    }
}

/// What a kernel makes of the type of its output.
enum Gives {
    /// The type of the input at this position.
    TypeOf(usize),
    Always(ElementType),
}

/// `None` for kernels that leave the type as it is.
fn gives(code: i32) -> Option<Gives> {
    use Gives::{Always, TypeOf};
    Some(match code {
        // EXPAND_DIMS, GATHER, GATHER_ND, DYNAMIC_UPDATE_SLICE, DENSIFY, FAKE_QUANT.
        70 | 36 | 107 | 151 | 124 | 80 => TypeOf(0),
        // FLOOR, EXP, NEG, CEIL, ROUND, ZEROS_LIKE, ADD_N, POW, FLOOR_DIV, FLOOR_MOD, MAXIMUM,
        // MINIMUM, BITWISE_XOR, RIGHT_SHIFT.
        8 | 47 | 59 | 104 | 116 | 93 | 106 | 78 | 90 | 95 | 55 | 57 | 160 | 161 => TypeOf(0),
        // RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR, MATRIX_DIAG, MATRIX_SET_DIAG, TOPK_V2.
        23 | 97 | 113 | 115 | 48 => TypeOf(0),
        // RANGE, SPLIT_V, STABLEHLO_SHIFT_LEFT.
        96 | 102 | 207 => TypeOf(0),
        // SPLIT.
        49 => TypeOf(1),
        // ONE_HOT.
        85 => TypeOf(2),
        // ADD, SUB, DIV, SQUARED_DIFFERENCE, FILL, SCATTER_ND, SELECT, SELECT_V2.
        0 | 41 | 42 | 99 | 94 | 122 | 64 | 123 => TypeOf(1),
        // SPARSE_TO_DENSE.
        68 => TypeOf(2),
        // The comparisons, LOGICAL_OR, LOGICAL_AND.
        58 | 61 | 62 | 63 | 71 | 72 | 84 | 86 => Always(ElementType::Bool),
        // RANK, BUCKETIZE.
        110 | 147 => Always(ElementType::Int32),
        // WHERE.
        109 => Always(ElementType::Int64),
        // RFFT2D.
        131 => Always(ElementType::Complex64),
        // DEQUANTIZE.
        6 => Always(ElementType::Float32),
        _ => return None,
    })
}
