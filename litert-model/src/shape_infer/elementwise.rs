//! Operators whose output has the shape of their inputs, after broadcasting.

use super::node::{Known, Node};

/// The output is as large as the first input.
pub(super) fn same(node: &Node<'_>) -> Option<Known> {
    Known::new(&node.dims(0)?)
}

/// The same for these operators on integers and truth values, with their elements.
pub(super) fn unary(node: &Node<'_>, rule: fn(i64) -> i64) -> Option<Known> {
    let input = node.input(0)?;
    let value = input.value.iter().flatten();
    let value = input
        .value
        .as_ref()
        .map(|_| value.map(|&v| rule(v)).collect());
    Some(Known::of(input.shape)?.with(value))
}

/// `CAST`, which also keeps numbers; the caller drops them if the output holds none.
pub(super) fn cast(node: &Node<'_>) -> Option<Known> {
    node.input(0).cloned()
}

/// Operators that want all inputs alike.
pub(super) fn alike(node: &Node<'_>) -> Option<Known> {
    let first = node.input(0)?;
    let inputs = node.all()?;
    inputs
        .iter()
        .all(|input| input.shape == first.shape)
        .then(|| Known::new(&first.dims()))?
}

/// The shape that all of these stretch to.
pub(super) fn broadcast(inputs: &[&Known]) -> Option<Known> {
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
type Rule = fn(i64, i64) -> Option<i64>;

/// Operators with two inputs that stretch to each other.
pub(super) fn binary(node: &Node<'_>, name: &str) -> Option<Known> {
    let (left, right) = (node.input(0)?, node.input(1)?);
    let output = broadcast(&[left, right])?;
    let value = || {
        let rule = rule(node, name)?;
        let count = output.shape.num_elements()?;
        let (left, right) = (left.value.as_deref()?, right.value.as_deref()?);
        (0..count)
            .map(|index| rule(element(left, index, count)?, element(right, index, count)?))
            .collect()
    };
    let value = value();
    Some(output.with(value))
}

/// Element `index` of a tensor that was stretched to `count` elements. What is neither whole nor a
/// single element would be repeated in some pattern, and is not followed.
fn element(value: &[i64], index: usize, count: usize) -> Option<i64> {
    match value {
        &[only] => Some(only),
        _ if value.len() == count => value.get(index).copied(),
        _ => None,
    }
}

fn rule(node: &Node<'_>, name: &str) -> Option<Rule> {
    let options = node.options;
    // These may clip what they compute, and without options nobody knows.
    let activation = match name {
        "ADD" => Some(options.and_then(|o| o.add())),
        "SUB" => Some(options.and_then(|o| o.sub())),
        "MUL" => Some(options.and_then(|o| o.mul())),
        "DIV" => Some(options.and_then(|o| o.div())),
        _ => None,
    };
    if activation.is_some_and(|options| options.is_none_or(|o| o.activation() != 0)) {
        return None;
    }
    Some(match name {
        "ADD" => i64::checked_add,
        "SUB" => i64::checked_sub,
        "MUL" => i64::checked_mul,
        "DIV" => i64::checked_div,
        "FLOOR_DIV" => |a, b| {
            let down = i64::from(a.checked_rem(b)? != 0 && (a < 0) != (b < 0));
            a.checked_div(b)?.checked_sub(down)
        },
        "FLOOR_MOD" => |a, b| {
            let rest = a.checked_rem(b)?;
            let up = if rest != 0 && (rest < 0) != (b < 0) {
                b
            } else {
                0
            };
            rest.checked_add(up)
        },
        "EQUAL" => |a, b| Some(i64::from(a == b)),
        "NOT_EQUAL" => |a, b| Some(i64::from(a != b)),
        "GREATER" => |a, b| Some(i64::from(a > b)),
        "GREATER_EQUAL" => |a, b| Some(i64::from(a >= b)),
        "LESS" => |a, b| Some(i64::from(a < b)),
        "LESS_EQUAL" => |a, b| Some(i64::from(a <= b)),
        "LOGICAL_AND" => |a, b| Some(a & b),
        "LOGICAL_OR" => |a, b| Some(a | b),
        "MAXIMUM" => |a, b| Some(a.max(b)),
        "MINIMUM" => |a, b| Some(a.min(b)),
        _ => return None,
    })
}

/// `PRELU`: the slopes stretch to the input, never the other way round.
pub(super) fn prelu(node: &Node<'_>) -> Option<Known> {
    let (input, slopes) = (node.input(0)?, node.input(1)?);
    broadcast(&[input, slopes]).filter(|output| output.shape == input.shape)
}

/// `SELECT`: the condition may have fewer dimensions, but nothing is stretched.
pub(super) fn select(node: &Node<'_>) -> Option<Known> {
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
    let count = output.shape.num_elements()?;
    let condition = condition.value.as_deref()?;
    let (yes, no) = (yes.value.as_deref()?, no.value.as_deref()?);
    (0..count)
        .map(|index| match element(condition, index, count)? {
            0 => element(no, index, count),
            _ => element(yes, index, count),
        })
        .collect()
}

/// `SELECT_V2`: all three stretch to each other.
pub(super) fn select_v2(node: &Node<'_>) -> Option<Known> {
    let (condition, yes, no) = (node.input(0)?, node.input(1)?, node.input(2)?);
    let output = broadcast(&[condition, yes, no])?;
    let value = picked(&output, condition, yes, no);
    Some(output.with(value))
}
