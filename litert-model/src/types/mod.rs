//! Element types, shapes and quantization: plain Rust values, with no native library behind them.
//!
//! Both engines and the model reader speak in these types, so that what one of them reports can be
//! handed to the other.

mod element_type;
mod quantization;
mod shape;

pub use element_type::{ElementType, UnknownElementTypeName};
pub use quantization::{
    AxesQuantization, BlockQuantization, ChannelQuantization, QuantParams, Quantization,
    QuantizeError, QuantizedElement,
};
pub use shape::{MAX_RANK, Shape, ShapeError};
