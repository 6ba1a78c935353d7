//! A read-only view of a `.tflite` file, in pure Rust and without copying.
//!
//! [`ModelView::new`] checks the whole file once; after that every getter is cheap and cannot fail.
//! No native library is needed.

mod graph;
mod metadata;
mod operator;
mod signature;
mod tensor;

use std::borrow::Cow;
use std::fmt;

pub use graph::SubgraphView;
pub use metadata::MetadataEntry;
pub use operator::{OperatorCodeView, OperatorView};
pub use signature::{SignatureTensor, SignatureView};
pub use tensor::TensorView;

use super::error::InvalidModel;
use super::{schema, verify};

/// The bytes of a `.tflite` file that have been checked to be a model.
///
/// The view borrows the bytes and is as cheap to copy as a reference.
///
/// ```
/// use litert_model::ModelView;
///
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = ModelView::new(&bytes)?;
/// for input in model.main_subgraph().inputs() {
///     println!("{} {} {}", input.name(), input.element_type(), input.shape());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct ModelView<'a> {
    root: schema::Model<'a>,
}

impl<'a> ModelView<'a> {
    /// Checks `bytes`, which must be the whole file: data behind the flatbuffer is part of the
    /// model too.
    ///
    /// Passing the check means more than the native check does. Not only does every offset lie in
    /// the file, but also every index names something that exists, every shape fits its data, and
    /// nothing is left that is known to crash the runtimes. The time this takes depends on the
    /// number of tensors and operators and not on the size of the weights.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] says what is wrong and where.
    pub fn new(bytes: &'a [u8]) -> Result<Self, InvalidModel> {
        Self::vouched(bytes, &verify::Vouched::default())
    }

    /// Checks only that the file can be read: every offset lies in it. What it says may be nonsense, but
    /// to look at it is safe; no native library must see it.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] says what is wrong and where.
    pub fn unverified(bytes: &'a [u8]) -> Result<Self, InvalidModel> {
        let root = verify::structure(bytes)?;
        Ok(Self { root })
    }

    /// The same as [`new`](Self::new), but for the rules that somebody vouches for.
    #[doc(hidden)]
    pub fn vouched(bytes: &'a [u8], vouched: &verify::Vouched) -> Result<Self, InvalidModel> {
        let view = Self::unverified(bytes)?;
        if !vouched.is_all() {
            verify::meaning(view, vouched)?;
        }
        Ok(view)
    }

    /// The names of the rules that a readable file may be refused for, sorted:
    /// [`InvalidModel::name`].
    pub fn rules() -> Vec<&'static str> {
        verify::rules()
    }

    /// The same view once more, without checking again.
    ///
    /// # Safety
    /// [`unverified`](Self::unverified) or [`new`](Self::new) has accepted the same bytes.
    #[doc(hidden)]
    pub unsafe fn of_checked(bytes: &'a [u8]) -> Self {
        // SAFETY: both check the structure.
        let root = unsafe { schema::checked_root::<schema::Model<'a>>(bytes) };
        Self { root }
    }

    /// Checks what only `CompiledModel` stumbles over, on top of what [`new`](Self::new) checks.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] names what LiteRT would crash on where TensorFlow Lite would not.
    pub fn check_for_compiled_model(self) -> Result<(), InvalidModel> {
        verify::compiled_model(self).map_err(|error| error.of_rule("compiled-model"))
    }

    /// The whole file.
    pub fn bytes(self) -> &'a [u8] {
        self.root.raw().file()
    }

    pub(crate) fn root(self) -> schema::Model<'a> {
        self.root
    }

    /// The version of the file format; 3 for every model that passes the check.
    pub fn schema_version(self) -> u32 {
        self.root.version()
    }

    /// What the converter noted about the model.
    pub fn description(self) -> Option<Cow<'a, str>> {
        self.root.description().map(schema::Text::text)
    }

    /// The number of graphs; at least 1.
    pub fn subgraph_count(self) -> usize {
        self.root.subgraphs().map_or(0, schema::Tables::len)
    }

    /// Graph `index`.
    pub fn subgraph(self, index: usize) -> Option<SubgraphView<'a>> {
        let table = self.root.subgraphs()?.get(index)?;
        Some(SubgraphView::new(self, index, table))
    }

    /// All graphs. The first is the main one; the others are called by control flow operators or by
    /// their own signatures.
    pub fn subgraphs(self) -> impl Iterator<Item = SubgraphView<'a>> + Clone {
        (0..self.subgraph_count()).filter_map(move |index| self.subgraph(index))
    }

    /// The graph that runs when nothing else is asked for.
    pub fn main_subgraph(self) -> SubgraphView<'a> {
        // The check refuses models without graphs, so the fallback is never seen; it only spares us
        // a panic path.
        self.subgraph(0)
            .unwrap_or_else(|| SubgraphView::empty(self))
    }

    /// The number of kinds of operators.
    pub fn operator_code_count(self) -> usize {
        self.root.operator_codes().map_or(0, schema::Tables::len)
    }

    /// Kind `index` of operators.
    pub fn operator_code(self, index: usize) -> Option<OperatorCodeView<'a>> {
        let table = self.root.operator_codes()?.get(index)?;
        Some(OperatorCodeView::new(index, table))
    }

    /// All kinds of operators that the model may use.
    pub fn operator_codes(self) -> impl Iterator<Item = OperatorCodeView<'a>> + Clone {
        (0..self.operator_code_count()).filter_map(move |index| self.operator_code(index))
    }

    /// The number of signatures that the file stores.
    pub fn signature_count(self) -> usize {
        self.root.signature_defs().map_or(0, schema::Tables::len)
    }

    /// Signature `index`.
    pub fn signature(self, index: usize) -> Option<SignatureView<'a>> {
        let table = self.root.signature_defs()?.get(index)?;
        Some(SignatureView::new(self, index, table))
    }

    /// All signatures, in the order of the file. Many models have none.
    pub fn signatures(self) -> impl Iterator<Item = SignatureView<'a>> + Clone {
        (0..self.signature_count()).filter_map(move |index| self.signature(index))
    }

    /// The number of constant buffers, counting the empty first one that every model has.
    pub fn buffer_count(self) -> usize {
        self.root.buffers().map_or(0, schema::Tables::len)
    }

    /// The bytes of buffer `index`, wherever in the file they are; `None` if it holds none.
    pub fn buffer(self, index: usize) -> Option<&'a [u8]> {
        let buffer = self.root.buffers()?.get(index)?;
        if let Some(data) = buffer.data() {
            return Some(data.bytes());
        }
        self.outside(buffer.offset(), buffer.size())
    }

    /// Whether weights or options lie behind the flatbuffer, as in files of more than 2 GB. TensorFlow Lite
    /// 2.17 and older find none of them when called through C.
    pub fn has_outside_data(self) -> bool {
        let buffers = self.root.buffers().into_iter();
        let operators = self.subgraphs().flat_map(SubgraphView::operators);
        let mut options = operators.map(|it| it.table().large_custom_options_offset());
        let mut weights = buffers.flat_map(schema::Tables::iter).map(|it| it.offset());
        weights.any(|offset| offset > 1) || options.any(|offset| offset > 1)
    }

    /// Bytes behind the flatbuffer; offsets 0 and 1 mean that there are none.
    pub(super) fn outside(self, offset: u64, size: u64) -> Option<&'a [u8]> {
        if offset <= 1 {
            return None;
        }
        let start = usize::try_from(offset).ok()?;
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        self.bytes().get(start..end)
    }
}

impl fmt::Debug for ModelView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelView")
            .field("bytes", &self.bytes().len())
            .field("subgraphs", &self.subgraph_count())
            .field("signatures", &self.signature_count())
            .finish_non_exhaustive()
    }
}

/// A stored index as one to use; negative ones are none.
fn index(stored: i32) -> Option<usize> {
    usize::try_from(stored).ok()
}
