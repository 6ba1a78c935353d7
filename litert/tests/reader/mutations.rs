//! Damaged models never make the reader panic, hang or read outside of the file.

use std::time::Duration;

use cpu_time::ThreadTime;
use litert::model::{ModelInfo, ModelView};
use litert_generator::Random;
use litert_golden::suite_or_skip;
use litert_test_support::mutate::Original;
use litert_test_support::{hunt, originals};

/// How many, unless `LITERT_CAMPAIGN` says.
const MUTATIONS: u64 = 20_000;
const LARGEST: u64 = 1 << 22;
/// From this size on a model takes part less often than others: it takes long to copy.
const LARGE: usize = 20_000;

/// No damaged file may take longer, by far, than a good one of its size: under a millisecond in
/// release builds. This leaves room for slow machines and debug builds, and is processor time.
const LONGEST: Duration = Duration::from_secs(5);

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
    if suite_or_skip("damaged_models_are_refused_or_read").is_none() {
        return;
    }
    let models: Vec<Original> = originals::models(LARGEST)
        .into_iter()
        .map(|(name, bytes)| Original::new(name, bytes))
        .collect();
    assert!(models.len() > 100, "only {} models", models.len());

    let count = hunt::number("LITERT_CAMPAIGN").unwrap_or(MUTATIONS);
    let (mut refused, mut read) = (0, 0);
    for seed in 0..count {
        let mut random = Random::new(seed);
        let mut original = random.pick(&models);
        while original.bytes.len() > LARGE && random.below(10) > 0 {
            original = random.pick(&models);
        }
        let bytes = original.damaged(&mut random);
        let start = ThreadTime::now();
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
            "seed {seed} took {took:?} on a damaged {}",
            original.name
        );
    }
    println!("{refused} refused, {read} read");
    println!("soundness: {count} cases, 0 failures");
    // If nearly all were refused, or nearly none, the mutations would test nothing.
    assert!(
        refused > count / 10 && read > count / 10,
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

    let start = ThreadTime::now();
    let error = ModelView::new(&bytes).expect_err("no model is like this");
    assert!(error.message().contains("too many times"), "{error}");
    assert!(start.elapsed() < LONGEST, "took {:?}", start.elapsed());
}
