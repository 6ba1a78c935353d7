//! Workers that say what they should not: what they say is bounded before it is read.

use super::*;

/// A program that says it has loaded a model with one input and one output of a float, and goes on with
/// `rest`. It does not look at what it is told.
fn hostile(rest: &str) -> Command {
    let mut ready = Vec::new();
    let mut put = |numbers: &[u64]| {
        ready.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    };
    // That it is ready, nothing of the kernel's, no name of the signature, the graph.
    put(&[0, 0, 0, 0, 0, 0]);
    for _ in 0..2 {
        // One tensor: no names, index, type, two shapes without dimensions, scales, kind.
        put(&[1, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    }
    let mut message = (ready.len() as u64).to_le_bytes().to_vec();
    message.extend(ready);
    let octal: String = message.iter().map(|byte| format!("\\{byte:03o}")).collect();
    let mut command = Command::new("sh");
    command.args([
        "-c",
        &format!("printf 'litert worker 1\\n'; head -c 8 >/dev/null; printf '{octal}'; {rest}"),
    ]);
    command
}

/// How many bytes of memory this process has in use.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").expect("Linux has it");
    let pages: u64 = text
        .split(' ')
        .nth(1)
        .expect("a number")
        .parse()
        .expect("a number");
    pages * 4096
}

/// As long as nobody asks, a worker has nothing to say: nothing of it is read, and it is ended.
#[test]
#[cfg(target_os = "linux")]
fn words_of_a_worker_between_calls_are_not_read() {
    // A length of 2^62, and zeros without end.
    let flood = "printf '\\0\\0\\0\\0\\0\\0\\0\\100'; exec cat /dev/zero";
    let model = std::fs::read(own("tiny/add.tflite")).expect("a model");
    let builder = || IsolatedModel::builder().time_limit(Duration::from_secs(60));
    let mut isolated = builder()
        .command(hostile(&format!("sleep 1; {flood}")))
        .build_bytes(&model)
        .expect("it says that it is ready");
    let before = resident();
    let begun = Instant::now();
    while isolated.is_alive() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it goes on");
        assert!(
            resident() < before + (64 << 20),
            "{} bytes more",
            resident() - before
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        resident() < before + (64 << 20),
        "{} bytes more",
        resident() - before
    );
    loop {
        // Nobody has taken note of its end so far.
        let state = std::fs::read_to_string(format!("/proc/{}/stat", isolated.id()));
        if state.map_or(true, |state| state.contains(") Z ")) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it lives on");
        std::thread::sleep(Duration::from_millis(5));
    }
    let error = isolated.run().expect_err("it was ended");
    assert!(matches!(problem(error), WorkerProblem::Nonsense));

    // An answer that is longer than the worker's own memory.
    let mut isolated = builder()
        .memory_limit(16 << 20)
        .command(hostile(&format!("head -c 8 >/dev/null; {flood}")))
        .build_bytes(&model)
        .expect("it says that it is ready");
    let error = isolated.run().expect_err("that is no answer");
    assert!(matches!(problem(error), WorkerProblem::Nonsense));
    assert!(
        resident() < before + (64 << 20),
        "{} bytes more",
        resident() - before
    );
}

/// What a worker says of the inputs is not taken for granted either.
#[test]
#[cfg(target_os = "linux")]
fn inputs_larger_than_the_limit_of_memory_are_refused() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = tflite::Model {
        codes: vec![(101, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![
                Tensor::float(&[1 << 14, 1 << 14]),
                Tensor::float(&[1 << 14, 1 << 14]),
            ],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![Operator::new(0, &[0], &[1])],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    let builder = builder().memory_limit(512 << 20);
    let error = builder.build_bytes(&model.build()).expect_err("1 GiB");
    assert!(error.to_string().contains("memory_limit"), "{error}");
    assert!(matches!(problem(error), WorkerProblem::Refused(_)));
}
