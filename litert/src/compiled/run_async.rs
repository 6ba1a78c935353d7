//! Runs that return before the device has finished.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use litert_sys::groups::litert::Events;
use litert_sys::litert;

use super::environment::{check, failed, made};
use super::event::Completion;
use super::handle::Handle;
use super::io::Io;
use super::run::SharedOptions;
use super::tensor_buffer::TensorBuffer;
use super::{CompiledModel, CompiledSignature};
use crate::error::{Error, Result};

/// The result of a run on owned buffers: the buffers, with the outputs filled.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// let (inputs, outputs) = (compiled.create_input_buffers()?, compiled.create_output_buffers()?);
/// let buffers = compiled.run_async(inputs, outputs)?.wait()?;
/// // The same buffers serve the next run.
/// let again = compiled.run_async(buffers.inputs, buffers.outputs)?.wait()?;
/// assert_eq!(again.outputs.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct RunBuffers {
    /// The inputs, unchanged.
    pub inputs: Vec<TensorBuffer<'static>>,
    /// The outputs.
    pub outputs: Vec<TensorBuffer<'static>>,
}

/// A run that a device works on. It is a [`Future`] that any executor can wait for: a thread of this
/// crate waits for the device and wakes the task, nobody polls.
///
/// It owns the buffers until the device is done with them. Dropping it waits for that;
/// [`wait`](RunFuture::wait) does so without an executor. A run that was started always runs to its
/// end: give the compiled model a [`CancellationToken`](crate::CancellationToken) to stop those that
/// run on the CPU.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let mut compiled = litert::CompiledModel::new(&model)?;
/// let (inputs, outputs) = (compiled.create_input_buffers()?, compiled.create_output_buffers()?);
/// let run = compiled.run_async(inputs, outputs)?;
/// // Something else meanwhile; then `.await` it, or:
/// let buffers = run.wait()?;
/// assert_eq!(buffers.outputs[0].read(|sum| sum.to_f32())?, [0.0; 6]);
/// # Ok(())
/// # }
/// ```
#[must_use = "dropping it waits for the run"]
pub struct RunFuture {
    /// `None` once they were given back.
    buffers: Option<RunBuffers>,
    completion: Arc<Completion>,
    options: Option<SharedOptions>,
    functions: Events,
    model: String,
}

impl CompiledModel {
    /// Starts a run on buffers and gives it them until it has finished. Stands on
    /// `LiteRtRunCompiledModelAsync`.
    ///
    /// On a GPU this returns as soon as the work is queued, so that the next input can be prepared
    /// meanwhile; several runs may be queued, each with buffers of its own. The CPU knows no queue:
    /// there the run is over when this returns, and the future is ready.
    ///
    /// Only buffers that own their memory can be used, because a borrow may end while the device
    /// still writes:
    ///
    /// ```compile_fail,E0597
    /// # fn f(mut compiled: litert::CompiledModel) -> litert::Result<litert::RunFuture> {
    /// let mut memory = litert::AlignedBuffer::zeroed(4096);
    /// let input = compiled.input_buffer_from(0, &mut memory)?;
    /// let output = compiled.create_output_buffer(0)?;
    /// compiled.run_async(vec![input], vec![output])
    /// # }
    /// ```
    ///
    /// ```
    /// # fn main() -> litert::Result<()> {
    /// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
    /// let mut compiled = litert::CompiledModel::new(&model)?;
    /// let inputs = compiled.create_input_buffers()?;
    /// let outputs = compiled.create_output_buffers()?;
    /// let run = compiled.run_async(inputs, outputs)?; // `.await` it, or:
    /// let buffers = run.wait()?;
    /// println!("{:?}", buffers.outputs[0].read(|tensor| tensor.to_f32())?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for [`CompiledModel::run_with`]; [`Error::Unsupported`] if the library has no events. The
    /// buffers are gone then.
    pub fn run_async(
        &mut self,
        inputs: Vec<TensorBuffer<'static>>,
        outputs: Vec<TensorBuffer<'static>>,
    ) -> Result<RunFuture> {
        let io = &mut self.ios[self.main];
        io.run_async(&self.handle, inputs, outputs)
    }
}

impl CompiledSignature<'_> {
    /// See [`CompiledModel::run_async`].
    ///
    /// # Errors
    /// As there.
    pub fn run_async(
        &mut self,
        inputs: Vec<TensorBuffer<'static>>,
        outputs: Vec<TensorBuffer<'static>>,
    ) -> Result<RunFuture> {
        let (io, handle) = self.parts();
        io.run_async(handle, inputs, outputs)
    }
}

impl Io {
    fn run_async(
        &mut self,
        handle: &Handle,
        inputs: Vec<TensorBuffer<'static>>,
        outputs: Vec<TensorBuffer<'static>>,
    ) -> Result<RunFuture> {
        let functions =
            *handle.api().events.as_ref().map_err(|missing| {
                Error::missing("running asynchronously", missing, "use run_with")
            })?;
        self.bind_inputs(handle, inputs.iter())?;
        self.bind_outputs(handle, outputs.iter())?;
        // From here on the future owns the buffers: whatever happens, they are not freed before the
        // device has finished.
        let mut future = RunFuture {
            buffers: Some(RunBuffers { inputs, outputs }),
            completion: Arc::default(),
            options: handle.options_of_runs(),
            functions,
            model: handle.model.to_string(),
        };
        // SAFETY: as for `run_with`; the buffers are owned by `future`, and the compiled model waits
        // for its runs before it is destroyed.
        let status = unsafe {
            handle.run_async(
                functions,
                self.signature,
                &mut self.bound_inputs,
                &mut self.bound_outputs,
            )
        };
        // Also after an error, and also if the library says that it did not queue anything.
        let events = match future.events() {
            Ok(events) => events,
            Err(error) => {
                future.give_up();
                return Err(error);
            }
        };
        future.completion = if events.is_empty() {
            Arc::new(Completion::finished())
        } else {
            // SAFETY: the events belong to buffers of `future`, which neither uses nor drops them
            // before `completion` is finished.
            unsafe { handle.in_flight.add(functions, events) }
        };
        handle.check_run(handle.run_async_call(), status)?;
        if !self.stand_ins.is_empty() {
            // They are ours to copy from, and there are few models that need them.
            future.completion.wait();
        }
        if let Some(buffers) = &mut future.buffers {
            self.after_run(&mut buffers.outputs)?;
        }
        Ok(future)
    }
}

impl RunFuture {
    /// Waits for the run, on this thread.
    ///
    /// # Errors
    /// [`Error::Status`] if the device failed.
    pub fn wait(mut self) -> Result<RunBuffers> {
        let failed = self.completion.wait();
        self.finish(failed)
    }

    /// True if the run has finished, so that waiting for it takes no time.
    pub fn is_finished(&self) -> bool {
        self.completion.is_finished()
    }

    /// The events that the run left on its outputs.
    ///
    /// # Errors
    /// If the library does not say. Then nobody knows when the run is over.
    fn events(&self) -> Result<Vec<litert::LiteRtEvent>> {
        let mut events = Vec::new();
        for output in self.buffers.iter().flat_map(|buffers| &buffers.outputs) {
            let mut has = false;
            // SAFETY: the buffer is alive.
            let status = unsafe {
                (self.functions.LiteRtHasTensorBufferEvent)(output.as_ptr(), &raw mut has)
            };
            check("LiteRtHasTensorBufferEvent", &self.model, status)?;
            if !has {
                continue;
            }
            let mut event = ptr::null_mut();
            // SAFETY: the buffer is alive and has an event, which it owns.
            let status = unsafe {
                (self.functions.LiteRtGetTensorBufferEvent)(output.as_ptr(), &raw mut event)
            };
            let call = "LiteRtGetTensorBufferEvent";
            check(call, &self.model, status)?;
            made(call, &self.model, event)?;
            events.push(event);
        }
        Ok(events)
    }

    /// Keeps for ever what the device may still use: nobody knows whether it does.
    fn give_up(&mut self) {
        static GIVEN_UP: Mutex<Vec<(Option<RunBuffers>, Option<SharedOptions>)>> =
            Mutex::new(Vec::new());
        let mut kept = GIVEN_UP.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((self.buffers.take(), self.options.take()));
    }

    /// Gives the buffers back after a run.
    fn finish(&mut self, failed_wait: Option<litert::LiteRtStatus>) -> Result<RunBuffers> {
        if let (Some(status), true) = (failed_wait, self.buffers.is_some()) {
            self.give_up();
            let detail = "the buffers of the run are given up".to_owned();
            return Err(failed("LiteRtWaitEvent", &self.model, status, detail));
        }
        let Some(buffers) = self.buffers.take() else {
            return Err(Error::invalid_argument(
                "the run gave its buffers back already; do not poll it again",
            ));
        };
        for output in &buffers.outputs {
            // A buffer with an event is not taken as an output again.
            // SAFETY: the buffer is alive, and the wait for its event is over.
            let _ = unsafe { (self.functions.LiteRtClearTensorBufferEvent)(output.as_ptr()) };
        }
        Ok(buffers)
    }
}

impl Future for RunFuture {
    type Output = Result<RunBuffers>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.completion.poll(context) {
            Poll::Ready(failed) => Poll::Ready(self.finish(failed)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl Drop for RunFuture {
    fn drop(&mut self) {
        if self.buffers.is_some() {
            let failed = self.completion.wait();
            // Either way the buffers go, or are given up.
            drop(self.finish(failed));
        }
    }
}

impl fmt::Debug for RunFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunFuture")
            .field("model", &self.model)
            .field("finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn assert_send<T: Send + Unpin>() {}
    assert_send::<RunFuture>();
};
