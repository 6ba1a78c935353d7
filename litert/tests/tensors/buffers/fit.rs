//! What does not fit is refused before the runtime sees it.

use litert::{AlignedBuffer, CompiledModel, Error, Model, TensorBuffer};

use super::{add, mapped};
use litert_test_support::libraries::libraries;
use litert_test_support::runtime::own;

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
