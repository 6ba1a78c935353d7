//! Lets the program find the libraries that it is linked with beside itself, wherever it is moved.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let apple = env::var("CARGO_CFG_TARGET_VENDOR").is_ok_and(|vendor| vendor == "apple");
    let origin = if apple { "@loader_path" } else { "$ORIGIN" };
    println!("cargo::rustc-link-arg-bins=-Wl,-rpath,{origin}");

    // `OUT_DIR` is three folders below the one that the program is put into.
    let out_dir = env::var_os("OUT_DIR").unwrap_or_default();
    let programs = Path::new(&out_dir).ancestors().nth(3);
    let libraries = env::var_os("DEP_LITERT_LIB_DIR");
    if let (Some(libraries), Some(programs)) = (libraries, programs) {
        for library in fs::read_dir(libraries)? {
            let library = library?;
            let copy = programs.join(library.file_name());
            // Written anew, so that a program that is running keeps the one that it has.
            let _ = fs::remove_file(&copy);
            fs::copy(library.path(), copy)?;
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
