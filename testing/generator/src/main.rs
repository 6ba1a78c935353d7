//! Says what a generated model is, and writes it to a file.
//!
//! ```sh
//! cargo run -p litert-generator -- CASE [FILE]    # one, with its parts left out as CASE says
//! cargo run -p litert-generator -- --count 10000  # how many of each operator pass the checks
//! ```

use std::collections::BTreeMap;
use std::process::ExitCode;

use litert_generator::Case;
use litert_model::ModelView;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--count", count] => count.parse().map_err(|error| format!("{error}")).map(table),
        [case] => one(case, None),
        [case, file] => one(case, Some(file)),
        _ => Err("litert-generator CASE [FILE] | --count COUNT".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn one(case: &str, file: Option<&str>) -> Result<(), String> {
    let made = case.parse::<Case>()?.make();
    println!("{}", made.text);
    match ModelView::new(&made.bytes) {
        Ok(_) => println!("it passes the checks"),
        Err(why) => println!("{why}"),
    }
    match file {
        Some(file) => std::fs::write(file, made.bytes).map_err(|error| format!("{file}: {error}")),
        None => Ok(()),
    }
}

fn table(count: u64) {
    let mut rows = BTreeMap::<&str, (u32, u32)>::new();
    for seed in 0..count {
        let made = Case::new(seed).make();
        let row = rows.entry(made.row.name).or_default();
        row.0 += 1;
        row.1 += u32::from(ModelView::new(&made.bytes).is_ok());
    }
    for (name, (made, passed)) in rows {
        println!("{name:<32} {made:>6} made {passed:>6} pass");
    }
}
