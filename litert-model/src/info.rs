//! What a model is made of, in values that own their data.

use crate::types::{ElementType, Quantization, Shape};

use super::reader::{ModelView, SignatureTensor, SubgraphView, TensorView};
use super::{needs, variable, verify};

/// The interface of a model: its signatures with their inputs and outputs, and what it needs to
/// run. Made once from a [`ModelView`] and independent of its bytes.
///
/// ```
/// use litert_model::{ModelInfo, ModelView};
///
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let info = ModelInfo::from_view(&ModelView::new(&bytes)?);
/// for input in info.default_signature().inputs() {
///     println!("{}: {} {}", input.name(), input.element_type(), input.shape_signature());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ModelInfo {
    description: Option<String>,
    min_runtime_version: Option<String>,
    subgraph_count: usize,
    has_signatures: bool,
    signatures: Vec<SignatureInfo>,
    default: usize,
    operators: Vec<String>,
    custom_operators: Vec<String>,
    has_variables: bool,
    resource_variable: Option<String>,
    minds_resizes: bool,
    beyond_xnnpack: Option<String>,
    tensor_bytes: u64,
}

/// A way to call a model.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/tiny/multi_signature.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// let info = litert_model::ModelInfo::from_view(&model);
/// let signature = info.signature("subtract").expect("it has one");
/// let (position, by) = signature.input("by").expect("it has one");
/// assert_eq!(position, 1);
/// assert_eq!(by.shape().dims(), [4]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureInfo {
    key: Option<String>,
    subgraph: usize,
    inputs: Vec<TensorInfo>,
    outputs: Vec<TensorInfo>,
}

/// An input or output.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
/// let model = litert_model::ModelView::new(&bytes)?;
/// let info = litert_model::ModelInfo::from_view(&model);
/// let image = &info.default_signature().inputs()[0];
/// assert_eq!(image.name(), "image");
/// assert_eq!(image.element_type(), litert_model::types::ElementType::Int8);
/// assert_eq!(image.shape().dims(), [1, 16, 16, 1]);
/// assert_eq!(image.byte_len(), Some(256));
/// assert!(image.quantization().per_tensor().is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TensorInfo {
    name: String,
    tensor_name: String,
    subgraph: usize,
    index: usize,
    element_type: ElementType,
    shape: Shape,
    shape_signature: Shape,
    quantization: Quantization,
    is_variable: bool,
    is_constant: bool,
}

impl ModelInfo {
    /// Collects the interface of a model.
    pub fn from_view(model: &ModelView<'_>) -> Self {
        let mut signatures: Vec<SignatureInfo> = model
            .signatures()
            .map(|signature| SignatureInfo {
                key: Some(signature.key().into_owned()),
                subgraph: signature.subgraph().index(),
                inputs: signature.inputs().map(TensorInfo::named).collect(),
                outputs: signature.outputs().map(TensorInfo::named).collect(),
            })
            .collect();
        let has_signatures = !signatures.is_empty();
        if !has_signatures {
            signatures.push(SignatureInfo::of_graph(model.main_subgraph()));
        }
        // Someone who names no signature means the main graph, which need not be the first one.
        let default = signatures
            .iter()
            .position(|signature| signature.subgraph == 0)
            .unwrap_or(0);
        let codes = || model.operator_codes();
        Self {
            description: model.description().map(Into::into),
            min_runtime_version: model.min_runtime_version().map(Into::into),
            subgraph_count: model.subgraph_count(),
            has_signatures,
            signatures,
            default,
            operators: unique(
                codes()
                    .filter(|code| !code.is_custom())
                    .map(|code| code.name()),
            ),
            custom_operators: unique(codes().filter_map(|code| code.custom_name())),
            has_variables: model
                .subgraphs()
                .any(|graph| graph.tensors().any(TensorView::is_variable)),
            resource_variable: variable::changed_by_runs(*model),
            minds_resizes: verify::minds_resizes(*model),
            beyond_xnnpack: verify::beyond_xnnpack(*model),
            tensor_bytes: tensor_bytes(model),
        }
    }

    /// What the converter noted about the model.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The version of TensorFlow Lite that the converter thinks is needed.
    pub fn min_runtime_version(&self) -> Option<&str> {
        self.min_runtime_version.as_deref()
    }

    /// The number of graphs.
    pub fn subgraph_count(&self) -> usize {
        self.subgraph_count
    }

    /// Whether the file stores signatures; if not, [`signatures`](Self::signatures) holds one that
    /// stands for the main graph.
    pub fn has_signatures(&self) -> bool {
        self.has_signatures
    }

    /// All signatures, in the order of the file; at least one.
    pub fn signatures(&self) -> &[SignatureInfo] {
        &self.signatures
    }

    /// The signature with this key.
    pub fn signature(&self, key: &str) -> Option<&SignatureInfo> {
        self.signatures
            .iter()
            .find(|signature| signature.key() == Some(key))
    }

    /// The place of the default signature in [`signatures`](Self::signatures).
    pub fn default_signature_index(&self) -> usize {
        self.default
    }

    /// The first signature of the main graph, or the one that stands for it, or, where the main
    /// graph has none, the first of all.
    pub fn default_signature(&self) -> &SignatureInfo {
        static NONE: SignatureInfo = SignatureInfo {
            key: None,
            subgraph: 0,
            inputs: Vec::new(),
            outputs: Vec::new(),
        };
        // The constructor puts at least one in; the fallback only spares us a panic path.
        self.signatures.get(self.default).unwrap_or(&NONE)
    }

    /// The names of the built-in operators that the model may use, each once.
    pub fn operators(&self) -> &[String] {
        &self.operators
    }

    /// The names of the custom operators that the model may use, each once. A delegate or the
    /// application must supply them.
    pub fn custom_operators(&self) -> &[String] {
        &self.custom_operators
    }

    /// Custom operators that stand for TensorFlow operators and need the Flex delegate.
    pub fn flex_operators(&self) -> impl Iterator<Item = &str> {
        self.custom_operators
            .iter()
            .map(String::as_str)
            .filter(|name| name.starts_with(needs::FLEX))
    }

    /// Whether the model was compiled for an Edge TPU and needs its delegate.
    pub fn needs_edgetpu(&self) -> bool {
        self.has_custom_operator(needs::EDGETPU)
    }

    /// Whether the model was compiled ahead of time for an NPU and needs the vendor's dispatch
    /// library.
    pub fn needs_npu_dispatch(&self) -> bool {
        self.has_custom_operator(needs::DISPATCH)
    }

    /// Whether there is a custom operator of this name.
    pub fn has_custom_operator(&self, name: &str) -> bool {
        self.custom_operators.iter().any(|custom| custom == name)
    }

    /// The bytes that the values of all graphs take together, by the shapes of the file: inputs,
    /// outputs, variables, and what flows between operators, but not the constants, which are part
    /// of the file.
    ///
    /// A few bytes of a file can ask for many gigabytes. Where that comes from is memory that native
    /// code allocates, and not all of it ends well if there is none; so look at this number before
    /// you make an engine of a model that you do not trust:
    ///
    /// ```
    /// use litert_model::{ModelInfo, ModelView};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bytes = std::fs::read("../models/digits/digits_int8.tflite")?;
    /// let info = ModelInfo::from_view(&ModelView::new(&bytes)?);
    /// if info.tensor_bytes() > 512 << 20 {
    ///     return Err("the model is too large".into());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The engines take less where values are never alive at the same time. On top come the scratch
    /// memory of kernels and a packed copy of the weights. Open dimensions count as the file fills
    /// them in, mostly with 1; strings, and values whose size is known only at run time, do not
    /// count. It says nothing about such: give the process a limit as well.
    pub fn tensor_bytes(&self) -> u64 {
        self.tensor_bytes
    }

    /// Whether some tensors keep their value from run to run. `CompiledModel` refuses such models;
    /// `Interpreter` runs them.
    pub fn has_variable_tensors(&self) -> bool {
        self.has_variables
    }

    /// The name of a resource variable that runs change, as stateful Keras layers and models that are
    /// trained on the device have; the first one, if there are several.
    ///
    /// It keeps its value as long as the engine lives. The runtimes have no call that sets it back: a
    /// new engine begins with the value in the file.
    pub fn resource_variable(&self) -> Option<&str> {
        self.resource_variable.as_deref()
    }

    /// Why XNNPACK must not see the model, if it must not.
    #[doc(hidden)]
    pub fn beyond_xnnpack(&self) -> Option<&str> {
        self.beyond_xnnpack.as_deref()
    }

    /// Whether a resize needs a closer look: an operator takes shapes for granted.
    #[doc(hidden)]
    pub fn minds_resizes(&self) -> bool {
        self.minds_resizes
    }
}

/// What a [`TensorInfo`] is made of, where there is no model to read it from.
#[doc(hidden)]
#[allow(missing_docs, reason = "each is the function of that name")]
#[derive(Debug)]
pub struct TensorParts {
    pub name: String,
    pub tensor_name: String,
    pub subgraph: usize,
    pub index: usize,
    pub element_type: ElementType,
    pub shape: Shape,
    pub shape_signature: Shape,
    pub quantization: Quantization,
    pub is_variable: bool,
    pub is_constant: bool,
}

impl SignatureInfo {
    /// A signature of a model that another process has read.
    #[doc(hidden)]
    pub fn from_parts(
        key: Option<String>,
        subgraph: usize,
        inputs: Vec<TensorInfo>,
        outputs: Vec<TensorInfo>,
    ) -> Self {
        Self {
            key,
            subgraph,
            inputs,
            outputs,
        }
    }

    fn of_graph(graph: SubgraphView<'_>) -> Self {
        Self {
            key: None,
            subgraph: graph.index(),
            inputs: graph.inputs().map(TensorInfo::unnamed).collect(),
            outputs: graph.outputs().map(TensorInfo::unnamed).collect(),
        }
    }

    /// Its name; `None` if the file stores no signatures and this one stands for the main graph.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The graph it runs.
    pub fn subgraph_index(&self) -> usize {
        self.subgraph
    }

    /// The inputs in the order of the graph, which `CompiledModel` uses.
    pub fn inputs(&self) -> &[TensorInfo] {
        &self.inputs
    }

    /// Whether truth values are among the inputs.
    #[doc(hidden)]
    pub fn takes_bools(&self) -> bool {
        let mut inputs = self.inputs.iter();
        inputs.any(|input| input.element_type == ElementType::Bool)
    }

    /// The outputs in the order of the graph, which `CompiledModel` uses.
    pub fn outputs(&self) -> &[TensorInfo] {
        &self.outputs
    }

    /// The input of this name and its place among the inputs.
    pub fn input(&self, name: &str) -> Option<(usize, &TensorInfo)> {
        self.inputs
            .iter()
            .enumerate()
            .find(|(_, tensor)| tensor.name == name)
    }

    /// The output of this name and its place among the outputs.
    pub fn output(&self, name: &str) -> Option<(usize, &TensorInfo)> {
        self.outputs
            .iter()
            .enumerate()
            .find(|(_, tensor)| tensor.name == name)
    }

    /// Whether the caller decides the size of an input.
    pub fn has_dynamic_inputs(&self) -> bool {
        self.inputs.iter().any(TensorInfo::is_dynamic)
    }

    /// Whether the size of an output is not fixed in the file. It may follow from the sizes of the
    /// inputs, or be known only after a run.
    pub fn has_dynamic_outputs(&self) -> bool {
        self.outputs.iter().any(TensorInfo::is_dynamic)
    }
}

impl TensorInfo {
    /// An input or output of a model that another process has read.
    #[doc(hidden)]
    pub fn from_parts(parts: TensorParts) -> Self {
        Self {
            name: parts.name,
            tensor_name: parts.tensor_name,
            subgraph: parts.subgraph,
            index: parts.index,
            element_type: parts.element_type,
            shape: parts.shape,
            shape_signature: parts.shape_signature,
            quantization: parts.quantization,
            is_variable: parts.is_variable,
            is_constant: parts.is_constant,
        }
    }

    fn named(tensor: SignatureTensor<'_>) -> Self {
        Self {
            name: tensor.name.into_owned(),
            ..Self::unnamed(tensor.tensor)
        }
    }

    #[doc(hidden)]
    pub fn unnamed(tensor: TensorView<'_>) -> Self {
        let name = tensor.name().into_owned();
        Self {
            tensor_name: name.clone(),
            name,
            subgraph: tensor.subgraph().index(),
            index: tensor.index(),
            element_type: tensor.element_type(),
            shape: tensor.shape(),
            shape_signature: tensor.shape_signature(),
            quantization: tensor.quantization(),
            is_variable: tensor.is_variable(),
            is_constant: tensor.is_constant(),
        }
    }

    /// The name to call it by: the signature's, or the graph's where the signature has none. Models
    /// without signatures may have empty names or the same one twice.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name in the graph.
    pub fn tensor_name(&self) -> &str {
        &self.tensor_name
    }

    /// Its place among the tensors of the graph.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The graph that it belongs to.
    #[doc(hidden)]
    pub fn subgraph(&self) -> usize {
        self.subgraph
    }

    /// The type of its elements.
    pub fn element_type(&self) -> ElementType {
        self.element_type
    }

    /// The shape that the file was written with, with placeholders for dynamic dimensions.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The shape with −1 for every dynamic dimension.
    pub fn shape_signature(&self) -> Shape {
        self.shape_signature
    }

    /// How stored values stand for real numbers.
    pub fn quantization(&self) -> &Quantization {
        &self.quantization
    }

    /// Whether it keeps its value from run to run.
    pub fn is_variable(&self) -> bool {
        self.is_variable
    }

    /// Whether its value is fixed in the model.
    pub fn is_constant(&self) -> bool {
        self.is_constant
    }

    /// Whether a dimension is not fixed in the file.
    pub fn is_dynamic(&self) -> bool {
        !self.shape_signature.is_static()
    }

    /// The packed size in bytes of the shape the file was written with; `None` for strings and
    /// other types without a fixed size.
    pub fn byte_len(&self) -> Option<usize> {
        self.element_type.byte_len(self.shape.num_elements()?)
    }
}

fn tensor_bytes(model: &ModelView<'_>) -> u64 {
    let of = |tensor: TensorView<'_>| {
        let count = tensor.shape().num_elements()?;
        tensor.element_type().byte_len(count)
    };
    model
        .subgraphs()
        .flat_map(SubgraphView::tensors)
        .filter(|tensor| !tensor.is_constant())
        .filter_map(of)
        .fold(0, |sum, len| sum.saturating_add(len as u64))
}

fn unique<'a>(names: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Vec<String> {
    let mut all: Vec<String> = names.map(Into::into).collect();
    all.sort_unstable();
    all.dedup();
    all
}
