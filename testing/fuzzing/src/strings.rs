//! String tensors, on the official interpreter: what is written is read back, by us and by the
//! kernels, and any bytes in place of a string table are read as one or are an error.

use arbitrary::{Result, Unstructured};
use litert::{Interpreter, Model};

use crate::official;

/// `words` and `index` in, `is_yes` (word by word) and `picked` (the words at the indices) out.
const MODEL: &[u8] = include_bytes!("../../../models/tiny/strings.tflite");

pub(crate) fn run(data: &[u8]) {
    if official().is_some() {
        let _ = input(&mut Unstructured::new(data));
    }
}

fn input(u: &mut Unstructured<'_>) -> Result<()> {
    let model = Model::from_bytes(MODEL).expect("a good model");
    let mut interpreter = Interpreter::builder()
        .xnnpack(u.arbitrary()?)
        .build(&model)
        .expect("an interpreter");
    for _ in 0..u.int_in_range(1..=3)? {
        let words: Vec<Vec<u8>> = u.arbitrary()?;
        let shape = shape(u, words.len())?;
        let index = index(u, words.len())?;
        if written(&mut interpreter, &words, &shape) {
            picked(&mut interpreter, &words, &index);
        }
        if u.arbitrary()? {
            table(&mut interpreter, u)?;
        }
    }
    Ok(())
}

/// A shape for so many words, most of the time.
fn shape(u: &mut Unstructured<'_>, count: usize) -> Result<Vec<i32>> {
    if u.ratio(1, 4)? {
        return u.arbitrary();
    }
    Ok(vec![i32::try_from(count).unwrap_or(i32::MAX)])
}

/// Indices into the words, most of the time.
fn index(u: &mut Unstructured<'_>, count: usize) -> Result<Vec<i32>> {
    let mut index: Vec<i32> = u.arbitrary()?;
    index.truncate(64);
    if u.ratio(3, 4)? {
        let count = i32::try_from(count.max(1)).unwrap_or(i32::MAX);
        for one in &mut index {
            *one = one.rem_euclid(count);
        }
    }
    Ok(index)
}

/// Writes words and reads them back; whether they fitted.
fn written(interpreter: &mut Interpreter, words: &[Vec<u8>], shape: &[i32]) -> bool {
    let product = shape
        .iter()
        .try_fold(1_i64, |all, &dim| all.checked_mul(i64::from(dim)));
    let fits = product == i64::try_from(words.len()).ok() && shape.iter().all(|&dim| dim >= 0);
    if let Err(error) = interpreter.write_strings("words", shape, words) {
        assert!(!fits || shape.len() != 1, "{error}");
        return false;
    }
    assert!(fits, "{} words in {shape:?}", words.len());
    let tensor = interpreter.input("words").expect("an input");
    assert_eq!(tensor.shape().dims(), shape);
    let read = tensor.strings().expect("a string table");
    assert_eq!(read.len(), words.len());
    assert!(read.eq(words.iter().map(Vec::as_slice)));
    shape.len() == 1
}

/// The kernels read the same words.
fn picked(interpreter: &mut Interpreter, words: &[Vec<u8>], index: &[i32]) {
    let count = i32::try_from(index.len()).expect("a few");
    interpreter.resize_input("index", &[count]).expect("a size");
    let mut input = interpreter.input_mut("index").expect("an input");
    input.copy_from_slice(index).expect("as many");
    let inside = |&one: &i32| usize::try_from(one).is_ok_and(|one| one < words.len());
    match interpreter.invoke() {
        Ok(()) if index.iter().all(inside) => {}
        Ok(()) => panic!("the kernel read word {index:?} of {}", words.len()),
        Err(error) => {
            assert!(!index.iter().all(inside), "{error}");
            return;
        }
    }
    let output = interpreter.output("picked").expect("an output");
    let expected = index.iter().map(|&one| words[one as usize].as_slice());
    assert!(output.strings().expect("a string table").eq(expected));
    let output = interpreter.output("is_yes").expect("an output");
    let expected: Vec<bool> = words.iter().map(|word| word == b"yes").collect();
    assert_eq!(output.to_bools().expect("truth values"), expected);
}

/// Any bytes in place of the table.
fn table(interpreter: &mut Interpreter, u: &mut Unstructured<'_>) -> Result<()> {
    let Ok(mut tensor) = interpreter.input_mut("words") else {
        return Ok(());
    };
    let bytes = tensor.bytes_mut();
    if u.arbitrary()? {
        u.fill_buffer(bytes)?;
    } else if !bytes.is_empty() {
        for _ in 0..u.int_in_range(1..=4)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
    }
    let tensor = tensor.as_tensor();
    let expected = parse(tensor.bytes());
    match tensor.strings() {
        Ok(read) => {
            let expected = expected.expect("a broken table passed");
            assert_eq!(read.len(), expected.len());
            assert!(read.eq(expected));
        }
        Err(_) => assert_eq!(expected, None, "a good table was refused"),
    }
    let _ = interpreter.invoke();
    Ok(())
}

/// The strings of a table, by the format's rules: a count, offsets that never fall, and nothing
/// outside.
fn parse(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let numbers: Vec<i32> = bytes
        .chunks_exact(4)
        .map(|four| i32::from_ne_bytes([four[0], four[1], four[2], four[3]]))
        .collect();
    let count = usize::try_from(*numbers.first()?).ok()?;
    let offsets = numbers.get(1..)?.get(..count.checked_add(1)?)?;
    let header = 4 * (count + 2);
    let ends = offsets.iter().map(|&offset| usize::try_from(offset).ok());
    let ends: Vec<usize> = ends.collect::<Option<_>>()?;
    if ends.first().is_some_and(|&first| first < header) {
        return None;
    }
    let pairs = ends.windows(2);
    let strings: Vec<_> = pairs
        .map(|pair| bytes.get(pair[0]..pair[1]))
        .collect::<Option<_>>()?;
    (*ends.last()? <= bytes.len()).then_some(strings)
}
