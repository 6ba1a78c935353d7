//! Starting the command.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use expect_test::ExpectFile;

/// The command, with nothing in its environment that changes what it prints. It runs in the root of
/// the repository, so that paths in its output are the same everywhere.
pub(crate) fn litert<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_litert"));
    command.args(arguments).current_dir(root());
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// An empty folder of this name.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

/// What the command printed, if it ended with exit code `code`.
pub(crate) fn stdout(command: &mut Command, code: i32) -> String {
    let output = finished(command, code);
    assert_eq!(text_of(&output.stderr), "", "{command:?} said something");
    text_of(&output.stdout)
}

/// What the command complained about, if it ended with exit code `code` and printed nothing else.
pub(crate) fn stderr(command: &mut Command, code: i32) -> String {
    let output = finished(command, code);
    assert_eq!(text_of(&output.stdout), "", "{command:?} printed something");
    text_of(&output.stderr)
}

fn finished(command: &mut Command, code: i32) -> Output {
    let output = command.output().expect("the command starts");
    let said = text_of(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{command:?}: {said}");
    output
}

fn text_of(bytes: &[u8]) -> String {
    // Windows ends lines in its own way where the C library or clap writes them.
    String::from_utf8(bytes.to_vec())
        .expect("UTF-8")
        .replace("\r\n", "\n")
}

/// The expected output of this name.
pub(crate) fn snapshot(name: &str) -> ExpectFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    expect_test::expect_file![path]
}

/// What the command printed, whatever the native libraries say on standard error.
pub(crate) fn quiet(command: &mut Command, code: i32) -> String {
    text_of(&finished(command, code).stdout)
}

/// The JSON that the command printed.
pub(crate) fn json(command: &mut Command, code: i32) -> serde_json::Value {
    serde_json::from_str(&quiet(command, code)).expect("JSON")
}

/// The folder with the large test models; without it, why the test is skipped.
pub(crate) fn models() -> Option<PathBuf> {
    let folder = std::env::var_os("LITERT_TEST_MODELS").map(PathBuf::from);
    if folder.is_none() {
        assert!(
            std::env::var_os("LITERT_REQUIRE").is_none(),
            "LITERT_TEST_MODELS is not set, and LITERT_REQUIRE allows no skipped test"
        );
        eprintln!("skipped: LITERT_TEST_MODELS names no folder with the large test models");
    }
    folder
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

/// How a bundle is written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Zip {
    /// Zero bytes in front of each file, as the official writers put them for alignment.
    pub(crate) zeros: usize,
    /// Deflate.
    pub(crate) packed: bool,
}

impl Zip {
    /// A ZIP archive of these files, by name and content. Offsets count from the first byte of
    /// `before`, behind which it lies.
    pub(crate) fn write(self, before: &[u8], files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = before.to_vec();
        let mut directory = Vec::new();
        for (name, content) in files {
            let stored = match self.packed {
                false => content.to_vec(),
                true => {
                    let level = flate2::Compression::default();
                    let mut packer = flate2::read::DeflateEncoder::new(*content, level);
                    let mut packed = Vec::new();
                    packer
                        .read_to_end(&mut packed)
                        .expect("no errors in memory");
                    packed
                }
            };
            let mut checksum = flate2::Crc::new();
            checksum.update(content);
            let mut head = Vec::new();
            head.extend([20_u16, 0, if self.packed { 8 } else { 0 }, 0, 0].map(u16::to_le_bytes));
            let mut head = head.concat();
            for number in [checksum.sum(), stored.len() as u32, content.len() as u32] {
                head.extend(number.to_le_bytes());
            }
            head.extend((name.len() as u16).to_le_bytes());
            head.extend([0; 2]);
            bytes.resize(bytes.len() + self.zeros, 0);
            let at = bytes.len() as u32;
            bytes.extend(b"PK\x03\x04");
            bytes.extend(&head);
            bytes.extend(name.as_bytes());
            bytes.extend(&stored);
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&head);
            directory.extend([0; 10]);
            directory.extend(at.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let (at, size, count) = (bytes.len(), directory.len(), files.len());
        bytes.extend(directory);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend([(count as u16).to_le_bytes(); 2].concat());
        bytes.extend((size as u32).to_le_bytes());
        bytes.extend((at as u32).to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }
}
