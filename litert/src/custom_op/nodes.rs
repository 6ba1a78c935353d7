//! Where a model uses an operator, by our own reader.

use super::Registration;
use crate::error::{Error, Result};
use crate::model::reader::{OperatorCodeView, OperatorView};
use crate::model::{BuiltinOperator, Model, TensorInfo};

/// One use of an operator.
pub(super) struct Node {
    pub(super) inputs: Vec<TensorInfo>,
    pub(super) outputs: Vec<TensorInfo>,
    pub(super) options: Vec<u8>,
}

impl Node {
    fn tensors(&self) -> impl Iterator<Item = &TensorInfo> {
        self.inputs.iter().chain(&self.outputs)
    }

    /// True if what C passes cannot tell this use from the other.
    pub(super) fn looks_like(&self, other: &Node) -> bool {
        self.inputs.len() == other.inputs.len()
            && self.outputs.len() == other.outputs.len()
            && self
                .tensors()
                .map(TensorInfo::element_type)
                .eq(other.tensors().map(TensorInfo::element_type))
    }

    /// True if an operator that is told of the one's tensors may as well get the other's.
    pub(super) fn quantized_like(&self, other: &Node) -> bool {
        self.tensors()
            .map(TensorInfo::quantization)
            .eq(other.tensors().map(TensorInfo::quantization))
    }
}

/// All uses of an operator in a model.
///
/// # Errors
/// [`Error::Unsupported`] for uses that the trait has no words for.
pub(super) fn nodes(model: &Model, registration: &Registration) -> Result<Vec<Node>> {
    let Registration { name, version, .. } = registration;
    let is_one = |code: OperatorCodeView<'_>| {
        code.custom_name().is_some_and(|custom| custom == *name) && code.version() == *version
    };
    let options =
        |operator: OperatorView<'_>| operator.custom_options().unwrap_or_default().to_vec();
    uses(model, name, is_one, options)
}

/// All uses of a built-in operator, each with its place in the model as options.
///
/// # Errors
/// As for [`nodes`].
pub(super) fn builtin_nodes(model: &Model, builtin: BuiltinOperator) -> Result<Vec<Node>> {
    let is_one = |code: OperatorCodeView<'_>| code.builtin() == builtin;
    let place = |operator: OperatorView<'_>| {
        let place = [operator.subgraph().index(), operator.index()];
        place.map(usize::to_ne_bytes).concat()
    };
    uses(model, &builtin.to_string(), is_one, place)
}

fn uses(
    model: &Model,
    name: &str,
    is_one: impl Fn(OperatorCodeView<'_>) -> bool,
    options: impl Fn(OperatorView<'_>) -> Vec<u8>,
) -> Result<Vec<Node>> {
    let operators = model.view().subgraphs().flat_map(|graph| graph.operators());
    let mut nodes = Vec::new();
    for operator in operators {
        if !operator.code().is_some_and(&is_one) {
            continue;
        }
        let refuse = |what: &str| {
            Error::unsupported(
                format!("{model}: the custom operator '{name}' with {what}"),
                "CustomOp",
                "convert the model differently, or use a delegate that has the operator",
            )
        };
        let inputs = operator.inputs();
        let inputs: Option<Vec<_>> = inputs.map(|input| input.map(TensorInfo::unnamed)).collect();
        let inputs = inputs.ok_or_else(|| refuse("an input left out"))?;
        let outputs: Vec<_> = operator.outputs().map(TensorInfo::unnamed).collect();
        for output in &outputs {
            if output.element_type().size_bits().is_none() {
                return Err(refuse(&format!(
                    "an output of type {}",
                    output.element_type()
                )));
            }
        }
        nodes.push(Node {
            inputs,
            outputs,
            options: options(operator),
        });
    }
    Ok(nodes)
}
