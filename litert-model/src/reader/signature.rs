//! The ways in which a model wants to be called.

use std::borrow::Cow;
use std::fmt;

use super::{ModelView, SubgraphView, TensorView};
use crate::schema::{SignatureDef, Tables, TensorMap, Text};

/// A signature: a graph, and names for its inputs and outputs.
#[derive(Clone, Copy)]
pub struct SignatureView<'a> {
    model: ModelView<'a>,
    index: usize,
    table: SignatureDef<'a>,
}

/// An input or output of a signature.
#[derive(Clone, Debug)]
pub struct SignatureTensor<'a> {
    /// The name that callers use.
    pub name: Cow<'a, str>,
    /// The tensor behind it.
    pub tensor: TensorView<'a>,
}

impl<'a> SignatureView<'a> {
    pub(super) fn new(model: ModelView<'a>, index: usize, table: SignatureDef<'a>) -> Self {
        Self {
            model,
            index,
            table,
        }
    }

    pub(crate) fn table(self) -> SignatureDef<'a> {
        self.table
    }

    /// Its place among the signatures of the model.
    pub fn index(self) -> usize {
        self.index
    }

    /// Its name, such as `serving_default`.
    pub fn key(self) -> Cow<'a, str> {
        self.table
            .signature_key()
            .map_or(Cow::Borrowed(""), Text::text)
    }

    /// The graph it runs.
    pub fn subgraph(self) -> SubgraphView<'a> {
        let index = self.table.subgraph_index() as usize;
        // The check has made sure that the graph exists.
        self.model
            .subgraph(index)
            .unwrap_or_else(|| SubgraphView::empty(self.model))
    }

    /// The inputs in the order in which the file lists them. Neither engine uses this order.
    pub fn stored_inputs(self) -> impl Iterator<Item = SignatureTensor<'a>> {
        self.stored(self.table.inputs())
    }

    /// The outputs in the order in which the file lists them. Neither engine uses this order.
    pub fn stored_outputs(self) -> impl Iterator<Item = SignatureTensor<'a>> {
        self.stored(self.table.outputs())
    }

    /// The inputs in the order of the graph, which is the order in which `CompiledModel` takes its
    /// buffers. An input that the signature does not name goes by its tensor's name.
    pub fn inputs(self) -> impl Iterator<Item = SignatureTensor<'a>> {
        self.renamed(self.subgraph().inputs(), self.table.inputs())
    }

    /// The outputs in the order of the graph, which is the order in which `CompiledModel` takes its
    /// buffers. An output that the signature does not name goes by its tensor's name.
    pub fn outputs(self) -> impl Iterator<Item = SignatureTensor<'a>> {
        self.renamed(self.subgraph().outputs(), self.table.outputs())
    }

    fn stored(
        self,
        maps: Option<Tables<'a, TensorMap<'a>>>,
    ) -> impl Iterator<Item = SignatureTensor<'a>> {
        let subgraph = self.subgraph();
        maps.into_iter()
            .flat_map(Tables::iter)
            .filter_map(move |map| {
                let tensor = subgraph.tensor(map.tensor_index() as usize)?;
                Some(SignatureTensor {
                    name: alias(map, tensor),
                    tensor,
                })
            })
    }

    fn renamed(
        self,
        tensors: impl Iterator<Item = TensorView<'a>>,
        maps: Option<Tables<'a, TensorMap<'a>>>,
    ) -> impl Iterator<Item = SignatureTensor<'a>> {
        let mut named: Vec<_> = maps
            .into_iter()
            .flat_map(Tables::iter)
            .map(|map| (map.tensor_index() as usize, map))
            .collect();
        // Stable, so that where a tensor has two names the later one wins, as in the runtime.
        named.sort_by_key(|&(index, _)| index);
        tensors.map(move |tensor| {
            let end = named.partition_point(|&(index, _)| index <= tensor.index());
            let last = end.checked_sub(1).and_then(|last| named.get(last));
            let name = match last {
                Some(&(index, map)) if index == tensor.index() => alias(map, tensor),
                _ => tensor.name(),
            };
            SignatureTensor { name, tensor }
        })
    }
}

/// The name in the signature, or the tensor's own if that is missing or empty.
fn alias<'a>(map: TensorMap<'a>, tensor: TensorView<'a>) -> Cow<'a, str> {
    match map.name() {
        Some(name) if !name.bytes().is_empty() => name.text(),
        _ => tensor.name(),
    }
}

impl fmt::Debug for SignatureView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureView")
            .field("key", &self.key())
            .field("subgraph", &self.table.subgraph_index())
            .finish_non_exhaustive()
    }
}
