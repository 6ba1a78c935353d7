//! `litert run`: arrays of NumPy's, pictures and labels in, numbers and the best classes out.

use std::fs;

use arbitrary::{Result, Unstructured};
use litert_cli::exit::run_to_string;
use serde_json::Value;

use crate::identity::identity;
use litert_generator::file as tflite;

use crate::{official, scratch};

/// Types by the number that models have for them: NumPy's code, and bytes for each part of an
/// element that has its own order.
const TYPES: [(i8, &str, usize); 8] = [
    (0, "f4", 4),
    (2, "i4", 4),
    (3, "u1", 1),
    (4, "i8", 8),
    (7, "i2", 2),
    (9, "i1", 1),
    (10, "f8", 8),
    (6, "b1", 1),
];

pub(crate) fn run(data: &[u8]) {
    if official().is_none() {
        return;
    }
    let mut u = Unstructured::new(data);
    let _ = match u.int_in_range(0..=2) {
        Ok(0) => any_array(&mut u),
        Ok(1) => array(&mut u),
        _ => picture(&mut u),
    };
}

/// The path of a file with this content.
fn file(name: &str, content: &[u8]) -> String {
    let path = scratch::path(name);
    fs::write(&path, content).expect("a temporary file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The path of a model that gives back what it gets.
fn identity_file(ty: i8, shape: &[i32], quantization: Option<tflite::Quantization>) -> String {
    file("identity.tflite", &identity(ty, shape, quantization))
}

/// Any bytes for an array.
fn any_array(u: &mut Unstructured<'_>) -> Result<()> {
    let &(ty, ..) = u.choose(&TYPES)?;
    let model = identity_file(ty, &[2, 2], None);
    let array = file("in.npy", u.bytes(u.len())?);
    let _ = run_to_string(&["run", &model, "--input", &array], Some(80));
    Ok(())
}

/// An array that fits comes out as it went in, and the report is right about it.
fn array(u: &mut Unstructured<'_>) -> Result<()> {
    let &(ty, code, part) = u.choose(&TYPES)?;
    let count = u.int_in_range(1..=24)?;
    let shape = match u.int_in_range(0..=2)? {
        0 => vec![1, count],
        1 => vec![count],
        _ => vec![count, 1, 1],
    };
    let big = u.arbitrary()?;
    let mut data = vec![0; usize::try_from(count).unwrap_or(0) * part];
    u.fill_buffer(&mut data)?;
    if code == "b1" {
        // Anything but 0 and 1 is an error.
        data.iter_mut().for_each(|byte| *byte &= 1);
    }
    let dims: String = shape.iter().map(|dim| format!("{dim},")).collect();
    let order = if big { '>' } else { '<' };
    let header =
        format!("{{'descr': '{order}{code}', 'fortran_order': False, 'shape': ({dims}), }}\n");
    let mut array = b"\x93NUMPY\x01\0".to_vec();
    array.extend(u16::try_from(header.len()).unwrap_or(0).to_le_bytes());
    array.extend(header.as_bytes());
    array.extend(&data);
    let (model, array) = (identity_file(ty, &shape, None), file("in.npy", &array));
    // Any text is read or refused; the run goes on with as many names as there are values.
    let text: String = u.arbitrary()?;
    let any = file("any.txt", text.as_bytes());
    let _ = run_to_string(
        &["run", &model, "--input", &array, "--labels", &any],
        Some(80),
    );
    let count_of_names = usize::try_from(count).unwrap_or(0);
    let mut lines = text.lines();
    let names: Vec<String> = (0..count_of_names)
        .map(|_| format!("n{}", lines.next().unwrap_or_default()))
        .collect();
    let labels = file("labels.txt", names.join("\n").as_bytes());
    let top = u.int_in_range(0..=30)?;
    let output = file("out.npy", &[]);
    let arguments = [
        "run",
        &model,
        "--input",
        &array,
        "--output",
        &output,
        "--labels",
        &labels,
        "--top",
        &top.to_string(),
        "--json",
    ];
    let (_, json) = run_to_string(&arguments, None).expect("an array that fits");

    let written = fs::read(scratch::path("out.npy")).expect("an array");
    if big {
        data.chunks_exact_mut(part).for_each(<[u8]>::reverse);
    }
    assert!(written.ends_with(&data), "{code}: not what went in");
    report(&json, count_of_names, top);
    let text = &arguments[..arguments.len() - 1];
    let (_, text) = run_to_string(text, Some(60)).expect("the same as text");
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "{text:?}"
    );
    Ok(())
}

/// The best classes are the best.
fn report(json: &str, count: usize, top: usize) {
    let json: Value = serde_json::from_str(json).expect("JSON");
    let output = &json["outputs"][0];
    let values = output["values"].as_array().expect("values");
    assert_eq!(values.len(), count);
    let best = output["top"].as_array().expect("classes");
    assert!(best.len() <= top.min(count));
    let mut classes: Vec<u64> = best.iter().filter_map(|it| it["class"].as_u64()).collect();
    for class in best {
        let place = class["class"]
            .as_u64()
            .and_then(|it| usize::try_from(it).ok());
        let value = &values[place.expect("a number")];
        // Truth values and large integers are not written the same way.
        if value.is_f64() {
            assert_eq!(&class["score"], value);
        }
    }
    let scores: Vec<f64> = best.iter().filter_map(|it| it["score"].as_f64()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    if let (Some(&worst), true) = (scores.last(), scores.len() == best.len()) {
        let better = values.iter().enumerate().filter(|(place, value)| {
            !classes.contains(&(*place as u64)) && value.as_f64().is_some_and(|it| it > worst)
        });
        assert_eq!(better.count(), 0, "{output}");
    }
    classes.sort_unstable();
    classes.dedup();
    assert_eq!(classes.len(), best.len(), "a class twice");
}

/// A picture of an input's own size: pixels that are not normalized are bytes as they are.
fn picture(u: &mut Unstructured<'_>) -> Result<()> {
    let (width, height) = (u.int_in_range(1..=6)?, u.int_in_range(1..=6)?);
    let mut pixels = vec![0; width * height * 3];
    u.fill_buffer(&mut pixels)?;
    let bitmap = file("in.bmp", &bitmap(width, height, &pixels));
    let &ty = u.choose(&[0, 3, 9, 7])?;
    let channels = if u.arbitrary()? { 3 } else { 1 };
    let fitting = u.ratio(3, 4)?;
    let side = |length: usize| i32::try_from(length).unwrap_or(1);
    let shape = match fitting {
        true => [1, side(height), side(width), channels],
        false => [1, u.int_in_range(0..=9)?, u.int_in_range(0..=9)?, channels],
    };
    let quantization = match u.arbitrary()? {
        true => Some(tflite::Quantization::new(
            &[u.arbitrary()?],
            &[u.int_in_range(-128..=127)?],
            0,
        )),
        false => None,
    };
    let plain = quantization.is_none() && ty == 3 && channels == 3 && fitting;
    let model = identity_file(ty, &shape, quantization);
    let output = file("out.bin", &[]);
    let mut arguments = vec!["run", &model, "--input", &bitmap, "--output", &output];
    let normalization: Option<(f32, f32)> = u.arbitrary()?;
    let texts = normalization.map(|(mean, std)| (format!("--mean={mean}"), format!("--std={std}")));
    if let Some((mean, std)) = &texts {
        arguments.extend([mean.as_str(), std]);
    }
    let result = run_to_string(&arguments, None);
    if plain && normalization.is_none() {
        assert!(result.is_ok(), "a picture that fits: {result:?}");
        let out = fs::read(scratch::path("out.bin")).expect("an output");
        assert_eq!(out, pixels);
    }
    Ok(())
}

/// Three bytes a pixel, in rows from the top.
fn bitmap(width: usize, height: usize, pixels: &[u8]) -> Vec<u8> {
    let row = (3 * width).next_multiple_of(4);
    let number = |it: usize| u32::try_from(it).unwrap_or(0).to_le_bytes();
    let mut bytes = b"BM".to_vec();
    bytes.extend(number(54 + row * height));
    bytes.extend([0; 4]);
    bytes.extend(number(54));
    bytes.extend(number(40));
    bytes.extend(number(width));
    bytes.extend(number(height));
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 4]);
    bytes.extend(number(row * height));
    bytes.extend([0; 16]);
    for line in pixels.chunks_exact(3 * width).rev() {
        let mut stored: Vec<u8> = line
            .chunks_exact(3)
            .flat_map(|it| [it[2], it[1], it[0]])
            .collect();
        stored.resize(row, 0);
        bytes.extend(stored);
    }
    bytes
}
