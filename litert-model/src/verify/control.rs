//! Whether the order that a model demands of its operators can be read.
//!
//! A metadata entry may list, for each graph, pairs of operators of which one must run before the
//! other. Runtimes before LiteRT 2.1 use the numbers without a look, and all of them reserve memory
//! for whatever counts they find.

use super::{Check, fail};
use crate::error::InvalidModelKind;
use crate::reader::ModelView;

const NAME: &str = "model_control_dependencies";
const VERSION: u32 = 1;

pub(super) fn check(model: ModelView<'_>) -> Check {
    let Some(data) = model.metadata_bytes(NAME) else {
        return Ok(());
    };
    let operators: Vec<usize> = model
        .subgraphs()
        .map(|graph| graph.operator_count())
        .collect();
    edges(data, &operators).or_else(|message| {
        fail(
            InvalidModelKind::Metadata,
            format!("metadata '{NAME}'"),
            message,
        )
    })
}

fn edges(data: &[u8], operators: &[usize]) -> Result<(), String> {
    let mut rest = data;
    // Other versions are ignored by the runtimes, too.
    if number(&mut rest)? != VERSION {
        return Ok(());
    }
    let graphs = count(&mut rest)?;
    for graph in 0..graphs {
        for _ in 0..count(&mut rest)? {
            let (from, to) = (number(&mut rest)?, number(&mut rest)?);
            // Lists for another number of graphs are ignored.
            let Some(&operators) = operators.get(graph).filter(|_| graphs == operators.len())
            else {
                continue;
            };
            // Signed numbers are folded onto unsigned ones: 0, −1, 1, −2, … so odd is negative.
            for index in [from, to] {
                if index % 2 != 0 || (index / 2) as usize >= operators {
                    return Err(format!(
                        "graph {graph} has no operator number {}",
                        index / 2
                    ));
                }
            }
        }
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err("there is more than its counts say".to_owned())
    }
}

/// A number of things that follow, each of which takes at least one byte.
fn count(rest: &mut &[u8]) -> Result<usize, String> {
    let count = number(rest)? as usize;
    if count > rest.len() {
        return Err(format!(
            "{count} entries are announced, but {} bytes follow",
            rest.len()
        ));
    }
    Ok(count)
}

/// Seven bits to a byte, the low ones first; the top bit says that more follow.
fn number(rest: &mut &[u8]) -> Result<u32, String> {
    let mut value = 0_u32;
    for shift in (0..32).step_by(7) {
        let Some((&byte, tail)) = rest.split_first() else {
            return Err("it is cut short".to_owned());
        };
        *rest = tail;
        value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err("a number is too long".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_lists_pass() {
        // Version 1, one graph, one edge from operator 0 to operator 1.
        assert_eq!(edges(&[1, 1, 1, 0, 2], &[2]), Ok(()));
        assert_eq!(edges(&[1, 0], &[2]), Ok(()));
        assert_eq!(edges(&[9, 255, 255], &[2]), Ok(()));
    }

    #[test]
    fn bad_lists_do_not() {
        for data in [
            &[1, 1, 1, 0, 4][..],
            &[1, 1, 1, 1, 2],
            &[1, 1, 1, 0],
            &[1, 255, 255, 255, 255, 15],
            &[1, 1, 1, 0, 2, 7],
            &[],
        ] {
            assert!(edges(data, &[2]).is_err(), "{data:?}");
        }
    }
}
