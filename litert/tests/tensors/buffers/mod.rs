//! Runs on buffers that the caller owns, on every supported library.

mod cases;
mod creation;
mod fit;
mod lifetimes;

use litert::{CompiledModel, Model, TensorBuffer};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

/// The add model of this repository: two inputs, one output, the sum.
fn add() -> Vec<CompiledModel> {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    libraries()
        .into_iter()
        .map(|(name, runtime)| {
            println!("on {name}");
            let compiled = CompiledModel::builder().runtime(&runtime).build(&model);
            compiled.unwrap()
        })
        .collect()
}

fn fill(buffer: &mut TensorBuffer<'_>, value: f32) {
    let filled = buffer.write(|mut tensor| {
        tensor.as_mut_slice::<f32>()?.fill(value);
        Ok(())
    });
    filled.unwrap();
}

fn all(buffer: &TensorBuffer<'_>, value: f32) -> bool {
    let is =
        |tensor: litert::Tensor<'_>| Ok(tensor.as_slice::<f32>()?.iter().all(|&it| it == value));
    buffer.read(is).unwrap()
}

/// Page-aligned memory that is unmapped when it is dropped.
fn mapped(len: usize) -> memmap2::MmapMut {
    memmap2::MmapMut::map_anon(len).unwrap()
}
