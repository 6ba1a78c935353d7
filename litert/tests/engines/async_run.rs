//! Runs that return before the device has finished. On the CPU they have finished by then; on a GPU,
//! be it Mesa's software Vulkan, they have not.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

use litert::{
    Accelerators, AlignedBuffer, BufferType, CompiledModel, Environment, Error, Model, RunBuffers,
    RunFuture, Runtime, TensorBuffer,
};
use litert_golden::skip_or_fail;
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

/// The smallest executor: sleeps until it is woken, and counts how often it looked.
struct Sleeper {
    thread: Thread,
    woken: AtomicUsize,
}

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        self.woken.fetch_add(1, Ordering::SeqCst);
        self.thread.unpark();
    }
}

/// The result, and how often the future was polled.
fn block_on<F: Future>(future: F) -> (F::Output, usize) {
    let sleeper = Arc::new(Sleeper {
        thread: thread::current(),
        woken: AtomicUsize::new(0),
    });
    let waker = Arc::clone(&sleeper).into();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    let mut polls = 0;
    loop {
        polls += 1;
        let before = sleeper.woken.load(Ordering::SeqCst);
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return (output, polls);
        }
        while sleeper.woken.load(Ordering::SeqCst) == before {
            thread::park();
        }
    }
}

fn add() -> Model {
    Model::from_file(own("tiny/add.tflite")).unwrap()
}

fn on_cpu() -> Vec<CompiledModel> {
    let build = |(name, runtime): (String, Runtime)| {
        println!("on {name}");
        CompiledModel::builder()
            .runtime(&runtime)
            .build(&add())
            .unwrap()
    };
    libraries().into_iter().map(build).collect()
}

/// The same on the GPU; says why where there is none.
fn on_gpu() -> Vec<CompiledModel> {
    let mut found = Vec::new();
    for (name, runtime) in libraries() {
        println!("on {name}");
        let built = CompiledModel::builder()
            .runtime(&runtime)
            .accelerators(Accelerators::GPU)
            .build(&add());
        match built {
            Ok(compiled) => found.push(compiled),
            Err(error @ Error::Acceleration(_)) => skip_or_fail(error),
            Err(error) => panic!("{error}"),
        }
    }
    found
}

fn buffers(compiled: &mut CompiledModel, value: f32) -> RunArguments {
    let mut inputs = compiled.create_input_buffers().unwrap();
    let outputs = compiled.create_output_buffers().unwrap();
    for input in &mut inputs {
        fill(input, value);
    }
    (inputs, outputs)
}

type RunArguments = (Vec<TensorBuffer<'static>>, Vec<TensorBuffer<'static>>);

fn fill(buffer: &mut TensorBuffer<'_>, value: f32) {
    let filled = buffer.write(|mut tensor| {
        tensor.as_mut_slice::<f32>()?.fill(value);
        Ok(())
    });
    filled.unwrap();
}

#[track_caller]
fn expect(done: &RunBuffers, value: f32) {
    let values = done.outputs[0]
        .read(|tensor| tensor.to_vec::<f32>())
        .unwrap();
    assert!(
        !values.is_empty() && values.iter().all(|&it| it == value),
        "{values:?}"
    );
}

#[test]
fn the_cpu_has_finished_when_the_call_returns() {
    for mut compiled in on_cpu() {
        let (inputs, outputs) = buffers(&mut compiled, 1.5);
        let run = compiled.run_async(inputs, outputs).unwrap();
        assert!(run.is_finished());
        let (done, polls) = block_on(run);
        assert_eq!(polls, 1);
        let done = done.unwrap();
        expect(&done, 3.0);
        // The same buffers serve again, and so does the compiled model.
        let run = compiled.run_async(done.inputs, done.outputs).unwrap();
        expect(&run.wait().unwrap(), 3.0);
        compiled.run().unwrap();
    }
}

#[test]
fn buffers_that_do_not_fit_are_refused() {
    for mut compiled in on_cpu() {
        let (inputs, _) = buffers(&mut compiled, 1.0);
        let error = compiled.run_async(inputs, Vec::new()).unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{error}");
        compiled.run().unwrap();
    }
}

#[test]
fn a_run_may_be_dropped_or_forgotten_and_outlives_its_model() {
    for mut compiled in on_cpu() {
        for _ in 0..3 {
            let (inputs, outputs) = buffers(&mut compiled, 1.0);
            drop(compiled.run_async(inputs, outputs).unwrap());
        }
        let (inputs, outputs) = buffers(&mut compiled, 1.0);
        std::mem::forget(compiled.run_async(inputs, outputs).unwrap());
        let (inputs, outputs) = buffers(&mut compiled, 2.0);
        let run = compiled.run_async(inputs, outputs).unwrap();
        drop(compiled);
        expect(&run.wait().unwrap(), 4.0);
    }
}

#[test]
fn the_gpu_prefers_memory_of_its_own_and_shows_it_through_views() {
    for mut compiled in on_gpu() {
        let requirements = compiled.input_requirements(0).unwrap();
        assert_eq!(requirements.preferred(), BufferType::WebGpuBufferPacked);
        let mut buffer = compiled.create_input_buffer(0).unwrap();
        assert_eq!(buffer.buffer_type(), BufferType::WebGpuBufferPacked);
        assert!(buffer.as_tensor().is_none() && buffer.as_tensor_mut().is_none());
        let zeros = buffer.read(|tensor| tensor.to_vec::<f32>()).unwrap();
        assert!(zeros.iter().all(|&it| it == 0.0), "{zeros:?}");
        let values: Vec<f32> = (0..zeros.len()).map(|i| i as f32).collect();
        buffer
            .write(|mut tensor| tensor.copy_from_slice(&values))
            .unwrap();
        buffer
            .update(|mut tensor| {
                tensor.as_mut_slice::<f32>()?[0] = 9.0;
                Ok(())
            })
            .unwrap();
        let seen = buffer.read(|tensor| tensor.to_vec::<f32>()).unwrap();
        assert_eq!((seen[0], &seen[1..]), (9.0, &values[1..]));
        buffer
            .write(|mut tensor| {
                assert!(
                    tensor.bytes_mut().iter().all(|&byte| byte == 0),
                    "not the heap's"
                );
                Ok(())
            })
            .unwrap();
        // One view at a time: the second would lock a locked buffer.
        let nested = buffer.read(|_| buffer.read(|_| Ok(())));
        assert!(
            matches!(nested, Err(Error::InvalidArgument(_))),
            "{nested:?}"
        );
        buffer.read(|_| Ok(())).expect("it is not locked any more");
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _ = buffer.read(|_| -> litert::Result<()> { panic!("on purpose") });
        }));
        assert!(panicked.is_err());
        buffer.read(|_| Ok(())).expect("a panic unlocked it");
        let failed: litert::Result<()> = buffer.read(|_| Err(Error::Cancelled));
        assert!(failed.is_err());
        buffer.read(|_| Ok(())).expect("an error unlocked it");
        assert!(buffer.into_memory().is_none());
    }
}

#[test]
fn a_queue_of_runs_on_the_gpu_wakes_its_task_and_gives_right_results() {
    for mut compiled in on_gpu() {
        let mut free: Vec<RunArguments> = (0..3).map(|_| buffers(&mut compiled, 0.0)).collect();
        let mut queued: VecDeque<(f32, RunFuture)> = VecDeque::new();
        for number in 0..60 {
            let (mut inputs, outputs) = match free.pop() {
                Some(set) => set,
                None => {
                    let (value, run) = queued.pop_front().expect("three are queued");
                    let (done, polls) = block_on(run);
                    assert!(polls <= 2, "polled {polls} times: woken once");
                    let done: RunBuffers = done.unwrap();
                    expect(&done, 2.0 * value);
                    (done.inputs, done.outputs)
                }
            };
            let value = number as f32;
            for input in &mut inputs {
                fill(input, value);
            }
            queued.push_back((value, compiled.run_async(inputs, outputs).unwrap()));
        }
        // A run that waits for its turn goes on when the model is gone.
        drop(compiled);
        for (value, run) in queued {
            expect(&run.wait().unwrap(), 2.0 * value);
        }
    }
}

#[test]
fn runs_on_the_gpu_may_be_dropped_and_forgotten_and_waited_for_elsewhere() {
    for mut compiled in on_gpu() {
        let (inputs, outputs) = buffers(&mut compiled, 1.0);
        drop(compiled.run_async(inputs, outputs).unwrap());
        let (inputs, outputs) = buffers(&mut compiled, 2.0);
        let run = compiled.run_async(inputs, outputs).unwrap();
        let done = thread::spawn(move || run.wait().unwrap()).join().unwrap();
        expect(&done, 4.0);
        let RunBuffers {
            inputs,
            mut outputs,
            ..
        } = done;
        compiled
            .run_with(&inputs, &mut outputs)
            .expect("events are gone");
        let (inputs, outputs) = buffers(&mut compiled, 3.0);
        std::mem::forget(compiled.run_async(inputs, outputs).unwrap());
        drop(compiled);
    }
}

#[test]
fn gpu_buffers_outlive_their_model_and_environment() {
    for (_, runtime) in libraries() {
        let environment = Environment::new(&runtime).unwrap();
        let built = CompiledModel::builder()
            .environment(&environment)
            .accelerators(Accelerators::GPU)
            .build(&add());
        let mut compiled = match built {
            Ok(compiled) => compiled,
            Err(error) => return skip_or_fail(error),
        };
        let (inputs, mut outputs) = buffers(&mut compiled, 1.0);
        compiled.run_with(&inputs, &mut outputs).unwrap();
        drop(inputs);
        drop(compiled);
        drop(environment);
        let values = outputs[0].read(|tensor| tensor.to_vec::<f32>()).unwrap();
        assert!(values.iter().all(|&it| it == 2.0));
    }
}

/// The runtime would mix them up: compute with old data, or write into buffers of the caller's that
/// are not part of the run.
#[test]
fn an_input_of_the_gpu_stays_with_one_kind_of_memory() {
    for mut compiled in on_gpu() {
        let (inputs, mut outputs) = buffers(&mut compiled, 1.0);
        compiled.run_with(&inputs, &mut outputs).unwrap();
        let error = compiled.run().unwrap_err();
        assert!(matches!(error, Error::Unsupported(_)), "{error}");
        let len = compiled.input_requirements(0).unwrap().host_len();
        let host = compiled
            .input_buffer_from(0, AlignedBuffer::zeroed(len))
            .unwrap();
        let error = compiled
            .run_with(&[&host, &inputs[1]], &mut outputs)
            .unwrap_err();
        assert!(error.to_string().contains("one kind of memory"), "{error}");
        compiled
            .run_with(&inputs, &mut outputs)
            .expect("the kind it had");
    }
    for mut compiled in on_gpu() {
        compiled.run().expect("host memory works too");
        let (inputs, mut outputs) = buffers(&mut compiled, 1.0);
        let error = compiled.run_with(&inputs, &mut outputs).unwrap_err();
        assert!(matches!(error, Error::Unsupported(_)), "{error}");
        compiled.run().unwrap();
    }
}

#[test]
fn device_memory_of_another_environment_is_refused() {
    let Some(mut first) = on_gpu().into_iter().next() else {
        return;
    };
    let (_, runtime) = libraries().swap_remove(0);
    let environment = Environment::new(&runtime).unwrap();
    let mut second = CompiledModel::builder()
        .environment(&environment)
        .accelerators(Accelerators::GPU)
        .build(&add())
        .unwrap();
    let (inputs, _) = buffers(&mut first, 1.0);
    let (_, mut outputs) = buffers(&mut second, 1.0);
    let error = second.run_with(&inputs, &mut outputs).unwrap_err();
    assert!(error.to_string().contains("another"), "{error}");
}
