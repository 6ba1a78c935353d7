//! An interpreter that works on borrowed memory only, as the driver of the shared cases wants it.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use litert::{AlignedBuffer, Engine, Error, Interpreter, Result};
use litert::{Lent, Loan};
use litert_golden::{OutputData, Session, Slot};

use super::session::{self, EngineSession, Signatures, copy_of, text};

/// How many outputs were written into borrowed memory in this process.
pub static OUTPUTS_LENT: AtomicUsize = AtomicUsize::new(0);

/// An interpreter, or one signature of it, that borrows memory for every run.
pub struct LentSession {
    inner: EngineSession,
    /// Of the last run: outputs cannot be read any more when the memory is taken back.
    outputs: Vec<OutputData>,
}

/// Positions, and memory for what is there.
type Regions = Vec<(usize, AlignedBuffer)>;

impl LentSession {
    /// As [`session::interpreter`].
    ///
    /// # Errors
    ///
    /// The text of the engine's error.
    pub fn open(path: &Path, signature: Option<&str>) -> std::result::Result<Self, String> {
        Ok(Self {
            inner: session::interpreter(path, signature)?,
            outputs: Vec::new(),
        })
    }

    /// Memory with the values of the inputs, and memory for the outputs.
    fn regions(&mut self) -> Result<[Regions; 2]> {
        match self.inner.signature.clone() {
            Some(key) => {
                let mut signature = self.interpreter().signature(&key)?;
                signature.allocate()?;
                let inputs = lens(signature.inputs().len(), |at| {
                    signature.input_memory_len(at)
                })?;
                let outputs = signature.outputs().len();
                let outputs = lens(outputs, |at| signature.output_memory_len(at))?;
                Ok([values(&signature, inputs)?, zeros(outputs)])
            }
            None => {
                let engine = self.interpreter();
                engine.allocate()?;
                let inputs = lens(engine.inputs().len(), |at| engine.input_memory_len(at))?;
                let outputs = engine.outputs().len();
                let outputs = lens(outputs, |at| engine.output_memory_len(at))?;
                Ok([values(engine, inputs)?, zeros(outputs)])
            }
        }
    }

    fn interpreter(&mut self) -> &mut Interpreter {
        let engine = self.inner.engine.downcast_mut();
        engine.expect("it is made of an interpreter")
    }

    fn lent(
        &mut self,
        regions: &mut [Regions; 2],
        work: impl FnOnce(&mut Lent<'_>) -> Result<Vec<OutputData>>,
    ) -> Result<Vec<OutputData>> {
        match self.inner.signature.clone() {
            Some(key) => {
                let mut signature = self.interpreter().signature(&key)?;
                lend(signature.lend(), regions).run(work)
            }
            None => lend(self.interpreter().lend(), regions).run(work),
        }
    }

    fn run(&mut self) -> Result<Vec<OutputData>> {
        let count = self.inner.with(|engine| Ok(engine.outputs().len()))?;
        let mut regions = self.regions()?;
        let addresses: Vec<_> = regions[1]
            .iter()
            .map(|(at, it)| (*at, it.as_ptr()))
            .collect();
        let invoke = |run: &mut Lent<'_>| {
            run.invoke()?;
            (0..count).map(|at| copy_of(&run.output(at)?)).collect()
        };
        let done = self.lent(&mut regions, |run| {
            let outputs = invoke(run)?;
            for (at, address) in &addresses {
                assert_eq!(run.output(*at)?.bytes().as_ptr(), *address, "output {at}");
            }
            Ok(outputs)
        });
        match done {
            // Outputs of unknown size, of which there may be some beside others.
            Err(Error::Unsupported(_)) => {
                regions[1].clear();
                self.lent(&mut regions, invoke)
            }
            Ok(outputs) => {
                for (at, memory) in &regions[1] {
                    let bytes = &outputs[*at].bytes;
                    assert_eq!(&memory[..bytes.len()], bytes, "output {at}");
                    OUTPUTS_LENT.fetch_add(1, Ordering::Relaxed);
                }
                Ok(outputs)
            }
            Err(error) => Err(error),
        }
    }
}

fn lend<'a>(mut loan: Loan<'a>, [inputs, outputs]: &'a mut [Regions; 2]) -> Loan<'a> {
    for (position, memory) in inputs {
        loan = loan.input(*position, memory);
    }
    for (position, memory) in outputs {
        loan = loan.output(*position, memory);
    }
    loan
}

/// Positions and lengths of what can lie in borrowed memory.
fn lens(count: usize, mut len: impl FnMut(usize) -> Result<usize>) -> Result<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    for position in 0..count {
        if let Some(len) = possible(len(position))? {
            found.push((position, len));
        }
    }
    Ok(found)
}

/// Memory with the values that the inputs have.
fn values(engine: &dyn Engine, lens: Vec<(usize, usize)>) -> Result<Regions> {
    let mut regions = zeros(lens);
    for (position, memory) in &mut regions {
        let value = engine.input(*position)?;
        memory[..value.bytes().len()].copy_from_slice(value.bytes());
    }
    Ok(regions)
}

fn zeros(lens: Vec<(usize, usize)>) -> Regions {
    let zeroed = |(position, len)| (position, AlignedBuffer::zeroed(len));
    lens.into_iter().map(zeroed).collect()
}

/// `None` for what cannot lie in borrowed memory.
fn possible(len: Result<usize>) -> Result<Option<usize>> {
    match len {
        Ok(len) => Ok(Some(len)),
        Err(Error::Unsupported(_) | Error::ShapeMismatch(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Signatures for LentSession {
    fn select(&mut self, key: &str) {
        self.inner.select(key);
    }
}

impl Session for LentSession {
    fn resize_inputs(
        &mut self,
        shapes: &[(Slot<'_>, Vec<i32>)],
    ) -> std::result::Result<(), String> {
        self.inner.resize_inputs(shapes)
    }

    fn allocate(&mut self) -> std::result::Result<(), String> {
        self.inner.allocate()
    }

    fn reset_variables(&mut self) -> std::result::Result<(), String> {
        self.inner.reset_variables()
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> std::result::Result<(), String> {
        self.inner.set_input(slot, bytes)
    }

    fn invoke(&mut self) -> std::result::Result<(), String> {
        self.outputs.clear();
        self.outputs = self.run().map_err(text)?;
        Ok(())
    }

    fn output(&mut self, slot: Slot<'_>) -> std::result::Result<OutputData, String> {
        let at = match slot.name {
            None => Some(slot.index),
            Some(name) => self
                .inner
                .on(|engine| Ok(engine.outputs().iter().position(|it| it.name() == name)))?,
        };
        let output = at.and_then(|at| self.outputs.get(at));
        output
            .cloned()
            .ok_or_else(|| format!("no output {}", slot.index))
    }
}
