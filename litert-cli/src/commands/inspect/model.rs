//! Everything about one model.

use litert::EngineKind;
use litert::model::reader::OperatorView;
use litert::model::{ModelInfo, ModelView, Obstacle, Provider, SignatureInfo};
use serde::Serialize;

use super::arena;
use super::metadata::Metadata;
use super::operators::{self, OperatorGroup, Work};
use super::tensor::Tensor;
use super::weights::{self, Weights};

/// What `inspect` says about a model.
#[derive(Debug, Serialize)]
pub(super) struct ModelReport {
    pub(super) schema_version: u32,
    pub(super) description: Option<String>,
    pub(super) min_runtime_version: Option<String>,
    /// Whether the file stores signatures. If not, the one listed stands for the main graph.
    pub(super) has_signatures: bool,
    pub(super) signatures: Vec<Signature>,
    pub(super) subgraphs: Vec<Subgraph>,
    pub(super) operators: Vec<OperatorGroup>,
    pub(super) work: Work,
    pub(super) weights: Weights,
    pub(super) has_variable_tensors: bool,
    pub(super) metadata: Metadata,
    pub(super) needs: Needs,
    /// What is changed in memory before the model runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) repairs: Vec<String>,
    /// What may end the process, by the values that an operator gets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) hazards: Vec<String>,
    pub(super) engines: Vec<Engine>,
}

/// A way to call the model.
#[derive(Debug, Serialize)]
pub(super) struct Signature {
    pub(super) key: Option<String>,
    pub(super) subgraph: usize,
    /// In the order of the graph.
    pub(super) inputs: Vec<Tensor>,
    pub(super) outputs: Vec<Tensor>,
}

/// A graph.
#[derive(Debug, Serialize)]
pub(super) struct Subgraph {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) operators: usize,
    pub(super) tensors: usize,
    pub(super) macs: u64,
    /// None where a graph has too many values to plan for.
    pub(super) memory: Option<arena::Plan>,
}

/// What the model asks for besides a runtime.
#[derive(Debug, Serialize)]
pub(super) struct Needs {
    /// Those that must be registered, or be in a delegate.
    pub(super) custom_operators: Vec<String>,
    /// Custom operators that the libraries have.
    pub(super) provided_operators: Vec<String>,
    pub(super) flex_operators: Vec<String>,
    pub(super) edgetpu: bool,
    pub(super) npu: bool,
}

/// Whether an engine can run the model, told from the file alone.
#[derive(Debug, Serialize)]
pub(super) struct Engine {
    pub(super) engine: &'static str,
    pub(super) runs: Runs,
    pub(super) reasons: Vec<String>,
    /// Who runs its custom operators, where nothing has to be added for them.
    pub(super) notes: Vec<String>,
}

/// Whether an engine can run a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Runs {
    Yes,
    /// Once something is added.
    WithHelp,
    No,
}

impl ModelReport {
    pub(super) fn new(model: ModelView<'_>) -> Self {
        let info = ModelInfo::from_view(&model);
        let (operators, work) = operators::count(model);
        let provided = model.provided_operators();
        Self {
            schema_version: model.schema_version(),
            description: info.description().map(str::to_owned),
            min_runtime_version: info.min_runtime_version().map(str::to_owned),
            has_signatures: info.has_signatures(),
            signatures: info.signatures().iter().map(Signature::new).collect(),
            subgraphs: model
                .subgraphs()
                .map(|graph| Subgraph {
                    index: graph.index(),
                    name: graph.name().into_owned(),
                    operators: graph.operator_count(),
                    tensors: graph.tensor_count(),
                    macs: graph
                        .operators()
                        .filter_map(OperatorView::macs)
                        .fold(0, u64::saturating_add),
                    memory: arena::plan(graph),
                })
                .collect(),
            operators,
            work,
            weights: weights::list(model),
            has_variable_tensors: info.has_variable_tensors(),
            metadata: Metadata::read(model),
            needs: Needs {
                custom_operators: info
                    .custom_operators()
                    .iter()
                    .filter(|name| provided.iter().all(|(it, _)| it != *name))
                    .cloned()
                    .collect(),
                provided_operators: provided.iter().map(|(name, _)| name.clone()).collect(),
                flex_operators: info.flex_operators().map(str::to_owned).collect(),
                edgetpu: info.needs_edgetpu(),
                npu: info.needs_npu_dispatch(),
            },
            repairs: model.repairs().iter().map(ToString::to_string).collect(),
            hazards: model.hazards().iter().map(ToString::to_string).collect(),
            engines: [EngineKind::Interpreter, EngineKind::CompiledModel]
                .map(|engine| Engine::new(engine, model.obstacles(engine), &provided))
                .into(),
        }
    }
}

impl Signature {
    fn new(info: &SignatureInfo) -> Self {
        Self {
            key: info.key().map(str::to_owned),
            subgraph: info.subgraph_index(),
            inputs: info.inputs().iter().map(Tensor::new).collect(),
            outputs: info.outputs().iter().map(Tensor::new).collect(),
        }
    }
}

impl Engine {
    fn new(engine: EngineKind, obstacles: Vec<Obstacle>, provided: &[(String, Provider)]) -> Self {
        let runs = match obstacles.iter().any(Obstacle::is_final) {
            true => Runs::No,
            false if obstacles.is_empty() => Runs::Yes,
            false => Runs::WithHelp,
        };
        Self {
            engine: engine.name(),
            runs,
            notes: match runs {
                Runs::No => Vec::new(),
                _ => provided
                    .iter()
                    .map(|(name, by)| format!("operator '{name}': {}", by.text(engine)))
                    .collect(),
            },
            reasons: obstacles.iter().map(Obstacle::to_string).collect(),
        }
    }
}
