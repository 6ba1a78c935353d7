//! Models that always say the same: each output is a constant, brought to the output by a RESHAPE.

use std::collections::BTreeMap;

use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};
use litert::Model;
use litert_generator::file as tflite;

/// Numbers of element types, as files have them.
pub(crate) const F32: i8 = 0;
pub(crate) const I32: i8 = 2;
pub(crate) const U8: i8 = 3;
pub(crate) const I64: i8 = 4;
pub(crate) const I16: i8 = 7;
pub(crate) const I8: i8 = 9;
pub(crate) const F16: i8 = 1;

/// An output and what it says.
#[derive(Clone)]
pub(crate) struct Out {
    pub(crate) name: &'static str,
    pub(crate) ty: i8,
    pub(crate) shape: Vec<i32>,
    /// Scale and zero point.
    pub(crate) quantized: Option<(f32, i64)>,
    /// All zeros if empty.
    pub(crate) values: Vec<f32>,
}

impl Out {
    pub(crate) fn f32(shape: &[i32]) -> Self {
        Self {
            name: "out",
            ty: F32,
            shape: shape.to_vec(),
            quantized: None,
            values: Vec::new(),
        }
    }

    pub(crate) fn of(ty: i8, shape: &[i32], quantized: Option<(f32, i64)>) -> Self {
        Self {
            ty,
            quantized,
            ..Self::f32(shape)
        }
    }

    pub(crate) fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    pub(crate) fn saying(mut self, values: Vec<f32>) -> Self {
        self.values = values;
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let len: i32 = self.shape.iter().product();
        let mut values = self.values.clone();
        values.resize(len as usize, 0.0);
        let (scale, zero) = self.quantized.unwrap_or((1.0, 0));
        let whole = |value: f32| (value / scale).round() as i64 + zero;
        let each = |value: f32| match self.ty {
            F32 => value.to_le_bytes().to_vec(),
            F16 => half(value).to_le_bytes().to_vec(),
            I8 => vec![whole(value).clamp(-128, 127) as i8 as u8],
            U8 => vec![whole(value).clamp(0, 255) as u8],
            I16 => (whole(value).clamp(-32768, 32767) as i16)
                .to_le_bytes()
                .to_vec(),
            I32 => (whole(value) as i32).to_le_bytes().to_vec(),
            I64 => whole(value).to_le_bytes().to_vec(),
            other => panic!("{other}"),
        };
        values.into_iter().flat_map(each).collect()
    }
}

/// The bits of a float of 16 bits, for numbers that have few digits and are not tiny.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    if value == 0.0 {
        return sign;
    }
    let exponent = ((bits >> 23) & 0xff) as i32 - 127 + 15;
    assert!((1..31).contains(&exponent) && bits & 0x1fff == 0, "{value}");
    sign | (exponent as u16) << 10 | ((bits >> 13) & 0x3ff) as u16
}

/// A model.
#[derive(Clone)]
pub(crate) struct Made {
    pub(crate) input: (i8, Vec<i32>, Option<(f32, i64)>),
    pub(crate) outputs: Vec<Out>,
    pub(crate) files: Vec<(&'static str, String)>,
    pub(crate) description: Option<Vec<u8>>,
    /// The outputs come from an operator of this name instead, in this order.
    pub(crate) custom: Option<(&'static str, Vec<usize>)>,
    /// The last operator before an output, such as SOFTMAX.
    pub(crate) last: Option<i32>,
}

pub(crate) const RESHAPE: i32 = 22;
pub(crate) const SOFTMAX: i32 = 25;

impl Made {
    /// A float input `[1, side, side, 3]`.
    pub(crate) fn new(side: i32, outputs: Vec<Out>) -> Self {
        Self {
            input: (F32, vec![1, side, side, 3], None),
            outputs,
            files: Vec::new(),
            description: None,
            custom: None,
            last: None,
        }
    }

    /// A float input with its channels in front.
    pub(crate) fn nchw(side: i32, outputs: Vec<Out>) -> Self {
        let mut made = Self::new(side, outputs);
        made.input.1 = vec![1, 3, side, side];
        made
    }

    pub(crate) fn file(mut self, name: &'static str, content: impl Into<String>) -> Self {
        self.files.push((name, content.into()));
        self
    }

    pub(crate) fn labels(self, count: usize) -> Self {
        let lines: Vec<String> = (0..count).map(|it| format!("name {it}")).collect();
        self.file("labels.txt", lines.join("\n"))
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut buffers = vec![tflite::Buffer::default()];
        let mut buffer = |data: Vec<u8>| {
            buffers.push(tflite::Buffer {
                data: Some(data),
                ..tflite::Buffer::default()
            });
            buffers.len() as u32 - 1
        };
        let tensor =
            |name, ty, shape: &[i32], quantized: Option<(f32, i64)>, buffer| tflite::Tensor {
                name: Some(name),
                ty,
                shape: Some(shape.to_vec()),
                quantization: quantized
                    .map(|(scale, zero)| tflite::Quantization::new(&[scale], &[zero], 0)),
                buffer,
                ..tflite::Tensor::default()
            };
        let (ty, shape, quantized) = &self.input;
        let mut tensors = vec![tensor("image", *ty, shape, *quantized, 0)];
        let mut operators = Vec::new();
        let mut outputs = Vec::new();
        for out in &self.outputs {
            let flat: i32 = out.shape.iter().product();
            let constant = match self.custom {
                Some(_) => 0,
                None => buffer(out.bytes()),
            };
            let shape: Vec<u8> = out.shape.iter().flat_map(|dim| dim.to_le_bytes()).collect();
            let shape = buffer(shape);
            let at = tensors.len() as i32;
            tensors.push(tensor("said", out.ty, &[flat], out.quantized, constant));
            tensors.push(tensor("shape", I32, &[out.shape.len() as i32], None, shape));
            tensors.push(tensor(out.name, out.ty, &out.shape, out.quantized, 0));
            outputs.push(at + 2);
            if self.custom.is_some() {
                continue;
            }
            match self.last {
                Some(_) => {
                    let between = tensors.len() as i32;
                    tensors.push(tensor("between", out.ty, &out.shape, out.quantized, 0));
                    operators.push(tflite::Operator::new(0, &[at, at + 1], &[between]));
                    operators.push(tflite::Operator::new(1, &[between], &[at + 2]));
                }
                None => operators.push(tflite::Operator::new(0, &[at, at + 1], &[at + 2])),
            }
        }
        let mut codes = vec![(RESHAPE, None)];
        codes.extend(self.last.map(|code| (code, None)));
        if let Some((name, order)) = &self.custom {
            codes = vec![(32, Some(*name))];
            let made: Vec<i32> = order.iter().map(|it| outputs[*it]).collect();
            operators.push(tflite::Operator {
                // The smallest FlexBuffer: an integer of one byte.
                custom_options: Some(vec![0, 4, 1]),
                ..tflite::Operator::new(0, &[0], &made)
            });
        }
        let mut metadata = Vec::new();
        if let Some(description) = &self.description {
            metadata.push((Some("TFLITE_METADATA"), buffer(description.clone())));
        }
        let model = tflite::Model {
            codes,
            subgraphs: vec![tflite::Subgraph {
                tensors,
                inputs: vec![0],
                outputs,
                operators,
                ..tflite::Subgraph::default()
            }],
            buffers,
            metadata,
            ..tflite::Model::default()
        };
        let mut bytes = model.build();
        if !self.files.is_empty() {
            bytes = archive(bytes, &self.files);
        }
        bytes
    }

    pub(crate) fn model(&self) -> Model {
        Model::from_bytes(self.bytes()).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// The bytes with an archive of stored files behind them.
fn archive(mut bytes: Vec<u8>, files: &[(&str, String)]) -> Vec<u8> {
    let mut directory = Vec::new();
    for (name, content) in files {
        let at = bytes.len() as u32;
        let mut sizes = crc(content.as_bytes()).to_le_bytes().to_vec();
        sizes.extend_from_slice(&(content.len() as u32).to_le_bytes());
        sizes.extend_from_slice(&(content.len() as u32).to_le_bytes());
        sizes.extend_from_slice(&(name.len() as u16).to_le_bytes());
        sizes.extend_from_slice(&[0, 0]);
        bytes.extend_from_slice(b"PK\x03\x04");
        bytes.extend_from_slice(&[0; 10]);
        bytes.extend_from_slice(&sizes);
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(content.as_bytes());
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&[0; 12]);
        directory.extend_from_slice(&sizes);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let at = bytes.len() as u32;
    bytes.extend_from_slice(&directory);
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&(files.len() as u16).to_le_bytes());
    bytes.extend_from_slice(&(files.len() as u16).to_le_bytes());
    bytes.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&at.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

type Builder<'a> = FlatBufferBuilder<'a>;
type Written = WIPOffset<TableFinishedWIPOffset>;

fn slot(index: u16) -> u16 {
    4 + 2 * index
}

/// A description whose outputs have these names, the first one a box with this order.
pub(crate) fn description(
    outputs: &[&str],
    order: Option<(&[u32], i8, i8)>,
    custom: &BTreeMap<&str, Vec<u8>>,
) -> Vec<u8> {
    let mut builder = Builder::new();
    let b = &mut builder;
    let mut all: Vec<Written> = Vec::new();
    for (position, name) in outputs.iter().enumerate() {
        let name = b.create_string(name);
        let content = order
            .filter(|_| position == 0)
            .map(|(order, kind, coordinates)| {
                let order = b.create_vector(order);
                let start = b.start_table();
                b.push_slot_always(slot(0), order);
                b.push_slot_always(slot(1), kind);
                b.push_slot_always(slot(2), coordinates);
                let boxes = b.end_table(start);
                let start = b.start_table();
                b.push_slot_always(slot(0), 3_u8);
                b.push_slot_always(slot(1), boxes);
                b.end_table(start)
            });
        let start = b.start_table();
        b.push_slot_always(slot(0), name);
        if let Some(content) = content {
            b.push_slot_always(slot(3), content);
        }
        all.push(b.end_table(start));
    }
    let outputs = b.create_vector(&all);
    let custom: Vec<Written> = custom
        .iter()
        .map(|(name, data)| {
            let (name, data) = (b.create_string(name), b.create_vector(data));
            let start = b.start_table();
            b.push_slot_always(slot(0), name);
            b.push_slot_always(slot(1), data);
            b.end_table(start)
        })
        .collect();
    let custom = b.create_vector(&custom);
    let start = b.start_table();
    b.push_slot_always(slot(3), outputs);
    b.push_slot_always(slot(9), custom);
    let graph = b.end_table(start);
    let graphs = b.create_vector(&[graph]);
    let start = b.start_table();
    b.push_slot_always(slot(3), graphs);
    let root = b.end_table(start);
    b.finish(root, Some("M001"));
    b.finished_data().to_vec()
}

/// What MediaPipe's tools write for detectors.
pub(crate) fn detector_metadata(anchors: &[[f32; 4]], keypoints: i32) -> Vec<u8> {
    let mut builder = Builder::new();
    let b = &mut builder;
    let anchors: Vec<Written> = anchors
        .iter()
        .map(|anchor| {
            let start = b.start_table();
            for (index, value) in (0..).zip(anchor) {
                b.push_slot_always(slot(index), *value);
            }
            b.end_table(start)
        })
        .collect();
    let count = anchors.len() as i32;
    let anchors = b.create_vector(&anchors);
    let start = b.start_table();
    b.push_slot_always(slot(0), anchors);
    let fixed = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(0), fixed);
    let ssd = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(1), count);
    b.push_slot_always(slot(2), 4 + 2 * keypoints);
    b.push_slot_always(slot(3), 4_i32);
    b.push_slot_always(slot(4), keypoints);
    b.push_slot_always(slot(5), 2_i32);
    for index in 6..10 {
        b.push_slot_always(slot(index), 1.0_f32);
    }
    b.push_slot_always(slot(10), false);
    b.push_slot_always(slot(11), false);
    let decoding = b.end_table(start);
    let start = b.start_table();
    b.push_slot_always(slot(1), ssd);
    b.push_slot_always(slot(2), decoding);
    let root = b.end_table(start);
    b.finish(root, Some("V001"));
    b.finished_data().to_vec()
}
