//! The templates.

pub(crate) const ALL: &[&str] = &[
    include_str!("elementwise.txt"),
    include_str!("layout.txt"),
    include_str!("matrix.txt"),
    include_str!("state.txt"),
    include_str!("stablehlo.txt"),
];
