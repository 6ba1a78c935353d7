//! The tables of the `.tflite` format, field by field, in our own words.
//!
//! Only what this crate reads is listed. Whatever else a file holds (the options of most operators,
//! for example) is left to the verifier inside the native libraries.

mod metadata;
mod options;
pub(crate) mod table;
mod tflite;
pub(crate) mod wire;

pub(crate) use metadata::{
    AssociatedFile, BoundingBoxProperties, Content, CustomMetadata, DetectorOptions, ModelMetadata,
    ProcessUnit, SegmenterOptions, SubGraphMetadata, TensorGroup, TensorMetadata,
};
pub(crate) use options::{StridedSliceOptions, SubgraphRefs, SubgraphUse};
pub(crate) use tflite::{
    DimensionMetadata, Model, Operator, OperatorCode, QuantizationParameters, SignatureDef,
    SparsityParameters, SubGraph, Tensor, TensorMap,
};
pub(crate) use wire::{Scalars, Tables, Text, checked_root, root};
