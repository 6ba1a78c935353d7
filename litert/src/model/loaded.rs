//! A model in memory, ready for either engine.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::bytes::{ModelBytes, ModelSource};
use super::metadata::ModelMetadata;
use super::{
    InvalidModel, Labels, ModelInfo, ModelView, Repair, SignatureInfo, ValueHazard, Vouched,
};
use crate::error::{Error, InvalidModelError, Result};

/// A `.tflite` model: its bytes, verified, and what they say.
///
/// Cheap to clone, and good for both engines; each engine made from it keeps the bytes alive.
/// Bytes are checked before any native code sees them, because the native libraries check too
/// little: a damaged file must end in an error, not in a crash.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// for input in model.default_signature().inputs() {
///     println!("{}: {} {}", input.name(), input.element_type(), input.shape_signature());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Model(Arc<Inner>);

struct Inner {
    name: String,
    info: ModelInfo,
    bytes: ModelBytes,
    repairs: Vec<Repair>,
    vouched: Vouched,
}

impl Model {
    pub(super) const IN_MEMORY: &'static str = "a model in memory";

    /// Reads a model from a file.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::OutOfMemory`] if there is no memory for it,
    /// [`Error::InvalidModel`] if it is no valid model.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Self::checked(ModelBytes::read(path)?, path.display().to_string())
    }

    /// Maps a model file into memory instead of reading it, so that pages are loaded when they are
    /// first used and shared between processes. A model with [repairs](Model::repairs) is copied to memory
    /// after all, and the file is left alone.
    ///
    /// # Errors
    /// As for [`Model::from_file`].
    ///
    /// # Safety
    /// Nobody may change or shorten the file for as long as the model, or an engine made from it,
    /// exists: the bytes are checked once and trusted afterwards, and a page that is gone ends the
    /// process.
    #[cfg(feature = "mmap")]
    pub unsafe fn map_file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        // SAFETY: passed on to the caller.
        Self::checked(
            unsafe { ModelBytes::map(path) }?,
            path.display().to_string(),
        )
    }

    /// Takes a model from memory: a vector, a slice, an `Arc<[u8]>`, an
    /// [`AlignedBuffer`](crate::AlignedBuffer). Bytes that are not aligned to 64 are copied to memory
    /// that is.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if they are no valid model, [`Error::OutOfMemory`] if there is no
    /// memory for a copy.
    pub fn from_bytes<'a>(bytes: impl Into<ModelSource<'a>>) -> Result<Self> {
        let bytes = ModelBytes::from_source(bytes.into())?;
        Self::checked(bytes, Self::IN_MEMORY.to_owned())
    }

    /// Takes a model from memory without the check: only that it can be read is made sure of. The bytes
    /// are used as they are, without [repairs](Self::repairs), and nothing is looked at before runs and
    /// resizes. [`ModelOptions::allow`](crate::ModelOptions::allow) leaves out a single rule.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if parts of the file lie outside of it, [`Error::OutOfMemory`] if there is
    /// no memory for a copy.
    ///
    /// # Safety
    /// The native libraries believe what a model says: they end the process, or read and write memory that
    /// is not theirs, for one that is wrong. The caller knows that this model is right, and stays so for
    /// all inputs and shapes that it will get.
    pub unsafe fn from_bytes_unverified<'a>(bytes: impl Into<ModelSource<'a>>) -> Result<Self> {
        let bytes = ModelBytes::from_source(bytes.into())?;
        Self::verified(bytes, Self::IN_MEMORY.to_owned(), Vouched::all())
    }

    /// Takes a model that is part of the program, without copying it if it is aligned to 64 bytes;
    /// [`include_model!`](crate::include_model) sees to that.
    ///
    /// # Errors
    /// As for [`Model::from_bytes`].
    pub fn from_static(bytes: &'static [u8]) -> Result<Self> {
        let bytes = ModelBytes::from_static(bytes)?;
        Self::checked(bytes, "an embedded model".to_owned())
    }

    fn checked(bytes: ModelBytes, name: String) -> Result<Self> {
        Self::verified(bytes, name, Vouched::default())
    }

    /// For all rules but those that somebody vouches for.
    pub(super) fn verified(bytes: ModelBytes, name: String, vouched: Vouched) -> Result<Self> {
        let invalid = |reason| invalid(name.clone(), reason);
        let view = ModelView::vouched(bytes.as_slice(), &vouched).map_err(invalid)?;
        let repairs = match vouched.is_all() {
            true => Vec::new(),
            false => view.repairs(),
        };
        if repairs.is_empty() {
            let info = ModelInfo::from_view(&view);
            let inner = Inner {
                name,
                info,
                bytes,
                repairs,
                vouched,
            };
            return Ok(Self(Arc::new(inner)));
        }
        for repair in &repairs {
            log::warn!("{name} is changed in memory: {repair}");
        }
        let mended = view.mended_vouched(&repairs, &vouched).map_err(invalid)?;
        let mended = ModelBytes::copy_of(&mended)?;
        let view = ModelView::vouched(mended.as_slice(), &vouched).map_err(invalid)?;
        let info = ModelInfo::from_view(&view);
        Ok(Self(Arc::new(Inner {
            name,
            info,
            bytes: mended,
            repairs,
            vouched,
        })))
    }

    /// # Safety
    /// As for [`ModelOptions::allow`](crate::ModelOptions::allow).
    pub(crate) unsafe fn from_bytes_vouched(bytes: &[u8], vouched: Vouched) -> Result<Self> {
        Self::verified(
            ModelBytes::copy_of(bytes)?,
            Self::IN_MEMORY.to_owned(),
            vouched,
        )
    }

    /// The rules that this model was [allowed](crate::ModelOptions::allow) to break.
    pub fn allowed(&self) -> &[String] {
        self.0.vouched.as_names()
    }

    /// The rules that the caller vouches for.
    pub(crate) fn vouched(&self) -> &Vouched {
        &self.0.vouched
    }

    /// What was changed in a copy of the bytes because the libraries would read past the end of a list or
    /// follow a null pointer where the file's meaning is plain: a scale for all channels where a kernel
    /// takes one for each, a bias that is not there. Empty for nearly all models, which are used as they
    /// are. [`as_bytes`](Self::as_bytes) gives the bytes with the changes; each is logged as a warning.
    pub fn repairs(&self) -> &[Repair] {
        &self.0.repairs
    }

    /// The operators that end the process, or leave their memory, for some values that they may get:
    /// [`ModelView::hazards`]. Where such values come from inputs, a run with them is an error.
    pub fn hazards(&self) -> Vec<ValueHazard> {
        self.view().hazards()
    }

    /// The bytes of the whole file, with its [repairs](Self::repairs).
    pub fn as_bytes(&self) -> &[u8] {
        self.0.bytes.as_slice()
    }

    /// Inputs, outputs, signatures and needs.
    pub fn info(&self) -> &ModelInfo {
        &self.0.info
    }

    /// Everything else that is in the file: subgraphs, operators, tensors, metadata. Costs nothing: the
    /// bytes were verified when the model was made.
    pub fn view(&self) -> ModelView<'_> {
        // SAFETY: `verified` has had the structure of these bytes checked, and nobody changes them: they
        // are owned, or lent as shared, or mapped by a caller who promised that.
        unsafe { ModelView::of_checked(self.as_bytes()) }
    }

    /// All signatures, in the order of the file; at least one. A file without signatures has one
    /// that stands for its main graph.
    pub fn signatures(&self) -> &[SignatureInfo] {
        self.info().signatures()
    }

    /// The signature that engines use unless told otherwise: the main graph's.
    pub fn default_signature(&self) -> &SignatureInfo {
        self.info().default_signature()
    }

    /// The class names that are attached to the model; `None` if there are none.
    ///
    /// Compressed files are read with the feature `metadata`.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if there are names, but the file that has them cannot be read.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let labels = model.labels()?.expect("it has names");
    /// assert_eq!(labels.get(7), Some("7"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn labels(&self) -> Result<Option<Labels>> {
        self.view().labels().map_err(|reason| self.invalid(reason))
    }

    /// The description that the model's authors attached: names, authors, how to prepare inputs.
    /// `None` if there is none.
    ///
    /// # Errors
    /// [`Error::InvalidModel`] if the description is damaged.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
    /// let metadata = model.metadata()?.expect("it has a description");
    /// let image = &metadata.subgraphs[0].inputs[0];
    /// // What an image of bytes has to become before `write_f32`.
    /// let normalization = image.normalization.as_ref().expect("it says how");
    /// assert_eq!(normalization.apply(255.0, 0), 1.0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn metadata(&self) -> Result<Option<ModelMetadata>> {
        let metadata = self.view().model_metadata();
        metadata.map_err(|reason| self.invalid(reason))
    }

    fn invalid(&self, reason: InvalidModel) -> Error {
        invalid(self.name().to_owned(), reason)
    }

    /// Where the model came from, as error messages call it.
    pub fn name(&self) -> &str {
        &self.0.name
    }
}

fn invalid(model: String, reason: InvalidModel) -> Error {
    Error::InvalidModel(Box::new(InvalidModelError { model, reason }))
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "model {}", self.0.name)
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.0.name)
            .field("bytes", &self.as_bytes().len())
            .field("signatures", &self.signatures())
            .finish()
    }
}

/// Embeds a model file in the program, aligned so that it is used where it lies.
///
/// The path is relative to the source file, as for `include_bytes!`. The result is that of
/// [`Model::from_static`](crate::Model::from_static).
///
/// ```standalone_crate
/// # fn main() -> litert::Result<()> {
/// let model = litert::include_model!("../../../models/tiny/add.tflite")?;
/// assert_eq!(model.default_signature().outputs().len(), 1);
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! include_model {
    ($path:expr $(,)?) => {{
        #[repr(C, align(64))]
        struct Aligned<T: ?Sized>(T);
        static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!($path));
        $crate::Model::from_static(&BYTES.0)
    }};
}

const _: () = {
    const fn assert_send_sync<T: Send + Sync + 'static>() {}
    assert_send_sync::<Model>();
};
