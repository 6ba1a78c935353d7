//! What a fake runtime keeps of a model file.

use std::ffi::CString;

use litert::model::ModelView;
use litert::model::reader::{SignatureTensor, SubgraphView};
use litert::types::{ElementType, Shape};

use crate::pointer::Const;

/// A model, read with the reader of the crate `litert`.
pub(crate) struct Image {
    bytes: Const<u8>,
    len: usize,
    sum: u64,
    pub(crate) graphs: Vec<Graph>,
    pub(crate) signatures: Vec<Signature>,
}

pub(crate) struct Graph {
    pub(crate) tensors: Vec<Tensor>,
    pub(crate) inputs: Vec<usize>,
    pub(crate) outputs: Vec<usize>,
    pub(crate) operators: Vec<Operator>,
}

pub(crate) struct Tensor {
    pub(crate) name: CString,
    pub(crate) element_type: ElementType,
    pub(crate) shape: Shape,
    /// With -1 for dimensions that are open.
    pub(crate) open: Shape,
    pub(crate) constant: Option<Vec<u8>>,
    pub(crate) variable: bool,
}

pub(crate) struct Operator {
    pub(crate) name: String,
    /// Name, version and options of a custom operator.
    pub(crate) custom: Option<(CString, i32, Vec<u8>)>,
    pub(crate) inputs: Vec<Option<usize>>,
    pub(crate) outputs: Vec<usize>,
}

pub(crate) struct Signature {
    pub(crate) key: CString,
    /// Whether the file has it; a model without any gets one.
    pub(crate) stated: bool,
    pub(crate) graph: usize,
    pub(crate) inputs: Vec<(CString, usize)>,
    pub(crate) outputs: Vec<(CString, usize)>,
}

/// The key that LiteRT makes up.
const DEFAULT_KEY: &str = "<placeholder signature>";

impl Image {
    /// Reads a model; the words say why that fails.
    pub(crate) fn read(bytes: Const<u8>, len: usize) -> Result<Self, String> {
        let copy = bytes.copy(len);
        let view = ModelView::new(&copy).map_err(|error| error.to_string())?;
        let graphs: Vec<Graph> = view.subgraphs().map(graph).collect();
        let mut signatures: Vec<Signature> = view
            .signatures()
            .map(|signature| Signature {
                key: c_string(&signature.key()),
                stated: true,
                graph: signature.subgraph().index(),
                inputs: named(signature.inputs()),
                outputs: named(signature.outputs()),
            })
            .collect();
        if let (true, Some(main)) = (signatures.is_empty(), graphs.first()) {
            let named = |indices: &[usize]| {
                let pairs = indices
                    .iter()
                    .map(|&at| (main.tensors[at].name.clone(), at));
                pairs.collect()
            };
            signatures.push(Signature {
                key: c_string(DEFAULT_KEY),
                stated: false,
                graph: 0,
                inputs: named(&main.inputs),
                outputs: named(&main.outputs),
            });
        }
        Ok(Self {
            bytes,
            len,
            sum: bytes.sum(len),
            graphs,
            signatures,
        })
    }

    /// Looks at every byte of the file, which is the application's memory: whether it still is what
    /// it was.
    pub(crate) fn is_intact(&self) -> bool {
        self.bytes.sum(self.len) == self.sum
    }
}

fn graph(view: SubgraphView<'_>) -> Graph {
    let tensors = view.tensors().map(|tensor| Tensor {
        name: c_string(&tensor.name()),
        element_type: tensor.element_type(),
        shape: tensor.shape(),
        open: tensor.shape_signature(),
        constant: tensor.is_constant().then(|| {
            let data = tensor.data().unwrap_or_default();
            data.to_vec()
        }),
        variable: tensor.is_variable(),
    });
    let operators = view.operators().map(|operator| Operator {
        name: operator.name().into_owned(),
        custom: operator.code().and_then(|code| {
            let name = code.custom_name()?;
            let options = operator.custom_options().unwrap_or_default().to_vec();
            Some((c_string(&name), code.version(), options))
        }),
        inputs: operator
            .inputs()
            .map(|input| input.map(|tensor| tensor.index()))
            .collect(),
        outputs: operator.outputs().map(|tensor| tensor.index()).collect(),
    });
    Graph {
        tensors: tensors.collect(),
        inputs: view.inputs().map(|tensor| tensor.index()).collect(),
        outputs: view.outputs().map(|tensor| tensor.index()).collect(),
        operators: operators.collect(),
    }
}

fn named<'a>(tensors: impl Iterator<Item = SignatureTensor<'a>>) -> Vec<(CString, usize)> {
    tensors
        .map(|named| (c_string(&named.name), named.tensor.index()))
        .collect()
}

/// Up to the first NUL, as C sees it.
fn c_string(text: &str) -> CString {
    let text = text.split('\0').next().unwrap_or_default();
    CString::new(text).unwrap_or_default()
}
