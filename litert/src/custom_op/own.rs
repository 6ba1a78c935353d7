//! Built-in operators that `Interpreter` computes with kernels of ours, in place of those of the library:
//! for some values that a graph may compute, these end the process.

use litert_model::values::{Operand, own_result, own_shape};

use super::{CustomOp, OpResult};
use crate::model::Model;
use crate::model::reader::OperatorView;
use crate::tensor::{Tensor, TensorMut};
use crate::types::Shape;

/// The kernel for all operators of one kind in a model.
pub(super) struct OwnKernel {
    pub(super) model: Model,
}

/// A graph, and the place of an operator in it.
type Place = (usize, usize);

impl OwnKernel {
    fn operator(&self, (graph, at): &Place) -> OpResult<OperatorView<'_>> {
        let graph = self.model.view().subgraph(*graph);
        let operator = graph.and_then(|graph| graph.operator(*at));
        operator.ok_or_else(|| "the model has no such operator".into())
    }
}

impl CustomOp for OwnKernel {
    type State = Place;

    fn init(&self, options: &[u8]) -> OpResult<Place> {
        let (graph, at) = options
            .split_at_checked(size_of::<usize>())
            .unwrap_or_default();
        Ok((
            usize::from_ne_bytes(graph.try_into()?),
            usize::from_ne_bytes(at.try_into()?),
        ))
    }

    fn output_shapes(&self, place: &Place, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        Ok(vec![own_shape(self.operator(place)?, inputs)?])
    }

    fn invoke(
        &self,
        place: &Place,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        let operands: Vec<Operand<'_>> = inputs
            .iter()
            .map(|input| Operand {
                element_type: input.element_type(),
                shape: input.shape(),
                bytes: input.bytes(),
            })
            .collect();
        let [output] = outputs else {
            return Err("it has one output".into());
        };
        Ok(own_result(
            self.operator(place)?,
            &operands,
            output.bytes_mut(),
        )?)
    }
}
