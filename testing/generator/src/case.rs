//! One model by chance.

use std::fmt;
use std::str::FromStr;

use litert_model::ops::{self, Row};
use litert_model::types::ElementType;

use crate::build::{self, node};
use crate::file::{Fields, Value};
use crate::graph::{self, Graph, Operator, Tensor};
use crate::template::Kind;
use crate::{Random, change, describe};

/// A model by chance: its number, and which of its parts are left out.
///
/// Its text is `NUMBER` or `NUMBER:MASK`, the mask in hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The number that tells all.
    pub seed: u64,
    /// A bit for each part that is left out: from bit 0 on changes, from bit 8 on operators of a chain,
    /// bit 16 control flow, bit 17 signatures.
    pub without: u32,
}

const CHAINED: u32 = 8;
const FLOW: u32 = 16;
const SIGNATURES: u32 = 17;

/// A model, and what it is.
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The operator that it is about.
    pub row: &'static Row,
    /// All of it, in words.
    pub text: String,
}

impl Case {
    pub fn new(seed: u64) -> Self {
        Self { seed, without: 0 }
    }

    /// The operator that this model is about: they take turns.
    pub fn row(self) -> &'static Row {
        let rows = rows();
        rows[usize::try_from(self.seed % rows.len() as u64).unwrap_or(0)]
    }

    /// The cases with one part less.
    pub fn smaller(self) -> impl Iterator<Item = Self> {
        let bits = [FLOW, SIGNATURES, 11, 10, 9, 8, 3, 2, 1, 0];
        bits.into_iter()
            .filter(move |bit| self.without & (1 << bit) == 0)
            .map(move |bit| Self {
                without: self.without | 1 << bit,
                ..self
            })
    }

    fn has(self, part: u32) -> bool {
        self.without & (1 << part) == 0
    }

    /// Makes the model.
    pub fn make(self) -> Made {
        let row = self.row();
        let mut random = Random::new(self.seed);
        let kind = random.below(10);
        let changes = *random.pick(&[0, 1, 1, 1, 2, 2, 3]);
        let (mut graph, mut more) = (Graph::default(), Vec::new());
        // One behind the main graph, and two for control flow.
        let flows = kind == 9 && self.has(FLOW);
        let base = if flows { 3 } else { 1 };
        let mut given = node(&mut random, row, &mut graph, &mut more, base, None);
        if (6..9).contains(&kind) {
            for part in 0..=u32::try_from(random.below(4)).unwrap_or(0) {
                // A sequence of its own, so that leaving one out does not change the others.
                let mut random = self.part(CHAINED + part);
                if self.has(CHAINED + part) {
                    let row = *random.pick(rows());
                    given = node(
                        &mut random,
                        row,
                        &mut graph,
                        &mut more,
                        base,
                        given.first().copied(),
                    );
                }
            }
        }
        graph.close();
        let mut graphs = vec![graph];
        if flows {
            let inner = graphs.remove(0);
            graphs.extend(flow(&mut self.part(FLOW), inner));
        }
        graphs.extend(more);
        for part in 0..changes {
            if self.has(part) {
                change::change(&mut self.part(part), &mut graphs);
            }
        }
        let signatures = self.part(SIGNATURES).below(4) == 0 && self.has(SIGNATURES);
        let text = describe::describe(&graphs, signatures);
        let bytes = graph::lower(&graphs, signatures).build();
        Made { bytes, row, text }
    }

    fn part(self, part: u32) -> Random {
        let mut random = Random::new(self.seed ^ u64::from(part + 1) << 40);
        random.number();
        random
    }
}

/// All operators that a model can be about.
pub(crate) fn rows() -> &'static [&'static Row] {
    use std::sync::OnceLock;

    static ROWS: OnceLock<Vec<&'static Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let builtin = ops::rows().iter().copied();
        let known = builtin.filter(|row| !row.versions.is_empty());
        known.chain(ops::custom()).collect()
    })
}

/// The graph as it is, run by IF, WHILE, CALL_ONCE or a composite, with another body that may or may not
/// fit.
fn flow(random: &mut Random, inner: Graph) -> Vec<Graph> {
    let (name, options) = random
        .pick(&[
            (
                "IF",
                (false, 92, vec![(0, Value::Int(1)), (1, Value::Int(2))]),
            ),
            (
                "WHILE",
                (false, 93, vec![(0, Value::Int(2)), (1, Value::Int(1))]),
            ),
            ("CALL_ONCE", (false, 103, vec![(0, Value::Int(1))])),
            (
                "STABLEHLO_COMPOSITE",
                (true, 21, vec![(0, Value::Text("a.b")), (1, Value::Int(1))]),
            ),
            (
                "STABLEHLO_CASE",
                (true, 23, vec![(0, Value::Ints(vec![1, 2]))]),
            ),
        ])
        .clone();
    let mut main = Graph::default();
    let copy = |graph: &mut Graph, list: &[i32]| -> Vec<i32> {
        list.iter()
            .map(|&at| graph.add(inner.tensors[usize::try_from(at).unwrap_or(0)].clone()))
            .collect()
    };
    let number = |ty| Tensor {
        ty,
        shape: if name == "IF" { vec![1] } else { Vec::new() },
        kind: Kind::Runtime,
        values: vec![0.0],
        quantization: None,
    };
    let mut inputs = Vec::new();
    match name {
        "IF" => inputs.push(main.add(number(ElementType::Bool))),
        "STABLEHLO_CASE" => inputs.push(main.add(number(ElementType::Int32))),
        _ => {}
    }
    let (mut taken, mut given) = (Vec::new(), Vec::new());
    if name != "CALL_ONCE" {
        taken = copy(&mut main, &inner.inputs);
        given = copy(
            &mut main,
            if name == "WHILE" {
                &inner.inputs
            } else {
                &inner.outputs
            },
        );
    }
    inputs.extend(taken);
    let row = ops::rows().iter().find(|row| row.name == name).expect(name);
    let (second, kind, values) = options;
    main.operators.push(Operator {
        row,
        version: 1,
        inputs,
        outputs: given,
        options: Some(Fields {
            second,
            kind,
            values,
        }),
        custom: None,
    });
    main.close();
    let mut other = inner.clone();
    match name {
        // It says at once that this was enough.
        "WHILE" => {
            other.operators.clear();
            let stop = other.add(Tensor {
                kind: Kind::Constant,
                ..number(ElementType::Bool)
            });
            other.outputs = vec![stop];
        }
        // The same with another shape, another type, or nothing done.
        _ => match random.below(4) {
            0 => change::shapes(random, &mut other),
            1 => {
                let ty = *random.pick(&build::USUAL);
                other.tensors.iter_mut().for_each(|tensor| tensor.ty = ty);
            }
            2 if other.inputs.len() >= other.outputs.len() => {
                other.operators.clear();
                other.outputs = other.inputs[..other.outputs.len()].to_vec();
            }
            _ => {}
        },
    }
    vec![main, inner, other]
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.without {
            0 => write!(f, "{}", self.seed),
            without => write!(f, "{}:{without:x}", self.seed),
        }
    }
}

impl FromStr for Case {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (seed, without) = text.split_once(':').unwrap_or((text, "0"));
        let wrong = |error: std::num::ParseIntError| format!("{text}: {error}");
        Ok(Self {
            seed: seed.parse().map_err(wrong)?,
            without: u32::from_str_radix(without, 16).map_err(wrong)?,
        })
    }
}
