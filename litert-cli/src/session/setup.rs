//! The options that say how a model is to be run.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use clap::{Parser, ValueEnum};
use litert::Model;
use litert::types::Shape;

use super::delegate::DelegateSpec;
use crate::container;

/// A model, and how to run it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ModelSetup {
    /// The .tflite file, or a .task or .litertlm file that holds one
    pub(crate) model: PathBuf,
    /// The name of the model in a .task or .litertlm file; `litert inspect` lists them
    #[arg(long, value_name = "NAME")]
    pub(crate) part: Option<String>,
    /// DANGEROUS: run the model although it breaks this rule, which its refusal names in brackets
    ///
    /// May be given several times. The native libraries do not look whether the rule is kept: the process
    /// may crash, compute nonsense, or do what the author of the model wants. Only for models that you
    /// know to be harmless.
    #[arg(long, value_name = "RULE", help_heading = "Dangerous")]
    pub(crate) allow: Vec<String>,
    #[command(flatten)]
    pub(crate) setup: Setup,
}

impl ModelSetup {
    /// Reads the model.
    pub(crate) fn load(&self) -> Result<Model> {
        container::model(&self.model, self.part.as_deref(), &self.allow)
    }

    /// What reports call the model.
    pub(crate) fn title(&self) -> String {
        let path = self.model.display();
        match &self.part {
            None => path.to_string(),
            Some(part) => format!("{path}, part {part}"),
        }
    }
}

/// How to run a model.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "How to run it")]
pub(crate) struct Setup {
    /// The engine: interpreter (classic TensorFlow Lite) or compiled (LiteRT 2)
    ///
    /// Without it, the interpreter, unless only the other can do what is asked for or is installed.
    #[arg(long, value_enum, value_name = "NAME")]
    pub(crate) engine: Option<EngineKind>,
    /// Hardware in order of preference: gpu, npu, cpu, separated by commas (compiled only)
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LIST")]
    #[arg(hide_possible_values = true)]
    pub(crate) accelerator: Vec<Accelerator>,
    /// A delegate: xnnpack, edgetpu, gpu or a plugin's file, and settings after commas
    ///
    /// May be given several times; the first is asked first. It is an error if one cannot be had.
    /// Examples:
    ///   --delegate xnnpack,threads=2,weight-cache=weights.bin
    ///   --delegate edgetpu,device=usb:0,performance=max
    ///   --delegate gpu,library=/usr/lib/libtensorflowlite_gpu_delegate.so
    ///   --delegate /usr/lib/libvx_delegate.so,cache_file_path=/tmp/vx
    /// A plugin's file is loaded and run: name only one that you trust.
    #[arg(long, value_name = "NAME[,KEY=VALUE...]", verbatim_doc_comment)]
    pub(crate) delegate: Vec<DelegateSpec>,
    /// Run operators without XNNPACK's fast kernels (interpreter only)
    #[arg(long)]
    pub(crate) no_xnnpack: bool,
    /// It is an error if delegates or accelerators cannot run every operator
    #[arg(long)]
    pub(crate) require_full: bool,
    /// Processor threads; 0 for one each core
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) threads: usize,
    /// Run this signature instead of the first
    #[arg(long, value_name = "KEY")]
    pub(crate) signature: Option<String>,
    /// Give an input another shape: 1x224x224x3, or NAME=1x224x224x3
    #[arg(long, value_name = "[NAME=]SHAPE")]
    pub(crate) shape: Vec<ShapeSpec>,
    /// Use the LiteRT or TensorFlow Lite library in this file, and no other
    #[arg(long, value_name = "FILE")]
    pub(crate) library: Option<PathBuf>,
}

/// Which of the two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineKind {
    /// TensorFlow Lite's classic engine
    Interpreter,
    /// LiteRT 2's engine
    Compiled,
}

/// Hardware for the compiled engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Accelerator {
    /// The processor
    Cpu,
    /// The graphics processor; what it cannot run falls to the CPU
    Gpu,
    /// A neural processing unit; what it cannot run falls to the CPU
    Npu,
}

impl Setup {
    /// Reads options from one text, as in `--against "--engine compiled --threads 4"`.
    pub(crate) fn from_text(text: &str) -> Result<Self> {
        #[derive(Parser)]
        #[command(no_binary_name = true, disable_help_flag = true, name = "")]
        struct Alone {
            #[command(flatten)]
            setup: Setup,
        }
        let words = shlex::split(text).with_context(|| format!("a quote is open in {text:?}"))?;
        match Alone::try_parse_from(words) {
            Ok(alone) => Ok(alone.setup),
            Err(error) => {
                let said = error.to_string();
                let said = said.lines().next().unwrap_or_default();
                bail!("{text:?}: {}", said.trim_start_matches("error: "))
            }
        }
    }

    /// The same, on the signature and in the shapes of `first` where it says nothing else: only what
    /// does the same work can be compared.
    pub(crate) fn like(mut self, first: &Self) -> Self {
        if self.signature.is_none() {
            self.signature.clone_from(&first.signature);
        }
        // Shapes are those of a signature's inputs.
        if self.shape.is_empty() && self.signature == first.signature {
            self.shape.clone_from(&first.shape);
        }
        self
    }

    /// What to call it before an engine is chosen.
    pub(crate) fn text(&self) -> String {
        format!(
            "the configuration [{}]",
            self.label(self.engine.unwrap_or(EngineKind::Interpreter))
        )
    }

    /// In a few words, for tables: `compiled, GPU, 2 threads`.
    pub(crate) fn label(&self, engine: EngineKind) -> String {
        let mut words = vec![match engine {
            EngineKind::Interpreter => "interpreter".to_owned(),
            EngineKind::Compiled => "compiled".to_owned(),
        }];
        let accelerators: Vec<_> = self.accelerator.iter().map(|it| it.name()).collect();
        if !accelerators.is_empty() {
            words.push(accelerators.join(" then "));
        }
        words.extend(self.delegate.iter().map(DelegateSpec::label));
        if self.no_xnnpack {
            words.push("no XNNPACK".to_owned());
        }
        words.push(match self.threads {
            0 => "all threads".to_owned(),
            1 => "1 thread".to_owned(),
            n => format!("{n} threads"),
        });
        if let Some(name) = self.library.as_ref().and_then(|path| path.file_name()) {
            words.push(name.to_string_lossy().into_owned());
        }
        words.extend(
            self.signature
                .iter()
                .map(|key| format!("signature '{key}'")),
        );
        words.extend(self.shape.iter().map(|spec| format!("shape {spec}")));
        words.join(", ")
    }
}

impl Accelerator {
    fn name(self) -> &'static str {
        match self {
            Self::Cpu => "CPU",
            Self::Gpu => "GPU",
            Self::Npu => "NPU",
        }
    }
}

/// `NAME=1x224x224x3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShapeSpec {
    /// The input; without it, the place among the options counts.
    pub(crate) input: Option<String>,
    pub(crate) dims: Vec<i32>,
}

impl fmt::Display for ShapeSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.input {
            write!(f, "{name}=")?;
        }
        let dims: Vec<String> = self.dims.iter().map(i32::to_string).collect();
        match dims.is_empty() {
            true => f.write_str("scalar"),
            false => f.write_str(&dims.join("x")),
        }
    }
}

impl FromStr for ShapeSpec {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let (input, dims) = match text.rsplit_once('=') {
            Some((name, dims)) => (Some(name.to_owned()), dims),
            None => (None, text),
        };
        let read = |part: &str| -> Result<i32> {
            let dim = part.trim().parse::<i32>().ok().filter(|dim| *dim >= 0);
            dim.with_context(|| format!("'{part}' is no size; a shape reads 1x224x224x3"))
        };
        // A scalar has no dimensions.
        let dims = match dims {
            "" | "[]" | "scalar" => Vec::new(),
            _ => dims.split(['x', ',']).map(read).collect::<Result<_>>()?,
        };
        ensure!(
            Shape::new(&dims).is_ok(),
            "{} dimensions are too many",
            dims.len()
        );
        Ok(Self { input, dims })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read() {
        let read = |text: &str| text.parse::<ShapeSpec>().map(|it| (it.input, it.dims));
        assert_eq!(read("1x2x3").unwrap(), (None, vec![1, 2, 3]));
        assert_eq!(read("a=b=4").unwrap(), (Some("a=b".to_owned()), vec![4]));
        assert_eq!(read("x=").unwrap(), (Some("x".to_owned()), vec![]));
        assert_eq!(read("scalar").unwrap(), (None, vec![]));
        assert!(read("1x-2").is_err());
        assert!(read("1xtwo").unwrap_err().to_string().contains("'two'"));
    }

    #[test]
    fn signature_and_shapes_are_taken_over() {
        let read = |text: &str| Setup::from_text(text).unwrap();
        let first = read("--signature decode --shape 1x8 --threads 2");
        let same = read("--engine compiled").like(&first);
        assert_eq!(
            same.label(EngineKind::Compiled),
            "compiled, 1 thread, signature 'decode', shape 1x8"
        );
        let shaped = read("--shape ids=1x9").like(&first);
        assert_eq!(
            shaped.label(EngineKind::Interpreter),
            "interpreter, 1 thread, signature 'decode', shape ids=1x9"
        );
        // The shapes of one signature are not those of another one.
        let other = read("--signature prefill").like(&first);
        assert_eq!(
            other.label(EngineKind::Interpreter),
            "interpreter, 1 thread, signature 'prefill'"
        );
    }

    #[test]
    fn options_are_read_from_one_text() {
        let setup =
            Setup::from_text("--engine compiled --threads 4 --accelerator gpu,cpu").unwrap();
        let engine = setup.engine.unwrap();
        assert_eq!(setup.label(engine), "compiled, GPU then CPU, 4 threads");
        let wrong = Setup::from_text("--treads 4").unwrap_err().to_string();
        assert!(wrong.contains("--treads"), "{wrong}");
        assert!(
            Setup::from_text("'")
                .unwrap_err()
                .to_string()
                .contains("quote")
        );
    }
}
