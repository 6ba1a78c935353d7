//! Buffers that the compiled model makes, and those around memory of the caller's.

use litert::{AlignedBuffer, BufferType, Error};

use super::{add, all, fill};

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
