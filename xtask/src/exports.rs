//! `cargo xtask exports`: which C names a library exports, as a list in `vendor/exports`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::args::Args;

/// How to call this task.
pub(crate) const USAGE: &str = "exports --library FILE --out vendor/exports/NAME-VERSION.txt
    List the C names that a library exports. Needs `nm`.";

/// Prefixes of the names we care about. C++ names are mangled and start with none of them.
const PREFIXES: [&str; 5] = ["LiteRt", "kLiteRt", "TfLite", "tflite_", "litert_lm_"];

/// Runs the task.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let mut args = Args::new(args);
    let library = args.required("--library")?;
    let out = args.required("--out")?;
    args.finish()?;
    let (library, out) = (Path::new(&library), Path::new(&out));

    let printed = nm(library)?;
    let names = from_nm(&printed);
    if names.is_empty() {
        return Err(format!(
            "{} exports no name that starts with {}; is it the right library?",
            library.display(),
            PREFIXES.join(", ")
        ));
    }
    let file_name = library
        .file_name()
        .unwrap_or(library.as_os_str())
        .to_string_lossy();
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let text = render(&stem, &file_name, &names);
    std::fs::write(out, text).map_err(|e| format!("cannot write {}: {e}", out.display()))?;
    println!("exports: {} names in {}", names.len(), out.display());
    Ok(())
}

fn nm(library: &Path) -> Result<String, String> {
    let output = Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(library)
        .output()
        .map_err(|e| format!("cannot run nm (it is part of binutils): {e}"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!("nm refused {}: {}", library.display(), why.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The names we care about in what `nm` printed: `address type name[@@version]` per line.
fn from_nm(printed: &str) -> BTreeSet<String> {
    printed
        .lines()
        .filter_map(|line| line.split_whitespace().nth(2))
        .filter_map(|name| name.split('@').next())
        .filter(|name| PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
        .map(str::to_owned)
        .collect()
}

/// The text of a list: a heading, then one name a line.
fn render(stem: &str, library: &str, names: &BTreeSet<String>) -> String {
    let title = match stem.rsplit_once('-') {
        Some((name, version)) => format!("{name} {version}"),
        None => stem.to_owned(),
    };
    let mut text = format!(
        "# {title}: the C names that {library} exports (Linux x86_64, nm -D --defined-only).\n"
    );
    for name in names {
        text.push_str(name);
        text.push('\n');
    }
    text
}

/// The names in a list: everything but comments and empty lines.
#[cfg_attr(not(feature = "check"), allow(dead_code))]
pub(crate) fn parse(text: &str) -> BTreeSet<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{from_nm, parse, render};

    const NM: &str = "\
00000000005155e0 T LiteRtAddCustomOpKernelOption@@VERS_1.0
0000000000000000 A VERS_1.0
0000000000a12345 R kLiteRtRuntimeBuiltin
0000000000a12346 W _ZN6litert6LiteRtEv
                 w TfLiteNotDefined
0000000000a12347 T TfLiteVersion
0000000000a12348 T malloc
";

    #[test]
    fn nm_output_is_cut_down_to_c_names() {
        let names: Vec<String> = from_nm(NM).into_iter().collect();
        assert_eq!(
            names,
            [
                "LiteRtAddCustomOpKernelOption",
                "TfLiteVersion",
                "kLiteRtRuntimeBuiltin"
            ]
        );
    }

    #[test]
    fn a_list_reads_back_as_it_was_written() {
        let names = from_nm(NM);
        let text = render("LiteRt-2.3.0", "libLiteRt.so", &names);
        assert!(text.starts_with("# LiteRt 2.3.0: "), "{text}");
        assert_eq!(parse(&text), names);
    }

    #[test]
    fn comments_and_blanks_are_not_names() {
        assert!(parse("# LiteRtX\n\n   \n").is_empty());
    }
}
