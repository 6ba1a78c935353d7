//! `cargo xtask exports`: which C names a library exports, noted in a list in `vendor/exports`.

mod library;
mod list;

use std::path::Path;

use crate::args::Args;
pub(crate) use list::Exports;

/// How to call this task.
pub(crate) const USAGE: &str = "\
exports --library FILE --target TRIPLE --out vendor/exports/NAME-VERSION.txt
    Note in a list which C names a library (ELF, Mach-O or PE) exports on a target. What the list
    says about other targets stays.";

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mut args = Args::new(args);
    let library = args.required("--library")?;
    let target = args.required("--target")?;
    let out = args.required("--out")?;
    args.finish()?;
    let (library, out) = (Path::new(&library), Path::new(&out));

    let names = library::names(library)?;
    if names.is_empty() {
        return Err(format!(
            "{} exports no name that starts with {}; is it the right library?",
            library.display(),
            library::PREFIXES.join(", ")
        ));
    }
    let mut exports = match std::fs::read_to_string(out) {
        Ok(text) => Exports::parse(&text).map_err(|why| format!("{}: {why}", out.display()))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Exports::default(),
        Err(error) => return Err(format!("cannot read {}: {error}", out.display())),
    };
    let count = names.len();
    exports.set(&target, names);
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    std::fs::write(out, exports.render(&stem))
        .map_err(|error| format!("cannot write {}: {error}", out.display()))?;
    println!("exports: {count} names on {target} in {}", out.display());
    Ok(())
}
