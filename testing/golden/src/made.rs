//! Models from TensorFlow's converter, with the inputs and outputs of the official Python package.
//!
//! They lie in `made/` beside the other models, with a manifest of their own: per model whether
//! either engine of the package runs it, and the name of a NumPy archive with the values.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::dtype::DType;
use crate::suite::Suite;

/// The folder below that of the suite.
const FOLDER: &str = "made";

/// One model, as its manifest describes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Made {
    /// The file of the model.
    pub file: String,
    /// The file of the values, if there are any.
    values: Option<String>,
    /// Whether the official Python runs it on its `Interpreter`.
    pub python_interpreter_runs: bool,
    /// Whether it runs it on its `CompiledModel`, rightly or not.
    pub python_compiled_runs: bool,
    /// Whether both then give the same bits.
    #[serde(default)]
    pub compiled_equals_interpreter: bool,
}

/// The values of one tensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Array {
    /// The type of its elements.
    pub dtype: DType,
    /// Its shape.
    pub shape: Vec<i32>,
    /// Its elements, packed and little-endian.
    pub bytes: Vec<u8>,
}

/// The values that belong to a model. Strings are not among them.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// The inputs, in the order of the graph.
    pub inputs: Vec<Array>,
    /// What the official `Interpreter` made of them, in the order of the graph.
    pub outputs: Vec<Array>,
}

impl Suite {
    /// The models from TensorFlow's converter; `None` where the folder is not there.
    ///
    /// # Errors
    ///
    /// A text that names the manifest, when it cannot be used.
    pub fn made(&self) -> Option<Result<Vec<Made>, String>> {
        let folder = self.path(FOLDER);
        let manifest = folder.join("manifest.json");
        let read = || {
            let text = std::fs::read(&manifest).map_err(|e| e.to_string())?;
            serde_json::from_slice(&text).map_err(|e| e.to_string())
        };
        let found = || read().map_err(|why| format!("{}: {why}", manifest.display()));
        folder.is_dir().then(found)
    }

    /// Where the file of such a model is.
    #[must_use]
    pub fn made_path(&self, made: &Made) -> PathBuf {
        self.path(FOLDER).join(&made.file)
    }

    /// The values of such a model; empty if there are none.
    ///
    /// # Errors
    ///
    /// A text that names the file, when it cannot be read.
    pub fn made_values(&self, made: &Made) -> Result<Values, String> {
        let Some(file) = &made.values else {
            return Ok(Values::default());
        };
        let path = self.path(FOLDER).join(file);
        let read = || {
            let bytes = std::fs::read(&path).map_err(|e| e.to_string())?;
            let mut arrays = archive(&bytes)?;
            let mut numbered = |name: &str| -> Vec<Array> {
                let next = |number| arrays.remove(&format!("{name}_{number}.npy"));
                (0..).map_while(next).collect()
            };
            Ok(Values {
                inputs: numbered("in"),
                outputs: numbered("interp"),
            })
        };
        read().map_err(|why: String| format!("{}: {why}", path.display()))
    }
}

/// The arrays of a NumPy archive, which is a ZIP archive, by name.
fn archive(bytes: &[u8]) -> Result<BTreeMap<String, Array>, String> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const END: &[u8] = b"PK\x05\x06";
    let end = bytes.windows(4).rposition(|four| four == END);
    let end = end.ok_or("no ZIP archive")?;
    let mut arrays = BTreeMap::new();
    let mut at = long(bytes, end + 16)?;
    for _ in 0..short(bytes, end + 10)? {
        if bytes.get(at..at + 4) != Some(ENTRY) {
            return Err("the directory of the archive is damaged".to_owned());
        }
        let (method, packed) = (short(bytes, at + 10)?, long(bytes, at + 20)?);
        let name_len = short(bytes, at + 28)?;
        let name = bytes.get(at + 46..at + 46 + name_len).ok_or("cut off")?;
        let name = String::from_utf8_lossy(name).into_owned();
        let local = long(bytes, at + 42)?;
        let data = local + 30 + short(bytes, local + 26)? + short(bytes, local + 28)?;
        let data = bytes.get(data..data + packed).ok_or("cut off")?;
        let unpacked = match method {
            0 => data.to_vec(),
            8 => miniz_oxide::inflate::decompress_to_vec(data).map_err(|e| e.to_string())?,
            other => return Err(format!("{name}: packed by method {other}")),
        };
        let array = npy(&unpacked).map_err(|why| format!("{name}: {why}"))?;
        arrays.insert(name, array);
        at += 46 + name_len + short(bytes, at + 30)? + short(bytes, at + 32)?;
    }
    Ok(arrays)
}

/// A NumPy file: a Python dictionary in words, then the elements.
fn npy(bytes: &[u8]) -> Result<Array, String> {
    if bytes.get(..7) != Some(b"\x93NUMPY\x01") {
        return Err("no NumPy file of version 1".to_owned());
    }
    let end = 10 + short(bytes, 8)?;
    let header = bytes.get(10..end).ok_or("cut off")?;
    let header = String::from_utf8_lossy(header);
    let after = |key: &str| header.split_once(key).map(|(_, rest)| rest.trim_start());
    if after("'fortran_order':").is_none_or(|rest| !rest.starts_with("False")) {
        return Err(format!("not in C order: {header}"));
    }
    let descr = after("'descr':").and_then(|rest| rest.split('\'').nth(1));
    let dtype = match descr {
        Some("|b1") => DType::Bool,
        Some("|i1") => DType::Int8,
        Some("|u1") => DType::UInt8,
        Some("<i2") => DType::Int16,
        Some("<i4") => DType::Int32,
        Some("<i8") => DType::Int64,
        Some("<f2") => DType::Float16,
        Some("<f4") => DType::Float32,
        Some("<f8") => DType::Float64,
        Some("<c8") => DType::Complex64,
        _ => return Err(format!("elements of another type: {header}")),
    };
    let dims = after("'shape':").and_then(|rest| rest.strip_prefix('(')?.split_once(')'));
    let (dims, _) = dims.ok_or_else(|| format!("no shape: {header}"))?;
    let dims = dims.split(',').map(str::trim).filter(|dim| !dim.is_empty());
    let shape: Result<Vec<i32>, _> = dims.map(str::parse).collect();
    let shape = shape.map_err(|e| format!("{e}: {header}"))?;
    let bytes = bytes.get(end..).unwrap_or_default().to_vec();
    if dtype.byte_len(&shape) != Some(bytes.len()) {
        return Err(format!("{} bytes for {header}", bytes.len()));
    }
    Ok(Array {
        dtype,
        shape,
        bytes,
    })
}

fn short(bytes: &[u8], at: usize) -> Result<usize, String> {
    let two = bytes.get(at..at + 2).and_then(|two| two.try_into().ok());
    Ok(usize::from(u16::from_le_bytes(two.ok_or("cut off")?)))
}

fn long(bytes: &[u8], at: usize) -> Result<usize, String> {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    usize::try_from(u32::from_le_bytes(four.ok_or("cut off")?)).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, elements: &[u8]) -> Vec<u8> {
        let len = u16::try_from(header.len()).unwrap().to_le_bytes();
        [b"\x93NUMPY\x01\0", &len[..], header.as_bytes(), elements].concat()
    }

    #[test]
    fn arrays_are_read_as_numpy_writes_them() {
        let header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 1), }  \n";
        let array = npy(&file(header, &[1, 0, 2, 0])).unwrap();
        assert_eq!(array.dtype, DType::Int16);
        assert_eq!(array.shape, [2, 1]);
        assert_eq!(array.bytes, [1, 0, 2, 0]);
        let scalar = "{'descr': '|b1', 'fortran_order': False, 'shape': (), }\n";
        assert_eq!(npy(&file(scalar, &[1])).unwrap().shape, [0_i32; 0]);
        // Too short, in another order, and of a type that no test needs.
        assert!(npy(&file(header, &[1, 0, 2])).is_err());
        assert!(npy(&file(&header.replace("False", "True"), &[1, 0, 2, 0])).is_err());
        assert!(npy(&file(&header.replace("<i2", "|O"), &[1, 0, 2, 0])).is_err());
        assert!(npy(b"PK").is_err() && archive(b"PK\x05\x06").is_err());
    }
}
