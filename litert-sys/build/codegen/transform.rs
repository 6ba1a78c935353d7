//! Turns bindgen's one flat file into two: types, and function pointers.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit::Visit;
use syn::visit_mut::VisitMut;
use syn::{FnArg, ForeignItem, ForeignItemFn, Item, Type};

use super::{constants, overrides};

/// The result for one family.
#[derive(Debug)]
pub(crate) struct Split {
    /// Types and constants.
    pub(crate) types: String,
    /// One function-pointer alias per C function.
    pub(crate) functions: String,
    /// Names that `types` defines, for the families that build on this one.
    pub(crate) type_names: BTreeSet<String>,
}

/// A family generated before this one, whose types may be used here.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// Module that defines them.
    pub(crate) module: &'a str,
    /// Their names.
    pub(crate) names: &'a BTreeSet<String>,
}

/// Splits `source` (bindgen's output for the family `stem`).
pub(crate) fn split(source: &str, stem: &str, known: &[Known<'_>]) -> Result<Split, String> {
    let source = overrides::rename(source);
    let mut file =
        syn::parse_file(&source).map_err(|e| format!("bindgen printed bad Rust: {e}"))?;
    file.items.retain(|item| !overrides::is_helper(item));
    file.items.extend(overrides::extra_items(stem)?);
    constants::tidy(&mut file.items)?;
    Tidy.visit_file_mut(&mut file);

    let mut items = Vec::new();
    let mut functions = Vec::new();
    for item in file.items {
        match item {
            Item::ForeignMod(block) => {
                for inner in block.items {
                    match inner {
                        ForeignItem::Fn(mut f) if f.sig.variadic.is_none() => {
                            overrides::function(&mut f)?;
                            functions.push(f);
                        }
                        // A variadic C function cannot be called soundly with our own argument
                        // lists, so it is not bound at all. Variables are looked up by name.
                        _ => {}
                    }
                }
            }
            other => items.push(other),
        }
    }

    let type_names: BTreeSet<String> = items.iter().filter_map(defined_name).collect();
    let types_tokens: Vec<TokenStream> = items.iter().map(gate_layout_check).collect();
    let alias_tokens: Vec<TokenStream> = functions.iter().map(alias).collect();

    let own_module = format!("{stem}_types");
    let own = Known {
        module: &own_module,
        names: &type_names,
    };
    let with_own: Vec<Known<'_>> = known.iter().copied().chain([own]).collect();
    Ok(Split {
        types: assemble(&types_tokens, known, &type_names),
        functions: assemble(&alias_tokens, &with_own, &BTreeSet::new()),
        type_names,
    })
}

/// `pub type Name = unsafe extern "C" fn(…) -> …;`
fn alias(function: &ForeignItemFn) -> TokenStream {
    let name = &function.sig.ident;
    let output = &function.sig.output;
    let inputs = function.sig.inputs.iter().map(|input| match input {
        FnArg::Typed(typed) => typed.to_token_stream(),
        // A C function has no `self`.
        FnArg::Receiver(_) => TokenStream::new(),
    });
    quote! { pub type #name = unsafe extern "C" fn(#(#inputs),*) #output; }
}

/// The headers promise their struct sizes for 64-bit targets only.
fn gate_layout_check(item: &Item) -> TokenStream {
    match item {
        Item::Const(c) if c.ident == "_" => {
            let mut check = c.clone();
            check.attrs.clear();
            quote! { #[cfg(target_pointer_width = "64")] #check }
        }
        other => other.to_token_stream(),
    }
}

fn defined_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Struct(i) => &i.ident,
        Item::Union(i) => &i.ident,
        Item::Type(i) => &i.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Joins the items under the imports that they need, and only those.
fn assemble(items: &[TokenStream], known: &[Known<'_>], own: &BTreeSet<String>) -> String {
    let mut used = Idents::default();
    let text: Vec<String> = items.iter().map(ToString::to_string).collect();
    if let Ok(file) = syn::parse_file(&text.join("\n")) {
        used.visit_file(&file);
    }
    let mut out = String::new();
    let ffi: Vec<&str> = C_TYPES
        .iter()
        .copied()
        .filter(|t| used.0.contains(*t))
        .collect();
    push_use(&mut out, "core::ffi", &ffi);
    for family in known {
        let names: Vec<&str> = family
            .names
            .iter()
            .map(String::as_str)
            .filter(|n| used.0.contains(*n) && !own.contains(*n))
            .collect();
        push_use(&mut out, &format!("super::{}", family.module), &names);
    }
    for item in text {
        out.push('\n');
        out.push_str(&item);
        out.push('\n');
    }
    out
}

fn push_use(out: &mut String, module: &str, names: &[&str]) {
    if !names.is_empty() {
        out.push_str(&format!("use {module}::{{{}}};\n", names.join(", ")));
    }
}

/// The C scalar names of `core::ffi`.
const C_TYPES: &[&str] = &[
    "c_char",
    "c_double",
    "c_float",
    "c_int",
    "c_long",
    "c_longlong",
    "c_schar",
    "c_short",
    "c_uchar",
    "c_uint",
    "c_ulong",
    "c_ulonglong",
    "c_ushort",
    "c_void",
];

/// Type names a tree mentions.
#[derive(Default)]
struct Idents(BTreeSet<String>);

impl<'ast> Visit<'ast> for Idents {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() == 1 {
            self.0.insert(path.segments[0].ident.to_string());
        }
        syn::visit::visit_path(self, path);
    }
}

/// Makes bindgen's spelling readable and independent of the host.
struct Tidy;

impl VisitMut for Tidy {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        // `::core::ffi::c_int` and friends are imported or in the prelude.
        let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let short = matches!(
            names.as_slice(),
            ["core", "ffi", _]
                | ["core", "option", "Option"]
                | ["core", "mem", "size_of" | "align_of"]
        );
        if path.leading_colon.is_some() && short {
            path.leading_colon = None;
            if let Some(last) = path.segments.pop() {
                path.segments = std::iter::once(last.into_value()).collect();
            }
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        // A `va_list` parameter is passed as one pointer on every ABI we support, but its type has
        // a different name on each. Nothing in Rust can look inside it. The pointer is looked at
        // before what it points to: on this target the headers' type is already a pointer.
        let pointee = match &*ty {
            Type::Ptr(pointer) => &*pointer.elem,
            other => other,
        };
        if overrides::type_name(pointee).is_some_and(|name| overrides::is_va_list(&name)) {
            *ty = syn::parse_quote!(*mut c_void);
            return;
        }
        syn::visit_mut::visit_type_mut(self, ty);
        if let Some(element) = overrides::flexible_array(ty) {
            *ty = syn::parse_quote!([#element; 0]);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Known, Split, split};

    fn run(source: &str, known: &[Known<'_>]) -> Result<Split, String> {
        // A family without overrides of its own.
        split(source, "test", known)
    }

    /// Token text without the spaces that only rustfmt would settle.
    fn squeeze(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn functions_become_aliases() -> Result<(), String> {
        let out = run(
            "pub struct A { _unused: [u8; 0] }
             unsafe extern \"C\" { pub fn TestMake(n: ::core::ffi::c_int, a: *mut A) -> *mut A; }",
            &[],
        )?;
        let functions = squeeze(&out.functions);
        assert!(functions.contains("usecore::ffi::{c_int};usesuper::test_types::{A};"));
        assert!(
            functions.contains("pubtypeTestMake=unsafeextern\"C\"fn(n:c_int,a:*mutA)->*mutA;"),
            "{functions}"
        );
        assert!(!out.types.contains("TestMake"));
        Ok(())
    }

    #[test]
    fn variadic_functions_are_left_out() -> Result<(), String> {
        let out = run(
            "unsafe extern \"C\" { pub fn Log(f: *const u8, ...); }",
            &[],
        )?;
        assert!(!out.functions.contains("Log"));
        Ok(())
    }

    #[test]
    fn a_va_list_is_a_plain_pointer() -> Result<(), String> {
        let out = run(
            "unsafe extern \"C\" { pub fn V(args: *mut __va_list_tag); }",
            &[],
        )?;
        assert!(
            squeeze(&out.functions).contains("fn(args:*mutc_void)"),
            "{}",
            out.functions
        );
        Ok(())
    }

    #[test]
    fn types_of_another_family_are_imported() -> Result<(), String> {
        let names = BTreeSet::from(["B".to_owned(), "Unused".to_owned()]);
        let known = [Known {
            module: "other_types",
            names: &names,
        }];
        let out = run("unsafe extern \"C\" { pub fn F(b: *mut B); }", &known)?;
        assert!(
            out.functions.contains("use super::other_types::{B};"),
            "{}",
            out.functions
        );
        Ok(())
    }

    #[test]
    fn layout_checks_are_for_64_bit_targets() -> Result<(), String> {
        let out = run("pub struct S; const _: () = { let _ = 1; };", &[])?;
        assert!(squeeze(&out.types).contains("#[cfg(target_pointer_width=\"64\")]const_:()"));
        Ok(())
    }

    #[test]
    fn unnamed_enums_become_plain_constants() -> Result<(), String> {
        let out = run(
            "pub const kA: _bindgen_ty_1 = _bindgen_ty_1(-1);
             pub struct _bindgen_ty_1(pub ::core::ffi::c_int);
             pub struct Wide(pub ::core::ffi::c_ulong);",
            &[],
        )?;
        let types = squeeze(&out.types);
        assert!(types.contains("pubconstkA:c_int=-1;"), "{types}");
        assert!(types.contains("pubstructWide(pubu64);"), "{types}");
        assert!(!types.contains("_bindgen_ty_"), "{types}");
        Ok(())
    }

    #[test]
    fn by_value_results_get_storage_and_wrong_parameters_are_fixed() -> Result<(), String> {
        let out = run(
            "unsafe extern \"C\" {
                 pub fn TfLiteXNNPackDelegateOptionsDefault() -> TfLiteXNNPackDelegateOptions;
                 pub fn LiteRtAddExternalTensorBinding(size_bytes: ::core::ffi::c_int) -> i32;
             }",
            &[],
        )?;
        let functions = squeeze(&out.functions);
        assert!(
            functions.contains("fn()->TfLiteXNNPackDelegateOptionsStorage;"),
            "{functions}"
        );
        assert!(functions.contains("fn(size_bytes:usize)"), "{functions}");
        Ok(())
    }

    #[test]
    fn an_override_that_no_longer_fits_is_an_error() {
        let out = run(
            "unsafe extern \"C\" { pub fn LiteRtAddExternalTensorBinding(); }",
            &[],
        );
        assert!(out.is_err_and(|e| e.contains("size_bytes")));
    }

    #[test]
    fn flexible_arrays_are_empty_arrays() -> Result<(), String> {
        let out = run(
            "pub struct S { pub data: __IncompleteArrayField<i32> }",
            &[],
        )?;
        assert!(
            squeeze(&out.types).contains("pubdata:[i32;0]"),
            "{}",
            out.types
        );
        Ok(())
    }
}
