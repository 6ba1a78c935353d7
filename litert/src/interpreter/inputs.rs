//! The values of a graph's inputs before a run.

use super::graph::{Graph, State};
use super::handle::{Handle, RawTensor};
use crate::error::Result;
use crate::fallible;
use crate::model::SignatureInfo;
use crate::tensor::{Slot, TensorMut};
use crate::types::ElementType;

impl Graph {
    pub(super) fn every_input<'a>(
        &'a self,
        handle: &'a Handle,
        signature: &'a SignatureInfo,
    ) -> impl Iterator<Item = Result<(Slot<'a>, RawTensor)>> {
        let inputs = signature.inputs().iter().enumerate();
        inputs.map(|(position, info)| {
            let slot = Slot {
                what: "input",
                position,
                info,
            };
            Ok((slot, self.raw_input(handle, slot)?))
        })
    }

    pub(super) fn every_output<'a>(
        &'a self,
        handle: &'a Handle,
        signature: &'a SignatureInfo,
    ) -> impl Iterator<Item = Result<(Slot<'a>, RawTensor)>> {
        let outputs = signature.outputs().iter().enumerate();
        outputs.map(|(position, info)| {
            let slot = Slot {
                what: "output",
                position,
                info,
            };
            Ok((slot, self.raw_output(handle, slot)?))
        })
    }

    /// Fresh input memory holds whatever was there before; an input that the caller never writes
    /// must not let that through. Leaves alone those tensors, by their index, that are `holding` a
    /// value.
    pub(super) fn zero_inputs(
        &self,
        handle: &Handle,
        signature: &SignatureInfo,
        holding: &[usize],
    ) -> Result<()> {
        for input in self.every_input(handle, signature) {
            let (slot, tensor) = input?;
            handle.expect_type(slot, tensor)?;
            if !is_numeric(slot) || holding.contains(&slot.info.index()) {
                continue;
            }
            let (data, len) = handle.data_of(tensor)?;
            // SAFETY: tensors were allocated just now. No graph calls this one that was allocated before
            // (`Calls::take`), so address and length are those of this allocation and not of a caller's
            // tensor; memory that was placed has a value and was left out above. Nobody holds a view.
            unsafe { data.as_ptr().write_bytes(0, len) };
        }
        Ok(())
    }

    /// A copy of what every input holds now, in order; empty for strings and constants, because an
    /// allocation does not touch them. Nothing at all before the first allocation.
    pub(super) fn keep_inputs(
        &self,
        handle: &Handle,
        signature: &SignatureInfo,
    ) -> Result<Vec<Vec<u8>>> {
        if self.state == State::Unallocated {
            return Ok(Vec::new());
        }
        let keep = |input: Result<(Slot<'_>, RawTensor)>| {
            let (slot, tensor) = input?;
            if !is_numeric(slot) {
                return Ok(Vec::new());
            }
            let held = self.view(handle, slot, tensor)?.bytes();
            fallible::copied(held, format_args!("what {slot} holds"))
        };
        self.every_input(handle, signature).map(keep).collect()
    }

    /// Writes back what [`keep_inputs`](Self::keep_inputs) returned. Tensors are allocated.
    pub(super) fn restore_inputs(
        &mut self,
        handle: &Handle,
        signature: &SignatureInfo,
        kept: &[Vec<u8>],
    ) -> Result<()> {
        for (input, bytes) in self.every_input(handle, signature).zip(kept) {
            let (slot, tensor) = input?;
            if !bytes.is_empty() {
                let (shape, data, len) = handle.checked_data(slot, tensor)?;
                // SAFETY: as in `Graph::input_mut`; `&mut self` is held, and the view ends here.
                let data = unsafe { std::slice::from_raw_parts_mut(data.as_ptr(), len) };
                TensorMut::new(slot, shape, data).copy_from_bytes(bytes)?;
            }
        }
        Ok(())
    }

    /// Looks at what kernels would take on trust.
    ///
    /// They take as many strings from a tensor as its shape says, and read past its end if it holds
    /// fewer: if nobody wrote it, or it was resized since.
    pub(super) fn check_values(&self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        for input in self.every_input(handle, signature) {
            let (slot, tensor) = input?;
            match slot.info.element_type() {
                ElementType::Bool => self.view(handle, slot, tensor)?.expect_bools()?,
                ElementType::String => {
                    let input = self.view(handle, slot, tensor)?;
                    let held = input.strings()?.len();
                    if input.shape().num_elements() != Some(held) {
                        let message = format!("it holds {held} strings; call write_strings()");
                        return Err(slot.shape_mismatch(input.shape(), message));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Looks at the values that some kernels would end the process for.
    pub(super) fn check_guards(&self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        self.guards.check(&handle.model, |position| {
            let info = signature.inputs().get(position)?;
            let slot = Slot {
                what: "input",
                position,
                info,
            };
            self.view(handle, slot, self.raw_input(handle, slot).ok()?)
                .ok()
        })
    }
}

/// True if it is an input whose value lies in memory that an allocation may move.
fn is_numeric(slot: Slot<'_>) -> bool {
    slot.info.element_type() != ElementType::String && !slot.info.is_constant()
}
