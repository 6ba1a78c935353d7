//! Damaged models never make the reader panic, hang or read outside of the file.

use std::time::{Duration, Instant};

use litert::model::{ModelInfo, ModelView};
use litert_golden::suite_or_skip;

const MUTATIONS: usize = 20_000;
const LARGEST: u64 = 1 << 20;

/// No damaged file may take longer, by far, than a good one of its size: under a millisecond in
/// release builds. This leaves room for slow machines and debug builds.
const LONGEST: Duration = Duration::from_secs(5);

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Values that sizes, offsets and indices are most likely to be mistaken for.
const EXTREMES: [u64; 14] = [
    0,
    1,
    2,
    4,
    8,
    0x7f,
    0xff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0xffff_fffc,
    0x7fff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffc0,
];

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    // Most of a file is weights, which the reader does not look at; tables are at either end.
    let len = bytes.len();
    let near = |random: &mut Random| match random.below(3) {
        0 => random.below(len),
        1 => random.below(len.min(2048)),
        _ => len - 1 - random.below(len.min(4096)),
    };
    match random.below(6) {
        0 => {
            let at = near(random);
            bytes[at] ^= 1 << random.below(8);
        }
        1 => {
            let at = near(random);
            bytes[at] = random.next() as u8;
        }
        2 => bytes.truncate(near(random)),
        3 => {
            let at = near(random) & !3;
            let value = random.pick(&EXTREMES).to_le_bytes();
            for (to, from) in bytes[at..].iter_mut().zip(&value[..4]) {
                *to = *from;
            }
        }
        4 => {
            let at = near(random) & !7;
            let value = random.pick(&EXTREMES).to_le_bytes();
            for (to, from) in bytes[at..].iter_mut().zip(value) {
                *to = from;
            }
        }
        _ => {
            // One place copied over another: valid things where they do not belong.
            let size = random.pick(&[4, 8, 16, 64]);
            let (from, to) = (near(random) & !3, near(random) & !3);
            for offset in 0..size {
                if let Some(byte) = bytes.get(from + offset).copied() {
                    if let Some(slot) = bytes.get_mut(to + offset) {
                        *slot = byte;
                    }
                }
            }
        }
    }
}

/// Calls every getter there is, and returns something that depends on all of them.
fn traverse(view: ModelView<'_>) -> usize {
    let mut seen = format!("{view:?} {:?}", view.description()).len();
    seen += view
        .operator_codes()
        .map(|code| format!("{code:?}").len())
        .sum::<usize>();
    for graph in view.subgraphs() {
        seen += format!("{graph:?}").len();
        for tensor in graph.tensors() {
            seen += format!(
                "{tensor:?} {:?} {:?}",
                tensor.shape(),
                tensor.quantization()
            )
            .len();
            seen += tensor
                .data()
                .map_or(0, |data| data.len() + data.last().map_or(0, |_| 1));
            seen += usize::from(tensor.is_constant() | tensor.is_sparse() | tensor.has_rank());
        }
        for operator in graph.operators() {
            seen += format!("{operator:?}").len();
            seen += operator.inputs().flatten().count() + operator.outputs().count();
            seen += operator.intermediates().count() + operator.subgraphs().count();
            seen += operator.custom_options().map_or(0, <[u8]>::len);
            seen += usize::from(operator.mutates_input(1));
        }
        seen += graph.inputs().count() + graph.outputs().count();
    }
    for signature in view.signatures() {
        seen += format!("{signature:?}").len();
        seen += signature.stored_inputs().count() + signature.stored_outputs().count();
        seen += signature.inputs().count() + signature.outputs().count();
    }
    seen += view
        .metadata()
        .map(|entry| entry.name.len() + entry.data.len())
        .sum::<usize>();
    seen += view
        .min_runtime_version()
        .map_or(0, |version| version.len());
    seen += view
        .model_metadata()
        .map_or(0, |metadata| format!("{metadata:?}").len());
    seen += view
        .labels()
        .map_or(0, |labels| labels.map_or(0, |labels| labels.len()));
    seen += usize::from(view.check_for_compiled_model().is_ok());
    seen + format!("{:?}", ModelInfo::from_view(&view)).len()
}

#[test]
fn damaged_models_are_refused_or_read() {
    let Some(suite) = suite_or_skip("damaged_models_are_refused_or_read") else {
        return;
    };
    let models: Vec<(&str, Vec<u8>)> = suite
        .models()
        .iter()
        .filter(|model| model.size < LARGEST && model.size > 0)
        .map(|model| {
            (
                model.id.as_str(),
                suite.model_bytes(model).expect("the suite has its files"),
            )
        })
        .collect();
    assert!(
        models.len() > 80,
        "only {} models are small enough",
        models.len()
    );

    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut refused, mut read) = (0, 0);
    for round in 0..MUTATIONS {
        let (id, original) = &models[random.below(models.len())];
        let mut bytes = original.clone();
        for _ in 0..1 + random.below(4) {
            if !bytes.is_empty() {
                mutate(&mut bytes, &mut random);
            }
        }
        let start = Instant::now();
        match ModelView::new(&bytes) {
            Ok(view) => {
                assert!(traverse(view) > 0);
                read += 1;
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                refused += 1;
            }
        }
        let took = start.elapsed();
        assert!(
            took < LONGEST,
            "round {round} took {took:?} on a damaged {id}"
        );
    }
    println!("{refused} refused, {read} read");
    // If nearly all were refused, or nearly none, the mutations would test nothing.
    assert!(
        refused > MUTATIONS / 10 && read > MUTATIONS / 10,
        "{refused} refused, {read} read"
    );
}

/// A file that points to one long list from very many places must not take long.
#[test]
fn a_file_that_unfolds_to_far_more_than_its_size_is_refused() {
    const GRAPHS: u32 = 100_000;
    const INPUTS: u32 = 100_000;
    let mut bytes = Vec::new();
    let put = |bytes: &mut Vec<u8>, value: u32| bytes.extend_from_slice(&value.to_le_bytes());
    let put16 = |bytes: &mut Vec<u8>, value: u16| bytes.extend_from_slice(&value.to_le_bytes());
    put(&mut bytes, 28); // where the root is
    bytes.extend_from_slice(b"TFL3");
    // At 8 the root's directory: its size, the table's size, the version at 4, no operator codes,
    // the graphs at 8. At 18 the directory of a graph: no tensors, the inputs at 4.
    for value in [10, 12, 4, 0, 8, 8, 8, 0, 4, 0] {
        put16(&mut bytes, value);
    }
    assert_eq!(bytes.len(), 28);
    put(&mut bytes, 28 - 8); // from the root back to its directory
    put(&mut bytes, 3);
    put(&mut bytes, 4); // the vector of graphs follows
    put(&mut bytes, GRAPHS);
    let graph = 44 + 4 * GRAPHS;
    for index in 0..GRAPHS {
        put(&mut bytes, graph - (44 + 4 * index)); // all of them are the same one
    }
    put(&mut bytes, graph - 18); // from the graph back to its directory
    put(&mut bytes, 4); // its inputs follow
    put(&mut bytes, INPUTS);
    bytes.resize(bytes.len() + 4 * INPUTS as usize, 0);

    let start = Instant::now();
    let error = ModelView::new(&bytes).expect_err("no model is like this");
    assert!(error.message().contains("too many times"), "{error}");
    assert!(start.elapsed() < LONGEST, "took {:?}", start.elapsed());
}
