//! How tables are declared, checked and read.
//!
//! The `table!` macro turns one line per field into both the check and the getter of that field, so
//! the two cannot disagree about a field's type. That agreement is what makes the getters sound.

/// Where the entry of field `slot` lies in a table's directory; the first two entries are sizes.
pub(crate) const fn entry(slot: u16) -> u16 {
    4 + 2 * slot
}

/// A table of any kind, as it lies in a file.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'a>(flatbuffers::Table<'a>);

impl<'a> Raw<'a> {
    pub(crate) fn new(table: flatbuffers::Table<'a>) -> Self {
        Self(table)
    }

    /// The file that it lies in.
    pub(crate) fn file(self) -> &'a [u8] {
        self.0.buf()
    }

    /// Where it begins.
    pub(crate) fn at(self) -> usize {
        self.0.loc()
    }

    /// How many bytes it has of its own; what its fields point to lies elsewhere.
    pub(crate) fn len(self) -> usize {
        self.0.vtable().object_inline_num_bytes()
    }

    /// Its directory.
    pub(crate) fn directory(self) -> Vec<u8> {
        self.0.vtable().as_bytes().to_vec()
    }

    /// How far behind its beginning field `slot` lies; `None` if it is absent.
    pub(crate) fn field(self, slot: u16) -> Option<usize> {
        let found = self.0.vtable().get(entry(slot));
        (found != 0).then_some(usize::from(found))
    }
}

/// Declares tables. Each field is `slot name: kind`, with one of the kinds
///
/// - `scalar T = default`: a number; the getter returns the default if it is absent,
/// - `text`, `scalars T`, `table T`, `tables T`: the getter returns an `Option`,
/// - `choice tag { 1 => name: T, … }`: a union whose tag is in slot `tag`; there is a getter per
///   alternative, which returns `None` unless the tag says so. Alternatives that are not listed are
///   not looked at, and a tag without a value is no error: native writers leave values out.
macro_rules! table {
    ($(
        $(#[$meta:meta])*
        $table:ident {
            $( $slot:literal $field:ident : $kind:ident $($of:ident)? $(= $default:literal)? , )*
            $( choice $tag:literal $value:literal {
                $( $code:literal => $alternative:ident : $variant:ident , )*
            } )*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub(crate) struct $table<'a>(flatbuffers::Table<'a>);

        impl<'a> flatbuffers::Follow<'a> for $table<'a> {
            type Inner = Self;

            #[inline]
            unsafe fn follow(buf: &'a [u8], loc: usize) -> Self {
                // SAFETY: our caller promises that a table lies here.
                Self(unsafe { flatbuffers::Table::new(buf, loc) })
            }
        }

        impl<'a> flatbuffers::Verifiable for $table<'a> {
            fn run_verifier(
                v: &mut flatbuffers::Verifier<'_, '_>,
                pos: usize,
            ) -> Result<(), flatbuffers::InvalidFlatbuffer> {
                #[allow(unused_mut)]
                let mut table = v.visit_table(pos)?
                    $( .visit_field::<$crate::schema::table::stored!($kind $($of)?)>(
                        stringify!($field), $crate::schema::table::entry($slot), false
                    )? )*;
                $(
                    let tag = match table.deref($crate::schema::table::entry($tag))? {
                        Some(at) => table.verifier().get_u8(at)?,
                        None => 0,
                    };
                    if let Some(at) = table.deref($crate::schema::table::entry($value))? {
                        match tag {
                            $( $code => table.verifier().verify_union_variant::<
                                flatbuffers::ForwardsUOffset<$variant<'a>>
                            >(stringify!($variant), at)?, )*
                            _ => {}
                        }
                    }
                )*
                table.finish();
                Ok(())
            }
        }

        #[allow(dead_code, reason = "a table is described whole, whoever reads it")]
        impl<'a> $table<'a> {
            /// The table as it lies in the file.
            pub(crate) fn raw(self) -> $crate::schema::table::Raw<'a> {
                $crate::schema::table::Raw::new(self.0)
            }

            $(
                #[inline]
                pub(crate) fn $field(
                    self
                ) -> $crate::schema::table::returned!($kind $($of)?) {
                    // SAFETY: a value of this table type comes only from `follow`, which `root`
                    // calls after `run_verifier` above has checked this field for this very type.
                    let found = unsafe {
                        self.0.get::<$crate::schema::table::stored!($kind $($of)?)>(
                            $crate::schema::table::entry($slot), None
                        )
                    };
                    $crate::schema::table::value!(found $(, $default)?)
                }
            )*
            $( $(
                #[inline]
                pub(crate) fn $alternative(self) -> Option<$variant<'a>> {
                    // SAFETY: `run_verifier` above has checked the tag as a byte.
                    let tag = unsafe {
                        self.0.get::<u8>($crate::schema::table::entry($tag), None)
                    };
                    if tag != Some($code) {
                        return None;
                    }
                    // SAFETY: for this tag `run_verifier` has checked the value for this type.
                    unsafe {
                        self.0.get::<flatbuffers::ForwardsUOffset<$variant<'a>>>(
                            $crate::schema::table::entry($value), None
                        )
                    }
                }
            )* )*
        }
    )*};
}

/// The type that says how a field of some kind is stored.
macro_rules! stored {
    (scalar $of:ident) => { $of };
    (text) => { flatbuffers::ForwardsUOffset<$crate::schema::wire::Text<'a>> };
    (scalars $of:ident) => {
        flatbuffers::ForwardsUOffset<$crate::schema::wire::Scalars<'a, $of>>
    };
    (table $of:ident) => { flatbuffers::ForwardsUOffset<$of<'a>> };
    (tables $of:ident) => {
        flatbuffers::ForwardsUOffset<$crate::schema::wire::Tables<'a, $of<'a>>>
    };
}

/// The type that the getter of a field of some kind returns.
macro_rules! returned {
    (scalar $of:ident) => { $of };
    (text) => { Option<$crate::schema::wire::Text<'a>> };
    (scalars $of:ident) => { Option<$crate::schema::wire::Scalars<'a, $of>> };
    (table $of:ident) => { Option<$of<'a>> };
    (tables $of:ident) => { Option<$crate::schema::wire::Tables<'a, $of<'a>>> };
}

/// Fills in the default of a scalar.
macro_rules! value {
    ($found:ident, $default:literal) => {
        $found.unwrap_or($default)
    };
    ($found:ident) => {
        $found
    };
}

pub(crate) use {returned, stored, table, value};
