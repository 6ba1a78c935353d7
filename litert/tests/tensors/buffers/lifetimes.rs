//! What may go before what, and that nothing stays behind.

use litert::{CompiledModel, Environment, Family, Model};

use super::{add, all, fill, mapped};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;
use litert_test_support::soak::{one_arena, soak};
use litert_test_support::{child, runtime};

#[test]
fn host_buffers_go_from_one_environment_to_another() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (_, runtime) in libraries() {
        let [first, second] = [(); 2].map(|()| Environment::new(&runtime).unwrap());
        let mut maker = CompiledModel::builder()
            .environment(&first)
            .build(&model)
            .unwrap();
        let mut user = CompiledModel::builder()
            .environment(&second)
            .build(&model)
            .unwrap();
        let inputs = maker.create_input_buffers().unwrap();
        let mut outputs = maker.create_output_buffers().unwrap();
        drop((maker, first));
        user.run_with(&inputs, &mut outputs).unwrap();
    }
}

#[test]
fn buffers_outlive_models_and_environments_in_any_order() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (_, runtime) in libraries() {
        for order in 0..4 {
            let environment = Environment::new(&runtime).unwrap();
            let mut compiled = CompiledModel::builder()
                .environment(&environment)
                .build(&model)
                .unwrap();
            let mut inputs = compiled.create_input_buffers().unwrap();
            let mut outputs = compiled.create_output_buffers().unwrap();
            fill(&mut inputs[0], 1.0);
            compiled.run_with(&inputs, &mut outputs).unwrap();
            match order {
                0 => drop(compiled),
                1 => {
                    drop(environment);
                    drop(compiled);
                }
                2 => {
                    drop(inputs);
                    // The runtime remembers the addresses of the last run; the next one, and
                    // everything before it, must not read them.
                    let inputs = compiled.create_input_buffers().unwrap();
                    drop(std::mem::take(&mut outputs));
                    let mut outputs = compiled.create_output_buffers().unwrap();
                    compiled.allocate().unwrap();
                    compiled.run().unwrap();
                    compiled.run_with(&inputs, &mut outputs).unwrap();
                    continue;
                }
                _ => {
                    std::mem::forget(inputs);
                    compiled.run().unwrap();
                    continue;
                }
            }
            assert!(all(&outputs[0], 1.0), "still readable");
            fill(&mut inputs[0], 2.0);
            assert!(all(&inputs[0], 2.0), "still writable");
        }
    }
}

/// Memory that is gone for good, so that any access to it ends the process, between all calls that
/// might look at what the last run used.
#[test]
fn memory_of_the_last_run_is_not_touched_again() {
    if runtime::loaded(&[Family::LiteRt]) {
        child::run("buffers::lifetimes::child_unmapped", &[]).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_unmapped() {
    if !child::is_child() {
        return;
    }
    let model = Model::from_file(own("tiny/dynamic.tflite")).unwrap();
    for (name, runtime) in libraries() {
        println!("on {name}");
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        let on_mapped = |compiled: &mut CompiledModel, batch: i32| {
            compiled.resize_input(0, &[batch, 4]).unwrap();
            let mut input = mapped(compiled.input_requirements(0).unwrap().host_len());
            let mut output = mapped(compiled.output_requirements(0).unwrap().host_len());
            let inputs = [compiled.input_buffer_from(0, &mut input[..]).unwrap()];
            let mut outputs = [compiled.output_buffer_from(0, &mut output[..]).unwrap()];
            compiled.run_with(&inputs, &mut outputs).unwrap();
            // A forgotten buffer must not matter either.
            std::mem::forget(inputs);
        };
        on_mapped(&mut compiled, 1);
        // Each of these comes right after memory was unmapped.
        compiled.run().unwrap();
        on_mapped(&mut compiled, 2);
        compiled.allocate().unwrap();
        on_mapped(&mut compiled, 2);
        compiled.resize_input(0, &[5, 4]).unwrap();
        compiled.allocate().unwrap();
        compiled.run().unwrap();
        on_mapped(&mut compiled, 3);
        compiled.resize_input(0, &[1, 4]).unwrap();
        compiled.input_requirements(0).unwrap();
        on_mapped(&mut compiled, 4);
        compiled.create_output_buffers().unwrap();
        compiled.is_fully_accelerated().unwrap();
        on_mapped(&mut compiled, 1);
        drop(compiled);
    }
}

#[test]
fn buffers_move_between_threads() {
    for mut compiled in add() {
        let mut inputs = compiled.create_input_buffers().unwrap();
        let outputs = compiled.create_output_buffers().unwrap();
        let mut compiled = std::thread::spawn(move || {
            let mut outputs = outputs;
            fill(&mut inputs[0], 4.0);
            compiled.run_with(&inputs, &mut outputs).unwrap();
            (compiled, outputs)
        })
        .join()
        .unwrap();
        assert!(all(&compiled.1[0], 4.0));
        compiled.0.run().unwrap();
    }
}

/// 1,200 runs, and 240 times everything made and dropped again: memory stays where it was.
#[test]
fn memory_does_not_grow() {
    if runtime::loaded(&[Family::LiteRt]) {
        child::run("buffers::lifetimes::child_soak", &[one_arena()]).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_soak() {
    if !child::is_child() {
        return;
    }
    let model = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    for (name, runtime) in libraries() {
        let environment = Environment::new(&runtime).unwrap();
        let cycle = || {
            let mut compiled = CompiledModel::builder()
                .environment(&environment)
                .build(&model)
                .unwrap();
            let inputs = compiled.create_input_buffers().unwrap();
            let mut outputs = compiled.create_output_buffers().unwrap();
            for _ in 0..5 {
                compiled.run_with(&inputs, &mut outputs).unwrap();
                compiled.run().unwrap();
            }
        };
        println!("{name}");
        soak(240, cycle);
    }
}
