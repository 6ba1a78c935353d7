//! Delegates by name, with their settings.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, anyhow, bail, ensure};
use litert::delegate::edgetpu::EdgeTpuOptions;
use litert::delegate::edgetpu::Performance;
use litert::delegate::gpu::GpuDelegateOptions;
use litert::delegate::{Delegate, ExternalDelegate, XnnpackOptions};

/// `xnnpack,threads=2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DelegateSpec {
    name: String,
    settings: Vec<(String, String)>,
}

impl FromStr for DelegateSpec {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.split(',');
        let name = parts.next().unwrap_or_default().to_owned();
        ensure!(
            !name.is_empty(),
            "a delegate needs a name: xnnpack, edgetpu, gpu or a file"
        );
        let settings = parts.map(|part| match part.split_once('=') {
            Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
            None => Err(anyhow!("'{part}' is no setting; they read KEY=VALUE")),
        });
        Ok(Self {
            settings: settings.collect::<Result<_>>()?,
            name,
        })
    }
}

impl DelegateSpec {
    /// For tables.
    pub(crate) fn label(&self) -> String {
        let file = Path::new(&self.name).file_name();
        let name = file.map_or(self.name.as_str().into(), |file| file.to_string_lossy());
        let settings = self.settings.iter();
        let settings: String = settings
            .map(|(key, value)| format!(" {key}={value}"))
            .collect();
        format!("{name}{settings}")
    }

    pub(super) fn is_xnnpack(&self) -> bool {
        self.name == "xnnpack"
    }

    /// The delegate. `threads` holds unless the settings say otherwise.
    pub(super) fn delegate(&self, threads: usize) -> Result<Delegate> {
        match self.name.as_str() {
            "xnnpack" => self.xnnpack(threads),
            "edgetpu" => self.edgetpu(),
            "gpu" => self.gpu(),
            file => {
                ensure!(
                    Path::new(file).is_file(),
                    "there is no delegate '{file}': it is neither xnnpack, edgetpu or gpu, nor a file"
                );
                // SAFETY: whoever names a plugin on the command line vouches for it; the help
                // says so.
                let mut plugin = unsafe { ExternalDelegate::new(file) };
                for (key, value) in &self.settings {
                    plugin = plugin.option(key, value);
                }
                Ok(plugin.into())
            }
        }
    }

    fn xnnpack(&self, threads: usize) -> Result<Delegate> {
        let mut options = XnnpackOptions::new().threads(threads);
        for (key, value) in &self.settings {
            options = match key.as_str() {
                "threads" => options.threads(self.parsed(key, value)?),
                // SAFETY: the file is one that XNNPACK wrote and nobody changes meanwhile; whoever
                // names it vouches for that.
                "weight-cache" => unsafe { options.weight_cache_file(value) },
                _ => return Err(self.unknown(key, "threads and weight-cache")),
            };
        }
        Ok(options.into())
    }

    fn edgetpu(&self) -> Result<Delegate> {
        let mut options = EdgeTpuOptions::new();
        for (key, value) in &self.settings {
            options = match key.as_str() {
                "device" => options.device(value.parse()?),
                "performance" => options.performance(match value.as_str() {
                    "low" => Performance::Low,
                    "medium" => Performance::Medium,
                    "high" => Performance::High,
                    "max" => Performance::Max,
                    _ => bail!("performance is low, medium, high or max, not '{value}'"),
                }),
                _ => return Err(self.unknown(key, "device and performance")),
            };
        }
        Ok(options.into())
    }

    fn gpu(&self) -> Result<Delegate> {
        let find = |wanted: &str| self.settings.iter().find(|(key, _)| key == wanted);
        let (_, library) = find("library").context(
            "the gpu delegate is a library of its own: gpu,library=FILE. For LiteRT's own GPU \
             accelerator use --accelerator gpu",
        )?;
        ensure!(Path::new(library).is_file(), "there is no file '{library}'");
        // SAFETY: whoever names a library on the command line vouches for it; the help says so.
        let mut options = unsafe { GpuDelegateOptions::new(PathBuf::from(library)) };
        for (key, value) in &self.settings {
            options = match key.as_str() {
                "library" => options,
                "precision-loss" => options.precision_loss_allowed(self.parsed(key, value)?),
                _ => return Err(self.unknown(key, "library and precision-loss")),
            };
        }
        Ok(options.into())
    }

    fn parsed<T: FromStr>(&self, key: &str, value: &str) -> Result<T> {
        let parsed = value.parse().ok();
        parsed.with_context(|| format!("{}: '{value}' is no value for {key}", self.name))
    }

    fn unknown(&self, key: &str, known: &str) -> anyhow::Error {
        anyhow!("{} has no setting '{key}'; it has {known}", self.name)
    }
}
