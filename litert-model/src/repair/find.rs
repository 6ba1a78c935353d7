//! What there is to mend.

use std::collections::HashSet;

use super::{Change, Repair};
use crate::ops::hazard::{ALL, Hazard, OLD, Probe, Reads, ReadsBias};
use crate::reader::{ModelView, OperatorView, TensorView};
use crate::schema::Scalars;
use crate::types::{ElementType, Quantization};
use crate::verify::{operator_place, tensor_place};

/// CONV_2D, FULLY_CONNECTED and EMBEDDING_LOOKUP: each filter, row or entry has a scale.
pub(crate) const FIRST: Hazard = Hazard::channels(Reads {
    data: 0,
    axis: |_, _| Some(0),
    always: |_, _| false,
    floats_only: false,
});
/// The kernel of a mixed DEPTHWISE_CONV_2D reads as many as there are channels.
pub(crate) const LAST: Hazard = Hazard::channels(Reads {
    data: 0,
    axis: |_, _| Some(3),
    always: |floats, _| floats,
    floats_only: false,
});
/// That of a mixed TRANSPOSE_CONV repeats a single one as often as the axis is long that it is for.
pub(crate) const TRANSPOSED: Hazard = Hazard::channels(Reads {
    data: 2,
    axis: |_, _| Some(0),
    always: |floats, along| floats && along != 0,
    floats_only: false,
});
/// That of a mixed BATCH_MATMUL reads one for each column of the result.
pub(crate) const COLUMNS: Hazard = Hazard::channels(Reads {
    data: 0,
    axis: |operator, rank| {
        let turned = operator.table().batch_matmul().is_some_and(|it| it.adj_y());
        rank.checked_sub(if turned { 2 } else { 1 })
    },
    always: |_, _| false,
    floats_only: true,
});
/// The kernel of a float DEPTHWISE_CONV_2D copies its bias without a look whether there is one.
pub(crate) const BIAS: Hazard = Hazard::bias(ALL, ReadsBias::Floats);
/// Those of an int8 CONV_2D and FULLY_CONNECTED on 32-bit ARM do so as well.
pub(crate) const BIAS_ON_ARM: Hazard = Hazard::bias(OLD, ReadsBias::RowsOnArm);

/// All that is to be mended in a model.
pub(super) fn all(model: ModelView<'_>) -> Vec<Repair> {
    let concerned = |hazard: &Hazard| matches!(hazard.check, Probe::Channels(_) | Probe::Bias(_));
    let mut rows = model.operator_codes().filter_map(|code| code.row());
    if !rows.any(|row| row.hazards.iter().any(concerned)) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for operator in model.subgraphs().flat_map(|graph| graph.operators()) {
        for hazard in operator.row().map_or(&[][..], |row| row.hazards) {
            match hazard.check {
                Probe::Channels(reads) => {
                    let Ok(Some(wanted)) = scales(operator, reads) else {
                        continue;
                    };
                    let place = (operator.subgraph().index(), wanted.tensor.index());
                    // Several operators may share their weights.
                    if seen.insert(place) {
                        found.push(wanted.repair(operator));
                    }
                }
                Probe::Bias(reads) => found.extend(bias(operator, reads)),
                _ => {}
            }
        }
    }
    found
}

/// How a kernel reads the scales of these weights.
pub(crate) struct Channels<'a> {
    /// The weights.
    tensor: TensorView<'a>,
    /// The axis along which there is one scale for each channel.
    axis: usize,
    /// Whether it reads one for each channel, however many there are.
    always: bool,
}

/// `None` if a single scale is read, or the weights have none.
fn channels(operator: OperatorView<'_>, reads: Reads) -> Option<Channels<'_>> {
    let tensor = operator.inputs().nth(1).flatten()?;
    if !is_integer(tensor.element_type()) {
        return None;
    }
    let data = operator.inputs().nth(reads.data).flatten()?;
    let floats = data.element_type() == ElementType::Float32;
    if reads.floats_only && !floats {
        return None;
    }
    let rank = tensor.table().shape().map_or(0, Scalars::len);
    let stored = tensor.table().quantization();
    let along = stored.map_or(0, |stored| stored.quantized_dimension());
    let axis = (reads.axis)(operator, rank)?;
    (axis < rank).then_some(Channels {
        tensor,
        axis,
        always: (reads.always)(floats, along),
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
    reads: Reads,
) -> Result<Option<Channels<'_>>, String> {
    let Some(read) = channels(operator, reads) else {
        return Ok(None);
    };
    let dims = read.tensor.table().shape();
    let wanted = dims.and_then(|dims| dims.get(read.axis));
    let wanted = wanted.and_then(|dim| usize::try_from(dim).ok());
    let wanted = wanted.unwrap_or(0);
    // Most weights are as they should be, and long lists of scales need not be copied to see that.
    let stored = read.tensor.table().quantization();
    let count = stored.and_then(|it| it.scale()).map_or(0, Scalars::len);
    let axis = stored.map_or(0, |it| it.quantized_dimension());
    if count > 1 && count == wanted && usize::try_from(axis) == Ok(read.axis) {
        return Ok(None);
    }
    let shape = read.tensor.shape();
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

/// The bias that an operator lacks.
fn bias(operator: OperatorView<'_>, reads: ReadsBias) -> Option<Repair> {
    let mut inputs = operator.inputs();
    let (data, weights) = (inputs.next()??, inputs.next()??);
    let given = inputs.next().flatten().is_some();
    let (axis, data_type, element_type) = match reads {
        ReadsBias::Floats => (3, ElementType::Float32, ElementType::Float32),
        ReadsBias::RowsOnArm => (0, ElementType::Int8, ElementType::Int32),
    };
    let concerned = match reads {
        ReadsBias::Floats => true,
        // A convolution has a scale for each row in any case.
        ReadsBias::RowsOnArm => {
            cfg!(target_arch = "arm")
                && (weights.shape().rank() == 4
                    || matches!(weights.quantization(), Quantization::PerChannel(_)))
        }
    };
    if given || !concerned || data.element_type() != data_type {
        return None;
    }
    let stored = operator.table().inputs().map_or(0, Scalars::len);
    let channels = weights.shape().dim(axis).filter(|_| stored <= 3)?;
    Some(Repair {
        place: operator_place(operator),
        message: format!(
            "it gets a bias of {channels} zeros: its kernel reads one, and the file has none"
        ),
        change: Change::Bias {
            graph: operator.subgraph().index(),
            operator: operator.index(),
            channels,
            element_type,
        },
    })
}
