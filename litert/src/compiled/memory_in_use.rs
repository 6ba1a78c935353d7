//! Which kind of memory each input and output of a signature was run with.

use super::buffer_type::BufferType;
use super::handle::Handle;
use super::io::Side;
use crate::error::{Error, Result};
use crate::tensor::Slot;

/// The kinds of memory that inputs and outputs were run with first, and have to stay with.
///
/// The runtime keeps the last device buffer of each tensor registered. When host memory comes after
/// it, LiteRT 2.1.6 computes with what the device buffer holds, and later releases copy the host's
/// data into it, although it is the caller's. The other way round the runtime refuses to run.
pub(super) struct MemoryInUse {
    inputs: Vec<Option<BufferType>>,
    outputs: Vec<Option<BufferType>>,
    all_host: bool,
}

impl MemoryInUse {
    pub(super) fn new(inputs: usize, outputs: usize) -> Self {
        Self {
            inputs: vec![None; inputs],
            outputs: vec![None; outputs],
            all_host: false,
        }
    }

    /// Takes note of a buffer for `slot`.
    pub(super) fn set(&mut self, side: Side, slot: Slot<'_>, given: BufferType) -> Result<()> {
        let kinds = match side {
            Side::Input => &mut self.inputs,
            Side::Output => &mut self.outputs,
        };
        match kinds.get_mut(slot.position) {
            Some(kind) => match *kind {
                Some(before) if before != given => Err(changed(slot, before, given)),
                Some(_) => Ok(()),
                None => {
                    *kind = Some(given);
                    Ok(())
                }
            },
            None => Ok(()),
        }
    }

    /// Takes note of a run on the compiled model's own buffers. Cheap but for the first time.
    pub(super) fn all_host(&mut self, handle: &Handle, signature: usize) -> Result<()> {
        if self.all_host {
            return Ok(());
        }
        let info = &handle.model.signatures()[signature];
        for (side, tensors) in [(Side::Input, info.inputs()), (Side::Output, info.outputs())] {
            for (position, info) in tensors.iter().enumerate() {
                let what = side.what();
                let slot = Slot {
                    what,
                    position,
                    info,
                };
                self.set(side, slot, BufferType::HostMemory)?;
            }
        }
        self.all_host = true;
        Ok(())
    }
}

#[cold]
fn changed(slot: Slot<'_>, before: BufferType, given: BufferType) -> Error {
    Error::unsupported(
        format!("{slot} in {given} after runs with {before}"),
        "CompiledModel, which keeps each input and output to one kind of memory",
        "compile the model once more for the other kind",
    )
}
