//! Engines that run and run.

use litert::{Capability, CompiledModel, Interpreter, Runtime};

use super::lives::{digits, environment};
use super::{Work, work};

pub(crate) const WORK: &[Work] = &[
    work(
        "runs of an interpreter",
        Capability::Interpreter,
        interpreter,
    ),
    work(
        "runs of a compiled model",
        Capability::CompiledModel,
        compiled,
    ),
];

fn interpreter(runtime: &Runtime) -> Box<dyn FnMut()> {
    let builder = Interpreter::builder().runtime(runtime);
    let mut engine = builder.build(&digits()).expect("an interpreter");
    let mut value = 0_i8;
    Box::new(move || {
        value = value.wrapping_add(1);
        let mut input = engine.input_mut(0).expect("an input");
        input.as_mut_slice::<i8>().expect("its bytes").fill(value);
        engine.invoke().expect("a run");
        let output = engine.output(0).expect("an output");
        assert_eq!(output.as_slice::<i8>().expect("its bytes").len(), 10);
    })
}

fn compiled(runtime: &Runtime) -> Box<dyn FnMut()> {
    let builder = CompiledModel::builder().environment(&environment(runtime));
    let mut engine = builder.build(&digits()).expect("a compiled model");
    let mut value = 0_i8;
    Box::new(move || {
        value = value.wrapping_add(1);
        let mut input = engine.input_mut(0).expect("an input");
        input.as_mut_slice::<i8>().expect("its bytes").fill(value);
        engine.run().expect("a run");
        let output = engine.output(0).expect("an output");
        assert_eq!(output.as_slice::<i8>().expect("its bytes").len(), 10);
    })
}
