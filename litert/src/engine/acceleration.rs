//! Which hardware runs a compiled model, and why other hardware does not.

use std::fmt;

use super::accelerators::Accelerators;
use crate::error::StatusError;
use crate::model::Model;
use crate::status::Status;
use crate::vulkan;

/// Which hardware runs the model, and which does not:
/// [`CompiledModel::acceleration`](crate::CompiledModel::acceleration).
///
/// ```
/// use litert::{Accelerators, CompiledModel};
///
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/digits/digits_int8.tflite")?;
/// let compiled = CompiledModel::builder()
///     .prefer([Accelerators::NPU, Accelerators::CPU])
///     .build(&model)?;
/// let report = compiled.acceleration();
/// println!("{report}");
/// assert_eq!(report.used, Accelerators::CPU);
/// assert_eq!(report.failures[0].accelerators, Accelerators::NPU);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccelerationReport {
    /// Everything that was asked for, in one set.
    pub requested: Accelerators,
    /// The set that the model was compiled for in the end. Hardware in it may still be idle, if it
    /// has none of the model's operators.
    pub used: Accelerators,
    /// The accelerators of the environment: their names and what they run on.
    pub registered: Vec<(String, Accelerators)>,
    /// True if accelerators, XNNPACK among them, run every operator
    /// (`LiteRtCompiledModelIsFullyAccelerated`).
    pub fully_accelerated: bool,
    /// True if that is so without any part left to the CPU
    /// (`LiteRtCompiledModelIsNonCpuFullyAccelerated`); `None` before LiteRT 2.3.0 unless it
    /// follows from the rest.
    pub fully_accelerated_without_cpu: Option<bool>,
    /// The delegates, in the order in which they were asked, and what they took.
    pub delegates: Vec<DelegateUse>,
    /// True if XNNPACK was asked before the delegates, and left them what it does not run: the
    /// library does not export its CPU accelerator, so that could not be put behind them.
    pub xnnpack_before_delegates: bool,
    /// Hardware that was asked for and is not used, in the order in which it was tried, and why.
    pub failures: Vec<AccelerationFailure>,
}

/// How much of a compiled model a delegate runs.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// let compiled = litert::CompiledModel::new(&model)?;
/// for delegate in &compiled.acceleration().delegates {
///     println!("{}: {:?} operators", delegate.name, delegate.operators);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DelegateUse {
    /// Its name.
    pub name: String,
    /// How many of the model's operators it took; `None` if it cannot be told, for a delegate of the
    /// opaque kind.
    pub operators: Option<usize>,
}

impl fmt::Display for DelegateUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, operators } = self;
        match operators {
            Some(0) => write!(f, "{name} took no operator"),
            Some(1) => write!(f, "{name} took 1 operator"),
            Some(operators) => write!(f, "{name} took {operators} operators"),
            None => write!(f, "{name} does not tell which operators it took"),
        }
    }
}

impl fmt::Display for AccelerationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "compiled for {}", self.used)?;
        match (self.fully_accelerated_without_cpu, self.fully_accelerated) {
            (Some(true), _) => f.write_str(", which runs every operator")?,
            (_, true) => f.write_str(", accelerated throughout")?,
            (_, false) => f.write_str("; plain kernels run some operators")?,
        }
        for delegate in &self.delegates {
            write!(f, "\n{delegate}")?;
        }
        if self.xnnpack_before_delegates {
            f.write_str(
                "\nXNNPACK was asked before the delegates, because the library does not export its \
                 CPU accelerator",
            )?;
        }
        for failure in &self.failures {
            write!(f, "\n{failure}")?;
        }
        Ok(())
    }
}

/// Hardware that is not used although it was asked for.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Accelerators, CompiledModel};
///
/// let compiled = CompiledModel::builder()
///     .prefer([Accelerators::NPU | Accelerators::CPU, Accelerators::CPU])
///     .build(&model)?;
/// for failure in &compiled.acceleration().failures {
///     println!("{}: {}", failure.accelerators, failure.problem);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccelerationFailure {
    /// The hardware that was tried.
    pub accelerators: Accelerators,
    /// Why it did not work.
    pub problem: AccelerationProblem,
}

impl fmt::Display for AccelerationFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            // There is nothing else that could run the rest.
            AccelerationProblem::Incomplete if self.accelerators == Accelerators::CPU => f.write_str(
                "the CPU is not used: XNNPACK does not run every operator of the model, and full \
                 acceleration is required; do not require it, or change the model",
            ),
            _ => write!(f, "{} is not used: {}", self.accelerators, self.problem),
        }
    }
}

/// Why hardware is not used, and what can be done.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{AccelerationProblem, Accelerators, CompiledModel};
///
/// let compiled = CompiledModel::builder()
///     .prefer([Accelerators::GPU | Accelerators::CPU, Accelerators::CPU])
///     .build(&model)?;
/// for failure in &compiled.acceleration().failures {
///     match &failure.problem {
///         AccelerationProblem::NoDriver { missing, .. } => println!("install {missing}"),
///         problem => println!("{problem}"),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AccelerationProblem {
    /// The environment has no accelerator for it.
    NotRegistered {
        /// The part that is missing.
        accelerators: Accelerators,
        /// The library whose environment it is.
        library: String,
    },
    /// There is an accelerator for the GPU, and no driver that it could use.
    NoDriver {
        /// The part that is missing.
        missing: String,
        /// The status that the runtime returned.
        status: Option<Status>,
    },
    /// It cannot run some operators of the model, and the CPU was not allowed to.
    Incomplete,
    /// A delegate that was asked for took no operator, and
    /// [full acceleration](crate::CompiledModelBuilder::require_full_acceleration) was required.
    IdleDelegate {
        /// Its name.
        name: String,
        /// True if XNNPACK was asked first, see [`AccelerationReport::xnnpack_before_delegates`].
        xnnpack_came_first: bool,
    },
    /// The runtime refused, and the model leaves dimensions of its inputs open, which most
    /// accelerators do not take.
    OpenShapes(Box<StatusError>),
    /// The runtime refused for another reason.
    Failed(Box<StatusError>),
}

impl AccelerationProblem {
    /// Why compiling `model` for `accelerators`, which are registered, failed.
    pub(crate) fn of(error: StatusError, accelerators: Accelerators, model: &Model) -> Self {
        let status = error.status;
        let code = status.map(Status::code);
        if code == Some(COMPILATION) {
            return Self::Incomplete;
        }
        if code == Some(RUNTIME_FAILURE) && accelerators.contains(Accelerators::GPU) {
            if let Some(missing) = vulkan::missing() {
                return Self::NoDriver { missing, status };
            }
        }
        if code == Some(RUNTIME_FAILURE) && has_open_inputs(model) {
            return Self::OpenShapes(Box::new(error));
        }
        Self::Failed(Box::new(error))
    }
}

fn has_open_inputs(model: &Model) -> bool {
    let mut inputs = model.signatures().iter().flat_map(|it| it.inputs());
    inputs.any(|input| !input.shape_signature().is_static())
}

/// `kLiteRtStatusErrorRuntimeFailure`.
const RUNTIME_FAILURE: i32 = 3;
/// `kLiteRtStatusErrorCompilation`: operators are left over.
const COMPILATION: i32 = 504;

impl fmt::Display for AccelerationProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRegistered {
                accelerators,
                library,
            } => {
                write!(
                    f,
                    "no accelerator for {accelerators} is registered with {library}"
                )?;
                if accelerators.contains(Accelerators::GPU) {
                    f.write_str(
                        ". The official one, libLiteRtWebGpuAccelerator, comes with the package \
                         ai-edge-litert and has to lie beside the library, both of one version",
                    )?;
                    let missing = litert_sys::cpu::missing_features();
                    if !missing.is_empty() {
                        let missing = missing.join(", ");
                        write!(
                            f,
                            "; it cannot run on this processor, which lacks {missing}"
                        )?;
                    }
                }
                if accelerators.contains(Accelerators::NPU) {
                    f.write_str(
                        ". Its vendor's dispatch library is found through \
                         EnvironmentBuilder::dispatch_dir",
                    )?;
                }
                Ok(())
            }
            Self::NoDriver { missing, .. } => {
                write!(
                    f,
                    "the GPU accelerator found no graphics driver, because {missing}"
                )
            }
            Self::Incomplete => f.write_str(
                "it does not run every operator of the model; `| Accelerators::CPU` allows the CPU to \
                 run the rest, unless full acceleration is required",
            ),
            Self::IdleDelegate {
                name,
                xnnpack_came_first,
            } => {
                write!(f, "the delegate {name} took no operator of the model")?;
                f.write_str(if *xnnpack_came_first {
                    ". The library does not export its CPU accelerator, so XNNPACK was asked first \
                     and took what it can; use Interpreter, or another version of LiteRT"
                } else {
                    "; leave the delegate out, or do not require full acceleration"
                })
            }
            Self::OpenShapes(error) => write!(
                f,
                "{error}. The model leaves dimensions of its inputs open, which the accelerator \
                 may not take: convert it with fixed shapes"
            ),
            Self::Failed(error) => write!(
                f,
                "{error}. The accelerator may have said the reason: the log has it, with the target \
                 litert::native"
            ),
        }
    }
}

/// A model that cannot run on the hardware that was asked for.
///
/// ```
/// # fn main() -> litert::Result<()> {
/// # let model = litert::Model::from_file("../models/tiny/add.tflite")?;
/// use litert::{Accelerators, CompiledModel, Error};
///
/// match CompiledModel::builder().accelerators(Accelerators::NPU).build(&model) {
///     Ok(_) => println!("it has an NPU"),
///     Err(Error::Acceleration(error)) => assert!(!error.failures.is_empty()),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccelerationError {
    /// The model.
    pub model: String,
    /// The attempts in order, each with the reason of its failure. Never empty.
    pub failures: Vec<AccelerationFailure>,
}

impl fmt::Display for AccelerationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be compiled as asked for", self.model)?;
        for failure in &self.failures {
            write!(f, ". {failure}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: i32) -> StatusError {
        StatusError {
            call: "LiteRtCreateCompiledModel",
            on: "model m on GPU".to_owned(),
            status: Some(Status::litert(code)),
            detail: String::new(),
            hint: String::new(),
        }
    }

    #[test]
    fn problems_say_what_to_do() {
        let load = |name: &str| {
            let models = concat!(env!("CARGO_MANIFEST_DIR"), "/../models");
            Model::from_file(format!("{models}/{name}")).unwrap()
        };
        let model = load("tiny/add.tflite");
        let incomplete = AccelerationProblem::of(status(504), Accelerators::GPU, &model);
        assert!(matches!(incomplete, AccelerationProblem::Incomplete));
        let failed = AccelerationProblem::of(status(5), Accelerators::GPU, &model);
        assert!(failed.to_string().contains("ErrorUnsupported"), "{failed}");
        let open = load("digits/digits_float32.tflite");
        let open = AccelerationProblem::of(status(3), Accelerators::NPU, &open).to_string();
        assert!(open.contains("fixed shapes"), "{open}");
        let missing = |accelerators| AccelerationProblem::NotRegistered {
            accelerators,
            library: "libLiteRt.so".to_owned(),
        };
        let gpu = missing(Accelerators::GPU).to_string();
        assert!(
            gpu.contains("libLiteRtWebGpuAccelerator") && !gpu.contains("dispatch"),
            "{gpu}"
        );
        let npu = missing(Accelerators::NPU).to_string();
        assert!(
            npu.contains("dispatch_dir") && !npu.contains("WebGpu"),
            "{npu}"
        );
        let error = AccelerationError {
            model: "model m".to_owned(),
            failures: vec![AccelerationFailure {
                accelerators: Accelerators::GPU,
                problem: incomplete,
            }],
        };
        let text = error.to_string();
        assert!(
            text.starts_with("model m cannot") && text.contains("GPU is not used"),
            "{text}"
        );
    }
}
