//! A folder for one test, and the build script of a crate that was built with the feature.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};

use crate::tree;

/// Says why a test cannot run; with `LITERT_REQUIRE=1` that is a failure.
pub(crate) fn skip(why: &str) {
    assert!(
        env::var("LITERT_REQUIRE").as_deref() != Ok("1"),
        "required, but: {why}"
    );
    eprintln!("skipped: {why}");
}

/// Whether a program can be started.
pub(crate) fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The crate outside of the workspace that depends on this one, and prints what the loader did.
const MAIN: &str = r#"
use litert_sys::{Family, LoadReport, Search, TfLiteApi};

fn main() {
    let mut report = LoadReport::default();
    let found = Search::new().find(Family::TfLite, &mut report, TfLiteApi::resolve);
    print!("{report}");
    match found {
        Ok(api) => println!("version {}", api.version),
        Err(error) => println!("error {error}"),
    }
}
"#;

/// One test's folder, removed when dropped.
pub(crate) struct Bench {
    pub(crate) dir: PathBuf,
}

impl Bench {
    /// `None`, with a reason printed, where there is no CMake or no compiler.
    pub(crate) fn new(name: &str) -> Option<Self> {
        for program in ["cmake", "c++"] {
            if !has(program) {
                skip(&format!(
                    "{program} is not installed; .ci/source-setup installs it"
                ));
                return None;
            }
        }
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("source-{name}"));
        let _ = fs::remove_dir_all(&dir);
        tree::tensorflow(&dir.join("tensorflow"));
        tree::litert(&dir.join("litert"));
        tree::dependency(&dir.join("absl"));
        Some(Self { dir })
    }

    /// What every build of these tests is told.
    fn environment(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let ours = ["LITERT_", "CARGO", "CMAKE", "FETCHCONTENT_", "CXX", "CC"];
            let ours = ours.iter().any(|prefix| name.starts_with(prefix));
            if ours && name != "CARGO_HOME" && name != "CARGO" {
                command.env_remove(name);
            }
        }
        command
            .env("LITERT_OFFLINE", "1")
            .env("LITERT_SOURCE_BUILD_DIR", self.dir.join("build"))
            .env("FETCHCONTENT_SOURCE_DIR_ABSEIL_CPP", self.dir.join("absl"));
    }

    /// Builds and runs the crate outside of the workspace, with a feature of its own if it is named.
    pub(crate) fn cargo_run(&self, feature: Option<&str>, variables: &[(&str, &str)]) -> Output {
        let mut command = self.cargo("run");
        command.args(feature.map(|feature| format!("--features={feature}")));
        command.envs(variables.iter().copied());
        command.output().expect("cargo")
    }

    fn cargo(&self, verb: &str) -> Command {
        let folder = downstream();
        let mut command = Command::new(env!("CARGO"));
        self.environment(&mut command);
        command
            .args([verb, "--target-dir"])
            .arg(folder.join("target"))
            .arg("--manifest-path")
            .arg(folder.join("Cargo.toml"));
        command
    }

    /// Runs the build script alone, for `target`, with these variables on top.
    pub(crate) fn script(&self, target: &str, variables: &[(&str, &str)]) -> Output {
        static SCRIPT: OnceLock<PathBuf> = OnceLock::new();
        let script = SCRIPT.get_or_init(|| self.compile_script());
        let arch = target.split('-').next().unwrap_or_default();
        let out = self.dir.join("out");
        fs::create_dir_all(&out).expect("a folder");
        let mut command = Command::new(script);
        self.environment(&mut command);
        command
            .env("OUT_DIR", out)
            .env("TARGET", target)
            .env("HOST", host())
            .env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_CFG_TARGET_OS", "linux")
            .env("CARGO_CFG_TARGET_ARCH", arch)
            .env("NUM_JOBS", "2")
            .envs(variables.iter().copied());
        command.output().expect("the build script")
    }

    /// The build script as cargo compiles it with the feature.
    fn compile_script(&self) -> PathBuf {
        let mut command = self.cargo("build");
        let checkout = self.dir.join("tensorflow");
        let output = command
            .arg("--message-format=json")
            .env("LITERT_SOURCE_DIR", checkout)
            .output()
            .expect("cargo");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        // Cargo keeps the script beside the output directory that it names.
        let folder = downstream().join("target/debug/build");
        let scripts = fs::read_dir(folder).expect("build scripts");
        let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        scripts
            .flatten()
            .filter(|entry| name(entry).starts_with("litert-sys-"))
            .map(|entry| entry.path().join("build-script-main"))
            .find(|script| script.is_file())
            .expect("the build script of litert-sys")
    }

    /// A library that the last build left.
    pub(crate) fn library(&self, target: &str, name: &str) -> PathBuf {
        self.dir.join("build").join(target).join("lib").join(name)
    }

    /// A path below the test's folder, as a variable's value.
    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.join(name).display().to_string()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

/// The crate outside of the workspace, written once. All tests share its target directory: cargo
/// lets one of them in at a time.
fn downstream() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("source-downstream");
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = format!(
            "[package]\nname = \"downstream\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [workspace]\n\n[dependencies]\n\
             litert-sys = {{ path = {ours:?}, features = [\"source\"] }}\n\n\
             [features]\nlinked = [\"litert-sys/link-tflite\"]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::write(folder.join("src/main.rs"), MAIN).expect("a program");
        // The versions that this workspace was tested with.
        if let Some(lock) = ours.parent().map(|root| root.join("Cargo.lock")) {
            let _ = fs::copy(lock, folder.join("Cargo.lock"));
        }
        folder
    })
}

/// The triple of the machine that runs these tests.
pub(crate) fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.expect("a host").to_owned()
}

/// What a program wrote to both streams.
pub(crate) fn text(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}
