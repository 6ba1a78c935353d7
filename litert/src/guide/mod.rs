//! Guides, one for each question. They hold documentation only; every example is compiled, and run
//! where the hardware for it is not special.
//!
//! A new reader takes [`getting_started`], then [`engines`].

#[doc = include_str!("getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("engines.md")]
pub mod engines {}

#[doc = include_str!("quantization.md")]
pub mod quantization {}

#[doc = include_str!("dynamic_shapes.md")]
pub mod dynamic_shapes {}

#[doc = include_str!("delegates.md")]
pub mod delegates {}

#[doc = include_str!("edge_tpu.md")]
pub mod edge_tpu {}

#[doc = include_str!("gpu_npu.md")]
pub mod gpu_npu {}

#[doc = include_str!("threads.md")]
pub mod threads {}

#[doc = include_str!("custom_operators.md")]
pub mod custom_operators {}

#[doc = include_str!("deploy.md")]
pub mod deploy {}

#[doc = include_str!("errors.md")]
pub mod errors {}
