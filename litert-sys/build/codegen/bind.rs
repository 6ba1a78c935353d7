//! Runs bindgen over one family of headers.

use std::path::Path;

use bindgen::callbacks::{DeriveTrait, ImplementsTrait, ParseCallbacks};

use super::headers::{DEFINES, Family, STAND_INS};

/// The type that `overrides` lays out instead of bindgen.
const HAND_LAID: &str = "LiteRtLayout";

/// Tells bindgen what it cannot know: the hand-laid type can be copied and printed, so the structs
/// that hold one can be, too.
#[derive(Debug)]
struct HandLaid;

impl ParseCallbacks for HandLaid {
    fn blocklisted_type_implements_trait(
        &self,
        name: &str,
        derive: DeriveTrait,
    ) -> Option<ImplementsTrait> {
        let derived = matches!(derive, DeriveTrait::Copy | DeriveTrait::Debug);
        (name == HAND_LAID && derived).then_some(ImplementsTrait::Yes)
    }
}

/// The text bindgen prints for `family`, before any of our changes.
pub(crate) fn bindgen(family: &Family, roots: &[&Path], scratch: &Path) -> Result<String, String> {
    for header in family.headers {
        if !roots.iter().any(|root| root.join(header).is_file()) {
            let places: Vec<String> = roots.iter().map(|r| r.display().to_string()).collect();
            return Err(format!(
                "header {header} is not below {}; name the root of a LiteRT checkout \
                 (the folder that holds litert/ and tflite/)",
                places.join(" or ")
            ));
        }
    }
    for (path, text) in STAND_INS {
        let file = scratch.join(path);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|e| format!("cannot create {}: {e}", parent.display()))?;
        }
        std::fs::write(&file, text).map_err(|e| format!("cannot write {}: {e}", file.display()))?;
    }

    let wrapper: String = family
        .headers
        .iter()
        .map(|h| format!("#include \"{h}\"\n"))
        .collect();
    let newest = bindgen::RustTarget::stable(85, 0).map_err(|e| e.to_string())?;
    let mut builder = bindgen::builder()
        .header_contents("wrapper.h", &wrapper)
        // One fixed target: what is generated must not depend on the maintainer's machine. The
        // layout checks hold on every 64-bit target because the headers use fixed-width types.
        .clang_args(["-x", "c", "-std=c11", "--target=x86_64-unknown-linux-gnu"])
        .rust_target(newest)
        .rust_edition(bindgen::RustEdition::Edition2024)
        .use_core()
        .generate_comments(false)
        .layout_tests(true)
        .derive_copy(true)
        .derive_debug(true)
        .prepend_enum_name(false)
        // An enum value that a newer library returns must be representable.
        .default_enum_style(bindgen::EnumVariation::NewType {
            is_bitfield: false,
            is_global: false,
        })
        .merge_extern_blocks(true)
        .formatter(bindgen::Formatter::None)
        .disable_header_comment()
        .blocklist_type(HAND_LAID)
        .parse_callbacks(Box::new(HandLaid))
        .blocklist_type("(__)?(gnuc_|builtin_)?va_list(_tag)?");
    for root in roots.iter().copied().chain([scratch]) {
        builder = builder.clang_arg(format!("-I{}", root.display()));
    }
    for define in DEFINES {
        builder = builder.clang_arg(format!("-D{define}"));
    }
    for name in family.functions {
        builder = builder.allowlist_function(name);
    }
    for name in family.types {
        builder = builder.allowlist_type(name);
    }
    for name in family.vars {
        builder = builder.allowlist_var(name);
    }
    for name in family.blocked {
        builder = builder.blocklist_item(name);
    }
    builder
        .generate()
        .map(|bindings| bindings.to_string())
        .map_err(|e| e.to_string())
}
