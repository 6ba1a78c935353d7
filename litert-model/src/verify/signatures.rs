//! Whether signatures name graphs and tensors that exist, and names are unambiguous.

use std::collections::HashSet;

use super::{Check, fail};
use crate::error::InvalidModelKind;
use crate::reader::{ModelView, SignatureView};
use crate::schema::Tables;

pub(super) fn check(model: ModelView<'_>) -> Check {
    let mut keys = HashSet::new();
    for signature in model.signatures() {
        let Some(key) = signature.table().signature_key() else {
            let place = format!("signature {}", signature.index());
            return fail(InvalidModelKind::Signature, place, "it has no name");
        };
        let invalid = |message: String| {
            let place = format!("signature {} '{}'", signature.index(), signature.key());
            fail(InvalidModelKind::Signature, place, message)
        };
        if !keys.insert(key.bytes()) {
            return invalid("there is another signature with this name".to_owned());
        }
        // The runtime does not look at this index, and crashes when the signature is used.
        let graph = signature.table().subgraph_index() as usize;
        if graph >= model.subgraph_count() {
            return invalid(format!(
                "it runs subgraph {graph}, but the number of subgraphs is {}",
                model.subgraph_count()
            ));
        }
        tensors(signature).or_else(invalid)?;
    }
    Ok(())
}

fn tensors(signature: SignatureView<'_>) -> Result<(), String> {
    let count = signature.subgraph().tensor_count();
    let lists = [
        ("input", signature.table().inputs()),
        ("output", signature.table().outputs()),
    ];
    for (role, maps) in lists {
        let mut names = HashSet::new();
        for (position, map) in maps.into_iter().flat_map(Tables::iter).enumerate() {
            // The runtimes make a string of the name without looking whether there is one.
            let Some(name) = map.name().map(|name| name.bytes()) else {
                return Err(format!("{role} {position} has no name"));
            };
            let index = map.tensor_index();
            if index as usize >= count {
                return Err(format!(
                    "{role} '{}' is tensor {index}, but the number of tensors is {count}",
                    String::from_utf8_lossy(name)
                ));
            }
            // An empty name stands for the tensor's own.
            if !name.is_empty() && !names.insert(name) {
                return Err(format!(
                    "there are two {role}s named '{}'",
                    String::from_utf8_lossy(name)
                ));
            }
        }
    }
    Ok(())
}
