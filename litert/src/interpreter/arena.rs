//! Whether there is memory for tensors, where the runtime does not say.
//!
//! TensorFlow Lite 2.17 does not look whether it was given the memory that it asked for: tensors
//! then lie at addresses counted from zero, and memory that grows is copied there, which ends the
//! process. Later versions report a failure.

use super::graph::Graph;
use super::handle::Handle;
use crate::error::Result;
use crate::fallible;
use crate::model::SignatureInfo;
use crate::tensor::Slot;
use crate::types::ElementType;

/// Heap addresses are above this on the supported systems. TensorFlow Lite 2.17 gives an offset from null
/// where its allocation failed, which is below; an address below is confirmed by a trial allocation.
const LOW: usize = if usize::BITS == 64 { 1 << 32 } else { 1 << 26 };

impl Graph {
    /// Before an allocation: that there is memory for all values, each with a place of its own, were
    /// they to grow as the inputs did. Inputs that are `holding` a value elsewhere do not count.
    pub(super) fn expect_room(
        &self,
        handle: &Handle,
        signature: &SignatureInfo,
        holding: &[usize],
    ) -> Result<()> {
        if !is_blind(handle) {
            return Ok(());
        }
        let (mut now, mut stated) = (0_u64, 0_u64);
        for input in self.every_input(handle, signature) {
            let (slot, tensor) = input?;
            if has_fixed_size(slot) && !holding.contains(&slot.info.index()) {
                let count = handle.shape_of(tensor)?.num_elements().unwrap_or(0);
                let len = slot.info.element_type().byte_len(count);
                now = now.saturating_add(len.unwrap_or(0) as u64);
                stated = stated.saturating_add(slot.info.byte_len().unwrap_or(0) as u64);
            }
        }
        let all = u128::from(handle.model.info().tensor_bytes());
        let grown = all * u128::from(now) / u128::from(stated.max(1));
        let needed = usize::try_from(grown.max(u128::from(now))).unwrap_or(usize::MAX);
        fallible::expect_room(needed, format_args!("the tensors of {}", handle.model))
    }

    /// After an allocation: that it found memory.
    pub(super) fn expect_memory(&self, handle: &Handle, signature: &SignatureInfo) -> Result<()> {
        if !is_blind(handle) {
            return Ok(());
        }
        let mut reach = 0_usize;
        let inputs = self.every_input(handle, signature);
        for tensor in inputs.chain(self.every_output(handle, signature)) {
            let (slot, tensor) = tensor?;
            if !has_fixed_size(slot) {
                continue;
            }
            let (address, len) = handle.raw_data_of(tensor);
            if len > 0 && address < LOW {
                reach = reach.max(address.saturating_add(len));
            }
        }
        // A failed allocation was at least as large. If that much can be allocated now, none failed.
        fallible::expect_room(reach, format_args!("the tensors of {}", handle.model))
    }
}

fn is_blind(handle: &Handle) -> bool {
    let version = &handle.api.version;
    (version.major, version.minor) <= (2, 17)
}

/// True if it lies among the others: constants and strings do not.
fn has_fixed_size(slot: Slot<'_>) -> bool {
    slot.info.element_type() != ElementType::String && !slot.info.is_constant()
}
