//! Models in worker processes: they compute what they compute elsewhere, and what they die of kills
//! nobody else.
#![cfg(unix)]

mod confined;
mod hostile;

use std::env;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use litert::error::WorkerProblem;
use litert::isolated::{self, IsolatedModel, IsolatedModelBuilder};
use litert::{CompiledModel, EngineKind, Error, Family, Interpreter, Model};
use litert_generator::file as tflite;
use litert_test_support::child;
use litert_test_support::runtime::{loaded, own};
use tflite::{Buffer, Operator, Options, Subgraph, Tensor};

/// The worker: this program, which has no `main` of its own.
#[test]
#[ignore = "started by the other tests"]
fn worker() {
    isolated::serve();
}

fn this_program() -> Command {
    let program = env::current_exe().expect("the path of this program");
    let mut command = child::program_command(&program);
    command.args(["worker", "--exact", "--ignored", "--nocapture"]);
    command
}

/// The same, started by a shell that does something first.
fn after(script: &str) -> Command {
    let program = this_program();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{script}; exec \"$@\""), "sh"]);
    command.arg(program.get_program()).args(program.get_args());
    command
}

fn builder() -> IsolatedModelBuilder {
    let builder = IsolatedModel::builder().time_limit(child::HANG);
    builder.command(this_program())
}

#[track_caller]
fn problem(error: Error) -> WorkerProblem {
    match error {
        Error::Worker(error) => error.problem,
        other => panic!("{other}"),
    }
}

/// Reads every output as bytes.
macro_rules! outputs {
    ($engine:expr) => {
        (0..$engine.outputs().len())
            .map(|at| {
                let output = $engine.output(at).expect("an output");
                (output.shape(), output.bytes().to_vec())
            })
            .collect::<Vec<_>>()
    };
}

#[test]
fn workers_compute_the_same() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    for name in [
        "digits/digits_int8.tflite",
        "tiny/dynamic.tflite",
        "tiny/add.tflite",
    ] {
        let model = Model::from_file(own(name)).expect(name);
        let mut interpreter = Interpreter::new(&model).expect(name);
        let mut compiled = CompiledModel::new(&model).expect(name);
        for engine in [EngineKind::Interpreter, EngineKind::CompiledModel] {
            let mut isolated = builder().engine(engine).build(&model).expect(name);
            for fill in [3, 100] {
                for at in 0..isolated.inputs().len() {
                    isolated.input_mut(at).expect(name).bytes_mut().fill(fill);
                    interpreter.allocate().expect(name);
                    interpreter
                        .input_mut(at)
                        .expect(name)
                        .bytes_mut()
                        .fill(fill);
                    compiled.input_mut(at).expect(name).bytes_mut().fill(fill);
                }
                isolated.run().expect(name);
                let expected = match engine {
                    EngineKind::Interpreter => {
                        interpreter.invoke().expect(name);
                        outputs!(interpreter)
                    }
                    EngineKind::CompiledModel => {
                        compiled.run().expect(name);
                        outputs!(compiled)
                    }
                };
                assert_eq!(outputs!(isolated), expected, "{name} {engine:?}");
            }
        }
    }
}

#[test]
fn shapes_strings_and_signatures_go_through() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = Model::from_file(own("tiny/dynamic.tflite")).expect("a model");
    for engine in [EngineKind::Interpreter, EngineKind::CompiledModel] {
        let mut isolated = builder().engine(engine).build(&model).expect("a worker");
        let mut here = Interpreter::new(&model).expect("an interpreter");
        let rank = isolated.inputs()[0].shape().rank();
        let mut dims = isolated.inputs()[0].shape().dims().to_vec();
        assert!(rank > 0);
        dims[0] = 4;
        for at in 0..isolated.inputs().len() {
            isolated.resize_input(at, &dims).expect("an open dimension");
            here.resize_input(at, &dims).expect("an open dimension");
        }
        isolated.run().expect("a run");
        here.invoke().expect("a run");
        assert_eq!(outputs!(isolated), outputs!(here));
    }

    let model = Model::from_file(own("tiny/strings.tflite")).expect("a model");
    let mut isolated = builder().build(&model).expect("a worker");
    let mut here = Interpreter::new(&model).expect("an interpreter");
    let shape = here.inputs()[0].shape();
    let words = vec!["grüße"; shape.num_elements().expect("a shape")];
    isolated
        .write_strings(0, shape.dims(), &words)
        .expect("strings");
    here.write_strings(0, shape.dims(), &words)
        .expect("strings");
    assert!(isolated.input_mut(0).is_err());
    isolated.run().expect("a run");
    here.invoke().expect("a run");
    assert_eq!(outputs!(isolated), outputs!(here));

    let model = Model::from_file(own("tiny/multi_signature.tflite")).expect("a model");
    let error = builder()
        .signature("no such")
        .build(&model)
        .expect_err("no");
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    for signature in model.signatures() {
        let key = signature.key().expect("a name");
        let mut isolated = builder().signature(key).build(&model).expect("a worker");
        for input in 0..isolated.inputs().len() {
            isolated.input_mut(input).expect("it").bytes_mut().fill(1);
        }
        isolated.run().expect("a run");
        let mut here = Interpreter::new(&model).expect("an interpreter");
        let mut here = here.signature(key).expect("it is there");
        here.allocate().expect("memory");
        for input in 0..here.inputs().len() {
            here.input_mut(input).expect("it").bytes_mut().fill(1);
        }
        here.invoke().expect("a run");
        assert_eq!(outputs!(isolated), outputs!(here), "{key}");
    }
}

/// A loop that never ends.
fn endless() -> Model {
    let number = |ty: i8| Tensor {
        ty,
        ..Tensor::float(&[1])
    };
    let graph = |operator: Operator, result: i8| Subgraph {
        tensors: vec![number(0), number(result)],
        inputs: vec![0],
        outputs: vec![1],
        operators: vec![operator],
        ..Subgraph::default()
    };
    let model = tflite::Model {
        codes: vec![(119, None), (71, None), (101, None)],
        buffers: vec![Buffer::default()],
        subgraphs: vec![
            graph(
                Operator {
                    options: Some(Options::While(1, 2)),
                    ..Operator::new(0, &[0], &[1])
                },
                0,
            ),
            graph(Operator::new(1, &[0, 0], &[1]), 6),
            graph(Operator::new(2, &[0], &[1]), 0),
        ],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

#[test]
fn endless_runs_are_ended() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = endless();
    // The limit holds for the start as well, which takes longer on a busy machine.
    let (limit, mut isolated) = [1, 10, 100, 1000]
        .map(Duration::from_secs)
        .into_iter()
        .find_map(|limit| Some((limit, builder().time_limit(limit).build(&model).ok()?)))
        .expect("a worker");
    let error = isolated.run().expect_err("it never ends");
    let words = format!("{limit:?} were not enough");
    assert!(error.to_string().contains(&words), "{error}");
    assert!(!isolated.is_alive());
    assert!(isolated.output(0).is_err());
    let error = isolated.run().expect_err("it is gone");
    assert!(matches!(problem(error), WorkerProblem::Gone));
}

#[test]
fn what_a_worker_dies_of_is_told() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    // The system ends a process that takes more than a second of processor time.
    let model = endless();
    let command = after("ulimit -t 1");
    let isolated = IsolatedModel::builder().command(command).build(&model);
    // A slow machine takes as long to load the library.
    let error = match isolated {
        Ok(mut isolated) => isolated.run().expect_err("it never ends"),
        Err(error) => error,
    };
    let text = error.to_string();
    let WorkerProblem::Died { status, .. } = problem(error) else {
        panic!("{text}");
    };
    assert!(status.contains("signal"), "{text}");
}

/// A constant that takes little in the file, and a quarter of a gigabyte when it is run.
fn large() -> Model {
    let shape = Tensor {
        ty: 2,
        buffer: 1,
        ..Tensor::float(&[1])
    };
    let model = tflite::Model {
        codes: vec![(94, None)],
        buffers: vec![
            Buffer::default(),
            Buffer {
                data: Some((1_i32 << 26).to_le_bytes().to_vec()),
                ..Buffer::default()
            },
        ],
        subgraphs: vec![Subgraph {
            tensors: vec![shape, Tensor::float(&[]), Tensor::float(&[1])],
            inputs: vec![1],
            outputs: vec![2],
            operators: vec![Operator::new(0, &[0, 1], &[2])],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    Model::from_bytes(model.build()).expect("a model")
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_limited() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = large();
    let ran = |limit: u64| {
        let isolated = builder().memory_limit(limit).build(&model);
        isolated.and_then(|mut isolated| {
            isolated.run()?;
            assert_eq!(isolated.output(0)?.bytes().len(), 1 << 28);
            Ok(())
        })
    };
    let error = ran(200 << 20).expect_err("there is no room");
    println!("{error}");
    problem(error);
    ran(2 << 30).expect("there is room");
}

#[test]
#[cfg(target_os = "linux")]
fn workers_may_do_little() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let model = Model::from_file(own("tiny/add.tflite")).expect("a model");
    let isolated = builder().build(&model).expect("a worker");
    let read = |file: &str| {
        let path = format!("/proc/{}/{file}", isolated.id());
        std::fs::read_to_string(path).expect("Linux has it")
    };
    let limits = read("limits");
    let limit = |name: &str| {
        let line = limits.lines().find_map(|line| line.strip_prefix(name));
        let mut words = line.expect(name).split_whitespace();
        words.next().expect("a number").to_owned()
    };
    if env::var_os("LITERT_TEST_RUNNER").is_none() {
        assert_eq!(limit("Max file size"), "0");
        assert_eq!(limit("Max core file size"), "0");
        assert!(limit("Max address space").parse::<u64>().is_ok());
        // Of the threads this is the one that runs the tests, but for the first one.
        let tasks = std::fs::read_dir(format!("/proc/{}/task", isolated.id()));
        let restricted = tasks.expect("Linux has it").filter(|task| {
            let task = task.as_ref().expect("an entry").file_name();
            read(&format!("task/{}/status", task.to_string_lossy())).contains("NoNewPrivs:\t1")
        });
        assert!(restricted.count() >= 2);
    }
}

#[test]
fn programs_that_are_no_workers_are_told_apart() {
    let model = Model::from_file(own("tiny/add.tflite")).expect("a model");
    let within = |limit: Duration, command: Command| {
        let builder = builder().time_limit(limit).command(command);
        builder.build(&model).expect_err("no")
    };
    let build = |command: Command| within(child::HANG, command);
    for (command, word) in [
        (Command::new("/no/such/program"), "/no/such/program"),
        (Command::new("true"), "serve()"),
    ] {
        let error = build(command);
        assert!(error.to_string().contains(word), "{error}");
        assert!(matches!(problem(error), WorkerProblem::NotStarted(_)));
    }
    // This one goes on for ever.
    let error = within(Duration::from_secs(3), Command::new("yes"));
    assert!(error.to_string().contains("serve()"), "{error}");
    let mut dying = Command::new("sh");
    dying.args(["-c", "echo no such library >&2; exit 127"]);
    let error = build(dying);
    assert!(error.to_string().contains("no such library"), "{error}");
    let script = |rest: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("printf 'litert worker 1\\n'; {rest}")]);
        command
    };
    // An answer of no bytes; one that claims to be as long as can be said.
    let error = build(script("head -c 8 /dev/zero; sleep 1000"));
    assert!(matches!(problem(error), WorkerProblem::Nonsense));
    let error = build(script(
        "printf '\\377\\377\\377\\377\\377\\377\\377\\177'; sleep 1000",
    ));
    assert!(matches!(problem(error), WorkerProblem::Nonsense));
    // One that ends before it is complete.
    let error = build(script(
        "head -c 8 >/dev/null; printf '\\1\\0\\0'; echo dead >&2",
    ));
    let text = error.to_string();
    let WorkerProblem::Died { said, .. } = problem(error) else {
        panic!("{text}");
    };
    assert_eq!(said, "dead");
    // Nothing is read, and nothing said.
    let error = within(Duration::from_secs(3), script("sleep 1000"));
    assert!(matches!(problem(error), WorkerProblem::TookTooLong { .. }));
}

/// This process reads no model that it has not checked, and both ways give the same.
#[test]
fn model_is_checked_by_the_worker() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    for name in [
        "digits/digits_int8.tflite",
        "tiny/strings.tflite",
        "tiny/per_channel_int8.tflite",
    ] {
        let path = own(name);
        let model = Model::from_file(&path).expect(name);
        let isolated = builder().build_file(&path).expect(name);
        assert_eq!(isolated.signature(), model.default_signature(), "{name}");
    }
    let model = Model::from_file(own("tiny/multi_signature.tflite")).expect("a model");
    for signature in model.signatures() {
        let key = signature.key().expect("a name");
        let isolated = builder().signature(key).build_bytes(model.as_bytes());
        assert_eq!(isolated.expect("a worker").signature(), signature);
    }
    let error = builder().build_bytes(b"not a model").expect_err("no model");
    assert!(error.to_string().contains("TFL3"), "{error}");
    assert!(matches!(problem(error), WorkerProblem::Refused(_)));
    let error = builder().build_file("/no/such/file").expect_err("no file");
    assert!(matches!(error, Error::Io(_)), "{error}");
}

#[test]
fn what_an_engine_refuses_comes_back_in_its_words() {
    if !loaded(&[Family::TfLite, Family::LiteRt]) {
        return;
    }
    let model = tflite::Model {
        codes: vec![(32, Some("Nobody"))],
        buffers: vec![Buffer::default()],
        subgraphs: vec![Subgraph {
            tensors: vec![Tensor::float(&[1]), Tensor::float(&[1])],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![Operator::new(0, &[0], &[1])],
            ..Subgraph::default()
        }],
        ..tflite::Model::default()
    };
    let model = Model::from_bytes(model.build()).expect("a model");
    for engine in [EngineKind::Interpreter, EngineKind::CompiledModel] {
        let builder = builder().engine(engine);
        let ran = builder.build(&model).and_then(|mut it| it.run());
        let error = ran.expect_err("nobody has this operator");
        assert!(error.to_string().contains("Nobody"), "{error}");
        assert!(matches!(problem(error), WorkerProblem::Refused(_)));
    }
    // A run that fails is no end: the worker is there for the next one.
    let model = Model::from_file(own("tiny/add.tflite")).expect("a model");
    let mut isolated = builder().build(&model).expect("a worker");
    isolated
        .resize_input(0, &[3, 5, 1])
        .expect_err("it has another rank");
    let dims = isolated.inputs()[0].shape().dims().to_vec();
    let misfit: Vec<i32> = dims.iter().map(|dim| dim + 7).collect();
    isolated
        .resize_input(0, &misfit)
        .expect("the rank is right");
    let error = isolated
        .run()
        .expect_err("the two inputs do not fit together");
    assert!(matches!(problem(error), WorkerProblem::Refused(_)));
    isolated.resize_input(0, &dims).expect("as it was");
    isolated.run().expect("a run");
}

const PID: &str = "worker process ";
const RUNS: &str = "it runs";

/// When the application is killed, its worker ends, also in the midst of a run that has no end.
#[test]
fn workers_end_with_the_application() {
    if !loaded(&[Family::TfLite]) {
        return;
    }
    let ended = child::run_until_it_prints("child_with_a_worker", RUNS);
    assert!(
        ended.status.is_none(),
        "it was to be killed: {}",
        ended.output
    );
    let mut lines = ended.output.lines();
    let pid = lines
        .find_map(|line| line.strip_prefix(PID))
        .expect("a worker");
    let begun = Instant::now();
    loop {
        // The shell's own: bare systems have no such program.
        let mut alive = Command::new("sh");
        alive.args(["-c", &format!("kill -0 {pid}")]);
        let alive = alive.output().expect("a shell");
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat"));
        // Nobody may be there to take note of its end.
        let zombie = state.is_ok_and(|state| state.contains(") Z "));
        if !alive.status.success() || zombie {
            break;
        }
        assert!(begun.elapsed() < child::HANG, "it lives on");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_with_a_worker() {
    if child::is_child() {
        let mut isolated = builder().build(&endless()).expect("a worker");
        println!("{PID}{}", isolated.id());
        // Once the worker is busy with the run; if it is not yet, it ends all the same.
        thread::spawn(|| {
            thread::sleep(Duration::from_secs(1));
            println!("{RUNS}");
        });
        let _ = isolated.run();
    }
}
