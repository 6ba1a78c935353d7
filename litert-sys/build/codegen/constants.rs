//! Constants and enums: the places where bindgen's reading depends on the host.

use std::collections::BTreeMap;

use syn::{Expr, Fields, Item, ItemConst, Type};

use super::overrides::{parse, type_name};

/// Constants of unnamed C enums, by the start of their name, with the type they are used as.
const CONSTANT_TYPES: &[(&str, &str)] = &[("kLiteRtLogSeverity", "LiteRtLogSeverity")];

/// Constants whose value depends on the pointer width, as Rust would write them.
const CONSTANT_VALUES: &[(&str, &str, &str)] = &[
    // SIZE_MAX in C; bindgen prints the value of the 64-bit host.
    ("kTfLiteNoBufferIdentifier", "usize", "usize::MAX"),
];

/// Turns the constants of unnamed C enums into plain integers and drops the made-up enum types.
///
/// Also fixes the width of 64-bit enums: bindgen calls them `c_ulong`, which has 32 bits on Windows.
pub(crate) fn tidy(items: &mut Vec<Item>) -> Result<(), String> {
    let mut unnamed = BTreeMap::new();
    for item in items.iter_mut() {
        let Item::Struct(s) = item else { continue };
        // An enum is a tuple struct of one integer.
        let Fields::Unnamed(fields) = &mut s.fields else {
            continue;
        };
        let Some(field) = fields.unnamed.first_mut() else {
            continue;
        };
        if type_name(&field.ty).as_deref() == Some("c_ulong") {
            field.ty = parse("u64")?;
        }
        let name = s.ident.to_string();
        if name.starts_with("_bindgen_ty_") {
            unnamed.insert(name, field.ty.clone());
        }
    }
    items.retain(
        |item| !matches!(item, Item::Struct(s) if unnamed.contains_key(&s.ident.to_string())),
    );
    for item in items.iter_mut() {
        if let Item::Const(constant) = item {
            plain(constant, &unnamed)?;
            value(constant)?;
        }
    }
    Ok(())
}

/// `kName: _bindgen_ty_1 = _bindgen_ty_1(4)` becomes `kName: c_uint = 4`.
fn plain(constant: &mut ItemConst, unnamed: &BTreeMap<String, Type>) -> Result<(), String> {
    let Some(integer) = type_name(&constant.ty).and_then(|name| unnamed.get(&name)) else {
        return Ok(());
    };
    let name = constant.ident.to_string();
    let typed = CONSTANT_TYPES
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix));
    *constant.ty = match typed {
        Some((_, ty)) => parse(ty)?,
        None => integer.clone(),
    };
    if let Expr::Call(call) = &*constant.expr {
        if let Some(value) = call.args.first().cloned() {
            *constant.expr = value;
        }
    }
    Ok(())
}

/// Applies `CONSTANT_VALUES`.
fn value(constant: &mut ItemConst) -> Result<(), String> {
    if let Some((_, ty, value)) = CONSTANT_VALUES
        .iter()
        .find(|(name, _, _)| constant.ident == name)
    {
        *constant.ty = parse(ty)?;
        *constant.expr = parse(value)?;
    }
    Ok(())
}
