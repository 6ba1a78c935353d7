//! Calls in any order, on either engine: nothing that safe code can do is a crash, and what is said
//! to be done is done. On the official libraries, and on the fake runtime, which keeps books.

mod compiled;
mod interpreter;

use arbitrary::{Result, Unstructured};
use litert::types::ElementType;
use litert::{Error, Model, Runtime, Tensor, TensorMut};
use litert_fake_runtime::FakeRuntime;

use crate::official;

/// How many calls make up a life.
const CALLS: usize = 40;

macro_rules! models {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../../../../models/", $name, ".tflite")) as &[u8]),*]
    };
}

/// Small models with everything: fixed shapes and open ones, quantized and half-wide numbers,
/// signatures, loops, variables, text.
const MODELS: [&[u8]; 11] = models![
    "tiny/add",
    "tiny/dynamic",
    "tiny/multi_signature",
    "tiny/control_flow",
    "tiny/resource_variables",
    "tiny/strings",
    "tiny/per_channel_int8",
    "tiny/uint8_quantized",
    "tiny/float16_io",
    "tiny/keras_flatten",
    "digits/digits_int8",
];

pub(crate) fn run(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok(on_fake) = u.ratio(1, 4) else { return };
    if !on_fake {
        if let Some(runtime) = official() {
            let _ = live(&mut u, &runtime);
        }
        return;
    }
    let fake = FakeRuntime::new();
    let runtime = fake.runtime().expect("a fake runtime");
    let _ = live(&mut u, &runtime);
    drop(runtime);
    fake.assert_clean();
}

fn live(u: &mut Unstructured<'_>, runtime: &Runtime) -> Result<()> {
    let &bytes = u.choose(&MODELS)?;
    // Bytes of its own, so that they go with their last owner.
    let model = Model::from_bytes(bytes).expect("a good model");
    match u.arbitrary()? {
        true => interpreter::live(u, runtime, model),
        false => compiled::live(u, runtime, model),
    }
}

/// The key of a signature, if the model has any.
fn signature_key(u: &mut Unstructured<'_>, model: &Model) -> Result<Option<String>> {
    let signatures = model.signatures();
    let keys: Vec<&str> = signatures.iter().filter_map(|it| it.key()).collect();
    if keys.is_empty() {
        return Ok(None);
    }
    Ok(Some(u.choose(&keys)?.to_string()))
}

/// A place among `count` things, or just outside.
fn place(u: &mut Unstructured<'_>, count: usize) -> Result<usize> {
    match u.ratio(1, 32)? {
        true => u.arbitrary(),
        false => u.int_in_range(0..=count.saturating_sub(1)),
    }
}

/// A shape: like an old one, or any. Never one that is merely large, which is somebody's memory.
fn shape(u: &mut Unstructured<'_>, like: &[i32]) -> Result<Vec<i32>> {
    let mut shape = like.to_vec();
    if u.ratio(1, 8)? {
        shape.resize(u.int_in_range(0..=9)?, 1);
    }
    for dim in &mut shape {
        *dim = match u.int_in_range(0..=15)? {
            0 => 0,
            1 => -1,
            2 => u.arbitrary()?,
            3 => i32::MAX,
            4..=8 => u.int_in_range(1..=9)?,
            _ => *dim,
        };
    }
    // Also where it holds nothing: what is computed from it may be as large as the other sides say.
    let elements = shape.iter().try_fold(1_i64, |all, &dim| {
        all.checked_mul(i64::from(dim).abs().max(1))
    });
    if elements.is_some_and(|count| (1 << 14..1 << 40).contains(&count)) {
        shape.truncate(1);
        shape.fill(3);
    }
    Ok(shape)
}

/// Writes something into an input.
fn fill(u: &mut Unstructured<'_>, mut tensor: TensorMut<'_>) -> Result<()> {
    if tensor.element_type() == ElementType::String {
        return Ok(());
    }
    let bytes = tensor.bytes_mut();
    match u.int_in_range(0..=2)? {
        0 => bytes.fill(0),
        1 => bytes.fill(u.arbitrary()?),
        _ => u.fill_buffer(bytes)?,
    }
    Ok(())
}

/// Touches all of it.
fn read(tensor: Tensor<'_>) {
    let elements = tensor.shape().num_elements().expect("a known shape");
    if let Some(len) = tensor.element_type().byte_len(elements) {
        assert_eq!(tensor.bytes().len(), len, "{tensor:?}");
    }
    let sum = tensor
        .bytes()
        .iter()
        .fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    std::hint::black_box(sum);
    if let Ok(strings) = tensor.strings() {
        std::hint::black_box(strings.map(<[u8]>::len).sum::<usize>());
    }
    let _ = std::hint::black_box(tensor.to_f32());
}

/// Errors are for people.
fn said<T>(result: litert::Result<T>) -> Option<T> {
    let words = |error: Error| assert!(!error.to_string().is_empty());
    result.map_err(words).ok()
}

/// Whatever comes of it.
fn tried<T>(result: litert::Result<T>) {
    let _ = said(result);
}
