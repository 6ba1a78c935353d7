//! Where one inference spends its time, operator by operator.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use litert::model::ModelView;
use litert::model::reader::{OperatorView, SubgraphView};
use litert::{ProfileEvent, ProfileKind};
use serde::Serialize;

use super::engine::Session;
use crate::stats::median;

/// Several inferences, each operator timed.
#[derive(Serialize)]
pub(crate) struct Profile {
    /// How many inferences.
    pub(crate) runs: usize,
    /// The median of whole inferences, in microseconds, stopwatches included.
    pub(crate) run_us: f64,
    /// The medians of all operators together.
    pub(crate) operators_us: f64,
    /// What is left of an inference besides its operators: the median.
    pub(crate) between_us: f64,
    /// The last two together: an inference in which everything takes its median. Less than `run_us`
    /// where other work interrupts most inferences, but few of the operators.
    pub(crate) total_us: f64,
    /// How much of that the operators take, from 0 to 1.
    pub(crate) coverage: f64,
    /// In the order in which they ran.
    pub(crate) operators: Vec<Operator>,
}

/// One operator, or what a delegate made of some.
#[derive(Serialize)]
pub(crate) struct Operator {
    pub(crate) name: String,
    /// Who ran it: `CPU kernel`, or the delegate.
    pub(crate) by: String,
    /// The median, in microseconds. Delegates measure whole microseconds. Loops and branches have
    /// only what the operators inside of them do not take.
    pub(crate) median_us: f64,
    /// Of `total_us`, from 0 to 1.
    pub(crate) share: f64,
    /// From which shapes to which, where the operator of the model is known.
    pub(crate) shapes: Option<String>,
    /// Its place among the model's operators, where it is known.
    pub(crate) index: Option<usize>,
}

impl Profile {
    /// Runs a session that was built for it, after a few runs that do not count.
    pub(crate) fn take(session: &mut Session, warmup: usize, runs: usize) -> Result<Self> {
        for _ in 0..warmup {
            session.runner()?.run()?;
        }
        let mut whole = Vec::new();
        let mut between = Vec::new();
        let mut events = Vec::new();
        let model = session.model().clone();
        let control = control_flow(model.view());
        for _ in 0..runs.max(1) {
            session.start_profile()?;
            let begun = Instant::now();
            session.runner()?.run()?;
            whole.push(micros(begun.elapsed()));
            let mut run = session.take_profile()?;
            run.retain(|event| counts(session, event));
            take_out_inner(&mut run, &control);
            let operators: Duration = run.iter().map(|event| event.elapsed).sum();
            let whole = whole.last().copied().unwrap_or(0.0);
            between.push((whole - micros(operators)).max(0.0));
            events.push(run);
        }
        ensure!(
            events.iter().any(|run| !run.is_empty()),
            "this library does not say how long operators take"
        );
        // Taken once: each time, the whole file is checked.
        let view = session.model().view();
        let mut operators = match same_order(&events) {
            true => by_place(&events, session, view),
            false => by_name(&events, session, view),
        };
        let operators_us: f64 = operators.iter().map(|it| it.median_us).sum();
        let between_us = median(&mut between);
        let total_us = (operators_us + between_us).max(f64::MIN_POSITIVE);
        for operator in &mut operators {
            operator.share = operator.median_us / total_us;
        }
        Ok(Self {
            runs: events.len(),
            run_us: median(&mut whole),
            operators_us,
            between_us,
            total_us,
            coverage: operators_us / total_us,
            operators,
        })
    }

    /// Time and number of operators by name and by who ran them, the slowest first.
    pub(crate) fn kinds(&self) -> Vec<(String, String, usize, f64)> {
        let mut kinds = BTreeMap::<_, (usize, f64)>::new();
        for operator in &self.operators {
            let kind = kinds.entry((&operator.name, &operator.by)).or_default();
            kind.0 += 1;
            kind.1 += operator.median_us;
        }
        let kinds = kinds.into_iter();
        let mut kinds: Vec<_> = kinds
            .map(|((name, by), (count, time))| (name.clone(), by.clone(), count, time))
            .collect();
        kinds.sort_by(|a, b| b.3.total_cmp(&a.3));
        kinds
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Whether an event is part of the sum: operators, and what is inside of delegates where the
/// delegate as a whole is not in the list.
fn counts(session: &Session, event: &ProfileEvent) -> bool {
    match event.kind {
        ProfileKind::Operator | ProfileKind::ProfiledDelegateOperator => true,
        ProfileKind::DelegateOperator => session.interpreter().is_some(),
        _ => false,
    }
}

/// The names of the operators that run other graphs.
fn control_flow(view: ModelView<'_>) -> BTreeSet<String> {
    view.subgraphs()
        .flat_map(|graph| graph.operators())
        .filter(|operator| operator.subgraphs().next().is_some())
        .map(|operator| operator.name().into_owned())
        .collect()
}

/// The time of a loop or branch has those of the operators inside of it in it, which are events of
/// their own: they are taken out, so that no time counts twice.
fn take_out_inner(run: &mut [ProfileEvent], control: &BTreeSet<String>) {
    let is_control =
        |event: &ProfileEvent| event.kind == ProfileKind::Operator && control.contains(&event.name);
    let times: Vec<(bool, u64, Duration)> = run
        .iter()
        .map(|event| (is_control(event), event.start_us, event.elapsed))
        .collect();
    for (event, own) in run.iter_mut().zip(own_times(&times)) {
        event.elapsed = own;
    }
}

/// The own time of each: whether it may have others inside, when it began, in microseconds, and how
/// long it took with them.
fn own_times(run: &[(bool, u64, Duration)]) -> Vec<Duration> {
    let mut own: Vec<Duration> = run.iter().map(|(_, _, whole)| *whole).collect();
    let mut outer: Vec<usize> = (0..run.len()).filter(|&at| run[at].0).collect();
    // The innermost first: what is left of each is its own time.
    outer.sort_by_key(|&at| run[at].2);
    // Operators in delegates do not say when they began; they ran right after the last that does.
    let mut begins: Vec<u64> = run.iter().map(|(_, begin, _)| *begin).collect();
    for at in 1..begins.len() {
        if begins[at] == 0 {
            begins[at] = begins[at - 1];
        }
    }
    for (order, &at) in outer.iter().enumerate() {
        let end = begins[at] + run[at].2.as_micros() as u64;
        // A loop that takes longer is not inside of this one.
        let is_inside = |other: usize| {
            !outer[order..].contains(&other) && (begins[at]..=end).contains(&begins[other])
        };
        let inner: Duration = (0..run.len())
            .filter(|&other| is_inside(other))
            .map(|other| own[other])
            .sum();
        own[at] = run[at].2.saturating_sub(inner);
    }
    own
}

fn same_order(runs: &[Vec<ProfileEvent>]) -> bool {
    let names = |run: &'_ [ProfileEvent]| -> Vec<String> {
        run.iter().map(|event| event.name.clone()).collect()
    };
    runs.windows(2)
        .all(|pair| names(&pair[0]) == names(&pair[1]))
}

fn by_place(runs: &[Vec<ProfileEvent>], session: &Session, view: ModelView<'_>) -> Vec<Operator> {
    let Some(first) = runs.first() else {
        return Vec::new();
    };
    let graph = view.main_subgraph();
    let places = places(first, graph);
    let each = first
        .iter()
        .zip(places)
        .enumerate()
        .map(|(at, (event, place))| {
            let mut times: Vec<f64> = runs.iter().map(|run| micros(run[at].elapsed)).collect();
            Operator {
                by: by(event, session, view),
                name: event.name.clone(),
                median_us: median(&mut times),
                share: 0.0,
                shapes: place.and_then(|place| graph.operator(place)).map(shapes),
                index: place,
            }
        });
    each.collect()
}

/// Loops and branches take other ways each time: then operators of one name are one.
fn by_name(runs: &[Vec<ProfileEvent>], session: &Session, view: ModelView<'_>) -> Vec<Operator> {
    let mut names = BTreeMap::<(String, String), Vec<f64>>::new();
    for (at, run) in runs.iter().enumerate() {
        for event in run {
            let key = (event.name.clone(), by(event, session, view));
            let times = names.entry(key).or_default();
            times.resize(at + 1, 0.0);
            times[at] += micros(event.elapsed);
        }
    }
    let each = names.into_iter().map(|((name, by), mut times)| {
        times.resize(runs.len(), 0.0);
        Operator {
            name,
            by,
            median_us: median(&mut times),
            share: 0.0,
            shapes: None,
            index: None,
        }
    });
    each.collect()
}

/// Which operator of the main graph an event is: the runtime does not say. Its own kernels run in
/// the order of the graph, so the events of a name are its operators if there are as many.
fn places(events: &[ProfileEvent], graph: SubgraphView<'_>) -> Vec<Option<usize>> {
    let names: Vec<String> = graph
        .operators()
        .map(|operator| operator.name().into_owned())
        .collect();
    let mut places = vec![None; events.len()];
    let kinds: BTreeSet<&String> = names.iter().collect();
    for kind in kinds {
        let of_graph = (0..names.len()).filter(|&at| names[at] == *kind);
        let of_run: Vec<_> = (0..events.len())
            .filter(|&at| events[at].kind == ProfileKind::Operator && events[at].name == *kind)
            .collect();
        if of_graph.clone().count() == of_run.len() {
            for (event, place) in of_run.into_iter().zip(of_graph) {
                places[event] = Some(place);
            }
        }
    }
    places
}

fn shapes(operator: OperatorView<'_>) -> String {
    let inputs: Vec<String> = operator
        .inputs()
        .flatten()
        .filter(|tensor| !tensor.is_constant())
        .map(|tensor| tensor.shape().to_string())
        .collect();
    let outputs: Vec<String> = operator
        .outputs()
        .map(|tensor| tensor.shape().to_string())
        .collect();
    format!("{} → {}", inputs.join(" "), outputs.join(" "))
}

/// Who ran it.
fn by(event: &ProfileEvent, session: &Session, view: ModelView<'_>) -> String {
    let of_model = |name: &str| view.operator_codes().any(|code| code.name() == name);
    match event.kind {
        ProfileKind::Operator if of_model(&event.name) => "CPU kernel".to_owned(),
        // A delegate as a whole goes by its own name.
        ProfileKind::Operator => event.name.clone(),
        _ => match session.interpreter() {
            Some(engine) => engine.delegates().collect::<Vec<_>>().join(" or "),
            None => "XNNPACK".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loops_hold_is_taken_out_once() {
        let us = Duration::from_micros;
        // A loop from 10 to 110 with an operator, one in a delegate, and a branch with one operator.
        let run = [
            (false, 1, us(5)),
            (true, 10, us(100)),
            (false, 20, us(30)),
            (false, 0, us(10)),
            (true, 60, us(40)),
            (false, 70, us(15)),
            (false, 200, us(7)),
        ];
        let own = own_times(&run);
        assert_eq!(own, [5, 20, 30, 10, 25, 15, 7].map(us));
        let whole: Duration = own.iter().sum();
        assert_eq!(whole, us(5 + 100 + 7));
    }
}
