//! What a test says that a model gives.

use litert::types::{ElementType, Shape};

/// A run of a model, as [`FakeRuntime::on_run`](crate::FakeRuntime::on_run) sees it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Run {
    /// The key of the signature; empty for a model without any.
    pub signature: String,
    /// What the application wrote.
    pub inputs: Vec<RunTensor>,
    /// What the application will read: zeros so far.
    pub outputs: Vec<RunTensor>,
}

/// An input or output of a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RunTensor {
    /// The name in the signature, or the tensor's own.
    pub name: String,
    /// The type of its elements.
    pub element_type: ElementType,
    /// Its shape in this run.
    pub shape: Shape,
    /// Its elements, in the machine's byte order. The length does not change.
    pub bytes: Vec<u8>,
}

impl RunTensor {
    /// The elements of a float32 tensor.
    pub fn to_f32(&self) -> Vec<f32> {
        let four = self.bytes.chunks_exact(4);
        four.map(|four| f32::from_ne_bytes([four[0], four[1], four[2], four[3]]))
            .collect()
    }

    /// Sets the elements of a float32 tensor: as many as there are, or as are given.
    pub fn set_f32(&mut self, values: &[f32]) {
        for (four, value) in self.bytes.chunks_exact_mut(4).zip(values) {
            four.copy_from_slice(&value.to_ne_bytes());
        }
    }
}

/// The function that a test gives.
pub(crate) type Hook =
    std::sync::Arc<std::sync::Mutex<dyn FnMut(&mut Run) -> Result<(), String> + Send>>;
