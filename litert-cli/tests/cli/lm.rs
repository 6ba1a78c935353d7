//! Language models at the command line.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use litert_golden::skip_or_fail;

use crate::support::{folder, json, litert, stderr, stdout, text};

const LM: &str = "models/lm/tiny_lm.litertlm";
const EMBED: &str = "models/lm/tiny_embed.litertlm";

fn loaded() -> bool {
    match litert_lm::Library::shared() {
        Ok(_) => true,
        Err(error) => {
            skip_or_fail(error);
            false
        }
    }
}

/// What the command prints when it is told these lines.
fn told(command: &mut Command, lines: &str) -> String {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(lines.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn generate_prints_the_answer_and_its_speed() {
    if !loaded() {
        return;
    }
    let said = stdout(&mut litert(["generate", LM, "count from three to nine"]), 0);
    let (answer, counts) = said.split_once('\n').expect("two lines");
    assert_eq!(answer, "three four five six seven eight nine.");
    assert!(
        counts.starts_with("[9 tokens read, 10 written, "),
        "{counts}"
    );
    let thought = json(
        &mut litert(["generate", LM, "think about crabs", "--json"]),
        0,
    );
    assert_eq!(thought["text"], "they walk sideways.");
    assert_eq!(thought["thought"], "crabs have ten legs.");
    assert_eq!(thought["stop"], "stop");
    let raw = litert([
        "generate",
        LM,
        "five six",
        "--raw",
        "--max-tokens",
        "3",
        "--json",
    ])
    .output()
    .expect("it starts");
    let raw: serde_json::Value = serde_json::from_slice(&raw.stdout).expect("JSON");
    assert_eq!(
        (&raw["text"], &raw["stop"]),
        (&" seven eight nine".into(), &"max-tokens".into())
    );
    let regex = json(
        &mut litert([
            "generate",
            LM,
            "say hello",
            "--regex",
            "(four|two)!",
            "--json",
        ]),
        0,
    );
    assert_eq!(regex["text"], "two!");
    let from_pipe = told(&mut litert(["generate", LM, "-"]), "say hello");
    assert!(from_pipe.starts_with("hello there!\n"), "{from_pipe}");
}

#[test]
fn chat_remembers_and_knows_commands() {
    if !loaded() {
        return;
    }
    let folder = folder("chat");
    let file = text(&folder.join("history.json"));
    let lines = format!(
        "count from two to five\n/save {file}\nagain\n/tokens\n/nothing\n/quit\nsay hello\n"
    );
    let said = told(&mut litert(["chat", LM]), &lines);
    let answers: Vec<&str> = said.lines().filter(|line| !line.starts_with('[')).collect();
    assert_eq!(
        answers,
        [
            "two three four five.",
            "two three four five.",
            "29 of 256",
            "error: there is no command /nothing; /help lists them",
        ]
    );
    assert!(
        fs::read_to_string(&file)
            .expect("a history")
            .contains("assistant")
    );
    let lines = format!("/load {file}\nagain\n/new\n/history\n");
    let said = told(&mut litert(["chat", LM]), &lines);
    assert!(said.starts_with("two three four five.\n"), "{said}");
    let said = told(
        &mut litert(["chat", LM, "--json"]),
        "say hello\nwho are you\n",
    );
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(said["turns"][0]["text"], "hello there!");
    assert_eq!(said["turns"][1]["message"], "who are you");
}

#[test]
fn embed_text_says_how_alike_texts_are() {
    if !loaded() {
        return;
    }
    let said = json(
        &mut litert(["embed-text", EMBED, "say hello", "say hello", "--json"]),
        0,
    );
    assert_eq!(
        said["texts"][0]["vector"].as_array().map(Vec::len),
        Some(64)
    );
    let alike = said["similarity"][0][1].as_f64().expect("a number");
    assert!((alike - 1.0).abs() < 1e-5, "{alike}");
}

#[test]
fn models_of_the_other_kind_name_the_command_for_them() {
    let error = stderr(&mut litert(["generate", EMBED, "say hello"]), 1);
    assert!(error.contains("litert embed-text"), "{error}");
    let error = stderr(&mut litert(["embed-text", LM, "say hello"]), 1);
    assert!(error.contains("litert generate"), "{error}");
    let error = stderr(&mut litert(["chat", "models/tiny/add.tflite"]), 1);
    assert!(error.contains("no file of a language model"), "{error}");
}

/// Ctrl-C while nothing is written ends the program, as a shell expects it.
#[test]
#[cfg(unix)]
fn ctrl_c_at_the_prompt_ends_the_chat() {
    use std::io::Read as _;

    if !loaded() {
        return;
    }
    let mut command = litert(["chat", LM]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"say hello\n").expect("it reads");
    let mut answer = [0; 12];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"hello there!");
    // The line behind the answer: nothing is written any more.
    let mut rest = [0; 1];
    while rest[0] != b']' {
        out.read_exact(&mut rest).expect("the counts");
    }
    let id = child.id().to_string();
    let sent = Command::new("kill")
        .args(["-INT", &id])
        .status()
        .expect("kill");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}
