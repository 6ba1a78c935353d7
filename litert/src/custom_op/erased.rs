//! Custom operators of any type, behind a wall that no panic crosses.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::failure::{Cause, Stage};
use super::{CustomOp, OpResult};
use crate::contained::Contained;
use crate::error::CustomOpError;
use crate::tensor::{Tensor, TensorMut};
use crate::types::Shape;

/// A state of any type.
pub(super) type State = Box<dyn Any + Send + Sync>;

/// A [`CustomOp`] without its associated type.
pub(super) trait Erased: Send + Sync {
    fn init(&self, options: &[u8]) -> OpResult<State>;
    fn output_shapes(&self, state: &State, inputs: &[Shape]) -> OpResult<Vec<Shape>>;
    fn invoke(
        &self,
        state: &State,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()>;
}

/// Makes `op` usable without knowing its type.
pub(super) fn erase(op: impl CustomOp) -> Arc<dyn Erased> {
    Arc::new(Op(Contained::new(op)))
}

struct Op<T>(Contained<T>);

impl<T: CustomOp> Op<T> {
    fn state(state: &State) -> OpResult<&T::State> {
        // Always of this type: states are only ever passed to the operator that made them.
        (**state)
            .downcast_ref::<Contained<T::State>>()
            .map(|state| &**state)
            .ok_or_else(|| "the state belongs to another operator".into())
    }
}

impl<T: CustomOp> Erased for Op<T> {
    fn init(&self, options: &[u8]) -> OpResult<State> {
        Ok(Box::new(Contained::new(self.0.init(options)?)))
    }

    fn output_shapes(&self, state: &State, inputs: &[Shape]) -> OpResult<Vec<Shape>> {
        self.0.output_shapes(Self::state(state)?, inputs)
    }

    fn invoke(
        &self,
        state: &State,
        inputs: &[Tensor<'_>],
        outputs: &mut [TensorMut<'_>],
    ) -> OpResult<()> {
        self.0.invoke(Self::state(state)?, inputs, outputs)
    }
}

/// Runs a part of an operator: errors and panics become one error with the operator's name.
pub(super) fn guarded<T>(
    name: &str,
    stage: Stage,
    part: impl FnOnce() -> OpResult<T>,
) -> Result<T, CustomOpError> {
    // Nothing that a panic may leave half done is looked at afterwards, but what belongs to the
    // operator: it has to be ready for that, like for a panic while it holds a lock of its own.
    let cause = match catch_unwind(AssertUnwindSafe(part)) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(error)) => Cause::Error(error),
        Err(payload) => Cause::panic(payload),
    };
    Err(cause.at(name, stage))
}
