//! What a model says about itself, gathered once.

use litert::Model;
use litert::model::metadata::{SubgraphMetadata, TensorMetadata};
use litert::model::{ExporterNotes, Labels, ModelView, TensorInfo};
use litert::types::Shape;

use crate::error::{Error, Result};
use crate::geometry::Size;
use crate::image_input::{ImageInput, Layout};

/// What heads are found by.
pub(crate) struct Facts<'a> {
    name: &'a str,
    pub(crate) view: ModelView<'a>,
    pub(crate) inputs: &'a [TensorInfo],
    pub(crate) outputs: &'a [TensorInfo],
    /// The size of the picture that goes in, if there is one input and it takes one.
    pub(crate) picture: Option<Size>,
    /// Whether the channels of that picture come before its rows.
    pub(crate) is_nchw: bool,
    pub(crate) notes: Option<ExporterNotes>,
    pub(crate) graph: Option<SubgraphMetadata>,
    pub(crate) labels: Option<Labels>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(model: &'a Model) -> Result<Self> {
        let signature = model.default_signature();
        let view = model.view();
        let notes = view
            .exporter_notes()
            .map_err(|error| damaged(model, &error))?;
        let metadata = model.metadata()?.unwrap_or_default();
        let input = match signature.inputs() {
            [_] => ImageInput::of(model, 0).ok(),
            _ => None,
        };
        Ok(Self {
            name: model.name(),
            view,
            inputs: signature.inputs(),
            outputs: signature.outputs(),
            picture: input.as_ref().and_then(ImageInput::size),
            is_nchw: input.and_then(|input| input.layout()) == Some(Layout::Nchw),
            notes,
            graph: metadata.subgraphs.into_iter().next(),
            labels: model.labels()?,
        })
    }

    /// What the metadata says about output `position`.
    pub(crate) fn described(&self, position: usize) -> Option<&TensorMetadata> {
        let info = self.outputs.get(position)?;
        let mut graph = self.view.main_subgraph().outputs();
        let place = graph.position(|tensor| tensor.index() == info.index())?;
        self.graph.as_ref()?.outputs.get(place)
    }

    pub(crate) fn shape(&self, position: usize) -> Option<Shape> {
        Some(self.outputs.get(position)?.shape())
    }

    /// The outputs as an error tells them.
    pub(crate) fn shapes(&self) -> String {
        told(self.outputs)
    }

    pub(crate) fn error(&self, task: &str, tried: &[(&str, String)]) -> Error {
        let mut text = format!(
            "{} is no model for {task}: its inputs are {}, its outputs {}. Tried:",
            self.name,
            told(self.inputs),
            self.shapes()
        );
        for (name, why) in tried {
            text.push_str(&format!("\n  {name}: {why}"));
        }
        text.push_str("\nIf the outputs are one of these, say so with a head of your own");
        Error::model(text)
    }
}

/// A part of a model that is damaged.
pub(crate) fn damaged(model: &Model, error: &litert::model::InvalidModel) -> Error {
    Error::model(format!("{}: {error}", model.name()))
}

/// Types and shapes; no more than a person reads.
fn told(tensors: &[TensorInfo]) -> String {
    const MOST: usize = 8;
    let each = tensors.iter().take(MOST);
    let each = each.map(|it| format!("{} {}", it.element_type(), it.shape_signature()));
    let mut text = each.collect::<Vec<_>>().join(", ");
    if tensors.len() > MOST {
        text.push_str(&format!(" and {} more", tensors.len() - MOST));
    }
    if tensors.is_empty() {
        text.push_str("none");
    }
    text
}
