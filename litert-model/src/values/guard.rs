//! What is looked at before a run.

use super::{Operand, rules};
use crate::ops::hazard::{Hazard, Library};
use crate::reader::{ModelView, OperatorView, SubgraphView, TensorView};
use crate::verify::operator_place;

/// An operator whose values come from the inputs of its graph and from constants, and may be wrong.
#[derive(Clone, Debug)]
pub struct Guard {
    graph: usize,
    operator: usize,
    name: &'static str,
    libraries: &'static [Library],
}

/// All of a graph.
pub fn guards(graph: SubgraphView<'_>) -> Vec<Guard> {
    let given = |tensor: TensorView<'_>| {
        tensor.is_constant() || graph.inputs().any(|input| input.index() == tensor.index())
    };
    let mut found = Vec::new();
    for operator in graph.operators() {
        for (hazard, values) in rules(operator) {
            let decide = values.decide.iter().chain(values.sizes);
            let all = decide.into_iter().all(|position| {
                let input = operator.inputs().nth(*position).flatten();
                input.is_some_and(given)
            });
            if all {
                found.push(Guard {
                    graph: graph.index(),
                    operator: operator.index(),
                    name: hazard.name,
                    libraries: hazard.libraries,
                });
            }
        }
    }
    found
}

impl Guard {
    /// Whether this library needs it.
    pub fn concerns(&self, library: Library) -> bool {
        self.libraries.contains(&library)
    }

    /// The name of the rule.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn is_of(&self, operator: OperatorView<'_>, hazard: &Hazard) -> bool {
        self.operator == operator.index() && self.name == hazard.name
    }

    /// Says what is wrong with the values of a run. `input` gives the tensor of this number in the
    /// graph, which is one of its inputs; what it has none of is not looked at.
    pub fn check<'a>(
        &self,
        model: ModelView<'a>,
        mut input: impl FnMut(usize) -> Option<Operand<'a>>,
    ) -> Result<(), String> {
        let graph = model.subgraph(self.graph);
        let Some(operator) = graph.and_then(|graph| graph.operator(self.operator)) else {
            return Ok(());
        };
        for (hazard, values) in rules(operator).filter(|(it, _)| it.name == self.name) {
            let operands = operator.inputs().enumerate().map(|(position, tensor)| {
                let tensor = tensor?;
                if let Some(constant) = Operand::constant(tensor) {
                    return Some(constant);
                }
                if values.decides(position) {
                    return input(tensor.index());
                }
                Some(Operand {
                    element_type: tensor.element_type(),
                    shape: tensor.shape(),
                    bytes: &[],
                })
            });
            let Some(operands) = operands.collect::<Option<Vec<_>>>() else {
                continue;
            };
            (values.check)(operator, &operands).map_err(|message| {
                let place = operator_place(operator);
                format!("{place}: {message}, and {} [{}]", values.why, hazard.name)
            })?;
        }
        Ok(())
    }
}
