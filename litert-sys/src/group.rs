//! Groups of C symbols: resolved together, once, into plain function pointers.

use crate::error::MissingSymbol;
use crate::family::Family;
use crate::source::SymbolSource;

/// What a group consists of, as data.
#[derive(Clone, Copy, Debug)]
pub struct GroupSpec {
    /// The family of C functions it belongs to.
    pub family: Family,
    /// Its name, as it appears in messages.
    pub name: &'static str,
    /// Whether a library without this group is of no use at all.
    pub core: bool,
    /// Symbols without which the group does not resolve.
    pub required: &'static [&'static str],
    /// Symbols that some supported versions lack.
    pub optional: &'static [&'static str],
}

/// The smallest set of symbols that is useful together and ships together.
pub trait Group: Sized {
    /// What the group consists of.
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
