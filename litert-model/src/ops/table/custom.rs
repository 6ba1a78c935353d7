//! Custom operators that the libraries carry, or that stand for what a delegate runs.
//!
//! An application may register a kernel of its own under such a name, so little is taken for
//! granted.

use super::prelude::*;

ops! {
    custom "AudioSpectrogram" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [options::FLEXBUFFER], versions: 1..=1,
    }

    custom "Convolution2DTransposeBias" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [], versions: 1..=1,
    }

    custom "DISPATCH_OP" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [options::FLEXBUFFER_IF_ANY], versions: 1..=1,
    }

    custom "MaxPoolingWithArgmax2D" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [kernels::PIXELS], versions: 1..=1,
    }

    custom "MaxUnpooling2D" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32, F32 | I32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [values::UNPOOLED, kernels::PIXELS, alike::UNPOOLED], versions: 1..=1,
    }

    custom "Mfcc" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32, I32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [options::FLEXBUFFER], versions: 1..=1,
    }

    custom "NumericVerify" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F16 | I8 | I16 | U8, F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: Waits::Unknown, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [options::FLEXBUFFER], versions: 1..=1,
    }

    custom "TFLite_Detection_PostProcess" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32 | U8] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [options::FLEXBUFFER], versions: 1..=1,
    }

    custom "aeq.hadamard_rotation" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[F32] => [F32]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: Waits::Unknown, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom,
        hazards: [kernels::hadamard::SIZE, kernels::hadamard::SHAPE], versions: 1..=1,
    }

    custom "edgetpu-custom-op" {
        inputs: any(0).with_gaps(), outputs: any(0),
        types: [[ANY] => [ANY]],
        ranks: [],
        yields: Declared, shape: UNKNOWN,
        waits: No, early: Never, macs: Macs::Unknown,
        family: Arithmetic, role: Custom, hazards: [], versions: 1..=1,
    }
}
