//! The `litert` command. All of it is in the library of this package.

use std::process::ExitCode;

fn main() -> ExitCode {
    litert_cli::main()
}
