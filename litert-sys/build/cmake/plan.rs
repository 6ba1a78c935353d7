//! The plan of a build, from the environment.

use std::path::{Path, PathBuf};

use super::Step;
use crate::env::{Build, Source};

/// Where the libraries are found later, seen from the build folder.
pub(crate) const LIBRARY_FOLDER: &str = "lib";

/// The libraries that can be asked for.
const LIBRARIES: [&str; 2] = ["tensorflowlite_c", "LiteRt"];

/// CMake's names for kinds of builds.
const BUILD_TYPES: [&str; 4] = ["Release", "MinSizeRel", "RelWithDebInfo", "Debug"];

/// Where `flatc` is, or comes to be.
#[derive(Debug)]
pub(crate) struct HostTools {
    pub(crate) dir: PathBuf,
    /// Upstream's project that builds it.
    pub(crate) project: PathBuf,
    /// The user brings it.
    pub(crate) given: bool,
}

/// Everything about one build. A pure function of the environment, because two processes make it.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Our own project, on top of upstream's.
    pub(crate) project: PathBuf,
    pub(crate) checkout: Option<PathBuf>,
    /// Where everything happens.
    pub(crate) dir: PathBuf,
    /// Where our project puts the libraries.
    pub(crate) output_dir: PathBuf,
    pub(crate) host: String,
    pub(crate) build_type: String,
    pub(crate) generator: Option<String>,
    pub(crate) jobs: Option<String>,
    /// The user's own arguments.
    pub(crate) configure_args: Vec<String>,
    /// CMake's `-D`, in order.
    pub(crate) defines: Vec<(String, String)>,
    /// Only for cross builds.
    pub(crate) host_tools: Option<HostTools>,
    /// The libraries that may come out.
    pub(crate) file_names: Vec<String>,
    toolchain: Vec<(String, String)>,
}

impl Plan {
    pub(crate) fn new(build: &Build, source: &Source) -> Result<Self, String> {
        let checkout = source.checkout.clone().map(checkout).transpose()?;
        let libraries = libraries(source.libraries.as_deref())?;
        let dir = match &source.build_dir {
            Some(dir) => absolute("LITERT_SOURCE_BUILD_DIR", dir)?.join(&build.target),
            None => build.out_dir.join("source"),
        };
        let build_type = source.build_type.as_deref().unwrap_or("Release");
        if !BUILD_TYPES.contains(&build_type) {
            return Err(format!(
                "LITERT_SOURCE_BUILD_TYPE is '{build_type}'; CMake knows {}",
                BUILD_TYPES.join(", ")
            ));
        }
        let cross = build.target != source.host;
        let host_tools = cross
            .then(|| host_tools(source, checkout.as_deref(), &dir))
            .transpose()?;
        let mut plan = Self {
            project: build.manifest_dir.join("native"),
            checkout,
            host: source.host.clone(),
            build_type: build_type.to_owned(),
            generator: source.generator.clone(),
            jobs: source.jobs.clone().map(jobs).transpose()?,
            configure_args: configure_args(source.cmake_args.as_deref())?,
            defines: Vec::new(),
            host_tools,
            file_names: libraries
                .iter()
                .map(|library| file_name(library, &source.target_os))
                .collect(),
            toolchain: source.toolchain.clone(),
            output_dir: dir.join("libraries").join("lib"),
            dir,
        };
        plan.define(source, &libraries)?;
        Ok(plan)
    }

    fn define(&mut self, source: &Source, libraries: &[&str]) -> Result<(), String> {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        let mut define = |name: &str, value: String| self.defines.push((name.to_owned(), value));
        define("LITERT_RS_OUTPUT_DIR", path(&self.output_dir));
        if let Some(checkout) = &self.checkout {
            define("LITERT_RS_SOURCE_DIR", path(checkout));
        }
        if source.libraries.is_some() {
            define("LITERT_RS_LIBRARIES", libraries.join(";"));
        }
        if let Some(tools) = &self.host_tools {
            define("TFLITE_HOST_TOOLS_DIR", path(&tools.dir));
        }
        // Some dependencies ask for a CMake so old that new ones refuse; upstream's presets say so.
        define("CMAKE_POLICY_VERSION_MINIMUM", "3.5".to_owned());
        for (variable, value, names) in [
            ("XNNPACK", &source.xnnpack, &["TFLITE_ENABLE_XNNPACK"][..]),
            (
                "GPU",
                &source.gpu,
                &["TFLITE_ENABLE_GPU", "LITERT_ENABLE_GPU"],
            ),
            ("RUY", &source.ruy, &["TFLITE_ENABLE_RUY"]),
        ] {
            if let Some(value) = value {
                let value = switch(&format!("LITERT_SOURCE_{variable}"), value)?;
                for name in names {
                    define(name, value.to_owned());
                }
            }
        }
        for (name, value) in &source.fetch_content {
            define(name, value.clone());
            // No shell can export a name with a hyphen, as in ABSEIL-CPP.
            let base = "FETCHCONTENT_SOURCE_DIR_";
            if let Some(dependency) = name.strip_prefix(base).filter(|rest| rest.contains('_')) {
                define(
                    &format!("{base}{}", dependency.replace('_', "-")),
                    value.clone(),
                );
            }
        }
        Ok(())
    }

    /// Where they are found later.
    pub(crate) fn library_dir(&self) -> PathBuf {
        self.dir.join(LIBRARY_FOLDER)
    }

    pub(crate) fn log(&self, step: Step) -> PathBuf {
        self.dir.join(format!("{}.log", step.name()))
    }

    /// All that CMake would remember.
    pub(crate) fn describe(&self) -> String {
        let Self {
            project,
            checkout,
            build_type,
            generator,
            configure_args,
            defines,
            toolchain,
            ..
        } = self;
        format!(
            "{project:?}\n{checkout:?}\n{build_type}\n{generator:?}\n{configure_args:?}\n\
             {defines:#?}\n{toolchain:#?}\n"
        )
    }
}

/// The absolute path of a checkout; CMake says which kind it is.
fn checkout(dir: PathBuf) -> Result<PathBuf, String> {
    let dir = absolute("LITERT_SOURCE_DIR", &dir)?;
    if dir.is_dir() {
        return Ok(dir);
    }
    Err(format!(
        "LITERT_SOURCE_DIR is {}, and there is no such folder; set it to the root of a checkout of \
         LiteRT (with the folders litert and tflite) or of TensorFlow (with tensorflow/lite), or \
         unset it to have LiteRT fetched with git",
        dir.display()
    ))
}

fn absolute(variable: &str, dir: &Path) -> Result<PathBuf, String> {
    if dir.is_absolute() {
        return Ok(dir.to_owned());
    }
    Err(format!(
        "{variable} is {}, a relative path, and a build script runs in a folder of its own; make \
         it absolute",
        dir.display()
    ))
}

/// The libraries asked for, or all.
fn libraries(list: Option<&str>) -> Result<Vec<&'static str>, String> {
    let Some(list) = list else {
        return Ok(LIBRARIES.to_vec());
    };
    let names = list.split([',', ';', ' ']).filter(|name| !name.is_empty());
    let find = |name: &str| {
        LIBRARIES
            .into_iter()
            .find(|library| *library == name)
            .ok_or_else(|| {
                format!(
                    "LITERT_SOURCE_LIBRARIES has '{name}'; there are {}",
                    LIBRARIES.join(" and ")
                )
            })
    };
    names.map(find).collect()
}

/// Upstream's name of a library on the target.
fn file_name(library: &str, target_os: &str) -> String {
    match (target_os, library) {
        // LiteRt keeps its prefix, as in the official packages.
        ("windows", "LiteRt") => "libLiteRt.dll".to_owned(),
        ("windows", _) => format!("{library}.dll"),
        ("macos" | "ios", _) => format!("lib{library}.dylib"),
        _ => format!("lib{library}.so"),
    }
}

fn switch(variable: &str, value: &str) -> Result<&'static str, String> {
    match value.to_ascii_lowercase().as_str() {
        "1" | "on" | "true" | "yes" => Ok("ON"),
        "0" | "off" | "false" | "no" => Ok("OFF"),
        _ => Err(format!("{variable} is '{value}'; it is 1 or 0")),
    }
}

fn jobs(text: String) -> Result<String, String> {
    match text.parse::<u32>() {
        Ok(1..) => Ok(text),
        _ => Err(format!(
            "LITERT_SOURCE_JOBS is '{text}'; it is how many compilers may run at once"
        )),
    }
}

/// Words as a shell would have them.
fn configure_args(text: Option<&str>) -> Result<Vec<String>, String> {
    let text = text.unwrap_or_default();
    shlex::split(text).ok_or_else(|| format!("LITERT_SOURCE_CMAKE_ARGS has an open quote: {text}"))
}

/// `flatc` for this machine: the user's own, or one that is built from the checkout.
fn host_tools(source: &Source, checkout: Option<&Path>, dir: &Path) -> Result<HostTools, String> {
    let native = "tools/cmake/native_tools/flatbuffers";
    let given = source.host_tools.clone();
    let project = ["tflite", "tensorflow/lite"]
        .iter()
        .filter_map(|folder| Some(checkout?.join(folder).join(native)))
        .find(|project| project.is_dir());
    if given.is_none() && project.is_none() {
        return Err(format!(
            "a cross build runs flatc on this machine, and there is none: set \
             LITERT_SOURCE_HOST_TOOLS to the folder of a flatc of the version that the checkout \
             pins, or LITERT_SOURCE_DIR to a checkout that has {native}"
        ));
    }
    Ok(HostTools {
        given: given.is_some(),
        dir: given.unwrap_or_else(|| dir.join("host-tools")),
        project: project.unwrap_or_default(),
    })
}
