//! Constants of a model.

use std::collections::{BTreeMap, HashSet};

use litert::model::ModelView;
use serde::Serialize;

use super::tensor::Quantized;
use crate::format::fit;

/// Fused operators have long names; but many tensors may share one that is as long as the file.
const LONGEST_NAME: usize = 4096;

/// All constants.
#[derive(Debug, Default, Serialize)]
pub(super) struct Weights {
    /// Bytes in the file. Tensors that share a buffer count once.
    pub(super) bytes: u64,
    pub(super) by_type: Vec<OfType>,
    /// The largest first.
    pub(super) tensors: Vec<Weight>,
    /// Tensors whose value lies in another file.
    pub(super) external_tensors: usize,
}

/// The constants of one type.
#[derive(Debug, Serialize)]
pub(super) struct OfType {
    #[serde(rename = "type")]
    pub(super) element_type: String,
    pub(super) tensors: usize,
    pub(super) bytes: u64,
}

/// One constant.
#[derive(Debug, Serialize)]
pub(super) struct Weight {
    pub(super) name: String,
    pub(super) subgraph: usize,
    pub(super) index: usize,
    #[serde(rename = "type")]
    pub(super) element_type: String,
    pub(super) shape: Vec<i32>,
    pub(super) bytes: u64,
    pub(super) is_sparse: bool,
    /// Whether another tensor in this list has the same buffer.
    pub(super) is_shared: bool,
    /// In words; the scales themselves would be longer than all the rest.
    pub(super) quantization: Option<String>,
}

/// Lists the constants of all graphs.
pub(super) fn list(model: ModelView<'_>) -> Weights {
    let mut all = Weights::default();
    let mut seen = HashSet::new();
    let mut by_type: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for tensor in model.subgraphs().flat_map(|graph| graph.tensors()) {
        if tensor.external_buffer().is_some() {
            all.external_tensors += 1;
            continue;
        }
        let Some(data) = tensor.data() else { continue };
        let (bytes, element_type) = (data.len() as u64, tensor.element_type().to_string());
        let is_shared = !seen.insert(tensor.buffer_index());
        let of_type = by_type.entry(element_type.clone()).or_default();
        of_type.0 += 1;
        if !is_shared {
            of_type.1 = of_type.1.saturating_add(bytes);
            all.bytes = all.bytes.saturating_add(bytes);
        }
        all.tensors.push(Weight {
            name: fit(&tensor.name(), LONGEST_NAME),
            subgraph: tensor.subgraph().index(),
            index: tensor.index(),
            element_type,
            shape: tensor.shape().to_vec(),
            bytes,
            is_sparse: tensor.is_sparse(),
            is_shared,
            quantization: Quantized::new(&tensor.quantization()).map(|it| it.text()),
        });
    }
    // Stable: equal sizes stay in the order of the file.
    all.tensors
        .sort_by_key(|weight| std::cmp::Reverse(weight.bytes));
    all.by_type = by_type
        .into_iter()
        .map(|(element_type, (tensors, bytes))| OfType {
            element_type,
            tensors,
            bytes,
        })
        .collect();
    all.by_type
        .sort_by_key(|of_type| std::cmp::Reverse(of_type.bytes));
    all
}
