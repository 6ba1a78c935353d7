//! Runs the examples the way a user does, and reads what they print.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use litert_golden::manifest::Expectation;
use litert_golden::{CaseRef, Runtime, skip_or_fail, suite_or_skip};

const ENGINES: [(&str, Runtime); 2] = [
    ("interpreter", Runtime::Interpreter),
    ("compiled", Runtime::CompiledModel),
];

/// The program of an example. `cargo test --workspace` builds them all before it runs tests, and puts
/// them beside; with `-p litert-example-tests` it does not, and they may be old.
fn example(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = profile.join("examples").join(file);
    assert!(
        path.is_file(),
        "{} is not there; build the examples first: cargo build --examples",
        path.display()
    );
    path
}

fn start<S: AsRef<std::ffi::OsStr>>(name: &str, args: &[S]) -> Output {
    Command::new(example(name))
        .args(args)
        // From anywhere else than the repository: users are there too.
        .current_dir(env::temp_dir())
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LIB_BACKTRACE")
        .output()
        .unwrap()
}

/// What a run printed, which must have gone well.
fn stdout<S: AsRef<std::ffi::OsStr>>(name: &str, args: &[S]) -> String {
    let output = start(name, args);
    let printed = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}{errors}");
    printed
}

/// The error of a run, which must have ended in one and not in a crash.
fn failure<S: AsRef<std::ffi::OsStr>>(name: &str, args: &[S]) -> String {
    let output = start(name, args);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.starts_with("Error: "), "{errors}");
    errors
}

/// The best class of each picture: the first line with a percentage after each path.
fn best(printed: &str) -> Vec<&str> {
    let mut pictures = printed.split("\n\n");
    pictures.next();
    pictures
        .map(|picture| {
            let line = picture.lines().find(|line| line.contains(" %  ")).unwrap();
            line.split_once(" %  ").unwrap().1
        })
        .collect()
}

fn digits() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/digits")
}

fn have_runtime() -> bool {
    match litert::Runtime::load() {
        Ok(_) => true,
        Err(error) => {
            skip_or_fail(error);
            false
        }
    }
}

#[test]
fn classify_reads_the_bundled_digit() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("classify", &[]);
    assert_eq!(best(&printed), ["3"], "{printed}");
    assert!(printed.contains("digits_int8.tflite"), "{printed}");
}

#[test]
fn classify_reads_every_sample_with_every_model_and_engine() {
    if !have_runtime() {
        return;
    }
    for model in ["float32", "dynrange", "int8"] {
        for (engine, _) in ENGINES {
            let model = digits().join(format!("digits_{model}.tflite"));
            let mut args: Vec<PathBuf> = vec!["--model".into(), model];
            args.extend(["--engine".into(), engine.into()]);
            args.extend(["--threads".into(), "2".into()]);
            args.extend((0..10).map(|digit| digits().join(format!("samples/{digit}_a.png"))));
            let printed = stdout("classify", &args);
            let expected = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
            assert_eq!(best(&printed), expected, "{printed}");
        }
    }
}

/// Pictures with a class that does not depend on how they are resized.
fn has_certain_class(case: &CaseRef<'_>) -> bool {
    let Some(image) = &case.case.image else {
        return false;
    };
    let resized = !image.resize.starts_with("none");
    match &case.case.expectation {
        Some(it @ Expectation::Classification { .. }) => it.top1_is_stable() || !resized,
        _ => false,
    }
}

#[test]
fn classify_names_what_is_on_real_pictures() {
    if !have_runtime() {
        return;
    }
    let Some(suite) = suite_or_skip("classify_names_what_is_on_real_pictures") else {
        return;
    };
    for (engine, runtime) in ENGINES {
        let mut checked = 0;
        for case in suite.cases().filter(has_certain_class) {
            if !case.case.runs_on(runtime) {
                continue;
            }
            let expectation = case.case.expectation.as_ref().unwrap();
            let top1 = expectation.top1().unwrap();
            let image = suite.path(&case.case.image.as_ref().unwrap().file);
            let mut args: Vec<PathBuf> = vec!["--model".into(), suite.model_path(case.model)];
            args.extend(["--engine".into(), engine.into(), image]);
            let mut runs = vec![args.clone()];
            if let Some(labels) = expectation.label_file() {
                // With names from a file, and with those that the model brings along.
                args.extend(["--labels".into(), suite.path(labels)]);
                runs.push(args);
            }
            for args in runs {
                let printed = stdout("classify", &args);
                let expected = match expectation.label_file() {
                    Some(_) => top1.label.clone(),
                    None => format!("class {}", top1.index),
                };
                assert_eq!(best(&printed), [expected], "{}\n{printed}", case.model.id);
            }
            checked += 1;
        }
        println!("{engine}: {checked} pictures");
        assert!(checked >= 6, "only {checked} pictures for {engine}");
    }
}

#[test]
fn classify_fits_lists_of_names_that_are_one_off() {
    if !have_runtime() {
        return;
    }
    let folder = env::temp_dir().join(format!("litert-examples-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let names = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let lists = [
        (names.to_vec(), "three"),
        // As if class 0 had no name, and as if the list began with one too many.
        (names[1..].to_vec(), "three"),
        ([&["background"], &names[..]].concat(), "three"),
        // Too short to say anything about: names stand for the class of their line.
        (names[..2].to_vec(), "class 3"),
    ];
    for (list, expected) in lists {
        let file = folder.join("names.txt");
        fs::write(&file, list.join("\n")).unwrap();
        let printed = stdout("classify", &["--labels", file.to_str().unwrap()]);
        assert_eq!(best(&printed), [expected], "{list:?}\n{printed}");
        assert_eq!(
            printed.contains("names   "),
            list.len() != names.len(),
            "{printed}"
        );
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn classify_takes_the_pixels_that_it_is_told_to() {
    if !have_runtime() {
        return;
    }
    let usual = stdout::<&str>("classify", &[]);
    let same = stdout("classify", &["--mean", "0", "--std", "255"]);
    assert_eq!(best(&same), best(&usual), "{same}");
    // Everything becomes 0, which is black.
    let black = stdout("classify", &["--mean", "1000", "--std", "1"]);
    assert!(black.contains("(pixel - 1000) / 1, as you said"), "{black}");
    let percent = |printed: &str| {
        printed
            .lines()
            .find(|line| line.contains('%'))
            .map(str::to_owned)
    };
    assert_ne!(percent(&black), percent(&usual), "{black}");
}

#[test]
fn classify_makes_probabilities_of_logits() {
    if !have_runtime() {
        return;
    }
    let Some(suite) = suite_or_skip("classify_makes_probabilities_of_logits") else {
        return;
    };
    // Its output is a list of features and no classes, but they are as unlimited as logits.
    let model = suite
        .model("mobilenet_v1_1_0_224_embedding_extractor")
        .unwrap();
    let (model, image) = (suite.model_path(model), suite.path("images/cat.bmp"));
    let [model, image] = [&model, &image].map(|path| path.to_str().unwrap());
    let printed = stdout("classify", &["--model", model, "--top", "1024", image]);
    assert!(printed.contains("softmax"), "{printed}");
    let percent = |line: &str| line.split_once(" %  ")?.0.trim().parse::<f32>().ok();
    let sum: f32 = printed.lines().filter_map(percent).sum();
    // Printed with one decimal: each may be off by half of it.
    assert!((sum - 100.0).abs() < 1024.0 * 0.05, "{sum}");
    assert_eq!(printed.lines().filter_map(percent).count(), 1024);
}

#[test]
fn classify_ends_with_an_error_that_helps() {
    let model = digits().join("digits_int8.tflite");
    let text = digits().join("labels.txt");
    let picture = digits().join("samples/3_a.png");
    let [model, text, picture] = [&model, &text, &picture].map(|path| path.to_str().unwrap());
    let absent = "no-such-file";

    let error = failure("classify", &["--model", absent, picture]);
    assert!(error.contains(absent), "{error}");
    let error = failure("classify", &["--model", text, picture]);
    assert!(
        error.contains(text) && error.contains("invalid model"),
        "{error}"
    );
    let error = failure("classify", &["--model", model]);
    assert!(error.contains("no picture"), "{error}");
    let error = failure("classify", &["--labels", absent]);
    assert!(error.contains(absent), "{error}");
    let error = failure("classify", &["--engine", "steam"]);
    assert!(
        error.contains("steam") && error.contains("compiled"),
        "{error}"
    );
    let error = failure("classify", &["--verbose"]);
    assert!(
        error.contains("--verbose") && error.contains("--help"),
        "{error}"
    );
    let error = failure("classify", &["--threads", "many"]);
    assert!(error.contains("many"), "{error}");

    let add = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/tiny/add.tflite");
    let error = failure("classify", &["--model", add.to_str().unwrap(), picture]);
    assert!(error.contains("2 inputs"), "{error}");

    if have_runtime() {
        let error = failure("classify", &[absent]);
        assert!(error.contains(absent), "{error}");
        let error = failure("classify", &[text]);
        assert!(error.contains(text), "{error}");
    }
}

#[test]
fn classify_tells_a_missing_library_and_what_to_do() {
    let folder = env::temp_dir().join("no-such-folder");
    let output = Command::new(example("classify"))
        .env("LITERT_LIBRARY_PATH", folder.join("libLiteRt.so"))
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("no-such-folder"), "{error}");
    assert!(error.contains("LITERT_LIBRARY_PATH"), "{error}");
}

#[test]
fn quantized_finds_the_same_digit_in_both_models() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("quantized", &[]);
    let threes = printed.lines().filter(|line| line.contains("a three with"));
    let sure = |line: &str| line.ends_with("1.000") || line.contains("0.99");
    assert_eq!(threes.filter(|line| sure(line)).count(), 2, "{printed}");
    assert!(
        printed.contains("0 is stored as -128, 1 as 127"),
        "{printed}"
    );
    assert!(printed.contains("3:  127 stands for 0.996"), "{printed}");
}

#[test]
fn compiled_model_reads_ten_digits_at_once() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("compiled_model", &[]);
    for digit in 0..10 {
        assert!(
            printed.contains(&format!("picture {digit}: a {digit} ")),
            "{printed}"
        );
    }
}

#[test]
fn gpu_reads_digits_on_whatever_there_is() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("gpu", &[]);
    for digit in 0..3 {
        assert!(printed.contains(&format!("a {digit} (99.")), "{printed}");
    }
    assert!(printed.contains("compiled for"), "{printed}");
}

/// A Vulkan driver that is not there, as on a server without a GPU.
#[test]
#[cfg(target_os = "linux")]
fn gpu_explains_why_the_cpu_is_used() {
    if !have_runtime() {
        return;
    }
    let output = Command::new(example("gpu"))
        .env("VK_DRIVER_FILES", "/nonexistent/driver.json")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    for words in ["GPU is not used", "so this runs on the CPU", "a 2 (99."] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn custom_op_runs_on_both_engines() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("custom_op", &[]);
    assert!(printed.contains("needs SoftClip"), "{printed}");
    assert!(
        printed.contains("register it with `custom_op`"),
        "{printed}"
    );
    for engine in ["Interpreter", "CompiledModel"] {
        let line = format!("{engine} gives [-2.000, -0.199, 0.199, 2.000]");
        assert!(printed.contains(&line), "{printed}");
    }
}

#[test]
fn async_pipeline_reads_every_digit_with_and_without_a_gpu() {
    if !have_runtime() {
        return;
    }
    for args in [&[][..], &["--gpu"]] {
        let printed = stdout("async_pipeline", args);
        let expected = "the pictures show [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
        assert!(printed.contains(expected), "{printed}");
    }
}

#[test]
fn profile_names_the_operators() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("profile", &[]);
    assert!(
        printed.contains("Convolution") && printed.contains("SOFTMAX"),
        "{printed}"
    );
}

/// Without a plugin, and most likely without an Edge TPU.
#[test]
fn accelerators_does_without_a_delegate_that_is_not_there() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("accelerators", &["/no/such/libdelegate.so"]);
    for words in [
        "libdelegate.so is not used",
        "cannot be loaded",
        "so this runs on the CPU alone",
        "a 2 (99.",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn isolated_has_another_process_do_it() {
    if !have_runtime() {
        return;
    }
    let printed = stdout::<&str>("isolated", &[]);
    assert!(printed.contains("has loaded the model"), "{printed}");
    assert!(printed.contains("[1, 10]: 10 bytes"), "{printed}");
}

#[test]
fn language_models_answer() {
    if let Err(error) = litert_lm::Library::shared() {
        return skip_or_fail(error);
    }
    let none: [&str; 0] = [];
    let said = stdout("generate", &none);
    assert!(
        said.starts_with("a small brown crab set out to sea\n"),
        "{said}"
    );
    let said = stdout("embed", &none);
    assert!(
        said.starts_with("1.000  count from two to five\n"),
        "{said}"
    );
    assert_eq!(stdout("tools", &none), "hello there!\n");
}
