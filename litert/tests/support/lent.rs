//! An interpreter that works on borrowed memory only, as the driver of the shared cases wants it.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use litert::interpreter::{Lent, Loan};
use litert::{AlignedBuffer, Error, Interpreter, Result};
use litert_golden::{OutputData, Session, Slot};

use super::session::{self, InterpreterSession, Signatures, copy_of, text};

/// How many outputs were written into borrowed memory in this process.
pub(crate) static OUTPUTS_LENT: AtomicUsize = AtomicUsize::new(0);

/// An interpreter, or one signature of it, that borrows memory for every run.
pub(crate) struct LentSession {
    inner: InterpreterSession,
    /// Of the last run: outputs cannot be read any more when the memory is taken back.
    outputs: Vec<OutputData>,
}

/// Positions, and memory for what is there.
type Regions = Vec<(usize, AlignedBuffer)>;

impl LentSession {
    pub(crate) fn open(path: &Path, signature: Option<&str>) -> std::result::Result<Self, String> {
        Ok(Self {
            inner: session::interpreter(path, signature)?,
            outputs: Vec::new(),
        })
    }

    /// Memory with the values of the inputs, and memory for the outputs.
    fn regions(&mut self) -> Result<[Regions; 2]> {
        let InterpreterSession { engine, signature } = &mut self.inner;
        macro_rules! regions {
            ($io:expr) => {{
                let io = $io;
                let mut regions = [Vec::new(), Vec::new()];
                io.allocate()?;
                for position in 0..io.inputs().len() {
                    if let Some(len) = possible(io.input_memory_len(position))? {
                        let mut memory = AlignedBuffer::zeroed(len);
                        let value = io.input(position)?;
                        memory[..value.bytes().len()].copy_from_slice(value.bytes());
                        regions[0].push((position, memory));
                    }
                }
                for position in 0..io.outputs().len() {
                    if let Some(len) = possible(io.output_memory_len(position))? {
                        regions[1].push((position, AlignedBuffer::zeroed(len)));
                    }
                }
                Ok(regions)
            }};
        }
        match signature {
            Some(key) => regions!(&mut engine.signature(key)?),
            None => regions!(engine),
        }
    }

    fn lent(
        &mut self,
        regions: &mut [Regions; 2],
        work: impl FnOnce(&mut Lent<'_>) -> Result<Vec<OutputData>>,
    ) -> Result<Vec<OutputData>> {
        let InterpreterSession { engine, signature } = &mut self.inner;
        match signature {
            Some(key) => lend(engine.signature(key)?.lend(), regions).run(work),
            None => lend(engine.lend(), regions).run(work),
        }
    }

    fn count(&mut self) -> Result<usize> {
        let InterpreterSession { engine, signature } = &mut self.inner;
        Ok(match signature {
            Some(key) => engine.signature(key)?.outputs().len(),
            None => Interpreter::outputs(engine).len(),
        })
    }

    fn run(&mut self) -> Result<Vec<OutputData>> {
        let count = self.count()?;
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
        let InterpreterSession { engine, signature } = &mut self.inner;
        let at = match (slot.name, signature) {
            (None, _) => Some(slot.index),
            (Some(name), Some(key)) => {
                let signature = engine.signature(key).map_err(text)?;
                signature.outputs().iter().position(|it| it.name() == name)
            }
            (Some(name), None) => engine.outputs().iter().position(|it| it.name() == name),
        };
        let output = at.and_then(|at| self.outputs.get(at));
        output
            .cloned()
            .ok_or_else(|| format!("no output {}", slot.index))
    }
}
