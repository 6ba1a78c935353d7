//! How much memory the values between operators take.
//!
//! The runtimes put them into one block of memory, the arena, in which values that are never alive
//! at the same time share their place. This plans such a block in the same way: the largest value
//! first, each into the smallest gap that it fits into. What the operators need inside (and what
//! XNNPACK packs for itself) comes on top; values that a runtime computes in place take less.

use litert::model::reader::{SubgraphView, TensorView};
use serde::Serialize;

/// The memory of one graph.
#[derive(Debug, Serialize)]
pub(super) struct Plan {
    /// The size of the block, estimated.
    pub(super) arena_bytes: u64,
    /// The bytes that are alive at once, at most: no plan needs less.
    pub(super) peak_bytes: u64,
    /// The operator during which that is so.
    pub(super) peak_operator: Option<usize>,
    /// The bytes of variables, which live between runs.
    pub(super) variable_bytes: u64,
    /// Values whose size is known only at run time.
    pub(super) unsized_tensors: usize,
}

/// Each value begins at a multiple of this.
const ALIGNMENT: u64 = 64;

/// Planning takes the square of this many steps; real graphs have some thousand values.
const MOST_VALUES: usize = 8_000;

/// A value and the operators between which it is alive, both included.
struct Value {
    bytes: u64,
    first: usize,
    last: usize,
    offset: u64,
}

/// Plans the memory of a graph; `None` if it has too many values.
pub(super) fn plan(graph: SubgraphView<'_>) -> Option<Plan> {
    let (values, mut plan) = lifetimes(graph);
    if values.len() > MOST_VALUES {
        return None;
    }
    (plan.peak_bytes, plan.peak_operator) = peak(&values, graph.operator_count());
    plan.arena_bytes = place(values);
    Some(plan)
}

fn lifetimes(graph: SubgraphView<'_>) -> (Vec<Value>, Plan) {
    let mut plan = Plan {
        arena_bytes: 0,
        peak_bytes: 0,
        peak_operator: None,
        variable_bytes: 0,
        unsized_tensors: 0,
    };
    let end = graph.operator_count().saturating_sub(1);
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; graph.tensor_count()];
    let mut touch = |tensor: TensorView<'_>, from: usize, to: usize| {
        if let Some(span) = spans.get_mut(tensor.index()) {
            let (first, last) = span.get_or_insert((from, to));
            (*first, *last) = ((*first).min(from), (*last).max(to));
        }
    };
    // Inputs stay as the caller wrote them, outputs until the caller has read them.
    graph.inputs().for_each(|tensor| touch(tensor, 0, end));
    for (at, operator) in graph.operators().enumerate() {
        operator
            .inputs()
            .flatten()
            .for_each(|tensor| touch(tensor, at, at));
        operator.outputs().for_each(|tensor| touch(tensor, at, at));
    }
    graph.outputs().for_each(|tensor| touch(tensor, end, end));

    let mut values = Vec::new();
    for (tensor, span) in graph.tensors().zip(spans) {
        let Some((first, last)) = span.filter(|_| !tensor.is_constant()) else {
            continue;
        };
        let count = tensor.shape().num_elements();
        let Some(bytes) = count.and_then(|count| tensor.element_type().byte_len(count)) else {
            plan.unsized_tensors += 1;
            continue;
        };
        let bytes = (bytes as u64)
            .checked_next_multiple_of(ALIGNMENT)
            .unwrap_or(u64::MAX);
        if tensor.is_variable() {
            plan.variable_bytes = plan.variable_bytes.saturating_add(bytes);
        } else if bytes > 0 {
            values.push(Value {
                bytes,
                first,
                last,
                offset: 0,
            });
        }
    }
    (values, plan)
}

fn peak(values: &[Value], operators: usize) -> (u64, Option<usize>) {
    let mut changes: Vec<(u64, u64)> = vec![(0, 0); operators.max(1) + 1];
    for value in values {
        let (born, died) = (value.first, value.last + 1);
        if let Some((more, _)) = changes.get_mut(born) {
            *more = more.saturating_add(value.bytes);
        }
        if let Some((_, less)) = changes.get_mut(died) {
            *less = less.saturating_add(value.bytes);
        }
    }
    let (mut alive, mut most, mut at) = (0_u64, 0, None);
    for (operator, (more, less)) in changes.into_iter().enumerate() {
        alive = alive.saturating_sub(less).saturating_add(more);
        if alive > most {
            (most, at) = (
                alive,
                Some(operator).filter(|&operator| operator < operators),
            );
        }
    }
    (most, at)
}

/// Gives every value its place, and yields where the last one ends.
fn place(mut values: Vec<Value>) -> u64 {
    values.sort_by_key(|value| (std::cmp::Reverse(value.bytes), value.first));
    let mut placed: Vec<Value> = Vec::new();
    let mut size = 0;
    for mut value in values {
        // `placed` is in the order of offsets.
        let alive = placed
            .iter()
            .filter(|it| it.first <= value.last && value.first <= it.last);
        let (mut end, mut best): (u64, Option<(u64, u64)>) = (0, None);
        for other in alive {
            let gap = other.offset.saturating_sub(end);
            if gap >= value.bytes && best.is_none_or(|(smallest, _)| gap < smallest) {
                best = Some((gap, end));
            }
            end = end.max(other.offset.saturating_add(other.bytes));
        }
        value.offset = best.map_or(end, |(_, offset)| offset);
        size = size.max(value.offset.saturating_add(value.bytes));
        let at = placed.partition_point(|it| it.offset <= value.offset);
        placed.insert(at, value);
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(bytes: u64, first: usize, last: usize) -> Value {
        Value {
            bytes,
            first,
            last,
            offset: 0,
        }
    }

    #[test]
    fn values_that_do_not_meet_share_their_place() {
        let chain = || vec![value(64, 0, 1), value(128, 1, 2), value(64, 2, 3)];
        assert_eq!(place(chain()), 192);
        assert_eq!(peak(&chain(), 4), (192, Some(1)));
        assert_eq!(place(vec![value(64, 0, 9), value(64, 0, 9)]), 128);
        assert_eq!(place(vec![]), 0);
    }

    #[test]
    fn a_gap_is_used_before_the_end() {
        // The third fits between the first and the second once something below has died.
        let values = vec![
            value(640, 0, 1),
            value(320, 0, 4),
            value(128, 2, 4),
            value(64, 3, 4),
        ];
        assert_eq!(place(values), 960);
    }
}
