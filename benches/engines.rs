//! The engines side by side: how long one run takes, how long it takes until the first result is
//! there, and how much memory that needs.
//!
//! Every engine runs on every fetched library that has it, on one thread, each in a process of its
//! own; the processes take turns. Times are the processor's, so that other programs on the machine
//! matter little.
//!
//! ```sh
//! cargo bench --bench engines                   # our models, and MobileNetV2
//! cargo bench --bench engines -- model.tflite   # models of your own
//! ```

mod common;

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use common::{default_models, median};
use cpu_time::{ProcessTime, ThreadTime};
use litert::sys::{cache, pins};
use litert::{Capability, CompiledModel, Interpreter, Model, Runtime};

/// How often each engine has its turn.
const ROUNDS: usize = 30;
/// How long one turn takes.
const TURN: Duration = Duration::from_millis(30);
/// How often an engine is started anew.
const STARTS: usize = 5;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    if arguments.first().is_some_and(|first| first == "--serve") {
        let [_, engine, library, model] = &arguments[..] else {
            bail!("--serve takes an engine, a library and a model");
        };
        return serve(engine, Path::new(library), Path::new(model));
    }
    if arguments.is_empty() {
        arguments = default_models();
    }
    for path in arguments {
        compare(Path::new(&path)).with_context(|| path.clone())?;
    }
    Ok(())
}

/// What is measured: a name, the engine and the folder of the library.
fn contenders() -> Result<Vec<(String, &'static str, PathBuf)>> {
    let root = cache::default_cache_dir().context("there is no cache folder")?;
    // The community build lies where the tests put it.
    let found = pins::PINNED
        .iter()
        .map(|pinned| (pinned, cache::dir_of(&root, pinned)))
        .chain(
            pins::PINNED_EXTRA
                .iter()
                .filter(|pinned| pinned.community)
                .map(|pinned| (pinned, cache::dir_of(&root.join("tests"), pinned))),
        );
    let mut contenders = Vec::new();
    for (pinned, folder) in found {
        if !cache::is_complete(&folder, pinned) {
            eprintln!("{} is not in the cache: left out", pinned.dir_name);
            continue;
        }
        // SAFETY: a pinned library, checked by its hash when it was fetched.
        let runtime = unsafe { Runtime::from_library(&folder) }?;
        for (engine, capability) in [
            ("Interpreter", Capability::Interpreter),
            ("CompiledModel", Capability::CompiledModel),
        ] {
            if runtime.supports(capability) {
                let name = format!("{engine}, {}", pinned.dir_name);
                contenders.push((name, engine, folder.clone()));
            }
        }
    }
    Ok(contenders)
}

fn compare(model: &Path) -> Result<()> {
    println!("\n{}", model.display());
    println!(
        "{:<44} {:>12} {:>12} {:>10}",
        "", "one run", "first result", "memory"
    );
    let contenders = contenders()?;
    let mut starts = vec![Vec::new(); contenders.len()];
    let mut engines: Vec<Engine> = Vec::new();
    for _ in 0..STARTS {
        engines.clear();
        for (index, (_, engine, library)) in contenders.iter().enumerate() {
            let started = Engine::start(engine, library, model)?;
            starts[index].push(started.first_result);
            engines.push(started);
        }
    }
    let mut counts = Vec::new();
    for engine in &mut engines {
        let one = engine.run(20)? / 20.0;
        counts.push((TURN.as_secs_f64() / one).clamp(1.0, 1e6) as u32);
    }
    let mut times = vec![Vec::new(); engines.len()];
    for round in 0..ROUNDS {
        for turn in 0..engines.len() {
            let index = (round + turn) % engines.len();
            let count = counts[index];
            times[index].push(engines[index].run(count)? / f64::from(count));
        }
    }
    for (index, (name, ..)) in contenders.iter().enumerate() {
        println!(
            "{name:<44} {:>9.2} us {:>9.1} ms {:>6.1} MiB",
            median(std::mem::take(&mut times[index])) * 1e6,
            median(std::mem::take(&mut starts[index])) * 1e3,
            engines[index].memory / 1024.0,
        );
    }
    Ok(())
}

/// An engine in a process of its own.
struct Engine {
    child: Child,
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    /// Seconds from loading the library to the first result.
    first_result: f64,
    /// What the process then occupies, in KiB: its own memory, without the pages of files.
    memory: f64,
}

impl Engine {
    fn start(engine: &str, library: &Path, model: &Path) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .arg(engine)
            .args([library, model])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let orders = child.stdin.take().context("no pipe")?;
        let answers = BufReader::new(child.stdout.take().context("no pipe")?).lines();
        let mut started = Self {
            child,
            orders,
            answers,
            first_result: 0.0,
            memory: 0.0,
        };
        started.first_result = started.answer()?;
        started.memory = started.answer()?;
        Ok(started)
    }

    fn answer(&mut self) -> Result<f64> {
        let line = self.answers.next().context("the engine ended")??;
        Ok(line.parse()?)
    }

    /// Seconds of so many runs.
    fn run(&mut self, count: u32) -> Result<f64> {
        writeln!(self.orders, "{count}")?;
        self.answer()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In a process of its own: prints how long the first result took and what it occupies, then how
/// long as many runs take as each line says.
fn serve(engine: &str, library: &Path, model: &Path) -> Result<()> {
    let start = ProcessTime::now();
    // SAFETY: the other side checked it.
    let runtime = unsafe { Runtime::from_library(library) }?;
    let model = Model::from_file(model)?;
    let mut run: Box<dyn FnMut() -> litert::Result<()>> = if engine == "CompiledModel" {
        let mut compiled = CompiledModel::builder().runtime(&runtime).build(&model)?;
        Box::new(move || compiled.run())
    } else {
        let mut interpreter = Interpreter::builder().runtime(&runtime).build(&model)?;
        Box::new(move || interpreter.run())
    };
    run()?;
    println!("{:.9}", start.elapsed().as_secs_f64());
    println!("{}", own_memory());
    for line in std::io::stdin().lock().lines() {
        let count: u32 = line?.trim().parse()?;
        let start = ThreadTime::now();
        for _ in 0..count {
            run()?;
        }
        println!("{:.9}", start.elapsed().as_secs_f64());
    }
    Ok(())
}

/// KiB of anonymous memory; 0 where the system does not tell.
fn own_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0.0)
}
