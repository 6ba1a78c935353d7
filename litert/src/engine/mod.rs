//! Code that all engines share.

pub(crate) mod acceleration;
pub(crate) mod accelerators;
pub(crate) mod cancel;
mod profile;
mod report;
mod resize;
mod threads;
mod variables;

use std::any::Any;
use std::fmt;

pub use profile::{ProfileEvent, ProfileKind, ProfileSource};
pub use report::Acceleration;
pub(crate) use resize::{checked_shape, expect_sound};
pub(crate) use threads::thread_count;
pub(crate) use variables::cannot_reset;

#[cfg(doc)]
use crate::error::Error;
use crate::error::Result;
use crate::fallible;
use crate::model::{EngineKind, TensorInfo};
use crate::tensor::{Tensor, TensorKey, TensorMut};

/// Anything that runs a model: [`Interpreter`](crate::Interpreter),
/// [`CompiledModel`](crate::CompiledModel), [`IsolatedModel`](crate::isolated::IsolatedModel), and the
/// signatures of the first two.
///
/// It is for code that takes any engine, or chooses one while the program runs. Such code takes
/// `&mut dyn Engine`, or holds a `Box<dyn Engine>`. The methods have the names that they have on the
/// engines, and take an input or output by position or name as well:
///
/// ```
/// use litert::{CompiledModel, Engine, EngineKind, Interpreter, Model, Result};
///
/// /// The scores for an image, on any engine.
/// fn scores(engine: &mut dyn Engine, image: &[f32]) -> Result<Vec<f32>> {
///     engine.input_mut("image")?.write_f32(image)?;
///     engine.run()?;
///     engine.output(0)?.to_f32()
/// }
///
/// /// An engine that is chosen while the program runs.
/// fn start(kind: EngineKind, model: &Model) -> Result<Box<dyn Engine>> {
///     Ok(match kind {
///         EngineKind::Interpreter => Box::new(Interpreter::new(model)?),
///         EngineKind::CompiledModel => Box::new(CompiledModel::new(model)?),
///     })
/// }
///
/// # fn main() -> Result<()> {
/// let model = Model::from_file("../models/digits/digits_float32.tflite")?;
/// let image = [0.5; 256];
/// let mut interpreter = start(EngineKind::Interpreter, &model)?;
/// let mut compiled = start(EngineKind::CompiledModel, &model)?;
/// let a = scores(&mut *interpreter, &image)?;
/// let b = scores(&mut *compiled, &image)?;
/// assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-4));
/// # Ok(())
/// # }
/// ```
///
/// What an engine cannot do is [`Error::Unsupported`]. What only one engine has is reached through
/// [`downcast_ref`](#method.downcast_ref) and [`downcast_mut`](#method.downcast_mut).
///
/// A call through `dyn Engine` costs a virtual call, which is some nanoseconds. The engines' own methods
/// do not go through this trait.
///
/// Methods that end in `_at` take a position alone: a trait object cannot have generic methods. Code that
/// is generic over `E: Engine` uses them, or turns its `&mut E` into `&mut dyn Engine`.
///
/// No other type implements it:
///
/// ```compile_fail,E0277
/// fn is_engine<E: litert::Engine>() {}
/// is_engine::<litert::Model>();
/// ```
pub trait Engine: fmt::Debug + Send + sealed::Sealed {
    /// Which of the two official engines runs the model; for an isolated model, in its worker.
    fn kind(&self) -> EngineKind;

    /// The inputs, in the order of the graph.
    fn inputs(&self) -> &[TensorInfo];

    /// The outputs, in the order of the graph.
    fn outputs(&self) -> &[TensorInfo];

    /// Gives an input another shape, see
    /// [`Interpreter::resize_input`](crate::Interpreter::resize_input).
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::ShapeMismatch`] if the shape is none that
    /// it can have.
    fn resize_input_at(&mut self, position: usize, shape: &[i32]) -> Result<()>;

    /// Gives all tensors memory for the shapes that inputs have now. Does nothing if they have it, and
    /// nothing in an isolated model, whose worker does this in each run.
    ///
    /// # Errors
    /// As for [`Interpreter::allocate`](crate::Interpreter::allocate).
    fn allocate(&mut self) -> Result<()>;

    /// An input for writing. Inputs start as zeros.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, and what [`allocate`](Self::allocate) returns.
    fn input_mut_at(&mut self, position: usize) -> Result<TensorMut<'_>>;

    /// An input for reading.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such input, [`Error::InvalidArgument`] before tensors have
    /// memory.
    fn input_at(&self, position: usize) -> Result<Tensor<'_>>;

    /// Writes strings into a string input, which takes on this shape.
    ///
    /// # Errors
    /// As for [`Interpreter::write_strings`](crate::Interpreter::write_strings), and
    /// [`Error::Unsupported`] for a compiled model.
    fn write_strings_at(&mut self, position: usize, shape: &[i32], strings: &[&[u8]])
    -> Result<()>;

    /// Runs the model on what its inputs hold.
    ///
    /// # Errors
    /// [`Error::Status`] with the runtime's own words, or [`Error::Worker`] for an isolated model.
    fn run(&mut self) -> Result<()>;

    /// An output.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such output, [`Error::InvalidArgument`] before the first
    /// [`run`](Self::run) and after a failed one.
    fn output_at(&self, position: usize) -> Result<Tensor<'_>>;

    /// The signature called `key`, as an engine of its own.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the model has none of that name. [`Error::Unsupported`] for a signature
    /// other than its own by an isolated model, and by a library that has no signature runners.
    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>>;

    /// Which hardware and delegates run the model, and what is left to plain kernels.
    ///
    /// # Errors
    /// As for [`Interpreter::delegation_report`](crate::Interpreter::delegation_report);
    /// [`Error::Unsupported`] for an isolated model, whose worker does not tell.
    fn acceleration_report(&self) -> Result<Acceleration>;

    /// Begins a profile, and forgets what was measured before.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] and [`Error::Unsupported`] if the engine was built without profiling,
    /// and for an isolated model.
    fn start_profile(&mut self) -> Result<()>;

    /// The events since [`start_profile`](Self::start_profile). Ends the profile.
    ///
    /// # Errors
    /// As there.
    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>>;

    #[doc(hidden)]
    fn owner(&self) -> &dyn Any;

    #[doc(hidden)]
    fn owner_mut(&mut self) -> &mut dyn Any;
}

pub(crate) mod sealed {
    pub trait Sealed {}
    impl<E: Sealed + ?Sized> Sealed for &mut E {}
}

impl dyn Engine + '_ {
    /// Gives an input, by position or name, another shape. See
    /// [`resize_input_at`](Engine::resize_input_at).
    ///
    /// # Errors
    /// As there.
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        let position = input.position("input", self.inputs())?;
        self.resize_input_at(position, shape)
    }

    /// An input for writing, by position or name. See [`input_mut_at`](Engine::input_mut_at).
    ///
    /// # Errors
    /// As there.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        let position = input.position("input", self.inputs())?;
        self.input_mut_at(position)
    }

    /// An input for reading, by position or name. See [`input_at`](Engine::input_at).
    ///
    /// # Errors
    /// As there.
    pub fn input(&self, input: impl TensorKey) -> Result<Tensor<'_>> {
        self.input_at(input.position("input", self.inputs())?)
    }

    /// Writes strings into an input, by position or name. See
    /// [`write_strings_at`](Engine::write_strings_at).
    ///
    /// # Errors
    /// As there.
    pub fn write_strings<S: AsRef<[u8]>>(
        &mut self,
        input: impl TensorKey,
        shape: &[i32],
        strings: &[S],
    ) -> Result<()> {
        let position = input.position("input", self.inputs())?;
        let texts = strings.iter().map(AsRef::as_ref);
        let strings = fallible::collected(texts, format_args!("{} strings", strings.len()))?;
        self.write_strings_at(position, shape, &strings)
    }

    /// An output, by position or name. See [`output_at`](Engine::output_at).
    ///
    /// # Errors
    /// As there.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.output_at(output.position("output", self.outputs())?)
    }

    /// The engine itself if it is an `E`, for what only that one has. Of a signature it is the
    /// interpreter or compiled model that it belongs to.
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
    /// use litert::{CompiledModel, Engine, Interpreter};
    ///
    /// let engine: Box<dyn Engine> = Box::new(Interpreter::new(&model)?);
    /// let interpreter = engine.downcast_ref::<Interpreter>().expect("made above");
    /// println!("{} tensors", interpreter.tensors().len());
    /// assert!(engine.downcast_ref::<CompiledModel>().is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn downcast_ref<E: Engine + 'static>(&self) -> Option<&E> {
        self.owner().downcast_ref()
    }

    /// Like [`downcast_ref`](#method.downcast_ref), to change it.
    pub fn downcast_mut<E: Engine + 'static>(&mut self) -> Option<&mut E> {
        self.owner_mut().downcast_mut()
    }
}

/// A borrowed engine is one as well, so that it can be where a boxed one is expected.
impl<E: Engine + ?Sized> Engine for &mut E {
    fn kind(&self) -> EngineKind {
        (**self).kind()
    }

    fn inputs(&self) -> &[TensorInfo] {
        (**self).inputs()
    }

    fn outputs(&self) -> &[TensorInfo] {
        (**self).outputs()
    }

    fn resize_input_at(&mut self, position: usize, shape: &[i32]) -> Result<()> {
        (**self).resize_input_at(position, shape)
    }

    fn allocate(&mut self) -> Result<()> {
        (**self).allocate()
    }

    fn input_mut_at(&mut self, position: usize) -> Result<TensorMut<'_>> {
        (**self).input_mut_at(position)
    }

    fn input_at(&self, position: usize) -> Result<Tensor<'_>> {
        (**self).input_at(position)
    }

    fn write_strings_at(
        &mut self,
        position: usize,
        shape: &[i32],
        strings: &[&[u8]],
    ) -> Result<()> {
        (**self).write_strings_at(position, shape, strings)
    }

    fn run(&mut self) -> Result<()> {
        (**self).run()
    }

    fn output_at(&self, position: usize) -> Result<Tensor<'_>> {
        (**self).output_at(position)
    }

    fn signature(&mut self, key: &str) -> Result<Box<dyn Engine + '_>> {
        (**self).signature(key)
    }

    fn acceleration_report(&self) -> Result<Acceleration> {
        (**self).acceleration_report()
    }

    fn start_profile(&mut self) -> Result<()> {
        (**self).start_profile()
    }

    fn take_profile(&mut self) -> Result<Vec<ProfileEvent>> {
        (**self).take_profile()
    }

    fn owner(&self) -> &dyn Any {
        (**self).owner()
    }

    fn owner_mut(&mut self) -> &mut dyn Any {
        (**self).owner_mut()
    }
}

/// The methods of [`Engine`] that have the same name and meaning on an engine itself.
macro_rules! own_methods {
    () => {
        fn inputs(&self) -> &[$crate::model::TensorInfo] {
            self.inputs()
        }

        fn outputs(&self) -> &[$crate::model::TensorInfo] {
            self.outputs()
        }

        fn resize_input_at(&mut self, position: usize, shape: &[i32]) -> $crate::Result<()> {
            self.resize_input(position, shape)
        }

        fn input_mut_at(&mut self, position: usize) -> $crate::Result<$crate::TensorMut<'_>> {
            self.input_mut(position)
        }

        fn input_at(&self, position: usize) -> $crate::Result<$crate::Tensor<'_>> {
            self.input(position)
        }

        fn run(&mut self) -> $crate::Result<()> {
            self.run()
        }

        fn output_at(&self, position: usize) -> $crate::Result<$crate::Tensor<'_>> {
            self.output(position)
        }
    };
}
pub(crate) use own_methods;
