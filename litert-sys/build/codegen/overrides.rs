//! The places where the headers, read literally, would give an unsafe or a clumsy binding.
//!
//! Each entry says why. Everything else comes from the headers unchanged.

use syn::{FnArg, ForeignItemFn, GenericArgument, Item, PathArguments, ReturnType, Type};

/// Functions that return an options struct by value, with the storage to receive it in.
///
/// These structs grew between library versions. The callee writes as many bytes as *its* version
/// has through a hidden pointer, so receiving one in a struct of another version corrupts the
/// stack. The storage is larger than every version; fields are then read by version.
const BY_VALUE: &[(&str, &str)] = &[
    (
        "TfLiteXNNPackDelegateOptionsDefault",
        "TfLiteXNNPackDelegateOptionsStorage",
    ),
    (
        "TfLiteGpuDelegateOptionsV2Default",
        "TfLiteGpuDelegateOptionsV2Storage",
    ),
    (
        "TfLiteNnapiDelegateOptionsDefault",
        "TfLiteNnapiDelegateOptionsStorage",
    ),
    (
        "TfLiteExternalDelegateOptionsDefault",
        "TfLiteExternalDelegateOptionsStorage",
    ),
];

/// Parameters whose declared type is not what the binaries take.
///
/// The header says `int`; every shipped library reads the full 64-bit register.
const PARAMETERS: &[(&str, &str, &str)] =
    &[("LiteRtAddExternalTensorBinding", "size_bytes", "usize")];

/// Names bindgen made up, and ours.
const NAMES: &[(&str, &str)] = &[
    ("LiteRtAny__bindgen_ty_1", "LiteRtAnyValue"),
    ("__bindgen_anon_1", "value"),
];

/// Hand-laid types that replace or complete the generated ones, per family.
const TYPES: &[(&str, &str)] = &[
    (
        "litert",
        // The first word is a pair of bit-fields (7 bits of rank, 1 bit `has_strides`). A plain
        // word has the same layout on every compiler and needs no accessor code.
        "#[repr(C)] #[derive(Debug, Copy, Clone)] pub struct LiteRtLayout {
             pub rank_and_flags: u32, pub dimensions: [i32; 8], pub strides: [u32; 8],
         }
         const _: () = {
             [\"Size of LiteRtLayout\"][size_of::<LiteRtLayout>() - 68usize];
             [\"Alignment of LiteRtLayout\"][align_of::<LiteRtLayout>() - 4usize];
             [\"Offset of field: LiteRtLayout::dimensions\"]
                 [::core::mem::offset_of!(LiteRtLayout, dimensions) - 4usize];
             [\"Offset of field: LiteRtLayout::strides\"]
                 [::core::mem::offset_of!(LiteRtLayout, strides) - 36usize];
         };",
    ),
    (
        "tflite",
        "#[repr(C)] #[derive(Debug, Copy, Clone)]
         pub struct TfLiteXNNPackDelegateOptionsStorage { pub _bytes: [::core::mem::MaybeUninit<u64>; 32] }
         #[repr(C)] #[derive(Debug, Copy, Clone)]
         pub struct TfLiteGpuDelegateOptionsV2Storage { pub _bytes: [::core::mem::MaybeUninit<u64>; 32] }
         #[repr(C)] #[derive(Debug, Copy, Clone)]
         pub struct TfLiteNnapiDelegateOptionsStorage { pub _bytes: [::core::mem::MaybeUninit<u64>; 32] }
         #[repr(C)] #[derive(Debug, Copy, Clone)]
         pub struct TfLiteExternalDelegateOptionsStorage { pub _bytes: [::core::mem::MaybeUninit<u64>; 1024] }",
    ),
];

/// Symbols that supported libraries export and today's headers do not declare, per family.
const SYMBOLS: &[(&str, &str)] = &[(
    "tflite",
    // TensorFlow Lite 2.17 has the four-argument form under this name, and a three-argument
    // function under the name that has four arguments today (`TfLiteOperatorCreate`).
    "unsafe extern \"C\" {
             pub fn TfLiteOperatorCreateWithData(
                 builtin_code: TfLiteBuiltinOperator,
                 custom_name: *const c_char,
                 version: c_int,
                 user_data: *mut c_void,
             ) -> *mut TfLiteOperator;
         }",
)];

/// True if `name` is one of the compiler's spellings of `va_list`.
pub(crate) fn is_va_list(name: &str) -> bool {
    matches!(
        name,
        "va_list" | "__va_list_tag" | "__gnuc_va_list" | "__builtin_va_list"
    )
}

/// bindgen's helper for a C array of unknown length at the end of a struct.
const FLEXIBLE_ARRAY: &str = "__IncompleteArrayField";

/// The element type, if `ty` is that helper. A plain `[T; 0]` has the same layout, and whoever
/// reads such an array computes the pointer from the length beside it anyway.
pub(crate) fn flexible_array(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let last = path
        .path
        .segments
        .last()
        .filter(|s| s.ident == FLEXIBLE_ARRAY)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(element) => Some(element.clone()),
        _ => None,
    })
}

/// True if `item` only serves the helper types that we replace.
pub(crate) fn is_helper(item: &Item) -> bool {
    match item {
        Item::Struct(s) => s.ident == FLEXIBLE_ARRAY,
        Item::Impl(i) => match &*i.self_ty {
            Type::Path(path) => path.path.segments.iter().any(|s| s.ident == FLEXIBLE_ARRAY),
            _ => false,
        },
        _ => false,
    }
}

/// `text` with the names that bindgen made up replaced.
pub(crate) fn rename(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, (theirs, ours)| {
        text.replace(theirs, ours)
    })
}

/// Applies the by-value and parameter overrides to one function.
pub(crate) fn function(f: &mut ForeignItemFn) -> Result<(), String> {
    let name = f.sig.ident.to_string();
    if let Some((_, storage)) = BY_VALUE.iter().find(|(function, _)| *function == name) {
        let ty: Type = parse(storage)?;
        f.sig.output = ReturnType::Type(syn::token::RArrow::default(), Box::new(ty));
    }
    for (_, parameter, ty) in PARAMETERS
        .iter()
        .filter(|(function, _, _)| *function == name)
    {
        let mut found = false;
        for input in &mut f.sig.inputs {
            let FnArg::Typed(typed) = input else { continue };
            if matches!(&*typed.pat, syn::Pat::Ident(pat) if pat.ident == parameter) {
                *typed.ty = parse(ty)?;
                found = true;
            }
        }
        if !found {
            return Err(format!(
                "{name} has no parameter {parameter} any more; see PARAMETERS"
            ));
        }
    }
    Ok(())
}

/// Items to append to the family `stem`: hand-laid types and undeclared symbols.
pub(crate) fn extra_items(stem: &str) -> Result<Vec<Item>, String> {
    let both = TYPES.iter().chain(SYMBOLS);
    let text: String = both
        .filter(|(s, _)| *s == stem)
        .map(|(_, text)| *text)
        .collect();
    syn::parse_file(&text)
        .map(|f| f.items)
        .map_err(|e| format!("override for {stem}: {e}"))
}

/// The last part of a type's name.
pub(crate) fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// Reads a piece of Rust from one of the tables.
pub(crate) fn parse<T: syn::parse::Parse>(text: &str) -> Result<T, String> {
    syn::parse_str(text).map_err(|e| format!("override `{text}`: {e}"))
}
