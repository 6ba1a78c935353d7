//! The output in `docs/cli.md` is real.

use crate::support::{litert, root};

/// Runs every `$ litert …` that opens a `console` block and puts what it prints there.
/// (`UPDATE_EXPECT=1` writes the file.)
#[test]
fn the_tour_shows_what_the_command_prints() {
    let path = root().join("docs/cli.md");
    let text = std::fs::read_to_string(&path)
        .expect("the tour")
        .replace("\r\n", "\n");
    let mut blocks = 0;
    let parts = text
        .split("```console\n")
        .enumerate()
        .map(|(number, part)| {
            if number == 0 {
                return part.to_owned();
            }
            blocks += 1;
            let (block, rest) = part.split_once("```").expect("blocks end");
            let line = block.lines().next().expect("a command");
            let words = line
                .strip_prefix("$ litert ")
                .expect("a command of ours")
                .split_whitespace();
            let output = litert([])
                .args(words)
                .env("COLUMNS", "90")
                .output()
                .expect("it starts");
            let printed = [output.stdout, output.stderr].concat();
            let printed = String::from_utf8(printed)
                .expect("UTF-8")
                .replace("\r\n", "\n");
            format!("{line}\n{printed}```{rest}")
        });
    let parts: Vec<String> = parts.collect();
    assert!(blocks >= 4, "{blocks}");
    expect_test::expect_file![path].assert_eq(&parts.join("```console\n"));
}
