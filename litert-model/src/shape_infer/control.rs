//! Operators that call other graphs.

use super::Walk;
use super::node::Known;
use crate::reader::{OperatorView, SubgraphView};

/// After so many rounds in which something new turns out to change, a loop is taken to change all.
const MAX_JOINS: usize = 8;

/// What is known about the outputs of an operator that calls graphs.
pub(super) struct Called {
    pub(super) outputs: Vec<Option<Known>>,
    /// Whether all outputs have the same shape in either branch, or after any number of rounds.
    /// Only then does the runtime write them where its caller wants them; else they lie in memory
    /// of the runtime's own.
    pub(super) steady: bool,
}

impl<'a> Walk<'_> {
    /// `IF`: the first input says which graph is called with the others.
    pub(super) fn branches(
        &mut self,
        operator: OperatorView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Option<Called> {
        let [yes, no] = two_graphs(operator)?;
        let (condition, inputs) = inputs.split_first()?;
        let yes = self.graph(yes, inputs, depth + 1);
        let no = self.graph(no, inputs, depth + 1);
        if yes.len() != no.len() {
            return None;
        }
        let both: Vec<_> = yes.iter().zip(&no).map(|(a, b)| joined(a, b)).collect();
        let steady = both.iter().all(Option::is_some);
        let outputs = match truth(condition) {
            Some(true) => yes,
            Some(false) => no,
            None => both,
        };
        Some(Called { outputs, steady })
    }

    /// `WHILE`: what the body gives is its input in the next round, as long as the condition says so.
    pub(super) fn rounds(
        &mut self,
        operator: OperatorView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Option<Called> {
        let [condition, body] = two_graphs(operator)?;
        let kept = self.kept(body, inputs, depth);
        let steady = kept.iter().all(Option::is_some);
        if steady {
            return Some(Called {
                outputs: kept,
                steady,
            });
        }
        // A long loop must not take all that is left for the rest of the model.
        let spared = self.steps_left.get() / 2;
        self.steps_left.set(self.steps_left.get() - spared);
        let last = self.unrolled(condition, body, inputs, depth);
        self.steps_left.set(self.steps_left.get() + spared);
        Some(Called {
            outputs: last.unwrap_or(kept),
            steady,
        })
    }

    /// What no round of a loop changes.
    fn kept(
        &mut self,
        body: SubgraphView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Vec<Option<Known>> {
        let mut now = inputs.to_vec();
        for _ in 0..MAX_JOINS {
            let after = self.graph(body, &now, depth + 1);
            if after.len() != now.len() {
                break;
            }
            let next: Vec<_> = now.iter().zip(&after).map(|(a, b)| joined(a, b)).collect();
            if next == now {
                return now;
            }
            now = next;
        }
        vec![None; inputs.len()]
    }

    /// What is known after the last round; `None` if it is not known which one that is.
    fn unrolled(
        &mut self,
        condition: SubgraphView<'a>,
        body: SubgraphView<'a>,
        inputs: &[Option<Known>],
        depth: usize,
    ) -> Option<Vec<Option<Known>>> {
        let mut now = inputs.to_vec();
        // Each round costs steps, so this ends.
        for round in 0_usize.. {
            let goes_on = truth(self.graph(condition, &now, depth + 1).first()?)?;
            if !goes_on && round > 0 {
                break;
            }
            // The runtime sizes the outputs by the body even if no round runs.
            let after = self.graph(body, &now, depth + 1);
            if after.len() != now.len() || now.iter().zip(&after).any(confused) {
                return None;
            }
            if !goes_on {
                let sized = now
                    .into_iter()
                    .zip(after)
                    .map(|(now, after)| after.and(now));
                return Some(sized.collect());
            }
            now = after;
        }
        Some(now)
    }
}

fn two_graphs<'a>(operator: OperatorView<'a>) -> Option<[SubgraphView<'a>; 2]> {
    let mut graphs = operator.subgraphs();
    let found = [graphs.next()?, graphs.next()?];
    graphs.next().is_none().then_some(found)
}

/// Whether the runtime takes two shapes for the same one although they are not. It means a number and a
/// list of one number, but compares only the sum of their first dimensions with 1.
fn confused((one, other): (&Option<Known>, &Option<Known>)) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let first = |known: &Known| known.shape.first().copied().unwrap_or(0);
    one.shape != other.shape && first(one).checked_add(first(other)) == Some(1)
}

/// What holds whichever of the two it is.
fn joined(one: &Option<Known>, other: &Option<Known>) -> Option<Known> {
    let (one, other) = (one.as_ref()?, other.as_ref()?);
    let value = one.value.clone().filter(|_| one.value == other.value);
    (one.shape == other.shape).then(|| Known::of(one.shape).map(|known| known.with(value)))?
}

fn truth(known: &Option<Known>) -> Option<bool> {
    match known.as_ref()?.value.as_deref()? {
        &[value] => Some(value != 0),
        _ => None,
    }
}
