//! What only `CompiledModel` stumbles over.
//!
//! These files are not wrong as such, and `Interpreter` runs them, so the general check lets them
//! pass.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Check, fail, tensor_place};
use crate::error::InvalidModelKind;
use crate::reader::{ModelView, SignatureView, TensorView};
use crate::schema::{Scalars, Tables, TensorMap, Text};

pub(crate) fn compiled_model(model: ModelView<'_>) -> Check {
    for tensor in model.subgraphs().flat_map(|graph| graph.tensors()) {
        quantization(tensor)?;
    }
    for signature in model.signatures() {
        interface(signature).or_else(|message| {
            let place = format!("signature {} '{}'", signature.index(), signature.key());
            fail(InvalidModelKind::Signature, place, message)
        })?;
    }
    if model.signature_count() == 0 {
        // LiteRT makes a signature of the names of the tensors. For those without one it makes up
        // `input1` and the like, which another tensor may be called.
        let graph = model.main_subgraph();
        distinct("input", graph.inputs())?;
        distinct("output", graph.outputs())?;
    }
    Ok(())
}

fn distinct<'a>(role: &str, tensors: impl Iterator<Item = TensorView<'a>>) -> Check {
    let mut named = HashMap::new();
    for (position, tensor) in tensors.enumerate() {
        let name = tensor.table().name().map_or(&[][..], Text::bytes);
        let name = match name {
            [] => Cow::Owned(format!("{role}{position}").into_bytes()),
            _ => Cow::Borrowed(name),
        };
        let message = if name.contains(&0) {
            "there is a zero byte in the name; CompiledModel cannot find it, use Interpreter".into()
        } else {
            match named.insert(name, tensor.index()) {
                Some(other) if other != tensor.index() => format!(
                    "{role} tensor {other} has the same name, or is given it; CompiledModel cannot \
                     tell them apart, use Interpreter"
                ),
                _ => continue,
            }
        };
        return fail(InvalidModelKind::Tensor, tensor_place(tensor), message);
    }
    Ok(())
}

/// LiteRT's loader reads the first scale whenever there is a single zero point, even if there are
/// no scales, and crashes. `Interpreter` ignores zero points without scales.
fn quantization(tensor: TensorView<'_>) -> Check {
    let Some(stored) = tensor.table().quantization() else {
        return Ok(());
    };
    if stored.blockwise().is_some() {
        return Ok(());
    }
    let scales = stored.scale().map_or(0, Scalars::len);
    let zero_points = stored.zero_point().map_or(0, Scalars::len);
    if scales == zero_points {
        return Ok(());
    }
    fail(
        InvalidModelKind::Tensor,
        tensor_place(tensor),
        format!(
            "quantization: there are {zero_points} zero points but {scales} scales; CompiledModel \
             cannot load this, use Interpreter"
        ),
    )
}

/// LiteRT looks up every input and output of the graph by the name that the signature gives it, and
/// aborts when there is none. `Interpreter` only looks up what it is asked for.
fn interface(signature: SignatureView<'_>) -> Result<(), String> {
    let table = signature.table();
    if has_zero(table.signature_key()) {
        return Err("there is a zero byte in its name".to_owned());
    }
    let graph = signature.subgraph();
    covered("input", graph.inputs(), table.inputs())?;
    covered("output", graph.outputs(), table.outputs())
}

fn covered<'a>(
    role: &str,
    mut tensors: impl Iterator<Item = TensorView<'a>>,
    maps: Option<Tables<'a, TensorMap<'a>>>,
) -> Result<(), String> {
    let mut named = HashSet::new();
    for map in maps.into_iter().flat_map(Tables::iter) {
        if has_zero(map.name()) {
            return Err(format!("there is a zero byte in the name of an {role}"));
        }
        named.insert(map.tensor_index() as usize);
    }
    match tensors.find(|tensor| !named.contains(&tensor.index())) {
        None => Ok(()),
        Some(tensor) => Err(format!(
            "it has no name for {role} tensor {}; CompiledModel needs names for all, use \
             Interpreter",
            tensor.index()
        )),
    }
}

/// The engine below LiteRT ends names at a zero byte, and LiteRT does not; they cannot agree.
fn has_zero(name: Option<Text<'_>>) -> bool {
    name.is_some_and(|name| name.bytes().contains(&0))
}
