//! Running whatever a model has, for the sake of what may go wrong.

use litert::model::reader::TensorView;
use litert::types::ElementType;
use litert::{Engine, EngineKind, Model, Result, Tensor};

/// About how much memory a model's tensors take.
pub fn memory(model: &Model) -> usize {
    let view = model.view();
    let of = |tensor: TensorView<'_>| {
        let elements = tensor.shape().num_elements().unwrap_or(1);
        tensor.element_type().byte_len(elements).unwrap_or(elements)
    };
    view.subgraphs()
        .flat_map(|graph| graph.tensors())
        .map(of)
        .fold(0, usize::saturating_add)
}

/// Runs the main graph and all signatures of an engine that was made of `model`. `fill` writes the
/// inputs.
///
/// # Errors
///
/// The first of the engine's.
pub fn every_graph(
    engine: &mut dyn Engine,
    model: &Model,
    mut fill: impl FnMut(&mut [u8]),
) -> Result<()> {
    graph(engine, &mut fill)?;
    for signature in model.signatures() {
        if let Some(key) = signature.key() {
            graph(&mut *engine.signature(key)?, &mut fill)?;
        }
    }
    Ok(())
}

/// Fills all inputs, runs, and reads all outputs. Twice: the second time with the state, and the
/// shapes, that the first one left behind.
fn graph(engine: &mut dyn Engine, fill: &mut dyn FnMut(&mut [u8])) -> Result<()> {
    for _ in 0..2 {
        engine.allocate()?;
        for position in 0..engine.inputs().len() {
            let info = &engine.inputs()[position];
            let element_type = info.element_type();
            if element_type == ElementType::String {
                assert_eq!(
                    engine.kind(),
                    EngineKind::Interpreter,
                    "input {position} of strings was allocated"
                );
                let shape = engine.input(position)?.shape();
                let strings = vec!["x"; shape.num_elements().unwrap_or(0)];
                engine.write_strings(position, &shape, &strings)?;
            } else if !info.is_constant() {
                let mut input = engine.input_mut(position)?;
                fill(input.bytes_mut());
                if element_type == ElementType::Bool {
                    // Anything else is refused.
                    input.bytes_mut().iter_mut().for_each(|byte| *byte &= 1);
                }
            }
        }
        engine.run()?;
        for output in 0..engine.outputs().len() {
            read(engine.output(output)?);
        }
    }
    Ok(())
}

/// Touches everything.
fn read(tensor: Tensor<'_>) {
    let bytes = tensor.bytes().iter();
    std::hint::black_box(bytes.fold(0_u8, |sum, byte| sum.wrapping_add(*byte)));
    let strings = tensor
        .strings()
        .map(|it| it.map(<[u8]>::len).sum::<usize>());
    let _ = std::hint::black_box(strings);
    let _ = std::hint::black_box(tensor.to_f32());
}
