//! Which of the wanted delegates an interpreter gets.

use std::fmt;

use litert_sys::tflite;

use super::handle::Handle;
use super::native::Recipe;
use crate::delegate::xnnpack::{self, Held};
use crate::delegate::{
    Attached, Backend, Context, Delegate, DelegationReport, Host, Outcome, Probe, WeightsCache,
    XnnpackOptions,
};
use crate::error::{Error, Result};
use crate::model::Model;

/// A delegate that was asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) delegate: Delegate,
    /// True if the interpreter is of no use without it.
    pub(super) required: bool,
}

impl Wanted {
    /// The delegate that an interpreter has if nothing else is said.
    pub(super) fn by_default(required: bool) -> Self {
        Self {
            delegate: XnnpackOptions::new().into(),
            required,
        }
    }
}

/// Memory that an interpreter borrows: dropped after it.
#[derive(Default)]
pub(super) struct Delegates {
    /// In the order in which they were asked for.
    backends: Vec<Tried>,
    probe: Option<Probe>,
    /// Which they may add weights to, also when tensors are allocated and the runtime applies them
    /// anew.
    caches: Vec<WeightsCache>,
}

struct Tried {
    name: String,
    settings: String,
    required: bool,
    outcome: Result<Attached, String>,
}

/// How to count the operators of the delegates: not at all, at build, or at build with an error unless
/// all are taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing: looking costs a millisecond or two, because tensors are planned once more.
    Never,
    /// The operators that they take over.
    Now,
    /// That they take over everything.
    Full,
}

/// Makes an interpreter with as many of the wanted delegates as can be had.
pub(super) fn build(recipe: &Recipe<'_>, wanted: Vec<Wanted>, look: Look) -> Result<Handle> {
    let caches: Vec<WeightsCache> = distinct_caches(&wanted);
    let mut held = caches
        .iter()
        .map(WeightsCache::hold)
        .collect::<Result<Vec<_>>>()?;
    let context = Context {
        host: Host::TfLite(recipe.api),
        model: Some(recipe.model),
        threads: recipe.threads,
    };
    let mut delegates = Delegates::default();
    for Wanted { delegate, required } in wanted {
        let name = delegate.name().to_owned();
        let settings = delegate.settings().to_owned();
        let outcome = match delegate.attach(&context) {
            Ok(attached) => Ok(attached),
            Err(error) if required => return Err(error),
            Err(error) => Err(refused(recipe.model, &name, &error.to_string())),
        };
        delegates.backends.push(Tried {
            name,
            settings,
            required,
            outcome,
        });
    }
    delegates.caches.clone_from(&caches);
    let native = loop {
        if look != Look::Never && !delegates.is_empty() {
            delegates.probe.get_or_insert_with(Probe::new);
        }
        if !held.is_empty() {
            let applied = delegates.in_words();
            for cache in &mut held {
                cache.expect(recipe.model, &applied)?;
            }
        }
        // SAFETY: the delegates are stored beside what is created, and dropped after it; the
        // handle keeps the model.
        match unsafe { recipe.create(&delegates.pointers()) } {
            Ok(native) => break native,
            Err(error) => delegates.drop_culprit(recipe, error)?,
        }
    };
    if !held.is_empty() {
        let applied = delegates.in_words();
        for cache in &mut held {
            cache.built_with(&applied);
        }
    }
    drop(held);
    if look == Look::Full {
        let report = delegates.report(recipe.model)?;
        if !report.is_full() {
            // Locals go in reverse order: the interpreter before the delegates it borrows.
            return Err(not_full(recipe.model, &delegates, &report));
        }
        if let Some(name) = delegates.idle(&report) {
            return Err(Error::delegate(
                name,
                format!(
                    "full delegation of {} is required, and it took no operator",
                    recipe.model
                ),
                "leave the delegate out, or name it with `prefer` if it may have nothing to do",
            ));
        }
    }
    Ok(Handle::new(recipe, native, delegates))
}

fn not_full(model: &Model, delegates: &Delegates, report: &DelegationReport) -> Error {
    let names: Vec<&str> = delegates.names().collect();
    Error::delegate(
        if names.is_empty() {
            "(none)".to_owned()
        } else {
            names.join(" + ")
        },
        format!(
            "full delegation of {model} is required, and {} of {} operators are left to the \
             built-in kernels: {}",
            report.operators() - report.delegated(),
            report.operators(),
            report.left_in_words()
        ),
        "change the model, add a delegate that runs these operators, or do not require it",
    )
}

/// Says that the interpreter does without a delegate; returns the reason for the report.
fn refused(model: &Model, name: &str, reason: &str) -> String {
    log::warn!("{model} is run without the delegate {name}: {reason}");
    reason.to_owned()
}

fn distinct_caches(wanted: &[Wanted]) -> Vec<WeightsCache> {
    let mut caches: Vec<WeightsCache> = Vec::new();
    for cache in wanted.iter().filter_map(|wanted| wanted.delegate.cache()) {
        if !caches.iter().any(|known| known.is(cache)) {
            caches.push(cache.clone());
        }
    }
    // In one order on all threads, or two of them would wait for each other.
    caches.sort_by_key(WeightsCache::address);
    caches
}

impl Delegates {
    fn attached(&self) -> impl Iterator<Item = &Attached> {
        self.backends
            .iter()
            .filter_map(|tried| tried.outcome.as_ref().ok())
    }

    fn is_empty(&self) -> bool {
        self.attached().next().is_none()
    }

    /// A delegate that was asked for and took no operator. XNNPACK is not meant, which is there for
    /// what the others leave.
    fn idle<'a>(&self, report: &'a DelegationReport) -> Option<&'a str> {
        let took_none = |backend: &Backend| {
            matches!(backend.outcome, Outcome::Applied { operators: 0, .. })
                && backend.name != xnnpack::NAME
        };
        let both = self.backends.iter().zip(report.backends());
        both.filter(|(tried, backend)| tried.required && took_none(backend))
            .map(|(_, backend)| backend.name.as_str())
            .next()
    }

    /// Names of the delegates that were applied, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.attached().map(Attached::name)
    }

    /// Keeps everybody else from using the caches.
    pub(super) fn hold_caches(&self) -> Result<Vec<Held<'_>>> {
        self.caches.iter().map(WeightsCache::hold).collect()
    }

    /// A delegate's own explanation of a failed run.
    pub(super) fn explain(&self, said: &str) -> Option<Error> {
        self.attached().find_map(|attached| attached.explain(said))
    }

    /// Those that were applied, in order, each with its settings.
    fn in_words(&self) -> String {
        let applied = self.backends.iter().filter(|tried| tried.outcome.is_ok());
        let named = applied.map(|Tried { name, settings, .. }| match settings.as_str() {
            "" => name.clone(),
            settings => format!("{name} ({settings})"),
        });
        named.collect::<Vec<_>>().join(" + ")
    }

    /// The delegates for the runtime, in order.
    fn pointers(&self) -> Vec<*mut tflite::TfLiteDelegate> {
        let probe = self.probe.as_ref().map(Probe::as_ptr);
        self.attached().map(Attached::as_ptr).chain(probe).collect()
    }

    /// After the runtime refused: finds out which delegate it refused, and does without it.
    ///
    /// # Errors
    /// If it is the model that cannot be used, or if the delegate is required.
    fn drop_culprit(&mut self, recipe: &Recipe<'_>, error: Error) -> Result<()> {
        let mut pointers = Vec::new();
        // SAFETY: no delegate at all.
        if self.is_empty() || unsafe { recipe.create(&pointers) }.is_err() {
            return Err(error);
        }
        for tried in &mut self.backends {
            let Ok(attached) = &tried.outcome else {
                continue;
            };
            pointers.push(attached.as_ptr());
            // SAFETY: the delegates are alive, and what is created is dropped at once.
            let Err(error) = (unsafe { recipe.create(&pointers) }) else {
                continue;
            };
            let reason = match &error {
                Error::Status(status) if !status.detail.is_empty() => {
                    format!("the runtime says: {}", status.detail)
                }
                // It prints the reason as a warning, and does not report it.
                Error::Status(_) if attached.needs_fixed_sizes() => {
                    "the runtime does not say why, most likely because the delegate needs tensors \
                     of fixed sizes and the model has others"
                        .to_owned()
                }
                other => other.to_string(),
            };
            if tried.required {
                return Err(Error::delegate(
                    &tried.name,
                    format!("{} cannot be run with it; {reason}", recipe.model),
                    "use `prefer` instead of `delegate` to run the model without it",
                ));
            }
            tried.outcome = Err(refused(recipe.model, &tried.name, &reason));
            return Ok(());
        }
        // Each delegate is accepted, so it is the probe that was not.
        if self.probe.take().is_some() {
            log::debug!(
                "what is delegated of {} cannot be told: {error}",
                recipe.model
            );
            return Ok(());
        }
        Err(error)
    }

    /// True if nobody looked at what the delegates took over.
    pub(super) fn unseen(&self) -> bool {
        self.probe.is_none() && !self.is_empty()
    }

    /// The report on each delegate, and on the model's operators.
    pub(super) fn report(&self, model: &Model) -> Result<DelegationReport> {
        let seen = self.probe.as_ref().map(Probe::seen).unwrap_or_default();
        let partitions: Vec<(usize, usize)> = seen
            .iter()
            .flat_map(|graph| graph.partitions.iter().copied())
            .collect();
        let backends = self.backends.iter().map(|tried| Backend {
            name: tried.name.clone(),
            outcome: match &tried.outcome {
                Ok(attached) => {
                    let own =
                        |&&(delegate, _): &&(usize, usize)| delegate == attached.as_ptr() as usize;
                    Outcome::Applied {
                        operators: partitions.iter().filter(own).map(|(_, count)| count).sum(),
                        partitions: partitions.iter().filter(own).count(),
                    }
                }
                Err(reason) => Outcome::Refused {
                    reason: reason.clone(),
                },
            },
        });
        let mut report = DelegationReport {
            backends: backends.collect(),
            left: Default::default(),
        };
        if seen.is_empty() {
            // Nothing was delegated, or nothing can be told: then all counts as left.
            for operator in model.view().subgraphs().flat_map(|graph| graph.operators()) {
                let name = operator.name().into_owned();
                *report.left.entry(name).or_default() += 1;
            }
        }
        for (name, count) in seen.into_iter().flat_map(|graph| graph.rest) {
            *report.left.entry(name).or_default() += count;
        }
        Ok(report)
    }
}

impl fmt::Debug for Delegates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
