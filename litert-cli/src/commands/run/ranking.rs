//! Which outputs are scores of classes, and which classes are the best.

use std::path::Path;

use anyhow::{Result, bail};
use litert::model::BuiltinOperator;
use litert::model::metadata::TensorContent;
use litert::model::reader::SubgraphView;
use litert::model::{Labels, TensorInfo};
use litert::types::ElementType;
use litert::{Engine, Model, Tensor};

use super::report::Class;
use crate::session::{Session, value};

/// How many classes are listed unless told otherwise.
const TOP: usize = 5;
/// Fewer scores without names are read as well as they are.
const FEWEST: usize = 10;

/// What is known of the outputs before they are.
pub(super) struct Ranking<'a> {
    labels: Option<&'a Labels>,
    top: Option<usize>,
    outputs: Vec<Output>,
}

/// What an output is, by all that the model says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Output {
    /// Made by an operator that makes scores.
    Scores,
    /// One of a detector's: boxes, classes and scores of what was found.
    Detection,
    Unknown,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(session: &Session, labels: Option<&'a Labels>, top: Option<usize>) -> Self {
        let signature = session.signature();
        let model = session.model();
        let is_detector = is_detector(model, signature.subgraph_index(), signature.outputs());
        let outputs = signature.outputs().iter().map(|info| {
            let graph = model.view().subgraph(signature.subgraph_index());
            match graph {
                _ if is_detector => Output::Detection,
                Some(graph) if are_scores(graph, info.index()) => Output::Scores,
                _ => Output::Unknown,
            }
        });
        Self {
            labels,
            top,
            outputs: outputs.collect(),
        }
    }

    /// The best classes, if this is one score for each class: the model has names for them, an
    /// operator that makes scores made them, or somebody asks for them.
    pub(super) fn best(&self, place: usize, tensor: &Tensor<'_>, scores: &[f64]) -> Vec<Class> {
        let output = self.outputs.get(place).copied().unwrap_or(Output::Unknown);
        let names = self.labels.map_or(0, Labels::len);
        let enough = scores.len() >= FEWEST;
        let is_asked = match (names, output) {
            (_, Output::Detection) => false,
            (1.., _) => fits(names, scores.len()),
            (0, Output::Scores) => enough || self.top.is_some(),
            // Classifiers of ImageNet, some of which have no operator for scores at their end.
            (0, Output::Unknown) => self.top.is_some() || matches!(scores.len(), 1000 | 1001),
        };
        if !is_asked || !is_one_row(tensor) {
            return Vec::new();
        }
        let mut ranked: Vec<(usize, f64)> = scores.iter().copied().enumerate().collect();
        // A stable sort: of equals, the class with the smaller number comes first.
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked.truncate(self.top.unwrap_or(TOP));
        // ImageNet has 1000 classes. Some models, and some lists, have one more in front, called
        // "background".
        let line = |class: usize| match names {
            names if names + 1 == scores.len() => class.checked_sub(1),
            names if names == scores.len() + 1 => Some(class + 1),
            _ => Some(class),
        };
        let name = |class| self.labels.and_then(|labels| labels.get(line(class)?));
        // Written as the values are.
        let written = |score: f64| match tensor.element_type() {
            ElementType::Float64 => score.into(),
            _ => value::number(score),
        };
        let classes = ranked.into_iter().map(|(class, score)| Class {
            class,
            label: name(class).map(str::to_owned),
            score: written(score),
        });
        classes.collect()
    }

    /// Whether the names in the file `path` are for this model. A note, if no output has classes.
    pub(super) fn check(
        &self,
        path: &Path,
        names: usize,
        runner: &dyn Engine,
    ) -> Result<Option<String>> {
        let mut rows = Vec::new();
        for place in 0..runner.outputs().len() {
            let tensor = runner.output(place)?;
            if is_one_row(&tensor) && self.outputs.get(place) != Some(&Output::Detection) {
                let count = tensor.shape().num_elements().unwrap_or(0);
                rows.push((tensor.name().to_owned(), count));
            }
        }
        let path = path.display();
        if rows.is_empty() {
            return Ok(Some(format!(
                "--labels {path} is not used: no output is one score for each class"
            )));
        }
        if rows.iter().any(|(_, count)| fits(names, *count)) {
            return Ok(None);
        }
        let rows: Vec<String> = rows
            .iter()
            .map(|(name, count)| format!("'{name}' has {count}"))
            .collect();
        bail!(
            "--labels {path} has {names} names, and no output has so many scores: {}",
            rows.join(", ")
        )
    }
}

/// One in front may be for "background", or be missing.
fn fits(names: usize, scores: usize) -> bool {
    names.abs_diff(scores) <= 1
}

fn is_one_row(tensor: &Tensor<'_>) -> bool {
    let shape = tensor.shape();
    let last = shape.rank().checked_sub(1).and_then(|last| shape.dim(last));
    last.is_some_and(|last| last > 1 && Some(last) == shape.num_elements())
}

/// Operators that make scores.
const SCORES: [BuiltinOperator; 3] = [
    BuiltinOperator::SOFTMAX,
    BuiltinOperator::LOG_SOFTMAX,
    BuiltinOperator::LOGISTIC,
];
/// Those that only change how scores are stored.
const STORES: [BuiltinOperator; 5] = [
    BuiltinOperator::QUANTIZE,
    BuiltinOperator::DEQUANTIZE,
    BuiltinOperator::RESHAPE,
    BuiltinOperator::SQUEEZE,
    BuiltinOperator::CAST,
];

/// Whether an operator that makes scores made the tensor, maybe with others behind it that only change
/// how they are stored.
fn are_scores(graph: SubgraphView<'_>, tensor: usize) -> bool {
    let mut tensor = tensor;
    for _ in 0..8 {
        let made = graph
            .operators()
            .find(|it| it.outputs().any(|output| output.index() == tensor));
        let Some(operator) = made else { return false };
        let kind = operator.code().map(|code| code.builtin());
        if kind.is_some_and(|kind| SCORES.contains(&kind)) {
            return true;
        }
        let behind = operator.inputs().flatten().next();
        match behind.filter(|_| kind.is_some_and(|kind| STORES.contains(&kind))) {
            Some(input) => tensor = input.index(),
            None => return false,
        }
    }
    false
}

/// Whether the outputs are lists of what was found: the operator of detectors made them, the metadata
/// speaks of boxes, or one has four numbers for each element of another.
fn is_detector(model: &Model, graph: usize, outputs: &[TensorInfo]) -> bool {
    let view = model.view();
    let has_operator = view.subgraph(graph).is_some_and(|graph| {
        let mut operators = graph.operators();
        operators.any(|it| it.name() == "TFLite_Detection_PostProcess")
    });
    let metadata = view.model_metadata().ok().flatten().unwrap_or_default();
    let mut described = metadata.subgraphs.iter().flat_map(|it| &it.outputs);
    let has_boxes = described.any(|it| it.content == Some(TensorContent::BoundingBoxes));
    let count = |boxes: &TensorInfo| match *boxes.shape().dims() {
        [.., count, 4] if count > 1 => Some(count),
        _ => None,
    };
    let mut counts = outputs.iter().filter_map(count);
    let is_list = |count: i32| {
        let mut others = outputs.iter().map(TensorInfo::shape);
        others.any(|shape| matches!(*shape.dims(), [1, other] | [other] if other == count))
    };
    has_operator || has_boxes || counts.any(is_list)
}
