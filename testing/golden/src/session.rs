//! What an engine has to offer to be driven through a case.

/// Which input or output is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<'a> {
    /// Position in the order of the subgraph. Not that of the interpreter's signature runner,
    /// which sorts the names.
    pub index: usize,
    /// Name in the signature, where the case runs one: the way to find it then, in every engine.
    pub name: Option<&'a str>,
}

/// An output as an engine gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputData {
    /// Packed little-endian elements; strings as [`crate::encode_strings`] lays them out.
    pub bytes: Vec<u8>,
    /// The shape after the run.
    pub shape: Vec<i32>,
    /// Name of the element type, see [`crate::DType::parse`].
    pub dtype: String,
}

/// A fresh instance of one model (and, where the case names one, of one signature).
///
/// Opening it must not allocate tensors: some models need gigabytes unless they are resized first.
/// Errors are the engine's own texts, complete: they are searched for the words of the manifest.
pub trait Session {
    /// Gives these inputs these shapes. Always followed by [`Session::allocate`].
    ///
    /// # Errors
    ///
    /// What the engine says.
    fn resize_inputs(&mut self, shapes: &[(Slot<'_>, Vec<i32>)]) -> Result<(), String>;

    /// Allocates the tensors, or makes the buffers: before the first run, and after each resize.
    ///
    /// # Errors
    ///
    /// What the engine says.
    fn allocate(&mut self) -> Result<(), String>;

    /// Sets the variable tensors back to their first values.
    ///
    /// # Errors
    ///
    /// What the engine says; also that it cannot.
    fn reset_variables(&mut self) -> Result<(), String>;

    /// Fills an input. For strings the bytes are to be taken apart by [`crate::decode_strings`].
    ///
    /// # Errors
    ///
    /// What the engine says.
    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> Result<(), String>;

    /// Runs the model once.
    ///
    /// # Errors
    ///
    /// What the engine says.
    fn invoke(&mut self) -> Result<(), String>;

    /// Reads an output of the last run.
    ///
    /// # Errors
    ///
    /// What the engine says.
    fn output(&mut self, slot: Slot<'_>) -> Result<OutputData, String>;
}
