//! Memory that the interpreter only borrows.

use std::fmt;

use super::Interpreter;
use super::place::Place;
use crate::aligned::AlignedBuffer;
use crate::error::{Error, Result};
use crate::tensor::{Slot, Tensor, TensorKey, TensorMut};

/// Borrowed memory for inputs and outputs: [`Interpreter::lend`] begins it, [`run`](Loan::run) is
/// when the runtime uses it.
///
/// Memory must begin at a multiple of 64 ([`AlignedBuffer::ALIGNMENT`]) and be at least as long as
/// [`input_memory_len`](Interpreter::input_memory_len) and
/// [`output_memory_len`](Interpreter::output_memory_len) say.
///
/// The memory must live as long as the loan,
///
/// ```compile_fail,E0597
/// # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
/// let loan = {
///     let mut frame = litert::AlignedBuffer::zeroed(1024);
///     interpreter.lend().input(0, &mut frame)
/// };
/// loan.run(|run| run.run())
/// # }
/// ```
///
/// is the runtime's alone meanwhile,
///
/// ```compile_fail,E0499
/// # fn f(mut interpreter: litert::Interpreter, mut frame: litert::AlignedBuffer) -> litert::Result<()> {
/// interpreter.lend().input(0, &mut frame).run(|run| {
///     frame.fill(0);
///     run.run()
/// })
/// # }
/// ```
///
/// and no view of it, or of anything else in the interpreter, leaves [`run`](Loan::run):
///
/// ```compile_fail
/// # fn f(mut interpreter: litert::Interpreter, mut scores: litert::AlignedBuffer) -> litert::Result<()> {
/// let output = interpreter.lend().output(0, &mut scores).run(|run| run.output(0))?;
/// # Ok(())
/// # }
/// ```
#[must_use = "memory is lent while `run` runs"]
pub struct Loan<'a> {
    interpreter: &'a mut Interpreter,
    graph: usize,
    memory: Result<Vec<(Place, &'a mut [u8])>>,
}

impl<'a> Loan<'a> {
    pub(super) fn new(interpreter: &'a mut Interpreter, graph: usize) -> Self {
        Loan {
            interpreter,
            graph,
            memory: Ok(Vec::new()),
        }
    }

    /// Lends memory for an input: what is in there is its value.
    pub fn input(self, input: impl TensorKey, memory: &'a mut [u8]) -> Self {
        self.with(true, input, memory)
    }

    /// Lends memory for an output: its value will be in there.
    pub fn output(self, output: impl TensorKey, memory: &'a mut [u8]) -> Self {
        self.with(false, output, memory)
    }

    fn with(mut self, is_input: bool, key: impl TensorKey, bytes: &'a mut [u8]) -> Self {
        let Self {
            interpreter,
            graph,
            memory,
        } = &mut self;
        if let Ok(list) = memory {
            match interpreter.place_of(*graph, is_input, key) {
                Ok(place) => list.push((place, bytes)),
                Err(error) => *memory = Err(error),
            }
        }
        self
    }

    /// Has the runtime use the memory for as long as `work` runs, and not a moment longer. Whatever
    /// becomes of `work`, inputs then lie where they lay before, with the values that they had
    /// there, and outputs are to be computed anew.
    ///
    /// # Errors
    /// What `work` returns, and [`Error::NotFound`] if there is no such input or output,
    /// [`Error::ShapeMismatch`] for memory that is too short, [`Error::InvalidArgument`] for memory
    /// that is not aligned, [`Error::Unsupported`] where [`Interpreter::place_input`] and
    /// [`Interpreter::place_output`] say so and for memory that is lent twice, and
    /// [`Error::Status`] if tensors cannot be allocated.
    pub fn run<R>(self, work: impl FnOnce(&mut Lent<'_>) -> Result<R>) -> Result<R> {
        let Self {
            interpreter,
            graph,
            memory,
        } = self;
        let memory = memory?;
        interpreter.allocate_of(graph)?;
        // Dropping it takes the memory back, also when `work` panics. `work` never owns it, so it
        // cannot forget it.
        let mut lent = Lent { interpreter, graph };
        for (place, bytes) in memory {
            lent.interpreter.expect_len(place, bytes.len())?;
            expect_aligned(lent.interpreter.slot(place), bytes)?;
            // SAFETY: aligned, and borrowed exclusively for longer than this function runs; its
            // end drops `lent`, which takes the memory back.
            unsafe { lent.interpreter.lend_to(place, bytes) }?;
        }
        work(&mut lent)
    }
}

fn expect_aligned(slot: Slot<'_>, bytes: &[u8]) -> Result<()> {
    if bytes.as_ptr().addr() % AlignedBuffer::ALIGNMENT == 0 {
        return Ok(());
    }
    Err(Error::invalid_argument(format!(
        "the memory for {slot} does not begin at a multiple of {}",
        AlignedBuffer::ALIGNMENT
    )))
}

impl fmt::Debug for Loan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loan").finish_non_exhaustive()
    }
}

/// An interpreter, or one signature of it, that works on borrowed memory: see [`Loan::run`].
///
/// It cannot be exchanged for another one, which would keep the memory longer:
///
/// ```compile_fail
/// # fn f(mut one: litert::Interpreter, mut other: litert::Interpreter) -> litert::Result<()> {
/// one.lend().run(|one| other.lend().run(|other| Ok(std::mem::swap(one, other))))
/// # }
/// ```
pub struct Lent<'a> {
    interpreter: &'a mut Interpreter,
    graph: usize,
}

impl Lent<'_> {
    /// See [`Interpreter::input_mut`].
    ///
    /// # Errors
    /// As there.
    pub fn input_mut(&mut self, input: impl TensorKey) -> Result<TensorMut<'_>> {
        self.interpreter.input_mut_of(self.graph, input)
    }

    /// See [`Interpreter::output`].
    ///
    /// # Errors
    /// As there.
    pub fn output(&self, output: impl TensorKey) -> Result<Tensor<'_>> {
        self.interpreter.output_of(self.graph, output)
    }

    /// See [`Interpreter::resize_input`]. The memory stays where it is, and must be long enough for
    /// the new shapes.
    ///
    /// # Errors
    /// As there; the next [`run`](Self::run) returns [`Error::ShapeMismatch`] if memory is
    /// too short.
    pub fn resize_input(&mut self, input: impl TensorKey, shape: &[i32]) -> Result<()> {
        self.interpreter.resize_of(self.graph, input, shape)
    }

    /// See [`Interpreter::run`].
    ///
    /// # Errors
    /// As there.
    pub fn run(&mut self) -> Result<()> {
        self.interpreter.run_of(self.graph)
    }

    /// The same as [`run`](Self::run), under the name that the C API has for it.
    ///
    /// # Errors
    /// As there.
    pub fn invoke(&mut self) -> Result<()> {
        self.run()
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        while self.interpreter.take_back() {}
    }
}

impl fmt::Debug for Lent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").finish_non_exhaustive()
    }
}
