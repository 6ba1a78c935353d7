//! Bindings from C headers: the committed ones (`cargo xtask codegen`), and with the feature
//! `generate-bindings` those of whoever patches the headers.
//!
//! Compiled twice, into the build script and into xtask. It needs libclang when it runs.

mod bind;
mod constants;
mod headers;
mod overrides;
mod transform;

use std::path::{Path, PathBuf};

use headers::{LITERT, LM, TFLITE};
use transform::Known;

const BANNER: &str =
    "// Made by `cargo xtask codegen`. Do not edit: change xtask and run it again.\n\n";

/// The files that make up the bindings, by name. `litert` and `tflite` are roots of checkouts, the
/// folders that hold `litert/` and `tflite/`; `scratch` is a folder for a few headers of our own.
pub(crate) fn bindings(
    litert: &[&Path],
    tflite: &[&Path],
    scratch: &Path,
) -> Result<Vec<(String, String)>, String> {
    let raw = bind::bindgen(&TFLITE, tflite, scratch)?;
    let lite = transform::split(&raw, TFLITE.stem, &[])?;
    let raw = bind::bindgen(&LITERT, &[litert, tflite].concat(), scratch)?;
    let known = Known {
        module: "tflite_types",
        names: &lite.type_names,
    };
    let rt = transform::split(&raw, LITERT.stem, &[known])?;
    let mut files = Vec::new();
    for (family, split) in [(LITERT, rt), (TFLITE, lite)] {
        push(&mut files, family.stem, split);
    }
    Ok(files)
}

/// The files of the language models. `vendor` is the folder of their header.
#[allow(dead_code, reason = "only xtask makes these")]
pub(crate) fn language_models(
    vendor: &Path,
    scratch: &Path,
) -> Result<Vec<(String, String)>, String> {
    let raw = bind::bindgen(&LM, &[vendor], scratch)?;
    let mut files = Vec::new();
    push(&mut files, LM.stem, transform::split(&raw, LM.stem, &[])?);
    Ok(files)
}

fn push(files: &mut Vec<(String, String)>, stem: &str, split: transform::Split) {
    for (kind, body) in [("types", split.types), ("functions", split.functions)] {
        files.push((format!("{stem}_{kind}.rs"), format!("{BANNER}{body}")));
    }
}

/// The headers below `root` that bindings are made from, as far as they exist.
#[allow(dead_code, reason = "only the build script watches them")]
pub(crate) fn headers_in(root: &Path) -> Vec<PathBuf> {
    let names = LITERT.headers.iter().chain(TFLITE.headers);
    let files = names.map(|name| root.join(name));
    files.filter(|file| file.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{LITERT, TFLITE, bindings};

    /// A header set with everything that our overrides speak of, and a function that no other has.
    fn write(root: &Path) {
        for name in LITERT.headers.iter().chain(TFLITE.headers) {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let text = match *name {
                "tflite/core/c/c_api_types.h" => {
                    "#pragma once\n\
                     typedef enum TfLiteBuiltinOperator { kTfLiteBuiltinAdd } TfLiteBuiltinOperator;\n\
                     typedef struct TfLiteOperator TfLiteOperator;\n\
                     TfLiteOperator* TfLitePatched(TfLiteBuiltinOperator code, int count);\n"
                }
                "litert/c/internal/litert_accelerator_def.h" => {
                    "#pragma once\n\
                     typedef struct LiteRtAcceleratorDef { int version; } LiteRtAcceleratorDef;\n\
                     const LiteRtAcceleratorDef* LiteRtPatched(unsigned char flag);\n"
                }
                _ => "#pragma once\n",
            };
            fs::write(file, text).unwrap();
        }
    }

    #[test]
    fn own_headers_give_own_functions() {
        let root = std::env::temp_dir().join(format!("litert-headers-{}", std::process::id()));
        write(&root);
        let files = bindings(&[&root], &[&root], &root.join("scratch"));
        // The header is gone: the error names it.
        fs::remove_file(root.join(TFLITE.headers[0])).unwrap();
        let incomplete = bindings(&[&root], &[&root], &root.join("scratch"));
        fs::remove_dir_all(&root).unwrap();

        let files = files.unwrap();
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        let [
            "litert_types.rs",
            "litert_functions.rs",
            "tflite_types.rs",
            "tflite_functions.rs",
        ] = names[..]
        else {
            panic!("{names:?}");
        };
        let squeezed = |at: usize| files[at].1.split_whitespace().collect::<String>();
        let litert =
            "pubtypeLiteRtPatched=unsafeextern\"C\"fn(flag:c_uchar)->*constLiteRtAcceleratorDef;";
        assert!(squeezed(1).contains(litert), "{}", files[1].1);
        let tflite =
            "pubtypeTfLitePatched=unsafeextern\"C\"fn(code:TfLiteBuiltinOperator,count:c_int";
        assert!(squeezed(3).contains(tflite), "{}", files[3].1);
        assert!(
            squeezed(2).contains("kTfLiteBuiltinAdd:TfLiteBuiltinOperator"),
            "{}",
            files[2].1
        );
        // Functions that only old libraries have are declared besides.
        assert!(squeezed(3).contains("pubtypeTfLiteOperatorCreateWithData="));

        let why = incomplete.unwrap_err();
        assert!(
            why.contains(TFLITE.headers[0]) && why.contains("LiteRT checkout"),
            "{why}"
        );
    }
}
