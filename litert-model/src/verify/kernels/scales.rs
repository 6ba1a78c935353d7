//! Scales on which kernels abort.
//!
//! Some kernels turn the ratio of two scales into an integer and abort when the ratio is not of the
//! kind they can represent. That happens with missing scales, with scales of 0, and with tensors
//! quantized in ways the kernel does not know, where it takes the scale for 0.

use crate::ops::hazard::{ALL, Case, Hazard};
use crate::reader::TensorView;
use crate::schema::Scalars;
use crate::types::ElementType;
use crate::verify::types::Types;

/// The kernel of ADD aborts.
pub(crate) const ADD: Hazard = Hazard::file(NAME, ALL, |case| {
    possible(Pair::of(case), |it| {
        if it.narrow {
            addable(it.scales, it.output, 20)
        } else {
            // Without quantization this is plain integer arithmetic.
            !(it.wide && it.is_quantized) || addable(it.scales, it.output, 15)
        }
    })
});

/// The kernel of SUB aborts.
pub(crate) const SUB: Hazard = Hazard::file(NAME, ALL, |case| {
    possible(Pair::of(case), |it| {
        !(it.narrow || it.wide)
            || subtractable(it.scales, it.output, if it.narrow { 20 } else { 15 })
    })
});

/// The kernels of comparisons abort.
pub(crate) const COMPARISON: Hazard = Hazard::file(NAME, ALL, |case| {
    possible(Pair::of(case), |it| {
        !it.narrow || it.scales.iter().all(|&scale| comparable(scale))
    })
});

/// So do those of EQUAL and NOT_EQUAL for integers of 16 bits, if these are quantized.
pub(crate) const EQUALITY: Hazard = Hazard::file(NAME, ALL, |case| {
    possible(Pair::of(case), |it| {
        !(it.narrow || it.wide && it.is_quantized)
            || it.scales.iter().all(|&scale| comparable(scale))
    })
});

/// The kernel of SQUARED_DIFFERENCE aborts.
pub(crate) const SQUARED: Hazard = Hazard::file(NAME, ALL, |case| {
    possible(Pair::of(case), |it| {
        !it.signed || squarable(it.scales, it.output)
    })
});

/// Without quantization the kernels of RSQRT, SQRT and LOG make no table for integers of 16 bits, and read it
/// all the same.
pub(crate) const LOOKED_UP: Hazard = Hazard::file(NAME, ALL, |case| {
    let input = case.operator.inputs().next().flatten();
    possible(input, |input| {
        !is(*input, case.types, ElementType::Int16) || is_quantized(*input)
    })
});

const NAME: &str = "scales-impossible";

fn possible<T>(found: Option<T>, fine: impl Fn(&T) -> bool) -> Result<(), String> {
    match found {
        Some(found) if !fine(&found) => Err(
            "the scales of its inputs and outputs are missing or impossible, and the kernel \
                    would end the process; quantize the model again"
                .to_owned(),
        ),
        _ => Ok(()),
    }
}

/// Two inputs and an output.
struct Pair {
    scales: [f32; 2],
    output: f32,
    /// Whether an input holds bytes; if the two are not the same in the end the kernel refuses them.
    narrow: bool,
    /// Whether they have a sign.
    signed: bool,
    /// Whether an input holds integers of 16 bits.
    wide: bool,
    /// Whether the first input is quantized at all.
    is_quantized: bool,
}

impl Pair {
    /// `None` where the kernel refuses the operator in an orderly way.
    fn of(case: &Case<'_, '_, '_>) -> Option<Self> {
        let mut inputs = case.operator.inputs();
        let (first, second) = (inputs.next()??, inputs.next()??);
        let output = case.operator.outputs().next()?;
        let any = |ty| is(first, case.types, ty) || is(second, case.types, ty);
        Some(Self {
            scales: [scale(first), scale(second)],
            output: scale(output),
            narrow: any(ElementType::Int8) || any(ElementType::UInt8),
            signed: any(ElementType::Int8),
            wide: any(ElementType::Int16),
            is_quantized: is_quantized(first),
        })
    }
}

/// Whether a tensor is declared to be of this type, or has it when the graph runs.
fn is(tensor: TensorView<'_>, types: &Types, ty: ElementType) -> bool {
    tensor.element_type() == ty || types.when_run(tensor) == ty
}

/// The scale as the kernels see it: 0 unless a single one holds for the whole tensor.
fn scale(tensor: TensorView<'_>) -> f32 {
    let Some(stored) = tensor.table().quantization() else {
        return 0.0;
    };
    if stored.blockwise().is_some() || stored.multi_axis().is_some() {
        return 0.0;
    }
    match stored.scale() {
        // The runtime has the processor take numbers for 0 that are too small to be normal.
        Some(scales) if scales.len() == 1 => {
            let scale = scales.get(0).filter(|scale| !scale.is_subnormal());
            scale.unwrap_or(0.0)
        }
        _ => 0.0,
    }
}

fn is_quantized(tensor: TensorView<'_>) -> bool {
    tensor.table().quantization().is_some_and(|stored| {
        stored.blockwise().is_some()
            || stored.multi_axis().is_some()
            || stored.scale().map_or(0, Scalars::len) > 0
    })
}

/// Twice the larger input scale, and whether both inputs can be brought to it.
fn common(scales: [f32; 2]) -> Option<f64> {
    let [first, second] = scales;
    let twice = f64::from(2.0 * first.max(second));
    (below_one(f64::from(first) / twice) && below_one(f64::from(second) / twice)).then_some(twice)
}

fn addable(scales: [f32; 2], output: f32, shift: u32) -> bool {
    common(scales).is_some_and(|twice| below_one(twice / shifted(output, shift)))
}

fn subtractable(scales: [f32; 2], output: f32, shift: u32) -> bool {
    common(scales).is_some_and(|twice| {
        let ratio = twice / shifted(output, shift);
        if ratio > 1.0 {
            ratio.is_finite()
        } else {
            below_one(ratio)
        }
    })
}

fn squarable(scales: [f32; 2], output: f32) -> bool {
    common(scales).is_some_and(|twice| below_one(twice * twice / shifted(output, 14)))
}

fn comparable(scale: f32) -> bool {
    let scale = f64::from(scale);
    if scale < 1.0 {
        below_one(scale)
    } else {
        scale > 1.0 && scale.is_finite()
    }
}

fn shifted(scale: f32, shift: u32) -> f64 {
    f64::from((1_u32 << shift) as f32 * scale)
}

/// Whether a ratio is between 0 and 1, and stays below 1 when it is rounded to 31 bits.
fn below_one(ratio: f64) -> bool {
    ratio > 0.0 && ratio < 1.0 - 1.0 / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_scales_pass() {
        assert!(addable([0.05, 0.02], 0.06, 20));
        assert!(addable([1.0, 1e-6], 1e-5, 20));
        assert!(subtractable([1.0, 1.0], 7.8e-9, 20));
        assert!(squarable([0.1, 0.1], 0.01));
        assert!(comparable(0.5) && comparable(1.5));
    }

    #[test]
    fn impossible_scales_do_not() {
        for bad in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert!(!addable([bad, 0.1], 0.1, 20), "{bad}");
            assert!(!addable([0.1, bad], 0.1, 20), "{bad}");
            assert!(!subtractable([0.1, bad], 0.1, 20), "{bad}");
            assert!(!squarable([bad, 0.1], 0.1), "{bad}");
            assert!(!comparable(bad), "{bad}");
        }
        assert!(!addable([1.0, 1.0], 1e-7, 20));
        assert!(!addable([1.0, 1.0], 0.0, 20));
        assert!(!subtractable([1.0, 1.0], 0.0, 20));
        // Exactly 1 is neither smaller nor greater than 1.
        assert!(!comparable(1.0));
        assert!(!subtractable([0.5, 0.5], 1.0 / 1_048_576.0, 20));
    }
}
