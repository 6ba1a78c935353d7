//! `cargo xtask footprint`: what `litert` costs whoever depends on it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::args::Args;
use crate::paths;

/// How to call this task.
pub(crate) const USAGE: &str = "footprint
    Count the crates that litert with its default features stands on, and time a build from
    nothing (again, if it had to fetch anything). Fails if there are 40 or more, or if one of them needs a C compiler.";

/// So many are too many, litert itself among them.
const TOO_MANY: usize = 40;

/// Crates whose business is to call a compiler of C, or to read its headers.
const COMPILERS: [&str; 5] = ["bindgen", "cc", "clang-sys", "cmake", "pkg-config"];

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    Args::new(args).finish()?;
    let root = paths::workspace_root()?;
    let crates = crates(&root)?;
    let names: Vec<&str> = crates.iter().map(String::as_str).collect();
    println!(
        "litert stands on {} crates, itself included: {}",
        crates.len(),
        names.join(", ")
    );
    let compilers: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| COMPILERS.contains(&name.split(' ').next().unwrap_or_default()))
        .collect();
    if !compilers.is_empty() {
        return Err(format!("a C compiler is needed: {}", compilers.join(", ")));
    }
    if crates.len() >= TOO_MANY {
        return Err(format!("there are {TOO_MANY} crates or more"));
    }
    for profile in ["dev", "release"] {
        let seconds = cold_build(&root, profile)?;
        println!("a build from nothing, profile {profile}: {seconds:.1} s");
    }
    Ok(())
}

/// Name and version of every crate that is compiled for this machine, build scripts' included.
fn crates(root: &Path) -> Result<BTreeSet<String>, String> {
    let output = cargo(root)
        .args(["tree", "--package", "litert", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .output()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(from_tree(&String::from_utf8_lossy(&output.stdout)))
}

/// `name vVERSION (where it is) (*)` per line, the same crate on several.
fn from_tree(printed: &str) -> BTreeSet<String> {
    let words = printed.lines().map(|line| line.split_whitespace().take(2));
    words
        .map(|words| words.collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Builds in an empty target folder, and tells how many seconds that took.
fn cold_build(root: &Path, profile: &str) -> Result<f64, String> {
    let folder = root.join("target/footprint");
    let clean = || match std::fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {e}", folder.display()))
        }
        _ => Ok(()),
    };
    clean()?;
    let begun = Instant::now();
    let status = cargo(root)
        .args(["build", "--quiet", "--package", "litert", "--profile"])
        .arg(profile)
        .arg("--target-dir")
        .arg(&folder)
        .status()
        .map_err(|e| format!("cannot run cargo: {e}"))?;
    let seconds = begun.elapsed().as_secs_f64();
    clean()?;
    if status.success() {
        Ok(seconds)
    } else {
        Err("litert does not build (see above)".to_owned())
    }
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    cargo
}

#[cfg(test)]
mod tests {
    use super::from_tree;

    #[test]
    fn a_crate_is_counted_once() {
        let crates = from_tree(
            "litert v0.1.0 (/somewhere)\nflatbuffers v25.2.10\n\nlog v0.4.1\nlog v0.4.1 (*)\n",
        );
        let crates: Vec<_> = crates.iter().map(String::as_str).collect();
        assert_eq!(
            crates,
            ["flatbuffers v25.2.10", "litert v0.1.0", "log v0.4.1"]
        );
    }
}
