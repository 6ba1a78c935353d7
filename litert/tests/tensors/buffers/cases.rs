//! The shared cases, run on buffers of the caller's.

use litert::{CompiledModel, Engine, Model, TensorBuffer};
use litert_golden::{
    Check, OutputData, Platform, Runtime as Record, Session, Slot, run_all, suite_or_skip,
};

use litert_test_support::exceptions;
use litert_test_support::libraries::libraries;
use litert_test_support::session::text;

/// The case driver on top of [`CompiledModel::run_with`].
struct BufferSession {
    engine: CompiledModel,
    signature: Option<String>,
    inputs: Vec<TensorBuffer<'static>>,
    outputs: Vec<TensorBuffer<'static>>,
}

impl BufferSession {
    fn create(&mut self) -> litert::Result<[Vec<TensorBuffer<'static>>; 2]> {
        let engine = &mut self.engine;
        Ok(match &self.signature {
            Some(key) => {
                let mut signature = engine.signature(key)?;
                let inputs = signature.create_input_buffers()?;
                [inputs, signature.create_output_buffers()?]
            }
            None => [
                engine.create_input_buffers()?,
                engine.create_output_buffers()?,
            ],
        })
    }

    fn find<'b>(
        buffers: &'b mut [TensorBuffer<'static>],
        slot: Slot<'_>,
    ) -> Result<&'b mut TensorBuffer<'static>, String> {
        match slot.name {
            Some(name) => buffers.iter_mut().find(|buffer| buffer.name() == name),
            None => buffers.get_mut(slot.index),
        }
        .ok_or_else(|| format!("no buffer for {slot:?}"))
    }
}

impl Session for BufferSession {
    fn resize_inputs(&mut self, shapes: &[(Slot<'_>, Vec<i32>)]) -> Result<(), String> {
        for (slot, shape) in shapes {
            let engine = &mut self.engine as &mut dyn Engine;
            let mut signature = match &self.signature {
                Some(key) => engine.signature(key).map_err(text)?,
                None => Box::new(engine),
            };
            match slot.name {
                Some(name) => signature.resize_input(name, shape),
                None => signature.resize_input(slot.index, shape),
            }
            .map_err(text)?;
        }
        Ok(())
    }

    fn allocate(&mut self) -> Result<(), String> {
        [self.inputs, self.outputs] = self.create().map_err(text)?;
        Ok(())
    }

    fn reset_variables(&mut self) -> Result<(), String> {
        Err("no variables".to_owned())
    }

    fn set_input(&mut self, slot: Slot<'_>, bytes: &[u8]) -> Result<(), String> {
        let buffer = Self::find(&mut self.inputs, slot)?;
        buffer
            .write(|mut tensor| tensor.copy_from_bytes(bytes))
            .map_err(text)
    }

    fn invoke(&mut self) -> Result<(), String> {
        let (inputs, outputs) = (&self.inputs[..], &mut self.outputs[..]);
        match self.signature.clone() {
            Some(key) => {
                let mut signature = self.engine.signature(&key).map_err(text)?;
                signature.run_with(inputs, outputs).map_err(text)
            }
            None => self.engine.run_with(inputs, outputs).map_err(text),
        }
    }

    fn output(&mut self, slot: Slot<'_>) -> Result<OutputData, String> {
        let buffer = Self::find(&mut self.outputs, slot)?;
        let read = buffer.read(|tensor| {
            Ok(OutputData {
                bytes: tensor.bytes().to_vec(),
                shape: tensor.shape().to_vec(),
                dtype: tensor.element_type().to_string(),
            })
        });
        read.map_err(text)
    }
}

#[test]
fn every_shared_case_gives_its_golden_outputs() {
    let Some(suite) = suite_or_skip("every_shared_case_gives_its_golden_outputs") else {
        return;
    };
    for (name, runtime) in libraries() {
        let check = Check::new(Record::CompiledModel).platform(Platform::Any);
        let summary = run_all(
            suite,
            check,
            |case| {
                // Refused, with or without buffers of the caller's.
                let exceptions = exceptions::COMPILED.iter();
                let refused = exceptions
                    .map(|(name, _)| *name)
                    .any(|it| it == case.to_string());
                case.runs_on(Record::CompiledModel)
                    && case.compiled_model_hazard.is_none()
                    && !case.endless()
                    && !refused
            },
            |case| {
                let model = Model::from_file(suite.model_path(case.model)).map_err(text)?;
                let engine = CompiledModel::builder().runtime(&runtime).build(&model);
                Ok(Box::new(BufferSession {
                    engine: engine.map_err(text)?,
                    signature: case.signature.clone(),
                    inputs: Vec::new(),
                    outputs: Vec::new(),
                }) as Box<dyn Session>)
            },
        );
        println!("{name}: {summary}");
        summary.assert_passed(70);
    }
}
