//! The time to load a model grows with its size and not faster, whatever the file says.
//!
//! Each case makes files of one kind, of which a careless rule of the check would take time that grows
//! with the square of the size. Nobody knows how fast a machine is, or how busy; so what counts is the
//! time of the processor and not of the clock, a file is compared with one that is eight times as large,
//! in the best of several tries, and the bound lies between eight and the square of it.

use std::time::{Duration, Instant};

use litert::Model;
use litert_generator::file as tflite;
use tflite::{Buffer, Operator, Options, Signature, Subgraph, Tensor};

const SIZE: usize = 500;
const TIMES: usize = 8;
const MOST: f64 = 22.0;
const TRIES: usize = 3;

/// A name, and what makes a file of about this many parts.
type Case = (&'static str, fn(usize) -> tflite::Model);

const CASES: &[Case] = &[
    (
        "an operator with many inputs and outputs",
        inputs_and_outputs,
    ),
    ("bools that share their data", bools),
    ("texts that share their data", texts),
    ("buffers behind the flatbuffer that overlap", overlapping),
    ("transpositions that share a long order", orders),
    ("fills that share a long shape", fills),
    ("branches that are one graph", branches),
    ("graphs that ask for shapes", graphs),
    ("operators that share a long name", long_names),
    ("texts of options that share their end", keys),
    (
        "operators that share options behind the flatbuffer",
        outside_options,
    ),
    ("signatures of one graph", signatures),
    ("calls of one graph", calls),
    ("variables", variables),
    ("a chain of graphs", chain),
    ("metadata", metadata),
    ("loops with many values", loops),
];

#[test]
fn load_time_grows_with_the_file_and_not_faster() {
    let mut failed = Vec::new();
    for (name, make) in CASES {
        let small = make(SIZE).build();
        let large = make(SIZE * TIMES).build();
        let growth = large.len() as f64 / small.len() as f64;
        let mut ratio = f64::MAX;
        // A machine that is busy just now says nothing; tries end with the first good one.
        for _ in 0..TRIES {
            let (least, most) = (best(&small), best(&large));
            ratio = ratio.min(most.as_secs_f64() / least.as_secs_f64());
            println!(
                "{name}: {} bytes, {least:?}; {} bytes, {most:?}",
                small.len(),
                large.len()
            );
            if ratio < MOST {
                break;
            }
        }
        assert!(
            growth < 10.0,
            "{name}: the file itself grows {growth:.1} times"
        );
        if ratio >= MOST {
            failed.push(format!(
                "{name}: a file {growth:.1} times as large takes {ratio:.0} times as long"
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The shortest of several loads; whether the model is accepted does not matter here.
fn best(bytes: &[u8]) -> Duration {
    let begun = Instant::now();
    let one = || {
        let before = of_this_thread(begun);
        let _ = std::hint::black_box(Model::from_bytes(bytes));
        of_this_thread(begun) - before
    };
    (0..3).map(|_| one()).min().unwrap_or_default()
}

/// The time that this thread has had of a processor; where the system does not tell, what the clock says.
fn of_this_thread(begun: Instant) -> Duration {
    // Linux brings the number up to date when a thread gives way.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = told.and_then(|text| text.split(' ').next()?.parse().ok());
    first.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

fn model(codes: Vec<(i32, Option<&'static str>)>, graph: Subgraph) -> tflite::Model {
    tflite::Model {
        codes,
        buffers: vec![Buffer::default()],
        subgraphs: vec![graph],
        ..tflite::Model::default()
    }
}

fn floats(count: usize) -> Vec<Tensor> {
    vec![Tensor::float(&[1]); count]
}

fn range(from: usize, to: usize) -> Vec<i32> {
    (from as i32..to as i32).collect()
}

fn data(bytes: Vec<u8>) -> Buffer {
    Buffer {
        data: Some(bytes),
        ..Buffer::default()
    }
}

fn inputs_and_outputs(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: floats(2 * n),
        operators: vec![Operator::new(0, &range(0, n), &range(n, 2 * n))],
        ..Subgraph::default()
    };
    model(vec![(32, Some("c"))], graph)
}

fn sharing(n: usize, ty: i8, shape: &[i32], bytes: Vec<u8>) -> tflite::Model {
    let tensor = Tensor {
        ty,
        buffer: 1,
        ..Tensor::float(shape)
    };
    let graph = Subgraph {
        tensors: vec![tensor; n],
        ..Subgraph::default()
    };
    let mut made = model(vec![], graph);
    made.buffers.push(data(bytes));
    made
}

fn bools(n: usize) -> tflite::Model {
    sharing(n, 6, &[64 * n as i32], vec![0; 64 * n])
}

fn texts(n: usize) -> tflite::Model {
    let count = 8 * n;
    let end = 4 * (count as i32 + 2);
    let mut bytes = (count as i32).to_le_bytes().to_vec();
    bytes.extend((0..=count).flat_map(|_| end.to_le_bytes()));
    sharing(n, 5, &[count as i32], bytes)
}

fn overlapping(n: usize) -> tflite::Model {
    let tensors = (0..n).map(|at| Tensor {
        ty: 6,
        buffer: 1 + at as u32,
        ..Tensor::float(&[(64 * n - at) as i32])
    });
    let graph = Subgraph {
        tensors: tensors.collect(),
        ..Subgraph::default()
    };
    let mut made = model(vec![], graph);
    let begin = made.build().len() + 200 * n;
    made.buffers.extend((0..n).map(|at| Buffer {
        offset: (begin + at) as u64,
        size: (64 * n - at) as u64,
        ..Buffer::default()
    }));
    let flat = made.build().len();
    made.appended = vec![0; (begin + 64 * n).saturating_sub(flat)];
    made
}

/// Operators of one kind that share a constant of integers; `constant` is its place among the inputs.
fn operators(n: usize, code: i32, constant: usize, length: usize) -> tflite::Model {
    let mut tensors = vec![Tensor {
        ty: 2,
        buffer: 1,
        ..Tensor::float(&[length as i32])
    }];
    tensors.extend(floats(n + 1));
    let one = |at: usize| {
        let mut inputs = [1, 1];
        inputs[constant] = 0;
        Operator::new(0, &inputs, &[at as i32])
    };
    let graph = Subgraph {
        tensors,
        inputs: vec![1],
        operators: (2..n + 2).map(one).collect(),
        ..Subgraph::default()
    };
    let mut made = model(vec![(code, None)], graph);
    made.buffers.push(data(vec![0; 4 * length]));
    made
}

fn orders(n: usize) -> tflite::Model {
    operators(n, 39, 1, 16 * n)
}

fn fills(n: usize) -> tflite::Model {
    operators(n, 94, 0, 16 * n)
}

fn branches(n: usize) -> tflite::Model {
    let mut tensors = vec![Tensor {
        ty: 2,
        ..Tensor::float(&[])
    }];
    tensors.extend(floats(n));
    let graph = Subgraph {
        tensors,
        inputs: range(0, n + 1),
        operators: vec![Operator {
            options: Some(Options::Case(vec![1; n])),
            ..Operator::new(0, &range(0, n + 1), &[])
        }],
        ..Subgraph::default()
    };
    let branch = Subgraph {
        tensors: floats(n),
        inputs: range(0, n),
        ..Subgraph::default()
    };
    let mut made = model(vec![(209, None)], graph);
    made.subgraphs.push(branch);
    made
}

fn graphs(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: vec![Tensor::float(&[2, 2]); 3],
        inputs: vec![0, 1],
        outputs: vec![2],
        operators: vec![Operator::new(0, &[0, 1], &[2])],
        ..Subgraph::default()
    };
    let mut made = model(vec![(126, None)], graph.clone());
    made.subgraphs = vec![graph; n / 4];
    made
}

fn chain_of(
    n: usize,
    codes: Vec<(i32, Option<&'static str>)>,
    options: impl Fn(i32) -> Options,
) -> tflite::Model {
    let one = |at: usize| Subgraph {
        tensors: floats(2),
        inputs: vec![0],
        outputs: vec![1],
        operators: vec![Operator {
            options: Some(options(at as i32 + 1)),
            ..Operator::new(0, &[], &[])
        }],
        ..Subgraph::default()
    };
    let mut made = model(codes, Subgraph::default());
    made.subgraphs = (0..n).map(one).collect();
    made
}

fn chain(n: usize) -> tflite::Model {
    let mut made = chain_of(n, vec![(129, None)], Options::CallOnce);
    if let Some(last) = made.subgraphs.last_mut() {
        last.operators.clear();
    }
    made
}

fn long_names(n: usize) -> tflite::Model {
    let name: &'static str = Box::leak("x".repeat(64 * n).into_boxed_str());
    let graph = Subgraph {
        tensors: floats(1),
        operators: vec![Operator::new(0, &[], &[]); n],
        ..Subgraph::default()
    };
    model(vec![(32, Some(name))], graph)
}

/// A FlexBuffer: a list of keys that are all the same long text.
fn long_keys(n: usize) -> Vec<u8> {
    let text = 4 * n;
    let mut bytes = vec![b'x'; text];
    *bytes.last_mut().expect("a text") = 0;
    bytes.extend((n as u32).to_le_bytes());
    let list = bytes.len();
    bytes.extend((0..n).flat_map(|at| ((list + 4 * at) as u32).to_le_bytes()));
    // The root: how far back the list is, in four bytes; its type and width; its own width.
    bytes.extend(((4 * n) as u32).to_le_bytes());
    bytes.extend([14 << 2 | 2, 4]);
    bytes
}

const READS_OPTIONS: (i32, Option<&str>) = (32, Some("TFLite_Detection_PostProcess"));

fn keys(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: floats(1),
        operators: vec![Operator {
            custom_options: Some(long_keys(4 * n)),
            ..Operator::new(0, &[], &[])
        }],
        ..Subgraph::default()
    };
    model(vec![READS_OPTIONS], graph)
}

fn outside_options(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: floats(1),
        operators: vec![Operator::new(0, &[], &[]); n],
        ..Subgraph::default()
    };
    let mut made = model(vec![READS_OPTIONS], graph);
    let options = long_keys(4 * n);
    let begin = made.build().len() + 64 * n;
    for operator in &mut made.subgraphs[0].operators {
        operator.large_options = (begin as u64, options.len() as u64);
    }
    made.appended = vec![0; begin.saturating_sub(made.build().len())];
    made.appended.extend(options);
    made
}

fn signatures(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: floats(n),
        inputs: range(0, n),
        ..Subgraph::default()
    };
    let mut made = model(vec![], graph);
    made.signatures = (0..n)
        .map(|at| Signature {
            key: Some(Box::leak(at.to_string().into_boxed_str())),
            ..Signature::default()
        })
        .collect();
    made
}

fn calls(n: usize) -> tflite::Model {
    let composite = |at: usize| Operator {
        options: Some(Options::Composite("c", 1, None)),
        ..Operator::new(0, &[0], &[at as i32])
    };
    let graph = Subgraph {
        tensors: floats(n + 1),
        inputs: vec![0],
        operators: (1..=n).map(composite).collect(),
        ..Subgraph::default()
    };
    let mut made = model(vec![(206, None)], graph);
    made.subgraphs.push(Subgraph {
        tensors: floats(n),
        inputs: range(0, n),
        ..Subgraph::default()
    });
    made
}

fn variables(n: usize) -> tflite::Model {
    let handle = Tensor {
        ty: 13,
        ..Tensor::float(&[])
    };
    let mut tensors = vec![handle; n];
    tensors.extend(floats(n));
    let mut operators: Vec<Operator> = (0..n)
        .map(|at| Operator {
            options: Some(Options::Variable("v")),
            ..Operator::new(0, &[], &[at as i32])
        })
        .collect();
    operators.extend((0..n).map(|at| Operator::new(1, &[at as i32], &[(n + at) as i32])));
    let graph = Subgraph {
        tensors,
        operators,
        ..Subgraph::default()
    };
    model(vec![(142, None), (143, None)], graph)
}

fn metadata(n: usize) -> tflite::Model {
    let mut made = model(
        vec![],
        Subgraph {
            tensors: floats(1),
            ..Subgraph::default()
        },
    );
    made.metadata = vec![(Some("x"), 0); n];
    made
}

fn loops(n: usize) -> tflite::Model {
    let graph = Subgraph {
        tensors: floats(2 * n),
        inputs: range(0, n),
        operators: vec![Operator {
            options: Some(Options::While(1, 2)),
            ..Operator::new(0, &range(0, n), &range(n, 2 * n))
        }],
        ..Subgraph::default()
    };
    let mut condition = Subgraph {
        tensors: floats(n),
        inputs: range(0, n),
        outputs: vec![n as i32],
        ..Subgraph::default()
    };
    condition.tensors.push(Tensor {
        ty: 6,
        buffer: 1,
        ..Tensor::float(&[1])
    });
    let body = Subgraph {
        tensors: floats(n),
        inputs: range(0, n),
        outputs: range(0, n),
        ..Subgraph::default()
    };
    let mut made = model(vec![(119, None)], graph);
    made.buffers.push(data(vec![0]));
    made.subgraphs.extend([condition, body]);
    made
}
