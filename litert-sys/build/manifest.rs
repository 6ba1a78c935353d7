//! Reads `runtimes.toml`, the pins of the official runtimes.
//!
//! Only the little TOML that file uses is understood (comment lines, `[[headers]]`, `key = value`),
//! so that no crate has to be compiled for it. Anything else is an error that names the line.

use std::path::Path;
use std::{fmt, fs, io};

/// One runtime at one version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Runtime {
    pub(crate) name: String,
    pub(crate) package: String,
    pub(crate) version: String,
    /// Fetched when its feature is on; false for versions that are only fetched by name.
    pub(crate) default: bool,
    pub(crate) community: bool,
    /// What pip is told so that it picks the pinned wheel, whatever Python runs it.
    pub(crate) python: String,
    pub(crate) implementation: String,
    pub(crate) abi: String,
    pub(crate) wheels: Vec<Wheel>,
}

impl Runtime {
    /// The first level of the cache's layout.
    pub(crate) fn dir_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The wheel for a Rust target triple.
    pub(crate) fn wheel(&self, target: &str) -> Option<&Wheel> {
        let key = target_key(target);
        self.wheels.iter().find(|wheel| wheel.target == key)
    }
}

/// The wheel of a runtime for one target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wheel {
    pub(crate) target: String,
    /// The wheel's file name.
    pub(crate) file: String,
    pub(crate) platform: String,
    pub(crate) sha256: String,
    pub(crate) members: Vec<Member>,
}

/// One file taken out of a wheel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) sha256: String,
}

/// The target whose files serve `target`: a DLL does not care which linker its user came from.
pub(crate) fn target_key(target: &str) -> &str {
    match target {
        "x86_64-pc-windows-gnu" | "x86_64-pc-windows-gnullvm" => "x86_64-pc-windows-msvc",
        other => other,
    }
}

/// Reads the pins.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Runtime>> {
    let invalid = |error: ParseError| io::Error::new(io::ErrorKind::InvalidData, error.to_string());
    parse(&text(path)?).map_err(invalid)
}

/// The text of the pins, following a symbolic link that a checkout turned into a text file.
pub(crate) fn text(path: &Path) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    // Git without symbolic links (the default on Windows) writes the link's target as the content.
    if !text.contains('[') && text.trim_end().ends_with("runtimes.toml") {
        return fs::read_to_string(path.with_file_name("").join(text.trim()));
    }
    Ok(text)
}

/// The fault of the pins, and its line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ParseError {
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Parses the pins and checks that nothing in them is missing or could leave the cache.
pub(crate) fn parse(text: &str) -> Result<Vec<Runtime>, ParseError> {
    let mut runtimes: Vec<Runtime> = Vec::new();
    let mut line = 0;
    // The table that `key = value` lines belong to.
    let mut header = String::new();
    let mut step = |runtimes: &mut Vec<Runtime>, raw: &str| -> Result<(), String> {
        let content = raw.trim();
        if content.is_empty() || content.starts_with('#') {
            return Ok(());
        }
        if let Some(name) = content
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
        {
            header = name.to_owned();
            return open(runtimes, name);
        }
        let (key, value) = content.split_once('=').ok_or("expected `key = value`")?;
        set(runtimes, &header, key.trim(), value.trim())
    };
    for raw in text.lines() {
        line += 1;
        step(&mut runtimes, raw).map_err(|what| ParseError { line, what })?;
    }
    match runtimes.iter().find_map(check) {
        Some(what) => Err(ParseError { line, what }),
        None => Ok(runtimes),
    }
}

fn open(runtimes: &mut Vec<Runtime>, header: &str) -> Result<(), String> {
    let outside = || format!("[[{header}]] outside of the table it belongs to");
    match header {
        "runtime" => runtimes.push(Runtime::default()),
        "runtime.wheel" => {
            runtimes
                .last_mut()
                .ok_or_else(outside)?
                .wheels
                .push(Wheel::default());
        }
        "runtime.wheel.member" => {
            let wheel = runtimes.last_mut().and_then(|r| r.wheels.last_mut());
            wheel.ok_or_else(outside)?.members.push(Member::default());
        }
        _ => return Err(format!("unknown table [[{header}]]")),
    }
    Ok(())
}

fn set(runtimes: &mut [Runtime], header: &str, key: &str, value: &str) -> Result<(), String> {
    let outside = || format!("`{key}` outside of a table");
    let runtime = runtimes.last_mut().ok_or_else(outside)?;
    if header == "runtime" {
        match key {
            "name" => runtime.name = string(value)?,
            "package" => runtime.package = string(value)?,
            "version" => runtime.version = string(value)?,
            "python" => runtime.python = string(value)?,
            "implementation" => runtime.implementation = string(value)?,
            "abi" => runtime.abi = string(value)?,
            "default" => runtime.default = boolean(value)?,
            "community" => runtime.community = boolean(value)?,
            _ => return Err(format!("unknown key `{key}` in [[{header}]]")),
        }
        return Ok(());
    }
    let wheel = runtime.wheels.last_mut().ok_or_else(outside)?;
    if header == "runtime.wheel" {
        match key {
            "target" => wheel.target = string(value)?,
            "file" => wheel.file = string(value)?,
            "platform" => wheel.platform = string(value)?,
            "sha256" => wheel.sha256 = string(value)?,
            _ => return Err(format!("unknown key `{key}` in [[{header}]]")),
        }
        return Ok(());
    }
    let member = wheel.members.last_mut().ok_or_else(outside)?;
    match key {
        "path" => member.path = string(value)?,
        "name" => member.name = string(value)?,
        "sha256" => member.sha256 = string(value)?,
        "size" => {
            member.size = value
                .parse()
                .map_err(|_| format!("`{value}` is not a size"))?
        }
        _ => return Err(format!("unknown key `{key}` in [[{header}]]")),
    }
    Ok(())
}

fn string(value: &str) -> Result<String, String> {
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(text) if !text.contains(['"', '\\']) => Ok(text.to_owned()),
        _ => Err(format!("`{value}` is not a plain string in double quotes")),
    }
}

fn boolean(value: &str) -> Result<bool, String> {
    value
        .parse()
        .map_err(|_| format!("`{value}` is neither true nor false"))
}

/// What is missing in a runtime, or would make a path that leaves the cache.
fn check(runtime: &Runtime) -> Option<String> {
    let hash = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let plain = |text: &str| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._-+".contains(&b);
        !text.is_empty() && !text.starts_with('.') && text.bytes().all(allowed)
    };
    let names = [
        &runtime.name,
        &runtime.package,
        &runtime.version,
        &runtime.python,
    ];
    let tags = [&runtime.implementation, &runtime.abi];
    if !names.into_iter().chain(tags).all(|text| plain(text)) {
        return Some(format!(
            "runtime `{}`: a name is missing or not plain",
            runtime.name
        ));
    }
    for wheel in &runtime.wheels {
        let named = [&wheel.target, &wheel.file, &wheel.platform]
            .into_iter()
            .all(|t| plain(t));
        if !named || !hash(&wheel.sha256) || wheel.members.is_empty() {
            return Some(format!("wheel `{}` is incomplete", wheel.file));
        }
        for member in &wheel.members {
            let whole = plain(&member.name) && !member.path.is_empty() && member.size > 0;
            if !whole || !hash(&member.sha256) {
                return Some(format!("wheel `{}`: a member is incomplete", wheel.file));
            }
        }
    }
    None
}
