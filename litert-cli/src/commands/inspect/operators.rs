//! Operators, counted.

use std::collections::BTreeMap;

use litert::model::ModelView;
use litert::model::reader::OperatorView;
use serde::Serialize;

/// Operators that are alike.
#[derive(Debug, Serialize)]
pub(super) struct OperatorGroup {
    pub(super) name: String,
    pub(super) is_custom: bool,
    pub(super) version: i32,
    /// What it computes with: the type of its first input that is computed, or of its output.
    #[serde(rename = "type")]
    pub(super) element_type: Option<String>,
    /// The type of its largest constant input, where that is another one.
    pub(super) weight_type: Option<String>,
    pub(super) count: usize,
    pub(super) macs: u64,
}

/// The work of all operators together.
#[derive(Debug, Default, Serialize)]
pub(super) struct Work {
    /// Multiplications with additions. Bodies of loops count once.
    pub(super) macs: u64,
    /// Operators of which nobody can tell: custom ones, and those with unknown shapes.
    pub(super) uncounted_operators: usize,
}

/// Counts the operators of all graphs, the most work first.
pub(super) fn count(model: ModelView<'_>) -> (Vec<OperatorGroup>, Work) {
    let mut groups: BTreeMap<_, OperatorGroup> = BTreeMap::new();
    let mut work = Work::default();
    for operator in model.subgraphs().flat_map(|graph| graph.operators()) {
        let macs = operator.macs();
        work.uncounted_operators += usize::from(macs.is_none());
        work.macs = work.macs.saturating_add(macs.unwrap_or(0));
        let group = new_group(operator);
        let key = (
            group.name.clone(),
            group.version,
            group.element_type.clone(),
            group.weight_type.clone(),
        );
        let group = groups.entry(key).or_insert(group);
        group.count += 1;
        group.macs = group.macs.saturating_add(macs.unwrap_or(0));
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.macs, group.count)));
    (groups, work)
}

fn new_group(operator: OperatorView<'_>) -> OperatorGroup {
    let code = operator.code();
    let inputs = || operator.inputs().flatten();
    let data = inputs()
        .find(|tensor| !tensor.is_constant())
        .or_else(|| operator.outputs().next());
    let data = data.map(|tensor| tensor.element_type());
    let constants =
        inputs().filter_map(|tensor| Some((tensor.data()?.len(), tensor.element_type())));
    let weights = constants.max_by_key(|(size, _)| *size).map(|(_, ty)| ty);
    OperatorGroup {
        name: operator.name().into_owned(),
        is_custom: code.is_some_and(|code| code.is_custom()),
        version: code.map_or(0, |code| code.version()),
        element_type: data.map(|ty| ty.to_string()),
        // Shapes and axes are int32 everywhere; only what is computed with tells something.
        weight_type: weights
            .filter(|ty| Some(*ty) != data && operator.macs().is_some_and(|macs| macs > 0))
            .map(|ty| ty.to_string()),
        count: 0,
        macs: 0,
    }
}
