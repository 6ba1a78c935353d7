//! Operators that the application brings, written in Rust.

mod compiled;
mod erased;
mod failure;
mod interpreter;
mod nodes;
mod own;
mod views;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

pub(crate) use compiled::Kernels;
pub(crate) use interpreter::{Operators, library};

use crate::error::{Error, Result};
use crate::model::{ModelView, shape_flow};
use crate::tensor::{Tensor, TensorMut};
use crate::types::Shape;
use erased::Erased;

/// The result of the functions of a [`CustomOp`]: any error will do, also a text
/// (`Err("why".into())`) and this crate's own ([`Error`], through `?`).
pub type OpResult<T> = std::result::Result<T, Box<dyn StdError + Send + Sync>>;

/// An operator that neither the runtime nor a delegate has, in Rust.
///
/// Models name such operators: a converter writes what it does not know as a custom operator.
/// Register yours under that name with
/// [`InterpreterBuilder::custom_op`](crate::InterpreterBuilder::custom_op) or
/// [`CompiledModelBuilder::custom_op`](crate::CompiledModelBuilder::custom_op); one value serves
/// both, and any number of operators in the graph.
///
/// ```
/// use litert::types::Shape;
/// use litert::{CustomOp, OpResult, Tensor, TensorMut};
///
/// /// `sinh` of every element.
/// struct Sinh;
///
/// impl CustomOp for Sinh {
///     type State = ();
///
///     fn init(&self, _options: &[u8]) -> OpResult<()> {
///         Ok(())
///     }
///
///     fn output_shapes(&self, _state: &(), inputs: &[Shape]) -> OpResult<Vec<Shape>> {
///         Ok(inputs.to_vec())
///     }
///
///     fn invoke(
///         &self,
///         _state: &(),
///         inputs: &[Tensor<'_>],
///         outputs: &mut [TensorMut<'_>],
///     ) -> OpResult<()> {
///         let ([input], [output]) = (inputs, outputs) else {
///             return Err("Sinh has one input and one output".into());
///         };
///         let input = input.as_slice::<f32>()?;
///         for (output, input) in output.as_mut_slice::<f32>()?.iter_mut().zip(input) {
///             *output = input.sinh();
///         }
///         Ok(())
///     }
/// }
///
/// let builder = litert::Interpreter::builder().custom_op("Sinh", 1, Sinh);
/// ```
///
/// An error of any of these functions, or a panic in it, becomes
/// [`Error::CustomOp`](crate::Error::CustomOp) of the call that led there: of `build`, of `allocate`
/// and what allocates on its own, or of `run`. The engine can be used again.
///
/// Both engines find the shapes of the outputs from the shapes of the inputs, so operators whose
/// output shapes depend on values are not for this trait. Nor are those that give strings.
pub trait CustomOp: Send + Sync + 'static {
    /// Made once, from an operator's options, and used by all later calls.
    ///
    /// It does not change, unless through a lock inside. `Interpreter` makes one for each operator
    /// of this name in the graph; `CompiledModel`, which does not tell them apart, one for all.
    type State: Send + Sync + 'static;

    /// Reads the options that the file stores with an operator, in whatever form the one who wrote
    /// the file chose; often empty, often a flexbuffer.
    ///
    /// # Errors
    /// Options that the operator does not understand.
    fn init(&self, options: &[u8]) -> OpResult<Self::State>;

    /// The shapes of all outputs, from the shapes of all inputs. Called when tensors are given
    /// memory, and again after a resize.
    ///
    /// # Errors
    /// Shapes that the operator cannot take.
    fn output_shapes(&self, state: &Self::State, inputs: &[Shape]) -> OpResult<Vec<Shape>>;

    /// Computes the outputs, which have the shapes given before and the types that the file says,
    /// and start as zeros.
    ///
    /// The tensors do not leave the call:
    ///
    /// ```compile_fail,E0521
    /// # use litert::types::Shape;
    /// # use litert::{CustomOp, OpResult, Tensor, TensorMut};
    /// # struct Keeper(std::sync::Mutex<Vec<&'static [f32]>>);
    /// # impl CustomOp for Keeper {
    /// #     type State = ();
    /// #     fn init(&self, _: &[u8]) -> OpResult<()> { Ok(()) }
    /// #     fn output_shapes(&self, _: &(), inputs: &[Shape]) -> OpResult<Vec<Shape>> {
    /// #         Ok(inputs.to_vec())
    /// #     }
    /// fn invoke(&self, _: &(), inputs: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> {
    ///     self.0.lock().unwrap().push(inputs[0].as_slice::<f32>()?);
    ///     Ok(())
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Whatever keeps the operator from computing.
    fn invoke(
        &self,
        state: &Self::State,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()>;
}

/// An operator under the name that models call it by.
#[derive(Clone)]
pub(crate) struct Registration {
    name: String,
    version: i32,
    op: Arc<dyn Erased>,
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} v{}", self.name, self.version)
    }
}

/// The operators that a builder was given.
#[derive(Clone, Debug, Default)]
pub(crate) struct CustomOps(Vec<Registration>);

impl CustomOps {
    pub(crate) fn add(&mut self, name: String, version: i32, op: impl CustomOp) {
        self.0.push(Registration {
            name,
            version,
            op: erased::erase(op),
        });
    }

    fn iter(&self) -> std::slice::Iter<'_, Registration> {
        self.0.iter()
    }

    /// True if every operator of the model that would be unknown otherwise is one of these: the
    /// shapes of their outputs are known before a run.
    pub(crate) fn cover(&self, model: ModelView<'_>) -> bool {
        cover(self.iter(), model)
    }

    /// What the runtimes would take in silence, and get wrong.
    pub(crate) fn check(&self) -> Result<()> {
        for (i, Registration { name, version, .. }) in self.0.iter().enumerate() {
            if name.is_empty() || name.contains('\0') {
                return Err(Error::invalid_argument(format!(
                    "{name:?} cannot be the name of a custom operator: it is empty or contains a NUL"
                )));
            }
            let same = |other: &Registration| other.name == *name && other.version == *version;
            if self.0[..i].iter().any(same) {
                return Err(Error::invalid_argument(format!(
                    "two custom operators were registered as '{name}' version {version}"
                )));
            }
        }
        Ok(())
    }
}

fn cover<'a>(
    registrations: impl Iterator<Item = &'a Registration> + Clone,
    model: ModelView<'_>,
) -> bool {
    shape_flow::unknown_operators(model).all(|operator| {
        operator.code().is_some_and(|code| {
            registrations
                .clone()
                .any(|Registration { name, version, .. }| {
                    code.custom_name().as_deref() == Some(name) && code.version() == *version
                })
        })
    })
}
