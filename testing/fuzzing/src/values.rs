//! Numbers between the bytes of a tensor and a program: quantized, packed, half as wide. What goes
//! there and back is the same, order is kept, and no scale, zero point or shape panics.

use arbitrary::{Result, Unstructured};
use litert::types::{ChannelQuantization, ElementType, QuantParams, QuantizedElement, Shape};
use litert::{Error, Interpreter, Model, TensorMut};

use crate::identity::identity;
use litert_generator::file as tflite;

use crate::official;

/// More elements only take longer.
const MOST: usize = 1 << 12;

pub(crate) fn run(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let _ = parameters(&mut u);
    if official().is_some() {
        let _ = tensor(&mut u);
    }
}

/// Any parameters, also those that no model has.
fn parameters(u: &mut Unstructured<'_>) -> Result<()> {
    let params = QuantParams::new(float(u)?, u.arbitrary()?);
    let real: Vec<f32> = u.arbitrary()?;
    every_type(params, &real);
    let dims = (0..u.int_in_range(0..=6)?)
        .map(|_| side(u))
        .collect::<Result<Vec<_>>>()?;
    let axis = if u.arbitrary()? {
        u.arbitrary()?
    } else {
        u.int_in_range(0..=8)?
    };
    let shape = Shape::new(&dims);
    // As many scales as there are channels, most of the time.
    let channels = shape.as_ref().ok().and_then(|shape| shape.dim(axis));
    let count = channels
        .filter(|&count| count <= 64)
        .unwrap_or(u.int_in_range(0..=4)?);
    let scales = (0..count).map(|_| float(u)).collect::<Result<Vec<_>>>()?;
    let zero_points: Vec<i32> = match u.arbitrary()? {
        true => vec![u.arbitrary()?],
        false => u.arbitrary()?,
    };
    let (Ok(shape), Ok(channels)) = (shape, ChannelQuantization::new(scales, zero_points, axis))
    else {
        return Ok(());
    };
    let elements = shape
        .num_elements()
        .filter(|&count| count <= MOST)
        .unwrap_or(real.len());
    let mut stored = vec![0_i8; elements];
    let mut real = real;
    real.resize(elements, 0.5);
    let quantized = channels.quantize_into(&shape, &real, &mut stored);
    let back = channels.dequantize_into(&shape, &stored, &mut real);
    assert_eq!(quantized.is_ok(), back.is_ok(), "{shape}, axis {axis}");
    Ok(())
}

/// A side of a shape that may be far too large, or nothing.
fn side(u: &mut Unstructured<'_>) -> Result<i32> {
    match u.int_in_range(0..=9)? {
        0 => Ok(0),
        1 => Ok(i32::MAX),
        2 => u.arbitrary(),
        _ => u.int_in_range(1..=4),
    }
}

fn every_type(params: QuantParams, real: &[f32]) {
    fn one<T: QuantizedElement>(params: QuantParams, real: &[f32]) {
        let stored = params.quantize_to_vec::<T>(real);
        assert_eq!(params.dequantize_to_vec(&stored).len(), real.len());
    }
    one::<i8>(params, real);
    one::<u8>(params, real);
    one::<i16>(params, real);
    one::<u16>(params, real);
    one::<i32>(params, real);
    let _ = params.to_string();
}

/// Any float number, and now and then a usual one.
fn float(u: &mut Unstructured<'_>) -> Result<f32> {
    match u.arbitrary()? {
        true => u.arbitrary(),
        false => Ok(f32::from(u.int_in_range(1..=1000_u16)?) / 64.0),
    }
}

/// A tensor of the official interpreter that goes through a model as it is.
fn tensor(u: &mut Unstructured<'_>) -> Result<()> {
    let ty = u.int_in_range(0..=22)?;
    let mut shape: Vec<i32> = Vec::new();
    for _ in 0..u.int_in_range(0..=4)? {
        shape.push(u.int_in_range(0..=7)?);
    }
    let quantization = quantization(u, &shape)?;
    let Ok(model) = Model::from_bytes(identity(ty, &shape, quantization)) else {
        return Ok(());
    };
    let Ok(mut interpreter) = Interpreter::new(&model) else {
        return Ok(());
    };
    let Ok(mut input) = interpreter.input_mut(0) else {
        return Ok(());
    };
    if input.element_type() == ElementType::String {
        return Ok(());
    }
    u.fill_buffer(input.bytes_mut())?;
    there_and_back(&mut input);
    let real: Vec<f32> = (0..input.shape().num_elements().unwrap_or(0))
        .map(|_| float(u))
        .collect::<Result<_>>()?;
    order(&mut input, &real);
    Ok(())
}

/// Quantization that fits the shape, most of the time.
fn quantization(u: &mut Unstructured<'_>, shape: &[i32]) -> Result<Option<tflite::Quantization>> {
    let (axis, count) = match u.int_in_range(0..=3)? {
        0 => return Ok(None),
        1 if !shape.is_empty() => {
            let axis = u.choose_index(shape.len())?;
            (axis, usize::try_from(shape[axis]).unwrap_or(0))
        }
        _ => (0, 1),
    };
    let scales = (0..count).map(|_| float(u)).collect::<Result<Vec<_>>>()?;
    let zero_points = (0..count)
        .map(|_| Ok(i64::from(u.arbitrary::<i8>()?)))
        .collect::<Result<Vec<_>>>()?;
    let axis = i32::try_from(axis).unwrap_or(0);
    Ok(Some(tflite::Quantization::new(&scales, &zero_points, axis)))
}

/// Whether every scale is a usual one.
fn usual(tensor: &TensorMut<'_>) -> bool {
    let usual = |scale: &f32| (1e-20..1e20).contains(scale);
    let quantization = tensor.quantization();
    match (quantization.per_tensor(), quantization.per_channel()) {
        (Some(params), _) => usual(&params.scale),
        (_, Some(channels)) => channels.scales().iter().all(usual),
        _ => true,
    }
}

/// Any bytes, as numbers, and the numbers as bytes again.
fn there_and_back(input: &mut TensorMut<'_>) {
    let element_type = input.element_type();
    let elements = input.shape().num_elements().expect("a fixed shape");
    let before = input.as_tensor().bytes().to_vec();
    if let Some(len) = element_type.byte_len(elements) {
        assert_eq!(before.len(), len, "{element_type} {}", input.shape());
    }
    let _ = input.quantization().to_string();

    let mut one_more = vec![0.0; elements + 1];
    let refused = input.as_tensor().read_f32(&mut one_more);
    assert!(
        matches!(refused, Err(Error::ShapeMismatch(_))),
        "{refused:?}"
    );

    if let Ok(packed) = input.as_tensor().unpack() {
        input.pack(&packed).expect("what was unpacked");
        assert_eq!(input.as_tensor().unpack().expect("packed"), packed);
    }
    let Ok(real) = input.as_tensor().to_f32() else {
        return;
    };
    assert_eq!(real.len(), elements);
    let written = input.write_f32(&real);
    if written.is_err() {
        return;
    }
    // What is no number has many forms, and one stays.
    let exact = match element_type {
        ElementType::Float32 => true,
        ElementType::Float64 => return,
        _ if element_type.is_float() => real.iter().all(|value| !value.is_nan()),
        ElementType::Int32 => return,
        _ => usual(input),
    };
    if exact {
        assert_eq!(
            input.as_tensor().bytes(),
            before,
            "{element_type} {:?}",
            input.quantization()
        );
    }
}

/// A larger number never becomes a smaller one. With one scale for all: channels differ.
fn order(input: &mut TensorMut<'_>, real: &[f32]) {
    let mut sorted = real.to_vec();
    sorted.retain(|value| !value.is_nan());
    sorted.sort_by(f32::total_cmp);
    sorted.resize(real.len(), f32::INFINITY);
    let one_scale = input.quantization().per_channel().is_none();
    if input.write_f32(&sorted).is_err() || !one_scale || !usual(input) {
        return;
    }
    let Ok(back) = input.as_tensor().to_f32() else {
        return;
    };
    assert!(
        back.is_sorted(),
        "{:?}: {sorted:?} became {back:?}",
        input.quantization()
    );
}
