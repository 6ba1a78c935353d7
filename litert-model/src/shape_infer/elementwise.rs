//! Operators whose output has the shape of their inputs, after broadcasting.

use super::node::{Known, MAX_VALUES, Node};

/// The output is as large as the first input.
pub(crate) fn same(node: &Node<'_>) -> Option<Known> {
    Known::new(&node.dims(0)?)
}

/// The same with the integers that come out.
fn mapped(node: &Node<'_>, map: fn(i64) -> i64) -> Option<Known> {
    let input = node.input(0)?;
    let value = input.value.as_deref();
    let value = value.map(|value| value.iter().map(|&it| map(it)).collect());
    Some(Known::of(input.shape)?.with(value))
}

/// `ABS`.
pub(crate) fn abs(node: &Node<'_>) -> Option<Known> {
    mapped(node, i64::abs)
}

/// `NEG`.
pub(crate) fn neg(node: &Node<'_>) -> Option<Known> {
    mapped(node, |number| -number)
}

/// `LOGICAL_NOT`.
pub(crate) fn not(node: &Node<'_>) -> Option<Known> {
    mapped(node, |truth| i64::from(truth == 0))
}

/// `CAST`, which also keeps numbers; the caller drops them if the output holds none.
pub(crate) fn cast(node: &Node<'_>) -> Option<Known> {
    node.input(0).cloned()
}

/// Operators that want all inputs alike.
pub(crate) fn alike(node: &Node<'_>) -> Option<Known> {
    let first = node.input(0)?;
    let inputs = node.all()?;
    inputs
        .iter()
        .all(|input| input.shape == first.shape)
        .then(|| Known::new(&first.dims()))?
}

/// The shape that all of these stretch to.
pub(crate) fn broadcast(inputs: &[&Known]) -> Option<Known> {
    let rank = inputs.iter().map(|input| input.shape.rank()).max()?;
    let mut dims = vec![1_i64; rank];
    for (back, slot) in dims.iter_mut().rev().enumerate() {
        let along = |input: &&Known| {
            let axis = input.shape.rank().checked_sub(back + 1);
            axis.and_then(|axis| input.shape.get(axis).copied())
                .unwrap_or(1)
        };
        let sizes = || inputs.iter().map(along);
        // Nothing stretches to nothing, so an empty dimension wins.
        let size = if sizes().any(|size| size == 0) {
            0
        } else {
            sizes().max()?
        };
        if sizes().any(|other| other != 1 && other != size) {
            return None;
        }
        *slot = i64::from(size);
    }
    Known::new(&dims)
}

/// How a binary operator combines two integers.
type Fold = fn(i64, i64) -> Option<i64>;

/// Operators with two inputs that stretch to each other.
pub(crate) fn binary(node: &Node<'_>) -> Option<Known> {
    broadcast(&[node.input(0)?, node.input(1)?])
}

/// The same with the integers that come out.
fn folded(node: &Node<'_>, fold: Fold) -> Option<Known> {
    let (left, right) = (node.input(0)?, node.input(1)?);
    let output = broadcast(&[left, right])?;
    let value = || {
        let (left, right) = (stretched(left, &output)?, stretched(right, &output)?);
        left.iter().zip(&right).map(|(&a, &b)| fold(a, b)).collect()
    };
    let value = value();
    Some(output.with(value))
}

/// The same if nothing is clipped, which nobody knows without options. `activation` is the one that the
/// options ask for.
fn unclipped(node: &Node<'_>, activation: Option<i8>, fold: Fold) -> Option<Known> {
    match activation {
        Some(0) => folded(node, fold),
        _ => binary(node),
    }
}

/// The elements of a tensor that was stretched to the shape of `output`.
fn stretched(input: &Known, output: &Known) -> Option<Vec<i64>> {
    let all = input.value.as_deref()?;
    if output.shape.num_elements()? > MAX_VALUES {
        return None;
    }
    let mut places = vec![0];
    let ahead = output.shape.rank().checked_sub(input.shape.rank())?;
    for (at, &dim) in output.shape.iter().enumerate() {
        // An axis that the input does not have, or has only one place along, changes nothing.
        let own = at
            .checked_sub(ahead)
            .and_then(|at| input.shape.get(at).copied())
            .unwrap_or(1);
        let steps = |place: &usize| {
            let place = *place;
            (0..dim).map(move |index| match own {
                1 => Some(place),
                _ => Some(place * usize::try_from(own).ok()? + usize::try_from(index).ok()?),
            })
        };
        let next: Option<Vec<usize>> = places.iter().flat_map(steps).collect();
        places = next?;
    }
    places
        .iter()
        .map(|&place| all.get(place).copied())
        .collect()
}

/// `ADD`.
pub(crate) fn add(node: &Node<'_>) -> Option<Known> {
    let options = node.options().add();
    unclipped(node, options.map(|o| o.activation()), i64::checked_add)
}

/// `SUB`.
pub(crate) fn sub(node: &Node<'_>) -> Option<Known> {
    let options = node.options().sub();
    unclipped(node, options.map(|o| o.activation()), i64::checked_sub)
}

/// `MUL`.
pub(crate) fn mul(node: &Node<'_>) -> Option<Known> {
    let options = node.options().mul();
    unclipped(node, options.map(|o| o.activation()), i64::checked_mul)
}

/// `DIV`.
pub(crate) fn div(node: &Node<'_>) -> Option<Known> {
    let options = node.options().div();
    unclipped(node, options.map(|o| o.activation()), i64::checked_div)
}

/// `FLOOR_DIV`.
pub(crate) fn floor_div(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| {
        let down = i64::from(a.checked_rem(b)? != 0 && (a < 0) != (b < 0));
        a.checked_div(b)?.checked_sub(down)
    })
}

/// `FLOOR_MOD`.
pub(crate) fn floor_mod(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| {
        let rest = a.checked_rem(b)?;
        let up = if rest != 0 && (rest < 0) != (b < 0) {
            b
        } else {
            0
        };
        rest.checked_add(up)
    })
}

/// `MAXIMUM`.
pub(crate) fn maximum(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(a.max(b)))
}

/// `MINIMUM`.
pub(crate) fn minimum(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(a.min(b)))
}

/// `EQUAL`.
pub(crate) fn equal(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a == b)))
}

/// `NOT_EQUAL`.
pub(crate) fn not_equal(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a != b)))
}

/// `GREATER`.
pub(crate) fn greater(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a > b)))
}

/// `GREATER_EQUAL`.
pub(crate) fn greater_equal(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a >= b)))
}

/// `LESS`.
pub(crate) fn less(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a < b)))
}

/// `LESS_EQUAL`.
pub(crate) fn less_equal(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(i64::from(a <= b)))
}

/// `LOGICAL_AND`.
pub(crate) fn and(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(a & b))
}

/// `LOGICAL_OR`.
pub(crate) fn or(node: &Node<'_>) -> Option<Known> {
    folded(node, |a, b| Some(a | b))
}

/// `PRELU`: the slopes stretch to the input, never the other way round.
pub(crate) fn prelu(node: &Node<'_>) -> Option<Known> {
    let (input, slopes) = (node.input(0)?, node.input(1)?);
    broadcast(&[input, slopes]).filter(|output| output.shape == input.shape)
}

/// `SELECT`: the condition may have fewer dimensions, but nothing is stretched.
pub(crate) fn select(node: &Node<'_>) -> Option<Known> {
    let (condition, yes, no) = (node.input(0)?, node.input(1)?, node.input(2)?);
    let per_row = condition.shape.rank() == 1 && condition.shape.first() == yes.shape.first();
    let fits = condition.shape == yes.shape || condition.shape.rank() == 0 || per_row;
    let output = (fits && yes.shape == no.shape).then(|| Known::new(&yes.dims()))?;
    let output = output?;
    // The condition of a row would be repeated in a pattern of its own.
    let value = picked(&output, condition, yes, no).filter(|_| !per_row);
    Some(output.with(value))
}

/// The elements of one of two, as the condition says for each.
fn picked(output: &Known, condition: &Known, yes: &Known, no: &Known) -> Option<Vec<i64>> {
    let condition = stretched(condition, output)?;
    let (yes, no) = (stretched(yes, output)?, stretched(no, output)?);
    let both = yes.iter().zip(&no).zip(&condition);
    Some(
        both.map(|((&a, &b), &c)| if c == 0 { b } else { a })
            .collect(),
    )
}

/// `SELECT_V2`: all three stretch to each other.
pub(crate) fn select_v2(node: &Node<'_>) -> Option<Known> {
    let (condition, yes, no) = (node.input(0)?, node.input(1)?, node.input(2)?);
    let output = broadcast(&[condition, yes, no])?;
    let value = picked(&output, condition, yes, no);
    Some(output.with(value))
}
