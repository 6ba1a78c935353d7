//! How much memory inputs and outputs take.
//!
//! The runtime writes outputs into memory of the caller's without a look at where it ends, unless it
//! knows their shapes when tensors are allocated. Behind an operator that decides on a shape while it
//! runs it does not. So what follows from the shapes of the inputs is worked out here, and what does
//! not follow from them is refused.

use super::Interpreter;
use super::memory::{Place, refused};
use crate::aligned::TAIL;
use crate::error::Result;
use crate::model::shape_flow::{self, UnresolvedKind, UnresolvedOutput};
use crate::model::shape_infer;
use crate::tensor::Slot;
use crate::types::Shape;

impl Interpreter {
    /// Refuses outputs whose size nobody knows before a run.
    pub(super) fn expect_sized(&self, place: Place) -> Result<()> {
        match self.late(place)? {
            Some(late) if late.kind != UnresolvedKind::SizedLate => {
                let reason = format!("because {}", late.reason);
                Err(refused(self.slot(place), &reason))
            }
            _ => Ok(()),
        }
    }

    /// How many bytes of memory a tensor takes with the shape that it has now, and kernels may
    /// read. For outputs tensors are allocated.
    pub(super) fn memory_len(&self, place: Place) -> Result<usize> {
        let slot = self.slot(place);
        let len = packed_len(slot, self.handle.shape_of(self.raw(place)?)?)?;
        let Some(late) = self.late(place)? else {
            return Ok(len + TAIL);
        };
        match self.inferred(place)? {
            // The runtime compares with the older shape that it knows, too.
            Some(shape) => Ok(len.max(packed_len(slot, shape)?) + TAIL),
            None => {
                let reason = format!("because {}", late.reason);
                Err(refused(slot, &reason))
            }
        }
    }

    /// The same as far as it is certain, also before tensors are allocated.
    pub(super) fn foreseen_len(&self, place: Place, allocated: bool) -> Result<Option<usize>> {
        if place.is_input || allocated {
            return self.memory_len(place).map(Some);
        }
        let shape = self.inferred(place)?;
        let len = shape.map(|shape| packed_len(self.slot(place), shape));
        Ok(len.transpose()?.map(|len| len + TAIL))
    }

    /// What is to be said about an output that the runtime does not size in time.
    fn late(&self, place: Place) -> Result<Option<&UnresolvedOutput>> {
        if place.is_input {
            return Ok(None);
        }
        let late = match self.memory.late.get() {
            Some(late) => late,
            None => {
                let found = self.find_late()?;
                self.memory.late.get_or_init(|| found)
            }
        };
        let mut late = late.iter();
        let found = late.find(|(tensor, _)| *tensor == place.tensor);
        Ok(found.map(|(_, late)| late))
    }

    fn find_late(&self) -> Result<Vec<(usize, UnresolvedOutput)>> {
        let view = self.handle.model.view();
        let mut late = shape_flow::unresolved_outputs(view, 0);
        if self.handle.ops.cover(view) {
            // The application's operators say which shapes they give before a run.
            late.retain(|late| late.kind != UnresolvedKind::UnknownOperator);
        }
        let outputs: Vec<_> = view.main_subgraph().outputs().collect();
        let named = late.into_iter().filter_map(|late| {
            let tensor = outputs.get(late.output)?.index();
            Some((tensor, late))
        });
        Ok(named.collect())
    }

    /// The shape that an output will have, if it follows from those of the inputs.
    fn inferred(&self, place: Place) -> Result<Option<Shape>> {
        let view = self.handle.model.view();
        let (graph, info) = (&self.graphs[place.graph], self.info(place.graph));
        let inputs = graph
            .every_input(&self.handle, info)
            .map(|input| self.handle.shape_of(input?.1))
            .collect::<Result<Vec<_>>>()?;
        let shapes = shape_infer::output_shapes(view, 0, &inputs);
        let outputs = view.main_subgraph().outputs();
        let mut shapes = outputs.zip(shapes);
        let found = shapes.find(|(tensor, _)| tensor.index() == place.tensor);
        Ok(found.and_then(|(_, shape)| shape))
    }
}

fn packed_len(slot: Slot<'_>, shape: Shape) -> Result<usize> {
    let len = shape
        .num_elements()
        .and_then(|count| slot.info.element_type().byte_len(count))
        .filter(|len| i32::try_from(*len).is_ok());
    len.ok_or_else(|| slot.shape_mismatch(shape, "it has no size before a run".to_owned()))
}
