//! Running whatever a model has, for the sake of what may go wrong.

use litert::model::reader::TensorView;
use litert::types::ElementType;
use litert::{CompiledModel, Interpreter, Model, Result, Tensor};

/// About how much memory a model's tensors take.
pub(crate) fn memory(model: &Model) -> usize {
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

/// Fills all inputs, runs, and reads all outputs. Twice: the second time with the state, and the
/// shapes, that the first one left behind.
macro_rules! exercise {
    ($engine:ident.$run:ident, $fill:ident, $input:ident => $strings:expr) => {
        for _ in 0..2 {
            $engine.allocate()?;
            for $input in 0..$engine.inputs().len() {
                if $engine.inputs()[$input].element_type() == ElementType::String {
                    $strings;
                } else if !$engine.inputs()[$input].is_constant() {
                    let is_bool = $engine.inputs()[$input].element_type() == ElementType::Bool;
                    let mut input = $engine.input_mut($input)?;
                    $fill(input.bytes_mut());
                    if is_bool {
                        // Anything else is refused.
                        input.bytes_mut().iter_mut().for_each(|byte| *byte &= 1);
                    }
                }
            }
            $engine.$run()?;
            for output in 0..$engine.outputs().len() {
                read($engine.output(output)?);
            }
        }
    };
}

/// Runs the main graph and all signatures.
pub(crate) fn interpreter(engine: &mut Interpreter, mut fill: impl FnMut(&mut [u8])) -> Result<()> {
    macro_rules! exercise_it {
        ($engine:ident) => {
            exercise!($engine.invoke, fill, input => {
                let shape = $engine.input(input)?.shape();
                let strings = vec!["x"; shape.num_elements().unwrap_or(0)];
                $engine.write_strings(input, &shape, &strings)?;
            })
        };
    }
    exercise_it!(engine);
    for signature in engine.model().clone().signatures() {
        if let Some(key) = signature.key() {
            let mut signature = engine.signature(key)?;
            exercise_it!(signature);
        }
    }
    Ok(())
}

/// Runs the main graph and all signatures.
pub(crate) fn compiled(engine: &mut CompiledModel, mut fill: impl FnMut(&mut [u8])) -> Result<()> {
    exercise!(engine.run, fill, input => panic!("input {input} of strings was allocated"));
    for signature in engine.model().clone().signatures() {
        if let Some(key) = signature.key() {
            let mut signature = engine.signature(key)?;
            exercise!(signature.run, fill, input => panic!("input {input} of strings"));
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
