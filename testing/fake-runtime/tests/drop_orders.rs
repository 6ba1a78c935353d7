//! Handles dropped in every order there is: generated, not picked.

use litert::delegate::{Delegate, WeightsCache, XnnpackOptions};
use litert::{
    CancellationToken, CompiledModel, CustomOp, Environment, Interpreter, RunFuture, Runtime,
    TensorBuffer,
};
use litert_fake_runtime::FakeRuntime;
use support::fresh_model;

mod support;

/// All orders of `n` things.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let insert = |order: Vec<usize>| {
        (0..n).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, n - 1);
            longer
        })
    };
    orders(n - 1).into_iter().flat_map(insert).collect()
}

/// Something to be dropped, and used before that.
#[allow(dead_code, reason = "held, and dropped")]
enum Held {
    Runtime(Runtime),
    Environment(Environment),
    Model(litert::Model),
    Interpreter(Box<Interpreter>),
    Compiled(Box<CompiledModel>),
    Token(CancellationToken),
    Cache(WeightsCache),
    Delegate(Delegate),
    Buffers(Vec<TensorBuffer<'static>>),
    Run(RunFuture),
}

impl Held {
    /// Engines that are still there still work.
    fn work(&mut self) -> litert::Result<()> {
        match self {
            Held::Interpreter(engine) => engine.invoke(),
            Held::Compiled(engine) => engine.run(),
            _ => Ok(()),
        }
    }
}

/// Makes the things and drops them, in every order.
fn in_every_order(make: fn(&Runtime) -> litert::Result<Vec<Held>>) -> usize {
    let made = |fake: FakeRuntime| make(&fake.runtime().unwrap()).unwrap().len();
    let count = made(FakeRuntime::new()) + 1;
    let mut orders = orders(count);
    if cfg!(miri) {
        // It takes a second for each.
        orders = orders.into_iter().step_by(499).collect();
    }
    for order in &orders {
        let fake = FakeRuntime::new();
        let runtime = fake.runtime().unwrap();
        let mut held: Vec<Option<Held>> = make(&runtime).unwrap().into_iter().map(Some).collect();
        held.push(Some(Held::Runtime(runtime)));
        for &next in order {
            held[next] = None;
            for left in held.iter_mut().flatten() {
                left.work().unwrap();
            }
        }
        let report = fake.report();
        assert!(report.is_clean(), "{order:?}: {report}");
    }
    println!(
        "soundness: {} cases, 0 failures: orders of {count} handles",
        orders.len()
    );
    orders.len()
}

#[test]
fn interpreters_and_what_they_use() {
    let orders = in_every_order(|runtime| {
        let model = fresh_model(support::CUSTOM.0);
        let token = CancellationToken::new();
        let cache = WeightsCache::new(runtime)?;
        let shared = XnnpackOptions::new().weights_cache(&cache);
        let builder = Interpreter::builder().runtime(runtime).delegate(shared);
        let builder = builder.custom_op(support::CUSTOM.1, 1, support::Copy);
        let first = builder.cancellation(&token).profiling(true).build(&model)?;
        cache.finalize()?;
        let made = Delegate::from(XnnpackOptions::new()).make(runtime)?;
        Ok(vec![
            Held::Model(model),
            Held::Token(token),
            Held::Cache(cache),
            Held::Interpreter(Box::new(first)),
            Held::Delegate(made),
        ])
    });
    assert!(orders == 720 || cfg!(miri), "{orders}");
}

#[test]
fn compiled_models_and_what_they_use() {
    let orders = in_every_order(|runtime| {
        let model = fresh_model("tiny/add.tflite");
        let environment = Environment::builder()
            .runtime(runtime)
            .delegates(1)
            .build()?;
        let token = CancellationToken::new();
        let mut compiled = CompiledModel::builder()
            .environment(&environment)
            .delegate(XnnpackOptions::new())
            .build(&model)?;
        compiled.set_cancellation(&token)?;
        let inputs = compiled.create_input_buffers()?;
        let outputs = compiled.create_output_buffers()?;
        let run = compiled.run_async(inputs, outputs)?;
        let buffers = compiled.create_input_buffers()?;
        Ok(vec![
            Held::Model(model),
            Held::Environment(environment),
            Held::Token(token),
            Held::Compiled(Box::new(compiled)),
            Held::Run(run),
            Held::Buffers(buffers),
        ])
    });
    assert!(orders == 5040 || cfg!(miri), "{orders}");
}

/// The custom operator goes last of all, and its state before it.
#[test]
fn operators_outlive_their_engines() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    struct Counting(Arc<AtomicUsize>);

    struct State(Arc<AtomicUsize>);

    impl Drop for State {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl CustomOp for Counting {
        type State = State;

        fn init(&self, _: &[u8]) -> litert::OpResult<State> {
            self.0.fetch_add(1, Ordering::SeqCst);
            Ok(State(Arc::clone(&self.0)))
        }

        fn output_shapes(
            &self,
            _: &State,
            inputs: &[litert::types::Shape],
        ) -> litert::OpResult<Vec<litert::types::Shape>> {
            Ok(vec![inputs[0]])
        }

        fn invoke(
            &self,
            _: &State,
            _: &[litert::Tensor<'_>],
            _: &mut [litert::TensorMut<'_>],
        ) -> litert::OpResult<()> {
            Ok(())
        }
    }

    let alive = Arc::new(AtomicUsize::new(0));
    let fake = FakeRuntime::new();
    let (file, name) = support::CUSTOM;
    for _ in 0..3 {
        let runtime = fake.runtime().unwrap();
        let op = || Counting(Arc::clone(&alive));
        let builder = Interpreter::builder()
            .runtime(&runtime)
            .custom_op(name, 1, op());
        let mut interpreter = builder.build(&fresh_model(file)).unwrap();
        let builder = CompiledModel::builder()
            .runtime(&runtime)
            .custom_op(name, 1, op());
        let mut compiled = builder.build(&fresh_model(file)).unwrap();
        drop(runtime);
        interpreter.invoke().unwrap();
        compiled.run().unwrap();
        assert_eq!(alive.load(Ordering::SeqCst), 2);
    }
    assert_eq!(alive.load(Ordering::SeqCst), 0);
    fake.assert_clean();
}
