//! A program whose `main` returns an error: Rust prints it with `Debug`, and people read it.
//!
//! This file has a `main` of its own: it starts itself, and what it starts fails.

use std::env;
use std::error::Error;
use std::process::{Command, ExitCode};

use litert::{CompiledModel, Interpreter, Model};

/// What the child is to do.
const CHILD: &str = "LITERT_TEST_FAILS";

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/tiny/add.tflite");

fn fail(how: &str) -> Result<(), Box<dyn Error>> {
    let model = Model::from_file(match how {
        "no file" => "no-such-file.tflite",
        "no model" => concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        _ => MODEL,
    })?;
    match how {
        "no runtime for CompiledModel" => drop(CompiledModel::new(&model)?),
        _ => drop(Interpreter::new(&model)?),
    }
    Ok(())
}

/// What a program prints that shows a whole chain, as `anyhow` does with `{:#}`.
fn chain(error: &dyn Error) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(error) = next {
        texts.push(error.to_string());
        next = error.source();
    }
    texts
}

/// What the child prints to its standard error output.
fn printed(how: &str, library: &str) -> String {
    let output = Command::new(env::current_exe().expect("this program"))
        .env(CHILD, how)
        .env("LITERT_LIBRARY_PATH", library)
        .output()
        .expect("a child process");
    assert!(!output.status.success(), "{how} is an error");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if let Ok(how) = env::var(CHILD) {
        // Also the chain must say each thing once.
        if let Err(error) = fail(&how) {
            let chain = chain(&*error);
            for (at, text) in chain.iter().enumerate() {
                let before = &chain[..at];
                assert!(
                    !before.iter().any(|it| it.contains(text.as_str())),
                    "{chain:#?}"
                );
            }
            return Err(error);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let nowhere = env::temp_dir().join("no-such-folder-of-libraries/libLiteRt.so");
    let nowhere = nowhere.to_str().expect("UTF-8");
    for (how, words) in [
        ("no file", &["cannot open no-such-file.tflite: "][..]),
        ("no model", &["Cargo.toml: invalid model: "]),
        (
            "no runtime for CompiledModel",
            &[
                "no usable library found for ",
                "\n  - ",
                nowhere,
                "What to do: ",
            ],
        ),
        (
            "no runtime for Interpreter",
            &[
                "no usable library found for ",
                "\n  - ",
                nowhere,
                "What to do: ",
            ],
        ),
    ] {
        let text = printed(how, nowhere);
        println!("{how}:\n{text}");
        for word in words {
            assert!(text.contains(word), "no '{word}' in {text}");
        }
        // What a derived `Debug` looks like.
        for sign in [" {", "\\n", "Some(", "kind:", "Box(", "Load("] {
            assert!(!text.contains(sign), "'{sign}' in {text}");
        }
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("Error: "), "{text}");
        assert_eq!(
            text.matches(first.trim_start_matches("Error: ")).count(),
            1,
            "{text}"
        );
    }
    println!("errors of main: ok");
    Ok(ExitCode::SUCCESS)
}
