//! Writes small `.tflite` files for tests, right ones and wrong ones.

use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};

/// A model.
#[derive(Clone, Default)]
pub struct Model {
    /// The number of each kind of operator, and its name if it is a custom one.
    pub codes: Vec<(i32, Option<&'static str>)>,
    /// The version of all of them; 1 unless told.
    pub op_version: Option<i32>,
    /// The version of each of them, where they differ.
    pub op_versions: Vec<i32>,
    /// The graphs.
    pub subgraphs: Vec<Subgraph>,
    /// The constant data; the first one should be empty.
    pub buffers: Vec<Buffer>,
    /// Write no list of buffers at all.
    pub leave_out_buffers: bool,
    /// Names and buffers.
    pub metadata: Vec<(Option<&'static str>, u32)>,
    /// The signatures.
    pub signatures: Vec<Signature>,
    /// Bytes behind the flatbuffer.
    pub appended: Vec<u8>,
}

/// A graph.
#[derive(Clone, Default)]
pub struct Subgraph {
    pub tensors: Vec<Tensor>,
    /// Write no list of tensors at all.
    pub leave_out_tensors: bool,
    pub inputs: Vec<i32>,
    pub outputs: Vec<i32>,
    pub operators: Vec<Operator>,
}

/// A tensor.
#[derive(Clone, Default)]
pub struct Tensor {
    pub name: Option<&'static str>,
    /// The number of the type, as files have it.
    pub ty: i8,
    pub shape: Option<Vec<i32>>,
    pub signature: Option<Vec<i32>>,
    pub buffer: u32,
    pub quantization: Option<Quantization>,
    pub variable: bool,
    pub external_buffer: u32,
}

impl Tensor {
    /// A float tensor that is no constant.
    pub fn float(shape: &[i32]) -> Self {
        Self {
            shape: Some(shape.to_vec()),
            ..Self::default()
        }
    }
}

/// Quantization parameters.
#[derive(Clone, Default)]
pub struct Quantization {
    scales: Vec<f32>,
    zero_points: Vec<i64>,
    axis: i32,
    details: Option<Details>,
}

#[derive(Clone)]
enum Details {
    Blockwise(i32, i32, i32),
    MultiAxis(i32, i32, i32, Vec<i32>),
}

impl Quantization {
    pub fn new(scales: &[f32], zero_points: &[i64], axis: i32) -> Self {
        Self {
            scales: scales.to_vec(),
            zero_points: zero_points.to_vec(),
            axis,
            details: None,
        }
    }

    pub fn blockwise(scales: i32, zero_points: i32, block: i32) -> Self {
        let details = Some(Details::Blockwise(scales, zero_points, block));
        Self {
            details,
            ..Self::default()
        }
    }

    pub fn multi_axis(scales: i32, zero_points: i32, block: i32, axes: &[i32]) -> Self {
        let details = Some(Details::MultiAxis(
            scales,
            zero_points,
            block,
            axes.to_vec(),
        ));
        Self {
            details,
            ..Self::default()
        }
    }
}

/// An operator.
#[derive(Clone, Default)]
pub struct Operator {
    pub code: u32,
    pub inputs: Vec<i32>,
    pub outputs: Vec<i32>,
    pub intermediates: Vec<i32>,
    pub options: Option<Options>,
    pub custom_options: Option<Vec<u8>>,
    /// Offset and size of options behind the flatbuffer.
    pub large_options: (u64, u64),
}

impl Operator {
    pub fn new(code: u32, inputs: &[i32], outputs: &[i32]) -> Self {
        Self {
            code,
            inputs: inputs.to_vec(),
            outputs: outputs.to_vec(),
            ..Self::default()
        }
    }
}

/// The options of an operator.
#[derive(Clone)]
pub enum Options {
    Split(i32),
    /// The axis of the sequences of REVERSE_SEQUENCE, and that of the batch.
    Reverse(i32, i32),
    /// How EMBEDDING_LOOKUP_SPARSE puts rows together.
    Combiner(i8),
    /// Strides of a convolution.
    Conv(i32, i32),
    /// A convolution with this kind of padding, stretched by so much.
    ConvPadded(i8, i32),
    /// The same for each channel by itself.
    Depthwise(i32, i32),
    CallOnce(i32),
    /// Branches of IF.
    If(i32, i32),
    /// Condition and body of WHILE.
    While(i32, i32),
    /// What a handle is of.
    Variable(&'static str),
    /// The number of a hash table.
    Table(i32),
    /// Whether ADD may shift integers of 16 bits.
    Shifts(bool),
    /// The type that ARG_MAX gives.
    Positions(i8),
    Composite(&'static str, i32, Option<Vec<u8>>),
    /// Branches of STABLEHLO_CASE.
    Case(Vec<i32>),
    /// Any others.
    Fields(Fields),
}

/// Options of any kind, as the schema numbers them.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// Whether they are in the second union, for newer operators.
    pub second: bool,
    /// Which of the union they are.
    pub kind: u8,
    /// The fields that are written.
    pub values: Vec<(u16, Value)>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Also of a truth value.
    Byte(i8),
    Int(i32),
    Long(i64),
    Float(f32),
    Bytes(Vec<i8>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
    Floats(Vec<f32>),
    Text(&'static str),
}

impl Fields {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let pointers: Vec<_> = self
            .values
            .iter()
            .map(|(index, value)| {
                let written = match value {
                    Value::Bytes(list) => Some(at(b.create_vector(list))),
                    Value::Ints(list) => Some(at(b.create_vector(list))),
                    Value::Longs(list) => Some(at(b.create_vector(list))),
                    Value::Floats(list) => Some(at(b.create_vector(list))),
                    Value::Text(it) => text(b, Some(it)),
                    _ => None,
                };
                (*index, written)
            })
            .collect();
        table(b, &pointers, |b| {
            for (index, value) in &self.values {
                match value {
                    Value::Byte(it) => b.push_slot_always(slot(*index), *it),
                    Value::Int(it) => b.push_slot_always(slot(*index), *it),
                    Value::Long(it) => b.push_slot_always(slot(*index), *it),
                    Value::Float(it) => b.push_slot_always(slot(*index), *it),
                    _ => {}
                }
            }
        })
    }
}

/// Constant data.
#[derive(Clone, Default)]
pub struct Buffer {
    pub data: Option<Vec<u8>>,
    pub offset: u64,
    pub size: u64,
}

/// A signature.
#[derive(Clone, Default)]
pub struct Signature {
    pub key: Option<&'static str>,
    pub inputs: Vec<(Option<&'static str>, u32)>,
    pub outputs: Vec<(Option<&'static str>, u32)>,
    pub subgraph: u32,
}

type Builder<'a> = FlatBufferBuilder<'a>;
type Written = WIPOffset<TableFinishedWIPOffset>;

/// Where the entry of a field lies in a table's directory.
fn slot(index: u16) -> u16 {
    4 + 2 * index
}

/// Something that was written, where fields of any kind can point to.
fn at<T>(offset: WIPOffset<T>) -> WIPOffset<()> {
    WIPOffset::new(offset.value())
}

/// Writes a table whose fields all point somewhere, after other fields were pushed by `scalars`.
fn table(
    b: &mut Builder<'_>,
    pointers: &[(u16, Option<WIPOffset<()>>)],
    scalars: impl FnOnce(&mut Builder<'_>),
) -> Written {
    let start = b.start_table();
    for &(index, offset) in pointers {
        if let Some(offset) = offset {
            b.push_slot_always(slot(index), offset);
        }
    }
    scalars(b);
    b.end_table(start)
}

fn tables(b: &mut Builder<'_>, all: &[Written]) -> WIPOffset<()> {
    at(b.create_vector(all))
}

fn text(b: &mut Builder<'_>, text: Option<&str>) -> Option<WIPOffset<()>> {
    text.map(|text| at(b.create_string(text)))
}

fn ints(b: &mut Builder<'_>, values: &[i32]) -> WIPOffset<()> {
    at(b.create_vector(values))
}

impl Model {
    /// The bytes of the file.
    pub fn build(&self) -> Vec<u8> {
        let mut builder = Builder::new();
        let b = &mut builder;
        let codes: Vec<_> = self
            .codes
            .iter()
            .enumerate()
            .map(|(at, &(code, name))| {
                let version = self.op_versions.get(at).copied().or(self.op_version);
                operator_code(b, code, name, version)
            })
            .collect();
        let codes = tables(b, &codes);
        let graphs: Vec<_> = self.subgraphs.iter().map(|graph| graph.build(b)).collect();
        let graphs = tables(b, &graphs);
        let buffers: Vec<_> = self.buffers.iter().map(|buffer| buffer.build(b)).collect();
        let buffers = (!self.leave_out_buffers).then(|| tables(b, &buffers));
        let metadata: Vec<_> = self
            .metadata
            .iter()
            .map(|&(name, buffer)| {
                let name = text(b, name);
                table(b, &[(0, name)], |b| b.push_slot(slot(1), buffer, 0))
            })
            .collect();
        let metadata = tables(b, &metadata);
        let signatures: Vec<_> = self
            .signatures
            .iter()
            .map(|signature| signature.build(b))
            .collect();
        let signatures = tables(b, &signatures);
        let fields = [
            (1, Some(codes)),
            (2, Some(graphs)),
            (4, buffers),
            (6, Some(metadata)),
            (7, Some(signatures)),
        ];
        let root = table(b, &fields, |b| b.push_slot(slot(0), 3_u32, 0));
        b.finish(root, Some("TFL3"));
        let mut bytes = b.finished_data().to_vec();
        bytes.extend_from_slice(&self.appended);
        bytes
    }
}

fn operator_code(
    b: &mut Builder<'_>,
    code: i32,
    name: Option<&str>,
    version: Option<i32>,
) -> Written {
    let name = text(b, name);
    table(b, &[(1, name)], |b| {
        b.push_slot(slot(0), code.clamp(-128, 127) as i8, 0);
        b.push_slot(slot(3), code, 0);
        b.push_slot(slot(2), version.unwrap_or(1), 1);
    })
}

impl Subgraph {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let tensors: Vec<_> = self.tensors.iter().map(|tensor| tensor.build(b)).collect();
        let tensors = (!self.leave_out_tensors).then(|| tables(b, &tensors));
        let (inputs, outputs) = (ints(b, &self.inputs), ints(b, &self.outputs));
        let operators: Vec<_> = self
            .operators
            .iter()
            .map(|operator| operator.build(b))
            .collect();
        let operators = tables(b, &operators);
        let fields = [
            (0, tensors),
            (1, Some(inputs)),
            (2, Some(outputs)),
            (3, Some(operators)),
        ];
        table(b, &fields, |_| {})
    }
}

impl Tensor {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let shape = self.shape.as_ref().map(|shape| ints(b, shape));
        let signature = self.signature.as_ref().map(|shape| ints(b, shape));
        let name = text(b, self.name);
        let quantization = self
            .quantization
            .as_ref()
            .map(|quantization| quantization.build(b));
        let fields = [
            (0, shape),
            (3, name),
            (4, quantization.map(at)),
            (7, signature),
        ];
        table(b, &fields, |b| {
            b.push_slot(slot(1), self.ty, 0);
            b.push_slot(slot(2), self.buffer, 0);
            b.push_slot(slot(5), self.variable, false);
            b.push_slot(slot(10), self.external_buffer, 0);
        })
    }
}

impl Quantization {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let scales = (!self.scales.is_empty()).then(|| at(b.create_vector(&self.scales)));
        let zero_points =
            (!self.zero_points.is_empty()).then(|| at(b.create_vector(&self.zero_points)));
        let (kind, details) = match &self.details {
            None => (0_u8, None),
            Some(Details::Blockwise(scales, zero_points, block)) => {
                let numbers = [*scales, *zero_points, *block];
                (2, Some(at(table(b, &[], |b| push_ints(b, &numbers)))))
            }
            Some(Details::MultiAxis(scales, zero_points, block, axes)) => {
                let numbers = [*scales, *zero_points, *block];
                let axes = ints(b, axes);
                (
                    3,
                    Some(at(table(b, &[(3, Some(axes))], |b| push_ints(b, &numbers)))),
                )
            }
        };
        table(b, &[(2, scales), (3, zero_points), (5, details)], |b| {
            b.push_slot(slot(4), kind, 0);
            b.push_slot(slot(6), self.axis, 0);
        })
    }
}

fn push_ints(b: &mut Builder<'_>, numbers: &[i32]) {
    for (index, &number) in (0_u16..).zip(numbers) {
        b.push_slot_always(slot(index), number);
    }
}

impl Operator {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let (inputs, outputs) = (ints(b, &self.inputs), ints(b, &self.outputs));
        let intermediates = ints(b, &self.intermediates);
        let custom = self
            .custom_options
            .as_ref()
            .map(|bytes| at(b.create_vector(bytes)));
        let (mut first, mut second) = ((0_u8, None), (0_u8, None));
        match &self.options {
            None => {}
            Some(Options::Split(parts)) => {
                first = (35, Some(at(table(b, &[], |b| push_ints(b, &[*parts])))));
            }
            Some(Options::Reverse(sequence, batch)) => {
                let axes = [*sequence, *batch];
                first = (87, Some(at(table(b, &[], |b| push_ints(b, &axes)))));
            }
            Some(Options::Combiner(combiner)) => {
                let written = table(b, &[], |b| b.push_slot_always(slot(0), *combiner));
                first = (20, Some(at(written)));
            }
            Some(options @ (Options::Conv(width, height) | Options::Depthwise(width, height))) => {
                let strides = table(b, &[], |b| {
                    b.push_slot(slot(1), *width, 0);
                    b.push_slot(slot(2), *height, 0);
                    if matches!(options, Options::Depthwise(..)) {
                        b.push_slot(slot(3), 1, 0);
                    }
                });
                let kind = if matches!(options, Options::Conv(..)) {
                    1
                } else {
                    2
                };
                first = (kind, Some(at(strides)));
            }
            Some(Options::ConvPadded(padding, dilation)) => {
                let written = table(b, &[], |b| {
                    b.push_slot_always(slot(0), *padding);
                    b.push_slot_always(slot(1), 1);
                    b.push_slot_always(slot(2), 1);
                    b.push_slot_always(slot(4), *dilation);
                    b.push_slot_always(slot(5), *dilation);
                });
                first = (1, Some(at(written)));
            }
            Some(Options::CallOnce(graph)) => {
                first = (103, Some(at(table(b, &[], |b| push_ints(b, &[*graph])))));
            }
            Some(options @ (Options::If(one, other) | Options::While(one, other))) => {
                let kind = if matches!(options, Options::If(..)) {
                    92
                } else {
                    93
                };
                first = (
                    kind,
                    Some(at(table(b, &[], |b| push_ints(b, &[*one, *other])))),
                );
            }
            Some(Options::Variable(name)) => {
                let name = text(b, Some(*name));
                first = (111, Some(at(table(b, &[(1, name)], |_| {}))));
            }
            Some(Options::Table(number)) => {
                first = (107, Some(at(table(b, &[], |b| push_ints(b, &[*number])))));
            }
            Some(Options::Shifts(yes)) => {
                let written = table(b, &[], |b| b.push_slot_always(slot(1), *yes));
                first = (11, Some(at(written)));
            }
            Some(Options::Positions(ty)) => {
                let written = table(b, &[], |b| b.push_slot_always(slot(0), *ty));
                first = (40, Some(at(written)));
            }
            Some(Options::Composite(name, graph, attributes)) => {
                let name = text(b, Some(*name));
                let attributes = attributes.as_ref().map(|bytes| at(b.create_vector(bytes)));
                let written = table(b, &[(0, name), (2, attributes)], |b| {
                    b.push_slot_always(slot(1), *graph);
                });
                second = (21, Some(at(written)));
            }
            Some(Options::Case(branches)) => {
                let branches = ints(b, branches);
                second = (23, Some(at(table(b, &[(0, Some(branches))], |_| {}))));
            }
            Some(Options::Fields(fields)) => {
                let written = Some(at(fields.build(b)));
                match fields.second {
                    false => first = (fields.kind, written),
                    true => second = (fields.kind, written),
                }
            }
        }
        let fields = [
            (1, Some(inputs)),
            (2, Some(outputs)),
            (4, first.1),
            (5, custom),
            (8, Some(intermediates)),
            (12, second.1),
        ];
        table(b, &fields, |b| {
            b.push_slot(slot(0), self.code, 0);
            b.push_slot(slot(3), first.0, 0);
            b.push_slot(slot(11), second.0, 0);
            b.push_slot(slot(9), self.large_options.0, 0);
            b.push_slot(slot(10), self.large_options.1, 0);
        })
    }
}

impl Buffer {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let data = self.data.as_ref().map(|data| at(b.create_vector(data)));
        table(b, &[(0, data)], |b| {
            b.push_slot(slot(1), self.offset, 0);
            b.push_slot(slot(2), self.size, 0);
        })
    }
}

impl Signature {
    fn build(&self, b: &mut Builder<'_>) -> Written {
        let maps = |b: &mut Builder<'_>, all: &[(Option<&str>, u32)]| {
            let all: Vec<_> = all
                .iter()
                .map(|&(name, index)| {
                    let name = text(b, name);
                    table(b, &[(0, name)], |b| b.push_slot(slot(1), index, 0))
                })
                .collect();
            tables(b, &all)
        };
        let (inputs, outputs) = (maps(b, &self.inputs), maps(b, &self.outputs));
        let key = text(b, self.key);
        table(b, &[(0, Some(inputs)), (1, Some(outputs)), (2, key)], |b| {
            b.push_slot(slot(4), self.subgraph, 0);
        })
    }
}
