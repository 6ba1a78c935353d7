//! What stands between a model and an engine, told from the file alone.

use std::fmt;

use super::ModelView;
use super::needs::{DISPATCH, EDGETPU, FLEX};
use super::providers::Provider;
use super::reader::{SubgraphView, TensorView};
use super::shape_flow::{self, UnresolvedKind};
use super::shape_infer;
use crate::types::{ElementType, Shape};

/// Which of the two official engines: a choice, not an engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EngineKind {
    /// TensorFlow Lite's.
    #[default]
    Interpreter,
    /// LiteRT's own, with its accelerators.
    CompiledModel,
}

impl EngineKind {
    /// What the safe crate calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interpreter => "Interpreter",
            Self::CompiledModel => "CompiledModel",
        }
    }
}

impl fmt::Display for EngineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something that keeps an engine from running a model as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// It runs once something is added; the text says what.
    Needs(String),
    /// It cannot run; the text says why.
    Refused(String),
}

impl Obstacle {
    /// What is missing or wrong.
    pub fn message(&self) -> &str {
        match self {
            Self::Needs(message) | Self::Refused(message) => message,
        }
    }

    /// Whether nothing can be done about it.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Needs(message) => write!(f, "needs {message}"),
            Self::Refused(message) => f.write_str(message),
        }
    }
}

impl ModelView<'_> {
    /// What keeps `engine` from running this model as it is; empty if nothing is
    /// known to. No library is asked, so an old one may miss operators that newer ones have. Custom
    /// operators that every library has are none: see [`provided_operators`](Self::provided_operators).
    ///
    /// ```
    /// use litert_model::{EngineKind, ModelView};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bytes = std::fs::read("../models/tiny/strings.tflite")?;
    /// let model = ModelView::new(&bytes)?;
    /// assert!(model.obstacles(EngineKind::Interpreter).is_empty());
    /// for obstacle in model.obstacles(EngineKind::CompiledModel) {
    ///     println!("CompiledModel: {obstacle}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn obstacles(self, engine: EngineKind) -> Vec<Obstacle> {
        let mut found = operators(self, engine);
        found.extend(axes_that_are_none(self));
        if engine == EngineKind::CompiledModel {
            compiled_model(self, &mut found);
        }
        found
    }
}

fn operators(model: ModelView<'_>, engine: EngineKind) -> Vec<Obstacle> {
    let mut names: Vec<(String, bool)> = model
        .subgraphs()
        .flat_map(SubgraphView::operators)
        .filter_map(|operator| operator.code())
        .filter(|code| code.is_custom() || code.name().starts_with("UNKNOWN_"))
        .filter(|code| !(code.is_custom() && Provider::of(&code.name()).is_some()))
        .map(|code| (code.name().into_owned(), code.is_custom()))
        .collect();
    names.sort_unstable();
    names.dedup();
    let need = |(name, is_custom): (String, bool)| match name.as_str() {
        EDGETPU => Obstacle::Needs("the Edge TPU delegate, and the device".to_owned()),
        DISPATCH if engine == EngineKind::CompiledModel => Obstacle::Needs(
            "the NPU that it was compiled for, with its vendor's dispatch library".to_owned(),
        ),
        DISPATCH => Obstacle::Refused(
            "it was compiled for an NPU, which only CompiledModel reaches".to_owned(),
        ),
        _ if !is_custom => Obstacle::Needs(format!(
            "a runtime with built-in operator {}, which is newer than this crate, or damaged",
            name.trim_start_matches("UNKNOWN_")
        )),
        _ if name.starts_with(FLEX) => Obstacle::Needs(format!(
            "a runtime with the Flex delegate for the TensorFlow operator {name}; the official libraries have none"
        )),
        _ => Obstacle::Needs(format!(
            "the custom operator '{name}', registered or in a delegate"
        )),
    };
    names.into_iter().map(need).collect()
}

/// Bias tensors that name an axis which they do not have: both engines refuse the file, though only
/// one axis can be meant.
fn axes_that_are_none(model: ModelView<'_>) -> Option<Obstacle> {
    let is_none = |tensor: &TensorView<'_>| {
        let quantization = tensor.table().quantization();
        tensor.shape().rank() == 1
            && quantization.is_some_and(|it| {
                it.quantized_dimension() != 0 && it.scale().is_some_and(|scales| scales.len() > 0)
            })
    };
    let mut tensors = model.subgraphs().flat_map(SubgraphView::tensors);
    let tensor = tensors.find(is_none)?;
    Some(Obstacle::Refused(format!(
        "tensor {} '{}' has its scales along an axis that it does not have, which the runtimes \
         refuse",
        tensor.index(),
        tensor.name()
    )))
}

/// The same checks that `CompiledModel` makes when it is built and before it runs.
fn compiled_model(model: ModelView<'_>, found: &mut Vec<Obstacle>) {
    let mut refuse = |message: String| found.push(Obstacle::Refused(message));
    let variables = |graph: SubgraphView<'_>| graph.tensors().any(|tensor| tensor.is_variable());
    if model.subgraphs().any(variables) {
        refuse("it keeps state in variable tensors".to_owned());
    }
    if let Err(error) = model.check_for_compiled_model() {
        refuse(error.to_string());
    }
    let mut graphs: Vec<usize> = model.signatures().map(|it| it.subgraph().index()).collect();
    if graphs.is_empty() {
        graphs.push(0);
    }
    graphs.sort_unstable();
    graphs.dedup();
    for graph in graphs.into_iter().filter_map(|graph| model.subgraph(graph)) {
        let inputs: Vec<Shape> = graph.inputs().map(|tensor| tensor.shape()).collect();
        let inferred = shape_infer::output_shapes(model, graph.index(), &inputs);
        // What the file says counts where nothing else is known.
        let outputs = graph.outputs().zip(&inferred);
        let outputs = outputs
            .map(|(tensor, known)| ("output", tensor, known.unwrap_or(tensor.shape_signature())));
        for (role, tensor, shape) in graph
            .inputs()
            .map(|tensor| ("input", tensor, tensor.shape()))
            .chain(outputs)
        {
            if tensor.element_type() == ElementType::String {
                refuse(format!("{role} '{}' holds strings", tensor.name()));
            } else if shape.num_elements() == Some(0) {
                let name = tensor.name();
                refuse(format!("{role} '{name}' of shape {shape} is empty"));
            }
        }
        late_outputs(model, graph, &inferred, &mut refuse);
    }
}

fn late_outputs(
    model: ModelView<'_>,
    graph: SubgraphView<'_>,
    inferred: &[Option<Shape>],
    refuse: &mut impl FnMut(String),
) {
    let late = shape_flow::unresolved_outputs_as_declared(model, graph.index());
    for output in late {
        let known = inferred.get(output.output).is_some_and(Option::is_some);
        match output.kind {
            UnresolvedKind::SizedLate if known => {}
            // Reported as a missing operator; whoever registers it sets the shapes of its outputs.
            UnresolvedKind::UnknownOperator => {}
            UnresolvedKind::SizedLate | UnresolvedKind::NotWritten => {
                refuse(format!("output '{}': {}", output.tensor, output.reason));
            }
        }
    }
}
