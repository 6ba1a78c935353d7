//! What there is to mend.

use std::collections::HashSet;

use super::{Change, Repair};
use crate::reader::{ModelView, OperatorView, TensorView};
use crate::schema::Scalars;
use crate::types::{ElementType, Quantization};
use crate::verify::{operator_place, tensor_place};

const CONV_2D: i32 = 3;
const DEPTHWISE_CONV_2D: i32 = 4;
const EMBEDDING_LOOKUP: i32 = 7;
const FULLY_CONNECTED: i32 = 9;
const TRANSPOSE_CONV: i32 = 67;
const BATCH_MATMUL: i32 = 126;

/// All that is to be mended in a model.
pub(super) fn all(model: ModelView<'_>) -> Vec<Repair> {
    let mut codes = model.operator_codes().map(|code| code.builtin_code());
    if !codes.any(|code| matches!(code, DEPTHWISE_CONV_2D | TRANSPOSE_CONV)) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for operator in model.subgraphs().flat_map(|graph| graph.operators()) {
        let Some(code) = operator.code().map(|code| code.builtin_code()) else {
            continue;
        };
        if let Ok(Some(wanted)) = scales(operator, code) {
            let graph = operator.subgraph().index();
            // Several operators may share their weights.
            if seen.insert((graph, wanted.tensor.index())) {
                found.push(wanted.repair(operator));
            }
        }
        found.extend(bias(operator, code));
    }
    found
}

/// How a kernel reads the scales of an operator's weights.
pub(crate) struct Channels<'a> {
    /// The weights.
    pub(crate) tensor: TensorView<'a>,
    /// The axis along which there is one scale for each channel.
    pub(crate) axis: usize,
    /// Whether it reads one for each channel, however many there are.
    always: bool,
}

/// How an operator reads the scales of its weights; `None` if it reads a single one, or its weights have
/// none.
pub(crate) fn channels(operator: OperatorView<'_>, code: i32) -> Option<Channels<'_>> {
    let weights = match code {
        CONV_2D | DEPTHWISE_CONV_2D | FULLY_CONNECTED | TRANSPOSE_CONV | BATCH_MATMUL
        | EMBEDDING_LOOKUP => 1,
        _ => return None,
    };
    let tensor = operator.inputs().nth(weights).flatten()?;
    if !is_integer(tensor.element_type()) {
        return None;
    }
    let data = if code == TRANSPOSE_CONV { 2 } else { 0 };
    let data = operator.inputs().nth(data).flatten()?;
    let hybrid = data.element_type() == ElementType::Float32;
    let rank = tensor.shape().rank();
    let (axis, always) = match code {
        DEPTHWISE_CONV_2D => (3, hybrid),
        // The kernel of a mixed one repeats a single scale as often as the axis is long that it is for.
        TRANSPOSE_CONV => {
            let stored = tensor.table().quantization();
            let along = stored.map_or(0, |stored| stored.quantized_dimension());
            (0, hybrid && along != 0)
        }
        BATCH_MATMUL if !hybrid => return None,
        BATCH_MATMUL => {
            let turned = operator.table().batch_matmul().is_some_and(|it| it.adj_y());
            (rank.checked_sub(if turned { 2 } else { 1 })?, false)
        }
        _ => (0, false),
    };
    (axis < rank).then_some(Channels {
        tensor,
        axis,
        always,
    })
}

fn is_integer(ty: ElementType) -> bool {
    use ElementType::{Int2, Int4, Int8, Int16, UInt8};
    matches!(ty, Int2 | Int4 | Int8 | Int16 | UInt8)
}

/// The scales that an operator's weights must have and do not; an error if what they have leaves doubts
/// about what is meant.
pub(crate) fn scales(
    operator: OperatorView<'_>,
    code: i32,
) -> Result<Option<Channels<'_>>, String> {
    let Some(read) = channels(operator, code) else {
        return Ok(None);
    };
    let shape = read.tensor.shape();
    let wanted = shape.dim(read.axis).unwrap_or(0);
    let advice = "convert the model again, with a scale for each channel";
    match read.tensor.quantization() {
        Quantization::PerTensor(params) if read.always && wanted != 1 => {
            if params.zero_point != 0 {
                return Err(format!(
                    "its weights, tensor {}, have the zero point {}, and its kernel reads none; {advice}",
                    read.tensor.index(),
                    params.zero_point
                ));
            }
            Ok(Some(read))
        }
        Quantization::PerChannel(channels)
            if channels.axis() != read.axis || channels.scales().len() != wanted =>
        {
            Err(format!(
                "its weights, tensor {} of shape {shape}, have {} scales along axis {}, and its kernel \
                 reads one for each of the {wanted} channels along axis {}; {advice}",
                read.tensor.index(),
                channels.scales().len(),
                channels.axis(),
                read.axis
            ))
        }
        _ => Ok(None),
    }
}

impl Channels<'_> {
    fn repair(&self, operator: OperatorView<'_>) -> Repair {
        let channels = self.tensor.shape().dim(self.axis).unwrap_or(0);
        Repair {
            place: tensor_place(self.tensor),
            message: format!(
                "its one scale is repeated for {channels} channels along axis {}: {} reads one for each",
                self.axis,
                operator.name()
            ),
            change: Change::Scales {
                graph: self.tensor.subgraph().index(),
                tensor: self.tensor.index(),
                channels,
                axis: self.axis,
            },
        }
    }
}

/// The kernel of a float DEPTHWISE_CONV_2D copies a bias without a look whether there is one.
fn bias(operator: OperatorView<'_>, code: i32) -> Option<Repair> {
    if code != DEPTHWISE_CONV_2D {
        return None;
    }
    let mut inputs = operator.inputs();
    let (data, weights) = (inputs.next()??, inputs.next()??);
    let given = inputs.next().flatten().is_some();
    if given || data.element_type() != ElementType::Float32 {
        return None;
    }
    let stored = operator.table().inputs().map_or(0, Scalars::len);
    let channels = weights.shape().dim(3).filter(|_| stored <= 3)?;
    Some(Repair {
        place: operator_place(operator),
        message: format!(
            "it gets a bias of {channels} zeros: its kernel reads one, and the file has none"
        ),
        change: Change::Bias {
            graph: operator.subgraph().index(),
            operator: operator.index(),
            channels,
        },
    })
}
