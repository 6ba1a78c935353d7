//! Whether the element types of an operator's tensors go together.
//!
//! What a kernel does with types that nobody thought of is anybody's guess: many do not look. So an
//! operator is refused unless its types are among those that its row in the table lists.

use crate::ops::{Gives, Row};
use crate::reader::{OperatorView, TensorView};
use crate::types::ElementType;
use crate::verify::types::Types;

/// Says what is wrong, if anything.
pub(super) fn check(operator: OperatorView<'_>, row: &Row, types: &Types) -> Result<(), String> {
    if row.types.is_empty() {
        return Ok(());
    }
    let when_run = |tensor: Option<TensorView<'_>>| tensor.map(|it| types.when_run(it));
    // What the kernel overwrites need not be as declared.
    let overwritten = match row.yields {
        Gives::Declared => 0,
        Gives::AllLike(_) => usize::MAX,
        Gives::Like(_) | Gives::Always(_) => 1,
    };
    let declared = |(at, output): (usize, TensorView<'_>)| {
        Some(output.element_type()).filter(|_| at >= overwritten)
    };
    let (mut few, mut many) = ([None; FEW], Vec::new());
    let inputs = listed(&mut few, &mut many, operator.inputs().map(when_run));
    let (mut few, mut many) = ([None; FEW], Vec::new());
    let outputs = listed(
        &mut few,
        &mut many,
        operator.outputs().enumerate().map(declared),
    );
    let mut combinations = row.types.iter();
    if combinations.any(|types| types.accepts(inputs, outputs)) {
        return Ok(());
    }
    let list = |types: &[Option<ElementType>]| {
        let name = |ty: &Option<ElementType>| ty.map_or("-".to_owned(), |ty| ty.to_string());
        types.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    Err(format!(
        "no kernel makes ({}) of ({})",
        list(outputs),
        list(inputs)
    ))
}

/// Nearly all operators have no more inputs, so that nothing is allocated for them.
const FEW: usize = 6;

type Type = Option<ElementType>;

/// The types that an iterator yields, in whichever place has room for them.
fn listed<'a>(
    few: &'a mut [Type; FEW],
    many: &'a mut Vec<Type>,
    types: impl Iterator<Item = Type>,
) -> &'a [Type] {
    let mut count = 0;
    for ty in types {
        match few.get_mut(count) {
            Some(slot) if many.is_empty() => *slot = ty,
            _ => {
                if many.is_empty() {
                    many.extend(few.iter().copied());
                }
                many.push(ty);
            }
        }
        count += 1;
    }
    if many.is_empty() {
        few.get(..count).unwrap_or(&[])
    } else {
        many
    }
}
