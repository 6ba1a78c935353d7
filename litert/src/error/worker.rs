//! Errors of worker processes.

use std::fmt;
use std::time::Duration;

/// The problem of a worker process; see [`isolated`](crate::isolated).
///
/// ```no_run
/// # fn main() -> litert::Result<()> {
/// use litert::isolated::IsolatedModel;
/// use litert::{Error, error::WorkerProblem};
///
/// match IsolatedModel::builder().build_file("from-a-stranger.tflite") {
///     Ok(_) => println!("it runs"),
///     Err(Error::Worker(error)) => match error.problem {
///         WorkerProblem::Refused(why) => println!("{}: {why}", error.model),
///         _ => println!("{error}"),
///     },
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WorkerError {
    /// The model that it was to run.
    pub model: String,
    /// The problem.
    pub problem: WorkerProblem,
}

/// A problem of a worker process.
///
/// ```
/// use litert::error::WorkerProblem;
///
/// /// True if the same model may work another time.
/// fn may_work_later(problem: &WorkerProblem) -> bool {
///     matches!(problem, WorkerProblem::NotStarted(_) | WorkerProblem::TookTooLong { .. })
/// }
///
/// assert!(!may_work_later(&WorkerProblem::Gone));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum WorkerProblem {
    /// It could not be started, and why.
    NotStarted(String),
    /// It cannot load or run the model, and why. It lives, and may be asked again.
    Refused(String),
    /// It died.
    Died {
        /// Its task at that moment.
        during: &'static str,
        /// How it ended: a signal, for instance.
        status: String,
        /// The last that it printed.
        said: String,
    },
    /// It took too long, and was ended.
    TookTooLong {
        /// Its task at that moment.
        during: &'static str,
        /// How long it might have taken.
        limit: Duration,
    },
    /// It sent something that makes no sense, and was ended.
    Nonsense,
    /// It died, or was ended, before.
    Gone,
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, problem } = self;
        match problem {
            WorkerProblem::NotStarted(why) => {
                write!(f, "no worker process can be started for {model}: {why}")
            }
            WorkerProblem::Refused(why) => f.write_str(why),
            WorkerProblem::Died {
                during,
                status,
                said,
            } => {
                write!(
                    f,
                    "the worker process for {model} died while {during}: {status}"
                )?;
                if !said.is_empty() {
                    write!(f, ". The last it printed: {said}")?;
                }
                f.write_str(". Do not run this model in a process that must live")
            }
            WorkerProblem::TookTooLong { during, limit } => write!(
                f,
                "the worker process for {model} was ended: {limit:?} were not enough while {during}"
            ),
            WorkerProblem::Nonsense => write!(
                f,
                "the worker process for {model} was ended: its answer makes no sense. The model may \
                 be an attack"
            ),
            WorkerProblem::Gone => {
                write!(
                    f,
                    "the worker process for {model} is gone; build another one"
                )
            }
        }
    }
}
