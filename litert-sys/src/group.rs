//! Groups of C symbols: resolved together, once, into plain function pointers.

use crate::error::MissingSymbol;
use crate::family::Family;
use crate::source::SymbolSource;

/// The contents of a group, as data.
#[derive(Clone, Copy, Debug)]
pub struct GroupSpec {
    /// The family of C functions it belongs to.
    pub family: Family,
    /// Its name, as it appears in messages.
    pub name: &'static str,
    /// True if a library without this group is of no use at all.
    pub core: bool,
    /// Symbols without which the group does not resolve.
    pub required: &'static [&'static str],
    /// Symbols that some supported versions lack.
    pub optional: &'static [&'static str],
}

/// The smallest set of symbols that is useful together and ships together.
pub trait Group: Sized {
    /// The symbols of the group.
    const SPEC: GroupSpec;

    /// Finds every symbol of the group.
    ///
    /// # Errors
    /// Names the first required symbol that `source` does not have.
    fn resolve(source: &dyn SymbolSource) -> Result<Self, MissingSymbol>;
}

/// Defines a struct of C function pointers that is filled from a [`SymbolSource`].
///
/// Fields carry the C names, so that a reader of the C headers is at home; their types are the
/// aliases generated from those headers.
macro_rules! symbol_group {
    (
        $(#[$meta:meta])*
        $vis:vis struct $group:ident($family:ident, $name:literal, $kind:ident) from $module:ident;
        required { $($required:ident),* $(,)? }
        optional { $($optional:ident),* $(,)? }
    ) => {
        $(#[$meta])*
        #[allow(non_snake_case, missing_docs)]
        #[derive(Clone, Copy, Debug)]
        $vis struct $group {
            $(pub $required: $crate::$module::$required,)*
            $(pub $optional: Option<$crate::$module::$optional>,)*
        }

        impl $crate::group::Group for $group {
            const SPEC: $crate::group::GroupSpec = $crate::group::GroupSpec {
                family: $crate::family::Family::$family,
                name: $name,
                core: $crate::group::symbol_group!(@core $kind),
                required: &[$(stringify!($required)),*],
                optional: &[$(stringify!($optional)),*],
            };

            fn resolve(
                source: &dyn $crate::source::SymbolSource,
            ) -> Result<Self, $crate::error::MissingSymbol> {
                let missing = |symbol| $crate::error::MissingSymbol {
                    symbol,
                    group: $name,
                    library: source.describe(),
                };
                Ok(Self {
                    $($required: {
                        let address = source
                            .find($crate::group::symbol_group!(@name $required))
                            .ok_or_else(|| missing(stringify!($required)))?;
                        // SAFETY: `SymbolSource` promises that the address is the function which
                        // the official headers declare under this name, alive for the rest of the
                        // process; the alias was generated from that declaration.
                        unsafe {
                            std::mem::transmute::<
                                std::ptr::NonNull<std::ffi::c_void>,
                                $crate::$module::$required,
                            >(address)
                        }
                    },)*
                    $($optional: source
                        .find($crate::group::symbol_group!(@name $optional))
                        .map(|address| {
                            // SAFETY: as above.
                            unsafe {
                                std::mem::transmute::<
                                    std::ptr::NonNull<std::ffi::c_void>,
                                    $crate::$module::$optional,
                                >(address)
                            }
                        }),)*
                })
            }
        }
    };
    (@core core) => { true };
    (@core extra) => { false };
    (@name $symbol:ident) => {
        const {
            match std::ffi::CStr::from_bytes_with_nul(concat!(stringify!($symbol), "\0").as_bytes()) {
                Ok(name) => name,
                Err(_) => panic!("a C name without NUL"),
            }
        }
    };
}
pub(crate) use symbol_group;

/// Defines the groups of a family, one row each, and the struct that holds them.
///
/// ```text
/// pub struct LiteRtApi(LiteRt, crate::abi::LiteRtVersion) from litert;
/// alone { names that are asked for one by one: marks of versions, and what no group needs }
///
/// /// Documentation, of the group and of the field.
/// extra field_name: StructName("name in messages") through adapter {
///     RequiredSymbol,
/// }, optional {
///     OptionalSymbol,
/// }
/// ```
///
/// `core` groups must be there, and the field is the group itself; an `extra` group may be missing
/// from some supported library, and the field is a `Result`. An adapter is a function of the source
/// and the version that gives the source to resolve from: one with more names than the library
/// exports, or with none in versions where the functions have other parameters.
macro_rules! family {
    (
        $(#[$api_meta:meta])*
        $vis:vis struct $api:ident($family:ident, $version:path) from $module:ident;
        alone { $($alone:ident),* $(,)? }
        $(
            $(#[$meta:meta])*
            $kind:ident $field:ident: $group:ident($name:literal) $(through $through:path)? {
                $($required:ident),* $(,)?
            } $(, optional { $($optional:ident),* $(,)? })?
        )*
    ) => {
        $(
            $crate::group::symbol_group! {
                $(#[$meta])*
                $vis struct $group($family, $name, $kind) from $module;
                required { $($required),* }
                optional { $($($optional),*)? }
            }
        )*

        /// Every group of the family as data.
        pub(crate) const GROUPS: &[$crate::group::GroupSpec] =
            &[$(<$group as $crate::group::Group>::SPEC),*];

        /// Names that are asked for one by one.
        pub(crate) const ALONE: &[&str] = &[$(stringify!($alone)),*];

        $(#[$api_meta])*
        #[derive(Clone)]
        $vis struct $api {
            /// Where the functions come from.
            pub source: std::sync::Arc<dyn $crate::source::SymbolSource>,
            /// Which release that is.
            pub version: $version,
            $(
                $(#[$meta])*
                pub $field: $crate::group::family!(@type $kind $group),
            )*
        }

        impl $api {
            /// Detects the version of `source` and resolves its groups.
            ///
            /// # Errors
            /// Why the source cannot serve this family.
            pub fn resolve(
                source: std::sync::Arc<dyn $crate::source::SymbolSource>,
            ) -> Result<Self, $crate::error::AbiError> {
                let symbols: &dyn $crate::source::SymbolSource = &*source;
                let version = <$version>::detect(symbols)?;
                Ok(Self {
                    $(
                        $field: {
                            let resolved = <$group as $crate::group::Group>::resolve(
                                $crate::group::family!(@source symbols, version $(, $through)?),
                            );
                            $crate::group::family!(@resolved $kind resolved)
                        },
                    )*
                    version,
                    source,
                })
            }
        }
    };
    (@type core $group:ident) => { $group };
    (@type extra $group:ident) => { Result<$group, $crate::error::MissingSymbol> };
    (@source $symbols:ident, $version:ident) => { $symbols };
    (@source $symbols:ident, $version:ident, $through:path) => { &$through($symbols, &$version) };
    (@resolved core $resolved:ident) => { $resolved? };
    (@resolved extra $resolved:ident) => { $resolved };
}
pub(crate) use family;
