//! Chooses what goes into a bundle, and looks at it before anything is written.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use litert_sys::fetch::{self, Options, Runtime};

use super::elf::{self, Needs};
use super::manifest::Package;
use super::{Args, Engine};

/// Everything that a bundle will hold.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) target: String,
    /// The program's path in the bundle.
    pub(super) start: String,
    pub(super) needs: Needs,
    pub(super) packages: Vec<Package>,
    pub(super) files: Vec<File>,
}

/// A file of a bundle.
#[derive(Debug)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) from: String,
    pub(super) executable: bool,
    pub(super) data: Data,
}

/// Where a file's content is.
#[derive(Debug)]
pub(super) enum Data {
    File(PathBuf),
    Text(String),
}

pub(super) fn collect(args: &Args) -> Result<Contents> {
    let program = format!("bin/{}", file_name(&args.binary)?);
    let mut contents = Contents {
        target: args.target.clone(),
        start: program.clone(),
        needs: Needs::new(),
        packages: Vec::new(),
        files: Vec::new(),
    };
    contents.add_native(&args.binary, program, file_name(&args.binary)?, true)?;
    for runtime in runtimes(args)? {
        contents.add_runtime(&runtime, args.gpu)?;
    }
    for library in &args.library {
        let path = format!("lib/{}", file_name(library)?);
        contents.add_native(library, path, file_name(library)?, false)?;
    }
    for model in &args.model {
        let path = format!("models/{}", file_name(model)?);
        contents.add(path, file_name(model)?, Data::File(model.clone()))?;
    }
    Ok(contents)
}

/// The runtimes behind the engines that were named.
fn runtimes(args: &Args) -> Result<Vec<Runtime>> {
    let uses = |engine| args.engine.contains(&engine);
    let mut names = Vec::new();
    if uses(Engine::Compiled) {
        names.push("litert");
    }
    if uses(Engine::Interpreter) {
        names.push(if args.community {
            "tflite-community"
        } else {
            "lm"
        });
    }
    ensure!(
        uses(Engine::Interpreter) || !args.community,
        "--community chooses a library for the interpreter: add --engine interpreter, or leave it out"
    );
    ensure!(
        uses(Engine::Compiled) || !args.gpu,
        "--gpu takes the accelerator of compiled models along: add --engine compiled, or leave it out"
    );
    names
        .into_iter()
        .map(|name| runtime(name, &args.target))
        .collect()
}

fn runtime(name: &str, target: &str) -> Result<Runtime> {
    let all = fetch::runtimes();
    let fits = |it: &Runtime| it.targets().any(|known| known == target);
    if let Some(runtime) = all.iter().find(|it| it.is_pinned() && it.name() == name) {
        if fits(runtime) {
            return Ok(runtime.clone());
        }
    }
    let community = all
        .iter()
        .any(|it| it.is_pinned() && it.is_community() && fits(it));
    if name == "lm" && community {
        bail!(
            "no official package has the interpreter for {target}: take the community build with \
             --community, or your own library with --library"
        );
    }
    bail!("no package has this engine for {target}: build the library and name it with --library")
}

impl Contents {
    /// The runtime's library; with `gpu` what lies beside it as well.
    fn add_runtime(&mut self, runtime: &Runtime, gpu: bool) -> Result<()> {
        let folder = runtime.fetch(&Options::from_env(&self.target))?.dir;
        let from = format!("{} {}", runtime.package(), runtime.version());
        let licences = format!("licenses/{}-{}", runtime.package(), runtime.version());
        let target = self.target.clone();
        let mut licensed = false;
        // The library comes first.
        for (index, (name, _)) in runtime.files(&target).enumerate() {
            let file = folder.join(name);
            if name.contains("LICENSE") {
                licensed = true;
                self.add(format!("{licences}/{name}"), from.clone(), Data::File(file))?;
            } else if index == 0 || gpu {
                self.add_native(&file, format!("lib/{name}"), from.clone(), false)?;
            }
        }
        if !licensed {
            let text = format!(
                "The package {from} carries no text of its licence. Its description says which it is.\n"
            );
            self.add(format!("{licences}/NOTICE"), from, Data::Text(text))?;
        }
        self.packages.push(Package {
            package: runtime.package().to_owned(),
            version: runtime.version().to_owned(),
            community: runtime.is_community(),
        });
        Ok(())
    }

    /// Adds a program or library, which must be one for the target.
    fn add_native(&mut self, file: &Path, path: String, from: String, program: bool) -> Result<()> {
        if self.target.contains("-linux-") {
            let data = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let facts =
                elf::read(&data).map_err(|why| anyhow::anyhow!("{}: {why}", file.display()))?;
            if let Err(machine) = facts.check_target(&self.target) {
                bail!(
                    "{} was built for another processor, {machine}: build it with --target {}, or \
                     name its target here",
                    file.display(),
                    self.target
                );
            }
            ensure!(
                facts.has_loader || !program,
                "{} is linked statically and cannot load libraries: build it for a target that is \
                 linked dynamically, one that ends in -gnu or -gnueabihf for instance",
                file.display()
            );
            elf::merge(&mut self.needs, facts.needs);
        }
        self.add(path, from, Data::File(file.to_owned()))?;
        if let Some(last) = self.files.last_mut() {
            last.executable = program;
        }
        Ok(())
    }

    fn add(&mut self, path: String, from: String, data: Data) -> Result<()> {
        ensure!(
            self.files.iter().all(|file| file.path != path),
            "two files would become {path}: rename one of them"
        );
        self.files.push(File {
            path,
            from,
            executable: false,
            data,
        });
        Ok(())
    }
}

/// A file's own name: in the bundle it keeps it, and is listed as coming from it.
fn file_name(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{path:?} has no name that fits into a manifest"))?;
    ensure!(
        path.is_file(),
        "{} is not there, or no file",
        path.display()
    );
    Ok(name.to_owned())
}
