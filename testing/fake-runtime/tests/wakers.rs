//! What wakers may do: they are called when all that is known of a run is written down.

use std::future::Future;
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use litert::{CompiledModel, RunFuture};
use litert_fake_runtime::FakeRuntime;
use support::fresh_model;

mod support;

/// For hangs only.
const TOO_LONG: Duration = Duration::from_secs(120);

type Work = Box<dyn FnOnce() + Send>;

/// Does `work` when it is woken, and tells whether that went well.
struct Doing {
    work: Mutex<Option<Work>>,
    done: Mutex<Sender<bool>>,
}

impl Wake for Doing {
    fn wake(self: Arc<Self>) {
        /// Tells also if the work panics.
        struct Told(Sender<bool>);
        impl Drop for Told {
            fn drop(&mut self) {
                let _ = self.0.send(!thread::panicking());
            }
        }
        let _told = Told(self.done.lock().unwrap().clone());
        let work = self.work.lock().unwrap().take();
        if let Some(work) = work {
            work();
        }
    }
}

fn start(compiled: &mut CompiledModel) -> RunFuture {
    let inputs = compiled.create_input_buffers().unwrap();
    let outputs = compiled.create_output_buffers().unwrap();
    compiled.run_async(inputs, outputs).unwrap()
}

fn pending(future: &mut RunFuture, waker: &Waker) {
    let poll = Pin::new(future).poll(&mut Context::from_waker(waker));
    assert!(poll.is_pending(), "a run takes a while");
}

/// Starts `runs` runs, and does with them and their compiled model what `work` does when the first
/// has finished.
fn when_woken(runs: usize, work: impl FnOnce(Vec<RunFuture>, CompiledModel) + Send + 'static) {
    let fake = FakeRuntime::new();
    fake.hold_events(true);
    let runtime = fake.runtime().unwrap();
    let builder = CompiledModel::builder().runtime(&runtime);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    compiled.allocate().unwrap();
    let mut futures: Vec<RunFuture> = (0..runs).map(|_| start(&mut compiled)).collect();
    let (done, is_done) = channel();
    let doing = Arc::new(Doing {
        work: Mutex::new(None),
        done: Mutex::new(done),
    });
    pending(&mut futures[0], &Waker::from(Arc::clone(&doing)));
    *doing.work.lock().unwrap() = Some(Box::new(move || work(futures, compiled)));
    fake.hold_events(false);
    let went_well = is_done.recv_timeout(TOO_LONG).expect("the waker hangs");
    assert!(went_well);
    drop(runtime);
    clean(&fake);
}

/// What another thread is about to let go of is waited for.
fn clean(fake: &FakeRuntime) {
    let mut left = TOO_LONG.as_millis() / 10;
    while !fake.report().live.is_empty() && left > 0 {
        thread::sleep(Duration::from_millis(10));
        left -= 1;
    }
    fake.assert_clean();
}

#[test]
fn a_waker_polls_and_drops_everything() {
    when_woken(1, |mut futures, compiled| {
        let mut context = Context::from_waker(Waker::noop());
        let poll = Pin::new(&mut futures[0]).poll(&mut context);
        assert!(matches!(poll, Poll::Ready(Ok(_))));
        drop(futures);
        drop(compiled);
    });
}

#[test]
fn a_waker_drops_the_model_while_others_run() {
    when_woken(3, |futures, compiled| {
        drop(compiled);
        assert!(futures.iter().all(RunFuture::is_finished));
    });
}

#[test]
fn a_waker_waits_for_another_run() {
    when_woken(3, |mut futures, compiled| {
        let last = futures.pop().unwrap();
        assert!(last.wait().is_ok());
        drop(futures);
        drop(compiled);
    });
}

#[test]
fn a_waker_runs_the_model_again() {
    when_woken(1, |mut futures, mut compiled| {
        let buffers = futures.remove(0).wait().unwrap();
        let again = compiled.run_async(buffers.inputs, buffers.outputs).unwrap();
        assert!(again.wait().is_ok());
        compiled.run().unwrap();
    });
}

/// It took the thread with it that all other runs count on.
#[test]
fn a_waker_panics_and_the_next_run_is_waited_for() {
    let fake = FakeRuntime::new();
    fake.hold_events(true);
    let runtime = fake.runtime().unwrap();
    let builder = CompiledModel::builder().runtime(&runtime);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    for _ in 0..2 {
        fake.hold_events(true);
        let mut first = start(&mut compiled);
        let (done, is_done) = channel();
        let doing = Arc::new(Doing {
            work: Mutex::new(Some(Box::new(|| panic!("a bug in the waker")))),
            done: Mutex::new(done),
        });
        pending(&mut first, &Waker::from(doing));
        let second = start(&mut compiled);
        fake.hold_events(false);
        let went_well = is_done.recv_timeout(TOO_LONG);
        assert_eq!(went_well, Ok(false), "it is woken, and panics");
        let (done, is_done) = channel();
        thread::spawn(move || {
            let ended = (second.wait().is_ok(), first.wait().is_ok());
            let _ = done.send(ended);
        });
        let ended = is_done.recv_timeout(TOO_LONG);
        assert_eq!(ended.expect("the wait hangs"), (true, true));
    }
    drop((compiled, runtime));
    fake.assert_clean();
}

/// Two models, and a waker of each drops the other.
#[test]
fn wakers_drop_each_others_models() {
    let fake = FakeRuntime::new();
    fake.hold_events(true);
    let runtime = fake.runtime().unwrap();
    let build = || {
        let builder = CompiledModel::builder().runtime(&runtime);
        builder.build(&fresh_model("tiny/add.tflite")).unwrap()
    };
    let mut models = [build(), build()];
    let (done, is_done) = channel();
    let mut runs = Vec::new();
    let mut doings = Vec::new();
    for compiled in &mut models {
        let mut futures = vec![start(compiled), start(compiled), start(compiled)];
        let doing = Arc::new(Doing {
            work: Mutex::new(None),
            done: Mutex::new(done.clone()),
        });
        doings.push(Arc::clone(&doing));
        runs.push((futures.remove(0), futures, doing));
    }
    for (first, _, doing) in &mut runs {
        pending(first, &Waker::from(Arc::clone(doing)));
    }
    for (doing, compiled) in doings.iter().rev().zip(models) {
        *doing.work.lock().unwrap() = Some(Box::new(move || drop(compiled)));
    }
    fake.hold_events(false);
    for _ in 0..2 {
        assert_eq!(is_done.recv_timeout(TOO_LONG), Ok(true), "the wakers hang");
    }
    drop((runs, runtime));
    clean(&fake);
}

/// The last owner of the model is a waker, which goes when another one takes its place.
#[test]
fn a_waker_that_is_replaced_drops_the_model() {
    struct Owner(#[allow(dead_code, reason = "dropped with it")] Mutex<CompiledModel>);
    impl Wake for Owner {
        fn wake(self: Arc<Self>) {}
    }
    impl Drop for Owner {
        fn drop(&mut self) {
            panic!("a bug in a destructor");
        }
    }
    let fake = FakeRuntime::new();
    fake.hold_events(true);
    let runtime = fake.runtime().unwrap();
    let builder = CompiledModel::builder().runtime(&runtime);
    let mut compiled = builder.build(&fresh_model("tiny/add.tflite")).unwrap();
    let mut future = start(&mut compiled);
    let (done, is_done) = channel();
    thread::spawn(move || {
        let owner = Arc::new(Owner(Mutex::new(compiled)));
        pending(&mut future, &Waker::from(owner));
        let _ = Pin::new(&mut future).poll(&mut Context::from_waker(Waker::noop()));
        let _ = done.send(());
    });
    // The poll waits for the run, as dropping a model does.
    thread::sleep(Duration::from_millis(20));
    fake.hold_events(false);
    is_done.recv_timeout(TOO_LONG).expect("the poll hangs");
    drop(runtime);
    clean(&fake);
}
