//! Runs on buffers that the caller owns, on every supported library.

use std::time::Duration;

use litert::{
    AlignedBuffer, BufferType, CompiledModel, Environment, Error, Family, Model, TensorBuffer,
};
use litert_golden::{
    Check, OutputData, Platform, Runtime as Record, Session, Slot, run_all, suite_or_skip,
};
use support::libraries::libraries;
use support::runtime::own;
use support::{child, exceptions, runtime};

mod support;

fn text(error: Error) -> String {
    error.to_string()
}

/// The case driver on top of [`CompiledModel::run_with`].
struct BufferSession {
    engine: CompiledModel,
    signature: Option<String>,
    inputs: Vec<TensorBuffer<'static>>,
    outputs: Vec<TensorBuffer<'static>>,
}

macro_rules! on {
    ($session:ident, $io:ident => $body:expr) => {
        match $session.signature.clone() {
            Some(key) => {
                #[allow(unused_mut, reason = "some bodies only read")]
                let mut $io = $session.engine.signature(&key).map_err(text)?;
                $body.map_err(text)
            }
            None => {
                let $io = &mut $session.engine;
                $body.map_err(text)
            }
        }
    };
}

impl BufferSession {
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
            on!(self, io => match slot.name {
                Some(name) => io.resize_input(name, shape),
                None => io.resize_input(slot.index, shape),
            })?;
        }
        Ok(())
    }

    fn allocate(&mut self) -> Result<(), String> {
        self.inputs = on!(self, io => io.create_input_buffers())?;
        self.outputs = on!(self, io => io.create_output_buffers())?;
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

/// The add model of this repository: two inputs, one output, the sum.
fn add() -> Vec<CompiledModel> {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    libraries()
        .into_iter()
        .map(|(name, runtime)| {
            println!("on {name}");
            let compiled = CompiledModel::builder().runtime(&runtime).build(&model);
            compiled.unwrap()
        })
        .collect()
}

fn fill(buffer: &mut TensorBuffer<'_>, value: f32) {
    let filled = buffer.write(|mut tensor| {
        tensor.as_mut_slice::<f32>()?.fill(value);
        Ok(())
    });
    filled.unwrap();
}

fn all(buffer: &TensorBuffer<'_>, value: f32) -> bool {
    let is =
        |tensor: litert::Tensor<'_>| Ok(tensor.as_slice::<f32>()?.iter().all(|&it| it == value));
    buffer.read(is).unwrap()
}

#[test]
fn requirements_are_those_of_the_cpu() {
    for mut compiled in add() {
        let packed = compiled.inputs()[0].byte_len().unwrap();
        for requirements in [
            compiled.input_requirements(0).unwrap(),
            compiled.output_requirements(0).unwrap(),
        ] {
            assert_eq!(requirements.types, [BufferType::HostMemory]);
            assert_eq!(requirements.preferred(), BufferType::HostMemory);
            assert_eq!(requirements.alignment, 64);
            assert!(requirements.size >= packed && requirements.host_len() > packed);
            assert!(requirements.strides.len() <= 8);
        }
        let error = compiled.input_requirements("nothing").unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error}");
    }
}

#[test]
fn created_buffers_are_zero_and_described() {
    for mut compiled in add() {
        let info = compiled.inputs()[1].clone();
        let buffer = compiled.create_input_buffer(1).unwrap();
        assert!(all(&buffer, 0.0));
        assert_eq!(buffer.buffer_type(), BufferType::HostMemory);
        assert_eq!((buffer.name(), buffer.shape()), (info.name(), info.shape()));
        assert_eq!(buffer.element_type(), info.element_type());
        assert_eq!(Some(buffer.byte_len()), info.byte_len());
        let tensor = buffer.as_tensor().expect("host memory");
        assert_eq!(tensor.bytes().len(), buffer.byte_len());
    }
}

#[test]
fn references_values_and_boxes_of_buffers_run() {
    for mut compiled in add() {
        let mut first = compiled.create_input_buffer(0).unwrap();
        let mut second = compiled.create_input_buffer(1).unwrap();
        let mut sum = compiled.create_output_buffer(0).unwrap();
        fill(&mut first, 1.0);
        fill(&mut second, 2.0);
        compiled
            .run_with(&[&first, &second], &mut [&mut sum])
            .unwrap();
        assert!(all(&sum, 3.0));
        // The same buffer may be read twice.
        compiled
            .run_with(&[&second, &second], &mut [&mut sum])
            .unwrap();
        assert!(all(&sum, 4.0));
        // An output of one run is an input of the next.
        let mut next = compiled.create_output_buffer(0).unwrap();
        compiled
            .run_with(&[&sum, &first], &mut [&mut next])
            .unwrap();
        assert!(all(&next, 5.0));
        let mut boxed = [Box::new(next)];
        compiled.run_with(&[first, second], &mut boxed).unwrap();
        assert!(all(&boxed[0], 3.0));
    }
}

#[test]
fn memory_of_the_caller_is_used_where_it_lies() {
    for mut compiled in add() {
        let len = compiled.input_requirements(0).unwrap().host_len();
        let mut memory = AlignedBuffer::zeroed(len);
        let mut out = AlignedBuffer::zeroed(len);
        for byte in memory.chunks_exact_mut(4) {
            byte.copy_from_slice(&2.5_f32.to_ne_bytes());
        }
        {
            let first = compiled.input_buffer_from(0, &mut memory).unwrap();
            let second = compiled
                .input_buffer_from("b", AlignedBuffer::zeroed(len))
                .or_else(|_| compiled.input_buffer_from(1, AlignedBuffer::zeroed(len)));
            let mut sum = compiled.output_buffer_from(0, &mut out[..]).unwrap();
            assert!(first.as_tensor().is_some());
            compiled
                .run_with(&[first, second.unwrap()], &mut [&mut sum])
                .unwrap();
            assert!(sum.into_memory().is_none(), "it is borrowed");
        }
        let first = f32::from_ne_bytes([out[0], out[1], out[2], out[3]]);
        assert_eq!(first, 2.5, "the caller's memory holds the result");

        let buffer = compiled.input_buffer_from(0, memory).unwrap();
        let address = buffer.as_tensor().unwrap().bytes().as_ptr();
        let memory = buffer.into_memory().expect("it was given");
        assert_eq!((memory.as_ptr(), memory.len()), (address, len));
    }
}

#[test]
fn memory_that_does_not_fit_is_refused() {
    for mut compiled in add() {
        let len = compiled.input_requirements(0).unwrap().host_len();
        let short = AlignedBuffer::zeroed(len - 1);
        let error = compiled
            .input_buffer_from(0, short)
            .unwrap_err()
            .to_string();
        assert!(error.contains(&format!("allocate {len}")), "{error}");
        let mut odd = AlignedBuffer::zeroed(len + 4);
        let error = compiled.input_buffer_from(0, &mut odd[4..]).unwrap_err();
        assert!(error.to_string().contains("multiple of 64"), "{error}");
        let error = compiled.input_buffer_from(7, AlignedBuffer::zeroed(len));
        assert!(matches!(error, Err(Error::NotFound(_))));
    }
}

#[test]
fn buffers_that_do_not_fit_are_refused_before_the_runtime_sees_them() {
    let digits = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    for mut compiled in add() {
        let runtime_of = compiled.environment().clone();
        let inputs = compiled.create_input_buffers().unwrap();
        let mut outputs = compiled.create_output_buffers().unwrap();
        let none: &mut [TensorBuffer<'_>] = &mut [];

        let error = compiled.run_with(&inputs[..1], &mut outputs).unwrap_err();
        let words = error.to_string();
        assert!(
            words.contains("1 input buffers") && words.contains("has 2"),
            "{words}"
        );
        let error = compiled.run_with(&inputs, none).unwrap_err();
        assert!(error.to_string().contains("0 output buffers"), "{error}");

        let mut other = CompiledModel::builder()
            .environment(&runtime_of)
            .build(&digits)
            .unwrap();
        let int8 = other.create_input_buffer(0).unwrap();
        let error = compiled
            .run_with(&[&inputs[0], &int8], &mut outputs)
            .unwrap_err();
        assert!(matches!(error, Error::TypeMismatch(_)), "{error}");
        assert!(error.to_string().contains("int8"), "{error}");

        let mut wrong = other.create_output_buffers().unwrap();
        let error = compiled.run_with(&inputs, &mut wrong).unwrap_err();
        assert!(
            matches!(error, Error::TypeMismatch(_) | Error::ShapeMismatch(_)),
            "{error}"
        );
        compiled
            .run_with(&inputs, &mut outputs)
            .expect("it is still usable");
    }
}

#[test]
fn shapes_are_checked_and_open_dimensions_follow_the_buffers() {
    let model = Model::from_file(own("tiny/dynamic.tflite")).unwrap();
    for (_, runtime) in libraries() {
        let open = |batch: i32| {
            let mut compiled = CompiledModel::builder()
                .runtime(&runtime)
                .build(&model)
                .unwrap();
            compiled.resize_input(0, &[batch, 4]).unwrap();
            compiled
        };
        let buffers = |batch: i32| {
            let mut compiled = open(batch);
            (
                compiled.create_input_buffers().unwrap(),
                compiled.create_output_buffers().unwrap(),
            )
        };
        let (one, mut one_out) = buffers(1);
        let (three, mut three_out) = buffers(3);
        let mut compiled = open(2);
        for _ in 0..3 {
            compiled.run_with(&one, &mut one_out).unwrap();
            compiled.run_with(&three, &mut three_out).unwrap();
            let error = compiled.run_with(&three, &mut one_out).unwrap_err();
            assert!(matches!(error, Error::ShapeMismatch(_)), "{error}");
            let error = compiled.run_with(&one, &mut three_out).unwrap_err();
            assert!(matches!(error, Error::ShapeMismatch(_)), "{error}");
        }
        // The model's own buffers follow too.
        assert_eq!(*compiled.input_mut(0).unwrap().shape(), [1, 4]);
        compiled.run().unwrap();
        let own_output = compiled.output(0).unwrap().to_vec::<f32>().unwrap();
        let same = one_out[0].read(|tensor| tensor.to_vec::<f32>()).unwrap();
        assert_eq!(own_output, same, "both ran on zeros");
        let rows = three_out[0].read(|tensor| tensor.to_vec::<f32>()).unwrap();
        assert_eq!(rows.len(), 9);
        for row in rows.chunks(3) {
            for (a, b) in row.iter().zip(&same) {
                assert!((a - b).abs() < 1e-5);
            }
        }
    }
}

/// The runtime compares the buffers of some outputs with the shape of the run before, and refuses
/// those that are smaller.
#[test]
fn outputs_that_are_sized_late_fit_buffers_of_their_size() {
    let model = Model::from_file(own("digits/digits_float32.tflite")).unwrap();
    for (name, runtime) in libraries() {
        println!("on {name}");
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        let mut sets = Vec::new();
        for batch in [1, 4, 2] {
            compiled.resize_input(0, &[batch, 16, 16, 1]).unwrap();
            let mut inputs = compiled.create_input_buffers().unwrap();
            inputs[0]
                .write(|mut tensor| {
                    let values = tensor.as_mut_slice::<f32>()?;
                    for (i, value) in values.iter_mut().enumerate() {
                        *value = ((i % 256) as f32 / 255.0 * 7.0).fract();
                    }
                    Ok(())
                })
                .unwrap();
            sets.push((inputs, compiled.create_output_buffers().unwrap(), batch));
        }
        let mut first: Option<Vec<f32>> = None;
        for round in 0..6 {
            let (inputs, outputs, batch) = &mut sets[round % 3];
            compiled.run_with(inputs, outputs).unwrap();
            let rows = outputs[0].read(|tensor| tensor.to_vec::<f32>()).unwrap();
            assert_eq!(rows.len(), 10 * *batch as usize);
            let first = first.get_or_insert_with(|| rows[..10].to_vec());
            for row in rows.chunks(10) {
                for (a, b) in row.iter().zip(first.iter()) {
                    assert!((a - b).abs() < 1e-5, "{name}, round {round}: {row:?}");
                }
            }
        }
        // The same where the future owns the buffers.
        for round in 0..6 {
            let (inputs, mut outputs, batch) = sets.remove(0);
            outputs[0]
                .write(|mut tensor| {
                    tensor.fill_zero();
                    Ok(())
                })
                .unwrap();
            let done = compiled.run_async(inputs, outputs).unwrap().wait().unwrap();
            let rows = done.outputs[0]
                .read(|tensor| tensor.to_vec::<f32>())
                .unwrap();
            let sum: f32 = rows.iter().sum();
            assert!(
                (sum - batch as f32).abs() < 1e-3,
                "{name}, round {round}: {rows:?}"
            );
            sets.push((done.inputs, done.outputs, batch));
        }
    }
}

#[test]
fn a_buffer_of_another_library_is_refused() {
    let mut compiled = add();
    for first in 0..compiled.len() {
        for second in 0..compiled.len() {
            let inputs = compiled[first].create_input_buffers().unwrap();
            let mut outputs = compiled[second].create_output_buffers().unwrap();
            let run = compiled[second].run_with(&inputs, &mut outputs);
            if first == second {
                run.unwrap();
            } else {
                let error = run.unwrap_err().to_string();
                assert!(error.contains("another library"), "{error}");
            }
        }
    }
}

#[test]
fn host_buffers_go_from_one_environment_to_another() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (_, runtime) in libraries() {
        let [first, second] = [(); 2].map(|()| Environment::new(&runtime).unwrap());
        let mut maker = CompiledModel::builder()
            .environment(&first)
            .build(&model)
            .unwrap();
        let mut user = CompiledModel::builder()
            .environment(&second)
            .build(&model)
            .unwrap();
        let inputs = maker.create_input_buffers().unwrap();
        let mut outputs = maker.create_output_buffers().unwrap();
        drop((maker, first));
        user.run_with(&inputs, &mut outputs).unwrap();
    }
}

#[test]
fn buffers_outlive_models_and_environments_in_any_order() {
    let model = Model::from_file(own("tiny/add.tflite")).unwrap();
    for (_, runtime) in libraries() {
        for order in 0..4 {
            let environment = Environment::new(&runtime).unwrap();
            let mut compiled = CompiledModel::builder()
                .environment(&environment)
                .build(&model)
                .unwrap();
            let mut inputs = compiled.create_input_buffers().unwrap();
            let mut outputs = compiled.create_output_buffers().unwrap();
            fill(&mut inputs[0], 1.0);
            compiled.run_with(&inputs, &mut outputs).unwrap();
            match order {
                0 => drop(compiled),
                1 => {
                    drop(environment);
                    drop(compiled);
                }
                2 => {
                    drop(inputs);
                    // The runtime remembers the addresses of the last run; the next one, and
                    // everything before it, must not read them.
                    let inputs = compiled.create_input_buffers().unwrap();
                    drop(std::mem::take(&mut outputs));
                    let mut outputs = compiled.create_output_buffers().unwrap();
                    compiled.allocate().unwrap();
                    compiled.run().unwrap();
                    compiled.run_with(&inputs, &mut outputs).unwrap();
                    continue;
                }
                _ => {
                    std::mem::forget(inputs);
                    compiled.run().unwrap();
                    continue;
                }
            }
            assert!(all(&outputs[0], 1.0), "still readable");
            fill(&mut inputs[0], 2.0);
            assert!(all(&inputs[0], 2.0), "still writable");
        }
    }
}

/// Memory that is gone for good, so that any access to it ends the process, between all calls that
/// might look at what the last run used.
#[test]
fn memory_of_the_last_run_is_not_touched_again() {
    if runtime::loaded(&[Family::LiteRt]) {
        child::run("child_unmapped", &[], Duration::from_secs(120)).assert_passed();
    }
}

#[test]
#[ignore = "run in a child process by another test"]
fn child_unmapped() {
    if !child::is_child() {
        return;
    }
    let model = Model::from_file(own("tiny/dynamic.tflite")).unwrap();
    for (name, runtime) in libraries() {
        println!("on {name}");
        let mut compiled = CompiledModel::builder()
            .runtime(&runtime)
            .build(&model)
            .unwrap();
        let on_mapped = |compiled: &mut CompiledModel, batch: i32| {
            compiled.resize_input(0, &[batch, 4]).unwrap();
            let mut input = mapped(compiled.input_requirements(0).unwrap().host_len());
            let mut output = mapped(compiled.output_requirements(0).unwrap().host_len());
            let inputs = [compiled.input_buffer_from(0, &mut input[..]).unwrap()];
            let mut outputs = [compiled.output_buffer_from(0, &mut output[..]).unwrap()];
            compiled.run_with(&inputs, &mut outputs).unwrap();
            // A forgotten buffer must not matter either.
            std::mem::forget(inputs);
        };
        on_mapped(&mut compiled, 1);
        // Each of these comes right after memory was unmapped.
        compiled.run().unwrap();
        on_mapped(&mut compiled, 2);
        compiled.allocate().unwrap();
        on_mapped(&mut compiled, 2);
        compiled.resize_input(0, &[5, 4]).unwrap();
        compiled.allocate().unwrap();
        compiled.run().unwrap();
        on_mapped(&mut compiled, 3);
        compiled.resize_input(0, &[1, 4]).unwrap();
        compiled.input_requirements(0).unwrap();
        on_mapped(&mut compiled, 4);
        compiled.create_output_buffers().unwrap();
        compiled.is_fully_accelerated().unwrap();
        on_mapped(&mut compiled, 1);
        drop(compiled);
    }
}

/// Page-aligned memory that is unmapped when it is dropped.
fn mapped(len: usize) -> memmap2::MmapMut {
    memmap2::MmapMut::map_anon(len).unwrap()
}

#[test]
fn a_panic_while_reading_leaves_the_buffer_usable() {
    for mut compiled in add() {
        let inputs = compiled.create_input_buffers().unwrap();
        let mut outputs = compiled.create_output_buffers().unwrap();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _ = inputs[0].read(|_| -> litert::Result<()> { panic!("on purpose") });
        }));
        assert!(panicked.is_err());
        compiled.run_with(&inputs, &mut outputs).unwrap();
    }
}

#[test]
fn buffers_move_between_threads() {
    for mut compiled in add() {
        let mut inputs = compiled.create_input_buffers().unwrap();
        let outputs = compiled.create_output_buffers().unwrap();
        let mut compiled = std::thread::spawn(move || {
            let mut outputs = outputs;
            fill(&mut inputs[0], 4.0);
            compiled.run_with(&inputs, &mut outputs).unwrap();
            (compiled, outputs)
        })
        .join()
        .unwrap();
        assert!(all(&compiled.1[0], 4.0));
        compiled.0.run().unwrap();
    }
}

/// 1,000 runs and 200 times everything made and dropped again: memory stays where it was.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow() {
    if runtime::loaded(&[Family::LiteRt]) {
        child::run("child_soak", &[], Duration::from_secs(240)).assert_passed();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run in a child process by another test"]
fn child_soak() {
    if !child::is_child() {
        return;
    }
    let model = Model::from_file(own("digits/digits_int8.tflite")).unwrap();
    for (name, runtime) in libraries() {
        let environment = Environment::new(&runtime).unwrap();
        let cycle = || {
            let mut compiled = CompiledModel::builder()
                .environment(&environment)
                .build(&model)
                .unwrap();
            let inputs = compiled.create_input_buffers().unwrap();
            let mut outputs = compiled.create_output_buffers().unwrap();
            for _ in 0..5 {
                compiled.run_with(&inputs, &mut outputs).unwrap();
                compiled.run().unwrap();
            }
        };
        // Allocators and thread pools have their fill first.
        for _ in 0..40 {
            cycle();
        }
        let before = resident();
        for _ in 0..200 {
            cycle();
        }
        let after = resident();
        let grown = after.saturating_sub(before);
        println!(
            "{name}: {} KiB, and {} KiB later",
            before / 1024,
            after / 1024
        );
        assert!(
            grown < 1024 * 1024,
            "{name} grew by {grown} bytes in 200 cycles"
        );
    }
}

/// The bytes of this process that are in memory.
#[cfg(target_os = "linux")]
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// Without a device there is little to see, but what is refused must be refused with words.
#[cfg(target_os = "linux")]
#[test]
fn device_memory_that_does_not_fit_is_refused() {
    use litert::DeviceMemory;
    for mut compiled in add() {
        let mut memory = mapped(4096);
        let fd = std::fs::File::open("/dev/null").unwrap().into();
        let too_small = DeviceMemory::DmaBuf {
            fd,
            address: memory.as_mut_ptr().cast(),
            size: 16,
            offset: 0,
        };
        // SAFETY: refused by its size.
        let error = unsafe { compiled.input_buffer_from_device(0, too_small) }.unwrap_err();
        assert!(error.to_string().contains("takes 24 bytes"), "{error}");
        let nowhere = DeviceMemory::DmaBuf {
            fd: std::fs::File::open("/dev/null").unwrap().into(),
            address: std::ptr::null_mut(),
            size: 4096,
            offset: 0,
        };
        // SAFETY: a null address is refused by the library.
        let error = unsafe { compiled.output_buffer_from_device(0, nowhere) }.unwrap_err();
        assert!(
            matches!(error, Error::Status(_) | Error::Unsupported(_)),
            "{error}"
        );
    }
}
