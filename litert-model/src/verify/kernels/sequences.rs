//! Whether the tensors of recurrent operators are of the types and ranks that their kernels take for
//! granted.
//!
//! These kernels compare sizes with each other, and look at the type of one or two tensors to choose
//! how to compute. That the others are of the types which go with them is believed, and a dimension
//! too many makes them end the process or read behind a list of dimensions.

use crate::ops::hazard::{ALL, Case, Hazard};
use crate::reader::TensorView;
use crate::types::ElementType::{self, Int8, Int16, Int32};

/// With this many inputs an LSTM is of the basic kind, whose kernel looks at everything.
const BASIC: usize = 5;

/// How an operator's inputs are arranged.
struct Layout {
    /// The dimensions of the first input.
    rank: usize,
    /// Matrices, all of the same type.
    weights: &'static [usize],
    /// Those between what was given last and what comes next: matrices, or all of them diagonals.
    recurrent: &'static [usize],
    /// The weights of gates that need not be there, and the biases that then must be, too.
    gates: &'static [(usize, usize)],
    /// Further data and state: float, as the first input and the outputs are.
    floats: &'static [usize],
    /// Where state is kept, which must be variables: kernels read others through a null pointer.
    states: &'static [usize],
    /// Whether there is also a kernel for small integers, and which inputs are of the types that
    /// go with it.
    integers: Option<&'static [(usize, ElementType)]>,
}

const NAME: &str = "recurrent-types";

const LSTM_INTEGERS: &[(usize, ElementType)] = &[
    (1, Int8),
    (2, Int8),
    (3, Int8),
    (4, Int8),
    (5, Int8),
    (6, Int8),
    (7, Int8),
    (8, Int8),
    (16, Int8),
    (18, Int8),
    (19, Int16),
];

const fn lstm(rank: usize) -> Layout {
    Layout {
        rank,
        weights: &[1, 2, 3, 4, 5, 6, 7, 8, 16],
        recurrent: &[5, 6, 7, 8],
        gates: &[(1, 12)],
        floats: &[18, 19],
        states: &[18, 19],
        integers: Some(LSTM_INTEGERS),
    }
}

const fn rnn(rank: usize) -> Layout {
    Layout {
        rank,
        weights: &[1, 2],
        recurrent: &[],
        gates: &[],
        floats: &[3, 4],
        states: &[4],
        integers: None,
    }
}

/// The kernel of LSTM believes that types and ranks go together, unless it is of the basic kind.
pub(crate) const LSTM: Hazard = Hazard::file(NAME, ALL, |case| {
    if case.operator.inputs().count() == BASIC {
        return Ok(());
    }
    check(case, &lstm(2))
});

/// So does this one.
pub(crate) const UNIDIRECTIONAL_LSTM: Hazard =
    Hazard::file(NAME, ALL, |case| check(case, &lstm(3)));

/// So does this one.
pub(crate) const BIDIRECTIONAL_LSTM: Hazard = Hazard::file(NAME, ALL, |case| {
    let layout = Layout {
        rank: 3,
        weights: &[
            1, 2, 3, 4, 5, 6, 7, 8, 16, 18, 19, 20, 21, 22, 23, 24, 25, 33, 40, 41, 42, 43, 44, 45,
            46, 47,
        ],
        recurrent: &[5, 6, 7, 8, 22, 23, 24, 25],
        gates: &[(1, 12), (18, 29)],
        floats: &[35, 36, 37, 38, 39],
        states: &[35, 36, 37, 38],
        integers: None,
    };
    check(case, &layout)
});

/// So does this one.
pub(crate) const RNN: Hazard = Hazard::file(NAME, ALL, |case| check(case, &rnn(2)));

/// So does this one.
pub(crate) const UNIDIRECTIONAL_RNN: Hazard = Hazard::file(NAME, ALL, |case| check(case, &rnn(3)));

/// So does this one.
pub(crate) const BIDIRECTIONAL_RNN: Hazard = Hazard::file(NAME, ALL, |case| {
    let layout = Layout {
        rank: 3,
        weights: &[1, 2, 5, 6, 10, 11],
        floats: &[3, 4, 7, 8, 9],
        states: &[4, 8],
        ..rnn(3)
    };
    check(case, &layout)
});

/// So does this one.
pub(crate) const SVDF: Hazard = Hazard::file(NAME, ALL, |case| {
    let layout = Layout {
        integers: Some(&[(1, Int8), (2, Int16), (3, Int32), (4, Int16)]),
        ..rnn(2)
    };
    check(case, &layout)
});

fn check(case: &Case<'_, '_, '_>, layout: &Layout) -> Result<(), String> {
    let (operator, types, shapes) = (case.operator, case.types, case.shapes);
    let inputs: Vec<Option<TensorView<'_>>> = operator.inputs().collect();
    let Some(&Some(first)) = inputs.first() else {
        return Ok(());
    };
    let rank = shapes.when_run(first).rank();
    if rank != layout.rank || first.shape().rank() != layout.rank {
        return Err(format!(
            "its input has {rank} dimensions, but its kernel works with {}",
            layout.rank
        ));
    }
    let at = |position: &usize| Some((*position, (*inputs.get(*position)?)?));
    // A tensor may be declared to be of one type and get another one when the graph runs.
    let expect = |(position, tensor): (usize, TensorView<'_>), expected: ElementType| match [
        tensor.element_type(),
        types.when_run(tensor),
    ]
    .into_iter()
    .find(|ty| *ty != expected)
    {
        None => Ok(()),
        Some(ty) => Err(format!(
            "input {position} holds {ty}, but {expected} goes with the others"
        )),
    };
    let of_first = first.element_type();
    expect((0, first), of_first)?;
    if let Some(output) = operator
        .outputs()
        .find(|output| output.element_type() != of_first)
    {
        return Err(format!(
            "it makes {} of {of_first}, which its kernel does not do, nor notice",
            output.element_type()
        ));
    }
    let mut states = layout.states.iter().filter_map(at);
    if let Some((position, _)) = states.find(|(_, tensor)| !tensor.is_variable()) {
        return Err(format!(
            "input {position} keeps its state, but is no variable"
        ));
    }
    let missing = |(weights, bias): &&(usize, usize)| {
        at(weights).is_some() && matches!(inputs.get(*bias), Some(None))
    };
    if let Some((weights, bias)) = layout.gates.iter().find(missing) {
        return Err(format!(
            "input {weights} is given, but input {bias}, its bias, is left out"
        ));
    }
    let ranks: Vec<usize> = layout
        .recurrent
        .iter()
        .filter_map(at)
        .map(|(_, tensor)| shapes.when_run(tensor).rank())
        .collect();
    if ranks.windows(2).any(|pair| pair.first() != pair.last()) {
        return Err("some of its recurrent weights are diagonals, and some are not".to_owned());
    }
    match (of_first, layout.integers) {
        (ElementType::Float32, _) => {
            let mut weights = layout.weights.iter().filter_map(at);
            let Some((_, weight)) = weights.next() else {
                return Ok(());
            };
            let ty = weight.element_type();
            let known = [ElementType::Float32, ElementType::Int8, ElementType::UInt8];
            if !known.contains(&ty) {
                return Err(format!("its weights are of the type {ty}"));
            }
            expect((1, weight), ty)?;
            weights.try_for_each(|it| expect(it, ty))?;
            let mut floats = layout.floats.iter().filter_map(at);
            floats.try_for_each(|it| expect(it, ElementType::Float32))
        }
        (ElementType::Int8, Some(integers)) => integers
            .iter()
            .filter_map(|(position, ty)| Some((at(position)?, *ty)))
            .try_for_each(|(it, ty)| expect(it, ty)),
        (other, _) => Err(format!("it has no kernel for {other}")),
    }
}
