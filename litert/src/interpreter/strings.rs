//! Writing strings into inputs.

use std::ffi::c_char;

use litert_sys::Family;

use super::{Interpreter, graph};
use crate::engine::checked_shape;
use crate::error::{Error, Result};
use crate::fallible;
use crate::tensor::{TensorKey, bytes_of_each, encoded_strings_len};

impl Interpreter {
    pub(super) fn write_strings_of<S: AsRef<[u8]>>(
        &mut self,
        index: usize,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        let functions = *self.handle.api.opaque_tensor.as_ref().map_err(|missing| {
            Error::missing("writing strings", missing, Family::TfLite.remedy())
        })?;
        let model = self.handle.model.clone();
        let info = &model.signatures()[self.graphs[index].signature];
        let slot = graph::find("input", info.inputs(), input)?;
        slot.expect_strings()?;
        let shape = checked_shape(slot, shape)?;
        if shape.num_elements() != Some(strings.len()) {
            let message = format!("{} strings do not fill the shape {shape}", strings.len());
            return Err(slot.shape_mismatch(slot.info.shape_signature(), message));
        }
        let what = format!("{} strings for {slot}", strings.len());
        let strings = bytes_of_each(strings, &what)?;
        // Offsets inside a string tensor have 32 bits.
        let Some(len) = encoded_strings_len(&strings) else {
            return Err(slot.shape_mismatch(shape, "the strings exceed two gigabytes".to_owned()));
        };
        let pointers = strings.iter().map(|string| string.as_ptr().cast());
        let pointers: Vec<*const c_char> = fallible::collected(pointers, &what)?;
        // Each is below the sum, which was compared with the largest `i32`.
        let lengths = strings.iter().map(|string| string.len() as i32);
        let lengths: Vec<i32> = fallible::collected(lengths, &what)?;
        // Room for other strings means new memory for every tensor. Nobody who writes one input
        // expects the others to be cleared.
        let kept = self.graphs[index].keep_inputs(&self.handle, info)?;
        self.resize_of(index, slot.position, shape.dims())?;
        self.allocate_of(index)?;
        let tensor = self.graphs[index].raw_input(&self.handle, slot)?;
        // Where it finds no memory, the runtime ends the process. It gathers text and offsets in
        // vectors, which double when they are full, and copies them into the tensor.
        fallible::expect_room(3 * len + 24 * strings.len(), &what)?;
        // SAFETY: a string tensor of this interpreter, which is alive. Both arrays were made of the
        // slices in `strings` and have as many entries as stated. The slices borrow the caller's
        // strings until this function returns, and the runtime copies what they point to.
        let status = unsafe {
            (functions.TfLiteOpaqueTensorWriteStrings)(
                tensor.0.cast(),
                pointers.as_ptr(),
                strings.len() as i32,
                lengths.as_ptr(),
            )
        };
        self.handle
            .check("TfLiteOpaqueTensorWriteStrings", status)?;
        if shape.rank() != 1 {
            // Writing made the tensor a vector; give it back its shape. The strings stay.
            self.resize_of(index, slot.position, shape.dims())?;
            self.allocate_of(index)?;
        }
        self.graphs[index].restore_inputs(&self.handle, info, &kept)
    }
}
